"""Other words for who has just been named: "the former mayor", "the presumptive nominee", "the 83-year-old senator".

News writing avoids the same name twice in a row: behind a sentence of somebody's it calls him by what he is or was.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.actors._cast import Member, title_heads
from onrecord.actors._lexicon import AUXILIARIES, FORMER_WORDS, HEADS, SOURCE_HEADS, VERBS_OF_SAYING
from onrecord.actors._scene import Scene, speaks
from onrecord.actors._text import BREAK
from onrecord.actors._told_words import DETERMINERS, PROFESSIONS, TAIL_WORDS, TITLE_REACH, TITLE_WORDS_BACK

_SENTENCES = 2  # how many sentences back he may have been named
_OPENING = 3  # words before a subject that leads its sentence
_NAME_REACH = 6  # words of a name with its title
_STANDING = frozenset(
    """nominee challenger candidate hopeful contender runner frontrunner teenager activist actor actress singer rapper
    businessman businesswoman resident star quarterback coach billionaire mogul tycoon politician native elect
    campaigner comedian lawmaker legislator democrat republican""".split()
)
"""What a text calls somebody whose name it has given, whatever office he holds."""
_WITH_OBJECTS = frozenset({"told", "asked", "met", "called", "urged"})
"""Verbs of saying before a name: whom somebody else spoke to."""
_OF_PARLIAMENT = frozenset({"senator", "congressman", "congresswoman", "lawmaker", "legislator", "representative"})
_LEFT = FORMER_WORDS | frozenset({"fired", "ousted", "retired", "retiring", "outgoing", "dismissed"})
_NO_STANDING = frozenset("other new second third unnamed unidentified local another next same administration".split())
"""Words by which a description tells of somebody else, or of an unnamed source."""


def meant_by_variation(
    scene: Scene, owner: Mapping[int, str], said: Mapping[int, str], first: int, after: int, tail: bool
) -> str | None:
    """Find whom a description of one person means that the narrator puts in place of his name.

    Args:
        scene: the reader's mind at the end of the document.
        owner: the actor of each word that a mention covers.
        said: the actor of each word that a mention of a person covers outside quotations.
        first: the first word of the description, its article.
        after: one past its noun.
        tail: whether more follows that tells which one is meant ("of the bank").

    Returns:
        The id of the one person who leads the sentence before, if what is known of him does not speak against it;
        else None.
    """
    words, forms = scene.words, scene.words.forms
    head = forms[after - 1]
    modifiers = [form for form in forms[first + 1 : after - 1] if form[0].isalnum()]
    aged = "year" in modifiers and any(form.isdigit() for form in modifiers)
    others = {form for at, form in enumerate(forms[first:after], first) if not words.is_capital(at)} & _NO_STANDING
    if forms[first] != "the" or tail or not modifiers or words.quote[first] or others:
        return None
    inside = [scene.cast.actors[owner[at]] for at in range(first, after) if at in owner]
    if "'" in forms[first:after] or any(one.kind == "person" for one in inside):
        return None
    left = not _LEFT.isdisjoint(modifiers)
    if not (aged or head in _STANDING or (left and head in HEADS) or head in _OF_PARLIAMENT):
        return None
    if head in SOURCE_HEADS and head not in _OF_PARLIAMENT:
        return None
    actor = _leads_before(scene, said, first)
    member = scene.cast.members.get(actor) if actor is not None else None
    if member is None:
        return None
    states = {one.country for one in inside} - {None}
    if states and member.actor.country not in states | {None}:
        return None
    return actor if left or aged or _may_be(member, head) else None


def _may_be(member: Member, head: str) -> bool:
    """Whether what is known of somebody lets him be called so: a senator has a seat in parliament."""
    if head not in _OF_PARLIAMENT:
        return True
    return member.actor.sector == "LEG" or not _OF_PARLIAMENT.isdisjoint(title_heads(member))


def _leads_before(scene: Scene, said: Mapping[int, str], first: int) -> str | None:
    """The one person who spoke in the nearest sentence before, or led it; None for none or for two."""
    words = scene.words
    by_sentence: dict[int, set[str]] = {}
    place = first - 1
    while place >= 0 and words.sentence[first] - words.sentence[place] <= _SENTENCES:
        actor = said.get(place)
        if actor is not None and words.sentence[place] == words.sentence[first]:
            return None  # "Ms. Lee recalled Mr. Kim's words, when the fired director said"
        if actor is not None and said.get(place - 1) != actor and (_spoke(scene, place, actor, said)):
            by_sentence.setdefault(words.sentence[place], set()).add(actor)
        place -= 1
    for sentence in sorted(by_sentence, reverse=True):
        return min(by_sentence[sentence]) if len(by_sentence[sentence]) == 1 else None
    return None


def _spoke(scene: Scene, place: int, actor: str, said: Mapping[int, str]) -> bool:
    """Whether a mention is a subject that says something, or leads its sentence."""
    words, forms = scene.words, scene.words.forms
    if not scene.is_subject(place):
        return forms[place - 1] in VERBS_OF_SAYING - _WITH_OBJECTS
    after = place
    while after < len(words) and said.get(after) == actor:
        after += 1
    while (
        after < len(words)
        and after - place < _NAME_REACH
        and (forms[after] in AUXILIARIES or forms[after].endswith("ly"))
    ):
        after += 1
    if after < len(words) and (forms[after] in VERBS_OF_SAYING or speaks(forms[after])):
        return True
    opening = max(0, place - _OPENING)
    if any(words.sentence[at] == words.sentence[place] and at in said for at in range(opening, place)):
        return False  # "Lee met Kim": he who stands first leads
    return place == 0 or words.sentence[opening] != words.sentence[place]


def titled_before(scene: Scene, owner: Mapping[int, str], first: int, after: int, head: str) -> str | None:
    """Find the person whom the same noun told of: "UN rapporteur Agnes Callamard", "Lee, a researcher at the bank".

    Args:
        scene: the reader's mind at the end of the document.
        owner: the actor of each word that a mention covers.
        first: the first word of the description.
        after: one past its noun.
        head: that noun.

    Returns:
        The id of the person, None where nobody was introduced so.
    """
    forms = scene.words.forms
    wanted = {form for form in forms[first : after - 1] if form not in DETERMINERS and form[0].isalnum()}
    for place in range(first - 1, max(0, first - TITLE_WORDS_BACK), -1):
        if forms[place] != head:
            continue
        if place in owner:  # "Lee, a Stanford professor": read as his apposition
            known = scene.cast.actors[owner[place]]
            told = set(forms[max(0, place - TITLE_REACH) : place])
            if known.kind == "person" and wanted <= told and head in PROFESSIONS:
                return known.id
            continue
        begin = place
        while begin > 0 and place - begin < TITLE_REACH and forms[begin - 1] not in (",", BREAK, "."):
            begin -= 1
        actor = owner.get(place + 1)
        if actor is None and forms[begin - 1 : begin] == [","]:
            actor = owner.get(begin - 2)
        if actor is None or scene.cast.actors[actor].kind != "person":
            continue
        rest = forms[after : after + TAIL_WORDS]
        same = rest[:1] not in (["of"], ["for"], ["at"]) or forms[place + 1 : place + 1 + TAIL_WORDS] == rest
        if wanted <= set(forms[begin:place]) and same:
            return actor
    return None
