"""Measure the labels of commitments and lines where the words are given, and the whole record, on annotated documents.

    python training/matters/labels.py --cache FOLDER [--half tuning|control] [--show LABEL] [--whole]

The documents of ``benchmarks/gold/long_events_*.jsonl`` were learned from by no model of the package, neither by the
reader nor by the linear models, so that what the present code makes of them is what an unseen document yields. They
are parted by digest, once and for all, into a half to tune on (``tuning``) and one that is only counted (``control``).

The words of each row that must be found are taken as given: the word of the tree that heads them best is labelled as if
it had been found (``--whole``: what the code finds by itself is scored instead, at its thresholds). Printed are the
share right of each label, and for the half ``tuning`` what the code said in place of the gold, the most frequent first;
``--show`` adds the words of each error of one label.

``--learned-from`` reads the documents that the models were fitted on instead: there the labels that rules settle (who
asserts it, the name of a line) can be counted on many more rows, while those of the models look better than they are.

``--cache`` keeps what the stages before the matters make of the documents. Needs the development data and the trained
language model.

What was tried on them: boosted trees over what the reader, the linear models and the page say of a report (some forty
numbers, cross-validated by document) in the place of the last layer rank the reports no better than it does (average
precision of rows that are right .49 against .51; of lines .43 against .45). By thresholds, both halves together,
commitments stand at .58 / .19 (precision, recall) where they are kept from .40 on, at .51 / .23 from .30 on, and at
.45 / .27 from .20 on: there is no better one, only another choice between both.

Of 708 undertakings of them 402 are looked at closely, and 234 of these would be told right in all labels: what is wrong
alone is the issue (45), who undertakes it (39), who asserts it (29), or both of these (29). Of 375 passages about lines
187 are looked at and 83 would be right; what is wrong most are the parties. So labels cost more than what is never
looked at. Issues told by the words of the whole sentence, or by vectors of words, are right in .83 of the rows where
those of the passage alone give .81, and the record is no better for it; the last layer fitted on these documents alone
ranks worse (.50 against .62), as it has too few of them.
"""

# ruff: noqa: E402 (the benchmarks are no package: their folder must be known first)
from __future__ import annotations

import argparse
import hashlib
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(REPOSITORY / "benchmarks" / "gold"))
sys.path.insert(0, str(REPOSITORY / "benchmarks"))

from events_sheet import training_documents
from train import Row, read_page

from _events_scoring import Scores, asserted_right, overlap, said_by, score_records
from check_gold import GOLD, read_jsonl
from onrecord.language import ModelEngine
from onrecord.matters._linear import ReadingModels, load_models
from onrecord.matters._lines import channel_reports, span_of
from onrecord.matters._passages import Passages
from onrecord.matters._readings import Readings
from onrecord.matters._undertakings import commitment_reports
from onrecord.records import to_json
from onrecord.reference import Reference

SEED = "labels"
UNSEEN, LEARNED_FROM = "long_events_*.jsonl", "own_events_train_*.jsonl"
HALVES = ("tuning", "control")
LEAST_OVERLAP = 0.5
"""Share of the words of a row that the words headed by a candidate must have in common with it."""
LABELS: Mapping[str, Mapping[str, Callable[[Row, Row], bool]]] = {
    "commitment": {
        "obligor": lambda row, told: "other" in row["obligor"] or set(told["obligor"]) == set(row["obligor"]),
        "beneficiary": lambda row, told: (
            "other" in row["beneficiary"] or set(told["beneficiary"]) == set(row["beneficiary"])
        ),
        "issue": lambda row, told: told["issue"] in row["issue"],
        "kind": lambda row, told: told["kind"] in row["commitment"],
        "state": lambda row, told: told["state"] in row["state"],
        "asserted_by": lambda row, told: asserted_right(row, told["asserted_by"]),
    },
    "channel": {
        "name": lambda row, told: any(word.casefold() in told["name"].casefold() for word in row["name"]),
        "level": lambda row, told: told["level"] in row["level"],
        "parties": lambda row, told: set(told["parties"]) == set(row["parties"]),
        "state": lambda row, told: told["state"] in row["state"],
        "by": lambda row, told: set(told["by"]) == set(row["by"]),
        "asserted_by": lambda row, told: asserted_right(row, told["asserted_by"]),
    },
}
COUNTED = {
    "commitment": ("obligor", "issue", "state", "asserted_by"),
    "channel": ("parties", "level", "state", "asserted_by"),
}
"""Labels that must all be right for a row to be right."""
MOST_SHOWN = 14


