"""Whatever stands in a source is shown as text: payloads go through every field and every page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_record import write_record
from starlette.testclient import TestClient

from conftest import ADDRESS
from onrecord.records import (
    Actor,
    ClaimedDate,
    Correction,
    Cue,
    DatedBy,
    Document,
    Evidence,
    Mention,
    Office,
    Published,
    RoleSpan,
    Span,
    Statement,
    Teller,
    Unreadable,
    make_id,
    text_digest,
)
from onrecord.store import StoredContent
from onrecord.web import create_app

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><iframe srcdoc='<script>alert(1)</script>'>",
    "javascript:alert(1)//",
    "{{ 123 * 457 }}{% raw %}",
    '<a href="javascript:alert(1)" data-hx-get="/x" data-hx-trigger="load">x</a>',
    "<base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
    '=HYPERLINK("http://evil.example")',
    "\u202egnp.exe\u2066 \x00\x07\x1b[31m\u2028\u2029",
    "&lt;script&gt;&#60;script&#62;",
    "--><!--<script>alert(1)</script>",
    "]]><![CDATA[<script>alert(1)</script>",
]
"""After the lists of OWASP and PortSwigger, for each place a text can land in."""

TEXT = "\n".join(PAYLOADS)


def hostile_record(path: Path) -> tuple[Document, Statement, Actor]:
    """Write a record every free field of which is a payload."""
    bad = PAYLOADS[1]
    actor = Actor(
        f"actor-{PAYLOADS[0]}", "person", PAYLOADS[0], (bad,), 'X"><', "GOV", (Office(bad, bad, "<b>", "<i>"),), "<b>"
    )
    starts = []
    offset = 0
    for payload in PAYLOADS:
        starts.append((offset, offset + len(payload)))
        offset += len(payload) + 1
    identity = make_id("doc", bad)  # ids of documents and statements are always made by the program
    proof = tuple(Evidence(identity, start, end, TEXT[start:end]) for start, end in starts)
    spans = tuple(Span.of(TEXT, start, end) for start, end in starts)
    roles = ("title", "body", "related", "caption", "navigation", "body", "promo", "body", "body", "correction")
    document = Document(
        id=identity,
        path=f"../../{bad}",
        text=TEXT,
        text_sha256=text_digest(TEXT),
        source_sha256=bad,
        url="javascript:alert(document.domain)",
        title="".join(PAYLOADS[:4]),
        outlet=PAYLOADS[2],
        host=bad,
        authors=(PAYLOADS[0], bad),
        wires=(PAYLOADS[3],),
        language='"><script>',
        published=Published(bad, "day", bad, bad, "stated", proof, (bad, TEXT)),
        claimed_dates=(ClaimedDate(PAYLOADS[0], False, bad, proof), ClaimedDate(None, None, TEXT, (), "address")),
        corrections=(Correction(*starts[0], PAYLOADS[0], proof),),
        roles=tuple(
            RoleSpan(start, end, roles[number % len(roles)], PAYLOADS[number])  # type: ignore[arg-type]
            for number, (start, end) in enumerate(starts)
        ),
    )
    statement = Statement(
        id=make_id("stmt", bad),
        document=identity,
        speaker=actor.id,
        speaker_text=PAYLOADS[2],
        speaker_span=spans[2],
        cue=Cue(*starts[3], PAYLOADS[3], bad, "say"),
        mode="direct",
        content=spans,
        addressee=actor.id,
        addressee_span=spans[4],
        via=(Teller(actor.id, bad, spans[5]), Teller(None, PAYLOADS[0])),
        said_on=DatedBy(bad, "day", "stated", proof, bad),
        occasion=bad,
        issues=(bad, PAYLOADS[0]),
        method=bad,
    )
    mention = Mention("mention-1", identity, *starts[1], bad, actor.id, "name", bad)
    content = StoredContent(identity, (actor,), (mention,), (statement,), ((),), failures=((bad, bad, bad),))
    write_record(
        path, [(document, content)], unreadable=[Unreadable(bad, PAYLOADS[0], TEXT)], sides=('X"><', PAYLOADS[0])
    )
    return document, statement, actor


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, list[str]]]:
    from urllib.parse import quote

    path = tmp_path_factory.mktemp("hostile") / "hostile.onrecord"
    document, statement, actor = hostile_record(path)

    def escaped(text: str) -> str:
        return quote(text, safe="")

    addresses = [
        "/",
        "/statements",
        f"/statements?speaker={escaped(actor.id)}&document={escaped(document.id)}",
        *(
            f"/statements?words={escaped(payload)}&issue={escaped(payload)}&side={escaped(payload)}"
            for payload in PAYLOADS
        ),
        *(f"/search?q={escaped(payload)}" for payload in PAYLOADS),
        *(f"/nothing/{escaped(payload)}" for payload in PAYLOADS),
        *(f"/statements?since={escaped(payload)}" for payload in PAYLOADS),
        *(f"/documents/{escaped(payload)}" for payload in PAYLOADS),
        f"/documents?outlet={escaped(str(document.outlet))}&kind={escaped(PAYLOADS[1])}",
        "/search?q=script",
        "/documents",
        f"/documents/{escaped(document.id)}",
        f"/documents/{escaped(document.id)}?cut=open&layers=statements+names+dates+corrections+copied&at=3-50",
        f"/documents/{escaped(document.id)}?at={escaped(PAYLOADS[1])}",
        f"/statements/{escaped(statement.id)}",
        "/actors",
        f"/actors/{escaped(actor.id)}",
        f"/actors?side={escaped(PAYLOADS[0])}",
        "/status",
    ]
    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        yield client, addresses


OWN_TAGS = frozenset(
    "a abbr aside bdi blockquote body br button caption code dd del details div dl dt em footer form h1 h2 head header"
    " html i input ins kbd label li line link main mark meta nav ol option p rect script section select span strong"
    " summary svg table tbody td text tfoot th thead time title tr ul".split()
)


FILTER_TRIGGER = "submit, input delay:350ms from:#words, change from:#since, change from:#until"


class Strict(HTMLParser):
    """Fails on any element, attribute or address that is not our own.

    Args:
        allowed_hosts: how addresses outside the page may begin.
    """

    def __init__(self, allowed_hosts: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._allowed = ("/", "#", *allowed_hosts)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in OWN_TAGS, tag
        for name, value in attributes:
            assert not name.startswith("on"), name
            assert name not in ("style", "srcdoc", "formaction", "http-equiv", "ping"), name
            if name.startswith("data-hx-"):
                assert tag in ("form", "a")
                assert name != "data-hx-trigger" or value == FILTER_TRIGGER
            if name in ("href", "src", "action", "data-hx-get"):
                assert value is not None
                assert value.startswith(self._allowed), value
                assert not value.startswith("//"), value
        if tag == "script":
            assert dict(attributes)["src"] in ("/static/vendor/htmx-4.0.1.min.js", "/static/keys.js")

    handle_startendtag = handle_starttag

    def handle_decl(self, declaration: str) -> None:
        assert declaration.lower() == "doctype html"

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def test_no_page_holds_an_element_or_a_link_that_is_not_ours(hostile: tuple[TestClient, list[str]]) -> None:
    client, addresses = hostile
    for address in addresses:
        answer = client.get(address)

        assert answer.status_code in (200, 400, 404), address
        Strict().feed(answer.text)


def test_the_payloads_are_really_there_as_text(hostile: tuple[TestClient, list[str]]) -> None:
    client, addresses = hostile
    reader = next(client.get(address).text for address in addresses if "cut=open" in address)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in reader
    assert "{{ 123 * 457 }}" in reader
    assert str(123 * 457) not in reader


def test_an_address_that_is_no_web_address_is_shown_and_not_linked(hostile: tuple[TestClient, list[str]]) -> None:
    client, addresses = hostile
    reader = next(client.get(address).text for address in addresses if "cut=open" in address)

    assert "javascript:alert(document.domain)" in reader
    assert 'href="javascript' not in reader.lower()


@pytest.mark.parametrize(
    "path", ["/overview", "/statements", "/documents", "/actors", "/search?q=script", "/status", "/help"]
)
def test_no_cell_of_any_table_is_a_formula(hostile: tuple[TestClient, list[str]], path: str) -> None:
    import csv
    import io

    client, _ = hostile
    name, _, query = path.partition("?")

    rows = list(csv.reader(io.StringIO(client.get(f"{name}.csv?{query}").text)))

    assert len(rows) > 1
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
