"""Train and cross-validate the small models that read commitments and lines of communication off the trees.

    python training/matters/train.py [--cache FOLDER] [--no-write] [--errors]

Reads the open half of the project's own gold (both annotators) and the documents annotated to train on
(``benchmarks/gold/own_events_train_*.jsonl``), cross-validates by document (the pages of one meeting stay in one
fold), prints the figures, and writes ``src/onrecord/matters/readings.npz``. It takes some minutes on one core. The held
half is never read.

Needs the development data (``ONRECORD_DATA`` or ``../shared/data``), scikit-learn, and the trained language model. Run
it again whenever that model is renewed. ``--cache`` keeps what the stages before make of the documents.
"""

# ruff: noqa: E402 (the benchmarks are no package: their folder must be known first)
from __future__ import annotations

import argparse
import json
import pickle
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

REPOSITORY = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(REPOSITORY / "benchmarks" / "gold"))
sys.path.insert(0, str(REPOSITORY / "benchmarks"))

from events_sheet import GoldDocument, gold_documents, training_documents

from _events_scoring import Scores, overlap, score_records
from check_gold import GOLD, digest, read_jsonl
from onrecord import actors, language, pipeline, statements
from onrecord.language import ModelEngine, quotations, times
from onrecord.matters import _readings, find_channel_reports, find_commitment_reports
from onrecord.matters._issues import NO_ISSUE, Issues, signs_of
from onrecord.matters._linear import LinearModel, ReadingModels
from onrecord.matters._lines import span_of
from onrecord.matters._passages import Passages
from onrecord.matters._readings import FAINT, Candidate, Readings
from onrecord.records import RawPage, to_json
from onrecord.reference import Reference

OUT = REPOSITORY / "src" / "onrecord" / "matters" / "readings.npz"
RESULTS = Path(__file__).resolve().parent / "readings.json"
FOLDS = 8
LEAST_COUNT = 2  # a feature must stand in so many examples
COST = {"undertakes": 1.0, "reported": 1.0}  # inverse strength of the penalty, chosen in cross-validation
LABEL_COST = 1.0
ISSUE_COST = 1.0
FOUNDING = 4.0  # weight of the founding documents, which everybody knows and every row of which must be there
ONE_ANNOTATOR = 0.6  # weight of what only the second annotator of the open half marks
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)

Row = Mapping[str, Any]


@dataclass(slots=True)
class Page:
    """A document of the training data as the matters read it; ``given`` is what the stages before make of it."""

    key: str
    fold: int
    given: tuple[Any, ...]
    rows: list[Row]
    scored: list[Row]
    readings: Readings | None = None


@dataclass(slots=True)
class Examples:
    """What one question is learned from."""

    features: list[tuple[str, ...]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, candidate: Candidate, label: str, weight: float = 1.0) -> None:
        self.features.append(tuple(dict.fromkeys(candidate.features)))
        self.labels.append(label)
        self.weights.append(weight)


def read_page(gold: GoldDocument, reference: Reference, engine: ModelEngine) -> tuple[Any, ...]:
    """Run the stages before the matters on one text."""
    page = RawPage(path=gold.key, content=gold.text, source_sha256=digest(gold.text), url=gold.url, date=gold.published)
    document = pipeline.read_page(page, reference).document
    where = pipeline.regions(document)
    [analysis] = language.analyse([(document.text, where)], engine=engine)
    quoted = quotations.find_quotations(document.text, where)
    found_times = times.find_times(document.text, where)
    found = actors.find_actors(document, analysis, quoted, reference)
    said = statements.find_statements(document, analysis, quoted, found_times, found.actors, found.mentions, reference)
    return document, analysis, found_times, said, (), found.actors, found.mentions


