"""The lines of communication as lanes over time and as a table, and one line with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.errors import NotFoundError
from onrecord.records import Channel, ChannelStep
from onrecord.store import Record
from onrecord.web._addresses import channel_address
from onrecord.web._lanes import LANE_WIDTH, axis, channel_days, lane, scale_over
from onrecord.web._matter_rows import CHANNEL_COLUMNS, channel_rows
from onrecord.web._matter_words import LEVEL_WORDS, state_of
from onrecord.web._names import Names
from onrecord.web._pages import Page, page_addresses
from onrecord.web._twins import Table


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


def tree_order(channels: Sequence[Channel]) -> list[tuple[Channel, int]]:
    """Return channels as a tree: by level, each parent before its children, with their depth."""
    known = {channel.id for channel in channels}
    children: dict[str | None, list[Channel]] = {}
    for channel in channels:
        children.setdefault(channel.parent if channel.parent in known else None, []).append(channel)
    levels = list(LEVEL_WORDS)
    found: list[tuple[Channel, int]] = []

    def add(parent: str | None, depth: int) -> None:
        for channel in sorted(
            children.get(parent, ()), key=lambda one: (levels.index(one.level), one.parties, one.name, one.id)
        ):
            found.append((channel, depth))
            if depth < 8:
                add(channel.id, depth + 1)

    add(None, 0)
    return found


def last_day_of(record: Record) -> str | None:
    """Return the last day of publication in the record: lanes end there, not at a day the record knows nothing of."""
    return record.overview(speakers=0).latest


def draw_lanes(channels: Sequence[Channel], last_day: str | None, width: int = LANE_WIDTH) -> tuple[list[Lane], Markup]:
    """Return the lanes of channels in the order of their tree, and the axis above them."""
    scale = scale_over(channel_days(channels, last_day), width)
    lanes = [
        Lane(channel, depth, state_of(channel), lane(channel, scale, last_day) if scale else Markup(""))
        for channel, depth in tree_order(channels)
    ]
    return lanes, axis(scale) if scale else Markup("")


def channels(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the lines of communication, as lanes and as a table."""
    names = Names(record)
    party = (parameters.get("party") or "").strip() or None
    found = record.channels(party=party)
    last_day = last_day_of(record)
    lanes, above = draw_lanes(found, last_day)
    pairs = sorted({channel.parties for channel in found})
    context = {
        "names": names,
        "lanes": lanes,
        "axis": above,
        "party": party,
        "parties": sorted({code for channel in found for code in channel.parties}),
        "several_pairs": len(pairs) > 1,
        "last_day": last_day,
        "sides": record.sides,
    }
    return Page(
        "channels.html",
        context,
        lambda: {"party": party, "channels": found},
        lambda: Table(CHANNEL_COLUMNS, (row for one in found for row in channel_rows(one, names))),
        **page_addresses("/channels", {"party": party}),
    )


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
    lanes, above = draw_lanes([found, *children], last_day)
    context = {
        "names": names,
        "channel": found,
        "state": state_of(found),
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
