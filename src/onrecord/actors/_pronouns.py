"""Pronouns: "he", "she", "they", by gender, number and who is on the reader's mind."""

from __future__ import annotations

from onrecord.actors._cast import Member
from onrecord.actors._lexicon import PRONOUNS_HE, PRONOUNS_THEY
from onrecord.actors._scene import SPEAKER_REACH, Scene

_PRONOUN_SENTENCES = 3  # how many sentences back a pronoun's antecedent may stand
_PLURAL_SENTENCES = 2
_MARGIN = 0.15  # how far the best antecedent must stand before the next
_OPENING = 8  # words of an opening phrase before a pronoun that points ahead
_OPENERS = frozenset(
    "in during after before for with at on by following since when while as despite throughout asked speaking".split()
)


def read_pronoun(scene: Scene, place: int, form: str) -> None:
    """Resolve a pronoun of the third person; an open one gives nothing."""
    words = scene.words
    glossed = _gloss(scene, place)
    if glossed is not None:
        scene.mention(place, place + 1, glossed, "pronoun", "bracket gloss")
        return
    if form in PRONOUNS_THEY:
        _they(scene, place)
        return
    wanted = "he" if form in PRONOUNS_HE else "she"
    here, quote = words.sentence[place], words.quote[place]
    ahead = _named_ahead(scene, place, wanted) if not quote else None
    if ahead is not None:
        scene.mention(place, place + 1, ahead, "pronoun", "name that follows")
        return
    speaker = scene.speaker(quote)
    foreign = scene.foreign.get(place)
    first_of: dict[int, str] = {}
    for spot, member in scene.recent:
        first_of.setdefault(words.sentence[spot], member.actor.id)
    scores: dict[str, float] = {}
    members: dict[str, Member] = {}
    for spot, member in reversed(scene.recent):
        distance = here - words.sentence[spot]
        if distance > _PRONOUN_SENTENCES:
            break
        if spot >= place or member.pronoun not in ("", wanted):
            continue
        if foreign is not None and member.actor.country == foreign:
            continue
        score = 10.0 - 3.0 * distance - 0.0002 * (place - spot)
        if scene.is_subject(spot):
            score += 2.0
        if first_of.get(words.sentence[spot]) == member.actor.id:
            score += 1.0
        if member.pronoun == "":
            score -= 1.0
        if words.quote[spot] != quote:
            score -= 2.5 if words.quote[spot] and not quote else 1.5
        if member is speaker:
            score -= 8.0  # who speaks says "I"
        if form == "him" and distance == 0 and _clause_subject(scene, spot, place):
            score -= 6.0
        if score > scores.get(member.actor.id, -99.0):
            scores[member.actor.id] = score
            members[member.actor.id] = member
    if not scores:
        return
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    if scores[ranked[0]] < 1.0 or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN):
        return
    scene.mention(place, place + 1, members[ranked[0]], "pronoun", "pronoun")


def _named_ahead(scene: Scene, place: int, wanted: str) -> Member | None:
    """ "In his news conference, Mr. Biden said": the pronoun of an opening phrase means the subject that follows."""
    words = scene.words
    opening = place
    while opening > 0 and words.sentence[opening - 1] == words.sentence[place] and place - opening < _OPENING:
        opening -= 1
    if not words.sentence_initial(opening) or words.forms[opening] not in _OPENERS:
        return None
    for number, spot in enumerate(scene.spots):
        if spot.begin <= place or number not in scene.owner_member:
            continue
        if words.sentence[spot.begin] != words.sentence[place] or spot.begin - place > SPEAKER_REACH:
            return None
        member = scene.owner_member[number]
        if words.forms[spot.begin - 1] == "," and member.pronoun in ("", wanted):
            return member
    return None


def _gloss(scene: Scene, place: int) -> Member | None:
    """ "He [Xi] and I": the bracket says who is meant."""
    if scene.words.forms[place + 1] not in ("[", "("):
        return None
    number = scene.by_begin.get(place + 2)
    return scene.owner_member.get(number) if number is not None else None


def _clause_subject(scene: Scene, spot: int, place: int) -> bool:
    """Whether nothing but a verb group stands between a name and the pronoun: "Biden told him"."""
    return place - spot < 6 and not any(form in (",", "that", "and", ";") for form in scene.words.forms[spot:place])


def _they(scene: Scene, place: int) -> None:
    here, quote = scene.words.sentence[place], scene.words.quote[place]
    for spot, actors in reversed(scene.plurals):
        if spot >= place:
            continue
        if here - scene.words.sentence[spot] > _PLURAL_SENTENCES:
            return
        if bool(scene.words.quote[spot]) != bool(quote) and here != scene.words.sentence[spot]:
            continue
        if _told_subject(scene, spot):
            continue
        for actor in actors:
            scene.add(place, place + 1, actor, "pronoun", "plural last spoken of")
        return


def _told_subject(scene: Scene, spot: int) -> bool:
    """Whether a plural is only the one spoken to while another plural speaks: "officials told reporters they"."""
    if scene.words.forms[spot - 1 : spot] not in (["told"], ["asked"], ["tells"]):
        return False
    return any(other < spot and scene.words.sentence[other] == scene.words.sentence[spot] for other, _ in scene.plurals)
