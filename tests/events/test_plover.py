"""PLOVER 0.8 as data."""

from __future__ import annotations

import pytest

from onrecord.events import TYPES, cameo_of, contexts_of, facts_of, known_mode, score_of
from onrecord.events._lexicon import lexicon


@pytest.mark.parametrize("event", TYPES)
def test_every_type_has_a_class_a_score_and_a_cameo_code(event: str) -> None:
    facts = facts_of(event)  # type: ignore[arg-type]

    assert facts.quad
    assert -10 <= facts.score <= 10
    assert facts.cameo.isdigit()
    assert (facts.score < 0) == (facts.quad.endswith("conflict") and event != "REQUEST")


def test_the_lost_minus_sign_of_accuse_is_set_right() -> None:
    assert score_of("ACCUSE", None) == -3.0
    assert score_of("ACCUSE", "disapprove") == -2.0


def test_scores_follow_the_mode_where_there_is_one() -> None:
    assert score_of("CONSULT", "visit") == 4.0
    assert score_of("CONSULT", None) == 2.5
    assert score_of("CONSULT", "no such mode") == 2.5


def test_a_mode_of_another_type_is_none() -> None:
    assert known_mode("CONSULT", "visit") == "visit"
    assert known_mode("AID", "visit") is None


def test_cameo_codes_follow_mode_then_context() -> None:
    assert cameo_of("CONSULT", "phone", ()) == ("041", "exact")
    assert cameo_of("AID", None, ("military",)) == ("072", "exact")
    assert cameo_of("SUPPORT", None, ("military",)) == ("050", "coarse")


def test_contexts_come_from_words_and_issues() -> None:
    assert contexts_of("The ambassadors spoke of chemical weapons and AI", ("counternarcotics",)) == (
        "cbrn", "diplomatic", "illegal_drugs", "military", "technology",
    )  # fmt: skip


def test_the_lexicon_names_known_modes_only() -> None:
    for entries in lexicon().values():
        for entry in entries:
            assert entry.mode is None or known_mode(entry.event, entry.mode) == entry.mode, entry
