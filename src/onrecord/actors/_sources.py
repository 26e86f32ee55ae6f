"""Unnamed sources and groups: "a senior US official", "the official", "reporters"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from onrecord.actors._cast import Member
from onrecord.actors._labels import is_label, page_of_government
from onrecord.actors._lexicon import AUXILIARIES, HEADS, KNOWING, OFFICIAL_THINGS, SOURCE_HEADS, VERBS_OF_SAYING
from onrecord.actors._phrases import Description
from onrecord.actors._posts import by_title_memory
from onrecord.actors._scene import MEMORY, Found, Scene
from onrecord.actors._text import BREAK, Words

_NUMBERS = frozenset("number one two three four five six seven 1 2 3 4 5 6 7".split())
"""Behind the label of an unnamed official: which of several."""
_BEING = frozenset("is was are were be been being as became become remains remained".split())


def read_source(scene: Scene, description: Description) -> bool:
    """Resolve "a senior US official", "the official", "Chinese officials"; return whether it was a source at all."""
    words = scene.words
    head = description.head
    forms = words.forms
    plural = SOURCE_HEADS[head]
    if not plural and _read_label(scene, description):
        return True
    if plural and forms[description.first - 2 : description.first] == ["one", "of"] and description.first > 1:
        _read_one_of(scene, description)
        return True
    following = forms[description.after] if description.after < len(forms) else BREAK
    if head == "official" and (following in OFFICIAL_THINGS or words.is_capital(description.after)):
        return False  # "an official visit", "China's official Xinhua news agency"
    if head in ("people", "person") and not KNOWING & set(description.tail[:3]):
        return True  # people are no source unless they know something
    post_like = head in ("spokesperson", "spokesman", "spokeswoman", "minister", "representative", "lawmaker")
    if description.determiner in ("the", "this", "that") or (post_like and description.determiner == "of"):
        # Pointing back: the same unnamed source, or a person whose title it is.
        if post_like or head in ("diplomat", "adviser", "advisor", "aide", "officer"):
            member = by_title_memory(scene, description, HEADS.get(head, head))
            if member is not None and not _source_since(scene, description, member):
                scene.mention(description.first, description.after, member, "title", "title memory")
                return True
        before_it = _same_source(scene, description, post_like=post_like)
        if before_it is not None:
            scene.add(description.first, description.after, before_it, "title", "same unnamed source")
            scene.sources.append((description.first, head, before_it))
            return True
        named = head in ("official", "officials", "source", "sources", "spokesperson", "spokesman", "spokeswoman")
        if description.determiner != "of" and not (named and description.words):
            return False
    before = forms[description.first - 1] if description.first else BREAK
    if description.determiner in ("a", "an", "one") and before in _BEING:
        return True  # "He was a senior adviser": said of somebody, not somebody new
    indefinite = description.determiner in ("a", "an", "one", "another")
    if head in ("minister", "representative", "lawmaker") and not indefinite:
        return False
    if description.determiner in ("his", "her", "their", "its", "our", "my") and not plural:
        return True  # "his top diplomat" has a name that the text does not give
    bare = not description.words and not KNOWING & set(description.tail[:3])
    bare = bare and not description.country and description.determiner not in ("a", "an", "one")
    if bare and (head not in ("officials", "sources", "diplomats", "aides") or not _says(words, description.after)):
        return False
    if head in ("officer", "officers", "adviser", "aide") and not (description.country or description.determiner):
        return False
    if plural:
        actor = _plural_source(scene, description)
    else:
        actor = scene.cast.unnamed(
            description.first, description.after, _side(scene, description), _sector(scene, description)
        ).id
    scene.add(description.first, description.after, actor, "title", "unnamed source")
    scene.sources.append((description.first, head, actor))
    if plural:
        scene.plurals.append((description.first, (actor,)))
    return True


def _read_label(scene: Scene, description: Description) -> bool:
    """Read the label of a turn: "SENIOR ADMINISTRATION OFFICIAL ONE:" is the same unnamed official in every turn."""
    words = scene.words
    after = description.after
    while after < len(words) and words.forms[after] in _NUMBERS:
        after += 1
    if not is_label(words, description.first, after):
        return False
    label = " ".join(words.forms[description.first : after])
    known = scene.labels.get(label)
    if known is None:
        country = _side(scene, description) or (scene.home if page_of_government(scene) else None)
        known = scene.cast.unnamed(description.first, after, country, _sector(scene, description)).id
        scene.labels[label] = known
    scene.add(description.first, after, known, "title", "label of a transcript")
    scene.sources.append((description.first, description.head, known))
    return True


def _source_since(scene: Scene, description: Description, member: Member) -> bool:
    """Whether an unnamed source of the same noun was spoken of after a person: "a company spokesman said. The …"."""
    ends = [one.after for one in scene.found if one.actor == member.actor.id and one.after <= description.first]
    named = max(ends, default=0)
    if description.country or description.words:
        return False
    return description.head in scene.words.forms[named : description.first]


def _same_source(scene: Scene, description: Description, *, post_like: bool) -> str | None:
    """The unnamed source spoken of before that "the official" or "the sources" means: one of its own noun first."""
    head = description.head
    sources = [entry for entry in scene.sources[-MEMORY:] if entry[0] < description.first]
    for place, earlier, actor in reversed(sources):
        same = earlier == head or (post_like and earlier in ("spokesperson", "spokesman", "spokeswoman"))
        same = same and (head not in ("source", "sources") or _told(scene, place))
        if same and _agrees(scene, actor, description):
            return actor
    if head not in ("source", "sources"):
        return None
    for place, earlier, actor in reversed(sources):
        same = SOURCE_HEADS[earlier] == SOURCE_HEADS[head] and _told(scene, place)
        if same and _agrees(scene, actor, description):
            return actor
    return None


def _read_one_of(scene: Scene, description: Description) -> None:
    """ "One of the administration officials" is somebody whom "the official" means from here on."""
    first = description.first - 2
    one = scene.cast.unnamed(first, description.after, _side(scene, description), _sector(scene, description)).id
    scene.add(first, description.after, one, "title", "unnamed source")
    scene.sources.append((description.first, description.head.removesuffix("s"), one))


def _told(scene: Scene, place: int) -> bool:
    """Whether an unnamed source may have told something, rather than be spoken of ("invited foreign officials")."""
    return scene.is_subject(place) or scene.words.forms[place - 2 : place] == ["according", "to"]


def _says(words: Words, place: int) -> bool:
    """Whether a verb of saying stands at a word, auxiliaries before it or not."""
    while words.forms[place] in AUXILIARIES or (words.forms[place].endswith("ly") and len(words.forms[place]) > 4):
        place += 1
    return words.forms[place] in VERBS_OF_SAYING


def _plural_source(scene: Scene, description: Description) -> str:
    """The same words for the same bare plural of a document ("Chinese officials") mean the same group."""
    here = " ".join(scene.words.forms[description.first : description.after])
    for _, _, actor in scene.sources[-MEMORY:]:
        if scene.cast.actors[actor].name.lower() == here:
            return actor
    side, sector = _side(scene, description), _sector(scene, description)
    return scene.cast.unnamed(description.first, description.after, side, sector).id


def _agrees(scene: Scene, actor: str, description: Description) -> bool:
    known = scene.cast.actors[actor].country
    return description.country is None or known is None or known == description.country


def _side(scene: Scene, description: Description) -> str | None:
    if description.country is not None:
        return description.country if description.country in scene.known.reference.countries else None
    owner = scene.owner_member.get(description.owner)
    if owner is not None:
        return owner.actor.country
    here = scene.words.forms[description.first : description.after]
    if any(word in ("administration", "congressional", "pentagon") for word in here):
        return "USA"  # other governments' officials are called by their country, or by who leads it
    return None


def _sector(scene: Scene, description: Description) -> str | None:
    if any(word in ("military", "defense", "defence", "pentagon", "navy", "army") for word in description.words):
        return "MIL"
    if "intelligence" in description.words:
        return "SPY"
    if description.head in ("source", "sources", "insider", "insiders", "representative") and not description.country:
        return None
    return "GOV" if description.country or description.head.startswith(("official", "diplomat")) else None


def read_group(scene: Scene, description: Description) -> None:
    """Resolve "reporters", "lawmakers": groups that are spoken to or speak."""
    first, head = description.first, description.head
    if head in ("ministers", "commanders", "executives") and not description.country:
        return
    if description.determiner in ("his", "her", "their", "its", "our", "my", "your"):
        return
    before = scene.words.forms[first - 1] if first else BREAK
    spoken_to = before in ("told", "to", "tells", "by", "with", "asked", "from", "among", "briefed")
    # Any mention of reporters tells who was spoken to; other groups must be told something, or speak.
    if head not in ("reporters", "journalists"):
        speech = before == "to" and scene.words.forms[first - 2] in ("speaking", "spoke", "said", "speech", "remarks")
        spoken_to = speech or before in ("told", "tells", "asked", "briefed")
    if not spoken_to and not _says(scene.words, description.after):
        return
    country = description.country if description.country in scene.known.reference.countries else None
    actor = scene.cast.unnamed(first, description.after, country, None, group=True)
    scene.add(first, description.after, actor.id, "title", "unnamed group")
    if not spoken_to:
        scene.plurals.append((first, (actor.id,)))


_SHARE = re.compile(
    r"(?i)(?:(?:nearly|almost|about|around|only|just|roughly|some|another|over|more than|fewer than|less than) )?"
    r"(?:\d[\d.]*%|\w+ (?:in|out of) (?:10|ten|5|five|4|four|3|three|100) (?P<noun>[a-z]{4,}s\b))"
)
"""A share of those who were asked in a survey."""


def read_share(scene: Scene, owner: Mapping[int, str], first: int, after: int) -> Found | None:
    """Read a share of those who were asked as a speaker: "nine in 10 Americans", "another 19%".

    Args:
        scene: the reader's mind.
        owner: the actor of each word that a mention covers.
        first: the first word of a source.
        after: one past its last word.

    Returns:
        The mention, None where the source begins with no share or with words that mean somebody.
    """
    words = scene.words
    told = _SHARE.match(words.text, words.starts[first], words.ends[after - 1]) if first < after else None
    end = bisect_left(words.starts, told.end()) if told is not None else first
    if told is None or any(place in owner for place in range(first, end)):
        return None
    actor = scene.cast.unnamed(first, end, None, None, group=told["noun"] is not None).id
    return Found(first, end, actor, "title", "words of a speaker")
