"""The cast of one document: who has been named so far, with which titles, and who is on the reader's mind."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from onrecord.actors._known import UNION, Known, one_letter_apart
from onrecord.actors._lexicon import HEADS
from onrecord.actors._names import family_name
from onrecord.actors._spots import Spot, Title, full_name, in_ordinary_letters
from onrecord.actors._text import Words
from onrecord.records import Actor, Document, Office, make_id
from onrecord.reference import OfficeFacts, plain_text


@dataclass(slots=True)
class Member:
    """A person of the document."""

    actor: Actor
    pronoun: str
    families: tuple[str, ...]
    """Names it may be called by alone, in lower case; the family name first."""
    given: str
    titles: list[Title] = field(default_factory=list)
    offices: tuple[OfficeFacts, ...] = ()
    """Offices of the reference at the document's date."""
    first_named: int = 0
    """Word at which its full name first stands."""
    full: bool = True
    """Whether the text gives its full name."""


class Cast:
    """All actors of one document."""

    def __init__(self, document: Document, words: Words, known: Known) -> None:
        self.document, self.words, self.known = document, words, known
        self.days = _days(document)
        # Where only one end of the range is known it still tells the offices of those whom the text names.
        self.near = tuple(day for day in (document.published.earliest, document.published.latest) if day)[:1]
        self.actors: dict[str, Actor] = {}
        self.members: dict[str, Member] = {}
        self.by_family: dict[str, list[Member]] = {}
        self.by_given: dict[str, list[Member]] = {}
        self.by_name: dict[str, Member] = {}

    # -- persons

    def person(self, name: str) -> Member:
        """The member for a person of the reference."""
        member = self.by_name.get(name)
        if member is not None:
            return member
        facts = self.known.reference.people[name]
        actor = self.known.person_actor(name)
        held = self.offices_of(name)
        given = name.split()[-1] if name.split()[0].lower() == facts.family.lower() else name.split()[0]
        member = Member(actor, facts.pronoun, self.known.family_names(name), plain_text(given).lower(), [], held)
        self.by_name[name] = member
        self._enter(member)
        return member

    def person_of_text(self, spot: Spot, place: int) -> Member:
        """The member for a person that only the text introduces by a full name."""
        name = in_ordinary_letters(full_name(self.words, spot))
        family = family_name(spot)
        given = spot.words[-1] if spot.words[0] == family else spot.words[0]
        for member in self.by_family.get(family, ()):
            # "John F. Kelly" and "John Kelly" are one; so are "Kelly" and "John Kelly" of the same text.
            if member.given == given and member.families[0] == family:
                return member
        if spot.honorific:
            # "Mr. Abdul Hadi" is Mahdi Abdul Hadi
            longer = [member for member in self.members.values() if member.actor.name.endswith(f" {name}")]
            if len(longer) == 1:
                return longer[0]
        key = make_id("actor", "person", name)
        pronoun = spot.honorific or self.known.given_names.get(given, "")
        member = Member(Actor(key, "person", name), pronoun, (family,), given, first_named=place)
        self._enter(member)
        return member

    def person_named(self, name: str, family: str, given: str, honorific: str) -> Member:
        """The member for a person whom the page's title names in full."""
        name = in_ordinary_letters(name)
        for member in self.by_family.get(family, ()):
            if member.given == given and member.families[0] == family:
                return member
        pronoun = honorific or self.known.given_names.get(given, "")
        member = Member(Actor(make_id("actor", "person", name), "person", name), pronoun, (family,), given)
        self._enter(member)
        return member

    def person_by_family(self, family: str, written: str, spot: Spot, side: str | None = None) -> Member:
        """The member for a person that the text names by title and family name only; ``side`` where that is known."""
        key = make_id("actor", "person", self.document.id, family)
        written = in_ordinary_letters(written)
        member = self.members.get(key)
        if member is None:
            sector = "GOV" if side is not None else None
            actor = Actor(key, "person", written, country=side, sector=sector)
            given = "" if spot.title is not None else self.known.given_names.get(family, "")  # "his son, Michael"
            member = Member(actor, spot.honorific or given, (family,), "", full=False)
            self._enter(member)
        return member

    def spelled_alike(self, family: str) -> Member | None:
        """The one person named in full whose family name differs in a single letter: "Petersen" for Dale Peterson."""
        if len(family) < _SHORTEST_MISSPELT:
            return None
        alike = [
            member
            for member in self.members.values()
            if member.full
            and member.families[0] != family
            and member.families[0][0] == family[0]
            and one_letter_apart(member.families[0], family)
        ]
        return alike[0] if len(alike) == 1 else None

    def offices_of(self, name: str) -> tuple[OfficeFacts, ...]:
        """The offices a person held all through the days in question."""
        held = [self.known.reference.offices_at(name, day) for day in self.days or self.near]
        throughout = [office for office in held[0] if all(office in other for other in held)] if held else []
        # In a range too long for one holder, a person that the text names still brings the offices of its ends.
        return tuple(dict.fromkeys(throughout or (office for offices in held for office in offices)))

    def named_holder(self, office: str) -> Member | None:
        """The one person named in the text that held an office about that time."""
        fitting = [member for member in self.members.values() if any(held.key == office for held in member.offices)]
        return fitting[0] if len(fitting) == 1 else None

    def holder(self, office: str) -> str | None:
        """The one person that held an office all through the days in question; None where that is not known."""
        names = [tuple(person.name for person in self.known.reference.holders(office, day)) for day in self.days]
        if not names or len(names[0]) != 1 or any(other != names[0] for other in names):
            return None
        return names[0][0]

    def _enter(self, member: Member) -> None:
        self.members[member.actor.id] = member
        self.actors[member.actor.id] = member.actor
        self.by_given.setdefault(member.given, []).append(member)
        for family in dict.fromkeys((*member.families, *(_without_accents(family) for family in member.families))):
            self.by_family.setdefault(family, []).append(member)

    def finish(self, member: Member) -> Actor:
        """The actor of a member, with what the text tells of a person that the reference does not know."""
        actor = member.actor
        if actor.offices or actor.country or not member.titles:
            return actor
        offices: dict[str, Office] = {}
        country = sector = None
        for title in member.titles:
            country = country or title.country
            if title.organization:
                facts = self.known.reference.organizations.get(title.organization)
                country = country or (facts.country if facts else None)
                sector = sector or (facts.sector if facts else None)
            sector = sector or _SECTOR_OF_HEAD.get(title.head)
            if title.head and title.first < title.after:
                words = self.words.text[self.words.starts[title.first] : self.words.ends[title.after - 1]]
                shown = " ".join(words.split())
                offices.setdefault(shown, Office(shown, title.country, basis="text"))
        if country not in self.known.reference.countries:
            country = None
        return Actor(actor.id, "person", actor.name, actor.aliases, country, sector, tuple(offices.values()))

    # -- states, governments, organizations, unnamed sources

    def state(self, code: str) -> Actor:
        """A country as an actor."""
        return self._keep(self.known.state_actor(code))

    def government(self, code: str) -> Actor:
        """The government of a country."""
        return self._keep(self.known.government_actor(code))

    def organization(self, name: str) -> Actor:
        """An organization, known or not."""
        return self._keep(self.known.organization_actor(name))

    def body(self, name: str, within: str | None, whose: str | None) -> Actor:
        """A body that no table knows.

        Args:
            name: its name, as the text writes it.
            within: code of the country that the name begins with.
            whose: code of the country that stands before it in the possessive; it becomes part of the name.
        """
        if within is not None:
            return self._keep(Actor(make_id("actor", "organization", name), "organization", name, (), within))
        if whose is None or whose == UNION:
            return self.organization(name)
        country = self.known.reference.countries[whose]
        full = f"{name} of {self.known.country_in_title(whose)}"
        called = {name, f"{country.name}'s {name}", *(f"{word} {name}" for word in country.demonyms[:1])}
        return self._keep(
            Actor(make_id("actor", "organization", full), "organization", full, tuple(sorted(called)), whose)
        )

    def ministry(self, title: str, code: str, sector: str = "GOV") -> Actor:
        """A ministry or the armed forces of a country."""
        of_country = self.known.country_in_title(code)
        name = f"{title} of {of_country}"
        other = (
            _OTHER_TITLES.get((title, code)) or f"{title.replace('of Defense', 'of National Defense')} of {of_country}"
        )
        for known in (name, other):
            if known in self.known.reference.organizations:
                return self.organization(known)
        key = make_id("actor", "organization", name)
        return self._keep(Actor(key, "organization", name, self._also_called(title, code), code, sector))

    def embassy(self, code: str, place: str) -> Actor:
        """The embassy of a country, in a city where the text names one."""
        if not place or code == UNION:
            return self.ministry("Embassy", code)
        name = f"Embassy of {self.known.country_in_title(code)} in {place}"
        if name in self.known.reference.organizations:
            return self.organization(name)
        country = self.known.reference.countries[code]
        called = {f"{word} Embassy in {place}" for word in country.demonyms[:1]}
        if code == "USA":
            called |= {f"U.S. Embassy in {place}", f"US Embassy in {place}"}
        key = make_id("actor", "organization", name)
        return self._keep(Actor(key, "organization", name, tuple(sorted(called)), code, "GOV"))

    def _also_called(self, title: str, code: str) -> tuple[str, ...]:
        """How news calls a ministry: "Japan's Defense Ministry", "the Japanese Foreign Ministry"."""
        if code == UNION:
            return ()
        country = self.known.reference.countries[code]
        short = _SHORT_TITLES.get(title, title)
        if title.startswith("Ministry of ") and title not in _SHORT_TITLES:
            short = title.removeprefix("Ministry of ").removeprefix("the ") + " Ministry"
        names = {f"{country.name}'s {short}", f"{country.name} {short}"}
        if country.demonyms:
            names.add(f"{country.demonyms[0]} {short}")
        if code == "USA":
            names |= {f"U.S. {short}", f"US {short}"}
        return tuple(sorted(names if short == title else {title, *names}))

    def unnamed(self, first: int, after: int, country: str | None, sector: str | None, *, group: bool = False) -> Actor:
        """An unnamed source or group of this document: an actor of its own, known by the words that describe it."""
        start, end = self.words.starts[first], self.words.ends[after - 1]
        name = " ".join(self.words.text[start:end].split())
        kind = "group" if group else "unnamed"
        key = make_id("actor", kind, self.document.id, name.lower() if group else [start, end])
        return self._keep(Actor(key, "group" if group else "unnamed", name, (), country, sector))

    def _keep(self, actor: Actor) -> Actor:
        return self.actors.setdefault(actor.id, actor)


