"""``onrecord decide`` and ``onrecord decisions``: what only a person may say, and what the machine read wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli._options import example, json_option, plain, print_json, record_argument, short

if TYPE_CHECKING:
    from onrecord import DecisionsTaken
    from onrecord.records import Decision, Event, Statement
    from onrecord.store import DecidedEntry, DecisionState, Record

_WHATS = ("outcome", "speaker", "addressee", "day", "type", "actors", "recipients", "status", "entry")

_SHOWN_WORDS = 140
"""Characters of the words a decision was taken on that a list shows."""

_STATE_WORDS: dict[DecisionState, str] = {
    "in force": "",
    "next build": "  comes with the next build",
    "waiting": "  WAITING: fits nothing in the record any more",
    "replaced": "  replaced by a later one",
    "withdrawn": "",
}


@click.command(
    "decide",
    epilog=example(
        "onrecord decide us-china.onrecord comm-0123456789abcdef kept --by 'A. Analyst' --reason 'the talks were held'",
        *(
            f"onrecord decide us-china.onrecord {target} --by 'A. Analyst' --reason '…'"
            for target in (
                "stmt-0123456789abcdef speaker 'Wang Yi'",
                "stmt-0123456789abcdef speaker 'Jane Example' --new person --country USA",
                "stmt-0123456789abcdef speaker nobody",
                "stmt-0123456789abcdef addressee 'Antony Blinken'",
                "stmt-0123456789abcdef day 2023-11-15",
                "stmt-0123456789abcdef day 2023-11-15 --all-tellings",
                "stmt-0123456789abcdef reject",
                "evt-0123456789abcdef status did_not_happen",
                "evt-0123456789abcdef type CONSULT/phone",
                "evt-0123456789abcdef actors 'Antony Blinken; Wang Yi'",
                "evt-0123456789abcdef recipients nobody",
                "doc-0123456789abcdef day 2023-11-15",
                "stmt-0123456789abcdef speaker withdrawn",
            )
        ),
    ),
)
@record_argument
@click.argument("target", metavar="ID")
@click.argument("verdict", nargs=-1, required=True, metavar="[WHAT] VERDICT")
@click.option("--reason", required=True, help="Why, in your words.")
@click.option("--by", "who", required=True, help="Who decides.")
@click.option(
    "--new",
    type=click.Choice(["person", "organization"]),
    help="Who is named is somebody whom the record does not know.",
)
@click.option("--country", help="Side (code or name) of somebody new.")
@click.option(
    "--all-tellings",
    is_flag=True,
    help="Decide the same of all statements of the same utterance, or of all reports of the same happening.",
)
@json_option
def decide_command(
    record: Path,
    target: str,
    verdict: tuple[str, ...],
    reason: str,
    who: str,
    new: str | None,
    country: str | None,
    all_tellings: bool,
    as_json: bool,
) -> None:
    """Overrule what the machine read of the entry with this ID, or say what only a person may say.

    \b
    Of a statement:   speaker NAME or nobody, addressee NAME or nobody,
                      day DATE or unknown, reject
    Of an event:      type TYPE or TYPE/MODE, actors 'NAME; NAME' or nobody,
                      recipients 'NAME; NAME' or nobody, day DATE or unknown,
                      status STATUS, reject
    Of a document:    day DATE or unknown: when it was published
    Of a commitment:  kept, broken, reject
    Of a line of communication:  reject

    `withdrawn` takes back what was decided before; where that is several things, say which: `speaker withdrawn`.

    A decision stays through every rebuild; where the entry is no longer found in the same words, the decision waits in
    `onrecord decisions` instead of moving to another.
    """
    from onrecord import decide
    from onrecord.cli._chosen import resolved
    from onrecord.records import to_json
    from onrecord.store import Record

    what, said = _what_and_verdict(verdict)
    code = None
    if country is not None:
        with Record(record) as opened:
            code = resolved(opened, {"country": country})["country"]
    decision = decide(
        record,
        target,
        said,
        what=what,
        reason=reason,
        who=who,
        new=new,  # type: ignore[arg-type]  # click has checked the choice
        country=code,
        all_tellings=all_tellings,
    )
    if as_json:
        print_json(to_json(decision))
        return
    click.echo(f"{decision.target}: {_words(decision)}, decided by {plain(decision.who)} on {decision.when[:10]}.")
    if decision.machine_read:
        click.echo(f"The machine had read: {plain(decision.machine_read)}.")
    with Record(record) as opened:
        if opened.decision_states()[decision.id] == "next build":
            click.echo(
                "It is kept, and comes into the record with the next `onrecord build`: the last build was not finished,"
                " or was made with another version of the program or its model.",
                err=True,
            )


def _what_and_verdict(given: tuple[str, ...]) -> tuple[str | None, str]:
    """Return what is decided, where that is named, and the verdict; a name may come as several words."""
    if len(given) > 1 and given[0] in _WHATS:
        return given[0], " ".join(given[1:])
    return None, " ".join(given)


def _words(decision: Decision) -> str:
    if decision.what == "outcome" or decision.verdict == "rejected":
        return decision.verdict
    return f"{'rejection' if decision.what == 'entry' else decision.what} {plain(decision.verdict)}"


@click.command(
    "decisions",
    epilog=example(
        "onrecord decisions us-china.onrecord",
        "onrecord decisions us-china.onrecord --waiting",
        "onrecord decisions us-china.onrecord --json > decisions.json",
        "onrecord decisions new.onrecord --from decisions.json",
    ),
)
@record_argument
@click.option("--waiting", "only_waiting", is_flag=True, help="Only those that fit nothing in the record any more.")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    help="First take over those of this file: decisions.jsonl of an export, the output of --json, or another record.",
)
@json_option
def decisions_command(record: Path, only_waiting: bool, source: Path | None, as_json: bool) -> None:
    """List what persons decided; those that fit nothing any more are marked as waiting.

    With --from, a team shares its corrections, and a record that is built anew gets them: who decided, when and why
    stays as it was. Of two decisions on the same thing the later one counts.
    """
    from onrecord.records import to_json
    from onrecord.store import Record

    new: set[str] | None = None
    if source is not None:
        from onrecord import take_decisions

        taken = take_decisions(record, source)
        new = {decision.id for decision in taken.new}
        _say_what_was_taken(taken, source)
    with Record(record) as opened:
        states = opened.decision_states()
        decided = [
            one
            for one in opened.decisions()
            if (not only_waiting or states[one.id] == "waiting") and (new is None or one.id in new)
        ]
        if as_json:
            print_json(
                [{**to_json(one), "state": states[one.id], "waiting": states[one.id] == "waiting"} for one in decided]
            )
            return
        if not decided and only_waiting:
            click.echo("No decision waits.")
        elif not decided and new is None:
            click.echo("Nobody has decided anything yet. How to: onrecord decide --help")
        for decision in decided:
            _print_decision(opened, decision, states[decision.id])


def _say_what_was_taken(taken: DecisionsTaken, source: Path) -> None:
    """Say on standard error what became of the decisions of a file, so that a list after it can be read by programs."""
    known = f", {taken.known:,} {'was' if taken.known == 1 else 'were'} known" if taken.known else ""
    click.echo(f"Taken over from {source}: {len(taken.new):,} decision{'s' * (len(taken.new) != 1)}{known}.", err=True)
    for decision in taken.overruled:
        click.echo(
            f"  {decision.target}: {_words(decision)} by {plain(decision.who)} ({decision.when[:10]}) is replaced by a"
            " later decision",
            err=True,
        )
    if taken.outdated:
        click.echo(f"  {len(taken.outdated):,} had been replaced by a later one.", err=True)
    if taken.waiting:
        click.echo(
            f"  {len(taken.waiting):,} {'fits' if len(taken.waiting) == 1 else 'fit'} nothing in this record, and"
            f" {'waits' if len(taken.waiting) == 1 else 'wait'}: onrecord decisions RECORD --waiting",
            err=True,
        )


def _print_decision(record: Record, decision: Decision, state: DecisionState) -> None:
    when = decision.when.partition(".")[0]
    mark = "  taken back" if state == "withdrawn" and decision.verdict != "withdrawn" else _STATE_WORDS[state]
    click.echo(f"{when}  {decision.target}  {_words(decision)}  by {plain(decision.who)}{mark}")
    click.echo(f"    {plain(decision.reason)}")
    if decision.machine_read:
        click.echo(f"    the machine had read: {plain(decision.machine_read)}")
    for place in decision.evidence[:1]:
        click.echo(f"    “{short(place.quote, _SHOWN_WORDS)}” in {place.document} at {place.start}")
    if state == "waiting":
        there = record.entries_at(decision)
        now = f"there stands now: {', '.join(there)}; decide on it, and take" if there else "take"
        click.echo(f"    {now} this back with: onrecord decide RECORD {decision.target} {decision.what} withdrawn …")


def decided_mark(entry: Statement | Event) -> str:
    """Return the mark of an entry that a person decided upon; empty for all others."""
    from onrecord.records import DECIDED_METHOD

    return " · decided by a person" if entry.method.startswith(DECIDED_METHOD) else ""


def print_decided(record: Record, target: str) -> None:
    """Print who decided what of an entry, why, and what the machine had read; nothing where nobody did."""
    decided = record.decided(target)
    if decided is not None:
        click.echo()
        _print_reasons(decided.decisions)


def print_rejected(decided: DecidedEntry, *, as_json: bool) -> None:
    """Print an entry that a person said is none."""
    from onrecord.records import to_json

    if as_json:
        print_json(
            {
                "rejected": decided.entry.id,
                "machine_read": to_json(decided.entry),
                "decisions": to_json(decided.decisions),
            }
        )
        return
    for place in decided.decisions[0].evidence:
        click.echo(f"“{plain(place.quote)}” in {place.document} at {place.start}")
    _print_reasons(decided.decisions)


def _print_reasons(decisions: Sequence[Decision]) -> None:
    for decision in decisions:
        click.secho(f"{_words(decision)}, decided by {plain(decision.who)} on {decision.when[:10]}", bold=True)
        click.echo(f"  because: {plain(decision.reason)}")
        if decision.machine_read:
            click.echo(f"  the machine had read: {plain(decision.machine_read)}")
