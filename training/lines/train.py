"""Train the line model of cleaning: which lines of a page are the article, from text alone and with the mark-up.

Data: the page sets as ``pages.py`` prepares them, lines labelled from their gold bodies. Each page also gives a cropped
variant (its article with a few of the lines around it), so that half-cleaned text is known too.

    python training/lines/train.py --pages pages.pickle --modes text --out text.npz --state text.pickle

Word weights are smoothed log-odds; on top of them and of all other features stand boosted trees (LightGBM, needed here
only). Folds never share a site. Word scores of training pages leave out their own fold.
"""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import random
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
sys.path.append(str(Path(__file__).resolve().parents[1]))

from boosted_trees import tree_tables
from pages import PreparedPage, read_prepared

from _extraction import Page, Score, precision_recall, shingles
from onrecord.cleaning._features import (
    HASH_BITS,
    context,
    long_words,
    markup_marks,
    own_marks,
    second_look,
    word_keys,
)
from onrecord.cleaning._flatten import LineMarkup
from onrecord.cleaning._lines import split_units
from onrecord.cleaning._model import both_opinions
from onrecord.cleaning._patterns import explicit_sign
from onrecord.cleaning._segment import best_stretch
from onrecord.cleaning._surroundings import code_marks, surroundings

BUCKETS = 1 << HASH_BITS
SMOOTHING = 20.0
WORD_LIMIT = 3.0
SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 31,
    "min_data_in_leaf": 20,
    "lambda_l2": 1.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "max_bin": 63,
    "num_threads": 1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
THRESHOLD = 0.5
BALANCE = 0.7
"""How far a page's weight goes down with the length of its article: 1 would weigh all pages the same."""
TYPICAL_ARTICLE, LEAST_ARTICLE = 500.0, 30.0
"""Words."""
NEAR = 40
"""Lines further from the article than this teach little: one in four of them is kept."""


@dataclass(slots=True)
class Example:
    """One page, or a cropped variant of it, ready for training."""

    page: Page
    lines: list[str]
    labels: NDArray[np.int8]
    is_whole: bool
    vocabulary: list[frozenset[str]]
    own: NDArray[np.float32]
    segment: tuple[int, int]
    keys: list[list[int]]
    code: NDArray[np.float32]
    markup: NDArray[np.float32] | None
    first: NDArray[np.float32] | None = field(default=None)
    """The first opinion, by trees that were not trained on this page's site."""
    second: NDArray[np.float32] | None = field(default=None)
    """The second opinion, likewise."""

    @property
    def weights(self) -> NDArray[np.float32]:
        """Longer lines weigh more, and those of pages with a short article: the measure counts words for each page."""
        article = max(float((np.clip(self.own[:, 0], 1, 150) * self.labels).sum()), LEAST_ARTICLE)
        balanced: NDArray[np.float32] = self.lengths * (TYPICAL_ARTICLE / article) ** BALANCE
        return balanced

    @property
    def lengths(self) -> NDArray[np.float32]:
        """What a line's words weigh: the root of their number."""
        return np.sqrt(np.clip(self.own[:, 0], 1, 100))

    @property
    def kept(self) -> NDArray[np.bool_]:
        """The lines that are trained on."""
        count = len(self.labels)
        near = np.zeros(count, dtype=bool)
        places = np.flatnonzero(self.labels)
        if len(places):
            near[max(0, places[0] - NEAR) : places[-1] + NEAR + 1] = True
        near[max(0, self.segment[0] - 10) : self.segment[1] + 10] = True
        return near | (np.arange(count) % 4 == 0)


def make_example(
    page: Page, lines: list[str], markup: list[LineMarkup] | None, labels: list[int], *, is_whole: bool
) -> Example:
    """Compute what does not depend on the fold."""
    text = "\n".join(lines)
    units = split_units(text, markup if markup is not None else [None] * len(lines))  # type: ignore[list-item]
    signs = [explicit_sign(unit) for unit in units]
    return Example(
        page=page,
        lines=lines,
        labels=np.array(labels, dtype=np.int8),
        is_whole=is_whole,
        vocabulary=long_words(units),
        own=own_marks(units, signs),
        segment=best_stretch(units, signs),
        keys=[word_keys(unit) for unit in units],
        code=code_marks(units),
        markup=markup_marks(units) if markup is not None else None,
    )


