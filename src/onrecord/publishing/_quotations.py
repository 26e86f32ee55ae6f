"""Is this quotation real? Where words stand in what was read, exactly or nearly, and whose they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise
from typing import Literal

from onrecord.records import READ_ROLES, Document, Span, Statement
from onrecord.store import Record, StatementQuery

FEWEST_WORDS = 3
"""Words below which a quotation is too short to be told from chance."""

MOST_WORDS = 120
"""Words of a question that are looked at."""

_HITS_OF_A_RUN = 50
_MOST_CANDIDATES = 40
_CLOSE_ENOUGH = 0.6
"""Share of words in common (twice those in common, of all words of both) below which two passages are two things:
"the test for us is whether we can get through this" and a free summary of it share about half."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STOP = re.compile(r"[.!?\n“”\"]")
_IN_MARKS = re.compile(r"[“\"][^“”\"]*[”\"]")

Verdict = Literal["word for word", "nearly", "not found", "too short"]


@dataclass(frozen=True, slots=True)
class Change:
    """A place where the words asked for and the words of a source differ; words that both have are ``same``."""

    kind: Literal["same", "other"]
    asked: str
    """The words as they were asked for; empty where the source has more."""
    found: str
    """The words of the source; empty where it lacks them."""


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """One place in a source whose words are those asked for, or nearly."""

    document: Document
    start: int
    """First code point in the document's text."""
    end: int
    """One past the last."""
    words: str
    """The words of the source there; the reporter's between the parts of a quotation are left out as an ellipsis."""
    alike: float
    """Share of words in common: twice those in common, divided by all words of both; 1 is word for word."""
    changes: tuple[Change, ...]
    """Both texts laid side by side."""
    statement: Statement | None
    """The statement whose content the words are; None where the source gives them to nobody."""
    family: str
    """Documents of one family are copies of one report."""

    @property
    def quote(self) -> str:
        """The words of the source."""
        return self.document.text[self.start : self.end]

    @property
    def is_quoted(self) -> bool:
        """Whether the source gives the words as somebody's own: in quotation marks, or as a turn of a transcript."""
        told = self.statement
        if told is None or told.mode == "indirect":
            return False
        return told.mode == "direct" or any(
            found.start() <= self.start and self.end <= found.end()
            for span in told.content
            for found in _IN_MARKS.finditer(self.document.text, max(0, span.start - 1), span.end + 1)
        )

    @property
    def different_words(self) -> int:
        """How many words differ: those the source lacks or those it has instead, whichever are more."""
        return sum(
            max(len(_WORD.findall(change.asked)), len(_WORD.findall(change.found)))
            for change in self.changes
            if change.kind == "other"
        )


@dataclass(frozen=True, slots=True)
class Quotation:
    """What the record knows of some words."""

    words: str
    """The words asked for."""
    verdict: Verdict
    """Whether they stand so in a source."""
    places: tuple[QuotedPlace, ...]
    """Where, the likest first; among the equally like the earliest source first."""
    documents: int
    """Documents among the places."""
    independent_reports: int
    """Copies counted once."""
    first: QuotedPlace | None
    """The earliest dated source among the places; None where no date is known."""
    otherwise: tuple[QuotedPlace, ...] = ()
    """Where other sources tell the same utterance in other words than those found word for word."""