@dataclass(slots=True)
class Page:
    """A document with its rows, and what the stages before the matters make of it."""

    key: str
    rows: list[Row]
    readings: Readings
    document: Any


def half_of(key: str) -> str:
    """Return the half of a document, by the digest of its key."""
    return HALVES[hashlib.sha256(f"{SEED} {key}".encode()).digest()[0] % 2]


def pages(cache: Path, half: str, files: str = UNSEEN) -> Iterator[Page]:
    """Read the documents of one half, in the order of their keys."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for path in sorted(GOLD.glob(files)):
        for row in read_jsonl(path):
            if row["half"] == "train" and half_of(row["file"]) == half:
                rows[row["file"]].append(row)
    reference = Reference.bundled()
    cache.mkdir(parents=True, exist_ok=True)
    places = {key: cache / f"{key.replace('/', '|')}.pkl" for key in sorted(rows)}
    if any(not place.exists() for place in places.values()):
        engine = ModelEngine()
        for document in training_documents():
            if document.key in places and not places[document.key].exists():
                places[document.key].write_bytes(pickle.dumps(read_page(document, reference, engine)))
    for key, place in places.items():
        page, analysis, when, said, _, who, where = pickle.loads(place.read_bytes())
        passages = Passages(page, analysis, when, said, who, where, reference)
        yield Page(key, rows[key], Readings(passages, analysis), page)


class Found:
    """Stands in the place of the model that joins what is asked of a word: every word is found."""

    def score(self, *_: object) -> float:
        """Return the score of what is there."""
        return 4.0


def _given(models: ReadingModels) -> ReadingModels:
    """The models of the package, but for which every word heads what is looked for."""
    found: Any = Found()
    told = {**models.models, "undertakes, joined": found, "reported, joined": found}
    return replace(models, models=told, thresholds=dict.fromkeys(models.thresholds, 0.0))


def labelled(page: Page, kind: str, models: ReadingModels) -> Iterator[tuple[Row, Row | None, str]]:
    """Yield each row that must be found with the report of the word that heads it, or why there is none."""
    readings = page.readings
    passages = readings.passages
    commitments = kind == "commitment"
    every = readings.undertakings() if commitments else readings.lines()
    spans = [readings.clause(each.place) if commitments else span_of(readings, each) for each in every]
    for row in page.rows:
        if row["kind"] != kind or row["optional"]:
            continue
        start, end = row["text"]["start"], row["text"]["end"]
        heads = []
        for each, (first, after) in zip(every, spans, strict=True):
            if start <= passages.starts[each.place] < end:
                own = {"start": passages.starts[first], "end": passages.ends[after - 1]}
                heads.append((overlap(passages.text, [row["text"]], [own]), -each.place, each))
        heads.sort(key=lambda item: item[:2], reverse=True)
        if not heads or heads[0][0] < LEAST_OVERLAP:
            yield row, None, "no word heads it"
            continue
        told: list[Any] = []
        for _, _, head in heads[:1]:
            if commitments:
                readings._undertakings = [head]
                told = [to_json(report) for report, _ in commitment_reports(passages, readings, models)]
            else:
                readings._lines = [head]
                told = [to_json(report) for report, _ in channel_reports(readings, models)]
        if commitments:
            readings._undertakings = every
        else:
            readings._lines = every
        yield row, told[0] if told else None, "" if told else "left out by a rule"


@dataclass(slots=True)
class Tally:
    """What was counted of one kind."""

    asked: int = 0
    told: int = 0
    whole: int = 0
    right: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    confused: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, kind: str, row: Row, told: Row | None, why: str) -> list[str]:
        """Count one row; return the labels that are wrong."""
        self.asked += 1
        if told is None:
            self.missing[why] += 1
            return ["missing"]
        self.told += 1
        wrong = [name for name, check in LABELS[kind].items() if not check(row, told)]
        self.right.update(name for name in LABELS[kind] if name not in wrong)
        self.whole += not set(wrong) & set(COUNTED[kind])
        for name in wrong:
            self.confused[name][confusion(name, row, told)] += 1
        return wrong

    def lines(self, kind: str, *, confusions: bool) -> Iterator[str]:
        """Say the counts in plain lines."""
        yield f"{kind}: {self.asked} rows, labelled {self.told} ({dict(self.missing)})"
        shares = ", ".join(f"{name} {self.right[name] / max(1, self.told):.3f}" for name in LABELS[kind])
        yield f"  right where labelled: {shares}; all that count {self.whole / max(1, self.told):.3f}"
        for name, counts in self.confused.items() if confusions else ():
            for what, count in counts.most_common(MOST_SHOWN):
                yield f"  {name:12} {count:4}  {what}"


def _relation(right: set[str], said: set[str]) -> str:
    """How a set of states differs from the right one."""
    if not said:
        return "nobody for somebody"
    if not right:
        return "somebody for nobody"
    if said < right:
        return "too few"
    if right < said:
        return "too many"
    return "others" if not said & right else "some others"


def confusion(name: str, row: Row, told: Row) -> str:
    """Say in short what stands in the place of what."""
    if name == "asserted_by":
        return f"{sorted(row['asserted_by'])[:2]} taken for {sorted(said_by(told['asserted_by']))[:2]}"
    if name in {"obligor", "beneficiary", "parties", "by"}:
        right, said = set(row[name]), set(told[name])
        mutual = f", obligors {min(3, len(row['obligor']))}" if "obligor" in row else f", {row['state'][0]}"
        return f"{_relation(right, said)} ({len(right)} taken for {len(said)}{mutual})"
    gold = row["commitment" if name == "kind" else name]
    return f"{'/'.join(map(str, gold[:3]))} taken for {told[name]}"


def whole(found: Sequence[Page], models: ReadingModels) -> Scores:
    """Score what the code finds by itself, as ``benchmarks/matters.py`` does: bare uses of a line are not counted."""
    records: dict[str, list[Any]] = {"documents": [], "commitments": [], "channels": []}
    for page in found:
        marked = [(r["text"]["start"], r["text"]["end"]) for r in page.rows if r["kind"] == "channel"]
        page.readings._undertakings = page.readings._lines = None
        records["documents"].append(page.document)
        records["commitments"] += [r for r, _ in commitment_reports(page.readings.passages, page.readings, models)]
        for report, _ in channel_reports(page.readings, models):
            piece = report.evidence[0]
            near = any(piece.start < end and start < piece.end for start, end in marked)
            if report.state != "operating" or near:
                records["channels"].append(report)
        page.readings._undertakings = page.readings._lines = None
    rows = [row for page in found for row in page.rows if row["kind"] in COUNTED]
    texts = {page.key: page.document.text for page in found}
    return score_records(rows, {name: to_json(values) for name, values in records.items()}, texts)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, required=True, help="folder for what the stages before make of documents")
    parser.add_argument("--learned-from", action="store_true", help="documents that the models were fitted on")
    parser.add_argument("--most", type=int, help="read so many documents at most")
    parser.add_argument("--half", choices=HALVES, default="tuning")
    parser.add_argument("--whole", action="store_true", help="score what the code finds by itself")
    parser.add_argument("--show", help="print the words of the errors of this label (of `--whole`: any), tuning only")
    options = parser.parse_args()
    tuning = options.half == "tuning"
    models = load_models()
    files = LEARNED_FROM if options.learned_from else UNSEEN
    found = list(islice(pages(options.cache, options.half, files), options.most))
    if options.whole:
        scores = whole(found, models)
        for name, one in (("commitments", scores.commitments), ("channels", scores.channels)):
            print(one.line(name))
            print("\n".join(one.errors) if options.show and tuning else "")
        return 0
    given = _given(models)
    for kind in LABELS:
        tally = Tally()
        for page in found:
            for row, told, why in labelled(page, kind, given):
                wrong = tally.add(kind, row, told, why)
                if tuning and options.show in wrong:
                    start, end = row["text"]["start"], row["text"]["end"]
                    around = page.document.text[max(0, start - 160) : end + 60].replace("\n", " ")
                    said = "" if told is None else confusion(options.show, row, told)
                    print(f"{row['id']} {said} {why}\n    {around}\n    [{page.document.text[start:end]}]")
        print("\n".join(tally.lines(kind, confusions=tuning)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
