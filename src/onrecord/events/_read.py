"""What the reader says of a deed, joined with what the linear models say of it.

Both were fitted apart, and are joined by their logarithms: fitted together, the many signs know their own documents so
well that the reader got next to no weight.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from onrecord.events._sides import Unit
from onrecord.language.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

DEED = (0.52, 0.37, 0.01)
"""Weights of the linear score and of the reader for whether a word names a deed, and a constant: out of fold."""
TYPE = 0.6
"""Weight of the reader beside the linear model; of 0 to 0.8 the best out of fold (.845 right; without it .808)."""
STATUS = 0.5
"""The same of the status (.817; without the reader .802)."""
BOLD = 0.0
"""Least score of the reader for a word that the linear models do not know as the name of a deed, or think little of; of
-0.7, 0 and 0.7 all have the same whole F1 out of fold."""
DULL = -4.0
"""Score of the reader for a word, below which it is not looked at: 8 of 1,000 right rows are lost, and a third of the
words are left out."""
ROLE = 0.6
"""The same of the sides (of 0.3, 0.6 and 1); of the day the reader knows nothing more than the signs."""


def likely_deeds(reading: Reading | None) -> frozenset[int]:
    """Return the places of words that the reader takes for names of deeds."""
    if reading is None:
        return frozenset()
    return frozenset((reading.scores["deed"][:, 0] > BOLD).nonzero()[0].tolist())


def is_dull(reading: Reading | None, place: int) -> bool:
    """Return whether the reader takes a word for no name of a deed at all."""
    return reading is not None and bool(reading.scores["deed"][place, 0] < DULL)


def joined_deeds(linear: Floats, reading: Reading | None, places: Sequence[int]) -> Floats:
    """Return how likely words name deeds.

    Args:
        linear: bare scores of the linear model.
        reading: the reader's scores; None where there are none.
        places: the words.
    """
    import numpy as np

    if reading is not None:
        one, other, constant = (np.float32(number) for number in DEED)
        linear = one * linear + other * reading.scores["deed"][list(places), 0] + constant
    return np.asarray(1 / (1 + np.exp(-linear)), np.float32)


def joined(
    task: str, weight: float, classes: Sequence[str], linear: Floats, reading: Reading | None, places: Sequence[int]
) -> Floats:
    """Return the shares of the classes of a task.

    Args:
        task: one that the reader knows.
        weight: that of the reader.
        classes: the classes of the linear model.
        linear: its shares, words x classes.
        reading: the reader's scores; None where there are none.
        places: the words.
    """
    import numpy as np

    if reading is None:
        return linear
    known = reading.labels[task]
    shares = reading.shares(task, places)[:, [known.index(name) for name in classes]]
    both = linear * (shares + np.float32(1e-9)) ** np.float32(weight)
    return np.asarray(both / both.sum(1, keepdims=True), np.float32)


def roles(reading: Reading | None, place: int, units: Sequence[Unit], words: Collection[tuple[int, str]]) -> Floats:
    """Return what the words that name groups of countries are to a deed.

    Args:
        reading: the reader's scores; None where there are none.
        place: the word that names the deed.
        units: the groups of countries.
        words: the words that name countries around it.

    Returns:
        units x 2: scores of actor and of recipient, the mean over the words of a group; 0 is neither.
    """
    import numpy as np

    found = np.zeros((len(units), 2), np.float32)
    if reading is None or reading.window[place] < 0:
        return found
    near = sorted({(word, country) for word, country in words if reading.window[word] == reading.window[place]})
    if not near:
        return found
    scores = reading.pairs("role", place, [word for word, _ in near])
    for row, unit in enumerate(units):
        at = {word: number for number, (word, country) in enumerate(near) if country in unit.countries}
        if at:
            found[row] = scores[list(at.values())].mean(0)
    return found
