"""What statements of many documents add up to: the same words told by several, the same line on another day.

``candidate_keys`` gives the keys by which a store finds the few statements worth comparing with a new one;
``compare_words`` compares two; ``judge_group`` makes utterances of a group. ``join_utterances`` does it all in memory.
"""

from onrecord.matters._utterances import (
    HOLDERS_PER_KEY,
    Likeness,
    candidate_keys,
    choose_statements,
    compare_words,
    join_utterances,
    judge_group,
    with_utterances,
)

VERSION = "2"
"""Raised when the results of this stage change."""

__all__ = [
    "HOLDERS_PER_KEY",
    "VERSION",
    "Likeness",
    "candidate_keys",
    "choose_statements",
    "compare_words",
    "join_utterances",
    "judge_group",
    "with_utterances",
]
