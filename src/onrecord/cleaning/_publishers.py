"""Whose readout or briefing a page is that comes without address and outlet: a government's, by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.cleaning._lines import Unit
from onrecord.cleaning._speech import is_speaker_turn, turns_by_name
from onrecord.reference import Reference, most_named, teller_of
from onrecord.reference._outlets import OutletTable

_GOVERNMENTS = {"CHN": "Government of China", "USA": "Government of the United States"}
"""Names of outlets in ``reference/outlets.toml``."""
_OF_SPOKESPERSONS = {
    "usa-white-house-press-secretary": "The White House",
    "usa-state-department-spokesperson": "US Department of State",
    "usa-pentagon-press-secretary": "US Department of Defense",
    "chn-foreign-ministry-spokesperson": "Ministry of Foreign Affairs of China",
    "chn-defense-ministry-spokesperson": "Ministry of National Defense of China",
    "chn-commerce-ministry-spokesperson": "Ministry of Commerce of China",
    "chn-taiwan-affairs-spokesperson": "Taiwan Affairs Office of China",
}
"""Whose briefings the holder of an office gives: offices and outlets of the reference data."""
_BRIEFING = re.compile(r"\b(?:Press|News|Regular) (?:Conference|Briefing|Gaggle)\b|\bRemarks\b|\bBriefing\b")
_BRIEFING_HEAD = 4
"""Lines below the heading of a briefing in which its page says who gives it."""

_FEWEST_TURNS = 2
"""Turns of speech without which a page tells of a briefing and does not print it."""


def briefing_publisher(units: Sequence[Unit], title: int | None, reference: Reference) -> str | None:
    """Return whose briefing a page prints: the office of the spokesperson whom its heading names.

    "Foreign Ministry Spokesperson Lin Jian's Regular Press Conference on …"; "Department Press Briefing – …", and below
    it "Tammy Bruce, Department Spokesperson".

    Args:
        units: the lines of the page.
        title: which of them is its heading.
        reference: facts about offices and who holds them.
    """
    if title is None or not _BRIEFING.search(units[title].plain):
        return None
    lines = [unit.text for unit in units]
    if max(sum(map(is_speaker_turn, lines)), turns_by_name(lines)) < _FEWEST_TURNS:
        return None  # a report on a briefing
    head = "\n".join(unit.plain for unit in units[title : title + _BRIEFING_HEAD] if unit.words <= _MOST_WORDS)
    for tenure in reference.tenures:
        outlet = _OF_SPOKESPERSONS.get(tenure.office)
        if outlet is not None and re.search(rf"\b{re.escape(tenure.person)}\b", head) is not None:
            return outlet
    return None


_EMBASSY = re.compile(
    r"(?i:embassy|consulate[- ]general|consulate|permanent mission) of "
    r"((?:the )?[^\n]{3,60}?)(?: (?:in|to) [^\n]{3,60})?$"
)
_LETTERHEAD = 6
"""Lines at the head of a page in which an embassy names itself."""
_MOST_WORDS = 40
"""Words of a line of a heading; a longer one is a paragraph."""


def judged_publisher(units: Sequence[Unit], roles: Sequence[str], reference: Reference) -> str | None:
    """Return the government whose readout a page is by its own words; None where they do not tell.

    Args:
        units: the lines of a page of plain text that states neither address nor outlet.
        roles: the role of each.
        reference: facts about countries and persons.
    """
    for unit in units[:_LETTERHEAD]:
        found = _EMBASSY.match(unit.plain)
        if found is not None:  # whose it is, not where it stands
            named = [side for side in _GOVERNMENTS if side in most_named(found[1], reference)]
            return _GOVERNMENTS[named[0]] if named else None
    kept = [
        (unit.plain, role)
        for unit, role in zip(units, roles, strict=True)
        if role in ("title", "dek", "byline", "body", "subhead")
    ]
    title = next((line for line, role in kept if role == "title"), "")
    text = "\n".join(line for line, _ in kept)
    parties = sorted({*_GOVERNMENTS, *most_named(text, reference)})
    side = teller_of(title, text, parties, reference, body=_place_of_body(kept))
    return _office_above(units, roles, side, reference.outlet_table) or _GOVERNMENTS.get(side or "")


def _office_above(units: Sequence[Unit], roles: Sequence[str], side: str | None, table: OutletTable) -> str | None:
    """The one office of that government whose name is a line of its own above the text."""
    first = next((number for number, role in enumerate(roles) if role == "body"), 0)
    named = [table.by_folded[key] for unit in units[:first] if (key := unit.plain.casefold()) in table.by_folded]
    offices = {office.name for office in named if office.kind == "government" and office.country == side}
    return next(iter(offices)) if len(offices) == 1 else None


def _place_of_body(lines: Sequence[tuple[str, str]]) -> int:
    place = 0
    for line, role in lines:
        if role == "body":
            return place
        place += len(line) + 1
    return 0
