"""A role and a reason for every line: what the words say, where they stand, and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.cleaning import _flatten as markup
from onrecord.cleaning._lines import Unit
from onrecord.cleaning._links import is_no_link
from onrecord.cleaning._openings import keep_opening
from onrecord.cleaning._patterns import explicit_sign
from onrecord.cleaning._pictures import SURE_REASONS
from onrecord.cleaning._places import RUNNING_SHARE, judge_above, judge_below, judge_between, judge_inside
from onrecord.cleaning._reader_notes import ASKING_REASON
from onrecord.cleaning._segment import best_stretch, is_clean, mark_menus, release_extent, widen
from onrecord.cleaning._settle import Judged, LastOpinions, by_model, credit_owners
from onrecord.cleaning._sign import EDITORS_REASON, LINK_REASON, NO_WORDS_REASON, OFFICE_REASON, Sign
from onrecord.cleaning._speech import is_speaker_turn
from onrecord.cleaning._spreading import (
    HEADING_COST,
    LEAST_HEADLINE,
    LONG_LINE,
    name_outlets,
    spread_corrections,
    spread_related,
    spread_tags,
)
from onrecord.cleaning._title import (
    find_title,
    headline_above_speaker,
    headline_of_short_head,
    official_headline,
    subject_of_mail,
    title_reason,
)
from onrecord.reference._outlets import Outlet

_BODY = 0.5
"""Probability from which a line counts as the article (``benchmarks/cleaning.py``)."""
_SHARE_OF_BEST = 0.47
"""On a page about which the model is in doubt as a whole, a line counts from this share of the best F1 that can be
expected there: half of it is right where lines are independent (Lipton and others 2014), a little less where they are
not (``benchmarks/cleaning.py``, cross-validated)."""
_DOUBT = 0.42
"""Probability from which a sentence inside the article stays in it (``benchmarks/cleaning.py``)."""
_MOST_WORDS = 150
"""More words of a line do not count: a line weighs at most so much in that expectation."""
_RUNNING_WORDS = 15
"""Words from which a line is running text even without its full stop, where most of them have no capital."""
_NEIGHBOURS = 3
_SURE = 0.9
"""Probability from which the model goes before what a line's words seem to say about it."""
_LESS_SURE = 0.5
"""The same for what stands in articles too: figures of a table, and words that advertise elsewhere (likewise)."""
_NEVER_BODY = frozenset({"byline", "claimed_date", "comments", "correction", "credit", "navigation", "tags"})
"""Roles that a line's own words settle, whatever the lines around it are."""
_LIKELY = 0.4
"""Chance of being the headline from which a short line is not taken for a part of a menu."""
_SHORT_HEAD = 6
"""Lines above a release's first sentence that can be its head; more of them are a list."""
_HEADLINE_REACH = 12
"""Lines above an article, at most, of which one may be its headline though none is likely to be: they are no menus."""


@dataclass(slots=True)
class Roles:
    """The roles of all units and which of them is the title."""

    judged: list[Judged]
    title: int | None


