"""Which line is the headline: what the source states, where it stands, and what the article speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.cleaning import _flatten as markup
from onrecord.cleaning._dates import find_dates
from onrecord.cleaning._language import FUNCTION_WORDS
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._sign import SPEAKER_REASON, Sign
from onrecord.cleaning._speech import is_speaker_turn

_TITLE_WORDS = 40
_FARTHEST = 45
"""Lines between a headline and its article: tools, pictures and dates stand there, rarely more than 30 of them."""
_LEAST_SCORE = 2.0
_MODEL_WEIGHT, _MODEL_MIDDLE = 4.0, 0.2
"""What the model's chance counts beside the points of the rules (``benchmarks/cleaning.py``, seen half)."""
_LOOKED_AT = 300
"""Lines above the article that are looked at, besides the first few of the page: enough for the longest menus."""
_TOP = 10
_HEAD = 400
_VOCABULARY_UNITS = 60
_NOT_LETTERS = re.compile(r"[\W_]+")
TRAIL = re.compile(r"(?:home(?: ?page)?|start(?:seite)?|inicio|accueil) ?(?:[»>›/|]|::) ?\S|\[[^\[\]]*\]$", re.I)
"""The page's trail of sections ("Home » World » …"), or a note in brackets of whoever printed it."""
_NOT_HEADLINES = markup.IN_NAVIGATION | markup.IN_ASIDE | markup.IN_FOOTER | markup.HINT_RELATED | markup.HINT_MODAL


def key_of(text: str) -> str:
    """A text without case and marks, for comparing."""
    return _NOT_LETTERS.sub(" ", text.lower()).strip()


def stated_keys(stated_titles: Sequence[str]) -> list[str]:
    """Stated titles, also without the site's name behind a dash or a bar."""
    keys = []
    for title in stated_titles:
        keys.append(key_of(title))
        for mark in (" | ", " - ", " – ", " — ", " « ", " :: "):
            head, found, _ = title.rpartition(mark)
            if found and len(head) >= 15:
                keys.append(key_of(head))
                first = title.split(mark, 1)[0]
                if len(first) >= 25:
                    keys.append(key_of(first))
    return [key for key in dict.fromkeys(keys) if key]


def title_reason(unit: Unit, stated_titles: Sequence[str]) -> str:
    """Why a line is the title, in plain words."""
    if key_of(unit.plain) in stated_keys(stated_titles):
        return "the title that the source states"
    return "the headline above the article"


def find_title(
    units: Sequence[Unit],
    signs: Sequence[Sign | None],
    stated_titles: Sequence[str],
    first: int,
    last: int,
    chances: Sequence[float] = (),
) -> int | None:
    """Find the line that is the title, if there is one.

    Args:
        units: all units.
        signs: their signs.
        stated_titles: titles that the source or the page's head states.
        first: the first unit of the article.
        last: one past the last.
        chances: how likely each unit is the headline, by the trained model; empty where it was not asked.
    """
    keys = stated_keys(stated_titles)
    # A source that states the title beside a plain text has taken it out of the text, unless it stands there too.
    must_match = bool(stated_titles) and not any(unit.markup is not None for unit in units[:1])
    vocabulary: set[str] | None = None
    limit = max(min(len(units), first + 4) if last > first else min(len(units), _LOOKED_AT), 1)
    lowest = max(0, first - _LOOKED_AT)
    looked_at = [*units[: min(_TOP, lowest)], *units[lowest:limit]]
    places = {key_of(unit.plain): unit.number for unit in looked_at}
    heads = ""
    best: tuple[float, int] | None = None
    for unit in looked_at:
        stated = _stated_match(unit, keys)
        if stated == 0.0 and (must_match or not _can_be_title(unit, signs[unit.number], first)):
            continue
        # What costs most is gathered only where some line can be the headline.
        heads = heads or heads_of(looked_at)
        if vocabulary is None and unit.number < first:
            vocabulary = vocabulary_of(units, first, last)
        score = 10.0 * stated + headline_score(unit, heads, signs, first, vocabulary or set())
        # Said twice above the article: the later place is the headline, the earlier one a trail or a picture's text.
        if places.get(key_of(unit.plain), unit.number) > unit.number:
            score -= 0.5
        if chances:
            score += _MODEL_WEIGHT * (chances[unit.number] - _MODEL_MIDDLE)
        if best is None or score > best[0]:
            best = (score, unit.number)
    return best[1] if best is not None and best[0] >= _LEAST_SCORE else None


