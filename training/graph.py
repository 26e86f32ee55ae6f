"""The network restated as an ONNX graph, operation by operation, from a checkpoint's tensors.

Tracing the training code gave graphs that were slower and once disagreed with it, so the graph is built by hand and
checked against the training code (``export.py``). Matrices of the encoder can be kept in 32-bit floats or in 8-bit
integers; the activations are then scaled window by window.

Windows of one batch must be of one length: there is no mask, because attention without one is half as fast again. The
graph is meant to be run as it stands: fusing addition and normalisation, as the run time's own optimiser would, makes
it a fifth slower.
"""

from __future__ import annotations

import math

import numpy as np
import onnx
from model import ARC_WIDTH, ATTENTION_HEADS, FARTHEST_LINK, LABEL_WIDTH, LAYERS, LINK_WIDTH, WIDTH
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"

# How much of a channel's size moves into the matrix: of 0.4 to 1.0 the best agreement with 32 bits on the dev sets.
SMOOTHING = 0.85
# These matrices' inputs hold a few numbers far larger than the rest (21 where the median is 2), and most of what 8 bits
# change comes from them: their inputs are scaled in blocks. Of the 12 ways tried the least that brings every head
# over 99 %; all matrices in blocks: 99.4 %, a third slower.
SCALED_IN_BLOCKS = tuple(f"encoder.layers.{number}.out.weight" for number in (0, 1, 2))
BLOCK = 128
GELU_PARTS = ("names.0", "attribution.0", "arc_dependent", "label_dependent", "arc_head", "label_head")
PLAIN_PARTS = ("start", "upos", "xpos", "lemma", "link_from", "link_to")

Tensors = dict[str, np.ndarray]


