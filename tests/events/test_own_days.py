"""Days that name something in the sentence of a deed are not its own; who is told to act acts."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine
from onrecord.records import Event

from .test_company import events_of

_NEWS = "https://www.example.org/story"


def of_type(text: str, kind: str, engine: ModelEngine) -> list[Event]:
    return [event for event in events_of(text, engine, _NEWS) if event.event == kind]


@pytest.mark.parametrize(
    ("text", "kind", "not_the_day"),
    [
        (
            "China will remove all of the countermeasures taken against the United States since March 4, 2021.",
            "CONCEDE",
            "2021-03-04",
        ),
        ("Beijing will suspend its October export controls on the United States.", "CONCEDE", "2021-10"),
        ("China agreed in Geneva to suspend its Jan. 4 curbs on the United States.", "AGREE", "2022-01-04"),
    ],
)
def test_a_day_that_only_names_or_describes_something_is_not_the_deeds(
    text: str, kind: str, not_the_day: str, engine: ModelEngine
) -> None:
    [event] = of_type(text, kind, engine)

    assert event.date.date != not_the_day


def test_a_day_of_the_clause_that_describes_the_deed_itself_is_its_own(engine: ModelEngine) -> None:
    [event] = of_type("The meeting held on Feb. 3 between Xi Jinping and Joe Biden was long.", "CONSULT", engine)

    assert event.date.date == "2022-02-03"


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("Under the 2015 accord, Iran agreed to limit its nuclear activities, the United States said.", "AGREE", "IRN"),
        ("Japan intends to share its knowledge of methane with the United States.", "AGREE", "JPN"),
        ("Beijing sanctioned 20 U.S. defense-related companies on Friday.", "SANCTION", "CHN"),
    ],
)
def test_who_is_told_to_do_it_is_who_acts(text: str, kind: str, actor: str, engine: ModelEngine) -> None:
    [event] = of_type(text, kind, engine)

    assert actor in {party.country for party in event.actor}
