"""Measure the founding documents: statements, speakers, roles, dates, and every span.

Run ``python benchmarks/founding.py`` to build the record with the library and measure it, or
``python benchmarks/founding.py --export FOLDER`` to measure a JSONL export made before. Prints a table, writes
``benchmarks/results/founding.json``; with ``--check`` it ends with status 1 when a floor is not reached.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _scoring import (  # the folder of the benchmarks is no package
    READ_ROLES,
    Record,
    RoleScore,
    StatementScore,
    false_spans,
    published_right,
    score_roles,
    score_statements,
    spans_of,
)
from check_gold import GOLD, data_folder, digest, faults, founding_texts, read_jsonl

RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or Path(__file__).resolve().parent / "results") / "founding.json"

COUNTED = ("junk_lines_as_prose", "body_lines_lost", "records_from_junk", "false_spans")
"""Errors of which there may be none."""

FLOORS: dict[str, float] = {"recall": 0.85, "precision": 0.90}
"""What the project set itself for these three documents; nobody lowers them silently."""


def read_export(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Read every JSONL file of an export folder: file name without ending to records."""
    return {path.stem: read_jsonl(path) for path in sorted(folder.glob("*.jsonl"))}


def build_export(founding: Path, language: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """Build a record of the founding documents with the library and export it as JSON lines."""
    import onrecord

    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "founding.onrecord", Path(folder) / "out"
        onrecord.build([founding], path, **({"language": language} if language else {}))
        with onrecord.open(path) as record:
            onrecord.export(record, out)
        return read_export(out)


def measure(export: Mapping[str, Sequence[Record]], texts: Mapping[str, str]) -> dict[str, Any]:
    """Compare an export with the gold; ``texts`` maps file names without ending to texts."""
    gold_statements = read_jsonl(GOLD / "founding_statements.jsonl")
    gold_roles = read_jsonl(GOLD / "founding_roles.jsonl")
    gold_documents = json.loads((GOLD / "founding_documents.json").read_text(encoding="utf-8"))
    actors = {actor["id"]: actor for actor in export.get("actors", ())}
    by_digest = {document["text_sha256"]: document for document in export["documents"]}
    statements, roles = StatementScore(), RoleScore()
    per_document: dict[str, Any] = {}
    from_junk: list[str] = []
    for gold in gold_documents:
        file, text = gold["file"], texts[gold["file"]]
        document = by_digest.get(digest(text))
        if document is None:
            raise SystemExit(f"The export has no document with the text of {file}.")
        told = [statement for statement in export.get("statements", ()) if statement["document"] == document["id"]]
        own = score_statements([g for g in gold_statements if g["file"] == file], told, text, actors)
        lines = [line for line in gold_roles if line["file"] == file]
        own_roles = score_roles(lines, document["roles"])
        # A record may rest its day on the line that dates the page; nothing may come from the junk.
        kept = READ_ROLES | {"claimed_date", "dateline"}
        cut = [line for line in lines if not {line["role"], *line["also"]} & kept]
        from_junk += sorted(_records_inside(cut, document["id"], export))
        per_document[file] = {
            **_statement_figures(own),
            "roles_right": f"{own_roles.right}/{own_roles.lines}",
            **_document_figures(gold, document),
        }
        statements.add(own)
        roles.add(own_roles)
    baseline = StatementScore()
    for gold in gold_documents:
        file, text = gold["file"], texts[gold["file"]]
        own_gold = [statement for statement in gold_statements if statement["file"] == file]
        baseline.add(score_statements(own_gold, *_quotations_alone(own_gold, text)))
    spans, wrong_spans = false_spans(
        [record for records in export.values() for record in records],
        {document["id"]: document["text"] for document in export["documents"]},
    )
    return {
        "command": "python benchmarks/founding.py",
        **_statement_figures(statements),
        "roles": roles.lines,
        "roles_right": roles.right,
        "lines_rightly_read_or_cut": roles.read_or_cut_right,
        "junk_lines_as_prose": roles.junk_as_prose,
        "body_lines_lost": roles.body_lost,
        "role_confusions": roles.confusions,
        "records_from_junk": from_junk,
        "spans": spans,
        "false_spans": wrong_spans,
        "counts": {
            "junk_lines_as_prose": len(roles.junk_as_prose),
            "body_lines_lost": len(roles.body_lost),
            "records_from_junk": len(from_junk),
            "false_spans": len(wrong_spans),
            "published_right": sum(document["published_right"] for document in per_document.values()),
            "claimed_dates_right": sum(document["claimed_dates_right"] for document in per_document.values()),
        },
        "missed": statements.missed,
        "wrong_speaker": statements.wrong_speaker,
        "spurious": statements.spurious,
        "baseline": {"recall": round(baseline.recall, 4), "precision": round(baseline.precision, 4)},
        "documents": per_document,
    }


_QUOTATION = re.compile(r"[“\"]([^“”\"\n]{12,})[”\"]")
_NAME_BY_CUE = re.compile(
    r"(?P<before>[A-Z]\w+) (?:said|told|says|added|continued)|(?:said|says|added) (?:[A-Z][\w.]+ )*(?P<after>[A-Z]\w+)"
)


def _quotations_alone(gold: Sequence[Record], text: str) -> tuple[list[Record], str, dict[str, Record]]:
    """Return what the simplest program finds: every quotation, said by the surname beside a cue in its paragraph.

    It is given the gold's own list of persons to know surnames by, which flatters it.
    """
    people = {s["speaker"]["name"].split()[-1]: s["speaker"] for s in gold if s["speaker"] and s["speaker"]["side"]}
    actors = {surname: {**person, "country": person["side"]} for surname, person in people.items()}
    found: list[Record] = []
    start = 0
    for line in text.split("\n"):
        beside = _NAME_BY_CUE.search(line)
        speaker = beside and (beside["before"] or beside["after"])
        for match in _QUOTATION.finditer(line):
            found.append(
                {
                    "id": f"quotation-{start + match.start(1)}",
                    "content": [{"start": start + match.start(1), "end": start + match.end(1)}],
                    "speaker": speaker if speaker in actors else None,
                    "mode": "direct",
                    "cue": None,
                    "addressee": None,
                    "via": [],
                    "said_on": {"date": None},
                }
            )
        start += len(line) + 1
    return found, text, actors


def _records_inside(cut: Sequence[Record], document: str, export: Mapping[str, Sequence[Record]]) -> set[str]:
    found = set()
    for kind in ("statements", "mentions", "events", "commitments", "channels", "positions"):
        for record in export.get(kind, ()):
            for where, start, end, _ in spans_of(record):
                if where == document and any(start < line["end"] and line["start"] < end for line in cut):
                    found.add(record["id"])
    return found


def _statement_figures(score: StatementScore) -> dict[str, Any]:
    return {
        "gold": score.gold,
        "content_found": score.content_found,
        "right_speaker": score.right,
        "predicted": score.predicted,
        "predicted_right": score.predicted_right,
        "recall": round(score.recall, 4),
        "precision": round(score.precision, 4),
        "f1": round(score.f1, 4),
        "unresolved_speaker": score.unresolved,
        "optional_found": score.optional_found,
        "said_on": {"gold": score.dates, "right": score.dates_right, "missing": score.dates_missing},
        "cues": {"gold": score.cues, "right": score.cues_right},
        "modes": {"gold": score.right, "right": score.modes_right},
        "addressees": {"gold": score.addressees, "right": score.addressees_right},
        "chains": {"gold": score.chains, "right": score.chains_right},
    }


def _document_figures(gold: Record, document: Record) -> dict[str, Any]:
    judged = {(claim["date"], claim["accepted"]) for claim in document["claimed_dates"]}
    corrections = [(notice["start"], notice["end"]) for notice in document["corrections"]]
    corrected = [
        wanted["corrects"]["start"] < evidence["end"] and evidence["start"] < wanted["corrects"]["end"]
        for wanted in gold["corrections"]
        for notice in document["corrections"]
        for evidence in notice["corrects"]
    ]
    title = next((role["start"] for role in document["roles"] if role["role"] == "title"), None)
    return {
        "published": document["published"].get("date")
        or f"{document['published'].get('earliest')}/{document['published'].get('latest')}",
        "published_right": published_right(gold["published"], document["published"]),
        "claimed_dates_right": all((claim["date"], claim["accepted"]) in judged for claim in gold["claimed_dates"]),
        "outlet_right": document["outlet"] in {gold["outlet"], *gold["outlet_also"]},
        "host_right": gold["host"] is None or (document["host"] or "").casefold() == gold["host"].casefold(),
        "kind": document["kind"],
        "kind_right": document["kind"] in gold["kind"],
        "authors_right": set(gold["authors"]) <= set(document["authors"]) <= {*gold["authors"], *gold["authors_also"]},
        "wires_right": sorted(document["wires"]) == sorted(gold["wires"]),
        "corrections_right": corrections == [(notice["start"], notice["end"]) for notice in gold["corrections"]],
        "corrected_sentence_found": all(corrected) if corrected else not gold["corrections"],
        "title_right": title == gold["title_line"],
    }


def shortfalls(figures: Mapping[str, Any]) -> list[str]:
    """Return the floors that were not reached, one plain sentence each."""
    short = [f"{name} {figures[name]:.3f} < {floor}" for name, floor in FLOORS.items() if figures[name] < floor]
    for name in COUNTED:
        if figures[name]:
            short.append(f"{name}: {len(figures[name])}")
    for file, document in figures["documents"].items():
        if not document["published_right"]:
            short.append(f"{file} dated {document['published']}")
        if not document["claimed_dates_right"]:
            short.append(f"{file}: claimed date judged wrongly")
    return short


def table(figures: Mapping[str, Any]) -> str:
    """Return the figures as a plain table."""
    rows = [("", *(file[:3] for file in figures["documents"]), "all")]
    each = list(figures["documents"].values())
    for label, name in (
        ("statements to find", "gold"),
        ("content found", "content_found"),
        ("with the right speaker", "right_speaker"),
        ("predicted (that count)", "predicted"),
        ("predicted and right", "predicted_right"),
        ("recall", "recall"),
        ("precision", "precision"),
        ("F1", "f1"),
    ):
        rows.append((label, *(str(document[name]) for document in each), str(figures[name])))
    for name in ("said_on", "cues", "modes", "addressees", "chains"):
        cells = [f"{part[name]['right']}/{part[name]['gold']}" for part in [*each, figures]]
        rows.append((f"{name.replace('_', ' ')} right", *cells))
    rows.append(("roles right", *(d["roles_right"] for d in each), f"{figures['roles_right']}/{figures['roles']}"))
    for name in (
        "published",
        "published_right",
        "claimed_dates_right",
        "outlet_right",
        "host_right",
        "kind",
        "kind_right",
        "authors_right",
        "wires_right",
        "corrections_right",
        "corrected_sentence_found",
        "title_right",
    ):
        rows.append((name.replace("_", " "), *(str(document[name]) for document in each), ""))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    simplest = figures["baseline"]
    lines.append(f"quotations and nearest name alone: recall {simplest['recall']}, precision {simplest['precision']}")
    for name in COUNTED:
        lines.append(
            f"{name.replace('_', ' ')}: {len(figures[name])}"
            + (f" of {figures['spans']}" if name == "false_spans" else "")
        )
    for name in ("missed", "wrong_speaker", "spurious", "role_confusions"):
        lines.append(f"{name.replace('_', ' ')}: {', '.join(figures[name]) or 'none'}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--export", type=Path, help="folder of a JSONL export of the founding documents")
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    parser.add_argument("--language", choices=("rules", "model"), help="what reads the sentences; figures apart")
    parser.add_argument("--check", action="store_true", help="end with status 1 when a floor is not reached")
    arguments = parser.parse_args()
    founding = data_folder() / "founding"
    if not founding.is_dir():
        print(f"No founding documents in {founding}; set ONRECORD_DATA to the folder of the development data.")
        return 0
    texts = founding_texts(founding)
    if problems := faults(texts):
        print("\n".join(problems))
        return 1
    figures = measure(
        read_export(arguments.export) if arguments.export else build_export(founding, arguments.language), texts
    )
    print(table(figures))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    results = RESULTS.with_name(f"founding_{arguments.language}.json") if arguments.language else RESULTS
    results.write_text(json.dumps(figures, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    short = shortfalls(figures)
    print("Floors: " + ("all reached" if not short else "; ".join(short)))
    return 1 if arguments.check and short else 0


if __name__ == "__main__":
    raise SystemExit(main())
