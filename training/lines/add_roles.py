"""Add a sheet of roles labelled by hand to the seen half of the gold of roles.

    python training/lines/add_roles.py SHEET [--pages PAGES]

``PAGES`` is the text that the annotator read: a header for each page (``=== collection key``, ``window: first-last``,
``text: sha256 lines``) and its numbered lines. A sheet answers each page with one line::

    === fundus_dev us/SomePaper/12
    T 35,40; B 37; C 38,49,64; K 39; X 81; R 72-80; O 43,70-71

T title, B byline, C caption, K credit, X correction, R related, O open; ``T?`` where the title is unknown, ``none``
where no line has a role, ``skip`` for what is no article. A sheet with a fault is not added.

An answer that opens with ``mend`` changes single lines of a page that is in the seen half already, whatever its page
file (``N``: no role)::

    === wcxb_dev_articles 0012
    mend R 88-91; N 40; T 12
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[2] / "benchmarks" / "gold" / "cleaning_roles.json"
LETTERS = {
    "T": "title",
    "B": "byline",
    "C": "caption",
    "K": "credit",
    "X": "correction",
    "R": "related",
    "O": "open",
}
_NO_ROLE = "N"
_PART = re.compile(r"^(?P<first>\d+)(?:\s?-\s?(?P<last>\d+))?$")


class SheetError(ValueError):
    """A sheet that cannot be read."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the annotator was shown of a page."""

    collection: str
    key: str
    window: tuple[int, int]
    text_sha256: str
    lines: int


def read_shown(text: str) -> dict[tuple[str, str], Shown]:
    """The headers of the pages that were shown."""
    shown: dict[tuple[str, str], Shown] = {}
    for block in re.split(r"(?m)^(?==== )", text):
        if not block.startswith("=== "):
            continue
        _, collection, key = block.split("\n", 1)[0].split(" ", 2)
        window = re.search(r"(?m)^window: (\d+)-(\d+)$", block)
        digest = re.search(r"(?m)^text: ([0-9a-f]{64}) (\d+)$", block)
        if window is None or digest is None:
            raise SheetError(f"{collection} {key}: its header lacks the window or the digest of its text")
        first, last = int(window[1]), int(window[2])
        shown[collection, key] = Shown(collection, key, (first, last + 1), digest[1], int(digest[2]))
    return shown


def read_sheet(text: str, shown: dict[tuple[str, str], Shown]) -> tuple[list[dict[str, Any]], list[str]]:
    """The entries of a sheet, and its faults in words."""
    mending = {(found[1], found[2].strip()) for found in re.finditer(r"(?m)^=== (\S+) (.+)\nmend ", text)}
    entries: list[dict[str, Any]] = []
    faults: list[str] = []
    page: Shown | None = None
    answered = True
    for number, line in enumerate(text.split("\n"), 1):
        line = line.split("#", 1)[0].strip()
        if line.startswith("==="):
            if page is not None and not answered:
                faults.append(f"line {number}: the page above has no answer")
            _, collection, key = ([*line.split(" ", 2), "", ""])[:3]
            page, answered = shown.get((collection, key.strip())), False
            if page is None and (collection, key.strip()) not in mending:
                faults.append(f"line {number}: no such page: {line}")
        elif line and page is not None:
            if answered:
                faults.append(f"line {number}: a second answer for the same page")
            answered = True
            if line != "skip" and not line.startswith("mend "):
                try:
                    roles = {} if line == "none" else read_answer(line, page.window)
                except SheetError as fault:
                    faults.append(f"line {number}: {fault}")
                else:
                    roles.setdefault("title", [])
                    entries.append(
                        {
                            "collection": page.collection,
                            "key": page.key,
                            "text_sha256": page.text_sha256,
                            "lines": page.lines,
                            "window": list(page.window),
                            "half": "seen",
                            "roles": dict(sorted(roles.items())),
                        }
                    )
        elif line and not line.startswith("mend "):
            faults.append(f"line {number}: stands below no page: {line[:40]}")
    if page is not None and not answered:
        faults.append("the last page has no answer")
    return entries, faults


