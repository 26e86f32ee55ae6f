"""The chronology is sound, and a user's own file is read or refused in plain words."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import ReferenceFileError
from onrecord.reference import Reference
from onrecord.reference._chronology import ChronologyError, load_chronology, read_chronology

ENTRY = """
[[event]]
id = "2024-02-01-grain"
date = "2024-02-01/2024-02-03"
kind = "talks"
summary = "Grain talks"
persons = ["Ann SMITH", "LI Wei"]
place = ["Oslo"]
source = "Example Gazette, 4 February 2024"
"""


def test_every_event_has_what_it_needs() -> None:
    chronology = load_chronology()
    assert len(chronology.events) >= 150
    assert max(Counter(event.id for event in chronology.events).values()) == 1
    for event in chronology.events:
        assert event.id.startswith(event.first.isoformat())
        assert date(2017, 1, 1) <= event.first <= event.last <= date(2026, 1, 1)
        assert (event.last - event.first).days <= 10
        assert "http" in event.source
        assert event.persons or event.keywords
        assert all(len(code) in (2, 3) and code.isupper() for code in event.parties)


def test_family_names_stand_for_the_persons() -> None:
    [event] = read_chronology(ENTRY, "my.toml")
    assert event.persons == ("Ann Smith", "Li Wei")
    assert event.families == ("Smith", "Li")
    assert (event.first, event.last) == (date(2024, 2, 1), date(2024, 2, 3))


def test_a_sentence_is_matched_by_persons_kind_and_place() -> None:
    chronology = load_chronology()
    sentence = "Biden met with Xi near San Francisco."
    found = chronology.match(sentence, chronology.candidates(sentence.split()))
    placed = [match.event.id for match in found if match.placed]
    assert placed == ["2023-11-15-biden-xi-woodside"]
    assert len(found) > len(placed)


def test_a_pronoun_is_not_a_family_name() -> None:
    chronology = load_chronology()
    sentence = "He held talks in London."
    assert chronology.match(sentence, chronology.candidates(sentence.split())) == ()


def test_a_user_file_adds_and_replaces(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(ENTRY + ENTRY.replace("2024-02-01-grain", "2023-11-15-biden-xi-woodside"), encoding="utf-8")
    bundled, extended = load_chronology(), Reference.bundled().with_files([own]).chronology
    assert len(extended.events) == len(bundled.events) + 1
    [event] = [event for event in extended.events if event.id == "2023-11-15-biden-xi-woodside"]
    assert event.summary == "Grain talks"
    assert Reference.bundled().chronology == bundled


def test_a_user_may_leave_out_the_source_and_write_dates_without_quotation_marks(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    text = ENTRY.replace('"2024-02-01/2024-02-03"', "2024-02-01").replace(
        'source = "Example Gazette, 4 February 2024"\n', ""
    )
    own.write_text(text, encoding="utf-8")
    [event] = [event for event in Reference.bundled().with_files([own]).chronology.events if event.id.endswith("grain")]
    assert (event.first, event.source) == (date(2024, 2, 1), "the user's own file own.toml")


def test_a_wrong_entry_is_refused_with_what_to_do(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(ENTRY.replace('"2024-02-01/2024-02-03"', '"1 February 2024"'), encoding="utf-8")
    with pytest.raises(
        ReferenceFileError, match=r"own\.toml, event '2024-02-01-grain': date '1 February 2024'"
    ) as told:
        Reference.bundled().with_files([own])
    assert "2023-11-14/2023-11-17" in str(told.value.advice)


UNDATED = """Grain talks end without a deal
By Ann Example

Ministers Ann Smith and Li Wei ended grain talks in Oslo on Saturday without a deal, their offices said.
Smith and Li Wei, who met in Oslo for three days, will meet again in the spring, officials told reporters.
"""


def test_a_build_dates_pages_by_the_users_own_events(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(UNDATED, encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(ENTRY, encoding="utf-8")
    judged = []
    for reference_files in ([], [own], []):
        onrecord.build([tmp_path / "page.txt"], tmp_path / "x.onrecord", reference_files=reference_files)
        with onrecord.open(tmp_path / "x.onrecord") as record:
            [document] = record.documents()
            judged.append(document.published.date)
    # The file's content stays in the record, so that the third build knows it as well.
    assert judged == [None, "2024-02-03", "2024-02-03"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("date = ", "day = "), "unknown field 'day'"),
        (('"2024-02-01/2024-02-03"', '"2024-02-31"'), "day"),
        (('"2024-02-01/2024-02-03"', '"2024-02-03/2024-02-01"'), "ends before it begins"),
        (('"2024-02-01/2024-02-03"', '"soon"'), "not an ISO"),
        (('kind = "talks"', 'kind = "party"'), "kind 'party' is not known"),
        (('persons = ["Ann SMITH", "LI Wei"]', ""), "needs persons or keywords"),
        (('summary = "Grain talks"', ""), "'summary' is missing"),
        (("[[event]]", "[[happening]]"), "unknown table"),
        (("[[event]]", "[[event"), "not readable as TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_the_reason(change: tuple[str, str], told: str) -> None:
    with pytest.raises(ChronologyError, match=told) as refused:
        read_chronology(ENTRY.replace(*change), "my.toml")
    assert "my.toml" in str(refused.value)
