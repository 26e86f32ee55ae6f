"""Train the layers from which the type of an event is read, given its two sides.

    python training/events/train_type_layers.py --checkpoint RUN/checkpoint.pt [--passes 8]

Copies of the upper half of the encoder's layers go on from its inner states (of the installed 8-bit network); who acts
and who is acted upon is added to the states of the words. They learn on ``type_examples.tsv`` (made by hand) and a few
synthetic stories; no sentence of ``plover_train.tsv`` is read, so that what is cross-validated there
(``train_types.py train``) stays unseen by them. About three minutes of one core. Needs torch, beside what
``train_types.py`` needs, and the checkpoint from which the language model was exported.
"""

# ruff: noqa: E402 (the other scripts are no package: their folders must be known first)

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE))

from train_types import TAP, Example, StatesEngine, hand_examples, synthetic_examples

sys.path.append(str(HERE.parent))

from model import LAYERS, WIDTH, Layer

FILE = HERE.parents[1] / "models" / "onrecord-model-en" / "src" / "onrecord_model_en" / "type_layers.npz"
FIRST = 3  # layers of the encoder below the states
BATCH = 16
RATE = 3e-4
OWN_RATE = 5  # times RATE, of what is no copy
DROPPED = 0.2
WARM = 0.1  # share of the updates over which the rate rises
SMOOTHING = 0.05
SEED = 0
PARTS = 4  # all words, source, target, deed
PASSES = 8
STORIES = 300  # in each pass, beside all sentences made by hand
STORY_WEIGHT = 0.4


class Head(nn.Module):
    """The layers, the marks of the two sides, and what tells the type (the last is left behind)."""

    def __init__(self, encoder: dict[str, Tensor], classes: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - FIRST))
        for number, layer in enumerate(self.layers):
            start = f"encoder.layers.{FIRST + number}."
            layer.load_state_dict({name: encoder[start + name].float() for name in layer.state_dict()})
        self.roles = nn.Embedding(5, WIDTH)
        nn.init.normal_(self.roles.weight, 0, 0.02)
        self.d = nn.Linear(PARTS * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, classes)

    def read(self, examples: Sequence[Example]) -> Tensor:
        """What the layers say: all words, the two sides and the deed."""
        longest = max(len(example.states) for example in examples)
        x = torch.zeros(len(examples), longest, WIDTH)
        held = torch.zeros(len(examples), longest)
        roles = torch.zeros(len(examples), longest, dtype=torch.long)
        for row, example in enumerate(examples):
            sides, count = example.sides, len(example.states)
            x[row, :count] = torch.from_numpy(example.states.astype(np.float32))
            held[row, :count] = 1
            roles[row, sides.source[0] : sides.source[-1] + 1] = 1
            roles[row, sides.target[0] : sides.target[-1] + 1] = 2
            roles[row, sides.source_head], roles[row, sides.target_head] = 3, 4
        x = F.dropout(x, 0.1, self.training) + self.roles(roles)
        mask = torch.zeros(held.shape).masked_fill(held == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        rows = torch.arange(len(examples))
        places = [[e.sides.source_head, e.sides.target_head, e.sides.governor] for e in examples]
        mean = (x * held[..., None]).sum(1) / held.sum(1, keepdim=True)
        return torch.cat([mean, *(x[rows, column] for column in torch.tensor(places).T)], 1)

    def forward(self, examples: Sequence[Example]) -> Tensor:
        told = torch.tanh(self.d(F.dropout(self.read(examples), DROPPED, self.training)))
        return self.out(F.dropout(told, DROPPED, self.training))


def fitted(encoder: dict[str, Tensor], hand: list[Example], stories: list[Example], passes: int) -> Head:
    """Train the layers; the passes differ in which stories they hold."""
    torch.manual_seed(SEED)
    order = random.Random(SEED)
    classes = sorted({example.label for example in [*hand, *stories]})
    head = Head(encoder, len(classes))
    own = [*head.roles.parameters(), *head.d.parameters(), *head.out.parameters()]
    shares = [(list(head.layers.parameters()), RATE), (own, RATE * OWN_RATE)]
    optimiser = torch.optim.AdamW(
        [{"params": parameters, "lr": 0.0, "rate": rate} for parameters, rate in shares], betas=(0.9, 0.98)
    )
    updates = passes * (len(hand) + STORIES) // BATCH
    batches: list[list[tuple[Example, float]]] = []
    head.train()
    for step in range(updates):
        if not batches:
            batches = _batches(hand, stories, order)
        batch = batches.pop()
        for group in optimiser.param_groups:
            group["lr"] = group["rate"] * min(1, (step + 1) / (WARM * updates)) * (updates - step) / updates
        with torch.autocast("cpu", torch.bfloat16):
            scores = head([example for example, _ in batch])
        right = torch.tensor([classes.index(example.label) for example, _ in batch])
        weights = torch.tensor([weight for _, weight in batch])
        losses = F.cross_entropy(scores.float(), right, reduction="none", label_smoothing=SMOOTHING)
        optimiser.zero_grad()
        ((losses * weights).sum() / weights.sum()).backward()
        nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimiser.step()
    return head.eval()


def _batches(hand: list[Example], stories: list[Example], order: random.Random) -> list[list[tuple[Example, float]]]:
    """One pass: sentences of like length together."""
    chosen = [(example, 1.0) for example in hand]
    chosen += [(example, STORY_WEIGHT) for example in order.sample(stories, STORIES)]
    order.shuffle(chosen)
    found = []
    for first in range(0, len(chosen), 8 * BATCH):
        near = sorted(chosen[first : first + 8 * BATCH], key=lambda pair: len(pair[0].states))
        found += [near[start : start + BATCH] for start in range(0, len(near), BATCH)]
    order.shuffle(found)
    return found


def write(head: Head, engine: str, path: Path) -> None:
    """Write the layers: matrices in 8 bits with a scale for each row, the rest in 16."""
    arrays: dict[str, Any] = {"engine": np.array(engine), "tap": np.array(TAP), "layers": np.array(len(head.layers))}
    tensors: dict[str, Tensor] = {
        f"{number}.{name}": value
        for number, layer in enumerate(head.layers)
        for name, value in layer.state_dict().items()
    }
    tensors |= {"d.weight": head.d.weight, "d.bias": head.d.bias, "roles": head.roles.weight}
    for name, tensor in tensors.items():
        values = tensor.detach().float().numpy()
        if name != "roles" and values.ndim == 2:
            scale = np.abs(values).max(1) / 127
            arrays[name] = np.round(values / scale[:, None]).astype(np.int8)
            arrays[f"{name}_scale"] = scale.astype(np.float32)
        else:
            arrays[name] = values.astype(np.float16)
    np.savez_compressed(path, **arrays)


def main() -> int:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=PASSES)
    options = parser.parse_args()
    torch.set_num_threads(1)
    began = time.process_time()
    engine = StatesEngine()
    hand, stories = hand_examples(engine), synthetic_examples(engine)
    print(f"{len(hand)} made by hand, {len(stories)} stories, {time.process_time() - began:.0f} s", flush=True)
    encoder = torch.load(options.checkpoint, weights_only=True, map_location="cpu")["average"]
    write(fitted(encoder, hand, stories, options.passes), engine.name, FILE)
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes, {time.process_time() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
