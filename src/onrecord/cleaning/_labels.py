"""Labels of credits, captions and bylines in the languages of news pages beside English."""

from __future__ import annotations

import re

from onrecord.cleaning._lines import Unit

_I = re.IGNORECASE
_OWNER = re.compile(
    r"^\(?(?:fotos?|bild|bilder|bildrechte|bildquelle|bron|quelle|źródło|zdroj|kilde|källa|fuente|fonte|kuva|fot\."
    r"|crédits?|imagen|imágenes|ljósmynd|illustration)\s?:\s?\S.{1,60}$",
    _I,
)
_STAFF = re.compile(
    r"^(?:redaktion|faktencheck|übersetzung|mitarbeit|recherche|produktion|traduction|traducción|traduzione|redactie"
    r"|schlussredaktion)\s?:\s?[A-ZÀ-Ý]",
    _I,
)
_INITIALS = re.compile(
    r"^(?:\([a-z]{2,4}\)|[a-z]{2,4}(?:/[A-Za-z.-]{2,10}){1,4}|[A-ZÄÖÜ]{2,5}(?:/[a-z]{2,4}| \([^():]{2,40}\)))$"
)
_CAPTION = re.compile(r"^(?:legende|légende|bildunterschrift|bildtext|pie de foto|didascalia)\s?: ?\S", _I)
_RIGHTS = re.compile(
    r"rechte|vorbehalten|riproduzione|riservat|licencj|zastrze|derechos|droits|réserv|reproduc|reservad|auteursrecht"
    r"|voorbehouden|rights|licen[cs]|copyright|\b(?:inc|ltd|llc|gmbh|limited|institute|group|network)\b",
    _I,
)
_MOST_OWNER_WORDS, _MOST_STAFF_WORDS, _MOST_CAPTION_WORDS = 10, 30, 70


def names_owner(unit: Unit) -> bool:
    """Whether a line only names a picture's owner: "Foto: …", "Quelle: …", "© Name/Agency"."""
    text = unit.plain
    if unit.words > _MOST_OWNER_WORDS:
        return False
    if text[:1] == "©":
        is_short = unit.words <= 4 or "/" in text
        return is_short and not any(map(str.isdigit, text)) and _RIGHTS.search(text) is None and unit.words >= 1
    return _OWNER.match(text) is not None


def names_staff(unit: Unit) -> bool:
    """Whether a line says who edited or translated the report, or has their initials alone."""
    if unit.words <= 4 and _INITIALS.match(unit.plain):
        return True
    return unit.words <= _MOST_STAFF_WORDS and _STAFF.match(unit.head) is not None


def is_labelled_caption(unit: Unit) -> bool:
    """Whether a line says of itself that it is a picture's caption."""
    return unit.words <= _MOST_CAPTION_WORDS and _CAPTION.match(unit.head) is not None
