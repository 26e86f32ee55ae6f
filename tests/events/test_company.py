"""In a page on a meeting of three or more states, "they", "the participants" and "her counterparts" are all who met."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine
from onrecord.pipeline import read_content, read_page
from onrecord.records import Event, RawPage
from onrecord.reference import Reference

OPENING = (
    "Deputy Secretary of State Wendy Sherman spoke today with French Secretary General Francois Delattre, German State"
    " Secretary Andreas Michaelis, and UK Minister of State for Europe and North America James Cleverly."
)
WHO_MET = {"USA", "FRA", "DEU", "GBR"}


def events_of(text: str, engine: ModelEngine, url: str = "https://www.state.gov/readout/") -> tuple[Event, ...]:
    document = read_page(RawPage("readout.txt", f"{text}\n", url=url, date="2022-02-23"), Reference.bundled()).document
    [content] = read_content([document], Reference.bundled(), engine)
    return content.events


def doers(events: tuple[Event, ...], kind: str) -> list[set[str | None]]:
    return [{party.country for party in event.actor} for event in events if event.event == kind]


def test_the_meeting_is_of_all_whom_the_opening_names(engine: ModelEngine) -> None:
    assert doers(events_of(OPENING, engine), "CONSULT") == [WHO_MET]  # nobody is of "Europe" here


@pytest.mark.parametrize("who", ["They", "The participants", "The Deputy Secretary and her counterparts"])
def test_what_they_did_all_who_met_did(who: str, engine: ModelEngine) -> None:
    events = events_of(f"{OPENING} {who} strongly condemned Russia’s decision to invade Ukraine.", engine)
    condemned = [event for event in events if event.event == "ACCUSE"]

    assert doers(events, "ACCUSE") == [WHO_MET]
    assert {party.country for event in condemned for party in event.recipient} >= {"RUS"}
    assert all(party.text for event in condemned for party in event.actor)


def test_what_one_of_them_did_is_hers_alone(engine: ModelEngine) -> None:
    events = events_of(
        f"{OPENING} The Deputy Secretary strongly condemned Russia’s decision to invade Ukraine.", engine
    )

    assert doers(events, "ACCUSE") == [{"USA"}]


def test_an_attack_that_they_discussed_is_not_theirs(engine: ModelEngine) -> None:
    events = events_of(f"{OPENING} They discussed Russia’s unprovoked attack on Ukraine.", engine)

    assert all(sides == {"RUS"} for sides in doers(events, "ASSAULT"))


def test_the_press_names_no_company(engine: ModelEngine) -> None:
    text = f"{OPENING} They strongly condemned Russia’s decision to invade Ukraine."

    assert WHO_MET not in doers(events_of(text, engine, "https://news.example/readout"), "ACCUSE")
