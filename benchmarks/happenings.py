"""Measure happenings: tellings of one event across documents.

    python benchmarks/happenings.py [--quick]

1. ECB+ development part, gold mentions: CoNLL F1 (mean of MUC, B3, CEAF-e) of the product's likeness of two tellings
   (`onrecord.matters.likeness`) with average linkage inside a topic, whose pages count as one field, beside the lemma
   baselines. What it weighs and the threshold come from the training part (`training/matters/train_happenings.py`).
2. Copies: pairs of articles that share most of their text; happenings for each happening of the first article of a
   pair that both tell. At best 1.

Without the development data it says so and ends with status 0. Part 1 needs scipy.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from check_gold import data_folder
from events import events_in
from events import page_of as raw_page_of
from onrecord.language import Analysis, Engine, ModelNotInstalled, RulesEngine, analyse, default_engine
from onrecord.matters import (
    ONE_HAPPENING,
    EventLikeness,
    Page,
    Telling,
    compare_events,
    event_keys,
    judge_happenings,
    likenesses,
    page_of,
    pages_alike,
    telling,
)
from onrecord.matters._stories import stories_apart
from onrecord.matters._tellings import NOT_KNOWN, PagesAlike
from onrecord.pipeline import read_page
from onrecord.records import Document, Event
from onrecord.reference import Reference

HERE = Path(__file__).resolve().parent
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or HERE / "results") / "happenings.json"
GOALS = {"CoNLL F1": 0.80, "rows a happening": 1.1}
COPY_CONTAINMENT = 0.6
PAIRS = 40
QUICK_PAIRS = 6
_PARTS = frozenset(("nsubj", "obj", "iobj", "obl", "nmod", "compound"))
_OF_PARTS = frozenset(("conj", "flat", "compound", "nmod"))
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "NUM", "ADJ"))
_UNDER_ANOTHER = frozenset(("xcomp", "conj", "advcl"))

Clusters = dict[int, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention of ECB+."""

    document: str
    topic: str
    part: str
    chain: str
    lemma: str
    telling: Telling


