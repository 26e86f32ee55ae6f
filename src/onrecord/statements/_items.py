"""The text as the rules read it: paragraphs of sentences of items, an item being a word or one whole quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language import Analysis
from onrecord.language.quotations import Quotation
from onrecord.statements._cues import verbs

_FEWEST_WORDS_WITHIN = 8
"""Shorter quotations tell nothing of what another said."""
_QUOTE = "\ufffc"  # what stands for a quotation among words: neither letter nor mark


@dataclass(slots=True)
class Item:
    """A word, a punctuation mark, or a quotation with its marks (one paragraph of it)."""

    start: int
    end: int
    raw: str
    lower: str
    quotation: int = -1
    """Index of the quotation; -1 for words and marks."""
    begins_sentence: bool = False

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation."""
        return self.quotation >= 0


Sentence = list[Item]


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its sentences, a quotation never cut."""

    start: int
    end: int
    sentences: list[Sentence]
    role: str = "body"
    inside: int | None = None
    """Index of the quotation whose words these are; None for the narrator's own paragraph."""


def read_paragraphs(
    text: str,
    analysis: Analysis,
    quotations: Sequence[Quotation],
    lines: Sequence[tuple[int, int, str]],
) -> list[Paragraph]:
    """Cut a document into paragraphs; quotations that enclose others, and long ones, are read once more from within.

    Args:
        text: the whole text.
        analysis: its tokens and sentences.
        quotations: its quotations.
        lines: the lines to be read: start, end, role.

    Returns:
        The paragraphs in text order, those inside quotations last.
    """
    starts = {sentence.start for sentence in analysis.sentences}
    outer = _quote_places(text, [(index, item) for index, item in enumerate(quotations) if item.parent is None])
    reader = _Reader(text, analysis, starts)
    result = []
    for start, end, role in lines:
        paragraph = reader.read(start, end, outer)
        if paragraph.sentences:
            paragraph.role = role
            result.append(paragraph)
    children: dict[int, list[tuple[int, Quotation]]] = {}
    for index, quotation in enumerate(quotations):
        if quotation.parent is not None and quotation.kind == "speech":
            children.setdefault(quotation.parent, []).append((index, quotation))
        if quotation.parent is None and quotation.kind == "speech" and _words(text, quotation) >= _FEWEST_WORDS_WITHIN:
            children.setdefault(index, [])
    for parent in sorted(children):
        inner = _quote_places(text, children[parent])
        reader.back()
        for start, end in quotations[parent].pieces:
            paragraph = reader.read(start, end, inner)
            if paragraph.sentences:
                paragraph.inside = parent
                result.append(paragraph)
    return result


def _words(text: str, quotation: Quotation) -> int:
    return sum(len(text[start:end].split()) for start, end in quotation.pieces)


def _quote_places(text: str, quotations: Sequence[tuple[int, Quotation]]) -> list[tuple[int, int, int]]:
    """Return start, end (marks included) and index of each paragraph of each quotation that is read as one item."""
    places = []
    for index, quotation in quotations:
        if quotation.kind in ("work", "nickname"):
            continue
        for number, (start, end) in enumerate(quotation.pieces):
            first = quotation.start if number == 0 else start - 1
            last = quotation.end if number == len(quotation.pieces) - 1 else end
            places.append((max(0, min(first, start)), max(last, end), index))
    places.sort()
    return places


