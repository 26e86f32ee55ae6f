"""The last word on the roles near an article: the trained model, which has seen what the rules made of every line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.cleaning._lines import Unit
from onrecord.cleaning._patterns import Sign
from onrecord.records import Role

_TAKEN: Mapping[Role, float] = {"byline": 0.5, "caption": 0.6, "credit": 0.5, "related": 0.55}
"""Chance from which a line gets a role (``benchmarks/cleaning.py``, seen half, cross-validated by site)."""
_TAKEN_FROM_BODY: Mapping[Role, float] = {"caption": 0.7, "related": 0.8, "credit": 0.8, "byline": 0.9}
"""The same for what was taken for the article: a paragraph lost costs more than a caption kept (likewise)."""
_GIVEN_BACK: Mapping[Role, float] = {"byline": 0.4, "related": 0.4, "caption": 0.1, "credit": 0.1}
"""Chance below which a line loses a role that the rules gave it for where it stands (likewise)."""
_WORDS_GIVEN_BACK: Mapping[Role, float] = {"byline": 0.15, "related": 0.4, "caption": 0.05, "credit": 0.05}
"""The same where its own words gave it (likewise)."""
_SURELY_BODY = 0.7
"""Chance from which what the rules took for a caption or a link is text of the article (likewise)."""
_NEVER_TAKEN = frozenset({"claimed_date", "dateline", "title", "correction"})
_SETTLED_BY_WORDS = frozenset({"correction", "claimed_date", "comments", "dateline", "tags"})
MEDIA_TITLE_REASON = "the title of a video or sound, set into the article"
TWIN_REASON = "it says the same as the caption beside it"
_SETTLED_BESIDE = frozenset({MEDIA_TITLE_REASON, TWIN_REASON})
"""Reasons of captions that the lines beside them settle."""
_REASONS: Mapping[Role, str] = {
    "byline": "it reads like the name of who signed the article, and stands where one stands",
    "caption": "it reads like the caption of a picture, and stands where one stands",
    "credit": "it reads like the name of a picture's owner, and stands where one stands",
    "related": "it reads like a link to another story, and stands where one stands",
}


@dataclass(slots=True)
class Judged:
    """The role of one unit with the reason for it."""

    role: Role
    reason: str


def settle(
    units: Sequence[Unit],
    signs: Sequence[Sign | None],
    judged: list[Judged],
    chances: Mapping[str, Sequence[float]],
) -> None:
    """Let the trained model decide on bylines, captions, credits and links; what a line's words settle stays.

    Args:
        units: all units.
        signs: their signs.
        judged: what the rules made of them; changed in place.
        chances: how likely each unit has each role, 0 throughout for those too far from the article.
    """
    for unit in units:
        number = unit.number
        sign, role = signs[number], judged[number].role
        if role in _NEVER_TAKEN or (sign is not None and sign.role in _SETTLED_BY_WORDS):
            continue
        if judged[number].reason in _SETTLED_BESIDE:
            continue
        if chances["body"][number] == chances["other"][number] == 0.0:
            continue  # too far from the article: not asked
        best = max(_TAKEN, key=lambda name: chances[name][number] - _TAKEN[name])
        chance = chances[best][number]
        if chance >= (_TAKEN_FROM_BODY if role == "body" else _TAKEN)[best]:
            if best != role:
                judged[number] = Judged(best, _REASONS[best])
        elif role in _TAKEN and chances[role][number] < (_GIVEN_BACK if sign is None else _WORDS_GIVEN_BACK)[role]:
            if chances["body"][number] >= _SURELY_BODY:
                judged[number] = Judged("body", "running text of the article")
            else:
                judged[number] = Judged("furniture", "outside the article")
