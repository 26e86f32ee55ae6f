"""What each line of a page is. All texts here are made up."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.cleaning import clean
from onrecord.records import Document, RawPage
from onrecord.reference import Reference

REFERENCE = Reference.bundled()
PARAGRAPHS = [
    "The two ministers met for three hours on Tuesday and agreed that their officials would talk again next month.",
    "“We had a long and useful conversation,” the first minister told reporters after the meeting in the old port.",
    "The other side said in a statement that it had raised its concerns about tariffs and about the open strait.",
    "Neither side gave a date for the next round, which officials said would be held in a third country.",
]


def cleaned(text: str, markup: str = "text", **stated: object) -> Document:
    return clean(RawPage(path="page", content=text, markup=markup, **stated), REFERENCE)  # type: ignore[arg-type]


def roles_of(document: Document) -> dict[str, str]:
    return {document.text[span.start : span.end].strip(): span.role for span in document.roles}


def role_of(line: str, *, before: str = "", after: str = "") -> str:
    body = "\n\n".join(PARAGRAPHS)
    text = "\n\n".join(part for part in ("Ministers agree to talk again next month", before, body, after) if part)
    return roles_of(cleaned(text))[line]


class TestTheParagraphsOfAnArticle:
    def test_are_body_and_the_headline_is_the_title(self) -> None:
        document = cleaned("Ministers agree to talk again\n\n" + "\n\n".join(PARAGRAPHS))
        assert [span.role for span in document.roles] == ["title", "body", "body", "body", "body"]
        assert document.title == "Ministers agree to talk again"

    def test_begin_with_the_sentence_that_names_the_day_or_the_place_though_it_is_full_of_titles(self) -> None:
        for opening in (
            "On July 26, 2021, State Councilor and Foreign Minister Wang Yi met with Deputy Secretary Wendy Sherman.",
            "KUALA LUMPUR, Nov. 1 -- Defense Minister Dong Jun met with Secretary of War Pete Hegseth on Saturday.",
        ):
            roles = roles_of(cleaned("\n\n".join(["Two Ministers Meet in the South", opening, *PARAGRAPHS])))
            assert roles[opening] == "body"
            assert roles["Two Ministers Meet in the South"] == "title"

    def test_begin_with_the_agency_s_dateline_though_a_picture_stands_below_it(self) -> None:
        opening = "OLD PORT (Reuters) - The ministers of both sides met on Tuesday for three hours behind closed doors."
        picture = "FILE PHOTO: The minister leaves the old port, May 4, 2021. REUTERS/Ann Smith"
        text = "\n\n".join(["Ministers agree to talk again next month", opening, picture, *PARAGRAPHS])
        assert roles_of(cleaned(text))[opening] == "body"

    def test_have_the_headline_above_them_though_buttons_stand_below(self) -> None:
        below = ["Share this article", "Subscribe to our newsletter for a letter every day", "Leave a comment"]
        document = cleaned("\n\n".join(["Minister leaves the port with talks agreed", *PARAGRAPHS, *below]))
        assert document.title == "Minister leaves the port with talks agreed"

    def test_stay_body_after_video_junk_in_the_middle(self) -> None:
        junk = "Ministers shake hands\n\n01:38\n\nThis browser does not support the video element."
        text = "\n\n".join(["A headline of some words here", *PARAGRAPHS[:2], junk, *PARAGRAPHS[2:]])
        roles = roles_of(cleaned(text))
        assert all(roles[paragraph] == "body" for paragraph in PARAGRAPHS)
        assert roles["Ministers shake hands"] == "caption"
        assert roles["01:38"] == "furniture"
        assert roles["This browser does not support the video element."] == "furniture"

    def test_a_short_line_between_them_is_a_subhead(self) -> None:
        text = "\n\n".join(
            ["A headline of some words here", *PARAGRAPHS[:2], "Talks about the strait", *PARAGRAPHS[2:]]
        )
        assert roles_of(cleaned(text))["Talks about the strait"] == "subhead"

    def test_a_last_paragraph_without_its_full_stop_is_still_body(self) -> None:
        last = "“That is not going to change. We want the talks to go on and to lead somewhere,” the minister said"
        assert role_of(last, after=last) == "body"


class TestSignsOfOneLine:
    def test_credits(self) -> None:
        for line in (
            "— Ann Smith contributed to this report.",
            "rm, zc/sms (AP, Reuters, AFP)",
            "(Reporting by Ann Smith; editing by Bo Jones)",
            "The Associated Press contributed to this report.",
        ):
            assert role_of(line, after=line) == "credit", line

    def test_a_sentence_about_a_contribution_is_no_credit(self) -> None:
        line = "The drought contributed to a sharp rise in prices, the ministry said on Tuesday."
        assert role_of(line, after=line) == "body"

    def test_corrections(self) -> None:
        for line in (
            "CORRECTION: This story has been updated to reflect that the talks lasted three hours.",
            "An earlier version of this article misstated the day of the meeting.",
            "Clarification: This story has been corrected to say that two ministers met.",
        ):
            assert role_of(line, after=line) == "correction", line

    def test_what_stands_between_headline_and_article(self) -> None:
        assert role_of("By Ann Smith and Bo Jones", before="By Ann Smith and Bo Jones") == "byline"
        assert (
            role_of("Published: 16 November 2023 at 10:30 GMT", before="Published: 16 November 2023 at 10:30 GMT")
            == "claimed_date"
        )
        assert role_of("Updated 2 hours ago", before="Updated 2 hours ago") == "claimed_date"

    def test_pictures(self) -> None:
        line = "The ministers shake hands in the old port on TuesdayImage: Ann Smith/AP Photo"
        assert role_of(line, before=line) == "caption"
        line = "Photo: Ann Smith/Getty Images"
        assert role_of(line, before=line) == "credit"

    def test_the_text_for_the_blind_beside_a_caption_is_a_caption(self) -> None:
        caption = "The ministers shake hands in the old port on TuesdayImage: Ann Smith/AP Photo"
        twin = "Two ministers shake hands in the port"
        assert role_of(twin, before=f"{twin}\n{caption}") == "caption"

    def test_promotion_comments_and_navigation(self) -> None:
        assert role_of("Sign up for our daily newsletter", after="Sign up for our daily newsletter") == "promo"
        assert role_of("Leave a Comment", after="Leave a Comment") == "comments"
        assert role_of("Skip to main content", before="Skip to main content") == "navigation"

    def test_the_note_about_the_author_stands_after_the_article(self) -> None:
        line = "Ann Smith is a senior reporter who covers diplomacy for the paper. She previously worked in radio."
        assert role_of(line, after=line) == "bio"


class TestTheFootOfAPage:
    def test_headlines_under_a_heading_of_related_stories_are_never_body(self) -> None:
        headlines = [
            "- Skater says she is back after a long winter",
            "- Ten players to watch in the new season",
            "Mayor found guilty of naming a bridge",
        ]
        text = "\n".join(["A headline of some words here", *PARAGRAPHS, "Related", *headlines])
        roles = roles_of(cleaned(text))
        assert {roles[line] for line in ["Related", *headlines]} == {"related"}

    def test_keywords_under_their_heading_are_tags(self) -> None:
        text = "\n".join(
            [
                "A headline of some words here",
                *PARAGRAPHS,
                "- In:",
                "- Fentanyl",
                "- China",
                "Related",
                "- A headline of another story",
            ]
        )
        roles = roles_of(cleaned(text))
        assert (roles["- Fentanyl"], roles["- China"]) == ("tags", "tags")


class TestATitleGluedToOtherThings:
    def test_the_glued_line_is_furniture_and_the_clean_one_the_title(self) -> None:
        text = (
            "Current:Home > NewsMinisters agree to talk again -BrandName\nMinisters agree to talk again\nView\n"
            + "\n".join(PARAGRAPHS)
        )
        document = cleaned(text)
        assert document.title == "Ministers agree to talk again"
        assert document.roles[0].role == "furniture"
        assert document.outlet is None


class TestCleanText:
    def test_is_left_alone(self) -> None:
        document = cleaned("\n\n".join(PARAGRAPHS * 3), title="Ministers agree to talk again next month")
        assert {span.role for span in document.roles} == {"body"}
        assert document.title == "Ministers agree to talk again next month"

    def test_a_release_keeps_its_lists(self) -> None:
        text = "\n".join(
            [*PARAGRAPHS, "Our commitments:", "Clean water for ports", "New patrol boats", "Student exchanges"]
        )
        document = cleaned(text, url="https://www.state.gov/release/")
        assert document.kind == "official"
        assert {span.role for span in document.roles} == {"body"}

    def test_hard_wrapped_lines_have_the_role_of_their_paragraph(self) -> None:
        import textwrap

        text = "\n\n".join("\n".join(textwrap.wrap(paragraph, 60)) for paragraph in PARAGRAPHS)
        document = cleaned(text, title="Ministers agree to talk again next month")
        assert len(document.roles) > 6
        assert {span.role for span in document.roles} == {"body"}

    def test_a_transcript_is_told_by_its_turns(self) -> None:
        turns = ["MR. SMITH: Good afternoon, everyone.", "Q  Did they talk?", "MR. SMITH: They did.", "Q  When?"] * 3
        document = cleaned("\n".join(turns))
        assert document.kind == "transcript"
        assert {span.role for span in document.roles} == {"body"}


PAGE_HEAD = """<html lang="en"><head><title>Ministers agree to talk again | The Paper</title>
<meta property="og:title" content="Ministers agree to talk again"><meta name="author" content="Ann Smith">
<script>var x = "never text";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Ministers agree to talk again</h1><div class="byline">Ann Smith</div>
<time datetime="2023-11-16">Nov. 16, 2023</time>
<figure><img src="a.jpg"><figcaption>The port at night</figcaption></figure>"""
PAGE_FOOT = """</article>
<aside><h3>Most read</h3><ul><li><a href="/1">Skater says she is back after a long winter</a></li></ul></aside>
<footer><p>Copyright 2023 The Paper. All rights reserved.</p></footer></body></html>"""
PAGE = PAGE_HEAD + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + PAGE_FOOT


class TestThePageThatSpeaksToItsReader:
    def test_asks_for_an_address_or_for_money_in_the_middle_of_the_text(self) -> None:
        for line in (
            "Let our news meet your inbox. The stories that matter, delivered weekday mornings.",
            "If you are enjoying this article, consider supporting our journalism by subscribing.",
            "Follow Ann Smith on Twitter",
            "Sign up for the Harbour Times newsletter and read the port's stories every Monday.",
        ):
            text = "\n\n".join(["Ministers agree to talk again", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]])
            assert roles_of(cleaned(text))[line] == "promo", line

    def test_reports_what_its_forms_do(self) -> None:
        for line in (
            "There was an issue with the form. Please try again.",
            "A post shared by The Old Port (@oldport)",
            "Thank you! Your submission has been received!",
            "{* #changePasswordForm *} {* newPassword *}",
            "Slideshow (11 Images)",
            "Story continues",
            "Story Continued Below",
            "--This report was updated at 2:00 p.m.",
            "Read or Share this story: https://port.example/2vV1",
        ):
            text = "\n\n".join(["Ministers agree to talk again", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]])
            assert roles_of(cleaned(text))[line] == "furniture", line

    def test_is_not_meant_where_a_report_tells_of_passwords_and_letters(self) -> None:
        for line in (
            "The minister told the port to reset every password after letters had reached his inbox for weeks.",
            "Skip the harbour and you miss what the ministers came for, an old man on the pier said on Tuesday.",
        ):
            text = "\n\n".join(["Ministers agree to talk again", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]])
            assert roles_of(cleaned(text))[line] == "body", line


def test_the_day_of_an_agency_s_picture_opens_its_caption() -> None:
    told = " The boats came on Friday and left again, said an old man on the pier, who counts them." * 4
    for line in (
        "In this Monday, Nov. 18, 2019, photo, boats of both sides wait in the old port.",
        f"FILE - In this Oct. 4, 2019, file photo, boats wait in the old port.{told} (AP Photo/Ann Smith)",
        f"The minister leaves the old port, Friday, Jan. 10, 2020.{told} (AP Photo/Ann Smith)",
    ):
        text = "\n\n".join(["Ministers agree to talk again", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]])
        assert roles_of(cleaned(text))[line] == "caption", line


def test_a_page_with_its_markup() -> None:
    document = cleaned(PAGE, "html")
    roles = roles_of(document)
    assert "never text" not in document.text
    assert [line for line, role in roles.items() if role == "body"] == PARAGRAPHS
    assert roles["Ministers agree to talk again"] == "title"
    assert roles["Ann Smith"] == "byline"
    assert roles["Nov. 16, 2023"] == "claimed_date"
    assert roles["The port at night"] == "caption"
    assert roles["Skater says she is back after a long winter"] == "related"
    assert document.authors == ("Ann Smith",)
    assert {claim.date for claim in document.claimed_dates} == {"2023-11-16"}


LINES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            *PARAGRAPHS,
            "Related",
            "Tags:",
            "By Ann Smith",
            "01:38",
            "Photo: X/AP",
            "CORRECTION: corrected",
            "- In:",
            "Nov. 16, 2023",
            "(((AP",
            "<p>",
            "```",
        ]
    ),
)


@settings(max_examples=300, deadline=None)
@given(lines=st.lists(LINES, max_size=25), markup=st.sampled_from(["text", "html"]))
def test_every_line_of_any_text_has_exactly_one_role_with_a_reason(lines: list[str], markup: str) -> None:
    content = "\n".join(lines)
    document = cleaned(content, markup)
    if markup == "text":
        assert document.text == content
    expected, at = [], 0
    for line in document.text.split("\n"):
        if line.strip():
            expected.append((at, at + len(line)))
        at += len(line) + 1
    assert [(span.start, span.end) for span in document.roles] == expected
    assert all(span.reason for span in document.roles)
    for claim in document.claimed_dates:
        for evidence in claim.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote
    for correction in document.corrections:
        assert document.text[correction.start : correction.end] == correction.quote


def test_a_release_says_its_day_behind_the_place_or_before_its_office() -> None:
    treasury = cleaned(
        "READOUT: Secretary Ann Smith's Meeting with the Minister\n\nZURICH - January 18, 2023 - Secretary Smith met"
        " today with the minister. They had a useful conversation on many topics, and agreed to meet again."
    )
    service = cleaned(
        "High Representative holds a dialogue with the minister\n\n03.07.2025 EEAS Press Team\n\n"
        + "\n\n".join(PARAGRAPHS)
    )
    assert [claim.date for claim in treasury.claimed_dates] == ["2023-01-18"]
    assert [claim.date for claim in service.claimed_dates] == ["2025-07-03"]


def test_a_letterhead_is_no_headline_and_makes_a_page_official() -> None:
    for letterhead in ("PRESIDENT OF RUSSIA", "Office of the President, Republic of Korea", "Ministry of Commerce"):
        document = cleaned("\n\n".join([letterhead, "Telephone conversation with the President", *PARAGRAPHS]))
        assert document.title == "Telephone conversation with the President"
        assert document.kind == "official"
    assert cleaned("\n\n".join(["Ministry of Commerce says no to new tariffs", *PARAGRAPHS])).kind == "original"


def test_a_letterhead_of_two_lines_is_no_headline_either_and_signs_nothing() -> None:
    head = ["U.S. Department of State", "Office of the Spokesperson", "Secretary Blinken's Call with Director Wang Yi"]
    document = cleaned("\n\n".join([*head, "August 2, 2023", *PARAGRAPHS]))
    assert document.title == head[2]
    assert document.authors == ()


class TestWhatThePageSaysOfItsOwnUpdates:
    def test_is_no_part_of_the_text(self) -> None:
        for note in (
            "Update: Story updated with an answer of the ministry.",
            "[Update: This story was updated at 12:01 p.m. to include the vote of the council.]",
            "--This developing report was last updated at 7:11 a.m.",
        ):
            assert role_of(note, after=note) == "furniture"

    def test_is_told_from_reports_that_the_text_speaks_of(self) -> None:
        sentence = "The report updated its figures on trade between both countries for the last year, officials said."
        assert role_of(sentence, after=sentence) == "body"


class TestOwnersOfPictures:
    def test_make_the_sentence_above_them_a_caption_but_no_heading(self) -> None:
        scene, heading = "Boats wait outside the old port for the tide", "The Old Port"
        owner = "Photo: Ann Smith/Getty Images"
        text = "\n\n".join([*PARAGRAPHS[:2], scene, owner, PARAGRAPHS[2], heading, owner, PARAGRAPHS[3]])
        found = roles_of(cleaned(f"Ministers agree to talk again next month\n\n{text}"))
        assert found[scene] == "caption"
        assert found[heading] != "caption"


class TestParagraphsWithWordsOfServices:
    def test_stay_body(self) -> None:
        for sentence in (
            "People who did not download the application could not stop others from pairing their numbers with names.",
            "The senator asked the ministry to look into the use of a personal email address on a private server.",
            "Reporting from the old port, our correspondent talked to Ann, who has been in the country for years.",
            "Port/Ipsos polling shows that only about a quarter of the voters wanted the ministers to meet again.",
        ):
            assert role_of(sentence, after=sentence) == "body"

    def test_are_not_captions_for_standing_above_a_picture_s_owner(self) -> None:
        text = "\n\n".join([*PARAGRAPHS[:3], "Image copyright Getty Images", PARAGRAPHS[3]])
        found = roles_of(cleaned(f"Ministers agree to talk again next month\n\n{text}"))
        assert found[PARAGRAPHS[2]] == "body"
