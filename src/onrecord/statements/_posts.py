"""Posts set into a page: the words, a dash, the name, the handle in brackets, and mostly the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.statements._types import Stretch

_HANDLE = re.compile(r"\(@\w{1,30}\)")
_AUTHOR_FIRST = re.compile(
    r"\s*(?P<name>(?:[A-Z][\w.\u2019'-]*)(?: (?:[A-Z][\w.\u2019'-]*|of|the|for|and)){0,6}) \(@\w{1,30}\)\s+"
    r"(?=[\"\u201c\u2018'.@#]*[A-Z0-9])"
)
"""``Theresa May (@theresa_may) Sad to hear …``: behind a note on the author a verb follows, not a sentence."""
_FEWEST_BEHIND_AUTHOR = 4  # words
_SKIP = re.compile(r"\s*Skip (?:Twitter|X|Facebook|Instagram) post (?:\d+ )?by @?\w+\s+")
"""What a page tells those who read it aloud."""
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
    """Find the posts set into a page: on one line, with the author on the next, or with him first.

    Args:
        text: the whole text.
        lines: the lines to be read: start, end, role.

    Returns:
        The posts in order.
    """
    result: list[Post] = []
    for number, (start, end, _) in enumerate(lines):
        named_first = _AUTHOR_FIRST.match(text, start, end)
        if named_first is not None and len(text[named_first.end() : end].split()) >= _FEWEST_BEHIND_AUTHOR:
            content = _trimmed(text, named_first.end(), end)
            result.append(Post(content, named_first.span("name"), (content[1], content[1]), (number,)))
            continue
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
        skip = _SKIP.match(text, start, place)
        content = _trimmed(text, skip.end() if skip is not None else start, place)
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


@dataclass(frozen=True, slots=True)
class Release:
    """A text that a line introduces and that takes the rest of the page: a statement, a post, remarks."""

    content: tuple[Stretch, ...]
    """Its lines."""
    cue: Stretch
    """The verb that introduces it."""
    lines: tuple[int, ...]
    """Numbers of the lines it takes."""
    noun: str
    """What it is: ``statement``, ``release``, ``post``, ``remarks`` …"""


_WITHIN = r"(?:[^.:;\n]|(?<=\b[A-Z])\.)"
"""A sign within a clause; the stop of an initial ("U.S.") ends none."""
_RELEASED = re.compile(
    r"\b(?P<cue>(?:re)?posts|(?:re)?posted|releases|released|issues|issued|published|shared|makes|made|creates|created"
    r"|delivers|delivered|offered|gave)\b"
    rf"{_WITHIN}{{0,80}}?"
    r"\b(?P<noun>[Ss]tatement|[Pp]ress [Rr]elease|post|excerpt|remarks|message|tweet|thread|speech|letter)\b"
)
_NETWORK = r"(?:X|Twitter|Truth ?Social|Weibo|Facebook|Telegram)"
_ON_A_NETWORK = re.compile(
    r"\b(?P<cue>post(?:ed|s)|tweet(?:ed|s)|shared|announced|wrote|stated|commented)\b"
    rf"{_WITHIN}{{0,100}}? on {_NETWORK}\b"
    rf"|\b{_NETWORK} account\b{_WITHIN}{{0,40}}? (?P<account_cue>post(?:ed|s)|shared)\b{_WITHIN}{{0,60}}"
    r"|\b(?P<tweet_cue>tweet(?:ed|s)) (?:about|in|on)\b"
)
"""A post that is only called so by where it stands."""
_SHOWS_OTHERS = re.compile(r"\b(?:clips?|videos?|footage|interview|exchange|response|article)\b")
"""What is posted shows others speaking, or is the work of others."""
_JOINT = re.compile(r"\bjoint\b")
_OTHERS_ACCOUNT = re.compile(r"[\s\"\u201c.]*@\w+[^\n:]{0,30}:")
"""A post that opens with somebody else's account, whose words follow."""
_SPOKE = re.compile(r"\b(?P<cue>remarked|discussed|commented|spoke|talked|addressed|criticized|condemned|praised)\b")
"""What tells, before lines that are all quotation, of what somebody spoke."""
_QUOTATION = re.compile(r"[\"\u201c][^\"\u201c\u201d]*[\"\u201d]")
_QUOTES = re.compile(r"[\"\u201d],? (?:\w+ ){1,3}(?:said|told|added)\b|\b(?:said|told|added)[,:] [\"\u201c]")
_ALL_QUOTED = re.compile(r"\s*[\"\u201c](?P<words>[^\u201c\u201d\"]*)[\"\u201d]?\s*")
"""A line that is nothing but quotation."""
_INTRODUCING_LINES = 2  # of a page that is nothing but the introduction and the words
_MOST_RELEASED = 25  # lines
_MOST_SET_IN = 6  # lines that a first line alone may lead to, without a colon or a word in the first person
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b")
_TOLD = re.compile(r"\b(?:said|told|according to)\b")
_TOLD_BY_OTHERS = re.compile(r"[\"\u201c\u201d]|\b(?:said|told|according to)\b")


def find_release(text: str, lines: Sequence[tuple[int, int, str]]) -> Release | None:
    """Find a text that the first lines introduce ("… also posted the excerpt below on X:") and that is all the rest.

    Args:
        text: the whole text.
        lines: the lines to be read: start, end, role.

    Returns:
        The text; None where the rest is told rather than quoted as a whole, as in a report.
    """
    if not 2 <= len(lines) <= _MOST_RELEASED:
        return None
    for number, (start, end, _) in enumerate(lines[:_INTRODUCING_LINES]):
        every = list(_RELEASED.finditer(text, start, end))
        posted = None if every else _ON_A_NETWORK.search(text, start, end)
        found = every[-1] if every else posted
        following = lines[number + 1 :]
        if found is None and number == 0 and _all_quoted("\n".join(text[a:b] for a, b, _ in following)):
            spoke = _SPOKE.search(text, start, end)
            if spoke is not None:
                pieces = tuple(_trimmed(text, a, b) for a, b, _ in following)
                return Release(pieces, spoke.span("cue"), tuple(range(1, len(lines))), "remarks")
        if found is None or not following:
            continue
        colon = text[start:end].rstrip().endswith(":")
        if _SHOWS_OTHERS.search(text, *found.span()) or _OTHERS_ACCOUNT.match(text, following[0][0]):
            continue
        quoted = [_ALL_QUOTED.fullmatch(text, a, b) for a, b, _ in following]
        rest = "\n".join(
            text[a:b] if whole is None else whole["words"] for (a, b, _), whole in zip(following, quoted, strict=True)
        )
        others = _TOLD_BY_OTHERS
        if colon:
            others = _QUOTES if posted is not None else _TOLD if number == 0 else others
        set_in = number == 0 and len(following) <= _MOST_SET_IN and not _JOINT.search(text, start, end)
        if others.search(rest) or not (colon or set_in or _FIRST_PERSON.search(rest)):
            continue
        content = tuple(_trimmed(text, a, b) for a, b, _ in following)
        noun = "post" if posted is not None else found["noun"].lower().removeprefix("press ")
        cue = "cue" if posted is None else posted.lastgroup or "cue"
        return Release(content, found.span(cue), tuple(range(number + 1, len(lines))), noun)
    return None


def _all_quoted(words: str) -> bool:
    """Tell whether nothing but quotation is left of some lines; one quotation may go through several."""
    return _QUOTATION.search(words) is not None and not re.search(r"\w", _QUOTATION.sub("", words))
