"""What the last trees see of each line near an article: its marks, the opinions on it, and the roles of all lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.cleaning._features import Matrix, second_look, shifted
from onrecord.cleaning._lines import Unit
from onrecord.cleaning._page_words import page_words
from onrecord.cleaning._role_marks import neighbours
from onrecord.cleaning._settle import owner_shape
from onrecord.cleaning._title import stems_of

VERDICT_ROLES = (
    "title",
    "dek",
    "byline",
    "claimed_date",
    "body",
    "subhead",
    "caption",
    "credit",
    "correction",
    "bio",
    "tags",
    "navigation",
    "related",
    "promo",
    "comments",
    "furniture",
    "dateline",
)
"""Columns of the trees' inputs: the order in which they were learned, whatever that of the record type."""
_GROUPS = {
    "title": 0,
    "dek": 1,
    "byline": 2,
    "claimed_date": 2,
    "body": 3,
    "subhead": 4,
    "caption": 5,
    "credit": 6,
    "related": 7,
    "navigation": 8,
    "tags": 8,
}
_OTHERS = 9
_REACH = 8
_FAR, _FARTHEST, _NOWHERE = 60, 30, 99
_TOLD = [0, 2, 3, 7, 9, 11]
"""Of its own marks (``own_marks``) those that tell a line's neighbours most."""
_MOST_WORDS = 60
_NUMBER = re.compile(r"^\(?\d{1,3}(?:\.\d{1,2}){0,2}[.):]?\s")
_GLUED_BEHIND = re.compile(r"(?<=[a-zà-ÿ.!»”\"])[A-Z][\w./ &-]{1,30}$")
_ROUND_BEHIND = re.compile(r"\([^()]{2,60}\)\.?$")
_OWNER_WORD = re.compile(
    r"\b(?:fotos?|photos?|bild|bildrechte|bildquelle|images?|pictures?|imagen|imágenes|crédits?|credits?|kuva|fot"
    r"|ljósmynd|isithombe|illustration|grafik|quelle|source|kilde|källa|fuente|fonte|źródło|zdroj|courtesy)\s?:|©|\(c\)",
    re.IGNORECASE,
)
_OWNER_BEHIND = re.compile(
    r"(?:[(\[–—/|©.] ?|\bvia |, |(?<=[a-zà-ÿ.]))(?:AP|AFP|Reuters|REUTERS|Getty|GETTY|EPA|EFE|dpa|DPA|DDP|KNA|epd|Imago"
    r"|IMAGO|imago|APA|ANP|ANSA|BELGA|Belga|TT|NTB|PAP|ČTK|CTK|LUSA|Keystone|KEYSTONE|Shutterstock|iStock|Alamy"
    r"|Bloomberg|TASS|Xinhua|PA|NASA|Archiv|Archivo|Associated Press|picture alliance)\b[^a-z]{0,25}\)?\.?$"
)
_BY = frozenset(
    """
    by von par por di da de af av door przez od autor author authors auteur autore text texte texto testo words written
    posted reported published story report redaktion redaktör foto escrito tekst írta kirjoittanut
    """.split()
)
"""How a line that names its author opens, in the languages of the training pages."""
_TAIL = 60
_MOST_RUN, _LONGEST_RUN = 15, 45


def settling_marks(
    units: Sequence[Unit],
    own: Matrix,
    worded: Matrix,
    vocabulary: Sequence[frozenset[str]],
    probabilities: NDArray[np.float32],
    chances: Matrix,
    near: slice,
    roles: Sequence[str],
    before: Sequence[str],
) -> Matrix:
    """One row for each line near the article.

    Args:
        units: all units.
        own: their own marks (``own_marks``).
        worded: how those near the article are worded (``role_marks``).
        vocabulary: from ``long_words``, of all units.
        probabilities: how likely each unit belongs to the article.
        chances: how likely each unit has each of ``ROLE_CLASSES``.
        near: which units are near the article.
        roles: the role of each unit so far.
        before: the role that the rules alone gave each.
    """
    look = second_look(own, probabilities, vocabulary)
    told = own[:, _TOLD]
    title = next((number for number, role in enumerate(roles) if role == "title"), None)
    return np.hstack(
        [
            own[near],
            *[shifted(told, offset, -2.0)[near] for offset in (-2, -1, 1, 2)],
            look[near],
            worded,
            neighbours(chances[near]),
            _shapes(units[near]),
            _verdicts(roles)[near],
            _as_columns(before)[near],
            _like_title(units[near], units[title] if title is not None else None),
            page_words(units, [role in ("body", "subhead") for role in roles])[near],
        ]
    ).astype(np.float32)


def _as_columns(roles: Sequence[str]) -> Matrix:
    found = np.zeros((len(roles), len(VERDICT_ROLES)), dtype=np.float32)
    found[np.arange(len(roles)), [VERDICT_ROLES.index(role) for role in roles]] = 1.0
    return found


