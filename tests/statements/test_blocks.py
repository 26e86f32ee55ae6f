"""Paragraphs set into a page, with or without quotation marks, belong to whom the line before names."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine
from onrecord.records import Statement

from .helpers import statements_of, told
from .test_who_speaks import told as told_by_model

NAMES = {"Marsh": "marsh", "Carla Marsh": "marsh", "Lee": "lee", "The Daily Post": "post", "Daily Post": "post"}
WORDS = "We have spoken with both sides this week. Nobody at the table wants the talks to end without a result."


def block(lead: str, words: str = WORDS, marks: str = "{}") -> Statement | None:
    """The statement whose words are the whole paragraph below a lead."""
    before = "The fleet left on Monday.\nNobody had seen it go.\n"
    found = statements_of(f"{before}{lead}\n{marks.format(words)}\nThe harbour was calm in the evening.", NAMES)
    return next((one for one in found if told(one).rstrip(".") == words.rstrip(".")), None)


@pytest.mark.parametrize("marks", ["{}", "\u201c{}\u201d"])
@pytest.mark.parametrize(
    "lead",
    [
        "Carla Marsh wrote:",
        "Carla Marsh said on Twitter:",
        "Carla Marsh told reporters in the harbour on Wednesday:",
        "Here's what Carla Marsh said when asked about the fleet:",
        "Carla Marsh issued a statement on Wednesday morning:",
        "The committee sent out this statement from Carla Marsh:",
        "Carla Marsh offered the following blunt response on Monday:",
        "First, let's examine Carla Marsh's public statement on the matter:",
    ],
)
def test_a_paragraph_below_a_lead_that_names_somebody_is_his(lead: str, marks: str) -> None:
    found = block(lead, marks=marks)
    assert found is not None
    assert found.speaker == "actor-marsh"
    assert found.mode == "direct"


@pytest.mark.parametrize(
    "lead",
    [
        "From The Daily Post:",
        "More from the Daily Post:",
        "According to a story in The Daily Post:",
        "The fleet left the harbour in the night (via The Daily Post):",
    ],
)
def test_a_paragraph_below_the_name_of_a_paper_is_the_papers(lead: str) -> None:
    found = block(lead)
    assert found is not None
    assert found.speaker == "actor-post"


@pytest.mark.parametrize(
    "lead",
    [
        "Carla Marsh said on Wednesday that there were three reasons:",
        "As Carla Marsh noted on Sunday, the plan for the fleet has many flaws:",
        "Carla Marsh named several conditions:",
        "The standing of Carla Marsh continues to fall as a result:",
        "Many criticized Carla Marsh's statement:",
        "Relevant links from the show:",
        "You can hear Carla Marsh make the comments in the video below:",
        "In response to the statement:",
    ],
)
def test_a_lead_that_tells_something_itself_or_announces_a_list_names_nobody(lead: str) -> None:
    assert block(lead) is None


@pytest.mark.parametrize(
    "words",
    [
        "1. The first of the reasons is the price of coal, which has not fallen for a year in any harbour.",
        "Advertisement The words of a page that sells something are no words of whoever was named above it.",
        "A list of the ships that were seen in the harbour this week and of those that have left it since",
    ],
)
def test_lists_furniture_and_fragments_are_no_blocks(words: str) -> None:
    assert block("Carla Marsh said on Wednesday:", words) is None


def test_what_a_post_follows_leads_to_the_post_and_not_to_what_stands_behind_it() -> None:
    post = "The talks go on. \u2014 Carla Marsh (@marsh) May 3, 2023"
    found = statements_of(f"Carla Marsh answered on Wednesday:\n{post}\n{WORDS}", NAMES)
    assert [told(one) for one in found] == ["The talks go on."]


def test_who_passes_on_what_stands_below_is_the_teller() -> None:
    found = block("Carla Marsh said, according to the Daily Post:")
    assert found is not None
    assert found.speaker == "actor-marsh"
    assert [teller.actor for teller in found.via][:1] == ["actor-post"]


def test_what_a_block_tells_of_others_is_told_by_whoever_the_block_is_of(engine: ModelEngine) -> None:
    text = (
        "From The Daily Post:\n"
        "Three ships left the harbour on Monday. The minister said the fleet would be back within a week, and nobody in"
        " the town had asked for more."
    )
    assert [one.via for one in told_by_model(text, engine) if one.words == "The minister"] == [("Daily Post",)]


def test_what_quoted_words_plainly_tell_of_another_is_a_statement_of_his(engine: ModelEngine) -> None:
    text = (
        "Reuters reports:\n"
        "\u201cGareth Johnson of Pioneer Tours said Otto Warmbier had been detained in North Korea on Jan. 2, and the"
        " embassy in Beijing was looking into the case.\u201d"
    )
    found = [one for one in told_by_model(text, engine) if one.speaker == "Gareth Johnson"]
    assert [one.via for one in found] == [("Reuters",)]


def test_what_somebody_says_of_himself_within_his_words_is_no_saying_of_its_own(engine: ModelEngine) -> None:
    text = "\u201cI said the talks would go on and he told me that they would,\u201d Angela Merkel told reporters."
    assert len(told_by_model(text, engine)) == 1


def test_what_quoted_words_of_nobody_known_tell_of_another_is_no_statement(engine: ModelEngine) -> None:
    text = "The sign above the door was old.\n\u201cThe mayor said that dogs have to stay outside the hall.\u201d"
    assert [one for one in told_by_model(text, engine) if one.words == "The mayor"] == []


def test_what_somebody_who_is_quoted_ascribes_to_several_or_in_passing_is_no_statement(engine: ModelEngine) -> None:
    text = (
        "\u201cBoth leaders gave voice to ordinary people by saying things that nobody thought should be said, and the"
        " president acknowledged much change is needed,\u201d Senator Alan Cayetano told reporters on Monday."
    )
    assert {one.speaker for one in told_by_model(text, engine)} == {"Alan Cayetano"}


@pytest.mark.parametrize(
    "lead",
    [
        "The readout of the talks with Lee stated the following:",
        "In an article of Lee's, reason 13 said the following:",
    ],
)
def test_a_paragraph_of_a_readout_is_nobodys_saying(lead: str) -> None:
    assert block(lead) is None
