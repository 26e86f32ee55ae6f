"""The type of an event, given its two sides: a small linear model over the features of the clause, in numpy alone.

The fifteen classes are those of the training file, in which YIELD stands for CONCEDE and RETREAT together.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BUCKETS = 1 << 14
"""Features share so many weights by a digest of their names."""
ZONES = ("governor", "path", "hanging", "between", "after", "sentence")
"""Where words stand; the mean vector of each zone is part of the input."""
VECTOR_SHARE = 0.15
"""Weight of the vectors beside the named features; of 0.1, 0.15, 0.3 and 0.5 the best in cross-validation."""
OF_CLASS = {"YIELD": ("CONCEDE", "RETREAT")}
"""Classes of the training file that stand for several types."""


def bucket(name: str) -> int:
    """Return the place of a named feature."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % BUCKETS


class TypeModel:
    """The trained weights.

    Args:
        classes: names of the classes.
        weights: classes x (buckets + zones x width of a vector + 1); the last column is the bias.
        words: the words that have a vector.
        vectors: their vectors.
    """

    def __init__(self, classes: Sequence[str], weights: Floats, words: Sequence[str], vectors: Floats) -> None:
        self.classes = tuple(classes)
        self._weights = weights
        self._place = {word: place for place, word in enumerate(words)}
        self._vectors = vectors

    @property
    def word_vectors(self) -> tuple[Floats, dict[str, int]]:
        """The vectors of words, and the place of each word's."""
        return self._vectors, self._place

    def dense(self, zones: Mapping[str, Sequence[str]]) -> Floats:
        """Return the mean vectors of the zones, one after the other."""
        import numpy as np

        width = self._vectors.shape[1]
        found = np.zeros((len(ZONES), width), np.float32)
        for row, zone in enumerate(ZONES):
            places = [self._place[word] for word in zones[zone] if word in self._place]
            if places:
                found[row] = self._vectors[places].mean(0)
        return found.reshape(-1)

    def probabilities(self, features: Mapping[str, float], zones: Mapping[str, Sequence[str]]) -> dict[str, float]:
        """Return how likely each class is.

        Args:
            features: named features with their weights.
            zones: the words of each zone.
        """
        import numpy as np

        places = np.array([bucket(name) for name in features], np.int64)
        values = np.array(list(features.values()), np.float32)
        scores = self._weights[:, places] @ values if len(places) else np.zeros(len(self.classes), np.float32)
        scores = scores + self._weights[:, BUCKETS:-1] @ (self.dense(zones) * VECTOR_SHARE) + self._weights[:, -1]
        scores = np.exp(scores - scores.max())
        shares = scores / scores.sum()
        return {name: float(share) for name, share in zip(self.classes, shares, strict=True)}


@lru_cache(maxsize=1)
def type_model() -> TypeModel:
    """Load the model that comes with the package."""
    import io

    import numpy as np

    data = files("onrecord.events").joinpath("types.npz").read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        scale = held["scale"].astype(np.float32)
        vectors = held["vectors"].astype(np.float32) * held["vector_scale"].astype(np.float32)
        return TypeModel(
            str(held["classes"]).split("\n"),
            held["weights"].astype(np.float32) * scale[:, None],
            str(held["words"]).split("\n"),
            vectors,
        )
