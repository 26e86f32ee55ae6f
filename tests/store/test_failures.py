"""A group that a stage failed on waits, and is judged again; what is judged again has not failed yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from test_matters import FIRST, SECOND, a_report, an_event, judge, put
from test_store import XI, a_statement

from onrecord.store import GroupStage, Record, Writer

DOCUMENT, EVENT = FIRST.document.id, an_event(FIRST.document.id).id
STATEMENT = a_statement(FIRST, "ministers", XI).id

AGAIN: dict[GroupStage, tuple[str, Callable[[Writer], object]]] = {
    "comparing": (DOCUMENT, lambda writer: [page.id for page in writer.compare_pending(9)]),
    "families": (DOCUMENT, lambda writer: writer.families_pending(9)),
    "comparing words": (STATEMENT, lambda writer: writer.words.compare_pending(9)),
    "utterances": (STATEMENT, lambda writer: writer.words.judge_pending(9)),
    "comparing events": (EVENT, lambda writer: writer.reported.compare_pending(9)),
    "happenings": (EVENT, lambda writer: writer.reported.judge_pending(9)),
    "meetings": (EVENT, lambda writer: writer.reported.judge_pending(9)),
    "commitments": ("CHN-USA/trade", lambda writer: [key for _, key in writer.matters_pending(9)]),
    "channels": ("CHN-USA", lambda writer: [key for _, key in writer.matters_pending(9)]),
    "positions": ("taiwan/CHN", lambda writer: [key for _, key in writer.matters_pending(9)]),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.onrecord"
    with Writer(path) as writer:
        writer.add_pages("f", "sha", "key", [FIRST, SECOND], build=writer.begin_build("0"))
        for page in (FIRST, SECOND):
            writer.add_derivations(page.document.id, ())
            writer.put_family([page.document])
        put(writer, FIRST, SECOND)
        judge(writer)
        statements = writer.words.compare_pending(9)
        writer.words.add_likenesses([(statement, (), ()) for statement in statements])
        for statement in statements:
            writer.put_utterances(writer.words.members([statement]), ())
    return path


@pytest.mark.parametrize("stage", AGAIN)
def test_a_group_that_failed_waits_until_it_is_tried_again(path: Path, stage: GroupStage) -> None:
    group, waiting = AGAIN[stage]
    documents = [SECOND.document.id, DOCUMENT]
    with Writer(path) as writer:
        assert not any(writer.count_pending())
        assert waiting(writer) == []
        writer.group_failed(stage, group, documents, "error", "RuntimeError: first")
        writer.group_failed(stage, group, documents, "error", "RuntimeError: second")
        assert writer.count_failed_groups() == 1
        assert not any(writer.count_pending())
    with Record(path) as record:
        (failure,) = record.status().failures
    assert (failure.stage, failure.group, failure.detail) == (stage, group, "RuntimeError: first")
    assert list(failure.documents) == sorted(documents)
    assert failure.document == min(documents)
    with Writer(path) as writer:
        writer.try_groups_again()

        assert waiting(writer) == [group]
        assert writer.count_failed_groups() == 0
    with Record(path) as record:
        assert record.status().failures == ()


def test_both_documents_of_a_pair_are_compared_again(path: Path) -> None:
    pair = sorted((DOCUMENT, SECOND.document.id))
    with Writer(path) as writer:
        writer.group_failed("comparing", " ".join(pair), pair, "error", "RuntimeError")
        writer.try_groups_again()

        assert sorted(page.id for page in writer.compare_pending(9)) == pair


def test_what_is_about_to_be_judged_again_has_not_failed_yet(path: Path) -> None:
    with Writer(path) as writer:
        for key in (a_report(DOCUMENT).key, "CHN-USA/another"):
            writer.group_failed("commitments", key, [DOCUMENT], "error", "RuntimeError")
        writer.forget_failed_matters()
        put(writer, FIRST)
        writer.forget_failed_matters()
    with Record(path) as record:
        assert [failure.group for failure in record.status().failures] == ["CHN-USA/another"]


def test_of_a_very_large_group_only_the_first_documents_are_named(path: Path) -> None:
    documents = [f"doc-{number:016x}" for number in range(1000)]
    with Writer(path) as writer:
        writer.group_failed("positions", "taiwan/CHN", [*documents, "doc-"], "error", "RuntimeError")
        (named,) = writer._db.execute("SELECT json_array_length(documents) FROM group_failure").fetchone()
    assert named == 20
