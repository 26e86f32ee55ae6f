"""Cleaning measured: the article in flattened text and in HTML, clean text left alone, roles, and speed.

    python benchmarks/cleaning.py [--data DATA] [--probabilities cross-validated.npz …] [--quick]

Article F1 is the measure of article-extraction-benchmark (see ``_extraction.py``), on English pages. The figures of the
line model are cross-validated by site: ``training/lines/train.py --probabilities`` writes, for each page, what a model
says that has seen no page of its site. Without that file only what needs no honest probabilities is measured. Peers run
on the same pages in the same run where they are installed (trafilatura).

Which roles count as the article follows each set's own convention: the gold of article-extraction-benchmark and WCXB is
body and subheads; that of fundus has the summary below the title too.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import textwrap
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from _extraction import SETS, Page, Score, load_pages
from onrecord.cleaning import clean
from onrecord.cleaning._features import ROLE_CLASSES
from onrecord.cleaning._flatten import FlatPage, flatten
from onrecord.cleaning._lines import split_units
from onrecord.cleaning._roles import judge
from onrecord.reading import find_files, read_file
from onrecord.records import Document, RawPage
from onrecord.reference import Reference

HERE = Path(__file__).resolve().parent
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or HERE / "results") / "cleaning.json"
GOLD = HERE / "gold" / "cleaning_roles.json"
ARTICLE_ROLES = {
    "article_extraction_benchmark": frozenset({"body", "subhead"}),
    "wcxb_dev_articles": frozenset({"body", "subhead"}),
    "fundus_dev": frozenset({"body", "subhead", "dek"}),
}
REFERENCE = Reference.bundled()
MEASURED_ROLES = ("title", "byline", "credit", "caption", "correction", "related")


def as_page(text: str, markup: str = "text", url: str | None = None) -> RawPage:
    """A raw page that states nothing beside its text."""
    return RawPage(path="page", content=text, markup="html" if markup == "html" else "text", url=url)


def article_text(document: Document, roles: frozenset[str]) -> str:
    """The lines of a document that have one of the roles."""
    return "\n".join(document.text[span.start : span.end] for span in document.roles if span.role in roles)


def judged_text(
    flat: FlatPage,
    roles: frozenset[str],
    *,
    with_markup: bool,
    probabilities: Sequence[float] | None,
    use_model: bool,
    role_chances: Mapping[str, Sequence[float]] | None = None,
    last: KeptOpinions | None = None,
) -> str:
    """The article of a page as ``clean`` finds it, with given probabilities or with rules alone."""
    units = split_units(flat.text, flat.markup if with_markup else [None] * len(flat.lines))  # type: ignore[list-item]
    found = judge(
        units,
        [],
        [],
        outlet_names=REFERENCE.outlet_table.by_folded,
        use_model=use_model,
        probabilities=probabilities,
        role_chances=role_chances,
        last_opinions=last,
    )
    return "\n".join(unit.text for unit, judged in zip(units, found.judged, strict=True) if judged.role in roles)


class KeptOpinions:
    """What the last trees say of a page that have not seen its site."""

    def __init__(self, headline: Any, roles: Any) -> None:
        self.chances = headline
        self.roles = roles

    def headline(self, marks: Any, first: int) -> Sequence[float]:
        """As the shipped trees have it."""
        found: list[float] = self.chances.tolist()
        return found

    def settled(self, marks: Any, first: int) -> Sequence[Sequence[float]]:
        """As the shipped trees have it."""
        found: list[list[float]] = self.roles.tolist()
        return found


def last_opinions(honest: Mapping[str, Any], collection: str, key: str) -> KeptOpinions | None:
    """The last opinions on a page, by trees that have not seen its site, where there are any."""
    headline, roles = (honest.get(f"{kind}:{collection}:{key}") for kind in ("headline", "last"))
    return None if headline is None or roles is None else KeptOpinions(headline, roles)


def honest_roles(honest: Mapping[str, Any], collection: str, key: str) -> dict[str, list[float]] | None:
    """What a model of roles says of each line that has seen no page of the site, where there is one."""
    chances = honest.get(f"roles:{collection}:{key}")
    if chances is None:
        return None
    return {role: chances[:, number].tolist() for number, role in enumerate(ROLE_CLASSES)}


def peer_on_text(lines: Sequence[str]) -> str:
    """trafilatura on flattened text: each line a paragraph."""
    import trafilatura

    page = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return trafilatura.extract(f"<html><body><div>{page}</div></body></html>", include_comments=False) or ""


def peer_on_html(page: str) -> str:
    """trafilatura on the page itself."""
    import trafilatura

    return trafilatura.extract(page, include_comments=False) or ""


def sentence_like(lines: Sequence[str]) -> str:
    """The simplest baseline: at least five words, an end mark, no word of cookies or scripts."""
    kept = [
        line
        for line in lines
        if len(line.split()) >= 5
        and line.rstrip("”\"’') ")[-1:] in (".", "!", "?", "…")
        and "cookie" not in line.lower()
        and "javascript" not in line.lower()
    ]
    return "\n".join(kept)


def measure_pages(data: Path, honest: dict[str, Any], *, with_peers: bool) -> dict[str, Any]:
    """Article F1 of all systems on all sets."""
    scores: dict[str, dict[str, Score]] = {collection: {} for collection in SETS}

    def add(page: Page, system: str, found: str) -> None:
        scores[page.collection].setdefault(system, Score()).add(page.gold, found)

    for page in load_pages(data / "pages"):
        if not page.is_english:
            continue
        roles = ARTICLE_ROLES[page.collection]
        flat = flatten(page.html)
        if with_peers:
            add(page, "text: every line", flat.text)
            add(page, "text: sentence-like lines", sentence_like(flat.lines))
            add(
                page,
                "text: our rules alone",
                judged_text(flat, roles, with_markup=False, probabilities=None, use_model=False),
            )
        for mode in ("text", "html"):
            chances = honest.get(f"{mode}:{page.collection}:{page.key}")
            if chances is not None and len(chances) == len(flat.lines):
                lines = [line for line, chance in zip(flat.lines, chances, strict=True) if chance >= 0.5]
                add(page, f"{mode}: line model, cross-validated by site", "\n".join(lines))
                found = judged_text(
                    flat,
                    roles,
                    with_markup=mode == "html",
                    probabilities=chances.tolist(),
                    use_model=True,
                    role_chances=honest_roles(honest, page.collection, page.key) if mode == "text" else None,
                    last=last_opinions(honest, page.collection, page.key),
                )
                add(page, f"{mode}: roles, cross-validated by site", found)
        if with_peers:
            add(page, "text: trafilatura", peer_on_text(flat.lines))
            add(page, "html: trafilatura", peer_on_html(page.html))
    return {
        collection: {system: score.as_dict() for system, score in sorted(found.items())}
        for collection, found in scores.items()
    }


def measure_harm(data: Path) -> dict[str, Any]:
    """Clean text fed back: outputs of trafilatura, gold bodies with their titles, the same hard-wrapped.

    The shipped model has seen these pages (not in this form); the articles of ``articles/`` it has not.
    """
    forms: dict[str, Callable[[Page], str]] = {
        "trafilatura's output": lambda page: peer_on_html(page.html),
        "gold body": lambda page: page.gold,
        "gold body, hard-wrapped at 72": lambda page: "\n\n".join(
            textwrap.fill(part, 72) for part in page.gold.split("\n") if part.strip()
        ),
    }
    results: dict[str, Any] = {}
    for collection in ("article_extraction_benchmark", "fundus_dev"):
        for name, make in forms.items():
            before, after = Score(), Score()
            for page in load_pages(data / "pages", [collection]):
                if not page.is_english:
                    continue
                text = make(page)
                if text.strip():
                    roles = (
                        ARTICLE_ROLES[collection] | {"title"} if name.startswith("gold") else ARTICLE_ROLES[collection]
                    )
                    before.add(page.gold, text)
                    after.add(page.gold, article_text(clean(as_page(text), REFERENCE), frozenset(roles)))
            results[f"{collection}, {name}"] = {"as it is": round(before.f1, 4), "cleaned": round(after.f1, 4)}
    kept = total = 0
    for number, page in enumerate(read_file(find_files([data / "articles" / "articles.jsonl.gz"])[0])):
        if isinstance(page, RawPage) and number % 9 == 0:
            document = clean(page, REFERENCE)
            for span in document.roles:
                size = span.end - span.start
                total += size
                kept += size if span.role in ("body", "subhead", "dek", "title", "caption") else 0
    results["articles/ (never trained on), share of characters read"] = round(kept / max(total, 1), 4)
    return results


def measure_roles(data: Path, honest: dict[str, Any]) -> dict[str, Any]:
    """Precision, recall and F1 of roles against labels made by hand, in the lines around each article.

    Pages that the line model was trained on are judged with probabilities of a model that has not seen their site.
    """
    texts = {}
    wanted = {(item["collection"], item["key"]) for item in json.loads(GOLD.read_text("utf-8"))}
    for page in load_pages(data / "pages"):
        if (page.collection, page.key) in wanted:
            texts[page.collection, page.key] = flatten(page.html).text
    for entry in read_file(find_files([data / "articles" / "articles.jsonl.gz"])[0]):
        if isinstance(entry, RawPage):
            texts["articles", entry.source_sha256] = entry.content
    counts: dict[str, dict[str, list[int]]] = {}
    for item in json.loads(GOLD.read_text("utf-8")):
        text = texts.get((item["collection"], item["key"]))
        if (
            text is None
            or item.get("text_sha256", hashlib.sha256(text.encode()).hexdigest())
            != hashlib.sha256(text.encode()).hexdigest()
        ):
            continue
        chances = honest.get(f"text:{item['collection']}:{item['key']}")
        found, lines = roles_and_lines(
            text,
            None if chances is None else chances.tolist(),
            honest_roles(honest, item["collection"], item["key"]),
            last_opinions(honest, item["collection"], item["key"]),
        )
        gold = item["roles"]
        skipped = set(gold.get("open") or ())
        # Lines chosen for one role (corrections are rare) say nothing about the others.
        for role in (item["only"],) if "only" in item else MEASURED_ROLES:
            tally = counts.setdefault(item["half"], {}).setdefault(role, [0, 0, 0])
            if gold.get(role, []) is None:
                continue
            right = {place for place in gold.get(role) or () if place not in skipped}
            guessed = {
                place
                for place in range(*item["window"])
                if place < len(found) and found[place] == role and place not in skipped
            }
            if role == "title":
                # A headline that stands twice above its article is one headline; either place will do.
                words = {lines[place] for place in right}
                right |= {place for place in guessed if lines[place] in words}
                tally[0] += bool(right & guessed)
                tally[1] += len(guessed - right)
                tally[2] += bool(right) and not right & guessed
            else:
                tally[0] += len(right & guessed)
                tally[1] += len(guessed - right)
                tally[2] += len(right - guessed)
    return {half: {role: _f1(*tally) for role, tally in found.items()} for half, found in sorted(counts.items())}


def roles_and_lines(
    text: str,
    probabilities: Sequence[float] | None,
    role_chances: Mapping[str, Sequence[float]] | None,
    last: KeptOpinions | None = None,
) -> tuple[list[str], list[str]]:
    """The role and the words of each line, with given probabilities or those of the shipped model."""
    units = split_units(text)
    found = judge(
        units,
        [],
        [],
        outlet_names=REFERENCE.outlet_table.by_folded,
        probabilities=probabilities,
        role_chances=role_chances,
        last_opinions=last,
    )
    roles, lines = [], []
    for unit, judged in zip(units, found.judged, strict=True):
        for start, end in unit.lines:
            roles.append(judged.role)
            lines.append(text[start:end].strip())
    return roles, lines


def _f1(right: int, wrong: int, missed: int) -> dict[str, float]:
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return {
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "lines": right + missed,
    }


def measure_speed(data: Path, *, with_peers: bool) -> dict[str, float]:
    """Documents a second of one core (CPU time)."""
    speeds = {}
    for name, path, most in (
        ("plain text (articles/)", "articles/articles.jsonl.gz", 600),
        ("releases (state_department)", "government/state_department.jsonl.gz", 600),
        ("HTML pages (wcxb)", "pages/wcxb_dev_articles.jsonl.gz", 100),
    ):
        pages = []
        for page in read_file(find_files([data / path])[0]):
            if isinstance(page, RawPage):
                pages.append(page)
            if len(pages) == most:
                break
        clean(pages[0], REFERENCE)
        begun = time.process_time()
        for page in pages:
            clean(page, REFERENCE)
        speeds[name] = round(len(pages) / (time.process_time() - begun), 1)
        if with_peers and name.startswith("HTML"):
            begun = time.process_time()
            for page in pages:
                peer_on_html(page.content)
            speeds[f"{name}: trafilatura"] = round(len(pages) / (time.process_time() - begun), 1)
    return speeds


def main() -> None:
    """Measure, print, and write ``results/cleaning.json``."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, help="the development data (default: $ONRECORD_DATA)")
    arguments.add_argument("--probabilities", type=Path, nargs="*", default=[])
    arguments.add_argument("--quick", action="store_true", help="without peers and baselines: their last figures stay")
    arguments.add_argument("--only", nargs="+", default=["pages", "harm", "roles", "speed"])
    chosen = arguments.parse_args()
    data = chosen.data or Path(os.environ.get("ONRECORD_DATA") or HERE.parent.parent / "shared" / "data")
    if not (data / "pages").is_dir():
        print(f"No page sets in {data}; set ONRECORD_DATA to the folder of the development data.")
        return
    honest: dict[str, Any] = {}
    for path in chosen.probabilities:
        honest.update(np.load(path, allow_pickle=False))
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    if "pages" in chosen.only:
        found = measure_pages(data, honest, with_peers=not chosen.quick)
        # Peers, baselines, and modes whose probabilities were not given keep the figures of the last run that had them.
        before = results.get("article F1, English pages", {})
        results["article F1, English pages"] = {
            collection: dict(sorted({**before.get(collection, {}), **systems}.items()))
            for collection, systems in found.items()
        }
    if "harm" in chosen.only:
        results["do no harm, F1"] = measure_harm(data)
    if "roles" in chosen.only:
        results["roles, labelled by hand"] = measure_roles(data, honest)
    if "speed" in chosen.only:
        results["documents per CPU second"] = {
            **results.get("documents per CPU second", {}),
            **measure_speed(data, with_peers=not chosen.quick),
        }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(json.dumps({key: results[key] for key in results}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
