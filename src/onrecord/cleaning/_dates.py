"""Absolute dates as pages write them about themselves: with a year, in digits or with the month's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.language.months import ANY_MONTH, MONTHS

_YEAR = r"(?:19|20)\d\d"

_PATTERNS = (
    ("year first", re.compile(rf"(?<!\d)({_YEAR})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?!\d)")),
    ("east asian", re.compile(rf"(?<!\d)({_YEAR})\s?[年년]\s?(\d{{1,2}})\s?[月월]\s?(\d{{1,2}})\s?[日일]")),
    (
        "month day year",
        re.compile(
            rf"\b({ANY_MONTH})\b\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?\s{{0,2}},?\s{{0,3}}({_YEAR})\b", re.IGNORECASE
        ),
    ),
    (
        "day month year",
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?[\s-]{{1,3}}(?:of\s"
            rf"|de\s)?({ANY_MONTH})\b[.,]?[\s-]{{0,3}}(?:de\s|del\s)?({_YEAR})\b",
            re.IGNORECASE,
        ),
    ),
    ("numbers", re.compile(rf"(?<!\d)(\d{{1,2}})([/.-])(\d{{1,2}})\2({_YEAR})(?!\d)")),
)
_TIME_OF_DAY = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d{1,6})?\s?(?:[ap]\.?m\.?)?", re.IGNORECASE)
_RELATIVE_AGE = re.compile(
    r"\b(?:(?:\d{1,3}|an?|one|two|few)\s(?:sec|second|min|minute|hour|hr|day|week|month|year)s?\sago|just now"
    r"|\d{1,3}[hdm] ago)\b",
    re.IGNORECASE,
)
_ADDRESS_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=\D|$)"
)
_YEARLESS = re.compile(rf"\b(?:{ANY_MONTH})\b\.?\s{{1,2}}\d{{1,2}}(?!\d)|\b\d{{1,2}}\s(?:{ANY_MONTH})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One absolute date in a text."""

    start: int
    end: int
    date: str | None
    """ISO 8601; None where day and month cannot be told apart, or the calendar has no such day."""
    reason: str


def _iso(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


_DIGIT = re.compile(r"\d")


def find_dates(text: str) -> list[FoundDate]:
    """Find the absolute dates of a short text (a line), in text order."""
    found: list[FoundDate] = []
    if not _DIGIT.search(text):
        return found
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            value, reason = _read(name, match)
            found.append(FoundDate(match.start(), match.end(), value, reason))
    return sorted(found, key=lambda item: item.start)


def _read(name: str, match: re.Match[str]) -> tuple[str | None, str]:
    groups = match.groups()
    if name in ("year first", "east asian"):
        value = _iso(groups[0], int(groups[1]), groups[2])
    elif name == "month day year":
        value = _iso(groups[2], MONTHS[groups[0].lower()], groups[1])
    elif name == "day month year":
        value = _iso(groups[2], MONTHS[groups[1].lower()], groups[0])
    else:
        first, mark, second, year = groups
        if mark == "." or int(first) > 12:
            value = _iso(year, int(second), first)
        elif int(second) > 12 or first == second:
            value = _iso(year, int(first), second)
        else:
            return None, "day and month cannot be told apart"
    return value, "a full date" if value else "no such day in the calendar"


def find_relative_age(text: str) -> tuple[int, int] | None:
    """Find "2 hours ago" and the like: a claim of age that names no day."""
    match = _RELATIVE_AGE.search(text)
    return match.span() if match else None


def date_in_address(address: str) -> str | None:
    """The day in a web address, as in ``/2023/11/16/`` or ``-20231116``."""
    for match in _ADDRESS_DATE.finditer(address[:2000]):
        year, month, day = (part for part in match.groups() if part is not None)
        value = _iso(year, int(month), day)
        if value:
            return value
    return None


def without_dates(text: str) -> str:
    """The text with dates, ages and times of day taken out: what is left tells whether a line is *only* a date."""
    kept, at = [], 0
    for found in find_dates(text):
        kept.append(text[at : found.start])
        at = found.end
    left = "".join([*kept, text[at:]])
    return _TIME_OF_DAY.sub(" ", _RELATIVE_AGE.sub(" ", _YEARLESS.sub(" ", left)))
