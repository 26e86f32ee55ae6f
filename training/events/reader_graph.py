"""The reader's network restated as an ONNX graph with 8-bit matrices, as `training/graph.py` does for the encoder."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper
from reader_model import FARTHEST, HEADS, PAIR_WIDTH, PAIRS, Reader
from reading_examples import LABELS, PAIR_LABELS

sys.path.append(str(Path(__file__).resolve().parent.parent))

from graph import Graph, folded, int64
from model import LAYERS, WIDTH

assert {name: len(labels) for name, labels in LABELS.items()} == HEADS
assert {name: len(labels) for name, labels in PAIR_LABELS.items()} == PAIRS


def largest_inputs(model: Reader, examples: Iterable[torch.Tensor]) -> dict[str, np.ndarray]:
    """The largest size of each channel that each matrix is given."""
    found: dict[str, np.ndarray] = {}

    def watch(name: str):
        def hook(_module: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            size = inputs[0].abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found.get(name, size), size)

        return hook

    first = LAYERS - len(model.layers)
    handles = []
    for number, layer in enumerate(model.layers):
        for part in ("qkv", "attention_out", "inner", "out"):
            name = f"encoder.layers.{first + number}.{part}.weight"
            handles.append(getattr(layer, part).register_forward_pre_hook(watch(name)))
    handles.append(model.heads.register_forward_pre_hook(watch("heads.all.weight")))
    with torch.inference_mode():
        for states in examples:
            model.heads(model.words(states, torch.ones(states.shape[:2], dtype=torch.bool)))
    for handle in handles:
        handle.remove()
    return found


def build(model: Reader, largest: dict[str, np.ndarray] | None) -> bytes:
    """The network; in 8 bits where the largest inputs are given."""
    first = LAYERS - len(model.layers)
    tensors = {}
    for name, value in model.state_dict().items():
        parts = name.split(".")
        if parts[0] == "layers":
            name = ".".join(["encoder", "layers", str(first + int(parts[1])), *parts[2:]])
        tensors[name] = value.detach().float().numpy()
    tensors, largest = folded(tensors, largest or {})
    g = Graph(tensors, bool(largest), largest)
    ends = [g.constant(name, tensors[name].reshape(1, 1, WIDTH)) for name in ("start", "end")]
    x = g.op("Concat", ends[0], "states", ends[1], axis=1)
    for number in range(first, LAYERS):
        x = g.layer(x, number)
    x = g.op("Slice", x, g.constant("from", int64(1)), g.constant("to", int64(-1)), g.constant("axis", int64(1)))
    parts = ("heads", "pair_from", "pair_to", "pair_bias")
    matrix = np.concatenate([tensors[f"{part}.weight"] for part in parts])
    bias = np.concatenate([tensors[f"{part}.bias"] for part in parts])
    tensors["heads.all.weight"], tensors["heads.all.bias"] = matrix, bias
    g.op("Identity", g.linear(x, "heads.all"), output="read")
    graph = helper.make_graph(
        g.nodes,
        "onrecord-reader",
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "words", WIDTH])],
        [helper.make_tensor_value_info("read", TensorProto.FLOAT, [1, "words", len(bias)])],
        list(g.weights.values()),
    )
    made = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)], ir_version=9
    )
    onnx.checker.check_model(made, full_check=False)
    return made.SerializeToString()


def session(network: bytes) -> onnxruntime.InferenceSession:
    """Open a network as it is run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def check(model: Reader, network: bytes, examples: Iterable[torch.Tensor]) -> dict[str, float]:
    """How far the 8-bit network is from the training code: of scores, and of yes or no."""
    run = session(network)
    tasks = sum(HEADS.values())
    differences, same = [], []
    for states in examples:
        with torch.inference_mode():
            ours = model.heads(model.words(states, torch.ones(states.shape[:2], dtype=torch.bool)))[0].numpy()
        theirs = run.run(["read"], {"states": states.numpy()})[0][0, :, :tasks]
        differences.append(float(np.abs(ours - theirs).mean()))
        same.append(float(((ours[:, 0] > 0) == (theirs[:, 0] > 0)).mean()))
    return {"mean difference of a score": float(np.mean(differences)), "same answer": float(np.mean(same))}


def write(model: Reader, network: bytes, folder: Path, engine: str, tap: str, words: int) -> None:
    """Write the network and its description into the package of the weights, and pin them there."""
    about = {
        "engine": engine,
        "tap": tap,
        "words": words,
        "labels": LABELS,
        "pairs": PAIR_LABELS,
        "pair width": PAIR_WIDTH,
        "farthest": FARTHEST,
        "distance": [[round(float(value), 5) for value in row] for row in model.pair_distance.detach()],
    }
    (folder / "reader.onnx").write_bytes(network)
    (folder / "reader.json").write_text(json.dumps(about) + "\n", encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name in ("reader.json", "reader.onnx"):
        manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    manifest["files"] = dict(sorted(manifest["files"].items()))
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
