"""``onrecord events``, ``happenings``, ``meetings``, ``commitments``, ``channels``, ``positions``: what happened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli._options import example, json_option, plain, print_json, record_argument, short

if TYPE_CHECKING:
    from onrecord.records import (
        AssertedBy,
        Channel,
        Commitment,
        Event,
        EventDate,
        Evidence,
        Happening,
        Meeting,
        Position,
    )
    from onrecord.store import Record

_limit_option = click.option(
    "-n", "--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many."
)
_since_option = click.option("--since", help="First day, e.g. 2023-11-15 or 2023-11.")
_until_option = click.option("--until", help="Last day.")
_party_option = click.option("--party", help="Country code of a party.")
_issue_option = click.option("--issue", help="Id of the issue.")


def event_date_words(date: EventDate) -> str:
    """Return the date of an event for a terminal: a day, ``first…last``, or that it is unknown."""
    if date.date and date.enddate and date.enddate != date.date:
        return f"{date.date}…{date.enddate}"
    return date.date or "day unknown"


def asserting_words(asserted_by: Sequence[AssertedBy]) -> str:
    """Return who says so, for a terminal."""
    return "; ".join(
        " ".join(part for part in (item.side, plain(item.text), f"({item.channel}, {item.stance})") if part)
        for item in asserted_by
    )


def agreement_words(agreement: str, parties: Sequence[str]) -> str:
    """Return which side says so, with the codes of the parties in place of A and B."""
    ordered = sorted(set(parties))
    if agreement == "only_A" and ordered:
        return f"only {ordered[0]} says so"
    if agreement == "only_B" and len(ordered) > 1:
        return f"only {ordered[1]} says so"
    return {"both": "both say so", "third_party_only": "others say so"}.get(agreement, agreement.replace("_", " "))


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _place(evidence: Evidence) -> str:
    return f"“{short(evidence.quote, 90)}” at {evidence.start} of {evidence.document}"


@click.command(
    "events",
    epilog=example(
        "onrecord events us-china.onrecord --since 2023-11 --country CHN",
        "onrecord events us-china.onrecord --type CONSULT --status occurred --json",
    ),
)
@record_argument
@click.option("--document", help="Id of the document.")
@click.option("--type", "event", help="PLOVER type, e.g. CONSULT or AGREE.")
@click.option("--status", help="E.g. occurred, announced, agreed, denied, did_not_happen.")
@click.option("--country", help="Country code of an actor or recipient.")
@_issue_option
@_since_option
@_until_option
@_limit_option
@json_option
def events_command(record: Path, limit: int, as_json: bool, **filters: str | None) -> None:
    """List events as single documents tell them, latest first; every option narrows the list."""
    from onrecord.records import to_json
    from onrecord.store import EventQuery, Record

    query = EventQuery(**filters)
    with Record(record) as opened:
        found = opened.events(query, limit=limit)
        if as_json:
            print_json(to_json(found))
            return
        click.echo(f"{opened.count_events(query):,} events: reports, not happenings\n")
        for event in found:
            _print_event(event)


def _print_event(event: Event) -> None:
    kind = event.event + (f"/{event.mode}" if event.mode else "")
    who = ", ".join(one.country or plain(one.text) for one in event.actor) or "?"
    whom = ", ".join(one.country or plain(one.text) for one in event.recipient)
    click.secho(
        f"{event_date_words(event.date)} · {kind} · {event.status} · {who}{f' → {whom}' if whom else ''}", bold=True
    )
    for evidence in event.evidence[:1]:
        click.echo(f"  {_place(evidence)}")
    click.secho(f"  {asserting_words(event.asserted_by) or 'no source named'} · {event.id}\n", dim=True)


@click.command(
    "happenings",
    epilog=example(
        "onrecord happenings us-china.onrecord --since 2023-11",
        "onrecord happenings us-china.onrecord --kind consult/visit --party CHN --json",
    ),
)
@record_argument
@click.option("--kind", help="E.g. consult/visit, or consult for all kinds of it.")
@click.option("--status", help="E.g. occurred, announced, agreed, denied, did_not_happen.")
@_party_option
@_issue_option
@_since_option
@_until_option
@_limit_option
@json_option
def happenings_command(record: Path, limit: int, as_json: bool, **filters: str | None) -> None:
    """List what happened, each once however many documents tell it, latest first."""
    from onrecord.records import to_json
    from onrecord.store import HappeningQuery, Record

    query = HappeningQuery(**filters)
    with Record(record) as opened:
        found = opened.happenings(query, limit=limit)
        if as_json:
            print_json(to_json(found))
            return
        count = opened.count_happenings(query)
        click.echo(
            f"{count.happenings:,} happenings in {count.documents:,} documents"
            f" ({count.independent_reports:,} independent reports)\n"
        )
        for happening in found:
            _print_happening(happening)


def _print_happening(happening: Happening) -> None:
    parties = ", ".join(happening.parties)
    click.secho(f"{event_date_words(happening.date)} · {happening.kind} · {happening.status} · {parties}", bold=True)
    click.echo(f"  {short(happening.text, 160)}")
    meeting = f" · {happening.meeting}" if happening.meeting else ""
    click.secho(
        f"  {_counted(happening.documents, 'document')}, {happening.independent_reports} independent"
        f" · {happening.id}{meeting}\n",
        dim=True,
    )


@click.command(
    "meetings",
    epilog=example("onrecord meetings us-china.onrecord", "onrecord meetings us-china.onrecord --party CHN --json"),
)
@record_argument
@_party_option
@_limit_option
@json_option
def meetings_command(record: Path, party: str | None, limit: int, as_json: bool) -> None:
    """List meetings, calls and visits with how the accounts of the sides stand to one another, latest first."""
    from onrecord.records import to_json
    from onrecord.store import Record

    with Record(record) as opened:
        found = opened.meetings(party=party)[:limit]
        if as_json:
            print_json(to_json(found))
            return
        for meeting in found:
            print_meeting(opened, meeting, items=False)


def print_meeting(record: Record, meeting: Meeting, *, items: bool = True) -> None:
    """Print a meeting, with its items if asked."""
    place = f" · {plain(meeting.location.text)}" if meeting.location else ""
    click.secho(f"{event_date_words(meeting.date)} · {meeting.kind} · {', '.join(meeting.parties)}{place}", bold=True)
    for account in meeting.accounts:
        click.echo(
            f"  {account.side or 'press'} ({account.source.replace('_', ' ')}): "
            f"{_counted(len(account.items), 'item')} in {_counted(len(account.documents), 'document')}"
        )
    relations = [item.relation for item in meeting.items]
    counted = ", ".join(f"{relations.count(name)} {name.replace('_', ' ')}" for name in sorted(set(relations)))
    click.secho(f"  {counted or 'no items'} · {meeting.id}\n", dim=True)
    if items:
        for item in meeting.items:
            click.secho(f"{item.issue or 'another matter'}: {item.relation.replace('_', ' ')}", bold=True)
            for evidence in item.evidence:
                click.echo(f"  {_place(evidence)}")
            for silent in item.not_found_in:
                click.echo(f"  {silent.side}: not found in {_counted(silent.documents, 'document')}")


@click.command(
    "commitments",
    epilog=example(
        "onrecord commitments us-china.onrecord", "onrecord commitments us-china.onrecord --issue counternarcotics"
    ),
)
@record_argument
@_party_option
@_issue_option
@_limit_option
@json_option
def commitments_command(record: Path, party: str | None, issue: str | None, limit: int, as_json: bool) -> None:
    """List commitments with where they stand and who says so, the one with the latest step first."""
    from onrecord.records import to_json
    from onrecord.store import Record

    with Record(record) as opened:
        found = opened.commitments(party=party, issue=issue)[:limit]
        if as_json:
            print_json(to_json(found))
            return
        for commitment in found:
            print_commitment(commitment, history=False)


def print_commitment(commitment: Commitment, *, history: bool = True) -> None:
    """Print a commitment, with its history if asked."""
    towards = f" towards {', '.join(commitment.beneficiary)}" if commitment.beneficiary else ""
    click.secho(f"{', '.join(commitment.obligor) or '?'}{towards}: {short(commitment.text, 120)}", bold=True)
    last = commitment.history[-1] if commitment.history else None
    state = f"{last.state.replace('_', ' ')} ({last.date.date or 'day unknown'})" if last else "no step on record"
    due = f", due {commitment.deadline.date}" if commitment.deadline and commitment.deadline.date else ""
    agreement = agreement_words(commitment.agreement, (*commitment.obligor, *commitment.beneficiary))
    click.echo(f"  {state}, {agreement}{due}; {commitment.issue or 'no issue'}")
    click.secho(f"  {commitment.id}\n", dim=True)
    if history:
        for step in commitment.history:
            click.secho(f"{step.date.date or 'day unknown'}  {step.state.replace('_', ' ')}", bold=True)
            _print_proof(step.asserted_by, step.evidence)


def _print_proof(asserted_by: Sequence[AssertedBy], proofs: Sequence[Evidence]) -> None:
    click.echo(f"  according to {asserting_words(asserted_by) or 'no source named'}")
    for evidence in proofs:
        click.echo(f"  {_place(evidence)}")


@click.command(
    "channels",
    epilog=example("onrecord channels us-china.onrecord", "onrecord channels us-china.onrecord --party CHN --json"),
)
@record_argument
@_party_option
@json_option
def channels_command(record: Path, party: str | None, as_json: bool) -> None:
    """List lines of communication with their last known state and how old the evidence is."""
    from onrecord.records import to_json
    from onrecord.store import Record

    with Record(record) as opened:
        found = opened.channels(party=party)
        if as_json:
            print_json(to_json(found))
            return
        for channel in found:
            print_channel(channel, history=False)


def print_channel(channel: Channel, *, history: bool = True) -> None:
    """Print a line of communication, with its history if asked."""
    last = channel.history[-1] if channel.history else None
    state = last.state.replace("_", " ") if last else "no state of its own"
    as_of = f", as of {channel.as_of}" if channel.as_of else ""
    agreement = f", {agreement_words(channel.agreement, channel.parties)}" if last else ""
    click.echo(
        f"{'-'.join(channel.parties):<9}{channel.level.replace('_', ' '):<22}{short(channel.name, 44):<46}"
        f"{state}{as_of}{agreement}  {channel.id}"
    )
    if history:
        for step in channel.history:
            by = f" by {', '.join(step.by)}" if step.by else ""
            click.secho(f"{step.date.date or 'day unknown'}  {step.state.replace('_', ' ')}{by}", bold=True)
            _print_proof(step.asserted_by, step.evidence)


@click.command(
    "positions",
    epilog=example(
        "onrecord positions us-china.onrecord --issue taiwan", "onrecord positions us-china.onrecord --side CHN --json"
    ),
)
@record_argument
@_issue_option
@click.option("--side", help="Country code of the side whose position it is.")
@_limit_option
@json_option
def positions_command(record: Path, issue: str | None, side: str | None, limit: int, as_json: bool) -> None:
    """List where the sides stand, in exact words, the one stated last first."""
    from onrecord.records import to_json
    from onrecord.store import Record

    with Record(record) as opened:
        found = opened.positions(issue=issue, side=side)[:limit]
        if as_json:
            print_json(to_json(found))
            return
        for position in found:
            print_position(opened, position)


def print_position(record: Record, position: Position) -> None:
    """Print a position."""
    by = f", according to {position.told_by}" if position.told_by else ""
    click.secho(f"{position.side} on {position.issue}{by} · {position.date.date or 'day unknown'}", bold=True)
    # Quotation marks are for the holder's own words; reported ones are the page's.
    words = short(position.text, 160)
    click.echo(f"  “{words}”" if position.mode == "direct" else f"  {words}")
    who = plain(record.actor(position.holder).name) if position.holder else "holder not named"
    days = f"said on {position.repeated} days, {position.first_seen} to {position.last_seen}"
    click.secho(f"  {who}{f' · {days}' if position.repeated > 1 else ''} · {position.id}\n", dim=True)


def print_event(record: Record, event: Event) -> None:
    """Print an event with its proof."""
    _print_event(event)
    for evidence in event.evidence:
        click.echo(f"  {_place(evidence)}")
    click.echo(
        f"  PLOVER {event.event}{f'/{event.mode}' if event.mode else ''}, {event.quad_code}, {event.event_scale}"
    )
    click.echo(f"  CAMEO {event.cameo_code or 'none'} ({event.cameo_mapping})")
    click.echo(f"  happening {event.happening or 'none'}; found by {event.method} (confidence {event.confidence:.2f})")


def print_happening(record: Record, happening: Happening) -> None:
    """Print a happening with all its reports."""
    from onrecord.store import EventQuery

    _print_happening(happening)
    for event in record.events(EventQuery(happening=happening.id)):
        _print_event(event)
