"""Measure how fast a record is built, and what building it again costs.

Run ``python benchmarks/speed.py``: builds 200 releases of the State Department and 500 news articles with one worker,
then builds both again without any change. Prints documents per second and the cost of each stage, and writes
``benchmarks/results/speed.json``. ``--quick`` takes 60 of each.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import onrecord
from check_gold import data_folder

RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or Path(__file__).resolve().parent / "results") / "speed.json"
SETS = {"releases": ("government/state_department.jsonl.gz", 200), "articles": ("articles/articles.jsonl.gz", 500)}


def command_seconds(source: Path, record: Path) -> float:
    """Return the wall time of the whole command, from the shell and back."""
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "onrecord", "build", str(source), "-o", str(record), "--quiet", "--workers", "1"],
        check=True,
        capture_output=True,
    )
    return time.monotonic() - began


def measure(source: Path, documents: int, folder: Path) -> dict[str, Any]:
    """Build ``documents`` entries of a gzipped JSON lines file, twice."""
    sample = folder / f"{source.stem}-sample.jsonl"
    with gzip.open(source, "rt", encoding="utf-8") as stream:
        sample.write_text("".join(itertools.islice(stream, documents)), "utf-8")
    record = folder / f"{source.stem}.onrecord"
    first = command_seconds(sample, record)
    again = command_seconds(sample, record)
    with onrecord.open(record) as opened:
        status = opened.status()
        seen = opened.overview(speakers=0)
    return {
        "documents": seen.documents,
        "statements": seen.statements,
        "unreadable": len(status.unreadable),
        "failures": len(status.failures),
        "seconds": round(first, 2),
        "documents_per_second": round(seen.documents / first, 1),
        "again_seconds": round(again, 3),
        "again_share": round(again / first, 4),
        "milliseconds_per_document": {
            timing.stage: round(1000 * timing.seconds / timing.documents, 2) for timing in status.timings
        },
        "bytes_of_record_per_byte_of_text": round(record.stat().st_size / sample.stat().st_size, 2),
    }


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="60 documents of each kind")
    options = parser.parse_args()
    data = data_folder()
    if not data.is_dir():
        print("speed: skipped, needs the development data (set ONRECORD_DATA to its folder)")
        return 0
    figures: dict[str, Any] = {
        "command": "python benchmarks/speed.py" + (" --quick" if options.quick else ""),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, one worker, other work on the machine",
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, (path, documents) in SETS.items():
            figures[name] = measure(data / path, 60 if options.quick else documents, Path(folder))
            print(f"{name}: {json.dumps(figures[name], indent=2)}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
