"""What one document says that states undertake: who, towards whom, what, by when, on what condition, who says so.

A small trained model tells of every predicate of the tree whether it heads something undertaken, and in which state;
who undertakes it stands in the tree.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.language.trees import has_trees
from onrecord.matters._classes import classes_of
from onrecord.matters._countries import beneficiaries, chosen, obligors, ruled_beneficiary
from onrecord.matters._deadlines import deadline_in
from onrecord.matters._grammar import TOLD_BY_VERB
from onrecord.matters._issues import NO_ISSUE, Issues, shares_of
from onrecord.matters._line_states import above_in_sentence, denied_by
from onrecord.matters._linear import ReadingModels, joined_score, load_models, log_of, share_of
from onrecord.matters._moods import plainly_undertakes, refused, undertakes
from onrecord.matters._outright import JOINED, Outright
from onrecord.matters._passages import Passages, Saying, event_at
from onrecord.matters._plain_words import plain_undertakings
from onrecord.matters._read import joined_shares
from onrecord.matters._readings import Candidate, Readings, Undertaken, overlapping, readings_of
from onrecord.matters._shortest_words import OF_UNDERTAKINGS, shortest
from onrecord.records import (
    Actor,
    AssertedBy,
    CommitmentKind,
    CommitmentReport,
    CommitmentState,
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
MOST_PARTIES = 8
"""The seven and the European Union issue statements together; more parties than these make a declaration of many, not
a commitment between states."""
_NAMED_NEAR = 2
"""Sentences back in which the other party of an undertaking is named, or else it must be who the page is about."""
_YET_TO_BE_DONE = frozenset({"proposed", "agreed_in_principle", "announced"})
"""States in which what is undertaken lies ahead: the days named in its words are not those of the undertaking."""
_STEP_REACH = 8
"""Sentences back to the commitment of which a first step is told."""
_VERIFY_REACH = 6
"""Sentences after a commitment in which words of verification are taken to be about it."""
_BROAD = frozenset(
    "visits defense technology trade elections energy space terrorism migration people-to-people humanitarian"
    " human-rights".split()
)
"""Issues that every second page speaks of: one of the others says more."""
LEAST_SHARE = 0.25
"""Share from which on a word is looked at closely."""
_LISTED = 1.0
"""Score at least of an item of a list of what is undertaken."""
_SETTLED = 0.15
"""Part of a threshold that is enough where the verb settles the state: refused, already done."""
STATE = 0.4
"""Weight of the reader beside the linear model for the state; out of fold."""
_CONDITION = re.compile(
    r"\b(?:on (?:the )?condition (?:that|of)|on the basis of|provided that|only if|if|unless|as long as|so long as|"
    r"in exchange for|in return for|contingent (?:up)?on|subject to|on the premise (?:of|that))\b"
    r"(?:[^.;]|(?<=[A-Z])\.){3,160}"
)
_CONDITION_ENDS = re.compile(
    r",? according to\b|, (?:which|who|while|but|he|she|it|they|a|the|[A-Z]\w+ said)\b|[\"”]|\s[—–-]\s"
)
_MILITARY_LINES = re.compile(
    r"(?i)\b(?:military|militaries|armed forces)[\w ’'-]{0,24}"
    r"\b(?:(?:hot)?lines?|channels?|communications?|contacts?)\b"
)
_CONDITIONS = frozenset({"if", "unless", "should"})
_VERIFY = re.compile(
    r"(?i)\btrust,? but verify\b|\bverif(?:y|ied|iable|ication)\b[^.;\"”’']{0,60}|\b(?:monitored|inspected|"
    r"audited) by\b"
    r"[^.;]{0,60}|\b(?:international )?inspect(?:ors|ions)\b|\bmonitoring mechanism\b"
)
_OTHERS = frozenset("allies partners friends asean".split())
_ALL_OTHERS = frozenset(
    {
        ("international", "community"),
        ("all", "parties"),
        ("relevant", "parties"),
        ("other", "parties"),
        ("developing", "countries"),
        ("european", "countries"),
    }
)
"""Whom an undertaking is towards that names no state: it is none towards the other side of the page."""
_AT_BEST = 0.7
"""Share of the threshold that a report must have were its issue sure, for the issue to be looked for."""
_NAMED = 0.8
"""Share of an issue that a line named in the words settles, of a state that the verb settles, of sides that the page
settles."""
_HANGING = frozenset({"and", "to", "that", "too", "as", "well", "a", "the", "of", "with", "or"})


def read_undertakings(readings: Readings, models: ReadingModels) -> list[Undertaken]:
    """Read off the trees what may be undertaken, in text order, each with how sure its parts are."""
    asked, joined = models["undertakes"], models["undertakes, joined"]
    scored: list[tuple[float, Candidate]] = []
    candidates = readings.undertakings(models)
    outright = Outright(readings)
    likely: set[int] = set()
    unlikely: set[int] = set()
    for candidate in candidates:
        score = joined_score(asked, joined, candidate)
        listed = outright.listed.get(candidate.place)
        if listed is not None:
            candidate, score = replace(candidate, whose=listed.whose), max(score, _LISTED)
        settled = begun(readings, candidate) or refused(readings, candidate)
        part = _SETTLED if settled else outright.part(candidate)
        if share_of(score) >= LEAST_SHARE * part:
            scored.append((score, candidate))
            likely.add(candidate.place)
        elif readings.first_of(candidate.place) in likely and share_of(score) >= LEAST_SHARE * JOINED:
            scored.append((score, candidate))
            unlikely.add(candidate.place)
    taken = {candidate.place: score for score, candidate in scored}
    for candidate in candidates:
        # "agreed to set up talks, as well as a working group"
        if candidate.place not in taken and candidate.above in taken and readings.besides(candidate.place):
            scored.append((taken[candidate.above], candidate))
    found: list[Undertaken] = []
    for score, candidate in sorted(scored, key=lambda item: (-item[0], item[1].place)):
        span = _trimmed(readings.passages.words, *readings.clause(candidate.place))
        if span[1] - span[0] < 2 or any(overlapping(span, other.span) for other in found):
            continue
        states = models["undertaking state"].shares(candidate.features)
        states = joined_shares(readings.reading, "commitment state", STATE, states, [candidate.place])
        state = max(states, key=lambda name: (states[name], name))
        state_share = states[state]
        is_denied = denied_by(readings, candidate.place) is not None
        if begun(readings, candidate):
            state, state_share = "first_step_reported", _NAMED
        elif refused(readings, candidate):
            state, state_share = "refused", _NAMED
        elif is_denied:
            state, state_share = "disputed", _NAMED
        elif candidate.place in outright.listed:
            state = "agreed_in_principle" if outright.listed[candidate.place].agreed else "announced"
            state_share = _NAMED
        if not undertakes(readings, candidate, state):
            continue
        kind = kind_of(readings, candidate) or models["undertaking kind"].best(candidate.features)
        denied = negation_of(readings, candidate.place)
        trigger = trigger_of(readings, candidate)
        saying = readings.saying_of(trigger)
        sides, sides_share = chosen(obligors(readings, candidate, span, saying), models["obligor"], 1)
        named = bool(readings.passages.joint) and candidate.whose[1] == "party"
        alone = len(candidate.whose[0]) == 1 and (named or outright.in_turn(candidate))
        if alone or candidate.place in outright.listed:
            sides, sides_share = candidate.whose[0], _NAMED  # "the U.S. side will suspend …": nobody else
        joint = tuple(sorted(item.side for item in readings.passages.joint if item.side is not None))
        if joint and candidate.whose == (joint, "we") and saying.statement is None:
            sides, sides_share = joint, _NAMED  # "we" of those who issue the page
        if readings.passages.words[trigger] == "agreement" and candidate.whose[0]:
            sides = candidate.whose[0]  # whose part of it this is, is told by what stands before
        span = _with_what_tells_which(readings, span)
        if denied is not None and denied < span[0]:
            span, kind = (denied, span[1]), "refrain"
        beneficiary = None
        if len(sides) == 1:
            towards = beneficiaries(readings, candidate, span, saying, sides)
            beneficiary = chosen(towards, models["beneficiary"], 0)[0] or None
        sure = {"found": score, "obligor": log_of(sides_share), "state": log_of(state_share)}
        found.append(
            Undertaken(
                candidate.place, trigger, span, sides, cast("CommitmentState", state), cast("CommitmentKind", kind),
                candidate.whose[1], _is_plain(readings, candidate), sure, beneficiary, is_denied,
                math.inf if candidate.place in unlikely else outright.part(candidate),
            )
        )  # fmt: skip
    return sorted(found, key=lambda item: item.span)


def _with_what_tells_which(readings: Readings, span: tuple[int, int]) -> tuple[int, int]:
    """What is undertaken with the clause that tells which things or persons: "companies that make precursors"."""
    trees, words = readings.trees, readings.passages.words
    begin, end = span
    if end >= len(words) or words[end] not in {"that", "who", "which", "whose"}:
        return span
    for kid in trees.kids(end - 1, "acl"):
        reach = trees.under(kid)[-1] + 1
        if end <= kid < reach and reach - begin <= LONGEST_TEXT:
            return _trimmed(words, begin, reach)
    return span


def _denying(asserted: tuple[AssertedBy, ...]) -> tuple[AssertedBy, ...]:
    """The same with the first as one who denies it, where he speaks for a state: the page only tells the denial."""
    if not asserted or asserted[0].side is None:
        return asserted
    return replace(asserted[0], stance="denies"), *asserted[1:]


def negation_of(readings: Readings, place: int) -> int | None:
    """Return the word from which on a denied undertaking is to be read: "not", "won't", "neither"; None for none."""
    trees = readings.trees
    for kid in trees.kids(place, "advmod", "cc", "det"):
        if kid >= place or trees.words[kid] not in _NEGATIONS:
            continue
        # "won't": the auxiliary and its ending are one word
        glued = kid > 0 and readings.passages.ends[kid - 1] == readings.passages.starts[kid]
        return kid - 1 if glued and trees.words[kid].startswith("n") else kid
    other = trees.alternative_to(place)
    return None if other is None else negation_of(readings, other)


_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
_KINDS = {
    "resume": "resume", "establish": "establish", "continue": "continue", "stop": "refrain", "refrain": "refrain",
    "discuss": "discuss",
}  # fmt: skip
"""Kinds that the class of a verb settles."""


def kind_of(readings: Readings, candidate: Candidate) -> str | None:
    """Return what is undertaken, where the verb's class settles it."""
    trees = readings.trees
    verb = candidate.place if trees.is_verb(candidate.place) else candidate.above
    return _KINDS.get(classes_of(trees.lemmas[verb])[0]) if verb is not None else None


