"""Who says that an event is so: the innermost saying that tells it, its chain, and the page itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.events._tree import Tree
from onrecord.records import Actor, AssertedBy, AssertionChannel, Document, Stance, Statement

_READOUT = re.compile(r"(?i)\breadout|read-out|description of the|account of the")
_PAPER = re.compile(r"(?i)\b(?:report|document|communiqu[eé]|joint statement|white paper|letter|memo)\b")
_JOINT = re.compile(r"(?i)\bjoint (?:press )?(?:statement|communiqu[eé]|declaration)")
"""What a page calls itself in its title that speaks for several states."""
_RELEASED_BY = re.compile(
    r"(?i)\bjoint (?:press )?(?:statement|communiqu[eé]|declaration|release)s? (?:\w+ )?by |"
    r"\bstatement [^.]{0,60}\b(?:released|issued|made|adopted) by |^\W*we, "
)
"""How a page says in its first sentences in whose name it speaks."""
_OCCASION = re.compile(
    r"(?i)\s(?:on the|regarding|concerning|about|after|following|at|during|ahead of|in (?:response|support))\s"
)
"""What comes behind those in whose name a page speaks."""
_TURN = "transcript"
"""In the method of a statement: the words of one speaker in a transcript, whom the page only lets speak."""
_NO_CLAUSE = re.compile(r": (?:object|infinitive)\b")
"""In the method of a statement: its content is no clause, but what somebody announced or meant to do. That he did so
the page itself tells: of the deeds of such words 29 of 38 are told by the page alone, of those of clauses a third."""
_OWN_CLAIM = frozenset({"deny", "accuse"})
"""Kinds of cues whose content the page does not tell in its own name: "accused them of helping terrorists"."""
_CLUB = "IGO"
"""PLOVER's code for bodies such as the Group of Seven, whose members speak where they are named beside it."""
_PRESS = frozenset({"MED", "JRN"})
"""Sectors of those who speak for no state."""
_OPENING = 4
"""Sentences of a page that say what it is."""


def joint_voices(
    tree: Tree, document: Document, home: str | None, countries: Sequence[Sequence[tuple[int, str]]]
) -> tuple[str, ...]:
    """Return the other states in whose name a state's own page speaks: those that its opening or title names.

    Args:
        tree: the tree of the document.
        document: the document.
        home: the state whose own page it is.
        countries: the words of each sentence that name countries.
    """
    if home is None:
        return ()
    titles = [(part.start, part.end) for part in document.roles if part.role == "title"]
    for number, sentence in enumerate(tree.sentences[:_OPENING]):
        text = document.text[sentence.start : sentence.end]
        released = _RELEASED_BY.search(text)
        if released is not None:
            start = sentence.start + released.end()
            occasion = _OCCASION.search(document.text, start, sentence.end)
            end = sentence.end if occasion is None else occasion.start()
        elif _JOINT.search(text) and any(first <= sentence.start < last for first, last in titles):
            start, end = sentence.start, sentence.end
        else:
            continue
        named = {country for place, country in countries[number] if start <= tree.tokens[place].start < end} - {home}
        if named:
            return tuple(sorted(named - {_CLUB} or named))
    return ()


class Tellers:
    """Finds the saying in whose content a place of the text lies, and makes the chain of assertion.

    Args:
        document: the document.
        statements: its statements.
        actors: its actors by id.
        home: the state whose own page it is, ISO 3166 alpha-3; None for the press.
        besides: other states in whose name the page speaks, too: a joint statement.
        learnt: countries of officials whom the tables do not know, by actor, as the page names them.
    """

    def __init__(
        self,
        document: Document,
        statements: Sequence[Statement],
        actors: Mapping[str, Actor],
        home: str | None = None,
        besides: Sequence[str] = (),
        learnt: Mapping[str, str] | None = None,
    ) -> None:
        self._document = document
        self._actors = actors
        self._learnt = learnt or {}
        pieces = [
            (piece.start, piece.end, statement.id, statement) for statement in statements for piece in statement.content
        ]
        self._pieces = sorted(pieces, key=lambda piece: piece[:3])
        self._turns = [piece for piece in self._pieces if _TURN in piece[3].method]
        self._outlet = document.outlet or document.host or ""
        self._home = home
        self.besides = tuple(besides)

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
            claims = statement.cue is not None and statement.cue.kind in _OWN_CLAIM
            if claims or statement.mode == "direct" or not _NO_CLAUSE.search(statement.method):
                found.append(self._teller(statement.speaker, statement.speaker_text, statement, stance))
            for teller in statement.via:
                if teller.span is not None:
                    found.append(self._teller(teller.actor, teller.text, statement, "asserts"))
            tellers = [statement.speaker, *(teller.actor for teller in statement.via)]
            asked = any(self._is_press(key) for key in tellers) or self._is_turn_of_a_guest(statement)
        found.append(self.page(asked=asked))
        if not asked:
            found.extend(AssertedBy(None, self._outlet, country, "document") for country in self.besides)
        return tuple(found)

    def _is_turn_of_a_guest(self, statement: Statement) -> bool:
        """Whether a statement stands in the words of somebody of another state in a transcript of this page."""
        place = statement.content[0].start if statement.content else -1
        for start, end, _, turn in self._turns:
            if start <= place < end:
                speaker = self._actors.get(turn.speaker) if turn.speaker else None
                return speaker is None or speaker.country != self._home
        return False

    def _is_press(self, key: str | None) -> bool:
        actor = self._actors.get(key) if key else None
        return actor is not None and actor.sector in _PRESS

    def page(self, *, asked: bool = False) -> AssertedBy:
        """Return the assertion of the page itself; ``asked``: it only lets somebody speak."""
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
        country = None
        if actor is not None and actor.sector not in _PRESS:
            country = actor.country or self._learnt.get(actor.id)
        return AssertedBy(key, text, country, channel, stance, statement.id)
