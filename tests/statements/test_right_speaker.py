"""Who speaks where nobody's name stands by the verb, or a name of an unusual form does."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine

from .helpers import statements_of
from .test_who_speaks import speakers, told


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "“Our officers are the best in the world,” New York Mayor Bill de Blasio said on Sunday. The schools will"
            " stay open, de Blasio said.",
            "Bill de Blasio",
        ),
        (
            "The plan was sent by Jenesha de Rivera, a director of the fund. De Rivera said the money had been spent.",
            "Jenesha de Rivera",
        ),
    ],
)
def test_the_particle_of_a_family_name(text: str, speaker: str, engine: ModelEngine) -> None:
    assert speakers(text, engine) == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"Does he have your confidence?" asked one reporter.', "one reporter"),
        ("“He never crossed that line,” said one long-time Rand Paul adviser.", "one long-time Rand Paul adviser"),
        ("On Friday, the 14th Circuit said that the order discriminated against foreigners.", "14th Circuit"),
        ("But some in the scientific community said that the rule would do harm.", "some in the scientific community"),
        ("The site's editor-in-chief said on Wednesday that the police had spied on it.", "The site's editor-in-chief"),
    ],
)
def test_speakers_without_a_name_keep_their_words(text: str, speaker: str, engine: ModelEngine) -> None:
    assert speakers(text, engine) == {speaker}


def test_the_professor_is_he_who_was_called_one(engine: ModelEngine) -> None:
    text = (
        "The analysis was made by Carlos Marsh, a Stanford University professor, for the senator.\n\n"
        "The professor concluded that most of her family had come from Europe."
    )
    assert speakers(text, engine) == {"Carlos Marsh"}


def test_to_whom_a_letter_was_written_did_not_write_it(engine: ModelEngine) -> None:
    text = "Two lawmakers wrote to her. The letter to Hillary Clinton said that the guards had asked for more money."
    assert "Hillary Clinton" not in speakers(text, engine)


def test_he_is_not_who_spoke_before_where_several_others_have_been_named_since(engine: ModelEngine) -> None:
    text = (
        '"We want to help," said White House spokesman Hogan Gidley.\n\n'
        "Max Marsh attended the meeting. His son, Alex Marsh, was killed in the shooting. He said he was told that the"
        " White House would act."
    )
    assert [one.speaker for one in told(text, engine)][:1] == ["Hogan Gidley"]
    assert [one.speaker for one in told(text, engine)][-1] != "Hogan Gidley"


def test_he_is_the_subject_of_the_clause_in_front(engine: ModelEngine) -> None:
    text = (
        "Stephen Keller clashed with President Anders on the pipeline. Although Justin Marsh supports the pipeline, he"
        " said relations should not hinge on the project."
    )
    assert [one.speaker for one in told(text, engine)] == ["Justin Marsh"]


def test_it_goes_on_with_the_text_that_spoke(engine: ModelEngine) -> None:
    text = (
        "The lawsuit was filed in New York on Monday.\n\nThe filing says the subpoenas have no lawful purpose.\n\n"
        'It adds: "No grounds exist to establish any purpose other than a political one."'
    )
    assert [one.speaker for one in told(text, engine)] == ["The filing", "The filing"]


def test_she_goes_on_though_her_quoted_words_name_others(engine: ModelEngine) -> None:
    text = (
        "Hillary Clinton spoke at a college on Friday. “Of course, there are specifics,” she said.\n\n"
        "“But the trend lines matter. George Marsh is popular in Africa. Why? Because of his emergency program.”\n\n"
        "She then added that the country spends a “lot of time and effort” abroad."
    )
    assert {one.speaker for one in told(text, engine)} == {"Hillary Clinton"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The cleric Anwar Marsh is shown lecturing: “People of the West, learn from the lessons of history.”",
            "Marsh",
        ),
        ("Keller opened his speech with a joke: “I am not going to the party this year.”", "Keller"),
        ("“We will not go to the talks,” came the reply from the minister.", "minister"),
        ("“We must make a list of them,” Anna Marsh can be heard saying in the footage.", "Marsh"),
    ],
)
def test_quotations_without_a_plain_verb_of_saying(text: str, speaker: str, engine: ModelEngine) -> None:
    [found] = speakers(text, engine)
    assert (found or "").endswith(speaker)


def test_whom_a_report_is_about_did_not_write_it(engine: ModelEngine) -> None:
    text = (
        "According to a new report issued in response to concerns about Hillary Clinton, the fund had lost its money."
    )
    assert "Hillary Clinton" not in speakers(text, engine)


def test_who_asked_is_not_he_who_answers(engine: ModelEngine) -> None:
    text = (
        '"We could not have imagined such a tragedy," Carsten Marsh said.\n\n'
        "When asked by a reporter whether this was a crime, he declined to say so. He then added: “I’m no lawyer, and"
        " I do not want to guess.”"
    )
    assert told(text, engine)[-1].speaker == "Carsten Marsh"


def test_he_whose_words_name_who_spoke_last_is_the_other(engine: ModelEngine) -> None:
    text = (
        "Donald Trump says he would pick up some of that support.\n\n"
        "Larry Marsh, director of a center for politics, sided with Trump in that regard.\n\n"
        "“Trump will get a share. He might not get a majority, but he’ll get a share,” he told Fox News."
    )
    assert told(text, engine)[-1].speaker == "Larry Marsh"


def test_whom_the_last_saying_was_about_is_not_he_who_goes_on() -> None:
    text = "“It is a race,” Mr Lee said, in reference to Kim Bora.\nHe said that the harbour must be closed."
    found = statements_of(text, {"Lee": "lee", "Kim Bora": "kim"})
    assert [one.speaker for one in found] == ["actor-lee", "actor-lee"]
