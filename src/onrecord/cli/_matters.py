"""``onrecord events``, ``happenings``, ``meetings``, ``commitments``, ``channels``, ``positions``: what happened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from onrecord.cli._chosen import resolved
from onrecord.cli._decide import decided_mark
from onrecord.cli._narrowed import check_days, has_words, is_between, made_at, words_of_meeting
from onrecord.cli._options import example, json_option, nothing_found, plain, print_json, record_argument, short

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

    Matter = TypeVar("Matter", Commitment, Channel, Position, Meeting)

_limit_option = click.option(
    "-n", "--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many."
)
_offset_option = click.option("--offset", type=click.IntRange(0), default=0, help="Leave out so many first.")
_document_option = click.option("--document", help="Id of a document that tells of it.")
_since_option = click.option("--since", help="First day, e.g. 2023-11-15 or 2023-11.")
_until_option = click.option("--until", help="Last day.")
_party_option = click.option("--party", help="Country (code or name) of a party.")
_issue_option = click.option("--issue", help="Id or name of the issue, e.g. taiwan.")


def event_date_words(date: EventDate) -> str:
    """Return the date of an event for a terminal: a day, ``first…last``, or that it is unknown."""
    if date.date and date.enddate and date.enddate != date.date:
        return f"{date.date}…{date.enddate}"
    return date.date or "day unknown"


def asserting_words(asserted_by: Sequence[AssertedBy]) -> str:
    """Return who says so, for a terminal."""
    from onrecord.publishing import ASSERTION_WORDS, STANCE_WORDS, in_words

    said = []
    for item in asserted_by:
        stance = "" if item.stance == "asserts" else f", {in_words(STANCE_WORDS, item.stance)}"
        how = f"({in_words(ASSERTION_WORDS, item.channel)}{stance})"
        said.append(" ".join(part for part in (item.side, plain(item.text), how) if part))
    return "; ".join(said)


def _chosen(found: list[Matter], document: str | None) -> list[Matter]:
    """Return those of the matters that a document tells of; all where none is asked for."""
    from onrecord.publishing import is_told_in

    return found if document is None else [one for one in found if is_told_in(one, document)]


def _say_how_many(total: int, one: str, many: str, offset: int, limit: int) -> None:
    """Say how many there are in all, and how to see those that are not printed."""
    if not total:
        nothing_found(one)
        return
    shown = f"; {offset + 1:,} to {min(offset + limit, total):,} here" if offset or limit < total else ""
    click.echo(f"{total:,} {one if total == 1 else many}{shown}\n")


def _say_what_follows(total: int, offset: int, limit: int) -> None:
    if offset + limit < total:
        click.echo(f"{total - offset - limit:,} more: add --offset {offset + limit}", err=True)


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
@click.option("--country", help="Country (code or name) of an actor or recipient.")
@_issue_option
@_since_option
@_until_option
@_limit_option
@_offset_option
@json_option
def events_command(record: Path, limit: int, offset: int, as_json: bool, **filters: str | None) -> None:
    """List events as single documents tell them, latest first; every option narrows the list."""
    from onrecord.records import to_json
    from onrecord.store import EventQuery, Record

    EventQuery(**filters)  # a wrong date, type or status is said before the record is opened
    with Record(record) as opened:
        query = EventQuery(**resolved(opened, filters))
        found = opened.events(query, limit=limit, offset=offset)
        if as_json:
            print_json(to_json(found))
            return
        total = opened.count_events(query)
        _say_how_many(total, "event (a report of a happening)", "events: reports, not happenings", offset, limit)
        for event in found:
            _print_event(event)
        _say_what_follows(total, offset, limit)


def _print_event(event: Event) -> None:
    from onrecord.publishing import event_clause, kind_noun, status_word

    code = event.event + (f"/{event.mode}" if event.mode else "")
    kind = f"{kind_noun(code)} ({code})"
    who = ", ".join(one.country or plain(one.text) for one in event.actor) or "?"
    whom = ", ".join(one.country or plain(one.text) for one in event.recipient)
    click.secho(
        f"{event_date_words(event.date)} · {kind} · {status_word(event.status)} · {who}{f' → {whom}' if whom else ''}"
        f"{decided_mark(event)}",
        bold=True,
    )
    if event.evidence:
        click.echo(f"  “{short(event_clause(event), 160)}” at {event.evidence[0].start} of {event.document}")
    click.secho(f"  {asserting_words(event.asserted_by) or 'no source named'} · {event.id}\n", dim=True)


@click.command(
    "happenings",
    epilog=example(
        "onrecord happenings us-china.onrecord --since 2023-11",
        "onrecord happenings us-china.onrecord --kind consult/visit --party CHN --json",
    ),
)
@record_argument
@_document_option
@click.option("--kind", help="E.g. consult/visit, or consult for all kinds of it.")
@click.option("--status", help="E.g. occurred, announced, agreed, denied, did_not_happen.")
@_party_option
@_issue_option
@_since_option
@_until_option
@_limit_option
@_offset_option
@json_option
def happenings_command(record: Path, limit: int, offset: int, as_json: bool, **filters: str | None) -> None:
    """List what happened, each once however many documents tell it, latest first."""
    from onrecord.records import to_json
    from onrecord.store import HappeningQuery, Record

    HappeningQuery(**filters)  # a wrong date or status is said before the record is opened
    with Record(record) as opened:
        query = HappeningQuery(**resolved(opened, filters))
        found = opened.happenings(query, limit=limit, offset=offset)
        if as_json:
            print_json(to_json(found))
            return
        count = opened.count_happenings(query)
        if not count.happenings:
            nothing_found("happening")
            return
        click.echo(
            f"{count.happenings:,} happenings in {count.documents:,} documents"
            f" ({count.independent_reports:,} independent reports)\n"
        )
        for happening in found:
            _print_happening(happening)
        _say_what_follows(count.happenings, offset, limit)


def _print_happening(happening: Happening) -> None:
    from onrecord.publishing import kind_noun, status_word

    parties = ", ".join(happening.parties)
    kind = f"{kind_noun(happening.kind)} ({happening.kind})"
    click.secho(f"{event_date_words(happening.date)} · {kind} · {status_word(happening.status)} · {parties}", bold=True)
    click.echo(f"  {short(happening.text, 160)}")
    meeting = f" · {happening.meeting}" if happening.meeting else ""
    click.secho(
        f"  {_counted(happening.documents, 'document')}, {happening.independent_reports} independent"
        f" · {happening.id}{meeting}\n",
        dim=True,
    )


@click.command(
    "meetings",
    epilog=example(
        "onrecord meetings us-china.onrecord --words Woodside",
        "onrecord meetings us-china.onrecord --party CHN --since 2023-11 --json",
        "onrecord show us-china.onrecord meet-0123456789abcdef",
    ),
)
@record_argument
@_party_option
@click.option("--words", help="Words of its place, of who took part, or of what the accounts tell.")
@_since_option
@_until_option
@_document_option
@_limit_option
@_offset_option
@json_option
def meetings_command(
    record: Path,
    party: str | None,
    words: str | None,
    since: str | None,
    until: str | None,
    document: str | None,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """List meetings, calls and visits with how the accounts of the sides stand to one another, latest first."""
    from onrecord.records import to_json
    from onrecord.store import Record

    check_days(since, until)
    with Record(record) as opened:
        party = resolved(opened, {"party": party, "document": document})["party"]
        if document is None and words is None and since is None and until is None:
            found = opened.meetings(party=party, limit=limit, offset=offset)
            total = opened.count_matters("meeting", party=party)
        else:
            chosen = [
                one
                for one in _chosen(opened.meetings(party=party), document)
                if is_between(one.date.date, one.date.enddate, since, until)
                and has_words(words, words_of_meeting(opened, one))
            ]
            found, total = chosen[offset : offset + limit], len(chosen)
        if as_json:
            print_json(to_json(found))
            return
        _say_how_many(total, "meeting", "meetings", offset, limit)
        for meeting in found:
            print_meeting(opened, meeting, items=False)
        _say_what_follows(total, offset, limit)


def print_meeting(record: Record, meeting: Meeting, *, items: bool = True) -> None:
    """Print a meeting, with its items if asked."""
    from onrecord.publishing import ACCOUNT_WORDS, ITEM_RELATION_WORDS, in_words

    place = f" · {plain(meeting.location.text)}" if meeting.location else ""
    click.secho(f"{event_date_words(meeting.date)} · {meeting.kind} · {', '.join(meeting.parties)}{place}", bold=True)
    for account in meeting.accounts:
        click.echo(
            f"  {f'{account.side} ({in_words(ACCOUNT_WORDS, account.source)})' if account.side else 'press'}: "
            f"{_counted(len(account.items), 'item')} in {_counted(len(account.documents), 'document')}"
        )
    relations = [item.relation for item in meeting.items]
    counted = ", ".join(
        f"{relations.count(name)} {in_words(ITEM_RELATION_WORDS, name)}" for name in sorted(set(relations))
    )
    click.secho(f"  {counted or 'no items'} · {meeting.id}\n", dim=True)
    if items:
        commitments = made_at(record, meeting)
        if commitments:
            click.secho("Agreed or promised at it, and what became of it:", bold=True)
        for commitment in commitments:
            print_commitment(record, commitment, history=False)
        for item in meeting.items:
            click.secho(f"{item.issue or 'another matter'}: {in_words(ITEM_RELATION_WORDS, item.relation)}", bold=True)
            for evidence in item.evidence:
                click.echo(f"  {_place(evidence)}")
            for silent in item.not_found_in:
                click.echo(f"  {silent.side}: not found in {_counted(silent.documents, 'document')}")


@click.command(
    "commitments",
    epilog=example(
        "onrecord commitments us-china.onrecord",
        "onrecord commitments us-china.onrecord --issue counternarcotics",
        "onrecord commitments us-china.onrecord --meeting meet-0123456789abcdef",
        "onrecord commitments us-china.onrecord --since 2023-11 --words fentanyl",
    ),
)
@record_argument
@_party_option
@_issue_option
@click.option("--words", help="Words of what was undertaken.")
@click.option("--meeting", help="Id of the meeting at which it was undertaken.")
@click.option("--since", help="First day of its latest step, e.g. 2023-11-15 or 2023-11.")
@click.option("--until", help="Last day of its latest step.")
@_document_option
@_limit_option
@_offset_option
@json_option
def commitments_command(
    record: Path,
    party: str | None,
    issue: str | None,
    words: str | None,
    meeting: str | None,
    since: str | None,
    until: str | None,
    document: str | None,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """List commitments with where they stand and who says so, the one with the latest step first."""
    from onrecord.records import to_json
    from onrecord.store import Record

    check_days(since, until)
    with Record(record) as opened:
        asked = resolved(opened, {"party": party, "issue": issue, "document": document})
        if meeting is not None:
            meeting = opened.meeting(meeting).id
        chosen = [
            one
            for one in _chosen(opened.commitments(party=asked["party"], issue=asked["issue"]), document)
            if (meeting is None or one.made_at == meeting)
            and has_words(words, (one.text, *(proof.quote for step in one.history for proof in step.evidence)))
            and is_between(one.history[-1].date.date if one.history else None, None, since, until)
        ]
        found = chosen[offset : offset + limit]
        if as_json:
            print_json(to_json(found))
            return
        _say_how_many(len(chosen), "commitment", "commitments", offset, limit)
        for commitment in found:
            print_commitment(opened, commitment, history=False)
        _say_what_follows(len(chosen), offset, limit)


def print_commitment(record: Record, commitment: Commitment, *, history: bool = True) -> None:
    """Print a commitment, with its history if asked."""
    from onrecord.publishing import (
        COMMITMENT_STATE_WORDS,
        agreement_words,
        in_words,
        parties_of,
        step_side_words,
        undertaking_of,
    )

    towards = f" towards {', '.join(commitment.beneficiary)}" if commitment.beneficiary else ""
    if commitment.beneficiary == commitment.obligor and len(commitment.obligor) > 1:
        towards = " towards each other"
    words = short(undertaking_of(commitment, record.document), 120)
    click.secho(f"{', '.join(commitment.obligor) or '?'}{towards}: {words}", bold=True)
    last = commitment.history[-1] if commitment.history else None
    state = (
        f"{in_words(COMMITMENT_STATE_WORDS, last.state)} ({last.date.date or 'day unknown'})"
        if last
        else "no step on record"
    )
    due = f", due {commitment.deadline.date}" if commitment.deadline and commitment.deadline.date else ""
    agreement = agreement_words(commitment.agreement, parties_of(commitment))
    click.echo(f"  {state}, {agreement}{due}; {commitment.issue or 'no issue'}")
    click.secho(f"  {commitment.id}\n", dim=True)
    if history:
        for step in commitment.history:
            told = f"{in_words(COMMITMENT_STATE_WORDS, step.state)}; {step_side_words(step, commitment)}"
            click.secho(f"{step.date.date or 'day unknown'}  {told}", bold=True)
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
@_document_option
@_limit_option
@_offset_option
@json_option
def channels_command(
    record: Path, party: str | None, document: str | None, limit: int, offset: int, as_json: bool
) -> None:
    """List lines of communication with their last known state and how old the evidence is."""
    from onrecord.records import to_json
    from onrecord.store import Record

    with Record(record) as opened:
        party = resolved(opened, {"party": party, "document": document})["party"]
        chosen = _chosen(opened.channels(party=party), document)
        found = chosen[offset : offset + limit]
        if as_json:
            print_json(to_json(found))
            return
        groups = sum(1 for channel in chosen if not channel.history)
        below = f", {groups:,} of them mere groups of others" if groups else ""
        _say_how_many(len(chosen), "line of communication", f"lines of communication{below}", offset, limit)
        if not chosen and dict(opened.status().versions).get("language", "").startswith("rules"):
            click.echo("They are found by the trained model alone: onrecord build SOURCES --language model", err=True)
        for channel in found:
            print_channel(channel, history=False)
        _say_what_follows(len(chosen), offset, limit)


def print_channel(channel: Channel, *, history: bool = True) -> None:
    """Print a line of communication, with its history if asked."""
    from onrecord.publishing import CHANNEL_STATE_WORDS, LEVEL_WORDS, agreement_words, in_words

    last = channel.history[-1] if channel.history else None
    state = in_words(CHANNEL_STATE_WORDS, last.state) if last else "a group, no state of its own"
    as_of = f", as of {channel.as_of}" if channel.as_of else ""
    agreement = f", {agreement_words(channel.agreement, channel.parties)}" if last else ""
    click.echo(
        f"{'-'.join(channel.parties) + '  ':<13}{in_words(LEVEL_WORDS, channel.level):<23}{short(channel.name, 44):<46}"
        f"{state}{as_of}{agreement}  {channel.id}"
    )
    if history:
        for step in channel.history:
            by = f" by {', '.join(step.by)}" if step.by else ""
            told = (
                f"{in_words(CHANNEL_STATE_WORDS, step.state)}{by}; {agreement_words(step.agreement, channel.parties)}"
            )
            click.secho(f"{step.date.date or 'day unknown'}  {told}", bold=True)
            _print_proof(step.asserted_by, step.evidence)


@click.command(
    "positions",
    epilog=example(
        "onrecord positions us-china.onrecord --issue taiwan", "onrecord positions us-china.onrecord --side CHN --json"
    ),
)
@record_argument
@_issue_option
@click.option("--side", help="Country (code or name) of the side whose position it is.")
@_document_option
@_limit_option
@_offset_option
@json_option
def positions_command(
    record: Path,
    issue: str | None,
    side: str | None,
    document: str | None,
    limit: int,
    offset: int,
    as_json: bool,
) -> None:
    """List where the sides stand, in exact words, the one stated last first."""
    from onrecord.records import to_json
    from onrecord.store import Record

    with Record(record) as opened:
        asked = resolved(opened, {"issue": issue, "side": side, "document": document})
        chosen = _chosen(opened.positions(issue=asked["issue"], side=asked["side"]), document)
        found = chosen[offset : offset + limit]
        if as_json:
            print_json(to_json(found))
            return
        _say_how_many(len(chosen), "position", "positions", offset, limit)
        for position in found:
            print_position(opened, position)
        _say_what_follows(len(chosen), offset, limit)


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
    from onrecord.publishing import method_words

    _print_event(event)
    for evidence in event.evidence:
        click.echo(f"  {_place(evidence)}")
    click.echo(
        f"  PLOVER code: {event.event}{f'/{event.mode}' if event.mode else ''}, {event.quad_code},"
        f" {event.event_scale} from -10 (conflict) to 10 (cooperation)"
    )
    fit = {"exact": "the same kind", "coarse": "the nearest kind"}.get(event.cameo_mapping, "")
    click.echo(f"  CAMEO code: {event.cameo_code or 'none'}{f', {fit}' if event.cameo_code and fit else ''}")
    click.echo(f"  confidence {event.confidence:.2f} of 1; {method_words(event.method)}")
    if event.happening:
        click.echo(f"  the happening it reports: {event.happening}")


def print_happening(record: Record, happening: Happening) -> None:
    """Print a happening with all its reports."""
    from onrecord.store import EventQuery

    _print_happening(happening)
    for event in record.events(EventQuery(happening=happening.id)):
        _print_event(event)
