"""One act of speech told by several documents, and the same line said again on another day.

Only quoted words are joined (direct and mixed statements). Two tellings are one utterance where the words are the same
(cut, re-punctuated, contracted or re-worded a little), the speaker can be the same, and the day can be the same. The
same line on another day is linked as a repeat and never merged.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from onrecord.matters._wordings import Wording, differences, most_cover, overlap, quoted_text, wording_of
from onrecord.records import (
    UNKNOWN_DATE,
    DatedBy,
    Difference,
    Document,
    Evidence,
    Statement,
    Utterance,
    Variant,
    first_day,
    last_day,
    make_id,
)

SHINGLE_WORDS = 4
"""Words in a speaker-free key: four equal words in a row."""
MOST_KEYS = 160
"""Keys of one statement at most (those with the least hashes, so that two long speeches keep the same ones)."""
HOLDERS_PER_KEY = 24
"""Statements that hold one key are compared; of a key that more hold, the first so many by id with all others."""

FEWEST_WORDS = 4
"""Shorter quotations are joined only where both are dated to the same day and one holds the other whole."""
SAME_COVER = 0.8
"""Least share of the shorter telling's words that stand in the longer …"""
LOOSE_COVER = 0.6
"""… or, from ``LOOSE_WORDS`` words on, of all words and of the content words: re-worded, translated back."""
LOOSE_WORDS = 8
SURE_COVER = 0.85
SURE_WORDS = 8
SURE_CONTENT = 5
"""Words so alike, so many and so weighty are one utterance even where a day or a speaker is not known; a short everyday
phrase ("the right thing to do") is anybody's, any day."""
NEAR_WORDS = 5
NEAR_CONTENT = 2
NEAR_DAYS = 30
"""Fewer are enough for one known speaker where both documents were published within so many days."""
OWN_CONTENT = 3
"""Content words of a line that one speaker is known to have said and that stands whole in the other telling …"""
OWN_COVER = 0.75
"""… or of which so much does, in documents published near each other."""
REPEATED_CONTENT = 4
"""Content words that a line needs to be linked as said again."""
ANY_SPEAKER_WORDS = 10
ANY_SPEAKER_COVER = 0.9
"""So long and so alike words are one utterance even where the documents name different speakers."""

_BASES = ("decision", "stated", "calendar", "relative", "chronology", "copy", "published", "unknown")
_PRECISIONS = ("day", "range", "month", "year", "unknown")
_DAY = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two statements with the same words; says nothing yet of who said them and when."""

    a: str
    """Id of the first statement (the smaller id)."""
    b: str
    """Id of the second."""
    words: int
    """Words of the shorter one."""
    content: int
    """Content words (of meaning, not of grammar) that both have."""
    cover: float
    """Share (0 to 1) of the shorter one's words that stand in the longer one, in the same order."""
    whole: bool
    """Whether the shorter stands in the longer without a break."""


