"""Dates of records: the first and the last day that a day, a month or a year can mean."""

from __future__ import annotations

import pytest

from onrecord.records import first_day, last_day


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2023-11-15", "2023-11-15", "2023-11-15"),
        ("2023-11", "2023-11-01", "2023-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_date_means_all_its_days(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


def test_a_month_with_no_such_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="13"):
        last_day("2023-13")
