"""Readouts that people paste as plain text: whose they are is told by how they name both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning import clean
from onrecord.cleaning._metadata import names_in_byline
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


BRIEFING = """Home
The Ministry
Countries and Regions
Home > Press Service > Remarks > Regular Press Conference
Foreign Ministry Spokesperson Lin Jian’s Regular Press Conference on April 17, 2025
Updated: April 17, 2025 20:35
CCTV: The foreign minister will travel next week. Could you share the agenda of the visit with us?
Lin Jian: At the invitation of his counterpart, he will pay a visit from April 25 to 27. We hope for results.
Bloomberg: The U.S. said it will impose port fees on ships that were built in China. What is the response?
Lin Jian: China firmly opposes the move, which raises the cost of shipping for the whole world, and urges its end.
AFP: Have the two sides held talks on this, as has been reported several times in the last few days?
Lin Jian: As far as I know, the two sides have not held any consultation on tariffs, still less reached agreement.
Suggest to a friend
Print
"""


def test_a_briefing_without_address_is_that_of_the_spokespersons_office() -> None:
    found = page(BRIEFING)
    assert found.kind == "transcript"
    assert found.outlet == "Ministry of Foreign Affairs of China"
    assert found.title == "Foreign Ministry Spokesperson Lin Jian’s Regular Press Conference on April 17, 2025"


def test_who_gives_a_briefing_may_stand_below_its_heading() -> None:
    text = (
        "An official website of the United States Government\n"
        "Department Press Briefing – March 6, 2025\n"
        "Tammy Bruce, Department Spokesperson\n"
        "Washington, D.C.\n"
        "March 6, 2025\n"
        "MS BRUCE: All right, everyone. Good afternoon. I have a few things at the top of this briefing today.\n"
        "QUESTION: Thank you. On the line between the two capitals, has anybody picked up the phone this week?\n"
        "MS BRUCE: I have no calls to preview, as you know. They spoke in January, and both said they would again.\n"
    )
    found = page(text)
    assert (found.outlet, found.title) == ("US Department of State", "Department Press Briefing – March 6, 2025")


def test_a_word_in_a_control_of_the_page_is_no_outlet() -> None:
    text = (
        "Defence chiefs speak by video for the first time since November\n"
        "Reading Time: 3 minutes\n"
        "The defence ministers of the two countries spoke by video on Tuesday, their ministries said on Wednesday.\n"
        "Both described the call as candid, and one of them said that further discussions would be held soon.\n"
    )
    assert page(text).outlet is None


def test_a_copy_is_not_headed_by_its_trail_of_sections() -> None:
    text = (
        "GlobalDailyBuzz\n"
        "Home » World » Defence chiefs speak by video\n"
        "Defence chiefs speak by video for the first time since November\n"
        "by Admin November 3, 2025 in World 0\n"
        "The defence ministers of the two countries spoke by video on Tuesday, their ministries said on Wednesday.\n"
        "Both described the call as candid, and one of them said that further discussions would be held soon.\n"
        "Communication between the two was frozen in August 2022 and was restored in the November of 2023.\n"
    )
    assert page(text).title == "Defence chiefs speak by video for the first time since November"


def test_an_embassy_speaks_for_the_state_that_sent_it() -> None:
    text = (
        "Embassy of the People's Republic of China in the United States of America\n"
        "Embassy Spokesperson's Remarks on the U.S. Announcement on Export Controls\n"
        "2025-01-14 05:11\n"
        "Q: Yesterday the U.S. Department of Commerce announced new rules on exports. What is China's comment?\n"
        "A: China is firmly opposed to the move. The U.S. has overstretched the concept of national security.\n"
        "Q: A U.S. official said that the two sides would hold a second meeting. Could you confirm that?\n"
        "A: The two heads of state agreed in Lima in November to keep in touch. I have nothing more to share.\n"
    )
    found = page(text)
    assert (found.kind, found.outlet) == ("official", "Government of China")
    assert found.title == "Embassy Spokesperson's Remarks on the U.S. Announcement on Export Controls"


def test_a_report_on_a_briefing_is_not_the_spokespersons() -> None:
    text = (
        "Five Takeaways From Tammy Bruce's First Press Briefing\n"
        "March 6, 2025\n"
        "Tammy Bruce took questions for forty minutes on Thursday and said that nothing had been agreed with China.\n"
        "She added that no call was planned, and that the policy on Taiwan had not changed, as reporters pressed her.\n"
    )
    found = page(text)
    assert (found.kind, found.outlet) == ("original", None)


def test_the_end_of_a_heading_is_nobodys_name() -> None:
    assert names_in_byline("OF CHINA") == []
    assert names_in_byline("By Ann Lee and Tom Hale") == ["Ann Lee", "Tom Hale"]
