"""The reader: what words tell of deeds, commitments and lines of communication, learned on the encoder's inner states.

Copies of the encoder's upper layers go on from its states below them, with heads of their own. The network of the
model's package stays as it is: one output more is named to the run time. The reader lies in that package and belongs to
one version of the network; with another one, and by rules, there is no reading.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._model_files import ModelFiles

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of the words of one text: bare scores, and vectors by which pairs of words are scored."""

    labels: Mapping[str, tuple[str, ...]]
    """The labels of each task; a task of one label asks yes or no."""
    scores: Mapping[str, FloatArray]
    """Of each task tokens x labels; zero where a token was not read."""
    window: IntArray
    """The window in which each token was read; -1 where it was not."""
    pair_labels: Mapping[str, tuple[str, ...]]
    """The labels of each kind of pair, beside none, whose score is 0."""
    pair_from: FloatArray
    """Tokens x labels of all kinds x width; so ``pair_to``."""
    pair_to: FloatArray
    pair_bias: FloatArray
    """Tokens x labels of all kinds."""
    pair_distance: FloatArray
    """Labels of all kinds x distances, the farthest before first."""

    def shares(self, task: str, places: Sequence[int]) -> FloatArray:
        """Return how likely each label is.

        Args:
            task: one of ``labels``.
            places: tokens.

        Returns:
            tokens x labels, 0 to 1; those of a task with several labels come to 1 together.
        """
        scores = self.scores[task][list(places)]
        if scores.shape[1] == 1:
            return np.asarray(1 / (1 + np.exp(-scores)), np.float32)
        scores = np.exp(scores - scores.max(1, keepdims=True))
        return np.asarray(scores / scores.sum(1, keepdims=True), np.float32)

    def pairs(self, kind: str, place: int, others: Sequence[int]) -> FloatArray:
        """Return the bare scores of what other words are to a word.

        Args:
            kind: one of ``pair_labels``.
            place: the token of the deed, commitment or line.
            others: tokens.

        Returns:
            tokens x labels of the kind (none, whose score is 0, is left out); zero for words of other windows.
        """
        first = 0
        for name, names in self.pair_labels.items():
            if name == kind:
                break
            first += len(names)
        wanted = slice(first, first + len(self.pair_labels[kind]))
        at = np.asarray(others, np.int64)
        found = (self.pair_to[at, wanted] * self.pair_from[place, wanted]).sum(2)
        found /= np.float32(self.pair_to.shape[2] ** 0.5)
        farthest = self.pair_distance.shape[1] // 2
        far = np.clip(at - place, -farthest, farthest) + farthest
        found = found + self.pair_bias[place, wanted] + self.pair_distance[wanted][:, far].T
        found[self.window[at] != self.window[place]] = 0
        return np.asarray(found, np.float32)


class Reader:
    """Reads with the network that comes with this package.

    Args:
        about: what its description says.
        network: its file.
        threads: how many threads it may use.
    """

    def __init__(self, about: Mapping[str, Any], network: bytes, threads: int) -> None:
        # Comes with the package of the weights.
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self.tap = str(about["tap"])
        self._most = int(about["words"])
        self._labels = {task: tuple(names) for task, names in about["labels"].items()}
        self._pair_labels = {kind: tuple(names) for kind, names in about["pairs"].items()}
        self._distance = np.asarray(about["distance"], np.float32)
        self._width = int(about["pair width"])

    def read(self, states: FloatArray, sentences: Sequence[tuple[int, int]], named: NDArray[np.bool_]) -> Reading:
        """Read a text.

        Args:
            states: the encoder's inner states, tokens x width.
            sentences: first token and token after the last of each sentence, in order.
            named: whether each token belongs to a name; windows without one are left out.
        """
        count = len(states)
        tasks = sum(map(len, self._labels.values()))
        pairs = sum(map(len, self._pair_labels.values()))
        widths = (tasks, pairs * self._width, pairs * self._width, pairs)
        held = np.zeros((count, sum(widths)), np.float32)
        window = np.full(count, -1, np.int64)
        for number, (first, end) in enumerate(windows(sentences, self._most)):
            if named[first:end].any():
                [held[first:end]] = self._session.run(["read"], {"states": states[None, first:end]})[0]
                window[first:end] = number
        ends = np.cumsum(widths)
        scores, pair_from, pair_to, bias = np.split(held, ends[:-1], 1)
        borders = np.cumsum([len(names) for names in self._labels.values()])[:-1]
        shape = (count, pairs, self._width)
        return Reading(
            self._labels,
            dict(zip(self._labels, np.split(scores, borders, 1), strict=True)),
            window,
            self._pair_labels,
            pair_from.reshape(shape),
            pair_to.reshape(shape),
            bias,
            self._distance,
        )


def windows(sentences: Sequence[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """Pack sentences together, up to so many words; a longer sentence is cut.

    Args:
        sentences: first token and token after the last of each, in order.
        most: words of a window.

    Returns:
        First token and token after the last of each window.
    """
    found = []
    first = end = 0
    for _, after in sentences:
        if after - first > most and end > first:
            found.append((first, end))
            first = end
        while after - first > most:
            found.append((first, first + most))
            first += most
        end = after
    if end > first:
        found.append((first, end))
    return found


def load_reader(files: ModelFiles, threads: int) -> Reader | None:
    """Load the reader that lies beside a model, if one does.

    Args:
        files: the model's files.
        threads: how many threads it may use.

    Returns:
        The reader; None where there is none, or where it was made for another version.
    """
    if files.reader is None:
        return None
    description, network = files.reader
    about = json.loads(description)
    return Reader(about, network, threads) if about["engine"] == files.name else None


def with_output(network: bytes, name: str) -> bytes:
    """Return a network that also puts out an inner value.

    Serialised messages that stand one after the other are read as one, lists put together: three small headers
    (model > graph > output > name) add an output, and the file stays as it is.

    Args:
        network: the file of the network.
        name: the inner value, shorter than 124 bytes.
    """
    field = name.encode("ascii")
    for number in (1, 12, 7):  # ValueInfoProto.name, GraphProto.output, ModelProto.graph
        field = bytes([number << 3 | 2, len(field)]) + field
    return network + field
