"""Who said what, to whom, when, and told by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records._base import UNKNOWN_DATE, DatedBy, Span

Mode = Literal["direct", "mixed", "indirect"]
"""Whether the words are quoted, partly quoted, or reported."""

CueKind = Literal[
    "say",
    "announce",
    "agree",
    "promise",
    "demand",
    "ask",
    "deny",
    "accuse",
    "warn",
    "threaten",
    "plan",
    "praise",
    "acknowledge",
    "believe",
    "other",
]
"""What kind of saying the cue names."""

TOLD_BY_SPEAKER = "told by the speaker"
"""In :attr:`Statement.method`: the speaker tells it himself ("she said that she **raised concerns**"), so that nobody
stands in its chain, and it is yet his account and not the narrator's."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that mark a saying: ``told``, ``according to`` …"""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    quote: str
    """The words."""
    lemma: str = ""
    """Dictionary form, e.g. ``tell``."""
    kind: CueKind = "say"
    """What kind of saying it is."""


@dataclass(frozen=True, slots=True)
class Teller:
    """One link of the chain through which a statement reached us."""

    actor: str | None
    """Id of the actor, None where it could not be resolved."""
    text: str
    """The words that name the teller; the outlet's name for the outlet itself."""
    span: Span | None = None
    """Where those words stand; None for the outlet itself."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One saying as one document tells it."""

    id: str
    """``stmt-`` and 16 hexadecimal digits."""
    document: str
    """Id of the document that tells it."""
    speaker: str | None
    """Id of the actor who said it; None where unresolved."""
    speaker_text: str
    """The words that name the speaker in the text; empty where the text names nobody."""
    speaker_span: Span | None
    """Where those words stand."""
    cue: Cue | None
    """The words that mark the saying; None for transcript turns and bare quotations."""
    mode: Mode
    """Quoted, partly quoted, or reported."""
    content: tuple[Span, ...]
    """What was said: one or more spans, in text order (a split quotation has several)."""
    addressee: str | None = None
    """Id of the actor it was said to."""
    addressee_span: Span | None = None
    """The words that name the addressee."""
    via: tuple[Teller, ...] = ()
    """The chain of tellers, nearest to the speaker first; the outlet stands last."""
    said_on: DatedBy = UNKNOWN_DATE
    """The day it was said."""
    occasion: str | None = None
    """Interview, news conference, post, readout, meeting … None when the text does not say."""
    issues: tuple[str, ...] = ()
    """Ids of the issues it is about, sorted."""
    utterance: str | None = None
    """Id of the utterance this is a telling of."""
    confidence: float = 1.0
    """0 to 1."""
    method: str = ""
    """Which rule or model found it, with its version."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two tellings of the same words."""

    kind: Literal["typography", "contraction", "wording", "cut", "added", "translated_back", "attribution"]
    """What kind of difference."""
    from_: str
    """The words in the first telling (``from`` in the export)."""
    to: str
    """The words in the other telling."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One telling of an utterance and how it differs from the first."""

    statement: str
    """Id of the statement."""
    text: str
    """The words as this document has them."""
    differences: tuple[Difference, ...] = ()
    """How they differ from the first telling; empty for the first."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One act of speech, however many documents tell it."""

    id: str
    """``utt-`` and 16 hexadecimal digits."""
    speaker: str | None
    """Id of the actor."""
    said_on: DatedBy
    """The day it was said, from all tellings."""
    statements: tuple[str, ...]
    """Ids of the statements that tell it, sorted."""
    variants: tuple[Variant, ...] = ()
    """The tellings side by side."""
    repeats: tuple[str, ...] = ()
    """Other utterances of the same line on another day."""