def quotation(record: Record, words: str, *, limit: int = 10) -> Quotation:
    """Find where words stand in what was read, word for word or nearly.

    Args:
        record: the record.
        words: the quotation as it was met, with or without quotation marks; the first 120 words count.
        limit: how many places at most.

    Returns:
        the places with what differs, who speaks, and which source is the earliest. That nothing is found says only
        that the documents read do not hold it.
    """
    asked = list(_WORD.finditer(words))[:MOST_WORDS]
    if len(asked) < FEWEST_WORDS:
        return Quotation(words, "too short", (), 0, 0, None)
    candidates = _candidates(record, [found[0] for found in asked])
    families = record.family_sizes(document.id for document in candidates)
    places = [
        place
        for document in candidates
        if (place := _place_in(record, document, words, asked, families[document.id][0])) is not None
    ]
    places.sort(key=lambda place: (-round(place.alike, 2), _day(place.document) or "9999", place.document.id))
    exact = [place for place in places if place.alike == 1.0]
    shown = tuple((exact or places)[:limit])
    dated = [place for place in shown if _day(place.document)]
    utterances = {place.statement.utterance for place in exact if place.statement and place.statement.utterance}
    otherwise = [
        place
        for place in places
        if place.alike < 1.0 and place.statement and place.statement.utterance in utterances and place.different_words
    ]
    return Quotation(
        words,
        "word for word" if exact else "nearly" if shown else "not found",
        shown,
        len(shown),
        len({place.family for place in shown}),
        min(dated, key=lambda place: (_day(place.document) or "", place.document.id), default=None),
        tuple(otherwise[:limit]),
    )


def _key(word: re.Match[str]) -> str:
    return word[0].casefold().replace("’", "'")


def _day(document: Document) -> str | None:
    return document.published.date


