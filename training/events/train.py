"""Train the events: what names a deed between states, its type, status, sides and day.

    python training/events/train.py --scores SCORES [--unseen train_13 …] [--folds 3] [--no-write]

One command, under ten minutes on one core: it reads the annotated documents anew with the installed language model
(nothing is kept from one run to the next), fits the linear models without each fold, and on what these and the reader
say of that fold the judges (`judges.py`); then it fits on everything, writes ``src/onrecord/events/events.npz``, and
the cross-validated figures beside this script. SCORES holds what the reader says of documents that it was trained
without; of the annotators named as unseen, the installed reader's is added there. Needs the development data
(``ONRECORD_DATA`` or ``../shared/data``), scikit-learn and LightGBM.

Gold: the halves ``open`` of both annotators and ``train`` of all; the half ``held`` is never read here. A document and
the other account of the same meeting, and documents of one day, are in one fold. No text enters the package: the
weights belong to digests of signs, and words stand in it one by one, without their order.
"""

# ruff: noqa: E402 (the benchmarks are no package: their folder must be known first)

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
sys.path.insert(0, str(REPOSITORY / "benchmarks"))
sys.path.insert(0, str(REPOSITORY / "benchmarks" / "gold"))
sys.path.insert(0, str(HERE))

from events_sheet import GoldDocument, gold_documents, gold_records, training_documents
from judges import fit_judges, with_trees
from reader_scores import is_scored, joined_best, keep_scores, out_of_fold

from _events_scoring import EventTally, date_right, score_records, sides_right
from onrecord.actors import find_actors
from onrecord.events._candidates import part_of
from onrecord.events._classifier import type_model
from onrecord.events._deeds import Deeds
from onrecord.events._find import Finder
from onrecord.events._frames import LIGHT
from onrecord.events._lexicon import lexicon
from onrecord.events._model import (
    BUCKETS,
    TASKS,
    EventModel,
    Layer,
    buckets,
)
from onrecord.events._sides import Casting, Unit, castings
from onrecord.events._signs import types_of
from onrecord.events._slots import Candidate
from onrecord.language import ModelEngine, analyse, quotations
from onrecord.language.times import find_times
from onrecord.pipeline import read_page, regions
from onrecord.records import Event, RawPage, to_json
from onrecord.reference import Reference
from onrecord.statements import find_statements

MODEL = REPOSITORY / "src" / "onrecord" / "events" / "events.npz"
ANNOTATORS = {"a": ("open", 0.7), "b": ("open", 0.5)} | {
    path.stem.removeprefix("own_events_"): ("train", 1.0)
    for path in sorted((REPOSITORY / "benchmarks" / "gold").glob("own_events_train_*.jsonl"))
}
"""The half that counts of each annotator, and the weight of a row."""
COSTS = {"hint": 0.3, "deed": 0.3, "type": 0.4, "status": 0.4, "date": 0.3}
"""Inverse strength of the penalty of each task."""
PENALTY = 4.0
"""Of the castings."""
RARE_WORD = 0.02
"""Share of a word's places that name a deed, below which a common word is left out."""
COMMON_WORD = 40
"""Places of a common word."""
SAME_WORD = 0.3
"""Weight of a place that nobody annotated though its word names a deed elsewhere on the page: perhaps told again."""
SEED = 0

Row = Mapping[str, Any]


@dataclass(slots=True)
class Example:
    """A candidate with what the annotators said of it."""

    candidate: Candidate
    word: str
    labels: list[tuple[float, Row | None]] = field(default_factory=list)
    """One for each annotator: weight, and the row it names, None for no deed."""
    hint: list[int] = field(default_factory=list)
    """Signs of the word and its company."""
    deed: list[int] = field(default_factory=list)
    """Signs of the deed."""


@dataclass(slots=True)
class Read:
    """A document of the gold, read."""

    document: GoldDocument
    deeds: Deeds
    examples: list[Example]
    rows: dict[str, list[Row]]
    """Rows by annotator."""
    group: str
    dense: np.ndarray[Any, Any] | None = None


