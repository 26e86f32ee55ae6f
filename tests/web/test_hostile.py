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
    Account,
    AccountItem,
    Actor,
    AssertedBy,
    Channel,
    ChannelStep,
    ClaimedDate,
    Commitment,
    CommitmentStep,
    Correction,
    Cue,
    DatedBy,
    Difference,
    Document,
    Event,
    EventDate,
    Evidence,
    Happening,
    Meeting,
    MeetingItem,
    Mention,
    NotFoundIn,
    Office,
    Participant,
    Place,
    Position,
    Published,
    RoleSpan,
    Span,
    Statement,
    Teller,
    Unreadable,
    make_id,
    text_digest,
)
from onrecord.store import StoredContent, Writer
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
    matters = hostile_matters(identity, statement.id, actor.id, proof)
    event = matters[0]
    content = StoredContent(
        identity, (actor,), (mention,), (statement,), ((),), (event,), ((),), failures=((bad, bad, bad),)
    )
    write_record(
        path, [(document, content)], unreadable=[Unreadable(bad, PAYLOADS[0], TEXT)], sides=('X"><', PAYLOADS[0])
    )
    with Writer(path) as writer:
        _, happening, meeting, commitment, channel, position = matters
        writer.put_happenings([event], [happening], {happening.id: meeting})
        writer.put_matters("commitment", bad, [commitment])
        writer.put_matters("channel", bad, [channel])
        writer.put_matters("position", bad, [position])
    return document, statement, actor


def hostile_matters(
    document: str, statement: str, actor: str, proof: tuple[Evidence, ...]
) -> tuple[Event, Happening, Meeting, Commitment, Channel, Position]:
    """Return matters every free field of which is a payload; ids are always made by the program."""
    bad = PAYLOADS[1]
    sides = ('X"><', PAYLOADS[0])
    says = (
        AssertedBy(actor, bad, 'X"><', "on_record", "asserts", statement),
        AssertedBy(None, PAYLOADS[0], PAYLOADS[2], "anonymous", "denies"),
    )
    when = EventDate(bad, PAYLOADS[0], "range", "stated", proof, TEXT)
    day = DatedBy(bad, "day", "stated", proof, TEXT)
    place = Place(bad, PAYLOADS[0], proof[2])
    one = Participant(actor, bad, 'X"><', PAYLOADS[0], proof[3])
    identity = make_id("happ", bad)
    meeting_id = make_id("meet", bad)
    event = Event(
        id=make_id("evt", bad),
        document=document,
        event="CONSULT",
        mode=bad,
        context=(bad, PAYLOADS[0]),
        issues=(bad,),
        cameo_code=bad,
        actor=(one,),
        recipient=(one, Participant(None, TEXT)),
        date=when,
        location=place,
        asserted_by=says,
        happening=identity,
        evidence=proof,
        method=bad,
    )
    happening = Happening(
        identity, (event.id,), bad, when, sides, "announced", TEXT, 1, 1, (bad,), place, says, proof, meeting_id
    )
    item = AccountItem(bad, 1, TEXT, proof, statement)
    meeting = Meeting(
        meeting_id,
        identity,
        "visit",
        sides,
        (actor, bad),
        when,
        (Account('X"><', "own_readout", (document,), (item,)), Account(None, "press", (document,), ())),
        (MeetingItem(bad, ('X"><',), "contradict", proof, (NotFoundIn(PAYLOADS[0], 2),)),),
        place,
    )
    commitment = Commitment(
        make_id("comm", bad),
        TEXT,
        sides,
        sides[:1],
        bad,
        "do",
        (CommitmentStep(day, "announced", says, proof),),
        "both",
        meeting_id,
        day,
        proof[4],
        proof[5],
        (bad,),
    )
    channel = Channel(
        make_id("chan", bad),
        TEXT,
        "leaders",
        sides,
        (ChannelStep(day, "suspended", says, proof, sides),),
        "disputed",
        None,
        bad,
        PAYLOADS[0],
    )
    position = Position(
        make_id("pos", bad),
        bad,
        'X"><',
        actor,
        TEXT,
        statement,
        day,
        bad,
        PAYLOADS[0],
        2,
        PAYLOADS[2],
        None,
        (Difference("wording", bad, PAYLOADS[0]),),
        proof,
    )
    return event, happening, meeting, commitment, channel, position


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
        *(f"/{name}" for name in ("timeline", "timeline?view=chronology", "meetings", "commitments", "channels")),
        "/commitments?view=board",
        f"/positions?issue={escaped(PAYLOADS[1])}",
        "/positions",
        f"/commitments?issue={escaped(PAYLOADS[1])}&party={escaped(PAYLOADS[0])}",
        *(
            f"/timeline?kind={escaped(payload)}&issue={escaped(payload)}&party={escaped(payload)}"
            for payload in PAYLOADS
        ),
        *(
            f"/{name}/{make_id(kind, PAYLOADS[1])}"
            for name, kind in (
                ("happenings", "happ"),
                ("events", "evt"),
                ("meetings", "meet"),
                ("commitments", "comm"),
                ("channels", "chan"),
                ("positions", "pos"),
            )
        ),
    ]
    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        yield client, addresses


OWN_TAGS = frozenset(
    "a abbr aside bdi blockquote body br button caption circle code dd del details div dl dt em footer form h1 h2 h3"
    " head header html i input ins kbd label li line link main mark meta nav ol option p path rect script section"
    " select span strong summary svg table tbody td text tfoot th thead time title tr ul".split()
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
    "path",
    [
        "/overview",
        "/statements",
        "/documents",
        "/actors",
        "/search?q=script",
        "/status",
        "/help",
        "/timeline",
        "/meetings",
        "/commitments",
        "/channels",
        "/positions",
    ],
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
