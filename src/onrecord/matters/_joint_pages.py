"""Who issues a statement of several governments, by its title or address."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.matters._voices import NOT_A_PARTY
from onrecord.records import Document
from onrecord.reference import UNION, Country, Reference

if TYPE_CHECKING:
    from onrecord.matters._passages import Passages

_JOINT_TITLE = re.compile(
    r"(?i)\b(?:joint|ministerial) (?:statement|communiqu[eé]|declaration|readout)\b"
    r"((?: (?!(?:on (?!the meeting|behalf)|about|regarding|concerning|"
    r"commending|condemning|following(?! (?:the )?(?:meeting|summit|talks|call)\b)|marking|"
    r"welcoming|after|against)\b)[^\s.]{1,30}){1,40})"
)
_NAMED_JOINT = re.compile(
    r"(?i)^((?:[\w.]+ ){0,9}?)joint ((?:[\w.’']+ ){0,4}?)(?:statement|communiqu[eé]|declaration)\b"
)
"""A title that says whose statement it is: "Japan-U.S. Joint Leaders' Statement", "Joint U.S.-Israel Statement"."""
_BESIDE_NAMES = frozenset("and the of u s us u.s. republic kingdom state leaders vision summit".split())
"""Words that may stand beside the names there."""
_UNION_ISSUES = re.compile(r"\beuropean (?:union|commission|council|external action service)\b|\beu\b|\beeas\b")
_GROUPS_ISSUE = {
    "g7": ("CAN", "DEU", UNION, "FRA", "GBR", "ITA", "JPN", "USA"),
    "quad": ("AUS", "IND", "JPN", "USA"),
    "aukus": ("AUS", "GBR", "USA"),
    "gulf cooperation council": ("ARE", "BHR", "KWT", "OMN", "QAT", "SAU"),
}
"""Groups that issue statements in the name of all their members. The European Union takes part in what the seven issue:
so it stands in 17 of 20 such pages of the training sample."""
_OF_A_GROUP = re.compile(
    r"(?i)\b(g7|quad|aukus)\b(?: [\w’']+){0,6} (?:statement|communiqu[eé]|declaration)\b|"
    r"\b(?:statement|communiqu[eé]|declaration) (?:of|by|from) (?:the )?(g7|quad|aukus)\b"
)
_OF_ONE = re.compile(r"(?i)\b(?:statement|remarks|readout|call|briefing) (?:by|of|with|from) (?!the (?:g7|quad|aukus))")
_PLACES_OF_OTHERS = re.compile(r"\bnorthern ireland\b")
_PAPER = r"(?:statement|communiqu[eé]|declaration|readout|press release|press statement)"
_JOINT = re.compile(
    rf"(?i)\bjoint {_PAPER}\b|\b(?:released|issued) by the governments of\b|\bministerial statement of\b"
)
"""Words by which a page says that several governments issue it."""
_ISSUED_BY = re.compile(
    rf"(?i)\bjoint {_PAPER} by\b|\b{_PAPER}\b[^.\n]{{0,90}}?"
    r"\b(?:(?:released|issued|adopted) by|agreed (?:up)?on by|by the governments of)\b"
)
"""Words before the list of all who issue it."""
_WE_THE = re.compile(
    r"(?m)^[\"“]?We, (?=(?:the )?(?:[A-Z]|leaders\b|heads\b|representatives\b|members\b|(?:[a-z]+ )?ministers\b))"
)
"""The same, in their own words."""
_REPRESENTATIVES_OF = re.compile(
    r"(?m)^(?:The |Senior )?(?:Representatives|(?:Foreign )?Ministers|Leaders|Special Envoys|Officials|Governments) "
    r"(?:of|from) "
)
"""The same, where the page tells of them."""
_BY_NAME = re.compile(r"(?i)\bjoint statement by\b")
HEAD = 420
"""Code points at the head of a page that name those who issue a joint statement."""
_MOST_ISSUERS = 8
_MANY_IN_A_HEAD = 3
"""States at the head of a joint statement from which on some of them are only its matter."""
_LIST_GAP = 8
"""Words between two names of one list."""
_IN_A_LIST = frozenset({",", "and", "&", ";", "of", "the", "(", ")", "-", "–", "’s", "'s", "/"})
"""Words that can follow a name where the list goes on."""
_MATTER = frozenset({"for", "on", "about"})
"""Words before a name that is what the list is about."""


_TITLED_JOINT = re.compile(
    r"(?:[A-Z][\w.\u2019'-]* |and |of |the ){0,8}?(?i:joint) (?:[A-Z][\w.\u2019'-]* |of |the |and ){0,5}?"
    r"(?i:statement|communiqu[e\u00e9]|declaration)\b"
)


def is_titled_joint(title: str) -> bool:
    """Tell whether a title is that of a joint statement itself, not of a report: no verb stands before "joint".

    Args:
        title: the title of the page.
    """
    return _TITLED_JOINT.match(title) is not None and _REPORTED.search(title) is None


_REPORTED = re.compile(
    r"(?i)\b(?:issues?d?|releases?d?|agrees?d?|signs?|signed|says?|said|after|calls?|in full|what)\b"
)


def issuers_of(passages: Passages, own: str) -> list[str]:
    """Return the governments that issue a page together; none where it is no joint statement.

    Args:
        passages: the page, of which who is named where is known.
        own: the state whose government publishes it.
    """
    document = passages.document
    title = f"{document.title} . {re.sub(r'[-_/]+', ' ', (document.url or '')[-240:])}"
    listed = _listed_at_the_head(passages)
    if len(listed) > 1 and own in listed:
        return listed
    members = _group_that_issues(title)
    if own in members:
        return list(members)
    states = _named_with_joint(document, own, passages.reference)
    if len(states) > 1:
        return states
    if not _JOINT.search(f"{title} {document.text[:HEAD]}"):
        return []
    states = issuers_named(title, own, passages.reference)
    if len(states) < 2:
        if _BY_NAME.search(title) or _ISSUED_BY.search(passages.spaced, 0, 2 * HEAD) is not None:
            return []  # one side's own, or that of a group whose members it does not list
        listed = _opening_list(passages)
        if len(listed) > 1:
            return listed if own in listed else []
        states = _issuers_at_the_head(passages)
    return states if own in states and 2 <= len(states) <= _MOST_ISSUERS else []


def _listed_at_the_head(passages: Passages) -> list[str]:
    """The states that a statement lists as those who issue it: "released by …", "We, the foreign ministers …"."""
    for pattern in (_ISSUED_BY, _WE_THE):
        found = pattern.search(passages.spaced, 0, 2 * HEAD)
        listed = _listed_from(passages, found.end()) if found is not None else []
        if len(listed) > 1:
            return listed
    return []


def _listed_from(passages: Passages, start: int) -> list[str]:
    """The states of one list of names: "the Governments of A, B, and C"."""
    listed: list[str] = []
    last = bisect_left(passages.starts, start)
    for party in passages.parties:
        between = passages.words[last : party.first]
        if party.first < last:
            continue
        if len(between) > _LIST_GAP or "." in between or (listed and between and between[0] not in _IN_A_LIST):
            break
        last = party.after
        words = {*between[-2:], *passages.words[party.first : party.after]}
        if not _MATTER & words:  # "the Special Envoys for A from B, C, and D"
            listed += [state for state in party.countries if state not in listed and state not in NOT_A_PARTY]
    if listed and UNION not in listed and _union_issues(passages.text[start:].partition("\n")[0]):
        listed.append(UNION)
    return listed


def _opening_list(passages: Passages) -> list[str]:
    """The states whose representatives the page begins with: "Representatives of A, B, and C met …"."""
    opening = _REPRESENTATIVES_OF.search(passages.spaced, 0, HEAD)
    return _listed_from(passages, opening.end()) if opening is not None else []


def _issuers_at_the_head(passages: Passages) -> list[str]:
    """The states named at the head of a joint statement; of many those named in the sentence that calls it so."""
    after = bisect_left(passages.starts, HEAD)
    states = passages.states_in(0, after)
    if len(states) >= _MANY_IN_A_HEAD:
        for first, last in passages.sentences:
            if first < after and _JOINT.search(passages.spaced, passages.starts[first], passages.ends[last - 1]):
                named = passages.states_in(first, last)
                return named if len(named) > 1 else states
    return states


def _named_with_joint(document: Document, own: str, reference: Reference) -> list[str]:
    """The states that stand before "joint" in a title or an address, or between it and "statement"."""
    for title in (document.title or "", (document.url or "").rstrip("/").rpartition("/")[2]):
        found = _NAMED_JOINT.search(re.sub(r"[-–_]+", " ", title))
        if found is None:
            continue
        left = f" {found[1]} {found[2]} ".casefold()
        states = {own, UNION} if _union_issues(left) else {own}
        left = _UNION_ISSUES.sub(" ", left)
        names = {name.casefold(): country.code for country in reference.countries.values() for name in _names(country)}
        for name, code in sorted(names.items(), key=lambda item: -len(item[0])):
            if f" {name} " in left:
                states.add(code)
                left = left.replace(f" {name} ", "  ")
        known = demonyms(reference)
        states.update(known[word] for word in left.split() if word in known)
        others = {word for word in left.split() if word not in known and word.strip("’'") not in _BESIDE_NAMES}
        if not others and len(states) > 1:
            return sorted(states - NOT_A_PARTY)
    return []


def _names(country: Country) -> tuple[str, ...]:
    return (country.name, *country.other_names)


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
        named = _PLACES_OF_OTHERS.sub(" ", match.group(1).casefold())
        found.update(known[word] for word in re.findall(r"[a-z]+", named) if word in known)
        if _union_issues(named):
            found.add(UNION)
        found.update(*(members for name, members in _GROUPS_ISSUE.items() if f" {name} " in f"{named} "))
        for country in reference.countries.values():
            if any(f" {name.casefold()} " in f"{named} " for name in (country.name, *country.other_names)):
                found.add(country.code)
    return sorted(found - NOT_A_PARTY)


def _union_issues(words: str) -> bool:
    """Whether words that name those who issue a statement name the European Union, or a body of it."""
    return _UNION_ISSUES.search(words.casefold()) is not None


def _group_that_issues(title: str) -> tuple[str, ...]:
    """The members of a group whose statement a page is by its title: "G7 Leaders’ Statement on …"; none of others."""
    found = _OF_A_GROUP.search(title)
    if found is None or _OF_ONE.search(title[: found.start()]):
        return ()
    return _GROUPS_ISSUE[(found[1] or found[2]).casefold()]


@lru_cache(maxsize=4)
def demonyms(reference: Reference) -> Mapping[str, str]:
    """Return the countries by the adjectives for them, in lower case."""
    found: dict[str, str] = {}
    for country in reference.countries.values():
        for word in country.demonyms:
            if " " not in word and word[:1].isupper():
                found.setdefault(word.lower(), country.code)
    return found
