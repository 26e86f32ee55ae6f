"""Train the last trees of cleaning: which line is the headline, and the last word on the roles near an article.

They see what the rules and the first models make of a page, as those do that have not seen its site (the
``--probabilities`` of ``train.py`` and ``roles.py``), and learn from the seen half of the gold of roles; the headline
also from the other pages, whose stated titles are known. Sites with a page in the unseen half teach nothing.

    python training/lines/last.py --data DATA --pages pages.pickle --probabilities p-text.npz p-roles.npz \\
        --out last.npz --kept last-probabilities.npz
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from pages import read_prepared
from roles import GOLD, unseen_sites
from train import SETTINGS, tree_tables

from _extraction import Page
from onrecord.cleaning._features import ROLE_CLASSES
from onrecord.cleaning._lines import Unit, split_units
from onrecord.cleaning._roles import judge
from onrecord.cleaning._settle import LAST_ROLES
from onrecord.reading import find_files, read_file
from onrecord.records import RawPage
from onrecord.reference import Reference

FOLDS = 5
CHOICE_SETTINGS: dict[str, Any] = {
    "num_leaves": 4,
    "lambda_l2": 5.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "learning_rate": 0.08,
}
ROLE_SETTINGS: dict[str, Any] = {
    "objective": "multiclass",
    "num_class": len(LAST_ROLES),
    "num_leaves": 15,
    "min_data_in_leaf": 60,
    "lambda_l2": 5.0,
    "feature_fraction": 0.2,
    "bagging_fraction": 0.7,
    "learning_rate": 0.1,
}
REFERENCE = Reference.bundled()


@dataclass(slots=True)
class Taught:
    """One page with what is known and honestly thought of it."""

    name: str
    site: str
    units: list[Unit]
    probabilities: list[float] | None
    chances: dict[str, list[float]] | None
    gold: dict[str, Any] | None
    """The labels made by hand, if the page is in the seen half."""
    titles: set[str]
    """The words of the lines that are its headline."""
    is_taught: bool
    choice: NDArray[np.float32] | None = None
    """What the trees that choose the headline see."""
    first: int = 0
    """The first candidate."""
    rows: NDArray[np.float32] | None = None
    """What the last trees see."""
    near: int = 0
    """The first line they are asked about."""

    @property
    def fold(self) -> int:
        """The fold whose trees have not seen the page's site."""
        return zlib.crc32(self.site.encode()) % FOLDS


class Recorder:
    """Keeps what the trees are shown; the chances of the headline may be given."""

    def __init__(self, choice: NDArray[np.float64] | None = None) -> None:
        self.choice = choice
        self.shown: NDArray[np.float32] | None = None
        self.rows: NDArray[np.float32] | None = None
        self.first = self.near = 0

    def headline(self, marks: NDArray[np.float32], first: int) -> Sequence[float]:
        """The given chances, or none."""
        self.shown, self.first = marks, first
        found: list[float] = self.choice.tolist() if self.choice is not None else [0.0] * len(marks)
        return found

    def settled(self, marks: NDArray[np.float32], first: int) -> Sequence[Sequence[float]]:
        """No role for any line."""
        self.rows, self.near = marks, first
        return [[1.0, *[0.0] * (len(LAST_ROLES) - 1)]] * len(marks)


def read_taught(data: Path, pages: Sequence[Path], honest: Mapping[str, Any]) -> list[Taught]:
    """All pages, and the articles of the seen half."""
    gold = {
        (item["collection"], item["key"]): item for item in json.loads(GOLD.read_text("utf-8")) if "only" not in item
    }
    prepared = [page for file in pages for page in read_prepared(file)]
    hidden = unseen_sites(data, gold) | {
        made.page.site
        for made in prepared
        if gold.get((made.page.collection, made.page.key), {}).get("half") == "unseen"
    }
    found = []
    for made in prepared:
        key = made.page.collection, made.page.key
        name = ":".join(key)
        units = split_units("\n".join(made.lines))
        probabilities, chances = honest.get(f"text:{name}"), honest.get(f"roles:{name}")
        if probabilities is None or chances is None or len(units) != len(made.lines):
            continue
        item = gold.get(key)
        seen = item if item is not None and item["half"] == "seen" else None
        titles = {unit.plain for unit, role in zip(units, made.roles, strict=True) if role == "title"}
        if seen is not None:
            titles = {units[number].plain for number in seen["roles"].get("title") or () if number < len(units)}
        named = {role: chances[:, number].tolist() for number, role in enumerate(ROLE_CLASSES)}
        found.append(
            Taught(
                name, made.page.site, units, probabilities.tolist(), named, seen, titles, made.page.site not in hidden
            )
        )
    for article in read_file(find_files([data / "articles" / "articles.jsonl.gz"])[0]):
        if isinstance(article, RawPage):
            item = gold.get(("articles", article.source_sha256))
            units = split_units(article.content)
            if item is not None and item["half"] == "seen" and not any(len(unit.lines) > 1 for unit in units):
                site = Page("articles", "", article.url or "", "", "").site
                titles = {units[number].plain for number in item["roles"].get("title") or ()}
                name = f"articles:{article.source_sha256}"
                found.append(Taught(name, site, units, None, None, item, titles, site not in hidden))
    return found


