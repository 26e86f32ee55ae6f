"""Records go to JSON and come back unchanged, and their spans are what they say."""

from __future__ import annotations

import dataclasses
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import records
from onrecord.publishing import RECORD_TYPES
from onrecord.records import (
    Cue,
    DatedBy,
    Difference,
    Document,
    Evidence,
    Published,
    RoleSpan,
    Span,
    Statement,
    Teller,
    from_json,
    make_id,
    to_json,
)

RECORDS = [
    each
    for each in (getattr(records, name) for name in records.__all__)
    if isinstance(each, type) and dataclasses.is_dataclass(each)
]


def a_statement() -> Statement:
    return Statement(
        id="stmt-1",
        document="doc-1",
        speaker="actor-1",
        speaker_text="Blinken",
        speaker_span=Span(10, 17, "Blinken"),
        cue=Cue(18, 22, "said", "say", "say"),
        mode="direct",
        content=(Span(0, 8, "“Hello,”"), Span(30, 33, "“x”")),
        via=(Teller(None, "CNN"),),
        said_on=DatedBy("2023-11-15", "day", "relative", (Evidence("doc-1", 40, 49, "Wednesday"),)),
    )


@pytest.mark.parametrize("compact", [True, False])
def test_a_statement_survives_the_way_through_json(compact: bool) -> None:
    statement = a_statement()

    assert from_json(Statement, to_json(statement, compact=compact)) == statement


def test_a_document_survives_the_way_through_json() -> None:
    document = Document(
        id="doc-1",
        path="a.txt",
        text="Title\nBody",
        text_sha256="0",
        source_sha256="1",
        roles=(RoleSpan(0, 5, "title"), RoleSpan(6, 10, "body", "a sentence")),
        published=Published("2023-11-16", "day", reasons=("said so",)),
    )

    assert from_json(Document, to_json(document)) == document
    assert from_json(Document, to_json(document, compact=True)) == document


def test_compact_json_leaves_defaults_out() -> None:
    assert "addressee" not in to_json(a_statement(), compact=True)
    assert to_json(a_statement())["addressee"] is None


def test_a_difference_is_exported_under_the_name_of_the_contract() -> None:
    assert to_json(Difference("wording", "a", "b")) == {"kind": "wording", "from": "a", "to": "b"}
    assert from_json(Difference, {"kind": "wording", "from": "a", "to": "b"}) == Difference("wording", "a", "b")


def test_an_unknown_key_is_an_error_and_not_dropped() -> None:
    with pytest.raises(TypeError, match="no field 'colour'"):
        from_json(Span, {"start": 0, "end": 1, "quote": "a", "colour": "red"})


@given(st.text(min_size=1), st.data())
def test_a_span_cut_from_a_text_quotes_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    span = Span.of(text, start, end)

    assert text[span.start : span.end] == span.quote


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (2, 1), (0, 99)])
def test_no_span_lies_outside_its_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span.of("abc", start, end)


def test_ids_depend_on_every_part() -> None:
    assert make_id("doc", "a", "b") == make_id("doc", "a", "b")
    assert len({make_id("doc", "a", "b"), make_id("doc", "ab"), make_id("x", "a", "b"), make_id("doc", "a", "c")}) == 4


@pytest.mark.parametrize("record_type", RECORDS, ids=lambda record_type: record_type.__name__)
def test_every_field_of_a_record_says_what_it_is(record_type: type) -> None:
    import inspect

    source = inspect.getsource(record_type).splitlines()
    for name in get_type_hints(record_type):
        at = next(i for i, line in enumerate(source) if line.strip().startswith(f"{name}:"))

        assert source[at + 1].strip().startswith('"""'), f"{record_type.__name__}.{name} has no docstring"


def test_the_contract_names_the_fields_of_a_statement() -> None:
    names = set(to_json(a_statement()))

    assert names == {
        "id", "document", "speaker", "speaker_text", "speaker_span", "cue", "mode", "content", "addressee",
        "addressee_span", "via", "said_on", "occasion", "issues", "utterance", "confidence", "method",
    }  # fmt: skip


def test_every_exported_file_has_an_id() -> None:
    for record_type in RECORD_TYPES.values():
        assert "id" in get_type_hints(record_type)
