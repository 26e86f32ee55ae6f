"""Where two texts run together: passages word by word, and sentences by what they tell.

The first is for words that were taken over; the second for words that were replaced, one by one or by translation.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from onrecord.copies._fingerprint import runs
from onrecord.copies._words import STOP_WORDS, Words

SEED_WORDS = 4
"""A run of so many equal words may belong to a passage …"""
FEWEST_RUN = 8
"""… and one of so many begins a passage: independent reports share few runs of eight words (see the reference)."""
WIDEST_GAP = 8
"""Widest stretch of differing words, on either side, that does not end a passage."""
_PLACES_PER_SEED = 8  # a seed that is repeated more often in one text says nothing

FEWEST_CONTENT_WORDS = 5
"""Sentences with fewer content words outside quotation marks are not aligned by sense."""
MOST_SENTENCES = 400
"""Only so many sentences of a document are aligned by sense; a whole book would cost its square."""
ALIKE = 0.42
"""Least share of content words, in order, for two sentences to tell the same (see benchmarks/copies.py)."""


@dataclass(frozen=True, slots=True)
class Run:
    """Equal words: first word in each text, and how many."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Runs that follow each other closely in both texts: one passage."""

    runs: tuple[Run, ...]

    @property
    def a(self) -> tuple[int, int]:
        """First word and one past the last in the first text."""
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].length

    @property
    def b(self) -> tuple[int, int]:
        """First word and one past the last in the second text."""
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].length

    @property
    def words(self) -> int:
        """How many words are equal."""
        return sum(run.length for run in self.runs)

    @property
    def changed(self) -> int:
        """How many words were replaced: differing words that face each other between two runs."""
        return sum(
            min(after.a - before.a - before.length, after.b - before.b - before.length)
            for before, after in zip(self.runs, self.runs[1:], strict=False)
        )


def _ends_of_blocks(blocks: Sequence[int]) -> list[int]:
    """For each word: one past the last word of its block."""
    ends = [0] * len(blocks)
    end = len(blocks)
    for place in range(len(blocks) - 1, -1, -1):
        if place + 1 < len(blocks) and blocks[place] != blocks[place + 1]:
            end = place + 1
        ends[place] = end
    return ends


def find_runs(a: Words, b: Words) -> list[Run]:
    """Return the longest runs of ``SEED_WORDS`` or more equal words, in the order of ``b``, not overlapping there."""
    seeds_a = runs(a.hashes, SEED_WORDS)
    seeds_b = runs(b.hashes, SEED_WORDS)
    # The common seeds first, in one vector operation: most pairs of texts have few.
    known = np.isin(seeds_b, seeds_a)
    if not known.any():
        return []
    places: dict[int, list[int]] = {}
    common = np.isin(seeds_a, seeds_b[known])
    for place in np.flatnonzero(common).tolist():
        places.setdefault(int(seeds_a[place]), []).append(place)
    ends_a, ends_b = _ends_of_blocks(a.blocks), _ends_of_blocks(b.blocks)
    forms_a, forms_b = a.forms, b.forms
    found: list[Run] = []
    free = 0
    diagonal: int | None = None
    for place in np.flatnonzero(known).tolist():
        if place < free:
            continue
        best: tuple[int, bool, int] | None = None
        for start in places.get(int(seeds_b[place]), ())[:_PLACES_PER_SEED]:
            most = min(ends_a[start] - start, ends_b[place] - place)
            length = 0
            while length < most and forms_a[start + length] == forms_b[place + length]:
                length += 1
            # The longest; among equals the one that goes on where the last run ended, then the first.
            rank = (length, diagonal == start - place, -start)
            if length >= SEED_WORDS and (best is None or rank > best):
                best = rank
        if best is not None:
            length, start = best[0], -best[2]
            found.append(Run(start, place, length))
            diagonal = start - place
            free = place + length
    return found


def find_chains(a: Words, b: Words) -> list[Chain]:
    """Return the passages two texts have in common, in the order of the first; each holds a run of ``FEWEST_RUN``."""
    chains: list[list[Run]] = []
    for run in find_runs(a, b):
        if chains:
            last = chains[-1][-1]
            gap_a, gap_b = run.a - last.a - last.length, run.b - last.b - last.length
            if (
                0 <= gap_a <= WIDEST_GAP
                and 0 <= gap_b <= WIDEST_GAP
                and a.blocks[run.a] == a.blocks[last.a]
                and b.blocks[run.b] == b.blocks[last.b]
            ):
                chains[-1].append(run)
                continue
        chains.append([run])
    kept = [Chain(tuple(chain)) for chain in chains if max(run.length for run in chain) >= FEWEST_RUN]
    return sorted(kept, key=lambda chain: (chain.a, chain.b))


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Two sentences that tell the same; numbers of the sentences in ``Words.sentences``."""

    a: int
    b: int
    likeness: float
    """Share of the content words outside quotation marks that are the same, in the same order."""


def _content(words: Words, sentence: tuple[int, int], letters: dict[str, str]) -> str:
    """Spell a sentence's content words outside quotation marks as one letter each, for the string matcher."""
    spelt = []
    for place in range(*sentence):
        form = words.forms[place]
        if words.quoted[place] or form in STOP_WORDS:
            continue
        letter = letters.get(form)
        if letter is None:
            letter = letters[form] = chr(0x10000 + len(letters) % 0xFFFFF)
        spelt.append(letter)
    return "".join(spelt)


def align_sentences(a: Words, b: Words) -> list[SentencePair]:
    """Pair each sentence of ``a`` with the likest one of ``b``, where they are alike enough.

    Sentences with fewer than ``FEWEST_CONTENT_WORDS`` content words outside quotation marks are left out.
    """
    letters: dict[str, str] = {}
    spelt_a = [(index, _content(a, sentence, letters)) for index, sentence in enumerate(a.sentences[:MOST_SENTENCES])]
    spelt_b = [(index, _content(b, sentence, letters)) for index, sentence in enumerate(b.sentences[:MOST_SENTENCES])]
    long_a = [pair for pair in spelt_a if len(pair[1]) >= FEWEST_CONTENT_WORDS]
    long_b = [pair for pair in spelt_b if len(pair[1]) >= FEWEST_CONTENT_WORDS]
    if not long_a or not long_b:
        return []
    likeness = cdist(
        [spelt for _, spelt in long_a],
        [spelt for _, spelt in long_b],
        scorer=Indel.normalized_similarity,
        score_cutoff=ALIKE,
    )
    best = likeness.argmax(axis=1)
    return [
        SentencePair(long_a[row][0], long_b[int(column)][0], float(likeness[row, column]))
        for row, column in enumerate(best)
        if likeness[row, column] >= ALIKE
    ]


def comparable_sentences(words: Words) -> list[int]:
    """Return the numbers of the sentences that ``align_sentences`` looks at."""
    return [
        index
        for index, (first, end) in enumerate(words.sentences[:MOST_SENTENCES])
        if sum(1 for place in range(first, end) if not words.quoted[place] and words.forms[place] not in STOP_WORDS)
        >= FEWEST_CONTENT_WORDS
    ]


def in_order(places: Sequence[int]) -> float:
    """Return the share (0 to 1) of places that stand in rising order: the longest rising run of picks over all."""
    if not places:
        return 0.0
    tails: list[int] = []
    for place in places:
        spot = bisect.bisect_right(tails, place)
        if spot == len(tails):
            tails.append(place)
        else:
            tails[spot] = place
    return len(tails) / len(places)
