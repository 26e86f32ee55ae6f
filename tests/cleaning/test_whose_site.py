"""Whose page it is, where neither an address nor a field of the source says so."""

from __future__ import annotations

import pytest

from onrecord.pipeline import read_page
from onrecord.records import Document, RawPage
from onrecord.reference import Reference

_READOUT = (
    "Chinese President Xi Jinping and his U.S. counterpart agreed on Wednesday to promote China-U.S. dialogue in many"
    " areas.\n\nThe two heads of state also agreed to set up a working group. Xi urged the U.S. side to stop arming"
    " Taiwan, and said that the China-U.S. relationship has stood still for too long."
)


def read(text: str, *, markup: str = "text") -> Document:
    page = RawPage(path="page", content=text, markup="html" if markup == "html" else "text")
    return read_page(page, Reference.bundled()).document


def html(head: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in _READOUT.split("\n\n"))
    return f"<html><head>{head}</head><body><h1>Wang Yi Has a Phone Call</h1>{paragraphs}</body></html>"


@pytest.mark.parametrize(
    ("head", "outlet", "kind"),
    [
        (
            "<title>Wang Yi Has a Phone Call_Ministry of Foreign Affairs of the People's Republic of China</title>",
            "Ministry of Foreign Affairs of China",
            "official",
        ),
        (
            "<title>Wang Yi</title><meta name='ContentSrc' content=\"Ministry of Foreign Affairs of the People's"
            ' Republic of China">',
            "Ministry of Foreign Affairs of China",
            "official",
        ),
        ("<title>Wang Yi Has a Phone Call | The New York Times</title>", "The New York Times", "original"),
        ("<title>Wang Yi Has a Phone Call | Harbour Notes</title>", None, "original"),
    ],
)
def test_a_saved_page_names_its_site_in_its_head(head: str, outlet: str | None, kind: str) -> None:
    document = read(html(head), markup="html")

    assert (document.outlet, document.kind) == (outlet, kind)


def test_a_readout_that_an_agency_tells_is_the_agencys_report() -> None:
    document = read(f"Source: Xinhua\n2023-11-17 05:53:00\n\nSAN FRANCISCO, Nov. 16 (Xinhua) -- {_READOUT}")

    assert (document.outlet, document.wires, document.kind) == (None, ("Xinhua",), "original")


@pytest.mark.parametrize("line", ["2025-09-16 08:31  来源：China Daily", "Source: China Daily"])
def test_a_line_may_say_from_which_outlet_a_page_is(line: str) -> None:
    document = read(f"US, China reach a framework on the harbour, says Li\n{line}\n\nMADRID — {_READOUT}")

    assert document.outlet == "China Daily"


def test_a_readout_below_the_name_of_its_office_is_that_offices() -> None:
    page = (
        "Skip to main content\nMenu\nU.S. Department of Defense\nNEWS\nRELEASE\n\nReadout of the Secretary's Call"
        " With the PRC Minister\n\nThe Secretary spoke today with the People's Republic of China (PRC)"
        " Minister of National Defense. He underscored the importance of open lines of communication between the U.S."
        " and the PRC militaries.\n\nThe Secretary raised PRC behaviour near Taiwan, and reiterated U.S. policy."
    )

    assert read(page).outlet == "US Department of Defense"


def test_of_two_outlets_named_above_an_article_the_first_is_whose_page_it_is() -> None:
    page = (
        f"South China Morning Post\nAdvertisement\nUpdated\nPolitico\nXi urges boats to stay in harbour\n\n{_READOUT}"
    )

    assert read(page).outlet == "South China Morning Post"


def test_an_agency_may_stand_between_strokes_in_the_dateline() -> None:
    document = read(f"Xi urges boats to stay in harbour\n\nBEIJING, February 7. /TASS/. {_READOUT}")

    assert document.wires == ("TASS",)
