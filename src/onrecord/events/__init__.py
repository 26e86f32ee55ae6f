"""Who did what to whom, in PLOVER 0.8, and whether it happened at all.

``find_events`` reads one document: the deed by type and mode, both sides with country and sector, date,
place, status (occurred, ongoing, announced, agreed, conditional, requested, denied, did not happen, ended,
background), and who says so.
"""

from __future__ import annotations

from onrecord.events._find import VERSION, find_events
from onrecord.events._plover import TYPES, cameo_of, contexts_of, facts_of, known_mode, score_of

__all__ = [
    "TYPES",
    "VERSION",
    "cameo_of",
    "contexts_of",
    "facts_of",
    "find_events",
    "known_mode",
    "score_of",
]
