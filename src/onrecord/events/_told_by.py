"""Who says that an event is so: the innermost saying that tells it, its chain, and the page itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.records import Actor, AssertedBy, AssertionChannel, Document, Stance, Statement

_READOUT = re.compile(r"(?i)\breadout|read-out|description of the|account of the")
_PAPER = re.compile(r"(?i)\b(?:report|document|communiqu[eé]|joint statement|white paper|letter|memo)\b")
_PRESS = frozenset({"MED", "JRN"})
"""Sectors of those who speak for no state."""


class Tellers:
    """Finds the saying in whose content a place of the text lies, and makes the chain of assertion.

    Args:
        document: the document.
        statements: its statements.
        actors: its actors by id.
        home: the state whose own page it is, ISO 3166 alpha-3; None for the press.
    """

    def __init__(
        self,
        document: Document,
        statements: Sequence[Statement],
        actors: Mapping[str, Actor],
        home: str | None = None,
    ) -> None:
        self._document = document
        self._actors = actors
        pieces = [
            (piece.start, piece.end, statement.id, statement) for statement in statements for piece in statement.content
        ]
        self._pieces = sorted(pieces, key=lambda piece: piece[:3])
        self._outlet = document.outlet or document.host or ""
        self._home = home

    def statement_at(self, start: int, end: int) -> Statement | None:
        """Return the innermost statement whose content holds a stretch of text; None where the page itself tells it."""
        best: tuple[int, str, Statement] | None = None
        for first, last, key, statement in self._pieces:
            if first > start:
                break
            if last >= end and (best is None or (last - first, key) < best[:2]):
                best = (last - first, key, statement)
        return best[2] if best else None

    def chain(self, statement: Statement | None) -> tuple[AssertedBy, ...]:
        """Return who asserts what a statement (or the page) tells, nearest to the fact first, the page last."""
        found: list[AssertedBy] = []
        asked = False
        if statement is not None:
            stance: Stance = "denies" if statement.cue is not None and statement.cue.kind == "deny" else "asserts"
            found.append(self._teller(statement.speaker, statement.speaker_text, statement, stance))
            for teller in statement.via:
                if teller.span is not None:
                    found.append(self._teller(teller.actor, teller.text, statement, "asserts"))
            tellers = [statement.speaker, *(teller.actor for teller in statement.via)]
            asked = any(self._is_press(key) for key in tellers)
        found.append(self.page(asked=asked))
        return tuple(found)

    def _is_press(self, key: str | None) -> bool:
        actor = self._actors.get(key) if key else None
        return actor is not None and actor.sector in _PRESS

    def page(self, *, asked: bool = False) -> AssertedBy:
        """Return the assertion of the page itself; ``asked``: the words are a journalist's, whom it only lets speak."""
        document = self._document
        if asked:
            return AssertedBy(None, self._outlet)
        if document.kind in ("official", "transcript") and self._home is not None:
            channel: AssertionChannel = "readout" if _READOUT.search(document.title) else "document"
            return AssertedBy(None, self._outlet, self._home, channel)
        return AssertedBy(None, self._outlet)

    def _teller(self, key: str | None, text: str, statement: Statement, stance: Stance) -> AssertedBy:
        actor = self._actors.get(key) if key else None
        channel: AssertionChannel = "on_record"
        if _READOUT.search(text) or (statement.occasion == "readout" and key == statement.speaker):
            channel = "readout"
        elif _PAPER.search(text):
            channel = "document"
        elif actor is not None and actor.kind == "unnamed":
            channel = "anonymous"
        return AssertedBy(
            key, text, actor.country if actor and actor.sector not in _PRESS else None, channel, stance, statement.id
        )
