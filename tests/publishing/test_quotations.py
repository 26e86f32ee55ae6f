"""Is this quotation real: found word for word, nearly, or not; whose words, and which source is the earliest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.publishing import quotation, quotation_data
from onrecord.store import Record

EARLY = """Minister speaks of the harbour

By Ann Example
January 10, 2023

PORTLAND — “We will keep the harbour open to every ship that asks,” President Joe Biden said on Tuesday.

Xi Jinping said on Tuesday that the strait must stay calm for all traders.
"""
LATE = """A year of harbour talks

By Bo Sample

PORTLAND — “We will keep the harbour open,” President Joe Biden said in January last year, “to every ship that asks.”

Nobody in the town believed a word of what the ministers told them.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = tmp_path_factory.mktemp("quotations")
    (folder / "early.txt").write_text(EARLY, encoding="utf-8")
    (folder / "late.txt").write_text(LATE, encoding="utf-8")
    path = folder / "x.onrecord"
    onrecord.build([folder], path, language="rules")
    with onrecord.open(path) as opened:
        yield opened


def test_words_of_a_source_are_found_word_for_word_whatever_marks_and_capitals_they_have(record: Record) -> None:
    found = quotation(record, '"we will keep the harbour OPEN to every ship that asks"')

    assert found.verdict == "word for word"
    assert found.first is not None
    assert found.first.document.published.date == "2023-01-10"
    for place in found.places:
        assert place.document.text[place.start : place.end] == place.quote
        assert place.is_quoted


def test_a_quotation_cut_in_two_by_its_speaker_is_found_whole_without_the_reporters_words(record: Record) -> None:
    found = quotation(record, "We will keep the harbour open to every ship that asks")
    cut = next(place for place in found.places if "said" in place.quote)

    assert cut.alike == 1.0
    assert cut.words == "We will keep the harbour open … to every ship that asks"


def test_an_altered_quotation_is_not_found_word_for_word_and_its_differences_are_named(record: Record) -> None:
    found = quotation(record, "We'll keep the harbour open to each ship that asks")

    assert found.verdict == "nearly"
    place = found.places[0]
    assert place.different_words == 2
    assert [(item.asked, item.found) for item in place.changes if item.kind == "other"] == [
        ("We'll", "will"),
        ("each", "every"),
    ]


def test_words_without_quotation_marks_are_not_told_as_quoted(record: Record) -> None:
    found = quotation(record, "the strait must stay calm for all traders")

    assert found.verdict == "word for word"
    assert not found.places[0].is_quoted


def test_words_of_the_reporter_are_given_to_nobody(record: Record) -> None:
    found = quotation(record, "Nobody in the town believed a word")

    assert found.verdict == "word for word"
    assert not found.places[0].is_quoted


def test_what_was_never_said_is_not_found(record: Record) -> None:
    found = quotation(record, "the moon will be painted green by next summer")

    assert (found.verdict, found.places, found.first) == ("not found", (), None)


def test_two_words_are_too_few(record: Record) -> None:
    assert quotation(record, "harbour open").verdict == "too short"


def test_the_data_hold_the_exact_words_of_each_place(record: Record) -> None:
    data = quotation_data(quotation(record, "keep the harbour open to every ship"))

    assert data["verdict"] == "word for word"
    assert data["first"] is not None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=300) | st.lists(st.sampled_from([*EARLY.split(), '"', "NEAR", "*", "("])).map(" ".join))
def test_no_words_are_an_error_and_every_place_holds_its_words(record: Record, words: str) -> None:
    for place in quotation(record, words).places:
        assert place.document.text[place.start : place.end] == place.quote
        assert 0.6 <= place.alike <= 1.0


def test_other_tellings_of_the_same_utterance_stand_beside_words_found_in_one_source(tmp_path: Path) -> None:
    altered = EARLY.replace("keep the harbour open", "hold the harbour open").replace("Ann Example", "Cy Copier")
    (tmp_path / "early.txt").write_text(EARLY, encoding="utf-8")
    (tmp_path / "altered.txt").write_text(altered, encoding="utf-8")
    onrecord.build([tmp_path], tmp_path / "x.onrecord", language="rules")

    with onrecord.open(tmp_path / "x.onrecord") as record:
        found = quotation(record, "We will hold the harbour open to every ship that asks")

    assert (found.verdict, [place.document.path.endswith("altered.txt") for place in found.places]) == (
        "word for word",
        [True],
    )
    [other] = found.otherwise
    assert other.document.path.endswith("early.txt")
    assert [(item.asked, item.found) for item in other.changes if item.kind == "other"] == [("hold", "keep")]
    assert [place["quote"] for place in quotation_data(found)["otherwise"]] == [other.quote]  # type: ignore[attr-defined]
