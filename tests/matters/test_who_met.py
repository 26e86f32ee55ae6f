"""Who met, and whether anybody did."""

from __future__ import annotations

import pytest

from onrecord.matters._who_met import was_held
from onrecord.records import Event, EventStatus, Evidence


def told(clause: str, trigger: str, status: EventStatus = "occurred") -> Event:
    start = clause.index(trigger)
    return Event(
        "evt-1",
        "doc-1",
        "CONSULT",
        status=status,
        evidence=(Evidence("doc-1", start, start + len(trigger), trigger), Evidence("doc-1", 0, len(clause), clause)),
    )


@pytest.mark.parametrize(
    "event",
    [
        told("but the call went unanswered", "call"),
        told("Beijing has not answered calls from the Pentagon", "calls"),
        told("Blinken invited the foreign minister to visit the U.S.", "invited"),
        told("Both sides are also resuming telephone conversations", "conversations", "ongoing"),
    ],
)
def test_a_call_unanswered_an_invitation_and_a_line_taken_up_again_are_no_meeting(event: Event) -> None:
    assert not was_held(event)


@pytest.mark.parametrize(
    "event",
    [
        told("The two leaders met but did not answer questions from reporters", "met"),
        told("The two militaries resumed the talks in Washington this week", "talks"),
        told("Xi called Zelenskyy on Wednesday", "called"),
    ],
)
def test_a_meeting_and_a_call_that_was_answered_were_held(event: Event) -> None:
    assert was_held(event)
