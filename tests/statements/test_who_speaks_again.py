"""Who speaks where the text calls him by something else than his name: by his noun, his state, a part of his name."""

from __future__ import annotations

import pytest

from onrecord.language import ModelEngine

from .test_who_speaks import speakers, told


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Farmers in Ohio said the drought had cost them the harvest.", "Farmers in Ohio"),
        ("Private clinics across the US have warned that they will close.", "Private clinics across the US"),
        ("Shop owners here said they had been flooded with letters about the tax.", "Shop owners here"),
        ("Party leaders in the Senate said they want to take up the bill.", "Party leaders in the Senate"),
        ("Trade groups that represent them say the rules cost jobs.", "Trade groups"),
    ],
)
def test_a_description_means_its_noun_and_not_the_place_in_it(text: str, speaker: str, engine: ModelEngine) -> None:
    assert speakers(text, engine) == {speaker}


def test_a_name_with_what_somebody_is_behind_it(engine: ModelEngine) -> None:
    text = "Senate Energy Committee Chairman Paul Marsh of Oregon says the plan will fail."
    assert speakers(text, engine) == {"Paul Marsh"}
    text = "Eyewitness Kevin Marsh who lives near the harbour told reporters that the ship had burned."
    assert speakers(text, engine) == {"Kevin Marsh"}


def test_the_operative_is_the_one_spoken_of_so(engine: ModelEngine) -> None:
    text = (
        'One national party operative said that the race was lost. "Nobody wants to run," the operative said on Friday.'
    )
    assert speakers(text, engine) == {"One national party operative"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Governor Martin O'Hara spoke on Friday. \"We can win,\" O'Hara said.", "Martin O'Hara"),
        ("Darrell B. West, who teaches history, said the court had erred. Mr. West said so twice.", "Darrell B. West"),
        ("Mr. van Hoorn said the voters had been squeezed.", "van Hoorn"),
        (
            "Carla Vega Marsh, a councilwoman, spoke on Monday. “We are scared,” Vega Marsh said.",
            "Carla Vega Marsh",
        ),
    ],
)
def test_names_of_several_parts(text: str, speaker: str, engine: ModelEngine) -> None:
    assert speakers(text, engine) == {speaker}


def test_a_lawmaker_called_by_his_state_and_party(engine: ModelEngine) -> None:
    text = (
        "Sen. Anna Marsh, R-Utah, met Sen. Paul Keller, D-Ohio, on Monday. "
        '"The bill is dead," the Utah Republican said. The Ohio Democrat said that he would try again.'
    )
    assert [one.speaker for one in told(text, engine)] == ["Anna Marsh", "Paul Keller"]


def test_the_republican_president_is_no_lawmaker_of_that_party(engine: ModelEngine) -> None:
    text = (
        "Sen. Anna Marsh, R-Utah, came to the White House. The Republican president said that he would sign the bill."
    )
    assert "Anna Marsh" not in speakers(text, engine)
