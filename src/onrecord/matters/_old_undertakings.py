"""What one document says that states undertake: who, towards whom, what, by when, on what condition, who says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.matters import _undertaking_words as table
from onrecord.matters._passages import NOT_A_PARTY, Passages, Saying, event_at
from onrecord.matters._undertaking_patterns import Found, UndertakingPatterns, is_gerund, plain
from onrecord.records import (
    Actor,
    CommitmentKind,
    CommitmentReport,
    Document,
    Event,
    Evidence,
    Mention,
    Statement,
    make_id,
)
from onrecord.reference import Reference

LONGEST_TEXT = 45
"""Most words of what is undertaken; what follows is left out."""
MOST_PARTIES = 6
"""More parties than these make a declaration of many, not a commitment between states."""
_VERIFY_REACH = 6
"""Sentences after a commitment in which words of verification are taken to be about it."""
_VAGUE_WORDS = 4
"""Words up to which a thing agreed can be a first, vaguer telling of what the next sentence says in full."""
_STEP_REACH = 6
"""Sentences back to the commitment of which a first step is told."""
_HANGING = frozenset({"and", "to", "that", "too", "as", "well", "a", "the", "of", "with"})
_BROAD = frozenset(
    "visits defense technology trade elections energy space terrorism migration people-to-people".split()
)
"""Issues that every second page speaks of: one of the others says more."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of several things undertaken in one sentence."""

    sides: tuple[str, ...]
    begin: int
    end: int
    negated: bool


