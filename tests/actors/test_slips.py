"""Names with a slip of the pen, and full names behind long titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.actors._spots import in_ordinary_letters

Finder = Callable[..., list[tuple[str, str]]]


def test_two_letters_may_have_changed_places(found: Finder) -> None:
    text = "Deputy Secretary of State for Management and Resources Brain McKeon met with the High Commissioner."
    assert [name for _, name in found(text, "2022-04-11")] == ["Brian McKeon"]


@pytest.mark.parametrize(
    ("written", "name"),
    [("Wang Wengtao", "Wang Wentao"), ("Kim Jung Un", "Kim Jong Un"), ("Mitch McConnel", "Mitch McConnell")],
)
def test_one_wrong_letter_in_the_name_of_an_officeholder(written: str, name: str, found: Finder) -> None:
    assert (written, name) in found(f"On Monday {written} said that the talks go on.", "2023-02-19")


def test_a_name_of_another_given_name_is_another_person(found: Finder) -> None:
    assert "Mark Kelly" not in {name for _, name in found("On Monday Mary Kelly said yes.", "2023-02-19")}


def test_who_holds_no_office_at_the_time_is_not_meant(found: Finder) -> None:
    assert "Wang Wentao" not in {name for _, name in found("On Monday Wang Wengtao said yes.", "1999-02-19")}


def test_those_whose_meeting_is_only_planned_are_not_they(found: Finder) -> None:
    text = (
        "Jake Sullivan spoke today with Kim Sung-han. Jake Sullivan and Kim Sung-han noted that the meeting between"
        " Joe Biden and Yoon Suk-yeol is an opportunity. They also condemned the launches."
    )
    assert {name for words, name in found(text, "2022-05-12") if words == "They"} == {"Jake Sullivan", "Kim Sung-han"}


def test_a_verb_of_a_headline_is_no_part_of_a_name(found: Finder) -> None:
    text = "Vice President Harris Outlines How the Plan Lowers Costs for All\nVice President Harris spoke today."
    assert {name for _, name in found(text, "2021-08-10")} == {"Kamala Harris"}


def test_a_form_of_address_before_the_family_name_tells_the_pronoun(found: Finder) -> None:
    text = "Secretary Zorblat Ofran spoke first. Ms. Ofran said that there are more powers. He shook his head."
    assert not [words for words, _ in found(text) if words in ("He", "his")]
    assert ("She", "Zorblat Ofran") in found(text.replace("He shook his", "She shook her"))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("AMY GOODMAN", "Amy Goodman"),
        ("BILL McKIBBEN", "Bill McKibben"),
        ("JOHN F. KELLY III", "John F. Kelly III"),
        ("Amy Goodman", "Amy Goodman"),
        ("MBS", "MBS"),
    ],
)
def test_a_name_in_capitals_is_the_name_in_ordinary_letters(label: str, name: str) -> None:
    assert in_ordinary_letters(label) == name
