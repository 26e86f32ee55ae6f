"""The date of one page: claims are believed or rejected with reasons, and a page without evidence stays undated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dating import date_alone
from onrecord.language.times import find_times
from onrecord.records import READ_ROLES, ClaimedDate, Document, Evidence, RoleSpan, make_id, text_digest
from onrecord.reference._chronology import Chronology, load_chronology


@dataclass(frozen=True)
class Facts:
    chronology: Chronology


FACTS = Facts(load_chronology())


def page(
    *lines: tuple[str, str], claims: tuple[str, ...] = (), url: str | None = None, source: str | None = None
) -> Document:
    """Build a document of (role, line) pairs; claims are words of its text with their ISO date after a bar."""
    text = "\n".join(line for _, line in lines)
    identity = make_id("doc", text)
    roles: list[RoleSpan] = []
    start = 0
    for role, line in lines:
        if line.strip():
            roles.append(RoleSpan(start, start + len(line), role))  # type: ignore[arg-type]
        start += len(line) + 1
    found = []
    for claim in claims:
        words, _, day = claim.partition("|")
        at = text.index(words)
        found.append(ClaimedDate(day, evidence=(Evidence(identity, at, at + len(words), words),)))
    if source:
        found.append(ClaimedDate(source, source="source"))
    return Document(
        identity, "page.txt", text, text_digest(text), "", url=url, claimed_dates=tuple(found), roles=tuple(roles)
    )


def judged(document: Document) -> Document:
    regions = [(role.start, role.end) for role in document.roles if role.role in READ_ROLES]
    result = date_alone(document, find_times(document.text, regions), FACTS)
    for proof in (*result.published.evidence, *(item for claim in result.claimed_dates for item in claim.evidence)):
        assert result.text[proof.start : proof.end] == proof.quote
    return result


THE_DAY_AFTER = (
    "body",
    "A day after Biden met with Xi in California, the secretary said Thursday that lines will open.",
)


def test_a_claim_that_nothing_contradicts_is_believed() -> None:
    result = judged(
        page(("body", "Grain was sold."), ("claimed_date", "May 3, 2021"), claims=("May 3, 2021|2021-05-03",))
    )
    assert (result.published.date, result.published.precision, result.published.basis) == (
        "2021-05-03",
        "day",
        "stated",
    )
    assert result.claimed_dates[0].accepted is True
    assert "nothing in the text contradicts" in result.claimed_dates[0].reason


def test_a_claimed_date_line_is_read_when_no_claim_was_handed_on() -> None:
    result = judged(page(("title", "Grain"), ("claimed_date", "Published May 3, 2021"), ("body", "Grain was sold.")))
    assert result.published.date == "2021-05-03"


def test_a_date_in_the_address_is_a_claim() -> None:
    result = judged(page(("body", "Grain was sold."), url="https://news.example/2021/05/03/grain"))
    assert result.published.date == "2021-05-03"
    assert result.claimed_dates[0].source == "address"


def test_a_false_claim_is_rejected_with_the_reason_and_the_page_dated_by_its_words() -> None:
    result = judged(page(("claimed_date", "2025-04-21"), THE_DAY_AFTER, claims=("2025-04-21|2025-04-21",)))
    [claim] = result.claimed_dates
    assert claim.accepted is False
    assert "15 November 2023" in claim.reason
    assert result.published.date == "2023-11-16"
    assert (result.published.earliest, result.published.latest) == ("2023-11-16", "2023-11-22")
    assert result.published.basis == "chronology"
    assert any("Thursday" in reason for reason in result.published.reasons)


def test_a_true_claim_is_supported_by_the_chronology() -> None:
    result = judged(
        page(("claimed_date", "November 16, 2023"), THE_DAY_AFTER, claims=("November 16, 2023|2023-11-16",))
    )
    assert result.claimed_dates[0].accepted is True
    assert "the text agrees" in result.claimed_dates[0].reason
    assert result.published.date == "2023-11-16"


def test_an_undated_page_is_dated_by_a_visit_last_month_and_a_balloon_earlier_this_year() -> None:
    result = judged(
        page(
            ("body", "Blinken made a trip to China last month, his first as secretary."),
            ("body", "Earlier this year a Chinese balloon was shot down off the coast."),
        )
    )
    assert (result.published.date, result.published.precision) == ("2023-07", "month")
    assert (result.published.earliest, result.published.latest) == ("2023-07-01", "2023-07-31")


def test_a_forum_and_a_weekday_give_the_day() -> None:
    result = judged(
        page(
            ("body", "Blinken spoke in an interview that aired Sunday."),
            ("body", "Speaking at the Aspen Security Forum, Blinken recalled that he made a trip to China last month."),
            ("body", "Earlier this year a Chinese balloon was shot down off the coast."),
        )
    )
    assert result.published.date == "2023-07-23"
    assert len(result.published.reasons) >= 4


def test_a_page_without_evidence_stays_unknown() -> None:
    result = judged(page(("body", "Ministers met on Wednesday and agreed on grain. Last month they had not.")))
    assert result.published.date is None
    assert result.published.precision == "unknown"
    assert result.published.reasons


def test_what_navigation_says_plays_no_part() -> None:
    result = judged(
        page(("body", "Grain was sold."), ("related", "A day after Biden met Xi in California, grain fell"))
    )
    assert result.published.date is None


def test_lines_outside_the_article_show_when_the_page_was_collected() -> None:
    result = judged(
        page(
            ("claimed_date", "2025-04-21"),
            THE_DAY_AFTER,
            ("related", "USAID staff go home after stop-work order"),
            claims=("2025-04-21|2025-04-21",),
        )
    )
    assert result.published.date == "2023-11-16"
    assert any("24 January 2025" in reason and "collected" in reason for reason in result.published.reasons)


def test_the_chronology_does_not_contradict_what_it_does_not_cover() -> None:
    lead = ("body", "A day after Kerry's visit to Beijing, his office said Monday that talks will go on.")
    result = judged(page(("claimed_date", "June 7, 2016"), lead, claims=("June 7, 2016|2016-06-07",)))
    assert result.published.date == "2016-06-07"


GUIDE = [
    ("body", "You can keep your grain dry in many ways, and we have tried them all for you in our own barn this year."),
    ("subhead", "What you need before you begin"),
    ("body", "Your barn needs a roof that you can trust, and you should look at your roof before the rain begins."),
] * 12
NEWS = (
    "body",
    "The ministry said it would buy grain, its spokesman told reporters, and traders said prices fell.",
)


def test_a_guide_that_tells_only_its_update_is_not_dated_to_it() -> None:
    title = ("title", "The 12 Best Ways to Store Grain in 2021: A Complete Guide")
    result = judged(page(title, ("claimed_date", "Last updated May 9, 2021"), *GUIDE))
    assert (result.published.date, result.published.latest) == (None, "2021-05-09")
    assert "updated" in result.published.reasons[0]


def test_news_that_tells_only_its_update_is_of_that_day_and_says_how_sure_that_is() -> None:
    update = ("claimed_date", "Updated 4:12 PM EST, May 9, 2021")
    result = judged(page(("title", "Ministry to buy grain"), ("byline", "By Ann Example"), update, *[NEWS] * 8))
    assert result.published.date == "2021-05-09"
    assert any("only when it was updated" in reason and "of 100" in reason for reason in result.published.reasons)


def test_the_judgement_of_own_dates_is_learnt_from_the_signs_it_is_given() -> None:
    from onrecord.dating._chance import chances
    from onrecord.dating._claims import ranked_dates

    title = ("title", "Ministry to buy grain")
    under_title = page(title, ("claimed_date", "May 9, 2021"), *[NEWS] * 8)
    of_a_list = page(title, *[NEWS] * 8, *[("related", f"Other story {day} May 2021") for day in range(10, 22)])
    [own] = chances(ranked_dates(under_title, all_signs=True).signs)
    others = chances(ranked_dates(of_a_list, all_signs=True).signs)
    assert own > 0.8
    assert max(others) < 0.7


def test_the_zero_date_of_computers_is_rejected() -> None:
    result = judged(page(("body", "Grain was sold."), source="1970-01-01"))
    assert result.claimed_dates[0].accepted is False
    assert result.published.date is None


def test_two_claims_far_apart_cannot_both_stand() -> None:
    result = judged(
        page(
            ("claimed_date", "May 3, 2021"),
            ("body", "Grain was sold."),
            claims=("May 3, 2021|2021-05-03",),
            source="2015-01-01",
        )
    )
    assert result.published.date == "2021-05-03"
    assert [claim.accepted for claim in result.claimed_dates] == [True, False]
    assert "Differs by" in result.claimed_dates[1].reason


def test_an_update_does_not_replace_the_day_of_publication() -> None:
    result = judged(
        page(
            ("claimed_date", "Updated May 9, 2021"),
            ("claimed_date", "Published May 3, 2021"),
            ("body", "Grain was sold."),
            claims=("May 9, 2021|2021-05-09", "May 3, 2021|2021-05-03"),
        )
    )
    assert result.published.date == "2021-05-03"


def test_a_month_in_the_address_dates_a_page_to_the_month_and_never_against_a_day() -> None:
    url = "https://news.example/2021/05/grain-prices/"
    only = judged(page(("body", "Grain was sold."), url=url)).published
    assert (only.date, only.precision, only.earliest, only.latest) == ("2021-05", "month", "2021-05-01", "2021-05-31")
    beside = judged(page(("body", "Grain was sold."), url=url, source="2021-05-31"))
    assert beside.published.date == "2021-05-31"
    assert all(claim.accepted for claim in beside.claimed_dates)


def test_a_day_of_history_is_no_bound_for_a_page() -> None:
    result = judged(page(("body", "The treaty that was signed on 2 February 1848 ended the war between both sides.")))
    assert (result.published.date, result.published.earliest) == (None, None)


def test_the_order_of_claims_does_not_matter() -> None:
    lines = (("claimed_date", "May 3, 2021"), ("claimed_date", "June 20, 2022"), ("body", "Grain was sold."))
    claims = ("May 3, 2021|2021-05-03", "June 20, 2022|2022-06-20")
    assert judged(page(*lines, claims=claims)).published == judged(page(*lines, claims=claims[::-1])).published


def founding_document(path: Path) -> Document:
    """Give the founding texts the roles that matter here, by rules of this test alone."""
    text = path.read_text(encoding="utf-8")
    lines = re.split(r"(?<=\n)", text)
    pairs: list[tuple[str, str]] = []
    tail = False
    for line in (item.rstrip("\n") for item in lines):
        stripped = line.strip()
        tail = tail or stripped in ("veryGood! (4)",) or stripped.startswith("For more news")
        if stripped.startswith("Date:") or stripped == "November 16, 2023":
            role = "claimed_date"
        elif tail or re.match(r"\d\. Skip|Current|View$|- |This browser|\d\d:\d\d|Skip", stripped):
            role = "navigation"
        else:
            role = (
                "title" if not any(kind == "title" for kind, _ in pairs) else "body" if len(line) >= 60 else "subhead"
            )
        pairs.append((role, line))
    return page(*pairs)


@pytest.mark.parametrize(
    ("name", "day", "claims"),
    [
        ("000_*.txt", "2023-11-16", [("2025-04-21", False)]),
        ("001_*.txt", "2023-07-23", []),
        ("002_*.txt", "2023-11-16", [("2023-11-16", True)]),
    ],
)
def test_the_founding_documents_are_dated(
    shared_data: Path, name: str, day: str, claims: list[tuple[str, bool]]
) -> None:
    [path] = (shared_data / "founding").glob(name)
    result = judged(founding_document(path))
    assert result.published.date == day
    assert result.published.reasons
    assert [(claim.date, claim.accepted) for claim in result.claimed_dates] == claims


ROLE_NAMES = st.sampled_from(["title", "body", "claimed_date", "related", "dek"])
PHRASES = st.sampled_from(
    "A day after Biden met Xi in California, |on Thursday |last month |Blinken's trip to China |In June "
    "|earlier this year "
    "|at the Aspen Security Forum |2025-04-21 |Nov. 15, 2023 |balloon shot down |\n|. |Tuesday, Nov. 14 |May 35, 2020 "
    "|1970-01-01 ".split("|")
)


@settings(deadline=None)
@given(st.lists(st.tuples(ROLE_NAMES, st.one_of(st.text(max_size=40), st.lists(PHRASES, max_size=6).map("".join)))))
def test_any_page_is_judged_without_an_error(lines: list[tuple[str, str]]) -> None:
    first = judged(page(*lines))
    assert judged(page(*lines)) == first
    published = first.published
    if published.date is not None and published.precision == "day":
        assert published.earliest is not None
        assert published.earliest <= published.date <= (published.latest or "9999")
    if published.date is None:
        assert published.precision in ("range", "unknown")


def test_a_governments_readout_comes_out_on_the_day_of_the_meeting_it_opens_with_or_the_next() -> None:
    told = page(
        ("title", "President Xi Jinping Speaks with U.S. President Joe Biden"),
        ("body", "On the evening of April 2, 2024, President Xi Jinping spoke with President Joe Biden by phone."),
        ("body", "The two sides should keep their relations stable."),
    )

    assert judged(replace(told, kind="official")).published.latest == "2024-04-03"
    assert judged(told).published.latest != "2024-04-03"
