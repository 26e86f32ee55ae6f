"""What the language room hands on: tokens, sentences, names and attribution tags of one text.

Every offset counts Unicode code points of the *whole* text that was handed in, so ``text[item.start:item.end]`` is
always the words meant. What an engine does not know is ``None`` (or an empty tuple), never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from .reading import Reading

Region = tuple[int, int]
"""A stretch of the text to be read: start (inclusive) and end (exclusive), in code points of the whole text."""

Document = tuple[str, Sequence[Region]]
"""A text and its regions (title, body lines …) in reading order; no sentence crosses a region's border."""

NAME_LABELS = ("person", "organization", "place", "facility", "group", "date", "money", "other")
"""What a name can be; ``group`` stands for nationalities, religions and political groups."""

ATTRIBUTION_ROLES = ("source", "cue", "content")
"""Who is told to say something, the words that tell it, and what is said."""

ROOT = -1
"""The ``head`` of a token that is the root of its sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark, tokenised as in Universal Dependencies English (clitics and hyphens stand alone).

    ``head`` is the index of the governing token in ``Analysis.tokens`` (``ROOT`` for a root). Fields are ``None``
    when the engine does not know them. Probabilities lie between 0 and 1.
    """

    start: int
    end: int
    upos: str | None = None
    xpos: str | None = None
    lemma: str | None = None
    head: int | None = None
    deprel: str | None = None
    upos_probability: float | None = None
    head_probability: float | None = None


class _Unfrozen:
    """A token on its way: fields of a frozen class are set through a call each, which takes four times as long."""

    __slots__ = Token.__slots__  # of one layout, it can become a token


def make_token(
    start: int,
    end: int,
    upos: str,
    xpos: str,
    lemma: str,
    head: int,
    deprel: str,
    upos_probability: float,
    head_probability: float,
) -> Token:
    """Return a token of which everything is known, as ``Token(...)`` does: quickly, for engines that make many."""
    made: Any = _Unfrozen()
    made.start, made.end = start, end
    made.upos, made.xpos, made.lemma = upos, xpos, lemma
    made.head, made.deprel = head, deprel
    made.upos_probability, made.head_probability = upos_probability, head_probability
    made.__class__ = Token
    token: Token = made
    return token


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its offsets, and its first and last token (both inclusive) in ``Analysis.tokens``."""

    start: int
    end: int
    first_token: int
    last_token: int
    probability: float | None = None

    @property
    def tokens(self) -> range:
        """The indexes of the sentence's tokens in ``Analysis.tokens``."""
        return range(self.first_token, self.last_token + 1)


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its label (one of ``NAME_LABELS``) and what the label rests on (``model``, ``vote``, ``table`` …)."""

    start: int
    end: int
    label: str
    probability: float
    basis: str


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A stretch tagged with an attribution role (one of ``ATTRIBUTION_ROLES``)."""

    start: int
    end: int
    role: str
    probability: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: cue, source (empty when none is given) and content pieces, in reading order."""

    cue: TaggedSpan
    source: tuple[TaggedSpan, ...]
    content: tuple[TaggedSpan, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of one document; ``engine`` names what made it, with its version."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...]
    tagged_spans: tuple[TaggedSpan, ...]
    """All tagged attribution spans, those included that no attribution links."""
    engine: str
    vectors: NDArray[np.float32] | None = field(default=None, repr=False, compare=False)
    """The network's vector of each token (tokens x 384), where the engine was asked to keep them. One network, one
    version: vectors of different versions do not compare."""
    reading: Reading | None = field(default=None, repr=False, compare=False)
    """What the reader says of deeds, commitments and lines; None where no reader belongs to the engine."""


class Engine(Protocol):
    """Anything that can read documents: the rules, the trained model, or a wrapped pipeline of the user's own."""

    @property
    def name(self) -> str:
        """The engine and its version, as it stands in ``Analysis.engine``."""
        ...

    def analyse(self, documents: Iterable[Document]) -> list[Analysis]:
        """Read documents and return one analysis for each, in the same order."""
        ...


class RegionError(ValueError):
    """A region does not lie within its text, or ends before it starts."""


def checked_regions(text: str, regions: Sequence[Region]) -> list[Region]:
    """Return the regions in reading order, overlaps cut away and empty ones left out.

    Raises:
        RegionError: if a region lies outside the text.
    """
    result: list[Region] = []
    border = 0
    for start, end in sorted(regions):
        if not 0 <= start <= end <= len(text):
            raise RegionError(f"region {start}-{end} does not lie within a text of {len(text)} code points")
        start = max(start, border)
        if start < end:
            result.append((start, end))
            border = end
    return result
