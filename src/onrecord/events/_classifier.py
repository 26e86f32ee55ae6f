"""The type of an event, given its two sides: linear over the features of the clause and what layers of the encoder say.

``type_shares`` is what other rooms call. The layers (``_type_layers``) go on from the encoder's inner states of the
sentence; where these are not at hand, the features of the clause alone tell. All in numpy.

The fifteen classes are those of the training file, in which YIELD stands for CONCEDE and RETREAT together; their view
is that of the CAMEO2PLOVER table of 2021 (a sanction is COERCE, a verdict ACCUSE, a promised concession AGREE).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.events._features import Clause, head_of
from onrecord.events._tree import Tree
from onrecord.events._type_layers import Sides, type_layers

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
        read_weights: the same, fitted together with what the layers say: classes x (all of the above + numbers of the
            layers + 1); None where there are none.
    """

    def __init__(
        self,
        classes: Sequence[str],
        weights: Floats,
        words: Sequence[str],
        vectors: Floats,
        read_weights: Floats | None = None,
    ) -> None:
        self.classes = tuple(classes)
        self._weights = weights
        self._read_weights = read_weights
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

    def probabilities(
        self, features: Mapping[str, float], zones: Mapping[str, Sequence[str]], read: Floats | None = None
    ) -> dict[str, float]:
        """Return how likely each class is.

        Args:
            features: named features with their weights.
            zones: the words of each zone.
            read: what the layers say, where they read.
        """
        import numpy as np

        places = np.array([bucket(name) for name in features], np.int64)
        values = np.array(list(features.values()), np.float32)
        dense = self.dense(zones) * VECTOR_SHARE
        weights = self._weights
        if read is not None and self._read_weights is not None:
            weights, dense = self._read_weights, np.concatenate([dense, read])
        scores = weights[:, places] @ values if len(places) else np.zeros(len(self.classes), np.float32)
        scores = scores + weights[:, BUCKETS:-1] @ dense + weights[:, -1]
        scores = np.exp(scores - scores.max())
        shares = scores / scores.sum()
        return {name: float(share) for name, share in zip(self.classes, shares, strict=True)}


def sides_of(tree: Tree, clause: Clause, source: range, target: range) -> Sides:
    """Return where the sides of a clause stand in the sentence of its source.

    Args:
        tree: the tree of the text.
        clause: the clause.
        source: tokens of who acts.
        target: tokens of who is acted upon.
    """
    sentence = tree.sentences[tree.sentence_of[source[0]]].tokens
    verbs, heads = clause.verbs(), (head_of(tree, source), head_of(tree, target))
    governor = verbs[0] if verbs else heads[0]
    return Sides(source, target, *heads, governor).within(sentence[0], sentence[-1] + 1)


def type_shares(
    tree: Tree, source: range, target: range, states: Floats | None = None, engine: str = ""
) -> dict[str, float]:
    """Return how likely each class of an event is, given its two sides in one sentence.

    Args:
        tree: the tree of the text.
        source: tokens of who acts.
        target: tokens of who is acted upon.
        states: the encoder's inner states of all tokens of the text, those that ``type_layers().tap`` names.
        engine: the engine that made them, with its version; those of another version are left out.
    """
    clause = Clause(tree, source, target)
    read = None
    if states is not None and engine == type_layers().engine:
        sentence = tree.sentences[tree.sentence_of[source[0]]].tokens
        own = states[sentence[0] : sentence[-1] + 1]
        read = type_layers().read(own, sides_of(tree, clause, source, target))
    return type_model().probabilities(clause.features(), clause.zones(), read)


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
            held["read_weights"].astype(np.float32) if "read_weights" in held else None,
        )
