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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Members of the Glass Workers Union of Ohio voted yes at Marsh Motor, the union announced Friday.",
            "Glass Workers Union of Ohio",
        ),
        (
            "Its sister organization, the Clean Rivers Network, said the bill was welcome. "
            "The group also warned that time was short.",
            "Clean Rivers Network",
        ),
    ],
)
def test_a_body_called_by_its_kind(text: str, speaker: str, engine: ModelEngine) -> None:
    assert speakers(text, engine) == {speaker}


def test_a_body_called_by_its_initials_is_the_one_named_in_full(engine: ModelEngine) -> None:
    text = (
        "The Glass Makers Association met on Monday. According to the GMA, prices will rise. "
        "The Glass Makers Association said that nobody could help it."
    )
    assert speakers(text, engine) == {"Glass Makers Association"}


def test_a_statement_speaks_for_who_made_it(engine: ModelEngine) -> None:
    text = (
        "In a statement, the Foreign Ministry of Japan said on Tuesday that the ships had left. "
        "The statement said that more ships would follow."
    )
    assert speakers(text, engine) == {"Ministry of Foreign Affairs of Japan"}


def test_links_to_other_stories_tell_nothing(engine: ModelEngine) -> None:
    text = (
        "Anna Marsh said that the bill would pass. (RELATED: Paul Keller Says The Bill Is Dead)\n"
        "SEE ALSO: Paul Keller warns of war\n"
        '"It will be law," she said.'
    )
    assert speakers(text, engine) == {"Anna Marsh"}


def test_a_row_of_links_between_the_name_and_the_verb(engine: ModelEngine) -> None:
    text = (
        "President Trump Donald John TrumpSenate to vote on trade Lee wins in Ohio MORE told reporters that the talks "
        "were over."
    )
    assert speakers(text, engine) == {"Donald Trump"}


def test_the_day_behind_a_name_is_no_part_of_it(engine: ModelEngine) -> None:
    assert speakers("Narendra Modi Tuesday announced that the trains would stop.", engine) == {"Narendra Modi"}


def test_who_is_asked_speaks_next(engine: ModelEngine) -> None:
    text = (
        "Anna Marsh came to the committee. A lawmaker asked Ms. Marsh if she wanted such a law. "
        'A day later she backed off, saying the law would be "a step back."'
    )
    assert told(text, engine)[-1].speaker == "Anna Marsh"


def test_they_go_on(engine: ModelEngine) -> None:
    text = (
        "Deputy Secretary of State Wendy Sherman spoke with Secretary General Stefano Sannino today. "
        "They stressed the importance of trade. They also expressed concern about the war. They reiterated their "
        "support for the law. They urged both parties to return to the talks."
    )
    found = told(text, engine, "2022-04-13")
    assert len(found) > 5
    assert {one.speaker for one in found} == {"Wendy Sherman", "Stefano Sannino"}


def test_who_signed_a_post(engine: ModelEngine) -> None:
    text = "The vote is on Monday, and nobody knows how it will end — Hill Watchers (@hillwatchers) May 4, 2018"
    assert speakers(text, engine) == {"Hill Watchers"}


def test_groups_that_no_article_points_back_to(engine: ModelEngine) -> None:
    assert speakers("In Ohio, the authorities reported that the river had risen.", engine) == {"the authorities"}


def test_bodies_with_a_hyphen_or_a_title_word_in_their_name(engine: ModelEngine) -> None:
    text = "Prices have risen, according to the Campaign for Smoke-Free Homes."
    assert speakers(text, engine) == {"Campaign for Smoke-Free Homes"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Reporting from Doha, The Post's Anna Marsh said the talks were close to an end.", "Anna Marsh"),
        (
            '"Voters care about their homes," said Focus on the River Senior Vice President Paul Keller.',
            "Paul Keller",
        ),
    ],
)
def test_a_source_that_begins_with_a_place_or_body_and_ends_with_a_name(
    text: str, speaker: str, engine: ModelEngine
) -> None:
    assert speakers(text, engine) == {speaker}


def test_words_that_are_known_before_they_are_said(engine: ModelEngine) -> None:
    text = 'Anna Marsh comes to the court on Friday. "The agency failed us all that night," Ms. Marsh will testify.'
    assert "The agency failed us all that night," in {one.content for one in told(text, engine)}
    text = "Anna Marsh and Paul Keller will testify."
    assert told(text, engine) == []


def test_a_colon_leads_to_the_quotation_of_the_next_line(engine: ModelEngine) -> None:
    text = 'Anna Marsh describes herself in the following way:\n"Everywhere we go, we work for the rivers of Ohio."'
    [one] = told(text, engine)
    assert one.speaker == "Anna Marsh"
    assert one.content == "Everywhere we go, we work for the rivers of Ohio."


def test_a_paragraph_set_into_the_page_without_marks(engine: ModelEngine) -> None:
    text = (
        "The plan was sharply criticized. In her column, Anna Marsh wrote:\n"
        "The rivers of this state have been left to those who sell them, and nobody in the capital has ever asked the "
        "people who live beside them.\n"
        "The governor went home."
    )
    [one] = [one for one in told(text, engine) if one.speaker == "Anna Marsh"]
    assert one.content.startswith("The rivers of this state")
    assert one.content.endswith("live beside them.")


def test_he_goes_on_although_another_was_named(engine: ModelEngine) -> None:
    text = (
        '"I get to see the candidates," said Paul Keller, standing there with a sign for Bernie Sanders. '
        '"I can ask them anything I want."\n'
        'He continued: "Where else can you get that?"'
    )
    assert told(text, engine)[-1].speaker == "Paul Keller"


