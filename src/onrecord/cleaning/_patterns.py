"""What a line says about itself: wordings that give its role away wherever it stands.

Every pattern is tried on at most a few hundred characters at each end of a line and has no nested repetition, so the
time is linear in the length of the page whatever stands in it.
"""

from __future__ import annotations

import re

from onrecord.cleaning._corrections import is_correction
from onrecord.cleaning._dates import find_dates, find_relative_age, without_dates
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._links import is_gallery, is_heading_of_links, is_link, is_sure_link, is_teaser
from onrecord.cleaning._owners import label_sign, owner_before, picture_sign
from onrecord.cleaning._page_controls import LETTERS, control_sign, notice_sign, promo_sign, remnant_sign
from onrecord.cleaning._reader_notes import ASKING_REASON, ASKING_WORDS, asks_reader
from onrecord.cleaning._sign import EDITORS_REASON, LINK_REASON, OFFICE_REASON, SPEAKER_REASON, Sign

_I = re.IGNORECASE
_LONGEST = 160
"""Words beyond which no line is anything but text, whatever words it has in it."""
_CREDIT_WORDS = frozenset(
    (
        "contributed reporting writing editing compiled research translated edited written with includes include "
        "story article report assistance help contributions contributing"
    ).split()
)
_OWN_TEXT = r"(?:story|article|post|report|page|piece)"
_UPDATE_NOTE = re.compile(
    rf"^[\[(*_ –—-]{{0,4}}(?:(?:this|the) {_OWN_TEXT} (?:has been|was|is being|is|will be|continues to be) "
    r"(?:continually |regularly |last )?(?:updated|developing)\b"
    rf"|this (?:developing )?{_OWN_TEXT} (?:was )?last updated\b|this developing {_OWN_TEXT} "
    r"|this is a developing (?:news )?story\b"
    rf"|updated?\b.{{0,45}}?[:.–—-] (?:(?:this|the) )?{_OWN_TEXT} (?:has been |was |is )?(?:last )?updated\b)",
    _I,
)
_EDITORS_NOTE = re.compile(r"^[\[(*_ ]{0,4}(?:editor[’']?s?[’']?|editors[’'])[ -]note\b", _I)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|post|piece|dispatch|coverage|analysis"
    r"|reporting)\b|to this\b|(?:additional |to the )?reporting\b|from [A-Z])"
    r"|\bcontributed(?: (?:to|reporting|research))?[.)]?$"
    r"|^contributing ?: ?(?-i:[A-Z])"
    r"|^\(?(?:additional |extra )?(?:reporting|writing|editing|compiled|research|translated|edited) by\b"
    r"|^[-–— ]{0,4}with (?:assistance|help|contributions|additional reporting|reporting) (?:from|by)\b"
    r"|^(?:with|compiled with|includes?) (?:(?:additional )?(?:reporting|files|inputs?|material|information)"
    r"|agenc(?:y|ies)) .{0,20}(?:from|by|agenc)"
    r"|^\(?(?:additional )?reporting (?:by\b|from (?-i:[A-Z])[^.]{2,60}[.)]{0,2}$)"
    r"|^with (?:agencies|agency inputs|inputs|wires?)\b"
    r"|^this (?:story|article|report) (?:was|is) (?:produced|supplied|provided|first published"
    r"|originally published|written|republished|reported|contributed|published (?:in|from|by))\b",
    _I,
)
_REPUBLISHED = re.compile(
    r"^(?:the )?(?:post|article) .{1,200} (?:appeared first|first appeared|was originally published)", _I
)
_INITIALS_CREDIT = re.compile(r"^(?:[a-z]{1,4}(?:[/, ]{1,3}[a-z]{1,4}){0,5}\s{0,3})?\(([^()]{2,80})\)$")
_INITIALS = re.compile(r"^[a-z]{1,4}(?:[/,]\s?[a-z]{1,4})+\s?\(")
_DATED_HEAD = re.compile(r"^(?:last |first )?(?:updated?|published|posted|modified)\b", _I)
_BYLINE = re.compile(
    r"^(?:(?:[Bb]y|BY|(?:[Ww]ritten|[Pp]osted|[Rr]eported|[Pp]ublished) [Bb]y|WRITTEN BY|(?:Story|Text"
    r"|Words) by|Authors?|AUTHORS?|Von|VON|Par|Por|Di)"
    r"\s?[:|]?\s{1,3}(?:the )?(?=[A-ZÀ-ÝŁŚŽ])|(?:Author|Authors)\s?:)"
)
_SIGNED = re.compile(
    r"^(?:(?:[Ww]ritten|[Pp]osted|[Rr]eported|[Pp]ublished|[Uu]pdated) )?(?:[Bb]y|BY) (?:the )?"
    r"(?:[A-Z][\w.’'-]{0,24} ){1,4}[A-Z][\w.’'-]{0,24}"
    r"(?:$| ?[,|•·–—]| (?:on|in|at|and|Published|Updated|Posted)\b| [A-Z][a-z]{2,8}\.? \d)"
)
_JOB = (
    r"(?:reporter|correspondent|editor|writer|journalist|columnist|producer|anchor|contributor|author|fellow"
    r"|professor|analyst|bureau chief|commentator|host|photographer|director|researcher|blogger|freelancer|critic"
    r"|intern|co-founder|founder|lecturer|scholar|expert|strategist|lawyer|economist|historian|novelist)"
)
_BIO = re.compile(
    rf"^(?:(?!This |That |It |There )[A-Z][\w’'-]{{2,24}} (?:is|has been) (?:an?|the) [^.]{{0,60}}\b{_JOB}\b"
    rf"|(?:[A-Z][\w.’'-]{{0,24}} ){{1,4}}(?:covers|reports on|writes about) .{{2,80}} (?:for"
    rf"|at) (?:the )?[A-Z]|about the authors?\b|about [A-Z]|(?:[A-Z][\w.’'-]{{0,24}} ){{2,4}}(?:is|was|are"
    rf"|has been|covers?"
    rf"|writes|reports|serves|works|previously|joined)\b.{{0,120}}\b(?:{_JOB}|covers?|coverage|writes|based in"
    rf"|teaches|beat|reports (?:on|for|from)|stories|newsroom|twitter|@\w)|follow (?:him|her|them|[A-Z]\w+) on"
    rf"|(?:he|she|they) (?:is|was|has|can be reached|previously|covers?|holds?|joined"
    rf"|lives)\b.{{0,100}}\b(?:{_JOB}|covers?|coverage|degree|award|graduat|reached at|based in)|(?:follow"
    rf"|contact|reach|email) (?:the (?:author|reporter|writer)|[A-Z]\w+ [A-Z]\w+)\b|contact (?:us|me) at\b"
    rf"|the (?:writer|author) (?:is|was)\b)",
)
_WRITE_TO = re.compile(r"^[—–-]?\s?Write to (?:the author )?[A-Z].{2,160} at \S{2,40}@\S{2,40}\.\w")
_TAGS_LINE = re.compile(
    r"^(?:tags?|topics?|keywords?|filed under|categories|category|related topics|more (?:on|about)(?: this)?"
    r"|themen|schlagwörter|temas|sujets|in|posted in|published in|read more about|explore more topics"
    r"|related tags)\s?:\s{0,3}",
    _I,
)
_TAGS_HEADER = re.compile(
    r"^(?:tags?|topics?|keywords?|filed under|categories|category|related topics|in|themen|schlagwörter|temas"
    r"|topics in this article|more on this story|related tags|article tags)\s?:?$",
    _I,
)
_DATE_WORDS = re.compile(
    r"\b(?:first|last|originally|published|posted|updated?|modified|created|released|issued|revised|date|on"
    r"|at|by|and|the|et|est|edt|gmt|utc|cet|cest|bst|pst|pdt|ct|cst|cdt|ist|jst|hkt|aest|sgt|mt|time|eastern"
    r"|[ap]\.?m\.?|am|pm|uhr|stand|publié|mis à jour|le|à|du|de|del|actualizado|publicado|el|aggiornato"
    r"|pubblicato|il|erschienen|aktualisiert|am|um|local|hrs?|hours|mon|tue|tues|wed|thu|thur|thurs|fri|sat"
    r"|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles"
    r"|jueves|viernes|sábado|domingo|days?|ago|read|min|mins|minutes?|of|no|press release"
    r"|for immediate release|last update|story|article|this|was|has been|in|h|z|m|s|t)\b",
    _I,
)
_PLACE_TIME = re.compile(r"^\d{1,2}:\d{2} ?[AaPp]\.?[Mm]\.?(?: \(?(?:[A-Z]{2,5}|[A-Za-z]+ [Tt]ime)\)?)?\.?$")
_OFFICE_LINE = re.compile(
    r"^(?:office of the (?:spokesperson|press secretary|historian)|for immediate release|media note"
    r"|press statement|readout|fact sheet|remarks|spokesperson[’']s? (?:remarks|statement))$",
    _I,
)
_COUNTRY = r"(?:the )?(?:people[’']s )?(?:republic of )?(?-i:[A-Z][\w’']+(?: (?:and )?[A-Z][\w’']+)?)"
_LETTERHEAD = re.compile(
    rf"^(?:the )?(?:office of the (?:president|prime minister)|presiden(?:t|cy) of (?:russia|ukraine|the {_COUNTRY})|"
    rf"government of {_COUNTRY}|(?:socialist |federal )?republic of (?-i:[A-Z]\w+(?: [A-Z]\w+)?)|"
    r"ministry of (?:foreign affairs|external affairs|commerce|(?:national )?defen[cs]e)|prime minister[’']s office|"
    rf"(?:embassy|consulate[- ]general|consulate|permanent mission) of {_COUNTRY} (?:in|to) "
    r"(?:the )?(?-i:[A-Z])[\w ’']{2,40}|"
    r"directorate of communications|cabinet secretariat|gov\.uk|presidential office|"
    r"u\.?s\.? department of (?:state|commerce|defen[cs]e|war|justice|energy|the treasury)|"
    r"european external action service)"
    rf"(?:(?:,| of) {_COUNTRY})?$",
    _I,
)
"""A line that holds nothing but the name of a government's office."""

