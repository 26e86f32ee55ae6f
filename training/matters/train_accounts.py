"""Learn which items of two accounts of one meeting are the same item.

    python training/matters/train_accounts.py [--cache FOLDER] [--no-write] [--cost 0.01]

Reads the readouts written for this (``accounts.jsonl``, and the half ``tuning`` of ``benchmarks/account_pairs.jsonl``)
and the open half of ``benchmarks/gold/meeting_pairs.jsonl``, fits a logistic regression over pairs of items,
cross-validates it by meeting, prints precision and recall as ``benchmarks/matters.py`` counts them, for each half
apart, and writes ``src/onrecord/matters/same_items.json``. The halves ``dev`` and ``tuning`` were kept for the choice
of features, cost and threshold; the model that is written learns from them, too. The half ``control`` and the held
half of the gold are never read.

Needs the development data (``ONRECORD_DATA`` or ``../shared/data``), scikit-learn and the trained language model. Run
``word_likeness.py`` before, where the words are to be renewed.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from account_pages import REPOSITORY, Content, read_contents, read_rows
from events_sheet import gold_documents
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from check_gold import GOLD, read_jsonl
from matters import _count, _shares
from onrecord.matters._account_items import readout_items
from onrecord.matters._item_topics import topics_of
from onrecord.matters._same_items import FEATURES, MODEL, PairModel, Told, compare, groups_of, lay_out
from onrecord.records import AccountItem, Actor
from onrecord.reference import Reference

OUT = REPOSITORY / "src" / "onrecord" / "matters" / MODEL
RESULTS = Path(__file__).resolve().parent / "same_items.json"
FOLDS = 8
COST = 0.01
"""Inverse strength of the penalty, chosen in cross-validation."""
THRESHOLDS = (0.3, 0.35, 0.4, 0.5, 0.6)
THRESHOLD = 0.4
"""Lower ones find more in the written readouts; in those of governments, of which there are few, they err."""
OPEN_WEIGHT = 8.0
"""Pairs of the open half, which governments wrote, count so often."""
NO, YES, FREE = 0, 1, 2


@dataclass(slots=True)
class Pairs:
    """All pairs of items of one meeting."""

    half: str
    name: str
    items: list[tuple[str, AccountItem]]
    told: list[Told]
    labelled: list[dict[str, Any]]
    pairs: list[tuple[int, int]]
    features: np.ndarray
    labels: np.ndarray


def labels_of(
    items: Sequence[tuple[str, AccountItem]], pairs: Sequence[tuple[int, int]], labelled: Sequence[dict[str, Any]]
) -> np.ndarray:
    """Return for each pair whether it is the same item; what readers may take either way is left out."""

    def touches(place: int, side: str, gold: dict[str, int]) -> bool:
        own, item = items[place]
        piece = item.evidence[0]
        return own == side and piece.start < gold["end"] and gold["start"] < piece.end

    found = np.full(len(pairs), NO)
    for number, (i, j) in enumerate(pairs):
        for pair in labelled:
            relation = pair.get("relation", "same")
            (side, gold), (other, partner) = ((key, value) for key, value in pair.items() if isinstance(value, dict))
            met = any(touches(a, side, gold) and touches(b, other, partner) for a, b in ((i, j), (j, i)))
            if met and relation in ("same", "told_otherwise"):
                found[number] = YES
            elif met and relation == "optional" and found[number] == NO:
                found[number] = FREE
    return found


def read_meetings(cache: Path | None) -> list[Pairs]:
    """Read all meetings that may be learned from."""
    reference = Reference.bundled()
    rows = read_rows()
    contents = read_contents(rows, cache)
    found: list[tuple[str, str, dict[str, Any], dict[str, Actor], list[dict[str, Any]]]] = []
    for row in rows:
        pages = {side: contents[f"{row['meeting']}/{side}"] for side in row["pages"]}
        known = {key: actor for page in pages.values() for key, actor in page.actors.items()}
        documents = {side: page.document for side, page in pages.items()}
        found.append((row["half"], row["meeting"], documents, known, row["pairs"]))
    gold = [row for row in read_jsonl(GOLD / "meeting_pairs.jsonl") if row["half"] == "open"]
    read = _open_contents({page["file"] for row in gold for page in row["pages"].values()}, cache, reference)
    for row in gold:
        documents = {}
        for side, page in row["pages"].items():
            whole = read[page["file"]].document
            roles = tuple(role for role in whole.roles if page["start"] <= role.start and role.end <= page["end"])
            documents[side] = replace(whole, roles=roles)
        known = {key: actor for page in row["pages"].values() for key, actor in read[page["file"]].actors.items()}
        found.append(("open", row["meeting"], documents, known, row["pairs"]))
    meetings = []
    for half, name, documents, known, labelled in found:
        items = [(side, item) for side in sorted(documents) for item in readout_items(documents[side], (), reference)]
        told = lay_out(
            [(side, item.told_as, topics_of(item.told_as, reference)) for side, item in items], known, reference
        )
        pairs, features = compare(told)
        meetings.append(Pairs(half, name, items, told, labelled, pairs, features, labels_of(items, pairs, labelled)))
    return meetings


def _open_contents(names: set[str], cache: Path | None, reference: Reference) -> dict[str, Content]:
    kept = cache / "account_pages_open.pkl" if cache is not None else None
    if kept is not None and kept.is_file():
        contents: dict[str, Content] = pickle.loads(kept.read_bytes())
        return contents
    contents = {
        gold.key: Content(gold.key, gold.text, gold.url, gold.published, reference)
        for gold in gold_documents("open")
        if gold.key in names
    }
    if kept is not None:
        kept.write_bytes(pickle.dumps(contents))
    return contents


def fit(meetings: Sequence[Pairs], cost: float) -> tuple[np.ndarray, float]:
    """Return weights over the plain features, and the constant."""
    features = np.vstack([one.features for one in meetings if one.pairs])
    labels = np.concatenate([one.labels for one in meetings if one.pairs])
    known = labels != FREE
    scaler = StandardScaler().fit(features[known])
    heavy = np.concatenate([np.full(len(one.pairs), OPEN_WEIGHT if one.half == "open" else 1.0) for one in meetings])
    model = LogisticRegression(C=cost, max_iter=5000).fit(
        scaler.transform(features[known]), labels[known] == YES, sample_weight=heavy[known]
    )
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def measure(
    meetings: Sequence[Pairs], models: Mapping[str, tuple[np.ndarray, float]], threshold: float
) -> dict[str, Any]:
    """Count as the benchmark does."""
    totals = {"matched": 0, "right": 0, "labelled": 0, "found": 0, "meetings": 0}
    for one in meetings:
        groups = groups_of(one.told, PairModel(*models[one.name], threshold))
        spans = [(side, item.evidence[0].start, item.evidence[0].end) for side, item in one.items]
        sides = sorted({side for side, _ in one.items})
        if len(sides) == 2:
            labelled = [pair for pair in one.labelled if pair.get("relation") != "topic_only"]
            _count(totals, [[spans[place] for place in group] for group in groups], labelled, (sides[0], sides[1]))
    return {"meetings": totals["meetings"], **_shares(totals)}


def main() -> None:
    """Cross-validate, choose, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--no-write", action="store_true")
    parser.add_argument("--cost", type=float, default=COST)
    options = parser.parse_args()
    meetings = read_meetings(options.cache)
    names = sorted(one.name for one in meetings)
    fold_of = {name: number % FOLDS for number, name in enumerate(names)}
    models = [fit([one for one in meetings if fold_of[one.name] != fold], options.cost) for fold in range(FOLDS)]
    without = {name: models[fold] for name, fold in fold_of.items()}
    figures: dict[str, Any] = {"command": "python training/matters/train_accounts.py", "cross-validated": {}}
    for threshold in THRESHOLDS:
        told = {"all": measure(meetings, without, threshold)}
        for half in ("train", "dev", "tuning", "open"):
            told[half] = measure([one for one in meetings if one.half == half], without, threshold)
        figures["cross-validated"][str(threshold)] = told
        print(threshold, {name: (one["precision"], one["recall"]) for name, one in told.items()})
    figures["threshold"] = THRESHOLD
    weights, bias = fit(meetings, options.cost)
    if not options.no_write:
        model = {
            "bias": round(bias, 4),
            "threshold": THRESHOLD,
            "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
        }
        OUT.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
        RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
