"""Measure events: their type, status and date, the founding documents, and immunity to the junk of pages.

    python benchmarks/events.py [--quick] [--held]

1. *Type*, both sides given, on ``events/plover_train.tsv``: five folds, macro-F1 over its fifteen classes, with the
   layers (which have read none of it) and by signs alone, beside plain TF-IDF with logistic regression (same folds),
   the first word of the lexicon, and the zero-shot peer's answers as they stand in the file (tuned by its authors on
   these sentences; on its own test set it has .821). Needs scikit-learn; the quick run leaves it out.
2. *Own gold* (``gold/own_events_a.jsonl``): the open half, from which the events were learned (their cross-validated
   totals stand in ``training/events/events.json``), and with ``--held`` the totals of the half that was never looked
   at. Needs the trained language model.
3. *Founding documents* (``gold/founding_events.jsonl``): what must be found, and that nothing comes from their tails.
4. *Junk*: pages of ``pages/`` with gold bodies; events whose words stand outside the gold body, for each page.

Without the development data it says so and ends with status 0.
"""

from __future__ import annotations

import argparse
import csv
import html
import importlib.util
import json
import os
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent / "gold"))

from events_sheet import gold_documents, gold_records

from _events_scoring import score_records
from _extraction import load_pages
from check_gold import data_folder, founding_texts, read_jsonl
from onrecord.actors import find_actors
from onrecord.events import VERSION, find_events
from onrecord.language import Engine, ModelNotInstalled, analyse, default_engine, quotations
from onrecord.language.times import find_times
from onrecord.pipeline import read_page, regions
from onrecord.records import Document, Event, RawPage, to_json
from onrecord.reference import Reference
from onrecord.statements import find_statements

HERE = Path(__file__).resolve().parent
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or HERE / "results") / "events.json"
PAGES = 200
QUICK_PAGES = 20
SHINGLE = 5  # words around a trigger by which it is found in a gold body
GOALS = {"type macro-F1": 0.82, "status macro-F1": 0.80, "occurred wrongly": 0.03, "whole F1": 0.70, "junk": 0.05}


def events_in(document: Document, engine: Engine, reference: Reference) -> tuple[tuple[Event, ...], float]:
    """Return the events of a document and the seconds that finding them took."""
    where = regions(document)
    [analysis] = analyse([(document.text, where)], engine=engine)
    quoted = quotations.find_quotations(document.text, where)
    times = find_times(document.text, where)
    found = find_actors(document, analysis, quoted, reference)
    said = find_statements(document, analysis, quoted, times, found.actors, found.mentions, reference)
    began = time.process_time()
    events = find_events(document, analysis, quoted, times, found.actors, found.mentions, said, reference)
    return events, time.process_time() - began


def page_of(key: str, text: str, address: str | None, day: str | None) -> RawPage:
    """A page of plain text as its source states it."""
    return RawPage(path=key, content=text, url=address, date=day)


def measure_types(folder: Path) -> dict[str, Any]:
    """Cross-validate the type model beside plain baselines and the peer."""
    missing = [name for name in ("sklearn", "scipy") if importlib.util.find_spec(name) is None]
    if missing:
        print("type: skipped, needs scikit-learn and scipy")
        return {}
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score, f1_score
    from sklearn.model_selection import StratifiedKFold
    from sklearn.pipeline import make_pipeline

    place = HERE.parent / "training" / "events" / "train_types.py"
    description = importlib.util.spec_from_file_location("train_types", place)
    assert description is not None
    assert description.loader is not None
    training = importlib.util.module_from_spec(description)
    sys.modules["train_types"] = training
    description.loader.exec_module(training)
    from onrecord.events._classifier import type_model

    engine = training.StatesEngine()
    gold, synthetic = training.gold_examples(engine), training.synthetic_examples(engine)
    ours = training.cross_validate(gold, synthetic, type_model())
    with (folder / "events" / "plover_train.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    labels = [row["gold_root"] for row in rows]

    def figures(answers: Sequence[str]) -> dict[str, float]:
        return {
            "accuracy": round(float(accuracy_score(labels, answers)), 4),
            "macro_f1": round(float(f1_score(labels, answers, average="macro", labels=sorted(set(labels)))), 4),
        }

    plain: list[str] = [""] * len(rows)
    marked = [row["marked_sentence"] for row in rows]
    for train, test in StratifiedKFold(training.FOLDS, shuffle=True, random_state=training.SEED).split(marked, labels):
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            LogisticRegression(C=10, max_iter=300, class_weight="balanced"),
        )
        model.fit([marked[i] for i in train], [labels[i] for i in train])
        for i, answer in zip(test, model.predict([marked[i] for i in test]), strict=True):
            plain[i] = answer
    lexicon = [_first_of_lexicon(example.features) for example in gold]
    return {
        "ours": ours,
        "plain TF-IDF": figures(plain),
        "lexicon alone": figures(lexicon),
        "zero-shot peer, its answers in the file": figures([row["silver_root"] for row in rows]),
        "zero-shot peer, its second level": figures([row["root_L2"] for row in rows]),
    }


