"""What a person decided."""

from __future__ import annotations

from dataclasses import dataclass


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
    """What was decided upon: ``outcome``, whether a commitment was kept or broken."""
    target: str
    """Id of the commitment."""
    verdict: str
    """``kept``, ``broken``, or ``withdrawn``, which takes back what was decided before."""
    reason: str
    """Why, in the person's words."""
    text_sha256: str
    """SHA-256 of the commitment's text at that time."""
