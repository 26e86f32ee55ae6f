"""Serving the page on this machine, and nowhere else."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from onrecord.errors import QueryError
from onrecord.web._app import build_app

LOCAL_ADDRESSES = ("127.0.0.1", "localhost", "::1")
"""The only addresses the page is bound to: nobody else on the network can reach it."""


def bind(host: str, port: int) -> socket.socket:
    """Return a socket bound to a port of this machine.

    Raises:
        QueryError: the host is not this machine alone, or the port cannot be had.
    """
    if host not in LOCAL_ADDRESSES:
        raise QueryError(
            f"The page is served on this machine alone, not on {host!r}.",
            f"Use one of {', '.join(LOCAL_ADDRESSES)}; to read it from elsewhere, forward the port with ssh -L.",
        )
    if not 0 <= port <= 65_535:
        raise QueryError(f"{port} is not a port.", "Use a number from 1024 to 65535, or 0 for any that is free.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)  # a browser that is quicker than the server waits instead of failing
    except OSError as error:
        listener.close()
        raise QueryError(
            f"Port {port} of {host} cannot be used: {error.strerror}.", "Choose another, or 0 for any that is free."
        ) from error
    return listener


def serve_record(
    path: str | Path,
    *,
    host: str,
    port: int,
    open_browser: bool,
    token: str | None,
    announce: Callable[[str], None],
) -> None:
    """Serve the page until it is interrupted; see `onrecord.web.serve`."""
    listener = bind(host, port)
    try:
        chosen_port = int(listener.getsockname()[1])
        app = build_app(path, host=host, port=chosen_port, token=token)
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{chosen_port}/" + (f"?{urlencode({'token': token})}" if token else "")
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
        )
        announce(f"{Path(path).name} is open at {address} (stop with Ctrl+C)")
        if open_browser:
            # Opening can block until a text browser ends, so it must not hold up the server.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        with suppress(KeyboardInterrupt):  # Ctrl+C is how it ends
            server.run(sockets=[listener])
    finally:
        listener.close()
