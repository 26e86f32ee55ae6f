"""Lines of the one text, and the units they form: a unit is a line, or the lines of one hard-wrapped paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.cleaning._flatten import LineMarkup
from onrecord.records import join_wrapped

WORD = re.compile(r"[\w’']+")
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_TERMINAL = re.compile(r"""[.!?…。！？][”"’'»)\]*\u200b\s]{0,6}$""")
_LIST_MARK = re.compile(r"^(?:[-•*·▪●◦‣»>–—]|\d{1,2}[.)])\s{1,4}")
_INNER_STOP = re.compile(r"[.!?][”\"’')]{0,2}\s{1,3}[\"“‘(]?[A-Z]")
_HEAD = 400
"""Characters at each end of a line that patterns look at: signs of a role stand there, and time stays bounded."""


@dataclass(slots=True)
class Unit:
    """What gets one role: a line, or the lines of a hard-wrapped paragraph."""

    number: int
    lines: tuple[tuple[int, int], ...]
    """Start and end of each of its lines in the text."""
    text: str
    """Its words, lines joined by a space, without outer space."""
    markup: LineMarkup | None
    blank_before: bool
    words: int = 0
    """Number of words; two characters of Chinese, Japanese or Korean count as one."""
    lower_share: float = 0.0
    """Share of its words that begin with a small letter: high in sentences, low in headlines and names."""
    is_terminal: bool = False
    """Whether it ends like a sentence."""
    stops: int = 0
    """Sentence ends within it."""
    is_listed: bool = False
    """Whether it begins with a bullet or a number."""
    plain: str = ""
    """Its text without the bullet."""

    @property
    def start(self) -> int:
        """First code point."""
        return self.lines[0][0]

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.lines[-1][1]

    @property
    def head(self) -> str:
        """Its first few hundred characters, for patterns."""
        return self.plain[:_HEAD]

    @property
    def tail(self) -> str:
        """Its last few hundred characters, for patterns."""
        return self.plain[-_HEAD:]

    @property
    def is_sentence(self) -> bool:
        """Whether it reads like running text."""
        return self.words >= 8 and self.is_terminal and self.lower_share >= 0.4

    @property
    def link_share(self) -> float:
        """Share of its characters in links, 0 where there is no mark-up."""
        return self.markup.link_share if self.markup is not None else 0.0

    @property
    def bits(self) -> int:
        """What the mark-up says, as flags; 0 where there is none."""
        return self.markup.bits if self.markup is not None else 0


def split_units(text: str, markup: Sequence[LineMarkup] | None = None) -> list[Unit]:
    """Split a text into units; every non-blank line belongs to exactly one.

    Args:
        text: the one text.
        markup: what the mark-up says about each line, where the text was made from HTML.
    """
    places: list[tuple[int, int, bool]] = []
    at, blank = 0, True
    for line in text.split("\n"):
        if line.strip():
            places.append((at, at + len(line), blank))
            blank = False
        else:
            blank = True
        at += len(line) + 1
    groups = [[place] for place in places] if markup is not None else join_wrapped(text, places)
    units = []
    for number, group in enumerate(groups):
        words = " ".join(text[start:end].strip() for start, end, _ in group)
        evidence = markup[number] if markup is not None and number < len(markup) else None
        unit = Unit(number, tuple((start, end) for start, end, _ in group), words, evidence, group[0][2])
        _measure(unit)
        units.append(unit)
    return units


def _measure(unit: Unit) -> None:
    mark = _LIST_MARK.match(unit.text[:12])
    unit.is_listed = mark is not None
    unit.plain = unit.text[mark.end() :] if mark else unit.text
    words = WORD.findall(unit.plain)
    unit.words = len(words)
    small = sum([word[0].islower() for word in words])
    unit.lower_share = small / len(words) if words else 0.0
    if not unit.plain.isascii() and (han := len(_HAN.findall(unit.plain))):
        unit.words = max(unit.words, (han + 1) // 2)
        unit.lower_share = max(unit.lower_share, min(1.0, 2 * han / max(len(unit.plain), 1)))
    unit.is_terminal = _TERMINAL.search(unit.plain[-12:]) is not None
    unit.stops = len(_INNER_STOP.findall(unit.plain))
