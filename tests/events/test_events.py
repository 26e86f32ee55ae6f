"""Events: type, both sides, status, date, who says so; told by trees written by hand."""

from __future__ import annotations

import pytest

from onrecord.events._status import of_noun
from onrecord.events._tree import Tree
from onrecord.records import Cue, Event, Span, Statement, Teller, make_id

from .trees import PEOPLE, analysed, document_of, events_of, sides

MET = [
    "Marlow Marlow NNP 2 nsubj", "met meet VBD 0 root", "Chen Chen NNP 2 obj",
    "Tuesday Tuesday NNP 2 obl:unmarked", ". . . 2 punct",
]  # fmt: skip


def only(events: tuple[Event, ...]) -> Event:
    assert len(events) == 1, [(event.event, event.status, event.evidence[0].quote) for event in events]
    return events[0]


def test_a_meeting_has_both_sides_as_actors_and_the_day_that_its_clause_names() -> None:
    event = only(events_of(MET))

    assert (event.event, event.status) == ("CONSULT", "occurred")
    assert sides(event) == (["CHN", "USA"], [])
    assert (event.date.date, event.date.precision, event.date.basis) == ("2024-03-05", "day", "relative")
    assert event.date.evidence[0].quote == "Tuesday"


def test_evidence_is_the_naming_word_and_then_the_clause() -> None:
    event = only(events_of(MET))

    assert [item.quote for item in event.evidence] == ["met", "Marlow met Chen Tuesday"]


def test_without_the_page_s_day_a_weekday_gives_no_date_and_a_reason() -> None:
    event = only(events_of(MET, published=None))

    assert event.date.date is None
    assert "not known" in event.date.reason


def test_a_future_meeting_is_an_agreement_that_is_announced() -> None:
    rows = [
        "Marlow Marlow NNP 3 nsubj", "will will MD 3 aux", "meet meet VB 0 root",
        "Chen Chen NNP 3 obj", ". . . 3 punct",
    ]  # fmt: skip
    event = only(events_of(rows))

    assert (event.event, event.mode, event.status) == ("AGREE", None, "announced")


def test_agreeing_to_resume_talks_is_one_event_and_agreed() -> None:
    rows = [
        "Marlow Marlow NNP 4 nsubj", "and and CC 3 cc",
        "Chen Chen NNP 1 conj", "agreed agree VBD 0 root", "to to TO 6 mark",
        "resume resume VB 4 xcomp", "military military JJ 8 amod", "talks talk NNS 6 obj", ". . . 4 punct",
    ]  # fmt: skip
    event = only(events_of(rows))

    assert (event.event, event.status) == ("AGREE", "agreed")
    assert sides(event) == (["CHN", "USA"], [])
    assert "military" in event.context


def test_an_appeal_to_lift_sanctions_is_a_request_and_no_easing() -> None:
    rows = [
        "Chen Chen NNP 2 nsubj", "urged urge VBD 0 root", "Washington Washington NNP 2 obj", "to to TO 5 mark",
        "lift lift VB 2 xcomp", "sanctions sanction NNS 5 obj", ". . . 2 punct",
    ]  # fmt: skip
    event = only(events_of(rows))

    assert (event.event, event.mode, event.status) == ("REQUEST", "yield", "requested")
    assert sides(event) == (["CHN"], ["USA"])


def test_a_withheld_aid_that_is_asked_for_is_no_aid() -> None:
    rows = [
        "Marlow Marlow NNP 2 nsubj", "pressed press VBD 0 root", "China China NNP 2 obj", "to to TO 5 mark",
        "withhold withhold VB 2 xcomp", "military military JJ 7 amod", "aid aid NN 5 obj", ". . . 2 punct",
    ]  # fmt: skip
    found = [event.event for event in events_of(rows)]
    assert "REQUEST" in found
    assert "AID" not in found


def test_a_visit_called_off_is_a_refusal_and_no_visit() -> None:
    rows = [
        "Marlow Marlow NNP 2 nsubj", "abandoned abandon VBD 0 root",
        "a a DT 4 det", "visit visit NN 2 obj", "to to IN 6 case",
        "China China NNP 4 nmod", ". . . 2 punct",
    ]  # fmt: skip
    event = only(events_of(rows))

    assert (event.event, event.mode) == ("REJECT", "meet")
    assert event.status in ("did_not_happen", "occurred", "background")


