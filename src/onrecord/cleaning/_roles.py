"""A role and a reason for every line: what the words say, where they stand, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.cleaning import _flatten as markup
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._patterns import OFFICE_REASON, OUTLET_REASON, Sign, explicit_sign, is_bio, is_speaker_turn
from onrecord.records import Role
from onrecord.reference._outlets import Outlet

_GAP_COST = 6
"""What a line that is no sentence costs the article around it, in words (``benchmarks/cleaning.py``)."""
_WORDS_CAP = 60
_SUBHEAD_WORDS = 16
_TITLE_WORDS = 40
_MOST_TAGS = 25
_MOST_NAME_WORDS = 14
_SAME_WORDS = 0.5
"""Share of its words that a picture's text for the blind has in common with the caption beside it."""
_HEAD_LINES = 30
_OUTLET_NAME = re.compile(
    r"^(?:The|Le|El|La|Die|Der) (?:[A-Z][\w’'&.-]* ){0,3}"
    r"(?:Times|Post|Journal|Courier|Herald|Tribune|News|Gazette|Guardian|Chronicle|Observer|Star|Mail|Press|Review"
    r"|Standard|Telegraph|Monitor|Globe|Examiner|Dispatch|Register|Inquirer|Sun|Independent|Mirror|Express|Bulletin)$"
)
_SHORT_HEAD = 6
"""Lines above a release's first sentence that can be its head; more of them are a list."""


@dataclass(slots=True)
class Judged:
    """The role of one unit with the reason for it."""

    role: Role
    reason: str


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
) -> Roles:
    """Give every unit its role.

    Args:
        units: the units of the one text.
        stated_titles: titles that the source or the page's head states, best first.
        stated_authors: authors that they state.
        outlet_names: known outlets by name, whatever the case.
        is_release: the plain text of a release from a government's own site, which has no page around it.
    """
    signs = [explicit_sign(unit) or _markup_sign(unit) for unit in units]
    _name_outlets(units, signs, outlet_names)
    _spread_tags(units, signs)
    first, last = _segment(units, signs)
    title = _find_title(units, signs, stated_titles, first, last)
    if title is not None and title >= first:
        first = min(title + 1, last)
    if is_release:
        first, last = _release(units, signs, title, first)
    else:
        first, last = _widen(units, signs, title, first, last)
    judged: list[Judged] = []
    for unit, sign in zip(units, signs, strict=True):
        if unit.number == title:
            judged.append(Judged("title", _title_reason(unit, stated_titles)))
        elif sign is not None:
            judged.append(Judged(sign.role, sign.reason))
        elif first <= unit.number < last:
            judged.append(Judged("body", "running text of the article"))
        else:
            judged.append(Judged("furniture", "outside the article"))
    _inside(units, signs, judged, first, last)
    _above(units, signs, judged, title, first, stated_authors, is_release)
    _below(units, signs, judged, last)
    return Roles(judged, title)


def _markup_sign(unit: Unit) -> Sign | None:
    """What the mark-up says outright."""
    if unit.bits & markup.IN_CAPTION:
        return Sign("caption", "the page marks it as a picture's caption", 1)
    return None


def _name_outlets(units: Sequence[Unit], signs: list[Sign | None], names: Mapping[str, Outlet]) -> None:
    """A line that is an outlet's name and nothing else is no headline."""
    for unit in units:
        if signs[unit.number] is None and unit.words <= _MOST_NAME_WORDS:
            outlet = names.get(unit.plain.casefold())
            if outlet is not None and outlet.kind == "government":
                signs[unit.number] = Sign("byline", OFFICE_REASON, 1)
            elif outlet is not None or (unit.number < _HEAD_LINES and _OUTLET_NAME.match(unit.plain[:60])):
                signs[unit.number] = Sign("furniture", OUTLET_REASON, 3)


