"""A guard around stages that look at several documents together: one poisonous group costs that group and nothing else.

Stages on single documents are guarded by :mod:`onrecord.scaling`, which can also end a process that hangs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from onrecord.scaling import describe
from onrecord.store import GroupStage, Writer

Result = TypeVar("Result")
Other = TypeVar("Other")


class Guard:
    """Runs stages on groups of documents; an error is noted in the record by name, and the run goes on.

    Args:
        writer: the record.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.failed = 0
        """How often a stage failed on a group."""

    def run(
        self,
        stage: GroupStage,
        group: str,
        documents: Iterable[str],
        function: Callable[[], Result],
        otherwise: Other,
    ) -> Result | Other:
        """Return what a stage makes of a group, or ``otherwise`` where it fails.

        Args:
            stage: name of the stage.
            group: name of the group, see :meth:`onrecord.store.Writer.group_failed`.
            documents: ids of its documents.
            function: the stage on this group; it must be pure and must not touch the store.
            otherwise: the sound and simple result that stands in for a failed one.
        """
        try:
            return function()
        except Exception as error:  # noqa: BLE001 (whatever hostile documents provoke together is reported by name)
            self.failed += 1
            self._writer.group_failed(stage, group, documents, "error", describe(error))
            return otherwise
