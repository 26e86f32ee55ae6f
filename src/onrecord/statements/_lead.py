"""Whom the lead of a report calls by what he is, and the next paragraph by his name.

"A leading mine expert said Wednesday that … . Carla Marsh, who …, said": the expert of the lead is Carla Marsh.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from onrecord.records import Mention, Statement

_WHO = re.compile(
    r"(?i)^(?:an?|the|one) (?:[\w.'\u2019-]+ ){0,6}?(?:expert|lawmaker|senator|congressman|congresswoman|ceo|president"
    r"|executive|chairman|chairwoman|chief|head|director|founder|economist|analyst|professor|researcher|scientist|doctor"
    r"|historian|lawyer|attorney|judge|mayor|governor|general|admiral|author|strategist|lobbyist|commentator|pundit"
    r"|candidate|nominee|hopeful|front-?runner|businessman|businesswoman|activist|billionaire|actor|actress|singer|coach"
    r"|republican|democrat)(?: (?:of|at|for|from|in|on|with)\b.*)?$"
)
"""Somebody with a name that the lead holds back; officials, sources and aides go without one."""
_LEAD = 700  # code points of the text in which its lead lies
_NEXT = 900  # code points behind the lead's speaker in which he is named


def named_after_lead(
    statements: Sequence[Statement], mentions: Sequence[Mention], persons: Collection[str], unnamed: Collection[str]
) -> list[Statement]:
    """Give sayings of somebody whom only the lead describes to the person who is named, and speaks, next.

    Args:
        statements: the statements in text order.
        mentions: where the document speaks of actors.
        persons: ids of the actors who are persons.
        unnamed: ids of the actors without a name.

    Returns:
        The statements; those of the lead's speaker with the person where he is the first one named behind it.
    """
    described = next((one for one in statements if one.speaker_span is not None), None)
    span = described.speaker_span if described is not None else None
    if described is None or span is None or span.start > _LEAD or _WHO.match(described.speaker_text) is None:
        return list(statements)
    if described.speaker is not None and described.speaker not in unnamed:
        return list(statements)
    own = [(piece.start, piece.end) for piece in described.content]
    behind = sorted(
        (one.start, one.actor)
        for one in mentions
        if one.actor in persons
        and one.form == "name"
        and one.start > span.end
        and not any(start <= one.start < end for start, end in own)
    )
    if not behind or behind[0][0] > span.end + _NEXT:
        return list(statements)
    place, person = behind[0]
    before = any(one.actor == person and one.start < place for one in mentions)
    others = [one for one in statements if one.speaker not in (None, described.speaker)]
    if before or not others or others[0].speaker != person:
        return list(statements)
    lead = described.speaker
    return [
        replace(one, speaker=person) if one is described or (lead is not None and one.speaker == lead) else one
        for one in statements
    ]
