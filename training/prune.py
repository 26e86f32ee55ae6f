"""Take attention heads and inner neurons out of a trained network, so that its states change least.

    python training/prune.py --data DATA --run RUN --heads 9 --inner 768 --out PRUNED

Layer by layer, on unlabelled text: the matrix behind the heads (behind the neurons) is fitted anew so that the states
stay those of the whole network, in least squares; then the part whose loss costs least is taken out, the others making
up for it, until as many are left as wanted (Kurtic et al. 2023, ZipLM). ``--heads`` and ``--inner`` are means over the
layers: each layer keeps what it needs. ``distill.py`` goes on from here.
"""

from __future__ import annotations

import argparse
import json
import random
from itertools import islice
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from corpora import pack, read_treebank
from model import ATTENTION_HEADS, HEAD_WIDTH, LAYERS, Layer, Model
from texts import free_texts, text_windows
from torch import Tensor
from train import base_folder

from onrecord.language._features import PieceEncoder, Window, make_batch

WINDOWS = 500  # half of them unlabelled texts, half of them of a training treebank
RIDGE = 1e-4  # of the mean square of an input
STEP = 32  # neurons: the layers keep a multiple of it
LEAST_HEADS, LEAST_INNER = 4, 256


def load(run: Path) -> tuple[Model, dict[str, list[str]]]:
    """The averaged weights of a run, and its labels."""
    labels = json.loads((run / "labels.json").read_text())
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    model = Model(labels)
    model.load_state_dict({**state["model"], **state["average"]})
    return model.eval(), labels


