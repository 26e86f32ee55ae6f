"""The words of a document's body: plain forms, places, quotation marks, sentences, names and numbers.

Only lines of the roles ``body`` and ``subhead`` are read: tails and navigation make unlike pages alike.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.language.quotations import find_quotations
from onrecord.records import Document, RoleSpan

COMPARED_ROLES = frozenset({"body", "subhead"})
"""Roles of the lines that are compared."""
ONE_LINE_SHARE = 0.6
"""A line with this share of a page without a body is its article, whatever it was taken for,"""
ONE_LINE_LENGTH = 400
"""if it has so many code points."""

Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]

# Possessive, and from the first mark of a row on: a row of dots is looked at once.
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»)\]]*+\s++(?=[\"“‘«(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Adm|Capt|Maj|Rev|St|Jr|Sr|Inc|Corp|Co|vs|No"
    r"|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec))\.$"
)
# The signature under an embedded post: a dash, a name, a handle in brackets.
_POST = re.compile(r"(?:—|–|--?) ?[^\n()]{1,60} \(@\w{1,30}\)(?: [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})?")
# A gallery flattened into the article: the captions of all its pictures, one after the other.
_GALLERY = re.compile(r"\bHide Caption\b")
# Spoken words set off without quotation marks: a speaker's turn, and a paragraph that the one before announces.
_TURN = re.compile(r"(?:[A-Z][A-Z.'’-]{0,20} ){0,4}[A-Z][A-Z.'’-]{0,20}: |Q: ")
_ANNOUNCED = re.compile(
    r"\b(?:said|says|told|wrote|writes|added|asked|replied|tweeted|posted|transcript|remarks|statement|exchange|excerpt"
    r"|reads?|testified|continued)\b[^.!?\n]{0,80}:\s*$"
)
_ANNOUNCEMENT = 200  # code points of a paragraph's end that can announce the next
_QUOTATION_MARKS = re.compile('["“”«»]')
MOSTLY_TURNS = 0.5
"""From this share of its words in turns on, a document is a transcript: then its turns are its own text."""
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

# All words are hashed at once: the sum of code point times power of an odd base, in exact 64-bit arithmetic, mixed.
_BASE = 0x9E3779B97F4A7C15
_LENGTH_WEIGHT = np.uint64(0xD6E8FEB86659FD93)


def mix(values: Hashes) -> Hashes:
    """Spread the bits of each number (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_INVERSE = pow(_BASE, -1, 1 << 64)
_SHORT_TEXT = 1 << 16  # up to so many code points the powers are kept for whole texts, which is a third faster


@lru_cache(maxsize=4)
def _powers(base: int, count: int) -> Hashes:
    """Return the first powers of a base, beginning with 1."""
    factors = np.full(count, base, dtype=np.uint64)
    factors[0] = 1
    powers: Hashes = np.multiply.accumulate(factors)
    return powers


def hash_words(codes: NDArray[np.uint32], starts: Places, ends: Places) -> Hashes:
    """Return 64 bits of each stretch of code points (none empty), the same on every machine and in every version."""
    if not len(starts):
        return np.empty(0, dtype=np.uint64)
    lengths = ends - starts
    if len(codes) < _SHORT_TEXT:
        sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(codes * _powers(_BASE, _SHORT_TEXT)[: len(codes)], out=sums[1:])
        totals = (sums[ends] - sums[starts]) * _powers(_INVERSE, _SHORT_TEXT)[starts]
    else:
        offsets = np.cumsum(lengths) - lengths
        place = np.arange(int(lengths.sum())) - np.repeat(offsets, lengths)
        # Rounded up, so that nearly every text has the same small table.
        powers = _powers(_BASE, 1 << max(6, int(lengths.max()).bit_length()))
        totals = np.add.reduceat(codes[place + np.repeat(starts, lengths)] * powers[place], offsets)
    return mix(totals + lengths.astype(np.uint64) * _LENGTH_WEIGHT)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _hash_forms(forms: list[str]) -> Hashes:
    lengths = np.array([len(form) for form in forms], dtype=np.intp)
    ends = np.cumsum(lengths)
    return hash_words(_codes("".join(forms)), ends - lengths, ends)


_STOP_HASHES = np.sort(_hash_forms(sorted(STOP_WORDS)))


class Words:
    """The words of one document's body, in order; the lists run in parallel, and are made when first asked for."""

    def __init__(
        self,
        text: str,
        starts: Places,
        ends: Places,
        capitals: Places,
        regions: list[tuple[int, int]],
        cuts: list[int],
        block_starts: list[int],
    ) -> None:
        self._text = text
        self._starts, self._ends = starts, ends
        self._capitals = capitals
        self._regions = regions
        self._cuts = cuts
        self._block_starts = block_starts

    def __len__(self) -> int:
        return len(self._starts)

    @cached_property
    def _lowered(self) -> str:
        return self._text.lower().replace("’", "'")

    @cached_property
    def forms(self) -> list[str]:
        """Plain forms: lower case, straight apostrophes."""
        pairs = zip(self.starts, self.ends, strict=True)
        if len(self._lowered) != len(self._text):  # a few letters of other scripts become two in lower case
            return [self._text[start:end].lower().replace("’", "'") for start, end in pairs]
        lowered = self._lowered
        return [lowered[start:end] for start, end in pairs]

    @cached_property
    def starts(self) -> list[int]:
        """First code point of each word in the document's text."""
        places: list[int] = self._starts.tolist()
        return places

    @cached_property
    def ends(self) -> list[int]:
        """One past the last code point."""
        places: list[int] = self._ends.tolist()
        return places

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether it stands inside quotation marks."""
        quotations = find_quotations(self._text, self._regions)
        pieces = [piece for found in quotations if found.parent is None for piece in found.pieces]
        pieces.extend(_posts(self._text, self._regions))
        pieces.extend(_set_off(self._text, self._regions))
        # A word is quoted where more quotations have begun than ended before it.
        begins = np.array(sorted(start for start, _ in pieces), dtype=np.int64)
        ends = np.array(sorted(end for _, end in pieces), dtype=np.int64)
        begun = np.searchsorted(begins, self._starts, side="right")
        ended = np.searchsorted(ends, self._starts, side="right")
        return [bool(value) for value in begun > ended]

    @cached_property
    def blocks(self) -> list[int]:
        """Number of the stretch of body it stands in; a line of another role between two words begins a new one."""
        numbers = np.searchsorted(np.array(self._block_starts, dtype=np.int64), self._starts, side="right")
        return [int(number) for number in numbers]

    @cached_property
    def _openers(self) -> Places:
        """The first word of each sentence: the first at or after each cut, each once."""
        openers = np.unique(np.searchsorted(self._starts, np.array(self._cuts, dtype=np.int64)))
        return openers[openers < len(self._starts)]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Sentences as first word and one past the last."""
        openers = self._openers.tolist()
        ends = [*openers[1:], len(self)] if openers else []
        return list(zip(openers, ends, strict=True))

    @cached_property
    def facts(self) -> Places:
        """Which words are names or numbers, in order.

        Capitals and digits; at the head of a sentence only words that are capitalised elsewhere.
        """
        capitals = self._capitals
        hashes = self.hashes[capitals]
        opening = np.isin(capitals, self._openers)
        named = ~opening | np.isin(hashes, hashes[~opening])
        return capitals[named & ~np.isin(hashes, _STOP_HASHES)]

    @cached_property
    def hashes(self) -> Hashes:
        """64 bits of each form."""
        if len(self._lowered) != len(self._text):
            return _hash_forms(self.forms)
        return hash_words(_codes(self._lowered), self._starts, self._ends)

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


def _set_off(text: str, regions: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find spoken words that are set off as paragraphs of their own, without quotation marks."""
    turns, announced = [], []
    before: tuple[int, int] | None = None
    for start, end in regions:
        if _TURN.match(text, start, end):
            turns.append((start, end))
        elif before is not None and text[before[1] - 1] == ":":
            head = text[max(before[0], before[1] - _ANNOUNCEMENT) : before[1]]
            if _ANNOUNCED.search(head) and not _QUOTATION_MARKS.search(text, start, end):
                announced.append((start, end))
        before = (start, end)
    if sum(end - start for start, end in turns) >= MOSTLY_TURNS * sum(end - start for start, end in regions):
        turns = []
    return [*turns, *announced]


def _find_words(text: str, regions: list[tuple[int, int]]) -> tuple[Places, Places, Places]:
    """Find the words of the regions: letters, digits and inner apostrophes.

    The same as ``\\w+(?:['’]\\w+)*`` in each region, for a whole text at once.

    Returns:
        Starts, ends, and which of the words begin with a capital or a digit.
    """
    codes = _codes(text)
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
    capitals = np.flatnonzero(_CAPITAL[known[starts]])
    return starts, ends, capitals


def _compared_lines(document: Document) -> tuple[RoleSpan, ...]:
    """Return the lines that are compared: the body, or the one line that is most of a page on which none was found."""
    text = document.text
    galleries = "Hide Caption" in text
    lines = tuple(
        role
        for role in document.roles
        if role.role in COMPARED_ROLES and not (galleries and _GALLERY.search(text, role.start, role.end))
    )
    if lines or not document.roles:
        return lines
    longest = max(document.roles, key=lambda role: role.end - role.start)
    is_article = longest.end - longest.start >= max(ONE_LINE_SHARE * len(text), ONE_LINE_LENGTH)
    return (longest,) if is_article and not (galleries and _GALLERY.search(text, longest.start, longest.end)) else ()


def read_words(document: Document) -> Words:
    """Read the words of a document's body."""
    text = document.text
    cuts: list[int] = []
    block_starts: list[int] = []
    regions: list[tuple[int, int]] = []
    in_body = False
    compared = {role.start for role in _compared_lines(document)}
    for role in document.roles:
        if role.start not in compared:
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
    return Words(text, starts, ends, capitals, regions, cuts, block_starts)


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