def _is_plain(readings: Readings, candidate: Candidate) -> bool:
    if begun(readings, candidate) or refused(readings, candidate):
        return True
    return plainly_undertakes(readings, candidate)


def begun(readings: Readings, candidate: Candidate) -> bool:
    """Whether it is told as done already: "has already acted against …"."""
    trees = readings.trees
    auxiliaries = {trees.lemmas[kid] for kid in trees.kids(candidate.place, "aux")}
    adverbs = {trees.words[kid] for kid in trees.kids(candidate.place, "advmod")}
    return "have" in auxiliaries and "already" in adverbs


def trigger_of(readings: Readings, candidate: Candidate) -> int:
    """Return the word that tells the undertaking: what governs it, where that is no mere word of saying."""
    above = candidate.above
    if above is None or readings.trees.lemmas[above] in TOLD_BY_VERB or above > candidate.place:
        return candidate.place
    return above if readings.sentence_at(above) == readings.sentence_at(candidate.place) else candidate.place


def _trimmed(words: Sequence[str], begin: int, end: int) -> tuple[int, int]:
    end = min(end, begin + LONGEST_TEXT)
    while begin < end and not words[begin][:1].isalnum() and words[begin][:1] not in {"$", "€", "£"}:
        begin += 1
    while end > begin and (not words[end - 1][-1:].isalnum() or words[end - 1] in _HANGING):
        end -= 1
    return begin, end


