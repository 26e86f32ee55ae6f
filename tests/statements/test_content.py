"""What a saying's content does not hold: its circumstances, its topic, who says it, and what the narrator adds."""

from __future__ import annotations

import sys
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language import Analysis, Attribution, RulesEngine, TaggedSpan, analyse
from onrecord.language.quotations import find_quotations
from onrecord.records import Mention, Statement
from onrecord.reference import Reference
from onrecord.statements import find_statements

from .helpers import document_of, statements_of, told


def tagged(text: str, source: str, cue: str, *content: str) -> Analysis:
    """An analysis in which a tagger has found one attribution, its content in several pieces."""
    [analysis] = analyse([(text, [(0, len(text))])], engine=RulesEngine())

    def span(words: str, role: str) -> TaggedSpan:
        return TaggedSpan(text.index(words), text.index(words) + len(words), role, 0.9)

    made = Attribution(
        span(cue, "cue"), (span(source, "source"),), tuple(span(piece, "content") for piece in content), 0.9
    )
    return replace(analysis, attributions=(made,))


def read(text: str, analysis: Analysis) -> list[Statement]:
    mentions = [Mention("mention-0", "doc", text.index("Lee"), text.index("Lee") + 3, "Lee", "actor-lee", "name")]
    quotations = find_quotations(text, [(0, len(text))])
    return list(find_statements(document_of(text), analysis, quotations, (), (), mentions, Reference.bundled()))


def test_what_opens_the_sentence_of_a_that_clause_is_not_said() -> None:
    text = "Citing two “sources,” Lee said that the talks would go on."
    [statement] = read(text, tagged(text, "Lee", "said", "Citing two “sources,”", "that the talks would go on"))
    assert "Citing" not in told(statement)


def test_a_title_among_the_words_that_name_the_speaker_is_not_said() -> None:
    text = "“We will go on with it,” said Lee, the author of “War and Trade,” a novel."
    source = "Lee, the author of “War and Trade,” a novel"
    [statement] = read(text, tagged(text, source, "said", "“We will go on with it,”", "“War and Trade,”"))
    assert told(statement) == "We will go on with it,"


def test_a_title_at_which_the_words_that_name_the_speaker_break_off_belongs_to_them() -> None:
    text = "“We will go on with it,” said Lee, the author of “War and Trade.”"
    [statement] = read(text, tagged(text, "Lee, the author of", "said", "“We will go on with it,”", "“War and Trade.”"))
    assert told(statement) == "We will go on with it,"


def test_a_sentence_behind_the_quotation_that_ends_the_last_one_is_the_narrators() -> None:
    text = "Lee told them, “We have lost it.” Shirts were sold in front of the house."
    content = "“We have lost it.” Shirts were sold in front of the house"
    [statement] = read(text, tagged(text, "Lee", "told", content))
    assert told(statement) == "We have lost it."


def test_a_quoted_sentence_with_a_title_in_it_is_kept_whole() -> None:
    text = "Lee said, “I read it in ‘War and Trade.’ Everybody should.”"
    [statement] = read(text, tagged(text, "Lee", "said", "“I read it in ‘War and Trade.’ Everybody should.”"))
    assert told(statement) == "I read it in ‘War and Trade.’ Everybody should."


def test_a_term_in_marks_behind_the_verb_is_not_part_of_the_quotation() -> None:
    [statement] = statements_of(
        "“She is wrong,” Lee lamented, going on to claim that the report was moved by “retribution”.", {"Lee": "lee"}
    )[:1]
    assert told(statement) == "She is wrong,"


def test_a_quotation_goes_on_behind_the_verb() -> None:
    [statement] = statements_of("“We agreed,” Lee said in Seoul, “to meet again.”", {"Lee": "lee"})
    assert told(statement) == "We agreed, / to meet again."


def test_the_work_on_a_very_long_sentence_in_capitals_grows_with_its_length() -> None:
    def calls(words: int) -> int:
        text = "Lee Says Trade Talks Will Go On " * words
        count = 0

        def tally(_frame: object, _event: str, _argument: object) -> None:
            nonlocal count
            count += 1

        before = sys.getprofile()
        sys.setprofile(tally)
        try:
            statements_of(text, {})
        finally:
            sys.setprofile(before)
        return count

    calls(20)
    assert calls(1600) < 6 * calls(400)


def test_a_mere_topic_and_somebody_whom_nobody_knows_say_nothing() -> None:
    assert not statements_of("Lee talked about the trip.", {"Lee": "lee"})
    assert not statements_of("There is a plan that calls for an end to the talks.", {"Lee": "lee"})
    [statement] = statements_of("In the video, someone says: “The ground is shaking.”", {})
    assert told(statement) == "The ground is shaking."


def test_what_is_denied_to_have_been_said_is_nobodys_saying() -> None:
    text = "Lee denied that Chu had told reporters that the talks were over."
    assert [statement.speaker_text for statement in statements_of(text, {"Lee": "lee", "Chu": "chu"})] == ["Lee"]


def test_a_participle_behind_a_reported_clause_goes_on_with_who_reports_it() -> None:
    text = "Lee said the deal reminds Chu that talks may fail, warning that “it is late.”"
    warned = next(s for s in statements_of(text, {"Lee": "lee", "Chu": "chu"}) if s.cue and s.cue.lemma == "warn")
    assert warned.speaker == "actor-lee"


def test_a_word_that_opens_a_sentence_and_names_nobody_is_no_speaker() -> None:
    text = "More from the report: “The talks will go on for another year.”"
    assert all(statement.speaker_text != "More" for statement in statements_of(text, {}))


@given(
    st.lists(
        st.sampled_from(
            ["“", "”", "Lee", "LeeTalks", "said", "that", "of", "“War”", "MORE", "denied", ".", ",", "if", "\n"]
        ),
        min_size=1,
        max_size=30,
    ).map(" ".join),
    st.data(),
)
@settings(max_examples=150)
def test_no_marks_and_no_tags_raise(text: str, data: st.DataObject) -> None:
    def span(role: str) -> TaggedSpan:
        start = data.draw(st.integers(0, len(text) - 1))
        return TaggedSpan(start, data.draw(st.integers(start + 1, len(text))), role, 0.9)

    [analysis] = analyse([(text, [(0, len(text))])], engine=RulesEngine())
    made = Attribution(span("cue"), (span("source"),), (span("content"), span("content")), 0.9)
    quotations = find_quotations(text, [(0, len(text))])
    read = replace(analysis, attributions=(made,))
    for statement in find_statements(document_of(text), read, quotations, (), (), (), Reference.bundled()):
        assert all(text[piece.start : piece.end] == piece.quote for piece in statement.content)


def test_a_phrase_of_saying_may_end_its_sentence() -> None:
    assert not statements_of("The trip was denied, Lee talked about", {"Lee": "lee"})


def test_a_quotation_goes_on_behind_a_verb_that_the_narrator_lends_its_subject() -> None:
    text = "“It is clear that a severe conflict,” Lee said, would be “a disaster for the world.”"
    [statement] = statements_of(text, {"Lee": "lee"})
    assert [piece.quote for piece in statement.content] == [
        "It is clear that a severe conflict,",
        "a disaster for the world.",
    ]


def test_a_term_in_quotation_marks_among_the_words_of_the_narrator_is_not_said() -> None:
    text = "“We will see,” Lee said, before he left for the so-called “quiet room” of the palace."
    [statement] = statements_of(text, {"Lee": "lee"})
    assert [piece.quote for piece in statement.content] == ["We will see,"]
