"""Pronouns: "he", "she", "they", by gender, number and who is on the reader's mind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from math import log

from onrecord.actors._cast import Member
from onrecord.actors._lexicon import AUXILIARIES, PRONOUNS_HE, PRONOUNS_SHE, PRONOUNS_THEY, VERBS_OF_SAYING
from onrecord.actors._scene import MEMORY, SPEAKER_REACH, Scene, speaks
from onrecord.actors._text import BREAK, Words

_PRONOUN_SENTENCES = 3  # how many sentences back a pronoun's antecedent may stand
_PLURAL_SENTENCES = 2
_OPENING = 8  # words of an opening phrase before a pronoun that points ahead
_CLAUSE_IN_FRONT = 25  # words of a clause that opens a sentence
_SUBORDINATE = frozenset("although though while when as since because if after before until once".split())
_RIGHT_BEHIND = 2  # words: "in his interview Mr. Lee said"
_TOLD = frozenset({"told", "tells", "asked", "asks", "met", "visited", "called", "quoted", "pressed", "praised"})
"""Before a name: verbs whose object it is."""
_NO_WORDS = frozenset("met visited spoke speaks agreed believes thinks".split())
"""Verbs of talks and minds, behind which no words are told that could go on."""
_WITH_OBJECTS = frozenset(
    """told tells asked asks met accused accuses criticized criticised praised called urged warned thanked pressed
    blamed quoted reminded""".split()
)
"""Verbs whose object is another than their subject."""
_SEVERAL = frozenset({"two", "both", "sides"})
"""In "the two sides", who are no "it"."""
_BEING = frozenset({"is", "was", "been", "be", "being"})
_NAME_REACH = 6  # words of a name with its title
_LONGEST_BODY = 7  # words of a body's name with those that describe it, and its verb
_OPENERS = frozenset(
    "in during after before for with at on by following since when while as despite throughout asked speaking even"
    " although though because".split()
)


_PRONOUNS_OF_PERSONS = PRONOUNS_HE | PRONOUNS_SHE
# What speaks for an antecedent, weighed on the development part of GAP (benchmarks/actors.py measures the other parts).
WEIGHTS = {
    "base": 10.0,
    "sentences": -1.6,
    "words": -0.2,
    "subject": 0.8,
    "subject to subject": 0.5,
    "leads": 0.7,
    "leads same": -0.6,
    "nearest possessive": 0.3,
    "nearest reflexive": 2.5,
    "unknown gender": 0.0,
    "pronoun": -0.5,
    "leaves quotation": -2.0,
    "enters quotation": -1.0,
    "speaker": -8.0,
    "object of the same clause": -6.0,
    # Not of GAP, which has hardly any sayings: whoever has just said something goes on ("…," he said), and nobody is
    # spoken of by name in the words that he says himself.
    "spoke before": 1.5,
    "within his own words": -4.0,
}
LEAST = 1.0
MARGIN = 0.15


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
    quote = words.quote[place]
    ahead = _named_ahead(scene, place, wanted) if not quote else None
    if ahead is not None:
        scene.mention(place, place + 1, ahead, "pronoun", "name that follows")
        return
    fronted = _subject_in_front(scene, place, wanted) if form == wanted and not quote else None
    if fronted is not None:
        scene.mention(place, place + 1, fronted, "pronoun", "subject of the clause in front")
        return
    best: dict[str, tuple[float, Member]] = {}
    for member, features in candidates(scene, place, form):
        score = sum(WEIGHTS[name] * value for name, value in features.items())
        if member.actor.id not in best or score > best[member.actor.id][0]:
            best[member.actor.id] = (score, member)
    ranked = sorted(best, key=lambda key: (-best[key][0], key))
    if not ranked or best[ranked[0]][0] < LEAST:
        return
    if len(ranked) > 1 and best[ranked[0]][0] - best[ranked[1]][0] < MARGIN:
        return
    scene.mention(place, place + 1, best[ranked[0]][1], "pronoun", "pronoun")


def candidates(scene: Scene, place: int, form: str) -> Iterator[tuple[Member, dict[str, float]]]:
    """The mentions that a pronoun can go back to, each with what speaks for and against it."""
    words = scene.words
    wanted = "he" if form in PRONOUNS_HE else "she"
    here, quote = words.sentence[place], words.quote[place]
    speaker = scene.speaker(quote)
    foreign = scene.foreign.get(place)
    teller = _who_tells(scene, place)
    described = _described_by_clause(scene, place)
    told = _told_by_pronoun(scene, place) if form in ("he", "she") else None
    first_of: dict[int, str] = {}
    for spot, member in scene.remembered():
        if here - words.sentence[spot] > _PRONOUN_SENTENCES:
            continue
        first_of.setdefault(words.sentence[spot], member.actor.id)
    subject = form in ("he", "she")
    tags = subject and not quote and _says(scene, place)
    said = _words_said(scene, place) if tags else range(0)
    goes_on = tags and (bool(said) or words.sentence_initial(place))  # not of "When they spoke to Lee, she said that"
    nearest = True
    for spot, member in reversed(scene.remembered()):
        distance = here - words.sentence[spot]
        if distance > _PRONOUN_SENTENCES:
            break
        if spot >= place or member.pronoun not in ("", wanted):
            continue
        if member in (teller, told, described) or (foreign is not None and member.actor.country == foreign):
            continue
        is_subject = scene.is_subject(spot)
        leads = first_of.get(words.sentence[spot]) == member.actor.id
        yield (
            member,
            {
                "base": 1.0,
                "sentences": float(distance),
                "words": log(place - spot),
                "subject": float(is_subject),
                "subject to subject": float(is_subject and subject),
                "leads": float(leads),
                "leads same": float(leads and distance == 0),
                "nearest possessive": float(nearest and form in ("his", "her", "hers", "himself", "herself")),
                "nearest reflexive": float(nearest and form in ("himself", "herself")),
                "unknown gender": float(member.pronoun == ""),
                "pronoun": float(words.forms[spot] in _PRONOUNS_OF_PERSONS),
                "leaves quotation": float(bool(words.quote[spot]) and words.quote[spot] != quote),
                "enters quotation": float(bool(quote) and not words.quote[spot]),
                "speaker": float(member is speaker),
                "object of the same clause": float(
                    form == "him" and distance == 0 and _clause_subject(scene, spot, place)
                ),
                "spoke before": float(goes_on and is_subject and not words.quote[spot] and _spoke(scene, spot)),
                "within his own words": float(spot in said),
            },
        )
        nearest = False


def _says(scene: Scene, place: int) -> bool:
    """Whether a verb of saying stands right behind a pronoun, or right before it: "he also said", "said he"."""
    forms = scene.words.forms
    after = place + 1
    while after < len(forms) and (forms[after] in AUXILIARIES or forms[after].endswith("ly")):
        after += 1
    return after < len(forms) and forms[after] in VERBS_OF_SAYING


def _words_said(scene: Scene, place: int) -> range:
    """The words that a tag closes: the quotation or the rest of the sentence before "…, he said" and its end."""
    words = scene.words
    first = place - 1
    if first >= 0 and words.quote[first]:
        return range(words.quote_first[words.quote[first]], place)
    marks = frozenset("\"\u201d'\u2019")
    if words.forms[first] in marks and first > 0 and words.quote[first - 1]:
        return range(words.quote_first[words.quote[first - 1]], place)
    closes = place + 2 < len(words) and words.forms[place + 2] in (",", ".", BREAK)
    if words.forms[first] != "," or not closes:
        return range(0)
    while first > 0 and words.sentence[first - 1] == words.sentence[place]:
        first -= 1
    if words.forms[first] in _OPENERS:
        return range(0)  # "In the speech that Lee gave, he said, …": the words follow
    return range(first, place)


def _spoke(scene: Scene, spot: int) -> bool:
    """Whether a verb of saying stands beside a mention of somebody: "Lee said", "said Lee"."""
    words = scene.words
    if words.forms[spot - 1 : spot] and words.forms[spot - 1] in VERBS_OF_SAYING:
        return words.forms[spot - 1] not in _TOLD
    after = spot + 1
    while after < len(words) and after - spot < _NAME_REACH and words.is_capital(after):
        after += 1
    while after < len(words) and (words.forms[after] in AUXILIARIES or words.forms[after].endswith("ly")):
        after += 1
    return after < len(words) and words.forms[after] in VERBS_OF_SAYING - _NO_WORDS


def _subject_in_front(scene: Scene, place: int, wanted: str) -> Member | None:
    """ "Although Mr. Lee supports the pipeline, he argues": the subject of the clause that opens the sentence."""
    words = scene.words
    if words.forms[place - 1 : place] != [","]:
        return None
    first = place - 1
    while first > 0 and words.sentence[first - 1] == words.sentence[place] and place - first < _CLAUSE_IN_FRONT:
        first -= 1
    if words.forms[first] not in _SUBORDINATE or not words.sentence_initial(first):
        return None
    for spot, member in reversed(scene.remembered()):
        if spot <= first:
            return None
        if spot == first + 1 and member.pronoun in ("", wanted):
            after = [form for form in words.forms[spot : place - 1] if form in (",", "and", '"')]
            return member if not after else None
    return None


def read_it(scene: Scene, place: int) -> None:
    """ "It said": the body that was the subject of this sentence or the one before; other "it" is left alone."""
    words = scene.words
    reach = [form for form in words.forms[place + 1 : place + 4] if form not in AUXILIARIES]
    if not reach or reach[0] not in VERBS_OF_SAYING or words.quote[place]:
        return
    if _BEING & set(words.forms[place + 1 : words.forms.index(reach[0], place)]):
        return  # "it was reported that"
    here = words.sentence[place]
    best: tuple[int, int, str] | None = None
    spoke = False
    for spot, actor in reversed(scene.bodies[-MEMORY:]):
        if not _SEVERAL.isdisjoint(words.forms[spot : spot + 3]):
            continue
        distance = here - words.sentence[spot]
        if distance > 1 or (best is not None and distance > best[0]):
            break
        says = distance == 1 and _is_followed_by_saying(words, spot)
        # the first subject of the nearest sentence, and its longest name; one that says so goes before
        before = best is None or says or (not spoke and spot < best[1])
        if spot < place and before and not words.quote[spot] and scene.is_subject(spot, subordinate=True):
            best, spoke = (distance, spot, actor), spoke or says
    if best is not None:
        scene.add(place, place + 1, best[2], "pronoun", "it, of a body that speaks")


def _is_followed_by_saying(words: Words, spot: int) -> bool:
    """Whether what is named at a place says something: "the Chinese defence ministry said"."""
    for form in words.forms[spot + 1 : spot + _LONGEST_BODY]:
        if form in VERBS_OF_SAYING:
            return True
        if not form[:1].isalpha():
            return False
    return False


def _named_ahead(scene: Scene, place: int, wanted: str) -> Member | None:
    """ "In his news conference, Mr. Biden said": the pronoun of an opening phrase means the subject that follows."""
    words = scene.words
    opening = place
    while opening > 0 and words.sentence[opening - 1] == words.sentence[place] and place - opening < _OPENING:
        opening -= 1
    bare = not words.sentence_initial(opening) or words.forms[opening] not in _OPENERS
    if bare and not (words.forms[place - 2 : place - 1] == [","] and words.forms[place - 1] in _OPENERS):
        return None  # but "Though …, in his interview Mr. Lee said"
    for number in range(bisect_right(scene.firsts, place), len(scene.spots)):
        spot = scene.spots[number]
        if words.sentence[spot.begin] != words.sentence[place]:
            return None
        if number not in scene.owner_member:
            continue
        if words.sentence[spot.begin] != words.sentence[place] or spot.begin - place > SPEAKER_REACH:
            return None
        member = scene.owner_member[number]
        follows = words.forms[spot.begin - 1] == ","
        if bare:
            follows = spot.begin - place == _RIGHT_BEHIND and words.forms[spot.after] in VERBS_OF_SAYING
        if follows and member.pronoun in ("", wanted):
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


def _told_by_pronoun(scene: Scene, place: int) -> Member | None:
    """Who is named as the object of the pronoun's verb, and so is not meant by it: "when he asked Lee"."""
    words = scene.words
    verb = place + 1
    while verb < len(words) and words.forms[verb] in AUXILIARIES:
        verb += 1
    if verb + 1 >= len(words) or words.forms[verb] not in _WITH_OBJECTS:
        return None
    number = scene.by_begin.get(verb + 1)
    return scene.owner_member.get(number) if number is not None else None


