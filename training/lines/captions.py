"""Captions of plain articles, told by the credit behind them: what captions are worded like, without the credit.

Many articles of the data are plain text with their captions left in it. Where a credit stands behind one ("… speaks to
reporters. (Agency/Ann Smith)") or a page's own label before it, the rules know it for sure. What is left of it without
credit and label teaches how captions are worded; sentences of the same articles are what they are compared with.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from train import BUCKETS, WORD_LIMIT

from _extraction import Page
from onrecord.cleaning._features import word_keys
from onrecord.cleaning._lines import split_units
from onrecord.cleaning._owners import PHOTO_CREDIT
from onrecord.cleaning._patterns import explicit_sign
from onrecord.reading import find_files, read_file
from onrecord.records import RawPage

_SMOOTHING = 8.0
_SHARE = 0.15
"""Share of the sentences that are kept to compare with."""
_LEAST, _MOST = 5, 90
_LABEL = re.compile(
    r"^(?:enlarge this image|toggle caption|image copyright .{2,40} image caption|image caption|media caption"
    r"|media playback is unsupported on your device|facebook twitter pinterest|click to expand image|file photo:)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Worded:
    """The hashed words of one line."""

    keys: list[int]
    site: str
    is_caption: bool


def read_worded(data: Path) -> list[Worded]:
    """Captions with their credits taken off, and sentences, of the plain articles."""
    chosen = random.Random(1)
    found = []
    for article in read_file(find_files([data / "articles" / "articles.jsonl.gz"])[0]):
        if not isinstance(article, RawPage):
            continue
        site = Page("articles", urlsplit(article.url or "").hostname or "", article.url or "", "", "").site
        for unit in split_units(article.content):
            if not _LEAST <= unit.words <= _MOST:
                continue
            sign = explicit_sign(unit)
            if sign is None:
                if unit.is_sentence and chosen.random() < _SHARE:
                    found.append(Worded(word_keys(unit), site, False))
            elif sign.role == "caption":
                words = _LABEL.sub("", _LABEL.sub("", unit.plain))
                credit = PHOTO_CREDIT.search(words)
                words = (words[: credit.start()] if credit else words).strip(" |([-–—")
                if len(words.split()) >= _LEAST:
                    found.append(Worded(word_keys(split_units(words)[0]), site, True))
    return found


def scene_weights(lines: Sequence[Worded], left_out: Collection[str]) -> NDArray[np.float32]:
    """Smoothed log-odds that a word stands in a caption, without the lines of some sites."""
    counts = {True: np.zeros(BUCKETS), False: np.zeros(BUCKETS)}
    for line in lines:
        if line.site not in left_out:
            counts[line.is_caption][line.keys] += 1.0
    inside, outside = counts[True], counts[False]
    total = inside + outside
    odds = np.log((inside + _SMOOTHING * inside.sum() / total.sum() + 0.5) / (inside.sum() + 1.0)) - np.log(
        (outside + _SMOOTHING * outside.sum() / total.sum() + 0.5) / (outside.sum() + 1.0)
    )
    weights: NDArray[np.float32] = np.where(total >= 4, np.clip(odds, -WORD_LIMIT, WORD_LIMIT), 0.0).astype(np.float32)
    return weights
