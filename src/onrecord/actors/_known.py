"""The reference as one tree of names, built once for each reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.actors._lexicon import SUFFIXES
from onrecord.records import Actor, Office, make_id
from onrecord.reference import WORD, OfficeFacts, PhraseTree, Reference, plain_text

EntryKind = Literal["person", "state", "people", "government", "capital", "organization", "none"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known name stands for."""

    kind: EntryKind
    key: str
    """Name of the person or organization, or code of the country; the words themselves for ``none``."""
    written: tuple[str, ...]
    """The words as the table writes them: where they have capitals the text must have them too."""
    any_case: bool = False
    """Whether the name is known in lower case too."""


# Names that hold the name of a country or capital and mean no state.
_NO_ACTORS = (
    "South China Sea;South China Seas;East China Sea;Taiwan Strait;Taiwan Straits;Sea of Japan;Gulf of Mexico;"
    "Gulf of America;Korean Peninsula;Korean War;Iraq War;Vietnam War;Panama Canal;Northern Ireland;New Mexico;"
    "New England;New South Wales;Latin America;North America;South America;Central America;Bank of America;"
    "Make America Great Again;America First;Miss America;Captain America;African American;African Americans;"
    "Native American;Native Americans;Asian American;Asian Americans;Mexican American;Mexican Americans;"
    "American Samoa;American Idol;American Airlines;American Enterprise Institute;American Dream;British Columbia;"
    "British Airways;British Petroleum;French Open;French fries;Chinese New Year;Indian Ocean;Indian Wells;"
    "Camp David;Washington, D.C.;Washington, DC;Washington D.C.;Washington DC;Washington State;Washington state;"
    "George Washington;Washington Monument;Mount Washington;Washington University;Fort Washington;"
    "Denzel Washington;Paris Agreement;Paris accord;Paris climate;Paris Hilton;Berlin Wall;Irish Sea;Vatican City;"
    "Olympic Committee of Israel;New York City;Kansas City;Jordan River;China Sea;China Lake;Chinatown;Little Havana;"
    "Air China;China Airlines;China Southern;Japan Airlines;Air India;West Wing;Tokyo Olympics;Beijing Olympics;"
    "Beijing Winter Olympics;Beijing Games;Moscow Times;Kyiv Post;Jerusalem Post;Jakarta Post;China Airlines;"
    "Bank of China;China Mobile;China Telecom;China Unicom;China Evergrande;Turkey Day;Saudi Aramco;London School of "
    "Economics;Cuban missile crisis;Cuban Missile Crisis;Iran nuclear deal;Iran deal;Iran-Contra;Georgia Tech;"
    "House of Cards;Oval Office;White House Correspondents;Red Square;Silk Road;Belt and Road;Great Wall of China;"
    "US Open;U.S. Open;US Airways;U.S. Steel;U.S. News;US News;USS;American University;American Legion;London Bridge"
).split(";")

# Country names that are more often something else: they count only where the text speaks of that country otherwise too.
DOUBTFUL_STATES = {
    "GEO": ("tbilisi", "georgians", "ossetia", "abkhazia", "saakashvili"),
    "DMA": (),
    "TCD": ("chadian",),
}

_ADMINISTRATIONS = ("Bush", "Obama", "Trump", "Biden")
"""By whose name news calls the government of the United States."""

# Countries whose name takes the article.
_ARTICLE = frozenset({"USA", "GBR", "ARE", "PHL", "NLD", "CZE", "DOM", "MDV", "BHS", "SUN", "CAF", "COD", "MHL", "SLB"})
_LOWER_CASE_NEVER = frozenset({"china", "turkey", "chad", "guinea", "male", "georgia", "jordan", "us", "mali", "niger"})
_SINGLE_WORD_PEOPLE = frozenset({"Dalai Lama"})


def _shape_fits(wanted: tuple[str, ...], given: list[str]) -> bool:
    for word, seen in zip(wanted, given, strict=True):
        if word[0].isupper() and not seen[0].isupper():
            return False
        if len(word) > 1 and word.isupper() and not seen.isupper() and word.isalpha():
            return False
        if word == "US" and seen != "US":
            return False
    return True


UNION = "EUR"
"""Code of the European Union, which is no country of the reference but has people and offices of its own."""


_FAMILY_FIRST = frozenset({"CHN", "HKG", "TWN", "KOR", "PRK"})
"""Where the family name stands first, though some newsrooms and the persons abroad turn it round."""


def _given_first(name: str, family: str, country: str | None) -> str | None:
    """The western order of a name that begins with the family name ("Lijian Zhao"); None for another name."""
    units = name.split()
    if country not in _FAMILY_FIRST or len(units) < 2 or units[0] != family:
        return None
    return " ".join([*units[1:], family])


