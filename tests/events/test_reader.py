"""The reader: what it says of words, how it is packed into windows, and that everything goes on without it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.events._read import joined, joined_deeds, roles
from onrecord.events._sides import Unit
from onrecord.events._told_by import Tellers, joint_voices
from onrecord.events._tree import Tree
from onrecord.language import ModelEngine, ModelNotInstalled, analyse
from onrecord.language._model_files import load_files
from onrecord.language.reading import Reading, load_reader, windows, with_output

from .trees import analysed, document_of

TEXT = "The United States and China agreed on Monday to resume military talks. He slept."


def small() -> Reading:
    """Four words: the first two in one window, the third in another, the last not read."""
    return Reading(
        labels={"deed": ("yes",), "type": ("AGREE", "CONSULT")},
        scores={
            "deed": np.array([[2.0], [-2.0], [0.0], [0.0]], np.float32),
            "type": np.array([[0.0, 3.0], [1.0, 1.0], [0.0, 0.0], [0.0, 0.0]], np.float32),
        },
        window=np.array([0, 0, 1, -1]),
        pair_labels={"role": ("actor", "recipient")},
        pair_from=np.ones((4, 2, 4), np.float32),
        pair_to=np.arange(32, dtype=np.float32).reshape(4, 2, 4),
        pair_bias=np.zeros((4, 2), np.float32),
        pair_distance=np.zeros((2, 3), np.float32),
    )


def test_shares_of_yes_or_no_and_of_several_labels() -> None:
    reading = small()
    assert reading.shares("deed", [0])[0, 0] > 0.85
    assert reading.shares("type", [0, 1]).sum(1) == pytest.approx([1, 1])
    assert reading.shares("type", [0])[0].argmax() == 1


def test_words_of_other_windows_are_nothing_to_a_word() -> None:
    found = small().pairs("role", 0, [1, 2, 3])
    assert found[0] == pytest.approx([(8 + 9 + 10 + 11) / 2, (12 + 13 + 14 + 15) / 2])
    assert not found[1:].any()


def test_without_a_reader_the_linear_scores_stand() -> None:
    assert joined_deeds(np.array([0.0], np.float32), None, [0])[0] == 0.5
    shares = np.array([[0.25, 0.75]], np.float32)
    assert joined("type", 0.5, ("AGREE", "CONSULT"), shares, None, [0]) is shares
    assert not roles(None, 0, [Unit(("USA",), "subject")], ()).any()


def test_the_reader_moves_the_shares_its_way() -> None:
    even = np.array([[0.5, 0.5]], np.float32)
    found = joined("type", 0.5, ("CONSULT", "AGREE"), even, small(), [0])
    assert found[0, 0] > 0.7
    assert found.sum() == pytest.approx(1)


@given(st.lists(st.integers(1, 300), max_size=12), st.integers(1, 130))
def test_windows_hold_every_word_once(lengths: list[int], most: int) -> None:
    ends = np.cumsum(lengths).tolist()
    found = windows(list(zip([0, *ends], ends, strict=False)), most)
    assert [word for first, end in found for word in range(first, end)] == list(range(ends[-1] if ends else 0))
    assert all(end - first <= most for first, end in found)


@pytest.mark.usefixtures("engine")
def test_an_added_output_leaves_the_answers_as_they_are() -> None:
    import onnxruntime

    plain = load_files().network
    inputs = {
        "ids": np.array([[101, 2034, 2056, 102]]),
        "shapes": np.array([[0, 1, 1, 0]]),
        "quotations": np.array([[0, 1, 1, 0]]),
        "paragraphs": np.array([[0, 1, 0, 0]]),
        "first_piece": np.array([[1, 2]]),
    }
    before = onnxruntime.InferenceSession(plain, providers=["CPUExecutionProvider"]).run(["start", "arcs"], inputs)
    tapped = onnxruntime.InferenceSession(with_output(plain, "states_4"), providers=["CPUExecutionProvider"])
    start, arcs, states = tapped.run(["start", "arcs", "states_4"], inputs)
    assert np.array_equal(before[0], start)
    assert np.array_equal(before[1], arcs)
    assert states.shape == (1, 4, 384)


def test_a_reader_of_another_model_is_not_taken(engine: ModelEngine) -> None:
    assert load_reader(engine.files, 1) is not None
    assert load_reader(replace(engine.files, name="another-model/1.0"), 1) is None
    assert load_reader(replace(engine.files, reader=None), 1) is None


def test_every_word_of_a_named_window_is_read(engine: ModelEngine) -> None:
    [analysis] = analyse([(TEXT, [(0, len(TEXT))])], engine=engine)
    reading = analysis.reading
    assert reading is not None
    assert all(len(scores) == len(analysis.tokens) for scores in reading.scores.values())
    assert (reading.window >= 0).all()
    words = [TEXT[token.start : token.end] for token in analysis.tokens]
    deed = reading.scores["deed"][:, 0]
    assert deed[words.index("agreed")] > deed[words.index("slept")]


def test_a_text_without_names_is_not_read(engine: ModelEngine) -> None:
    text = "it rained all day and nobody came."
    [analysis] = analyse([(text, [(0, len(text))])], engine=engine)
    assert analysis.reading is not None
    assert (analysis.reading.window == -1).all()


def test_an_engine_can_do_without_it() -> None:
    try:
        engine = ModelEngine(reader=False)
    except ModelNotInstalled:
        pytest.skip("the trained model is not installed")
    [analysis] = analyse([(TEXT, [(0, len(TEXT))])], engine=engine)
    assert analysis.reading is None


def test_an_empty_text(engine: ModelEngine) -> None:
    [analysis] = analyse([("", [])], engine=engine)
    assert not analysis.tokens


def test_a_joint_statement_speaks_for_every_state_that_its_opening_names() -> None:
    rows = [
        "The the DT 2 det", "statement statement NN 4 nsubj:pass", "was be VBD 4 aux:pass",
        "released release VBN 0 root",
        "by by IN 7 case", "the the DT 7 det", "Governments government NNS 4 obl", "of of IN 9 case",
        "Washington Washington NNP 7 nmod", "and and CC 11 cc", "China China NNP 9 conj", ". . . 4 punct",
    ]  # fmt: skip
    text, analysis = analysed(rows)
    document = document_of(text)
    tree = Tree(text, analysis)
    countries = [[(8, "USA"), (10, "CHN")]]
    assert joint_voices(tree, document, "USA", countries) == ("CHN",)
    assert joint_voices(tree, document, None, countries) == ()
    chain = Tellers(document, (), {}, "USA", ("CHN",)).chain(None)
    assert [teller.side for teller in chain][1:] == ["CHN"]


def test_a_statement_of_one_government_speaks_for_it_alone() -> None:
    rows = ["China China NNP 2 nsubj", "released release VBD 0 root", "a a DT 4 det", "statement statement NN 2 obj"]
    text, analysis = analysed(rows)
    assert joint_voices(Tree(text, analysis), document_of(text), "USA", [[(0, "CHN")]]) == ()
