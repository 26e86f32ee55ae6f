"""When a document was published, from all its evidence: a day or a range, and the reasons in words."""

from onrecord.dating._claims import claims_of
from onrecord.dating._family import SameText, date_family
from onrecord.dating._judge import HasChronology, date_alone
from onrecord.dating._stories import (
    STORY_HOLDERS,
    Story,
    StoryPair,
    choose_mates,
    contradiction,
    date_by_stories,
    keys_of_words,
    pair_stories,
    story_keys,
    story_of,
)

VERSION = "10"
"""Raised whenever the results change."""

__all__ = [
    "STORY_HOLDERS",
    "VERSION",
    "HasChronology",
    "SameText",
    "Story",
    "StoryPair",
    "choose_mates",
    "claims_of",
    "contradiction",
    "date_alone",
    "date_by_stories",
    "date_family",
    "keys_of_words",
    "pair_stories",
    "story_keys",
    "story_of",
]