def read_answer(line: str, window: Sequence[int]) -> dict[str, list[int] | None]:
    """The roles of one page: ``T 35,40; R 72-80``.

    Raises:
        SheetError: for an unknown letter, a line outside the window, or a line with two roles.
    """
    roles: dict[str, list[int] | None] = {}
    taken: dict[int, str] = {}
    for part in line.split(";"):
        part = part.strip()
        if not part:
            continue
        if part == "T?":
            roles["title"] = None
            continue
        letter, _, places = part.partition(" ")
        role = _NO_ROLE if letter == _NO_ROLE else LETTERS.get(letter)
        if role is None:
            raise SheetError(f"unknown role {letter!r} in {part!r}")
        found = roles.get(role) or []
        for place in places.split(","):
            match = _PART.match(place.strip())
            if match is None:
                raise SheetError(f"cannot read {place!r} in {part!r}")
            first, last = int(match["first"]), int(match["last"] or match["first"])
            if not window[0] <= first <= last < window[1]:
                raise SheetError(f"{place.strip()} is outside the window {window[0]}-{window[1] - 1}")
            for number in range(first, last + 1):
                if number in taken:
                    raise SheetError(f"{number} has two roles: {taken[number]} and {role}")
                taken[number] = role
                found.append(number)
        roles[role] = sorted(found)
    return roles


def mended(text: str, gold: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """The entries of the seen half that a sheet mends, as they are then, and the sheet's faults in words."""
    known = {(item["collection"], item["key"]): item for item in gold if "only" not in item and item["half"] == "seen"}
    entries: list[dict[str, Any]] = []
    faults: list[str] = []
    for block in re.split(r"(?m)^=== ", text)[1:]:
        header, _, answer = block.partition("\n")
        collection, _, key = header.partition(" ")
        changes = re.search(r"(?m)^mend (.+)$", answer)
        if changes is None:
            continue
        item = known.get((collection, key.strip()))
        if item is None:
            faults.append(f"no such page in the seen half: {header}")
            continue
        try:
            fresh = read_answer(changes[1].split("#", 1)[0], item["window"])
        except SheetError as fault:
            faults.append(f"{header}: {fault}")
            continue
        touched = {place for places in fresh.values() for place in places or ()}
        roles = {
            role: sorted({*(places or ()), *(fresh.get(role) or ())} - (touched - set(fresh.get(role) or ())))
            for role, places in {**dict.fromkeys(fresh), **item["roles"]}.items()
            if role != _NO_ROLE
        }
        entries.append({**item, "roles": dict(sorted(roles.items()))})
    return entries, faults


def merged(gold: Sequence[dict[str, Any]], entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gold with the entries: in place of those of the same page, or behind the others."""
    fresh = {(entry["collection"], entry["key"]): entry for entry in entries}
    result = []
    for item in gold:
        name = item["collection"], item["key"]
        if name in fresh and "only" not in item:
            if item["half"] != "seen":
                raise SheetError(f"{name} is in the unseen half")
            item = fresh.pop(name)
        result.append(item)
    return [*result, *fresh.values()]


def main() -> None:
    """Add a sheet."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sheet", type=Path)
    arguments.add_argument("--pages", type=Path, nargs="*", default=[])
    arguments.add_argument("--gold", type=Path, default=GOLD)
    arguments.add_argument("--check", action="store_true", help="read the sheet, write nothing")
    chosen = arguments.parse_args()
    shown: dict[tuple[str, str], Shown] = {}
    for file in chosen.pages:
        shown.update(read_shown(file.read_text("utf-8")))
    gold = json.loads(chosen.gold.read_text("utf-8"))
    sheet = chosen.sheet.read_text("utf-8")
    entries, faults = read_sheet(sheet, shown)
    changed, missing = mended(sheet, gold)
    entries, faults = [*entries, *changed], [*faults, *missing]
    for fault in faults:
        print(fault)
    if faults:
        raise SystemExit(f"{len(faults)} faults: nothing was added")
    if not chosen.check:
        lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in merged(gold, entries))
        chosen.gold.write_text(f"[\n{lines}\n]\n", "utf-8")
    print(len(entries), "pages read" if chosen.check else "pages added")


if __name__ == "__main__":
    main()
