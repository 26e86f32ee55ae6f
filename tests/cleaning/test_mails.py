"""Mails that were passed on."""

from __future__ import annotations

from onrecord.pipeline import read_page
from onrecord.records import RawPage
from onrecord.reference import Reference

_MAIL = (
    "Date: Fri, 24 May 2024 07:02 -0400\nSubject: FW: Harbour brief\n\n>> Good morning. Two things today.\n>>\n"
    '>> 1. FISH. The minister said in Lisbon on Thursday that the town is "prepared to use our\n'
    '>> boats" wherever they are wanted, and that nobody should doubt it for a moment.\n>>\n'
    ">> 2. ROPES. The mayor will take comments on ropes until June 28, his office said.\n\nForwarded by Dana\n"
)


def test_the_marks_before_the_lines_of_a_mail_passed_on_are_no_part_of_its_text() -> None:
    document = read_page(RawPage(path="mail.txt", content=_MAIL), Reference.bundled()).document

    assert ">" not in document.text
    assert '"prepared to use our\nboats"' in document.text


def test_a_text_that_quotes_a_little_keeps_its_marks() -> None:
    text = (
        "The rules of the harbour, as they were sent to us:\n\n"
        + "We met and talked of boats.\n" * 8
        + "> one\n> two\n" * 2
    )

    assert read_page(RawPage(path="note.txt", content=text), Reference.bundled()).document.text == text
