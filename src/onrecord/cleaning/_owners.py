"""Whose a picture is: captions and credits told by the name of an owner, by labels of the page, by who stands where.

Tried on at most a few hundred characters of a line, without nested repetition, as in ``_patterns.py``.
"""

from __future__ import annotations

import re

from onrecord.cleaning._lines import Unit
from onrecord.cleaning._pictures import caption_reason
from onrecord.cleaning._sign import CREDIT_REASON, OWNER_REASON, Sign
from onrecord.cleaning._speech import SPEECH_MARKS, is_speaker_turn

_I = re.IGNORECASE
_PICTURE_WORDS = frozenset(
    """
    image images photo photos photograph photographs picture pictures foto bild pic pics illustration
    graphic video copyright credit credits source getty afp ap reuters xinhua epa dpa tass shutterstock
    imago anadolu bloomberg efe istock alamy via wikimedia file handout photographed pool shows pictured
    above caption courtesy submitted contributed staff provided supplied illustration
    """.split()
)
_GLUED_CREDIT = re.compile(
    r"(?<=[a-z0-9.”\")])(?:Image|Photo|Picture|Photograph|Credit|Foto|Bild|Image credit|Photo credit)s?\s?(?::"
    r"|©)\s?\S"
)
_GIVEN_CREDIT = re.compile(
    r"\b(?:submitted|courtesy|contributed|staff|handout|undated) (?:photo|image|picture)s?$"
    r"|\b(?:photo|image|picture|illustration)s? (?:courtesy|provided|supplied)(?: of| by| from)? [A-Z]"
    r"|\bcourtesy of (?-i:[A-Z])",
    _I,
)
PHOTO_CREDIT = re.compile(
    r"(?:\b(?:image|photo|photograph|picture|foto|bild|pic|illustration|graphic|video|copyright|credit"
    r"|source)s?(?: credit| by| courtesy| source| from| illustration)?\s?(?::|©|/)\s?\S|©\s?[A-Z]"
    r"|\| ?© ?(?:19|20)\d\d (?-i:[A-Z])"
    r"|\bgetty images\b|\bafp via\b|\bap photo\b|/ ?(?:ap|afp|reuters|getty|xinhua|epa|dpa|tass|shutterstock"
    r"|imago|anadolu|bloomberg|picture alliance)\b|\b(?:reuters|afp|ap|xinhua|epa|epa-efe|efe|getty|istock"
    r"|shutterstock|alamy|bloomberg|imago(?: images)?)\s?/ ?(?!ipsos|norc|gfk|marist|yougov)[A-Z]"
    r"|\bvia (?:reuters|getty|ap|afp|x/|facebook)\b"
    r"|\bpicture alliance\b|\bshutterstock\b|\bwikimedia commons\b|\bfile (?:photo|picture|image)\b"
    r"|\bhandout\b|\bphoto(?:graph)?(?:s|ed)? by [A-Z]|\bpool photo\b)",
    _I,
)
_FILE_PHOTO = re.compile(
    r"^(?:file ?[-:–—]|file photo\b|in this (?:file )?(?:photo|image|picture|photograph|screengrab|still)\b"
    r"|(?:in )?this (?:[a-z]{3,6}day,? )?(?:(?:[a-z]{3,9}\.? \d{1,2},? )(?:(?:19|20)\d\d,? )?|undated |combination )"
    r"(?:file |handout |aerial |satellite |courtesy |booking |family |pool )?(?:photo|image|picture|photograph|frame"
    r"|still)\b"
    r"|photo(?:graph)? (?:shows|taken|of|from)\b|pictured\b|above[:,]|caption:)",
    _I,
)
_PAGE_CAPTION = re.compile(
    r"^(?:enlarge (?:this )?image|image (?:copyright|caption|source)|media caption|toggle caption"
    r"|hide caption|open this photo in gallery|view image in fullscreen)\b"
    r"|\b(?:image caption|toggle caption|hide caption|media caption)\b|^(?:image|media) ?caption(?-i:[A-Z])",
    _I,
)
_PAGE_CREDIT = re.compile(r"^image (?:copyright|source)\b", _I)
_LEAST_SCENE, _SCENE_SHARE = 8, 0.4
"""Words, and their share without a capital, from which "Photo: …" describes the picture instead of naming its owner."""
# "… the last day of the talks. (AP)" and "… the last day of the talks. Ann Smith": who took the picture.
_CREDIT_BEHIND = re.compile(
    r"[a-z]{3,}[.!?”\"’']{1,2}\s?\((?![Aa]pplause|[Ll]aughter|[Cc]rosstalk|[Ii]naudible|[Mm]ore\b"
    r"|[Ss]ee\b)(?:[A-Z]|handout|foto|photo)[^()!?\d]{0,40}[^()!?.\d]\)$"
    r"|[a-z]{4,}[.!?]\s(?!(?:.{0,30} )?(?:Advertisement|Stories|Profile|Share|Teilen|Lukk|More|Menu|Close|Comments?"
    r"|Policy|Subscribe|Newsletters?|Twitter|Facebook|Email|Anzeige|Werbung)$)"
    r"(?:[A-Z][\w’'-]*\.?\s){0,4}[A-Z][\w’'-]+(?:\s?(?:/|\bfor\b|\bvia\b)\s?[A-Z][\w .’'-]{1,40})?$"
)
_NOT_LEGAL = re.compile(
    r"©(?!.{0,200}\b(?:\d{4}|rights|reserved|inc|ltd|llc|gmbh|terms|copyright|group|limited|network|institute)\b)", _I
)
_OWNER_FIRST = re.compile(r"^© ?[A-Z]")
"""Some pages print the picture's owner before its caption: "© Ann Smith/Agency People wait in line …"."""
_COURTESY = re.compile(
    r"^(?:(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Ii]llustration)s? )?(?:[Cc]ourtesy(?: of)?|[Pp]rovided by) [A-Z]"
    r"|^(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Ii]llustration)s? (?:by|from|via) [A-Z]"
)
_GIVEN_WORDS = ("courtesy", "submitted", "contributed", "provided", "supplied", "staff", "handout", "undated")
_GIVEN_PHOTO = re.compile(r"^(?:submitted|courtesy|contributed) (?:photo|image|picture)", _I)
_FIGURE = re.compile(r"^(?:fig(?:ure)?\.?|photo|exhibit) ?\d{1,2} ?[.:|–—-] ?\S", _I)
_OWNER_ALONE = re.compile(
    r"^\((?!Applause|Laughter|Crosstalk|Inaudible|APPLAUSE|LAUGHTER)[A-Z][\w’'&./ -]{1,50}[^.!?)]\)$"
)
# Who stands where in a picture. "(R)" alone is a party in American news.
_SCENE = re.compile(
    r"\((?:left|right|center|centre|top|bottom)\)|, (?:second |third |far |top |bottom )?(?:left|right|center"
    r"|centre), "
)


