"""Copies of one text bound each other's dates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.dating import date_family
from onrecord.records import ClaimedDate, Document, Evidence, Published, make_id, text_digest


@dataclass(frozen=True)
class Shared:
    a: str
    b: str
    relation: str = "copy"


def dated(
    path: str, day: str | None, *, outlet: str | None = None, host: str | None = None, founded: bool = False
) -> Document:
    text = f"Grain was sold ({path})."
    identity = make_id("doc", path)
    proof = (Evidence(identity, 0, 5, "Grain"),) if founded else ()
    published = Published(day, "day", day, day, "stated", proof, ("Believed.",)) if day else Published()
    claims = (ClaimedDate(day, accepted=True),) if day else ()
    return Document(
        identity, path, text, text_digest(text), "", outlet=outlet, host=host, published=published, claimed_dates=claims
    )


def all_pairs(*documents: Document, relation: str = "copy") -> list[Shared]:
    return [Shared(one.id, other.id, relation) for one in documents for other in documents if one.id < other.id]


def test_an_undated_copy_takes_the_date_of_the_text() -> None:
    original, copy = dated("a", "2023-11-16", outlet="CBS News"), dated("b", None)
    _, result = date_family([original, copy], all_pairs(original, copy))
    assert (result.published.date, result.published.basis) == ("2023-11-16", "copy")
    assert (result.published.earliest, result.published.latest) == ("2023-11-16", None)
    assert "CBS News" in result.published.reasons[0]


def test_a_copy_under_a_later_date_is_dated_by_its_original() -> None:
    original = dated("a", "2023-11-16", outlet="CBS News", host="cbsnews.com")
    farm = dated("b", "2025-04-21", host="valuecore.example")
    kept, result = date_family([original, farm], all_pairs(original, farm))
    assert kept == original
    assert result.published.date == "2023-11-16"
    assert result.claimed_dates[0].accepted is False
    assert "522 days before" in result.claimed_dates[0].reason


def test_copies_within_a_few_days_keep_their_dates() -> None:
    one, other = dated("a", "2023-11-16"), dated("b", "2023-11-18")
    assert date_family([one, other], all_pairs(one, other)) == (one, other)


def test_the_better_founded_date_wins_over_the_earlier_one() -> None:
    founded, early = dated("a", "2023-11-16", founded=True), dated("b", "2020-01-01")
    _, result = date_family([founded, early], all_pairs(founded, early))
    assert result.published.date == "2023-11-16"


def test_two_that_agree_win_over_one() -> None:
    one, other, odd = dated("a", "2023-11-16"), dated("b", "2023-11-17"), dated("c", "2021-01-01")
    result = date_family([one, other, odd], all_pairs(one, other, odd))
    assert [document.published.date for document in result] == ["2023-11-16", "2023-11-17", "2023-11-16"]


def test_a_shared_quotation_says_nothing_about_dates() -> None:
    one, other = dated("a", "2023-11-16"), dated("b", None)
    assert date_family([one, other], all_pairs(one, other, relation="shared_quotation")) == (one, other)


def test_the_words_of_a_copy_outweigh_the_date_of_another() -> None:
    original = dated("a", "2023-11-16")
    later = replace(dated("b", None), published=Published(None, "range", "2024-05-01", "2024-05-31", "chronology"))
    assert date_family([original, later], all_pairs(original, later)) == (original, later)


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [dated("a", "2023-11-16"), dated("b", "2025-04-21"), dated("c", None), dated("d", "2023-11-17")]
    pairs = all_pairs(*documents)
    forward = date_family(documents, pairs)
    backward = date_family(documents[::-1], pairs[::-1])
    assert forward == backward[::-1]
