"""The chronology: dates as chronologies have them, no announcement as a fact, a note for every source."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_record import matters_fixture  # noqa: F401 (a fixture)
from small_matters import CALL, DENIED, FIRST_CALL_MADE, PLANNED, REOPEN, SUSPENDED, TALKS

from onrecord.errors import QueryError
from onrecord.publishing import CHRONOLOGY_FORMATS, chronicle_date, chronology, chronology_entries
from onrecord.publishing._chronology import Chronicle, Entry, Namer, Note, _meant, _name_who_says_so, according_to
from onrecord.publishing._chronology_files import html_page, markdown, word_document
from onrecord.publishing._wording import chronicle_order, the
from onrecord.records import AssertedBy, EventDate, Evidence, Place
from onrecord.store import Record

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (EventDate("2023-11-15"), "Nov. 15, 2023"),
        (EventDate("2023-11-14", "2023-11-15", "day"), "Nov. 14-15, 2023"),
        (EventDate("2023-10-30", "2023-11-02", "day"), "Oct. 30 - Nov. 2, 2023"),
        (EventDate("2023-12-30", "2024-01-02", "day"), "Dec. 30, 2023 - Jan. 2, 2024"),
        (EventDate("2023-06", None, "month"), "June 2023"),
        (EventDate("2023", None, "year"), "2023"),
        (EventDate("2023-11-01", "2023-11-20", "range"), "between Nov. 1, 2023 and Nov. 20, 2023"),
        (EventDate(None, "2023-11-20", "range"), "before Nov. 20, 2023"),
        (EventDate(), "Day not known"),
        (EventDate("some day"), "Day not known"),
    ],
)
def test_dates_are_written_as_hand_chronologies_write_them(date: EventDate, written: str) -> None:
    assert chronicle_date(date) == written


def sentence_of(record: Record, happening: object) -> str:
    return chronology_entries(record, [happening])[0][0].sentence  # type: ignore[list-item]


def test_what_took_place_is_told_in_the_words_of_its_source(matters: Record) -> None:
    assert sentence_of(matters, TALKS) == "“Minister Marlow met Minister Castel in Valparaíso on 6 March 2031.”"


def test_a_clause_that_can_stand_alone_needs_no_template(matters: Record) -> None:
    assert sentence_of(matters, FIRST_CALL_MADE) == (
        "“Patrol commanders of New Zealand and Chile spoke by telephone on June 2-3, 2031”."
    )


def test_words_that_are_no_sentence_get_a_template_of_kind_parties_and_place(matters: Record) -> None:
    bare = replace(FIRST_CALL_MADE, text="patrol line call", evidence=())

    assert sentence_of(matters, bare) == "Telephone call (Chile, New Zealand): “patrol line call”."


def test_two_things_told_in_one_sentence_are_told_apart_by_their_kinds(matters: Record) -> None:
    first, second = chronology_entries(matters, [TALKS, replace(TALKS, kind="agree/meet")])[0]

    assert first.sentence == "“Minister Marlow met Minister Castel in Valparaíso on 6 March 2031.”"
    assert second.sentence.startswith("Agreement to meet (Chile, New Zealand; Valparaíso): “Minister Marlow met")


def test_a_sentence_that_begins_with_a_pronoun_names_the_parties(matters: Record) -> None:
    told = sentence_of(matters, replace(TALKS, text="He met the minister in the harbour.", evidence=()))

    assert told == "Chile, New Zealand; Valparaíso: “He met the minister in the harbour.”"


def test_a_place_that_is_a_party_is_named_once(matters: Record) -> None:
    told = sentence_of(matters, replace(TALKS, text="He met the minister there.", evidence=(), location=Place("Chile")))

    assert told == "Chile, New Zealand: “He met the minister there.”"


def test_countries_stand_in_a_sentence_with_their_article() -> None:
    assert [the(name) for name in ("United States", "China", "Philippines", "Dominican Republic")] == [
        "the United States",
        "China",
        "the Philippines",
        "the Dominican Republic",
    ]


def test_what_was_announced_agreed_or_denied_never_reads_as_a_fact(matters: Record) -> None:
    assert sentence_of(matters, PLANNED).startswith("Announced: ")
    assert sentence_of(matters, REOPEN).startswith("Agreed: ")
    assert sentence_of(matters, DENIED).startswith("Sanction (Chile, New Zealand), denied: “Chile denied")


@pytest.mark.parametrize(
    "status", ["announced", "agreed", "conditional", "requested", "denied", "did_not_happen", "ended", "background"]
)
def test_every_status_but_that_of_a_fact_stands_before_the_sentence(matters: Record, status: str) -> None:
    told = sentence_of(matters, replace(TALKS, status=status))

    assert not told.startswith("“")
    assert told.endswith("“Minister Marlow met Minister Castel in Valparaíso on 6 March 2031.”")


def test_what_one_side_says_is_told_as_its_word(matters: Record) -> None:
    namer = Namer(matters)

    assert sentence_of(matters, SUSPENDED).endswith(", according to Chile.")
    assert according_to(TALKS, namer) == ""
    unnamed = replace(TALKS, asserted_by=(AssertedBy(None, "an official", "NZL", "anonymous"), AssertedBy(None, "x")))
    assert according_to(unnamed, namer) == ", according to an unnamed source of New Zealand"
    assert according_to(replace(TALKS, asserted_by=(AssertedBy(None, "Harbour Times"),)), namer) == ""


def test_words_that_name_their_teller_need_no_source_behind_them(matters: Record) -> None:
    said = next(one for one in matters.statements() if one.cue is not None and one.speaker_span is not None)
    assert said.cue is not None
    assert said.speaker_span is not None
    page = matters.document(said.document)
    source = AssertedBy(said.speaker, said.speaker_text, "NZL", "on_record", statement=said.id)
    happening = replace(TALKS, asserted_by=(source,))
    cue = said.cue

    assert _name_who_says_so(matters, happening, page, 0, len(page.text))
    assert not _name_who_says_so(matters, happening, page, cue.end, len(page.text))
    assert not _name_who_says_so(matters, happening, None, 0, len(page.text))
    his = replace(happening, asserted_by=(replace(source, text="he"),))
    assert not _name_who_says_so(matters, his, page, 0, len(page.text))


@pytest.mark.parametrize("words", ["He called it “wrong.”", "He asked, “Why?”", "He called it wrong."])
def test_a_sentence_has_one_end(words: str) -> None:
    entry = Entry(TALKS, "2031", "March 6", "", words, "", ())

    assert entry.sentence == f"“{words}”"
    assert replace(entry, words=words.rstrip(".”?")).sentence.endswith("”.")


def test_entries_stand_oldest_first_under_their_years_with_notes_in_order(matters: Record) -> None:
    text = chronology(matters, "md").decode()

    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == ["2029", "2031", "Day not known"]
    cited = [int(number) for number in re.findall(r"\[\^(\d+)\](?!:)", text)]
    explained = [int(number) for number in re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)]
    assert cited == explained == list(range(1, len(explained) + 1))
    assert "**June 2-3:**" in text


def test_a_note_names_outlet_title_date_and_the_exact_words(matters: Record) -> None:
    text = chronology(matters, "md").decode()

    assert (
        "Tidewater Post, “First call on the patrol line in two years”, June 4, 2031: “A visit by Castel to"
        " Wellington is planned for September 2031.”"
    ) in text
    assert "Foreign Ministry of Chile (official text)" in text


def test_the_notes_hold_the_very_words_of_their_documents(matters: Record) -> None:
    _, notes = chronology_entries(matters, matters.happenings())

    for note in notes:
        document = matters.document(note.evidence.document)
        assert document.text[note.evidence.start : note.evidence.end] == note.evidence.quote
        assert note.words == " ".join(note.evidence.quote.split())


def test_a_chronology_can_be_narrowed(matters: Record) -> None:
    text = chronology(matters, "md", since="2031-06", issue="fisheries", party="NZL").decode()

    assert "Minister Marlow met" not in text
    assert "imposed sanctions" not in text
    assert "New Zealand asked Chile" in text
    assert "with New Zealand about fisheries from 2031-06" in text


def test_the_same_record_gives_the_same_bytes(matters: Record) -> None:
    for form in CHRONOLOGY_FORMATS:
        assert chronology(matters, form) == chronology(matters, form)


def test_an_unknown_format_or_date_is_answered_in_words(matters: Record) -> None:
    with pytest.raises(QueryError, match="no chronology as"):
        chronology(matters, "pdf")  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="not a date"):
        chronology(matters, since="never")


def test_the_word_document_is_whole_and_its_footnotes_match(matters: Record) -> None:
    with zipfile.ZipFile(io.BytesIO(chronology(matters, "docx"))) as packed:
        parts = {name: ElementTree.fromstring(packed.read(name)) for name in packed.namelist()}
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    cited = [note.get(f"{WORD}id") for note in parts["word/document.xml"].iter(f"{WORD}footnoteReference")]
    notes = [note.get(f"{WORD}id") for note in parts["word/footnotes.xml"].iter(f"{WORD}footnote")]
    assert [note for note in notes if note not in ("-1", "0")] == cited
    text = "".join(parts["word/document.xml"].itertext())
    assert "Minister Marlow met Minister Castel" in text
    assert "June 2-3: " in text


def test_python_docx_reads_the_word_document(matters: Record) -> None:
    docx = pytest.importorskip("docx", reason="needs python-docx")

    read = docx.Document(io.BytesIO(chronology(matters, "docx")))

    assert read.paragraphs[0].text == "New Zealand – Chile: chronology"
    assert read.paragraphs[0].style.name == "Title"


class Tags(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attributes)
        self.links += [str(given["href"])] if "href" in given else []
        self.ids += [str(given["id"])] if "id" in given else []


def test_the_page_of_the_chronology_has_no_scripts_and_every_note_leads_there_and_back(matters: Record) -> None:
    page = Tags()
    page.feed(chronology(matters, "html").decode())

    assert "script" not in page.tags
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def chronicle_of(words: str) -> Chronicle:
    proof = Evidence(CALL.id, 0, 1, words)
    entry = Entry(TALKS, "2031", "March 6", "", words, "", (1,))
    return Chronicle(words, words, (("2031", (entry,)),), (Note(1, words, words, proof),))


@given(st.text(max_size=60))
def test_no_words_whatever_break_a_format(words: str) -> None:
    chronicle = chronicle_of(words)

    markdown(chronicle)
    page = Tags()
    page.feed(html_page(chronicle).decode())
    assert page.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "dl", "dt", "dd", "sup"} | {
        "a",
        "ol",
        "li",
    }
    with zipfile.ZipFile(io.BytesIO(word_document(chronicle))) as packed:
        for name in packed.namelist():
            ElementTree.fromstring(packed.read(name))


def test_payloads_are_written_as_words() -> None:
    payload = "<script>alert(1)</script> [x](javascript:alert(1)) *a*"
    chronicle = chronicle_of(payload)

    assert b"<script" not in html_page(chronicle)
    assert b"\\<script\\>" in markdown(chronicle)
    assert b"\\[x\\](javascript" in markdown(chronicle)


def test_on_one_day_they_meet_before_they_agree_and_agree_before_the_rest() -> None:
    def key(kind: str, status: str, reports: int, name: str) -> tuple[object, ...]:
        one = replace(TALKS, kind=kind, status=status, independent_reports=reports, id=name)  # type: ignore[arg-type]
        return chronicle_order(one)

    in_order = [
        key("consult/visit", "occurred", 1, "happ-9"),
        key("agree", "agreed", 1, "happ-8"),
        key("accuse", "occurred", 3, "happ-7"),
        key("consult", "announced", 2, "happ-6"),
        key("accuse", "occurred", 1, "happ-2"),
        key("accuse", "occurred", 1, "happ-5"),
    ]
    assert sorted(in_order) == in_order


@pytest.mark.parametrize(
    ("text", "meant"), [("“He asked for calm.", "Ann Marlow"), ("They asked for calm.", ""), ("Asked, he came.", "")]
)
def test_a_sentence_that_begins_with_he_names_him_and_one_of_several_nobody(text: str, meant: str) -> None:
    from types import SimpleNamespace
    from typing import Any

    pronouns = [
        SimpleNamespace(start=found.start(), quote=found[0], actor="actor-1", form="pronoun")
        for found in re.finditer(r"(?i)\b(?:he|they)\b", text)
    ]
    record: Any = SimpleNamespace(mentions=lambda _: pronouns, actor=lambda _: SimpleNamespace(name="Ann Marlow"))
    document: Any = SimpleNamespace(id="doc-1", text=text)

    assert _meant(record, document, 0) == meant
