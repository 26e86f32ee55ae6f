"""The reader's network: copies of the encoder's upper layers with heads of their own, over states tapped below them."""

from __future__ import annotations

import sys
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

sys.path.append(str(Path(__file__).resolve().parent.parent))

from model import ATTENTION_HEADS, WIDTH, Layer
from reading_examples import (
    APART,
    COMMITMENT_STATES,
    COMMITMENTS,
    DATES,
    LEVELS,
    LINE_STATES,
    PARTIES,
    ROLES,
    STATUSES,
    TELLERS,
    TYPES,
)

LAYERS_READ = 2
"""How many of the upper layers are copied."""
PAIR_WIDTH = 32
FARTHEST = 24
"""Words between two of a pair; farther ones share a weight."""
HEADS: dict[str, int] = {
    "deed": 1,
    "type": len(TYPES),
    "status": len(STATUSES),
    "date": len(DATES),
    "teller": len(TELLERS),
    "apart": len(APART) * len(ROLES),
    "commitment": 1,
    "commitment inside": 1,
    "commitment kind": len(COMMITMENTS),
    "commitment state": len(COMMITMENT_STATES),
    "channel": 1,
    "channel inside": 1,
    "channel level": len(LEVELS),
    "channel state": len(LINE_STATES),
}
PAIRS = {"role": len(ROLES) - 1, "commitment party": len(PARTIES) - 1, "channel party": 1}
"""Scores of two words, beside that of none, which is 0."""
DROPPED = 0.3
"""Share of the numbers of a word's last vector that are dropped in training."""
LAYER_DROPPED = 0.15
ATTENTION_DROPPED = 0.1
HIDDEN = 0.08
"""Share of the words whose states are hidden in training."""


class ReaderLayer(Layer):
    """The encoder's layer, with more dropped in training."""

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        shaped = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        q, k, v = shaped.reshape(3, batch * ATTENTION_HEADS, length, WIDTH // ATTENTION_HEADS)
        scores = torch.bmm(q * (WIDTH // ATTENTION_HEADS) ** -0.5, k.transpose(1, 2))
        scores = scores.view(batch, ATTENTION_HEADS, length, length) + mask.to(scores.dtype)
        with torch.autocast("cpu", enabled=False):
            weights = F.dropout(torch.softmax(scores, -1), ATTENTION_DROPPED, self.training)
        attended = torch.bmm(weights.view(-1, length, length).to(v.dtype), v)
        attended = attended.view(batch, ATTENTION_HEADS, length, -1)
        attended = self.attention_out(attended.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.attention_norm(x + F.dropout(attended, LAYER_DROPPED, self.training))
        inner = self.out(F.gelu(self.inner(x)))
        return self.out_norm(x + F.dropout(inner, LAYER_DROPPED, self.training))


class Reader(nn.Module):
    def __init__(self, layers: int) -> None:
        super().__init__()
        self.start = nn.Parameter(torch.zeros(WIDTH))
        self.end = nn.Parameter(torch.zeros(WIDTH))
        self.layers = nn.ModuleList(ReaderLayer() for _ in range(layers))
        self.drop = nn.Dropout(DROPPED)
        self.heads = nn.Linear(WIDTH, sum(HEADS.values()))
        count = sum(PAIRS.values())
        self.pair_from = nn.Linear(WIDTH, count * PAIR_WIDTH)
        self.pair_to = nn.Linear(WIDTH, count * PAIR_WIDTH)
        self.pair_bias = nn.Linear(WIDTH, count)
        self.pair_distance = nn.Parameter(torch.zeros(count, 2 * FARTHEST + 1))
        nn.init.normal_(self.heads.weight, 0, 0.02)

    def words(self, states: Tensor, mask: Tensor) -> Tensor:
        """One vector for each word, from the tapped states; ``mask`` is true for words."""
        count, length, _ = states.shape
        if self.training:
            shown = torch.rand(count, length, 1) >= HIDDEN
            states = F.dropout(states, 0.1) * shown
        start, end = (each.expand(count, 1, WIDTH).to(states.dtype) for each in (self.start, self.end))
        x = torch.cat([start, states, end], 1)
        held = torch.nn.functional.pad(mask, (1, 1), value=True)
        hidden = torch.zeros(held.shape, dtype=states.dtype).masked_fill(~held, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        return x[:, 1 : 1 + length]

    def pairs(self, words: Tensor) -> Tensor:
        """Scores of all pairs of words: windows x kinds x from x to."""
        count, length, _ = words.shape
        one = self.pair_from(words).view(count, length, -1, PAIR_WIDTH).transpose(1, 2)
        other = self.pair_to(words).view(count, length, -1, PAIR_WIDTH).transpose(1, 2)
        scores = one @ other.transpose(2, 3) / PAIR_WIDTH**0.5
        place = torch.arange(length)
        distance = (place[None, :] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        return scores + self.pair_bias(words).transpose(1, 2)[:, :, None, :] + self.pair_distance[:, distance]
