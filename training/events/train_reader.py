"""Train the reader: what words tell of deeds, commitments and lines, on the encoder's inner states.

    python training/events/train_reader.py --checkpoint RUN/checkpoint.pt --scores SCORES [--folds 3] [--no-write]

RUN is the run of `training/train.py` whose average is in the installed model. Needs PyTorch and onnx besides what
`train.py` needs; about an hour on one core with folds, a quarter of it without. Writes ``reader.onnx`` and
``reader.json`` into ``models/onrecord-model-en``, and out-of-fold scores of all documents into SCORES, with which
`train.py --scores SCORES` cross-validates and fits how both are joined.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import reader_graph
import torch
import torch.nn.functional as F  # noqa: N812
from model import LAYERS
from reader_model import HEADS, LAYERS_READ, PAIRS, Reader
from reading_examples import APART, ROLES, DeedLabels, Labels, SpanLabels, labels_of
from torch import Tensor
from train import folds_of, read_gold

from onrecord.language import ModelEngine
from onrecord.language._features import make_batch
from onrecord.language._windows import cut
from onrecord.language.reading import windows
from onrecord.reference import Reference

PACKAGE = Path(__file__).resolve().parents[2] / "models" / "onrecord-model-en" / "src" / "onrecord_model_en"
TAPS = {2: "states_4", 3: "states_3"}
"""Names of the inner values of network.onnx below the last two and three layers."""
MOST_WORDS = 120
"""Of a window."""
BATCH = 8
EPOCHS = 6
RATE, HEAD_RATE = 4e-4, 2e-3
WARM_UP = 40
LOWEST = 0.02
LARGEST_GRADIENT = 20.0
AVERAGE = 0.99
"""Decay of the average of the weights: about the last hundred updates."""
WEIGHTS = {
    "deed": 1.0, "type": 0.5, "status": 0.5, "date": 0.2, "teller": 0.2, "apart": 0.15, "role": 0.3,
    "commitment": 0.5, "commitment inside": 0.3, "commitment kind": 0.1, "commitment state": 0.15,
    "commitment party": 0.1, "channel": 0.5, "channel inside": 0.3, "channel level": 0.1, "channel state": 0.15,
    "channel party": 0.1,
}  # fmt: skip
HEADING = 0.7
"""Share of the word that heads a commitment or line in what its kind and state are learned from."""
CALIBRATED = 60
"""Documents that show how large the inputs of the matrices get."""
SEED = 1

States = dict[str, np.ndarray[Any, Any]]
Batch = Sequence[tuple[str, int, int]]


class Keeper:
    """Stands in the reader's place and keeps the states."""

    def __init__(self, tap: str) -> None:
        self.tap = tap

    def read(self, states: Any, _sentences: Any, _named: Any) -> Any:
        return states.astype(np.float16)


@dataclass(slots=True)
class Known:
    """The labels of a document by word."""

    labels: Labels
    deed: np.ndarray[Any, Any]
    """Share and weight of each token."""
    deeds: dict[int, list[DeedLabels]] = field(default_factory=dict)
    spans: dict[str, dict[int, list[SpanLabels]]] = field(default_factory=dict)


def by_word(labels: Labels) -> Known:
    """Sort the labels of a document by word."""
    known = Known(labels, np.zeros((labels.sentences[-1][1], 2), np.float32))
    known.deed[labels.candidates, 0] = labels.likely
    known.deed[labels.candidates, 1] = labels.weights
    for deed in labels.deeds:
        known.deeds.setdefault(deed.place, []).append(deed)
    for kind, spans in labels.spans.items():
        table = known.spans.setdefault(kind, {})
        for span in spans:
            table.setdefault(span.head, []).append(span)
    return known


def drawn(labels: Labels, rng: random.Random) -> list[tuple[int, int]]:
    """Windows whose first ends anywhere, so that their borders differ from epoch to epoch."""
    count = rng.randrange(0, min(4, len(labels.sentences)))
    return windows(labels.sentences[:count], MOST_WORDS) + [
        (first, end) for first, end in shifted(labels.sentences[count:])
    ]


