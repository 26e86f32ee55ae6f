"""``onrecord merge`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from onrecord.cli import main
from onrecord.examples import example_folder


def test_two_records_become_one(tmp_path: Path) -> None:
    files = sorted(str(path) for path in example_folder().iterdir() if path.suffix == ".txt")
    run = CliRunner().invoke
    for name, sources in (("a", files[:2]), ("b", files[2:4])):
        built = run(main, ["build", *sources, "-o", str(tmp_path / f"{name}.onrecord"), "--language", "rules", "-q"])
        assert built.exit_code == 0, built.output
    parts = [str(tmp_path / "a.onrecord"), str(tmp_path / "b.onrecord")]

    merged = run(main, ["merge", *parts, "-o", str(tmp_path / "whole.onrecord"), "-q"])
    assert merged.exit_code == 0, merged.output
    assert merged.output.startswith("Merged 2 records: ")
    assert "The record holds 4 documents" in merged.output

    again = run(main, ["merge", *parts, "-o", str(tmp_path / "whole.onrecord"), "-q", "--json"])
    assert json.loads(again.stdout)["taken_over"] == 0


def test_a_part_that_is_not_there_is_an_error_in_words(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["merge", str(tmp_path / "no.onrecord"), "-o", str(tmp_path / "w.onrecord")])
    assert result.exit_code != 0
    assert "There is no record at" in result.output
