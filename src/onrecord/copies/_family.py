"""Families of documents: which share their prose, which of them was first, and how many reports they really are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.copies._compare import WHOLE_SHARE
from onrecord.copies._marks import agency_name, find_marks, own_agency, wire_of
from onrecord.records import PROSE_RELATIONS, Derivation, Document, DocumentKind, Published

_KEPT_KINDS = frozenset({"official", "transcript"})


@dataclass(frozen=True, slots=True)
class Direction:
    """Which of two documents was made from the other, and why."""

    source: str
    """Id of the document that was first."""
    derived: str
    """Id of the document that was made from it."""
    reasons: tuple[str, ...]
    """Why, in plain words."""


def families(derivations: Iterable[Derivation]) -> tuple[tuple[str, ...], ...]:
    """Group documents that share prose; a shared quotation never joins two documents.

    Args:
        derivations: any derivations, in any order.

    Returns:
        The groups of two and more document ids, each sorted, and sorted by their first id.
    """
    parents: dict[str, str] = {}

    def root(document: str) -> str:
        parents.setdefault(document, document)
        while parents[document] != document:
            parents[document] = parents[parents[document]]
            document = parents[document]
        return document

    for derivation in derivations:
        if derivation.relation in PROSE_RELATIONS:
            first, second = sorted((root(derivation.a), root(derivation.b)))
            parents[second] = first
    groups: dict[str, list[str]] = {}
    for document in sorted(parents):
        groups.setdefault(root(document), []).append(document)
    return tuple(sorted(tuple(group) for group in groups.values()))


def independent_reports(documents: Iterable[Document], derivations: Iterable[Derivation]) -> int:
    """Count independent reports: documents that share prose, directly or through others, count once.

    Args:
        documents: the documents to be counted.
        derivations: what is known of them; derivations of other documents may link them as well.
    """
    ids = {document.id for document in documents}
    linked = families(derivations)
    folded = sum(len(ids.intersection(group)) - 1 for group in linked if ids.intersection(group))
    return len(ids) - folded


def _bounds(published: Published) -> tuple[str | None, str | None]:
    """First and last day a document can have been published, as ISO days that compare as strings."""
    first = published.earliest or published.date
    last = published.latest or published.date
    low = first + "-01-01"[len(first) - 4 :] if first and len(first) in (4, 7) else first
    high = last + "-12-31"[len(last) - 4 :] if last and len(last) in (4, 7) else last
    return low, high


def _names_outlet(name: str, outlet: str | None) -> bool:
    if not outlet:
        return False
    said, own = name.casefold().removeprefix("the "), outlet.casefold().removeprefix("the ")
    return said.startswith(own) or own.startswith(said)


def _proofs(source: Document, derived: Document, derivation: Derivation) -> list[str]:
    """Reasons on the pages themselves why ``derived`` was made from ``source``."""
    reasons = []
    agency = own_agency(source)
    wires = {agency_name(wire) or wire for wire in derived.wires}
    if agency and own_agency(derived) is None:
        if wire_of(derived) == agency:
            reasons.append(f"The text is {agency}'s by its own marks, and the other page is {agency}'s own.")
        elif agency in wires:
            reasons.append(f"The page credits {agency}, and the other page is {agency}'s own.")
    kinds_of_source = {mark.kind for mark in find_marks(source)}
    for mark in find_marks(derived):
        damaged = mark.kind in ("copying_site", "translated_back") and mark.kind not in kinds_of_source
        credited = mark.kind in ("republished", "foreign_credit") and _names_outlet(mark.name, source.outlet)
        if damaged or credited:
            reasons.append(mark.reason)
    if source.kind in _KEPT_KINDS and derived.kind not in _KEPT_KINDS:
        reasons.append(f"The other document is the {source.kind} text itself.")
    if derivation.relation == "version" and derived.corrections and not source.corrections:
        reasons.append("It carries a correction notice that the other does not have.")
    return reasons


def judge_direction(a: Document, b: Document, derivation: Derivation) -> Direction | None:
    """Judge which of two documents was first.

    Proof on the pages (agency marks, a copying site's template, translation damage, credits, corrections) goes before
    dates, because agencies re-date and copying sites lie; dates count only where the judged ranges do not touch.

    Returns:
        The direction, or None where nothing tells it or the signs contradict each other.
    """
    forth, back = _proofs(a, b, derivation), _proofs(b, a, derivation)
    if forth and back:
        return None
    if forth:
        return Direction(a.id, b.id, tuple(forth))
    if back:
        return Direction(b.id, a.id, tuple(back))
    (a_first, a_last), (b_first, b_last) = _bounds(a.published), _bounds(b.published)
    if a_last and b_first and a_last < b_first:
        return Direction(a.id, b.id, (f"It was published on {b_first} at the earliest, the other by {a_last}.",))
    if b_last and a_first and b_last < a_first:
        return Direction(b.id, a.id, (f"It was published on {a_first} at the earliest, the other by {b_last}.",))
    for source, derived in ((a, b), (b, a)):
        if _is_signed(source) and not _names_anybody(derived):
            return Direction(
                source.id, derived.id, ("The other page is signed and dated; this one names no author, agency or day.",)
            )
        late = _claimed_since(derived, _bounds(source.published)[1])
        if _is_signed(source) and late:
            return Direction(
                source.id,
                derived.id,
                (f"The other page is signed and dated; this one names no author or agency and claims {late}.",),
            )
    return None


def _is_signed(document: Document) -> bool:
    return bool(document.authors) and any(claim.accepted for claim in document.claimed_dates)


def _names_anybody(document: Document) -> bool:
    return bool(document.authors or document.wires or document.claimed_dates)


def _claimed_since(document: Document, day: str | None) -> str | None:
    """The first day that an unsigned page claims, where all it claims lies after the day none of it believed."""
    claims = [claim.date or "" for claim in document.claimed_dates if not claim.accepted]
    unsigned = not (document.authors or document.wires) and len(claims) == len(document.claimed_dates)
    return min(claims) if claims and unsigned and day and min(claims) > day else None


def _share_of(derivation: Derivation, document: str) -> float:
    return derivation.prose_of_a if derivation.a == document else derivation.prose_of_b


def _kind_alone(document: Document) -> DocumentKind:
    """What the page is by its own marks, whether or not its source is in the record."""
    kinds = {mark.kind for mark in find_marks(document)}
    if "copying_site" in kinds:
        return "copy"
    if "translated_back" in kinds:
        return "altered_copy"
    return "wire_copy" if wire_of(document) else "original"


def _kind(document: Document, source: Derivation | None, wired: bool) -> DocumentKind:
    if document.kind in _KEPT_KINDS:
        return document.kind
    alone = _kind_alone(document)
    if source is None:
        return "wire_copy" if wired and alone == "original" else alone
    if alone == "altered_copy" or source.relation == "altered_copy":
        return "altered_copy"
    if wired or alone == "wire_copy":
        return "wire_copy"
    return "copy"


def judge_family(documents: Sequence[Document], derivations: Sequence[Derivation]) -> tuple[Document, ...]:
    """Judge what each document is: ``kind``, ``derived_from`` and ``similarity``.

    Where the direction is unknown a document stays ``original`` with no ``derived_from``; it still counts with its
    family as one report. ``official`` and ``transcript`` are left as they are.

    Args:
        documents: a family, or any documents; each is judged by itself and by its derivations to the others given.
        derivations: what is known of them; those to documents not given are ignored.

    Returns:
        The documents with their judgement, sorted by id, whatever the order they came in.
    """
    by_id: Mapping[str, Document] = {document.id: document for document in documents}
    sources: dict[str, list[tuple[float, str, Derivation]]] = {document: [] for document in by_id}
    wired: set[str] = set()
    for derivation in sorted(derivations, key=lambda item: (item.a, item.b)):
        if derivation.relation not in PROSE_RELATIONS or derivation.a not in by_id or derivation.b not in by_id:
            continue
        a, b = by_id[derivation.a], by_id[derivation.b]
        for document, other in ((a, b), (b, a)):
            # Most of its prose stands in a page that is an agency's text: so it is agency text too, credited or not.
            agency = wire_of(other) or own_agency(other)
            if agency and own_agency(document) is None and _share_of(derivation, document.id) >= WHOLE_SHARE:
                wired.add(document.id)
        direction = judge_direction(a, b, derivation)
        if direction is not None:
            share = _share_of(derivation, direction.derived)
            if derivation.relation == "version" and share < WHOLE_SHARE:
                continue  # An outlet's next story takes over parts of the one before: one report with it, but no copy.
            sources[direction.derived].append((-share, direction.source, derivation))
    chosen: dict[str, tuple[str, float, Derivation]] = {}
    for document_id in sorted(by_id):
        if by_id[document_id].kind in _KEPT_KINDS:
            continue
        for negative_share, source, derivation in sorted(sources[document_id], key=lambda item: item[:2]):
            if not _leads_to(source, document_id, chosen):
                chosen[document_id] = (source, -negative_share, derivation)
                break
    judged = []
    for document_id in sorted(by_id):
        document = by_id[document_id]
        if document.kind in _KEPT_KINDS:
            judged.append(document)
            continue
        pick = chosen.get(document_id)
        judged.append(
            replace(
                document,
                kind=_kind(document, pick[2] if pick else None, document_id in wired),
                derived_from=pick[0] if pick else None,
                similarity=pick[1] if pick else None,
            )
        )
    return tuple(judged)


def _leads_to(start: str, goal: str, chosen: Mapping[str, tuple[str, float, Derivation]]) -> bool:
    """Tell whether the chain of sources from ``start`` comes to ``goal``."""
    place: str | None = start
    while place is not None:
        if place == goal:
            return True
        place = chosen[place][0] if place in chosen else None
    return False