def _first_of_lexicon(features: dict[str, float]) -> str:
    event = next((name[len("lexfirst=") :] for name in features if name.startswith("lexfirst=")), "none")
    return "YIELD" if event in ("CONCEDE", "RETREAT") else event


def measure_gold(half: str, engine: Engine, reference: Reference, *, show: bool) -> dict[str, Any]:
    """Score the events of one half of the own gold: against annotator a, and against the settled rows."""
    annotated = {row["file"] for row in gold_records("a", half)}
    documents: list[Document] = []
    events: list[Event] = []
    texts: dict[str, str] = {}
    for item in gold_documents(half):
        if item.key in annotated:
            document = read_page(page_of(item.key, item.text, item.url, item.published), reference).document
            documents.append(document)
            events.extend(events_in(document, engine, reference)[0])
            texts[item.key] = item.text
    records = {"documents": [to_json(one) for one in documents], "events": [to_json(one) for one in events]}
    figures: dict[str, Any] = {}
    for annotator in ("a", "settled"):
        tally = score_records(gold_records(annotator, half), records, texts).events
        if show and annotator == "a":
            print("\n".join(tally.errors))
        figures[annotator] = {
            "documents": len(documents),
            "gold": tally.gold,
            "predicted": tally.predicted,
            "words_found": tally.found,
            "whole": {
                "precision": round(tally.precision, 4),
                "recall": round(tally.recall, 4),
                "f1": round(tally.f1, 4),
            },
            "labels_right_of_found": {
                name: round(count / max(1, tally.found), 4) for name, count in sorted(tally.labels.items())
            },
            "status_macro_f1": round(tally.status_macro_f1, 4),
            "status_f1": {name: round(value, 4) for name, value in tally.status_f1().items()},
            "occurred_wrongly": round(tally.occurred_wrongly, 4),
        }
    return figures["a"] | {"against the settled rows": figures["settled"]}


def measure_founding(folder: Path, engine: Engine, reference: Reference) -> dict[str, Any]:
    """Check the founding documents: what must be found, and that nothing comes from what is not read."""
    rows = read_jsonl(HERE / "gold" / "founding_events.jsonl")
    found, missing, from_tails, seconds, count = 0, [], 0, 0.0, 0
    for name, text in founding_texts(folder / "founding").items():
        document = read_page(page_of(name, text, None, None), reference).document
        events, took = events_in(document, engine, reference)
        seconds += took
        count += 1
        where = regions(document)
        for event in events:
            if not all(any(a <= item.start and item.end <= b for a, b in where) for item in event.evidence[:1]):
                from_tails += 1
        for row in rows:
            if row["file"] == name:
                if any(_is_row(row, event) for event in events):
                    found += 1
                else:
                    missing.append(row["id"])
    return {
        "must_be_found": found + len(missing),
        "found": found,
        "missing": missing,
        "from_unread_lines": from_tails,
        "milliseconds_a_document": round(1000 * seconds / max(1, count), 1),
    }


