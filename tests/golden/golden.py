"""Golden outputs, and how they are made.

- ``us-china/*.jsonl``: the whole export of the bundled example.
- ``founding.jsonl``: the founding documents, stand-off: offsets, labels, digests, and no words of theirs.

Renew them with ``python tests/golden/golden.py`` after a change that is meant to change results, and **read the
difference** (``git diff --word-diff tests/golden``) before committing: every changed record must be a better one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onrecord
from onrecord.examples import example_folder

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE / "us-china"
FOUNDING = HERE / "founding.jsonl"

Export = dict[str, list[dict[str, Any]]]


def exported(folder: Path) -> Export:
    """Build a folder and return its export: file name without ending to records."""
    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(folder.parent):
        path, out = Path(scratch) / "golden.onrecord", Path(scratch) / "out"
        onrecord.build([folder.name], path, language="rules")
        with onrecord.open(path) as record:
            onrecord.export(record, out)
        return {
            file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines()]
            for file in sorted(out.glob("*.jsonl"))
        }


def example_export() -> Export:
    """Return the export of the bundled example."""
    return exported(example_folder())


def as_lines(records: list[dict[str, Any]]) -> str:
    """Return records as JSON lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def digest(words: str) -> str:
    """Return the SHA-256 of words."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _place(span: Mapping[str, Any] | None) -> list[Any] | None:
    return None if span is None else [span["start"], span["end"], digest(span["quote"])[:16]]


def founding_records(export: Export) -> list[dict[str, Any]]:
    """Return the export of the founding documents without their words: one record for each document and statement."""
    actors = {actor["id"]: actor for actor in export["actors"]}
    lines: list[dict[str, Any]] = []
    for document in sorted(export["documents"], key=lambda document: str(document["path"])):
        lines.append(
            {
                "document": Path(document["path"]).stem,
                "text_sha256": document["text_sha256"],
                "kind": document["kind"],
                "derived_from": document["derived_from"],
                "published": {
                    key: document["published"][key] for key in ("date", "precision", "earliest", "latest", "basis")
                },
                "claimed_dates": [[claim["date"], claim["accepted"]] for claim in document["claimed_dates"]],
                "corrections": [_place(notice) for notice in document["corrections"]],
                "roles": [[role["start"], role["end"], role["role"]] for role in document["roles"]],
            }
        )
        told = [statement for statement in export["statements"] if statement["document"] == document["id"]]
        for statement in sorted(told, key=lambda statement: (statement["content"][0]["start"], statement["id"])):
            speaker = actors.get(statement["speaker"] or "")
            lines.append(
                {
                    "statement": [_place(span) for span in statement["content"]],
                    "mode": statement["mode"],
                    "speaker": None if speaker is None else _identity(speaker),
                    "speaker_span": _place(statement["speaker_span"]),
                    "cue": None
                    if statement["cue"] is None
                    else [*(_place(statement["cue"]) or []), statement["cue"]["kind"]],
                    "addressee": _identity(actors[statement["addressee"]]) if statement["addressee"] else None,
                    "via": [_identity(actors[t["actor"]]) if t["actor"] else None for t in statement["via"]],
                    "said_on": [statement["said_on"][key] for key in ("date", "precision", "basis")],
                    "issues": statement["issues"],
                }
            )
    return lines


def _identity(actor: Mapping[str, Any]) -> list[Any]:
    # The description of an unnamed source is words of the page.
    name = digest(actor["name"])[:16] if actor["kind"] == "unnamed" else actor["name"]
    return [actor["kind"], name, actor["country"]]


def founding_folder() -> Path | None:
    """Return the folder of the founding documents, None where it is absent."""
    data = Path(os.environ.get("ONRECORD_DATA") or HERE.parents[2] / "shared" / "data")
    return data / "founding" if (data / "founding").is_dir() else None


def main() -> None:
    """Write the golden outputs anew."""
    EXAMPLE.mkdir(exist_ok=True)
    for name, records in example_export().items():
        (EXAMPLE / f"{name}.jsonl").write_text(as_lines(records), encoding="utf-8")
        sys.stdout.write(f"us-china/{name}: {len(records)}\n")
    founding = founding_folder()
    if founding is not None:
        records = founding_records(exported(founding))
        FOUNDING.write_text(as_lines(records), encoding="utf-8")
        sys.stdout.write(f"founding: {len(records)}\n")


if __name__ == "__main__":
    main()
