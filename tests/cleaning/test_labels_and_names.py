"""Labels of credits and captions, and lines that are names, in several languages. All texts are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning._labels import is_labelled_caption, names_owner, names_staff
from onrecord.cleaning._lines import Unit, split_units
from onrecord.cleaning._names import is_by_alone, is_name_line, opens_by_name
from onrecord.cleaning._patterns import explicit_sign
from onrecord.cleaning._roles import judge


def unit(text: str) -> Unit:
    return split_units(text)[0]


def role_of(text: str) -> str | None:
    sign = explicit_sign(unit(text))
    return sign.role if sign is not None else None


@pytest.mark.parametrize(
    "line", ["Quelle: dpa", "Bron: BELGA", "Foto: Max Muster", "Źródło: example.pl", "© Ann Smith", "© dpa/Max Muster"]
)
def test_a_label_before_a_name_makes_a_credit_in_many_languages(line: str) -> None:
    assert names_owner(unit(line))
    assert role_of(line) == "credit"


@pytest.mark.parametrize(
    "line", ["© Riproduzione riservata", "© Alle Rechte vorbehalten", "© 2024 Example Media", "© Example Limited"]
)
def test_a_notice_of_rights_is_no_credit(line: str) -> None:
    assert not names_owner(unit(line))


@pytest.mark.parametrize("line", ["(dmk)", "sak/Agency", "ABC (Anna Beispiel)", "Redaktion: Anna Beispiel, Max Muster"])
def test_initials_and_editors_below_a_report_are_its_credit(line: str) -> None:
    assert names_staff(unit(line))
    assert role_of(line) == "credit"


@pytest.mark.parametrize("line", ["(View all)", "ROT (aka: Compost)", "Redaktion und Verlag", "and/or"])
def test_other_short_lines_are_no_credit_of_the_staff(line: str) -> None:
    assert line == "and/or" or not names_staff(unit(line))


def test_a_labelled_caption_is_one() -> None:
    assert is_labelled_caption(unit("Legende: Die Ministerin am alten Hafen."))
    assert role_of("Legende: Die Ministerin am alten Hafen.") == "caption"


@pytest.mark.parametrize("line", ["von Anna Beispiel", "di Luca Esempio", "von Anna Beispiel , Max Muster und Eva Pr"])
def test_a_small_by_before_names_is_a_byline(line: str) -> None:
    assert opens_by_name(unit(line))
    assert role_of(line) == "byline"


@pytest.mark.parametrize("line", ["von der Küste bis in die Berge", "de la mer à la montagne", "par temps de pluie"])
def test_a_small_by_before_other_words_is_none(line: str) -> None:
    assert not opens_by_name(unit(line))


def test_the_name_below_a_line_that_says_by_is_the_byline() -> None:
    text = (
        "Harbour of the old town is closed for a week\nBy\nAnn Smith\n"
        "The harbour of the old town was closed on Monday, and nobody knew for how long it would be.\n"
        "The mayor said that the water was too high for the boats that go to the islands every day.\n"
        "Those who had booked a passage were told to wait until the end of the week for news."
    )
    units = split_units(text)
    assert is_by_alone(units[1])
    assert judge(units, [], [], outlet_names={}).judged[2].role == "byline"


def test_a_name_with_a_date_glued_to_it_is_a_name() -> None:
    assert is_name_line(unit("Max Muster24.04.2024, 19:35 Uhr"))
    assert not is_name_line(unit("The harbour is closed"))


@given(st.text(max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    for found in split_units(text):
        names_owner(found), names_staff(found), is_labelled_caption(found)
        is_by_alone(found), opens_by_name(found), is_name_line(found)
