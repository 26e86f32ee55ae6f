"""What was taken along into the content of a saying and is none of it: its circumstances, its topic, who says it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.language.quotations import Quotation
from onrecord.statements._grammar import Grammar
from onrecord.statements._types import Attribution, Stretch

_RELATIVES = frozenset("which that who whom what whose where when how".split())
_THAT = "that "
_OPENING_CLAUSES = frozenset({"that", "whether", "if", "why", "how"})
_BREAKS_OFF = frozenset("of the a an in for with called titled entitled".split())
_SEVERAL = 4  # words of a quotation that is no term


def only_said(text: str, item: Attribution, quotations: Sequence[Quotation], grammar: Grammar) -> None:
    """Take out of a saying's content what the narrator tells beside it; in place.

    So what opens the sentence of a clause with "that" ("Citing “two sources,” Lee said that …"), what stands among the
    words that name the speaker ("said Lee, author of “War,” a novel"), and what a quotation was about ("“No,” he said
    of the plan").

    Args:
        text: the whole text.
        item: the saying.
        quotations: the quotations of the text.
        grammar: its tokens.
    """
    if item.cue is None or len(item.content) < 2:
        return
    kept = [piece for piece in item.content if not _is_taken_along(text, piece, item, quotations, grammar)]
    if not kept or len(kept) == len(item.content):
        return
    item.content = kept
    item.quoted = {
        index
        for index in item.quoted
        if any(start < quotations[index].end and quotations[index].start < end for start, end in kept)
    }


def _is_taken_along(
    text: str, piece: Stretch, item: Attribution, quotations: Sequence[Quotation], grammar: Grammar
) -> bool:
    assert item.cue is not None
    if text[slice(*piece)].lower() in _RELATIVES:
        return False
    marked = any(quotation.start < piece[1] and piece[0] < quotation.end for quotation in quotations)
    if _names_speaker(piece, item, marked=marked):
        return True
    if piece[1] <= item.cue[0]:
        behind = next((start for start, _ in item.content if start >= item.cue[1]), None)
        if behind is None or _quotes_several_words(text, piece, quotations):
            return False
        subject_first = bool(item.source) and item.source[0][0] < item.cue[0]
        that = (
            subject_first and text.startswith(_THAT, behind) and not text[item.cue[1] : behind].rstrip().endswith(",")
        )
        return that or _is_cut_off(piece, grammar)
    if piece[0] < item.cue[1] or marked:
        return False
    if not any(other[1] <= item.cue[0] and is_whole(text, other, quotations) for other in item.content):
        return False
    return grammar.is_thing(piece) or _belongs_to_another_verb(text, piece, item.cue, grammar)


def _belongs_to_another_verb(text: str, piece: Stretch, cue: Stretch, grammar: Grammar) -> bool:
    """Tell whether a clause behind ``"…," he said`` is what another verb there tells: "when asked whether"."""
    words = text[slice(*piece)].lower().split()
    between = grammar.within(cue[1], piece[0])
    return (
        bool(words)
        and words[0] in _OPENING_CLAUSES
        and any(grammar.tokens[place].xpos in ("VBN", "VBG", "VBD") for place in between)
    )


def end_of_quoted_sentence(text: str, stretch: Stretch, quotations: Sequence[Quotation]) -> Stretch:
    """End a content with the quotation that ends its sentence, where the narrator goes on: ``"No." He left``.

    Args:
        text: the whole text.
        stretch: the content.
        quotations: the quotations of the text.
    """
    start, end = stretch
    first = bisect_left(quotations, start, key=lambda quotation: quotation.start)
    for quotation in quotations[first:]:
        if quotation.start >= end:
            break
        if quotation.parent is not None or not quotation.closed or quotation.end >= end:
            continue
        words = text[quotation.start : quotation.end].rstrip("\"'\u201d\u2019")
        following = text[quotation.end : end].lstrip()
        if words.endswith((".", "!", "?")) and following[:1].isupper() and text[quotation.end].isspace():
            return start, quotation.end
    return stretch


def end_of_introduced(text: str, stretch: Stretch, cue_end: int, quotations: Sequence[Quotation]) -> Stretch:
    """End a content with the quotation that a mark behind the cue introduces: ``said: “We won,” but he had lost``.

    Args:
        text: the whole text.
        stretch: the content.
        cue_end: where the cue ends; it may end with the mark.
        quotations: the quotations of the text.
    """
    start, end = stretch
    if start < cue_end or text[cue_end - 1 : start].strip()[-1:] not in (":", ","):
        return stretch
    first = next((each for each in quotations if each.parent is None and 0 <= each.start - start <= 1), None)
    if first is None or not first.closed or first.end >= end:
        return stretch
    ended = text[first.start : first.end].rstrip("\"'\u201d\u2019").endswith((",", ".", "!", "?"))
    others = any(first.end <= each.start < end for each in quotations)
    return stretch if others or not ended else (start, first.end)


def _is_cut_off(piece: Stretch, grammar: Grammar) -> bool:
    """Tell whether words are an adverbial that ends where a clause describing its noun begins: "In a move that"."""
    places = grammar.within(*piece)
    tags = [grammar.tokens[place].xpos for place in places]
    return len(tags) > 1 and tags[0] in ("IN", "VBG", "VBN") and tags[-1] in ("WDT", "WP")


def _quotes_several_words(text: str, piece: Stretch, quotations: Sequence[Quotation]) -> bool:
    return any(
        quotation.parent is None
        and piece[0] <= quotation.start
        and quotation.end <= piece[1]
        and len(text[quotation.start : quotation.end].split()) >= _SEVERAL
        for quotation in quotations
    )


def _names_speaker(piece: Stretch, item: Attribution, *, marked: bool) -> bool:
    """Tell whether words are among those that name the speaker, or stand quoted between them and the verb behind."""
    if item.cue is None or not item.source or item.dropped_source:
        return False
    start, end = item.source[0][0], item.source[-1][1]
    if marked and end <= item.cue[0]:
        end = item.cue[0]
    return start <= piece[0] and piece[1] <= end


def with_quoted_name(text: str, source: Stretch, quotations: Sequence[Quotation]) -> Stretch:
    """Add the title in quotation marks at which the words that name a speaker break off: "author of “War”".

    Args:
        text: the whole text.
        source: the words that name the speaker.
        quotations: the quotations of the text.
    """
    start, end = source
    words = text[start:end].lower().split()
    if not words or words[-1] not in _BREAKS_OFF:
        return source
    behind = next((each for each in quotations if each.parent is None and 0 <= each.start - end <= 1), None)
    return source if behind is None else (start, behind.end)


def is_whole(text: str, piece: Stretch, quotations: Sequence[Quotation]) -> bool:
    """Tell whether words are one whole quotation, or one whole paragraph of it.

    Args:
        text: the whole text.
        piece: the words.
        quotations: the quotations of the text.
    """
    start, end = piece
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return any(
        quotation.parent is None and a <= start and end <= b and _all_but_marks(text, (a, b), (start, end))
        for quotation in quotations
        if quotation.start <= start < quotation.end
        for a, b in quotation.pieces
    )


def _all_but_marks(text: str, outer: Stretch, inner: Stretch) -> bool:
    beside = text[outer[0] : inner[0]] + text[inner[1] : outer[1]]
    return not any(character.isalnum() for character in beside)
