"""A role and a reason for every line: what the words say, where they stand, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.cleaning import _flatten as markup
from onrecord.cleaning._dates import without_dates
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._links import is_no_link
from onrecord.cleaning._openings import keep_opening
from onrecord.cleaning._patterns import (
    AGENCY_REASON,
    EDITORS_REASON,
    LINK_REASON,
    NO_WORDS_REASON,
    OFFICE_REASON,
    OUTLET_REASON,
    PICTURE_REASONS,
    SPEECH_MARKS,
    Sign,
    explicit_sign,
    is_bio,
    is_speaker_turn,
)
from onrecord.cleaning._pictures import SURE_REASONS
from onrecord.cleaning._reader_notes import ASKING_REASON
from onrecord.cleaning._segment import best_stretch, is_clean, mark_menus, release_extent, widen
from onrecord.cleaning._settle import MEDIA_TITLE_REASON, TWIN_REASON, Judged, LastOpinions, by_model, credit_owners
from onrecord.cleaning._title import find_title, key_of, title_reason
from onrecord.records import Role
from onrecord.reference._outlets import Outlet

_SUBHEAD_WORDS = 16
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
_RUNNING_WORDS, _RUNNING_SHARE = 15, 0.5
"""Words, and their share without a capital, from which a line is running text even without its full stop."""
_NEIGHBOURS = 3
_SURE = 0.9
"""Probability from which the model goes before what a line's words seem to say about it."""
_LESS_SURE = 0.5
"""The same for what stands in articles too: figures of a table, and words that advertise elsewhere (likewise)."""
_NEVER_BODY = frozenset({"byline", "claimed_date", "comments", "correction", "credit", "navigation", "tags"})
"""Roles that a line's own words settle, whatever the lines around it are."""
_NAME_NEAR = 12
"""Lines above the article within which a bare name is a byline."""
_LIKELY = 0.4
"""Chance of being the headline from which a short line is not taken for a part of a menu."""
_MOST_TAGS = 25
_CAPTION_WORDS = 35
_NOT_BELOW_CAPTIONS = re.compile(r"source:|image (?:copyright|source)\b", re.IGNORECASE)
"""Whose the figures of a paragraph are, and owners that a page prints above its captions."""
_LEAST_SCENE = 6
"""Fewer words beside a picture's owner are a heading as often as a caption (seen half: 19 right, 20 wrong)."""
_CAPTION_BITS = markup.IN_CAPTION | markup.HINT_CAPTION
_MOST_LINKS = 8
_SEVERAL = 4
_HEADING_COST = 12
_LEAST_HEADLINE = 5
_LONG_LINE = 30
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z0-9@])")
_BESIDE_NAME = re.compile(
    r"@\w{1,30}|\b(?:GMT|UTC|EST|EDT|PST|PDT|BST|CET|Updated|Published|Posted|on|at|By|by|mins?|read|ago"
    r"|minutes?|hours?|days?|weeks?|months?)\b|[\d:,-]+"
)
_POSITION = re.compile(
    r",\s(?:[A-Z][\w.’'&-]{0,20} ){0,4}(?:Writer|Reporter|Correspondent|Editor|Columnist|Contributor|Journalist)$"
)
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
    _name_outlets(units, signs, outlet_names)
    _spread_tags(units, signs)
    _spread_corrections(units, signs)
    if probabilities is not None:
        article = _article_lines(units, signs, probabilities)
        segment = _extent(article)
    first, last = segment
    _spread_related(units, signs, first, last)
    titles = chances.get("title", ())
    mark_menus(units, signs, first, last, [number for number, chance in enumerate(titles) if chance >= _LIKELY])
    last_look = None
    if chances and probabilities is not None and article is not None and any(article):
        from onrecord.cleaning._last_look import LastLook

        last_look = LastLook(units, signs, article, probabilities, chances, last_opinions, marks)
    title: int | None
    if last_look is not None and not stated_titles:
        title = last_look.headline()
        if title is None:
            title = _headline_at_top(units, signs, article or ())
    else:
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
            judged.append(_foreign(unit))
        else:
            judged.append(Judged("furniture", "outside the article"))
    _inside(units, signs, judged, first, last, trusted=article is not None)
    _above(units, signs, judged, title, first, stated_authors, is_release)
    _below(units, signs, judged, last)
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
    keep_opening(units, judged)
    return Roles(judged, title)


