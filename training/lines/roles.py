"""Train the model of roles: title, summary, byline, caption, credit, link to another story, for text without mark-up.

First trees for all roles give an opinion on every line near the article; second trees also see the first opinions on
the lines around; captions, which are the hardest, have trees of their own.

It learns from the roles that the rules give with the mark-up at hand (``pages.py``), and from the seen half of the gold
of roles. What ``train.py --state`` kept is its base: opinions on the article that were made without the page's site.
Sites with a page in the unseen half are left out altogether: the model that ships is measured on them. For all other
pages the chances are those of models that have not seen the page's site.

    python training/lines/roles.py --data DATA --pages pages.pickle --state text.pickle --out roles.npz \\
        --probabilities p.npz
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from captions import Worded, read_worded, scene_weights
from numpy.typing import NDArray
from pages import PreparedPage, read_prepared
from sklearn.model_selection import GroupKFold
from train import (
    BUCKETS,
    SETTINGS,
    WORD_LIMIT,
    Example,
    make_example,
    matrix,
    read_state,
    second_rows,
    tree_tables,
    verdict,
    word_scores,
    word_weights,
)

from _extraction import Page
from onrecord._boosted_trees import BoostedTrees, chance
from onrecord.cleaning import _flatten as flat
from onrecord.cleaning._features import ROLE_CLASSES, WORD_ROLES, role_look
from onrecord.cleaning._lines import split_units
from onrecord.cleaning._role_marks import near_article, neighbours, role_marks
from onrecord.reading import find_files, read_file
from onrecord.records import RawPage

GOLD = Path(__file__).resolve().parents[2] / "benchmarks" / "gold" / "cleaning_roles.json"
SMOOTHING = 8.0
NEAR = 30
"""Lines further from the article than this teach little."""
FAR_SHARE = 9
"""One in so many of them is kept."""
BODY_SHARE = 4
"""One in so many lines of the article is kept: they are the most and the easiest."""
READ_WEIGHT = 1.5
"""The same for the other lines of a page that was read by hand: none of its lines has a role that was not seen."""
TAUGHT_NOTHING = -1
_BEFORE, _BEHIND = 25, 4
"""Lines above and below the article between which a picture belongs to it: others belong to links."""
_NAMED = {"subhead": "body"}
_PICTURE = flat.IN_CAPTION | flat.HINT_CAPTION
HAND_ROLES = ("title", "byline", "credit", "caption", "related")
HAND_WEIGHT = 5.0
"""A line labelled by hand teaches as much as so many labelled by the rules."""


def targets(prepared: PreparedPage, gold: dict[str, Any] | None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The class and the weight of each line; labels made by hand go before the roles of the rules.

    A caption that the gold body has too is left out: the corpora do not agree on captions.
    """
    names = []
    for label, role in zip(prepared.labels, prepared.roles, strict=True):
        name = _NAMED.get(role, role)
        names.append("body" if label and name not in ROLE_CLASSES else name if name in ROLE_CLASSES else "other")
    weights = np.ones(len(names), dtype=np.float32)
    places = [number for number, label in enumerate(prepared.labels) if label] or [0]
    first, last = places[0], places[-1]
    for number, (label, made) in enumerate(zip(prepared.labels, prepared.markup, strict=True)):
        if label and made.bits & _PICTURE and names[number] != "caption":
            weights[number] = 0.0
        if names[number] == "caption" and not first - _BEFORE <= number <= last + _BEHIND:
            weights[number] = 0.0
    if gold is not None:
        labelled = gold["roles"]
        for number in range(*gold["window"]):
            by_hand = next((role for role in HAND_ROLES if number in (labelled.get(role) or ())), None)
            weights[number] = max(float(weights[number]), READ_WEIGHT)
            if number in (labelled.get("open") or ()):
                weights[number] = 0.0
            elif by_hand is not None:
                names[number], weights[number] = by_hand, HAND_WEIGHT
            elif names[number] in HAND_ROLES:
                is_unknown = labelled.get(names[number], []) is None
                weights[number] = 0.0 if is_unknown else HAND_WEIGHT
                names[number] = "body" if prepared.labels[number] else "other"
    return np.array([ROLE_CLASSES.index(name) for name in names]), weights


