"""A call in the chronology dates no other call of the same people."""

from __future__ import annotations

from onrecord.pipeline import read_page
from onrecord.records import RawPage
from onrecord.reference import Reference


def test_those_who_speak_once_speak_again() -> None:
    text = (
        "Secretary Rubio's Call with People's Republic of China Foreign Minister Wang\n\nOffice of the Spokesperson\n"
        "October 27, 2025\n\nSecretary of State Marco Rubio spoke today with PRC Foreign Minister Wang Yi. They "
        "discussed preparations for a meeting of the two presidents.\n"
    )
    read = read_page(RawPage(path="page.txt", content=text), Reference.bundled()).document
    assert read.published.date == "2025-10-27"
    assert read.published.basis == "stated"
