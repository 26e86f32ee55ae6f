"""The same documents give the same record, in whatever order and in however many builds they came."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord import dating
from onrecord.copies import _fingerprint
from onrecord.dating import _stories
from onrecord.examples import example_folder
from onrecord.store import _groups, _write_content, _write_documents, _write_matters

FEW = 2
"""Holders of a key from which it counts as common: so small, a few pages have many common keys."""

BOTH_SIDED = (
    "2023-06-19-harbor-courier-blinken-beijing.txt",
    "2023-11-15-beijing-account.txt",
    "2023-11-15-washington-account.txt",
    "2023-11-16-meridian-woodside.txt",
    "daily-scope-woodside.txt",
    "feed.jsonl",
    "feed.xml",
    "globe-lantern-blinken-beijing.txt",
)
"""Pages of the example: a quotation was once found shared or not by the order in which they were built one by one."""

SPEAKERS = ("Secretary of State Antony Blinken", "Foreign Minister Wang Yi", "A senior administration official")
SAYINGS = (
    "We have to keep the lines of communication open so that competition does not veer into conflict",
    "The right thing to do is to talk to each other about the hard issues every week",
    "Both sides should stop treating ordinary trade as a matter of national security",
    "We will continue to do and say things that the other side does not like",
    "Nobody has anything to gain from a new cold war between our two great countries",
)
TOLD = (
    "Blinken met Wang in Beijing on June 18, 2023, for talks that lasted five and a half hours.",
    "The ministers met at the Diaoyutai guesthouse on Sunday and spoke about fentanyl, Taiwan and trade.",
    "China and the United States agreed to resume talks between their defense ministries.",
    "The price of soybeans rose in Chicago while traders waited for news from the delegation.",
    "Officials of both countries signed nothing, but a working group will meet again in Washington in the autumn.",
    "A storm kept the second aircraft of the delegation on the ground in Anchorage for most of a day.",
    "Washington restored visas for students in March, and Beijing lifted its ban on two importers of grain.",
)


def some_pages(folder: Path, seed: int, count: int = 14) -> list[Path]:
    """Pages that share many sentences and quotations, some of them copies of others."""
    chance = random.Random(seed)
    files = []
    bodies: list[list[str]] = []
    for number in range(count):
        sentences = chance.sample(TOLD, 4) + [
            f"“{saying},” {speaker} said on Monday."
            for saying, speaker in zip(chance.sample(SAYINGS, 3), chance.choices(SPEAKERS, k=3), strict=True)
        ]
        chance.shuffle(sentences)
        if bodies and chance.random() < 0.3:
            sentences = [*chance.choice(bodies)[: chance.randrange(3, 8)], *sentences[:2]]
        bodies.append(sentences)
        day = chance.choice(("June 18, 2023", "June 19, 2023", "June 20, 2023", None))
        head = [f"Talks of the two sides, report {number}", *([f"Published {day}"] if day else [])]
        file = folder / f"page-{number:02}.txt"
        file.write_text("\n\n".join([*head, *sentences]) + "\n", "utf-8")
        files.append(file)
    return files


def in_pieces(files: Sequence[Path], seed: int) -> Iterator[list[Path]]:
    chance = random.Random(seed)
    left = chance.sample(files, len(files))
    while left:
        size = chance.choice((1, 1, 2, 3, 5))
        yield left[:size]
        left = left[size:]


def exported(path: Path) -> dict[str, bytes]:
    folder = path.with_suffix(".export")
    with onrecord.open(path) as record:
        onrecord.export(record, folder)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def built(path: Path, *groups: Sequence[Path]) -> dict[str, bytes]:
    for group in groups:
        onrecord.build(group, path, language="rules")
    return exported(path)


@pytest.fixture
def common_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys be common that a few documents hold."""
    for name in ("COPY_KEYS", "STORY_KEYS"):
        monkeypatch.setattr(_write_documents, name, replace(getattr(_write_documents, name), most=FEW))
    monkeypatch.setattr(_fingerprint, "HOLDERS_PER_KEY", FEW)
    monkeypatch.setattr(_stories, "STORY_HOLDERS", FEW)
    monkeypatch.setattr(dating, "STORY_HOLDERS", FEW)
    for name in ("STATEMENTS", "EVENTS"):
        tables = getattr(_groups, name)
        few = replace(tables, keys=replace(tables.keys, most=FEW))
        monkeypatch.setattr(_write_content, name, few)
        monkeypatch.setattr(_write_matters, name, few)


def test_a_quotation_that_more_and_more_pages_share_is_found_or_not_whatever_came_first(tmp_path: Path) -> None:
    files = [example_folder() / name for name in BOTH_SIDED]

    at_once = built(tmp_path / "a.onrecord", files)
    last_first = built(tmp_path / "b.onrecord", *([file] for file in reversed(files)))

    assert last_first == at_once


@pytest.mark.parametrize("seed", [1, 2])
def test_the_example_in_random_pieces_is_the_example_at_once(tmp_path: Path, seed: int) -> None:
    files = sorted(example_folder().iterdir())

    assert built(tmp_path / "b.onrecord", *in_pieces(files, seed)) == built(tmp_path / "a.onrecord", files)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("common_keys")
def test_pages_that_share_common_keys_give_one_record_in_any_order_and_number_of_builds(
    tmp_path: Path, seed: int
) -> None:
    files = some_pages(tmp_path, seed)

    at_once = built(tmp_path / "a.onrecord", files)

    assert len(at_once["derivations.jsonl"].splitlines()) > len(files) / 2
    assert len(at_once["utterances.jsonl"].splitlines()) < len(at_once["statements.jsonl"].splitlines())
    for piece in (1, 2):
        assert built(tmp_path / f"b{piece}.onrecord", *in_pieces(files, 10 * seed + piece)) == at_once


@pytest.mark.usefixtures("common_keys")
def test_pages_that_change_and_are_read_again_leave_the_record_of_the_pages_that_are_there(tmp_path: Path) -> None:
    """Another mapping of fields makes other pages of the same files; what rested on the old ones is judged again."""
    files = some_pages(tmp_path, 7)
    at_once = built(tmp_path / "a.onrecord", files)
    again = tmp_path / "b.onrecord"
    for group in in_pieces(files, 3):
        onrecord.build(group, again, language="rules", fields=replace(onrecord.FieldMapping(), title=("headline",)))
    for group in in_pieces(files, 4):
        onrecord.build(group, again, language="rules")

    assert exported(again) == at_once
