"""Whether somebody speaks: quotation marks and verbs of saying, and the turns of a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

SPEECH_MARKS = re.compile('["“”«»]|\\b(?:said|says|told|added)\\b')
_SPEAKER_TURN = re.compile(
    r"^(?:[A-Z][A-Z.’' -]{1,40}(?:\([A-Za-z ,.-]{1,60}\))?|Q|A|QUESTION|MODERATOR|Question|Answer|Reporter"
    r"|Moderator)\s?:\s|^Q\s{1,4}[A-Z(—-]"
)

_KIND_OF_PAGE = re.compile(
    r"(?:FACT ?SHEET|FACT ?BOX|READOUT|TIMELINE|EXPLAINER|EXCLUSIVE|BREAKING|ANALYSIS|OPINION|UPDATE|TRANSCRIPT"
    r"|STATEMENT|JOINT STATEMENT|PRESS RELEASE|MEDIA NOTE|FULL TEXT|CHRONOLOGY)\s?:"
)
"""What a heading opens with to say what the page is: nobody who speaks."""


def is_speaker_turn(text: str) -> bool:
    """Whether a line opens a turn of a transcript: ``MR. DEESE: …``, ``QUESTION: …``."""
    return _SPEAKER_TURN.match(text[:120]) is not None and not _KIND_OF_PAGE.match(text)


_NAMED_TURN = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}): \S")
_FEWEST_ANSWERS = 3


def turns_by_name(lines: Sequence[str]) -> int:
    """Count the turns of a briefing whose labels are names in ordinary letters: "AFP: …", "Lin Jian: …".

    Args:
        lines: the lines of the text.

    Returns:
        How many lines open a turn; 0 where nobody answers three times, others speaking in between.
    """
    labels = [found[1] for line in lines if (found := _NAMED_TURN.match(line[:120])) is not None]
    counts = Counter(labels)
    if len(counts) < 2:
        return 0
    name, times = counts.most_common(1)[0]
    between = sum(first == name != second for first, second in pairwise(labels))
    return len(labels) if times >= _FEWEST_ANSWERS and " " in name and between >= _FEWEST_ANSWERS - 1 else 0
