"""The command ``onrecord``."""

from __future__ import annotations

import click

from onrecord._version import __version__
from onrecord.cli._build import build_command, demo_command
from onrecord.cli._check import cite_command, quotation_command
from onrecord.cli._decide import decide_command, decisions_command
from onrecord.cli._look import actors_command, documents_command, search_command, show_command, statements_command
from onrecord.cli._matters import (
    channels_command,
    commitments_command,
    events_command,
    happenings_command,
    meetings_command,
    positions_command,
)
from onrecord.cli._merge import merge_command
from onrecord.cli._options import Group, example
from onrecord.cli._publish import chronology_command, export_command, serve_command, status_command


@click.group(
    cls=Group,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        # Every option can be given as ONRECORD_COMMAND_OPTION, e.g. ONRECORD_BUILD_WORKERS=2.
        "auto_envvar_prefix": "ONRECORD",
    },
    epilog=example(
        "onrecord demo",
        "onrecord build news/ -o us-china.onrecord",
        "onrecord serve us-china.onrecord",
        'onrecord search us-china.onrecord "military communication"',
    ),
)
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Read news about the relationship between states, and keep a record of it that can be checked.

    Who said what, what happened, what was agreed, and what every page really is. Every entry opens its source at the
    exact words. Everything happens on this machine; nothing is sent or downloaded.
    """


for _command in (
    build_command,
    merge_command,
    serve_command,
    demo_command,
    search_command,
    quotation_command,
    show_command,
    statements_command,
    documents_command,
    actors_command,
    happenings_command,
    events_command,
    meetings_command,
    commitments_command,
    channels_command,
    positions_command,
    chronology_command,
    export_command,
    cite_command,
    decide_command,
    decisions_command,
    status_command,
):
    main.add_command(_command)
