"""What a page of the web or a list of the command line asks costs the same in a small and in a large record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from test_matters import a_happening, a_meeting, an_event
from test_store import BIDEN, XI, a_page, a_statement

from onrecord.records import Actor, EventDate
from onrecord.store import EventQuery, HappeningQuery, Record, StatementQuery, StoredContent, StoredPage, Writer

PAGE = 10
ASKED: dict[str, Callable[[Record], object]] = {
    "documents": lambda record: record.documents(limit=PAGE),
    "documents of a kind": lambda record: record.documents(kind="original", limit=PAGE),
    "documents of an outlet": lambda record: record.documents(outlet="AP", limit=PAGE),
    "documents with a rejected date": lambda record: record.documents(rejected_date=True, limit=PAGE),
    "statements": lambda record: record.statements(limit=PAGE),
    "statements of a person": lambda record: record.statements(StatementQuery(speaker=XI.id), limit=PAGE),
    "statements of a side": lambda record: record.statements(StatementQuery(side="CHN"), limit=PAGE),
    "statements to a person": lambda record: record.statements(StatementQuery(addressee=BIDEN.id), limit=PAGE),
    "statements in quotation marks": lambda record: record.statements(StatementQuery(mode="direct"), limit=PAGE),
    "statements of late": lambda record: record.statements(StatementQuery(since="2020-01-01"), limit=PAGE),
    "statements of a document": lambda record: record.statements(
        StatementQuery(document=record.documents(limit=1)[0].id)
    ),
    "events": lambda record: record.events(limit=PAGE),
    "events of a document": lambda record: record.events(EventQuery(document=record.documents(limit=1)[0].id)),
    "happenings": lambda record: record.happenings(limit=PAGE),
    "the first happenings": lambda record: record.happenings(limit=PAGE, latest=False),
    "happenings of a document": lambda record: record.happenings(
        HappeningQuery(document=record.documents(limit=1)[0].id), limit=PAGE
    ),
    "meetings": lambda record: record.meetings(limit=PAGE),
    "commitments": lambda record: record.commitments(limit=PAGE),
    "commitments on an issue": lambda record: record.commitments(issue="trade", limit=PAGE),
}  # fmt: skip


def costs_in_a_record_of(size: int, path: Path) -> dict[str, int]:
    """Steps of SQLite's machine for each thing that is asked of a record of so many documents."""
    days = [(date(2023, 12, 31) - timedelta(days=number)).isoformat() for number in range(size)]
    pages = [
        a_page(f"N{number}", "The ministers met.", published=day if number % 9 else None)
        for number, day in enumerate(days)
    ]
    with Writer(path) as writer:
        writer.add_pages("f", "sha", "key", pages[:-1], build=writer.begin_build("0"))
        writer.add_pages("g", "sha", "key", pages[-1:], build=writer.begin_build("0"))
        for number, (page, day) in enumerate(zip(pages, days, strict=True)):
            writer.put_family([page.document])
            said = a_statement(page, "ministers", XI if number % 2 else BIDEN, day)
            event = replace(an_event(page.document.id), date=EventDate(day, None, "day", "stated"))
            writer.put_content([StoredContent(page.document.id, (BIDEN, XI), (), (said,), ((),), (event,), ((),))])
            happening = a_happening(event)
            meeting = replace(a_meeting(happening), date=event.date)
            writer.put_happenings([event], [happening], {happening.id: meeting})
    costs = {}
    with Record(path) as record:
        for name, ask in ASKED.items():
            steps = 0

            def count() -> int:
                nonlocal steps
                steps += 1
                return 0

            record._db.set_progress_handler(count, 1)
            ask(record)
            record._db.set_progress_handler(None, 1)
            costs[name] = steps
    return costs


def test_a_page_of_a_list_costs_the_same_in_a_small_and_in_a_large_record(tmp_path: Path) -> None:
    small = costs_in_a_record_of(60, tmp_path / "small.onrecord")
    large = costs_in_a_record_of(600, tmp_path / "large.onrecord")

    assert {name: (small[name], cost) for name, cost in large.items() if cost > 1.5 * small[name]} == {}


def speakers_counted(path: Path) -> list[tuple[str, int, int]]:
    """Who speaks how often in how many reports, counted from the statements themselves."""
    with Record(path) as record:
        speakers = [facet.value for facet in record.facets(StatementQuery(), "speaker")]
        counts = [record.count_statements(StatementQuery(speaker=speaker)) for speaker in speakers]
    return [
        (speaker, count.statements, count.independent_reports) for speaker, count in zip(speakers, counts, strict=True)
    ]


def speakers_shown(path: Path) -> list[tuple[str, int, int]]:
    with Record(path) as record:
        return [
            (speaker.actor, speaker.statements, speaker.independent_reports) for speaker in record.overview().speakers
        ]


def test_who_speaks_in_how_many_reports_is_kept_up_as_statements_and_families_come_and_go(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    first, second, third = (a_page(name, "The ministers met.") for name in ("A", "B", "C"))

    def check(*expected: tuple[str, int, int]) -> None:
        assert sorted(speakers_shown(path)) == sorted(speakers_counted(path)) == sorted(expected)

    def read(writer: Writer, page: StoredPage, *speakers: Actor) -> None:
        said = [a_statement(page, word, who) for word, who in zip(("ministers", "met"), speakers, strict=False)]
        writer.put_content([StoredContent(page.document.id, (BIDEN, XI), (), tuple(said), tuple(() for _ in said))])

    with Writer(path) as writer:
        writer.add_pages("f", "sha", "key", [first, second, third], build=writer.begin_build("0"))
        for page in (first, second, third):
            writer.put_family([page.document])
        read(writer, first, XI, XI)
        read(writer, second, XI, BIDEN)
        read(writer, third, BIDEN)
    check((XI.id, 3, 2), (BIDEN.id, 2, 2))
    with Writer(path) as writer:
        writer.put_family([first.document, second.document])
    check((XI.id, 3, 1), (BIDEN.id, 2, 2))
    with Writer(path) as writer:
        writer.put_family([first.document, second.document, third.document])
    check((XI.id, 3, 1), (BIDEN.id, 2, 1))
    with Writer(path) as writer:
        for page in (first, second, third):
            writer.put_family([page.document])
    check((XI.id, 3, 2), (BIDEN.id, 2, 2))
    with Writer(path) as writer:
        read(writer, third, XI)
        read(writer, second)
    check((XI.id, 3, 2))
    with Writer(path) as writer:
        read(writer, first)
        read(writer, third)
    check()
    with Writer(path) as writer:
        assert writer._db.execute("SELECT * FROM speaker_report").fetchall() == []