WHO_SPEAKS = re.compile(
    r"[A-Z][\w.\u2019'-]+(?: [A-Z][\w.\u2019'-]*){1,3}, (?:U\.S\. |Acting |Deputy |Under |Assistant |Special |Vice "
    r"|Prime |Foreign |Defen[cs]e |Department |White House )*(?:Press )?(?:Secretary|President|Minister|Ambassador"
    r"|Administrator|Director|Envoy|Representative|Spokes(?:person|man|woman)|Chair(?:man|woman)?|Premier)\b[^.!?:;]{0,60}$"
)
"""The line above a government's statement that says whose words follow: "Antony J. Blinken, Secretary of State"."""


def explicit_sign(unit: Unit) -> Sign | None:
    """The role that a line's own words give it, if they do; what stands around it does not matter here."""
    head = unit.head
    lowered = head.strip(" \t:|•·-–—>»").lower()
    sign = control_sign(unit, head, lowered)
    if sign is not None:
        return sign
    if unit.words > _LONGEST:
        return None
    return _sign_by_words(unit, head, lowered, frozenset(WORD.findall(unit.plain.lower())))


def _sign_by_words(unit: Unit, head: str, lowered: str, vocabulary: frozenset[str]) -> Sign | None:
    words = unit.words
    sign = (
        notice_sign(unit, head, lowered, vocabulary) or owner_before(unit, head) or remnant_sign(unit, head, vocabulary)
    )
    if sign is not None:
        return sign
    note = _note(unit, head)
    if note is not None:
        return note
    if (
        words <= 45
        and not vocabulary.isdisjoint(_CREDIT_WORDS)
        and (_CONTRIBUTED.search(head) or _CONTRIBUTED.search(unit.tail))
    ):
        return Sign("credit", "it names who contributed to the report", 1)
    if _REPUBLISHED.match(head):
        return Sign("credit", "it says where the article first appeared", 3)
    if (
        words <= 12
        and (agencies := _INITIALS_CREDIT.match(unit.plain.replace("\xa0", " ")))
        and _names_agencies(agencies.group(1), agencies.group(0))
    ):
        return Sign("credit", "initials of the writers and the agencies the report draws on", 1)
    return _sign_of_part(unit, head, vocabulary)


