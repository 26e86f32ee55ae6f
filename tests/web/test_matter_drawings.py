"""Lanes, places in time and tracks, as pure functions."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from small_matters import CHANNELS, COMMITMENTS, MILITARY, dated

from onrecord.records import EventDate
from onrecord.web._lanes import axis, channel_days, lane, lane_key, place_in_time, scale_over, status_mark
from onrecord.web._matter_words import days_of, event_date_words, first_and_last, latest_of_side
from onrecord.web._tracks import MOST_PERIODS, Period, periods, tracks

PATROL = next(channel for channel in CHANNELS if channel.name == "Patrol line")
LAST_DAY = "2031-06-04"


def lane_of(channel: object) -> ElementTree.Element:
    scale = scale_over(channel_days(CHANNELS, LAST_DAY), 560)
    assert scale
    return ElementTree.fromstring(str(lane(channel, scale, LAST_DAY)))  # type: ignore[arg-type]


def styles(drawing: ElementTree.Element) -> list[str]:
    return [element.get("class", "") for element in drawing]


def test_a_suspension_of_one_side_is_dashed_and_an_agreement_of_both_is_solid() -> None:
    found = styles(lane_of(PATROL))

    assert "shut one" in found
    assert "agreed both" in found
    assert "open both" in found
    assert "use" in found


def test_a_state_that_nobody_confirmed_since_is_pale() -> None:
    ministers = next(channel for channel in CHANNELS if channel.level == "ministers")

    assert "open one old" in styles(lane_of(ministers))
    assert not [style for style in styles(lane_of(PATROL)) if "old" in style and style.startswith("open")]


def test_a_parent_has_an_empty_lane() -> None:
    assert set(styles(lane_of(MILITARY))) <= {"tick", "ground"}


def test_a_month_in_which_a_state_changed_is_bracketed() -> None:
    step = replace(PATROL.history[0], date=dated("2029-08", "month"))

    assert "doubt" in styles(lane_of(replace(PATROL, history=(step,))))


def test_a_step_without_a_day_is_left_out_of_the_drawing() -> None:
    step = replace(PATROL.history[0], date=dated("some day", "unknown"))

    assert "shut one" not in styles(lane_of(replace(PATROL, history=(step,))))


def test_days_become_marks_and_ranges_become_bars() -> None:
    scale = scale_over([("2031-01-01", "2031-12-31")], 180)
    assert scale

    assert "<circle" in place_in_time(("2031-03-06", "2031-03-06"), "occurred", scale)
    assert "<rect" in place_in_time(("2031-09-01", "2031-09-30"), "announced", scale)
    assert "strike" in place_in_time(("2031-09-01", "2031-09-30"), "denied", scale)
    assert "<circle" not in place_in_time(None, "denied", scale)


def test_the_axis_names_years_and_never_two_labels_on_one_another() -> None:
    for first, last in (("2029-08-01", "2031-06-01"), ("2031-05-20", "2031-06-01"), ("1950-01-01", "2031-06-01")):
        scale = scale_over([(first, last)], 560)
        assert scale
        places = [float(x) for x in re.findall(r'<text x="([\d.]+)"', axis(scale))]
        assert places == sorted(places)
        assert all(after - before >= 20 for before, after in pairwise(places))


def test_every_status_has_a_mark_and_every_key_a_drawing() -> None:
    for status in ("occurred", "announced", "denied", "ended", "unheard of"):
        ElementTree.fromstring(str(status_mark(status)))
    for names in ("open both", "agreed one", "proposed both", "shut both", "refused one", "open both old", "use"):
        ElementTree.fromstring(str(lane_key(names)))


def test_dates_of_events_are_told_as_days_or_as_the_range_they_lie_in() -> None:
    assert event_date_words(EventDate("2031-06-02", "2031-06-03", "day")) == "2–3 Jun 2031"
    assert event_date_words(EventDate("2031-06-02", "2031-06-20", "range")) == "within 2–20 Jun 2031"
    assert event_date_words(EventDate("2031-06")) == "Jun 2031"
    assert event_date_words(EventDate(None, "2031-06-20")) == "not after 20 Jun 2031"
    assert event_date_words(EventDate()) == "day not known"


def test_the_first_and_last_day_a_date_can_mean() -> None:
    assert first_and_last("2031-02") == ("2031-02-01", "2031-02-28")
    assert first_and_last("2032-02") == ("2032-02-01", "2032-02-29")
    assert first_and_last("2031") == ("2031-01-01", "2031-12-31")
    assert first_and_last("2031-06-02/2031-06-03") == ("2031-06-02", "2031-06-03")
    assert first_and_last("some day") is None
    assert days_of(EventDate(None, "2031-06-20")) == ("2031-06-20", "2031-06-20")


def test_words_and_deeds_fall_into_months_without_gaps() -> None:
    words = [("2031-01-31", "NZL", 2), ("2031-03-01", "CHL", 1), ("2031-03-02", None, 4)]
    deeds = [("2031-03-06", "verbal cooperation", 1), ("2031-03-07", "material conflict", 2)]

    found = periods(words, deeds, ("NZL", "CHL"))

    assert [(period.label, period.words, period.deeds) for period in found] == [
        ("Jan 2031", 2, 0),
        ("Feb 2031", 0, 0),
        ("Mar 2031", 5, 3),
    ]
    assert found[2].counts == {"second": 1, "other": 4, "verbal cooperation": 1, "material conflict": 2}


def test_weeks_begin_on_monday() -> None:
    found = periods([("2031-03-06", "NZL", 1)], [], ("NZL",), weeks=True)

    assert (found[0].first, found[0].last) == ("2031-03-03", "2031-03-09")


def test_the_distant_past_is_not_drawn() -> None:
    words = [("1972-02-27", "NZL", 1), ("2031-03-06", "NZL", 1), ("2099-01-01", "NZL", 1)]

    found = periods(words, [], ("NZL",), between=("2029-01-01", "2031-12-31"))

    assert [period.label for period in found] == ["Mar 2031"]
    assert len(periods(words, [], ("NZL",))) == MOST_PERIODS


def test_columns_are_links_that_the_keyboard_passes_over() -> None:
    found = periods([("2031-03-06", "NZL", 1)], [("2031-03-06", "verbal conflict", 1)], ("NZL", "CHL"))

    drawing = ElementTree.fromstring(str(tracks(found, lambda p: f"/w?{p.first}&x", lambda p: f"/d?{p.first}")))
    links = [element for element in drawing if element.tag == "a"]

    assert [link.get("href") for link in links] == ["/w?2031-03-01&x", "/d?2031-03-01"]
    assert {link.get("tabindex") for link in links} == {"-1"}
    assert drawing.get("aria-hidden") == "true"


def test_nothing_to_draw_is_drawn_as_nothing() -> None:
    assert tracks([], lambda p: "", lambda p: "") == ""
    assert scale_over([None], 10) is None


def test_a_side_whose_words_only_the_other_tells_asserts_nothing() -> None:
    both = COMMITMENTS[1]

    assert latest_of_side(both, "NZL") == latest_of_side(both, "CHL") == both.history[-1]
    assert latest_of_side(replace(both, agreement="only_A"), "CHL") == both.history[-1]
    assert latest_of_side(replace(both, agreement="only_A"), "NZL") is None
    assert latest_of_side(both, None) is None


DATES = st.one_of(
    st.none(), st.text(max_size=12), st.dates().map(str), st.dates().map(lambda day: str(day)[:7]), st.just("2031/2032")
)


@given(DATES, DATES, st.sampled_from(["day", "month", "year", "range", "unknown"]))
def test_no_date_whatever_breaks_a_drawing(date: str | None, enddate: str | None, precision: str) -> None:
    found = EventDate(date, enddate, precision)  # type: ignore[arg-type]
    event_date_words(found)
    days = days_of(found)
    scale = scale_over([days], 180)
    if scale:
        ElementTree.fromstring(str(place_in_time(days, "occurred", scale)))
        ElementTree.fromstring(str(axis(scale)))


@given(st.lists(st.tuples(st.one_of(st.dates().map(str), st.text(max_size=10)), st.just("NZL"), st.integers(1, 9))))
def test_no_day_whatever_breaks_the_tracks(words: list[tuple[str, str | None, int]]) -> None:
    found: list[Period] = periods(words, [], ("NZL",))

    assert len(found) <= MOST_PERIODS
    if found:
        ElementTree.fromstring(str(tracks(found, lambda p: "/", lambda p: "/")))
