"""What the pages say."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_record import CASTEL, MARLOW, make_copy, make_readout, make_report, write_record
from starlette.testclient import TestClient

from conftest import ADDRESS
from onrecord.records import Evidence
from onrecord.store import Record
from onrecord.web import create_app
from onrecord.web._document_page import reasons_with_evidence


class Text(HTMLParser):
    """Takes the words, the ids and the links out of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def __contains__(self, words: str) -> bool:
        return words in " ".join("".join(self.words).split())


REPORT, IN_REPORT = make_report()
COPY, IN_COPY = make_copy(REPORT)
READOUT, IN_READOUT = make_readout()


def seen(client: TestClient, address: str) -> Text:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Text(answer.text)


PAGES = [
    "/",
    "/statements",
    "/statements?side=CHL&mode=indirect&words=sovereignty",
    "/statements?words=nothing-like-it",
    f"/statements/{IN_REPORT.statements[1].id}",
    f"/statements/{IN_REPORT.statements[4].id}",
    "/documents",
    "/documents?kind=official",
    f"/documents/{REPORT.id}",
    f"/documents/{REPORT.id}?at=330-380&layers=names+copied&cut=open",
    f"/documents/{COPY.id}",
    "/actors",
    "/actors?side=NZL",
    f"/actors/{CASTEL.id}",
    "/search",
    "/search?q=phone",
    "/quotation",
    "/quotation?q=pick+up",
    "/quotation?q=we+will+pick+up+the+phone+before+we+send+a+boat",
    "/quotation?q=we+shall+pick+up+a+phone+before+we+send+boats",
    "/quotation?q=nobody+ever+wrote+anything+like+this+here",
    "/status",
    "/help",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole(client: TestClient, address: str) -> None:
    page = seen(client, address)

    assert "New Zealand – Chile" in page
    assert "On Record" in page
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"


@pytest.mark.parametrize("address", PAGES)
def test_every_link_inside_the_page_leads_somewhere(client: TestClient, address: str) -> None:
    for link in sorted(set(seen(client, address).links)):
        if not link.startswith("/"):
            assert link.startswith(("https://harbour.example/", "#"))
            continue
        path, _, fragment = link.partition("#")
        answer = client.get(path)
        assert answer.status_code == 200, link
        if fragment and "text/html" in answer.headers["content-type"]:
            assert fragment in Text(answer.text).ids, link


def test_the_overview_says_in_words_what_was_read(client: TestClient) -> None:
    page = seen(client, "/")

    assert "7 statements from 3 documents , 2 independent reports among them" in page or (
        "7 statements from 3 documents, 2 independent reports among them" in page
    )
    assert "1 altered copy" in page
    assert "1 document claims a date that was not believed" in page
    assert "1 file or entry could not be read" in page
    assert "All of it came with one build" in page
    assert "/quotation" in page.links, "the check of a quotation is found from the first page"


def test_who_speaks_stands_by_side_with_both_numbers(client: TestClient) -> None:
    page = client.get("/").text

    rows = re.findall(r"<tr data-item.*?</tr>", page, re.DOTALL)
    cells = [re.sub(r"<[^>]+>", " ", row).split() for row in rows]
    assert ["Ada", "Marlow", "3", "1"] in cells
    assert ["Bruno", "Castel", "4", "2"] in cells


def test_a_card_says_who_to_whom_how_when_and_told_by_whom(client: TestClient) -> None:
    page = client.get("/statements?words=crews").text
    card = Text(page[page.index('<li class="card') :])

    assert "Bruno Castel" in card
    assert "asked Ada Marlow · reported" in card
    assert "date unknown" in card
    assert "told by A senior official" in card
    place = IN_REPORT.statements[4].content[0]
    assert f"/documents/{REPORT.id}?at={place.start}-{place.end}#s-{place.start}-{place.end}" in card.links


def test_a_source_mark_says_what_the_source_really_is(client: TestClient) -> None:
    page = seen(client, f"/statements?document={COPY.id}")

    assert "Harbour Times altered copy" in page


def test_the_filter_reads_as_a_sentence_and_facets_count(client: TestClient) -> None:
    page = seen(client, "/statements?side=CHL&mode=indirect")

    assert "3 statements from the side of Chile×, reported×, in 2 documents, 2 independent reports" in page
    assert f"/statements?speaker={CASTEL.id}&side=CHL&mode=indirect" in page.links
    assert "/statements?mode=indirect" in page.links


def test_silence_is_not_called_denial(client: TestClient) -> None:
    assert "says nothing about what was said elsewhere" in seen(client, "/statements?words=treaty")


def test_a_statement_shows_its_proof_and_can_be_cited(client: TestClient) -> None:
    statement = IN_REPORT.statements[0]
    page = seen(client, f"/statements/{statement.id}")

    assert "6 Mar 2031 counted from another date: Thursday before the day of publication" in page
    assert "with the word “said”" in page
    assert "Characters" in page
    assert REPORT.text_sha256 in page


def test_a_statement_lists_other_tellings_of_the_same_words(client: TestClient) -> None:
    page = seen(client, f"/statements/{IN_REPORT.statements[1].id}")

    assert "The same words, told 2 times" in page
    assert "left out half" in page
    assert "1 difference of typography or contraction" in page
    assert f"/statements/{IN_COPY.statements[0].id}" in page.links
    assert "told once more" in seen(client, "/statements?mode=direct")


def test_the_same_line_on_another_day_is_linked_and_not_merged(client: TestClient) -> None:
    page = seen(client, f"/statements/{IN_READOUT.statements[0].id}")

    assert "The same line on another day" in page
    assert "told 2 times" not in page


def test_the_reader_says_first_what_the_page_is(client: TestClient) -> None:
    page = seen(client, f"/documents/{COPY.id}")

    assert "An altered copy of a Harbour Times story found on content-farm.example" in page
    assert "which holds 91 % of its prose" in page
    assert "Claimed date: 9 Jan 2033 in the words “2033-01-09”, not believed . the text it was copied from" in page or (
        "Claimed date: 9 Jan 2033 in the words “2033-01-09”, not believed. the text it was copied from" in page
    )
    assert "Judged published: 7–14 Mar 2031, from a copy of the page" in page


def test_each_reason_opens_its_words(client: TestClient) -> None:
    proof = REPORT.published.evidence[0]
    address = f"/documents/{REPORT.id}?at={proof.start}-{proof.end}#s-{proof.start}-{proof.end}"

    assert address in seen(client, f"/documents/{REPORT.id}").links
    assert address in seen(client, f"/documents/{COPY.id}").links


def test_the_outlets_own_correction_stands_at_the_top(client: TestClient) -> None:
    page = seen(client, f"/documents/{REPORT.id}")

    assert "The outlet corrected it: “CORRECTION: An earlier version gave the wrong number of crews.”" in page


def test_the_reader_shows_every_line_and_folds_what_was_cut(client: TestClient) -> None:
    answer = client.get(f"/documents/{REPORT.id}").text

    assert answer.count('<details class="fold">') == 2
    assert "4 lines cut: related headlines (3), promotion (1)" in answer
    assert "headline without prose" in answer
    page = Text(answer)
    for line in REPORT.text.splitlines():
        bare = "".join(line.split())
        assert bare in "".join("".join(page.words).split()) or any(
            statement.content[-1].quote in line for statement in IN_REPORT.statements
        )


def test_cut_parts_can_all_be_shown_by_an_address(client: TestClient) -> None:
    assert client.get(f"/documents/{REPORT.id}?cut=open").text.count('<details class="fold" open>') == 2


def test_marked_words_are_exactly_the_words_of_the_record(client: TestClient) -> None:
    page = client.get(f"/documents/{REPORT.id}?layers=statements").text
    for statement in IN_REPORT.statements:
        pieces = re.findall(rf'<mark class="([^"]*)" data-ids="[^"]*{statement.id}[^"]*">([^<]*)</mark>', page)
        words = "".join(html.unescape(text) for styles, text in pieces if f"statements-{statement.mode}" in styles)
        assert words == "".join(span.quote for span in statement.content)


def test_layers_are_switched_by_the_address(client: TestClient) -> None:
    def styles(address: str) -> set[str]:
        return {
            style.split("-")[0]
            for found in re.findall(r'<mark class="([^"]+)"', client.get(address).text)
            for style in found.split()
        }

    assert styles(f"/documents/{REPORT.id}?layers=none") == set()
    assert styles(f"/documents/{REPORT.id}?layers=names") == {"names"}
    assert styles(f"/documents/{REPORT.id}?layers=names+dates") == {"names", "dates"}
    assert styles(f"/documents/{REPORT.id}?layers=copied") == {"copied"}
    assert styles(f"/documents/{REPORT.id}") == {"statements", "dates", "corrections"}


def test_any_place_of_a_text_can_be_opened(client: TestClient) -> None:
    page = client.get(f"/documents/{REPORT.id}?at=0-4").text

    assert 'id="s-0-4"' in page
    assert '<mark class="at-at">Skip</mark>' in page
    assert page.count('<details class="fold" open>') == 1


@pytest.mark.parametrize("at", ["4-4", "9-3", "0-99999999", "a-b", "1", "-1-4", "0-4 ", "٠-٤"])
def test_a_place_outside_the_text_is_refused_in_words(client: TestClient, at: str) -> None:
    answer = client.get(f"/documents/{REPORT.id}", params={"at": at})

    assert answer.status_code == (200 if at.strip() == "0-4" else 400)
    if answer.status_code == 400:
        assert "is not a place in this text" in answer.text


def test_copies_stand_beside_with_their_aligned_passages(client: TestClient) -> None:
    page = seen(client, f"/documents/{COPY.id}")

    assert "together they count as one independent report" in page
    assert "Two words were replaced by others." in page
    assert "differ" in page


def test_the_table_of_sources_shows_kind_date_family_and_cautions(client: TestClient) -> None:
    page = client.get("/documents").text
    rows = [
        " ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in re.findall(r"<tr data-item.*?</tr>", page, re.DOTALL)
    ]
    copy = next(row for row in rows if "content-farm" in row)

    assert "altered copy of this one 91 %" in copy
    assert "7–14 Mar 2031 from a copy of the page" in copy
    assert "9 Jan 2033 not believed" in copy
    assert " 1 its words were altered" in copy


def test_an_actor_page_tells_what_they_said_by_day(client: TestClient) -> None:
    page = seen(client, f"/actors/{MARLOW.id}")

    assert "3 statements , in 2 documents" in page or "3 statements, in 2 documents" in page
    assert "Minister for Fisheries" in page
    assert "6 Mar 2031" in page


def test_search_finds_statements_and_documents_and_marks_the_words(client: TestClient) -> None:
    answer = client.get("/search?q=sovereignty").text

    assert '<mark class="match">sovereignty</mark>' in answer
    assert "1 statement" in Text(answer)


def test_a_quotation_is_checked_against_all_sources_with_its_speaker_and_what_differs(client: TestClient) -> None:
    exact = seen(client, "/quotation?q=WE+will+pick+up+the+phone+before+we+send+a+boat")
    assert "Found word for word in 2 documents, 1 independent report." in exact
    assert "given as own words" in exact

    changed = client.get("/quotation?q=we+will+pick+up+the+radio+before+we+send+a+boat").text
    assert "Not found in these words." in Text(changed)
    assert "<del><bdi>radio</bdi></del> <ins><bdi>phone</bdi></ins>" in changed

    unknown = seen(client, "/quotation?q=nobody+ever+wrote+anything+like+this+here")
    assert "says nothing about what was said elsewhere" in unknown


def test_a_search_that_finds_nothing_leads_to_words_nearly_like_these(client: TestClient) -> None:
    page = seen(client, "/search?q=pick+up+the+radio+before+we+send+it")

    assert any(link.startswith("/quotation?q=pick") for link in page.links)


@pytest.mark.parametrize(("ending", "begins"), [("bib", "@misc{"), ("ris", "TY  - NEWS"), ("json", "[")])
def test_statements_and_documents_can_be_cited_in_a_reference_manager(
    client: TestClient, ending: str, begins: str
) -> None:
    for address in (f"/statements/{IN_REPORT.statements[0].id}", f"/documents/{REPORT.id}"):
        link = next(link for link in seen(client, address).links if link.endswith(f".{ending}") and "/cite/" in link)
        answer = client.get(link)

        assert answer.status_code == 200
        assert answer.text.startswith(begins)
        assert answer.headers["content-disposition"].endswith(f'.{ending}"')
    assert client.get(f"/cite/nothing.{ending}").status_code == 404


def test_a_speech_is_cut_in_a_list_and_whole_on_its_own_page(tmp_path: Path) -> None:
    from dataclasses import replace

    from onrecord.records import Span
    from onrecord.store import StoredContent

    whole = Span(0, len(REPORT.text), REPORT.text)
    long = replace(IN_REPORT.statements[0], content=(whole,))
    content = StoredContent(REPORT.id, IN_REPORT.actors, (), (long,), ((),))
    path = write_record(tmp_path / "long.onrecord", [(REPORT, content)])

    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        in_list = seen(client, "/statements")
        assert "the whole of it" in in_list
        assert "Sign up for our tide letter" not in in_list
        assert "Sign up for our tide letter" in seen(client, f"/statements/{long.id}")


def test_dates_of_other_stories_on_a_page_are_no_claims_of_the_page() -> None:
    from dataclasses import replace

    from onrecord.dating import _claims
    from onrecord.records import ClaimedDate
    from onrecord.web._rows import OF_SOMETHING_ELSE, claims_of, warnings_of

    assert _claims._ELSEWHERE.startswith(OF_SOMETHING_ELSE)
    other = ClaimedDate(date="2031-02-02", accepted=False, reason=_claims._ELSEWHERE)
    page = replace(REPORT, claimed_dates=(ClaimedDate(date="2031-03-07", accepted=True, reason="so"), other))

    assert claims_of(page) == [("2031-03-07", "believed")]
    assert not any("not believed" in warning for warning in warnings_of(page))


def test_status_names_what_was_skipped_and_why(client: TestClient) -> None:
    page = seen(client, "/status")

    assert "news/broken.gz" in page
    assert "damaged gzip" in page
    assert "Fetch it again." in page
    assert "cleaning" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/statements/stmt-nothing", 404),
        ("/documents/doc-nothing", 404),
        ("/actors/actor-nothing", 404),
        ("/documents/", 404),
        ("/statements?since=someday", 400),
        ("/statements?mode=loud", 400),
        ("/documents?offset=x", 400),
    ],
)
def test_errors_say_what_to_do_next(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    page = Text(answer.text)

    assert answer.status_code == status
    assert "/" in page.links
    assert "Traceback" not in page


def test_an_unforeseen_error_is_a_page_too_and_shows_nothing_inside(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Record) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Record, "status", broken)
    with TestClient(create_app(record, port=8000), base_url=ADDRESS, raise_server_exceptions=False) as client:
        answer = client.get("/status")

    assert answer.status_code == 500
    assert "Something went wrong in On Record itself" in answer.text
    assert "secret detail" not in answer.text
    assert answer.headers["content-security-policy"]


