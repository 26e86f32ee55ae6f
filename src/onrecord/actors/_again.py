""" "They said", "it said": groups and bodies that only the saying itself showed to be speakers.

The reader of pronouns goes through the text before the tagged sources are named; so a "they" behind "Democrats argue"
or an "it" behind "the site says" found nobody, or somebody named long before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from onrecord.actors._lexicon import AUXILIARIES, GROUP_HEADS, SOURCE_HEADS, VERBS_OF_SAYING
from onrecord.actors._scene import Found, Scene
from onrecord.actors._speaking import TEXTS, is_plural
from onrecord.language import Analysis

_NAMED_LATE = frozenset({"words of a speaker", "name of a speaker", "unnamed group", "unnamed source"})
"""Rules that find speakers without a name of their own."""
_THEY_SENTENCES = 1  # how many sentences back the group may stand
_IT_SENTENCES = 1
_SHORTEST_VERB = 4  # letters of a verb in the present whose past is looked up: "contends", "describes"
_OPENING = 2  # words before a subject that opens its sentence: "But the critics"


_BEFORE_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod:poss"})
_PLURALS = frozenset({"NNS", "NNPS"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_PAPERS = frozenset(
    """alert advisory article brief communique complaint document dossier editorial filing guidance indictment lawsuit
    letter memo notice order petition poll report ruling statement study suit survey warning""".split()
)
"""Nouns of texts that tell something: "it" behind them says what they say."""
_BODIES = frozenset({"organization", "state", "government"})
_PERSONS = re.compile(r"(?:[eo]r|ist|ian|eur|ant|ican|crat|man|woman|chief|head|expert|critic|parent|student)s$")
"""Ends of nouns of several persons."""


def named_again(scene: Scene, found: list[Found], analysis: Analysis) -> list[Found]:
    """Let "they" and "it" before a verb of saying mean the group or body that spoke last in the same passage.

    Args:
        scene: the reader's mind at the end of the document.
        found: all mentions, those of tagged sources included.
        analysis: the analysis, whose trees show the subject of the sentence before.

    Returns:
        The mentions, with those of such pronouns added or put right.
    """
    words = scene.words
    spoken = [one for one in found if one.reason in _NAMED_LATE and one.form != "pronoun"]
    spoken.sort(key=lambda one: one.first)
    owner = {place: one for one in found for place in range(one.first, one.after)}
    made: list[Found] = []
    known = {one.first for one in found}
    right: dict[int, Found] = {}
    for place, form in enumerate(words.forms):
        if form not in ("they", "it") or words.quote[place] or not _says(scene, place):
            continue
        before = _they(scene, spoken, place) if form == "they" else None
        if form == "it" and place not in known:
            before = _it(scene, spoken, place)
        if form == "it" and before is None and place not in known:
            thing = _thing_before(scene, analysis, place)
            one = owner.get(thing[1] - 1) if thing is not None else None
            if one is not None and _is_thing(scene, one):
                before = one.actor
            elif one is None and thing is not None and words.forms[thing[1] - 1] in _PAPERS:
                head = words.forms[thing[1] - 1]
                same = [actor for at, noun, actor in scene.sources if noun == head and at < place]
                same += [a.actor for a in spoken if a.first < place and words.forms[a.after - 1] == head]
                before = same[-1] if same else scene.cast.unnamed(*thing, None, None).id
                made.append(Found(*thing, before, "title", "words of a speaker"))
        if form == "they" and before is None and place not in known:
            subject = _subject_before(scene, analysis, place)
            one = owner.get(subject[1] - 1) or right.get(subject[1] - 1) if subject is not None else None
            if one is not None and scene.cast.actors[one.actor].kind in ("group", "unnamed"):
                before = one.actor
            elif one is None and subject is not None and _is_persons(words.forms[subject[1] - 1]):
                before = scene.cast.unnamed(*subject, None, None, group=True).id
                made.append(Found(*subject, before, "title", "words of a speaker"))
        if before is not None:
            right[place] = Found(place, place + 1, before, "pronoun", f"{form}, of who spoke last")
    kept = [one for one in found if one.first not in right]
    return sorted([*kept, *made, *right.values()], key=lambda one: (one.first, one.after))


def _says(scene: Scene, place: int) -> bool:
    reach = [form for form in scene.words.forms[place + 1 : place + 4] if form not in AUXILIARIES]
    return bool(reach) and _is_saying(reach[0])


def _is_saying(form: str) -> bool:
    """Whether a word is a verb of saying, in any form that goes with "it" or "they" ("they argue", "it contends")."""
    plain = form.removesuffix("s")
    others = {form + "s", form + "ed", plain + "d", plain + "ed"} if len(plain) >= _SHORTEST_VERB else {form + "s"}
    return form in VERBS_OF_SAYING or not others.isdisjoint(VERBS_OF_SAYING)


def _they(scene: Scene, spoken: list[Found], place: int) -> str | None:
    """The group that was the subject last, where no two persons were named together since."""
    words = scene.words
    best: Found | None = None
    for one in reversed([one for one in spoken if one.first < place]):
        if words.sentence[place] - words.sentence[one.first] > _THEY_SENTENCES:
            break
        actor = scene.cast.actors[one.actor]
        several = actor.kind == "group" or (actor.kind == "unnamed" and is_plural(words.forms[one.after - 1]))
        if several and not words.quote[one.first] and _is_subject(scene, one):
            best = one
            break
    if best is None:
        return None
    joint = any(best.first < spot < place and len(set(actors)) > 1 for spot, actors in scene.plurals)
    return None if joint else best.actor


def _it(scene: Scene, spoken: list[Found], place: int) -> str | None:
    """The body or text that was the subject of this sentence or the one before."""
    words = scene.words
    for one in reversed([one for one in spoken if one.first < place]):
        if words.sentence[place] - words.sentence[one.first] > _IT_SENTENCES:
            return None
        actor = scene.cast.actors[one.actor]
        head = words.forms[one.after - 1]
        thing = actor.kind == "organization" or (actor.kind == "unnamed" and head in TEXTS | _PAPERS)
        if thing and not is_plural(head) and not words.quote[one.first] and _is_subject(scene, one):
            return one.actor
    return None


def _is_thing(scene: Scene, one: Found) -> bool:
    """Whether a mention is one that "it" can mean: a body, a state, or a text."""
    kind = scene.cast.actors[one.actor].kind
    return kind in _BODIES or (kind == "unnamed" and scene.words.forms[one.after - 1] in TEXTS | _PAPERS)


def _is_persons(form: str) -> bool:
    return form in GROUP_HEADS or form in SOURCE_HEADS or _PERSONS.search(form) is not None


def _subject_before(scene: Scene, analysis: Analysis, place: int) -> tuple[int, int] | None:
    """The words of the plural subject, or of the "they", of this sentence, or of the one before in its paragraph."""
    for subject in _subjects(scene, analysis, place):
        token = analysis.tokens[subject]
        if scene.words.text[token.start : token.end].lower() == "they" or token.xpos in _PLURALS:
            return _phrase(scene, analysis, subject)
    return None


def _thing_before(scene: Scene, analysis: Analysis, place: int) -> tuple[int, int] | None:
    """The words of the singular subject of this sentence, or of the one before in its paragraph."""
    for subject in _subjects(scene, analysis, place):
        token = analysis.tokens[subject]
        plural = token.xpos in _PLURALS and scene.words.text[token.start : token.end].islower()
        phrase = _phrase(scene, analysis, subject) if token.upos in ("NOUN", "PROPN") and not plural else None
        # "NPR does not publish the brief because it is not verified, but it describes": the "it" before is nearer
        return None if phrase is None or "it" in scene.words.forms[phrase[1] : place] else phrase
    return None


def _subjects(scene: Scene, analysis: Analysis, place: int) -> list[int]:
    """The tokens that are subjects of this sentence, before a word, and of the sentence before in its paragraph."""
    words, tokens = scene.words, analysis.tokens
    start = words.starts[place]
    here = bisect_right([sentence.start for sentence in analysis.sentences], start) - 1
    found = []
    for number in (here, here - 1):
        if number < 0 or "\n" in words.text[analysis.sentences[number].end : start]:
            continue
        among = analysis.sentences[number].tokens
        root = next((at for at in among if tokens[at].deprel == "root"), None)
        found += [
            at for at in among if tokens[at].head == root and tokens[at].deprel in _SUBJECTS and tokens[at].end <= start
        ][:1]
    return found


def _phrase(scene: Scene, analysis: Analysis, subject: int) -> tuple[int, int] | None:
    """The words of a noun with what stands before it in its phrase."""
    words, tokens = scene.words, analysis.tokens
    first = subject
    while first > 0 and tokens[first - 1].head == subject and tokens[first - 1].deprel in _BEFORE_NOUN:
        first -= 1
    begin = bisect_left(words.starts, tokens[first].start)
    end = bisect_left(words.starts, tokens[subject].end)
    return (begin, end) if begin < end else None


def _is_subject(scene: Scene, one: Found) -> bool:
    """Whether a mention is a subject: it says something, or opens its sentence."""
    words = scene.words
    following = one.after
    while following < len(words) and words.forms[following] in AUXILIARIES:
        following += 1
    if following < len(words) and _is_saying(words.forms[following]):
        return True
    opening = max(0, one.first - _OPENING)
    opens = one.first == 0 or words.sentence[opening] != words.sentence[one.first]
    return opens and scene.is_subject(one.first)
