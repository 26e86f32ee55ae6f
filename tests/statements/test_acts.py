"""Verbs of saying that tell an act or nothing said, and dangers that somebody warns of."""

from __future__ import annotations

import pytest

from .test_tagged import read, tagged


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Lee has agreed to hear the case in June.", "has agreed", "to hear the case in June"),
        ("Lee pleaded not guilty to earlier charges.", "pleaded not guilty", "to earlier charges"),
        ("Lee hit back without accusing the court of bias.", "hit back without accusing", "the court of bias"),
        ("Lee left, without clearly indicating which plan he liked.", "indicating", "which plan he liked"),
    ],
)
def test_an_agreed_deed_a_plea_and_what_is_left_unsaid_are_no_statements(text: str, cue: str, content: str) -> None:
    assert read(text, tagged(text, ("Lee", cue, content))) == []


def test_what_somebody_agrees_is_so_is_a_statement() -> None:
    text = "Lee agreed that the case was weak."
    [statement] = read(text, tagged(text, ("Lee", "agreed", "that the case was weak")))
    assert statement.content[0].quote == "that the case was weak"


def test_a_danger_is_warned_of_whether_its_preposition_counts_to_the_verb_or_not() -> None:
    text = "Lee warned of a bitter fight."
    for cue, content in (("warned", "of a bitter fight"), ("warned of", "a bitter fight")):
        [statement] = read(text, tagged(text, ("Lee", cue, content)))
        assert statement.cue is not None
        assert statement.cue.kind == "warn"
        assert statement.content[0].quote.endswith("a bitter fight")


def test_what_a_readout_says_was_welcomed_counts_where_the_tagger_finds_nothing_and_a_guest_does_not() -> None:
    behind, saying = " Prices fell, the bank said.", ("the bank", "said", "Prices fell")
    text = "Lee welcomed the launch of the talks." + behind
    assert "the launch of the talks" in [item.content[0].quote for item in read(text, tagged(text, saying))]
    text = "Lee welcomed Prime Minister Varga at the door." + behind
    assert [item.content[0].quote for item in read(text, tagged(text, saying))] == ["Prices fell"]
