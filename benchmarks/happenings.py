"""Measure happenings: tellings of one event across documents.

    python benchmarks/happenings.py [--quick] [--fit]

1. ECB+ development part, gold mentions: CoNLL F1 (mean of MUC, B3, CEAF-e) of the product's likeness of two tellings
   (`onrecord.matters.likeness`) with average linkage inside a topic, beside the lemma baselines. Its weights and the
   threshold come from the training part (`--fit` prints the weights anew). Documents count as alike by TF-IDF.
2. Copies: pairs of articles that share most of their text; happenings for each happening of the first article of a
   pair that both tell. At best 1.

Without the development data it says so and ends with status 0. CEAF-e needs scipy.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import math
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
from events import events_in, page_of
from onrecord.language import Engine, ModelNotInstalled, RulesEngine, analyse, default_engine
from onrecord.matters import (
    EventLikeness,
    Telling,
    compare_events,
    event_keys,
    judge_happenings,
    likeness,
    pair_features,
    stems_of,
)
from onrecord.pipeline import read_page
from onrecord.records import Document, Event
from onrecord.reference import Reference

HERE = Path(__file__).resolve().parent
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or HERE / "results") / "happenings.json"
GOALS = {"CoNLL F1": 0.80, "rows a happening": 1.1}
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
COPY_CONTAINMENT = 0.6
PAIRS = 40
QUICK_PAIRS = 6
NEGATIVES = 4  # kept one in so many when the weights are fitted
ROUNDS = 25

Clusters = dict[int, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention of ECB+."""

    document: str
    topic: str
    part: str
    chain: str
    telling: Telling


def read_mentions(part: str, engine: Engine) -> tuple[list[Mention], dict[tuple[str, str], float]]:
    """Read the mentions of a part of ECB+, and how alike its documents are (pairs of one topic)."""
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
    for (document, _), tokens in sentences.items():
        words[document].extend(tokens)
    mentions = []
    for row in rows:
        key = row["doc_id"], row["sent_id"]
        tokens, analysis = sentences[key], analyses[key]
        starts = [0]
        for token in tokens:
            starts.append(starts[-1] + len(token) + 1)
        first, last = row["tokens_number"][0], row["tokens_number"][-1]
        span = starts[first], starts[last] + len(tokens[last])
        inside = [i for i, token in enumerate(analysis.tokens) if token.start < span[1] and span[0] < token.end]
        head = next((i for i in inside if analysis.tokens[i].head not in inside), inside[-1])
        lemma = (analysis.tokens[head].lemma or row["tokens_str"].split()[-1]).lower()
        names = {
            (token.lemma or " ".join(tokens)[token.start : token.end]).lower()
            for token in analysis.tokens
            if token.upos == "PROPN"
        }
        stems = frozenset(stems_of(" ".join(tokens)))
        topic = row["doc_id"].split("_")[0]
        part_of_topic = topic + ("plus" if row["doc_id"].endswith("plus") else "")
        telling = Telling(lemma, stems, frozenset(names))
        mentions.append(Mention(row["doc_id"], topic, part_of_topic, row["coref_chain"], telling))
    return mentions, page_likeness(words)


