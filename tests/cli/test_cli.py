"""The command line as a newcomer uses it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
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
    path = tmp_path_factory.mktemp("cli") / "demo.onrecord"
    result = run("demo", "--no-serve", "-o", path)
    assert result.exit_code == 0, result.output
    return path


def test_the_demo_builds_and_says_in_words_what_there_is(record: Path) -> None:
    result = run("build", example_folder(), "-o", record, "--quiet")

    assert result.exit_code == 0
    assert "had not changed and cost nothing" in result.stdout
    assert "independent report" in result.stdout
    assert f"onrecord serve {record}" in result.stdout


def test_build_prints_json_for_other_programs(record: Path) -> None:
    result = run("build", example_folder(), "-o", record, "--quiet", "--json")

    assert json.loads(result.stdout)["sides"] == ["USA", "CHN"]


def test_build_reads_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"

    result = run("build", "-", "-o", path, stdin='Talks\n\n"We agree," President Joe Biden said.\n')

    assert result.exit_code == 0, result.output
    with onrecord.open(path) as opened:
        assert len(opened.documents()) == 1


def test_search_shows_statements_and_documents_with_their_source(record: Path) -> None:
    result = run("search", record, "fentanyl")

    assert result.exit_code == 0
    assert "Statements" in result.stdout
    assert "stmt-" in result.stdout
    assert "doc-" in result.stdout


def test_looking_leaves_nothing_beside_the_record(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    run("build", "-", "-o", path, stdin='Talks\n\n"We agree," President Joe Biden said.\n')
    before = sorted(file.name for file in tmp_path.iterdir())

    for command in (["status", path], ["documents", path], ["search", path, "agree"]):
        run(*command)

        assert sorted(file.name for file in tmp_path.iterdir()) == before


def test_search_shows_of_a_speech_the_passage_with_the_words(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    filler = " ".join(["We met in good weather and spoke of boats at length."] * 30)
    turns = f"MR. KIRBY: {filler} The lighthouse stays lit. {filler}\n\nQ Why?\n\nMR. KIRBY: It was agreed.\n"
    run("build", "-", "-o", path, stdin=f"Press Briefing by John Kirby\n\n{turns}")

    found = run("search", path, "lighthouse")

    said = found.stdout.partition("Documents")[0]
    assert "The lighthouse stays lit" in " ".join(said.split())
    assert len(said) < 1_000
    with onrecord.open(path) as opened:
        statement = opened.search("lighthouse").statements[0]
    assert filler in " ".join(run("show", path, statement.id).stdout.split())


def test_search_that_finds_nothing_ends_like_grep(record: Path) -> None:
    result = run("search", record, "xylophone")

    assert result.exit_code == 1
    assert "Nothing" in result.stderr


@pytest.mark.parametrize("command", ["search", "statements", "documents", "actors", "status", "show"])
def test_what_prints_data_prints_json_too(record: Path, command: str) -> None:
    with onrecord.open(record) as opened:
        statement = opened.statements(limit=1)[0]
    arguments = {"search": ["Taiwan"], "show": [statement.id]}.get(command, [])

    result = run(command, record, *arguments, "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)


def test_show_gives_the_evidence_in_its_surroundings(record: Path) -> None:
    with onrecord.open(record) as opened:
        statement = opened.statements(onrecord.StatementQuery(mode="direct"), limit=1)[0]
        document = opened.document(statement.document)

    shown = run("show", record, statement.id).stdout

    assert "told by" in shown
    assert "⟦" in shown
    assert document.id in shown
    assert "Statements (" in run("show", record, document.id).stdout
    if statement.speaker:
        assert "statements in" in run("show", record, statement.speaker).stdout


def test_statements_are_filtered_and_counted_twice(record: Path) -> None:
    result = run("statements", record, "--side", "CHN", "--mode", "direct")

    assert result.exit_code == 0
    assert "independent reports" in result.stdout.splitlines()[0]


def test_export_writes_the_contract_as_lines_and_as_tables(record: Path, tmp_path: Path) -> None:
    assert run("export", record, "--to", tmp_path / "lines").exit_code == 0
    assert run("export", record, "--to", tmp_path / "tables", "--format", "csv").exit_code == 0

    manifest = json.loads((tmp_path / "lines" / "manifest.json").read_text("utf-8"))
    for name, count in manifest["records"].items():
        assert len((tmp_path / "lines" / f"{name}.jsonl").read_bytes().splitlines()) == count
        with (tmp_path / "tables" / f"{name}.csv").open(newline="", encoding="utf-8") as stream:
            assert len(list(csv.DictReader(stream))) == count
    written = {"events", "happenings", "commitments", "channels", "positions", "meetings", "decisions"}
    assert written <= set(manifest["records"])


def test_status_names_files_timings_and_versions(record: Path) -> None:
    shown = run("status", record).stdout

    assert "Files read" in shown
    assert "ms each" in shown
    assert "Versions: " in shown


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["search", "absent.onrecord", "x"], "onrecord build"),
        (["show", "{record}", "stmt-0"], "onrecord search"),
        (["show", "{record}", "nonsense"], "begin with stmt-"),
        (["statements", "{record}", "--since", "yesterday"], "Write 2023-11-15"),
        (["build", "nowhere", "-o", "{tmp}/x.onrecord"], "nowhere"),
    ],
)
def test_errors_say_what_to_do_next(record: Path, tmp_path: Path, arguments: list[str], says: str) -> None:
    result = run(*[argument.format(record=record, tmp=tmp_path) for argument in arguments])

    assert result.exit_code == 2
    assert "Error:" in result.stderr
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_json_fields_can_be_mapped(tmp_path: Path) -> None:
    (tmp_path / "dump.jsonl").write_text(
        json.dumps({"article": {"words": 'Talks\n\n"We agree," President Joe Biden said.'}, "when": "2023-11-16"})
        + "\n"
    )

    result = run(
        "build", tmp_path / "dump.jsonl", "-o", tmp_path / "x.onrecord", "--field", "text=article.words", "--field",
        "date=when",
    )  # fmt: skip

    assert result.exit_code == 0, result.output
    with onrecord.open(tmp_path / "x.onrecord") as opened:
        assert opened.documents()[0].claimed_dates[0].date == "2023-11-16"
    assert run("build", tmp_path, "-o", tmp_path / "y.onrecord", "--field", "colour=x").exit_code == 2


def test_text_that_would_command_the_terminal_is_disarmed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('Talks\x1b[31m\n\n"We \x1b]0;owned\x07agree," President Joe Biden said.\n')
    run("build", tmp_path / "a.txt", "-o", tmp_path / "x.onrecord")

    for arguments in (["statements"], ["documents"], ["search", "agree"]):
        assert "\x1b" not in run(arguments[0], tmp_path / "x.onrecord", *arguments[1:]).stdout


def test_only_a_person_says_that_a_commitment_was_kept(record: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.onrecord"
    copy.write_bytes(record.read_bytes())
    commitments = json.loads(run("commitments", copy, "--json").stdout)
    target = commitments[0]["id"]
    assert not any(step["state"] in ("kept", "broken") for each in commitments for step in each["history"])

    assert run("decide", copy, target, "kept", "--reason", "the talks were held", "--by", "A. Analyst").exit_code == 0

    assert json.loads(run("commitments", copy, "--json").stdout)[0]["id"]
    (decided,) = [each for each in json.loads(run("commitments", copy, "--json").stdout) if each["id"] == target]
    assert decided["history"][-1]["state"] == "kept"
    (decision,) = json.loads(run("decisions", copy, "--json").stdout)
    assert (decision["verdict"], decision["who"], decision["waiting"]) == ("kept", "A. Analyst", False)


def test_positions_put_only_quoted_words_in_quotation_marks(record: Path) -> None:
    stated = json.loads(run("positions", record, "--json").stdout)
    shown = run("positions", record).stdout

    assert any(each["mode"] == "indirect" for each in stated)
    for each in stated:
        quoted = f"  “{each['text'][:40]}" in shown
        assert quoted == (each["mode"] == "direct"), each["text"]


def test_a_build_in_which_every_document_failed_ends_with_status_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Harbour talks\n\nThe two ministers met on 6 March 2031.\n", "utf-8")
    built = onrecord.build([source], tmp_path / "a.onrecord", language="rules", workers=1)
    monkeypatch.setattr("onrecord._build.build", lambda *_, **__: replace(built, new_documents=1, failed=1))

    result = CliRunner().invoke(main, ["build", str(source), "-o", str(tmp_path / "a.onrecord")])

    assert result.exit_code == 1
    assert "onrecord status" in result.output
    assert "Look at it with" not in result.output
