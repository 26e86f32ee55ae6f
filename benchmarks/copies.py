"""Measure copies: the labelled pairs, the ladder of altered copies, exact spans, speed, each beside its peers.

Run ``python benchmarks/copies.py`` (``--quick`` for a small form). It needs the development data (``ONRECORD_DATA``, or
``../shared/data`` beside the repository). Prints the figures and writes ``benchmarks/results/copies.json``.

Peers: word 3-grams at Jaccard .5 and .3 counted exactly, which is what MinHash estimates; ``datasketch`` for speed and
``sentence-transformers`` with all-MiniLM-L6-v2 for altered copies, each where it is installed (``ONRECORD_MINILM`` may
name the model's folder); what is not there is said and left out.

Read pairs: ``gold/copies_read.jsonl``, pairs of the articles outside the candidates that share a tenth of their word
8-grams and more, labelled by reading; the comparison was mended by them, so their figures are of the open kind.

Labels: ``gold/copies.jsonl`` and ``gold/wire_origin.jsonl``, ids only, made by reading all pairs before the
comparison was tuned. Half of them, and half of the ladder's articles and events, are called ``unseen``: only totals
of them were looked at, and nothing was chosen by them.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import hashlib
import itertools
import json
import os
import platform
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _ladder import RUNGS, alter, half_of
from check_gold import data_folder
from onrecord.cleaning import clean
from onrecord.copies import (
    FEWEST_COMMON,
    HOLDERS_PER_KEY,
    Fingerprint,
    choose_candidates,
    compare,
    families,
    find_marks,
    fingerprint,
    judge_family,
    wire_of,
)
from onrecord.records import PROSE_RELATIONS, Document, RawPage, RoleSpan, make_id
from onrecord.reference import Reference

HERE = Path(__file__).resolve().parent
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or HERE / "results") / "copies.json"
HALVES = ("seen", "unseen")
MINILM = "all-MiniLM-L6-v2, cosine"
LADDER_ARTICLES = 40
"""Articles of each half that are altered, on every rung."""
PEER_ARTICLES = 15
"""Articles of each half for the sentence vectors, which are slow."""


# Reading the data


def read_articles(data: Path) -> dict[str, dict[str, str]]:
    """Return all articles by id."""
    with gzip.open(data / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as stream:
        return {item["id"]: item for item in map(json.loads, stream)}


def bare(identifier: str, text: str, outlet: str = "") -> Document:
    """Make a document all of whose lines are body."""
    roles = tuple(RoleSpan(line.start(), line.end(), "body") for line in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Document(identifier, identifier, text, "", "", outlet=outlet or None, roles=roles)


def cleaned(article: Mapping[str, str], reference: Reference) -> Document:
    """Make a document as the product does."""
    page = RawPage(
        path=article["id"],
        content=article["text"],
        source_sha256=article["id"],
        url=article["url"],
        title=article["title"],
        date=article["date"] or None,
        outlet=article["outlet"],
        authors=tuple(author.strip() for author in article["authors"].split(",") if author.strip()),
    )
    return dataclasses.replace(clean(page, reference), id=article["id"])


def three_grams(text: str) -> set[tuple[str, ...]]:
    """Return the word 3-grams of a text."""
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def jaccard(a: str, b: str) -> float:
    """Return the Jaccard likeness of the word 3-grams of two texts."""
    first, second = three_grams(a), three_grams(b)
    return len(first & second) / max(1, len(first | second))


def scores(found: Iterable[tuple[bool, bool]]) -> dict[str, float | int]:
    """Count pairs of (called so, is so)."""
    counts = Counter(found)
    right, false, missed = counts[True, True], counts[True, False], counts[False, True]
    return {
        "pairs": sum(counts.values()),
        "recall": round(right / max(1, right + missed), 4),
        "precision": round(right / max(1, right + false), 4),
        "right": right,
        "false": false,
        "missed": missed,
    }


# The labelled pairs


def candidate_pairs(articles: Mapping[str, Mapping[str, str]], reference: Reference) -> dict[str, Any]:
    """Measure the labelled pairs: is the prose of one made from the other, and by which relation."""
    gold = [json.loads(line) for line in (HERE / "gold" / "copies.jsonl").read_text("utf-8").splitlines()]
    documents: dict[str, Document] = {}
    for item in gold:
        for key in (item["a"], item["b"]):
            documents.setdefault(key, cleaned(articles[key], reference))
    result: dict[str, Any] = {}
    for half in (*HALVES, "both"):
        chosen = [item for item in gold if half in (item["half"], "both")]
        ours, unclean, named, quotations = [], [], 0, []
        peers: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        for item in chosen:
            a, b = articles[item["a"]], articles[item["b"]]
            derived = item["label"] in PROSE_RELATIONS
            found = compare(documents[item["a"]], documents[item["b"]])
            relation = found.relation if found else "other"
            named += relation == item["label"]
            ours.append((relation in PROSE_RELATIONS, derived))
            if item["label"] == "shared_quotation":
                quotations.append(relation in PROSE_RELATIONS)
            plain = compare(bare("a", a["text"], a["outlet"]), bare("b", b["text"], b["outlet"]))
            unclean.append((plain is not None and plain.relation in PROSE_RELATIONS, derived))
            likeness = jaccard(a["text"], b["text"])
            for least in (0.5, 0.3):
                peers[f"word 3-grams, Jaccard {least} (MinHash)"].append((likeness >= least, derived))
        result[half] = {
            "ours": scores(ours),
            "relation named right": round(named / len(chosen), 4),
            "shared quotations called copies": f"{sum(quotations)} of {len(quotations)}",
            "ours without cleaning": scores(unclean),
            "peers": {name: scores(found) for name, found in sorted(peers.items())},
        }
    return result


def read_pairs(articles: Mapping[str, Mapping[str, str]], reference: Reference) -> dict[str, Any]:
    """Measure the pairs that were read to mend the comparison: how many are missed, and which relation they get."""
    gold = [json.loads(line) for line in (HERE / "gold" / "copies_read.jsonl").read_text("utf-8").splitlines()]
    verdicts, named = [], 0
    missed: Counter[str] = Counter()
    for item in gold:
        found = compare(cleaned(articles[item["a"]], reference), cleaned(articles[item["b"]], reference))
        relation = found.relation if found else "other"
        named += relation == item["label"]
        verdicts.append((relation in PROSE_RELATIONS, item["label"] in PROSE_RELATIONS))
        if relation != item["label"]:
            missed[f"{item['label']} called {relation}"] += 1
    return {
        "ours": scores(verdicts),
        "relation named right": round(named / len(gold), 4),
        "named otherwise": dict(sorted(missed.items())),
    }


# The ladder of altered copies


def eight_grams(text: str) -> set[tuple[str, ...]]:
    """Return the word 8-grams of a text."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place : place + 8]) for place in range(len(words) - 7)}


