"""Events for the tools of the field: PLOVER, POLECAT, GDELT, ICEWS, and counts of dyads by month."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator

from onrecord._version import __version__
from onrecord.publishing._contract import safe_cell
from onrecord.publishing._happenings import (
    QUADS,
    Lookup,
    Told,
    cameo_codes,
    first_and_last_day,
    goldstein_of,
    happened,
    tab_line,
    told_happenings,
    two_parties,
)
from onrecord.publishing._wording import flat, took_place
from onrecord.records import Document, Event, Participant, to_json
from onrecord.store import Record

POLECAT_COLUMNS = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|"
    "Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
).split("|")
"""The forty columns of POLECAT."""

ICEWS_COLUMNS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
    "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"
).split("|")
"""The twenty columns of ICEWS."""

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_PLACE = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID"
GDELT_COLUMNS = [
    *"GlobalEventID Day MonthYear Year FractionDate".split(),
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR.split()),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources".split(),
    *"NumArticles AvgTone".split(),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _PLACE.split()),
    *"DATEADDED SOURCEURL".split(),
]
"""The 61 columns of GDELT 2.0 events; its files have no head line."""

DYAD_COLUMNS = (
    "month",
    "source",
    "target",
    "happenings",
    *(quad.replace(" ", "_") for quad in QUADS),
    "scale_sum",
    "scale_mean",
    "reports",
    *(f"reports_{quad.replace(' ', '_')}" for quad in QUADS),
    "reports_scale_sum",
    "reports_scale_mean",
)
"""Columns of the counts of dyads: each happening once, and beside it every report of it."""

CODEBOOK = "plover-0.8"
"""The codebook that the types, modes and contexts follow."""


def quad_number(event: Event) -> int:
    """Return PLOVER's number of an event's class, 1 to 4."""
    return QUADS.index(event.quad_code) + 1


# --- PLOVER ----------------------------------------------------------------------------------------------------------


def plover_lines(record: Record) -> Iterator[str]:
    """Yield one line of PLOVER 0.8 JSON for each report of a happening, with its status under ``onrecord``.

    Reports of one happening share their ``link``. An event whose day is not known has null for its date.
    """
    look = Lookup(record)
    for event in record.iterate_events():
        data = _plover(event, look)
        yield json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _plover(event: Event, look: Lookup) -> dict[str, object]:
    document = look.document(event.document)
    days = first_and_last_day(event.date)
    first, last = days or (None, None)
    data: dict[str, object] = {
        "id": event.id,
        "has_event": True,
        "date": first,
        "enddate": last if last != first else None,
        "actor": [_entity(one, look) for one in event.actor],
        "recipient": [_entity(one, look) for one in event.recipient],
        "event": [event.event],
        "mode": [event.mode] if event.mode else [],
        "context": list(event.context),
        "event_text": [item.quote for item in event.evidence],
        "quad_code": quad_number(event),
        "event_scale": event.event_scale,
        "link": event.happening,
        "text_info": {"start": event.evidence[0].start, "end": event.evidence[0].end} if event.evidence else None,
        "cite_info": {
            "citation": document.id,
            "url": document.url,
            "title": document.title or None,
            "language": document.language,
            "publication": document.outlet or document.host,
            "coder": f"onrecord {__version__}, {event.method}",
            "codebook": CODEBOOK,
        },
        "coder": f"onrecord {__version__}",
    }
    if event.location:
        data["event_loc"] = {"extracted_place": event.location.text, "country_code": event.location.country}
    data["onrecord"] = {
        "status": event.status,
        "happening": event.happening,
        "date_precision": event.date.precision,
        "date_basis": event.date.basis,
        "issues": list(event.issues),
        "cameo_code": event.cameo_code,
        "cameo_mapping": event.cameo_mapping,
        "goldstein": goldstein_of(event.cameo_code),
        "asserted_by": to_json(event.asserted_by),
        "evidence": to_json(event.evidence),
        "text_sha256": document.text_sha256,
        "confidence": event.confidence,
    }
    return data


def _entity(one: Participant, look: Lookup) -> dict[str, object]:
    actor = look.actor(one.actor)
    return {
        "code": one.country,
        "sector": one.sector,
        "entity_text": one.text,
        "identifier_id": actor.wikidata if actor else None,
        "identifier_text": actor.name if actor else None,
        "office": look.office(one) or None,
    }


# --- POLECAT, ICEWS, GDELT -------------------------------------------------------------------------------------------


def _published(document: Document) -> str:
    published = document.published
    return (published.date or published.earliest or published.latest or "").partition("/")[0]


def _publisher(document: Document) -> str:
    return document.outlet or document.host or ""


def polecat_lines(record: Record) -> Iterator[str]:
    """Yield what took place as a POLECAT table: one line for each happening, after the head line.

    Of compound actors the names are joined by semicolons; country and sector are those of the first.
    """
    look = Lookup(record)
    yield "\t".join(POLECAT_COLUMNS) + "\n"
    for told, first, _ in happened(record, look):
        event, document = told.lead, told.document
        recipients = event.recipient or event.actor[1:]
        actors = event.actor if event.recipient else event.actor[:1]
        place = told.happening.location
        yield tab_line(
            [
                told.happening.id,
                first,
                event.event,
                event.mode,
                event.event_scale,
                event.quad_code.upper(),
                "; ".join(event.context),
                *_polecat_party(actors, look),
                *_polecat_party(recipients, look),
                *(None,) * 4,
                place.country if place else None,
                *(None,) * 3,
                place.text if place else None,
                None,
                _publisher(document),
                _published(document),
                *(None,) * 3,
                document.language,
                f"onrecord {__version__} {CODEBOOK}",
            ]
        )


def _polecat_party(participants: tuple[Participant, ...], look: Lookup) -> list[object]:
    if not participants:
        return [None] * 8
    sectors = list(dict.fromkeys(one.sector for one in participants if one.sector))
    return [
        "; ".join(look.name(one) for one in participants),
        participants[0].country,
        None,  # the number of the Correlates of War project: the record does not have it
        sectors[0] if sectors else None,
        "; ".join(sectors),
        look.office(participants[0]),
        "; ".join(flat(one.text) for one in participants),
        look.wikidata(participants[0]),
    ]


def icews_lines(record: Record) -> Iterator[str]:
    """Yield what took place as an ICEWS table: one line for each happening that has a CAMEO code."""
    look = Lookup(record)
    yield "\t".join(ICEWS_COLUMNS) + "\n"
    for told, first, _ in happened(record, look):
        event = told.lead
        if event.cameo_code is None:
            continue
        source, target = two_parties(event)
        code = cameo_codes().get(event.cameo_code)
        place = told.happening.location
        yield tab_line(
            [
                told.happening.id,
                first,
                *_icews_party(source, look),
                code.name if code else None,
                event.cameo_code,
                goldstein_of(event.cameo_code),
                *_icews_party(target, look),
                told.document.id,
                None,
                _publisher(told.document),
                *(None,) * 3,
                place.country if place else None,
                None,
                None,
            ]
        )


def _icews_party(one: Participant | None, look: Lookup) -> list[object]:
    return [look.name(one), one.sector, one.country] if one else [None] * 3


def gdelt_lines(record: Record) -> Iterator[str]:
    """Yield what took place as GDELT 2.0 events: one line for each happening that has a CAMEO code, without a head.

    ``NumMentions`` counts reports, ``NumSources`` independent reports, ``NumArticles`` documents.
    """
    look = Lookup(record)
    for told, first, _ in happened(record, look):
        if told.lead.cameo_code is not None:
            yield tab_line(_gdelt(told, first, look))


def gdelt_mention_lines(record: Record) -> Iterator[str]:
    """Yield every report of what took place as GDELT 2.0 mentions (16 columns, no head), the first report first.

    ``SentenceID`` counts the report's lines with words from 1, the offsets are code points of the text from 0, and
    ``Confidence`` is a percentage; no tone is measured. A copy is a mention too: fold them by the event table.
    """
    look = Lookup(record)
    for told, _, _ in happened(record, look):
        if told.lead.cameo_code is None:
            continue
        seen_first = _moment(told.document)
        for event in told.events:
            document = look.document(event.document)
            proof = event.evidence[0] if event.evidence else None
            source, target = two_parties(event)
            lines = [line for line in document.text[: proof.end].split("\n") if line.strip()] if proof else []
            yield tab_line(
                [
                    _gdelt_number(told),
                    seen_first,
                    _moment(document),
                    1 if document.url else 2,
                    _publisher(document),
                    document.url or document.id,
                    len(lines) or None,
                    _offset(source),
                    _offset(target),
                    proof.start if proof else -1,
                    1,
                    round(100 * event.confidence),
                    len(document.text),
                    None,
                    f"srclc:{document.language}" if document.language not in ("en", "und", "") else None,
                    None,
                ]
            )


def _gdelt_number(told: Told) -> int:
    return int(told.happening.id.rpartition("-")[2][:13] or "0", 16)  # 52 bits, so that no reader rounds it


def _moment(document: Document) -> str | None:
    day = _published(document).replace("-", "")
    return f"{day:0<8}000000" if day else None


def _offset(one: Participant | None) -> int:
    return one.evidence.start if one and one.evidence else -1


def _gdelt(told: Told, first: str, look: Lookup) -> list[object]:
    event, happening = told.lead, told.happening
    code = event.cameo_code or ""
    source, target = two_parties(event)
    day = datetime.date.fromisoformat(first)
    place = [1, happening.location.text, *(None,) * 6] if happening.location else [0, *(None,) * 7]
    return [
        _gdelt_number(told),
        f"{day:%Y%m%d}",
        f"{day:%Y%m}",
        day.year,
        round(day.year + day.timetuple().tm_yday / 365, 4),
        *_gdelt_party(source, look),
        *_gdelt_party(target, look),
        1,
        code,
        code[:3],
        code[:2],
        quad_number(event),
        goldstein_of(code),
        len(told.events),
        happening.independent_reports,
        happening.documents,
        None,  # tone: none is measured
        *[0, *(None,) * 7],
        *[0, *(None,) * 7],
        *place,
        _moment(told.document),
        told.document.url or told.document.id,
    ]


def _gdelt_party(one: Participant | None, look: Lookup) -> list[object]:
    if one is None:
        return [None] * 10
    code = (one.country or "") + (one.sector or "")
    return [code, look.name(one).upper(), one.country, *(None,) * 4, one.sector, None, None]


# --- dyads -----------------------------------------------------------------------------------------------------------


def dyads_of(event: Event) -> list[tuple[str, str]]:
    """Return the pairs (who, to whom) of countries of an event, sorted; actors among themselves count both ways."""
    actors = {one.country for one in event.actor if one.country}
    recipients = {one.country for one in event.recipient if one.country} or actors
    return sorted((source, target) for source in actors for target in recipients if source != target)


def dyad_lines(record: Record) -> Iterator[str]:
    """Yield counts by month and pair of countries as CSV: each happening once, and every report of it beside.

    What lies over more than one month is counted in the month it begins; what is not known to the month is left out.
    """
    look = Lookup(record)
    happenings: dict[tuple[str, str, str], list[tuple[int, float]]] = {}
    reports: dict[tuple[str, str, str], list[tuple[int, float]]] = {}
    for told in told_happenings(record, look):
        days = first_and_last_day(told.happening.date)
        if not days or not took_place(told.happening.kind, told.happening.status):
            continue
        for source, target in dyads_of(told.lead):
            key = (days[0][:7], source, target)
            happenings.setdefault(key, []).append((quad_number(told.lead), told.lead.event_scale))
            for event in told.events:
                reports.setdefault(key, []).append((quad_number(event), event.event_scale))
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(DYAD_COLUMNS)
    for key in sorted(happenings):
        table.writerow([*map(safe_cell, key), *_counts(happenings[key]), *_counts(reports[key])])
    yield buffer.getvalue()


def _counts(found: list[tuple[int, float]]) -> list[object]:
    scale = sum(score for _, score in found)
    by_quad = [sum(1 for quad, _ in found if quad == number) for number in range(1, len(QUADS) + 1)]
    return [len(found), *by_quad, round(scale, 2), round(scale / len(found), 4)]
