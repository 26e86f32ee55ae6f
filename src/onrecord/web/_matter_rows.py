"""Matters as rows of the CSV twins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.records import (
    AssertedBy,
    Channel,
    Commitment,
    DatedBy,
    Event,
    EventDate,
    Evidence,
    Happening,
    Meeting,
    Participant,
    Position,
)
from onrecord.web._names import Names, outlet_name

PROOF_COLUMNS = ("document", "outlet", "start", "end", "quote")
"""The last columns of every list: where the first words of proof stand."""

HAPPENING_COLUMNS = (
    "id",
    "date",
    "enddate",
    "precision",
    "basis",
    "kind",
    "status",
    "parties",
    "place",
    "issues",
    "text",
    "reports",
    "independent_reports",
    "asserted_by",
    "meeting",
    *PROOF_COLUMNS,
)
"""Columns of a list of happenings."""

EVENT_COLUMNS = (
    "id",
    "happening",
    "date",
    "enddate",
    "precision",
    "basis",
    "event",
    "mode",
    "context",
    "quad_code",
    "event_scale",
    "cameo_code",
    "status",
    "actor",
    "recipient",
    "place",
    "issues",
    "asserted_by",
    "confidence",
    "method",
    *PROOF_COLUMNS,
)
"""Columns of a list of events."""

COMMITMENT_COLUMNS = (
    "id",
    "text",
    "kind",
    "obligor",
    "beneficiary",
    "issue",
    "deadline",
    "agreement",
    "elements_missing",
    "made_at",
    "step",
    "date",
    "state",
    "asserted_by",
    "reports",
    "independent_reports",
    *PROOF_COLUMNS,
)
"""Columns of a list of commitments: one row for each step."""

CHANNEL_COLUMNS = (
    "id",
    "name",
    "level",
    "parties",
    "parent",
    "as_of",
    "last_used",
    "step",
    "date",
    "state",
    "by",
    "agreement",
    "asserted_by",
    "reports",
    "independent_reports",
    *PROOF_COLUMNS,
)
"""Columns of a list of channels: one row for each step, one for a channel without steps."""

POSITION_COLUMNS = (
    "id",
    "issue",
    "side",
    "told_by",
    "holder",
    "holder_name",
    "text",
    "date",
    "first_seen",
    "last_seen",
    "repeated",
    "previous",
    "statement",
    *PROOF_COLUMNS,
)
"""Columns of a list of positions."""

MEETING_COLUMNS = (
    "id",
    "date",
    "enddate",
    "kind",
    "place",
    "parties",
    "participants",
    "item",
    "issue",
    "relation",
    "found_in",
    "not_found_in",
    *PROOF_COLUMNS,
)
"""Columns of a list of meetings: one row for each piece of evidence of each item."""

Row = tuple[object, ...]


def proof_cells(evidence: Evidence | None, names: Names) -> Row:
    """Return the cells of ``PROOF_COLUMNS``."""
    if evidence is None:
        return (None,) * len(PROOF_COLUMNS)
    outlet = outlet_name(names.document(evidence.document))
    return (evidence.document, outlet, evidence.start, evidence.end, evidence.quote)


def _first(evidence: Sequence[Evidence]) -> Evidence | None:
    return evidence[0] if evidence else None


def asserting_words(asserted_by: Iterable[AssertedBy]) -> str:
    """Return who says so in one cell: ``CHL the Foreign Ministry (readout); …``."""
    return "; ".join(
        " ".join(part for part in (item.side, item.text, f"({item.channel}, {item.stance})") if part)
        for item in asserted_by
    )


def _participants(participants: Iterable[Participant], names: Names) -> str:
    found = []
    for one in participants:
        # Whom a person named need not stand in the words of the source.
        words = one.text or (names.actor_name(one.actor) if one.actor else "")
        found.append(f"{words} [{one.country or '?'}{f' {one.sector}' if one.sector else ''}]")
    return "; ".join(found)


def _when(date: EventDate) -> Row:
    return (date.date, date.enddate, date.precision, date.basis)


def happening_row(happening: Happening, names: Names) -> Row:
    """Return a happening as a row, in the order of ``HAPPENING_COLUMNS``."""
    return (
        happening.id,
        *_when(happening.date),
        happening.kind,
        happening.status,
        " ".join(happening.parties),
        happening.location.text if happening.location else None,
        " ".join(happening.issues),
        happening.text,
        happening.documents,
        happening.independent_reports,
        asserting_words(happening.asserted_by),
        happening.meeting,
        *proof_cells(_first(happening.evidence), names),
    )


def event_row(event: Event, names: Names) -> Row:
    """Return an event as a row, in the order of ``EVENT_COLUMNS``."""
    return (
        event.id,
        event.happening,
        *_when(event.date),
        event.event,
        event.mode,
        " ".join(event.context),
        event.quad_code,
        event.event_scale,
        event.cameo_code,
        event.status,
        _participants(event.actor, names),
        _participants(event.recipient, names),
        event.location.text if event.location else None,
        " ".join(event.issues),
        asserting_words(event.asserted_by),
        event.confidence,
        event.method,
        *proof_cells(_first(event.evidence), names),
    )


def _date(date: DatedBy | None) -> str | None:
    return date.date if date else None


def commitment_rows(commitment: Commitment, names: Names) -> list[Row]:
    """Return a commitment as rows, one for each step, in the order of ``COMMITMENT_COLUMNS``."""
    head = (
        commitment.id,
        names.undertaking(commitment),
        commitment.kind,
        " ".join(commitment.obligor),
        " ".join(commitment.beneficiary),
        commitment.issue,
        _date(commitment.deadline),
        commitment.agreement,
        " ".join(commitment.elements_missing),
        commitment.made_at,
    )
    return [
        (
            *head,
            number,
            step.date.date,
            step.state,
            asserting_words(step.asserted_by),
            step.documents,
            step.independent_reports,
            *proof_cells(_first(step.evidence), names),
        )
        for number, step in enumerate(commitment.history, start=1)
    ]


def channel_rows(channel: Channel, names: Names) -> list[Row]:
    """Return a channel as rows, one for each step, in the order of ``CHANNEL_COLUMNS``."""
    parties = " ".join(channel.parties)
    head = (channel.id, channel.name, channel.level, parties, channel.parent, channel.as_of, channel.last_used)
    if not channel.history:
        return [(*head, *(None,) * (len(CHANNEL_COLUMNS) - len(head)))]
    return [
        (
            *head,
            number,
            step.date.date,
            step.state,
            " ".join(step.by),
            step.agreement,
            asserting_words(step.asserted_by),
            step.documents,
            step.independent_reports,
            *proof_cells(_first(step.evidence), names),
        )
        for number, step in enumerate(channel.history, start=1)
    ]


def position_row(position: Position, names: Names) -> Row:
    """Return a position as a row, in the order of ``POSITION_COLUMNS``."""
    return (
        position.id,
        position.issue,
        position.side,
        position.told_by,
        position.holder,
        names.actor_name(position.holder) if position.holder else None,
        position.text,
        position.date.date,
        position.first_seen,
        position.last_seen,
        position.repeated,
        position.previous,
        position.statement,
        *proof_cells(_first(position.evidence), names),
    )


def meeting_rows(meeting: Meeting, names: Names) -> list[Row]:
    """Return a meeting as rows, one for each piece of evidence of each item, in the order of ``MEETING_COLUMNS``."""
    head = (
        meeting.id,
        meeting.date.date,
        meeting.date.enddate,
        meeting.kind,
        meeting.location.text if meeting.location else None,
        " ".join(meeting.parties),
        "; ".join(names.actor_name(actor) for actor in meeting.participants),
    )
    if not meeting.items:
        return [(*head, *(None,) * (len(MEETING_COLUMNS) - len(head)))]
    return [
        (
            *head,
            number,
            item.issue,
            item.relation,
            " ".join(item.found_in),
            "; ".join(f"{silent.side}: not found in {silent.documents}" for silent in item.not_found_in),
            *proof_cells(evidence, names),
        )
        for number, item in enumerate(meeting.items, start=1)
        for evidence in (item.evidence or (None,))
    ]
