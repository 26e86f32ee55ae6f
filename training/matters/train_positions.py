"""Train which clauses state a position: ``src/onrecord/matters/stances.json``.

    python training/matters/train_positions.py

Reads the clauses of ``positions.jsonl`` (offsets and labels; of training documents of the events' gold, labelled by
careful reading, and of the founding pages), cross-validates by document, and writes the weights. Needs the
development data and scikit-learn.
"""

# ruff: noqa: E402 (the benchmarks are no package: their folder must be known first)

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(REPOSITORY / "benchmarks"))
sys.path.insert(0, str(REPOSITORY / "benchmarks" / "gold"))

from events_sheet import gold_documents, training_documents
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from onrecord import actors, language, pipeline, statements
from onrecord.language import quotations, times
from onrecord.matters._positions import clauses_on
from onrecord.matters._stances import FILE, stance_signs
from onrecord.records import RawPage
from onrecord.reference import Reference

STRENGTH = 0.3
"""Inverse strength of the penalty."""


def main() -> int:
    """Read, cross-validate, fit, write."""
    reference = Reference.bundled()
    rows = [json.loads(line) for line in (HERE / "positions.jsonl").read_text(encoding="utf-8").splitlines()]
    labels = {(row["file"], row["start"], row["end"]): row["position"] for row in rows}
    wanted = {row["file"] for row in rows}
    examples: dict[tuple[str, int, int], dict[str, float]] = {}
    for document in [*gold_documents("open"), *training_documents()]:
        if document.key not in wanted:
            continue
        page = RawPage(path=document.key, content=document.text, url=document.url, date=document.published)
        read = pipeline.read_page(page, reference).document
        where = pipeline.regions(read)
        [analysis] = language.analyse([(read.text, where)])
        quoted, when = quotations.find_quotations(read.text, where), times.find_times(read.text, where)
        found = actors.find_actors(read, analysis, quoted, reference)
        said = statements.find_statements(read, analysis, quoted, when, found.actors, found.mentions, reference)
        for statement in said:
            for issue in statement.issues:
                for clause in clauses_on(statement, issue, reference, read):
                    key = (document.key, clause.start, clause.end)
                    if key in labels:
                        signs = stance_signs(*clause.seen(statement), on_issue=clause.on_issue)
                        examples.setdefault(key, dict.fromkeys(signs, 1.0))
    keys = sorted(examples)
    marked = [labels[key] for key in keys]
    print(f"{len(keys)} of {len(rows)} clauses found again, {sum(marked)} of them positions")
    vectorizer = DictVectorizer()
    inputs = vectorizer.fit_transform([examples[key] for key in keys])
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    shares = cross_val_predict(
        model, inputs, marked, groups=[key[0] for key in keys], cv=GroupKFold(10), method="predict_proba"
    )[:, 1]
    print(f"average precision, cross-validated by document: {average_precision_score(marked, shares):.3f}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        taken = [label for label, share in zip(marked, shares, strict=True) if share >= least]
        print(f"from {least}: precision {sum(taken) / max(1, len(taken)):.3f}, recall {sum(taken) / sum(marked):.3f}")
    model.fit(inputs, marked)
    names = vectorizer.get_feature_names_out()
    weights = {str(name): round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    weights["bias"] = round(float(model.intercept_[0]), 3)
    path = REPOSITORY / "src" / "onrecord" / "matters" / FILE
    path.write_text(json.dumps(dict(sorted(weights.items())), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
