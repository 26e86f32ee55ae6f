"""What is done on a journey is of its days, and what was done to a vote is of the year of the vote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.events._journey import of_the_vote, on_the_journey
from onrecord.language.times import Days
from onrecord.records import Event, EventDate, EventStatus, EventType, Evidence, Participant

from .trees import document_of

PUBLISHED = Days.parse("2022-05-20")
PAGE = EventDate("2022-05-20", None, "day", "published", (), "the day of the page")
PLANNED = EventDate("2022-05-22", "2022-05-25", "range", "stated", (), "“May 22-25” is stated")
MADE = EventDate("2022-05-16", "2022-05-18", "range", "stated", (), "“May 16-18” is stated")
BERG = Participant("actor-berg", "Berg", "USA")
HOST = Participant("actor-host", "Host", "NLD")


def event(kind: EventType, status: EventStatus, when: EventDate, doer: Participant = BERG) -> Event:
    return Event(
        id=f"evt-{kind}-{when.date}", document="doc-1", event=kind, actor=(doer,), recipient=(HOST,), date=when,
        status=status, evidence=(Evidence("doc-1", 0, 4, "meet"),),
    )  # fmt: skip


@pytest.mark.parametrize(("status", "days"), [("announced", PLANNED), ("occurred", MADE)])
def test_a_stop_of_a_journey_is_of_its_days(status: EventStatus, days: EventDate) -> None:
    journey, stop = event("CONSULT", status, days), event("CONSULT", status, PAGE)

    told = on_the_journey([journey, stop], PUBLISHED)

    assert told[0] == journey
    assert (told[1].date.date, told[1].date.enddate) == (days.date, days.enddate)
    assert told[1].date.reason.endswith(days.reason)


@pytest.mark.parametrize(
    "other",
    [
        event("SANCTION", "announced", PAGE),  # no deed of a traveller
        event("CONSULT", "announced", PAGE, replace(BERG, country="FRA")),  # another traveller
        event("CONSULT", "announced", replace(PLANNED, enddate=None, precision="day")),  # a day of its own
        event("CONSULT", "occurred", PAGE),  # the journey is not yet made
    ],
)
def test_what_is_no_stop_keeps_its_day(other: Event) -> None:
    journey = event("CONSULT", "announced", PLANNED)

    assert on_the_journey([journey, other], PUBLISHED) == (journey, other)


def test_only_a_journey_told_before_counts_and_only_where_the_page_s_day_is_known() -> None:
    journey, stop = event("CONSULT", "announced", PLANNED), event("CONSULT", "announced", PAGE)

    assert on_the_journey([stop, journey], PUBLISHED) == (stop, journey)
    assert on_the_journey([journey, stop], Days.parse("2022-05")) == (journey, stop)
    assert on_the_journey([journey, stop], None) == (journey, stop)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Chile looked into meddling in the 2016 presidential election last week", "2016"),
        ("Chile spoke of 2018 election meddling on Monday", "2018"),
        ("Chile saw meddling on Monday, before the 2016 election", None),  # only told beside it
        ("Chile saw meddling in the 2016 report", None),
    ],
)
def test_what_was_done_to_a_vote_is_of_its_year(text: str, year: str | None) -> None:
    document = document_of(text)
    start = text.index("meddling")
    words = Evidence(document.id, start, start + 8, "meddling")
    meddling = replace(event("COERCE", "background", PAGE), evidence=(words,))

    [dated] = of_the_vote([meddling], document)

    assert dated.date.date == (year or PAGE.date)
    assert all(text[item.start : item.end] == item.quote == year for item in dated.date.evidence)
