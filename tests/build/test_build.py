"""A record is the same whichever way it came about: at once, in pieces, by many workers, or through many crashes."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord._run import _engine
from onrecord.examples import example_folder
from onrecord.records import READ_ROLES

KILLS = int(os.environ.get("ONRECORD_KILLS", "20"))


def exported(path: Path, folder: Path) -> dict[str, bytes]:
    with onrecord.open(path) as record:
        onrecord.export(record, folder)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(example_folder(), tmp_path_factory.mktemp("example") / "news"))


@pytest.fixture(scope="module")
def built(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "x.onrecord"
    onrecord.build([example], path)
    return path


def evidence_in(data: Any, document: str | None = None) -> Iterator[tuple[str | None, Mapping[str, Any]]]:
    if isinstance(data, dict):
        document = data.get("document", document) if isinstance(data.get("document"), str) else document
        if {"start", "end", "quote"} <= set(data):
            yield document, data
        for value in data.values():
            yield from evidence_in(value, document)
    elif isinstance(data, list):
        for value in data:
            yield from evidence_in(value, document)


def check_every_span(files: Mapping[str, bytes]) -> int:
    texts = {}
    for line in files["documents.jsonl"].splitlines():
        document = json.loads(line)
        texts[document["id"]] = document["text"]
    checked = 0
    for name in ("documents", "mentions", "statements", "utterances"):
        for line in files[f"{name}.jsonl"].splitlines():
            record = json.loads(line)
            owner = record["id"] if name == "documents" else None
            for document, span in evidence_in(record, owner):
                assert texts[document or ""][span["start"] : span["end"]] == span["quote"], (name, record["id"], span)
                checked += 1
    return checked


def test_every_span_of_every_record_quotes_its_source(built: Path, tmp_path: Path) -> None:
    assert check_every_span(exported(built, tmp_path)) > 500


def test_no_statement_and_no_mention_comes_from_a_line_that_is_not_read(built: Path) -> None:
    with onrecord.open(built) as record:
        for document in record.documents():
            read = [(part.start, part.end) for part in document.roles if part.role in READ_ROLES]
            spans = [
                (span.start, span.end)
                for statement in record.statements(onrecord.StatementQuery(document=document.id))
                for span in statement.content
            ]
            spans += [(mention.start, mention.end) for mention in record.mentions(document.id)]
            for start, end in spans:
                assert any(a <= start < b for a, b in read), (document.path, document.text[start:end])
                assert any(a < end <= b for a, b in read), (document.path, document.text[start:end])


def test_the_same_sources_give_the_same_bytes_whatever_the_order_and_the_workers(
    built: Path, example: Path, tmp_path: Path
) -> None:
    one_by_one = tmp_path / "pieces.onrecord"
    files = sorted(example.iterdir())
    random.Random(7).shuffle(files)
    for file in files:
        onrecord.build([file], one_by_one)
    many_workers = tmp_path / "workers.onrecord"
    onrecord.build([example], many_workers, workers=3)

    expected = exported(built, tmp_path / "a")

    assert exported(one_by_one, tmp_path / "b") == expected
    assert exported(many_workers, tmp_path / "c") == expected


def test_hash_seed_locale_and_time_zone_change_nothing(built: Path, example: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    subprocess.run(
        [sys.executable, "-m", "onrecord", "build", str(example), "-o", str(path), "--quiet"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "12345", "LC_ALL": "C", "TZ": "Asia/Shanghai"},
    )

    assert exported(path, tmp_path / "b") == exported(built, tmp_path / "a")


def test_building_again_does_nothing(built: Path, example: Path) -> None:
    before = built.read_bytes()

    summary = onrecord.build([example], built)

    assert summary.files_read == 0
    assert summary.new_documents == 0
    assert built.read_bytes() == before


def test_more_sources_cost_only_themselves(example: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    first, second = sorted(example.glob("*.txt"))[:2]
    onrecord.build([first], path)

    summary = onrecord.build([first, second], path)

    assert (summary.files_read, summary.files_known, summary.new_documents) == (1, 1, 1)


def test_every_bad_file_is_a_named_entry_and_never_a_crash(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "empty.txt").write_bytes(b"")
    (news / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (news / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "A long enough text."}\n' * 400)[:60])
    (news / "broken.json").write_text("{")
    (news / "odd.xyz").write_text("?")
    (news / "good.txt").write_text('Talks\n\n"We agree," President Joe Biden said on Monday.\n')

    summary = onrecord.build([news], tmp_path / "x.onrecord")

    with onrecord.open(tmp_path / "x.onrecord") as record:
        status = record.status()
        named = {Path(entry.path.split("#")[0]).name for entry in status.unreadable}
        assert {"empty.txt", "picture.txt", "cut.jsonl.gz", "broken.json", "odd.xyz"} <= named
        assert all(entry.reason and entry.detail for entry in status.unreadable)
        assert any("Biden" in document.text for document in record.documents())
    assert summary.unreadable >= 5
    assert "onrecord status" in summary.in_words()


def test_a_pipe_in_a_folder_is_named_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    os.mkfifo(tmp_path / "news" / "a.txt")
    (tmp_path / "news" / "b.txt").write_text("The two sides agreed to talk again.")

    command = (
        f"import onrecord; onrecord.build([{str(tmp_path / 'news')!r}], {str(tmp_path / 'x')!r}, language='rules')"
    )
    subprocess.run([sys.executable, "-c", command], check=True, timeout=60)

    with onrecord.open(tmp_path / "x") as record:
        assert [entry.reason for entry in record.status().unreadable] == ["not a file"]
        assert record.overview().documents == 1


def test_what_could_not_be_read_is_forgotten_once_it_can(tmp_path: Path) -> None:
    source, path = tmp_path / "news.jsonl", tmp_path / "x.onrecord"
    good = json.dumps({"text": "The two sides agreed to talk again."})

    def unreadable(lines: str) -> list[str]:
        source.write_text(lines)
        onrecord.build([source], path, language="rules")
        with onrecord.open(path) as record:
            return [entry.path.rpartition("#")[2] for entry in record.status().unreadable]

    assert unreadable(f"{good}\n{{broken\n{{broken\n") == ["2", "3"]
    assert unreadable(f"{good}\n{good}\n{{broken\n") == ["3"]
    assert unreadable(f"{good}\n") == []


def test_a_malformed_file_of_the_users_own_facts_does_not_stay_in_the_record(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    (tmp_path / "a.txt").write_text("The two sides agreed to talk again.")
    (tmp_path / "b.txt").write_text("The two sides agreed to meet again.")
    (tmp_path / "facts.toml").write_text("[[person]]\nnme = 'Ann Smith'\n")
    onrecord.build([tmp_path / "a.txt"], path, language="rules")
    with pytest.raises(onrecord.ReferenceFileError, match="nme"):
        onrecord.build([tmp_path / "a.txt"], path, language="rules", reference_files=[tmp_path / "facts.toml"])

    assert onrecord.build([tmp_path / "b.txt"], path, language="rules").documents == 2


def test_the_users_own_actors_and_issues_stay_in_the_record(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[issue]]\nid = "pandas"\nlabel = "Pandas"\nwords = ["panda*"]\n')
    (tmp_path / "a.txt").write_text('Bears\n\nPresident Joe Biden said on Monday that "pandas are welcome" here.\n')
    path = tmp_path / "x.onrecord"
    onrecord.build([tmp_path / "a.txt"], path, reference_files=[tmp_path / "own.toml"])
    onrecord.build([tmp_path / "a.txt"], path)

    with onrecord.open(path) as record:
        assert all("pandas" in statement.issues for statement in record.statements())
        assert record.count_statements().statements == 1


def test_sides_can_be_named_and_must_be_countries(example: Path, tmp_path: Path) -> None:
    file = sorted(example.glob("*.txt"))[0]
    summary = onrecord.build([file], tmp_path / "x.onrecord", between=("CHN", "USA"))

    assert summary.sides == ("CHN", "USA")
    with pytest.raises(onrecord.QueryError, match="not a country code"):
        onrecord.build([file], tmp_path / "y.onrecord", between=("CHN", "Narnia"))


def test_a_source_that_is_not_there_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(onrecord.SourceError, match="nowhere"):
        onrecord.build([tmp_path / "nowhere"], tmp_path / "x.onrecord")


def many_documents(folder: Path, count: int) -> None:
    """Write ``count`` different short articles made from the bundled example: 40 a file."""
    texts = [file.read_text("utf-8") for file in sorted(example_folder().glob("*.txt"))]
    lines = []
    for number in range(count):
        paragraphs = texts[number % len(texts)].split("\n\n")
        random.Random(number).shuffle(paragraphs)
        lines.append(json.dumps({"text": f"Report {number}\n\n" + "\n\n".join(paragraphs[: 3 + number % 5])}))
    folder.mkdir()
    for start in range(0, count, 40):
        (folder / f"part{start:04}.jsonl").write_text("\n".join(lines[start : start + 40]), "utf-8")


@pytest.mark.slow
def test_kill_9_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    news = tmp_path / "news"
    many_documents(news, 500)
    whole = tmp_path / "whole.onrecord"
    # by rules: with the model, where it is installed, the same takes many minutes
    options = ["--quiet", "--workers", "2", "--language", "rules"]
    command = [sys.executable, "-m", "onrecord", "build", str(news), *options, "-o"]
    began = time.monotonic()
    subprocess.run([*command, str(whole)], check=True, capture_output=True)
    duration = time.monotonic() - began

    killed = tmp_path / "killed.onrecord"
    moments = random.Random(1)
    for _ in range(KILLS):
        process = subprocess.Popen(
            [*command, str(killed)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(moments.uniform(0.05, duration / 3))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run([*command, str(killed)], check=True, capture_output=True)

    assert exported(killed, tmp_path / "b") == exported(whole, tmp_path / "a")


def test_the_model_is_asked_for_by_name_and_its_absence_is_said_in_words(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.language._model_files.installed_folder", lambda: None)
    _engine.cache_clear()  # a build of an earlier test may have loaded the model
    file = sorted(example.glob("*.txt"))[0]

    with pytest.raises(onrecord.MissingExtraError, match="onrecord-model-en"):
        onrecord.build([file], tmp_path / "x.onrecord", language="model")


def test_a_new_record_takes_the_trained_model_where_it_is_installed(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = Path(__file__).resolve().parents[2] / "models" / "onrecord-model-en" / "src"
    file = next(path for path in sorted(example.glob("*.txt")) if "woodside" in path.name)
    monkeypatch.syspath_prepend(str(weights))

    summary = onrecord.build([file], tmp_path / "x.onrecord")
    again = onrecord.build([file], tmp_path / "x.onrecord")

    assert (summary.language, again.language) == ("model", "model")
    with onrecord.open(tmp_path / "x.onrecord") as record:
        assert any(event.event == "AGREE" and event.status == "agreed" for event in record.events())


def test_the_places_of_the_model_are_known_alike() -> None:
    from onrecord._build import _MODEL_PACKAGES
    from onrecord.language._model_files import MODEL_PACKAGES

    assert _MODEL_PACKAGES == MODEL_PACKAGES


def test_what_is_not_known_is_said_so_with_the_reason(built: Path) -> None:
    with onrecord.open(built) as record:
        for statement in record.statements():
            assert statement.said_on.date or statement.said_on.reason, statement.id
        for document in record.documents():
            assert document.published.date or document.published.reasons, document.path
