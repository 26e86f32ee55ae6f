"""The one door to all reference facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from onrecord.reference._accounts import SocialAccount, account_at
from onrecord.reference._channels import ChannelFacts, ChannelTable, load_channels
from onrecord.reference._chronology import Chronology, chronology_of, load_chronology
from onrecord.reference._issues import IssueTagger
from onrecord.reference._outlets import Outlet, OutletTable, bundled_table, load_agencies, load_outlets
from onrecord.reference._tables import (
    DATA_FILES,
    load_countries,
    load_given_names,
    load_issues,
    load_offices,
    load_organizations,
    load_people,
    load_tenures,
    read_data,
)
from onrecord.reference._types import Country, Issue, OfficeFacts, OrganizationFacts, Person, Tenure
from onrecord.reference._user_files import UserFacts, parse_user_facts, read_user_file


class Reference:
    """Countries, persons, offices and their holders, organizations, outlets, issues, channels and dated events.

    Every table is read when it is first asked for. A reference never changes; ``with_files`` makes a new one.

    >>> reference = Reference.bundled()
    >>> [person.name for person in reference.holders("usa-secretary-of-state", "2022-03-01")]
    ['Antony Blinken']
    """

    def __init__(self, user: tuple[UserFacts, ...] = ()) -> None:
        self._user = user

    @classmethod
    def bundled(cls) -> Reference:
        """The reference that comes with the package; always the same object."""
        return _bundled()

    def with_files(self, paths: Iterable[str | Path]) -> Reference:
        """A reference with the user's own facts on top: what they state replaces a bundled fact of the same key.

        Args:
            paths: TOML files with ``[[person]]``, ``[[organization]]``, ``[[issue]]``, ``[[channel]]`` and
                ``[[event]]`` entries (see docs).

        Raises:
            ReferenceFileError: a file cannot be read or is malformed; the message names file, entry and key.
        """
        return Reference(self._user + tuple(read_user_file(Path(path)) for path in paths))

    def with_texts(self, files: Iterable[tuple[str, str]]) -> Reference:
        """A reference with the user's own facts on top, from (file name, TOML text), as a record keeps them.

        Raises:
            ReferenceFileError: a text is malformed; the message names file, entry and key.
        """
        found = tuple(parse_user_facts(Path(name), text.encode("utf-8")) for name, text in files)
        return Reference(self._user + found) if found else self

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all facts: it enters the key of every stage's result, so that new facts lead to new results."""
        total = hashlib.sha256()
        for name in DATA_FILES:
            total.update(name.encode() + b"\0" + read_data(name) + b"\0")
        for facts in self._user:
            total.update(facts.source + b"\0")
        return total.hexdigest()

    @cached_property
    def countries(self) -> Mapping[str, Country]:
        """Countries by ISO 3166 alpha-3 code."""
        return MappingProxyType(load_countries())

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Persons by name."""
        own = {person.name: person for facts in self._user for person in facts.people}
        return MappingProxyType({**load_people(), **own})

    @cached_property
    def offices(self) -> Mapping[str, OfficeFacts]:
        """Offices by key."""
        own = {office.key: office for facts in self._user for office in facts.offices}
        return MappingProxyType({**load_offices(), **own})

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:
        """Who held which office when."""
        return load_tenures() + tuple(tenure for facts in self._user for tenure in facts.tenures)

    @cached_property
    def organizations(self) -> Mapping[str, OrganizationFacts]:
        """Organizations by name, those outlets included that are not in the table of organizations."""
        found = dict(load_organizations())
        taken = {alias for organization in found.values() for alias in (organization.name, *organization.aliases)}
        for outlet in self.outlets:
            if outlet.kind != "government" and outlet.name not in taken:
                aliases = tuple(alias for alias in outlet.aliases if alias not in taken and alias != outlet.name)
                found[outlet.name] = OrganizationFacts(outlet.name, outlet.country, "MED", aliases)
        found.update((organization.name, organization) for facts in self._user for organization in facts.organizations)
        return MappingProxyType(found)

    @cached_property
    def issues(self) -> Mapping[str, Issue]:
        """Issues by id."""
        own = {issue.id: issue for facts in self._user for issue in facts.issues}
        return MappingProxyType({**load_issues(), **own})

    @cached_property
    def channels(self) -> ChannelTable:
        """Lines of communication between states, as a tree, with their look-up."""
        own = {channel.id: channel for facts in self._user for channel in facts.channels}
        merged: dict[str, ChannelFacts] = {**load_channels(), **own}
        return ChannelTable(merged.values())

    @cached_property
    def given_names(self) -> Mapping[str, str]:
        """Given names in lower case with the pronoun they tell, empty where they tell none."""
        return MappingProxyType(load_given_names())

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """News outlets, agencies and government sites."""
        return load_outlets()

    @property
    def agencies(self) -> tuple[Outlet, ...]:
        """News agencies."""
        return load_agencies()

    @property
    def outlet_table(self) -> OutletTable:
        """The outlets with their look-ups by host, name and code."""
        return bundled_table()

    def account_at(self, url: str | None) -> SocialAccount | None:
        """Return which official or government body speaks through the social-media account at an address, if known."""
        return account_at(url)

    @cached_property
    def chronology(self) -> Chronology:
        """Dated public events."""
        own = [event for facts in self._user for event in facts.events]
        return chronology_of((*load_chronology().events, *own)) if own else load_chronology()

    @cached_property
    def _tenures_by_office(self) -> dict[str, list[Tenure]]:
        found: dict[str, list[Tenure]] = {}
        for tenure in self.tenures:
            found.setdefault(tenure.office, []).append(tenure)
        return found

    @cached_property
    def _tenures_by_person(self) -> dict[str, list[Tenure]]:
        found: dict[str, list[Tenure]] = {}
        for tenure in self.tenures:
            found.setdefault(tenure.person, []).append(tenure)
        return found

    def tenures_of(self, person: str) -> tuple[Tenure, ...]:
        """All offices that a person held, in the order of the table."""
        return tuple(self._tenures_by_person.get(person, ()))

    def holders(self, office: str, day: str) -> tuple[Person, ...]:
        """Who held an office on a day; several where an office has several holders or changed hands that day.

        Args:
            office: key of the office.
            day: ISO 8601 day or month.
        """
        found = [tenure.person for tenure in self._tenures_by_office.get(office, ()) if holds(tenure, day)]
        return tuple(self.people[name] for name in dict.fromkeys(found) if name in self.people)

    def offices_at(self, person: str, day: str) -> tuple[OfficeFacts, ...]:
        """The offices that a person held on a day."""
        held = (tenure.office for tenure in self._tenures_by_person.get(person, ()) if holds(tenure, day))
        return tuple(self.offices[key] for key in held if key in self.offices)

    @cached_property
    def _tagger(self) -> IssueTagger:
        return IssueTagger(self.issues.values())

    def tag_issues(self, text: str) -> tuple[str, ...]:
        """Return the ids of the issues that a stretch of text is about, sorted; empty when none is named."""
        return self._tagger.tag(text)


def holds(tenure: Tenure, day: str) -> bool:
    """Whether a tenure covers a day (ISO 8601 day, month or year); a month counts when it is covered in part."""
    # ISO dates compare as text once cut to the same length.
    if tenure.since is not None and day[: len(tenure.since)] < tenure.since[: len(day)]:
        return False
    return tenure.until is None or day[: len(tenure.until)] <= tenure.until[: len(day)]


@cache
def _bundled() -> Reference:
    return Reference()
