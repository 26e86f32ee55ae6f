"""Meetings, calls and visits, and how each side tells them: item by item, with what only one side tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from onrecord.matters._passages import government_of, side_of
from onrecord.matters._undertakings import main_issue
from onrecord.matters._wordings import STOP_WORDS
from onrecord.records import (
    READ_ROLES,
    Account,
    AccountItem,
    Actor,
    Document,
    Event,
    Evidence,
    Happening,
    ItemRelation,
    Meeting,
    MeetingItem,
    NotFoundIn,
    Statement,
    make_id,
)
from onrecord.reference import Reference

MATCH = 0.30
"""Likeness (0 to 1) from which two items are the same item told twice; chosen on the open half of"
" benchmarks/matters.py."""
SAME = 0.62
"""Likeness from which the wording is the same, too."""

_KINDS = frozenset({"consult", "agree", "cooperate", "reject"})
_CALL = re.compile(r"(?i)\b(?:phone|telephone|call|called|video)\b")
_VISIT = re.compile(r"(?i)\b(?:visit|trip|travel)")
_TALKS = re.compile(r"(?i)\b(?:talks|consultations|negotiations|dialogue)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“A-Z(])|\n+|;\s+|\s·\s")
_LEADING = re.compile(r"(?i)^(?:[\"“(\[]|\s)+")
_TRAILING = re.compile(r"[\s\"”)\],;:.!?]+$")
_WORD = re.compile(r"[^\W_]+")
_LEAST_WORDS = 4
_GREETING = re.compile(
    r"(?i)^(?:the (?:following|below) |(?:spokesperson|q:|a:)|end text|for immediate release|"
    r"office of the spokesperson)"
)
_NEGATION = re.compile(r"(?i)\b(?:not|n['’]t|never|no longer|denied|denies|rejected|refused|false|untrue|groundless)\b")


@dataclass(frozen=True, slots=True)
class _Item:
    """One item with the words by which it is compared."""

    item: AccountItem
    side: str | None
    speaker: str | None
    words: frozenset[str]


def judge_meeting(
    happening: Happening,
    events: Sequence[Event],
    statements: Sequence[Statement],
    documents: Sequence[Document],
    actors: Mapping[str, Actor],
    families: Mapping[str, str] | None = None,
) -> Meeting | None:
    """Make a meeting of a happening, with each side's account of it; None where it is none between two states.

    Args:
        happening: the happening.
        events: its events.
        statements: all statements of the documents.
        documents: the documents that tell it, and official releases about the same meeting day.
        actors: actors by id.
        families: id of the family of each document; only one copy's words make items.
    """
    if not _is_meeting(happening) or len(happening.parties) < 2:
        return None
    reference = Reference.bundled()
    kind = _kind(happening, events)
    participants = sorted(
        {
            person.actor
            for event in events
            for person in (*event.actor, *event.recipient)
            if person.actor is not None and (who := actors.get(person.actor)) is not None and who.kind == "person"
        }
    )
    accounts = make_accounts(happening.parties, statements, documents, actors, set(participants), reference, families)
    return Meeting(
        id=make_id("meet", happening.id),
        happening=happening.id,
        kind=kind,
        parties=happening.parties,
        participants=tuple(participants),
        date=happening.date,
        accounts=accounts,
        items=match_items(accounts, happening.parties, reference),
        location=happening.location,
    )


def _is_meeting(happening: Happening) -> bool:
    kind = happening.kind.partition("/")[0]
    return kind == "consult" and happening.status in {"occurred", "ongoing", "background", "ended"}


def _kind(happening: Happening, events: Sequence[Event]) -> Literal["meeting", "call", "visit", "talks"]:
    mode = happening.kind.partition("/")[2]
    words = " ".join(piece.quote for event in events for piece in event.evidence[:1])
    if mode == "phone" or _CALL.search(words):
        return "call"
    if mode == "visit" or _VISIT.search(words):
        return "visit"
    return "talks" if _TALKS.search(words) else "meeting"


# Accounts