_SHORTEST_MISSPELT = 6  # letters of a family name in which one wrong letter is taken for a slip
_SHORT_TITLES = {"Ministry of Foreign Affairs": "Foreign Ministry", "Armed forces": "military"}
# Bodies that have a name of their own.
_OTHER_TITLES = {
    ("Armed forces", "CHN"): "People's Liberation Army",
    ("Ministry of Defense", "USA"): "U.S. Department of Defense",
    ("Armed forces", "ISR"): "Israel Defense Forces",
}

_SECTOR_OF_HEAD = {
    "senator": "LEG", "congressman": "LEG", "congresswoman": "LEG", "representative": "LEG", "lawmaker": "LEG",
    "general": "MIL", "admiral": "MIL", "colonel": "MIL", "captain": "MIL", "lieutenant": "MIL", "commander": "MIL",
    "sergeant": "MIL", "judge": "JUD", "justice": "JUD", "prosecutor": "JUD", "professor": "EDU", "sheriff": "COP",
    "minister": "GOV", "secretary": "GOV", "ambassador": "GOV", "president": None, "governor": "GOV", "mayor": "GOV",
    "correspondent": "MED", "anchor": "MED", "editor": "MED", "reporter": "MED", "host": "MED", "journalist": "MED",
    "columnist": "MED", "ceo": "BUS", "activist": "CVL", "economist": "EDU", "historian": "EDU",
}  # fmt: skip


def _days(document: Document) -> tuple[str, ...]:
    """The days between which the document was published: one, two, or none where nothing is known."""
    published = document.published
    if published.date:
        return (published.date,)
    if published.earliest and published.latest:
        return (published.earliest, published.latest)
    return ()


def _without_accents(word: str) -> str:
    """A name as many newsrooms print it: "guaido" for Guaidó."""
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


def title_heads(member: Member) -> set[str]:
    """The plain heads of all titles of a person, from the text and from the reference at the document's date."""
    found = {title.head for title in member.titles if title.head}
    for office in member.offices:
        for phrase in office.phrases:
            for word in phrase.split():
                if word in HEADS:
                    found.add(HEADS[word])
    return found
