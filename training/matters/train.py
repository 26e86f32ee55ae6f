"""Train and cross-validate the small models that read commitments and lines of communication off the trees.

    python training/matters/train.py --scores SCORES [--unseen 13 14 ...] [--cache FOLDER] [--no-write] [--errors]

Reads the open half of the project's own gold (both annotators) and the documents annotated to train on
(``benchmarks/gold/own_events_train_*.jsonl``), cross-validates by document (the pages of one meeting stay in one
fold), prints the figures, and writes ``src/onrecord/matters/readings.npz``. It takes some minutes on one core. The held
half is never read.

Three layers are fitted one upon the other, each on what the layer below says of documents that it has not seen: linear
models over named features; how these are joined with the reader (`onrecord.language.reading`), which states are bound
or meant, which issue; and how likely a report is right in all its parts, on which the thresholds are.

SCORES is the folder of the reader's scores of the training documents, each made without it
(``training/events/train_reader.py --scores SCORES``). A document that has none there, or other words by now, is learned
from without the reader; but where it was annotated after the installed reader was trained (``--unseen``: numbers of
the files ``own_events_train_*.jsonl``), that reader's own scores serve. Only how the reader's scores are weighed is
learned here, not what they are made of: a new reader of the same labels may be put in before this is run again.

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

from _events_scoring import SAME_WORDS, Scores, _pair, asserted_right, overlap, score_records
from check_gold import GOLD, digest, read_jsonl
from onrecord import actors, language, pipeline, statements
from onrecord.language import Analysis, ModelEngine, quotations, times
from onrecord.language.reading import Reading
from onrecord.matters._countries import Asked, beneficiaries, obligors, parties
from onrecord.matters._issues import NO_ISSUE, Issues, signs_of
from onrecord.matters._linear import LinearModel, ReadingModels
from onrecord.matters._lines import channel_reports, parties_of, said_of, span_of
from onrecord.matters._passages import Passages
from onrecord.matters._readings import FAINT, Candidate, Readings
from onrecord.matters._undertakings import commitment_reports, trigger_of
from onrecord.records import RawPage, to_json
from onrecord.reference import Reference

OUT = REPOSITORY / "src" / "onrecord" / "matters" / "readings.npz"
RESULTS = Path(__file__).resolve().parent / "readings.json"
FOLDS = 5
LEAST_COUNT = 2  # a feature must stand in so many examples
COST = {"undertakes": 0.5, "reported": 0.7}  # inverse strength of the penalty, chosen in cross-validation
LABEL_COST = 1.0
ISSUE_COST = 1.0
FOUNDING = 4.0  # weight of the founding documents, which everybody knows and every row of which must be there
ONE_ANNOTATOR = 0.6  # weight of what only the second annotator of the open half marks
LEAST_PRECISION = 0.577
"""Share of the reports that must be right in all that is scored, cross-validated. From 0.3 to 0.5 on, a step of the
threshold buys as much precision as it costs recall; a wrong row does more harm than a missing one."""
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)

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
    numbers: list[Mapping[str, float]] = field(default_factory=list)
    candidates: list[Candidate | None] = field(default_factory=list)

    def add(
        self, features: Iterable[str], label: str, weight: float, numbers: Mapping[str, float] | None = None
    ) -> None:
        self.features.append(tuple(dict.fromkeys(features)))
        self.labels.append(label)
        self.weights.append(weight)
        self.numbers.append(numbers or {})
        self.candidates.append(None)

    def ask(self, candidate: Candidate, label: str, weight: float) -> None:
        self.add(candidate.features, label, weight)
        self.candidates[-1] = candidate


def known_scores(folder: Path | None, key: str, analysis: Analysis) -> Reading | None:
    """Return the reader's scores of a document made without it; None where there are none of its present words."""
    path = folder / f"{key.replace('/', '|')}.npz" if folder is not None else None
    here = analysis.reading
    if path is None or here is None or not path.is_file():
        return None
    with np.load(path) as held:
        arrays = {name: held[name].astype(np.float32) for name in held.files}
    count = len(analysis.tokens)
    if len(arrays["scores"]) != count:
        return None
    borders = np.cumsum([len(names) for names in here.labels.values()])[:-1]
    kinds = sum(map(len, here.pair_labels.values()))
    return Reading(
        here.labels,
        dict(zip(here.labels, np.split(arrays["scores"], borders, 1), strict=True)),
        arrays["window"].astype(np.int64),
        here.pair_labels,
        arrays["pair_from"].reshape(count, kinds, -1),
        arrays["pair_to"].reshape(count, kinds, -1),
        arrays["pair_bias"],
        arrays["distance"],
    )


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


