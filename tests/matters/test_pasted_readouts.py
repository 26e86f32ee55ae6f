"""Two governments' readouts of one call, pasted as plain text: one meeting with both accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.matters._who_met import tells_the_press
from onrecord.records import Event, Evidence

AMERICAN = (
    "Readout of President Biden's Call with President Xi Jinping of the People's Republic of China\n\nJULY 28, 2022\n\n"
    "President Joseph R. Biden, Jr. spoke today with President Xi Jinping of the People's Republic of China. President "
    "Biden underscored that the policy of the United States on Taiwan has not changed. The two presidents discussed "
    "climate change and health security.\n"
)
CHINESE = (
    "President Xi Jinping Speaks with US President Joe Biden on the Phone\n\n"
    "On the evening of {day}, President Xi Jinping spoke with US President Joe Biden on the phone. President Xi "
    "stressed that the two sides should keep China-US relations stable. He pointed out that who plays with fire will "
    "get burned, and that the US side should abide by the one-China principle.\n"
)


def meetings(folder: Path, day: str) -> list[tuple[str, str | None, set[str]]]:
    pages = folder / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text(AMERICAN, encoding="utf-8")
    (pages / "other.txt").write_text(CHINESE.format(day=day), encoding="utf-8")
    onrecord.build([pages], folder / "call.onrecord")
    with onrecord.open(folder / "call.onrecord") as record:
        return [
            (meeting.kind, meeting.date.date, {one.side for one in meeting.accounts if one.source == "own_readout"})
            for meeting in record.meetings()
        ]


@pytest.mark.usefixtures("engine")
def test_a_readout_that_tells_its_day_without_the_year_is_an_account_of_the_same_call(tmp_path: Path) -> None:
    assert ("call", "2022-07-28", {"CHN", "USA"}) in meetings(tmp_path, "July 28")


@pytest.mark.usefixtures("engine")
def test_a_readout_of_another_day_is_an_account_of_another_call(tmp_path: Path) -> None:
    assert ("call", "2022-07-28", {"USA"}) in meetings(tmp_path, "March 18")


def told(folder: Path, pages: dict[str, str]) -> list[tuple[set[str], str | None]]:
    there = folder / "pages"
    there.mkdir()
    for name, text in pages.items():
        (there / f"{name}.txt").write_text(text, encoding="utf-8")
    onrecord.build([there], folder / "three.onrecord")
    with onrecord.open(folder / "three.onrecord") as record:
        return [
            ({str(one.side) for one in meeting.accounts if one.source == "own_readout"}, meeting.date.date)
            for meeting in record.meetings()
        ]


TRILATERAL = (
    "Readout of President Biden's Trilateral Meeting with Prime Minister Kishida of Japan and President Yoon of the "
    "Republic of Korea\n\nMAY 21, 2023\n\nPresident Joseph R. Biden, Jr. met today with Prime Minister Kishida Fumio "
    "of Japan and President Yoon Suk Yeol of the Republic of Korea in Hiroshima. The three leaders discussed missile "
    "warning data.\n"
)
JAPANESE = (
    "Japan-U.S.-ROK Summit Meeting\n\nMay 21, 2023\n\nOn May 21, for about five minutes, Prime Minister KISHIDA Fumio "
    "held a Japan-U.S.-ROK summit meeting with the Honorable Joseph R. Biden, Jr., President of the United States, and "
    "H.E. Mr. Yoon Suk Yeol, President of the Republic of Korea. The three leaders concurred in closer cooperation.\n"
)
KOREAN = (
    "Outcome of the ROK-U.S.-Japan Summit\n\nPresident Yoon Suk Yeol met with U.S. President Joe Biden and Japanese "
    "Prime Minister Fumio Kishida in Hiroshima on May 21. The three leaders agreed to share missile warning data.\n"
)
BILATERAL = (
    "Outcome of the Korea-Japan Summit in Hiroshima\n\nPresident Yoon Suk Yeol held talks with Japanese Prime Minister "
    "Fumio Kishida in Hiroshima on May 21. The two leaders agreed that direct flights should grow.\n"
)


@pytest.mark.usefixtures("engine")
def test_three_governments_readouts_of_one_meeting_are_one_meeting_with_three_accounts(tmp_path: Path) -> None:
    found = told(tmp_path, {"one": TRILATERAL, "other": JAPANESE, "third": KOREAN})

    assert found == [({"JPN", "KOR", "USA"}, "2023-05-21")]


@pytest.mark.usefixtures("engine")
def test_a_meeting_of_two_on_the_margin_is_a_meeting_of_its_own(tmp_path: Path) -> None:
    assert ({"USA"}, "2023-05-21") in told(tmp_path, {"one": TRILATERAL, "other": BILATERAL})


def test_who_tells_the_press_of_a_call_took_no_part_in_it() -> None:
    words = "Following the call, the aide Ann Reed told journalists about it"
    told_by = (Evidence("doc-0", 14, 18, "call"), Evidence("doc-0", 0, len(words), words))
    event = Event(id="evt-0", document="doc-0", event="CONSULT", evidence=told_by)

    assert tells_the_press(event, "Ann Reed")
    assert not tells_the_press(event, "the call")


UNDATED = (
    "President Xi Jinping Speaks with US President Joe Biden on the Phone\n\n"
    "President Xi Jinping spoke with US President Joe Biden on the phone. President Xi stressed that the two sides "
    "should keep China-US relations stable, and that the US side should abide by the one-China principle.\n"
)


@pytest.mark.usefixtures("engine")
def test_a_readout_without_a_day_tells_the_only_call_of_these_two_that_is_known(tmp_path: Path) -> None:
    assert told(tmp_path, {"one": AMERICAN, "other": UNDATED}) == [({"CHN", "USA"}, "2022-07-28")]


@pytest.mark.usefixtures("engine")
def test_a_readout_without_a_day_is_left_alone_where_it_can_tell_one_of_two_calls(tmp_path: Path) -> None:
    earlier = (
        "Readout of President Biden's Call with President Xi Jinping of China\n\nMARCH 18, 2022\n\nPresident Joseph R. "
        "Biden, Jr. spoke today with President Xi Jinping of China on the war in Ukraine. He described the costs that "
        "any material support for the invasion would have, and how the allies had answered it.\n"
    )
    found = told(tmp_path, {"one": AMERICAN, "earlier": earlier, "other": UNDATED})

    assert ({"CHN"}, None) in found
