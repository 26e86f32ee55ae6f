"""Two words of one sentence for one deed are one event, in the likelier reading of the two."""

from __future__ import annotations

import pytest

from onrecord.events._reading import Reading, without_repeats
from onrecord.events._slots import Candidate
from onrecord.events._tree import Tree
from onrecord.records import EventDate, EventStatus, EventType

from .trees import analysed

HIT_BACK = ["China China NNP 2 nsubj", "hit hit VBD 0 root", "with with IN 4 case", "tariffs tariff NNS 2 obl"]
ORDERED = ["Trump Trump NNP 2 nsubj", "signed sign VBD 0 root", "sanctions sanction NNS 2 obj"]
ACCUSED_AND_HIT = [
    "China China NNP 2 nsubj",
    "hit hit VBD 0 root",
    "saying say VBG 2 advcl",
    "tariffs tariff NNS 3 obj",
]


def reading(
    place: int,
    event: EventType = "SANCTION",
    status: EventStatus = "occurred",
    sides: tuple[str, str] = ("CHN", "USA"),
    likely: float = 0.9,
) -> Reading:
    candidate = Candidate(place, True, place, None)
    return Reading(candidate, event, None, status, sides[:1], sides[1:], EventDate(), likely, 0.9)


def kept(rows: list[str], *readings: Reading) -> list[int]:
    text, analysis = analysed(rows)
    return [one.candidate.place for one in without_repeats(Tree(text, analysis), readings)]


def test_of_two_words_for_one_deed_the_likelier_stays() -> None:
    assert kept(HIT_BACK, reading(1), reading(3, status="ongoing", likely=0.5)) == [1]
    assert kept(HIT_BACK, reading(1, likely=0.4), reading(3, status="ongoing")) == [3]


def test_a_verb_and_its_object_are_one_deed_of_one_type() -> None:
    assert kept(ORDERED, reading(1, "COERCE"), reading(2, likely=0.95)) == [2]


@pytest.mark.parametrize(
    "other",
    [
        reading(3, status="ongoing", sides=("USA", "EUR")),
        reading(3, "COERCE", status="ongoing"),
        reading(3),  # the same telling twice: joined later, with the words and the day of both
    ],
)
def test_what_may_be_another_deed_stays(other: Reading) -> None:
    assert kept(HIT_BACK, reading(1), other) == [1, 3]


def test_a_deed_in_another_clause_stays() -> None:
    assert kept(ACCUSED_AND_HIT, reading(1), reading(3, status="ongoing")) == [1, 3]
