"""``onrecord quotation`` and ``onrecord cite`` on the bundled example."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord
from onrecord.cli import main
from onrecord.examples import example_folder


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "x.onrecord"
    onrecord.build([example_folder("us-china")], path, between=("USA", "CHN"), language="rules")
    return path


@pytest.fixture(scope="module")
def quoted(record: Path) -> str:
    """Words that a source of the example has in quotation marks."""
    with onrecord.open(record) as opened:
        return next(
            told.content[0].quote
            for told in opened.statements()
            if told.mode == "direct" and len(told.content[0].quote.split()) > 8
        )


def test_a_real_quotation_is_found_with_exit_status_0(record: Path, quoted: str) -> None:
    result = run("quotation", record, quoted)

    assert result.exit_code == 0, result.output
    assert "Found word for word" in result.stdout
    assert "given as own words" in result.stdout


def test_a_changed_quotation_is_shown_with_its_difference_and_exit_status_1(record: Path, quoted: str) -> None:
    words = quoted.split()
    words[4] = "seventeen"
    result = run("quotation", record, "-", stdin=" ".join(words))

    assert result.exit_code == 1
    assert "Not found in these words" in result.stdout
    assert "differs: “seventeen" in result.stdout


def test_a_made_up_quotation_is_not_found_and_nothing_is_said_of_elsewhere(record: Path) -> None:
    result = run("quotation", record, "the moon will be painted green by next summer")

    assert result.exit_code == 1
    assert "Not found" in result.stderr
    assert "says nothing about what was said elsewhere" in result.stderr


def test_two_words_are_refused_with_what_to_do(record: Path) -> None:
    result = run("quotation", record, "two words")

    assert result.exit_code == 2
    assert "at least 3 words" in result.stderr


def test_other_programs_get_the_verdict_and_the_places(record: Path, quoted: str) -> None:
    data = json.loads(run("quotation", record, quoted, "--json").stdout)

    assert data["verdict"] == "word for word"
    assert data["places"][0]["differences"] == []


@pytest.mark.parametrize(("form", "begins"), [("text", "Record of"), ("bibtex", "@misc{"), ("ris", "TY  - DATA")])
def test_a_record_is_cited_with_its_version(record: Path, form: str, begins: str) -> None:
    result = run("cite", record, "--format", form)

    assert result.exit_code == 0
    assert result.stdout.startswith(begins)
    assert "version" in result.stdout


def test_what_cannot_be_cited_is_named_with_what_can(record: Path) -> None:
    result = run("cite", record, "biden")

    assert result.exit_code == 2
    assert "stmt- or doc-" in result.stderr
