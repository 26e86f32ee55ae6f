"""Labels of turns in which somebody of the press asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Finder = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize("label", ["CNBC Reporter", "Southern Metropolis Daily Journalist", "Interviewer", "Reporter"])
def test_who_asks_is_known_by_his_label(label: str, found: Finder) -> None:
    text = f"{label}: Will the two sides meet again?\nHe Yadong: China is open to talks.\n{label}: And when?"
    assert [name for words, name in found(text) if words == label] == [label, label]


def test_a_line_about_a_reporter_is_no_label(found: Finder) -> None:
    assert found("He told the reporter: no.") == []


def test_those_who_ask_may_be_numbered(found: Finder) -> None:
    text = "Reporter 1: Will they meet?\nHe Yadong: China is open to talks.\nReporter 2: And when?"
    assert [name for words, name in found(text) if words.startswith("Reporter")] == ["Reporter 1", "Reporter 2"]


def test_a_wide_gap_may_stand_behind_the_sign_of_a_question(found: Finder) -> None:
    assert ("Q", "Q") in found("Q    Will the two sides meet again?\nTHE PRESIDENT:  Yes.")