def role_word_weights(examples: Sequence[Example], classes: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    """Smoothed log-odds of each hashed word, one row for each of ``WORD_ROLES``."""
    counts = np.zeros((len(ROLE_CLASSES), BUCKETS))
    for example, found in zip(examples, classes, strict=True):
        for keys, number in zip(example.keys, found.tolist(), strict=True):
            counts[number][keys] += 1.0
    total = counts.sum(axis=0)
    rows = []
    for role in WORD_ROLES:
        inside = counts[ROLE_CLASSES.index(role)]
        outside = total - inside
        odds = np.log((inside + SMOOTHING * inside.sum() / total.sum() + 0.5) / (inside.sum() + 1.0)) - np.log(
            (outside + SMOOTHING * outside.sum() / total.sum() + 0.5) / (outside.sum() + 1.0)
        )
        # A word that was seen too seldom speaks for nothing.
        rows.append(np.where(total >= 4, np.clip(odds, -WORD_LIMIT, WORD_LIMIT), 0.0))
    return np.array(rows, dtype=np.float32)


def role_word_scores(weights: NDArray[np.float32], example: Example) -> NDArray[np.float32]:
    """As ``LineModel.role_words`` has it."""
    return np.array([weights[:, keys].sum(axis=1) / max(len(keys), 1) ** 0.5 for keys in example.keys], np.float32)


def kept_lines(example: Example, classes: NDArray[np.int64], weights: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The lines that are trained on."""
    count = len(classes)
    at = np.arange(count)
    near = np.zeros(count, dtype=bool)
    places = np.flatnonzero(example.labels)
    if len(places):
        near[max(0, places[0] - NEAR) : places[-1] + NEAR + 1] = True
    is_body = classes == ROLE_CLASSES.index("body")
    kept: NDArray[np.bool_] = (near & ~is_body) | (is_body & (at % BODY_SHARE == 0)) | (at % FAR_SHARE == 0)
    return kept & (weights > 0.0)


def article_examples(
    data: Path, gold: Mapping[tuple[str, str], Any], left_out: Collection[str], lines_file: Path
) -> list[tuple[Example, NDArray[np.int64], NDArray[np.float32]]]:
    """The plain articles that were read by hand, with the class and the weight of each line.

    Their opinions on the article come from the line model over all pages, which has seen none of them. What has none of
    the roles is taken for the article: these texts have no page around them.

    Args:
        data: the development data.
        gold: the seen half of the gold of roles.
        left_out: sites that are not taught.
        lines_file: the model file that ``train.py`` wrote.
    """
    arrays = np.load(lines_file, allow_pickle=False)
    words = arrays["text_words"].astype(np.float32) * float(arrays["word_scale"])
    trees = [BoostedTrees.from_tables(arrays, f"text_{name}") for name in ("first", "second")]
    found = []
    for article in read_file(find_files([data / "articles" / "articles.jsonl.gz"])[0]):
        item = gold.get(("articles", article.source_sha256)) if isinstance(article, RawPage) else None
        if item is None or not isinstance(article, RawPage):
            continue
        units = split_units(article.content)
        page = Page("articles", article.source_sha256, article.url or "", "", "")
        if page.site in left_out or any(len(unit.lines) > 1 for unit in units):
            continue
        roles = item["roles"]
        classes, weights = [], []
        for number in range(len(units)):
            name = next((role for role in HAND_ROLES if number in (roles.get(role) or ())), "body")
            is_open = number in (roles.get("open") or ()) or not item["window"][0] <= number < item["window"][1]
            classes.append(ROLE_CLASSES.index(name))
            weights.append(0.0 if is_open else READ_WEIGHT if name == "body" else HAND_WEIGHT)
        body = [int(number == ROLE_CLASSES.index("body")) for number in classes]
        # Not whole: the weights of words that speak for an article are those of the line model.
        example = make_example(page, [unit.text for unit in units], None, body, is_whole=False)
        row = matrix(example, word_scores(words, example))
        example.first = chance(trees[0].log_odds(row))
        example.second = chance(trees[1].log_odds(second_rows(example, row, example.first)))
        found.append((example, np.array(classes), np.array(weights, dtype=np.float32)))
    return found


@dataclass(slots=True)
class Lesson:
    """What is taught of one page: the lines near its article."""

    near: slice
    rows: NDArray[np.float32]
    classes: NDArray[np.int64]
    weights: NDArray[np.float32]
    kept: NDArray[np.bool_]
    fold: int
    """The fold whose trees have not seen the page's site; ``TAUGHT_NOTHING`` where none has."""


def make_lessons(
    examples: Sequence[Example],
    pairs: Sequence[tuple[NDArray[np.int64], NDArray[np.float32]]],
    taught: Sequence[int],
    worded: Sequence[Worded],
    folds: int,
) -> list[Lesson]:
    """What the model sees of each line; word weights leave out the page's fold, and pages that are not taught."""
    sites = [example.page.site for example in examples]
    fold_of = dict.fromkeys(range(len(examples)), TAUGHT_NOTHING)
    for fold, (_, outside) in enumerate(GroupKFold(folds).split(taught, groups=[sites[number] for number in taught])):
        fold_of.update({taught[number]: fold for number in outside})
    hidden = {site for number, site in enumerate(sites) if fold_of[number] == TAUGHT_NOTHING}
    classes = [pair[0] for pair in pairs]
    lessons: list[Lesson | None] = [None] * len(examples)
    for fold in (*range(folds), TAUGHT_NOTHING):
        outside = [number for number in range(len(examples)) if fold_of[number] == fold]
        inside = [number for number in range(len(examples)) if fold_of[number] != fold]
        known = [number for number in taught if fold_of[number] != fold]
        words = word_weights([examples[number] for number in inside])
        role_words = np.vstack(
            [
                role_word_weights([examples[number] for number in known], [classes[number] for number in known]),
                scene_weights(worded, hidden | {sites[number] for number in outside})[None, :],
            ]
        )
        for number in outside:
            example = examples[number]
            assert example.first is not None
            assert example.second is not None
            near = near_article(example.second)
            row = second_rows(example, matrix(example, word_scores(words, example)), example.first)
            units = split_units("\n".join(example.lines), [None] * len(example.lines))  # type: ignore[list-item]
            vocabulary = example.vocabulary[near]
            seen = [
                row[near],
                role_look(example.second[near], role_word_scores(role_words, example)[near], vocabulary),
                role_marks(units[near], vocabulary),
            ]
            kept = kept_lines(example, *pairs[number])[near] if number in known or fold != TAUGHT_NOTHING else None
            lessons[number] = Lesson(
                near,
                np.hstack(seen).astype(np.float32),
                classes[number][near],
                pairs[number][1][near],
                kept if kept is not None else np.zeros(near.stop - near.start, dtype=bool),
                fold,
            )
    return [lesson for lesson in lessons if lesson is not None]


def cross_fit(
    lessons: Sequence[Lesson], rows: Sequence[NDArray[np.float32]], rounds: int, rate: float, only: int | None = None
) -> tuple[list[NDArray[np.float32]], lightgbm.Booster]:
    """Chances for each page by trees that have not seen its site, and the trees over all pages.

    Args:
        lessons: all pages.
        rows: what the trees see of each page's lines.
        rounds: rounds of boosting.
        rate: learning rate.
        only: the one class to tell from all others; all of them where it is None.
    """
    settings = {**SETTINGS, "num_leaves": 15, "feature_fraction": 0.3, "learning_rate": rate}
    if only is None:
        settings |= {"objective": "multiclass", "num_class": len(ROLE_CLASSES)}
    fold = np.concatenate([np.full(int(lesson.kept.sum()), lesson.fold) for lesson in lessons])
    target = np.concatenate([lesson.classes[lesson.kept] for lesson in lessons])
    data = lightgbm.Dataset(
        np.vstack([row[lesson.kept] for row, lesson in zip(rows, lessons, strict=True)]),
        target if only is None else (target == only).astype(np.int64),
        weight=np.concatenate([lesson.weights[lesson.kept] for lesson in lessons]),
        params=settings,
        free_raw_data=False,
    ).construct()
    trees = {
        number: lightgbm.train(settings, data.subset(np.flatnonzero(fold != number).tolist()), rounds)
        for number in sorted(set(fold.tolist()))
    }
    trees[TAUGHT_NOTHING] = lightgbm.train(settings, data, rounds)
    chances = [
        np.asarray(trees[lesson.fold].predict(row), dtype=np.float32) for row, lesson in zip(rows, lessons, strict=True)
    ]
    print("cross-fitted", "all roles" if only is None else ROLE_CLASSES[only], flush=True)
    return chances, trees[TAUGHT_NOTHING]


def report(lessons: Sequence[Lesson], chances: Sequence[NDArray[np.float32]]) -> dict[str, dict[str, float]]:
    """How well roles are found again, line by line, at the threshold that is best: with hand labels, and without."""
    figures = {}
    for name, by_hand in (("by the rules", False), ("by hand", True)):
        chosen = [
            (lesson, found)
            for lesson, found in zip(lessons, chances, strict=True)
            if lesson.fold != TAUGHT_NOTHING and bool((lesson.weights > 1.0).any()) == by_hand
        ]
        counted = [lesson.weights > (1.0 if by_hand else 0.0) for lesson, _ in chosen]
        gold = np.concatenate([lesson.classes[keep] for (lesson, _), keep in zip(chosen, counted, strict=True)])
        guess = np.concatenate([found[keep] for (_, found), keep in zip(chosen, counted, strict=True)])
        for number, role in enumerate(ROLE_CLASSES):
            order = np.argsort(-guess[:, number], kind="stable")
            right = np.cumsum(gold[order] == number)
            scores = 2 * right / (np.arange(1, len(order) + 1) + right[-1])
            best = int(scores.argmax())
            figures[f"{role}, {name}"] = {
                "f1": round(float(scores[best]), 3),
                "precision": round(float(right[best] / (best + 1)), 3),
                "recall": round(float(right[best] / max(right[-1], 1)), 3),
                "from": round(float(guess[order[best], number]), 2),
                "lines": int(right[-1]),
            }
    return figures


def main() -> None:
    """Train the model of roles."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True, help="the development data, for captions of articles")
    arguments.add_argument("--pages", type=Path, nargs="+", required=True, help="what pages.py wrote")
    arguments.add_argument("--state", type=Path, required=True, help="what train.py --state kept")
    arguments.add_argument("--lines", type=Path, required=True, help="the model file that train.py wrote")
    arguments.add_argument("--out", type=Path, help="the model file to write")
    arguments.add_argument("--probabilities", type=Path, help="where to write the chances for the pages of the gold")
    arguments.add_argument("--folds", type=int, default=3)
    arguments.add_argument("--rounds", type=int, default=24)
    arguments.add_argument("--second-rounds", type=int, default=16)
    arguments.add_argument("--caption-rounds", type=int, default=80)
    arguments.add_argument("--learning-rate", type=float, default=0.2)
    chosen = arguments.parse_args()
    pages = {(p.page.collection, p.page.key): p for file in chosen.pages for p in read_prepared(file)}
    examples = [example for example in read_state(chosen.state) if example.is_whole]
    gold = {
        (item["collection"], item["key"]): item for item in json.loads(GOLD.read_text("utf-8")) if "only" not in item
    }
    names = [(example.page.collection, example.page.key) for example in examples]
    unseen = {
        example.page.site
        for example, name in zip(examples, names, strict=True)
        if name in gold and gold[name]["half"] == "unseen"
    }
    taught = [number for number, example in enumerate(examples) if example.page.site not in unseen]
    seen = {name: item for name, item in gold.items() if item["half"] == "seen"}
    pairs = [targets(pages[name], seen.get(name)) for name in names]
    hidden = unseen_sites(chosen.data, gold) | unseen
    for example, classes, weights in article_examples(chosen.data, seen, hidden, chosen.lines):
        taught.append(len(examples))
        examples.append(example)
        pairs.append((classes, weights))
    worded = [line for line in read_worded(chosen.data) if line.site not in hidden]
    print(sum(line.is_caption for line in worded), "captions of articles", flush=True)
    lessons = make_lessons(examples, pairs, taught, worded, chosen.folds)
    rows = [lesson.rows for lesson in lessons]
    first, first_trees = cross_fit(lessons, rows, chosen.rounds, chosen.learning_rate)
    print(json.dumps(report(lessons, first), indent=1), flush=True)
    caption = ROLE_CLASSES.index("caption")
    captions, caption_trees = cross_fit(lessons, rows, chosen.caption_rounds, chosen.learning_rate / 2, caption)
    rows = [np.hstack([row, neighbours(chances)]) for row, chances in zip(rows, first, strict=True)]
    second, second_trees = cross_fit(lessons, rows, chosen.second_rounds, chosen.learning_rate)
    for chances, own in zip(second, captions, strict=True):
        chances[:, caption] = own
    figures = report(lessons, second)
    print(json.dumps(figures, indent=1), flush=True)
    if chosen.out:
        known = [examples[number] for number in taught]
        words = np.vstack(
            [role_word_weights(known, [pairs[number][0] for number in taught]), scene_weights(worded, hidden)[None, :]]
        )
        scale = WORD_LIMIT / 127
        saved = {
            "roles_words": np.round(words / scale).astype(np.int8),
            **tree_tables(first_trees, "roles"),
            **tree_tables(second_trees, "roles_second"),
            **tree_tables(caption_trees, "caption"),
        }
        np.savez_compressed(chosen.out, **saved)
        print("wrote", chosen.out, chosen.out.stat().st_size, "bytes")
    if chosen.probabilities:
        honest = {}
        for example, lesson, chances in zip(examples, lessons, second, strict=True):
            whole = np.zeros((len(example.lines), len(ROLE_CLASSES)), dtype=np.float16)
            whole[lesson.near] = chances
            honest[f"roles:{example.page.collection}:{example.page.key}"] = whole
            if example.page.collection == "articles":
                honest[f"text:articles:{example.page.key}"] = verdict(example)
        np.savez_compressed(chosen.probabilities, **honest)


def unseen_sites(data: Path, gold: Mapping[tuple[str, str], Any]) -> set[str]:
    """Sites with an article or a page in the unseen half of the gold."""
    keys = {key for (collection, key), item in gold.items() if collection == "articles" and item["half"] == "unseen"}
    sites = set()
    for article in read_file(find_files([data / "articles" / "articles.jsonl.gz"])[0]):
        if isinstance(article, RawPage) and article.source_sha256 in keys:
            sites.add(Page("articles", "", article.url or "", "", "").site)
    return sites


if __name__ == "__main__":
    main()
