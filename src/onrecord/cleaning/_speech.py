"""Whether somebody speaks: quotation marks and verbs of saying, and the turns of a transcript."""

from __future__ import annotations

import re

SPEECH_MARKS = re.compile('["“”«»]|\\b(?:said|says|told|added)\\b')
_SPEAKER_TURN = re.compile(
    r"^(?:[A-Z][A-Z.’' -]{1,40}(?:\([A-Za-z ,.-]{1,60}\))?|Q|A|QUESTION|MODERATOR|Question|Answer|Reporter"
    r"|Moderator)\s?:\s|^Q\s{1,4}[A-Z(—-]"
)


def is_speaker_turn(text: str) -> bool:
    """Whether a line opens a turn of a transcript: ``MR. DEESE: …``, ``QUESTION: …``."""
    return _SPEAKER_TURN.match(text[:120]) is not None
