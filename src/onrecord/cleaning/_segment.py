"""Where the article stands on a page, by rules: the stretch of lines that reads most like running text."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.cleaning import _flatten as markup
from onrecord.cleaning._lines import Unit
from onrecord.cleaning._sign import Sign
from onrecord.cleaning._speech import is_speaker_turn

_GAP_COST = 6
"""What a line that is no sentence costs the article around it, in words (``benchmarks/cleaning.py``)."""
_WORDS_CAP = 60
_SHORT_HEAD = 6
"""Lines above a release's first sentence that can be its head; more of them are a list."""
_MENU_LINES = 5
"""Short lines in a row outside the article that make a menu."""
_MENU_WORDS = 6
_JUNK_COST = 3
_JUNK_SHARE = 0.02
_RUNNING_SHARE = 0.9
"""Share of words in running text, and of lines that are signs of a page, that tell clean text (``benchmarks``)."""
_LONG_LINE = 25
_NEAR_ARTICLE = 8
"""A headline and what belongs to it stand this close to the article: they are no part of a menu above them."""


def _score(unit: Unit, sign: Sign | None) -> float:
    if sign is not None:
        return 0.0 if sign.cost == 0 else -float(sign.cost)
    if unit.link_share > 0.7 and not (unit.is_sentence and unit.words > 15):
        return -10.0
    if unit.bits & (markup.IN_NAVIGATION | markup.IN_FOOTER | markup.HINT_COMMENTS | markup.HINT_MODAL):
        return -8.0
    if is_speaker_turn(unit.text):
        return 4.0 + min(unit.words, _WORDS_CAP)
    weight = float(min(unit.words, _WORDS_CAP))
    if unit.bits & (markup.IN_ASIDE | markup.HINT_RELATED):
        weight *= 0.3
    if unit.is_sentence:
        return weight
    if (unit.words >= 25 or (unit.words >= 12 and unit.stops)) and unit.lower_share >= 0.5:
        return 0.6 * weight
    if unit.is_terminal and unit.words >= 3 and (unit.lower_share >= 0.3 or unit.words < 8):
        return min(0.4 * weight, 4.0)
    if unit.plain.endswith(":") and unit.words >= 5:
        return 0.0
    return -float(_GAP_COST) if unit.words >= 3 else -3.0


def best_stretch(units: Sequence[Unit], signs: Sequence[Sign | None]) -> tuple[int, int]:
    """The stretch with the greatest sum of scores: first unit and one past the last."""
    best, best_first, best_last = 0.0, 0, 0
    running, start = 0.0, 0
    for unit, sign in zip(units, signs, strict=True):
        if running <= 0.0:
            running, start = 0.0, unit.number
        running += _score(unit, sign)
        if running > best:
            best, best_first, best_last = running, start, unit.number + 1
    return best_first, best_last


def release_extent(units: Sequence[Unit], signs: list[Sign | None], title: int | None, first: int) -> tuple[int, int]:
    """A release is text to its end; lists and short lines are part of it. Only its head has other lines."""
    first = next((unit.number for unit in units[:first] if unit.is_sentence or unit.words >= 20), first)
    heading = range(0 if title is None else title + 1, first)
    clock = next((n for n in heading if (sign := signs[n]) is not None and sign.role == "dateline"), None)
    for number in heading:
        if signs[number] is not None:
            continue
        if clock is not None and number < clock:
            signs[number] = Sign("dateline", "the place at which it was said", 1)
        elif len(heading) > _SHORT_HEAD:
            first = number  # many short lines are a list, and a list is part of the text
            break
    for number in range(first, len(units)):
        sign = signs[number]
        if sign is not None and sign.role in ("navigation", "promo", "related", "tags", "comments", "bio", "caption"):
            signs[number] = None
    return first, len(units)


def is_clean(units: Sequence[Unit], signs: Sequence[Sign | None]) -> bool:
    """Whether a plain text is an article and next to nothing else: what an extractor or a person has made of a page.

    Such a text is left to the rules, which leave it alone; the model was trained on whole pages and looks for junk.
    """
    if any(unit.markup is not None for unit in units[:1]):
        return False
    junk = sum(sign is not None and sign.cost >= _JUNK_COST for sign in signs)
    total = sum(unit.words for unit in units) - _head_words(units)
    running = sum(
        unit.words
        for unit in units
        if unit.is_sentence
        or unit.words >= _LONG_LINE
        or (unit.is_terminal and unit.lower_share >= 0.4)
        or is_speaker_turn(unit.text)
    )
    return junk <= max(1, _JUNK_SHARE * len(units)) and running >= _RUNNING_SHARE * total


_HEAD_LINES = 6
_HEAD_LINE = 25
"""Lines, and words of each, in which a text says who issued it, what it is about and when."""


def _head_words(units: Sequence[Unit]) -> int:
    """Words above the first sentence; of a short text they would be too large a share of all."""
    words = 0
    for unit in units[:_HEAD_LINES]:
        if unit.is_sentence or unit.words > _HEAD_LINE:
            return words
        words += unit.words
    return 0


def widen(
    units: Sequence[Unit], signs: Sequence[Sign | None], title: int | None, first: int, last: int
) -> tuple[int, int]:
    """Take in the rest of a text that is clean already: one without a sign of a web page around it.

    Such a text (the output of another extractor, an official release with lists) is left alone: whatever stands below
    the title is the text. Source of the measure: ``benchmarks/cleaning.py``, "do no harm".
    """
    junk = [
        sign
        for sign in signs
        if sign is not None and sign.role in ("navigation", "related", "promo", "comments", "furniture")
    ]
    outside = [unit for unit in units if not first <= unit.number < last and unit.number != title]
    inside_words = sum(units[number].words for number in range(first, last))
    outside_words = sum(unit.words for unit in outside if signs[unit.number] is None)
    has_links = any(unit.link_share > 0.7 for unit in outside)
    if (
        len(junk) * 25 <= len(units) + 12
        and len(junk) <= 3
        and not has_links
        and outside_words <= 0.35 * max(inside_words, 1)
    ):
        low = 0 if title is None else title + 1
        for number in range(first - 1, low - 1, -1):
            if signs[number] is not None or units[number].words < 2:
                break
            if units[number].is_sentence or units[number].is_listed:
                first = number
        high = next((n for n in range(last, len(units)) if (s := signs[n]) is not None and s.cost >= 6), len(units))
        while last < high:
            last += 1
    return first, last


def mark_menus(
    units: Sequence[Unit], signs: list[Sign | None], first: int, last: int, headlines: Sequence[int] = ()
) -> None:
    """Many short lines in a row outside the article are a menu; no name or headline is there but those given."""
    run: list[int] = []
    for number in range(len(units) + 1):
        is_short = False
        if number < len(units) and not first <= number < last:
            sign = signs[number]
            plain = sign is None or sign.role in ("navigation", "furniture", "related")
            is_short = plain and units[number].words <= _MENU_WORDS and not units[number].is_terminal
        if is_short:
            run.append(number)
            continue
        if first - _NEAR_ARTICLE <= number <= first:
            run = run[:-3] if len(run) > 3 else []
        if len(run) >= _MENU_LINES:
            for place in run:
                if signs[place] is None and place not in headlines:
                    signs[place] = Sign("navigation", "one of many short lines in a row: a menu", 6)
        run = []
