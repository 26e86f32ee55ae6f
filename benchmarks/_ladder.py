"""Altered copies made on purpose, rung by rung: words swapped, sentences moved, text cut, translated there and back.

The alterations are programs; the texts they are applied to are read from the development data and never kept.
"""

from __future__ import annotations

import hashlib
import random
import re

from _synonyms import SYNONYMS

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘A-Z])")
_CONTRACTIONS = {
    "don't": "do not", "doesn't": "does not", "didn't": "did not", "isn't": "is not", "wasn't": "was not",
    "won't": "will not", "can't": "cannot", "it's": "it is", "that's": "that is", "we're": "we are", "i'm": "I am",
    "they're": "they are", "he's": "he is", "she's": "she is", "there's": "there is", "we've": "we have",
}  # fmt: skip
_PREPOSITIONS = {
    "in": "at", "on": "upon", "at": "in", "to": "towards", "with": "together with", "by": "from", "for": "to",
    "from": "out of", "into": "in", "of": "from", "as": "like", "after": "following", "over": "about",
}  # fmt: skip
_TENSES = {
    "said": "has said", "told": "has told", "is": "has been", "was": "had been", "will": "is going to", "has": "had",
    "were": "have been", "had": "has", "says": "was saying", "announced": "has announced", "called": "has called",
}  # fmt: skip
_PEOPLES = "American|Chinese|Russian|British|French|German|Japanese|Korean|European|Israeli|Iranian|Mexican|Republican"
_ADJECTIVE = re.compile(rf"\b({_PEOPLES}) ([a-z]{{4,}})\b")

_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{3,})\b")

# Stand-ins where the list has no other word: of one length class and ending, so that a text stays about as long.
_STAND_INS = {
    "s": "matters aspects factors elements sections periods measures figures".split(),
    "d": "noted formed handled placed treated shaped managed provided".split(),
    "g": "forming handling placing treating shaping managing providing noting".split(),
    "y": "mainly rarely widely early steady ordinary ready weekly".split(),
    "": "object stretch corner bundle motive garden window number pattern basis market letter summer trouble".split(),
}
_SMALL = "some any that those this these its their within across around between through".split()

RUNGS = (
    "swap 10 %",
    "swap 30 %",
    "swap 50 %",
    "reorder",
    "cut",
    "swap 30 % + reorder",
    "swap 30 % + cut",
    "translated back",
)


def half_of(identifier: str) -> str:
    """Say to which half an article belongs: thresholds were chosen on ``seen``, ``unseen`` was only scored."""
    return "unseen" if hashlib.sha256(f"ladder {identifier}".encode()).digest()[0] % 2 else "seen"


def _other(word: str, chance: random.Random) -> str:
    lower = word.lower()
    if lower in SYNONYMS:
        other = SYNONYMS[lower]
    elif len(lower) <= 3:
        other = chance.choice(_SMALL)
    else:
        pool = _STAND_INS.get(lower[-1], _STAND_INS[""])
        other = chance.choice(pool)
    return other[:1].upper() + other[1:] if word[0].isupper() else other


def swap(text: str, share: float, chance: random.Random) -> str:
    """Replace a share of ALL words. Names and numbers stay; words of the list go first, then others at random."""
    words = list(_WORD.finditer(text))
    openers = {match.end() for match in re.finditer(r"(?:^|[.!?\n][\"”’)]*\s*[\"“‘]?)", text)}
    small = [match for match in words if match.group()[0].islower() or match.start() in openers]
    listed = [match for match in small if match.group().lower() in SYNONYMS]
    unlisted = [match for match in small if match.group().lower() not in SYNONYMS and len(match.group()) > 3]
    short = [match for match in small if match.group().lower() not in SYNONYMS and len(match.group()) <= 3]
    for group in (listed, unlisted, short):
        chance.shuffle(group)
    chosen = sorted((listed + unlisted + short)[: round(share * len(words))], key=lambda match: match.start())
    parts, place = [], 0
    for match in chosen:
        parts += [text[place : match.start()], _other(match.group(), chance)]
        place = match.end()
    return "".join([*parts, text[place:]])


def sentences(text: str) -> list[str]:
    """Cut a text into sentences."""
    return [part.strip() for line in text.split("\n") for part in _SENTENCE.split(line) if part and part.strip()]


def reorder(text: str, chance: random.Random) -> str:
    """Shuffle all sentences."""
    parts = sentences(text)
    chance.shuffle(parts)
    return "\n".join(parts)


def cut(text: str, chance: random.Random) -> str:
    """Keep half of the sentences, in order."""
    parts = sentences(text)
    kept = sorted(chance.sample(range(len(parts)), max(1, len(parts) // 2)))
    return "\n".join(parts[index] for index in kept)


def _damage(match: re.Match[str], chance: random.Random) -> str:
    """One name in ten is mangled: lower case, a letter lost, or two letters changed about."""
    name = match.group(1)
    fate = chance.random()
    if fate >= 0.1:
        return match.group()
    if fate < 0.03:
        other = name.lower()
    elif fate < 0.06:
        other = name[:2] + name[3:]
    else:
        other = name[0] + name[2] + name[1] + name[3:]
    return match.group().replace(name, other)


def _merge(line: str, chance: random.Random) -> str:
    """One sentence in seven is joined to the next."""
    parts = _SENTENCE.split(line)
    merged = parts[:1]
    for part in parts[1:]:
        if merged[-1].endswith(".") and chance.random() < 0.15:
            merged[-1] = merged[-1][:-1] + ", and " + part[:1].lower() + part[1:]
        else:
            merged.append(part)
    return " ".join(merged)


def translate_back(text: str, chance: random.Random) -> str:
    """Write as a machine does that went through another language: words, little words, tenses, order, lost marks."""
    text = swap(text, 0.25, chance)

    def reword(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower().replace("’", "'")
        for table, share in ((_CONTRACTIONS, 1.0), (_PREPOSITIONS, 0.4), (_TENSES, 0.5)):
            if lower in table and chance.random() < share:
                other = table[lower]
                return other[:1].upper() + other[1:] if word[0].isupper() else other
        if lower == "the" and chance.random() < 0.25:
            return "its"
        return word

    text = _WORD.sub(reword, text)
    text = _ADJECTIVE.sub(r"\2 \1", text)
    text = _NAME.sub(lambda match: _damage(match, chance), text)
    text = "\n".join(_merge(line, chance) for line in text.split("\n"))
    return "".join("" if sign in '"“”' and chance.random() < 0.3 else sign for sign in text)


def alter(text: str, rung: str, identifier: str) -> str:
    """Make the altered copy of one rung; the same every time."""
    chance = random.Random(f"{rung} {identifier}")
    if rung.startswith("swap"):
        text = swap(text, int(rung.split()[1]) / 100, chance)
    if rung.endswith("reorder"):
        text = reorder(text, chance)
    elif rung.endswith("cut"):
        text = cut(text, chance)
    return translate_back(text, chance) if rung == "translated back" else text
