"""Whose readout a page is that comes without address and outlet: a government's, by how it names both sides."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.cleaning._lines import Unit
from onrecord.reference import Reference, most_named, teller_of

_GOVERNMENTS = {"CHN": "Government of China", "USA": "Government of the United States"}
"""Names of outlets in ``reference/outlets.toml``."""


def judged_publisher(units: Sequence[Unit], roles: Sequence[str], reference: Reference) -> str | None:
    """Return the government whose readout a page is by its own words; None where they do not tell.

    Args:
        units: the lines of a page of plain text that states neither address nor outlet.
        roles: the role of each.
        reference: facts about countries and persons.
    """
    kept = [
        (unit.plain, role)
        for unit, role in zip(units, roles, strict=True)
        if role in ("title", "dek", "byline", "body", "subhead")
    ]
    title = next((line for line, role in kept if role == "title"), "")
    text = "\n".join(line for line, _ in kept)
    parties = sorted({*_GOVERNMENTS, *most_named(text, reference)})
    return _GOVERNMENTS.get(teller_of(title, text, parties, reference, body=_place_of_body(kept)) or "")


def _place_of_body(lines: Sequence[tuple[str, str]]) -> int:
    place = 0
    for line, role in lines:
        if role == "body":
            return place
        place += len(line) + 1
    return 0
