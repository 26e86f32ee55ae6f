"""How far apart the stories of pages are that speak of one field: two trials, two storms, told by many pages each.

Two pages on one story can share few words, and two on different ones many. Among many pages it shows better: those of
one story are nearer to each other than to all others. Pages are joined step by step (Ward's method); two are as far
apart as the two heaps through which they come together.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from onrecord.matters._tellings import Page, pages_alike

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_PAGES = 10
"""Of fewer pages it does not show which belong together."""
MOST_PAGES = 60
"""Of more pages it is not asked: the time grows with the square of their number."""
_OF_WORDS = 0.7
"""How much the words of two pages count, and the names and numbers for the rest: of five shares tried on ECB+ train the
one that keeps its given sub-topics apart best."""


def stories_apart(pages: Mapping[str, Page]) -> dict[tuple[str, str], float]:
    """Return of each two pages how far apart their stories are, both ways round; nothing for few or very many pages.

    Args:
        pages: the pages of one field, by id.
    """
    ids = sorted(pages)
    if not LEAST_PAGES <= len(ids) <= MOST_PAGES:
        return {}
    squares = np.zeros((len(ids), len(ids)))
    for (i, one), (j, other) in combinations(enumerate(ids), 2):
        alike = pages_alike(pages[one], pages[other])
        nearness = _OF_WORDS * alike.words + (1 - _OF_WORDS) * alike.names
        squares[i, j] = squares[j, i] = 2 * max(0.0, 1 - nearness)
    heights = _joined_at(squares)
    return {
        (one, other): round(float(heights[i, j]), 4)
        for i, one in enumerate(ids)
        for j, other in enumerate(ids)
        if i != j
    }


def _joined_at(squares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return at which distance each two come together, from the squares of their distances (Lance and Williams)."""
    count = len(squares)
    squares = squares.copy()
    np.fill_diagonal(squares, np.inf)
    heights = np.zeros((count, count))
    heaps = {place: [place] for place in range(count)}
    while len(heaps) > 1:
        i, j = sorted(divmod(int(np.argmin(squares)), count))
        nearest = squares[i, j]
        heights[np.ix_(heaps[i], heaps[j])] = heights[np.ix_(heaps[j], heaps[i])] = np.sqrt(max(0.0, nearest))
        for other in heaps:
            if other not in (i, j):
                mine, yours, theirs = len(heaps[i]), len(heaps[j]), len(heaps[other])
                merged = (mine + theirs) * squares[i, other] + (yours + theirs) * squares[j, other] - theirs * nearest
                squares[i, other] = squares[other, i] = merged / (mine + yours + theirs)
        heaps[i] += heaps.pop(j)
        squares[j, :] = squares[:, j] = np.inf
    return heights
