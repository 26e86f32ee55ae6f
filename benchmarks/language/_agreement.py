"""How often the 8-bit network and the 32-bit network choose the same, head by head."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from onrecord.language import Document
from onrecord.language._features import PieceEncoder, make_batch
from onrecord.language._windows import cut

HEADS = ("start", "upos", "xpos", "lemma", "names", "attribution", "arcs", "links")


def session(network: Path | bytes) -> onnxruntime.InferenceSession:
    """A session on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    source = network if isinstance(network, bytes) else str(network)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def agreement(
    small: onnxruntime.InferenceSession,
    exact: onnxruntime.InferenceSession,
    tokenizer: str,
    documents: Sequence[Document],
) -> dict[str, float]:
    """Percent of words with the same highest answer of each head (links: of words with a clear link only)."""
    encoder = PieceEncoder(tokenizer)
    same = dict.fromkeys(HEADS, 0)
    count = dict.fromkeys(HEADS, 0)
    for text, regions in documents:
        document = cut(text, regions, encoder)
        stretches = []
        for group in document.groups:
            parts = document.whole(group)
            if parts is None:  # a long block, here without looking for seams
                own, end = document.blocks[group[0]]
                while own < end:
                    stretches.append([document.stretch(group[0], own)])
                    own = stretches[-1][0].end
            else:
                stretches.append(parts)
        for parts in stretches:
            batch = make_batch([document.window(parts)])
            inputs: dict[str, Any] = {
                "ids": batch.ids,
                "shapes": batch.shapes,
                "quotations": batch.quotations,
                "paragraphs": batch.paragraphs,
                "first_piece": batch.first_piece,
            }
            one = dict(zip(HEADS, small.run(list(HEADS), inputs), strict=True))
            other = dict(zip(HEADS, exact.run(list(HEADS), inputs), strict=True))
            sentence = np.cumsum(other["start"][..., 1] > other["start"][..., 0], 1)
            for head in HEADS:
                a, b = one[head], other[head]
                where = batch.words
                if head == "arcs":  # as decoded: within the sentence
                    hidden = (sentence[:, :, None] != sentence[:, None, :]) | ~batch.words[:, None, :]
                    a[:, :, 1:][hidden] = -1e9
                    b[:, :, 1:][hidden] = -1e9
                elif head == "links":
                    hidden = np.repeat(~batch.words[:, None, :], a.shape[1], 1)
                    a[hidden] = -1e9
                    b[hidden] = -1e9
                    # only where a source or content begins does anybody ask for a link
                    where = batch.words & np.isin(other["attribution"].argmax(-1), (1, 5))
                chosen = (a == b) if a.ndim == 2 else (a.argmax(-1) == b.argmax(-1))
                same[head] += int(chosen[where].sum())
                count[head] += int(where.sum())
    return {head: round(100 * same[head] / max(1, count[head]), 2) for head in HEADS}
