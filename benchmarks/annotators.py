"""What annotators reach on each other's rows: the peer of the figures of events and commitments.

    python benchmarks/annotators.py

The rows of one annotator are scored as if a program had found them, by the same rules as ours (``_events_scoring.py``),
against the rows of the other and against those that a third reader settled. Rows that the annotator called optional are
not taken as answers, and of alternatives only the first counts. The settled rows were made of both annotators' rows, so
that their figures against these are no bound; those against each other are.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from _events_scoring import Scores, Tally, score_records

sys.path.insert(0, str(Path(__file__).resolve().parent / "gold"))

from events_sheet import gold_documents, gold_records

RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or Path(__file__).resolve().parent / "results") / "annotators.json"
FILES = {"event": "events", "commitment": "commitments", "channel": "channels", "position": "positions"}
PAIRS = (("a", "b"), ("b", "a"), ("settled", "a"), ("settled", "b"))


def as_record(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a gold row in the form of the export contract, as far as the scoring looks at it.

    Args:
        row: A row of gold of one of the kinds in ``FILES``.

    Returns:
        The record that a program would have had to write to mean the same.
    """
    told = [
        {"side": None, "channel": "narrator"} if side == "narrator" else {"side": None if side == "other" else side}
        for side in row.get("asserted_by", ())
    ]
    record: dict[str, Any] = {"document": row["document"], "asserted_by": told}
    if row["kind"] == "event":
        first, _, last = (row["date"][0] or "").replace("?", "").partition("/")
        return (
            record
            | {name: row[name] for name in ("event", "status", "actor", "recipient")}
            | {"evidence": [row["trigger"], row["clause"]], "date": {"date": first or None, "enddate": last or None}}
        )
    fields = {
        "commitment": ("obligor", "beneficiary", "issue", "state"),
        "channel": ("parties", "level", "state", "by"),
        "position": ("issue", "side", "told_by"),
    }[row["kind"]]
    several = {"obligor", "beneficiary", "parties", "by"}
    for name in fields:
        value = row[name]
        record[name] = value[0] if isinstance(value, list) and name not in several else value
    return record | {
        "evidence": [row["text"]],
        "kind": row.get("commitment", [None])[0],
        "name": " ".join(row.get("name", ())),
    }


def score_annotator(gold: str, reader: str, half: str, texts: Mapping[str, str]) -> Scores:
    """Score one annotator's rows against another's, on the documents of one half that both have read."""
    wanted, told = gold_records(gold, half), gold_records(reader, half)
    files = {row["file"] for row in told}
    wanted = [row for row in wanted if row["file"] in files]
    records: dict[str, list[dict[str, Any]]] = {name: [] for name in FILES.values()}
    records["documents"] = [{"id": each, "text_sha256": each} for each in sorted({row["document"] for row in wanted})]
    for row in told:
        if row["kind"] in FILES and not row["optional"]:
            records[FILES[row["kind"]]].append(as_record(row))
    return score_records(wanted, records, texts)


def _figures(*tallies: Tally) -> dict[str, float]:
    right, predicted, gold = (sum(getattr(each, name) for each in tallies) for name in ("right", "predicted", "gold"))
    return {
        "precision": round(right / max(1, predicted), 3),
        "recall": round(right / max(1, gold), 3),
        "f1": round(2 * right / max(1, predicted + gold), 3),
    }


def main() -> int:
    """Score every pair on both halves, print the figures and write them down."""
    texts = {document.key: document.text for document in gold_documents()}
    found: dict[str, Any] = {"command": "python benchmarks/annotators.py"}
    for half in ("open", "held"):
        for gold, reader in PAIRS:
            scores = score_annotator(gold, reader, half, texts)
            name = f"{half}, rows of {reader} against {gold}"
            found[name] = {
                "event whole": _figures(scores.events),
                "status of events found, macro-F1": round(scores.events.status_macro_f1, 3),
                "commitments and lines": _figures(scores.commitments, scores.channels),
                "positions": _figures(scores.positions),
            }
            sys.stdout.write(f"{name}: {json.dumps(found[name])}\n")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
