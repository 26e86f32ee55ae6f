"""What happened, on the command line: lists, single records, the chronology, exports for other tools."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parent.parent / "web"))

from small_matters import CHANNELS, COMMITMENTS, HAPPENINGS, MEETING, POSITIONS, READOUT_A, TALKS, write_matters_record

from onrecord.cli import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_matters_record(tmp_path_factory.mktemp("cli-matters") / "matters.onrecord")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("happenings", "9 happenings in 4 documents (4 independent reports)"),
        ("events", "meeting (CONSULT/meet) · took place"),
        ("meetings", "1 the accounts contradict each other, 2 in one account only, 2 told in different words"),
        ("commitments", "disputed (2031-06-04), disputed between the sides"),
        ("channels", "resumed, as of 2031-06-04, both sides say so"),
        ("positions", "CHL on fisheries, according to NZL"),
    ],
)
def test_the_lists_say_what_stands_in_the_record(record: Path, command: str, words: str) -> None:
    result = run(command, record)

    assert result.exit_code == 0, result.output
    assert words in result.stdout


@pytest.mark.parametrize("command", ["happenings", "events", "meetings", "commitments", "channels", "positions"])
def test_every_list_is_json_for_other_programs(record: Path, command: str) -> None:
    found = json.loads(run(command, record, "--json").stdout)

    assert found
    assert all("id" in one for one in found)


def test_lists_can_be_narrowed(record: Path) -> None:
    def count(*arguments: str) -> int:
        return len(json.loads(run(arguments[0], record, *arguments[1:], "--json").stdout))

    assert count("happenings", "--status", "denied") == 1
    assert count("happenings", "--kind", "consult", "--since", "2031-06") == 1
    assert count("events", "--type", "CONSULT", "--country", "NZL") == 3
    assert count("commitments", "--issue", "crews") == 1
    assert count("positions", "--side", "NZL") == 1
    assert count("meetings", "--party", "USA") == 0
    assert count("happenings", "-n", "2") == 2


def test_an_unknown_status_is_answered_in_words(record: Path) -> None:
    result = run("happenings", record, "--status", "maybe")

    assert result.exit_code == 2
    assert "status='maybe' is unknown" in result.output


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        (TALKS.id, "CONSULT/meet"),
        (TALKS.events[0], "CAMEO code: 046, the same kind"),
        (MEETING.id, "CHL: not found in 1 document"),
        (COMMITMENTS[0].id, "according to NZL a New Zealand official (not named)"),
        (CHANNELS[2].id, "suspended by CHL"),
        (POSITIONS[0].id, "CHL on fisheries"),
    ],
)
def test_single_records_are_shown_with_their_proof(record: Path, identity: str, words: str) -> None:
    result = run("show", record, identity)

    assert result.exit_code == 0, result.output
    assert words in result.stdout
    assert json.loads(run("show", record, identity, "--json").stdout)["id"] == identity


def test_the_chronology_goes_to_the_terminal_or_to_a_file_of_the_named_form(record: Path, tmp_path: Path) -> None:
    assert run("chronology", record).stdout.startswith("# New Zealand – Chile: chronology")
    for name, beginning in (("c.docx", b"PK"), ("c.html", b"<!doctype html>"), ("c.txt", b"# New Zealand")):
        result = run("chronology", record, "-o", tmp_path / name)
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).read_bytes().startswith(beginning)
    assert run("chronology", record, "--format", "html", "--since", "2031").stdout.startswith("<!doctype html>")


def test_a_chronology_that_cannot_be_written_is_told_in_words(record: Path, tmp_path: Path) -> None:
    result = run("chronology", record, "-o", tmp_path / "no-such-folder" / "c.md")

    assert result.exit_code == 2
    assert "Cannot write" in result.output


@pytest.mark.parametrize("form", ["plover", "polecat", "gdelt", "gdelt-mentions", "icews", "dyad", "timelinejs", "ics"])
def test_events_are_exported_for_other_tools(record: Path, tmp_path: Path, form: str) -> None:
    result = run("export", record, "--to", tmp_path, "--format", form)

    assert result.exit_code == 0, result.output
    assert Path(result.stdout.strip()).stat().st_size > 0
    assert json.loads(run("export", record, "--to", tmp_path, "--format", form, "--json").stdout)["format"] == form


def test_the_contract_counts_every_kind_of_matter(record: Path, tmp_path: Path) -> None:
    counts = json.loads(run("export", record, "--to", tmp_path, "--json").stdout)["records"]

    assert counts["happenings"] == len(HAPPENINGS)
    assert counts["channels"] == len(CHANNELS)


@pytest.mark.parametrize("command", ["happenings", "events", "meetings", "commitments", "channels", "positions"])
def test_a_list_can_be_read_in_parts_and_says_what_follows(record: Path, command: str) -> None:
    everything = json.loads(run(command, record, "--json").stdout)
    parts = []
    for offset in range(len(everything)):
        parts += json.loads(run(command, record, "-n", "1", "--offset", str(offset), "--json").stdout)

    assert parts == everything
    if len(everything) > 1:
        assert f"{len(everything) - 1} more: add --offset 1" in run(command, record, "-n", "1").output


@pytest.mark.parametrize("command", ["happenings", "events", "meetings", "commitments", "channels", "positions"])
def test_a_list_can_be_narrowed_to_a_document(record: Path, command: str) -> None:
    told = json.loads(run(command, record, "--document", READOUT_A.id, "--json").stdout)
    everything = json.loads(run(command, record, "--json").stdout)

    assert told
    assert {one["id"] for one in told} <= {one["id"] for one in everything}
    unknown = run(command, record, "--document", "doc-nowhere", "--json")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "no document 'doc-nowhere'" in unknown.stderr


def test_an_empty_list_says_what_to_do(record: Path) -> None:
    result = run("commitments", record, "--party", "USA")

    assert result.exit_code == 0
    assert "No commitment was found" in result.output
    assert "onrecord status" in result.output


def test_each_step_says_which_side_tells_it(record: Path) -> None:
    assert (
        "says so" in run("show", record, COMMITMENTS[0].id).stdout
        or "say so" in run("show", record, COMMITMENTS[0].id).stdout
    )
    assert "; both sides say so" in run("show", record, CHANNELS[2].id).stdout


def test_every_command_shows_an_example_of_itself() -> None:
    for name in main.commands:
        assert f"onrecord {name}" in run(name, "--help").stdout.partition("Examples:")[2], name


def ids(*arguments: str | Path) -> list[str]:
    return [one["id"] for one in json.loads(run(*arguments, "--json").stdout)]


@pytest.mark.parametrize(
    ("options", "is_found"),
    [
        (("--words", "castel"), True),
        (("--words", "trawler kea"), True),
        (("--words", "Oslo"), False),
        (("--since", "2031-03"), True),
        (("--until", "2031-03-05"), False),
        (("--since", "2031", "--until", "2031-03", "--words", "meeting"), True),
    ],
)
def test_a_meeting_is_found_by_words_and_days(record: Path, options: tuple[str, ...], is_found: bool) -> None:
    assert (MEETING.id in ids("meetings", record, *options)) is is_found


def test_what_was_undertaken_at_a_meeting_is_listed_with_it_and_by_it(record: Path) -> None:
    made = [one.id for one in COMMITMENTS if one.made_at == MEETING.id]
    shown = run("show", record, MEETING.id).stdout

    assert made
    assert sorted(ids("commitments", record, "--meeting", MEETING.id)) == sorted(made)
    assert "Agreed or promised at it, and what became of it:" in shown
    assert all(identity in shown for identity in made)
    assert run("commitments", record, "--meeting", "meet-0000000000000000").exit_code == 2


def test_commitments_are_found_by_words_and_by_the_day_of_their_latest_step(record: Path) -> None:
    every = ids("commitments", record)
    word = COMMITMENTS[0].text.split()[-1]

    assert COMMITMENTS[0].id in ids("commitments", record, "--words", word.upper())
    assert ids("commitments", record, "--words", "no such words at all") == []
    assert ids("commitments", record, "--until", "1999") == []
    assert sorted(ids("commitments", record, "--since", "2031")) == sorted(
        one for one in every if any(c.id == one and c.history and c.history[-1].date.date for c in COMMITMENTS)
    )


@pytest.mark.parametrize("command", ["meetings", "commitments"])
def test_a_day_that_is_none_is_refused(record: Path, command: str) -> None:
    result = run(command, record, "--since", "November")

    assert (result.exit_code, "is not a date" in result.output) == (2, True)
