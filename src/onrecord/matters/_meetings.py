"""Meetings, calls and visits, and how each side tells them: item by item, with what only one side tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, cast

from onrecord.language.times import published_days
from onrecord.matters._account_items import THE_MEETING_ITSELF, issues_of, readout_items, spoken_items
from onrecord.matters._happenings import interval
from onrecord.matters._item_topics import topics_of
from onrecord.matters._passages import side_of
from onrecord.matters._same_items import (
    agreement_told,
    compared_words,
    groups_of,
    lay_out,
    words_in_common,
)
from onrecord.matters._undertakings import main_issue
from onrecord.matters._who_met import tells_the_press, was_held
from onrecord.matters._whose_page import publisher_of
from onrecord.records import (
    READ_ROLES,
    TOLD_BY_SPEAKER,
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

SAME = 0.5
"""Share of the words of the shorter item that the other has, from which the wording is the same."""

_CALL = re.compile(r"(?i)\b(?:phone|telephone|call|called|video)\b")
_VISIT = re.compile(r"(?i)\b(?:visit|trip|travel)")
_TALKS = re.compile(r"(?i)\b(?:talks|consultations|negotiations|dialogue)\b")
_NEGATION = re.compile(r"(?i)\b(?:not|n['’]t|never|no longer|denied|denies|rejected|refused|false|untrue|groundless)\b")


_ENCOUNTER = re.compile(
    r"(?i)\b(?:me[et]t?|meet\w*|talk\w*|call\w*|phone\w*|sp[eo]ak\w*|spoken?|visit\w*|summit\w*|dialog\w*|discuss\w*|"
    r"negotiat\w*|consult\w*|host\w*|travel\w*|trip\w*|tour\w*|conversation\w*|conference\w*|sessions?|rounds?|"
    r"exchang\w*|engage\w*|contact\w*|gather\w*|welcom\w*|receiv\w*|arriv\w*|came|comes?|coming|g[oe]\w*|went|held|"
    r"hold\w*|join\w*|attend\w*|together|encounter\w*|forum|ministerial|chair\w*|co-\w+|le[ad]d?\w*|conduct\w*|"
    r"conven\w*|s[ae]e?\w*|face\w*|greet\w*|dinner|lunch|stop\w*|briefed|reached out|mediat\w*|review\w*)\b"
)
"""Words by which a meeting, a call or a visit is told."""


def judge_meeting(
    happening: Happening,
    events: Sequence[Event],
    statements: Sequence[Statement],
    documents: Sequence[Document],
    actors: Mapping[str, Actor],
    families: Mapping[str, str] | None = None,
) -> Meeting | None:
    """Make a meeting of a happening, with each side's account of it; None where it is none between two states,
    or is only named in passing.

    Args:
        happening: the happening.
        events: its events.
        statements: all statements of the documents.
        documents: the documents that tell it, and official releases about the same meeting day.
        actors: actors by id.
        families: id of the family of each document; only one copy's words make items.
    """
    if not _is_meeting(happening) or len(happening.parties) < 2 or not _is_named_so(happening, events):
        return None
    if events and not any(map(was_held, events)):
        return None
    reference = Reference.bundled()
    participants = sorted(
        {
            person.actor
            for event in events
            for person in (*event.actor, *event.recipient)
            if person.actor is not None
            and (who := actors.get(person.actor)) is not None
            and who.kind == "person"
            and not tells_the_press(event, person.text)
        }
    )
    own = {
        document.id
        for document in documents
        if document.kind != "transcript" and publisher_of(document, happening.parties, reference) in happening.parties
    }
    reports = [document for document in documents if _reports(document, happening, events, document.id in own)]
    readouts = {document.id for document in reports if document.id in own and _opens_with(document, events)}
    reports = [
        document
        for document in reports
        if document.id in readouts or not _is_of_another(document, happening.parties, reference)
    ]
    by_id = {document.id: document for document in documents}
    told = [
        statement
        for statement in statements
        if statement.document in readouts
        or (
            _tells_of(statement, happening, set(participants))
            and _near(statement, by_id.get(statement.document), events)
        )
        or (
            statement.speaker in participants
            and statement.document in by_id
            and spoken_items(by_id[statement.document], statement, _told_in(statement, events), reference)
        )
    ]
    accounts = make_accounts(
        happening.parties, told, reports, actors, set(participants), reference, families, frozenset(readouts), events
    )
    if not accounts and (happening.date.precision in {"year", "unknown"} or not _is_dated(happening)):
        return None  # named in passing, nobody says when, and nobody tells of it
    titles = [document.title or "" for document in reports if document.id in readouts]
    return Meeting(
        id=make_id("meet", happening.id),
        happening=happening.id,
        kind=_kind(happening, events, titles),
        parties=happening.parties,
        participants=tuple(participants),
        date=happening.date,
        accounts=accounts,
        items=match_items(accounts, happening.parties, reference, actors),
        location=happening.location,
    )


_BY_PHONE = re.compile(
    r"(?i)\b(?:on|over|by) (?:the )?(?:tele)?phone\b|\b(?:tele)?phone (?:calls?|conversations?|talks)\b|"
    r"\bvideo (?:calls?|conferences?|link)\b|\bvideoconference\b"
)
_CALLED = re.compile(r"(?i)\bcalls? (?:with|to|between)\b|\bon the phone\b|\bby (?:tele)?phone\b")
"""Titles of readouts of calls."""
_MET = re.compile(r"(?i)\b(?:meets|summit|meeting (?:with|between|of))\b|\bsummit meeting\b")
"""Titles of readouts of meetings, also of those in the course of a visit."""
_FROM_AFAR = re.compile(r"(?i)\b(?:virtual(?:ly)?|video|tele(?:phone|conference))\b")
"""Titles of meetings at which nobody travelled."""
_NEWS = 10
"""Days after a meeting in which a page that tells of it reports it; later it is remembered."""


def _reports(document: Document, happening: Happening, events: Sequence[Event], is_own: bool) -> bool:
    """Tell whether a page reports a meeting, and does not only remember it or name it in passing.

    A page that only remembers a meeting holds words on its own matters, which are no account of it; but a party's own
    page that names it in its title is on it: "remarks following the talks".
    """
    mine = [event for event in events if event.document == document.id]
    told = [event.status for event in mine]
    titled = is_own and any(_is_titled(document, event) for event in mine)
    if told and not titled and not any(status in ("occurred", "ongoing") for status in told):
        return False
    (first, last), page = interval(happening.date), published_days(document)
    if first is None or last is None or page is None:
        return bool(told)
    return (page.first - last).days <= _NEWS and (first - page.last).days <= 1


_READOUT_OPENS = 700
"""Code points from where its words begin in which a readout tells its own meeting; others it only speaks of."""


def _opens_with(document: Document, events: Sequence[Event]) -> bool:
    """Tell whether a party's own page is the readout of this meeting: it tells of it, as done, where it begins.

    A page without any event of the meeting is here because of its day, and passes.
    """
    own = [event for event in events if event.document == document.id and event.evidence]
    begin = _first_words(document)
    return not own or any(
        (event.status in ("occurred", "ongoing") and event.evidence[0].start < begin + _READOUT_OPENS)
        or _is_titled(document, event)
        for event in own
    )


def _is_titled(document: Document, event: Event) -> bool:
    """Tell whether the title of a page names a meeting that was, if only as what its words follow."""
    return event.status in ("occurred", "ongoing", "background") and any(
        role.role == "title" and role.start <= event.evidence[0].start < role.end for role in document.roles
    )


def _first_words(document: Document) -> int:
    return min((role.start for role in document.roles if role.role in READ_ROLES), default=0)


def _is_of_another(document: Document, parties: Sequence[str], reference: Reference) -> bool:
    """Tell whether a party's own page, no readout of this meeting, is the readout of another one."""
    begin = _first_words(document)
    opening = document.text[begin : begin + _READOUT_OPENS]
    return (
        document.kind == "official"
        and publisher_of(document, parties, reference) in parties
        and bool(THE_MEETING_ITSELF.search(opening))
    )