def page_likeness(words: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], float]:
    """Return the cosine of the TF-IDF vectors of documents of one topic."""
    counts = {document: Counter(stems_of(" ".join(tokens))) for document, tokens in words.items()}
    spread: Counter[str] = Counter()
    for each in counts.values():
        spread.update(each.keys())
    vectors: dict[str, dict[str, float]] = {}
    for document, each in counts.items():
        raw = {stem: (1 + math.log(n)) * math.log((len(counts) + 1) / spread[stem]) for stem, n in each.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        vectors[document] = {stem: value / length for stem, value in raw.items()}
    found = {}
    topics: dict[str, list[str]] = defaultdict(list)
    for document in sorted(vectors):
        topics[document.split("_")[0]].append(document)
    for documents in topics.values():
        for one, other in combinations(documents, 2):
            small, large = sorted((vectors[one], vectors[other]), key=len)
            found[one, other] = sum(value * large.get(stem, 0.0) for stem, value in small.items())
    return found


def pages(one: Mention, other: Mention, alike: Mapping[tuple[str, str], float]) -> float:
    """How alike the documents of two mentions are."""
    if one.document == other.document:
        return 0.5
    first, second = sorted((one.document, other.document))
    return alike.get((first, second), 0.0)


def fit(mentions: Sequence[Mention], alike: Mapping[tuple[str, str], float]) -> list[float]:
    """Fit the weights of the product's likeness by Newton's method."""
    import numpy as np

    rows, labels, weights = [], [], []
    for number, (one, other) in enumerate(_pairs(mentions)):
        same = one.chain == other.chain
        if not same and number % NEGATIVES:
            continue
        rows.append(pair_features(one.telling, other.telling, pages(one, other, alike)))
        labels.append(float(same))
        weights.append(1.0 if same else float(NEGATIVES))
    inputs, wanted, share = np.array(rows), np.array(labels), np.array(weights)
    found = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        told = 1 / (1 + np.exp(-np.clip(inputs @ found, -30, 30)))
        slope = inputs.T @ (share * (wanted - told)) - found
        curve = (inputs * (share * told * (1 - told))[:, None]).T @ inputs + np.eye(len(found))
        found += np.linalg.solve(curve, slope)
    return [round(float(value), 3) for value in found]


def _pairs(mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    topics: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        topics[mention.topic].append(mention)
    return [pair for _, group in sorted(topics.items()) for pair in combinations(group, 2)]


def linked(
    mentions: Sequence[Mention], alike: Mapping[tuple[str, str], float], thresholds: Sequence[float]
) -> dict[float, Clusters]:
    """Cluster the mentions of each topic by average linkage; one clustering for each threshold."""
    import numpy as np

    topics: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        topics[mention.topic].append(number)
    found: dict[float, Clusters] = {threshold: {} for threshold in thresholds}
    for numbers in topics.values():
        size = len(numbers)
        scores = np.full((size, size), -1.0)
        for i, j in combinations(range(size), 2):
            one, other = mentions[numbers[i]], mentions[numbers[j]]
            scores[i, j] = scores[j, i] = likeness(one.telling, other.telling, pages(one, other, alike))
        groups = [[number] for number in numbers]
        weights = np.ones(size)
        left = sorted(thresholds, reverse=True)
        while left:
            i, j = divmod(int(scores.argmax()), size)
            while left and scores[i, j] < left[0]:
                found[left.pop(0)].update({number: group[0] for group in groups for number in group})
            if not left:
                break
            joined = (scores[i] * weights[i] + scores[j] * weights[j]) / (weights[i] + weights[j])
            gone = scores[i] < 0
            scores[i] = scores[:, i] = np.where(gone, -1.0, joined)
            scores[i, i] = -1.0
            scores[j] = scores[:, j] = -1.0
            weights[i] += weights[j]
            groups[i], groups[j] = groups[i] + groups[j], []
            groups_left = [group for group in groups if group]
            if len(groups_left) == 1:
                for threshold in left:
                    found[threshold].update(dict.fromkeys(groups_left[0], groups_left[0][0]))
                break
    return found


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


def measure_ecb(engine: Engine, *, refit: bool) -> dict[str, Any]:
    """Score the product's likeness on the development part; the threshold is chosen on the training part."""
    if importlib.util.find_spec("scipy") is None:
        print("ECB+: skipped, needs scipy")
        return {}
    train, train_alike = read_mentions("train", engine)
    if refit:
        print("weights:", fit(train, train_alike))
        return {}
    train_gold = {number: mention.chain for number, mention in enumerate(train)}
    tuned = {
        threshold: conll(train_gold, clusters)["CoNLL"]
        for threshold, clusters in linked(train, train_alike, THRESHOLDS).items()
    }
    threshold = max(tuned, key=lambda one: (tuned[one], -one))
    mentions, alike = read_mentions("dev", engine)
    gold = {number: mention.chain for number, mention in enumerate(mentions)}

    def baseline(key: Callable[[Mention], tuple[str, str]]) -> dict[str, float]:
        return conll(gold, {number: key(mention) for number, mention in enumerate(mentions)})

    return {
        "mentions": len(mentions),
        "threshold": threshold,
        "ours": conll(gold, linked(mentions, alike, [threshold])[threshold]),
        "lemma, inside a topic": baseline(lambda mention: (mention.topic, mention.telling.head)),
        "lemma, inside a sub-topic (given)": baseline(lambda mention: (mention.part, mention.telling.head)),
        "lemma, inside a document": baseline(lambda mention: (mention.document, mention.telling.head)),
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
            page = page_of(key, article["text"], article["url"], article["date"] or None)
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
    parser.add_argument("--fit", action="store_true", help="print the weights fitted anew, and end")
    arguments = parser.parse_args()
    if not (data_folder() / "same_event").is_dir():
        print("happenings: skipped, needs the development data")
        return 0
    try:
        engine: Engine = default_engine()
    except ModelNotInstalled:
        engine = RulesEngine()
    if arguments.fit:
        measure_ecb(engine, refit=True)
        return 0
    command = "python benchmarks/happenings.py" + (" --quick" if arguments.quick else "")
    results: dict[str, Any] = {"command": command, "engine": engine.name, "goals": GOALS}
    results["copies"] = measure_copies(engine, Reference.bundled(), QUICK_PAIRS if arguments.quick else PAIRS)
    print("copies:", results["copies"])
    if not arguments.quick:
        results["ecb"] = measure_ecb(engine, refit=False)
        for name, value in results["ecb"].items():
            print(f"ECB+ {name}: {value}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