def pages(cache: Path | None) -> list[Page]:
    """Read all documents to learn from, with their rows."""
    reference = Reference.bundled()
    by_file: dict[str, list[Row]] = defaultdict(list)
    scored: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(GOLD.glob("own_events_*.jsonl")):
        for row in read_jsonl(path):
            if row["half"] not in ("open", "train") or path.stem.endswith("settled"):
                continue
            by_file[row["file"]].append(row | {"second": path.stem.endswith("_b")})
            if not path.stem.endswith("_b"):
                scored[row["file"]].append(row)
    documents = [each for each in (*gold_documents("open"), *training_documents()) if each.key in by_file]
    contents: dict[str, tuple[Any, ...]] = {}
    place = cache / "training.pickle" if cache else None
    engine = ModelEngine()
    if place is not None and place.exists():
        name, kept = pickle.loads(place.read_bytes())
        contents = kept if name == engine.name else {}
    groups: dict[str, int] = {}
    found = []
    fresh = False
    for document in documents:
        if document.key not in contents:
            contents[document.key] = read_page(document, reference, engine)
            fresh = True
        fold = groups.setdefault(document.pair or document.key, len(groups) % FOLDS)
        content = (*contents[document.key], reference)
        found.append(Page(document.key, fold, content, by_file[document.key], scored[document.key]))
    if place is not None and fresh:
        place.write_bytes(pickle.dumps((engine.name, contents)))
    for page in found:
        document, analysis, when, said, _, who, where, _ = page.given
        page.readings = Readings(Passages(document, analysis, when, said, who, where, reference), analysis)
    return found


# Examples


def _share(readings: Readings, span: tuple[int, int], row: Row) -> float:
    passages = readings.passages
    own = {"start": passages.starts[span[0]], "end": passages.ends[span[1] - 1]}
    if own["end"] <= row["text"]["start"] or row["text"]["end"] <= own["start"]:
        return 0.0
    return max(overlap(passages.text, [row["text"]], [own]), 0.01)


def learn_from(page: Page, found: Mapping[str, Examples]) -> None:
    """Add the examples of one page to each question."""
    readings = page.readings
    assert readings is not None
    for kind, asked in (("commitment", "undertakes"), ("channel", "reported")):
        rows = [row for row in page.rows if row["kind"] == kind]
        if kind == "commitment":
            candidates = readings.undertakings()
            spans = [readings.clause(candidate.place) for candidate in candidates]
        else:
            candidates = readings.lines()
            spans = [span_of(readings, candidate) for candidate in candidates]
        labels: list[tuple[str, float, Row | None]] = [("no", 1.0, None)] * len(candidates)
        for row in sorted(rows, key=lambda row: (not row["optional"], row["second"])):
            shares = [_share(readings, span, row) for span in spans]
            inside = [
                share if row["text"]["start"] <= readings.passages.starts[candidate.place] < row["text"]["end"] else 0.0
                for share, candidate in zip(shares, candidates, strict=True)
            ]
            best = max(inside, default=0.0)
            for number, share in enumerate(shares):
                label, _, _ = labels[number]
                top = inside[number] >= 0.5 and (
                    inside[number] >= best or kind == "channel" or _beside(readings, candidates[number])
                )
                if top and not row["optional"] and label != "yes":
                    labels[number] = ("yes", ONE_ANNOTATOR if row["second"] else 1.0, row)
                elif label == "no" and share > 0.01:
                    labels[number] = ("passed over", 0.0, row if top else None)
        times = FOUNDING if page.key.startswith("founding/") else 1.0
        for candidate, (label, weight, row) in zip(candidates, labels, strict=True):
            weight *= times
            if label != "passed over":
                found[asked].add(candidate, label, weight)
                if kind == "commitment":
                    found["hint"].add(replace(candidate, features=candidate.hints), label, weight)
            if row is not None:
                weight = times * (0.5 if row["optional"] else 1.0)
                if kind == "commitment":
                    found["undertaking state"].add(candidate, row["state"][0], weight)
                    found["undertaking kind"].add(candidate, row["commitment"][0], weight)
                else:
                    found["line state"].add(candidate, row["state"][0], weight)
                    found["line level"].add(candidate, row["level"][0], weight)


def _beside(readings: Readings, candidate: Candidate) -> bool:
    """Whether a candidate is joined by "and" to another: each of them is undertaken."""
    return readings.trees.related(candidate.place, "conj")


