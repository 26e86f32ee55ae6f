"""The engine that is always there: tokens and sentences by rules, nothing learnt."""

from __future__ import annotations

from collections.abc import Iterable

from ._sentences import blocks, sentence_starts
from ._tokens import tokenise
from .analysis import Analysis, Document, Sentence, Token, checked_regions

RULES_VERSION = "4"


class RulesEngine:
    """Tokens and sentences by rules; grammar, names and attributions stay empty."""

    @property
    def name(self) -> str:
        """``rules/<version>``."""
        return f"rules/{RULES_VERSION}"

    def analyse(self, documents: Iterable[Document]) -> list[Analysis]:
        """Read documents; returns one analysis for each, in the same order.

        Raises:
            RegionError: if a region lies outside its text.
        """
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> Analysis:
        text, regions = document
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for region in checked_regions(text, regions):
            for start, end in blocks(text, *region):
                spans = tokenise(text, start, end)
                if not spans:
                    continue
                starts = sentence_starts(text, spans)
                offset = len(tokens)
                tokens.extend(Token(a, b) for a, b in spans)
                for first, after in zip(starts, [*starts[1:], len(spans)], strict=True):
                    sentences.append(Sentence(spans[first][0], spans[after - 1][1], offset + first, offset + after - 1))
        return Analysis(tuple(tokens), tuple(sentences), (), (), (), self.name)
