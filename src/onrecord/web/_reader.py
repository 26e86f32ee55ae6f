"""How a document is laid out in the source reader: flat marks over overlapping spans, and folds over what was cut.

Pure functions from records to blocks; the template only writes them down. The browser gets no offsets to work with:
wherever two spans overlap, the text is cut here into pieces, each of which knows all the spans it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.records import Correction, Document, Event, Evidence, Mention, RoleSpan, Statement
from onrecord.web._addresses import anchor, place_of
from onrecord.web._words import CLOSING_MARKS, plural, role_words

Layer = Literal["statements", "events", "names", "dates", "corrections", "copied", "at"]
"""A kind of highlight the reader can show or hide; ``at`` is the place the address asks for."""

CUT_ROLES = frozenset({"navigation", "related", "promo", "comments", "furniture", "tags", "bio"})
"""Parts of a page that no record is read from and that the reader folds away; the rest stays in view."""

WRAPPED_LINE_LENGTH = 120
"""A line up to this many code points that does not end a sentence was wrapped; the next line goes on with it."""

SENTENCE_ENDS = ".!?:…\"'”’»)"
"""Characters with which a paragraph may end."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One span to be highlighted."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    layer: Layer
    """Which layer it belongs to."""
    style: str
    """What it is within the layer: ``direct``, ``cue``, ``speaker``, ``name`` …"""
    record: str = ""
    """Id of the record it proves."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under one and the same set of marks."""

    text: str
    """The words."""
    styles: tuple[str, ...]
    """Style names of all marks over it, sorted; empty for plain text."""
    records: tuple[str, ...]
    """Ids of the records it proves, in order of their spans."""
    anchors: tuple[str, ...]
    """Names of the places that begin here."""
    numbers: tuple[int, ...]
    """Numbers of the statements that end here, to be shown after it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, or several of one hard-wrapped paragraph."""

    role: str
    """What it is."""
    role_words: str
    """The same in words; empty for body text."""
    reason: str
    """Why it was judged so."""
    segments: tuple[Segment, ...]
    """The words."""
    notes: tuple[tuple[int, Statement], ...]
    """Numbered statements that begin here, for the margin."""
    events: tuple[Event, ...] = ()
    """Events that are told from here on, for the margin."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Consecutive lines that were cut from reading, folded in place."""

    summary: str
    """What was cut, in words."""
    lines: tuple[Line, ...]
    """The lines."""
    is_open: bool
    """Whether the fold must stand open because the address points inside."""


def statement_marks(statements: Iterable[Statement]) -> list[Mark]:
    """Return the marks of statements: their content, cue, speaker and addressee."""
    marks = []
    for statement in statements:
        for span in statement.content:
            marks.append(Mark(span.start, span.end, "statements", statement.mode, statement.id))
        if statement.cue:
            marks.append(Mark(statement.cue.start, statement.cue.end, "statements", "cue", statement.id))
        if statement.speaker_span:
            span = statement.speaker_span
            marks.append(Mark(span.start, span.end, "statements", "speaker", statement.id))
        if statement.addressee_span:
            span = statement.addressee_span
            marks.append(Mark(span.start, span.end, "statements", "addressee", statement.id))
    return marks


def mention_marks(mentions: Iterable[Mention]) -> list[Mark]:
    """Return the marks of names, titles and pronouns."""
    return [Mark(mention.start, mention.end, "names", "name", mention.id) for mention in mentions]


def event_marks(events: Iterable[Event]) -> list[Mark]:
    """Return the marks of events: the words that tell them, and who, to whom and where."""
    marks = []
    for event in events:
        pieces = [(item, "told" if index else "trigger") for index, item in enumerate(event.evidence)]
        pieces += [(one.evidence, "party") for one in (*event.actor, *event.recipient) if one.evidence]
        pieces += [(event.location.evidence, "party")] if event.location and event.location.evidence else []
        marks += [
            Mark(item.start, item.end, "events", style, event.id)
            for item, style in pieces
            if item.document == event.document
        ]
    return marks


def evidence_marks(document: Document, statements: Iterable[Statement]) -> list[Mark]:
    """Return the marks of the words by which the document and its statements are dated, as far as they stand in it."""
    evidence: list[Evidence] = [*document.published.evidence]
    for claim in document.claimed_dates:
        evidence.extend(claim.evidence)
    for statement in statements:
        evidence.extend(statement.said_on.evidence)
    spans = sorted({(item.start, item.end) for item in evidence if item.document == document.id})
    return [Mark(start, end, "dates", "date") for start, end in spans]


