"""The store keeps what was committed, answers what is asked, and takes no harm from any question."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import (
    NewerRecordError,
    NotARecordError,
    NotFoundError,
    QueryError,
    RecordBusyError,
    RecordFileError,
)
from onrecord.records import (
    Actor,
    DatedBy,
    Derivation,
    Document,
    Mention,
    Office,
    Published,
    RoleSpan,
    Span,
    Statement,
    make_id,
    text_digest,
)
from onrecord.store import Record, StatementQuery, StoredContent, StoredPage, Writer, _file, merge_actors
from onrecord.store._days import first_day, last_day

BIDEN = Actor("actor-biden", "person", "Joe Biden", country="USA", sector="GOV")
XI = Actor("actor-xi", "person", "Xi Jinping", country="CHN", sector="GOV")


def a_page(name: str, body: str, *, keys: tuple[int, ...] = (), published: str | None = None) -> StoredPage:
    text = f"{name}\n{body}\nRelated: a celebrity’s zebra"
    end = len(name) + 1 + len(body)
    document = Document(
        id=make_id("doc", text),
        path=f"{name}.txt",
        text=text,
        text_sha256=text_digest(text),
        source_sha256=text_digest(text),
        title=name,
        published=Published(published, "day" if published else "unknown"),
        roles=(
            RoleSpan(0, len(name), "title"),
            RoleSpan(len(name) + 1, end, "body"),
            RoleSpan(end + 1, len(text), "related"),
        ),
    )
    return StoredPage(document.path, make_id("page", text), document, keys)


def a_statement(page: StoredPage, words: str, speaker: Actor, date: str | None = None) -> Statement:
    start = page.document.text.index(words)
    return Statement(
        id=make_id("stmt", page.document.id, start),
        document=page.document.id,
        speaker=speaker.id,
        speaker_text=speaker.name,
        speaker_span=None,
        cue=None,
        mode="direct",
        content=(Span.of(page.document.text, start, start + len(words)),),
        said_on=DatedBy(date, "day" if date else "unknown"),
        issues=("taiwan",),
    )


def content_of(page: StoredPage, *statements: Statement) -> StoredContent:
    return StoredContent(page.document.id, (BIDEN, XI), (), statements, tuple(() for _ in statements))


def fill(path: Path) -> tuple[StoredPage, StoredPage]:
    first = a_page("Talks", "The communications were frozen for a year.", published="2023-07-23")
    second = a_page("Summit", "We will keep the lines of communication open.", published="2023-11-16")
    with Writer(path) as writer:
        build = writer.begin_build("0")
        writer.add_pages("f", "sha", "key", [first, second], build=build)
        writer.finish_file("f", "sha", "key", size=1, pages=2, unreadable=0)
        for page in (first, second):
            writer.put_family([page.document])
        writer.put_content(
            [
                content_of(first, a_statement(first, "frozen for a year", XI)),
                content_of(second, a_statement(second, "lines of communication", BIDEN, "2023-11-15")),
            ]
        )
        writer.end_build(build)
    return first, second


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    first, _ = fill(tmp_path / "x.onrecord")

    with Record(tmp_path / "x.onrecord") as record:
        assert [document.title for document in record.documents()] == ["Summit", "Talks"]
        assert record.document(first.document.id) == first.document
        assert [statement.content[0].quote for statement in record.statements()] == [
            "lines of communication",
            "frozen for a year",
        ]
        assert record.count_statements().independent_reports == 2
        assert record.actor("actor-xi") == XI
        assert record.overview().documents == 2


@pytest.mark.parametrize(
    ("published", "listed"),
    [
        (Published("2023-11-16", "day", "2023-11-16", None), "2023-11-16"),
        (Published(None, "range", "2023-06-04", "2023-06-20"), "2023-06-04"),
        (Published(None, "unknown", "1848-02-02", None), None),
        (Published(None, "unknown", "1848-02-02", "2023-06-04"), None),
        (Published(None, "unknown", None, "2023-06-04"), None),
    ],
)
def test_no_bound_of_an_open_or_wide_range_counts_as_a_day_of_publication(
    tmp_path: Path, published: Published, listed: str | None
) -> None:
    page = a_page("Talks", "The lines were frozen.")
    page = replace(page, document=replace(page.document, published=published))
    with Writer(tmp_path / "x.onrecord") as writer:
        build = writer.begin_build("0")
        writer.add_pages("f", "sha", "key", [page], build=build)
        writer.put_family([page.document])
        writer.end_build(build)

    with Record(tmp_path / "x.onrecord") as record:
        overview = record.overview()
        assert (overview.earliest, overview.latest) == (listed, listed)
        assert overview.undated == (listed is None)


def test_filters_narrow_and_combine(tmp_path: Path) -> None:
    _, second = fill(tmp_path / "x.onrecord")

    with Record(tmp_path / "x.onrecord") as record:

        def found(**query: str) -> list[str]:
            return [statement.speaker_text for statement in record.statements(StatementQuery(**query))]

        assert found(side="USA") == ["Joe Biden"]
        assert found(speaker="actor-xi") == ["Xi Jinping"]
        assert found(since="2023-11", until="2023") == ["Joe Biden"]
        assert found(until="2022") == []
        assert found(words="communication") == ["Joe Biden"]
        assert found(words="frozen", side="USA") == []
        assert found(document=second.document.id) == ["Joe Biden"]
        assert found(issue="taiwan", mode="direct") == ["Joe Biden", "Xi Jinping"]
        assert [(facet.label, facet.count) for facet in record.facets(StatementQuery(), "speaker")] == [
            ("Joe Biden", 1),
            ("Xi Jinping", 1),
        ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "last week"},
        {"until": "2023-1-1"},
        {"until": "2023-13"},
        {"until": "2023-02-30"},
        {"since": "0000"},
        {"since": "２０２３"},
        {"mode": "shouted"},
    ],
)
def test_a_filter_that_cannot_be_used_is_an_error_with_advice(wrong: dict[str, str]) -> None:
    with pytest.raises(QueryError, match=r"Use one of|Write 2023"):
        StatementQuery(**wrong)


@given(st.dates())
def test_a_year_and_a_month_stand_for_their_first_and_last_day(day: date) -> None:
    iso = day.isoformat()

    assert first_day(iso[:4]) == f"{iso[:4]}-01-01" <= first_day(iso[:7]) <= first_day(iso) == iso
    assert iso == last_day(iso) <= last_day(iso[:7]) <= last_day(iso[:4]) == f"{iso[:4]}-12-31"
    assert last_day(iso[:7])[:7] == iso[:7]
    assert (
        date.fromisoformat(last_day(iso[:7])) == day.max.replace(year=day.year)
        or (date.fromisoformat(last_day(iso[:7])) + timedelta(days=1)).day == 1
    )


def test_an_excerpt_of_a_line_without_spaces_and_of_a_million_matches_stays_short_and_quick(tmp_path: Path) -> None:
    for name, body in (("A", "talks " * 100_000), ("B", "x" * 100_000 + "-talks-" + "y" * 100_000)):
        path = tmp_path / f"{name}.onrecord"
        page = a_page(name, body)
        with Writer(path) as writer:
            writer.add_pages("f", "sha", "key", [page], build=writer.begin_build("0"))
        began = time.process_time()
        with Record(path) as record:
            (hit,) = record.search("talks").documents

        assert any(part.is_match for part in hit.excerpt)
        assert 0 < hit.end - hit.start < 500
        assert time.process_time() - began < 10  # with all pairs of matches it took half an hour


def test_search_finds_stems_marks_them_and_never_looks_at_the_junk(tmp_path: Path) -> None:
    first, _ = fill(tmp_path / "x.onrecord")

    with Record(tmp_path / "x.onrecord") as record:
        found = record.search("communication")
        assert {hit.document.title for hit in found.documents} == {"Talks", "Summit"}
        talks = next(hit for hit in found.documents if hit.document.id == first.document.id)
        assert [part.text for part in talks.excerpt if part.is_match] == ["communications"]
        assert "".join(part.text for part in talks.excerpt) == talks.document.text[talks.start : talks.end]
        assert record.search("zebra").documents == ()
        assert record.search("").statements == ()
        assert [hit.document.title for hit in record.search('"lines of communication"').documents] == ["Summit"]
        assert record.search('"communication of lines"').documents == ()


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec=None)), st.integers())
def test_no_search_is_an_error(tmp_path_factory: pytest.TempPathFactory, words: str, number: int) -> None:
    path = tmp_path_factory.getbasetemp() / "search.onrecord"
    if not path.exists():
        fill(path)
    with Record(path) as record:
        record.search(words)
        record.statements(StatementQuery(words=words))
        record.documents(words=words, limit=number, offset=number)
        record.statements(StatementQuery(speaker=words, issue=words), limit=number, offset=number)
        with pytest.raises(NotFoundError):
            record.document(words)


def test_reading_again_replaces_what_was_found_and_leaves_no_orphans(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    first, _ = fill(path)
    with Writer(path) as writer:
        writer.put_content([content_of(first)])

    with Record(path) as record:
        assert [statement.speaker_text for statement in record.statements()] == ["Joe Biden"]
        assert record.search("frozen").statements == ()
        assert record.search("frozen").documents
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM statement_issue").fetchone() == (1,)


def test_a_page_read_in_a_new_way_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    fill(path)
    again = a_page("Talks", "The lines were frozen.", published="2023-07-23")
    with Writer(path) as writer:
        build = writer.begin_build("1")
        writer.add_pages("f", "sha", "new way", [again], build=build)
        writer.finish_file("f", "sha", "new way", size=1, pages=1, unreadable=0)

    with Record(path) as record:
        assert [document.text for document in record.documents()] == [again.document.text]
        assert record.search("communication").documents == ()
        assert record.statements() == []


def test_a_file_whose_bytes_changed_keeps_what_was_read_before(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    fill(path)
    with Writer(path) as writer:
        build = writer.begin_build("1")
        writer.add_pages("f", "other bytes", "key", [a_page("News", "Something new.")], build=build)
        writer.finish_file("f", "other bytes", "key", size=1, pages=1, unreadable=0)

    with Record(path) as record:
        assert len(record.documents()) == 3


def test_the_same_bytes_under_two_names_show_the_name_that_sorts_first(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    first, _ = fill(path)
    with Writer(path) as writer:
        writer.add_sightings("g", "sha", "key", [("A.txt", first.document.id), ("zzz.txt", first.document.id)])
        documents, _ = writer.family(first.document.id)
        writer.put_family(documents)

    with Record(path) as record:
        assert record.document(first.document.id).path == "A.txt"


def test_documents_that_share_keys_are_candidates_and_relations_make_families(tmp_path: Path) -> None:
    pages = [a_page(name, "Body.", keys=keys) for name, keys in (("A", (1, 2)), ("B", (2, 3)), ("C", (4,)))]
    a, b, c = (page.document.id for page in pages)
    with Writer(tmp_path / "x.onrecord") as writer:
        writer.add_pages("f", "sha", "key", pages, build=writer.begin_build("0"))

        assert writer.sharing(a, 1) == (2, [(b, 2, [2])])
        assert writer.sharing(a, 2) == (2, [])
        assert writer.sharing(c, 1) == (1, [])

        relation = Derivation("deriv-1", min(a, b), max(a, b), "copy", 1.0, 1.0, 0.0, 0.0)
        writer.add_derivations(a, [(relation, True)])

        assert writer.related_to(a) == {b}
        members, derivations = writer.family(b)
        assert {member.id for member in members} == {a, b}
        assert derivations == [relation]
        assert [member.id for member in writer.family(c)[0]] == [c]


def test_what_failed_for_want_of_memory_or_time_is_tried_again_and_what_is_wrong_is_not(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    first, second = fill(path)
    with Writer(path) as writer:
        for page, reason in ((first, "crashed"), (second, "error")):
            failed = (("content", reason, "details"),)
            writer.put_content([StoredContent(page.document.id, (), (), (), (), failures=failed)])
        assert writer.content_pending(9) == []

        writer.try_again(("crashed", "took too long"))

        assert [document.id for _, document in writer.content_pending(9)] == [first.document.id]
        writer.put_content([content_of(first)])

    with Record(path) as record:
        assert [failure.document for failure in record.status().failures] == [second.document.id]


ASKED: dict[str, Callable[[Writer, str], object]] = {
    "what waits": lambda writer, _: writer.count_pending(),
    "what is to be compared": lambda writer, _: writer.compare_pending(20),
    "families to be judged": lambda writer, _: writer.families_pending(20),
    "content to be read": lambda writer, _: writer.content_pending(20),
    "words to be compared": lambda writer, _: writer.words.compare_pending(20),
    "happenings to be judged": lambda writer, _: writer.reported.judge_pending(20),
    "a family": lambda writer, document: writer.family(document),
    "a page": lambda writer, _: writer.knows_page("no such page"),
    "who shares keys": lambda writer, document: writer.sharing(document, 2),
    "writing content": lambda writer, document: writer.put_content([StoredContent(document, (BIDEN,), (), (), ())]),
}


def costs_in_a_record_of(size: int, path: Path) -> dict[str, int]:
    """Steps of SQLite's machine for each thing that a build asks, in a finished record of so many documents."""
    costs = dict.fromkeys(ASKED, 0)
    with Writer(path) as writer:
        pages = [a_page(f"N{number}", "The lines were frozen for a year.", keys=(1,)) for number in range(size)]
        writer.add_pages("f", "sha", "key", pages, build=writer.begin_build("0"))
        for page in pages:
            writer.add_derivations(page.document.id, ())
            writer.put_family([page.document])
        writer.put_content([content_of(page, a_statement(page, "frozen", XI)) for page in pages])
        statements = writer.words.compare_pending(size)
        writer.words.add_likenesses([(statement, (), ()) for statement in statements])
        for statement in statements:
            writer.put_utterances(writer.words.members([statement]), ())
        for matter, key in writer.matters_pending(size):
            writer.put_matters(matter, key, ())
        last = max(page.document.id for page in pages)
        for name, ask in ASKED.items():

            def count(name: str = name) -> int:
                costs[name] += 1
                return 0

            writer._db.set_progress_handler(count, 1)
            ask(writer, last)
    return costs