QUESTIONS = ("hint", "undertakes", "undertaking state", "undertaking kind", "reported", "line state", "line level")


def fitted(examples: Examples, question: str) -> LinearModel:
    """Fit the model of one question."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for features in examples.features for name in features)
    names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    places = {name: place for place, name in enumerate(names)}
    rows = [row for row, features in enumerate(examples.features) for name in features if name in places]
    columns = [places[name] for features in examples.features for name in features if name in places]
    named = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(examples.features), len(names)))
    labels = np.array(examples.labels)
    if len(set(examples.labels)) < 2:
        raise SystemExit(f"{question}: too few examples")
    cost = COST.get(question, LABEL_COST)
    model = LogisticRegression(
        C=cost, **({"solver": "liblinear"} if len(set(examples.labels)) == 2 else {"max_iter": 400})
    )
    model.fit(named, labels, sample_weight=np.array(examples.weights))
    weights = model.coef_.T.astype(np.float32)
    answers = tuple(str(each) for each in model.classes_)
    return LinearModel(answers, places, weights, model.intercept_.astype(np.float32))


def learn(learned: Sequence[Page], thresholds: Mapping[str, float]) -> ReadingModels:
    """Fit the models of all questions."""
    found = {question: Examples() for question in QUESTIONS}
    for page in learned:
        learn_from(page, found)
    models = {question: fitted(found[question], question) for question in QUESTIONS}
    return ReadingModels(models, thresholds, issue_weights(learned))


def issue_weights(learned: Iterable[Page]) -> dict[str, float]:
    """Fit how heavily each sign speaks for an issue: a choice among the issues that a page speaks of."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    asked: list[tuple[dict[str, list[str]], set[str], float]] = []
    for page in learned:
        assert page.readings is not None
        passages, issues = page.readings.passages, Issues(page.readings.passages)
        for row in page.rows:
            if row["kind"] != "commitment":
                continue
            place = max(0, bisect_right(passages.starts, row["text"]["start"]) - 1)
            number, saying = page.readings.number_of(place), passages.saying_of_token(place)
            options = issues.options(row["text"]["start"], row["text"]["end"], saying, number)
            right = {issue or NO_ISSUE for issue in row["issue"]}
            if right & set(options):
                asked.append((options, right, 0.5 if row["optional"] or row["second"] else 1.0))
    names = sorted({sign for options, _, _ in asked for sign in signs_of(options)})
    places = {name: place for place, name in enumerate(names)}
    rows, columns, good, begins = [], [], [], []
    for options, right, _ in asked:
        begins.append(len(good))
        for issue, signs in options.items():
            rows += [len(good)] * len(signs)
            columns += [places[sign] for sign in signs]
            good.append(issue in right)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(good), len(names)))
    begin, is_good = np.array(begins), np.array(good)
    of = np.repeat(np.arange(len(asked)), np.diff([*begins, len(good)]))
    weight = np.array([share for _, _, share in asked])

    def loss(coefficients: Any) -> tuple[float, Any]:
        scores = matrix @ coefficients
        powers = np.exp(scores - np.maximum.reduceat(scores, begin)[of])
        whole, mine = np.add.reduceat(powers, begin), np.add.reduceat(powers * is_good, begin) + 1e-12
        value = -(weight * np.log(mine / whole)).sum() + coefficients @ coefficients / (2 * ISSUE_COST)
        slope = matrix.T @ ((powers / whole[of] - powers * is_good / mine[of]) * weight[of])
        return float(value), slope + coefficients / ISSUE_COST

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(value), 4) for name, value in zip(names, found.x, strict=True)}


# Scoring


