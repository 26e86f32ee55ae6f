"""Accounts of a meeting that are no government's own readout."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine

from .test_speeches import told

_MEETING = (
    "US, China ministers hold video call\n\nBEIJING, May 4 -- Chinese Defense Minister Admiral Dong Jun held a"
    " video call with US Secretary of Defense Lloyd Austin on the evening of May 3.\n\nDong said that the military"
    " field is key. "
)


@pytest.mark.parametrize(
    ("others", "days"),
    [
        ("Dong stressed that trust is the foundation. He urged the US side to take concrete actions.", {"2024-05-03"}),
        ("The fisherman Juha Sipola said that boats are cheap. Analyst Ann Lee said that ropes are not.", {None}),
    ],
)
def test_an_account_in_which_only_those_speak_who_met_is_of_the_meetings_day(
    others: str, days: set[str | None], engine: ModelEngine
) -> None:
    assert {one.said_on.date for speaker, one in told(_MEETING + others, engine) if speaker == "Dong Jun"} == days