def read_gold(engine: ModelEngine, reference: Reference) -> list[Read]:
    """Read all documents that somebody annotated."""
    rows: dict[str, dict[str, list[Row]]] = {}
    for annotator, (half, _) in ANNOTATORS.items():
        for row in gold_records(annotator, half):
            mine = rows.setdefault(row["file"], {}).setdefault(annotator, [])
            if row["kind"] == "event":
                mine.append(row)
    found = []
    for document in [*gold_documents("open"), *training_documents()]:
        if document.key in rows:
            deeds = read_document(document, engine, reference)
            by = rows[document.key]
            group = document.pair or document.published or document.key
            found.append(Read(document, deeds, labelled(deeds, by), by, group))
    words = frozenset(vocabulary(found))
    for each in found:
        each.examples = [example for example in each.examples if example.word in words]
        for example in each.examples:
            example.hint = each.deeds.of_word(example.candidate)
            example.deed = each.deeds.of_deed(example.candidate, example.hint)
    return found


def read_document(document: GoldDocument, engine: ModelEngine, reference: Reference) -> Deeds:
    """Read one document as the pipeline does."""
    page = read_page(
        RawPage(path=document.key, content=document.text, url=document.url, date=document.published), reference
    ).document
    where = regions(page)
    [analysis] = analyse([(page.text, where)], engine=engine)
    quoted, times = quotations.find_quotations(page.text, where), find_times(page.text, where)
    found = find_actors(page, analysis, quoted, reference)
    said = find_statements(page, analysis, quoted, times, found.actors, found.mentions, reference)
    return Deeds(page, analysis, times, found.actors, found.mentions, said, reference)


# What the annotators said of each candidate


def labelled(deeds: Deeds, rows: Mapping[str, list[Row]]) -> list[Example]:
    """Return all candidates of a document with their labels."""
    examples = []
    for candidate in deeds.candidates(None):
        word = f"{part_of(deeds.tree, candidate.place)}:{deeds.tree.lemmas[candidate.place]}"
        examples.append(Example(candidate, word))
    for annotator, mine in rows.items():
        weight = ANNOTATORS[annotator][1]
        for example, label in zip(examples, label_of_each(deeds, examples, mine, weight), strict=True):
            example.labels.append(label)
    return examples


def label_of_each(
    deeds: Deeds, examples: Sequence[Example], rows: Sequence[Row], weight: float
) -> list[tuple[float, Row | None]]:
    """Return weight and row of every candidate; what may be a second name of a deed weighs nothing."""
    tree = deeds.tree
    named: list[Row | None] = [None] * len(examples)
    share = [1.0] * len(examples)
    at = {example.candidate.place: number for number, example in enumerate(examples)}
    for row in rows:
        start, end = row["trigger"]["start"], row["trigger"]["end"]
        touched = [
            at[place]
            for place, token in enumerate(tree.tokens)
            if place in at and token.start < end and start < token.end
        ]
        if not touched:
            continue
        touched.sort(key=lambda number: (sum(1 for _ in tree.climb(examples[number].candidate.place)), number))
        main = touched[0]
        if tree.lemmas[examples[main].candidate.place] in LIGHT:
            nouns = [n for n in touched[1:] if types_of(tree.lemmas[examples[n].candidate.place], "noun")]
            main = nouns[0] if nouns else main
        for number in touched:
            share[number] = 0.0
        for number, example in enumerate(examples):
            token = tree.tokens[example.candidate.place]
            inside = row["clause"]["start"] <= token.start < row["clause"]["end"]
            types = {name.rstrip("?") for name in deeds.signs.lexical(example.candidate.place)}
            if inside and types & {row["event"], *row["event_also"]}:
                share[number] = 0.0  # "imposed tariffs": the deed's other name
        before = named[main]
        if before is None or (before["optional"] and not row["optional"]):
            named[main] = row
    words = {examples[number].word for number, row in enumerate(named) if row is not None}
    return [
        (
            weight * (0.0 if row["optional"] else 1.0)
            if row is not None
            else weight * share[number] * (SAME_WORD if examples[number].word in words else 1.0),
            row,
        )
        for number, row in enumerate(named)
    ]


def vocabulary(read: Iterable[Read]) -> list[str]:
    """Return the words that can name a deed: those of the lexicon and of the gold, less common words that rarely do."""
    places, named = Counter[str](), Counter[str]()
    for each in read:
        for example in each.examples:
            places[example.word] += 1
            named[example.word] += any(row is not None for _, row in example.labels)
    strong = {f"{part[0]}:{word}" for (word, part) in lexicon()}
    known = strong | {word for word, times in named.items() if times}
    return sorted(
        word for word in known if not (places[word] >= COMMON_WORD and named[word] < RARE_WORD * places[word])
    )


