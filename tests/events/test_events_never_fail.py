"""Whatever the text, the tree and the records: find_events answers, and what it quotes stands in the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.events import find_events
from onrecord.language import Analysis, RulesEngine, Sentence, Token, analyse
from onrecord.language.times import find_times
from onrecord.records import Mention, Span, Statement, make_id
from onrecord.reference import Reference

from .trees import PEOPLE, document_of, mentions_in

WORDS = st.sampled_from(
    "Marlow Chen China Washington met agreed to not will should if urged talks sanctions on with and they we the two"
    " sides visit Tuesday since 2018 is had \u201c \u201d ? . US called him dictator \U0001f9e9 \u0301".split()
)
TAGS = st.sampled_from([*"NNP NNS NN VBD VB VBG VBN PRP IN MD JJ RB TO PRP$ WDT".split(), ""])
RELATIONS = st.sampled_from(
    "nsubj nsubj:pass obj obl obl:agent nmod nmod:poss conj case xcomp ccomp advcl acl acl:relcl aux aux:pass cop mark"
    " compound compound:prt flat appos det punct root dep parataxis amod".split()
)


@st.composite
def broken_trees(draw: st.DrawFn) -> tuple[str, Analysis]:
    """Words with any tags, heads (circles too) and relations."""
    words = draw(st.lists(st.tuples(WORDS, TAGS, RELATIONS, st.integers(-1, 24)), max_size=24))
    tokens, text = [], ""
    for word, tag, relation, head in words:
        start = len(text)
        text += word + " "
        place = head if head < len(words) else -1
        tokens.append(Token(start, start + len(word), None, tag, word.lower(), place, relation))
    cut = draw(st.integers(1, max(1, len(tokens))))
    sentences = []
    for first in range(0, len(tokens), cut):
        last = min(len(tokens), first + cut) - 1
        sentences.append(Sentence(tokens[first].start, tokens[last].end, first, last))
    return text, Analysis(tuple(tokens), tuple(sentences), (), (), (), "broken")


@given(broken_trees(), st.booleans())
@settings(max_examples=150)
def test_any_tree_gives_events_whose_quotes_stand_in_the_text(made: tuple[str, Analysis], quoted: bool) -> None:
    text, analysis = made
    document = document_of(text)
    statements = []
    if quoted and len(text) > 4:
        content = (Span.of(text, 2, len(text)),)
        statements.append(
            Statement(make_id("stmt", text), document.id, PEOPLE["Chen"].id, "Chen", None, None, "direct", content)
        )
    times = find_times(text, [(0, len(text))]) if text else ()
    events = find_events(
        document, analysis, (), times, tuple(PEOPLE.values()), mentions_in(document), statements, Reference.bundled()
    )

    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert event.asserted_by
        assert all(text[item.start : item.end] == item.quote for item in event.evidence)


@given(st.text(max_size=300))
def test_any_text_read_by_the_rules_engine_gives_an_answer(text: str) -> None:
    document = document_of(text)
    [analysis] = analyse([(text, [(0, len(text))])], engine=RulesEngine())

    assert find_events(document, analysis, (), (), (), (), (), Reference.bundled()) == ()


@given(st.integers(-5, 400), st.integers(-5, 400))
def test_mentions_that_lie_outside_the_text_do_no_harm(start: int, end: int) -> None:
    text = "Marlow met Chen in Geneva on Tuesday."
    document = document_of(text)
    [analysis] = analyse([(text, [(0, len(text))])], engine=RulesEngine())
    strange = Mention("mention-x", document.id, start, end, text[max(0, start) : max(0, end)], "actor-nobody", "name")

    events = find_events(
        document, analysis, (), (), tuple(PEOPLE.values()), [*mentions_in(document), strange], (), Reference.bundled()
    )
    assert [event.event for event in events] in ([], ["CONSULT"])


def test_without_a_tree_the_order_of_words_still_tells_a_meeting_and_a_plain_request() -> None:
    text = "Marlow met with Chen on Tuesday. China urged Washington to lift sanctions. Marlow and Chen agreed to talk."
    document = document_of(text)
    [analysis] = analyse([(text, [(0, len(text))])], engine=RulesEngine())
    times = find_times(text, [(0, len(text))])
    events = find_events(
        document, analysis, (), times, tuple(PEOPLE.values()), mentions_in(document), (), Reference.bundled()
    )

    assert [(event.event, event.status) for event in events] == [
        ("CONSULT", "occurred"),
        ("REQUEST", "requested"),
        ("AGREE", "agreed"),
    ]
    assert events[0].date.date == "2024-03-05"
