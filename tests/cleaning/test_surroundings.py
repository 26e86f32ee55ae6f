"""What stands around a line: distances to signs, the block it belongs to; every page of any size has it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning._features import Matrix, own_marks
from onrecord.cleaning._lines import split_units
from onrecord.cleaning._model import weighed
from onrecord.cleaning._patterns import explicit_sign
from onrecord.cleaning._surroundings import _blocks, _distances, _headings, code_marks, surroundings

SENTENCE = "The ministers met on Tuesday and agreed that their officials would talk again next month."


def own_of(lines: list[str]) -> Matrix:
    units = split_units("\n\n".join(lines))
    return own_marks(units, [explicit_sign(unit) for unit in units])


def test_the_distance_is_that_to_the_last_and_to_the_next_marked_line() -> None:
    marked = np.array([[False], [True], [False], [False], [True]])
    assert _distances(marked).tolist() == [[60, 1], [60, 3], [1, 2], [2, 1], [3, 60]]


def test_a_gap_without_sentences_parts_two_blocks_and_the_longer_one_ranks_first() -> None:
    lines = [SENTENCE, "Home", "World", "Sports", "Weather", "Business", SENTENCE, SENTENCE]
    ranks = _blocks(own_of(lines), 2)[:, 2]
    assert ranks[0] == 1
    assert ranks[6] == ranks[7] == 0


def test_the_heading_above_a_line_is_the_last_short_line_and_the_one_before_it() -> None:
    own = own_of(["More news", SENTENCE, "Comments", SENTENCE])
    words = np.array([-1.0, 2.0, -3.0, 1.0], dtype=np.float32)
    assert _headings(own, words).tolist() == [[60, 0, 0], [1, -1, 0], [2, -1, 0], [1, -3, -1]]


def test_code_and_tables_show_in_their_signs() -> None:
    code, table, prose = code_marks(split_units("if (a == b) { return; }\n\nPrice\t12\t13\n\n" + SENTENCE)).tolist()
    assert code[0] > 0.2 > prose[0]
    assert (table[1], prose[1]) == (2, 0)


@pytest.mark.parametrize("count", range(1, 9))
def test_pages_of_all_lengths_have_the_same_columns(count: int) -> None:
    units = split_units("\n\n".join([SENTENCE] * count))
    own = own_marks(units, [explicit_sign(unit) for unit in units])
    found = surroundings(own, code_marks(units), np.zeros(len(units), dtype=np.float32))
    assert found.shape == (count, 129)


@given(st.text(max_size=300))
def test_every_text_has_surroundings_of_finite_numbers(text: str) -> None:
    units = split_units(text)
    if units:
        own = own_marks(units, [explicit_sign(unit) for unit in units])
        found = surroundings(own, code_marks(units), np.zeros(len(units), dtype=np.float32))
        assert len(found) == len(units)
        assert np.isfinite(found).all()


def test_the_words_of_a_line_weigh_by_the_root_of_their_number() -> None:
    weights = np.array([[1.0, 2.0, 4.0]], dtype=np.float32)
    assert weighed(weights, [[0, 1, 2, 0], [], [2]]).tolist() == [[4.0], [0.0], [4.0]]
