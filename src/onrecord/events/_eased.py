"""Deeds whose words resemble another type: "suspend the tariffs" is a concession, arms sales are cooperation."""

from __future__ import annotations

from onrecord.events._tree import Tree
from onrecord.records import EventType

_TAKING_BACK = frozenset(
    "suspend suspension lift lifting remove removal cancel cancellation cut reduce reduction lower ease easing relax"
    " relaxation waive waiver delay postpone pause terminate termination scrap drop rescind unfreeze withdraw"
    " halve slash trim".split()
)
_RESTRICTION = frozenset(
    "tariff duty sanction countermeasure control restriction ban embargo levy curb rule fee investigation probe penalty"
    " surcharge blacklist measure".split()
)
"""Of the rows to learn from in which a word of taking back stands before one of these, 62 of 65 are concessions."""
_PARTS = ("obj", "nsubj:pass", "nmod", "compound")
_DEPTH = 3
"""Nouns down to the restriction: "the implementation of the 50% rule on export controls"."""
_PUT_ON = frozenset({"exemption", "exclusion", "waiver", "visa", "treatment"})
"""What softens a restriction: to take it back is none."""


def takes_back_a_restriction(tree: Tree, place: int, event: EventType) -> bool:
    """Tell whether a deed that reads like a sanction takes one back (PLOVER: CONCEDE, "ease restrictions").

    Args:
        tree: the trees of the document.
        place: the word that names the deed.
        event: the type that it was read as.
    """
    if event != "SANCTION" or tree.lemmas[place] not in _TAKING_BACK:
        return False
    below = [place]
    for depth in range(_DEPTH):
        # "suspend for one year the controls": behind a time the parser sets the object beside the verb
        late = tree.kids(place, "parataxis") if depth == 0 and not tree.kids(place, "obj") else ()
        below = [*(kid for word in below for kid in tree.kids(word, *_PARTS)), *late]
        lemmas = {tree.lemmas[word] for word in below}
        if lemmas & _PUT_ON:
            return False
        if lemmas & _RESTRICTION:
            return True
    return False


_SELLING = frozenset(
    "announce approve authorize authorise unveil clear greenlight propose plan offer sell sale".split()
)
_ARMS = frozenset({"arm", "arms", "weapon", "weapons", "weaponry"})
_NOUNS = ("compound", "amod")
_SALES = frozenset({"sale", "package", "deal", "transfer"})


def sells_arms(tree: Tree, place: int, event: EventType) -> bool:
    """Tell whether a deed that reads like a sanction is a sale of arms (PLOVER: COOPERATE, military).

    Of the 17 rows to learn from in which arms are sold to a state, all are cooperation.
    """
    if event != "SANCTION" or tree.lemmas[place] not in _SELLING:
        return False
    sales = [place] if tree.lemmas[place] in _SALES else tree.kids(place, "obj", "nsubj:pass")
    parts = [word for sale in sales for word in (sale, *tree.kids(sale, "compound"))]  # "arms sales packages"
    sold = {tree.lemmas[kid] for word in parts if tree.lemmas[word] in _SALES for kid in tree.kids(word, *_NOUNS)}
    return not sold.isdisjoint(_ARMS)


def clashes_over(tree: Tree, place: int, event: EventType) -> bool:
    """Tell whether those who "clash over" something quarrel: of the rows to learn from with "clash", none has arms."""
    return (
        event == "ASSAULT"
        and tree.lemmas[place] == "clash"
        and any("over" in tree.case(kid).split() for kid in tree.kids(place, "obl", "nmod"))
    )


def retyped(tree: Tree, place: int, event: EventType) -> EventType:
    """Return the type of a deed, put right where grammar tells it from the type that its words resemble."""
    if takes_back_a_restriction(tree, place, event):
        return "CONCEDE"
    if sells_arms(tree, place, event):
        return "COOPERATE"
    return "ACCUSE" if clashes_over(tree, place, event) else event
