"""The three founding documents: the role of every line, reviewed by eye and kept as labels without any of the words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cleaning import clean
from onrecord.reading import find_files, read_file
from onrecord.records import Document, RawPage
from onrecord.reference import Reference

GOLD = json.loads((Path(__file__).parent / "founding_roles.json").read_text("utf-8"))


def document(shared_data: Path, number: str) -> Document:
    (file,) = find_files(sorted((shared_data / "founding").glob(f"{number}_*.txt")))
    (page,) = read_file(file)
    assert isinstance(page, RawPage)
    return clean(page, Reference.bundled())


@pytest.mark.parametrize("number", sorted(GOLD))
def test_every_line_has_the_role_that_a_reader_gives_it(shared_data: Path, number: str) -> None:
    found = document(shared_data, number)
    assert found.text_sha256 == GOLD[number]["text_sha256"]
    assert [span.role for span in found.roles] == GOLD[number]["roles"]


def test_the_content_farm_page_is_a_report_of_cbs_news(shared_data: Path) -> None:
    found = document(shared_data, "000")
    assert found.outlet == "CBS News"
    assert found.authors == ("Faris Tanyos",)
    assert [(claim.date, claim.accepted) for claim in found.claimed_dates] == [("2025-04-21", None)]
    assert found.title.startswith("Blinken calls")


def test_the_undated_page_is_a_report_of_cnn_with_its_correction(shared_data: Path) -> None:
    found = document(shared_data, "001")
    assert found.outlet == "CNN"
    assert found.claimed_dates == ()
    (correction,) = found.corrections
    (sentence,) = correction.corrects
    assert "several months" in sentence.quote
    assert sentence.end <= correction.start


def test_the_flattened_page_is_dw_on_its_day_with_three_agencies(shared_data: Path) -> None:
    found = document(shared_data, "002")
    assert found.outlet == "DW"
    assert found.wires == ("AFP", "AP", "Reuters")
    assert [claim.date for claim in found.claimed_dates] == ["2023-11-16"]
    assert found.language == "en"
