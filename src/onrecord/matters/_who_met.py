"""Who met, as a page tells it: who only tells the press of a meeting, whether any was held, and whether more than two
states met."""

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


_UNANSWERED = re.compile(
    r"(?i)\b(?:unanswered|unreturned|went to voicemail|"
    r"(?:not|n[o'’]t|never) (?:been |be )?(?:answer|return|pick(?:ed)? up)(?:ed)?)\b"
)
_BY_PHONE = re.compile(r"(?i)call|phone|\brang\b")
_ASKED_FOR = re.compile(r"(?i)(?:invit|request|propos|offer|ask|urg)\w*$")
"""Words by which somebody only asks for a meeting: "invited the minister to visit"."""
_TAKEN_UP = re.compile(r"(?i)\b(?:resum|restor|reopen|restart)\w*\b[^.;]{0,60}$")
"""Words before a word for talks by which a line is taken up again: "are resuming telephone conversations"."""


def was_held(event: Event) -> bool:
    """Tell whether what an event tells is a meeting or a call, and no call unanswered, no invitation, no open line."""
    if not event.evidence:
        return True
    trigger = event.evidence[0]
    clause = max(event.evidence, key=lambda piece: len(piece.quote))
    if _ASKED_FOR.match(trigger.quote) or (_BY_PHONE.search(trigger.quote) and _UNANSWERED.search(clause.quote)):
        return False
    before = clause.quote[: max(0, trigger.start - clause.start)]
    return event.status != "ongoing" or _TAKEN_UP.search(before) is None


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
