"""Measure what a user sees who pastes both governments' readouts of one meeting as plain text.

    python benchmarks/readouts.py

Each pair of ``training/matters/accounts.jsonl`` (in our own words, true to public events) is written into two files of
text and built into a record of its own. Counted are the pairs of which one meeting holds both sides' own readouts, on
the right day. ``train`` and ``dev`` were looked at while the rules were made; some of their pages are posts that do not
say whose they are, so not every pair can be found. ``readout_pairs.jsonl`` holds pairs that nobody looked at while most
rules were made (every second was looked at for the last of them), meetings of three states among them, and traps, where
no meeting may hold two sides' readouts: one on the margin of a meeting of three among them. ``account_pairs.jsonl``
holds pairs written later, before anything was run on them, with labels of the items that both sides tell: ``tuning``
was then looked at and learned from, ``control`` (by the hash of the name) and the traps were not; the items of
``control`` that are matched are counted as in ``matters.py``. ``account_pairs_later.jsonl`` holds ten more, written
later still by one who had not read the code (posts in the first person, ministries of third states): ``later tuning``
may be looked at, ``later control`` not. All are by one hand each: real readouts differ more.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import onrecord
from matters import Content, _shares, count_items
from onrecord.reference import Reference

REPOSITORY = Path(__file__).resolve().parent.parent
PAIRS = REPOSITORY / "training" / "matters" / "accounts.jsonl"
UNSEEN = REPOSITORY / "benchmarks" / "readout_pairs.jsonl"
LABELLED = REPOSITORY / "benchmarks" / "account_pairs.jsonl"
LATER = REPOSITORY / "benchmarks" / "account_pairs_later.jsonl"
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or REPOSITORY / "benchmarks" / "results") / "readouts.json"


def main() -> int:
    """Build, count, print, write."""
    labelled = ("tuning", "control", "later tuning", "later control")
    halves = ("train", "dev", "looked at later", "unseen", *labelled, "traps")
    counts: dict[str, Counter[str]] = {half: Counter() for half in halves}
    for pair in read_pairs(PAIRS) + read_pairs(UNSEEN) + read_pairs(LABELLED) + read_pairs(LATER):
        if pair.get("trap"):
            counts["traps"]["pairs"] += 1
            counts["traps"]["taken for two sides' readouts"] += any(len(sides) > 1 for sides, _ in told(pair["pages"]))
            continue
        counted = counts[pair["half"]]
        counted["pairs"] += 1
        both = [day for sides, day in told(pair["pages"]) if set(pair["pages"]) <= sides]
        if both:
            right = pair["day"] <= (both[0] or "") <= pair.get("last", pair["day"])
            counted["all readouts in one meeting"] += 1
            counted["of these on the right day"] += right
            counted["of these on a wrong day"] += both[0] is not None and not right
    figures: dict[str, Any] = {"command": "python benchmarks/readouts.py"} | {
        half: dict(sorted(counted.items())) for half, counted in counts.items()
    }
    figures["account items of control"] = match_labelled(read_pairs(LABELLED), "control", Reference.bundled())
    for half in ("later tuning", "later control"):
        figures[f"account items of {half}"] = match_labelled(read_pairs(LATER), half, Reference.bundled())
    print(json.dumps(figures))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """Read the pairs of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def match_labelled(pairs: list[dict[str, Any]], half: str, reference: Reference) -> dict[str, Any]:
    """Count which items of both accounts are matched, of the labelled pairs of one half."""
    totals = {"matched": 0, "right": 0, "labelled": 0, "found": 0, "meetings": 0}
    plain = dict(totals)
    for pair in pairs:
        if pair["half"] != half:
            continue
        read = {side: Content(side, page["text"], None, pair["day"], reference) for side, page in pair["pages"].items()}
        pages = [
            replace(content.document, id=f"{content.document.id}-{side}", outlet=pair["pages"][side]["outlet"])
            for side, content in read.items()
        ]
        known = {key: actor for content in read.values() for key, actor in content.actors.items()}
        one, other = sorted(read)
        labels = [label for label in pair["pairs"] if label["relation"] != "topic_only"]
        count_items(totals, plain, (one, other), pages, (), known, labels, reference)
    return {"meetings": totals["meetings"], **_shares(totals), "baseline, same issue": _shares(plain)}


def told(texts: dict[str, Any]) -> list[tuple[set[str], str | None]]:
    """Return of each meeting of a record of some pages whose own readouts it holds, and its day.

    Args:
        texts: the pages by a name of a file.
    """
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "pages")
        pages.mkdir()
        for name, page in texts.items():
            Path(pages, f"{name}.txt").write_text(page["text"], encoding="utf-8")
        place = Path(folder, "pair.onrecord")
        onrecord.build([pages], place)
        with onrecord.open(place) as record:
            return [
                ({str(one.side) for one in meeting.accounts if one.source == "own_readout"}, meeting.date.date)
                for meeting in record.meetings()
            ]


if __name__ == "__main__":
    sys.exit(main())
