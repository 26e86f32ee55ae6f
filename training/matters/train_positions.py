"""Train which clauses state a position: ``src/onrecord/matters/stances.json``.

    python training/matters/train_positions.py [--cache FOLDER]

Two readings are joined: a narrow one after the guidelines of the gold, and a wide one (``wide``: judgements of the
other side's acts and support in general terms count too), which teaches the words; how readily a clause is taken is
learned from the narrow one alone.

Reads the clauses of ``positions.jsonl`` (offsets and labels; of training documents of the events' gold, labelled by
careful reading, and of the founding pages), cross-validates by document, and writes the weights. Needs the
development data and scikit-learn. ``--cache`` is the folder of `train.py`: what the stages before make of documents.
"""

# ruff: noqa: E402 (the benchmarks are no package: their folder must be known first)

from __future__ import annotations

import argparse
import json
import pickle
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(REPOSITORY / "benchmarks"))
sys.path.insert(0, str(REPOSITORY / "benchmarks" / "gold"))

import numpy as np
from events_sheet import gold_documents, training_documents
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from train import read_page

from onrecord.language import ModelEngine
from onrecord.matters._stated_words import clauses_on
from onrecord.matters._stances import FILE, stance_signs
from onrecord.reference import Reference

STRENGTH = 0.1
"""Inverse strength of the penalty."""
NARROW = 6.0
"""Weight of a clause of the narrow reading beside one of the wide."""
LEAST_COUNT = 3
"""Clauses in which a sign must stand."""


def main() -> int:
    """Read, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="folder of what the stages before make of the documents")
    options = parser.parse_args()
    reference, engine = Reference.bundled(), ModelEngine()
    place = options.cache / "training.pickle" if options.cache else None
    name, kept = pickle.loads(place.read_bytes()) if place is not None and place.exists() else ("", {})
    rows = [json.loads(line) for line in (HERE / "positions.jsonl").read_text(encoding="utf-8").splitlines()]
    labels = {(row["file"], row["start"], row["end"]): row["position"] for row in rows}
    wide = {(row["file"], row["start"], row["end"]) for row in rows if row.get("wide")}
    wanted = {row["file"] for row in rows}
    examples: dict[tuple[str, int, int], dict[str, float]] = {}
    for document in [*gold_documents("open"), *training_documents()]:
        if document.key not in wanted:
            continue
        known = kept.get(document.key) if name == engine.name else None
        read, _, _, said, *_ = known or read_page(document, reference, engine)
        for statement in said:
            for issue in statement.issues:
                for clause in clauses_on(statement, issue, reference, read):
                    key = (document.key, clause.start, clause.end)
                    if key in labels:
                        signs = stance_signs(*clause.seen(statement), on_issue=clause.on_issue)
                        examples.setdefault(key, dict.fromkeys([*signs, *(["wide"] if key in wide else [])], 1.0))
    keys = sorted(examples)
    marked = [labels[key] for key in keys]
    print(f"{len(keys)} of {len(rows)} clauses found again, {sum(marked)} of them positions")
    vectorizer = DictVectorizer()
    inputs = vectorizer.fit_transform([examples[key] for key in keys])
    common = np.asarray((inputs > 0).sum(0)).ravel() >= LEAST_COUNT
    inputs = inputs[:, common]
    weights_of = np.array([1.0 if key in wide else NARROW for key in keys])
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
