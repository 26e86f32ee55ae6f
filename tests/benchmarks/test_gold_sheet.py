"""The sheet tool finds the words an annotator meant, and the statements in the gold still fit their texts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

GOLD = Path(__file__).resolve().parent.parent.parent / "benchmarks" / "gold"
sys.path[:0] = [folder for folder in (str(GOLD.parent), str(GOLD)) if folder not in sys.path]

import sheet  # noqa: E402

from check_gold import digest, read_jsonl  # noqa: E402

TEXT = """The Secretary and Minister Ode met. The Secretary said the ferry, he hopes, will sail.
They “welcomed” the harbour plan and she said “it must open soon.”
"""
LINES = sheet.lines_of(TEXT)


def record(line: str) -> dict[str, object]:
    """Read one line of a sheet."""
    return sheet._record(TEXT, "articles/x", 1, line)


def words(span: dict[str, int]) -> str:
    return TEXT[span["start"] : span["end"]]


def test_words_are_found_whole() -> None:
    start, end = sheet.find(TEXT, "he", *LINES[0])
    assert TEXT[start:end] == "he"
    assert TEXT[start - 1] == " "  # not inside "The"


def test_a_number_finds_words_where_they_stand_again() -> None:
    first, again = sheet.find(TEXT, "The Secretary", *LINES[0]), sheet.find(TEXT, "The Secretary#2", *LINES[0])
    assert first[0] == 0
    assert again[0] == TEXT.index("The Secretary said")


def test_a_stretch_runs_from_its_first_words_to_its_last() -> None:
    start, end = sheet.find(TEXT, "the ferry \u2026 sail", *LINES[0])
    assert TEXT[start:end] == "the ferry, he hopes, will sail"


@pytest.mark.parametrize("absent", ["the boat", "The Secretary#3", "ferry \u2026 met"])
def test_words_that_are_not_there_are_an_error(absent: str) -> None:
    with pytest.raises(sheet.SheetError):
        sheet.find(TEXT, absent, *LINES[0])


def test_a_line_becomes_stand_off_gold() -> None:
    told = record(
        "1 | speaker=The Secretary#2 > Ada Lind : SWE | cue=said | content=the ferry \u2026 sail | kind=promise"
    )
    assert told["speaker"]["name"] == "Ada Lind"
    assert words(told["cue"]) == "said"
    assert told["content"][0]["sha256"] == digest("the ferry, he hopes, will sail")
    assert (told["mode"], told["cue"]["kind"]) == ("indirect", "promise")


def test_the_mode_follows_from_the_marks_unless_it_is_given() -> None:
    quoted = "2 | speaker=she > Ada Lind : SWE | cue=said | content=it must open soon"
    assert record(quoted)["mode"] == "direct"
    turn = "2 | speaker=They > Ada Lind : SWE | content=the harbour plan | mode=direct"
    assert record(turn)["mode"] == "direct"
    assert record(turn.replace(" | mode=direct", ""))["mode"] == "indirect"


def test_a_pronoun_is_no_other_name_of_a_state() -> None:
    told = record("2 | speaker=They > Sweden : SWE state | cue=welcomed | content=the harbour plan")
    assert told["speaker"]["aliases"] == []


def test_two_joint_speakers_give_a_statement_and_a_doubtful_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "rows", lambda name: iter([("x", {"text": TEXT})]))
    path = tmp_path / "sheet.txt"
    path.write_text(
        "@ articles/x\n2 | speaker=They > Ada Lind & Bo Ode : SWE FIN | cue=welcomed | content=the harbour plan\n",
        encoding="utf-8",
    )
    one, other = sheet.read_sheet(path)
    assert (one["speaker"]["name"], one["speaker"]["also"], one["optional"]) == ("Ada Lind", ["Bo Ode"], False)
    assert (other["speaker"]["name"], other["speaker"]["side"], other["optional"]) == ("Bo Ode", "FIN", True)
    assert one["content"] == other["content"]
    assert one["id"] != other["id"]


def test_a_row_that_settles_takes_one_reading_and_what_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    one = record("1 | speaker=The Secretary#2 > Ada Lind : SWE | cue=said | content=the ferry \u2026 sail | optional")
    other = record("1 | speaker=The Secretary#2 > A. Lind : SWE | cue=said | content=the ferry | kind=promise")
    readings = {"a": {"articles/x#01": one}, "b": {"articles/x#02": other}}
    monkeypatch.setattr(sheet, "_rows_of", lambda annotator: readings[annotator])
    told = sheet._settled(TEXT, "articles/x", 3, "= a01 | kind=b02 | speaker=a01+b02 | issues=trade | firm")
    assert (told["id"], told["content"], told["optional"]) == ("articles/x#03", one["content"], False)
    assert (told["cue"]["kind"], told["issues"]) == ("promise", ["trade"])
    assert (told["speaker"]["name"], told["speaker"]["also"]) == ("Ada Lind", ["A. Lind"])
    assert one["optional"]  # the readings themselves stay as they were
    short = sheet._settled(TEXT, "articles/x", 3, "= b02 | content=will sail")
    assert words(short["content"][0]) == "will sail"


@pytest.mark.parametrize("annotator", ["a", "b", "settled"])
def test_every_record_says_its_half_and_has_an_id_of_its_own(annotator: str) -> None:
    records = read_jsonl(GOLD / f"own_statements_{annotator}.jsonl")
    assert len({record["id"] for record in records}) == len(records)
    assert all(record["half"] == sheet.half_of(record["file"]) for record in records)
    assert all(record["content"] for record in records)


def test_the_gold_fits_the_texts_and_the_texts_are_the_chosen_ones(shared_data: Path) -> None:
    assert sheet.check() == 0
    read = {record["file"] for record in read_jsonl(GOLD / "own_statements_a.jsonl")}
    assert {key for key, _ in sheet.chosen_short()} <= read
