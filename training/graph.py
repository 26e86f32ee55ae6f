"""The network restated as an ONNX graph, operation by operation, from a checkpoint's tensors.

Tracing the training code gave graphs that were slower and once disagreed with it, so the graph is built by hand and
checked against the training code (``export.py``). Matrices of the encoder can be kept in 32-bit floats or in 8-bit
integers; the activations are then scaled batch by batch.
"""

from __future__ import annotations

import numpy as np
import onnx
from model import ARC_WIDTH, ATTENTION_HEADS, FARTHEST_LINK, LAYERS, LINK_WIDTH, WIDTH
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"

SMOOTHING = 0.7  # how much of a channel's size moves into the matrix; of 0.5 to 1.0 the best agreement with 32 bits

Tensors = dict[str, np.ndarray]


class Graph:
    def __init__(self, tensors: Tensors, integers: bool, largest: Tensors) -> None:
        self.tensors = tensors
        self.largest = largest
        self.integers = integers
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}
        self.count = 0

    def constant(self, name: str, values: np.ndarray) -> str:
        if name not in self.weights:
            self.weights[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def op(self, kind: str, *inputs: str, outputs: int = 1, output: str | None = None, domain: str = "", **attributes):
        self.count += 1
        names = [output] if output else [f"{kind}_{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(
            helper.make_node(kind, list(inputs), names, name=f"{kind}_{self.count}", domain=domain, **attributes)
        )
        return names[0] if outputs == 1 else names

    def weight(self, name: str) -> str:
        return self.constant(name, self.tensors[name].astype(np.float32))

    def matmul(self, x: str, name: str, integers: bool) -> str:
        """x times the transposed matrix (stored out x in)."""
        matrix = self.tensors[name].astype(np.float32)
        if not integers:
            return self.op("MatMul", x, self.constant(name + ".T", matrix.T))
        # A few channels of the activations are far larger than the rest and would take the whole range of 8 bits:
        # part of their size is moved into the matrix (Xiao et al. 2023, SmoothQuant).
        if name in self.largest:
            shift = self.largest[name] ** SMOOTHING / np.maximum(np.abs(matrix).max(0), 1e-5) ** (1 - SMOOTHING)
            shift = np.maximum(shift, 1e-5).astype(np.float32)
            matrix = matrix * shift
            x = self.op("Mul", x, self.constant(name + ".shift", 1 / shift))
        scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127.0
        whole = np.rint(matrix / scale[:, None]).astype(np.int8)
        activations, step, zero = self.op("DynamicQuantizeLinear", x, outputs=3)
        product = self.op("MatMulInteger", activations, self.constant(name + ".whole", whole.T), zero)
        product = self.op("Cast", product, to=TensorProto.FLOAT)
        return self.op("Mul", product, self.op("Mul", step, self.constant(name + ".scale", scale)))

    def linear(self, x: str, name: str, integers: bool = False, output: str | None = None) -> str:
        product = self.matmul(x, f"{name}.weight", integers)
        return self.op("Add", product, self.weight(f"{name}.bias"), output=output)

    def gelu(self, x: str) -> str:
        return self.op("Gelu", x, domain=MICROSOFT)

    def word_vectors(self, ids: str) -> str:
        table = self.tensors["encoder.words.weight"].astype(np.float32)
        if not self.integers:
            return self.op("Gather", self.constant("words", table), ids)
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127.0
        whole = np.rint(table / scale).astype(np.int8)
        gathered = self.op("Gather", self.constant("words", whole), ids)
        as_float = self.op("Cast", gathered, to=TensorProto.FLOAT)
        return self.op("Mul", as_float, self.op("Gather", self.constant("words.scale", scale), ids))

    def layer(self, x: str, number: int, mask: str) -> str:
        name = f"encoder.layers.{number}."
        qkv = self.matmul(x, name + "qkv.weight", self.integers)
        qkv = self.op("Add", qkv, self.weight(name + "qkv.bias"))
        q, k, v = self.op("Split", qkv, outputs=3, axis=-1, num_outputs=3)
        attended = self.op("MultiHeadAttention", q, k, v, "", mask, domain=MICROSOFT, num_heads=ATTENTION_HEADS)
        attended = self.matmul(attended, name + "attention_out.weight", self.integers)
        x = self.normed(attended, x, name + "attention_norm", name + "attention_out.bias")
        inner = self.matmul(x, name + "inner.weight", self.integers)
        inner = self.op("BiasGelu", inner, self.weight(name + "inner.bias"), domain=MICROSOFT)
        out = self.matmul(inner, name + "out.weight", self.integers)
        return self.normed(out, x, name + "out_norm", name + "out.bias")

    def normed(self, x: str, skipped: str, norm: str, bias: str) -> str:
        return self.op(
            "SkipLayerNormalization",
            x,
            skipped,
            self.weight(norm + ".weight"),
            self.weight(norm + ".bias"),
            self.weight(bias),
            domain=MICROSOFT,
            epsilon=1e-12,
        )


def int64(*values: int) -> np.ndarray:
    return np.asarray(values, np.int64)


def build(tensors: Tensors, integers: bool, largest: Tensors | None = None) -> onnx.ModelProto:
    """The whole network. Inputs are batches of windows (see ``onrecord.language._features.Batch``).

    ``largest`` holds, for each matrix, the largest size of each channel that it was seen to be given.
    """
    g = Graph(tensors, integers, largest or {})
    length = g.op("Gather", g.op("Shape", "ids"), g.constant("one", int64(1)))  # [1]
    positions = g.op(
        "Slice",
        g.weight("encoder.positions.weight"),
        g.constant("zero", int64(0)),
        length,
        g.constant("axis0", int64(0)),
    )
    x = g.op("Add", g.word_vectors("ids"), g.op("Add", positions, g.weight("encoder.kind")))
    for name in ("shapes", "quotations", "paragraphs"):
        x = g.op("Add", x, g.op("Gather", g.weight(f"encoder.{name}.weight"), name))
    x = g.op(
        "LayerNormalization",
        x,
        g.weight("encoder.norm.weight"),
        g.weight("encoder.norm.bias"),
        axis=-1,
        epsilon=1e-12,
    )
    present = g.op("Cast", g.op("Not", g.op("Equal", "ids", g.constant("padding", int64(0)))), to=TensorProto.INT32)
    for number in range(LAYERS):
        x = g.layer(x, number, present)
    flat = g.op("Reshape", x, g.constant("flat", int64(-1, WIDTH)))
    words = g.op("Gather", flat, "first_piece")  # places in the flattened batch: [windows, words, width]

    g.linear(words, "start", output="start")
    g.linear(words, "upos", output="upos")
    g.op("ArgMax", g.linear(words, "xpos"), axis=-1, keepdims=0, output="xpos")
    g.op("ArgMax", g.linear(words, "lemma"), axis=-1, keepdims=0, output="lemma")
    for head in ("names", "attribution"):
        g.linear(g.gelu(g.linear(words, f"{head}.0")), f"{head}.2", output=head)

    windows = g.op("Gather", g.op("Shape", words), g.constant("zero", int64(0)))
    root_shape = g.op("Concat", windows, g.constant("one_width", int64(1, WIDTH)), axis=0)
    root = g.op("Expand", g.constant("root", tensors["root"].astype(np.float32).reshape(1, 1, WIDTH)), root_shape)
    rooted = g.op("Concat", root, words, axis=1)
    heads = g.gelu(g.linear(rooted, "arc_head"))
    dependents = g.gelu(g.linear(words, "arc_dependent"))
    arc = tensors["arc"].astype(np.float32)
    turned = g.op(
        "Add", g.op("MatMul", dependents, g.constant("arc", arc[:ARC_WIDTH])), g.constant("arc_bias", arc[-1])
    )
    g.op("MatMul", turned, g.op("Transpose", heads, perm=[0, 2, 1]), output="arcs")
    g.op("Identity", g.gelu(g.linear(rooted, "label_head")), output="label_heads")
    g.op("Identity", g.gelu(g.linear(words, "label_dependent")), output="label_dependents")

    scaled = g.op("Mul", g.linear(words, "link_from"), g.constant("link_scale", np.float32([LINK_WIDTH**-0.5])))
    linked = g.op("MatMul", scaled, g.op("Transpose", g.linear(words, "link_to"), perm=[0, 2, 1]))
    count = g.op("Gather", g.op("Shape", words), g.constant("index1", np.asarray(1, np.int64)))
    place = g.op(
        "Range", g.constant("zero_", np.asarray(0, np.int64)), count, g.constant("one_", np.asarray(1, np.int64))
    )
    distance = g.op(
        "Sub",
        g.op("Unsqueeze", place, g.constant("zero", int64(0))),
        g.op("Unsqueeze", place, g.constant("one", int64(1))),
    )
    bounded = g.op(
        "Clip",
        distance,
        g.constant("nearest", np.asarray(-FARTHEST_LINK, np.int64)),
        g.constant("farthest", np.asarray(FARTHEST_LINK, np.int64)),
    )
    index = g.op("Add", bounded, g.constant("shift", int64(FARTHEST_LINK)))
    g.op("Add", linked, g.op("Gather", g.weight("link_distance"), index), output="links")

    inputs = [
        *[
            helper.make_tensor_value_info(n, TensorProto.INT64, ["windows", "pieces"])
            for n in ("ids", "shapes", "quotations", "paragraphs")
        ],
        helper.make_tensor_value_info("first_piece", TensorProto.INT64, ["windows", "words"]),
    ]
    outputs = {
        "start": (TensorProto.FLOAT, 3),
        "upos": (TensorProto.FLOAT, 3),
        "xpos": (TensorProto.INT64, 2),
        "lemma": (TensorProto.INT64, 2),
        "names": (TensorProto.FLOAT, 3),
        "attribution": (TensorProto.FLOAT, 3),
        "arcs": (TensorProto.FLOAT, 3),
        "label_heads": (TensorProto.FLOAT, 3),
        "label_dependents": (TensorProto.FLOAT, 3),
        "links": (TensorProto.FLOAT, 3),
    }
    graph = helper.make_graph(
        g.nodes,
        "onrecord-language",
        inputs,
        [helper.make_tensor_value_info(n, t, [f"{n}_{i}" for i in range(rank)]) for n, (t, rank) in outputs.items()],
        list(g.weights.values()),
    )
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)], ir_version=9
    )