def test_an_empty_record_says_how_to_fill_it(tmp_path: Path) -> None:
    path = write_record(tmp_path / "empty.onrecord", [], sides=())

    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        assert "Nothing was read yet" in seen(client, "/")
        for address in ("/statements", "/documents", "/actors", "/search?q=x", "/status", "/help"):
            assert client.get(address).status_code == 200


def test_long_lists_come_in_pages(tmp_path: Path) -> None:
    from dataclasses import replace

    from onrecord.store import StoredContent

    many = tuple(replace(IN_READOUT.statements[0], id=f"stmt-{number:016x}") for number in range(120))
    content = StoredContent(READOUT.id, IN_READOUT.actors, (), many, tuple(() for _ in many))
    path = write_record(tmp_path / "many.onrecord", [(READOUT, content)])

    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        first = seen(client, "/statements")
        last = seen(client, "/statements?offset=100")
        assert "/statements?offset=50" in first.links
        assert "/statements?offset=50" in last.links
        assert "/statements?offset=150" not in last.links
        assert len(client.get("/statements.csv").text.splitlines()) == 121
        assert client.get("/statements.json").json()["next"] == "/statements.json?offset=50"


def test_a_reason_that_repeats_the_proof_becomes_its_link() -> None:
    month = Evidence("doc-1", 0, 21, "the talks, last month")
    week = Evidence("doc-1", 30, 49, "the talks, a week on")
    day = Evidence("doc-1", 60, 66, "Sunday")
    other = Evidence("doc-1", 70, 76, "Monday")

    reasons, rest = reasons_with_evidence(
        ("“last month” is before “a week on”", "nothing quoted", "On Sunday, so “never”"), (month, week, day, other)
    )

    assert reasons[0].parts == (
        ("“", None),
        ("last month", month),
        ("” is before “", None),
        ("a week on", week),
        ("”", None),
    )
    assert reasons[1].parts == (("nothing quoted", None),)
    assert reasons[2].parts == (("On ", None), ("Sunday", day), (", so “never”", None))
    assert rest == [other]


