"""What holds for every text, however broken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors import ActorsFound

from .conftest import document_of, read

WORDS = st.sampled_from(
    (
        "Joe Biden|Mr. Biden|Xi|President Xi Jinping|Li Shangfu|the secretary|Secretary of State|he|she|they|it|"
        "the two leaders|a senior US official|the official|Beijing|kyiv|the White House|the Chinese|both|reporters|"
        "China's foreign ministry|said|told|and|,|.|\u201c|\u201d|\"|'|[|]|(|)|-|\u2014|\u00a0|\n|\u200b|O'|"
        "D\u2019|U.S.|US$|Mr.|J.|von|bin|the administration|his Chinese counterpart|official|Georgia|Jim Jordan|"
        "the|of|'s|\u2019s|\u0130|\ud7ff|Jean-Pierre|ABC|in|to|Washington|, D.C.|1|2023"
    ).split("|")
)
MESSY = st.lists(WORDS, max_size=60).map(" ".join)
ANY_TEXT = st.one_of(MESSY, st.text(max_size=300), st.text(alphabet="“”\"'’ .,\n-[]()AbzXi", max_size=200))


def check(text: str, result: ActorsFound) -> None:
    ids = [actor.id for actor in result.actors]
    assert ids == sorted(set(ids))
    assert {mention.actor for mention in result.mentions} == set(ids)
    border = (0, 0)
    for mention in result.mentions:
        assert text[mention.start : mention.end] == mention.quote
        assert mention.quote.strip() == mention.quote != ""
        assert "\n" not in mention.quote
        assert mention.reason
        span = (mention.start, mention.end)
        assert span == border or mention.start >= border[1]  # never crossing, never nested
        border = span
    assert len({mention.id for mention in result.mentions}) == len(result.mentions)


@settings(max_examples=150, deadline=None)
@given(text=ANY_TEXT, date=st.sampled_from([None, "2023-11-16", "2012-01"]))
def test_any_text_gives_exact_spans_and_no_error(text: str, date: str | None) -> None:
    check(text, read(document_of(text, date)))


@settings(max_examples=50, deadline=None)
@given(text=MESSY)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert read(document_of(text)) == read(document_of(text))


@pytest.mark.parametrize(
    "unit", ["Joe Biden told him he ", "Joe ", "the ", "Mr. ", "of the ", "- ", "'s ", "he ", "“", "Secretary of "]
)
def test_long_repetition_stays_cheap(unit: str) -> None:
    text = unit * 4000
    check(text, read(document_of(text)))


def test_the_answer_does_not_depend_on_the_order_of_hashes() -> None:
    code = (
        "from tests.actors.conftest import document_of, read\n"
        "text = 'President Biden and Chinese President Xi Jinping met. The two leaders spoke. The US agreed. '\n"
        "text += 'Both sides said so, a US official told reporters. Secretary Austin and the defense secretary left.'\n"
        "print([(m.start, m.end, m.actor, m.reason) for m in read(document_of(text, '2023-11-16')).mentions])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).resolve().parents[2],
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1
    assert "actor-" in answers.pop()
