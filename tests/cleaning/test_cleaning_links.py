"""Links to other stories that are known by their label, and what stands among them. All texts are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cleaning._lines import split_units
from onrecord.cleaning._links import is_heading_of_links, is_no_link, is_sure_link
from onrecord.cleaning._patterns import explicit_sign


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ministers agree to talk again",
        "READ: Ministers agree to talk again",
        "More:Ministers agree to talk again",
        "(MORE: Why the Port Is Closed)",
        "[ Also read Why the port is closed. ]",
        "And see: For the port, the strait is a sideshow",
        "Related Coverage Ministers agree to talk again",
        "Ministers agree to talk again Read more",
        "Lesen Sie hier: Minister wollen wieder sprechen",
        "À lire aussi Les ministres se parlent de nouveau",
        "See: Ships wait outside the port after talks are called off",
        "Talks in the old port:What the ministers said on the second day",
        "Politics Ministers Agree To Talk Again Ministers Agree To Talk Again Listen · 3:53 3:53",
    ],
)
def test_a_label_or_a_button_makes_a_line_a_link(line: str) -> None:
    sign = explicit_sign(split_units(line)[0])
    assert sign is not None
    assert sign.role == "related"


@pytest.mark.parametrize(
    "line",
    [
        "The minister told reporters that he would read more.",
        "More boats came into the port: three of them from the south.",
        "Read aloud, the statement took an hour: nobody clapped.",
        "We are going to talk, we are going to talk, we are",
    ],
)
def test_a_sentence_with_such_words_is_none(line: str) -> None:
    assert not is_sure_link(line)


@pytest.mark.parametrize("line", ["Weitere Videos", "Fleira áhugavert", "Más noticias", "Related stories", "Up next"])
def test_headings_of_links_are_known_in_several_languages(line: str) -> None:
    assert is_heading_of_links(line)


@pytest.mark.parametrize(
    "line",
    [
        "Click to print (Opens in new window) Print",
        "Related Tags:",
        "View all posts by Ann Smith",
        "Do Not Sell or Share My Personal Information",
        "About us | Mission Statement | Impact | Write for us",
        "Vor 3 Stunden",
        "3. Port Society (2021). Key figures of the port.",
        "Sale price $699.98 Regular price $1,299.99",
    ],
)
def test_tools_menus_ages_and_references_are_no_links(line: str) -> None:
    assert is_no_link(line)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement ban divides the ministers",
        "Economy | Exports of the port fall for a third month",
        "How to share your personal information with a port",
        "Issue of the strait divides the ministers",
    ],
)
def test_headlines_stay_links(line: str) -> None:
    assert not is_no_link(line)


@given(st.text(max_size=300))
def test_any_text_is_judged_without_error(text: str) -> None:
    assert is_no_link(text) in (True, False)
    assert is_sure_link(text) in (True, False)
