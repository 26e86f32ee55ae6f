"""What shape a line has, whatever its language: a name, a name with its date, a credit at its end, one of a list.

The words of captions and links differ from language to language; their shapes hardly do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.cleaning._lines import Unit
from onrecord.cleaning._names import is_by_alone, is_name_line, opens_by_name

Matrix = NDArray[np.float32]

_HEAD, _TAIL = 120, 60
_FAR = 99
_MOST_RUN = 15
_BY = frozenset(
    """
    by von par por di da de af av door przez od autor author authors auteur autore text texte texto testo words written
    posted reported published story report redaktion redaktör foto escrito tekst írta kirjoittanut
    """.split()
)
"""How a line that names its author opens, in the languages of the training pages."""
_PARTICLES = frozenset("de da di von van der den del la le el al bin ben ter und and y et og och i e".split())
_NUMBER = re.compile(r"^\(?\d{1,3}(?:\.\d{1,2}){0,2}[.):]?\s")
_OWNER_WORD = re.compile(
    r"\b(?:fotos?|photos?|bild|bildrechte|bildquelle|images?|pictures?|imagen|imágenes|crédits?|credits?|kuva|fot"
    r"|ljósmynd|illustration|grafik|quelle|source|kilde|källa|fuente|fonte|źródło|zdroj)\s?:|©|\(c\)",
    re.IGNORECASE,
)
_OWNER_BEHIND = re.compile(
    r"(?:[(\[–—/|©.] ?|\bvia |, |(?<=[a-zà-ÿ.]))(?:AP|AFP|Reuters|REUTERS|Getty|GETTY|EPA|EFE|dpa|DPA|DDP|KNA|epd|Imago"
    r"|IMAGO|imago|APA|ANP|ANSA|BELGA|Belga|TT|NTB|PAP|ČTK|CTK|LUSA|Keystone|KEYSTONE|Shutterstock|iStock|Alamy"
    r"|Bloomberg|TASS|Xinhua|PA|NASA|Archiv|Archivo|Associated Press|picture alliance)\b[^a-z]{0,25}\)?\.?$"
)
_OWNERS_PARTED = re.compile(r"\s?(?:/|\||\bfor\b|\bvia\b)\s?")
_GLUED_BEHIND = re.compile(r"(?<=[a-zà-ÿ.!»”\"])[A-Z][\w./ &-]{1,30}$")
_ROUND_BEHIND = re.compile(r"\([^()]{2,60}\)\.?$")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_DIGIT = re.compile(r"\d")


def line_shapes(units: Sequence[Unit]) -> Matrix:
    """The shape of each line and of the lines beside it."""
    rows = [_own_shape(unit) for unit in units]
    if not rows:
        return np.zeros((0, 0), dtype=np.float32)
    own = np.array(rows, dtype=np.float32)
    columns = [own, *(_shifted(own[:, :6], offset) for offset in (-2, -1, 1, 2))]
    columns.extend([_openings(units), _repeats(units), _runs(units)])
    return np.hstack(columns).astype(np.float32)


def _own_shape(unit: Unit) -> list[float]:
    text = unit.plain
    head, tail = text[:_HEAD], text[-_TAIL:]
    words = _WORD.findall(head) if unit.words <= 16 else []
    opens_by = bool(words) and words[0].lower().rstrip(".") in _BY
    has_digit = _DIGIT.search(head) is not None
    behind = words[1:] if opens_by else words
    named = [word for word in behind if word.lower() not in _PARTICLES]
    capitals = sum([word[0].isupper() for word in named])
    is_short = 2 <= len(behind) <= 5 and capitals == len(named) >= 2
    ends_open = not tail.rstrip().endswith((".", "!", "?", ":", "…"))
    digits = sum(map(str.isdigit, head))
    return [
        float(is_short and not has_digit and ends_open),
        float(opens_by) + float(opens_by_name(unit)),
        float(is_by_alone(unit)),
        digits / max(len(head), 1),
        float(min(unit.words, 40)),
        float(unit.is_sentence),
        float(unit.words <= 12 and is_name_line(unit)),
        capitals / max(len(named), 1) if named else 0.0,
        float(len(named)),
        float(_OWNER_BEHIND.search(tail) is not None),
        float(_GLUED_BEHIND.search(tail) is not None),
        float(_ROUND_BEHIND.search(tail) is not None) if ")" in tail else 0.0,
        _owner_word(text) if ":" in text or "©" in text or "(" in text else 0.0,
        float(_NUMBER.match(head) is not None) if head[:2].strip("(")[:1].isdigit() else 0.0,
        float(text.isupper()),
        float(unit.plain != unit.text),
        float(text[-1:] in "»”\"'"),
        float("|" in head or "·" in head or "•" in head),
        float(2 <= unit.words <= 9 and _are_two_owners(text)),
    ]


def _are_two_owners(text: str) -> bool:
    """Whether a line is two names: "Ann Smith/Agency", "Ann Smith for The Paper"."""
    parts = _OWNERS_PARTED.split(text)
    return len(parts) == 2 and all(
        1 <= len(words) <= 4 and all(word[:1].isupper() for word in words) for words in (part.split() for part in parts)
    )


def _owner_word(text: str) -> float:
    """1 where a line opens with a word for a picture's owner, 2 where the word stands towards its end."""
    found = _OWNER_WORD.search(text[:_HEAD]) or _OWNER_WORD.search(text[-_TAIL:])
    if found is None:
        return 0.0
    return 1.0 if found.start() < 3 else 2.0


