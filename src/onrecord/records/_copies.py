"""What one text owes to another: aligned passages and the relation they prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records._base import Evidence, Span

Relation = Literal["copy", "excerpt", "altered_copy", "wire", "version", "shared_quotation"]
"""How two texts belong together. All but ``shared_quotation`` speak of the reporters' own prose."""

PROSE_RELATIONS: frozenset[str] = frozenset({"copy", "excerpt", "altered_copy", "wire", "version"})
"""The relations that fold two documents into one report; two reports that quote the same words stay two."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that two texts have in common, with its exact place in each."""

    a: Span
    """Where it stands in the first document."""
    b: Span
    """Where it stands in the second document."""
    kind: Literal["prose", "quotation", "mixed"]
    """Whether it lies outside quotation marks, inside, or both."""
    words: int
    """How many words are the same on both sides."""
    changed: int = 0
    """How many words were replaced by others."""
    altered: bool = False
    """Whether only the sense was aligned, sentence by sentence, because too few words are the same."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """What two documents have in common, and what follows. It has no direction: see ``Document.derived_from``."""

    id: str
    """``deriv-`` and 16 hexadecimal digits."""
    a: str
    """Id of the first document (the smaller id)."""
    b: str
    """Id of the second document."""
    relation: Relation
    """How they belong together."""
    prose_of_a: float
    """Share (0 to 1) of the prose of ``a``, outside quotation marks, that stands in ``b``."""
    prose_of_b: float
    """Share (0 to 1) of the prose of ``b``, outside quotation marks, that stands in ``a``."""
    quotations_of_a: float
    """Share (0 to 1) of the quoted words of ``a`` that stand in ``b``."""
    quotations_of_b: float
    """Share (0 to 1) of the quoted words of ``b`` that stand in ``a``."""
    changed: float = 0.0
    """Share (0 to 1) of the aligned words that were replaced by others."""
    passages: tuple[Passage, ...] = ()
    """The aligned passages, in the order of ``a``."""
    proof: tuple[str, ...] = ()
    """The judgement in plain words, one reason a line."""
    evidence: tuple[Evidence, ...] = ()
    """The words it rests on beside the passages: agency credits, datelines."""
    confidence: float = 1.0
    """0 to 1."""
    method: str = ""
    """Which rule found it, with its version."""
