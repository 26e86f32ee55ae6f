"""Train which clauses state a position: ``src/onrecord/matters/stances.json``.

    python training/matters/train_positions.py [--cache FOLDER]

Two readings are joined: a narrow one after the guidelines of the gold, and a wide one (``wide``: judgements of the
other side's acts and support in general terms count too), which teaches the words; how readily a clause is taken is
learned from the narrow one alone.

Reads the clauses of ``positions.jsonl`` (offsets and labels; of training documents of the events' gold, labelled by
careful reading, and of the founding pages) and the positions of ``positions_read.jsonl`` (61 documents read whole by
the guidelines of the gold, one row each, with issue, side and who tells it; what is taste is ``optional`` and counts as
wide; chosen by digest, half of them to tune on and half to control by before they were learned from), cross-validates
by document, and writes the weights. Needs the development data and scikit-learn. ``--cache`` is the folder of
`train.py`: what the stages before make of documents.
"""

# ruff: noqa: E402 (the benchmarks are no package: their folder must be known first)

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(REPOSITORY / "benchmarks"))
sys.path.insert(0, str(REPOSITORY / "benchmarks" / "gold"))

import numpy as np
from events_sheet import GoldDocument, _collections, _title, gold_documents
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from train import read_page

from onrecord.language import ModelEngine
from onrecord.matters._stances import FILE, stance_signs
from onrecord.matters._stated_words import Clause, clauses_on
from onrecord.reference import Reference

STRENGTH = 0.1
"""Inverse strength of the penalty."""
NARROW = 6.0
"""Weight of a clause of the narrow reading beside one of the wide."""
FOUNDING = 2.0
"""The same of one of the founding pages, which everybody knows and every row of which must be there."""
SAME_CLAUSE = 0.5
"""Share of its words by which a clause is one that was read."""
LEAST_COUNT = 3
"""Clauses in which a sign must stand."""


def documents_of(wanted: Collection[str]) -> Iterator[GoldDocument]:
    """Return documents of the development data by key; none of the gold's held half is ever asked for."""
    held = {document.key for document in gold_documents("held")}
    for key, text, day, link, about in _collections(to_train=True):
        if key in wanted and key not in held:
            yield GoldDocument(key, text, day, _title(key, about), link, "train", None)


def rows_of(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file of labels."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def marked_clause(clause: Clause, rows: Iterable[Mapping[str, Any]]) -> tuple[bool, bool] | None:
    """Return whether a clause was marked as a position, and whether by the wide reading; None where it was not read.

    Clauses may be cut otherwise by now: the row counts that shares most of the words.
    """
    share, row = max(
        ((_shared(clause, row) / max(clause.end - clause.start, row["end"] - row["start"]), row) for row in rows),
        key=itemgetter(0), default=(0.0, None),
    )  # fmt: skip
    return (row["position"], row.get("wide", False)) if row is not None and share >= SAME_CLAUSE else None


def read_clause(clause: Clause, positions: Iterable[Mapping[str, Any]]) -> tuple[bool, bool]:
    """Return the same of a clause of a document that was read whole: what meets no row is no position."""
    met = [
        row
        for row in positions
        if _shared(clause, row) >= SAME_CLAUSE * min(clause.end - clause.start, row["end"] - row["start"])
    ]
    return bool(met), all(row["optional"] for row in met) if met else False


def _shared(clause: Clause, row: Mapping[str, Any]) -> int:
    return max(0, min(clause.end, row["end"]) - max(clause.start, row["start"]))


def main() -> int:
    """Read, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="folder of what the stages before make of the documents")
    parser.add_argument("--without", help="half of positions_read.jsonl that is not learned from")
    options = parser.parse_args()
    reference, engine = Reference.bundled(), ModelEngine()
    place = options.cache / "training.pickle" if options.cache else None
    name, kept = pickle.loads(place.read_bytes()) if place is not None and place.exists() else ("", {})
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of("positions.jsonl"):
        rows[row["file"]].append(row)
    whole = {row["file"]: row["positions"] for row in rows_of("positions_read.jsonl") if row["half"] != options.without}
    examples: dict[tuple[str, int, int], dict[str, float]] = {}
    labels: dict[tuple[str, int, int], bool] = {}
    wide: set[tuple[str, int, int]] = set()
    for document in documents_of({*rows, *whole}):
        known = kept.get(document.key) if name == engine.name else None
        read, _, _, said, *_ = known or read_page(document, reference, engine)
        for statement in said:
            for issue in statement.issues:
                for clause in clauses_on(statement, issue, reference, read):
                    key = (document.key, clause.start, clause.end)
                    if document.key in whole:
                        told: tuple[bool, bool] | None = read_clause(clause, whole[document.key])
                    else:
                        told = marked_clause(clause, rows[document.key])
                    if told is None or key in examples:
                        continue
                    labels[key] = told[0]
                    wide |= {key} if told[1] else set()
                    signs = stance_signs(*clause.seen(statement), on_issue=clause.on_issue)
                    examples[key] = dict.fromkeys([*signs, *(["wide"] if told[1] else [])], 1.0)
    keys = sorted(examples)
    marked = [labels[key] for key in keys]
    print(f"{len(keys)} clauses, {sum(marked)} of them positions")
    vectorizer = DictVectorizer()
    inputs = vectorizer.fit_transform([examples[key] for key in keys])
    common = np.asarray((inputs > 0).sum(0)).ravel() >= LEAST_COUNT
    inputs = inputs[:, common]
    weights_of = np.array(
        [(FOUNDING if key[0].startswith("founding/") else 1.0) * (1.0 if key in wide else NARROW) for key in keys]
    )
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    shares = cross_val_predict(
        model, inputs, marked, groups=[key[0] for key in keys], cv=GroupKFold(10), method="predict_proba",
        params={"sample_weight": weights_of},
    )[:, 1]  # fmt: skip
    for name, chosen in (("narrow", [key not in wide for key in keys]), ("wide", [key in wide for key in keys])):
        own = [pair for pair, is_own in zip(zip(marked, shares, strict=True), chosen, strict=True) if is_own]
        right, likely = zip(*own, strict=True)
        print(f"{name}: average precision, cross-validated by document: {average_precision_score(right, likely):.3f}")
        for least in (0.3, 0.4, 0.5, 0.6, 0.7):
            taken = [label for label, share in own if share >= least]
            print(
                f"  from {least}: precision {sum(taken) / max(1, len(taken)):.3f}, recall {sum(taken) / sum(right):.3f}"
            )
    model.fit(inputs, marked, sample_weight=weights_of)
    names = vectorizer.get_feature_names_out()[common]
    weights = {str(name): round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    weights["bias"] = round(float(model.intercept_[0]), 3)
    path = REPOSITORY / "src" / "onrecord" / "matters" / FILE
    path.write_text(json.dumps(dict(sorted(weights.items())), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
