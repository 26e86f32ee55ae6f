"""Reading what persons decided: which decisions are in force, which wait, and what the machine had read."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Literal

from onrecord.decisions import REJECTED, Decidable, DecisionsByTarget, by_target, fits, in_force
from onrecord.errors import NotFoundError
from onrecord.records import Channel, Commitment, Decision, Event, Statement, from_json
from onrecord.store._packing import unpack, unpack_document

DecisionState = Literal["in force", "next build", "waiting", "replaced", "withdrawn"]
"""Whether a decision stands in the record, comes with the next build, fits nothing any more, was taken over by a later
one, or was taken back (so is the decision that takes back)."""

_TYPES: dict[str, type[Decidable]] = {"stmt": Statement, "evt": Event, "comm": Commitment, "chan": Channel}
"""What can be decided upon, by the beginning of its id; beside documents, which are kept in another way."""

_LIVE = {
    "stmt": "SELECT record FROM statement WHERE id = ?",
    "evt": "SELECT record FROM event WHERE id = ?",
    "comm": "SELECT record FROM matter WHERE matter = 'commitment' AND id = ?",
    "chan": "SELECT record FROM matter WHERE matter = 'channel' AND id = ?",
}


@dataclass(frozen=True, slots=True)
class DecidedEntry:
    """An entry that a person decided upon."""

    entry: Decidable
    """The entry as the machine read it."""
    decisions: tuple[Decision, ...]
    """The decisions in force, in the order of ``what``."""

    @property
    def is_rejected(self) -> bool:
        """Whether a person said that there is no such entry."""
        return any(decision.verdict == REJECTED for decision in self.decisions)


class DecisionReader:
    """The part of a record that tells what persons decided; see :class:`onrecord.store.Record`."""

    _db: sqlite3.Connection

    def decisions(self) -> list[Decision]:
        """Return what persons decided, the oldest first."""
        rows = self._db.execute("SELECT record FROM decision ORDER BY id")
        return sorted((from_json(Decision, json.loads(row[0])) for row in rows), key=lambda each: (each.when, each.id))

    def decisions_waiting(self) -> list[Decision]:
        """Return the decisions that fit nothing in the record any more: a person has to look at them again."""
        states = self.decision_states()
        return [decision for decision in self.decisions() if states[decision.id] == "waiting"]

    def decision_states(self) -> dict[str, DecisionState]:
        """Return of each decision, by id, what has become of it."""
        decided = self.decisions()
        lasting = {decision.id for decision in in_force(decided)}
        replaced = {(decision.target, decision.what) for decision in decided if decision.id in lasting}
        states: dict[str, DecisionState] = {}
        for decision in decided:
            if decision.id in lasting:
                states[decision.id] = self._state(decision)
            elif (decision.target, decision.what) in replaced:
                states[decision.id] = "replaced"
            else:
                states[decision.id] = "next build" if self._is_pending(decision.target) else "withdrawn"
        return states

    def decisions_in_force(self) -> DecisionsByTarget:
        """Return the decisions that stand in the record, by the id of what they speak of."""
        lasting = in_force(self.decisions())
        return by_target(decision for decision in lasting if self._state(decision) == "in force")

    def decided(self, target: str) -> DecidedEntry | None:
        """Return what persons decided of an entry that is or was in the record; None where nobody did."""
        decisions = self.decisions_in_force().get(target)
        entry = self._decidable(target)
        return DecidedEntry(entry, tuple(decisions)) if decisions and entry is not None else None

    def decided_in(self, document: str) -> list[DecidedEntry]:
        """Return the statements and events of a document that persons decided upon, by where they stand."""
        rows = self._db.execute(
            "SELECT target FROM machine_reading WHERE document = (SELECT number FROM document WHERE id = ?)",
            (document,),
        ).fetchall()
        in_force_here = self.decisions_in_force() if rows else {}
        found = []
        for (target,) in rows:
            entry = self._decidable(str(target))
            decisions = in_force_here.get(str(target))
            if entry is not None and decisions:
                found.append(DecidedEntry(entry, tuple(decisions)))
        return sorted(
            found, key=lambda each: ([proof.start for proof in each.decisions[0].evidence[:1]], each.entry.id)
        )

    def entries_at(self, decision: Decision) -> list[str]:
        """Return ids of the statements or events that stand now where a decision was taken, in text order."""
        kind = decision.target.partition("-")[0]
        if kind not in ("stmt", "evt"):
            return []
        found = []
        for place in decision.evidence[:1]:
            rows = self._db.execute(
                f"SELECT record FROM {'statement' if kind == 'stmt' else 'event'}"  # noqa: S608 (one of two names)
                " WHERE document = (SELECT number FROM document WHERE id = ?) ORDER BY position",
                (place.document,),
            )
            for (record,) in rows:
                entry = unpack(_TYPES[kind], record)
                spans = entry.content if isinstance(entry, Statement) else getattr(entry, "evidence", ())
                if any(span.start < place.end and place.start < span.end for span in spans):
                    found.append(entry.id)
        return found

    def machine_reading(self, target: str) -> Decidable:
        """Return a statement, event, commitment, line of communication or document as the machine read it.

        Raises:
            NotFoundError: the machine reads no such entry.
        """
        found = self._decidable(target)
        if found is None:
            raise NotFoundError(
                f"The record holds no statement, event, commitment, line of communication or document {target!r}.",
                "Find its id in: onrecord statements, events, commitments, channels or documents RECORD",
            )
        return found

    def _decidable(self, target: str) -> Decidable | None:
        kind = target.partition("-")[0]
        if kind == "doc":
            row = self._db.execute(
                "SELECT coalesce(machine_reading.record, judged.record), text FROM judged"
                " LEFT JOIN machine_reading ON machine_reading.target = judged.id WHERE judged.id = ?",
                (target,),
            ).fetchone()
            return None if row is None else unpack_document(*row)
        if kind not in _TYPES:
            return None
        row = (
            self._db.execute("SELECT record FROM machine_reading WHERE target = ?", (target,)).fetchone()
            or self._db.execute(_LIVE[kind], (target,)).fetchone()
        )
        return None if row is None else unpack(_TYPES[kind], row[0])

    def _state(self, decision: Decision) -> DecisionState:
        if not fits(decision, self._decidable(decision.target)):
            return "waiting"
        return "next build" if self._is_pending(decision.target) else "in force"

    def _is_pending(self, target: str) -> bool:
        """Tell whether what a decision speaks of is to be read or judged again."""
        (number,) = self._db.execute(
            "SELECT (SELECT count(*) FROM document WHERE content_known = 0 AND number IN"
            " (SELECT document FROM statement WHERE id = ?1 UNION SELECT document FROM event WHERE id = ?1"
            " UNION SELECT document FROM machine_reading WHERE target = ?1))"
            " + (SELECT count(*) FROM document WHERE id = ?1 AND (family_known = 0 OR content_known = 0))"
            " + (SELECT count(*) FROM matter_pending JOIN matter USING (matter, key) WHERE matter.id = ?1)"
            " + (SELECT count(*) FROM matter_pending JOIN machine_reading USING (matter, key) WHERE target = ?1)",
            (target,),
        ).fetchone()
        return bool(number)
