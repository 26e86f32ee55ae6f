"""What documents add up to: the same words told by several, commitments, channels, positions, meetings.

``candidate_keys`` gives the keys by which a store finds the few statements worth comparing with a new one;
``compare_words`` compares two; ``judge_group`` makes utterances of a group. ``join_utterances`` does it all in memory.
``find_commitment_reports``, ``find_channel_reports`` and ``find_position_reports`` read one document;
``judge_commitments``, ``judge_channels``, ``judge_positions`` and ``judge_meeting`` put together what many documents
say, the same whatever their order.
"""

from onrecord.matters._channels import judge_channels
from onrecord.matters._commitments import judge_commitments
from onrecord.matters._happenings import EventLikeness, compare_events, event_keys, judge_happenings
from onrecord.matters._lines import find_channel_reports
from onrecord.matters._meetings import judge_meeting
from onrecord.matters._position_reports import find_position_reports
from onrecord.matters._positions import judge_positions
from onrecord.matters._tellings import (
    ONE_HAPPENING,
    Page,
    Telling,
    likeness,
    likenesses,
    page_of,
    pages_alike,
    pair_features,
    stems_of,
    telling,
)
from onrecord.matters._undertakings import find_commitment_reports
from onrecord.matters._utterances import (
    HOLDERS_PER_KEY,
    Likeness,
    candidate_keys,
    compare_words,
    join_utterances,
    judge_group,
    with_utterances,
)

VERSION = "16"
"""Raised when the results of this stage change."""

__all__ = [
    "HOLDERS_PER_KEY",
    "ONE_HAPPENING",
    "VERSION",
    "EventLikeness",
    "Likeness",
    "Page",
    "Telling",
    "candidate_keys",
    "compare_events",
    "compare_words",
    "event_keys",
    "find_channel_reports",
    "find_commitment_reports",
    "find_position_reports",
    "join_utterances",
    "judge_channels",
    "judge_commitments",
    "judge_group",
    "judge_happenings",
    "judge_meeting",
    "judge_positions",
    "likeness",
    "likenesses",
    "page_of",
    "pages_alike",
    "pair_features",
    "stems_of",
    "telling",
    "with_utterances",
]