def order_of_loss(inputs: np.ndarray, wanted: np.ndarray, group: int) -> tuple[list[int], list[float]]:
    """In which order groups of inputs are best taken out, and what share of the wanted values is then lost.

    Args:
        inputs: rows x inputs.
        wanted: rows x outputs, to be told from the inputs (means taken off both).
        group: how many inputs stand and fall together.
    """
    square = (inputs.T @ inputs).astype(np.float64)
    square[np.diag_indices_from(square)] += RIDGE * square.trace() / len(square)
    inverse = np.linalg.inv(square)
    matrix = inverse @ (inputs.T @ wanted).astype(np.float64)  # inputs x outputs
    whole = float((wanted.astype(np.float64) ** 2).sum())
    lost = whole - float((matrix * (square @ matrix)).sum())
    left = list(range(len(square) // group))
    order, losses = [], []
    while len(left) > 1:
        if group == 1:
            costs = (matrix[left] ** 2).sum(1) / inverse[left, left]
        else:
            costs = np.array([_cost(matrix, inverse, slice(g * group, (g + 1) * group)) for g in left])
        worst = int(costs.argmin())
        number = left.pop(worst)
        rows = slice(number * group, (number + 1) * group)
        turned = np.linalg.solve(inverse[rows, rows], inverse[rows])  # group x inputs
        matrix = matrix - turned.T @ matrix[rows]
        inverse = inverse - inverse[:, rows] @ turned
        matrix[rows] = 0
        lost += float(costs[worst])
        order.append(number)
        losses.append(lost / whole)
    return [*order, *left], [*losses, 1.0]


def _cost(matrix: np.ndarray, inverse: np.ndarray, rows: slice) -> float:
    return float((matrix[rows] * np.linalg.solve(inverse[rows, rows], matrix[rows])).sum())


def fitted(inputs: np.ndarray, wanted: np.ndarray, into: torch.nn.Linear) -> None:
    """Fill a matrix and its bias so that the wanted values come out, in least squares."""
    mean_in, mean_out = inputs.mean(0), wanted.mean(0)
    x, y = inputs - mean_in, wanted - mean_out
    square = (x.T @ x).astype(np.float64)
    square[np.diag_indices_from(square)] += RIDGE * square.trace() / len(square)
    matrix = np.linalg.solve(square, (x.T @ y).astype(np.float64)).T
    into.weight.data = torch.from_numpy(matrix.astype(np.float32))
    into.bias.data = torch.from_numpy((mean_out - matrix @ mean_in).astype(np.float32))


def rows_of(heads: list[int]) -> Tensor:
    return torch.tensor([head * HEAD_WIDTH + i for head in heads for i in range(HEAD_WIDTH)])


class Texts:
    """Windows with what goes into a layer of the whole and of the smaller network; all pieces as rows."""

    def __init__(self, model: Model, windows: list[Window]) -> None:
        self.states = []
        with torch.inference_mode():
            for window in windows:
                batch = make_batch([window])
                arrays = [batch.ids, batch.shapes, batch.quotations, batch.paragraphs]
                self.states.append(model.encoder.states(*[torch.from_numpy(a) for a in arrays])[0][0])
        self.lengths = [len(state) for state in self.states]
        self.whole = self.smaller = torch.cat(self.states)

    def attended(self, layer: Layer, rows: Tensor) -> Tensor:
        mask = torch.zeros(1, 1, 1, 1)
        return torch.cat([layer.attended(part[None], mask)[0] for part in rows.split(self.lengths)])


def prune_layer(layer: Layer, texts: Texts, heads: int | None, inner: int | None) -> tuple[Layer, list, list]:
    """One layer made smaller; also how the loss grows with what is taken out. ``texts`` moves behind the layer."""
    with torch.inference_mode():
        target = texts.whole + layer.attention_out(texts.attended(layer, texts.whole))
        attended = texts.attended(layer, texts.smaller).numpy()
        wanted = (target - texts.smaller).numpy()
        order, head_losses = order_of_loss(attended - attended.mean(0), wanted - wanted.mean(0), HEAD_WIDTH)
        kept = sorted(order[ATTENTION_HEADS - (heads or ATTENTION_HEADS) :])
        inner_count = layer.inner.out_features
        small = Layer(len(kept), inner or inner_count)
        rows = rows_of(kept)
        width = ATTENTION_HEADS * HEAD_WIDTH
        three = torch.cat([rows, rows + width, rows + 2 * width])
        small.qkv.weight.data, small.qkv.bias.data = layer.qkv.weight[three].clone(), layer.qkv.bias[three].clone()
        fitted(attended[:, rows.numpy()], wanted, small.attention_out)
        small.attention_norm.load_state_dict(layer.attention_norm.state_dict())
        small.out_norm.load_state_dict(layer.out_norm.state_dict())
        before = layer.attention_norm(target)
        after = small.attention_norm(texts.smaller + small.attention_out(torch.from_numpy(attended[:, rows.numpy()])))
        target = before + layer.out(F.gelu(layer.inner(before)))
        bent = F.gelu(layer.inner(after)).numpy()
        wanted = (target - after).numpy()
        order, inner_losses = order_of_loss(bent - bent.mean(0), wanted - wanted.mean(0), 1)
        kept = sorted(order[inner_count - (inner or inner_count) :])
        for part in ("weight", "bias"):
            getattr(small.inner, part).data = getattr(layer.inner, part)[kept].clone()
        fitted(bent[:, kept], wanted, small.out)
        texts.whole = layer.out_norm(target)
        texts.smaller = small.out_norm(after + small.out(torch.from_numpy(bent[:, kept])))
    return small.eval(), head_losses, inner_losses


def shared_out(losses: list[list[float]], mean: int, least: int, step: int) -> list[int]:
    """How many each layer keeps: the same loss in all, as far as the mean allows."""
    count = len(losses[0])

    def kept(limit: float) -> list[int]:
        sizes = [count - sum(loss <= limit for loss in layer) for layer in losses]
        return [min(count, max(least, -(-size // step) * step)) for size in sizes]

    limits = sorted({loss for layer in losses for loss in layer})
    low, high = 0, len(limits) - 1
    while low < high:
        middle = (low + high) // 2
        if sum(kept(limits[middle])) <= mean * len(losses):
            high = middle
        else:
            low = middle + 1
    return kept(limits[low])


def calibration_windows(data: Path, labels: dict[str, list[str]], count: int) -> list[Window]:
    encoder = PieceEncoder.from_file(base_folder() / "tokenizer.json")
    drawn = islice(text_windows(free_texts(data), encoder, random.Random(1)), count // 2)
    windows = [example.window for example in drawn]
    docs = read_treebank(data / "language" / "ewt-train.jsonl.gz", "ewt", encoder, labels)
    windows += [example.window for example in islice(pack("tree", docs, None), count - len(windows))]
    return windows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--heads", type=int, required=True)
    parser.add_argument("--inner", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, labels = load(options.run)
    windows = calibration_windows(options.data, labels, WINDOWS)
    texts = Texts(model, windows)
    found = [prune_layer(layer, texts, None, None)[1:] for layer in model.encoder.layers]
    heads = shared_out([losses for losses, _ in found], options.heads, LEAST_HEADS, 1)
    inner = shared_out([losses for _, losses in found], options.inner, LEAST_INNER, STEP)
    print(json.dumps({"heads": heads, "inner": inner}))
    texts = Texts(model, windows)
    for number in range(LAYERS):
        model.encoder.layers[number] = prune_layer(model.encoder.layers[number], texts, heads[number], inner[number])[0]
        apart = ((texts.whole - texts.smaller) ** 2).mean() / texts.whole.var(0).mean()
        print(json.dumps({"layer": number, "share of the states' variance lost": round(float(apart), 4)}), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "labels.json").write_text((options.run / "labels.json").read_text())
    torch.save({"model": model.state_dict(), "average": {}}, options.out / "checkpoint.pt")


if __name__ == "__main__":
    main()
