"""Train and cross-validate the small model that tells the type of an event, given its two sides.

    python training/events/train_types.py embed --encoder FOLDER --out vectors.npz
    python training/events/train_type_layers.py --checkpoint RUN/checkpoint.pt
    python training/events/train_types.py train [--vectors vectors.npz]

``embed`` writes word vectors (it needs sentence-transformers; without ``--vectors`` those of the package are kept);
``train_type_layers.py`` trains the layers, on sentences of which no figure is taken; ``train`` cross-validates and
writes ``types.npz``.

Needs the development data (``ONRECORD_DATA`` or ``../shared/data``), scikit-learn, and the trained language model.
``plover_train.tsv`` and ``synthetic_stories.csv.gz`` state no licence: no text of theirs enters the package, only the
weights. Not used: ``cameo_class_train.tsv`` holds most of the sentences of ``plover_train.tsv``. Vectors are those that
all-MiniLM-L6-v2 (Apache-2.0) gives single words, turned to 64 numbers by a singular value decomposition and stored in
8 bits. One seed; folds are stratified and shuffled with it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.events._classifier import BUCKETS, VECTOR_SHARE, ZONES, TypeModel, bucket, sides_of, type_model
from onrecord.events._features import Clause
from onrecord.events._lexicon import lexicon
from onrecord.events._tree import Tree
from onrecord.events._type_layers import Sides, type_layers
from onrecord.language import Analysis, ModelEngine, analyse
from onrecord.language._features import make_batch
from onrecord.language._model_files import load_files
from onrecord.language.reading import with_output

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
MODEL = REPOSITORY / "src" / "onrecord" / "events" / "types.npz"
TAP = "states_2"  # the network's states above its second layer
SEED = 0
FOLDS = 5
WIDTH = 64  # of a word vector
WORDS = 8000  # words with a vector, those of the lexicon first, then the most frequent of the articles
SYNTHETIC = 1600  # stories read
SYNTHETIC_WEIGHT = 0.1  # of 0, 0.1 and 0.3 the best in cross-validation
COST = 1.0  # inverse strength of the penalty
READ_SHARES = (0.07, 0.05)  # weight beside the signs of the layers' words, and of what they say together
TOGETHER = 384  # numbers of the latter, the last ones
_MARK = re.compile(r"(</?[st]>)")
OLD_VIEW = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(slots=True)
class Example:
    """A clause with its two sides and its class."""

    features: dict[str, float]
    zones: dict[str, list[str]]
    label: str
    states: np.ndarray[Any, Any]
    """The network's inner states of the sentence."""
    sides: Sides


class StatesEngine(ModelEngine):
    """The engine, with its network's inner states in place of its vectors."""

    def __init__(self) -> None:
        super().__init__(vectors=True)
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        network = with_output(load_files().network, TAP)
        self._tapped = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])

    def _network(self, window: Any) -> dict[str, Any]:
        out = super()._network(window)
        batch = make_batch([window])
        names = ("ids", "shapes", "quotations", "paragraphs", "first_piece")
        [states] = self._tapped.run([TAP], {name: getattr(batch, name) for name in names})
        return out | {"vectors": states[0][batch.first_piece[0]]}


def example_of(analysis: Analysis, tree: Tree, sides: tuple[range, range], label: str) -> Example:
    """Return an example with all that is known of its clause."""
    clause = Clause(tree, *sides)
    tokens = tree.sentences[tree.sentence_of[sides[0][0]]].tokens
    assert analysis.vectors is not None
    states = analysis.vectors[tokens[0] : tokens[-1] + 1].astype(np.float16)
    return Example(clause.features(), clause.zones(), label, states, sides_of(tree, clause, *sides))


def data_folder() -> Path:
    """The development data."""
    return Path(os.environ.get("ONRECORD_DATA") or REPOSITORY.parent / "shared" / "data")


