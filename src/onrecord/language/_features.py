"""What the model is shown of each token: word pieces, the shape of the word, quotation state, start of a paragraph.

The encoder reads lower-case word pieces only, so the shape carries what case would ("US" is not "us").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ._tokens import normal_form

PADDING, UNKNOWN, WINDOW_START, WINDOW_END, MASK = 0, 100, 101, 102, 103  # ids of the encoder's vocabulary
MAX_PIECES_PER_WORD = 12  # longer words are links or noise: their first pieces tell enough
SHAPE_CLASSES = 12
QUOTATION_CLASSES = 5  # 0 stands for the window's own marks, then the four quotation states
PARAGRAPH_CLASSES = 2

IntArray = NDArray[np.int64]


def shape_class(word: str) -> int:
    """Return the shape of a word, 1 to 11 (0 is for the window's own marks)."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 2 if len(word) > 1 else 3
        return 4 if word[0].isupper() and word[1:].islower() else 5
    if word.isdigit():
        return 6
    if any(c.isdigit() for c in word):
        return 7
    if any(c.isalpha() for c in word):
        if word[0].isupper():
            return 9 if word.isupper() else 8
        return 10
    return 11


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of tokens that the model reads at once; the lists run token by token."""

    pieces: Sequence[tuple[int, ...]]
    shapes: Sequence[int]
    quotations: Sequence[int]
    paragraph_starts: Sequence[bool]

    @property
    def size(self) -> int:
        """How many word pieces the window holds."""
        return sum(map(len, self.pieces))


_SMALL, _CAPITALS, _NAME, _LETTERS = 1, 2, 4, 5
"""Shapes: small letters, capitals of more than one letter, a capital before small ones; the last of letters alone."""
_FEWEST_IN_CAPITALS = 5  # words: a label or a name is shorter
_SHARE_IN_CAPITALS = 0.8
_SHORT_NAMES = frozenset({"us", "who", "un"})
"""Small words that are names in capitals more often than not."""


class PieceEncoder:
    """Turns words into word-piece ids, remembering what it has seen (bounded).

    Args:
        tokenizer_json: the tokenizer.
        words: forms of the dictionary in lower case; with them lines in capitals are read like others.
    """

    _MOST_REMEMBERED = 200_000

    def __init__(self, tokenizer_json: str, words: frozenset[str] = frozenset()) -> None:
        self._words = words
        # Comes with the package of the weights, as the network's run time does.
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_str(tokenizer_json)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    @classmethod
    def from_file(cls, path: Path) -> PieceEncoder:
        """Load from a ``tokenizer.json``."""
        return cls(path.read_text(encoding="utf-8"))

    def pieces_and_shape(self, raw: str) -> tuple[tuple[int, ...], int]:
        """Return the word pieces (at least one, at most ``MAX_PIECES_PER_WORD``) and the shape of a token."""
        known = self._known.get(raw)
        if known is None:
            form = normal_form(raw)
            ids = self._tokenizer.encode(form[:100], add_special_tokens=False).ids[:MAX_PIECES_PER_WORD]
            known = (tuple(ids) or (UNKNOWN,), shape_class(form))
            if len(self._known) >= self._MOST_REMEMBERED:
                self._known.clear()
            self._known[raw] = known
        return known

    def all_pieces_and_shapes(self, words: Sequence[str]) -> tuple[list[tuple[int, ...]], list[int]]:
        """Return the word pieces and the shapes of tokens."""
        known = self._known
        found = [known.get(word) or self.pieces_and_shape(word) for word in words]
        return [pieces for pieces, _ in found], [shape for _, shape in found]

    def shapes_in_capitals(self, forms: Sequence[str], shapes: Sequence[int]) -> list[int]:
        """Return the shapes that the words of a line in capitals would have in running text.

        Where all is in capitals they tell nothing: words of the dictionary are shown as small, others as names. Other
        lines stay as they are, and all do without a dictionary.
        """
        letters = [shape for shape in shapes if shape <= _LETTERS]
        large = sum(shape == _CAPITALS for shape in letters)
        if not self._words or large < _FEWEST_IN_CAPITALS or large < _SHARE_IN_CAPITALS * len(letters):
            return list(shapes)
        return [
            shape
            if shape != _CAPITALS or form.lower() in _SHORT_NAMES
            else (_SMALL if form.lower() in self._words else _NAME)
            for form, shape in zip(forms, shapes, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as padded arrays: per piece (ids, shapes, quotations, paragraphs), per word (first piece, mask)."""

    ids: IntArray
    shapes: IntArray
    quotations: IntArray
    paragraphs: IntArray
    first_piece: IntArray
    words: NDArray[np.bool_]


def make_batch(windows: Sequence[Window]) -> Batch:
    """Pad windows to one length."""
    longest = max(window.size for window in windows) + 2
    most_words = max(len(window.pieces) for window in windows)
    count = len(windows)
    ids = np.zeros((count, longest), np.int64)
    shapes = np.zeros((count, longest), np.int64)
    quotations = np.zeros((count, longest), np.int64)
    paragraphs = np.zeros((count, longest), np.int64)
    first_piece = np.zeros((count, most_words), np.int64)
    words = np.zeros((count, most_words), np.bool_)
    for row, window in enumerate(windows):
        lengths = np.fromiter(map(len, window.pieces), np.int64, len(window.pieces))
        flat = [piece for pieces in window.pieces for piece in pieces]
        end = len(flat) + 1
        ids[row, 0] = WINDOW_START
        ids[row, 1:end] = flat
        ids[row, end] = WINDOW_END
        shapes[row, 1:end] = np.repeat(np.asarray(window.shapes, np.int64), lengths)
        quotations[row, 1:end] = np.repeat(np.asarray(window.quotations, np.int64) + 1, lengths)
        firsts = np.cumsum(lengths) - lengths + 1
        paragraphs[row, firsts] = np.asarray(window.paragraph_starts, np.int64)
        first_piece[row, : len(lengths)] = firsts
        words[row, : len(lengths)] = True
    return Batch(ids, shapes, quotations, paragraphs, first_piece, words)
