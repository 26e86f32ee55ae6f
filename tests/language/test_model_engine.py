"""The trained engine, with the weights of this repository."""

from __future__ import annotations

import json
import logging
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord.language as language
from onrecord.language import (
    ATTRIBUTION_ROLES,
    NAME_LABELS,
    ROOT,
    Analysis,
    ModelDamaged,
    ModelEngine,
    ModelNotInstalled,
    analyse,
)

WEIGHTS = Path(__file__).resolve().parents[2] / "models" / "onrecord-model-en" / "src" / "onrecord_model_en"
NEWS = (
    "Xi agrees to reopen military lines\n\n"
    "President Joe Biden met Chinese leader Xi Jinping near San Francisco on Wednesday. Mr. Biden said the talks were"
    " \u201cconstructive.\u201d\n\n"
    "\u201cWe\u2019re back to direct, open, clear communications,\u201d Biden told reporters at the White\u00a0House."
)


@pytest.fixture(scope="module")
def engine() -> ModelEngine:
    if not (WEIGHTS / "manifest.json").is_file():
        pytest.skip("needs the trained weights (models/onrecord-model-en)")
    return ModelEngine(WEIGHTS)


def read(engine: ModelEngine, text: str) -> Analysis:
    [analysis] = analyse([(text, [(0, len(text))])], engine=engine)
    return analysis


def test_names_of_a_news_report(engine: ModelEngine) -> None:
    names = {(NEWS[n.start : n.end], n.label) for n in read(engine, NEWS).names}
    assert {
        ("Joe Biden", "person"),
        ("Xi Jinping", "person"),
        ("San Francisco", "place"),
        ("White\u00a0House", "organization"),
    } <= names


def test_subjects_of_reporting_verbs(engine: ModelEngine) -> None:
    analysis = read(engine, NEWS)
    words = [NEWS[t.start : t.end] for t in analysis.tokens]
    for verb, subject in (("said", "Biden"), ("told", "Biden")):
        place = words.index(verb)
        assert analysis.tokens[place].upos == "VERB"
        assert any(
            t.head == place and t.deprel == "nsubj" and words[i] in (subject, "Mr.")
            for i, t in enumerate(analysis.tokens)
        )


def test_who_said_what(engine: ModelEngine) -> None:
    found = [
        ([NEWS[s.start : s.end] for s in a.source], NEWS[a.cue.start : a.cue.end])
        for a in read(engine, NEWS).attributions
    ]
    assert (["Biden"], "told") in found


def check(text: str, analysis: Analysis) -> None:
    tokens = analysis.tokens
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert [i for s in analysis.sentences for i in s.tokens] == list(range(len(tokens)))
    for sentence in analysis.sentences:
        inside = set(sentence.tokens)
        roots = [i for i in inside if tokens[i].head == ROOT]
        assert len(roots) == 1
        for i in inside:
            steps, node = 0, i
            while tokens[node].head != ROOT:
                node = tokens[node].head or 0
                steps += 1
                assert node in inside
                assert steps <= len(inside)
    for name in analysis.names:
        assert 0 <= name.start < name.end <= len(text)
        assert name.label in NAME_LABELS
        assert 0 <= name.probability <= 1
    assert all(a.end <= b.start for a, b in pairwise(analysis.names))
    spans = {(s.start, s.end) for s in analysis.tagged_spans}
    for attribution in analysis.attributions:
        for span in (attribution.cue, *attribution.source, *attribution.content):
            assert (span.start, span.end) in spans
            assert span.role in ATTRIBUTION_ROLES


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400))
def test_any_text_is_read(engine: ModelEngine, text: str) -> None:
    check(text, read(engine, text))


def test_a_paragraph_longer_than_any_window_is_read_whole(engine: ModelEngine) -> None:
    text = " ".join(f"Mr. Smith of company {i} said that prices rose by {i} percent in May." for i in range(120))
    analysis = read(engine, text)
    check(text, analysis)
    assert len(analysis.sentences) == 120
    assert sum(a.cue.role == "cue" for a in analysis.attributions) >= 100


def test_a_run_without_spaces_or_stops_is_read(engine: ModelEngine) -> None:
    for text in ("x" * 5000, "\u4e2d" * 3000, ". " * 3000, '"' * 2000, "a-" * 3000, "\u00ad" * 100):
        check(text, read(engine, text))


def test_a_document_is_read_the_same_whatever_stands_beside_it(engine: ModelEngine) -> None:
    others = [("Nothing happened in Kyiv. " * n, [(0, 26 * n)]) for n in (1, 7, 40)]
    own = (NEWS, [(0, len(NEWS))])
    alone = analyse([own], engine=engine)
    beside = analyse([others[0], own, *others[1:]], engine=engine)
    assert beside[1] == alone[0]
    assert analyse([own], engine=ModelEngine(WEIGHTS)) == alone


def test_vectors_are_kept_on_request_and_change_nothing_else(engine: ModelEngine) -> None:
    plain = read(engine, NEWS)
    kept = read(ModelEngine(WEIGHTS, vectors=True), NEWS)
    assert plain.vectors is None
    assert plain == kept
    assert kept.vectors is not None
    assert kept.vectors.shape == (len(kept.tokens), 384)
    words = [NEWS[t.start : t.end] for t in kept.tokens]
    said, told, on = (kept.vectors[words.index(word)] for word in ("said", "told", "on"))
    assert np.dot(said, told) / np.linalg.norm(told) > np.dot(said, on) / np.linalg.norm(on)


def test_the_variant_from_licensed_corpora_reads_and_tags_no_attributions() -> None:
    folder = WEIGHTS.parents[2] / "onrecord-model-en-clean" / "src" / "onrecord_model_en_clean"
    if not (folder / "manifest.json").is_file():
        pytest.skip("needs the weights of the other variant (models/onrecord-model-en-clean)")
    analysis = read(ModelEngine(folder), NEWS)
    check(NEWS, analysis)
    assert analysis.engine.startswith("onrecord-model-en-clean/")
    assert ("Joe Biden", "person") in {(NEWS[n.start : n.end], n.label) for n in analysis.names}
    assert analysis.attributions == analysis.tagged_spans == ()


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    if not (WEIGHTS / "manifest.json").is_file():
        pytest.skip("needs the trained weights (models/onrecord-model-en)")
    copy = tmp_path / "model"
    shutil.copytree(WEIGHTS, copy)
    labels = json.loads((copy / "labels.json").read_text())
    labels["upos"][0] = "CHANGED"
    (copy / "labels.json").write_text(json.dumps(labels))
    with pytest.raises(ModelDamaged, match="SHA-256"):
        ModelEngine(copy)
    with pytest.raises(ModelDamaged, match="cannot be read"):
        ModelEngine(tmp_path)


def test_without_the_package_the_rules_read_and_the_log_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("onrecord.language._model_files.installed_folder", lambda: None)
    with pytest.raises(ModelNotInstalled, match="onrecord-model-en"):
        ModelEngine()
    language._default_engine.cache_clear()
    try:
        with caplog.at_level(logging.INFO):
            assert language.default_engine().name.startswith("rules/")
        assert "onrecord-model-en" in caplog.text
    finally:
        language._default_engine.cache_clear()