# Fitting


def matrix(places: Sequence[Sequence[int]], dense: np.ndarray[Any, Any] | None) -> Any:
    """Return the input of a layer, sparse."""
    ends = np.cumsum([0, *(len(row) for row in places)])
    flat = np.fromiter((place for row in places for place in row), np.int32, int(ends[-1]))
    signs = csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(places), BUCKETS))
    return signs if dense is None else hstack([signs, csr_matrix(dense)]).tocsr()


@dataclass(slots=True)
class Inputs:
    """The input of one task."""

    places: list[list[int]] = field(default_factory=list)
    labels: list[Any] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    dense: list[np.ndarray[Any, Any]] = field(default_factory=list)

    def add(self, places: list[int], label: Any, weight: float, dense: np.ndarray[Any, Any] | None = None) -> None:
        """Add an example."""
        self.places.append(places)
        self.labels.append(label)
        self.weights.append(weight)
        if dense is not None:
            self.dense.append(dense)

    def fit(self, task: str) -> Layer:
        """Fit the layer."""
        inputs = matrix(self.places, np.array(self.dense) if self.dense else None)
        labels, weights = np.array(self.labels), np.array(self.weights)
        if labels.dtype == bool:
            found = LogisticRegression(C=COSTS[task], solver="liblinear", tol=0.01, random_state=SEED)
        else:
            found = LogisticRegression(C=COSTS[task], max_iter=100, tol=0.001)
        found.fit(inputs, labels, sample_weight=weights)
        weights = found.coef_.T.astype(np.float32)
        names = ("yes",) if labels.dtype == bool else tuple(str(name) for name in found.classes_)
        return Layer(names, weights[:BUCKETS], weights[BUCKETS:], found.intercept_.astype(np.float32))


