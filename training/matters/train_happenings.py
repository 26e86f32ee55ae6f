"""Learn on ECB+ how likely two tellings are one happening; cross-validate by topic.

    python training/matters/train_happenings.py [--cache FOLDER] [--no-write] [--no-validation]

Reads the training part alone (``DATA/same_event/ecb_train*``; ``ONRECORD_DATA`` or ``../shared/data``), compares the
gold mentions of each topic pair by pair as ``onrecord.matters.pair_features`` does, learns boosted trees, and prints
for each threshold of average linkage the CoNLL F1 of the topics that were left out: the best is
``onrecord.matters.ONE_HAPPENING``. Of one pair in ``BLIND`` pages and places are hidden, so that what is not known
counts as not known. Writes ``src/onrecord/matters/telling_trees.npz``. Needs lightgbm, scipy, and the trained language
model; minutes on one core. ``telling_words.py`` beside it comes first. The development part is never read.
"""

# ruff: noqa: E402 (the benchmarks are no package: their folder must be known first)
from __future__ import annotations

import argparse
import pickle
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

REPOSITORY = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(REPOSITORY / "benchmarks"), str(REPOSITORY / "training")]

from boosted_trees import tree_tables

from happenings import Clusters, compared, conll, linked, pairs_by_topic, read_mentions
from onrecord.language import default_engine
from onrecord.matters import pair_features
from onrecord.matters._tellings import NOT_KNOWN, TREES

OUT = REPOSITORY / "src" / "onrecord" / "matters" / TREES
FOLDS = 5
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
EASY = 5
"""Of the pairs of other words that are not one, one in so many is learned from, for all of them."""
BLIND = 6
SEEDS = (0, 1, 2)
"""So many sets of trees count for their mean, each with other pairs hidden: a single one is off by .004 either way."""
ROUNDS = 200
SETTINGS = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 15, "min_data_in_leaf": 80, "lambda_l2": 5.0,
    "feature_fraction": 0.5, "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip


def learn(rows: np.ndarray, blind: np.ndarray, same: np.ndarray, use: np.ndarray) -> list[lightgbm.Booster]:
    """Learn from the rows to use, each with its weight; one set of trees for each seed."""
    chosen = use > 0
    found = []
    for seed in SEEDS:
        hidden = (np.arange(len(rows)) % BLIND == seed)[chosen]
        inputs = np.where(hidden[:, None], blind[chosen], rows[chosen])
        # the last tells how far apart the stories are: few pages do not tell
        inputs[(np.arange(len(rows)) % BLIND == seed + len(SEEDS))[chosen], -1] = NOT_KNOWN
        data = lightgbm.Dataset(inputs, same[chosen], weight=use[chosen])
        found.append(lightgbm.train(SETTINGS | {"seed": seed}, data, ROUNDS))
    return found


def told(boosters: list[lightgbm.Booster], rows: np.ndarray) -> list[float]:
    """Return the likeness of each row."""
    odds = np.mean([booster.predict(rows, raw_score=True, num_threads=1) for booster in boosters], axis=0)
    return [float(value) for value in 1 / (1 + np.exp(-odds))]


def main() -> None:
    """Learn, print the figures, and write the trees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--no-write", action="store_true")
    parser.add_argument("--no-validation", action="store_true")
    options = parser.parse_args()
    mentions, pages = _cached(options.cache, "train", lambda: read_mentions("train", default_engine()))
    topics = pairs_by_topic(mentions)
    pairs = [pair for _, found in topics for pair in found]
    rows, blind = _cached(options.cache, "rows", lambda: _rows(mentions, pages, pairs))
    same = np.asarray([mentions[i].chain == mentions[j].chain for i, j in pairs])
    topic = np.repeat(np.arange(len(topics)), [len(found) for _, found in topics])
    alike_words = (rows[:, 0] > 0) | (rows[:, 1] > 0) | (rows[:, 2] > 0) | (rows[:, 3] > 0.35)
    easy = ~same & ~alike_words
    use = np.where(easy, np.where(np.cumsum(easy) % EASY == 0, EASY, 0), 1)
    if not options.no_write:
        np.savez_compressed(OUT, **tree_tables(learn(rows, blind, same, use), "tellings"))  # type: ignore[arg-type]
        print(OUT.stat().st_size, "bytes", flush=True)
    if options.no_validation:
        return
    order = np.random.default_rng(0).permutation(len(topics))
    gold = {number: mention.chain for number, mention in enumerate(mentions)}
    found: dict[float, Clusters] = {threshold: {} for threshold in THRESHOLDS}
    for fold in range(FOLDS):
        out = np.isin(topic, order[fold::FOLDS])
        boosters = learn(rows[~out], blind[~out], same[~out], use[~out])
        for number in sorted(order[fold::FOLDS]):
            likely = told(boosters, rows[topic == number])
            for threshold, clusters in linked(topics[number][0], likely, THRESHOLDS).items():
                found[threshold] |= clusters
        print("fold", fold, flush=True)
    for threshold, clusters in found.items():
        print(threshold, conll(gold, clusters))


def _rows(mentions: Any, pages: Any, pairs: Any) -> tuple[np.ndarray, np.ndarray]:
    """The pairs as they are, and as they would be with pages and places not known."""
    asked = compared(mentions, pages, pairs)
    seen = np.asarray([pair_features(*each) for each in asked], np.float32)
    blind = seen.copy()
    one, other = (replace(each, place=None) for each in asked[0][:2])
    hidden = np.flatnonzero((np.asarray(pair_features(one, other)) == NOT_KNOWN) & (seen != NOT_KNOWN).any(axis=0))
    blind[:, hidden] = NOT_KNOWN
    return seen, blind


def _cached(folder: Path | None, name: str, make: Any) -> Any:
    if folder is None:
        return make()
    path = folder / f"happenings_{name}.pkl"
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


if __name__ == "__main__":
    main()