def judge(
    units: Sequence[Unit],
    stated_titles: Sequence[str],
    stated_authors: Sequence[str],
    *,
    outlet_names: Mapping[str, Outlet],
    is_release: bool = False,
    use_model: bool = True,
    probabilities: Sequence[float] | None = None,
    role_chances: Mapping[str, Sequence[float]] | None = None,
    last_opinions: LastOpinions | None = None,
) -> Roles:
    """Give every unit its role.

    Args:
        units: the units of the one text.
        stated_titles: titles that the source or the page's head states, best first.
        stated_authors: authors that they state.
        outlet_names: known outlets by name, whatever the case.
        is_release: the plain text of a release from a government's own site, which has no page around it.
        use_model: ask the trained line model where the article stands; rules alone otherwise.
        probabilities: what the model says of each unit, where it was asked already (for measuring).
        role_chances: what the model of roles says of each unit, likewise.
        last_opinions: what chooses the headline and has the last word on roles, likewise; the shipped trees otherwise.
    """
    signs = [explicit_sign(unit) or _markup_sign(unit) for unit in units]
    segment = best_stretch(units, signs)
    article: list[bool] | None = None
    chances: Mapping[str, Sequence[float]] = role_chances or {}
    marks = None
    if use_model and units and not is_release and not is_clean(units, signs):
        if probabilities is None:
            # Only here is the model needed, and numpy with it: the program starts without them.
            from onrecord.cleaning._model import line_opinions

            opinions = line_opinions(units, signs, segment)
            probabilities, chances, marks = opinions.article, opinions.roles, opinions.marks
    else:
        probabilities, chances = None, {}
    name_outlets(units, signs, outlet_names)
    spread_tags(units, signs)
    spread_corrections(units, signs)
    if probabilities is not None:
        article = _article_lines(units, signs, probabilities)
        segment = _extent(article)
    first, last = segment
    spread_related(units, signs, first, last)
    titles = chances.get("title", ())
    mark_menus(units, signs, first, last, [number for number, chance in enumerate(titles) if chance >= _LIKELY])
    last_look = None
    if chances and probabilities is not None and article is not None and any(article):
        from onrecord.cleaning._last_look import LastLook

        last_look = LastLook(units, signs, article, probabilities, chances, last_opinions, marks)
    title = None
    if not stated_titles:
        title = subject_of_mail(units)
        title = headline_above_speaker(units, signs, first) if title is None else title
    if title is None and last_look is not None and not stated_titles:
        title = official_headline(units, signs, first)
        if title is None:
            title = last_look.headline()
        if title is None:
            title = _headline_at_top(units, signs, article or ())
        if title is None:
            title = headline_of_short_head(units, signs, first, last)
    elif title is None:
        title = find_title(units, signs, stated_titles, first, last, titles)
    if title is not None and title >= first:
        first = min(title + 1, last)
    if is_release:
        first, last = release_extent(units, signs, title, first)
    elif article is None:
        first, last = widen(units, signs, title, first, last)
    judged: list[Judged] = []
    for unit, sign in zip(units, signs, strict=True):
        inside = first <= unit.number < last
        if unit.number == title:
            judged.append(Judged("title", title_reason(unit, stated_titles)))
        elif sign is not None and not (article is not None and inside and article[unit.number]):
            judged.append(Judged(sign.role, sign.reason))
        elif inside and (article is None or article[unit.number]):
            judged.append(Judged("body", "running text of the article"))
        elif inside:
            judged.append(judge_between(unit))
        else:
            judged.append(Judged("furniture", "outside the article"))
    judge_inside(units, signs, judged, first, last, trusted=article is not None)
    judge_above(units, signs, judged, title, first, stated_authors, is_release)
    judge_below(units, signs, judged, last)
    if chances:
        before = [found.role for found in judged]
        by_model(units, signs, judged, title, chances)
        credit_owners(units, judged)
        if last_look is not None:
            last_look.settle(judged, before)
    for unit in units:
        if judged[unit.number].role == "related" and is_no_link(unit.plain):
            judged[unit.number] = Judged("navigation", "a tool, a menu or a notice among links")
    for number, sign in enumerate(signs):
        if sign is not None and sign.reason == OFFICE_REASON and judged[number].role == "furniture":
            judged[number] = Judged("furniture", sign.reason)  # whose page it is, is told by it all the same
    if title is None and chances and not stated_titles and first <= _HEADLINE_REACH:
        title = _headline_among_deks(units, judged)
    keep_opening(units, judged)
    return Roles(judged, title)