def _headline_at_top(units: Sequence[Unit], signs: Sequence[Sign | None], article: Sequence[bool]) -> int | None:
    """The headline with which a plain text begins, be it below a letterhead: of its form, and below it the article."""
    number = next((n for n, sign in enumerate(signs) if sign is None or sign.reason != OFFICE_REASON), len(units))
    if number >= len(units):
        return None
    unit = units[number]
    is_headline = (
        unit.markup is None
        and signs[number] is None
        and _LEAST_HEADLINE <= unit.words <= _LONG_LINE
        and not unit.is_sentence
        and not unit.is_terminal
        and any(article[number + 1 : number + 3])
    )
    return number if is_headline else None


def _spread_related(units: Sequence[Unit], signs: list[Sign | None], first: int, last: int) -> None:
    """Within the article, the headlines below a heading of links are links; so are lines in capitals alone."""
    remaining = 0
    for number in range(first, last):
        unit, sign = units[number], signs[number]
        if sign is not None:
            remaining = _MOST_LINKS if sign.role == "related" and sign.cost >= _HEADING_COST else remaining
        elif unit.is_sentence or unit.words >= _LONG_LINE:
            remaining = 0
        elif remaining and unit.words >= _LEAST_HEADLINE:
            signs[number] = Sign("related", "below a heading of links to other stories", 4)
            remaining -= 1
        elif unit.words >= _LEAST_HEADLINE + 1 and unit.plain.isupper() and not unit.is_terminal:
            signs[number] = Sign("related", "a line in capitals between paragraphs: a link to another story", 2)


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
            is_below_links = is_below_links or (sign.role == "related" and sign.cost >= _HEADING_COST)
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
        is_running = unit.words >= _RUNNING_WORDS and unit.lower_share >= _RUNNING_SHARE
        is_text = unit.is_sentence or is_running or is_speaker_turn(unit.text)
        if not sure[number] and signs[number] is None and is_text and probabilities[number] >= _DOUBT:
            article[number] = first <= number < last or _is_beside(article, number)
    return article


def _is_beside(article: Sequence[bool], number: int) -> bool:
    return any(article[max(0, number - 1) : number + 2])


def _extent(article: Sequence[bool]) -> tuple[int, int]:
    places = [number for number, belongs in enumerate(article) if belongs]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _foreign(unit: Unit) -> Judged:
    """A line between paragraphs that does not belong to them."""
    if _is_headline(unit) and unit.stops == 0 and not unit.plain.endswith(("!", "...")):
        return Judged("related", "it does not belong to the text around it: a link to another story")
    return Judged("furniture", "it does not belong to the text around it")


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
            elif outlet is not None and outlet.kind == "agency":
                signs[unit.number] = Sign("credit", AGENCY_REASON, 1)
            elif outlet is not None or (unit.number < _HEAD_LINES and _OUTLET_NAME.match(unit.plain[:60])):
                signs[unit.number] = Sign("furniture", OUTLET_REASON, 3)


def _spread_corrections(units: Sequence[Unit], signs: list[Sign | None]) -> None:
    """What stands below a heading "Corrections" is the correction."""
    for before, unit in pairwise(units):
        sign = signs[before.number]
        if sign is not None and sign.role == "correction" and before.words <= _LEAST_HEADLINE < unit.words <= 100:
            signs[unit.number] = Sign("correction", "below a heading of corrections", 0)


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


def _inside(
    units: Sequence[Unit], signs: Sequence[Sign | None], judged: list[Judged], first: int, last: int, *, trusted: bool
) -> None:
    """Tell subheads, captions, video titles and links from the paragraphs they stand between.

    What the trained model took for the article (``trusted``) is not taken away again for being a link or a caption.
    """
    for number in range(first, last):
        unit, sign = units[number], signs[number]
        if judged[number].role not in ("body", "related", "furniture") or (
            sign is not None and judged[number].role != "body"
        ):
            continue
        after = _next_solid(units, signs, number + 1, last)
        is_settled = trusted and judged[number].role == "body"
        if _is_media_title(units, signs, number):
            judged[number] = Judged("caption", MEDIA_TITLE_REASON)
        elif not is_settled and unit.link_share > 0.9 and unit.words <= 30 and not unit.is_sentence:
            judged[number] = Judged("related", "a link to another story, set into the article")
        elif not is_settled and unit.bits & markup.IN_FIGURE and unit.bits & _CAPTION_BITS:
            judged[number] = Judged("caption", "it describes a picture")
        elif judged[number].role == "body" and _is_subhead(unit, after):
            judged[number] = Judged("subhead", "a short heading between paragraphs")
    _captions_at_credits(units, signs, judged, first, last, trusted=trusted)
    for number in range(first, last):
        if (
            signs[number] is None
            and judged[number].role in ("body", "subhead", "related", "furniture")
            and not units[number].is_terminal
        ):
            _caption_beside(units, judged, number)


