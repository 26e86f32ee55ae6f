"""Write the measured figures into ``docs/limits.md``, between its markers, from ``benchmarks/results``.

Run ``python benchmarks/write_figures.py`` after the benchmarks; ``--check`` only says whether the page is up to date.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "limits.md"
START, END = "<!-- figures:start -->\n", "<!-- figures:end -->"


def percent(share: float) -> str:
    """Return a share as whole per cent."""
    return f"{100 * share:.0f} %"


def block(results: Path) -> str:
    """Return the figures as a Markdown table with a few sentences."""
    data: dict[str, Any] = {
        name: json.loads((results / f"{name}.json").read_text("utf-8"))
        for name in ("founding", "example", "unseen")
        if (results / f"{name}.json").exists()
    }
    labels = {
        "founding": "the three founding documents",
        "example": "the bundled example (texts of our own)",
        "unseen": "six articles that were not used in making the rules",
    }
    lines = [
        "| measured on | statements to find | found | … with the right speaker | precision | day of saying right |",
        "|---|---|---|---|---|---|",
    ]
    for name, figures in data.items():
        said = figures["said_on"]
        lines.append(
            f"| {labels[name]} | {figures['gold']} | {percent(figures['content_found'] / figures['gold'])} "
            f"| {percent(figures['recall'])} | {percent(figures['precision'])} | {said['right']} of {said['gold']} |"
        )
    if "unseen" in data:
        unseen = data["unseen"]
        low, high = unseen["recall_interval"]
        low_precision, high_precision = unseen["precision_interval"]
        lines += [
            "",
            f"95 % intervals for the last row: right speaker {percent(low)} to {percent(high)}, precision "
            f"{percent(low_precision)} to {percent(high_precision)}.",
        ]
    if "founding" in data:
        founding = data["founding"]
        simplest = founding["baseline"]
        lines += [
            "",
            f"On the founding documents, {founding['roles_right']} of {founding['roles']} lines have the right role; "
            f"{founding['counts']['junk_lines_as_prose']} lines to be cut were taken for prose, "
            f"{founding['counts']['body_lines_lost']} body lines were lost, and "
            f"{founding['counts']['false_spans']} of {founding['spans']} spans do not hold the words they claim. "
            "For comparison, taking every quotation and the name nearest to a verb of saying finds "
            f"{percent(simplest['recall'])} at a precision of {percent(simplest['precision'])}.",
        ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, end with status 1 when out of date")
    arguments = parser.parse_args()
    page = PAGE.read_text("utf-8")
    before, rest = page.split(START)
    _, after = rest.split(END)
    wanted = before + START + block(HERE / "results") + END + after
    if arguments.check:
        return int(wanted != page)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
