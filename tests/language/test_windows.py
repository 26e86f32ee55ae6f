"""Windows: every token is owned once, whatever the length of the paragraphs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language._features import PieceEncoder, make_batch, shape_class
from onrecord.language._links import link_attributions
from onrecord.language._windows import LONGEST_BLOCK, WINDOW_PIECES, cut

VOCABULARY = json.dumps(
    {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": {"[UNK]": 0, **{c: i + 1 for i, c in enumerate("abcdefghijklmnopqrstuvwxyz")}},
        },
    }
)


@pytest.fixture(scope="module")
def encoder() -> PieceEncoder:
    return PieceEncoder(VOCABULARY)


@settings(deadline=None)
@given(st.lists(st.integers(1, 700), min_size=0, max_size=6), st.integers(3, 60))
def test_every_token_is_owned_by_one_window(lengths: list[int], sentence: int) -> None:
    encoder = PieceEncoder(VOCABULARY)
    text = "\n\n".join(" ".join("A." if i % sentence == 0 else "a" for i in range(n)) for n in lengths)
    document = cut(text, [(0, len(text))], encoder)
    owned = sorted(i for parts in document.parts for part in parts for i in range(part.own, part.end))
    assert owned == list(range(len(document.spans)))
    for window, parts in zip(document.windows, document.parts, strict=True):
        assert len(window.pieces) == sum(part.end - part.first for part in parts)
        assert window.size <= max(LONGEST_BLOCK, WINDOW_PIECES + LONGEST_BLOCK)
        for part in parts:
            first, end = document.blocks[part.block]
            assert first <= part.first <= part.own < part.end <= end


def test_a_part_of_a_long_paragraph_shows_what_came_before(encoder: PieceEncoder) -> None:
    text = " ".join(["a b c d e f g h i j."] * 60)
    document = cut(text, [(0, len(text))], encoder)
    later = [part for parts in document.parts for part in parts if part.own > 0]
    assert later
    assert all(part.first < part.own for part in later)
    assert all(part.own in document.forced_starts for part in later)


def test_batches_are_padded_and_point_at_first_pieces(encoder: PieceEncoder) -> None:
    text = "a bc\n\nThe UK"
    document = cut(text, [(0, len(text))], encoder)
    batch = make_batch(document.windows)
    assert batch.first_piece[0].tolist()[:3] == [1, 2, 3]
    assert batch.paragraphs[0].sum() == 2
    assert batch.words.sum() == 4


@pytest.mark.parametrize(
    ("word", "shape"),
    [("us", 1), ("US", 2), ("A", 3), ("China", 4), ("McCain", 5), ("20", 6), ("G7", 7), ("U.S.", 9), (",", 11)],
)
def test_the_shape_tells_what_lower_case_hides(word: str, shape: int) -> None:
    assert shape_class(word) == shape


def test_nothing_tagged_links_nothing(encoder: PieceEncoder) -> None:
    document = cut("a b", [(0, 3)], encoder)
    assert link_attributions(document, [], []) == []
    assert link_attributions(document, [(0, 1, "content")], []) == []
