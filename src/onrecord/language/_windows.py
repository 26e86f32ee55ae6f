"""Cutting a document into windows: whole paragraphs packed together, long ones in parts that overlap.

Each token is *owned* by exactly one window. What a part of a long paragraph shows before its own tokens is context
only, so no token is read at a seam without the words before it. A part of a long paragraph ends at the last sentence
start that the rules see in the room it has; where they see none, it is decided after it was read: at the last sentence
start that the network saw in it. So no sentence lies across a seam.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ._features import PieceEncoder, Window
from ._quotes import quotation_states
from ._sentences import blocks, sentence_starts
from ._tokens import tokenise
from .analysis import Region

# Content pieces of a window, context included. Training shows up to 160 at once; longer windows read worse (200: EWT
# dev LAS -0.3, GUM dev -1.1, EWN dev names -1.1 points); of 120, 140, 160 the best balance of names and contents. 150
# with 16 of context is 4 % quicker and as good on all dev sets, but the models that go on from the states (reader,
# events, matters) learned on these windows: commitments and lines lost two of 71.
WINDOW_PIECES = 140
CONTEXT_PIECES = 30  # shown again before the next part of a longer paragraph
# Of the tokens that a part has room for: a sentence start by rule behind these ends the part; no tail is read twice.
LEAST_OWNED = 0.6
LEAST_AFTER_START = 12  # tokens that must follow a sentence start for it to be trusted as a seam, where there is one


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one block inside a window: tokens ``first`` to ``end`` (of the document), owned from ``own``."""

    block: int
    first: int
    own: int
    end: int


@dataclass(slots=True)
class Cut:
    """A document's tokens with what the network is shown of each, its blocks, and how they are grouped into windows."""

    spans: list[tuple[int, int]]
    blocks: list[tuple[int, int]]
    """First token, token after the last."""
    rule_starts: list[int]
    """The tokens where the rules see a sentence start; there the network has less to say."""
    pieces: list[tuple[int, ...]]
    shapes: list[int]
    quotations: list[int]
    groups: list[list[int]]
    """The blocks of each window; a block that is too long for one stands alone."""

    def window(self, parts: Sequence[Part]) -> Window:
        """Return what the network is shown of some stretches."""
        if len(parts) == 1:
            first, end = parts[0].first, parts[0].end
            pieces, shapes, quotations = self.pieces[first:end], self.shapes[first:end], self.quotations[first:end]
            starts = [False] * (end - first)
            starts[0] = first == self.blocks[parts[0].block][0]
            return Window(pieces, shapes, quotations, starts)
        indexes = [i for part in parts for i in range(part.first, part.end)]
        openings = {self.blocks[part.block][0] for part in parts}
        return Window(
            [self.pieces[i] for i in indexes],
            [self.shapes[i] for i in indexes],
            [self.quotations[i] for i in indexes],
            [i in openings for i in indexes],
        )

    def whole(self, blocks: Sequence[int]) -> list[Part] | None:
        """Return the parts of a window of whole blocks; None if it is one block that is too long."""
        first, end = self.blocks[blocks[0]]
        if len(blocks) == 1 and sum(map(len, self.pieces[first:end])) > WINDOW_PIECES:
            return None
        return [Part(block, self.blocks[block][0], *self.blocks[block]) for block in blocks]

    def stretch(self, block: int, own: int) -> Part:
        """Return as much of a long block from the token ``own`` on as one window takes, with context before it.

        It ends at a sentence start by rule (``rule_starts``) where one is far enough on.
        """
        first, end = self.blocks[block]
        begin = own
        shown = 0
        while begin > first and shown + len(self.pieces[begin - 1]) <= CONTEXT_PIECES:
            begin -= 1
            shown += len(self.pieces[begin])
        room = WINDOW_PIECES - shown
        last = own
        while last < end and room >= len(self.pieces[last]):
            room -= len(self.pieces[last])
            last += 1
        if last < end:
            place = bisect_right(self.rule_starts, last)
            start = self.rule_starts[place - 1] if place else 0
            if start - own >= LEAST_OWNED * (last - own):
                last = start
        return Part(block, begin, own, max(last, own + 1))


def seam(part: Part, starts: Sequence[int]) -> Part:
    """Shorten a part that does not reach its block's end to the last trusted sentence start in it, if there is one.

    Args:
        part: the stretch that was read.
        starts: the sentence starts found in it, in order.
    """
    inside = [start for start in starts if part.own < start < part.end]
    trusted = [start for start in inside if start <= part.end - LEAST_AFTER_START]
    end = (trusted or inside or [part.end])[-1]
    return Part(part.block, part.first, part.own, end)


def cut(text: str, regions: Sequence[Region], encoder: PieceEncoder) -> Cut:
    """Tokenise the regions and group their blocks into windows."""
    spans: list[tuple[int, int]] = []
    block_tokens: list[tuple[int, int]] = []
    pieces: list[tuple[int, ...]] = []
    shapes: list[int] = []
    quotations: list[int] = []
    rule_starts: list[int] = []
    groups: list[list[int]] = []
    filled = 0
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
            own_pieces, own_shapes = encoder.all_pieces_and_shapes(forms)
            pieces.extend(own_pieces)
            shapes.extend(encoder.shapes_in_capitals(forms, own_shapes))
            size = sum(map(len, own_pieces))
            quotations.extend(quotation_states(forms, before, after))
            rule_starts.extend(first + i for i in sentence_starts(text, tokens))
            spans.extend(tokens)
            if not groups or filled + size > WINDOW_PIECES:
                groups.append([])
                filled = 0
            groups[-1].append(len(block_tokens))
            filled += size
            block_tokens.append((first, len(spans)))
    return Cut(spans, block_tokens, rule_starts, pieces, shapes, quotations, groups)
