"""Who said what, to whom, told by whom: what the rules read from a page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .helpers import statements_of, told

NAMES = {"Lee": "lee", "Chu": "chu", "Mr. Lee": "lee", "He": "lee", "he": "lee", "She": "chu"}


def one(text: str, **more: object) -> tuple[str | None, str, str]:
    [statement] = statements_of(text, NAMES, **more)  # type: ignore[arg-type]
    return statement.speaker, told(statement), statement.mode


@pytest.mark.parametrize(
    ("text", "content", "mode"),
    [
        ('"We will talk," Lee said.', "We will talk,", "direct"),
        ('"We will talk," said Lee, the minister.', "We will talk,", "direct"),
        ("\u201cWe will talk,\u201d Lee told reporters.", "We will talk,", "direct"),
        ('Lee said: "We will talk."', "We will talk.", "direct"),
        ('Lee, who was in Geneva, said, "We will talk."', "We will talk.", "direct"),
        ('"We will talk," Lee said. "We will listen."', "We will talk, / We will listen.", "direct"),
        ('The talks, Lee said, "went very well indeed."', "The talks / went very well indeed.", "mixed"),
        ("Lee said that the talks would go on.", "the talks would go on", "indirect"),
        ("Lee said the talks would go on.", "the talks would go on", "indirect"),
        ("The talks would go on, Lee said.", "The talks would go on", "indirect"),
        ("The talks would go on, according to Lee.", "The talks would go on", "indirect"),
        ("According to Lee, the talks would go on.", "the talks would go on", "indirect"),
        ('Lee called the plan "wrong" and "irresponsible."', 'the plan "wrong" and "irresponsible."', "mixed"),
        ("Lee pressed Chu to lift the sanctions.", "to lift the sanctions", "indirect"),
        ("Lee acknowledged that it had been hard.", "it had been hard", "indirect"),
        ('Asked how it went, Lee said, "It went well."', "It went well.", "direct"),
        ("However, Lee said, the talks would go on.", "the talks would go on", "indirect"),
        ("Lee: 'We will not leave'", "We will not leave", "direct"),
        ("Lee said in a statement on Monday that talks would go on.", "talks would go on", "indirect"),
    ],
)
def test_ways_of_telling(text: str, content: str, mode: str) -> None:
    assert one(text) == ("actor-lee", content, mode)


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    [statement] = statements_of('"We talked.\n"We listened," Lee said.', NAMES)
    assert told(statement) == "We talked. / We listened,"


def test_a_paragraph_of_nothing_but_quotation_goes_on_with_the_quotation_before() -> None:
    [statement] = statements_of('"We talked," Lee said.\n"We listened as well as we could."', NAMES)
    assert told(statement) == "We talked, / We listened as well as we could."


def test_a_bare_quotation_after_reported_speech_is_a_statement_of_the_same_speaker() -> None:
    first, second = statements_of('Lee said the talks went well. "We listened as well as we could."', NAMES)
    assert second.speaker == first.speaker == "actor-lee"
    assert second.speaker_span == first.speaker_span
    assert second.cue is None


def test_a_quotation_is_introduced_by_the_paragraph_before() -> None:
    [statement] = statements_of('Then Lee continued:\n"We listened as well as we could."', NAMES)
    assert (statement.speaker, told(statement)) == ("actor-lee", "We listened as well as we could.")
    assert statement.cue is not None


def test_a_missing_closing_mark_does_not_swallow_the_next_paragraph() -> None:
    statements = statements_of('"We talked," Lee said. "We listened.\nThe weather was fine.', NAMES)
    assert [told(item) for item in statements] == ["We talked, / We listened."]


def test_a_dropped_source_takes_the_speaker_of_the_clause_before() -> None:
    first, second = statements_of('"We talked," Lee said, adding that Chu "listened to all of it."', NAMES)
    assert first.speaker == second.speaker == "actor-lee"
    assert second.cue is not None
    assert second.cue.lemma == "add"
    assert told(second) == 'Chu "listened to all of it."'


def test_a_saying_told_in_a_saying_is_one_statement_with_its_chain() -> None:
    names = {**NAMES, "A senior official": "official", "reporters": "press"}
    [statement] = statements_of(
        "A senior official told reporters that Lee told Chu the island is the biggest issue.", names
    )
    assert statement.speaker == "actor-lee"
    assert statement.addressee == "actor-chu"
    assert told(statement) == "the island is the biggest issue"
    assert [(teller.actor, teller.text) for teller in statement.via] == [
        ("actor-official", "A senior official"),
        (None, "The Daily Test"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"Stop it," Lee told Chu, according to a readout from Beijing.',
        "Lee told Chu to stop it at once, according to a readout from Beijing.",
        "The official quoted Lee as saying that it must stop.",
        "Beijing said Lee raised concerns with Chu about the plan.",
    ],
)
def test_tellers_stand_in_the_chain_not_as_speakers(text: str) -> None:
    [statement] = statements_of(text, {**NAMES, "Beijing": "china", "The official": "official"})
    assert statement.speaker == "actor-lee"
    assert len(statement.via) == 2
    assert statement.via[0].actor in ("actor-china", "actor-official")


def test_a_quotation_within_a_quotation_is_told_by_the_outer_speaker() -> None:
    outer, inner = statements_of(
        "\"As Chu said yesterday, 'trust but verify,' and that is what we are going to do,\" Lee said on Monday.", NAMES
    )
    assert outer.speaker == "actor-lee"
    assert (inner.speaker, told(inner)) == ("actor-chu", "trust but verify,")
    assert inner.via[0].actor == "actor-lee"
    assert (outer.said_on.date, inner.said_on.date) == ("2023-11-13", "2023-11-12")


def test_the_day_of_a_saying_comes_from_its_own_clause() -> None:
    [statement] = statements_of("Lee said on Wednesday that talks would resume on December 1.", NAMES)
    assert statement.said_on.date == "2023-11-15"
    assert statement.said_on.evidence[0].quote == "Wednesday"


def test_a_saying_without_a_day_is_of_the_day_a_fresh_report_was_published_and_says_so() -> None:
    [statement] = statements_of("Lee said that talks would resume on Friday.", NAMES)
    assert (statement.said_on.date, statement.said_on.basis) == ("2023-11-16", "published")
    assert statement.said_on.reason
    [statement] = statements_of("Lee had said that talks would resume.", NAMES)
    assert statement.said_on.date is None
    assert statement.said_on.reason


def test_the_occasion_is_read_from_the_words_around_the_cue() -> None:
    [statement] = statements_of('"We talked," Lee said in an interview that aired Sunday.', NAMES)
    assert statement.occasion == "interview"
    assert statement.said_on.date == "2023-11-12"


def test_what_nobody_says_is_no_statement() -> None:
    assert statements_of("Lee and Chu met on Monday. They agreed to talk again and discussed trade.", NAMES) == []
    assert statements_of('He wrote about the so-called "nine-dash line" for years.', NAMES) == []
    assert statements_of("Lee would say that it is wrong. Chu did not say that it was.", NAMES) == []


def test_an_unresolved_speaker_is_said_so() -> None:
    [statement] = statements_of("The envoy said that talks would go on.", NAMES)
    assert statement.speaker is None
    assert statement.speaker_text == "The envoy"


def test_only_lines_that_are_read_yield_statements() -> None:
    assert (
        statements_of("Police say man was found\nLee said so much.", NAMES, roles={0: "related", 1: "navigation"}) == []
    )


def test_a_name_behind_a_dash_is_the_speaker() -> None:
    [statement] = statements_of('"It was the best of days." \u2014 Lee, a baker', NAMES)
    assert (statement.speaker, told(statement)) == ("actor-lee", "It was the best of days.")


def test_each_turn_of_a_transcript_is_one_statement_by_its_label() -> None:
    text = (
        "MR LEE: Good afternoon, everyone, and welcome.\nI have one thing at the top.\n"
        'QUESTION: Will you talk to Beijing about it?\nMR LEE: We said "yes" to that long ago.\n'
    )
    statements = statements_of(text, {"MR LEE": "lee"})
    assert [(item.speaker, item.speaker_text) for item in statements] == [
        ("actor-lee", "MR LEE"), (None, "QUESTION"), ("actor-lee", "MR LEE"),
    ]  # fmt: skip
    assert len(statements[0].content) == 2
    assert {item.mode for item in statements} == {"direct"}


def test_newsrooms_of_any_name_and_others_who_only_ask_have_turns_of_their_own() -> None:
    text = (
        "China-Arab TV: The talks were put off again. What is your comment?\n"
        "Lee: We have said more than once that talks need good faith on both sides.\n"
        "Anadolu Agency: Will a delegation travel to the capital?\n"
        "Lee: We will let you know in time, and there is nothing new to add to that today.\n"
        "Hong Kong TVB: And the ports?\n"
        "Lee: That is a matter between companies, and we have no further comment on it.\n"
    )
    said = [(told(each), each.speaker) for each in statements_of(text, {"Lee": "lee"}) if each.cue is None]
    assert [words.split()[0] for words, speaker in said if speaker == "actor-lee"] == ["We", "We", "That"]
    assert [words for words, speaker in said if speaker is None] == [
        "The talks were put off again. What is your comment?", "Will a delegation travel to the capital?",
        "And the ports?",
    ]  # fmt: skip


def test_a_post_set_into_the_page_is_its_authors_statement_with_its_day() -> None:
    [statement] = statements_of("We have a deal. Thank you! \u2014 A. Lee (@lee) November 14, 2023", {"A. Lee": "lee"})
    assert (statement.speaker, told(statement), statement.mode) == ("actor-lee", "We have a deal. Thank you!", "direct")
    assert (statement.occasion, statement.said_on.date) == ("post", "2023-11-14")


def test_nobody_saying_something_is_no_statement() -> None:
    assert statements_of("No officials have confirmed the report. Nobody said that it was true.", NAMES) == []


def test_one_who_is_quoted_as_saying_is_the_speaker() -> None:
    assert one('"We must wait for them," Lee was quoted as saying.') == (
        "actor-lee",
        "We must wait for them,",
        "direct",
    )


def test_a_relative_clause_of_somebody_else_ends_what_is_said() -> None:
    [statement] = statements_of("Lee urged Chu to halt the program, which Beijing says is nearing its end.", NAMES)
    assert told(statement) == "to halt the program"


_PIECES = st.lists(
    st.sampled_from(
        ["Lee", "said", '"', "\u201c", "\u201d", "'", "\u2019", ",", ".", ":", "\u2014", "that", "told", "he", "and",
         "according", "to", "\n", "saying", "the plan", "was", "asked", "whether", "by", "quoted", "as", "not", "(",
         ")", "US", "called", "Q", "MR LEE:", "on Monday", "which", "\u00a0", "in a statement"]
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(_PIECES.map(" ".join), _PIECES.map("".join), st.text(max_size=200)))
def test_no_text_breaks_it_and_every_span_is_exact(text: str) -> None:
    for statement in statements_of(text, NAMES):
        spans = [*statement.content, statement.speaker_span, statement.addressee_span, statement.cue]
        spans += [teller.span for teller in statement.via]
        for span in spans:
            if span is not None:
                assert text[span.start : span.end] == span.quote != ""
        ends = [(span.start, span.end) for span in statement.content]
        assert ends == sorted(ends)
        assert all(a[1] <= b[0] for a, b in pairwise(ends))
        assert 0 <= statement.confidence <= 1


def test_a_saying_that_goes_on_takes_the_day_of_the_one_before_and_says_so() -> None:
    first, second, third = statements_of(
        '"We talked," Lee said on Wednesday. Lee also said that it went well. Lee had said it would be hard.', NAMES
    )
    assert first.said_on.date == second.said_on.date == "2023-11-15"
    assert "same speaker" in second.said_on.reason
    assert third.said_on.date is None


def test_those_who_met_spoke_on_the_day_of_the_meeting() -> None:
    [statement] = statements_of("Lee met Chu on Tuesday.\nLee told Chu that the island is the biggest issue.", NAMES)
    assert statement.said_on.date == "2023-11-14"
    assert "meeting" in statement.said_on.reason


def test_who_asks_is_answered() -> None:
    question, answer = statements_of('Asked by Chu whether it would end, Lee said, "It will."', NAMES)
    assert (question.speaker, question.addressee) == ("actor-chu", "actor-lee")
    assert (answer.speaker, answer.addressee) == ("actor-lee", "actor-chu")
    assert question.cue is not None
    assert question.cue.kind == "ask"


def test_a_readout_gives_its_sayings_the_day_and_the_occasion() -> None:
    text = "This is attributable to the office:\nLee spoke by phone with Chu today. Lee stressed the need for calm."
    [statement] = statements_of(text, NAMES)
    assert told(statement) == "the need for calm"
    assert (statement.occasion, statement.said_on.date) == ("phone call", "2023-11-16")


def test_names_of_persons_label_the_turns_of_a_transcript_and_what_is_told_in_a_turn_has_its_speaker_as_teller() -> (
    None
):
    text = (
        "Lee spoke to reporters about the talks that were held this week.\n"
        "AFP: What do you make of the report that came out this week?\n"
        "Lee: We have read it with care, and I do not share what it says. Chu said that the talks would go on."
    )
    statements = statements_of(text, NAMES)
    turn = next(
        item for item in statements if item.method.startswith("rules: transcript") and item.speaker == "actor-lee"
    )
    assert turn.mode == "direct"
    inner = next(item for item in statements if item.speaker == "actor-chu")
    assert told(inner) == "the talks would go on"
    assert inner.via[0].actor == "actor-lee"


def test_joint_speakers_each_get_a_statement_and_an_agreement_of_both_is_none() -> None:
    statements = statements_of("Lee and Chu said that talks would resume.", NAMES)
    assert sorted(item.speaker or "" for item in statements) == ["actor-chu", "actor-lee"]
    assert len({item.id for item in statements}) == 2
    assert statements_of("Lee and Chu agreed that talks would resume.", NAMES) == []


def test_a_release_names_who_tells_it() -> None:
    text = "The following is attributable to Spokesperson Chu:\nLee said that talks would resume."
    [statement] = statements_of(text, NAMES)
    assert statement.speaker == "actor-lee"
    assert statement.via[0].text == "Spokesperson Chu"


def test_a_text_that_a_line_introduces_is_one_statement() -> None:
    text = "Lee also posted the excerpt below on X:\nWe want the talks to go on.\nNobody can stop us."
    [statement] = statements_of(text, NAMES)
    assert (statement.speaker, statement.occasion, statement.mode) == ("actor-lee", "post", "direct")
    assert told(statement) == "We want the talks to go on. / Nobody can stop us."


def test_a_pronoun_that_nothing_resolves_right_after_a_quotation_means_who_spoke() -> None:
    text = '"It was late," Lee said.\n"We agreed to meet again," he continued.'
    assert [item.speaker for item in statements_of(text, {"Lee": "lee"})] == ["actor-lee", "actor-lee"]


def test_whom_somebody_thanks_is_the_addressee() -> None:
    [statement] = statements_of("Lee thanked Chu for the talks in the spring.", NAMES)
    assert statement.addressee == "actor-chu"
    assert told(statement).startswith("for the talks")


def test_a_name_in_a_line_of_its_own_signs_the_quotation_above() -> None:
    text = "“We will not sell a single bridge to anybody.”\n- Lee.\nThe bridges stand."
    [statement] = statements_of(text, NAMES)
    assert statement.speaker == "lee" or statement.speaker == "actor-lee"
    assert told(statement) == "We will not sell a single bridge to anybody."


def test_a_quotation_after_a_stop_begins_its_own_sentence() -> None:
    text = "It was all a headache for friends of Chu. ''Some staffer slipped. Let's move on,'' said Lee."
    [statement] = statements_of(text, NAMES)
    assert told(statement).startswith("Some staffer")
    assert statement.mode == "direct"


def test_the_narrators_words_before_a_quoted_sentence_are_no_part_of_it() -> None:
    text = 'Chu had hit back at the press: "Nobody can stop these talks now," Lee said.'
    [statement] = [item for item in statements_of(text, NAMES) if item.speaker == "actor-lee"]
    assert told(statement).startswith("Nobody can stop")
    assert statement.mode == "direct"


def test_an_exclamation_and_who_shouted_it_are_one_sentence() -> None:
    [statement] = statements_of('"All the way to the bridge!" Lee shouted, waving.', NAMES)
    assert (statement.speaker, told(statement)) == ("actor-lee", "All the way to the bridge!")


def test_one_of_a_body_is_one_speaker() -> None:
    speakers = [item.speaker for item in statements_of("The talks will go on, said Lee of the Chu.", NAMES)]
    assert speakers == ["actor-lee"]


def test_he_is_not_the_one_of_whom_his_words_speak() -> None:
    text = 'Lee said it was late. "I will not fight because Chu is there," Chu would hear. "Chu is late," he said.'
    document_speakers = [item.speaker for item in statements_of(text, {"Lee": "lee", "Chu": "chu", "he": "chu"})]
    assert document_speakers[-1] != "actor-chu"


def test_operators_say_nothing_and_the_press_asks() -> None:
    text = (
        "MR LEE: Good afternoon to all of you.\nQUESTION: What about the talks in the spring?\n"
        "MR LEE: They will go on as planned.\nOPERATOR: The next question comes from the north.\n"
        "QUESTION: And after that, what will happen?\nMR LEE: We will see about it then."
    )
    found = statements_of(text, {"MR LEE": "lee"})
    assert [item.speaker_text for item in found] == ["MR LEE", "QUESTION", "MR LEE", "QUESTION", "MR LEE"]
    assert [item.method.startswith("rules: transcript, question") for item in found] == [
        False,
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "If Lee insists that the talks go on, nobody will come.",
        "Nobody knows whether Lee told them that the talks were over.",
        "Lee needs to say that there will be no talks.",
        "Anyone who claims that the talks are over is wrong.",
        "Lee called an early election to break the deadlock.",
    ],
)
def test_what_is_only_supposed_or_anybodys_is_no_statement(text: str) -> None:
    assert not statements_of(text, {"Lee": "lee"})


def test_what_is_still_to_be_said_is_told_from_what_has_been_said() -> None:
    assert not statements_of("They wait until Lee says that the talks go on.", {"Lee": "lee"})
    [statement] = statements_of("They waited until Lee said that the talks went on.", {"Lee": "lee"})
    assert told(statement) == "the talks went on"
