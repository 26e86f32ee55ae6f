"""The candidates of one document with all that the learned part is asked about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.events._candidates import find_candidates
from onrecord.events._cast import Cast
from onrecord.events._dates import Dates, Option
from onrecord.events._frames import Frames
from onrecord.events._model import EventModel, buckets
from onrecord.events._modes import mode_of
from onrecord.events._read import likely_deeds, roles
from onrecord.events._sides import Casting, Unit, castings, signs_of, units_of
from onrecord.events._signs import Signs
from onrecord.events._slots import Candidate, Slots, sides_named
from onrecord.events._told_by import Tellers, joint_voices
from onrecord.events._tree import Tree
from onrecord.events._when import Calendar
from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.records import Actor, Document, EventType, Mention, Statement
from onrecord.reference import Reference

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_HANGING = ("obj", "xcomp", "obl", "nmod", "ccomp", "compound", "amod")
"""Relations of the words that say more of a deed."""


LIKELY_CASTINGS = 10
"""Castings, the likeliest by their countries alone, that are judged as a whole."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The ways to cast the countries around a deed."""

    units: list[Unit]
    of_unit: list[list[int]]
    """The signs of each unit."""
    castings: list[Casting]
    signs: Callable[[Casting], list[int]]
    """Reads the signs of a casting as a whole."""
    read: Floats
    """What the reader says of each unit as actor and as recipient."""

    def best(self, model: EventModel) -> tuple[tuple[str, ...], tuple[str, ...], float]:
        """Return who acts, who is acted upon, and how likely that casting is."""
        import numpy as np

        alone = model.layers["side"].scores(self.of_unit) + self.read
        apart = [
            sum(float(alone[unit, 0]) for unit in casting.actor)
            + sum(float(alone[unit, 1]) for unit in casting.recipient)
            for casting in self.castings
        ]
        likely = sorted(range(len(apart)), key=lambda number: (-apart[number], number))[:LIKELY_CASTINGS]
        together = model.layers["casting"].scores([self.signs(self.castings[number]) for number in likely])[:, 0]
        together = together + np.array([apart[number] for number in likely], np.float32)
        shares = np.exp(together - together.max())
        first = int(shares.argmax())
        chosen = self.castings[likely[first]]
        return (
            tuple(country for unit in chosen.actor for country in self.units[unit].countries),
            tuple(country for unit in chosen.recipient for country in self.units[unit].countries),
            float(shares[first] / shares.sum()),
        )


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
        self.cast = Cast(self.tree, document, actors, mentions, reference)
        self._slots = Slots(self.tree, self.cast, document)
        home = self.cast.home
        besides = joint_voices(self.tree, document, home, self.countries_in_sentences()) if home is not None else ()
        self.tellers = Tellers(document, statements, self.cast.actors, home, besides)
        self.calendar = Calendar(self.tree, document, times)
        self._frames = Frames(self.tree, self.cast)
        self._dates = Dates(self.tree, self.calendar)
        self.signs = Signs(self.tree, document, self._slots, statements, self.cast.home)
        self.reading = analysis.reading

    def candidates(self, words: frozenset[str] | None) -> list[Candidate]:
        """Return the words that may name a deed: some words, and what the reader takes for one; all where None."""
        also = likely_deeds(self.reading) if words is not None else ()
        return list(find_candidates(self.tree, self.tellers, words, also))

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

    def of_sides(self, candidate: Candidate, event: EventType) -> Sides:
        """Return the ways to cast the countries around a deed, with the signs of each."""
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
        ways = castings(len(units))
        home = self.cast.home
        words = self.words_of_countries(candidate) if self.reading is not None else ()
        read = roles(self.reading, candidate.place, units, words)
        return Sides(units, of_unit, ways, lambda way: buckets(signs_of(way, units, event, (doing, meant), home)), read)

    def of_dates(self, candidate: Candidate, event: str, status: str) -> list[tuple[Option, list[str]]]:
        """Return the days that a deed may be of, each with its signs."""
        options = self._dates.options(candidate)
        setting = self.signs.setting(candidate, event, status)
        return [(option, list(self._dates.signs(option, options, setting))) for option in options]
