"""What stands between the page and the rest of the world: Host, token, and the headers of every answer."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",  # htmx asks this server, and no other, for filtered lists
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing is loaded from anywhere else, nothing inline is run, and nobody frames the page."""

SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer, errors included."""

TOKEN_COOKIE = "onrecord-token"  # noqa: S105 (the name of a cookie, not a secret)

ErrorPage = Callable[[Scope, int, str, str], Response]
"""Draws an error: scope, status, what happened, what to do."""


def allowed_hosts(host: str, port: int | None) -> frozenset[str]:
    """Return the values of the Host header that are answered, in lower case.

    Args:
        host: the address the server is bound to.
        port: its port; None leaves the port open (the values then stand without one).
    """
    names = {"localhost", "127.0.0.1", "[::1]", f"[{host}]" if ":" in host else host.lower()}
    if port is None:
        return frozenset(names)
    with_port = {f"{name}:{port}" for name in names}
    return frozenset(with_port | names if port == 80 else with_port)


class HostGuard:
    """Answers only requests meant for this server, before any routing: the cure for DNS rebinding.

    A page of another site can make its own name resolve to 127.0.0.1; its requests then still carry that name.
    """

    def __init__(self, app: ASGIApp, *, allowed: frozenset[str], any_port: bool, error_page: ErrorPage) -> None:
        self._app = app
        self._allowed = allowed
        self._any_port = any_port
        self._error_page = error_page

    def _is_allowed(self, scope: Scope) -> bool:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1:
            return False
        host = hosts[0].decode("latin-1").lower()
        if self._any_port:
            name, colon, port = host.rpartition(":")
            if colon and port.isascii() and port.isdigit():
                host = name
        return host in self._allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._is_allowed(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            response = self._error_page(
                scope,
                403,
                "This address is not the page's own.",
                "Open the page under the address that `onrecord serve` printed.",
            )
            await response(scope, receive, send)


class TokenGuard:
    """Answers only requests that show the token: once in the address, from then on in a cookie."""

    def __init__(self, app: ASGIApp, *, token: str, error_page: ErrorPage) -> None:
        self._app = app
        self._token = token.encode()
        self._error_page = error_page

    def _is_token(self, value: str) -> bool:
        return hmac.compare_digest(value.encode("utf-8", "replace"), self._token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        shown = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[-1]
        if shown and self._is_token(shown):
            await self._app(scope, receive, _setting_cookie(send, self._token.decode()))
            return
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(Headers(scope=scope).get("cookie", ""))
        except CookieError:
            cookies = SimpleCookie()
        if TOKEN_COOKIE in cookies and self._is_token(cookies[TOKEN_COOKIE].value):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            response = self._error_page(
                scope,
                403,
                "This page asks for its token.",
                "Open the whole address that `onrecord serve` printed; it ends in ?token=…",
            )
            await response(scope, receive, send)


def _setting_cookie(send: Send, token: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append(
                "set-cookie", f"{TOKEN_COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict"
            )
        await send(message)

    return sending


class SafeHeaders:
    """Puts the security headers on every answer, whoever gives it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] != "http":
            return self._app(scope, receive, send)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        return self._app(scope, receive, sending)
