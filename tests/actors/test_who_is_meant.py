"""Words that fit several: whose court it is, who goes on speaking, which of a people, which leaders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import document_of, read

Finder = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Russian Supreme Court said that it was over.", "Supreme Court of Russia"),
        ("India's Supreme Court said that it was over.", "Supreme Court of India"),
        ("The Supreme Court of the United Kingdom said that it was over.", "Supreme Court of the United Kingdom"),
        ("The Philippine Senate said that it was over.", "Senate of the Philippines"),
        ("The Supreme Court said that it was over.", "U.S. Supreme Court"),
        ("The U.S. Senate said that it was over.", "U.S. Senate"),
    ],
)
def test_a_body_of_a_common_name_is_of_the_state_beside_it(text: str, name: str, found: Finder) -> None:
    assert [meant for words, meant in found(text, "2021-06-01") if "Senate" in words or "Court" in words] == [name]


@pytest.mark.parametrize("words", ["Some Russians", "Most Americans", "Two Russians", "Americans"])
def test_some_of_a_people_are_not_their_state(words: str, found: Finder) -> None:
    meant = {name for _, name in found(f"{words} say that prices rise.", "2021-06-01")}
    assert not meant & {"Russia", "United States"}


@pytest.mark.parametrize("words", ["The Russians", "Russians who fled", "Russians of all ages"])
def test_a_people_is_its_state_where_nothing_tells_which_of_them(words: str, found: Finder) -> None:
    meant = {name for _, name in found(f"{words} say that prices rise.", "2021-06-01")}
    assert ("Russia" in meant) == (words == "The Russians")


def test_whoever_has_just_spoken_goes_on(found: Finder) -> None:
    text = (
        "“We need no such man,” Donald Trump said of his rival, Doug Jones. “I have seen enough. It is bad,” he said."
        " Later he left."
    )
    assert ("he", "Donald Trump") in found(text, "2017-11-22")


def test_nobody_is_named_in_his_own_words(found: Finder) -> None:
    text = "Joe Biden spoke on Monday. Donald Trump is no help, he said. He left at noon."
    assert [name for words, name in found(text, "2021-06-01") if words in ("he", "He")][:1] == ["Joe Biden"]


def test_the_object_of_a_second_verb_is_not_its_subject(found: Finder) -> None:
    text = "Joe Biden met Vladimir Putin. He was firm with Vladimir Putin and told him to stop."
    assert ("him", "Vladimir Putin") in found(text, "2021-06-01")


def test_the_leaders_of_a_party_are_not_the_two_presidents(found: Finder) -> None:
    text = "Joe Biden met Vladimir Putin. Democratic leaders held back. It is too early, the leaders said."
    assert not [name for words, name in found(text, "2021-06-01") if words == "the leaders"]


def test_the_leaders_are_the_two_presidents_where_no_others_were_spoken_of(found: Finder) -> None:
    text = "Joe Biden met Vladimir Putin. It is too early, the leaders said."
    meant = {name for words, name in found(text, "2021-06-01") if words == "the leaders"}
    assert meant == {"Joe Biden", "Vladimir Putin"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 1997, President Clinton said yes.", "Bill Clinton"),
        ("In 2004, President Bush said yes.", "George W. Bush"),
        ("Earlier, Prime Minister Cameron said yes.", "David Cameron"),
    ],
)
def test_a_title_and_a_family_name_mean_who_held_the_office_once(text: str, name: str, found: Finder) -> None:
    assert name in {meant for _, meant in found(text, "2019-06-01")}


def test_a_year_in_which_another_held_the_office_leaves_it_open(found: Finder) -> None:
    assert "George W. Bush" not in {meant for _, meant in found("In 1990, President Bush said yes.", "2019-06-01")}


@pytest.mark.parametrize(("written", "name"), [("Lijian Zhao", "Zhao Lijian"), ("Kyung-wha Kang", "Kang Kyung-wha")])
def test_a_name_turned_to_the_western_order_is_the_same_person(written: str, name: str, found: Finder) -> None:
    assert (written, name) in found(f"On Monday {written} said that talks go on.", "2020-03-01")


def test_a_name_set_twice_means_one_person(found: Finder) -> None:
    text = "“It is early,” said Rep. Steny Hoyer Steny Hamilton HoyerCongress on Monday. Hoyer left."
    assert {name for _, name in found(text, "2018-07-22")} == {"Steny Hoyer"}


@pytest.mark.parametrize(
    ("written", "name"),
    [("Sleepy Joe", "Joe Biden"), ("Crooked Hillary", "Hillary Clinton"), ("MbS", "Mohammed bin Salman")],
)
def test_nicknames(written: str, name: str, found: Finder) -> None:
    assert dict(found(f"He said that {written} would lose.", "2020-06-01"))[written] == name


def test_somebody_in_office_is_known_by_the_family_name_alone(found: Finder) -> None:
    text = "McCaul has disclosed his holdings, even as he has described the firm as a threat."
    assert ("McCaul", "Michael McCaul") in found(text, "2020-05-07")
    assert not [name for words, name in found("McCaul Street was shut.", "2020-05-07") if words == "McCaul"]


def test_the_sources_are_those_called_so(found: Finder) -> None:
    text = (
        "Two sources said that it failed. Iranian officials said that it went well."
        " Much is unclear, according to the sources."
    )
    assert dict(found(text, "2019-10-02"))["the sources"] == "Two sources"


def test_the_spokesman_is_the_one_last_spoken_of(found: Finder) -> None:
    text = (
        "A Pentagon spokesman said yes. Zhao Lijian, the foreign ministry spokesman, said no. The spokesman left."
        " A Navy spokesman said that it was late. The spokesman did not say why."
    )
    meant = [name for words, name in found(text, "2020-03-13") if words == "The spokesman"]
    assert meant == ["Zhao Lijian", "A Navy spokesman"]


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden left. Donald Trump criticized the ally of Joe Biden, urging him to stop.",
        "Joe Biden left. Donald Trump blamed Joe Biden for it and warned him to stop.",
    ],
)
def test_nobody_urges_himself(text: str, found: Finder) -> None:
    assert ("him", "Joe Biden") in found(text, "2021-06-01")


def test_what_was_reported_is_not_told_by_the_body_before(found: Finder) -> None:
    text = "Reuters: It was reported that the talks failed."
    assert "It" not in [words for words, _ in found(text, "2025-03-20")]
    assert ("It", "Reuters") in found("Reuters spoke of talks. It reported that they failed.", "2025-03-20")


def test_a_state_of_the_union_is_no_country(found: Finder) -> None:
    text = "Georgia congressman Edward Grimholt said that it was late."
    assert "Georgia" not in {name for _, name in found(text, "2017-01-16")}


@pytest.mark.parametrize(
    ("written", "name"),
    [("López Obrador", "Andrés Manuel López Obrador"), ("Peña Nieto", "Enrique Peña Nieto")],
)
def test_family_names_of_two_words(written: str, name: str, found: Finder) -> None:
    assert (written, name) in found(f"On Sunday {written} said that all is well.", "2018-07-02")


def test_a_husband_is_known_beside_his_wife(found: Finder) -> None:
    text = "Hillary Clinton was right, Mr. Clinton said. Mrs. Clinton agreed."
    meant = dict(found(text, "2014-05-14"))
    assert meant["Mr. Clinton"] == "Bill Clinton"
    assert meant["Mrs. Clinton"] == "Hillary Clinton"


def test_a_title_that_is_a_family_name_is_no_apposition(found: Finder) -> None:
    text = "Asked about Joe Biden, King said that things get said."
    assert ("King", "Joe Biden") not in found(text, "2021-01-16")


def test_an_undated_text_tells_by_the_state_whose_president_is_named_below(found: Finder) -> None:
    text = "Turkey's president has warned of it. Recep Tayyip Erdogan said that it would cross a line."
    assert dict(found(text))["Turkey's president"] == "Recep Tayyip Erdoğan"


@pytest.mark.parametrize("text", ["Remarks by Vice President Harris Encouraging All Americans\nShe spoke."])
def test_a_participle_of_a_headline_is_no_part_of_a_name(text: str, found: Finder) -> None:
    assert "Harris Encouraging" not in {name for _, name in found(text, "2022-02-08")}


def test_the_pronouns_of_another_do_not_tell_those_of_his_spokesperson(found: Finder) -> None:
    text = (
        "Asked why he would say so, Bernie Sanders spokesperson Arienna Grimholt said that he meant what he said."
        " She added that he was done."
    )
    assert ("She", "Arienna Grimholt") in found(text, "2018-02-24")


@pytest.mark.parametrize("words", ["his administration", "his government"])
def test_his_government_is_that_of_who_leads_it(words: str, found: Finder) -> None:
    text = f"Vladimir Putin is outraged. On Monday {words} said that it would not wait."
    assert (words, "Government of Russia") in found(text, "2019-06-01")
    other = f"Sergei Lavrov is outraged. On Monday {words} said that it would not wait."
    assert (words, "Government of Russia") not in found(other, "2019-06-01")


def test_nobody_asks_himself(found: Finder) -> None:
    text = "Joe Biden left a comment about Vladimir Putin when he asked Vladimir Putin to stop."
    assert ("he", "Joe Biden") in found(text, "2021-06-01")


def test_the_special_counsel_is_the_one_named_so(found: Finder) -> None:
    text = "Special counsel Robert Mueller is done. The special counsel said that it was over."
    assert ("The special counsel", "Robert Mueller") in found(text, "2019-03-25")


def test_the_president_is_whom_the_text_is_about(found: Finder) -> None:
    text = (
        "Donald Trump spoke. Donald Trump left. Donald Trump came back. Donald Trump was charged with pressing"
        " Ukrainian President Volodymyr Zelensky. The president denied it."
    )
    assert dict(found(text, "2020-06-17", outlet="BBC News"))["The president"] == "Donald Trump"


def test_the_president_behind_the_one_he_nominated_is_no_apposition(found: Finder) -> None:
    text = "When Barack Obama nominated Chuck Hagel, the president said that he was right."
    assert ("the president", "Barack Obama") in found(text, "2013-02-14")


def test_a_name_set_twice_with_its_short_form(found: Finder) -> None:
    text = "“It is early,” said Sen. Chuck Grassley Charles (Chuck) Ernest GrassleyTrump on Monday. Grassley left."
    assert ("Grassley", "Chuck Grassley") in found(text, "2017-09-22")


@pytest.mark.parametrize("label", ["SENIOR STATE DEPARTMENT OFFICIAL", "SENIOR ADMINISTRATION OFFICIAL TWO"])
def test_an_unnamed_official_is_one_in_all_his_turns(label: str) -> None:
    text = f"{label}: Good morning.\nQUESTION: Is it true?\n{label}: It is.\nQUESTION: Why?\n{label}: I will not say."
    result = read(document_of(text, "2021-05-24", outlet="US Department of State"))
    actors = {mention.actor for mention in result.mentions if mention.quote == label}
    assert len(actors) == 1
    assert [actor.kind for actor in result.actors if actor.id in actors] == ["unnamed"]


def test_officials_of_other_numbers_are_others(found: Finder) -> None:
    text = "SENIOR ADMINISTRATION OFFICIAL ONE: Yes.\nSENIOR ADMINISTRATION OFFICIAL TWO: No."
    assert len({name for words, name in found(text, "2021-05-24") if "OFFICIAL" in words}) == 2


def test_the_report_of_the_special_counsel_is_not_he(found: Finder) -> None:
    text = "Special counsel Robert Mueller is done. The special counsel report said that it was over."
    assert "The special counsel" not in [words for words, _ in found(text, "2019-03-25")]


def test_an_opening_phrase_is_not_what_he_said(found: Finder) -> None:
    text = "Rain fell. In the most notable speech Joe Biden gave, he said, “It is over.” It rained."
    assert ("he", "Joe Biden") in found(text, "2021-06-01")


def test_a_departments_own_page_means_its_secretary(found: Finder) -> None:
    text = "Secretary Hegseth said so today. The Secretary has asked for no call."
    assert dict(found(text, "2025-03-06", outlet="US Department of State"))["The Secretary"] == "Marco Rubio"
    assert dict(found(text, "2025-03-06", outlet="BBC News"))["The Secretary"] == "Pete Hegseth"
