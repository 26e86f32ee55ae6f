"""Pictures for a slide: whole SVG files with a title and their sources, which fetch nothing and link nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from small_matters import MEETING, write_matters_record
from small_record import write_record
from starlette.testclient import TestClient

from conftest import ADDRESS
from onrecord.store import Record
from onrecord.web import create_app
from onrecord.web._meetings_page import neighbours_of

PICTURES = ["/overview.svg", "/overview.svg?by=week", "/channels.svg", "/channels.svg?party=CHL"]


@pytest.fixture(scope="module")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_matters_record(tmp_path_factory.mktemp("pictures") / "x.onrecord")


@pytest.fixture(scope="module")
def site(record_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(record_path, port=8000), base_url=ADDRESS) as client:
        yield client


@pytest.mark.parametrize("address", PICTURES)
def test_a_picture_is_a_whole_file_with_its_sources(site: TestClient, address: str) -> None:
    answer = site.get(address)
    drawing = ElementTree.fromstring(answer.text)
    words = " ".join("".join(drawing.itertext()).split())

    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"].endswith('.svg"')
    assert "New Zealand and Chile" in words
    assert "independent report" in words
    assert re.search(r"record version [0-9a-f]{16}", words)


@pytest.mark.parametrize("address", PICTURES)
def test_a_picture_fetches_nothing_and_leads_nowhere(site: TestClient, address: str) -> None:
    text = site.get(address).text.replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert "href" not in text
    assert "http" not in text
    assert "var(" not in text, "programs for slides know no variables"


def test_the_lines_of_communication_are_named_with_their_state(site: TestClient) -> None:
    text = site.get("/channels.svg").text

    assert "say so" in text
    assert "says so" in text


def test_an_empty_record_has_pictures_too(tmp_path: Path) -> None:
    path = write_record(tmp_path / "empty.onrecord", [], sides=())

    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        for address in PICTURES:
            assert ElementTree.fromstring(client.get(address).text) is not None


def test_meetings_of_the_same_parties_on_the_same_days_are_named_beside_one_another(record_path: Path) -> None:
    again = replace(MEETING, id="meet-again")
    later = replace(MEETING, id="meet-later", date=replace(MEETING.date, date="2031-05-01", enddate=None))
    month = replace(MEETING, id="meet-month", date=replace(MEETING.date, date="2031-03", enddate=None))

    class Meetings(Record):
        def meetings(self, **_: object) -> list:  # type: ignore[override, type-arg]
            return [MEETING, again, later, month]

    with Meetings(record_path) as record:
        assert neighbours_of(record, MEETING) == [again]
        assert neighbours_of(record, month) == []
