"""What persons decided stands on the pages: who, when, why, what the machine had read, and how to take it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from test_hostile import Strict

import onrecord
from conftest import ADDRESS
from onrecord.store import Record, Writer
from onrecord.web import create_app

NEWS = """Ministers meet in Oslo

By Ann Example

OSLO, March 4, 2024 - Secretary of State Antony Blinken met Foreign Minister Wang Yi in Oslo on Monday.

"We will keep the military lines open," Blinken told reporters.

"China will never give up Taiwan," Wang Yi said.

"The talks were useful," Blinken said.

"We shall see," Wang Yi said.
"""
HOSTILE = "<script>alert(1)</script> & 'why'"


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("decided")
    (folder / "a.txt").write_text(NEWS, "utf-8")
    path = folder / "x.onrecord"
    onrecord.build([folder / "a.txt"], path, language="rules")
    with Record(path) as record:
        ids = {one.content[0].quote[:9]: one.id for one in record.statements()}
        event = record.events()[0].id
    onrecord.decide(path, ids["We will k"], "Wang Yi", what="speaker", reason=HOSTILE, who="A. <b>Analyst</b>")
    onrecord.decide(path, ids["China wil"], "reject", reason="a slogan on a wall", who="A. Analyst")
    onrecord.decide(path, event, "denied", what="status", reason="Oslo denies it", who="A. Analyst")
    onrecord.decide(path, ids["The talks"], "China", what="addressee", reason="he turned to her", who="A. Analyst")
    for what, verdict in (("type", "SANCTION/expel"), ("actors", "Wang Yi; Russia"), ("recipients", "nobody")):
        onrecord.decide(path, event, verdict, what=what, reason="Oslo says so", who="A. Analyst")
    with Record(path) as record:
        page = record.documents()[0].id
    onrecord.decide(path, page, "2024-03-05", what="day", reason="it was printed a day later", who="A. Analyst")
    with Record(path) as record:
        yield record


@pytest.fixture(scope="module")
def reading(decided: Record) -> Iterator[TestClient]:
    with TestClient(create_app(decided, port=8000), base_url=ADDRESS) as client:
        yield client


def target(record: Record, what: str) -> str:
    (found,) = [one.target for one in record.decisions() if one.what == what]
    return found


def seen(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    Strict().feed(answer.text)
    return answer.text


def test_a_decided_statement_tells_who_decided_it_and_what_the_machine_had_read(
    decided: Record, reading: TestClient
) -> None:
    page = seen(reading, f"/statements/{target(decided, 'speaker')}")

    assert "Speaker: Wang Yi" in page
    assert "The machine had read: <bdi>Antony Blinken</bdi>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert f"onrecord decide x.onrecord {target(decided, 'speaker')} speaker withdrawn" in page


def test_every_entry_shows_the_command_that_overrules_it(decided: Record, reading: TestClient) -> None:
    untouched = next(one.id for one in decided.statements() if decided.decided(one.id) is None)
    page = seen(reading, f"/statements/{untouched}")

    assert f"onrecord decide x.onrecord {untouched} speaker &#39;NAME&#39;" in page
    assert "What a person decided" not in page


def test_a_rejected_statement_keeps_its_page_and_leaves_the_lists(decided: Record, reading: TestClient) -> None:
    rejected = target(decided, "entry")
    page = seen(reading, f"/statements/{rejected}")

    assert "No statement" in page
    assert "China will never give up Taiwan" in page
    assert "a slogan on a wall" in page
    assert "a statement of Wang Yi" in page
    assert rejected not in reading.get("/statements").text
    twin = json.loads(reading.get(f"/statements/{rejected}.json").text)
    assert twin["rejected"] == rejected
    assert reading.get(f"/statements/{rejected}.csv").status_code == 200
    assert reading.get(f"/events/{rejected}").status_code == 404


def test_lists_and_sources_mark_what_a_person_decided(decided: Record, reading: TestClient) -> None:
    assert "decided by a person" in seen(reading, "/statements")
    (document,) = decided.documents()
    page = seen(reading, f"/documents/{document.id}")

    assert "What persons decided here" in page
    assert page.count("decided by <bdi>") == len(decided.decisions())
    assert "a slogan on a wall" in page


def test_an_event_shows_its_decided_status(decided: Record, reading: TestClient) -> None:
    page = seen(reading, f"/events/{target(decided, 'status')}")

    assert "Status: denied" in page
    assert "Oslo denies it" in page


def test_an_event_shows_its_decided_type_and_parties(decided: Record, reading: TestClient) -> None:
    page = seen(reading, f"/events/{target(decided, 'type')}")

    assert "What was done: expulsion" in page
    assert "Who did it: Wang Yi; Russia" in page
    assert "To whom: nobody can be told" in page
    assert "The machine had read: <bdi>CONSULT</bdi>" in page
    # Russia stands in no word of the page: it is named, and nothing is quoted.
    assert "<bdi>Russia</bdi></a>" in page
    assert "“<bdi></bdi>”" not in page
    assert "Russia [RUS]" in reading.get(f"/events/{target(decided, 'type')}.csv").text


def test_a_statement_shows_whom_a_person_said_it_was_said_to(decided: Record, reading: TestClient) -> None:
    page = seen(reading, f"/statements/{target(decided, 'addressee')}")

    assert "Said to: China" in page
    assert "he turned to her" in page


def test_a_page_shows_the_day_that_a_person_decided_and_what_the_machine_had_judged(
    decided: Record, reading: TestClient
) -> None:
    (document,) = decided.documents()
    page = seen(reading, f"/documents/{document.id}")

    assert "Published: 5 Mar 2024" in page
    assert "as a person decided" in page
    assert "Judged published" not in page
    assert "it was printed a day later" in page
    assert "The machine had read: <bdi>2024-03-04 (stated)</bdi>" in page
    assert f"onrecord decide x.onrecord {document.id} day withdrawn" in page
    assert f"onrecord decide x.onrecord {document.id} day YYYY-MM-DD" in page
    twin = json.loads(reading.get(f"/documents/{document.id}.json").text)
    assert document.id in [one["target"] for one in twin["decisions"]]
    status = seen(reading, "/status")
    assert f'<a href="/documents/{document.id}">page</a>' in status
    assert "Antony Blinken met Foreign Minister Wang Yi" in status
    assert "<bdi>met</bdi>" not in status


def test_the_status_page_lists_decisions_and_says_which_wait(decided: Record, tmp_path: Path) -> None:
    path = tmp_path / "y.onrecord"
    path.write_bytes(Path(decided.path).read_bytes())
    gone = decided.decisions()[0]
    with Writer(path) as writer:
        writer.add_decision(
            replace(
                gone, id="decision-0000000000000000", target="stmt-0000000000000000", when="2030-01-01T00:00:00+00:00"
            )
        )
    with Record(path) as record, TestClient(create_app(record, port=8000), base_url=ADDRESS) as client:
        page = seen(client, "/status")

    assert "waits: fits nothing any more" in page
    assert "<strong>1 waits</strong>" in page
    assert f'<a href="/statements/{gone.target}">{gone.target}</a>' in page
