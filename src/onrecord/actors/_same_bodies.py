"""Bodies that no table knows: whose ministry is meant, and which are called by their initials too."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from onrecord.actors._cast import Cast
from onrecord.actors._scene import Found, Scene
from onrecord.actors._spots import Spot
from onrecord.records import Actor

_FEWEST = 3  # letters: two may stand for too much


_BY_FAR = 2  # times as often as any other a state is spoken of whose ministry "the Ministry of …" is


def body_of_text(scene: Scene, name: str, owner: str | None) -> Actor:
    """The actor of a body that no table knows; "the Ministry of Trade" is that of the state the text is about.

    Args:
        scene: the reader's mind.
        name: the name as the text writes it.
        owner: code of the country that stands before it in the possessive.
    """
    american = f"U.S. {name}"
    at_home = scene.home == "USA" or any(spot.key == american for spot in scene.spots)
    if owner is None and at_home and name in _SERVICES and american in scene.known.reference.organizations:
        return scene.cast.organization(
            american
        )  # "the Navy" of an American newsroom, or of a text that named it in full
    if owner is None and name.startswith("Ministry of ") and name.count(" ") == 2:
        countries = scene.known.reference.countries
        counts = Counter(
            spot.key
            for spot in scene.spots
            if spot.kind in ("state", "people", "capital") and spot.key != "USA" and spot.key in countries
        ).most_common(2)
        if counts and (len(counts) == 1 or counts[0][1] >= _BY_FAR * counts[1][1]):
            return scene.cast.ministry(name, counts[0][0])
    return scene.cast.body(name, None, owner)


_SERVICES = frozenset({"Army", "Navy", "Air Force", "Marine Corps", "Coast Guard"})
"""Armed services by whose bare names an American text means its own."""
_OF_MANY_STATES = frozenset(
    """army navy congress senate cabinet treasury parliament supreme court house of representatives marines air force
    marine corps coast guard justice department national security council joint chiefs staff defense department
    department of justice department of defense homeland security agriculture labor commerce health education energy
    transportation interior the""".split()
)
"""Words of names of American bodies that other states' bodies have as well."""


def of_other_state(scene: Scene, spot: Spot, own: str | None, owner: str | None) -> str | None:
    """The state whose body is meant by a name that many states' bodies have: "the Indian Supreme Court".

    Args:
        scene: the reader's mind.
        spot: the name.
        own: the state whose body the reference knows by that name.
        owner: the state in the possessive before it, if any.

    Returns:
        The code of the other state that stands before it or behind "of"; None where the text names none.
    """
    forms, countries = scene.words.forms, scene.known.reference.countries
    if not set(forms[spot.first : spot.after]) <= _OF_MANY_STATES:
        return None
    behind = spot.after + 1 + (forms[spot.after + 1 : spot.after + 2] == ["the"])
    beside = [scene.by_begin.get(behind)] if forms[spot.after : spot.after + 1] == ["of"] else []
    number = scene.by_begin.get(spot.begin, 0)
    if number and scene.spots[number - 1].after == spot.first:
        beside.append(number - 1)
    for at in beside:
        other = scene.spots[at] if at is not None else None
        if other is not None and other.kind in ("people", "state") and other.key in countries:
            owner = other.key
    return owner if owner != own else None


def joined_by_initials(cast: Cast, found: list[Found]) -> list[Found]:
    """Join a body that is called by initials with the one body of the text whose name has them.

    Args:
        cast: the actors of the document; who is joined gets the initials among his other names.
        found: the mentions of the document.

    Returns:
        The mentions; those of initials that no table knows speak of the body named in full.
    """
    known = cast.known.reference.organizations
    bodies = {one.actor for one in found if cast.actors[one.actor].kind == "organization"}
    named: dict[str, list[str]] = {}
    for key in sorted(bodies):
        name = cast.actors[key].name
        words = ["US" if word == "U.S." else word for word in name.split() if word[0].isupper() and word != "The"]
        capitals = [word for word in words if word != "US"]
        if len(capitals) >= _FEWEST:
            named.setdefault("".join(word[0] for word in capitals), []).append(key)
        if words[:1] == ["US"] and len(capitals) > 1:  # "USGS" for the U.S. Geological Survey
            named.setdefault("US" + "".join(word[0] for word in capitals), []).append(key)
    whole: dict[str, str] = {}
    for key in sorted(bodies):
        short = cast.actors[key].name
        if short.isupper() and short.isalpha() and short not in known and len(named.get(short, ())) == 1:
            whole[key] = named[short][0]
    for key, full in whole.items():
        actor = cast.actors[full]
        names = {*actor.aliases, cast.actors[key].name}
        cast.actors[full] = replace(actor, aliases=tuple(sorted(names)))
    return [replace(one, actor=whole.get(one.actor, one.actor)) for one in found]
