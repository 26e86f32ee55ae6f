"""The learned part: named signs and word vectors in, shares of classes out; linear, in numpy alone.

It serves every engine that makes trees; what the reader says of the words is joined with it in `_read.py`.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

from onrecord._boosted_trees import BoostedTrees
from onrecord.events._classifier import type_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int32]

BUCKETS = 1 << 15
"""Signs share so many weights by a digest of their names."""
TASKS = ("hint", "deed", "type", "status", "side", "date")
"""What is learned: may a word by itself be a deed, is it one between states, its type, status, sides and day."""
JUDGES = ("casting", "whole")
"""What boosted trees judge: whether a casting is right, and whether type, sides, status and day are."""
WORD_WIDTH = 64
"""Numbers of a word's own vector."""
WORD_SHARE = 0.2
"""Weight of the words' own vectors beside the signs; of 0.15, 0.2 and 0.3 the best in cross-validation."""

_REMEMBERED = 1 << 16


class _Places(dict[str, int]):
    """The places of named signs, worked out when first asked for."""

    def __missing__(self, name: str) -> int:
        place = zlib.crc32(name.encode("utf-8", "surrogatepass")) % BUCKETS
        if len(self) < _REMEMBERED:
            self[name] = place
        return place


_places = _Places()


def bucket(name: str) -> int:
    """Return the place of a named sign, remembered."""
    return _places[name]


def buckets(names: Iterable[str], more: Iterable[int] = ()) -> list[int]:
    """Return the places of named signs, with further ones, each once."""
    found = set(map(_places.__getitem__, names))
    found.update(more)
    return list(found)


@dataclass(frozen=True, slots=True)
class Layer:
    """A linear model of one task."""

    classes: tuple[str, ...]
    signs: Floats
    """buckets x classes."""
    dense: Floats
    """numbers x classes."""
    bias: Floats

    def scores(self, rows: Sequence[Sequence[int]], dense: Floats | None = None) -> Floats:
        """Return the bare scores of the classes.

        Args:
            rows: the places of the signs of each example, at least one each.
            dense: the numbers of each example, where the layer has weights for them.
        """
        import numpy as np

        lengths = [len(row) for row in rows]
        flat = np.fromiter(chain.from_iterable(rows), np.int64, sum(lengths))
        starts = np.cumsum([0, *lengths[:-1]])
        scores = np.add.reduceat(self.signs[flat], starts, axis=0) + self.bias
        if dense is not None and len(self.dense):
            scores = scores + dense @ self.dense
        return np.asarray(scores, np.float32)

    def shares(self, rows: Sequence[Sequence[int]], dense: Floats | None = None) -> Floats:
        """Return the shares of the classes; of a layer of one class how likely that is. Arguments as of `scores`."""
        import numpy as np

        scores = self.scores(rows, dense)
        if len(self.classes) == 1:
            return np.asarray(1 / (1 + np.exp(-scores)), np.float32)
        scores = np.exp(scores - scores.max(1, keepdims=True))
        return np.asarray(scores / scores.sum(1, keepdims=True), np.float32)


class EventModel:
    """The layers with what they need.

    Args:
        words: the words that can name a deed, as ``part:lemma``.
        layers: the layers by task.
        vectors: own vectors of words.
        places: where each word's vector stands.
        trees: the boosted trees by what they judge; none while the layers are fitted.
    """

    def __init__(
        self,
        words: Iterable[str],
        layers: dict[str, Layer],
        vectors: Floats,
        places: dict[str, int],
        trees: Mapping[str, BoostedTrees] | None = None,
    ) -> None:
        self.words = frozenset(words)
        self.trees = dict(trees or {})
        self.layers = layers
        self.vectors, self.places = vectors, places

    def of_words(self, lemmas: Sequence[Sequence[str]]) -> Floats:
        """Return the mean own vector of each group of words, one after the other."""
        import numpy as np

        found = np.zeros((len(lemmas), WORD_WIDTH), np.float32)
        for row, group in enumerate(lemmas):
            known = [self.places[lemma] for lemma in group if lemma in self.places]
            if len(known) == 1:
                found[row] = self.vectors[known[0]] * WORD_SHARE
            elif known:
                found[row] = self.vectors[known].mean(0) * WORD_SHARE
        return found.reshape(-1)


@lru_cache(maxsize=1)
def event_model() -> EventModel:
    """Return the weights that come with the package."""
    import numpy as np

    data = files("onrecord.events").joinpath("events.npz").read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        words = str(held["words"]).split("\n")
        vectors, places = type_model().word_vectors
        layers = {}
        for task in TASKS:
            classes = tuple(str(held[f"{task}.classes"]).split("\n"))
            signs = np.zeros((BUCKETS, len(classes)), np.float32)
            signs[held[f"{task}.used"]] = held[f"{task}.signs"].astype(np.float32)
            dense = held[f"{task}.dense"].astype(np.float32)
            layers[task] = Layer(classes, signs, dense, held[f"{task}.bias"].astype(np.float32))
        judges = [name for name in JUDGES if f"{name}_feature" in held]
        trees = {name: BoostedTrees.from_tables(held, name) for name in judges}
    return EventModel(words, layers, vectors, places, trees)
