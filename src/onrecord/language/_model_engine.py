"""The trained engine: one network, one pass, everything vectorised in numpy around it.

Windows go through the network one by one: the 8-bit activations share a scale within a run, and so no window's answer
depends on another's; nothing is padded, and attention needs no mask. On one core batches are no faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ._decode import FloatArray, IntArray, best_paths, softmax, sums, tag_spans
from ._features import PieceEncoder, Window, make_batch
from ._lemmas import Lemmatizer
from ._links import link_attributions, share_sources
from ._model_files import ModelFiles, load_files
from ._names import NAME_OF_TAG, TokenName, mended_names, shared_scores
from ._rules_engine import RULES_VERSION
from ._tokens import normal_form
from ._tree import best_tree, trees
from ._windows import Cut, Part, cut, seam
from .analysis import ROOT, Analysis, Document, Name, Sentence, TaggedSpan, checked_regions, make_token
from .reading import Reader, Reading, load_reader, with_output

WIDTH = 384  # of a vector
TOKENS_DECODED_TOGETHER = 6000  # tags of many short documents are decoded together (exact, so order does not matter)
# Of 0.3 to 0.7 and 0.02 to 0.5 the best on the development treebanks (EWT, GUM).
SENTENCE_START_PROBABILITY = 0.4
NAMES_READ = frozenset({"person", "organization", "place", "group"})  # the reader reads where one of these stands
RULED_START_PROBABILITY = 0.05  # where the rules see a start too


@dataclass(slots=True)
class _Scores:
    """The network's answers for one document, token by token."""

    start: FloatArray
    upos: FloatArray
    xpos: IntArray
    lemma: IntArray
    names: FloatArray
    attribution: FloatArray
    heads: IntArray
    head_probability: FloatArray
    deprel: IntArray
    sentence_starts: NDArray[np.bool_]
    vectors: FloatArray | None
    states: FloatArray | None
    """Inner states, for the reader."""
    parts: list[list[Part]]
    """What each window showed."""
    links: list[FloatArray]
    """Link scores of each window, word by word."""
    forms: list[str]
    """The tokens in their normal form."""


def _owned(parts: Sequence[Part]) -> tuple[slice, slice]:
    """Return where the owned tokens stand in their window, and in the document: both are stretches without a gap."""
    first, end = parts[0].own, parts[-1].end
    before = first - parts[0].first
    return slice(before, before + end - first), slice(first, end)


