"""Measure the bundled example: statements and speakers in twenty short texts of all forms.

The texts were written for the package and its rules were tried on them, so this is no estimate for pages in general: it
guards against loss. Run ``python benchmarks/example.py`` or, with an export made before, ``--export FOLDER``. Prints a
table, writes ``benchmarks/results/example.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _scoring import Record, StatementScore, false_spans, score_statements
from check_gold import GOLD, read_jsonl
from founding import read_export

RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or Path(__file__).resolve().parent / "results") / "example.json"


def build_export(language: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """Build the bundled example with the library and export it as JSON lines."""
    import onrecord
    from onrecord.examples import example_folder

    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "example.onrecord", Path(folder) / "out"
        onrecord.build([example_folder()], path, **({"language": language} if language else {}))
        with onrecord.open(path) as record:
            onrecord.export(record, out)
        return read_export(out)


def located(gold: Record, text: str) -> dict[str, Any] | None:
    """Return a gold statement with its content as spans of ``text``; None where the words do not stand there."""
    spans = []
    position = 0
    for content in gold["content"]:
        start = text.find(content, position)
        if start < 0:
            return None
        position = start + len(content)
        spans.append({"start": start, "end": position})
    # The cue's words are known, not their place: a cue is not scored here.
    return {**gold, "content": spans, "cue": None}


def measure(export: Mapping[str, Sequence[Record]]) -> dict[str, Any]:
    """Compare an export of the example with the gold."""
    actors = {actor["id"]: actor for actor in export.get("actors", ())}
    documents = {document["path"].rsplit("/", 1)[-1]: document for document in export["documents"]}
    gold = read_jsonl(GOLD / "example_statements.jsonl")
    total = StatementScore()
    each: dict[str, Any] = {}
    lost: list[str] = []
    for name in dict.fromkeys(statement["document"] for statement in gold):
        document = documents.get(name)
        if document is None:
            raise SystemExit(f"The export has no document {name}; it has {', '.join(sorted(documents))}.")
        wanted = []
        for statement in gold:
            if statement["document"] == name:
                placed = located(statement, document["text"])
                if placed is None:
                    lost.append(statement["id"])
                else:
                    wanted.append(placed)
        told = [statement for statement in export.get("statements", ()) if statement["document"] == document["id"]]
        score = score_statements(wanted, told, document["text"], actors)
        each[name] = {"gold": score.gold, "right": score.right, "predicted": score.predicted, "kind": document["kind"]}
        total.add(score)
    spans, wrong = false_spans(
        [record for records in export.values() for record in records],
        {document["id"]: document["text"] for document in export["documents"]},
    )
    return {
        "command": "python benchmarks/example.py",
        "gold": total.gold,
        "content_found": total.content_found,
        "right_speaker": total.right,
        "predicted": total.predicted,
        "predicted_right": total.predicted_right,
        "recall": round(total.recall, 4),
        "precision": round(total.precision, 4),
        "f1": round(total.f1, 4),
        "unresolved_speaker": total.unresolved,
        "said_on": {"gold": total.dates, "right": total.dates_right, "missing": total.dates_missing},
        "addressees": {"gold": total.addressees, "right": total.addressees_right},
        "chains": {"gold": total.chains, "right": total.chains_right},
        "modes": {"gold": total.right, "right": total.modes_right},
        "spans": spans,
        "counts": {"false_spans": len(wrong), "gold_not_in_text": len(lost)},
        "gold_not_in_text": lost,
        "missed": total.missed,
        "wrong_speaker": total.wrong_speaker,
        "spurious": total.spurious,
        "documents": each,
    }


def table(figures: Mapping[str, Any]) -> str:
    """Return the figures as a plain table."""
    width = max(map(len, figures["documents"]))
    lines = [f"{'':{width}}  gold  right  predicted  kind"]
    for name, row in figures["documents"].items():
        lines.append(f"{name:{width}}  {row['gold']:4}  {row['right']:5}  {row['predicted']:9}  {row['kind']}")
    lines.append(
        f"{'all':{width}}  {figures['gold']:4}  {figures['right_speaker']:5}  {figures['predicted']:9}"
        f"  recall {figures['recall']}  precision {figures['precision']}  F1 {figures['f1']}"
    )
    for name in ("said_on", "addressees", "chains", "modes"):
        lines.append(f"{name.replace('_', ' ')} right: {figures[name]['right']} of {figures[name]['gold']}")
    lines.append(f"false spans: {figures['counts']['false_spans']} of {figures['spans']}")
    for name in ("gold_not_in_text", "missed", "wrong_speaker", "spurious"):
        lines.append(f"{name.replace('_', ' ')}: {', '.join(figures[name]) or 'none'}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--export", type=Path, help="folder of a JSONL export of the bundled example")
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    parser.add_argument("--language", choices=("rules", "model"), help="what reads the sentences; figures apart")
    arguments = parser.parse_args()
    figures = measure(read_export(arguments.export) if arguments.export else build_export(arguments.language))
    print(table(figures))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    results = RESULTS.with_name(f"example_{arguments.language}.json") if arguments.language else RESULTS
    results.write_text(json.dumps(figures, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