def pages(cache: Path | None, scores: Path | None = None, unseen: Sequence[str] = ()) -> list[Page]:
    """Read all documents to learn from, with their rows."""
    later: set[str] = set()
    reference = Reference.bundled()
    by_file: dict[str, list[Row]] = defaultdict(list)
    scored: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(GOLD.glob("own_events_*.jsonl")):
        for row in read_jsonl(path):
            if row["half"] not in ("open", "train") or path.stem.endswith("settled"):
                continue
            by_file[row["file"]].append(row | {"second": path.stem.endswith("_b")})
            if path.stem.removeprefix("own_events_train_") in unseen:
                later.add(row["file"])
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
        first, analysis, *others = contents[document.key]
        reading = known_scores(scores, document.key, analysis)
        if reading is None and document.key in later:
            reading = analysis.reading
        content = (first, replace(analysis, reading=reading), *others, reference)
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
                found[asked].ask(candidate, label, weight)
                if kind == "commitment":
                    found["hint"].ask(replace(candidate, features=candidate.hints), label, weight)
            if row is not None:
                weight = times * (0.5 if row["optional"] else 1.0)
                if kind == "commitment":
                    found["undertaking state"].add(candidate.features, row["state"][0], weight)
                    found["undertaking kind"].add(candidate.features, row["commitment"][0], weight)
                    saying = readings.saying_of(trigger_of(readings, candidate))
                    options = obligors(readings, candidate, readings.clause(candidate.place), saying)
                    ask_of_states(found["obligor"], options, row["obligor"], weight)
                    if len(row["obligor"]) == 1 and "other" not in row["obligor"]:
                        span = readings.clause(candidate.place)
                        options = beneficiaries(readings, candidate, span, saying, row["obligor"])
                        ask_of_states(found["beneficiary"], options, row["beneficiary"], weight)
                else:
                    found["line state"].add(candidate.features, row["state"][0], weight)
                    found["line level"].add(candidate.features, row["level"][0], weight)
                    span = span_of(readings, candidate)
                    saying, rule = said_of(readings, candidate.place), parties_of(readings, candidate, span)
                    options = parties(readings, candidate, span, saying, rule)
                    ask_of_states(found["party"], options, row["parties"], weight)


def ask_of_states(found: Examples, options: Mapping[str, Asked], right: Sequence[str], weight: float) -> None:
    """Add what is learned of each state that may be meant; nothing where the gold allows anybody."""
    if "other" not in right:
        for country, asked in options.items():
            found.add(asked.signs, "yes" if country in right else "no", weight, asked.numbers)


def _beside(readings: Readings, candidate: Candidate) -> bool:
    """Whether a candidate is joined by "and" to another: each of them is undertaken."""
    return readings.trees.related(candidate.place, "conj")


BASE = (
    "hint", "undertakes", "undertaking state", "undertaking kind", "obligor", "beneficiary",
    "reported", "line state", "line level", "party",
)  # fmt: skip
JOINED = ("hint, joined", "undertakes, joined", "reported, joined")
RIGHT = ("undertaking right", "line right")
QUESTIONS = (*BASE, *JOINED, *RIGHT)


