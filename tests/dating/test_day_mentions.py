"""Full dates are found as pages write them, glued to their neighbours or not, and no number is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dating._day_mentions import find_days


@pytest.mark.parametrize(
    "text",
    [
        "November 16, 2023",
        "Nov. 16 2023",
        "16 November 2023",
        "16th of November 2023",
        "Thu, 16-Nov-2023",
        "2023-11-16T10:00",
        "2023/11/16",
        "2023年11月16日",
        "11/16/2023",
        "16/11/2023",
        "16.11.2023, 10:00 Uhr",
        "11/16/23",
        "16. November 2023",
        "16 novembre 2023",
        "16 de noviembre de 2023",
        "MarketsNOVEMBER 16, 2023Share",
        "November 16, 20236:01 PM ET",
        "November 16, 202301747",
        "UpdatedNovember 16, 2023",
    ],
)
def test_a_day_is_read_in_every_way_pages_write_it(text: str) -> None:
    assert [str(item.day) for item in find_days(text)] == ["2023-11-16"]


@pytest.mark.parametrize(
    "text",
    [
        "November 2023",
        "16 November",
        "31 February 2023",
        "call 202 555 2023",
        "version 1.2.3.2024",
        "2023-11",
        "0/0/23",
    ],
)
def test_what_is_no_day_of_the_calendar_is_not_found(text: str) -> None:
    assert find_days(text) == []


def test_two_dates_glued_together_are_two() -> None:
    found = find_days("Posted on November 25, 2024December 3, 2024 in Grain")
    assert [str(item.day) for item in found] == ["2024-11-25", "2024-12-03"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03/10/2023", None),
        ("03/10/2023 and 24/10/2023", "2023-10-03"),
        ("03/10/2023 and 10/24/2023", "2023-03-10"),
        ("03/10/2023 as on 3 October 2023", "2023-10-03"),
        ("Tue 03/10/2023", "2023-10-03"),
        ("03.10.2023", None),
    ],
)
def test_which_number_is_the_day_is_told_by_the_page_or_left_open(text: str, day: str | None) -> None:
    first = find_days(text)[0].day
    assert (str(first) if first else None) == day


def test_in_other_languages_the_day_stands_first_before_dots() -> None:
    assert str(find_days("03.10.2023", "de")[0].day) == "2023-10-03"


@given(st.text(alphabet="0123456789/.- ,:NovDecthMay年月日\n", max_size=80) | st.text(max_size=80))
@settings(max_examples=200)
def test_any_text_is_read_without_an_error_and_in_order(text: str) -> None:
    found = find_days(text)
    assert [item.start for item in found] == sorted(item.start for item in found)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
