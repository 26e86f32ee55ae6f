"""The small model that tells the type of an event, given its two sides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.events._classifier import BUCKETS, ZONES, bucket, sides_of, type_model, type_shares
from onrecord.events._features import Clause
from onrecord.events._tree import Tree
from onrecord.events._type_layers import MOST_WORDS, WIDTH, Sides, type_layers
from onrecord.language import ModelNotInstalled

from .trees import analysed

NAMES = st.dictionaries(st.text(max_size=12), st.floats(0, 2, allow_nan=False), max_size=20)


def tree_of(verb: str, lemma: str) -> Tree:
    rows = ["Marlow Marlow NNP 2 nsubj", f"{verb} {lemma} VBD 0 root", "Chen Chen NNP 2 obj", ". . . 2 punct"]
    return Tree(*analysed(rows))


def shares_of(verb: str, lemma: str) -> dict[str, float]:
    return type_shares(tree_of(verb, lemma), range(1), range(2, 3))


@pytest.mark.parametrize(
    ("verb", "lemma", "label"),
    [
        ("condemned", "condemn", "ACCUSE"),
        ("praised", "praise", "SUPPORT"),
        ("arrested", "arrest", "COERCE"),
        ("bombed", "bomb", "ASSAULT"),
    ],
)
def test_plain_deeds_are_told_apart(verb: str, lemma: str, label: str) -> None:
    shares = shares_of(verb, lemma)

    assert max(shares, key=lambda name: shares[name]) == label


@given(NAMES, st.lists(st.text(max_size=8), max_size=5))
def test_any_features_give_shares_that_sum_to_one(features: dict[str, float], words: list[str]) -> None:
    shares = type_model().probabilities(features, dict.fromkeys(ZONES, words))

    assert sum(shares.values()) == pytest.approx(1, abs=1e-4)
    assert all(0 <= share <= 1 for share in shares.values())


@given(st.text())
def test_every_name_has_a_bucket(name: str) -> None:
    assert 0 <= bucket(name) < BUCKETS


def test_the_sides_are_counted_from_the_sentence() -> None:
    tree = tree_of("praised", "praise")

    sides = sides_of(tree, Clause(tree, range(1), range(2, 3)), range(1), range(2, 3))

    assert sides == Sides(range(1), range(2, 3), 0, 2, 1)


def test_sides_outside_a_stretch_stand_at_its_border() -> None:
    sides = Sides(range(2, 5), range(90, 93), 3, 92, 40)

    assert sides.within(4, 50) == Sides(range(1), range(45, 46), 0, 45, 36)


@pytest.fixture(scope="module")
def layers() -> None:
    """The layers lie beside the trained model."""
    try:
        type_layers()
    except ModelNotInstalled:
        pytest.skip("the trained model is not installed")


@pytest.mark.usefixtures("layers")
def test_inner_states_tell_beside_the_signs() -> None:
    tree = tree_of("met", "meet")
    states = np.random.default_rng(0).normal(0, 1, (4, WIDTH)).astype(np.float32)

    with_states = type_shares(tree, range(1), range(2, 3), states, type_layers().engine)

    assert with_states != shares_of("met", "meet")
    assert sum(with_states.values()) == pytest.approx(1, abs=1e-4)


@pytest.mark.usefixtures("layers")
def test_inner_states_of_another_engine_are_left_out() -> None:
    states = np.ones((4, WIDTH), np.float32)

    shares = type_shares(tree_of("met", "meet"), range(1), range(2, 3), states, "another-engine/1.0")

    assert shares == shares_of("met", "meet")


@pytest.mark.usefixtures("layers")
def test_the_layers_know_who_acts_upon_whom() -> None:
    states = np.random.default_rng(0).normal(0, 1, (6, WIDTH)).astype(np.float32)
    there, back = Sides(range(1), range(3, 4), 0, 3, 2), Sides(range(3, 4), range(1), 3, 0, 2)

    assert not np.allclose(type_layers().read(states, there), type_layers().read(states, back), atol=1e-2)


@pytest.mark.usefixtures("layers")
@settings(max_examples=15, deadline=None)
@given(st.integers(1, 3 * MOST_WORDS), st.data())
def test_sentences_of_any_length_are_read(count: int, data: st.DataObject) -> None:
    source, target, deed = (data.draw(st.integers(0, count - 1)) for _ in range(3))
    states = np.random.default_rng(count).normal(0, 3, (count, WIDTH)).astype(np.float32)

    sides = Sides(range(source, source + 1), range(target, target + 1), source, target, deed)

    assert np.isfinite(type_layers().read(states, sides)).all()
