"""One poisonous document costs that document and nothing else."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import OnRecordError
from onrecord.scaling import WorkerPool, run_here


def prepare(factor: int) -> Callable[[int], int]:
    def work(task: int) -> int:
        if task == 13:
            raise ValueError("unlucky")
        if task == 17:
            os._exit(9)
        if task == 23:
            time.sleep(60)
        return task * factor

    return work


def test_outcomes_come_in_the_order_of_the_tasks() -> None:
    with WorkerPool(prepare, 2, workers=2) as pool:
        outcomes = list(pool.map(range(24, 64)))

    assert [outcome.result for outcome in outcomes] == [2 * task for task in range(24, 64)]


def test_an_error_a_crash_and_a_hang_are_named_and_the_rest_goes_on() -> None:
    with WorkerPool(prepare, 3, workers=2, seconds_per_task=1.5) as pool:
        outcomes = list(pool.map(range(40)))

    assert [outcome.task for outcome in outcomes] == list(range(40))
    assert {outcome.task: outcome.reason for outcome in outcomes if outcome.reason} == {
        13: "error",
        17: "crashed",
        23: "took too long",
    }
    assert "unlucky" in outcomes[13].detail
    assert all(outcome.result == 3 * outcome.task for outcome in outcomes if not outcome.reason)


def test_a_pool_can_be_used_again_after_a_crash() -> None:
    with WorkerPool(prepare, 1, workers=1) as pool:
        assert [outcome.reason for outcome in pool.map([17, 17])] == ["crashed", "crashed"]
        assert [outcome.result for outcome in pool.map([1, 2])] == [1, 2]


def test_without_processes_an_error_is_an_outcome_too() -> None:
    outcomes = list(run_here(prepare(1), [1, 13, 2]))

    assert [outcome.reason for outcome in outcomes] == ["", "error", ""]
    assert "ValueError: unlucky" in outcomes[1].detail


def never_ready(trouble: str) -> Callable[[int], int]:
    if trouble == "an error":
        raise MemoryError("no room for the model")
    os._exit(9)


@pytest.mark.parametrize("trouble", ["an error", "a crash"])
def test_that_no_process_starts_is_said_and_blamed_on_no_document(trouble: str) -> None:
    with WorkerPool(never_ready, trouble, workers=2) as pool, pytest.raises(OnRecordError, match="fewer workers"):
        list(pool.map(range(20)))


def prepare_once(folder: str) -> Callable[[int], int]:
    try:
        os.mkdir(f"{folder}/first")  # noqa: PTH102
    except FileExistsError:
        return lambda task: task
    os._exit(9)


def test_a_process_that_ends_before_its_first_task_costs_no_document(tmp_path: Path) -> None:
    with WorkerPool(prepare_once, str(tmp_path), workers=2) as pool:
        assert [outcome.result for outcome in pool.map(range(20))] == list(range(20))


def test_the_words_of_an_error_are_cut_short_and_name_the_place() -> None:
    def work(task: str) -> str:
        raise ValueError(f"no date: {task}")

    (outcome,) = run_here(work, ["x" * 4000])

    assert outcome.reason == "error"
    assert len(outcome.detail) < 700
    assert "test_workers, line" in outcome.detail