class _Reports:
    """Makes reports of what is undertaken in one document."""

    def __init__(self, passages: Passages, readings: Readings | None, models: ReadingModels) -> None:
        self.passages = passages
        self.readings = readings
        self.models = models
        self._issues = Issues(passages)
        self.reports: list[CommitmentReport] = []
        self.shares: list[float] = []
        self._sentence: dict[str, int] = {}
        self._told: set[tuple[int, tuple[str, ...], CommitmentState]] = set()

    def add(self, found: Undertaken, number: int) -> None:
        """Report something undertaken, where it is likely enough to be right in all its parts."""
        passages = self.passages
        sentence = passages.sentences[number]
        begin, end = found.span
        sides = found.sides
        if not 0 < len(sides) <= MOST_PARTIES or self._is_means_of_another(found.place):
            return
        if found.state == "first_step_reported" and not any(
            set(before.obligor) & set(sides) and number - self._sentence[before.id] <= _STEP_REACH
            for before in self.reports
        ):
            return
        readings = self.readings
        saying = readings.saying_of(found.trigger) if readings else passages.saying_of_token(found.trigger)
        if passages.words[found.trigger] == "agreement":
            piece = passages.evidence(begin, end)
            sides = self._whose_part(sides, self._issue(piece.start, piece.end, saying, number)[0])
        beneficiary = found.beneficiary
        if beneficiary is None or set(beneficiary) & set(sides) or sides != found.sides:
            told = self._before_what_describes(begin, end) if len(sides) > 1 else end
            beneficiary = ruled_beneficiary(passages, sides, begin, told, saying)
        if found.state == "proposed" and saying.side is not None and saying.side not in sides:
            beneficiary = (saying.side,)  # who asks for it
        elif found.state == "proposed" and readings is not None:
            asker = readings.sides.doer(found.trigger)[0]
            beneficiary = asker if asker and not set(asker) & set(sides) else beneficiary
        parties = tuple(sorted({*sides, *(beneficiary or passages.others_than(sides))}))
        if len(sides) > 1 and found.state != "proposed":
            parties = tuple(sorted(sides))  # what they undertake together is theirs, towards whomever it is
        if len(parties) < 2:
            beneficiary = self._named_last(sides, number)
            parties = tuple(sorted({*sides, *beneficiary}))
        if len(parties) < 2:
            return
        if len(sides) == 1 and self._is_guessed(parties, sides, number):
            return
        shown = end
        if readings is not None:
            shown = _trimmed(passages.words, *shortest(readings, found.place, found.span, OF_UNDERTAKINGS))[1]
            shown = max(shown, self._end_of_means(found.place, begin))
            end = max(end, shown)
        words = passages.evidence(begin, shown)
        whole = passages.evidence(min(found.trigger, begin), shown)
        if (
            len(sides) == 1
            and not set(passages.states_in(begin, end)) - set(sides)
            and (
                _OTHERS & set(passages.words[begin:end])
                or _ALL_OTHERS & set(zip(passages.words[begin : end - 1], passages.words[begin + 1 : end], strict=True))
            )
        ):
            return  # "our commitment to our allies" is none towards the other side
        settled = found.state in {"refused", "first_step_reported"} and found.plain
        least = self.models.thresholds["undertakes"] * (_SETTLED if settled else self._part(found, sides))
        if self._share(found, saying, sides, None, 1.0) < _AT_BEST * least:
            return
        issue, issue_share = self._issue(words.start, passages.ends[end - 1], saying, number)
        share = self._share(found, saying, sides, issue, issue_share)
        if share < least:
            return
        if found.state == "first_step_reported" and issue is None:
            issue = next((before.issue for before in reversed(self.reports) if set(before.obligor) & set(sides)), None)
        last = readings.before_description(begin, sentence[1]) if readings is not None else sentence[1]
        ahead = (begin, end) if found.state in _YET_TO_BE_DONE else None
        if ahead is not None and self._is_own_will(found, saying):
            ahead = (sentence[0], last)  # "will modify the rate set in Order 14257 of April 2": said when it was issued
        report = CommitmentReport(
            id=make_id("crep", passages.document.id, found.state, words.start, words.end, sides),
            document=passages.document.id,
            key=f"{'-'.join(parties)}/{issue or '-'}",
            text=words.quote,
            obligor=sides,
            beneficiary=beneficiary,
            issue=issue,
            kind=found.kind,
            state=found.state,
            date=passages.date_at(
                sentence[0],
                last,
                saying,
                (min(found.trigger, begin), min(end, last)),
                ahead,
            ),
            deadline=deadline_in(passages, begin, min(end, last), last, saying),
            condition=self._condition(found.place, begin, sentence[1]),
            asserted_by=_denying(saying.asserted_by) if found.denied else saying.asserted_by,
            evidence=(words,) if whole == words else (words, whole),
            statement=saying.statement.id if saying.statement is not None else None,
        )
        if report.id not in self._sentence:
            self._sentence[report.id] = number
            self.reports.append(report)
            self.shares.append(share)
            self._told.add((found.place, sides, found.state))

    def _end_of_means(self, place: int, begin: int) -> int:
        """Where words end that tell by what it is done, where they are short enough to be told: "by suspending …"."""
        assert self.readings is not None
        trees = self.readings.trees
        for kid in trees.kids(place, "advcl"):
            after = trees.under(kid, "punct", "appos", "parataxis", "acl:relcl")[-1] + 1
            if place < kid < after <= begin + LONGEST_TEXT and self._is_means(kid):
                return after
        return 0

    def _is_means(self, place: int) -> bool:
        assert self.readings is not None
        trees = self.readings.trees
        by = any(trees.words[kid] == "by" for kid in trees.kids(place, "mark", "case"))
        return by and trees.related(place, "advcl")

    def _is_means_of_another(self, place: int) -> bool:
        """Whether a verb only tells by what something reported is done: "modify the rate by suspending 24 points"."""
        if self.readings is None or not self._is_means(place):
            return False
        above = self.readings.trees.head(place)
        start = self.passages.starts[place]
        return any(told == above for told, _, _ in self._told) and any(
            report.evidence[0].start <= start < report.evidence[0].end for report in self.reports
        )

    def _is_own_will(self, found: Undertaken, saying: Saying) -> bool:
        """Whether a government's own page says what will be done: "the United States will …"."""
        readings = self.readings
        if readings is None or saying.statement is not None or self.passages.narrator().side is None:
            return False
        first = readings.first_of(found.place)
        return any(readings.mood(place) == "will" for place in (first, *readings.trees.climb(first)))

    def _part(self, found: Undertaken, sides: tuple[str, ...]) -> float:
        """Which part of the threshold is enough: what is joined to something undertaken is undertaken with it."""
        top = self.readings.first_of(found.place) if self.readings is not None else found.place
        return min(found.part, JOINED) if (top, sides, found.state) in self._told else found.part

    def _named_last(self, sides: tuple[str, ...], number: int) -> tuple[str, ...]:
        """The state named last of those that do not undertake it: towards whom it is, on a page about others."""
        passages = self.passages
        first = passages.sentences[max(0, number - _NAMED_NEAR)][0]
        named = passages.states_in(first, passages.sentences[number][1])
        return tuple([country for country in named if country not in sides][-1:])

    def _is_guessed(self, parties: tuple[str, ...], sides: tuple[str, ...], number: int) -> bool:
        """Whether the other party is named nowhere near, and is not who the page is about."""
        passages = self.passages
        first = passages.sentences[max(0, number - _NAMED_NEAR)][0]
        named = set(passages.states_in(first, passages.sentences[number][1]))
        others = set(parties) - set(sides)
        return not others & named and not any(passages.stands_out(country, sides) for country in others)

    def _share(
        self, found: Undertaken, saying: Saying, sides: tuple[str, ...], issue: str | None, issue_share: float
    ) -> float:
        """How likely a report is right in all its parts."""
        if self.readings is None:
            return 1.0
        said = saying.statement.mode if saying.statement is not None else "page" if saying.side is None else "own page"
        signs = [
            f"said {said}",
            f"said {said}, own {saying.side in sides}",
            f"who {found.whose}",
            f"state {found.state}",
            f"sides {min(3, len(sides))}",
            f"issue {issue or '-'}",
            f"joint {bool(self.passages.joint)}",
            f"plain {found.plain}",
        ]
        return self.models["undertaking right"].yes(signs, {**found.sure, "issue": log_of(issue_share)})

    def _whose_part(self, sides: tuple[str, ...], issue: str | None) -> tuple[str, ...]:
        """Whose part of an agreement it is, where the page has said before that one of them undertook it."""
        for report in reversed(self.reports):
            if issue is not None and report.issue == issue and len(report.obligor) == 1:
                return report.obligor
        return sides

    def _issue(self, start: int, end: int, saying: Saying, number: int) -> tuple[str | None, float]:
        """The issue that the words, their sentence, what is said with them, and the page speak of most, with its
        share."""
        passages = self.passages
        channels = passages.reference.channels.tag(passages.text[start:end])
        if any(match.channel.id.startswith("military/") for match in channels) or _MILITARY_LINES.search(
            passages.text, start, end
        ):
            return "military-communication", _NAMED
        if any(match.channel.id == "leaders/direct line" for match in channels):
            return None, _NAMED
        options, words = self._issues.options(start, end, saying, number), self._issues.words(start, end)
        shares = shares_of(options, words, self.models.by_sign)
        best = max(shares, key=lambda issue: (shares[issue], issue))
        return None if best == NO_ISSUE else best, shares[best]

    def _condition(self, place: int, begin: int, after: int) -> Evidence | None:
        passages = self.passages
        before = self._condition_before(place, begin)
        if before is not None:
            return before
        found = _CONDITION.search(passages.spaced, passages.starts[begin], passages.ends[after - 1])
        if found is None:
            return None
        stop = _CONDITION_ENDS.search(passages.spaced, found.start() + 8, found.end())
        end = stop.start() if stop is not None else found.end()
        return passages.evidence_of(found.start(), end) if end > found.start() else None

    def _before_what_describes(self, begin: int, end: int) -> int:
        """Where words begin that only say which thing is meant: "lines cut after a visit to Taiwan"."""
        if self.readings is None:
            return end
        trees = self.readings.trees
        for at in range(begin + 1, end):
            if trees.related(at, "acl") and trees.tags[at] in {"VBN", "VBD"}:
                first = trees.under(at)[0]
                return first if first > begin else end
        return end

    def _condition_before(self, place: int, begin: int) -> Evidence | None:
        """The clause that opens the sentence with a condition: "if the tariffs stay, China will …"."""
        if self.readings is None:
            return None
        trees = self.readings.trees
        for at in (place, *above_in_sentence(self.readings, place)):
            for clause in trees.kids(at, "advcl"):
                under = trees.under(clause, "punct")
                marks = {trees.words[kid] for kid in trees.kids(clause, "mark")}
                if under[-1] < begin and marks & _CONDITIONS:
                    return self.passages.evidence(*_trimmed(self.passages.words, under[0], under[-1] + 1))
        return None

    def verify(self, number: int, first: int, after: int) -> None:
        """Attach words of verification to the commitment they stand nearest behind."""
        passages = self.passages
        match = _VERIFY.search(passages.spaced, passages.starts[first], passages.ends[after - 1])
        near = [report for report in self.reports if 0 <= number - self._sentence[report.id] <= _VERIFY_REACH]
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