_OCCASIONS = frozenset({"meeting", "call", "talks", "visit", "readout"})


def _tells_of(statement: Statement, happening: Happening, participants: set[str]) -> bool:
    """Tell whether a statement in the press belongs to a meeting: said in it, to one who took part, or on its day.

    A page that tells of a meeting holds words on many other matters.
    """
    if statement.addressee is not None and statement.addressee in participants:
        return True
    day = statement.said_on.date if statement.said_on.precision == "day" else None
    first, last = happening.date.date, happening.date.enddate or happening.date.date
    if day is not None and first is not None and last is not None:
        if happening.date.precision in ("day", "range") and not first <= day <= last:
            return False
        # a day that is only the page's own says nothing of what was said on it; an interview is no account
        same_day = day == first and statement.said_on.basis != "published" and _is_dated(happening)
        if same_day and statement.occasion != "interview":
            return True
    told = TOLD_BY_SPEAKER in statement.method or any(teller.span is not None for teller in statement.via)
    return told or statement.occasion in _OCCASIONS


_NEAR = 700
"""Code points from the words that tell a meeting within which a page on many matters speaks of it."""
_MANY_MATTERS = 12_000
"""Code points from which a page is on many matters, as a press briefing always is."""


def _near(statement: Statement, document: Document | None, events: Sequence[Event]) -> bool:
    """Tell whether a statement stands near words that tell the meeting, where its page is on many matters."""
    if document is None or (document.kind != "transcript" and len(document.text) < _MANY_MATTERS):
        return True
    return any(
        abs(piece.start - statement.content[0].start) < _NEAR
        for event in events
        if event.document == document.id
        for piece in event.evidence
    )


