"""``onrecord serve``, ``export`` and ``status``: a record for people, for programs, and about itself."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli._chosen import resolved
from onrecord.cli._options import example, json_option, plain, print_json, record_argument


@click.command(
    "serve", epilog=example("onrecord serve us-china.onrecord", "onrecord serve us-china.onrecord --port 8001")
)
@record_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; 0 takes any that is free.")
@click.option("--browser/--no-browser", default=True, help="Open the page in your browser.")
def serve_command(record: Path, host: str, port: int, browser: bool) -> None:
    """Serve the page of RECORD on this machine, until Ctrl-C."""
    from onrecord.web import serve

    serve(record, host=host, port=port, open_browser=browser, announce=click.echo)


EVENT_FORMATS = ("plover", "polecat", "gdelt", "gdelt-mentions", "icews", "dyad", "timelinejs", "ics")


@click.command(
    "export",
    epilog=example(
        "onrecord export us-china.onrecord --to out/",
        "onrecord export us-china.onrecord --to out/ --format csv",
        "onrecord export us-china.onrecord --to out/ --format tables",
        "onrecord export us-china.onrecord --to out/ --format plover",
    ),
)
@record_argument
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csv", "tables", *EVENT_FORMATS]),
    default="jsonl",
    show_default=True,
    help="jsonl and csv hold everything by the export contract; tables is flat CSV for R, pandas and spreadsheets; the"
    " others hold what happened, for the tools of that name.",
)
@click.option("--raw", is_flag=True, help="In CSV, do not disarm cells that a spreadsheet would take for a formula.")
@json_option
def export_command(record: Path, folder: Path, format_: str, raw: bool, as_json: bool) -> None:
    """Write RECORD as files: documents, statements, happenings, commitments and more.

    The names of files and fields are the export contract (docs/export-contract.md). The same record gives the same
    bytes.
    """
    from onrecord import publishing
    from onrecord.store import Record

    event_format = next((name for name in publishing.EVENT_FORMATS if name == format_), None)
    if event_format is not None:
        with Record(record) as opened:
            path = publishing.export_events(opened, folder, event_format)
        if as_json:
            print_json({"folder": str(folder), "format": format_, "files": [str(path)]})
        else:
            click.echo(str(path))
        return
    with Record(record) as opened:
        if format_ == "tables":
            from onrecord.web import write_tables

            counts = write_tables(opened, folder, raw=raw)
        else:
            counts = publishing.export(opened, folder, "csv" if format_ == "csv" else "jsonl", raw=raw)
    if as_json:
        print_json({"folder": str(folder), "format": format_, "records": counts})
        return
    for name, count in counts.items():
        click.echo(f"{count:>9,}  {folder / name}.{'csv' if format_ == 'tables' else format_}")


_TEXT_ENDINGS = ("", "txt", "markdown")
"""Endings of a file that may hold the Markdown of a chronology, besides ``.md``."""


@click.command(
    "chronology",
    epilog=example(
        "onrecord chronology us-china.onrecord --since 2023-06 -o chronology.docx --format docx",
        "onrecord chronology us-china.onrecord --issue taiwan",
    ),
)
@record_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["md", "html", "docx"]),
    help="Markdown, HTML or Word; by default what the name of the file says, else md.",
)
@click.option("--since", help="First day, e.g. 2023-11-15 or 2023-11.")
@click.option("--until", help="Last day.")
@click.option("--issue", help="Id or name of the issue, e.g. taiwan.")
@click.option("--party", help="Country (code or name) of a party.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; without it, standard output."
)
def chronology_command(
    record: Path,
    format_: str | None,
    since: str | None,
    until: str | None,
    issue: str | None,
    party: str | None,
    output: Path | None,
) -> None:
    """Write a chronology of RECORD: one dated sentence for each happening, with numbered notes to its sources.

    A sentence holds a source's exact words, or a strict template of kind, parties, place and date. What was only
    announced, agreed, asked for or denied is marked so.
    """
    from onrecord import publishing
    from onrecord.errors import QueryError, RecordFileError
    from onrecord.store import Record

    named = format_ or (output.suffix.lstrip(".").lower() if output else "")
    chosen: publishing.ChronologyFormat = next((name for name in publishing.CHRONOLOGY_FORMATS if name == named), "md")
    if output is not None and named not in (*publishing.CHRONOLOGY_FORMATS, *_TEXT_ENDINGS):
        raise QueryError(
            f"{output.name} has none of the endings .md, .html, .docx.", "Name the file so, or add --format."
        )
    with Record(record) as opened:
        asked = resolved(opened, {"issue": issue, "party": party})
        written = publishing.chronology(opened, chosen, since=since, until=until, **asked)
    if output is None:
        click.echo(written, nl=False)
        return
    try:
        output.write_bytes(written)
    except OSError as error:
        raise RecordFileError(f"Cannot write {output}: {error.strerror}.", "Choose a file you may write to.") from error
    click.echo(str(output))


def _built(times: int) -> str:
    return "built once" if times == 1 else f"built {times:,} times"


@click.command(
    "status", epilog=example("onrecord status us-china.onrecord", "onrecord status us-china.onrecord --json")
)
@record_argument
@json_option
def status_command(record: Path, as_json: bool) -> None:
    """Say what was read, what was skipped and why, with versions and timings."""
    from dataclasses import asdict

    from onrecord.store import Record

    with Record(record) as opened:
        status = opened.status()
    if as_json:
        print_json(asdict(status))
        return
    sides = ", ".join(status.sides) or "not found"
    click.echo(f"{status.path}: {status.documents:,} documents, {_built(status.builds)}; sides: {sides}")
    if status.pending:
        click.echo(f"{status.pending:,} documents wait: a build was stopped. To go on: onrecord build -o {record}")
    # What needs a person stands first; the files of a large pile are many.
    if status.unreadable:
        click.echo(f"\nNot read: {len(status.unreadable):,}")
        for entry in status.unreadable:
            click.echo(f"  {plain(entry.path)}: {entry.reason}. {plain(entry.detail)}")
    if status.failures:
        click.echo(f"\nFailed stages: {len(status.failures):,}")
        for failure in status.failures:
            click.echo(f"  {plain(failure.path)}: {failure.stage} {failure.reason}: {plain(failure.detail)}")
    if status.timings:
        click.echo("\nLast build, processor time; pieces are documents, or what was compared or judged of them:")
        for timing in status.timings:
            each = 1000 * timing.seconds / max(1, timing.documents)
            click.echo(
                f"  {timing.stage:<16}{timing.documents:>9,} pieces{timing.seconds:>10.2f} s{each:>10.2f} ms each"
            )
    click.echo("\nVersions: " + ", ".join(f"{name} {version[:16]}" for name, version in status.versions))
    click.echo(f"\nFiles read: {len(status.files):,}")
    for file in status.files:
        click.echo(
            f"  {plain(file.path)}  ({file.pages:,} page{'' if file.pages == 1 else 's'}"
            + (f", {file.unreadable:,} unreadable)" if file.unreadable else ")")
        )
