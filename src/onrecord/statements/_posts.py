"""Posts set into a page: the words, a dash, the name, the handle in brackets, and mostly the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.statements._types import Stretch

_HANDLE = re.compile(r"\(@\w{1,30}\)")
_LONGEST_NAME = 80
_LONGEST_TAIL = 40  # what stands behind the handle: the day, a link


@dataclass(frozen=True, slots=True)
class Post:
    """One post set into a page."""

    content: Stretch
    """Its words."""
    name: Stretch
    """The words that name its author."""
    tail: Stretch
    """What stands behind the handle: the day."""
    lines: tuple[int, ...]
    """Numbers of the lines it takes."""


def find_posts(text: str, lines: Sequence[tuple[int, int, str]]) -> list[Post]:
    """Find the posts set into a page, on one line or with the author on the next.

    Args:
        text: the whole text.
        lines: the lines to be read: start, end, role.

    Returns:
        The posts in order.
    """
    result: list[Post] = []
    for number, (start, end, _) in enumerate(lines):
        handle = _HANDLE.search(text, max(start, end - _LONGEST_TAIL - 40), end)
        if handle is None or end - handle.end() > _LONGEST_TAIL:
            continue
        name_from = max(start, handle.start() - _LONGEST_NAME)
        place = max(text.rfind(mark, name_from, handle.start()) for mark in ("\u2014", "\u2013", "--", " - "))
        if place < 0:
            continue
        name = _trimmed(text, place, handle.start())
        while name[0] < name[1] and text[name[0]] in "\u2014\u2013- ":
            name = (name[0] + 1, name[1])
        content = _trimmed(text, start, place)
        taken: tuple[int, ...] = (number,)
        if content[0] == content[1] and number and not (result and number - 1 in result[-1].lines):
            content = _trimmed(text, lines[number - 1][0], lines[number - 1][1])
            taken = (number - 1, number)
        if content[0] < content[1] and name[0] < name[1]:
            result.append(Post(content, name, _trimmed(text, handle.end(), end), taken))
    return result


def _trimmed(text: str, start: int, end: int) -> Stretch:
    while start < end and (text[start].isspace() or text[start] in '"\u201c'):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '"\u201d'):
        end -= 1
    return start, end
