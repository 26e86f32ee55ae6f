"""Pages that are one person's words throughout: a statement, a speech, a letter, a proclamation.

Governments publish them without quotation marks or turns. Who speaks stands in the title ("Statement by President
Biden on …"), in a line below it ("Keynote Speech by H.E. Wang Yi", "Antony J. Blinken, Secretary of State"), in the
text ("NOW, THEREFORE, I, JOSEPH R. BIDEN JR., …") or under it ("Sincerely, …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language.quotations import Quotation
from onrecord.statements._transcripts import Turn
from onrecord.statements._types import Stretch

_NOUN = (
    r"(?P<noun>statement|remarks|speech|address|message|testimony|letter|toast|proclamation|greetings"
    r"|congratulations|condolences)"
)
_BY = re.compile(rf"(?i)^(?:[\w.,'\u2019&-]+ ){{0,6}}?{_NOUN}(?: of|(?: [\w-]+){{0,7}}? (?:by|from))[ \u00a0]")
"""What opens a heading that tells whose words the page holds: "Written Statement by", "Remarks as Prepared … by"."""
_WHOSE = re.compile(rf"(?i)['\u2019]s?[ \u00a0](?:[\w-]+[ \u00a0]){{0,3}}?{_NOUN}\b")
"""What follows a name in such a heading: "President Xi's full speech at"."""
_WITH = re.compile(r"(?i)\b(?:joint|readout|read-out|reaction|responses?|excerpts?|highlights|transcript|interview)\b")
"""Headings of what several say, or of what others tell."""
_SPOKEN_FOR = re.compile(r"(?i)\b(?:spokes(?:person|man|woman)|press secretary)\b")
_BEFORE_NAME = re.compile(
    r"(?:(?:Full |The )?[Tt]ext:?[ \u00a0])?(?:of |[Tt]he )*"
    r"(?:(?:H\.[ ]?E\.|His Excellency|Her Excellency|Mr\.|Ms\.|Mrs\.|Dr\.|[Tt]he|Honou?rable|Hon\.|U\.S\.|U\.S"
    r"|[A-Z][\w.\u2019'-]*|of|and|for|to|,)[ \u00a0,]*){0,10}"
)
"""Titles between "by" and the name."""
_BEHIND = re.compile(
    r"[\s,;:.\u2013\u2014-]*(?:$|\n|\(|(?:on|at|to|in|for|before|during|ahead|regarding|announcing|marking|following|about|after"
    r"|extending|concerning|as|upon|delivered|from|honou?ring|commemorating|celebrating|welcoming|observing|with"
    r"|urging|condemning|the|his|her|minister|president|secretary|member|director|ambassador|chairman|[A-Z])\b)",
)
_POST = re.compile(r"(?:,[ \u00a0]?[^.;:!?\n]{3,110})?\s*$")
"""What stands behind a name in a line of its own: an office, or nothing."""
_I_AM = re.compile(r"\bI, (?=[A-Z])")
_DEAR = re.compile(r"\s*(?:Dear\b[^.\n]{2,90}[:,]|To [Tt]he [^.\n]{3,80}:|TO THE [^.\n]{3,80}:)")
_CLOSES = re.compile(
    r"\s*(?:(?:Very )?(?:Sincerely|Respectfully|Truly)(?: [Yy]ours)?|Yours(?: (?:sincerely|faithfully|truly))?"
    r"|(?:With )?(?:[Kk]ind|[Bb]est|[Ww]arm) regards|Cordially)[,.]?\s*$"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|me|myself)\b(?!\.)")
_OUR = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
_LEAST_OF_US = 2  # where nobody says "I": "we" and "our" of somebody who speaks for many
_MOST_HEADS = 6  # lines above the words: title, speaker, office, place, day
_LAW = re.compile(r"\s*(?:Sec(?:tion|\.) 1\.|Section 1\b|it is hereby ordered)", re.I)
"""What makes a signed text a law or an order, whose paragraphs nobody says."""
_LAST_LINES = 3  # one who signs in capitals does so in one of these: "JOSEPH R. BIDEN JR."
_ENDED = re.compile(r"[.!?:,;\u2026\u2014-][\"\u201d\u2019')\]]*\s*$")
_FURNITURE = re.compile(r"[\s#*_\u2014-]*$|\s*\(?END\)?\s*$")
_LEAST_WORDS = 20
_SAID = (
    r"\b(?:said|told|says|added|wrote|tweeted|stated|noted|remarked|stressed|emphasi[sz]ed|pointed out|called for)\b"
)


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one person that are all of a page."""

    turn: Turn
    """Who speaks and the lines."""
    occasion: str
    """What it is: ``speech``, ``statement``, ``letter``, ``message``, ``testimony`` …"""


