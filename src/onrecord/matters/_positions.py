"""Where each side stands on each issue: the shortest exact words, when they were said, how the wording changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.matters._agreement import date_key
from onrecord.matters._wordings import STOP_WORDS, Wording, differences, written_out
from onrecord.records import DatedBy, Evidence, Position, PositionReport, make_id

_SAME_WORDS = 0.6
"""Share of the content words of the shorter wording that makes two wordings one line said again."""
_OF_LONGER = 0.25
"""The same of the longer one: what says much more is another line."""
_FEWEST_SHARED = 2
"""Content words that both must share; fewer say nothing where both have more."""
_HOLDERS = 32
"""Wordings that hold one word which a new one is compared with, the last ones: so that many cost no more each."""
_STEM = 8
"""Letters of a word that count: "protectionism" is not "protect"."""
_ENDING = re.compile(r"(?<=\w{3})(?:ing|es|ed|s|e)$")
_THIN = frozenset(
    "china chinese prc u.s us usa united states america american side sides firmly strongly resolutely always"
    " consistently consistent clear clearly very much also again once more firm strong new relevant certain all"
    " so-called so called let stress say said believe believes think hope hopes stand stands ready continue continues"
    " two country countries government relation relations matter issue issues question regarding regard".split()
)
"""Words by which no line is told from another."""


@dataclass(slots=True)
class _Worded:
    """One wording, however often it was said."""

    content: frozenset[str]
    told: list[PositionReport] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """Words to one effect."""

    wordings: list[_Worded] = field(default_factory=list)


def judge_positions(reports: Sequence[PositionReport]) -> tuple[Position, ...]:
    """Tell where a side stands on an issue.

    What is said again in the same words is one position with all the places where it stands. Words to the same effect
    make a line; in it each wording follows the one before, and names what is different. Other words begin another line:
    the side has moved, or says something else as well.

    Args:
        reports: all reports of the issue and side, in any order.

    Returns:
        One position for each wording, oldest first; what other sides say the position is stands apart (``told_by``).
    """
    by_teller: dict[str | None, list[PositionReport]] = {}
    for report in sorted(reports, key=_order):
        by_teller.setdefault(report.told_by, []).append(report)
    found: list[Position] = []
    for told in by_teller.values():
        for line in _lines(_worded(told)):
            found += _positions(line)
    return tuple(sorted(found, key=lambda item: (item.told_by is not None, date_key(item.date), item.id)))


def _order(report: PositionReport) -> tuple[str, str, int, str]:
    return date_key(report.date), report.document, report.evidence[0].start, report.id


def content_of(text: str) -> frozenset[str]:
    """Return the words by which a wording is known: stems, without those that say little."""
    words = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text.lower())
    plain = {form for word in words for form in written_out(word)} - STOP_WORDS
    return frozenset(map(_stem, plain - _THIN)) or frozenset(map(_stem, plain))


def _stem(word: str) -> str:
    return _ENDING.sub("", word)[:_STEM]


def _worded(reports: Iterable[PositionReport]) -> list[_Worded]:
    """Put together what is said in the same words, but for small ones, in the order in which each was first said."""
    found: dict[frozenset[str], _Worded] = {}
    for report in reports:
        content = content_of(report.evidence[0].quote)
        found.setdefault(content, _Worded(content)).told.append(report)
    return list(found.values())


def _lines(worded: Sequence[_Worded]) -> list[_Line]:
    """Put together wordings to one effect: each goes to the line that holds the earlier wording most like it.

    Only wordings that share a rare word are compared: of two that share most of the shorter one's words, any choice of
    so many of its words that fewer are left than need be shared holds one of the other's.
    """
    counts = Counter(stem for one in worded for stem in one.content)
    lines: list[_Line] = []
    line_of: dict[int, int] = {}
    by_stem: dict[str, list[int]] = {}
    by_rare: dict[str, list[int]] = {}
    for number, one in enumerate(worded):
        rarest = sorted(one.content, key=lambda stem: (counts[stem], stem))
        rare = rarest[: max(1, len(rarest) - _shared_at_least(len(rarest)) + 1)]
        near = {place for stem in rare for place in by_stem.get(stem, [])[-_HOLDERS:]}
        near |= {place for stem in one.content for place in by_rare.get(stem, [])[-_HOLDERS:]}
        likest = max(((_likeness(one.content, worded[place].content), -place) for place in near), default=(0.0, 0))
        if likest[0] > 0:
            line = line_of[-likest[1]]
        else:
            line = len(lines)
            lines.append(_Line())
        line_of[number] = line
        lines[line].wordings.append(one)
        for stem in one.content:
            by_stem.setdefault(stem, []).append(number)
        for stem in rare:
            by_rare.setdefault(stem, []).append(number)
    return lines


def _shared_at_least(words: int) -> int:
    """How many of so many words, those of the shorter wording, both must share."""
    return max(1, -int(-_SAME_WORDS * words // 1))


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two wordings are one line said again; 0 where they are not."""
    shorter, longer = sorted((len(a), len(b)))
    shared = len(a & b)
    if shared < min(_FEWEST_SHARED, longer) or shared < _SAME_WORDS * shorter or shared < _OF_LONGER * longer:
        return 0.0
    return shared / shorter + shared / longer


def _wording(text: str) -> Wording:
    surfaces = tuple(text.split())
    forms = tuple(surface.strip("\"'“”‘’.,;:!?()[]").casefold() for surface in surfaces)
    return Wording(surfaces, forms, tuple(word for form in forms for word in written_out(form)))


def _positions(line: _Line) -> list[Position]:
    days = sorted({day for one in line.wordings for report in one.told if (day := _day(report.date)) is not None})
    found: list[Position] = []
    for one in line.wordings:
        first = one.told[0]
        position = Position(
            id=make_id("pos", first.issue, first.side, first.statement or first.document, *_span(first)),
            issue=first.issue,
            side=first.side,
            holder=first.holder,
            text=first.evidence[0].quote,
            statement=first.statement,
            date=first.date,
            first_seen=days[0] if days else None,
            last_seen=days[-1] if days else None,
            repeated=max(1, len(days)),
            told_by=first.told_by,
            mode=first.mode,
            evidence=tuple(dict.fromkeys(piece for report in one.told for piece in report.evidence)),
        )
        if found:
            changes = differences(_wording(found[-1].text), _wording(position.text))
            position = replace(
                position, previous=found[-1].id, differences=tuple(c for c in changes if c.kind != "typography")
            )
        found.append(position)
    return found


def _span(report: PositionReport) -> tuple[int, int]:
    piece: Evidence = report.evidence[0]
    return piece.start, piece.end


def _day(said: DatedBy) -> str | None:
    return said.date if said.date is not None and said.precision == "day" else None
