"""The source reader: what a page really is, in words, and its text with everything that was read from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import QueryError
from onrecord.publishing import citation
from onrecord.records import ClaimedDate, Derivation, Document, Event, Evidence, Span, Statement
from onrecord.store import EventQuery, Record, StatementQuery
from onrecord.web._addresses import (
    channel_address,
    commitment_address,
    document_address,
    meeting_address,
    position_address,
    with_parameters,
)
from onrecord.web._matter_lists import meetings_told_in
from onrecord.web._matter_words import MEETING_WORDS, event_date_words
from onrecord.web._names import Names, outlet_name
from onrecord.web._pages import Page, page_addresses
from onrecord.web._reader import (
    Fold,
    Mark,
    correction_marks,
    event_marks,
    evidence_marks,
    lay_out,
    mention_marks,
    statement_marks,
)
from onrecord.web._rows import claims_of, is_of_something_else
from onrecord.web._twins import Table
from onrecord.web._words import joined, kind_words, plural

LAYERS = (
    ("statements", "statements"),
    ("events", "events"),
    ("names", "names"),
    ("dates", "dates"),
    ("corrections", "corrections"),
    ("copied", "shared passages"),
)
"""The layers of highlights, in the order of their switches."""

SHOWN_AT_FIRST = ("statements", "dates", "corrections")
"""Layers shown when the address names none."""

_IN_MARKS = re.compile(r"“([^“”]{1,200})”")

_AT = re.compile(r"(\d{1,9})-(\d{1,9})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a judgement; the words of evidence that it repeats open their source."""

    parts: tuple[tuple[str, Evidence | None], ...]
    """The reason in pieces: (words, the evidence they repeat)."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Another document that shares passages with the one shown."""

    document: Document
    """The other document."""
    relation: str
    """How they belong together, in words."""
    share_here: float
    """Share (0 to 1) of this document's prose that stands in the other."""
    share_there: float
    """Share (0 to 1) of the other's prose that stands here."""
    proof: tuple[str, ...]
    """The judgement in plain words."""
    passages: tuple[tuple[Span, Span, bool], ...]
    """Aligned passages: here, there, and whether words differ."""


RELATION_WORDS = {
    "copy": "the same text",
    "excerpt": "an excerpt of one in the other",
    "altered_copy": "the same text, with words altered",
    "wire": "the same agency text in both",
    "version": "two versions of one report",
    "shared_quotation": "the same quotation, in two reports of their own",
}


def read_place(parameters: Mapping[str, str], length: int) -> tuple[int, int] | None:
    """Read the span an address points at.

    Raises:
        QueryError: it is not a span of this text.
    """
    value = parameters.get("at", "").strip()
    if not value:
        return None
    found = _AT.match(value)
    if not found or not 0 <= int(found[1]) < int(found[2]) <= length:
        raise QueryError(
            f"at={value[:40]!r} is not a place in this text of {length:,} characters.",
            "Leave it out to read from the top.",
        )
    return int(found[1]), int(found[2])


def read_layers(parameters: Mapping[str, str]) -> tuple[str, ...]:
    """Read which layers are shown; unknown names are left out."""
    if "layers" not in parameters:
        return SHOWN_AT_FIRST
    asked = parameters["layers"].replace(",", " ").split()
    return tuple(name for name, _ in LAYERS if name in asked)


def what_it_is(document: Document, origin: Document | None, family: Sequence[Document] = ()) -> str:
    """Return what a page really is as one sentence.

    Args:
        document: the page.
        origin: the document it was made from, where that is in the record.
        family: the other documents that tell the same report.
    """
    outlet = document.outlet
    host = f" found on {document.host}" if document.host and document.host != outlet else ""
    of = f"of a {outlet} story" if outlet else "of another story"
    absent = "" if origin else " The original is not in this record."
    if document.kind == "copy":
        return f"A copy {of}{host}.{absent}"
    if document.kind == "altered_copy":
        return f"An altered copy {of}{host}: words differ from the original.{absent}"
    if document.kind == "wire_copy":
        agencies = joined(list(document.wires)) or (outlet_name(origin) if origin else "an agency")
        carrier = f" carried by {outlet}" if outlet and outlet != agencies else host
        return f"Agency text of {agencies}{carrier}."
    if document.kind == "official" and document.url is None and (outlet or "").startswith("Government of "):
        return f"An official text without an address: by its wording, of the {outlet}."
    if document.kind == "official":
        return f"An official text{f' of {outlet}' if outlet else host}."
    if document.kind == "transcript":
        return f"A transcript{f' published by {outlet}' if outlet else ''}{host}."
    credit = f", with material of {joined(list(document.wires))}" if document.wires else ""
    named = outlet or (f"{document.host}" if document.host else "an outlet not named in the text")
    return f"A report of {named}{credit}; {_standing(document, family)}."


def _standing(document: Document, family: Sequence[Document]) -> str:
    """Return how an original stands to the documents that tell the same report."""
    if not family:
        return "no other text of it is in the record"
    copies = sum(1 for other in family if other.derived_from == document.id)
    if copies:
        return f"{plural(copies, 'other document')} of this record {'was' if copies == 1 else 'were'} made from it"
    return f"{plural(len(family), 'other document')} of this record {'tells' if len(family) == 1 else 'tell'} the same"


