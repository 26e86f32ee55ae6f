"""Python's collector of cyclic garbage, asked for less often while a record is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""A build makes millions of small objects and hardly a cycle: at Python's own 700 a thirteenth of its time goes into
looking for some. Memory at its peak is the same."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for cyclic garbage seldom within the block, and as before behind it."""
    before = gc.get_threshold()
    if before[0]:  # 0: whoever runs this has turned the collector off
        gc.set_threshold(max(_OBJECTS, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
