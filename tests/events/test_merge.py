"""Several tellings of one event are one record; what is only like it stays apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.events._merge import merged
from onrecord.records import Event, EventDate, EventStatus, EventType, Evidence, Participant

SHERMAN = Participant("actor-sherman", "Sherman", "USA")
TEBBOUNE = Participant("actor-tebboune", "President Tebboune", "DZA")
LAMAMRA = Participant("actor-lamamra", "Foreign Minister Lamamra", "DZA")
ALGERIANS = Participant(None, "Algerian officials", "DZA")
PERSONS = frozenset({"actor-sherman", "actor-tebboune", "actor-lamamra"})
NINTH = EventDate("2022-03-09", None, "day", "stated", ())
UNKNOWN = EventDate(reason="the text does not say when")


def told(
    clause: str,
    *parties: Participant,
    kind: EventType = "CONSULT",
    when: EventDate = NINTH,
    mode: str | None = None,
    status: EventStatus = "announced",
    start: int = 0,
) -> Event:
    words = (Evidence("doc-1", start, start + 3, clause[:3]), Evidence("doc-1", start, start + len(clause), clause))
    return Event(
        id=f"evt-{start}", document="doc-1", event=kind, mode=mode, actor=parties[:1], recipient=parties[1:], date=when,
        status=status, evidence=words,
    )  # fmt: skip


MEETS = told("She will meet with President Tebboune", SHERMAN, TEBBOUNE)


def test_two_tellings_of_a_meeting_are_one() -> None:
    again = told("their talks in Algiers", SHERMAN, ALGERIANS, start=80)

    [one] = merged([MEETS, again], PERSONS)

    assert [item.quote for item in one.evidence[1::2]] == [
        "She will meet with President Tebboune",
        again.evidence[1].quote,
    ]


def test_who_meets_somebody_else_of_the_same_country_meets_another_time() -> None:
    other = told("She will meet with Foreign Minister Lamamra", SHERMAN, LAMAMRA, start=80)

    assert len(merged([MEETS, other], PERSONS)) == 2
    assert len(merged([MEETS, other])) == 1  # nobody knows that they are persons


def test_a_journey_is_not_the_meeting_on_it() -> None:
    journey = told("Sherman will travel to Algiers", SHERMAN, ALGERIANS, mode="visit", start=80)

    assert len(merged([MEETS, journey], PERSONS)) == 2


@pytest.mark.parametrize("when", [UNKNOWN, EventDate("2021", None, "year", "stated", ())])
def test_meetings_without_a_day_are_one_only_in_the_same_words(when: EventDate) -> None:
    talks = told("the Geneva talks with Algeria", SHERMAN, ALGERIANS, when=when, status="background")
    dinner = told("over dinner at their embassy", SHERMAN, ALGERIANS, when=when, status="background", start=80)
    again = told("since the Geneva talks with Algeria", SHERMAN, ALGERIANS, when=when, status="background", start=160)

    assert len(merged([talks, dinner], PERSONS)) == 2
    assert len(merged([talks, again], PERSONS)) == 1


def test_undated_talks_told_by_the_same_word_are_one() -> None:
    call = told("call with the president of Algeria", SHERMAN, ALGERIANS, when=UNKNOWN, status="background")
    again = told("called it perfect", SHERMAN, ALGERIANS, when=UNKNOWN, status="background", start=80)

    assert len(merged([call, again], PERSONS)) == 1


def test_deeds_of_one_kind_are_one_where_most_of_their_words_are_the_same() -> None:
    first = told("condemned the arrest of the fishermen", SHERMAN, ALGERIANS, kind="ACCUSE", status="occurred")
    half = told(
        "condemned the closing of the border with fishermen",
        SHERMAN,
        ALGERIANS,
        kind="ACCUSE",
        status="occurred",
        start=80,
    )
    attack = replace(first, event="ASSAULT"), replace(half, event="ASSAULT")

    assert len(merged([first, half], PERSONS)) == 2
    assert len(merged([first, replace(first, id="evt-80")], PERSONS)) == 1
    assert len(merged(attack, PERSONS)) == 1  # a war is told in many words