def crop(labels: list[int], seed: int) -> tuple[int, int] | None:
    """A stretch around the article: what a half-good extractor or a copying site leaves of a page."""
    places = [number for number, label in enumerate(labels) if label]
    if not places:
        return None
    rng = random.Random(seed)
    before, after = rng.choice([0, 0, 1, 2, 4, 8]), rng.choice([0, 0, 1, 3, 8, 25])
    return max(0, places[0] - before), min(len(labels), places[-1] + 1 + after)


def read_examples(pages: Sequence[PreparedPage], *, with_markup: bool) -> list[Example]:
    """Make examples of all pages, and of the stretch around the article of each where there is no mark-up."""
    examples = []
    for prepared in pages:
        page, lines, labels = prepared.page, prepared.lines, prepared.labels
        markup = prepared.markup if with_markup else None
        examples.append(make_example(page, lines, markup, labels, is_whole=True))
        name = f"{page.collection}:{page.key}"
        cropped = crop(labels, zlib.crc32(name.encode())) if not with_markup else None
        if cropped is not None:
            first, last = cropped
            examples.append(make_example(page, lines[first:last], None, labels[first:last], is_whole=False))
    return examples


def word_weights(examples: list[Example]) -> NDArray[np.float32]:
    """Smoothed log-odds of each hashed word."""
    inside, outside = np.full(BUCKETS, SMOOTHING), np.full(BUCKETS, SMOOTHING)
    for example in examples:
        if example.is_whole:
            for keys, label, weight in zip(example.keys, example.labels, example.lengths, strict=True):
                (inside if label else outside)[keys] += weight
    odds = np.log(inside / inside.sum()) - np.log(outside / outside.sum())
    return np.clip(odds, -WORD_LIMIT, WORD_LIMIT).astype(np.float32)


def word_scores(weights: NDArray[np.float32], example: Example) -> NDArray[np.float32]:
    """As ``LineModel.word_scores`` has it."""
    return np.array([weights[keys].sum() / max(len(keys), 1) ** 0.5 for keys in example.keys], dtype=np.float32)