def test_a_refused_meeting_is_a_refusal_by_one_side() -> None:
    rows = [
        "China China NNP 3 nsubj", "has have VBZ 3 aux",
        "rejected reject VBN 0 root", "a a DT 5 det", "meeting meeting NN 3 obj",
        "with with IN 7 case", "Marlow Marlow NNP 5 nmod", ". . . 3 punct",
    ]  # fmt: skip
    event = only(events_of(rows))

    assert (event.event, event.mode) == ("REJECT", "meet")
    assert event.status in ("occurred", "did_not_happen")  # the gold lets both stand: the refusal, or the meeting
    assert sides(event) == (["CHN"], ["USA"])


def test_a_passive_turns_the_sides_round() -> None:
    rows = [
        "Chen Chen NNP 3 nsubj:pass", "was be VBD 3 aux:pass", "criticized criticize VBN 0 root", "by by IN 5 case",
        "Marlow Marlow NNP 3 obl:agent", ". . . 3 punct",
    ]  # fmt: skip
    event = only(events_of(rows))

    assert event.event == "ACCUSE"
    assert sides(event) == (["USA"], ["CHN"])


@pytest.mark.parametrize(
    ("auxiliaries", "verb", "status"),
    [
        (["did do VBD {verb} aux", "not not RB {verb} advmod"], "criticize criticize VB 0 root", "did_not_happen"),
        (["could could MD {verb} aux"], "criticize criticize VB 0 root", "conditional"),
        (["is be VBZ {verb} aux"], "sanctioning sanction VBG 0 root", "ongoing"),
        (["would would MD {verb} aux", "have have VB {verb} aux"], "criticized criticize VBN 0 root", "did_not_happen"),
    ],
)
def test_negation_modality_and_tense_decide_the_status(auxiliaries: list[str], verb: str, status: str) -> None:
    place = len(auxiliaries) + 2
    rows = [
        f"Marlow Marlow NNP {place} nsubj",
        *(row.format(verb=place) for row in auxiliaries),
        verb,
        f"China China NNP {place} obj",
        f". . . {place} punct",
    ]

    assert only(events_of(rows)).status == status


def test_what_is_only_an_aim_or_a_question_is_not_told_as_done() -> None:
    aim = [
        "Marlow Marlow NNP 2 nsubj", "tried try VBD 0 root", "to to TO 4 mark", "sanction sanction VB 2 xcomp",
        "China China NNP 4 obj", ". . . 2 punct",
    ]  # fmt: skip
    question = [
        "Did do VBD 3 aux", "Marlow Marlow NNP 3 nsubj", "meet meet VB 0 root", "Chen Chen NNP 3 obj", "? ? . 3 punct",
    ]  # fmt: skip

    assert "occurred" not in {event.status for event in (*events_of(aim), *events_of(question))}


def test_a_deed_inside_one_state_is_no_event_between_states() -> None:
    rows = [
        "Marlow Marlow NNP 2 nsubj", "criticized criticize VBD 0 root",
        "Washington Washington NNP 2 obj", ". . . 2 punct",
    ]  # fmt: skip

    assert events_of(rows) == ()


def test_the_same_meeting_told_twice_is_one_record_with_both_places() -> None:
    again = [
        "Marlow Marlow NNP 2 nsubj", "met meet VBD 0 root", "with with IN 4 case",
        "Chen Chen NNP 2 obl", ". . . 2 punct",
    ]  # fmt: skip
    event = only(events_of([*MET, "", *again]))

    assert [item.quote for item in event.evidence if item.quote == "met"] == ["met", "met"]
    assert event.date.date == "2024-03-05"


