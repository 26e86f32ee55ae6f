"""Happenings for timelines and calendars: TimelineJS and iCalendar."""

from __future__ import annotations

import datetime
import html
import json
from collections.abc import Iterator

from onrecord.publishing._chronology import entries
from onrecord.publishing._happenings import AT_A_TIME, first_and_last_day
from onrecord.publishing._matter_words import undertaking_of
from onrecord.publishing._wording import chronicle_date, flat, kind_noun, status_word
from onrecord.records import Happening
from onrecord.store import HappeningQuery, Record

LINE_OCTETS = 75
"""An iCalendar line is folded after so many octets (RFC 5545, 3.1)."""


def timelinejs_lines(record: Record) -> Iterator[str]:
    """Yield the dated happenings as one TimelineJS 3 document; what comes from a source is escaped."""
    events = []
    offset = 0
    while batch := record.happenings(limit=AT_A_TIME, offset=offset, latest=False):
        found, notes = entries(record, batch)
        by_number = {note.number: note for note in notes}
        for entry in found:
            happening = entry.happening
            if not happening.date.date:
                continue
            sources = "; ".join(by_number[number].source for number in entry.notes)
            slide = {
                "start_date": _date_parts(happening.date.date),
                "display_date": chronicle_date(happening.date),
                "group": kind_noun(happening.kind),
                "unique_id": happening.id,
                "text": {
                    "headline": html.escape(f"{_kind(happening)}: {status_word(happening.status)}"),
                    "text": f"<p>{html.escape(entry.sentence)}</p><p><small>{html.escape(sources)}</small></p>",
                },
            }
            if happening.date.enddate:
                slide["end_date"] = _date_parts(happening.date.enddate)
            events.append(slide)
        offset += len(batch)
    yield json.dumps({"events": events}, ensure_ascii=False, indent=1) + "\n"


def _kind(happening: Happening) -> str:
    return kind_noun(happening.kind).capitalize()


def _date_parts(date: str) -> dict[str, str]:
    return dict(zip(("year", "month", "day"), date.split("-"), strict=False))


def calendar_lines(record: Record) -> Iterator[str]:
    """Yield meetings, calls, visits and deadlines of commitments as iCalendar (RFC 5545), one entry each.

    A meeting that is only announced or agreed is tentative, one that did not take place is cancelled. The time stamp
    of all entries is the record's last day of publication, so that the same record gives the same bytes.
    """
    stamp = f"{(record.overview(speakers=0).latest or '1970-01-01')[:10].replace('-', '')}T000000Z"
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//On Record//onrecord//EN\r\nCALSCALE:GREGORIAN\r\n"
    offset = 0
    query = HappeningQuery(kind="consult")
    while batch := record.happenings(query, limit=AT_A_TIME, offset=offset, latest=False):
        for happening in batch:
            days = first_and_last_day(happening.date)
            if days and happening.date.precision == "day":
                text, status = flat(happening.text), _status(happening)
                yield from _entry(happening.id, days, stamp, _summary(happening), text, status)
        offset += len(batch)
    for commitment in record.iterate_commitments():
        if commitment.deadline and commitment.deadline.precision == "day" and commitment.deadline.date:
            day = commitment.deadline.date.rpartition("/")[2]
            text = flat(undertaking_of(commitment, record.document))
            yield from _entry(f"{commitment.id}-deadline", (day, day), stamp, f"Due: {text}", text, "CONFIRMED")
    yield "END:VCALENDAR\r\n"


def _summary(happening: Happening) -> str:
    place = f", {flat(happening.location.text)}" if happening.location else ""
    status = "" if happening.status in ("occurred", "ongoing") else f" ({status_word(happening.status)})"
    return f"{_kind(happening)} {'-'.join(happening.parties)}{place}{status}"


def _status(happening: Happening) -> str:
    if happening.status in ("did_not_happen", "denied"):
        return "CANCELLED"
    return "CONFIRMED" if happening.status in ("occurred", "ongoing", "ended", "background") else "TENTATIVE"


def _entry(
    identity: str, days: tuple[str, str], stamp: str, summary: str, description: str, status: str
) -> Iterator[str]:
    after = (datetime.date.fromisoformat(days[1]) + datetime.timedelta(days=1)).isoformat()  # the end is not included
    for line in (
        "BEGIN:VEVENT",
        f"UID:{identity}@onrecord",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{days[0].replace('-', '')}",
        f"DTEND;VALUE=DATE:{after.replace('-', '')}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        f"STATUS:{status}",
        "END:VEVENT",
    ):
        yield _folded(line)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line after at most ``LINE_OCTETS`` octets, never inside a character."""
    pieces: list[str] = []
    piece, length = "", 0
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if length + size > LINE_OCTETS - (1 if pieces else 0):
            pieces.append(piece)
            piece, length = "", 0
        piece += character
        length += size
    return "\r\n ".join([*pieces, piece]) + "\r\n"
