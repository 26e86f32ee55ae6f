"""Accounts of a meeting that are no government's own readout."""

from __future__ import annotations

from onrecord.language import ModelEngine

from .test_speeches import told


def test_an_account_in_which_only_those_speak_who_met_is_of_the_meetings_day(engine: ModelEngine) -> None:
    page = (
        "Chinese, US defense ministers hold video call\n\nBEIJING, May 3 -- Chinese Defense Minister Admiral Dong Jun held"
        " a video call with US Secretary of Defense Lloyd Austin on the evening of May 3.\n\nDong said that the military"
        " field is key. Dong stressed that trust is the foundation. He urged the US side to take concrete actions."
    )

    assert {one.said_on.date for speaker, one in told(page, engine) if speaker == "Dong Jun"} == {"2024-05-03"}


def test_a_report_in_which_others_speak_too_does_not_date_what_was_said_at_another_time(engine: ModelEngine) -> None:
    page = (
        "Chinese, US defense ministers hold video call\n\nBEIJING, May 3 -- Chinese Defense Minister Admiral Dong Jun held"
        " a video call with US Secretary of Defense Lloyd Austin on the evening of May 3.\n\nDong said that the military"
        " field is key. The fisherman Juha Sipola said that boats are cheap. Analyst Ann Lee said that ropes are not."
    )

    assert {one.said_on.date for speaker, one in told(page, engine) if speaker == "Juha Sipola"} == {None}