def test_an_event_inside_a_statement_is_asserted_by_its_speaker_then_the_tellers_then_the_page() -> None:
    rows = [
        "Marlow Marlow NNP 2 nsubj", "said say VBD 0 root", "Chen Chen NNP 4 nsubj", "agreed agree VBD 2 ccomp",
        "to to TO 6 mark", "cooperate cooperate VB 4 xcomp",
        "with with IN 8 case", "Washington Washington NNP 6 obl", ". . . 2 punct",
    ]  # fmt: skip
    text, _ = analysed(rows)
    document = document_of(text)
    start = text.index("Chen")
    statement = Statement(
        make_id("stmt", 1), document.id, PEOPLE["Marlow"].id, "Marlow", Span.of(text, 0, 6), Cue(7, 11, "said", "say"),
        "indirect", (Span.of(text, start, len(text) - 1),), via=(Teller(None, "Harbor Courier"),),
    )  # fmt: skip
    event = only(events_of(rows, [statement]))

    assert [(one.text, one.side, one.channel) for one in event.asserted_by] == [
        ("Marlow", "USA", "on_record"),
        ("Harbor Courier", None, "narrator"),
    ]
    assert event.asserted_by[0].statement == statement.id
    assert {"CHN", "USA"} == {*sides(event)[0], *sides(event)[1]}


def test_what_one_side_says_the_other_should_do_is_a_request() -> None:
    rows = [
        "Chen Chen NNP 2 nsubj", "said say VBD 0 root", "Washington Washington NNP 5 nsubj", "should should MD 5 aux",
        "stop stop VB 2 ccomp", "arming arm VBG 5 xcomp", "rebels rebel NNS 6 obj", ". . . 2 punct",
    ]  # fmt: skip
    text, _ = analysed(rows)
    document = document_of(text)
    content = Span.of(text, text.index("Washington"), len(text) - 1)
    statement = Statement(
        make_id("stmt", 2), document.id, PEOPLE["Chen"].id, "Chen", Span.of(text, 0, 4), Cue(5, 9, "said", "say"),
        "indirect", (content,),
    )  # fmt: skip
    event = only(events_of(rows, [statement]))

    assert (event.event, event.mode, event.status) == ("REQUEST", "yield", "requested")
    assert sides(event) == (["CHN"], ["USA"])


def test_a_sanction_since_a_year_is_in_force() -> None:
    rows = [
        "Chen Chen NNP 6 nsubj", "is be VBZ 6 cop",
        "under under IN 6 case", "US US NNP 6 compound", "trade trade NN 6 compound",
        "sanction sanction NN 0 root", "since since IN 8 case", "2018 2018 CD 6 nmod", ". . . 6 punct",
    ]  # fmt: skip
    events = events_of(rows)

    assert all(event.status == "ongoing" for event in events)


def test_every_quoted_word_stands_where_it_is_said_to_stand() -> None:
    text, _ = analysed(MET)
    event = only(events_of(MET))
    spans = [*event.evidence, *event.date.evidence, *(party.evidence for party in event.actor if party.evidence)]

    assert all(text[span.start : span.end] == span.quote for span in spans)


def test_the_day_after_they_met_dates_the_meeting_before_the_page() -> None:
    rows = [
        "A a DT 2 det", "day day NN 8 obl:unmarked", "after after IN 5 mark", "Marlow Marlow NNP 5 nsubj",
        "met meet VBD 2 acl", "Chen Chen NNP 5 obj", "Hollis Hollis NNP 8 nsubj", "spoke speak VBD 0 root",
        ". . . 8 punct",
    ]  # fmt: skip
    event = next(event for event in events_of(rows) if event.evidence[0].quote == "met")

    assert (event.date.date, event.date.basis) == ("2024-03-06", "relative")
    assert "A day after" in event.date.reason


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("in in IN 6 case", "the the DT 6 det", "coming coming VBG 6 amod", "weeks week NNS 2 nmod"), "announced"),
        (("in in IN 6 case", "the the DT 6 det", "near near JJ 6 amod", "future future NN 2 nmod"), "announced"),
        (("on on IN 6 case", "the the DT 6 det", "next next JJ 6 amod", "day day NN 2 nmod"), "occurred"),
    ],
)
def test_a_visit_that_is_welcomed_for_a_time_to_come_is_announced(words: tuple[str, ...], status: str) -> None:
    text, analysis = analysed(["Chen Chen NNP 2 nsubj", "visits visit NNS 0 root", *words])

    assert of_noun(Tree(text, analysis), 1, None).status == status
