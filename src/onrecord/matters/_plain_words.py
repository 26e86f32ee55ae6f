"""What is undertaken, read without trees: only where a state itself agrees, pledges or promises to do something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.matters._passages import AUTHORITIES, Party, Passages
from onrecord.matters._readings import Undertaken
from onrecord.matters._voices import NOT_A_PARTY
from onrecord.records import CommitmentState

AUXILIARIES = frozenset(
    "is are was were be been being am 's 're 'm has have had having do does did will would can could may might must"
    " should shall 'd 've 'll wo ca".split()
)
ADVERBS = frozenset(
    "also later previously earlier repeatedly then once now already recently still reportedly publicly privately simply"
    " just even often always further instead again finally first subsequently both all themselves himself herself"
    " itself meanwhile jointly formally firmly soon separately quickly today yesterday therefore thus generally broadly"
    " tentatively mutually each together long only reluctantly largely since so not n't never ever yet"
    " officially".split()
)
PREPOSITIONS = frozenset(
    "on in at during after before to via through from by with over about at amid following ahead outside inside upon"
    " under of for near between against without despite since throughout alongside besides into toward towards".split()
)
_AGREES = frozenset("agree agrees agreed".split())
_PROMISES = frozenset(
    "pledge pledges pledged promise promises promised vow vows vowed commit commits committed".split()
)
_UNSURE = frozenset("not n't never no to would could should may might must will if unless whether can cannot".split())
_ENDS = frozenset({".", ";", ":", ",", "?", "!", "”", '"', "but", "while", "after", "which", "who", "said"})
_LONGEST = 30
_TAIL = frozenset("and to that as the a of with".split())


@dataclass(frozen=True, slots=True)
class Subjects:
    """Tells subjects of verbs by word order."""

    passages: Passages
    ending_at: Mapping[int, Party]
    """The parties by the word after their last."""

    def before(self, verb: int, sentence_start: int) -> Party | None:
        """Return the party that is the subject of the verb at a word; None where it is not plain."""
        words, place = self.passages.words, verb - 1
        while place >= sentence_start and (words[place] in AUXILIARIES or words[place] in ADVERBS):
            place -= 1
        if place < sentence_start:
            return None
        party = self.ending_at.get(place + 1)
        if party is not None:
            return self._whole_subject(party, sentence_start)
        if self.passages.words[place] in {")", "]"}:
            opened = place
            while opened > sentence_start and self.passages.words[opened] not in {"(", "["}:
                opened -= 1
            party = self.ending_at.get(opened)
            return self._whole_subject(party, sentence_start) if party is not None else None
        if words[place] in {",", "and", "but", "or", ";", "who", "which", "that"}:
            return self._first_subject(sentence_start, place)
        return None

    def _whole_subject(self, party: Party, sentence_start: int) -> Party | None:
        """Join "A and B"; see whether the party is the subject or only the complement of one ("talks with China")."""
        first = party.first
        before = self.passages.words[first - 1] if first > sentence_start else ""
        if before in {"and", "&"}:
            other = self._party_to(first - 1, sentence_start)
            if other is not None:
                whole = self._whole_subject(self._listed(other, sentence_start), sentence_start)
                return _joined(whole, party) if whole is not None else None
        if before == ",":
            other = self.ending_at.get(first - 1)
            # "US, China agree …" in a headline
            if other is not None and other.first == sentence_start:
                return _joined(other, party)
        if before in PREPOSITIONS and before not in {"after", "before", "since", "amid", "despite", "following"}:
            head = self.passages.words[first - 2] if first - 2 >= sentence_start else ""
            if before in {"of", "from", "for"} and head in AUTHORITIES:
                return party
            if before == "between":
                return None
            if before == "with":
                # "Biden, together with Xi, agreed" is rare; "talks with China" is not a subject
                return None
            return None
        return party

    def _party_to(self, after: int, sentence_start: int) -> Party | None:
        """The party that ends before a word; a comma, or words in brackets, may stand between."""
        party = self.ending_at.get(after)
        last = after - 1
        if party is None and last > sentence_start and self.passages.words[last] in {"]", ")"}:
            while last > sentence_start and self.passages.words[last] not in {"(", "["}:
                last -= 1
            party = self.ending_at.get(last)
        elif party is None and last > sentence_start and self.passages.words[last] == ",":
            party = self.ending_at.get(last)
        return party if party is not None and party.first >= sentence_start else None

    def _listed(self, party: Party, sentence_start: int) -> Party:
        """Take in the parties before it in a list: "A, B, C and D"."""
        found = party
        while found.first - 1 > sentence_start and self.passages.words[found.first - 1] == ",":
            other = self.ending_at.get(found.first - 1)
            if other is None or other.first < sentence_start:
                break
            found = _joined(other, found)
        return found

    def _first_subject(self, first: int, before: int) -> Party | None:
        for party in self.passages.parties_in(first, before):
            previous = self.passages.words[party.first - 1] if party.first > first else ""
            if previous in PREPOSITIONS or self.passages.words[party.after : party.after + 1] == ["'s"]:
                continue
            whole = self._whole_subject(party, first)
            following = party
            while True:
                joined = [
                    other
                    for other in self.passages.parties_in(following.after, min(before, following.after + 8))
                    if other.first == following.after + 1 and self.passages.words[following.after] in {"and", "&"}
                ]
                if whole is None or not joined:
                    return whole
                whole, following = _joined(whole, joined[0]), joined[0]
        return None


def _joined(a: Party, b: Party) -> Party:
    first, last = sorted((a, b), key=lambda party: party.first)
    return Party(
        first.start, last.end, first.first, last.after,
        tuple(sorted({*a.countries, *b.countries})), tuple(sorted({*a.actors, *b.actors})),
    )  # fmt: skip


def plain_undertakings(passages: Passages) -> list[Undertaken]:
    """Return what states agree or promise to do in so many words: "China agreed to …", up to the next mark.

    Args:
        passages: a document read by an engine that gives no trees.
    """
    words = passages.words
    subjects = Subjects(passages, {party.after: party for party in passages.parties})
    found = []
    for first, after in passages.sentences:
        for verb in range(first + 1, after - 3):
            agrees = words[verb] in _AGREES
            if not agrees and words[verb] not in _PROMISES:
                continue
            subject = subjects.before(verb, first)
            if subject is None or set(words[max(first, verb - 5) : verb]) & _UNSURE:
                continue
            place = verb + 1
            while place < after - 2 and words[place] in ADVERBS:
                place += 1
            if words[place] != "to" or words[place + 1] in AUXILIARIES:
                continue
            end = place + 1
            while end < min(after, place + _LONGEST) and words[end] not in _ENDS:
                end += 1
            while end > place + 1 and words[end - 1] in _TAIL:
                end -= 1
            sides = tuple(country for country in subject.countries if country not in NOT_A_PARTY)
            state: CommitmentState = "agreed_in_principle" if agrees else "announced"
            if sides and end > place + 2:
                found.append(Undertaken(place + 1, verb, (place + 1, end), sides, state, "do"))
    return found
