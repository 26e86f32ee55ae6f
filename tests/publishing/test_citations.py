"""Citations say what a page is and what is known of its date, and cannot break the format they are written in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import NotFoundError
from onrecord.examples import example_folder
from onrecord.publishing import CITATION_FORMATS, citation, record_version
from onrecord.store import Record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("citations") / "x.onrecord"
    onrecord.build([example_folder("us-china")], path, between=("USA", "CHN"), language="rules")
    with onrecord.open(path) as opened:
        yield opened


def test_a_statement_is_cited_with_its_words_its_place_and_its_source(record: Record) -> None:
    told = next(told for told in record.statements() if told.mode == "direct" and told.speaker)
    document = record.document(told.document)
    text = citation(record, told.id)

    assert record.actor(told.speaker or "").name in text
    assert f"{told.content[0].start}–{told.content[0].end}" in text
    assert document.text_sha256 in text
    assert text.endswith("\n")
    assert "\n" not in text[:-1]


def test_a_copy_is_cited_as_a_copy(record: Record) -> None:
    copy = next(document for document in record.documents() if document.kind == "copy")

    assert "Copy." in citation(record, copy.id)


def test_csl_is_json_that_a_reference_manager_reads(record: Record) -> None:
    dated = next(document for document in record.documents() if document.published.precision == "day")
    [item] = json.loads(citation(record, dated.id, "csl"))

    assert item["id"] == dated.id
    assert item["issued"]["date-parts"] == [[int(part) for part in (dated.published.date or "").split("-")]]


def test_every_document_and_format_has_balanced_braces_and_ends_its_entry(record: Record) -> None:
    for document in record.documents():
        bibtex = citation(record, document.id, "bibtex")
        bare = bibtex.replace("\\{", "").replace("\\}", "")
        assert bare.count("{") == bare.count("}")
        ris = citation(record, document.id, "ris")
        assert all(line[2:6] == "  - " for line in ris.splitlines())
        assert ris.endswith("ER  - \r\n")


def test_the_record_is_cited_with_a_version_that_its_sources_give(record: Record, tmp_path: Path) -> None:
    again = tmp_path / "again.onrecord"
    onrecord.build([example_folder("us-china")], again, between=("USA", "CHN"), language="rules")
    other = tmp_path / "other.onrecord"
    onrecord.build([example_folder("us-china") / "feed.jsonl"], other, language="rules")

    with onrecord.open(again) as second, onrecord.open(other) as third:
        assert record_version(second) == record_version(record)
        assert record_version(third) != record_version(record)
    for form in CITATION_FORMATS:
        assert record_version(record) in citation(record, None, form)


def test_what_is_neither_a_statement_nor_a_document_cannot_be_cited(record: Record) -> None:
    with pytest.raises(NotFoundError, match="neither"):
        citation(record, "biden")


def test_the_words_of_a_statement_end_in_one_stop_before_their_place(record: Record) -> None:
    for told in record.statements():
        text = citation(record, told.id)
        before = text[: text.rindex(" Characters ")]
        assert before.rstrip("”’\"'")[-1] in ".!?…" or before[-1] == ".", text
        assert not before.endswith((",”.", ",.", "..")), text


def test_what_of_a_statement_is_a_persons_decision_is_cited_as_such(tmp_path: Path) -> None:
    path = tmp_path / "decided.onrecord"
    onrecord.build([example_folder("us-china") / "feed.jsonl"], path, language="rules")
    with onrecord.open(path) as read:
        told = next(told for told in read.statements() if told.speaker)
        machine = read.actor(told.speaker or "").name
    onrecord.decide(path, told.id, "nobody", what="speaker", reason="nobody can tell", who="A. Analyst")

    with onrecord.open(path) as decided:
        for form in CITATION_FORMATS:
            text = citation(decided, told.id, form)
            assert "Speaker decided by A. Analyst on " in text
            assert f"; the machine had read: {machine}. " in text


def test_a_page_is_cited_with_who_decided_its_day(tmp_path: Path) -> None:
    path = tmp_path / "dated.onrecord"
    onrecord.build([example_folder("us-china") / "feed.jsonl"], path, language="rules")
    with onrecord.open(path) as read:
        page = read.documents()[0].id
    onrecord.decide(path, page, "2024-03-06", what="day", reason="it stands so in the archive", who="A. Analyst")

    with onrecord.open(path) as decided:
        for form in CITATION_FORMATS:
            text = " ".join(citation(decided, page, form).split())
            assert "2024" in text
            assert "Day of publication: decided by A. Analyst on " in text
            assert ": it stands so in the archive. SHA-256" in text
