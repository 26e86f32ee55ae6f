"""Annotate statements on spans: turn an annotator's sheet into stand-off gold, check it, and measure agreement.

    python benchmarks/gold/sheet.py choose                     which documents, in which order, in which half
    python benchmarks/gold/sheet.py show articles/ID           the numbered lines of a document
    python benchmarks/gold/sheet.py add SHEET --annotator a    sheet to own_statements_a.jsonl (offsets, labels, hashes)
    python benchmarks/gold/sheet.py check                      every offset lies in its text, every digest matches
    python benchmarks/gold/sheet.py agree a b                  two annotators, statement by statement
    python benchmarks/gold/sheet.py score --half open          the library against the gold

The form of a sheet stands in TOOL.md. Sheets quote words of the texts and never enter the repository.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _scoring import StatementScore, jaccard, score_statements, words_in
from check_gold import GOLD, data_folder, digest, read_jsonl
from onrecord.actors import find_actors
from onrecord.language import analyse, default_engine
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.records import Document, Published, RoleSpan, make_id, to_json
from onrecord.reference import Reference
from onrecord.statements import find_statements

FEWEST_MENTIONS = 6
"""An article is chosen when it names China this often, and the United States."""
WORDS = (250, 700)
"""Length of a chosen article."""
OTHER_SIDE = re.compile(r"\b(?:China|Chinese|Beijing)\b")
OWN_SIDE = re.compile(r"\b(?:U\.S\.|United States|Washington|Trump|Obama|Biden)\b")
SAME_WORDS = 0.5
"""Two annotators mean the same statement from this Jaccard overlap of content words on."""


def half_of(key: str) -> str:
    """Tell which half a document belongs to: ``held`` documents are scored only, never looked at while tuning."""
    return "open" if int(hashlib.sha256(f"half {key}".encode()).hexdigest(), 16) % 2 == 0 else "held"


def rows(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read the documents of a collection with their keys."""
    path = data_folder() / name
    with gzip.open(path.with_name(path.name + ".jsonl.gz"), "rt", encoding="utf-8", newline="") as lines:
        for line in lines:
            row = json.loads(line)
            yield str(row.get("id") or row["guid"]), row


COLLECTIONS = {
    "articles": "articles/articles",
    "state": "government/state_department",
    "whitehouse": "government/white_house",
}


def chosen() -> list[tuple[str, dict[str, Any]]]:
    """Choose the documents: by digest of their key, so that nobody picks them."""
    found = []
    for collection, name in COLLECTIONS.items():
        for key, row in rows(name):
            text = str(row["text"])
            if not WORDS[0] <= len(text.split()) <= WORDS[1]:
                continue
            if len(OTHER_SIDE.findall(text)) >= FEWEST_MENTIONS and OWN_SIDE.search(text):
                full = f"{collection}/{key}"
                found.append((hashlib.sha256(full.encode()).hexdigest(), full, row))
    found.sort(key=lambda item: item[0])
    return [(full, row) for _, full, row in found]


def lines_of(text: str) -> list[tuple[int, int]]:
    """Return the lines that are not blank."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


class SheetError(ValueError):
    """A line of a sheet cannot be read."""


def find(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """Find words, or "first … last" words, in a stretch of the text."""
    first, ellipsis, last = (part.strip() for part in words.partition("\u2026"))
    begin = text.find(first, start, end)
    if begin < 0:
        raise SheetError(f"{first!r} is not in the line")
    stop = begin + len(first)
    if ellipsis:
        place = text.find(last, stop, end)
        if place < 0:
            raise SheetError(f"{last!r} does not follow {first!r}")
        stop = place + len(last)
    return begin, stop


def span(text: str, start: int, end: int) -> dict[str, Any]:
    """Return a stand-off span."""
    return {"start": start, "end": end, "sha256": digest(text[start:end])}


def somebody(text: str, given: str, start: int, end: int, lines: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Read ``words > name : SIDE kind``; the words may stand in another line (``L3:words``)."""
    words, _, who = given.partition(">")
    name, _, label = (who or words).partition(":") if who else (words, "", "")
    parts = label.split()
    side = next((part for part in parts if part.isupper() and len(part) == 3), None)
    kind = next((part for part in parts if part.islower()), "person")
    other = re.match(r"\s*L(\d+):", words)
    if other:
        start, end = lines[int(other[1]) - 1]
        words = words[other.end() :]
    a, b = find(text, words.strip(), start, end)
    # the name as the page has it counts too ("the Free Beacon"), a pronoun or a bare title does not
    named = re.sub(r"^[Tt]he ", "", text[a:b])
    aliases = [named] if kind in ("organization", "government", "state") and named[:1].isupper() else []
    return {"name": name.strip(), "kind": kind, "side": side, "aliases": aliases, "also": [], "span": span(text, a, b)}


def mode_of(text: str, content: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int]]) -> str:
    """Direct where all words stand in quotation marks, mixed where some do."""
    marks = [(q.start, q.end) for q in find_quotations(text, lines) if q.kind == "speech"]
    words = quoted = 0
    for start, end in content:
        for match in re.finditer(r"\w+", text[start:end]):
            words += 1
            quoted += any(a <= start + match.start() < b for a, b in marks)
    return "indirect" if not quoted else "direct" if quoted == words else "mixed"