def _sign_of_part(unit: Unit, head: str, vocabulary: frozenset[str]) -> Sign | None:
    words = unit.words
    if words <= 90 and not vocabulary.isdisjoint(ASKING_WORDS) and asks_reader(head):
        return Sign("promo", ASKING_REASON, 6)
    if 3 <= words <= 40 and is_sure_link(head) and not (unit.is_sentence and unit.stops > 1):
        return Sign("related", LINK_REASON, 2)
    if words <= 14 and is_heading_of_links(head):
        return Sign("related", "a heading above links to other stories", 12)
    if words <= 30 and is_link(head) and not (unit.is_sentence and unit.stops >= 1):
        return Sign("related", "a link to another story", 2)
    if words <= 40 and (_TAGS_HEADER.match(head) or _TAGS_LINE.match(head)):
        return Sign("tags", "the page's own keywords", 4)
    if _PLACE_TIME.match(head):
        return Sign("dateline", "the hour at which it was said", 1)
    if (words <= 6 and _OFFICE_LINE.match(head)) or (words <= 14 and _LETTERHEAD.match(head)):
        return Sign("byline", OFFICE_REASON, 0)
    if words <= 14 and WHO_SPEAKS.match(head):
        return Sign("subhead", SPEAKER_REASON, 0)
    dated = _claimed_date(unit, head)
    if words <= 24 and _SIGNED.match(head) and (dated is not None or find_dates(head)):
        return Sign("byline", "it names who signed the article, and when", 2)
    if dated is not None:
        return dated
    sign = label_sign(unit, head)
    if sign is not None:
        return sign
    if 4 <= words <= 20 and is_gallery(head) and not unit.is_terminal:
        return Sign("related", "a link to pictures or a video", 2)
    sign = picture_sign(unit, head, vocabulary)
    if sign is not None:
        return sign
    if words <= 14 and not unit.is_terminal and _BYLINE.match(head):
        return Sign("byline", "it names who signed the article", 2)
    if is_teaser(unit.plain):
        return Sign("related", "a headline glued to its subject or said twice: a link to another story", 2)
    if words <= 40 and _WRITE_TO.match(head):
        return Sign("bio", "how to write to the authors", 2)
    return promo_sign(unit, head, vocabulary)


