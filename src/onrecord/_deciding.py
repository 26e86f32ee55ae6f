"""Deciding: a person's word about an entry of the record is kept, and what rests on it is read and judged again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord._build import language_of, silent, user_files_of
from onrecord._who import actor_of_reference, find_actor, is_called, new_actor
from onrecord.decisions import (
    CHOICES,
    NOBODY,
    OF_SEVERAL,
    OUTCOME,
    PARTING,
    REJECTED,
    WITHDRAWN,
    Decidable,
    decisions_in,
    in_force,
    names_somebody,
    take_back,
    type_and_mode,
)
from onrecord.decisions import decide as write_down
from onrecord.errors import MissingExtraError, NotFoundError, QueryError, SourceError
from onrecord.reading import DEFAULT_FIELDS
from onrecord.records import Actor, Channel, Commitment, Decision, Document, Event, EventType, Participant, Statement
from onrecord.store import Record, Writer

if TYPE_CHECKING:
    from onrecord.reference import Reference

NewKind = Literal["person", "organization"]
"""What somebody can be whom neither the record nor the reference data know."""

_OUTCOMES = ("kept", "broken")
_REJECT = ("reject", REJECTED)


def decide(
    path: str | os.PathLike[str],
    target: str,
    verdict: str,
    *,
    what: str | None = None,
    reason: str,
    who: str,
    new: NewKind | None = None,
    country: str | None = None,
    all_tellings: bool = False,
) -> Decision:
    """Note what a person decides about an entry of the record; it outlives every rebuild.

    What rests on the entry is read and judged again at once, where the record was built by the program installed;
    otherwise the next build does it (see :meth:`onrecord.Record.decision_states`).

    Args:
        path: the record file.
        target: id of a statement, an event, a commitment, a line of communication or a document.
        verdict: of a commitment ``kept`` or ``broken``; the name or id of who speaks or is spoken to, or ``nobody``
            where nobody can be told; of who takes part in an event, names parted by ``;``; a day, month or year, ISO
            8601, or ``unknown``; the type of an event, with its mode where there is one (``CONSULT/phone``); its
            status; ``reject`` where it is no statement, event, commitment or line at all; ``withdrawn`` takes back what
            was decided before.
        what: of a statement ``speaker``, ``addressee`` or ``day``; of an event ``type``, ``actors``, ``recipients``,
            ``day`` or ``status``; of a document ``day``, when it was published; not needed for the other verdicts.
        reason: why, in the person's words.
        who: the person.
        new: what somebody is whom neither the record nor the reference data know by the name given.
        country: the side of somebody new, ISO 3166 alpha-3.
        all_tellings: decide the same of all statements of the same utterance, or of all reports of the same happening;
            ``withdrawn`` takes back what was decided so at once.

    Returns:
        The decision on ``target`` as it was kept.

    Raises:
        NotFoundError: the record holds no such entry, or nobody of that name; the message lists the nearest names.
        QueryError: this cannot be decided, the verdict is unknown, or reason or person are empty.
        RecordFileError: the record cannot be opened or written.
    """
    with Record(Path(path)) as record:
        if verdict == WITHDRAWN:
            decision = _decided(record, target, what)
            together = _decided_with(record, decision) if all_tellings else [decision]
            taken = [take_back(each, reason, who=who) for each in together]
        else:
            entry = record.machine_reading(target)
            asked = _what(verdict, what)
            verdict = _written_as_known(asked, verdict)
            named: list[Actor] = []
            if asked in CHOICES[type(entry)] and names_somebody(asked, verdict):
                named = _named(record, asked, verdict, new, country)
            elif new is not None or country is not None:
                raise QueryError("Only somebody who is named can be new.", "Leave out: --new and --country")
            entries = [entry, *_other_tellings(record, entry)] if all_tellings else [entry]
            when = datetime.now(UTC)
            taken = [
                write_down(
                    each,
                    asked,
                    REJECTED if verdict in _REJECT and asked == "entry" else verdict,
                    reason,
                    who=who,
                    when=when,
                    named=named,
                    machine_read=_machine_read(record, each, asked),
                )
                for each in entries
            ]
    with Writer(Path(path)) as writer:
        _keep(writer, taken)
    return taken[0]


def _what(verdict: str, what: str | None) -> str:
    if what is not None:
        return what
    if verdict in _REJECT:
        return "entry"
    if verdict in _OUTCOMES:
        return OUTCOME
    raise QueryError(
        f"What is decided by {verdict!r}?",
        "Say what: speaker, addressee or day of a statement; type, actors, recipients, day or status of an event; day"
        " of a document. Or decide: kept, broken, reject, withdrawn.",
    )


def _written_as_known(what: str, verdict: str) -> str:
    """Return a verdict as it is kept: of an event's type, in whatever capitals and with a mode that there is."""
    if what != "type" or verdict == WITHDRAWN:
        return verdict
    name, slash, mode = verdict.strip().partition("/")
    kind, _ = type_and_mode(f"{name.upper()}{slash}{mode.lower()}")
    return f"{kind}/{_mode_of(kind, mode.lower())}" if slash else kind


