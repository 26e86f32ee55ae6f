"""Positions: where a side stands, in its own words or in those another lends it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.matters import find_position_reports, judge_positions
from onrecord.records import Position, Span, Teller
from onrecord.reference import Reference

from .reading import Read, read


def positions(issue: str, side: str, *pages: Read) -> tuple[Position, ...]:
    reports = [
        report
        for page in pages
        for report in find_position_reports(page.document, page.statements, page.actors.values(), Reference.bundled())
        if report.key == f"{issue}/{side}"
    ]
    return judge_positions(reports)


FIRST = read("Taiwan is “the first red line,” President Xi Jinping said on Tuesday.", day="2023-11-15")
AGAIN = read(
    "Taiwan is “the first red line that must not be crossed,” President Xi Jinping said on Tuesday.", day="2024-04-03"
)


def test_the_shortest_words_that_state_a_stance_are_kept() -> None:
    [position] = positions("taiwan", "CHN", FIRST)

    assert "red line" in position.text
    assert (position.told_by, position.first_seen, position.repeated) == (None, "2023-11-14", 1)
    assert position.evidence[0].quote == position.text


def test_a_line_said_again_is_seen_first_and_last_and_its_wording_compared() -> None:
    first, second = positions("taiwan", "CHN", FIRST, AGAIN)

    assert (first.first_seen, first.last_seen) == ("2023-11-14", "2024-04-02")
    assert second.previous == first.id
    assert [change.kind for change in second.differences] == ["added"]


def test_what_one_side_says_the_other_holds_is_kept_apart() -> None:
    page = read("A senior U.S. official said President Xi Jinping told Joe Biden that Taiwan is the biggest issue.")

    [position] = positions("taiwan", "CHN", page)
    assert position.told_by == "USA"


def test_a_topic_that_is_only_listed_is_no_position() -> None:
    page = read("White House spokesperson John Kirby said the two leaders would discuss Taiwan.")

    assert not positions("taiwan", "USA", page)


def test_another_side_has_no_part_in_it() -> None:
    assert not positions("taiwan", "USA", FIRST)


def test_the_words_begin_with_what_takes_the_stance() -> None:
    page = read("President Joe Biden also raised concerns about human rights abuses in Xinjiang, the White House said.")

    [position] = positions("human-rights", "USA", page)
    assert position.text.startswith(("raised concerns", "also raised concerns"))
    assert position.evidence[0].quote == position.text


def test_the_points_of_an_abbreviation_end_no_clause() -> None:
    page = read("“The U.S. side should stop arming Taiwan,” Foreign Minister Wang Yi said on Tuesday.")

    [position] = positions("taiwan", "CHN", page)
    assert "U.S. side should stop" in position.text


def test_every_sentence_of_an_answer_that_takes_a_stance_is_a_position_and_none_that_only_refers() -> None:
    page = read(
        "QUESTION: What is your view of the patrols in the South China Sea?\n"
        "MR. MILLER: I would refer you to the Pentagon for the South China Sea. Freedom of navigation in the South "
        "China Sea must be respected by all countries. We firmly oppose any coercion on this question. "
        "I met a few of you last week.\n"
        "QUESTION: And the talks?\n"
        "MR. MILLER: I have nothing to add on the talks today.\n",
        url="https://www.state.gov/briefings/x/",
    )

    said = [position.text.split()[0] for position in positions("south-china-sea", "USA", page)]
    assert sorted(said) == ["Freedom", "We"]


def test_what_a_journalist_tells_in_a_transcript_is_not_told_by_the_government_that_publishes_it() -> None:
    page = read(
        "AFP: U.S. President Donald Trump said that Taiwan must never be attacked.",
        outlet="Ministry of Foreign Affairs of China",
    )
    [statement] = page.statements
    asked = replace(statement, via=(Teller(None, "AFP", Span(0, 3, "AFP")), *statement.via))

    assert [position.told_by for position in positions("taiwan", "USA", page)] == ["CHN"]
    assert [p.told_by for p in positions("taiwan", "USA", replace(page, statements=(asked,)))] == [None]


def test_a_question_is_no_position() -> None:
    page = read("“Is Taiwan not a red line that must never be crossed?” President Xi Jinping said on Tuesday.")

    assert not positions("taiwan", "CHN", page)


def test_words_told_by_one_and_told_again_by_another_of_his_side_are_one_position() -> None:
    page = read(
        "A senior U.S. official said President Joe Biden told Xi Jinping that the United States opposes any unilateral"
        " change in the Taiwan Strait."
    )

    assert len(positions("taiwan", "USA", page)) == 1


def test_a_long_speech_is_not_all_on_the_one_issue_that_it_names_somewhere() -> None:
    page = read(
        "“China stands for peace. Taiwan is a red line that must not be crossed. Countries should respect each other."
        " They should trade more. Everybody must follow the rules. Nobody should bully others,” President Xi Jinping"
        " said on Tuesday."
    )

    assert not any("bully" in position.text for position in positions("taiwan", "CHN", page))
