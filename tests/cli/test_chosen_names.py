"""Options take names as people write them; what the record cannot know is an error that says what there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import main
from onrecord.cli._build import lines_of_progress
from onrecord.examples import example_folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("names") / "x.onrecord"
    onrecord.build([example_folder("us-china")], path, between=("USA", "CHN"), language="rules")
    return path


@pytest.mark.parametrize("side", ["CHN", "chn", "China", "china", "Chinese", "Beijing"])
def test_a_country_is_named_by_code_name_people_or_capital(record: Path, side: str) -> None:
    assert run("statements", record, "--side", side).stdout == run("statements", record, "--side", "CHN").stdout


def test_an_unknown_country_is_an_error_that_names_the_nearest(record: Path) -> None:
    result = run("statements", record, "--side", "Chinna")

    assert result.exit_code == 2
    assert "CHN (China)" in result.stderr


@pytest.mark.parametrize("command", ["statements", "happenings", "events", "commitments", "positions", "chronology"])
def test_an_unknown_issue_is_an_error_that_lists_the_issues(record: Path, command: str) -> None:
    result = run(command, record, "--issue", "taiwn")

    assert result.exit_code == 2
    assert "Did you mean taiwan" in result.stderr
    assert "export-controls" in result.stderr


def test_a_speaker_is_named_by_a_part_of_the_name_that_only_one_person_has(record: Path) -> None:
    with onrecord.open(record) as opened:
        blinken = next(actor for actor in opened.actors() if actor.name == "Antony Blinken")

    assert run("statements", record, "--speaker", "blinken").stdout == (
        run("statements", record, "--speaker", blinken.id).stdout
    )


def test_an_unknown_speaker_or_document_is_an_error(record: Path) -> None:
    for option in ("--speaker", "--document"):
        result = run("statements", record, option, "nobody-at-all")

        assert result.exit_code == 2
        assert "record" in result.stderr


def test_a_name_that_several_bear_lists_them_with_their_ids(record: Path) -> None:
    result = run("statements", record, "--speaker", "of")

    assert result.exit_code == 2
    assert "can be any of" in result.stderr
    assert "actor-" in result.stderr


@pytest.mark.parametrize("command", ["statements", "happenings"])
def test_an_empty_list_says_what_to_do_next(record: Path, command: str) -> None:
    result = run(command, record, "--since", "2090")

    assert result.stdout == ""
    assert "onrecord status RECORD" in result.stderr


def test_an_address_is_refused_with_how_to_read_it(tmp_path: Path) -> None:
    result = run("build", "https://example.org/page.html", "-o", tmp_path / "x.onrecord")

    assert result.exit_code == 2
    assert "curl" in result.stderr
    assert not (tmp_path / "x.onrecord").exists()


def test_a_build_that_read_nothing_has_failed_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.4\n")
    result = run("build", tmp_path / "paper.pdf", "-o", tmp_path / "x.onrecord", "--language", "rules")

    assert result.exit_code == 1
    assert "paper.pdf: unknown kind" in result.stderr
    assert "Nothing was read" in result.stderr
    assert "onrecord serve" not in result.stdout


def test_a_chronology_is_not_written_under_an_ending_it_does_not_have(record: Path, tmp_path: Path) -> None:
    result = run("chronology", record, "-o", tmp_path / "x.pdf")

    assert result.exit_code == 2
    assert ".docx" in result.stderr
    assert not (tmp_path / "x.pdf").exists()


def test_a_long_build_without_a_terminal_says_now_and_then_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr("onrecord.cli._build.time.monotonic", lambda: now[0])
    progress = lines_of_progress()
    for second in (1.0, 29.0, 31.0, 40.0, 62.0):
        now[0] = second
        progress("language", int(second), 1000)

    assert capsys.readouterr().err == "language: 31 of 1,000\nlanguage: 62 of 1,000\n"
