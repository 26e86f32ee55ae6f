"""Measure the dates of documents: the date a page claims as its own, and false dates told by another report.

Run ``python benchmarks/dating.py``; results go to ``benchmarks/results/dating.json``. ``--quick`` takes every tenth
page and story.

*Claimed dates*: English pages of ``pages/fundus_dev`` and ``pages/wcxb_dev`` with a gold day, flattened to text (no
mark-up, no address), cleaned and dated; ``exact`` is the share of pages given exactly the gold day, ``wrong`` the
share of the answered ones that is not. Nearly all of these state another day in plain words than the gold, which is
from the mark-up (``wrong_though_the_page_shows_the_gold_day``), some by a single day (``wrong_by_one_day``). A page
that says only when it was updated is given no day unless it looks like news. Peers on the same flattened text:
htmldate (lines as paragraphs) where it is installed, and a naive rule (the full date nearest to the title).
``ceiling``: the gold day stands somewhere in the flattened text. The rules were written while reading the WCXB pages
whose id hashes to an even number (``read``) and the fundus pages, and the chance of a date was learnt from these
(``training/dates/own_dates.json`` tells what it says of sites it was not taught); the other WCXB pages are ``unseen``.

*False dates*: articles of ``articles/`` whose id hashes to an odd number (nothing was learnt from them), that have a
report of the same story from another outlet within 3 days (by an exhaustive comparison of all articles). The witnesses
are those that the product's story keys find. Each is given a false date, 30 days and more away, and
judged beside its mates with their true dates. ``false_alarms``: the same articles under their true dates;
``false_alarms_any``: all odd articles that have any similar report, however far away; ``mates_blamed``: how often the
honest mate is rejected because of the false one. The naive rule is that of the reference: a year in the text later
than the claim, or a weekday beside a day that does not fit the calendar of the claimed year.

*Alone*: claims shifted by two years and more, judged by the words of the page, the calendar and the chronology alone.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import hashlib
import json
import os
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from check_gold import data_folder
from onrecord import cleaning, dating
from onrecord.dating import (
    STORY_HOLDERS,
    Story,
    choose_mates,
    claims_of,
    contradiction,
    date_alone,
    keys_of_words,
    pair_stories,
    story_of,
)
from onrecord.dating._claims import is_update
from onrecord.dating._day_mentions import find_days
from onrecord.language.times import TimeExpression, find_times
from onrecord.records import READ_ROLES, ClaimedDate, Document, RawPage, RoleSpan, make_id, text_digest
from onrecord.reference import Reference

RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or Path(__file__).resolve().parent / "results") / "dating.json"
REFERENCE = Reference.bundled()
_FUNCTION_WORDS = frozenset("the of and to in a is that for was on with as it at by from be this have are".split())
_SHIFTS = {"30": (30, 30), "31-60": (31, 60), "61-180": (61, 180), "181-365": (181, 365), "366-730": (366, 730)}


def is_even(identity: str) -> bool:
    """Return whether an id belongs to the half that was read or learnt from."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 2 == 0


def is_english(text: str) -> bool:
    """Return whether a text is English, by its function words."""
    words = re.findall(r"\w+", text.lower())
    return len(words) > 30 and sum(word in _FUNCTION_WORDS for word in words) / len(words) > 0.2


@dataclass(frozen=True)
class Page:
    """A page with its gold day."""

    identity: str
    html: str
    day: str


def fundus_pages(folder: Path) -> Iterator[Page]:
    """Yield the English fundus pages. The gold has several versions; the one whose title the page shows is its own."""

    def shown(version: dict[str, Any], html: str) -> float:
        words = set(re.findall(r"\w{4,}", version.get("title") or ""))
        return len(words & set(re.findall(r"\w{4,}", html))) / max(len(words), 1)

    with gzip.open(folder / "pages" / "fundus_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            gold = max(
                (version for _, version in sorted(row["gold"].items())), key=lambda item: shown(item, row["html"])
            )
            body = gold.get("body") or {}
            text = " ".join(words for part in body.get("sections", []) for words in part.get("paragraphs", []))
            day = (gold.get("publishing_date") or "")[:10]
            if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and is_english(text):
                yield Page(row["url"], row["html"], day)


