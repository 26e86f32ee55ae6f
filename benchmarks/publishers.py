"""Measure whose readout a plain text is judged to be, by its words alone.

    python benchmarks/publishers.py

Takes away what says whose page it is: releases of the State Department about calls and meetings and readouts of the
White House, with their title, and all news articles, with their headline. Counts how many releases are known as the
American government's, and how many
articles are taken for anybody's readout. Without the development data it says so and ends with status 0.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from check_gold import data_folder
from onrecord.cleaning import clean
from onrecord.records import RawPage
from onrecord.reference import Reference

RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or Path(__file__).resolve().parent / "results") / "publishers.json"
SETS = {
    "releases": "government/state_department.jsonl.gz",
    "readouts of the White House": "government/white_house.jsonl.gz",
    "articles": "articles/articles.jsonl.gz",
}
TITLES = {
    "releases": re.compile(r"(?i)\b(?:call|meeting|meets?|met) with\b"),
    "readouts of the White House": re.compile(r"(?i)\breadout of .{3,60}\b(?:calls?|meetings?) with\b"),
}


def main() -> int:
    """Measure, print, write."""
    data = data_folder()
    if not (data / SETS["articles"]).is_file():
        print("publishers: skipped, needs the development data (set ONRECORD_DATA to its folder)")
        return 0
    reference = Reference.bundled()
    figures: dict[str, Any] = {"command": "python benchmarks/publishers.py"}
    for name, path in SETS.items():
        counts: Counter[str] = Counter()
        with gzip.open(data / path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if name in TITLES and not TITLES[name].search(row["title"]):
                    continue
                page = RawPage(path="page.txt", content=f"{row['title']}\n\n{row['text']}")
                found = clean(page, reference)
                judged = found.outlet if found.kind == "official" and (found.outlet or "").startswith("Gov") else None
                counts[judged or "nobody's"] += 1
        figures[name] = {"documents": counts.total()} | dict(sorted(counts.items()))
        print(f"{name}: {json.dumps(figures[name])}", flush=True)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
