"""Descriptions: "the secretary", "the two leaders", "the Biden administration", "a senior US official"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.actors._known import Known
from onrecord.actors._lexicon import (
    ENTRUSTED_HEADS,
    FORMER_WORDS,
    GROUP_HEADS,
    HEADS,
    INDEFINITE,
    MINISTRIES,
    POINTING_HEADS,
    SOURCE_COMPLEMENTS,
    SOURCE_HEADS,
    SOURCE_MODIFIERS,
    TITLE_MODIFIERS,
)
from onrecord.actors._spots import Spot
from onrecord.actors._text import BREAK, Words

DescriptionKind = Literal[
    "post", "source", "group", "leaders", "sides", "government", "ministry", "side", "counterpart"
]

_LEADERS = frozenset({"leaders", "presidents", "pair", "men", "ministers", "women"})
_SIDES = frozenset(
    {
        "sides",
        "countries",
        "nations",
        "powers",
        "superpowers",
        "governments",
        "militaries",
        "economies",
        "delegations",
        "teams",
    }
)
_GOVERNMENT = frozenset({"government", "administration", "authorities", "regime"})
_MINISTRY = frozenset("ministry military embassy department agency council committee commission bureau".split())
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "your", "my"})
_REACH = 10
_NOBODY_YET = frozenset("any no every each sitting another next future a an becoming be".split())
_SUPERLATIVES = frozenset({"highest", "most", "first", "only", "best", "last", "lowest", "youngest", "oldest", "no"})
_COMPLEMENT_REACH = 14
_COUNT_WORDS = frozenset({"two", "both"})
_COMPLEMENT_WORDS = TITLE_MODIFIERS | frozenset(
    """the a an with matter matters familiar situation discussions talks thinking issue president president's meeting
    negotiations plans plan close briefed knowledge direct closely on of for in at from to s ' - office operation
    decision deal case""".split()
)

TRIGGERS: dict[str, DescriptionKind] = {}
for _word in POINTING_HEADS | {
    "spokesman",
    "spokeswoman",
    "adviser",
    "advisor",
    "chief",
    "sen",
    "dictator",
    "lady",
    "counsel",
}:
    TRIGGERS[_word] = "post"
for _word in SOURCE_HEADS:
    TRIGGERS[_word] = "source"
for _word in GROUP_HEADS:
    TRIGGERS[_word] = "group"
for _word in _LEADERS:
    TRIGGERS[_word] = "leaders"
for _word in _SIDES:
    TRIGGERS[_word] = "sides"
for _word in _GOVERNMENT:
    TRIGGERS[_word] = "government"
for _word in _MINISTRY:
    TRIGGERS[_word] = "ministry"
TRIGGERS["side"] = "side"
TRIGGERS["counterpart"] = "counterpart"
TRIGGERS["counterparts"] = "counterpart"


@dataclass(slots=True)
class Description:
    """A description found in the text."""

    first: int
    after: int
    kind: DescriptionKind
    head: str
    """The head noun in lower case."""
    words: tuple[str, ...]
    """The words between determiner and head, in lower case."""
    determiner: str
    """``the``, ``a``, ``his`` …; ``of`` for a possessive noun ("China's"), empty for none."""
    country: str | None
    count: str = ""
    """``two`` or ``both`` where the text counts."""
    tail: tuple[str, ...] = ()
    """The words after the head ("of state", "for the State Department"), in lower case."""
    owner: int = -1
    """Number of the spot that stands in the possessive before it ("Biden's"); -1 for none."""


def find_descriptions(words: Words, known: Known, spots: list[Spot]) -> list[Description]:
    """Find all descriptions in text order; what lies within a name's own title is left out."""
    owner = [-1] * len(words)
    titled = [-1] * len(words)
    for number, spot in enumerate(spots):
        for place in range(spot.first, spot.after):
            owner[place] = number
        if spot.title is not None:
            for place in range(spot.title.first, spot.first):
                titled[place] = number
    found: list[Description] = []
    forms = words.forms
    for place in [place for place, form in enumerate(forms) if form in TRIGGERS]:
        kind = TRIGGERS[forms[place]]
        if titled[place] >= 0 or (owner[place] >= 0 and spots[owner[place]].kind not in ("run", "family")):
            continue
        found_one = _read(words, known, spots, owner, titled, place, kind)
        if found_one is not None:
            found.append(found_one)
    return found


