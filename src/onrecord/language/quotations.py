"""Where quotations run: a parser of quotation marks that knows paragraphs.

Journalists set an opening mark on each paragraph of a long quotation and a closing mark on the last only; copies lose
marks, mix curly and straight ones, and use one character for the closing single mark and the apostrophe. The parser
reads all of that and never fails: what stands open at the end of its paragraph ends there, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.records import is_wrap

Region = tuple[int, int]
"""A stretch of the text to be read: start (inclusive) and end (exclusive), in code points of the whole text."""

QuotationKind = Literal["speech", "nickname", "work", "scare"]
"""What the marks evidently are: words of somebody (the default), a nickname, the title of a work, a so-called thing."""

_STRAIGHT_DOUBLE = frozenset('"\uff02\u2033')
_OPENING_DOUBLE = frozenset("\u201c\u201e\u201f\u00ab\u300c\u300e\u301d")
_CLOSING_DOUBLE = frozenset("\u201d\u00bb\u300d\u300f\u301e\u301f")
_OPENING_SINGLE = frozenset("\u2018\u201a\u201b\u2039")
_CLOSING_SINGLE = frozenset("'\u2019\uff07\u203a\u00b4")
# Three straight single marks after a word close an inner quotation and then the outer one.
_MARK = re.compile(
    r"(?<=\S)'(?=''(?!'))|``|''|"
    '["\uff02\u2033\u201c\u201e\u201f\u00ab\u300c\u300e\u301d\u201d\u00bb\u300d\u300f\u301e\u301f'
    "'\u2018\u2019\u201a\u201b\u2039\u203a\uff07\u00b4]"
)
_ANY_OPENING = _STRAIGHT_DOUBLE | _OPENING_DOUBLE | _OPENING_SINGLE | {"'"}
_BEFORE_OPENING = frozenset("([{<\u2014\u2013-/\u2026:=*|>")
_AFTER_CLOSING_ONLY = frozenset(".,;:!?)]}")
# Words written with an apostrophe in front: never an opening single mark.
_APOSTROPHE_WORD = re.compile(
    r"(?i)['\u2018\u2019](?:em|til|till|tis|twas|twere|cause|bout|n|cuz|round|nuff|\d0s|\d\d)\b"
)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_SO_CALLED = re.compile(
    r"(?i)(?:\bso-called|\bknown as(?: an?| the)?|\bdubbed(?: \w+){0,2}|\bnicknamed"
    r"|\b(?:the|a|this) (?:term|word|phrase|label)s?"
    r"|\bnickname(?:d| was)?|\bcode[- ]?named)\s*$"
)
_WORK_BEFORE = re.compile(
    r"(?i)\b(?:entitled|titled|headlined|(?:book|film|movie|novel|song|album|series|show|program(?:me)?|podcast|essay"
    r"|article|documentary|play|memoir|host of|anchor of|on (?:cbs|nbc|abc|fox|cnn|pbs|msnbc)(?:[\u2019']s)?),?)\s*$"
)
_WORK_AFTER = re.compile(
    r"(?i)^\s*(?:anchor|host|co-host|program(?:me)?|show|series|correspondent|podcast|franchise|film|movie)\b"
)
_SMALL_WORDS = frozenset("a an and as at but by for from in into nor of on or over the to up via vs with".split())
_CONTEXT = 40  # how far beside a quotation the words are looked at that tell its kind
_LOOK_AHEAD = 100  # marks looked at to find the closing one; hostile text must stay cheap
_MAX_NAME_WORDS = 8  # no title of a work or nickname in the news is longer than this


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between quotation marks; marks that only continue it over paragraphs belong to it."""

    start: int
    """The opening mark."""
    end: int
    """One past the closing mark; one past the last word where the closing mark is missing."""
    pieces: tuple[Region, ...]
    """The words without the marks: one stretch for each paragraph, in text order."""
    closed: bool = True
    """Whether the closing mark was found."""
    parent: int | None = None
    """Index (in the result) of the quotation that encloses this one."""
    kind: QuotationKind = "speech"
    """What the marks evidently are."""
    single: bool = False
    """Whether it is set in single marks."""


@dataclass(slots=True)
class _Open:
    start: int
    """The opening mark."""
    words: int
    """First code point after the opening mark, in the present paragraph."""
    single: bool
    index: int
    """Its place in the result."""
    close_at: int = -1
    """For single marks: where the closing mark was found by looking ahead."""


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    pieces: list[Region]
    closed: bool
    parent: int | None
    single: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    opens: bool
    """It can stand before words: space, bracket or dash before it, a word after it."""
    closes: bool
    """It can stand after words."""
    typographic: str
    """``open`` or ``close`` for marks whose form tells the direction, else empty."""


