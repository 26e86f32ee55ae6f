"""How sure what is read is: scores of the reader joined with the models', states weighed one by one, doubtful rows left
out."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from onrecord.language.reading import Reading
from onrecord.matters._countries import Asked, chosen
from onrecord.matters._issues import NO_ISSUE, by_sign, shares_of
from onrecord.matters._linear import LinearModel, load_models
from onrecord.matters._lines import channel_reports
from onrecord.matters._read import heard, joined_shares, party_scores
from onrecord.matters._readings import readings_of
from onrecord.matters._undertakings import commitment_reports

from .reading import read, read_given

TEXT = (
    "China and the United States agreed to resume military talks, the White House said on Thursday.\n"
    "Beijing also promised to buy American soybeans. Washington would consider lifting some tariffs.\n"
    "The two sides will hold trade talks in Geneva next week."
)


def spoken(count: int, width: int = 2) -> Reading:
    """A reading of so many words that says nothing yet; all stand in one window."""
    labels = {"commitment": ("yes",), "commitment inside": ("yes",), "commitment state": ("proposed", "announced")}
    return Reading(
        labels=labels,
        scores={task: np.zeros((count, len(names)), np.float32) for task, names in labels.items()},
        window=np.zeros(count, np.int64),
        pair_labels={"commitment party": ("obligor", "beneficiary")},
        pair_from=np.zeros((count, 2, width), np.float32),
        pair_to=np.zeros((count, 2, width), np.float32),
        pair_bias=np.zeros((count, 2), np.float32),
        pair_distance=np.zeros((2, 5), np.float32),
    )


def model(**weights: float) -> LinearModel:
    """A yes/no question with these weights."""
    places = {name: place for place, name in enumerate(weights)}
    return LinearModel(("no", "yes"), places, np.array([[w] for w in weights.values()], np.float32), np.zeros(1))


def test_what_the_reader_says_of_a_word_comes_with_what_it_says_of_its_span() -> None:
    reading = spoken(5)
    reading.scores["commitment"][:, 0] = [-9, 1, 3, -2, 0]
    reading.scores["commitment inside"][:, 0] = [-4, 1, 2, 3, -4]
    scores = heard(reading, "commitment")
    assert scores is not None
    told = scores.evidence(1, (1, 4), above=0, kids=[2, 3])
    assert (told["own"], told["best"], told["inside"]) == (1, 3, 2)
    assert told["above"] == -8  # no surer than that
    assert told["below"] == 3


def test_a_word_that_was_not_read_has_no_evidence_and_is_not_proposed() -> None:
    reading = spoken(3)
    reading.scores["commitment"][:, 0] = [2, 2, -1]
    reading.window[1] = -1
    scores = heard(reading, "commitment")
    assert scores is not None
    assert scores.evidence(1, (1, 2), None, []) == {}
    assert scores.bold(0.5) == {0}
    assert heard(None, "commitment") is None


def test_the_reader_turns_a_doubtful_state_and_leaves_a_sure_one() -> None:
    reading = spoken(1)
    reading.scores["commitment state"][0] = [2, -2]
    doubtful = joined_shares(reading, "commitment state", 0.4, {"proposed": 0.45, "announced": 0.55}, [0])
    sure = joined_shares(reading, "commitment state", 0.4, {"proposed": 0.02, "announced": 0.98}, [0])
    assert doubtful["proposed"] > doubtful["announced"]
    assert sure["announced"] > 0.9
    assert sum(doubtful.values()) == pytest.approx(1)
    assert joined_shares(None, "commitment state", 0.4, {"announced": 1.0}, [0]) == {"announced": 1.0}


def test_a_country_has_the_scores_of_its_best_word_in_the_same_window() -> None:
    reading = spoken(4)
    reading.pair_bias[0] = [1, 0]
    reading.pair_from[0, 0] = [1, 0]
    reading.pair_to[:, 0, 0] = [0, math.sqrt(2), -math.sqrt(2), 9]
    reading.window[3] = 1
    found = party_scores(reading, "commitment party", 0, [(1, ("CHN",)), (2, ("CHN", "USA")), (3, ("FRA",))])
    assert found["CHN"] == pytest.approx((2, 0))
    assert found["USA"] == pytest.approx((0, 0))
    assert "FRA" not in found


def test_states_are_weighed_one_by_one_and_the_share_is_of_all_together() -> None:
    asked = {"CHN": Asked(["does"]), "USA": Asked(["far"]), "FRA": Asked([], {"#any": 1.0})}
    weights = {"does": math.log(9), "far": -math.log(4), "#any": math.log(3)}
    sides, share = chosen(asked, model(**weights), 1)
    assert sides == ("CHN", "FRA")
    assert share == pytest.approx(0.9 * 0.8 * 0.75, rel=1e-3)
    assert chosen({"USA": Asked(["far"])}, model(**weights), 2) == ((), 0.0)


def test_shares_of_issues_come_to_one() -> None:
    weights = by_sign({"words": 2.0, "none": -1.0, "tariffs>trade": 1.0, "tariffs>taiwan": -1.0})
    shares = shares_of({"trade": ["words"], "taiwan": [], NO_ISSUE: ["none"]}, ["tariffs"], weights)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["trade"] / shares["taiwan"] == pytest.approx(math.exp(4))


def test_the_surer_a_report_must_be_the_fewer_there_are() -> None:
    given = read_given(TEXT)
    readings = readings_of(*given)
    models = load_models()
    before: set[str] | None = None
    for least in (0.0, 0.3, 0.6, 1.01):
        now = replace(models, thresholds={"undertakes": least, "reported": least})
        found = commitment_reports(readings.passages, readings, now)
        lines = [(report, share) for report, share in channel_reports(readings, now) if share]
        assert all(share >= 0.2 * least for _, share in (*found, *lines))  # less where the verb settles it
        texts = {report.text for report, _ in found}
        assert before is None or texts <= before
        before = texts
    assert before == set()
    assert [report.obligor for report in read(TEXT).commitments]


def test_without_the_reader_commitments_are_found_all_the_same() -> None:
    document, analysis, *others = read_given(TEXT)
    assert analysis.reading is not None
    readings = readings_of(document, replace(analysis, reading=None), *others)
    found = [report for report, _ in commitment_reports(readings.passages, readings, load_models())]
    assert ("CHN", "USA") in [report.obligor for report in found]


def test_all_who_speak_together_assert_what_they_say() -> None:
    text = "U.S. and Japanese officials said their countries will hold joint naval drills in May."
    [report] = read(text).commitments
    assert {item.side for item in report.asserted_by} >= {"JPN", "USA"}


def test_a_word_that_the_reader_thinks_far_off_is_not_looked_at() -> None:
    document, analysis, *others = read_given(TEXT)
    assert analysis.reading is not None
    plain = readings_of(document, analysis, *others)
    models = load_models()
    told = {candidate.place for candidate in plain.undertakings(models)}
    assert told
    far = {task: scores.copy() for task, scores in analysis.reading.scores.items()}
    far["commitment"][:] = -9
    away = replace(analysis, reading=replace(analysis.reading, scores=far))
    assert readings_of(document, away, *others).undertakings(models) == []
