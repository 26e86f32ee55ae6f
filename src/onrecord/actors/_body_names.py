"""Names of bodies as a whole: what follows with "of", what the analysis knows to begin them, the state in front."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.actors._known import Known
from onrecord.actors._lexicon import HEADS
from onrecord.actors._spots import Spot, full_name
from onrecord.actors._text import Words
from onrecord.language import Analysis

_LONGEST_TAIL = 3  # words behind the "of" of a body's name; names before it that may be a part of it
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def whole_names(words: Words, known: Known, spots: list[Spot], owner: list[int], analysis: Analysis) -> list[Spot]:
    """Give each body that only the text names its whole name.

    Args:
        words: the words of the document.
        known: the reference.
        spots: the names found, in text order.
        owner: the spot of each word, -1 for none.
        analysis: the analysis, with names where there are any.

    Returns:
        The spots in text order; what has become a part of a body's name is none any more.
    """
    _with_tails(words, spots, owner)
    _with_beginnings(words, spots, analysis)
    return _joined_bodies(words, known, spots, analysis)


def _with_tails(words: Words, spots: list[Spot], owner: list[int]) -> None:
    """Take into a body's name what follows with "of": "Court of Appeals", "Detroit Federation of Teachers"."""
    for spot in spots:
        if spot.kind != "organization" or spot.reason != "organization word" or words.headline_at(spot.first):
            continue
        place = spot.after
        if words.forms[place : place + 1] != ["of"]:
            continue
        place += 1 + (words.forms[place + 1 : place + 2] == ["the"])
        state = next((one for one in spots if one.first == place and one.kind == "state"), None)
        if state is not None and spot.country is None and spot.after - spot.first > 1:
            # "the Cyber Security Association of China": the state is a part of the name
            spot.after, spot.country, state.kind = state.after, state.key, "none"
            spot.key = full_name(words, spot)
            continue
        end = place
        while end < len(words) and words.is_capital(end) and not words.glued(end) and owner[end] < 0:
            end += 1
        if end == place:  # a run of its own that names nobody: "of Teachers"
            tail = next((one for one in spots if one.first == place), None)
            if tail is None or tail.kind not in ("run", "family") or tail.named_by_model or tail.title is not None:
                continue
            if tail.honorific or tail.after - place > _LONGEST_TAIL:
                continue
            end, tail.kind = tail.after, "none"
        spot.after = end
        spot.key = full_name(words, spot)
    spots[:] = [spot for spot in spots if spot.kind != "none"]


def _with_beginnings(words: Words, spots: list[Spot], analysis: Analysis) -> None:
    """Take into a body's name what the analysis knows to begin it: "Marsh County Sheriff's Office", "8th Circuit"."""
    starts = {name.end: name.start for name in analysis.names if name.label == "organization"}
    for number, spot in enumerate(spots):
        if spot.kind != "organization" or spot.reason != "organization word" or words.headline_at(spot.first):
            continue
        first = spot.first
        if first and _ORDINAL.fullmatch(words.forms[first - 1]):
            first -= 1
        begin = starts.get(words.ends[spot.after - 1])
        if begin is not None:
            first = min(first, bisect_left(words.starts, begin))
            first += words.forms[first] == "the"
        before = [one for one in spots[max(0, number - _LONGEST_TAIL) : number] if one.after > first]
        if first == spot.first or any(one.kind not in ("run", "family", "none") or one.title for one in before):
            continue
        for one in before:
            one.kind = "none"
        spot.first = spot.begin = first
        spot.key = full_name(words, spot)
    spots[:] = [spot for spot in spots if spot.kind != "none"]


def _joined_bodies(words: Words, known: Known, spots: list[Spot], analysis: Analysis) -> list[Spot]:
    """Join a body's name with the state or body that it begins with: "U.S. Cyber Command"."""
    ends = {name.start: name.end for name in analysis.names if name.label == "organization"}
    result: list[Spot] = []
    for spot in spots:
        before = result[-1] if result else None
        if before is not None and before.after == spot.first and before.kind in ("state", "people", "organization"):
            unknown = spot.kind == "organization" and spot.reason == "organization word"
            whole = ends.get(words.starts[before.first]) == words.ends[spot.after - 1] and spot.kind in (
                "run",
                "family",
            )
            written = words.forms[spot.after - 1] not in HEADS
            if (unknown or (whole and written)) and not words.headline_at(spot.first):
                text = words.text[words.starts[before.first] : words.ends[spot.after - 1]]
                facts = known.reference.organizations.get(before.key)
                country = before.key if before.kind != "organization" else facts.country if facts else None
                joined = Spot(before.first, spot.after, "organization", " ".join(text.split()), begin=before.first)
                joined.reason = "organization word"
                joined.country = country if country in known.reference.countries else None
                result[-1] = joined
                continue
        result.append(spot)
    return result
