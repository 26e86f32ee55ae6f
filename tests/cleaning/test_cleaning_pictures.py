"""Captions that are known by their wording alone. All texts here are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning._lines import split_units
from onrecord.cleaning._pictures import SURE_REASONS, caption_reason


def reason_of(line: str) -> str | None:
    return caption_reason(split_units(line)[0])


@pytest.mark.parametrize(
    "line",
    [
        "The minister greets sailors in the old port, April 14, 2024.",
        "Dock workers march in the capital, Tuesday, Nov. 19, 2019, calling for higher pay in the port.",
        "Ann Smith/Reuters A large crowd gathers in front of the ministry in the old port.",
        "Noel Example / Getty Images A child looks over a wall in the old port, April 2.",
        "The old port is closed in winter, 2004. (AP)",
        "Ships wait outside the old port.  (Ann Smith/The Port Agency)",
        "Der Hafen liegt im Winter still. Bildrechte: Sender/Ann Beispiel",
        "The old port seen from the hill — © BELGA",
        "Ships wait outside the old port [File: Ann Smith/Reuters]",
        "Archivbild (16.08.2024): Der alte Hafen liegt still.",
        "(Symbolbild) Wenn der Hafen ruht, wird der Weg lang.",
        "An artist's concept of the new port above the strait.",
        "CLOSE The two ministers met for three hours in the old port. Video provided by the port agency",
        "Die Minister im alten Hafen (v.l.): Ann Beispiel und Noel Muster.",
        "Wie groß ist die Gefahr für den Hafen? 21.04.2024 | 0:21 min",
    ],
)
def test_a_line_that_can_only_tell_of_a_picture_is_a_caption(line: str) -> None:
    assert reason_of(line) in SURE_REASONS


@pytest.mark.parametrize(
    "line",
    [
        "The ministers will not meet before March 5, 2018.",
        "“We closed the port,” the minister said, Tuesday, Nov. 19, 2019, in the capital.",
        "We sail for the port today! — Ann Smith (@annsmith) April 20, 2017",
        "The rules were drafted by the Environmental Protection Agency (EPA).",
        "OLD PORT, Nov. 16 (Reuters)",
        "Photo: Ann Smith (Getty)",
        "Read it anywhere (Atom / JSON / Letter)",
        "The port closed on November 16, 2014.",
        "The foreign minister's remarks following talks on the fleet, Old Port, February 18, 2025",
        "The minister's remarks following Port-Harbour talks, Old Port, February 18, 2025",
        "Close the port, or the port will close you.",
    ],
)
def test_text_with_a_date_or_brackets_is_none(line: str) -> None:
    assert reason_of(line) is None


@given(st.text(max_size=300))
def test_any_text_is_judged_without_error(text: str) -> None:
    for unit in split_units(text):
        assert caption_reason(unit) in {None, *SURE_REASONS}