@dataclass(slots=True)
class Castings:
    """The ways to cast the countries of each deed: a log-linear model over whole castings, of signs of single units."""

    units: list[list[int]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    """Casting, unit (twice its number, one more for a recipient)."""
    deed: list[int] = field(default_factory=list)
    """The deed of each casting."""
    right: list[bool] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    """One for each deed."""

    def add(self, deeds: Deeds, candidate: Candidate, row: Row, weight: float) -> None:
        """Add the castings of one deed; left out where none is right."""
        sides = deeds.of_sides(candidate, row["event"])
        ways = castings(len(sides.units))
        found = [is_right(row, casting, sides.units) for casting in ways]
        if not any(found):
            return
        first = len(self.units)
        self.units.extend(sides.of_unit)
        for casting, right in zip(ways, found, strict=True):
            number = len(self.right)
            self.places.extend((number, 2 * (first + unit)) for unit in casting.actor)
            self.places.extend((number, 2 * (first + unit) + 1) for unit in casting.recipient)
            self.deed.append(len(self.weights))
            self.right.append(right)
        self.weights.append(weight)

    def fit(self) -> Layer:
        """Fit the layer: the likelihood of the right castings of each deed, with a penalty."""
        alone = matrix(self.units, None)
        rows, columns = zip(*self.places, strict=True)
        shape = (len(self.right), 2 * len(self.units))
        taken = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
        starts = np.flatnonzero(np.diff([-1, *self.deed]))
        right, weights = np.array(self.right), np.array(self.weights)
        deed = np.array(self.deed)

        def loss(numbers: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
            scores = taken @ (alone @ numbers.reshape(BUCKETS, 2)).reshape(-1)
            scores = np.exp(scores - np.maximum.reduceat(scores, starts)[deed])
            whole, good = np.add.reduceat(scores, starts), np.add.reduceat(scores * right, starts)
            value = -(weights * np.log(good / whole)).sum() + PENALTY / 2 * (numbers @ numbers)
            slope = (scores / whole[deed] - scores * right / good[deed]) * weights[deed]
            change = (alone.T @ (taken.T @ slope).reshape(-1, 2)).reshape(-1)
            return float(value), change + PENALTY * numbers

        found = minimize(loss, np.zeros(2 * BUCKETS), jac=True, method="L-BFGS-B", options={"maxiter": 60})
        table = found.x.astype(np.float32).reshape(BUCKETS, 2)
        return Layer(("actor", "recipient"), table, np.zeros((0, 0), np.float32), np.zeros(2, np.float32))


def is_right(row: Row, casting: Casting, units: Sequence[Unit]) -> bool:
    """Whether a casting has the sides of a row; of deeds done together also who acts, where the row tells it."""
    actor, recipient = (
        [country for unit in side for country in units[unit].countries] for side in (casting.actor, casting.recipient)
    )
    if not sides_right(row, {"event": row["event"], "actor": actor, "recipient": recipient}):
        return False
    return bool(row["recipient"]) or not recipient


def fitted(read: Sequence[Read], words: frozenset[str], base: EventModel) -> EventModel:
    """Fit all layers on some documents.

    Args:
        read: the documents.
        words: the words that can name a deed.
        base: a model without layers, with vectors.
    """
    tasks = {task: Inputs() for task in TASKS if task != "side"}
    sides = Castings()
    for each in read:
        dense = dense_of(each, base)
        for number, example in enumerate(each.examples):
            if example.word not in words:
                continue
            for weight, row in example.labels:
                if weight:
                    tasks["hint"].add(example.hint, row is not None, weight)
                    tasks["deed"].add(example.deed, row is not None, weight, dense[number])
            for (_, row), annotator in zip(example.labels, each.rows, strict=True):
                if row is not None:
                    add_labels(tasks, sides, each.deeds, example, row, ANNOTATORS[annotator][1], dense[number])
    layers = {task: inputs.fit(task) for task, inputs in tasks.items()} | {"side": sides.fit()}
    return EventModel(words, layers, base.vectors, base.places)


def add_labels(
    tasks: Mapping[str, Inputs],
    sides: Castings,
    deeds: Deeds,
    example: Example,
    row: Row,
    weight: float,
    dense: np.ndarray[Any, Any],
) -> None:
    """Add what one row says of type, status, sides and day."""
    candidate, event, status = example.candidate, row["event"], row["status"]
    tasks["type"].add(example.deed, event, weight, dense)
    tasks["status"].add(deeds.of_status(candidate, event, example.deed), status, weight, dense)
    sides.add(deeds, example.candidate, row, weight)
    if "?" not in row["date"]:
        for option, signs in deeds.of_dates(candidate, event, status):
            right = date_right(row["date"], option.when.date, option.when.enddate)
            tasks["date"].add(buckets(signs), bool(right), weight)


def dense_of(each: Read, base: EventModel) -> np.ndarray[Any, Any]:
    """Return the vectors of a document's candidates, remembered."""
    if each.dense is None:
        rows = [each.deeds.dense(example.candidate, base) for example in each.examples]
        each.dense = np.array(rows, np.float32).reshape(len(rows), -1)
    return each.dense


def base_model() -> EventModel:
    """Return a model without layers."""
    return EventModel((), {}, *type_model().word_vectors)


# Measuring


def tally(read: Sequence[Read], events: Mapping[str, Sequence[Event]], half: str) -> EventTally:
    """Score the events of the documents of a half against the first annotator of each."""
    mine = [each for each in read if each.document.half == half]
    rows = [row for each in mine for row in next(iter(each.rows.values()))]
    records = {
        "documents": [to_json(each.deeds.document) for each in mine],
        "events": [to_json(event) for each in mine for event in events[each.document.key]],
    }
    return score_records(rows, records, {each.document.key: each.document.text for each in mine}).events


def figures(found: EventTally) -> dict[str, Any]:
    """Return the totals of a tally."""
    return {
        "gold": found.gold,
        "predicted": found.predicted,
        "words_found": found.found,
        "whole": {"precision": round(found.precision, 4), "recall": round(found.recall, 4), "f1": round(found.f1, 4)},
        "labels_right_of_found": {
            name: round(found.labels[name] / max(1, found.found), 4) for name in sorted(found.labels)
        },
        "status_macro_f1": round(found.status_macro_f1, 4),
        "occurred_wrongly": round(found.occurred_wrongly, 4),
        "repeated": found.repeated,
        "own_affairs": found.own_affairs,
    }


def folds_of(read: Sequence[Read], count: int) -> dict[str, int]:
    """Return the fold of each document."""
    groups = sorted({each.group for each in read})
    order = np.random.RandomState(SEED).permutation(len(groups))
    fold = {group: int(place) % count for group, place in zip(groups, order, strict=True)}
    return {each.document.key: fold[each.group] for each in read}


def cross_validated(read: Sequence[Read], base: EventModel, folds: int) -> Iterator[tuple[Read, EventModel]]:
    """Yield every document with a model that was fitted without it and its kin."""
    fold = folds_of(read, folds)
    for number in range(folds):
        known = [each for each in read if fold[each.document.key] != number]
        model = fitted(known, frozenset(vocabulary(known)), base)
        yield from ((each, model) for each in read if fold[each.document.key] == number)


def measured(read: Sequence[Read], models: Mapping[str, EventModel], reference: Reference) -> dict[str, Any]:
    """Return the totals of each half, every document read with the model that was fitted without it."""
    events = {each.document.key: Finder(each.deeds, models[each.document.key], reference, "").events() for each in read}
    halves = sorted({each.document.half for each in read})
    return {half: figures(tally(read, events, half)) for half in halves}


def write(model: EventModel, words: Sequence[str], judges: Mapping[str, np.ndarray[Any, Any]]) -> None:
    """Write the model of the package: words, layers and judges."""
    arrays: dict[str, Any] = {"words": np.array("\n".join(words))}
    for task, layer in model.layers.items():
        used = np.flatnonzero(np.abs(layer.signs).max(1) > 0)
        arrays[f"{task}.classes"] = np.array("\n".join(layer.classes))
        arrays[f"{task}.used"] = used.astype(np.int32)
        arrays[f"{task}.signs"] = layer.signs[used].astype(np.float16)
        arrays[f"{task}.dense"] = layer.dense.astype(np.float16)
        arrays[f"{task}.bias"] = layer.bias.astype(np.float32)
    np.savez_compressed(MODEL, **arrays, **judges)


def put_aside(read: Sequence[Read], folder: Path, unseen: Sequence[str]) -> None:
    """Keep what the installed reader says of documents that it was not trained on; nobody else's is used."""
    for each in read:
        reading, each.deeds.reading = each.deeds.reading, None
        if reading is not None and set(each.rows) <= set(unseen) and not is_scored(folder, each.document.key, reading):
            keep_scores(folder, each.document.key, reading)


def main() -> int:
    """Read, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--no-write", action="store_true")
    parser.add_argument("--scores", type=Path, required=True, help="the reader's scores out of fold (train_reader.py)")
    parser.add_argument(
        "--unseen", nargs="*", default=[], help="annotators whose documents the installed reader was not trained on"
    )
    options = parser.parse_args()
    began = time.process_time()
    engine, reference = ModelEngine(reader=bool(options.unseen)), Reference.bundled()
    read = read_gold(engine, reference)
    put_aside(read, options.scores, options.unseen)
    print(f"{len(read)} documents, {time.process_time() - began:.0f} s", flush=True)
    words, base, fold = vocabulary(read), base_model(), folds_of(read, options.folds)
    models = {each.document.key: model for each, model in cross_validated(read, base, options.folds)}
    print(f"linear models, {time.process_time() - began:.0f} s", flush=True)
    scored = []
    for each in read:
        each.deeds.reading = out_of_fold(options.scores, each.document.key, len(each.deeds.tree.tokens))
        if each.deeds.reading is not None:
            scored.append(each)
    judged = [
        (each.deeds, next(iter(each.rows.values())), fold[each.document.key], models[each.document.key])
        for each in scored
    ]
    tables, apart = fit_judges(judged, lambda deeds, model: Finder(deeds, model, reference, ""))
    models = {key: with_trees(model, *apart[fold[key]]) for key, model in models.items()}
    print(f"judges, {time.process_time() - began:.0f} s", flush=True)
    if not options.no_write:
        write(fitted(read, frozenset(words), base), words, tables)
        print(f"{MODEL.name}: {MODEL.stat().st_size:,} bytes, {time.process_time() - began:.0f} s", flush=True)
    about: dict[str, Any] = {
        "engine": engine.name,
        "documents": len(read),
        "rows": sum(len(rows) for each in read for rows in each.rows.values()),
        "cross_validated": {"documents": len(scored), "with reader": measured(scored, models, reference)},
        "joined": joined_best(scored, models),
    }
    for each in scored:
        each.deeds.reading = None
    about["cross_validated"]["without reader"] = measured(scored, models, reference)
    print(json.dumps(about), f"{time.process_time() - began:.0f} s", flush=True)
    if not options.no_write:
        (HERE / "events.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
