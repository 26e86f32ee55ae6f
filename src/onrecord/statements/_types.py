"""What the rules and the tagger both hand to the later steps: one attribution, not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.records import CueKind

Stretch = tuple[int, int]
"""Start and end in code points of the whole text."""


@dataclass(slots=True)
class Attribution:
    """Words that are attributed to somebody: the one form in which rules and tagger hand on what they found."""

    content: list[Stretch]
    """What was said, quotation marks included; in text order."""
    source: list[Stretch]
    """Who said it, in the text's words with what describes it; empty where the text names nobody here."""
    cue: Stretch | None
    """The words that mark the saying."""
    lemma: str = ""
    kind: CueKind = "say"
    head: Stretch | None = None
    """The part of the source that names the speaker, without the clause that describes it."""
    addressee: Stretch | None = None
    rule: str = ""
    """Which rule, or the tagger, found it."""
    confidence: float = 0.8
    frame: Stretch = (0, 0)
    """The sentence (or the words between two paragraphs' marks) in which it was found."""
    quoted: set[int] = field(default_factory=set)
    """Indexes of the quotations that are part of the content."""
    inside: int | None = None
    """Index of the quotation in which this saying is told; None for the narrator."""
    dropped_source: bool = False
    """The source is taken over from the clause before (", adding that")."""
    supposed: bool = False
    """Not told as having happened: "would say", "did not say"."""
    standing: bool = False
    """Told in the present tense: a position that somebody holds rather than a saying on a day."""
    tagged: bool = False
    """Whether the trained tagger found it (a rule may have completed it)."""
    asked: Stretch | None = None
    """Who was asked before, where this is the answer: whom a "he" means that nothing else resolves."""
    nominal: bool = False
    """The cue is a noun ("his pledge to"): told of, not told as said."""
    thing: bool = False
    """What is said is a thing, not a clause ("answered a question"), as far as the grammar is known."""
    via: list[Attribution] = field(default_factory=list)
    """The attributions that tell it, nearest first."""

    @property
    def start(self) -> int:
        """First code point of the content."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """One past the last code point of the content."""
        return self.content[-1][1]
