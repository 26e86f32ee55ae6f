"""When an event was: the time expression that belongs to its clause, counted from the right day."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.events._slots import Candidate
from onrecord.events._tree import Tree
from onrecord.language.times import Days, TimeExpression, published_days, resolve
from onrecord.records import Document, EventDate, Evidence, Statement

_LONG = 62
"""Days; a page known to be of a longer stretch says nothing of when its news was."""


def days_of(text: str | None) -> Days | None:
    """Read ISO 8601; None where there is nothing to read."""
    if not text:
        return None
    try:
        return Days.parse(text)
    except ValueError:
        return None


def as_event_date(days: Days, basis: str, evidence: tuple[Evidence, ...], reason: str) -> EventDate:
    """Return an interval as the date of an event."""
    if days.precision == "range":
        return EventDate(days.first.isoformat(), days.last.isoformat(), "range", basis, evidence, reason)  # type: ignore[arg-type]
    return EventDate(days.iso(), None, days.precision, basis, evidence, reason)  # type: ignore[arg-type]


def event_days(when: EventDate) -> Days | None:
    """Return the interval of an event's date; None where it is not known."""
    if when.date is None:
        return None
    return days_of(f"{when.date}/{when.enddate}" if when.enddate else when.date)


class Calendar:
    """Dates the clauses of one document.

    Args:
        tree: its tree.
        document: the document.
        times: its time expressions.
    """

    def __init__(self, tree: Tree, document: Document, times: Sequence[TimeExpression]) -> None:
        self._tree = tree
        self._document = document
        self.published = published_days(document)
        starts = {token.start: place for place, token in enumerate(tree.tokens)}
        self._at: dict[int, list[tuple[int, TimeExpression]]] = {}
        for expression in times:
            if expression.kind not in ("date", "time") or expression.granularity == "unknown":
                continue
            place = starts.get(expression.start)
            if place is not None:
                last = place
                while last + 1 < len(tree.tokens) and tree.tokens[last + 1].end <= expression.end:
                    last += 1
                self._at.setdefault(tree.sentence_of[place], []).append((self._top(place, last), expression))

    def _top(self, first: int, last: int) -> int:
        """The token of an expression through which it hangs on the rest of the sentence."""
        for place in range(first, last + 1):
            head = self._tree.head(place)
            if head is None or not first <= head <= last:
                return place
        return first

    def anchor(self, statement: Statement | None) -> Days | None:
        """Return the day from which the words of a saying, or of the page, count."""
        if statement is not None and statement.mode != "indirect" and statement.said_on.precision == "day":
            return days_of(statement.said_on.date) or self.published
        return self.published

    def evidence(self, start: int, end: int, quote: str) -> Evidence:
        """Return a stretch of the document as evidence."""
        return Evidence(self._document.id, start, end, quote)

    def in_sentence(self, sentence: int, statement: Statement | None) -> list[tuple[int, EventDate, TimeExpression]]:
        """Return the time expressions of a sentence that can be resolved: head token, date, expression."""
        anchor = self.anchor(statement)
        found = []
        for place, expression in self._at.get(sentence, ()):
            if expression.relative and (anchor is None or anchor.length > _LONG):
                continue
            resolved = resolve(expression, anchor)
            if resolved.days is not None:
                evidence = self.evidence(expression.start, expression.end, expression.quote)
                when = as_event_date(resolved.days, resolved.basis, (evidence,), resolved.reason)
                found.append((place, when, expression))
        return found

    def own_of(self, candidate: Candidate) -> set[int]:
        """Return the words of one deed: its name, the verb that tells it, and those with which it shares a clause."""
        tree = self._tree
        below = candidate.carrier if candidate.carrier is not None else candidate.place
        own = {candidate.place, below}
        for above in tree.climb(below):
            if not tree.related(below, "xcomp", "conj", "advcl") or not tree.is_verb(above):
                break
            own.add(above)
            below = above
        own.update(kid for kid in tree.kids(candidate.place, "xcomp", "obj", "obl") if not tree.is_verb(kid))
        return own

    def host(self, place: int, own: set[int]) -> int | None:
        """Return the word of a deed that a time expression belongs to; None where another verb stands between."""
        tree = self._tree
        if place in own:
            return place
        for above in tree.climb(place):
            if above in own:
                return above
            if tree.is_verb(above):
                return None
        return None

    @property
    def is_undated(self) -> bool:
        """Whether nothing, or only a long stretch of time, is known of when the page was published."""
        return self.published is None or self.published.length > _LONG

    def without_year(self, sentence: int) -> TimeExpression | None:
        """Return the first day of a sentence that is told without its year; None where there is none."""
        for _, expression in self._at.get(sentence, ()):
            meaning = expression.meaning
            if meaning.form == "calendar" and meaning.year is None and meaning.month and meaning.day:
                return expression
        return None

    def undated(self, sentences: Sequence[int]) -> EventDate:
        """Return that a deed has no date, with the day that the text names without a year where the page has no day.

        Args:
            sentences: where to look for it, the likeliest first.
        """
        if self.is_undated:
            for number in sentences:
                expression = self.without_year(number)
                if expression is not None:
                    named = self.evidence(expression.start, expression.end, expression.quote)
                    reason = f"the text says “{expression.quote}” without a year"
                    return EventDate(
                        evidence=(named,), reason=f"{reason}, and when the page was published is not known"
                    )
        return EventDate(reason=self.unknown())

    def unknown(self) -> str:
        """Return why a deed has no date."""
        if self.published is None:
            return "the text does not say when, and when the page was published is not known"
        return f"the text does not say when; not after {self.published.last}, when the page was published"
