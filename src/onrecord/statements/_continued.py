"""Sayings that go on without a word of saying, as the readouts of some governments tell them.

"Xi emphasized the importance of … . The two sides should … . The US should …": by the convention of these readouts a
paragraph that opens with what somebody said goes on in his words, told in the present, until it tells of the meeting
again ("The two sides also exchanged views on …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.language import Analysis
from onrecord.records import Document, Mention, Statement
from onrecord.statements._types import Stretch

if TYPE_CHECKING:
    from onrecord.reference import Reference

TELLS_ON = frozenset({"CHN"})
"""Countries whose government writes readouts so. In an American readout a sentence without a cue is the
department's own."""
_SAYS = frozenset({"say", "demand", "promise", "accuse", "warn", "threaten", "praise", "acknowledge", "ask", "deny"})
"""Kinds of cue whose paragraph goes on in the speaker's words."""
_FEWEST_WORDS = 4
_TELLS_AGAIN = frozenset(
    "agree attend discuss emphasize exchange express hold meet note reaffirm reiterate stress visit".split()
)
"""Verbs that in the past tell of the meeting again, whoever stands before them."""
_BOTH = re.compile(
    r"(?i)(?:the )?(?:two|both)\b|they\b|(?:the )?(?:meeting|call|talks?|visit|consultations?|press|spokes\w+)\b|"
    r"(?:he|she|it)\b"
)
"""Subjects of sentences that tell of the meeting again, in the past."""


def continued(
    document: Document,
    analysis: Analysis,
    paragraphs: Sequence[Stretch],
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    persons: frozenset[str] | set[str],
    reference: Reference,
) -> list[tuple[Statement, Stretch]]:
    """Find the sentences that go on with what somebody said before in the same paragraph.

    Args:
        document: the document; only official pages of countries that write so are looked at.
        analysis: its tokens and sentences.
        paragraphs: its paragraphs.
        statements: the statements found in it.
        mentions: where it speaks of actors.
        persons: ids of the actors who are persons.
        reference: knows whose page it is.

    Returns:
        Each sentence that goes on, without its final mark, with the statement that it goes on with; in text order.
    """
    outlet = reference.outlet_table.by_folded.get((document.outlet or document.host or "").casefold())
    if outlet is None or outlet.country not in TELLS_ON or outlet.kind != "government":
        return []
    named = [(mention.start, mention.end) for mention in mentions if mention.actor in persons]
    told = sorted(
        (statement for statement in statements if statement.cue is not None and not statement.via[:-1]),
        key=lambda statement: statement.cue.start if statement.cue is not None else 0,
    )
    found: list[tuple[Statement, Stretch]] = []
    for start, end in paragraphs:
        speaking: Statement | None = None
        for sentence in analysis.sentences:
            if not (start <= sentence.start and sentence.end <= end):
                continue
            own = [item for item in told if item.cue is not None and sentence.start <= item.cue.start < sentence.end]
            if own:
                last = own[-1]
                opens = last.cue is not None and last.cue.kind in _SAYS and last.mode != "direct"
                speaking = last if opens and last.speaker is not None else None
                continue
            if speaking is None or any(
                sentence.start < piece.end and piece.start < sentence.end
                for item in statements
                for piece in item.content
            ):
                continue
            words = document.text[sentence.start : sentence.end]
            if words.rstrip().endswith("?") or _tells_of_meeting(analysis, sentence.tokens, named, words):
                speaking = None
                continue
            if len(words.split()) >= _FEWEST_WORDS:
                found.append((speaking, (sentence.start, sentence.start + len(words.rstrip(' .;!\n"\u201d')))))
    return found


def _tells_of_meeting(analysis: Analysis, places: range, named: Sequence[Stretch], words: str) -> bool:
    """Whether a sentence tells in the past what persons, or both sides, did; so it does where there is no tree."""
    tokens = analysis.tokens
    root = next((place for place in places if tokens[place].deprel == "root"), None)
    if root is None:
        return True
    under = [place for place in places if tokens[place].head == root]
    verbs = [root, *(place for place in under if (tokens[place].deprel or "").split(":")[0] in ("aux", "cop"))]
    if not any(tokens[place].xpos == "VBD" for place in verbs):
        return False
    if (tokens[root].lemma or "") in _TELLS_AGAIN:
        return True
    subject = next((place for place in under if (tokens[place].deprel or "").startswith("nsubj")), None)
    if subject is None or _BOTH.match(words):
        return True
    return any(start <= tokens[subject].start < end for start, end in named)
