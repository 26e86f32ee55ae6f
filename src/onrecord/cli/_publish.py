"""``onrecord serve``, ``export`` and ``status``: a record for people, for programs, and about itself."""

from __future__ import annotations

from pathlib import Path

import click

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


@click.command(
    "export",
    epilog=example(
        "onrecord export us-china.onrecord --to out/",
        "onrecord export us-china.onrecord --to out/ --format csv",
    ),
)
@record_argument
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder.")
@click.option("--format", "format_", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--raw", is_flag=True, help="In CSV, do not disarm cells that a spreadsheet would take for a formula.")
@json_option
def export_command(record: Path, folder: Path, format_: str, raw: bool, as_json: bool) -> None:
    """Write RECORD as files: documents, actors, mentions, statements and more.

    The names of files and fields are the export contract (docs/export-contract.md). The same record gives the same
    bytes.
    """
    from onrecord.publishing import export
    from onrecord.store import Record

    with Record(record) as opened:
        counts = export(opened, folder, "csv" if format_ == "csv" else "jsonl", raw=raw)
    if as_json:
        print_json({"folder": str(folder), "format": format_, "records": counts})
        return
    for name, count in counts.items():
        click.echo(f"{count:>9,}  {folder / name}.{format_}")


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
    click.echo(
        f"{status.path}: {status.documents:,} documents, built {status.builds} times; sides: {', '.join(status.sides)}"
    )
    if status.pending:
        click.echo(f"{status.pending:,} documents wait: a build was stopped. Run it again to go on.")
    click.echo(f"\nFiles read: {len(status.files):,}")
    for file in status.files:
        click.echo(
            f"  {plain(file.path)}  ({file.pages:,} pages"
            + (f", {file.unreadable:,} unreadable)" if file.unreadable else ")")
        )
    if status.unreadable:
        click.echo(f"\nNot read: {len(status.unreadable):,}")
        for entry in status.unreadable:
            click.echo(f"  {plain(entry.path)}: {entry.reason}. {plain(entry.detail)}")
    if status.failures:
        click.echo(f"\nFailed stages: {len(status.failures):,}")
        for failure in status.failures:
            click.echo(f"  {plain(failure.path)}: {failure.stage} {failure.reason}: {plain(failure.detail)}")
    if status.timings:
        click.echo("\nLast build, processor time:")
        for timing in status.timings:
            each = 1000 * timing.seconds / max(1, timing.documents)
            click.echo(
                f"  {timing.stage:<14}{timing.documents:>9,} documents{timing.seconds:>10.2f} s{each:>10.2f} ms each"
            )
    click.echo("\nVersions: " + ", ".join(f"{name} {version[:16]}" for name, version in status.versions))