def _read(
    words: Words,
    known: Known,
    spots: list[Spot],
    owner: list[int],
    titled: list[int],
    place: int,
    kind: DescriptionKind,
) -> Description | None:
    forms = words.forms
    allowed = SOURCE_MODIFIERS if kind in ("source", "group") else TITLE_MODIFIERS
    if forms[place] == "minister":
        allowed = allowed | {"prime"}
    first = place
    country: str | None = None
    holder = -1
    before: list[str] = []
    determiner = count = ""
    step = place - 1
    while step >= 0 and place - step <= _REACH:
        form = forms[step]
        number = owner[step]
        if form == BREAK or words.quote[step] != words.quote[place]:
            break
        if number >= 0 and spots[number].kind in ("state", "people", "government", "capital", "organization"):
            spot = spots[number]
            if spot.kind != "organization":
                country = country or spot.key
            elif kind in ("source", "group"):  # "a Pentagon official" has a side, "the GOP side" is no state
                facts = known.reference.organizations.get(spot.key)
                country = country or (facts.country if facts else None)
            before += reversed(forms[spot.first : spot.after])
            first = spot.first
            step = first - 1
            if spot.kind == "organization" and forms[first] == "the":
                determiner = "the"  # "the Treasury secretary"
                break
            continue
        beside = before[-1:] == ["administration"] or (kind == "source" and step == place - 1)  # "Obama officials"
        if number >= 0 and spots[number].kind in ("person", "family") and beside:
            holder, first = number, spots[number].first
            step = first - 1
            continue
        if number >= 0 and spots[number].kind in ("person", "family"):
            if kind == "government" and forms[place] in ("administration", "government") and holder < 0:
                holder = number
                first = spots[number].first
                step = first - 1
                continue
            if forms[step + 1] == "'":
                holder, determiner, first = number, "of", spots[number].first
            break
        if form == "." and forms[step - 1] in ("mr", "madam") and kind in ("post", "source"):
            determiner, first = "the", step - 1  # "Mr. Secretary"
            break
        if form == "that" or (form == "this" and kind in ("source", "group")):
            break  # far more often "said that the …" than "that official"
        if form in _DETERMINERS or form in _POSSESSIVE:
            determiner, first = form, step
            break
        if form in _COUNT_WORDS and kind in ("leaders", "sides"):
            count, first = form, step
            step -= 1
            continue
        if form in INDEFINITE and form not in allowed:
            determiner, first = form, step
            break
        if form in ("'", "s") and words.glued(step):
            step -= 1
            continue
        if form == "year" and step > 1 and forms[step - 1] == "-" and forms[step - 2].isdigit() and kind == "post":
            first, step = step - 2, step - 3  # "the 83-year-old senator"
            continue
        compound = step > 1 and forms[step - 1] == "-" and words.glued(step) and words.glued(step - 1)
        if (
            kind in ("post", "source")
            and compound
            and words.written[step].islower()
            and words.written[step - 2].islower()
        ):
            first, step = step - 2, step - 3  # "the right-wing prime minister"
            continue
        if words.glued(step) and (form == "-" or (form == "." and len(forms[step - 1]) == 1)):
            step -= 1
            continue
        if form in ("of", "and", "for", "to", "in", "on"):
            if not _bridges(words, owner, step, allowed):
                break
            step -= 1
            continue
        if form in allowed or (form in HEADS and kind == "post" and form not in SOURCE_HEADS):
            before.append(form)
            first = step
            step -= 1
            continue
        break
    if kind in ("source", "group") and step >= 0 and forms[step] in _SUPERLATIVES:
        return None  # "the highest-ranking official to …" describes somebody else
    if kind == "post" and step >= 0 and forms[step] in _NOBODY_YET:
        return None  # "the first visit of a sitting U.S. president"
    if count and step >= 0 and forms[step] in ("any", "no", "between", "other"):
        return None
    if count and not determiner and first and forms[first - 1] == "the":
        determiner, first = "the", first - 1
    if country is not None and not determiner and _after_spot_possessive(words, owner, first):
        determiner = "of"
    after = place + 1
    after, tail, tail_country = _complement(words, known, spots, owner, after, kind)
    # "the government of President Assad", "a spokesman for Russian President Putin": the name belongs to it.
    whose = max(titled[after - 1], titled[after] if after < len(words) and forms[after - 1] in ("of", "for") else -1)
    if whose < 0 and place + 2 < len(words) and forms[place + 1] in ("of", "for"):
        whose = titled[place + 2]
    if whose >= 0 and spots[whose].after > place and forms[place + 1] in ("of", "for"):
        after = spots[whose].after
        holder = whose
    return Description(
        first,
        after,
        kind,
        forms[place],
        tuple(reversed(before)),
        determiner,
        country or tail_country,
        count,
        tail,
        holder,
    )


