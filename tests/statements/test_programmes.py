"""Programmes that are printed: hosts and guests take turns, their names in capitals."""

from __future__ import annotations

from .helpers import statements_of, told

NAMES = {
    "LYNN NEARY": "neary", "NEARY": "neary", "CHARLES MAHTESIAN": "mahtesian", "MAHTESIAN": "mahtesian",
    "MITCH MCCONNELL": "mcconnell", "AMY GOODMAN": "goodman", "JUAN GONZ\u00c1LEZ": "gonzalez",
    "BILL McKIBBEN": "mckibben", "BARACK OBAMA": "obama",
}  # fmt: skip


def turns(text: str) -> list[tuple[str | None, str]]:
    return [(one.speaker, told(one)) for one in statements_of(text, NAMES) if "transcript" in one.method]


def test_the_host_and_the_guest_of_a_programme_take_turns() -> None:
    text = (
        "Voters in six states head to the polls for primary elections.\n"
        "LYNN NEARY, HOST:\n"
        "This is the news. Charlie, welcome to the programme.\n"
        "CHARLES MAHTESIAN, BYLINE: Hi, Lynn.\n"
        "NEARY: So what is the most closely watched election of this week?\n"
        "MAHTESIAN: Well, the race of the leader of the Senate is the one that everybody talks of.\n"
        "(SOUNDBITE OF ARCHIVED RECORDING)\n"
        "MITCH MCCONNELL: I intend to win it, and I intend to win it by a lot of votes."
    )
    assert turns(text) == [
        ("actor-neary", "This is the news. Charlie, welcome to the programme."),
        ("actor-mahtesian", "Hi, Lynn."),
        ("actor-neary", "So what is the most closely watched election of this week?"),
        ("actor-mahtesian", "Well, the race of the leader of the Senate is the one that everybody talks of."),
        ("actor-mcconnell", "I intend to win it, and I intend to win it by a lot of votes."),
    ]


def test_somebody_with_a_title_whose_recording_is_played_does_not_hide_those_who_talk() -> None:
    text = (
        "JUAN GONZ\u00c1LEZ: Well, Bill, you have mentioned the pipeline a couple of times by now.\n"
        "BILL McKIBBEN: Look, the people who live along its way have fought it for years.\n"
        "PRESIDENT BARACK OBAMA: Over the last three years I have directed my administration to open the land.\n"
        "AMY GOODMAN: So if you could respond to what the president said there, Bill?\n"
        "BILL McKIBBEN: Well, he could be doing plenty, and he has not been doing it until now.\n"
        "JUAN GONZ\u00c1LEZ: And what of the march that is planned for the second day of March?\n"
        "AMY GOODMAN: We want to thank you so much for being with us again today."
    )
    assert [speaker for speaker, _ in turns(text)] == [
        f"actor-{name}" for name in ("gonzalez", "mckibben", "obama", "goodman", "mckibben", "gonzalez", "goodman")
    ]


def test_a_headline_that_opens_with_a_name_makes_no_transcript_of_its_report() -> None:
    text = (
        "Mitch McConnell: the Senate will vote on the bill before the summer\n"
        "The bill came to the floor on Monday, and nobody had read all of it by the evening.\n"
        "The committee said that the vote would be close, and that it might be put off once more.\n"
        "The leader of the other party left the hall before the debate had come to its end.\n"
        "The vote is planned for Friday."
    )
    assert [one for one in statements_of(text, {"Mitch McConnell": "mcconnell"}) if "transcript" in one.method] == []


def test_a_passage_that_a_report_quotes_makes_no_transcript_of_its_report() -> None:
    words = (
        "Again, it is not a question of narrowing. It is where the lines are drawn, and they were drawn long ago by us."
    )
    text = (
        "The editor asked whether the magazine would be hurt:\n"
        f"Amy Lee: {words} Nobody has to like where they are today.\n"
        "The talk went on for an hour.\nThe editor left it at that.\nThe magazine came out on Monday.\n"
        "Its readers wrote many letters to it."
    )
    assert [one for one in statements_of(text, {"Amy Lee": "lee"}) if "transcript" in one.method] == []


