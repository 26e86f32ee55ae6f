"""The words of a statement as they can be compared, and the differences between two tellings of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Indel

from onrecord.records import Difference, Statement

MOST_WORDS = 2000
"""Only so many words of one statement are compared (a whole speech is a document, not a quotation)."""

_TOKEN = re.compile(r"\S+")
_QUOTED_PART = re.compile(r"[\"“„«]([^\"“”„«»]{1,2000})[\"”»]")
_EDGE = "\"'“”„‟«»‘’`.,;:!?…()[]{}-–—*_"
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00ad": "", "\u200b": ""})

_IRREGULAR = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "i'm": ("i", "am"),
}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_IS_AFTER = frozenset("he she it that this there here what who where how when everybody everyone nobody".split())

STOP_WORDS = frozenset(
    "a about all also am an and any are as at be been but by can could did do does for from had has have he her him his"
    " how i if in into is it its just me my no not of on one or our out over she so some such than that the their them"
    " then there they this those to too up us very was we well were what when where which who will with would you"
    " your".split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The quoted words of one statement."""

    surfaces: tuple[str, ...]
    """The words as they stand, with the marks that touch them."""
    forms: tuple[str, ...]
    """One plain form for each: lower case, no marks."""
    plain: tuple[str, ...]
    """All words in plain forms with contractions written out; not parallel to the others."""

    @property
    def content(self) -> tuple[str, ...]:
        """The plain words that carry meaning."""
        return tuple(word for word in self.plain if word not in STOP_WORDS)


def _form(surface: str) -> str:
    return surface.translate(_PLAIN).strip(_EDGE).casefold()


@lru_cache(maxsize=65_536)
def written_out(form: str) -> tuple[str, ...]:
    """Write a contraction out: ``he's`` as ``he is``; any other word is itself."""
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    for ending, word in _ENDINGS.items():
        if form.endswith(ending) and len(form) > len(ending):
            return form[: -len(ending)], word
    if form.endswith("'s") and form[:-2] in _IS_AFTER:
        return form[:-2], "is"
    return (form,)


def quoted_text(statement: Statement) -> str:
    """Return the words in quotation marks of a direct or mixed statement; empty for an indirect one."""
    if statement.mode == "indirect":
        return ""
    parts = []
    for span in statement.content:
        inside = _QUOTED_PART.findall(span.quote) if statement.mode == "mixed" else []
        parts.extend(inside or [span.quote])
    return " ".join(parts)


def wording_of(statement: Statement) -> Wording:
    """Read the quoted words of a statement."""
    return _wording_of(quoted_text(statement))


@lru_cache(maxsize=8192)
def _wording_of(text: str) -> Wording:
    # Each statement is compared with up to fifty others; long turns of a transcript take milliseconds to read.
    surfaces = []
    forms = []
    for match in _TOKEN.finditer(text):
        if form := _form(match.group()):
            surfaces.append(match.group())
            forms.append(form)
            if len(forms) == MOST_WORDS:
                break
    plain = tuple(word for form in forms for word in written_out(form))
    return Wording(tuple(surfaces), tuple(forms), plain)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of the shorter wording stands in the longer, in the same order."""

    shorter: int
    """Words of the shorter one."""
    cover: float
    """Share (0 to 1) of its words found."""
    content: int
    """Its content words that were found."""
    content_cover: float
    """Share of its content words found."""
    longest: int
    """Longest run of equal words."""


def _window(short: Sequence[str], long: Sequence[str]) -> Sequence[str]:
    """Cut the stretch of ``long`` with the most words of ``short``: words strewn over a long speech do not count."""
    size = 2 * len(short) + 6
    if len(long) <= size:
        return long
    known = set(short)
    hits = sum(1 for word in long[:size] if word in known)
    best, best_start = hits, 0
    for start in range(1, len(long) - size + 1):
        hits += (long[start + size - 1] in known) - (long[start - 1] in known)
        if hits > best:
            best, best_start = hits, start
    return long[best_start : best_start + size]


@lru_cache(maxsize=8192)
def _vocabulary(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def most_cover(a: Wording, b: Wording) -> float:
    """Return the most that ``overlap`` can find of the shorter wording: its words that the longer one has at all."""
    short, long = sorted((a, b), key=lambda words: (len(words.plain), words.plain))
    known = _vocabulary(long.plain)
    return sum(1 for word in short.plain if word in known) / len(short.plain) if short.plain else 0.0


def overlap(a: Wording, b: Wording) -> Overlap:
    """Compare two wordings by their plain words."""
    short, long = sorted((a.plain, b.plain), key=lambda words: (len(words), words))
    if not short:
        return Overlap(0, 0.0, 0, 0.0, 0)
    window = _window(short, long)
    equal = content = longest = 0
    for step in Indel.opcodes(short, window):
        if step.tag != "equal":
            continue
        length = step.src_end - step.src_start
        weighty = sum(1 for word in short[step.src_start : step.src_end] if word not in STOP_WORDS)
        # A stray "the" in both is no sign of the same words.
        if length > 1 or weighty:
            equal += length
            content += weighty
        longest = max(longest, length)
    all_content = sum(1 for word in short if word not in STOP_WORDS)
    return Overlap(
        shorter=len(short),
        cover=equal / len(short),
        content=content,
        content_cover=content / all_content if all_content else 0.0,
        longest=longest,
    )


def differences(first: Wording, other: Wording, *, translated: bool = False) -> tuple[Difference, ...]:
    """Align two tellings word by word and name each difference.

    Args:
        first: the telling that the other is compared with.
        other: the other telling.
        translated: whether one of them went through another language; replaced words are then ``translated_back``.
    """
    found: list[Difference] = []
    removed: list[str] = []
    put: list[str] = []
    removed_forms: list[str] = []
    put_forms: list[str] = []

    def settle() -> None:
        if removed and put:
            same = _spelt_out(removed_forms) == _spelt_out(put_forms)
            kind: Literal["contraction", "translated_back", "wording"] = (
                "contraction" if same else "translated_back" if translated else "wording"
            )
            found.append(Difference(kind, " ".join(removed), " ".join(put)))
        elif removed:
            found.append(Difference("cut", " ".join(removed), ""))
        elif put:
            found.append(Difference("added", "", " ".join(put)))
        for pending in (removed, put, removed_forms, put_forms):
            pending.clear()

    last_first, last_other = len(first.forms) - 1, len(other.forms) - 1
    for step in Indel.opcodes(first.forms, other.forms):
        if step.tag == "equal":
            settle()
            for place in range(step.src_end - step.src_start):
                here, there = step.src_start + place, step.dest_start + place
                mine, theirs = first.surfaces[here], other.surfaces[there]
                if here == last_first or there == last_other:
                    # The stop or comma at the end of a quotation belongs to the reporter's sentence.
                    mine, theirs = mine.rstrip(_EDGE), theirs.rstrip(_EDGE)
                if mine != theirs:
                    found.append(Difference("typography", mine, theirs))
            continue
        removed.extend(first.surfaces[step.src_start : step.src_end])
        removed_forms.extend(first.forms[step.src_start : step.src_end])
        put.extend(other.surfaces[step.dest_start : step.dest_end])
        put_forms.extend(other.forms[step.dest_start : step.dest_end])
    settle()
    return tuple(found)


def _spelt_out(forms: Sequence[str]) -> list[str]:
    return [word for form in forms for word in written_out(form)]
