"""Learn the two small tables of the dating room from the development articles.

Run ``python training/dates/learn.py``. Reads ``articles/`` of the development data (``ONRECORD_DATA``), uses only the
half of the articles whose id hashes to an even number (the other half stays unseen for ``benchmarks/dating.py``), and
writes into ``src/onrecord/dating``:

- ``likelihoods.json``: for each kind of time clue and each distance from the publication day, the logarithm of how much
  more often it occurs under the true date than under false ones (true date plus or minus 30 to 1,000 days);
- ``word_shares.tsv``: in which share of the articles a word stands, for the words of at least 1 % of them.

No words of an article are kept beyond these counts.
"""

from __future__ import annotations

import collections
import gzip
import hashlib
import json
import math
import os
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from onrecord.dating import _clues, _stories
from onrecord.language.times import find_times

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src" / "onrecord" / "dating"
FALSE_DATES = 5
LEAST_SHARE = 0.01
PRIOR = 3.0


def data_folder() -> Path:
    return Path(os.environ.get("ONRECORD_DATA") or ROOT.parent / "shared" / "data")


def is_learnt_from(identity: str) -> bool:
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 2 == 0


def articles() -> Iterator[dict[str, str]]:
    with gzip.open(data_folder() / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            if re.fullmatch(r"\d{4}-\d\d-\d\d.*", article.get("date") or ""):
                yield article


def paragraphs(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"[^\n]+", text)]


def main() -> None:
    true: dict[str, collections.Counter[int]] = collections.defaultdict(collections.Counter)
    false: dict[str, collections.Counter[int]] = collections.defaultdict(collections.Counter)
    words: collections.Counter[str] = collections.Counter()
    count = 0
    chance = random.Random(20231116)
    for article in articles():
        if not is_learnt_from(article["id"]):
            continue
        count += 1
        text = article["text"]
        words.update({word.lower() for word in _stories._WORD.findall(article["title"] + " " + text)})
        clues = _clues.clues_of(find_times(text, paragraphs(text)))
        day = date.fromisoformat(article["date"][:10])
        for (kind, number), _ in _clues.features(clues, day):
            true[kind][number] += 1
        for _ in range(FALSE_DATES):
            shifted = day + timedelta(days=chance.choice((-1, 1)) * chance.randint(30, 1000))
            for (kind, number), _ in _clues.features(clues, shifted):
                false[kind][number] += 1
    table: dict[str, dict[str, float]] = {}
    for kind in sorted(true):
        numbers = sorted(set(true[kind]) | set(false[kind]))
        trues, falses = sum(true[kind].values()), sum(false[kind].values())
        spread = PRIOR * len(numbers)
        table[kind] = {
            str(number): round(
                math.log((true[kind][number] + PRIOR) / (trues + spread))
                - math.log((false[kind][number] + PRIOR) / (falses + spread)),
                2,
            )
            for number in numbers
        }
    document = {"learnt_from": f"{count} dated news articles, 2012 to 2020", "features": table}
    (TARGET / "likelihoods.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    shares = sorted((word, total / count) for word, total in words.items() if total / count >= LEAST_SHARE)
    lines = [f"{word}\t{share:.4f}" for word, share in shares]
    (TARGET / "word_shares.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{count} articles, {len(shares)} words, {sum(map(len, table.values()))} likelihoods")


if __name__ == "__main__":
    main()
