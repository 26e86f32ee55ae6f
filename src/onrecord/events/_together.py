"""Sides that act together: "we" in a joint statement are all in whose name the page speaks."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.events._deeds import Chosen
from onrecord.events._slots import Candidate
from onrecord.events._tree import Tree

_WE = frozenset({"we", "our", "us"})

Sides = tuple[tuple[str, ...], tuple[str, ...]]


def with_all_voices(
    tree: Tree,
    candidate: Candidate,
    chosen: Chosen,
    home: str | None,
    besides: Sequence[str],
) -> Sides:
    """Return the sides with all in whose name a page speaks where it says "we".

    Args:
        tree: the tree of the document.
        candidate: the word that names the deed.
        chosen: how the countries around it are cast.
        home: the state whose own page it is.
        besides: the others in whose name it speaks.
    """
    actor, recipient = chosen.actor, chosen.recipient
    if not besides or candidate.statement is not None or home is None or not {home, *besides} & set(actor):
        return actor, recipient
    sentence = tree.sentences[tree.sentence_of[candidate.place]]
    before = [place for place in sentence.tokens if place < candidate.place]
    if not any(tree.words[place] in _WE for place in before):
        return actor, recipient
    voices = (one for one in (home, *besides) if one not in recipient)
    return tuple(dict.fromkeys((*actor, *voices))), recipient