def make_accounts(
    parties: Sequence[str],
    statements: Sequence[Statement],
    documents: Sequence[Document],
    actors: Mapping[str, Actor],
    participants: set[str],
    reference: Reference,
    families: Mapping[str, str] | None = None,
) -> tuple[Account, ...]:
    """Lay out how each side tells a meeting: own readouts, own officials, what the other side tells, the press."""
    families = families or {}
    by_document: dict[str, list[Statement]] = {}
    for statement in statements:
        by_document.setdefault(statement.document, []).append(statement)
    found: dict[tuple[str | None, str], list[tuple[str, AccountItem]]] = {}
    told: set[str] = set()
    for document in sorted(documents, key=lambda item: (item.published.date or "9", item.id)):
        family = families.get(document.id, document.id)
        if family in told:
            continue
        told.add(family)
        own = sorted(by_document.get(document.id, ()), key=lambda item: (item.content[0].start, item.id))
        publisher = government_of(document.outlet or document.host, reference)
        if publisher in parties:
            for item in readout_items(document, own, reference):
                found.setdefault((publisher, "own_readout"), []).append((document.id, item))
            continue
        for statement in own:
            account = _account_of(statement, parties, participants, actors, reference)
            if account is None:
                continue
            item = _statement_item(statement, reference)
            found.setdefault(account, []).append((document.id, item))
    accounts = []
    rank = {"own_readout": 0, "own_officials": 1, "told_by_other_side": 2, "press": 3}
    for (side, source), items in sorted(found.items(), key=lambda pair: (rank[pair[0][1]], pair[0][0] or "~")):
        accounts.append(
            Account(
                side=side,
                source=cast('Literal["own_readout", "own_officials", "told_by_other_side", "press"]', source),
                documents=tuple(sorted({document for document, _ in items})),
                items=tuple(
                    AccountItem(item.issue, number, item.told_as, item.evidence, item.statement)
                    for number, (_, item) in enumerate(items, 1)
                ),
            )
        )
    return tuple(accounts)


def _account_of(
    statement: Statement,
    parties: Sequence[str],
    participants: set[str],
    actors: Mapping[str, Actor],
    reference: Reference,
) -> tuple[str | None, str] | None:
    """Whose account a statement in the press belongs to."""
    speaker = actors.get(statement.speaker) if statement.speaker is not None else None
    side = side_of(speaker, reference)
    tellers = [
        teller_side
        for teller in statement.via
        if teller.actor is not None
        and teller.span is not None
        and (teller_side := side_of(actors.get(teller.actor), reference)) is not None
    ]
    teller_side = tellers[-1] if tellers else None
    if side not in parties and teller_side not in parties:
        return None
    if teller_side in parties:
        if side in parties and side != teller_side:
            return side, "told_by_other_side"
        return teller_side, "own_readout" if statement.occasion == "readout" else "own_officials"
    if statement.addressee is not None and statement.addressee in participants and statement.speaker in participants:
        return None if side is None else (None, "press")
    return side, "own_readout" if statement.occasion == "readout" else "own_officials"


def _statement_item(statement: Statement, reference: Reference) -> AccountItem:
    first = statement.content[0]
    text = " ".join(span.quote for span in statement.content)
    return AccountItem(
        issue=main_issue(statement.issues or reference.tag_issues(text)),
        order=0,
        told_as=first.quote,
        evidence=tuple(Evidence(statement.document, span.start, span.end, span.quote) for span in statement.content),
        statement=statement.id,
    )


def readout_items(document: Document, statements: Sequence[Statement], reference: Reference) -> list[AccountItem]:
    """Cut a readout into items: its sentences in the order told, without headings and formulas."""
    items = []
    for role in document.roles:
        if role.role not in READ_ROLES or role.role in {"title", "dek", "subhead", "caption"}:
            continue
        for start, end in sentences_of(document.text, role.start, role.end):
            text = document.text[start:end]
            if len(text.split()) < _LEAST_WORDS or _GREETING.match(text):
                continue
            statement = next(
                (item.id for item in statements if any(start <= span.start < end for span in item.content)),
                None,
            )
            evidence = Evidence(document.id, start, end, text)
            items.append(AccountItem(main_issue(reference.tag_issues(text)), 0, text, (evidence,), statement))
    return items