def _is_spoken(text: str) -> bool:
    """Whether a line holds speech: there "right" agrees with somebody."""
    return SPEECH_MARKS.search(text) is not None or text.endswith("?") or "Oh, right" in text or is_speaker_turn(text)


def _has_glued_credit(text: str) -> bool:
    glued = _GLUED_CREDIT.search(text) if ":" in text or "©" in text else None
    return glued is not None and len(text[glued.end() :].split()) <= 12


_LONG_CAPTION, _LONGEST_CAPTION = 70, 110
"""Words: some agencies tell the whole story below a picture, and say whose picture it is."""
_AGENCY_PHOTO = re.compile(
    r"\((?:AP Photo|Photo by|AP Images|(?:[A-Z][\w.’' -]{1,40} ?/ ?)(?:AP|AFP|Reuters|Getty))\b[^()]{0,60}\)$"
)


def _caption(unit: Unit, head: str) -> Sign | None:
    """A photo credit makes a line a caption, or a credit where nothing else stands in it."""
    if _FILE_PHOTO.match(head) and unit.words >= 4:
        return Sign("caption", "it describes a picture", 1)
    if unit.plain.endswith(")") and unit.words >= 4 and _AGENCY_PHOTO.search(unit.plain[-90:]):
        return Sign("caption", "a picture's caption with its credit", 1)
    if unit.words > _LONG_CAPTION:
        return None
    matches = list(PHOTO_CREDIT.finditer(unit.plain)) if len(unit.plain) <= 800 else []
    if len(unit.plain) <= 800 and any(word in unit.plain.lower() for word in _GIVEN_WORDS):
        matches = sorted([*matches, *_GIVEN_CREDIT.finditer(unit.plain)], key=lambda match: match.span())
    if not matches:
        return None
    first, last = matches[0], matches[-1]
    before = unit.plain[: first.start()].strip(" |([-–—")
    if len(before.split()) >= 4:
        # A credit at the end: few words may follow it, otherwise the line is prose that mentions a picture.
        if len(unit.plain[last.end() :].split()) <= 8 and (unit.words <= 60):
            if (
                unit.is_sentence
                and last.group(0).lower().startswith(("source", "photo of", "video"))
                and ":" not in last.group(0)
            ):
                return None
            return Sign("caption", "a picture's caption with its credit", 1)
        return None
    if before and _GIVEN_PHOTO.match(last.group(0)):
        return Sign("caption", "who is in a picture, with its credit", 1)
    if not before and unit.words >= _LEAST_SCENE and unit.lower_share >= _SCENE_SHARE:
        return Sign("caption", "it describes a picture", 1)
    return Sign("credit", CREDIT_REASON, 1) if unit.words <= 14 else None


