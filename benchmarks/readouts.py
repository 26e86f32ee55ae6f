"""Measure what a user sees who pastes both governments' readouts of one meeting as plain text.

    python benchmarks/readouts.py

Each pair of ``training/matters/accounts.jsonl`` (in our own words, true to public events) is written into two files of
text and built into a record of its own. Counted are the pairs of which one meeting holds both sides' own readouts, on
the right day. ``train`` and ``dev`` were looked at while the rules were made; some of their pages are posts that do not
say whose they are, so not every pair can be found. ``readout_pairs.jsonl`` holds pairs that nobody looked at while most
rules were made (every second was looked at for the last of them), meetings of three states among them, and traps, where
no meeting may hold two sides' readouts: one on the margin of a meeting of three among them. All are by one
hand each: real readouts differ more.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import onrecord

REPOSITORY = Path(__file__).resolve().parent.parent
PAIRS = REPOSITORY / "training" / "matters" / "accounts.jsonl"
UNSEEN = REPOSITORY / "benchmarks" / "readout_pairs.jsonl"
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or REPOSITORY / "benchmarks" / "results") / "readouts.json"


def main() -> int:
    """Build, count, print, write."""
    halves = ("train", "dev", "looked at later", "unseen", "traps")
    counts: dict[str, Counter[str]] = {half: Counter() for half in halves}
    for pair in [json.loads(line) for path in (PAIRS, UNSEEN) for line in path.read_text("utf-8").splitlines()]:
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
    print(json.dumps(figures))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


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
