"""The trained line model: the same page gives the same verdict, and every page of any size gives one."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord._boosted_trees import BoostedTrees
from onrecord.cleaning._lines import Unit, split_units
from onrecord.cleaning._model import line_opinions, load_model
from onrecord.cleaning._patterns import explicit_sign
from onrecord.cleaning._segment import best_stretch

SENTENCE = "The ministers met on Tuesday and agreed that their officials would talk again next month."


def verdict(units: list[Unit]) -> list[float]:
    signs = [explicit_sign(unit) for unit in units]
    return line_opinions(units, signs, best_stretch(units, signs)).article


def test_trees_send_each_line_to_its_leaf() -> None:
    tables = {
        "t_feature": np.array([[0, -1, -1], [1, -1, -1]]),
        "t_threshold": np.array([[0.5, 0, 0], [2.0, 0, 0]]),
        "t_left": np.array([[1, 0, 0], [1, 0, 0]]),
        "t_right": np.array([[2, 0, 0], [2, 0, 0]]),
        "t_value": np.array([[0, 1.0, 2.0], [0, 10.0, 20.0]]),
        "t_depth": np.array(1),
    }
    trees = BoostedTrees.from_tables(tables, "t")
    matrix = np.array([[0.0, 3.0], [1.0, 2.0], [0.5, 0.0]], dtype=np.float32)
    assert trees.log_odds(matrix).tolist() == [21.0, 12.0, 11.0]


@pytest.mark.parametrize("count", range(12))
def test_a_page_of_any_number_of_lines_gets_a_verdict_for_each(count: int) -> None:
    chances = verdict(split_units("\n".join([SENTENCE] * count)))
    assert len(chances) == count
    assert all(0.0 <= chance <= 1.0 for chance in chances)


def test_paragraphs_are_likelier_the_article_than_a_menu() -> None:
    menu = ["Home", "World", "Business", "Sports", "Weather", "Log in"]
    article = [
        "The two ministers met for three hours on Tuesday and agreed that their officials would talk again.",
        "“We had a long and useful conversation,” the first minister told reporters after the meeting in the port.",
        "The other side said in a statement that it had raised its concerns about tariffs and the open strait.",
        "Neither side gave a date for the next round, which officials said would be held in a third country.",
        "Trade between the two countries fell by a tenth last year, according to figures of both governments.",
        "The talks had been broken off in the summer, after a patrol boat was rammed near the disputed reef.",
    ]
    chances = verdict(split_units("\n".join([*menu, "Ministers agree to talk again", *article])))
    assert max(chances[:6]) < 0.2
    assert min(chances[-6:]) > 0.5


def test_the_model_file_holds_numbers_only_and_is_small() -> None:
    models = load_model()
    assert set(models) == {"text", "html"}
    for model in models.values():
        assert np.isfinite(model.word_weights).all()
        assert np.isfinite(model.first.value).all()
