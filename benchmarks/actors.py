"""Actors: who is meant, against hand-labelled passages of news and releases; pronouns of GAP; issues; speed.

Run: python benchmarks/actors.py [--data FOLDER] [--quick] [--show]. Writes benchmarks/results/actors.json.

*resolved* (recall): of the labelled mentions (persons by name, title and pronoun, governments, unnamed sources), the
share that the stage gives to the right actor. *right* (precision): of the stage's own mentions of those kinds inside
the labelled passages, the share that stands on a labelled mention and means the right actor; a mention of words that
mean two persons counts once for each. Unnamed sources are right when the words that first describe them are. The rules
were made on the seen half; the unseen one was labelled from the bare text and is only scored (one rule came from
reading it, Japanese names with the family name first: two mentions).
GAP: for each labelled pronoun, whether the name that the stage gives it is the right one of the two (recall over
coreferent pairs, precision over answered ones, F1 of pairs), once with the two names given as the baselines of
Webster et al. 2018 have them (their best: F1 0.669 on the test set), once with the names that the rules find alone
(encyclopedic and fictional persons, most without the title or verb of saying by which news introduces a person).
Issues: micro precision and recall of the tags of labelled sentences.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.actors import ActorsFound, find_actors
from onrecord.language import Name, RulesEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.records import Document, Published, RoleSpan, make_id, text_digest
from onrecord.reference import Reference

REPOSITORY = Path(__file__).resolve().parent.parent
GOLD = REPOSITORY / "benchmarks" / "gold" / "actors.json"
GOLD_ISSUES = REPOSITORY / "benchmarks" / "gold" / "issues.json"
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or REPOSITORY / "benchmarks" / "results") / "actors.json"
SCORED = frozenset({"person", "government", "unnamed"})
FILES = {
    "articles": ("articles/articles.jsonl.gz", "id"),
    "state_department": ("government/state_department.jsonl.gz", "guid"),
    "white_house": ("government/white_house.jsonl.gz", "guid"),
}
OUTLETS = {"state_department": "U.S. Department of State", "white_house": "The White House"}
MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


def data_folder(given: str | None) -> Path:
    """Return the folder of development data, as named, by ``ONRECORD_DATA``, or beside the repository."""
    return Path(given or os.environ.get("ONRECORD_DATA") or REPOSITORY.parent / "shared" / "data")


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def entries(data: Path, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    found = {}
    for source, (file, key) in FILES.items():
        for entry in json_lines(data / file):
            if (source, entry[key]) in wanted:
                found[source, entry[key]] = entry
    return found


def iso_day(stated: str) -> str | None:
    """Read ``2018-06-15`` or ``Fri, 25 Feb 2022 16:43:00 +0000``."""
    if len(stated) == 10 and stated[4] == "-":
        return stated
    parts = stated.replace(",", "").split()
    if len(parts) >= 4 and parts[2] in MONTHS:
        return f"{parts[3]}-{MONTHS[parts[2]]:02d}-{int(parts[1]):02d}"
    return None


def as_document(source: str, entry: dict[str, Any]) -> Document:
    """A document whose lines are all body: roles and dates are other stages' benchmarks."""
    text = entry["text"]
    roles, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            roles.append(RoleSpan(start, start + len(line), "body"))
        start += len(line) + 1
    day = iso_day(entry.get("date") or "")
    return Document(
        id=make_id("doc", source, text_digest(text)),
        path=source,
        text=text,
        text_sha256=text_digest(text),
        source_sha256="",
        outlet=entry.get("outlet") or OUTLETS.get(source),
        published=Published(day, "day", day, day, "stated") if day else Published(),
        roles=tuple(roles),
    )


def read(document: Document, reference: Reference, names: Sequence[tuple[int, str]] = ()) -> ActorsFound:
    """Read a document, with persons' names (offset, words) that are given from outside."""
    regions = [(role.start, role.end) for role in document.roles]
    [analysis] = analyse([(document.text, regions)], engine=RulesEngine())
    given = tuple(Name(start, start + len(words), "person", 1.0, "gold") for start, words in names)
    analysis = replace(analysis, names=given)
    return find_actors(document, analysis, find_quotations(document.text, regions), reference)


