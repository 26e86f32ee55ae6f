"""``onrecord merge``: records built apart become one."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli._build import progress_bars
from onrecord.cli._options import example, json_option, look_at_it, print_json, workers_option


@click.command(
    "merge",
    epilog=example(
        "onrecord merge part-*.onrecord -o whole.onrecord",
        "onrecord merge colleague.onrecord -o us-china.onrecord",
    ),
)
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The record to merge into; it may hold documents.",
)
@workers_option
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@json_option
def merge_command(parts: tuple[Path, ...], output: Path, workers: int, quiet: bool, as_json: bool) -> None:
    """Merge records that were built apart into one.

    For a cluster, or a team: split the sources, let every machine build its own record, and merge these. The result is
    the same as if all had been built at once; sentences are not read again. What persons decided goes along.
    """
    from dataclasses import asdict

    from onrecord._merging import merge

    with progress_bars(quiet) as progress:
        summary = merge(parts, output, workers=workers, progress=progress)
    if as_json:
        print_json(asdict(summary))
    else:
        click.echo(summary.in_words())
        click.echo(look_at_it(output))
