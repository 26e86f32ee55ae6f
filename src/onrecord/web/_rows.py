"""Statements and documents as rows of a table, and with what a reader must know of them."""

from __future__ import annotations

from typing import Any

from onrecord.publishing import whole_words
from onrecord.records import ClaimedDate, Document, Statement, to_json
from onrecord.web import _words as words
from onrecord.web._names import Names, outlet_name

STATEMENT_COLUMNS = (
    "id",
    "speaker",
    "speaker_name",
    "speaker_text",
    "side",
    "cue",
    "cue_kind",
    "mode",
    "content",
    "start",
    "end",
    "addressee",
    "addressee_name",
    "told_by",
    "said_on",
    "precision",
    "basis",
    "occasion",
    "issues",
    "document",
    "outlet",
    "document_kind",
    "published",
    "confidence",
    "method",
)
"""Columns of a list of statements."""

OF_SOMETHING_ELSE = "Stands outside the heading of the page"
"""How the reason begins where a date on a page was not taken for the page's own."""

DOCUMENT_COLUMNS = (
    "id",
    "title",
    "outlet",
    "host",
    "kind",
    "derived_from",
    "published",
    "precision",
    "earliest",
    "latest",
    "basis",
    "claimed_dates",
    "rejected_dates",
    "language",
    "url",
    "path",
    "text_sha256",
)
"""Columns of a list of documents."""


def told_by(statement: Statement, names: Names) -> str:
    """Return the chain through which a statement reached us, nearest teller first, in one line."""
    return " → ".join(
        (names.actor_name(teller.actor) if teller.actor and not teller.text else teller.text)
        for teller in statement.via
    )


def statement_row(statement: Statement, names: Names) -> tuple[object, ...]:
    """Return a statement as a row of the CSV twin, in the order of ``STATEMENT_COLUMNS``."""
    document = names.document(statement.document)
    return (
        statement.id,
        statement.speaker,
        names.speaker_name(statement),
        statement.speaker_text,
        names.side_of(statement),
        statement.cue.quote if statement.cue else None,
        statement.cue.kind if statement.cue else None,
        statement.mode,
        whole_words(document, statement),
        statement.content[0].start if statement.content else None,
        statement.content[-1].end if statement.content else None,
        statement.addressee,
        names.actor_name(statement.addressee) if statement.addressee else None,
        told_by(statement, names),
        statement.said_on.date,
        statement.said_on.precision,
        statement.said_on.basis,
        statement.occasion,
        " ".join(statement.issues),
        statement.document,
        outlet_name(document),
        document.kind if document else None,
        document.published.date if document else None,
        statement.confidence,
        statement.method,
    )


def document_row(document: Document) -> tuple[object, ...]:
    """Return a document as a row of the CSV twin, in the order of ``DOCUMENT_COLUMNS``."""
    published = document.published
    return (
        document.id,
        document.title,
        document.outlet,
        document.host,
        document.kind,
        document.derived_from,
        published.date,
        published.precision,
        published.earliest,
        published.latest,
        published.basis,
        " ".join(claim.date or "?" for claim in document.claimed_dates),
        " ".join(claim.date or "?" for claim in document.claimed_dates if claim.accepted is False),
        document.language,
        document.url,
        document.path,
        document.text_sha256,
    )


def without_text(document: Document) -> dict[str, Any]:
    """Return a document as JSON data without its text and the roles of its lines, for lists."""
    data: dict[str, Any] = to_json(document)
    for name in ("text", "roles"):
        data.pop(name, None)
    return data


def warnings_of(document: Document, *, claims: bool = True) -> list[str]:
    """Return what a reader of a document must know before using it, in plain words.

    Args:
        document: the document.
        claims: whether dates that were not believed are among it.
    """
    refused = [date for date, verdict in claims_of(document) if verdict == "not believed"] if claims else []
    warnings = [f"claims {words.date_words(date)}, not believed" for date in refused]
    if document.published.date is None and document.published.earliest is None and document.published.latest is None:
        warnings.append("date unknown")
    if document.corrections:
        warnings.append(f"carries {words.plural(len(document.corrections), 'correction')}")
    if document.kind == "altered_copy":
        warnings.append("its words were altered")
    return warnings


def claims_of(document: Document) -> list[tuple[str | None, str]]:
    """Return the dates a page claims for itself with the verdict in words, each once however often it stands there."""
    verdicts = {True: "believed", False: "not believed", None: "not judged"}
    own = (claim for claim in document.claimed_dates if not is_of_something_else(claim))
    return list(dict.fromkeys((claim.date, verdicts[claim.accepted]) for claim in own))


def is_of_something_else(claim: ClaimedDate) -> bool:
    """Tell whether a date on a page is no claim of the page itself: it stands with another story or a comment.

    A page with a list of further stories is not a page with a false date.
    """
    return claim.accepted is False and claim.reason.startswith(OF_SOMETHING_ELSE)
