"""The last word on roles: what the trained model may change, and what it may not. All texts are made up."""

from __future__ import annotations

from onrecord.cleaning._features import ROLE_CLASSES
from onrecord.cleaning._lines import split_units
from onrecord.cleaning._patterns import Sign
from onrecord.cleaning._role_marks import VERDICT_ROLES, verdict_marks
from onrecord.cleaning._settle import Judged, settle
from onrecord.records import Role

TEXT = "One line of words\nAnother line of words\nA third line of words"


def settled(roles: list[Role], chances: dict[str, list[float]], signs: list[Sign | None] | None = None) -> list[str]:
    judged = [Judged(role, "as the rules have it") for role in roles]
    whole = {role: chances.get(role, [0.0] * len(roles)) for role in ROLE_CLASSES}
    whole["other"] = [0.01] * len(roles)
    settle(split_units(TEXT), signs or [None] * len(roles), judged, whole)
    return [found.role for found in judged]


def test_a_likely_role_is_given() -> None:
    assert settled(["furniture", "subhead", "dek"], {"related": [0.9, 0.9, 0.1]}) == ["related", "related", "dek"]


def test_a_paragraph_is_taken_away_only_when_the_model_is_sure() -> None:
    assert settled(["body", "body", "body"], {"caption": [0.52, 0.95, 0.0]}) == ["body", "caption", "body"]


def test_an_unlikely_guess_of_the_rules_is_dropped() -> None:
    assert settled(["related", "caption", "body"], {"body": [0.0, 0.9, 0.9]}) == ["furniture", "body", "body"]


def test_headlines_dates_and_corrections_stay() -> None:
    roles: list[Role] = ["title", "claimed_date", "correction"]
    assert settled(roles, {"related": [0.99, 0.99, 0.99]}) == roles


def test_what_a_lines_words_settle_stays() -> None:
    signs = [Sign("comments", "its words"), None, None]
    found = settled(["comments", "comments", "body"], {"related": [0.99, 0.99, 0.0]}, signs)
    assert found == ["comments", "related", "body"]


def test_lines_too_far_from_the_article_are_left_alone() -> None:
    judged = [Judged("related", "as the rules have it") for _ in range(3)]
    settle(split_units(TEXT), [None] * 3, judged, {role: [0.0] * 3 for role in ROLE_CLASSES})
    assert [found.role for found in judged] == ["related"] * 3


def test_every_role_of_the_rules_is_seen_with_its_neighbours() -> None:
    found = verdict_marks(["title", "body", "related"])
    assert found.shape[0] == 3
    assert found[1, VERDICT_ROLES.index("body")] == 1.0
    assert verdict_marks(["body"] * 40).shape[1] == found.shape[1]
