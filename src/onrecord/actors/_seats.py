"""States, peoples and seats of government: "China", "the Chinese", "Beijing", "the White House"."""

from __future__ import annotations

from onrecord.actors._known import DOUBTFUL_STATES
from onrecord.actors._lexicon import (
    AUXILIARIES,
    CITY_AFTER,
    CITY_BEFORE,
    PREPOSITIONS,
    TRAVEL_WORDS,
    VERBS_OF_SAYING,
)
from onrecord.actors._scene import Scene
from onrecord.actors._spots import Spot
from onrecord.actors._text import BREAK, Words

# Parts of a palace: "on the South Lawn of the White House" speaks of the building.
_GROUNDS = frozenset(
    "lawn grounds steps gates garden room rooms hall halls front side wing top roof city capital mayor streets".split()
)


_ARRIVING = frozenset("visit visited visiting visits leave left leaving toured reached entered across".split())


_EUROPEAN = frozenset({"European Union", "European Commission", "European Council", "European Parliament"})
_DATELINE = 8  # words of a line that a dateline can take
_PLACE_WORDS = 3  # words of its place


def read_state(scene: Scene, spot: Spot) -> None:
    """A country's name means the state."""
    doubtful = DOUBTFUL_STATES.get(spot.key)
    if doubtful is not None and not any(form in doubtful for form in scene.words.forms):
        return
    first = spot.first
    if first and scene.words.forms[first - 1] == "the" and scene.words.forms[first] in ("united", "u", "us", "uk"):
        first -= 1
    scene.states.append((spot.first, spot.key))
    scene.add(first, spot.after, scene.cast.state(spot.key).id, "name", "name")


def read_half(scene: Scene, place: int) -> None:
    """ "The North" and "the South" of Korea, in a text that speaks of that half by its name."""
    words = scene.words
    code = {"north": "PRK", "south": "KOR"}[words.forms[place]]
    before, following = words.forms[place - 1 : place], words.forms[place + 1 : place + 2]
    if before != ["the"] or not words.is_capital(place) or not following:
        return
    if words.is_capital(place + 1) or following[0] == "-" or following[0] in ("of", "side", "coast"):
        return
    if not all(any(spot.key == half and spot.kind in ("state", "people") for spot in scene.spots) for half in _KOREAS):
        return
    scene.states.append((place, code))
    scene.add(place - 1, place + 1, scene.cast.state(code).id, "name", "half of Korea")


_KOREAS = ("PRK", "KOR")


def read_people(scene: Scene, spot: Spot) -> None:
    """ "the Chinese have already acted": the people's name as a noun means the state; as an adjective, nothing."""
    forms = scene.words.forms
    scene.states.append((spot.first, spot.key))
    following = forms[spot.after] if spot.after < len(forms) else BREAK
    before = forms[spot.first - 1] if spot.first else BREAK
    plural = forms[spot.after - 1].endswith("s") and forms[spot.after - 1] not in ("swiss", "us")
    if plural and before != "the" and _only_some(scene, spot):
        return
    ends = (
        following in AUXILIARIES or following in VERBS_OF_SAYING or following in PREPOSITIONS
        or not following[0].isalnum() or following in ("and", "who", "that", "but", "or", "want", "wanted", "agreed")
    )  # fmt: skip
    if (before == "the" and ends and following not in ("-",)) or (plural and before not in ("-",) and ends):
        first = spot.first - 1 if before == "the" else spot.first
        actor = scene.cast.state(spot.key).id
        scene.add(first, spot.after, actor, "name", "people for state")
        scene.plurals.append((spot.first, (actor,)))


_SOME = frozenset(
    """some many most more few fewer several other two three four five six seven eight nine ten hundred thousand million
    billion dozen dozens hundreds thousands millions all no these those young older ordinary fellow black white ethnic
    % percent""".split()
)
"""Before the plural of a people's name: some of its members speak, not their state."""
_WHICH = frozenset({"who", "of", "from", "living", "aged"})
"""Behind it: which of them."""


