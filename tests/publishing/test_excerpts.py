"""Words cut from a source: they stay its exact words, can be understood alone, and never lose their “not”."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.publishing._excerpts import (
    begins_with_pronoun,
    heading_of,
    is_clause,
    lead_in,
    sentence_around,
    source_name,
    telling,
    telling_span,
    undertaking,
    with_negation,
)
from onrecord.records import Document, Evidence, RoleSpan

STORY = (
    "VALPARAISO (Tidewater) — Mr. Castel flew home on Monday.\n\n"
    "The minister said on Tuesday that she had asked Chile to reopen the line. "
    "Chile does not support the harbour union, does not seek\nto close the strait, and won't send ships. "
    "They met on June 2, where both ministers signed the minutes of the talks."
)


def told(words: str) -> str:
    start = STORY.index(words)
    begin, end = telling_span(STORY, start, start + len(words))
    return STORY[begin:end]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("support the harbour union", "not support the harbour union"),
        ("close the strait", "not seek\nto close the strait"),
        ("send ships", "won't send ships"),
        ("reopen the line", "reopen the line"),
    ],
)
def test_the_negation_that_governs_the_words_is_shown_with_them(words: str, shown: str) -> None:
    start = STORY.index(words)
    begin, end = with_negation(STORY, start, start + len(words))

    assert STORY[begin:end] == shown


def test_a_negation_of_another_clause_or_of_not_only_is_left_alone() -> None:
    for text in ("It did not come, but will open talks", "They will not only meet but also open talks"):
        start = text.index("open talks")
        assert with_negation(text, start, len(text)) == (start, len(text))


def test_a_dateline_is_no_part_of_the_telling() -> None:
    assert told("VALPARAISO (Tidewater) — Mr. Castel flew home on Monday") == "Mr. Castel flew home on Monday"


def test_a_dateline_with_its_day_is_no_part_of_the_telling() -> None:
    text = "WELLINGTON, Jan 30, 2031 (Tidewater) - Officials of both countries met on Tuesday"
    begin, end = telling_span(text, 0, len(text))

    assert text[begin:end] == "Officials of both countries met on Tuesday"


def test_a_clause_that_hangs_on_a_pronoun_or_has_no_subject_is_told_in_its_sentence() -> None:
    sentence = "The minister said on Tuesday that she had asked Chile to reopen the line."

    assert told("that she had asked Chile to reopen the line") == sentence
    assert told("asked Chile to reopen the line") == sentence
    assert told("where both ministers signed the minutes of the talks").startswith("They met on June 2, where")


def test_that_is_cut_off_before_a_clause_of_its_own() -> None:
    text = "He said that the two sides would meet again in May."
    begin, end = telling_span(text, text.index("that"), len(text) - 1)

    assert text[begin:end] == "the two sides would meet again in May"


def test_where_the_sentence_is_too_long_the_clause_stands_without_its_where() -> None:
    text = "Word " * 100 + "at the harbour, where the two ministers signed the minutes, " + "and so on " * 60
    start = text.index("where")
    begin, end = telling_span(text, start, text.index(", and so on"))

    assert text[begin:end] == "the two ministers signed the minutes"


def test_a_condition_is_never_cut_to_a_fact() -> None:
    text = "Word " * 100 + "if the two ministers sign the minutes in May " + "and so on " * 60
    begin, end = telling_span(text, text.index("if the"), text.index(" and so on"))

    assert text[begin:end].startswith("if ")


def test_titles_do_not_end_a_sentence() -> None:
    start = STORY.index("flew home")
    begin, end = sentence_around(STORY, start, start + 9)

    assert STORY[begin:end].endswith("Mr. Castel flew home on Monday.")


def test_a_lost_quotation_mark_is_taken_back() -> None:
    text = "He opened the talks. “We must talk,” Castel told the hall on Monday."
    begin, end = telling_span(text, text.index("We must"), len(text) - 1)

    assert text[begin:end] == "“We must talk,” Castel told the hall on Monday"


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_whatever_the_text_the_words_are_a_stretch_of_it(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    for begin, finish in (telling_span(text, start, end), with_negation(text, start, end)):
        assert 0 <= begin <= finish <= len(text)
    begin, finish = sentence_around(text, start, end)
    assert begin <= start
    assert finish >= end
    is_clause(text)
    begins_with_pronoun(text)


def test_words_whose_document_is_not_at_hand_stay_as_they_are() -> None:
    proof = Evidence("doc-1", 0, 5, "words")

    assert telling(None, proof) == "words"
    assert undertaking(None, proof, "meet again") == "meet again"


@pytest.mark.parametrize("label", ["President Castel: ", "MR. CASTEL: ", "Q: "])
def test_the_name_of_who_speaks_is_no_part_of_the_telling(label: str) -> None:
    text = f"The harbour\n{label}We spoke to the president of Chile on Monday."
    start, end = telling_span(text, text.index("\n") + 1, len(text))
    assert text[start:end] == "We spoke to the president of Chile on Monday."


def test_a_place_before_a_colon_inside_a_sentence_stays() -> None:
    text = "He named one city: Valparaiso: The ministers met there on Monday."
    start, end = telling_span(text, 0, len(text))
    assert text[start:end] == text


@pytest.mark.parametrize(("opening", "closing"), ["()", "[]"])
def test_a_lost_bracket_is_taken_back(opening: str, closing: str) -> None:
    text = f"The ministers joined the Harbour Mission {opening}AIM for Harbours{closing} on Monday."
    start, end = telling_span(text, 0, text.index(closing))
    assert text[start:end] == text[: text.index(closing) + 1]
    text = f"{opening}But{closing} the ministers met in Valparaiso on Monday."
    start, end = telling_span(text, 1, len(text))
    assert text[start:end] == text


def test_a_document_without_title_is_called_by_its_first_words_and_its_file() -> None:
    text = "Menu\nThe two ministers met in Valparaiso on Monday and signed the minutes of the harbour talks there."
    roles = (RoleSpan(0, 4, "navigation"), RoleSpan(5, len(text), "body"))
    document = Document("doc-0", "news/talks.txt", text, "", "", roles=roles)
    assert heading_of(document) == "“The two ministers met in Valparaiso on Monday and signed …” (talks.txt)"
    assert heading_of(replace(document, title="Talks in\n Valparaiso")) == "Talks in Valparaiso"
    assert heading_of(replace(document, roles=())) == "talks.txt"


@pytest.mark.parametrize(
    ("text", "cue", "content", "lead"),
    [
        ("Austin raised concerns about patrols near Taiwan.", "raised", "about patrols near Taiwan", "raised concerns"),
        ("Zhang demanded an end to arms sales.", "demanded", "to arms sales", "demanded an end"),
        ("He said that sales must end.", "said", "that sales must end", ""),
        ("About sales he said nothing.", "said", "About sales", ""),
        ("He spoke. It was all about sales.", "spoke", "about sales", ""),
        ("He urged\n\nto end sales.", "urged", "to end sales", ""),
        ("He demanded " + "a very " * 20 + "early end to sales.", "demanded", "to sales", ""),
    ],
)
def test_a_reported_content_that_hangs_on_the_words_before_it_is_shown_with_them(
    text: str, cue: str, content: str, lead: str
) -> None:
    from types import SimpleNamespace
    from typing import Any

    start = text.index(content)
    span = SimpleNamespace(start=start, end=start + len(content), quote=content)
    said = SimpleNamespace(start=text.index(cue), end=text.index(cue) + len(cue))
    document: Any = SimpleNamespace(text=text)
    statement: Any = SimpleNamespace(cue=said, content=(span,), mode="indirect")

    assert lead_in(document, statement) == lead
    assert lead_in(None, statement) == ""
    statement.mode = "direct"
    assert lead_in(document, statement) == ""


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("When the minister came to the harbour this week", False),
        ("As the talks neared their end", False),
        ("When the minister came, the line was opened again", True),
        ("As recently as 2030 the line was open", True),
    ],
)
def test_half_a_sentence_does_not_stand_alone(words: str, alone: bool) -> None:
    assert is_clause(words) is alone


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("But Chile, which had asked for it, refused.", "Chile, which had asked for it, refused."),
        ("However, Chile has refused.", "However, Chile has refused."),  # too few words behind it
        ("In the meantime, Chile refused the minister a visa.", "Chile refused the minister a visa."),
        ("But when they met, nothing came of it.", "But when they met, nothing came of it."),
    ],
)
def test_the_word_that_ties_a_sentence_to_another_is_left_out(sentence: str, shown: str) -> None:
    text = f"They had agreed. {sentence}"
    begin, end = telling_span(text, text.index("refused") if "refused" in text else text.index("came"), len(text) - 1)

    assert text[begin:end] == shown


def test_a_wire_copy_without_outlet_goes_by_its_agency() -> None:
    document = Document("doc-0", "news/talks.txt", "The talks go on.", "", "", wires=("Reuters",), kind="wire_copy")
    assert source_name(document) == "Reuters"
    assert source_name(replace(document, host="farm.example")) == "farm.example"
    assert source_name(replace(document, kind="original")) == ""  # an agency credited beside others is not its outlet
