"""Measure six news articles that were not used in making the rules: statements and speakers.

The articles are the first six of a seeded random draw among the development data's articles of 250 to 520 words that
speak of China and the United States at least four times each and hold at least six reporting verbs (2014 to 2020, five
outlets). They were labelled before any program read them (``gold/GUIDELINES.md``). **Do not look at single results to
change a rule**: that would make them seen, and the figure worthless. So this prints totals only.

Run ``python benchmarks/unseen.py``; writes ``benchmarks/results/unseen.json``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _scoring import StatementScore, false_spans, score_statements
from check_gold import GOLD, data_folder, digest, read_jsonl
from founding import read_export

RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or Path(__file__).resolve().parent / "results") / "unseen.json"


def articles(wanted: set[str]) -> list[dict[str, Any]]:
    """Read the wanted articles from the development data."""
    found = []
    with gzip.open(data_folder() / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] in wanted:
                found.append(article)
    return sorted(found, key=lambda article: str(article["id"]))


def build_export(read: list[dict[str, Any]], language: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """Build a record of the articles with the library and export it."""
    import onrecord

    with tempfile.TemporaryDirectory() as folder:
        source, path, out = Path(folder) / "articles.jsonl", Path(folder) / "x.onrecord", Path(folder) / "out"
        source.write_text("".join(json.dumps(article) + "\n" for article in read), encoding="utf-8")
        onrecord.build([source], path, **({"language": language} if language else {}))
        with onrecord.open(path) as record:
            onrecord.export(record, out)
        return read_export(out)


def wilson(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson's score interval)."""
    if not total:
        return 0.0, 1.0
    z = 1.96
    share, square = right / total, z * z / total
    centre = (share + square / 2) / (1 + square)
    half = z * math.sqrt(share * (1 - share) / total + square / (4 * total)) / (1 + square)
    return round(centre - half, 3), round(centre + half, 3)


def measure(language: str | None = None) -> dict[str, Any]:
    """Build, score and return the totals."""
    gold = read_jsonl(GOLD / "unseen_statements.jsonl")
    read = articles({statement["file"] for statement in gold})
    export = build_export(read, language)
    actors = {actor["id"]: actor for actor in export["actors"]}
    total = StatementScore()
    for article in read:
        own = [statement for statement in gold if statement["file"] == article["id"]]
        if any(statement["document"] != digest(article["text"]) for statement in own):
            raise SystemExit(f"The text of {article['id']} is not the one that was labelled.")
        [document] = [document for document in export["documents"] if article["text"].strip() in document["text"]]
        # Nothing stands before the article's own text unless reading put it there.
        shift = document["text"].index(article["text"].strip()) - article["text"].index(article["text"].strip())
        for statement in own:
            for span in statement["content"]:
                span["start"] += shift
                span["end"] += shift
        told = [statement for statement in export["statements"] if statement["document"] == document["id"]]
        total.add(score_statements(own, told, document["text"], actors))
    spans, wrong = false_spans(
        [record for records in export.values() for record in records],
        {document["id"]: document["text"] for document in export["documents"]},
    )
    return {
        "command": "python benchmarks/unseen.py",
        "documents": len(read),
        "gold": total.gold,
        "content_found": total.content_found,
        "right_speaker": total.right,
        "predicted": total.predicted,
        "predicted_right": total.predicted_right,
        "recall": round(total.recall, 4),
        "recall_interval": wilson(total.right, total.gold),
        "precision": round(total.precision, 4),
        "precision_interval": wilson(total.predicted_right, total.predicted),
        "f1": round(total.f1, 4),
        "unresolved_speaker": total.unresolved,
        "said_on": {"gold": total.dates, "right": total.dates_right, "missing": total.dates_missing},
        "modes": {"gold": total.right, "right": total.modes_right},
        "spans": spans,
        "counts": {"false_spans": len(wrong)},
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    parser.add_argument("--language", choices=("rules", "model"), help="what reads the sentences; figures apart")
    arguments = parser.parse_args()
    if not (data_folder() / "articles").is_dir():
        print("No development data; set ONRECORD_DATA to its folder.")
        return 0
    figures = measure(arguments.language)
    for name, value in figures.items():
        print(f"{name}: {value}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    results = RESULTS.with_name(f"unseen_{arguments.language}.json") if arguments.language else RESULTS
    results.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