class _Reader(UndertakingPatterns):
    """Reads the sentences of one document."""

    def __init__(self, passages: Passages) -> None:
        super().__init__(passages)
        self._places: dict[str, int] = {}
        self._vague: dict[str, int] = {}
        self._page_issue: str | None = None

    def read(self) -> list[CommitmentReport]:
        """Return the reports in text order."""
        for number, (first, after) in enumerate(self.passages.sentences):
            if after - first < 3:
                continue
            for found in self.in_sentence(first, after):
                self._add(found, number, first, after)
            self._verification(number, first, after)
        return self.reports

    # Records

    def _parts(self, found: Found, after: int) -> list[_Part]:
        """Cut what is undertaken at the places where another thing begins: ", to set up …", "and that China"
        " would …"."""
        words = self.words
        begins = [found.first]
        limit = self._limit(found.first, after)
        if found.short:
            commas = (place for place in range(found.first, limit - 1) if words[place] == ",")
            limit = next((place for place in commas if words[place + 1] != "and"), limit)
        opening = self.skip(found.first, limit, {"properly"})
        gerunds = opening < limit and is_gerund(words[opening])
        base = not found.thing and not found.clauses and words[found.first] in table.DO
        for place in range(found.first + 2, limit - 1):
            before = words[place - 1]
            if words[place : place + 3] == ["as", "well", "as"] and words[place + 3 : place + 4] in (["a"], ["an"]):
                begins.append(place + 3)
            if before not in {",", "and"}:
                continue
            verb = self.skip(place, limit)
            comma = before == "," or words[place - 2] == ","
            to_verb = words[place] == "to" and words[self.skip(place + 1, limit - 1)] in table.DO
            if to_verb or (words[place] == "that" and found.clauses):
                begins.append(place + 1)
            elif (
                verb < limit
                and comma
                and ((gerunds and is_gerund(words[verb])) or (base and before == "," and words[verb] in table.DO))
            ):
                begins.append(place)
        parts = []
        for number, begin in enumerate(begins):
            stop = begins[number + 1] if number + 1 < len(begins) else limit
            sides, negated = found.sides, found.negated
            if found.clauses:
                inner = self.clause_of(begin, stop)
                if inner is None:
                    continue
                sides, negated = inner[0] or found.sides, inner[2]
            parts.append(_Part(sides, *self._trimmed(begin, stop), negated))
        return parts

    def _limit(self, begin: int, after: int) -> int:
        """One past the last word that can belong to what is undertaken."""
        passages = self.passages
        start, limit = passages.ends[begin], passages.ends[after - 1]
        for pattern in (table.STOPS, table.CONDITION):
            stop = pattern.search(passages.spaced, start, limit)
            if stop is not None:
                limit = min(limit, stop.start())
        closing = min((at for mark in '”"' if (at := passages.text.find(mark, start, limit)) >= 0), default=-1)
        if closing >= 0 and "“" not in passages.text[start:closing] and passages.text[closing] != '"':
            limit = closing
        end = after
        while end > begin + 1 and passages.starts[end - 1] >= limit:
            end -= 1
        return end

    def _trimmed(self, begin: int, end: int) -> tuple[int, int]:
        end = min(end, begin + LONGEST_TEXT)
        while begin < end and not self.words[begin][:1].isalnum() and self.words[begin][:1] not in {"$", "€", "£"}:
            begin += 1
        while end > begin and (not self.words[end - 1][-1:].isalnum() or self.words[end - 1] in _HANGING):
            end -= 1
        return begin, end

    def _add(self, found: Found, number: int, first: int, after: int) -> None:
        for place, part in enumerate(self._parts(found, after)):
            self._add_part(found, part, number, (first, after), later=place > 0)

    def _add_part(self, found: Found, part: _Part, number: int, sentence: tuple[int, int], *, later: bool) -> None:
        passages = self.passages
        begin, end = part.begin, part.end
        sides = tuple(country for country in part.sides if country not in NOT_A_PARTY)
        if not 0 < len(sides) <= MOST_PARTIES or end - begin < 2:
            return
        text = passages.text[passages.starts[begin] : passages.ends[end - 1]]
        saying = self._saying(found.trigger, begin)
        issue = self._issue(text, found, part, saying, sentence)
        if self._says_nothing(found, part, text, issue, later=later):
            return
        if found.state == "first_step_reported":
            before = self._step_of(sides, number)
            if before is None:
                return
            issue = issue or before.issue
        if len(sides) > 1 and "agreement" in self.words[found.trigger : begin]:
            sides = self._known_obligor(sides, issue)
        beneficiary = self._beneficiary(found, sides, begin, end, saying)
        lapsed = found.state == "lapsed"
        if not beneficiary and not lapsed and not self._between_states(sides, saying, number, sentence):
            return
        parties = tuple(sorted({*sides, *(beneficiary or passages.others_than(sides))}))
        if len(parties) < 2:
            return
        words = passages.evidence(begin, end)
        whole = passages.evidence(min(found.trigger, begin), end)
        report = CommitmentReport(
            id=make_id("crep", passages.document.id, found.state, words.start, words.end, sides),
            document=passages.document.id,
            key=f"{'-'.join(parties)}/{issue or '-'}",
            text=words.quote,
            obligor=sides,
            beneficiary=beneficiary,
            issue=issue,
            kind=self._kind(part),
            state=found.state,
            date=passages.date_at(*sentence, saying, (min(found.trigger, begin), end)),
            deadline=passages.future_in(begin, sentence[1], saying),
            condition=self._condition(begin, sentence[1]),
            asserted_by=saying.asserted_by,
            evidence=(words,) if later or whole == words else (words, whole),
            statement=saying.statement.id if saying.statement is not None else None,
        )
        if report.id in self._places:
            return
        self._drop_vaguer(report, number)
        self._places[report.id] = number
        if found.thing and end - begin <= _VAGUE_WORDS:
            self._vague[report.id] = number
        self.reports.append(report)

    def _between_states(self, sides: Sequence[str], saying: Saying, number: int, sentence: tuple[int, int]) -> bool:
        """Whether another state is spoken of: what a state does at home is no commitment towards anybody."""
        if saying.side not in {None, *sides} or self.towards(sides, *sentence):
            return True
        return any(number - self._places[item.id] <= 1 and len(item.key.split("-")) > 1 for item in self.reports)

    def _drop_vaguer(self, report: CommitmentReport, number: int) -> None:
        """A thing agreed, and in the next sentence the same told in full: the first telling says no more."""
        for old in [item for item in self.reports if number - self._vague.get(item.id, -9) == 1]:
            if old.obligor == report.obligor and old.issue in (None, report.issue) and old.state == report.state:
                self.reports.remove(old)

    def _saying(self, trigger: int, begin: int) -> Saying:
        """Who says so: the speaker, where the trigger is itself the word that marks the saying."""
        passages = self.passages
        start, end = passages.starts[trigger], passages.ends[trigger]
        for statement in passages.statements:
            if statement.cue is not None and statement.cue.start <= start and end <= statement.cue.end:
                return passages.saying_of(statement)
        return passages.saying_at(start, passages.ends[begin]) if trigger <= begin else passages.saying_at(start, end)

    def _says_nothing(self, found: Found, part: _Part, text: str, issue: str | None, *, later: bool) -> bool:
        """Whether it is a formula that undertakes nothing definite."""
        if found.state == "first_step_reported":
            return False
        if table.FORMULA.search(text):
            return True
        if len(part.sides) == 1 and found.state != "agreed_in_principle" and table.HOSTILE.search(text):
            return True
        named = self.passages.reference.tag_issues(text) or any(char.isdigit() for char in text)
        verb = self.words[self.skip(part.begin, part.end)] if part.begin < part.end else ""
        if verb in {"continue", "continuing"}:
            verb = self.words[min(part.begin + 2, part.end - 1)]
            return not named and verb in table.VAGUE
        if found.clauses:
            inner = self.clause_of(part.begin, part.end)
            verb = self.words[inner[1]] if inner is not None else ""
            return not named and not table.TALKING.search(text) and verb in table.VAGUE
        if table.TALKING.search(text) and not later:
            return False
        return plain(verb) in table.VAGUE if later else not named and plain(verb) in table.VAGUE

    def _known_obligor(self, sides: tuple[str, ...], issue: str | None) -> tuple[str, ...]:
        """Whose part it is, where the page has said before that one of them undertook it."""
        for report in reversed(self.reports):
            if (
                issue is not None
                and report.issue == issue
                and len(report.obligor) == 1
                and set(report.obligor) <= set(sides)
            ):
                return report.obligor
        return sides

    def _beneficiary(
        self, found: Found, sides: tuple[str, ...], begin: int, end: int, saying: Saying
    ) -> tuple[str, ...]:
        if len(sides) > 1:
            return sides
        passages = self.passages
        named = [country for country in passages.states_in(begin, end) if country not in sides]
        if named:
            return (named[0],)
        statement = saying.statement
        actor = passages.actors.get(statement.addressee or "") if statement is not None else None
        if actor is not None and actor.country is not None and actor.country not in sides and actor.sector == "GOV":
            return (actor.country,)
        if found.state in {"agreed_in_principle", "first_step_reported", "disputed"}:
            return passages.others_than(sides)
        return ()

    def _issue(self, text: str, found: Found, part: _Part, saying: Saying, sentence: tuple[int, int]) -> str | None:
        passages = self.passages
        channels = passages.reference.channels.find(self.words[part.begin : part.end])
        if any(match.channel.id.startswith("military/") for match in channels):
            return "military-communication"
        if any(match.channel.id == "leaders/direct line" for match in channels):
            return None
        issue = main_issue(passages.reference.tag_issues(text))
        if issue is None and passages.joint:
            issue = self._main_issue_of_page()
        if issue is not None:
            return issue
        words = set(self.words[part.begin : min(part.end, part.begin + 6)])
        if words & (table.MEETING_VERBS | {"speaking", "meeting"}):
            return "visits"
        if found.thing and part.end - part.begin <= 4 and not passages.joint:
            return None
        around = [
            passages.reference.tag_issues(passages.text[passages.starts[sentence[0]] : passages.ends[sentence[1] - 1]])
        ]
        if saying.statement is not None:
            around.append(saying.statement.issues)
        for issues in around:
            narrow = [each for each in issues if each not in _BROAD] or list(issues)
            if len(narrow) == 1:
                return narrow[0]
        page = self._main_issue_of_page() if len(part.sides) > 1 else None
        return page if not any(around) or any(page in issues for issues in around) else None

    def _main_issue_of_page(self) -> str | None:
        """The one issue that most sentences of the page speak of; None where it speaks of several."""
        if self._page_issue is None:
            passages = self.passages
            counts: Counter[str] = Counter()
            for begin, after in passages.sentences:
                text = passages.text[passages.starts[begin] : passages.ends[after - 1]]
                counts.update(passages.reference.tag_issues(text))
            counts.pop("visits", None)
            issue, count = min(counts.items(), key=lambda item: (item[0] in _BROAD, -item[1], item[0]), default=("", 0))
            if 2 * count < len(passages.sentences):
                issue, count = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
            self._page_issue = issue if 2 * count >= len(passages.sentences) else ""
        return self._page_issue or None

    def _condition(self, begin: int, after: int) -> Evidence | None:
        passages = self.passages
        found = table.CONDITION.search(passages.spaced, passages.starts[begin], passages.ends[after - 1])
        if found is None:
            return None
        stop = table.CONDITION_ENDS.search(passages.spaced, found.start() + 8, found.end())
        end = stop.start() if stop is not None else found.end()
        return passages.evidence_of(found.start(), end) if end > found.start() else None

    def _step_of(self, sides: Sequence[str], number: int) -> CommitmentReport | None:
        """The undertaking told shortly before, of which this is a first step."""
        for report in reversed(self.reports):
            if set(report.obligor) & set(sides) and number - self._places[report.id] <= _STEP_REACH:
                return report
        return None

    def _kind(self, part: _Part) -> CommitmentKind:
        words = self.words[part.begin : min(part.end, part.begin + 6)]
        if part.negated or set(words[:2]) & {"not", "never", "no"}:
            return "refrain"
        if "again" in self.words[part.begin : part.end]:
            return "resume"
        kinds: tuple[tuple[frozenset[str], CommitmentKind], ...] = (
            (table.RESUME, "resume"), (table.REFRAIN, "refrain"), (table.ESTABLISH, "establish"),
            (table.CONTINUE, "continue"), (table.DISCUSS, "discuss"),
        )  # fmt: skip
        for word in words:
            for known, kind in kinds:
                if word in known:
                    return kind
            if word in table.DO:
                break
        return "establish" if "working group" in " ".join(words) else "do"

    def _verification(self, number: int, first: int, after: int) -> None:
        """Attach words of verification to the commitment they stand nearest behind."""
        passages = self.passages
        match = table.VERIFY.search(passages.spaced, passages.starts[first], passages.ends[after - 1])
        near = [report for report in self.reports if number - self._places[report.id] <= _VERIFY_REACH]
        if match is None or not near:
            return
        words = passages.evidence_of(match.start(), match.end())
        for place, report in enumerate(self.reports):
            same = report.issue == near[-1].issue and set(report.obligor) & set(near[-1].obligor) and report in near
            if same and report.verification is None:
                self.reports[place] = replace(report, verification=words)


