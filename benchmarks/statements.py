"""Statements: attributions against PolNeAR, transcript turns, the founding texts, and speed.

Run: python benchmarks/statements.py [--split train|dev] [--engine rules|default] [--data FOLDER]

Unit of the PolNeAR figures: words and single marks of the raw text, whole documents, gold of the first annotator in
alphabetical order. *span exact*: a contiguous stretch of one role with equal borders. *attribution exact*: source, cue
and content sets equal; *partial*: content Jaccard >= .5, cue overlaps, source Jaccard >= .5 (or both empty); matching
is greedy and one to one, punctuation ignored. Kinds by the share of content inside quotation marks: direct >= .9,
mixed > .1. *speaker* of a kind: share of its gold attributions whose content is found (>= .5) with the right source
(>= .5).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from onrecord.actors import find_actors
from onrecord.language import Engine, ModelEngine, RulesEngine, analyse, default_engine
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.records import Document, RoleSpan
from onrecord.reference import Reference
from onrecord.statements import find_statements
from onrecord.statements._cues import verbs
from onrecord.statements._items import read_paragraphs
from onrecord.statements._rules import find_attributions
from onrecord.statements._tagged import join_tagged
from onrecord.statements._transcripts import find_turns
from onrecord.statements._types import Attribution

ROLES = ("source", "cue", "content")
TOKEN = re.compile(r"\w+|[^\w\s]")
REPOSITORY = Path(__file__).resolve().parent.parent
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or REPOSITORY / "benchmarks" / "results") / "statements.json"
# The half of PolNeAR that is statements proper: cues with one of these verbs, or "according to" (reference, section 3).
REPORTING_LEMMAS = frozenset(
    "say tell add tweet write argue claim state note announce insist suggest explain warn declare contend assert reply"
    " acknowledge believe think predict estimate allege concede conclude report indicate reveal ask deny confirm call"
    " describe urge propose pledge vow promise accuse testify stress emphasize caution complain observe remark"
    " criticize praise agree demand quip recall express".split()
)

Tokens = frozenset[int]


@dataclass(frozen=True)
class GoldDocument:
    """One article of PolNeAR with its attributions as sets of token indexes."""

    name: str
    text: str
    tokens: list[tuple[int, int]]
    attributions: list[dict[str, Tokens]]


def data_folder(given: str | None = None) -> Path:
    """Return the folder of development data, as named, by ``ONRECORD_DATA``, or beside the repository."""
    return Path(given or os.environ.get("ONRECORD_DATA") or REPOSITORY.parent / "shared" / "data")


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for line in lines:
            yield json.loads(line)


def covered(tokens: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> Tokens:
    return frozenset(i for a, b in spans for i, (x, y) in enumerate(tokens) if x < b and y > a)


def polnear(path: Path) -> Iterator[GoldDocument]:
    """Read PolNeAR: one document a line, stand-off annotation of the first annotator."""
    for row in read_lines(path):
        text, files = str(row["text"]), list(row["annotation_files"])  # type: ignore[call-overload]
        first = sorted(range(len(files)), key=lambda index: str(files[index]))[0]
        tokens = [match.span() for match in TOKEN.finditer(text)]
        spans: dict[str, list[tuple[int, int]]] = {}
        attributions = []
        for line in str(row["annotations"][first]).split("\n"):  # type: ignore[index]
            parts = line.split("\t")
            if re.fullmatch(r"T\d+", parts[0]) and len(parts) > 1:
                offsets = parts[1].partition(" ")[2]
                spans[parts[0]] = [tuple(map(int, piece.split())) for piece in offsets.split(";")]  # type: ignore[misc]
            elif re.fullmatch(r"E\d+", parts[0]) and len(parts) > 1:
                roles: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
                for pair in parts[1].split():
                    role, _, target = pair.partition(":")
                    role = re.sub(r"\d+$", "", role).lower()
                    if role in roles and target in spans:
                        roles[role] += spans[target]
                sets = {role: covered(tokens, roles[role]) for role in ROLES}
                if sets["cue"] or sets["content"]:
                    attributions.append(sets)
        yield GoldDocument(str(row["id"]), text, tokens, attributions)


def text_lines(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), "body") for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def attributions_of(text: str, engine: Engine) -> list[Attribution]:
    """Find the attributions of a bare text: by rules, and by the tagger where the engine is the trained model."""
    lines = text_lines(text)
    regions = [(start, end) for start, end, _ in lines]
    turns = find_turns(text, lines)
    if turns:
        lines = [line for line in lines if line[1] <= turns[0].label[0]]
    [analysis] = analyse([(text, regions)], engine=engine)
    quotations = find_quotations(text, regions)
    paragraphs = read_paragraphs(text, analysis, quotations, lines)
    by_rules = find_attributions(text, paragraphs, quotations, {})
    told = [Attribution(list(turn.content), [turn.label], (turn.label[1], turn.label[1] + 1)) for turn in turns]
    return [*outermost(join_tagged(text, analysis, paragraphs, quotations, by_rules)), *told]


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Leave out sayings told within the content of another: PolNeAR annotates none of them (guidelines, grey areas)."""
    return [
        item
        for item in found
        if item.cue is None
        or not any(
            a <= item.cue[0] and item.cue[1] <= b for other in found if other is not item for a, b in other.content
        )
    ]