def _candidates(record: Record, words: Sequence[str]) -> list[Document]:
    """Return the documents that share most runs of three words with the question, or else most runs of two."""
    hits: Counter[str] = Counter()
    documents: dict[str, Document] = {}
    for length in (3, 2):
        runs = dict.fromkeys(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
        for run in runs:
            for document in record.documents(words=f'"{run}"', limit=_HITS_OF_A_RUN):
                hits[document.id] += 1
                documents[document.id] = document
        if hits:
            break
    best = sorted(hits, key=lambda identity: (-hits[identity], identity))[:_MOST_CANDIDATES]
    return [documents[identity] for identity in best]


def _place_in(
    record: Record, document: Document, words: str, asked: Sequence[re.Match[str]], family: str
) -> QuotedPlace | None:
    """Return the passage of a document that is most like the words asked for; None where none is like them."""
    parts = [(role.start, role.end) for role in document.roles if role.role in READ_ROLES]
    if not document.roles:
        parts = [(0, len(document.text))]
    here = [found for start, end in parts for found in _WORD.finditer(document.text, start, end)]
    wanted = [_key(found) for found in asked]
    tokens = [_key(found) for found in here]
    run = SequenceMatcher(None, tokens, wanted, autojunk=False).find_longest_match()
    if not run.size:
        return None
    # Room for "he said" in the middle of a quotation, and for words put in.
    room = len(wanted) // 2 + 12
    first = max(0, run.a - run.b - room)
    last = min(len(tokens), run.a - run.b + len(wanted) + room)
    statements = record.statements(StatementQuery(document=document.id))
    inside = _without_gaps(here[first:last], statements, here[run.a])
    matcher = SequenceMatcher(None, [_key(found) for found in inside], wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    blocks = _near(blocks, len(wanted))
    begin, finish = blocks[0].a, blocks[-1].a + blocks[-1].size
    window = [
        *_beside(document.text, inside[:begin][::-1], inside[begin], blocks[0].b)[::-1],
        *inside[begin:finish],
        *_beside(document.text, inside[finish:], inside[finish - 1], len(wanted) - blocks[-1].b - blocks[-1].size),
    ]
    common = sum(block.size for block in blocks)
    alike = 2 * common / (len(wanted) + len(window))
    if alike < _CLOSE_ENOUGH:
        return None
    start, end = window[0].start(), window[-1].end()
    return QuotedPlace(
        document,
        start,
        end,
        " ".join(_joined(document.text, window).split()),
        alike,
        _changes(document.text, window, words, asked),
        _whose(statements, start, end),
        family,
    )


def _beside(text: str, words: Sequence[re.Match[str]], edge: re.Match[str], missing: int) -> list[re.Match[str]]:
    """Return the words of the same sentence at an edge that stand where the question has others."""
    taken: list[re.Match[str]] = []
    for word in words[:missing]:
        first, last = sorted((edge, word), key=lambda found: found.start())
        if _STOP.search(text, first.end(), last.start()):
            break
        taken.append(word)
        edge = word
    return taken


def _without_gaps(
    window: list[re.Match[str]], statements: Sequence[Statement], anchor: re.Match[str]
) -> list[re.Match[str]]:
    """Leave out the reporter's words that stand between the parts of the quotation round an anchor."""
    for told in statements:
        spans = sorted(told.content, key=lambda span: span.start)
        if len(spans) > 1 and any(span.start <= anchor.start() < span.end for span in spans):
            first, last = spans[0].start, spans[-1].end
            return [
                word
                for word in window
                if not first <= word.start() < last or any(span.start <= word.start() < span.end for span in spans)
            ]
    return window


def _near(blocks: list[Match], length: int) -> list[Match]:
    """Leave out words in common at the edges that stand further from the rest than they are worth."""
    best = max(range(len(blocks)), key=lambda index: (blocks[index].size, -index))
    first, last = best, best
    while first and blocks[first].a - (blocks[first - 1].a + blocks[first - 1].size) <= max(
        2 * blocks[first - 1].size, blocks[first].b - blocks[first - 1].b - blocks[first - 1].size + 2
    ):
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].a - (blocks[last].a + blocks[last].size) <= max(
        2 * blocks[last + 1].size, blocks[last + 1].b - blocks[last].b - blocks[last].size + 2
    ):
        last += 1
    return blocks[first : last + 1]


def _changes(
    text: str, window: Sequence[re.Match[str]], words: str, asked: Sequence[re.Match[str]]
) -> tuple[Change, ...]:
    matcher = SequenceMatcher(None, [_key(found) for found in asked], [_key(found) for found in window], autojunk=False)
    changes = []
    for kind, a, b, c, d in matcher.get_opcodes():
        old = words[asked[a].start() : asked[b - 1].end()] if b > a else ""
        new = _joined(text, window[c:d]) if d > c else ""
        changes.append(Change("same" if kind == "equal" else "other", " ".join(old.split()), " ".join(new.split())))
    return tuple(changes)


def _joined(text: str, window: Sequence[re.Match[str]]) -> str:
    """Return words of a source as they stand there; left-out words between them become an ellipsis."""
    written = window[0][0]
    for before, after in pairwise(window):
        between = text[before.end() : after.start()]
        written += (" … " if _WORD.search(between) else between) + after[0]
    return written


def _whose(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """Return the statement that holds most of a stretch of text, if it holds half of it."""

    def shared(spans: Sequence[Span]) -> int:
        return sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)

    # Of two that hold as much (a quotation inside reported speech), the shorter is nearer to the words.
    best = max(
        statements,
        key=lambda told: (shared(told.content), -sum(span.end - span.start for span in told.content), told.id),
        default=None,
    )
    return best if best is not None and 2 * shared(best.content) >= end - start else None


def quotation_data(found: Quotation) -> dict[str, object]:
    """Return a quotation as data for other programs: the verdict, and each place with its differences.

    Args:
        found: what `quotation` returned.
    """
    return {
        "words": found.words,
        "verdict": found.verdict,
        "documents": found.documents,
        "independent_reports": found.independent_reports,
        "first": found.first.document.id if found.first else None,
        "places": [_place_data(place) for place in found.places],
        "otherwise": [_place_data(place) for place in found.otherwise],
    }


def _place_data(place: QuotedPlace) -> dict[str, object]:
    return {
        "document": place.document.id,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "alike": round(place.alike, 4),
        "quoted": place.is_quoted,
        "different_words": place.different_words,
        "differences": [
            {"asked": change.asked, "found": change.found} for change in place.changes if change.kind == "other"
        ],
        "statement": place.statement.id if place.statement else None,
        "speaker": place.statement.speaker if place.statement else None,
        "speaker_text": place.statement.speaker_text if place.statement else None,
        "said_on": place.statement.said_on.date if place.statement else None,
        "outlet": place.document.outlet,
        "published": place.document.published.date,
        "kind": place.document.kind,
    }
