"""Reports of one story contradict each other's false dates; the texts tell whose is false."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dating import date_by_stories, pair_stories, story_of
from onrecord.dating._clues import clues_of, features, fit
from onrecord.language.times import find_times
from onrecord.records import ClaimedDate, Document, Published, RoleSpan, make_id, text_digest

GRAIN = (
    "Harvest minister Example Sample said Thursday that the Portsmouthia grain treaty signed on Nov. 14 will halve "
    "tariffs. "
    "The Portsmouthia delegation under Ondrej Placeholder had bargained for barley quotas since Nov. 12."
)
GRAIN_TOLD_AGAIN = (
    "The Portsmouthia grain treaty of Nov. 14 halves tariffs on barley, minister Example Sample told reporters "
    "Thursday. "
    "Ondrej Placeholder, who bargained over quotas for the Portsmouthia delegation, called it fair."
)
WEATHER = "Heavy snow fell over Lakeshoria on Monday, Feb. 3, and closed the Lakeshoria ferry terminal for a week."


def report(name: str, text: str, day: str | None, outlet: str) -> Document:
    published = Published(day, "day", day, day, "stated", (), ("Believed.",)) if day else Published()
    claims = (ClaimedDate(day, accepted=True),) if day else ()
    roles = (RoleSpan(0, len(text), "body"),)
    identity = make_id("doc", name)
    return Document(
        identity,
        name,
        text,
        text_digest(text),
        "",
        outlet=outlet,
        published=published,
        claimed_dates=claims,
        roles=roles,
    )


def judged(*documents: Document) -> list[Document]:
    stories = [story_of(item, find_times(item.text, [(0, len(item.text))])) for item in documents]
    return list(date_by_stories(documents, stories, pair_stories(stories)))


def test_a_false_date_is_rejected_and_the_true_one_kept() -> None:
    true = report("a", GRAIN, "2023-11-16", "Gazette")
    false = report("b", GRAIN_TOLD_AGAIN, "2024-04-21", "Herald")
    kept, result = judged(true, false)
    assert kept == true
    [claim] = result.claimed_dates
    assert claim.accepted is False
    assert "Gazette" in claim.reason
    assert "16 November 2023" in claim.reason
    assert (result.published.date, result.published.precision) == (None, "range")
    assert result.published.earliest is not None
    assert result.published.latest is not None
    assert result.published.earliest <= "2023-11-16" <= result.published.latest
    for proof in result.published.evidence:
        assert result.text[proof.start : proof.end] == proof.quote


def test_reports_near_each_other_keep_their_dates() -> None:
    documents = [report("a", GRAIN, "2023-11-16", "Gazette"), report("b", GRAIN_TOLD_AGAIN, "2023-11-17", "Herald")]
    assert judged(*documents) == documents


def test_another_story_says_nothing() -> None:
    documents = [report("a", GRAIN, "2023-11-16", "Gazette"), report("b", WEATHER, "2020-02-04", "Herald")]
    assert judged(*documents) == documents


def test_two_that_agree_outvote_the_third_from_either_side() -> None:
    first = report("a", GRAIN, "2023-11-16", "Gazette")
    second = report("b", GRAIN_TOLD_AGAIN, "2023-11-17", "Herald")
    third = replace(report("c", GRAIN_TOLD_AGAIN + " So it was said.", "2022-06-01", "Mirror"))
    result = judged(first, second, third)
    assert result[:2] == [first, second]
    assert result[2].claimed_dates[0].accepted is False


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [report("a", GRAIN, "2023-11-16", "Gazette"), report("b", GRAIN_TOLD_AGAIN, "2024-04-21", "Herald")]
    assert judged(*documents) == judged(*documents[::-1])[::-1]


def test_texts_fit_their_own_day_better_than_another() -> None:
    clues = clues_of(find_times(GRAIN, [(0, len(GRAIN))]))
    assert fit(clues, date(2023, 11, 16)) > fit(clues, date(2024, 4, 21)) + 2
    assert fit((), date(2023, 11, 16)) == 0


@settings(deadline=None)
@given(st.text(max_size=200), st.dates())
def test_any_text_fits_any_day_somehow(text: str, day: date) -> None:
    clues = clues_of(find_times(text, [(0, len(text))]))
    assert len({feature[0] for feature, _ in features(clues, day)}) == len(features(clues, day))
    fit(clues, day)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_story(text: str) -> None:
    document = report("x", text or " ", None, "Gazette")
    story = story_of(document, ())
    assert sum(weight * weight for _, weight in story.words) <= 1.01
