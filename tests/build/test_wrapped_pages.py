"""Hard-wrapped pages, as mails and PDF files print them, tell the same as the same pages unwrapped."""

from __future__ import annotations

import textwrap

import pytest

from onrecord.language import RulesEngine
from onrecord.pipeline import Content, read_content, read_page, regions
from onrecord.records import Document, RawPage, with_whole_paragraphs
from onrecord.reference import Reference

PARAGRAPHS = (
    "The two delegations met in the harbour town for the first time since the summer, the ministry said on Friday.",
    "“We have agreed to keep the line between our two ministries open, and to use it before anybody else does so,” "
    "Minister Ann Marlow said after the meeting, which lasted for more than three hours.",
    "Deputy Minister Chen Wu told reporters that the next meeting would be held in the capital of his country in May, "
    "and that a working group on fisheries would be set up before the end of the year.",
)


def read(text: str) -> tuple[Document, Content]:
    reference = Reference.bundled()
    document = read_page(RawPage(path="talks.txt", content=text), reference).document
    return document, read_content([document], reference, RulesEngine())[0]


def said(text: str) -> list[tuple[str, str, str]]:
    document, content = read(text)
    for statement in content.statements:
        for span in statement.content:
            assert document.text[span.start : span.end] == span.quote
    return [
        (
            " ".join(item.speaker_text.split()),
            item.mode,
            " ".join(" ".join(span.quote for span in item.content).split()),
        )
        for item in content.statements
    ]


def wrapped(width: int, indent: str = "", first: str = "", between: str = "\n\n") -> str:
    return between.join(
        textwrap.fill(each, width, initial_indent=indent + first, subsequent_indent=indent, break_on_hyphens=False)
        for each in PARAGRAPHS
    )


@pytest.mark.parametrize(
    "page",
    [wrapped(72), wrapped(66, indent="  "), wrapped(72, first="    ", between="\n")],
    ids=["mail", "printed with a margin", "paragraphs that stand in"],
)
def test_a_hard_wrapped_page_tells_what_the_same_page_tells_unwrapped(page: str) -> None:
    plain = said("\n\n".join(PARAGRAPHS))
    assert len(plain) == 3
    assert said(page) == plain


def test_the_record_keeps_a_role_for_each_line_and_reads_paragraphs() -> None:
    document, _ = read(wrapped(72))
    lines = [line for line in document.text.split("\n") if line.strip()]
    assert len(document.roles) == len(lines)
    assert len(regions(document)) == len(PARAGRAPHS)


def test_text_that_is_not_wrapped_is_left_alone() -> None:
    document, _ = read("\n".join(PARAGRAPHS))
    assert with_whole_paragraphs(document) is document
