"""Learn how likely a date of a page is the day the page was published.

Run ``python training/dates/own_dates.py`` (needs ``lightgbm``, which the product does not). Reads ``pages/`` of the
development data (``ONRECORD_DATA``): the fundus pages, the WCXB pages whose id hashes to an even number (the others
stay unseen for ``benchmarks/dating.py``), and the pages of the article extraction benchmark. The day of publication is
that of the published gold, else what the page's own mark-up says; mark-up tells it in universal time now and then, so
there a page that shows the day before or after counts as right.

Writes ``src/onrecord/dating/own_dates.npz`` (trees only, no words of a page) and ``training/dates/own_dates.json``:
what the trees say of pages of sites they were not taught with (ten parts by site).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from boosted_trees import tree_tables

from onrecord import cleaning
from onrecord.dating._chance import MODEL_FILE, MODEL_NAME
from onrecord.dating._claims import ranked_dates
from onrecord.dating._signs import SIGNS
from onrecord.records import RawPage
from onrecord.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src" / "onrecord" / "dating" / MODEL_FILE
FIGURES = Path(__file__).resolve().parent / "own_dates.json"
PARTS = 10
TREES = 60
MODELS = 3
"""So many models are taught with different draws, and their trees add up to their mean."""
SETTINGS = {
    "objective": "binary", "num_leaves": 8, "learning_rate": 0.07, "min_data_in_leaf": 12, "lambda_l2": 5,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "num_threads": 1,
    "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
_TWO_PART_ENDINGS = (".co.uk", ".com.au", ".co.in", ".org.uk", ".gov.uk", ".ac.uk", ".com.br", ".co.nz")


@dataclass(frozen=True)
class Example:
    """A page with what its dates show."""

    source: str
    site: str
    days: tuple[date, ...]
    labels: tuple[str, ...]
    signs: NDArray[np.float32]
    taken: date | None
    day: date
    slack: int
    """Days by which the page may differ from ``day`` and still be right."""

    def is_right(self, day: date) -> bool:
        return abs((day - self.day).days) <= self.slack


def data_folder() -> Path:
    return Path(os.environ.get("ONRECORD_DATA") or ROOT.parent / "shared" / "data")


def is_learnt_from(identity: str) -> bool:
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 2 == 0


def rows(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(data_folder() / "pages" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _fundus_day(row: dict[str, Any]) -> str:
    """The gold has several versions; the one whose title the page shows is its own."""
    words = set(re.findall(r"\w{4,}", row["html"]))

    def shown(version: dict[str, Any]) -> float:
        title = set(re.findall(r"\w{4,}", version.get("title") or ""))
        return len(title & words) / max(len(title), 1)

    gold = max((version for _, version in sorted(row["gold"].items())), key=shown)
    return str(gold.get("publishing_date") or "")


def pages() -> Iterator[tuple[str, str, str, str]]:
    """Yield source, address, mark-up and gold day (empty where there is none)."""
    for row in rows("fundus_dev"):
        yield "fundus", row["url"], row["html"], _fundus_day(row)[:10]
    for row in rows("wcxb_dev_articles"):
        if is_learnt_from(row["id"]):
            yield "wcxb, read", row["url"] or row["id"], row["html"], (row["publish_date"] or "")[:10]
    for row in rows("article_extraction_benchmark"):
        yield "article extraction benchmark", row["url"] or row["id"], row["html"], ""


def site_of(address: str) -> str:
    host = urlsplit(address).netloc.lower()
    return ".".join(host.split(".")[-3 if host.endswith(_TWO_PART_ENDINGS) else -2 :]) or address


def examples() -> Iterator[Example]:
    reference = Reference.bundled()
    for source, address, html, gold in pages():
        marked = cleaning.clean(RawPage("page", html, markup="html"), reference)
        stated = [claim.date for claim in marked.claimed_dates if claim.source == "markup" and claim.date]
        day = gold or (stated[0] if stated else "")
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            continue
        document = cleaning.clean(RawPage("page", marked.text), reference)
        found = ranked_dates(document, all_signs=True)
        yield Example(
            source,
            site_of(address),
            tuple(item.mention.day for item in found.dates if item.mention.day is not None),
            tuple(item.label for item in found.dates),
            found.signs,
            found.taken,
            date.fromisoformat(day),
            0 if gold else 1,
        )


def learn(taught: Sequence[Example]) -> list[lightgbm.Booster]:
    signs = np.vstack([item.signs for item in taught])
    right = np.array([item.is_right(day) for item in taught for day in item.days])
    # A page with many dates does not count for as much as its dates do.
    weights = np.concatenate([np.full(len(item.days), len(item.days) ** -0.5) for item in taught])
    return [
        lightgbm.train({**SETTINGS, "seed": seed}, lightgbm.Dataset(signs, right, weight=weights), TREES)
        for seed in range(MODELS)
    ]


def chances_by(models: Sequence[lightgbm.Booster], signs: NDArray[np.float32]) -> NDArray[np.float64]:
    log_odds = sum(np.asarray(model.predict(signs, raw_score=True, num_threads=1)) for model in models) / len(models)
    chances: NDArray[np.float64] = 1 / (1 + np.exp(-log_odds))
    return chances


def part_of(site: str) -> int:
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % PARTS


def kind_of(item: Example, place: int) -> str:
    if item.taken is not None and item.days[place] == item.taken:
        return "taken by rule"
    return "update" if item.labels[place] == "updated" else "rules silent"


def measure(every: Sequence[Example]) -> dict[str, Any]:
    """Say for each kind of date and each band of chance how many were right, on sites not taught with."""
    bands: dict[str, dict[str, list[int]]] = {}
    edges = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.0)
    for part in range(PARTS):
        models = learn([item for item in every if item.days and part_of(item.site) != part])
        for item in every:
            if not item.days or part_of(item.site) != part:
                continue
            chance = chances_by(models, item.signs)
            asked = [number for number, day in enumerate(item.days) if item.taken in (None, day)]
            place = max(asked, key=lambda number: chance[number])
            band = f"from {next(edge for edge in edges if chance[place] >= edge)}"
            count = bands.setdefault(f"{item.source}: {kind_of(item, place)}", {}).setdefault(band, [0, 0])
            count[0] += 1
            count[1] += item.is_right(item.days[place])
    return {
        name: {
            band: {"pages": count[0], "right": count[1]} for band, count in sorted(bands[name].items(), reverse=True)
        }
        for name in sorted(bands)
    }


def write(models: Sequence[lightgbm.Booster]) -> None:
    """Write the trees, whose mean counts."""
    tables = tree_tables(models, MODEL_NAME)
    small = {"feature": np.int8, "left": np.uint8, "right": np.uint8, "value": np.float16}
    for part, kind in small.items():
        tables[f"{MODEL_NAME}_{part}"] = tables[f"{MODEL_NAME}_{part}"].astype(kind)
    np.savez_compressed(TARGET, signs=np.array("|".join(SIGNS)), **tables)


def main() -> None:
    every = list(examples())
    figures = {
        "command": "python training/dates/own_dates.py",
        "pages": len(every),
        "pages_that_show_the_day": sum(any(item.is_right(day) for day in item.days) for item in every),
        "sites": len({item.site for item in every}),
        "cross_validated_by_site": measure(every),
    }
    write(learn([item for item in every if item.days]))
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
