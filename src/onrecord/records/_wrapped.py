"""Hard-wrapped text, as mails, terminals and PDF files print it: which lines are one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.records._documents import READ_ROLES, Document, RoleSpan

_LIST_MARK = re.compile(r"^(?:[-•*·▪●◦‣»>–—]|\d{1,2}[.)])\s{1,4}")
_TERMINAL = re.compile(r"""[.!?…。！？][”"’'»)\]*\u200b\s]{0,6}$""")
WRAP_MIN, WRAP_MAX = 35, 100
"""Length of a full line in hard-wrapped text (mails and terminals wrap at 65 to 80)."""
_WRAP_SHARE = 0.6
"""Share of line ends within paragraphs that must look like wraps (measured in ``benchmarks/cleaning.py``)."""
_INDENT = 2
"""So many more spaces than the line before open a paragraph, as printed hearings have them."""
_CENTRED = 10
"""Lines that stand in so far are headings set in the middle: their ends say nothing of how the text is wrapped."""

Place = tuple[int, int, bool]
"""Where a line starts and ends, and whether a blank line stands before it."""


def join_wrapped(text: str, places: Sequence[Place]) -> list[list[Place]]:
    """Group the lines of hard-wrapped paragraphs; leave every other text line by line.

    Args:
        text: the whole text.
        places: its lines that are not blank, in order.
    """
    groups = [[place] for place in places]
    if len(places) < 3 or max(end - start for start, end, _ in places) > 2 * WRAP_MAX:
        return groups
    inner = wraps = 0
    width = 0
    for (start, end, _), (next_start, next_end, blank) in pairwise(places):
        line, following = text[start:end], text[next_start:next_end]
        centred = max(_indent_of(line), _indent_of(following)) >= _CENTRED
        if not blank and not centred and not _is_indented(line, following):
            inner += 1
            if is_wrap(line, following):
                wraps += 1
                width = max(width, end - start)
    if inner < 2 or wraps < _WRAP_SHARE * inner:
        return groups
    joined = [groups[0]]
    for before, after in pairwise(places):
        line = text[before[0] : before[1]]
        following = text[after[0] : after[1]].lstrip()
        first_word = following.split(" ", 1)[0]
        # A line that had room for the next word was ended on purpose.
        has_room = len(line.rstrip()) + 1 + len(first_word) <= width - 2
        opens = after[2] or (has_room and not following[:1].islower()) or _LIST_MARK.match(following[:12])
        if opens or _is_indented(line, text[after[0] : after[1]]):
            joined.append([after])
        else:
            joined[-1].append(after)
    return joined


def _is_indented(line: str, following: str) -> bool:
    """Tell whether the next line stands in from this one: the first of a paragraph without a blank line before it."""
    return _indent_of(following) - _indent_of(line) >= _INDENT and following.lstrip()[:1].isupper()


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def is_wrap(line: str, following: str) -> bool:
    """Tell whether a line looks ended by its width, not by its writer.

    Args:
        line: the line.
        following: the next one.
    """
    line, following = line.rstrip(), following.lstrip()
    return WRAP_MIN <= len(line) <= WRAP_MAX and (following[:1].islower() or not _TERMINAL.search(line[-12:]))


def with_whole_paragraphs(document: Document) -> Document:
    """Return a document in whose roles each hard-wrapped paragraph that is read is one stretch.

    The stages that read what a text says see it so; the record keeps a role for each line.

    Args:
        document: a document; one that is not hard-wrapped is returned as it is.
    """
    roles = document.roles
    if len(roles) < 3 or any(role.end - role.start > 2 * WRAP_MAX for role in roles):
        return document
    blank = [True, *("\n" in document.text[a.end : b.start].strip(" \t\r")[1:] for a, b in pairwise(roles))]
    places = [(role.start, role.end, before) for role, before in zip(roles, blank, strict=True)]
    groups = join_wrapped(document.text, places)
    if len(groups) == len(roles):
        return document
    joined: list[RoleSpan] = []
    number = 0
    for group in groups:
        for place in range(len(group)):
            role = roles[number]
            number += 1
            if place and role.role == joined[-1].role and role.role in READ_ROLES:
                joined[-1] = replace(joined[-1], end=role.end)
            else:
                joined.append(role)
    return replace(document, roles=tuple(joined))
