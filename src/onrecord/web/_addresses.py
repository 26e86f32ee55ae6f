"""Addresses inside the page, and which addresses outside it may become links."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from onrecord.records import Evidence, Span, Statement


def with_parameters(path: str, parameters: Mapping[str, str | int | None]) -> str:
    """Return ``path?…`` with the parameters that have a value, in their order."""
    kept = [(name, str(value)) for name, value in parameters.items() if value not in (None, "")]
    return f"{path}?{urlencode(kept, errors='replace')}" if kept else path


def _id(identity: str) -> str:
    return quote(identity, safe="", errors="replace")


def document_address(document: str) -> str:
    """Return the address of the source reader."""
    return f"/documents/{_id(document)}"


def statement_address(statement: str) -> str:
    """Return the address of a statement's own page."""
    return f"/statements/{_id(statement)}"


def actor_address(actor: str) -> str:
    """Return the address of what an actor said."""
    return f"/actors/{_id(actor)}"


def citation_address(identity: str, ending: str) -> str:
    """Return the address of a citation as a file: ``bib``, ``ris`` or ``json``."""
    return f"/cite/{_id(identity)}.{ending}"


def anchor(start: int, end: int) -> str:
    """Return the name of the place in the reader where a span begins."""
    return f"s-{start}-{end}"


def span_address(document: str, start: int, end: int) -> str:
    """Return the address that opens a document at exactly these words."""
    return f"{document_address(document)}?at={start}-{end}#{anchor(start, end)}"


def evidence_address(evidence: Evidence) -> str:
    """Return the address that opens a piece of evidence at its words."""
    return span_address(evidence.document, evidence.start, evidence.end)


def place_of(statement: Statement) -> Span | None:
    """Return the words by which a statement is found: its first content, else what else it has."""
    if statement.content:
        return statement.content[0]
    if statement.cue:
        return Span(statement.cue.start, statement.cue.end, statement.cue.quote)
    return statement.speaker_span


def source_address(statement: Statement) -> str:
    """Return the address that opens a statement in its document."""
    place = place_of(statement)
    return span_address(statement.document, place.start, place.end) if place else document_address(statement.document)


def safe_link(address: str | None) -> str | None:
    """Return an address that may become a link: http or https, with a host, without control characters; else None."""
    if not address or any(character <= " " or character == "\x7f" or character == "\\" for character in address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and host else None


def happening_address(happening: str) -> str:
    """Return the address of a happening with all its reports."""
    return f"/happenings/{_id(happening)}"


def event_address(event: str) -> str:
    """Return the address of an event, which is one document's report of a happening."""
    return f"/events/{_id(event)}"


def meeting_address(meeting: str) -> str:
    """Return the address of a meeting with its accounts."""
    return f"/meetings/{_id(meeting)}"


def commitment_address(commitment: str) -> str:
    """Return the address of a commitment with its history."""
    return f"/commitments/{_id(commitment)}"


def channel_address(channel: str) -> str:
    """Return the address of a line of communication with its history."""
    return f"/channels/{_id(channel)}"


def position_address(position: str) -> str:
    """Return the address of a position with its earlier and later wordings."""
    return f"/positions/{_id(position)}"
