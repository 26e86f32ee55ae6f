"""What one naming word and the words around it say, before it is a record."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import EventDate, EventStatus, EventType, Participant, Statement


@dataclass(frozen=True, slots=True)
class Found:
    """One trigger with all that was read around it, not yet a record."""

    trigger: int
    event: EventType
    mode: str | None
    status: EventStatus
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    date: EventDate
    statement: Statement | None
    clause: tuple[int, int]
    confidence: float
    reason: str
    is_told: bool = True
    """Whether the clause tells the deed; False for a noun that only names it."""
    is_this: bool = False
    """Whether it is pointed at: "this call"."""