class ModelEngine:
    """Reads documents with the trained model.

    Args:
        folder: the model's files; by default those of the installed package ``onrecord-model-en``.
        threads: how many threads the network may use.
        name_layer: whether tables and the document's vote correct the names (off only to measure what they bring).
        vectors: whether each analysis keeps the network's vector of each token (1.5 kB a token, no time to speak of).
        reader: whether the reader reads on, where one belongs to the model; or another reader.

    Raises:
        ModelNotInstalled: if there is no such package.
        ModelDamaged: if its files are not the pinned ones.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        threads: int = 1,
        name_layer: bool = True,
        vectors: bool = False,
        reader: Reader | bool = True,
    ) -> None:
        files = load_files(folder)
        # Comes with the package of the weights; the rules do without it.
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graph is written to be run as it stands (training/graph.py tells why).
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        found = load_reader(files, threads) if reader is True else reader
        self._reader: Reader | None = found or None
        network = files.network if self._reader is None else with_output(files.network, self._reader.tap)
        self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self._keep_vectors = vectors
        self._outputs = [o.name for o in self._session.get_outputs() if vectors or o.name != "vectors"]
        self._files = replace(files, network=b"")  # the session has it: 25 MB less in each worker
        self._encoder = PieceEncoder(files.tokenizer, frozenset(key.rsplit(" ", 1)[0] for key in files.lemmas))
        self._lemmatizer = Lemmatizer(files.labels["lemma"], files.lemmas)
        self._name_layer = name_layer
        self._root_label = files.labels["deprel"].index("root")

    @property
    def name(self) -> str:
        """The model's name and version, and that of the rules around it (tokens, sentences, names)."""
        return f"{self._files.name}+{RULES_VERSION}"

    @property
    def files(self) -> ModelFiles:
        """The loaded model, without its network, which the session holds."""
        return self._files

    def analyse(self, documents: Iterable[Document]) -> list[Analysis]:
        """Read documents; returns one analysis for each, in the same order.

        Raises:
            RegionError: if a region lies outside its text.
        """
        return list(self._stream(documents))

    def _stream(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        waiting: list[tuple[str, Cut, _Scores]] = []
        held = 0
        for text, regions in documents:
            document = cut(text, checked_regions(text, regions), self._encoder)
            scores = self._scores(document)
            words = [text[a:b] for a, b in document.spans]
            scores.forms = [word if word.isascii() else normal_form(word) for word in words]
            if self._name_layer:
                scores.names = shared_scores(scores.forms, document.blocks, scores.names)
            waiting.append((text, document, scores))
            held += len(document.spans)
            if held >= TOKENS_DECODED_TOGETHER:
                yield from self._decoded(waiting)
                waiting, held = [], 0
        yield from self._decoded(waiting)

    def _scores(self, document: Cut) -> _Scores:
        labels = self._files.labels
        count = len(document.spans)
        scores = _Scores(
            start=np.zeros((count, 2), np.float32),
            upos=np.zeros((count, len(labels["upos"])), np.float32),
            xpos=np.zeros(count, np.int64),
            lemma=np.zeros(count, np.int64),
            names=np.zeros((count, len(labels["names"])), np.float32),
            attribution=np.zeros((count, len(labels["attribution"])), np.float32),
            heads=np.zeros(count, np.int64),
            head_probability=np.zeros(count, np.float32),
            deprel=np.zeros(count, np.int64),
            sentence_starts=np.zeros(count, np.bool_),
            vectors=np.zeros((count, WIDTH), np.float32) if self._keep_vectors else None,
            states=None if self._reader is None else np.zeros((count, WIDTH), np.float32),
            parts=[],
            links=[],
            forms=[],
        )
        forced = np.zeros(count, np.bool_)
        forced[[first for first, _ in document.blocks]] = True
        ruled = np.zeros(count, np.bool_)
        ruled[document.rule_starts] = True
        for group in document.groups:
            parts = document.whole(group)
            if parts is not None:
                out = self._network(document.window(parts))
                self._take(out, parts, self._starts(out, parts, forced, ruled), scores)
                continue
            own, end = document.blocks[group[0]]
            while own < end:
                part = document.stretch(group[0], own)
                forced[own] = True
                out = self._network(document.window([part]))
                starts = self._starts(out, [part], forced, ruled)
                if part.end < end and not ruled[part.end]:
                    part = seam(part, (np.flatnonzero(starts) + part.own).tolist())
                    starts = starts[: part.end - part.own]
                self._take(out, [part], starts, scores)
                own = part.end
        return scores

    def _network(self, window: Window) -> dict[str, FloatArray]:
        batch = make_batch([window])
        inputs = {
            "ids": batch.ids,
            "shapes": batch.shapes,
            "quotations": batch.quotations,
            "paragraphs": batch.paragraphs,
            "first_piece": batch.first_piece,
        }
        answers = self._session.run(self._outputs, inputs)
        out = {name: answer[0] for name, answer in zip(self._outputs, answers, strict=True)}
        if self._reader is not None:
            out["states"] = out.pop(self._reader.tap)[batch.first_piece[0]]
        return out

    def _starts(
        self, out: dict[str, FloatArray], parts: Sequence[Part], forced: NDArray[np.bool_], ruled: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Tell which of the owned tokens begin a sentence."""
        word, token = _owned(parts)
        probability = softmax(out["start"][word])[:, 1]
        starts = (probability > SENTENCE_START_PROBABILITY) | forced[token]
        starts |= ruled[token] & (probability > RULED_START_PROBABILITY)
        return starts

    def _take(
        self, out: dict[str, FloatArray], parts: Sequence[Part], starts: NDArray[np.bool_], scores: _Scores
    ) -> None:
        """Keep what the network says of the owned tokens, with the best tree of each sentence."""
        word, token = _owned(parts)
        scores.parts.append(list(parts))
        scores.links.append(out["links"])
        for name in ("start", "upos", "xpos", "lemma", "names", "attribution"):
            getattr(scores, name)[token] = out[name][word]
        if scores.vectors is not None:
            scores.vectors[token] = out["vectors"][word]
        if scores.states is not None:
            scores.states[token] = out["states"][word]
        scores.sentence_starts[token] = starts

        # Sentences as numbers; words that are not owned belong to none.
        arcs = out["arcs"]
        sentence = np.full(len(arcs), -1, np.int64)
        sentence[word] = np.cumsum(starts) - 1
        np.copyto(arcs[:, 1:], -1e4, where=sentence[:, None] != sentence[None, :])
        owned_arcs = arcs[word]
        chosen = owned_arcs.argmax(1)  # 0 = root, else the word's place in its window plus one
        borders = np.flatnonzero(starts)
        ends = np.append(borders[1:], len(starts))
        for number in np.flatnonzero(~trees(np.maximum(chosen - word.start, 0), borders)).tolist():
            first, end = borders[number], ends[number]
            low = word.start + first
            columns = owned_arcs[first:end, 1 + low : 1 + word.start + end]
            local = best_tree(np.concatenate([owned_arcs[first:end, :1], columns], 1))
            chosen[first:end] = np.where(local > 0, local + low, 0)
        highest = owned_arcs.max(1, keepdims=True)
        total = np.exp(owned_arcs - highest).sum(1)
        scores.head_probability[token] = np.exp(owned_arcs[np.arange(len(starts)), chosen] - highest[:, 0]) / total
        scores.heads[token] = np.where(chosen > 0, chosen - 1 - word.start + token.start, ROOT)
        scores.deprel[token] = self._deprels(out["labels"][word], out["label_heads"][chosen], chosen)

    def _deprels(self, turned: FloatArray, heads: FloatArray, chosen: IntArray) -> IntArray:
        """Return the label of each word: what the network says of it for each label, times what it says of its head."""
        head = np.concatenate([heads, np.ones((len(heads), 1), np.float32)], 1)
        scored = np.matmul(turned.reshape(len(head), -1, head.shape[1]), head[:, :, None])[:, :, 0]
        scored[chosen > 0, self._root_label] = -np.inf  # the root's label is the root's alone
        result: IntArray = scored.argmax(1)
        result[chosen == 0] = self._root_label
        return result

    def _decoded(self, waiting: list[tuple[str, Cut, _Scores]]) -> Iterator[Analysis]:
        if not waiting:
            return
        lengths = [end - first for _, document, _ in waiting for first, end in document.blocks]
        names = np.concatenate([scores.names for _, _, scores in waiting])
        attribution = np.concatenate([scores.attribution for _, _, scores in waiting])
        name_path = best_paths(names, lengths, self._files.names_chain)
        attribution_path = best_paths(attribution, lengths, self._files.attribution_chain)
        offset = 0
        for text, document, scores in waiting:
            end = offset + len(document.spans)
            yield self._analysis(text, document, scores, name_path[offset:end], attribution_path[offset:end])
            offset = end

    def _analysis(
        self, text: str, document: Cut, scores: _Scores, name_path: IntArray, attribution_path: IntArray
    ) -> Analysis:
        labels = self._files.labels
        spans = document.spans
        count = len(spans)
        if not count:
            return Analysis((), (), (), (), (), self.name)
        lengths = [end - first for first, end in document.blocks]
        upos_probability = softmax(scores.upos)
        upos_index = upos_probability.argmax(1)
        forms = scores.forms
        upos = [labels["upos"][i] for i in upos_index.tolist()]
        heads, deprels = scores.heads.tolist(), [labels["deprel"][i] for i in scores.deprel.tolist()]
        token_list = tuple(
            map(
                make_token,
                [start for start, _ in spans],
                [end for _, end in spans],
                upos,
                [labels["xpos"][i] for i in scores.xpos.tolist()],
                map(self._lemmatizer.lemma, forms, upos, scores.lemma.tolist()),
                heads,
                deprels,
                upos_probability[np.arange(count), upos_index].round(4).tolist(),
                scores.head_probability.round(4).tolist(),
            )
        )
        start_probability = softmax(scores.start)[:, 1]
        starts = np.flatnonzero(scores.sentence_starts).tolist()
        sentences = tuple(
            Sentence(spans[first][0], spans[end - 1][1], first, end - 1, round(float(start_probability[first]), 4))
            for first, end in zip(starts, [*starts[1:], count], strict=True)
        )
        name_sums = sums(softmax(scores.names)[np.arange(count), name_path])
        found = [
            TokenName(
                first, end, NAME_OF_TAG[kind], round((name_sums[end] - name_sums[first]) / (end - first), 4), "model"
            )
            for first, end, kind in tag_spans(labels["names"], name_path, lengths)
        ]
        if self._name_layer:
            found = mended_names(forms, upos, document.blocks, found)
        names = tuple(Name(spans[n.first][0], spans[n.end - 1][1], n.label, n.probability, n.basis) for n in found)
        tag_probability = sums(softmax(scores.attribution)[np.arange(count), attribution_path])
        head_probability = sums(scores.head_probability)
        tagged = tag_spans(labels["attribution"], attribution_path, lengths)
        attributions = link_attributions(scores.parts, tagged, scores.links)
        share_sources(attributions, tagged, heads, deprels, scores.head_probability.tolist())

        by_network = set(tagged)

        def span(item: tuple[int, int, str]) -> TaggedSpan:
            first, end, role = item
            # A source that the tree found has the probability of the tree.
            known = tag_probability if item in by_network else head_probability
            probability = round((known[end] - known[first]) / (end - first), 4)
            return TaggedSpan(spans[first][0], spans[end - 1][1], role, probability)

        return Analysis(
            token_list,
            sentences,
            names,
            tuple(linked.resolved(span) for linked in attributions),
            tuple(span(item) for item in sorted(by_network.union(*[one.source for one in attributions]))),
            self.name,
            scores.vectors,
            self._reading(scores.states, starts, found),
        )

    def _reading(self, states: FloatArray | None, starts: Sequence[int], names: Sequence[TokenName]) -> Reading | None:
        if self._reader is None or states is None:
            return None
        named = np.zeros(len(states), np.bool_)
        for name in names:
            named[name.first : name.end] |= name.label in NAMES_READ
        return self._reader.read(states, list(zip(starts, [*starts[1:], len(states)], strict=True)), named)
