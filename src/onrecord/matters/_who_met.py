"""Who met, as a page tells it: who only tells the press of a meeting, and whether more than two states met."""

from __future__ import annotations

import re

from onrecord.records import READ_ROLES, Document, Event

_TO_THE_PRESS = re.compile(
    r"(?i)(?:, [^,.]{3,60},)? (?:(?:later|also|then|afterwards|has|had) )?(?:told|tells|briefed|informed|said to|"
    r"spoke to|speaking to|answered|commented)"
    r"(?: on [^.]{0,60}? to)? (?:the |some |waiting |russian |chinese |state )?(?:journalists|reporters|press|media)\b"
)
_THREE = re.compile(
    r"(?i:\b(?:trilateral|tripartite|quadrilateral|(?:three|four|five) (?:leaders|ministers|presidents|secretaries|"
    r"heads|sides|parties|countries|nations|states))\b)|\b[A-Z][\w.]+[-‐–][A-Z][\w.]+[-‐–][A-Z]"
)
"""Words that tell a meeting of more than two states: "trilateral", "Japan-U.S.-ROK"."""
_WHERE_IT_BEGINS = 900
"""Code points from where its words begin in which a page says who met."""


def tells_the_press(event: Event, name: str) -> bool:
    """Tell whether one who is named in an event only speaks of it: "following the call, the aide told reporters"."""
    return bool(name) and any(
        _TO_THE_PRESS.match(piece.quote, place.end())
        for piece in event.evidence
        for place in re.finditer(re.escape(name), piece.quote)
    )


def tells_of_three(page: Document) -> bool:
    """Tell whether a page says in its title or where its words begin that more than two states met."""
    begin = min((role.start for role in page.roles if role.role in READ_ROLES), default=0)
    return _THREE.search(page.text, begin, begin + _WHERE_IT_BEGINS) is not None
