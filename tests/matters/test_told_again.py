"""What two pages tell of one side is one item; what both sides tell is about what both name."""

from __future__ import annotations

from onrecord.matters._meetings import match_items
from onrecord.records import Account, AccountItem, Evidence
from onrecord.reference import Reference

REFERENCE = Reference.bundled()


def account(side: str, document: str, *told: str, source: str = "own_readout") -> Account:
    items = []
    for order, words in enumerate(told):
        items.append(
            AccountItem(None, order, words, (Evidence(document, 100 * order, 100 * order + 9, words[:9]),), None)
        )
    return Account(side=side, source=source, documents=(document,), items=tuple(items))  # type: ignore[arg-type]


def test_a_report_that_quotes_the_readout_tells_its_item_again() -> None:
    readout = account("CHN", "doc-1", "Xi underscored that Taiwan's return to China is part of the post-war order")
    report = account("CHN", "doc-2", "Taiwan's return to China is part of the post-war order")
    [item] = match_items([readout, report], ("CHN", "USA"), REFERENCE)
    assert [piece.document for piece in item.evidence] == ["doc-1", "doc-2"]
    assert (item.found_in, item.relation) == (("CHN",), "only_one_side")


def test_two_items_of_one_page_stay_two_however_alike() -> None:
    words = "Taiwan's return to China is part of the post-war order"
    assert len(match_items([account("CHN", "doc-1", words, words)], ("CHN", "USA"), REFERENCE)) == 2


def test_an_item_of_both_sides_is_about_what_both_name() -> None:
    one = account("CHN", "doc-1", "The two presidents also discussed the Ukraine crisis")
    other = account(
        "USA", "doc-2", "The two presidents discussed the crisis in Ukraine, fentanyl and fentanyl precursors"
    )
    items = match_items([one, other], ("CHN", "USA"), REFERENCE)
    assert [(item.issue, item.found_in) for item in items] == [("ukraine", ("CHN", "USA"))]