def wcxb_pages(folder: Path) -> Iterator[Page]:
    """Yield the English WCXB pages."""
    with gzip.open(folder / "pages" / "wcxb_dev_articles.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            day = (row["publish_date"] or "")[:10]
            if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and is_english(row["body"] or ""):
                yield Page(row["id"], row["html"], day)


def read_regions(document: Document) -> list[tuple[int, int]]:
    """Return the stretches that are read for records."""
    return [(role.start, role.end) for role in document.roles if role.role in READ_ROLES]


def dated(document: Document) -> Document:
    """Judge a document alone."""
    return date_alone(document, find_times(document.text, read_regions(document)), REFERENCE)


def _full_days(text: str) -> list[tuple[int, str]]:
    return [(item.start, item.day.isoformat()) for item in find_days(text) if item.day is not None]


def htmldate_answer(text: str) -> str | None:
    """Return what htmldate finds on the flattened page."""
    from htmldate import find_date

    paragraphs = "".join(f"<p>{line}</p>" for line in text.replace("&", "&amp;").replace("<", "&lt;").split("\n"))
    try:
        answer = find_date(f"<html><body>{paragraphs}</body></html>", original_date=True)
    except (ValueError, TypeError):
        return None
    return answer if isinstance(answer, str) else None


def measure_claims(pages: list[Page], *, with_peer: bool) -> dict[str, Any]:
    """Measure the claimed dates of pages."""
    counts: collections.Counter[str] = collections.Counter()
    peers: dict[str, collections.Counter[str]] = {"naive": collections.Counter(), "htmldate": collections.Counter()}
    seconds = 0.0
    for page in pages:
        text = cleaning.clean(RawPage("page", page.html, markup="html"), REFERENCE).text
        document = cleaning.clean(RawPage("page", text), REFERENCE)
        began = time.process_time()
        published = dated(document).published
        seconds += time.process_time() - began
        answer = published.date if published.precision == "day" else None
        counts["answered"] += answer is not None
        counts["exact"] += answer == page.day
        if answer is not None:
            counts["next"] += abs((date.fromisoformat(answer) - date.fromisoformat(page.day)).days) == 1
        counts["bounded"] += bool(published.latest) and (published.earliest or "") <= page.day <= (
            published.latest or ""
        )
        days = _full_days(text)
        shown = any(day == page.day for _, day in days)
        counts["ceiling"] += shown
        counts["misread"] += shown and answer is not None and answer != page.day
        counts["update_only"] += answer is None and any(
            is_update(document, claim) and claim.date == page.day for claim in claims_of(document)
        )
        title = next((role.start for role in document.roles if role.role == "title"), 0)
        nearest = min(days, key=lambda item: abs(item[0] - title))[1] if days else None
        answers = {"naive": nearest}
        if with_peer:
            answers["htmldate"] = htmldate_answer(text)
        for name, theirs in answers.items():
            peers[name]["answered"] += theirs is not None
            peers[name]["exact"] += theirs == page.day

    def shares(counter: collections.Counter[str]) -> dict[str, float]:
        wrong = counter["answered"] - counter["exact"]
        return {
            "exact": round(counter["exact"] / len(pages), 3),
            "answered": round(counter["answered"] / len(pages), 3),
            "wrong": round(wrong / max(counter["answered"], 1), 3),
        }

    return {
        "pages": len(pages),
        **shares(counts),
        "right_day_or_within_range": round(counts["bounded"] / len(pages), 3),
        "ceiling": round(counts["ceiling"] / len(pages), 3),
        "wrong_though_the_page_shows_the_gold_day": round(counts["misread"] / max(counts["answered"], 1), 3),
        "wrong_by_one_day": round(counts["next"] / max(counts["answered"], 1), 3),
        "gold_day_shown_only_as_an_update": round(counts["update_only"] / len(pages), 3),
        "documents_per_second": round(len(pages) / max(seconds, 1e-9)),
        "peers": {name: shares(counter) for name, counter in peers.items() if counter["answered"]},
    }


@dataclass(frozen=True)
class Article:
    """A dated article."""

    document: Document
    times: tuple[TimeExpression, ...]
    story: Story
    day: date
    outlet: str


def read_articles(folder: Path, every: int) -> list[Article]:
    """Read the dated articles, each paragraph a body line and the title a title line."""
    articles = []
    with gzip.open(folder / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows = [row for row in rows if re.match(r"\d{4}-\d\d-\d\d", row.get("date") or "")]
    for number, row in enumerate(rows):
        if number % every:
            continue
        title = " ".join((row["title"] or "untitled").split()) or "untitled"
        text = f"{title}\n{row['text']}"
        roles = [RoleSpan(0, len(title), "title")]
        roles += [RoleSpan(*line.span(), "body") for line in re.finditer(r"[^\n]+", text) if line.start() > len(title)]
        document = Document(
            make_id("doc", row["id"]), row["id"], text, text_digest(text), "", title=title, roles=tuple(roles)
        )
        times = find_times(text, read_regions(document))
        day = date.fromisoformat(row["date"][:10])
        articles.append(Article(document, times, story_of(document, times), day, row["outlet"]))
    return articles


def naive_flags(article: Article, claimed: date) -> bool:
    """Return whether the naive rule calls a claimed date false."""
    for item in article.times:
        meaning = item.meaning
        if meaning.form != "calendar" or (not meaning.month and not meaning.year):
            continue
        if meaning.year and meaning.year > claimed.year and item.context != "future":
            return True
        if meaning.weekday is not None and meaning.day and meaning.month and not meaning.year:
            try:
                day = date(claimed.year, meaning.month, meaning.day)
            except ValueError:
                return True
            if day.weekday() != meaning.weekday:
                return True
    return False


def chosen_mates(articles: list[Article]) -> tuple[dict[str, set[str]], float]:
    """Return whom each article is judged beside, looked up by story keys as in the product, and how many on average."""
    keys = {article.document.id: keys_of_words(article.story.words) for article in articles}
    holders: dict[int, list[str]] = collections.defaultdict(list)
    for name in sorted(keys):
        for key in keys[name]:
            holders[key].append(name)
    chosen = {
        name: set(choose_mates(name, [(key, other) for key in own for other in holders[key][: STORY_HOLDERS + 1]]))
        for name, own in keys.items()
    }
    return chosen, round(sum(map(len, chosen.values())) / max(len(chosen), 1), 2)


def measure_stories(articles: list[Article]) -> dict[str, Any]:
    """Measure false dates beside reports of the same story."""
    began = time.process_time()
    pairs = pair_stories([article.story for article in articles])
    seconds = time.process_time() - began
    by_id = {article.document.id: article for article in articles}
    witnesses, candidates = chosen_mates(articles)
    mates: dict[str, list[Article]] = collections.defaultdict(list)
    for pair in pairs:
        one, other = by_id[pair.a], by_id[pair.b]
        if one.outlet != other.outlet:
            mates[pair.a].append(other)
            mates[pair.b].append(one)

    def flagged(article: Article, claimed: date, false_mate: tuple[str, date] | None = None) -> bool:
        others = [
            (false_mate[1] if false_mate and mate.document.id == false_mate[0] else mate.day, mate.story)
            for mate in mates[article.document.id]
            if mate.document.id in witnesses[article.document.id]
        ]
        return contradiction(article.story, claimed, others) is not None

    found = [mate.document.id in witnesses[name] for name, others in sorted(mates.items()) for mate in others]
    found_by_keys = round(sum(found) / max(len(found), 1), 3)
    chance = random.Random(20231115)
    odd = [article for article in articles if not is_even(article.document.path)]
    with_mate = [
        article
        for article in odd
        if any(abs((mate.day - article.day).days) <= 3 for mate in mates[article.document.id])
    ]
    similar = [article for article in odd if mates[article.document.id]]
    shares: dict[str, float] = {}
    naive: dict[str, float] = {}
    blamed = asked = caught = total = naive_caught = 0
    for name, (least, most) in _SHIFTS.items():
        claims = [
            (article, article.day + timedelta(days=chance.choice((-1, 1)) * chance.randint(least, most)))
            for article in with_mate
        ]
        hits = sum(flagged(article, claimed) for article, claimed in claims)
        naive_hits = sum(naive_flags(article, claimed) for article, claimed in claims)
        shares[name] = round(hits / max(len(claims), 1), 3)
        naive[name] = round(naive_hits / max(len(claims), 1), 3)
        caught, total, naive_caught = caught + hits, total + len(claims), naive_caught + naive_hits
        for article, claimed in claims:
            for mate in mates[article.document.id]:
                asked += 1
                blamed += flagged(mate, mate.day, (article.document.id, claimed))

    def rate(cases: list[Article]) -> float:
        return round(sum(flagged(article, article.day) for article in cases) / max(len(cases), 1), 3)

    return {
        "articles": len(odd),
        "with_a_report_of_the_same_story": len(with_mate),
        "reports_found_by_story_keys": found_by_keys,
        "candidates_per_article": candidates,
        "flagged": round(caught / max(total, 1), 3),
        "flagged_by_shift_in_days": shares,
        "false_alarms": rate(with_mate),
        "false_alarms_any": rate(similar),
        "articles_with_any_similar_report": len(similar),
        "mates_blamed": round(blamed / max(asked, 1), 3),
        "pairing_seconds": round(seconds, 1),
        "peers": {
            "naive": {
                "flagged": round(naive_caught / max(total, 1), 3),
                "flagged_by_shift_in_days": naive,
                "false_alarms": round(
                    sum(naive_flags(item, item.day) for item in with_mate) / max(len(with_mate), 1), 3
                ),
                "false_alarms_all_articles": round(
                    sum(naive_flags(item, item.day) for item in odd) / max(len(odd), 1), 3
                ),
            }
        },
    }


def measure_alone(articles: list[Article]) -> dict[str, Any]:
    """Measure claims two to four years off, judged alone, and false alarms under the true dates."""
    chance = random.Random(20231117)
    odd = [article for article in articles if not is_even(article.document.path)]

    def rejected(article: Article, claimed: date) -> bool:
        claims = (ClaimedDate(claimed.isoformat(), source="source"),)
        document = Document(
            article.document.id, article.document.path, article.document.text, article.document.text_sha256, "",
            claimed_dates=claims, roles=article.document.roles,
        )  # fmt: skip
        judged = date_alone(document, article.times, REFERENCE)
        return any(claim.accepted is False for claim in judged.claimed_dates if claim.source == "source")

    began = time.process_time()
    alarms = sum(rejected(article, article.day) for article in odd)
    seconds = time.process_time() - began
    caught = sum(
        rejected(article, article.day + timedelta(days=chance.choice((-1, 1)) * chance.randint(731, 1460)))
        for article in odd
    )
    return {
        "articles": len(odd),
        "flagged": round(caught / max(len(odd), 1), 3),
        "false_alarms": round(alarms / max(len(odd), 1), 4),
        "documents_per_second": round(len(odd) / max(seconds, 1e-9)),
    }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="every tenth page and story, without htmldate")
    options = parser.parse_args()
    folder = data_folder()
    every = 10 if options.quick else 1
    results: dict[str, Any] = {"command": "python benchmarks/dating.py", "version": dating.VERSION, "claimed": {}}
    fundus = list(fundus_pages(folder))[::every]
    wcxb = list(wcxb_pages(folder))[::every]
    parts = {
        "fundus": fundus,
        "wcxb": wcxb,
        "wcxb, read": [page for page in wcxb if is_even(page.identity)],
        "wcxb, unseen": [page for page in wcxb if not is_even(page.identity)],
    }
    for name, pages in parts.items():
        if options.quick and "," in name:
            continue
        results["claimed"][name] = measure_claims(pages, with_peer=not options.quick and "," not in name)
        print("claimed", name, json.dumps(results["claimed"][name]), flush=True)
    articles = read_articles(folder, every)
    results["false_dates"] = measure_stories(articles)
    print("false dates", json.dumps(results["false_dates"]), flush=True)
    results["alone"] = measure_alone(articles)
    print("alone", json.dumps(results["alone"]), flush=True)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
