"""The collector of cyclic garbage is asked for less often while a record is built, and left as it was found."""

from __future__ import annotations

import gc

import pytest

from onrecord._collecting import collecting_seldom


def test_garbage_is_looked_for_less_often_within_and_as_before_behind() -> None:
    before = gc.get_threshold()

    with collecting_seldom():
        within = gc.get_threshold()

    assert within[0] > before[0]
    assert gc.get_threshold() == before


def test_an_error_within_leaves_it_as_it_was() -> None:
    before = gc.get_threshold()

    def fail() -> None:
        with collecting_seldom():
            raise ValueError("on the way")

    with pytest.raises(ValueError, match="on the way"):
        fail()
    assert gc.get_threshold() == before


def test_a_collector_that_is_turned_off_stays_off() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with collecting_seldom():
            assert gc.get_threshold()[0] == 0
        assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)
