"""What posts and statements set into a page tell of others is told by their authors."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine

from .helpers import statements_of
from .helpers import told as words_of
from .test_who_speaks import told


@pytest.mark.parametrize(
    ("post", "who", "author"),
    [
        ("Defense official tells me: \u201cThe strikes are one of the first things that planners look at.\u201d \u2014"
         " Jake Tapper (@jaketapper) June 22, 2019", "Defense official", "Jake Tapper"),
        ("President Donald Trump says he hadn\u2019t given final approval to the strikes. pic.twitter.com/9bsZmk7ema"
         " \u2014 Meet the Press (@MeetThePress) June 21, 2019", "President Donald Trump", "Meet the Press"),
    ],
)  # fmt: skip
def test_what_a_post_tells_of_another_is_his_and_told_by_its_author(
    post: str, who: str, author: str, engine: ModelEngine
) -> None:
    found = told(f"The report came out on Friday.\n{post}\nNobody else had seen it.", engine)
    assert [one.via for one in found if one.words == who] == [(author,)]
    assert [one.via for one in found if one.words == author] == [()]


def test_what_the_author_says_of_himself_or_of_nobody_named_is_no_saying_of_another(engine: ModelEngine) -> None:
    post = "I said the talks would fail. They say we lost, and someone told me that it is over. \u2014 Kim Lee (@lee)"
    assert [one.words for one in told(f"The day was long.\n{post}", engine)] == ["Kim Lee"]


def test_a_post_may_name_its_author_first() -> None:
    text = (
        "Theresa May, the prime minister, said on Twitter:\n"
        "Theresa May (@theresa_may) Sad to hear of the death of Kofi Annan. A great leader and reformer of the UN.\n"
        "The Labour leader was silent."
    )
    [found] = statements_of(text, {"Theresa May": "may"})
    assert found.speaker == "actor-may"
    assert words_of(found).startswith("Sad to hear")


def test_a_note_on_an_author_is_no_post() -> None:
    text = "The harbour was calm.\nBrad Polumbo (@Brad_Polumbo) is a journalist and former fellow at the Examiner."
    assert statements_of(text, {"Brad Polumbo": "polumbo"}) == []


def test_a_posts_words_begin_behind_what_the_page_tells_its_listeners() -> None:
    text = "Skip Twitter post by @lee The crew just visited the site. \u2014 Kim Lee (@lee) January 10, 2020 Report"
    [found] = statements_of(text, {"Kim Lee": "lee"})
    assert words_of(found) == "The crew just visited the site."


def test_what_a_released_statement_tells_of_another_is_told_by_who_released_it(engine: ModelEngine) -> None:
    text = (
        "Ambassador Xie Feng posted on X on a meeting in Beijing:\n"
        "State Councilor Wang Xiaohong met our guests. Wang Xiaohong said China was willing to work with the US."
    )
    found = [one for one in told(text, engine) if one.speaker == "Wang Xiaohong"]
    assert [one.via for one in found] == [("Ambassador Xie Feng",)]
