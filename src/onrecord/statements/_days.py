"""The day of sayings whose own sentence names none: of what they evidently belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.language.times import TimeExpression
from onrecord.records import DatedBy, Document, Statement
from onrecord.statements._people import MentionIndex
from onrecord.statements._types import Attribution, Stretch
from onrecord.statements._when import (
    carried,
    carries_day,
    is_told_as_new,
    meeting_day,
    readout_occasion,
    report_day,
    takes_day_over,
    tells_of_meeting,
)

GOES_ON = frozenset({"add", "continue"})
"""Verbs that tell that somebody goes on speaking: on the same occasion."""

_OPENING = 3  # sentences, the title among them, in which an account of a meeting tells of it
_FEWEST_OF_A_MEETING = 3
"""Sayings, all of those who met, that make a report an account of their meeting."""


def with_days(
    told: Sequence[tuple[Attribution, Statement]],
    document: Document,
    times: Sequence[TimeExpression],
    sentences: Sequence[Stretch],
    index: MentionIndex,
) -> list[Statement]:
    """Date sayings whose own sentence names no day by what they evidently belong to.

    A saying among those who met, told of the meeting, is of the meeting's day; one that goes on with a dated saying of
    the same speaker is of that saying's day. The reason says so.
    """
    meeting = meeting_day(document, times, sentences)
    met = index.actors_in(meeting[1]) if meeting is not None else frozenset()
    readout = readout_occasion(document, meeting[1]) if meeting is not None else None
    only_they = (
        meeting is not None
        and meeting[1] in sentences[:_OPENING]
        and len(told) >= _FEWEST_OF_A_MEETING
        and all(statement.speaker in met for _, statement in told)
    )
    told_of = report_day(document, times)
    last: dict[str, DatedBy] = {}
    result: list[Statement] = []
    for item, statement in told:
        said = statement.said_on
        earlier = last.get(statement.speaker or "")
        if said.date is None and earlier is not None and takes_day_over(item, document.text):
            said = carried(earlier, "the saying of the same speaker before")
        at_meeting = readout is not None or only_they or statement.addressee in met
        at_meeting = at_meeting or tells_of_meeting(item, document.text)
        if said.date is None and meeting is not None and statement.speaker in met and at_meeting:
            said = carried(meeting[0], "the meeting that the report tells of")
        if readout is not None and statement.occasion is None and statement.speaker in met:
            statement = replace(statement, occasion=readout)
        if statement.occasion is None and item.lemma in GOES_ON and result and result[-1].speaker == statement.speaker:
            statement = replace(statement, occasion=result[-1].occasion)
        if statement.speaker is not None:
            if carries_day(statement.said_on, document) or said is not statement.said_on:
                last[statement.speaker] = said
            elif statement.said_on.date is not None:
                last.pop(statement.speaker, None)
        elsewhere = meeting is not None and statement.speaker in met  # said at the meeting, or after it: nobody knows
        fresh = said.date is None and not said.reason and only_released(item) and not elsewhere
        if fresh and told_of is not None and is_told_as_new(item, document, times):
            said = told_of
        result.append(replace(statement, said_on=said) if said is not statement.said_on else statement)
    return result


def only_released(item: Attribution) -> bool:
    """Tell whether nobody but who released the text tells it."""
    return all(teller.rule == "release" for teller in item.via)
