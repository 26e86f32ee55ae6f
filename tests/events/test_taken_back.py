"""Restrictions that are taken back are concessions, and nobody is expelled by a suspended rule."""

from __future__ import annotations

import pytest

from onrecord.events._eased import takes_back_a_restriction
from onrecord.events._modes import mode_of
from onrecord.events._tree import Tree
from onrecord.language import ModelEngine, analyse


def tree_of(text: str, engine: ModelEngine) -> tuple[Tree, int]:
    """The trees of a text and the place of its word of suspending or lifting."""
    [analysis] = analyse([(text, [(0, len(text))])], engine=engine)
    tree = Tree(text, analysis)
    return tree, next(place for place, word in enumerate(tree.words) if word.startswith(("suspen", "lift", "ended")))


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("China suspended the implementation of its export controls.", True),
        ("The United States lifted sanctions on the minister.", True),
        ("The suspension of the tariffs was welcomed by China.", True),
        ("China suspended military talks with the United States.", False),
        ("The United States ended exemptions from the tariffs.", False),
        ("The United States suspended visa processing in Cuba.", False),
    ],
)
def test_what_takes_a_restriction_back_is_no_sanction(text: str, taken_back: bool, engine: ModelEngine) -> None:
    tree, place = tree_of(text, engine)
    assert takes_back_a_restriction(tree, place, "SANCTION") == taken_back
    assert not takes_back_a_restriction(tree, place, "CONSULT")


def test_only_persons_are_expelled(engine: ModelEngine) -> None:
    rule = tree_of("China suspended the agreement on Tuesday.", engine)
    diplomats = tree_of("China suspended two diplomats on Tuesday.", engine)
    assert mode_of(*rule, "SANCTION") != "expel"
    assert mode_of(*diplomats, "SANCTION") == "expel"
