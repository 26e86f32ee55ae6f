"""Dates as pages write them about themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning._dates import date_in_address, find_dates, find_relative_age, without_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Date:2025-04-21 12:20:49", "2025-04-21"),
        ("November 16, 2023", "2023-11-16"),
        ("Nov. 16, 2023 10:30 a.m. ET", "2023-11-16"),
        ("16 November 2023", "2023-11-16"),
        ("Sat, 22 May 2021 12:00:47 +0000", "2021-05-22"),
        ("1st of June 2022", "2022-06-01"),
        ("Publié le 30/04/2024 - 16:00", "2024-04-30"),
        ("16.11.2023", "2023-11-16"),
        ("11/16/2023", "2023-11-16"),
        ("2023年11月16日", "2023-11-16"),
        ("16 de noviembre de 2023", "2023-11-16"),
        ("3. März 2024", "2024-03-03"),
    ],
)
def test_a_full_date_is_read(text: str, day: str) -> None:
    assert [found.date for found in find_dates(text)] == [day]


def test_day_and_month_that_cannot_be_told_apart_are_no_date() -> None:
    (found,) = find_dates("05/04/2024")
    assert found.date is None
    assert "told apart" in found.reason


def test_a_day_that_the_calendar_does_not_have_is_no_date() -> None:
    (found,) = find_dates("February 30, 2024")
    assert found.date is None


def test_no_date_is_made_of_other_numbers() -> None:
    assert find_dates("Call 2023-111-22 or 12/13 of 20245 people in May") == []


def test_a_date_in_an_address() -> None:
    assert date_in_address("https://example.org/world/2023/11/16/talks") == "2023-11-16"
    assert date_in_address("https://example.org/talks-20231116") == "2023-11-16"
    assert date_in_address("https://example.org/2023/99/16/") is None
    assert date_in_address("https://example.org/id/12345678901") is None


def test_an_age_names_no_day() -> None:
    assert find_relative_age("Updated 2 hours ago") is not None
    assert find_dates("Updated 2 hours ago") == []


@given(st.text(max_size=200))
def test_any_text_is_searched_without_error(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
    without_dates(text)
