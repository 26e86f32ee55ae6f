"""What is undertaken, read without trees: only where a state itself agrees, pledges or promises to do something."""

from __future__ import annotations

from onrecord.matters._passages import ADVERBS, AUXILIARIES, NOT_A_PARTY, Passages
from onrecord.matters._readings import Undertaken
from onrecord.records import CommitmentState

_AGREES = frozenset("agree agrees agreed".split())
_PROMISES = frozenset(
    "pledge pledges pledged promise promises promised vow vows vowed commit commits committed".split()
)
_UNSURE = frozenset("not n't never no to would could should may might must will if unless whether can cannot".split())
_ENDS = frozenset({".", ";", ":", ",", "?", "!", "”", '"', "but", "while", "after", "which", "who", "said"})
_LONGEST = 30
_TAIL = frozenset("and to that as the a of with".split())


def plain_undertakings(passages: Passages) -> list[Undertaken]:
    """Return what states agree or promise to do in so many words: "China agreed to …", up to the next mark.

    Args:
        passages: a document read by an engine that gives no trees.
    """
    words = passages.words
    found = []
    for first, after in passages.sentences:
        for verb in range(first + 1, after - 3):
            agrees = words[verb] in _AGREES
            if not agrees and words[verb] not in _PROMISES:
                continue
            subject = passages.subject_before(verb, first)
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
