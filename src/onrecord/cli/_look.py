"""``onrecord search``, ``show`` and the lists: looking into a record from the terminal."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import _matters
from onrecord.cli._chosen import resolved
from onrecord.cli._decide import decided_mark, print_decided, print_rejected
from onrecord.cli._options import (
    FIND_NOTHING,
    disarmed,
    example,
    json_option,
    nothing_found,
    plain,
    print_json,
    record_argument,
    short,
)

if TYPE_CHECKING:
    from onrecord.records import Document, Published, Statement
    from onrecord.store import Record

_WIDTH = 100

_LONGEST_IN_LIST = 480
"""Code points of a statement that a list shows, as on the page; a speech of many lines is cut, `show` has it whole."""


def _date_words(published: Published) -> str:
    from onrecord.publishing import published_interval_words

    return published_interval_words(published, day=str, days=lambda first, last: f"{first}…{last}")


def _heading(document: Document) -> str:
    from onrecord.publishing import heading_of

    return heading_of(document)


def _speaker_words(record: Record, statement: Statement) -> str:
    if statement.speaker is not None:
        return plain(record.actor(statement.speaker).name)
    return f"“{plain(statement.speaker_text)}” (not resolved)" if statement.speaker_text else "speaker not found"


def _source_mark(document: Document) -> str:
    kind = "" if document.kind == "original" else f", {document.kind.replace('_', ' ')}"
    from onrecord.publishing import source_name

    source = source_name(document) or Path(document.path).name
    return f"{plain(source)}{kind}, {_date_words(document.published)}"


def _words_shown(record: Record, content: str, searched: str) -> str:
    """Return the words of a statement for a list: of a long one the passage searched for, or its beginning."""
    if len(content) <= _LONGEST_IN_LIST:
        return content
    passage = "".join(part.text for part in record.passage_with(searched, content)) if searched else ""
    return f"… {passage.strip()} …" if passage else short(content, _LONGEST_IN_LIST)


def _print_statement(record: Record, statement: Statement, searched: str = "", *, whole: bool = False) -> None:
    from onrecord.publishing import lead_in, whole_words

    document = record.document(statement.document)
    said = statement.said_on.date or "day unknown"
    to = f" to {plain(record.actor(statement.addressee).name)}" if statement.addressee else ""
    decided = decided_mark(statement)
    click.secho(f"{_speaker_words(record, statement)}{to} · {said} · {statement.mode}{decided}", bold=True)
    content = plain(whole_words(document, statement))
    content = content if whole else _words_shown(record, content, searched)
    lead = lead_in(document, statement)
    content = f"{plain(lead)} {content}" if lead else content
    click.echo(textwrap.fill(content, _WIDTH, initial_indent="  ", subsequent_indent="  "))
    place = statement.content[0].start if statement.content else 0
    click.secho(f"  {_source_mark(document)} · at {place} · {statement.id}\n", dim=True)


@click.command(
    "search",
    epilog=example(
        'onrecord search us-china.onrecord "military communication"',
        "onrecord search us-china.onrecord 'Taiwan \"peaceful reunification\"' --json",
    ),
)
@record_argument
@click.argument("words", nargs=-1, required=True)
@click.option(
    "-n", "--limit", type=click.IntRange(1, 10_000), default=10, show_default=True, help="At most so many of each."
)
@json_option
def search_command(record: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find statements and documents in which all WORDS stand; a phrase goes in quotation marks."""
    from onrecord.records import to_json
    from onrecord.store import Record, StatementQuery

    with Record(record) as opened:
        found = opened.search(" ".join(words), limit=limit)
        if as_json:
            print_json(
                {
                    "words": found.words,
                    "statements": to_json(found.statements),
                    "documents": [
                        {
                            "document": hit.document.id,
                            "title": hit.document.title,
                            "start": hit.start,
                            "end": hit.end,
                            "excerpt": "".join(part.text for part in hit.excerpt),
                        }
                        for hit in found.documents
                    ],
                }
            )
        elif not found.statements and not found.documents:
            click.echo(f"Nothing in the record holds all of: {found.words}", err=True)
        else:
            if found.statements:
                total = opened.count_statements(StatementQuery(words=found.words)).statements
                shown = f"{len(found.statements)} of {total:,}" if total > len(found.statements) else f"{total}"
                click.secho(f"Statements ({shown})\n", underline=True)
            for statement in found.statements:
                _print_statement(opened, statement, found.words)
            if found.documents:
                more = " or more" if len(found.documents) == limit else ""
                click.secho(f"Documents ({len(found.documents)}{more})\n", underline=True)
            for hit in found.documents:
                click.secho(short(_heading(hit.document), _WIDTH), bold=True)
                excerpt = "".join(
                    click.style(disarmed(part.text), reverse=True) if part.is_match else disarmed(part.text)
                    for part in hit.excerpt
                )
                click.echo("  " + excerpt)
                click.secho(f"  {_source_mark(hit.document)} · at {hit.start} · {hit.document.id}\n", dim=True)
    if not found.statements and not found.documents:
        sys.exit(FIND_NOTHING)


