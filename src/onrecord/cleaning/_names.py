"""Whether a line is a name, or a name with what stands beside one: a date, an age, an account."""

from __future__ import annotations

import re

from onrecord.cleaning._dates import without_dates
from onrecord.cleaning._lines import Unit

_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z0-9@])")
_BESIDE_NAME = re.compile(
    r"@\w{1,30}|\b(?:GMT|UTC|EST|EDT|PST|PDT|BST|CET|Updated|Published|Posted|on|at|By|by|mins?|read|ago"
    r"|minutes?|hours?|days?|weeks?|months?|Uhr|Lesezeit|Stand|Min|kl|Publisert|Publicerad|Aktualisiert|Uppdaterad)\b"
    r"|[\d:,-]+"
)
_POSITION = re.compile(
    r",\s(?:[A-Z][\w.’'&-]{0,20} ){0,4}(?:Writer|Reporter|Correspondent|Editor|Columnist|Contributor|Journalist)$"
)
_MOST_NAME_WORDS = 14
_BY_ALONE = re.compile(
    r"^(?:by|von|di|par|por|door|av|af|autor|author|written by|posted by|published by|story by|words by|text by)\s?:?$",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"^(?:von|di|por|par|door|de|af|av|przez|text|texte|texto|foto och text)\s?:? (?=[A-ZÀ-ÝŁŚŽ])")
_JOINS = frozenset("und and et y e og och i en de da di von van der den del la le el al bin ben ter".split())
_MOST_BY_WORDS = 16


def is_by_alone(unit: Unit) -> bool:
    """Whether a line says "By" and nothing else: the name stands on the next."""
    return unit.words <= 2 and _BY_ALONE.match(unit.plain) is not None


def opens_by_name(unit: Unit) -> bool:
    """Whether a line opens with a small "von", "di", "par" and goes on in names alone."""
    found = _BY_NAME.match(unit.plain) if unit.words <= _MOST_BY_WORDS and not unit.is_terminal else None
    if found is None:
        return False
    words = unit.plain[found.end() :].replace(",", " ").split()
    return all(word[:1].isupper() or word.lower() in _JOINS or not word[:1].isalnum() for word in words)


def is_name_line(unit: Unit) -> bool:
    """A bare name, or one with a date, an age or an account's name beside it (often glued to it)."""
    if unit.words > 12 or unit.is_listed:
        return False
    text = _GLUED.sub(" ", unit.plain) if unit.words <= 4 or any(c.isdigit() for c in unit.plain) else unit.plain
    text = _BESIDE_NAME.sub(" ", without_dates(text)) if any(c.isdigit() or c == "@" for c in text) else text
    text = _POSITION.sub("", text)
    if text.count(" and ") == 1:
        # Two who signed together: each of them must be a name.
        return all(_is_name(part) for part in text.split(" and "))
    return _is_name(text)


def _is_name(text: str) -> bool:
    words = text.replace("|", " ").replace("•", " ").replace("·", " ").replace("/", " ").split()
    return (
        2 <= len(words) <= 4
        and all(word[:1].isupper() for word in words)
        and words[0] not in ("The", "A", "An", "In", "On", "All", "More", "Latest", "Top")
        and not any(character.isdigit() for character in text)
        and not text.rstrip().endswith((".", "!", "?", ":"))
        and (text != text.upper() or len(words) == 2)
    )