def fitted(examples: Examples, question: str) -> LinearModel:
    """Fit the model of one question."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for features in examples.features for name in features)
    names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    names += sorted({name for numbers in examples.numbers for name in numbers})
    places = {name: place for place, name in enumerate(names)}
    cells = [
        (row, places[name], value)
        for row, (features, numbers) in enumerate(zip(examples.features, examples.numbers, strict=True))
        for name, value in (*((name, 1.0) for name in features), *numbers.items())
        if name in places
    ]
    rows, columns, values = zip(*cells, strict=True)
    named = csr_matrix((values, (rows, columns)), shape=(len(examples.features), len(names)))
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


def examples_of(learned: Iterable[Page]) -> dict[str, Examples]:
    """Gather the examples of the first layer."""
    found = {question: Examples() for question in BASE}
    for page in learned:
        learn_from(page, found)
    return found


def merged(of_pages: Iterable[Mapping[str, Examples]], question: str) -> Examples:
    """Put the examples of pages together."""
    whole = Examples()
    for each in of_pages:
        one = each[question]
        for name in ("features", "labels", "weights", "numbers", "candidates"):
            getattr(whole, name).extend(getattr(one, name))
    return whole


class Recorder:
    """Stands in the place of the last layer: keeps what it is asked, and answers with the number of the question."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[str, ...], Mapping[str, float]]] = []

    def yes(self, signs: Iterable[str], numbers: Mapping[str, float]) -> float:
        """Keep a question."""
        self.asked.append((tuple(signs), numbers))
        return float(len(self.asked))


@dataclass(slots=True)
class Layers:
    """What is made of all pages on the way, each page by models that have not seen it."""

    of_page: dict[str, dict[str, Examples]]
    models: dict[int, dict[str, Any]]
    issues: dict[int, dict[str, float]]
    reports: dict[str, dict[str, list[tuple[Any, Any]]]]
    """By kind and page: reports, each with what the last layer was asked of it, None for a bare use."""


KINDS = {"commitment": ("undertakes", "undertaking right"), "channel": ("reported", "line right")}


def first_layer(learned: Sequence[Page], of_page: Mapping[str, Mapping[str, Examples]]) -> dict[str, Any]:
    """Fit the linear models."""
    return {name: fitted(merged((of_page[page.key] for page in learned), name), name) for name in BASE}


def scored_by(models: Mapping[str, LinearModel], examples: Mapping[str, Examples], asked: str) -> Examples:
    """Return what the second layer learns from: scores of the first and of the reader."""
    found = Examples()
    one = examples[asked]
    for candidate, label, weight in zip(one.candidates, one.labels, one.weights, strict=True):
        assert candidate is not None
        score, read = models[asked].score(candidate.features), candidate.read
        if read and asked == "hint":
            read = {"own": read["own"]}
        numbers = {"linear": score, **read} if read else {"linear, unread": score}
        found.add(["read" if candidate.read else "unread"], label, weight, numbers)
    return found


def layers_of(found: Sequence[Page]) -> Layers:
    """Read every page by models that have not seen it."""
    of_page = {page.key: examples_of([page]) for page in found}
    models: dict[int, dict[str, Any]] = {}
    issues = {}
    scored: dict[str, dict[str, Examples]] = {}
    for fold in range(FOLDS):
        others = [page for page in found if page.fold != fold]
        models[fold] = first_layer(others, of_page)
        issues[fold] = issue_weights(others)
        for page in found:
            if page.fold == fold:
                scored[page.key] = {
                    name: scored_by(models[fold], of_page[page.key], name.removesuffix(", joined")) for name in JOINED
                }
    for fold in range(FOLDS):
        for name in JOINED:
            models[fold][name] = fitted(merged((scored[p.key] for p in found if p.fold != fold), name), name)
    reports: dict[str, dict[str, list[tuple[Any, Any]]]] = {kind: {} for kind in KINDS}
    for page in found:
        for kind in KINDS:
            reports[kind][page.key] = reports_of(page, kind, models[page.fold], issues[page.fold])
    for name in JOINED:
        for page in found:
            of_page[page.key][name] = scored[page.key][name]
    for kind, (_, name) in KINDS.items():
        for page in found:
            of_page[page.key][name] = judged(page, kind, reports[kind][page.key])
    return Layers(of_page, models, issues, reports)


