"""Finding many phrases in one pass: a tree of words instead of hundreds of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

# A word is a run of letters and digits; every other visible character stands alone. So "U.S.-China" and "U. S.–China"
# break in the same places, and a phrase is found whatever spaces (line or no-break ones too) stand between its words.
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_PLAIN = (*((mark, "'") for mark in "\u2019\u2018\u02bc\u2032\u00b4"), ("\u2010", "-"), ("\u2011", "-"))
_END = ""  # key of a tree's value: no word is empty


def plain_words(phrase: str) -> list[str]:
    """Break a phrase into lower-case words with plain apostrophes and hyphens."""
    return [word.lower() for word in WORD.findall(plain_text(phrase))]


def plain_text(text: str) -> str:
    """Return the text with plain apostrophes and hyphens, every code point in its place."""
    if not text.isascii():
        for mark, plain in _PLAIN:  # a chain of replacements is many times faster than str.translate
            text = text.replace(mark, plain)
    return text


@dataclass(frozen=True, slots=True)
class PhraseMatch(Generic[Value]):
    """A phrase found: its first word and one past its last, and what it stands for."""

    first: int
    after: int
    value: Value


class PhraseTree(Generic[Value]):
    """Phrases with a value each; the longest phrase that begins at a word wins."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, phrase: str, value: Value) -> None:
        """Add a phrase; one that is already there keeps its first value."""
        node = self._root
        words = plain_words(phrase)
        if not words:
            return
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(_END, value)

    def get(self, words: Sequence[str]) -> Value | None:
        """Return the value of exactly these words, None where they are no phrase of the tree."""
        node: dict[str, Any] | None = self._root
        for word in words:
            node = node.get(word) if node else None
        found: Value | None = node.get(_END) if node else None
        return found

    @property
    def first_words(self) -> Iterable[str]:
        """The words that begin a phrase."""
        return self._root.keys()

    def longest(self, words: Sequence[str], first: int, limit: int | None = None) -> PhraseMatch[Value] | None:
        """Return the longest phrase that begins at word ``first`` and ends before word ``limit``."""
        node = self._root.get(words[first])
        if node is None:
            return None
        place = first + 1
        best: PhraseMatch[Value] | None = None
        stop = len(words) if limit is None else limit
        while node is not None:
            if _END in node:
                best = PhraseMatch(first, place, node[_END])
            if place >= stop:
                break
            node = node.get(words[place])
            place += 1
        return best