def _is_row(row: dict[str, Any], event: Event) -> bool:
    touches = any(row["start"] < item.end and item.start < row["end"] for item in event.evidence[0::2])
    sides = {party.country for party in (*event.actor, *event.recipient) if party.country}
    return touches and event.event in row["event"] and event.status in row["status"] and set(row["sides"]) <= sides


_OWN_WORDS = re.compile(
    r"""(?is)<title[^>]*>([^<]{3,300})<|<meta\b(?=[^>]*\b(?:name|property)=["'](?:og:|twitter:)?(?:title|description)["'])"""
    r"""[^>]*\bcontent=(?:"([^"]{3,600})"|'([^']{3,600})')"""
)


def own_words(page: str) -> list[str]:
    """Return what the mark-up of a page gives as its title and its summary."""
    return [html.unescape(next(filter(None, found.groups()))) for found in _OWN_WORDS.finditer(page)]


def measure_junk(folder: Path, engine: Engine, reference: Reference, pages: int) -> dict[str, Any]:
    """Count events whose words stand neither in the gold body nor in the title or summary of the page's own mark-up.

    The gold of these pages is the body alone; titles and summaries are read, too, and are no junk.
    """
    read = events_found = junk = 0
    for page in load_pages(folder / "pages"):
        if read == pages:
            break
        if not page.is_english or not page.gold.strip():
            continue
        read += 1
        raw = RawPage(path=page.key, content=page.html, markup="html", url=page.url)
        document = read_page(raw, reference).document
        body = " ".join(" ".join([page.gold, page.gold_title, *own_words(page.html)]).split())
        events, _ = events_in(document, engine, reference)
        for event in events:
            events_found += 1
            junk += not _stands_in(document.text, event.evidence[0].start, event.evidence[0].end, body)
    return {"pages": read, "events": events_found, "junk": junk, "junk_a_page": round(junk / max(1, read), 4)}


def _stands_in(text: str, start: int, end: int, body: str) -> bool:
    """Whether the words around a place of a page stand in the gold body."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    before, after = line[: start - line_start].split()[-SHINGLE:], line[end - line_start :].split()[:SHINGLE]
    middle = line[start - line_start : end - line_start]
    windows = (" ".join([*before, middle]), " ".join([middle, *after]))
    return any(window in body for window in windows if window) or " ".join(line.split()) in body


def show(name: str, rows: Iterable[tuple[str, Any]]) -> None:
    """Print one table."""
    print(f"\n{name}")
    for key, value in rows:
        print(f"  {key:44} {value}")


def write(results: dict[str, Any]) -> None:
    """Write the figures so far."""
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    """Measure, print, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--held", action="store_true", help="score the held half of the own gold, totals only")
    parser.add_argument("--errors", action="store_true", help="print the errors on the open half")
    arguments = parser.parse_args()
    folder = data_folder()
    if not (folder / "events").is_dir():
        print("events: skipped, needs the development data")
        return 0
    reference = Reference.bundled()
    try:
        engine = default_engine()
    except ModelNotInstalled as problem:
        print(f"events: skipped, {problem}")
        return 0
    command = "python benchmarks/events.py" + "".join(f" {flag}" for flag in sys.argv[1:] if flag != "--errors")
    results: dict[str, Any] = {"command": command, "version": VERSION, "engine": engine.name, "goals": GOALS}
    results["founding"] = measure_founding(folder, engine, reference)
    show("founding documents", results["founding"].items())
    results["own_gold_open"] = measure_gold("open", engine, reference, show=arguments.errors)
    show("own gold, open half (learned from)", results["own_gold_open"].items())
    if arguments.held:
        results["own_gold_held"] = measure_gold("held", engine, reference, show=False)
        show("own gold, held half (never looked at)", results["own_gold_held"].items())
    write(results)
    results["junk"] = measure_junk(folder, engine, reference, QUICK_PAGES if arguments.quick else PAGES)
    show("junk of pages", results["junk"].items())
    write(results)
    if not arguments.quick:
        results["type"] = measure_types(folder)
        show("type, both sides given, cross-validated", results["type"].items())
    write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
