"""Train the model of roles: title, summary, byline, caption, credit, link to another story, for text without mark-up.

It learns from the roles that the rules give with the mark-up at hand (``pages.py``), and from the seen half of the gold
of roles. What ``train.py --state`` kept is its base: opinions on the article that were made without the page's site.
Sites with a page in the unseen half are left out altogether: the model that ships is measured on them. For all other
pages the chances are those of models that have not seen the page's site.

    python training/lines/roles.py --pages pages.pickle --state text.pickle --out roles.npz --probabilities p.npz
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from pages import PreparedPage, read_prepared
from sklearn.model_selection import GroupKFold
from train import (
    BUCKETS,
    SETTINGS,
    WORD_LIMIT,
    Example,
    flat_trees,
    matrix,
    read_state,
    second_rows,
    word_scores,
    word_weights,
)

from onrecord.cleaning import _flatten as flat
from onrecord.cleaning._features import ROLE_CLASSES, WORD_ROLES, role_look

GOLD = Path(__file__).resolve().parents[2] / "benchmarks" / "gold" / "cleaning_roles.json"
SMOOTHING = 8.0
NEAR = 30
"""Lines further from the article than this teach little."""
FAR_SHARE = 9
"""One in so many of them is kept."""
BODY_SHARE = 4
"""One in so many lines of the article is kept: they are the most and the easiest."""
_NAMED = {"subhead": "body"}
_PICTURE = flat.IN_CAPTION | flat.HINT_CAPTION
HAND_ROLES = ("title", "byline", "credit", "caption", "related")
HAND_WEIGHT = 2.0
"""A line labelled by hand teaches as much as so many labelled by the rules."""


def targets(prepared: PreparedPage, gold: dict[str, Any] | None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The class and the weight of each line; labels made by hand go before the roles of the rules.

    A caption that the gold body has too is left out: the corpora do not agree on captions.
    """
    names = []
    for label, role in zip(prepared.labels, prepared.roles, strict=True):
        name = _NAMED.get(role, role)
        names.append("body" if label and name not in ROLE_CLASSES else name if name in ROLE_CLASSES else "other")
    weights = np.ones(len(names), dtype=np.float32)
    for number, (label, made) in enumerate(zip(prepared.labels, prepared.markup, strict=True)):
        if label and made.bits & _PICTURE and names[number] != "caption":
            weights[number] = 0.0
    if gold is not None:
        labelled = gold["roles"]
        for number in range(*gold["window"]):
            by_hand = next((role for role in HAND_ROLES if number in (labelled.get(role) or ())), None)
            if number in (labelled.get("open") or ()):
                weights[number] = 0.0
            elif by_hand is not None:
                names[number], weights[number] = by_hand, HAND_WEIGHT
            elif names[number] in HAND_ROLES:
                is_unknown = labelled.get(names[number], []) is None
                weights[number] = 0.0 if is_unknown else HAND_WEIGHT
                names[number] = "body" if prepared.labels[number] else "other"
    return np.array([ROLE_CLASSES.index(name) for name in names]), weights


