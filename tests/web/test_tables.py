"""The tables of the page as files: flat, whole, the same bytes each time."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_matters import write_matters_record

from onrecord.cli import main
from onrecord.errors import RecordFileError
from onrecord.store import Record
from onrecord.web import write_tables


@pytest.fixture(scope="module")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_matters_record(tmp_path_factory.mktemp("tables") / "x.onrecord")


def test_every_table_has_its_columns_and_rows_without_nested_values(record_path: Path, tmp_path: Path) -> None:
    with Record(record_path) as record:
        counts = write_tables(record, tmp_path)
        statements = record.statements()

    assert counts["statements"] == len(statements)
    for name, count in counts.items():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == count
        for row in rows:
            assert all(value is not None and not value.startswith(("{", "[{")) for value in row.values())


def test_names_stand_beside_ids_and_dates_are_plain(record_path: Path, tmp_path: Path) -> None:
    with Record(record_path) as record:
        write_tables(record, tmp_path)
        expected = {told.id: told for told in record.statements()}
        with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                told = expected[row["id"]]
                assert row["said_on"] == (told.said_on.date or "")
                if told.speaker:
                    assert row["speaker_name"] == record.actor(told.speaker).name


def test_the_command_line_writes_them_with_the_version_the_same_each_time(record_path: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        result = CliRunner().invoke(
            main, ["export", str(record_path), "--to", str(folder), "--format", "tables"], catch_exceptions=False
        )
        assert result.exit_code == 0
        assert "statements.csv" in result.stdout

    names = sorted(path.name for path in folders[0].iterdir())
    assert "version.txt" in names
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()


def test_a_folder_that_cannot_be_written_is_told_in_words(record_path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with Record(record_path) as record, pytest.raises(RecordFileError, match="Cannot write the tables"):
        write_tables(record, tmp_path / "file" / "folder")


def test_every_column_stands_in_the_codebook(record_path: Path, tmp_path: Path) -> None:
    codebook = (Path(__file__).resolve().parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    chapters = dict(chapter.split(".csv`", 1) for chapter in codebook.split("## `")[1:])
    with Record(record_path) as record:
        write_tables(record, tmp_path)

    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for column in next(csv.reader(file)):
                assert f"`{column}`" in chapters[path.stem], f"{path.name}: {column} is not in docs/tables.md"
