"""Restrictions that are taken back: "suspend the tariffs" is a concession, however it resembles a sanction."""

from __future__ import annotations

from onrecord.events._tree import Tree
from onrecord.records import EventType

_TAKING_BACK = frozenset(
    "suspend suspension lift lifting remove removal cancel cancellation cut reduce reduction lower ease easing relax"
    " relaxation waive waiver delay postpone pause terminate termination scrap drop rescind unfreeze withdraw".split()
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
    for _ in range(_DEPTH):
        below = [kid for word in below for kid in tree.kids(word, *_PARTS)]
        lemmas = {tree.lemmas[word] for word in below}
        if lemmas & _PUT_ON:
            return False
        if lemmas & _RESTRICTION:
            return True
    return False
