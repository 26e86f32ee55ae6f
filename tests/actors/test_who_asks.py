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
