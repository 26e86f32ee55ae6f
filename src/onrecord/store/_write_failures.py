"""Writing which groups of documents a stage failed on, so that the next build tries them again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal

from onrecord.store._write_base import WriterBase

GroupStage = Literal[
    "comparing",
    "families",
    "comparing words",
    "utterances",
    "comparing events",
    "happenings",
    "meetings",
    "commitments",
    "channels",
    "positions",
]
"""A stage that looks at several documents together."""

_DOCUMENTS_NAMED = 20
"""A position may rest on all that a side ever said; its first documents tell where to look."""

_AGAIN = {
    "comparing": "UPDATE document SET compared = 0 WHERE id = ?",
    "families": "UPDATE document SET family_known = 0 WHERE id = ?",
    "comparing words": "UPDATE statement SET words_compared = 0 WHERE id = ?",
    "utterances": "UPDATE statement SET utterance_known = 0 WHERE id = ?",
    "comparing events": "UPDATE event SET compared = 0 WHERE id = ?",
    "happenings": "UPDATE event SET happening_known = 0 WHERE id = ?",
    "meetings": "UPDATE event SET happening_known = 0 WHERE id = ?",
    "commitments": "INSERT OR IGNORE INTO matter_pending VALUES ('commitment', ?)",
    "channels": "INSERT OR IGNORE INTO matter_pending VALUES ('channel', ?)",
    "positions": "INSERT OR IGNORE INTO matter_pending VALUES ('position', ?)",
}
_BY_KEY = frozenset({"commitments", "channels", "positions"})
"""Stages whose groups are named by their key, and not by members."""


class FailureWriter(WriterBase):
    """Writes which groups of documents a stage failed on."""

    def group_failed(self, stage: GroupStage, name: str, documents: Iterable[str], reason: str, detail: str) -> None:
        """Note that a stage failed on a group; what it was first noted for stays.

        Call it before the simple result is written that stands in for the failed one: a process killed between both
        leaves the group waiting.

        Args:
            stage: the stage.
            name: one or two members by id, with a space between; for commitments, channels and positions their key.
            documents: ids of the documents of the group.
            reason: a short name of what went wrong.
            detail: more.
        """
        named = sorted(set(documents))[:_DOCUMENTS_NAMED]
        with self._transaction() as db:
            db.execute(
                "INSERT OR IGNORE INTO group_failure (stage, name, documents, reason, detail) VALUES (?, ?, ?, ?, ?)",
                (stage, name, json.dumps(named), reason, detail),
            )

    def count_failed_groups(self) -> int:
        """Return how many failures there are: the next build has to try these groups again."""
        return int(self._db.execute("SELECT count(*) FROM group_failure").fetchone()[0])

    def try_groups_again(self) -> None:
        """Let every group be judged again that a stage failed on."""
        failed = self._db.execute("SELECT stage, name FROM group_failure ORDER BY stage, name").fetchall()
        if not failed:
            return
        with self._transaction() as db:
            for stage, name in failed:
                members = [name] if stage in _BY_KEY else str(name).split()
                db.executemany(_AGAIN[stage], [(member,) for member in members])
            db.execute("DELETE FROM group_failure")

    def forget_failed_matters(self) -> None:
        """Drop the failures of commitments, channels and positions that are about to be judged again."""
        if self._db.execute("SELECT 1 FROM group_failure LIMIT 1").fetchone() is None:
            return
        with self._transaction() as db:
            db.execute(
                "DELETE FROM group_failure WHERE EXISTS (SELECT 1 FROM matter_pending"
                " WHERE matter_pending.matter || 's' = stage AND matter_pending.key = name)"
            )
