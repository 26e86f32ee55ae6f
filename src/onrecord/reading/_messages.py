"""Mail and web pages saved as one file (RFC 5322, RFC 2557 MHTML): the page in them."""

from __future__ import annotations

import email
import re
from email.header import decode_header, make_header
from email.message import Message

from onrecord.reading._decoding import decode
from onrecord.reading._structured import Entry

_PAGES = ("text/html", "application/xhtml+xml")
_SPACES = re.compile(r"\s+")


def entry_in_message(data: bytes) -> Entry | None:
    """Return the page or letter in a message: its HTML, else its plain text; None where it has neither.

    A page saved by a browser keeps its address and title; the day on which it was saved is not that of the page. A
    letter's own day counts.

    Args:
        data: the bytes of the file.

    Raises:
        ValueError: it cannot be taken apart.
    """
    try:
        message = email.message_from_bytes(data)
        parts = [part for part in message.walk() if not part.is_multipart()]
        part = next((part for part in parts if part.get_content_type() in _PAGES), None)
        part = part or next((part for part in parts if part.get_content_type() == "text/plain"), None)
        if part is None:
            return None
        body = part.get_payload(decode=True)
        content = decode(body if isinstance(body, bytes) else b"", declared=part.get_content_charset()).text
        saved = message.get_content_type() == "multipart/related" or "Snapshot-Content-Location" in message
        address = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
        return Entry(
            content=content,
            is_markup=part.get_content_type() in _PAGES,
            url=address if address and address.lower().startswith(("http://", "https://")) else None,
            title=_header(message, "Subject"),
            date=None if saved else _header(message, "Date"),
        )
    except (LookupError, AttributeError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _header(message: Message, name: str) -> str | None:
    """A header with its encoded words decoded."""
    value = message.get(name)
    if value is None:
        return None
    try:
        text = str(make_header(decode_header(str(value))))
    except (ValueError, LookupError):  # an encoding that does not exist, or bytes that it does not fit
        text = str(value)
    return _SPACES.sub(" ", text).strip() or None
