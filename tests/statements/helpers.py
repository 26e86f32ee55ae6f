"""A small stand-in for the stages before: documents of bare lines and mentions of the names that a test gives."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.language import RulesEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.records import (
    READ_ROLES,
    Actor,
    Document,
    Mention,
    Published,
    Role,
    RoleSpan,
    Statement,
    make_id,
    text_digest,
)
from onrecord.reference import Reference
from onrecord.statements import find_statements

PUBLISHED = Published("2023-11-16", "day", "2023-11-16", "2023-11-16", "stated")  # a Thursday


def document_of(text: str, roles: Mapping[int, Role] | None = None, outlet: str | None = "The Daily Test") -> Document:
    """Make a document whose lines are body text, but for the line numbers given another role."""
    spans, position = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            spans.append(RoleSpan(position, position + len(line), (roles or {}).get(number, "body")))
        position += len(line) + 1
    return Document(
        make_id("doc", text), "test.txt", text, text_digest(text), "", outlet=outlet, published=PUBLISHED,
        roles=tuple(spans),
    )  # fmt: skip


def statements_of(
    text: str,
    names: Mapping[str, str] | None = None,
    roles: Mapping[int, Role] | None = None,
    outlet: str | None = "The Daily Test",
) -> list[Statement]:
    """Find the statements of a text; ``names`` maps words of the text to actor ids without ``actor-``."""
    document = document_of(text, roles, outlet)
    regions = [(part.start, part.end) for part in document.roles if part.role in READ_ROLES]
    [analysis] = analyse([(text, regions)], engine=RulesEngine())
    mentions = [
        Mention(f"mention-{m.start()}", document.id, m.start(), m.end(), m.group(), f"actor-{actor}", "name")
        for words, actor in (names or {}).items()
        for m in re.finditer(rf"\b{re.escape(words)}\b", text)
    ]  # fmt: skip
    actors = [Actor(f"actor-{name}", "person", name) for name in sorted(set((names or {}).values()))]
    return list(
        find_statements(
            document, analysis, find_quotations(text, regions), find_times(text, regions), actors, mentions,
            Reference.bundled(),
        )
    )  # fmt: skip


def told(statement: Statement) -> str:
    """The content as one string."""
    return " / ".join(span.quote for span in statement.content)
