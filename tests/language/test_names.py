"""What tables and the document's vote add to the model's names."""

from __future__ import annotations

from itertools import pairwise

from onrecord.language._names import TokenName, mended_names


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