def sentences_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch of a readout into sentences, without the marks at their ends."""
    found = []
    position = start
    for border in [*_SENTENCE_END.finditer(text, start, end), None]:
        stop = border.start() if border is not None else end
        piece = text[position:stop]
        leading = _LEADING.match(piece)
        begin = position + (leading.end() if leading else 0)
        trailing = _TRAILING.search(text[begin:stop])
        finish = begin + trailing.start() if trailing else stop
        if finish > begin:
            found.append((begin, finish))
        position = border.end() if border is not None else end
    return found


# Item by item


def _stem(word: str) -> str:
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ities",
        "ity",
        "ies",
        "ed",
        "es",
        "s",
        "al",
        "ly",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)][:7]
    return word[:7]


_THIN = frozenset(
    "president secretary minister said say stress stressed emphasize emphasized noted two side sides country countries"
    " united states china chinese american us u.s bilateral relation relations relationship both mr xi biden"
    " trump rubio"
    " wang foreign he director office discuss discussed underscore underscored express expressed also issue"
    " issues".split()
)


def compared_words(text: str) -> frozenset[str]:
    """Return the words by which two items are compared."""
    return frozenset(
        _stem(word)
        for word in _WORD.findall(text.lower())
        if word not in STOP_WORDS and word not in _THIN and len(word) > 2
    )


def likeness(a: AccountItem, b: AccountItem, a_words: frozenset[str], b_words: frozenset[str]) -> float:
    """How much alike two items are, from 0 to 1: shared words, and the issue they are about."""
    if not a_words or not b_words:
        return 0.0
    shared = len(a_words & b_words)
    over = shared / min(len(a_words), len(b_words))
    dice = 2 * shared / (len(a_words) + len(b_words))
    score = 0.5 * over + 0.5 * dice
    if a.issue is not None and a.issue == b.issue:
        score += 0.25
    elif a.issue is not None and b.issue is not None:
        score -= 0.15
    return max(0.0, min(1.0, score))


def match_items(accounts: Sequence[Account], parties: Sequence[str], reference: Reference) -> tuple[MeetingItem, ...]:
    """Match the items of all accounts: what both sides tell, in which words, and what only one of them tells."""
    sides = sorted(parties)
    prepared = [
        _Item(item, _telling_side(account, sides), None, compared_words(item.told_as))
        for account in accounts
        for item in account.items
    ]
    groups: list[list[_Item]] = []
    pairs = sorted(
        (
            (-score, i, j)
            for i, a in enumerate(prepared)
            for j in range(i + 1, len(prepared))
            if (b := prepared[j]).side != a.side
            and a.side is not None
            and b.side is not None
            and (score := likeness(a.item, b.item, a.words, b.words)) >= MATCH
        )
    )
    group_of: dict[int, list[_Item]] = {}
    members: dict[int, list[int]] = {}
    taken: set[tuple[int, str]] = set()
    best: dict[int, float] = {}
    for negative, i, j in pairs:
        if i in group_of and j in group_of:
            continue
        if (i, str(prepared[j].side)) in taken or (j, str(prepared[i].side)) in taken:
            continue
        group = group_of.get(i) or group_of.get(j) or []
        if not group:
            groups.append(group)
        for place in (i, j):
            if place not in group_of:
                group_of[place] = group
                group.append(prepared[place])
        taken |= {(i, str(prepared[j].side)), (j, str(prepared[i].side))}
        best[id(group)] = max(best.get(id(group), 0.0), -negative)
        members.setdefault(id(group), []).extend((i, j))
    for place, item in enumerate(prepared):
        if place not in group_of and item.side is not None:
            groups.append([item])
    documents_of = {
        side: len(
            {
                document
                for account in accounts
                if _telling_side(account, sides) == side
                for document in account.documents
            }
        )
        for side in sides
    }
    found = []
    order = {id(item): place for place, item in enumerate(prepared)}
    for group in sorted(groups, key=lambda items: min(order[id(item)] for item in items)):
        ordered = sorted(group, key=lambda item: order[id(item)])
        in_sides = tuple(sorted({item.side for item in ordered if item.side is not None}))
        found.append(
            MeetingItem(
                issue=next((item.item.issue for item in ordered if item.item.issue is not None), None),
                found_in=in_sides,
                relation=_relation(ordered, in_sides, best.get(id(group), 0.0)),
                evidence=tuple(piece for item in ordered for piece in item.item.evidence[:1]),
                not_found_in=tuple(
                    NotFoundIn(side, documents_of[side])
                    for side in sides
                    if side not in in_sides and documents_of[side]
                ),
            )
        )
    return tuple(found)


def _telling_side(account: Account, sides: Sequence[str]) -> str | None:
    """The side whose telling an account is."""
    if account.source == "told_by_other_side":
        others = [side for side in sides if side != account.side]
        return others[0] if len(others) == 1 else None
    return account.side


def _relation(items: Sequence[_Item], sides: Sequence[str], score: float) -> ItemRelation:
    if len(sides) < 2:
        return "only_one_side"
    if _contradicts([item.item.told_as for item in items]):
        return "contradict"
    return "agree" if score >= SAME else "wording_differs"


def _contradicts(texts: Iterable[str]) -> bool:
    """Whether one telling denies what the other states."""
    negated = [len(_NEGATION.findall(text)) for text in texts]
    denying = [
        text
        for text in texts
        if re.search(r"(?i)\b(?:den(?:y|ied|ies)|did not (?:agree|discuss|promise)|no such)\b", text)
    ]
    return bool(denying) and min(negated) == 0
