"""Time expressions are found at their exact place, with their kind, granularity and rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.times import find_times


def read(text: str) -> list[tuple[str, str, str]]:
    return [(item.quote, item.kind, item.granularity) for item in find_times(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Nov. 15, 2023, near the coast.", [("Nov. 15, 2023", "date", "day")]),
        ("Wednesday, Nov. 15, was the day.", [("Wednesday, Nov. 15", "date", "day")]),
        ("talks on Nov. 14-15", [("Nov. 14-15", "date", "day")]),
        ("signed on 16 November 2023", [("16 November 2023", "date", "day")]),
        ("as of 2023-11-15", [("2023-11-15", "date", "day")]),
        ("In June they met.", [("June", "date", "month")]),
        ("since June 2018", [("June 2018", "date", "month")]),
        ("a visit last month", [("last month", "date", "month")]),
        ("Earlier this year a deal failed", [("Earlier this year", "date", "year")]),
        ("budget for fiscal 2024", [("fiscal 2024", "date", "year")]),
        ("growth in Q3", [("Q3", "date", "quarter")]),
        ("the third quarter of 2022", [("the third quarter of 2022", "date", "quarter")]),
        ("two weeks ago", [("two weeks ago", "date", "week")]),
        ("on the eve of the summit", [("on the eve of", "date", "day")]),
        ("A day after the leaders met", [("A day after", "date", "day")]),
        ("at 10:35 a.m. Friday", [("10:35 a.m. Friday", "time", "clock")]),
        ("on Wednesday night", [("Wednesday night", "time", "part of day")]),
        ("three days of talks", [("three days", "duration", "day")]),
        ("for the past 20 years", [("the past 20 years", "duration", "year")]),
        ("every two years", [("every two years", "set", "year")]),
        ("in the mid-1990s", [("the mid-1990s", "date", "decade")]),
        ("in 1999-2004", [("1999-2004", "date", "year")]),
        ("on the previous Friday", [("the previous Friday", "date", "day")]),
        ("It was down from the year before.", [("the year before", "date", "year")]),
        ("a loss in the corresponding period last year", [("the corresponding period last year", "date", "year")]),
        ("by year-end", [("year-end", "date", "day")]),
        ("until Election Day", [("Election Day", "date", "day")]),
        ("eight trading days on", [("eight trading days", "duration", "day")]),
        ("They will one day agree.", [("one day", "date", "unknown")]),
    ],
)
def test_the_words_of_time_are_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may agree and march on.",
        "It cost $2023 and weighs 1,998 kg.",
        "He sat with a second man.",
        "Version 2.2019 is out",
        "some 2000 people came",
        "the sun and the sat phone",
        "the annual March for peace",
        "the average daily volume",
    ],
)
def test_other_words_and_numbers_are_left_alone(text: str) -> None:
    assert read(text) == []


def test_an_expression_does_not_cross_the_border_of_a_region() -> None:
    text = "He came in November\n2023 people watched"
    border = text.index("\n")
    assert [item.quote for item in find_times(text, [(0, border), (border + 1, len(text))])] == ["November"]


def test_only_the_regions_are_read() -> None:
    text = "Monday. Tuesday. Wednesday."
    assert [item.quote for item in find_times(text, [(8, 16)])] == ["Tuesday"]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("The leaders will meet on Friday.", "future"),
        ("The president invited me to visit in April.", "future"),
        ("The minister said Friday that all is well.", "past"),
        ("On Friday, the delegation will leave.", "future"),
        ("They met on Friday.", "past"),
    ],
)
def test_the_clause_tells_which_way_a_weekday_points(text: str, context: str) -> None:
    [found] = find_times(text, [(0, len(text))])
    assert found.context == context


WORDS_OF_TIME = st.sampled_from(
    "Nov. 15 2023 , Monday the last next year week ago in 1990s Q3 fiscal two - – May a of day after eve on 10:35 p.m. "
    "'80s \n".split(" ")
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(WORDS_OF_TIME).map(" ".join), st.lists(WORDS_OF_TIME).map("".join)))
def test_any_text_is_read_and_every_span_is_exact(text: str) -> None:
    end = 0
    for item in find_times(text, [(0, len(text))]):
        assert item.start >= end
        assert item.start < item.end
        assert text[item.start : item.end] == item.quote
        end = item.end


@settings(deadline=None)
@given(st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=4))
def test_any_regions_are_read_without_an_error(text: str, regions: list[tuple[int, int]]) -> None:
    for item in find_times(text, regions):
        assert text[item.start : item.end] == item.quote


@pytest.mark.parametrize(
    "piece",
    [
        "2023-",
        "the ",
        "about ",
        "early ",
        "11/",
        "Monday, ",
        "a couple of ",
        "last ",
        "1",
        "Nov. ",
        "\n",
        " ",
        "will ",
        "said. ",
    ],
)
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    # Quadratic work would take minutes here and stop the whole run.
    text = piece * (150_000 // len(piece))

    for found in find_times(text, [(0, len(text))]):
        assert text[found.start : found.end] == found.quote


def test_a_paper_named_today_is_no_day() -> None:
    assert read("USA Today said today that he had told Russia Today so.") == [("today", "date", "day")]
