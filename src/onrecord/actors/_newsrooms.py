"""Newsrooms as speakers: "North Korea's Rodong Sinmun newspaper", and "the outlet" that was spoken of before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.actors._lexicon import NOT_NAMES
from onrecord.actors._scene import Scene
from onrecord.actors._told_words import NEWSROOMS, POINTING_SENTENCES


def newsroom_name(scene: Scene, owner: Mapping[int, str], first: int, after: int) -> str | None:
    """Name the newsroom of capitalised words before "newspaper" or "news agency".

    Args:
        scene: the reader's mind at the end of the document.
        owner: the actor of each word that a mention covers.
        first, after: the words of the source.

    Returns:
        The id of its actor; None where the words name no newsroom so.
    """
    words = scene.words
    end = after - 1
    if words.forms[end] not in NEWSROOMS and words.forms[end - 1 : end + 1] != ["news", "agency"]:
        return None
    if words.is_capital(end):
        return None
    while end > first and not words.is_capital(end - 1):
        end -= 1
    if "'" in words.forms[end:after]:
        return None  # "the Communist Party's flagship paper"
    known = owner.get(end - 1)
    if known is not None and scene.cast.actors[known].kind == "organization":
        return known  # "the Global Times newspaper"
    begin = end
    while begin > first and words.is_capital(begin - 1) and begin - 1 not in owner:
        begin -= 1
    while begin < end and (
        words.forms[begin] in NOT_NAMES
        or words.forms[begin] in scene.known.adjectives
        or " ".join(words.forms[max(0, begin - 1) : begin + 1]) in scene.known.adjectives  # "North Korean"
    ):
        begin += 1
    if begin >= end or end < after - 2:
        return None
    return scene.cast.organization(words.text[words.starts[begin] : words.ends[end - 1]]).id


def newsroom_before(scene: Scene, bodies: Iterable[tuple[int, str]], first: int) -> str | None:
    """Return the newsroom or unknown body spoken of last that "the outlet" means.

    Args:
        scene: the reader's mind at the end of the document.
        bodies: the words at which bodies are spoken of, with their actors.
        first: the word where "the outlet" stands.
    """
    cast, words = scene.cast, scene.words
    for place, actor in sorted(bodies, reverse=True):
        body = cast.actors[actor]
        near = place < first and words.sentence[first] - words.sentence[place] <= POINTING_SENTENCES
        if near and body.kind == "organization" and body.sector in (None, "MED"):
            return actor
    return None
