"""Turn sheets of readouts with marks in them into texts with stand-off labels, and back.

    python training/matters/accounts_sheet.py read SHEET... > training/matters/accounts.jsonl
    python training/matters/accounts_sheet.py write          prints the sheet of accounts.jsonl

A sheet holds meetings, each with two accounts::

    @@ usa-chn-leaders-2021-02 | 2021-02-10 | call
    @USA The White House | https://...
    Headline

    ... {1:words of an item} ... {2%:another} ... {3!:a third} ...
    @CHN Ministry of Foreign Affairs of China
    ...

Items of both accounts with one number are the same item; words may have several (``{1,4:...}``). ``%``: the same, but
one account tells it otherwise or more strongly (both agreed, one of them proposed). ``!``: no match; both speak of one
topic and say different things. ``?``: readers may differ (a concern raised, and what was answered to it). The texts
were written for this purpose, in words of our own, after public events; they quote nobody.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent / "accounts.jsonl"
MARK = re.compile(r"\{((?:\d+[!%?]?,?)+):([^{}]*)\}")
LABEL = re.compile(r"(\d+)([!%?]?)")
RELATIONS = {"": "same", "%": "told_otherwise", "!": "topic_only", "?": "optional"}
DEV_SHARE = 6
"""Of 16 meetings so many are kept for choosing (dev); the others are learned from. By the hash of the name."""


def half_of(meeting: str) -> str:
    """Return the half of a meeting: it follows from its name alone."""
    return "dev" if int(hashlib.sha256(meeting.encode()).hexdigest()[0], 16) < DEV_SHARE else "train"


def read_sheet(text: str) -> list[dict[str, Any]]:
    """Read the meetings of a sheet."""
    found = []
    for block in re.split(r"(?m)^@@ ", text)[1:]:
        head, *pages = re.split(r"(?m)^@(?=[A-Z]{3} )", block)
        name, day, kind = (part.strip() for part in head.strip().split("|"))
        row: dict[str, Any] = {"meeting": name, "half": half_of(name), "day": day, "kind": kind, "pages": {}}
        spans: dict[str, dict[int, list[dict[str, Any]]]] = {}
        for page in pages:
            first, _, body = page.partition("\n")
            side, _, outlet = first.partition(" ")
            outlet, _, url = (part.strip() for part in outlet.partition("|"))
            plain, position = "", 0
            body = body.strip()
            own: dict[int, list[dict[str, Any]]] = {}
            for mark in MARK.finditer(body):
                plain += body[position : mark.start()]
                for number, sign in LABEL.findall(mark[1]):
                    own.setdefault(int(number), []).append(
                        {"start": len(plain), "end": len(plain) + len(mark[2]), "mark": sign}
                    )
                plain += mark[2]
                position = mark.end()
            plain += body[position:]
            if "{" in plain or "}" in plain:
                raise ValueError(f"{name} {side}: a mark that does not close")
            row["pages"][side] = {"outlet": outlet, "url": url or None, "text": plain}
            spans[side] = own
        (one, first_spans), (other, second_spans) = spans.items()
        row["pairs"] = [
            {
                "item": number,
                "relation": RELATIONS[a["mark"] or b["mark"]],
                one: {"start": a["start"], "end": a["end"]},
                other: {"start": b["start"], "end": b["end"]},
            }
            for number in sorted(set(first_spans) & set(second_spans))
            for a in first_spans[number]
            for b in second_spans[number]
        ]
        found.append(row)
    return found


def write_sheet(rows: list[dict[str, Any]]) -> str:
    """Write meetings as a sheet."""
    marks = {relation: mark for mark, relation in RELATIONS.items()}
    pieces = []
    for row in rows:
        pieces.append(f"@@ {row['meeting']} | {row['day']} | {row['kind']}\n")
        for side, page in row["pages"].items():
            pieces.append(f"@{side} {page['outlet']}" + (f" | {page['url']}" if page["url"] else "") + "\n")
            text = page["text"]
            labels: dict[tuple[int, int], dict[str, None]] = {}
            for pair in row["pairs"]:
                label = f"{pair['item']}{marks[pair['relation']]}"
                labels.setdefault((pair[side]["start"], pair[side]["end"]), {}).setdefault(label)
            for (start, end), own in sorted(labels.items(), reverse=True):
                text = f"{text[:start]}{{{','.join(own)}:{text[start:end]}}}{text[end:]}"
            pieces.append(text + "\n")
    return "".join(pieces)


def main() -> int:
    """Read sheets, or write one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("read", "write"))
    parser.add_argument("sheets", nargs="*", type=Path)
    options = parser.parse_args()
    if options.what == "write":
        print(write_sheet([json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]), end="")
        return 0
    for sheet in options.sheets:
        for row in read_sheet(sheet.read_text(encoding="utf-8")):
            print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
