"""The layout of the source reader: no word is lost, no span is broken, what was cut is folded in place."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from small_record import REPORT_TEXT, make_report

from onrecord.records import READ_ROLES, Document, RoleSpan
from onrecord.web._reader import (
    CUT_ROLES,
    Fold,
    Line,
    Mark,
    cut_into_segments,
    lay_out,
    passage_around,
    statement_marks,
    within,
)


def marks_in(length: int) -> st.SearchStrategy[list[Mark]]:
    spans = st.tuples(st.integers(0, length), st.integers(0, length))
    return st.lists(
        st.builds(
            lambda span, style: Mark(min(span), max(span), "statements", style, f"{style}-{span}"),
            spans,
            st.sampled_from(["direct", "indirect", "cue"]),
        ),
        max_size=12,
    )


def lines_of(blocks: list[Line | Fold]) -> list[Line]:
    return [line for block in blocks for line in (block.lines if isinstance(block, Fold) else [block])]


def words_of(line: Line) -> str:
    return "".join(segment.text for segment in line.segments)


@given(st.data())
def test_segments_joined_are_the_text_and_each_knows_the_spans_it_lies_in(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=60))
    marks = within(data.draw(marks_in(len(text))), len(text))

    segments = cut_into_segments(text, 0, len(text), marks)

    assert "".join(segment.text for segment in segments) == text
    position = 0
    for segment in segments:
        assert segment.text
        over = {mark.record for mark in marks if mark.start <= position and mark.end >= position + len(segment.text)}
        touching = {mark.record for mark in marks if mark.start < position + len(segment.text) and mark.end > position}
        assert set(segment.records) == over == touching
        position += len(segment.text)


@given(st.data())
def test_every_mark_has_exactly_one_place_to_be_opened_at(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=60))
    marks = within(data.draw(marks_in(len(text))), len(text))

    anchors = [name for segment in cut_into_segments(text, 0, len(text), marks) for name in segment.anchors]

    assert sorted(anchors) == sorted({f"s-{mark.start}-{mark.end}" for mark in marks})


@given(st.text(max_size=200), st.data())
def test_any_text_is_laid_out_whole_whatever_its_roles(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    names = st.sampled_from(["body", "related", "title", "navigation"])
    roles = tuple(RoleSpan(start, end, data.draw(names), "drawn") for start, end in pairwise(cuts) if start < end)
    document = Document("doc-1", "a.txt", text, "0", "0", roles=roles)

    blocks = lay_out(document, data.draw(marks_in(len(text))))

    def bare(words: str) -> str:
        return "".join(words.split())

    assert bare("".join(words_of(line) for line in lines_of(blocks))) == bare(text)


def test_every_line_of_a_report_is_there_and_cut_parts_are_folded_where_they_stood() -> None:
    report, found = make_report()

    blocks = lay_out(report, statement_marks(found.statements), found.statements)

    folds = [block for block in blocks if isinstance(block, Fold)]
    assert [fold.summary for fold in folds] == [
        "2 lines cut: navigation",
        "4 lines cut: related headlines (3), promotion (1)",
    ]
    assert isinstance(blocks[0], Fold)
    assert isinstance(blocks[-1], Fold)
    assert not any(fold.is_open for fold in folds)
    assert {line.reason for line in folds[1].lines} == {
        "heading of a list of headlines",
        "headline without prose",
        "asks to subscribe",
    }
    assert [words_of(line) for line in lines_of(blocks)] == [line for line in REPORT_TEXT.splitlines() if line.strip()]


def test_nothing_that_records_are_read_from_is_ever_folded() -> None:
    assert not CUT_ROLES & READ_ROLES


def test_a_fold_stands_open_when_the_address_points_inside() -> None:
    report, _ = make_report()
    start = report.text.index("Storm closes")

    blocks = lay_out(report, [], at=(start, start + 5))

    folds = [block for block in blocks if isinstance(block, Fold)]
    assert [fold.is_open for fold in folds] == [False, True]
    assert any("at-at" in segment.styles for line in folds[1].lines for segment in line.segments)


def test_statements_are_numbered_in_text_order_and_noted_beside_their_first_words() -> None:
    report, found = make_report()

    lines = lines_of(lay_out(report, statement_marks(found.statements), tuple(reversed(found.statements))))

    notes = [(number, statement, line) for line in lines for number, statement in line.notes]
    assert [number for number, _, _ in notes] == [1, 2, 3, 4, 5]
    for number, statement, line in notes:
        assert statement.content[0].quote in words_of(line)
        assert any(number in segment.numbers for segment in line.segments)


def test_overlapping_spans_are_cut_flat() -> None:
    text = "he said so, he did"
    marks = [Mark(0, 10, "statements", "direct", "a"), Mark(3, 18, "names", "name", "b")]

    segments = cut_into_segments(text, 0, len(text), marks)

    assert [(segment.text, segment.records) for segment in segments] == [
        ("he ", ("a",)),
        ("said so", ("a", "b")),
        (", he did", ("b",)),
    ]


def test_hard_wrapped_lines_stand_as_one_paragraph_and_ended_sentences_do_not() -> None:
    text = "The ministers met for\nthree hours on a boat.\nThey agreed on little."
    ends = [match.end() for match in re.finditer(r"[^\n]+", text)]
    starts = [match.start() for match in re.finditer(r"[^\n]+", text)]
    roles = tuple(RoleSpan(start, end, "body") for start, end in zip(starts, ends, strict=True))

    blocks = lay_out(Document("doc-1", "a.txt", text, "0", "0", roles=roles), [])

    assert [words_of(line) for line in lines_of(blocks)] == [
        "The ministers met for\nthree hours on a boat.",
        "They agreed on little.",
    ]


def test_the_passage_around_a_statement_holds_its_words_and_its_cue() -> None:
    report, found = make_report()
    statement = found.statements[1]

    passage = "".join(segment.text for segment in passage_around(report, statement, []))

    assert all(span.quote in passage for span in statement.content)
    assert statement.cue
    assert statement.cue.quote in passage


def test_thousands_of_lines_with_thousands_of_statements_are_laid_out() -> None:
    # Quadratic work would take minutes here and stop the whole run.
    lines = ["Somebody said something about the sea that nobody had said before on any other day." for _ in range(3000)]
    text = "\n".join(lines)
    width = len(lines[0]) + 1
    roles = tuple(RoleSpan(n * width, n * width + width - 1, "body") for n in range(3000))
    marks = [Mark(n * width + 5, n * width + 40, "statements", "direct", str(n)) for n in range(3000)]
    document = Document("doc-1", "a.txt", text, "0", "0", roles=roles)

    blocks = lay_out(document, [*marks, Mark(0, len(text), "names", "name", "whole")])

    assert len(blocks) == 3000
