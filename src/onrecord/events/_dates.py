"""The days on which a deed may have been done: those that the text names near it, those of the page, and none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from onrecord.events._slots import Candidate
from onrecord.events._tree import Tree
from onrecord.events._when import Calendar, as_event_date, days_of, event_days
from onrecord.language.times import TimeExpression
from onrecord.records import EventDate

_LEAD = 3  # sentences of the beginning of a page
_NEWS_LASTS = 10  # days between what a page tells and its own day
_MOST = 4  # expressions of one sentence that are looked at
_NEAR, _FAR = 4, 12  # tokens between a deed and an expression
_UNITS = {"day": 1, "week": 7}
_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """A day, month or year that a deed may be of."""

    when: EventDate
    kind: str
    """Where it comes from: own clause, sentence, sentence before, lead, saying, page, none."""
    signs: tuple[str, ...]
    """What else is known of it."""


_NAMED_BY_DAY = frozenset(
    "control tariff duty rule restriction ban sanction measure order law agreement deal accord truce consensus"
    " curb countermeasure levy limit".split()
)
"""Nouns that are told apart by the month or the day from which they are."""


class Dates:
    """Finds the days that a deed may be of.

    Args:
        tree: the tree of the document.
        calendar: dates its clauses.
    """

    def __init__(self, tree: Tree, calendar: Calendar) -> None:
        self._tree, self._calendar = tree, calendar
        self._lead = self._of_lead()
        self._known: dict[int, list[Option]] = {}

    def _of_lead(self) -> EventDate | None:
        """The first day that the beginning of the page names, if it is near the page's own."""
        published = self._calendar.published
        for number in range(min(_LEAD, len(self._tree.sentences))):
            for _, when, _ in self._calendar.in_sentence(number, None):
                days = event_days(when)
                if days is None or when.precision not in ("day", "range") or days.length > _LEAD:
                    continue
                if published is None or abs((published.first - days.last).days) <= _NEWS_LASTS:
                    return when
        return None

    def options(self, candidate: Candidate) -> list[Option]:
        """Return the days that a deed may be of, the nearest first, and at last none; remembered."""
        found = self._known.get(candidate.place)
        if found is None:
            found = self._known[candidate.place] = self._options(candidate)
        return found

    def _options(self, candidate: Candidate) -> list[Option]:
        tree, calendar, place = self._tree, self._calendar, candidate.place
        counted = self._counted(candidate)
        if counted is not None:
            return [Option(counted, "own", (f"grain={counted.precision}", f"gap={self._gap(counted)}"))]
        own = calendar.own_of(candidate)
        sentence = tree.sentence_of[place]
        if calendar.is_undated and calendar.without_year(sentence) is not None:
            # The day is told, though not its year: no other day of the page is the deed's.
            return [Option(calendar.undated((sentence,)), "none", ())]
        found: list[Option] = []
        here = calendar.in_sentence(sentence, candidate.statement)
        if tree.is_noun(place):
            # "the first meeting since November": not the day of this one.
            here = [item for item in here if tree.case(item[0]) != "since"]
        here = [item for item in here if not self._names_something(item[0], item[2], own, place)]
        here = [item for item in here if not self._is_of_a_clause_apart(item[0], place)]
        here = sorted(here, key=lambda item: (abs(item[0] - place), item[0]))[:_MOST]
        for rank, (at, when, expression) in enumerate(here):
            hosted = calendar.host(at, own) is not None
            distance = abs(at - place)
            span = "near" if distance <= _NEAR else "mid" if distance <= _FAR else "far"
            signs = [
                f"case={tree.case(at)}", f"rank={rank}", f"of={len(here)}", f"{span}{'<' if at < place else '>'}",
                f"grain={when.precision}", f"relative={expression.relative}", f"gap={self._gap(when)}",
                f"rel={tree.relations[at].partition(':')[0]}",
            ]  # fmt: skip
            found.append(Option(when, "own" if hosted else "sentence", tuple(signs)))
        if sentence and tree.paragraph_of(sentence) == tree.paragraph_of(sentence - 1):
            for _, when, _ in calendar.in_sentence(sentence - 1, candidate.statement)[-1:]:
                found.append(Option(when, "before", (f"grain={when.precision}", f"gap={self._gap(when)}")))
        if self._lead is not None:
            found.append(Option(self._lead, "lead", (f"gap={self._gap(self._lead)}",)))
        statement = candidate.statement
        if statement is not None and statement.said_on.date is not None:
            said = days_of(statement.said_on.date)
            if said is not None:
                when = as_event_date(said, statement.said_on.basis, statement.said_on.evidence, "the day of the saying")
                found.append(Option(when, "saying", (f"grain={when.precision}", f"gap={self._gap(when)}")))
        published = calendar.published
        if published is not None and not calendar.is_undated:
            reason = "the text names no day; told as news on the day of the page"
            found.append(Option(as_event_date(published, "published", (), reason), "page", ()))
        lead = range(min(_LEAD, len(tree.sentences))) if sentence < _LEAD else ()
        found.append(Option(calendar.undated((sentence, *lead)), "none", ()))
        return found

    def _names_something(self, at: int, expression: TimeExpression, own: set[int], place: int) -> bool:
        """Whether a time only names or counts something: "the 2035 targets", "for the second time this year".

        So do months and days what was put in force then: "suspend its October export controls".
        """
        if expression.granularity == "decade":
            return True
        tree = self._tree
        if expression.granularity == "year" and self._counts_times(at):
            return True
        head = tree.head(at)
        relation = tree.relations[at].partition(":")[0]
        if head is None or not tree.is_noun(head) or relation not in ("nummod", "compound", "amod"):
            return False
        if expression.granularity == "year":
            return head not in own
        return head != place and tree.lemmas[head] in _NAMED_BY_DAY

    def _is_of_a_clause_apart(self, at: int, place: int) -> bool:
        """Whether a time tells when something else was done that a noun is described by: "the controls it announced on
        October 9", "measures taken since March 4"."""
        tree = self._tree
        for above in tree.climb(at):
            if above == place:
                return False
            if tree.related(above, "acl") and tree.tag(above).startswith("V"):
                return tree.head(above) != place and place not in tree.under(above)
        return False

    def _counts_times(self, at: int) -> bool:
        """Whether a year is the stretch in which something was done again: "the second time this year"."""
        return "time" in self._tree.lemmas[max(0, at - 2) : at]

    def _counted(self, candidate: Candidate) -> EventDate | None:
        """Date a deed by another one: "a day after they met, he said", "on Tuesday, on the eve of the meeting"."""
        tree = self._tree
        found = self._steps(candidate)
        if found is None:
            return None
        days, first, end = found
        # The day that the sentence names for the other deed, else the day of the page.
        named = [
            when
            for at, when, _ in self._calendar.in_sentence(tree.sentence_of[candidate.place], candidate.statement)
            if when.precision == "day" and self._calendar.host(at, {candidate.place}) is None
        ]
        base = event_days(named[0]) if named else self._calendar.anchor(candidate.statement)
        if base is None or base.precision != "day":
            return None
        try:
            day = base.first + timedelta(days=days)
        except OverflowError:
            return None
        start, stop = tree.tokens[first].start, tree.tokens[end].end
        quote = tree.text[start:stop]
        evidence = (self._calendar.evidence(start, stop, quote), *(named[0].evidence if named else ()))
        reason = f"“{quote}” counted from {base.iso()} is {day.isoformat()}"
        return EventDate(day.isoformat(), None, "day", "relative", evidence, reason)

    def _steps(self, candidate: Candidate) -> tuple[int, int, int] | None:
        """Return how many days after the other deed this one was, and the words that say so (first, last)."""
        tree = self._tree
        for place in {candidate.place, candidate.carrier if candidate.carrier is not None else candidate.place}:
            above = tree.head(place)
            if above is not None and tree.lemmas[above] == "eve" and tree.case(place) == "of":
                return 1, above, above + 1
            for mark in tree.kids(place, "mark", "case"):
                unit = mark - 1
                if tree.words[mark] not in ("after", "before") or unit < 1 or tree.lemmas[unit] not in _UNITS:
                    continue
                number = _number(tree.words[unit - 1])
                if number:
                    days = number * _UNITS[tree.lemmas[unit]]
                    return (-days if tree.words[mark] == "after" else days), unit - 1, mark
        return None

    def when(self, candidate: Candidate) -> str:
        """Return in a word what the clause of a deed says of the time."""
        options = self.options(candidate)
        own = next((option for option in options if option.kind == "own"), None)
        if own is None:
            return "sentence" if any(option.kind == "sentence" for option in options) else "none"
        gap = next(sign for sign in own.signs if sign.startswith("gap="))
        since = " since" if "case=since" in own.signs else ""
        return f"{gap}{since} {own.when.precision if own.when.precision in ('month', 'year') else ''}"

    def _gap(self, when: EventDate) -> str:
        days, published = event_days(when), self._calendar.published
        if days is None or published is None:
            return "unknown"
        if days.first > published.last:
            return "future"
        past = (published.first - days.last).days
        for most, name in ((0, "today"), (1, "yesterday"), (7, "week"), (31, "month"), (366, "year")):
            if past <= most:
                return name
        return "long"

    def signs(self, option: Option, options: Sequence[Option], setting: Sequence[str]) -> Iterator[str]:
        """Yield the signs of whether a day is that of the deed.

        Args:
            option: the day.
            options: all that there are.
            setting: what is known of the deed: type, status, tense, kind of page.
        """
        kind = option.kind
        kinds = {other.kind for other in options}
        days = event_days(option.when)
        same = [other.kind for other in options if other is not option and other.when.date == option.when.date]
        yield f"kind={kind}"
        yield f"kind={kind}among={'+'.join(sorted(kinds))}"
        for one in same:
            yield f"{kind}as:{one}"
        if kind == "sentence":
            yield f"ownelse={'own' in kinds}"
        for sign in option.signs:
            yield f"{kind}{sign}"
        for sign in setting:
            yield f"{kind}|{sign}"
            for own in option.signs:
                if own.startswith(("gap=", "case=")):
                    yield f"{kind}{own}|{sign}"
        if days is None:
            yield "nothing"


def _number(word: str) -> int:
    """Return the number that a word names, up to 99; 0 where it names none."""
    return int(word) if re.fullmatch("[0-9]{1,2}", word) else _NUMBERS.get(word, 0)
