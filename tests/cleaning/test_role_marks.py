"""What the model of roles sees of a line's wording. All texts are made up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning._features import long_words
from onrecord.cleaning._lines import split_units
from onrecord.cleaning._role_marks import REACH, near_article, neighbours, role_marks


def marks(text: str) -> np.ndarray:  # type: ignore[type-arg]
    units = split_units(text)
    return role_marks(units, long_words(units))


def test_a_caption_shows_verbs_of_what_can_be_seen_and_a_full_date() -> None:
    caption, sentence = marks(
        "The minister waves to supporters outside the old port, May 4, 2021.\n"
        "He told reporters that the meeting had gone on for longer than either side had planned."
    )
    assert caption[0] == 1.0
    assert sentence[0] == 0.0
    assert caption[13] == 1.0
    assert sentence[13] == 0.0


def test_a_line_said_again_is_told_with_its_distance() -> None:
    found = marks(
        "Fishermen mending their coloured baskets\nAnother line\nFishermen mending their coloured baskets today"
    )
    assert found[0, -4] == 1.0
    assert found[0, -2] == 2.0
    assert found[1, -4] == 0.0


def test_the_lines_near_an_article_reach_beyond_both_its_ends() -> None:
    chances = np.zeros(400, dtype=np.float32)
    chances[150:170] = 0.9
    assert near_article(chances) == slice(150 - REACH, 170 + REACH)
    assert near_article(np.zeros(5, dtype=np.float32)) == slice(0, 5)


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_neighbours_have_the_same_columns_for_pages_of_all_lengths(count: int) -> None:
    found = neighbours(np.full((count, 3), 0.5, dtype=np.float32))
    assert found.shape == (count, 39)
    assert np.isfinite(found).all()


@given(st.text(max_size=300))
def test_every_text_has_marks_of_finite_numbers(text: str) -> None:
    found = marks(text)
    assert np.isfinite(found).all()
