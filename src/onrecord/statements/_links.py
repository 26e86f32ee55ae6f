"""Headlines of other stories that stand in a text as links: nothing is told in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.statements._types import Attribution

_LINK = re.compile(
    r"(?m)^[ \t]*\(? ?(?:Also on [A-Z]\w+|RELATED|Related|READ MORE|Read more|READ|SEE ALSO|See also|WATCH|PHOTOS|VIDEO"
    r"|MORE)(?: [A-Z]\w+){0,3}:[^\n]*$|\((?:RELATED|READ MORE|SEE ALSO|MORE): [^)\n]{0,300}\)"
)
"""A line or bracket that names another story."""


def outside_links(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Leave out what is told in links to other stories.

    Args:
        text: the whole text.
        attributions: the attributions found in it.

    Returns:
        Those whose cue stands elsewhere.
    """
    links = [found.span() for found in _LINK.finditer(text)]
    result = []
    for item in attributions:
        place = item.cue[0] if item.cue is not None else item.start
        if not any(start <= place < end for start, end in links):
            result.append(item)
    return result
