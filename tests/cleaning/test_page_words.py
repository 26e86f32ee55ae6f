"""What a page's own wording tells the last trees: headings of links, tools, contents, lines said twice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning._lines import split_units
from onrecord.cleaning._page_words import page_words

LABEL, HEADING, BELOW_HEADING, BELOW_CONTENTS, TOOLS, ABOVE, BELOW, ABOVE_IN_ARTICLE, BELOW_IN_ARTICLE = range(9)


def marks(*lines: str, article: tuple[int, ...] = ()) -> np.ndarray:
    units = split_units("\n".join(lines))
    return page_words(units, [number in article for number in range(len(units))])


@pytest.mark.parametrize(
    "line", ["Most read", "Ähnliche Artikel", "À lire aussi", "Czytaj więcej", "Les også", "Read more:"]
)
def test_a_heading_of_links_is_known_in_the_languages_of_the_pages(line: str) -> None:
    assert marks(line)[0, HEADING] == 1


def test_what_follows_a_heading_of_links_knows_how_far_it_is() -> None:
    assert marks("Most read", "The harbour is closed", "The reef is open")[:, BELOW_HEADING].tolist()[1:] == [1, 2]


def test_a_line_of_the_contents_is_said_again_inside_the_article() -> None:
    shown = marks(
        "In this article", "How the harbour closed", "It closed on Friday.", "How the harbour closed", article=(3,)
    )
    assert shown[1, BELOW_CONTENTS] == 1
    assert shown[1, BELOW] == 2
    assert shown[1, BELOW_IN_ARTICLE] == 1
    assert shown[3, ABOVE_IN_ARTICLE] == 0
    assert shown[2, ABOVE] == shown[2, BELOW] == -1


def test_words_of_tools_are_counted() -> None:
    assert marks("Share on Facebook (opens in new window)")[0, TOOLS] >= 2
    assert marks("The ministers met at the harbour")[0, TOOLS] == 0


@given(st.lists(st.text(max_size=80), max_size=12))
def test_any_lines_have_marks(lines: list[str]) -> None:
    units = split_units("\n".join(lines))
    assert page_words(units, [False] * len(units)).shape == (len(units), 9)
