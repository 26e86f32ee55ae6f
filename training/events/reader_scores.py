"""What the reader says of documents that it was trained without: how it is kept, and how it joins the linear models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.events._model import EventModel
from onrecord.events._read import joined
from onrecord.language.reading import Reading

if TYPE_CHECKING:
    from train import Read

SHARES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.8)
"""Weights of the reader beside the linear models that are tried."""


def reader_labels() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return what the reader is asked of words and of pairs of words."""
    from reading_examples import LABELS, PAIR_LABELS

    return LABELS, PAIR_LABELS


def scores_file(folder: Path, key: str) -> Path:
    """Return where the reader's scores of a document stand."""
    return folder / f"{key.replace('/', '|')}.npz"


def is_scored(folder: Path, key: str, reading: Reading) -> bool:
    """Whether scores of a document are there, of as many words as a reading has."""
    path = scores_file(folder, key)
    if not path.is_file():
        return False
    with np.load(path) as held:
        return len(held["window"]) == len(reading.window)


def keep_scores(folder: Path, key: str, reading: Reading) -> None:
    """Keep what a reader says of a document that it was trained without."""
    count = len(reading.window)
    np.savez(
        scores_file(folder, key),
        scores=np.concatenate([reading.scores[task] for task in reading.labels], 1).astype(np.float16),
        window=reading.window.astype(np.int32),
        pair_from=reading.pair_from.reshape(count, -1).astype(np.float16),
        pair_to=reading.pair_to.reshape(count, -1).astype(np.float16),
        pair_bias=reading.pair_bias.astype(np.float16),
        distance=reading.pair_distance,
    )


def out_of_fold(folder: Path, key: str, words: int) -> Reading | None:
    """Return the reader's scores of a document, made without it; None where there are none of so many words."""
    path = scores_file(folder, key)
    if not path.is_file():
        return None
    labels, pairs = reader_labels()
    with np.load(path) as held:
        if len(held["window"]) != words:
            return None
        arrays = {name: held[name].astype(np.float32) for name in held.files}
    borders = np.cumsum([len(names) for names in labels.values()])[:-1]
    kinds = sum(map(len, pairs.values()))
    return Reading(
        labels,
        dict(zip(labels, np.split(arrays["scores"], borders, 1), strict=True)),
        arrays["window"].astype(np.int64),
        pairs,
        arrays["pair_from"].reshape(words, kinds, -1),
        arrays["pair_to"].reshape(words, kinds, -1),
        arrays["pair_bias"],
        arrays["distance"],
    )


def joined_best(read: Sequence[Read], models: Mapping[str, EventModel]) -> dict[str, Any]:
    """Fit how the linear score and the reader's are joined, and how often type and status are then right, out of fold.

    What it returns stands in `_read.py` as ``DEED``, ``TYPE`` and ``STATUS``.
    """
    both, named, weights = [], [], []
    right: dict[str, dict[float, list[float]]] = {task: {share: [] for share in SHARES} for task in ("type", "status")}
    for each in read:
        model, deeds = models[each.document.key], each.deeds
        reading = deeds.reading
        examples = [example for example in each.examples if example.word in model.words]
        if not examples or reading is None:
            continue
        dense = np.array([deeds.dense(example.candidate, model) for example in examples])
        linear = model.layers["deed"].scores([example.deed for example in examples], dense)[:, 0]
        types = model.layers["type"].shares([example.deed for example in examples], dense)
        for number, example in enumerate(examples):
            place = example.candidate.place
            for weight, row in example.labels:
                both.append((linear[number], reading.scores["deed"][place, 0]))
                named.append(row is not None)
                weights.append(weight)
                if row is None or not weight:
                    continue
                status = model.layers["status"]
                signs = deeds.of_status(example.candidate, row["event"], example.deed)
                asked = {"type": types[number], "status": status.shares([signs], dense[[number]])[0]}
                allowed = {
                    "type": {row["event"], *row["event_also"]},
                    "status": {row["status"], *row["status_also"]},
                }
                for task, linear_shares in asked.items():
                    classes = model.layers[task].classes
                    for share, held in right[task].items():
                        found = joined(task, share, classes, linear_shares[None, :], reading, [place])[0]
                        held.append(weight * (classes[int(found.argmax())] in allowed[task]))
    fit = LogisticRegression(C=100.0).fit(np.array(both), np.array(named), sample_weight=np.array(weights))
    found = {"deed": [round(float(number), 3) for number in (*fit.coef_[0], *fit.intercept_)]}
    whole = sum(w for w, name in zip(weights, named, strict=True) if name)
    return found | {
        task: {str(share): round(sum(held) / whole, 4) for share, held in shares.items()}
        for task, shares in right.items()
    }