def correction_marks(corrections: Iterable[Correction]) -> list[Mark]:
    """Return the marks of an outlet's corrections and of the sentences they correct."""
    marks = []
    for correction in corrections:
        marks.append(Mark(correction.start, correction.end, "corrections", "correction"))
        marks.extend(Mark(item.start, item.end, "corrections", "corrected") for item in correction.corrects)
    return marks


def within(marks: Iterable[Mark], length: int) -> list[Mark]:
    """Return the marks that lie inside a text of ``length`` code points, in order; the others are dropped."""
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= length]
    return sorted(kept, key=lambda mark: (mark.start, -mark.end, mark.layer, mark.style, mark.record))


def cut_into_segments(
    text: str,
    start: int,
    end: int,
    marks: Sequence[Mark],
    ends_of_statements: Iterable[tuple[int, int]] = (),
    *,
    after: int | None = None,
) -> tuple[Segment, ...]:
    """Cut ``text[start:end]`` wherever a mark begins or ends.

    Args:
        text: the whole text.
        start: first code point to be laid out.
        end: one past the last.
        marks: marks over the whole text, inside it.
        ends_of_statements: pairs (offset one past the statement's last words, its number).
        after: where the stretch laid out before this one ended; marks that begin in the gap get their place here.

    Returns:
        Segments whose texts, joined, are exactly ``text[start:end]``.
    """
    near = [mark for mark in marks if mark.start < end and mark.end > start]
    numbers: dict[int, list[int]] = {}
    for offset, number in ends_of_statements:
        if start < offset <= end:
            numbers.setdefault(offset, []).append(number)
    edges = {start, end, *numbers}
    for mark in near:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    ordered = sorted(edges)
    segments = []
    # One sweep: a mark is open between its two edges.
    waiting = sorted(near, key=lambda mark: mark.start)
    first_waiting = 0
    open_marks: list[Mark] = []
    for left, right in pairwise(ordered):
        open_marks = [mark for mark in open_marks if mark.end > left]
        while first_waiting < len(waiting) and waiting[first_waiting].start <= left:
            if waiting[first_waiting].end > left:
                open_marks.append(waiting[first_waiting])
            first_waiting += 1
        first = (start if after is None else after) if left == start else left
        here = sorted({anchor(mark.start, mark.end) for mark in open_marks if first <= mark.start <= left})
        records = dict.fromkeys(mark.record for mark in open_marks if mark.record)
        segments.append(
            Segment(
                text[left:right],
                tuple(sorted({f"{mark.layer}-{mark.style}" for mark in open_marks})),
                tuple(records),
                tuple(here),
                tuple(sorted(numbers.get(right, ()))),
            )
        )
    return tuple(segments)


def after_closing_marks(text: str, offset: int) -> int:
    """Return the place after at most two closing quotation marks, where the number of a statement looks best."""
    end = offset
    while end < len(text) and end < offset + 2 and text[end] in CLOSING_MARKS:
        end += 1
    return end


def _pieces(document: Document) -> list[tuple[int, int, str, str]]:
    """Return (start, end, role, reason) for all non-blank text in order, also where no role was given."""
    text = document.text
    pieces: list[tuple[int, int, str, str]] = []
    position = 0

    def unjudged(until: int) -> None:
        offset = position
        for line in text[position:until].splitlines(keepends=True):
            stripped = line.strip()
            if stripped:
                begin = offset + line.index(stripped[0])
                pieces.append((begin, offset + len(line.rstrip()), "", ""))
            offset += len(line)

    role: RoleSpan
    for role in document.roles:
        start, end = max(role.start, position), min(role.end, len(text))
        if start >= end:
            continue
        unjudged(start)
        pieces.append((start, end, role.role, role.reason))
        position = end
    unjudged(len(text))
    return pieces


def _paragraphs(document: Document) -> list[tuple[int, int, str, str]]:
    """Join the lines of a hard-wrapped paragraph, so that it reads, and stands in the margin, as one."""
    joined: list[tuple[int, int, str, str]] = []
    last_length = 0
    for start, end, role, reason in _pieces(document):
        if joined and role == "body" and joined[-1][2] == "body" and last_length <= WRAPPED_LINE_LENGTH:
            before = joined[-1]
            between = document.text[before[1] : start]
            ends_a_sentence = document.text[before[1] - 1] in SENTENCE_ENDS
            if not between.strip() and between.count("\n") == 1 and not ends_a_sentence:
                joined[-1] = (before[0], end, role, before[3])
                last_length = end - start
                continue
        joined.append((start, end, role, reason))
        last_length = end - start
    return joined


