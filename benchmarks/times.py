"""Measure time expressions on the TempEval-3 training sets, by source, beside two peers.

Run ``python benchmarks/times.py``; results go to ``benchmarks/results/times.json``. ``--quick`` measures the read half
alone.

Scores as in TempEval-3: *relaxed* counts an expression found where the gold has one (any overlap), *strict* the same
span, *value* relaxed with exactly the same TIMEX3 value. The gold leaves many values open ("1989-WXX" for "last week",
"1949-XX" for "1949", "2000-W7" for "2000-W07"): *value, open gold* counts these as right where our value agrees with
all that is written. The rules were written while reading the half of the documents whose id hashes to an even number
(``read``); the other half is ``unseen``. The document AP900815-0044 is in the data twice and counted once.

Peers: ``dateparser`` (search_dates, past preferred, the created date as base) where it is installed, and a naive rule
(full dates, weekdays as the last one, today and yesterday, years). HeidelTime's published value F1 on the TempEval-3
*test* set is .776.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import itertools
import json
import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from check_gold import data_folder
from onrecord.language.times import Timex, find_times, timex_values

RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or Path(__file__).resolve().parent / "results") / "times.json"
Found = tuple[int, int, str]
Reader = Callable[[str, date], list[Found]]


@dataclass(frozen=True)
class Gold:
    """One document of the gold."""

    identity: str
    source: str
    text: str
    created: date
    expressions: list[Found]

    @property
    def is_read(self) -> bool:
        """Whether the rules were written with this document in view."""
        return int(hashlib.sha256(self.identity.encode()).hexdigest(), 16) % 2 == 0


def read_gold(path: Path) -> list[Gold]:
    """Read TimeML documents into text and gold expressions."""
    documents = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["set"] not in ("AQUAINT", "TimeBank"):
                continue
            source = re.match(r"[A-Za-z]+", row["id"])
            created = re.search(r'<DCT>.*?value="([^"]*)"', row["timeml"], re.S)
            body = re.search(r"<TEXT>(.*?)</TEXT>", row["timeml"], re.S)
            if created is None or body is None:
                continue
            text, found, opened = "", [], (0, "")
            for piece in re.finditer(r"<TIMEX3([^>]*)>|</TIMEX3>|<[^>]+>|[^<]+", body[1]):
                words = piece[0]
                if words.startswith("<TIMEX3"):
                    opened = (len(text), dict(re.findall(r'(\w+)="([^"]*)"', words))["value"])
                elif words == "</TIMEX3>":
                    found.append((opened[0], len(text), opened[1]))
                elif not words.startswith("<"):
                    text += html.unescape(words)
            name = f"{row['set']} {source[0] if source else row['id']}"
            documents.append(Gold(row["id"], name, text, date.fromisoformat(created[1][:10]), found))
    return documents


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the stretches between blank lines."""
    borders = [0, *(found.end() for found in re.finditer(r"\n\s*\n", text)), len(text)]
    return [(start, end) for start, end in itertools.pairwise(borders) if start < end]


def ours(text: str, created: date) -> list[Found]:
    """Read with On Record."""
    timexes: Iterable[Timex] = timex_values(find_times(text, paragraphs(text)), created)
    return [(item.start, item.end, item.value) for item in timexes]


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NAIVE = re.compile(
    r"\b(?:(?P<weekday>"
    + "|".join(_WEEKDAYS)
    + r")|(?P<month>"
    + "|".join(_MONTHS)
    + r") (?P<day>\d{1,2}), (?P<year>\d{4})"
    r"|(?P<named>today|yesterday|tomorrow)|(?P<alone>(?:19|20)\d\d))\b"
)


def naive(text: str, created: date) -> list[Found]:
    """Read by the naive rule."""
    found = []
    for item in _NAIVE.finditer(text):
        if item["weekday"]:
            back = (created.weekday() - _WEEKDAYS.index(item["weekday"])) % 7
            value = (created - timedelta(days=back)).isoformat()
        elif item["month"]:
            value = f"{item['year']}-{_MONTHS.index(item['month']) + 1:02d}-{int(item['day']):02d}"
        elif item["named"]:
            value = (created + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[item["named"]])).isoformat()
        else:
            value = item["alone"]
        found.append((item.start(), item.end(), value))
    return found


