"""From bytes to text: which encoding, and how many code points could not be decoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

REPLACEMENT = "\ufffd"
_DETECTED_BYTES = 64 * 1024
"""How much of a page the detector sees: enough for any language, and it keeps the time bounded."""
_BINARY_SHARE = 0.02
"""Share of control characters above which bytes are not text (a text has none; an image or a program has 5 to 30 %)."""
_LOST_SHARE = 0.2
"""Share of undecodable code points above which nothing is left to read."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARED_BYTES = 4096
# Browsers read these names as the Windows code page, which holds the curly quotation marks (WHATWG Encoding standard).
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}
# Families of encodings that pages are really written in. Python's other codecs are no text encodings (base64), or
# would let a page hide its words (utf-7), or cannot be declared inside the bytes they encode (utf-16).
_ACCEPTED = (
    "utf-8",
    "cp",
    "iso8859",
    "iso2022",
    "shift_jis",
    "euc_",
    "gb",
    "big5",
    "koi8",
    "mac-",
    "hz",
    "johab",
    "tis-620",
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATES_AND_NUL = re.compile("[\ud800-\udfff\x00]")
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the way it was decoded."""

    text: str
    encoding: str
    replacements: int
    """Code points that could not be decoded and stand as U+FFFD."""

    @property
    def is_text(self) -> bool:
        """Whether this is text at all, and not the bytes of a picture or a program."""
        sample = self.text[:100_000]
        strange = len(_CONTROL.findall(sample)) + sample.count(REPLACEMENT)
        return not sample or (
            len(_CONTROL.findall(sample)) <= _BINARY_SHARE * len(sample) and strange <= _LOST_SHARE * len(sample)
        )


def tidy(text: str) -> tuple[str, int]:
    """Make line breaks one kind and replace what is no character (NUL, halves of surrogate pairs).

    This happens before the text becomes the ruler of all spans, and nowhere else.

    Returns:
        The text, and how many code points were replaced.
    """
    if "\r" in text or "\x0b" in text or "\x0c" in text or "\u2028" in text or "\u2029" in text:
        text = _LINE_BREAKS.sub("\n", text)
    return _SURROGATES_AND_NUL.subn(REPLACEMENT, text)


def decode(data: bytes, *, declared: str | None = None, as_it_is: bool = False) -> Decoded:
    """Decode bytes: byte order mark, then UTF-8 where it fits, then the declared encoding, then the detector.

    UTF-8 goes before the declaration because text in another encoding almost never is valid UTF-8, while pages often
    declare a wrong one. What nothing can decode is read as UTF-8 with replacements, which are counted.

    Args:
        data: the bytes.
        declared: the encoding that a header names; a ``<meta charset>`` or XML declaration in the bytes counts too.
        as_it_is: leave line breaks and strange characters alone (JSON is tidied after it was parsed).
    """
    text, encoding, replacements = _decode(data, declared)
    if not as_it_is:
        text, replaced = tidy(text)
        replacements += replaced
    return Decoded(text.removeprefix("\ufeff"), encoding, replacements)


def _decode(data: bytes, declared: str | None) -> tuple[str, str, int]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_replacements(data[len(mark) :], encoding)
    named = _codec(declared) or _declared_inside(data)
    # The ISO 2022 encodings look like plain ASCII, so that UTF-8 would always seem to fit.
    order = [named, "utf-8"] if named and named.startswith("iso2022") else ["utf-8", named]
    for candidate in order:
        if candidate:
            try:
                return data.decode(candidate), candidate, 0
            except (UnicodeError, ValueError):
                continue
    guess = from_bytes(data[:_DETECTED_BYTES]).best()
    detected = _codec(guess.encoding) if guess is not None else None
    return _with_replacements(data, detected or "utf-8")


def _with_replacements(data: bytes, encoding: str) -> tuple[str, str, int]:
    text = data.decode(encoding, "replace")
    return text, encoding, text.count(REPLACEMENT)


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    lowered = name.strip().lower()
    try:
        found = codecs.lookup(_AS_BROWSERS_DO.get(lowered, lowered))
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS_DO.get(found.name, found.name) if found.name.startswith(_ACCEPTED) else None


def _declared_inside(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _DECLARED_BYTES)
    return _codec(match.group(1).decode("ascii")) if match else None
