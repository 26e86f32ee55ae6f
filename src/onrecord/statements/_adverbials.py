"""Adverbials of time, place and occasion that stand between a reporting verb and what is said."""

from __future__ import annotations

from onrecord.statements._items import Sentence
from onrecord.statements._phrases import AUXILIARIES, DAYS, MONTHS, PREPOSITIONS, TIME_WORDS

INTRODUCTIONS = frozenset(
    "asked pressed speaking when referring citing however questioned quizzed meanwhile responding replying"
    " addressing".split()
)
QUESTION_WORDS = frozenset("whether if why how what when where who which".split())
_OCCASION_NOUNS = frozenset(
    "statement interview conference briefing call email e-mail speech tweet post letter report ad address remarks"
    " memo op-ed testimony debate hearing meeting rally event appearance podcast filing video message blog readout"
    " text response talks session forum summit".split()
)


def skip_adverbial(sentence: Sentence, place: int, end: int) -> int:
    """Skip one adverbial of time, place or occasion at ``place``; returns ``place`` where none stands."""
    if place >= end:
        return place
    item = sentence[place]
    if item.is_quote:
        return place
    word = item.lower
    if (
        word in DAYS
        or word in ("earlier", "later", "recently", "again", "flatly", "bluntly", "simply", "twice", "once")
        or (len(word) > 5 and word.endswith("ly") and word not in ("family", "assembly", "early", "likely", "italy"))
    ):
        stop = place + 1
        while stop < end and sentence[stop].lower in TIME_WORDS | {"morning", "afternoon", "evening", "night"}:
            stop += 1
        return stop
    if word in ("last", "this", "next") and place + 1 < end and sentence[place + 1].lower in TIME_WORDS | MONTHS:
        return place + 2
    if word not in PREPOSITIONS or word in ("of", "with", "under", "despite", "over", "without", "to"):
        return place
    limit = min(end, place + 18)
    for stop in range(place + 1, limit):
        here = sentence[stop]
        if here.lower == "that" and stop > place + 1 and word not in ("through",):
            return place if _is_relative(sentence, stop, end) else stop
        if here.raw == ":":
            return stop
        if here.is_quote:
            break
        if here.raw == ",":
            return (
                stop
                if stop + 1 < end and (sentence[stop + 1].is_quote or sentence[stop + 1].lower in ("that",))
                else short_adverbial(sentence, place, end)
            )
        if here.lower in AUXILIARIES:
            break
    return short_adverbial(sentence, place, end)


def _is_relative(sentence: Sentence, that: int, end: int) -> bool:
    """Tell whether "that" opens a relative clause ("a deal that includes …"): a verb follows at once."""
    if that + 1 >= end:
        return False
    word = sentence[that + 1].lower
    if word in AUXILIARIES:
        return True
    third = word.endswith("s") and not word.endswith("ss") and word not in ("his", "its", "this", "us")
    return (
        third
        and sentence[that + 1].raw[0].islower()
        and that + 2 < end
        and sentence[that + 2].lower in ("the", "a", "an", "its", "their", "his", "all", "to")
    )


def begins_short_adverbial(sentence: Sentence, place: int, end: int) -> bool:
    return sentence[place].lower in ("in", "at", "during", "on") and short_adverbial(sentence, place, end) > place


def short_adverbial(sentence: Sentence, place: int, end: int) -> int:
    """ "on Wednesday", "in June", "in a statement": the adverbials that are known by their last word."""
    for stop in range(place + 1, min(end, place + 7)):
        word = sentence[stop].lower
        if sentence[stop].is_quote or sentence[stop].raw in ",;:":
            return place
        if word in DAYS or word in MONTHS or word in _OCCASION_NOUNS:
            after = stop + 1
            while after < end and (sentence[after].raw[0].isdigit() or sentence[after].lower in TIME_WORDS):
                after += 1
            return after
    return place
