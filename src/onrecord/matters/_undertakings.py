"""What one document says that states undertake: who, towards whom, what, by when, on what condition, who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.matters._passages import ADVERBS, AUXILIARIES, NOT_A_PARTY, Party, Passages, Saying
from onrecord.records import (
    Actor,
    CommitmentKind,
    CommitmentReport,
    CommitmentState,
    Document,
    Event,
    Mention,
    Statement,
    make_id,
)
from onrecord.reference import Reference

LONGEST_TEXT = 45
"""Most words of what is undertaken; what follows is left out."""

_AGREE = frozenset("agree agrees agreed agreeing".split())
_PROMISE = frozenset(
    "pledge pledges pledged pledging vow vows vowed vowing promise promises promised promising undertake undertook"
    " undertakes undertaken guarantee guaranteed swore".split()
)
_COMMIT = frozenset("commit commits committed committing recommitted".split())
_REAFFIRM = frozenset(
    "reaffirm reaffirms reaffirmed reaffirming reiterate reiterated reiterates restated renewed underscored".split()
)
_OFFER = frozenset("offered offers offer proposed proposes propose suggested".split())
_REFUSE = frozenset("refused refuses refuse refusing declined declines decline declining".split())
_REJECT = frozenset("rejected rejects reject rebuffed spurned".split())
_ANNOUNCE = frozenset("announced announces announcing".split())
_DECIDE = frozenset("decided plans planned intends intended decides".split())
_NOUNS = frozenset("agreement deal consensus understanding accord pact".split())
_REACH = frozenset(
    "reached reach reaches signed struck have has had made announced concluded hammered secured sealed"
    " finalized".split()
)
_LAPSE = frozenset(
    "withdrew withdraw withdraws withdrawn pulled abandoned scrapped quit exited expired lapsed tore ripped".split()
)
_NEGATIONS = frozenset("not n't never no neither nor without".split())
_OPEN = frozenset("if could may might whether unless should must would ca can cannot until".split())
_ASKED = frozenset(
    "urge urged urges urging ask asked asks asking press pressed pressing call called calls calling want wants wanted"
    " demand demanded demands hope hopes hoped hoping expect expected expects require required seek sought seeks"
    " persuade persuaded fail failed fails refuse refused unlikely likely reluctant ready willing pressure"
    " pressured".split()
)
# Verbs of what is undertaken; only these are read after "will", so that forecasts are no commitments.
_DO = frozenset(
    "resume restore restart reopen reestablish revive renew establish set create launch open form start begin continue"
    " maintain keep provide send deliver lift remove ease reduce cut increase raise expand extend grant give stop halt"
    " suspend pause end cease refrain avoid withdraw pull release return repatriate hold host meet visit travel"
    " go discuss"
    " negotiate consult explore cooperate work collaborate coordinate strengthen deepen support help assist fund invest"
    " contribute donate allocate commit sign ratify join buy purchase import export sell allow permit impose ban block"
    " enforce implement fulfill fulfil honor comply abide act take crack curb control regulate restrict limit prevent"
    " combat fight counter protect defend deploy station share exchange publish report submit allow adopt appoint issue"
    " cancel exempt waive roll invite receive accept respect ensure make double triple phase complete build train"
    " welcome conduct carry speak talk remain facilitate promote advance uphold apply designate pay lower"
    " terminate".split()
)
_RESUME = frozenset(
    "resume restore restart reopen reestablish revive renew resumption restoring resuming restarting".split()
)
_ESTABLISH = frozenset("establish set create launch open form found establishing creating launching setting".split())
_CONTINUE = frozenset("continue maintain keep uphold remain extend continuing maintaining abide further".split())
_REFRAIN = frozenset(
    "stop halt suspend pause end cease refrain avoid desist abandon drop forgo stopping refraining".split()
)
_DISCUSS = frozenset(
    "discuss hold negotiate consult explore meet talk speak consider dialogue discussions talks consultations"
    " visit host"
    " discussing holding meeting".split()
)
_VERB_LIKE = _DO | frozenset(
    "do be have address pursue seek use build develop finalize improve manage tackle jointly".split()
)
_SOFT_OBJECTS = frozenset(
    "importance need necessity value significance fact idea principle that disagree differ".split()
)
# Where what is undertaken ends: what follows says when, why or who told it.
_STOPS = re.compile(
    r"(?:,? according to\b|,? at a time (?:when|of)\b|,? a move\b|,? in a move\b|,? amid\b|,? (?:he|she|they|"
    r"it) (?:said|added|told)\b|"
    r", (?:said|saying|which|who|while|but|although|though|adding|as part of|the (?:two|first)|a (?:senior|"
    r"spokes))\b|;|—| – | - |"
    r", [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3} (?:said|added|told|reported)\b|,? while\b|, and (?:he|she|it|"
    r"they|that|[A-Z])| but\b)"
)
_CONDITION = re.compile(
    r"\b(?:on (?:the )?condition (?:that|of)|on the basis of|provided (?:that )?|only if|if|unless|as long as|"
    r"so long as|"
    r"in exchange for|in return for|once|contingent (?:up)?on|subject to|on the premise (?:of|that))\b[^.;]{3,160}"
)
_VERIFY = re.compile(
    r"(?i)\btrust,? but verify\b|\bverif(?:y|ied|iable|ication)\b[^.;]{0,60}|\b(?:monitored|inspected|"
    r"audited) by\b[^.;]{0,60}|"
    r"\b(?:international )?inspect(?:ors|ions)\b|\bmonitoring mechanism\b"
)
_VERIFY_REACH = 6
"""Sentences after a commitment in which words of verification are taken to be about it."""

_STEP = frozenset(
    "already begun started begins taken taking took lifted implemented released fulfilled complied".split()
)


@dataclass(frozen=True, slots=True)
class _Found:
    """One passage that tells of something undertaken."""

    obligor: Party | None
    sides: tuple[str, ...]
    state: CommitmentState
    trigger: int
    first: int
    """First word of what is undertaken."""
    negated: bool = False


class _Reader:
    """Reads the sentences of one document."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.words = passages.words
        self.reports: list[CommitmentReport] = []
        self._places: dict[str, int] = {}

    def read(self) -> list[CommitmentReport]:
        for number, (first, after) in enumerate(self.passages.sentences):
            if after - first < 3:
                continue
            for found in self._in_sentence(first, after):
                self._add(found, number, first, after)
            self._verification(number, first, after)
        return self.reports

    # What a sentence says

    def _in_sentence(self, first: int, after: int) -> list[_Found]:
        found: list[_Found] = []
        taken = first
        for place in range(first, after):
            if place < taken:
                continue
            word = self.words[place]
            item: _Found | None = None
            if word in _AGREE:
                item = self._agreed(place, first, after)
            elif word in _PROMISE or word in _COMMIT:
                item = self._promised(place, first, after)
            elif word in _REAFFIRM:
                item = self._reaffirmed(place, first, after)
            elif word in _OFFER:
                item = self._own_infinitive(place, first, after, "proposed")
            elif word in _REFUSE:
                item = self._own_infinitive(place, first, after, "refused")
            elif word in _ANNOUNCE or word in _DECIDE:
                item = self._announced(place, first, after)
            elif word in _NOUNS:
                item = self._agreement(place, first, after)
            elif word in {"will", "'ll", "shall"}:
                item = self._will(place, first, after)
            elif word in {"already", "begun", "taking", "taken"}:
                item = self._step(place, first, after)
            if item is not None:
                found.append(item)
                taken = item.first + 1
        return found

    def _agreed(self, verb: int, first: int, after: int) -> _Found | None:
        """ "agreed to resume …", "agreed that the two would …", "agreed on a plan"."""
        if not self._stated(verb, first):
            return None
        sides, party = self._subject(verb, first)
        place = self._skip(verb + 1, after, also={"in", "principle"})
        if place >= after:
            return None
        if self.words[place] == "to":
            begin = self._skip(place + 1, after)
            if begin < after and self.words[begin] not in _SOFT_OBJECTS:
                return _Found(party, sides, "agreed_in_principle", verb, place + 1, self._denied(begin, place))
            return None
        if self.words[place] in {"on", "upon"}:
            head = set(self.words[place + 1 : place + 7])
            if head & _SOFT_OBJECTS or not head & (_PLANS | _RESUME):
                return None
            return _Found(party, sides, "agreed_in_principle", verb, place + 1)
        inner = self._clause_of(place + 1 if self.words[place] == "that" else place, after)
        if inner is None:
            return None
        inner_sides, begin, negated = inner
        return _Found(party, inner_sides or sides, "agreed_in_principle", verb, begin, negated)

    def _promised(self, verb: int, first: int, after: int) -> _Found | None:
        if not self._stated(verb, first):
            return None
        sides, party = self._subject(verb, first)
        place = self._skip(verb + 1, after, also={"itself", "himself", "themselves", "herself", "ourselves"})
        if place >= after:
            return None
        word = self.words[place]
        if word == "to":
            begin = self._skip(place + 1, after)
            if begin >= after or (self.words[verb] in _COMMIT and self._be_before(verb, first)):
                return None
            return _Found(party, sides, "announced", verb, place + 1, self.words[begin - 1] in _NEGATIONS)
        if self.words[verb] in _PROMISE:
            inner = self._clause_of(place + 1 if word == "that" else place, after)
            if inner is not None:
                inner_sides, begin, negated = inner
                return _Found(party, inner_sides or sides, "announced", verb, begin, negated)
            if word in {"support", "cooperation", "aid", "assistance", "help"} or word[:1] in {"$", "€"}:
                return _Found(party, sides, "announced", verb, place)
        return None

    def _reaffirmed(self, verb: int, first: int, after: int) -> _Found | None:
        """ "reaffirmed the ironclad commitment to defending …"."""
        if not self._stated(verb, first):
            return None
        for place in range(verb + 1, min(after - 1, verb + 9)):
            if self.words[place] in {"commitment", "commitments", "pledge", "promise"} and self.words[place + 1] in {
                "to",
                "not",
            }:
                sides, party = self._subject(verb, first)
                return _Found(party, sides, "announced", verb, verb + 1)
            if self.words[place] in {",", ";", "that"}:
                break
        return None

    def _own_infinitive(self, verb: int, first: int, after: int, state: CommitmentState) -> _Found | None:
        if verb + 2 >= after or self.words[verb + 1] != "to" or not self._stated(verb, first):
            return None
        if self.words[verb + 2] not in _DO:
            return None
        sides, party = self._subject(verb, first)
        return _Found(party, sides, state, verb, verb + 2)

    def _announced(self, verb: int, first: int, after: int) -> _Found | None:
        """ "announced that it would lift …", "decided to suspend …"."""
        if not self._stated(verb, first):
            return None
        sides, party = self._subject(verb, first)
        place = self._skip(verb + 1, after)
        if place + 1 >= after:
            return None
        if self.words[place] == "to" and self.words[verb] in _DECIDE and self.words[place + 1] in _DO:
            return _Found(party, sides, "announced", verb, place + 1)
        if self.words[verb] in _ANNOUNCE:
            inner = self._clause_of(place + 1 if self.words[place] == "that" else place, after)
            if inner is not None:
                inner_sides, begin, negated = inner
                if inner_sides or sides:
                    return _Found(party, inner_sides or sides, "announced", verb, begin, negated)
        return None

    def _agreement(self, noun: int, first: int, after: int) -> _Found | None:
        """ "reached an agreement to …", "We now have an agreement with China to …"."""
        for verb in range(noun - 1, max(first - 1, noun - 7), -1):
            if self.words[verb] in _REACH:
                break
        else:
            return None
        if not self._stated(verb, first) or set(self.words[verb:noun]) & (_NEGATIONS | {"under", "that"}):
            return None
        sides, party = self._subject(verb, first)
        place = noun + 1
        if place < after and self.words[place] in {"with", "between", "among"}:
            for other in self.passages.parties_in(place, min(after, place + 12)):
                sides = tuple(sorted({*sides, *other.countries}))
                place = other.after
                if not (place < after and self.words[place] in {"and", ","}):
                    break
        place = self._skip(place, after)
        if place + 1 < after and self.words[place] == "to" and self.words[place + 1] in _VERB_LIKE:
            return _Found(party, sides, "agreed_in_principle", verb, place + 1)
        return None

    def _will(self, modal: int, first: int, after: int) -> _Found | None:
        """ "We will lift …" in the words of the side itself."""
        begin = self._skip(modal + 1, after, also={"be"})
        if begin >= after:
            return None
        negated = bool(set(self.words[modal + 1 : begin]) & _NEGATIONS)
        verb = self.words[begin]
        if self.words[begin - 1] == "be" and verb.endswith("ing"):
            verb = _plain(verb)
        elif self.words[begin - 1] == "be":
            return None
        if (
            verb not in _DO
            or negated
            or set(self.words[first:modal]) & {"if", "when", "whether", "hope", "hopes", "expect", "?"}
        ):
            return None
        passages = self.passages
        saying = passages.saying_at(passages.starts[modal], passages.ends[begin])
        if saying.side is None:
            return None
        subject = self.words[modal - 1] if modal > first else ""
        if subject in {"also", "then", "now"} and modal - 2 >= first:
            subject = self.words[modal - 2]
        if subject in {"we", "i"}:
            sides: tuple[str, ...] = (saying.side,)
            party = None
        else:
            sides, party = self._subject(modal, first)
        if sides != (saying.side,):
            return None
        if not self._towards_somebody(sides, begin, after):
            return None
        return _Found(party, sides, "announced", modal, begin)

    def _step(self, place: int, first: int, after: int) -> _Found | None:
        """ "have already acted against …", "has begun to release …": a first step of what was undertaken before."""
        if self.words[place] == "already":
            verb = place + 1
            if verb >= after or not self.words[verb].endswith(("ed", "en", "un")) or not self._helped(place, first):
                return None
        elif self.words[place] == "begun":
            verb = place
            if not self._helped(place, first) or place + 1 >= after:
                return None
        else:
            verb = place
            if "steps" not in self.words[place : place + 5] and "action" not in self.words[place : place + 4]:
                return None
            if not self._helped(place, first):
                return None
        if set(self.words[max(first, verb - 4) : verb]) & _NEGATIONS:
            return None
        sides, party = self._subject(place, first)
        if len(sides) != 1:
            return None
        return _Found(party, sides, "first_step_reported", place, verb)

    # Small questions

    def _skip(self, place: int, after: int, also: Iterable[str] = ()) -> int:
        also = set(also)
        while place < after and (self.words[place] in ADVERBS or self.words[place] in also):
            place += 1
        return place

    def _helped(self, place: int, first: int) -> bool:
        return bool(set(self.words[max(first, place - 3) : place]) & {"has", "have", "had", "is", "are", "'ve", "'s"})

    def _be_before(self, verb: int, first: int) -> bool:
        return bool(
            set(self.words[max(first, verb - 3) : verb])
            & {"is", "are", "was", "were", "remain", "remains", "be", "'s", "'re", "been"}
        )

    def _denied(self, begin: int, place: int) -> bool:
        return bool(set(self.words[place - 2 : begin]) & {"not", "never"})

    def _stated(self, verb: int, first: int) -> bool:
        """Whether the verb is told as a fact: no negation, no "would", no "if", nobody merely asked for it."""
        before = self.words[max(first, verb - 7) : verb]
        near = before[-3:]
        if set(near) & _NEGATIONS or set(near) & {
            "to",
            "would",
            "could",
            "should",
            "may",
            "might",
            "must",
            "will",
            "'ll",
            "can",
            "cannot",
        }:
            return False
        return not ({"if", "unless", "whether"} & set(before))

    def _subject(self, verb: int, first: int) -> tuple[tuple[str, ...], Party | None]:
        """The states that the subject of a verb speaks for, with "we" and "I" read by who says it."""
        passages = self.passages
        party = passages.subject_before(verb, first)
        place = verb - 1
        while place >= first and (self.words[place] in AUXILIARIES or self.words[place] in ADVERBS):
            place -= 1
        word = self.words[place] if place >= first else ""
        if word in {"we", "i"}:
            saying = passages.saying_at(passages.starts[place], passages.ends[verb])
            if saying.side is None:
                return (), None
            sides = {saying.side}
            before = self.words[max(first, place - 6) : place]
            if word == "we" and self.words[verb] in _AGREE | _NOUNS:
                sides |= set(passages.others_than([saying.side]))
            elif word == "i" and before[-1:] == ["and"]:
                other = passages.party_ending_at.get(place - 1) or self._bracketed(place - 2)
                sides |= set(other.countries) if other is not None else set()
            return tuple(sorted(sides)), None
        if party is None:
            return (), None
        return party.countries, party

    def _bracketed(self, place: int) -> Party | None:
        """ "He [Xi] and I": the party in brackets before a word."""
        if place >= 1 and self.words[place] in {"]", ")"}:
            return self.passages.party_ending_at.get(place)
        return None

    def _clause_of(self, begin: int, after: int) -> tuple[tuple[str, ...], int, bool] | None:
        """Read "China would resume …": who, where what is undertaken begins, whether it is negated."""
        for modal in range(begin, min(after - 1, begin + 14)):
            word = self.words[modal]
            if word in {".", ";", "?"}:
                return None
            if word in {"will", "would", "'ll", "shall", "can", "'d"}:
                place = self._skip(modal + 1, after)
                if place >= after:
                    return None
                negated = bool(set(self.words[modal + 1 : place]) & _NEGATIONS)
                sides, _ = self._subject(modal, begin)
                if not sides and self.words[modal - 1 : modal] not in (["it"], ["they"], ["we"], ["he"], ["she"]):
                    inside = self.passages.parties_in(begin, modal)
                    if not inside and not set(self.words[begin:modal]) & {"our", "their", "its", "each", "both"}:
                        return None
                return sides, begin, negated
        return None

    def _towards_somebody(self, sides: Sequence[str], begin: int, after: int) -> bool:
        return any(
            set(party.countries) - set(sides) for party in self.passages.parties_in(begin, min(after, begin + 30))
        ) or bool(set(self.words[begin : begin + 12]) & {"bilateral", "mutual", "jointly", "each"})

    # Records

    def _add(self, found: _Found, number: int, first: int, after: int) -> None:
        passages = self.passages
        sides = tuple(country for country in found.sides if country not in NOT_A_PARTY)
        if not sides:
            return
        begin, end = self._extent(found.first, after)
        if end - begin < 1:
            return
        text = passages.text[passages.starts[begin] : passages.ends[end - 1]]
        saying = passages.saying_at(passages.starts[found.trigger], passages.ends[begin])
        if len(sides) > 2:
            return
        beneficiary = self._beneficiary(sides, begin, end, saying)
        counterpart = beneficiary or passages.others_than(sides)
        parties = tuple(sorted({*sides, *counterpart}))
        if len(parties) < 2 or len(parties) > 3:
            return
        issue = self._issue(text, number, first, after)
        if found.state == "first_step_reported" and not self._follows(sides, number):
            return
        if found.state == "first_step_reported" and issue is None:
            issue = self._issue_before(sides, number)
        condition = _CONDITION.search(passages.text, passages.starts[begin], passages.ends[after - 1])
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
            kind=self._kind(begin, end, found),
            state=found.state,
            date=passages.date_at(first, after, saying, (min(found.trigger, begin), end)),
            deadline=passages.future_in(begin, after, saying),
            condition=passages.evidence_of(condition.start(), condition.end()) if condition else None,
            asserted_by=saying.asserted_by,
            evidence=(words,) if whole == words else (words, whole),
            statement=saying.statement.id if saying.statement is not None else None,
        )
        if report.id not in {item.id for item in self.reports}:
            self._places[report.id] = number
            self.reports.append(report)

    def _extent(self, begin: int, after: int) -> tuple[int, int]:
        """From the first word of what is undertaken to its last, the shortest that makes sense."""
        passages = self.passages
        end = min(after, begin + LONGEST_TEXT)
        start = passages.starts[begin]
        low = passages.ends[begin]
        limit = passages.ends[end - 1]
        for pattern in (_STOPS, _CONDITION):
            stop = pattern.search(passages.text, low, limit)
            if stop is not None:
                limit = min(limit, stop.start())
        closing = re.search(r"[\"”](?=[\s,.]|$)", passages.text[start:limit])
        if closing is not None and passages.text[start : start + closing.start()].count("“") <= 0:
            limit = min(limit, start + closing.start())
        while end > begin and passages.starts[end - 1] >= limit:
            end -= 1
        while end > begin and not self.words[end - 1][-1:].isalnum():
            end -= 1
        while begin < end and not self.words[begin][:1].isalnum() and self.words[begin][:1] not in {"$", "€", "£"}:
            begin += 1
        return begin, end

    def _beneficiary(self, sides: Sequence[str], begin: int, end: int, saying: Saying) -> tuple[str, ...]:
        if len(sides) == 2:
            return tuple(sides)
        named = [
            country
            for party in self.passages.parties_in(begin, end)
            for country in party.countries
            if country not in sides and country not in NOT_A_PARTY
        ]
        if named:
            return (named[0],)
        statement = saying.statement
        if statement is not None and statement.addressee is not None:
            actor = self.passages.actors.get(statement.addressee)
            if actor is not None and actor.country is not None and actor.country not in sides and actor.sector == "GOV":
                return (actor.country,)
        return ()

    def _issue(self, text: str, number: int, first: int, after: int) -> str | None:
        passages = self.passages
        for words in (text, passages.text[passages.starts[first] : passages.ends[after - 1]]):
            issue = main_issue(passages.reference.tag_issues(words))
            if issue is not None:
                return issue
        return None

    def _follows(self, sides: Sequence[str], number: int) -> bool:
        return any(
            set(report.obligor) & set(sides) and number - self._places[report.id] <= _STEP_REACH
            for report in self.reports
            if report.state in {"agreed_in_principle", "announced", "first_step_reported"}
        )

    def _issue_before(self, sides: Sequence[str], number: int) -> str | None:
        for report in reversed(self.reports):
            if set(report.obligor) & set(sides) and number - self._places[report.id] <= _STEP_REACH:
                return report.issue
        return None

    def _kind(self, begin: int, end: int, found: _Found) -> CommitmentKind:
        words = self.words[begin : min(end, begin + 6)]
        if found.negated or set(words[:2]) & {"not", "never", "no"}:
            return "refrain"
        for word in words:
            if word in _RESUME or (word == "again"):
                return "resume"
            if word in _REFRAIN:
                return "refrain"
            if word in _ESTABLISH:
                return "establish"
            if word in _CONTINUE:
                return "continue"
            if word in _DISCUSS:
                return "discuss"
            if word in _DO:
                break
        return "resume" if "again" in self.words[begin:end] else "do"

    def _verification(self, number: int, first: int, after: int) -> None:
        """Attach words of verification to the commitment they stand nearest behind."""
        passages = self.passages
        match = _VERIFY.search(passages.text, passages.starts[first], passages.ends[after - 1])
        if match is None:
            return
        near = [report for report in self.reports if number - self._places[report.id] <= _VERIFY_REACH]
        if not near:
            return
        target = near[-1]
        words = passages.evidence_of(match.start(), match.end())
        for place, report in enumerate(self.reports):
            same = report.issue == target.issue and set(report.obligor) & set(target.obligor) and report in near
            if same and report.verification is None:
                self.reports[place] = replace(report, verification=words)


_STEP_REACH = 6
"""Sentences back to the commitment of which a first step is told."""

_PLANS = frozenset(
    "plan plans framework measures steps ceasefire truce resumption restoration deal roadmap establishment creation"
    " mechanism extension reduction reductions suspension pause exchange principles package timetable schedule draft"
    " cooperation talks working".split()
)
_BROAD = ("visits", "defense", "technology", "trade", "elections", "energy", "space", "terrorism", "migration")


def main_issue(issues: Sequence[str]) -> str | None:
    """Return the issue that says most: one of those that every second page speaks of only where there is no other."""
    if not issues:
        return None
    narrow = [issue for issue in issues if issue not in _BROAD]
    return sorted(narrow or issues)[0]


def _plain(word: str) -> str:
    stem = word[:-3]
    return stem if stem in _DO else stem + "e" if stem + "e" in _DO else stem[:-1] if stem[:-1] in _DO else word


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
        events: what it tells as events; may be empty.
        actors: who is spoken of.
        mentions: where.
        reference: issues, countries and outlets.

    Returns:
        Reports in text order, with who asserts each; never ``kept`` or ``broken``, which only a person decides.
    """
    passages = Passages(document, analysis, times, statements, actors, mentions, reference)
    return tuple(_Reader(passages).read())
