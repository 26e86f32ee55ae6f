"""Which documents tell the same story, and what that says about their dates.

Two independent reports of one story come within days of each other. Where their dates lie weeks apart one of them is
false; the time expressions of both texts tell which.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import combinations

from onrecord.dating._clues import Clue, clues_of, fit, telling
from onrecord.dating._constraints import words_of
from onrecord.language.times import Days, TimeExpression
from onrecord.records import Document, Evidence, Published

# Reports this much alike (0 to 1) tell the same story: in the development corpus 6 of 10 such pairs lie within 3 days,
# against 2 of 10 at 0.25; see benchmarks/dating.py.
SAME_STORY = 0.40
# Reports of one story lie within this many days of each other; further apart one date is false.
STORY_DAYS = 21
# How much better (natural logarithm) the texts must fit the other date before a claim is rejected.
LEAST_GAIN = 0.5
_STORY_WORDS = 80
# Reports of one story share pairs of their most telling words: looked up by them, 94 % of the pairs that an exhaustive
# comparison finds in the development corpus are found, with two candidates for a document (benchmarks/dating.py).
KEY_WORDS = 12
# A pair of words that more documents hold names a topic, not a story.
STORY_HOLDERS = 16
# Three words in common have three pairs.
FEWEST_COMMON_KEYS = 3
# So many reports of a story are enough to date another by.
MOST_MATES = 8
_KEY_SALT = b"story"
_LONGEST_TEXT = 20_000
# Words that more documents of a record share say nothing about a story.
_COMMON = 400
_EVERYDAY_SHARE = 0.2
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{2,30}|\d[\d,.]{0,15}\d")
_ROLES = frozenset({"title", "dek", "body", "subhead"})


@dataclass(frozen=True, slots=True)
class Story:
    """What a document is recognised by: its telling words with their weights, and its clues of time."""

    document: str
    """Id of the document."""
    words: tuple[tuple[str, float], ...]
    """Words and weights; the squares of the weights add up to 1."""
    clues: tuple[Clue, ...]
    """What it says about its day."""


@dataclass(frozen=True, slots=True)
class StoryPair:
    """Two documents that seem to tell the same story."""

    a: str
    """Id of the first (the smaller id)."""
    b: str
    """Id of the second."""
    likeness: float
    """0 to 1."""


@cache
def _shares() -> tuple[dict[str, float], float]:
    """Return in which share of news texts each common word stands, and the share taken for all other words."""
    lines = files("onrecord.dating").joinpath("word_shares.tsv").read_text(encoding="utf-8").splitlines()
    shares = {word: float(share) for word, _, share in (line.partition("\t") for line in lines if line)}
    return shares, min(shares.values()) * 0.35


def story_of(document: Document, times: Sequence[TimeExpression]) -> Story:
    """Return what a document is recognised by, from its readable lines and its time expressions."""
    return Story(document.id, _words_of(document), clues_of(times))


def _words_of(document: Document) -> tuple[tuple[str, float], ...]:
    pieces = [document.text[role.start : role.end] for role in document.roles if role.role in _ROLES]
    return story_words(" ".join(pieces))


def story_words(text: str) -> tuple[tuple[str, float], ...]:
    """Return the most telling words of a text with their weights, heaviest first."""
    shares, rare = _shares()
    counts = Counter(word.lower() for word in _WORD.findall(text[:_LONGEST_TEXT]))
    weights = {
        word: (1 + math.log(count)) * -math.log(shares.get(word, rare))
        for word, count in counts.items()
        if shares.get(word, rare) < _EVERYDAY_SHARE
    }
    top = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_STORY_WORDS]
    length = math.sqrt(sum(weight * weight for _, weight in top)) or 1.0
    return tuple((word, round(weight / length, 5)) for word, weight in top)


def story_keys(document: Document) -> tuple[int, ...]:
    """Return the look-up keys of a document's story: one for each pair of its most telling words, sorted."""
    return keys_of_words(_words_of(document))


def keys_of_words(words: Sequence[tuple[str, float]]) -> tuple[int, ...]:
    """Return the look-up keys of telling words (heaviest first); 63 bits each, the same on every machine."""
    top = sorted(word for word, _ in words[:KEY_WORDS])
    return tuple(
        sorted(
            int.from_bytes(hashlib.blake2b(f"{a} {b}".encode(), digest_size=8, key=_KEY_SALT).digest(), "little") >> 1
            for a, b in combinations(top, 2)
        )
    )