def matrix(example: Example, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """As ``line_matrix`` has it."""
    parts = [example.own, context(example.own, scores, example.segment, example.vocabulary)]
    if example.markup is not None:
        parts.append(example.markup)
    else:
        parts.append(surroundings(example.own, example.code, scores))
    return np.hstack(parts)


def boost(examples: list[Example], rows: list[NDArray[np.float32]], rounds: int) -> lightgbm.Booster:
    """Trees over the rows of the kept lines."""
    kept = [example.kept for example in examples]
    labels = [example.labels[keep] for example, keep in zip(examples, kept, strict=True)]
    importance = [
        example.weights[keep] * (1.0 if example.is_whole else 0.7) for example, keep in zip(examples, kept, strict=True)
    ]
    data = lightgbm.Dataset(
        np.vstack([row[keep] for row, keep in zip(rows, kept, strict=True)]),
        np.concatenate(labels),
        weight=np.concatenate(importance),
    )
    return lightgbm.train(SETTINGS, data, rounds)


def second_rows(example: Example, row: NDArray[np.float32], first: NDArray[np.float32]) -> NDArray[np.float32]:
    """As ``line_probabilities`` has it."""
    return np.hstack([row, second_look(example.own, first, example.vocabulary)])


def train(
    examples: list[Example], folds: int, rounds: int
) -> tuple[NDArray[np.float32], lightgbm.Booster, lightgbm.Booster]:
    """Train both opinions, leaving each page's honest probabilities (no page of its site seen) in the example.

    The second trees learn from first opinions that were made without the page's site.
    """
    sites = [example.page.site for example in examples]
    parts = list(GroupKFold(folds).split(examples, groups=sites))
    rows: list[NDArray[np.float32]] = [np.empty(0)] * len(examples)
    for inside, outside in parts:
        weights = word_weights([examples[number] for number in inside])
        for number in outside:
            rows[number] = matrix(examples[number], word_scores(weights, examples[number]))
    for inside, outside in parts:
        trees = boost([examples[number] for number in inside], [rows[number] for number in inside], rounds)
        for number in outside:
            examples[number].first = trees.predict(rows[number]).astype(np.float32)
        print("first opinion: a fold is done", flush=True)
    both = [
        second_rows(example, row, example.first)
        for example, row in zip(examples, rows, strict=True)
        if example.first is not None
    ]
    for inside, outside in parts:
        trees = boost([examples[number] for number in inside], [both[number] for number in inside], rounds)
        for number in outside:
            examples[number].second = trees.predict(both[number]).astype(np.float32)
        print("second opinion: a fold is done", flush=True)
    return word_weights(examples), boost(examples, rows, rounds), boost(examples, both, rounds)


def verdict(example: Example) -> NDArray[np.float32]:
    """As ``line_opinions`` has it: both opinions for text, the second for text with its mark-up."""
    assert example.first is not None
    assert example.second is not None
    if example.markup is not None:
        return example.second
    first, second = (np.clip(chance.astype(np.float64), 1e-6, 1 - 1e-6) for chance in (example.first, example.second))
    both = both_opinions(np.log(first / (1 - first)), np.log(second / (1 - second)))
    return (1.0 / (1.0 + np.exp(-both))).astype(np.float32)


def report(examples: list[Example], opinion: str) -> dict[str, dict[str, float]]:
    """Article F1 for each set, over pages of sites that were not trained on."""
    scores: dict[str, Score] = {}
    for example in examples:
        chances = example.first if opinion == "first" else verdict(example)
        if chances is None:
            continue
        text = "\n".join(line for line, keep in zip(example.lines, chances >= THRESHOLD, strict=True) if keep)
        precision, recall = precision_recall(shingles(example.page.gold), shingles(text))
        form = "whole" if example.is_whole else "cropped"
        for language in ("English", "all") if example.page.is_english else ("all",):
            score = scores.setdefault(f"{example.page.collection} {form} {language}", Score())
            score.precisions.append(precision)
            score.recalls.append(recall)
    return {name: score.as_dict() for name, score in sorted(scores.items())}


def read_state(file: Path) -> list[Example]:
    """Read the examples with both opinions; the file must be one's own."""
    gc.disable()
    with file.open("rb") as stream:
        examples: list[Example] = pickle.load(stream)
    gc.enable()
    return examples


def main() -> None:
    """Train, or cross-validate."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=Path, nargs="+", required=True, help="what pages.py wrote")
    arguments.add_argument("--out", type=Path, help="the model file to write")
    arguments.add_argument("--state", type=Path, help="where to keep the examples with both opinions, for roles.py")
    arguments.add_argument("--folds", type=int, default=4)
    arguments.add_argument("--probabilities", type=Path, help="where to write the cross-validated probabilities")
    arguments.add_argument("--figures", type=Path, help="where to write the cross-validated figures")
    arguments.add_argument("--rounds", type=int, default=120)
    arguments.add_argument("--learning-rate", type=float, default=SETTINGS["learning_rate"])
    arguments.add_argument("--modes", nargs="+", default=["text", "html"], choices=["text", "html"])
    chosen = arguments.parse_args()
    SETTINGS["learning_rate"] = chosen.learning_rate
    saved: dict[str, NDArray[Any]] = {}
    honest: dict[str, NDArray[Any]] = {}
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for mode in chosen.modes:
        examples = read_examples(
            [page for file in chosen.pages for page in read_prepared(file)], with_markup=mode == "html"
        )
        print(mode, len(examples), "examples", sum(len(example.labels) for example in examples), "lines", flush=True)
        weights, first, second = train(examples, chosen.folds, chosen.rounds)
        for opinion in ("first", "last"):
            found = report(examples, opinion)
            figures[f"{mode}, {opinion} opinion"] = found
            for name, score in found.items():
                print(mode, opinion, name, score, flush=True)
        if chosen.state:
            with chosen.state.open("wb") as stream:
                pickle.dump(examples, stream)
        scale = WORD_LIMIT / 127
        saved[f"{mode}_words"] = np.round(weights / scale).astype(np.int8)
        saved["word_scale"] = np.array(scale, np.float32)
        saved.update(tree_tables(first, f"{mode}_first"))
        saved.update(tree_tables(second, f"{mode}_second"))
        honest.update(
            {
                f"{mode}:{example.page.collection}:{example.page.key}": verdict(example)
                for example in examples
                if example.is_whole
            }
        )
    if chosen.probabilities:
        np.savez_compressed(chosen.probabilities, **honest)
    if chosen.figures:
        chosen.figures.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    if chosen.out:
        np.savez_compressed(chosen.out, **saved)
        print("wrote", chosen.out, chosen.out.stat().st_size, "bytes")


if __name__ == "__main__":
    # The examples are pickled under the module's own name, for roles.py.
    from train import main as run

    run()
