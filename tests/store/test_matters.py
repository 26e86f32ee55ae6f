"""Events, happenings and what they add up to: written, asked for, and judged again when their sources change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from test_store import BIDEN, XI, a_page, a_statement

from onrecord.decisions import decide_outcome
from onrecord.errors import NotFoundError, QueryError
from onrecord.records import (
    Channel,
    ChannelReport,
    ChannelStep,
    Commitment,
    CommitmentReport,
    DatedBy,
    Event,
    EventDate,
    Happening,
    Meeting,
    Participant,
    Position,
    PositionReport,
    make_id,
)
from onrecord.store import EventQuery, HappeningQuery, Record, StoredContent, Writer
from onrecord.store._packing import pack_document, pack_text

FIRST = a_page("Talks", "The ministers met on Monday.", published="2023-07-23")
SECOND = a_page("Summit", "The ministers had met on Monday.", published="2023-07-25")


@dataclass(frozen=True, slots=True)
class Tie:
    a: str
    b: str


def an_event(document: str, event: str = "CONSULT", status: str = "occurred") -> Event:
    return Event(
        id=make_id("evt", document, event, status),
        document=document,
        event=event,  # type: ignore[arg-type]
        mode="meet",
        issues=("trade",),
        actor=(Participant("actor-a", "ministers", "USA"), Participant("actor-b", "ministers", "CHN")),
        date=EventDate("2023-07-17", None, "day", "relative"),
        status=status,  # type: ignore[arg-type]
    )


def a_happening(*events: Event) -> Happening:
    return Happening(
        id=make_id("happ", *sorted(event.id for event in events)),
        events=tuple(sorted(event.id for event in events)),
        kind="consult/meet",
        date=events[0].date,
        parties=("CHN", "USA"),
        status="occurred",
        text="The ministers met",
        documents=len(events),
        independent_reports=len(events),
        issues=("trade",),
    )


def a_meeting(happening: Happening) -> Meeting:
    return Meeting(
        make_id("meet", happening.id),
        happening.id,
        "meeting",
        ("CHN", "USA"),
        (),
        happening.date,
        accounts=(),
        items=(),
    )


def a_report(document: str) -> CommitmentReport:
    return CommitmentReport(
        id=make_id("crep", document),
        document=document,
        key="CHN-USA/trade",
        text="hold talks",
        obligor=("CHN", "USA"),
        beneficiary=("CHN", "USA"),
        issue="trade",
        kind="discuss",
        state="announced",
    )


def a_line(document: str) -> ChannelReport:
    return ChannelReport(
        make_id("lrep", document), document, "CHN-USA", "trade", "trade talks", "ministers", ("CHN", "USA"), "operating"
    )


def a_stance(document: str) -> PositionReport:
    day = DatedBy("2023-07-17", "day")
    return PositionReport(
        make_id("prep", document), document, "taiwan/CHN", "taiwan", "CHN", XI.id, None, None, day, "direct", ()
    )


COMMITMENT = Commitment("comm-1", "hold talks", ("CHN", "USA"), ("CHN", "USA"), "trade", "discuss", (), "both")
CHANNEL = Channel("chan-1", "trade talks", "ministers", ("CHN", "USA"), (), "both", as_of="2023-07-17")
POSITION = Position(
    "pos-1",
    "taiwan",
    "CHN",
    "actor-xi",
    "frozen",
    "stmt-1",
    DatedBy("2023-07-17", "day"),
    "2023-07-17",
    "2023-07-17",
    1,
)
MATTERS = {
    ("channel", "CHN-USA"): [CHANNEL],
    ("commitment", "CHN-USA/trade"): [COMMITMENT],
    ("position", "taiwan/CHN"): [POSITION],
}


def put(writer: Writer, *pages: object) -> None:
    for page in pages:
        identity = page.document.id  # type: ignore[attr-defined]
        event = an_event(identity)
        said = a_statement(page, "ministers", XI)  # type: ignore[arg-type]
        writer.put_content(
            [
                StoredContent(
                    identity,
                    (BIDEN, XI),
                    (),
                    (said,),
                    ((),),
                    events=(event,),
                    event_keys=((7, 8),),
                    reports=(a_report(identity), a_line(identity), a_stance(identity)),
                )
            ]
        )


def judge(writer: Writer) -> None:
    while waiting := writer.reported.compare_pending(10):
        for event in waiting:
            others, gone = writer.reported.to_compare(event)
            ties = [Tie(*sorted((event, other))) for other in others]
            writer.reported.add_likenesses([(event, [(tie.a, tie.b, tie) for tie in ties], gone)])
    while pending := writer.reported.judge_pending(10):
        group, _ = writer.reported.group(pending[0], Tie)
        happening = a_happening(*group)
        writer.put_happenings(group, [happening], {happening.id: a_meeting(happening)})
    while touched := writer.matters_pending(10):
        for matter, key in touched:
            writer.put_matters(matter, key, MATTERS[matter, key])  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.onrecord"
    with Writer(path) as writer:
        build = writer.begin_build("0")
        writer.add_pages("f", "sha", "key", [FIRST, SECOND], build=build)
        for page in (FIRST, SECOND):
            writer.put_family([page.document])
        put(writer, FIRST, SECOND)
        judge(writer)
        writer.end_build(build)
    return path


def test_two_reports_are_one_happening_with_its_meeting(path: Path) -> None:
    with Record(path) as record:
        (happening,) = record.happenings()
        assert {event.happening for event in record.events()} == {happening.id}
        assert record.meetings(party="CHN")[0].happening == happening.id
        count = record.count_happenings()
        assert (count.happenings, count.documents, count.independent_reports) == (1, 2, 2)


def test_questions_narrow_what_is_found(path: Path) -> None:
    with Record(path) as record:
        assert len(record.events(EventQuery(country="USA", event="CONSULT", status="occurred", issue="trade"))) == 2
        assert len(record.events(EventQuery(document=FIRST.document.id))) == 1
        assert record.count_events(EventQuery(since="2023-08")) == 0
        assert record.happenings(HappeningQuery(kind="consult", party="USA", since="2023-07", until="2023-07"))
        assert not record.happenings(HappeningQuery(kind="con"))
        assert [(facet.value, facet.count) for facet in record.happening_facets(field="party")] == [
            ("CHN", 1),
            ("USA", 1),
        ]
        assert record.deeds_by_day() == [("2023-07-17", "verbal cooperation", 1)]
        assert record.commitments(issue="trade", party="CHN") == [COMMITMENT]
        assert record.commitments(issue="visits") == []
        assert record.channels() == [CHANNEL]
        assert record.positions(side="CHN") == [POSITION]


def test_a_group_of_lines_counts_as_no_line(tmp_path: Path) -> None:
    step = ChannelStep(DatedBy("2023-07-17", "day"), "operating", (), ())
    line = replace(CHANNEL, id="chan-2", history=(step,))
    with Writer(tmp_path / "x.onrecord") as writer:
        writer.put_matters("channel", "CHN-USA", [CHANNEL, line])
        assert writer.counts().channels == 1


@pytest.mark.parametrize("ask", ["event", "happening", "commitment", "channel", "position", "meeting"])
def test_an_unknown_id_is_said_so(path: Path, ask: str) -> None:
    with Record(path) as record, pytest.raises(NotFoundError, match="'nothing'"):
        getattr(record, ask)("nothing")


def test_malformed_questions_are_said_so() -> None:
    with pytest.raises(QueryError, match="not a date"):
        EventQuery(since="Monday")
    with pytest.raises(QueryError, match="Use one of"):
        HappeningQuery(status="done")


def test_reading_one_document_again_judges_again_what_it_takes_part_in(path: Path) -> None:
    with Writer(path) as writer:
        writer.put_content([StoredContent(SECOND.document.id, (BIDEN, XI), (), (), ())])

        assert writer.reported.judge_pending(10) == [an_event(FIRST.document.id).id]
        assert {matter for matter, _ in writer.matters_pending(10)} == {"channel", "commitment", "position"}
        judge(writer)
    with Record(path) as record:
        (happening,) = record.happenings()
        assert happening.documents == 1
        assert len(record.meetings()) == 1


def test_a_document_that_joins_another_family_has_its_reports_counted_again(path: Path) -> None:
    with Writer(path) as writer:
        writer.put_family([FIRST.document, SECOND.document])

        assert writer.reported.judge_pending(10)
        assert writer.matters_pending(10)


def test_a_decision_outlives_the_commitment_it_speaks_of(path: Path) -> None:
    decision = decide_outcome(COMMITMENT, "kept", "the talks were held", who="A. Analyst")
    with Writer(path) as writer:
        writer.add_decision(decision)
        assert writer.matters_pending(10) == [("commitment", "CHN-USA/trade")]
        judge(writer)
    with Record(path) as record:
        assert record.decisions() == [decision]
        assert record.decisions_waiting() == []
    with Writer(path) as writer:
        writer.put_matters("commitment", "CHN-USA/trade", [])
    with Record(path) as record:
        assert record.decisions_waiting() == [decision]


def test_a_record_of_the_first_schema_is_migrated_and_a_copy_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.store import _file

    path = tmp_path / "old.onrecord"
    first = _file.migrations()[:1]
    with monkeypatch.context() as old:
        old.setattr(_file, "migrations", lambda: first)
        with Writer(path) as writer, writer.together():
            text, page = pack_text(FIRST.document.text), pack_document(FIRST.document)
            writer._db.execute(
                "INSERT INTO document (id, text, page_key, page, keys, family, title, kind, build)"
                " VALUES (?, ?, 'page', ?, x'', ?, ?, 'original', 1)",
                (FIRST.document.id, text, page, FIRST.document.id, FIRST.document.title),
            )
    with Writer(path) as writer:
        writer.put_family([FIRST.document])
        put(writer, FIRST)
        judge(writer)
    with Record(path) as record:
        assert len(record.happenings()) == 1
        assert record.documents(rejected_date=False)
    assert (tmp_path / "old.onrecord-schema1").exists()


def test_in_one_pass_each_pair_is_compared_once(tmp_path: Path) -> None:
    pages = [a_page(f"Talks {number}", "The ministers met on Monday.") for number in range(6)]
    with Writer(tmp_path / "x.onrecord") as writer:
        writer.add_pages("f", "sha", "key", pages, build=writer.begin_build("0"))
        put(writer, *pages)
        comparing = writer.reported.comparing()
        pairs = [
            tuple(sorted((event, other)))
            for event in writer.reported.compare_pending(10)
            for other in comparing.to_compare(event)[0]
        ]

    assert len(pairs) == len(set(pairs)) == 15
