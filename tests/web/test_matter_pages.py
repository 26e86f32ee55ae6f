"""What the pages of happenings, meetings, commitments, channels and positions say."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from small_matters import (
    CALL,
    CHANNELS,
    COMMITMENTS,
    DENIED,
    FIRST_QUOTA,
    HAPPENINGS,
    MEETING,
    MILITARY,
    POSITIONS,
    READOUT_A,
    REOPEN,
    SILENT,
    TALKS,
    TALKS_EVENTS,
    write_matters_record,
)
from small_record import write_record
from starlette.testclient import TestClient
from test_pages import Text, seen

from conftest import ADDRESS
from onrecord.publishing import event_clause, event_tellings
from onrecord.records import Account, Event, Evidence, MeetingItem, NotFoundIn
from onrecord.store import Record, Writer
from onrecord.web import create_app

PAGES = [
    "/",
    "/?by=week",
    "/timeline",
    "/timeline?view=chronology",
    "/timeline?status=denied&party=NZL&issue=sanctions",
    "/timeline?since=2031-03&until=2031-03",
    "/timeline?kind=consult",
    "/timeline?status=conditional",
    *(f"/happenings/{happening.id}" for happening in HAPPENINGS),
    f"/events/{TALKS.events[0]}",
    f"/events/{DENIED.events[0]}",
    "/meetings",
    "/meetings?party=NZL",
    f"/meetings/{MEETING.id}",
    "/commitments",
    "/commitments?view=board",
    "/commitments?party=CHL&issue=crews&state=disputed",
    "/commitments?issue=nothing-like-it",
    *(f"/commitments/{commitment.id}" for commitment in COMMITMENTS),
    "/channels",
    "/channels?party=CHL",
    *(f"/channels/{channel.id}" for channel in CHANNELS),
    "/positions",
    "/positions?issue=fisheries",
    "/positions?side=CHL",
    *(f"/positions/{position.id}" for position in POSITIONS),
    f"/documents/{READOUT_A.id}",
    f"/documents/{CALL.id}?layers=events",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = write_matters_record(tmp_path_factory.mktemp("matters") / "matters.onrecord")
    with TestClient(create_app(path, port=8000), base_url=ADDRESS, follow_redirects=False) as asking:
        yield asking


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = write_record(tmp_path_factory.mktemp("empty") / "empty.onrecord", [])
    with TestClient(create_app(path, port=8000), base_url=ADDRESS, follow_redirects=False) as asking:
        yield asking


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole_and_every_link_in_it_leads_somewhere(site: TestClient, address: str) -> None:
    page = seen(site, address)

    assert "New Zealand – Chile" in page
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    for link in sorted(set(page.links)):
        path, _, fragment = link.partition("#")
        answer = site.get(path or address)
        assert answer.status_code == 200, link
        if fragment and "text/html" in answer.headers["content-type"]:
            assert fragment in Text(answer.text).ids, link


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_its_data_as_json_and_as_csv(site: TestClient, address: str) -> None:
    path, _, query = address.partition("?")
    path = "/overview" if path == "/" else path

    assert site.get(f"{path}.json?{query}").json()
    rows = list(csv.reader(io.StringIO(site.get(f"{path}.csv?{query}").text)))
    assert rows
    assert {len(row) for row in rows} == {len(rows[0])}


def test_every_quotation_of_evidence_opens_its_words(site: TestClient) -> None:
    for address in (f"/meetings/{MEETING.id}", f"/commitments/{COMMITMENTS[0].id}", "/channels", "/positions"):
        links = [link for link in seen(site, address).links if "?at=" in link]
        assert links
        for link in links:
            found = re.search(r"/documents/([^?]+)\?at=(\d+)-(\d+)#", link)
            assert found
            marked = re.findall(r'<mark class="[^"]*at-at[^"]*"[^>]*>([^<]*)', site.get(link).text)
            assert sum(map(len, marked)) == int(found[3]) - int(found[2])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/timeline", "No happening was found in the documents read"),
        ("/meetings", "No meeting was found in the documents read"),
        ("/commitments", "No commitment was found in the documents read"),
        ("/channels", "That none is found does not say that there is none"),
        ("/positions", "No position was found in the documents read"),
        ("/", "Nothing was read yet"),
    ],
)
def test_an_empty_record_says_so_in_plain_words(empty_site: TestClient, address: str, words: str) -> None:
    assert words in seen(empty_site, address)


def test_the_timeline_says_what_took_place_and_what_was_only_spoken_of(site: TestClient) -> None:
    page = site.get("/timeline").text
    rows = re.findall(r'<li class="happening".*?</li>', page, re.DOTALL)

    def row_of(words: str) -> str:
        return next(row for row in rows if words in row)

    assert "took place" in row_of("Minister Marlow met")
    assert 'class="solid"' in row_of("Minister Marlow met")
    assert "announced" in row_of("A visit by Castel")
    assert 'class="hollow"' in row_of("A visit by Castel")
    assert "denied" in row_of("imposed sanctions")
    assert 'class="strike"' in row_of("imposed sanctions")


def test_the_timeline_draws_days_that_are_not_known_as_a_bar(site: TestClient) -> None:
    page = site.get("/timeline").text
    rows = re.findall(r'<li class="happening".*?</li>', page, re.DOTALL)

    planned = next(row for row in rows if "A visit by Castel" in row)
    met = next(row for row in rows if "Minister Marlow met" in row)
    assert "within 1–30 Sep 2031" in Text(page)
    assert re.search(r'<svg class="place".*?<rect', planned, re.DOTALL)
    assert not re.search(r'<svg class="place".*?<rect', met, re.DOTALL)


def test_reports_are_counted_twice(site: TestClient) -> None:
    assert "2 reports, each independent" in seen(site, "/timeline")
    assert "Told by 2 documents, 2 independent reports" in seen(site, f"/happenings/{TALKS.id}")


def test_a_filter_of_the_timeline_stands_in_its_sentence_and_can_be_taken_away(site: TestClient) -> None:
    page = seen(site, "/timeline?status=denied&party=NZL")

    assert "1 happening with New Zealand" in page
    assert "are marked “denied”" in page
    assert "/timeline?party=NZL" in page.links
    assert "it had imposed sanctions" in page
    assert "Minister Marlow met" not in page


def test_an_unknown_status_or_date_is_answered_in_words(site: TestClient) -> None:
    for address in ("/timeline?status=maybe", "/timeline?since=never", "/commitments?state=maybe"):
        answer = site.get(address)
        assert answer.status_code == 400
        assert "is unknown" in answer.text or "is not a date" in answer.text


def test_a_happening_shows_who_says_so_and_its_codes(site: TestClient) -> None:
    page = seen(site, f"/happenings/{TALKS.id}")

    assert "the Foreign Ministry in a readout" in page
    assert "CONSULT, mode meet; economic" in page
    assert "046 the same kind" in page
    assert "How each side tells it, item by item" in page


def test_words_that_stand_within_others_tell_an_event_only_once() -> None:
    inner, outer, elsewhere = (
        Evidence("doc-1", 10, 13, "met"),
        Evidence("doc-1", 0, 20, "The two men met here"),
        Evidence("doc-1", 40, 45, "talks"),
    )
    event = Event(id="evt-1", document="doc-1", event="CONSULT", evidence=(inner, outer, elsewhere))

    assert event_tellings(event) == [outer, elsewhere]
    assert event_clause(event) == outer.quote
    assert event_clause(replace(event, evidence=(elsewhere,))) == "talks"
    assert event_clause(replace(event, evidence=())) == ""


def test_a_meeting_sets_the_accounts_side_by_side_contradictions_first(site: TestClient) -> None:
    page = site.get(f"/meetings/{MEETING.id}").text
    rows = [Text(row) for row in re.findall(r"<tr class=.*?</tr>", page, re.DOTALL)]

    assert "crews" in rows[0]
    assert "the accounts contradict each other" in rows[0]
    assert "Chile will release two crews" in rows[0]
    assert "No date was set" in rows[0]
    heads = re.findall(r'<th scope="col" class="side-(\w+)">([^<]+)', page)
    assert [(side, name.strip()) for side, name in heads] == [("first", "New Zealand"), ("second", "Chile")]


def test_two_accounts_drawn_from_one_document_keep_their_words_apart() -> None:
    from dataclasses import replace

    from onrecord.web._meetings_page import rows_of

    ours, theirs = MEETING.accounts
    item = replace(MEETING.items[3], evidence=theirs.items[2].evidence)
    rows = rows_of(replace(MEETING, accounts=(replace(ours, documents=theirs.documents), theirs), items=(item,)))

    assert [len(cell.items) + len(cell.evidence) for cell in rows[0].cells] == [0, 1]
    assert rows[0].cells[0].not_found_in == 1


def test_several_accounts_of_one_side_share_a_column_and_say_whose_telling_each_is() -> None:
    from onrecord.web._meetings_page import rows_of

    ours, theirs = MEETING.accounts
    officials = Account("CHL", "own_officials", theirs.documents, (theirs.items[1],))
    rows = rows_of(replace(MEETING, accounts=(ours, officials, theirs)))

    assert all(len(row.cells) == 2 for row in rows)
    crews = next(row for row in rows if row.item.issue == "crews")
    assert {source for cell in crews.cells for _, source in cell.items} == {"own_readout", "own_officials"}


def test_what_each_side_tells_alone_of_one_issue_stands_together() -> None:
    from onrecord.web._meetings_page import rows_of

    ours, theirs = MEETING.accounts
    alone = [
        MeetingItem(one.issue, (account.side or "",), "only_one_side", one.evidence)
        for account in (ours, theirs)
        for one in account.items
    ]
    issues = [row.item.issue for row in rows_of(replace(MEETING, items=tuple(alone)))]

    assert issues == [
        "military-communication", "military-communication", "crews", "crews", "fisheries", "fisheries", "seizures",
        "visits",
    ]  # fmt: skip


def test_what_was_promised_at_a_meeting_stands_before_its_items(site: TestClient) -> None:
    page = site.get(f"/meetings/{MEETING.id}").text

    made = page.index("Agreed or promised at it, and what became of it")
    assert made < page.index("Item by item")
    assert "says so" in page[made : page.index("Item by item")] or "say so" in page[made : page.index("Item by item")]


def test_silence_is_told_as_not_found(site: TestClient) -> None:
    page = site.get(f"/meetings/{MEETING.id}").text
    row = next(row for row in re.findall(r"<tr class=.*?</tr>", page, re.DOTALL) if "seizure of the trawler" in row)

    assert "not found in 1 document of that side" in Text(row)
    assert "in one account only" in Text(row)


def test_a_commitment_shows_each_step_with_who_asserts_it(site: TestClient) -> None:
    page = seen(site, f"/commitments/{COMMITMENTS[0].id}")

    assert "of Chile towards New Zealand" in page
    assert "Now disputed" in page
    assert "according to NZL a New Zealand official not named" in page
    assert "subject to checks by port inspectors" in page
    assert "by when" in page
    assert "Whether it was kept or broken is not judged here" in page


def test_the_board_and_the_table_hold_the_same_commitments(site: TestClient) -> None:
    table, board = seen(site, "/commitments"), seen(site, "/commitments?view=board")

    for commitment in COMMITMENTS:
        assert f"/commitments/{commitment.id}" in table.links
        assert f"/commitments/{commitment.id}" in board.links
    assert "only" not in "".join(seen(site, "/commitments?state=disputed").links)


def test_a_channel_shows_its_state_its_age_and_who_says_so(site: TestClient) -> None:
    page = seen(site, "/channels")

    assert "last evidence 15 Aug 2029; only NZL says so" in page
    assert "last evidence 4 Jun 2031; both sides say so" in page
    assert "see the lines below it" in page
    assert "A group of lines: it has no state of its own" in seen(site, f"/channels/{MILITARY.id}")


def test_positions_keep_own_words_apart_from_what_others_say(site: TestClient) -> None:
    page = seen(site, "/positions")

    assert "“quotas remain a matter of sovereignty”" in page
    assert "2 wordings" in page
    # Reported words are the page's, and stand without quotation marks.
    assert "New Zealand says it is: refuses to set quotas by the counts" in page
    history = seen(site, f"/positions/{FIRST_QUOTA.id}")
    assert "for each country to set" in history
    assert "What others say its position is" in history


def test_the_reader_notes_events_and_what_the_document_is_evidence_for(site: TestClient) -> None:
    page = seen(site, f"/documents/{READOUT_A.id}")

    assert f"/events/{REOPEN.events[0]}" in page.links or f"/events/{REOPEN.events[1]}" in page.links
    assert "What it is evidence for" in page
    assert f"/commitments/{COMMITMENTS[1].id}" in page.links
    assert f"/meetings/{MEETING.id}" in page.links


def test_the_overview_shows_words_deeds_lines_issues_and_gaps(site: TestClient) -> None:
    page = seen(site, "/")

    assert "4 statements and 9 happenings from 4 documents" in page
    assert "Words: New Zealand above, Chile and others below" in page
    assert "operating, as of 15 Aug 2029" in page
    assert "not finished" not in page
    assert "Nothing heard of “Telephone line between the fisheries ministers” since 15 Aug 2029" in page
    assert "/timeline?since=2031-03-01&until=2031-03-31" in page.links


def test_the_overview_tells_of_a_side_without_an_account(tmp_path: Path) -> None:
    from dataclasses import replace

    from small_matters import CONTENTS, TALKS_EVENTS

    from onrecord.store import Writer

    path = write_record(tmp_path / "one-sided.onrecord", CONTENTS)
    one_sided = replace(MEETING, accounts=MEETING.accounts[1:])
    with Writer(path) as writer:
        writer.put_happenings(TALKS_EVENTS, [TALKS], {TALKS.id: one_sided})
    with Record(path) as record, TestClient(create_app(record, port=8000), base_url=ADDRESS) as client:
        page = seen(client, "/")

    assert "Chile: no account of its own on the meeting of 6 Mar 2031" in page


def test_what_the_last_build_brought_is_told_first(tmp_path: Path) -> None:
    import onrecord
    from onrecord.examples import example_folder

    path = tmp_path / "twice.onrecord"
    onrecord.build([example_folder("us-china") / "feed.jsonl"], path, language="rules")
    onrecord.build([example_folder("us-china") / "feed.jsonl"], path, language="rules")
    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        assert "All of it came with one build" in seen(client, "/"), "a build that brings nothing changes nothing"

    onrecord.build([example_folder("us-china") / "feed.xml"], path, language="rules")
    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        page = seen(client, "/")
    assert "All of it came with one build" not in page
    assert "3 documents with" in page


def test_many_items_of_one_account_on_one_matter_all_say_whose_they_are(tmp_path: Path) -> None:
    path = write_matters_record(tmp_path / "many.onrecord")
    from onrecord.store import Writer

    [told] = [item.statement for item in MEETING.accounts[0].items if item.statement]
    items = tuple(replace(item, statement=told) for item in MEETING.accounts[0].items)
    together = MeetingItem(
        "fisheries", ("CHL",), "only_one_side", tuple(item.evidence[0] for item in items), (NotFoundIn("NZL", 1),)
    )
    meeting = replace(
        MEETING, accounts=(replace(MEETING.accounts[0], items=items), *MEETING.accounts[1:]), items=(together,)
    )
    with Writer(path) as writer:
        writer.put_happenings(TALKS_EVENTS, [TALKS], {TALKS.id: meeting})
    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as client:
        page = client.get(f"/meetings/{MEETING.id}").text

    assert re.findall(r"of this statement on [^,]*, ([^<]*)<", page) == ["Chile"] * len(items)


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_the_chronology_can_be_taken_away_as_a_file(site: TestClient, form: str) -> None:
    answer = site.get(f"/chronology.{form}?since=2031")

    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="chronology.{form}"'
    assert answer.content.startswith(
        b"PK" if form == "docx" else b"# New Zealand" if form == "md" else b"<!doctype html>"
    )


def test_the_chronology_on_the_page_carries_its_notes(site: TestClient) -> None:
    page = seen(site, "/timeline?view=chronology")

    assert "Announced: “A visit by Castel to Wellington is planned for September 2031.”" in page
    assert any(link.startswith(f"/documents/{SILENT.id}?at=") for link in page.links)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/commitments", "commitments"),
        ("/channels", "channels"),
        ("/positions", "positions"),
        ("/meetings", "meetings"),
    ],
)
def test_lists_of_matters_are_read_in_parts(site: TestClient, path: str, key: str) -> None:
    everything = site.get(f"{path}.json").json()
    assert everything["count"] == len(everything[key])
    assert everything["next"] is None

    seen_ids: list[str] = []
    address: str | None = f"{path}.json?limit=1"
    while address:
        part = site.get(address).json()
        assert part["count"] == everything["count"]
        seen_ids += [one["id"] for one in part[key]]
        address = part["next"]

    assert seen_ids == [one["id"] for one in everything[key]]
    assert site.get(f"{path}?limit=0").status_code == 400


@pytest.mark.parametrize("path", ["/commitments", "/channels", "/positions", "/meetings", "/timeline"])
def test_lists_of_matters_are_narrowed_to_a_document(site: TestClient, path: str) -> None:
    page = seen(site, f"{path}?document={READOUT_A.id}")
    assert "told in “Ministry of Fisheries: Statement on the talks" in page

    key = {"/timeline": "happenings"}.get(path, path[1:])
    told = site.get(f"{path}.json?document={SILENT.id}").json()[key]
    everything = site.get(f"{path}.json").json()[key]
    assert len(told) < len(everything)
    assert site.get(f"{path}.json?document=doc-of-no-record").json()[key] == []


def test_pages_of_parts_lead_on_and_say_where_one_is(site: TestClient) -> None:
    page = seen(site, "/commitments?limit=1&party=NZL")

    assert "1–1 of" in page
    assert any(link.startswith("/commitments?party=NZL&limit=1&offset=1") for link in page.links)


def test_each_step_of_a_commitment_says_which_side_tells_it(site: TestClient) -> None:
    page = seen(site, f"/commitments/{COMMITMENTS[0].id}")

    assert "both sides say so" in page or "only " in page


def test_a_record_in_which_stages_failed_says_so_where_a_list_is_empty(tmp_path: Path) -> None:
    path = write_record(tmp_path / "empty.onrecord", [])
    with TestClient(create_app(path, port=8000), base_url=ADDRESS) as asking:
        assert "onrecord build FOLDER -o empty.onrecord" in asking.get("/timeline").text


def test_the_chronology_on_the_page_begins_with_its_first_day(site: TestClient) -> None:
    page = site.get("/timeline?view=chronology").text
    days = re.findall(r"<dt>(.*?)</dt>", page)

    assert [day.rpartition(" ")[2] for day in days[:2]] == ["2029", "2029"]
    assert days.index("March 6, 2031") < days.index("June 2-3, 2031")


def test_meetings_are_narrowed_by_party_on_the_page(site: TestClient) -> None:
    page = site.get("/meetings").text

    assert '<select id="party" name="party">' in page
    for code in re.findall(r'<option value="(\w+)">', page):
        assert site.get(f"/meetings?party={code}").status_code == 200


def test_a_meeting_that_no_side_tells_of_shows_the_words_of_its_report(tmp_path: Path) -> None:
    silent = replace(MEETING, accounts=(), items=())
    path = write_matters_record(tmp_path / "silent.onrecord")
    with Writer(path) as writer:
        writer.put_happenings(TALKS_EVENTS, [TALKS], {TALKS.id: silent})
    with Record(path) as record, TestClient(create_app(record, port=8000), base_url=ADDRESS) as client:
        page = client.get(f"/meetings/{silent.id}").text

    assert "What was said at it, no side tells in the documents read" in page
    assert "0 items" not in page
    assert f'href="/happenings/{silent.happening}"' in page
