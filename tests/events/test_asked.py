"""What is only asked is no event: nobody says that it took place."""

from __future__ import annotations

import pytest

from onrecord.events._status import is_about_sourcing, is_asked, reality_of
from onrecord.events._tree import Tree
from onrecord.language import ModelEngine, analyse


@pytest.mark.parametrize(
    ("text", "word", "asked"),
    [
        ("Have the two sides held talks this month?", "held", True),
        ("Have the two sides held talks this month?", "talks", True),
        ("And did the minister visit Beijing?", "visit", True),
        ("The two sides held talks this month.", "held", False),
        ("What did the two sides discuss when they met on Monday?", "met", False),
        ("Did they speak after China cancelled the visit?", "cancelled", False),
        ("China cancelled the visit. Is there a new date?", "cancelled", False),
    ],
)
def test_a_question_tells_of_nothing_that_was_done(text: str, word: str, asked: bool, engine: ModelEngine) -> None:
    [analysis] = analyse([(text, [(0, len(text))])], engine=engine)
    tree = Tree(text, analysis)
    assert is_asked(tree, tree.words.index(word)) == asked


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nothing has been agreed.", "agreed"),
        ("Neither side has signed the accord.", "signed"),
        ("No agreement was reached by the two sides.", "reached"),
        ("China and the U.S. have not held any talks on tariffs, still less reached an agreement.", "reached"),
    ],
)
def test_what_nobody_did_did_not_happen(text: str, word: str, engine: ModelEngine) -> None:
    [analysis] = analyse([(text, [(0, len(text))])], engine=engine)
    tree = Tree(text, analysis)
    assert reality_of(tree, tree.words.index(word)).status == "did_not_happen"


def test_how_a_source_wants_to_be_named_is_no_event(engine: ModelEngine) -> None:
    text = "Two officials asked not to be named because the matter is private. China asked the envoy to leave."
    [analysis] = analyse([(text, [(0, len(text))])], engine=engine)
    tree = Tree(text, analysis)
    first, second = (place for place, word in enumerate(tree.words) if word == "asked")
    assert is_about_sourcing(tree, first)
    assert not is_about_sourcing(tree, second)