def read_sheet(path: Path) -> list[dict[str, Any]]:
    """Read a sheet; see TOOL.md.

    Raises:
        SheetError: a line does not fit its document; the message says which.
    """
    texts: dict[str, str] = {}
    wanted = {m[1] for m in re.finditer(r"^@ (\S+)", path.read_text(encoding="utf-8"), re.M)}
    for collection, name in COLLECTIONS.items():
        if any(key.startswith(collection + "/") for key in wanted):
            texts |= {
                f"{collection}/{key}": str(row["text"]) for key, row in rows(name) if f"{collection}/{key}" in wanted
            }
    records: list[dict[str, Any]] = []
    key, number = "", 0
    for count, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@ "):
            key, number = line[2:].strip(), 0
            continue
        if not line.strip() or line.startswith("#"):
            continue
        number += 1
        try:
            records.append(_record(texts[key], key, number, line))
        except (SheetError, ValueError, KeyError, IndexError) as error:
            raise SheetError(f"{path.name}, line {count}: {error}") from error
    return records


def _record(text: str, key: str, number: int, line: str) -> dict[str, Any]:
    lines = lines_of(text)
    place, *fields = (part.strip() for part in line.split(" | "))
    start, end = lines[int(place) - 1]
    values = dict(field.split("=", 1) for field in fields if "=" in field)
    content, position = [], start
    for piece in values["content"].split(" // "):
        other = re.match(r"L(\d+):", piece)
        if other:
            position, end_here = lines[int(other[1]) - 1]
            a, b = find(text, piece[other.end() :], position, end_here)
        else:
            a, b = find(text, piece, position, end)
        content.append((a, b))
        position = b
    cue = None
    if values.get("cue"):
        a, b = find(text, values["cue"], start, end)
        cue = {**span(text, a, b), "kind": values.get("kind", "say")}
    speaker = somebody(text, values["speaker"], start, end, lines) if values.get("speaker") else None
    return {
        "id": f"{key}#{number:02}",
        "document": digest(text),
        "file": key,
        "half": half_of(key),
        "content": [span(text, a, b) for a, b in content],
        "cue": cue,
        "speaker": speaker,
        "addressee": somebody(text, values["to"], start, end, lines) if values.get("to") else None,
        # a post set into the page is quoted as a whole, with or without marks
        "mode": "direct" if not cue and values.get("occasion") == "post" else mode_of(text, content, lines),
        "via": [somebody(text, given, start, end, lines) for given in values.get("via", "").split(" // ") if given],
        "said_on": values.get("on") or None,
        "occasion": values.get("occasion") or None,
        "issues": sorted(values.get("issues", "").split()),
        "optional": "optional" in fields,
        "group": values.get("group") or None,
    }


