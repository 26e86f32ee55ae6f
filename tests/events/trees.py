"""Sentences with their trees written by hand, so that the tests need no trained engine."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from onrecord.events import find_events
from onrecord.language import Analysis, Sentence, Token
from onrecord.language.times import find_times
from onrecord.records import Actor, Document, Event, Mention, Published, RoleSpan, Statement, make_id, text_digest
from onrecord.reference import Reference

PEOPLE = {
    "Marlow": Actor("actor-marlow", "person", "Ann Marlow", country="USA", sector="GOV"),
    "Chen": Actor("actor-chen", "person", "Chen Wu", country="CHN", sector="GOV"),
    "China": Actor("actor-china", "state", "China", country="CHN"),
    "Washington": Actor("actor-usa", "government", "United States", country="USA", sector="GOV"),
}
"""The actors of the tests, by the one word that names each."""


def analysed(rows: Sequence[str]) -> tuple[str, Analysis]:
    """Make a text and its analysis from rows ``word lemma tag head relation`` (head: number in the sentence, 0 root).

    An empty row ends a sentence.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    text = ""
    for filled, group in itertools.groupby(rows, key=bool):
        if not filled:
            continue
        first = len(tokens)
        for row in group:
            word, lemma, tag, head, relation = row.split()
            if text and word not in ".,?":
                text += " "
            start = len(text)
            text += word
            place = -1 if head == "0" else first + int(head) - 1
            tokens.append(Token(start, len(text), None, tag, lemma, place, relation))
        sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens) - 1))
    return text, Analysis(tuple(tokens), tuple(sentences), (), (), (), "by hand")


def document_of(text: str, published: str | None = "2024-03-07", kind: str = "original") -> Document:
    """A document of one body line."""
    when = Published(published, "day", published, published, "stated") if published else Published()
    return Document(
        id=make_id("doc", text), path="page", text=text, text_sha256=text_digest(text), source_sha256="",
        outlet="Harbor Courier", kind=kind, published=when,  # type: ignore[arg-type]
        roles=(RoleSpan(0, len(text), "body"),) if text else (),
    )  # fmt: skip


def mentions_in(document: Document) -> list[Mention]:
    """Where the actors of the tests are named."""
    found = []
    for name, actor in PEOPLE.items():
        start = document.text.find(name)
        while start >= 0:
            end = start + len(name)
            found.append(Mention(make_id("mention", start), document.id, start, end, name, actor.id, "name"))
            start = document.text.find(name, end)
    return sorted(found, key=lambda mention: mention.start)


def events_of(
    rows: Sequence[str],
    statements: Sequence[Statement] = (),
    published: str | None = "2024-03-07",
) -> tuple[Event, ...]:
    """The events of sentences written by hand."""
    text, analysis = analysed(rows)
    document = document_of(text, published)
    times = find_times(text, [(0, len(text))])
    actors = tuple(PEOPLE.values())
    return find_events(document, analysis, (), times, actors, mentions_in(document), statements, Reference.bundled())


def sides(event: Event) -> tuple[list[str | None], list[str | None]]:
    """Countries of actors and recipients, sorted."""
    return (
        sorted({party.country for party in event.actor}, key=str),
        sorted({party.country for party in event.recipient}, key=str),
    )
