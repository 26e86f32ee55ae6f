"""``onrecord quotation`` and ``onrecord cite``: is it real, and how to refer to it."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli._options import FIND_NOTHING, example, json_option, plain, print_json, record_argument

if TYPE_CHECKING:
    from onrecord.publishing import Quotation, QuotedPlace
    from onrecord.store import Record

_WIDTH = 100


@click.command(
    "quotation",
    epilog=example(
        "onrecord quotation us-china.onrecord 'continue to do and say things that China will not like'",
        "pbpaste | onrecord quotation us-china.onrecord - --json",
    ),
)
@record_argument
@click.argument("words", nargs=-1, required=True)
@click.option(
    "-n", "--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="At most so many places."
)
@json_option
def quotation_command(record: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Is this quotation real? Find WORDS (- for standard input) in what was read, word for word or nearly.

    Says who speaks, whether the source has the words in quotation marks, what differs, and which source is the
    earliest. Exit status 0: word for word; 1: nearly, or not at all. That nothing is found says nothing about what was
    said elsewhere.
    """
    from onrecord.publishing import FEWEST_WORDS, quotation
    from onrecord.store import Record

    asked = sys.stdin.read() if words == ("-",) else " ".join(words)
    with Record(record) as opened:
        found = quotation(opened, asked, limit=limit)
        if as_json:
            print_json(_as_data(found))
        elif found.verdict == "too short":
            raise click.BadParameter(f"Give at least {FEWEST_WORDS} words of the quotation.", param_hint="WORDS")
        else:
            _print(opened, found)
    if found.verdict != "word for word":
        sys.exit(FIND_NOTHING)


def _print(record: Record, found: Quotation) -> None:
    if found.verdict == "not found":
        read = record.count_documents()
        click.secho(f"Not found, nor anything like it, in the {read:,} documents read.", bold=True, err=True)
        click.echo(
            "That says nothing about what was said elsewhere. Check a shorter part of it, or look for the words one by"
            " one: onrecord search RECORD WORDS",
            err=True,
        )
        return
    told = f"{found.documents} document{'s' * (found.documents != 1)}"
    told += f" ({found.independent_reports} independent report{'s' * (found.independent_reports != 1)})"
    if found.verdict == "word for word":
        click.secho(f"Found word for word in {told}.", bold=True)
    else:
        click.secho(f"Not found in these words. Like it, in {told}:", bold=True)
    if found.first and found.documents > 1:
        place = found.first
        name = place.document.outlet or place.document.host or place.document.title or place.document.path
        click.echo(f"The earliest of these sources: {plain(name)}, {_published(place)}.")
    click.echo()
    for place in found.places:
        _print_place(record, place)
    if found.otherwise:
        click.secho("Of the same utterance, other sources have other words:\n", bold=True)
    for place in found.otherwise:
        _print_place(record, place)


def _published(place: QuotedPlace) -> str:
    from onrecord.publishing import published_interval_words

    return published_interval_words(place.document.published, day=str, days=lambda first, last: f"{first}…{last}")


def _print_place(record: Record, place: QuotedPlace) -> None:
    from onrecord.publishing import source_name

    told = place.statement
    if told is None:
        who = "given to nobody by the source"
    else:
        name = record.actor(told.speaker).name if told.speaker else told.speaker_text or "speaker not found"
        said = f", said on {told.said_on.date}" if told.said_on.date else ", day of saying not known"
        how = "given as own words" if place.is_quoted else "NOT in quotation marks: the source's own wording"
        who = f"{plain(name)}{said}; {how}"
    click.secho(who, bold=True)
    click.echo(textwrap.fill(f"“{plain(place.words)}”", _WIDTH, initial_indent="  ", subsequent_indent="  "))
    for change in place.changes:
        if change.kind == "other":
            asked = f"“{plain(change.asked)}”" if change.asked else "nothing"
            click.echo(f"  differs: {asked} → {f'“{plain(change.found)}”' if change.found else 'nothing'}")
    kind = "" if place.document.kind == "original" else f", {place.document.kind.replace('_', ' ')}"
    source = plain(source_name(place.document) or Path(place.document.path).name)
    ids = f"{told.id} in {place.document.id}" if told else place.document.id
    click.secho(f"  {source}{kind}, {_published(place)} · at {place.start} · {ids}\n", dim=True)


def _as_data(found: Quotation) -> dict[str, object]:
    from onrecord.publishing import quotation_data

    return quotation_data(found)


@click.command(
    "cite",
    epilog=example(
        "onrecord cite us-china.onrecord",
        "onrecord cite us-china.onrecord stmt-3f2a9c0d11e45b67",
        "onrecord cite us-china.onrecord doc-9ea5fd7305c4ddb8 --format bibtex",
    ),
)
@record_argument
@click.argument("id_", metavar="[ID]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "bibtex", "ris", "csl"]),
    default="text",
    show_default=True,
    help="A note to paste, or for a reference manager: BibTeX, RIS, CSL JSON.",
)
def cite_command(record: Path, id_: str | None, form: str) -> None:
    """Say how to cite a statement or a document; without ID, the record itself with its version."""
    from onrecord.publishing import CITATION_FORMATS, citation
    from onrecord.store import Record

    chosen = next(name for name in CITATION_FORMATS if name == form)
    with Record(record) as opened:
        click.echo(citation(opened, id_, chosen), nl=False)
