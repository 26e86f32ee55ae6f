"""Drawings are well-formed SVG whose lengths follow the figures."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web._drawings import BAR_LENGTH, MonthCount, bar, months_between, time_strip


def width_of(svg: str) -> int:
    return int(ElementTree.fromstring(svg)[0].get("width") or "")


def test_a_bar_is_as_long_as_its_share() -> None:
    assert width_of(bar(10, 10)) == BAR_LENGTH
    assert width_of(bar(5, 10)) == BAR_LENGTH / 2
    assert width_of(bar(0, 10)) == 0
    assert width_of(bar(0, 0)) == 0


def test_the_smallest_bar_can_still_be_seen() -> None:
    assert width_of(bar(1, 100_000)) == 2


def test_a_class_name_cannot_leave_its_attribute() -> None:
    svg = bar(1, 1, '"><script>')

    assert "<script>" not in svg
    ElementTree.fromstring(svg)


def test_months_between_two_months_cross_the_year() -> None:
    assert months_between("2030-11", "2031-02") == ["2030-11", "2030-12", "2031-01", "2031-02"]


def test_the_first_side_stands_above_the_line_and_the_second_below() -> None:
    svg = time_strip([MonthCount("2031-01", 2, 1), MonthCount("2031-03", 0, 4)])

    axis = int(next(part for part in ElementTree.fromstring(svg) if part.get("class") == "axis").get("y1") or "")
    bars = [part for part in ElementTree.fromstring(svg) if part.get("class") in ("first", "second")]
    first = [part for part in bars if part.get("class") == "first"]
    second = [part for part in bars if part.get("class") == "second"]
    assert [int(part.get("y") or "") + int(part.get("height") or "") for part in first] == [axis]
    assert [int(part.get("y") or "") for part in second] == [axis, axis]
    assert [int(part.get("height") or "") for part in second] == [10, 40]


@given(
    st.lists(
        st.builds(
            lambda year, month, a, b, c: MonthCount(f"{year:04d}-{month:02d}", a, b, c),
            st.integers(1990, 2050),
            st.integers(1, 12),
            st.integers(0, 10_000),
            st.integers(0, 10_000),
            st.integers(0, 10_000),
        ),
        max_size=20,
        unique_by=lambda count: count.month,
    )
)
def test_any_counts_make_a_well_formed_strip(counts: list[MonthCount]) -> None:
    svg = time_strip(counts)

    assert not counts or ElementTree.fromstring(svg).tag == "svg"
