"""Searching: words become a query that cannot fail, and hits become excerpts with the matched words marked."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator

from onrecord.records import READ_ROLES, Document
from onrecord.store._queries import ExcerptPart

_WORD = re.compile(r"\w+", re.UNICODE)
_MAX_WORDS = 32  # a longer question is cut: FTS5 cost grows with every term
_EXCERPT_LENGTH = 240  # code points, about three lines on the page
_LONGEST_WORD = 60  # an excerpt begins and ends between words; where no space is that near, inside one
_OPEN, _CLOSE = "\x02", "\x03"


def match_expression(words: str) -> str | None:
    """Return the FTS5 expression that asks for all of ``words``; None where there is no word in them.

    Words inside double quotation marks must follow each other. Everything else that FTS5 gives a meaning to is only
    text here: each token is quoted, so no input is an error.
    """
    terms: list[str] = []
    for index, part in enumerate(re.split(r'["“”]', words.replace("\x00", " "))):
        tokens = _WORD.findall(part)
        terms += [" ".join(tokens)] if index % 2 and tokens else tokens
    return " ".join(f'"{term}"' for term in terms[:_MAX_WORDS]) or None


class Excerpter:
    """Finds where the words of a query stand in a text, with the same tokenizer as the index."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # the page asks from several threads
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._db.execute(
            'CREATE VIRTUAL TABLE line USING fts5 (text, tokenize = "porter unicode61 remove_diacritics 2")'
        )

    def close(self) -> None:
        """Give the memory back."""
        self._db.close()

    def _matches(self, text: str, words: str) -> list[tuple[int, int]]:
        tokens = _WORD.findall(words)[:_MAX_WORDS]
        if not tokens:
            return []
        either = " OR ".join(f'"{token}"' for token in tokens)
        with self._lock:
            self._db.execute("DELETE FROM line")
            self._db.execute("INSERT INTO line (text) VALUES (?)", (text.replace(_OPEN, " ").replace(_CLOSE, " "),))
            row = self._db.execute(
                "SELECT highlight(line, 0, ?, ?) FROM line WHERE line MATCH ?", (_OPEN, _CLOSE, either)
            ).fetchone()
        return list(_marked(row[0])) if row else []

    def excerpt(self, document: Document, words: str) -> tuple[tuple[ExcerptPart, ...], int, int]:
        """Return the best passage of the read lines of a document, and its first and last code point.

        The best passage is the stretch of about three lines with the most words of the query in it.
        """
        best: tuple[int, int, int, list[tuple[int, int]]] | None = None
        for part in document.roles:
            if part.role not in READ_ROLES or part.role == "title":
                continue
            found = [
                (part.start + start, part.start + end)
                for start, end in self._matches(document.text[part.start : part.end], words)
            ]
            for start, distinct in _words_from(document.text, found):
                if best is None or distinct > best[0]:
                    first = _word_start(document.text, start - 60, part.start)
                    last = _word_end(document.text, first + _EXCERPT_LENGTH, part.end)
                    best = (distinct, first, last, [match for match in found if first <= match[0] and match[1] <= last])
        if best is None:
            first_line = next((part for part in document.roles if part.role in READ_ROLES), None)
            if first_line is None:
                return (), 0, 0
            end = min(first_line.end, first_line.start + _EXCERPT_LENGTH)
            return (ExcerptPart(document.text[first_line.start : end], False),), first_line.start, end
        _, first, last, marks = best
        return _parts(document.text, first, last, marks), first, last

    def passage(self, text: str, words: str) -> tuple[ExcerptPart, ...]:
        """Return the best passage of a text, as :meth:`excerpt` does; empty where no word of the query stands in it."""
        found = self._matches(text, words)
        if not found:
            return ()
        start = max(_words_from(text, found), key=lambda place: place[1])[0]
        first = _word_start(text, start - 60, 0)
        last = _word_end(text, first + _EXCERPT_LENGTH, len(text))
        return _parts(text, first, last, [match for match in found if first <= match[0] and match[1] <= last])


def _parts(text: str, first: int, last: int, marks: list[tuple[int, int]]) -> tuple[ExcerptPart, ...]:
    parts: list[ExcerptPart] = []
    position = first
    for start, end in marks:
        if start > position:
            parts.append(ExcerptPart(text[position:start], False))
        parts.append(ExcerptPart(text[start:end], True))
        position = end
    if position < last:
        parts.append(ExcerptPart(text[position:last], False))
    return tuple(parts)


def _words_from(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield for each match its start, and how many different words are matched from there to an excerpt's length on.

    One window moves over the line: a line of a million matches must stay cheap.
    """
    words = [text[start:end].casefold() for start, end in found]
    inside: Counter[str] = Counter()
    after = 0
    for index, (start, _) in enumerate(found):
        while after < len(found) and found[after][1] <= start + _EXCERPT_LENGTH:
            inside[words[after]] += 1
            after += 1
        yield start, len(inside)
        if index < after:
            inside[words[index]] -= 1
            if not inside[words[index]]:
                del inside[words[index]]
        else:  # a single word, longer than an excerpt
            after = index + 1


def _word_start(text: str, position: int, floor: int) -> int:
    position = max(position, floor)
    floor = max(floor, position - _LONGEST_WORD)
    while position > floor and not text[position - 1].isspace():
        position -= 1
    return position


def _word_end(text: str, position: int, ceiling: int) -> int:
    position = min(position, ceiling)
    ceiling = min(ceiling, position + _LONGEST_WORD)
    while position < ceiling and not text[position].isspace():
        position += 1
    return position


def _marked(text: str) -> Iterator[tuple[int, int]]:
    plain = 0
    start = 0
    for character in text:
        if character == _OPEN:
            start = plain
        elif character == _CLOSE:
            yield start, plain
        else:
            plain += 1
