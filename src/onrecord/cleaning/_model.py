"""The trained line model: how likely each line belongs to the article. Trees and word weights in one small data file.

``training/lines/train.py`` makes the file; nothing is learned or fetched at run time, and no code is read from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from onrecord._boosted_trees import BoostedTrees, chance
from onrecord.cleaning._features import (
    ROLE_CLASSES,
    Matrix,
    context,
    long_words,
    markup_marks,
    own_marks,
    role_look,
    second_look,
    word_keys,
)
from onrecord.cleaning._lines import Unit
from onrecord.cleaning._role_marks import near_article, neighbours, role_marks
from onrecord.cleaning._settle import LAST_ROLES
from onrecord.cleaning._sign import Sign
from onrecord.cleaning._surroundings import code_marks, surroundings

MODEL_FILE = "lines.npz"
FIRST_SHARE = 0.35
"""What the first opinion counts beside the second (``training/lines/train.py``, cross-validated)."""


@dataclass(frozen=True, slots=True)
class RoleModel:
    """What tells the roles of lines apart."""

    words: NDArray[np.float32]
    """A row of word weights for each of ``WORD_ROLES``, and one for what captions of articles are worded like."""
    first: BoostedTrees
    second: BoostedTrees
    """Trees that also see the first opinions on the lines around."""
    caption: BoostedTrees
    """Trees that tell captions from all else."""


@dataclass(frozen=True, slots=True)
class LastTrees:
    """Trees that see what the rules and the first models made of a page."""

    choice: BoostedTrees
    """Trees that choose the headline."""
    roles: BoostedTrees
    """Trees that tell ``LAST_ROLES`` apart."""

    def headline(self, marks: Matrix, first: int) -> list[float]:
        """How likely each of the candidates, from line ``first`` on, is the headline."""
        found: list[float] = chance(self.choice.log_odds(marks)).tolist()
        return found

    def settled(self, marks: Matrix, first: int) -> list[list[float]]:
        """How likely each line near the article, from line ``first`` on, has each of ``LAST_ROLES``."""
        found: list[list[float]] = _shares(self.roles.class_scores(marks, len(LAST_ROLES))).tolist()
        return found


@dataclass(frozen=True, slots=True)
class LineModel:
    """One model: word weights, trees for a first opinion on each line, and trees that also see all first opinions."""

    word_weights: NDArray[np.float32]
    first: BoostedTrees
    second: BoostedTrees
    roles: RoleModel | None = None
    """What tells roles apart, for text alone; mark-up is read by the rules."""
    last: LastTrees | None = None
    """What has the last word on them, likewise."""


@cache
def load_model() -> dict[str, LineModel]:
    """The bundled models: ``text`` for text alone, ``html`` for text with its mark-up."""
    with resources.files("onrecord.cleaning").joinpath(MODEL_FILE).open("rb") as stream:
        data = np.load(stream, allow_pickle=False)
        arrays = {name: data[name] for name in data.files}
    scale = float(arrays["word_scale"])
    roles = RoleModel(
        words=arrays["roles_words"].astype(np.float32) * scale,
        first=BoostedTrees.from_tables(arrays, "roles"),
        second=BoostedTrees.from_tables(arrays, "roles_second"),
        caption=BoostedTrees.from_tables(arrays, "caption"),
    )
    last = None
    if "last_feature" in arrays:  # not there while they are being trained
        last = LastTrees(
            choice=BoostedTrees.from_tables(arrays, "headline"), roles=BoostedTrees.from_tables(arrays, "last")
        )
    return {
        name: LineModel(
            word_weights=arrays[f"{name}_words"].astype(np.float32) * scale,
            first=BoostedTrees.from_tables(arrays, f"{name}_first"),
            second=BoostedTrees.from_tables(arrays, f"{name}_second"),
            roles=roles if name == "text" else None,
            last=last if name == "text" else None,
        )
        for name in ("text", "html")
        if f"{name}_words" in arrays
    }


def last_opinions() -> LastTrees:
    """The bundled trees that have the last word, for text alone."""
    last = load_model()["text"].last
    assert last is not None
    return last


@dataclass(frozen=True, slots=True)
class LineMarks:
    """What the model saw of the lines near an article."""

    near: slice
    own: Matrix
    """Of all lines."""
    worded: Matrix
    vocabulary: list[frozenset[str]]
    """Of all lines."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """What the model says of each line."""

    article: list[float]
    """How likely it belongs to the article."""
    roles: dict[str, list[float]]
    """How likely it has each of ``ROLE_CLASSES``, 0 far from the article; empty for text with its mark-up, which the
    rules read."""
    marks: LineMarks | None = None
    """What it saw, where it was asked about roles."""


def line_opinions(units: Sequence[Unit], signs: Sequence[Sign | None], segment: tuple[int, int]) -> Opinions:
    """How likely each line belongs to the article, and how likely it has each role.

    Args:
        units: the units of the one text.
        signs: their signs.
        segment: the stretch that the rules take for the article: first unit, one past the last.
    """
    if not units:
        return Opinions([], {})
    has_markup = units[0].markup is not None
    model = load_model()["html" if has_markup else "text"]
    own = own_marks(units, signs)
    vocabulary = long_words(units)
    keys = [word_keys(unit) for unit in units]
    words = weighed(model.word_weights[None, :], keys)[:, 0]
    parts = [own, context(own, words, segment, vocabulary)]
    parts.append(markup_marks(units) if has_markup else surroundings(own, code_marks(units), words))
    row = np.hstack(parts)
    first = model.first.log_odds(row)
    row = np.hstack([row, second_look(own, chance(first), vocabulary)])
    second = model.second.log_odds(row)
    # Text with mark-up has been settled by the second look; without it two opinions are better than one.
    article = chance(second if has_markup else both_opinions(first, second))
    if model.roles is None:
        return Opinions(article.tolist(), {})
    settled = chance(second)
    near = near_article(settled)
    worded = role_marks(units[near], vocabulary[near])
    look = role_look(settled[near], weighed(model.roles.words, keys[near]), vocabulary[near])
    seen = np.hstack([row[near], look, worded])
    roles = np.zeros((len(units), len(ROLE_CLASSES)), dtype=np.float32)
    roles[near] = _role_chances(model.roles, seen)
    chances = {role: roles[:, number].tolist() for number, role in enumerate(ROLE_CLASSES)}
    return Opinions(article.tolist(), chances, LineMarks(near, own, worded, vocabulary))


def _role_chances(model: RoleModel, seen: Matrix) -> Matrix:
    """How likely each line has each of ``ROLE_CLASSES``."""
    first = _shares(model.first.class_scores(seen, len(ROLE_CLASSES)))
    chances = _shares(model.second.class_scores(np.hstack([seen, neighbours(first)]), len(ROLE_CLASSES)))
    chances[:, ROLE_CLASSES.index("caption")] = chance(model.caption.log_odds(seen))
    return chances


def _shares(scores: NDArray[np.float32]) -> Matrix:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return found


def both_opinions(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log-odds of both opinions together."""
    return FIRST_SHARE * first + (1.0 - FIRST_SHARE) * second


def weighed(weights: NDArray[np.float32], keys: Sequence[Sequence[int]]) -> Matrix:
    """What the words of each line speak for: the sum of their weights over the root of their number.

    Args:
        weights: a row of weights of all hashed words for each thing that words speak for.
        keys: the hashed words of each line.
    """
    sizes = np.array([len(found) for found in keys], dtype=np.intp)
    total = np.zeros((len(keys), len(weights)), dtype=np.float32)
    filled = np.flatnonzero(sizes)
    if len(filled):
        places = np.array([key for found in keys for key in found], dtype=np.intp)
        starts = np.cumsum(sizes[filled]) - sizes[filled]
        total[filled] = np.add.reduceat(weights[:, places], starts, axis=1).T
    found: Matrix = total / np.sqrt(np.maximum(sizes, 1)).astype(np.float32)[:, None]
    return found