def _shifted(values: Matrix, offset: int) -> Matrix:
    moved = np.full_like(values, -1.0)
    if offset < 0:
        moved[-offset:] = values[:offset]
    elif offset < len(values):
        moved[: len(values) - offset] = values[offset:]
    return moved


def _openings(units: Sequence[Unit]) -> Matrix:
    """How many lines open, or end, with the same words: "Read more: …", "… / Agency" come more than once on a page."""
    firsts = [" ".join(unit.plain[:60].split(" ")[:2]) if unit.words >= 3 else "" for unit in units]
    lasts = [unit.plain[-40:].rsplit(" ", 1)[-1] if unit.words >= 4 else "" for unit in units]
    first_counts, last_counts = Counter(firsts), Counter(lasts)
    return np.array(
        [
            [
                min(first_counts[first], 20) if first else 0.0,
                min(last_counts[last], 20) if last else 0.0,
                ":" in first,
            ]
            for first, last in zip(firsts, lasts, strict=True)
        ],
        dtype=np.float32,
    )


def _repeats(units: Sequence[Unit]) -> Matrix:
    """How far the same line stands above and below: a list of contents says its headings before they come."""
    count = len(units)
    before, after = np.full(count, _FAR), np.full(count, _FAR)
    last: dict[str, int] = {}
    for unit in units:
        key = unit.plain[:_HEAD].lower()
        if unit.words >= 2:
            if key in last:
                before[unit.number - units[0].number] = min(unit.number - last[key], _FAR)
                after[last[key] - units[0].number] = min(unit.number - last[key], _FAR)
            last[key] = unit.number
    return np.column_stack([before, after]).astype(np.float32)


def _runs(units: Sequence[Unit]) -> Matrix:
    """How many lines like headlines stand in a row above and below each; labels and dates between them do not count."""
    kinds = [
        0 if unit.is_sentence or unit.words > 30 else 2 if unit.words >= 4 else 1 for unit in units
    ]  # 0 running text, 1 a label, 2 like a headline
    return np.column_stack([_run(kinds), _run(kinds[::-1])[::-1]]).astype(np.float32)


def _run(kinds: Sequence[int]) -> NDArray[np.float32]:
    """For each line, the headlines in the run that ends just before it, and the lines since its start."""
    found = []
    heads = lines = 0
    for kind in kinds:
        found.append([heads, lines])
        if kind == 0:
            heads = lines = 0
        else:
            heads = min(heads + (kind == 2), _MOST_RUN)
            lines = min(lines + 1, 3 * _MOST_RUN)
    return np.array(found, dtype=np.float32).reshape(-1, 2)
