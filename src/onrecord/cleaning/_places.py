"""What a line is by where it stands: between the paragraphs of the article, above it, or below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.cleaning import _flatten as markup
from onrecord.cleaning._dates import without_dates
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._patterns import is_bio
from onrecord.cleaning._settle import MEDIA_TITLE_REASON, TWIN_REASON, Judged
from onrecord.cleaning._sign import PICTURE_REASONS, Sign
from onrecord.cleaning._speech import SPEECH_MARKS, is_speaker_turn
from onrecord.cleaning._spreading import LEAST_HEADLINE, LONG_LINE
from onrecord.cleaning._title import key_of
from onrecord.records import Role

RUNNING_SHARE = 0.5
"""Share of a line's words without a capital from which it can be running text."""
_SUBHEAD_WORDS = 16
_NAME_NEAR = 12
"""Lines above the article within which a bare name is a byline."""
_CAPTION_WORDS = 35
_NOT_BELOW_CAPTIONS = re.compile(r"source:|image (?:copyright|source)\b", re.IGNORECASE)
"""Whose the figures of a paragraph are, and owners that a page prints above its captions."""
_LEAST_SCENE = 6
"""Fewer words beside a picture's owner are a heading as often as a caption (seen half: 19 right, 20 wrong)."""
_CAPTION_BITS = markup.IN_CAPTION | markup.HINT_CAPTION
_SEVERAL = 4
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z0-9@])")
_BESIDE_NAME = re.compile(
    r"@\w{1,30}|\b(?:GMT|UTC|EST|EDT|PST|PDT|BST|CET|Updated|Published|Posted|on|at|By|by|mins?|read|ago"
    r"|minutes?|hours?|days?|weeks?|months?)\b|[\d:,-]+"
)
_POSITION = re.compile(
    r",\s(?:[A-Z][\w.’'&-]{0,20} ){0,4}(?:Writer|Reporter|Correspondent|Editor|Columnist|Contributor|Journalist)$"
)
_SPEECH_BY = re.compile(
    r"(?:[A-Z][\w.\u2019'-]* ){0,3}(?:Speech|Remarks|Statement|Address|Message|Testimony|Lecture)"
    r"(?: [\w-]+){0,5}? (?:by|of|from) (?:the |H\.E\. )?[A-Z]"
)
_NAME_OF_SPEECH = 20  # words of a line that tells whose speech it is
_SAME_WORDS = 0.5
"""Share of its words that a picture's text for the blind has in common with the caption beside it."""


def judge_between(unit: Unit) -> Judged:
    """A line between paragraphs that does not belong to them."""
    if _is_headline(unit) and unit.stops == 0 and not unit.plain.endswith(("!", "...")):
        return Judged("related", "it does not belong to the text around it: a link to another story")
    return Judged("furniture", "it does not belong to the text around it")


def judge_inside(
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
        and (unit.is_terminal or (unit.words >= _LEAST_SCENE and unit.lower_share >= RUNNING_SHARE))
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


def judge_above(
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
        elif is_release and not unit.plain.startswith("By "):  # a place, or who speaks; releases have no writers
            judged[number] = Judged("subhead", "a heading above the release")
        elif _is_name_line(unit) and first - number <= _NAME_NEAR:
            judged[number] = Judged("byline", "a person's name between the title and the article")
        elif _is_among_links(units, signs, number, first):
            judged[number] = Judged("related", "one of several headlines in a row above the article")
        elif unit.words <= _NAME_OF_SPEECH and _SPEECH_BY.match(unit.plain):
            judged[number] = Judged("subhead", "whose speech it is")
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
    return LEAST_HEADLINE <= unit.words <= LONG_LINE and not unit.plain.endswith(".")


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


def judge_below(units: Sequence[Unit], signs: Sequence[Sign | None], judged: list[Judged], last: int) -> None:
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
