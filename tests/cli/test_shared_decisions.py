"""Decisions go from one record to another: a team shares its corrections, and a record built anew gets them back."""

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


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def listed(command: str, record: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(command, record, "--json").stdout)
    return found


def built(folder: Path, name: str, text: str = NEWS) -> Path:
    source = folder / f"{name}.txt"
    source.write_text(text, "utf-8")
    path = folder / f"{name}.onrecord"
    assert run("build", source, "-o", path, "--language", "rules").exit_code == 0
    return path


def statement_of(record: Path) -> str:
    (found,) = [one["id"] for one in listed("statements", record) if "military lines" in one["content"][0]["quote"]]
    return str(found)


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """A record in which a person said who speaks."""
    record = built(tmp_path, "corrected")
    why = ("--by", "A. Analyst", "--reason", "the transcript says so")
    assert run("decide", record, statement_of(record), "speaker", "Wang Yi", *why).exit_code == 0
    return record


def speaker(record: Path) -> str:
    names = {actor["id"]: actor["name"] for actor in listed("actors", record)}
    identity = statement_of(record)
    (told,) = [one for one in listed("statements", record) if one["id"] == identity]
    return str(names[told["speaker"]])


@pytest.mark.parametrize("form", ["list", "export", "record"])
def test_a_fresh_record_takes_over_who_decided_what_when_and_why(corrected: Path, tmp_path: Path, form: str) -> None:
    handed_on = tmp_path / "decisions.json"
    if form == "list":
        handed_on.write_text(run("decisions", corrected, "--json").stdout, "utf-8")
    elif form == "export":
        assert run("export", corrected, "--to", tmp_path / "out").exit_code == 0
        handed_on = tmp_path / "out" / "decisions.jsonl"
    else:
        handed_on = corrected
    fresh = built(tmp_path, "fresh")
    assert speaker(fresh) == "Antony Blinken"

    result = run("decisions", fresh, "--from", handed_on)

    assert result.exit_code == 0, result.output
    assert "1 decision." in result.stderr
    assert "by A. Analyst" in result.stdout
    assert speaker(fresh) == "Wang Yi"
    assert listed("decisions", fresh) == listed("decisions", corrected)


def test_taken_over_twice_it_is_the_same(corrected: Path, tmp_path: Path) -> None:
    fresh = built(tmp_path, "fresh")
    run("decisions", fresh, "--from", corrected)
    before = listed("decisions", fresh)

    again = run("decisions", fresh, "--from", corrected)

    assert "0 decisions, 1 was known." in again.stderr
    assert listed("decisions", fresh) == before


def test_a_decision_whose_words_are_not_here_waits(corrected: Path, tmp_path: Path) -> None:
    other = built(tmp_path, "other", NEWS.replace("military lines", "sea lanes"))

    result = run("decisions", other, "--from", corrected)

    assert "1 fits nothing in this record, and waits" in result.stderr
    assert [one["state"] for one in listed("decisions", other)] == ["waiting"]
    assert "WAITING" in run("decisions", other, "--waiting").stdout


def test_the_later_of_two_decisions_counts_and_it_is_said(corrected: Path, tmp_path: Path) -> None:
    later = built(tmp_path, "later")
    why = ("--by", "B. Colleague", "--reason", "heard it myself")
    assert run("decide", later, statement_of(later), "speaker", "nobody", *why).exit_code == 0

    into_earlier = run("decisions", corrected, "--from", later)
    assert "speaker Wang Yi by A. Analyst" in into_earlier.stderr
    assert "is replaced by a later decision" in into_earlier.stderr
    states = [(one["who"], one["state"]) for one in listed("decisions", corrected)]
    assert states == [("A. Analyst", "replaced"), ("B. Colleague", "in force")]


def test_an_earlier_decision_is_kept_and_changes_nothing(corrected: Path, tmp_path: Path) -> None:
    earlier_file = tmp_path / "earlier.json"
    earlier_file.write_text(run("decisions", corrected, "--json").stdout, "utf-8")
    later = built(tmp_path, "later")
    why = ("--by", "B. Colleague", "--reason", "heard it myself")
    run("decide", later, statement_of(later), "speaker", "nobody", *why)

    result = run("decisions", later, "--from", earlier_file)

    assert "1 had been replaced by a later one" in result.stderr
    assert [(one["who"], one["state"]) for one in listed("decisions", later)] == [
        ("A. Analyst", "replaced"),
        ("B. Colleague", "in force"),
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"verdict": "", "reason": ""}, "verdict is empty"),
        ({"what": "colour"}, "cannot be decided"),
        ({"what": "day", "verdict": "Monday", "actor": None}, "is not a date"),
        ({"actor": None}, "does not say who the speaker is"),
        ({"when": "2024-03-05T00:00:00"}, "no time zone"),
        ({"when": "yesterday"}, "cannot be taken over"),
        ({"id": "decision-1"}, "'decision-1' is none"),
        ({"target": "utt-0123456789abcdef"}, "is none"),
        ({"target": "doc-0123456789abcdef"}, "the speaker of doc-0123456789abcdef cannot be decided"),
        ({"what": "addressee", "actor": None}, "does not say who the addressee is"),
        ({"target": "evt-0123456789abcdef", "what": "actors", "actor": None}, "does not say who the actors are"),
        ({"target": "evt-0123456789abcdef", "what": "type", "actor": None}, "is no type of event"),
        (
            {"target": "evt-0123456789abcdef", "what": "type", "verdict": "CONSULT/tea", "actor": None},
            "CONSULT has no mode 'tea'",
        ),
        ({"who": 7}, "who is empty or no text"),
        ({"surprise": 1}, "no field 'surprise'"),
        ({"evidence": [{"document": "d"}]}, "cannot be taken over"),
    ],
)
def test_a_file_with_a_decision_that_could_not_have_been_taken_changes_nothing(
    corrected: Path, tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    decided = listed("decisions", corrected)
    (tmp_path / "bad.json").write_text(json.dumps([*decided, {**decided[0], **change}]), "utf-8")
    fresh = built(tmp_path, "fresh")

    result = run("decisions", fresh, "--from", tmp_path / "bad.json")

    assert result.exit_code == 2
    assert says in result.output
    assert listed("decisions", fresh) == []


@pytest.mark.parametrize(
    "content", [b"not json", b"[1, 2]", b"\xff\xfe\x00", b"[" * 100_000, b'{"id": "x"}'], ids=range(5)
)
def test_a_file_of_something_else_is_refused_with_what_to_take(corrected: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.json").write_bytes(content)

    result = run("decisions", corrected, "--from", tmp_path / "other.json")

    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert len(listed("decisions", corrected)) == 1


def test_a_file_that_is_not_there_is_named(corrected: Path, tmp_path: Path) -> None:
    result = run("decisions", corrected, "--from", tmp_path / "nowhere.json")

    assert (result.exit_code, "nowhere.json" in result.output) == (2, True)


def test_an_empty_file_brings_nothing(corrected: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("", "utf-8")

    assert "0 decisions." in run("decisions", corrected, "--from", tmp_path / "empty.jsonl").stderr
