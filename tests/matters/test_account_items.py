"""The items of an account: where lists are cut, what they are about, and whose words they tell."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.matters._account_items import issues_of, matters_listed, spoken_items
from onrecord.matters._item_topics import topics_of
from onrecord.matters._whose_words import whose_words
from onrecord.records import Span, Statement
from onrecord.reference import Reference

from .reading import read

REFERENCE = Reference.bundled()
COUNTRY_OF = {"Blinken": "USA", "Wang": "CHN", "U.S.": "USA", "China": "CHN", "PRC": "CHN"}
NAMES = re.compile(r"\b(?:" + "|".join(map(re.escape, COUNTRY_OF)) + r")(?!\w)")


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in matters_listed(text, REFERENCE)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "developments in the DPRK and Russia's aggression toward Ukraine",
            ["developments in the DPRK", "Russia's aggression toward Ukraine"],
        ),
        (
            "They exchanged views on the Ukraine crisis, the Palestinian-Israeli conflict and the Korean Peninsula",
            ["They exchanged views on the Ukraine crisis", "Palestinian-Israeli conflict", "Korean Peninsula"],
        ),
        (
            "The two sides exchanged views on the Ukraine issue, the situation in Haiti and others",
            ["The two sides exchanged views on the Ukraine issue", "situation in Haiti and others"],
        ),
        (
            "They discussed progress on counternarcotics, military-to-military communication and talks on AI",
            ["They discussed progress on counternarcotics", "military-to-military communication", "talks on AI"],
        ),
    ],
)
def test_a_list_of_matters_is_cut_where_another_issue_begins(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "They discussed the war between Russia and Ukraine and how to end it",
        "The leaders discussed human rights, including in Hong Kong",
        "They discussed the safe use of artificial intelligence and other technologies",
        "The Secretary raised concerns about tariffs and market access",
        "Peace in Ukraine depends on restraint",
        "They discussed the humanitarian and refugee crisis in Ukraine and Moldova",
        "They discussed what the war in Ukraine does to global food and energy security",
        "They discussed the missile launches of February 26 and March 4 by the DPRK",
    ],
)
def test_what_belongs_together_is_one_item(text: str) -> None:
    assert cut(text) == [text]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab,and onviewsTaiwan Ukraine climate"), max_size=200))
def test_the_parts_of_a_list_stand_one_behind_the_other(text: str) -> None:
    parts = matters_listed(text, REFERENCE)

    assert parts[0][0] == 0
    assert parts[-1][1] == len(text)
    assert all(first <= last for first, last in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(parts))


def test_lines_of_communication_are_military_ones_only_where_militaries_are_named() -> None:
    assert "military-communication" not in issues_of("They agreed to keep open lines of communication", REFERENCE)
    assert "military-communication" in issues_of("They spoke of open military lines of communication", REFERENCE)
    assert issues_of("communication between the two militaries", REFERENCE) == ("military-communication",)


def test_an_item_speaks_of_the_countries_it_names() -> None:
    assert {"in AFG"} <= topics_of("Both sides exchanged views on the situation in Afghanistan", REFERENCE)


@pytest.mark.parametrize(
    ("text", "before", "whose"),
    [
        ("Secretary Blinken raised concerns about the PRC's actions", "unknown", "own"),
        ("The Secretary raised concerns about the PRC's actions", "both", "own"),
        ("Wang Yi said that China hopes for cooperation", "own", "other"),
        ("He stressed that this is a red line", "other", "other"),
        ("He also underscored the need for talks with China", "unknown", "own"),
        ("raised the cases of detained citizens of the U.S.", "own", "own"),
        ("The U.S. side should lift its sanctions", "other", "other"),
        ("The two sides agreed to keep in touch", "own", "both"),
        ("The two sides should meet each other halfway", "other", "other"),
        ("Secretary Blinken and Wang Yi discussed Haiti", "own", "both"),
        ("The meeting was candid and constructive", "own", "both"),
        ("developments in the DPRK", "unknown", "both"),
    ],
)
def test_whose_words_an_item_tells_follows_from_who_speaks_in_it(text: str, before: str, whose: str) -> None:
    assert whose_words(text, "USA", NAMES, COUNTRY_OF, before) == whose


SPOKEN = (
    "Good morning, everyone. I met with Vice Premier He Lifeng here in Geneva over the weekend. We agreed on a pause of"
    " ninety days. It is a beautiful city. We had a robust discussion of fentanyl with them. Our economies do not want"
    " to decouple, and everybody knows it, as I have said many times before in this room and elsewhere as well."
)


def spoken(words: str, *, place: int) -> list[str]:
    page = read("Remarks to the press in Geneva.\n" + words)
    begin = page.document.text.index(words)
    statement = Statement(
        "stmt-1", page.document.id, None, "Bessent", None, None, "direct", (Span(begin, begin + len(words), words),)
    )
    found = spoken_items(page.document, statement, [begin + place] if place >= 0 else [], REFERENCE)
    assert all(page.document.text[one.evidence[0].start : one.evidence[0].end] == one.told_as for one in found)
    return [one.told_as for one in found]


def test_who_tells_of_his_meeting_tells_what_was_talked_of_behind_the_words_that_he_met() -> None:
    assert spoken(SPOKEN, place=SPOKEN.index("met with")) == [
        "We agreed on a pause of ninety days",
        "We had a robust discussion of fentanyl with them",
    ]


def test_a_speech_that_tells_no_meeting_has_no_items_of_one() -> None:
    assert spoken(SPOKEN, place=-1) == []
