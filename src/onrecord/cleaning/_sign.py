"""The role that a line's own words give it, and the reasons that other modules look for."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import Role

NO_WORDS_REASON = "it has no words"
EDITORS_REASON = "a note of the editors about the page"
OFFICE_REASON = "the office that issued it"
SPEAKER_REASON = "who speaks, with the office"
OUTLET_REASON = "the outlet's name"
AGENCY_REASON = "the name of an agency and nothing else"
LINK_REASON = "its own label says that it is a link to another story"
OWNER_REASON = "a name in brackets on a line of its own: the owner of a picture"
CREDIT_REASON = "the credit of a picture"
PICTURE_REASONS = frozenset({AGENCY_REASON, CREDIT_REASON, OWNER_REASON})
"""Reasons of signs that a line names the owner of a picture."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The role a line's own words give it."""

    role: Role
    reason: str
    cost: int = 6
    """How much such a line argues against the text around it being the article: 0 where it often stands inside one."""
