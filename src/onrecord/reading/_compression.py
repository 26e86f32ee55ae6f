"""Compressed streams, read with a bound on what they may become, and as far as they are whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

MAX_RATIO = 200
"""Decompressed bytes per compressed byte above which a stream counts as a bomb (news text compresses 3 to 20 times)."""
_RATIO_APPLIES_FROM = 1024 * 1024
"""Decompressed bytes below which the ratio says nothing: a small page of one repeated word is harmless."""
_CHUNK = 256 * 1024


class DamagedStreamError(Exception):
    """The stream breaks off or is corrupt; what came before it is good."""

    def __init__(self, at_byte: int, why: str) -> None:
        super().__init__(f"{why} at byte {at_byte}")


class BombError(Exception):
    """The stream grows out of all proportion."""


def gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Decompress a gzip stream of one or more members, chunk by chunk.

    Raises:
        DamagedStreamError: after the last good chunk, where the stream is corrupt or cut.
        BombError: it grows more than ``MAX_RATIO`` times.
    """
    machine = zlib.decompressobj(wbits=31)
    taken = made = 0
    fresh = True
    for chunk in chunks:
        taken += len(chunk)
        while chunk:
            if machine.eof:
                chunk = chunk.lstrip(b"\0")  # padding between or after members is allowed
                if not chunk:
                    break
                machine, fresh = zlib.decompressobj(wbits=31), True
            try:
                piece = machine.decompress(chunk, _CHUNK)
            except zlib.error as error:
                raise DamagedStreamError(taken - len(chunk), str(error)) from error
            fresh = False
            chunk = machine.unused_data if machine.eof else machine.unconsumed_tail
            made += len(piece)
            if made > _RATIO_APPLIES_FROM and made > MAX_RATIO * max(taken, 1):
                raise BombError(f"{made} bytes out of {taken}")
            if piece:
                yield piece
    if not machine.eof and not (fresh and taken == 0):
        raise DamagedStreamError(taken, "the stream is cut off")


def pieces(data: bytes) -> Iterator[bytes]:
    """Cut bytes into chunks."""
    for start in range(0, len(data), _CHUNK):
        yield data[start : start + _CHUNK]
