"""Where sentences of news text begin, by rules: stops, abbreviations, initials, marks closing after the stop."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ._tokens import OTHER_ABBREVIATIONS, TITLE_ABBREVIATIONS, normal_form, words_of

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|\r\n[^\S\r\n]*\r\n|\u2029")
_STOPS = frozenset(".!?\u2026\u3002\uff01\uff1f")
_CLOSERS = frozenset("\"'\u201d\u2019)]}\u00bb")
_OPENERS = frozenset("\"'\u201c\u2018([\u00ab-\u2013\u2014*\u2022")
# After an abbreviation that may also end a sentence ("U.S.", "p.m.", "Inc."), these words show that it did.
_STARTERS = words_of(
    "the a an he she it they we i you this that these those there but and in on at as if when while after before his"
    " her its their our my for however also what who how why with since so yet both some many most one"
    " meanwhile earlier later last asked"
)
REPORTING_WORDS = words_of(
    "said says say asked asks added adds told tells wrote writes replied continued shouted declared exclaimed noted"
    " answered responded tweeted joked insisted recalled warned"
)
_MAX_SPEAKER_TOKENS = 5  # how far after a closing mark a reporting verb may stand ("… ?" Mr. Biden's spokesman said)


def blocks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a region at its blank lines; returns the non-empty stretches between them."""
    result = []
    position = start
    for match in _BLANK_LINE.finditer(text, start, end):
        if match.start() > position:
            result.append((position, match.start()))
        position = match.end()
    if end > position:
        result.append((position, end))
    return result


def sentence_starts(text: str, tokens: Sequence[tuple[int, int]]) -> list[int]:
    """Return the indexes of the tokens of one block that begin a sentence; the first is always 0.

    Args:
        text: the whole text.
        tokens: spans of the block's tokens, as code-point offsets of the text.
    """
    if not tokens:
        return []
    words = [word if word.isascii() else normal_form(word) for word in [text[a:b] for a, b in tokens]]
    starts = [0]
    count = len(words)
    passed = 0
    for index in [place for place, word in enumerate(words) if word[-1] in _STOPS]:
        if index < passed:
            continue
        after = index + 1
        closed = False
        while after < count and text[tokens[after][0]] in _CLOSERS and tokens[after][0] == tokens[after - 1][1]:
            closed = True
            after += 1
        if after < count and _begins(text, tokens, words, index, after, closed):
            starts.append(after)
        passed = after
    return starts


def _begins(
    text: str, tokens: Sequence[tuple[int, int]], words: Sequence[str], index: int, after: int, closed: bool
) -> bool:
    """Tell whether the token ``after`` begins a sentence, given that ``index`` may have ended one."""
    ending = words[index]
    if tokens[after][0] == tokens[after - 1][1] and not closed:
        return False  # no space between: "3.p", ".com"
    first = after
    while first < len(words) - 1 and text[tokens[first][0]] in _OPENERS:
        first += 1
    following = words[first]
    if not (following[0].isupper() or following[0].isdigit() or not following[0].isascii()):
        return False
    stem = ending[:-1].lower()
    if ending[-1] == "." and len(ending) > 1 and any(c.isalpha() for c in stem):
        if stem in TITLE_ABBREVIATIONS or (len(stem) == 1 and following[0].isupper()):
            return False
        if "." in ending[:-1] or stem in OTHER_ABBREVIATIONS:
            return first > after or following.lower() in _STARTERS
    if ending[-1] != "." and closed:
        # "Is it true?" Biden asked: the verb belongs to the same sentence.
        for word in words[first + 1 : first + 1 + _MAX_SPEAKER_TOKENS]:
            if word in REPORTING_WORDS:
                return False
            if word[-1] in _STOPS or word in ",;":
                break
    return not (ending.startswith("..") and following[0].isdigit())
