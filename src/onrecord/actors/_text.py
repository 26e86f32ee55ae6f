"""The words of a document's readable lines, with what the rules need to know of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import add
from typing import Protocol

from onrecord.language import Analysis
from onrecord.records import READ_ROLES, Document
from onrecord.reference import WORD, plain_text

BREAK = "\n"
"""Stands between two lines, so that nothing is read across them."""

_HEADLINE_ROLES = frozenset({"title", "subhead", "dek"})
_HEADLINE_SHARE = 0.6  # share of capitalised words from which a line is set as a headline
_HEADLINE_WORDS = 4
_FEWEST_IN_CAPITALS = 5  # words of a line in capitals: a label or a name is shorter
_SHARE_IN_CAPITALS = 0.8
_SHORT = 3  # letters of names that may be initials
_HEADLINE_MOST = 60  # words beyond which a line is no headline, however it is set


class QuotedSpan(Protocol):
    """What the actors stage needs of a quotation."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


class Words:
    """The words of all readable lines as parallel lists; lines are parted by ``BREAK``."""

    __slots__ = (
        "ends",
        "forms",
        "headline",
        "line",
        "line_starts",
        "quote",
        "quote_first",
        "sentence",
        "starts",
        "text",
        "written",
    )

    def __init__(self, document: Document, analysis: Analysis, quotations: Sequence[QuotedSpan]) -> None:
        self.text = document.text
        self.starts: list[int] = []
        self.written: list[str] = []
        self.line: list[int] = []
        self.headline: list[bool] = []
        self.line_starts: list[int] = []
        plain = plain_text(document.text)
        for number, role in enumerate(document.roles):
            if role.role not in READ_ROLES:
                continue
            self.line_starts.append(len(self.starts))
            written: list[str] = WORD.findall(plain, role.start, role.end)
            starts = [match.start() for match in WORD.finditer(plain, role.start, role.end)]
            written = _in_running_text(written, starts, analysis)
            self.starts += starts
            self.written += written
            self.line += [number] * len(written)
            self.headline.append(_is_headline(written, role.role in _HEADLINE_ROLES))
            # The break itself: a word of no letters at the line's end.
            self.starts.append(role.end)
            self.written.append(BREAK)
            self.line.append(number)
        self.forms = list(map(str.lower, self.written))
        lengths = [0 if word == BREAK else len(word) for word in self.written]
        self.ends = list(map(add, self.starts, lengths))
        self.quote_first: dict[int, int] = {}
        """The first word of each quotation."""
        self.sentence = self._sentences([sentence.start for sentence in analysis.sentences])
        self.quote = self._quotes(quotations)

    def __len__(self) -> int:
        return len(self.starts)

    def _sentences(self, starts: list[int]) -> list[int]:
        if not starts:
            return list(self.line)
        result: list[int] = []
        for place, start in enumerate(starts):
            result += [place] * (bisect_left(self.starts, start) - len(result))
        return result + [len(starts)] * (len(self.starts) - len(result))

    def _quotes(self, quotations: Sequence[QuotedSpan]) -> list[int]:
        """For each word the number of the outermost quotation it stands in, counted from 1; 0 outside."""
        inside = [0] * len(self.starts)
        for number, quotation in enumerate(quotations, 1):
            if getattr(quotation, "kind", "speech") != "speech":
                continue
            first = bisect_right(self.starts, quotation.start - 1)
            after = bisect_right(self.starts, quotation.end - 1)
            for place in range(first, after):
                if not inside[place]:
                    inside[place] = number
                    self.quote_first.setdefault(number, place)
        return inside

    def glued(self, place: int) -> bool:
        """Whether no space stands between a word and the one before it."""
        return place > 0 and self.ends[place - 1] == self.starts[place]

    def is_capital(self, place: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.written[place][0].isupper()

    def headline_at(self, place: int) -> bool:
        """Whether a word stands in a line that is set as a headline."""
        return self.headline[bisect_right(self.line_starts, place) - 1]

    def sentence_initial(self, place: int) -> bool:
        """Whether a word opens its sentence, line or quotation."""
        if place == 0:
            return True
        before = self.forms[place - 1]
        return before in {BREAK, ".", "?", "!", '"', "\u201c", ":", "\u2014"} or (
            self.sentence[place - 1] != self.sentence[place]
        )

    def possessive(self, place: int) -> int:
        """How many words the possessive ending at ``place`` takes: 2 for 's, 1 for a bare apostrophe, else 0."""
        forms = self.forms
        if place + 1 < len(forms) and forms[place] == "'" and self.glued(place):
            if forms[place + 1] == "s" and self.glued(place + 1):
                return 2
            if forms[place - 1].endswith("s") and not self.glued(place + 1):
                return 1
        return 0


def _in_running_text(written: list[str], starts: Sequence[int], analysis: Analysis) -> list[str]:
    """Write a line in capitals as it would stand in running text: there capitals show no names, the grammar does."""
    letters = [word for word in written if word.isalpha() and len(word) > 1]
    capitals = sum(word.isupper() for word in letters)
    if capitals < _FEWEST_IN_CAPITALS or capitals < _SHARE_IN_CAPITALS * len(letters):
        return written
    first = bisect_left(analysis.tokens, starts[0], key=lambda token: token.start)
    after = bisect_right(analysis.tokens, starts[-1], key=lambda token: token.start)
    upos = {token.start: token.upos for token in analysis.tokens[first:after]}
    return [
        word
        if not word.isupper() or len(word) == 1 or upos.get(start) is None
        else (word if len(word) <= _SHORT else word.capitalize())
        if upos[start] == "PROPN"
        else word.lower()
        for word, start in zip(written, starts, strict=True)
    ]


def _is_headline(written: list[str], by_role: bool) -> bool:
    if len(written) > _HEADLINE_MOST:
        return False
    letters = [word for word in written if word[0].isalpha() and len(word) > 1]
    if len(letters) < _HEADLINE_WORDS:
        return by_role
    capitals = sum(word[0].isupper() for word in letters)
    return capitals >= _HEADLINE_SHARE * len(letters)