@click.command(
    "show",
    epilog=example(
        "onrecord show us-china.onrecord stmt-3f2a9c0d11e45b67",
        "onrecord show us-china.onrecord doc-9ea5fd7305c4ddb8 --json",
    ),
)
@record_argument
@click.argument("id_", metavar="ID")
@json_option
def show_command(record: Path, id_: str, as_json: bool) -> None:
    """Show one record (a statement, document, actor, event, happening, meeting …) with its evidence."""
    from onrecord.errors import NotFoundError
    from onrecord.records import to_json
    from onrecord.store import Record

    with Record(record) as opened:
        readers: dict[str, Any] = {
            "stmt": (opened.statement, _show_statement),
            "doc": (opened.document, _show_document),
            "actor": (opened.actor, _show_actor),
            "evt": (opened.event, _matters.print_event),
            "happ": (opened.happening, _matters.print_happening),
            "meet": (opened.meeting, _matters.print_meeting),
            "comm": (opened.commitment, _matters.print_commitment),
            "chan": (opened.channel, lambda _, one: _matters.print_channel(one)),
            "pos": (opened.position, _matters.print_position),
        }
        kind = id_.split("-", 1)[0]
        if kind not in readers:
            raise NotFoundError(
                f"{id_!r} is no id of a record.",
                f"Ids begin with {'-, '.join(readers)}-; `onrecord search` and the lists print them.",
            )
        read, show = readers[kind]
        try:
            found = read(id_)
        except NotFoundError:
            rejected = opened.decided(id_)
            if rejected is None or not rejected.is_rejected:
                raise
            print_rejected(rejected, as_json=as_json)
            return
        if as_json:
            print_json(to_json(found))
        else:
            show(opened, found)
            print_decided(opened, id_)


def _line(name: str, value: object) -> None:
    click.echo(f"{name + ':' if name else '':<14}{value}")


def _show_statement(record: Record, statement: Statement) -> None:
    from onrecord.publishing import method_words

    _print_statement(record, statement, whole=True)
    document = record.document(statement.document)
    if statement.speaker_span:
        _line("speaker", f"“{plain(statement.speaker_span.quote)}” at {statement.speaker_span.start}")
    if statement.cue:
        _line(
            "word",
            f"“{plain(statement.cue.quote)}” at {statement.cue.start}, a word of the kind: {statement.cue.kind}",
        )
    if statement.addressee_span:
        _line("addressee", f"“{plain(statement.addressee_span.quote)}” at {statement.addressee_span.start}")
    _line("told by", " ← ".join(plain(teller.text) for teller in statement.via) or "—")
    said = statement.said_on
    _line("said on", f"{said.date or 'unknown'} ({said.basis}{'; ' + said.reason if said.reason else ''})")
    for evidence in said.evidence:
        _line("", f"“{plain(evidence.quote)}” at {evidence.start}")
    _line("occasion", statement.occasion or "—")
    _line("issues", ", ".join(statement.issues) or "—")
    _line("confidence", f"{statement.confidence:.2f} of 1; {method_words(statement.method)}")
    first = min(span.start for span in statement.content)
    last = max(span.end for span in statement.content)
    click.echo("\nIn the source:")
    start, end = max(0, first - 200), min(len(document.text), last + 200)
    passage = document.text[start:first] + "⟦" + document.text[first:last] + "⟧" + document.text[last:end]
    click.echo(textwrap.fill(plain(passage), _WIDTH, initial_indent="  ", subsequent_indent="  "))
    click.echo(f"\nDocument: {document.id}  {short(document.title, 70)}")


def _show_document(record: Record, document: Document) -> None:
    click.secho(plain(_heading(document)), bold=True)
    _line("id", document.id)
    _line("kind", document.kind + (f", from {document.derived_from}" if document.derived_from else ""))
    _line(
        "outlet", plain(document.outlet or "unknown") + (f" (found on {plain(document.host)})" if document.host else "")
    )
    _line("authors", plain(", ".join(document.authors)) or "—")
    _line("agencies", plain(", ".join(document.wires)) or "—")
    _line("published", f"{_date_words(document.published)} ({document.published.basis})")
    for reason in document.published.reasons:
        _line("", plain(reason))
    for claim in document.claimed_dates:
        verdict = {True: "accepted", False: "rejected", None: "not judged"}[claim.accepted]
        _line("claimed", f"{claim.date or '?'} {verdict}. {plain(claim.reason)}")
    for correction in document.corrections:
        _line("correction", plain(correction.quote))
    _line("read from", plain(document.path))
    _line("sha256", document.source_sha256)
    cut = [part for part in document.roles if part.role not in {"title", "dek", "body", "subhead", "caption"}]
    _line("lines", f"{len(document.roles)}, of which {len(cut)} are not read (navigation, related headlines …)")
    from onrecord.store import StatementQuery

    statements = record.statements(StatementQuery(document=document.id))
    click.echo(f"\nStatements ({len(statements)})\n")
    for statement in statements:
        _print_statement(record, statement)


