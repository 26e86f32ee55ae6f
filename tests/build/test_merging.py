"""Records built apart and merged are the same as one that was built at once."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import QueryError, RecordFileError
from onrecord.examples import example_folder
from onrecord.store import Writer


def exported(path: Path, folder: Path) -> dict[str, bytes]:
    with onrecord.open(path) as record:
        onrecord.export(record, folder)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def built(sources: Sequence[Path], path: Path) -> Path:
    onrecord.build(sources, path, language="rules")
    return path


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = Path(shutil.copytree(example_folder(), tmp_path_factory.mktemp("example") / "news"))
    return sorted(path for path in folder.iterdir() if path.is_file())


@pytest.fixture(scope="module")
def at_once(news: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("at_once")
    return exported(built(news, folder / "x.onrecord"), folder / "out")


def dealt(news: list[Path], parts: int, seed: int) -> list[list[Path]]:
    dealing = random.Random(seed)
    hands: list[list[Path]] = [[] for _ in range(parts)]
    for path in dealing.sample(news, len(news)):
        hands[dealing.randrange(parts)].append(path)
    return [hand for hand in hands if hand]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_merged_parts_export_the_same_bytes_as_one_build(
    news: list[Path], at_once: dict[str, bytes], seed: int, tmp_path: Path
) -> None:
    parts = [built(hand, tmp_path / f"{number}.onrecord") for number, hand in enumerate(dealt(news, 4, seed))]
    random.Random(seed).shuffle(parts)

    summary = onrecord.merge(parts, tmp_path / "whole.onrecord")

    assert summary.taken_over > 0
    assert summary.taken_over + summary.read_again == summary.record.documents
    assert exported(tmp_path / "whole.onrecord", tmp_path / "out") == at_once


def test_a_source_in_two_parts_is_one_document(news: list[Path], at_once: dict[str, bytes], tmp_path: Path) -> None:
    parts = [built(news[:12], tmp_path / "a.onrecord"), built(news[8:], tmp_path / "b.onrecord")]
    onrecord.merge(parts, tmp_path / "whole.onrecord")
    assert exported(tmp_path / "whole.onrecord", tmp_path / "out") == at_once


def test_parts_can_come_one_after_the_other_and_into_a_record_with_documents(
    news: list[Path], at_once: dict[str, bytes], tmp_path: Path
) -> None:
    whole = built(news[:5], tmp_path / "whole.onrecord")
    for number, hand in enumerate((news[5:9], news[9:])):
        onrecord.merge([built(hand, tmp_path / f"{number}.onrecord")], whole)
    assert exported(whole, tmp_path / "out") == at_once


def test_a_merged_record_knows_its_sources_and_builds_on(news: list[Path], tmp_path: Path) -> None:
    parts = [built(news[:9], tmp_path / "a.onrecord"), built(news[9:], tmp_path / "b.onrecord")]
    onrecord.merge(parts, tmp_path / "whole.onrecord")
    again = onrecord.build(news, tmp_path / "whole.onrecord")
    assert (again.files_read, again.files_known, again.new_documents) == (0, len(news), 0)


def test_merging_again_takes_nothing_over_twice(news: list[Path], tmp_path: Path) -> None:
    part = built(news[:6], tmp_path / "a.onrecord")
    onrecord.merge([part, part], tmp_path / "whole.onrecord")
    first = exported(tmp_path / "whole.onrecord", tmp_path / "first")
    summary = onrecord.merge([part], tmp_path / "whole.onrecord")
    assert (summary.taken_over, summary.read_again, summary.record.new_documents) == (0, 0, 0)
    assert exported(tmp_path / "whole.onrecord", tmp_path / "second") == first


def test_what_could_not_be_read_is_named_in_the_merged_record_too(news: list[Path], tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    parts = [
        built([tmp_path / "empty.txt", news[0]], tmp_path / "a.onrecord"),
        built(news[1:4], tmp_path / "b.onrecord"),
    ]
    summary = onrecord.merge(parts, tmp_path / "whole.onrecord")
    assert summary.record.unreadable == 1
    with onrecord.open(tmp_path / "whole.onrecord") as record:
        assert [Path(entry.path).name for entry in record.status().unreadable] == ["empty.txt"]


def test_what_persons_decided_in_a_part_stands_in_the_merged_record(news: list[Path], tmp_path: Path) -> None:
    part = built(news[:9], tmp_path / "a.onrecord")
    with onrecord.open(part) as record:
        statement = record.statements()[0].id
    decision = onrecord.decide(part, statement, "reject", reason="a headline", who="a reader")
    onrecord.merge([part, built(news[9:], tmp_path / "b.onrecord")], tmp_path / "whole.onrecord")
    with onrecord.open(tmp_path / "whole.onrecord") as record:
        assert record.decision_states() == {decision.id: "in force"}
        assert statement not in [each.id for each in record.statements()]


def test_a_decision_from_another_part_reaches_a_document_that_both_hold(news: list[Path], tmp_path: Path) -> None:
    one, other = built(news[:9], tmp_path / "a.onrecord"), built(news[:9], tmp_path / "b.onrecord")
    with onrecord.open(one) as record:
        statement = record.statements()[0].id
    onrecord.decide(other, statement, "reject", reason="a headline", who="a reader")
    summary = onrecord.merge([one, other], tmp_path / "whole.onrecord")
    assert summary.read_again >= 1
    with onrecord.open(tmp_path / "whole.onrecord") as record:
        assert statement not in [each.id for each in record.statements()]


def test_an_unfinished_part_is_refused(news: list[Path], tmp_path: Path) -> None:
    part = built(news[:3], tmp_path / "a.onrecord")
    with Writer(part) as writer:
        writer.require_content("another key")
    with pytest.raises(RecordFileError, match="not finished"):
        onrecord.merge([part], tmp_path / "whole.onrecord")


def test_parts_of_another_version_are_refused(news: list[Path], tmp_path: Path) -> None:
    part = built(news[:3], tmp_path / "a.onrecord")
    with Writer(part) as writer:
        writer.set_settings(versions='{"onrecord": "0.0"}')
    with pytest.raises(RecordFileError, match="another version"):
        onrecord.merge([part], tmp_path / "whole.onrecord")


def test_parts_that_were_built_in_different_ways_are_refused(news: list[Path], tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[issue]]\nid = "fisheries"\nlabel = "Fisheries"\nwords = ["fishing"]\n')
    one = built(news[:3], tmp_path / "a.onrecord")
    onrecord.build(news[3:5], tmp_path / "b.onrecord", language="rules", reference_files=[tmp_path / "mine.toml"])
    with pytest.raises(RecordFileError, match=r"a\.onrecord.*different"):
        onrecord.merge([tmp_path / "b.onrecord", one], tmp_path / "whole.onrecord")


def test_no_parts_and_a_part_of_itself_are_mistakes_in_words(news: list[Path], tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="No record"):
        onrecord.merge([], tmp_path / "whole.onrecord")
    part = built(news[:1], tmp_path / "a.onrecord")
    with pytest.raises(QueryError, match="part of itself"):
        onrecord.merge([part], part)
    with pytest.raises(RecordFileError, match="no record"):
        onrecord.merge([tmp_path / "missing.onrecord"], tmp_path / "whole.onrecord")


def test_a_merge_that_was_stopped_goes_on_where_it_was(
    news: list[Path], at_once: dict[str, bytes], tmp_path: Path
) -> None:
    class StoppedError(Exception):
        pass

    def stop(stage: str, done: int, total: int | None) -> None:
        if stage == "comparing":
            raise StoppedError

    parts = [built(news[:9], tmp_path / "a.onrecord"), built(news[9:], tmp_path / "b.onrecord")]
    with pytest.raises(StoppedError):
        onrecord.merge(parts, tmp_path / "whole.onrecord", progress=stop)
    onrecord.merge(parts, tmp_path / "whole.onrecord")
    assert exported(tmp_path / "whole.onrecord", tmp_path / "out") == at_once
