"""Words of names that could be something else: titles that are family names, initials, letters before an apostrophe."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.actors._lexicon import HEADS, HONORIFICS, NOT_NAMES, SOURCE_HEADS
from onrecord.actors._text import BREAK, Words


def families_like_titles(words: Words, given_names: Mapping[str, str]) -> frozenset[str]:
    """The nouns of titles by which a text calls somebody whose family name they are: "Rep. Rob Bishop"."""
    forms = words.forms
    return frozenset(
        form
        for place, form in enumerate(forms)
        if (form in HEADS or form in SOURCE_HEADS)
        and place
        and forms[place - 1] in given_names
        and forms[place - 1] not in NOT_NAMES
        and words.is_capital(place)
        and words.is_capital(place - 1)
        and not words.written[place].isupper()
        and not words.headline_at(place)
        and not (place + 1 < len(words) and words.is_capital(place + 1))
    )


def is_family_alone(words: Words, place: int) -> bool:
    """Whether a noun of titles stands as a name: capitalised, addressed or without article, and before no name."""
    forms = words.forms
    following = place + 1 < len(words) and words.is_capital(place + 1) and not words.glued(place + 1)
    if not words.is_capital(place) or following or words.headline_at(place):
        return False
    if is_addressed(words, place):
        return True
    before = forms[place - 1] if place else BREAK
    bare = forms[place + 1 : place + 2] != ["of"]
    return bare and not words.glued(place) and not words.is_capital(place - 1) and before not in ("the", "a", "an")


def is_next_initial(words: Words, place: int) -> bool:
    """Whether a letter with its stop is set right behind another such, and a name follows: "T.S. Ellis"."""
    following = place + 2
    return (
        following < len(words)
        and len(words.written[place]) == 1
        and words.is_capital(place)
        and words.forms[place - 1] == "."
        and len(words.written[place - 2]) == 1
        and words.forms[place + 1] == "."
        and words.glued(place + 1)
        and not words.glued(following)
        and words.is_capital(following)
        and len(words.written[following]) > 1
    )


def is_irish(words: Words, place: int) -> bool:
    """Whether a letter opens a name of its kind: "O'Malley", "D'Souza"."""
    return (
        place + 2 < len(words)
        and words.forms[place + 1] == "'"
        and words.glued(place + 1)
        and words.glued(place + 2)
        and words.is_capital(place + 2)
    )


def is_addressed(words: Words, place: int) -> bool:
    """Whether a form of address stands right before a word: "Mr. West"."""
    step = place - 1
    if step >= 0 and words.forms[step] == "." and words.glued(step):
        step -= 1
    return step >= 0 and words.forms[step] in HONORIFICS and words.is_capital(step)
