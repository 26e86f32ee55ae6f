"""Whose telling a page is that comes as plain text: by its title, its first person, and who stands first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.matters import find_commitment_reports
from onrecord.matters._whose_page import publisher_of
from onrecord.records import Document, RoleSpan
from onrecord.reference import Reference

from .reading import read_given

REFERENCE = Reference.bundled()


def page(title: str, body: str) -> Document:
    text = f"{title}\n\n{body}"
    roles = (RoleSpan(0, len(title), "title"), RoleSpan(len(title) + 2, len(text), "body"))
    return Document("doc-0", "", text, "", "", title=title, roles=roles)


@pytest.mark.parametrize(
    ("title", "body", "parties", "publisher"),
    [
        (
            "Secretary Bessent's remarks to the press in Geneva",
            "We had a very good two days, and we will be back here in a month.",
            ("CHN", "USA"),
            "USA",
        ),
        (
            "Japan Ministry of Defense",
            "Japan-U.S. Defense Ministerial Meeting. The ministers held a meeting in Tokyo and looked to the future.",
            ("JPN", "USA"),
            "JPN",
        ),
        (
            "Minister of Commerce Wang Wentao holds video talks with EU Trade Commissioner Dombrovskis",
            "Source: MOFCOM Spokesperson's Office\n\nThe two sides agreed to start consultations on electric cars.",
            ("CHN", "EUR"),
            "CHN",
        ),
        (
            "Foreign Minister Sergey Lavrov's statement after the talks",
            "We heard each other, and the embassies will work as they should.",
            ("RUS", "USA"),
            "RUS",
        ),
        (
            "Meeting with President Xi Jinping",
            "Today I met with President Xi Jinping. It is in Australia's interests to talk.",
            ("AUS", "CHN"),
            "AUS",
        ),
        (
            "On the talks in London",
            "We made good headway together with our Chinese counterparts, and the teams will go on.",
            ("CHN", "USA"),
            "USA",
        ),
        (
            "EU-China summit: main results",
            "The 24th EU-China summit took place in Beijing. The two sides stressed the importance of trade. They "
            "agreed to meet again, and both leaders reaffirmed their commitments.",
            ("CHN", "EUR"),
            "EUR",
        ),
        (
            "Korea-Japan summit in Tokyo",
            "They agreed to keep the visits going, and both leaders stressed the importance of youth.",
            ("JPN", "KOR"),
            "KOR",
        ),
        (
            "China and the US hold talks on the climate",
            "China's Special Envoy for Climate Change Xie Zhenhua and US Special Presidential Envoy for Climate John "
            "Kerry held talks. The two sides had an in-depth and constructive exchange.",
            ("CHN", "USA"),
            "CHN",
        ),
        (
            "Call between the two trade teams",
            "The ambassador took part in a call with China's Vice Premier Liu He on the agreement.",
            ("CHN", "USA"),
            "USA",
        ),
    ],
)
def test_a_government_s_own_page_is_known_by_its_words(
    title: str, body: str, parties: tuple[str, ...], publisher: str
) -> None:
    assert publisher_of(page(title, body), parties, REFERENCE) == publisher


@pytest.mark.parametrize(
    ("title", "body", "parties"),
    [
        (
            "U.S.-China talks end in Geneva",
            "U.S.-China talks ended on Sunday. The two sides called them candid and constructive, he said Sunday.",
            ("CHN", "USA"),
        ),
        (
            "Xi meets Rubio",
            "The two sides stressed the importance of trade in in-depth talks, the Associated Press reported.",
            ("CHN", "USA"),
        ),
        (
            "A long call",
            "Just had a long call with President Xi Jinping of China. We will meet at the G20 in Argentina.",
            ("ARG", "CHN"),
        ),
    ],
)
def test_the_press_and_a_place_are_nobody_s_own_telling(title: str, body: str, parties: tuple[str, ...]) -> None:
    assert publisher_of(page(title, body), parties, REFERENCE) is None


@given(st.text(), st.text())
def test_any_page_has_an_answer(title: str, body: str) -> None:
    assert publisher_of(page(title, body), ("CHN", "USA"), REFERENCE) in (None, "CHN", "USA")


@pytest.mark.parametrize(("wires", "side"), [(("Xinhua",), "CHN"), (("Reuters",), None), (("Reuters", "Xinhua"), None)])
def test_a_copy_of_what_a_state_run_agency_tells_is_that_states_account(
    wires: tuple[str, ...], side: str | None
) -> None:
    text = (
        "WOODSIDE, Nov. 15 -- The two heads of state agreed to set up a working group on counternarcotics.\n\n"
        "China and the United States also agreed to resume talks between their defense ministries."
    )
    document, *given = read_given(text)

    told = find_commitment_reports(replace(document, outlet=None, wires=wires), *given[:3], (), *given[3:])

    assert told
    assert {by.side for report in told for by in report.asserted_by} == {side}
