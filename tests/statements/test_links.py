"""Headlines of other stories that stand glued to a name within a sentence."""

from __future__ import annotations

from .helpers import statements_of, told

GLUED = (
    "Party leader Jane Lee Jane Mary LeeChu says talks are dead Poll: Kim warns of losses MORE said on Sunday that"
    " the talks would go on."
)


def test_what_headlines_glued_to_a_name_tell_is_nobodys_saying() -> None:
    statements = statements_of(GLUED, {"Jane Lee": "lee", "Chu": "chu", "Kim": "kim"})
    assert [told(statement) for statement in statements] == ["the talks would go on"]


def test_who_is_named_before_the_headlines_says_what_stands_behind_them() -> None:
    [statement] = statements_of(GLUED, {"Jane Lee": "lee", "Chu": "chu", "Kim": "kim"})
    assert statement.speaker == "actor-lee"
    assert statement.speaker_text == "Jane Lee"


def test_a_name_with_a_capital_in_it_hides_nothing() -> None:
    text = "John McLee said the talks would go on. McLee wants MORE of them."
    [statement] = statements_of(text, {"John McLee": "mclee"})
    assert told(statement) == "the talks would go on"
