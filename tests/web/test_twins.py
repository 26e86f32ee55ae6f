"""The CSV and JSON twins: safe to open in a spreadsheet, whatever the sources hold."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.web._twins import Table, csv_cell, csv_lines, json_bytes

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CELLS = st.none() | st.text() | st.integers() | st.floats(allow_nan=False)


@given(CELLS)
def test_no_cell_begins_as_a_formula_does(value: object) -> None:
    assert not csv_cell(value).startswith(FORMULA_STARTS)


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_would_be_run_gets_an_apostrophe(value: str) -> None:
    assert csv_cell(value) == f"'{value}"


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_a_table_is_read_back_cell_by_cell(rows: list[tuple[object, object]]) -> None:
    written = b"".join(csv_lines(Table(("a", "b"), rows))).decode()

    read = list(csv.reader(io.StringIO(written, newline="")))

    expected = [[csv_cell(value).encode("utf-8", "replace").decode() for value in row] for row in rows]
    assert read == [["a", "b"], *expected]


@given(st.text())
def test_any_text_can_be_answered_as_json(text: str) -> None:
    assert json.loads(json_bytes({"text": text})) == {"text": text}


LISTS = ["/overview", "/statements", "/documents", "/actors", "/search", "/status", "/help"]


@pytest.mark.parametrize("path", LISTS)
def test_every_page_has_its_twins(client: TestClient, path: str) -> None:
    data = client.get(f"{path}.json")
    table = client.get(f"{path}.csv")

    assert data.headers["content-type"] == "application/json"
    assert data.json()
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in table.headers["content-disposition"]
    assert len(next(csv.reader(io.StringIO(table.text)))) >= 2


def test_the_json_of_a_list_holds_the_records_of_the_export_contract(client: TestClient) -> None:
    answer = client.get("/statements.json", params={"mode": "mixed"}).json()

    assert answer["count"] == {"statements": 1, "documents": 1, "independent_reports": 1}
    (statement,) = answer["statements"]
    assert statement["content"][0]["quote"] == "the agreement “modest but real”"
    assert statement["said_on"]["date"] == "2031-03-06"
    assert answer["query"]["mode"] == "mixed"


def test_the_csv_of_a_list_holds_all_that_the_filter_finds(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/statements.csv?side=CHL").text)))

    assert {row["speaker_name"] for row in rows} == {"Bruno Castel"}
    assert len(rows) == 4
    asked = next(row for row in rows if row["cue"] == "asked")
    assert asked["told_by"] == "A senior official → Harbour Times"
    assert asked["addressee_name"] == "Ada Marlow"


def test_a_document_and_its_twins_say_the_same(client: TestClient) -> None:
    identity = client.get("/documents.json").json()["documents"][0]["id"]

    document = client.get(f"/documents/{identity}.json").json()["document"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/documents/{identity}.csv").text)))

    assert document["text"][document["roles"][2]["start"] :].startswith(rows[2]["words"])
    assert [row["role"] for row in rows] == [role["role"] for role in document["roles"]]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_twins_answer_errors_in_their_own_form(client: TestClient, form: str) -> None:
    answer = client.get(f"/documents/doc-nothing.{form}")

    assert answer.status_code == 404
    assert "<" not in answer.text
    assert "doc-nothing" in answer.text