def _told_in(statement: Statement, events: Sequence[Event]) -> list[int]:
    """Return where in a statement the meeting is told as having been: "I met with the Vice Premier on Sunday"."""
    return sorted(
        event.evidence[0].start
        for event in events
        if event.document == statement.document
        and event.evidence
        and event.status in ("occurred", "ongoing")
        and any(span.start <= event.evidence[0].start < span.end for span in statement.content)
    )


def _is_dated(happening: Happening) -> bool:
    """Tell whether a text says when it was; else only the day of a page is known."""
    return happening.date.basis not in {"published", "copy", "unknown"}


def _is_meeting(happening: Happening) -> bool:
    kind = happening.kind.partition("/")[0]
    return kind == "consult" and happening.status in {"occurred", "ongoing", "background", "ended"}


def _is_named_so(happening: Happening, events: Sequence[Event]) -> bool:
    """Tell whether a word for meeting, speaking or travelling tells it; "what we have been doing" does not."""
    mode = happening.kind.partition("/")[2]
    return bool(mode) or any(
        event.evidence
        and (_ENCOUNTER.search(event.evidence[0].quote) or any(_NAMED.search(piece.quote) for piece in event.evidence))
        for event in events
    )


_NAMED = re.compile(r"(?i)\b(?:meetings?|talks|summit|phone calls?|dialogues?|consultations|conversations?|visit)\b")
"""Nouns in the clause that name a meeting whatever verb tells it: "concluded four days of meetings"."""


def _kind(
    happening: Happening, events: Sequence[Event], titles: Sequence[str]
) -> Literal["meeting", "call", "visit", "talks"]:
    mode = happening.kind.partition("/")[2]
    words = " ".join(piece.quote for event in events for piece in event.evidence[:1])
    clauses = "\n".join(piece.quote for event in events for piece in event.evidence)
    met = any(map(_MET.search, titles)) and not any(map(_FROM_AFAR.search, titles))
    # That telephone talks are to be resumed, say, stands among the words of many a meeting.
    if any(map(_CALLED.search, titles)) or (
        not met and (mode == "phone" or _CALL.search(words) or _BY_PHONE.search(clauses))
    ):
        return "call"
    if (mode == "visit" or _VISIT.search(words)) and not met:
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
    readouts: frozenset[str] | None = None,
    events: Sequence[Event] = (),
) -> tuple[Account, ...]:
    """Lay out how each side tells a meeting: own readouts, own officials, what the other side tells, the press.

    ``readouts`` are the pages that are a party's own readout of it; None: all of a party's own pages. ``events`` are
    those of the meeting: of a long turn of speech that tells of it, what follows is cut into items.
    """
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
        publisher = publisher_of(document, parties, reference)
        is_readout = readouts is None or document.id in readouts
        if publisher in parties and document.kind != "transcript" and is_readout:
            border = second_readout(document, str(publisher), parties, actors)
            others = [side for side in parties if side != publisher]
            for item in readout_items(document, own, reference):
                second = border is not None and item.evidence[0].start >= border
                side = others[0] if second else publisher
                found.setdefault((side, "own_readout"), []).append((document.id, item))
            continue
        for statement in own:
            account = _account_of(statement, parties, participants, actors, reference)
            if account is None:
                continue
            spoken = spoken_items(document, statement, _told_in(statement, events), reference)
            for item in spoken or [_statement_item(statement, reference)]:
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


