"""Mails that were passed on: the marks before each line of what is quoted are nobody's words."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"(?m)^[ \t]{0,3}(?:>[ \t]?){1,8}")
_LEAST_QUOTED = 4
"""Fewer lines behind such marks are a list or a piece of code."""
_SHARE = 0.5
"""Share of the lines with words that must stand behind marks: a text that quotes a little keeps its marks."""


def without_quote_marks(text: str) -> str:
    """Return a text without the marks that mail programs set before the lines of a mail that is passed on.

    Args:
        text: plain text.

    Returns:
        The text as it is, where less than half of its lines stand behind such marks.
    """
    if text.count("\n>") + text.startswith(">") < _LEAST_QUOTED:
        return text
    lines = [line for line in text.splitlines() if line.strip(" \t>")]
    quoted = sum(_QUOTED.match(line) is not None for line in lines)
    return _QUOTED.sub("", text) if quoted >= max(_LEAST_QUOTED, _SHARE * len(lines)) else text