def numbered(statements: Iterable[Statement]) -> list[tuple[int, Statement]]:
    """Number the statements of one document in the order of their words."""

    def order(statement: Statement) -> tuple[int, str]:
        place = place_of(statement)
        return (place.start if place else 0, statement.id)

    return list(enumerate(sorted(statements, key=order), start=1))


def lay_out(
    document: Document,
    marks: Iterable[Mark],
    statements: Iterable[Statement] = (),
    *,
    events: Iterable[Event] = (),
    at: tuple[int, int] | None = None,
    open_folds: bool = False,
) -> list[Line | Fold]:
    """Lay a document out for the reader.

    Args:
        document: the document.
        marks: what to highlight; marks outside the text are dropped.
        statements: the statements of the document, to be numbered and noted in the margin.
        events: the events it tells, to be noted in the margin.
        at: the span the address asks for; a fold that holds it stands open.
        open_folds: whether all folds stand open.

    Returns:
        Lines in view and folds, in the order of the text, together holding every non-blank character of it.
    """
    text = document.text
    ordered = within([*marks, *([Mark(*at, "at", "at")] if at else [])], len(text))
    pieces = _paragraphs(document)
    starts = [start for start, _, _, _ in pieces]
    notes: dict[int, list[tuple[int, Statement]]] = {}
    ends: dict[int, list[tuple[int, int]]] = {}
    for number, statement in numbered(statements):
        place = place_of(statement)
        if place:
            notes.setdefault(max(0, bisect_right(starts, place.start) - 1), []).append((number, statement))
        last = after_closing_marks(text, max((span.end for span in statement.content), default=0))
        ends.setdefault(bisect_left(starts, last) - 1, []).append((last, number))
    told: dict[int, list[Event]] = {}
    for event in sorted((event for event in events if event.evidence), key=lambda event: event.evidence[0].start):
        told.setdefault(max(0, bisect_right(starts, event.evidence[0].start) - 1), []).append(event)
    blocks: list[Line | Fold] = []
    cut: list[tuple[int, int, Line]] = []

    def close_fold() -> None:
        if cut:
            lines = tuple(line for _, _, line in cut)
            touched = at is not None and any(start < at[1] and end > at[0] for start, end, _ in cut)
            blocks.append(Fold(_fold_summary(lines), lines, open_folds or touched))
            cut.clear()

    next_mark = 0
    still_open: list[Mark] = []
    for index, (start, end, role, reason) in enumerate(pieces):
        still_open = [mark for mark in still_open if mark.end > start]
        first_beyond = bisect_left(ordered, end, key=lambda mark: mark.start)
        still_open += [mark for mark in ordered[next_mark:first_beyond] if mark.end > start]
        next_mark = max(next_mark, first_beyond)
        before = pieces[index - 1][1] if index else 0
        segments = cut_into_segments(text, start, end, still_open, ends.get(index, ()), after=before)
        line = Line(
            role,
            "" if role == "body" else role_words(role),
            reason,
            segments,
            tuple(notes.get(index, ())),
            tuple(told.get(index, ())),
        )
        if role in CUT_ROLES:
            cut.append((start, end, line))
        else:
            close_fold()
            blocks.append(line)
    close_fold()
    return blocks


def _fold_summary(lines: Sequence[Line]) -> str:
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.role_words] = counts.get(line.role_words, 0) + 1
    parts = [words if len(counts) == 1 else f"{words} ({number})" for words, number in counts.items()]
    return f"{plural(len(lines), 'line')} cut: {', '.join(parts)}"


def passage_around(document: Document, statement: Statement, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Return the paragraphs in which a statement stands, cut into segments, as the context on its own page."""
    place = place_of(statement)
    if place is None:
        return ()
    last = max((span.end for span in statement.content), default=place.end)
    first = min([place.start, *([statement.cue.start] if statement.cue else [])])
    if statement.cue:
        last = max(last, statement.cue.end)
    return passage_of(document, first, last, marks)


def passage_of(document: Document, first: int, last: int, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Return the paragraphs that hold ``text[first:last]``, cut into segments."""
    touched = [piece for piece in _paragraphs(document) if piece[0] < last and piece[1] > first]
    if not touched:
        return ()
    ordered = within(marks, len(document.text))
    return cut_into_segments(document.text, touched[0][0], touched[-1][1], ordered)
