"""Speakers whom only the tagger marks get an actor of their own words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors import ActorsFound, find_actors
from onrecord.language import Analysis, Attribution, RulesEngine, TaggedSpan, analyse
from onrecord.language.quotations import find_quotations
from onrecord.records import Document, RoleSpan
from onrecord.reference import Reference


def told(text: str, *sources: str) -> ActorsFound:
    """The actors of a text in which a tagger has marked these sources."""
    regions = [(0, len(text))]
    [plain] = analyse([(text, regions)], engine=RulesEngine())
    tagged = []
    place = 0
    for source in sources:
        start = text.index(source, place)
        end = place = start + len(source)
        span = TaggedSpan(start, end, "source", 0.9)
        cue, content = TaggedSpan(end + 1, end + 5, "cue", 0.9), TaggedSpan(end + 6, end + 9, "content", 0.9)
        tagged.append(Attribution(cue, (span,), (content,), 0.9))
    analysis = Analysis(plain.tokens, plain.sentences, (), tuple(tagged), (), "test")
    document = Document("doc-1", "", text, "", "", roles=(RoleSpan(0, len(text), "body"),))
    return find_actors(document, analysis, find_quotations(text, regions), Reference.bundled())


def who(found: ActorsFound, words: str) -> tuple[str, str, str | None]:
    """Kind, name and country of the actor of a mention."""
    actors = {actor.id: actor for actor in found.actors}
    [mention] = [mention for mention in found.mentions if mention.quote == words]
    actor = actors[mention.actor]
    return actor.kind, actor.name, actor.country


@pytest.mark.parametrize(
    ("text", "source", "words", "expected"),
    [
        ("His lawyers said nothing new.", "His lawyers", "His lawyers", ("group", "His lawyers", None)),
        ("A court said it was over.", "A court", "A court", ("unnamed", "A court", None)),
        (
            "A Chinese think tank said yes.", "A Chinese think tank", "A Chinese think tank",
            ("unnamed", "A Chinese think tank", "CHN"),
        ),
        (
            "Critics close to the mayor said no.", "Critics close to the mayor", "Critics",
            ("group", "Critics close to the mayor", None),
        ),
        (
            "In all, 46 percent of voters said so.", "46 percent of voters", "46 percent",
            ("unnamed", "46 percent of voters", None),
        ),
        (
            "Later, the Office of Special Counsel said so.", "the Office of Special Counsel",
            "Office of Special Counsel", ("organization", "Office of Special Counsel", None),
        ),
    ],
)  # fmt: skip
def test_a_speaker_without_a_name_keeps_its_words(
    text: str, source: str, words: str, expected: tuple[str, str, str | None]
) -> None:
    assert who(told(text, source), words) == expected


def test_what_points_back_is_the_speaker_before() -> None:
    found = told("A local panel said no. Hours passed. The panel said yes.", "A local panel", "The panel")
    assert len({mention.actor for mention in found.mentions if "panel" in mention.quote}) == 1


def test_an_office_that_is_somebodys_points_at_no_other_body() -> None:
    text = "He lied to the U.S. Congress. The special counsel's office said no."
    found = told(text, "The special counsel's office")
    assert who(found, "The special counsel's office")[:2] == ("unnamed", "The special counsel's office")


def test_the_country_is_the_one_state_spoken_of() -> None:
    assert who(told("Iran has a plan. The country said it was ready.", "The country"), "The country")[1] == "Iran"
    several = told("Iran fears Israel. The country said it was ready.", "The country")
    assert "The country" not in {mention.quote for mention in several.mentions}


def test_reports_of_the_press_of_a_state_are_not_the_states() -> None:
    found = told("It is bad, US media reports said.", "US media reports")
    assert who(found, "media reports")[:2] == ("group", "US media reports")


@pytest.mark.parametrize("source", ["Washington", "BUSAN"])
def test_the_place_that_opens_a_report_says_nothing(source: str) -> None:
    found = told(f"{source} (CNN) The president said no.", source)
    assert source not in {mention.quote for mention in found.mentions}


def test_a_report_obtained_by_a_newsroom_is_not_its_word() -> None:
    source = "a watchdog report obtained by Fox News"
    found = told(f"It is bad, according to {source}.", source)
    assert who(found, "a watchdog report")[:2] == ("unnamed", "a watchdog report obtained by Fox News")


@pytest.mark.parametrize("source", ["they", "Some", "the president", "The two leaders", "who"])
def test_pronouns_and_those_with_a_name_stay_open(source: str) -> None:
    assert not told(f"{source} said that all was well.", source).mentions


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="aB .,:’'\n“\"(-9é—themofandTheU", min_size=1, max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=4),
)
def test_any_tagged_words_are_read_without_fault(text: str, places: list[tuple[int, int]]) -> None:
    regions = [(0, len(text))]
    [plain] = analyse([(text, regions)], engine=RulesEngine())
    tagged = []
    for start, length in places:
        begin, end = min(start, len(text) - 1), min(start + length, len(text))
        span = TaggedSpan(begin, max(end, begin + 1), "source", 0.9)
        tagged.append(Attribution(span, (span,), (span,), 0.9))
    analysis = Analysis(plain.tokens, plain.sentences, (), tuple(tagged), (), "test")
    document = Document("doc-1", "", text, "", "", roles=(RoleSpan(0, len(text), "body"),))
    found = find_actors(document, analysis, find_quotations(text, regions), Reference.bundled())
    assert all(text[mention.start : mention.end] == mention.quote != "" for mention in found.mentions)
    assert {mention.actor for mention in found.mentions} == {actor.id for actor in found.actors}
