"""The brush above the timeline: every stretch of time is a link, and each link keeps the other filters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web._brush import brush


def address(since: str | None, until: str | None) -> str:
    return f"{since or ''}..{until or ''}"


def test_many_years_are_drawn_as_years_and_each_opens_itself() -> None:
    drawn = brush({"2021-03": 2, "2021-05": 1, "2029-08": 4}, None, None, address)

    assert [(one.label, one.count, one.address) for one in drawn.columns] == [
        ("2021", 3, "2021..2021"),
        ("2029", 4, "2029..2029"),
    ]
    assert drawn.unit == "year"
    assert drawn.earlier is drawn.later is drawn.wider is None


def test_a_year_is_drawn_as_its_months_with_silence_between() -> None:
    drawn = brush({"2029-02": 1, "2029-08": 4}, "2029", "2029", address)

    assert len(drawn.columns) == 12
    assert [one.count for one in drawn.columns] == [0, 1, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0]
    assert drawn.columns[7].address == "2029-08..2029-08"
    assert (drawn.earlier, drawn.wider, drawn.later) == ("2028..2028", "..", "2030..2030")


def test_from_a_month_one_gets_to_its_neighbours_and_back_to_its_year() -> None:
    drawn = brush({"2029-12": 4}, "2029-12", "2029-12", address)

    assert (drawn.earlier, drawn.wider, drawn.later) == ("2029-11..2029-11", "2029..2029", "2030-01..2030-01")


def test_an_empty_record_has_no_columns() -> None:
    drawn = brush({}, None, None, address)

    assert drawn.columns == ()
    assert drawn.wider is None


@given(
    st.dictionaries(st.dates().map(lambda day: day.isoformat()[:7]), st.integers(1, 10**6), max_size=20),
    st.none() | st.dates().map(str),
    st.none() | st.dates().map(str),
)
def test_whatever_is_asked_no_column_counts_what_lies_outside(
    months: dict[str, int], since: str | None, until: str | None
) -> None:
    drawn = brush(months, since, until, address)

    asked = [n for month, n in months.items() if (since or "")[:7] <= month <= (until or "9999")[:7]]
    assert sum(one.count for one in drawn.columns) == sum(asked)