def dateparser_reader() -> Reader | None:
    """Return a reader by dateparser, None where it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None

    def read(text: str, created: date) -> list[Found]:
        base = datetime(created.year, created.month, created.day)
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found: list[Found] = []
        at = 0
        for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append((start, at, moment.date().isoformat()))
        return found

    return read


def agrees(gold: str, value: str) -> bool:
    """Return whether a value agrees with all that an open gold value says."""
    if gold == value:
        return True
    plain = re.sub(r"(?:-XX)+$", "", gold)
    plain = re.sub(r"-W(\d)$", r"-W0\1", plain)
    plain = re.sub(r"^(\d{2,3})X+$", r"\1", plain)
    if plain == value:
        return True
    pattern = re.escape(plain).replace("WXX", r"W\d\d").replace("QX", r"Q\d").replace(r"\-XX", r"\-\d\d")
    return not gold.startswith("P") and re.fullmatch(pattern, value) is not None


def score(documents: list[Gold], read: Reader) -> dict[str, Any]:
    """Score a reader on documents."""
    gold = system = overlap = strict = value = open_value = 0
    seconds = 0.0
    for document in documents:
        began = time.process_time()
        found = read(document.text, document.created)
        seconds += time.process_time() - began
        gold += len(document.expressions)
        system += len(found)
        used: set[int] = set()
        for start, end, expected in document.expressions:
            hit = next(
                (
                    number
                    for number, item in enumerate(found)
                    if number not in used and item[0] < end and start < item[1]
                ),
                None,
            )
            if hit is None:
                continue
            used.add(hit)
            overlap += 1
            strict += (found[hit][0], found[hit][1]) == (start, end)
            value += found[hit][2] == expected
            open_value += agrees(expected, found[hit][2])

    def f1(right: int) -> float:
        return round(2 * right / max(gold + system, 1), 3)

    return {
        "documents": len(documents),
        "gold": gold,
        "found": system,
        "relaxed_f1": f1(overlap),
        "strict_f1": f1(strict),
        "value_f1": f1(value),
        "value_open_gold_f1": f1(open_value),
        "documents_per_second": round(len(documents) / max(seconds, 1e-9)),
    }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="only the read half, without dateparser")
    options = parser.parse_args()
    folder = data_folder()
    documents = read_gold(folder / "dates" / "tempeval3_training.jsonl.gz")
    read_half = [document for document in documents if document.is_read]
    unseen = [document for document in documents if not document.is_read]
    parts = {"read": read_half} if options.quick else {"all": documents, "read": read_half, "unseen": unseen}
    results: dict[str, Any] = {"command": "python benchmarks/times.py", "onrecord": {}, "peers": {}}
    for name, part in parts.items():
        results["onrecord"][name] = score(part, ours)
    if not options.quick:
        for corpus in ("AQUAINT", "TimeBank"):
            part = [document for document in documents if document.source.startswith(corpus)]
            results["onrecord"][corpus] = score(part, ours)
            results["onrecord"][f"{corpus}, unseen"] = score([item for item in part if not item.is_read], ours)
        by_source: dict[str, list[Gold]] = {}
        for document in documents:
            by_source.setdefault(document.source, []).append(document)
        results["by_source"] = {name: score(part, ours) for name, part in sorted(by_source.items())}
    whole = read_half if options.quick else documents
    results["peers"]["naive"] = score(whole, naive)
    peer = None if options.quick else dateparser_reader()
    if peer is not None:
        results["peers"]["dateparser"] = score(documents, peer)
    for group in ("onrecord", "peers", "by_source"):
        for name, figures in results.get(group, {}).items():
            print(f"{group + ' ' + name:28}", "  ".join(f"{key} {value}" for key, value in figures.items()))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
