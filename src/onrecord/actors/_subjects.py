"""Where a text speaks of sources: as the trained tagger marks them, and as the grammar gives subjects of saying."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container

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
_TELLING = frozenset("tell urge warn assure remind inform advise brief notify instruct implore reassure".split())
"""Lemmas of verbs whose object is who is spoken to, where they say what."""
_OBJECTS = frozenset({"obj", "iobj"})
_NO_LISTENERS = frozenset(
    "conference call meeting briefing hearing rally forum summit event gathering session interview story action truth"
    " moment time lie restraint caution".split()
)
"""Lemmas of what is told, or where, and not who."""
_TOLD = frozenset({"ccomp", "xcomp", "parataxis"})
_THE = len("the ")
"""Before one capitalised word: "the Post" is whoever was named last so, which the statements stage knows."""
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
    return _phrases(analysis, _SUBJECTS, _SAYING)


def listeners(analysis: Analysis) -> list[tuple[int, int, int]]:
    """Find the noun phrases that are told something: "told his cabinet", "urged partners to take action".

    Args:
        analysis: the analysis; without grammar nothing is found.

    Returns:
        Start and end of each and the end of its noun, in text order; none where it is not said what they were told.
    """
    telling = {
        token.head for token in analysis.tokens if token.deprel in _TOLD and token.head is not None and token.head >= 0
    }
    found = _phrases(analysis, _OBJECTS, _TELLING, telling)
    tokens = {token.end: token for token in analysis.tokens}
    return [
        (start, end, noun)
        for start, end, noun in found
        if tokens[noun].lemma not in _NO_LISTENERS
        and not (tokens[noun].upos == "PROPN" and noun - tokens[noun].start + _THE == noun - start)
    ]


def _phrases(
    analysis: Analysis, relations: frozenset[str], verbs: frozenset[str], among: Container[int] | None = None
) -> list[tuple[int, int, int]]:
    tokens = analysis.tokens
    result = []
    for index, token in enumerate(tokens):
        if token.deprel not in relations or token.head is None or not 0 <= token.head < len(tokens):
            continue
        verb = tokens[token.head]
        if token.upos not in ("NOUN", "PROPN") or verb.upos != "VERB" or verb.lemma not in verbs:
            continue
        if among is not None and token.head not in among:
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
