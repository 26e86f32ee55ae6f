"""Bodies of one document that are called in two ways: by their name and by its initials."""

from __future__ import annotations

from dataclasses import replace

from onrecord.actors._cast import Cast
from onrecord.actors._scene import Found

_FEWEST = 3  # letters: two may stand for too much


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
