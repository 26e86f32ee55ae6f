"""The rules engine: tokens and sentences of news text, with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language import Analysis, RegionError, RulesEngine, analyse


def read(text: str) -> Analysis:
    [analysis] = analyse([(text, [(0, len(text))])], engine=RulesEngine())
    return analysis


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in read(text).tokens]


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in read(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They didn't, can't and won\u2019t.", "They did n't , ca n't and wo n\u2019t ."),
        ("China's and the Bidens' aides", "China 's and the Bidens ' aides"),
        ("U.S.-China military-to-military talks", "U.S. - China military - to - military talks"),
        ("the pre-summit e-mail", "the pre-summit e-mail"),
        ("He waited\u2026 and left...", "He waited \u2026 and left ..."),
        ("\u201cYes,\u201d he said", "\u201c Yes , \u201d he said"),
        ("the\u00a0White\u00a0House", "the White House"),
        ("$3.5bn, 25% of 1,200 on 11/15/2023", "$ 3.5 bn , 25 % of 1,200 on 11/15/2023"),
        ("at 10pm or 7:30 p.m. Friday", "at 10 pm or 7:30 p.m. Friday"),
        ("Mr. Xi met Sen. J. Smith Jr. of Acme Inc. there.", "Mr. Xi met Sen. J. Smith Jr. of Acme Inc. there ."),
        ("see https://www.state.gov/briefing, please", "see https://www.state.gov/briefing , please"),
        ("O\u2019Donnell of Xi'an", "O\u2019Donnell of Xi'an"),
        ("We cannot go.", "We can not go ."),
        (
            "Its a deal, its own, and they dont, lets say, mind",
            "It s a deal , its own , and they do nt , lets say , mind",
        ),
        ("Huawei's 5G network, 20g of salt", "Huawei 's 5G network , 20 g of salt"),
        ("the U.K, e.g in law", "the U.K , e.g in law"),
        ("Send it to draft#12~1.doc or comp.lang.misc now", "Send it to draft#12~1.doc or comp.lang.misc now"),
        ("Good :) or >:( or ^_^ <3", "Good :) or >:( or ^_^ <3"),
        ("*~*~* 60Hz \u2026. tell 'em", "*~*~* 60 Hz \u2026. tell 'em"),
        ("Lets go, its simply good, its in-house staff", "Let s go , it s simply good , its in - house staff"),
    ],
)
def test_tokens_follow_the_treebanks(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Biden met Gen. Li in the U.S. Capitol.", "They agreed."],
        ["He lives in the U.S.", "The talks go on."],
        ["\u201cWe agreed.\u201d", "He left at 5 p.m. on Friday."],
        ['"Is it true?" Mr. Biden asked.', '"No!"', "He laughed."],
        ["J. Smith and J. D. Vance spoke.", "Nobody else did."],
        ["It cost 3.5 percent.", "Prices rose."],
    ],
)
def test_sentences_of_news(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_no_sentence_crosses_a_blank_line_or_a_region() -> None:
    text = "A headline without a stop\n\nThe first words of\na story"
    assert sentences(text) == ["A headline without a stop", "The first words of\na story"]
    [analysis] = analyse([(text, [(0, 10), (10, 25)])], engine=RulesEngine())
    assert [(s.start, s.end) for s in analysis.sentences] == [(0, 10), (11, 25)]


def test_only_the_regions_are_read() -> None:
    text = "Menu Home About\nThe story is here.\nRelated: more"
    start = text.index("The story")
    [analysis] = analyse([(text, [(start, start + 18)])], engine=RulesEngine())
    assert [text[s.start : s.end] for s in analysis.sentences] == ["The story is here."]


def test_a_region_outside_the_text_is_refused() -> None:
    with pytest.raises(RegionError, match="does not lie within"):
        analyse([("short", [(0, 99)])], engine=RulesEngine())


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_visible_character_is_kept(text: str) -> None:
    analysis = read(text)
    covered = {position for token in analysis.tokens for position in range(token.start, token.end)}
    missing = [c for position, c in enumerate(text) if position not in covered and (c.isalnum() or c in ".,!?\"'")]
    assert missing == []
    starts = [token.start for token in analysis.tokens]
    assert starts == sorted(starts)
    assert all(a.end <= b.start for a, b in zip(analysis.tokens, analysis.tokens[1:], strict=False))
    counted = [index for sentence in analysis.sentences for index in sentence.tokens]
    assert counted == list(range(len(analysis.tokens)))


@given(st.text(alphabet=".\"'\u201c\u201d -aA1\n\u00ad\u2026U", max_size=400))
def test_broken_marks_do_no_harm(text: str) -> None:
    analysis = read(text)
    assert all(0 <= token.start < token.end <= len(text) for token in analysis.tokens)


def test_the_marks_of_footnotes_are_no_words() -> None:
    text = "They resumed them.1 He denied it.[2][3] “It is over,”14 he said. See [12], 3.5 feet, No.5 The end.9"

    assert not {"1", "2", "3", "14", "9"} & set(words(text))
    assert {"12", "3.5", "5"} <= set(words(text))