def role_word_weights(examples: Sequence[Example], classes: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    """Smoothed log-odds of each hashed word, one row for each of ``WORD_ROLES``."""
    counts = np.zeros((len(ROLE_CLASSES), BUCKETS))
    for example, found in zip(examples, classes, strict=True):
        for keys, number in zip(example.keys, found.tolist(), strict=True):
            counts[number][keys] += 1.0
    total = counts.sum(axis=0)
    rows = []
    for role in WORD_ROLES:
        inside = counts[ROLE_CLASSES.index(role)]
        outside = total - inside
        odds = np.log((inside + SMOOTHING * inside.sum() / total.sum() + 0.5) / (inside.sum() + 1.0)) - np.log(
            (outside + SMOOTHING * outside.sum() / total.sum() + 0.5) / (outside.sum() + 1.0)
        )
        # A word that was seen too seldom speaks for nothing.
        rows.append(np.where(total >= 4, np.clip(odds, -WORD_LIMIT, WORD_LIMIT), 0.0))
    return np.array(rows, dtype=np.float32)


def role_word_scores(weights: NDArray[np.float32], example: Example) -> NDArray[np.float32]:
    """As ``LineModel.role_words`` has it."""
    return np.array([weights[:, keys].sum(axis=1) / max(len(keys), 1) ** 0.5 for keys in example.keys], np.float32)


def kept_lines(example: Example, classes: NDArray[np.int64], weights: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The lines that are trained on."""
    count = len(classes)
    at = np.arange(count)
    near = np.zeros(count, dtype=bool)
    places = np.flatnonzero(example.labels)
    if len(places):
        near[max(0, places[0] - NEAR) : places[-1] + NEAR + 1] = True
    is_body = classes == ROLE_CLASSES.index("body")
    kept: NDArray[np.bool_] = (near & ~is_body) | (is_body & (at % BODY_SHARE == 0)) | (at % FAR_SHARE == 0)
    return kept & (weights > 0.0)


def all_rows(
    examples: Sequence[Example], classes: Sequence[NDArray[np.int64]], taught: Sequence[int], folds: int
) -> list[NDArray[np.float32]]:
    """What the model sees of each line; word weights leave out the page's fold, and pages that are not taught."""
    sites = [example.page.site for example in examples]
    allowed = set(taught)
    rows: list[NDArray[np.float32]] = [np.empty(0)] * len(examples)
    for inside, outside in GroupKFold(folds).split(examples, groups=sites):
        known = [number for number in inside if number in allowed]
        words = word_weights([examples[number] for number in inside])
        role_words = role_word_weights([examples[number] for number in known], [classes[number] for number in known])
        for number in outside:
            example = examples[number]
            assert example.first is not None
            assert example.second is not None
            row = second_rows(example, matrix(example, word_scores(words, example)), example.first)
            rows[number] = np.hstack(
                [row, role_look(example.second, role_word_scores(role_words, example), example.vocabulary)]
            )
    return rows


def boost(
    numbers: Sequence[int],
    examples: Sequence[Example],
    rows: Sequence[NDArray[np.float32]],
    classes: Sequence[NDArray[np.int64]],
    weights: Sequence[NDArray[np.float32]],
    rounds: int,
    learning_rate: float,
) -> lightgbm.Booster:
    """Trees for all classes over the kept lines of the given pages."""
    settings = {
        **SETTINGS,
        "objective": "multiclass",
        "num_class": len(ROLE_CLASSES),
        "num_leaves": 15,
        "feature_fraction": 0.3,
        "learning_rate": learning_rate,
    }
    kept = {number: kept_lines(examples[number], classes[number], weights[number]) for number in numbers}
    data = lightgbm.Dataset(
        np.vstack([rows[number][kept[number]] for number in numbers]),
        np.concatenate([classes[number][kept[number]] for number in numbers]),
        weight=np.concatenate([weights[number][kept[number]] for number in numbers]),
    )
    return lightgbm.train(settings, data, rounds)


def report(classes: Sequence[NDArray[np.int64]], chances: Sequence[NDArray[np.float32]]) -> dict[str, dict[str, float]]:
    """How well the roles of the rules are found again, line by line."""
    gold, guess = np.concatenate(classes), np.concatenate([chance.argmax(axis=1) for chance in chances])
    figures = {}
    for number, role in enumerate(ROLE_CLASSES):
        right = int(((gold == number) & (guess == number)).sum())
        found, real = int((guess == number).sum()), int((gold == number).sum())
        figures[role] = {
            "f1": round(2 * right / max(found + real, 1), 3),
            "precision": round(right / max(found, 1), 3),
            "recall": round(right / max(real, 1), 3),
            "lines": real,
        }
    return figures


def main() -> None:
    """Train the model of roles."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=Path, nargs="+", required=True, help="what pages.py wrote")
    arguments.add_argument("--state", type=Path, required=True, help="what train.py --state kept")
    arguments.add_argument("--out", type=Path, help="the model file to write")
    arguments.add_argument("--probabilities", type=Path, help="where to write the chances for the pages of the gold")
    arguments.add_argument("--folds", type=int, default=3)
    arguments.add_argument("--rounds", type=int, default=40)
    arguments.add_argument("--learning-rate", type=float, default=0.15)
    arguments.add_argument("--one-fold", action="store_true", help="stop after one fold, for choosing settings")
    chosen = arguments.parse_args()
    pages = {(p.page.collection, p.page.key): p for file in chosen.pages for p in read_prepared(file)}
    examples = [example for example in read_state(chosen.state) if example.is_whole]
    gold = {
        (item["collection"], item["key"]): item for item in json.loads(GOLD.read_text("utf-8")) if "only" not in item
    }
    names = [(example.page.collection, example.page.key) for example in examples]
    unseen = {
        example.page.site
        for example, name in zip(examples, names, strict=True)
        if name in gold and gold[name]["half"] == "unseen"
    }
    taught = [number for number, example in enumerate(examples) if example.page.site not in unseen]
    pairs = [targets(pages[name], gold.get(name)) for name in names]
    classes, weights = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    rows = all_rows(examples, classes, taught, chosen.folds)
    chances: dict[int, NDArray[np.float32]] = {}

    def judge(trees: lightgbm.Booster, numbers: Iterable[int]) -> None:
        for number in numbers:
            chances[number] = np.asarray(trees.predict(rows[number]), dtype=np.float32)

    settings = (examples, rows, classes, weights, chosen.rounds, chosen.learning_rate)
    sites = [examples[number].page.site for number in taught]
    for inside, outside in GroupKFold(chosen.folds).split(taught, groups=sites):
        judge(boost([taught[n] for n in inside], *settings), [taught[n] for n in outside])
        print("roles: a fold is done", flush=True)
        if chosen.one_fold:
            break
    numbers = sorted(chances)
    kept = [weights[number] > 0.0 for number in numbers]
    print(
        json.dumps(
            report(
                [classes[number][keep] for number, keep in zip(numbers, kept, strict=True)],
                [chances[number][keep] for number, keep in zip(numbers, kept, strict=True)],
            ),
            indent=1,
        ),
        flush=True,
    )
    if not chosen.one_fold:
        trees = boost(taught, *settings)
        judge(trees, [number for number in range(len(examples)) if number not in chances])
    words = role_word_weights([examples[number] for number in taught], [classes[number] for number in taught])
    if chosen.out and not chosen.one_fold:
        scale = WORD_LIMIT / 127
        saved = {"roles_words": np.round(words / scale).astype(np.int8), **flat_trees(trees, "roles")}
        np.savez_compressed(chosen.out, **saved)
        print("wrote", chosen.out, chosen.out.stat().st_size, "bytes")
    if chosen.probabilities:
        honest = {
            f"roles:{examples[number].page.collection}:{examples[number].page.key}": chance.astype(np.float16)
            for number, chance in chances.items()
        }
        np.savez_compressed(chosen.probabilities, **honest)


if __name__ == "__main__":
    main()
