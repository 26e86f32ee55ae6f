"""Who issues a statement of several governments, by its title or address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from onrecord.matters._voices import NOT_A_PARTY
from onrecord.reference import UNION, Reference

_JOINT_TITLE = re.compile(
    r"(?i)\b(?:joint|ministerial) (?:statement|communiqu[eé]|declaration|readout)\b"
    r"((?: (?!(?:on (?!the meeting|behalf)|about|regarding|concerning|"
    r"commending|condemning|following(?! (?:the )?(?:meeting|summit|talks|call)\b)|marking|"
    r"welcoming|after|against)\b)[^\s.]{1,30}){1,40})"
)
_UNION_ISSUES = re.compile(r"\beuropean (?:union|commission|council)\b|\beu\b")
_GROUPS_ISSUE = {
    "g7": ("CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"),
    "quad": ("AUS", "IND", "JPN", "USA"),
}
"""Groups that issue statements in the name of all their members."""


def issuers_named(title: str, own: str, reference: Reference) -> list[str]:
    """Return the states that the title of a joint statement names before it says what the statement is about.

    Args:
        title: the title and the words of the address.
        own: the state whose government publishes the page.
        reference: names of countries.
    """
    found = {own}
    known = demonyms(reference)
    for match in _JOINT_TITLE.finditer(title):
        named = match.group(1).casefold()
        found.update(known[word] for word in re.findall(r"[a-z]+", named) if word in known)
        if _UNION_ISSUES.search(named):
            found.add(UNION)
        found.update(*(members for name, members in _GROUPS_ISSUE.items() if name in named.split()))
        for country in reference.countries.values():
            if any(f" {name.casefold()} " in f"{named} " for name in (country.name, *country.other_names)):
                found.add(country.code)
    return sorted(found - NOT_A_PARTY)


@lru_cache(maxsize=4)
def demonyms(reference: Reference) -> Mapping[str, str]:
    """Return the countries by the adjectives for them, in lower case."""
    found: dict[str, str] = {}
    for country in reference.countries.values():
        for word in country.demonyms:
            if " " not in word and word[:1].isupper():
                found.setdefault(word.lower(), country.code)
    return found
