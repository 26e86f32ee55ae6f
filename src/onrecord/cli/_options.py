"""What the commands share: options, errors in words, and printing."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from onrecord.errors import OnRecordError

Command = TypeVar("Command", bound=Callable[..., Any])

FIND_NOTHING = 1
"""Exit status of a search that finds nothing, as grep has it."""


class Group(click.Group):
    """A group of commands that turns the library's errors into a message and exit status 2."""

    def invoke(self, context: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(context)
        except OnRecordError as error:
            _say(error)
            sys.exit(2)
        except KeyboardInterrupt:
            click.echo("Stopped. Nothing that was written is lost; the same command goes on from here.", err=True)
            _end_by_the_signal()
        except BrokenPipeError:
            # The reader of our output (head, less) has seen enough.
            sys.stderr.close()
            sys.exit(0)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from onrecord.store import damage_of

            damage = damage_of(error)
            if damage is None:
                raise
            _say(damage)
            sys.exit(2)


def _end_by_the_signal() -> NoReturn:
    """End as a program does that Ctrl-C ends: by the signal itself, which a shell reports as 130.

    A shell goes on with its loop over many files after a program that merely returns 130, for it took the keys as meant
    for that program alone.
    """
    if os.name == "posix":
        with suppress(BrokenPipeError):  # who read our output may have been stopped by the same keys
            sys.stdout.flush()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    sys.exit(128 + signal.SIGINT)


def _say(error: OnRecordError) -> None:
    click.secho(f"Error: {error.what}", fg="red", err=True)
    if error.advice:
        click.echo(error.advice, err=True)


record_argument = click.argument("record", type=click.Path(path_type=Path, dir_okay=False), metavar="RECORD")


def json_option(command: Command) -> Command:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text, for other programs.")(
        command
    )


_MAX_WORKERS = 8


def workers_option(command: Command) -> Command:
    """Add ``--workers``."""
    return click.option(
        "--workers",
        type=click.IntRange(1, 256),
        default=lambda: min(os.cpu_count() or 1, _MAX_WORKERS),
        help=f"Processes to use.  [default: one for each core, at most {_MAX_WORKERS}]",
    )(command)


def example(*lines: str) -> str:
    """Return an epilog with examples."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def look_at_it(record: Path) -> str:
    """Return the command that shows a record as it can be typed here, wherever the program stands."""
    called = sys.argv[0]  # by its path where it does not stand on the search path; "-c" or a module otherwise
    program = called if Path(called).name == "onrecord" and not shutil.which("onrecord") else "onrecord"
    return f"Look at it with: {shlex.join([program, 'serve', str(record)])}"


def print_json(data: Any) -> None:
    """Print data as indented JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def nothing_found(one: str) -> None:
    """Say that a list is empty, and what to do next."""
    click.echo(f"No {one} was found. That nothing is found says nothing about what there is.", err=True)
    click.echo("Take an option away, or see what was read: onrecord status RECORD", err=True)


def disarmed(text: str) -> str:
    """Return scraped text without the control characters that could command a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def plain(text: str) -> str:
    """Return scraped text for a terminal: disarmed and on one line."""
    return " ".join(disarmed(text).split())


def short(text: str, length: int) -> str:
    """Return text for a terminal, cut at a word's end to at most ``length`` characters."""
    text = plain(text)
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0] + "…"
