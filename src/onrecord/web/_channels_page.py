"""The lines of communication as lanes over time and as a table, and one line with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.errors import NotFoundError
from onrecord.publishing import is_told_in
from onrecord.records import Channel, ChannelStep
from onrecord.store import Record
from onrecord.web._addresses import channel_address, with_parameters
from onrecord.web._lanes import LANE_WIDTH, axis, channel_days, lane, scale_over
from onrecord.web._matter_lists import asked_of, filters_in_words, part_of
from onrecord.web._matter_rows import CHANNEL_COLUMNS, channel_rows
from onrecord.web._matter_words import LEVEL_WORDS, state_of
from onrecord.web._names import Names
from onrecord.web._pages import Page, page_addresses
from onrecord.web._twins import Table
from onrecord.web._words import joined


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of communication, drawn."""

    channel: Channel
    """The channel."""
    depth: int
    """How deep it stands in the tree, 0 at the top."""
    state: ChannelStep | None
    """Its last step; None for a parent."""
    drawing: Markup
    """The lane."""


def tree_order(channels: Sequence[Channel], sides: Sequence[str] = ()) -> list[tuple[Channel, int]]:
    """Return channels as a tree: the pair of the sides first, by level, each parent before its children, with depth."""
    known = {channel.id for channel in channels}
    children: dict[str | None, list[Channel]] = {}
    for channel in channels:
        children.setdefault(channel.parent if channel.parent in known else None, []).append(channel)
    levels = list(LEVEL_WORDS)
    pair = tuple(sorted(sides[:2]))
    found: list[tuple[Channel, int]] = []

    def order(one: Channel) -> tuple[bool, bool, tuple[str, ...], int, str, str]:
        is_of_sides = set(one.parties) <= set(pair)
        return (one.parties != pair, not is_of_sides, one.parties, levels.index(one.level), one.name, one.id)

    def add(parent: str | None, depth: int) -> None:
        for channel in sorted(children.get(parent, ()), key=order):
            found.append((channel, depth))
            if depth < 8:
                add(channel.id, depth + 1)

    add(None, 0)
    return found


def uses_of(channels: Sequence[Channel]) -> dict[str, tuple[str, ...]]:
    """Return the days on which each channel is reported to have been used, ISO 8601, oldest first.

    A use is a step at which it operates or resumed and whose day is known, and the last use the record names.
    """
    return {
        channel.id: tuple(
            sorted(
                {
                    step.date.date
                    for step in channel.history
                    if step.state in ("operating", "resumed") and step.date.precision == "day" and step.date.date
                }
                | ({channel.last_used} if channel.last_used else set())
            )
        )
        for channel in channels
    }


def last_day_of(record: Record) -> str | None:
    """Return the last day of publication in the record: lanes end there, not at a day the record knows nothing of."""
    return record.overview(speakers=0).latest


def draw_lanes(
    ordered: Sequence[tuple[Channel, int]],
    last_day: str | None,
    uses: Mapping[str, Sequence[str]],
    width: int = LANE_WIDTH,
) -> tuple[list[Lane], Markup]:
    """Return the lanes of channels in the order given, and the axis above them."""
    scale = scale_over(channel_days([channel for channel, _ in ordered], last_day), width)
    lanes = [
        Lane(
            channel,
            depth,
            state_of(channel),
            lane(channel, scale, last_day, uses.get(channel.id, ())) if scale else Markup(""),
        )
        for channel, depth in ordered
    ]
    return lanes, axis(scale) if scale else Markup("")


def channels(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the lines of communication, as lanes and as a table; those between the sides of the record first."""
    names = Names(record)
    asked = asked_of(parameters, "party", "pair", "document")
    everything = record.channels(party=asked["party"])
    pairs: dict[str, int] = {}
    for one in everything:
        if one.history:
            pairs["-".join(one.parties)] = pairs.get("-".join(one.parties), 0) + 1
    chosen = [one for one in everything if asked["pair"] in (None, "-".join(one.parties))]
    document = asked["document"]
    if document is not None:
        parents = {one.parent for one in chosen if is_told_in(one, document)}
        chosen = [one for one in chosen if is_told_in(one, document) or one.id in parents]
    by_id = {one.id: (one, depth) for one, depth in tree_order(chosen, record.sides)}
    part = part_of(parameters, [one for one, _ in by_id.values()])
    last_day = last_day_of(record)
    lanes, above = draw_lanes([by_id[one.id] for one in part.shown], last_day, uses_of(part.shown))
    most = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    context = {
        "names": names,
        "lanes": lanes,
        "axis": above,
        "asked": asked,
        "lines": sum(1 for one in chosen if one.history),
        "filters": filters_in_words(
            "/channels",
            asked,
            {
                "party": lambda value: f"of {names.the_side(value)}",
                "pair": lambda value: f"between {_pair_words(value, names)}",
            },
            names,
        ),
        "pairs": [
            (_pair_words(pair, names), number, with_parameters("/channels", {"pair": pair}))
            for pair, number in most
            if pair != asked["pair"]
        ],
        "picture": with_parameters("/channels.svg", {**asked, **part.address_parameters()}),
        "several_pairs": len({one.parties for one in part.shown}) > 1,
        "last_day": last_day,
        "sides": record.sides,
        **part.steps("/channels", asked),
    }
    return Page(
        "channels.html",
        context,
        lambda: {**part.data("/channels", asked), "channels": part.shown},
        lambda: Table(CHANNEL_COLUMNS, (row for one in chosen for row in channel_rows(one, names))),
        **page_addresses("/channels", {**asked, **part.address_parameters()}),
    )


def _pair_words(pair: str, names: Names) -> str:
    return joined([names.the_side(code) for code in pair.split("-")])


def channel(record: Record, parameters: Mapping[str, str], identity: str) -> Page:
    """Return one line of communication with its history."""
    names = Names(record)
    found = record.channel(identity)
    parent = None
    if found.parent:
        try:
            parent = record.channel(found.parent)
        except NotFoundError:
            parent = None
    children = [one for one in record.channels(party=next(iter(found.parties), None)) if one.parent == found.id]
    last_day = last_day_of(record)
    ordered = tree_order([found, *children])
    lanes, above = draw_lanes(ordered, last_day, uses_of([found, *children]))
    context = {
        "names": names,
        "channel": found,
        "state": state_of(found),
        "uses": uses_of([found])[found.id],
        "parent": parent,
        "lanes": lanes,
        "axis": above,
        "children": children,
        "last_day": last_day,
        "sides": record.sides,
    }
    return Page(
        "channel.html",
        context,
        lambda: found,
        lambda: Table(CHANNEL_COLUMNS, channel_rows(found, names)),
        **page_addresses(channel_address(found.id)),
    )
