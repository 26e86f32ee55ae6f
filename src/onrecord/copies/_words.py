"""The words of a document's body: plain forms, places, quotation marks, sentences, names and numbers.

Only lines of the roles ``body`` and ``subhead`` are read: tails and navigation make unlike pages alike.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.language.quotations import find_quotations
from onrecord.records import Document

COMPARED_ROLES = frozenset({"body", "subhead"})
"""Roles of the lines that are compared."""

Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Adm|Capt|Maj|Rev|St|Jr|Sr|Inc|Corp|Co|vs|No"
    r"|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec))\.$"
)
# The signature under an embedded post: a dash, a name, a handle in brackets.
_POST = re.compile(r"(?:—|–|--?) ?[^\n()]{1,60} \(@\w{1,30}\)(?: [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})?")
STOP_WORDS = frozenset(
    "a about above after again against all also am an and any are as at be because been before being below between"
    " both but by can could did do does doing down during each even few for from further had has have having he her"
    " here hers him his how i if in into is it its itself just like many may me might more most much my no nor not now"
    " of off on once one only or other our out over own said same say says she should so some such than that the their"
    " them then there these they this those through to told too two under until up upon very was we were what when"
    " where which while who whom whose why will with would yet you your he's she's it's that's i'm we're they're"
    " don't didn't doesn't isn't wasn't won't can't couldn't wouldn't".split()
)


# What each code point of the first plane is; the few beyond are looked up one by one.
_PLANE = [chr(code) for code in range(1 << 16)]
_IN_WORD = np.array([sign.isalnum() or sign == "_" for sign in _PLANE])
_CAPITAL = np.array([sign.isupper() or sign.isdigit() for sign in _PLANE])
_MOST_KNOWN_WORDS = 1 << 18


class _WordHashes(dict[str, int]):
    """64 bits of each word, the same on every machine and in every version (BLAKE2b), kept for the next time."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_KNOWN_WORDS:
            self.clear()
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = found = int.from_bytes(digest, "little")
        return found


_WORD_HASHES = _WordHashes()


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one document's body, in order; the lists run in parallel."""

    forms: list[str]
    """Plain forms: lower case, straight apostrophes."""
    starts: list[int]
    """First code point of each word in the document's text."""
    ends: list[int]
    """One past the last code point."""
    quoted: list[bool]
    """Whether it stands inside quotation marks."""
    blocks: list[int]
    """Number of the stretch of body it stands in; a line of another role between two words begins a new one."""
    sentences: list[tuple[int, int]]
    """Sentences as first word and one past the last."""
    facts: list[int]
    """Which words are names or numbers, in order."""
    hashes: Hashes
    """64 bits of each form."""

    def prose(self) -> int:
        """Return how many words stand outside quotation marks."""
        return len(self.quoted) - sum(self.quoted)


def _posts(text: str, regions: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find embedded posts: somebody's words, set without quotation marks and signed with a handle."""
    found = []
    before: tuple[int, int] | None = None
    for start, end in regions:
        place = start
        for signature in _POST.finditer(text, start, end) if "(@" in text[start:end] else ():
            if text[place : signature.start()].strip():
                found.append((place, signature.end()))
            elif before is not None and place == start:
                found.extend((before, (place, signature.end())))
            place = signature.end()
        before = (start, end)
    return found


def _find_words(text: str, regions: list[tuple[int, int]]) -> tuple[Places, Places, list[int]]:
    """Find the words of the regions: letters, digits and inner apostrophes.

    The same as ``\\w+(?:['’]\\w+)*`` in each region, for a whole text at once.

    Returns:
        Starts, ends, and which of the words begin with a capital or a digit.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    beyond = np.flatnonzero(codes >= len(_IN_WORD)).tolist()
    known = np.where(codes < len(_IN_WORD), codes, 0) if beyond else codes
    letters = _IN_WORD[known]
    for place in beyond:
        letters[place] = text[place].isalnum()
    inside = np.zeros(len(codes) + 2, dtype=bool)
    for start, end in regions:
        inside[start + 1 : end + 1] = True
    # One empty place before and after, so that every word has an edge.
    inside[1:-1] &= letters
    joins = np.flatnonzero((codes == ord("'")) | (codes == ord("’"))) + 1
    inside[joins[inside[joins - 1] & inside[joins + 1]]] = True
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[0::2], edges[1::2]
    capitals = np.flatnonzero(_CAPITAL[known[starts]]).tolist()
    return starts, ends, capitals


def read_words(document: Document) -> Words:
    """Read the words of a document's body."""
    text = document.text
    cuts: list[int] = []
    block_starts: list[int] = []
    regions: list[tuple[int, int]] = []
    in_body = False
    for role in document.roles:
        if role.role not in COMPARED_ROLES:
            in_body = False
            continue
        if not in_body:
            block_starts.append(role.start)
            in_body = True
        regions.append((role.start, role.end))
        cuts.append(role.start)
        cuts.extend(
            end.end()
            for end in _SENTENCE_END.finditer(text, role.start, role.end)
            if not _ABBREVIATION.search(text, max(role.start, end.start() - 6), end.start() + 1)
        )
    starts, ends, capitals = _find_words(text, regions)
    first, last = starts.tolist(), ends.tolist()
    lowered = text.lower().replace("’", "'")
    if len(lowered) != len(text):  # a few letters of other scripts become two in lower case
        forms = [text[start:end].lower().replace("’", "'") for start, end in zip(first, last, strict=True)]
    else:
        forms = [lowered[start:end] for start, end in zip(first, last, strict=True)]
    pieces = [piece for found in find_quotations(text, regions) if found.parent is None for piece in found.pieces]
    pieces.extend(_posts(text, regions))
    # A word is quoted where more quotations have begun than ended before it.
    begun = np.searchsorted(np.array(sorted(start for start, _ in pieces), dtype=np.int64), starts, side="right")
    ended = np.searchsorted(np.array(sorted(end for _, end in pieces), dtype=np.int64), starts, side="right")
    # The first word of each sentence: the first at or after each cut, each once.
    openers = np.unique(np.searchsorted(starts, np.array(cuts, dtype=np.int64))).tolist()
    if openers and openers[-1] == len(forms):
        openers.pop()
    ends_of_sentences = [*openers[1:], len(forms)] if openers else []
    return Words(
        forms=forms,
        starts=first,
        ends=last,
        quoted=(begun > ended).tolist(),
        blocks=np.searchsorted(np.array(block_starts, dtype=np.int64), starts, side="right").tolist(),
        sentences=list(zip(openers, ends_of_sentences, strict=True)),
        facts=_facts(forms, capitals, frozenset(openers)),
        hashes=np.fromiter(map(_WORD_HASHES.__getitem__, forms), dtype=np.uint64, count=len(forms)),
    )


def _facts(forms: list[str], capitals: list[int], openers: frozenset[int]) -> list[int]:
    """Names and numbers: capitals and digits; at the head of a sentence only words that are capitalised elsewhere."""
    inside = {forms[place] for place in capitals if place not in openers}
    return [
        place
        for place in capitals
        if forms[place] not in STOP_WORDS and (place not in openers or forms[place] in inside)
    ]


class _Held:
    """A document compared by identity, so that the cache below never hashes a whole text."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.document is self.document


@lru_cache(maxsize=256)
def _words_of(held: _Held) -> Words:
    return read_words(held.document)


def words_of(document: Document) -> Words:
    """Return ``read_words(document)``, kept for the documents used last: one document is compared with many."""
    return _words_of(_Held(document))
