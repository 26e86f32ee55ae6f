"""Reading the bundled tables.

The long tables are CSV, one fact a line: they are read thirty times faster than TOML (a few milliseconds for all) and
a change is one line of a diff. Lists inside a cell are parted by semicolons.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from onrecord.reference._types import Country, Issue, OfficeFacts, OrganizationFacts, Person, Tenure

DATA_FILES = (
    "countries.csv",
    "people.csv",
    "offices.csv",
    "holders.csv",
    "organizations.csv",
    "given_names.csv",
    "issues.toml",
    "outlets.toml",
    "chronology.toml",
    "channels.toml",
    "accounts.toml",
)
"""The files that make up the bundled reference."""


def read_data(name: str) -> bytes:
    """The bytes of a bundled file."""
    return resources.files("onrecord.reference").joinpath(name).read_bytes()


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(read_data(name).decode("utf-8"), newline=""))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def load_countries() -> dict[str, Country]:
    """The countries by their code."""
    return {
        row["code"]: Country(
            code=row["code"],
            name=row["name"],
            other_names=_parts(row["other_names"]),
            demonyms=_parts(row["demonyms"]),
            capital=row["capital"],
            government_metonyms=_parts(row["government_metonyms"]),
        )
        for row in _rows("countries.csv")
    }


@cache
def load_people() -> dict[str, Person]:
    """The persons by their name."""
    return {
        row["name"]: Person(
            name=row["name"],
            country=row["country"] or None,
            family=row["family"],
            pronoun="she" if row["pronoun"] == "she" else "he",
            aliases=_parts(row["aliases"]),
            known_as=_parts(row["known_as"]),
            sector=row["sector"] or None,
            wikidata=row["wikidata"] or None,
        )
        for row in _rows("people.csv")
    }


@cache
def load_offices() -> dict[str, OfficeFacts]:
    """The offices by their key."""
    return {
        row["office"]: OfficeFacts(
            key=row["office"],
            title=row["title"],
            country=row["country"] or None,
            sector=row["sector"] or None,
            post=row["post"],
            phrases=_parts(row["phrases"]),
        )
        for row in _rows("offices.csv")
    }


@cache
def load_tenures() -> tuple[Tenure, ...]:
    """Who held which office when."""
    return tuple(
        Tenure(office=row["office"], person=row["person"], since=row["since"] or None, until=row["until"] or None)
        for row in _rows("holders.csv")
    )


@cache
def load_organizations() -> dict[str, OrganizationFacts]:
    """The organizations by their name."""
    return {
        row["name"]: OrganizationFacts(
            name=row["name"],
            country=row["country"] or None,
            sector=row["sector"] or None,
            aliases=_parts(row["aliases"]),
        )
        for row in _rows("organizations.csv")
    }


@cache
def load_given_names() -> dict[str, str]:
    """Given names in lower case, with the pronoun they tell (empty where they tell none)."""
    return {row["name"].lower(): row["pronoun"] for row in _rows("given_names.csv")}


@cache
def load_issues() -> dict[str, Issue]:
    """The issues by their id, in the order of the file."""
    data: dict[str, Any] = tomllib.loads(read_data("issues.toml").decode("utf-8"))
    return {
        key: Issue(key, entry["label"], tuple(entry["words"]), tuple(entry.get("without", ())))
        for key, entry in data.items()
    }
