"""Measure what a user sees who pastes both governments' readouts of one meeting as plain text.

    python benchmarks/readouts.py

Each pair of ``training/matters/accounts.jsonl`` (in our own words, true to public events) is written into two files of
text and built into a record of its own. Counted are the pairs of which one meeting holds both sides' own readouts, on
the right day. The half ``dev`` was not looked at while the rules were made, but they are by one hand: real
readouts differ more. Some pages are remarks or posts, which are nobody's readout, so not every pair can be found.
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
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or REPOSITORY / "benchmarks" / "results") / "readouts.json"


def main() -> int:
    """Build, count, print, write."""
    counts: dict[str, Counter[str]] = {"train": Counter(), "dev": Counter()}
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        counted = counts[pair["half"]]
        counted["pairs"] += 1
        with tempfile.TemporaryDirectory() as folder:
            pages = Path(folder, "pages")
            pages.mkdir()
            for side, page in pair["pages"].items():
                Path(pages, f"{side}.txt").write_text(page["text"], encoding="utf-8")
            place = Path(folder, "pair.onrecord")
            onrecord.build([pages], place)
            with onrecord.open(place) as record:
                both = [
                    meeting
                    for meeting in record.meetings()
                    if set(pair["pages"]) <= {one.side for one in meeting.accounts if one.source == "own_readout"}
                ]
        if both:
            day = both[0].date.date
            counted["both readouts in one meeting"] += 1
            counted["of these on the right day"] += day == pair["day"]
            counted["of these on a wrong day"] += day is not None and day != pair["day"]
    figures: dict[str, Any] = {"command": "python benchmarks/readouts.py"} | {
        half: dict(sorted(counted.items())) for half, counted in counts.items()
    }
    print(json.dumps(figures))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
