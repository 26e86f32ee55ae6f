"""What a person decided."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records._actors import Actor
from onrecord.records._base import Evidence

DECIDED_METHOD = "decision on "
"""What the method of a statement or event begins with that a person decided upon; the machine's method follows."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person about one record; it outlives every rebuild."""

    id: str
    """``decision-`` and 16 hexadecimal digits."""
    when: str
    """ISO 8601 time in UTC."""
    who: str
    """Who decided."""
    what: str
    """What was decided upon: ``outcome`` (whether a commitment was kept or broken), ``speaker``, ``addressee``, ``day``
    (of a saying, an event, or the publication of a page), ``type``, ``actors``, ``recipients``, ``status``, or
    ``entry`` (whether it is what it is taken for)."""
    target: str
    """Id of the statement, event, commitment, line of communication or document."""
    verdict: str
    """``kept`` or ``broken``; the name of who speaks or is spoken to, or ``nobody``; an ISO 8601 date, or ``unknown``;
    the type of an event with its mode, ``CONSULT/phone``; who takes part, names parted by ``; ``, or ``nobody``; the
    status of an event; ``rejected``; or ``withdrawn``, which takes back what was decided before."""
    reason: str
    """Why, in the person's words."""
    text_sha256: str
    """SHA-256 of the target's words at that time."""
    machine_read: str = ""
    """What the machine had read there at that time, in words; empty for an outcome, which no machine tells."""
    actor: Actor | None = None
    """Who speaks or is spoken to, as the record knew it at that time; None for everything else."""
    evidence: tuple[Evidence, ...] = ()
    """The target's words, and where they stand; of a page its title."""
    actors: tuple[Actor, ...] = ()
    """Who takes part in an event, as the record knew them at that time; empty for everything else."""