def _verdicts(roles: Sequence[str]) -> Matrix:
    """The role of each line, of those beside it, and how far title, article, credits and links are."""
    count = len(roles)
    at = np.arange(count)
    own = _as_columns(roles)
    groups = np.zeros((count, _OTHERS + 1), dtype=np.float32)
    groups[at, [_GROUPS.get(role, _OTHERS) for role in roles]] = 1.0
    columns = [own, *[shifted(groups, offset, 0.0) for offset in (-2, -1, 1, 2)]]
    sums = np.concatenate([np.zeros((1, groups.shape[1]), np.float32), np.cumsum(groups, axis=0)])
    low, high = np.maximum(at - _REACH, 0), np.minimum(at + _REACH + 1, count)
    columns.append((sums[at] - sums[low]) / _REACH)
    columns.append((sums[high] - sums[at + 1]) / _REACH)
    titles = np.flatnonzero(own[:, VERDICT_ROLES.index("title")])
    body = np.flatnonzero(own[:, VERDICT_ROLES.index("body")])
    for place in (titles[:1], body[:1], body[-1:]):
        far = np.clip(at - place[0], -_FAR, _FAR) if len(place) else np.full(count, _NOWHERE)
        columns.append(far[:, None].astype(np.float32))
    for role in ("body", "credit", "related"):
        columns.append(_distances(own[:, VERDICT_ROLES.index(role)] > 0))
    return np.hstack(columns).astype(np.float32)


def _distances(marked: NDArray[np.bool_]) -> Matrix:
    """Lines to the last marked line above and to the next one below."""
    count = len(marked)
    at = np.arange(count)
    before = np.maximum.accumulate(np.where(marked, at, -100))
    after = np.minimum.accumulate(np.where(marked, at, count + 100)[::-1])[::-1]
    above = np.concatenate([[-100], before[:-1]])
    below = np.concatenate([after[1:], [count + 100]])
    return np.column_stack([np.minimum(at - above, _FARTHEST), np.minimum(below - at, _FARTHEST)]).astype(np.float32)


def _like_title(units: Sequence[Unit], title: Unit | None) -> Matrix:
    """The share of each line's words that the headline has, and of the headline's that the line has."""
    wanted = stems_of(title.plain[:400]) if title is not None else set()
    rows = []
    for unit in units:
        own = stems_of(unit.plain[:400]) if wanted and unit.words <= _MOST_WORDS else set()
        shared = len(own & wanted)
        rows.append([shared / max(len(own), 1), shared / max(len(wanted), 1)])
    return np.array(rows, dtype=np.float32).reshape(-1, 2)


def _shapes(units: Sequence[Unit]) -> Matrix:
    """What a line looks like whatever its language: a name, one with a credit behind it, one of a list of headlines."""
    rows = []
    for unit in units:
        text = unit.plain
        tail = text[-_TAIL:]
        words = text[:120].split() if unit.words <= 16 else []
        capitals = sum([word[0].isupper() for word in words])
        rows.append(
            [
                capitals / max(len(words), 1),
                2 <= len(words) <= 5 and capitals == len(words) and not unit.is_terminal,
                owner_shape(unit),
                _GLUED_BEHIND.search(tail) is not None,
                ")" in tail and _ROUND_BEHIND.search(tail) is not None,
                text[:2].strip("(")[:1].isdigit() and _NUMBER.match(text[:20]) is not None,
                text.isupper(),
                "/" in text,
                bool(words) and words[0].lower().rstrip(".:") in _BY,
                _OWNER_BEHIND.search(tail) is not None,
                _owner_word(text) if ":" in text or "©" in text or "(" in text else 0,
            ]
        )
    own = np.array(rows, dtype=np.float32).reshape(len(units), -1)
    openings = [" ".join(unit.plain[:60].split(" ")[:2]) if unit.words >= 3 else "" for unit in units]
    times = Counter(openings)
    alike = [[min(times[opening], 20) if opening else 0, ":" in opening] for opening in openings]
    same = [a.plain == b.plain for a, b in zip(units[1:], units, strict=False)]
    kinds = [0 if unit.is_sentence or unit.words > 30 else 2 if unit.words >= 4 else 1 for unit in units]
    return np.hstack(
        [
            own,
            shifted(own[:, :4], -1, -1.0),
            shifted(own[:, :4], 1, -1.0),
            np.array([[False, *same], [*same, False]], dtype=np.float32).T[: len(units)],
            np.array(alike, dtype=np.float32).reshape(len(units), -1),
            _runs(kinds),
            _runs(kinds[::-1])[::-1],
        ]
    )


def _owner_word(text: str) -> int:
    """1 where a line opens with a word for a picture's owner, 2 where the word stands towards its end."""
    found = _OWNER_WORD.search(text[:120]) or _OWNER_WORD.search(text[-_TAIL:])
    if found is None:
        return 0
    return 1 if found.start() < 3 else 2


def _runs(kinds: Sequence[int]) -> Matrix:
    """For each line, the lines like headlines in the run that ends just above it, and all lines of that run."""
    found = []
    heads = lines = 0
    for kind in kinds:
        found.append([heads, lines])
        if kind == 0:
            heads = lines = 0
        else:
            heads = min(heads + (kind == 2), _MOST_RUN)
            lines = min(lines + 1, _LONGEST_RUN)
    return np.array(found, dtype=np.float32).reshape(-1, 2)
