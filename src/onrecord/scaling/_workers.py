"""Guarded workers: many processes, and one poisonous document costs that document and nothing else.

No engine that was measured isolates one document that kills its worker (docs/design.md), so the guard is our own: a
worker that dies or takes too long is replaced, the tasks it held are tried again one by one, and the one that did it is
reported as failed.
"""

from __future__ import annotations

import itertools
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Literal, TypeVar

from onrecord._collecting import collecting_seldom
from onrecord.errors import OnRecordError

Task = TypeVar("Task")
Result = TypeVar("Result")

SECONDS_PER_TASK = 60.0
"""A document that takes longer is given up. The slowest of 8,835 real articles takes under two seconds."""

_SECONDS_TO_START = 300.0
"""A process loads models and tables before its first task; on a busy machine that takes its time."""

_READY = "ready"
_CANNOT_START = "cannot start"

_MOST_FAILED_STARTS = 3
"""So many processes in a row that end before they are ready show that the machine is the trouble and no document."""

_LONGEST_DETAIL = 500
"""Code points of an error's words; a parser may quote a whole document."""

_CHUNK = 8
"""Tasks handed over at once; sending single documents costs as much as reading short ones."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Task, Result]):
    """What became of one task."""

    task: Task
    """The task."""
    result: Result | None
    """Its result; None where it failed."""
    reason: Literal["", "error", "crashed", "took too long"] = ""
    """Why it failed; empty where it did not."""
    detail: str = ""
    """The error in words."""


def run_here(function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Outcome[Task, Result]]:
    """Run tasks in this process, one after the other; an error in one is its outcome and no more."""
    for task in tasks:
        try:
            yield Outcome(task, function(task))
        except Exception as error:  # noqa: BLE001 (whatever a hostile document provokes is reported by name)
            yield Outcome(task, None, "error", describe(error))


def describe(error: BaseException) -> str:
    """Return an error with the place that raised it, in one line."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" ({place.tb_frame.f_globals.get('__name__')}, line {place.tb_lineno})" if place is not None else ""
    said = f"{type(error).__name__}: {error}"
    return f"{said if len(said) <= _LONGEST_DETAIL else said[:_LONGEST_DETAIL] + ' …'}{where}"