def predicted(document: GoldDocument, found: Sequence[Attribution]) -> list[dict[str, Tokens]]:
    return [
        {
            "source": covered(document.tokens, a.source),
            "cue": covered(document.tokens, [a.cue] if a.cue else []),
            "content": covered(document.tokens, a.content),
        }
        for a in found
    ]


def fragments(tokens: Tokens) -> list[tuple[int, int]]:
    result: list[list[int]] = []
    for index in sorted(tokens):
        if result and result[-1][1] == index:
            result[-1][1] = index + 1
        else:
            result.append([index, index + 1])
    return [(a, b) for a, b in result]


def role_spans(document: GoldDocument, attributions: Sequence[dict[str, Tokens]]) -> dict[str, set[tuple[int, int]]]:
    """Flatten attributions to one label for each token, the first attribution winning, and cut the stretches out."""
    labels: list[str] = [""] * len(document.tokens)
    for attribution in attributions:
        for role in ROLES:
            for a, b in fragments(attribution[role]):
                for index in range(a, b):
                    if not labels[index]:
                        labels[index] = ("B " if index == a else "I ") + role
    result: dict[str, set[tuple[int, int]]] = {role: set() for role in ROLES}
    start, role = 0, ""
    for index, label in enumerate([*labels, ""]):
        if role and label != f"I {role}":
            result[role].add((start, index))
            role = ""
        if label and not role:
            start, role = index, label[2:]
    return result


def f1(right: float, predicted_count: float, gold_count: float) -> tuple[float, float, float]:
    precision = right / predicted_count if predicted_count else 0.0
    recall = right / gold_count if gold_count else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def jaccard(a: Tokens, b: Tokens) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0


def words_only(document: GoldDocument, tokens: Tokens) -> Tokens:
    kept = frozenset(i for i in tokens if re.match(r"[\w$%]", document.text[document.tokens[i][0]]))
    return kept or tokens


def inside_marks(document: GoldDocument) -> set[int]:
    inside: set[int] = set()
    regions = [(a, b) for a, b, _ in text_lines(document.text)]
    for quotation in find_quotations(document.text, regions):
        if quotation.parent is None:
            inside |= covered(document.tokens, [(quotation.start, quotation.end)])
    return inside


def is_reporting(document: GoldDocument, attribution: dict[str, Tokens]) -> bool:
    words = [document.text[slice(*document.tokens[i])].lower() for i in sorted(attribution["cue"])]
    return "according" in words or any(word in verbs() and verbs()[word].lemma in REPORTING_LEMMAS for word in words)


