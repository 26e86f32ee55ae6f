"""The bundled example, built by the real stages: every entry opens its source at the exact words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from test_hostile import Strict

import onrecord
from conftest import ADDRESS
from onrecord.store import Record
from onrecord.web import create_app
from onrecord.web._addresses import evidence_address, source_address


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("example") / "us-china.onrecord"
    onrecord.build([Path(onrecord.__file__).parent / "examples" / "us-china"], path)
    with Record(path) as record:
        yield record


@pytest.fixture(scope="module")
def reading(example: Record) -> Iterator[TestClient]:
    with TestClient(create_app(example, port=8000), base_url=ADDRESS) as client:
        yield client


def opened_words(client: TestClient, address: str) -> str:
    path, _, place = address.partition("#")
    page = client.get(path).text
    assert f'id="{place}"' in page, address
    marks = re.findall(r'<mark class="([^"]*)"[^>]*>([^<]*)</mark>', page)
    return "".join(html.unescape(words) for styles, words in marks if "at-at" in styles.split())


def bare(words: str) -> str:
    return "".join(words.split())


def test_every_statement_opens_at_its_own_words(example: Record, reading: TestClient) -> None:
    statements = example.statements()

    assert len(statements) > 50
    for statement in statements[::7]:
        assert bare(opened_words(reading, source_address(statement))) == bare(statement.content[0].quote)


def test_every_reason_of_every_date_opens_at_its_own_words(example: Record, reading: TestClient) -> None:
    evidence = {
        item
        for document in example.documents()
        for item in (
            *document.published.evidence,
            *(item for claim in document.claimed_dates for item in claim.evidence),
        )
    }

    assert evidence
    for item in sorted(evidence, key=lambda item: (item.document, item.start)):
        assert bare(opened_words(reading, evidence_address(item))) == bare(item.quote)


def test_every_word_of_every_document_stands_in_the_reader(example: Record, reading: TestClient) -> None:
    for document in example.documents():
        page = reading.get(f"/documents/{document.id}?layers=statements+names+dates+corrections+copied").text
        page = re.sub(r'<a class="number"[^>]*>\d+</a>', "", page)
        lines = re.findall(r'<p class="words">(.*?)</p>', page, re.DOTALL)

        assert bare(html.unescape(re.sub(r"<[^>]+>", "", "".join(lines)))) == bare(document.text)


def test_every_page_of_the_example_is_whole(example: Record, reading: TestClient) -> None:
    addresses = [
        *("/", "/statements", "/documents", "/actors", "/search?q=military", "/status", "/help"),
        *(f"/documents/{document.id}" for document in example.documents()),
        *(f"/statements/{statement.id}" for statement in example.statements()[::9]),
        *(f"/actors/{actor.id}" for actor in example.actors()[::5]),
    ]
    for address in addresses:
        answer = reading.get(address)

        assert answer.status_code == 200, address
        assert "United States – China" in answer.text
        Strict(allowed_hosts=("https://",)).feed(answer.text)