def find_speech(
    text: str,
    lines: Sequence[tuple[int, int, str]],
    people: Sequence[Stretch],
    quotations: Sequence[Quotation],
) -> Speech | None:
    """Find the one person whose words a page holds from beginning to end.

    Args:
        text: the whole text.
        lines: every line that is not furniture, with its role: start, end, role; bylines among them.
        people: where the text names a person.
        quotations: its quotations; the first person in them is somebody else's.

    Returns:
        The speech; None for a report, for what several say together, and where nobody is named as its speaker.
    """
    heads, first = _heads(text, lines)
    named = sorted(people)
    found = next((one for one in (_in_heading(text, heads, named), _signed(text, lines, named)) if one), None)
    if found is None:
        return None
    label, occasion, spokesperson = found
    content = [
        _trimmed(text, start, end)
        for start, end, role in lines[first:]
        if role in ("body", "subhead") and not _FURNITURE.match(text, start, end)
    ]
    if label[0] >= lines[first][0]:  # the signature is not part of the letter
        content = [(start, end) for start, end in content if not start <= label[0] < end or end - start > 90]
        content = [(start, end) for start, end in content if not _CLOSES.fullmatch(text[start:end])]
    signatures = {(start, end) for start, end in content[-_LAST_LINES:] if text[start:end].isupper()}
    content = [
        (start, end)
        for start, end in content
        if start < end and not ((start, end) in signatures and any(start <= p[0] < end for p in named))
    ]
    if sum(len(text[start:end].split()) for start, end in content) < _LEAST_WORDS:
        return None
    own = " ".join(_own_words(text, content, quotations))
    mine = len(_FIRST_PERSON.findall(own))
    ours = len(_OUR.findall(own))
    if not mine and (spokesperson or ours < _LEAST_OF_US):
        return None
    family = re.escape(text[slice(*label)].rstrip(" .,").removesuffix("Jr").rstrip(" .,").split()[-1])
    if re.search(rf"(?i)\b{family},? (?:\w+ )?{_SAID}|{_SAID} (?:\w+\.? ){{0,2}}{family}\b", own):
        return None
    return Speech(Turn(label, tuple(content), asks=False), occasion)


def _heads(text: str, lines: Sequence[tuple[int, int, str]]) -> tuple[list[tuple[int, int, str]], int]:
    """The lines above the words, and the number of the first line of the words."""
    for number, (start, end, role) in enumerate(lines[:_MOST_HEADS]):
        words = text[start:end].strip()
        opens = _DEAR.match(words) is not None or bool(_ENDED.search(words)) or len(words.split()) > 25
        if number and role in ("body", "subhead") and opens:
            return list(lines[:number]), number + bool(_DEAR.fullmatch(words) and number + 1 < len(lines))
    return list(lines[:1]), min(1, len(lines) - 1)


def _in_heading(
    text: str, heads: Sequence[tuple[int, int, str]], people: Sequence[Stretch]
) -> tuple[Stretch, str, bool] | None:
    for start, end, role in heads:
        line = text[start:end]
        if role == "caption" or _WITH.search(line) is not None:
            continue
        by = _BY.match(line)
        for person in people:
            if not start <= person[0] < end:
                continue
            behind = text[person[1] : end]
            if by is not None and person[0] >= start + by.end():
                between = text[start + by.end() : person[0]]
                if _BEFORE_NAME.fullmatch(between) and _BEHIND.match(behind):
                    return person, _occasion(by["noun"]), _SPOKEN_FOR.search(line) is not None
                break
            whose = _WHOSE.match(behind)
            if whose is not None and _BEFORE_NAME.fullmatch(text[start : person[0]]):
                return person, _occasion(whose["noun"]), _SPOKEN_FOR.search(line) is not None
            alone = role != "title" and (start, end, role) != heads[0]
            if alone and text[start : person[0]].strip() == "" and _POST.fullmatch(behind):
                return person, "statement", _SPOKEN_FOR.search(line) is not None
    return None


def _signed(
    text: str, lines: Sequence[tuple[int, int, str]], people: Sequence[Stretch]
) -> tuple[Stretch, str, bool] | None:
    """Who writes "I, NAME, …", or signs a letter alone."""
    body = [(start, end) for start, end, role in lines if role in ("body", "subhead")]
    if not any(_FIRST_PERSON.search(text, *line) for line in body) or any(_LAW.match(text, *line) for line in body):
        return None
    for start, end in body:
        for found in _I_AM.finditer(text, start, end):
            for person in people:
                if person[0] == found.end():
                    return person, "document", False
    for start, end, role in lines[-_LAST_LINES:]:
        name = text[start:end].strip()
        if role in ("body", "subhead") and name.isupper() and len(lines) > _LAST_LINES:
            for person in people:
                if start <= person[0] < end and person[1] - person[0] >= len(name) - 1:
                    return person, "document", False
    closing = [number for number, (start, end, _) in enumerate(lines) if _CLOSES.fullmatch(text[start:end])]
    if len(closing) != 1 or not any(_DEAR.match(text, start, end) for start, end, _ in lines[:_MOST_HEADS]):
        return None
    below = lines[closing[0] + 1 : closing[0] + 4]
    signed = [p for start, end, _ in below for p in people if start <= p[0] < end and not text[start : p[0]].strip()]
    return (signed[0], "letter", False) if len(signed) == 1 else None


def _own_words(text: str, content: Sequence[Stretch], quotations: Sequence[Quotation]) -> list[str]:
    quoted = sorted((item.start, item.end) for item in quotations if item.parent is None)
    found = []
    for start, end in content:
        place = start
        for first, last in quoted:
            if last <= place or first >= end:
                continue
            found.append(text[place : max(place, first)])
            place = last
        found.append(text[place:end] if place < end else "")
    return found


def _occasion(noun: str) -> str:
    return {"remarks": "speech", "address": "speech", "toast": "speech", "proclamation": "document"}.get(
        noun.lower(), noun.lower() if noun.lower() in ("speech", "testimony", "letter", "statement") else "message"
    )


def _trimmed(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
