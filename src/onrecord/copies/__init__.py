"""Copies, altered copies, agency text, shared quotations: what one page owes to another, with proof.

The way of a new document, whose cost does not depend on the size of the record: ``fingerprint`` gives its keys; the
store answers which documents share how telling ones of them; ``choose_candidates`` picks the few; ``compare`` aligns it
with each; ``families`` groups what shares prose, and ``judge_family`` tells what each page of a group is.
"""

from onrecord.copies._compare import METHOD, compare
from onrecord.copies._family import Direction, families, independent_reports, judge_direction, judge_family
from onrecord.copies._fingerprint import (
    FEWEST_COMMON,
    HOLDERS_PER_KEY,
    Fingerprint,
    choose_candidates,
    fingerprint,
)
from onrecord.copies._marks import Mark, MarkKind, find_marks, wire_of

VERSION = "7"
"""Raised when the results of this stage change."""

__all__ = [
    "FEWEST_COMMON",
    "HOLDERS_PER_KEY",
    "METHOD",
    "VERSION",
    "Direction",
    "Fingerprint",
    "Mark",
    "MarkKind",
    "choose_candidates",
    "compare",
    "families",
    "find_marks",
    "fingerprint",
    "independent_reports",
    "judge_direction",
    "judge_family",
    "wire_of",
]
