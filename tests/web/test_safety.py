"""Who is answered, and under which headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from conftest import ADDRESS
from onrecord.store import Record
from onrecord.web import create_app
from onrecord.web._safety import CONTENT_SECURITY_POLICY, SECURITY_HEADERS, TOKEN_COOKIE, allowed_hosts

EVERY_KIND_OF_ANSWER = [
    "/",
    "/statements",
    "/statements.json",
    "/statements.csv",
    "/documents",
    "/static/page.css",
    "/static/vendor/htmx-4.0.1.min.js",
    "/static/nothing.css",
    "/nothing",
    "/statements?since=never",
    "/documents/doc-nothing",
]


@pytest.mark.parametrize("path", EVERY_KIND_OF_ANSWER)
def test_every_answer_carries_the_safety_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)

    for name, value in SECURITY_HEADERS.items():
        assert answer.headers.get_list(name) == [value], name


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; ")
    for word in ("unsafe", "http:", "https:", "data:", "*"):
        assert word not in CONTENT_SECURITY_POLICY
    for rule in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "connect-src 'self'"):
        assert rule in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("path", [*EVERY_KIND_OF_ANSWER[:3], "/documents", "/help", "/status", "/actors", "/search"])
def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own(client: TestClient, path: str) -> None:
    import re

    page = client.get(path).text

    assert not re.search(r"<script(?![^>]* src=\"/static/)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
@pytest.mark.parametrize("path", ["/", "/nothing", "/static/page.css"])
def test_the_page_answers_under_its_own_names(client: TestClient, host: str, path: str) -> None:
    assert client.get(path, headers={"host": host}).status_code in (200, 404)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:8001",
        "127.0.0.1:80",
        "localhost",
        "localhost.:8000",
        "localhost.evil.example:8000",
        "127.0.0.1.evil.example:8000",
        "127.0.0.1:8000.evil.example",
        "127.0.0.1:8000@evil.example",
        "0.0.0.0:8000",
        "127.1:8000",
        "2130706433:8000",
        "::1:8000",
        "",
        " ",
    ],
)
@pytest.mark.parametrize("path", ["/", "/statements.json", "/static/page.css", "/nothing"])
def test_requests_for_any_other_name_are_refused_before_routing(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"host": host})

    assert answer.status_code == 403
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "NZL" not in answer.text
    assert "Marlow" not in answer.text


async def _asked_with(app: object, headers: list[tuple[bytes, bytes]]) -> int:
    seen: list[int] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            seen.append(int(str(message["status"])))

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/help",
        "raw_path": b"/help",
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
    await app(scope, receive, send)  # type: ignore[operator]
    return seen[0]


@pytest.mark.parametrize(
    "headers",
    [[], [(b"host", b"127.0.0.1:8000"), (b"host", b"evil.example")], [(b"host", b"evil.example\xff")]],
    ids=["none", "two", "not text"],
)
def test_no_host_or_two_hosts_are_refused(record: Record, headers: list[tuple[bytes, bytes]]) -> None:
    import asyncio

    app = create_app(record, port=8000)

    assert asyncio.run(_asked_with(app, [(b"host", b"127.0.0.1:8000")])) == 200
    assert asyncio.run(_asked_with(app, headers)) == 403


def test_on_the_web_port_browsers_leave_the_port_out() -> None:
    assert "localhost" in allowed_hosts("127.0.0.1", 80)
    assert "localhost" not in allowed_hosts("127.0.0.1", 8000)


def test_without_a_port_any_port_is_accepted_but_no_other_name(record: Record) -> None:
    with TestClient(create_app(record), base_url=ADDRESS) as client:
        assert client.get("/help", headers={"host": "localhost:4711"}).status_code == 200
        assert client.get("/help", headers={"host": "localhost"}).status_code == 200
        assert client.get("/help", headers={"host": "evil.example:4711"}).status_code == 403
        assert client.get("/help", headers={"host": "localhost:47x11"}).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_page_can_only_be_read(client: TestClient, method: str) -> None:
    answer = client.request(method, "/statements")

    assert answer.status_code == 405
    assert "can only be read" in answer.text


def test_head_is_answered_without_a_body(client: TestClient) -> None:
    answer = client.head("/statements")

    assert answer.status_code == 200
    assert answer.content == b""


@pytest.fixture
def guarded(record: Record) -> Iterator[TestClient]:
    with TestClient(create_app(record, port=8000, token="s3cret"), base_url=ADDRESS) as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/statements.csv", "/static/page.css", "/?token=", "/?token=wrong", "/?token=S3CRET"]
)
def test_with_a_token_nobody_is_answered_who_does_not_show_it(guarded: TestClient, path: str) -> None:
    answer = guarded.get(path)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_token_is_shown_once_and_then_kept_in_a_strict_cookie(guarded: TestClient) -> None:
    first = guarded.get("/?token=s3cret")

    assert first.status_code == 200
    assert first.headers["set-cookie"] == f"{TOKEN_COOKIE}=s3cret; Path=/; HttpOnly; SameSite=Strict"
    assert guarded.get("/statements").status_code == 200


@pytest.mark.parametrize("cookie", [f"{TOKEN_COOKIE}=wrong", "=;;=", f'{TOKEN_COOKIE}="', "a" * 5000])
def test_a_wrong_cookie_opens_nothing(guarded: TestClient, cookie: str) -> None:
    assert guarded.get("/", headers={"cookie": cookie}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/static/../_app.py",
        "/static/%2e%2e/_app.py",
        "/static/..%2f_app.py",
        "/static/%2fetc/passwd",
        "/static//etc/passwd",
        "/static/",
        "/static/vendor",
    ],
)
def test_nothing_outside_the_static_folder_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code in (404, 405)
    assert "import" not in answer.text


def test_search_words_reach_the_index_only_as_words(client: TestClient) -> None:
    for words in (
        '"',
        "phone AND",
        "NEAR(a b",
        "title:x",
        "*",
        "-",
        "'; DROP TABLE statement; --",
        "\x00",
        "a" * 10_000,
    ):
        assert client.get("/search", params={"q": words}).status_code == 200
        assert client.get("/statements", params={"words": words}).status_code == 200
        assert client.get("/documents", params={"words": words}).status_code == 200


def test_the_record_file_is_not_written_by_reading(small_record_path: Path, client: TestClient) -> None:
    before = small_record_path.read_bytes()

    for path in EVERY_KIND_OF_ANSWER:
        client.get(path)

    assert small_record_path.read_bytes() == before
