"""The user's own actors, issues, channels and dated events, read from TOML and checked before they are believed.

A file holds any number of these::

    [[person]]
    name = "Jane Example"            # needed
    country = "USA"                  # ISO 3166 alpha-3
    family = "Example"               # the name used alone; by default the last word
    pronoun = "she"                  # "he" or "she"
    aliases = ["Jane Q. Example"]
    sector = "GOV"                   # PLOVER 0.8
    wikidata = "Q42"
    offices = [{ title = "Deputy Trade Representative", country = "USA", since = "2023-02-01", until = "2024-06" }]

    [[organization]]
    name = "Institute of Examples"   # needed
    country = "USA"
    sector = "CVL"
    aliases = ["IoE"]

    [[issue]]
    id = "fisheries"                 # needed: lower-case letters, digits, hyphens
    label = "Fisheries"              # needed
    words = ["fishing*", "fisheries", "trawler*"]   # needed
    without = ["fishing for votes"]  # phrases that hold one of the words and mean something else

    [[channel]]
    id = "working groups/fisheries"  # needed: its place in the tree of lines of communication
    label = "fisheries commission"   # needed
    level = "working_group"          # needed: leaders, ministers, military_senior, military_operational,
                                     # working_group or other
    words = ["fisheries commission", "talks on fishing"]   # needed

    [[event]]
    id = "2024-02-01-grain"          # needed
    date = "2024-02-01/2024-02-03"   # needed: a day, a month or an interval
    kind = "talks"                   # needed
    summary = "Grain talks in Oslo"  # needed
    persons = ["Ann SMITH", "LI Wei"]            # persons or keywords are needed, to recognise it in a text
    place = ["Oslo", "Norway"]
    keywords = ["grain"]
    source = "Example Gazette, 4 February 2024"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import ReferenceFileError
from onrecord.reference._channels import LEVELS, ChannelFacts
from onrecord.reference._chronology import ChronologyError, ChronologyEvent, read_event
from onrecord.reference._tables import load_countries
from onrecord.reference._types import Issue, OfficeFacts, OrganizationFacts, Person, Pronoun, Tenure

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_CHANNEL_ID = re.compile(r"[a-z0-9][a-z0-9 \-]*(?:/[a-z0-9][a-z0-9 \-]*)?")
_ISSUE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WIKIDATA = re.compile(r"Q\d+")
_GROUPS_OF_COUNTRIES = frozenset({"EUR", "UNO", "IGO", "NGO", "MNC"})
_SECTORS = frozenset(
    "GOV MIL JUD LEG COP SPY PTY MED EDU BUS LAB CVL NGO IGO REB UAF OPP CRM REL SOC HLH AGR ELI REF MNC".split()
)


@dataclass(frozen=True, slots=True)
class UserFacts:
    """What one file of the user states."""

    source: bytes
    people: tuple[Person, ...]
    organizations: tuple[OrganizationFacts, ...]
    offices: tuple[OfficeFacts, ...]
    tenures: tuple[Tenure, ...]
    issues: tuple[Issue, ...]
    channels: tuple[ChannelFacts, ...] = ()
    events: tuple[ChronologyEvent, ...] = ()


class _Entry:
    """One entry of a file, with the means to complain about it precisely."""

    def __init__(self, path: Path, where: str, data: Any, keys: str) -> None:
        self.path, self.where = path, where
        if not isinstance(data, dict):
            raise ReferenceFileError(
                f"{path}: {where} should be a table, but is {data!r}.", f"Write it as [[{where.split('[')[0]}]]."
            )
        self.data: dict[str, Any] = data
        for key in data:
            if key not in keys.split():
                raise ReferenceFileError(
                    f"{path}: {where} has the unknown key {key!r}.", f"Known keys: {', '.join(keys.split())}."
                )

    def wrong(self, key: str, expected: str) -> ReferenceFileError:
        given = repr(self.data[key]) if key in self.data else "nothing"
        return ReferenceFileError(
            f"{self.path}: {self.where}.{key} should be {expected}, but is {given}.", "Correct the file and run again."
        )

    def text(self, key: str, expected: str, fits: Callable[[str], object], *, needed: bool = False) -> str:
        if key not in self.data:
            if needed:
                raise self.wrong(key, expected)
            return ""
        value = self.data[key]
        if not isinstance(value, str) or not value.strip() or not fits(value):
            raise self.wrong(key, expected)
        return value.strip()

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        expected = "a list of texts, none of them empty"
        if key not in self.data:
            if needed:
                raise self.wrong(key, expected)
            return ()
        value = self.data[key]
        if not isinstance(value, list) or any(not isinstance(item, str) or not item.strip() for item in value):
            raise self.wrong(key, expected)
        if needed and not value:
            raise self.wrong(key, expected)
        return tuple(item.strip() for item in value)

    def country(self) -> str | None:
        known = load_countries()
        expected = "an ISO 3166 alpha-3 code such as USA or CHN"
        return self.text("country", expected, lambda code: code in known or code in _GROUPS_OF_COUNTRIES) or None

    def sector(self) -> str | None:
        return self.text("sector", f"a PLOVER sector ({', '.join(sorted(_SECTORS))})", _SECTORS.__contains__) or None


def read_user_file(path: Path) -> UserFacts:
    """Read and check one file of the user's own actors and issues.

    Raises:
        ReferenceFileError: the file cannot be read, is no TOML, or an entry is not as it should be.
    """
    try:
        source = path.read_bytes()
    except OSError as problem:
        raise ReferenceFileError(
            f"{path}: the file cannot be read ({problem.strerror or problem}).", "Check the path and its permissions."
        ) from problem
    return parse_user_facts(path, source)


def parse_user_facts(path: Path, source: bytes) -> UserFacts:
    """Check the content of one file of the user's own actors and issues; ``path`` is for the messages only.

    Raises:
        ReferenceFileError: it is no TOML, or an entry is not as it should be.
    """
    try:
        data = tomllib.loads(source.decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise ReferenceFileError(f"{path}: the file is not UTF-8 ({problem}).", "Save it as UTF-8.") from problem
    except tomllib.TOMLDecodeError as problem:
        raise ReferenceFileError(f"{path}: the file is not TOML ({problem}).", "Correct that line.") from problem
    for key in data:
        if key not in ("person", "organization", "issue", "channel", "event"):
            raise ReferenceFileError(
                f"{path}: unknown table {key!r}.",
                "Write [[person]], [[organization]], [[issue]], [[channel]] or [[event]] entries.",
            )
        if not isinstance(data[key], list):
            raise ReferenceFileError(
                f"{path}: {key} should be a list of tables, but is {data[key]!r}.", f"Write it as [[{key}]]."
            )
    people: list[Person] = []
    offices: list[OfficeFacts] = []
    tenures: list[Tenure] = []
    for number, item in enumerate(data.get("person", ()), 1):
        person, own_offices, own_tenures = _read_person(path, f"person[{number}]", item)
        people.append(person)
        offices += own_offices
        tenures += own_tenures
    return UserFacts(
        source=source,
        people=tuple(people),
        organizations=tuple(
            _read_organization(path, f"organization[{number}]", item)
            for number, item in enumerate(data.get("organization", ()), 1)
        ),
        offices=tuple(offices),
        tenures=tuple(tenures),
        issues=tuple(
            _read_issue(path, f"issue[{number}]", item) for number, item in enumerate(data.get("issue", ()), 1)
        ),
        channels=tuple(
            _read_channel(path, f"channel[{number}]", item) for number, item in enumerate(data.get("channel", ()), 1)
        ),
        events=tuple(_read_event(path, item) for item in data.get("event", ())),
    )


def _anything(_: str) -> bool:
    return True


def _read_person(path: Path, where: str, data: Any) -> tuple[Person, list[OfficeFacts], list[Tenure]]:
    entry = _Entry(path, where, data, "name country family pronoun aliases known_as sector wikidata offices")
    name = entry.text("name", "the person's usual name", _anything, needed=True)
    country = entry.country()
    said = entry.text("pronoun", '"he" or "she"', ("he", "she").__contains__)
    pronoun: Pronoun = "he" if said == "he" else "she" if said == "she" else ""
    person = Person(
        name=name,
        country=country,
        family=entry.text("family", "the name used alone", _anything) or name.split()[-1],
        pronoun=pronoun,
        aliases=entry.texts("aliases"),
        known_as=entry.texts("known_as"),
        sector=entry.sector(),
        wikidata=entry.text("wikidata", 'a Wikidata id such as "Q42"', _WIKIDATA.fullmatch) or None,
        basis="user",
    )
    listed = entry.data.get("offices", [])
    if not isinstance(listed, list):
        raise entry.wrong("offices", "a list of tables with title, country, since, until")
    offices: list[OfficeFacts] = []
    tenures: list[Tenure] = []
    for number, item in enumerate(listed, 1):
        part = _Entry(path, f"{where}.offices[{number}]", item, "title country since until phrases")
        title = part.text("title", "the office's title", _anything, needed=True)
        of_country = part.country() or country
        key = f"user-{of_country or 'none'}-{title}".lower().replace(" ", "-")
        phrases = tuple(phrase.lower() for phrase in (title, *part.texts("phrases")))
        sector = person.sector or "GOV"
        offices.append(OfficeFacts(key, title, of_country, sector, "", tuple(dict.fromkeys(phrases))))
        expected = "a date such as 2023, 2023-02 or 2023-02-01"
        since = part.text("since", expected, _DATE.fullmatch) or None
        until = part.text("until", expected, _DATE.fullmatch) or None
        tenures.append(Tenure(key, name, since, until))
    return person, offices, tenures


def _read_organization(path: Path, where: str, data: Any) -> OrganizationFacts:
    entry = _Entry(path, where, data, "name country sector aliases")
    name = entry.text("name", "the organization's usual name", _anything, needed=True)
    return OrganizationFacts(name, entry.country(), entry.sector(), entry.texts("aliases"), "user")


def _read_issue(path: Path, where: str, data: Any) -> Issue:
    entry = _Entry(path, where, data, "id label words without")
    key = entry.text("id", "lower-case letters, digits and hyphens", _ISSUE_ID.fullmatch, needed=True)
    label = entry.text("label", "the issue's name for readers", _anything, needed=True)
    return Issue(key, label, entry.texts("words", needed=True), entry.texts("without"))


def _read_channel(path: Path, where: str, data: Any) -> ChannelFacts:
    entry = _Entry(path, where, data, "id label level words users")
    key = entry.text(
        "id", "a path of lower-case words such as working groups/fisheries", _CHANNEL_ID.fullmatch, needed=True
    )
    label = entry.text("label", "the channel's name for readers", _anything, needed=True)
    level = entry.text("level", f"one of {', '.join(LEVELS)}", LEVELS.__contains__, needed=True)
    users = entry.text("users", "the post whose holders talk over it", _anything)
    return ChannelFacts(key, label, level, entry.texts("words", needed=True), users)


def _read_event(path: Path, data: Any) -> ChronologyEvent:
    try:
        return read_event(data, str(path), source=f"the user's own file {path.name}")
    except ChronologyError as problem:
        raise ReferenceFileError(str(problem), problem.advice) from problem
