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
from model import ARC_WIDTH, FARTHEST_LINK, HEAD_WIDTH, LABEL_WIDTH, LAYERS, LINK_WIDTH, WIDTH
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
LONGEST = 512  # pieces of a window

# How much of a channel's size moves into the matrix: of 0.4 to 1.0 the best agreement with 32 bits on the dev sets.
SMOOTHING = 0.85
# In these layers one neuron is far larger at the window's own first mark than any is elsewhere (21 where the median of
# the largest is 2), and most of what 8 bits change came from it: the row of that mark is made smaller by this factor
# before the matrix, and larger again behind it. All heads stay over 99 %, as with a scale for each block of 128 inputs,
# which costs twice the time.
LARGE_FIRST_ROW = tuple(f"encoder.layers.{number}.out.weight" for number in (0, 1, 2, 3))
FIRST_ROW_SIZE = 4.0
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
        self.length = ""
        self.made: dict[str, str] = {}

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

    def linear(self, x: str, name: str, rows: slice = slice(None), smoothed: bool = True) -> str:
        """x times the transposed matrix (stored out x in), and the bias; in integers where asked.

        ``rows`` takes a part of the matrix. Where ``smoothed``, part of the size of large channels moves into it.
        """
        matrix = self.tensors[f"{name}.weight"][rows].astype(np.float32)
        own = name if rows == slice(None) else f"{name}.{rows.start or 0}"
        bias = self.constant(f"{own}.bias", self.tensors[f"{name}.bias"][rows].astype(np.float32))
        name, own = f"{name}.weight", f"{own}.weight"
        if not self.integers:
            return self.op("Add", self.op("MatMul", x, self.constant(own + ".T", matrix.T)), bias)
        # A few channels of the activations are far larger than the rest and would take the whole range of 8 bits:
        # part of their size is moved into the matrix (Xiao et al. 2023, SmoothQuant).
        if smoothed and name in self.largest:
            whole = self.tensors[name].astype(np.float32)  # one shift for all rows
            shift = self.largest[name] ** SMOOTHING / np.maximum(np.abs(whole).max(0), 1e-5) ** (1 - SMOOTHING)
            shift = np.maximum(shift, 1e-5).astype(np.float32)
            matrix = matrix * shift
            x = self.op("Mul", x, self.constant(name + ".shift", 1 / shift))
        if name not in LARGE_FIRST_ROW:
            return self.in_integers(x, own, matrix, bias)
        x = self.op("Mul", x, self.rows("smaller", 1 / FIRST_ROW_SIZE))
        x = self.op("Mul", self.in_integers(x, own, matrix), self.rows("larger", FIRST_ROW_SIZE))
        return self.op("Add", x, bias)

    def in_integers(self, x: str, name: str, matrix: np.ndarray, bias: str = "") -> str:
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

    def rows(self, name: str, first: float) -> str:
        """A column of ones as long as the window, but for the first."""
        if name not in self.made:
            column = np.ones((LONGEST, 1), np.float32)
            column[0] = first
            self.made[name] = self.upto(self.constant(f"rows.{name}", column))
        return self.made[name]

    def upto(self, rows: str) -> str:
        """As many rows as the window has pieces."""
        return self.op("Slice", rows, self.constant("zero", int64(0)), self.length, self.constant("axis0", int64(0)))

    def word_vectors(self, ids: str) -> str:
        table = self.tensors["encoder.words.weight"].astype(np.float32)
        if not self.integers:
            return self.op("Gather", self.constant("words", table), ids)
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127.0
        whole = np.rint(table / scale).astype(np.int8)
        gathered = self.op("Gather", self.constant("words", whole), ids)
        as_float = self.op("Cast", gathered, to=TensorProto.FLOAT)
        return self.op("Mul", as_float, self.op("Gather", self.constant("words.scale", scale), ids))

    def layer(self, x: str, number: int, only: str | None = None) -> str:
        """A layer; with ``only`` (places in the flattened window) what comes out is of these pieces alone."""
        name = f"encoder.layers.{number}."
        heads = len(self.tensors[name + "qkv.bias"]) // (3 * HEAD_WIDTH)
        width = heads * HEAD_WIDTH
        if only is None:
            q, k, v = self.op("Split", self.linear(x, name + "qkv"), outputs=3, axis=-1, num_outputs=3)
        else:
            k, v = self.split(self.linear(x, name + "qkv", slice(width, None)), [width, width])
            x = self.op("Gather", self.op("Reshape", x, self.constant("flat", int64(-1, WIDTH))), only)
            q = self.linear(x, name + "qkv", slice(0, width))
        attended = self.op("MultiHeadAttention", q, k, v, domain=MICROSOFT, num_heads=heads)
        x = self.normed(self.linear(attended, name + "attention_out"), x, name + "attention_norm")
        inner = self.op("Gelu", self.linear(x, name + "inner"), domain=MICROSOFT)
        # The reader and the types of events go on from these states, by this name.
        output = f"states_{number + 1}" if only is None else "vectors"
        smoothed = f"{name}out.weight" not in LARGE_FIRST_ROW
        return self.normed(self.linear(inner, name + "out", smoothed=smoothed), x, name + "out_norm", output)

    def normed(self, x: str, skipped: str, norm: str, output: str | None = None) -> str:
        both = self.op("Add", x, skipped)
        weights = self.weight(norm + ".weight"), self.weight(norm + ".bias")
        return self.op("LayerNormalization", both, *weights, axis=-1, epsilon=1e-12, output=output)

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
            values[2 * len(shift) :] = (values[2 * len(shift) :].T / shift).T
            tensors[f"{name}qkv.{part}"] = values
    return tensors, largest


def build(tensors: Tensors, integers: bool, largest: Tensors | None = None) -> onnx.ModelProto:
    """The whole network. Inputs are windows of one length (see ``onrecord.language._features.Batch``).

    ``largest`` holds, for each matrix, the largest size of each channel that it was seen to be given.
    """
    tensors, largest = folded(tensors, largest or {})
    g = Graph(dict(tensors), integers, largest)
    g.length = g.op("Gather", g.op("Shape", "ids"), g.constant("one", int64(1)))  # [1]
    positions = g.upto(g.weight("encoder.positions.weight"))
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
    for number in range(LAYERS - 1):
        x = g.layer(x, number)
    # Behind the last layer only the first piece of each word is looked at: [windows, words, width].
    words = g.layer(x, LAYERS - 1, "first_piece")

    # The first matrices of all heads as one.
    parts = [*GELU_PARTS, *PLAIN_PARTS]
    matrices = [tensors[f"{name}.weight"].astype(np.float32) for name in parts]
    g.tensors["heads.weight"] = np.concatenate(matrices)
    g.tensors["heads.bias"] = np.concatenate([tensors[f"{name}.bias"].astype(np.float32) for name in parts])
    product = g.linear(words, "heads")
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
        g.op("Identity", g.linear(x, f"{head}.2"), output=head)

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
    # Dependent x (label, head): one matrix product serves all labels. The last row goes with the constant one.
    labels = tensors["label"].astype(np.float32)
    count, dependent, head = labels.shape
    labels = labels.transpose(0, 2, 1).reshape(count * head, dependent)
    g.tensors["label.weight"], g.tensors["label.bias"] = labels[:, :-1], labels[:, -1]
    g.op("Identity", g.linear(label_dependents, "label"), output="labels")

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
        "labels": (TensorProto.FLOAT, 3),
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
