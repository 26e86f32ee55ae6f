"""Who tells a saying without a saying of his own, read with the trained model."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine

from .test_who_speaks import told


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ('"The talks will go on," Kerry said in Seoul, as Reuters reported.', ("Reuters",)),
        ("The senator answered a report from The Daily Post citing officials who said that the server was open.",
         ("The Daily Post",)),
        ("All week CNN anchors cited an anonymous source who claimed that Trump would leave the summit early.",
         ("CNN anchors",)),
        ("According to a senior official quoted by Haaretz, Israel had warned Washington that the aid must go on.",
         ("a senior official", "Haaretz")),
    ],
)  # fmt: skip
def test_who_publishes_a_saying_stands_in_its_chain(text: str, chain: tuple[str, ...], engine: ModelEngine) -> None:
    assert chain in [one.via for one in told(text, engine)]


def test_two_sayings_at_one_time_tell_nothing_of_each_other(engine: ModelEngine) -> None:
    text = 'As aides said the report could come any day, Trump said, "I have no idea when it will be released."'
    assert [one.via for one in told(text, engine) if one.words == "Trump"] == [()]
