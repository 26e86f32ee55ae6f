"""Chains: a saying told within a saying becomes one statement with its tellers; doubles are left out."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements._choice import is_saying, only_helps
from onrecord.statements._types import Attribution, Stretch

_LEFT_OVER_WORDS = 3
"""A teller whose words hold no more than this beside the inner saying says nothing of its own."""

_NOT_TELLING = frozenset({"deny", "ask"})
"""Who denies or questions what another is said to have said does not tell it."""


def statements_among(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Choose the attributions that are statements, each with the attributions that tell it (``via``, nearest first).

    Args:
        text: the whole text.
        attributions: all attributions of a document.

    Returns:
        The statements, sorted by where they begin.
    """
    said = [item for item in attributions if item.content and is_saying(text, item)]
    said.sort(key=lambda item: (item.start, -item.end, item.cue or (0, 0)))
    said = _without_doubles(said)
    teller_of: dict[int, list[int]] = {}
    told_by: dict[int, list[int]] = {}
    hulls = [_hull(item) for item in said]
    for index, inner in enumerate(said):
        start, end = hulls[index]
        outer = [
            other
            for other, (first, last) in enumerate(hulls)
            if first <= start and end <= last and other != index
            if _tells(said[other], inner) and not _tells(inner, said[other])
        ]
        outer.sort(key=lambda other: (_length(said[other]), other))
        teller_of[index] = outer
        for other in outer:
            told_by.setdefault(other, []).append(index)
    result = []
    for index, item in enumerate(said):
        if item.inside is not None and not item.quoted and not teller_of[index]:
            continue  # told in quoted words of nobody known
        if (item.kind == "believe" or item.standing) and teller_of[index]:
            continue  # "told reporters he thought …", "said China rejects …": what is thought is what is told
        inner_ones = [
            said[other]
            for other in told_by.get(index, ())
            if said[other].kind != "believe" and not said[other].standing and not _denies(text, item, said[other])
        ]
        if any(other.rule == "question" and other.kind == "ask" for other in map(said.__getitem__, teller_of[index])):
            continue  # "asked if he believed …": what is asked is not told as said
        if inner_ones and _left_over(text, item, inner_ones) <= _LEFT_OVER_WORDS:
            continue  # it only tells: it stands in the chain of the inner saying
        if any(_denies(text, said[other], item) for other in teller_of[index]):
            continue  # "denied that Lee had said …": nobody tells it
        item.via = [*item.via, *(said[other] for other in teller_of[index] if said[other].kind not in _NOT_TELLING)]
        result.append(item)
    return [item for item in result if not only_helps(item)]


def _denies(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Tell whether a saying is denied to have been one; not where a clause only describes who said it ("Lee, who")."""
    if outer.kind != "deny" or outer.cue is None or inner.cue is None or inner.start < outer.cue[1]:
        return False
    return text[outer.cue[1] : inner.cue[0]].split()[-1:] not in (["who"], ["which"])


def _without_doubles(said: Sequence[Attribution]) -> list[Attribution]:
    """Leave out the weaker of two attributions of the same words to which neither is the teller of the other."""
    kept: list[Attribution] = []
    near: list[int] = []  # places in ``kept`` of those that have not ended where the next one begins
    for item in said:
        near = [place for place in near if kept[place].end > item.start]
        rival = next(
            (
                place
                for place in near
                if _overlap(item, kept[place]) > 0.6 and not _tells(item, kept[place]) and not _tells(kept[place], item)
            ),
            None,
        )
        if rival is None:
            near.append(len(kept))
            kept.append(item)
        elif item.confidence > kept[rival].confidence:
            kept[rival] = item
    return kept


def _overlap(one: Attribution, other: Attribution) -> float:
    if one.end <= other.start or other.end <= one.start:
        return 0.0
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)
    return shared / max(1, min(_length(one), _length(other)))


def _length(item: Attribution) -> int:
    return sum(end - start for start, end in item.content)


def _tells(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether the inner saying stands, with its own cue, within the words of the outer one."""
    anchor = inner.cue or (inner.source[0] if inner.source and not inner.dropped_source else None)
    if anchor is None:
        return False
    return any(start <= anchor[0] and anchor[1] <= end for start, end in outer.content) and any(
        start <= inner.start and inner.end <= end for start, end in [_hull(outer)]
    )


def _hull(item: Attribution) -> Stretch:
    return item.content[0][0], item.content[-1][1]


def _left_over(text: str, outer: Attribution, inner_ones: Sequence[Attribution]) -> int:
    """Count the words of the outer saying that no inner saying covers with its speaker, cue and content."""
    covered = []
    for inner in inner_ones:
        parts = list(inner.content)
        if inner.cue is not None:
            parts.append(inner.cue)
        if not inner.dropped_source:
            parts.extend(inner.source)
        covered.append((min(a for a, _ in parts), max(b for _, b in parts)))
    rest = []
    for start, end in outer.content:
        position = start
        for a, b in sorted(covered):
            if b <= position or a >= end:
                continue
            rest.append(text[position : max(position, a)])
            position = max(position, b)
        rest.append(text[position:end])
    return sum(1 for piece in rest for word in piece.split() if any(character.isalnum() for character in word))
