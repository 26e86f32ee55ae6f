"""The network: the encoder of all-MiniLM-L6-v2 with three added inputs, and the heads.

Written out (not taken from a model library) so that the export can restate it operation by operation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.language._features import PARAGRAPH_CLASSES, QUOTATION_CLASSES, SHAPE_CLASSES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
ARC_WIDTH, LABEL_WIDTH, LINK_WIDTH = 256, 64, 128
HEAD_WIDTH = WIDTH // ATTENTION_HEADS
FARTHEST_LINK = 32  # words; farther ones share one distance weight
FORBIDDEN = -1e4


class Layer(nn.Module):
    def __init__(self, heads: int = ATTENTION_HEADS, inner: int = INNER) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(WIDTH, 3 * heads * HEAD_WIDTH)
        self.attention_out = nn.Linear(heads * HEAD_WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, inner)
        self.out = nn.Linear(inner, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def attended(self, x: Tensor, mask: Tensor) -> Tensor:
        """What the attention heads bring to each piece, side by side."""
        batch, length, _ = x.shape
        # Written out: on a CPU without a bf16 attention kernel this trains half as fast again as the library's call.
        shaped = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        q, k, v = shaped.reshape(3, batch * self.heads, length, HEAD_WIDTH)
        scores = torch.bmm(q * HEAD_WIDTH**-0.5, k.transpose(1, 2))
        scores = scores.view(batch, self.heads, length, length) + mask.to(scores.dtype)
        with torch.autocast("cpu", enabled=False):
            weights = torch.softmax(scores, -1)
        attended = torch.bmm(weights.view(-1, length, length), v).view(batch, self.heads, length, -1)
        return attended.transpose(1, 2).reshape(batch, length, self.heads * HEAD_WIDTH)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        attended = self.attention_out(self.attended(x, mask))
        x = self.attention_norm(x + F.dropout(attended, 0.1, self.training))
        inner = self.out(F.gelu(self.inner(x)))
        return self.out_norm(x + F.dropout(inner, 0.1, self.training))


Sizes = Sequence[tuple[int, int]]
"""Of each layer how many attention heads and inner neurons it has."""
FULL: Sizes = ((ATTENTION_HEADS, INNER),) * LAYERS


def sizes_of(tensors: Mapping[str, Any]) -> Sizes:
    """The sizes of the layers of a checkpoint's tensors."""
    shapes = [
        [tensors[f"encoder.layers.{number}.{part}.bias"].shape[0] for part in ("qkv", "inner")]
        for number in range(LAYERS)
    ]
    return [(qkv // (3 * HEAD_WIDTH), inner) for qkv, inner in shapes]


class Encoder(nn.Module):
    def __init__(self, sizes: Sizes = FULL) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPE_CLASSES, WIDTH)
        self.quotations = nn.Embedding(QUOTATION_CLASSES, WIDTH)
        self.paragraphs = nn.Embedding(PARAGRAPH_CLASSES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(*size) for size in sizes)
        self.words.weight.requires_grad = False
        for added in (self.shapes, self.quotations, self.paragraphs):
            nn.init.normal_(added.weight, 0, 0.01)

    def states(self, ids: Tensor, shapes: Tensor, quotations: Tensor, paragraphs: Tensor) -> list[Tensor]:
        """What goes into the first layer, and what comes out of each."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.kind
        x = x + self.shapes(shapes) + self.quotations(quotations) + self.paragraphs(paragraphs)
        x = F.dropout(self.norm(x), 0.1, self.training)
        mask = torch.zeros(ids.shape).masked_fill(ids == 0, FORBIDDEN)[:, None, None, :]
        states = [x]
        for layer in self.layers:
            states.append(layer(states[-1], mask))
        return states


def load_base(encoder: Encoder, weights: Path) -> None:
    """Fill the encoder with the published weights of all-MiniLM-L6-v2 (a safetensors file)."""
    base = load_file(weights)
    own = {
        "words.weight": base["embeddings.word_embeddings.weight"],
        "positions.weight": base["embeddings.position_embeddings.weight"],
        "kind": base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            own[f"{ours}qkv.{part}"] = torch.cat(
                [base[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            own[f"{ours}attention_out.{part}"] = base[f"{theirs}attention.output.dense.{part}"]
            own[f"{ours}attention_norm.{part}"] = base[f"{theirs}attention.output.LayerNorm.{part}"]
            own[f"{ours}inner.{part}"] = base[f"{theirs}intermediate.dense.{part}"]
            own[f"{ours}out.{part}"] = base[f"{theirs}output.dense.{part}"]
            own[f"{ours}out_norm.{part}"] = base[f"{theirs}output.LayerNorm.{part}"]
    missing, unexpected = encoder.load_state_dict(own, strict=False)
    added = {"shapes.weight", "quotations.weight", "paragraphs.weight"}
    if set(missing) != added or unexpected:
        raise ValueError(f"the base model has another layout: missing {missing}, unexpected {unexpected}")


class TagChain(nn.Module):
    """A linear-chain CRF over BIO tags; forbidden steps (I-x not after B-x or I-x) are closed for good."""

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        count = len(tags)
        self.steps = nn.Parameter(torch.zeros(count, count))
        self.first = nn.Parameter(torch.zeros(count))
        closed_steps = torch.zeros(count, count)
        closed_first = torch.zeros(count)
        for j, tag in enumerate(tags):
            if tag[0] == "I":
                closed_first[j] = FORBIDDEN
                for i, before in enumerate(tags):
                    if before[1:] != tag[1:]:
                        closed_steps[i, j] = FORBIDDEN
        self.register_buffer("closed_steps", closed_steps)
        self.register_buffer("closed_first", closed_first)

    def scores(self) -> tuple[Tensor, Tensor]:
        return self.steps + self.closed_steps, self.first + self.closed_first

    def loss(self, emissions: Tensor, allowed: Tensor, words: Tensor) -> Tensor:
        """Negative log probability of all paths through the allowed tags, summed over the windows."""
        steps, first = self.scores()
        both = torch.cat([emissions.masked_fill(~allowed, FORBIDDEN), emissions])
        inside = torch.cat([words, words])
        alpha = first + both[:, 0]
        for t in range(1, both.shape[1]):
            following = torch.logsumexp(alpha.unsqueeze(2) + steps, 1) + both[:, t]
            alpha = torch.where(inside[:, t : t + 1], following, alpha)
        total = torch.logsumexp(alpha, 1)
        count = len(emissions)
        return (total[count:] - total[:count]).sum()


class Model(nn.Module):
    def __init__(self, labels: dict[str, list[str]], sizes: Sizes = FULL) -> None:
        super().__init__()
        self.encoder = Encoder(sizes)
        self.start = nn.Linear(WIDTH, 2)
        self.upos = nn.Linear(WIDTH, len(labels["upos"]))
        self.xpos = nn.Linear(WIDTH, len(labels["xpos"]))
        self.lemma = nn.Linear(WIDTH, len(labels["lemma"]))
        self.names = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(labels["names"])))
        self.names_chain = TagChain(labels["names"])
        self.attribution = nn.Sequential(
            nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(labels["attribution"]))
        )
        self.attribution_chain = TagChain(labels["attribution"])
        self.arc_head = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_dependent = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Parameter(torch.randn(ARC_WIDTH + 1, ARC_WIDTH) * 0.02)
        self.label_head = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_dependent = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label = nn.Parameter(torch.randn(len(labels["deprel"]), LABEL_WIDTH + 1, LABEL_WIDTH + 1) * 0.02)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.link_from = nn.Linear(WIDTH, LINK_WIDTH)
        self.link_to = nn.Linear(WIDTH, LINK_WIDTH)
        self.link_distance = nn.Parameter(torch.zeros(2 * FARTHEST_LINK + 1))

    def read(self, ids: Tensor, shapes: Tensor, quotations: Tensor, paragraphs: Tensor, first_piece: Tensor) -> Tensor:
        """One vector for each word: its first piece's."""
        hidden = self.encoder.states(ids, shapes, quotations, paragraphs)[-1]
        words = torch.gather(hidden, 1, first_piece.unsqueeze(-1).expand(-1, -1, WIDTH))
        return F.dropout(words, 0.1, self.training)

    def arcs(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of every word for every head (column 0 is the root); also the words with the root before them."""
        rooted = torch.cat([self.root.to(words.dtype).expand(len(words), 1, WIDTH), words], 1)
        heads = F.gelu(self.arc_head(rooted))
        dependents = F.gelu(self.arc_dependent(words))
        dependents = torch.cat([dependents, torch.ones_like(dependents[..., :1])], -1)
        return (dependents @ self.arc.to(dependents.dtype)) @ heads.transpose(1, 2), rooted

    def deprels(self, words: Tensor, rooted: Tensor, heads: Tensor) -> Tensor:
        chosen = torch.gather(rooted, 1, heads.unsqueeze(-1).expand(-1, -1, WIDTH))
        a = F.gelu(self.label_dependent(words))
        b = F.gelu(self.label_head(chosen))
        one = torch.ones_like(a[..., :1])
        a, b = torch.cat([a, one], -1), torch.cat([b, one], -1)
        between = torch.einsum("bia,lac->bilc", a, self.label.to(a.dtype))
        return torch.einsum("bilc,bic->bil", between, b)

    def links(self, words: Tensor) -> Tensor:
        """Scores of every word for the cue it belongs to (square)."""
        scores = self.link_from(words) @ self.link_to(words).transpose(1, 2) / LINK_WIDTH**0.5
        place = torch.arange(words.shape[1])
        distance = (place[None, :] - place[:, None]).clamp(-FARTHEST_LINK, FARTHEST_LINK) + FARTHEST_LINK
        return scores + self.link_distance[distance]
