"""Two governments' readouts of one call, pasted as plain text: one meeting with both accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord

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