def show(page: Taught, choice: NDArray[np.float64] | None) -> Recorder:
    """Judge a page and keep what the trees are shown."""
    recorder = Recorder(choice)
    judge(
        page.units,
        [],
        [],
        outlet_names=REFERENCE.outlet_table.by_folded,
        probabilities=page.probabilities,
        role_chances=page.chances,
        last_opinions=recorder,
    )
    page.first, page.near = recorder.first, recorder.near
    return recorder


def role_targets(page: Taught) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The class of each line, and which lines are taught: those of the window that are not open."""
    assert page.gold is not None
    classes = np.zeros(len(page.units), dtype=np.int64)
    taught = np.zeros(len(page.units), dtype=np.bool_)
    taught[slice(*page.gold["window"])] = True
    for role, places in page.gold["roles"].items():
        for place in places or ():
            if role in LAST_ROLES:
                classes[place] = LAST_ROLES.index(role)
            elif role == "open":
                taught[place] = False
    return classes, taught


def fit(
    pages: Sequence[Taught],
    rows: Sequence[NDArray[np.float32]],
    targets: Sequence[NDArray[Any]],
    kept: Sequence[NDArray[np.bool_]],
    own_settings: Mapping[str, Any],
    rounds: int,
) -> list[lightgbm.Booster]:
    """Trees for each fold that have not seen its sites, and those over all pages that are taught."""
    settings = {**SETTINGS, **own_settings}
    fold = np.concatenate([np.full(int(keep.sum()), page.fold) for page, keep in zip(pages, kept, strict=True)])
    data = lightgbm.Dataset(
        np.vstack([row[keep] for row, keep in zip(rows, kept, strict=True)]),
        np.concatenate([target[keep] for target, keep in zip(targets, kept, strict=True)]),
        params=settings,
        free_raw_data=False,
    ).construct()
    found = [
        lightgbm.train(settings, data.subset(np.flatnonzero(fold != number).tolist()), rounds)
        for number in range(FOLDS)
    ]
    return [*found, lightgbm.train(settings, data, rounds)]


def trees_for(page: Taught, trees: Sequence[lightgbm.Booster]) -> lightgbm.Booster:
    """Trees that have not seen the page's site."""
    return trees[page.fold] if page.is_taught else trees[FOLDS]


def main() -> None:
    """Train the last trees."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--pages", type=Path, nargs="+", required=True, help="what pages.py wrote")
    arguments.add_argument("--probabilities", type=Path, nargs="+", required=True)
    arguments.add_argument("--out", type=Path, help="the model file to write")
    arguments.add_argument("--kept", type=Path, help="where to write the chances for measuring")
    arguments.add_argument("--choice-rounds", type=int, default=300)
    arguments.add_argument("--rounds", type=int, default=60)
    chosen = arguments.parse_args()
    honest: dict[str, Any] = {}
    for path in chosen.probabilities:
        honest.update(np.load(path, allow_pickle=False))
    pages = read_taught(chosen.data, chosen.pages, honest)
    for page in pages:
        page.choice = show(page, None).shown
    pages = [page for page in pages if page.choice is not None]
    print(len(pages), "pages", sum(page.is_taught for page in pages), "taught", flush=True)
    taught = [
        page for page in pages if page.is_taught and (page.gold is None or page.gold["roles"].get("title") is not None)
    ]
    choice_rows = [page.choice for page in taught if page.choice is not None]
    targets = [
        np.array([page.units[page.first + at].plain in page.titles for at in range(len(row))])
        for page, row in zip(taught, choice_rows, strict=True)
    ]
    choice_trees = fit(
        taught,
        choice_rows,
        targets,
        [np.ones(len(row), np.bool_) for row in choice_rows],
        CHOICE_SETTINGS,
        chosen.choice_rounds,
    )
    kept: dict[str, NDArray[Any]] = {}
    for page in pages:
        choice = np.asarray(trees_for(page, choice_trees).predict(page.choice))
        kept[f"headline:{page.name}"] = choice.astype(np.float16)
        page.rows = show(page, choice).rows
    print("headlines", flush=True)
    read = [page for page in pages if page.gold is not None and page.is_taught and page.rows is not None]
    rows, classes, counted = [], [], []
    for page in read:
        assert page.rows is not None
        target, is_taught = role_targets(page)
        near = slice(page.near, page.near + len(page.rows))
        rows.append(page.rows)
        classes.append(target[near])
        counted.append(is_taught[near])
    role_trees = fit(read, rows, classes, counted, ROLE_SETTINGS, chosen.rounds)
    for page in pages:
        if page.rows is not None:
            kept[f"last:{page.name}"] = np.asarray(trees_for(page, role_trees).predict(page.rows), dtype=np.float16)
    if chosen.kept:
        np.savez_compressed(chosen.kept, **kept)
    if chosen.out:
        saved = {**tree_tables(choice_trees[FOLDS], "headline"), **tree_tables(role_trees[FOLDS], "last")}
        np.savez_compressed(chosen.out, **saved)
        print("wrote", chosen.out, chosen.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