def test_what_a_claim_and_the_date_share_is_told_once() -> None:
    from dataclasses import replace

    from onrecord.records import ClaimedDate, Published
    from onrecord.web._document_page import judged_claims

    document = replace(
        REPORT,
        published=Published(
            "2031-03-07", "day", reasons=("Believed: nothing speaks against it.", "Refused: too late.")
        ),
        claimed_dates=(
            ClaimedDate("2031-03-07", True, "Believed: nothing speaks against it."),
            ClaimedDate("2033-01-09", False, "too late."),
        ),
    )

    claims, told = judged_claims(document)

    assert told == ["Believed: nothing speaks against it."]
    assert claims[0][1] is None
    assert claims[1][1]
    assert claims[1][1].parts == (("too late.", None),)


def test_an_original_says_how_it_stands_to_the_same_report_elsewhere() -> None:
    from dataclasses import replace

    from onrecord.web._document_page import what_it_is

    beside = replace(COPY, derived_from=None)

    assert what_it_is(REPORT, None).endswith("; no other text of it is in the record.")
    assert what_it_is(REPORT, None, [COPY]).endswith("; 1 other document of this record was made from it.")
    assert what_it_is(REPORT, None, [beside, beside]).endswith("; 2 other documents of this record tell the same.")
    assert what_it_is(COPY, None).endswith(" The original is not in this record.")


