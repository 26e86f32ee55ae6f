"""A page's own date stands in its heading; other dates of the page are told apart from it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dating import claims_of
from onrecord.records import Document, RoleSpan, make_id, text_digest

TITLE = ("title", "Grain prices rise for a third week")
BODY = (
    "body",
    "Grain was sold at higher prices than in any other week, traders in the port towns told their customers.",
)


def page(*lines: tuple[str, str], url: str | None = None) -> Document:
    text = "\n".join(line for _, line in lines)
    roles, start = [], 0
    for role, line in lines:
        if line.strip():
            roles.append(RoleSpan(start, start + len(line), role))  # type: ignore[arg-type]
        start += len(line) + 1
    return Document(make_id("doc", text), "p", text, text_digest(text), "", url=url, roles=tuple(roles))


def own(*lines: tuple[str, str]) -> list[str | None]:
    document = page(*lines)
    claims = claims_of(document)
    for claim in claims:
        for proof in claim.evidence:
            assert document.text[proof.start : proof.end] == proof.quote
    return [claim.date for claim in claims if claim.accepted is None]


@pytest.mark.parametrize(
    "line",
    [
        "November 16, 2023",
        "Published Nov 16, 2023 4:00 AM EST",
        "By Ann Example | 16 November 2023 | 4 min read",
        "Nov 16th, 2023",
        "2023-11-16",
        "11/16/2023",
        "MarketsNOVEMBER 16, 2023Share",
        "PUBLISHED: THURSDAY, NOVEMBER 16, 2023",
        "November 16, 20236:01 PM ET",
        "Nov 16, 20235 mins",
    ],
)
def test_a_date_under_the_title_is_the_pages_own(line: str) -> None:
    assert own(TITLE, ("furniture", line), BODY) == ["2023-11-16"]


def test_the_publication_comes_before_the_update() -> None:
    assert (
        own(TITLE, ("furniture", "Updated Nov 20, 2023"), ("furniture", "Published Nov 16, 2023"), BODY)[0]
        == "2023-11-16"
    )
    assert own(TITLE, ("furniture", "Nov 16, 2023 | Updated Nov 20, 2023"), BODY)[0] == "2023-11-16"


NAVIGATION = [("navigation", "Sports and weather and more")] * 4


@pytest.mark.parametrize(
    "lines",
    [
        (("claimed_date", "November 16, 2023"), *NAVIGATION, TITLE, BODY),
        (("claimed_date", "November 16, 2023 • 8 minutes"), *NAVIGATION * 4, TITLE, BODY),
        (TITLE, *[BODY] * 20, ("claimed_date", "November 16, 2023")),
        (TITLE, *[BODY] * 20, ("claimed_date", "November 16, 2023. Updated: December 7, 2023")),
    ],
)
def test_the_only_date_of_a_page_that_stands_by_itself_is_its_own(lines: tuple[tuple[str, str], ...]) -> None:
    assert own(*lines)[0] == "2023-11-16"


@pytest.mark.parametrize(
    "lines",
    [
        (("claimed_date", "Friday, November 24, 2023"), *NAVIGATION, TITLE, BODY),
        (("claimed_date", "November 24, 2023"), *NAVIGATION * 4, TITLE, BODY),
        (TITLE, *[BODY] * 20, ("claimed_date", "November 24, 2023 / 9:47 pm")),
        (TITLE, *[BODY] * 20, ("claimed_date", "November 24, 2023"), ("claimed_date", "November 20, 2023")),
    ],
)
def test_the_day_of_the_visit_and_dates_of_comments_and_lists_are_not(lines: tuple[tuple[str, str], ...]) -> None:
    assert own(*lines) == []


def test_a_byline_taken_for_a_related_headline_still_states_the_day() -> None:
    assert own(TITLE, BODY, *[BODY] * 4, ("related", "Ann Example · Posted: Nov 16, 2023 4:00 AM"), BODY)[0] == (
        "2023-11-16"
    )


def test_a_counter_glued_to_the_year_is_no_part_of_it() -> None:
    assert own(TITLE, ("byline", "by The ExampleNovember 21, 202501747"), BODY)[0] == "2025-11-21"


def test_of_two_glued_dates_the_earlier_is_the_publication() -> None:
    assert own(TITLE, ("byline", "May 21, 2025April 24, 2025 by Ann"), BODY)[0] == "2025-04-24"


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, BODY, ("related", "Other news"), ("related", "Nov 20, 2023")),
        (TITLE, BODY, BODY, ("comments", "Bob says November 20, 2023 at 4:36 pm")),
        (("navigation", "Friday, Nov 24, 2023"), *[("navigation", "Sports and weather and more")] * 30, TITLE, BODY),
        (
            TITLE,
            ("body", "The treaty of November 16, 2023, was signed by both sides in the port town of the north."),
            BODY,
        ),
    ],
)
def test_dates_of_other_things_are_not_the_pages_own(lines: tuple[tuple[str, str], ...]) -> None:
    assert own(*lines) == []


def test_a_list_of_other_stories_above_the_title_says_nothing() -> None:
    lines = [("navigation", "March 5, 2026"), ("navigation", "Feb 25, 2026"), TITLE, BODY]
    assert own(*lines) == []


def test_a_page_of_thousands_of_dates_is_judged_in_time() -> None:
    lines = [("furniture", f"Published May {1 + number % 28}, 20{number % 24:02}") for number in range(6000)]
    assert 0 < len(claims_of(page(TITLE, *lines, BODY))) <= 40


def test_day_and_month_that_could_change_places_are_not_guessed() -> None:
    assert own(TITLE, ("furniture", "09/10/2024"), BODY) == []


def test_another_date_of_the_page_tells_whether_the_day_stands_first() -> None:
    assert own(TITLE, ("furniture", "09/10/2024"), BODY, BODY, ("related", "Old story 27/08/2024")) == ["2024-10-09"]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2023/11/16/grain", "2023-11-16"),
        ("https://news.example/article/2023-11-16-grain", "2023-11-16"),
        ("https://news.example/20231116/grain", "2023-11-16"),
        ("https://news.example/2023/nov/16/grain", "2023-11-16"),
        ("https://news.example/grain/2023/nov/6", "2023-11-06"),
        ("https://news.example/story/20231116-grain-prices", "2023-11-16"),
        ("https://news.example/grain-prices-20231116-story.html", "2023-11-16"),
        ("https://news.example/Daily/2023/1116/Grain", "2023-11-16"),
        ("https://news.example/2023/11/grain-prices/", "2023-11"),
        ("https://news.example/politics/2023/november/grain", "2023-11"),
        ("https://news.example/2023/nothing/grain", None),
        ("https://news.example/2023/20/grain", None),
        ("https://news.example/2023/99/16/grain", None),
        ("https://news.example/grain-2023", None),
    ],
)
def test_a_date_is_read_from_the_address(url: str, day: str | None) -> None:
    found = [claim.date for claim in claims_of(page(TITLE, BODY, url=url)) if claim.source == "address"]
    assert found == ([day] if day else [])


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_address_is_read_without_an_error(url: str) -> None:
    claims_of(page(TITLE, BODY, url=url))


def test_a_list_of_other_stories_around_the_title_gives_the_page_no_day() -> None:
    listed = [
        line
        for day in range(1, 7)
        for line in (("related", f"Grain of week {day} is sold"), ("claimed_date", f"November {day}, 20{10 + day}"))
    ]
    assert own(*listed[:8], TITLE, *listed[8:], BODY) == []


def test_the_first_day_above_a_list_may_be_the_pages_own() -> None:
    listed = [("related" if day % 2 else "claimed_date", f"November {day}, 20{10 + day}") for day in range(1, 12)]
    assert own(TITLE, ("claimed_date", "November 16, 2023"), *listed, BODY)[0] == "2023-11-16"


def test_the_day_of_a_broadcast_about_the_subject_is_not_the_pages() -> None:
    aired = ("furniture", "Über dieses Thema berichtet: das Radio am 14.11.2023 um 17:50 Uhr.")
    assert own(("claimed_date", "15.11.2023, 14:36 Uhr"), TITLE, aired, BODY) == ["2023-11-15"]


def test_a_label_and_a_day_may_open_a_long_line_of_sections() -> None:
    sections = ", ".join(f"Section of grain {number}" for number in range(12))
    line = f"Posted on November 16, 2023December 3, 2023 in {sections}"
    assert own(TITLE, ("furniture", line), BODY)[0] == "2023-11-16"


def test_the_day_of_the_visit_in_the_frame_of_the_page_is_not_its_own() -> None:
    frame = [("navigation", f"Section of the market number {number}") for number in range(12)]
    assert own(("claimed_date", "Friday, April 28, 2023"), *frame, TITLE, BODY) == []