@dataclass
class Counts:
    """Gold, found, and right attributions."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    partial: int = 0


def score(documents: Sequence[GoldDocument], predictions: Sequence[list[dict[str, Tokens]]]) -> dict[str, object]:
    """Compute the figures of this module's docstring."""
    spans = {role: [0, 0, 0] for role in ROLES}
    every, reporting = Counts(), Counts()
    kinds = {kind: [0, 0, 0] for kind in ("direct", "mixed", "indirect")}
    put_right = described = 0
    for document, predicted_here in zip(documents, predictions, strict=True):
        gold_spans, found_spans = role_spans(document, document.attributions), role_spans(document, predicted_here)
        for role in ROLES:
            spans[role][0] += len(gold_spans[role] & found_spans[role])
            spans[role][1] += len(found_spans[role])
            spans[role][2] += len(gold_spans[role])
        gold = [{role: words_only(document, a[role]) for role in ROLES} for a in document.attributions]
        found = [{role: words_only(document, a[role]) for role in ROLES} for a in predicted_here]
        candidates = sorted(
            (
                (
                    jaccard(g["content"], p["content"])
                    + 0.5 * jaccard(g["cue"], p["cue"])
                    + 0.25 * jaccard(g["source"], p["source"]),
                    i,
                    j,
                )
                for i, g in enumerate(gold)
                for j, p in enumerate(found)
                if g["content"] & p["content"] or g["cue"] & p["cue"]
            ),
            reverse=True,
        )
        match: dict[int, int] = {}
        for _, i, j in candidates:
            if i not in match and j not in match.values():
                match[i] = j
        every.found += len(found)
        reporting.found += sum(is_reporting(document, p) for p in predicted_here)
        marks = inside_marks(document)
        for i, g in enumerate(gold):
            counters = [every, reporting] if is_reporting(document, document.attributions[i]) else [every]
            share = len(g["content"] & marks) / max(1, len(g["content"]))
            kind = kinds["direct" if share >= 0.9 else "mixed" if share > 0.1 else "indirect"]
            kind[0] += 1
            for counter in counters:
                counter.gold += 1
            if i not in match:
                continue
            p = found[match[i]]
            same_source = (not g["source"] and not p["source"]) or jaccard(g["source"], p["source"]) >= 0.5
            same_content = jaccard(g["content"], p["content"]) >= 0.5
            kind[1] += same_content
            right = same_content and bool(g["source"]) and jaccard(g["source"], p["source"]) >= 0.5
            kind[2] += right
            one_in_other = bool(g["source"] and p["source"]) and (
                g["source"] <= p["source"] or p["source"] <= g["source"]
            )
            described += share >= 0.9 and (right or (same_content and one_in_other))
            if same_content and not right and share >= 0.9 and _is_swapped(document, document.attributions[i]):
                put_right += jaccard(g["cue"], p["source"]) >= 0.5
            for counter in counters:
                counter.exact += all(g[role] == p[role] for role in ROLES)
                counter.partial += same_content and bool(g["cue"] & p["cue"]) and same_source
    result: dict[str, object] = {f"span exact {role}": [round(100 * x, 1) for x in f1(*spans[role])] for role in ROLES}
    for name, counter in (("attribution", every), ("reporting verb", reporting)):
        result[f"{name} exact"] = [round(100 * x, 1) for x in f1(counter.exact, counter.found, counter.gold)]
        result[f"{name} partial"] = [round(100 * x, 1) for x in f1(counter.partial, counter.found, counter.gold)]
    swapped = sum(_is_swapped(document, gold) for document in documents for gold in document.attributions)
    result["gold with source and cue swapped"] = swapped
    for name, (total, content, speaker) in kinds.items():
        result[f"{name} content found"] = round(100 * content / max(1, total), 1)
        result[f"{name} with right speaker"] = round(100 * speaker / max(1, total), 1)
    direct, _, right_speakers = kinds["direct"]
    result["direct with right speaker, swapped gold put right"] = round(
        100 * (right_speakers + put_right) / max(1, direct), 1
    )
    # "Mr. Pike" and "Mr. Pike, who sold a firm": annotators take along what describes a speaker, or do not.
    result["direct with right speaker, described or not"] = round(100 * described / max(1, direct), 1)
    return result


def _is_swapped(document: GoldDocument, attribution: dict[str, Tokens]) -> bool:
    """Tell whether an annotator gave the verb for the source and the name for the cue (``said`` / ``Smith``)."""
    words = {role: [document.text[slice(*document.tokens[i])] for i in sorted(attribution[role])] for role in ROLES}
    return len(words["source"]) == 1 and words["source"][0] in ("said", "says", "wrote", "added")


QUICK = 12
"""Documents of the short form."""

# The label as the releases print it, written without looking at the library's own rules.
TURN = re.compile(
    r"(QUESTION|(?:MR|MS|MRS|DR|(?:THE )?(?:VICE )?PRESIDENT|(?:DEPUTY |ASSISTANT |UNDER )?SECRETARY|MODERATOR|OPERATOR"
    r"|AMBASSADOR|SENIOR [A-Z ]*OFFICIAL)\b[A-Z.\u2019'\- ]*):"
)


def transcripts(folder: Path) -> dict[str, object]:
    """Compare the speaker labels of turns with those the releases print at the start of a line."""
    total = right = documents = 0
    for name in ("state_department", "white_house"):
        for row in read_lines(folder / "government" / f"{name}.jsonl.gz"):
            text = str(row["text"])
            lines = text_lines(text)
            printed = [(start, match) for start, end, _ in lines if (match := TURN.match(text, start, end))]
            if not printed:
                continue
            documents += 1
            turns = {turn.label[0]: turn for turn in find_turns(text, lines)}
            for start, match in printed:
                total += 1
                right += start in turns and text[slice(*turns[start].label)] == match[1]
    return {"releases": documents, "turns": total, "right speaker label": round(100 * right / max(1, total), 2)}


