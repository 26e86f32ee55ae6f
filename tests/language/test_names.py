"""What tables and the document's vote add to the model's names."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language._names import TokenName, mended_names, shared_scores


def mend(text: str, *names: tuple[str, str], common: tuple[str, ...] = ()) -> dict[str, tuple[str, str]]:
    """Mend the names of a text whose tokens are parted by spaces; capitalised words count as proper names."""
    forms = text.split(" ")
    upos = ["PROPN" if form[:1].isupper() and form not in common else "NOUN" for form in forms]
    found = []
    for name, label in names:
        words = name.split(" ")
        first = next(i for i in range(len(forms)) if forms[i : i + len(words)] == words)
        found.append(TokenName(first, first + len(words), label, 0.9, "model"))
    mended = mended_names(forms, upos, [(0, len(forms))], sorted(found, key=lambda n: n.first))
    assert all(a.end <= b.first for a, b in pairwise(mended))
    return {" ".join(forms[n.first : n.end]): (n.label, n.basis) for n in mended}


def test_a_country_is_a_place_whatever_the_model_said() -> None:
    assert mend("Talks with Russia went on", ("Russia", "person")) == {"Russia": ("place", "table")}


def test_a_missed_capital_is_found_even_in_lower_case() -> None:
    assert mend("He came to kyiv at once", common=("He",)) == {"kyiv": ("place", "table")}


def test_an_ordinary_word_is_no_place() -> None:
    assert mend("They ate turkey and china broke", common=("They",)) == {}


def test_an_organization_of_the_tables_is_found() -> None:
    assert mend("leaders of NATO met", ("NATO", "place")) == {"NATO": ("organization", "table")}


def test_part_of_a_longer_name_stays_part_of_it() -> None:
    names = mend("The Bank of China said", ("Bank of China", "organization"), common=("The",))
    assert names == {"Bank of China": ("organization", "model")}


def test_town_and_country_are_two_places() -> None:
    names = mend("in Lausanne , Switzerland today", ("Lausanne , Switzerland", "place"))
    assert names == {"Lausanne": ("place", "split"), "Switzerland": ("place", "split")}


def test_two_countries_joined_by_a_hyphen_are_two_places() -> None:
    assert mend("the U.S. - Japan Alliance holds", ("Japan Alliance", "organization")) == {
        "U.S.": ("place", "split"),
        "Japan": ("place", "split"),
    }


def test_a_full_name_decides_about_the_surname() -> None:
    text = "Simone McCarthy wrote . Later McCarthy added , and then McCarthy left"
    names = mend(text, ("Simone McCarthy", "person"), common=("Later",))
    assert names == {"Simone McCarthy": ("person", "model"), "McCarthy": ("person", "vote")}


def test_links_are_no_names() -> None:
    assert mend("write to NEWS@STATE.GOV now", ("NEWS@STATE.GOV", "organization")) == {}


def test_a_plain_place_helps_a_doubtful_one() -> None:
    forms = "Kadar spoke . The plan of Kadar failed".split()
    scores = np.zeros((len(forms), 2), np.float32)
    scores[0] = [0.0, 4.0]  # plainly a name
    scores[6] = [0.5, 0.0]  # doubtful
    shared = shared_scores(forms, [(0, len(forms))], scores)
    assert shared[6].argmax() == shared[0].argmax() == 1
    assert scores[6].argmax() == 0, "the given scores are left as they are"
    untouched = [i for i in range(len(forms)) if forms[i] != "Kadar"]
    assert (shared[untouched] == scores[untouched]).all()


def test_the_same_words_between_other_neighbours_share_less() -> None:
    forms = "Kadar Institute grew , Kadar slept , Kadar woke".split()
    scores = np.zeros((len(forms), 2), np.float32)
    scores[0], scores[4] = [9.0, 0.0], [0.0, 9.0]
    shared = shared_scores(forms, [(0, len(forms))], scores)
    assert shared[7, 1] > shared[7, 0], "the lone word follows the lone word"


@given(st.lists(st.sampled_from(["Kadar", "kadar", "A", "Of", ".", "\u0130"]), max_size=30))
def test_sharing_keeps_every_mean(forms: list[str]) -> None:
    scores = np.arange(len(forms) * 3, dtype=np.float32).reshape(-1, 3)
    blocks = [(0, len(forms) // 2), (len(forms) // 2, len(forms))] if len(forms) > 1 else [(0, len(forms))]
    shared = shared_scores(forms, [block for block in blocks if block[0] < block[1]], scores)
    for form in set(forms):
        rows = [i for i, other in enumerate(forms) if other == form]
        assert np.allclose(shared[rows].mean(0), scores[rows].mean(0), atol=1e-3)