class Known:
    """All names of the reference, with the look-ups that the rules need."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.tree: PhraseTree[Entry] = PhraseTree()
        self.adjectives: dict[str, str] = {}
        """Country code by adjective or people's name of one word (or two, joined by a space), in lower case."""
        self.surnames: dict[str, list[str]] = {}
        """Names of persons known by a single name, by that name in lower case."""
        self.people_by_family: dict[str, list[str]] = {}
        """Names of persons by their family name in lower case."""
        self.offices_by_phrase: dict[str, list[OfficeFacts]] = {}
        for words in _NO_ACTORS:
            self._add(words, "none", words)
        for person in reference.people.values():
            self.people_by_family.setdefault(plain_text(person.family).lower(), []).append(person.name)
            names = [person.name, *person.aliases]
            if person.country == "JPN" and len(person.name.split()) == 2:
                names.append(" ".join(reversed(person.name.split())))  # Japan's own order, which its government uses
            if (
                " " in person.family
                and len(person.name.split()) > len(person.family.split())
                and person.family[0].isupper()
            ):
                names.append(person.family)  # "López Obrador said"
            turned = _given_first(person.name, person.family, person.country)
            if turned and turned not in reference.people:
                names.append(turned)
            for name in names:
                if " " in name or name in _SINGLE_WORD_PEOPLE or (len(person.known_as) and name in person.known_as):
                    self._add(name, "person", person.name)
            for single in person.known_as:
                if " " in single:
                    self._add(single, "person", person.name)  # what others call him ("Sleepy Joe") names him, no more
                else:
                    self.surnames.setdefault(plain_text(single).lower(), []).append(person.name)
        for country in reference.countries.values():
            for place in country.government_metonyms:
                is_capital = place == country.capital or place in ("Kiev", "Delhi", "Peking", "The Hague", "Naypyitaw")
                self._add(place, "capital" if is_capital else "government", country.code)
            if country.code == "BEL":
                self._add("Brussels", "capital", country.code)  # no metonym of its own: see the seats
            for name in (country.name, *country.other_names):
                self._add(name, "state", country.code)
                if name.startswith("the "):
                    self._add(name[4:], "state", country.code)
            for word in country.demonyms:
                self._add(word, "people", country.code)
                self.adjectives[word.lower()] = country.code
        for organization in reference.organizations.values():
            for name in (organization.name, *organization.aliases):
                if name:
                    self._add(name, "organization", organization.name)
                    if name.lower().startswith("the ") and " " in name[4:]:
                        self._add(name[4:], "organization", organization.name)
        for office in reference.offices.values():
            for phrase in office.phrases:
                self.offices_by_phrase.setdefault(phrase, []).append(office)
        self.given_names = reference.given_names
        self.as_one_word = _names_as_one_word(reference)
        """Names of persons by their full names as handles of accounts write them."""
        self._names_but_one: dict[tuple[int, tuple[str, ...]], list[tuple[str, str]]] | None = None
        self._actors: dict[tuple[str, str], Actor] = {}

    def _add(self, words: str, kind: EntryKind, key: str) -> None:
        written = tuple(WORD.findall(plain_text(words)))
        lower = words.lower()
        any_case = (
            kind in ("capital", "state") and len(words) > 3 and lower not in _LOWER_CASE_NEVER and "." not in words
        )
        self.tree.add(words, Entry(kind, key, written, any_case))

    def fits(self, entry: Entry, given: list[str]) -> bool:
        """Whether the text writes a name as it must be written (capitals, acronyms)."""
        return entry.any_case or _shape_fits(entry.written, given)

    def spelled_like(self, words: list[str]) -> list[str]:
        """The persons whose full name differs in one letter of one longer word: "Wang Wengtao" for Wang Wentao.

        Args:
            words: the words of a name in lower case.
        """
        if self._names_but_one is None:
            table: dict[tuple[int, tuple[str, ...]], list[tuple[str, str]]] = {}
            for person in self.reference.people.values():
                for name in (person.name, *person.aliases):
                    units = plain_text(name).lower().split()
                    for place, unit in enumerate(units) if len(units) > 1 else ():
                        rest = (*units[:place], *units[place + 1 :])
                        table.setdefault((place, rest), []).append((unit, person.name))
            self._names_but_one = table
        found = {
            name
            for place, word in enumerate(words)
            if len(word) >= _SHORTEST_SLIP and word not in self.given_names
            for known, name in self._names_but_one.get((place, (*words[:place], *words[place + 1 :])), ())
            if len(known) >= _SHORTEST_SLIP and known[0] == word[0] and one_letter_apart(known, word)
        }
        return sorted(found)

    def person_actor(self, name: str) -> Actor:
        """A person of the reference as an actor, the same in every document."""
        found = self._actors.get(("person", name))
        if found is None:
            facts = self.reference.people[name]
            tenures = self.reference.tenures_of(name)
            held = [(tenure, self.reference.offices[tenure.office]) for tenure in tenures]
            offices = (
                Office(office.title, office.country, tenure.since, tenure.until, facts.basis) for tenure, office in held
            )
            found = self._actors["person", name] = Actor(
                id=make_id("actor", "person", name),
                kind="person",
                name=name,
                aliases=tuple(sorted(facts.aliases)),
                country=facts.country,
                sector=facts.sector or (held[-1][1].sector if held else None),
                offices=tuple(offices),
                wikidata=facts.wikidata,
            )
        return found

    def state_actor(self, code: str) -> Actor:
        """A country as an actor; of those who hold offices of the European Union, the Union."""
        if code == UNION:
            return self.organization_actor("European Union")
        found = self._actors.get(("state", code))
        if found is None:
            country = self.reference.countries[code]
            aliases = tuple(sorted(country.other_names))
            key = make_id("actor", "state", code)
            found = self._actors["state", code] = Actor(key, "state", country.name, aliases, code)
        return found

    def government_actor(self, code: str) -> Actor:
        """The government of a country as an actor; the European Union is its own."""
        if code == UNION:
            return self.state_actor(code)
        found = self._actors.get(("government", code))
        if found is None:
            country = self.reference.countries[code]
            called = {f"{word} {noun}" for word in country.demonyms[:1] for noun in ("government", "authorities")}
            if code == "USA":
                called |= {f"{name} administration" for name in _ADMINISTRATIONS} | {"U.S. government"}
            aliases = tuple(sorted({*country.government_metonyms, *called}))
            name = f"Government of {self.country_in_title(code)}"
            key = make_id("actor", "government", code)
            found = self._actors["government", code] = Actor(key, "government", name, aliases, code, "GOV")
        return found

    def organization_actor(self, name: str) -> Actor:
        """An organization as an actor, known to the reference or not."""
        found = self._actors.get(("organization", name))
        if found is None:
            key = make_id("actor", "organization", name)
            facts = self.reference.organizations.get(name)
            if facts is None:
                return Actor(key, "organization", name)
            aliases = tuple(sorted(alias for alias in facts.aliases if alias != name))
            found = Actor(key, "organization", name, aliases, facts.country, facts.sector)
            self._actors["organization", name] = found
        return found

    def country_in_title(self, code: str) -> str:
        """A country's name as it follows "of"."""
        if code == UNION:
            return "the European Union"
        return ("the " if code in _ARTICLE else "") + self.reference.countries[code].name

    def family_names(self, person: str) -> tuple[str, ...]:
        """The names by which a person of the reference is spoken of alone, in lower case: family name, single names."""
        facts = self.reference.people[person]
        names = [facts.family, *facts.known_as]
        return tuple(dict.fromkeys(plain_text(name).lower() for name in names))


