"""Entries of a chronology tell what took place in the present tense."""

from __future__ import annotations

from onrecord.language import ModelEngine

from .test_company import events_of

_ENTRIES = """Timeline: two navies

2019

June 10 — Xi Jinping and Joe Biden meet in Singapore.

Aug. 5 — China declines a call from Washington.

Nov. 22 — Joe Biden and Xi Jinping meet in Siem Reap. It is their last meeting.
"""


def test_what_an_entry_tells_in_the_present_tense_took_place(engine: ModelEngine) -> None:
    met = [
        event for event in events_of(_ENTRIES, engine, "https://www.example.org/timeline") if event.event == "CONSULT"
    ]

    assert {event.date.date for event in met} >= {"2019-06-10", "2019-11-22"}
    assert {event.status for event in met} <= {"occurred", "background"}