def is_bio(unit: Unit) -> bool:
    """Whether a line reads like the note about an author (only believed after or before the article)."""
    return 5 <= unit.words <= 160 and _BIO.match(unit.head) is not None


def _note(unit: Unit, head: str) -> Sign | None:
    """Notes of the editors: what they correct, or that the page was brought up to date."""
    if is_correction(unit, head):
        return Sign("correction", "the outlet's own correction or clarification", 0)
    if unit.words <= 30 and _UPDATE_NOTE.match(head):
        return Sign("furniture", "a note that the page was brought up to date", 1)
    if unit.words <= 60 and _EDITORS_NOTE.match(head):
        return Sign("furniture", EDITORS_REASON, 1)
    return None


_AGENCY_WORDS = frozenset(
    (
        "ap afp reuters dpa epd kna sid upi xinhua kyodo tass efe ansa pti ani ians yonhap bloomberg apn afpe "
        "rtr jiji cna pa anadolu aa interfax ria ap/reuters"
    ).split()
)


def _names_agencies(text: str, whole: str) -> bool:
    if _INITIALS.match(whole):
        return True
    parts = [part.strip().lower() for part in re.split(r"[,/;&]| and ", text)]
    return bool(parts) and sum(
        part in _AGENCY_WORDS or part.split(" ")[0] in _AGENCY_WORDS for part in parts
    ) * 2 >= len(parts)


_OFFICE_WORDS = re.compile(r"(?i)\b(?:(?-i:[A-Z]{2,6}) )?press (?:team|office|service|release|department)\b")
"""Who issued a release, on the line of its date: ``03.07.2025 EEAS Press Team``."""
_FIGURES = re.compile(r"\d ?%|[$€£¥]|\d[.,]\d")


_SOURCE_AND_TIME = re.compile(
    r"(?i)(?:source|origin|from|type)\s?[:\uff1a][^\n]{2,120}?\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*$"
)
"""The line of a ministry's page: ``Source: Department of … Type: Original 2023-08-28 19:42``."""


def _claimed_date(unit: Unit, head: str) -> Sign | None:
    if unit.words > 22:
        return None
    if not find_dates(head) and find_relative_age(head) is None:
        return None
    left = _OFFICE_WORDS.sub(" ", _DATE_WORDS.sub(" ", without_dates(head)))
    if "\t" in head and _FIGURES.search(left):
        return None  # a row of a table
    if _SOURCE_AND_TIME.match(head):
        return Sign("claimed_date", "a date behind the source that the page names", 1)
    if len(LETTERS.findall(left)) <= 3 or (_DATED_HEAD.match(head) and unit.words <= 14):
        return Sign("claimed_date", "a date that the page claims for itself", 1)
    return None
