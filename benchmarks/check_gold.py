"""Check the stand-off gold of the founding documents: every offset lies in its text and every digest matches.

Run ``python benchmarks/check_gold.py [FOLDER]``; FOLDER holds the founding texts (default: ``$ONRECORD_DATA/founding``
or ``../shared/data/founding`` beside the repository). Prints each fault and ends with status 1 if there is one.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parent / "gold"
REPOSITORY = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Return the folder of the development data, which never travels with the repository."""
    return Path(os.environ.get("ONRECORD_DATA") or REPOSITORY.parent / "shared" / "data")


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def founding_texts(folder: Path) -> dict[str, str]:
    """Read the founding documents: file name without ending to text."""
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))}


def _spans(record: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(record, dict):
        if {"start", "end", "sha256"} <= record.keys():
            yield where, record
        for key, value in record.items():
            yield from _spans(value, f"{where}.{key}")
    elif isinstance(record, list):
        for number, value in enumerate(record):
            yield from _spans(value, f"{where}[{number}]")


def faults(texts: dict[str, str]) -> list[str]:
    """Return everything wrong with the gold, one plain sentence each; empty when all is well."""
    found: list[str] = []
    statements = read_jsonl(GOLD / "founding_statements.jsonl")
    roles = read_jsonl(GOLD / "founding_roles.jsonl")
    documents = json.loads((GOLD / "founding_documents.json").read_text(encoding="utf-8"))
    for record in [*statements, *roles, *documents]:
        name = record.get("id") or f"{record['file']}@{record.get('start', '')}"
        text = texts.get(record["file"])
        if text is None:
            found.append(f"{name}: no text named {record['file']}")
            continue
        if record["document"] != digest(text):
            found.append(f"{name}: the text is not the one that was read")
        for where, span in _spans(record, name):
            if not 0 <= span["start"] < span["end"] <= len(text):
                found.append(f"{where}: no span {span['start']}:{span['end']} in {len(text)} code points")
            elif digest(text[span["start"] : span["end"]]) != span["sha256"]:
                found.append(f"{where}: other words at {span['start']}:{span['end']}")
    ids = [record["id"] for record in statements]
    found += [f"{name}: used twice" for name in sorted({name for name in ids if ids.count(name) > 1})]
    role_starts = {(record["file"], record["start"]) for record in roles}
    for file, text in texts.items():
        position = 0
        for line in text.split("\n"):
            if line.strip() and (file, position) not in role_starts:
                found.append(f"{file}@{position}: a line without a role")
            position += len(line) + 1
    return found


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else data_folder() / "founding"
    if not folder.is_dir():
        print(f"No founding documents in {folder}; set ONRECORD_DATA to the folder of the development data.")
        return 2
    problems = faults(founding_texts(folder))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} faults in the founding gold.")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
