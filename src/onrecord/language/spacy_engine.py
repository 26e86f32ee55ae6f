"""An adapter: a spaCy pipeline of the user's own in the place of our engine.

spaCy is no dependency; whoever has a pipeline (``en_core_web_trf``, a model of their own) hands it in::

    import spacy
    from onrecord.language import analyse
    from onrecord.language.spacy_engine import SpacyEngine

    analyse(documents, engine=SpacyEngine(spacy.load("en_core_web_trf")))

It gives tokens, sentences, grammar and names as the pipeline has them (labels are mapped, the tokenisation and the
grammar's scheme stay the pipeline's own). It tags no attributions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .analysis import ROOT, Analysis, Document, Name, Sentence, Token, checked_regions

# OntoNotes and CoNLL labels; what is not here (quantities, ordinals …) is left out.
LABELS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "group",
    "DATE": "date",
    "MONEY": "money",
    "EVENT": "other",
    "LAW": "other",
    "WORK_OF_ART": "other",
    "PRODUCT": "other",
    "MISC": "other",
}
ADAPTER_VERSION = "2"


class SpacyEngine:
    """Reads documents with a spaCy pipeline.

    Args:
        pipeline: a loaded pipeline (``spacy.load(...)``); it must set sentence borders (parser, senter or sentencizer).
        batch_size: how many regions go through the pipeline at once.
    """

    def __init__(self, pipeline: Any, *, batch_size: int = 32) -> None:
        self._pipeline = pipeline
        self._batch_size = batch_size

    @property
    def name(self) -> str:
        """The pipeline's language, name and version, and the adapter's version."""
        meta = self._pipeline.meta
        return f"spacy-{meta['lang']}_{meta['name']}/{meta['version']}+{ADAPTER_VERSION}"

    def analyse(self, documents: Iterable[Document]) -> list[Analysis]:
        """Read documents; returns one analysis for each, in the same order.

        Raises:
            RegionError: if a region lies outside its text.
            ValueError: if the pipeline sets no sentence borders (spaCy's own message).
        """
        held = [(text, checked_regions(text, regions)) for text, regions in documents]
        pieces = [text[start:end] for text, regions in held for start, end in regions]
        parsed: Iterator[Any] = iter(self._pipeline.pipe(pieces, batch_size=self._batch_size))
        return [self._one(regions, parsed) for _, regions in held]

    def _one(self, regions: list[tuple[int, int]], parsed: Iterator[Any]) -> Analysis:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        for start, _ in regions:
            region = next(parsed)
            place: dict[int, int] = {}
            for token in region:
                if not token.is_space:
                    place[token.i] = len(tokens) + len(place)
            for token in region:
                if token.i not in place:
                    continue
                head: int | None = None
                if region.has_annotation("DEP"):
                    head = ROOT if token.head.i == token.i else place.get(token.head.i, ROOT)
                begin = start + token.idx
                tokens.append(
                    Token(
                        begin,
                        begin + len(token.text),
                        upos=token.pos_ or None,
                        xpos=token.tag_ or None,
                        lemma=token.lemma_ or None,
                        head=head,
                        deprel="root" if token.dep_ == "ROOT" else token.dep_ or None,
                    )
                )
            for sentence in region.sents:
                inside = [place[token.i] for token in sentence if token.i in place]
                if inside:
                    first, last = inside[0], inside[-1]
                    sentences.append(Sentence(tokens[first].start, tokens[last].end, first, last))
            for entity in region.ents:
                label = LABELS.get(entity.label_)
                if label is not None:
                    names.append(Name(start + entity.start_char, start + entity.end_char, label, 1.0, "spacy"))
        return Analysis(tuple(tokens), tuple(sentences), tuple(names), (), (), self.name)
