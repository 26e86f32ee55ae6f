"""Linking tagged spans: each source and content piece points at the cue it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ._decode import FloatArray
from ._windows import Cut
from .analysis import Attribution, TaggedSpan

TokenSpan = tuple[int, int, str]  # first token, token after the last, role


@dataclass(slots=True)
class Linked:
    """An attribution in tokens, with the probability of each link."""

    cue: TokenSpan
    source: list[TokenSpan] = field(default_factory=list)
    content: list[TokenSpan] = field(default_factory=list)
    probabilities: list[float] = field(default_factory=list)

    def resolved(self, span: Callable[[TokenSpan], TaggedSpan]) -> Attribution:
        """Return it in offsets; its probability is the least of its links and spans."""
        cue = span(self.cue)
        source = tuple(span(item) for item in self.source)
        content = tuple(span(item) for item in self.content)
        least = min([*self.probabilities, *(item.probability for item in (cue, *source, *content))])
        return Attribution(cue, source, content, round(least, 4))


def link_attributions(document: Cut, tagged: Sequence[TokenSpan], links: Sequence[FloatArray]) -> list[Linked]:
    """Return the attributions that have content, in the order of their cues.

    Args:
        document: the document's windows.
        tagged: the tagged spans of the document.
        links: the link scores of each window, word by word.
    """
    if not tagged:
        return []
    cues: dict[int, Linked] = {first: Linked((first, end, role)) for first, end, role in tagged if role == "cue"}
    if not cues:
        return []
    cue_of_token = {token: first for first, end, role in tagged if role == "cue" for token in range(first, end)}
    where: dict[int, tuple[int, int, int, int]] = {}  # token -> window, first word of its part there, part's first, end
    for number, parts in enumerate(document.parts):
        place = 0
        for part in parts:
            for token in range(part.own, part.end):
                where[token] = (number, place, part.first, part.end)
            place += part.end - part.first
    sources: dict[int, list[tuple[float, TokenSpan]]] = {}
    for item in tagged:
        if item[2] == "cue":
            continue
        window, place, part_first, part_end = where[item[0]]
        scores = links[window][place + item[0] - part_first]
        weights = np.exp(scores - scores.max())
        total = float(weights.sum())
        summed: dict[int, float] = {}
        for token in range(part_first, part_end):  # the same paragraph only
            cue = cue_of_token.get(token)
            if cue is not None:
                summed[cue] = summed.get(cue, 0.0) + float(weights[place + token - part_first])
        if not summed:
            continue
        best = max(summed, key=lambda cue: (summed[cue], -abs(cue - item[0]), -cue))
        probability = summed[best] / total
        if item[2] == "content":
            cues[best].content.append(item)
            cues[best].probabilities.append(probability)
        else:
            sources.setdefault(best, []).append((probability, item))
    for cue, candidates in sources.items():
        probability, item = max(candidates, key=lambda c: (c[0], -c[1][0]))
        cues[cue].source.append(item)
        cues[cue].probabilities.append(probability)
    return [linked for _, linked in sorted(cues.items()) if linked.content]
