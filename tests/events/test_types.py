"""The small model that tells the type of an event, given its two sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.events._classifier import BUCKETS, ZONES, bucket, type_model
from onrecord.events._features import Clause
from onrecord.events._tree import Tree

from .trees import analysed

NAMES = st.dictionaries(st.text(max_size=12), st.floats(0, 2, allow_nan=False), max_size=20)


def shares_of(verb: str, lemma: str) -> dict[str, float]:
    rows = ["Marlow Marlow NNP 2 nsubj", f"{verb} {lemma} VBD 0 root", "Chen Chen NNP 2 obj", ". . . 2 punct"]
    text, analysis = analysed(rows)
    clause = Clause(Tree(text, analysis), range(1), range(2, 3))
    return type_model().probabilities(clause.features(), clause.zones())


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
