"""One real happening told by several documents: which events are the same, and what they say together.

``event_keys`` gives the keys by which a store finds the few events worth comparing with a new one; ``compare_events``
compares two; ``judge_happenings`` makes happenings of a group tied by such likenesses. The judgement rests on the same
likeness of tellings (``likeness``) that is measured on ECB+.
"""

from __future__ import annotations

import hashlib
import math
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from onrecord.language.times import find_times
from onrecord.matters._stories import MOST_PAGES, stories_apart
from onrecord.matters._tellings import (
    DAYS_APART,
    ONE_HAPPENING,
    Page,
    PagesAlike,
    Telling,
    cover,
    days_agree,
    likeness,
    page_of,
    pages_alike,
    stems_of,
    telling,
)
from onrecord.matters._told_together import LEAST_STATES, countries_of, told_together
from onrecord.matters._who_met import tells_of_three, tells_the_press
from onrecord.records import (
    Actor,
    Document,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Happening,
    first_day,
    last_day,
)

NO_HAPPENING: frozenset[EventStatus] = frozenset({"conditional", "denied"})
"""What was only thought of, or is said not to be so, is no happening."""
LONGEST_DAYS = 4
"""A longer interval is looked up by its month."""
SHINGLE_STEMS = 3
"""Stems in a row that make a key of words."""
MOST_WORD_KEYS = 6
"""Keys of words of one event at most (those with the least hashes)."""
SAME_WORDS = 0.5
"""Share of the stems of the shorter clause that stand in the longer from which undated tellings are one."""
SAME_DEED = 0.3
"""The same for deeds of words (a request, a rebuke) of one day: several are done on a day."""
SURE = 0.5
"""Likeness from which two deeds of one day, kind and sides are one though their words differ."""
MOST_COMPARED = 8
"""Tellings of a group at most (those with the least ids) that are compared with those of another."""
_DONE: frozenset[EventStatus] = frozenset({"occurred", "ongoing", "background", "ended"})
_DONE_BY_WORD: dict[EventType, EventStatus] = {"REQUEST": "requested"}
"""Status in which a deed of words is done: who asks has asked."""
_MEETING = frozenset({"CONSULT"})
_TOLD = frozenset({"title", "dek", "subhead", "body"})
_FAR = 45
"""Days between two pages after which undated tellings are not taken for one."""


@dataclass(frozen=True, slots=True)
class EventLikeness:
    """Two events that can be reports of one real happening."""

    a: str
    """Id of the first event (the smaller id)."""
    b: str
    """Id of the second."""
    score: float
    """How alike they are, 0 to 1."""


def interval(when: EventDate) -> tuple[date | None, date | None]:
    """Return the first and last day of a date; None where it is not known."""
    if when.date is None:
        return None, None
    try:
        return date.fromisoformat(first_day(when.date)), date.fromisoformat(last_day(when.enddate or when.date))
    except (ValueError, OverflowError):
        return None, None


def _clauses(event: Event) -> str:
    """The longest clause that tells an event."""
    return max((item.quote for item in event.evidence[1:]), key=len, default="")


def telling_of(event: Event, body: int | None = None) -> Telling:
    """Return what an event is compared by.

    Args:
        event: the event.
        body: where the text of its page begins; None where that is not known.
    """
    clause = max(event.evidence[1:], key=lambda item: len(item.quote), default=None)
    trigger = event.evidence[0] if event.evidence else None
    words = "" if clause is None else clause.quote
    start = -1 if clause is None or trigger is None else trigger.start - clause.start
    if trigger is not None and words[max(0, start) : start + len(trigger.quote)] != trigger.quote:
        words, start = f"{trigger.quote} {words}", 0
    first, last = interval(event.date)
    parties = (*event.actor, *event.recipient)
    return telling(
        words,
        max(0, start),
        max(0, start) + (0 if trigger is None else len(trigger.quote)),
        [party.text for party in parties] + ([] if event.location is None else [event.location.text]),
        place=None if body is None or trigger is None else max(0, trigger.start - body),
        parties=countries_of(event),
        persons=frozenset(
            f"{party.country}/{party.actor}"
            for party in parties
            if party.actor is not None
            and party.sector is not None
            and not _BODY.search(party.text)
            and not tells_the_press(event, party.text)
        ),
        first=first,
        last=last,
    )


