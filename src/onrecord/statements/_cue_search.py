"""Reporting verbs in a sentence, and who is told to say something with them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import CueKind
from onrecord.statements._cues import LONGEST_PHRASE, NOUN_FORMS, PHRASE_STARTS, PHRASES, SOFT_LEMMAS, Verb, verbs
from onrecord.statements._items import Item, Sentence
from onrecord.statements._phrases import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DASHES,
    DAYS,
    MODALS,
    NEGATIONS,
    NOUN_MARKERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    Range,
    back_over_adverbs,
    subject_after,
    subject_before,
)

_PERCEIVED = frozenset("heard overheard seen shown filmed recorded".split())
"""Between "be" and what somebody is perceived to say: "a reporter can be heard asking"."""
_SOON_QUOTED = 9  # items within which a quotation follows a participle that introduces it


@dataclass(slots=True)
class Cue:
    """A reporting verb in a sentence with the subject found for it."""

    first: int
    last: int
    verb: Verb
    lemma: str
    kind: CueKind
    frames: frozenset[str]
    subject: Range | None = None
    head: Range | None = None
    dropped: bool = False
    supposed: bool = False
    inverted: bool = False
    fronted: bool = False
    """What is said stands before it."""
    border: int = 0
    """Where the clause of this verb begins: what an earlier verb reports ends there."""
    relative: bool = False
    """It stands in a relative clause ("which Lee says …")."""
    foretold: bool = False
    """Told of words that are known already: "…," she will testify."""
    general: bool = False
    """Told of whoever does so ("voters who say …"), not of one saying."""
    asked_one: Range | None = None
    """Who is asked."""
    asked: bool = False
    """Passive "was asked", "asked by Y": the subject is asked, not asking."""


def find_cues(sentence: Sentence) -> list[Cue]:
    """Find the reporting verbs of a sentence that have a subject, or take over the one before."""
    result: list[Cue] = []
    index = 0
    forms = verbs()
    headline: bool | None = None  # asked once for a sentence, and only where a verb in capitals needs it
    while index < len(sentence):
        word = sentence[index].lower
        if word in forms or word in PHRASE_STARTS:
            if headline is None and index and sentence[index].raw[0].isupper():
                headline = is_headline(sentence)
            cue = _cue_at(sentence, index, headline=bool(headline))
            if cue is not None:
                result.append(cue)
                index = cue.last
        index += 1
    return result


def _cue_at(sentence: Sentence, index: int, *, headline: bool) -> Cue | None:
    item = sentence[index]
    if item.is_quote:
        return None
    verb = verbs().get(item.lower)
    phrase = None
    length = min(LONGEST_PHRASE, len(sentence) - index) if item.lower in PHRASE_STARTS else 0
    while length > 1:
        phrase = PHRASES.get(tuple(word.lower for word in sentence[index : index + length]))
        if phrase is not None:
            break
        length -= 1
    if phrase is not None:
        form = "ing" if item.lower.endswith("ing") else "past"
        verb = Verb(phrase[0], phrase[1], phrase[2], form)
        cue = Cue(index, index + length, verb, phrase[0], phrase[1], phrase[2])
    elif verb is not None:
        if item.raw[0].isupper() and index > 0 and not headline:
            return None
        cue = Cue(index, index + 1, verb, verb.lemma, verb.kind, verb.frames)
    else:
        return None
    return cue if _has_subject(sentence, cue, item) else None


def _has_subject(sentence: Sentence, cue: Cue, item: Item) -> bool:
    index = cue.first
    before = sentence[index - 1] if index else None
    form = cue.verb.form
    if before is not None and item.lower in NOUN_FORMS and before.lower in NOUN_MARKERS:
        return False
    if before is not None and before.lower == "to" and form == "base":
        return False
    if before is not None and item.lower in NOUN_FORMS and before.raw.isdigit():
        return False
    if item.lower in _USUALLY_NOUNS and not _is_followed_by_speech(sentence, cue.last):
        return False
    place, passed = back_over_adverbs(sentence, index)
    if form in ("past", "participle") and any(word in BE for word in passed):
        return _asked(sentence, cue, place)
    cue.supposed = any(word in MODALS or word in NEGATIONS for word in passed)
    cue.foretold = cue.supposed and all(word == "will" for word in passed if word in MODALS or word in NEGATIONS)
    if form == "base" and not any(word in AUXILIARIES for word in passed):
        # "they say", "officials say": never a noun read as a verb
        if place < 0 or (item.lower in NOUN_FORMS and sentence[place].lower not in SUBJECT_PRONOUNS):
            return False
        if sentence[place].lower in ("to", "and", ",", "or") or sentence[place].lower in PREPOSITIONS:
            return False
    if form == "ing" and not any(word in BE for word in passed):
        return _participle(sentence, cue, before)
    if (
        cue.lemma in ("ask", "press", "question")
        and form == "past"
        and (index == 0 or (before is not None and before.lower in ("when", "if") and index == 1))
    ):
        cue.asked = True
        return True
    if _inverts(sentence, cue):
        return True
    found = subject_before(sentence, index)
    if found is not None:
        cue.supposed = cue.supposed or sentence[found[0][0]].lower in ("no", "nobody", "none", "neither", "few")
        cue.subject, cue.head = found
        return True
    if place >= 0 and (sentence[place].lower in ("and", "but", "or", "then") or sentence[place].raw == ","):
        cue.dropped = True
        return form in ("past", "s")
    if place >= 1 and sentence[place].lower in ("who", "which", "that"):
        until = place - 1 if sentence[place - 1].raw == "," else place
        relative = subject_before([*sentence[:until], sentence[index]], until)
        if relative is not None:
            cue.subject = (place, place + 1) if sentence[place].lower == "who" else relative[0]
            cue.head = _name_at_end(sentence, relative[1])
            cue.general = sentence[place - 1].raw != "," and form in ("base", "s")
            return True
    return False


_USUALLY_NOUNS = frozenset(
    "states calls reports emails texts posts claims demands requests questions comments remarks estimates promises"
    " plans pledges offers charges orders answers points notes attacks hopes fears views concerns".split()
)


def _is_followed_by_speech(sentence: Sentence, place: int) -> bool:
    """Tell whether a word that is mostly a noun is a verb here ("he claims that", "Lee calls it")."""
    if place >= len(sentence):
        return False
    following = sentence[place]
    if sentence[place - 1].lower == "states":
        speaker = sentence[place - 2] if place >= 2 else None
        if speaker is None or not (
            speaker.raw[0].isupper() or speaker.lower in SUBJECT_PRONOUNS | {"report", "document"}
        ):
            return False
        return following.is_quote or following.lower in ("that", ":")
    if following.is_quote or following.lower in ("that", ":", "it", "he", "she", "they", "there", "him", "her", "them"):
        return True
    before = sentence[place - 2] if place >= 2 else None
    named = before is not None and (before.raw[0].isupper() or before.lower in SUBJECT_PRONOUNS | ADVERBS)
    return named and following.lower not in AUXILIARIES | PREPOSITIONS


def _name_at_end(sentence: Sentence, words: Range) -> Range:
    """The name at the end of some words ("a setback for Mr. Lee, who said"): the antecedent of "who"."""
    first, end = words
    if not sentence[end - 1].raw[0].isupper():
        return words
    start = end - 1
    while start > first and (
        sentence[start - 1].raw[0].isupper() or sentence[start - 1].lower in ("of", "the", "\u2010", "'s", ".")
    ):
        start -= 1
    while start < end - 1 and sentence[start].lower in ("of", "the", "\u2010", "'s", "."):
        start += 1
    return start, end


def _asked(sentence: Sentence, cue: Cue, place: int) -> bool:
    """Passive: only questions are read; who asks stands after "by", if anywhere."""
    if cue.lemma not in ("ask", "press", "question"):
        return False
    cue.asked = True
    found = subject_before(sentence, cue.first)
    cue.asked_one = found[1] if found is not None else None
    return True


_ONLY = frozenset({"only", "merely", "simply", "instead", "further", "thereby", "thus"})


def _participle(sentence: Sentence, cue: Cue, before: Item | None) -> bool:
    """``…, saying that …``, ``with Biden asking China to …``, ``quoted Xi as saying``."""
    if before is None:
        return False
    index = cue.first
    if (
        before.raw == ","
        or before.lower in ("and", "while", "before", "after", "by", "but", "without")
        or (before.raw in DASHES or before.is_quote)
    ):
        cue.dropped = True
        return cue.lemma not in SOFT_LEMMAS
    if before.lower == "as" and cue.lemma in ("say", "tell", "write"):
        opening = index - 2
        while opening >= 0 and sentence[opening].lower not in ("quoted", "quotes", "quoting", "cited", "quote"):
            opening -= 1
        if opening >= 0 and index - 1 - (opening + 1) > 0:
            cue.subject = cue.head = (opening + 1, index - 1)
            return True
        if opening == index - 2:  # "Lee was quoted as saying"
            quoted = subject_before(sentence, opening)
            if quoted is not None:
                cue.subject, cue.head = quoted
                return True
        return False
    if before.lower in _PERCEIVED:
        perceived = subject_before(sentence, index - 1)
        if perceived is not None and any(word in BE for word in back_over_adverbs(sentence, index - 1)[1]):
            cue.subject, cue.head = perceived
            return True
    found = subject_before(sentence, index)
    if before.lower in _ONLY and index >= 2 and sentence[index - 2].raw == ",":
        cue.dropped = True  # "refused to answer, only stressing that"
        return cue.lemma not in SOFT_LEMMAS
    if found is None:
        return False
    first = found[0][0]
    if first > 0 and sentence[first - 1].lower == "with":
        cue.subject, cue.head = found
        return True
    if before.lower in ADVERBS and index >= 2 and sentence[index - 2].raw in (",", "and"):
        cue.dropped = True
        return True
    if before.raw[0].isupper() and any(item.is_quote for item in sentence[index + 1 : index + _SOON_QUOTED]):
        cue.subject = cue.head = _name_at_end(sentence, found[1])  # "footage of Lee saying on Monday, “…”"
        return True
    return False


def _inverts(sentence: Sentence, cue: Cue) -> bool:
    """``"…," said X`` and ``…, said X``."""
    index = cue.first
    if index == 0 or cue.verb.form not in ("past", "s") or cue.last >= len(sentence):
        return False
    before = sentence[index - 1]
    after_quote = before.is_quote or (before.raw in ",-\u2014\u2013" and index >= 2 and sentence[index - 2].is_quote)
    if not after_quote and (before.raw != "," or cue.lemma not in ("say", "write", "add", "note", "explain")):
        return False
    found = subject_after(sentence, cue.last - 1)
    if found is None:
        return False
    end = found[0][1]
    if end < len(sentence):
        following = sentence[end]
        if following.lower in AUXILIARIES or (following.lower in verbs() and following.raw[0].islower()):
            return False  # "…, said the candidate could win": a clause, not a subject
        if not after_quote and following.raw not in ",.;?!" and following.lower not in DAYS | PREPOSITIONS:
            return False
        if not after_quote and following.raw not in ".?!" and subject_before(sentence, index) is not None:
            return False  # "Lee, a minister, said building …"
    if sentence[cue.last].raw[0].islower() and sentence[cue.last].lower.endswith("ing"):
        return False
    cue.subject, cue.head = found
    cue.inverted = cue.fronted = True
    return True


def is_headline(sentence: Sentence) -> bool:
    words = [item for item in sentence if not item.is_quote and item.raw[0].isalpha() and len(item.raw) > 3]
    return len(words) > 2 and sum(item.raw[0].isupper() for item in words) >= 0.8 * len(words)
