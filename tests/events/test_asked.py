"""What is only asked is no event: nobody says that it took place."""

from __future__ import annotations

import pytest

from onrecord.events._status import is_asked
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
