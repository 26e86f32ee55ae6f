"""Groups and bodies that are told something are actors, so that a statement can be theirs to hear."""

from __future__ import annotations

import pytest

from onrecord.actors import find_actors
from onrecord.language import ModelEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.reference import Reference
from onrecord.statements import find_statements

from .helpers import document_of


@pytest.mark.parametrize(
    ("text", "listener"),
    [
        ('"This is a bad deal," Netanyahu told his cabinet in Jerusalem.', "cabinet"),
        ("Moy urged partners to take immediate action.", "partners"),
        ("Lee warned citizens to stay at home.", "citizens"),
        ('"This is a bad deal for all of us," Lee told a news conference.', None),
    ],
)
def test_who_is_told_something_is_the_addressee(text: str, listener: str | None, engine: ModelEngine) -> None:
    document, where, reference = document_of(text), [(0, len(text))], Reference.bundled()
    [analysis] = analyse([(text, where)], engine=engine)
    quoted, times = find_quotations(text, where), find_times(text, where)
    found = find_actors(document, analysis, quoted, reference)
    said = find_statements(document, analysis, quoted, times, found.actors, found.mentions, reference)
    names = {actor.id: actor.name.lower() for actor in found.actors}
    heard = [names[one.addressee].split()[-1] if one.addressee else None for one in said]
    assert heard == [listener]


def test_nobody_is_told_what_he_says_himself(engine: ModelEngine) -> None:
    text = "Mr. Lee spoke with Mr. Wang on Friday. Mr. Lee told him that the line would stay open."
    document, where, reference = document_of(text), [(0, len(text))], Reference.bundled()
    [analysis] = analyse([(text, where)], engine=engine)
    quoted, times = find_quotations(text, where), find_times(text, where)
    found = find_actors(document, analysis, quoted, reference)
    said = find_statements(document, analysis, quoted, times, found.actors, found.mentions, reference)
    assert said
    assert all(one.addressee is None or one.addressee != one.speaker for one in said)