def reasons_with_evidence(reasons: Iterable[str], evidence: Sequence[Evidence]) -> tuple[list[Reason], list[Evidence]]:
    """Let the words that a reason quotes open the evidence they stand in.

    Returns:
        The reasons, and the evidence that no reason quotes.
    """
    used: set[Evidence] = set()
    judged = []
    for reason in reasons:
        parts: list[tuple[str, Evidence | None]] = []
        position = 0
        for start, end in _quoted_places(reason, evidence):
            proof = _proof_of(reason[start:end], evidence, used)
            if proof is None or start < position:
                continue
            used.add(proof)
            parts += [(reason[position:start], None)] if start > position else []
            parts.append((reason[start:end], proof))
            position = end
        parts += [(reason[position:], None)] if position < len(reason) else []
        judged.append(Reason(tuple(parts)))
    return judged, [item for item in evidence if item not in used]


def _quoted_places(reason: str, evidence: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Return where a reason repeats evidence whole, or quotes words in curly marks; the longest first at each place."""
    places = {match.span(1) for match in _IN_MARKS.finditer(reason)}
    for item in evidence:
        words = item.quote.strip()
        start = reason.find(words) if words else -1
        if start >= 0:
            places.add((start, start + len(words)))
    return sorted(places, key=lambda place: (place[0], -place[1]))


def _proof_of(words: str, evidence: Sequence[Evidence], used: set[Evidence]) -> Evidence | None:
    """Return the evidence in which words stand: the shortest, one that was not used yet before others."""
    holding = [item for item in evidence if words.strip() and words.strip() in item.quote]
    return min(holding, key=lambda item: (item in used, len(item.quote), item.start), default=None)


def _relative(document: Document, other: Document, found: Derivation) -> Relative:
    first = found.a == document.id
    passages = []
    for passage in found.passages:
        here, there = (passage.a, passage.b) if first else (passage.b, passage.a)
        passages.append((here, there, bool(passage.changed or passage.altered)))
    return Relative(
        other,
        RELATION_WORDS.get(found.relation, found.relation),
        found.prose_of_a if first else found.prose_of_b,
        found.prose_of_b if first else found.prose_of_a,
        found.proof,
        tuple(sorted(passages, key=lambda passage: (passage[0].start, passage[1].start))),
    )


def judged_claims(document: Document) -> tuple[list[tuple[ClaimedDate, Reason | None]], list[str]]:
    """Return the claimed dates with their reasons, and the reasons of the publication date that go without saying.

    What the judgement of the date repeats of a claim is told once: beside a claim that was not believed, and among
    the reasons of the date for one that was.
    """
    claims: list[tuple[ClaimedDate, Reason | None]] = []
    told = list(dict.fromkeys(document.published.reasons))
    for claim in document.claimed_dates:
        repeated = [reason for reason in told if claim.reason and claim.reason in reason]
        if claim.accepted and repeated:
            claims.append((claim, None))
            continue
        told = [reason for reason in told if reason not in repeated]
        evidence = (*claim.evidence, *document.published.evidence)
        judged, _ = reasons_with_evidence([claim.reason] if claim.reason else [], evidence)
        claims.append((claim, judged[0] if judged else None))
    return claims, told


@dataclass(frozen=True, slots=True)
class Proved:
    """A matter for which a document holds evidence."""

    what: str
    """``Commitment``, ``Line of communication``, ``Meeting`` or ``Position``."""
    words: str
    """Its text or name."""
    address: str
    """Its page."""
    evidence: Evidence
    """The first words of it in this document."""


def proved_by(
    record: Record, document: Document, statements: Sequence[Statement], events: Sequence[Event]
) -> list[Proved]:
    """Return the commitments, channels, meetings and positions for which a document holds evidence, in text order."""
    found: list[Proved] = []
    names = Names(record)

    def add(what: str, words: str, address: str, evidence: Iterable[Evidence]) -> None:
        here = [item for item in evidence if item.document == document.id]
        if here:
            found.append(Proved(what, words, address, min(here, key=lambda item: item.start)))

    # Only what can rest on it is read: matters of the issues it speaks of, meetings among its happenings.
    issues = sorted({*(i for said in statements for i in said.issues), *(i for event in events for i in event.issues)})
    for issue in issues:
        for commitment in record.commitments(issue=issue):
            steps = [item for step in commitment.history for item in step.evidence]
            add("Commitment", names.undertaking(commitment), commitment_address(commitment.id), steps)
        for position in record.positions(issue=issue):
            add("Position", position.text, position_address(position.id), position.evidence)
    for channel in record.channels():
        steps = [item for step in channel.history for item in step.evidence]
        add("Line of communication", channel.name, channel_address(channel.id), steps)
    for meeting in meetings_told_in(record, document.id, None):
        told = [item for account in meeting.accounts for one in account.items for item in one.evidence]
        words = f"{MEETING_WORDS.get(meeting.kind, meeting.kind)}, {event_date_words(meeting.date)}"
        add("Meeting", words, meeting_address(meeting.id), told)
    return sorted(found, key=lambda one: (one.evidence.start, one.what, one.address))


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """A document in the tree of its family."""

    document: Document
    """The document."""
    depth: int
    """0 for what nothing in the record is older than, 1 for what was made from it …"""


def family_tree(members: Sequence[Document]) -> list[FamilyMember]:
    """Return the documents of one family as a tree: each below the one it was made from."""
    known = {member.id for member in members}
    children: dict[str | None, list[Document]] = {}
    for member in members:
        children.setdefault(member.derived_from if member.derived_from in known else None, []).append(member)
    found: list[FamilyMember] = []
    waiting = [(member, 0) for member in reversed(children.get(None, ()))]
    seen: set[str] = set()
    while waiting:
        member, depth = waiting.pop()
        if member.id not in seen:
            seen.add(member.id)
            found.append(FamilyMember(member, depth))
            waiting += [(child, depth + 1) for child in reversed(children.get(member.id, ()))]
    return found + [FamilyMember(member, 0) for member in members if member.id not in seen]


def document_page(record: Record, parameters: Mapping[str, str], identity: str) -> Page:
    """Return the source reader of one document."""
    names = Names(record)
    document = record.document(identity)
    at = read_place(parameters, len(document.text))
    layers = read_layers(parameters)
    open_cut = parameters.get("cut") == "open"
    statements = record.statements(StatementQuery(document=document.id))
    relatives = [_relative(document, item.document, item.derivation) for item in record.related(document.id)]
    events = record.events(EventQuery(document=document.id))
    marks: dict[str, list[Mark]] = {
        "statements": statement_marks(statements),
        "events": event_marks(events),
        "names": mention_marks(record.mentions(document.id)),
        "dates": evidence_marks(document, statements),
        "corrections": correction_marks(document.corrections),
        "copied": [
            Mark(here.start, here.end, "copied", "changed" if changed else "same")
            for relative in relatives
            for here, _, changed in relative.passages
        ],
    }
    blocks = lay_out(
        document,
        [mark for name in layers for mark in marks[name]],
        statements,
        events=events,
        at=at,
        open_folds=open_cut,
    )
    origin = names.document(document.derived_from) if document.derived_from else None
    members = record.family(document.id)
    family = [member for member in members if member.id != document.id]
    claims, told_reasons = judged_claims(document)
    reasons, more_evidence = reasons_with_evidence(told_reasons, document.published.evidence)
    shown_with_claims = {item for claim in document.claimed_dates for item in claim.evidence}
    folds = [block for block in blocks if isinstance(block, Fold)]

    def address(shown: tuple[str, ...], *, cut: bool = open_cut) -> str:
        return with_parameters(
            document_address(document.id),
            {
                "at": f"{at[0]}-{at[1]}" if at else None,
                "layers": None if shown == SHOWN_AT_FIRST else " ".join(shown) or "none",
                "cut": "open" if cut else None,
            },
        )

    switches = []
    for name, title in LAYERS:
        if marks[name]:
            turned = tuple(n for n, _ in LAYERS if (n in layers) != (n == name))
            number = {"statements": len(statements), "events": len(events)}.get(name, len(marks[name]))
            switches.append((name, title, number, name in layers, address(turned)))
    context = {
        "names": names,
        "document": document,
        "citation": citation(record, document.id).strip(),
        "what_it_is": what_it_is(document, origin, family),
        "origin": origin,
        "claims": [(claim, reason) for claim, reason in claims if not is_of_something_else(claim)],
        "other_dates": sorted({claim.date or "" for claim, _ in claims if is_of_something_else(claim)} - {""}),
        "cautioned": document.kind in ("copy", "altered_copy")
        or any(verdict == "not believed" for _, verdict in claims_of(document)),
        "reasons": reasons,
        "more_evidence": [item for item in more_evidence if item not in shown_with_claims],
        "blocks": blocks,
        "switches": switches,
        "lines_cut": sum(len(fold.lines) for fold in folds),
        "cut_address": address(layers, cut=not open_cut),
        "cut_open": open_cut,
        "statements": statements,
        "family": family_tree(members) if family else [],
        "events": events,
        "proves": proved_by(record, document, statements, events),
        "relatives": relatives,
        "decided": record.decided_in(document.id),
        "kind": kind_words(document.kind),
        "sides": record.sides,
        "at": at,
        "counted": plural(len(statements), "statement"),
    }
    return Page(
        "document.html",
        context,
        lambda: {
            "document": document,
            "statements": statements,
            "events": events,
            "mentions": record.mentions(document.id),
            "derivations": record.derivations(document.id),
            "decisions": [
                *names.decisions(document.id),
                *(decision for one in record.decided_in(document.id) for decision in one.decisions),
            ],
        },
        lambda: Table(
            ("start", "end", "role", "reason", "words"),
            ((r.start, r.end, r.role, r.reason, document.text[r.start : r.end]) for r in document.roles),
        ),
        **page_addresses(document_address(document.id)),
    )
