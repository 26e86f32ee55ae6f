"""Lines of communication: their state, who brought it about, who says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.matters import judge_channels
from onrecord.records import ChannelReport
from onrecord.reference import Reference

from .reading import Read, read


def only(page: Read) -> ChannelReport:
    [report] = page.channels
    return report


@pytest.mark.parametrize(
    ("text", "channel", "state"),
    [
        ("Contacts between top military officials of China and the U.S. remain frozen.", "in general", "suspended"),
        ("China suspended calls between theater commanders of China and the U.S.", "theatre commanders", "suspended"),
        ("China and the U.S. agreed to resume military communications.", "in general", "agreed_to_resume"),
        ("The U.S. and China have resumed their climate talks.", "climate", "resumed"),
        ("China and the U.S. agreed to set up talks on artificial intelligence.", "artificial intelligence", "agreed"),
        ("China and the United States held trade talks in Geneva.", "trade", "operating"),
        ("The United States urged China to restore military communications.", "in general", "proposed"),
        ("China refused to resume the defense policy talks with the U.S.", "defense policy talks", "refused"),
        ("The U.S. and Cuba have not had diplomatic relations for decades.", "diplomatic relations", "none"),
        ("Trade talks between the United States and China broke down on Friday.", "trade", "suspended"),
        ("Talks between Washington and Beijing have ground to a halt.", "in general", "suspended"),
        ("The hotline between the two Koreas was cut by Pyongyang in 2016.", "in general", "suspended"),
        ("North Korea is reopening a hotline with South Korea.", "in general", "agreed_to_resume"),
        ("Talks between Washington and Beijing on climate resumed in July 2023.", "in general", "resumed"),
        ("China declined a U.S. request for a meeting between the two defense chiefs.", "in general", "refused"),
        ("China turned down an American proposal for a call between the two militaries.", "in general", "refused"),
        ("Beijing rejected a proposal by Washington to set up a hotline.", "in general", "refused"),
        ("Talks between Russia and Ukraine have been on hold since March.", "talks in general", "suspended"),
        ("The military talks between India and China ended without agreement.", "in general", "operating"),
        ("Saudi Arabia severed diplomatic ties with Iran in 2016.", "diplomatic relations", "suspended"),
        ("Iran ruled out talks with Washington under pressure.", "talks in general", "refused"),
        ("Iran and the United States have no direct line of communication.", "in general", "none"),
        ("China and the United States ended their human rights dialogue in 2016.", "human rights dialogue", "ended"),
    ],
)
def test_the_words_around_a_channel_tell_its_state(text: str, channel: str, state: str) -> None:
    report = only(read(text))

    assert (report.channel.partition("/")[2], report.state) == (channel, state)
    assert report.evidence[0].quote in text


@pytest.mark.parametrize(
    "text",
    [
        "Will China and the United States resume military talks?",
        "China and the United States could resume military talks next year.",
        "China and the United States have not suspended military talks.",
        "China and the United States differ on military communications.",
        "The United States and China failed to agree on reopening the military hotline.",
        "Russia threatened to cut off the deconfliction line with the United States.",
        "If China and the United States resume military talks, markets will cheer.",
    ],
)
def test_what_is_open_asked_or_only_named_has_no_state(text: str) -> None:
    assert not read(text).channels


def test_who_refuses_or_does_not_answer_a_call_is_named() -> None:
    refused = only(read("Chinese Defense Minister Li Shangfu refused to meet U.S. Defense Secretary Lloyd Austin."))
    silent = only(read("The Chinese military did not pick up the hotline when the U.S. military called."))

    assert (refused.state, refused.by) == ("refused", ("CHN",))
    assert (silent.state, silent.by) == ("refused", ("CHN",))


def test_who_calls_for_a_line_proposes_it() -> None:
    report = only(read("The United States called on China to reopen the military channels of communication."))

    assert (report.state, report.by) == ("proposed", ("USA",))


def test_who_demands_a_line_of_the_other_proposes_it() -> None:
    report = only(read("Secretary of State Antony Blinken said China must restore military communication."))

    assert (report.state, report.by) == ("proposed", ("USA",))


def test_the_day_in_a_clause_that_only_describes_is_not_that_of_the_deed() -> None:
    page = read("The United States and China agreed to reopen military channels that Beijing closed last year.")

    assert [report.date.basis for report in (*page.channels, *page.commitments)] == ["published", "published"]


def test_talks_of_leaders_are_no_telephone_calls() -> None:
    page = read("The talks between President Donald Trump and Russian President Vladimir Putin ended on Monday.")

    assert {report.channel for report in page.channels} == {"leaders/meetings"}


def test_a_year_behind_who_did_it_is_the_day_of_the_deed() -> None:
    report = only(read("The hotline between the two Koreas was cut by Pyongyang in 2016."))

    assert (report.date.date, report.date.basis) == ("2016", "stated")


def test_the_line_runs_between_who_cuts_it_and_with_whom() -> None:
    page = read("Beijing shut down the communication channel with Washington after a visit to Taiwan.")

    assert {report.parties for report in page.channels} == {("CHN", "USA")}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Iran agreed to resume talks with Britain, France and Germany.", "DEU FRA GBR IRN"),
        ("The United States and the European Union will hold the first meeting of their dialogue on China.", "EUR USA"),
    ],
)
def test_a_line_runs_between_those_who_talk_not_to_whom_they_talk_about(text: str, parties: str) -> None:
    assert {" ".join(report.parties) for report in read(text).channels} == {parties}


def test_a_meeting_of_a_body_of_many_states_is_no_line_between_the_two_of_the_page() -> None:
    text = (
        "China and the United States resumed their climate talks.\nSecretary of State Rex Tillerson will attend a"
        " rescheduled meeting of the foreign ministers of NATO."
    )

    assert [report.evidence[0].quote for report in read(text).channels if "NATO" in report.evidence[0].quote] == []
    assert read(text).channels


def test_who_suspends_his_part_in_a_working_group_suspends_the_line() -> None:
    report = only(read("China suspended its participation in a cyber working group with the United States."))

    assert (report.channel, report.state, report.by) == ("working groups/cyber", "suspended", ("CHN",))


def test_what_one_side_hopes_the_other_will_do_is_proposed_by_the_one_who_hopes() -> None:
    page = read(
        "“We hope the United States will resume the military talks with China,” Chinese foreign ministry spokesperson"
        " Mao Ning said."
    )

    assert [(report.state, report.by) for report in page.channels] == [("proposed", ("CHN",))]


def test_talks_of_nobody_named_are_no_line_of_the_foreign_ministers() -> None:
    report = only(read("Negotiations between Russia and Ukraine have stalled."))

    assert (report.name, report.state) == ("talks and meetings between governments", "suspended")


def test_talks_on_one_topic_are_one_line_whoever_a_document_thinks_holds_them() -> None:
    one = only(read("Trade talks between the United States and China broke down on Friday."))
    other = replace(one, id="lrep-other", level="other", state="operating", document="doc-other")

    found = [line for line in judge_channels([one, other], ()) if line.history]

    assert [(line.name, line.level, len(line.history)) for line in found] == [("trade talks", "working_group", 2)]


def test_a_journalist_s_own_talks_are_no_line() -> None:
    page = read("“I have talked to officials in China,” said Andrew Sorkin, a journalist of the New York Times.")

    assert not page.channels


def test_a_list_shares_what_is_said_of_it() -> None:
    page = read(
        "China’s Foreign Ministry said calls between theater commanders, the defense policy talks and the maritime"
        " safety talks with the United States were suspended."
    )

    assert {report.channel for report in page.channels} == {
        "military/theatre commanders",
        "military/defense policy talks",
        "military/maritime consultation",
    }
    assert {report.state for report in page.channels} == {"suspended"}
    assert {report.asserted_by[0].side for report in page.channels} == {"CHN"}


def test_who_suspends_and_who_refuses_is_named() -> None:
    suspended = only(read("China suspended military talks with the United States in August 2022."))
    refused = only(
        read(
            "China has rejected a meeting between U.S. Defense Secretary Lloyd Austin and Li Shangfu.", day="2023-06-04"
        )
    )

    assert (suspended.by, suspended.date.date) == (("CHN",), "2022-08")
    assert (refused.by, refused.channel, refused.state) == (("CHN",), "ministers/defense", "refused")


def test_a_call_of_two_who_hold_matching_posts_is_a_use_of_their_line() -> None:
    report = only(read("Secretary of State Antony Blinken spoke by phone with Foreign Minister Wang Yi on Tuesday."))

    assert (report.channel, report.state, report.date.date) == ("ministers/foreign", "operating", "2023-11-14")


def test_a_line_that_the_text_gives_a_name_is_known_by_it() -> None:
    report = only(
        read(
            "The United States and Morocco held the U.S.-Morocco Strategic Dialogue on Tuesday.",
            outlet="US Department of State",
            kind="official",
        )
    )

    assert report.name == "U.S.-Morocco Strategic Dialogue"
    assert (report.parties, report.state) == (("MAR", "USA"), "operating")


SUSPENDED = read("China suspended military talks with the United States in August 2022.", day="2022-08-06")
AMERICAN = read(
    "President Joe Biden said China and the United States had agreed on Wednesday to resume military talks."
)
CHINESE = read(
    "President Xi Jinping said China and the United States had agreed on Wednesday to resume military talks."
)


def test_a_history_has_its_steps_in_order_with_who_says_so() -> None:
    pages = (CHINESE, SUSPENDED, AMERICAN)
    channels = judge_channels([report for page in pages for report in page.channels], [page.document for page in pages])
    [line] = [channel for channel in channels if channel.history]

    assert [(step.state, step.agreement) for step in line.history] == [
        ("suspended", "third_party_only"),
        ("agreed_to_resume", "both"),
    ]
    assert (line.history[0].by, line.as_of, line.last_used) == (("CHN",), "2023-11-15", None)


def test_a_parent_has_no_state_of_its_own() -> None:
    channels = judge_channels(AMERICAN.channels, [AMERICAN.document])
    [parent] = [channel for channel in channels if not channel.history]
    [line] = [channel for channel in channels if channel.history]

    assert line.parent == parent.id
    assert parent.name == "Armed forces"


def test_the_user_adds_a_line_of_communication(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[channel]]\nid = "working groups/fisheries"\nlabel = "fisheries commission"\nlevel = "working_group"\n'
        'words = ["fisheries commission"]\n',
        "utf-8",
    )
    reference = Reference.bundled().with_files([own])
    page = read("China and the United States suspended the fisheries commission.", reference=reference)

    assert not read("China and the United States suspended the fisheries commission.").channels
    assert (only(page).name, only(page).state) == ("fisheries commission", "suspended")


def test_the_capital_in_which_two_states_met_is_no_party() -> None:
    reports = read(
        "The leaders of the United States and China agreed in the Peruvian capital to resume talks."
    ).channels

    assert {report.parties for report in reports} == {("CHN", "USA")}


def test_a_headline_s_verb_is_no_part_of_a_line_s_name() -> None:
    page = read("Wang Yi Holds Talks with Russian Foreign Minister Sergey Lavrov in Moscow.")

    assert [report.name for report in page.channels] == ["foreign ministers"]


def test_the_members_of_talks_named_by_who_is_in_them_are_their_parties() -> None:
    page = read("China urged all sides to resume the six party talks on the nuclear program of North Korea.")

    assert [report.parties for report in page.channels] == [("CHN", "JPN", "KOR", "PRK", "RUS", "USA")]


def test_a_line_without_a_topic_is_named_by_its_word() -> None:
    talks = read("China and Japan agreed on Monday to resume their negotiations.")
    contact = read("North Korea is reopening a hotline with South Korea.")
    embassy = read("The United States suspended operations at its embassy in Moscow, Russia.")

    assert {report.name for report in talks.channels} == {"talks, dialogue and negotiations"}
    assert {report.name for report in contact.channels} == {"lines of communication in general"}
    assert {report.name for report in embassy.channels} <= {"embassies"}


def test_words_far_before_the_word_for_a_line_name_it_too() -> None:
    page = read(
        "President Biden met with President Xi of China. The two leaders welcomed the resumption of high-level"
        " military-to-military communication.",
        outlet="The White House",
        kind="official",
    )
    [resumed] = [report for report in page.channels if report.state == "resumed"]

    assert (resumed.level, resumed.parties) == ("military_senior", ("CHN", "USA"))


def test_a_working_group_is_one_of_officials_whoever_sets_it_up() -> None:
    page = read(
        "Joint statement by the United States and China\n\n"
        "The foreign ministers of the United States and China agreed to set up a working group on climate.",
        outlet="US Department of State",
        kind="official",
    )

    assert {report.level for report in page.channels if "working group" in report.evidence[0].quote} == {
        "working_group"
    }


@pytest.mark.parametrize(
    "text",
    [
        "We offered ideas to the Russians. We developed them in close consultation with our partners and allies.",
        "The envoy told China of the plans. American officials remain in close contact with Congress.",
        "The general declined to talk about the military drills of China and the United States.",
        "The United States and the European Commission are resolved to protect their steel.",
        "The United States and its allies are prepared to meet any threat from Russia.",
    ],
)
def test_talks_at_home_and_no_comment_are_no_line_between_two_states(text: str) -> None:
    assert read(text).channels == ()


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Trump said he is ready to talk to Kim Jong Un.", "USA"),
        ("China's foreign minister said Beijing was open to talks with Washington on trade.", "CHN"),
        ("Iran said it is willing to negotiate with the United States.", "IRN"),
    ],
)
def test_who_is_ready_to_talk_proposes_talks(text: str, by: str) -> None:
    report = only(read(text))

    assert (report.state, report.by) == ("proposed", (by,))


def test_what_is_announced_as_being_suspended_is_suspended() -> None:
    text = (
        "China on Friday announced that it was suspending dialogue with the United States on climate change and"
        " canceling calls between military theater commanders."
    )

    assert [(report.channel, report.state, report.by) for report in read(text).channels] == [
        ("working groups/climate", "suspended", ("CHN",)),
        ("military/theatre commanders", "suspended", ("CHN",)),
    ]


def test_a_named_dialogue_is_one_line_with_and_without_the_names_of_its_states() -> None:
    text = (
        "The United States and Austria held the U.S.-Austria Strategic Dialogue in Washington. The Strategic Dialogue"
        " was hosted by the U.S. Department of State."
    )

    assert {report.channel for report in read(text).channels} == {"ministers/strategic-dialogue"}


def test_who_consents_to_restart_a_line_has_not_restarted_it() -> None:
    report = only(read("President Biden and Xi Jinping consented to restart military communications."))

    assert report.state == "agreed_to_resume"
