"""Outlets, news agencies and government sites, and how to look them up."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

_TELLING_CODE = 3
"""Letters from which an agency's code is a name in any case; shorter ones are words or sizes of type."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet, a news agency or a government's own site."""

    name: str
    """Its usual name."""
    kind: Literal["news", "agency", "government"] = "news"
    """What it is."""
    country: str | None = None
    """ISO 3166 alpha-3 of its seat."""
    state: bool = False
    """Whether a state controls it."""
    hosts: tuple[str, ...] = ()
    """Sites it publishes on; their sub-domains count too."""
    aliases: tuple[str, ...] = ()
    """Names it goes by in running text."""
    codes: tuple[str, ...] = ()
    """How credits and datelines write an agency, in capitals."""


@dataclass(frozen=True, slots=True)
class OutletTable:
    """All outlets with the look-ups that stages need."""

    outlets: tuple[Outlet, ...]
    by_host: dict[str, Outlet]
    by_alias: dict[str, Outlet]
    """By each of its names, as written."""
    by_code: dict[str, Outlet]
    """Agencies by code, in capitals."""
    by_folded: dict[str, Outlet]
    """By each of its names, whatever the case."""
    government_suffixes: tuple[str, ...]

    def at_host(self, host: str) -> Outlet | None:
        """The outlet that publishes on a host, or on the site that the host is a part of."""
        parts = host.lower().split(".")
        for begin in range(len(parts) - 1):
            found = self.by_host.get(".".join(parts[begin:]))
            if found is not None:
                return found
        return None

    def is_government_host(self, host: str) -> bool:
        """Whether a government publishes on the host."""
        found = self.at_host(host)
        if found is not None:
            return found.kind == "government"
        return f".{host.lower()}".endswith(self.government_suffixes)


def load_outlets() -> tuple[Outlet, ...]:
    """The bundled outlets, agencies and government sites."""
    return _bundled()[0]


def load_agencies() -> tuple[Outlet, ...]:
    """The bundled news agencies."""
    return tuple(outlet for outlet in load_outlets() if outlet.kind == "agency")


@cache
def bundled_table() -> OutletTable:
    """The bundled outlets as a table."""
    outlets, suffixes = _bundled()
    return make_table(outlets, suffixes)


def make_table(outlets: Sequence[Outlet], government_suffixes: Sequence[str] = ()) -> OutletTable:
    """Build the look-ups. An outlet that comes later goes before an earlier one of the same host or name."""
    table = OutletTable(tuple(outlets), {}, {}, {}, {}, tuple(government_suffixes))
    for outlet in outlets:
        table.by_host.update(dict.fromkeys((host.lower() for host in outlet.hosts), outlet))
        table.by_code.update(dict.fromkeys((code.upper() for code in outlet.codes), outlet))
        for alias in (outlet.name, *outlet.aliases):
            table.by_alias.setdefault(alias, outlet)
            table.by_folded.setdefault(alias.casefold(), outlet)
        for code in outlet.codes:
            if len(code) >= _TELLING_CODE:
                table.by_folded.setdefault(code.casefold(), outlet)
    return table


@cache
def _bundled() -> tuple[tuple[Outlet, ...], tuple[str, ...]]:
    text = resources.files("onrecord.reference").joinpath("outlets.toml").read_text("utf-8")
    data = tomllib.loads(text)
    outlets = [
        _outlet(entry, kind)
        for key, kind in (("outlets", "news"), ("agencies", "agency"), ("governments", "government"))
        for entry in data[key]
    ]
    return tuple(outlets), tuple(data["suffixes"])


def _outlet(entry: dict[str, Any], kind: Any) -> Outlet:
    return Outlet(
        name=entry["name"],
        kind=kind,
        country=entry.get("country"),
        state=bool(entry.get("state", False)),
        hosts=tuple(entry.get("hosts", ())),
        aliases=tuple(entry.get("aliases", ())),
        codes=tuple(entry.get("codes", ())),
    )
