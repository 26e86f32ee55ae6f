"""Who said what, to whom, when, and told by whom: direct, mixed and indirect speech, transcripts, chains of tellers.

Attributions come from rules, or from a trained tagger where the analysis has them; chains, speakers, dates and kinds
of saying are made from either in the same way.
"""

from __future__ import annotations

from onrecord.statements._find import VERSION, find_statements

__all__ = ["VERSION", "find_statements"]