def test_a_page_that_checks_what_was_said_is_no_transcript() -> None:
    text = (
        "Not all the claims stand up to scrutiny.\n"
        "MIKE PENCE: \u201cWe have almost doubled the national debt in these years, and we want more of it.\u201d\n"
        "THE FACTS: As a share of the economy the debt has gone up by a third, which is no doubling at all.\n"
        "MIKE PENCE: \u201cThe state of which I am the governor has balanced its budgets in every year.\u201d\n"
        "THE FACTS: The law of the state asks for it, so that no governor has had a choice in this."
    )
    found = statements_of(text, {"MIKE PENCE": "pence"})
    assert [(one.speaker, one.method.partition("/")[0]) for one in found] == [("actor-pence", "rules: headline")] * 2


def test_who_answers_once_is_known_by_his_name_and_the_press_does_not_swallow_his_words() -> None:
    names = {"Jiang Bin": "jiang", "Lin Jian": "lin"}
    text = (
        "During the press conference, spokesperson Lin Jian responded to a question on the summit of next week:\n"
        "Reuters: Leaders of seven countries will gather for a summit. Does China expect to be a target again?\n"
        "Lin Jian: The bloc has long acted within its own small circle, and that is not welcome in the world today.\n"
        "The spokesperson of the ministry of defence, Jiang Bin, responded to a question on a game of war:\n"
        "Reporter: A foundation held a game of war for the first time. What is your comment on this?\n"
        "Jiang Bin: The question is an affair of China alone, and we urge the countries concerned to abide by that."
    )
    found = {told(one): one.speaker for one in statements_of(text, names) if one.mode == "direct"}
    assert found[text[text.index("The question is an affair") :]] == "actor-jiang"
    [answer] = [words for words in found if words.startswith("The bloc")]
    assert found[answer] == "actor-lin"
    [asked] = [words for words in found if words.startswith("Leaders of seven")]
    assert found[asked] not in ("actor-lin", "actor-jiang")
    assert not any(words.startswith("Reuters") for words in found)


def test_the_first_label_may_say_who_somebody_is() -> None:
    text = (
        "LYNN NEARY, NEWSLINE ANCHOR: Joining us now from Beijing, the envoy. Thanks so much for joining us.\n"
        "CHARLES MAHTESIAN, U.S. ENVOY TO CHINA: Good to be with you. The line is open again.\n"
        "NEARY: And what did the minister tell you about the line?\n"
        "(END VIDEO CLIP)\n"
        "[17:08:10]\n"
        "MAHTESIAN: He told me that it would be used, and I believe that it will be used."
    )
    assert turns(text) == [
        ("actor-neary", "Joining us now from Beijing, the envoy. Thanks so much for joining us."),
        ("actor-mahtesian", "Good to be with you. The line is open again."),
        ("actor-neary", "And what did the minister tell you about the line?"),
        ("actor-mahtesian", "He told me that it would be used, and I believe that it will be used."),
    ]


def test_when_a_briefing_ended_is_nobodys_words() -> None:
    text = (
        "MS NEARY: All right, everyone. Good afternoon to all of you.\n"
        "QUESTION: Has the Secretary asked for a call?\n"
        "MS NEARY: I have no calls to preview. Thank you, guys.\n"
        "(The briefing was concluded at 2:49 p.m.)"
    )
    assert [words for _, words in turns(text)][-1] == "I have no calls to preview. Thank you, guys."


def test_a_printed_hearing_names_who_speaks_before_a_full_stop() -> None:
    text = (
        "HEARING BEFORE THE COMMITTEE ON FOREIGN RELATIONS\n"
        "The Chairman. This hearing will come to order. Why was the line not answered?\n"
        "Senator Neary. Thank you, Mr. Chairman. I have said for years that it would not be.\n"
        "Ms. Goodman. On February 4 the Secretary asked for a call, and it was declined.\n"
        "Senator Neary. Did they tell you why they declined?\n"
        "Ms. Goodman. They told us that the conditions were not right.\n"
        "    [Whereupon, at 12:04 p.m., the hearing was adjourned.]"
    )
    names = {"Senator Neary": "neary", "Ms. Goodman": "goodman"}
    found = [(one.speaker, told(one)) for one in statements_of(text, names) if "transcript" in one.method]
    assert [speaker for speaker, _ in found] == [None, "actor-neary", "actor-goodman", "actor-neary", "actor-goodman"]
    assert found[-1][1] == "They told us that the conditions were not right."


def test_a_report_that_names_senators_is_no_hearing() -> None:
    text = (
        "The hearing before the committee began late.\n"
        "Senator Neary spoke first. She said that the line had not been answered.\n"
        "Ms. Goodman said that the call had been declined."
    )
    assert turns(text) == []
