"""Pairs, sides and bodies of states: "the two leaders", "both sides", "the US side", "the Biden administration"."""

from __future__ import annotations

from collections import Counter

from onrecord.actors._cast import Member
from onrecord.actors._labels import page_of_government
from onrecord.actors._lexicon import INDEFINITE, MINISTRIES, PREPOSITIONS
from onrecord.actors._phrases import Description, is_definite
from onrecord.actors._posts import LEADER_HEADS
from onrecord.actors._scene import BODY_HEADS, MEMORY, Scene, speaks

_PLAIN_WORDS = frozenset({"current", "central", "federal", "new", "previous", "former", "last"})
_GOVERNMENT_SENTENCES = 2  # how many sentences back a state may stand whose "the government" is
_ACTING = 2  # how many sentences back a state may act whose "the ministry" is
_BY_FAR = 3  # times as often as any other is a state spoken of that is the text's own
_POINTING = frozenset({"the", "these", "those", "this", "that", "of"})
_STATE_SENTENCES = 12  # how many sentences back those may stand whom "the two leaders" means


# Family names that stand before "administration" for the government of the United States.
_PRESIDENTS = frozenset(
    "truman eisenhower kennedy johnson nixon ford carter reagan bush clinton obama trump biden".split()
)


def read_leaders(scene: Scene, description: Description) -> None:
    """ "the two leaders": the leaders of the two states last spoken of."""
    if description.country is not None or description.owner >= 0:
        return
    if description.determiner not in _POINTING and description.count != "both":
        return  # "two men" are not somebody spoken of
    if any(word not in ("two", "both") for word in description.words):
        return
    if not description.count and description.head not in ("leaders", "pair", "presidents"):
        return
    if not description.count and _of_others(scene, description):
        return
    if not description.count and _read_several(scene, description):
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


_OTHER_LEADERS = frozenset(
    """democratic republican party congressional house senate gop religious business community union local tribal church
    opposition rebel militant jewish muslim evangelical civil rights protest tech industry labor other legislative
    conservative liberal bipartisan student military separatist faith corporate state city""".split()
)
_OTHERS_SENTENCES = 3  # how many sentences back other leaders may stand


def _of_others(scene: Scene, description: Description) -> bool:
    """Whether leaders of other kinds were spoken of last: "Democratic leaders … . The leaders argue"."""
    words = scene.words
    for place in range(description.first - 1, -1, -1):
        if words.sentence[description.first] - words.sentence[place] > _OTHERS_SENTENCES:
            return False
        if words.forms[place] == description.head:
            return words.forms[place - 1] in _OTHER_LEADERS
    return False


def _read_several(scene: Scene, description: Description) -> bool:
    """ "The leaders" after a sentence that names three or more of as many states: all of them."""
    here = scene.words.sentence[description.first]
    near: dict[int, dict[str, Member]] = {}
    for place, member in scene.remembered():
        distance = here - scene.words.sentence[place]
        fits = place < description.first and distance <= 1 and _leads(scene, member, ministers=False)
        if fits and member.actor.country:
            near.setdefault(distance, {})[member.actor.country] = member
    several = near[min(near)] if near else {}
    if len(several) <= 2:
        return False
    actors = tuple(sorted(member.actor.id for member in several.values()))
    for actor in actors:
        scene.add(description.first, description.after, actor, "title", "those last spoken of")
    scene.plurals.append((description.first, actors))
    return True


def _read_pair(scene: Scene, description: Description) -> None:
    """ "The leaders" of whom nobody leads a state: the two persons who met, as long as the text speaks of them."""
    _add_pair(scene, description.first, description.after)


def _add_pair(scene: Scene, first: int, after: int) -> None:
    here = scene.words.sentence[first]
    for place, actors in reversed(scene.plurals[-MEMORY:]):
        if place >= first or here - scene.words.sentence[place] > _STATE_SENTENCES:
            continue
        if len(actors) == 2 and all(scene.cast.actors[actor].kind == "person" for actor in actors):
            for actor in sorted(actors):
                scene.add(first, after, actor, "title", "the two last spoken of")
            scene.plurals.append((first, actors))
        return


def read_two(scene: Scene, place: int) -> None:
    """ "The two condemned …": the two persons who met, where the words open a sentence and a verb follows."""
    forms = scene.words.forms
    if forms[place - 1 : place] != ["the"] or not scene.words.sentence_initial(place - 1):
        return
    following = place + 1
    while following < len(forms) and (forms[following] in ("also", "then", "both") or forms[following].endswith("ly")):
        following += 1
    if following < len(forms) and speaks(forms[following]):
        _add_pair(scene, place - 1, place + 1)


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


