"""Who speaks, read whole: actors and statements of short texts with the trained model."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.actors import find_actors
from onrecord.language import ModelEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.records import Document, Mention, Published, RoleSpan, make_id, text_digest
from onrecord.reference import Reference
from onrecord.statements import find_statements
from onrecord.statements._people import MentionIndex


@dataclass(frozen=True)
class Told:
    """One statement, with names for ids."""

    speaker: str | None
    country: str | None
    words: str
    content: str
    addressee: str | None
    via: tuple[str, ...]


def told(text: str, engine: ModelEngine, day: str = "2018-05-04") -> list[Told]:
    """The statements of a text, in text order; one for each of several speakers."""
    roles, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            roles.append(RoleSpan(start, start + len(line), "body"))
        start += len(line) + 1
    document = Document(
        make_id("doc", text), "page.txt", text, text_digest(text), "",
        published=Published(day, "day", day, day, "stated"), roles=tuple(roles),
    )  # fmt: skip
    where = [(role.start, role.end) for role in roles]
    [analysis] = analyse([(text, where)], engine=engine)
    quoted, times, reference = find_quotations(text, where), find_times(text, where), Reference.bundled()
    found = find_actors(document, analysis, quoted, reference)
    actors = {actor.id: actor for actor in found.actors}
    return [
        Told(
            actors[one.speaker].name if one.speaker else None,
            actors[one.speaker].country if one.speaker else None,
            one.speaker_text,
            " / ".join(piece.quote for piece in one.content),
            one.addressee_span.quote if one.addressee_span else None,
            tuple(teller.text for teller in one.via),
        )
        for one in find_statements(document, analysis, quoted, times, found.actors, found.mentions, reference)
    ]


def speakers(text: str, engine: ModelEngine, day: str = "2018-05-04") -> set[str | None]:
    return {one.speaker for one in told(text, engine, day)}


# --- actors


def test_a_title_with_its_department_means_who_was_named_with_it(engine: ModelEngine) -> None:
    text = (
        "U.S. Treasury Secretary Steven Mnuchin went to Beijing. The Treasury secretary said that the talks were frank."
    )
    assert speakers(text, engine) == {"Steven Mnuchin"}


def test_two_men_are_not_the_two_spoken_of(engine: ModelEngine) -> None:
    text = "Barack Obama met Vladimir Putin. Later, NBC said its reporter was questioned by two men who came by car."
    assert not speakers(text, engine) & {"Barack Obama", "Vladimir Putin"}


def test_a_name_printed_without_its_accent_is_the_same(engine: ModelEngine) -> None:
    text = 'Opposition leader Juan Guaido called for a march. "We will go on," Guaido said.'
    assert speakers(text, engine, "2019-05-01") == {"Juan Guaidó"}


def test_a_colleague_called_by_the_given_name(engine: ModelEngine) -> None:
    text = 'NPR\'s Jackie Northam reports that the city is calm. "The streets are empty," Jackie reports from Ottawa.'
    assert speakers(text, engine) == {"Jackie Northam"}


def test_the_critics_of_somebody_are_named_with_whose_they_are(engine: ModelEngine) -> None:
    [one] = told("Mr. Lee left on Monday. President Trump's critics warned that the tariffs would fail.", engine)
    assert one.speaker is not None
    assert one.speaker.endswith("Trump's critics")
    [other] = told("Paul Manafort's lawyers denied that he had lied.", engine)
    assert other.speaker == "Paul Manafort's lawyers"


def test_the_ministry_is_that_of_the_state_that_speaks_right_before(engine: ModelEngine) -> None:
    text = (
        "Chinese officials rejected the charge in Beijing on Friday. "
        "The Commerce Ministry said the tariffs had begun a trade war."
    )
    assert ("Ministry of Commerce of China", "CHN") in {(one.speaker, one.country) for one in told(text, engine)}


def test_bodies_written_with_hyphens_stops_and_addresses(engine: ModelEngine) -> None:
    assert speakers("Japan's Maritime Self-Defence Force said the drills would begin on Monday.", engine) == {
        "Maritime Self-Defence Force of Japan"
    }
    assert speakers("The F.D.A. says it allows most of the requests.", engine) <= {
        "FDA",
        "Food and Drug Administration",
        "U.S. Food and Drug Administration",
    }
    assert speakers("Politico.com reported that the ambassador would leave.", engine) == {"Politico"}


def test_the_leaders_after_a_list_are_all_of_it(engine: ModelEngine) -> None:
    text = (
        "President Biden spoke today with President Emmanuel Macron of France, Chancellor Olaf Scholz of Germany and "
        "Prime Minister Boris Johnson of the United Kingdom. The leaders affirmed their support for Ukraine."
    )
    assert speakers(text, engine, "2022-03-29") == {"Joe Biden", "Emmanuel Macron", "Olaf Scholz", "Boris Johnson"}


def test_the_two_who_met(engine: ModelEngine) -> None:
    text = (
        "Deputy Secretary of State Wendy Sherman spoke with Secretary General François Delattre today. "
        "The two condemned the attacks on Bucha."
    )
    assert speakers(text, engine, "2022-04-13") == {"Wendy Sherman", "François Delattre"}


def test_a_short_family_name_of_somebody_out_of_office_is_nobodys_in_particular(engine: ModelEngine) -> None:
    text = '"The rules were broken," said Hu, a spokesman. China said on Monday that it would answer.'
    assert "Hu Jintao" not in speakers(text, engine, "2018-07-06")


def test_foreign_officials_who_were_only_invited_are_not_the_sources(engine: ModelEngine) -> None:
    text = "He sent an invitation to foreign officials. Lee said that he was unprepared, according to the sources."
    assert not any("officials" in name for one in told(text, engine) for name in one.via)


def test_a_body_named_at_the_end_of_a_description_is_not_who_speaks(engine: ModelEngine) -> None:
    text = '"Both sides had help," said Saikrishna Prakash of the University of Virginia\'s Miller Center.'
    assert speakers(text, engine) == {"Saikrishna Prakash"}


def test_who_was_called_a_rapporteur_or_the_head_of_a_firm_is_so_called_again(engine: ModelEngine) -> None:
    text = "UN rapporteur Agnes Callamard urged others to wait. The UN rapporteur said the files must be opened."
    assert speakers(text, engine, "2019-10-02") == {"Agnes Callamard"}
    text = "Bruce Lee, the CEO of the Hilltop Group, was there. Prices will fall, said the CEO of the Hilltop Group."
    assert speakers(text, engine) == {"Bruce Lee"}


def test_a_newspaper_called_the_paper_before_its_name(engine: ModelEngine) -> None:
    assert speakers("The paper, Die Welt, called for keeping the UK as a partner.", engine) == {"Die Welt"}


def test_the_end_of_an_arabic_name(engine: ModelEngine) -> None:
    text = 'The spokesman, Abu Mohammed al-Adnani, warned of attacks. "We will come," al-Adnani said.'
    assert speakers(text, engine) == {"Abu Mohammed al-Adnani"}


def test_an_embassy_and_sources_with_what_stands_behind_them(engine: ModelEngine) -> None:
    assert None not in speakers("The Chinese Embassy in Ottawa said her rights were violated.", engine)
    assert None not in speakers("Sources close to Sheldon Adelson tell NPR he will be there.", engine)
    assert None not in speakers("Mitt Romney's supporters in Israel say the candidate wants to win.", engine)


def test_an_opening_phrase_with_his_and_a_quotation_in_the_next_paragraph(engine: ModelEngine) -> None:
    text = (
        'Despite Donald Trump threatening North Korea with "fire and fury", in his interview Steve Bannon said that no '
        'army could help.\n\n"Until somebody solves the rest, they got us," he said.'
    )
    assert [one.speaker for one in told(text, engine, "2017-08-17")][-1] == "Steve Bannon"


# --- statements


def test_the_subject_of_the_verb_speaks_not_whose_warnings_it_dismisses(engine: ModelEngine) -> None:
    text = (
        "Sens. Lindsey Graham, R-S.C., and Sheldon Whitehouse, D-R.I., asked Acting Deputy Attorney General Dana "
        "Boente and FBI Director James Comey to produce the papers."
    )
    assert not speakers(text, engine, "2017-03-13") & {"Dana Boente", "James Comey"}


def test_who_is_quoted_by_somebody_speaks_and_the_other_tells_it(engine: ModelEngine) -> None:
    [one] = told("Wang Yi was quoted by Xinhua as saying that the talks would resume.", engine)
    assert one.speaker == "Wang Yi"
    assert one.via == ("Xinhua",)


def test_a_call_on_the_telephone_is_no_name_for_anybody(engine: ModelEngine) -> None:
    text = "Larry Kudlow said he was wrong. He also called Nikki Haley to apologize."
    assert [one.content for one in told(text, engine)] == ["he was wrong"]


def test_who_goes_on_is_no_teller_of_himself(engine: ModelEngine) -> None:
    text = 'Paul Ryan told Fox News that he had seen no proof before adding, "I do not want to get ahead of anybody."'
    assert all("Paul Ryan" not in one.via for one in told(text, engine))


def test_times_and_pleas_are_nobody_who_is_spoken_to(engine: ModelEngine) -> None:
    text = (
        "Petro Poroshenko warned this week that the town was in danger. "
        "The United States also warned it planned to watch the border."
    )
    assert {one.addressee for one in told(text, engine)} == {None}


def test_a_description_leads_to_the_name_before_a_colon(engine: ModelEngine) -> None:
    text = 'Republican presidential nominee Donald Trump issued the following statement:\n\n"We pray for all of them."'
    [one] = told(text, engine, "2016-07-23")
    assert (one.speaker, one.words) == ("Donald Trump", "Republican presidential nominee Donald Trump")


@pytest.mark.parametrize(
    "text",
    [
        "The members arrived by car and said nothing to the journalists at the gate.",
        "The economy added more than 8 million jobs in two years.",
        "According to legend, the goddess appeared to a prisoner in a dream.",
        "He tweeted a photo of the two shaking hands.",
        "The choice says a lot about the minister.",
        "WASHINGTON POST BLASTED FOR HEADLINE ON THE GENERAL",
    ],
)
def test_what_nobody_said_is_no_statement(text: str, engine: ModelEngine) -> None:
    assert told(text, engine) == []


@pytest.mark.parametrize(
    ("label", "asked"),
    [("China-Arab TV", "China-Arab TV"), ("The Press", "The Press"), ("RIA Novosti", "RIA Novosti")],
)
def test_what_the_press_asks_is_not_said_by_who_answers(label: str, asked: str | None, engine: ModelEngine) -> None:
    text = (
        "Foreign Ministry Spokesperson Lin Jian answered questions on Monday.\n"
        "Reuters: Will the two sides meet again this year?\n"
        "Lin Jian: We hope that the talks will go on as the two sides have agreed.\n"
        f"{label}: What is your comment on the new sanctions on shipping?\n"
        "Lin Jian: We firmly oppose all unilateral sanctions and will protect our companies."
    )
    found = {
        one.content: one.speaker for one in told(text, engine, "2025-05-12") if one.words.endswith(("Jian", label))
    }
    assert found["What is your comment on the new sanctions on shipping?"] == asked
    assert set(found.values()) == {"Lin Jian", asked}


def test_a_post_is_told_by_where_it_was_posted(engine: ModelEngine) -> None:
    text = "President Trump posted on Truth Social about the talks:\nThe talks go on. I said they must bring results."
    [one] = told(text, engine, "2025-05-12")
    assert (one.speaker, one.content) == ("Donald Trump", "The talks go on. I said they must bring results.")


def test_members_and_leaders_are_no_names_and_administration_officials_have_a_side(engine: ModelEngine) -> None:
    text = "Senators and House Members expressed their gratitude for the support of the families."
    assert "Members" not in speakers(text, engine, "2021-07-29")
    [one] = told("Senior Administration officials highlighted the need for talks.", engine, "2021-07-29")
    assert one.country == "USA"


def test_a_form_of_address_tells_which_of_a_family_out_of_office(engine: ModelEngine) -> None:
    text = "Donald Trump won on Tuesday. Mrs. Clinton said that the race had been close."
    assert speakers(text, engine, "2016-04-15") == {"Hillary Clinton"}


def test_sources_without_a_name_have_their_whole_description(engine: ModelEngine) -> None:
    assert speakers("Republicans on Capitol Hill warned that the deal would fail.", engine) == {
        "Republicans on Capitol Hill"
    }
    text = "Two people familiar with her testimony told reporters that she had wept. The two people said no more of it."
    assert told(text, engine)[0].speaker == "Two people familiar with her testimony"


def test_who_is_told_by_the_end_of_a_name_and_who_is_urged_not_to_do_something(engine: ModelEngine) -> None:
    text = "Lee told the Post that the talks would go on. Israel has urged Washington not to cut its aid."
    assert [one.addressee for one in told(text, engine)] == ["the Post", "Washington"]


def test_a_body_is_spoken_to_by_the_end_of_its_name() -> None:
    text = "The Washington Post had asked about it. Lee told the Post so."
    index = MentionIndex(text, [Mention("mention-0", "doc-0", 0, 19, text[:19], "actor-0", "name")])
    place = (text.index("the Post"), text.index(" so."))
    assert index.listener(place) is None
    index.know_names({"actor-0": "The Washington Post"})
    assert index.listener(place) == "actor-0"
