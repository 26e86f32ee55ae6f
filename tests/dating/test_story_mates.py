"""In a whole build, other reports of a story speak against a false date, whichever came first."""

from __future__ import annotations

from pathlib import Path

import onrecord
from onrecord.dating import STORY_HOLDERS, choose_mates, keys_of_words, story_keys
from onrecord.records import Document, RoleSpan, make_id, text_digest

TRUE = """Portsmouthia grain treaty halves tariffs on barley
By Ann Example
November 16, 2023

Harvest minister Odalric Sampleton said Thursday that the Portsmouthia grain treaty of Nov. 14 will halve tariffs.
The Portsmouthia delegation under Ondrej Placeholder had bargained for barley quotas with Sampleton since Nov. 12.
"""
FALSE = """Barley quotas agreed in Portsmouthia, Sampleton says
By Bob Sample
April 21, 2024

The Portsmouthia grain treaty of Nov. 14 halves tariffs on barley, minister Odalric Sampleton told reporters Thursday.
Ondrej Placeholder, who bargained over barley quotas for the Portsmouthia delegation, called the treaty fair.
"""
OTHER = """Snow closes Lakeshoria ferry terminal
By Carl Example
February 4, 2020

Heavy snow fell over Lakeshoria on Monday, Feb. 3, and closed the Lakeshoria ferry terminal for a week.
"""


def rejected(record: Path) -> dict[str, str]:
    with onrecord.open(record) as opened:
        return {
            Path(document.path).name: claim.reason
            for document in opened.documents()
            for claim in document.claimed_dates
            if claim.accepted is False
        }


def pages(folder: Path) -> dict[str, Path]:
    folder.mkdir()
    found = {"true.txt": TRUE, "false.txt": FALSE, "other.txt": OTHER}
    for name, text in found.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: folder / name for name in found}


def test_another_report_of_the_story_rejects_the_false_date(tmp_path: Path) -> None:
    pages(tmp_path / "news")
    onrecord.build([tmp_path / "news"], tmp_path / "x.onrecord")
    reasons = rejected(tmp_path / "x.onrecord")
    assert set(reasons) == {"false.txt"}
    assert "16 November 2023" in reasons["false.txt"]


def test_it_does_not_matter_which_report_came_first(tmp_path: Path) -> None:
    files = pages(tmp_path / "news")
    for order in (["true.txt", "other.txt", "false.txt"], ["false.txt", "other.txt", "true.txt"]):
        record = tmp_path / f"{order[0]}.onrecord"
        for name in order:
            onrecord.build([files[name]], record)
        assert set(rejected(record)) == {"false.txt"}


def document(text: str) -> Document:
    return Document(make_id("doc", text), "p", text, text_digest(text), "", roles=(RoleSpan(0, len(text), "body"),))


def test_reports_of_one_story_share_keys_and_others_do_not() -> None:
    true, false, other = (set(story_keys(document(text))) for text in (TRUE, FALSE, OTHER))
    assert len(true & false) >= 3
    assert not true & other


def test_a_key_that_many_hold_names_no_story() -> None:
    keys = keys_of_words([("grain", 0.5), ("treaty", 0.4), ("barley", 0.3)])
    assert len(keys) == 3
    few = [(key, name) for key in keys for name in ("doc-a", "doc-b")]
    assert choose_mates("doc-a", few) == ("doc-b",)
    many = [(key, f"doc-{number:03}") for key in keys for number in range(STORY_HOLDERS + 1)]
    assert choose_mates("doc-000", many) == ()
    assert choose_mates("doc-a", few[:4]) == ()
