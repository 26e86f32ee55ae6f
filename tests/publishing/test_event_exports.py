"""What other tools of the field read: names, numbers of columns, nothing told as done that was not."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from matters_record import matters_fixture  # noqa: F401 (a fixture)
from small_matters import CALLED_OFF, DENIED, EVENTS, HAPPENINGS, PLANNED, REOPEN, TALKS

from onrecord.errors import QueryError, RecordFileError
from onrecord.publishing import EVENT_FORMATS, export, export_events
from onrecord.publishing._event_tables import (
    GDELT_COLUMNS,
    ICEWS_COLUMNS,
    POLECAT_COLUMNS,
    dyads_of,
)
from onrecord.publishing._happenings import cameo_codes, first_and_last_day, goldstein_of
from onrecord.records import EventDate, Happening, from_json
from onrecord.store import Record


@pytest.fixture(scope="module")
def written(matters: Record, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("exports")
    return {name: export_events(matters, folder, name).read_bytes().decode() for name in EVENT_FORMATS}


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_tables_have_the_columns_their_readers_expect(written: dict[str, str]) -> None:
    assert (len(POLECAT_COLUMNS), len(ICEWS_COLUMNS), len(GDELT_COLUMNS)) == (40, 20, 61)
    for name, columns in (("polecat", POLECAT_COLUMNS), ("icews", ICEWS_COLUMNS)):
        lines = written[name].splitlines()
        assert lines[0].split("\t") == list(columns)
        assert {len(line.split("\t")) for line in lines} == {len(columns)}
    assert {len(line.split("\t")) for line in written["gdelt"].splitlines()} == {61}
    assert GDELT_COLUMNS[26:31] == ["EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"]
    assert GDELT_COLUMNS[59:] == ["DATEADDED", "SOURCEURL"]


def test_tables_without_a_status_hold_only_what_took_place(written: dict[str, str]) -> None:
    polecat = {row["Event ID"] for row in table(written["polecat"])}
    icews = {row["Event ID"] for row in table(written["icews"])}

    assert TALKS.id in polecat & icews
    assert REOPEN.id in polecat, "agreeing is an act of its own"
    for happening in (PLANNED, DENIED, CALLED_OFF):
        assert happening.id not in polecat | icews


def test_each_happening_is_one_line_however_many_tell_it(written: dict[str, str]) -> None:
    rows = table(written["polecat"])

    assert len(rows) == len({row["Event ID"] for row in rows})
    met = next(row for row in rows if row["Event ID"] == TALKS.id)
    assert (met["Event Type"], met["Event Mode"], met["Event Date"]) == ("CONSULT", "meet", "2031-03-06")
    assert (met["Actor Name"], met["Actor Country"]) == ("Ada Marlow", "NZL")
    assert (met["Recipient Name"], met["Recipient Country"]) == ("Bruno Castel", "CHL")
    assert met["Raw Placename"] == "Valparaíso"


def test_gdelt_counts_reports_independent_reports_and_documents(written: dict[str, str]) -> None:
    rows = [dict(zip(GDELT_COLUMNS, line.split("\t"), strict=True)) for line in written["gdelt"].splitlines()]
    met = next(row for row in rows if row["EventCode"] == "046")

    assert (met["NumMentions"], met["NumSources"], met["NumArticles"]) == ("2", "2", "2")
    assert (met["Day"], met["MonthYear"], met["QuadClass"], met["GoldsteinScale"]) == ("20310306", "203103", "1", "7.0")
    assert (met["EventBaseCode"], met["EventRootCode"], met["Actor1Code"]) == ("046", "04", "NZLGOV")
    assert all(0 < int(row["GlobalEventID"]) < 2**53 for row in rows)


def test_plover_holds_every_report_with_its_status_and_its_place(matters: Record, written: dict[str, str]) -> None:
    lines = [json.loads(line) for line in written["plover"].splitlines()]

    assert len(lines) == len(EVENTS)
    by_id = {line["id"]: line for line in lines}
    assert {by_id[event]["link"] for event in TALKS.events} == {TALKS.id}
    announced = by_id[PLANNED.events[0]]
    assert announced["onrecord"]["status"] == "announced"
    assert announced["quad_code"] == 1
    for line in lines:
        document = matters.document(line["cite_info"]["citation"])
        start, end = line["text_info"]["start"], line["text_info"]["end"]
        assert document.text[start:end] == line["event_text"][0]
        assert line["cite_info"]["codebook"] == "plover-0.8"


def test_dyads_count_happenings_once_and_reports_beside(written: dict[str, str]) -> None:
    rows = {(row["month"], row["source"], row["target"]): row for row in csv.DictReader(io.StringIO(written["dyad"]))}
    march = rows["2031-03", "NZL", "CHL"]

    assert (march["happenings"], march["reports"]) == ("2", "4")
    assert march["verbal_cooperation"] == "2"
    assert march["scale_sum"] == "3.5"
    assert ("2031-03", "CHL", "NZL") in rows, "a meeting counts both ways"
    assert ("2029-08", "CHL", "NZL") in rows


def test_actors_among_themselves_are_dyads_both_ways() -> None:
    event = next(event for event in EVENTS if event.id == TALKS.events[0])

    assert dyads_of(event) == [("CHL", "NZL"), ("NZL", "CHL")]


def test_timelinejs_has_a_slide_for_each_dated_happening(written: dict[str, str]) -> None:
    slides = json.loads(written["timelinejs"])["events"]

    assert {slide["unique_id"] for slide in slides} == {h.id for h in HAPPENINGS if h.date.date}
    planned = next(slide for slide in slides if slide["unique_id"] == PLANNED.id)
    assert planned["start_date"] == {"year": "2031", "month": "09", "day": "01"}
    assert "Announced: " in planned["text"]["text"]


def test_the_calendar_has_meetings_and_deadlines(written: dict[str, str]) -> None:
    text = written["ics"]

    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert f"UID:{TALKS.id}@onrecord" in text
    assert "SUMMARY:Due: reopen the patrol line by 1 June 2031" in text
    assert "DTSTART;VALUE=DATE:20310602\r\nDTEND;VALUE=DATE:20310604" in text, "the end is not included"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_same_record_gives_the_same_bytes(matters: Record, tmp_path: Path, written: dict[str, str]) -> None:
    for name in EVENT_FORMATS:
        assert export_events(matters, tmp_path / name, name).read_bytes().decode() == written[name]


def test_an_unknown_format_and_a_folder_that_cannot_be_written_are_told_in_words(
    matters: Record, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(QueryError, match="no export as"):
        export_events(matters, tmp_path, "xlsx")  # type: ignore[arg-type]
    with pytest.raises(RecordFileError, match="Cannot write"):
        export_events(matters, tmp_path / "taken", "plover")


def test_the_contract_holds_matters_that_can_be_read_back(matters: Record, tmp_path: Path) -> None:
    counts = export(matters, tmp_path)

    assert (counts["events"], counts["happenings"], counts["meetings"]) == (len(EVENTS), len(HAPPENINGS), 1)
    lines = (tmp_path / "happenings.jsonl").read_text("utf-8").splitlines()
    assert [from_json(Happening, json.loads(line)) for line in lines] == sorted(HAPPENINGS, key=lambda one: one.id)


def test_cameo_codes_have_names_and_values() -> None:
    assert len(cameo_codes()) == 312
    assert cameo_codes()["042"].name == "Make a visit"
    assert (goldstein_of("057"), goldstein_of("163"), goldstein_of(None), goldstein_of("99")) == (8.0, -8.0, None, None)


@pytest.mark.parametrize(
    ("date", "days"),
    [
        (EventDate("2031-03-06"), ("2031-03-06", "2031-03-06")),
        (EventDate("2032-02", None, "month"), ("2032-02-01", "2032-02-29")),
        (EventDate("2031-12", None, "month"), ("2031-12-01", "2031-12-31")),
        (EventDate("2031-06-02", "2031-06-03", "day"), ("2031-06-02", "2031-06-03")),
        (EventDate("2031-01-01", "2031-12-31", "range"), None),
        (EventDate("2031", None, "year"), None),
        (EventDate("2031-02-30"), None),
        (EventDate(), None),
    ],
)
def test_only_days_within_one_month_reach_tables_of_days(date: EventDate, days: tuple[str, str] | None) -> None:
    assert first_and_last_day(date) == days


def test_gdelt_mentions_hold_every_report_of_the_events_with_its_place(written: dict[str, str]) -> None:
    events = [line.split("\t") for line in written["gdelt"].splitlines()]
    mentions = [line.split("\t") for line in written["gdelt-mentions"].splitlines()]

    assert {len(row) for row in mentions} == {16}
    assert {row[0] for row in mentions} == {row[0] for row in events}
    for event in events:
        own = [row for row in mentions if row[0] == event[0]]
        assert len(own) == int(event[31]), "NumMentions"
        assert {row[1] for row in own} == {event[59]}, "the event was added with its first report"
    by_id = {event.evidence[0].start for event in EVENTS if event.evidence}
    assert {int(row[9]) for row in mentions} <= by_id
    assert all(0 <= int(row[11]) <= 100 for row in mentions)
