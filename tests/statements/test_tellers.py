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
        ("That\u2019s bad news for CNN, which had been citing an anonymous source who claimed Trump would leave.",
         ("CNN",)),
        ("CNN's Jake Tapper also called out Trump, citing a source who said he had been told of the numbers earlier.",
         ("Jake Tapper",)),
        ("Lavrov said in remarks carried by Interfax that the treaty was dead.", ("Interfax",)),
        ("The state-run Xinhua news agency cited a spokesman, Geng Shuang, as saying that Beijing was firmly opposed.",
         ("state-run Xinhua news agency",)),
        ("According to a senior official quoted by Haaretz, Israel had warned Washington that the aid must go on.",
         ("a senior official", "Haaretz")),
    ],
)  # fmt: skip
def test_who_publishes_a_saying_stands_in_its_chain(text: str, chain: tuple[str, ...], engine: ModelEngine) -> None:
    assert chain in [one.via for one in told(text, engine)]


def test_two_sayings_at_one_time_tell_nothing_of_each_other(engine: ModelEngine) -> None:
    text = 'As aides said the report could come any day, Trump said, "I have no idea when it will be released."'
    assert [one.via for one in told(text, engine) if one.words == "Trump"] == [()]


@pytest.mark.parametrize(
    ("text", "who", "teller", "content"),
    [
        ("Xinhua cited Wang Yi as saying that China would not give in.",
         "Wang Yi", "Xinhua", "China would not give in"),
        ("The New York Times quotes \u201ca top national security adviser\u201d to the president as saying the U.S. is"
         " \u201cnot going to be restricted by borders.\u201d",
         "a top national security adviser", "The New York Times",
         "the U.S. is \u201cnot going to be restricted by borders.\u201d"),
        ('"It looks like a freight train hit it," the station quoted building owner Dewey Lineberry as saying.',
         "building owner Dewey Lineberry", "the station", "It looks like a freight train hit it,"),
        ('"My prayers are with Judge Salas and her family," Menendez was quoted by the Globe as saying.',
         "Menendez", "the Globe", "My prayers are with Judge Salas and her family,"),
        ('"If the people are careless," Krusen was quoted as saying in the Philadelphia Evening Bulletin.',
         "Krusen", "the Philadelphia Evening Bulletin", "If the people are careless,"),
        ('"I do not want to leave it," she was quoted by the Times of Israel as saying.',
         "she", "the Times of Israel", "I do not want to leave it,"),
    ],
)  # fmt: skip
def test_whom_somebody_quotes_speaks_and_who_quotes_him_tells(
    text: str, who: str, teller: str, content: str, engine: ModelEngine
) -> None:
    assert [(one.words, one.via, one.content) for one in told(text, engine)] == [(who, (teller,), content)]


def test_whom_a_paper_only_names_as_its_source_is_no_statement(engine: ModelEngine) -> None:
    text = "The president quoted Mike Pompeo about the relations with Saudi Arabia."
    assert told(text, engine) == []


def test_nobody_tells_his_own_saying(engine: ModelEngine) -> None:
    text = "Trump said the U.S. won\u2019t tolerate those that spend \u201ca little more than 1 percent,\u201d he said."
    assert {one.via for one in told(text, engine)} == {()}


def test_quoted_again_with_nobody_who_quotes_him_is_told_as_right_before(engine: ModelEngine) -> None:
    text = (
        "Xi requested that both sides avoid actions that could worsen tensions, Chinese Central Television said.\n"
        "\u201cThe relevant parties must maintain restraint and avoid words that would exacerbate the tension,\u201d"
        " Xi was quoted as saying."
    )
    assert [one.via for one in told(text, engine)] == [("Chinese Central Television",)] * 2


def test_who_first_reported_a_thing_is_no_statement(engine: ModelEngine) -> None:
    assert told("The letter was first reported by Politico.", engine) == []