def find_quotations(text: str, regions: Sequence[Region]) -> tuple[Quotation, ...]:
    """Find all quotations of a text.

    Args:
        text: the whole text.
        regions: the stretches to be read (code points), in reading order; a region's border and a line break end a
            paragraph, except where the next line goes on in lower case (hard-wrapped text).

    Returns:
        The quotations sorted by their start, enclosing ones before what they enclose. Never raises on odd marks.
    """
    parser = _Parser(text)
    for start, end in _paragraphs(text, regions):
        parser.read(start, end)
    return parser.finish()


def _paragraphs(text: str, regions: Sequence[Region]) -> list[Region]:
    result: list[Region] = []
    for region_start, region_end in sorted(regions):
        line_before = -1  # where the line before in the same region starts
        for line in _LINE.finditer(text, max(0, region_start), min(len(text), region_end)):
            start, end = _trimmed(text, line.start(), line.end())
            if start == end:
                continue
            next_line = bool(result) and text[result[-1][1] : start].strip(" \t\r") == "\n"
            wrapped = line_before >= 0 and is_wrap(text[line_before : result[-1][1]], text[start:end])
            line_before = line.start()
            if next_line and (text[start].islower() or wrapped):
                result[-1] = (result[-1][0], end)
            elif not result or start >= result[-1][1]:
                result.append((start, end))
    return result


def _trimmed(text: str, start: int, end: int) -> Region:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[_Draft] = []
        self.stack: list[_Open] = []

    def read(self, start: int, end: int) -> None:
        """Read one paragraph; what is left open from the last one goes on if this one opens with a mark."""
        marks = self._marks(start, end)
        position = 0
        if self.stack:
            if marks and not marks[0].single and marks[0].start == start and marks[0].opens:
                pending = self.stack[0]
                self.stack = [pending]
                pending.words = marks[0].end
                position = 1
            else:
                self.stack = []
        while position < len(marks):
            mark = marks[position]
            if mark.single:
                self._single(marks, position, end)
            else:
                self._double(marks, position)
            position += 1
        self._end_of_paragraph(end)

    def _marks(self, start: int, end: int) -> list[_Mark]:
        result = []
        text = self.text
        for match in _MARK.finditer(text, start, end):
            a, b = match.span()
            form = match.group()
            before = text[a - 1] if a > start else " "
            after = text[b] if b < end else " "
            opens = (before.isspace() or before in _BEFORE_OPENING or before in _ANY_OPENING) and not (
                after.isspace() or after in _AFTER_CLOSING_ONLY
            )
            closes = not before.isspace() and not after.isalnum()
            single = len(form) == 1 and (form in _OPENING_SINGLE or form in _CLOSING_SINGLE)
            typographic = ""
            if form in _OPENING_DOUBLE or form in _OPENING_SINGLE or form == "``":
                typographic = "open"
            elif form in _CLOSING_DOUBLE or form == "''":
                typographic = "close"
            result.append(_Mark(a, b, single, opens, closes, typographic))
        return result

    def _double(self, marks: list[_Mark], position: int) -> None:
        mark = marks[position]
        inside = any(not item.single for item in self.stack)
        direction = _direction(mark, inside)
        if direction == "close":
            if inside:
                self._close_double(mark)
            return
        if inside and not self._is_nested(marks, position):
            self._abandon_double(mark.start)
        self._push(mark, single=False)

    def _is_nested(self, marks: list[_Mark], position: int) -> bool:
        """Tell whether an opening mark inside a quotation opens an inner one: two closings must follow it."""
        depth = 1
        for mark in marks[position + 1 : position + 1 + _LOOK_AHEAD]:
            if mark.single:
                continue
            if _direction(mark, inside=True) == "open":
                return False
            depth -= 1
            if depth < 0:
                return True
        return False

    def _close_double(self, mark: _Mark) -> None:
        while self.stack:
            item = self.stack.pop()
            if not item.single:
                self._add_piece(item, mark.start)
                draft = self.drafts[item.index]
                draft.end, draft.closed = mark.end, True
                return

    def _abandon_double(self, end: int) -> None:
        """The quotation was never closed, yet another one opens: it ends before that."""
        while self.stack:
            item = self.stack.pop()
            self._add_piece(item, end)
            if not item.single:
                return

    def _single(self, marks: list[_Mark], position: int, end: int) -> None:
        mark = marks[position]
        if self.stack and self.stack[-1].single and self.stack[-1].close_at == mark.start:
            item = self.stack.pop()
            self._add_piece(item, mark.start)
            draft = self.drafts[item.index]
            draft.end, draft.closed = mark.end, True
            return
        if self.stack and self.stack[-1].single:
            return
        after = self.text[mark.end] if mark.end < end else " "
        if not mark.opens or not (after.isalnum() or after in _ANY_OPENING or after in "$\u00a3\u20ac[(\u2026."):
            return
        if self.text[mark.start] not in "'\u2018\u201a\u201b\u2039\uff07":
            return
        if _APOSTROPHE_WORD.match(self.text, mark.start, end):
            return
        close_at = self._single_close(marks, position, end)
        if close_at >= 0:
            self._push(mark, single=True, close_at=close_at)

    def _single_close(self, marks: list[_Mark], position: int, end: int) -> int:
        """Look ahead for the closing single mark; -1 where the mark was an apostrophe after all."""
        possessive = -1
        double_depth = 0
        inside = bool(self.stack)
        for mark in marks[position + 1 : position + 1 + _LOOK_AHEAD]:
            if not mark.single:
                if _direction(mark, inside=double_depth > 0 or inside) == "open":
                    double_depth += 1
                else:
                    double_depth -= 1
                    if double_depth < 0:
                        break
                continue
            if double_depth > 0:
                continue
            form = self.text[mark.start]
            if mark.opens and form in "'\u2018" and not mark.closes:
                if possessive >= 0:
                    return possessive
                continue
            if form in _CLOSING_SINGLE and mark.closes:
                after = self.text[mark.end : mark.end + 2]
                if self.text[mark.start - 1] in "sS" and after[:1] == " " and after[1:2].islower():
                    # "the parties' will": a possessive, unless no better mark follows
                    if possessive < 0:
                        possessive = mark.start
                    continue
                return mark.start
        return possessive

    def _push(self, mark: _Mark, *, single: bool, close_at: int = -1) -> None:
        parent = self.stack[-1].index if self.stack else None
        self.drafts.append(_Draft(mark.start, mark.end, [], False, parent, single))
        self.stack.append(_Open(mark.start, mark.end, single, len(self.drafts) - 1, close_at))

    def _add_piece(self, item: _Open, end: int) -> None:
        start, end = _trimmed(self.text, item.words, end)
        draft = self.drafts[item.index]
        if start < end:
            draft.pieces.append((start, end))
            draft.end = end

    def _end_of_paragraph(self, end: int) -> None:
        for item in self.stack:
            self._add_piece(item, end)
        # Only an outermost quotation in double marks goes on over paragraphs.
        self.stack = self.stack[:1] if self.stack and not self.stack[0].single else []

    def finish(self) -> tuple[Quotation, ...]:
        kept = [index for index, draft in enumerate(self.drafts) if draft.pieces]
        kept.sort(key=lambda index: (self.drafts[index].start, -self.drafts[index].end))
        place = {index: position for position, index in enumerate(kept)}
        result = []
        for index in kept:
            draft = self.drafts[index]
            parent = draft.parent
            quotation = Quotation(
                draft.start,
                draft.end,
                tuple(draft.pieces),
                draft.closed,
                None if parent is None else place.get(parent),
                "speech",
                draft.single,
            )
            result.append(replace(quotation, kind=_kind(self.text, quotation)))
        return tuple(result)


