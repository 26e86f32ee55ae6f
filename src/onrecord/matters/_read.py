"""What the reader says of words that may tell of commitments and lines, for the models to be joined with.

The reader (`onrecord.language.reading`) and the linear models over named features are fitted apart and joined by their
logarithms, with weights fitted out of fold (``training/matters/train.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from onrecord.language.reading import Reading

_FURTHEST = 8.0
"""Scores beyond are no surer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The reader's bare scores of one document for commitments, or for lines."""

    heading: Sequence[float]
    """Of each word, that it heads one."""
    inside: Sequence[float]
    """That it stands inside one."""
    window: Sequence[int]
    """The window in which it was read; -1 where it was not."""

    def bold(self, least: float) -> frozenset[int]:
        """Return the words with at least this score as heads."""
        return frozenset(
            place
            for place, (score, window) in enumerate(zip(self.heading, self.window, strict=True))
            if score > least and window >= 0
        )

    def evidence(self, place: int, span: tuple[int, int], above: int | None, kids: Sequence[int]) -> dict[str, float]:
        """Return the scores around a word, by name; none where it was not read.

        Args:
            place: the word.
            span: first word of what it heads, and one past the last.
            above: the word that governs it.
            kids: the words that hang on it.
        """
        if self.window[place] < 0:
            return {}
        heading, inside = self.heading, self.inside[span[0] : span[1]] or [self.inside[place]]
        own = heading[place]
        found = {
            "own": own,
            "best": max(heading[span[0] : span[1]], default=own),
            "inside": sum(inside) / len(inside),
            "inside own": self.inside[place],
            "above": heading[above] if above is not None else own,
            "below": max((heading[kid] for kid in kids), default=-_FURTHEST),
        }
        return {name: min(_FURTHEST, max(-_FURTHEST, number)) for name, number in found.items()}


def heard(reading: Reading | None, task: str) -> Heard | None:
    """Return the reader's scores of a document for a task.

    Args:
        reading: the reader's scores; None where there are none.
        task: ``commitment`` or ``channel``.
    """
    if reading is None:
        return None
    return Heard(
        reading.scores[task][:, 0].tolist(), reading.scores[f"{task} inside"][:, 0].tolist(), reading.window.tolist()
    )


def joined_shares(
    reading: Reading | None, task: str, weight: float, shares: Mapping[str, float], places: Sequence[int]
) -> dict[str, float]:
    """Return the shares of the answers to a question, the linear model's joined with the reader's.

    Args:
        reading: the reader's scores; None where there are none.
        task: the same question as the reader knows it.
        weight: that of the reader.
        shares: of the linear model.
        places: the words asked of; the mean of their logarithms counts.
    """
    if reading is None or not weight or reading.window[places[0]] < 0:
        return dict(shares)
    import numpy as np

    told = np.log(reading.shares(task, places) + 1e-6).mean(0)
    known = reading.labels[task]
    both = {name: np.log(share + 1e-6) + weight * told[known.index(name)] for name, share in shares.items()}
    most = max(both.values())
    powers = {name: float(np.exp(score - most)) for name, score in both.items()}
    whole = sum(powers.values())
    return {name: power / whole for name, power in powers.items()}


def party_scores(
    reading: Reading | None, kind: str, place: int, named: Sequence[tuple[int, Collection[str]]]
) -> dict[str, tuple[float, ...]]:
    """Return what the countries named around a word are to it: of each country its best word's bare scores.

    Args:
        reading: the reader's scores; None where there are none.
        kind: ``commitment party`` or ``channel party``.
        place: the word that heads the commitment or line.
        named: words that name countries, with these.
    """
    if reading is None or reading.window[place] < 0:
        return {}
    near = [(at, countries) for at, countries in named if reading.window[at] == reading.window[place]]
    if not near:
        return {}
    scores = reading.pairs(kind, place, [at for at, _ in near])
    found: dict[str, tuple[float, ...]] = {}
    for row, (_, countries) in zip(scores.clip(-_FURTHEST, _FURTHEST).tolist(), near, strict=True):
        for country in countries:
            before = found.get(country)
            found[country] = tuple(row) if before is None else tuple(map(max, before, row))
    return found