def shifted(sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Windows of sentences that do not begin with the first token."""
    if not sentences:
        return []
    begin = sentences[0][0]
    return [(a + begin, b + begin) for a, b in windows([(x - begin, y - begin) for x, y in sentences], MOST_WORDS)]


# Losses


class Targets:
    """Collects what a batch is asked."""

    def __init__(self, batch: Batch, known: dict[str, Known]) -> None:
        longest = max(end - first for _, first, end in batch)
        shape = (len(batch), longest)
        names = ("deed", "commitment", "commitment inside", "channel", "channel inside")
        self.plain = {name: (torch.zeros(shape), torch.zeros(shape)) for name in names}
        self.rows: dict[str, tuple[list[Any], list[Any], list[float]]] = {}
        self.apart: list[tuple[int, int, int, int, float]] = []
        self.pairs: dict[str, list[tuple[int, int, int, int, float]]] = {name: [] for name in PAIRS}
        for row, (key, first, end) in enumerate(batch):
            self._add(row, known[key], first, end)

    def _row(self, task: str, at: tuple[int, int], right: Any, weight: float) -> None:
        for column, value in zip(self.rows.setdefault(task, ([], [], [])), (at, right, weight), strict=True):
            column.append(value)

    def _add(self, row: int, known: Known, first: int, end: int) -> None:
        size = end - first
        both = [("deed", known.deed[:, 0], known.deed[:, 1])]
        for kind in ("commitment", "channel"):
            both += [(kind, *known.labels.heads[kind]), (f"{kind} inside", *known.labels.inside[kind])]
        for name, good, weight in both:
            self.plain[name][0][row, :size] = torch.from_numpy(good[first:end])
            self.plain[name][1][row, :size] = torch.from_numpy(weight[first:end])
        for place in range(first, end):
            for deed in known.deeds.get(place, ()):
                self._deed(row, deed, first, end)
            for kind, table in known.spans.items():
                for span in table.get(place, ()):
                    self._span(row, kind, span, first, end)

    def _deed(self, row: int, deed: DeedLabels, first: int, end: int) -> None:
        at = (row, deed.place - first)
        self._row("type", at, deed.types, deed.weight)
        self._row("status", at, deed.statuses, deed.weight)
        self._row("date", at, deed.dates, deed.weight)
        self._row("teller", at, deed.tellers, deed.weight)
        self.apart.extend((*at, slot, role, deed.weight) for slot, role in deed.apart)
        self.pairs["role"].extend(
            (*at, word - first, role, deed.weight) for word, role in deed.words if first <= word < end
        )

    def _span(self, row: int, kind: str, span: SpanLabels, first: int, end: int) -> None:
        inside = [word for word in span.words if first <= word < end]
        rest = (1 - HEADING) / max(1, len(inside) - 1)
        for word in inside:
            weight = span.weight * (HEADING if word == span.head else rest)
            self._row(f"{kind} {'kind' if kind == 'commitment' else 'level'}", (row, word - first), span.kinds, weight)
            self._row(f"{kind} state", (row, word - first), span.states, weight)
        self.pairs[f"{kind} party"].extend(
            (row, span.head - first, word - first, part if kind == "commitment" else min(part, 1), span.weight)
            for word, part in span.countries
            if first <= word < end
        )


def among(scores: Tensor, right: Tensor, weight: Tensor) -> Tensor:
    """The likelihood of any of what is right; rows without anything right weigh nothing."""
    some = right.sum(1) > 0
    log = F.log_softmax(scores, 1).masked_fill(right == 0, -1e4)
    return -(torch.logsumexp(log, 1)[some] * weight[some]).sum()


def losses(model: Reader, batch: Batch, known: dict[str, Known], states: States) -> dict[str, Tensor]:
    """The losses of a batch."""
    targets = Targets(batch, known)
    longest = max(end - first for _, first, end in batch)
    x, mask = torch.zeros(len(batch), longest, 384), torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, (key, first, end) in enumerate(batch):
        x[row, : end - first] = torch.from_numpy(states[key][first:end].astype(np.float32))
        mask[row, : end - first] = True
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = model.drop(model.words(x, mask))
        scores, pairs = model.heads(words).float(), model.pairs(words).float()
    heads = dict(zip(HEADS, scores.split(list(HEADS.values()), -1), strict=True))
    kinds = dict(zip(PAIRS, pairs.split(list(PAIRS.values()), 1), strict=True))
    found: dict[str, Tensor] = {}
    for name, (good, weight) in targets.plain.items():
        each = F.binary_cross_entropy_with_logits(heads[name][..., 0], good, reduction="none")
        found[name] = (each * weight).sum()
    for name, (places, right, weights) in targets.rows.items():
        at = torch.tensor(places)
        chosen = heads[name][at[:, 0], at[:, 1]]
        found[name] = among(chosen, torch.from_numpy(np.array(right)), torch.tensor(weights))
    if targets.apart:
        row, place, slot, role = (torch.tensor(column) for column in list(zip(*targets.apart, strict=True))[:4])
        chosen = heads["apart"][row, place].view(len(row), len(APART), len(ROLES))[torch.arange(len(row)), slot]
        weight = torch.tensor([one[4] for one in targets.apart])
        found["apart"] = (F.cross_entropy(chosen, role, reduction="none") * weight).sum()
    for name, asked in targets.pairs.items():
        if asked:
            row, one, other, part = (torch.tensor(column) for column in list(zip(*asked, strict=True))[:4])
            chosen = kinds[name][row, :, one, other]
            chosen = torch.cat([torch.zeros(len(chosen), 1), chosen], 1)
            weight = torch.tensor([each[4] for each in asked])
            found[name] = (F.cross_entropy(chosen, part, reduction="none") * weight).sum()
    return found


# Training


def fresh(base: dict[str, Tensor], ends: tuple[Tensor, Tensor]) -> Reader:
    """A reader whose layers are the encoder's."""
    model = Reader(LAYERS_READ)
    for number, layer in enumerate(model.layers):
        before = f"encoder.layers.{LAYERS - LAYERS_READ + number}."
        layer.load_state_dict({k.removeprefix(before): v for k, v in base.items() if k.startswith(before)})
    model.start.data, model.end.data = (end.clone() for end in ends)
    return model


def train(model: Reader, keys: Sequence[str], known: dict[str, Known], states: States, epochs: int, seed: int) -> None:
    """Train on some documents; the model ends as the average of its last weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    body = [p for n, p in model.named_parameters() if n.startswith("layers.")]
    rest = [p for n, p in model.named_parameters() if not n.startswith("layers.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": body, "full": RATE, "weight_decay": 0.01},
            {"params": rest, "full": HEAD_RATE, "weight_decay": 0.01},
        ],
        betas=(0.9, 0.98),
        fused=True,
    )
    average = {n: p.detach().clone() for n, p in model.named_parameters()}
    live = [p for _, p in model.named_parameters()]
    updates = epochs * (sum(len(windows(known[key].labels.sentences, MOST_WORDS)) for key in keys) // BATCH + 1)
    step = 0
    model.train()
    for epoch in range(epochs):
        began = time.monotonic()
        every = [(key, a, b) for key in keys for a, b in drawn(known[key].labels, rng)]
        rng.shuffle(every)
        batches: list[Batch] = []
        for place in range(0, len(every), BATCH * 12):  # windows of like length together
            part = sorted(every[place : place + BATCH * 12], key=lambda window: window[2] - window[1])
            batches += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
        rng.shuffle(batches)
        total = 0.0
        for batch in batches:
            factor = min(1.0, (step + 1) / WARM_UP) * max(LOWEST, 1 - step / updates)
            for group in optimiser.param_groups:
                group["lr"] = group["full"] * factor
            loss = sum(WEIGHTS[name] * value for name, value in losses(model, batch, known, states).items()) / BATCH
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), LARGEST_GRADIENT)
            optimiser.step()
            step += 1
            decay = min(AVERAGE, step / (step + 10))
            torch._foreach_lerp_(list(average.values()), [p.detach() for p in live], 1 - decay)
            total += float(loss.detach())
        print(json.dumps({"epoch": epoch + 1, "loss": round(total / len(batches), 2),
                          "seconds": round(time.monotonic() - began)}), flush=True)  # fmt: skip
    model.load_state_dict(average)
    model.eval()


def save_scores(model: Reader, keys: Sequence[str], known: dict[str, Known], states: States, folder: Path) -> None:
    """Write the scores of documents, as `train.py` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {name: getattr(model, name) for name in ("pair_from", "pair_to", "pair_bias")}
    for key in keys:
        sentences = known[key].labels.sentences
        count = sentences[-1][1]
        held = {"scores": np.zeros((count, sum(HEADS.values())), np.float16), "window": np.zeros(count, np.int32)}
        held |= {name: np.zeros((count, part.out_features), np.float16) for name, part in parts.items()}
        with torch.inference_mode():
            for number, (first, end) in enumerate(windows(sentences, MOST_WORDS)):
                x = torch.from_numpy(states[key][first:end].astype(np.float32))[None]
                [words] = model.words(x, torch.ones(1, end - first, dtype=torch.bool))
                held["scores"][first:end] = model.heads(words).numpy()
                held["window"][first:end] = number
                for name, part in parts.items():
                    held[name][first:end] = part(words).numpy()
        distance = model.pair_distance.detach().numpy()
        np.savez(folder / f"{key.replace('/', '|')}.npz", distance=distance, **held)


def figures(keys: Sequence[str], known: dict[str, Known], folder: Path) -> dict[str, float]:
    """Average precision of the words that name deeds, commitments, lines, out of fold; share of types and statuses."""
    begin = dict(zip(HEADS, np.cumsum([0, *HEADS.values()]).tolist(), strict=False))
    told: dict[str, list[Any]] = {"deed": [], "commitment": [], "channel": []}
    right = {"type": [0.0, 0.0], "status": [0.0, 0.0]}
    for key in keys:
        each = known[key]
        with np.load(folder / f"{key.replace('/', '|')}.npz") as held:
            scores = held["scores"].astype(np.float32)
        told["deed"].append(np.stack([scores[:, 0], *each.deed.T]))
        for kind in ("commitment", "channel"):
            told[kind].append(np.stack([scores[:, begin[kind]], *each.labels.heads[kind]]))
        for deed in each.labels.deeds:
            for task, allowed in (("type", deed.types), ("status", deed.statuses)):
                best = int(scores[deed.place, begin[task] : begin[task] + HEADS[task]].argmax())
                right[task][0] += deed.weight * float(allowed[best])
                right[task][1] += deed.weight
    found = {task: round(good / max(1e-6, all_of), 4) for task, (good, all_of) in right.items()}
    for name, columns in told.items():
        likely, good, weight = np.concatenate(columns, 1)
        order = np.argsort(-likely, kind="stable")
        good, weight = (good * weight)[order], weight[order]
        precision = np.cumsum(good) / np.maximum(np.cumsum(weight), 1e-6)
        found[f"average precision, {name}"] = round(float((precision * good).sum() / good.sum()), 4)
    return found


def outer_states(engine: ModelEngine, text: str) -> tuple[Tensor, Tensor]:
    """The states of the marks that stand before and after a window."""
    document = cut(text, [(0, len(text))], engine._encoder)
    parts = document.whole(document.groups[0]) or [document.stretch(document.groups[0][0], 0)]
    batch = make_batch([document.window(parts)])
    names = ("ids", "shapes", "quotations", "paragraphs", "first_piece")
    [states] = engine._session.run([TAPS[LAYERS_READ]], {name: getattr(batch, name) for name in names})
    return torch.from_numpy(states[0, 0]), torch.from_numpy(states[0, -1])


def main() -> int:
    """Read, train out of fold, train on all, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=3, help="0: train on all only")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--no-write", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    began = time.process_time()
    tap = TAPS[LAYERS_READ]
    engine = ModelEngine(reader=Keeper(tap))  # type: ignore[arg-type]
    read = read_gold(engine, Reference.bundled())
    states: States = {each.document.key: each.deeds.reading for each in read}
    known = {each.document.key: by_word(labels_of(each)) for each in read}
    print(f"{len(read)} documents, {time.process_time() - began:.0f} s", flush=True)
    state = torch.load(options.checkpoint, weights_only=True)
    base = {**state["model"], **state["average"]}
    ends = outer_states(engine, read[0].document.text)
    if options.folds:
        fold = folds_of(read, options.folds)
        for number in range(options.folds):
            model = fresh(base, ends)
            train(model, [key for key in known if fold[key] != number], known, states, options.epochs, SEED)
            own = [key for key in known if fold[key] == number]
            save_scores(model, own, known, states, options.scores)
            print(json.dumps({"fold": number} | figures(own, known, options.scores)), flush=True)
        print(json.dumps(figures(list(known), known, options.scores)), flush=True)
    if not options.no_write:
        model = fresh(base, ends)
        train(model, list(known), known, states, options.epochs, SEED)
        torch.save(model.state_dict(), options.scores / "reader.pt")
        shown = [
            torch.from_numpy(states[key][first:end].astype(np.float32))[None]
            for key in list(known)[:CALIBRATED]
            for first, end in windows(known[key].labels.sentences, MOST_WORDS)
        ]
        network = reader_graph.build(model, reader_graph.largest_inputs(model, shown))
        print(json.dumps(reader_graph.check(model, network, shown[:: len(shown) // 20])), flush=True)
        reader_graph.write(model, network, PACKAGE, engine.files.name, tap, MOST_WORDS)
        print(f"reader.onnx: {len(network):,} bytes, {time.process_time() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
