"""Short texts as documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.actors import ActorsFound, find_actors
from onrecord.language import RulesEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.records import Document, Published, RoleSpan, make_id, text_digest
from onrecord.reference import Reference

Finder = Callable[..., ActorsFound]


def document_of(text: str, date: str | None = None, role: str = "body", outlet: str | None = None) -> Document:
    roles = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            roles.append(RoleSpan(start, start + len(line), role))  # type: ignore[arg-type]
        start += len(line) + 1
    published = Published(date, "day", date, date, "stated") if date else Published()
    return Document(
        id=make_id("doc", text), path="x", text=text, text_sha256=text_digest(text), source_sha256="",
        roles=tuple(roles), published=published, outlet=outlet,
    )  # fmt: skip


def read(document: Document, reference: Reference | None = None) -> ActorsFound:
    regions = [(role.start, role.end) for role in document.roles if role.role in ("title", "body", "subhead")]
    [analysis] = analyse([(document.text, regions)], engine=RulesEngine())
    return find_actors(document, analysis, find_quotations(document.text, regions), reference or Reference.bundled())


@pytest.fixture
def found() -> Callable[..., list[tuple[str, str]]]:
    """Read a short text; return each mention's words with the name of the actor meant."""

    def finder(text: str, date: str | None = None, **options: str) -> list[tuple[str, str]]:
        result = read(document_of(text, date, **options))
        names = {actor.id: actor.name for actor in result.actors}
        return [(mention.quote, names[mention.actor]) for mention in result.mentions]

    return finder