def _captions_at_credits(
    units: Sequence[Unit], signs: Sequence[Sign | None], judged: list[Judged], first: int, last: int, *, trusted: bool
) -> None:
    """The line above a line that names a picture's owner is its caption; where that is a paragraph, the line below.

    A whole sentence above the owner is a paragraph as often as a caption: it is left to the models where they are asked
    (``trusted``), and to the text otherwise.
    """
    for number in range(first + 1, last - 1):
        sign = signs[number]
        if sign is None or sign.reason not in PICTURE_REASONS:
            continue
        if _NOT_BELOW_CAPTIONS.match(units[number].plain):
            continue
        above, below = units[number - 1], units[number + 1]
        if _can_be_caption(above, judged) and (not above.is_terminal or (trusted and below.is_sentence)):
            judged[above.number] = Judged("caption", "it stands above the name of a picture's owner")
        elif _can_be_caption(below, judged) and not below.is_terminal and above.is_terminal:
            judged[below.number] = Judged("caption", "it stands below the name of a picture's owner")


def _can_be_caption(unit: Unit, judged: Sequence[Judged]) -> bool:
    return (
        judged[unit.number].role in ("body", "subhead", "related", "furniture")
        and 3 <= unit.words <= _CAPTION_WORDS
        and unit.stops == 0
        and (unit.is_terminal or (unit.words >= _LEAST_SCENE and unit.lower_share >= _RUNNING_SHARE))
        and not SPEECH_MARKS.search(unit.plain)
    )


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
                judged[number] = Judged("caption", TWIN_REASON)
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
    authors = [key_of(author) for author in stated_authors if len(author) >= 4]
    for number in range(first):
        unit, sign = units[number], signs[number]
        if number == title:
            continue
        own = key_of(unit.plain)
        if unit.words <= 14 and any(author in own for author in authors) and judged[number].role != "claimed_date":
            judged[number] = Judged("byline", "it names the author that the source states")
        elif sign is not None and sign.role == "related" and title is not None and number < title:
            judged[number] = Judged("navigation", "above the title, in the page's head")
        elif sign is not None:
            continue
        elif title is not None and number < title:
            if (
                len(own) >= 20
                and units[title].words >= 4
                and (own in key_of(units[title].plain) or key_of(units[title].plain) in own)
            ):
                judged[number] = Judged("furniture", "the title again, with other things glued to it")
            else:
                judged[number] = Judged("navigation", "above the title, in the page's head")
        elif is_release and not _is_name_line(unit):
            judged[number] = Judged("subhead", "a heading above the release")
        elif _is_name_line(unit) and first - number <= _NAME_NEAR:
            judged[number] = Judged("byline", "a person's name between the title and the article")
        elif _is_among_links(units, signs, number, first):
            judged[number] = Judged("related", "one of several headlines in a row above the article")
        elif _is_dek(unit):
            judged[number] = Judged("dek", "between the title and the article")
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


def _is_among_links(units: Sequence[Unit], signs: Sequence[Sign | None], number: int, first: int) -> bool:
    """Whether a line is one of four or more headlines in a row: a summary below a title stands alone or in pairs."""
    run = 1
    for step in (-1, 1):
        place = number + step
        while 0 <= place < first and signs[place] is None and _is_headline(units[place]) and run < _SEVERAL:
            run += 1
            place += step
    return run >= _SEVERAL and _is_headline(units[number])


def _is_headline(unit: Unit) -> bool:
    return _LEAST_HEADLINE <= unit.words <= _LONG_LINE and not unit.plain.endswith(".")


def _is_dek(unit: Unit) -> bool:
    return unit.words >= 8 and (unit.lower_share >= 0.4 or bool(unit.bits & markup.HINT_DEK))


def _is_name_line(unit: Unit) -> bool:
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
        if number <= last + 1 and number + 1 < len(units) and _is_name_line(unit) and is_bio(units[number + 1]):
            judged[number] = Judged("byline", "a person's name above the note about the author")
        elif header == "tags" and unit.words <= 5:
            judged[number] = Judged("tags", "one of the page's own keywords")
        elif is_bio(unit) and header != "comments":
            judged[number] = Judged("bio", "a note about an author")
            header = None if header == "tags" else header
        elif header == "comments":
            judged[number] = Judged("comments", "among the readers' comments")
        elif header == "related":
            judged[number] = Judged("related", "below a heading of links to other stories")
        elif _is_headline(unit) and unit.stops == 0 and not unit.plain.endswith(("!", "...")):
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