def test_what_a_build_adds_while_the_page_is_open_is_there_at_the_next_look(tmp_path: Path) -> None:
    path = write_record(tmp_path / "growing.onrecord", [(REPORT, IN_REPORT)])

    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        assert "5 statements from 1 document" in seen(client, "/")
        write_record(path, [(READOUT, IN_READOUT)])
        page = seen(client, "/")
        assert "6 statements from 2 documents, each an independent report" in page
        assert "1 document with 1 statement:" in page
        assert f"/documents/{READOUT.id}" in page.links


def test_tellings_that_ascribe_words_by_one_pronoun_to_two_persons_name_them() -> None:
    from types import SimpleNamespace
    from typing import Any, cast

    from onrecord.records import Difference
    from onrecord.web._pages import _in_names

    names: Any = SimpleNamespace(speaker_name=lambda statement: statement)
    said: Any = cast("Any", "Xi Jinping")
    other: Any = cast("Any", "Antony Blinken")
    he = Difference("attribution", "he", "He")

    named = _in_names(he, said, other, names)
    assert named == Difference("attribution", "Xi Jinping", "Antony Blinken")
    assert _in_names(he, said, said, names) is None
    assert _in_names(Difference("attribution", "Xi", "he"), said, other, names) == Difference("attribution", "Xi", "he")
    assert _in_names(Difference("cut", "a", "a"), said, other, names) == Difference("cut", "a", "a")


