"""Undertakings that the form of a page states outright: exchanges of undertakings, joint statements, lists.

The trained models are fitted on pages of every kind, where one "will" in three undertakes something towards another
state. A fact sheet that says in turn what each side will do holds little else: there less is enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.matters._classes import classes_of
from onrecord.matters._readings import Candidate, Readings
from onrecord.matters._sides import Whose

IN_EXCHANGE = 0.15
"""Part of a threshold that is enough where a page says in turn what each of several states will do: of 33 that stand
below the threshold so, in the training sample and the long documents, 22 meet an annotated undertaking; 14 in texts
written after fact sheets and answers of ministries of 2025 are all undertaken."""
ISSUED_TOGETHER = 0.5
"""The same where governments issue a page together: of 98 of the training sample between it and the threshold 66 are
right in all labels, as of those above it."""
JOINED = 0.3
"""The same of what is joined by "and" to something undertaken: 26 of 35 are right in all labels."""
_NAMED = frozenset({"party", "pair", "they", "phrase"})
"""How those who undertake something are named, where it is no "we", "it", or thing of theirs."""
_OURS = _NAMED | {"we"}
_MAIN = frozenset({"root", "conj", "parataxis", "ccomp", "list"})
"""Relations of a verb that tells something by itself, not only which thing is meant."""
_INTRODUCES = frozenset({"agree", "commit", "pledge", "decide", "undertake", "intend", "resolve"})
_AGREES = frozenset({"agree", "decide", "resolve"})
_BINDING = frozenset({"agree", "promise", "reaffirm", "decide", "announce", "offer"})
"""Classes of what governs an undertaking."""
_BULLET = re.compile(r"^[ \t\u00a0]*(?:[-–—•*·▪◦o]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)?")
_HEADING = re.compile(r"[A-Z][\w’'-]*(?: (?:[A-Z&][\w’'-]*|[a-z]{1,3}|from|with|into|over))+")
"""A line in the spelling of titles, without a full stop."""
_SOME = frozenset("many some most more few several those".split())
"""Words before people of a state who are not the state."""
_LONGEST_INTRODUCTION = 90
"""Words of a line that opens a list, at most."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list of what is undertaken."""

    whose: Whose
    """Who undertakes it, as the line before the list says."""
    agreed: bool
    """Whether that line says that it was agreed."""