def find_commitment_reports(
    document: Document,
    analysis: Analysis,
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    events: Sequence[Event],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    reference: Reference,
    *,
    models: ReadingModels | None = None,
) -> tuple[CommitmentReport, ...]:
    """Find what a document says that states undertake towards one another.

    Args:
        document: the document, its date and kind judged.
        analysis: its tokens and sentences; without trees only plain words of agreeing and promising are read.
        times: its time expressions.
        statements: who says what in it.
        events: what it tells as events, to which reports are tied by their words; may be empty.
        actors: who is spoken of.
        mentions: where.
        reference: issues, countries and outlets.
        models: other weights than those of the package (to cross-validate).

    Returns:
        Reports in text order, with who asserts each; never ``kept`` or ``broken``, which only a person decides.
    """
    readings = None
    if has_trees(analysis):
        readings = readings_of(document, analysis, times, statements, actors, mentions, reference)
    passages = (
        readings.passages
        if readings is not None
        else Passages(document, analysis, times, statements, actors, mentions, reference)
    )
    reports = (report for report, _ in commitment_reports(passages, readings, models or load_models()))
    return tuple(replace(report, event=event_at(events, report.evidence)) for report in reports)


def commitment_reports(
    passages: Passages, readings: Readings | None, models: ReadingModels
) -> list[tuple[CommitmentReport, float]]:
    """Return the reports of a document in text order, each with how likely it is right in all its parts.

    Args:
        passages: the document.
        readings: its trees; without them only plain words of agreeing and promising are read.
        models: the weights.
    """
    found = read_undertakings(readings, models) if readings is not None else plain_undertakings(passages)
    made = _Reports(passages, readings, models)
    place = 0
    for number, (first, after) in enumerate(passages.sentences):
        while place < len(found) and found[place].place < after:
            made.add(found[place], number)
            place += 1
        made.verify(number, first, after)
    return list(zip(made.reports, made.shares, strict=True))
