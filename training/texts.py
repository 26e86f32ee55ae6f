"""Unlabelled text for pruning and distilling: articles and releases of no gold and no development part."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from corpora import Example

from onrecord.language._features import PieceEncoder
from onrecord.language._windows import cut

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
FILES = ("articles/articles", "government/state_department", "government/white_house")
MEASURED = ("statements/polnear_dev", "language/ewn-dev", "language/ewt-dev", "language/gumfree-dev")
LONG_LINE = 60  # characters; a line as long as this that a measured text has too bars a text
MOST_CHARACTERS = 8000  # of one text, so that transcripts do not outweigh the rest


def barred() -> set[str]:
    """Everything that the benchmarks name: sums and numbers of documents."""
    folders = (BENCHMARKS / "gold", BENCHMARKS / "language")
    files = sorted(path for folder in folders for path in folder.glob("*.json*"))
    return {word for path in files for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}


def measured_lines(data: Path) -> set[str]:
    """The longer lines and sentences of the texts that figures are measured on."""
    lines: set[str] = set()
    for name in MEASURED:
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                if "text" in row:
                    lines.update(line.strip() for line in row["text"].split("\n"))
                for sentence in row.get("sents", ()):
                    lines.add("".join(token[0] + (" " if token[1] else "") for token in sentence).strip())
    return {line for line in lines if len(line) >= LONG_LINE}


def free_texts(data: Path) -> list[str]:
    """The texts that may be used."""
    named, held = barred(), measured_lines(data)
    texts = []
    for file in FILES:
        with gzip.open(data / f"{file}.jsonl.gz", "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                number = str(row.get("id") or row["guid"]).rpartition("=")[2]
                text = row["text"]
                if number in named or hashlib.sha256(text.encode()).hexdigest() in named:
                    continue
                if not any(line.strip() in held for line in text.split("\n")):
                    texts.append(text[:MOST_CHARACTERS])
    return texts


def text_windows(texts: list[str], encoder: PieceEncoder, draw: random.Random) -> Iterator[Example]:
    """Windows of the texts as the engine reads them, in random order, without end."""
    while True:
        for text in draw.sample(texts, len(texts)):
            lines, place = [], 0
            for line in text.split("\n"):
                if line.strip():
                    lines.append((place, place + len(line)))
                place += len(line) + 1
            document = cut(text, lines, encoder)
            for group in document.groups:
                parts = document.whole(group)
                if parts is not None:
                    yield Example("text", document.window(parts), {}, "text")
                    continue
                own, end = document.blocks[group[0]]
                while own < end:
                    part = document.stretch(group[0], own)
                    yield Example("text", document.window([part]), {}, "text")
                    own = part.end
