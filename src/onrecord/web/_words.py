"""Records in plain words: dates, kinds, counts. Pure functions; the templates use them as filters."""

from __future__ import annotations

import datetime
import re

from onrecord.publishing import published_interval_words
from onrecord.records import DatedBy, Document, Published, Span

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

KIND_WORDS = {
    "original": "original report",
    "copy": "copy",
    "altered_copy": "altered copy",
    "wire_copy": "agency copy",
    "official": "official text",
    "transcript": "transcript",
}
"""What a page really is, as shown beside every source."""

MODE_WORDS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}
"""How the words are told."""

CUE_WORDS = {
    "say": "said",
    "announce": "announced",
    "agree": "agreed",
    "promise": "promised",
    "demand": "demanded",
    "ask": "asked",
    "deny": "denied",
    "accuse": "accused",
    "warn": "warned",
    "threaten": "threatened",
    "plan": "planned",
    "praise": "praised",
    "acknowledge": "acknowledged",
    "believe": "believed",
    "other": "expressed",
}
"""What kind of saying it is."""

BASIS_WORDS = {
    "stated": "stated in the text",
    "relative": "counted from another date",
    "calendar": "from the calendar",
    "copy": "from a copy of the page",
    "chronology": "from the public chronology",
    "published": "the day of publication",
    "decision": "a person decided",
    "unknown": "unknown",
}
"""Where a date comes from."""

DIFFERENCE_WORDS = {
    "typography": "typography",
    "contraction": "contraction",
    "wording": "other words",
    "cut": "left out",
    "added": "added",
    "translated_back": "translated back",
    "attribution": "attributed to",
}
"""What kind of difference lies between two tellings of the same words."""

SMALL_DIFFERENCES = frozenset({"typography", "contraction"})
"""Differences that change nothing of what was said; they are folded away."""

ROLE_WORDS = {
    "title": "title",
    "dek": "summary",
    "byline": "byline",
    "dateline": "dateline",
    "claimed_date": "claimed date",
    "body": "body",
    "subhead": "subheading",
    "caption": "caption",
    "credit": "credit",
    "correction": "correction",
    "bio": "about the author",
    "tags": "tags",
    "navigation": "navigation",
    "related": "related headlines",
    "promo": "promotion",
    "comments": "comments",
    "furniture": "page furniture",
}
"""What a line of a page is."""

OPENING_MARKS = "\"“”„«‘'"
"""Marks with which a quotation may begin; a span that begins with one gets no second pair."""

CLOSING_MARKS = "\"”’'»"
"""Marks with which a quotation may end."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 statement``, ``1,204 statements``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ordinal(number: int) -> str:
    """Return ``1st``, ``2nd``, ``3rd``, ``11th``."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _month_name(month: str) -> str | None:
    return MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else None


def _one_date(date: str) -> str:
    day = _DAY.match(date)
    if day and (name := _month_name(day[2])):
        return f"{int(day[3])} {name} {day[1]}"
    month = _MONTH.match(date)
    if month and (name := _month_name(month[2])):
        return f"{name} {month[1]}"
    return date


def date_words(date: str | None) -> str:
    """Return an ISO 8601 day, month, year or interval as a reader writes it; what is no such date stays as it is."""
    if not date:
        return "date unknown"
    first, _, last = date.partition("/")
    if not first or not last:
        return _one_date(date)
    if first == last:
        return _one_date(first)
    if (a := _DAY.match(first)) and (b := _DAY.match(last)) and a[1] == b[1] and (name := _month_name(b[2])):
        if a[2] == b[2]:
            return f"{int(a[3])}–{int(b[3])} {name} {b[1]}"
        return f"{int(a[3])} {_month_name(a[2]) or a[2]} – {int(b[3])} {name} {b[1]}"
    return f"{_one_date(first)} – {_one_date(last)}"


def month_of(date: str | None) -> str | None:
    """Return the ISO 8601 month of a day or month; None for a year, an interval, or what is no date."""
    found = _DAY.match(date or "") or _MONTH.match(date or "")
    return f"{found[1]}-{found[2]}" if found and _month_name(found[2]) else None


def basis_words(basis: str) -> str:
    """Return where a date comes from, in words."""
    return BASIS_WORDS.get(basis, basis)


def said_on_words(said_on: DatedBy) -> str:
    """Return the day of a statement in words."""
    return date_words(said_on.date)


def published_words(published: Published) -> str:
    """Return the day of publication in words: a date, a range, or that it is unknown."""
    return published_interval_words(published, day=date_words, days=lambda first, last: date_words(f"{first}/{last}"))


def published_basis_words(published: Published) -> str:
    """Return where the day of publication comes from: the text of the page, or what its source says beside it."""
    if published.basis == "stated" and not published.evidence:
        return "stated by its source"
    return basis_words(published.basis)


def time_words(moment: str | None) -> str:
    """Return an ISO 8601 time in UTC as a reader writes it."""
    if not moment:
        return "never"
    try:
        parsed = datetime.datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}, {parsed:%H:%M} UTC"


def seconds_words(seconds: float) -> str:
    """Return a duration in words."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 90:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.1f} min"


def bytes_words(size: int) -> str:
    """Return a size in words."""
    if size < 1_000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1_000:.1f} kB"
    return f"{size / 1_000_000:.1f} MB"


def kind_words(kind: str) -> str:
    """Return what a page really is, in words."""
    return KIND_WORDS.get(kind, kind)


def mode_words(mode: str) -> str:
    """Return how the words are told."""
    return MODE_WORDS.get(mode, mode)


def cue_words(kind: str | None) -> str:
    """Return what kind of saying it is; a statement without a cue is simply words."""
    return CUE_WORDS.get(kind, kind) if kind else "in these words"


def cue_words_to(kind: str | None) -> str:
    """Return what kind of saying it is, to be followed by the name of whom it was said to."""
    if kind == "say":
        return "told"
    if kind == "demand":
        return "demanded of"
    if kind == "agree":
        return "agreed with"
    if kind in ("ask", "promise", "accuse", "warn", "threaten", "praise"):
        return CUE_WORDS[kind]
    return f"{cue_words(kind)}, to"


def difference_words(kind: str) -> str:
    """Return what kind of difference lies between two tellings."""
    return DIFFERENCE_WORDS.get(kind, kind)


def role_words(role: str) -> str:
    """Return what a line of a page is."""
    return ROLE_WORDS.get(role, role or "not judged")


def joined(items: list[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def quoted(text: str) -> str:
    """Put quotation marks around words that do not begin with one."""
    return text if text[:1] in OPENING_MARKS and text[:1] else f"“{text}”"


def as_said(span: Span, document: Document | None, mode: str) -> str:
    """Return the words of a statement as a reader expects them: in quotation marks where the source has them so.

    Args:
        span: words of the statement's content.
        document: the document they stand in; None where it is not known.
        mode: the statement's mode.
    """
    if mode == "indirect" or span.quote[:1] in OPENING_MARKS:
        return span.quote
    if mode == "direct":
        return f"“{span.quote}”"
    before = document.text[span.start - 1] if document and 0 < span.start <= len(document.text) else ""
    return f"“{span.quote}”" if before and before in OPENING_MARKS else span.quote


def shorten(text: str, length: int = 80) -> str:
    """Cut a text at a word after at most ``length`` code points, with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[:length].rsplit(" ", 1)[0] or flat[:length]
    return f"{cut} …"
