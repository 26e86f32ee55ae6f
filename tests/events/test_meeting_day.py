"""What those who met did there is of the day they met, although a report of the next morning does not repeat it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.events._meeting_day import on_the_day_they_met
from onrecord.language import ModelEngine
from onrecord.pipeline import read_content, read_page
from onrecord.records import Event, EventDate, EventStatus, EventType, Evidence, Participant, RawPage
from onrecord.reference import Reference

BIDEN = Participant("actor-biden", "Biden", "USA")
XI = Participant("actor-xi", "Xi", "CHN")
WANG = Participant("actor-wang", "Wang", "CHN")
WEDNESDAY = EventDate("2023-11-15", None, "day", "relative", (), "“Wednesday” counted from 2023-11-16")
PAGE = EventDate("2023-11-16", None, "day", "published", (), "the day of the page")


def event(kind: EventType, when: EventDate, *parties: Participant, status: EventStatus = "occurred") -> Event:
    words = (Evidence("doc-1", 0, 3, "met"),)
    return Event(
        id=f"evt-{kind}-{when.date}", document="doc-1", event=kind, actor=parties[:1], recipient=parties[1:], date=when,
        status=status, evidence=words,
    )  # fmt: skip


MET = event("CONSULT", WEDNESDAY, BIDEN, XI)


@pytest.mark.parametrize("status", ["occurred", "agreed", "requested"])
def test_what_was_done_at_the_meeting_is_of_its_day(status: EventStatus) -> None:
    _, asked = on_the_day_they_met([MET, event("REQUEST", PAGE, BIDEN, XI, status=status)])

    assert (asked.date.date, asked.date.basis) == ("2023-11-15", "relative")
    assert asked.date.reason == f"the meeting of these that the page tells of: {WEDNESDAY.reason}"


@pytest.mark.parametrize(
    "other",
    [
        event("REQUEST", PAGE, replace(BIDEN, actor=None), WANG),  # nobody who met
        event("REQUEST", PAGE, BIDEN, replace(XI, country="RUS")),  # other states
        event("REQUEST", PAGE, BIDEN, XI, status="announced"),
        event("REQUEST", replace(WEDNESDAY, date="2023-11-14"), BIDEN, XI),  # a day of its own
    ],
)
def test_what_may_be_of_another_day_keeps_its_own(other: Event) -> None:
    assert on_the_day_they_met([MET, other]) == (MET, other)


def test_two_meetings_of_the_same_tell_no_day() -> None:
    tuesday = event("CONSULT", replace(WEDNESDAY, date="2023-11-14"), BIDEN, XI)
    asked = event("REQUEST", PAGE, BIDEN, XI)

    assert on_the_day_they_met([MET, tuesday, asked]) == (MET, tuesday, asked)


def test_a_meeting_of_last_month_is_not_the_news_of_the_page() -> None:
    earlier = event("CONSULT", replace(WEDNESDAY, date="2023-10-15"), BIDEN, XI)
    asked = event("REQUEST", PAGE, BIDEN, XI)

    assert on_the_day_they_met([earlier, asked]) == (earlier, asked)


def test_the_second_time_this_year_is_not_the_day_of_a_deed(engine: ModelEngine) -> None:
    text = (
        "WASHINGTON, Nov 16, 2023 - President Biden on Wednesday for the second time this year accused China of unfair"
        " trade, and China protested to the United States.\n"
    )
    page = RawPage(path="page.txt", content=text, date="2023-11-16")
    document = read_page(page, Reference.bundled()).document
    [content] = read_content([document], Reference.bundled(), engine)

    assert content.events
    assert "2023" not in {found.date.date for found in content.events}
