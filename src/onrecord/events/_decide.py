"""From shares of classes to one reading: what is a deed at all, and whether it was done."""

from __future__ import annotations

from collections.abc import Mapping

FAINT = 0.1
"""Share by the word, its company and the reader, below which nothing more is asked: 3 of 1,000 right rows are lost."""
POSSIBLE = 0.18
"""Share of a word's naming a deed, below which its sides are not asked for; 1 in 40 right rows lies below."""
BARELY = 0.1
"""The same of that share times that of its casting, below which nothing more is asked: next to no row is lost."""
WHOLE = 0.2
"""Least chance that type, sides, status and day are all right; whole F1 in cross-validation is the same up to 0.23."""
LINEAR = 0.36
"""Without the reader: least share of the word's naming a deed times that of its sides' being right; whole F1 in
cross-validation is the same from 0.3 to 0.38, and fewer wrong rows are better."""
BARE = 0.85
"""The same in a line of the body that ends like a headline, without a mark: most such lines belong to other stories."""
OCCURRED = 4.0
"""How many times likelier than all that is not done together "occurred" must be: of 1.5, 2.5 and 4 all have the same
whole F1 in cross-validation, this one gives "occurred" least often to what did not occur."""
GRAMMAR = 3.0
"""How many times likelier what the grammar says is, where it says that a deed is not done."""
NOT_DONE = ("agreed", "announced", "conditional", "denied", "did_not_happen", "requested")
"""Statuses of what has not happened."""
TO_COME = ("announced", "conditional")
"""Statuses of what lies ahead, if it comes."""
TOWARDS_ANOTHER = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that say nothing where only one country takes part."""


def status_of(shares: Mapping[str, float], grammar: str) -> str:
    """Return the status; "occurred" needs the grammar's leave, and more than all that is not done together.

    Args:
        shares: how likely each status is.
        grammar: what auxiliaries, negation and tense say, with a question mark for aims and questions.
    """
    undone = {name: shares[name] for name in NOT_DONE if name in shares}
    best = max(shares, key=lambda name: (shares[name], name))
    if not undone:
        return best
    if grammar in NOT_DONE:
        return max(undone, key=lambda name: (undone[name] * (GRAMMAR if name == grammar else 1), name))
    doubted = grammar.endswith("?") or sum(undone.values()) * OCCURRED > shares["occurred"]
    return max(undone, key=lambda name: (undone[name], name)) if best == "occurred" and doubted else best
