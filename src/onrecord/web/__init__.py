"""The local page: the record in a browser, drawn on the server, every entry open to its source at the exact words.

The web stack is imported only when a page is really made, so that ``import onrecord`` and the command line stay fast.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from onrecord.store import Record

__all__ = ["create_app", "serve", "write_tables"]


def create_app(
    record: str | Path | Record, *, host: str = "127.0.0.1", port: int | None = None, token: str | None = None
) -> Starlette:
    """Return the page of a record as an ASGI application.

    Args:
        record: the record file, or a record that is open already.
        host: the address it will be bound to; only requests that name it (or ``localhost``, ``127.0.0.1``, ``[::1]``)
            are answered.
        port: the port it will be bound to; None accepts any port in the Host header (for an ASGI server of your own).
        token: when given, every request must show it: once as ``?token=…``, from then on by a cookie.

    Raises:
        RecordFileError: the record file cannot be opened.
    """
    from onrecord.web._app import build_app

    return build_app(record, host=host, port=port, token=token)


def serve(
    path: str | Path,
    host: str = "127.0.0.1",
    port: int = 0,
    open_browser: bool = True,
    *,
    token: str | None = None,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve the page of a record on this machine until it is interrupted.

    Args:
        path: the record file.
        host: an address of this machine alone: ``127.0.0.1``, ``localhost`` or ``::1``.
        port: the port, 0 for any that is free.
        open_browser: whether to open the page in the user's browser, if there is one.
        token: as in `create_app`.
        announce: is given the address in words, before the page opens.

    Raises:
        QueryError: ``host`` is not an address of this machine alone, or the port is taken.
        RecordFileError: the record file cannot be opened.
    """
    from onrecord.web._serving import serve_record

    serve_record(path, host=host, port=port, open_browser=open_browser, token=token, announce=announce)


def write_tables(record: Record, folder: Path, *, raw: bool = False) -> dict[str, int]:
    """Write the tables of the page as flat CSV files, for R, pandas and spreadsheets.

    Args:
        record: the record.
        folder: where to, made when absent; ``version.txt`` there holds the record's version.
        raw: whether cells that a spreadsheet would take for a formula are left as they are.

    Returns:
        rows by file name.

    Raises:
        RecordFileError: the folder cannot be written.
    """
    from onrecord.web._tables import write_tables as write

    return write(record, folder, raw=raw)