def score_document(gold: dict[str, Any], result: ActorsFound, counts: Counter[str], show: list[str], text: str) -> None:
    actors = {actor.id: actor for actor in result.actors}
    mine = [
        mention for mention in result.mentions if mention.end <= gold["end"] and actors[mention.actor].kind in SCORED
    ]
    clusters: dict[str, str] = {}
    hit: set[int] = set()
    for start, end, labels in gold["mentions"]:
        over = [number for number, mention in enumerate(mine) if mention.start < end and start < mention.end]
        given = [mine[number].actor for number in over]
        for label in labels:
            counts["labelled"] += 1
            kind = form_of(text[start:end], label)
            counts[f"labelled {kind}"] += 1
            if label[0] == "u" and label[1:].isdigit():
                unnamed = [key for key in given if actors[key].kind == "unnamed"]
                expected = clusters.setdefault(label, unnamed[0]) if unnamed else clusters.get(label)
                right = [number for number in over if mine[number].actor == expected and unnamed]
            else:
                right = [number for number in over if actors[mine[number].actor].name == label]
            if right:
                counts["resolved"] += 1
                counts[f"resolved {kind}"] += 1
                hit.update(right)
            else:
                names = [actors[key].name for key in given]
                show.append(f"missed   {gold['id'][-12:]} {start}:{end} {text[start:end]!r} = {label}, given {names}")
    counts["given"] += len(mine)
    counts["right"] += len(hit)
    for number, mention in enumerate(mine):
        if number not in hit:
            name = actors[mention.actor].name
            show.append(f"spurious {gold['id'][-12:]} {mention.start} {mention.quote!r} = {name} ({mention.reason})")


def form_of(words: str, label: str) -> str:
    if words.lower() in {"he", "she", "him", "her", "his", "hers", "himself", "herself", "they", "them", "their"}:
        return "pronoun"
    if label.startswith("Government of"):
        return "government"
    if label[0] == "u" and label[1:].isdigit():
        return "unnamed source"
    family = label.split()[-1].lower()
    given = label.split()[0].lower()
    return "name" if family in words.lower() or given in words.lower() else "title"


def actors_figures(data: Path, half: str, show: bool) -> dict[str, Any]:
    gold = [entry for entry in json.loads(GOLD.read_text("utf-8")) if entry["half"] == half]
    found = entries(data, {(entry["source"], entry["id"]) for entry in gold})
    reference = Reference.bundled()
    counts: Counter[str] = Counter()
    lines: list[str] = []
    for entry in gold:
        document = as_document(entry["source"], found[entry["source"], entry["id"]])
        if hashlib.sha256(document.text.encode()).hexdigest() != entry["text_sha256"]:
            raise SystemExit(f"the text of {entry['id']} is not the one that was labelled")
        score_document(entry, read(document, reference), counts, lines, document.text)
    if show:
        print("\n".join(lines))
    figures: dict[str, Any] = {
        "documents": len(gold),
        "labelled_mentions": counts["labelled"],
        "resolved": ratio(counts["resolved"], counts["labelled"]),
        "right": ratio(counts["right"], counts["given"]),
    }
    for kind in ("name", "title", "pronoun", "government", "unnamed source"):
        if counts[f"labelled {kind}"]:
            part, whole = counts[f"resolved {kind}"], counts[f"labelled {kind}"]
            figures[f"resolved {kind}"] = {"share": ratio(part, whole), "labelled": whole}
    return figures


