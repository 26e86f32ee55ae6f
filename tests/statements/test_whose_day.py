"""A day in the sentence of a saying is that of the saying only where it belongs to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.actors import find_actors
from onrecord.language import ModelEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.records import Published
from onrecord.reference import Reference
from onrecord.statements import find_statements

from .helpers import document_of

TOLD = "2018-05-04"


def day_of(text: str, engine: ModelEngine) -> str | None:
    """The day of the first saying of a page of 4 May 2018 (a Friday)."""
    document = replace(document_of(text), published=Published(TOLD, "day", TOLD, TOLD, "stated"))
    where = [(0, len(text))]
    [analysis] = analyse([(text, where)], engine=engine)
    quoted, times = find_quotations(text, where), find_times(text, where)
    reference = Reference.bundled()
    found = find_actors(document, analysis, quoted, reference)
    said = find_statements(document, analysis, quoted, times, found.actors, found.mentions, reference)
    return said[0].said_on.date


@pytest.mark.parametrize(
    "text",
    [
        '"We have seen this before," said Ann Lee, a former negotiator, recalling the deal of January 2016.',
        'The senator said the plan was "a disgrace to all of us" and left for London on Tuesday.',
        'The owner criticized "the game that was played in Boston last month."',
    ],
)
def test_a_day_of_another_deed_is_not_the_day_of_the_saying(text: str, engine: ModelEngine) -> None:
    assert day_of(text, engine) in (None, TOLD)


@pytest.mark.parametrize(
    "text",
    [
        '"We have seen this before," Lee told reporters, speaking in Boston on Tuesday.',
        'On Tuesday, Lee announced, along with Smith, "a plan to cut the tariffs."',
        "Lee said on Tuesday that there would be tariffs.",
        '"We have seen this before," Lee said after he met the president on Tuesday.',
        '"We have seen this before," Lee said in an interview that aired Tuesday.',
    ],
)
def test_a_day_of_the_occasion_is_the_day_of_the_saying(text: str, engine: ModelEngine) -> None:
    assert day_of(text, engine) == "2018-05-01"