def _mode_of(kind: EventType, mode: str) -> str:
    from onrecord.events import facts_of

    known = facts_of(kind).modes
    if mode not in known:
        raise QueryError(
            f"{kind} has no mode {mode!r}.",
            f"Use one of: {', '.join(f'{kind}/{each}' for each in known)}; or no mode: {kind}."
            if known
            else f"It has none; write: {kind}",
        )
    return mode


def _decided(record: Record, target: str, what: str | None) -> Decision:
    """Return the decision that is to be taken back; its target may have gone."""
    lasting = sorted(
        (each for each in in_force(record.decisions()) if each.target == target), key=lambda each: each.what
    )
    chosen = [each for each in lasting if what is None or each.what == what]
    if len(chosen) == 1:
        return chosen[0]
    if len(chosen) > 1:
        raise QueryError(
            f"Of {target} several things were decided: {', '.join(each.what for each in chosen)}.",
            f"Say which is taken back, e.g.: onrecord decide RECORD {target} {chosen[0].what} withdrawn …",
        )
    record.machine_reading(target)
    raise QueryError(
        f"Nobody has decided {f'the {what}' if what else 'anything'} of {target}.",
        "See what was decided: onrecord decisions RECORD",
    )


def _decided_with(record: Record, decision: Decision) -> list[Decision]:
    """Return a decision, and after it those in force that were taken with it at once."""
    return [
        decision,
        *(
            each
            for each in in_force(record.decisions())
            if each.id != decision.id
            and (each.when, each.who, each.what) == (decision.when, decision.who, decision.what)
        ),
    ]


def _other_tellings(record: Record, entry: Decidable) -> list[Decidable]:
    """Return, as the machine reads them, the other statements of an utterance or reports of a happening."""
    try:
        if isinstance(entry, Statement):
            utterance = record.statement(entry.id).utterance
            others = record.utterance(utterance).statements if utterance else ()
        elif isinstance(entry, Event):
            happening = record.event(entry.id).happening
            others = record.happening(happening).events if happening else ()
        else:
            raise QueryError(f"{entry.id} has no other tellings.", "Leave out: --all-tellings")
    except NotFoundError as error:  # a person rejected it: it tells nothing any more
        raise QueryError(f"{entry.id} was rejected, so it tells nothing.", "Take that back first.") from error
    return [record.machine_reading(other) for other in others if other != entry.id]


