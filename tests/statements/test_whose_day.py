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


def test_a_report_that_tells_of_the_day_before_alone_was_said_then(engine: ModelEngine) -> None:
    told_of_thursday = 'The talks began in Boston on Thursday. "We will go on," said Lee.'
    assert day_of(told_of_thursday, engine) == "2018-05-03"
    told_of_both = 'The talks began in Boston on Thursday. "We will go on," said Lee. Smith left on Friday.'
    assert day_of(told_of_both, engine) == TOLD


def test_a_year_that_opens_the_sentence_is_that_of_all_that_is_said_in_it(engine: ModelEngine) -> None:
    assert day_of('In 2015, Lee called the plan "a great mistake for all of us".', engine) == "2015"


def test_what_stands_behind_a_sentence_of_long_ago_is_not_told_as_new(engine: ModelEngine) -> None:
    assert day_of('In 2009, Lee opened the new harbor. "We are proud of it," Lee said at the gate.', engine) is None
    assert day_of('In the new harbor there is no crane. "We are proud of it," Lee said.', engine) == TOLD
