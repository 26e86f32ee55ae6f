"""Accounts on social media, whose handle tells who speaks: "@SecScottBessent posted on X"."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.actors._cast import Member
from onrecord.actors._known import as_one_word
from onrecord.actors._names import title_before
from onrecord.actors._scene import Scene
from onrecord.actors._text import BREAK
from onrecord.reference import WORD, plain_text

_HANDLE = re.compile(r"(?<![\w.@/(])@(?P<handle>\w{2,30})(?![\w@]|\.\w)")
"""A handle in running text; those in brackets stand behind the name of their owner."""
_AROUND_NAME = re.compile(
    r"(?:real|the|official|secretary|sec|representative|rep|senator|sen|governor|gov|usambassador|usamb|ambassador|amb"
    r"|spoxchn|spox|president|pres|pm|vp|mayor|speaker|leader|general|gen|dr)?(?P<name>[a-z]+?)(?:official|hq|us)?\d*"
)
"""What owners put around their name: "realDonaldTrump", "SecScottBessent"."""
_SHORTEST_NAME = 8  # letters of a name written as one word that are no accident


def read_accounts(scene: Scene) -> None:
    """Find whose accounts the text names by their handle, for ``read_account`` to enter in text order.

    A handle is known from the reference, or it is the name of a person of the reference or of the text, written as one
    word. Others are left alone.
    """
    words = scene.words
    owner = [-1] * len(words)
    for number, spot in enumerate(scene.spots):
        for place in range(spot.first, spot.after):
            owner[place] = number
    for found in _HANDLE.finditer(words.text):
        first = bisect_left(words.starts, found.start())
        after = bisect_left(words.starts, found.end())
        if first >= len(words) or words.starts[first] != found.start():
            continue
        whose = _whose(scene, found["handle"])
        if whose is not None:
            title = title_before(words, scene.known, scene.spots, owner, first)
            begin = title.first if title is not None and isinstance(whose, Member) else first
            scene.accounts[begin] = (after, whose)


def read_account(scene: Scene, first: int) -> None:
    """Enter the owner of an account where the text names it."""
    after, whose = scene.accounts[first]
    if isinstance(whose, Member):
        scene.mention(first, after, whose, "name", "account")
    else:
        scene.add(first, after, whose, "name", "account")


def _whose(scene: Scene, handle: str) -> Member | str | None:
    """The person, or the id of the body, that speaks through an account."""
    cast, known = scene.cast, scene.known
    account = known.reference.account_at(f"x.com/{handle}")
    if account is not None:
        office = next((one for one in known.reference.offices.values() if one.title == account.name), None)
        if office is not None:
            holder = cast.holder(office.key)
            return cast.person(holder) if holder is not None else None
        return _named(scene, account.name, account.country)
    whole = as_one_word(handle)
    within = _AROUND_NAME.fullmatch(whole)
    names = [whole] if within is None else [within["name"], whole]
    for name in names:
        if len(name) < _SHORTEST_NAME:
            continue
        if name in known.as_one_word:
            return cast.person(known.as_one_word[name])
        for member in cast.members.values():
            if member.full and as_one_word(member.actor.name) == name:
                return member
    return None


def _named(scene: Scene, name: str, country: str) -> Member | str:
    """The actor of a name in the list of accounts."""
    cast = scene.cast
    forms = [word.lower() for word in WORD.findall(plain_text(name))]
    match = scene.known.tree.longest([*forms, BREAK], 0)
    entry = match.value if match is not None and match.after == len(forms) else None
    if entry is not None and entry.kind == "person":
        return cast.person(entry.key)
    if entry is not None and entry.kind == "government":
        return cast.government(entry.key).id
    if entry is not None and entry.kind == "organization":
        return cast.organization(entry.key).id
    return cast.body(name, country, None).id
