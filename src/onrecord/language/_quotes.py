"""Where quotations run, paragraph by paragraph: a feature for the model and a first reading for the rules.

Marks are read as a journalist sets them: an opening mark on each paragraph of a long quotation, a closing mark only on
the last. A state therefore never runs on over a paragraph's end.
"""

from __future__ import annotations

from collections.abc import Sequence

OUTSIDE, INSIDE, OPENING, CLOSING = 0, 1, 2, 3
_OPENING_MARKS = frozenset("\u201c\u201e\u00ab\u201f")
_CLOSING_MARKS = frozenset("\u201d\u00bb")
_STRAIGHT = '"'


def quotation_states(
    forms: Sequence[str], space_before: Sequence[bool] | None = None, space_after: Sequence[bool] | None = None
) -> list[int]:
    """Return a state for each token of one paragraph: outside, inside, opening mark, closing mark.

    Args:
        forms: the tokens as written.
        space_before, space_after: whether white space stands beside each token; without them straight marks toggle.
    """
    states = []
    inside = False
    for index, form in enumerate(forms):
        if form in _OPENING_MARKS or form == "``":
            inside = True
            states.append(OPENING)
        elif form in _CLOSING_MARKS or form == "''":
            inside = False
            states.append(CLOSING)
        elif form == _STRAIGHT:
            opens = not inside
            if inside and space_before is not None and space_after is not None:
                # A mark with space before and none after opens, even if the last quotation was never closed.
                opens = space_before[index] and not space_after[index]
            states.append(OPENING if opens else CLOSING)
            inside = opens
        else:
            states.append(INSIDE if inside else OUTSIDE)
    return states
