"""From clauses to event records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from onrecord._boosted_trees import chance
from onrecord.events._company import with_company
from onrecord.events._decide import BARE, BARELY, FAINT, LINEAR, POSSIBLE, TO_COME, TOWARDS_ANOTHER, WHOLE, status_of
from onrecord.events._deeds import Deeds, Sides, choose
from onrecord.events._eased import retyped
from onrecord.events._journey import of_the_vote, on_the_journey
from onrecord.events._judged import (
    DEED_SIGNS,
    GROUP_NUMBERS,
    KINDS,
    OF_CASTING,
    PRECISIONS,
    STATUSES,
    TYPES,
    company_signs,
)
from onrecord.events._meeting_day import on_the_day_they_met
from onrecord.events._merge import merged
from onrecord.events._model import EventModel, buckets, event_model
from onrecord.events._modes import mode_of
from onrecord.events._patterns import find_by_patterns
from onrecord.events._plover import cameo_of, contexts_of, facts_of, score_of
from onrecord.events._read import STATUS, TYPE, joined, joined_deeds
from onrecord.events._reading import Reading, without_repeats
from onrecord.events._signs import GROUPS
from onrecord.events._slots import OUTER, Candidate
from onrecord.events._status import is_about_sourcing, is_asked
from onrecord.events._together import with_all_voices
from onrecord.events._topics import without_topics
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

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

VERSION = "11"
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


@dataclass(frozen=True, slots=True)
class _Named:
    """A deed with its type, before its sides are known."""

    candidate: Candidate
    event: EventType
    sides: Sides
    deed: Sequence[int]
    """Its signs."""
    dense: Floats
    """Its vectors."""
    asked: tuple[float, float, float, float, float]
    """Score of the linear model, share by the word alone, share in all; shares of the best type and of the next."""


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
        told = without_repeats(self._tree, self._kept(with_company(self._deeds, self.readings())))
        found = of_the_vote([self._record(reading) for reading in told], self._document)
        persons = {key for key, actor in self._deeds.cast.actors.items() if actor.kind == "person"}
        met = on_the_day_they_met(merged(found, persons))
        return met if self._deeds.cast.home is None else on_the_journey(met, self._deeds.calendar.published)

    def readings(self) -> list[Reading]:
        """Return what may be deeds between states, each with type, sides, status and day."""
        import numpy as np

        model, deeds = self._model, self._deeds
        candidates = deeds.candidates(model.words)
        if not candidates:
            return []
        words = [deeds.of_word(candidate) for candidate in candidates]
        alone = model.layers["hint"].scores(words)[:, 0]
        hints = joined_deeds(alone, None, ())
        faint = joined_deeds(alone, deeds.reading, [candidate.place for candidate in candidates])
        kept = [number for number, share in enumerate(faint) if share >= FAINT]
        if not kept:
            return []
        candidates = [candidates[number] for number in kept]
        rows = [deeds.of_deed(c, words[number]) for c, number in zip(candidates, kept, strict=True)]
        dense = np.array([deeds.dense(candidate, model) for candidate in candidates])
        places = [candidate.place for candidate in candidates]
        linear = model.layers["deed"].scores(rows, dense)[:, 0]
        likely = joined_deeds(linear, deeds.reading, places)
        chosen = [place for place, share in enumerate(likely) if share >= POSSIBLE]
        if not chosen:
            return []
        layer = model.layers["type"]
        types = layer.shares([rows[i] for i in chosen], dense[chosen])
        types = joined("type", TYPE, layer.classes, types, deeds.reading, [places[i] for i in chosen])
        named = []
        for i, shares in zip(chosen, types, strict=True):
            event = cast("EventType", layer.classes[int(shares.argmax())])
            share, second = _two(shares)
            sides = deeds.of_sides(candidates[i], event, share)
            if sides.units:
                asked = (float(linear[i]), float(hints[kept[i]]), float(likely[i]), share, second)
                named.append(_Named(candidates[i], event, sides, rows[i], dense[i], asked))
        return self._read(named)

    def signs(self, readings: Sequence[Reading]) -> Floats:
        """Return all that is known of each of the deeds of the page, as numbers."""
        import numpy as np

        own = np.array([reading.signs for reading in readings], np.float32).reshape(len(readings), len(DEED_SIGNS))
        return np.concatenate([own, company_signs(self._tree, readings)], 1)

    def _kept(self, readings: Sequence[Reading]) -> list[Reading]:
        """Return the deeds that are likely right as a whole."""
        trees = self._model.trees.get("whole") if self._deeds.reading is not None else None
        if trees is None or not readings:
            shares = [reading.likely * reading.sure for reading in readings]
            least = LINEAR
        else:
            shares = chance(trees.log_odds(self.signs(readings))).tolist()
            least = WHOLE
        likely = [reading for reading, share in zip(readings, shares, strict=True) if share >= least]
        return [reading for reading in likely if self._may(reading)]

    def _may(self, reading: Reading) -> bool:
        """Whether enough countries take part, and the line is none of other stories'."""
        least = 2 if reading.event in TOWARDS_ANOTHER else 1
        if len({*reading.actor, *reading.recipient}) < least:
            return False
        if is_asked(self._tree, reading.candidate.place) or is_about_sourcing(self._tree, reading.candidate.place):
            return False
        return reading.likely * reading.sure >= BARE or not self._deeds.signs.is_bare(reading.candidate.place)

    def _read(self, named: Sequence[_Named]) -> list[Reading]:
        """Read sides, status and day of some deeds; those whose sides are unlikely are left out."""
        import numpy as np

        deeds, layers = self._deeds, self._model.layers
        cast_as = choose([one.sides for one in named], self._model)
        both = [(n, c) for n, c in zip(named, cast_as, strict=True) if n.asked[2] * c.shares[0] >= BARELY]
        if not both:
            return []
        layer = layers["status"]
        told = layer.shares(
            [deeds.of_status(one.candidate, one.event, one.deed) for one, _ in both],
            np.array([one.dense for one, _ in both]),
        )
        told = joined("status", STATUS, layer.classes, told, deeds.reading, [one.candidate.place for one, _ in both])
        found = []
        for (one, chosen), shares in zip(both, told, strict=True):
            candidate, event, place = one.candidate, one.event, one.candidate.place
            linear, hint, likely, share, second = one.asked
            by_status = dict(zip(layer.classes, map(float, shares), strict=True))
            if deeds.signs.tells_it_as_done(candidate):
                by_status = {name: 0.0 if name in TO_COME else each for name, each in by_status.items()}
            grammar = deeds.signs.reality(candidate)[0]
            status = cast("EventStatus", status_of(by_status, grammar))
            options = deeds.of_dates(candidate, event, status)
            days = layers["date"].shares([buckets(names) for _, names in options])[:, 0]
            option = options[int(days.argmax())][0]
            reader = 0.0 if deeds.reading is None else float(deeds.reading.scores["deed"][place, 0])
            read_as = retyped(self._tree, place, event)
            signs = (
                linear, reader, hint, likely, float(TYPES[event]), float(GROUP_NUMBERS[GROUPS[event]]), share, second,
                float(STATUSES[status]), by_status.get(status, 0.0), _two(shares)[1], by_status.get("occurred", 0.0),
                float(STATUSES[cast("EventStatus", grammar.rstrip("?"))]), float(grammar.endswith("?")),
                float(KINDS[option.kind]), *_two(days), float(PRECISIONS[option.when.precision]), float(len(options)),
                *chosen.shares, *chosen.signs[list(OF_CASTING)].tolist(), *deeds.setting(candidate),
            )  # fmt: skip
            sides = with_all_voices(self._tree, candidate, chosen, deeds.cast.home, deeds.tellers.besides)
            sides = without_topics(self._tree, candidate, read_as, *sides)
            found.append(
                Reading(
                    candidate, read_as, mode_of(self._tree, place, read_as), status, *sides, option.when, likely,
                    chosen.shares[0], signs,
                )
            )  # fmt: skip
        return found

    # Records

    def _parties(self, candidate: Candidate, countries: Sequence[str]) -> tuple[Participant, ...]:
        """Return who stands for each country: those named nearest to the word."""
        found: list[Participant] = []
        for country in countries:
            theirs = [(slot, party) for slot, party in candidate.slots if party.country == country]
            named = [item for item in theirs if not item[0].startswith(OUTER)] or theirs
            found.extend(party for slot, party in named if slot == named[0][0])
            if not theirs:  # one in whose name the page speaks
                found.append(Participant(None, "", country, "GOV"))
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
        actor, recipient = (self._parties(candidate, side) for side in (reading.actor, reading.recipient))
        if reading.event == "CONSULT" and reading.mode != "visit":
            actor, recipient = tuple(dict.fromkeys((*actor, *recipient))), ()  # who meets, meets together
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
            actor=actor,
            recipient=recipient,
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


def _two(shares: Floats) -> tuple[float, float]:
    """Return the two largest of some shares; 0 where there is one only."""
    ranked = sorted(map(float, shares), reverse=True)
    return ranked[0], ranked[1] if len(ranked) > 1 else 0.0