def _key(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


def candidate_keys(statement: Statement) -> tuple[int, ...]:
    """Return the keys (63-bit integers, sorted) by which statements with the same words find each other.

    Four words in a row, whoever said them; and two neighbouring content words of one speaker, in either order, which
    outlive changes of wording. Indirect statements have none.
    """
    words = wording_of(statement)
    shingles = {
        _key("words", *words.plain[place : place + SHINGLE_WORDS])
        for place in range(len(words.plain) - SHINGLE_WORDS + 1)
    }
    pairs: set[int] = set()
    if statement.speaker is not None:
        content = words.content
        pairs = {_key("speaker", statement.speaker, *sorted(pair)) for pair in pairwise(content)}
    return tuple(sorted({*sorted(shingles)[: MOST_KEYS // 2], *sorted(pairs)[: MOST_KEYS // 2]}))


def compare_words(a: Statement, b: Statement) -> Likeness | None:
    """Tell whether two statements have the same words, the same whichever comes first; None where they have not."""
    return _compare(a, b, wording_of(a), wording_of(b))


def _compare(a: Statement, b: Statement, words_a: Wording, words_b: Wording) -> Likeness | None:
    if a.id == b.id or not words_a.plain or not words_b.plain:
        return None
    if most_cover(words_a, words_b) < LOOSE_COVER:
        return None  # Most pairs have a common turn of phrase only: counting words is far cheaper than aligning them.
    found = overlap(words_a, words_b)
    whole = found.longest == found.shorter
    weighty = found.content_cover > 0
    if found.shorter < FEWEST_WORDS:
        alike = whole and found.shorter >= 2 and weighty
    else:
        run = found.longest >= min(FEWEST_WORDS, found.shorter)
        alike = run and weighty and found.cover >= SAME_COVER
        alike = alike or (
            run and found.shorter >= LOOSE_WORDS and found.cover >= LOOSE_COVER and found.content_cover >= LOOSE_COVER
        )
    if not alike:
        return None
    first, second = sorted((a.id, b.id))
    return Likeness(first, second, found.shorter, found.content, round(found.cover, 4), whole)


def _day(text: str, *, last: bool) -> date | None:
    match = _DAY.match(text)
    if not match:
        return None
    try:
        return date.fromisoformat(last_day(match[0]) if last else first_day(match[0]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _When:
    """The days on which something can have been said."""

    first: date = date.min
    last: date = date.max
    dated: bool = False
    """Whether the document says the day; else only the day it was told is known, and it was said by then."""

    def meets(self, other: _When) -> bool:
        return self.first <= other.last and other.first <= self.last

    def both(self, other: _When) -> _When:
        return _When(max(self.first, other.first), min(self.last, other.last), self.dated or other.dated)


def _when(statement: Statement, document: Document | None) -> _When:
    said = statement.said_on
    if said.date and said.basis not in ("unknown", "published"):
        first_text, _, last_text = said.date.partition("/")
        first, last = _day(first_text, last=False), _day(last_text or first_text, last=True)
        if first and last and first <= last:
            return _When(first, last, dated=True)
    if document is None:
        return _When()
    published = document.published
    return _When(last=_day(published.latest or published.date or "", last=True) or date.max)


def _told_near(one: Document | None, other: Document | None) -> bool:
    """Tell whether two documents can have been published within ``NEAR_DAYS`` of each other."""
    if one is None or other is None:
        return False
    first, second = (_day(item.published.latest or item.published.date or "", last=True) for item in (one, other))
    return first is None or second is None or abs((first - second).days) <= NEAR_DAYS


@dataclass(slots=True)
class _Cluster:
    members: list[str]
    when: _When
    speakers: set[str]


def _root_of(document: str, documents: Mapping[str, Document]) -> str:
    seen = set()
    while document not in seen:
        seen.add(document)
        found = documents.get(document)
        if found is None or found.derived_from is None:
            return document
        document = found.derived_from
    return min(seen)


def _can_join(
    likeness: Likeness, first: _Cluster, second: _Cluster, *, copies: bool, one_page: bool, near: bool
) -> bool:
    """Tell whether two groups of tellings can be one act of speech.

    A copy tells what its source tells, whatever date or name it got; a heading or a second mention repeats what its
    page quotes in full.
    """
    if (
        len(first.speakers | second.speakers) > max(len(first.speakers), len(second.speakers), 1)
        and not copies
        and (likeness.words < ANY_SPEAKER_WORDS or likeness.cover < ANY_SPEAKER_COVER)
    ):
        return False
    if (copies and likeness.cover >= SAME_COVER) or (one_page and likeness.whole):
        return True
    if not first.when.meets(second.when):
        return False
    one_speaker = bool(first.speakers & second.speakers)
    if one_speaker and first.when.dated and second.when.dated:
        return True
    if one_speaker and likeness.whole and likeness.words >= SURE_WORDS and likeness.content >= OWN_CONTENT:
        return True
    if one_speaker and near and likeness.words >= LOOSE_WORDS and likeness.content >= OWN_CONTENT:
        return likeness.cover >= OWN_COVER
    if likeness.cover < SURE_COVER:
        return False
    if likeness.words >= SURE_WORDS and likeness.content >= SURE_CONTENT:
        return True
    return one_speaker and near and likeness.words >= NEAR_WORDS and likeness.content >= NEAR_CONTENT


def _cluster(
    statements: Mapping[str, Statement],
    documents: Mapping[str, Document],
    likenesses: Sequence[Likeness],
) -> tuple[dict[str, _Cluster], set[tuple[str, str]]]:
    """Join tellings, the likest first, as long as speaker and day fit the whole group."""
    cluster_of: dict[str, _Cluster] = {}
    for key in sorted(statements):
        statement = statements[key]
        speakers = {statement.speaker} if statement.speaker is not None else set()
        cluster_of[key] = _Cluster([key], _when(statement, documents.get(statement.document)), speakers)
    ordered = sorted(likenesses, key=lambda found: (-found.cover, -found.words, found.a, found.b))
    for likeness in ordered:
        first, second = cluster_of[likeness.a], cluster_of[likeness.b]
        if first is second:
            continue
        roots = {_root_of(statements[key].document, documents) for key in (likeness.a, likeness.b)}
        one_page = statements[likeness.a].document == statements[likeness.b].document
        copies = len(roots) == 1 and not one_page
        near = _told_near(*(documents.get(statements[key].document) for key in (likeness.a, likeness.b)))
        if not _can_join(likeness, first, second, copies=copies, one_page=one_page, near=near):
            continue
        meets = first.when.meets(second.when)
        first.members.extend(second.members)
        first.when = first.when.both(second.when) if meets else first.when
        first.speakers |= second.speakers
        for member in second.members:
            cluster_of[member] = first
    repeats = set()
    for likeness in ordered:
        first, second = cluster_of[likeness.a], cluster_of[likeness.b]
        if (
            first is not second
            and likeness.content >= REPEATED_CONTENT
            and not first.when.meets(second.when)
            and (not first.speakers or not second.speakers or first.speakers & second.speakers)
        ):
            repeats.add((likeness.a, likeness.b))
    return cluster_of, repeats


def _said_on(members: Sequence[Statement]) -> DatedBy:
    """The best-known day among the tellings, with the evidence of all that agree on it."""
    dated = [member.said_on for member in members if member.said_on.date]
    if not dated:
        return UNKNOWN_DATE
    decided = [said for said in dated if said.basis == "decision"]
    best = min(
        decided or dated,
        key=lambda said: (_PRECISIONS.index(said.precision), _BASES.index(said.basis), said.date or ""),
    )
    evidence: dict[Evidence, None] = {}
    for said in dated:
        if said.date == best.date:
            evidence.update(dict.fromkeys(said.evidence))
    ordered = sorted(evidence, key=lambda item: (item.document, item.start, item.end))
    return replace(best, evidence=tuple(ordered))


def _variants(
    members: Sequence[Statement], documents: Mapping[str, Document], words: Mapping[str, Wording]
) -> tuple[Variant, ...]:
    """The tellings side by side: the fullest first, the others with their differences from it."""

    def altered(statement: Statement) -> bool:
        document = documents.get(statement.document)
        return document is not None and document.kind == "altered_copy"

    ordered = sorted(
        members,
        key=lambda member: (
            altered(member),
            -len(words[member.id].plain),
            _published(member, documents),
            member.id,
        ),
    )
    first = ordered[0]
    variants = [Variant(first.id, quoted_text(first))]
    for member in ordered[1:]:
        found = list(differences(words[first.id], words[member.id], translated=altered(member) != altered(first)))
        if first.speaker is not None and member.speaker is not None and member.speaker != first.speaker:
            found.append(Difference("attribution", first.speaker_text, member.speaker_text))
        variants.append(Variant(member.id, quoted_text(member), tuple(found)))
    return tuple(variants)


def _published(statement: Statement, documents: Mapping[str, Document]) -> str:
    document = documents.get(statement.document)
    return (document.published.earliest or document.published.date or "9999") if document else "9999"


def judge_group(
    statements: Iterable[Statement], documents: Iterable[Document], likenesses: Iterable[Likeness]
) -> tuple[Utterance, ...]:
    """Make utterances of a group of statements.

    Args:
        statements: statements of one group; indirect ones are passed over.
        documents: the documents that tell them: their dates, and which was made from which.
        likenesses: what ``compare_words`` found among them; those with other statements are ignored.

    Returns:
        One utterance for each act of speech, sorted by id, the same whatever the order of what came in. A statement
        that nobody else tells is an utterance of its own.
    """
    by_id = {statement.id: statement for statement in statements if statement.mode != "indirect"}
    by_document = {document.id: document for document in documents}
    words = {key: wording_of(by_id[key]) for key in sorted(by_id)}
    by_id = {key: statement for key, statement in by_id.items() if words[key].plain}
    known = sorted(
        {found for found in likenesses if found.a in by_id and found.b in by_id}, key=lambda found: (found.a, found.b)
    )
    cluster_of, repeats = _cluster(by_id, by_document, known)
    ids: dict[int, str] = {}
    clusters: dict[str, _Cluster] = {}
    for key in sorted(by_id):
        cluster = cluster_of[key]
        if id(cluster) not in ids:
            # Named after its earliest member, so that later documents seldom change the id.
            earliest = min(cluster.members, key=lambda member: (_published(by_id[member], by_document), member))
            ids[id(cluster)] = make_id("utt", earliest)
            clusters[ids[id(cluster)]] = cluster
    linked: dict[str, set[str]] = defaultdict(set)
    for first, second in repeats:
        one, other = ids[id(cluster_of[first])], ids[id(cluster_of[second])]
        linked[one].add(other)
        linked[other].add(one)
    result = []
    for utterance in sorted(clusters):
        members = [by_id[key] for key in sorted(clusters[utterance].members)]
        variants = _variants(members, by_document, words)
        first_telling = by_id[variants[0].statement]
        speakers = sorted(clusters[utterance].speakers)
        result.append(
            Utterance(
                id=utterance,
                speaker=first_telling.speaker or (speakers[0] if speakers else None),
                said_on=_said_on(members),
                statements=tuple(member.id for member in members),
                variants=variants,
                repeats=tuple(sorted(linked[utterance])),
            )
        )
    return tuple(result)


def join_utterances(statements: Iterable[Statement], documents: Iterable[Document]) -> tuple[Utterance, ...]:
    """Join the quoted statements of many documents into utterances, in memory.

    Args:
        statements: any statements; only direct and mixed ones are joined.
        documents: the documents that tell them.

    Returns:
        The utterances, sorted by id, the same whatever the order of what came in.
    """
    by_id = {statement.id: statement for statement in statements if statement.mode != "indirect"}
    words = {key: wording_of(by_id[key]) for key in sorted(by_id)}
    holders: dict[int, list[str]] = defaultdict(list)
    keys = {key: candidate_keys(by_id[key]) for key in sorted(by_id)}
    for statement in sorted(by_id):
        for key in keys[statement]:
            holders[key].append(statement)
    pairs = {
        (one, other)
        for holding in holders.values()
        for place, one in enumerate(holding[:HOLDERS_PER_KEY])
        for other in holding[place + 1 :]
    }
    compared = (_compare(by_id[a], by_id[b], words[a], words[b]) for a, b in sorted(pairs))
    return judge_group(by_id.values(), documents, [found for found in compared if found])


def with_utterances(statements: Iterable[Statement], utterances: Iterable[Utterance]) -> tuple[Statement, ...]:
    """Return the statements with ``utterance`` set to the utterance they tell, in the order they came."""
    told_by = {statement: utterance.id for utterance in utterances for statement in utterance.statements}
    return tuple(replace(statement, utterance=told_by.get(statement.id)) for statement in statements)
