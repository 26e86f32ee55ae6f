"""The candidates of one document with all that the learned part is asked about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord._boosted_trees import chance
from onrecord.events._bodies import as_they_serve
from onrecord.events._candidates import find_candidates
from onrecord.events._cast import Cast
from onrecord.events._dates import Dates, Option
from onrecord.events._frames import Frames
from onrecord.events._judged import CASTING_SIGNS, Setting, signs_of_castings
from onrecord.events._model import EventModel, buckets
from onrecord.events._modes import mode_of
from onrecord.events._read import ROLE, is_dull, likely_deeds, roles
from onrecord.events._sides import Casting, Unit, castings, units_of
from onrecord.events._signs import Signs
from onrecord.events._slots import Candidate, Slots, sides_named
from onrecord.events._told_by import Tellers, joint_voices
from onrecord.events._tree import Tree
from onrecord.events._when import Calendar
from onrecord.language import Analysis
from onrecord.language.times import TimeExpression, published_days
from onrecord.records import Actor, Document, EventType, Mention, Statement
from onrecord.reference import Reference

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

SHARE = CASTING_SIGNS.index("share")
_AS_LIKELY = 0.06
"""Ways to cast the same countries whose shares differ by less are told apart by the rules of grammar."""
_HANGING = ("obj", "xcomp", "obl", "nmod", "ccomp", "compound", "amod")
"""Relations of the words that say more of a deed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """How the countries around a deed are cast."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    signs: Floats
    """The numbers of the casting (see ``CASTING_SIGNS``)."""
    shares: tuple[float, float]
    """How likely it is, and the next likely one."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The ways to cast the countries around a deed."""

    units: list[Unit]
    of_unit: list[list[int]]
    """The signs of each unit."""
    read: Floats
    """What the reader says of each unit as actor and as recipient."""
    setting: Setting

    def countries(self, casting: Casting) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who acts and who is acted upon in a casting."""
        return (
            tuple(country for unit in casting.actor for country in self.units[unit].countries),
            tuple(country for unit in casting.recipient for country in self.units[unit].countries),
        )


def scores_of_units(sides: Sequence[Sides], model: EventModel) -> list[Floats]:
    """Return of each deed the scores of its units as actor and as recipient."""
    linear = model.layers["side"].scores([row for each in sides for row in each.of_unit])
    ends = np.cumsum([len(each.units) for each in sides])[:-1]
    return [mine + each.read for mine, each in zip(np.split(linear, ends), sides, strict=True)]


def choose(sides: Sequence[Sides], model: EventModel) -> list[Chosen]:
    """Return how the countries around each of some deeds are cast.

    Args:
        sides: of each deed the groups of countries, at least one.
        model: the weights.
    """
    if not sides:
        return []
    scores = scores_of_units(sides, model)
    asked, signs = signs_of_castings([(e.units, mine, e.setting) for e, mine in zip(sides, scores, strict=True)])
    trees = model.trees.get("casting")
    shares = signs[:, SHARE] if trees is None else chance(trees.log_odds(signs))
    found = []
    first = 0
    for each, likely in zip(sides, asked, strict=True):
        theirs: list[float] = shares[first : first + len(likely)].tolist()
        best = _as_told(each, [castings(len(each.units))[number] for number in likely], theirs)
        second = max((share for place, share in enumerate(theirs) if place != best), default=0.0)
        actor, recipient = each.countries(castings(len(each.units))[likely[best]])
        found.append(Chosen(actor, recipient, signs[first + best], (theirs[best], second)))
        first += len(likely)
    return found


def _as_told(sides: Sides, ways: Sequence[Casting], shares: Sequence[float]) -> int:
    """Return the number of the likeliest way; of ways with the same countries that are as likely, the rule's.

    Who agrees, meets or cooperates may stand on either side of the row: it is as right either way, and the trees do not
    tell the ways apart. Told of is who is its subject.
    """
    best = max(range(len(shares)), key=shares.__getitem__)
    units = {*ways[best].actor, *ways[best].recipient}
    doing, meant = sides.setting.rule

    def against_rule(number: int) -> int:
        actor, recipient = sides.countries(ways[number])
        return len({*recipient} & (doing - meant)) + len({*actor} & (meant - doing))

    alike = [
        number
        for number, way in enumerate(ways)
        if shares[best] - shares[number] <= _AS_LIKELY and {*way.actor, *way.recipient} == units
    ]
    return min(alike, key=lambda number: (not ways[number].actor, against_rule(number), -shares[number]))


class Deeds:
    """Reads one document for the learned part; used in the same way to train and to find."""

    def __init__(
        self,
        document: Document,
        analysis: Analysis,
        times: Sequence[TimeExpression],
        actors: Sequence[Actor],
        mentions: Sequence[Mention],
        statements: Sequence[Statement],
        reference: Reference,
    ) -> None:
        self.document = document
        self.tree = Tree(document.text, analysis)
        actors = as_they_serve(actors, published_days(document))
        self.cast = Cast(self.tree, document, actors, mentions, reference)
        self._slots = Slots(self.tree, self.cast, document)
        home = self.cast.home
        besides = joint_voices(self.tree, document, home, self.countries_in_sentences()) if home is not None else ()
        learnt = self.cast.countries_learnt()
        self.tellers = Tellers(document, statements, self.cast.actors, home, besides, learnt)
        self.calendar = Calendar(self.tree, document, times)
        self._frames = Frames(self.tree, self.cast)
        self._dates = Dates(self.tree, self.calendar)
        self.signs = Signs(self.tree, document, self._slots, statements, self.cast.home)
        self.reading = analysis.reading
        counts = Counter(country for _, country in self.cast.countries_of_mentions())
        self.known = {country: number / counts.total() for country, number in counts.items()}
        """Share of each country among the mentions of countries."""

    def candidates(self, words: frozenset[str] | None) -> list[Candidate]:
        """Return the words that may name a deed: some words, and what the reader takes for one; all where None."""
        if words is None:
            return list(find_candidates(self.tree, self.tellers, None))
        found = find_candidates(self.tree, self.tellers, words, likely_deeds(self.reading))
        return [candidate for candidate in found if not is_dull(self.reading, candidate.place)]

    def countries_in_sentences(self) -> list[list[tuple[int, str]]]:
        """Return the words of each sentence that name countries."""
        return self._slots.words_of_countries

    def words_of_countries(self, candidate: Candidate) -> set[tuple[int, str]]:
        """Return the words that name the countries around a candidate whose slots are filled."""
        found = {(head, country) for country, head in candidate.heads.items()}
        naming = self.countries_in_sentences()
        sentence = self.tree.sentence_of[candidate.place]
        for row in naming[max(0, sentence - 1) : sentence + 2]:
            found.update(row)
        return found

    def of_word(self, candidate: Candidate) -> list[int]:
        """Return the signs of the word and its company, by their places."""
        return buckets(self.signs.of_word(candidate))

    def of_deed(self, candidate: Candidate, word: Sequence[int]) -> list[int]:
        """Return the signs of whether a word names a deed, and of which type; finds who stands around it."""
        if not candidate.slots:
            self._slots.fill(candidate)
        return buckets(self.signs.of_company(candidate), word)

    def dense(self, candidate: Candidate, model: EventModel) -> Floats:
        """Return the own vectors of a candidate's words: of itself, of those that hang on it, and of that above it."""
        tree, place = self.tree, candidate.place
        kids = tree.kids(place, *_HANGING)
        head = tree.head(place)
        above = [] if head is None else [tree.lemmas[head]]
        return model.of_words([[tree.lemmas[place]], [tree.lemmas[kid] for kid in kids], above])

    def of_status(self, candidate: Candidate, event: str, deed: Sequence[int]) -> list[int]:
        """Return the signs of whether a deed was done; ``deed``: those of the deed itself."""
        return buckets(self.signs.of_status(candidate, event, self._dates.when(candidate)), deed)

    def of_sides(self, candidate: Candidate, event: EventType, share: float = 1.0) -> Sides:
        """Return the groups of countries around a deed and what is known of each; ``share``: how likely the type is."""
        mode = mode_of(self.tree, candidate.place, event)
        if candidate.is_verb:
            actor, recipient = self._frames.of_verb(candidate.place, event, mode, candidate.statement)
        else:
            actor, recipient = self._frames.of_noun(
                candidate.place, event, mode, candidate.carrier, candidate.statement
            )
        doing, meant = sides_named(actor), sides_named(recipient)
        around = candidate.countries()
        units = units_of(candidate)
        of_unit = []
        for unit in units:
            country = unit.countries[0]
            rule = "actor" if country in doing else "recipient" if country in meant else "none"
            others = f"{min(len(doing - {country}), 2)}{min(len(meant - {country}), 2)}"
            names = self.signs.of_side(candidate, event, country, around[country])
            first = unit.slot.partition("@")[0]
            names += [f"rule={rule}", f"rule={rule}{event}", f"rule={rule}{others}", f"rule={rule}{first}"]
            names += [f"rule={rule}v={candidate.is_verb}", f"size={len(unit.countries)}"]
            of_unit.append(buckets(names))
        words = self.words_of_countries(candidate) if self.reading is not None else ()
        read = ROLE * roles(self.reading, candidate.place, units, words)
        speakers = frozenset(p.country for slot, p in candidate.slots if slot == "speaker" and p.country is not None)
        setting = Setting(event, share, candidate.is_verb, self.cast.home, speakers, (doing, meant), self.known)
        return Sides(units, of_unit, read, setting)

    def setting(self, candidate: Candidate) -> tuple[float, ...]:
        """Return where a word stands in the page, as numbers: the last of ``DEED_SIGNS``."""
        tree, place, statement = self.tree, candidate.place, candidate.statement
        modes = {"direct": 1.0, "mixed": 2.0, "indirect": 3.0}
        return (
            float(self.signs.in_title(place)), float(self.signs.is_bare(place)),
            float(self.signs.is_question(place)), float(tree.sentence_of[place]), float(self.signs.again(place)),
            0.0 if statement is None else modes[statement.mode], float(len(tree.tokens)),
            float(len(self.signs.lexical(place))),
        )  # fmt: skip

    def of_dates(self, candidate: Candidate, event: str, status: str) -> list[tuple[Option, list[str]]]:
        """Return the days that a deed may be of, each with its signs."""
        options = self._dates.options(candidate)
        setting = self.signs.setting(candidate, event, status)
        return [(option, list(self._dates.signs(option, options, setting))) for option in options]
