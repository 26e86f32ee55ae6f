"""The last trees asked about one page: which line is the headline, and who has which role near the article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from onrecord.cleaning._features import ROLE_CLASSES, long_words, own_marks
from onrecord.cleaning._headlines import headline_candidates, headline_marks
from onrecord.cleaning._lines import Unit
from onrecord.cleaning._model import LineMarks
from onrecord.cleaning._model import last_opinions as shipped_opinions
from onrecord.cleaning._patterns import explicit_sign
from onrecord.cleaning._role_marks import role_marks
from onrecord.cleaning._settle import Judged, LastOpinions, likeliest_headline, settle
from onrecord.cleaning._sign import OFFICE_REASON, Sign
from onrecord.cleaning._title import TRAIL
from onrecord.cleaning._verdicts import settling_marks

_NO_SURE_SIGNS = frozenset({"navigation", "tags", "furniture", "related"})
"""Signs that headlines bear too; a byline, a letterhead or a date is none (390 of 391 labelled headlines)."""

_SIGNED_LIKE_HEADLINES, _SURE_HEADLINE = frozenset({"byline", "credit"}), 0.8
"""Signs whose wording headlines share ("… Validated by Lee"), and the chance from which such a line is one: all four of
the seen half that the trees are so sure of are headlines."""

_SALUTATION = re.compile(r"Dear\b.{2,90}[:,)]")
"""What opens a letter, and is no headline."""


class LastLook:
    """One page before the last trees.

    Args:
        units: the units of the one text.
        signs: their signs.
        article: which of them are taken for the article; one at least.
        probabilities: how likely each belongs to the article.
        chances: how likely each has each of ``ROLE_CLASSES``, 0 for those too far from the article.
        opinions: the trees; the shipped ones where it is None.
        marks: what the first model saw of the lines; made anew where it is None.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        signs: Sequence[Sign | None],
        article: Sequence[bool],
        probabilities: Sequence[float],
        chances: Mapping[str, Sequence[float]],
        opinions: LastOpinions | None,
        marks: LineMarks | None,
    ) -> None:
        self.units = units
        self.signs = signs
        self.article = article
        self.probabilities = np.array(probabilities, dtype=np.float32)
        self.chances = np.array([chances[role] for role in ROLE_CLASSES], dtype=np.float32).T
        self.marks = marks
        self.opinions = opinions if opinions is not None else shipped_opinions()

    def headline(self) -> int | None:
        """The number of the line that is the headline, if one is likely."""
        marks = headline_marks(self.units, self.signs, self.article, self.probabilities, self.chances)
        first = headline_candidates(len(self.units), self.article.index(True)).start
        chances = self.opinions.headline(marks, first)
        # What was taken for the article stays the article: no headline stands below one of its sentences.
        sentence = next(
            (unit.number for unit in self.units if self.article[unit.number] and unit.is_sentence), len(self.units)
        )
        likely = [
            found if self._can_be_headline(number, found) else 0.0
            for number, found in enumerate(chances[: max(0, sentence + 1 - first)], first)
        ]
        return likeliest_headline(likely, first)

    def _can_be_headline(self, number: int, chance: float) -> bool:
        sign = self.signs[number]
        if sign is None or sign.role in _NO_SURE_SIGNS:
            return not TRAIL.match(self.units[number].plain) and not _SALUTATION.fullmatch(self.units[number].plain)
        return sign.role in _SIGNED_LIKE_HEADLINES and sign.reason != OFFICE_REASON and chance >= _SURE_HEADLINE

    def settle(self, judged: list[Judged], before: Sequence[str]) -> None:
        """Let the trees decide on bylines, captions, credits and links near the article.

        Args:
            judged: the roles so far; changed in place.
            before: the role that the rules alone gave each line.
        """
        seen = self.marks or self._seen()
        if seen.near.start >= seen.near.stop:
            return
        roles = [found.role for found in judged]
        marks = settling_marks(
            self.units,
            seen.own,
            seen.worded,
            seen.vocabulary,
            self.probabilities,
            self.chances,
            seen.near,
            roles,
            before,
        )
        settle(judged, seen.near, self.opinions.settled(marks, seen.near.start))

    def _seen(self) -> LineMarks:
        asked = np.flatnonzero(self.chances.any(axis=1))
        near = slice(int(asked[0]), int(asked[-1]) + 1) if len(asked) else slice(0, 0)
        vocabulary = long_words(self.units)
        own = own_marks(self.units, [explicit_sign(unit) for unit in self.units])
        return LineMarks(near, own, role_marks(self.units[near], vocabulary[near]), vocabulary)