def _headline_among_deks(units: Sequence[Unit], judged: list[Judged]) -> int | None:
    """Take what reads like a headline's second line for the headline, where there is none above it; in place."""
    first = next((number for number, found in enumerate(judged) if found.role == "body"), len(judged))
    for unit in units[:first]:
        is_headline = LEAST_HEADLINE <= unit.words <= LONG_LINE and not unit.is_terminal and not unit.is_sentence
        if judged[unit.number].role == "dek" and is_headline:
            judged[unit.number] = Judged("title", title_reason(unit, ()))
            return unit.number
    return None


def _headline_at_top(units: Sequence[Unit], signs: Sequence[Sign | None], article: Sequence[bool]) -> int | None:
    """The headline with which a plain text begins, be it below a letterhead: of its form, and below it the article."""
    number = next((n for n, sign in enumerate(signs) if sign is None or sign.reason != OFFICE_REASON), len(units))
    if number >= len(units):
        return None
    unit = units[number]
    is_headline = (
        unit.markup is None
        and signs[number] is None
        and LEAST_HEADLINE <= unit.words <= LONG_LINE
        and not unit.is_sentence
        and not unit.is_terminal
        and any(article[number + 1 : number + 3])
    )
    return number if is_headline else None


def _threshold(units: Sequence[Unit], probabilities: Sequence[float]) -> float:
    """Probability from which a line of this page counts as the article.

    Lines are taken in the order of their probability, weighed by their words, up to where the expected F1 is best.
    """
    total = sum(p * min(unit.words, _MOST_WORDS) for unit, p in zip(units, probabilities, strict=True))
    best = right = size = 0.0
    for probability, words in sorted(
        ((p, min(unit.words, _MOST_WORDS)) for unit, p in zip(units, probabilities, strict=True)), reverse=True
    ):
        right += probability * words
        size += words
        best = max(best, 2.0 * right / max(size + total, 1e-9))
    return min(_BODY, _SHARE_OF_BEST * best)


def _article_lines(units: Sequence[Unit], signs: Sequence[Sign | None], probabilities: Sequence[float]) -> list[bool]:
    """Which lines the model takes for the article, unless their own words say otherwise.

    A sentence about which it is in doubt goes with the lines around it: losing a paragraph costs a reader more than
    keeping one too many.
    """
    least = _threshold(units, probabilities)
    sure = []
    is_below_links = False
    for unit, sign, probability in zip(units, signs, probabilities, strict=True):
        if sign is not None:
            is_below_links = is_below_links or (sign.role == "related" and sign.cost >= HEADING_COST)
            is_asking = sign.reason == ASKING_REASON
            is_weak = (sign.role == "promo" and not is_asking) or sign.reason in (NO_WORDS_REASON, EDITORS_REASON)
            is_never = sign.role in _NEVER_BODY or sign.reason in SURE_REASONS or sign.reason == LINK_REASON
            sure.append(probability >= (_LESS_SURE if is_weak else _SURE) and not is_never)
            continue
        is_below_links = is_below_links and not unit.is_sentence
        sure.append(probability >= (_SURE if is_below_links else least))
    first, last = _extent(sure)
    article = list(sure)
    for unit in units[max(0, first - _NEIGHBOURS) : last + _NEIGHBOURS]:
        number = unit.number
        is_running = unit.words >= _RUNNING_WORDS and unit.lower_share >= RUNNING_SHARE
        is_text = unit.is_sentence or is_running or is_speaker_turn(unit.text)
        if not sure[number] and signs[number] is None and is_text and probabilities[number] >= _DOUBT:
            article[number] = first <= number < last or _is_beside(article, number)
    return article


def _is_beside(article: Sequence[bool], number: int) -> bool:
    return any(article[max(0, number - 1) : number + 2])


def _extent(article: Sequence[bool]) -> tuple[int, int]:
    places = [number for number, belongs in enumerate(article) if belongs]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _markup_sign(unit: Unit) -> Sign | None:
    """What the mark-up says outright."""
    if unit.bits & markup.IN_CAPTION:
        return Sign("caption", "the page marks it as a picture's caption", 1)
    return None
