"""Positions: where a side stands, in its own words or in those another lends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.matters import find_position_reports, judge_positions
from onrecord.matters._stated_words import _only_lists, clauses_of
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


def said_on(day: str, words: str) -> Read:
    return read(f"“{words},” Foreign Ministry spokesperson Mao Ning said on Tuesday.", day=day)


def test_the_same_words_on_another_day_are_one_position_said_on_two_days() -> None:
    pages = [
        said_on("2025-01-22", "We firmly oppose official contacts between the United States and Taiwan"),
        said_on("2025-03-26", "China strongly opposes official contacts between the U.S. and Taiwan"),
    ]

    [position] = positions("taiwan", "CHN", *pages)
    assert (position.first_seen, position.last_seen, position.repeated) == ("2025-01-21", "2025-03-25", 2)
    assert len(position.evidence) == 2
    assert position.previous is None


def test_a_side_that_says_something_else_has_begun_another_line() -> None:
    pages = [
        said_on("2025-01-22", "We firmly oppose official contacts between the United States and Taiwan"),
        said_on("2025-03-26", "The United States must never sell weapons to Taiwan again"),
    ]

    first, moved = positions("taiwan", "CHN", *pages)
    assert (first.first_seen, first.last_seen, first.repeated) == ("2025-01-21", "2025-01-21", 1)
    assert (moved.first_seen, moved.repeated, moved.previous) == ("2025-03-25", 1, None)


def test_every_wording_of_a_line_tells_on_how_many_days_it_was_said_to_this_effect() -> None:
    pages = [
        said_on("2025-01-22", "Trade wars and tariff wars have no winners"),
        said_on("2025-02-26", "Trade and tariff wars have no winners and undermine the interests of all peoples"),
        said_on("2025-03-26", "Trade wars and tariff wars have no winners"),
    ]

    first, reworded = positions("trade", "CHN", *pages)
    assert [one.repeated for one in (first, reworded)] == [3, 3]
    assert {(one.first_seen, one.last_seen) for one in (first, reworded)} == {("2025-01-21", "2025-03-25")}
    assert (reworded.previous, len(first.evidence)) == (first.id, 2)
    assert reworded.differences


def test_what_a_report_adds_up_to_does_not_depend_on_the_order_of_documents() -> None:
    pages = [
        said_on(f"2025-0{month}-26", words)
        for month, words in enumerate(
            (
                "Trade wars and tariff wars have no winners",
                "Protectionism leads nowhere, and trade and tariff wars have no winners",
                "We firmly oppose the unilateral tariffs of the United States",
                "The unilateral tariffs of the United States must be lifted at once",
            ),
            start=1,
        )
    ]

    assert positions("trade", "CHN", *pages) == positions("trade", "CHN", *reversed(pages))


@pytest.mark.parametrize(
    ("said", "clauses"),
    [
        ("Let me stress that trade wars have no winners.", ["trade wars have no winners"]),
        ("On your question about Taiwan, we will not yield.", ["we will not yield"]),
        ("On Taiwan, we will not yield.", ["On Taiwan, we will not yield"]),
        ("Stop backing “Taiwan independence.” It will fail.", ["Stop backing “Taiwan independence.”", "It will fail"]),
        ("“Independence” and peace are as fire and water.", ["“Independence” and peace are as fire and water"]),
        ("It is a problem of the U.S. China has helped.", ["It is a problem of the U.S.", "China has helped"]),
        ("This not only harms others, but will also fail.", ["This not only harms others, but will also fail"]),
        ("We want peace, but we will not yield.", ["We want peace", "we will not yield"]),
        ("Mr. Xi will not yield.", ["Mr. Xi will not yield"]),
    ],
)
def test_clauses_are_whole_and_hold_nothing_that_only_leads_to_them(said: str, clauses: list[str]) -> None:
    assert [said[start:end] for start, end in clauses_of(said)] == clauses


def test_a_clause_that_only_points_back_is_told_with_what_it_points_to() -> None:
    page = read(
        "“The United States sold weapons to Taiwan last week. This gravely violates the one-China principle,” Foreign"
        " Ministry spokesperson Mao Ning said on Tuesday."
    )

    [position] = positions("taiwan", "CHN", page)
    assert position.text.startswith("The United States sold weapons")
    assert position.text.endswith("the one-China principle")


def test_what_is_denied_is_told_with_the_denial() -> None:
    page = read("China denied that it had violated sanctions on North Korea, its foreign ministry said on Tuesday.")

    assert all("denied" in position.text for position in positions("sanctions", "CHN", page))


def test_a_government_that_says_so_itself_on_its_own_page_is_heard() -> None:
    page = read(
        "We call on the PRC government to end its ongoing genocide and crimes against humanity in Xinjiang.\n"
        "They reaffirmed their commitment to human rights in Xinjiang.\n",
        outlet="US Department of State", kind="official", url="https://www.state.gov/a-statement/",
    )  # fmt: skip

    [position] = positions("human-rights", "USA", replace(page, statements=()))
    assert position.text.startswith("We call on the PRC government to end")
    assert (position.statement, position.holder, position.told_by, position.mode) == (None, None, None, "direct")
    assert (position.date.date, position.date.basis) == ("2023-11-16", "published")


@pytest.mark.parametrize(
    ("issue", "stand"),
    [
        ("middle-east", "We condemn the Houthi attacks of the last two days against towns in Saudi Arabia."),
        ("ukraine", "The United States stands with the people of Ukraine as they defend their democracy."),
        ("ukraine", "We continue to call for Russia to allow safe passage out of Mariupol in Ukraine."),
    ],
)
def test_a_government_takes_a_stand_by_its_very_words(issue: str, stand: str) -> None:
    page = read(stand, outlet="US Department of State", kind="official", url="https://www.state.gov/a-statement/")

    [position] = positions(issue, "USA", replace(page, statements=()))
    assert position.text == stand[:-1]


def test_the_press_says_nothing_for_a_government_in_its_own_voice() -> None:
    page = read("We call on the PRC government to end its ongoing genocide in Xinjiang.", outlet="The Harbor Courier")

    assert not positions("human-rights", "USA", replace(page, statements=()))


def test_state_run_press_that_asks_in_a_transcript_takes_no_stance() -> None:
    page = read(
        "Global Times: The United States must stop arming Taiwan. What is your comment?\n"
        "Mao Ning: I would refer you to the competent authorities.\n"
        "Xinhua News Agency: And on trade?\n"
        "Mao Ning: Trade wars have no winners.\n",
        outlet="Ministry of Foreign Affairs of China", kind="transcript", url="https://www.fmprc.gov.cn/x/",
    )  # fmt: skip

    assert not positions("taiwan", "CHN", page)
    assert positions("trade", "CHN", page)


def test_words_on_many_issues_at_once_are_a_list_of_topics() -> None:
    page = said_on("2025-01-22", "We must work together on climate change, fentanyl, Ukraine, Iran and North Korea")

    assert not positions("iran", "CHN", page)
    assert not positions("climate", "CHN", page)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Taiwan, democracy and human rights, China’s path and system, and its right to development", True),
        ("Taiwan, Hong Kong, and Xinjiang", True),
        ("Taiwan, Hong Kong, and Xinjiang are internal affairs of China", False),
        ("serious concerns about Tibet, Hong Kong, and Xinjiang", False),
    ],
)
def test_a_bare_series_of_nouns_says_nothing_of_them(text: str, only: bool) -> None:
    assert _only_lists(text) is only


def test_a_deed_that_is_asked_for_is_told_with_who_asks_whom() -> None:
    page = read(
        "President Donald Trump has repeatedly urged the U.S. and China to abandon nuclear weapons, officials said."
    )

    [position] = positions("nuclear", "USA", page)
    assert position.text == "urged the U.S. and China to abandon nuclear weapons"
    assert page.document.text[position.evidence[0].start : position.evidence[0].end] == position.text


def test_a_member_of_a_parliament_does_not_say_where_his_state_stands() -> None:
    words = "“The United States must never abandon Taiwan,” {} said on Tuesday."
    senator = read(words.format("Senator Dianne Feinstein"))
    secretary = read(words.format("Secretary of State Antony Blinken"))

    assert not positions("taiwan", "USA", senator)
    assert positions("taiwan", "USA", secretary)


def test_words_on_several_issues_are_about_the_one_named_first() -> None:
    page = said_on("2025-01-22", "We must protect human rights, in Hong Kong and in the fight against fentanyl")

    assert positions("human-rights", "CHN", page)
    assert not positions("hong-kong", "CHN", page)


def test_what_is_hoped_for_is_told_as_a_hope() -> None:
    page = read("Wang Yi hoped that the United States would abide by the one-China principle on Taiwan.")

    [position] = positions("taiwan", "CHN", page)
    assert position.text == "hoped that the United States would abide by the one-China principle on Taiwan"
