"""Article text: the public measure of extraction, the page sets, and lines labelled from their gold bodies.

The measure is that of scrapinghub/article-extraction-benchmark (its README defines it; the code here is our own):
multisets of four-word shingles, precision and recall for each page, their means, and the harmonic mean of the two.
"""

from __future__ import annotations

import difflib
import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_TOKEN = re.compile(r"\w+")
_LATIN_WORD = re.compile(r"[a-z]+")
_ENGLISH = frozenset("the of and to in a is that for on with was".split())
_SHINGLE = 4

SETS = ("article_extraction_benchmark", "wcxb_dev_articles", "fundus_dev")


@dataclass(slots=True)
class Page:
    """One page of a set with its gold body."""

    collection: str
    key: str
    url: str
    html: str
    gold: str
    gold_title: str = ""
    gold_authors: tuple[str, ...] = ()
    gold_date: str | None = None

    @property
    def site(self) -> str:
        """The registered domain, near enough: pages of one site never stand on both sides of a split."""
        host = (urlsplit(self.url).hostname or self.key).removeprefix("www.")
        parts = host.split(".")
        short = len(parts) >= 3 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
        return ".".join(parts[-3:] if short else parts[-2:])

    @property
    def is_english(self) -> bool:
        """Whether the gold body is English, by its function words (the filter of the reference figures)."""
        words = _LATIN_WORD.findall(self.gold.lower())
        return len(words) > 30 and sum(word in _ENGLISH for word in words) / len(words) > 0.18


def load_pages(folder: Path, collections: Sequence[str] = SETS) -> Iterator[Page]:
    """Read the page sets from the development data."""
    for collection in collections:
        with gzip.open(folder / f"{collection}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                record = json.loads(line)
                if collection == "fundus_dev":
                    yield from _fundus(collection, number, record)
                else:
                    yield Page(
                        collection,
                        str(record["id"]),
                        record["url"],
                        record["html"],
                        record["body"] or "",
                        record.get("title") or "",
                        (record["author"],) if record.get("author") else (),
                        record.get("publish_date"),
                    )


def _fundus(collection: str, number: int, record: dict[str, Any]) -> Iterator[Page]:
    # A publisher's gold holds an entry for each of its pages; the one whose words stand on this page is its own.
    page = " ".join(html.unescape(record["html"]).split())
    golds = [(gold, _fundus_parts(gold)) for _, gold in sorted(record["gold"].items())]
    gold, parts = max(golds, key=lambda item: _presence(page, item[0].get("title") or "", item[1]))
    yield Page(
        collection,
        f"{record['country']}/{record['publisher']}/{number}",
        record["url"],
        record["html"],
        "\n\n".join(parts),
        gold.get("title") or "",
        tuple(gold.get("authors") or ()),
        gold.get("publishing_date"),
    )


def _fundus_parts(gold: dict[str, Any]) -> list[str]:
    body = gold.get("body") or {}
    parts = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        parts.extend(section.get("headline") or [])
        parts.extend(section.get("paragraphs") or [])
    return parts


def _presence(page: str, title: str, parts: Sequence[str]) -> float:
    starts = [" ".join(part.split())[:40] for part in parts]
    return sum(start in page for start in starts) / max(len(starts), 1) + 0.5 * (title[:30] in page)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The multiset of four-word shingles of a text."""
    tokens = _TOKEN.findall(text)
    if len(tokens) < _SHINGLE:
        return Counter([tuple(tokens)]) if tokens else Counter()
    return Counter(zip(*(tokens[begin:] for begin in range(_SHINGLE)), strict=False))


def precision_recall(gold: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> tuple[float, float]:
    """Precision and recall of one page."""
    right = sum((gold & found).values())
    missing, wrong = sum(gold.values()) - right, sum(found.values()) - right
    if missing == 0 and wrong == 0:
        return 1.0, 1.0
    return (right / (right + wrong) if right + wrong else 0.0), (right / (right + missing) if right + missing else 0.0)


@dataclass(slots=True)
class Score:
    """Means over pages."""

    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)

    def add(self, gold: str, found: str) -> None:
        """Count one page."""
        precision, recall = precision_recall(shingles(gold), shingles(found))
        self.precisions.append(precision)
        self.recalls.append(recall)

    @property
    def precision(self) -> float:
        """Mean precision."""
        return sum(self.precisions) / max(len(self.precisions), 1)

    @property
    def recall(self) -> float:
        """Mean recall."""
        return sum(self.recalls) / max(len(self.recalls), 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of mean precision and mean recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_dict(self) -> dict[str, float]:
        """For the results file."""
        return {
            "f1": round(self.f1, 4),
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "pages": len(self.precisions),
        }


def label_lines(lines: Sequence[str], gold: str) -> list[int]:
    """Tell which lines belong to a gold body, by aligning their words with it.

    A line belongs to it when half of its words align; one under five words needs all of them and a sure neighbour
    within three lines.
    """
    tokens: list[str] = []
    owner: list[int] = []
    for number, line in enumerate(lines):
        for token in _TOKEN.findall(line):
            tokens.append(token)
            owner.append(number)
    hits, sizes = [0] * len(lines), [0] * len(lines)
    for number in owner:
        sizes[number] += 1
    matcher = difflib.SequenceMatcher(None, tokens, _TOKEN.findall(gold), autojunk=False)
    for block in matcher.get_matching_blocks():
        for place in range(block.a, block.a + block.size):
            hits[owner[place]] += 1
    shares = [hit / size if size else 0.0 for hit, size in zip(hits, sizes, strict=True)]
    sure = [share >= 0.5 and size >= 5 for share, size in zip(shares, sizes, strict=True)]
    labels = []
    for number, share in enumerate(shares):
        near = any(sure[max(0, number - 3) : number + 4])
        labels.append(int(sure[number] or (share == 1.0 and sizes[number] < 5 and near)))
    return labels


def mean_f1(parts: Iterable[tuple[str, str]]) -> Score:
    """Score pairs of gold and found text."""
    score = Score()
    for gold, found in parts:
        score.add(gold, found)
    return score