_SHORTEST_SLIP = 4  # letters of a word of a name in which one wrong letter is a slip


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter: another one, one more, one less, or two that changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    begin = 0
    while begin < min(len(one), len(other)) and one[begin] == other[begin]:
        begin += 1
    if one[begin : begin + 2] == other[begin : begin + 2][::-1] and one[begin + 2 :] == other[begin + 2 :]:
        return True
    return one[begin + (len(one) >= len(other)) :] == other[begin + (len(other) >= len(one)) :]


def as_one_word(name: str) -> str:
    """A name as the handle of an account writes it: small letters without spaces and stops."""
    return "".join(sign for sign in plain_text(name).lower() if sign.isalnum())


def _names_as_one_word(reference: Reference) -> dict[str, str]:
    """The persons of a reference by their full names written as one word; what two are called is left out."""
    result: dict[str, str] = {}
    twice: set[str] = set()
    for person in reference.people.values():
        for name in (person.name, *person.aliases):
            if " " in name and result.setdefault(as_one_word(name), person.name) != person.name:
                twice.add(as_one_word(name))
    return {word: name for word, name in result.items() if word not in twice}


def family_of(words: list[str]) -> str:
    """The family name of a person that no table knows: the last word that is no suffix, in lower case."""
    kept = [word for word in words if word not in SUFFIXES] or words
    if len(kept) > 2 and kept[-2] in ("van", "von", "der", "den", "le", "la", "de", "bin", "al", "el"):
        return " ".join(kept[-2:])
    return kept[-1]


_CACHE: dict[int, Known] = {}


def known_for(reference: Reference) -> Known:
    """The tree of a reference, built once."""
    found = _CACHE.get(id(reference))
    if found is None or found.reference is not reference:
        if len(_CACHE) > 8:  # a process reads with one reference, tests with a few
            _CACHE.clear()
        found = _CACHE[id(reference)] = Known(reference)
    return found
