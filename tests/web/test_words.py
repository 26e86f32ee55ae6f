"""Records in plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.publishing import method_words
from onrecord.records import Evidence, Published
from onrecord.web import _words as words


@pytest.mark.parametrize(
    ("date", "reads"),
    [
        ("2031-03-07", "7 Mar 2031"),
        ("2031-03", "Mar 2031"),
        ("2031", "2031"),
        ("2031-03-06/2031-03-07", "6–7 Mar 2031"),
        ("2031-03-30/2031-04-02", "30 Mar – 2 Apr 2031"),
        ("2030-12-31/2031-01-01", "31 Dec 2030 – 1 Jan 2031"),
        ("2031-03/2031-05", "Mar 2031 – May 2031"),
        ("2031-03-07/2031-03-07", "7 Mar 2031"),
        ("2031-13-07", "2031-13-07"),
        ("some day", "some day"),
        ("", "date unknown"),
        (None, "date unknown"),
    ],
)
def test_a_date_reads_as_people_write_it_and_what_is_no_date_stays_as_it_is(date: str | None, reads: str) -> None:
    assert words.date_words(date) == reads


@given(st.text())
def test_no_text_makes_the_date_words_fail(text: str) -> None:
    assert words.date_words(text)


@pytest.mark.parametrize(
    ("published", "reads"),
    [
        (Published("2031-03-07", "day"), "7 Mar 2031"),
        (Published(None, "range", "2031-03-07", "2031-03-14"), "7–14 Mar 2031"),
        (Published(None, "range", "2031-03-07", None), "not before 7 Mar 2031"),
        (Published(None, "range", None, "2031-03-07"), "not after 7 Mar 2031"),
        (Published(), "date unknown"),
    ],
)
def test_a_day_of_publication_is_a_date_a_range_or_unknown_never_a_guess(published: Published, reads: str) -> None:
    assert words.published_words(published) == reads


def test_numbers_come_with_their_noun() -> None:
    assert words.plural(1, "statement") == "1 statement"
    assert words.plural(1204, "statement") == "1,204 statements"
    assert words.plural(2, "copy", "copies") == "2 copies"


def test_quotation_marks_are_not_doubled() -> None:
    assert words.quoted("“so”") == "“so”"
    assert words.quoted("so") == "“so”"
    assert words.quoted("") == "“”"


@given(st.text(), st.integers(min_value=1, max_value=100))
def test_shortened_text_is_short_and_begins_as_the_text_does(text: str, length: int) -> None:
    short = words.shorten(text, length)

    assert len(short) <= length + 2
    assert " ".join(text.split()).startswith(short.removesuffix(" …"))


@pytest.mark.parametrize(
    ("moment", "reads"),
    [("2031-03-07T08:05:00+00:00", "7 Mar 2031, 08:05 UTC"), (None, "never"), ("yesterday", "yesterday")],
)
def test_a_time_reads_as_people_write_it(moment: str | None, reads: str) -> None:
    assert words.time_words(moment) == reads


def test_durations_and_sizes_have_units() -> None:
    assert words.seconds_words(0.25) == "250 ms"
    assert words.seconds_words(12.34) == "12.3 s"
    assert words.seconds_words(600) == "10.0 min"
    assert words.bytes_words(12) == "12 bytes"
    assert words.bytes_words(12_300) == "12.3 kB"
    assert words.bytes_words(12_300_000) == "12.3 MB"


@pytest.mark.parametrize(
    ("kind", "reads"), [("say", "told"), ("ask", "asked"), ("agree", "agreed with"), ("announce", "announced, to")]
)
def test_the_word_before_an_addressee_is_grammatical(kind: str, reads: str) -> None:
    assert words.cue_words_to(kind) == reads


@pytest.mark.parametrize(
    ("method", "reads"),
    [
        ("tagger: that clause/10", "found by the trained model, in the form “that clause”"),
        ("tagger: tagger/10", "found by the trained model"),
        ("rules: readout, continued/10", "found by rules, in the form “readout, continued”"),
        ("learned: events 8, onrecord-model-en/0.3.1+3", "found by the trained model"),
        (
            "decision on day and speaker; rules: transcript/10",
            "day and speaker decided by a person; found by rules, in the form “transcript”",
        ),
        ("by hand", "by hand"),
        ("", ""),
    ],
)
def test_how_an_entry_was_found_is_said_without_the_names_of_parts(method: str, reads: str) -> None:
    assert method_words(method) == reads


@given(st.text())
def test_no_method_makes_its_words_fail(method: str) -> None:
    assert method_words(method) or not method


def test_a_day_that_only_the_source_states_is_not_said_to_stand_in_the_text() -> None:
    beside = Published("2031-03-07", "day", basis="stated")
    inside = Published("2031-03-07", "day", basis="stated", evidence=(Evidence("doc-1", 0, 1, "7"),))

    assert words.published_basis_words(beside) == "stated by its source"
    assert words.published_basis_words(inside) == "stated in the text"
    assert words.published_basis_words(Published(basis="copy")) == "from a copy of the page"