def gap_figures(data: Path, name: str, *, names_given: bool) -> dict[str, Any]:
    reference = Reference.bundled()
    right = wrong = missed = 0
    by_gender: Counter[str] = Counter()
    with gzip.open(data / "coref" / f"gap-{name}.tsv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        document = as_document("gap", {"text": row["Text"]})
        spans = [(int(row[f"{letter}-offset"]), row[letter]) for letter in "AB"] if names_given else []
        result = read(document, reference, spans)
        place = int(row["Pronoun-offset"])
        pronoun = [mention.actor for mention in result.mentions if mention.start == place and mention.form == "pronoun"]
        gender = "feminine" if row["Pronoun"].lower() in ("she", "her", "hers") else "masculine"
        for letter in "AB":
            start = int(row[f"{letter}-offset"])
            end = start + len(row[letter])
            named = {mention.actor for mention in result.mentions if mention.start < end and start < mention.end}
            said, truth = bool(named & set(pronoun)), row[f"{letter}-coref"] == "TRUE"
            right += said and truth
            wrong += said and not truth
            missed += truth and not said
            by_gender[f"{gender} right"] += said and truth
            by_gender[f"{gender} wrong"] += said and not truth
            by_gender[f"{gender} missed"] += truth and not said
    figures = {"items": len(rows), **f1(right, wrong, missed)}
    for gender in ("masculine", "feminine"):
        parts = (by_gender[f"{gender} {what}"] for what in ("right", "wrong", "missed"))
        figures[f"F1 {gender}"] = f1(*parts)["F1"]
    return figures


def issue_figures(data: Path, half: str, show: bool) -> dict[str, Any]:
    gold = [entry for entry in json.loads(GOLD_ISSUES.read_text("utf-8")) if entry["half"] == half]
    found = entries(data, {(entry["source"], entry["id"]) for entry in gold})
    reference = Reference.bundled()
    right = wrong = missed = 0
    for entry in gold:
        text = found[entry["source"], entry["id"]]["text"]
        if text_digest(text) != entry["text_sha256"]:
            raise SystemExit(f"the text of {entry['id']} is not the one that was labelled")
        for start, end, labels in entry["passages"]:
            given, wanted = set(reference.tag_issues(text[start:end])), set(labels)
            right += len(given & wanted)
            wrong += len(given - wanted)
            missed += len(wanted - given)
            if show and given != wanted:
                lost, added = sorted(wanted - given), sorted(given - wanted)
                print(f"issues {entry['id'][-12:]} {start}: missed {lost}, added {added}")
    return {"passages": sum(len(entry["passages"]) for entry in gold), **f1(right, wrong, missed)}


def speed_figures(data: Path) -> dict[str, Any]:
    """Every fortieth article, everything but the stage itself prepared before."""
    reference = Reference.bundled()
    prepared = []
    for entry in list(json_lines(data / "articles/articles.jsonl.gz"))[::40]:
        document = as_document("articles", entry)
        regions = [(role.start, role.end) for role in document.roles]
        [analysis] = analyse([(document.text, regions)], engine=RulesEngine())
        prepared.append((document, analysis, find_quotations(document.text, regions)))
    find_actors(*prepared[0], reference)
    start = time.process_time()
    for document, analysis, quotations in prepared:
        find_actors(document, analysis, quotations, reference)
    seconds = time.process_time() - start
    words = sum(len(document.text.split()) for document, _, _ in prepared)
    return {
        "documents": len(prepared),
        "documents_per_second": round(len(prepared) / seconds),
        "words_per_second": round(words / seconds),
    }


def ratio(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def f1(right: int, wrong: int, missed: int) -> dict[str, float]:
    precision, recall = ratio(right, right + wrong), ratio(right, right + missed)
    both = precision + recall
    return {"precision": precision, "recall": recall, "F1": round(2 * precision * recall / both, 3) if both else 0.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="folder of the development data")
    parser.add_argument("--quick", action="store_true", help="without GAP and speed")
    parser.add_argument("--show", action="store_true", help="print every difference of the seen half, write nothing")
    options = parser.parse_args()
    data = data_folder(options.data)
    if not (data / "articles").is_dir():
        print("skipped: needs the development data (set ONRECORD_DATA to its folder)")
        return 0
    figures: dict[str, Any] = {"command": "python benchmarks/actors.py"}
    for half in ["seen"] if options.show else ["seen", "unseen"]:
        figures[f"actors_{half}"] = actors_figures(data, half, options.show)
        figures[f"issues_{half}"] = issue_figures(data, half, options.show)
    if not options.quick and not options.show:
        for name in ("development", "validation"):
            for given in (True, False):
                title = f"gap_{name}_names_{'given' if given else 'found'}"
                figures[title] = gap_figures(data, name, names_given=given)
        figures["gap_peer"] = {"best baseline of Webster et al. 2018, test part, F1": 0.669}
        figures["speed"] = speed_figures(data)
    text = json.dumps(figures, indent=2, sort_keys=True)
    print(text)
    if not options.show:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
