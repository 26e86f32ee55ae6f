"""Signs that a line takes from others: below headings of links, keywords, corrections; and from known outlets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.cleaning._lines import Unit
from onrecord.cleaning._sign import AGENCY_REASON, OFFICE_REASON, OUTLET_REASON, Sign
from onrecord.reference._outlets import Outlet

_MOST_TAGS = 25
_MOST_LINKS = 8
HEADING_COST = 12
LEAST_HEADLINE = 5
LONG_LINE = 30
_MOST_NAME_WORDS = 14
_HEAD_LINES = 30
_OUTLET_NAME = re.compile(
    r"^(?:The|Le|El|La|Die|Der) (?:[A-Z][\w’'&.-]* ){0,3}"
    r"(?:Times|Post|Journal|Courier|Herald|Tribune|News|Gazette|Guardian|Chronicle|Observer|Star|Mail|Press|Review"
    r"|Standard|Telegraph|Monitor|Globe|Examiner|Dispatch|Register|Inquirer|Sun|Independent|Mirror|Express|Bulletin)$"
)


def spread_related(units: Sequence[Unit], signs: list[Sign | None], first: int, last: int) -> None:
    """Within the article, the headlines below a heading of links are links; so are lines in capitals alone."""
    remaining = 0
    for number in range(first, last):
        unit, sign = units[number], signs[number]
        if sign is not None:
            remaining = _MOST_LINKS if sign.role == "related" and sign.cost >= HEADING_COST else remaining
        elif unit.is_sentence or unit.words >= LONG_LINE:
            remaining = 0
        elif remaining and unit.words >= LEAST_HEADLINE:
            signs[number] = Sign("related", "below a heading of links to other stories", 4)
            remaining -= 1
        elif unit.words >= LEAST_HEADLINE + 1 and unit.plain.isupper() and not unit.is_terminal:
            signs[number] = Sign("related", "a line in capitals between paragraphs: a link to another story", 2)


def name_outlets(units: Sequence[Unit], signs: list[Sign | None], names: Mapping[str, Outlet]) -> None:
    """A line that is an outlet's name and nothing else is no headline."""
    for unit in units:
        if signs[unit.number] is None and unit.words <= _MOST_NAME_WORDS:
            outlet = names.get(unit.plain.casefold())
            if outlet is not None and outlet.kind == "government":
                signs[unit.number] = Sign("byline", OFFICE_REASON, 1)
            elif outlet is not None and outlet.kind == "agency":
                signs[unit.number] = Sign("credit", AGENCY_REASON, 1)
            elif outlet is not None or (unit.number < _HEAD_LINES and _OUTLET_NAME.match(unit.plain[:60])):
                signs[unit.number] = Sign("furniture", OUTLET_REASON, 3)


def spread_corrections(units: Sequence[Unit], signs: list[Sign | None]) -> None:
    """What stands below a heading "Corrections" is the correction."""
    for before, unit in pairwise(units):
        sign = signs[before.number]
        if sign is not None and sign.role == "correction" and before.words <= LEAST_HEADLINE < unit.words <= 100:
            signs[unit.number] = Sign("correction", "below a heading of corrections", 0)


def spread_tags(units: Sequence[Unit], signs: list[Sign | None]) -> None:
    """The short lines below a heading of keywords are keywords."""
    remaining = 0
    for unit in units:
        sign = signs[unit.number]
        if sign is not None and sign.role == "tags" and unit.words <= 4:
            remaining = _MOST_TAGS
        elif remaining and unit.words <= 5 and not unit.is_terminal and (sign is None or sign.role == "navigation"):
            signs[unit.number] = Sign("tags", "one of the page's own keywords", 3)
            remaining -= 1
        else:
            remaining = 0
