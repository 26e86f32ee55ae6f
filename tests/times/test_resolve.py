"""Expressions are placed on the calendar by their anchor; where that cannot be done, nothing is answered."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.times import Days, find_times, resolve, resolve_all, timex_values

THURSDAY = Days.on(date(2023, 11, 16))


MONDAY = Days.on(date(2025, 5, 12))


def meant(text: str, anchor: Days | None = THURSDAY, event: Days | None = None) -> str | None:
    found = find_times(text, [(0, len(text))])
    days = resolve(found[0], anchor, event=event).days
    return days.iso() if days else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xi told Biden on Wednesday", "2023-11-15"),
        ("he said Thursday", "2023-11-16"),
        ("he said Friday", "2023-11-10"),
        ("they will meet on Friday", "2023-11-17"),
        ("next Tuesday", "2023-11-21"),
        ("last Thursday", "2023-11-09"),
        ("Thursday of next week", "2023-11-23"),
        ("yesterday", "2023-11-15"),
        ("tomorrow", "2023-11-17"),
        ("last month", "2023-10"),
        ("next month", "2023-12"),
        ("In June he said so", "2023-06"),
        ("it began in December", "2022-12"),
        ("it will begin in December", "2023-12"),
        ("earlier this year", "2023"),
        ("last year", "2022"),
        ("two weeks ago", "2023-10-30/2023-11-05"),
        ("three months ago", "2023-08"),
        ("five years ago", "2018"),
        ("talks held Nov. 14-15", "2023-11-14/2023-11-15"),
        ("for the period ended Feb. 28", "2023-02-28"),
        ("the deal will close by year-end", "2023-12-31"),
        ("prices rose since year-end", "2022-12-31"),
        ("on Thanksgiving Day", "2023-11-23"),
        ("it lost on Election Day", "2023-11-07"),
        ("a decade ago", "2013"),
        ("the envoys meet Friday", "2023-11-17"),
        ("signed on Nov. 15, 2023", "2023-11-15"),
        ("signed on Dec. 20, 2022", "2022-12-20"),
        ("signed on Nov. 30", "2023-11-30"),
        ("the deadline is Dec. 20", "2023-12-20"),
        ("profits in the third quarter fell", "2023-07-01/2023-09-30"),
        ("Q3 2022", "2022-07-01/2022-09-30"),
        ("the second half of 2021", "2021-07-01/2021-12-31"),
        ("in the 1990s", "1990-01-01/1999-12-31"),
    ],
)
def test_an_expression_is_counted_from_the_date_of_the_document(text: str, expected: str) -> None:
    assert meant(text) == expected


def test_a_weekday_with_a_day_chooses_the_year_of_the_calendar() -> None:
    assert meant("on Tuesday, Nov. 15, they met", Days.on(date(2023, 11, 1))) == "2022-11-15"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two days after the summit", "2023-11-17"),
        ("On the eve of the summit", "2023-11-14"),
        ("a day before the talks", "2023-11-14"),
    ],
)
def test_a_count_from_an_event_needs_the_event(text: str, expected: str) -> None:
    assert meant(text, event=Days.on(date(2023, 11, 15))) == expected
    assert meant(text) is None


@pytest.mark.parametrize(
    "text", ["three days of talks", "every year", "recently", "fiscal 2024", "now", "in the future"]
)
def test_it_abstains_where_the_words_name_no_day(text: str) -> None:
    assert meant(text) is None


def test_a_stated_date_needs_no_anchor_and_a_relative_one_does() -> None:
    assert meant("on Nov. 15, 2023", None) == "2023-11-15"
    assert meant("on Wednesday", None) is None
    assert meant("last month", None) is None


def test_a_rough_anchor_gives_a_rough_answer_and_no_weekday() -> None:
    july = Days.of_month(2023, 7)
    assert meant("last month", july) == "2023-06"
    assert meant("earlier this year", july) == "2023"
    assert meant("on Sunday", july) is None


def test_the_day_told_before_places_the_next() -> None:
    text = "They met on June 18, 2023. The next day they met again; the following month, too."
    answers = resolve_all(find_times(text, [(0, len(text))]), THURSDAY)
    assert [answer.days.iso() for answer in answers if answer.days] == ["2023-06-18", "2023-06-19", "2023-07"]


def test_every_answer_says_why() -> None:
    text = "It was agreed on Wednesday."
    answer = resolve(find_times(text, [(0, len(text))])[0], THURSDAY)
    assert (answer.basis, answer.precision) == ("relative", "day")
    assert "Wednesday" in answer.reason
    assert "2023-11-16" in answer.reason
    assert answer.dated_by().date == "2023-11-15"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("for three days", "P3D"),
        ("a 16-hour flight", "PT16H"),
        ("for several weeks", "PXW"),
        ("four decades of rule", "P40Y"),
        ("now", "PRESENT_REF"),
        ("two weeks ago", "2023-W44"),
        ("this week", "2023-W46"),
        ("Wednesday night", "2023-11-15TNI"),
        ("last fall", "2022-FA"),
        ("the first quarter of 2020", "2020-Q1"),
        ("the 1990s", "199"),
        ("daily", "P1D"),
        ("each Thursday", "XXXX-WXX-4"),
        ("two and a half years", "P2Y6M"),
        ("half an hour", "PT30M"),
        ("in last year's quarter", "2022-Q3"),
        ("the latest quarter", "2023-Q3"),
    ],
)
def test_values_follow_the_timex3_standard(text: str, value: str) -> None:
    [found] = timex_values(find_times(text, [(0, len(text))]), date(2023, 11, 16))
    assert found.value == value


@settings(deadline=None)
@given(st.text(max_size=300), st.dates(), st.dates())
def test_any_expression_meets_any_anchor_without_an_error(text: str, one: date, other: date) -> None:
    anchor = Days(min(one, other), max(one, other))
    for item in find_times(text, [(0, len(text))]):
        resolve(item, anchor, previous=anchor, event=anchor)


@settings(deadline=None)
@given(
    st.sampled_from(
        [
            "9,999 years ago",
            "next century",
            "last year",
            "tomorrow",
            "60 decades ago",
            "winter 9998",
            "in the quarter",
            "the first quarter. A year earlier",
        ]
    ),
    st.dates() | st.sampled_from([date.min, date.min.replace(month=5), date.max]),
)
def test_the_ends_of_the_calendar_are_no_error(text: str, day: date) -> None:
    expressions = find_times(text, [(0, len(text))])
    resolve_all(expressions, Days.on(day))
    timex_values(expressions, day)


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_an_interval_is_written_and_read_back(one: date, other: date) -> None:
    days = Days(min(one, other), max(one, other))
    assert Days.parse(days.iso()) == days


def test_a_holiday_names_no_weekday_that_the_calendar_could_contradict() -> None:
    [found] = find_times("on Election Day", [(0, 15)])
    assert found.meaning.weekday is None
    assert resolve(found, Days.on(date(2016, 8, 29))).days == Days.on(date(2016, 11, 8))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both delegations said so this weekend", "2025-05-10/2025-05-11"),
        ("The consensus of both this weekend is clear", "2025-05-10/2025-05-11"),
        ("They will meet again this weekend", "2025-05-17/2025-05-18"),
        ("They met last weekend", "2025-05-10/2025-05-11"),
    ],
)
def test_told_on_a_monday_this_weekend_is_the_one_just_over(text: str, expected: str) -> None:
    assert meant(text, MONDAY) == expected
    assert meant("Both said so this weekend") == "2023-11-18/2023-11-19"
