"""The project's own test: names and subjects of reporting verbs in 307 sentences, as offsets into the data's texts.

The annotations stand in ``own_test.jsonl`` (made by hand, without a model's help; titles and articles outside names,
"Trump" in "the Trump administration" is a person, nationalities are not annotated). The half called "tuning" may be
looked at; the half called "unseen" is scored only.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.language import Analysis, Document

ANNOTATIONS = Path(__file__).resolve().parent / "own_test.jsonl"
AROUND = 2500  # code points read before and after the sentence; transcripts are far longer
FILES = {
    "articles": "articles/articles.jsonl.gz",
    "state_department": "government/state_department.jsonl.gz",
    "white_house": "government/white_house.jsonl.gz",
}


@dataclass(frozen=True)
class Item:
    """One sentence with the text it stands in."""

    annotation: dict[str, Any]
    text: str

    @property
    def document(self) -> Document:
        """The lines around the sentence, as the engine reads them (the vote over the document needs them)."""
        low, high = self.annotation["start"] - AROUND, self.annotation["end"] + AROUND
        lines = [match.span() for match in re.finditer(r"[^\n]+", self.text)]
        return self.text, [(start, end) for start, end in lines if end > low and start < high]

    @property
    def names(self) -> set[tuple[int, int, str]]:
        return {(start, end, label) for start, end, label in self.annotation["names"]}


def items(data: Path, half: str) -> list[Item]:
    """The sentences of one half, each with its text found in the data and checked."""
    annotations = [json.loads(line) for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines()]
    chosen = [one for one in annotations if one["half"] == half]
    texts: dict[tuple[str, str], str] = {}
    for dataset, file in FILES.items():
        wanted = {one["text_sha256"] for one in chosen if one["dataset"] == dataset}
        with gzip.open(data / file, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                digest = hashlib.sha256(text.encode()).hexdigest()
                if digest in wanted:
                    texts[dataset, digest] = text
    return [Item(one, texts[one["dataset"], one["text_sha256"]]) for one in chosen]


def own_names(item: Item, analysis: Analysis) -> set[tuple[int, int, str]]:
    """The engine's names inside the sentence."""
    start, end = item.annotation["start"], item.annotation["end"]
    return {(n.start, n.end, n.label) for n in analysis.names if start <= n.start and n.end <= end}


def subjects(held: Sequence[Item], analyses: Sequence[Analysis]) -> dict[str, float]:
    """Share of reporting verbs whose subject in the tree lies within the annotated one (shared subjects included)."""
    right = count = 0
    for item, analysis in zip(held, analyses, strict=True):
        tokens = analysis.tokens
        for one in item.annotation["reporting"]:
            count += 1
            verb = {i for i, t in enumerate(tokens) if t.start < one["verb"][1] and t.end > one["verb"][0]}
            shared = {head for i in verb if tokens[i].deprel == "conj" and (head := tokens[i].head) is not None}
            low, high = one["subject"]
            for heads in (verb, shared):
                if any(
                    token.head in heads and (token.deprel or "").startswith("nsubj") and low <= token.start < high
                    for token in tokens
                ):
                    right += 1
                    break
    return {"right": right, "of": count, "percent": round(100 * right / max(1, count), 2)}