_OFFICIAL = re.compile(
    r"(?:READOUT|FACT SHEET|JOINT STATEMENT|TRANSCRIPT|MEDIA NOTE|STATEMENT)\b ?[:–—-]? ?\S"
    r"|(?i:timeline|fact ?sheet|fact ?box|explainer|chronology) ?[:–—] ?\S"
    r"|(?:[A-Z][\w.’'&-]* (?:and |of |the |on |with )?){0,14}?"
    r"(?:Press (?:Conference|Briefing|Gaggle|Availability)|Remarks (?:by|at|on|to)|Readout of"
    r"|Background (?:Press )?Call|Joint (?:Statement|Communiqué)|Regular Briefing)\b"
)
"""How governments head what they publish: "READOUT: …", "Department Press Briefing – March 6, 2025"."""
_SHORT_HEAD = 15
"""Lines above an article that are the page's own head and no menus: text pasted or saved without them."""
_LEAST_WORDS, _LEAST_SHARED, _SHARE = 5, 3, 0.4


def official_headline(units: Sequence[Unit], signs: Sequence[Sign | None], first: int) -> int | None:
    """Find the heading of a government's form above an article with few lines before it, the nearest to it.

    Args:
        units: all units.
        signs: their signs.
        first: the first unit of the article; it may be the heading itself.
    """
    if first > _SHORT_HEAD:
        return None
    for unit in reversed(units[: first + 1]):
        sign = signs[unit.number]
        if sign is not None and sign.role not in ("byline", "dek", "related"):
            continue
        if unit.words <= _TITLE_WORDS and not unit.is_terminal and _OFFICIAL.match(unit.plain):
            return unit.number
    return None


_MAIL = re.compile(r"(From|To|Cc|Date|Sent|Subject): ?\S")
_LONGEST_MAIL_HEAD = 8
SUBJECT = re.compile(r"Subject: ?(?:(?:FWD?|RE|Re|Fwd|Fw) ?: ?)*")
"""What stands before the subject of a mail."""


def subject_of_mail(units: Sequence[Unit]) -> int | None:
    """Find the line "Subject: …" in the head of a mail: it is the title.

    Args:
        units: all units.
    """
    named = {found[1]: unit.number for unit in units[:_LONGEST_MAIL_HEAD] if (found := _MAIL.match(unit.plain))}
    return named.get("Subject") if "From" in named and len(named) >= _LEAST_SHARED else None


def headline_above_speaker(units: Sequence[Unit], signs: Sequence[Sign | None], first: int) -> int | None:
    """Find the heading right above the line that says whose words follow ("Antony J. Blinken, Secretary of State").

    Args:
        units: all units.
        signs: their signs.
        first: the first unit of the article.
    """
    for unit, sign, below in zip(units[: first + 1], signs, signs[1:], strict=False):
        if below is not None and below.reason == SPEAKER_REASON and sign is None:
            return unit.number if 2 <= unit.words <= _TITLE_WORDS and not unit.is_terminal else None
    return None