def _spread_tags(units: Sequence[Unit], signs: list[Sign | None]) -> None:
    """The short lines below a heading of keywords are keywords."""
    remaining = 0
    for unit in units:
        sign = signs[unit.number]
        if sign is not None and sign.role == "tags" and unit.words <= 4:
            remaining = _MOST_TAGS
        elif remaining and unit.words <= 5 and not unit.is_terminal and (sign is None or sign.role == "navigation"):
            signs[unit.number] = Sign("tags", "one of the page's own keywords", 3)
            remaining -= 1
        else:
            remaining = 0


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


def _segment(units: Sequence[Unit], signs: Sequence[Sign | None]) -> tuple[int, int]:
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


def _release(units: Sequence[Unit], signs: list[Sign | None], title: int | None, first: int) -> tuple[int, int]:
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


def _widen(
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


_NOT_LETTERS = re.compile(r"[\W_]+")


def _key(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text.lower()).strip()


def _stated_keys(stated_titles: Sequence[str]) -> list[str]:
    """Stated titles without the site's name behind a dash or a bar."""
    keys = []
    for title in stated_titles:
        keys.append(_key(title))
        for mark in (" | ", " - ", " – ", " — ", " « ", " :: "):
            head, found, _ = title.rpartition(mark)
            if found and len(head) >= 15:
                keys.append(_key(head))
                first = title.split(mark, 1)[0]
                if len(first) >= 25:
                    keys.append(_key(first))
    return [key for key in dict.fromkeys(keys) if key]


def _title_reason(unit: Unit, stated_titles: Sequence[str]) -> str:
    if _key(unit.plain) in _stated_keys(stated_titles):
        return "the title that the source states"
    return "the headline above the article"


def _find_title(
    units: Sequence[Unit], signs: Sequence[Sign | None], stated_titles: Sequence[str], first: int, last: int
) -> int | None:
    keys = _stated_keys(stated_titles)
    # A source that states the title beside a plain text has taken it out of the text, unless it stands there too.
    must_match = bool(stated_titles) and not any(unit.markup is not None for unit in units[:1])
    best: tuple[float, int] | None = None
    limit = min(len(units), max(first, 0) + 4) if last > first else len(units)
    for unit in units[: max(limit, 1)]:
        sign = signs[unit.number]
        stated = _stated_match(unit, keys)
        if stated == 0.0 and (
            must_match
            or is_speaker_turn(unit.text)
            or sign is not None
            or unit.number > first
            or not 3 <= unit.words <= _TITLE_WORDS
        ):
            continue
        if stated == 0.0 and (unit.is_sentence and unit.words > 14 and unit.number >= first):
            continue
        score = 10.0 * stated + _headline_score(unit, units, signs, first)
        if best is None or score > best[0]:
            best = (score, unit.number)
    if best is None or best[0] < 2.0:
        return None
    return best[1]


def _stated_match(unit: Unit, keys: Sequence[str]) -> float:
    if not keys or unit.words > 60:
        return 0.0
    own = _key(unit.plain)
    if own in keys:
        return 1.0 if len(own) >= 4 else 0.0
    if len(own) >= 20 and any(own in key or (key in own and len(key) >= 0.7 * len(own)) for key in keys):
        return 0.8
    return 0.0


def _headline_score(unit: Unit, units: Sequence[Unit], signs: Sequence[Sign | None], first: int) -> float:
    score = 0.0
    if 5 <= unit.words <= 22:
        score += 2.0
    elif unit.words in (3, 4):
        score += 0.5
    if unit.is_terminal and unit.text[-1:] == ".":
        score -= 2.0
    if unit.link_share > 0.7:
        score -= 2.0
    if unit.markup is not None:
        score += {"h1": 4.0, "h2": 1.5}.get(unit.markup.tag, 0.0)
        if unit.bits & markup.HINT_TITLE:
            score += 0.5
        if unit.bits & (
            markup.IN_NAVIGATION | markup.IN_ASIDE | markup.IN_FOOTER | markup.HINT_RELATED | markup.HINT_MODAL
        ):
            score -= 3.0
    # The same words glued into the first line (a trail of sections before, the site's name behind), or said again.
    text = unit.plain
    if len(text) >= 20 and any(
        other.number != unit.number and text in other.text for other in units[: max(first + 1, 3)]
    ):
        score += 3.0
    between = first - unit.number - 1
    score += 2.0 if unit.number == 0 and unit.markup is None else 0.0
    score += max(0.0, 1.5 - 0.25 * max(between, 0))
    return score


def _inside(units: Sequence[Unit], signs: Sequence[Sign | None], judged: list[Judged], first: int, last: int) -> None:
    """Tell subheads, captions, video titles and links from the paragraphs they stand between."""
    for number in range(first, last):
        unit, sign = units[number], signs[number]
        if sign is not None or judged[number].role == "title":
            continue
        after = _next_solid(units, signs, number + 1, last)
        if _is_media_title(units, signs, number):
            judged[number] = Judged("caption", "the title of a video or sound, set into the article")
        elif unit.link_share > 0.9 and unit.words <= 30 and not unit.is_sentence:
            judged[number] = Judged("related", "a link to another story, set into the article")
        elif unit.bits & (markup.IN_CAPTION | markup.HINT_CAPTION) and unit.bits & markup.IN_FIGURE:
            judged[number] = Judged("caption", "it describes a picture")
        elif _is_subhead(unit, after):
            judged[number] = Judged("subhead", "a short heading between paragraphs")
    for number in range(first, last):
        if signs[number] is None and judged[number].role in ("body", "subhead") and not units[number].is_terminal:
            _caption_beside(units, judged, number)


def _is_media_title(units: Sequence[Unit], signs: Sequence[Sign | None], number: int) -> bool:
    """A short line above a duration and a notice of the player."""
    if units[number].words > 25 or number + 1 >= len(units):
        return False
    following = signs[number + 1]
    return following is not None and following.reason in (
        "the length of a video",
        "a notice of the video player or the browser",
    )


def _next_solid(units: Sequence[Unit], signs: Sequence[Sign | None], start: int, last: int) -> Unit | None:
    return next((units[n] for n in range(start, last) if signs[n] is None), None)


def _is_subhead(unit: Unit, after: Unit | None) -> bool:
    if unit.words > _SUBHEAD_WORDS or after is None or is_speaker_turn(unit.text):
        return False
    if unit.markup is not None and unit.markup.tag in ("h2", "h3", "h4", "h5", "h6"):
        return True
    if unit.is_terminal and not unit.plain.endswith("?"):
        return False
    if unit.plain.endswith((",", ";", ":", "—", "-")) or unit.plain[:1].islower() or unit.is_listed:
        return False
    if unit.plain.count('"') % 2 or unit.plain.count("“") > unit.plain.count("”"):
        return False
    return after.is_sentence or after.words >= 12


def _caption_beside(units: Sequence[Unit], judged: list[Judged], number: int) -> None:
    """A line that says what the caption beside it says is a caption too (the picture's text for the blind)."""
    own = {word.lower() for word in WORD.findall(units[number].plain)}
    if len(own) < 4:
        return
    for other in (number - 1, number + 1):
        if 0 <= other < len(units) and judged[other].role == "caption":
            theirs = {word.lower() for word in WORD.findall(units[other].plain)}
            if len(own & theirs) >= _SAME_WORDS * len(own):
                judged[number] = Judged("caption", "it says the same as the caption beside it")
                return


def _above(
    units: Sequence[Unit],
    signs: Sequence[Sign | None],
    judged: list[Judged],
    title: int | None,
    first: int,
    stated_authors: Sequence[str],
    is_release: bool,
) -> None:
    """Between the top of the page and the article."""
    authors = [_key(author) for author in stated_authors if len(author) >= 4]
    for number in range(first):
        unit, sign = units[number], signs[number]
        if number == title:
            continue
        own = _key(unit.plain)
        if unit.words <= 14 and any(author in own for author in authors) and judged[number].role != "claimed_date":
            judged[number] = Judged("byline", "it names the author that the source states")
        elif sign is not None:
            continue
        elif title is not None and number < title:
            if (
                len(own) >= 20
                and units[title].words >= 4
                and (own in _key(units[title].plain) or _key(units[title].plain) in own)
            ):
                judged[number] = Judged("furniture", "the title again, with other things glued to it")
            else:
                judged[number] = Judged("navigation", "above the title, in the page's head")
        elif is_release and not _is_name_line(unit):
            judged[number] = Judged("subhead", "a heading above the release")
        elif _is_dek(unit):
            judged[number] = Judged("dek", "between the title and the article")
        elif _is_name_line(unit):
            judged[number] = Judged("byline", "a person's name between the title and the article")
        else:
            judged[number] = Judged("furniture", "between the title and the article")
    for number in range(first):
        if judged[number].role in ("furniture", "dek", "byline") and signs[number] is None and number != title:
            _caption_beside(units, judged, number)
    _dek_at_body_start(units, signs, judged, title, first)


def _dek_at_body_start(
    units: Sequence[Unit], signs: Sequence[Sign | None], judged: list[Judged], title: int | None, first: int
) -> None:
    """A first paragraph parted from the others by a caption, a byline or a date is the summary below the title."""
    if title is None or first >= len(units) or judged[first].role != "body":
        return
    between = [judged[n].role for n in range(title + 1, first)]
    parting = first + 1
    while parting < len(units) and judged[parting].role in ("caption", "byline", "claimed_date", "credit", "furniture"):
        parting += 1
    roles = {judged[n].role for n in range(first + 1, parting)}
    if units[first].words > 60 or units[first].stops > 2 or parting >= len(units) or judged[parting].role != "body":
        return
    near = all(role in ("byline", "claimed_date", "furniture", "dek", "caption", "credit") for role in between)
    if near and roles & {"caption", "byline", "claimed_date"}:
        judged[first] = Judged("dek", "a summary between the title and the article")


def _is_dek(unit: Unit) -> bool:
    return unit.words >= 8 and (unit.lower_share >= 0.4 or bool(unit.bits & markup.HINT_DEK))


def _is_name_line(unit: Unit) -> bool:
    words = unit.plain.split()
    return (
        2 <= len(words) <= 4
        and not unit.is_listed
        and all(word[:1].isupper() for word in words)
        and words[0] not in ("The", "A", "An", "In", "On")
        and not any(character.isdigit() for character in unit.plain)
        and not unit.is_terminal
        and unit.plain != unit.plain.upper()
    )


def _below(units: Sequence[Unit], signs: Sequence[Sign | None], judged: list[Judged], last: int) -> None:
    """After the article: tags, the author's note, links to other stories, the foot of the page."""
    header: Role | None = None
    for number in range(last, len(units)):
        unit, sign = units[number], signs[number]
        if sign is not None:
            if sign.role in ("related", "comments"):
                header = sign.role
            elif sign.role == "tags":
                header = "tags" if unit.words <= 3 else None
            elif sign.role in ("furniture", "navigation") and header == "tags":
                header = None
            continue
        if header == "tags" and unit.words <= 5:
            judged[number] = Judged("tags", "one of the page's own keywords")
        elif is_bio(unit) and header != "comments":
            judged[number] = Judged("bio", "a note about an author")
            header = None if header == "tags" else header
        elif header == "comments":
            judged[number] = Judged("comments", "among the readers' comments")
        elif header == "related":
            judged[number] = Judged("related", "below a heading of links to other stories")
        elif 5 <= unit.words <= 40 and unit.stops == 0:
            judged[number] = Judged("related", "a headline of another story, after the article")
        elif unit.words < 5:
            judged[number] = Judged("navigation", "a short label after the article")
        else:
            judged[number] = Judged("furniture", "after the end of the article")
    # Notes about the author often stand right at the end of what reads like the article.
    number = last - 1
    while number >= 0 and judged[number].role in (
        "bio",
        "credit",
        "tags",
        "correction",
        "promo",
        "furniture",
        "related",
    ):
        number -= 1
    if (
        number >= 0
        and judged[number].role == "body"
        and signs[number] is None
        and is_bio(units[number])
        and number >= last - 4
    ):
        judged[number] = Judged("bio", "a note about an author")
