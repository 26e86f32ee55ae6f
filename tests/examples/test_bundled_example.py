"""The bundled example keeps its own rules: readable files, short quotations, invented outlets, true calendar."""

from __future__ import annotations

import datetime
import html
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.examples import example_folder

LONGEST_QUOTATION = 12
"""Words: the example quotes a few words that were really said, never a passage."""

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def _plain(markup: str) -> str:
    without_code = re.sub(r"<(script|style)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^<>]*>", "\n", without_code))


def example_texts() -> dict[str, str]:
    """Every article of the example as plain text, by a readable name."""
    texts: dict[str, str] = {}
    for path in sorted(example_folder().iterdir()):
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            for number, line in enumerate(content.splitlines(), 1):
                texts[f"{path.name}#{number}"] = json.loads(line)["text"]
        elif path.suffix == ".xml":
            for number, item in enumerate(ElementTree.fromstring(content).iter("item"), 1):
                texts[f"{path.name}#{number}"] = _plain(item.findtext(CONTENT) or "")
        elif path.suffix == ".html":
            texts[path.name] = _plain(content)
        else:
            texts[path.name] = content
    return texts


TEXTS = example_texts()


def quotations_of(text: str) -> list[str]:
    """Words between marks within one paragraph; a closing mark may be missing."""
    curly = re.findall(r"“([^“”\n]+)", text)
    straight = [part for line in text.split("\n") for part in line.split('"')[1::2]]
    return curly + straight


def test_the_example_is_as_large_as_promised() -> None:
    assert 12 <= len(TEXTS) <= 20


@pytest.mark.parametrize("name", TEXTS)
def test_an_article_is_short_and_whole(name: str) -> None:
    words = len(TEXTS[name].split())

    assert 120 <= words <= 520
    assert "\ufffd" not in TEXTS[name]


@pytest.mark.parametrize("name", [name for name in TEXTS if not name.startswith("globe-lantern")])
def test_quotations_are_a_few_words(name: str) -> None:
    for quotation in quotations_of(TEXTS[name]):
        # A quotation without its closing mark runs to the end of its sentence.
        first_sentence = re.split(r"(?<=[.!?])\s", quotation)[0]

        assert len(first_sentence.split()) <= LONGEST_QUOTATION, quotation


def test_copies_quote_only_what_their_originals_quote() -> None:
    pairs = {
        "globe-lantern-blinken-beijing.txt": "2023-06-19-harbor-courier-blinken-beijing.txt",
        "daily-scope-woodside.txt": "2023-11-16-meridian-woodside.txt",
    }
    for copy, original in pairs.items():
        quoted = {quotation.strip(" .,") for quotation in quotations_of(TEXTS[original])}
        for quotation in quotations_of(TEXTS[copy]):
            words = quotation.strip(" .,")
            # The altered copy lost a closing mark: what follows belongs to the narrator.
            assert any(words == known or words.startswith(f"{known}, ") for known in quoted), quotation


def test_every_form_met_in_the_wild_is_there() -> None:
    assert {path.suffix for path in example_folder().iterdir()} == {".txt", ".html", ".jsonl", ".xml"}
    whole = "\n".join(TEXTS.values())
    for form in (
        "This browser does not support the video element",
        "Skip to main menu",
        "Correction: An earlier version",
        "Date:2025-03-02 08:14:11",
        "Related\n",
        "according to",
        "A senior U.S. official told reporters",
        "yesterday",
        "last month",
        "last week",
        "tomorrow",
        "MARISOL TRAN:",
        "contributed to this report",
    ):
        assert form in whole, form
    assert any(text.count("“") != text.count("”") for text in TEXTS.values()), "no missing closing mark"
    assert re.search(r"thrive,” Yellen told .*\n\n“Both nations", whole), "no quotation that goes on in a new paragraph"
    assert re.search(r'[\w,]+," \w+ said on \w+, "', whole), "no split quotation"


def test_addresses_belong_to_nobody() -> None:
    for path in example_folder().iterdir():
        content = path.read_text(encoding="utf-8")
        content = content.replace("http://purl.org/", "").replace("https://schema.org", "")
        for host in re.findall(r"https?://([^/\"<\s]+)", content):
            assert host.endswith(".example"), f"{path.name}: {host}"


DATED_WEEKDAYS = [
    # What the example says of a weekday, as calendar facts.
    ("2022-08-05", "Friday", "cancelled the talks"),
    ("2022-08-02", "Tuesday", "landed in Taipei"),
    ("2022-11-14", "Monday", "met in Bali"),
    ("2023-02-04", "Saturday", "shot down the balloon"),
    ("2023-06-02", "Friday", "shook hands in Singapore"),
    ("2023-06-19", "Monday", "Xi received Blinken"),
    ("2023-07-09", "Sunday", "Yellen's news conference"),
    ("2023-11-15", "Wednesday", "met at Filoli"),
    ("2024-01-27", "Saturday", "Sullivan and Wang, second day"),
    ("2024-01-30", "Tuesday", "working group on counternarcotics"),
    ("2024-04-02", "Tuesday", "the leaders' call"),
    ("2024-04-26", "Friday", "Blinken in Beijing"),
    ("2024-05-14", "Tuesday", "talks in Geneva"),
    ("2024-05-31", "Friday", "Austin and Dong"),
    ("2024-08-29", "Thursday", "Sullivan and Zhang"),
    ("2024-11-16", "Saturday", "met in Lima"),
]


@pytest.mark.parametrize(("day", "weekday", "what"), DATED_WEEKDAYS)
def test_weekdays_told_in_the_example_are_those_of_the_calendar(day: str, weekday: str, what: str) -> None:
    assert datetime.date.fromisoformat(day).strftime("%A") == weekday, what
    assert weekday in "\n".join(TEXTS.values())


def test_the_official_accounts_say_that_they_are_retold() -> None:
    for name in ("2023-11-15-washington-account.txt", "2023-11-15-beijing-account.txt"):
        assert "not an official text" in TEXTS[name]


def test_the_readme_names_every_file() -> None:
    readme = (example_folder().parent / "README.md").read_text(encoding="utf-8")
    for path in sorted(example_folder().iterdir()):
        assert f"`{path.name}`" in readme


@pytest.mark.parametrize("name", ["nowhere", "..", "us-china/../us-china", ""])
def test_an_unknown_example_is_an_error_with_advice(name: str) -> None:
    with pytest.raises(SourceError, match="us-china"):
        example_folder(name)


def test_the_example_travels_with_the_package() -> None:
    import onrecord

    assert Path(onrecord.__file__).parent in example_folder().parents