def reports_of(page: Page, kind: str, models: Mapping[str, Any], issues: Mapping[str, float]) -> list[tuple[Any, Any]]:
    """Return all reports of a page, with what the last layer would be asked of each."""
    readings = page.readings
    assert readings is not None
    recorder = Recorder()
    given = ReadingModels(
        {**models, "undertaking right": recorder, "line right": recorder}, {"undertakes": 0.0, "reported": 0.0}, issues
    )
    if kind == "channel":
        told: list[tuple[Any, float]] = list(channel_reports(readings, given))
    else:
        every = readings.undertakings()
        readings._undertakings = [
            each for each in every if given.at_a_glance(each.hints, each.read.get("own")) >= FAINT
        ]
        told = list(commitment_reports(readings.passages, readings, given))
        readings._undertakings = every
    return [(report, recorder.asked[round(share) - 1] if share else None) for report, share in told]


CHECKS: dict[str, dict[str, Any]] = {
    "commitment": {
        "obligor": lambda row, r: "other" in row["obligor"] or set(r["obligor"]) == set(row["obligor"]),
        "issue": lambda row, r: r["issue"] in row["issue"],
    },
    "channel": {
        "parties": lambda row, r: set(r["parties"]) == set(row["parties"]),
        "level": lambda row, r: r["level"] in row["level"],
    },
}


def judged(page: Page, kind: str, told: Sequence[tuple[Any, Any]]) -> Examples:
    """Return what the last layer learns from: whether each report is right in all that is scored.

    Those that meet optional rows, or tell a row a second time, are passed over, as in scoring.
    """
    text = page.given[0].text
    rows = [row for row in page.scored if row["kind"] == kind]
    records = [to_json(report) for report, _ in told]

    def right(row: Row, record: Row) -> bool:
        labels = all(check(row, record) for check in CHECKS[kind].values())
        return labels and record["state"] in row["state"] and asserted_right(row, record["asserted_by"])

    def likeness(row: Row, record: Row) -> float:
        share = max((overlap(text, [row["text"]], [each]) for each in record["evidence"]), default=0.0)
        return share + right(row, record) / 100 if share >= SAME_WORDS else 0.0

    pairs, _ = _pair(rows, records, likeness)
    met = {id(record): row for row, record in pairs}
    found = Examples()
    times = FOUNDING if page.key.startswith("founding/") else 1.0
    for (_, asked), record in zip(told, records, strict=True):
        row = met.get(id(record))
        again = row is None and any(
            overlap(text, [each["text"]], record["evidence"]) > 0 and right(each, record) for each in rows
        )
        bare = kind == "channel" and row is None and record["state"] == "operating"
        if asked is None or again or bare or (row is not None and row["optional"]):
            continue
        good = row is not None and right(row, record)
        found.add(asked[0], "yes" if good else "no", times if good else 1.0, asked[1])
    return found


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
            where = row["text"]["start"], row["text"]["end"]
            options = signs_of(issues.options(*where, saying, number), issues.words(*where))
            right = {issue or NO_ISSUE for issue in row["issue"]}
            if right & set(options):
                asked.append((options, right, 0.5 if row["optional"] or row["second"] else 1.0))
    names = sorted({sign for options, _, _ in asked for signs in options.values() for sign in signs})
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


