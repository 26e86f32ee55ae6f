"""The words of a text that may name a deed between states: verbs, nouns of deeds, and adjectives that predicate."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord.events._frames import carrier_of
from onrecord.events._slots import Candidate
from onrecord.events._told_by import Tellers
from onrecord.events._tree import Tree

_NO_VERBS = frozenset({"aux", "cop", "fixed", "flat", "case", "mark", "compound", "det"})
_NO_NOUNS = frozenset({"fixed", "flat"})


def find_candidates(
    tree: Tree, tellers: Tellers, words: Collection[str] | None, also: Collection[int] = ()
) -> Iterator[Candidate]:
    """Yield the words that may name a deed, in text order.

    Args:
        tree: the tree of the text.
        tellers: who says what in it.
        words: those that can, as ``part:lemma`` (see :func:`part_of`); all where None.
        also: places of further words that may.
    """
    for place, lemma in enumerate(tree.lemmas):
        part = part_of(tree, place)
        if part is None or (words is not None and f"{part}:{lemma}" not in words and place not in also):
            continue
        is_verb = part != "n"
        token = tree.tokens[place]
        carrier = place if is_verb else carrier_of(tree, place)
        yield Candidate(place, is_verb, carrier, tellers.statement_at(token.start, token.end))


def part_of(tree: Tree, place: int) -> str | None:
    """Return what a word would be as the name of a deed: ``v`` verb, ``n`` noun, ``a`` adjective; None for others."""
    tag, relation = tree.tag(place), tree.relations[place].partition(":")[0]
    if tag.startswith("VB"):
        return None if relation in _NO_VERBS else "v"
    if tag.startswith("NN"):
        return None if relation in _NO_NOUNS else "n"
    if tag.startswith("JJ") and tree.kids(place, "cop"):
        return "a"
    return None
