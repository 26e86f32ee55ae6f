"""Is this quotation real: the page that checks words against everything that was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.publishing import FEWEST_WORDS, quotation, quotation_data
from onrecord.store import Record
from onrecord.web._names import Names
from onrecord.web._pages import Page, page_addresses
from onrecord.web._twins import Table

LONGEST_QUESTION = 2_000
"""Code points of a question that are looked at."""

COLUMNS = (
    "document",
    "start",
    "end",
    "quote",
    "alike",
    "quoted",
    "different_words",
    "statement",
    "speaker",
    "speaker_text",
    "said_on",
    "outlet",
    "published",
    "kind",
)


def quotation_page(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return where words stand in what was read, word for word or nearly, with what differs and who speaks."""
    asked = parameters.get("q", "").strip()[:LONGEST_QUESTION]
    found = quotation(record, asked)
    context = {
        "names": Names(record),
        "asked": asked,
        "found": found,
        "fewest": FEWEST_WORDS,
        "sides": record.sides,
        "read": record.count_documents(),
    }

    def rows() -> Iterator[tuple[object, ...]]:
        places = quotation_data(found)["places"]
        assert isinstance(places, list)
        for place in places:
            yield tuple(place[column] for column in COLUMNS)

    return Page(
        "quotation.html",
        context,
        lambda: quotation_data(found),
        lambda: Table(COLUMNS, rows()),
        **page_addresses("/quotation", {"q": asked or None}),
    )
