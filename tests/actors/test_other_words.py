"""Who is named in other words, by a name that is a title too, or by a pronoun that only grammar explains."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import document_of, read
from tests.actors.test_told_speakers import told, who

Finder = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Judge T.S. Varnholt sided with him. Varnholt said no.", "Varnholt", "T.S. Varnholt"),
        ("Mr. P.J. Varnholt, who was there, said no. Mr. Varnholt left.", "Mr. Varnholt", "P.J. Varnholt"),
        ("Rep. Rob Bishop argued so. Mr. Bishop said no.", "Mr. Bishop", "Rob Bishop"),
        ("Spokeswoman Megan Person said so. Nobody was hurt, Person said.", "Person", "Megan Person"),
        ("Rep. Rob Bishop argued so. The congressman said no.", "The congressman", "Rob Bishop"),
    ],
)
def test_names_with_two_initials_and_names_that_are_titles(found: Finder, text: str, words: str, name: str) -> None:
    assert (words, name) in found(text)


def test_a_title_before_a_name_is_no_family_name(found: Finder) -> None:
    text = "Rep. Steve King met King Salman. The King said no."
    assert ("The King", "Steve King") not in found(text)


def test_who_was_dismissed_is_not_he_who_dismissed_him(found: Finder) -> None:
    text = "Ivan Varnholt met Omar Feldkamp, whom he accused of theft."
    assert ("he", "Ivan Varnholt") in found(text)


def test_a_short_name_with_us_is_that_of_the_body_named_in_full() -> None:
    text = "Today the U.S. Lighthouse Commission said so. Later the USLC said more."
    result = told(text, "the U.S. Lighthouse Commission", "the USLC")
    assert who(result, "USLC")[1] == "U.S. Lighthouse Commission"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ivan Varnholt said no. The former mayor said it was over.", "The former mayor"),
        ("Ivan Varnholt said no. The presumptive nominee said it was over.", "The presumptive nominee"),
        ("Ivan Varnholt said no. The 37-year-old singer said it was over.", "The 37-year-old singer"),
    ],
)
def test_the_person_who_spoke_last_is_called_by_what_he_was(text: str, source: str) -> None:
    assert who(told(text, "Ivan Varnholt", source), source)[:2] == ("person", "Ivan Varnholt")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ivan Varnholt said no. The former head of the bank said it was over.", "The former head"),
        ("Ivan Varnholt said no. The senior senator said it was over.", "The senior senator"),
        ("Ivan Varnholt and Omar Feldkamp said no. The former mayor said it was over.", "The former mayor"),
        ("Ivan Varnholt recalled it, when the fired director said it was over.", "the fired director"),
    ],
)
def test_other_words_for_somebody_else_mean_nobody_named(text: str, source: str) -> None:
    found = told(text, source)
    names = {actor.id: actor.name for actor in found.actors}
    assert not any(one.quote == source and names[one.actor] == "Ivan Varnholt" for one in found.mentions)


def test_the_reporter_whose_name_follows_is_that_person() -> None:
    found = told("The reporter, Ivan Varnholt, wrote: no.", "The reporter, Ivan Varnholt,")
    assert who(found, "The reporter")[:2] == ("person", "Ivan Varnholt")


@pytest.mark.parametrize(
    ("text", "source", "words", "kind"),
    [
        ("Nine in 10 Americans say so.", "Nine in 10 Americans", "Nine in 10 Americans", "group"),
        ("In the survey, 39% said so.", "39%", "39%", "unnamed"),
        ("No, said one Republican close to him.", "one Republican close", "one Republican", "unnamed"),
        ("People who know him say no.", "People who know him", "People", "group"),
    ],
)
def test_shares_of_a_survey_and_people_who_know_are_speakers(text: str, source: str, words: str, kind: str) -> None:
    assert who(told(text, source), words)[0] == kind


def test_they_are_nobody_of_whom_their_own_words_speak(found: Finder) -> None:
    text = (
        "Senator Ivan Varnholt and Senator Omar Feldkamp wrote a letter. "
        "“President Joe Biden and Secretary Antony Blinken should act,” they said."
    )
    assert {name for words, name in found(text, "2022-06-08") if words == "they"} == {"Ivan Varnholt", "Omar Feldkamp"}


def test_an_embassy_is_not_of_the_state_it_stands_in(found: Finder) -> None:
    text = "The embassy in Kabul announced today that it closes."
    names = found(text, "2021-06-11", outlet="US Department of State")
    assert ("The embassy in Kabul", "Embassy of the United States in Kabul") in names
    assert ("The embassy in Kabul", "Embassy of Afghanistan in Kabul") not in found(text, "2021-06-11")


def test_a_senator_of_a_report_on_another_state_may_be_theirs() -> None:
    text = "The Philippines and the Philippine police disagree. Sen. Ivan Varnholt said no."
    actors = read(document_of(text, "2018-01-01", outlet="CNN")).actors
    assert [actor.country for actor in actors if actor.name == "Ivan Varnholt"] == [None]


def test_a_lawmaker_whose_state_is_told_sits_in_the_american_congress() -> None:
    assert who(told("Sen. Ivan Varnholt, D-Ohio, said no.", "Sen. Ivan Varnholt"), "Sen. Ivan Varnholt")[2] == "USA"
    assert who(told("Senator Ivan Varnholt said no.", "Senator Ivan Varnholt"), "Senator Ivan Varnholt")[2] is None


def test_a_body_before_a_title_and_a_name_is_no_speaker_of_its_own() -> None:
    source = "Citizens for Tax Reform President Ivan Varnholt"
    result = told(f"“It is over,” said {source}.", source)
    assert {actor.kind for actor in result.actors} == {"person"}


def test_the_president_of_a_state_is_its_president_before_one_of_no_state(found: Finder) -> None:
    text = "President Omar Feldkamp spoke. Later the president of Cuba said no."
    assert ("the president of Cuba", "Miguel Díaz-Canel") in found(text, "2021-07-12")


def test_my_administration_is_that_of_the_page(found: Finder) -> None:
    text = "My Administration announced new rules."
    assert ("My Administration", "Government of the United States") in found(
        text, "2022-04-29", outlet="The White House"
    )


def test_a_body_keeps_the_state_at_the_end_of_its_name() -> None:
    source = "the Cyber Lighthouse Association of China"
    result = told(f"Today {source} said no.", source)
    assert "Cyber Lighthouse Association of China" in {actor.name for actor in result.actors}
