"""Deciding on the command line: what the machine read wrongly is overruled, shown as decided, and taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main

NEWS = """Ministers meet in Oslo

By Ann Example

OSLO, March 4, 2024 - Secretary of State Antony Blinken met Foreign Minister Wang Yi in Oslo on Monday.

"We will keep the military lines open," Blinken told reporters.
"""

WHY = ("--by", "A. Analyst", "--reason", "the transcript says so")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def listed(command: str, record: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(command, record, "--json").stdout)
    return found


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(NEWS, "utf-8")
    path = tmp_path / "x.onrecord"
    assert run("build", tmp_path / "a.txt", "-o", path, "--language", "rules").exit_code == 0
    return path


@pytest.fixture
def statement(record: Path) -> str:
    (found,) = [one["id"] for one in listed("statements", record) if "military lines" in one["content"][0]["quote"]]
    return str(found)


def test_a_speaker_is_overruled_and_every_list_says_so(record: Path, statement: str) -> None:
    result = run("decide", record, statement, "speaker", "Wang", "Yi", *WHY)

    assert result.exit_code == 0, result.output
    assert f"{statement}: speaker Wang Yi, decided by A. Analyst on " in result.stdout
    assert "The machine had read: Antony Blinken." in result.stdout
    assert "Wang Yi" in run("statements", record).stdout
    assert "decided by a person" in run("statements", record).stdout
    shown = run("show", record, statement).stdout
    assert "because: the transcript says so" in shown
    assert "the machine had read: Antony Blinken" in shown


def test_what_is_no_statement_leaves_the_lists_and_is_still_shown_with_its_reason(record: Path, statement: str) -> None:
    assert run("decide", record, statement, "reject", *WHY).exit_code == 0

    assert statement not in [one["id"] for one in listed("statements", record)]
    shown = run("show", record, statement)
    assert (shown.exit_code, "rejected, decided by A. Analyst" in shown.stdout) == (0, True)
    assert "We will keep the military lines open" in shown.stdout
    assert json.loads(run("show", record, statement, "--json").stdout)["rejected"] == statement

    assert run("decide", record, statement, "withdrawn", *WHY).exit_code == 0
    assert statement in [one["id"] for one in listed("statements", record)]


def test_the_list_of_decisions_tells_which_were_replaced_and_which_taken_back(record: Path, statement: str) -> None:
    run("decide", record, statement, "day", "2024-03-01", *WHY)
    run("decide", record, statement, "day", "2024-03-02", *WHY)
    run("decide", record, statement, "speaker", "nobody", *WHY)
    run("decide", record, statement, "speaker", "withdrawn", *WHY)

    states = [(one["what"], one["verdict"], one["state"]) for one in listed("decisions", record)]
    assert states == [
        ("day", "2024-03-01", "replaced"),
        ("day", "2024-03-02", "in force"),
        ("speaker", "nobody", "withdrawn"),
        ("speaker", "withdrawn", "withdrawn"),
    ]
    told = run("decisions", record).stdout
    assert "replaced by a later one" in told
    assert "the machine had read: Antony Blinken" in told
    assert "No decision waits." in run("decisions", record, "--waiting").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("speaker", "Anthony Blinkin"), "Did you mean Antony Blinken (actor-"),
        (("speaker", "Nobody Atall"), "--new person --country CHN"),
        (("speaker", "Jane Example", "--new", "person", "--country", "Narnia"), "is no country known here"),
        (("day", "Monday"), "Write 2023-11-15"),
        (("kept",), "Decide one of: speaker, addressee, day, entry"),
        (("Wang Yi",), "Say what: speaker, addressee or day of a statement"),
        (("addressee", ""), "The addressee has no name"),
        (("type", "CONSULT"), "Decide one of: speaker, addressee, day, entry"),
        (("day", "2024-03-01", "--new", "person"), "Leave out: --new and --country"),
        (("withdrawn",), "Nobody has decided anything"),
    ],
)
def test_a_mistake_is_answered_with_what_to_do(
    record: Path, statement: str, arguments: tuple[str, ...], says: str
) -> None:
    result = run("decide", record, statement, *arguments, *WHY)

    assert result.exit_code == 2
    assert says in result.output
    assert listed("decisions", record) == []


@pytest.fixture
def event(record: Path) -> str:
    return str(listed("events", record)[0]["id"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("type", "MEETING"), "Use one of: AGREE, CONSULT"),
        (("type", "CONSULT/tea"), "CONSULT/phone"),
        (("actors", "Wang Yi; ; Blinken"), "A name among the actors is empty"),
        (("actors", "Antony Blinken, Wang Yi"), "Names of several are parted by ';'"),
        (("recipients", "Wang Yi", "--country", "China"), "It goes with: --new person"),
        (("recipients", "Wang Yi", "--new", "person"), "is known already"),
        (("speaker", "Wang Yi"), "Decide one of: type, actors, recipients, day, status, entry"),
    ],
)
def test_a_mistake_about_an_event_is_answered_with_what_to_do(
    record: Path, event: str, arguments: tuple[str, ...], says: str
) -> None:
    result = run("decide", record, event, *arguments, *WHY)

    assert result.exit_code == 2
    assert says in result.output
    assert listed("decisions", record) == []


def test_type_and_parties_of_an_event_are_overruled(record: Path, event: str) -> None:
    for arguments in (("type", "consult/PHONE"), ("actors", "China;", "wang yi"), ("recipients", "nobody")):
        assert run("decide", record, event, *arguments, *WHY).exit_code == 0

    shown = run("show", record, event).stdout
    assert "type CONSULT/phone, decided by A. Analyst" in shown
    assert "actors China; Wang Yi, decided by A. Analyst" in shown
    assert "recipients nobody, decided by A. Analyst" in shown
    (told,) = [one for one in listed("events", record) if one["id"] == event]
    assert (told["event"], told["mode"], told["cameo_code"]) == ("CONSULT", "phone", "041")
    assert [one["country"] for one in told["actor"]] == ["CHN", "CHN"]
    assert told["recipient"] == []


def test_the_day_of_a_page_is_overruled_and_taken_back(record: Path) -> None:
    (page,) = listed("documents", record)

    result = run("decide", record, page["id"], "day", "2024-03-05", *WHY)

    assert "The machine had read: 2024-03-04 (stated)." in result.stdout
    assert "2024-03-05 (decision)" in run("show", record, page["id"]).stdout
    assert run("decide", record, page["id"], "withdrawn", *WHY).exit_code == 0
    assert listed("documents", record) == [page]


def test_of_a_page_only_its_day_is_decided(record: Path) -> None:
    (page,) = listed("documents", record)

    result = run("decide", record, page["id"], "reject", *WHY)

    assert (result.exit_code, "Decide one of: day." in result.output) == (2, True)


def test_an_entry_that_is_not_there_cannot_be_decided(record: Path) -> None:
    result = run("decide", record, "stmt-0000000000000000", "reject", *WHY)

    assert result.exit_code == 2
    assert "onrecord statements" in result.output


def test_somebody_new_is_added_with_his_side_by_name(record: Path, statement: str) -> None:
    result = run("decide", record, statement, "speaker", "Jane Example", "--new", "person", "--country", "China", *WHY)

    assert result.exit_code == 0, result.output
    (actor,) = [one for one in listed("actors", record) if one["name"] == "Jane Example"]
    assert actor["country"] == "CHN"


def test_the_help_shows_how_to_decide_a_speaker() -> None:
    assert "speaker 'Wang Yi'" in run("decide", "--help").stdout