class Outright:
    """What one page states outright.

    Args:
        readings: the document.
    """

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._in_turn: frozenset[int] = frozenset()
        self.listed: Mapping[int, Listed] = {}
        if readings.passages.narrator().side is None:
            return  # what the press tells in turn is as often expected as promised
        plain = {
            place: whose for place in range(len(readings.trees.words)) if (whose := self._plainly(place)) is not None
        }
        if len({countries for countries, kind in plain.values() if kind != "they"}) > 1:
            self._in_turn = frozenset(plain)
        self.listed = self._lists()

    def _plainly(self, place: int) -> Whose | None:
        """The states that will do what a verb tells, where the page says so itself: "China will suspend …"."""
        readings, trees = self._readings, self._readings.trees
        if not trees.is_verb(place) or readings.mood(place) != "will" or not trees.related(place, *_MAIN):
            return None
        subjects = trees.kids(place, "nsubj")
        if not subjects or "nsubj:pass" in {trees.relations[kid] for kid in subjects}:
            return None
        if any(trees.lemmas[kid] == "have" for kid in trees.kids(place, "aux")):
            return None  # "by then the allies will have spent …"
        if _SOME & {trees.words[kid] for kid in trees.kids(subjects[-1], "amod", "det")}:
            return None  # "many Ukrainians will choose to stay": no state
        if not self._of_the_page(place) or any(self._is_person(kid) for kid in subjects):
            return None
        countries, kind = readings.sides.of_phrase(subjects[-1])
        spoken = readings.passages.saying_of_token(place).statement is not None
        named = kind in _NAMED and not (kind == "they" and spoken)  # "I’m sure they will raise it"
        return (countries, kind) if countries and named else None

    def _of_the_page(self, place: int) -> bool:
        """Whether the page's own government says what stands at a word, in writing or as an answer."""
        passages = self._readings.passages
        saying = passages.saying_of_token(place)
        if saying.side != passages.narrator().side:
            return False
        return saying.statement is None or saying.statement.cue is None

    def _is_person(self, place: int) -> bool:
        passages = self._readings.passages
        for party in passages.parties_in(max(0, place - 4), place + 5):
            if party.first <= place < party.after:
                return any(passages.actors[actor].kind == "person" for actor in party.actors)
        return False

    def in_turn(self, candidate: Candidate) -> bool:
        """Tell whether the page says in turn what states will do, and this is one of these undertakings."""
        return self._readings.first_of(candidate.place) in self._in_turn

    def part(self, candidate: Candidate) -> float:
        """Return the part of a threshold that is enough for a candidate; 1 where its page states nothing outright."""
        if candidate.place in self.listed or self.in_turn(candidate):
            return IN_EXCHANGE
        readings = self._readings
        if not readings.passages.joint or candidate.whose[1] not in _OURS or self._is_purpose(candidate):
            return 1.0
        return ISSUED_TOGETHER if readings.saying_of(candidate.place).statement is None else 1.0

    def _is_purpose(self, candidate: Candidate) -> bool:
        """Whether it only says what something else is for: "to prepare for the next threat, both will …"."""
        readings, above = self._readings, candidate.above
        first = readings.first_of(candidate.place)
        if above is None or readings.trees.relations[first] != "advcl" or readings.mood(first) != "to":
            return False
        return not _BINDING & set(classes_of(readings.trees.lemmas[above]))

    # Lists

    def _lists(self) -> dict[int, Listed]:
        """The verbs that head the items of lists, with whose they are."""
        passages = self._readings.passages
        found: dict[int, Listed] = {}
        opened: Listed | None = None
        for line in re.finditer(r"[^\n]+", passages.spaced):
            if not line[0].strip():
                continue
            first = bisect_left(passages.starts, line.start())
            after = bisect_right(passages.starts, line.end() - 1)
            if first >= after:
                continue
            if line[0].rstrip().endswith(":") and after - first <= _LONGEST_INTRODUCTION:
                opened = self._introduction(first, after)
                continue
            if opened is None:
                continue
            head = bisect_left(passages.starts, line.start() + _bullet(line[0]))
            if _HEADING.fullmatch(line[0].strip()):
                continue  # "Build Resilience to Recover" above what will be done
            if head < after and self._is_bare(head):
                found[head] = opened
            elif not any(place in self._in_turn for place in range(first, after)):
                opened = None
        return found

    def _introduction(self, first: int, after: int) -> Listed | None:
        """Whose the items of the list are that a line opens: "Both sides agreed to the following principles:"."""
        readings, trees = self._readings, self._readings.trees
        for place in range(after - 1, first - 1, -1):
            if not trees.is_verb(place) or not trees.kids(place, "nsubj") or not self._of_the_page(place):
                continue
            mood, lemma = readings.mood(place), trees.lemmas[place]
            if mood != "will" and not (lemma in _INTRODUCES and mood in {"past", "present", "has"}):
                continue
            countries, kind = readings.sides.doer(place)
            if countries and kind in _OURS:
                return Listed((countries, kind), lemma in _AGREES)
        return None

    def _is_bare(self, place: int) -> bool:
        """Whether a word is a verb in the form in which lists name deeds: "Establish …", "Suspend the tariffs"."""
        trees = self._readings.trees
        return trees.tags[place] in {"VB", "VBP"} and not trees.kids(place, "nsubj", "aux")


def _bullet(line: str) -> int:
    found = _BULLET.match(line)
    return found.end() if found is not None else 0