def main_issue(issues: Sequence[str]) -> str | None:
    """Return the issue that says most: one of those that every second page speaks of only where there is no other."""
    narrow = [issue for issue in issues if issue not in _BROAD]
    return min(narrow or issues, default=None)


_UNDERTAKES_NOTHING = re.compile(r"(?i)(?:for|and|of|in|at|by|because|which|who|will be|would be|is|are|was|were)\b")
"""What begins so is the rest of a clause, not what somebody undertakes."""


def find_commitment_reports(
    document: Document,
    analysis: Analysis,
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    events: Sequence[Event],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    reference: Reference,
) -> tuple[CommitmentReport, ...]:
    """Find what a document says that states undertake towards one another.

    Args:
        document: the document, its date and kind judged.
        analysis: its tokens and sentences.
        times: its time expressions.
        statements: who says what in it.
        events: what it tells as events, to which reports are tied by their words; may be empty.
        actors: who is spoken of.
        mentions: where.
        reference: issues, countries and outlets.

    Returns:
        Reports in text order, with who asserts each; never ``kept`` or ``broken``, which only a person decides.
    """
    passages = Passages(document, analysis, times, statements, actors, mentions, reference)
    reports = _Reader(passages).read()
    return tuple(
        replace(report, event=event_at(events, report.evidence))
        for report in reports
        if not _UNDERTAKES_NOTHING.match(report.text)
    )
