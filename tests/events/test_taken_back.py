"""Deeds whose words resemble another type: restrictions taken back, arms that are sold, leaders who clash."""

from __future__ import annotations

import pytest

from onrecord.events._eased import retyped, takes_back_a_restriction
from onrecord.events._modes import mode_of
from onrecord.events._tree import Tree
from onrecord.language import ModelEngine, analyse
from onrecord.records import EventType


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
        ("Beijing would suspend for one year the export controls it announced on October 9.", True),
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


def place_of(text: str, word: str, engine: ModelEngine) -> tuple[Tree, int]:
    """The trees of a text and the place of one of its words."""
    [analysis] = analyse([(text, [(0, len(text))])], engine=engine)
    tree = Tree(text, analysis)
    return tree, tree.words.index(word)


@pytest.mark.parametrize(
    ("text", "word", "read", "meant"),
    [
        ("Washington announced large-scale arms sales to Taiwan.", "announced", "SANCTION", "COOPERATE"),
        ("The State Department approved a weapons package for Taiwan.", "approved", "SANCTION", "COOPERATE"),
        ("The State Department approved new tariffs on boats.", "approved", "SANCTION", "SANCTION"),
        ("Washington suspended arms sales to Riyadh.", "suspended", "SANCTION", "SANCTION"),
        ("The two ministers clashed over Russia at talks in Beijing.", "clashed", "ASSAULT", "ACCUSE"),
        ("The two armies clashed at the border.", "clashed", "ASSAULT", "ASSAULT"),
    ],
)
def test_what_resembles_another_type_is_told_by_its_grammar(
    text: str, word: str, read: EventType, meant: EventType, engine: ModelEngine
) -> None:
    assert retyped(*place_of(text, word, engine), read) == meant
