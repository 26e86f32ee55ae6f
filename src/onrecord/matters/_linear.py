"""Small linear models over named features, in numpy alone."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FILE = "readings.npz"
"""The trained weights; ``training/matters/train.py`` writes them."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """One question asked of a passage: its possible answers and how much each feature speaks for each.

    A model with two answers is a yes/no question and has weights for the second alone.
    """

    answers: tuple[str, ...]
    places: Mapping[str, int]
    """Row of each named feature."""
    weights: Floats
    """Named features x answers (one column for yes/no)."""
    bias: Floats
    _yes: Mapping[str, float] = field(init=False)

    def __post_init__(self) -> None:
        """Lay the weights of a yes/no question out for single look-ups."""
        if len(self.answers) == 2:
            weights = self.weights[:, 0].tolist()
            object.__setattr__(self, "_yes", {name: weights[place] for name, place in self.places.items()})

    def yes(self, features: Iterable[str]) -> float:
        """Return how likely a yes is; each feature counts once."""
        weigh = self._yes.get
        score = float(self.bias[0]) + sum(weigh(name, 0.0) for name in dict.fromkeys(features))
        return 1 / (1 + math.exp(-min(30.0, max(-30.0, score))))

    def shares(self, features: Sequence[str]) -> dict[str, float]:
        """Return how likely each answer is.

        Args:
            features: names of what is so; unknown ones are passed over, and each counts once.
        """
        import numpy as np

        places = self.places
        rows = sorted({places[name] for name in features if name in places})
        scores = self.bias + self.weights[rows].sum(0)
        if len(self.answers) == 2:
            yes = float(1 / (1 + np.exp(-np.clip(scores[0], -30, 30))))
            return {self.answers[0]: 1 - yes, self.answers[1]: yes}
        powers = np.exp(scores - scores.max())
        return dict(zip(self.answers, (powers / powers.sum()).tolist(), strict=True))

    def best(self, features: Sequence[str]) -> str:
        """Return the most likely answer."""
        shares = self.shares(features)
        return max(shares, key=lambda answer: (shares[answer], answer))


@dataclass(frozen=True, slots=True)
class ReadingModels:
    """All questions with their models, and from which share on a yes counts."""

    models: Mapping[str, LinearModel]
    thresholds: Mapping[str, float]
    issues: Mapping[str, float] = field(default_factory=dict)
    """How heavily each sign speaks for an issue."""

    @property
    def hint(self) -> LinearModel | None:
        """The model that tells at a glance which words cannot head anything undertaken."""
        return self.models.get("hint")

    def __getitem__(self, question: str) -> LinearModel:
        return self.models[question]


@lru_cache(maxsize=1)
def load_models() -> ReadingModels:
    """Load the models of the package."""
    import numpy as np

    data = files("onrecord.matters").joinpath(FILE).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        models = {}
        for question in str(held["questions"]).split("\n"):
            names = str(held[f"{question}/names"]).split("\n")
            models[question] = LinearModel(
                tuple(str(held[f"{question}/answers"]).split("\n")),
                {name: place for place, name in enumerate(names)},
                held[f"{question}/weights"].astype(np.float32),
                held[f"{question}/bias"].astype(np.float32),
            )
        asked = str(held["asked"]).split("\n")
        issues: dict[str, float] = {}
        if "issues/names" in held:
            names = str(held["issues/names"]).split("\n")
            issues = dict(zip(names, held["issues/weights"].tolist(), strict=True))
        return ReadingModels(models, dict(zip(asked, held["thresholds"].tolist(), strict=True)), issues)
