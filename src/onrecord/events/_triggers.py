"""Which words of a text name an event, and of which type, by the company they keep."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.events._frames import object_heads
from onrecord.events._lexicon import Entry, Part, lexicon, strong_lexicon
from onrecord.events._tree import Tree

_BAD_NAMES = frozenset(
    "dictator threat wrong irresponsible unacceptable liar thug killer murderer criminal enemy adversary"
    " bully hypocrite"
    " unfair illegal unlawful provocative provocation dangerous absurd false baseless groundless unreasonable hostile"
    " reckless genocide shameful outrageous hypocritical deplorable despicable wrongful mistake lie smear slander"
    " bullying interference violation unjust aggressor aggression terrorist barbaric malicious disgraceful"
    " regrettable"
    " illegitimate coercive coercion destabilizing unprofessional unsafe manipulator".split()
)
_THANKFUL = frozenset({"grateful", "thankful", "appreciative"})
_NOT_VERBS = frozenset({"amod", "compound", "case", "mark", "aux", "fixed", "flat"})


def entry_at(tree: Tree, place: int, is_party: Callable[[int], bool], *, weak: bool = False) -> Entry | None:
    """Return the entry of the lexicon that fits a word; None where none does.

    Args:
        tree: the tree of the text.
        place: the word.
        is_party: whether a token is the head of a phrase that names a participant.
        weak: whether words count that are too common to name an event by themselves.
    """
    part: Part
    is_verb = tree.is_verb(place) and tree.relations[place].partition(":")[0] not in _NOT_VERBS
    if is_verb or (tree.lemmas[place] in _THANKFUL and tree.kids(place, "cop")):
        part = "verb"
    elif tree.tag(place) in ("NN", "NNS", "NNP") and (
        weak or tree.relations[place] not in ("flat", "fixed", "compound")
    ):
        part = "noun"
    else:
        return None
    entries = lexicon() if weak else strong_lexicon()
    lemma = tree.lemmas[place]
    # A rare verb can lose its last letter in the lemma: "conven".
    for entry in entries.get((lemma, part)) or entries.get((f"{lemma}e", part), ()):
        if _fits(tree, place, entry, is_party):
            return entry
    return None


def _fits(tree: Tree, place: int, entry: Entry, is_party: Callable[[int], bool]) -> bool:
    match entry.need:
        case "":
            return True
        case "obj" if entry.part == "verb":
            return any(
                tree.lemmas[one] in entry.company for head in object_heads(tree, place) for one in _said(tree, head)
            )
        case "obj":
            kids = [*tree.kids(place, "compound", "amod"), *tree.kids(place, "nmod")]
            return any(tree.lemmas[kid] in entry.company or tree.case(kid) in entry.company for kid in kids)
        case "prt":
            return any(tree.words[kid] in entry.company for kid in tree.kids(place, "compound:prt", "advmod"))
        case "prep":
            return any(tree.case(kid) in entry.company for kid in tree.kids(place, "obl", "nmod"))
        case "with":
            kids = [kid for kid in tree.kids(place, "obl", "nmod") if tree.case(kid) == "with"]
            return any(tree.lemmas[one] in entry.company for kid in kids for one in _said(tree, kid))
        case "comp":
            return bool(tree.kids(place, "xcomp", "ccomp"))
        case "to":
            clauses = tree.kids(place, "xcomp", "ccomp", "advcl")
            return any(tree.words[mark] == "to" for kid in clauses for mark in tree.kids(kid, "mark"))
        case "clause":
            return bool(tree.kids(place, "ccomp"))
        case "two":
            subjects = tree.kids(place, "nsubj")
            return any(tree.words[head] in ("they", "two", "both") or tree.kids(head, "conj") for head in subjects)
        case "named":
            return _is_named_badly(tree, place)
        case "person":
            return any(is_party(head) for head in object_heads(tree, place)) and not _is_named(tree, place)


def _is_named(tree: Tree, place: int) -> bool:
    """Whether somebody is called something: "called him a dictator" is no telephone call."""
    return bool(tree.kids(place, "xcomp")) or len(tree.kids(place, "obj", "iobj")) > 1


def _is_named_badly(tree: Tree, place: int) -> bool:
    names = tree.kids(place, "xcomp", "obj", "advcl", "obl", "ccomp")
    return any(tree.lemmas[one] in _BAD_NAMES for name in names for one in [*tree.joined(name), *tree.under(name)])


def _said(tree: Tree, head: int) -> list[int]:
    """The words that an object can be known by: its head, what is joined to it, and what "a round" is of."""
    found = tree.joined(head)
    for one in list(found):
        found.extend(kid for kid in tree.kids(one, "nmod") if tree.case(kid) in ("of", "in", "on"))
    return found
