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
    end = len(blocks)
    if not blocks or blocks[0] == blocks[-1]:
        return [end] * end
    ends = [0] * len(blocks)
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
    """Two sentences, each the likest to the other of its text; numbers of the sentences in ``Words.sentences``."""

    a: int
    b: int
    margin: float
    """How much likelier they are than the next best partner of the sentence in the shorter text (0 to 2): independent
    reports of one event have sentences that are a little like many; a copy has one that is like one."""


@dataclass(frozen=True, slots=True)
class SentenceAlignment:
    """The sentences of two texts, paired by what they tell, outside quotation marks."""

    comparable_a: tuple[int, ...]
    """Sentences of the first text that are long enough."""
    comparable_b: tuple[int, ...]
    """Sentences of the second text that are long enough."""
    pairs: tuple[SentencePair, ...]
    """The pairs, in the order of the text with fewer comparable sentences."""


def _spelt(words: Words, letters: dict[str, str]) -> list[tuple[int, str, str]]:
    """Spell each comparable sentence with one letter a word, for the string matcher: all words, and content words."""
    found = []
    for index, (first, end) in enumerate(words.sentences[:MOST_SENTENCES]):
        spelt: list[str] = []
        content: list[str] = []
        for place in range(first, end):
            if words.quoted[place]:
                continue
            form = words.forms[place]
            letter = letters.get(form)
            if letter is None:
                letter = letters[form] = chr(0x10000 + len(letters) % 0xFFFFF)
            spelt.append(letter)
            if form not in STOP_WORDS:
                content.append(letter)
        if len(content) >= FEWEST_CONTENT_WORDS:
            found.append((index, "".join(spelt), "".join(content)))
    return found


def align_sentences(a: Words, b: Words) -> SentenceAlignment:
    """Pair the sentences of two texts that are each other's likest.

    Likeness is the share of words in the same order, of all words and of the content words, added up (0 to 2).
    """
    letters: dict[str, str] = {}
    spelt_a, spelt_b = _spelt(a, letters), _spelt(b, letters)
    pairs: list[SentencePair] = []
    if spelt_a and spelt_b:
        swapped = len(spelt_b) < len(spelt_a)
        few, many = (spelt_b, spelt_a) if swapped else (spelt_a, spelt_b)
        all_words = cdist([item[1] for item in few], [item[1] for item in many], scorer=Indel.normalized_similarity)
        content = cdist([item[2] for item in few], [item[2] for item in many], scorer=Indel.normalized_similarity)
        likeness = all_words + content
        best, best_back = likeness.argmax(axis=1), likeness.argmax(axis=0)
        for row, column in enumerate(best.tolist()):
            if best_back[column] != row:
                continue
            top = float(likeness[row, column])
            others = np.delete(likeness[row], column)
            margin = top - float(others.max()) if len(others) else top
            first, second = few[row][0], many[column][0]
            pairs.append(SentencePair(second, first, margin) if swapped else SentencePair(first, second, margin))
    return SentenceAlignment(
        tuple(index for index, _, _ in spelt_a), tuple(index for index, _, _ in spelt_b), tuple(pairs)
    )


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