def gold_texts(records: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Read the documents that gold records speak of."""
    wanted = {record["file"] for record in records}
    found = {}
    for collection, name in COLLECTIONS.items():
        if any(key.startswith(collection + "/") for key in wanted):
            found |= {f"{collection}/{key}": row for key, row in rows(name) if f"{collection}/{key}" in wanted}
    return found


def check() -> int:
    """Print every span that no longer fits its text; returns how many."""
    faults = 0
    for path in sorted(GOLD.glob("own_statements_*.jsonl")):
        records = read_jsonl(path)
        texts = gold_texts(records)
        for record in records:
            text = str(texts[record["file"]]["text"])
            parts = [*record["content"], record["cue"]]
            parts += [who["span"] for who in (record["speaker"], record["addressee"], *record["via"]) if who]
            for part in parts:
                if part and digest(text[part["start"] : part["end"]]) != part["sha256"]:
                    faults += 1
                    sys.stdout.write(f"{path.name} {record['id']}: the words at {part['start']} have changed\n")
    sys.stdout.write(f"faults: {faults}\n")
    return faults


def agree(one: str, other: str) -> None:
    """Print how far two annotators agree on the documents that both have read."""
    first, second = (read_jsonl(GOLD / f"own_statements_{name}.jsonl") for name in (one, other))
    both = {record["file"] for record in first} & {record["file"] for record in second}
    texts = gold_texts([record for record in first if record["file"] in both])
    pairs = matched = 0
    same = {"speaker": 0, "addressee": 0, "mode": 0, "kind": 0, "said_on": 0, "chain": 0, "issues": 0}
    for key in sorted(both):
        text = str(texts[key]["text"])
        a, b = ([r for r in records if r["file"] == key and not r["optional"]] for records in (first, second))
        pairs += len(a) + len(b)
        left = list(b)
        for record in a:
            words = words_in(text, record["content"])
            best = max(left, key=lambda item: jaccard(words, words_in(text, item["content"])), default=None)
            if best is None or jaccard(words, words_in(text, best["content"])) < SAME_WORDS:
                continue
            left.remove(best)
            matched += 1
            same["speaker"] += (record["speaker"] or {}).get("name") == (best["speaker"] or {}).get("name")
            same["addressee"] += (record["addressee"] or {}).get("name") == (best["addressee"] or {}).get("name")
            same["chain"] += [w["name"] for w in record["via"]] == [w["name"] for w in best["via"]]
            same["kind"] += (record["cue"] or {}).get("kind") == (best["cue"] or {}).get("kind")
            for field in ("mode", "said_on", "issues"):
                same[field] += record[field] == best[field]
    sys.stdout.write(f"documents: {len(both)}  statements F1: {2 * matched / max(1, pairs):.3f}\n")
    for field, count in same.items():
        sys.stdout.write(f"{field}: {count / max(1, matched):.3f}\n")


def measure(annotator: str, half: str, show: bool = False) -> StatementScore:
    """Score the library on one half of the gold; ``show`` lists the errors of the open half."""
    records = [r for r in read_jsonl(GOLD / f"own_statements_{annotator}.jsonl") if r["half"] == half]
    texts, reference, engine = gold_texts(records), Reference.bundled(), default_engine()
    total = StatementScore()
    for key in sorted({record["file"] for record in records}):
        row = texts[key]
        text = str(row["text"])
        roles = tuple(RoleSpan(a, b, "body") for a, b in lines_of(text))
        day = str(row.get("date") or "")[:10] or None
        known = (
            Published(day, "day", day, day, "stated") if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else Published()
        )
        document = Document(make_id("doc", key), key, text, digest(text), "", published=known, roles=roles)
        regions = [(role.start, role.end) for role in roles]
        [analysis] = analyse([(text, regions)], engine=engine)
        quotations, times = find_quotations(text, regions), find_times(text, regions)
        who = find_actors(document, analysis, quotations, reference)
        told = find_statements(document, analysis, quotations, times, who.actors, who.mentions, reference)
        gold = [r for r in records if r["file"] == key]
        own = score_statements(gold, [to_json(s) for s in told], text, {a.id: to_json(a) for a in who.actors})
        total.add(own)
        if show and half == "open":
            sys.stdout.write(f"{key}: recall {own.recall:.2f} precision {own.precision:.2f}\n")
            by_id = {r["id"]: r for r in gold}
            for name in own.missed + own.wrong_speaker:
                record, label = by_id[name], "missed" if name in own.missed else "wrong speaker"
                sys.stdout.write(
                    f"  {label}: {text[record['content'][0]['start'] : record['content'][-1]['end']][:110]}\n"
                )
            for statement in told:
                if statement.id in own.spurious:
                    sys.stdout.write(
                        f"  spurious: {statement.speaker_text} | {statement.cue.quote if statement.cue else ''} | "
                        f"{statement.content[0].quote[:90]}\n"
                    )
    return total


def score(annotator: str, half: str, show: bool) -> None:
    """Print the library's figures on one half of the gold."""
    total = measure(annotator, half, show)
    sys.stdout.write(
        f"{half}: {total.gold} statements, found with the right speaker {total.recall:.3f},"
        f" precision {total.precision:.3f}; content found {total.content_found}, unresolved {total.unresolved};"
        f" modes {total.modes_right}/{total.right},"
        f" dates {total.dates_right} right and {total.dates_missing} missing of {total.dates},"
        f" addressees {total.addressees_right}/{total.addressees}, chains {total.chains_right}/{total.chains}\n"
    )


def main() -> int:
    """Run one of the commands of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("choose")
    commands.add_parser("show").add_argument("key")
    adding = commands.add_parser("add")
    adding.add_argument("sheet", type=Path)
    adding.add_argument("--annotator", required=True)
    commands.add_parser("check")
    agreeing = commands.add_parser("agree")
    agreeing.add_argument("one")
    agreeing.add_argument("other")
    scoring = commands.add_parser("score")
    scoring.add_argument("--annotator", default="a")
    scoring.add_argument("--half", choices=("open", "held"), default="open")
    scoring.add_argument("--show", action="store_true", help="list the errors of the open half")
    options = parser.parse_args()
    if options.command == "choose":
        for key, row in chosen():
            sys.stdout.write(f"{half_of(key)}\t{key}\t{len(str(row['text']).split())}\t{row['title'][:90]}\n")
    elif options.command == "show":
        text = str(gold_texts([{"file": options.key}])[options.key]["text"])
        for number, (start, end) in enumerate(lines_of(text), 1):
            sys.stdout.write(f"{number:3} {text[start:end]}\n")
    elif options.command == "add":
        records = read_sheet(options.sheet)
        path = GOLD / f"own_statements_{options.annotator}.jsonl"
        new = {record["file"] for record in records}
        kept = [r for r in (read_jsonl(path) if path.exists() else []) if r["file"] not in new]
        body = "".join(
            json.dumps(r, ensure_ascii=False) + "\n" for r in sorted([*kept, *records], key=lambda r: r["id"])
        )
        path.write_text(body, encoding="utf-8")
        sys.stdout.write(f"{len(records)} statements of {len(new)} documents\n")
    elif options.command == "check":
        return int(check() > 0)
    elif options.command == "agree":
        agree(options.one, options.other)
    else:
        score(options.annotator, options.half, options.show)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
