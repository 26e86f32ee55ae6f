"""What one document says that states undertake: who, towards whom, what, by when, on what condition, who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.matters import _undertaking_words as table
from onrecord.matters._passages import ADVERBS, AUXILIARIES, NOT_A_PARTY, Passages, Saying, event_at
from onrecord.records import (
    Actor,
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
MOST_PARTIES = 6
"""More parties than these make a declaration of many, not a commitment between states."""
_VERIFY_REACH = 6
"""Sentences after a commitment in which words of verification are taken to be about it."""
_VAGUE_WORDS = 4
"""Words up to which a thing agreed can be a first, vaguer telling of what the next sentence says in full."""
_STEP_REACH = 6
"""Sentences back to the commitment of which a first step is told."""
_KEEPS = frozenset("abide comply observe honor honour implement fulfill uphold adhere participate recognize".split())
_MEETS = frozenset("met spoke talked call meeting talks meets hosted".split())
_HANGING = frozenset({"and", "to", "that", "too", "as", "well", "a", "the", "of", "with"})
_NOT_OWN = frozenset(
    "if when whether hope hopes hoped expect expects believe think doubt until who which fear fears".split()
)
_BROAD = frozenset(
    "visits defense technology trade elections energy space terrorism migration people-to-people".split()
)
"""Issues that every second page speaks of: one of the others says more."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One passage that tells of something undertaken."""

    sides: tuple[str, ...]
    state: CommitmentState
    trigger: int
    """Index of the word that tells it."""
    first: int
    """First word of what is undertaken."""
    negated: bool = False
    clauses: bool = False
    """What is undertaken is a clause with a subject of its own ("that China would …")."""
    thing: bool = False
    """What is undertaken is a thing ("agreed to further discussions")."""
    short: bool = False
    """What is undertaken ends at a comma."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of several things undertaken in one sentence."""

    sides: tuple[str, ...]
    begin: int
    end: int
    negated: bool