def test_what_a_build_asks_costs_the_same_in_a_small_and_in_a_large_record(tmp_path: Path) -> None:
    small = costs_in_a_record_of(60, tmp_path / "small.onrecord")
    large = costs_in_a_record_of(300, tmp_path / "large.onrecord")

    assert {name: cost for name, cost in large.items() if cost > 1.5 * small[name]} == {}


def test_only_one_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with Writer(path), pytest.raises(RecordBusyError, match="Another process"):
        Writer(path)
    Writer(path).__exit__(None, None, None)


def test_a_record_is_one_record_under_two_names(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    (tmp_path / "link.onrecord").symlink_to(path)
    with Writer(path), pytest.raises(RecordBusyError, match="Another process"):
        Writer(tmp_path / "link.onrecord")


def test_no_name_of_a_file_is_taken_for_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "file:x.onrecord?mode=memory"):
        fill(Path(name))

        with Record(tmp_path / name) as record:
            assert record.overview().documents == 2


def test_a_process_killed_while_it_made_the_file_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")  # the first thing that reaches the disk
    db.close()
    assert path.stat().st_size > 0

    fill(path)

    with Record(path) as record:
        assert record.overview().documents == 2


def test_a_copy_of_the_old_schema_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.onrecord"
    fill(path)
    known = _file.migrations()
    (tmp_path / f"x.onrecord-schema{known[-1][0]}-partial").write_bytes(b"left by a process that was killed")
    monkeypatch.setattr(_file, "migrations", lambda: [*known, (known[-1][0] + 1, "CREATE TABLE more (x);")])

    with Writer(path):
        pass

    copies = sorted(file.name for file in tmp_path.glob("x.onrecord-schema*"))
    assert copies == [f"x.onrecord-schema{known[-1][0]}"]
    with closing(sqlite3.connect(tmp_path / copies[0])) as db:
        assert db.execute("SELECT count(*) FROM document").fetchone() == (2,)