def _named(record: Record, what: str, verdict: str, new: NewKind | None, country: str | None) -> list[Actor]:
    """Return who is named, in the order given; each once."""
    names = [" ".join(name.split()) for name in (verdict.split(PARTING) if what in OF_SEVERAL else [verdict])]
    if not all(names):
        raise QueryError(
            f"A name among the {what} is empty." if what in OF_SEVERAL else f"The {what} has no name.",
            f"Give the name, or: {NOBODY}, where nobody can be told.",
        )
    reference = _reference_of(record)
    if country is not None and country not in reference.countries:
        raise QueryError(f"{country!r} is not a country code.", "Use an ISO 3166 alpha-3 code, e.g. USA or CHN.")
    if new is None and country is not None:
        raise QueryError("The side of somebody who is known is not decided here.", "It goes with: --new person")
    everybody = record.actors()
    known = [_known(record, everybody, reference, name) for name in names]
    if new is not None and None not in known:
        of = ", ".join(f"{one.name} ({one.id})" for one in known if one is not None)
        raise QueryError(
            f"{of} {'is' if len(known) == 1 else 'are'} known already.", "Leave out what is said of somebody new."
        )
    found = [
        one or (new_actor(name, new, country) if new is not None else _nearest(record, everybody, name, what))
        for name, one in zip(names, known, strict=True)
    ]
    return list({one.id: one for one in found}.values())


def _known(record: Record, everybody: Sequence[Actor], reference: Reference, name: str) -> Actor | None:
    """Return who has exactly this name or id in the record, else in the reference data; None where nobody has.

    Before a part of a name is looked up: who says China means the state, and no newspaper of that name.
    """
    if name.startswith("actor-") or any(is_called(one, name) for one in everybody):
        return find_actor(record, name, everybody)
    return actor_of_reference(reference, name)


def _nearest(record: Record, everybody: Sequence[Actor], name: str, what: str) -> Actor:
    try:
        return find_actor(record, name, everybody)
    except NotFoundError as error:
        several = f" Names of several are parted by {PARTING!r}." if what in OF_SEVERAL and "," in name else ""
        raise NotFoundError(
            error.what,
            f"See who is: onrecord actors RECORD. Somebody new is added with: --new person --country CHN.{several}",
        ) from error


def _reference_of(record: Record) -> Reference:
    from onrecord.reference import Reference

    return Reference.bundled().with_texts(record.reference_files)


def _machine_read(record: Record, entry: Decidable, what: str) -> str:
    """Return in words what the machine reads, which the decision takes the place of."""
    if what == OUTCOME:
        return ""
    if isinstance(entry, Document):
        return f"{entry.published.date or _range_of(entry)} ({entry.published.basis})"
    if isinstance(entry, Statement):
        day = f"{entry.said_on.date or 'day unknown'} ({entry.said_on.basis})"
        who = _read_as(record, entry.speaker, entry.speaker_text)
        if what == "addressee":
            return _read_as(record, entry.addressee, entry.addressee_span.quote if entry.addressee_span else "")
        return {"speaker": who, "day": day}.get(what, f"a statement of {who}, {day}")
    if isinstance(entry, Event):
        day = f"{entry.date.date or 'day unknown'} ({entry.date.basis})"
        kind = f"{entry.event}/{entry.mode}" if entry.mode else entry.event
        if what in OF_SEVERAL:
            return _parties_read(record, entry.actor if what == "actors" else entry.recipient)
        return {"day": day, "status": entry.status, "type": kind}.get(what, f"{kind}, {entry.status}, {day}")
    if isinstance(entry, Commitment):
        return f"a commitment of {', '.join(entry.obligor) or 'a party not named'}"
    assert isinstance(entry, Channel)
    return f"{entry.name}, a line of communication of {' and '.join(entry.parties)}"


def _read_as(record: Record, actor: str | None, words: str) -> str:
    if actor is None:
        return f"nobody who could be resolved (“{words}”)" if words else "nobody"
    try:
        return record.actor(actor).name
    except NotFoundError:  # he stands nowhere any more since a person decided so
        return words or actor


def _parties_read(record: Record, parties: Sequence[Participant]) -> str:
    return (
        f"{PARTING} ".join(
            _read_as(record, one.actor, one.text) if one.actor else one.text or one.country or "somebody not named"
            for one in parties
        )
        or NOBODY
    )


