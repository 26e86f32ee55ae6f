"""Web archives (WARC, ISO 28500; also the WET files of Common Crawl): the pages in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_PAGES = ("text/html", "application/xhtml+xml")
_ANSWERED = "200"


class WebArchiveError(Exception):
    """The archive is damaged from here on; what came before is good."""


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One page of a web archive."""

    number: int
    """Of the record in the archive, counted from 1."""
    address: str | None
    content: bytes
    charset: str | None
    """The encoding that the server named."""
    is_markup: bool


class _Bytes:
    """A file of the chunks of a stream."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._rest) < size:
            piece = next(self._chunks, None)
            if piece is None:
                break
            self._rest += piece
        cut = len(self._rest) if size < 0 else size
        taken, self._rest = self._rest[:cut], self._rest[cut:]
        return taken


def pages_in(chunks: Iterable[bytes], *, most_bytes: int) -> Iterator[ArchivedPage]:
    """Read the pages of a web archive, one by one.

    Pictures, scripts, requests, and what the server did not answer with a page (status other than 200) are no pages.
    When a page was fetched is not the day of the page.

    Args:
        chunks: the bytes of the archive, decompressed.
        most_bytes: bytes of a page, decompressed; of a longer one, one byte more is given, so that it shows.

    Raises:
        ImportError: the package ``warcio`` is not installed.
        WebArchiveError: the archive is damaged.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for number, record in enumerate(ArchiveIterator(_Bytes(chunks)), 1):
            kind = _kind(record)
            if kind is None:
                continue
            media, charset = kind
            yield ArchivedPage(
                number,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.content_stream().read(most_bytes + 1),
                charset,
                media in _PAGES,
            )
    except (ArchiveLoadFailed, ValueError, EOFError, OSError, AttributeError, IndexError) as error:
        raise WebArchiveError(str(error) or type(error).__name__) from error


def _kind(record: object) -> tuple[str, str | None] | None:
    """The media type and charset of a record that holds a page; None for all others."""
    what = getattr(record, "rec_type", None)
    headers = record.http_headers if what == "response" else record.rec_headers  # type: ignore[attr-defined]
    if headers is None or what not in ("response", "resource", "conversion"):
        return None
    if what == "response" and not headers.get_statuscode().startswith(_ANSWERED):
        return None
    media, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    media = media.strip().lower()
    if media not in _PAGES and not (what == "conversion" and media == "text/plain"):
        return None
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return media, charset
