"""What the stages before the matters make of the readouts in ``accounts.jsonl``, and of others to learn from."""

# ruff: noqa: E402 (the benchmarks are no package: their folder must be known first)
from __future__ import annotations

import json
import pickle
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(REPOSITORY / "benchmarks" / "gold"), str(REPOSITORY / "benchmarks")]

from matters import Content
from onrecord.reference import Reference

FILE = Path(__file__).resolve().parent / "accounts.jsonl"
FURTHER = REPOSITORY / "benchmarks" / "account_pairs.jsonl"
"""Its half ``tuning`` is learned from; the half ``control`` is measured alone, by ``benchmarks/readouts.py``."""


def read_rows(half: str | None = None) -> list[dict[str, Any]]:
    """Return the labelled meetings, all of them or those of one half."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    further = [json.loads(line) for line in FURTHER.read_text(encoding="utf-8").splitlines()]
    rows += [row for row in further if row["half"] == "tuning"]
    return [row for row in rows if half in (None, row["half"])]


def read_contents(rows: list[dict[str, Any]], cache: Path | None = None) -> dict[str, Content]:
    """Read all pages, by meeting and side; each is given its outlet and its day, which a pasted text may not tell."""
    kept = cache / "account_pages.pkl" if cache is not None else None
    contents: dict[str, Content] = pickle.loads(kept.read_bytes()) if kept is not None and kept.is_file() else {}
    reference = Reference.bundled()
    before = len(contents)
    for row in rows:
        for side, page in row["pages"].items():
            key = f"{row['meeting']}/{side}"
            if key not in contents:
                contents[key] = Content(key, page["text"], page["url"], row["day"], reference)
    if kept is not None and len(contents) > before:
        kept.write_bytes(pickle.dumps(contents))
    for row in rows:
        for side, page in row["pages"].items():
            content = contents[f"{row['meeting']}/{side}"]
            if content.document.text != page["text"]:
                raise ValueError(f"{row['meeting']} {side}: the text was changed on reading")
            content.document = replace(content.document, id=f"{row['meeting']}-{side}", outlet=page["outlet"])
    return contents
