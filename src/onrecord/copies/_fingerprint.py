"""A few numbers for each document, by which its relatives are found without reading the record again.

Three kinds of keys, all looked up in the same way (an equi-join on the number):

* passages: word 8-grams, thinned by winnowing (Schleimer, Wilkerson, Aiken 2003), so that any run of 23 words shared by
  two texts gives at least one common key, however long the texts are: containment, not likeness of the whole;
* facts: runs of four names and numbers, thinned in the same way; they outlive synonyms and translation;
* bands: MinHash bands over the set of names and numbers; they outlive a new order of the sentences as well.

The hashes are sums in exact 64-bit arithmetic: the same on every machine, Python and
version. (rensa is faster still, but its hash and permutations are not promised to stay, and keys are kept for years.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.copies._words import Hashes, Words, mix, words_of
from onrecord.records import Document

PASSAGE_WORDS = 8
"""Words in a passage key; measured in the reference: shared 8-grams are rare between independent reports."""
PASSAGE_WINDOW = 16
"""Winnowing window: a shared run of PASSAGE_WORDS + PASSAGE_WINDOW - 1 = 23 words is always found."""
FACT_COUNT = 4
"""Names and numbers in a fact key."""
FACT_WINDOW = 3
"""Winnowing window of the fact keys."""
BANDS = 16
ROWS = 3
"""MinHash bands over names and numbers: half of the names in common is found with probability .88, a fifth with .12."""
FEWEST_FACTS = 12
"""Below so many different names and numbers a set is too small for bands."""

HOLDERS_PER_KEY = 48
"""Of a key that more hold, only the first so many by id and the others see each other: what a document is compared with
does not grow with the record, and a family of any size hangs together."""
FEWEST_COMMON = 2
LEAST_WEIGHT = 2.0
COMMON_SHARE = 0.1
"""A candidate has at least FEWEST_COMMON keys in common that weigh LEAST_WEIGHT together, or COMMON_SHARE of all keys
of the one that has fewer (in a family of hundreds each key weighs little). On 8,835 articles that leaves less than one
candidate a document, and all relations that comparing 24 candidates each had found (see benchmarks/copies.py)."""

_WHOLE_WEIGHT = 5040  # divided in whole numbers, so that sums do not depend on the order of addition
_MULTIPLIER = 0x9E3779B97F4A7C15
_KEY_BITS = np.uint64((1 << 63) - 1)  # signed 64-bit columns hold every key
_PASSAGE_SALT, _FACT_SALT, _BAND_SALT, _WHOLE_SALT = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The keys of one document. All keys are integers of 63 bits."""

    document: str
    """Id of the document."""
    words: int
    """Words in its body."""
    passages: tuple[int, ...] = ()
    """Winnowed word 8-grams, sorted."""
    facts: tuple[int, ...] = ()
    """Winnowed runs of names and numbers, sorted."""
    bands: tuple[int, ...] = ()
    """MinHash bands of the set of names and numbers, sorted."""

    @property
    def keys(self) -> tuple[int, ...]:
        """All keys, sorted, each once: what the store keeps and joins on."""
        return tuple(sorted({*self.passages, *self.facts, *self.bands}))


def runs(hashes: Hashes, length: int, salt: int = 0) -> Hashes:
    """Return one hash for each run of ``length`` words, in order; empty when there are fewer words."""
    count = len(hashes) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.full(count, salt, dtype=np.uint64)
    for offset in range(length):
        total = total * np.uint64(_MULTIPLIER) + hashes[offset : offset + count]
    return mix(total)


def _winnowed(hashes: Hashes, window: int) -> tuple[int, ...]:
    """Return the least hash of every window, each once, sorted."""
    if not len(hashes):
        return ()
    if len(hashes) <= window:
        chosen = hashes.min(keepdims=True)
    else:
        chosen = np.unique(np.lib.stride_tricks.sliding_window_view(hashes, window).min(axis=1))
    return tuple(sorted({int(value) for value in chosen & _KEY_BITS}))


_SEEDS = mix(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64) * np.uint64(_MULTIPLIER))


def _bands(facts: Hashes) -> tuple[int, ...]:
    distinct = np.unique(facts)
    if len(distinct) < FEWEST_FACTS:
        return ()
    least = mix(distinct[None, :] ^ _SEEDS[:, None]).min(axis=1).reshape(BANDS, ROWS)
    keys = np.arange(BANDS, dtype=np.uint64) + np.uint64(_BAND_SALT << 32)
    for row in range(ROWS):
        keys = keys * np.uint64(_MULTIPLIER) + least[:, row]
    return tuple(sorted({int(key) for key in mix(keys) & _KEY_BITS}))


def fingerprint(document: Document) -> Fingerprint:
    """Return the keys of a document's body.

    Args:
        document: a document whose lines have roles; only ``body`` and ``subhead`` lines are read.

    Returns:
        Its fingerprint; without keys for a document that has no body.
    """
    return fingerprint_of_words(document.id, words_of(document))


def fingerprint_of_words(document: str, words: Words) -> Fingerprint:
    """Return the keys of words that were read already."""
    hashes = words.hashes
    if len(hashes) < PASSAGE_WORDS:
        passages = _winnowed(runs(hashes, len(hashes), _WHOLE_SALT), 1) if len(hashes) else ()
    else:
        passages = _winnowed(runs(hashes, PASSAGE_WORDS, _PASSAGE_SALT), PASSAGE_WINDOW)
    facts = hashes[words.facts]
    return Fingerprint(
        document=document,
        words=len(hashes),
        passages=passages,
        facts=_winnowed(runs(facts, FACT_COUNT, _FACT_SALT), FACT_WINDOW),
        bands=_bands(facts),
    )


def choose_candidates(keys: int, sharing: Iterable[tuple[str, int, Sequence[int]]]) -> tuple[str, ...]:
    """Choose the documents worth comparing with one.

    A key with many holders says little: each weighs one over the number of its other holders. Of two documents either
    chooses the other or neither does, and what a third one brings changes that only where it shares keys with both.

    Args:
        keys: how many keys the document has.
        sharing: the documents that share keys with it, in any order: id, how many keys it has, and of each key in
            common by which they see each other how many documents hold it, both included; at most one more than
            ``HOLDERS_PER_KEY``.

    Returns:
        Their ids, sorted.
    """
    return tuple(sorted(other for other, others, holders in sharing if _is_candidate(min(keys, others), holders)))


def _is_candidate(keys: int, holders: Sequence[int]) -> bool:
    if len(holders) < FEWEST_COMMON:
        return False
    weight = sum(_WHOLE_WEIGHT // (min(count, HOLDERS_PER_KEY + 1) - 1) for count in holders)
    return weight >= LEAST_WEIGHT * _WHOLE_WEIGHT or len(holders) >= COMMON_SHARE * keys
