"""What the type of an event is read from beside named signs: the encoder's inner states, told where both sides stand.

Copies of the encoder's upper layers go on from its inner states of the words of one sentence; who acts and who is acted
upon is added to the words' states. In numpy alone; the weights are kept in 8 bits and made 32-bit floats when loaded.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from onrecord.language import further_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WIDTH = 384
"""Of a state."""
ATTENTION_HEADS = 12
MOST_WORDS = 128
"""Words of a sentence that are read: those around the two sides."""
LAYER_NORM = 1e-12
_ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)  # Abramowitz and Stegun 7.1.26
_ERF_RATE = 0.3275911


@dataclass(frozen=True, slots=True)
class Sides:
    """Where the two sides stand in a sentence, in tokens of the sentence."""

    source: range
    """Who acts."""
    target: range
    """Who is acted upon."""
    source_head: int
    target_head: int
    governor: int
    """The likeliest word of the deed."""

    def within(self, first: int, end: int) -> Sides:
        """Return the same sides counted from another first token; what stands outside is brought to the border."""

        def moved(place: int) -> int:
            return min(max(place, first), end - 1) - first

        return Sides(
            range(moved(self.source[0]), moved(self.source[-1]) + 1),
            range(moved(self.target[0]), moved(self.target[-1]) + 1),
            moved(self.source_head),
            moved(self.target_head),
            moved(self.governor),
        )


class TypeLayers:
    """The layers, with what was added to them.

    Args:
        held: the arrays of the file: ``engine``, ``tap``, ``roles``, and for each layer matrices with their scales.
    """

    def __init__(self, held: Mapping[str, Any]) -> None:
        import numpy as np

        self.engine = str(held["engine"])
        """The engine whose inner states are read."""
        self.tap = str(held["tap"])
        """The name of these states in its network."""
        self._roles = held["roles"].astype(np.float32)
        self._layers: list[dict[str, Floats]] = []
        for number in range(int(held["layers"])):
            part = f"{number}."
            self._layers.append({name[len(part) :]: _whole(held, name) for name in held if name.startswith(part)})
        self._last, self._last_bias = _whole(held, "d.weight"), _whole(held, "d.bias")

    def read(self, states: Floats, sides: Sides) -> Floats:
        """Return what the layers say of a clause.

        Args:
            states: the encoder's inner states of the words of its sentence.
            sides: where the two sides stand.

        Returns:
            The mean of all words, the words of the two sides and of the deed, and what was learned of them together.
        """
        import numpy as np

        if len(states) > MOST_WORDS:
            low = min(sides.source[0], sides.target[0], sides.governor)
            first = max(0, min(low - MOST_WORDS // 4, len(states) - MOST_WORDS))
            states, sides = states[first : first + MOST_WORDS], sides.within(first, first + MOST_WORDS)
        role = np.zeros(len(states), np.int64)
        role[sides.source[0] : sides.source[-1] + 1] = 1
        role[sides.target[0] : sides.target[-1] + 1] = 2
        role[sides.source_head], role[sides.target_head] = 3, 4
        x = states.astype(np.float32) + self._roles[role]
        for layer in self._layers:
            x = _layer(x, layer)
        found = np.concatenate([x.mean(0), x[sides.source_head], x[sides.target_head], x[sides.governor]])
        return np.asarray(np.concatenate([found, np.tanh(self._last @ found + self._last_bias)]), np.float32)


def _whole(held: Mapping[str, Any], name: str) -> Floats:
    """Return a matrix in 32-bit floats."""
    import numpy as np

    values = held[name].astype(np.float32)
    scale = f"{name}_scale"
    return np.asarray(values * held[scale].astype(np.float32)[:, None] if scale in held else values, np.float32)


def _layer(x: Floats, layer: Mapping[str, Floats]) -> Floats:
    """One layer of the encoder over the words of one sentence."""
    import numpy as np

    count = len(x)
    mixed = x @ layer["qkv.weight"].T + layer["qkv.bias"]
    query, key, value = mixed.reshape(count, 3, ATTENTION_HEADS, -1).transpose(1, 2, 0, 3)
    scores = query @ key.transpose(0, 2, 1) / np.float32((WIDTH // ATTENTION_HEADS) ** 0.5)
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    seen = (scores / scores.sum(-1, keepdims=True)) @ value
    seen = seen.transpose(1, 0, 2).reshape(count, WIDTH) @ layer["attention_out.weight"].T
    x = _normal(x + seen + layer["attention_out.bias"], layer["attention_norm.weight"], layer["attention_norm.bias"])
    inner = _gelu(x @ layer["inner.weight"].T + layer["inner.bias"])
    outer = inner @ layer["out.weight"].T + layer["out.bias"]
    return _normal(x + outer, layer["out_norm.weight"], layer["out_norm.bias"])


def _normal(x: Floats, weight: Floats, bias: Floats) -> Floats:
    import numpy as np

    x = x - x.mean(-1, keepdims=True)
    return np.asarray(x / np.sqrt((x * x).mean(-1, keepdims=True) + LAYER_NORM) * weight + bias, np.float32)


def _gelu(x: Floats) -> Floats:
    """The exact one, by a polynomial of the error function that is right to seven digits."""
    import numpy as np

    size = np.abs(x) * np.float32(0.5**0.5)
    rate = 1 / (1 + np.float32(_ERF_RATE) * size)
    series = np.zeros_like(x)
    for factor in reversed(_ERF):
        series = np.asarray((series + np.float32(factor)) * rate, np.float32)
    erf = np.sign(x) * (1 - series * np.exp(-size * size))
    return np.asarray(0.5 * x * (1 + erf), np.float32)


@lru_cache(maxsize=1)
def type_layers() -> TypeLayers:
    """Load the layers, which lie beside the model.

    Raises:
        ModelNotInstalled: if the model's package, or these layers in it, are not there.
    """
    import numpy as np

    with np.load(io.BytesIO(further_file("type_layers.npz")), allow_pickle=False) as held:
        return TypeLayers({name: held[name] for name in held.files})