def state_before(scene: Scene, first: int) -> str | None:
    """The one state spoken of right before "the country"; None for none or several.

    Args:
        scene: the reader's mind.
        first: the word where the description begins.
    """
    here = scene.words.sentence[first]
    near = {
        scene.cast.actors[actor].country
        for place, actor in scene.bodies
        if place < first
        and here - scene.words.sentence[place] <= _GOVERNMENT_SENTENCES
        and scene.cast.actors[actor].kind in ("state", "government")
    }
    codes = near - {None}
    return scene.cast.state(str(codes.pop())).id if len(codes) == 1 else None


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
    elif description.head == "administration" and _is_presidents(scene, description.after - 2):
        code = code or "USA"
    reason = "government of a country"
    if (
        code is None
        and description.determiner in ("his", "her")
        and description.head in ("administration", "government")
    ):
        code = _led_by_last(scene, description.first)
    if code is None and description.determiner in ("my", "our") and page_of_government(scene):
        code = scene.home if scene.home in scene.known.reference.countries else None
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


def _led_by_last(scene: Scene, first: int) -> str | None:
    """The state that the person last spoken of leads, where "his administration" stands; None for somebody else's."""
    here = scene.words.sentence[first]
    for place, member in reversed(scene.remembered()):
        if place < first:
            near = here - scene.words.sentence[place] <= 1 and _leads(scene, member, ministers=False)
            return member.actor.country if near and member.actor.country in scene.known.reference.countries else None
    return None


def _is_presidents(scene: Scene, place: int) -> bool:
    """Whether a word is the name of a president, or of the second of a pair: "the Biden-Harris Administration"."""
    forms = scene.words.forms
    if place >= 2 and forms[place - 1] == "-" and scene.words.glued(place) and scene.words.is_capital(place):
        place -= 2
    return forms[place] in _PRESIDENTS


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


def _ministry_in_mind(scene: Scene, description: Description) -> str | None:
    """Whose "the Commerce Ministry" is: that of the state, of those with ministries, that acts or speaks right before.

    Where none does so within a few sentences, it is that of the one of which the text speaks by far most.
    """
    if description.head != "ministry" or not any(word in MINISTRIES for word in description.words):
        return None
    here = scene.words.sentence[description.first]
    actors = [(place, actor) for place, actor in scene.bodies] + [(place, actor) for place, _, actor in scene.sources]
    told = [(place, scene.cast.actors[actor].country, scene.is_subject(place)) for place, actor in actors]
    told += [(place, member.actor.country, scene.is_subject(place)) for place, member in scene.remembered()]
    told += [(place, code, False) for place, code in scene.states[-MEMORY:]]
    with_ministries = scene.known.reference.countries.keys() - {"USA"}
    told = [(place, code, acts) for place, code, acts in told if place < description.first and code in with_ministries]
    acting = [(place, code) for place, code, acts in told if acts and here - scene.words.sentence[place] <= _ACTING]
    if acting:
        return max(acting)[1]
    counts = Counter(code for _, code, _ in told).most_common(2)
    clear = counts and (len(counts) == 1 or counts[0][1] >= _BY_FAR * counts[1][1])
    return counts[0][0] if clear else None


def _only_where_it_is(scene: Scene, description: Description) -> bool:
    """Whether the country of an embassy is only that of the place where it stands: "the embassy in Kabul"."""
    own = set(scene.country_words(description.country)) & set(description.words)
    return description.tail[:1] == ("in",) and not own and description.determiner != "of"


def read_ministry(scene: Scene, description: Description) -> None:
    """ "China's foreign ministry", "the Chinese military", later "the ministry"."""
    code = description.country if description.country in scene.known.reference.countries else None
    if description.head == "embassy" and _only_where_it_is(scene, description):
        code = None
    if description.head in {"military", *BODY_HEADS} and code is None:
        if description.determiner == "the":
            for place, head, actor in reversed(scene.ministries[-MEMORY:]):
                names = scene.cast.actors[actor]
                known = " ".join((names.name, *names.aliases)).lower()
                fits = all(word in known for word in description.words)
                if place < description.first and head == description.head and fits:
                    scene.add(description.first, description.after, actor, "title", "title memory")
                    return
            code = _ministry_in_mind(scene, description)
            if description.head == "embassy" and page_of_government(scene):
                code = scene.home
        if code is None and description.first > 3:
            forms = scene.words.forms
            if forms[description.first - 4 : description.first] == ["the", "country", "'", "s"]:
                # the United States has no foreign ministry
                code = next(
                    (
                        state
                        for place, state in reversed(scene.states)
                        if place < description.first and (state != "USA" or "foreign" not in description.words)
                    ),
                    None,
                )
        if code is None:
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
