"""Whose words a quotation is, told by a clause that describes him, by his own phrase, or by a signature below it."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine

from .test_who_speaks import speakers, told


def said(text: str, engine: ModelEngine) -> list[tuple[str | None, str]]:
    return [(one.speaker, one.content) for one in told(text, engine)]


_LEAD = "The talks went on for two days.\n\n"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "At the other end there's Senator Marco Rubin, who says, “I do not believe that people do this.”",
            "Marco Rubin",
        ),
        (
            "The shrug came from the minister Juha Sipola, a former banker, who pointed out that the polls “got it"
            " pretty badly wrong about the vote as well”.",
            "Juha Sipola",
        ),
        (
            "Kerry argued with Sen. Ron Pauls, R-Ky., who told him that he “hasn't talked to anybody who supports the"
            " call for war.”",
            "Ron Pauls",
        ),
        (
            "He was followed by Lee Drum, a senior analyst with Third Road, who described the split as “the most"
            " underreported story of this year.”",
            "Lee Drum",
        ),
    ],
)
def test_who_stands_for_the_person_named_before_it(text: str, speaker: str, engine: ModelEngine) -> None:
    assert speakers(_LEAD + text, engine) == {speaker}


def test_who_without_quoted_words_tells_of_a_stand_in_passing(engine: ModelEngine) -> None:
    assert not told(_LEAD + "The bill was blocked by Lee Drum, who opposes the deal with Iran.", engine)


@pytest.mark.parametrize(
    "text",
    [
        "The press works as a “kind of massive campaign committee,” in Fiona Hale's words.",
        "The press works as a “kind of massive campaign committee,” in the words of Fiona Hale.",
        "In the words of Fiona Hale, “nobody wins a trade war that has no end in sight.”",
        "If this is “the path for nations all across the world,” as Fiona Hale put it, the others were right to laugh.",
    ],
)
def test_words_that_are_said_to_be_somebodys(text: str, engine: ModelEngine) -> None:
    [(speaker, content)] = said(_LEAD + text, engine)
    assert speaker == "Fiona Hale"
    assert content.startswith(("kind of", "nobody wins", "the path"))


def test_who_is_quoted_speaks_and_who_quotes_him_tells(engine: ModelEngine) -> None:
    text = _LEAD + "“Everyone has to work for peace,” Paul Dent was quoted as saying by state media."
    assert said(text, engine) == [("Paul Dent", "Everyone has to work for peace,")]


def test_a_second_quoted_name_belongs_to_the_first(engine: ModelEngine) -> None:
    text = _LEAD + "Paul Dent lashed out, calling the raids “a disgrace” and, absurdly, “an attack on our country.”"
    assert ("Paul Dent", "the raids “a disgrace” and, absurdly, “an attack on our country.”") in said(text, engine)


def test_a_cut_quotation_goes_on_behind_a_participle(engine: ModelEngine) -> None:
    text = (
        _LEAD + "“What we need as a nation,” Paul Dent wrote to lawmakers in 2014, echoing the president, “is a new"
        " sense of purpose, where we all rise or fall together.”"
    )
    assert any(speaker == "Paul Dent" and content.endswith("fall together.") for speaker, content in said(text, engine))


def test_the_title_of_an_article_is_not_what_its_paper_said(engine: ModelEngine) -> None:
    text = (
        _LEAD + "Under the headline “War is coming to our shores”, the Global Daily said in an editorial that the"
        " visit “would not go unpunished”."
    )
    assert [content for _, content in said(text, engine)] == ["the visit “would not go unpunished”"]


def test_a_digest_signs_what_it_quotes_below_it(engine: ModelEngine) -> None:
    text = """Both sides worry about the fleet:

“The visit was a mistake, and nobody in the region believes that it helped the island in any way.”

Editorial Board, Washington Post

“There is no reason to fear a war this year. The two armies have talked since spring and they will go on.”

Joe Patters, New York Times

“A strike would be a crime, and it would cost the president every friend he has left.” Kevin Drummond, Mother Jones"""
    found = said(text, engine)
    assert [speaker for speaker, _ in found] == ["The Washington Post", "Joe Patters", "Kevin Drummond"]
    assert found[2][1].startswith("A strike would be a crime")


def test_a_place_below_a_quotation_is_no_signature(engine: ModelEngine) -> None:
    text = "“He did not get any sun,” Paul Dent said. “He had a hat on.”\n\nBeijing, China\n\nThe next day it rained."
    assert speakers(text, engine) == {"Paul Dent"}


def test_it_is_the_body_that_spoke_last_and_never_the_two_sides(engine: ModelEngine) -> None:
    text = (
        "General Wu Yanan held a video call with Admiral Samuel Paparo, who heads the US Indo-Pacific Command, on"
        " Tuesday, the Chinese defence ministry said.\n\nThe two sides had a frank exchange of views, it said in a"
        " statement."
    )

    assert speakers(text, engine) == {"Ministry of National Defense of China"}


def test_who_reaffirms_again_is_the_subject_and_no_clause_before_it(engine: ModelEngine) -> None:
    text = (
        "Secretary Lloyd Austin met Dong. He reaffirmed that the United States remains committed to its policy, which"
        " is guided by the Taiwan Relations Act, the Joint Communiqués, and the Six Assurances, and reaffirmed the"
        " importance of peace and stability across the Strait."
    )

    assert speakers(text, engine) == {"Lloyd Austin"}