class _Reader:
    def __init__(self, text: str, analysis: Analysis, sentence_starts: set[int]) -> None:
        self.text = text
        self.tokens = analysis.tokens
        self.starts = sentence_starts
        self.token_starts = [token.start for token in analysis.tokens]
        self.position = 0
        self.place = 0

    def back(self) -> None:
        self.place = 0

    def read(self, start: int, end: int, places: Sequence[tuple[int, int, int]]) -> Paragraph:
        tokens, text = self.tokens, self.text
        self.position = bisect_left(self.token_starts, start)
        if self.place and places and places[min(self.place, len(places)) - 1][0] >= start:
            self.place = 0
        items: list[Item] = []
        begins = False
        while self.position < len(tokens) and tokens[self.position].start < end:
            token = tokens[self.position]
            while self.place < len(places) and places[self.place][1] <= token.start:
                self.place += 1
            if self.place < len(places) and places[self.place][0] <= token.start:
                a, b, index = places[self.place]
                begins = begins or token.start in self.starts or not items
                items.append(Item(a, min(b, end), _QUOTE, _QUOTE, index, begins))
                begins = False
                while self.position < len(tokens) and tokens[self.position].start < b:
                    self.position += 1
                continue
            raw = text[token.start : token.end]
            begins = begins or token.start in self.starts
            self.position += 1
            if raw in _DROPPED_MARKS:
                continue  # the marks of a nickname or a title of a work, or an odd mark
            if (
                raw == "-"
                and text[token.start - 1 : token.start].isalnum()
                and text[token.end : token.end + 1].isalnum()
            ):
                raw = "\u2010"  # the hyphen of a compound is no dash
            # the country and the organization, not the pronouns
            lower = _NO_PRONOUNS.get(raw) or raw.lower().replace("\u2019", "'")
            items.append(Item(token.start, token.end, raw, lower, -1, begins))
            begins = False
        return Paragraph(start, end, _sentences(text, items))


_NO_PRONOUNS = {"US": "U.S.", "WHO": "W.H.O.", "IT": "I.T."}
_DASHES = frozenset({"--", "\u2013", "\u2014", "\u2015"})
_DROPPED_MARKS = frozenset('"\u201c\u201d\u2018\u201e') | {"``", "''"}


def _sentences(text: str, items: Sequence[Item]) -> list[Sentence]:
    result: list[Sentence] = []
    for place, item in enumerate(items):
        begins = item.begins_sentence or (bool(result) and _opens_sentence(text, result[-1], item))
        goes_on = (
            bool(result) and begins and (_goes_on(text, result[-1], item) or _is_said(text, result[-1], items, place))
        )
        if not result or (begins and not goes_on):
            result.append([])
        result[-1].append(item)
    return result


_SPOKEN = frozenset(
    """say ask shout yell cry exclaim reply respond answer add wonder tweet write joke continue quip declare
    demand""".split()
)
_TITLES = frozenset("mr mrs ms dr gen sen rep gov st prof lt col sgt rev hon adm capt".split())


def _opens_sentence(text: str, sentence: Sentence, item: Item) -> bool:
    """Tell whether a quotation opens a sentence: a stop before it, a capital letter in it."""
    if not item.is_quote or sentence[-1].raw not in (".", "!", "?"):
        return False
    first = next((character for character in text[item.start : item.end] if character.isalnum()), "")
    return first.isupper() and len(sentence) > 1 and sentence[-2].lower not in _TITLES


_SUBJECT_WITHIN = 4  # words of a name before "shouted"


def _is_said(text: str, sentence: Sentence, items: Sequence[Item], place: int) -> bool:
    """Tell whether a name and a verb of saying follow a quoted exclamation: ``"All the way!" Dawson shouted``."""
    last = sentence[-1]
    if not last.is_quote or not text[last.start : last.end].rstrip("\"'\u201d\u2019").endswith(("!", "?")):
        return False
    if place and items[place - 1] is not last:
        return False
    for item in items[place + 1 : place + 1 + _SUBJECT_WITHIN]:
        verb = verbs().get(item.lower)
        if verb is not None and verb.form in ("past", "s") and verb.lemma in _SPOKEN:
            return True
        if not item.raw[:1].isupper() and item.raw != ".":
            return False
    return False


def _goes_on(text: str, sentence: Sentence, item: Item) -> bool:
    """Tell whether the item belongs to the sentence although one begins here: ``"It is." he said``."""
    last = sentence[-1]
    if last.is_quote:
        words = text[last.start : last.end].rstrip("\"'\u201d\u2019")
        return words.endswith(",") or item.raw in _DASHES or item.raw[:1].islower()
    return last.raw == ","
