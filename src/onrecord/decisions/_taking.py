"""Taking a decision: what can be decided of what, and how it is written down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Literal, get_args

from onrecord.errors import QueryError
from onrecord.records import (
    Actor,
    Channel,
    Commitment,
    Decision,
    Document,
    Event,
    EventStatus,
    EventType,
    Evidence,
    Statement,
    make_id,
    text_digest,
)

Decidable = Statement | Event | Commitment | Channel | Document
"""What a person can decide upon."""

Outcome = Literal["kept", "broken", "withdrawn"]
"""What a person may decide of a commitment; ``withdrawn`` takes back what was decided before."""

OUTCOME = "outcome"
"""``Decision.what`` of a decision about what became of a commitment."""

WITHDRAWN = "withdrawn"
"""The verdict that takes back what was decided before."""

REJECTED = "rejected"
"""The verdict that an entry is none."""

NOBODY = "nobody"
"""The verdict that nobody can tell who speaks, is spoken to, or takes part."""

UNKNOWN = "unknown"
"""The verdict that nobody can tell the day."""

CHOICES: dict[type, tuple[str, ...]] = {
    Statement: ("speaker", "addressee", "day", "entry"),
    Event: ("type", "actors", "recipients", "day", "status", "entry"),
    Commitment: (OUTCOME, "entry"),
    Channel: ("entry",),
    Document: ("day",),
}
"""What can be decided of each kind of record."""

OF_ONE = ("speaker", "addressee")
"""What is decided by naming somebody."""

OF_SEVERAL = ("actors", "recipients")
"""What is decided by naming everybody who takes part on one side."""

PARTING = ";"
"""What parts the names of several."""

_MODE = re.compile(r"[a-z][a-z-]*\Z")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")


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
    return decide(commitment, OUTCOME, verdict, reason, who=who, when=when)


def decide(
    entry: Decidable,
    what: str,
    verdict: str,
    reason: str,
    *,
    who: str,
    when: datetime | None = None,
    named: Sequence[Actor] = (),
    machine_read: str = "",
) -> Decision:
    """Return a person's decision about an entry of the record.

    Args:
        entry: the entry as the machine read it.
        what: what is decided, one of :data:`CHOICES` for this kind of entry.
        verdict: see :class:`onrecord.records.Decision`.
        reason: why, in the person's words.
        who: the person.
        when: the moment, with its time zone (one without is taken as local time); now when not given.
        named: who speaks, is spoken to or takes part, where that is decided; empty where nobody can be told.
        machine_read: what the machine had read, in words.

    Raises:
        QueryError: this cannot be decided of this entry, the verdict is unknown, or reason or person are empty or no
            valid text.
    """
    if what not in CHOICES[type(entry)]:
        raise QueryError(
            f"The {what} of {entry.id} cannot be decided.", f"Decide one of: {', '.join(CHOICES[type(entry)])}."
        )
    check_verdict(what, verdict)
    kept = tuple(_as_known(actor) for actor in named) if names_somebody(what, verdict) else ()
    return _written(
        what=what,
        target=entry.id,
        verdict=f"{PARTING} ".join(actor.name for actor in kept) or verdict,
        reason=reason,
        who=who,
        when=when,
        text_sha256=text_digest(words_of(entry)),
        machine_read=machine_read,
        actor=kept[0] if kept and what in OF_ONE else None,
        actors=kept if what in OF_SEVERAL else (),
        evidence=_places_of(entry),
    )


def names_somebody(what: str, verdict: str) -> bool:
    """Tell whether a verdict is the name of somebody, or the names of several."""
    return what in (*OF_ONE, *OF_SEVERAL) and verdict not in (NOBODY, WITHDRAWN)


def type_and_mode(verdict: str) -> tuple[EventType, str | None]:
    """Return the type and the mode that a verdict on the type of an event names: ``CONSULT/phone``.

    Raises:
        QueryError: it names no type; the message lists them.
    """
    name, slash, mode = verdict.partition("/")
    types: tuple[EventType, ...] = get_args(EventType)
    for kind in types:
        if kind == name and (not slash or _MODE.match(mode)):
            return kind, mode or None
    raise QueryError(
        f"{verdict!r} is no type of event.",
        f"Use one of: {', '.join(types)}; with a mode, where there is one: CONSULT/phone.",
    )


def take_back(decision: Decision, reason: str, *, who: str, when: datetime | None = None) -> Decision:
    """Return the decision that takes back another one, whether or not its target still stands in the record.

    Raises:
        QueryError: reason or person are empty or no valid text.
    """
    return _written(
        what=decision.what,
        target=decision.target,
        verdict=WITHDRAWN,
        reason=reason,
        who=who,
        when=when,
        text_sha256=decision.text_sha256,
        machine_read=decision.machine_read,
        actor=None,
        actors=(),
        evidence=decision.evidence,
    )


def words_of(entry: Decidable) -> str:
    """Return the words a decision is taken on: while they stay the same, it holds."""
    if isinstance(entry, Statement):
        return " … ".join(span.quote for span in entry.content)
    if isinstance(entry, Event):
        return " … ".join(item.quote for item in entry.evidence)
    return entry.name if isinstance(entry, Channel) else entry.text


def check_verdict(what: str, verdict: str) -> None:
    """Refuse a verdict that does not go with what is decided.

    Raises:
        QueryError: it is none; the message lists those that are.
    """
    if verdict == WITHDRAWN or what in (*OF_ONE, *OF_SEVERAL):
        return
    if what == "type":
        type_and_mode(verdict)
        return
    if what == "day":
        if verdict != UNKNOWN and not _is_date(verdict):
            raise QueryError(
                f"{verdict!r} is not a date.", "Write 2023-11-15, 2023-11 or 2023, or: unknown, where nobody can tell."
            )
        return
    choices = {
        OUTCOME: get_args(Outcome),
        "status": (*get_args(EventStatus), WITHDRAWN),
        "entry": (REJECTED, WITHDRAWN),
    }[what]
    if verdict not in choices:
        raise QueryError(f"{verdict!r} is no verdict.", f"Use one of: {', '.join(choices)}.")


def _is_date(value: str) -> bool:
    if not _DATE.match(value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[-(10 - len(value)) :] if len(value) < 10 else value)
    except ValueError:  # a thirteenth month, a thirtieth of February
        return False
    return True


def _as_known(actor: Actor) -> Actor:
    """Return who is meant, without the names that other documents gave: those may be read otherwise one day."""
    return Actor(
        id=actor.id,
        kind=actor.kind,
        name=actor.name,
        country=actor.country,
        sector=actor.sector,
        offices=tuple(office for office in actor.offices if office.basis != "text"),
        wikidata=actor.wikidata,
    )


def _places_of(entry: Decidable) -> tuple[Evidence, ...]:
    if isinstance(entry, Statement):
        return tuple(Evidence(entry.document, span.start, span.end, span.quote) for span in entry.content)
    if isinstance(entry, Event):
        return entry.evidence
    if isinstance(entry, Document):
        title = next((part for part in entry.roles if part.role == "title"), None)
        if title is None:
            return ()
        return (Evidence(entry.id, title.start, title.end, entry.text[title.start : title.end]),)
    return tuple(proof for step in entry.history for proof in step.evidence[:1])[:1]


def _written(
    *,
    what: str,
    target: str,
    verdict: str,
    reason: str,
    who: str,
    when: datetime | None,
    text_sha256: str,
    machine_read: str,
    actor: Actor | None,
    actors: tuple[Actor, ...],
    evidence: tuple[Evidence, ...],
) -> Decision:
    if not reason.strip():
        raise QueryError("A decision needs its reason.", "Say why, e.g. --reason 'customs data show …'.")
    if not who.strip():
        raise QueryError("A decision needs its person.", "Say who decides, e.g. --by 'A. Analyst'.")
    for name, words in (("reason", reason), ("person", who), ("verdict", verdict)):
        try:
            words.encode("utf-8")
        except UnicodeEncodeError as error:
            # What a terminal of another encoding sends; kept as it is, it could be neither stored nor shown.
            raise QueryError(f"The {name} {words!r} is no valid text.", "Write it in UTF-8.") from error
    # To the microsecond: of two decisions on one entry the later one counts.
    moment = (when or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
    return Decision(
        id=make_id("decision", moment, who, what, target, verdict, reason),
        when=moment,
        who=who.strip(),
        what=what,
        target=target,
        verdict=verdict,
        reason=reason.strip(),
        text_sha256=text_sha256,
        machine_read=machine_read,
        actor=actor,
        evidence=evidence,
        actors=actors,
    )