def same_event_pairs(data: Path) -> dict[str, list[tuple[Document, Document]]]:
    """Return pairs of reports of one event by different sites, by half.

    Pairs of which a tenth of the smaller text's 8-grams stand in the other are left out: agency text and excerpts are
    no independent reports. This is counted here by itself, not by what is measured.
    """
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(data / "same_event" / "news_clusters.jsonl.gz", "rt", encoding="utf-8") as stream:
        for item in map(json.loads, stream):
            document = item["doc"]
            if document.get("text") and len(document["text"].split()) > 150:
                events[str(document.get("newsCluster"))].append(document)
    pairs: dict[str, list[tuple[Document, Document]]] = {half: [] for half in HALVES}
    for event in sorted(events):
        half = "unseen" if hashlib.sha256(event.encode()).digest()[0] % 2 else "seen"
        reports = [
            (bare(make_id("doc", item["url"] or item["filename"]), item["text"], item["source_domain"]))
            for item in events[event]
        ]
        grams = {report.id: eight_grams(report.text) for report in reports}
        for a, b in itertools.combinations(reports, 2):
            smaller = min(len(grams[a.id]), len(grams[b.id]))
            if a.outlet != b.outlet and a.id != b.id and len(grams[a.id] & grams[b.id]) < 0.1 * smaller:
                pairs[half].append((a, b))
    return pairs


