"""Whether an event happened: negation, modality, tense, and the words it hangs on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.events._tree import Tree
from onrecord.records import EventStatus

NEGATIONS = frozenset({"not", "n't", "n\u2019t", "never", "neither", "nor", "hardly", "without"})
_NOBODY, _NO = frozenset({"nothing", "nobody", "none", "neither"}), frozenset({"no", "neither"})
_EVEN_LESS = ("still less", "much less", "even less", "let alone")
_WILL = frozenset({"will", "'ll", "\u2019ll", "shall", "wo"})
_MAY = frozenset({"may", "might", "could", "can"})
_SHOULD = frozenset({"should", "must", "ought"})
_PLANS = frozenset(
    "plan intend prepare expect schedule set slate arrange due aim likely poise poised ready prepared"
    " willing consider weigh mull gear hope going"
    " anticipate eye about discuss".split()
)
_TRIES = frozenset("try attempt seek want wish hope look need fail struggle threaten work move".split())
_GOES_ON = frozenset("continue keep remain persist go carry".split())
_STAYS = frozenset({"remain", "stay", "keep", "be"})
_STOPS = frozenset("stop cease quit halt end suspend".split())
_NOUN_PLANS = frozenset("plan decision intention proposal schedule preparation readiness willingness step move".split())
_COMING = frozenset(
    "upcoming planned scheduled expected forthcoming proposed possible potential future next looming"
    " would-be coming".split()
)
_STRETCHES = frozenset("day week month year quarter weekend summer autumn fall winter spring".split())


@dataclass(frozen=True, slots=True)
class Reality:
    """What the words say of an event's reality."""

    status: EventStatus
    reason: str
    unreal: bool = False
    """An aim, a question or an ability: no event at all."""


def _auxiliaries(tree: Tree, place: int) -> list[int]:
    return tree.kids(place, "aux", "cop")


def _is_negated(tree: Tree, place: int) -> bool:
    """By a word of its own, by a subject that is nobody ("Nothing was agreed"), or as even less than what is not."""
    if any(tree.words[kid] in NEGATIONS for kid in tree.kids(place, "advmod", "cc", "aux", "mark")):
        return True
    for subject in tree.kids(place, "nsubj", "nsubj:pass"):
        nobody = tree.words[subject] in _NOBODY or any(tree.words[kid] in _NO for kid in tree.kids(subject, "det"))
        if nobody:
            return True
    if tree.relations[place] != "conj":
        return False
    before = " ".join(tree.words[max(0, place - 3) : place])
    return before.endswith(_EVEN_LESS) and _is_negated(tree, tree.heads[place])


def _own(tree: Tree, place: int) -> Reality | None:
    """What auxiliaries, negation and marks of one verb (or predicate) say; None where they say nothing."""
    auxiliaries = [tree.words[kid] for kid in _auxiliaries(tree, place)]
    other = tree.alternative_to(place)
    negated = _is_negated(tree, place) or (other is not None and _is_negated(tree, other))
    adverbs = {tree.words[kid] for kid in tree.kids(place, "advmod")}
    marks = {tree.words[kid] for kid in tree.kids(place, "mark")}
    if "longer" in adverbs:
        return Reality("ended", "no longer")
    if "yet" in adverbs and "to" in marks:
        return Reality("did_not_happen", "yet to")
    if any(word in auxiliaries for word in ("would", "could", "should", "might")) and "have" in auxiliaries:
        return Reality("did_not_happen", "would have")
    has_condition = any(
        tree.words[mark] in ("if", "unless", "should")
        for kid in tree.kids(place, "advcl")
        for mark in tree.kids(kid, "mark", "aux")
    )
    if has_condition and any(word in _WILL or word in _MAY or word == "would" for word in auxiliaries):
        return Reality("conditional", "if")
    if any(word in _WILL for word in auxiliaries):
        return Reality("did_not_happen" if negated else "announced", "will not" if negated else "will")
    if marks & {"if", "unless", "whether", "lest", "once"}:
        return Reality("conditional", "if")
    if "would" in auxiliaries:
        return Reality("did_not_happen", "would not") if negated else Reality("announced", "would")
    if any(word in _SHOULD for word in auxiliaries):
        return Reality("requested", "should", unreal=True)
    if any(word in _MAY for word in auxiliaries):
        return Reality("did_not_happen" if negated else "conditional", "could")
    if negated:
        return Reality("did_not_happen", "not")
    return None


