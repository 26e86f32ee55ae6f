"""Whose words an item of an account tells: those of the side that tells it, of the other side, or of both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.matters._wordings import STOP_WORDS
from onrecord.records import Actor
from onrecord.reference import Reference

_OPENING = 90
"""Code points of an item in which it says whose words it tells."""
_BOTH = re.compile(
    r"(?i)\b(?:(?:the |both |our |these )?(?:two |both )?(?:sides|leaders|presidents|ministers|countries|officials|"
    r"heads of state|militaries|parties|teams|secretaries|srs|nations|delegations)|they|we|both|"
    r"it was (?:also )?agreed|each other|(?:the|this|our) (?:meeting|call|talks|conversation|discussions?|dialogue))\b"
)
_SAID = re.compile(
    r"(?i)\b(?:said|says|stressed|noted|pointed|stated|emphasi[sz]ed|underscored|reiterated|raised|urged|called|hoped|"
    r"hopes|welcomed|expressed|discussed|elaborated|made|added|expounded|highlighted|reaffirmed|outlined|voiced|"
    r"thanked|affirmed|agreed|set out|briefed|warned|condemned|conveyed|asked|believe[ds]?|exchanged|spoke|told|"
    r"explained|pledged|acknowledged|recogni[sz]ed|confirmed|encouraged|pressed|insisted|demanded|gave|shared|"
    r"appreciated|committed|described|objected|clarified|congratulated|offered|wished|concurred|decided)\b"
)
_OUGHT = re.compile(r"(?i)\b(?:should|must|need|needs|ought|have to|has to|can|may|is|are)\b")
"""What a sentence on both has that goes on with what somebody says of them: "The two sides should ..."."""
_GOES_ON = re.compile(r"(?i)\s*(?:(?:also|further|firmly|strongly|then|and|but|finally)\b,?\s*)*(?:(?:he|she|it)\b|\Z)")
"""The subject of a sentence in which the one who spoke before goes on; "the Secretary" is of who tells."""
_OF_ONE = frozenset({"own", "other"})
_SUBJECT = 6
"""Words of a sentence within which its subject begins."""


def party_names(parties: Sequence[str], actors: Mapping[str, Actor], reference: Reference) -> dict[str, str]:
    """Return the names by which the parties and their persons are called, each with its country; longest first."""
    found: dict[str, str] = {}
    for party in parties:
        country = reference.countries.get(party)
        if country is not None:
            for name in (country.name, *country.other_names, *country.demonyms, *country.government_metonyms):
                found.setdefault(name.removeprefix("the "), party)
        elif party == "EUR":
            found |= dict.fromkeys(("EU", "European Union", "European", "High Representative"), party)
    for _, actor in sorted(actors.items()):
        if actor.kind == "person" and actor.country in parties:
            for name in (actor.name, *actor.aliases):
                for word in name.split():
                    if word[:1].isupper() and word.lower() not in STOP_WORDS and len(word) > 1 and "." not in word:
                        found.setdefault(word, str(actor.country))
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def whose_words(text: str, side: str, names: re.Pattern[str] | None, country_of: Mapping[str, str], before: str) -> str:
    """Tell whose words an item tells: those of whom stands before its first verb of saying.

    A sentence without such a verb goes on as the one before, except where it tells what both did.

    Args:
        text: the words of the item.
        side: who tells it.
        names: the names of the parties and their persons; None where there are none.
        country_of: the country of each of these names.
        before: whose words the item before tells.

    Returns:
        ``own`` (of the side that tells), ``other``, ``both`` or ``unknown``.
    """
    opening = text[:_OPENING]
    said = _SAID.search(opening)
    subject = opening[: said.start()] if said is not None else opening
    both = _BOTH.search(subject)
    named = [country_of[match.group()] for match in names.finditer(subject)] if names is not None else []
    if both is not None and (not named or subject[: both.start()].count(" ") < _SUBJECT):
        return before if said is None and before in _OF_ONE and _OUGHT.search(opening) else "both"
    if said is None and before != "unknown":
        return before
    if said is not None and len(set(named)) > 1 and re.search(r"\band\b", subject):
        return "both"
    if named:
        return "own" if named[0] == side else "other"
    if said is None:
        return "both"  # what the meeting was about, where it opens the account
    return before if _GOES_ON.match(subject) and (before in _OF_ONE or not subject.strip()) else "own"
