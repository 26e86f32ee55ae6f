"""Happenings: events of several documents that are one real happening."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.matters import Telling, compare_events, event_keys, judge_happenings, likeness, page_of, telling
from onrecord.matters._stories import stories_apart
from onrecord.matters._tellings import plain_form
from onrecord.records import AssertedBy, Document, Event, EventDate, Evidence, Participant, Published, make_id

CLAUSES = {
    "met": "Marlow met Chen for four hours in Geneva about trade",
    "agreed": "the two sides agreed to reopen the military hotline",
    "rebuke": "Marlow condemned the seizure of the survey ship",
}


def document(name: str, published: str = "2024-03-06", derived_from: str | None = None) -> Document:
    when = Published(published, "day", published, published, "stated")
    return Document(f"doc-{name}", name, "", "", "", published=when, derived_from=derived_from)


def event(
    of: str,
    kind: str = "CONSULT",
    clause: str = "met",
    day: str | None = "2024-03-05",
    sides: tuple[str, ...] = ("CHN", "USA"),
    status: str = "occurred",
    mode: str | None = None,
    persons: tuple[str, ...] = (),
) -> Event:
    words = CLAUSES.get(clause, clause)
    trigger = words.split()[1]
    parties = [Participant(None, side, side) for side in sides]
    parties += [Participant(f"actor-{name}", name, side, "GOV") for name, side in zip(persons, sides, strict=False)]
    start = words.index(trigger)
    return Event(
        id=make_id("evt", of, kind, clause, day, status, mode, persons), document=f"doc-{of}", event=kind,  # type: ignore[arg-type]
        mode=mode, status=status, actor=tuple(parties), asserted_by=(AssertedBy(None, of),),  # type: ignore[arg-type]
        date=EventDate(day, None, "day", "stated") if day else EventDate(),
        evidence=(
            Evidence(f"doc-{of}", start, start + len(trigger), trigger), Evidence(f"doc-{of}", 0, len(words), words),
        ),
    )  # fmt: skip


def join(events: list[Event], documents: list[Document]) -> list[tuple[str, ...]]:
    found = [
        alike
        for place, one in enumerate(events)
        for other in events[place + 1 :]
        if (alike := compare_events(one, other)) is not None
    ]
    return [happening.events for happening in judge_happenings(events, documents, found, {})]


def test_one_meeting_told_by_two_pages_is_one_happening_with_two_independent_reports() -> None:
    events = [event("a"), event("b", clause="Chen received Marlow on the lake for talks")]
    tie = compare_events(*events)
    assert tie is not None
    [happening] = judge_happenings(events, [document("a"), document("b")], [tie], {})

    assert happening.kind == "consult"
    assert (happening.documents, happening.independent_reports) == (2, 2)
    assert happening.parties == ("CHN", "USA")
    assert happening.date.date == "2024-03-05"
    assert {item.document for item in happening.evidence} == {"doc-a", "doc-b"}
    assert happening.text in {one.evidence[1].quote for one in events}


def test_a_copy_is_no_independent_report() -> None:
    events = [event("a"), event("b")]
    tie = compare_events(*events)
    assert tie is not None
    [happening] = judge_happenings(events, [document("a"), document("b", derived_from="doc-a")], [tie], {})

    assert (happening.documents, happening.independent_reports) == (2, 1)


def test_tellings_that_can_be_one_share_a_key() -> None:
    one, other = event("a"), event("b", day="2024-03-06")

    assert set(event_keys(one)) & set(event_keys(other))
    assert all(0 <= key < 2**63 for key in event_keys(one))


def test_what_was_only_thought_of_joins_no_happening() -> None:
    thought = event("a", status="conditional")

    assert event_keys(thought) == ()
    assert compare_events(thought, event("b")) is None
    assert judge_happenings([thought], [document("a")], [], {}) == ()


def test_other_days_other_sides_and_other_people_are_other_happenings() -> None:
    meeting = event("a", persons=("chen", "marlow"))

    assert compare_events(meeting, event("b", day="2024-05-05")) is None
    other = "Reed met Liu for an hour in Geneva about trade"
    assert compare_events(meeting, event("b", clause=other, sides=("FRA", "USA"))) is None
    assert compare_events(meeting, event("b", clause=other, persons=("liu", "reed"))) is None
    assert compare_events(meeting, event("b", status="did_not_happen")) is None


def test_a_call_and_a_visit_are_two() -> None:
    assert compare_events(event("a", mode="phone"), event("b", mode="visit")) is None


def test_two_rebukes_of_one_day_are_two_unless_their_words_are_alike() -> None:
    rebuke = event("a", kind="ACCUSE", clause="rebuke")

    assert compare_events(rebuke, event("b", kind="ACCUSE", clause="rebuke")) is not None
    assert compare_events(rebuke, event("b", kind="ACCUSE", clause="Marlow blamed Beijing over stolen patents")) is None


def test_undated_tellings_need_the_same_words() -> None:
    one = event("a", kind="AGREE", clause="agreed", day=None, status="agreed")

    assert compare_events(one, event("b", kind="AGREE", clause="agreed", day=None, status="agreed")) is not None
    other = event("b", kind="AGREE", clause="both promised to buy more grain", day=None, status="agreed")
    assert compare_events(one, other) is None


def test_a_chain_of_neighbouring_days_does_not_make_one_happening_of_a_week() -> None:
    events = [event(str(day), day=f"2024-03-0{day}") for day in range(1, 8)]
    groups = join(events, [document(str(day)) for day in range(1, 8)])

    assert max(len(group) for group in groups) <= 2
    assert sorted(key for group in groups for key in group) == sorted(one.id for one in events)


@given(st.lists(st.sampled_from(sorted(CLAUSES)), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_result_does_not_depend_on_the_order(clauses: list[str], shuffle: random.Random) -> None:
    kinds = {"met": "CONSULT", "agreed": "AGREE", "rebuke": "ACCUSE"}
    events = [event(str(place), kind=kinds[clause], clause=clause) for place, clause in enumerate(clauses)]
    documents = [document(str(place)) for place in range(len(clauses))]
    first = join(events, documents)
    shuffle.shuffle(events)
    shuffle.shuffle(documents)

    assert join(events, documents) == first


@given(
    st.builds(
        Telling, st.text(max_size=8), st.frozensets(st.text(max_size=4)), st.frozensets(st.text(max_size=3)),
        st.just(frozenset()), st.none() | st.just(date(2024, 3, 5)), st.none() | st.just(date(2024, 3, 6)),
    ),
    st.builds(Telling, st.text(max_size=8), st.frozensets(st.text(max_size=4))),
)  # fmt: skip
def test_likeness_lies_between_nought_and_one_and_is_the_same_both_ways(one: Telling, other: Telling) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


def test_calls_of_other_people_on_following_days_are_two_even_where_a_telling_names_nobody() -> None:
    events = [
        event("a", mode="phone", persons=("Chen", "Marlow")),
        event("b", mode="phone", day="2024-03-06", clause="the call lasted an hour"),
        event("c", mode="phone", day="2024-03-06", persons=("Dong", "Hale")),
    ]

    joined = join(events, [document("a"), document("b"), document("c")])
    assert not any({events[0].id, events[2].id} <= set(together) for together in joined)


def test_a_copied_sentence_is_one_happening_whatever_sides_its_page_suggests() -> None:
    words = "Court upheld in June the ban on travel from seven countries that the president had signed last winter"
    events = [
        event("a", "SANCTION", clause=words, day=None, sides=("GTM", "USA")),
        event("b", "SANCTION", clause=words, day=None, sides=("MEX", "USA")),
    ]

    assert len(join(events, [document("a"), document("b")])) == 1


def told(clause: str, trigger: str, *arguments: str) -> Telling:
    start = clause.index(trigger)
    return telling(clause, start, start + len(trigger), arguments)


def test_words_are_compared_in_their_plain_form() -> None:
    written = "shot Shooting agreed visits stopped placed news Quorl"

    assert " ".join(map(plain_form, written.split())) == "shoot shoot agree visit stop place news quorl"


def test_a_deed_is_known_in_other_words_with_the_same_parts() -> None:
    one = told("Marlow resigned on Friday as head of the harbour board", "resigned", "Marlow", "head")
    other = told("the resignation of Marlow shook the harbour board", "resignation", "Marlow", "board")
    stranger = told("Reed praised the new opera in Lisbon", "praised", "Reed", "opera")

    assert likeness(one, other) > 0.5 > 0.1 > likeness(one, stranger)


def test_pages_of_one_story_come_together_before_those_of_two() -> None:
    trial = "The court in Reno heard the widow of the baker, and the judge set the trial of witness {} for June."
    storm = "The storm flooded the harbor of Manila, and the coast guard of the islands sought ferry number {}."
    pages = {f"trial-{number}": page_of(trial.format(number)) for number in range(6)}
    pages |= {f"storm-{number}": page_of(storm.format(number)) for number in range(6)}

    apart = stories_apart(pages)

    assert apart["trial-0", "trial-5"] < apart["trial-0", "storm-0"] == apart["storm-3", "trial-1"]
    assert apart == stories_apart(dict(reversed(pages.items())))


def test_few_pages_do_not_tell_which_are_of_one_story() -> None:
    assert stories_apart({str(number): page_of(f"The court heard witness {number}.") for number in range(4)}) == {}


def test_pages_of_one_story_make_tellings_more_alike_than_pages_of_two() -> None:
    one = told("police arrested a man on Tuesday", "arrested", "police", "man")
    other = told("a man was arrested by officers", "arrested", "officers", "man")
    harbour = page_of(
        "Police arrested a man on Tuesday after a fire at the Quorl harbour killed Dana Reed and 14 dockers."
    )
    again = page_of(
        "A man was arrested by officers over the Quorl harbour fire in which Dana Reed and 14 dockers died."
    )
    opera = page_of(
        "A man was arrested by officers outside the opera in Lisbon for selling 300 false tickets to tourists."
    )

    assert likeness(one, other, (harbour, again)) > likeness(one, other, (harbour, opera))


@given(st.text(max_size=80), st.integers(0, 90), st.integers(0, 90), st.lists(st.text(max_size=10), max_size=3))
def test_any_words_make_a_telling_that_can_be_compared(clause: str, start: int, end: int, parts: list[str]) -> None:
    one = telling(clause, start, end, parts, place=start)
    page = page_of(clause)

    assert 0 <= likeness(one, one, (page, page)) <= 1


@pytest.mark.parametrize(("kind", "status", "one"), [("REQUEST", "requested", True), ("AGREE", "announced", False)])
def test_a_request_made_is_the_request_told_later_as_background(kind: str, status: str, one: bool) -> None:
    words = "the president asked China to open its harbours to grain"
    asked, told_later = event("a", kind, words, status=status), event("b", kind, f"{words} again", status="background")

    assert (compare_events(asked, told_later) is not None) is one