def owner_before(unit: Unit, head: str) -> Sign | None:
    """A picture's owner behind the sign of copyright, alone or before the caption."""
    words = unit.words
    if "©" in head[:3] and words <= 60 and _OWNER_FIRST.match(head) and _NOT_LEGAL.match(head):
        if words >= _LEAST_SCENE and unit.lower_share >= _SCENE_SHARE:
            return Sign("caption", "a picture's caption with its owner before it", 1)
        if words <= 4:
            return Sign("credit", CREDIT_REASON, 1)
    return None


def label_sign(unit: Unit, head: str) -> Sign | None:
    """Captions and credits that a page labels as such, or whose form alone tells them.

    Args:
        unit: the line.
        head: its first characters.
    """
    words = unit.words
    if words <= 10 and head[:15].lower() == "media playback ":
        return Sign("furniture", "the player's own notice", 1)
    if words <= 7 and _PAGE_CREDIT.match(head):
        return Sign("credit", CREDIT_REASON, 1)
    if words <= 60 and _PAGE_CAPTION.search(head):
        return Sign("caption", "the page's own label says that it is a picture's caption", 1)
    if words <= 6 and _OWNER_ALONE.match(unit.plain):
        return Sign("credit", OWNER_REASON, 1)
    if words <= 60 and _FIGURE.match(head):
        return Sign("caption", "the number of a figure", 1)
    if 3 <= words <= 30 and unit.plain.endswith(" (") and unit.plain[:1].isupper() and unit.lower_share >= _SCENE_SHARE:
        return Sign("caption", "cut off before the brackets around its credit", 1)
    return None


def picture_sign(unit: Unit, head: str, vocabulary: frozenset[str]) -> Sign | None:
    """Captions and credits told by an owner, by who stands where, or by their wording.

    Args:
        unit: the line.
        head: its first characters.
        vocabulary: its words in small letters.
    """
    words = unit.words
    if 8 <= words <= 70 and unit.lower_share >= 0.4 and _CREDIT_BEHIND.search(unit.plain[-90:]):
        return Sign("caption", "a sentence with the name of the picture's owner behind it", 2)
    if 6 <= words <= 50 and _SCENE.search(unit.plain) and not _is_spoken(unit.plain):
        return Sign("caption", "it says who stands where in a picture", 2)
    reason = caption_reason(unit)
    if reason is not None:
        return Sign("caption", reason, 1)
    if words <= 70 and _has_glued_credit(unit.plain):
        return Sign("caption", "a picture's caption with its credit glued to it", 1)
    if words <= _LONGEST_CAPTION and (
        not vocabulary.isdisjoint(_PICTURE_WORDS) or ("©" in unit.plain and _NOT_LEGAL.search(unit.plain))
    ):
        caption = _caption(unit, head)
        if caption is not None:
            return caption
    if words <= 8 and not unit.is_terminal and _COURTESY.match(head):
        return Sign("credit", CREDIT_REASON, 1)
    return None
