"""Texts and posts that the first line of a page leads to, and turns of short transcripts."""

from __future__ import annotations

import pytest

from onrecord.records import Mention
from onrecord.statements._people import MentionIndex

from .helpers import statements_of, told

WORDS = "The talks in Stockholm have gone well, and both great nations will gain from a deal."


def released(text: str, names: dict[str, str]) -> list[tuple[str | None, str]]:
    return [(one.speaker, told(one)) for one in statements_of(text, names) if "release" in one.method]


@pytest.mark.parametrize(
    "lead",
    [
        "U.S. Secretary Lee posted on X about the talks:",
        "U.S. Secretary Lee created a thread on X:",
        "Secretary Lee posted on this meeting on U.S.-China talks on Truth Social:",
        "Secretary Lee released a Press Statement on the talks, which reads:",
        "The department posts a press release from Secretary Lee on the talks.",
        "The department reposted a tweet from Secretary Lee.",
        "Secretary Lee tweeted in celebration of the talks.",
    ],
)
def test_who_posted_or_released_a_text_speaks_in_it(lead: str) -> None:
    assert released(f"{lead}\n{WORDS}", {"Secretary Lee": "lee"}) == [("actor-lee", WORDS)]


def test_a_full_name_may_begin_with_the_initials_of_a_state() -> None:
    text = f"U.S. Secretary Lee posted on X:\n{WORDS}"
    assert released(text, {"U.S. Secretary Lee": "lee"}) == [("actor-lee", WORDS)]


@pytest.mark.parametrize(
    "page",
    [
        f"Secretary Lee posted a clip on X of an interview:\n{WORDS}",
        f"The office of Secretary Lee published an article citing remarks on the talks:\n{WORDS}",
        f'The office of Secretary Lee reposted a tweet from @Marsh:\n.@Kim: "{WORDS}"',
        f'Secretary Lee released a statement on the talks.\n"{WORDS}" said Kim, who was there.',
        "\n".join(["Secretary Lee released a statement on the talks.", *[WORDS] * 7]),
    ],
)
def test_what_shows_others_or_goes_on_as_a_report_is_not_his(page: str) -> None:
    assert released(page, {"Secretary Lee": "lee"}) == []


def test_a_quotation_through_all_the_lines_below_is_of_whom_the_lead_names() -> None:
    text = f"During the ceremony, Secretary Lee remarked on energy.\n\u201c{WORDS}\nI have seen it, and it is so.\u201d"
    assert released(text, {"Secretary Lee": "lee"}) == [("actor-lee", f"{WORDS} / I have seen it, and it is so.")]


def test_a_sign_that_ends_a_release_is_no_quotation() -> None:
    assert released("Secretary Lee spoke by phone with Minister Kim.\n###", {"Secretary Lee": "lee"}) == []


def test_what_is_passed_on_from_somebody_unknown_is_not_his_who_passes_it_on() -> None:
    assert released(f"Secretary Lee reposted a tweet from @Nobody:\n{WORDS}", {"Secretary Lee": "lee"}) == []


def test_a_message_to_many_is_his_from_whom_it_is() -> None:
    text = f"The department published a message to the armed forces of the state from Secretary Lee.\n{WORDS}"
    assert released(text, {"Secretary Lee": "lee"}) == [("actor-lee", WORDS)]


def turns(text: str, names: dict[str, str]) -> list[tuple[str | None, str]]:
    return [(one.speaker, told(one)) for one in statements_of(text, names) if "transcript" in one.method]


def test_who_answers_a_newsroom_may_be_brief() -> None:
    text = (
        "At a press conference, Spokesperson Lin Marsh took a question on the canal.\n"
        "China Daily: The head of the canal said there was a risk. What is the comment?\n"
        "Lin Marsh: We noted relevant reports.\n"
        "On the sale of ports, the administration has responded more than once, and we oppose coercion."
    )
    names = {"Lin Marsh": "marsh", "China Daily": "daily"}
    assert [speaker for speaker, _ in turns(text, names)] == ["actor-daily", "actor-marsh"]
    assert turns(text, names)[1][1].startswith("We noted relevant reports. / On the sale")


