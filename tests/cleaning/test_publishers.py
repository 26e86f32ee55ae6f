"""Readouts that people paste as plain text: whose they are is told by how they name both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning import clean
from onrecord.records import Document, RawPage
from onrecord.reference import Reference

AMERICAN = """\
Readout of President Joe Biden's Call with President Xi Jinping of the People's Republic of China

President Joe Biden spoke today with President Xi Jinping. President Biden emphasized the importance of peace across \
the Taiwan Strait. He raised concerns about the PRC's trade policies. The two leaders welcomed open channels of \
communication.
"""
CHINESE = """\
President Xi Jinping Speaks with U.S. President Joe Biden on the Phone

President Xi Jinping received a phone call from U.S. President Joe Biden. President Xi stressed that the two sides \
should keep China-U.S. relations stable. The U.S. side should turn its commitment into action.
"""
PRESS = """\
Biden and Xi speak by phone

WASHINGTON - President Joe Biden spoke with Chinese President Xi Jinping on Tuesday, their first call in two years. \
U.S.-China relations have been strained over Taiwan. Xi stressed that Taiwan is a red line, according to a readout. \
A senior administration official told reporters that the call was candid.
"""


def page(text: str, url: str | None = None) -> Document:
    return clean(RawPage(path="page.txt", content=text, url=url), Reference.bundled())


@pytest.mark.parametrize(
    ("text", "outlet"),
    [(AMERICAN, "Government of the United States"), (CHINESE, "Government of China"), (PRESS, None)],
)
def test_the_words_tell_whose_readout_it_is(text: str, outlet: str | None) -> None:
    found = page(text)

    assert found.outlet == outlet
    assert found.kind == ("official" if outlet else "original")


def test_an_address_says_more_than_the_words() -> None:
    assert page(CHINESE, "https://www.thepaper-of-nowhere.com/news/1").outlet != "Government of China"
    assert page(AMERICAN, "https://www.mfa.gov.cn/eng/1.html").outlet == "Ministry of Foreign Affairs of China"


@given(st.text(max_size=400))
def test_any_text_has_a_publisher_or_none_or_names_its_outlet(text: str) -> None:
    outlet = page(text).outlet

    known = {one.name for one in Reference.bundled().outlets}
    assert outlet is None or outlet in known or outlet.casefold() in text.casefold()


def test_the_pentagons_readout_has_a_dateline_of_its_own() -> None:
    text = (
        "Readout of the Chairman's Call\n\nWASHINGTON, D.C. - Pentagon spokesperson Ann Reed provided the following "
        "readout: The Chairman spoke with General Liu Zhenli of the People's Liberation Army by video. The two "
        "discussed open lines of communication.\n"
    )
    found = page(text)
    assert found.outlet == "Government of the United States"
    assert found.kind == "official"


def test_a_readout_of_the_white_house_tells_of_an_evening() -> None:
    text = (
        "Readout of President Biden's Call with President Zelenskyy of Ukraine\n\nPresident Joseph R. Biden, Jr. spoke "
        "this evening with President Volodymyr Zelenskyy of Ukraine. He welcomed the news of the day.\n"
    )
    assert page(text).outlet == "Government of the United States"
