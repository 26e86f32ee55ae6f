"""Who is meant, by rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.records import Actor, Published
from onrecord.reference import Reference

from .conftest import document_of, read

Finder = Callable[..., list[tuple[str, str]]]


def test_a_name_takes_its_title_into_the_mention(found: Finder) -> None:
    assert found("Secretary of State Antony Blinken arrived.") == [
        ("Secretary of State Antony Blinken", "Antony Blinken")
    ]


def test_last_names_and_forms_of_address_follow_the_full_name(found: Finder) -> None:
    text = "President Joe Biden spoke. Mr. Biden smiled. Biden’s aides left."
    assert [name for _, name in found(text)][:3] == ["Joe Biden"] * 3
    assert ("Mr. Biden", "Joe Biden") in found(text)
    assert ("Biden", "Joe Biden") in found(text)


def test_a_headline_is_understood_from_the_body(found: Finder) -> None:
    text = "Glaser: talks are open\nBonnie Glaser said so."
    assert found(text)[0] == ("Glaser", "Bonnie Glaser")


def test_chinese_names_have_the_family_name_first(found: Finder) -> None:
    text = "Chinese Foreign Minister Wang Yi came. Wang said little."
    assert found(text) == [("Chinese Foreign Minister Wang Yi", "Wang Yi"), ("Wang", "Wang Yi")]


def test_a_given_name_taken_for_a_family_name_is_still_understood(found: Finder) -> None:
    text = "Chinese Defense Minister Li Shangfu stayed. Austin met Shangfu."
    assert ("Shangfu", "Li Shangfu") in found(text)


def test_a_given_name_alone_means_nobody_unless_introduced(found: Finder) -> None:
    assert found("They met Shangfu.") == []


def test_title_memory_resolves_the_secretary(found: Finder) -> None:
    text = "Secretary of State Antony Blinken came. The secretary spoke."
    assert found(text)[-1] == ("The secretary", "Antony Blinken")


@pytest.mark.parametrize(
    ("date", "holder"),
    [("2022-05-02", "Antony Blinken"), ("2025-05-02", "Marco Rubio"), ("2012-05-02", "Hillary Clinton")],
)
def test_an_office_is_read_at_the_date_of_the_document(found: Finder, date: str, holder: str) -> None:
    assert found("The secretary of state spoke.", date) == [("The secretary of state", holder)]


def test_without_a_date_an_office_alone_means_nobody(found: Finder) -> None:
    assert found("The secretary of state spoke.") == []


def test_the_chinese_leader_is_the_one_of_that_day(found: Finder) -> None:
    assert found("The Chinese leader spoke.", "2011-01-19") == [("The Chinese leader", "Hu Jintao")]
    assert found("The Chinese leader spoke.", "2023-11-15") == [("The Chinese leader", "Xi Jinping")]


def test_a_counterpart_holds_the_same_post_on_the_other_side(found: Finder) -> None:
    text = "Secretary of State Antony Blinken met his Chinese counterpart."
    assert found(text, "2023-06-18")[-1] == ("his Chinese counterpart", "Qin Gang")


def test_the_presidents_own_country_decides_who_the_president_is(found: Finder) -> None:
    text = (
        "President Joe Biden met Chinese President Xi Jinping.\n"
        'Secretary of State Antony Blinken said, "The president was clear."'
    )
    assert found(text, "2023-11-16")[-1] == ("The president", "Joe Biden")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Beijing said it would respond.", ["Government of China"]),
        ("a statement from Moscow", ["Government of Russia"]),
        ("The White House said so.", ["Government of the United States"]),
        ("They met in Beijing.", []),
        ("He flew to Beijing on Monday.", []),
        ("At the White House, guests waited.", []),
        ("BEIJING (AP) - Talks went on.", ["Associated Press"]),
        ("the Beijing Olympics", []),
        ("He lives in Washington, D.C.", []),
        ("help for kyiv’s cause", ["Government of Ukraine"]),
    ],
)
def test_a_capital_means_the_government_or_the_city(found: Finder, text: str, names: list[str]) -> None:
    assert [name for _, name in found(text)] == names


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Chinese have acted.", "The Chinese", "China"),
        ("The US side should stop.", "The US side", "United States"),
        ("The Biden administration acted.", "The Biden administration", "Government of the United States"),
        ("The Chinese government acted.", "The Chinese government", "Government of China"),
        ("China's foreign ministry protested.", "China's foreign ministry", "Ministry of Foreign Affairs of China"),
        ("The Pentagon confirmed it.", "The Pentagon", "U.S. Department of Defense"),
    ],
)
def test_states_governments_and_ministries(found: Finder, text: str, words: str, name: str) -> None:
    assert found(text) == [(words, name)]


def test_a_peoples_name_as_an_adjective_is_no_mention(found: Finder) -> None:
    assert found("Chinese companies and American farmers gain.") == []


def test_us_is_a_country_and_us_a_pronoun(found: Finder) -> None:
    assert found("He told us that the US agreed.") == [("the US", "United States")]


def test_the_two_leaders_are_two_mentions_of_the_same_words(found: Finder) -> None:
    text = "Chinese President Xi Jinping met US President Joe Biden. The two leaders agreed."
    assert sorted(found(text)[-2:]) == [("The two leaders", "Joe Biden"), ("The two leaders", "Xi Jinping")]


def test_both_countries_are_the_two_the_text_is_about(found: Finder) -> None:
    text = "China and the United States met. Both countries agreed."
    assert sorted(found(text)[-2:]) == [("Both countries", "China"), ("Both countries", "United States")]


def test_a_bracket_glosses_a_pronoun(found: Finder) -> None:
    text = 'US President Joe Biden spoke of Chinese President Xi Jinping. "He [Xi] and I agreed," Biden said.'
    assert ("He", "Xi Jinping") in found(text)


def test_he_and_she_follow_gender(found: Finder) -> None:
    text = "Treasury Secretary Janet Yellen met Vice Premier He Lifeng. She thanked him."
    assert found(text)[-2:] == [("She", "Janet Yellen"), ("him", "He Lifeng")]


def test_a_pronoun_in_an_opening_phrase_points_ahead(found: Finder) -> None:
    text = "Secretary of State Antony Blinken left. In his news conference, President Joe Biden spoke."
    assert ("his", "Joe Biden") in found(text)


def test_who_speaks_does_not_say_he_of_himself(found: Finder) -> None:
    text = 'US President Joe Biden met Chinese President Xi Jinping.\n"He is sharp," Biden said.'
    assert ("He", "Xi Jinping") in found(text)


def test_an_unnamed_official_is_an_actor_of_its_own_and_the_official_points_back() -> None:
    result = read(document_of("A senior US official spoke. The official smiled. A senior US official left."))
    first, again, other = result.mentions
    assert first.actor == again.actor != other.actor
    actor = next(actor for actor in result.actors if actor.id == first.actor)
    assert (actor.kind, actor.country, actor.name) == ("unnamed", "USA", "A senior US official")


def test_unnamed_sources_of_two_documents_are_two() -> None:
    one, two = (read(document_of(f"A senior US official spoke{end}")).actors[0] for end in (".", "!"))
    assert one.id != two.id


def test_a_spokesperson_of_a_ministry_stays_unnamed_with_side_and_ministry() -> None:
    [actor] = read(document_of("A spokesperson for China’s foreign ministry called it wrong.")).actors
    assert actor.kind == "unnamed"
    assert actor.country == "CHN"
    assert "foreign ministry" in actor.name


def test_an_official_visit_is_no_official(found: Finder) -> None:
    assert found("It was an official visit.") == []


def test_persons_that_no_table_knows_are_found_by_their_introduction() -> None:
    text = "State Department analyst Quentin Zzyzx said so. Zzyzx left. CNN's Fareed Zakaria asked."
    result = read(document_of(text))
    names = {actor.id: actor for actor in result.actors}
    said = [(mention.quote, names[mention.actor].name) for mention in result.mentions]
    assert ("Zzyzx", "Quentin Zzyzx") in said
    assert ("Fareed Zakaria", "Fareed Zakaria") in said
    [analyst] = [actor for actor in result.actors if actor.name == "Quentin Zzyzx"]
    assert analyst.offices[0].basis == "text"
    assert analyst.country == "USA"


def test_the_same_person_has_the_same_id_everywhere() -> None:
    texts = ("President Biden spoke.", "Joe Biden left.", "Mr. Joseph R. Biden Jr. came.")
    ids = {actor.id for text in texts for actor in read(document_of(text)).actors if actor.kind == "person"}
    assert len(ids) == 1


def test_names_outside_the_readable_lines_give_nothing() -> None:
    assert read(document_of("Joe Biden spoke.", role="related")).mentions == ()


def test_apostrophes_hyphens_and_no_break_spaces(found: Finder) -> None:
    text = (
        "Linda\u00a0Thomas\u2011Greenfield spoke. Thomas-Greenfield’s aide and Norah O’Donnell left. O’Donnell waited."
    )
    assert [name for _, name in found(text) if name != "aide"][:2] == ["Linda Thomas-Greenfield"] * 2
    assert ("O’Donnell", "Norah O'Donnell") in found(text)


def test_a_country_inside_a_persons_name_is_no_state(found: Finder) -> None:
    assert ("Jordan", "Jordan") not in found("Rep. Jim Jordan said so.")


def test_the_users_own_person_is_found_with_an_office_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[person]]\nname = "Xenia Quill"\ncountry = "USA"\npronoun = "she"\n'
        'offices = [{ title = "Special Envoy for Tides", since = "2023" }]\n',
        encoding="utf-8",
    )
    document = document_of("Xenia Quill spoke. She left.")
    result = read(document, Reference.bundled().with_files([path]))
    [actor] = result.actors
    assert actor.offices[0].basis == "user"
    assert [mention.quote for mention in result.mentions] == ["Xenia Quill", "She"]


def test_reference_actors_do_not_depend_on_the_document() -> None:
    def biden(text: str, date: str | None) -> Actor:
        return next(actor for actor in read(document_of(text, date)).actors if actor.name == "Joe Biden")

    assert biden("Senator Joe Biden spoke.", "2008-01-01") == biden("President Biden left.", None)


def test_a_post_is_understood_from_a_person_named_later_where_the_date_is_open() -> None:
    document = document_of(
        "China's defense minister spoke, and so did his American counterpart. Li Shangfu met Lloyd Austin."
    )
    document = dataclasses.replace(document, published=Published(earliest="2023-06-04", latest="2025-06-04"))
    result = read(document)
    names = {actor.id: actor.name for actor in result.actors}
    said = [(mention.quote, names[mention.actor]) for mention in result.mentions]
    assert ("China's defense minister", "Li Shangfu") in said
    assert ("his American counterpart", "Lloyd Austin") in said


def test_a_party_leader_is_not_the_leader_of_the_state(found: Finder) -> None:
    assert found("The opposition leader of Russia and the Republican leader spoke.", "2023-11-15") == [
        ("Russia", "Russia")
    ]


def test_the_side_of_a_party_is_no_state(found: Finder) -> None:
    assert ("the GOP side", "United States") not in found("Effort on the GOP side grew.")


def test_members_of_a_family_are_told_apart() -> None:
    text = "Hunter Biden spoke. Biden, the son of Joe Biden, left. Hunter smiled."
    result = read(document_of(text))
    names = {actor.id: actor.name for actor in result.actors}
    assert [names[mention.actor] for mention in result.mentions] == [
        "Hunter Biden",
        "Hunter Biden",
        "Joe Biden",
        "Hunter Biden",
    ]


def test_it_said_means_the_body_that_spoke(found: Finder) -> None:
    text = "China’s foreign ministry protested. It said the visit was wrong."
    assert found(text)[-1] == ("It", "Ministry of Foreign Affairs of China")


def test_people_are_a_source_only_when_they_know_something(found: Finder) -> None:
    assert found("Many people left.") == []
    assert found("The plan failed, said people familiar with the matter.") == [
        ("people familiar with the matter", "people familiar with the matter")
    ]


def test_in_a_text_without_a_date_the_only_president_named_is_the_president(found: Finder) -> None:
    assert found("Donald Trump spoke. The president left.")[-1] == ("The president", "Donald Trump")
    text = "Donald Trump spoke of Barack Obama. The president left."
    assert [words for words, _ in found(text)] == ["Donald Trump", "Barack Obama"]


def test_the_government_of_a_president_is_that_of_his_country(found: Finder) -> None:
    assert found("the government of Russian President Vladimir Putin") == [
        ("the government of Russian President Vladimir Putin", "Government of Russia")
    ]


def test_a_president_is_not_the_only_one_of_his_family_whom_the_text_names_in_full(found: Finder) -> None:
    text = "President Trump spoke. Mr. Trump praised first lady Melania Trump. All went home. It rained. Trump smiled."
    assert [name for words, name in found(text) if words != "first lady Melania Trump"] == ["Donald Trump"] * 3


def test_a_family_name_before_the_words_of_a_link_is_that_person(found: Finder) -> None:
    text = "President Trump Donald John TrumpNext story said so. The president left."
    assert found(text)[0] == ("President Trump", "Donald Trump")
    assert ("The president", "Donald Trump") in found(text)


def test_they_are_the_two_who_met(found: Finder) -> None:
    text = "Secretary of State Antony Blinken met today with Foreign Minister Bela Roth. They noted progress."
    assert {name for words, name in found(text) if words == "They"} == {"Antony Blinken", "Bela Roth"}


def test_a_body_of_state_has_no_family_name(found: Finder) -> None:
    assert all(name != "Secretariat" for _, name in found("The National Security Secretariat said so."))


def test_the_article_before_a_country_belongs_to_the_title(found: Finder) -> None:
    text = "The U.K.’s Foreign Secretary Boris Johnson left."
    assert [name for _, name in found(text)] == ["Boris Johnson"]


def test_a_ministry_bears_the_names_that_news_gives_it() -> None:
    from .conftest import document_of, read

    [actor] = read(document_of("Japan’s Foreign Ministry said so.")).actors
    assert "Ministry of Foreign Affairs" in (actor.name, *actor.aliases) or actor.name.startswith("Ministry of Foreign")
    assert any(name.endswith("Foreign Ministry") for name in actor.aliases)


def test_the_country_that_an_envoy_deals_with_is_not_his_own(found: Finder) -> None:
    document = document_of("U.S. Ambassador to China Nick Foo spoke. Ann Bell, the envoy for Iran, listened.")
    sides = {actor.name: actor.country for actor in read(document).actors if actor.kind == "person"}
    assert sides == {"Nick Foo": "USA", "Ann Bell": None}


def test_the_title_of_the_page_names_persons_whom_the_text_calls_by_family_name() -> None:
    document = document_of("PRIME MINISTER RAMA: Thank you very much.\nSECRETARY BLINKEN: Thank you.")
    document = dataclasses.replace(document, title="Remarks with Albanian Prime Minister Edi Rama")
    result = read(document)
    assert ("Edi Rama", "ALB") in {(actor.name, actor.country) for actor in result.actors}
    assert all(document.text[m.start : m.end] == m.quote for m in result.mentions)


def test_labels_of_a_transcript_mean_who_held_the_office_and_the_press(found: Finder) -> None:
    text = (
        "MR PRICE: Good afternoon.\nQUESTION: What did Vladimir Putin, the president of Russia, say?\n"
        "THE PRESIDENT: He said a lot.\nMS. FOO: So he did."
    )
    document = document_of(text, "2022-05-02", outlet="U.S. Department of State")
    result = read(document)
    actors = {actor.id: actor for actor in result.actors}
    meant = {m.quote: actors[m.actor] for m in result.mentions}
    assert meant["MR PRICE"].name == "Ned Price"
    assert (meant["QUESTION"].kind, meant["QUESTION"].sector) == ("group", "MED")
    assert meant["THE PRESIDENT"].name == "Joe Biden"
    assert meant["MS. FOO"].country == "USA"


def test_a_title_means_the_person_whom_the_text_names_with_it_below(found: Finder) -> None:
    text = "The U.S. ambassador to NATO said no. Ambassador to NATO Douglas Lute left."
    assert found(text)[0] == ("The U.S. ambassador to NATO", "Douglas Lute")


def test_his_attorney_general_and_the_right_wing_prime_minister_are_known_persons(found: Finder) -> None:
    text = "President Trump spoke. Attorney General Jeff Sessions left. His attorney general said so."
    assert found(text, "2018-01-01")[-1] == ("His attorney general", "Jeff Sessions")
    text = "Prime Minister Benjamin Netanyahu spoke. The right-wing prime minister smiled."
    assert found(text, "2013-11-01")[-1] == ("The right-wing prime minister", "Benjamin Netanyahu")


def test_a_junior_is_not_his_father(found: Finder) -> None:
    text = "President Donald Trump spoke. Donald Trump Jr. listened. Trump Jr. said so. Trump, Jr. left."
    assert [name for _, name in found(text)] == ["Donald Trump", *["Donald Trump Jr."] * 3]


def test_a_person_called_like_a_country(found: Finder) -> None:
    assert found("Congressman Steve Israel spoke. Israel said so.")[-1] == ("Israel", "Steve Israel")
    assert found("Congressman Steve Israel met the Israelis. Israel said so.")[-1] == ("Israel", "Israel")


def test_bodies_have_the_state_they_begin_with_or_belong_to(found: Finder) -> None:
    assert ("U.S. Cyber Command", "U.S. Cyber Command") in found("On Monday, U.S. Cyber Command said it was ready.")
    text = "On Monday, China's National Health Commission said that it was late."
    assert ("National Health Commission", "National Health Commission of China") in found(text)
    assert found("The U.S. embassy in Cairo said so.")[0][1] == "Embassy of the United States in Cairo"


def test_the_halves_of_korea_and_the_seat_of_the_union(found: Finder) -> None:
    text = "South Korea and North Korea met. The North left. The European Union waits. Brussels warned them."
    assert ("The North", "North Korea") in found(text)
    assert ("Brussels", "European Union") in found(text)
    assert ("Brussels", "Government of Belgium") in found("Belgium voted. Brussels warned them.")


def test_an_unnamed_source_goes_by_all_its_words() -> None:
    result = read(document_of("A senior US official said so. The official left."))
    [source] = [actor for actor in result.actors if actor.kind == "unnamed"]
    assert (source.name, source.aliases) == ("A senior US official", ("The official",))
