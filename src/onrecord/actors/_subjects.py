"""Where a text speaks of sources: as the trained tagger marks them, and as the grammar gives subjects of saying."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.language import Analysis, Attribution

_LEAST_PROBABILITY = 0.3
"""Tagged attributions below this are no statements either (statements stage)."""
_LEAST_QUOTED = 0.03
"""But whole quotations are (statements stage)."""
_SAYING = frozenset(
    """say tell add ask note warn argue insist announce claim explain declare write tweet stress emphasize acknowledge
    admit deny reply respond state suggest urge vow pledge promise reiterate confirm testify recall observe remark
    conclude predict accuse criticize praise demand joke caution counter concede contend maintain complain condemn
    dismiss allege assert estimate reveal disclose threaten chant shout describe report""".split()
)
"""Lemmas of verbs whose subject says something, whatever else the sentence holds."""
_SUBJECTS = frozenset({"nsubj", "nsubj:outer"})
_LONGEST = 16  # tokens of a subject with all that describes it


def sources_of(text: str, analysis: Analysis) -> list[tuple[int, int, int]]:
    """Find the sources of a text: those of tagged attributions, and subjects of verbs of saying beside them.

    Args:
        text: the whole text.
        analysis: its analysis.

    Returns:
        Start and end of each in text order, and where its noun ends as far as the grammar tells it, else 0.
    """
    tagged = sorted(
        {
            (piece.start, piece.end)
            for item in analysis.attributions
            if item.probability >= (_LEAST_QUOTED if _is_quoted(text, item) else _LEAST_PROBABILITY)
            for piece in item.source[:1]
        }
    )
    others = [
        (start, end, noun)
        for start, end, noun in saying_subjects(analysis)
        if not any(a < end and start < b for a, b in tagged[max(0, bisect_left(tagged, (start, 0)) - 1) :][:3])
    ]
    return sorted([*((start, end, 0) for start, end in tagged), *others])


def _is_quoted(text: str, item: Attribution) -> bool:
    """Whether what is said is a whole quotation: in its marks, from a capital on."""
    if not item.content:
        return False
    words = text[item.content[0].start : item.content[0].end]
    return words[:1] in "\"\u201c\u2018'" and words[-1:] in "\"\u201d\u2019'" and words[1:2].isupper()


def saying_subjects(analysis: Analysis) -> list[tuple[int, int, int]]:
    """Find the noun phrases that are subjects of verbs of saying.

    Args:
        analysis: the analysis; without grammar nothing is found.

    Returns:
        Start and end of each and the end of its noun, in text order; pronouns are left to the rules for them.
    """
    tokens = analysis.tokens
    result = []
    for index, token in enumerate(tokens):
        if token.deprel not in _SUBJECTS or token.head is None or not 0 <= token.head < len(tokens):
            continue
        verb = tokens[token.head]
        if token.upos not in ("NOUN", "PROPN") or verb.upos != "VERB" or verb.lemma not in _SAYING:
            continue
        first = index
        while first > 0 and index - first < _LONGEST and _within(analysis, first - 1, index):
            first -= 1
        last = index
        while last + 1 < len(tokens) and last - index < _LONGEST and _within(analysis, last + 1, index):
            last += 1
        result.append((tokens[first].start, tokens[last].end, token.end))
    return sorted(set(result))


def _within(analysis: Analysis, place: int, top: int) -> bool:
    """Whether a token hangs, over a few others, from the head of a phrase."""
    tokens = analysis.tokens
    for _ in range(_LONGEST):
        head = tokens[place].head
        if head is None or not 0 <= head < len(tokens):
            return False
        if head == top:
            return True
        place = head
    return False
