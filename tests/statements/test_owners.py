"""Quotations that no cue claims find their speaker by a learned choice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language import Analysis, RulesEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.statements._items import Paragraph, read_paragraphs
from onrecord.statements._owners import Candidate, candidates, chosen, give_owners, is_claimed, places_of, weights
from onrecord.statements._rules import find_attributions
from onrecord.statements._types import Attribution


def read(text: str) -> tuple[Analysis, list[Paragraph], list[Attribution]]:
    """A text's analysis, paragraphs and attributions by rules."""
    lines = [(start, end, "body") for start, end in lines_of(text)]
    [analysis] = analyse([(text, lines_of(text))], engine=RulesEngine())
    paragraphs = read_paragraphs(text, analysis, find_quotations(text, lines_of(text)), lines)
    return analysis, paragraphs, find_attributions(text, paragraphs, find_quotations(text, lines_of(text)), {})


def lines_of(text: str) -> list[tuple[int, int]]:
    """The lines that are not blank."""
    result, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            result.append((start, start + len(line)))
        start += len(line) + 1
    return result


TEXT = (
    "The mayor said the bridge would stay closed until autumn, whatever the cost.\n"
    "“We are not going to open a bridge that nobody has looked at for ten years.”\n"
    "Traffic was light."
)


def test_a_quotation_alone_in_its_paragraph_goes_to_the_speaker_before() -> None:
    analysis, paragraphs, found = read(TEXT)
    found = [item for item in found if item.rule != "bare quotation"]
    quotations = find_quotations(TEXT, lines_of(TEXT))
    assert not is_claimed(quotations[0], found)
    give_owners(TEXT, analysis, paragraphs, quotations, found)
    [owner] = [item for item in found if is_claimed(quotations[0], [item])]
    assert TEXT[slice(*owner.source[0])] == "The mayor"
    assert TEXT[slice(*owner.content[-1])].endswith("ten years.”")


def test_what_is_told_within_a_quotation_does_not_claim_it() -> None:
    text = "“He said that all of it was over,” she wrote."
    [quotation] = find_quotations(text, [(0, len(text))])
    inner = Attribution([(9, 34)], [(1, 3)], (4, 8))
    outer = Attribution([(0, 35)], [(36, 39)], (40, 45))
    assert not is_claimed(quotation, [inner])
    assert is_claimed(quotation, [inner, outer])


def test_nobody_is_chosen_where_nobody_is_near() -> None:
    assert chosen([], weights()) == (None, 1.0)
    best, probability = chosen([Candidate({"attribution": 1.0})], {"attribution": -2.0})
    assert best is None
    assert 0.5 < probability < 1.0


def test_every_weight_is_of_a_feature_and_finite() -> None:
    assert weights()
    assert all(-20 < value < 20 for value in weights().values())


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aB .,:!?\n“”\"'‘’—said", max_size=160))
def test_broken_marks_never_raise(text: str) -> None:
    analysis, paragraphs, found = read(text)
    quotations = find_quotations(text, lines_of(text))
    places = places_of(paragraphs)
    for index in range(len(quotations)):
        for option in candidates(text, index, quotations, places, found, analysis):
            assert all(abs(value) <= 1.0 for value in option.features.values())
    give_owners(text, analysis, paragraphs, quotations, found)
    assert all(0 <= start < end <= len(text) for item in found for start, end in item.content)
