"""Decoding: best paths through tag chains, best trees, lemmas, windows."""

from __future__ import annotations

import itertools
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.language._decode import Chain, best_paths, softmax, tag_spans
from onrecord.language._lemmas import Lemmatizer, edited, lemma_of
from onrecord.language._tree import best_tree, is_tree, trees
from onrecord.language.analysis import ROOT, Token, make_token

TAGS = ["O", "B-x", "I-x"]
CHAIN = Chain(
    np.asarray([[0.0, 0.1, -1e4], [0.2, 0.0, 0.5], [0.0, 0.0, 0.4]], np.float32),
    np.asarray([0.1, 0.0, -1e4], np.float32),
)
scores = arrays(np.float32, st.tuples(st.integers(1, 5), st.just(3)), elements=st.floats(-3, 3, width=16))


@settings(deadline=None)
@given(st.lists(scores, min_size=1, max_size=4))
def test_the_best_path_is_the_best_of_all_paths(sequences: list[np.ndarray]) -> None:
    found = best_paths(np.concatenate(sequences), [len(s) for s in sequences], CHAIN)
    offset = 0
    for sequence in sequences:

        def worth(path: tuple[int, ...], sequence: np.ndarray = sequence) -> float:
            steps = sum(CHAIN.steps[a, b] for a, b in itertools.pairwise(path))
            return float(CHAIN.first[path[0]] + steps + sum(sequence[i, tag] for i, tag in enumerate(path)))

        best = max(worth(path) for path in itertools.product(range(3), repeat=len(sequence)))
        own = tuple(found[offset : offset + len(sequence)].tolist())
        assert worth(own) == pytest.approx(best, abs=1e-3)
        offset += len(sequence)


def test_empty_sequences_do_no_harm() -> None:
    assert best_paths(np.zeros((0, 3), np.float32), [], CHAIN).tolist() == []
    assert best_paths(np.asarray([[0, 5, 0]], np.float32), [0, 1, 0], CHAIN).tolist() == [1]


def test_spans_end_at_a_sequence_border() -> None:
    path = np.asarray([1, 2, 2, 1, 0, 1])
    assert tag_spans(TAGS, path, [2, 4]) == [(0, 2, "x"), (3, 4, "x"), (5, 6, "x")]


def test_softmax_sums_to_one() -> None:
    assert softmax(np.asarray([[1000.0, 1000.0]], np.float32)).tolist() == [[0.5, 0.5]]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-4, 4, width=16))))
def test_the_best_tree_is_a_tree_and_the_best_one(table: np.ndarray) -> None:
    count = len(table)
    heads = best_tree(table)
    assert is_tree(heads)
    best = max(
        sum(float(table[i, h]) for i, h in enumerate(option))
        for option in itertools.product(range(count + 1), repeat=count)
        if all(h != i + 1 for i, h in enumerate(option)) and is_tree(np.asarray(option))
    )
    own = sum(float(table[i, h]) for i, h in enumerate(heads))
    assert own == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize(("heads", "answer"), [([0], True), ([2, 0], True), ([2, 1], False), ([0, 0], False)])
def test_what_is_a_tree(heads: list[int], answer: bool) -> None:
    assert is_tree(np.asarray(heads)) is answer


def test_the_dictionary_comes_before_the_edit() -> None:
    dictionary = {"told VERB": "tell"}
    assert lemma_of("Told", "VERB", "L:2:y", dictionary) == "tell"
    assert lemma_of("vetoed", "VERB", "L:2:", dictionary) == "veto"
    assert lemma_of("clashed", "VERB", "L:1:", dictionary) == "clash"
    assert lemma_of("Beijing", "PROPN", "L:3:", dictionary) == "Beijing"
    assert edited("Taxes", "K:2:") == "Tax"
    assert edited("is", "=:be") == "be"


def test_a_lemma_that_was_asked_for_before_is_the_same_again() -> None:
    lemmatizer = Lemmatizer(["L:2:y", "L:2:"], {"told VERB": "tell"})

    for _ in range(2):
        assert lemmatizer.lemma("Told", "VERB", 0) == "tell"
        assert lemmatizer.lemma("vetoed", "VERB", 1) == "veto"
        assert lemmatizer.lemma("vetoed", "NOUN", 0) == "vetoy"


def test_a_token_made_quickly_is_a_token() -> None:
    made = make_token(0, 4, "VERB", "VBD", "tell", ROOT, "root", 0.99, 0.9)

    assert made == Token(0, 4, "VERB", "VBD", "tell", ROOT, "root", 0.99, 0.9)
    assert hash(made) == hash(Token(0, 4, "VERB", "VBD", "tell", ROOT, "root", 0.99, 0.9))
    with pytest.raises(FrozenInstanceError):
        made.start = 1  # type: ignore[misc]


@given(st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=7), min_size=1, max_size=5))
def test_sentences_are_judged_together_as_one_by_one(sentences: list[list[int]]) -> None:
    single = [np.asarray([min(head, len(heads)) for head in heads]) for heads in sentences]
    first = np.cumsum([0, *map(len, single)])[:-1]
    together = np.concatenate([np.where(h > 0, h + f, 0) for h, f in zip(single, first, strict=True)])
    assert trees(together, first).tolist() == [is_tree(heads) for heads in single]