def tally(found: Sequence[Page], models: Mapping[int, ReadingModels]) -> Scores:
    """Score the reports of pages, each read by the models of its fold."""
    records: dict[str, list[Any]] = {"documents": [], "commitments": [], "channels": []}
    rows: list[Row] = []
    for page in found:
        read_by = models[page.fold]
        _readings._latest = (*page.given[:4], *page.given[5:]), page.readings  # made once, with its candidates
        records["documents"].append(page.given[0])
        assert page.readings is not None
        every, glance = page.readings.undertakings(), read_by["hint"]
        page.readings._undertakings = [each for each in every if glance.yes(each.hints) >= FAINT]
        records["commitments"] += find_commitment_reports(*page.given, models=read_by)
        page.readings._undertakings = every
        marked = [(r["text"]["start"], r["text"]["end"]) for r in page.scored if r["kind"] == "channel"]
        for report in find_channel_reports(*page.given, models=read_by):
            piece = report.evidence[0]
            if report.state != "operating" or any(piece.start < end and start < piece.end for start, end in marked):
                records["channels"].append(report)
        rows += page.scored
    texts = {page.key: page.given[0].text for page in found}
    return score_records(rows, {name: to_json(values) for name, values in records.items()}, texts)


def cross_validated(found: Sequence[Page], *, errors: bool) -> dict[str, Any]:
    """Read every page by models that have not seen it, at several thresholds."""
    folds = {fold: learn([page for page in found if page.fold != fold], {}) for fold in range(FOLDS)}
    figures: dict[str, Any] = {}
    for threshold in THRESHOLDS:
        given = {
            fold: ReadingModels(m.models, {"undertakes": threshold, "reported": threshold}, m.issues)
            for fold, m in folds.items()
        }
        scores = tally(found, given)
        figures[f"{threshold}"] = {
            name: {
                "precision": round(one.precision, 3), "recall": round(one.recall, 3), "f1": round(one.f1, 3),
                "found": one.found, "right": one.right, "predicted": one.predicted, "gold": one.gold,
                "labels": dict(sorted(one.labels.items())),
            }
            for name, one in (("commitments", scores.commitments), ("channels", scores.channels))
        }  # fmt: skip
        if errors and threshold == 0.5:
            sys.stdout.write("\n".join([*scores.commitments.errors, *scores.channels.errors]) + "\n")
    return figures


def chosen(figures: Mapping[str, Any], name: str) -> float:
    """Return the threshold with the best F of beta 1/3: a wrong row does three times the harm of a missing one."""

    def worth(threshold: float) -> float:
        one = figures[f"{threshold}"][name]
        return float(one["right"] / max(1.0, one["predicted"] + one["gold"] / 9))

    return max(map(float, figures), key=lambda threshold: (worth(threshold), threshold))


def write(models: ReadingModels) -> None:
    """Write the models as arrays and lists of names."""
    arrays: dict[str, Any] = {
        "issues/names": "\n".join(models.issues),
        "issues/weights": np.array(list(models.issues.values()), np.float32),
        "questions": "\n".join(QUESTIONS),
        "asked": "\n".join(models.thresholds),
        "thresholds": np.array(list(models.thresholds.values()), np.float32),
    }
    for question, model in models.models.items():
        arrays[f"{question}/answers"] = "\n".join(model.answers)
        arrays[f"{question}/names"] = "\n".join(model.places)
        arrays[f"{question}/weights"] = model.weights.astype(np.float16)
        arrays[f"{question}/bias"] = model.bias
    np.savez_compressed(OUT, **arrays)


def main() -> int:
    """Cross-validate, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="folder for what the stages before make of the documents")
    parser.add_argument("--no-write", action="store_true")
    parser.add_argument("--errors", action="store_true", help="print what goes wrong in cross-validation")
    options = parser.parse_args()
    found = pages(options.cache)
    figures = cross_validated(found, errors=options.errors)
    thresholds = {"undertakes": chosen(figures, "commitments"), "reported": chosen(figures, "channels")}
    for threshold, figure in figures.items():
        for kind, one in figure.items():
            sys.stdout.write(f"{threshold:5} {kind:12} {json.dumps(one)}\n")
    sys.stdout.write(f"thresholds: {thresholds}\n")
    if not options.no_write:
        write(learn(found, thresholds))
        results = {"documents": len(found), "thresholds": thresholds, "cross-validated": figures}
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
