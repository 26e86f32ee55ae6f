"""A stage that fails on one group of documents costs that group: it is named, tried again, and all else goes on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_build import exported

import onrecord
from onrecord import pipeline
from onrecord.examples import example_folder
from onrecord.store import Failure

NAMES = (
    "2023-06-19-harbor-courier-blinken-beijing.txt",
    "2023-11-15-beijing-account.txt",
    "2023-11-15-washington-account.txt",
    "2023-11-16-meridian-woodside.txt",
    "daily-scope-woodside.txt",
    "globe-lantern-blinken-beijing.txt",
)
"""Copies, tellings of one meeting, the same words and commitments are among them."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guards") / "news"
    folder.mkdir()
    for name in NAMES:
        shutil.copy(example_folder() / name, folder / name)
    return folder


def build(news: Path, path: Path) -> onrecord.BuildSummary:
    return onrecord.build([news], path, language="rules", between=("USA", "CHN"))


@pytest.fixture(scope="module")
def sound(news: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the record holds where no stage fails."""
    folder = tmp_path_factory.mktemp("sound")
    summary = build(news, folder / "x.onrecord")
    assert summary.failed_groups == 0
    return exported(folder / "x.onrecord", folder / "out")


def records(files: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files[f"{name}.jsonl"].splitlines()]


def failures(path: Path) -> tuple[Failure, ...]:
    with onrecord.open(path) as record:
        return record.status().failures


def poison(when: Callable[..., bool]) -> Callable[[pytest.MonkeyPatch, str], None]:
    """Let a stage of the pipeline raise for the arguments that ``when`` tells."""

    def set_up(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
        real = getattr(pipeline, stage)

        def stage_that_fails(*arguments: Any) -> Any:
            if when(*arguments):
                raise RuntimeError("poisonous")
            return real(*arguments)

        monkeypatch.setattr(pipeline, stage, stage_that_fails)

    return set_up


def several(group: Any, *_: Any) -> bool:
    return len(group) > 1


def always(*_: Any) -> bool:
    return True


ALL_FILES = {
    "documents", "derivations", "actors", "mentions", "statements", "utterances", "events", "happenings", "commitments",
    "channels", "positions", "meetings", "decisions",
}  # fmt: skip

CASES: dict[str, tuple[str, Callable[..., bool], str, set[str]]] = {
    # what fails: (stage of the pipeline, on which groups, name in the status, files that may differ)
    "comparing two documents": ("compare", always, "comparing", ALL_FILES),
    "a family": ("judge_family", several, "families", ALL_FILES),
    "comparing two statements": ("compare_words", always, "comparing words", {"utterances", "statements"}),
    "a group of statements": ("join_words", several, "utterances", {"utterances", "statements"}),
    "comparing two events": (
        "compare_events", always, "comparing events", {"happenings", "events", "meetings", "commitments"}
    ),
    "a group of events": (
        "judge_happenings", several, "happenings", {"happenings", "events", "meetings", "commitments"}
    ),
    "a meeting": ("judge_meeting", always, "meetings", {"happenings", "meetings", "commitments"}),
    "commitments": ("judge_commitments", always, "commitments", {"commitments"}),
    "positions": ("judge_positions", always, "positions", {"positions"}),
}  # fmt: skip


@pytest.fixture(params=CASES, ids=str)
def case(request: pytest.FixtureRequest) -> tuple[str, Callable[..., bool], str, set[str]]:
    return CASES[request.param]


def test_the_news_of_these_tests_pass_through_every_stage_across_documents(sound: dict[str, bytes]) -> None:
    kinds = {document["kind"] for document in records(sound, "documents")}

    assert kinds & {"copy", "altered_copy"}
    assert any(len(utterance["statements"]) > 1 for utterance in records(sound, "utterances"))
    assert any(len(happening["events"]) > 1 for happening in records(sound, "happenings"))
    assert records(sound, "meetings")
    assert records(sound, "commitments")
    assert records(sound, "positions")


def test_what_fails_on_one_group_is_named_and_the_rest_stands_as_without_it(
    case: tuple[str, Callable[..., bool], str, set[str]],
    news: Path,
    sound: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage, when, name, touched = case
    path = tmp_path / "x.onrecord"
    with monkeypatch.context() as poisoned:
        poison(when)(poisoned, stage)
        summary = build(news, path)
        found = failures(path)
        left = exported(path, tmp_path / "out")

    assert summary.failed_groups >= len(found) > 0
    assert f"onrecord status {path}" in summary.in_words()
    assert {failure.stage for failure in found} == {name}
    assert all("RuntimeError: poisonous" in failure.detail and failure.documents for failure in found)
    assert {Path(failure.path).name for failure in found} <= set(NAMES)
    assert {file for file in ALL_FILES if left[f"{file}.jsonl"] != sound[f"{file}.jsonl"]} <= touched
    assert len(records(left, "documents")) == len(records(sound, "documents"))

    summary = build(news, path)

    assert summary.failed_groups == 0
    assert failures(path) == ()
    assert exported(path, tmp_path / "again") == sound


def test_the_record_with_a_failure_is_the_same_however_it_came_about(
    case: tuple[str, Callable[..., bool], str, set[str]], news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, when, _, _ = case
    poison(when)(monkeypatch, stage)
    build(news, tmp_path / "once.onrecord")
    for file in sorted(news.iterdir(), reverse=True):
        onrecord.build([file], tmp_path / "pieces.onrecord", language="rules", between=("USA", "CHN"))
    build(news, tmp_path / "pieces.onrecord")

    assert exported(tmp_path / "pieces.onrecord", tmp_path / "a") == exported(
        tmp_path / "once.onrecord", tmp_path / "b"
    )
    once, pieces = (
        [(each.stage, each.group, each.documents) for each in failures(tmp_path / f"{name}.onrecord")]
        for name in ("once", "pieces")
    )
    assert once == pieces


def test_documents_of_a_family_that_fails_stand_alone(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison(several)(monkeypatch, "judge_family")
    summary = build(news, tmp_path / "x.onrecord")

    assert summary.independent_reports == summary.documents


def test_each_event_of_a_group_that_fails_happened_by_itself(
    news: Path, sound: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison(several)(monkeypatch, "judge_happenings")
    build(news, tmp_path / "x.onrecord")
    left = exported(tmp_path / "x.onrecord", tmp_path / "out")

    assert all(len(happening["events"]) == 1 for happening in records(left, "happenings"))
    assert sorted(event for each in records(left, "happenings") for event in each["events"]) == sorted(
        event for each in records(sound, "happenings") for event in each["events"]
    )


def test_only_the_poisonous_pair_is_not_compared(
    news: Path, sound: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    woodside = {
        document["id"] for document in records(sound, "documents") if document["path"].endswith("-woodside.txt")
    }
    poison(lambda one, other: {one.id, other.id} == woodside)(monkeypatch, "compare")
    build(news, tmp_path / "x.onrecord")
    left = exported(tmp_path / "x.onrecord", tmp_path / "out")

    assert len(woodside) == 2
    assert [(each.stage, set(each.documents)) for each in failures(tmp_path / "x.onrecord")] == [
        ("comparing", woodside)
    ]
    assert records(left, "derivations") == [
        each for each in records(sound, "derivations") if {each["a"], each["b"]} != woodside
    ]


def test_only_the_poisonous_issue_is_left_out(
    news: Path, sound: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison(lambda reports: {report.key for report in reports} == {"taiwan/CHN"})(monkeypatch, "judge_positions")
    build(news, tmp_path / "x.onrecord")
    left = exported(tmp_path / "x.onrecord", tmp_path / "out")

    assert [(each.stage, each.group) for each in failures(tmp_path / "x.onrecord")] == [("positions", "taiwan/CHN")]
    assert records(left, "positions") == [
        each for each in records(sound, "positions") if (each["issue"], each["side"]) != ("taiwan", "CHN")
    ]
    assert records(left, "positions") != records(sound, "positions")
