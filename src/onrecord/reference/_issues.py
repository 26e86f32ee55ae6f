"""What a stretch of text is about, by the words of ``issues.toml``."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.reference._phrases import WORD, plain_text, plain_words
from onrecord.reference._types import Issue

_STEM = 3  # stems are looked up by their first letters


class IssueTagger:
    """The words of all issues, ready to be looked up."""

    __slots__ = ("_but_not", "_phrases", "_stems")

    def __init__(self, issues: Iterable[Issue]) -> None:
        # first word of a phrase -> [(words, last is a stem, words that must stand as written, issue)]
        self._phrases: dict[str, list[tuple[list[str], bool, tuple[str, ...], str]]] = {}
        self._stems: dict[str, list[tuple[str, str]]] = {}
        # first word of a phrase that means something else -> [(words, last is a stem, issue)]
        self._but_not: dict[str, list[tuple[list[str], bool, str]]] = {}
        for issue in issues:
            for entry in issue.without:
                words = plain_words(entry.rstrip("*"))
                if words:
                    self._but_not.setdefault(words[0], []).append((words, entry.endswith("*"), issue.id))
            for entry in issue.words:
                stem = entry.endswith("*")
                written = plain_text(entry.rstrip("*"))
                words = plain_words(written)
                if not words:
                    continue
                if stem and len(words) == 1 and written != written.upper():
                    self._stems.setdefault(words[0][:_STEM], []).append((words[0], issue.id))
                    continue
                # A word of capitals ("AI", "WHO") is only meant where the text has capitals too.
                exact = (
                    tuple(WORD.findall(written)) if written == written.upper() and written != written.lower() else ()
                )
                self._phrases.setdefault(words[0], []).append((words, stem, exact, issue.id))

    def tag(self, text: str) -> tuple[str, ...]:
        """Return the ids of the issues that the text speaks of, sorted."""
        plain = plain_text(text)
        written = WORD.findall(plain)
        words = [word.lower() for word in written]
        found: set[str] = set()
        barred = self._barred(words)
        for place, word in enumerate(words):
            for stem, issue in self._stems.get(word[:_STEM], ()):
                if word.startswith(stem) and (place, issue) not in barred:
                    found.add(issue)
            for phrase, open_end, exact, issue in self._phrases.get(word, ()):
                if issue in found or (place, issue) in barred:
                    continue
                after = place + len(phrase)
                if _stands(words, place, phrase, open_end) and (not exact or tuple(written[place:after]) == exact):
                    found.add(issue)
        return tuple(sorted(found))

    def _barred(self, words: list[str]) -> set[tuple[int, str]]:
        """The words that stand in a phrase which means something else, for each issue."""
        barred: set[tuple[int, str]] = set()
        for place, word in enumerate(words):
            for phrase, open_end, issue in self._but_not.get(word, ()):
                if _stands(words, place, phrase, open_end):
                    barred.update((covered, issue) for covered in range(place, place + len(phrase)))
        return barred


def _stands(words: list[str], place: int, phrase: list[str], open_end: bool) -> bool:
    """Whether a phrase stands at a word; the last word of an open phrase may go on."""
    after = place + len(phrase)
    if not open_end:
        return words[place:after] == phrase
    last = words[after - 1] if after <= len(words) else ""
    return words[place : after - 1] == phrase[:-1] and last.startswith(phrase[-1])