def second_readout(
    document: Document, publisher: str, parties: Sequence[str], actors: Mapping[str, Actor]
) -> int | None:
    """Return where the other side's readout begins on a page that holds both; None where there is none.

    It is a further paragraph that tells of the meeting again, and opens with a person of the other side.
    """
    if len(parties) != 2:
        return None
    names = {
        actor.name.split()[-1]: actor.country
        for actor in sorted(actors.values(), key=lambda actor: actor.id)
        if actor.kind == "person" and actor.country in parties and actor.name
    } | {
        actor.name: actor.country
        for actor in sorted(actors.values(), key=lambda actor: actor.id)
        if actor.kind == "person" and actor.country in parties and actor.name
    }
    read = [role for role in document.roles if role.role in READ_ROLES]
    if not read:
        return None
    # The title and the summary below it tell the meeting too, and are no readout of their own.
    begin = min((role.start for role in read if role.role == "body"), default=read[0].start)
    finish = max(role.end for role in read)
    for match in _PARAGRAPH.finditer(document.text, begin, finish):
        start = match.end()
        if len(document.text[begin:start].split()) < _SHORTEST_READOUT:
            continue
        opening = document.text[start : start + _OPENING]
        if not THE_MEETING_ITSELF.search(opening):
            continue
        places = sorted((opening.find(name), country) for name, country in names.items() if name in opening)
        if places and places[0][1] != publisher:
            return start
    return None


_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SHORTEST_READOUT = 30
"""Words of a readout, at least, before another can follow on the same page."""
_OPENING = 260
"""Code points of a paragraph in which a readout says who met."""


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
    teller_side = tellers[-1] if tellers else side if TOLD_BY_SPEAKER in statement.method else None
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


# Item by item


def match_items(
    accounts: Sequence[Account],
    parties: Sequence[str],
    reference: Reference,
    actors: Mapping[str, Actor] | None = None,
) -> tuple[MeetingItem, ...]:
    """Match the items of all accounts: what both sides tell, in which words, and what only one of them tells.

    ``actors`` tell whose words an item tells: "Xi stressed" in the account of the other side.
    """
    sides = sorted(parties)
    told = [
        (side, item)
        for account in accounts
        if (side := _telling_side(account, sides)) is not None
        for item in account.items
    ]
    prepared = lay_out(
        [(side, item.told_as, topics_of(item.told_as, reference)) for side, item in told], actors or {}, reference
    )
    documents_of = {
        side: len({doc for account in accounts if _telling_side(account, sides) == side for doc in account.documents})
        for side in sides
    }
    groups = _told_again_joined(groups_of(prepared), told)
    return tuple(
        _meeting_item(
            [told[place] for place in group], sides, documents_of, {prepared[place].whose for place in group}, reference
        )
        for group in groups
    )


_TOLD_AGAIN = 0.8
"""Share of the words of the shorter telling that stand in the longer one where two pages tell one side's item."""
_WORDS_TOLD_AGAIN = 4
"""Content words that the shorter one must have: "Taiwan was discussed" may be anything."""


