"""The last word on roles: picture owners by their wording, the chosen headline, and what trees may take away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.cleaning._features import ROLE_CLASSES
from onrecord.cleaning._headlines import headline_candidates
from onrecord.cleaning._last_look import LastLook
from onrecord.cleaning._lines import split_units
from onrecord.cleaning._patterns import explicit_sign
from onrecord.cleaning._settle import LAST_ROLES, Judged, credit_owners, likeliest_headline, settle

PARAGRAPH = "The ministers met on Tuesday and agreed that their officials would talk again next month."


def after_paragraph(line: str) -> str:
    units = split_units("\n".join([PARAGRAPH, line, PARAGRAPH]))
    judged = [Judged("body", ""), Judged("furniture", ""), Judged("body", "")]
    credit_owners(units, judged)
    return judged[1].role


@pytest.mark.parametrize(
    "line", ["Quelle: dpa", "Bron: BELGA", "Źródło: Agencja", "Ann Smith, Associated Press", "© Ann Smith/Agency"]
)
def test_a_line_that_names_a_pictures_owner_is_a_credit(line: str) -> None:
    assert after_paragraph(line) == "credit"


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 The Paper",
        "© The Paper. All rights reserved",
        "Sources: two of them spoke about it at length to us here.",
    ],
)
def test_rights_of_the_page_and_sentences_are_no_credits(line: str) -> None:
    assert after_paragraph(line) == "furniture"


def test_the_likeliest_candidate_is_the_headline_where_it_is_likely() -> None:
    assert likeliest_headline([0.1, 0.8, 0.3], first=5) == 6
    assert likeliest_headline([0.05, 0.1], first=5) is None
    assert likeliest_headline([], first=0) is None


def settled(role: str, **chances: float) -> str:
    judged = [Judged(role, "")]  # type: ignore[arg-type]
    settle(judged, slice(0, 1), [[chances.get(name, 0.0) for name in LAST_ROLES]])
    return judged[0].role


def test_a_likely_role_is_given_and_an_unlikely_one_taken_back() -> None:
    assert settled("furniture", caption=0.9) == "caption"
    assert settled("byline", byline=0.01) == "furniture"
    assert settled("related", related=0.9) == "related"


def test_paragraphs_are_never_made_names_and_titles_and_dates_stay() -> None:
    assert settled("body", byline=0.99) == "body"
    for role in ("title", "claimed_date", "correction", "dateline"):
        assert settled(role, related=0.99) == role


class Shown:
    """Opinions that keep what they are shown, and have none."""

    def headline(self, marks: NDArray[np.float32], first: int) -> Sequence[float]:
        self.choice = marks
        return [0.0] * len(marks)

    def settled(self, marks: NDArray[np.float32], first: int) -> Sequence[Sequence[float]]:
        self.rows = marks
        return [[0.0] * len(LAST_ROLES)] * len(marks)


@given(st.lists(st.text(min_size=1, max_size=80).filter(lambda text: bool(text.strip())), min_size=1, max_size=12))
def test_every_line_of_any_text_is_shown_in_numbers(lines: list[str]) -> None:
    units = split_units("\n".join(" ".join(line.split()) for line in lines))
    signs = [explicit_sign(unit) for unit in units]
    article = [False] * (len(units) - 1) + [True]
    chances = {role: [1.0 / len(ROLE_CLASSES)] * len(units) for role in ROLE_CLASSES}
    shown = Shown()
    look = LastLook(units, signs, article, [0.5] * len(units), chances, shown, None)
    assert look.headline() is None
    look.settle([Judged("furniture", "") for _ in units], ["furniture"] * len(units))
    assert len(shown.choice) == len(headline_candidates(len(units), len(units) - 1))
    assert len(shown.rows) == len(units)
    assert np.isfinite(shown.choice).all()
    assert np.isfinite(shown.rows).all()