def _serve(pipe: Connection, prepare: Callable[[Any], Callable[[Any], Any]], setting: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keys Ctrl and C stop the parent, which stops its workers
    with collecting_seldom():
        _answer(pipe, prepare, setting)


@contextmanager
def _deaf_to_the_keyboard() -> Iterator[None]:
    """Let a process that begins now be deaf to Ctrl-C from its first moment; this one hears it afterwards.

    The signal is held back, which a process that begins takes over, and not ignored: it would be lost then.
    """
    if not hasattr(signal, "pthread_sigmask"):  # not on every system
        yield
        return
    # Begun with the first process otherwise, and lets the signal through when it is.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answer(pipe: Connection, prepare: Callable[[Any], Callable[[Any], Any]], setting: Any) -> None:
    try:
        function = prepare(setting)
    except Exception as error:  # noqa: BLE001 (raised again by the parent)
        pipe.send((_CANNOT_START, describe(error)))
        return
    pipe.send(_READY)
    while True:
        try:
            tasks = pipe.recv()
        except EOFError:
            return
        for task in tasks:
            try:
                answer = (True, function(task))
            except Exception as error:  # noqa: BLE001 (reported to the parent by name)
                answer = (False, describe(error))
            pipe.send(answer)


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: multiprocessing.process.BaseProcess
    pipe: Connection
    held: deque[tuple[int, Task]] = field(default_factory=deque)
    deadline: float = 0.0
    ready: bool = False


class WorkerPool(Generic[Task, Result]):
    """A fixed number of processes that turn tasks into outcomes, in the order of the tasks.

    Args:
        prepare: called once in each process with ``setting``; returns the function to run on each task. Both must be
            importable by name.
        setting: what ``prepare`` needs.
        workers: number of processes.
        seconds_per_task: a task that takes longer is given up.
    """

    def __init__(
        self,
        prepare: Callable[[Any], Callable[[Task], Result]],
        setting: Any,
        *,
        workers: int,
        seconds_per_task: float = SECONDS_PER_TASK,
    ) -> None:
        self._prepare = prepare
        self._setting = setting
        self._seconds = seconds_per_task
        self._failed_starts = 0
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker[Task]] = [self._start() for _ in range(workers)]

    def _start(self) -> _Worker[Task]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._prepare, self._setting), daemon=True)
        with _deaf_to_the_keyboard():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def close(self) -> None:
        """Stop all processes."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def __enter__(self) -> WorkerPool[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def map(self, tasks: Iterable[Task]) -> Iterator[Outcome[Task, Result]]:
        """Yield the outcome of each task, in the order of the tasks; only a few tasks are held at a time.

        Raises:
            OnRecordError: the processes cannot start.
        """
        source = enumerate(tasks)
        again: deque[tuple[int, Task]] = deque()
        done: dict[int, Outcome[Task, Result]] = {}
        following = 0
        while True:
            for worker in self._workers:
                if not worker.held:
                    chunk = [again.popleft()] if again else self._next_chunk(source, following)
                    if chunk:
                        self._give(worker, chunk, again)
            while following in done:
                yield done.pop(following)
                following += 1
            busy = [worker for worker in self._workers if worker.held]
            if busy:
                self._collect(busy, done, again)
            elif not again:
                return

    def _next_chunk(self, source: Iterator[tuple[int, Task]], following: int) -> list[tuple[int, Task]]:
        """Take tasks from the source, one only where its outcome would wait long for that of task ``following``."""
        first = next(source, None)
        if first is None:
            return []
        is_far_ahead = first[0] - following > _CHUNK * len(self._workers) * 4
        return [first, *itertools.islice(source, 0 if is_far_ahead else _CHUNK - 1)]

    def _give(self, worker: _Worker[Task], chunk: list[tuple[int, Task]], again: deque[tuple[int, Task]]) -> None:
        worker.held = deque(chunk)
        worker.deadline = time.monotonic() + (self._seconds if worker.ready else _SECONDS_TO_START)
        try:
            worker.pipe.send([task for _, task in chunk])
        except (BrokenPipeError, ConnectionResetError):
            # It died between two tasks; nothing of the chunk was begun.
            again.extendleft(reversed(chunk))
            self._replace(worker)

    def _collect(
        self,
        busy: list[_Worker[Task]],
        done: dict[int, Outcome[Task, Result]],
        again: deque[tuple[int, Task]],
    ) -> None:
        patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        ready = set(wait([worker.pipe for worker in busy], timeout=patience))
        now = time.monotonic()
        for worker in busy:
            if worker.pipe in ready:
                try:
                    message = worker.pipe.recv()
                except (EOFError, ConnectionResetError):
                    worker.process.join()
                    self._give_up(worker, "crashed", f"the worker ended ({worker.process.exitcode})", done, again)
                    continue
                worker.deadline = now + self._seconds
                if message == _READY:
                    worker.ready = True
                    self._failed_starts = 0
                    continue
                fine, answer = message
                if fine == _CANNOT_START:
                    raise _cannot_start(answer)
                number, task = worker.held.popleft()
                done[number] = Outcome(task, answer) if fine else Outcome(task, None, "error", answer)
            elif now >= worker.deadline:
                allowed = self._seconds if worker.ready else _SECONDS_TO_START
                self._give_up(worker, "took too long", f"more than {allowed:g} seconds", done, again)

    def _give_up(
        self,
        worker: _Worker[Task],
        reason: Literal["crashed", "took too long"],
        detail: str,
        done: dict[int, Outcome[Task, Result]],
        again: deque[tuple[int, Task]],
    ) -> None:
        if not worker.ready:
            # It never came to its first task, which is not to blame.
            self._failed_starts += 1
            if self._failed_starts >= _MOST_FAILED_STARTS:
                raise _cannot_start(f"{reason}, {detail}")
        else:
            # Answers come in order, so the first task without one is the one that did it; the rest is tried again.
            number, task = worker.held.popleft()
            done[number] = Outcome(task, None, reason, detail)
        again.extend(worker.held)
        self._replace(worker)

    def _replace(self, worker: _Worker[Task]) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        fresh = self._start()
        worker.process, worker.pipe = fresh.process, fresh.pipe
        worker.held = deque()
        worker.ready = False


def _cannot_start(why: str) -> OnRecordError:
    return OnRecordError(f"The worker processes cannot start ({why}).", "Try again with fewer workers, or with one.")
