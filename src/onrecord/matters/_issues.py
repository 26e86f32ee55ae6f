"""Which issue a commitment is about: the issues that its words, its sentence, its saying and its page speak of, weighed
against one another."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.matters._passages import Passages, Saying

NO_ISSUE = "-"
"""The relation as a whole."""


class Issues:
    """Tells the issue of passages of one document.

    Args:
        passages: the document.
    """

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._every = tuple(passages.reference.issues)
        self._of_sentences: dict[int, tuple[str, ...]] = {}
        self._shares: dict[str, float] | None = None

    def options(self, start: int, end: int, saying: Saying, number: int) -> dict[str, list[str]]:
        """Return the issues that a passage may be about, each with what speaks for it; always with `NO_ISSUE`.

        Args:
            start: first code point of what is undertaken.
            end: one past its last.
            saying: who says it.
            number: number of its sentence.
        """
        passages = self._passages
        own = passages.reference.tag_issues(passages.text[start:end])
        here = self.of_sentence(number)
        before = self.of_sentence(number - 1) if number else ()
        after = self.of_sentence(number + 1) if number + 1 < len(passages.sentences) else ()
        said = saying.statement.issues if saying.statement is not None else ()
        shares = self._of_page()
        most = max(shares, key=lambda issue: (shares[issue], issue), default=None)
        words = passages.words[bisect_left(passages.starts, start) : bisect_left(passages.starts, end)]
        talks = bool(_TALKS & set(words))
        found: dict[str, list[str]] = {}
        for issue in sorted({*own, *here, *said, *before, *shares, *self._every}):
            signs = [f"is {issue}"]
            if issue in own:
                signs += ["words", f"words {issue}", f"words of {min(3, len(own))}"]
            if issue in here:
                signs += ["sentence", f"sentence {issue}", f"sentence of {min(3, len(here))}"]
                if not own:
                    signs += ["sentence alone", f"sentence alone of {min(3, len(here))}"]
            if issue in said:
                signs.append("saying")
            if issue in before:
                signs += ["before", "before alone"] if not own and not here else ["before"]
            if issue in after:
                signs.append("after")
            share = shares.get(issue, 0.0)
            signs.append(f"page {min(5, math.ceil(10 * share))}")
            if issue == most:
                signs.append("most of page" if own or here else "most of page, words silent")
            if share >= _MUCH:
                signs.append("much of page")
            if self.heads(issue):
                signs.append("title")
            found[issue] = signs
            if talks and not own:
                signs.append("talks of something else")
        if talks:
            found.setdefault(_VISITS, [f"is {_VISITS}"]).append("talks are visits" if own else "bare talks are visits")
        found[NO_ISSUE] = [
            "none talks" if talks else "none done", "none bare talks" if talks and not own else "none",
            f"none of words {min(2, len(own))}", f"none of sentence {min(2, len(here))}",
            f"none of page {min(3, math.ceil(5 * max(shares.values(), default=0.0)))}",
        ]  # fmt: skip
        return found

    def words(self, start: int, end: int) -> list[str]:
        """Return the stems of the words of a passage, each of which may speak for an issue."""
        passages = self._passages
        words = passages.words[bisect_left(passages.starts, start) : bisect_left(passages.starts, end)]
        return [word[:_STEM] for word in dict.fromkeys(words) if len(word) >= _SHORTEST and word.isalpha()]

    def of_sentence(self, number: int) -> tuple[str, ...]:
        """Return the issues that a sentence speaks of."""
        found = self._of_sentences.get(number)
        if found is None:
            passages = self._passages
            first, after = passages.sentences[number]
            text = passages.text[passages.starts[first] : passages.ends[after - 1]]
            found = self._of_sentences[number] = tuple(passages.reference.tag_issues(text))
        return found

    def heads(self, issue: str) -> bool:
        """Tell whether the first sentences speak of an issue."""
        return any(issue in self.of_sentence(number) for number in range(min(2, len(self._passages.sentences))))

    def _of_page(self) -> Mapping[str, float]:
        """What share of the sentences of the page speaks of each issue."""
        if self._shares is None:
            count = len(self._passages.sentences)
            counts: Counter[str] = Counter()
            for number in range(count):
                counts.update(self.of_sentence(number))
            self._shares = {issue: times / count for issue, times in sorted(counts.items())}
        return self._shares


_SHORTEST = 4
_STEM = 7
"""Letters of a word that tell it from others."""
_MUCH = 0.3
_VISITS = "visits"
_TALKS = frozenset(
    "meet meets meeting meetings visit visits visiting travel come go speak speaking talk talking call phone invite"
    " invited invitation summit".split()
)
"""Words of an undertaking to meet: what else the page speaks of is seldom its issue."""


def shares_of(
    options: Mapping[str, Sequence[str]], words: Sequence[str], weights: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Return how likely each of the issues is that a passage may be about; together they come to 1.

    Args:
        options: the issues, each with what speaks for it.
        words: the stems of the words of the passage.
        weights: how heavily each sign or word speaks for which issue; of a sign that names none, for any.
    """
    none: Mapping[str, float] = {}
    scores = {issue: sum(weights.get(sign, none).get("", 0.0) for sign in signs) for issue, signs in options.items()}
    for word in words:
        for issue, weight in weights.get(word, none).items():
            if issue in scores:
                scores[issue] += weight
    most = max(scores.values())
    powers = {issue: math.exp(score - most) for issue, score in scores.items()}
    whole = sum(powers.values())
    return {issue: power / whole for issue, power in powers.items()}


def by_sign(weights: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Sort weights named ``sign`` or ``word>issue`` by sign or word, for look-up."""
    found: dict[str, dict[str, float]] = {}
    for name, weight in weights.items():
        sign, _, issue = name.rpartition(">")
        found.setdefault(sign or issue, {})[issue if sign else ""] = weight
    return found


def signs_of(options: Mapping[str, Sequence[str]], words: Sequence[str]) -> dict[str, list[str]]:
    """Return the names of all that speaks for each issue, as weights are named."""
    return {issue: [*signs, *(f"{word}>{issue}" for word in words)] for issue, signs in options.items()}