def marked(row: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Return where source and target stand in the plain sentence."""
    sides: dict[str, tuple[int, int]] = {}
    plain, begun = "", 0
    for piece in _MARK.split(row["marked_sentence"]):
        if piece in ("<s>", "<t>"):
            begun = len(plain)
        elif piece in ("</s>", "</t>"):
            sides[piece[2]] = (begun, len(plain))
        else:
            plain += piece
    if plain == row["sentence"] and len(sides) == 2:
        return sides
    for key, name in (("s", "source"), ("t", "target")):
        start = max(0, row["sentence"].find(row[name]))
        sides[key] = (start, start + max(1, len(row[name])))
    return sides


def tokens_in(tree: Tree, start: int, end: int) -> range:
    """Return the tokens that a stretch of text touches."""
    found = [place for place, token in enumerate(tree.tokens) if token.start < end and start < token.end]
    return range(found[0], found[-1] + 1) if found else range(1)


def gold_examples(engine: ModelEngine) -> list[Example]:
    """Read the sentences with both sides marked."""
    with (data_folder() / "events" / "plover_train.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    analyses = analyse([(row["sentence"], [(0, len(row["sentence"]))]) for row in rows], engine=engine)
    found = []
    for row, analysis in zip(rows, analyses, strict=True):
        tree, sides = Tree(row["sentence"], analysis), marked(row)
        both = tokens_in(tree, *sides["s"]), tokens_in(tree, *sides["t"])
        found.append(example_of(analysis, tree, both, row["gold_root"]))
    return found


def hand_examples(engine: ModelEngine) -> list[Example]:
    """Read the sentences made by hand."""
    lines = (HERE / "type_examples.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    texts = [_MARK.sub("", row[1]) for row in rows]
    analyses = analyse([(text, [(0, len(text))]) for text in texts], engine=engine)
    found = []
    for row, text, analysis in zip(rows, texts, analyses, strict=True):
        tree, sides = Tree(text, analysis), marked({"marked_sentence": row[1], "sentence": text})
        label = row[-1] if len(row) == len(("type", "sentence", "view")) else row[0]
        both = tokens_in(tree, *sides["s"]), tokens_in(tree, *sides["t"])
        found.append(example_of(analysis, tree, both, OLD_VIEW.get(label, label)))
    return found


def first_clause(tree: Tree) -> tuple[range, range] | None:
    """Return the subject and the object (or oblique) of the first verb that has both."""
    for place in range(len(tree.tokens)):
        if not tree.is_verb(place):
            continue
        subjects, objects = tree.kids(place, "nsubj"), tree.kids(place, "obj", "obl")
        if subjects and objects and subjects[0] != objects[0]:
            return range(subjects[0], subjects[0] + 1), range(objects[0], objects[0] + 1)
    return None


def synthetic_examples(engine: ModelEngine) -> list[Example]:
    """Read the first sentences of synthetic stories; subject and object of the first verb stand for the sides."""
    with gzip.open(data_folder() / "events" / "synthetic_stories.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    chosen = np.random.RandomState(SEED).permutation(len(rows))[:SYNTHETIC]
    texts = [re.split(r"(?<=[.!?]) ", rows[i]["text"].split("\n")[0])[0][:400] for i in chosen]
    found = []
    for i, text, analysis in zip(
        chosen, texts, analyse([(text, [(0, len(text))]) for text in texts], engine=engine), strict=True
    ):
        tree = Tree(text, analysis)
        sides = first_clause(tree) if tree.tokens else None
        if sides is not None:
            label = OLD_VIEW.get(rows[i]["label"], rows[i]["label"])
            found.append(example_of(analysis, tree, sides, label))
    return found


def matrix(examples: Sequence[Example], model: TypeModel) -> Any:
    """Return the input of the model by signs, sparse."""
    from scipy.sparse import csr_matrix, hstack

    rows, columns, values = [], [], []
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            rows.append(row)
            columns.append(bucket(name))
            values.append(value)
    named = csr_matrix((values, (rows, columns)), shape=(len(examples), BUCKETS), dtype=np.float32)
    dense = np.array([model.dense(example.zones) for example in examples], np.float32) * VECTOR_SHARE
    return hstack([named, csr_matrix(dense)]).tocsr()


def read_by_layers(examples: Sequence[Example]) -> np.ndarray[Any, Any]:
    """Return what the layers say of each example."""
    layers = type_layers()
    return np.array([layers.read(example.states.astype(np.float32), example.sides) for example in examples])


def measures(read: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the mean of each number, and what it is to be multiplied by once the mean is taken away."""
    shares = np.full(read.shape[1], READ_SHARES[0], np.float32)
    shares[-TOGETHER:] = READ_SHARES[1]
    return read.mean(0), shares / (read.std(0) + 1e-6)


def fitted(examples: Any, labels: np.ndarray[Any, Any], weights: np.ndarray[Any, Any]) -> Any:
    """Fit the model; every class weighs the same."""
    from sklearn.linear_model import LogisticRegression

    totals = Counter[str]()
    for label, weight in zip(labels, weights, strict=True):
        totals[label] += weight
    mean = sum(totals.values()) / len(totals)
    balanced = weights * np.array([mean / totals[label] for label in labels])
    return LogisticRegression(C=COST, max_iter=200).fit(examples, labels, sample_weight=balanced)


def read_vectors(path: Path) -> tuple[list[str], np.ndarray[Any, Any], float]:
    """Return words, their vectors in 8 bits, and the number by which these are multiplied."""
    with np.load(path) as held:
        words, vectors = [str(word) for word in held["words"]][:WORDS], held["E"][:WORDS]
    centred = vectors - vectors.mean(0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ directions[:WIDTH].T
    turned /= turned.std()
    scale = float(np.abs(turned).max() / 127)
    return words, np.round(turned / scale).astype(np.int8), scale


def cross_validate(gold: list[Example], synthetic: list[Example], model: TypeModel) -> dict[str, Any]:
    """Return accuracy and macro-F1 over folds, by signs alone and with the layers.

    Synthetic examples are in the training part only, and only by signs; the layers have read no gold at all, and what
    they say is brought to one scale by the training part of each fold.
    """
    from scipy.sparse import csr_matrix, hstack, vstack
    from sklearn.model_selection import StratifiedKFold

    labels = np.array([example.label for example in gold])
    inputs, more, read = matrix(gold, model), matrix(synthetic, model), read_by_layers(gold)
    extra = np.array([example.label for example in synthetic])
    alone, together = np.empty(len(gold), dtype=object), np.empty(len(gold), dtype=object)
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(inputs, labels):
        weights = np.concatenate([np.ones(len(train)), np.full(len(extra), SYNTHETIC_WEIGHT)])
        fit = fitted(vstack([inputs[train], more]).tocsr(), np.concatenate([labels[train], extra]), weights)
        alone[test] = fit.predict(inputs[test])
        mean, scale = measures(read[train])
        both = hstack([inputs, csr_matrix((read - mean) * scale)]).tocsr()
        together[test] = fitted(both[train], labels[train], np.ones(len(train))).predict(both[test])
    return figures_of(labels, together) | {"by signs alone": figures_of(labels, alone)}


def figures_of(labels: np.ndarray[Any, Any], answers: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Return accuracy and macro-F1 of some answers."""
    from sklearn.metrics import accuracy_score, f1_score

    classes = sorted(set(labels))
    each = f1_score(labels, answers, labels=classes, average=None)
    return {
        "accuracy": round(float(accuracy_score(labels, answers)), 4),
        "macro_f1": round(float(f1_score(labels, answers, average="macro")), 4),
        "f1_of_class": {name: round(float(value), 4) for name, value in zip(classes, each, strict=True)},
    }


def embed(encoder: str, out: Path) -> None:
    """Write the encoder's vectors of single words."""
    from sentence_transformers import SentenceTransformer

    words = list(dict.fromkeys([*lexicon_words(), *frequent_words()]))[: 2 * WORDS]
    vectors = SentenceTransformer(encoder).encode(words, batch_size=256, normalize_embeddings=True)
    np.savez(out, words=np.array(words), E=vectors.astype(np.float32))


def lexicon_words() -> Iterator[str]:
    """The words of the lexicon and the company they keep."""
    for (word, _), entries in lexicon().items():
        yield word
        for entry in entries:
            yield from sorted(entry.company)


def frequent_words() -> list[str]:
    """The most frequent words of every fourth article."""
    counts: Counter[str] = Counter()
    with gzip.open(data_folder() / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 4 == 0:
                counts.update(re.findall(r"[a-z][a-z\-]{2,}", json.loads(line)["text"].lower()))
    return [word for word, _ in counts.most_common(2 * WORDS)]


def train(vectors: Path | None) -> None:
    """Cross-validate, fit on everything, write the model of the package and the figures beside this script."""
    from scipy.sparse import csr_matrix, hstack, vstack

    if vectors is None:
        with np.load(MODEL) as held:
            words, small, scale = str(held["words"]).split("\n"), held["vectors"], float(held["vector_scale"])
        model = type_model()
    else:
        words, small, scale = read_vectors(vectors)
        model = TypeModel((), np.zeros((0, 0), np.float32), words, small.astype(np.float32) * scale)
    engine = StatesEngine()
    gold, synthetic = gold_examples(engine), synthetic_examples(engine)
    figures = cross_validate(gold, synthetic, model)
    print(json.dumps(figures, indent=1))
    labels = np.array([example.label for example in [*gold, *synthetic]])
    weights = np.array([1.0] * len(gold) + [SYNTHETIC_WEIGHT] * len(synthetic))
    inputs, read = matrix(gold, model), read_by_layers(gold)
    alone = fitted(vstack([inputs, matrix(synthetic, model)]).tocsr(), labels, weights)
    mean, by = measures(read)
    both = hstack([inputs, csr_matrix((read - mean) * by)]).tocsr()
    together = fitted(both, labels[: len(gold)], np.ones(len(gold)))
    if list(alone.classes_) != list(together.classes_):
        raise ValueError("the stories have classes that the gold has not")
    # The scale of what the layers say goes into the weights, its mean into the bias: they are read as they come.
    of_read = together.coef_[:, inputs.shape[1] :] * by
    bias = together.intercept_ - of_read @ mean
    with_read = np.concatenate([together.coef_[:, : inputs.shape[1]], of_read, bias[:, None]], 1)
    # 8 bits with one scale a class would lose the bias: half precision keeps it and is small enough.
    np.savez_compressed(
        MODEL,
        classes=np.array("\n".join(alone.classes_)),
        weights=np.concatenate([alone.coef_, alone.intercept_[:, None]], 1).astype(np.float16),
        read_weights=with_read.astype(np.float16),
        scale=np.ones(len(alone.classes_), np.float16),
        words=np.array("\n".join(words)),
        vectors=small,
        vector_scale=np.array(scale, np.float32),
    )
    about = {"engine": engine.name, "examples": len(gold), "synthetic": len(synthetic), "cross_validated": figures}
    (HERE / "types.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(f"{MODEL.name}: {MODEL.stat().st_size:,} bytes; vectors {WIDTH} x {len(words)}, zones {len(ZONES)}")


def main() -> int:
    """Run a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("embed")
    one.add_argument("--encoder", required=True)
    one.add_argument("--out", type=Path, required=True)
    other = commands.add_parser("train")
    other.add_argument("--vectors", type=Path, help="of single words; without it those of the package are kept")
    arguments = parser.parse_args()
    if arguments.command == "embed":
        embed(arguments.encoder, arguments.out)
    else:
        train(arguments.vectors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