def _show_actor(record: Record, actor: Any) -> None:
    from onrecord.store import StatementQuery

    click.secho(plain(actor.name), bold=True)
    _line("id", actor.id)
    _line("kind", actor.kind)
    _line("side", actor.country or "unknown")
    _line("also", plain(", ".join(actor.aliases)) or "—")
    for office in actor.offices:
        _line("office", f"{office.title} ({office.country or '?'}), {office.since or '?'} to {office.until or 'now'}")
    statements = record.statements(StatementQuery(speaker=actor.id), limit=10)
    count = record.count_statements(StatementQuery(speaker=actor.id))
    click.echo(f"\n{count.statements} statements in {count.independent_reports} independent reports\n")
    for statement in statements:
        _print_statement(record, statement)


@click.command(
    "statements",
    epilog=example(
        "onrecord statements us-china.onrecord --side CHN --since 2023-11",
        "onrecord statements us-china.onrecord --words fentanyl --mode direct --json",
    ),
)
@record_argument
@click.option("--speaker", help="Name or id of the actor who speaks.")
@click.option("--side", help="Country (code or name) of the speaker's side.")
@click.option("--addressee", help="Name or id of the actor spoken to.")
@click.option("--since", help="First day of saying, e.g. 2023-11-15 or 2023-11.")
@click.option("--until", help="Last day of saying.")
@click.option("--mode", help="direct (in quotation marks), mixed or indirect.")
@click.option("--document", help="Id of the document.")
@click.option("--issue", help="Id or name of the issue, e.g. taiwan.")
@click.option("--words", help="Words that must all stand in it.")
@click.option("-n", "--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Leave out so many first.")
@json_option
def statements_command(record: Path, limit: int, offset: int, as_json: bool, **filters: str | None) -> None:
    """List statements, latest first; every option narrows the list."""
    from onrecord.records import to_json
    from onrecord.store import Record, StatementQuery

    StatementQuery(**filters)  # a wrong date or mode is said before the record is opened
    with Record(record) as opened:
        query = StatementQuery(**resolved(opened, filters))
        found = opened.statements(query, limit=limit, offset=offset)
        if as_json:
            print_json(to_json(found))
            return
        count = opened.count_statements(query)
        if not count.statements:
            nothing_found("statement")
            return
        click.echo(
            f"{count.statements:,} statements in {count.documents:,} documents"
            f" ({count.independent_reports:,} independent reports)\n"
        )
        for statement in found:
            _print_statement(opened, statement)
        if offset + limit < count.statements:
            click.echo(f"{count.statements - offset - limit:,} more: add --offset {offset + limit}", err=True)


@click.command(
    "documents",
    epilog=example("onrecord documents us-china.onrecord", "onrecord documents us-china.onrecord --kind copy"),
)
@record_argument
@click.option(
    "--kind",
    type=click.Choice(["original", "copy", "altered_copy", "wire_copy", "official", "transcript"]),
    help="Only this kind.",
)
@click.option("--words", help="Words that must all stand in it.")
@click.option("-n", "--limit", type=click.IntRange(1), default=None, help="At most so many.")
@json_option
def documents_command(record: Path, kind: str | None, words: str | None, limit: int | None, as_json: bool) -> None:
    """List documents with their kind and date, newest first."""
    from onrecord.publishing import source_name
    from onrecord.records import to_json
    from onrecord.store import Record

    with Record(record) as opened:
        found = opened.documents(kind=kind, words=words, limit=limit)
        if as_json:
            print_json([{key: value for key, value in to_json(each).items() if key != "text"} for each in found])
            return
        if not found:
            nothing_found("document")
        for document in found:
            click.echo(
                f"{_date_words(document.published):<23}{document.kind:<14}{document.id}  "
                f"{short(source_name(document) or '—', 24):<25}{short(_heading(document), 70)}"
            )


@click.command(
    "actors", epilog=example("onrecord actors us-china.onrecord", "onrecord actors us-china.onrecord --json")
)
@record_argument
@click.option("--side", help="Only actors of this country (code or name).")
@json_option
def actors_command(record: Path, side: str | None, as_json: bool) -> None:
    """List who is spoken of, with side and offices."""
    from onrecord.records import to_json
    from onrecord.store import Record

    with Record(record) as opened:
        country = resolved(opened, {"side": side})["side"]
        found = [actor for actor in opened.actors() if country is None or actor.country == country]
        if as_json:
            print_json(to_json(found))
            return
        if not found:
            nothing_found("actor")
        for actor in found:
            offices = "; ".join(office.title for office in actor.offices[-2:])
            click.echo(
                f"{actor.country or '?':<5}{actor.kind:<13}{short(actor.name, 44):<46}{actor.id}  {short(offices, 50)}"
            )
