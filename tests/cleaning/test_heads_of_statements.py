"""The heads of governments' statements and letters: who speaks stands below the title, and is none."""

from __future__ import annotations

import pytest

from onrecord.pipeline import read_page
from onrecord.records import Document, RawPage
from onrecord.reference import Reference

_WORDS = (
    "I am glad to be back in the harbour town. For thirty years our two nations have met here, and we have not always"
    " agreed. The strait belongs to nobody alone.\n\nWe are ready for the talks, and I ask the other side to be ready"
    " too. My hope is that the boats can sail before the winter comes."
)


def read(head: str) -> Document:
    return read_page(RawPage(path="page.txt", content=f"{head}\n\n{_WORDS}"), Reference.bundled()).document


@pytest.mark.parametrize(
    ("head", "title", "line"),
    [
        (
            "Harbour Day\n\nAntony J. Blinken, Secretary of State",
            "Harbour Day",
            "Antony J. Blinken, Secretary of State",
        ),
        (
            "A Steady Hand in a Restless Sea\n\nKeynote Speech by H.E. Wang Yi",
            "A Steady Hand in a Restless Sea",
            "Keynote Speech by H.E. Wang Yi",
        ),
    ],
)
def test_the_line_that_says_whose_words_follow_is_read_and_is_no_title(head: str, title: str, line: str) -> None:
    document = read(head)

    assert document.title == title
    assert line in [document.text[role.start : role.end] for role in document.roles if role.role == "subhead"]


def test_the_salutation_of_a_letter_is_no_title() -> None:
    document = read("Letter to the Speaker of the House on the Harbours\n\nDear Madam Speaker: (Dear Madam President:)")

    assert document.title == "Letter to the Speaker of the House on the Harbours"


@pytest.mark.parametrize(
    "heading", ["FACT SHEET: President Secures Boats for the Harbour", "Timeline: contacts of the two harbours"]
)
def test_a_heading_that_says_what_the_page_is_is_its_title(heading: str) -> None:
    assert read(f"{heading}\n\nThe White House\n\nNovember 1, 2025").title == heading


def test_the_subject_of_a_mail_is_its_title() -> None:
    document = read("From: Harbour Press Office\nDate: Thu, 16 Nov 2023 02:11:31 +0000\nSubject: FW: Pool report 9")

    assert document.title == "Pool report 9"


@pytest.mark.parametrize("place", ["Thomas Jefferson Room", "Dulles International Airport", "Kedma Hotel"])
def test_the_place_above_a_release_has_not_written_it(place: str) -> None:
    page = RawPage(
        path="release.txt",
        content=f"Remarks at the Harbour\n\n{place}\n\n{_WORDS}",
        url="https://www.state.gov/remarks-at-the-harbour/",
    )

    assert read_page(page, Reference.bundled()).document.authors == ()


def test_who_signs_a_release_with_by_has_written_it() -> None:
    page = RawPage(
        path="release.txt",
        content=f"Getting the Harbour Right\n\nBy Gene Sperling\n\n{_WORDS}",
        url="https://www.whitehouse.gov/getting-the-harbour-right/",
    )

    assert read_page(page, Reference.bundled()).document.authors == ("Gene Sperling",)