def gelu(values: np.ndarray) -> np.ndarray:
    return np.float32([v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in values.tolist()])


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

    def linear(self, x: str, name: str) -> str:
        """x times the transposed matrix (stored out x in), and the bias: the encoder's, in integers where asked."""
        matrix = self.tensors[f"{name}.weight"].astype(np.float32)
        bias = self.weight(f"{name}.bias")
        name = f"{name}.weight"
        if not self.integers:
            return self.op("Add", self.op("MatMul", x, self.constant(name + ".T", matrix.T)), bias)
        # A few channels of the activations are far larger than the rest and would take the whole range of 8 bits:
        # part of their size is moved into the matrix (Xiao et al. 2023, SmoothQuant).
        if name in self.largest:
            shift = self.largest[name] ** SMOOTHING / np.maximum(np.abs(matrix).max(0), 1e-5) ** (1 - SMOOTHING)
            shift = np.maximum(shift, 1e-5).astype(np.float32)
            matrix = matrix * shift
            x = self.op("Mul", x, self.constant(name + ".shift", 1 / shift))
        if name in SCALED_IN_BLOCKS:
            return self.op("Add", self.in_blocks(x, name, matrix), bias)
        scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127.0
        whole = np.rint(matrix / scale[:, None]).astype(np.int8)
        return self.op(
            "DynamicQuantizeMatMul",
            x,
            self.constant(name + ".whole", whole.T),
            self.constant(name + ".scale", scale.astype(np.float32)),
            "",
            bias,
            domain=MICROSOFT,
        )

    def in_blocks(self, x: str, name: str, matrix: np.ndarray) -> str:
        outer, inner = matrix.shape
        blocks = matrix.reshape(outer, inner // BLOCK, BLOCK)
        scale = np.maximum(np.abs(blocks).max(2), 1e-8) / 127.0
        whole = (np.rint(blocks / scale[..., None]) + 128).astype(np.uint8)
        return self.op(
            "MatMulNBits",
            x,
            self.constant(name + ".whole", whole),
            self.constant(name + ".scale", scale.astype(np.float32).reshape(-1)),
            domain=MICROSOFT,
            K=inner,
            N=outer,
            bits=8,
            block_size=BLOCK,
            accuracy_level=4,
        )

    def word_vectors(self, ids: str) -> str:
        table = self.tensors["encoder.words.weight"].astype(np.float32)
        if not self.integers:
            return self.op("Gather", self.constant("words", table), ids)
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127.0
        whole = np.rint(table / scale).astype(np.int8)
        gathered = self.op("Gather", self.constant("words", whole), ids)
        as_float = self.op("Cast", gathered, to=TensorProto.FLOAT)
        return self.op("Mul", as_float, self.op("Gather", self.constant("words.scale", scale), ids))

    def layer(self, x: str, number: int) -> str:
        name = f"encoder.layers.{number}."
        q, k, v = self.op("Split", self.linear(x, name + "qkv"), outputs=3, axis=-1, num_outputs=3)
        attended = self.op("MultiHeadAttention", q, k, v, domain=MICROSOFT, num_heads=ATTENTION_HEADS)
        x = self.normed(self.linear(attended, name + "attention_out"), x, name + "attention_norm")
        inner = self.op("Gelu", self.linear(x, name + "inner"), domain=MICROSOFT)
        return self.normed(self.linear(inner, name + "out"), x, name + "out_norm")

    def normed(self, x: str, skipped: str, norm: str) -> str:
        both = self.op("Add", x, skipped)
        weights = self.weight(norm + ".weight"), self.weight(norm + ".bias")
        return self.op("LayerNormalization", both, *weights, axis=-1, epsilon=1e-12)

    def split(self, x: str, sizes: list[int]) -> list[str]:
        self.count += 1
        held = self.constant(f"sizes_{self.count}", int64(*sizes))
        return self.op("Split", x, held, outputs=len(sizes), axis=-1)


def int64(*values: int) -> np.ndarray:
    return np.asarray(values, np.int64)


def folded(tensors: Tensors, largest: Tensors) -> tuple[Tensors, Tensors]:
    """Move the shift of the matrix behind the attention into the values before it, where it costs nothing."""
    tensors, largest = dict(tensors), dict(largest)
    for number in range(LAYERS):
        name = f"encoder.layers.{number}."
        size = largest.pop(f"{name}attention_out.weight", None)
        if size is None:
            continue
        matrix = tensors[f"{name}attention_out.weight"]
        shift = size**SMOOTHING / np.maximum(np.abs(matrix).max(0), 1e-5) ** (1 - SMOOTHING)
        shift = np.maximum(shift, 1e-5).astype(np.float32)
        tensors[f"{name}attention_out.weight"] = matrix * shift
        for part in ("weight", "bias"):
            values = tensors[f"{name}qkv.{part}"].copy()
            values[2 * WIDTH :] = (values[2 * WIDTH :].T / shift).T
            tensors[f"{name}qkv.{part}"] = values
    return tensors, largest


def build(tensors: Tensors, integers: bool, largest: Tensors | None = None) -> onnx.ModelProto:
    """The whole network. Inputs are windows of one length (see ``onrecord.language._features.Batch``).

    ``largest`` holds, for each matrix, the largest size of each channel that it was seen to be given.
    """
    tensors, largest = folded(tensors, largest or {})
    g = Graph(tensors, integers, largest)
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
    for number in range(LAYERS):
        x = g.layer(x, number)
    flat = g.op("Reshape", x, g.constant("flat", int64(-1, WIDTH)))
    # Places in the flattened batch: [windows, words, width].
    words = g.op("Gather", flat, "first_piece", output="vectors")

    # The first matrices of all heads as one.
    parts = [*GELU_PARTS, *PLAIN_PARTS]
    matrices = [tensors[f"{name}.weight"].astype(np.float32) for name in parts]
    biases = [tensors[f"{name}.bias"].astype(np.float32) for name in parts]
    product = g.op("MatMul", words, g.constant("heads.T", np.concatenate(matrices).T))
    product = g.op("Add", product, g.constant("heads.bias", np.concatenate(biases)))
    sizes = [len(matrix) for matrix in matrices]
    curved = sum(sizes[: len(GELU_PARTS)])
    bent, plain = g.split(product, [curved, sum(sizes) - curved])
    bent = g.op("Gelu", bent, domain=MICROSOFT)
    names, attribution, arc_dependents, label_dependents, arc_heads, label_heads = g.split(
        bent, sizes[: len(GELU_PARTS)]
    )
    start, upos, xpos, lemma, link_from, link_to = g.split(plain, sizes[len(GELU_PARTS) :])
    g.op("Identity", start, output="start")
    g.op("Identity", upos, output="upos")
    g.op("ArgMax", xpos, axis=-1, keepdims=0, output="xpos")
    g.op("ArgMax", lemma, axis=-1, keepdims=0, output="lemma")
    for head, x in (("names", names), ("attribution", attribution)):
        matrix = g.constant(f"{head}.2.T", tensors[f"{head}.2.weight"].astype(np.float32).T)
        g.op("Add", g.op("MatMul", x, matrix), g.weight(f"{head}.2.bias"), output=head)

    # The root stands before the words as a head of its own.
    windows = g.op("Gather", g.op("Shape", words), g.constant("zero", int64(0)))
    rooted = {}
    for name, width, heads in (("arc_head", ARC_WIDTH, arc_heads), ("label_head", LABEL_WIDTH, label_heads)):
        root = gelu(tensors[f"{name}.weight"] @ tensors["root"] + tensors[f"{name}.bias"])
        shape = g.op("Concat", windows, g.constant(f"one_{width}", int64(1, width)), axis=0)
        root = g.op("Expand", g.constant(f"{name}.root", root.reshape(1, 1, width)), shape)
        rooted[name] = g.op("Concat", root, heads, axis=1)
    arc = tensors["arc"].astype(np.float32)
    turned = g.op(
        "Add", g.op("MatMul", arc_dependents, g.constant("arc", arc[:ARC_WIDTH])), g.constant("arc_bias", arc[-1])
    )
    g.op("FusedMatMul", turned, rooted["arc_head"], transB=1, domain=MICROSOFT, output="arcs")
    g.op("Identity", rooted["label_head"], output="label_heads")
    g.op("Identity", label_dependents, output="label_dependents")

    linked = g.op("FusedMatMul", link_from, link_to, transB=1, alpha=LINK_WIDTH**-0.5, domain=MICROSOFT)
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
        "vectors": (TensorProto.FLOAT, 3),
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
