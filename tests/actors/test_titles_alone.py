"""Titles with a family name or none: who held the office when the text was written."""

from __future__ import annotations

from collections.abc import Callable

Finder = Callable[..., list[tuple[str, str]]]
DAY = "2022-06-08"


def test_the_label_of_the_vice_president_is_of_the_white_house(found: Finder) -> None:
    assert ("THE VICE PRESIDENT", "Kamala Harris") in found("Q  Good to be home?\nTHE VICE PRESIDENT: It is.", DAY)


def test_the_vice_president_so_written_in_a_text_of_no_other_state(found: Finder) -> None:
    text = "Today, the Vice President spoke with workers. The Vice President thanked them for their work."
    assert found(text, DAY)[-1] == ("The Vice President", "Kamala Harris")


def test_the_president_of_a_text_that_names_another_state_stays_open(found: Finder) -> None:
    assert ("The President", "Joe Biden") not in found("The President thanked the workers of Kenya.", DAY)


def test_the_president_in_small_letters_stays_open(found: Finder) -> None:
    assert found("A vote was held. Later the president thanked the members of the club.", DAY) == []


def test_an_administration_may_bear_two_names(found: Finder) -> None:
    text = "The Biden-Harris Administration announced a new rule."
    assert [name for _, name in found(text, DAY)] == ["Government of the United States"]


def test_the_counselor_is_who_was_called_so(found: Finder) -> None:
    text = "Counselor Derek Chollet met with representatives. The Counselor expressed sympathy for the victims."
    assert found(text, DAY)[-1] == ("The Counselor", "Derek Chollet")


def test_a_label_with_office_and_family_name_is_who_held_it_then(found: Finder) -> None:
    text = "SECRETARY BLINKEN: Welcome.\nKING ABDULLAH: Thank you.\nFOREIGN MINISTER HUSSEIN: Thank you very much."
    assert [name for _, name in found(text, "2021-07-20")] == ["Antony Blinken", "Abdullah II", "Fuad Hussein"]