def _only_some(scene: Scene, spot: Spot) -> bool:
    """Whether the plural of a people's name means some of its members: "some Haitians", "Americans who voted"."""
    forms = scene.words.forms
    before = forms[spot.first - 1] if spot.first else BREAK
    following = forms[spot.after] if spot.after < len(forms) else BREAK
    if before == "of" and spot.first > 1 and forms[spot.first - 2] in _SOME | {"half", "third", "quarter"}:
        return True
    return before in _SOME or before.isdigit() or following in _WHICH or forms[spot.after - 1] == "americans"


def read_seat(scene: Scene, spot: Spot) -> None:
    """A capital or palace means the government, unless the words around it tell the place."""
    words = scene.words
    forms = words.forms
    first = spot.first
    before = forms[first - 1] if first else BREAK
    following = forms[spot.after] if spot.after < len(forms) else BREAK
    if before == "the":
        if spot.kind == "capital":
            return  # "the Nairobi initiative"
        first -= 1
        before = forms[first - 1] if first else BREAK
    if before in CITY_BEFORE:
        return
    if before in ("to", "from", "for", "into", "toward", "towards", "via", "and", "or", ","):
        reach = forms[max(0, first - 8) : first]
        if before in ("to", "from", "for", "into", "via") and any(form in TRAVEL_WORDS for form in reach[-6:]):
            return
        if before in ("and", "or", ",") and len(reach) > 3 and _city_list(scene, first):
            return
    if before == "of" and any(form in _GROUNDS for form in forms[max(0, first - 4) : first]):
        return
    if before in _ARRIVING:
        return
    if spot.kind == "capital":
        if following in CITY_AFTER or (following == "-" and forms[spot.after + 1 : spot.after + 2] == ["based"]):
            return
        if following in ("(", "\u2014", "\u2013", "-") and before == BREAK:
            return  # a dateline
        if words.written[spot.first].isupper() and _opens_line(words, spot.first):
            return  # a dateline of several places
        if following == "," and _dateline_or_region(scene, spot):
            return
    elif before in ("at", "outside", "inside", "on", "around", "near", "off"):
        return
    if forms[spot.first] == "brussels" and any(other.key in _EUROPEAN for other in scene.spots):
        actor = scene.cast.organization("European Union").id
        scene.add(first, spot.after, actor, "metonym", "seat of the European Union")
        return
    scene.governments.append((spot.first, spot.key))
    scene.states.append((spot.first, spot.key))
    scene.add(first, spot.after, scene.cast.government(spot.key).id, "metonym", "seat of government")


def is_dateline(scene: Scene, first: int, after: int) -> bool:
    """Whether words are only the place with which a report opens: "Washington (CNN)", "BUSAN, South Korea"."""
    words = scene.words
    opens = first == 0 or words.forms[first - 1] == BREAK
    capitals = all(words.written[place].isupper() for place in range(first, after))
    match = scene.known.tree.longest(words.forms, first, after)
    known = match is not None and match.after == after and match.value.kind in ("capital", "state")
    following = words.forms[after] if after < len(words) else BREAK
    named = (capitals or known) and after - first <= _PLACE_WORDS
    return opens and named and following in ("(", ",", "-", "\u2013", "\u2014")


def _city_list(scene: Scene, first: int) -> bool:
    """Whether a capital stands in a list after "in" or a verb of travel: "in Brussels, Paris and Berlin"."""
    step = first - 1
    while step > 0 and first - step < 10:
        form = scene.words.forms[step]
        if form in ("in", "visit", "visited", "through"):
            return True
        if form not in (",", "and", "or") and not scene.words.is_capital(step):
            return False
        step -= 1
    return False


def _opens_line(words: Words, place: int) -> bool:
    return any(words.forms[step] == BREAK for step in range(max(0, place - _DATELINE), place)) or place < _DATELINE


def _dateline_or_region(scene: Scene, spot: Spot) -> bool:
    after = scene.words.written[spot.after + 1] if spot.after + 1 < len(scene.words) else ""
    country = scene.known.reference.countries[spot.key]
    names = {country.name.split()[0].lower(), "d", "dc"}
    return after.lower() in names or (
        bool(scene.words.written[spot.first].isupper()) and scene.words.forms[spot.first - 1] == BREAK
    )
