"""The adapter for a pipeline of the user's own."""

from __future__ import annotations

import pytest

from onrecord.language import analyse


def test_a_spacy_pipeline_can_take_our_engines_place() -> None:
    spacy = pytest.importorskip("spacy", reason="needs spaCy, which is no dependency")
    from onrecord.language.spacy_engine import SpacyEngine

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Beijing"}])
    text = "skip this\n\nTalks in Beijing went on. They ended.\nA caption"
    start = text.index("Talks")
    body = (start, text.index("\nA caption"))
    [analysis] = analyse([(text, [body, (body[1] + 1, len(text))])], engine=SpacyEngine(pipeline))
    assert [text[s.start : s.end] for s in analysis.sentences] == [
        "Talks in Beijing went on.",
        "They ended.",
        "A caption",
    ]
    assert [(text[n.start : n.end], n.label) for n in analysis.names] == [("Beijing", "place")]
    assert [text[t.start : t.end] for t in analysis.tokens][:3] == ["Talks", "in", "Beijing"]
    assert all(s.first_token <= s.last_token < len(analysis.tokens) for s in analysis.sentences)
    assert analysis.engine.startswith("spacy-en_")
