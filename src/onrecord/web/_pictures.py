"""Drawings as files of their own, for a slide or a report: light, with a title, and with where they come from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import escape

from onrecord.publishing import CHANNEL_STATE_WORDS, in_words, record_version
from onrecord.store import Record
from onrecord.web._channels_page import Lane
from onrecord.web._lanes import LANE_HEIGHT
from onrecord.web._matter_words import agreement_words
from onrecord.web._words import date_words, plural, shorten

_MARGIN = 32
_HEAD = 64
_FOOT = 44
_ROW = 40
_LABELS = 250
_STATES = 250

# The colours of page.css in light, written out: programs for slides know neither variables nor schemes.
_STYLE = """
text{font-family:"Segoe UI","Noto Sans","DejaVu Sans",Arial,sans-serif;font-size:13px;fill:#1d1c1a}
.title{font-family:Charter,Georgia,"DejaVu Serif",serif;font-size:24px}
.soft,.axis-of text,.tracks text{fill:#5d5a54;font-size:11px}
.group{font-weight:600}
.tick{stroke:#e3dfd6}.axis{stroke:#b9b3a7}.ground{stroke:none}
.first{fill:#2563a0}.second,.bad{fill:#b1402c}.other{fill:#857f73}.good{fill:#2c7a5b}.verbal{fill-opacity:.55}
.open{fill:#2c7a5b;stroke:#2c7a5b;stroke-width:1.5}.agreed{fill:none;stroke:#2c7a5b;stroke-width:1.75}
.proposed{stroke:#5d5a54;stroke-width:2;stroke-dasharray:1 4}.shut{stroke:#b1402c;stroke-width:2.5}
.refused{stroke:#b1402c;stroke-width:1.5;stroke-dasharray:2 2}.one{stroke-dasharray:5 3}
rect.open.one{fill-opacity:.28}.old{opacity:.38}.stop{stroke:#b1402c;stroke-width:2.5}
.doubt{fill:none;stroke:#5d5a54}.use{stroke:#1d1c1a;stroke-width:2}
"""


def _inside(drawing: str) -> str:
    """Return what a drawing holds, without its frame and its links, which lead nowhere outside the page."""
    body = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")]
    return re.sub(r"<a [^>]*>", "<g>", body).replace("</a>", "</g>")


def _framed(width: int, height: int, title: str, body: str, note: str) -> bytes:
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img"><title>{escape(title)}</title><style>{_STYLE}</style>'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        f'<text class="title" x="{_MARGIN}" y="44">{escape(title)}</text>{body}'
        f'<text class="soft" x="{_MARGIN}" y="{height - 16}">{escape(note)}</text></svg>\n'
    )
    return picture.encode("utf-8", "replace")


def source_note(record: Record) -> str:
    """Return where a picture comes from, in one line: how many sources, up to which day, and the record's version."""
    seen = record.overview(speakers=0)
    until = f", up to {date_words(seen.latest)}" if seen.latest else ""
    return (
        f"{plural(seen.documents, 'document')}, {plural(seen.independent_reports, 'independent report')}{until}."
        f" On Record, record version {record_version(record)}."
    )


def tracks_picture(drawing: str, title: str, note: str) -> bytes:
    """Return the tracks of words and deeds as an SVG file.

    Args:
        drawing: what `onrecord.web._tracks.tracks` drew; empty where nothing is dated.
        title: the heading.
        note: where it comes from.
    """
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing)
    width, height = (int(size[1]), int(size[2])) if size else (600, 20)
    body = f'<g class="tracks" transform="translate({_MARGIN} {_HEAD + 8})">{_inside(drawing) if size else ""}</g>'
    return _framed(max(width + 2 * _MARGIN, 640), _HEAD + 8 + height + _FOOT, title, body, note)


def lanes_picture(lanes: Sequence[Lane], axis: str, lane_width: int, title: str, note: str) -> bytes:
    """Return the lanes of lines of communication as an SVG file, each with its last known state in words.

    Args:
        lanes: the lanes, in their order; those that only group others are headings.
        axis: the axis above them.
        lane_width: their width, in drawing units.
        title: the heading.
        note: where it comes from.
    """
    left = _MARGIN + _LABELS
    rows = [f'<g class="axis-of" transform="translate({left} {_HEAD})">{_inside(axis) if axis else ""}</g>']
    y = _HEAD + 22
    for lane in lanes:
        x = _MARGIN + 14 * min(lane.depth, 3)
        name = shorten(lane.channel.name, 34)
        name = name[:1].upper() + name[1:]
        heading = "" if lane.channel.history else ' class="group"'
        rows.append(f'<text{heading} x="{x}" y="{y + 15}">{escape(name)}</text>')
        if lane.channel.history:
            rows.append(f'<g transform="translate({left} {y})">{_inside(str(lane.drawing))}</g>')
        if lane.state is not None:
            state = in_words(CHANNEL_STATE_WORDS, lane.state.state)
            as_of = f"{date_words(lane.channel.as_of)}; " if lane.channel.as_of else ""
            says = agreement_words(lane.state.agreement, lane.channel.parties)
            right = left + lane_width + 16
            rows.append(f'<text x="{right}" y="{y + 9}">{escape(state)}</text>')
            rows.append(f'<text class="soft" x="{right}" y="{y + 24}">{escape(as_of + says)}</text>')
        y += _ROW if lane.channel.history else LANE_HEIGHT + 6
    key = "Full: operating · empty: agreed, no use reported · red: suspended or refused · dashed: one side or the press"
    key += " says so · pale: nothing heard since · stroke: a use"
    rows.append(f'<text class="soft" x="{_MARGIN}" y="{y + 14}">{escape(key)}</text>')
    return _framed(left + lane_width + _STATES + _MARGIN, y + 24 + _FOOT, title, "".join(rows), note)
