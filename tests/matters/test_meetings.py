"""Meetings: two accounts of one meeting side by side, and what only one of them tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.matters import judge_meeting
from onrecord.matters._account_items import readout_items
from onrecord.matters._same_items import compare, groups_of, lay_out
from onrecord.matters._whose_page import publisher_of
from onrecord.records import Event, EventDate, Evidence, Happening, Meeting, MeetingItem, Participant
from onrecord.reference import Reference

from .reading import Read, read

CHINESE = read(
    "On the evening of June 5, President Xi Jinping spoke with President Trump by phone.\n"
    "Xi Jinping stressed that the Taiwan question must be handled with prudence. The two sides agreed to keep up trade"
    " consultations on tariffs. China welcomes students to study in the country.",
    outlet="Ministry of Foreign Affairs of China", kind="official", day="2025-06-05",
)  # fmt: skip
AMERICAN = read(
    "I just completed a very good call with President Xi.\n"
    "We agreed that our teams will hold new trade talks on tariffs. We discussed rare earths at length.",
    outlet="", url="https://truthsocial.com/@realDonaldTrump/posts/1", day="2025-06-05",
)  # fmt: skip


def meeting(
    *pages: Read, kind: str = "consult/phone", status: str = "occurred", told: str = "occurred", day: str = "2025-06-05"
) -> Meeting | None:
    first = pages[0].document
    words = Evidence(first.id, 0, 10, first.text[:10])
    person = next((one for page in pages for one in page.actors.values() if one.kind == "person"), None)
    event = Event(
        "evt-1", first.id, "CONSULT", evidence=(words,), status=told,  # type: ignore[arg-type]
        actor=(Participant(person.id, person.name, person.country),) if person is not None else (),
    )  # fmt: skip
    happening = Happening(
        "happ-1", ("evt-1",), kind, EventDate(day, precision="day", basis="stated"), ("CHN", "USA"),
        status, "spoke", len(pages), len(pages),  # type: ignore[arg-type]
    )  # fmt: skip
    return judge_meeting(
        happening,
        [event],
        [statement for page in pages for statement in page.statements],
        [page.document for page in pages],
        {key: actor for page in pages for key, actor in page.actors.items()},
    )


def test_each_side_tells_its_own_account_in_its_order() -> None:
    found = meeting(AMERICAN, CHINESE)

    assert found is not None
    assert (found.kind, found.parties, found.date.date) == ("call", ("CHN", "USA"), "2025-06-05")
    assert [(account.side, account.source) for account in found.accounts] == [
        ("CHN", "own_readout"),
        ("USA", "own_readout"),
    ]
    for account, page in zip(found.accounts, (CHINESE, AMERICAN), strict=True):
        places = [item.evidence[0].start for item in account.items]
        assert places == sorted(places)
        assert [item.order for item in account.items] == list(range(1, len(places) + 1))
        assert all(page.document.text[e.start : e.end] == e.quote for item in account.items for e in item.evidence)


def test_a_consultation_that_no_word_for_meeting_tells_is_none() -> None:
    doing = read("It is what we have been doing with China, President Xi said.", day="2025-06-05")

    assert meeting(doing, kind="consult") is None


def test_that_the_meeting_took_place_is_no_item() -> None:
    found = meeting(AMERICAN, CHINESE)

    assert found is not None
    assert not [item for account in found.accounts for item in account.items if "spoke with" in item.told_as]


def test_what_both_tell_stands_side_by_side_and_silence_is_counted() -> None:
    found = meeting(AMERICAN, CHINESE)

    assert found is not None
    by_issue = {item.issue: item for item in found.items}
    assert by_issue["trade"].found_in == ("CHN", "USA")
    assert by_issue["trade"].relation in {"agree", "wording_differs"}
    assert by_issue["taiwan"].found_in == ("CHN",)
    assert by_issue["taiwan"].relation == "only_one_side"
    [silent] = by_issue["taiwan"].not_found_in
    assert (silent.side, silent.documents) == ("USA", 1)


def test_the_press_tells_what_officials_of_each_side_say() -> None:
    page = read(
        "A senior U.S. official told reporters that President Xi Jinping said Taiwan must be handled with care.\n"
        "China’s Foreign Ministry said Xi called on the United States to lift sanctions.",
        day="2025-06-05",
    )
    found = meeting(page)

    assert found is not None
    assert ("CHN", "told_by_other_side") in {(account.side, account.source) for account in found.accounts}


@pytest.mark.parametrize(("kind", "status"), [("sanction", "occurred"), ("consult/meet", "did_not_happen")])
def test_what_is_no_meeting_or_never_was_one_yields_none(kind: str, status: str) -> None:
    assert meeting(AMERICAN, CHINESE, kind=kind, status=status) is None


def test_the_order_of_the_documents_does_not_matter() -> None:
    one, other = meeting(AMERICAN, CHINESE), meeting(CHINESE, AMERICAN)

    assert one is not None
    assert other is not None
    assert (one.accounts, one.items) == (other.accounts, other.items)


def test_a_page_that_only_remembers_a_meeting_is_no_account_of_it() -> None:
    found = meeting(CHINESE, told="background")

    assert found is not None
    assert found.accounts == ()


def test_a_page_of_another_year_is_no_account_of_a_meeting() -> None:
    found = meeting(CHINESE, AMERICAN, day="2024-04-02")

    assert found is not None
    assert found.accounts == ()


def test_what_a_briefing_says_of_other_matters_is_no_item_of_a_meeting_it_names() -> None:
    briefing = read(
        "MR. MILLER: The Secretary spoke with Foreign Minister Wang Yi of China today by phone. The Secretary told him "
        "that tariffs must come down.\n"
        + "QUESTION: And the election?\n"
        + "MR. MILLER: We thank our partners for a free and fair vote, and we will say more in the coming days. " * 12
        + "\nQUESTION: On Cuba?\n"
        "MR. MILLER: President Petro said that he calls for an independent investigation there.\n",
        outlet="US Department of State", kind="transcript", day="2025-06-05",
        url="https://www.state.gov/briefings/x/",
    )  # fmt: skip
    found = meeting(briefing, kind="consult/phone")

    assert found is not None
    told = [item.told_as for account in found.accounts for item in account.items]
    assert not any("investigation" in words for words in told)


def pasted(text: str, day: str = "2024-10-23") -> Read:
    return read(text, outlet="", day=day)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("President Xi Jinping met with Indian Prime Minister Narendra Modi in Kazan.\nThey agreed to talk.", "CHN"),
        ("Prime Minister met with Mr. Xi Jinping, President of China, in Kazan.\nThey agreed to talk.", "IND"),
        ("Meeting in Kazan\nPosted On: 23 OCT 2024 by PIB Delhi\nThe two leaders met in Kazan.", "IND"),
        ("Indian Prime Minister Modi met Chinese President Xi in Kazan.\nThey agreed to talk.", None),
        ("President Xi met with Indian Prime Minister Modi, sources told reporters.", None),
        ("Modi and Xi met in Kazan.\nThey agreed to talk.", None),
    ],
)
def test_whose_telling_a_pasted_page_is_follows_from_how_it_names_both(text: str, whose: str | None) -> None:
    document = pasted(text).document

    assert publisher_of(replace(document, outlet=None, url=None), ("CHN", "IND"), Reference.bundled()) == whose


@pytest.mark.parametrize(
    ("outlet", "whose"),
    [("United Nations", None), ("NATO", None), ("European Commission", "EUR"), ("The White House", "USA")],
)
def test_a_body_of_many_states_is_nobodys_own_account_and_the_union_is_a_party(outlet: str, whose: str | None) -> None:
    document = replace(pasted("They met in Geneva.").document, outlet=outlet)

    assert publisher_of(document, ("CHN", "USA"), Reference.bundled()) == whose


def told_as(text: str) -> list[str]:
    page = read(text, outlet="Ministry of Foreign Affairs of China", kind="official", day="2025-06-05")
    return [item.told_as for item in readout_items(page.document, (), Reference.bundled())]


def test_who_issued_a_readout_is_no_item_and_what_a_call_was_about_is_one() -> None:
    found = told_as(
        "Pentagon Press Secretary Pat Ryder provided the following readout:\n"
        "Secretary Austin spoke with Minister Dong today by video to discuss regional and global security issues. "
        "He stressed the importance of open lines of communication."
    )

    assert found == [
        "discuss regional and global security issues",
        "He stressed the importance of open lines of communication",
    ]


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        (
            "Secretary Blinken spoke with Foreign Minister Wang Yi regarding Moscow's war against its neighbor.",
            "Moscow's war against its neighbor",
        ),
        (
            "Secretary Blinken met with Foreign Minister Wang Yi as part of the effort to keep lines of talk open.",
            "the effort to keep lines of talk open",
        ),
        (
            "The two sides had candid, in-depth communication on how to steady relations and handle differences.",
            "The two sides had candid, in-depth communication on how to steady relations and handle differences",
        ),
        ("Secretary Blinken spoke with Foreign Minister Wang Yi on the phone on Friday, March 5.", None),
        ("Secretary Campbell hosted PRC Executive Vice Foreign Minister Ma Zhaoxu in Washington.", None),
        ("Foreign Minister Wang Yi took a phone call from Secretary Blinken on the morning of June 14.", None),
    ],
)
def test_what_the_sentence_that_tells_of_a_meeting_says_of_its_matter_is_an_item(
    sentence: str, about: str | None
) -> None:
    found = told_as(f"{sentence} He stressed the importance of open lines of communication.")

    assert found == [*([about] if about else []), "He stressed the importance of open lines of communication"]


def test_a_capital_city_may_end_a_sentence() -> None:
    found = told_as(
        "Secretary Rubio met with Minister Wang today in Washington, D.C. Secretary Rubio affirmed the partnership."
    )

    assert found == ["Secretary Rubio affirmed the partnership"]


def test_what_is_told_besides_in_one_sentence_is_an_item_of_its_own() -> None:
    assert told_as("The ministers confirmed the plan of last year and warned of further tests by others.") == [
        "The ministers confirmed the plan of last year",
        "warned of further tests by others",
    ]


def test_who_was_present_and_who_told_the_press_are_no_items() -> None:
    found = told_as(
        "Minister Dong spoke with Secretary Austin today. He stressed the worth of open lines of communication.\n\n"
        "Following the call, an aide told reporters about it. Ann Reed and Li Ming were also present."
    )

    assert found == ["He stressed the worth of open lines of communication"]


def matched(chinese: str, american: str) -> list[MeetingItem]:
    found = meeting(
        read(
            "President Xi Jinping spoke with President Trump by phone.\n" + chinese,
            outlet="Ministry of Foreign Affairs of China", kind="official", day="2025-06-05",
        ),
        read(
            "President Trump spoke with President Xi by phone.\n" + american,
            outlet="The White House", kind="official", day="2025-06-05",
        ),
    )  # fmt: skip
    assert found is not None
    return [item for item in found.items if len(item.found_in) > 1]


def test_the_same_item_in_other_words_and_another_place_is_matched() -> None:
    [item] = matched(
        "Xi Jinping recalled the long history of exchanges between the peoples. The two sides will hold a phone call"
        " between theater commanders of the two militaries at a proper time. China will build an airport in the west.",
        "They planned telephone calls between theater commanders in the near future. He thanked the farmers of Iowa.",
    )

    assert {piece.quote[:10] for piece in item.evidence} == {"The two si", "They plann"}


def test_each_sides_own_stand_on_a_broad_field_is_not_one_item() -> None:
    assert not matched(
        "He stressed that China will protect its companies against unfair trade measures.",
        "He underscored that American farmers deserve fair treatment and raised trade imbalances.",
    )


def test_what_one_denies_and_the_other_states_is_a_contradiction() -> None:
    [item] = matched(
        "The two sides did not discuss new purchases of soybeans.",
        "They discussed new purchases of soybeans and agreed on them.",
    )

    assert item.relation == "contradict"


def test_a_denial_of_something_else_is_no_contradiction() -> None:
    items = matched(
        "Generalizing national security hampers normal trade.",
        "The United States will not negotiate on matters of national security.",
    )

    assert [item.relation for item in items if item.relation == "contradict"] == []


def test_an_agreement_told_as_a_mere_talk_is_told_in_different_words() -> None:
    [item] = matched(
        "The two sides discussed a working group on counternarcotics cooperation.",
        "The two sides agreed on a working group on counternarcotics cooperation.",
    )

    assert item.relation == "wording_differs"


def test_many_items_are_compared_in_bounded_time() -> None:
    lines = [
        ("CHN" if number % 2 else "USA", f"The two sides agreed on matter {number}.", frozenset())
        for number in range(400)
    ]
    pairs, features = compare(lay_out(lines, {}, Reference.bundled()))

    assert len(pairs) == len(features) <= 4_000


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=8))
def test_items_of_any_words_are_compared_and_grouped_each_once(words: list[str]) -> None:
    told = [("CHN" if number % 2 else "USA", text, frozenset[str]()) for number, text in enumerate(words)]
    groups = groups_of(lay_out(told, {}, Reference.bundled()))

    assert sorted(place for group in groups for place in group) == list(range(len(words)))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_whose_page_it_is(text: str) -> None:
    document = replace(pasted("They met in Geneva.").document, outlet=None, text=text, title=text[:40], roles=())

    assert publisher_of(document, ("CHN", "USA"), Reference.bundled()) in (None, "CHN", "USA")


def test_what_each_side_said_for_itself_is_never_an_agreement() -> None:
    items = matched(
        "Xi Jinping stressed that nuclear weapons must not be used in Ukraine.",
        "President Trump stressed that nuclear weapons must not be used in Ukraine.",
    )

    assert [item.relation for item in items] == ["wording_differs"]


def test_each_sides_own_stand_on_a_contested_matter_is_not_one_item() -> None:
    assert not matched(
        "Xi Jinping stressed that Taiwan is part of China and that no interference will be tolerated.",
        "President Trump raised concerns about the coercive actions of the PRC around Taiwan.",
    )


def test_a_matter_of_a_list_agrees_with_no_stand_on_it() -> None:
    items = matched(
        "Xi Jinping made clear that the crux is that the security concerns of the DPRK have not been addressed.",
        "They discussed climate change and developments in the DPRK.",
    )

    assert {item.relation for item in items} <= {"wording_differs"}


def test_a_matter_of_a_list_is_never_joined_with_another_matter() -> None:
    items = matched(
        "The two sides exchanged views on the Ukraine crisis.",
        "They discussed progress on counternarcotics and people-to-people exchanges.",
    )

    assert items == []


def test_what_both_are_told_to_have_discussed_is_one_item_for_each_matter() -> None:
    items = matched(
        "The two sides exchanged views on the Ukraine crisis and the situation on the Korean Peninsula.",
        "The leaders discussed the DPRK. They also talked about Russia's war against Ukraine.",
    )

    assert [{piece.quote for piece in item.evidence} for item in items] == [
        {"The two sides exchanged views on the Ukraine crisis", "They also talked about Russia's war against Ukraine"},
        {"situation on the Korean Peninsula", "The leaders discussed the DPRK"},
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Readout of the President's Meeting with President Xi Jinping", "meeting"),
        ("Readout of the President's Virtual Meeting with President Xi Jinping", "call"),
        ("Readout of the President's Call with President Xi Jinping", "call"),
    ],
)
def test_a_meeting_at_which_calls_are_agreed_is_no_call(title: str, kind: str) -> None:
    page = read(
        "President Trump met with President Xi Jinping. Both sides are to resume telephone conversations.",
        outlet="The White House", kind="official", day="2025-06-05",
    )  # fmt: skip
    document = replace(page.document, title=title)
    text = document.text
    clause = Evidence(page.document.id, 0, len(text), text)
    event = Event("evt-1", page.document.id, "CONSULT", evidence=(clause,), status="occurred")
    happening = Happening(
        "happ-1", ("evt-1",), "consult", EventDate("2025-06-05", precision="day", basis="stated"), ("CHN", "USA"),
        "occurred", "met", 1, 1,
    )  # fmt: skip

    found = judge_meeting(happening, [event], page.statements, [document], page.actors)

    assert found is not None
    assert found.kind == kind


def test_a_remark_on_the_text_in_brackets_is_no_item_of_a_readout() -> None:
    page = read(
        "President Trump met with President Xi Jinping.\n\nThe two sides agreed to keep up trade consultations (on"
        " tariffs).\n\n(This is an unofficial translation; the original text prevails.)",
        outlet="The White House", kind="official", day="2025-06-05",
    )  # fmt: skip

    told = [item.told_as for item in readout_items(page.document, page.statements, Reference.bundled())]

    assert told == ["The two sides agreed to keep up trade consultations (on tariffs)"]
