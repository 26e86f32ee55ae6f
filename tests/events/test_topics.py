"""What is talked about is no party to the talks."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine

from .test_company import events_of

_NEWS = "https://www.example.org/story"


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        ("Joe Biden and Xi Jinping discussed Taiwan and Ukraine in a call on Thursday.", "CONSULT", {"USA", "CHN"}),
        ("The White House said Biden raised concerns about Taiwan with Xi Jinping.", "ACCUSE", {"USA", "CHN"}),
        ("Joe Biden and Xi Jinping held talks on North Korea.", "CONSULT", {"USA", "CHN"}),
        ("Joe Biden held talks with Taiwan on Monday.", "CONSULT", {"USA", "TWN"}),
    ],
)
def test_a_country_that_is_only_talked_about_takes_no_part(
    text: str, kind: str, parties: set[str], engine: ModelEngine
) -> None:
    found = [event for event in events_of(text, engine, _NEWS) if event.event == kind]

    assert found
    for event in found:
        assert {party.country for party in (*event.actor, *event.recipient)} == parties
