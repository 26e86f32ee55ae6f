"""Shapes of lines, whatever their language: names, credits, rows of headlines. All texts are made up."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning._line_shapes import line_shapes
from onrecord.cleaning._lines import split_units

NAME, BY, BY_ALONE = 0, 1, 2
NAME_LINE, AGENCY, OWNER_WORD, TWO_OWNERS = 6, 9, 12, 18
OPENINGS, REPEATS, RUNS = slice(-9, -6), slice(-6, -4), slice(-4, None)


def shapes(text: str) -> np.ndarray:  # type: ignore[type-arg]
    return line_shapes(split_units(text))


def test_a_bare_name_is_told_from_a_sentence() -> None:
    name, sentence = shapes("Anna Beispiel\nThe harbour was closed for the whole of the week, the mayor said.")
    assert name[NAME] == 1.0
    assert sentence[NAME] == 0.0


def test_a_name_with_its_date_is_a_name_line_in_other_languages_too() -> None:
    german, glued = shapes("Anna Beispiel,  26.04.2024 10:00 Uhr\nKari Eksempel2 hours ago")
    assert german[NAME_LINE] == 1.0
    assert glued[NAME_LINE] == 1.0


def test_who_signs_is_told_by_small_words_before_names() -> None:
    found = shapes("von Anna Beispiel und Max Muster\ndi Luca Esempio\nvon der Küste bis in die Berge\nBy\nAnn Smith")
    assert found[0, BY] == 2.0
    assert found[1, BY] == 2.0
    assert found[2, BY] == 1.0
    assert found[3, BY_ALONE] == 1.0


def test_owners_of_pictures_are_told_by_their_marks() -> None:
    found = shapes("The minister at the old port (AFP)\nFoto: Max Muster\nAnn Smith/Agency\nA walk by the sea")
    assert found[0, AGENCY] == 1.0
    assert found[1, OWNER_WORD] == 1.0
    assert found[2, TWO_OWNERS] == 1.0
    assert not found[3, [AGENCY, OWNER_WORD, TWO_OWNERS]].any()


def test_lines_that_open_alike_are_counted() -> None:
    found = shapes("Les også: The harbour\nA line between them\nLes også: The mayor\nLes også: The bridge")
    assert found[0, OPENINGS][0] == 3.0
    assert found[1, OPENINGS][0] == 1.0


def test_the_same_line_further_down_is_found_with_its_distance() -> None:
    found = shapes("What to see\nHow to get there\nSomething else\nWhat to see")
    assert found[0, REPEATS].tolist() == [99.0, 3.0]
    assert found[3, REPEATS].tolist() == [3.0, 99.0]


def test_a_row_of_headlines_is_counted_from_both_ends() -> None:
    found = shapes(
        "The council met for two hours on Monday and left without a vote on it.\n"
        "Harbour closed for a week\n2 hours ago\nMayor opens the new bridge\nSchools to stay open"
    )
    assert found[4, RUNS].tolist()[:2] == [2.0, 3.0]
    assert found[1, RUNS].tolist()[2:] == [2.0, 3.0]


@given(st.text(max_size=300))
def test_every_text_has_shapes_of_finite_numbers(text: str) -> None:
    assert np.isfinite(shapes(text)).all()
