"""What the copies of one text say about each other's dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from onrecord.dating._constraints import words_of
from onrecord.language.times import Days
from onrecord.records import PROSE_RELATIONS, Document, Evidence, Published

# Most honest copies carry the same date within a day; a week allows for weeklies and syndication (109 of 126 dated
# pairs of copies in the development corpus lie within one day of each other).
COPY_DAYS = 7


class SameText(Protocol):
    """What dating needs of a derivation: two documents that share their text."""

    @property
    def a(self) -> str:
        """Id of one document."""
        ...

    @property
    def b(self) -> str:
        """Id of the other."""
        ...

    @property
    def relation(self) -> str:
        """What they are to each other."""
        ...


def _families(documents: Sequence[Document], derivations: Sequence[SameText]) -> list[list[Document]]:
    parent = {document.id: document.id for document in documents}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for derivation in derivations:
        if derivation.relation not in PROSE_RELATIONS or derivation.a not in parent or derivation.b not in parent:
            continue
        one, other = sorted((root(derivation.a), root(derivation.b)))
        parent[other] = one
    groups: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda document: document.id):
        groups.setdefault(root(document.id), []).append(document)
    return [group for group in groups.values() if len(group) > 1]


def _day(document: Document) -> date | None:
    published = document.published
    if published.precision != "day" or not published.date:
        return None
    return Days.parse(published.date).first


def _claims_proof(document: Document) -> set[Evidence]:
    return {proof for claim in document.claimed_dates for proof in claim.evidence}


def _founded(document: Document) -> int:
    """Return how well a date is founded: 3 by a person, 2 by the text's own words, 1 by a claim that names its host."""
    if document.published.basis == "decision":
        return 3
    own = [proof for proof in document.published.evidence if proof not in _claims_proof(document)]
    if own:
        return 2
    outlet, host = (document.outlet or "").lower(), (document.host or "").lower()
    squeezed = "".join(sign for sign in outlet if sign.isalnum())
    return 1 if squeezed and squeezed in host.replace("-", "") else 0


def _anchor(group: Sequence[Document]) -> tuple[Document, date, int] | None:
    """Return the member whose date the others are measured by: best founded, most agreed upon, then earliest."""
    dated = [(document, day) for document in group if (day := _day(document)) is not None]
    if not dated:
        return None

    def merit(pair: tuple[Document, date]) -> tuple[int, int, date, str]:
        document, day = pair
        agreeing = {
            other.host or other.path
            for other, its in dated
            if other.id != document.id and abs((its - day).days) <= COPY_DAYS
        }
        return -_founded(document), -len(agreeing), day, document.id

    document, day = min(dated, key=merit)
    agreeing = sum(1 for _, its in dated if abs((its - day).days) <= COPY_DAYS)
    return document, day, agreeing


def _redated(document: Document, anchor: Document, day: date, claimed: date) -> Document:
    apart = abs((claimed - day).days)
    where = anchor.outlet or anchor.host or anchor.path
    reason = (
        f"Claims {words_of(Days.on(claimed))}, but the same text stands at {where} under {words_of(Days.on(day))}, "
        f"{apart} days {'before' if claimed > day else 'after'}."
    )
    claims = tuple(
        replace(claim, accepted=False, reason=reason) if claim.accepted and claim.date else claim
        for claim in document.claimed_dates
    )
    return replace(document, claimed_dates=claims, published=_copied(anchor, day, (reason,)))


def _copied(anchor: Document, day: date, reasons: tuple[str, ...]) -> Published:
    where = anchor.outlet or anchor.host or anchor.path
    told = f"Dated by another copy of its text ({where}): {words_of(Days.on(day))}."
    return Published(
        date=day.isoformat(),
        precision="day",
        earliest=day.isoformat(),
        latest=None,
        basis="copy",
        evidence=anchor.published.evidence,
        reasons=(told, *reasons, *anchor.published.reasons[:2]),
    )


def date_family(documents: Sequence[Document], derivations: Sequence[SameText]) -> tuple[Document, ...]:
    """Judge dates by what the copies of one text say about each other.

    Args:
        documents: documents that ``date_alone`` has judged.
        derivations: which of them share their text; shared quotations alone do not count.

    Returns:
        The documents in the same order. An undated copy takes the date of the text (``earliest`` is that day,
        ``latest`` unknown); a claimed date more than ``COPY_DAYS`` away from the best founded one is rejected with
        the reason.
    """
    changed: dict[str, Document] = {}
    for group in _families(documents, derivations):
        found = _anchor(group)
        if found is None:
            continue
        anchor, day, _ = found
        for document in group:
            if document.id == anchor.id:
                continue
            its = _day(document)
            if its is None:
                if _fits(document, day):
                    changed[document.id] = replace(document, published=_copied(anchor, day, document.published.reasons))
            elif abs((its - day).days) > COPY_DAYS and _founded(document) < 2:
                changed[document.id] = _redated(document, anchor, day, its)
        changed.update(_by_the_stated_day(group))
    return tuple(changed.get(document.id, document) for document in documents)


def _by_the_stated_day(group: Sequence[Document]) -> dict[str, Document]:
    """Date members that only their words date by the day that others of the family state, where it agrees."""
    stated = [document for document in group if any(claim.accepted for claim in document.claimed_dates)]
    days = {day for document in stated if (day := _day(document)) is not None}
    if len(days) != 1:
        return {}
    [day] = days
    source = next(document for document in stated if _day(document) == day)
    found = {}
    for document in group:
        its, latest = _day(document), document.published.latest
        if document not in stated and its is not None and its < day and latest and day <= Days.parse(latest).last:
            found[document.id] = replace(document, published=_copied(source, day, document.published.reasons))
    return found


def _fits(document: Document, day: date) -> bool:
    """Return whether a day agrees with what the document's own words already bound."""
    earliest, latest = document.published.earliest, document.published.latest
    return not (
        (earliest and (Days.parse(earliest).first - day).days > COPY_DAYS)
        or (latest and (day - Days.parse(latest).last).days > COPY_DAYS)
    )
