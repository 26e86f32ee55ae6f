"""Only a person says that a commitment was kept or broken; what a person said never moves in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onrecord.decisions import (
    apply_outcomes,
    apply_to_documents,
    by_target,
    decide,
    decide_outcome,
    fits,
    in_force,
    rehung,
    rejected,
    take_back,
)
from onrecord.errors import QueryError
from onrecord.records import Channel, ClaimedDate, Commitment, Document, text_digest

TALKS = Commitment(
    id="comm-1",
    text="hold talks on fisheries",
    obligor=("CHN", "USA"),
    beneficiary=("CHN", "USA"),
    issue=None,
    kind="discuss",
    history=(),
    agreement="both",
)


def on(day: int, verdict: str) -> object:
    return decide_outcome(
        TALKS, verdict, "the minutes were published", who="A. Analyst", when=datetime(2024, 5, day, tzinfo=UTC)
    )


def test_a_decision_is_the_last_step_with_its_person_and_reason() -> None:
    (decided,) = apply_outcomes([TALKS], [on(3, "kept")])  # type: ignore[list-item]

    step = decided.history[-1]
    assert (step.state, step.date.date, step.date.reason) == ("kept", "2024-05-03", "the minutes were published")
    assert [(each.text, each.channel) for each in step.asserted_by] == [("A. Analyst", "decision")]


def test_the_latest_decision_counts_whatever_the_order() -> None:
    decisions = [on(9, "broken"), on(3, "kept")]

    assert apply_outcomes([TALKS], decisions)[0].history[-1].state == "broken"  # type: ignore[arg-type]
    assert apply_outcomes([TALKS], decisions[::-1])[0].history[-1].state == "broken"  # type: ignore[arg-type]


def test_what_is_withdrawn_leaves_no_step() -> None:
    assert apply_outcomes([TALKS], [on(3, "kept"), on(4, "withdrawn")]) == (TALKS,)  # type: ignore[list-item]


def test_a_decision_fits_only_the_words_it_was_taken_on() -> None:
    decision = decide_outcome(TALKS, "kept", "done", who="A. Analyst")
    reworded = replace(TALKS, text="hold talks")

    assert fits(decision, TALKS)
    assert not fits(decision, reworded)
    assert not fits(decision, None)
    assert apply_outcomes([reworded], [decision]) == (reworded,)


@pytest.mark.parametrize(("verdict", "reason", "who"), [("done", "x", "y"), ("kept", " ", "y"), ("kept", "x", "")])
def test_a_decision_needs_a_verdict_a_reason_and_a_person(verdict: str, reason: str, who: str) -> None:
    with pytest.raises(QueryError, match=r"--reason|--by|Use one of"):
        decide_outcome(TALKS, verdict, reason, who=who)


def test_of_two_decisions_within_one_second_the_later_one_counts() -> None:
    for first, second in (("kept", "broken"), ("broken", "kept"), ("kept", "withdrawn")):
        moments = [datetime(2024, 5, 3, 12, 0, 0, microsecond, tzinfo=UTC) for microsecond in (0, 1)]
        decisions = [
            decide_outcome(TALKS, verdict, "as said", who="A. Analyst", when=when)
            for verdict, when in zip((first, second), moments, strict=True)
        ]
        (decided,) = apply_outcomes([TALKS], decisions)

        assert [step.state for step in decided.history] == ([] if second == "withdrawn" else [second])


@pytest.mark.parametrize(("reason", "who"), [("caf\udce9", "A. Analyst"), ("done", "\ud800")])
def test_words_that_are_no_text_are_refused_before_they_are_kept(reason: str, who: str) -> None:
    with pytest.raises(QueryError, match="no valid text"):
        decide_outcome(TALKS, "kept", reason, who=who)


def a_channel(name: str, parent: str | None = None) -> Channel:
    return Channel(
        id=f"chan-{name}",
        name=name,
        level="ministers",
        parties=("CHN", "USA"),
        history=(),
        agreement="both",
        parent=None if parent is None else f"chan-{parent}",
    )


def test_a_commitment_that_is_none_is_parted_from_the_others() -> None:
    other = replace(TALKS, id="comm-2", text="lift the tariffs")
    decision = decide(TALKS, "entry", "rejected", "a headline", who="A. Analyst")

    assert rejected([TALKS, other], [decision]) == ((other,), (TALKS,))
    assert rejected([TALKS, other], [decision, take_back(decision, "it is one", who="B. Analyst")]) == (
        (TALKS, other),
        (),
    )


def test_lines_below_one_that_is_none_hang_from_the_next_above() -> None:
    top, middle, low = a_channel("top"), a_channel("middle", "top"), a_channel("low", "middle")
    decision = decide(middle, "entry", "rejected", "a conference, no line", who="A. Analyst")

    kept, none = rejected([top, middle, low], [decision])

    assert (kept, none) == ((top, low), (middle,))
    assert [one.parent for one in rehung(kept, none)] == [None, top.id]


def test_what_was_taken_back_is_not_in_force() -> None:
    first = on(3, "kept")
    second = decide_outcome(replace(TALKS, id="comm-2"), "broken", "nothing came", who="A. Analyst")

    assert in_force([first, second, take_back(first, "too early", who="B. Analyst")]) == [second]  # type: ignore[list-item, arg-type]


@pytest.mark.parametrize(("what", "verdict"), [("speaker", "Wang Yi"), ("day", "2024-01-01"), ("status", "denied")])
def test_of_a_commitment_only_its_outcome_and_that_it_is_one_are_decided(what: str, verdict: str) -> None:
    with pytest.raises(QueryError, match="outcome, entry"):
        decide(TALKS, what, verdict, "because", who="A. Analyst")


PAGE = Document(
    id="doc-1",
    path="a.txt",
    text="Talks",
    text_sha256=text_digest("Talks"),
    source_sha256="",
    claimed_dates=(
        ClaimedDate("2024-03-04", True, "the text agrees"),
        ClaimedDate("2024-03-09", False, "the text contradicts it"),
        ClaimedDate("2021-01-01", False, "stands outside the heading"),
    ),
)


@pytest.mark.parametrize(
    ("verdict", "accepted"),
    [
        ("2024-03-04", [True, False, False]),
        ("2024-03-09", [False, True, False]),
        ("2024-03", [True, False, False]),
        ("2024", [True, False, False]),
        ("2022-05", [False, False, False]),
        ("unknown", [False, False, False]),
    ],
)
def test_a_claim_stands_and_falls_with_the_day_that_a_person_decided(verdict: str, accepted: list[bool]) -> None:
    decision = decide(PAGE, "day", verdict, "the archive has it so", who="A. Analyst")

    (decided,) = apply_to_documents([PAGE], by_target([decision]))

    assert [claim.accepted for claim in decided.claimed_dates] == accepted
    for claim, before in zip(decided.claimed_dates, PAGE.claimed_dates, strict=True):
        # What a person's word does not touch keeps its own reason.
        assert (claim == before) == (claim.accepted == before.accepted)
        assert claim == before or claim.reason.endswith(": the archive has it so")
    assert apply_to_documents([decided], by_target([decision])) == (decided,)
    assert apply_to_documents([PAGE], {}) == (PAGE,)


def test_a_decision_on_a_page_fits_only_its_text() -> None:
    decision = decide(PAGE, "day", "2024-03-04", "the archive has it so", who="A. Analyst")

    assert fits(decision, PAGE)
    assert not fits(decision, replace(PAGE, text="Other talks"))
    assert apply_to_documents([replace(PAGE, text="Other talks")], by_target([decision])) == (
        replace(PAGE, text="Other talks"),
    )