def _told_again_joined(groups: Sequence[list[int]], told: Sequence[tuple[str, AccountItem]]) -> list[list[int]]:
    """Join items that two pages tell of one side in the same words: the readout, and a report that quotes it."""
    words = [compared_words(item.told_as) for _, item in told]
    joined: list[list[int]] = []

    def is_again(one: int, other: int) -> bool:
        if told[one][0] != told[other][0] or told[one][1].evidence[0].document == told[other][1].evidence[0].document:
            return False
        least = min(len(words[one]), len(words[other]))
        return least >= _WORDS_TOLD_AGAIN and len(words[one] & words[other]) >= _TOLD_AGAIN * least

    for group in groups:
        earlier = next((one for one in joined if any(is_again(a, b) for a in one for b in group)), None)
        if earlier is None:
            joined.append(list(group))
        else:
            earlier.extend(group)
    return joined


def _meeting_item(
    items: Sequence[tuple[str, AccountItem]],
    sides: Sequence[str],
    documents_of: Mapping[str, int],
    whose: set[str],
    reference: Reference,
) -> MeetingItem:
    told_by = tuple(sorted({side for side, _ in items}))
    issues = Counter(item.issue for _, item in items if item.issue is not None)
    if len(told_by) > 1:  # what both tell is about what both name
        tagged = [
            {issue for each, item in items if each == side for issue in issues_of(item.told_as, reference)}
            for side in told_by
        ]
        issues = Counter({issue: issues[issue] for issue in set.intersection(*tagged)}) or issues
    return MeetingItem(
        issue=min(issues, key=lambda issue: (-issues[issue], issue), default=None),
        found_in=told_by,
        relation=_relation(items, told_by, whose),
        evidence=tuple(piece for _, item in items for piece in item.evidence[:1]),
        not_found_in=tuple(
            NotFoundIn(side, documents_of[side]) for side in sides if side not in told_by and documents_of[side]
        ),
    )


def _telling_side(account: Account, sides: Sequence[str]) -> str | None:
    """The side whose telling an account is."""
    if account.source == "told_by_other_side":
        others = [side for side in sides if side != account.side]
        return others[0] if len(others) == 1 else None
    return account.side


def _relation(items: Sequence[tuple[str, AccountItem]], sides: Sequence[str], whose: set[str]) -> ItemRelation:
    """How the tellings of an item compare; ``whose`` words each tells (its own side's, the other's, both sides')."""
    if len(sides) < 2:
        return "only_one_side"
    texts = [(side, item.told_as) for side, item in items]
    if _contradicts([text for _, text in texts]):
        return "contradict"
    if whose == {"own"}:
        return "wording_differs"  # each tells what its own side said: that is no agreement, however alike the words
    across = [(a, b) for side, a in texts for other, b in texts if side < other]
    if whose != {"both"}:
        # "Ukraine" in a list of what was discussed has no words to compare with what somebody said of it
        across = [(a, b) for a, b in across if min(len(compared_words(a)), len(compared_words(b))) >= _WORDS_THAT_AGREE]
    makes = {agreement_told(a) == agreement_told(b) for a, b in across}
    alike = max((words_in_common(a, b) for a, b in across), default=0.0)
    return "agree" if makes == {True} and alike >= SAME else "wording_differs"


_WORDS_THAT_AGREE = 3
"""Content words of both tellings from which they can agree in words."""
_DENIED_REACH = 8
"""Words behind a negation that it can deny."""
_DENIED = 2
"""Content words that must be denied by one and stated by the other."""


def _contradicts(texts: Sequence[str]) -> bool:
    """Whether one telling denies what another states: the words behind its negation stand there without one."""
    return any(
        _denies(one, other) for i, one in enumerate(texts) for j, other in enumerate(texts) if i != j and one != other
    )


def _denies(text: str, other: str) -> bool:
    """Whether one telling denies what the other states, from the first word behind its negation on."""
    if _NEGATION.search(other):
        return False
    stated = compared_words(other)
    return any(len(words & stated) >= _DENIED and first in stated for first, words in _denied_words(text))


def _denied_words(text: str) -> list[tuple[str, frozenset[str]]]:
    """Of each negation the first word that carries meaning behind it, and all it can deny."""
    found = []
    for match in _NEGATION.finditer(text):
        behind = " ".join(text[match.end() :].split()[:_DENIED_REACH])
        denied = re.split(r"[,;:.]|\b(?:but|and)\b", behind)[0]
        first = next((stems for word in denied.split() if (stems := compared_words(word))), None)
        if first is not None:
            found.append((min(first), compared_words(denied)))
    return found
