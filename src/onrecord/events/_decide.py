"""From shares of classes to one reading: what is a deed at all, who stands where, and whether it was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FAINT = 0.1
"""Share by the word and its company alone, below which nothing more is looked at: next to no event is lost."""
DEED = 0.36
"""Share from which a word is taken to name a deed between states: best whole F1 in cross-validation."""
OCCURRED = 1.0
"""How many times likelier than all that is not done together "occurred" must be."""
GRAMMAR = 4.0
"""How many times likelier what the grammar says is, where it says that a deed is not done."""
IN = 0.5
"""Share from which a country is one side of a deed."""
SECOND = 0.2
"""Share from which a country is the other side, where a deed of two sides has only one yet."""
NOT_DONE = ("agreed", "announced", "conditional", "denied", "did_not_happen", "requested")
"""Statuses of what has not happened."""
TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types that all sides can do together."""
_ONE_IS_ENOUGH = frozenset({"MOBILIZE", "PROTEST", "ASSAULT", "COERCE", "RETREAT"})
TOWARDS_ANOTHER = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that say nothing where only one country takes part."""
_TWO = 2


def status_of(shares: Mapping[str, float], grammar: str) -> str:
    """Return the status; "occurred" needs the grammar's leave, and more than all that is not done together.

    Args:
        shares: how likely each status is.
        grammar: what auxiliaries, negation and tense say, with a question mark for aims and questions.
    """
    grammar = grammar.rstrip("?")
    undone = {name: shares[name] for name in NOT_DONE if name in shares}
    if undone and grammar in NOT_DONE:
        return max(undone, key=lambda name: (undone[name] * (GRAMMAR if name == grammar else 1), name))
    best = max(shares, key=lambda name: (shares[name], name))
    if best == "occurred" and undone and sum(undone.values()) * OCCURRED > shares["occurred"]:
        return max(undone, key=lambda name: (undone[name], name))
    return best


def sides_of(shares: Sequence[tuple[str, Mapping[str, float]]], event: str) -> tuple[list[str], list[str], float]:
    """Return who acts, who is acted upon, and how sure that is.

    Args:
        shares: of each country around a deed how likely it is ``actor``, ``recipient`` or ``none``.
        event: type of the deed.
    """
    inside = {country: share["actor"] + share["recipient"] for country, share in shares}
    chosen = [country for country, share in inside.items() if share >= IN]
    if len(chosen) < _TWO and event not in _ONE_IS_ENOUGH:
        rest = sorted((c for c in inside if c not in chosen and inside[c] >= SECOND), key=lambda c: (-inside[c], c))
        chosen += rest[: _TWO - len(chosen)]
    by_country = dict(shares)
    actor = [c for c in chosen if by_country[c]["actor"] >= by_country[c]["recipient"]]
    recipient = [c for c in chosen if c not in actor]
    if recipient and not actor:
        if event in TOGETHER:
            actor, recipient = recipient, []
        elif len(recipient) > 1:
            first = max(recipient, key=lambda c: (by_country[c]["actor"], c))
            actor, recipient = [first], [c for c in recipient if c != first]
    sure = 1.0
    for country, share in inside.items():
        sure *= share if country in chosen else 1 - share
    return actor, recipient, sure
