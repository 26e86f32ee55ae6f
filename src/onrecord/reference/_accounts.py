"""Accounts on social media through which officials and government bodies speak."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from onrecord.reference._tables import read_data

_ADDRESS = re.compile(r"(?i)^(?:https?://)?(?:www\.|m\.|mobile\.)?([a-z0-9.-]{3,60})/(@?[a-z0-9_.-]{1,60})")
_OTHER_HOSTS = {"twitter.com": "x.com"}


@dataclass(frozen=True, slots=True)
class SocialAccount:
    """Whose account it is."""

    name: str
    """The person or body."""
    country: str
    """ISO 3166 alpha-3 of the state it speaks for."""


@cache
def load_accounts() -> dict[str, SocialAccount]:
    """The accounts by host and first part of the path, in lower case."""
    data = tomllib.loads(read_data("accounts.toml").decode("utf-8"))
    return {key: SocialAccount(entry["name"], entry["country"]) for key, entry in data.items()}


def account_at(url: str | None) -> SocialAccount | None:
    """Return whose account an address belongs to; None where it is none that is known."""
    found = _ADDRESS.match(url) if url else None
    if found is None:
        return None
    host = found[1].lower()
    return load_accounts().get(f"{_OTHER_HOSTS.get(host, host)}/{found[2].lower()}")
