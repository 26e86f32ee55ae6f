"""The trained engine: one network, one pass, everything vectorised in numpy around it.

A document's windows are run through the network by themselves, never together with another document's: the 8-bit
activations share a scale within a batch, and so the result for a document cannot depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ._decode import FloatArray, IntArray, best_paths, softmax, tag_spans
from ._features import PieceEncoder, make_batch
from ._lemmas import lemma_of
from ._links import link_attributions, share_sources
from ._model_files import ModelFiles, load_files
from ._names import NAME_OF_TAG, TokenName, mended_names
from ._tokens import normal_form
from ._tree import best_tree, is_tree
from ._windows import Cut, cut
from .analysis import ROOT, Analysis, Document, Name, Sentence, TaggedSpan, Token, checked_regions

WINDOWS_AT_ONCE = 4  # of one document; more do not run faster on one core
TOKENS_DECODED_TOGETHER = 6000  # tags of many short documents are decoded together (exact, so order does not matter)
# Of 0.4 to 0.6 and 0.02 to 0.5 the best on the development treebanks (EWT, GUM).
SENTENCE_START_PROBABILITY = 0.5
RULED_START_PROBABILITY = 0.1  # where the rules see a start too


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
    links: list[FloatArray]
    """Link scores of each window, word by word."""


class ModelEngine:
    """Reads documents with the trained model.

    Args:
        folder: the model's files; by default those of the installed package ``onrecord-model-en``.
        threads: how many threads the network may use.
        name_layer: whether tables and the document's vote correct the names (off only to measure what they bring).

    Raises:
        ModelNotInstalled: if there is no such package.
        ModelDamaged: if its files are not the pinned ones.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1, name_layer: bool = True) -> None:
        files = load_files(folder)
        # Comes with the package of the weights; the rules do without it.
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(files.network, options, providers=["CPUExecutionProvider"])
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._files = files
        self._encoder = PieceEncoder(files.tokenizer)
        self._name_layer = name_layer
        self._root_label = files.labels["deprel"].index("root")
        labels, dependent, head = files.deprel_scorer.shape
        # dependent x (label, head): one matrix product serves all labels.
        self._deprel_matrix = np.ascontiguousarray(
            files.deprel_scorer.transpose(1, 0, 2).reshape(dependent, labels * head)
        )

    @property
    def name(self) -> str:
        """The model's name and version."""
        return self._files.name

    @property
    def files(self) -> ModelFiles:
        """The loaded model."""
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
            waiting.append((text, document, self._scores(document)))
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
            links=[np.zeros((0, 0), np.float32)] * len(document.windows),
        )
        forced = np.zeros(count, np.bool_)
        forced[document.forced_starts] = True
        ruled = np.zeros(count, np.bool_)
        ruled[document.rule_starts] = True
        order = sorted(range(len(document.windows)), key=lambda i: (document.windows[i].size, i))
        for begin in range(0, len(order), WINDOWS_AT_ONCE):
            self._read(document, order[begin : begin + WINDOWS_AT_ONCE], scores, forced, ruled)
        return scores

    def _read(
        self,
        document: Cut,
        numbers: Sequence[int],
        scores: _Scores,
        forced: NDArray[np.bool_],
        ruled: NDArray[np.bool_],
    ) -> None:
        batch = make_batch([document.windows[i] for i in numbers])
        width = batch.ids.shape[1]
        inputs = {
            "ids": batch.ids,
            "shapes": batch.shapes,
            "quotations": batch.quotations,
            "paragraphs": batch.paragraphs,
            "first_piece": batch.first_piece + width * np.arange(len(numbers))[:, None],
        }
        out = dict(zip(self._outputs, self._session.run(self._outputs, inputs), strict=True))
        # Where the owned tokens stand in the batch (row, word), and which tokens of the document they are.
        rows: list[IntArray] = []
        words: list[IntArray] = []
        tokens: list[IntArray] = []
        for row, number in enumerate(numbers):
            place = 0
            for part in document.parts[number]:
                own = np.arange(part.own, part.end)
                tokens.append(own)
                words.append(own - part.first + place)
                rows.append(np.full(len(own), row))
                place += part.end - part.first
            scores.links[number] = out["links"][row, :place, :place]
        at_row, word, token = np.concatenate(rows), np.concatenate(words), np.concatenate(tokens)
        for name in ("start", "upos", "xpos", "lemma", "names", "attribution"):
            getattr(scores, name)[token] = out[name][at_row, word]
        probability = softmax(out["start"][at_row, word])[:, 1]
        starts = (probability > SENTENCE_START_PROBABILITY) | forced[token]
        starts |= ruled[token] & (probability > RULED_START_PROBABILITY)
        scores.sentence_starts[token] = starts

        # Sentences as numbers; words that are not owned belong to none.
        sentence_at = np.full(batch.first_piece.shape, -1, np.int64)
        sentence = np.cumsum(starts) - 1
        sentence_at[at_row, word] = sentence
        same = sentence_at[:, :, None] == sentence_at[:, None, :]
        arcs = out["arcs"]
        arcs[:, :, 1:][~same] = -1e4
        best = arcs.argmax(2)  # 0 = root, else the word's place in its window plus one
        borders = np.flatnonzero(starts)
        for first, end in zip(borders, [*borders[1:], len(starts)], strict=True):
            window, low, high = at_row[first], word[first], word[end - 1] + 1
            greedy = best[window, low:high]
            local = np.where(greedy > 0, greedy - low, 0)
            if is_tree(local):
                continue
            square = np.concatenate([arcs[window, low:high, :1], arcs[window, low:high, 1 + low : 1 + high]], 1)
            local = best_tree(square)
            best[window, low:high] = np.where(local > 0, local + low, 0)
        chosen = best[at_row, word]
        owned_arcs = arcs[at_row, word]
        highest = owned_arcs.max(1, keepdims=True)
        total = np.exp(owned_arcs - highest).sum(1)
        at = np.arange(len(at_row))
        scores.head_probability[token] = np.exp(owned_arcs[at, chosen] - highest[:, 0]) / total
        token_at = np.zeros(batch.first_piece.shape, np.int64)
        token_at[at_row, word] = token
        scores.heads[token] = np.where(chosen > 0, token_at[at_row, chosen - 1], ROOT)
        scores.deprel[token] = self._deprels(
            out["label_dependents"][at_row, word], out["label_heads"][at_row, chosen], chosen
        )

    def _deprels(self, dependents: FloatArray, heads: FloatArray, chosen: IntArray) -> IntArray:
        one = np.ones((len(dependents), 1), np.float32)
        turned = np.concatenate([dependents, one], 1) @ self._deprel_matrix
        head = np.concatenate([heads, one], 1)
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
        forms = [normal_form(text[a:b]) for a, b in spans]
        upos = [labels["upos"][i] for i in upos_index.tolist()]
        scripts, lemmas = labels["lemma"], self._files.lemmas
        token_list = tuple(
            Token(a, b, u, x, lemma_of(form, u, scripts[script], lemmas), head, deprel, up, hp)
            for (a, b), form, u, x, script, head, deprel, up, hp in zip(
                spans,
                forms,
                upos,
                [labels["xpos"][i] for i in scores.xpos.tolist()],
                scores.lemma.tolist(),
                scores.heads.tolist(),
                [labels["deprel"][i] for i in scores.deprel.tolist()],
                upos_probability[np.arange(count), upos_index].round(4).tolist(),
                scores.head_probability.round(4).tolist(),
                strict=True,
            )
        )
        start_probability = softmax(scores.start)[:, 1]
        starts = np.flatnonzero(scores.sentence_starts).tolist()
        sentences = tuple(
            Sentence(spans[first][0], spans[end - 1][1], first, end - 1, round(float(start_probability[first]), 4))
            for first, end in zip(starts, [*starts[1:], count], strict=True)
        )
        name_probability = softmax(scores.names)[np.arange(count), name_path]
        found = [
            TokenName(first, end, NAME_OF_TAG[kind], round(float(name_probability[first:end].mean()), 4), "model")
            for first, end, kind in tag_spans(labels["names"], name_path, lengths)
        ]
        if self._name_layer:
            found = mended_names(forms, upos, document.blocks, found)
        names = tuple(Name(spans[n.first][0], spans[n.end - 1][1], n.label, n.probability, n.basis) for n in found)
        tag_probability = softmax(scores.attribution)[np.arange(count), attribution_path]
        tagged = tag_spans(labels["attribution"], attribution_path, lengths)
        attributions = link_attributions(document, tagged, scores.links)
        heads, deprels = scores.heads.tolist(), [labels["deprel"][i] for i in scores.deprel.tolist()]
        share_sources(attributions, tagged, heads, deprels, scores.head_probability.tolist())

        by_network = set(tagged)

        def span(item: tuple[int, int, str]) -> TaggedSpan:
            first, end, role = item
            # A source that the tree found has the probability of the tree.
            known = tag_probability if item in by_network else scores.head_probability
            probability = round(float(known[first:end].mean()), 4)
            return TaggedSpan(spans[first][0], spans[end - 1][1], role, probability)

        return Analysis(
            token_list,
            sentences,
            names,
            tuple(linked.resolved(span) for linked in attributions),
            tuple(span(item) for item in sorted(by_network.union(*[one.source for one in attributions]))),
            self.name,
        )