def test_the_initials_of_given_names(engine: ModelEngine) -> None:
    text = "Gen. Carl Q. Marsh flew to Ohio on Monday. Gen. CQ Marsh said the lines were open."
    assert speakers(text, engine) == {"Carl Q. Marsh"}


def test_whose_ministry_it_is(engine: ModelEngine) -> None:
    text = "China attracted more investment in July. The Ministry of Commerce said that China would stay open."
    assert speakers(text, engine) == {"Ministry of Commerce of China"}


def test_an_answer_behind_the_question_of_a_reporter(engine: ModelEngine) -> None:
    text = (
        "The Chinese Ministry of Commerce answered questions on the talks.\n"
        "Reporter: The two countries have reached a consensus in Madrid. Could the ministry tell us more about it?\n"
        "A: The two countries held talks in Madrid and have reached a basic consensus on investment and on trade."
    )
    assert [one.speaker for one in told(text, engine)] == ["Reporter", "Ministry of Commerce of China"]


def test_a_name_behind_what_somebody_is(engine: ModelEngine) -> None:
    text = "The Liberal presidential hopeful, Dora Whitfield, has pledged to reverse the decision."
    assert speakers(text, engine) == {"Dora Whitfield"}


def test_one_of_several_officials_is_the_official_from_there_on(engine: ModelEngine) -> None:
    text = (
        "“It was a hard week,” said one of the administration officials on Monday.\n"
        "The official added that nobody had slept."
    )
    assert speakers(text, engine) == {"one of the administration officials"}


def test_they_are_the_group_that_spoke_last(engine: ModelEngine) -> None:
    text = (
        "Ann Marsh and Carl Boone met in Ohio. Farmers argue that the tariffs hurt. "
        "Though the price of corn fell, the harvest was good, they argue."
    )
    assert speakers(text, engine) == {"Farmers"}


def test_they_are_the_subject_of_the_sentence_before(engine: ModelEngine) -> None:
    text = "Democrats disagree. In their petition to the court, they say there is no need to wait."
    assert speakers(text, engine) == {"Democrats"}


def test_a_pronoun_of_a_clause_in_front_means_the_subject_behind(engine: ModelEngine) -> None:
    text = (
        "Security adviser Carl Boone left on Monday.\n"
        "Even as he called for calm, Paul Whitfield hinted at a long winter."
    )
    assert speakers(text, engine) == {"Paul Whitfield"}


def test_a_family_name_with_one_wrong_letter(engine: ModelEngine) -> None:
    text = "“It works,” said Dale Peterson of Digital Bond.\n“They copied it,” Petersen said. He said it was cheap."
    assert speakers(text, engine) == {"Dale Peterson"}


def test_a_newsroom_with_news_behind_its_name(engine: ModelEngine) -> None:
    text = "State-run Xinhua News reports that the harvest was good this year."
    assert speakers(text, engine) == {"Xinhua"}


def test_the_president_for_the_first_time(engine: ModelEngine) -> None:
    text = (
        "President Donald Trump flew to Ohio. But the President for the first time this week hinted that "
        "the tariffs may hurt."
    )
    assert speakers(text, engine) == {"Donald Trump"}


def test_the_ministry_of_the_country_spoken_of(engine: ModelEngine) -> None:
    text = "China rejected the charges against the United States. The country's foreign ministry said they were false."
    assert speakers(text, engine) == {"China", "Ministry of Foreign Affairs of China"}


def test_a_newspaper_of_a_state_is_no_state(engine: ModelEngine) -> None:
    text = "On Monday, China's official Global Times newspaper said the envoy made groundless accusations."
    assert speakers(text, engine) == {"Global Times"}


def test_who_has_a_text_did_not_write_it(engine: ModelEngine) -> None:
    text = "The bureau wanted details of all payments since March, according to emails obtained by Reuters."
    assert "Reuters" not in speakers(text, engine)


def test_a_relative_of_somebody_is_not_himself(engine: ModelEngine) -> None:
    text = "Donald Trump was raised in Queens. His father was a hard man, according to Mr. Trump's niece."
    assert "Donald Trump" not in speakers(text, engine)


def test_the_verb_of_a_headline_is_no_part_of_a_name(engine: ModelEngine) -> None:
    text = "TRUMP SAYS HE WILL TAKE THE DRUG\nDonald Trump flew to Ohio on Monday."
    assert speakers(text, engine) <= {"Donald Trump"}


def test_whom_the_lead_describes_and_the_next_paragraph_names(engine: ModelEngine) -> None:
    text = (
        "A leading mine safety expert said Wednesday that the workers had little time.\n"
        "“It is a matter of hours,” said Carla Marsh, who led an inquiry in Ohio."
    )
    assert speakers(text, engine) == {"Carla Marsh"}


def test_an_official_of_the_lead_stays_unnamed(engine: ModelEngine) -> None:
    text = (
        "A senior official said Wednesday that the workers had little time.\n"
        "“It is a matter of hours,” said Carla Marsh, who led an inquiry in Ohio."
    )
    assert speakers(text, engine) == {"A senior official", "Carla Marsh"}


def test_who_speaks_in_a_headline_in_capitals_is_not_he(engine: ModelEngine) -> None:
    text = (
        "Paul Whitfield said the server was open.\n"
        "AGENT WAS TOLD OF THE BREACH, SOURCES SAY\n"
        "“It is important,” he said on Tuesday."
    )
    assert [one.speaker for one in told(text, engine)][-1] == "Paul Whitfield"
