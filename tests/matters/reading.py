"""Reading a text for tests: all that stands before the matters, with the trained model, or with the rules alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from onrecord.actors import find_actors
from onrecord.language import Analysis, Engine, ModelEngine, RulesEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.language.times import TimeExpression, find_times
from onrecord.matters import find_channel_reports, find_commitment_reports
from onrecord.records import (
    Actor,
    ChannelReport,
    CommitmentReport,
    Document,
    Mention,
    Published,
    RoleSpan,
    Statement,
    make_id,
)
from onrecord.reference import Reference
from onrecord.statements import find_statements

RULES = RulesEngine()


WEIGHTS = Path(__file__).resolve().parents[2] / "models" / "onrecord-model-en" / "src" / "onrecord_model_en"


@lru_cache(maxsize=1)
def trained() -> Engine:
    """The trained model of this repository, installed or not."""
    return ModelEngine(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Read:
    """A document with all that was found in it."""

    document: Document
    actors: dict[str, Actor]
    statements: tuple[Statement, ...]
    commitments: tuple[CommitmentReport, ...]
    channels: tuple[ChannelReport, ...]


def read(
    text: str,
    *,
    day: str = "2023-11-16",
    outlet: str = "The Harbor Courier",
    kind: str = "original",
    url: str | None = None,
    reference: Reference | None = None,
    engine: Engine | None = None,
) -> Read:
    """Read a text that an outlet published on a day; by default with the trained model, where it is installed."""
    given = read_given(text, day=day, outlet=outlet, kind=kind, url=url, reference=reference, engine=engine)
    document, analysis, times, said, actors, mentions, known = given
    stages = (document, analysis, times, said, (), actors, mentions, known)
    return Read(
        document,
        {actor.id: actor for actor in actors},
        said,
        find_commitment_reports(*stages),
        find_channel_reports(*stages),
    )


Given = tuple[
    Document,
    Analysis,
    tuple[TimeExpression, ...],
    tuple[Statement, ...],
    tuple[Actor, ...],
    tuple[Mention, ...],
    Reference,
]


def read_given(
    text: str,
    *,
    day: str = "2023-11-16",
    outlet: str = "The Harbor Courier",
    kind: str = "original",
    url: str | None = None,
    reference: Reference | None = None,
    engine: Engine | None = None,
) -> Given:
    """Return what the stages before the matters make of a text."""
    reference = reference or Reference.bundled()
    lines = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(RoleSpan(place, place + len(line), "body"))
        place += len(line) + 1
    document = Document(
        id=make_id("doc", text, outlet, day), path="page.txt", text=text, text_sha256="", source_sha256="",
        outlet=outlet, kind=kind, url=url, roles=tuple(lines),  # type: ignore[arg-type]
        published=Published(day, "day", day, day, "stated"),
    )  # fmt: skip
    where = [(line.start, line.end) for line in lines]
    [analysis] = analyse([(text, where)], engine=engine or trained())
    quotations = find_quotations(text, where)
    times = find_times(text, where)
    found = find_actors(document, analysis, quotations, reference)
    said = find_statements(document, analysis, quotations, times, found.actors, found.mentions, reference)
    return document, analysis, tuple(times), tuple(said), tuple(found.actors), tuple(found.mentions), reference