def choose_mates(document: str, holders: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Choose the documents that may tell the same story.

    Args:
        document: id of the document in question, which is no mate of itself.
        holders: pairs of one of its keys and the id of a document that holds it: of each key the first
            ``STORY_HOLDERS + 1`` by id. A key with so many holders says nothing.

    Returns:
        At most ``MOST_MATES`` ids, those with the most keys in common first (equal numbers: by id).
    """
    pairs = set(holders)
    holding = Counter(key for key, _ in pairs)
    common = Counter(holder for key, holder in pairs if holder != document and holding[key] <= STORY_HOLDERS)
    ranked = sorted((-count, holder) for holder, count in common.items() if count >= FEWEST_COMMON_KEYS)
    return tuple(holder for _, holder in ranked[:MOST_MATES])


def pair_stories(stories: Sequence[Story], least: float = SAME_STORY) -> tuple[StoryPair, ...]:
    """Return the pairs of documents that tell the same story, by id.

    Args:
        stories: of all documents of a record.
        least: how much alike they must be, 0 to 1.
    """
    ordered = sorted(stories, key=lambda story: story.document)
    holders: dict[str, list[tuple[int, float]]] = {}
    for number, story in enumerate(ordered):
        for word, weight in story.words:
            holders.setdefault(word, []).append((number, weight))
    pairs: list[StoryPair] = []
    for number, story in enumerate(ordered):
        alike: dict[int, float] = {}
        for word, weight in story.words:
            others = holders[word]
            if len(others) > _COMMON:
                continue
            for other, its in others:
                if other > number:
                    alike[other] = alike.get(other, 0.0) + weight * its
        pairs.extend(
            StoryPair(story.document, ordered[other].document, round(likeness, 4))
            for other, likeness in sorted(alike.items())
            if likeness >= least
        )
    return tuple(pairs)


def _same_house(a: Document, b: Document) -> bool:
    return (a.outlet is not None and a.outlet == b.outlet) or (a.host is not None and a.host == b.host)


def _claimed_day(document: Document) -> date | None:
    published = document.published
    if published.precision != "day" or not published.date or published.basis not in ("stated", "published"):
        return None
    return Days.parse(published.date).first


def _any_day(document: Document) -> date | None:
    published = document.published
    return Days.parse(published.date).first if published.precision == "day" and published.date else None


def date_by_stories(
    documents: Sequence[Document], stories: Sequence[Story], pairs: Sequence[StoryPair]
) -> tuple[Document, ...]:
    """Reject claimed dates that other reports of the same story contradict.

    A claim falls when no report of its story lies within ``STORY_DAYS`` of it, and the texts of both fit the other
    report's date better than the claimed one. Reports of the same outlet or host are no witnesses: an outlet tells of a
    yearly event in the same words each year.

    Args:
        documents: judged by ``date_alone`` and ``date_family``.
        stories: of these documents.
        pairs: from ``pair_stories``.

    Returns:
        The documents in the same order; those whose claim fell have it rejected with the reason and are dated to the
        days around the other report.
    """
    by_id = {document.id: document for document in documents}
    story_by_id = {story.document: story for story in stories}
    mates: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.a in by_id and pair.b in by_id:
            mates.setdefault(pair.a, []).append(pair.b)
            mates.setdefault(pair.b, []).append(pair.a)
    changed: dict[str, Document] = {}
    for identity in sorted(mates):
        document, story = by_id[identity], story_by_id.get(identity)
        claimed = _claimed_day(document)
        if claimed is None or story is None:
            continue
        others = [
            (day, story_by_id[other], by_id[other])
            for other in sorted(mates[identity])
            if other in story_by_id
            and not _same_house(document, by_id[other])
            and (day := _any_day(by_id[other])) is not None
        ]
        contradicted = contradiction(story, claimed, [(day, other) for day, other, _ in others])
        if contradicted is None:
            continue
        day, _ = contradicted
        mate = next(other for its, _, other in others if its == day)
        changed[identity] = _rejected(document, story, claimed, day, mate)
    return tuple(changed.get(document.id, document) for document in documents)


def contradiction(story: Story, claimed: date, others: Sequence[tuple[date, Story]]) -> tuple[date, float] | None:
    """Return the date of another report that speaks against a claimed date, with how much; None where none does.

    Args:
        story: the report in question.
        claimed: its claimed day.
        others: dated reports of the same story.
    """
    if not others or any(abs((day - claimed).days) < STORY_DAYS for day, _ in others):
        return None
    gains = [
        (fit(story.clues, day) + fit(other.clues, day) - fit(story.clues, claimed) - fit(other.clues, claimed), day)
        for day, other in others
    ]
    gain, day = max(gains)
    return (day, gain) if gain > LEAST_GAIN else None


def _rejected(document: Document, story: Story, claimed: date, day: date, mate: Document) -> Document:
    clues = telling(story.clues, claimed, day)[:2]
    quotes = " and ".join(f"“{document.text[clue.start : clue.end]}”" for clue in clues)
    where = mate.outlet or mate.host or mate.path
    reason = f"Claims {words_of(Days.on(claimed))}, but {where} tells the same story on {words_of(Days.on(day))}" + (
        f", and {quotes} {'fits' if len(clues) == 1 else 'fit'} that better."
        if clues
        else ", and the texts fit that better."
    )
    claims = tuple(
        replace(claim, accepted=False, reason=reason) if claim.accepted else claim for claim in document.claimed_dates
    )
    around = Days(day - timedelta(days=STORY_DAYS), day + timedelta(days=STORY_DAYS))
    evidence = tuple(
        Evidence(document.id, clue.start, clue.end, document.text[clue.start : clue.end]) for clue in clues
    )
    published = Published(
        date=None,
        precision="range",
        earliest=around.first.isoformat(),
        latest=around.last.isoformat(),
        basis="chronology",
        evidence=evidence,
        reasons=(reason, f"So it is of the weeks around that report: {words_of(around)}."),
    )
    return replace(document, claimed_dates=claims, published=published)
