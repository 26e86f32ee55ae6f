"""``onrecord build`` and ``onrecord demo``: from sources to a record."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli._options import example, json_option, look_at_it, plain, print_json, workers_option

if TYPE_CHECKING:
    from onrecord._build import LanguageEngine, Progress
    from onrecord.reading import FieldMapping

_UNREADABLE_SHOWN = 5
_SECONDS_BETWEEN_LINES = 30.0
"""How often a build without a terminal says how far it is."""


def lines_of_progress() -> Progress:
    """Return a progress that writes a line now and then, for logs; a build of less than half a minute writes none."""
    last = time.monotonic()

    def advance(stage: str, done: int, total: int | None) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            click.echo(f"{stage}: {done:,}{f' of {total:,}' if total else ''}", err=True)

    return advance


@contextmanager
def progress_bars(quiet: bool = False) -> Iterator[Progress]:
    """Yield a progress that draws one bar a stage on standard error; a line now and then where that is no terminal."""
    if quiet:
        yield lambda stage, done, total: None
        return
    if not sys.stderr.isatty():
        yield lines_of_progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<20}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, object] = {}

        def advance(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

        yield advance


def field_mapping(fields: tuple[str, ...]) -> FieldMapping:
    """Return ``--field`` options as a mapping: the user's fields first, the usual names after them.

    Raises:
        click.BadParameter: one of them is not ``NAME=FIELD``.
    """
    from dataclasses import fields as fields_of
    from dataclasses import replace

    from onrecord.reading import DEFAULT_FIELDS

    mapping = DEFAULT_FIELDS
    names = [field.name for field in fields_of(mapping)]
    for field in fields:
        name, separator, path = field.partition("=")
        if not separator or not path:
            raise click.BadParameter(f"{field!r} is not NAME=FIELD, e.g. text=article.body", param_hint="--field")
        if name not in names:
            raise click.BadParameter(f"{name!r} is none of {', '.join(names)}", param_hint="--field")
        mapping = replace(mapping, **{name: (path, *getattr(mapping, name))})
    return mapping


def refuse_addresses(sources: Sequence[str]) -> None:
    """Say how to read a page of the web: nothing is downloaded here.

    Raises:
        click.BadParameter: a source is an address.
    """
    for source in sources:
        if re.match(r"(?:https?|ftp)://", source, re.IGNORECASE):
            raise click.BadParameter(
                f"{source!r} is an address, and nothing is downloaded here. Save the page and name the file, or hand it"
                " on: curl -sL ADDRESS | onrecord build - -o FILE.onrecord",
                param_hint="SOURCES",
            )


def say_what_was_not_read(record: Path) -> None:
    """Print the first files and entries that could not be read, each with its reason."""
    from onrecord.store import Record

    with Record(record) as opened:
        unreadable = opened.status().unreadable
    for entry in unreadable[:_UNREADABLE_SHOWN]:
        click.echo(f"  {plain(entry.path)}: {plain(entry.reason)}. {plain(entry.detail)}", err=True)
    if len(unreadable) > _UNREADABLE_SHOWN:
        click.echo(f"  … and {len(unreadable) - _UNREADABLE_SHOWN:,} more", err=True)


@click.command(
    "build",
    epilog=example(
        "onrecord build news/ -o us-china.onrecord",
        "onrecord build releases.jsonl.gz feed.xml page.html -o us-china.onrecord",
        "onrecord build dump.jsonl --field text=article.body --field date=meta.day -o x.onrecord",
        "curl -s https://example.org/feed.xml | onrecord build - -o us-china.onrecord",
    ),
)
@click.argument("sources", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The record file, made when absent."
)
@click.option(
    "--between",
    nargs=2,
    metavar="SIDE SIDE",
    help="The two sides as country codes, e.g. USA CHN. Found in the documents when left out.",
)
@click.option(
    "--reference",
    "reference_files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own actors, issues, channels and dated events (TOML); may be given more than once.",
)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=FIELD",
    help="Where JSON keeps text, html, url, title, date, authors or outlet, if not under a usual name.",
)
@click.option(
    "--language",
    type=click.Choice(["rules", "model"]),
    default=None,
    help="What reads the sentences.  [default: as before; for a new record the model where it is installed, or rules]",
)
@workers_option
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@json_option
def build_command(
    sources: tuple[str, ...],
    output: Path,
    between: tuple[str, str] | None,
    reference_files: tuple[Path, ...],
    fields: tuple[str, ...],
    language: LanguageEngine | None,
    workers: int,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read SOURCES (files, folders, or - for standard input) into a record.

    Reads .txt, .md, .html, .json, .jsonl, .csv, .tsv, RSS and Atom .xml, .mhtml, .eml, .docx and .warc, each also
    gzipped, and .zip. Run it again with more sources and it reads only what is new; stop it at any moment and the next
    run goes on where it was. Without SOURCES it goes on with what the record holds: after a stop, or with a newer
    version of the program.
    """
    from dataclasses import asdict

    from onrecord._build import build

    if not sources and not output.exists():
        raise click.UsageError(f"Name what to read: there is no record at {output} to go on with.")
    refuse_addresses(sources)
    with progress_bars(quiet) as progress:
        summary = build(
            sources,
            output,
            between=between or None,
            reference_files=reference_files,
            fields=field_mapping(fields),
            language=language,
            workers=workers,
            progress=progress,
        )
    # Other programs look at the exit status: a build that understood nothing has not succeeded.
    failed = not summary.documents or (bool(summary.new_documents) and summary.failed >= summary.new_documents)
    if as_json:
        print_json(asdict(summary))
    else:
        click.echo(summary.in_words())
        if summary.unreadable:
            say_what_was_not_read(output)
        if not summary.documents:
            click.echo(
                "Nothing was read. On Record reads .txt, .md, .html, .json, .jsonl, .csv, .xml, .mhtml, .eml, .docx,"
                " .warc, .gz and .zip.",
                err=True,
            )
        if not failed:
            click.echo(look_at_it(output))
    if failed:
        click.get_current_context().exit(1)


@click.command("demo", epilog=example("onrecord demo", "onrecord demo --no-serve -o demo.onrecord"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("demo.onrecord"),
    show_default=True,
    help="The record file.",
)
@click.option("--serve/--no-serve", default=True, help="Serve the page afterwards.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of the page; 0 takes any that is free.")
@click.option("--browser/--no-browser", default=True, help="Open the page in your browser.")
def demo_command(output: Path, serve: bool, port: int, browser: bool) -> None:
    """Build the bundled example and serve it.

    The example is a handful of short texts on US-China diplomacy from 2022 to 2024, written for this purpose in the
    forms met in the wild: an agency story, its copy under a false date, an altered copy, each government's account.
    """
    from onrecord._build import build
    from onrecord.examples import example_folder

    with progress_bars() as progress:
        summary = build([example_folder("us-china")], output, between=("USA", "CHN"), progress=progress)
    click.echo(summary.in_words())
    if serve:
        from onrecord.web import serve as serve_page

        serve_page(output, port=port, open_browser=browser, announce=click.echo)
    else:
        click.echo(look_at_it(output))
