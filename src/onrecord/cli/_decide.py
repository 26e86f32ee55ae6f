"""``onrecord decide`` and ``onrecord decisions``: what only a person may say."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli._options import example, json_option, plain, print_json, record_argument


@click.command(
    "decide",
    epilog=example(
        "onrecord decide us-china.onrecord comm-0123456789abcdef kept --by 'A. Analyst' --reason 'the talks were held'",
    ),
)
@record_argument
@click.argument("commitment")
@click.argument("verdict", type=click.Choice(["kept", "broken", "withdrawn"]))
@click.option("--reason", required=True, help="Why, in your words.")
@click.option("--by", "who", required=True, help="Who decides.")
@json_option
def decide_command(record: Path, commitment: str, verdict: str, reason: str, who: str, as_json: bool) -> None:
    """Say that COMMITMENT was kept or broken (or withdraw what was said before).

    No machine says so. A decision stays through every rebuild; where the commitment is no longer found in the same
    words, the decision waits in `onrecord decisions` instead of moving to another.
    """
    from dataclasses import asdict

    from onrecord import decide

    decision = decide(record, commitment, verdict, reason=reason, who=who)
    if as_json:
        print_json(asdict(decision))
        return
    click.echo(f"{decision.target}: {decision.verdict}, decided by {plain(decision.who)} on {decision.when[:10]}.")


@click.command("decisions", epilog=example("onrecord decisions us-china.onrecord"))
@record_argument
@json_option
def decisions_command(record: Path, as_json: bool) -> None:
    """List what persons decided; those that fit nothing any more are marked as waiting."""
    from dataclasses import asdict

    from onrecord.store import Record

    with Record(record) as opened:
        decided = opened.decisions()
        waiting = {decision.id for decision in opened.decisions_waiting()}
    if as_json:
        print_json([{**asdict(decision), "waiting": decision.id in waiting} for decision in decided])
        return
    if not decided:
        click.echo("Nobody has decided anything yet. Decide with: onrecord decide FILE COMMITMENT kept|broken …")
    for decision in decided:
        mark = "  WAITING: fits nothing in the record any more" if decision.id in waiting else ""
        click.echo(f"{decision.when}  {decision.target}  {decision.verdict}  by {plain(decision.who)}{mark}")
        click.echo(f"    {plain(decision.reason)}")
