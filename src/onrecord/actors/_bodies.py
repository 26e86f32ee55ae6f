"""Pairs, sides and bodies of states: "the two leaders", "both sides", "the US side", "the Biden administration"."""

from __future__ import annotations

from collections import Counter

from onrecord.actors._cast import Member
from onrecord.actors._lexicon import INDEFINITE, MINISTRIES, PREPOSITIONS
from onrecord.actors._phrases import Description, is_definite
from onrecord.actors._posts import LEADER_HEADS
from onrecord.actors._scene import BODY_HEADS, MEMORY, Scene, speaks

_PLAIN_WORDS = frozenset({"current", "central", "federal", "new", "previous", "former", "last"})
_GOVERNMENT_SENTENCES = 2  # how many sentences back a state may stand whose "the government" is
_STATE_SENTENCES = 12  # how many sentences back those may stand whom "the two leaders" means


# Family names that stand before "administration" for the government of the United States.
_PRESIDENTS = frozenset(
    "truman eisenhower kennedy johnson nixon ford carter reagan bush clinton obama trump biden".split()
)


def read_leaders(scene: Scene, description: Description) -> None:
    """ "the two leaders": the leaders of the two states last spoken of."""
    if description.country is not None or not is_definite(description) or description.owner >= 0:
        return
    if any(word not in ("two", "both") for word in description.words):
        return
    if not description.count and description.head not in ("leaders", "pair", "presidents"):
        return
    pair: dict[str, Member] = {}
    here = scene.words.sentence[description.first]
    for place, member in reversed(scene.remembered()):
        if place >= description.first or here - scene.words.sentence[place] > _STATE_SENTENCES:
            continue
        fits = _leads(scene, member, ministers=description.head == "ministers")
        if fits and member.actor.country and member.actor.country not in pair:
            pair[member.actor.country] = member
        if len(pair) == 2:
            break
    if len(pair) < 2:
        _read_pair(scene, description)
        return
    members = sorted(pair.values(), key=lambda member: member.actor.id)
    for member in members:
        scene.add(description.first, description.after, member.actor.id, "title", "the two last spoken of")
    scene.plurals.append((description.first, tuple(member.actor.id for member in members)))


def _read_pair(scene: Scene, description: Description) -> None:
    """ "The leaders" of whom nobody leads a state: the two persons who met, as long as the text speaks of them."""
    here = scene.words.sentence[description.first]
    for place, actors in reversed(scene.plurals[-MEMORY:]):
        if place >= description.first or here - scene.words.sentence[place] > _STATE_SENTENCES:
            continue
        if len(actors) == 2 and all(scene.cast.actors[actor].kind == "person" for actor in actors):
            for actor in sorted(actors):
                scene.add(description.first, description.after, actor, "title", "the two last spoken of")
            scene.plurals.append((description.first, actors))
        return


def _leads(scene: Scene, member: Member, *, ministers: bool) -> bool:
    """Whether a person leads a state (or, where the text says so, a ministry)."""
    posts = ("foreign minister", "defense minister") if ministers else ("president", "head of government")
    if member.offices:
        return any(office.post in posts for office in member.offices)
    if ministers:
        return any(title.head == "minister" for title in member.titles)
    return any(
        title.head in LEADER_HEADS - {"minister"} or {"prime", "minister"} <= title.words for title in member.titles
    )


def read_sides(scene: Scene, description: Description) -> None:
    """ "both sides", "the two countries": the two states the text is about."""
    if description.country is not None or not is_definite(description) or description.owner >= 0:
        return
    if not description.count or any(word not in ("two", "both", "world", "super") for word in description.words):
        return
    codes = _two_states(scene, description.first)
    if codes is None:
        return
    actors = [scene.cast.state(code).id for code in codes]
    for actor in actors:
        scene.add(description.first, description.after, actor, "title", "the two last spoken of")
    scene.plurals.append((description.first, tuple(actors)))


def _two_states(scene: Scene, place: int) -> tuple[str, ...] | None:
    """The two states last spoken of, where the text so far speaks most of the same two."""
    before = [code for spot, code in scene.states[-MEMORY:] if spot < place]
    for spot, member in scene.remembered():
        if spot < place and member.actor.country:
            before.append(member.actor.country)
    counts: dict[str, int] = {}
    for code in before:
        counts[code] = counts.get(code, 0) + 1
    if len(counts) < 2:
        return None
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    if len(ranked) > 2 and counts[ranked[1]] == counts[ranked[2]]:
        return None
    return tuple(sorted(ranked[:2]))