def _described_by_clause(scene: Scene, place: int) -> Member | None:
    """The person of whom a clause with "who" tells what another did: "Mr. Lee, whom he fired" is no "he"."""
    words = scene.words
    if place < 2 or words.forms[place - 1] not in ("who", "whom", "whose"):
        return None
    end = place - 1 - (words.forms[place - 2] == ",")
    for number in range(bisect_right(scene.firsts, end - 1) - 1, -1, -1):
        spot = scene.spots[number]
        return scene.owner_member.get(number) if spot.after == end else None
    return None


def _who_tells(scene: Scene, place: int) -> Member | None:
    """The subject whose verb "him" is the object of: nobody tells himself ("Lee criticized it, urging him to")."""
    words = scene.words
    if words.forms[place] != "him" or place < 2:
        return None
    opener, verb = words.forms[place - 2 : place]
    joined = opener == "and" and verb in VERBS_OF_SAYING
    if not joined and not (opener in (",", "and", "by") and verb.endswith("ing")):
        return None
    for spot, member in reversed(scene.remembered()):
        if spot >= place:
            continue
        if words.sentence[spot] != words.sentence[place]:
            return None
        after = spot + 1
        while after < place and words.is_capital(after):
            after += 1
        if speaks(words.forms[after]) and scene.is_subject(spot, subordinate=True):
            return member
    return None


def _they(scene: Scene, place: int) -> None:
    here, quote = scene.words.sentence[place], scene.words.quote[place]
    for spot, actors in reversed(scene.plurals[-MEMORY:]):
        if spot >= place:
            continue
        if here - scene.words.sentence[spot] > _PLURAL_SENTENCES:
            return
        if bool(scene.words.quote[spot]) != bool(quote) and here != scene.words.sentence[spot]:
            continue
        if scene.words.quote[spot] and not quote:
            continue  # "“The two should resign,” they said": of whom others have spoken
        if _told_subject(scene, spot):
            continue
        for actor in actors:
            scene.add(place, place + 1, actor, "pronoun", "plural last spoken of")
        scene.plurals.append((place, actors))  # the next "they" may go back to this one
        return


def _told_subject(scene: Scene, spot: int) -> bool:
    """Whether a plural is only the one spoken to while another plural speaks: "officials told reporters they"."""
    if scene.words.forms[spot - 1 : spot] not in (["told"], ["asked"], ["tells"]):
        return False
    return any(
        other < spot and scene.words.sentence[other] == scene.words.sentence[spot]
        for other, _ in scene.plurals[-MEMORY:]
    )
