"""The ways in which a sentence tells that a state undertakes something: who, and where what is undertaken begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.matters import _undertaking_words as table
from onrecord.matters._passages import ADVERBS, AUXILIARIES, Passages
from onrecord.records import CommitmentReport, CommitmentState

_KEEPS = frozenset("abide comply observe honor honour implement fulfill uphold adhere participate recognize".split())
_MEETS = frozenset("met spoke talked call meeting talks meets hosted".split())
_NOT_OWN = frozenset(
    "if when whether hope hopes hoped expect expects believe think doubt until who which fear fears".split()
)
_MEETS = frozenset("met spoke talked call meeting talks meets hosted".split())
_NOT_OWN = frozenset(
    "if when whether hope hopes hoped expect expects believe think doubt until who which fear fears".split()
)
_NOT_OWN = frozenset(
    "if when whether hope hopes hoped expect expects believe think doubt until who which fear fears".split()
)


@dataclass(frozen=True, slots=True)
class Found:
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


class UndertakingPatterns:
    """Finds in the sentences of one document what is told as undertaken."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.words = passages.words
        self.reports: list[CommitmentReport] = []

    # What a sentence says

    def in_sentence(self, first: int, after: int) -> list[Found]:
        found: list[Found] = []
        taken = first
        for place in range(first, after):
            if place < taken:
                continue
            item = self._at(place, first, after)
            if item is not None:
                found.append(item)
                taken = item.first + 1
        return found

    def _at(self, place: int, first: int, after: int) -> Found | None:
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

    def _agreed(self, verb: int, first: int, after: int) -> Found | None:
        """Read "agreed to resume …", "agreed that the two would …", "agreed on a plan"."""
        denied = bool(set(self.words[max(first, verb - 8) : verb]) & table.DENY)
        if not denied and not self._stated(verb, first):
            return None
        state: CommitmentState = "disputed" if denied else "agreed_in_principle"
        sides = self._subject(verb, first)
        if denied and not sides:
            sides = self._subject(self._denial(verb, first), first)
        place = self.skip(verb + 1, after, table.DAY_WORDS - {"on"})
        if place < after and self.words[place] == "with":
            party = next(iter(self.passages.parties_in(place, min(after, place + 8))), None)
            if party is not None and party.first <= place + 2 and sides:
                sides = tuple(sorted({*sides, *party.countries}))
                place = self.skip(party.after, after, table.DAY_WORDS - {"on"})
        if place < after and self.words[place] == "on" and set(self.words[place + 1 : place + 2]) & table.DAY_WORDS:
            place = self.skip(place + 2, after)
        if place + 1 >= after:
            return None
        word = self.words[place]
        if word == "to":
            begin = self.skip(place + 1, after)
            if begin + 1 >= after or self.words[begin] in table.SOFT_OBJECTS:
                return None
            if self.words[begin] in {"the", "a", "an"} and self.words[begin + 1] in table.SOFT_OBJECTS:
                return None
            negated = bool(set(self.words[verb + 1 : begin]) & {"not", "never"})
            thing = self.words[begin] not in table.DO
            return Found(sides, state, verb, place + 1, negated, thing=thing)
        if word in {"on", "upon"}:
            return self._agreed_on(sides, state, verb, place, after)
        begin = place + 1 if word == "that" else place
        if not word[:1].isalnum() or word == "and" or self.clause_of(begin, after) is None:
            return None
        return Found(sides, state, verb, begin, clauses=True)

    def _agreed_on(
        self, sides: tuple[str, ...], state: CommitmentState, verb: int, place: int, after: int
    ) -> Found | None:
        passages = self.passages
        words = passages.text[passages.starts[place] : passages.ends[after - 1]]
        important = table.IMPORTANCE_OF.search(words)
        if important is not None:
            start = passages.starts[place] + important.start(1)
            begin = next((i for i in range(place, after) if passages.starts[i] >= start), after)
            return Found(sides, state, verb, begin, thing=True) if begin < after else None
        head = self.words[place + 1 : place + 8]
        for mark in ("like", "including"):
            if mark in self.words[place + 1 : place + 6]:
                begin = self.words.index(mark, place + 1) + 1
                if begin < after and is_gerund(self.words[begin]):
                    return Found(sides, state, verb, begin)
        if head and is_gerund(head[0]):
            return Found(sides, state, verb, place + 1)
        if {"need", "importance"} & set(head) or not set(head) & (table.PLANS | table.RESUME):
            return None
        return Found(sides, state, verb, place + 1, thing=True)

    def _denial(self, verb: int, first: int) -> int:
        return max(place for place in range(max(first, verb - 8), verb) if self.words[place] in table.DENY)

    def _promised(self, verb: int, first: int, after: int) -> Found | None:
        if not self._stated(verb, first):
            return None
        sides = self._subject(verb, first)
        place = self.skip(verb + 1, after, {"itself", "himself", "themselves", "herself", "ourselves"})
        if place + 1 >= after:
            return None
        word = self.words[place]
        if word == "to":
            begin = self.skip(place + 1, after)
            if begin >= after or (self.words[verb] in table.COMMIT and self._be_before(verb, first)):
                return None
            thing = self.words[begin] not in table.DO and not is_gerund(self.words[begin])
            if thing and (len(sides) < 2 or self.words[verb] not in table.COMMIT):
                return None
            negated = self.words[begin - 1] in table.NEGATIONS
            return Found(sides, "announced", verb, place + 1, negated, thing=thing)
        if self.words[verb] in table.PROMISE:
            begin = place + 1 if word == "that" else place
            inner = self.clause_of(begin, after)
            if inner is not None and sides and set(inner[0]) <= set(sides):
                return Found(sides, "announced", verb, begin, clauses=True)
            if word in {"support", "cooperation", "aid", "assistance", "help"} or word[:1] in {"$", "€"}:
                return Found(sides, "announced", verb, place, thing=True)
        return None

    def _reaffirmed(self, verb: int, first: int, after: int) -> Found | None:
        """Read "reaffirmed the ironclad commitment to defending …", "spoke to reiterate our resolve to provide …"."""
        purpose = self.words[verb - 1 : verb] == ["to"] and bool(set(self.words[first:verb]) & _MEETS)
        if not purpose and not self._stated(verb, first):
            return None
        for place in range(verb + 1, min(after - 2, verb + 10)):
            if self.words[place] in table.OWN_NOUNS or self.words[place] == "resolve":
                to = next((at for at in range(place + 1, min(after - 1, place + 8)) if self.words[at] == "to"), None)
                if to is None or (to > place + 1 and self.words[place + 1] != "of"):
                    return None
                if not is_gerund(self.words[to + 1]) and self.words[to + 1] not in table.DO:
                    return None
                sides = self._subject(verb, first)
                if purpose:
                    subject = self.passages.first_party(first, verb)
                    sides = subject.countries if subject is not None else ()
                return Found(sides, "announced", verb, to + 1)
            if self.words[place] in {";", "that"}:
                break
        return None

    def _own_infinitive(self, verb: int, first: int, after: int, state: CommitmentState) -> Found | None:
        if verb + 2 >= after or self.words[verb + 1] != "to" or not self._stated(verb, first):
            return None
        if self.words[verb + 2] not in table.DO - table.VAGUE:
            return None
        reached = self.towards(self._subject(verb, first), verb, min(after, verb + 7))
        told_nobody = self.words[verb + 2] in table.MEETING_VERBS and not reached
        if state == "refused" and (self.words[verb + 2] == "discuss" or told_nobody):
            return None  # "declined to discuss the talks" is said to a reporter
        return Found(self._subject(verb, first), state, verb, verb + 2)

    def _announced(self, verb: int, first: int, after: int) -> Found | None:
        """Read "announced that it would lift …", "decided to release …"."""
        if not self._stated(verb, first):
            return None
        sides = self._subject(verb, first)
        place = self.skip(verb + 1, after)
        if place + 1 >= after:
            return None
        if self.words[place] == "to" and self.words[verb] in table.DECIDE and self.words[place + 1] in table.WILL_DO:
            return Found(sides, "announced", verb, place + 1)
        if self.words[verb] in table.ANNOUNCE:
            begin = next((at + 1 for at in range(place, min(after, place + 5)) if self.words[at] == "that"), place)
            inner = self.clause_of(begin, after)
            if inner is not None and self.words[inner[1] - 2 : inner[1]] == ["no", "longer"]:
                inner_sides = inner[0] or sides
                return Found(inner_sides, "lapsed", verb, begin) if self.words[inner[1]] in _KEEPS else None
            if inner is not None and self.words[inner[1]] in table.WILL_DO:
                return Found(sides, "announced", verb, begin, clauses=True)
        return None

    def _agreement(self, noun: int, first: int, after: int) -> Found | None:
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
        place = self.skip(place, after)
        if place + 1 >= after or not sides:
            return None
        word, following = self.words[place], self.words[place + 1]
        if word == "to" and following in table.DO:
            return Found(sides, "agreed_in_principle", verb, place + 1)
        made = verb == noun or self.words[verb] in {"reached", "struck", "signed"}
        if word == "on" and self.words[noun] in table.NOUNS and made:
            opening = self.skip(place + 1, after, {"properly"})
            thing = opening < after and not is_gerund(self.words[opening])
            return Found(sides, "agreed_in_principle", verb, place + 1, thing=thing)
        return None

    def _with_others(self, sides: tuple[str, ...], place: int, after: int) -> tuple[tuple[str, ...], int]:
        if place < after and self.words[place] in {"with", "between", "among"}:
            for other in self.passages.parties_in(place, min(after, place + 12)):
                if other.first > place + 3:
                    break
                sides = tuple(sorted({*sides, *other.countries}))
                place = other.after
        return sides, place

    def _will(self, modal: int, first: int, after: int) -> Found | None:
        """Read "We will lift …", "the two sides will negotiate …"."""
        begin = self.skip(modal + 1, after, {"be"})
        if begin >= after or set(self.words[modal + 1 : begin]) & table.NEGATIONS:
            return None
        verb = self.words[begin]
        if self.words[begin - 1] == "be":
            verb = plain(verb)
        before = set(self.words[max(first, modal - 8) : modal])
        if verb not in table.WILL_DO or self.words[after - 1] == "?" or before & _NOT_OWN:
            return None
        passages = self.passages
        saying = passages.saying_at(passages.starts[modal], passages.ends[begin])
        subject = self._word_before(modal, first)
        sides = self._subject(modal, first)
        if subject in {"we", "i"}:
            together = subject == "we" and verb in table.MEETING_VERBS and not self.towards(sides, begin, after)
            if together:
                sides = tuple(sorted({*sides, *passages.others_than(sides)}))
        elif len(sides) == 1 and (saying.side is None or saying.side not in {*sides, *passages.pair}):
            return None
        if not sides or (len(sides) == 1 and (verb in table.MEETING_VERBS or not self.towards(sides, begin, after))):
            return None
        return Found(sides, "announced", modal, begin, short=True)

    def _would_likewise(self, modal: int, first: int, after: int) -> Found | None:
        """Read "China would accordingly remove …": one side's part of what was told before."""
        place = self.skip(modal + 1, after, {"accordingly", "likewise", "in", "turn", "return"})
        if place >= after or self.words[place] not in table.WILL_DO or not self.reports:
            return None
        if not {"accordingly", "likewise", "turn", "return"} & set(self.words[modal + 1 : place]):
            return None
        return Found(self._subject(modal, first), "announced", modal, place)

    def _are_to(self, place: int, first: int, after: int) -> Found | None:
        """Read "Both sides are also to resume …"."""
        verb = self.skip(place + 1, after)
        if verb >= after or self.words[verb] not in table.WILL_DO:
            return None
        helper = place - 1
        while helper > first and self.words[helper] in ADVERBS:
            helper -= 1
        if self.words[helper] != "are" or set(self.words[helper:place]) & table.NEGATIONS:
            return None
        sides = self._subject(helper, first)
        return Found(sides, "announced", place, verb) if len(sides) > 1 else None

    def _step(self, place: int, first: int, after: int) -> Found | None:
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
        return Found(sides, "first_step_reported", place, begin) if len(sides) == 1 else None

    # Small questions

    def skip(self, place: int, after: int, also: frozenset[str] | set[str] = frozenset()) -> int:
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

    def clause_of(self, begin: int, after: int) -> tuple[tuple[str, ...], int, bool] | None:
        """Read "China would resume …": who, the verb, whether it is negated."""
        for modal in range(begin, min(after - 1, begin + 14)):
            word = self.words[modal]
            if word in {".", ";", "?", ":"}:
                return None
            if word in {"will", "would", "'ll", "shall", "can", "'d", "could"}:
                place = self.skip(modal + 1, after, {",", "be", "no", "longer"})
                if place >= after:
                    return None
                sides = self._subject(modal, begin) if self._word_before(modal, begin) != "we" else ()
                return sides, place, bool(set(self.words[modal + 1 : place]) & table.NEGATIONS)
        return None

    def towards(self, sides: Sequence[str], begin: int, after: int) -> bool:
        """Whether what is undertaken names another state."""
        return bool(set(self.passages.states_in(begin, min(after, begin + 30))) - set(sides))


def is_gerund(word: str) -> bool:
    return len(word) > 5 and word.endswith("ing") and plain(word) != word


def plain(word: str) -> str:
    """Return the base form of an -ing form of a verb that undertakes something; other words are themselves."""
    if not word.endswith("ing"):
        return word
    stem = word[:-3]
    for form in (stem, f"{stem}e", stem[:-1]):
        if form in table.DO:
            return form
    return word
