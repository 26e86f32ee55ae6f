"""How the training corpora are brought to our own tokenisation and spans."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

corpora = importlib.import_module("corpora")


def test_initials_are_written_together_and_keep_their_tag() -> None:
    tokens = [("the", "O"), ("U", "B-LOC"), (".", "I-LOC"), ("S", "I-LOC"), (".", "I-LOC"), ("Navy", "O")]
    assert corpora.mended_names(tokens) == [("the", "O"), ("U.S.", "B-LOC"), ("Navy", "O")]


def test_clitics_and_titles_follow_the_treebanks() -> None:
    tokens = [("Mr", "O"), (".", "O"), ("Xi", "B-PER"), ("’", "O"), ("s", "O"), ("can", "O"), ("’", "O"), ("t", "O")]
    assert [form for form, _ in corpora.mended_names(tokens)] == ["Mr.", "Xi", "’s", "ca", "n’t"]


def test_a_hyphenated_name_stays_one_name() -> None:
    assert corpora.mended_names([("Jean-Pierre", "B-PER")]) == [("Jean", "B-PER"), ("-", "I-PER"), ("Pierre", "I-PER")]


def test_attributions_are_read_from_stand_off_lines() -> None:
    stand_off = (
        "T1\tSource 0 5\tBiden\nT2\tCue 6 10\tsaid\nT3\tContent 11 14;20 24\tyes, too\nT4\tAttribution 6 10\tsaid\n"
        "#1\tAnnotatorNotes T1\tno role\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nE2\tAttribution:T4\n"
    )
    [gold] = corpora.parse_annotations(stand_off)
    assert (gold.source, gold.cue, gold.content) == ([(0, 5)], [(6, 10)], [(11, 14), (20, 24)])


def test_spans_become_fragments_of_tokens() -> None:
    tokens = [(0, 5), (6, 10), (11, 14), (20, 24)]
    indexes = corpora.token_indexes([(0, 10), (21, 22)], tokens)
    assert indexes == [0, 1, 3]
    assert corpora.fragments(indexes) == [(0, 2), (3, 4)]


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [("talks", "talk", "L:1:"), ("Xi", "Xi", "K:0:"), ("said", "say", "L:2:y"), ("is", "be", "=:be")],
)
def test_a_lemma_script_undoes_itself(form: str, lemma: str, script: str) -> None:
    from onrecord.language._lemmas import edited

    assert corpora.lemma_script(form, lemma) == script
    assert edited(form, script) == lemma