def speed(folder: Path, engine: Engine, count: int = 200) -> dict[str, object]:
    """Time the whole stage (statements from what the stages before hand on) on news articles."""
    reference = Reference.bundled()
    seconds = words = found = 0.0
    documents = 0
    for row in islice(read_lines(folder / "articles" / "articles.jsonl.gz"), count):
        text = str(row["text"])
        roles = tuple(RoleSpan(start, end, "body") for start, end, _ in text_lines(text))
        document = Document("doc-0", "", text, "", "", roles=roles)
        regions = [(role.start, role.end) for role in roles]
        [analysis] = analyse([(text, regions)], engine=engine)
        quotations, times = find_quotations(text, regions), find_times(text, regions)
        who = find_actors(document, analysis, quotations, reference)
        began = time.process_time()
        told = find_statements(document, analysis, quotations, times, who.actors, who.mentions, reference)
        seconds += time.process_time() - began
        documents, words, found = documents + 1, words + len(text.split()), found + len(told)
    return {
        "documents": documents,
        "words a document": round(words / documents),
        "statements a document": round(found / documents, 1),
        "documents a second": round(documents / seconds, 1),
    }


def beside_textacy(folder: Path, python: str, pipeline: str, count: int = 200) -> dict[str, object]:
    """Time our whole way and textacy with spaCy on the same documents in one run; CPU time, one thread each.

    The engine runs without the reader: statements need none of what it says, it is there for events and matters.

    Args:
        folder: the development data.
        python: the Python that has textacy and spaCy (a virtual environment of its own).
        pipeline: the spaCy pipeline, a name or a folder.
        count: how many documents.
    """
    texts = [str(row["text"]) for row in islice(read_lines(folder / "articles" / "articles.jsonl.gz"), count)]
    ours: dict[str, dict[str, object]] = {}
    for engine in (ModelEngine(reader=False), RulesEngine()):
        language = others = stage = 0.0
        found = quoted = 0
        reference = Reference.bundled()
        for number, text in enumerate(["A first text, that nothing is loaded while the clock runs.", *texts]):
            began = time.process_time()
            roles = tuple(RoleSpan(start, end, "body") for start, end, _ in text_lines(text))
            document = Document("doc-0", "", text, "", "", roles=roles)
            regions = [(role.start, role.end) for role in roles]
            [analysis] = analyse([(text, regions)], engine=engine)
            read = time.process_time()
            quotations, times = find_quotations(text, regions), find_times(text, regions)
            who = find_actors(document, analysis, quotations, reference)
            known = time.process_time()
            told = find_statements(document, analysis, quotations, times, who.actors, who.mentions, reference)
            done = time.process_time()
            if number:  # the first text only loads what is loaded once
                language, others, stage = language + read - began, others + known - read, stage + done - known
                found, quoted = found + len(told), quoted + sum(item.mode == "direct" for item in told)
        ours[engine.name] = {
            "whole (language, quotations, times, actors, statements), documents a second": _rate(
                count, language + others + stage
            ),
            "language and statements, documents a second": _rate(count, language + stage),
            "language alone, documents a second": _rate(count, language),
            "statements alone, documents a second": _rate(count, stage),
            "statements": found,
            "of them direct quotations": quoted,
        }
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    peer = Path(__file__).resolve().parent / "_textacy_peer.py"
    result = subprocess.run(
        [python, str(peer), pipeline],
        input=json.dumps(texts), capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    theirs = json.loads(result.stdout)
    return {
        "command": "OMP_NUM_THREADS=1 python benchmarks/statements.py --textacy PYTHON --pipeline FOLDER",
        "compared": "the same documents one by one, one run, CPU seconds of one thread; spaCy's pipeline is the CNN of"
        " benchmarks/language/peer_spacy.py (tagger, morphologizer, parser, names) and its rule lemmatizer",
        "documents": count,
        **ours,
        "textacy.direct_quotations with spaCy": {
            "whole (language and quotations), documents a second": _rate(count, theirs["language"] + theirs["stage"]),
            "language alone, documents a second": _rate(count, theirs["language"]),
            "quotations alone, documents a second": _rate(count, theirs["stage"]),
            "direct quotations": theirs["found"],
            "documents given up (odd number of marks)": theirs["gave up"],
        },
    }


def _rate(count: int, seconds: float) -> float:
    return round(count / max(seconds, 1e-9), 1)


def own_gold(engine: Engine, annotator: str = "a", halves: Sequence[str] = ("open", "held")) -> dict[str, object]:
    """Score halves of the project's own gold (gold/TOOL.md) with one engine: totals only."""
    sys.path.insert(0, str(REPOSITORY / "benchmarks" / "gold"))
    import sheet

    sheet.default_engine = lambda: engine
    figures: dict[str, object] = {"annotators": annotator}
    for half in halves:
        total = sheet.measure(annotator, half)
        figures[half] = {
            "statements": total.gold,
            "content found": round(total.content_found / max(1, total.gold), 3),
            "found with the right speaker": round(total.recall, 3),
            "precision": round(total.precision, 3),
            "right speaker of those found": round(total.right / max(1, total.content_found), 3),
            "speaker unresolved": total.unresolved,
            "mode right": f"{total.modes_right}/{total.right}",
            "dates right/missing/told": f"{total.dates_right}/{total.dates_missing}/{total.dates}",
            "addressee right": f"{total.addressees_right}/{total.addressees}",
            "chain right": f"{total.chains_right}/{total.chains}",
        }
    return figures


PEERS = {
    "annotators among themselves (reference, 16 articles)": {
        "attribution partial": 72.8,
        "reporting verb partial": 89.1,
    },
    "CofeNet BERT-base, published on the test part": {"span exact source/cue/content": [83.2, 75.3, 72.9]},
    "regex rules of the first experiment": {"attribution partial": 33.1, "reporting verb partial": 48.2},
    "textacy, marks normalised": {"attribution partial": 19.1, "direct with right speaker": 56.4},
    "Gender Gap Tracker rules": {"attribution partial": 35.9, "direct with right speaker": 55.1},
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Figures of the statements room.")
    parser.add_argument("--data", help="folder of the development data")
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--limit", type=int, default=None, help="documents of PolNeAR to read")
    parser.add_argument("--engine", choices=("rules", "default"), default="rules", help="rules, or the trained model")
    parser.add_argument("--quick", action="store_true", help="a few documents, no timing of the whole stage")
    parser.add_argument("--later", action="store_true", help="only the own gold read later, totals")
    parser.add_argument("--textacy", metavar="PYTHON", help="time beside textacy: the Python that has it")
    parser.add_argument("--pipeline", default="en_core_web_sm", help="the spaCy pipeline that textacy runs on")
    options = parser.parse_args(arguments)
    folder = data_folder(options.data)
    if options.textacy:
        figures = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
        figures["beside textacy"] = beside_textacy(folder, options.textacy, options.pipeline)
        sys.stdout.write(json.dumps(figures["beside textacy"], indent=2) + "\n")
        RESULTS.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    engine = RulesEngine() if options.engine == "rules" else default_engine()
    if options.later:
        figures = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
        later = figures.setdefault("own gold, read later", {})
        later["command"] = "python benchmarks/statements.py --later [--engine rules|default]"
        later[engine.name] = own_gold(engine, "later", ("held",))
        sys.stdout.write(f"{'own gold, read later':40} {later[engine.name]}\n")
        RESULTS.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    documents = list(polnear(folder / "statements" / f"polnear_{options.split}.jsonl.gz"))
    documents = documents[: options.limit or (QUICK if options.quick else None)]
    began = time.process_time()
    found = [attributions_of(document.text, engine) for document in documents]
    seconds = time.process_time() - began
    result = score(documents, [predicted(d, a) for d, a in zip(documents, found, strict=True)])
    result["documents a second, language included"] = round(len(documents) / seconds, 1)
    for name, value in result.items():
        sys.stdout.write(f"{name:40} {value}\n")
    figures = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    figures["command"] = "python benchmarks/statements.py [--split train|dev] [--engine rules|default]"
    figures.setdefault(f"polnear_{options.split}", {})[engine.name] = result
    if not options.quick:
        figures["transcripts"] = transcripts(folder)
        figures.setdefault("speed", {})[engine.name] = speed(folder, engine)
        figures.setdefault("own gold", {})[engine.name] = own_gold(engine)
        figures.setdefault("own gold, settled", {})[engine.name] = own_gold(engine, "settled")
        figures.setdefault("own gold, read later", {})[engine.name] = own_gold(engine, "later", ("held",))
        for name in ("transcripts", "speed", "own gold", "own gold, read later"):
            sys.stdout.write(f"{name:40} {figures[name]}\n")
    figures["peers on polnear dev"] = PEERS
    RESULTS.parent.mkdir(exist_ok=True, parents=True)
    RESULTS.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
