"""Commitments: who undertakes what, who says so, and what became of it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.times import Days, Meaning, TimeExpression, Unit
from onrecord.matters import judge_commitments
from onrecord.matters._deadlines import end_of_term
from onrecord.matters._joint_pages import issuers_named
from onrecord.records import Commitment, CommitmentReport
from onrecord.reference import Reference

from .reading import Read, read


def only(page: Read) -> CommitmentReport:
    [report] = page.commitments
    return report


def judged(*pages: Read, families: dict[str, str] | None = None) -> tuple[Commitment, ...]:
    reports = [report for page in pages for report in page.commitments]
    return judge_commitments(reports, [page.document for page in pages], (), families)


def test_what_two_states_agree_to_is_undertaken_by_both_and_told_by_the_page() -> None:
    report = only(read("The United States and China agreed on Wednesday to resume talks between their armed forces."))

    assert report.text == "resume talks between their armed forces"
    assert (report.obligor, report.beneficiary) == (("CHN", "USA"), ("CHN", "USA"))
    assert (report.kind, report.state, report.issue) == ("resume", "agreed_in_principle", "military-communication")
    assert (report.date.date, report.date.basis) == ("2023-11-15", "relative")
    assert [source.side for source in report.asserted_by] == [None]


def test_what_one_side_tells_is_asserted_by_that_side_alone() -> None:
    page = read("President Joe Biden said President Xi Jinping had agreed to cooperate with the U.S. on fentanyl.")

    assert only(page).obligor == ("CHN",)
    assert only(page).beneficiary == ("USA",)
    assert [source.side for source in only(page).asserted_by] == ["USA"]
    assert judged(page)[0].agreement == "only_B"


@pytest.mark.parametrize(
    ("undertaken", "due"),
    [
        ("suspend the export controls announced on October 9", None),
        ("reduce their tariffs, effective May 20, 2024", None),
        ("delay the tariffs that would have taken effect June 1, 2024", None),
        ("hold talks on artificial intelligence this year", "2024"),
        ("suspend their tariffs until June 30, 2024", "2024-06-30"),
    ],
)
def test_days_in_what_is_undertaken_are_not_the_day_of_the_undertaking(undertaken: str, due: str | None) -> None:
    report = only(read(f"China and the United States agreed to {undertaken}.", day="2024-05-10"))

    assert report.date.date == "2024-05-10"
    assert (report.deadline.date if report.deadline else None) == due


def test_several_things_agreed_in_one_sentence_are_several_commitments() -> None:
    page = read(
        "China and the United States agreed to set up talks on artificial intelligence, to establish a working group on"
        " counternarcotics, and to resume military talks."
    )

    assert [(report.kind, report.issue) for report in page.commitments] == [
        ("establish", "artificial-intelligence"),
        ("establish", "counternarcotics"),
        ("resume", "military-communication"),
    ]


def test_a_condition_and_a_deadline_are_kept_apart_from_what_is_undertaken() -> None:
    report = only(
        read("China and the U.S. agreed to resume military talks by June 2024 on the basis of equality and respect.")
    )

    assert report.condition is not None
    assert report.condition.quote == "on the basis of equality and respect"
    assert report.deadline is not None
    assert report.deadline.date == "2024-06"


def test_words_of_verification_belong_to_the_commitment_they_stand_behind() -> None:
    page = read(
        "China agreed to act with the United States against companies that make fentanyl. “Trust but verify,” President"
        " Joe Biden said."
    )

    [report] = [report for report in page.commitments if report.state == "agreed_in_principle"]
    assert report.verification is not None
    assert report.verification.quote.lower() == "trust but verify"


def test_a_first_step_is_reported_only_of_what_was_undertaken_before() -> None:
    before = "China agreed with the United States to stop companies that make fentanyl. "
    step = "Chinese officials said China had already acted against several companies."

    assert [report.state for report in read(before + step).commitments][-1] == "first_step_reported"
    assert not read(step).commitments


@pytest.mark.parametrize(
    "text",
    [
        "China has not agreed to resume military talks with the United States.",
        "If China agreed to resume military talks, the United States would welcome it.",
        "The United States urged China to agree to resume military talks.",
        "China would agree to resume military talks with the United States, analysts said.",
        "The United States and China agreed on the need for calm.",
        "The United States and China agreed that competition is healthy.",
        "President Joe Biden declined to discuss the talks with China.",
        "“We will continue to do and say things that China will not like,” Secretary of State Antony Blinken said.",
        "“On China’s tariffs we will get back to you,” Secretary of State Antony Blinken told reporters.",
    ],
)
def test_what_is_not_undertaken_yields_nothing(text: str) -> None:
    assert not read(text).commitments


def test_a_refusal_is_told_as_one() -> None:
    report = only(read("China refused to lift its tariffs on goods of the United States, the paper said."))

    assert (report.state, report.obligor, report.beneficiary) == ("refused", ("CHN",), ("USA",))


def test_a_government_that_says_we_will_announces_it_for_itself() -> None:
    page = read(
        "We will provide further aid to Ukraine in the coming weeks.", outlet="US Department of State", kind="official"
    )

    assert (only(page).state, only(page).obligor, only(page).beneficiary) == ("announced", ("USA",), ("UKR",))
    assert only(page).asserted_by[0].channel == "readout"


@pytest.mark.parametrize(
    ("words", "issuers"),
    [
        (
            "joint statement between the united states and the european commission on energy",
            "EUR USA",
        ),
        ("joint statement following meeting between president biden and the iraqi prime minister", "IRQ USA"),
        ("joint statement by the g7 announcing further costs on russia", "CAN DEU EUR FRA GBR ITA JPN USA"),
        (
            "joint statement following the summit of the united states and the gulf cooperation council",
            "ARE BHR KWT OMN QAT SAU USA",
        ),
        ("ministerial statement of the united kingdom of great britain and northern ireland and japan", "GBR JPN USA"),
        ("joint statement following the attack in israel", "USA"),
    ],
)
def test_who_issues_a_joint_statement_stands_before_what_it_is_about(words: str, issuers: str) -> None:
    assert " ".join(issuers_named(words, "USA", Reference.bundled())) == issuers


def test_a_joint_statement_is_asserted_by_all_who_issue_it() -> None:
    page = read(
        "Joint Statement of the United States and India\nThe United States and India agreed to share data on drug"
        " trafficking.",
        outlet="US Department of State",
        kind="official",
    )

    assert [source.side for source in only(page).asserted_by] == ["IND", "USA"]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (
            "The United States agreed with Japan to share data on the movements of ships in the region with its forces,"
            " including those that carry fuel from Russian ports to North Korea and to third countries.",
            "share data on the movements of ships in the region with its forces",
        ),
        ("The United States agreed with Japan to share data on ships.", "share data on ships"),
    ],
)
def test_what_is_undertaken_is_told_in_the_first_words_that_are_enough(said: str, text: str) -> None:
    assert only(read(said)).text == text


@pytest.mark.parametrize("term", ["within days, before the summit in June 2031", "within two weeks and in June 2031"])
def test_a_term_on_an_undated_page_is_no_deadline(term: str) -> None:
    page = read(f"China agreed with Japan to return the ship {term}.", day="")

    assert [report.deadline for report in page.commitments] == [None]


def test_what_a_joint_statement_tells_as_said_is_asserted_by_all_who_issue_it() -> None:
    page = read(
        "Joint Statement of the United States and India\nSecretary Blinken said that the United States and India will"
        " resume joint naval drills in May.",
        outlet="US Department of State",
        kind="official",
    )

    assert {source.side for source in only(page).asserted_by} == {"IND", "USA"}


def test_we_of_a_statement_of_seven_are_all_who_issue_it() -> None:
    page = read(
        "Office of the Spokesperson\n"
        "The text of the following statement was released by the foreign ministers of Canada, France, Germany, Italy,"
        " Japan, the United Kingdom, and the United States of America.\n"
        "We will continue to impose further severe sanctions in response to Russian aggression in Ukraine.",
        outlet="US Department of State",
        kind="official",
    )

    issuers = {"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"}
    assert {source.side for source in only(page).asserted_by} == issuers == set(only(page).obligor)


@pytest.mark.parametrize(
    ("head", "address", "issuers"),
    [
        (
            "The following is the text of a joint press release by the U.S. Department of State and the European"
            " External Action Service.",
            "joint-press-release",
            "EUR USA",
        ),
        (
            "The text of the following communiqué was agreed upon by the Special Envoys for Afghanistan from France,"
            " Germany, and the United States in Brussels.",
            "communique-of-the-special-envoys-for-afghanistan",
            "DEU FRA USA",
        ),
        (
            "We, the leaders of France, Germany, and the United States condemn the war of Russia.",
            "joint-statement-on-further-measures",
            "DEU FRA USA",
        ),
        (
            "Representatives of Egypt, France, and the United States met in Paris to discuss Syria.",
            "joint-statement-on-the-envoys-meeting",
            "EGY FRA USA",
        ),
        ("Today we reviewed progress.", "aukus-leaders-level-statement", "AUS GBR USA"),
        ("Our partnership is strong.", "japan-u-s-joint-leaders-statement-strengthening-the-open-order", "JPN USA"),
        ("Our partnership is strong.", "joint-u-s-israel-statement-on-launching-dialogue-on-technology", "ISR USA"),
        ("Our partnership is strong.", "u-s-eu-joint-statement", "EUR USA"),
        ("The President spoke about the war.", "statement-by-president-biden-on-the-g7-leaders-statement", ""),
        (
            "The following statement was released by the Foreign Ministers of the Global Coalition following today’s"
            " meeting in Marrakesh, Morocco.",
            "joint-communique-by-ministers-of-the-global-coalition",
            "",
        ),
    ],
)
def test_who_issues_a_page_together_is_listed_at_its_head_or_named_by_its_address(
    head: str, address: str, issuers: str
) -> None:
    page = read(
        f"Office of the Spokesperson\n{head}\nBegin text.\nWe will continue to send humanitarian aid to Ukraine.",
        outlet="US Department of State",
        kind="official",
        url=f"https://www.state.gov/{address}/",
    )

    asserted = {source.side for report in page.commitments for source in report.asserted_by}
    assert page.commitments
    assert asserted == (set(issuers.split()) or {"USA"})


@pytest.mark.parametrize(
    "text",
    [
        "The United States and China failed to agree on reopening the military hotline.",
        "The United States and China met in Geneva. Neither side has agreed to resume talks.",
    ],
)
def test_what_was_not_agreed_to_is_no_undertaking(text: str) -> None:
    assert not read(text).commitments


def test_a_denied_agreement_is_disputed_by_who_denies_it() -> None:
    report = only(read("China denied that it had agreed to buy more American soybeans."))

    assert (report.state, report.obligor) == ("disputed", ("CHN",))
    assert (report.asserted_by[0].side, report.asserted_by[0].stance) == ("CHN", "denies")


def test_who_tells_it_behind_the_sentence_does_not_undertake_it() -> None:
    report = only(read("The United States pledged not to support Taiwan independence, according to China's ministry."))

    assert report.obligor == ("USA",)


def test_what_was_done_is_no_undertaking() -> None:
    page = read("The United States and China have restored their military hotline, the Pentagon said on Monday.")

    assert not page.commitments
    assert [report.state for report in page.channels] == ["resumed"]


def test_what_would_befall_a_state_is_not_undertaken_by_it() -> None:
    page = read(
        "Secretary of State Blinken said he had told China's leaders of his concern about their support for Russia."
        ' Russia "would struggle to sustain its assault on Ukraine without China\'s support," he added.'
    )

    assert not page.commitments


def test_the_time_given_for_it_ends_on_a_day() -> None:
    page = read("Iran and Saudi Arabia agreed to reopen their embassies within two months.", day="2023-03-10")

    deadline = only(page).deadline
    assert deadline is not None
    assert (deadline.date, deadline.basis) == ("2023-05-10", "relative")


@pytest.mark.parametrize(
    ("term", "due"), [("over the next two years", "2025-03-10"), ("in the next ten days", "2023-03-20")]
)
def test_a_length_of_time_that_lies_ahead_is_the_time_given_for_it(term: str, due: str) -> None:
    deadline = only(read(f"China agreed to buy soybeans from the United States {term}.", day="2023-03-10")).deadline

    assert deadline is not None
    assert deadline.date == due


def test_a_day_in_a_clause_that_describes_something_else_is_no_deadline() -> None:
    text = "China agreed to send a destroyer to the drills with Russia, which will last until June 30."

    assert only(read(text, day="2023-03-10")).deadline is None


@given(
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.integers(1, 40),
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
)
def test_a_term_ends_after_it_begins(day: date, amount: int, unit: Unit) -> None:
    term = TimeExpression(0, 1, "x", "duration", "unknown", "", False, Meaning("duration", unit=unit, amount=amount))
    end = end_of_term(term, Days.on(day))

    assert end is not None
    assert day < end.first == end.last <= day + timedelta(days=366 * amount)


def test_which_companies_are_meant_belongs_to_what_is_promised() -> None:
    page = read("Xi promised Biden that China would crack down on companies that make fentanyl precursors.")

    assert only(page).text == "crack down on companies that make fentanyl precursors"


AMERICAN = read("President Joe Biden said the United States and China had agreed to resume military talks.")
CHINESE = read(
    "President Xi Jinping said China and the United States agreed to resume high-level military talks.",
    day="2023-11-17",
)


def test_what_both_sides_say_is_said_by_both_with_each_source() -> None:
    [commitment] = judged(AMERICAN, CHINESE)

    assert commitment.agreement == "both"
    [step] = commitment.history
    assert {source.side for source in step.asserted_by} == {"CHN", "USA"}
    assert (step.documents, step.independent_reports) == (2, 2)


def test_copies_are_one_report() -> None:
    family = {AMERICAN.document.id: "family", CHINESE.document.id: "family"}

    [commitment] = judged(AMERICAN, CHINESE, families=family)
    assert (commitment.history[0].documents, commitment.history[0].independent_reports) == (2, 1)


def test_a_later_report_keeps_the_name_of_a_commitment() -> None:
    later = replace(CHINESE.document, published=replace(CHINESE.document.published, date="2024-02-01", earliest=None))
    first = AMERICAN.commitments[0]

    [alone] = judge_commitments([first], [AMERICAN.document])
    [again] = judge_commitments([first, *CHINESE.commitments], [AMERICAN.document, later])

    assert len(again.reports) > len(alone.reports)
    assert again.id == alone.id


def test_other_matters_are_other_commitments() -> None:
    other = read("President Joe Biden said the United States and China had agreed to resume talks on climate change.")

    assert len({commitment.id for page in (AMERICAN, other) for commitment in judged(page)}) == 2


@pytest.mark.parametrize(
    ("text", "commitments"), [("keep working on it", 2), ("keep their hands on nuclear decisions", 1)]
)
def test_one_common_word_does_not_join_commitments_without_an_issue(text: str, commitments: int) -> None:
    first = replace(AMERICAN.commitments[0], text="keep nuclear decisions in human hands", issue=None, key="one")
    second = replace(first, id="other", text=text)

    assert len(judge_commitments([first, second], [AMERICAN.document])) == commitments


def test_what_is_undertaken_towards_the_world_is_not_undertaken_towards_the_other_side_of_the_page() -> None:
    page = read(
        "“China will continue to work with the international community on climate change,” spokesperson Mao Ning said"
        " after talks with the United States.",
        outlet="Ministry of Foreign Affairs of China",
    )

    assert not page.commitments


def test_sums_of_money_do_not_make_two_commitments_on_trade_one() -> None:
    bought = read(
        "China agreed to raise its purchases to $50 billion worth of U.S. goods in a trade deal.", day="2019-11-16"
    )
    dropped = read("China agreed to drop its tariffs on $3 billion worth of U.S. goods.", day="2019-11-20")

    assert [report.issue for report in (*bought.commitments, *dropped.commitments)] == ["trade", "trade"]
    assert len(judged(bought, dropped)) == 2


def test_what_is_said_alike_years_apart_is_not_taken_for_one_commitment() -> None:
    early = read("China agreed to lower its tariffs on cars from the United States.", day="2018-05-22")
    late = read("China agreed to lower its tariffs on soybeans grown in the United States.", day="2025-05-12")

    assert len(judged(early, late)) == 2
    assert len(judged(early, replace(early, document=replace(early.document, id="copy")))) == 1


def test_the_order_of_reports_does_not_matter_and_nothing_is_judged_kept() -> None:
    reports = [*AMERICAN.commitments, *CHINESE.commitments]
    documents = [AMERICAN.document, CHINESE.document]
    expected = judge_commitments(reports, documents)
    for seed in range(5):
        shuffled = random.Random(seed).sample(reports, len(reports))
        assert judge_commitments(shuffled, documents) == expected
    assert not {step.state for commitment in expected for step in commitment.history} & {"kept", "broken"}


def test_what_nobody_says_is_named() -> None:
    [commitment] = judged(AMERICAN)

    assert "timeframe" in commitment.elements_missing
    assert "owner" not in commitment.elements_missing


def test_what_is_denied_is_read_with_its_denial() -> None:
    page = read("North Korea and South Korea agreed on Friday not to conduct military drills near their border.")

    [report] = page.commitments
    assert report.text.startswith("not ")
    assert report.kind == "refrain"
    assert report.obligor == ("KOR", "PRK")


def test_what_is_denied_of_one_deed_is_denied_of_the_other() -> None:
    page = read("North Korea and South Korea agreed on Friday not to conduct drills or fly drones near their border.")

    assert page.commitments
    assert all(report.text.startswith("not ") and report.kind == "refrain" for report in page.commitments)


def test_what_it_announces_is_undertaken_by_whoever_announces_it() -> None:
    page = read("China announced on Monday that it would resume imports of beef from Australia.", day="2024-04-02")

    [report] = page.commitments
    assert report.obligor == ("CHN",)
    assert report.beneficiary == ("AUS",)
    assert [source.side for source in report.asserted_by][:1] == ["CHN"]


def test_in_a_briefing_nobody_is_meant_who_is_not_named_close_by() -> None:
    text = (
        "MR. PRICE: Russia has been in touch with us. Russia knows where we stand. Russia knows what to do.\n"
        "It is a long day.\nIt is a long week.\nWe will continue to provide security assistance in the coming weeks."
    )

    report = only(read(text, outlet="US Department of State", kind="transcript"))

    assert (report.obligor, report.beneficiary) == (("USA",), ())


def test_what_both_leaders_reaffirm_is_told_by_the_side_whose_readout_it_is() -> None:
    page = read(
        "President Joe Biden spoke today with President Yoon Suk Yeol of South Korea. Both leaders reaffirmed their"
        " commitment to strengthen military communication between the United States and South Korea.",
        outlet="The White House",
        kind="official",
    )

    assert {source.side for report in page.commitments for source in report.asserted_by} == {"USA"}


def test_who_says_that_another_will_not_be_allowed_to_have_something_undertakes_it() -> None:
    page = read("President Joe Biden vowed that Iran will never be allowed to build a nuclear weapon.")

    assert {report.obligor for report in page.commitments} <= {("USA",)}


def test_an_undertaking_in_a_clause_beside_one_of_what_is_missing_holds() -> None:
    report = only(read("There is no obvious path to talks, as Russia pledged to suspend the treaty with Japan."))

    assert report.obligor == ("RUS",)


def test_what_two_states_undertake_for_a_third_is_towards_it_and_stays_theirs() -> None:
    page = read("Japan and South Korea agreed on Monday to provide humanitarian aid to Ukraine.")
    [commitment] = judged(page)

    assert (only(page).obligor, only(page).beneficiary) == (("JPN", "KOR"), ("UKR",))
    assert only(page).key.startswith("JPN-KOR/")
    assert commitment.beneficiary == ("UKR",)


def test_what_a_state_refuses_to_do_is_told_by_a_noun_as_well() -> None:
    text = (
        "Secretary Blinken spoke with Ukraine's foreign minister. They condemned President Putin's aggression against"
        " Ukraine and his refusal to negotiate in good faith with Ukraine."
    )
    page = read(text, outlet="US Department of State", kind="official")

    assert [(report.obligor, report.state) for report in page.commitments] == [(("RUS",), "refused")]


@pytest.mark.parametrize(
    "text",
    [
        "President Trump said America will not be held hostage by Iran.",
        "North Korea said the United States will have to lift its sanctions.",
    ],
)
def test_what_is_done_to_a_state_or_asked_of_it_is_not_undertaken_by_it(text: str) -> None:
    assert read(text).commitments == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "If the U.S. insists on its own way, China will take countermeasures against the U.S., the ministry said.",
            "If the U.S. insists on its own way",
        ),
        (
            "China's foreign ministry said Beijing will buy American soybeans if the U.S. lifts its tariffs.",
            "if the U.S. lifts its tariffs",
        ),
    ],
)
def test_a_condition_is_read_before_and_behind_what_it_is_set_for(text: str, condition: str) -> None:
    [report] = read(text).commitments

    assert report.condition is not None
    assert report.condition.quote == condition


def test_what_is_done_by_doing_something_is_one_undertaking_with_its_means() -> None:
    text = (
        "Joint Statement on the U.S.-China Economic and Trade Meeting in Geneva\n\n"
        "The United States will modify the rate of duty on articles of China, by suspending 24 percentage points of"
        " that rate for 90 days.\n\n"
        "China will purchase soybeans from the United States.\n"
    )
    page = read(text, outlet="The White House", kind="official", day="2025-05-12")
    [report] = [each for each in page.commitments if each.obligor == ("USA",)]

    assert report.text.startswith("modify the rate of duty")
    assert report.text.endswith("suspending 24 percentage points of that rate for 90 days")


def test_military_lines_are_military_communication() -> None:
    [report] = read("China agreed to reopen military lines with the U.S. military.").commitments

    assert report.issue == "military-communication"


def test_two_names_before_the_verb_of_a_headline_are_two_sides() -> None:
    page = read("Biden, Xi agreed to extend the trade truce between the United States and China.")

    assert [report.obligor for report in page.commitments] == [("CHN", "USA")]


def test_what_was_taken_since_another_day_is_another_commitment() -> None:
    words = "China promised the United States to suspend the countermeasures taken since {}."
    may = read(words.format("April 2"), day="2025-05-12")
    november = read(words.format("March 4"), day="2025-11-01")
    reports = [*may.commitments, *november.commitments]

    assert len(reports) == 2
    assert len(judge_commitments(reports, [may.document, november.document])) == 2


def test_what_is_undertaken_is_told_with_its_object_behind_a_time() -> None:
    text = (
        "China's commerce ministry said it would pause for one year the export controls it announced on October 9."
        " The United States welcomed it."
    )
    [report] = read(text).commitments

    assert report.text == "pause for one year the export controls"


def test_a_means_too_far_behind_to_be_told_with_its_deed_is_told_by_itself() -> None:
    text = (
        "Joint Statement on the U.S.-China Economic and Trade Meeting in Geneva\n\n"
        "China will modify accordingly the application of the additional ad valorem rate of duty on articles of the"
        " United States set forth in Announcement of the Customs Tariff Commission of the State Council No. 4 of 2025,"
        " by suspending 24 percentage points of that rate for an initial period of 90 days.\n\n"
        "The United States will lower its tariffs on Chinese goods.\n"
    )
    page = read(text, outlet="The White House", kind="official", day="2025-05-12")

    assert any("24 percentage points" in report.text for report in page.commitments)