_BODY = re.compile(
    r"(?i)\b(?:army|navy|air force|forces|military|ministry|department|government|administration|command|council|"
    r"commission|committee|party|office|agency|parliament|congress|senate|house|pentagon|kremlin|embassy|side|sides|"
    r"delegations?|officials?|teams?|diplomats|militaries|counterparts?)\W*$"
)
"""Parties that are no persons: that two tellings name others of them is no sign of two happenings."""


def _key(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


_A_LEAP_YEAR = 2024


def _days_without_year(event: Event) -> tuple[date, ...]:
    """The days that a text names of an event without the year, as days of a leap year; none where it names none."""
    if event.date.date is not None or not event.date.evidence:
        return ()
    return _days_named(event.date.evidence[0].quote)


@lru_cache(maxsize=1024)
def _days_named(words: str) -> tuple[date, ...]:
    for expression in find_times(words, [(0, len(words))]):
        said = expression.meaning
        first = _of_leap_year(said.month, said.day)
        if first is None:
            continue
        last = _of_leap_year(said.last_month or said.month, said.last_day) or first
        if not 0 <= (last - first).days <= LONGEST_DAYS:
            last = first
        return tuple(first + timedelta(step) for step in range((last - first).days + 1))
    return ()


def _of_leap_year(month: int | None, day: int | None) -> date | None:
    """A day of a year that has 29 February; None where there is none such."""
    if month is None or day is None or not 1 <= day <= monthrange(_A_LEAP_YEAR, month)[1]:
        return None
    return date(_A_LEAP_YEAR, month, day)


def _same_days_of_year(without_year: Sequence[date], telling: Telling) -> bool:
    """Whether days told without their year can be among a telling's days, or neighbours of them."""
    assert telling.first is not None
    assert telling.last is not None
    if (telling.last - telling.first).days > LONGEST_DAYS:
        return False
    named = {(day.month, day.day) for day in without_year}
    day = telling.first - timedelta(DAYS_APART)
    while day <= telling.last + timedelta(DAYS_APART):
        if (day.month, day.day) in named:
            return True
        day += timedelta(1)
    return False


def _days_of_year_agree(a: Event, b: Event, one: Telling, other: Telling) -> bool | None:
    """Whether two events agree where a text names the day but not the year; None where that does not arise."""
    mine, yours = _days_without_year(a), _days_without_year(b)
    if mine and yours:
        return any(abs((day - other_day).days) <= DAYS_APART for day in mine for other_day in yours)
    if mine and other.first is not None:
        return _same_days_of_year(mine, other)
    if yours and one.first is not None:
        return _same_days_of_year(yours, one)
    return None


def event_keys(event: Event) -> tuple[int, ...]:
    """Return the keys (63-bit integers, sorted) by which tellings of one happening find each other.

    The type, two of the parties, and the day or month; and some words of the clause, which copies share. Events that
    join no happening have none.
    """
    if event.status in NO_HAPPENING:
        return ()
    telling = telling_of(event)
    sides = sorted(telling.parties)
    pairs = [f"{one}-{other}" for one, other in combinations(sides, 2)] or sides
    keys: set[int] = set()
    if telling.first is not None and telling.last is not None:
        days = (telling.last - telling.first).days
        if 0 <= days <= LONGEST_DAYS:
            # The neighbouring days too: two reports may differ by one.
            when = [str(telling.first + timedelta(step)) for step in range(days + DAYS_APART + 1)]
        else:
            when = []
        when.append(str(telling.first)[:7])
        if event.event in _MEETING and days <= LONGEST_DAYS:
            of_year = [telling.first + timedelta(step) for step in range(-DAYS_APART, days + DAYS_APART + 1)]
            keys.update(_key("day of year", event.event, pair, f"{day:%m-%d}") for pair in pairs for day in of_year)
        keys.update(_key("day", event.event, pair, day) for pair in pairs for day in when)
    if event.event in _MEETING:
        days_of_year = _days_without_year(event)
        keys.update(_key("day of year", event.event, pair, f"{day:%m-%d}") for pair in pairs for day in days_of_year)
    if event.event in _MEETING and event.status == "occurred":
        persons = sorted(telling.persons)[:_MOST_PERSONS]
        keys.update(
            _key("who met", one, other)
            for one, other in combinations(persons, 2)
            if one.partition("/")[0] != other.partition("/")[0]
        )
    words = stems_of(_clauses(event))
    shingles = {
        _key("words", event.event, *words[place : place + SHINGLE_STEMS])
        for place in range(len(words) - SHINGLE_STEMS + 1)
    }
    keys.update(sorted(shingles)[:MOST_WORD_KEYS])
    return tuple(sorted(keys))


def compare_events(a: Event, b: Event) -> EventLikeness | None:
    """Tell whether two events can be one real happening, the same whichever comes first; None where they cannot."""
    if a.id == b.id or a.event != b.event or a.status in NO_HAPPENING or b.status in NO_HAPPENING:
        return None
    if _is_done(a) != _is_done(b) and a.status != b.status:
        return None
    if a.mode is not None and b.mode is not None and a.mode != b.mode and "phone" in (a.mode, b.mode):
        return None
    if _same_sentence(a, b):
        first, second = sorted((a.id, b.id))
        return EventLikeness(first, second, 1.0)
    one, other = telling_of(a), telling_of(b)
    if not one.parties or not other.parties or not (one.parties <= other.parties or other.parties <= one.parties):
        return None
    if len(one.parties & other.parties) < min(2, len(one.parties), len(other.parties)):
        return None
    if a.event not in _MEETING and _doers(a) and _doers(b) and not _doers(a) & _doers(b):
        return None
    days = days_agree(one, other)
    of_year = _days_of_year_agree(a, b, one, other)
    if days is False or of_year is False or _other_people(one, other):
        return None
    shared = cover(one.stems, other.stems)
    fine = days and max(_length(one), _length(other)) <= LONGEST_DAYS
    issues = bool(set(a.issues) & set(b.issues))
    if a.event in _MEETING and (fine or of_year):
        same = True
    elif fine:
        same = shared >= SAME_DEED or (issues and one.head == other.head) or likeness(one, other) >= SURE
    elif days:
        same = shared >= SAME_WORDS or (a.event in _MEETING and bool(one.persons & other.persons))
    else:
        same = _told_in_same_words(a, b) or _one_is_undated(a, b)
    if not same:
        return None
    first, second = sorted((a.id, b.id))
    return EventLikeness(first, second, likeness(one, other))


def _is_done(event: Event) -> bool:
    """Whether a deed was done: a request is made with its words, and told later as background."""
    return event.status in _DONE or _DONE_BY_WORD.get(event.event) == event.status


_MOST_PERSONS = 4
"""Persons of one meeting by whom another telling of it is looked up."""


def _told_in_same_words(a: Event, b: Event) -> bool:
    """Whether two tellings that know no day share their words, and their issues where both have some."""
    issues = not (a.issues and b.issues) or bool(set(a.issues) & set(b.issues))
    return issues and cover(telling_of(a).stems, telling_of(b).stems) >= SAME_WORDS


def _one_is_undated(a: Event, b: Event) -> bool:
    """Whether the same persons of two states met in both, and only one of the two says when."""
    if a.event not in _MEETING or a.status != "occurred" or b.status != "occurred":
        return False
    if (a.date.date is None) == (b.date.date is None):
        return False
    both = telling_of(a).persons & telling_of(b).persons
    return len({person.partition("/")[0] for person in both}) >= LEAST_STATES


def _without_doubtful(
    ties: set[tuple[str, str, float]], events: Mapping[str, Event], documents: Mapping[str, Document]
) -> set[tuple[str, str, float]]:
    """Leave out what ties an undated meeting to dated ones of the same persons, unless it can be no other.

    All meetings of these persons that it may be are of one day; where only the persons tell so, its page is undated.
    """
    dated: dict[str, list[tuple[tuple[str, str, float], Event]]] = {}
    for tie in sorted(ties):
        a, b = events[tie[0]], events[tie[1]]
        if _one_is_undated(a, b) and not _same_sentence(a, b):
            undated, other = (a, b) if a.date.date is None else (b, a)
            dated.setdefault(undated.id, []).append((tie, other))
    doubtful = set()
    for undated_id, tied in dated.items():
        undated = events[undated_id]
        page = documents.get(undated.document)
        days = [interval(other.date) for _, other in tied]
        first = min((first for first, _ in days if first is not None), default=None)
        last = max((last for _, last in days if last is not None), default=None)
        one_day = first is not None and last is not None and (last - first).days <= DAYS_APART
        page_dated = page is None or page.published.date is not None
        doubtful |= {
            tie for tie, other in tied if not one_day or (page_dated and not _told_in_same_words(undated, other))
        }
    return ties - doubtful


_COPIED_STEMS = 6
"""Stems that carry meaning in a clause from which the same words in two pages are one copied sentence."""


def _same_sentence(a: Event, b: Event) -> bool:
    """Whether two pages tell it in the very same words: then it is one, whatever sides each page's surroundings make.

    Two days that both pages know to the day speak against it: a sentence can be used again.
    """
    words = stems_of(_clauses(a))
    if a.document == b.document or len(words) < _COPIED_STEMS or words != stems_of(_clauses(b)):
        return False
    both_dated = a.date.precision == "day" and b.date.precision == "day"
    return not both_dated or a.date.date == b.date.date


def _doers(event: Event) -> frozenset[str]:
    return frozenset(party.country for party in event.actor if party.country is not None)


def _length(telling: Telling) -> int:
    return 10_000 if telling.first is None or telling.last is None else (telling.last - telling.first).days


def _all_told(events: Sequence[Event]) -> Telling:
    """Who takes part by all tellings of a group together."""
    tellings = [telling_of(event) for event in events]
    return Telling(
        tellings[0].head,
        tellings[0].stems,
        frozenset[str]().union(*(telling.parties for telling in tellings)),
        frozenset[str]().union(*(telling.persons for telling in tellings)),
    )


def _other_people(a: Telling, b: Telling) -> bool:
    """Whether both name persons of one country, and not one of them is the same."""
    for country in a.parties & b.parties:
        mine = {person for person in a.persons if person.startswith(f"{country}/")}
        yours = {person for person in b.persons if person.startswith(f"{country}/")}
        if mine and yours and not mine & yours:
            return True
    return False


def judge_happenings(
    events: Sequence[Event],
    documents: Sequence[Document],
    likenesses: Iterable[EventLikeness],
    actors: Mapping[str, Actor] | Sequence[Actor],
    families: Mapping[str, str] | None = None,
) -> tuple[Happening, ...]:
    """Make happenings of a group of events; the result does not depend on their order.

    Args:
        events: the events of the group.
        documents: their documents.
        likenesses: which of them can be one happening; others than those of the group do not matter.
        actors: the actors of the events.
        families: of each document its family, counted as one report; by default what the documents derive from.

    Returns:
        The happenings, sorted by id; every event stands in one, but for those that are none (see ``NO_HAPPENING``).
    """
    kept = {event.id: event for event in events if event.status not in NO_HAPPENING}
    of_document = {document.id: document for document in documents}
    reports = {document: _root(document, of_document) for document in of_document} | dict(families or {})
    group = {key: [key] for key in kept}
    alike = _Alike(of_document)
    ties = {(item.a, item.b, item.score) for item in likenesses if item.a in kept and item.b in kept}
    for a, b, _ in sorted(_without_doubtful(ties, kept, of_document), key=lambda tie: (-tie[2], tie[0], tie[1])):
        mine, yours = group[a], group[b]
        if mine is yours or not _fit([kept[key] for key in mine], [kept[key] for key in yours], alike):
            continue
        joined = sorted(mine + yours)
        for key in joined:
            group[key] = joined
    seen = {tuple(keys) for keys in group.values()}
    who = actors if isinstance(actors, Mapping) else {actor.id: actor for actor in actors}
    return tuple(
        sorted((told_together([kept[key] for key in keys], reports, who) for keys in seen), key=lambda h: h.id)
    )


class _Alike:
    """Likeness of undated tellings with their pages, each looked up once."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self._pages: dict[str, tuple[Page, int]] = {}
        self._tellings: dict[str, Telling] = {}
        self._scores: dict[tuple[str, str], float] = {}
        self._apart: dict[tuple[str, str], float] | None = None

    def mean(self, one: Sequence[Event], other: Sequence[Event]) -> float:
        """Return the mean likeness of the tellings of two groups: what is measured on ECB+ (average linkage)."""
        pairs = [(a, b) for a in one[:MOST_COMPARED] for b in other[:MOST_COMPARED]]
        return math.fsum(self._score(*pair) for pair in pairs) / len(pairs)

    def _score(self, a: Event, b: Event) -> float:
        key = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        if key not in self._scores:
            pages = self._page(a), self._page(b)
            known = None if pages[0] is None or pages[1] is None else (pages[0], pages[1])
            alike = None if known is None else self._pages_alike(a.document, b.document, known)
            self._scores[key] = likeness(self._telling(a), self._telling(b), known, alike)
        return self._scores[key]

    def _pages_alike(self, one: str, other: str, pages: tuple[Page, Page]) -> PagesAlike:
        if self._apart is None:
            few = len(self.documents) <= MOST_PAGES
            all_pages = {key: self._page_of(key) for key in self.documents} if few else {}
            self._apart = stories_apart({key: page for key, page in all_pages.items() if page is not None})
        alike = pages_alike(*pages)
        apart = self._apart.get((one, other))
        return alike if apart is None else alike._replace(apart=apart)

    def _page(self, event: Event) -> Page | None:
        return self._page_of(event.document)

    def _page_of(self, key: str) -> Page | None:
        document = self.documents.get(key)
        if document is None or not document.text:
            return None
        if document.id not in self._pages:
            told = [line for line in document.roles if line.role in _TOLD]
            text = "\n".join(document.text[line.start : line.end] for line in told) if told else document.text
            self._pages[document.id] = page_of(text), min((line.start for line in told), default=0)
        return self._pages[document.id][0]

    def _telling(self, event: Event) -> Telling:
        if event.id not in self._tellings:
            begins = self._pages[event.document][1] if event.document in self._pages else None
            self._tellings[event.id] = telling_of(event, begins)
        return self._tellings[event.id]


def _fit(one: Sequence[Event], other: Sequence[Event], alike: _Alike) -> bool:
    """Whether two groups can be one happening: no two days, no two plans.

    Where no day is told, the pages are not far apart, and the tellings are alike on the mean. Nor are meetings one that
    name other persons of a country: two calls on following days.
    """
    if any(_same_sentence(a, b) for a in one for b in other):
        return True
    if one[0].event in _MEETING and (
        _other_people(_all_told(one), _all_told(other))
        or _is_on_the_margin(one, other, alike.documents)
        or _is_on_the_margin(other, one, alike.documents)
    ):
        return False
    days = [interval(event.date) for event in (*one, *other)]
    known = [(first, last) for first, last in days if first is not None and last is not None]
    for first, last in known:
        for begin, end in known:
            if first > end + timedelta(DAYS_APART) or begin > last + timedelta(DAYS_APART):
                return False
    if known:
        return True
    unknown = [{day for event in group for day in _days_without_year(event)} for group in (one, other)]
    if one[0].event in _MEETING and unknown[0] & unknown[1]:
        return True
    documents = alike.documents
    pages = [documents[event.document].published.date for event in (*one, *other) if event.document in documents]
    told = sorted(date.fromisoformat(first_day(day[:10].partition("/")[0])) for day in pages if day)
    return (not told or (told[-1] - told[0]).days <= _FAR) and alike.mean(one, other) >= ONE_HAPPENING


def _is_on_the_margin(two: Sequence[Event], more: Sequence[Event], documents: Mapping[str, Document]) -> bool:
    """Whether a meeting of two states is another one than a meeting of these with more: pages that tell of two only."""
    parties = frozenset[str]().union(*map(countries_of, two))
    if len(parties) != LEAST_STATES or not parties < frozenset[str]().union(*map(countries_of, more)):
        return False
    persons = {person.partition("/")[0] for person in _all_told(more).persons}
    pages = [[documents[event.document] for event in group if event.document in documents] for group in (two, more)]
    of_more = len(persons) > LEAST_STATES or any(map(tells_of_three, pages[1]))
    return of_more and not any(map(tells_of_three, pages[0]))


def _root(document: str, documents: Mapping[str, Document]) -> str:
    """The report that a copy was made from, as far as the documents at hand tell."""
    for _ in range(len(documents)):
        origin = documents[document].derived_from if document in documents else None
        if origin is None or origin == document or origin not in documents:
            return origin or document
        document = origin
    return document