def read_side(scene: Scene, description: Description) -> None:
    """ "the US side": the state."""
    if description.country is None or description.country not in scene.known.reference.countries:
        return
    actor = scene.cast.state(description.country).id
    scene.add(description.first, description.after, actor, "title", "side")
    scene.plurals.append((description.first, (actor,)))


def read_government(scene: Scene, description: Description) -> None:
    """ "the Chinese government", "the Biden administration", "the administration"."""
    code = description.country if description.country in scene.known.reference.countries else None
    if description.owner >= 0:
        member = scene.owner_member.get(description.owner)
        code = member.actor.country if member is not None else code
    elif description.head == "administration" and scene.words.forms[description.after - 2] in _PRESIDENTS:
        code = code or "USA"
    reason = "government of a country"
    if code is None:
        if description.determiner != "the" or any(word not in _PLAIN_WORDS for word in description.words):
            return
        code, reason = _government_in_mind(scene, description)
        if code is None:
            return
    following = scene.words.forms[description.after]
    modifies = following.isalpha() and not speaks(following) and following not in PREPOSITIONS and following != "and"
    if not description.determiner and description.owner < 0 and modifies:
        return  # "Chinese government hackers"
    if description.determiner in INDEFINITE or any(w in ("state", "city", "local") for w in description.words):
        return
    actor = scene.cast.government(code).id
    scene.governments.append((description.first, code))
    scene.add(description.first, description.after, actor, "name" if code else "title", reason)


def _government_in_mind(scene: Scene, description: Description) -> tuple[str | None, str]:
    """Whose "the government" and "the administration" are; None where the text does not tell."""
    if description.head == "administration":
        # American news calls the president's team so; other governments are governments.
        american = scene.home in (None, "USA") or any(code == "USA" for _, code in scene.states)
        return ("USA" if american else None), "government of the president"
    if description.head != "government":
        return None, ""
    here = scene.words.sentence[description.first]
    before = [
        (here - scene.words.sentence[place], code)
        for place, code in scene.states[-MEMORY:]
        if place < description.first
    ]
    for reach in range(_GOVERNMENT_SENTENCES + 1):
        codes = {code for distance, code in before if distance <= reach}
        if codes:
            return (codes.pop() if len(codes) == 1 else None), "government last spoken of"
    counts = Counter(code for _, code in before)
    at_home = not counts or scene.home == max(sorted(counts), key=lambda code: counts[code])
    return (scene.home if at_home else None), "government of the outlet's country"


def _place_of(scene: Scene, description: Description) -> str:
    """The city behind an embassy, as the text writes it: "in Cairo"."""
    forms, words = scene.words.forms, scene.words
    for place in range(description.after - len(description.tail) - 1, description.after + 1):
        if forms[place : place + 1] == ["in"] and place + 1 < len(forms) and words.is_capital(place + 1):
            after = place + 2
            while after < len(forms) and words.is_capital(after) and after < place + 4:
                after += 1
            return " ".join(words.text[words.starts[place + 1] : words.ends[after - 1]].split())
    return ""


def read_ministry(scene: Scene, description: Description) -> None:
    """ "China's foreign ministry", "the Chinese military", later "the ministry"."""
    code = description.country if description.country in scene.known.reference.countries else None
    if description.head in {"military", *BODY_HEADS} and code is None:
        if description.determiner == "the":
            for place, head, actor in reversed(scene.ministries[-MEMORY:]):
                names = scene.cast.actors[actor]
                known = " ".join((names.name, *names.aliases)).lower()
                fits = all(word in known for word in description.words)
                if place < description.first and head == description.head and fits:
                    scene.add(description.first, description.after, actor, "title", "title memory")
                    return
        return
    if code is None or description.determiner in INDEFINITE:
        return
    if description.head == "military":
        following = scene.words.forms[description.after]
        if following.isalpha() and not speaks(following) and following not in PREPOSITIONS and following != "and":
            return  # "Beijing's military ambitions"
        actor = scene.cast.ministry("Armed forces", code, "MIL").id
    elif description.head == "ministry":
        kinds = [MINISTRIES[word] for word in description.words if word in MINISTRIES]
        if not kinds:
            return
        actor = scene.cast.ministry(kinds[0], code, "MIL" if "Defense" in kinds[0] else "GOV").id
    elif description.head == "embassy":
        actor = scene.cast.embassy(code, _place_of(scene, description)).id
    else:
        return
    scene.ministries.append((description.first, description.head, actor))
    scene.add(description.first, description.after, actor, "name", "body of a state")
