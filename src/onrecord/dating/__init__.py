"""When a document was published, from all its evidence: a day or a range, and the reasons in words."""

from onrecord.dating._claims import claims_of
from onrecord.dating._family import SameText, date_family
from onrecord.dating._judge import HasChronology, date_alone
from onrecord.dating._stories import Story, StoryPair, contradiction, date_by_stories, pair_stories, story_of

VERSION = "3"
"""Raised whenever the results change."""

__all__ = [
    "VERSION",
    "HasChronology",
    "SameText",
    "Story",
    "StoryPair",
    "claims_of",
    "contradiction",
    "date_alone",
    "date_by_stories",
    "date_family",
    "pair_stories",
    "story_of",
]
