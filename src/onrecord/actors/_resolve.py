"""From words to actors, in text order. What stays open gives nothing."""

from __future__ import annotations

from onrecord.actors._accounts import read_account
from onrecord.actors._bodies import read_government, read_leaders, read_ministry, read_side, read_sides, read_two
from onrecord.actors._lexicon import HEADS, PRONOUNS_HE, PRONOUNS_SHE, PRONOUNS_THEY
from onrecord.actors._people import read_name
from onrecord.actors._phrases import Description
from onrecord.actors._posts import enter_appositions, read_counterpart, read_post
from onrecord.actors._pronouns import read_it, read_pronoun
from onrecord.actors._scene import Found, Scene
from onrecord.actors._seats import read_half
from onrecord.actors._sources import read_group, read_source

_PRONOUNS = PRONOUNS_HE | PRONOUNS_SHE | PRONOUNS_THEY | {"it"}


def read(scene: Scene, descriptions: list[Description]) -> list[Found]:
    """Resolve all mentions, in text order."""
    enter_appositions(scene, descriptions)
    items: list[tuple[int, int, object]] = [(spot.first, 0, number) for number, spot in enumerate(scene.spots)]
    items += [(description.after - 1, 1, description) for description in descriptions]
    items += [(place, 2, form) for place, form in enumerate(scene.words.forms) if form in _PRONOUNS]
    items += [(place, 3, form) for place, form in enumerate(scene.words.forms) if form in ("north", "south")]
    items += [(place, 4, form) for place, form in enumerate(scene.words.forms) if form == "two"]
    items += [(first, 5, first) for first in scene.accounts]
    for place, kind, item in sorted(items, key=lambda entry: (entry[0], entry[1])):
        if kind == 0:
            assert isinstance(item, int)
            read_name(scene, item)
        elif kind == 1:
            assert isinstance(item, Description)
            _read_description(scene, item)
        elif kind == 3:
            read_half(scene, place)
        elif kind == 4:
            read_two(scene, place)
        elif kind == 5:
            read_account(scene, place)
        else:
            assert isinstance(item, str)
            if item == "it":
                read_it(scene, place)
            else:
                read_pronoun(scene, place, item)
    return scene.found


def _read_description(scene: Scene, description: Description) -> None:
    apposed = scene.apposed.get(description.first)
    if apposed is not None:
        scene.mention(description.first, description.after, apposed, "title", "apposition")
        return
    kind = description.kind
    if kind == "counterpart":
        read_counterpart(scene, description)
    elif kind == "post":
        read_post(scene, description)
    elif kind == "source":
        if not read_source(scene, description) and description.head in HEADS:
            read_post(scene, description)
    elif kind == "group":
        read_group(scene, description)
    elif kind == "leaders":
        read_leaders(scene, description)
    elif kind == "sides":
        read_sides(scene, description)
    elif kind == "side":
        read_side(scene, description)
    elif kind == "government":
        read_government(scene, description)
    elif kind == "ministry":
        read_ministry(scene, description)