def _finite(tree: Tree, place: int, in_title: bool) -> Reality:
    """What the tense of a finite verb says."""
    tag = tree.tag(place)
    auxiliaries = [tree.words[kid] for kid in _auxiliaries(tree, place)]
    if tag == "VBG" and any(
        word in ("is", "are", "'s", "\u2019s", "'re", "\u2019re", "am", "'m", "\u2019m", "been") for word in auxiliaries
    ):
        if tree.lemmas[place] == "go" and tree.kids(place, "xcomp"):
            return Reality("announced", "going to")
        return Reality("ongoing", "is -ing")
    if "had" in auxiliaries and tag in ("VBN", "VBD"):
        return Reality("background", "had")
    if tag in ("VBZ", "VBP") and not in_title and not auxiliaries:
        return Reality("ongoing", "present tense")
    return Reality("occurred", "past tense")


_ASKING = frozenset(
    "have has had did do does is are was were will would can could may might should haven't hasn't didn't don't doesn't"
    " isn't aren't wasn't weren't won't wouldn't can't couldn't".split()
)
_BEFORE_ASKING = frozenset({"and", "but", "so", "now", "also", "then", "ok", "okay", ",", "well", "secondly", "first"})
_APART = ("advcl", "acl", "parataxis")
_LONGEST_PATH = 12


def is_asked(tree: Tree, place: int) -> bool:
    """Tell whether it is only asked whether a deed is done: "Have the two sides held talks?".

    What a clause beside the question tells ("Did they speak after the test was called off?") is not asked.

    Args:
        tree: the trees of the text.
        place: the word of the deed.
    """
    own = tree.sentences[tree.sentence_of[place]]
    if not tree.text[own.start : own.end].rstrip("\"'\u201d\u2019 )").endswith("?"):
        return False
    first = own.first_token
    while first < place and tree.words[first] in _BEFORE_ASKING:
        first += 1
    if tree.words[first] not in _ASKING:
        return False
    for _ in range(_LONGEST_PATH):
        if tree.relations[place].startswith(_APART):
            return False
        place = tree.heads[place]
        if place < 0:
            break
    return True


_SOURCING = re.compile(
    r"(?i)\w+(?: [\w,]+){0,3}? (?:not (?:to )?be (?:named|identified|quoted)|(?:for |on |condition of )+anonymity"
    r"|to (?:remain|stay|be kept) anonymous)\b"
)


def is_about_sourcing(tree: Tree, place: int) -> bool:
    """Tell whether a deed is how a source wants to be named: "asked not to be identified".

    Args:
        tree: the trees of the text.
        place: the word of the deed.
    """
    return _SOURCING.match(tree.text, tree.tokens[place].start) is not None


def reality_of(tree: Tree, place: int, *, in_title: bool = False, question: bool = False) -> Reality:
    """Read off the tree whether the event that a word names happened.

    Args:
        tree: the tree.
        place: the verb that names the event, or the verb that carries the noun that does.
        in_title: whether it stands in a headline, where the present tense tells what happened.
        question: whether its sentence is a question.
    """
    if question:
        return Reality("conditional", "question", unreal=True)
    above = tree.head(place)
    own = _own(tree, place)
    if own is not None:
        return own
    tag = tree.tag(place)
    marks = {tree.words[kid] for kid in tree.kids(place, "mark")}
    auxiliaries = _auxiliaries(tree, place)
    shares = tree.related(place, "conj") and not tree.kids(place, "nsubj") and not auxiliaries and not marks
    if shares and above is not None and (tree.tag(above) == tag or tag in ("VB", "VBG")):
        return reality_of(tree, above, in_title=in_title)
    if tree.related(place, "xcomp", "advcl", "ccomp", "acl") and above is not None and (tag == "VB" or "to" in marks):
        return _infinitive(tree, place, above, in_title)
    if tag == "VBG" and not auxiliaries and above is not None:
        if tree.related(place, "xcomp"):
            return _under_verb(tree, above, in_title)
        if marks & {"before"}:
            return Reality("announced", "before")
        if marks & {"without"}:
            return Reality("did_not_happen", "without")
        if tree.related(place, "acl") or marks & {"of", "for", "from", "about", "on", "against", "in", "to"}:
            return Reality("conditional", "thought of", unreal=True)
        if tree.related(place, "advcl", "ccomp", "parataxis"):
            return reality_of(tree, above, in_title=in_title) if tree.is_verb(above) else Reality("occurred", "-ing")
    if tag == "VBN" and tree.related(place, "xcomp") and above is not None and tree.lemmas[above] in _STAYS:
        return Reality("ongoing", tree.lemmas[above])
    if tag == "VBN" and not auxiliaries and tree.related(place, "acl", "advcl"):
        return Reality("occurred", "participle")
    if tag == "VB" and not auxiliaries:
        return Reality("requested", "bare verb", unreal=True)
    if tag == "VBN" and any(tree.words[kid] == "be" for kid in auxiliaries):
        return Reality("announced", "to be", unreal="to" in marks)
    return _finite(tree, place, in_title)