def test_a_full_disk_is_said_in_words_and_loses_nothing_committed(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Writer(path) as writer:
        writer.set_settings(before="kept")
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, limits[1]))
        try:
            with pytest.raises(RecordFileError, match=r"Cannot write.*free space"):
                writer.set_settings(large="x" * 8_000_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        writer.set_settings(sides='["USA", "CHN"]')

    with Writer(path) as writer:
        assert (writer.setting("before"), writer.setting("large")) == ("kept", None)
        assert writer.setting("sides") == '["USA", "CHN"]'


def test_a_mistake_of_the_program_is_no_trouble_of_the_disk(tmp_path: Path) -> None:
    with Writer(tmp_path / "x.onrecord") as writer:
        with pytest.raises(UnicodeEncodeError):
            writer.set_settings(sides="\ud800")
        writer.set_settings(sides="[]")  # and the next transaction is none the worse


def test_a_record_in_a_folder_that_may_not_be_written_can_be_read() -> None:
    folder = Path(tempfile.mkdtemp())  # not below pytest's own folder, which is closed to other users
    try:
        fill(folder / "x.onrecord")
        with Record(folder / "x.onrecord") as record:  # what is loaded late is loaded: the child may not read it
            assert record.overview().documents == 2
        folder.chmod(0o555)
        child = os.fork()
        if not child:
            status = 1
            try:
                if os.geteuid() == 0:
                    os.setuid(65534)  # the superuser may write anywhere
                with Record(folder / "x.onrecord") as record:
                    status = 0 if record.overview().documents == 2 else 2
            finally:
                os._exit(status)

        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_readers_read_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    fill(path)
    with Writer(path) as writer, Record(path) as record:
        writer.set_settings(sides='["USA", "CHN"]')

        assert record.sides == ("USA", "CHN")


def test_a_record_is_one_file_to_copy_when_nobody_writes(tmp_path: Path) -> None:
    fill(tmp_path / "x.onrecord")

    assert not (tmp_path / "x.onrecord-wal").exists()


def test_what_is_no_record_is_refused_politely(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("not a database at all, but a text that is long enough")
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE t (x)").connection.close()

    for name in ("a.txt", "other.db"):
        with pytest.raises(NotARecordError, match="not a record"):
            Record(tmp_path / name)
        with pytest.raises(NotARecordError, match="not a record"):
            Writer(tmp_path / name)
    with pytest.raises(RecordFileError, match="There is no record"):
        Record(tmp_path / "absent.onrecord")
    with pytest.raises(RecordFileError, match="folder"):
        Writer(tmp_path)


def test_a_newer_record_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    fill(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 999")
    db.close()

    with pytest.raises(NewerRecordError, match="pip install --upgrade"):
        Record(path)


@pytest.mark.parametrize("ask", ["document", "statement", "actor", "utterance", "family", "mentions"])
def test_an_unknown_id_is_an_error_in_words(tmp_path: Path, ask: str) -> None:
    fill(tmp_path / "x.onrecord")

    with Record(tmp_path / "x.onrecord") as record, pytest.raises(NotFoundError, match="holds no"):
        getattr(record, ask)("no-such-id")


def test_an_actor_is_the_union_of_what_documents_say_whatever_their_order() -> None:
    short = Actor("a", "person", "Blinken", aliases=("Antony",))
    full = Actor("a", "person", "Antony Blinken", country="USA", offices=(Office("Secretary of State", "USA"),))

    assert merge_actors([short, full]) == merge_actors([full, short])
    assert merge_actors([short, full]).name == "Antony Blinken"
    assert merge_actors([short, full]).aliases == ("Antony", "Blinken")


def test_mentions_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    first, _ = fill(path)
    mentions = tuple(Mention(f"mention-{i}", first.document.id, i, i + 1, "x", XI.id, "name") for i in (5, 2, 9))
    with Writer(path) as writer:
        writer.put_content([StoredContent(first.document.id, (XI,), mentions, (), ())])

    with Record(path) as record:
        assert record.mentions(first.document.id) == list(mentions)
        assert json.loads(json.dumps(record.status().documents)) == 2
