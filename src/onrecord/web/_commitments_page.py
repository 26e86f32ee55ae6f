"""The commitments: a table, a board, and the card of one with its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.errors import NotFoundError, QueryError
from onrecord.publishing import is_told_in
from onrecord.records import Commitment
from onrecord.store import Record
from onrecord.web._addresses import commitment_address, with_parameters
from onrecord.web._matter_lists import asked_of, filters_in_words, part_of
from onrecord.web._matter_rows import COMMITMENT_COLUMNS, commitment_rows
from onrecord.web._matter_words import COMMITMENT_STATE_WORDS, in_words, latest_of_side, latest_step, step_side_words
from onrecord.web._names import Names
from onrecord.web._pages import Page, page_addresses
from onrecord.web._twins import Table

FILTERS = ("party", "issue", "state", "document")
"""Filters of the commitments, in the order of the address."""


def commitments_address(asked: Mapping[str, str | None], **changed: str | None) -> str:
    """Return the address of the commitments under some filters."""
    return with_parameters("/commitments", {**{name: asked.get(name) for name in FILTERS}, **changed})


def _chosen(record: Record, asked: Mapping[str, str | None]) -> list[Commitment]:
    """Return all commitments under the filters."""
    return [
        commitment
        for commitment in record.commitments(party=asked["party"], issue=asked["issue"])
        if (asked["state"] is None or ((last := latest_step(commitment)) and last.state == asked["state"]))
        and (asked["document"] is None or is_told_in(commitment, asked["document"]))
    ]


def commitments(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the commitments as a table, or as a board by state.

    Raises:
        QueryError: the state is unknown, or the part cannot be read.
    """
    names = Names(record)
    asked = asked_of(parameters, *FILTERS)
    state = asked["state"]
    if state is not None and state not in COMMITMENT_STATE_WORDS:
        raise QueryError(f"state={state[:40]!r} is unknown.", f"Use one of: {', '.join(COMMITMENT_STATE_WORDS)}.")
    view = "board" if parameters.get("view") == "board" else None
    everything = record.commitments(party=asked["party"])
    part = part_of(parameters, _chosen(record, asked) if any(asked.values()) else everything)
    in_address = {**asked, "view": view}
    sides = record.sides
    says: dict[str, Callable[[str], str]] = {
        "party": lambda value: f"of {names.the_side(value)}",
        "issue": lambda value: f"about {names.issue(value)}",
        "state": lambda value: f"now {in_words(COMMITMENT_STATE_WORDS, value)}",
    }
    context = {
        "names": names,
        "asked": asked,
        "rows": [
            (one, latest_step(one), [latest_of_side(one, side) for side in sides[:2]], latest_of_side(one, None))
            for one in part.shown
        ],
        "board": [
            (words, [one for one in part.shown if (last := latest_step(one)) and last.state == key])
            for key, words in COMMITMENT_STATE_WORDS.items()
        ],
        "filters": filters_in_words("/commitments", in_address, says, names),
        "issues": sorted({one.issue for one in everything if one.issue}),
        "states": [
            key for key in COMMITMENT_STATE_WORDS if any(s.state == key for c in everything for s in c.history[-1:])
        ],
        "sides": sides,
        "view": view,
        "table_address": commitments_address(asked),
        "board_address": commitments_address(asked, view="board"),
        **part.steps("/commitments", in_address),
    }
    return Page(
        "commitments.html",
        context,
        lambda: {**part.data("/commitments", asked), "commitments": part.shown},
        lambda: Table(
            COMMITMENT_COLUMNS, (row for one in _chosen(record, asked) for row in commitment_rows(one, names))
        ),
        **page_addresses("/commitments", {**in_address, **part.address_parameters()}),
    )


def commitment(record: Record, parameters: Mapping[str, str], identity: str) -> Page:
    """Return one commitment with the history of its states and who asserts each."""
    names = Names(record)
    found = record.commitment(identity)
    made_at = None
    if found.made_at:
        try:
            made_at = record.meeting(found.made_at)
        except NotFoundError:
            made_at = None
    context = {
        "names": names,
        "commitment": found,
        "made_at": made_at,
        "latest": latest_step(found),
        "by_side": [(side, latest_of_side(found, side)) for side in _sides_of(found, record.sides)],
        "others": latest_of_side(found, None),
        "steps": [(step, step_side_words(step, found)) for step in reversed(found.history)],
        "sides": record.sides,
    }
    return Page(
        "commitment.html",
        context,
        lambda: found,
        lambda: Table(COMMITMENT_COLUMNS, commitment_rows(found, names)),
        **page_addresses(commitment_address(found.id)),
    )


def _sides_of(found: Commitment, sides: tuple[str, ...]) -> list[str]:
    """Return the countries of a commitment, those of the relationship first and in its order."""
    parties = {*found.obligor, *found.beneficiary}
    return [side for side in sides if side in parties] + sorted(parties - set(sides))