def test_a_search_shows_of_a_long_speech_the_passage_with_the_words(tmp_path: Path) -> None:
    from dataclasses import replace

    from onrecord.records import Span
    from onrecord.store import StoredContent

    whole = Span(0, len(REPORT.text), REPORT.text)
    long = replace(IN_REPORT.statements[0], content=(whole,))
    content = StoredContent(REPORT.id, IN_REPORT.actors, (), (long,), ((),))
    path = write_record(tmp_path / "long.onrecord", [(REPORT, content)])

    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        for address in ("/search?q=tide+letter", "/statements?words=tide+letter"):
            answer = client.get(address).text

            assert '<mark class="match">tide</mark> <mark class="match">letter</mark>' in answer
            assert "the whole of it" in Text(answer)


def test_the_paragraphs_of_a_speech_are_parted_by_no_ellipsis(tmp_path: Path) -> None:
    from dataclasses import replace

    from onrecord.records import Span
    from onrecord.store import StoredContent

    text = REPORT.text
    middle = text.index("\n")
    first, after = Span(0, middle, text[:middle]), middle + len(text[middle:]) - len(text[middle:].lstrip())
    second = Span(after, len(text), text[after:])
    speech = replace(IN_REPORT.statements[0], content=(first, second), mode="direct", cue=None)
    content = StoredContent(REPORT.id, IN_REPORT.actors, (), (speech,), ((),))
    path = write_record(tmp_path / "speech.onrecord", [(REPORT, content)])

    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        page = client.get(f"/statements/{speech.id}").text

    assert '<span class="gap">' not in page.partition("How we know")[0]