def read_mentions(part: str, engine: Engine) -> tuple[list[Mention], dict[str, Page]]:
    """Read the mentions of a part of ECB+, and its pages."""
    folder = data_folder() / "same_event"
    sentences: dict[tuple[str, int], list[str]] = defaultdict(list)
    with gzip.open(folder / f"ecb_{part}.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 5:
                sentences[columns[0], int(columns[1])].append(columns[3])
    with gzip.open(folder / f"ecb_{part}_event_mentions.json.gz", "rt", encoding="utf-8") as lines:
        rows = json.load(lines)
    needed = sorted({(row["doc_id"], row["sent_id"]) for row in rows})
    texts = [" ".join(sentences[key]) for key in needed]
    analyses = dict(zip(needed, analyse([(text, [(0, len(text))]) for text in texts], engine=engine), strict=True))
    words: dict[str, list[str]] = defaultdict(list)
    begins: dict[tuple[str, int], int] = {}
    for document, number in sorted(sentences):
        begins[document, number] = sum(len(text) + 1 for text in words[document])
        words[document].append(" ".join(sentences[document, number]))
    mentions = []
    for row in rows:
        key = row["doc_id"], row["sent_id"]
        tokens, analysis = sentences[key], analyses[key]
        text = " ".join(tokens)
        starts = [0]
        for token in tokens:
            starts.append(starts[-1] + len(token) + 1)
        first, last = row["tokens_number"][0], row["tokens_number"][-1]
        start, end = starts[first], starts[last] + len(tokens[last])
        inside = [i for i, token in enumerate(analysis.tokens) if token.start < end and start < token.end]
        head = next((i for i in inside if analysis.tokens[i].head not in inside), inside[-1])
        main = analysis.tokens[head]
        told = telling(
            text,
            start,
            end,
            [text[analysis.tokens[i].start : analysis.tokens[i].end] for i in _arguments(analysis, inside, head)],
            head=(main.start, main.end),
            place=begins[key] + start,
        )
        topic = row["doc_id"].split("_")[0]
        part_of_topic = topic + ("plus" if row["doc_id"].endswith("plus") else "")
        lemma = (main.lemma or tokens[last]).lower()
        mentions.append(Mention(row["doc_id"], topic, part_of_topic, row["coref_chain"], lemma, told))
    return mentions, {document: page_of("\n".join(texts)) for document, texts in sorted(words.items())}


def _arguments(analysis: Analysis, inside: Sequence[int], head: int) -> list[int]:
    """Who does it, to whom or what: of a noun also what its verb takes."""
    tokens = analysis.tokens
    children: dict[int, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        children[token.head].append(i)
    found: list[int] = []

    def relation(i: int) -> str:
        return tokens[i].deprel.partition(":")[0]

    def collect(of: int) -> None:
        for child in children[of]:
            if child != head and relation(child) in _PARTS:
                found.append(child)
                if relation(child) != "compound":
                    found.extend(part for part in children[child] if relation(part) in _OF_PARTS)

    collect(head)
    over = tokens[head].head
    if over >= 0 and over != head:
        if tokens[head].upos in ("NOUN", "PROPN") and tokens[over].upos == "VERB":
            collect(over)
        elif relation(head) == "acl":
            found.append(over)
        elif relation(head) in _UNDER_ANOTHER and not any(relation(i) == "nsubj" for i in children[head]):
            found.extend(i for i in children[over] if relation(i) == "nsubj")
    return [i for i in dict.fromkeys(found) if i not in inside and tokens[i].upos in _CONTENT]


def pairs_by_topic(mentions: Sequence[Mention]) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """Return of each topic its mentions and their pairs, in order."""
    topics: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        topics[mention.topic].append(number)
    return [(numbers, list(combinations(numbers, 2))) for _, numbers in sorted(topics.items())]


def compared(
    mentions: Sequence[Mention], pages: Mapping[str, Page], pairs: Sequence[tuple[int, int]]
) -> list[tuple[Telling, Telling, tuple[Page, Page], PagesAlike]]:
    """Return what the product's likeness asks of pairs of mentions; those of one topic are taken for one field."""
    alike: dict[tuple[str, str], PagesAlike] = {}
    fields: dict[str, set[str]] = defaultdict(set)
    for i, j in pairs:
        for mention in (mentions[i], mentions[j]):
            fields[mention.topic].add(mention.document)
    apart: dict[tuple[str, str], float] = {}
    for _, documents in sorted(fields.items()):
        apart |= stories_apart({document: pages[document] for document in documents})
    found = []
    for i, j in pairs:
        one, other = mentions[i], mentions[j]
        key = one.document, other.document
        both = pages[one.document], pages[other.document]
        if key not in alike:
            alike[key] = pages_alike(*both)._replace(apart=apart.get(key, NOT_KNOWN))
        found.append((one.telling, other.telling, both, alike[key]))
    return found


def linked(numbers: Sequence[int], scores: Sequence[float], thresholds: Sequence[float]) -> dict[float, Clusters]:
    """Cluster the mentions of a topic by average linkage; one clustering for each threshold."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(numbers) == 1:
        return {threshold: {numbers[0]: (numbers[0], 0)} for threshold in thresholds}
    tree = linkage(1 - np.asarray(scores), "average")
    return {
        threshold: {
            number: (numbers[0], int(group))
            for number, group in zip(numbers, fcluster(tree, 1 - threshold, "distance"), strict=True)
        }
        for threshold in thresholds
    }


def conll(gold: Clusters, told: Clusters) -> dict[str, float]:
    """Return MUC, B3, CEAF-e (F1 each) and their mean."""
    from scipy.optimize import linear_sum_assignment

    def groups(of: Clusters) -> list[set[int]]:
        found: dict[Any, set[int]] = defaultdict(set)
        for number, cluster in of.items():
            found[cluster].add(number)
        return list(found.values())

    def f1(precision: float, recall: float) -> float:
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def links(those: list[set[int]], other: Clusters) -> float:
        kept = sum(len(group) - len({other[number] for number in group}) for group in those)
        return kept / max(1, sum(len(group) - 1 for group in those))

    ours, theirs = groups(told), groups(gold)
    mine = {number: group for group in ours for number in group}
    yours = {number: group for group in theirs for number in group}
    shared = {number: len(mine[number] & yours[number]) for number in gold}
    precision = sum(shared[number] / len(mine[number]) for number in gold) / len(gold)
    recall = sum(shared[number] / len(yours[number]) for number in gold) / len(gold)
    import numpy as np

    where = {number: i for i, group in enumerate(ours) for number in group}
    alike = np.zeros((len(theirs), len(ours)))
    for i, group in enumerate(theirs):
        for j, count in Counter(where[number] for number in group).items():
            alike[i, j] = 2 * count / (len(group) + len(ours[j]))
    best = float(alike[linear_sum_assignment(-alike)].sum())
    scores = {
        "MUC": f1(links(ours, gold), links(theirs, told)),
        "B3": f1(precision, recall),
        "CEAF-e": f1(best / len(ours), best / len(theirs)),
    }
    return {"CoNLL": round(sum(scores.values()) / 3, 4), **{name: round(value, 4) for name, value in scores.items()}}


def measure_ecb(engine: Engine) -> dict[str, Any]:
    """Score the product's likeness on the development part, at the product's own threshold."""
    if importlib.util.find_spec("scipy") is None:
        print("ECB+: skipped, needs scipy")
        return {}
    mentions, pages = read_mentions("dev", engine)
    gold = {number: mention.chain for number, mention in enumerate(mentions)}
    told: Clusters = {}
    for numbers, pairs in pairs_by_topic(mentions):
        scores = likenesses(compared(mentions, pages, pairs))
        told |= linked(numbers, scores, [ONE_HAPPENING])[ONE_HAPPENING]

    def baseline(key: Callable[[Mention], tuple[str, str]]) -> dict[str, float]:
        return conll(gold, {number: key(mention) for number, mention in enumerate(mentions)})

    return {
        "mentions": len(mentions),
        "threshold": ONE_HAPPENING,
        "ours": conll(gold, told),
        "lemma, inside a topic": baseline(lambda mention: (mention.topic, mention.lemma)),
        "lemma, inside a sub-topic (given)": baseline(lambda mention: (mention.part, mention.lemma)),
        "lemma, inside a document": baseline(lambda mention: (mention.document, mention.lemma)),
    }


def measure_copies(engine: Engine, reference: Reference, limit: int) -> dict[str, Any]:
    """Count the happenings that copies of one article make of each happening that both tell."""
    folder = data_folder()
    pairs = json.loads((folder / "copies" / "candidate_pairs.json").read_text(encoding="utf-8"))
    chosen = [pair for pair in pairs if pair["containment"] >= COPY_CONTAINMENT][:limit]
    wanted = {key for pair in chosen for key in (pair["a"], pair["b"])}
    articles = {}
    with gzip.open(folder / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in wanted:
                articles[row["id"]] = row
    rows = told = 0
    for pair in chosen:
        documents: list[Document] = []
        events: list[Event] = []
        for key in (pair["a"], pair["b"]):
            article = articles[key]
            page = raw_page_of(key, article["text"], article["url"], article["date"] or None)
            document = read_page(page, reference).document
            documents.append(document)
            events.extend(events_in(document, engine, reference)[0])
        happenings = judge_happenings(events, documents, all_likenesses(events), {})
        clauses: dict[str, set[str]] = defaultdict(set)
        of_event = {key: happening.id for happening in happenings for key in happening.events}
        ids = {document.id for document in documents}
        held: dict[str, set[str]] = defaultdict(set)
        for event in events:
            if event.id in of_event and event.document in ids:
                words = f"{event.event} {' '.join(event.evidence[-1].quote.split())}"
                clauses[words].add(of_event[event.id])
                held[words].add(event.document)
        for words, found in clauses.items():
            if len(held[words]) > 1:
                told += 1
                rows += len(found)
    return {"pairs": len(chosen), "told by both": told, "rows a happening": round(rows / max(1, told), 4)}


def all_likenesses(events: Sequence[Event]) -> list[EventLikeness]:
    """Compare the events that share a key, as a store does."""
    holders: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        for key in event_keys(event):
            holders[key].append(event)
    found = {}
    for group in holders.values():
        for one, other in combinations(group, 2):
            alike = compare_events(one, other)
            if alike is not None:
                found[alike.a, alike.b] = alike
    return list(found.values())


def main() -> int:
    """Measure, print, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    if not (data_folder() / "same_event").is_dir():
        print("happenings: skipped, needs the development data")
        return 0
    try:
        engine: Engine = default_engine()
    except ModelNotInstalled:
        engine = RulesEngine()
    command = "python benchmarks/happenings.py" + (" --quick" if arguments.quick else "")
    results: dict[str, Any] = {"command": command, "engine": engine.name, "goals": GOALS}
    results["copies"] = measure_copies(engine, Reference.bundled(), QUICK_PAIRS if arguments.quick else PAIRS)
    print("copies:", results["copies"])
    if not arguments.quick:
        results["ecb"] = measure_ecb(engine)
        for name, value in results["ecb"].items():
            print(f"ECB+ {name}: {value}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
