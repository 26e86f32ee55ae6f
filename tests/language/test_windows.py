"""Windows: every token is owned once, whatever the length of the paragraphs."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language._features import PieceEncoder, make_batch, shape_class
from onrecord.language._links import link_attributions
from onrecord.language._windows import WINDOW_PIECES, Part, cut, seam

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
@given(st.lists(st.integers(1, 700), min_size=0, max_size=6))
def test_every_block_is_in_one_window(lengths: list[int]) -> None:
    encoder = PieceEncoder(VOCABULARY)
    text = "\n\n".join(" ".join("a" for _ in range(n)) for n in lengths)
    document = cut(text, [(0, len(text))], encoder)
    assert [block for group in document.groups for block in group] == list(range(len(document.blocks)))
    for group in document.groups:
        parts = document.whole(group)
        if parts is None:
            assert len(group) == 1
            continue
        window = document.window(parts)
        assert len(window.pieces) == sum(part.end - part.first for part in parts)
        assert window.size <= WINDOW_PIECES
        assert [i for part in parts for i in range(part.own, part.end)] == [
            i for block in group for i in range(*document.blocks[block])
        ]


@settings(deadline=None)
@given(st.integers(260, 900), st.integers(3, 400))
def test_every_token_of_a_long_block_is_owned_once(length: int, sentence: int) -> None:
    encoder = PieceEncoder(VOCABULARY)
    text = " ".join("a" for _ in range(length))
    document = cut(text, [(0, len(text))], encoder)
    assert document.whole([0]) is None
    own, owned = 0, []
    while own < length:
        part = document.stretch(0, own)
        assert document.window([part]).size <= WINDOW_PIECES
        if part.end < length:
            part = seam(part, range(0, length, sentence))
            assert own < part.end
        owned += range(part.own, part.end)
        own = part.end
    assert owned == list(range(length))


def test_a_part_of_a_long_paragraph_shows_what_came_before_and_ends_with_a_sentence(encoder: PieceEncoder) -> None:
    text = " ".join(["a b c d e f g h i j"] * 60)
    document = cut(text, [(0, len(text))], encoder)
    part = document.stretch(0, 300)
    assert part.first < part.own == 300
    assert seam(part, [300, 330, 360, part.end - 1]).end == 360
    assert seam(part, [300, part.end - 1]).end == part.end - 1
    assert seam(part, [300]).end == part.end


def test_a_part_of_a_long_paragraph_ends_at_a_sentence_start_that_the_rules_see(encoder: PieceEncoder) -> None:
    text = " ".join(["A b c d e f g h i j k l m n o p q r s."] * 20)
    document = cut(text, [(0, len(text))], encoder)
    part = document.stretch(0, 0)
    assert part.end in document.rule_starts
    assert part.end > WINDOW_PIECES / 2
    assert document.stretch(0, part.end).own == part.end


def test_batches_are_padded_and_point_at_first_pieces(encoder: PieceEncoder) -> None:
    text = "a bc\n\nThe UK"
    document = cut(text, [(0, len(text))], encoder)
    parts = document.whole(document.groups[0])
    assert parts is not None
    batch = make_batch([document.window(parts), document.window(parts[:1])])
    assert batch.first_piece[0].tolist()[:3] == [1, 2, 3]
    assert batch.paragraphs[0].sum() == 2
    assert batch.words.sum(1).tolist() == [4, 2]


@pytest.mark.parametrize(
    ("word", "shape"),
    [("us", 1), ("US", 2), ("A", 3), ("China", 4), ("McCain", 5), ("20", 6), ("G7", 7), ("U.S.", 9), (",", 11)],
)
def test_the_shape_tells_what_lower_case_hides(word: str, shape: int) -> None:
    assert shape_class(word) == shape


def test_nothing_tagged_links_nothing() -> None:
    assert link_attributions([], [], []) == []
    assert link_attributions([[Part(0, 0, 0, 2)]], [(0, 1, "content")], []) == []


def test_a_content_is_linked_to_a_cue_of_its_own_paragraph() -> None:
    windows = [[Part(0, 0, 0, 3), Part(1, 3, 3, 6)], [Part(2, 5, 6, 9)]]
    first = np.zeros((6, 6), np.float32)
    first[5, 1] = 9.0  # the network would rather have the cue of the paragraph before
    tagged = [(1, 2, "cue"), (4, 5, "cue"), (5, 6, "content"), (6, 7, "cue"), (8, 9, "content")]
    found = link_attributions(windows, tagged, [first, np.zeros((4, 4), np.float32)])
    assert [(linked.cue, linked.content) for linked in found] == [
        ((4, 5, "cue"), [(5, 6, "content")]),
        ((6, 7, "cue"), [(8, 9, "content")]),
    ]
