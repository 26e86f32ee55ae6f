"""A trained tagger slots in behind the same interface: its attributions go the same way as those of the rules."""

from __future__ import annotations

from dataclasses import replace

from onrecord.language import Analysis, Attribution, RulesEngine, TaggedSpan, analyse
from onrecord.language.quotations import find_quotations
from onrecord.records import Mention, Statement
from onrecord.reference import Reference
from onrecord.statements import find_statements
from onrecord.statements._items import read_paragraphs
from onrecord.statements._rules import find_attributions
from onrecord.statements._tagged import join_tagged

from .helpers import document_of


def tagged(text: str, *attributions: tuple[str, str, str], probability: float = 0.9) -> Analysis:
    """An analysis in which a tagger has found the attributions given as source, cue and content words."""
    [analysis] = analyse([(text, [(0, len(text))])], engine=RulesEngine())

    def span(words: str, role: str) -> TaggedSpan:
        return TaggedSpan(text.index(words), text.index(words) + len(words), role, probability)

    made = tuple(
        Attribution(
            span(cue, "cue"), (span(source, "source"),) if source else (), (span(content, "content"),), probability
        )
        for source, cue, content in attributions
    )
    return replace(analysis, attributions=made)


def read(text: str, analysis: Analysis) -> list[Statement]:
    mentions = [Mention("mention-0", "doc", text.index("Lee"), text.index("Lee") + 3, "Lee", "actor-lee", "name")]
    quotations = find_quotations(text, [(0, len(text))])
    return list(find_statements(document_of(text), analysis, quotations, (), (), mentions, Reference.bundled()))


def sources(text: str, analysis: Analysis) -> list[str]:
    """The words of the sources, with what describes them, before anybody is resolved."""
    quotations = find_quotations(text, [(0, len(text))])
    paragraphs = read_paragraphs(text, analysis, quotations, [(0, len(text), "body")])
    by_rules = find_attributions(text, paragraphs, quotations, {})
    found = join_tagged(text, analysis, paragraphs, quotations, by_rules)
    return [text[slice(*item.source[0])] for item in found]


def test_what_the_tagger_finds_becomes_a_statement() -> None:
    text = "The ever-patient Lee keeps saying the talks would go on."
    [statement] = read(text, tagged(text, ("The ever-patient Lee", "keeps saying", "the talks would go on")))
    assert statement.speaker == "actor-lee"
    assert statement.content[0].quote == "the talks would go on"
    assert statement.method.startswith("tagger")
    assert statement.confidence == 0.9


def test_a_source_that_the_tagger_missed_is_taken_from_the_rules() -> None:
    text = "The talks would go on, said Lee."
    [statement] = read(text, tagged(text, ("", "said", "The talks would go on")))
    assert statement.speaker == "actor-lee"


def test_the_rules_add_the_addressee_and_the_head_of_a_long_source() -> None:
    text = "Lee, a minister, told reporters that the talks would go on."
    [statement] = read(text, tagged(text, ("Lee, a minister", "told", "the talks would go on")))
    assert statement.speaker_text == "Lee"
    assert statement.addressee_span is not None
    assert statement.addressee_span.quote == "reporters"


def test_a_quotation_that_the_tagger_missed_is_found_by_the_rules() -> None:
    text = 'Chu said it was late. "We agreed to meet again," Lee said.'
    statements = read(text, tagged(text, ("Chu", "said", "it was late")))
    assert [statement.content[0].quote for statement in statements] == ["it was late", "We agreed to meet again,"]


def test_content_is_snapped_to_its_quotation() -> None:
    text = '"We agreed to meet again next week," Lee said.'
    [statement] = read(text, tagged(text, ("Lee", "said", "agreed to meet again next week")))
    assert statement.content[0].quote == "We agreed to meet again next week,"
    assert statement.mode == "direct"


def test_what_is_too_unsure_or_a_mere_attitude_is_left_out() -> None:
    text = "Lee wants the talks to go on."
    assert read(text, tagged(text, ("Lee", "wants", "the talks to go on"))) == []
    text = "Lee let it be known that the talks would go on."
    assert read(text, tagged(text, ("Lee", "let it be known", "the talks would go on"), probability=0.1)) == []


def test_a_saying_within_a_quotation_does_not_take_it_from_whoever_is_quoted() -> None:
    text = "Lee added: “The officials said all the planes had left. Nobody here knows any more about the whole story.”"
    content = "all the planes had left. Nobody here knows any more about the whole story.”"
    analysis = tagged(text, ("The officials", "said", content))
    assert "actor-lee" in {statement.speaker for statement in read(text, analysis)}


def test_what_no_rule_knows_must_be_sure_or_quoted() -> None:
    text = "It falls to Lee, examining which work should go on."
    attribution = ("Lee", "examining", "which work should go on")
    assert not read(text, tagged(text, attribution, probability=0.32))


def test_a_wish_is_no_saying() -> None:
    text = "The deal allows him to claim that it was over, Lee thought of it."
    assert all(
        statement.speaker_text != "him" for statement in read(text, tagged(text, ("him", "claim", "it was over")))
    )


def test_a_whole_quotation_beside_its_cue_counts_though_weakly_tagged() -> None:
    text = 'The talks went on. "We will not sell the bridge," Lee with a smile.'
    weak = tagged(text, ("Lee", "with a smile", '"We will not sell the bridge,"'), probability=0.1)
    assert [item.content[0].quote for item in read(text, weak)] == ["We will not sell the bridge,"]


def test_a_quotation_ends_where_the_narrator_goes_on() -> None:
    text = "Later Lee said: “We have said again and again that it was late,” but in fact nobody had."
    content = "“We have said again and again that it was late,” but in fact nobody had"
    [statement] = read(text, tagged(text, ("Lee", "said:", content)))
    assert [piece.quote for piece in statement.content] == ["We have said again and again that it was late,"]


def test_a_source_that_the_tagger_doubts_ends_before_the_clause_that_describes_it() -> None:
    text = "“It has grown late for all of us,” said Mr. Lee, who sold a boat to the town last year."
    source = "Mr. Lee, who sold a boat to the town last year"
    quotation = (source, "said", "“It has grown late for all of us,”")
    assert sources(text, tagged(text, quotation)) == [source]
    assert sources(text, tagged(text, quotation, probability=0.4)) == ["Mr. Lee"]


def test_a_participle_before_the_speaker_has_his_words_too() -> None:
    text = "Quoting “duties in the far north of the country,” Lee told the paper that he would stay."
    both = ("", "Quoting", "“duties in the far north of the country,”"), ("Lee", "told", "that he would stay")
    speakers = {item.speaker for item in read(text, tagged(text, *both))}
    assert speakers == {"actor-lee"}
