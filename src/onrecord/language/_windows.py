"""Cutting a document into windows: whole paragraphs packed together, long ones in parts that overlap.

Each token is *owned* by exactly one window. What a part of a long paragraph shows before its own tokens is context
only, so no token is read at a seam without the words before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ._features import PieceEncoder, Window
from ._quotes import quotation_states
from ._sentences import blocks, sentence_starts
from ._tokens import tokenise
from .analysis import Region

WINDOW_PIECES = 160  # paragraphs are packed up to it, as in training
LONGEST_BLOCK = 250  # pieces of a paragraph read whole
CONTEXT_PIECES = 60  # shown again before the next part of a longer one


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one block inside a window: tokens ``first`` to ``end`` (of the document), owned from ``own``."""

    block: int
    first: int
    own: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A document's tokens, its blocks (first token, token after the last), and its windows.

    A sentence starts at the forced starts whatever the model says; at the rules' starts the model has less to say.
    """

    spans: list[tuple[int, int]]
    blocks: list[tuple[int, int]]
    forced_starts: list[int]
    rule_starts: list[int]
    windows: list[Window]
    parts: list[list[Part]]


def cut(text: str, regions: Sequence[Region], encoder: PieceEncoder) -> Cut:
    """Tokenise the regions and pack them into windows."""
    spans: list[tuple[int, int]] = []
    block_tokens: list[tuple[int, int]] = []
    pieces: list[tuple[int, ...]] = []
    shapes: list[int] = []
    quotations: list[int] = []
    rule_starts: list[int] = []
    for region in regions:
        for start, end in blocks(text, *region):
            tokens = tokenise(text, start, end)
            if not tokens:
                continue
            first = len(spans)
            forms = [text[a:b] for a, b in tokens]
            before = [True]
            before.extend([a[1] < b[0] for a, b in pairwise(tokens)])
            after = [*before[1:], True]
            for form in forms:
                ids, shape = encoder.pieces_and_shape(form)
                pieces.append(ids)
                shapes.append(shape)
            quotations.extend(quotation_states(forms, before, after))
            rule_starts.extend(first + i for i in sentence_starts(text, tokens))
            spans.extend(tokens)
            block_tokens.append((first, len(spans)))
    sizes = list(map(len, pieces))
    forced = [first for first, _ in block_tokens]
    groups: list[list[Part]] = []
    current: list[Part] = []
    filled = 0
    for number, (first, end) in enumerate(block_tokens):
        size = sum(sizes[first:end])
        if size > LONGEST_BLOCK:
            if current:
                groups.append(current)
                current, filled = [], 0
            starts = [i for i in rule_starts if first <= i < end]
            for part in _long_block(starts, sizes, number, first, end):
                groups.append([part])
                if part.own > first:
                    forced.append(part.own)
            continue
        if current and filled + size > WINDOW_PIECES:
            groups.append(current)
            current, filled = [], 0
        current.append(Part(number, first, first, end))
        filled += size
    if current:
        groups.append(current)
    windows = []
    for group in groups:
        indexes = [i for part in group for i in range(part.first, part.end)]
        openings = {block_tokens[part.block][0] for part in group}
        windows.append(
            Window(
                [pieces[i] for i in indexes],
                [shapes[i] for i in indexes],
                [quotations[i] for i in indexes],
                [i in openings for i in indexes],
            )
        )
    return Cut(spans, block_tokens, sorted(forced), rule_starts, windows, groups)


def _long_block(starts: list[int], sizes: list[int], number: int, first: int, end: int) -> list[Part]:
    """Cut a long paragraph, where possible at its sentences; each part repeats some of what came before."""
    borders = [*starts[1:], end]
    parts: list[Part] = []
    own = first
    while own < end:
        room = WINDOW_PIECES
        begin = own
        shown = 0
        while begin > first and shown + sizes[begin - 1] <= CONTEXT_PIECES:
            begin -= 1
            shown += sizes[begin]
        last = own
        while last < end and room - sizes[last] >= 0:
            room -= sizes[last]
            last += 1
        fitting = [border for border in borders if own < border <= last]
        stop = fitting[-1] if fitting else max(last, own + 1)
        parts.append(Part(number, begin, own, stop))
        own = stop
    return parts
