"""Small linear models over named features, in numpy alone."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.matters._issues import by_sign

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from onrecord.matters._readings import Candidate

    Floats = NDArray[np.float32]

FILE = "readings.npz"
"""The trained weights; ``training/matters/train.py`` writes them."""
NO_NUMBERS: Mapping[str, float] = {}


def share_of(score: float) -> float:
    """Return the share, 0 to 1, that a score stands for."""
    return 1 / (1 + math.exp(-min(30.0, max(-30.0, score))))


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

    def score(self, features: Iterable[str], numbers: Mapping[str, float] = NO_NUMBERS) -> float:
        """Return the logarithm of how many times likelier a yes is than a no.

        Args:
            features: names of what is so; each counts once.
            numbers: what is more or less so, by name.
        """
        weigh = self._yes.get
        score = float(self.bias[0]) + sum([weigh(name, 0.0) for name in dict.fromkeys(features)])
        return score + sum([weigh(name, 0.0) * number for name, number in numbers.items()])

    def yes(self, features: Iterable[str], numbers: Mapping[str, float] = NO_NUMBERS) -> float:
        """Return how likely a yes is; each feature counts once."""
        return share_of(self.score(features, numbers))

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
    by_sign: Mapping[str, Mapping[str, float]] = field(init=False)
    """The same by sign and by word."""
    _glance: tuple[float, ...] = field(init=False)
    """Weights of the linear score, of the reader's, of being unread, of the linear score alone; and the constant."""

    def __post_init__(self) -> None:
        """Lay the weights of the issues out for look-ups."""
        object.__setattr__(self, "by_sign", by_sign(self.issues))
        weights: tuple[float, ...] = ()
        if "hint, joined" in self.models:
            joined = self.models["hint, joined"]
            constant = joined.score(("read",))
            weights = (
                joined.score((), {"linear": 1.0}) - joined.score(()),
                joined.score((), {"own": 1.0}) - joined.score(()),
                joined.score(("unread",)) - constant,
                joined.score((), {"linear, unread": 1.0}) - joined.score(()),
                constant,
            )
        object.__setattr__(self, "_glance", weights)

    def at_a_glance(self, hints: Iterable[str], own: float | None) -> float:
        """Return how likely a word heads something undertaken, by what can be told at a glance.

        Args:
            hints: of the word itself and the one above it.
            own: the reader's bare score; None where it was not read.
        """
        score = self.models["hint"].score(hints)
        linear, read, unread, alone, constant = self._glance
        return share_of(constant + (unread + alone * score if own is None else linear * score + read * own))

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


def joined_score(asked: LinearModel, joined: LinearModel, candidate: Candidate) -> float:
    """Return how likely a candidate tells what is asked, the linear model's score joined with the reader's.

    Args:
        asked: the model over its features.
        joined: joins the score of that with what the reader says.
        candidate: the word.
    """
    score = asked.score(candidate.features)
    if not candidate.read:
        return joined.score(("unread",), {"linear, unread": score})
    return joined.score(("read",), {"linear": score, **candidate.read})


def log_of(share: float) -> float:
    """Return the logarithm of a share; one that is next to nothing counts as a thousandth."""
    return math.log(max(share, 1e-3))
