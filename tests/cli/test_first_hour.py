"""What a stranger meets in the first hour: odd files, a stop, an old or damaged record. Each says what to do next."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.examples import example_folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def built(path: Path, *sources: Path) -> Path:
    result = run("build", *sources, "-o", path, "--language", "rules", "--workers", "1")
    assert result.exit_code == 0, result.output
    return path


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("list.txt", b"https://example.org/a\nhttp://example.org/b\n", "Nothing is downloaded here"),
        ("report.pdf", b"%PDF-1.4 ...", "pdftotext"),
        ("notes.docx", b"PK\x03\x04", "Save it as plain text"),
        ("table.csv", b"a,b\n1,2\n", "--field text=COLUMN"),
        ("table.xlsx", b"PK", "Save it as .csv first"),
        ("photo.jpg", b"\xff\xd8\xff", "It is a picture"),
        ("strange.xyz", b"?", "Convert it or leave it out"),
        ("long.txt", b"word " * 1_100_000, "one file for each page"),
    ],
)
def test_what_cannot_be_read_says_how_it_can_be(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)

    result = run("build", tmp_path / name, "-o", tmp_path / "x.onrecord", "--language", "rules")

    assert result.exit_code == 1
    assert says in result.output


def test_addresses_inside_a_text_are_no_list_of_addresses(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Seen today:\nhttps://example.org/a\n", "utf-8")

    assert run("build", tmp_path / "text.txt", "-o", tmp_path / "x.onrecord", "--language", "rules").exit_code == 0


def test_a_record_is_gone_on_with_without_naming_sources(tmp_path: Path) -> None:
    record = built(tmp_path / "x.onrecord", example_folder("us-china") / "feed.jsonl")
    before = run("statements", record, "--json").stdout

    assert run("build", "-o", record).exit_code == 0
    assert run("statements", record, "--json").stdout == before


def test_without_sources_and_without_a_record_the_command_says_what_is_missing(tmp_path: Path) -> None:
    result = run("build", "-o", tmp_path / "none.onrecord")

    assert result.exit_code == 2
    assert "Name what to read" in result.output
    assert not (tmp_path / "none.onrecord").exists()


def test_an_older_record_names_the_command_that_brings_it_up_to_date(tmp_path: Path) -> None:
    record = built(tmp_path / "x.onrecord", example_folder("us-china") / "feed.jsonl")
    with sqlite3.connect(record) as database:
        database.execute("PRAGMA user_version = 1")
    database.close()

    result = run("statements", record)

    assert result.exit_code == 2
    assert f"onrecord build -o {record}" in result.output


def test_a_damaged_record_is_said_to_be_damaged_and_what_to_do(tmp_path: Path) -> None:
    record = built(tmp_path / "x.onrecord", example_folder("us-china") / "feed.jsonl")
    with record.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(8_192)
        file.write(b"x" * (size - 8_192))

    for command in (("statements", record), ("status", record), ("build", "-o", record)):
        result = run(*command)
        assert result.exit_code == 2, command
        assert "is damaged" in result.output
        assert "Build another from the same sources" in result.output


@pytest.mark.parametrize("wait", [0.0, 0.1, 0.3, 1.0])
def test_ctrl_c_stops_a_build_in_one_sentence_and_the_next_one_goes_on(tmp_path: Path, wait: float) -> None:
    sources = tmp_path / "many.jsonl"
    text = "Secretary of State Antony Blinken met Foreign Minister Wang Yi in Oslo on Monday. He said it was useful. "
    sources.write_text(
        "".join(json.dumps({"title": f"Talks {n}", "text": f"{n}. {text * 2}"}) + "\n" for n in range(40)), "utf-8"
    )
    record = tmp_path / "x.onrecord"
    # Standard input stays open, so that no machine is quick enough to finish.
    command = [sys.executable, "-m", "onrecord", "build", str(sources), "-", "-o", str(record)]
    command += ["--language", "rules", "--workers", "2"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not record.exists():
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(wait)  # the workers are starting, or at work, or the build waits for what comes in
    os.killpg(process.pid, signal.SIGINT)  # as the keys do: to all processes of the terminal at once
    process.wait(120)
    assert process.stdin is not None
    process.stdin.close()
    assert process.stderr is not None
    said = process.stderr.read()
    process.stderr.close()

    # Ended by the signal itself, which a shell reports as 130: after a mere return of 130 it would go on with a loop.
    assert (process.returncode, said.count("Traceback")) == (-signal.SIGINT, 0), said
    assert said.endswith("Stopped. Nothing that was written is lost; the same command goes on from here.\n")
    assert run("build", sources, "-o", record, "--language", "rules").exit_code == 0
    assert json.loads(run("status", record, "--json").stdout)["pending"] == 0


def test_the_command_that_shows_the_record_can_be_typed_as_it_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.cli._options import look_at_it

    program = tmp_path / "onrecord"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [".venv/bin/onrecord", "build"])

    monkeypatch.setenv("PATH", str(tmp_path))
    assert look_at_it(Path("my news.onrecord")) == "Look at it with: onrecord serve 'my news.onrecord'"
    monkeypatch.setenv("PATH", str(tmp_path / "elsewhere"))
    assert look_at_it(Path("x.onrecord")) == "Look at it with: .venv/bin/onrecord serve x.onrecord"


def test_the_status_tells_what_was_not_read_before_the_long_list_of_files(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4")
    record = built(tmp_path / "x.onrecord", example_folder("us-china") / "feed.jsonl", tmp_path / "report.pdf")

    said = run("status", record).stdout

    assert said.index("pdftotext") < said.index("Files read: 2")
    assert said.index("Versions:") < said.index("feed.jsonl  (4 pages)")
