"""From clauses to event records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from onrecord.events._decide import BARE, FAINT, TOWARDS_ANOTHER, WHOLE, status_of
from onrecord.events._deeds import Deeds
from onrecord.events._merge import merged
from onrecord.events._model import EventModel, buckets, event_model
from onrecord.events._modes import mode_of
from onrecord.events._patterns import find_by_patterns
from onrecord.events._plover import cameo_of, contexts_of, facts_of, score_of
from onrecord.events._read import STATUS, TYPE, joined, joined_deeds, likely_deeds
from onrecord.events._reading import Reading, without_repeats
from onrecord.events._slots import OUTER, Candidate
from onrecord.events._tree import has_trees
from onrecord.language import Analysis
from onrecord.language.quotations import Quotation
from onrecord.language.times import TimeExpression
from onrecord.records import (
    Actor,
    Document,
    Event,
    EventStatus,
    EventType,
    Evidence,
    Mention,
    Participant,
    Place,
    Statement,
    make_id,
)
from onrecord.reference import Reference

VERSION = "3"
"""Raised whenever the results change."""

_CLAUSE_LIMIT = 60  # tokens of the longest clause that is cited as evidence
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_STAYING = frozenset({"remain", "stay"})
_PLACES = ("in", "at", "near", "outside", "outside of")


def find_events(
    document: Document,
    analysis: Analysis,
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    reference: Reference,
) -> tuple[Event, ...]:
    """Find the events between states that a document tells.

    Args:
        document: the document, with roles and its published date; only what was analysed is looked at.
        analysis: its tokens and sentences; with the tree where a trained engine made it, else patterns of words serve.
            Where the engine has a reader, its scores help.
        quotations: its quotations.
        times: its time expressions.
        actors: the actors it speaks of.
        mentions: where it speaks of them.
        statements: who says what in it.
        reference: names of countries, and the issues that events are tagged with.

    Returns:
        The events in text order; tellings of one event in one document are one record. ``happening`` is None.
    """
    if not analysis.tokens:
        return ()
    if not has_trees(analysis):
        return find_by_patterns(document, analysis, times, actors, mentions, statements, reference)
    model = event_model()
    deeds = Deeds(document, analysis, times, actors, mentions, statements, reference)
    return Finder(deeds, model, reference, analysis.engine).events()


class Finder:
    """Finds the events of one document by its tree and the learned weights.

    Args:
        deeds: the document, read for the learned part.
        model: the weights.
        reference: the issues that events are tagged with.
        engine: the engine that made the tree.
    """

    def __init__(self, deeds: Deeds, model: EventModel, reference: Reference, engine: str) -> None:
        self._deeds, self._model = deeds, model
        self._document, self._tree = deeds.document, deeds.tree
        self._reference, self._engine = reference, engine

    def events(self) -> tuple[Event, ...]:
        """Return the events."""
        import numpy as np

        model, deeds = self._model, self._deeds
        candidates = deeds.candidates(model.words)
        if not candidates:
            return ()
        words = [deeds.of_word(candidate) for candidate in candidates]
        hints = model.layers["hint"].shares(words)[:, 0]
        bold = likely_deeds(deeds.reading)
        kept = [n for n, hint in enumerate(hints) if hint >= FAINT or candidates[n].place in bold]
        if not kept:
            return ()
        candidates = [candidates[number] for number in kept]
        rows = [deeds.of_deed(c, words[number]) for c, number in zip(candidates, kept, strict=True)]
        dense = np.array([deeds.dense(candidate, model) for candidate in candidates])
        places = [candidate.place for candidate in candidates]
        likely = joined_deeds(model.layers["deed"].scores(rows, dense)[:, 0], deeds.reading, places)
        chosen = [place for place, share in enumerate(likely) if share >= WHOLE]
        if not chosen:
            return ()
        layer = model.layers["type"]
        types = layer.shares([rows[i] for i in chosen], dense[chosen])
        types = joined("type", TYPE, layer.classes, types, deeds.reading, [places[i] for i in chosen])
        readings = [
            self._read(candidates[i], rows[i], dense[i], layer.classes[int(share.argmax())], float(likely[i]))
            for i, share in zip(chosen, types, strict=True)
        ]  # fmt: skip
        told = without_repeats(self._tree, [one for one in readings if one is not None])
        return merged(self._record(reading) for reading in told)

    def _read(
        self, candidate: Candidate, deed: Sequence[int], dense: Sequence[float], name: str, likely: float
    ) -> Reading | None:
        """Read status, sides and day of one deed; None where no country takes part."""
        import numpy as np

        deeds, layers = self._deeds, self._model.layers
        event = cast("EventType", name)
        sides = deeds.of_sides(candidate, event)
        if not sides.units:
            return None
        actor, recipient, sure = sides.best(self._model)
        least = BARE if deeds.signs.is_bare(candidate.place) else WHOLE
        if likely * sure < least or len({*actor, *recipient}) < (2 if event in TOWARDS_ANOTHER else 1):
            return None
        layer = layers["status"]
        row = deeds.of_status(candidate, event, deed)
        told = layer.shares([row], np.asarray(dense)[None, :])
        [shares] = joined("status", STATUS, layer.classes, told, deeds.reading, [candidate.place])
        status = cast(
            "EventStatus",
            status_of(dict(zip(layer.classes, map(float, shares), strict=True)), deeds.signs.reality(candidate)[0]),
        )
        options = deeds.of_dates(candidate, event, status)
        days = layers["date"].shares([buckets(names) for _, names in options])[:, 0]
        when = options[int(days.argmax())][0].when
        return Reading(
            candidate, event, mode_of(self._tree, candidate.place, event), status, actor, recipient, when,
            likely, sure,
        )  # fmt: skip

    # Records

    def _parties(self, candidate: Candidate, countries: Sequence[str]) -> tuple[Participant, ...]:
        """Return who stands for each country: those named nearest to the word."""
        found: list[Participant] = []
        for country in countries:
            theirs = [(slot, party) for slot, party in candidate.slots if party.country == country]
            named = [item for item in theirs if not item[0].startswith(OUTER)] or theirs
            found.extend(party for slot, party in named if slot == named[0][0])
        return tuple(dict.fromkeys(found))

    def _record(self, reading: Reading) -> Event:
        tree, document, candidate = self._tree, self._document, reading.candidate
        start, end = self._clause(candidate)
        clause = document.text[start:end]
        first = tree.tokens[candidate.place].start
        last = tree.tokens[
            max([candidate.place, *tree.kids(candidate.place, "compound:prt"), *self._state(candidate)])
        ].end
        issues = self._reference.tag_issues(clause)
        contexts = contexts_of(clause, issues)
        code, fit = cameo_of(reading.event, reading.mode, contexts)
        return Event(
            id=make_id("evt", document.id, reading.event, first, last),
            document=document.id,
            event=reading.event,
            mode=reading.mode,
            context=contexts,
            issues=issues,
            quad_code=facts_of(reading.event).quad,
            event_scale=score_of(reading.event, reading.mode),
            cameo_code=code,
            cameo_mapping=fit,
            actor=self._parties(candidate, reading.actor),
            recipient=self._parties(candidate, reading.recipient),
            date=reading.when,
            location=self._location(candidate),
            status=reading.status,
            asserted_by=self._deeds.tellers.chain(candidate.statement),
            evidence=(
                Evidence(document.id, first, last, document.text[first:last]),
                Evidence(document.id, start, end, clause),
            ),
            confidence=round(reading.likely, 3),
            method=f"learned: events {VERSION}, {self._engine}",
        )

    def _state(self, candidate: Candidate) -> list[int]:
        """The word behind "remain" that says what remains: "frozen"."""
        after = candidate.place + 1
        stays = self._tree.lemmas[candidate.place] in _STAYING
        return [after] if stays and after in self._tree.kids(candidate.place, "xcomp") else []

    def _clause(self, candidate: Candidate) -> tuple[int, int]:
        tree, place = self._tree, candidate.place
        sentence = tree.sentences[tree.sentence_of[place]]
        under = tree.under(candidate.carrier if candidate.carrier is not None else place)
        first, last = max(under[0], sentence.first_token), min(under[-1], sentence.last_token)
        first, last = min(first, place), max(last, place)
        if last - first > _CLAUSE_LIMIT:
            first, last = max(first, place - _CLAUSE_LIMIT // 2), min(last, place + _CLAUSE_LIMIT // 2)
        while last > place and tree.relations[last] == "punct":
            last -= 1
        while first < place and tree.relations[first] == "punct":
            first += 1
        return tree.tokens[first].start, tree.tokens[last].end

    def _location(self, candidate: Candidate) -> Place | None:
        """Where a meeting or deed was, from the phrases of place that hang on its words."""
        tree = self._tree
        places = [candidate.place, *([] if candidate.carrier is None else [candidate.carrier])]
        for kid in (kid for place in dict.fromkeys(places) for kid in tree.kids(place, "obl", "nmod")):
            if tree.case(kid) not in _PLACES or not tree.tag(kid).startswith("NNP") or tree.words[kid] in _MONTHS:
                continue
            first = min([kid, *(other for other in tree.kids(kid, "compound", "amod", "det") if other < kid)])
            last = max([kid, *(inner for inner in tree.kids(kid, "flat"))])
            start, end = tree.tokens[first].start, tree.tokens[last].end
            quote = self._document.text[start:end]
            country = self._deeds.cast.country_named(tree.under(kid))
            return Place(quote, country, Evidence(self._document.id, start, end, quote))
        return None