def candidates(own: Fingerprint, index: Mapping[int, list[str]], number_of_keys: Mapping[str, int]) -> tuple[str, ...]:
    """Return what a document is compared with, as the store looks it up.

    Args:
        own: its fingerprint, in the index or not.
        index: of each key its holders by id.
        number_of_keys: of each document in the index.
    """
    shared: dict[str, list[int]] = defaultdict(list)
    for key in own.keys:
        holders = index.get(key, [])
        if holders in ([], [own.document]):
            continue
        others = [holder for holder in holders if holder != own.document]
        if len(others) > HOLDERS_PER_KEY and others[HOLDERS_PER_KEY - 1] < own.document:
            others = others[:HOLDERS_PER_KEY]
        for holder in others:
            shared[holder].append(min(len(others), HOLDERS_PER_KEY) + 1)
    sharing = [(key, number_of_keys[key], held) for key, held in shared.items() if len(held) >= FEWEST_COMMON]
    return choose_candidates(len(own.keys), sharing)


def ladder(data: Path, articles: Mapping[str, Mapping[str, str]], count: int, peer_count: int) -> dict[str, Any]:
    """Measure altered copies, with independent reports of one event as the hard negatives."""
    fit = {key: item for key, item in articles.items() if 250 <= len(item["text"].split()) <= 1500}
    keys = sorted(fit)
    chance = random.Random(5)
    bases: dict[str, list[str]] = {}
    for half in HALVES:
        own = [key for key in keys if half_of(key) == half]
        chance.shuffle(own)
        bases[half] = sorted(own[:count])
    chance.shuffle(keys)
    crowd = sorted({*keys[:1500], *bases["seen"], *bases["unseen"]})
    holders: dict[int, list[str]] = defaultdict(list)
    number_of_keys: dict[str, int] = {}
    documents = {key: bare(key, fit[key]["text"], fit[key]["outlet"]) for key in crowd}
    for key in crowd:
        keys_of_document = fingerprint(documents[key]).keys
        number_of_keys[key] = len(keys_of_document)
        for number in keys_of_document:
            holders[number].append(key)
    negatives = same_event_pairs(data)
    result: dict[str, Any] = {}
    material: dict[str, tuple[list[tuple[str, str, str]], list[tuple[str, str]]]] = {}
    for half in HALVES:
        rungs: dict[str, Counter[str]] = {rung: Counter() for rung in RUNGS}
        ours, minhash = [], []
        altered: list[tuple[str, str, str]] = []
        for key in bases[half]:
            for rung in RUNGS:
                text = alter(fit[key]["text"], rung, key)
                altered.append((rung, fit[key]["text"], text))
                copy = bare(f"altered {rung} {key}", text, "Another Outlet")
                own = fingerprint(copy)
                looked_up = key in candidates(own, holders, number_of_keys)
                found = compare(documents[key], copy) if looked_up else None
                called = found is not None and found.relation in PROSE_RELATIONS
                rungs[rung]["found"] += called
                rungs[rung]["candidate"] += looked_up
                rungs[rung][f"as {found.relation if found else 'nothing'}"] += 1
                ours.append((called, True))
                minhash.append((jaccard(fit[key]["text"], text), True))
        for a, b in negatives[half]:
            found = compare(a, b)
            ours.append((found is not None and found.relation in PROSE_RELATIONS, False))
            minhash.append((jaccard(a.text, b.text), False))
        result[half] = {
            "ours": scores(ours),
            "rungs": {rung: dict(sorted(rungs[rung].items())) for rung in RUNGS},
            "negatives": len(negatives[half]),
            "false alarms on negatives": sum(1 for called, true in ours if called and not true),
            "_minhash": minhash,
        }
        material[half] = (altered, [(a.text, b.text) for a, b in negatives[half]])
    likeness = {half: result[half].pop("_minhash") for half in HALVES}
    result["peers"] = {
        f"word 3-grams, Jaccard {least} (MinHash)": {
            half: scores((value >= least, true) for value, true in likeness[half]) for half in HALVES
        }
        for least in (0.5, 0.3)
    }
    # Counted exactly and at a threshold far below what MinHash tables can look up: an upper bound.
    result["peers"]["word 3-grams, Jaccard, exact, best threshold"] = _peer(likeness)
    vectors = minilm(material, peer_count)
    result["peers"][MINILM] = vectors
    return result