def _direction(mark: _Mark, inside: bool) -> str:
    """Tell which way a double mark faces: by its form, then by the spaces beside it, then by what stands open."""
    if mark.typographic == "open":
        return "close" if inside and mark.closes and not mark.opens else "open"
    if mark.typographic == "close":
        return "open" if not inside and mark.opens and not mark.closes else "close"
    if mark.opens != mark.closes:
        return "open" if mark.opens else "close"
    return "close" if inside else "open"


def _kind(text: str, quotation: Quotation) -> QuotationKind:
    """Judge by the words inside and beside the marks what a short quotation evidently is."""
    if len(quotation.pieces) != 1 or not quotation.closed:
        return "speech"
    start, end = quotation.pieces[0]
    if end - start > 120:
        return "speech"
    inside = text[start:end]
    words = [match.group() for match in _WORD.finditer(inside)]
    if not words:
        return "scare"
    if len(words) > _MAX_NAME_WORDS:
        return "speech"
    before = text[max(0, quotation.start - _CONTEXT) : quotation.start]
    after = text[quotation.end : quotation.end + _CONTEXT]
    if inside[-1] in ",.?!" and len(words) > 1:
        # A comma or stop inside the marks is how speech is set; titles end a sentence that way too.
        return "work" if _WORK_BEFORE.search(before) and _is_title(words) else "speech"
    if _SO_CALLED.search(before):
        return "scare"
    previous = before.rstrip().rsplit(None, 1)[-1:] or [""]
    following = after.lstrip()[:1]
    if (
        len(words) <= 3
        and previous[0][:1].isupper()
        and previous[0][-1:].isalpha()
        and words[0][:1].isupper()
        and following.isupper()
        and before.endswith(" ")
        and after.startswith(" ")
    ):
        return "nickname"
    if not _is_title(words):
        return "speech"
    named_beside = _WORK_BEFORE.search(before) or (len(words) > 1 and _WORK_AFTER.search(after))
    alone = len(words) > 2 and not before.rstrip().endswith(":")
    return "work" if named_beside or alone else "speech"


def _is_title(words: Sequence[str]) -> bool:
    if not words[0][:1].isupper():
        return False
    return all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL_WORDS for word in words)
