"""What a reader has in mind while going through a document: who was named, who speaks, which states are at issue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.actors._cast import Cast, Member
from onrecord.actors._known import Known
from onrecord.actors._lexicon import AUXILIARIES, PREPOSITIONS, VERBS_OF_SAYING
from onrecord.actors._spots import Spot
from onrecord.actors._text import Words
from onrecord.records import MentionForm
from onrecord.reference import Outlet

_SHORTEST_PAST = 4  # "faced" and longer are taken for verbs
_SUBORDINATING = frozenset("that if whether since when while because although though where until unless".split())
_CONCEDING = frozenset({"while", "although", "though", "because", "when", "since", "as"})
MEMORY = 300
"""How many mentions back a reader remembers; it keeps hostile texts cheap."""
SPEAKER_REACH = 25
"""Words between a quotation and the name of its speaker."""


@dataclass(frozen=True, slots=True)
class Found:
    """One mention: words ``first`` to ``after`` speak of an actor."""

    first: int
    after: int
    actor: str
    form: MentionForm
    reason: str


def speaks(following: str) -> bool:
    """Whether a word after a noun shows that the noun is a subject."""
    if following in VERBS_OF_SAYING or following in AUXILIARIES or following in ("who", "familiar", "briefed"):
        return True
    return len(following) > _SHORTEST_PAST and following.endswith("ed")


BODY_HEADS = frozenset("ministry department embassy agency council committee commission command bureau".split())
"""Heads by which a text points back at a body of state: "the ministry", "the department"."""


class Scene:
    """The state of reading one document in text order."""

    def __init__(self, words: Words, known: Known, cast: Cast, spots: list[Spot]) -> None:
        self.words, self.known, self.cast, self.spots = words, known, cast, spots
        self.found: list[Found] = []
        self.recent: list[tuple[int, Member]] = []
        """Persons in the order of their mentions, with the word where each stands."""
        self.states: list[tuple[int, str]] = []
        """Codes of states in the order of their mentions."""
        self.plurals: list[tuple[int, tuple[str, ...]]] = []
        """Groups of actors in the order of their mentions: what "they" can mean."""
        self.sources: list[tuple[int, str, str]] = []
        """Unnamed sources: word, head noun, actor."""
        self.labels: dict[str, str] = {}
        """Unnamed officials who take turns in a transcript: actors by their labels."""
        self.owner_member: dict[int, Member] = {}
        self.governments: list[tuple[int, str]] = []
        self.ministries: list[tuple[int, str, str]] = []
        self.bodies: list[tuple[int, str]] = []
        """Organizations, governments and states in the order of their mentions: what "it" can mean."""
        self.named_at: dict[str, list[int]] = {}
        """Words at which each person is named in full."""
        self.apposed: dict[int, Member] = {}
        """Persons by the first word of a description that stands in apposition to their name."""
        self.accounts: dict[int, tuple[int, Member | str]] = {}
        """Accounts named by their handle: first word, one past the last, and the person or the id of the body."""
        self.firsts = [spot.first for spot in spots]
        self.by_begin = {spot.begin: number for number, spot in enumerate(spots)}
        self.outlet = self._outlet()
        self.home = self.outlet.country if self.outlet is not None else None
        self.foreign: dict[int, str] = {}
        """Words ("his") before "Chinese counterpart", with the country that they cannot come from."""
        self.speakers: dict[int, Member | None] = {}

    def add(self, first: int, after: int, actor: str, form: MentionForm, reason: str) -> None:
        self.found.append(Found(first, after, actor, form, reason))
        if form != "pronoun" and self.cast.actors[actor].kind in ("organization", "government", "state"):
            self.bodies.append((first, actor))

    def mention(self, first: int, after: int, member: Member, form: MentionForm, reason: str) -> None:
        self.add(first, after, member.actor.id, form, reason)
        self.recent.append((first, member))

    def remembered(self) -> list[tuple[int, Member]]:
        """The latest mentions of persons, in text order."""
        return self.recent[-MEMORY:]

    def is_subject(self, place: int, *, subordinate: bool = False) -> bool:
        """Whether a mention seems to be the subject of a main clause: nothing that governs it stands before it.

        ``subordinate`` takes that of a clause with "while" or "though" for one too.
        """
        if place == 0:
            return True
        before = self.words.forms[place - 1]
        governing = _SUBORDINATING - _CONCEDING if subordinate else _SUBORDINATING
        if subordinate and before in _CONCEDING:
            return True  # "as" and "since" are prepositions too
        return before not in PREPOSITIONS and before not in VERBS_OF_SAYING and before not in governing

    def speaker(self, quote: int) -> Member | None:
        """Who a quotation's words are ascribed to, where a name stands by a verb of saying beside it."""
        if quote == 0:
            return None
        if quote not in self.speakers:
            self.speakers[quote] = self._read_speaker(quote)
        return self.speakers[quote]

    def _read_speaker(self, quote: int) -> Member | None:
        words = self.words
        first = words.quote_first[quote]
        after = first
        while after < len(words) and words.quote[after] == quote:
            after += 1
        best: tuple[int, Member] | None = None
        for number in range(bisect_left(self.firsts, first - 2 * SPEAKER_REACH), len(self.spots)):
            spot = self.spots[number]
            member = self.owner_member.get(number)
            if spot.first > after + SPEAKER_REACH:
                break
            if member is None or words.quote[spot.first] or spot.after < first - SPEAKER_REACH:
                continue
            near = words.forms[max(0, spot.begin - 1) : spot.begin] + words.forms[spot.after : spot.after + 3]
            if not any(form in VERBS_OF_SAYING for form in near):
                continue
            gap = first - spot.after if spot.after <= first else spot.first - after
            line_away = words.line[spot.first] != words.line[first]
            distance = gap + (SPEAKER_REACH if line_away else 0)
            if words.forms[spot.begin - 1 : spot.begin] in (["told"], ["by"], ["asked"]):
                distance += SPEAKER_REACH
            if best is None or distance < best[0]:
                best = (distance, member)
        return best[1] if best is not None else None

    def _outlet(self) -> Outlet | None:
        """Whose report the document is, where the reference knows it."""
        document = self.cast.document
        table = self.known.reference.outlet_table
        outlet = table.by_alias.get(document.outlet) if document.outlet else None
        if outlet is None and document.host and document.outlet is None:
            outlet = table.at_host(document.host)
        return outlet

    def country_words(self, code: str | None) -> Iterable[str]:
        if code is None or code not in self.known.reference.countries:
            return ()
        country = self.known.reference.countries[code]
        names = (country.name, *country.other_names, *country.demonyms, *country.government_metonyms)
        return [word for name in names for word in name.lower().replace(".", " ").split()]