class _Reader:
    """Reads the sentences of one document."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.words = passages.words
        self.reports: list[CommitmentReport] = []
        self._places: dict[str, int] = {}
        self._vague: dict[str, int] = {}
        self._page_issue: str | None = None

    def read(self) -> list[CommitmentReport]:
        """Return the reports in text order."""
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
            item = self._at(place, first, after)
            if item is not None:
                found.append(item)
                taken = item.first + 1
        return found

    def _at(self, place: int, first: int, after: int) -> _Found | None:
        word = self.words[place]
        if word in table.AGREE:
            return self._agreed(place, first, after)
        if word in table.PROMISE or word in table.COMMIT:
            return self._promised(place, first, after)
        if word in table.REAFFIRM:
            return self._reaffirmed(place, first, after)
        if word in table.OFFER:
            return self._own_infinitive(place, first, after, "proposed")
        if word in table.REFUSE:
            return self._own_infinitive(place, first, after, "refused")
        if word in table.ANNOUNCE or word in table.DECIDE:
            return self._announced(place, first, after)
        if word in table.NOUNS or word in table.OWN_NOUNS:
            return self._agreement(place, first, after)
        if word in {"will", "'ll", "shall"}:
            return self._will(place, first, after)
        if word == "would":
            return self._would_likewise(place, first, after)
        if word == "to":
            return self._are_to(place, first, after)
        if word in {"already", "begun", "taking", "taken"}:
            return self._step(place, first, after)
        return None

    def _agreed(self, verb: int, first: int, after: int) -> _Found | None:
        """Read "agreed to resume …", "agreed that the two would …", "agreed on a plan"."""
        denied = bool(set(self.words[max(first, verb - 8) : verb]) & table.DENY)
        if not denied and not self._stated(verb, first):
            return None
        state: CommitmentState = "disputed" if denied else "agreed_in_principle"
        sides = self._subject(verb, first)
        if denied and not sides:
            sides = self._subject(self._denial(verb, first), first)
        place = self._skip(verb + 1, after, table.DAY_WORDS - {"on"})
        if place < after and self.words[place] == "with":
            party = next(iter(self.passages.parties_in(place, min(after, place + 8))), None)
            if party is not None and party.first <= place + 2 and sides:
                sides = tuple(sorted({*sides, *party.countries}))
                place = self._skip(party.after, after, table.DAY_WORDS - {"on"})
        if place < after and self.words[place] == "on" and set(self.words[place + 1 : place + 2]) & table.DAY_WORDS:
            place = self._skip(place + 2, after)
        if place + 1 >= after:
            return None
        word = self.words[place]
        if word == "to":
            begin = self._skip(place + 1, after)
            if begin + 1 >= after or self.words[begin] in table.SOFT_OBJECTS:
                return None
            if self.words[begin] in {"the", "a", "an"} and self.words[begin + 1] in table.SOFT_OBJECTS:
                return None
            negated = bool(set(self.words[verb + 1 : begin]) & {"not", "never"})
            thing = self.words[begin] not in table.DO
            return _Found(sides, state, verb, place + 1, negated, thing=thing)
        if word in {"on", "upon"}:
            return self._agreed_on(sides, state, verb, place, after)
        begin = place + 1 if word == "that" else place
        if word in {",", "and"} or self._clause_of(begin, after) is None:
            return None
        return _Found(sides, state, verb, begin, clauses=True)

    def _agreed_on(
        self, sides: tuple[str, ...], state: CommitmentState, verb: int, place: int, after: int
    ) -> _Found | None:
        passages = self.passages
        words = passages.text[passages.starts[place] : passages.ends[after - 1]]
        important = table.IMPORTANCE_OF.search(words)
        if important is not None:
            start = passages.starts[place] + important.start(1)
            begin = next((i for i in range(place, after) if passages.starts[i] >= start), after)
            return _Found(sides, state, verb, begin, thing=True) if begin < after else None
        head = self.words[place + 1 : place + 8]
        for mark in ("like", "including"):
            if mark in self.words[place + 1 : place + 6]:
                begin = self.words.index(mark, place + 1) + 1
                if begin < after and _is_gerund(self.words[begin]):
                    return _Found(sides, state, verb, begin)
        if head and _is_gerund(head[0]):
            return _Found(sides, state, verb, place + 1)
        if {"need", "importance"} & set(head) or not set(head) & (table.PLANS | table.RESUME):
            return None
        return _Found(sides, state, verb, place + 1, thing=True)

    def _denial(self, verb: int, first: int) -> int:
        return max(place for place in range(max(first, verb - 8), verb) if self.words[place] in table.DENY)

    def _promised(self, verb: int, first: int, after: int) -> _Found | None:
        if not self._stated(verb, first):
            return None
        sides = self._subject(verb, first)
        place = self._skip(verb + 1, after, {"itself", "himself", "themselves", "herself", "ourselves"})
        if place + 1 >= after:
            return None
        word = self.words[place]
        if word == "to":
            begin = self._skip(place + 1, after)
            if begin >= after or (self.words[verb] in table.COMMIT and self._be_before(verb, first)):
                return None
            thing = self.words[begin] not in table.DO and not _is_gerund(self.words[begin])
            if thing and (len(sides) < 2 or self.words[verb] not in table.COMMIT):
                return None
            negated = self.words[begin - 1] in table.NEGATIONS
            return _Found(sides, "announced", verb, place + 1, negated, thing=thing)
        if self.words[verb] in table.PROMISE:
            begin = place + 1 if word == "that" else place
            inner = self._clause_of(begin, after)
            if inner is not None and sides and set(inner[0]) <= set(sides):
                return _Found(sides, "announced", verb, begin, clauses=True)
            if word in {"support", "cooperation", "aid", "assistance", "help"} or word[:1] in {"$", "€"}:
                return _Found(sides, "announced", verb, place, thing=True)
        return None

    def _reaffirmed(self, verb: int, first: int, after: int) -> _Found | None:
        """Read "reaffirmed the ironclad commitment to defending …"."""
        if not self._stated(verb, first):
            return None
        for place in range(verb + 1, min(after - 2, verb + 9)):
            if self.words[place] in table.OWN_NOUNS and self.words[place + 1] == "to":
                if not _is_gerund(self.words[place + 2]) and self.words[place + 2] not in table.DO:
                    return None
                return _Found(self._subject(verb, first), "announced", verb, place + 2)
            if self.words[place] in {",", ";", "that"}:
                break
        return None

    def _own_infinitive(self, verb: int, first: int, after: int, state: CommitmentState) -> _Found | None:
        if verb + 2 >= after or self.words[verb + 1] != "to" or not self._stated(verb, first):
            return None
        if self.words[verb + 2] not in table.DO - table.VAGUE:
            return None
        reached = self._towards(self._subject(verb, first), verb, min(after, verb + 7))
        told_nobody = self.words[verb + 2] in table.MEETING_VERBS and not reached
        if state == "refused" and (self.words[verb + 2] == "discuss" or told_nobody):
            return None  # "declined to discuss the talks" is said to a reporter
        return _Found(self._subject(verb, first), state, verb, verb + 2)

    def _announced(self, verb: int, first: int, after: int) -> _Found | None:
        """Read "announced that it would lift …", "decided to release …"."""
        if not self._stated(verb, first):
            return None
        sides = self._subject(verb, first)
        place = self._skip(verb + 1, after)
        if place + 1 >= after:
            return None
        if self.words[place] == "to" and self.words[verb] in table.DECIDE and self.words[place + 1] in table.WILL_DO:
            return _Found(sides, "announced", verb, place + 1)
        if self.words[verb] in table.ANNOUNCE:
            begin = next((at + 1 for at in range(place, min(after, place + 5)) if self.words[at] == "that"), place)
            inner = self._clause_of(begin, after)
            if inner is not None and self.words[inner[1] - 2 : inner[1]] == ["no", "longer"]:
                inner_sides = inner[0] or sides
                return _Found(inner_sides, "lapsed", verb, begin) if self.words[inner[1]] in _KEEPS else None
            if inner is not None and self.words[inner[1]] in table.WILL_DO:
                return _Found(sides, "announced", verb, begin, clauses=True)
        return None

    def _agreement(self, noun: int, first: int, after: int) -> _Found | None:
        """Read "reached an agreement to …", "We now have an agreement with China to …", "a deal was reached on …"."""
        place = noun + 1
        sides: tuple[str, ...] = ()
        passive = self.words[noun + 1 : noun + 5]
        verb = noun
        if "reached" in passive and set(passive) & {"was", "has", "were"} and not set(passive) & table.NEGATIONS:
            place = noun + 2 + passive.index("reached")
            sides = self.passages.pair_before(noun)
        else:
            for verb in range(noun - 1, max(first - 1, noun - 7), -1):
                if self.words[verb] in table.REACH:
                    break
            else:
                return None
            if not self._stated(verb, first) or set(self.words[verb:noun]) & (table.NEGATIONS | {"under", "that"}):
                return None
            sides = self._subject(verb, first)
        sides, place = self._with_others(sides, place, after)
        place = self._skip(place, after)
        if place + 1 >= after or not sides:
            return None
        word, following = self.words[place], self.words[place + 1]
        if word == "to" and following in table.DO:
            return _Found(sides, "agreed_in_principle", verb, place + 1)
        made = verb == noun or self.words[verb] in {"reached", "struck", "signed"}
        if word == "on" and self.words[noun] in table.NOUNS and made:
            opening = self._skip(place + 1, after, {"properly"})
            thing = opening < after and not _is_gerund(self.words[opening])
            return _Found(sides, "agreed_in_principle", verb, place + 1, thing=thing)
        return None

    def _with_others(self, sides: tuple[str, ...], place: int, after: int) -> tuple[tuple[str, ...], int]:
        if place < after and self.words[place] in {"with", "between", "among"}:
            for other in self.passages.parties_in(place, min(after, place + 12)):
                if other.first > place + 3:
                    break
                sides = tuple(sorted({*sides, *other.countries}))
                place = other.after
        return sides, place

    def _will(self, modal: int, first: int, after: int) -> _Found | None:
        """Read "We will lift …", "the two sides will negotiate …"."""
        begin = self._skip(modal + 1, after, {"be"})
        if begin >= after or set(self.words[modal + 1 : begin]) & table.NEGATIONS:
            return None
        verb = self.words[begin]
        if self.words[begin - 1] == "be":
            verb = _plain(verb)
        before = set(self.words[max(first, modal - 8) : modal])
        if verb not in table.WILL_DO or self.words[after - 1] == "?" or before & _NOT_OWN:
            return None
        passages = self.passages
        saying = passages.saying_at(passages.starts[modal], passages.ends[begin])
        subject = self._word_before(modal, first)
        sides = self._subject(modal, first)
        if subject in {"we", "i"}:
            together = subject == "we" and verb in table.MEETING_VERBS and not self._towards(sides, begin, after)
            if together:
                sides = tuple(sorted({*sides, *passages.others_than(sides)}))
        elif len(sides) == 1 and (saying.side is None or saying.side not in {*sides, *passages.pair}):
            return None
        if not sides or (len(sides) == 1 and (verb in table.MEETING_VERBS or not self._towards(sides, begin, after))):
            return None
        return _Found(sides, "announced", modal, begin, short=True)

    def _would_likewise(self, modal: int, first: int, after: int) -> _Found | None:
        """Read "China would accordingly remove …": one side's part of what was told before."""
        place = self._skip(modal + 1, after, {"accordingly", "likewise", "in", "turn", "return"})
        if place >= after or self.words[place] not in table.WILL_DO or not self.reports:
            return None
        if not {"accordingly", "likewise", "turn", "return"} & set(self.words[modal + 1 : place]):
            return None
        return _Found(self._subject(modal, first), "announced", modal, place)

    def _are_to(self, place: int, first: int, after: int) -> _Found | None:
        """Read "Both sides are also to resume …"."""
        verb = self._skip(place + 1, after)
        if verb >= after or self.words[verb] not in table.WILL_DO:
            return None
        helper = place - 1
        while helper > first and self.words[helper] in ADVERBS:
            helper -= 1
        if self.words[helper] != "are" or set(self.words[helper:place]) & table.NEGATIONS:
            return None
        sides = self._subject(helper, first)
        return _Found(sides, "announced", place, verb) if len(sides) > 1 else None

    def _step(self, place: int, first: int, after: int) -> _Found | None:
        """Read "have already acted against …", "has begun to release …": a first step of what was undertaken before."""
        if not self._helped(place, first) or set(self.words[max(first, place - 4) : place]) & table.NEGATIONS:
            return None
        begin = place
        if self.words[place] == "already":
            begin = place + 1
            if begin >= after or not self.words[begin].endswith(("ed", "en", "un")):
                return None
        elif self.words[place] == "begun":
            if place + 1 >= after:
                return None
        elif "steps" not in self.words[place : place + 5] and "action" not in self.words[place : place + 4]:
            return None
        sides = self._subject(place, first)
        return _Found(sides, "first_step_reported", place, begin) if len(sides) == 1 else None

    # Small questions

    def _skip(self, place: int, after: int, also: frozenset[str] | set[str] = frozenset()) -> int:
        while place < after and (self.words[place] in ADVERBS or self.words[place] in also):
            place += 1
        return place

    def _helped(self, place: int, first: int) -> bool:
        return bool(set(self.words[max(first, place - 3) : place]) & {"has", "have", "had", "is", "are", "'ve", "'s"})

    def _be_before(self, verb: int, first: int) -> bool:
        forms = {"is", "are", "was", "were", "remain", "remains", "be", "'s", "'re", "been"}
        return bool(set(self.words[max(first, verb - 3) : verb]) & forms)

    def _stated(self, verb: int, first: int) -> bool:
        """Whether the verb is told as a fact: no negation, no "would", no "if"."""
        before = self.words[max(first, verb - 7) : verb]
        if set(before[-3:]) & (table.NEGATIONS | table.NOT_A_FACT):
            return False
        return not {"if", "unless", "whether"} & set(before)

    def _word_before(self, verb: int, first: int) -> str:
        place = verb - 1
        while place >= first and (self.words[place] in AUXILIARIES or self.words[place] in ADVERBS):
            place -= 1
        return self.words[place] if place >= first else ""

    def _subject(self, verb: int, first: int) -> tuple[str, ...]:
        """The states that the subject of a verb speaks for, with "we" and "I" read by who says it."""
        passages = self.passages
        place = verb - 1
        while place >= first and (self.words[place] in AUXILIARIES or self.words[place] in ADVERBS):
            place -= 1
        word = self.words[place] if place >= first else ""
        agrees = self.words[verb] in table.AGREE or self.words[verb] in {"have", "reached", "has", "had"}
        if word in {"we", "i"}:
            saying = passages.saying_at(passages.starts[place], passages.ends[verb])
            if saying.side is None:
                return ()
            sides = {saying.side}
            if word == "we" and agrees:
                sides |= set(passages.others_than([saying.side]))
            elif word == "i" and self.words[place - 1 : place] == ["and"]:
                other = passages.party_to(place - 1, first)
                sides |= set(other.countries) if other is not None else set()
            return tuple(sorted(sides))
        if word in {"counterpart", "counterparts"}:
            return self._with_counterparts(place, first)
        if word in {",", "and"}:
            opening = self.words[first : min(place, first + 8)]
            if "counterparts" in opening:
                return self._with_counterparts(first + opening.index("counterparts"), first)
            if opening and opening[0] in {"participants", "delegations"} and passages.joint:
                return tuple(item.side for item in passages.joint if item.side is not None)
        party = passages.subject_before(verb, first)
        if party is not None and agrees and len(party.countries) == 1 and self._joined_by_and(party.first, first):
            return tuple(sorted({*party.countries, *passages.others_than(party.countries)}))
        if party is None and word in {"participants", "delegations", "sides", "they"} and passages.joint:
            return tuple(item.side for item in passages.joint if item.side is not None)
        if party is None and agrees and word in {"they", "both", "two"}:
            return passages.pair_before(verb)
        if party is None and word in {",", "and"} and self.words[first] in {"we", "i"}:
            saying = passages.saying_at(passages.starts[first], passages.ends[verb])
            return (saying.side,) if saying.side is not None else ()
        return party.countries if party is not None else ()

    def _joined_by_and(self, place: int, first: int) -> bool:
        """Whether a party is the second of two, although the first word of its title is not part of it."""
        passages = self.passages
        for at in range(place - 1, max(first, place - 4), -1):
            if self.words[at] == "and":
                return passages.party_to(at, first) is not None
            if not passages.text[passages.starts[at]].isupper():
                return False
        return False

    def _with_counterparts(self, place: int, first: int) -> tuple[str, ...]:
        """Read "Sherman and her counterparts": the states named in the sentence before are those of the"
        " counterparts."""
        passages = self.passages
        while place > first and self.words[place] != "and":
            place -= 1
        party = passages.party_to(place, first) if place > first else None
        if party is None:
            return ()
        for begin, after in reversed([span for span in passages.sentences if span[1] <= first][-6:]):
            if "with" not in self.words[begin:after] or not set(self.words[begin:after]) & _MEETS:
                continue
            states = set(passages.states_in(begin, after))
            if (states & set(party.countries) and len(states) > 1) or len(states) > 2:
                return tuple(sorted(states | set(party.countries)))
        return passages.pair_before(first) if set(party.countries) & set(passages.pair) else ()

    def _clause_of(self, begin: int, after: int) -> tuple[tuple[str, ...], int, bool] | None:
        """Read "China would resume …": who, the verb, whether it is negated."""
        for modal in range(begin, min(after - 1, begin + 14)):
            word = self.words[modal]
            if word in {".", ";", "?", ":"}:
                return None
            if word in {"will", "would", "'ll", "shall", "can", "'d", "could"}:
                place = self._skip(modal + 1, after, {",", "be", "no", "longer"})
                if place >= after:
                    return None
                sides = self._subject(modal, begin) if self._word_before(modal, begin) != "we" else ()
                return sides, place, bool(set(self.words[modal + 1 : place]) & table.NEGATIONS)
        return None

    def _towards(self, sides: Sequence[str], begin: int, after: int) -> bool:
        """Whether what is undertaken names another state."""
        return bool(set(self.passages.states_in(begin, min(after, begin + 30))) - set(sides))

    # Records

    def _parts(self, found: _Found, after: int) -> list[_Part]:
        """Cut what is undertaken at the places where another thing begins: ", to set up …", "and that China"
        " would …"."""
        words = self.words
        begins = [found.first]
        limit = self._limit(found.first, after)
        if found.short:
            commas = (place for place in range(found.first, limit - 1) if words[place] == ",")
            limit = next((place for place in commas if words[place + 1] != "and"), limit)
        opening = self._skip(found.first, limit, {"properly"})
        gerunds = opening < limit and _is_gerund(words[opening])
        base = not found.thing and not found.clauses and words[found.first] in table.DO
        for place in range(found.first + 2, limit - 1):
            before = words[place - 1]
            if words[place : place + 3] == ["as", "well", "as"] and words[place + 3 : place + 4] in (["a"], ["an"]):
                begins.append(place + 3)
            if before not in {",", "and"}:
                continue
            verb = self._skip(place, limit)
            comma = before == "," or words[place - 2] == ","
            to_verb = words[place] == "to" and words[self._skip(place + 1, limit - 1)] in table.DO
            if to_verb or (words[place] == "that" and found.clauses):
                begins.append(place + 1)
            elif (
                verb < limit
                and comma
                and ((gerunds and _is_gerund(words[verb])) or (base and before == "," and words[verb] in table.DO))
            ):
                begins.append(place)
        parts = []
        for number, begin in enumerate(begins):
            stop = begins[number + 1] if number + 1 < len(begins) else limit
            sides, negated = found.sides, found.negated
            if found.clauses:
                inner = self._clause_of(begin, stop)
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

    def _add(self, found: _Found, number: int, first: int, after: int) -> None:
        for place, part in enumerate(self._parts(found, after)):
            self._add_part(found, part, number, (first, after), later=place > 0)

    def _add_part(self, found: _Found, part: _Part, number: int, sentence: tuple[int, int], *, later: bool) -> None:
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
        if saying.side not in {None, *sides} or self._towards(sides, *sentence):
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

    def _says_nothing(self, found: _Found, part: _Part, text: str, issue: str | None, *, later: bool) -> bool:
        """Whether it is a formula that undertakes nothing definite."""
        if found.state == "first_step_reported":
            return False
        if table.FORMULA.search(text):
            return True
        if len(part.sides) == 1 and found.state != "agreed_in_principle" and table.HOSTILE.search(text):
            return True
        named = self.passages.reference.tag_issues(text) or any(char.isdigit() for char in text)
        verb = self.words[self._skip(part.begin, part.end)] if part.begin < part.end else ""
        if verb in {"continue", "continuing"}:
            verb = self.words[min(part.begin + 2, part.end - 1)]
            return not named and verb in table.VAGUE
        if found.clauses:
            inner = self._clause_of(part.begin, part.end)
            verb = self.words[inner[1]] if inner is not None else ""
            return not named and not table.TALKING.search(text) and verb in table.VAGUE
        if table.TALKING.search(text) and not later:
            return False
        return _plain(verb) in table.VAGUE if later else not named and _plain(verb) in table.VAGUE

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
        self, found: _Found, sides: tuple[str, ...], begin: int, end: int, saying: Saying
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

    def _issue(self, text: str, found: _Found, part: _Part, saying: Saying, sentence: tuple[int, int]) -> str | None:
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


def _is_gerund(word: str) -> bool:
    return len(word) > 5 and word.endswith("ing") and _plain(word) != word


def _plain(word: str) -> str:
    """Return the base form of an -ing form of a verb that undertakes something; other words are themselves."""
    if not word.endswith("ing"):
        return word
    stem = word[:-3]
    for form in (stem, f"{stem}e", stem[:-1]):
        if form in table.DO:
            return form
    return word


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
    return tuple(replace(report, event=event_at(events, report.evidence)) for report in reports)
