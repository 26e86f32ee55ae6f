"""Undertakings that the form of a page states outright: exchanges, joint statements, lists."""

from __future__ import annotations

import pytest

from onrecord.matters import judge_commitments
from onrecord.records import Commitment, CommitmentReport

from .reading import Read, read

HOUSE = "The White House"
EXCHANGE = (
    "Fact sheet on the trade agreement with Japan\n\n"
    "The United States and Japan reached an agreement this week.\n\n"
    "Japan will invest $150 billion in American shipyards.\n\n"
    "Japan will eliminate its cap on vehicles that meet U.S. safety standards.\n\n"
    "Japan will remove its tariffs on American pork, and lift the ban on blueberries from the United States.\n\n"
    "The United States will lower its tariffs on Japanese cars to 15 percent.\n"
)


def said(page: Read) -> dict[str, CommitmentReport]:
    """The reports of a page by the first word of what is undertaken."""
    return {report.text.split()[0]: report for report in page.commitments}


def test_a_fact_sheet_that_says_in_turn_what_each_side_will_do_holds_an_undertaking_in_every_sentence() -> None:
    reports = said(read(EXCHANGE, outlet=HOUSE, kind="official", day="2025-11-13"))

    assert {word: report.obligor for word, report in reports.items()} == {
        "invest": ("JPN",),
        "eliminate": ("JPN",),
        "remove": ("JPN",),
        "lift": ("JPN",),
        "lower": ("USA",),
    }
    assert {report.state for report in reports.values()} == {"announced"}
    assert {source.side for report in reports.values() for source in report.asserted_by} == {"USA"}


def test_the_second_of_two_joined_deeds_is_an_undertaking_of_its_own() -> None:
    reports = said(read(EXCHANGE, outlet=HOUSE, kind="official", day="2025-11-13"))

    assert reports["remove"].text == "remove its tariffs on American pork"
    assert reports["lift"].text == "lift the ban on blueberries from the United States"


def test_whose_goods_are_meant_does_not_bind_their_state_where_one_side_is_said_to_act() -> None:
    text = (
        "First, the U.S. side will cancel the tariffs levied on Chinese goods. China will adjust its countermeasures"
        " against the U.S. tariffs.\n\nSecond, the U.S. side will suspend for one year the measures under its"
        " investigation targeting China's shipbuilding industry.\n"
    )
    page = read(text, outlet="Ministry of Commerce of China", kind="official", day="2025-10-30")

    assert said(page)["cancel"].obligor == ("USA",)
    assert said(page)["suspend"].obligor == ("USA",)


def test_items_of_a_list_belong_to_those_whom_the_line_before_it_names() -> None:
    text = (
        "The United States and Japan agreed to the following measures:\n"
        "- Establish a working group on semiconductors.\n"
        "- Suspend the tariffs on steel for five years.\n\n"
        "Both governments have worked on this for years.\n"
    )
    reports = said(read(text, outlet=HOUSE, kind="official"))

    assert {word: report.obligor for word, report in reports.items()} == {
        "Establish": ("JPN", "USA"),
        "Suspend": ("JPN", "USA"),
    }
    assert {report.state for report in reports.values()} == {"agreed_in_principle"}


def test_a_line_that_only_opens_a_list_names_nothing_undertaken() -> None:
    text = "The United States and Japan will take the following steps:\n\nBoth governments have met.\n"

    assert read(text, outlet=HOUSE, kind="official").commitments == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "By 2026, Japan will have spent $3 billion on defense.",
        "Many Japanese will choose to buy cars from the United States.",
    ],
)
def test_what_will_have_been_done_or_people_will_choose_is_undertaken_by_no_state(sentence: str) -> None:
    text = EXCHANGE.replace("Japan will eliminate", f"{sentence}\n\nJapan will eliminate")
    reports = said(read(text, outlet=HOUSE, kind="official", day="2025-11-13"))

    assert "eliminate" in reports
    assert not {"spent", "choose"} & set(reports)


def judged(*pages: Read) -> list[set[str]]:
    """The first words of what is undertaken in each commitment of some pages of one relation."""
    reports = [report for page in pages for report in page.commitments]
    found: tuple[Commitment, ...] = judge_commitments(reports, [page.document for page in pages])
    words = {report.id: report.text.split()[0] for report in reports}
    return [{words[each] for each in commitment.reports} for commitment in found]


def test_what_one_page_says_in_turn_are_as_many_commitments() -> None:
    text = (
        "China will suspend its export controls on rare earths announced in October.\n\n"
        "China will remove its tariffs on American agricultural goods announced in March.\n\n"
        "The United States will suspend for one year its export rule on affiliates of listed companies.\n\n"
        "The United States will lower its tariffs on Chinese imports by 10 percentage points.\n"
    )
    page = read(text, outlet=HOUSE, kind="official", day="2025-11-01")

    assert len(page.commitments) == 4
    assert sorted(map(len, judged(page))) == [1, 1, 1, 1]


def test_what_one_side_will_not_do_is_another_commitment_than_what_it_will_do() -> None:
    lowered = read("China agreed to lower its tariffs on American cars.", day="2018-05-21")
    kept = read("China promised not to lower its tariffs on American cars.", day="2018-06-20")

    assert judged(lowered, kept) == [{"lower"}, {"not"}]


def test_headings_among_what_will_be_done_are_no_undertakings() -> None:
    text = (
        "Fact sheet on health cooperation with India\n\n"
        "The United States and India will work together. The United States will:\n\n"
        "Build Resilience to Recover\n\n"
        "The United States will send vaccines to India.\n\n"
        "India will open a laboratory with American experts.\n"
    )
    reports = said(read(text, outlet=HOUSE, kind="official", day="2021-06-11"))

    assert "Build" not in reports
    assert "send" in reports
