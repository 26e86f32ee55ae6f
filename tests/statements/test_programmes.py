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
