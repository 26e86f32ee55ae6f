"""The positions: a matrix of issues and sides, and one side's wording on an issue over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.publishing import is_told_in
from onrecord.records import Position
from onrecord.store import Record
from onrecord.web._addresses import position_address
from onrecord.web._matter_lists import asked_of, filters_in_words, part_of
from onrecord.web._matter_rows import POSITION_COLUMNS, position_row
from onrecord.web._names import Names
from onrecord.web._pages import Page, page_addresses
from onrecord.web._twins import Table


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one side stands on one issue."""

    own: Position | None
    """Its latest own words."""
    wordings: int
    """How many wordings of its own there are."""
    told: tuple[Position, ...]
    """What other sides last said its position is, one for each side."""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue over all sides."""

    issue: str
    """Id of the issue."""
    cells: tuple[Cell, ...]
    """One cell for each side."""


def _when(position: Position) -> tuple[str, str, str]:
    return (position.last_seen or position.date.date or "", position.date.date or "", position.id)


def latest_of_each(found: Sequence[Position]) -> tuple[Position, ...]:
    """Return the latest position that each side tells, by side."""
    by_side: dict[str, Position] = {}
    for position in sorted(found, key=_when):
        by_side[position.told_by or ""] = position
    return tuple(position for _, position in sorted(by_side.items()))


def matrix(found: Sequence[Position], sides: Sequence[str]) -> list[IssueRow]:
    """Return positions as rows, one for each issue; issues on which the most sides stand come first."""
    by_issue: dict[str, dict[str, list[Position]]] = {}
    for position in found:
        by_issue.setdefault(position.issue, {}).setdefault(position.side, []).append(position)
    rows = []
    for issue, by_side in by_issue.items():
        cells = []
        for side in sides:
            own = sorted((one for one in by_side.get(side, ()) if one.told_by is None), key=_when)
            told = [one for one in by_side.get(side, ()) if one.told_by is not None]
            cells.append(Cell(own[-1] if own else None, len(own), latest_of_each(told)))
        rows.append(IssueRow(issue, tuple(cells)))
    return sorted(
        rows,
        key=lambda row: (
            -sum(1 for cell in row.cells if cell.own),
            -sum(cell.wordings + len(cell.told) for cell in row.cells),
            row.issue,
        ),
    )


def positions(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the matrix of issues and sides."""
    names = Names(record)
    asked = asked_of(parameters, "issue", "side", "document")
    found = record.positions(issue=asked["issue"], side=asked["side"])
    if asked["document"]:
        found = [one for one in found if is_told_in(one, asked["document"])]
    # The matrix has a row for each issue; it is the list of wordings, in the JSON twin, that is read in parts.
    part = part_of(parameters, found)
    sides = [*record.sides[:2]] or sorted({position.side for position in found})[:2]
    others = sorted({position.side for position in found} - set(sides))
    shown = [asked["side"]] if asked["side"] else sides
    context = {
        "names": names,
        "asked": asked,
        "shown": shown,
        "rows": [row for row in matrix(found, shown) if any(cell.own or cell.told for cell in row.cells)],
        "filters": filters_in_words(
            "/positions",
            asked,
            {
                "issue": lambda value: f"on {names.issue(value)}",
                "side": lambda value: f"of {names.the_side(value)}",
            },
            names,
        ),
        "others": others,
        "sides": record.sides,
        **part.steps("/positions", asked),
    }
    return Page(
        "positions.html",
        context,
        lambda: {**part.data("/positions", asked), "positions": part.shown},
        lambda: Table(POSITION_COLUMNS, (position_row(one, names) for one in found)),
        **page_addresses("/positions", {**asked, **part.address_parameters()}),
    )


def position(record: Record, parameters: Mapping[str, str], identity: str) -> Page:
    """Return one side's wordings on an issue over time, around the one that is asked for."""
    names = Names(record)
    found = record.position(identity)
    everything = sorted(record.positions(issue=found.issue, side=found.side), key=_when, reverse=True)
    own = [one for one in everything if one.told_by is None]
    told = [one for one in everything if one.told_by is not None]
    other_sides = [
        (side, row.cells[0].own)
        for side in record.sides
        if side != found.side
        for row in matrix(record.positions(issue=found.issue, side=side), [side])
        if row.cells[0].own
    ]
    context = {
        "names": names,
        "position": found,
        "own": own,
        "told": told,
        "other_sides": other_sides,
        "sides": record.sides,
    }
    return Page(
        "position.html",
        context,
        lambda: {"position": found, "own": own, "told_by_others": told},
        lambda: Table(POSITION_COLUMNS, (position_row(one, names) for one in everything)),
        **page_addresses(position_address(found.id)),
    )