def _range_of(document: Document) -> str:
    published = document.published
    if published.earliest is None and published.latest is None:
        return "day unknown"
    return f"{published.earliest or '…'} to {published.latest or '…'}"


@dataclass(frozen=True, slots=True)
class DecisionsTaken:
    """What became of decisions that were taken over from a file or another record."""

    new: tuple[Decision, ...]
    """Those that this record did not have, in the order in which they were decided."""
    known: int
    """How many it had already."""
    waiting: tuple[str, ...]
    """Ids of the new ones that fit nothing in this record, and wait for a person."""
    overruled: tuple[Decision, ...]
    """Decisions of this record that a new one, taken later, has replaced."""
    outdated: tuple[str, ...]
    """Ids of the new ones that a later decision had replaced already."""


def take_decisions(path: str | os.PathLike[str], source: str | os.PathLike[str]) -> DecisionsTaken:
    """Take over what persons decided elsewhere; who decided, when and why stays as it was.

    Of two decisions on the same thing the later one counts, whoever took it and wherever. A decision whose entry does
    not stand in this record in the same words is kept, and waits for a person.

    Args:
        path: the record file.
        source: decisions.jsonl of an export, the output of ``onrecord decisions --json``, or another record.

    Raises:
        SourceError: the source cannot be read.
        QueryError: the source holds something else, or a decision that could not have been taken; none is taken over.
        RecordFileError: the record cannot be opened or written.
    """
    offered = _decisions_of(Path(source))
    with Record(Path(path)) as record:
        before = record.decisions()
    known = {decision.id for decision in before}
    new = sorted(
        {decision.id: decision for decision in offered if decision.id not in known}.values(),
        key=lambda each: (each.when, each.id),
    )
    if new:
        with Writer(Path(path)) as writer:
            _keep(writer, new)
    with Record(Path(path)) as record:
        states = record.decision_states()
    brought = {decision.id for decision in new}
    replaced = {(decision.target, decision.what) for decision in new if states[decision.id] != "replaced"}
    return DecisionsTaken(
        new=tuple(new),
        known=len({decision.id for decision in offered} - brought),
        waiting=tuple(decision.id for decision in new if states[decision.id] == "waiting"),
        overruled=tuple(each for each in in_force(before) if (each.target, each.what) in replaced),
        outdated=tuple(decision.id for decision in new if states[decision.id] == "replaced"),
    )


_DATABASE = b"SQLite format 3\x00"
"""The first bytes of a record."""


def _decisions_of(source: Path) -> list[Decision]:
    try:
        with source.open("rb") as stream:
            if stream.read(len(_DATABASE)) == _DATABASE:
                with Record(source) as record:
                    return record.decisions()
        text = source.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{source} holds no decisions.", "It is no UTF-8 text.") from error
    except OSError as error:
        raise SourceError(f"Cannot read {source}: {error.strerror}.", "Check the spelling of the path.") from error
    found = decisions_in(text, str(source))
    for decision in found:
        _written_as_known(decision.what, decision.verdict)
    return found


def _keep(writer: Writer, taken: Sequence[Decision]) -> None:
    from onrecord._judging import judge_pending

    something_waits = any(writer.count_pending())
    for decision in taken:
        writer.add_decision(decision)
    if all(decision.target.startswith(("comm-", "chan-")) for decision in taken):
        for _ in judge_pending(writer, 1):
            pass
    elif not something_waits:
        _read_again(writer)


def _read_again(writer: Writer) -> None:
    """Read again what new decisions speak of; where this program is not the one that built the record, a build does."""
    from onrecord._run import Run

    engine = language_of(writer, None)
    try:
        run = Run(writer, DEFAULT_FIELDS, engine, 1, silent, user_files_of(writer))
    except MissingExtraError:
        # The decision is kept; its state tells that it comes with the next build, which needs the model anyway.
        return
    if run.reads_as_built():
        run.apply_decisions()
