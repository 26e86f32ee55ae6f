"""Names for ids, looked up once for each answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from onrecord.errors import NotFoundError
from onrecord.publishing import INTERNATIONAL_NAMES, heading_of, source_name, telling, the, undertaking_of
from onrecord.records import Actor, Commitment, Decision, Document, Happening, Statement, Utterance
from onrecord.reference import Reference
from onrecord.store import Record, StatementQuery
from onrecord.web._words import kind_words, shorten


class Names:
    """Looks up actors and documents of one record, each at most once; made anew for every answer.

    Args:
        record: where to look.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._reference = _reference_with(record.reference_files)
        self._actors: dict[str, Actor | None] = {}
        self._documents: dict[str, Document | None] = {}
        self._utterances: dict[str, Utterance | None] = {}
        self._decisions: Mapping[str, Sequence[Decision]] | None = None

    def actor(self, actor_id: str | None) -> Actor | None:
        """Return an actor, None where the record holds none with that id."""
        if actor_id is None:
            return None
        if actor_id not in self._actors:
            try:
                self._actors[actor_id] = self._record.actor(actor_id)
            except NotFoundError:
                self._actors[actor_id] = None
        return self._actors[actor_id]

    def decisions(self, identity: str) -> Sequence[Decision]:
        """Return what persons decided of a statement, event, commitment, line of communication or page."""
        if self._decisions is None:
            self._decisions = self._record.decisions_in_force()
        return self._decisions.get(identity, ())

    def document(self, document_id: str) -> Document | None:
        """Return a document, None where the record holds none with that id."""
        if document_id not in self._documents:
            try:
                self._documents[document_id] = self._record.document(document_id)
            except NotFoundError:
                self._documents[document_id] = None
        return self._documents[document_id]

    def actor_name(self, actor_id: str | None) -> str:
        """Return the name of an actor, its id where it is not known."""
        actor = self.actor(actor_id)
        return actor.name if actor else actor_id or "nobody named"

    def speaker_name(self, statement: Statement) -> str:
        """Return who made a statement: the actor's name, else the words of the text."""
        actor = self.actor(statement.speaker)
        return actor.name if actor else statement.speaker_text or "Speaker not named"

    def side_of(self, statement: Statement) -> str | None:
        """Return the side of a statement's speaker."""
        actor = self.actor(statement.speaker)
        return actor.country if actor else None

    def utterance(self, utterance_id: str | None) -> Utterance | None:
        """Return an utterance, None where the record holds none with that id."""
        if utterance_id is None:
            return None
        if utterance_id not in self._utterances:
            try:
                self._utterances[utterance_id] = self._record.utterance(utterance_id)
            except NotFoundError:
                self._utterances[utterance_id] = None
        return self._utterances[utterance_id]

    def other_tellings(self, statement: Statement) -> int:
        """Return how often else the same words are told in the record."""
        utterance = self.utterance(statement.utterance)
        return len(utterance.statements) - 1 if utterance else 0

    def outlet(self, document_id: str) -> str:
        """Return the short name of a document for a source mark: its outlet, its host, or its title."""
        return outlet_name(self.document(document_id), document_id)

    def kind(self, document_id: str) -> str:
        """Return what a document really is, in words; empty where it is not known."""
        document = self.document(document_id)
        return kind_words(document.kind) if document else ""

    def label(self, field: str, value: str) -> str:
        """Return the name to show for a value of a filter."""
        if field in ("speaker", "addressee"):
            actor = self.actor(value)
            if actor is not None and actor.kind in ("unnamed", "group"):
                return self._unnamed(actor)
            return self.actor_name(value)
        if field == "document":
            document = self.document(value)
            if document is None:
                return value
            outlet = f"{document.outlet}: " if document.outlet else ""
            return outlet + shorten(heading_of(document), 60)
        if field == "side":
            return self.side(value)
        if field == "issue":
            return self.issue(value)
        return value

    def _unnamed(self, actor: Actor) -> str:
        """Return the words for somebody unnamed, with the document that speaks of him: others use the same words."""
        said = self._record.statements(StatementQuery(speaker=actor.id), limit=1) or self._record.statements(
            StatementQuery(addressee=actor.id), limit=1
        )
        document = self.document(said[0].document) if said else None
        return f"{actor.name} in “{shorten(heading_of(document), 40)}”" if document else actor.name

    def side(self, code: str | None) -> str:
        """Return the name of a country by its ISO 3166 alpha-3 code; the code itself where it is not known."""
        country = self._reference.countries.get(code or "")
        return country.name if country else INTERNATIONAL_NAMES.get(code or "", code) or "no side known"

    def the_side(self, code: str | None) -> str:
        """Return the name of a country as it stands in a sentence: ``the United States``."""
        return the(self.side(code))

    def undertaking(self, commitment: Commitment) -> str:
        """Return what is undertaken, with the “not” that stands before it in its source."""
        return undertaking_of(commitment, self.document)

    def telling(self, happening: Happening) -> str:
        """Return the words in which a happening is told: a clause of its own, or the sentence it stands in."""
        found = next((one for one in happening.evidence if one.quote == happening.text), None)
        return " ".join(telling(self.document(found.document), found).split()) if found else happening.text

    def issue(self, identity: str) -> str:
        """Return the name of an issue by its id; the id in words where it is not known."""
        issue = self._reference.issues.get(identity)
        return issue.label if issue else identity.replace("-", " ").replace("_", " ")


def outlet_or_unnamed(document: Document) -> str:
    """Return the outlet of a document, or its site, to stand beside its title."""
    agencies = f"text of {', '.join(document.wires)}" if document.wires else "outlet not named"
    return source_name(document) or agencies


def outlet_name(document: Document | None, otherwise: str = "") -> str:
    """Return the short name of a document: its outlet, its host, or its title."""
    if document is None:
        return otherwise
    return source_name(document) or shorten(heading_of(document), 40)


@lru_cache(maxsize=8)
def _reference_with(files: tuple[tuple[str, str], ...]) -> Reference:
    return Reference.bundled().with_texts(files) if files else Reference.bundled()
