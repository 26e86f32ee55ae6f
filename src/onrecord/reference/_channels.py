"""The lines of communication between states, by the words of ``channels.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.reference._phrases import WORD, plain_text, plain_words
from onrecord.reference._tables import read_data

LEVELS = ("leaders", "ministers", "military_senior", "military_operational", "working_group", "other")
"""Who talks over a line of communication."""

_GAP = 8  # words that "..." may stand for


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A line of communication as texts speak of it."""

    id: str
    """Its path in the tree, e.g. ``military/theatre commanders``."""
    label: str
    """Its name for readers."""
    level: str
    """One of ``LEVELS``."""
    words: tuple[str, ...] = ()
    """Phrases that name it; empty for a parent. A trailing ``*`` is any ending, ``...`` up to eight words."""
    users: str = ""
    """The post whose holders talk over it; empty where only words tell."""


@dataclass(frozen=True, slots=True)
class ChannelMatch:
    """Words that name a channel: the first word and one past the last."""

    first: int
    after: int
    channel: ChannelFacts


class ChannelTable:
    """The words of all channels, ready to be looked up."""

    __slots__ = ("_by_first", "_by_id", "_by_users")

    def __init__(self, channels: Iterable[ChannelFacts]) -> None:
        self._by_id = {channel.id: channel for channel in channels}
        self._by_users = {channel.users: channel for channel in self._by_id.values() if channel.users}
        # first word -> [(parts between gaps, last word is a stem, words that must be in capitals, channel)]
        self._by_first: dict[str, list[tuple[list[list[str]], bool, bool, ChannelFacts]]] = {}
        for channel in self._by_id.values():
            for entry in channel.words:
                parts = [plain_words(part) for part in entry.rstrip("*").split("...")]
                if all(parts):
                    capitals = entry.upper() == entry and entry.lower() != entry
                    self._by_first.setdefault(parts[0][0], []).append((parts, entry.endswith("*"), capitals, channel))

    def __getitem__(self, key: str) -> ChannelFacts:
        return self._by_id[key]

    def __iter__(self) -> Iterator[ChannelFacts]:
        return iter(self._by_id.values())

    def of_users(self, users: str) -> ChannelFacts | None:
        """Return the channel over which holders of a post talk."""
        return self._by_users.get(users)

    def parent_of(self, key: str) -> ChannelFacts | None:
        """Return the channel that another belongs to."""
        return self._by_id.get(key.rpartition("/")[0])

    def find(self, words: Sequence[str], written: Sequence[str] | None = None) -> list[ChannelMatch]:
        """Return the channels that words name, the longest phrase at each place, in order and without overlaps.

        Args:
            words: words in lower case with plain apostrophes and hyphens, marks standing alone.
            written: the same words as written, for names in capitals.
        """
        found: list[ChannelMatch] = []
        place = 0
        while place < len(words):
            best: ChannelMatch | None = None
            for parts, stem, capitals, channel in self._by_first.get(words[place], ()):
                if capitals and (written is None or written[place] != written[place].upper()):
                    continue
                after = _after(words, place, parts, stem)
                if after is not None and (best is None or after > best.after):
                    best = ChannelMatch(place, after, channel)
            if best is not None:
                found.append(best)
                place = best.after
            else:
                place += 1
        return found

    def tag(self, text: str) -> list[ChannelMatch]:
        """Return the channels that a text names; places count its words."""
        written = WORD.findall(plain_text(text))
        return self.find([word.lower() for word in written], written)


def _after(words: Sequence[str], place: int, parts: Sequence[Sequence[str]], stem: bool) -> int | None:
    """Where a phrase that begins at a word ends; None where it does not stand there."""
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        starts = [place] if number == 0 else range(place, min(place + _GAP, len(words)) + 1)
        for start in starts:
            if _stands(words, start, part, stem and last):
                place = start + len(part)
                break
        else:
            return None
    return place


def _stands(words: Sequence[str], start: int, part: Sequence[str], stem: bool) -> bool:
    if not stem:
        return list(words[start : start + len(part)]) == list(part)
    last = start + len(part) - 1
    return last < len(words) and list(words[start:last]) == list(part[:-1]) and words[last].startswith(part[-1])


@cache
def load_channels() -> dict[str, ChannelFacts]:
    """The channels by their id, in the order of the table."""
    data = tomllib.loads(read_data("channels.toml").decode("utf-8"))
    return {
        key: ChannelFacts(key, entry["label"], entry["level"], tuple(entry.get("words", ())), entry.get("users", ""))
        for key, entry in data.items()
    }
