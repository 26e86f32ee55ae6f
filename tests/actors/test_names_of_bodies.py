"""Names of bodies are read whole, though no table knows them."""

from __future__ import annotations

import pytest

from onrecord.actors import find_actors
from onrecord.language import ModelEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.records import Document, RoleSpan
from onrecord.reference import Reference


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Detroit Federation of Teachers released a statement on Monday.", "Detroit Federation of Teachers"),
        ("In June, the 12th Circuit Court of Appeals said that the law stands.", "12th Circuit Court of Appeals"),
        ("It was welcomed by the National Immigration Law Center on Friday.", "National Immigration Law Center"),
        ("The Southern Border Communities Coalition said it would sue.", "Southern Border Communities Coalition"),
    ],
)  # fmt: skip
def test_a_body_has_its_whole_name(text: str, body: str, engine: ModelEngine) -> None:
    regions = [(0, len(text))]
    [analysis] = analyse([(text, regions)], engine=engine)
    document = Document("doc-1", "", text, "", "", roles=(RoleSpan(0, len(text), "body"),))
    found = find_actors(document, analysis, find_quotations(text, regions), Reference.bundled())
    assert body in {actor.name for actor in found.actors}
