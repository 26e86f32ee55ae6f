"""The parser of quotation marks: paragraphs, nesting, missing and odd marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.quotations import Quotation, find_quotations


def quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, [(0, len(text))])


def words(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in quotation.pieces] for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agreed," he said.', ["We agreed,"]),
        ("\u201cWe agreed,\u201d he said.", ["We agreed,"]),
        ('\u201cWe agreed," he said.', ["We agreed,"]),
        ("\u201dWe agreed,\u201d he said.", ["We agreed,"]),
        ("\u201eWe agreed,\u201c he said.", ["We agreed,"]),
        ("``We agreed,'' he said.", ["We agreed,"]),
        ("'We agreed,' he said.", ["We agreed,"]),
        ("Biden: \u2018We\u2019re not leaving\u2019", ["We\u2019re not leaving"]),
        ("the ministers' plan and China's 'new' offer", ["new"]),
        ("He spoke of 'the parties' will', she said.", ["the parties' will"]),
        ('(a "floor")', ["floor"]),
        ("He is 5' 10\" tall.", []),
        ("It's theirs, isn't it? The '90s and rock 'n' roll.", []),
    ],
)
def test_marks_of_all_kinds(text: str, expected: list[str]) -> None:
    assert [pieces[0] for pieces in words(text)] == expected


def test_single_marks_inside_double_ones_are_linked_to_them() -> None:
    text = "\"As he said, 'trust but verify,' and that's what we do,\" she said."
    outer, inner = quotations(text)
    assert inner.parent == 0
    assert inner.single
    assert text[slice(*inner.pieces[0])] == "trust but verify,"
    assert text[outer.start : outer.end].endswith('do,"')


def test_an_opening_mark_on_each_paragraph_continues_one_quotation() -> None:
    text = '"One.\n"Two.\n\n"Three," he said.\n"Four," she said.'
    assert words(text) == [["One.", "Two.", "Three,"], ["Four,"]]


def test_a_quotation_goes_on_over_the_lines_that_are_read_even_if_junk_stands_between() -> None:
    text = '"One.\nSubscribe now\n"Two," he said.'
    [quotation] = find_quotations(text, [(0, 5), (20, len(text))])
    assert len(quotation.pieces) == 2


def test_a_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = '"We agreed. The proof is in the results.\nHe left. "Goodbye," he said.'
    first, second = quotations(text)
    assert not first.closed
    assert text[slice(*first.pieces[0])] == "We agreed. The proof is in the results."
    assert second.closed


def test_a_missing_closing_mark_ends_before_the_next_opening_one() -> None:
    assert [pieces[0] for pieces in words('He said "this and then "that" was said.')] == ["this and then", "that"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = '"We agreed to\nmeet again," he said.'
    assert words(text) == [["We agreed to\nmeet again,"]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('He told "CBS News Evening News" anchor Norah that it was late.', "work"),
        ('the film "The Long Road" opens', "work"),
        ('Michael "Mike" Smith spoke', "nickname"),
        ('the so-called "nine-dash line" is old', "scare"),
        ('He called it "wrong" and left', "speech"),
    ],
)
def test_marks_that_are_not_speech_are_told_apart(text: str, kind: str) -> None:
    assert quotations(text)[0].kind == kind


_marks = st.text(alphabet="ab .,\n\"'\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb`s", max_size=80)


@given(st.one_of(st.text(max_size=120), _marks))
def test_no_text_breaks_it_and_all_spans_nest(text: str) -> None:
    found = quotations(text)
    assert list(found) == sorted(found, key=lambda item: (item.start, -item.end))
    for quotation in found:
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert quotation.pieces
        for start, end in quotation.pieces:
            assert quotation.start <= start < end <= quotation.end
        if quotation.parent is not None:
            outer = found[quotation.parent]
            assert outer.start < quotation.start
            assert quotation.end <= outer.end


def test_a_text_of_nothing_but_marks_is_read_in_linear_time() -> None:
    find_quotations("'" * 20_000, [(0, 20_000)])
    find_quotations('" ' * 20_000, [(0, 40_000)])
    find_quotations("'a " * 20_000, [(0, 60_000)])
    find_quotations(' "a' * 20_000, [(0, 80_000)])


def test_three_straight_marks_close_the_inner_quotation_and_the_outer_one() -> None:
    text = "''They say, 'You must go,''' said Lee. ''Not I.''"
    outer, inner, second = quotations(text)
    assert text[slice(*outer.pieces[0])] == "They say, 'You must go,'"
    assert (inner.parent, text[slice(*inner.pieces[0])]) == (0, "You must go,")
    assert text[slice(*second.pieces[0])] == "Not I."