def _bridges(words: Words, owner: list[int], place: int, allowed: frozenset[str]) -> bool:
    """Whether a preposition joins two parts of one title ("law and order minister" is none of our concern)."""
    return words.forms[place] == "and" and words.forms[place - 1] in ("foreign", "health", "commerce", "defense")


def _after_spot_possessive(words: Words, owner: list[int], first: int) -> bool:
    place = first
    while place < len(words) and owner[place] >= 0 and owner[place] == owner[first]:
        place += 1
    return words.possessive(place) > 0


def _complement(
    words: Words,
    known: Known,
    spots: list[Spot],
    owner: list[int],
    after: int,
    kind: DescriptionKind,
) -> tuple[int, tuple[str, ...], str | None]:
    """Read "of China", "for the State Department", "familiar with the matter" after a head noun."""
    forms = words.forms
    if after >= len(words) or kind in ("leaders", "sides", "counterpart", "side"):
        return after, (), None
    opener = forms[after]
    if kind == "source" and opener not in SOURCE_COMPLEMENTS:
        return after, (), None
    if kind == "group" or (kind == "source" and opener == "who"):
        return after, (), None
    if forms[after : after + 3] == ["for", "the", "first"]:
        return after, (), None  # "the president for the first time"
    openers = ("of", "to", "for", "in") if kind == "ministry" else ("of", "to", "for")
    if kind in ("post", "government", "ministry") and opener not in openers:
        return after, (), None
    country: str | None = None
    entrusts = HEADS.get(forms[after - 1]) in ENTRUSTED_HEADS  # "the envoy for Iran" does not come from there
    entrusted = False
    tail: list[str] = []
    step = after
    end = after
    while step < len(words) and step - after < _COMPLEMENT_REACH:
        form = forms[step]
        number = owner[step]
        if form == BREAK:
            break
        if number >= 0:
            spot = spots[number]
            if spot.kind not in ("state", "people", "government", "capital", "organization"):
                break
            if entrusted:
                pass
            elif spot.kind != "organization":
                country = country or spot.key
            elif kind == "source":
                facts = known.reference.organizations.get(spot.key)
                country = country or (facts.country if facts else None)
            tail += forms[spot.first : spot.after]
            step = end = spot.after
            skip = words.possessive(step)
            if skip:
                step += skip
                if kind == "source" and step < len(words) and words.written[step].islower() and owner[step] < 0:
                    end = step = step + 1  # "a person briefed on the committee's response"
                continue
            # One named body ends the complement, but for "of the foreign ministry in Beijing".
            if step < len(words) and forms[step] not in _COMPLEMENT_WORDS:
                break
            if step < len(words) and forms[step] in ("in", "to", "at", "on", "for", "with", "from", "and", "'"):
                break
            continue
        if form not in _COMPLEMENT_WORDS and form not in MINISTRIES and form not in SOURCE_MODIFIERS:
            break
        tail.append(form)
        entrusted = entrusts and (form in ("for", "to", "on") or (entrusted and form == "the"))
        step += 1
        if form not in ("of", "the", "a", "an", "to", "for", "in", "at", "with", "from", "on", "and", "'", "s", "-"):
            end = step
    if end == after:
        return after, (), None
    return end, tuple(tail), country


def is_definite(description: Description) -> bool:
    """Whether a description points at somebody the reader knows."""
    return description.determiner in ("the", "this", "that", "these", "those", "of") or bool(description.count)


def is_former(description: Description) -> bool:
    """Whether a description speaks of somebody out of office."""
    return any(word in FORMER_WORDS or word == "previous" for word in description.words)