def headline_of_short_head(units: Sequence[Unit], signs: Sequence[Sign | None], first: int, last: int) -> int | None:
    """Find the headline above an article with few lines before it: the one that tells most of what the article does.

    Args:
        units: all units.
        signs: their signs.
        first: the first unit of the article.
        last: one past the last.
    """
    if first > _SHORT_HEAD or first >= last:
        return None
    vocabulary = vocabulary_of(units, first, last)
    best: tuple[float, int] | None = None
    for unit in units[:first]:
        if signs[unit.number] is not None or unit.is_terminal or find_dates(unit.plain):
            continue
        if not _LEAST_WORDS <= unit.words <= _TITLE_WORDS:
            continue
        stems = stems_of(unit.plain)
        shared = len(stems & vocabulary)
        if shared >= _LEAST_SHARED and shared >= _SHARE * len(stems):
            best = max(best or (0.0, 0), (shared / len(stems), unit.number))
    return best[1] if best is not None else None


def _can_be_title(unit: Unit, sign: Sign | None, first: int) -> bool:
    if sign is not None or unit.number > first or not 3 <= unit.words <= _TITLE_WORDS or is_speaker_turn(unit.text):
        return False
    return not (unit.is_sentence and unit.words > 14 and unit.number >= first)


def heads_of(units: Sequence[Unit]) -> str:
    """The first words of each line, for finding which lines stand in others."""
    return "\n".join([unit.text[:_HEAD] for unit in units])


def vocabulary_of(units: Sequence[Unit], first: int, last: int) -> set[str]:
    """What an article speaks of in its first lines: the stems of its longer words."""
    words: set[str] = set()
    for unit in units[first : min(last, first + _VOCABULARY_UNITS)]:
        words.update(stems_of(unit.plain[:1500]))
    return words


def stems_of(text: str) -> set[str]:
    """The stems of a text's words, without those that any text has."""
    return {word[:6] for word in WORD.findall(text.lower()) if len(word) > 2 and word not in FUNCTION_WORDS}


def _stated_match(unit: Unit, keys: Sequence[str]) -> float:
    if not keys or unit.words > 60:
        return 0.0
    own = key_of(unit.plain)
    if own in keys:
        return 1.0 if len(own) >= 4 else 0.0
    if len(own) >= 20 and any(own in key or (key in own and len(key) >= 0.7 * len(own)) for key in keys):
        return 0.8
    return 0.0


def headline_score(unit: Unit, heads: str, signs: Sequence[Sign | None], first: int, vocabulary: set[str]) -> float:
    """Points of the rules for a line being the headline.

    Args:
        unit: the line.
        heads: from ``heads_of``, of all lines that are looked at.
        signs: the signs of all units.
        first: the first unit of the article.
        vocabulary: from ``vocabulary_of``.
    """
    score = {1: -2.0, 2: -2.0, 3: 0.0, 4: 0.5}.get(unit.words, 2.0 if unit.words <= 22 else 0.5)
    if unit.is_terminal and unit.text[-1:] == ".":
        score -= 2.0
    if unit.stops and unit.words > 8:
        score -= 1.0  # a caption with a name behind it, or several sentences
    if unit.lower_share < 0.15 and any(mark in unit.plain for mark in (" and ", "|", "@")):
        score -= 1.0  # names, or the trail of sections
    if unit.link_share > 0.7:
        score -= 2.0
    if unit.markup is not None:
        score += {"h1": 4.0, "h2": 1.5}.get(unit.markup.tag, 0.0)
        score += 0.5 if unit.bits & markup.HINT_TITLE else 0.0
        score -= 3.0 if unit.bits & _NOT_HEADLINES else 0.0
    elif unit.number == 0:
        score += 2.0
    stems = stems_of(unit.plain)
    if stems and vocabulary and unit.number < first:
        share = len(stems & vocabulary) / len(stems)
        score += 4.0 * share - 1.5
    # The same words glued into an earlier line (a trail of sections before, the site's name behind), or said again.
    text = unit.plain
    if len(text) >= 20 and heads.count(text) > (len(text) <= _HEAD):
        score += 2.0
    between = sum(signs[number] is None for number in range(unit.number + 1, min(first, len(signs))))
    if unit.number < first - _FARTHEST:
        score -= 3.0
    return score + max(-3.0, 1.5 - 0.25 * max(between, 0))
