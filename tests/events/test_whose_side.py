"""Whose deed and whose word it is: bodies and their Secretaries General, joined names, joint statements, guests."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from onrecord.events._bodies import as_they_serve
from onrecord.events._cast import Cast
from onrecord.events._deeds import Chosen
from onrecord.events._slots import Candidate
from onrecord.events._together import with_all_voices
from onrecord.events._told_by import Tellers, joint_voices
from onrecord.events._tree import Tree
from onrecord.language.times import Days
from onrecord.records import Actor, Cue, Mention, Office, Span, Statement
from onrecord.reference import Reference

from .trees import PEOPLE, analysed, document_of

SECRETARY = Actor(
    "actor-s", "person", "Hal Berg", country="NOR", sector="GOV",
    offices=(
        Office("Prime Minister", "NOR", "2005-10", "2013-10-16", "reference"),
        Office("Secretary General", "IGO", "2014-10-01", "2024-10-01", "reference"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("day", "country"), [("2022-03-04", "IGO"), ("2011-05-06", "NOR"), (None, "IGO")])
def test_a_secretary_general_acts_for_the_body_while_in_office(day: str | None, country: str) -> None:
    [served] = as_they_serve([SECRETARY], None if day is None else Days.parse(day))

    assert served == replace(SECRETARY, country=country)


def flat(words: str) -> tuple[str, Tree]:
    """A text whose words all hang on the first: for what the words alone tell."""
    rows = [
        f"{word} {word.lower()} NNP {0 if number == 0 else 1} {'root' if number == 0 else 'dep'}"
        for number, word in enumerate(words.split())
    ]
    text, analysis = analysed(rows)
    return text, Tree(text, analysis)


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("People’s Republic of China", ["CHN"]),
        ("Democratic People’s Republic of Korea", ["PRK"]),
        ("Republic of Korea", ["KOR"]),
        ("New Mexico", []),
        ("South China Sea", []),
    ],
)
def test_the_longest_name_of_a_country_counts_and_other_places_are_none(words: str, countries: list[str]) -> None:
    text, tree = flat(words)
    cast = Cast(tree, document_of(text), (), (), Reference.bundled())

    assert [code for code, _, _ in cast.countries_named(range(len(tree.tokens)))] == countries


def test_a_phrase_names_all_countries_that_are_joined_in_it() -> None:
    rows = [
        "the the DT 2 det",
        "defence defence NN 0 root",
        "of of IN 4 case",
        "France France NNP 2 nmod",
        "and and CC 6 cc",
        "Japan Japan NNP 4 conj",
    ]
    text, analysis = analysed(rows)
    cast = Cast(Tree(text, analysis), document_of(text), (), (), Reference.bundled())

    assert [party.country for party in cast.of(1)] == ["FRA", "JPN"]


@pytest.mark.parametrize(
    ("opening", "voices"),
    [
        ("The statement was released by the ministers of Canada and Japan on the talks in Spain .", ("CAN", "JPN")),
        ("The text of a joint statement by Canada and the USA follows .", ("CAN",)),
        ("Canada and Japan met in Spain .", ()),
    ],
)
def test_a_page_speaks_for_those_who_release_it_and_not_for_those_of_its_occasion(
    opening: str, voices: tuple[str, ...]
) -> None:
    text, tree = flat(opening)
    document = document_of(text, kind="official")
    codes = {"Canada": "CAN", "Japan": "JPN", "USA": "USA", "Spain": "ESP"}
    named = [(place, codes[word]) for place, word in enumerate(opening.split()) if word in codes]

    assert joint_voices(tree, document, "USA", [named]) == voices


def test_we_in_a_joint_statement_are_all_in_whose_name_it_speaks() -> None:
    _, tree = flat("We urge Russia to stop .")
    urged = Candidate(1, True, 1, None)
    chosen = Chosen(("USA",), ("RUS",), [], (1.0, 0.0))  # type: ignore[arg-type]

    assert with_all_voices(tree, urged, chosen, "USA", ("CAN", "RUS")) == (("USA", "CAN"), ("RUS",))
    assert with_all_voices(tree, urged, chosen, "USA", ()) == (("USA",), ("RUS",))


def test_a_transcript_does_not_assert_what_its_guest_says() -> None:
    text, _ = flat("Welcome here . We condemn it .")
    document = document_of(text, kind="official")
    people = {actor.id: actor for actor in PEOPLE.values()}
    numbers = itertools.count()

    def turn(actor: str, start: int, end: int) -> Statement:
        return Statement(
            id=f"statement-{next(numbers)}", document=document.id, speaker=actor, speaker_text=actor, speaker_span=None,
            cue=None, mode="direct", content=(Span(start, end, text[start:end]),), method="rules: transcript/1",
        )  # fmt: skip

    host, guest = turn("actor-marlow", 0, 12), turn("actor-chen", 13, len(text))
    tellers = Tellers(document, (host, guest), people, "USA")

    assert [teller.side for teller in tellers.chain(host)] == ["USA", "USA"]
    assert [teller.side for teller in tellers.chain(guest)] == ["CHN", None]
    assert tellers.chain(guest)[-1].channel == "narrator"


@pytest.mark.parametrize(
    ("method", "mode", "kind", "tellers"),
    [
        ("tagger: object/11", "indirect", "announce", []),  # "announced tariffs on China": the page says so
        ("tagger: infinitive/11", "indirect", "plan", []),
        ("tagger: that clause/11", "indirect", "say", ["CHN"]),  # "said that tariffs were imposed": he says so
        ("tagger: object/11", "direct", "announce", ["CHN"]),
        ("tagger: object/11", "indirect", "deny", ["CHN"]),  # who denies or blames is named
        ("tagger: object/11", "indirect", "accuse", ["CHN"]),
    ],
)
def test_the_page_itself_tells_what_somebody_announced(method: str, mode: str, kind: str, tellers: list[str]) -> None:
    text, _ = flat("Chen announced tariffs .")
    document = document_of(text)
    said = Statement(
        id="statement-1", document=document.id, speaker="actor-chen", speaker_text="Chen", speaker_span=None,
        cue=Cue(5, 14, "announced", "announce", kind), mode=mode,  # type: ignore[arg-type]
        content=(Span(15, 22, "tariffs"),), method=method,
    )  # fmt: skip
    chain = Tellers(document, (said,), {actor.id: actor for actor in PEOPLE.values()}).chain(said)

    assert [teller.side for teller in chain if teller.channel == "on_record"] == tellers
    assert chain[-1].channel == "narrator"


def test_an_official_whom_no_table_knows_is_of_the_state_that_the_page_names() -> None:
    text, analysis = analysed(["Canadian canadian JJ 2 amod", "Minister minister NNP 0 root", "Roy Roy NNP 2 flat"])
    roy = Actor("actor-roy", "person", "Roy", sector="GOV")
    document = document_of(text)
    named = Mention("mention-1", document.id, 9, len(text), text[9:], roy.id, "name")
    cast = Cast(Tree(text, analysis), document, [roy], [named], Reference.bundled())

    assert cast.countries_learnt() == {"actor-roy": "CAN"}