def _peer(found: Mapping[str, Sequence[tuple[float, bool]]]) -> dict[str, Any]:
    """Give a peer the threshold that serves it best on the seen half, and score both halves with it."""
    steps = sorted({round(value, 2) for value, _ in found["seen"]})
    best = max(steps, key=lambda step: _f1([(value >= step, true) for value, true in found["seen"]]))
    return {
        "threshold (best F1 on the seen half)": best,
        **{half: scores((value >= best, true) for value, true in found[half]) for half in HALVES},
        "unseen, recall at precision .95": _recall_at(found["unseen"], 0.95),
    }


def _f1(found: Sequence[tuple[bool, bool]]) -> float:
    one = scores(found)
    return 2 * one["recall"] * one["precision"] / max(1e-9, one["recall"] + one["precision"])


def _recall_at(found: Sequence[tuple[float, bool]], precision: float) -> float:
    """The best recall any threshold reaches at that precision, chosen on these very pairs: in the peer's favour."""
    every = (scores((value >= step, true) for value, true in found) for step in sorted({round(v, 2) for v, _ in found}))
    return max((float(one["recall"]) for one in every if one["precision"] >= precision), default=0.0)


def minilm(
    material: Mapping[str, tuple[list[tuple[str, str, str]], list[tuple[str, str]]]], count: int
) -> dict[str, Any] | str:
    """Score the peer of sentence vectors: the cosine of whole texts, cut at 256 pieces as the model does."""
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        return "sentence-transformers is not installed: left out"
    model = SentenceTransformer(
        os.environ.get("ONRECORD_MINILM") or "sentence-transformers/all-MiniLM-L6-v2", device="cpu"
    )
    found: dict[str, list[tuple[float, bool]]] = {}
    for half, (altered, negatives) in material.items():
        some = [(a, b) for a, b in negatives][:: max(1, len(negatives) // 150)]
        pairs = [(original, copy, True) for _, original, copy in altered[: count * len(RUNGS)]]
        pairs += [(a, b, False) for a, b in some]
        texts = sorted({text for a, b, _ in pairs for text in (a, b)})
        vectors = dict(zip(texts, model.encode(texts, normalize_embeddings=True, batch_size=16), strict=True))
        found[half] = [(float(vectors[a] @ vectors[b]), true) for a, b, true in pairs]
    return _peer(found)


def keep_earlier_vectors(peers: dict[str, Any], earlier: Mapping[str, Any]) -> None:
    """Keep the sentence vectors' figures of an earlier run where they cannot be made now: they read the same pairs."""
    if isinstance(peers[MINILM], str) and isinstance(earlier.get(MINILM), dict):
        peers[MINILM] = {**earlier[MINILM], "run": "an earlier one, on the same pairs"}


# Spans


def _forms(words: str) -> list[str]:
    return [form.replace("’", "'") for form in re.findall(r"\w+(?:['’]\w+)*", words.lower())]


def spans(articles: Mapping[str, Mapping[str, str]], count: int) -> dict[str, int]:
    """Plant passages of known place in other articles, and ask for exactly their first and last character."""
    chance = random.Random(11)
    keys = sorted(key for key, item in articles.items() if 300 <= len(item["text"].split()) <= 1500)
    planted = exact = cut_right = 0
    while planted < count:
        source, host = articles[chance.choice(keys)], articles[chance.choice(keys)]
        lines = [
            line
            for line in source["text"].split("\n")
            if len(_forms(line)) >= 60 and '"' not in line and "“" not in line
        ]
        if not lines or source["id"] == host["id"]:
            continue
        line = chance.choice(lines)
        first = re.search(r"\w", line)
        last = re.search(r"\w\W*$", line)
        if not first or not last:
            continue
        # Few foreign words around it, so that the planted ones are a good part of the text.
        into = [part for part in host["text"].split("\n") if 3 <= len(_forms(part)) <= 60][:3]
        spot = chance.randrange(len(into) + 1)
        text = "\n".join([*into[:spot], line, *into[spot:]])
        # Where the neighbours are equal by chance, the passage is rightly longer: not asked.
        before, after = source["text"].split(line, 1)
        edges = [(_forms(before)[-1:], _forms("\n".join(into[:spot]))[-1:])]
        edges.append((_forms(after)[:1], _forms("\n".join(into[spot:]))[:1]))
        if any(mine and mine == theirs for mine, theirs in edges):
            continue
        planted += 1
        found = compare(bare("a", source["text"]), bare("b", text))
        offset = len("\n".join(into[:spot])) + (1 if spot else 0)
        wanted = (offset + first.start(), offset + last.start() + 1)
        passages = found.passages if found else ()
        exact += any((passage.b.start, passage.b.end) == wanted for passage in passages)
        cut_right += all(text[passage.b.start : passage.b.end] == passage.b.quote for passage in passages)
    return {"planted": planted, "exact to the character": exact, "spans cut their own words": cut_right}


# Whose text it is


def wire_origin(articles: Mapping[str, Mapping[str, str]], reference: Reference) -> dict[str, Any]:
    """Measure whether a text is an agency's, and which, and the agencies credited with a part of other texts.

    Pages of the agencies themselves are read as if their outlet were not known.
    """
    gold = [json.loads(line) for line in (HERE / "gold" / "wire_origin.jsonl").read_text("utf-8").splitlines()]
    named = re.compile(r"\b(?:AP|Associated Press|Reuters|AFP|Agence France-Presse|Xinhua|dpa|Kyodo)\b")
    result: dict[str, Any] = {}
    for half in (*HALVES, "both"):
        right = 0
        origins, credited, tags = [], [], []
        for item in gold:
            if half not in (item["half"], "both"):
                continue
            article = articles[item["id"]]
            document = cleaned(article, reference)
            if (document.outlet or "") in ("Reuters", "Associated Press"):
                document = dataclasses.replace(document, outlet=None, host=None)
            origin = wire_of(document) or "outlet"
            right += origin == item["origin"]
            is_wire = item["origin"] != "outlet"
            origins.append((origin != "outlet", is_wire))
            tags.append((bool(named.search(article["text"][:300] + "\n" + article["text"][-500:])), is_wire))
            if not is_wire:
                found = {mark.name for mark in find_marks(document) if mark.kind == "agency_credit"}
                credited += [(name in found, name in item["credited"]) for name in found | set(item["credited"])]
        result[half] = {
            "documents": len(origins),
            "origin named right": round(right / max(1, len(origins)), 4),
            "an agency's text": scores(origins),
            "credits of other texts": scores(credited),
            "peers": {"an agency is named in the first 300 or last 500 characters": scores(tags)},
        }
    return result


# Speed


def _seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    made = work()
    return round(time.process_time() - began, 2), made


def speed(articles: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Find the copies among all articles, from words to families, on one core (CPU seconds)."""
    documents = {key: bare(key, item["text"], item["outlet"]) for key, item in sorted(articles.items())}
    index: dict[int, list[str]] = defaultdict(list)

    def make() -> dict[str, Any]:
        made = {key: fingerprint(document) for key, document in documents.items()}
        for key, found in made.items():
            for number in found.keys:
                index[number].append(key)
        return made

    def look_up() -> list[tuple[str, str]]:
        pairs = set()
        number_of_keys = {key: len(own.keys) for key, own in prints.items()}
        for key, own in prints.items():
            found = candidates(own, index, number_of_keys)
            pairs.update((min(key, other), max(key, other)) for other in found)
        return sorted(pairs)

    first, prints = _seconds(make)
    second, pairs = _seconds(look_up)
    third, derivations = _seconds(lambda: [found for a, b in pairs if (found := compare(documents[a], documents[b]))])
    fourth, grouped = _seconds(lambda: families(derivations))
    judged = {key for group in grouped for key in group}
    fifth, _ = _seconds(lambda: judge_family([documents[key] for key in sorted(judged)], derivations))
    total = first + second + third + fourth + fifth
    result: dict[str, Any] = {
        "documents": len(documents),
        "words": sum(found.words for found in prints.values()),
        "keys per document": round(sum(len(found.keys) for found in prints.values()) / len(prints), 1),
        "pairs compared": len(pairs),
        "cpu seconds": {
            "fingerprints": first,
            "look-up": second,
            "comparison": third,
            "families": round(fourth + fifth, 2),
            "all": round(total, 2),
        },
        "documents per cpu second": round(len(documents) / total, 1),
        "documents per cpu second, signatures and look-up": round(len(documents) / (first + second), 1),
        "relations": dict(sorted(Counter(found.relation for found in derivations).items())),
        "families": len(grouped),
    }
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        result["peer datasketch"] = "datasketch is not installed: left out"
        return result

    def peer() -> int:
        lsh = MinHashLSH(threshold=0.5, num_perm=128)
        found = 0
        for key, document in itertools.islice(documents.items(), 1500):
            sketch = MinHash(num_perm=128)
            sketch.update_batch([" ".join(gram).encode() for gram in three_grams(document.text)])
            found += len(lsh.query(sketch))
            lsh.insert(key, sketch)
        return found

    seconds, found = _seconds(peer)
    result["peer datasketch"] = {
        "documents": 1500,
        "cpu seconds": seconds,
        "documents per cpu second": round(1500 / seconds, 1),
        "pairs": found,
        "what": "MinHash of 128 permutations over word 3-grams and LSH at .5; finds pairs, compares and judges nothing",
    }
    return result


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a small form")
    parser.add_argument(
        "--only",
        choices=["pairs", "pairs read", "ladder", "spans", "wire", "speed"],
        action="append",
        help="only this part",
    )
    options = parser.parse_args()
    data = data_folder()
    articles = read_articles(data)
    parts: dict[str, Callable[[], Any]] = {
        "pairs": lambda: candidate_pairs(articles, Reference.bundled()),
        "pairs read": lambda: read_pairs(articles, Reference.bundled()),
        "ladder": lambda: ladder(
            data, articles, 5 if options.quick else LADDER_ARTICLES, 2 if options.quick else PEER_ARTICLES
        ),
        "spans": lambda: spans(articles, 20 if options.quick else 200),
        "wire": lambda: wire_origin(articles, Reference.bundled()),
        "speed": lambda: speed(dict(sorted(articles.items())[:400]) if options.quick else articles),
    }
    chosen = options.only or list(parts)
    kept = json.loads(RESULTS.read_text("utf-8")) if options.only and RESULTS.exists() else {}
    result = {**kept, "command": "python benchmarks/copies.py", "python": platform.python_version()}
    earlier = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for name in chosen:
        result[name] = parts[name]()
        if name == "ladder":
            keep_earlier_vectors(result[name]["peers"], earlier.get(name, {}).get("peers", {}))
        print(json.dumps({name: result[name]}, indent=1, ensure_ascii=False), flush=True)
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(json.dumps(result, indent=2, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