def test_numbered_reporters_are_not_part_of_the_answer_before() -> None:
    text = (
        "Reporter 1: Is there anything they can do tonight?\n"
        "President Lee: No. Nothing. Not right now, no.\n"
        "Reporter 2: Is there a concession you are looking for?\n"
        "President Lee: No, we are not looking for a concession."
    )
    assert [words for speaker, words in turns(text, {"President Lee": "lee"}) if speaker == "actor-lee"] == [
        "No. Nothing. Not right now, no.",
        "No, we are not looking for a concession.",
    ]


def test_an_account_may_be_the_label_of_a_clip() -> None:
    text = "@Office posted a clip on X:\n.@Lee: \u201cMany years ago we opened up, now it is their turn.\u201d"
    assert [speaker for speaker, _ in turns(text, {"@Lee": "lee", "Lee": "lee"})] == ["actor-lee"]


def test_a_title_cut_short_before_two_who_speak_is_whole() -> None:
    text = "Under Secretary Lee and Minister Kim reaffirmed their support for the talks."
    mentions = [
        Mention("m1", "doc", 0, 19, "Under Secretary Lee", "lee", "name"),
        Mention("m2", "doc", 24, 36, "Minister Kim", "kim", "name"),
    ]
    index = MentionIndex(text, mentions, persons={"lee", "kim"})
    assert index.speakers((text.index("Secretary"), 36)) == ("lee", "kim")


def test_they_may_be_the_ministry_that_spoke_last() -> None:
    text = "The ministry denounced the fees. They said that trade would suffer."
    index = MentionIndex(text, [Mention("m1", "doc", 0, 12, "The ministry", "ministry", "name")], bodies={"ministry"})
    place = text.index("They")
    assert index.goes_on((place, place + 4), ("ministry", 31)) == "ministry"


def test_a_text_that_is_released_is_of_the_day_of_the_page_where_the_lead_names_none() -> None:
    [one] = statements_of(f"Secretary Lee posted on X about the talks:\n{WORDS}", {"Secretary Lee": "lee"})
    assert (one.said_on.date, one.said_on.basis) == ("2023-11-16", "published")


def test_somebody_named_speaks_for_the_others_without_a_name() -> None:
    text = "Carla Lee and other senators said that the talks failed. Officials and analysts said that they go on."
    mentions = [
        Mention("m1", "doc", 0, 9, "Carla Lee", "lee", "name"),
        Mention("m2", "doc", 14, 28, "other senators", "senators", "title"),
        Mention("m3", "doc", 57, 66, "Officials", "officials", "title"),
        Mention("m4", "doc", 71, 79, "analysts", "analysts", "title"),
    ]
    index = MentionIndex(text, mentions, persons={"lee"}, several={"senators", "officials", "analysts"})
    assert index.speakers((0, 28)) == ("lee",)
    assert index.speakers((57, 79)) == ("officials",)


def test_two_who_speak_as_they_come_in_the_order_of_their_names() -> None:
    text = "Zoe Lee met Adam Kim. They stressed that the talks go on."
    mentions = [
        Mention("m1", "doc", 0, 7, "Zoe Lee", "2", "name"),
        Mention("m2", "doc", 12, 20, "Adam Kim", "1", "name"),
        Mention("m3", "doc", 22, 26, "They", "1", "pronoun"),
        Mention("m4", "doc", 22, 26, "They", "2", "pronoun"),
    ]
    assert MentionIndex(text, mentions, persons={"1", "2"}).speakers((22, 26)) == ("2", "1")


def test_a_description_between_commas_is_who_is_named_before_it() -> None:
    text = "Ann Lee, the mother of Tom Kim, wrote that she was sorry. Of Ann Lee, the mother of Tom Kim, said nothing."
    mentions = [
        Mention("m1", "doc", 0, 7, "Ann Lee", "lee", "name"),
        Mention("m2", "doc", 23, 30, "Tom Kim", "kim", "name"),
        Mention("m3", "doc", 61, 68, "Ann Lee", "lee", "name"),
        Mention("m4", "doc", 84, 91, "Tom Kim", "kim", "name"),
    ]
    index = MentionIndex(text, mentions, persons={"lee", "kim"})
    assert index.actor((9, 30)) == "lee"
    assert index.actor((70, 91)) != "lee"


def test_a_form_of_address_tells_who_is_no_he() -> None:
    text = "Ms. Ofran said that it was so. He said nothing."
    index = MentionIndex(text, [Mention("m1", "doc", 0, 9, "Ms. Ofran", "ofran", "name")], persons={"ofran"})
    place = text.index("He")
    assert index.goes_on((place, place + 2), ("ofran", 29)) is None
