"""Headlines of other stories that stand in a text as links: nothing is told in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.statements._types import Attribution, Stretch

_LINK = re.compile(
    r"(?m)^[ \t]*\(? ?(?:Also on [A-Z]\w+|RELATED|Related|READ MORE|Read more|READ|SEE ALSO|See also|WATCH|PHOTOS|VIDEO"
    r"|MORE)(?: [A-Z]\w+){0,3}:[^\n]*$|\((?:RELATED|READ MORE|SEE ALSO|MORE): [^)\n]{0,300}\)"
)
"""A line or bracket that names another story."""


_GLUED = re.compile(r"\b(?P<name>[A-Z][a-z\u2019'-]*[a-z])(?=[A-Z0-9][\w\u2019'-])")
"""A word that is glued to the next one: "Lee**The**"."""
_END = " MORE"
_LONGEST = 700  # code points of links glued to a name
_NAMED_WITHIN = 120  # code points before the glued name in which it stands already
_NAME_BEFORE = re.compile(
    r"(?:(?!(?:And|But|While|As|When|The|In|After)\b)[A-Z][\w.\u2019'-]*[ ](?:(?:of|and|the) (?=[A-Z]))?){0,6}$"
)
_BESIDE = 25  # code points between the end of the links and a verb without a subject
_BEHIND = 80  # code points between the end of the links and the verb


def outside_links(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Leave out what is told in links to other stories.

    Args:
        text: the whole text.
        attributions: the attributions found in it.

    Returns:
        Those whose cue stands elsewhere; who is named before a run of links within a sentence ("John Lee John
        LeeTalks go on … MORE said") is the source of a verb behind it.
    """
    links = [found.span() for found in _LINK.finditer(text)]
    glued = _glued_links(text)
    links += [link for link, _ in glued]
    result = []
    for item in attributions:
        place = item.cue[0] if item.cue is not None else item.start
        for (start, end), name in glued:
            if item.cue is not None and start <= item.cue[0] < end < item.cue[1]:
                item.cue = (end + len(text[end : item.cue[1]]) - len(text[end : item.cue[1]].lstrip()), item.cue[1])
                place = item.cue[0]
            _mend(item, (start, end), name)
        if not any(start <= place < end for start, end in links) and item.content:
            result.append(item)
    return result


def _glued_links(text: str) -> list[tuple[Stretch, Stretch]]:
    """Find runs of headlines that are glued to a name and end with "MORE", each with the name before them."""
    if _END not in text:
        return []
    result: list[tuple[Stretch, Stretch]] = []
    for found in _GLUED.finditer(text):
        if result and found.start() < result[-1][0][1]:
            continue
        name, line_end = found["name"], text.find("\n", found.end())
        until = min(found.end() + _LONGEST, line_end if line_end >= 0 else len(text))
        end = text.find(_END, found.end(), until)
        before = max(text.rfind("\n", 0, found.start()) + 1, found.start() - _NAMED_WITHIN)
        named = text.rfind(name + " ", before, found.start())
        if end < 0 or named < 0:
            continue
        first = _NAME_BEFORE.search(text, before, named)
        start = first.start() if first is not None else named
        result.append(((named + len(name), end + len(_END)), (start, named + len(name))))
    return result


def _mend(item: Attribution, link: Stretch, name: Stretch) -> None:
    """Give a verb behind links the name before them for its source, and end its content where they begin."""
    start, end = link
    if item.cue is None or not end <= item.cue[0] <= end + _BEHIND:
        return
    inside = any(a < end and start < b for a, b in item.source)
    if inside or (not item.source and item.cue[0] <= end + _BESIDE):
        item.source, item.head, item.dropped_source = [name], name, False
        item.content = [(a, b) for a, b in item.content if not (a < end and start < b)]
