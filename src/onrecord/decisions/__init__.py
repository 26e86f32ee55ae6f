"""What a person decides about the record: it outlives every rebuild, and never moves in silence.

A machine may say that a commitment was announced; only a person may say that it was kept or broken, with a reason. A
decision names the commitment and the words it was taken on. When a later build no longer holds that commitment in those
words, the decision is not applied to another: it waits in the queue for a person (``onrecord decisions``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal, get_args

from onrecord.errors import QueryError
from onrecord.records import AssertedBy, Commitment, CommitmentStep, DatedBy, Decision, make_id, text_digest

Outcome = Literal["kept", "broken", "withdrawn"]
"""What a person may decide of a commitment; ``withdrawn`` takes back what was decided before."""

OUTCOME = "outcome"
"""``Decision.what`` of a decision about what became of a commitment."""


def decide_outcome(
    commitment: Commitment, verdict: str, reason: str, *, who: str, when: datetime | None = None
) -> Decision:
    """Return a person's decision that a commitment was kept or broken.

    Args:
        commitment: the commitment as the record holds it now.
        verdict: ``kept``, ``broken``, or ``withdrawn`` to take back what was decided before.
        reason: why, in the person's words.
        who: the person.
        when: the moment, with its time zone (one without is taken as local time); now when not given.

    Raises:
        QueryError: the verdict is unknown, or reason or person are empty or no valid text.
    """
    if verdict not in get_args(Outcome):
        raise QueryError(f"{verdict!r} is no verdict.", f"Use one of: {', '.join(get_args(Outcome))}.")
    if not reason.strip():
        raise QueryError("A decision needs its reason.", "Say why, e.g. --reason 'customs data show …'.")
    if not who.strip():
        raise QueryError("A decision needs its person.", "Say who decides, e.g. --by 'A. Analyst'.")
    for name, words in (("reason", reason), ("person", who)):
        try:
            words.encode("utf-8")
        except UnicodeEncodeError as error:
            # What a terminal of another encoding sends; kept as it is, it could be neither stored nor shown.
            raise QueryError(f"The {name} {words!r} is no valid text.", "Write it in UTF-8.") from error
    # To the microsecond: of two decisions on one commitment the later one counts.
    moment = (when or datetime.now(UTC)).astimezone(UTC).isoformat()
    return Decision(
        id=make_id("decision", moment, who, OUTCOME, commitment.id, verdict, reason),
        when=moment,
        who=who.strip(),
        what=OUTCOME,
        target=commitment.id,
        verdict=verdict,
        reason=reason.strip(),
        text_sha256=text_digest(commitment.text),
    )


def fits(decision: Decision, commitment: Commitment | None) -> bool:
    """Tell whether a decision still speaks of this commitment, in the words it was taken on."""
    return (
        commitment is not None
        and decision.target == commitment.id
        and decision.text_sha256 == text_digest(commitment.text)
    )


def apply_outcomes(commitments: Sequence[Commitment], decisions: Sequence[Decision]) -> tuple[Commitment, ...]:
    """Add to the history of commitments what persons decided; the latest decision on each counts."""
    return tuple(_decided(commitment, decisions) for commitment in commitments)


def _decided(commitment: Commitment, decisions: Sequence[Decision]) -> Commitment:
    about = [each for each in decisions if each.what == OUTCOME and fits(each, commitment)]
    latest = max(about, key=lambda each: (each.when, each.id), default=None)
    if latest is None or latest.verdict == "withdrawn":
        return commitment
    step = CommitmentStep(
        date=DatedBy(date=latest.when[:10], precision="day", basis="stated", reason=latest.reason),
        state="kept" if latest.verdict == "kept" else "broken",
        asserted_by=(AssertedBy(actor=None, text=latest.who, channel="decision"),),
        evidence=(),
        documents=0,
        independent_reports=0,
    )
    return replace(commitment, history=(*commitment.history, step))