def tally(
    found: Sequence[Page], layers: Layers, right: Mapping[int, Mapping[str, LinearModel]], least: float
) -> Scores:
    """Score the reports of pages that are likely enough right, by models that have not seen them."""
    records: dict[str, list[Any]] = {"documents": [], "commitment": [], "channel": []}
    rows: list[Row] = []
    for page in found:
        records["documents"].append(page.given[0])
        marked = [(r["text"]["start"], r["text"]["end"]) for r in page.scored if r["kind"] == "channel"]
        for kind, (_, name) in KINDS.items():
            for report, asked in layers.reports[kind][page.key]:
                if asked is not None and right[page.fold][name].yes(*asked) < least:
                    continue
                piece = report.evidence[0]
                near = any(piece.start < end and start < piece.end for start, end in marked)
                if kind == "commitment" or report.state != "operating" or near:
                    records[kind].append(report)
        rows += page.scored
    told = {"commitments": records["commitment"], "channels": records["channel"], "documents": records["documents"]}
    texts = {page.key: page.given[0].text for page in found}
    return score_records(rows, {name: to_json(values) for name, values in told.items()}, texts)


def cross_validated(found: Sequence[Page], layers: Layers, *, errors: float | None) -> dict[str, Any]:
    """Score at several thresholds."""
    right = {
        fold: {
            name: fitted(merged((layers.of_page[p.key] for p in found if p.fold != fold), name), name) for name in RIGHT
        }
        for fold in range(FOLDS)
    }
    figures: dict[str, Any] = {}
    for threshold in THRESHOLDS:
        scores = tally(found, layers, right, threshold)
        figures[f"{threshold}"] = {
            name: {
                "precision": round(one.precision, 3), "recall": round(one.recall, 3), "f1": round(one.f1, 3),
                "found": one.found, "right": one.right, "predicted": one.predicted, "gold": one.gold,
                "labels": dict(sorted(one.labels.items())),
            }
            for name, one in (("commitments", scores.commitments), ("channels", scores.channels))
        }  # fmt: skip
        if threshold == errors:
            sys.stdout.write("\n".join([*scores.commitments.errors, *scores.channels.errors]) + "\n")
    return figures


def learned(found: Sequence[Page], layers: Layers, thresholds: Mapping[str, float]) -> ReadingModels:
    """Fit the models of all questions on all pages."""
    models = {name: fitted(merged((layers.of_page[page.key] for page in found), name), name) for name in QUESTIONS}
    return ReadingModels(models, thresholds, issue_weights(found))


def chosen(figures: Mapping[str, Any], name: str) -> float:
    """Return the lowest threshold at which enough of what is reported is right; else the most precise."""
    enough = [float(each) for each, figure in figures.items() if figure[name]["precision"] >= LEAST_PRECISION]
    return min(enough) if enough else max(map(float, figures), key=lambda each: figures[f"{each}"][name]["precision"])


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
    parser.add_argument("--errors", type=float, help="print what goes wrong in cross-validation at this threshold")
    parser.add_argument("--scores", type=Path, help="folder of the reader's scores, made out of fold")
    parser.add_argument("--unseen", nargs="*", default=[], help="files annotated after the reader was trained")
    options = parser.parse_args()
    found = pages(options.cache, options.scores, options.unseen)
    layers = layers_of(found)
    figures = cross_validated(found, layers, errors=options.errors)
    thresholds = {"undertakes": chosen(figures, "commitments"), "reported": chosen(figures, "channels")}
    for threshold, figure in figures.items():
        for kind, one in figure.items():
            sys.stdout.write(f"{threshold:5} {kind:12} {json.dumps(one)}\n")
    sys.stdout.write(f"thresholds: {thresholds}\n")
    if not options.no_write:
        write(learned(found, layers, thresholds))
        read = sum(page.given[1].reading is not None for page in found)
        results = {
            "documents": len(found),
            "with the reader's scores": read,
            "thresholds": thresholds,
            "cross-validated": figures,
        }
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
