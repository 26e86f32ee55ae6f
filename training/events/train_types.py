"""Train and cross-validate the small model that tells the type of an event, given its two sides.

    python training/events/train_types.py embed --encoder FOLDER --out vectors.npz
    python training/events/train_types.py train --vectors vectors.npz

``embed`` writes word vectors (it needs sentence-transformers); ``train`` cross-validates and writes ``types.npz``.

Needs the development data (``ONRECORD_DATA`` or ``../shared/data``), scikit-learn, and the trained language model.
``plover_train.tsv`` and ``synthetic_stories.csv.gz`` state no licence: no text of theirs enters the package, only the
weights. Vectors are those that all-MiniLM-L6-v2 (Apache-2.0) gives single words, turned to 64 numbers by a singular
value decomposition and stored in 8 bits. One seed; folds are stratified and shuffled with it.
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

from onrecord.events._classifier import BUCKETS, VECTOR_SHARE, ZONES, TypeModel, bucket
from onrecord.events._features import Clause
from onrecord.events._lexicon import lexicon
from onrecord.events._tree import Tree
from onrecord.language import ModelEngine, analyse

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
MODEL = REPOSITORY / "src" / "onrecord" / "events" / "types.npz"
SEED = 0
FOLDS = 5
WIDTH = 64  # of a word vector
WORDS = 8000  # words with a vector, those of the lexicon first, then the most frequent of the articles
SYNTHETIC = 2400  # stories read
SYNTHETIC_WEIGHT = 0.1  # of 0, 0.1 and 0.3 the best in cross-validation
COST = 1.0  # inverse strength of the penalty
_MARK = re.compile(r"(</?[st]>)")


@dataclass(slots=True)
class Example:
    """A clause with its two sides and its class."""

    features: dict[str, float]
    zones: dict[str, list[str]]
    label: str


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
        clause = Clause(tree, tokens_in(tree, *sides["s"]), tokens_in(tree, *sides["t"]))
        found.append(Example(clause.features(), clause.zones(), row["gold_root"]))
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
            clause = Clause(tree, *sides)
            label = "YIELD" if rows[i]["label"] in ("CONCEDE", "RETREAT") else rows[i]["label"]
            found.append(Example(clause.features(), clause.zones(), label))
    return found


def matrix(examples: Sequence[Example], model: TypeModel) -> Any:
    """Return the input of the model, sparse."""
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
    """Return accuracy and macro-F1 over folds; synthetic examples are in the training part only."""
    from sklearn.metrics import accuracy_score, f1_score
    from sklearn.model_selection import StratifiedKFold

    labels = np.array([example.label for example in gold])
    inputs, more = matrix(gold, model), matrix(synthetic, model)
    extra = np.array([example.label for example in synthetic])
    answers = np.empty(len(gold), dtype=object)
    from scipy.sparse import vstack

    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(inputs, labels):
        weights = np.concatenate([np.ones(len(train)), np.full(len(extra), SYNTHETIC_WEIGHT)])
        fit = fitted(vstack([inputs[train], more]).tocsr(), np.concatenate([labels[train], extra]), weights)
        answers[test] = fit.predict(inputs[test])
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


def train(vectors: Path) -> None:
    """Cross-validate, fit on everything, write the model of the package and the figures beside this script."""
    from scipy.sparse import vstack

    words, small, scale = read_vectors(vectors)
    model = TypeModel((), np.zeros((0, 0), np.float32), words, small.astype(np.float32) * scale)
    engine = ModelEngine()
    gold, synthetic = gold_examples(engine), synthetic_examples(engine)
    figures = cross_validate(gold, synthetic, model)
    print(json.dumps(figures, indent=1))
    labels = np.array([example.label for example in [*gold, *synthetic]])
    weights = np.array([1.0] * len(gold) + [SYNTHETIC_WEIGHT] * len(synthetic))
    fit = fitted(vstack([matrix(gold, model), matrix(synthetic, model)]).tocsr(), labels, weights)
    whole = np.concatenate([fit.coef_, fit.intercept_[:, None]], 1).astype(np.float32)
    # 8 bits with one scale a class would lose the bias: half precision keeps it and is small enough.
    np.savez_compressed(
        MODEL,
        classes=np.array("\n".join(fit.classes_)),
        weights=whole.astype(np.float16),
        scale=np.ones(len(whole), np.float16),
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
    other.add_argument("--vectors", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.command == "embed":
        embed(arguments.encoder, arguments.out)
    else:
        train(arguments.vectors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
