"""The sentence with which a report begins: the place, the day, the agency, before the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.cleaning._lines import Unit
from onrecord.cleaning._settle import Judged

_OPENS_STORY = re.compile(
    r"^(?:[A-Z][A-Z.’' ]{2,40}(?:, [A-Z][A-Za-z. ]{2,25})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)? ?"
    r"(?:\([A-Za-z/ ]{2,20}\) ?)?(?:--|[-–—]) ?[A-Z\"“]|"
    r"(?:On|From) (?:the (?:morning|afternoon|evening) of )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\b)"
)
"""The dateline or the day with which a report begins; its first sentence is full of titles and names."""
_OPENS_REPORT = re.compile(
    r"^[A-Z][A-Za-z.’'/ ]{2,40}(?:, [A-Z][A-Za-z. ]{2,25})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? ?"
    r"\((?:Reuters|REUTERS|AP|AFP|Xinhua|Kyodo|UPI|dpa|TASS|CNN|Yonhap|EFE|ANSA)\) ?(?:--|[-–—]) ?[A-Z\"“]"
)
"""The same with an agency, which no caption has: a picture may stand between this sentence and the next."""
_OPENING_WORDS, _OPENING_REACH = 12, 3
_AROUND_A_PICTURE = frozenset({"caption", "credit", "furniture"})


def keep_opening(units: Sequence[Unit], judged: list[Judged]) -> None:
    """The sentence that opens a report is a part of it, though its titles and names look like a headline's.

    Args:
        units: all units.
        judged: their roles; changed in place.
    """
    body = next((number for number, found in enumerate(judged) if found.role == "body"), 0)
    for number in range(body - 1, max(-1, body - 1 - _OPENING_REACH), -1):
        unit, found = units[number], judged[number]
        if (
            found.role in ("furniture", "caption", "related", "dek")
            and unit.words >= _OPENING_WORDS
            and unit.is_terminal
            and (_OPENS_REPORT if number < body - 1 else _OPENS_STORY).match(unit.plain)
        ):
            judged[number] = Judged("body", "it opens with the day or the place of the report")
            return
        if found.role not in _AROUND_A_PICTURE:
            return
