"""How castings and whole rows are judged: few plain numbers, the same for whoever stands in the same places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.events._judged import CASTING_SIGNS, LIKELY_CASTINGS, Setting, casting_signs, far, signs_of_castings
from onrecord.events._sides import MOST_UNITS, Unit, castings, masks, units_of
from onrecord.events._slots import Candidate
from onrecord.records import Participant

SETTING = Setting("ACCUSE", 0.8, True, None, frozenset(), (frozenset({"USA"}), frozenset({"CHN"})), {"USA": 0.5})


def named(name: str, row: np.ndarray) -> float:
    return float(row[CASTING_SIGNS.index(name)])


def test_masks_say_what_the_castings_say() -> None:
    actors, recipients = masks(3)
    for number, way in enumerate(castings(3)):
        assert tuple(actors[number].nonzero()[0]) == way.actor
        assert tuple(recipients[number].nonzero()[0]) == way.recipient


def test_the_likeliest_casting_comes_first_and_knows_the_rules_answer() -> None:
    units = [Unit(("USA",), "subject"), Unit(("CHN",), "object"), Unit(("JPN",), "sentence:after")]
    scores = np.array([[3.0, -3.0], [-3.0, 3.0], [-2.0, -2.0]], np.float32)
    likely, signs = casting_signs(units, scores, SETTING)
    best = castings(3)[likely[0]]
    assert (best.actor, best.recipient) == ((0,), (1,))
    assert signs.shape == (LIKELY_CASTINGS, len(CASTING_SIGNS))
    assert named("rule of both", signs[0]) == 1
    assert named("rule of actor", signs[0]) == 1
    assert named("score behind the best", signs[0]) == 0
    assert named("far left", signs[0]) == far("sentence:after")
    assert named("left as actor", signs[0]) == -2


def test_the_state_whose_page_it_is_and_who_says_it_are_told_by_side() -> None:
    units = [Unit(("USA",), "home"), Unit(("CHN",), "object")]
    setting = Setting("ACCUSE", 0.8, True, "USA", frozenset({"CHN"}), (frozenset(), frozenset()), {})
    _likely, signs = casting_signs(units, np.array([[2.0, 0.0], [0.0, 2.0]], np.float32), setting)
    assert (named("home", signs[0]), named("speaker", signs[0])) == (2, 3)


@given(
    st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=MOST_UNITS),
    st.sampled_from(["subject", "of:with@they", "title", "page:2", "sentence:previous"]),
)
def test_any_scores_give_numbers(scores: list[tuple[float, float]], slot: str) -> None:
    units = [Unit((f"A{number}B",), slot) for number in range(len(scores))]
    likely, signs = casting_signs(units, np.array(scores, np.float32), SETTING)
    assert len(likely) == len(signs) == min(LIKELY_CASTINGS, len(castings(len(units))))
    assert np.isfinite(signs).all()


def test_places_are_ordered_by_how_far_they_lie() -> None:
    places = ["subject", "up1:ccomp<subject", "speaker", "home", "sentence:before", "sentence:previous", "page:0"]
    assert [far(slot) for slot in places] == sorted(far(slot) for slot in places)


@pytest.mark.parametrize(("mark", "units"), [("", 1), ("@they", 2)])
def test_whom_a_pronoun_stands_for_may_act_alone(mark: str, units: int) -> None:
    parties = [Participant(None, "", country, "GOV") for country in ("USA", "CHN")]
    slots = [(f"subject{mark}", party) for party in parties]
    candidate = Candidate(3, True, 3, None, slots, {"USA": 1, "CHN": 1})
    assert len(units_of(candidate)) == units


def test_several_deeds_are_weighed_together_as_one_by_one() -> None:
    one = [Unit(("USA", "JPN"), "subject"), Unit(("CHN",), "object"), Unit(("RUS",), "title")]
    other = [Unit(("FRA",), "subject@pronoun")]
    setting = Setting("AGREE", 0.4, False, "FRA", frozenset({"CHN"}), (frozenset({"FRA"}), frozenset()), {"FRA": 0.3})
    scores = np.array([[1.5, -0.5], [0.25, 2.0], [-1.0, -1.5]], np.float32)
    deeds = [(one, scores, SETTING), (other, scores[:1], setting)]

    likely, signs = signs_of_castings(deeds)

    alone = [casting_signs(*deed) for deed in deeds]
    assert [numbers.tolist() for numbers in likely] == [numbers.tolist() for numbers, _ in alone]
    assert signs.tolist() == np.concatenate([rows for _, rows in alone]).tolist()
