"""Bodies that no table knows: whose ministry is meant, and which are called by their initials too."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from onrecord.actors._cast import Cast
from onrecord.actors._scene import Found, Scene
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
        capitals = [word for word in name.split() if word[0].isupper() and word not in ("The", "U.S.")]
        if len(capitals) >= _FEWEST:
            named.setdefault("".join(word[0] for word in capitals), []).append(key)
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