def _infinitive(tree: Tree, place: int, above: int, in_title: bool) -> Reality:
    if tree.related(place, "advcl"):
        return Reality("conditional", "an aim", unreal=True)
    if tree.related(place, "acl") and not tree.is_verb(above):
        if tree.lemmas[above] in _NOUN_PLANS:
            return Reality("announced", tree.lemmas[above])
        return Reality("conditional", "an aim", unreal=True)
    return _under_verb(tree, above, in_title)


def _under_verb(tree: Tree, above: int, in_title: bool) -> Reality:
    """What a governing verb makes of the verb that hangs on it."""
    lemma = tree.lemmas[above]
    own = _own(tree, above)
    if lemma in _STOPS:
        return Reality("ended", lemma) if own is None else own
    if lemma in ("fail", "refuse", "decline", "unwilling", "unable", "reluctant"):
        return Reality("did_not_happen", lemma)
    if lemma in ("have", "be") and any(tree.words[kid] == "yet" for kid in tree.kids(above, "advmod")):
        return Reality("did_not_happen", "yet to")
    if lemma in _PLANS or (lemma in ("be", "have", "going", "go") and lemma != "go"):
        return own if own is not None and own.status == "did_not_happen" else Reality("announced", lemma)
    if lemma == "go" and tree.tag(above) == "VBG":
        return own or Reality("announced", "going to")
    if lemma in ("able", "easy", "hard", "difficult", "important", "necessary", "essential", "good", "possible"):
        return Reality("conditional", lemma, unreal=True)
    if lemma in _TRIES:
        return Reality("conditional", lemma, unreal=True)
    if lemma in _GOES_ON:
        return own or Reality("ongoing", lemma)
    if own is not None:
        return own
    return reality_of(tree, above, in_title=in_title)


def _is_to_come(tree: Tree, place: int) -> bool:
    """Whether words beside one say that it lies ahead: "in the near future", "in the coming weeks", "next month"."""
    for kid in tree.kids(place, "obl", "nmod", "obl:tmod", "nmod:tmod", "advmod"):
        word = tree.lemmas[kid]
        beside = {tree.words[inner] for inner in tree.kids(kid, "amod", "det", "advmod")}
        if word == "future" and beside & {"near", "foreseeable", "immediate"}:
            return True
        if word in _STRETCHES and ("coming" in beside or ("next" in beside and "the" not in beside)):
            return True  # "the next day" is one of the past
    return False


def of_noun(tree: Tree, noun: int, carrier: int | None, *, in_title: bool = False) -> Reality:
    """Read off the tree whether the event that a noun names happened.

    Args:
        tree: the tree.
        noun: the noun.
        carrier: the verb that carries it ("held talks"), None where it stands free ("after talks").
        in_title: whether it stands in a headline.
    """
    modifiers = {tree.words[kid] for kid in tree.kids(noun, "amod", "det", "compound", "nmod")}
    if modifiers & {"no", "neither"}:
        return Reality("did_not_happen", "no")
    if modifiers & _COMING or _is_to_come(tree, noun) or (carrier is not None and _is_to_come(tree, carrier)):
        return Reality("announced", "upcoming")
    case = tree.case(noun)
    if case in ("ahead of", "before", "until", "pending"):
        return Reality("announced", case)
    if modifiers & {"previous", "earlier", "past", "former", "prior"}:
        return Reality("background", "previous")
    if carrier is None:
        return Reality("occurred", "told as known")
    if case in ("after", "following", "since", "during", "in", "at", "on"):
        verb = reality_of(tree, carrier, in_title=in_title)
        return verb if verb.status == "announced" and case not in ("after", "following") else Reality("occurred", case)
    return reality_of(tree, carrier, in_title=in_title)
