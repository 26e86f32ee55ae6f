"""What persons decided, in words; the command by which one decides; and the page of an entry that a person rejected."""

from __future__ import annotations

import shlex

from onrecord.publishing import in_words
from onrecord.records import Decision, Document, Event, Evidence, Statement
from onrecord.store import Record
from onrecord.web._addresses import (
    channel_address,
    commitment_address,
    document_address,
    event_address,
    evidence_address,
    statement_address,
)
from onrecord.web._matter_words import COMMITMENT_STATE_WORDS, kind_noun, status_word
from onrecord.web._names import Names
from onrecord.web._pages import Page, page_addresses
from onrecord.web._twins import Table
from onrecord.web._words import date_words

ENTRY_WORDS = {
    "stmt": "statement",
    "evt": "event",
    "comm": "commitment",
    "chan": "line of communication",
    "doc": "page",
}
"""What an entry is, by the beginning of its id."""

_ADDRESSES = {
    "stmt": statement_address,
    "evt": event_address,
    "comm": commitment_address,
    "chan": channel_address,
    "doc": document_address,
}

_FORMS: dict[str, tuple[tuple[str, str], ...]] = {
    "stmt": (
        ("another speaker", "speaker 'NAME'"),
        ("nobody can be told", "speaker nobody"),
        ("said to somebody else", "addressee 'NAME'"),
        ("another day", "day YYYY-MM-DD"),
        ("no statement at all", "reject"),
    ),
    "evt": (
        ("something else was done", "type CONSULT/phone"),
        ("somebody else did it", "actors 'NAME; NAME'"),
        ("done to somebody else", "recipients 'NAME; NAME'"),
        ("another day", "day YYYY-MM-DD"),
        ("another status", "status did_not_happen"),
        ("no such event", "reject"),
    ),
    "comm": (("it was kept", "kept"), ("it was broken", "broken"), ("no commitment at all", "reject")),
    "chan": (("no line of communication at all", "reject"),),
    "doc": (("published on another day", "day YYYY-MM-DD"), ("nobody can tell the day", "day unknown")),
}

_NAMING = {"speaker": "Speaker", "addressee": "Said to", "actors": "Who did it", "recipients": "To whom"}
"""What is decided by naming somebody, as it is headed."""

DECISION_COLUMNS = ("when", "who", "what", "target", "verdict", "reason", "machine_read")
"""Columns of the table of decisions."""


def entry_words(identity: str) -> str:
    """Return what an entry is, by its id."""
    return ENTRY_WORDS.get(identity.partition("-")[0], "entry")


def entry_address(identity: str) -> str | None:
    """Return the address of an entry that can be decided upon; None for an id of another kind."""
    address = _ADDRESSES.get(identity.partition("-")[0])
    return address(identity) if address else None


def decision_words(decision: Decision) -> str:
    """Return what a person decided, as a sentence begins."""
    if decision.what == "entry":
        return f"No {entry_words(decision.target)}"
    if decision.what == "outcome":
        return in_words(COMMITMENT_STATE_WORDS, decision.verdict).capitalize()
    if decision.what in _NAMING:
        somebody = decision.actor or decision.actors
        return f"{_NAMING[decision.what]}: {decision.verdict if somebody else 'nobody can be told'}"
    if decision.what == "day":
        words = "Published" if entry_words(decision.target) == "page" else "Day"
        return f"{words}: {'not known' if decision.verdict == 'unknown' else date_words(decision.verdict)}"
    if decision.what == "type":
        return f"What was done: {kind_noun(decision.verdict)}"
    return f"Status: {status_word(decision.verdict)}"


def decided_on(decision: Decision) -> Evidence:
    """Return the words to show of what a decision was taken on: of an event the clause, not the word that names it.

    The decision has evidence.
    """
    named = decision.evidence[0]
    return next(
        (
            item
            for item in decision.evidence[1:2]
            if item.document == named.document and item.start <= named.start and named.end <= item.end
        ),
        named,
    )


def ways_to_decide(identity: str, file_name: str) -> list[tuple[str, str]]:
    """Return (what for, command) for what a person can decide of an entry."""
    return [
        (what, _command(file_name, identity, verdict)) for what, verdict in _FORMS.get(identity.partition("-")[0], ())
    ]


def way_back(decision: Decision, file_name: str) -> str:
    """Return the command that takes a decision back."""
    return _command(file_name, decision.target, f"{decision.what} withdrawn")


def _command(file_name: str, identity: str, verdict: str) -> str:
    return f"onrecord decide {shlex.quote(file_name)} {identity} {verdict} --by 'YOUR NAME' --reason 'WHY'"


def rejected_entry(record: Record, identity: str) -> Page | None:
    """Return the page of an entry that a person said is none; None where nobody said so."""
    decided = record.decided(identity)
    address = entry_address(identity)
    if decided is None or not decided.is_rejected or address is None:
        return None
    names = Names(record)
    document: Document | None = None
    if isinstance(decided.entry, Statement | Event):
        document = names.document(decided.entry.document)
    places = [evidence for decision in decided.decisions[:1] for evidence in decision.evidence]
    decisions = decided.decisions
    context = {
        "names": names,
        "identity": identity,
        "decisions": decisions,
        "document": document,
        "places": places,
        "source": evidence_address(places[0]) if places else None,
    }
    return Page(
        "rejected.html",
        context,
        lambda: {"rejected": identity, "machine_read": decided.entry, "decisions": decisions},
        lambda: Table(
            DECISION_COLUMNS,
            [tuple(getattr(one, column) for column in DECISION_COLUMNS) for one in decisions],
        ),
        **page_addresses(address),
    )
