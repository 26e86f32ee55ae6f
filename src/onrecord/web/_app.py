"""The application: routes, templates, errors. What the pages show is made in `_pages` and `_document_page`."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from onrecord._version import __version__
from onrecord.errors import NotFoundError, OnRecordError, QueryError
from onrecord.publishing import (
    CHRONOLOGY_FORMATS,
    ChronologyFormat,
    CitationFormat,
    chronicle_date,
    chronology,
    citation,
    event_clause,
    event_tellings,
    goes_straight_on,
    heading_of,
    lead_in,
    method_words,
)
from onrecord.store import Record
from onrecord.web import (
    _addresses,
    _decided,
    _drawings,
    _lanes,
    _matter_words,
    _names,
    _pages,
    _pictures,
    _safety,
    _words,
)
from onrecord.web._channels_page import channel, channels
from onrecord.web._commitments_page import commitment, commitments
from onrecord.web._document_page import document_page
from onrecord.web._happenings_page import CHRONOLOGY_FILTERS, event_page, happening, timeline
from onrecord.web._meetings_page import meeting, meetings
from onrecord.web._overview_page import overview
from onrecord.web._pages import Page
from onrecord.web._positions_page import position, positions
from onrecord.web._quotation_page import quotation_page
from onrecord.web._reader import CUT_ROLES, Fold
from onrecord.web._twins import Table, csv_lines, json_bytes

STATIC_FOLDER = Path(__file__).parent / "static"

ListView = Callable[[Record, Mapping[str, str]], Page]
RecordView = Callable[[Record, Mapping[str, str], str], Page]

LIST_VIEWS: dict[str, ListView] = {
    "/overview": overview,
    "/timeline": timeline,
    "/meetings": meetings,
    "/commitments": commitments,
    "/channels": channels,
    "/positions": positions,
    "/statements": _pages.statements,
    "/documents": _pages.documents,
    "/actors": _pages.actors,
    "/search": _pages.search,
    "/quotation": quotation_page,
    "/status": _pages.status,
    "/help": _pages.help_page,
}

RECORD_VIEWS: dict[str, RecordView] = {
    "/happenings": happening,
    "/events": event_page,
    "/meetings": meeting,
    "/commitments": commitment,
    "/channels": channel,
    "/positions": position,
    "/statements": _pages.statement,
    "/documents": document_page,
    "/actors": _pages.actor,
}

NAVIGATION = (
    ("/", "Overview"),
    ("/timeline", "Timeline"),
    ("/meetings", "Meetings"),
    ("/commitments", "Commitments"),
    ("/channels", "Lines"),
    ("/positions", "Positions"),
    ("/statements", "Statements"),
    ("/documents", "Sources"),
    ("/actors", "Speakers"),
    ("/status", "Status"),
    ("/help", "Help"),
)


def make_templates() -> Environment:
    """Return the templates with everything they may use; what they write is escaped, always."""
    environment = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        heading=heading_of,
        date=_words.date_words,
        published=_words.published_words,
        said_on=_words.said_on_words,
        basis=_words.basis_words,
        published_basis=_words.published_basis_words,
        time=_words.time_words,
        seconds=_words.seconds_words,
        bytes=_words.bytes_words,
        kind=_words.kind_words,
        mode=_words.mode_words,
        cue=_words.cue_words,
        cue_to=_words.cue_words_to,
        plural=_words.plural,
        shorten=_words.shorten,
        as_said=_words.as_said,
        lead_in=lambda statement, document: lead_in(document, statement),
        safe_link=_addresses.safe_link,
        outlet=_names.outlet_name,
        outlet_or_unnamed=_names.outlet_or_unnamed,
        difference=_words.difference_words,
        ordinal=_words.ordinal,
        upper_first=lambda words: words[:1].upper() + words[1:],
        kind_noun=_matter_words.kind_noun,
        method=method_words,
        sector=partial(_matter_words.in_words, _matter_words.SECTOR_WORDS),
        told_clause=event_clause,
        tellings=event_tellings,
        status_word=_matter_words.status_word,
        countries=_matter_words.countries_of,
        file_name=lambda path: Path(path).name,
        chronicle_date=lambda date: (words := chronicle_date(date))[:1].upper() + words[1:],
        event_date=_matter_words.event_date_words,
        assertion=partial(_matter_words.in_words, _matter_words.ASSERTION_WORDS),
        stance=partial(_matter_words.in_words, _matter_words.STANCE_WORDS),
        account=partial(_matter_words.in_words, _matter_words.ACCOUNT_WORDS),
        relation=partial(_matter_words.in_words, _matter_words.ITEM_RELATION_WORDS),
        relation_of=_matter_words.relation_of,
        meeting=partial(_matter_words.in_words, _matter_words.MEETING_WORDS),
        level=partial(_matter_words.in_words, _matter_words.LEVEL_WORDS),
        channel_state=partial(_matter_words.in_words, _matter_words.CHANNEL_STATE_WORDS),
        commitment_state=partial(_matter_words.in_words, _matter_words.COMMITMENT_STATE_WORDS),
        commitment_kind=partial(_matter_words.in_words, _matter_words.COMMITMENT_KIND_WORDS),
        element=partial(_matter_words.in_words, _matter_words.ELEMENT_WORDS),
        agreement=lambda value, commitment: _matter_words.agreement_words(value, _matter_words.parties_of(commitment)),
        agreement_of=_matter_words.agreement_words,
        decision=_decided.decision_words,
        decided_on=_decided.decided_on,
        entry=_decided.entry_words,
        language=lambda code: code if code.isascii() and code.isalpha() and len(code) in (2, 3) else "und",
    )
    environment.tests["fold"] = lambda block: isinstance(block, Fold)
    environment.globals.update(
        actor_address=_addresses.actor_address,
        entry_address=_decided.entry_address,
        way_back=_decided.way_back,
        ways_to_decide=_decided.ways_to_decide,
        anchor=_addresses.anchor,
        bar=_drawings.bar,
        channel_address=_addresses.channel_address,
        commitment_address=_addresses.commitment_address,
        event_address=_addresses.event_address,
        happening_address=_addresses.happening_address,
        lane_key=_lanes.lane_key,
        goes_straight_on=goes_straight_on,
        longest_in_list=_pages.LONGEST_IN_LIST,
        meeting_address=_addresses.meeting_address,
        position_address=_addresses.position_address,
        status_mark=_lanes.status_mark,
        cut_roles=CUT_ROLES,
        document_address=_addresses.document_address,
        evidence_address=_addresses.evidence_address,
        navigation=NAVIGATION,
        citation_address=_addresses.citation_address,
        source_address=_addresses.source_address,
        span_address=_addresses.span_address,
        statement_address=_addresses.statement_address,
        version=__version__,
    )
    return environment


class Site:
    """One record with its templates.

    Args:
        record: the record the page shows.

    One reader at a time uses the record: a page takes milliseconds, and the page has one user.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.lock = threading.Lock()
        self.templates = make_templates()

    def draw(self, template: str, context: Mapping[str, Any]) -> bytes:
        """Write a template down as UTF-8; lone surrogates, which no page can hold, become question marks."""
        text = self.templates.get_template(template).render(**context)
        return text.encode("utf-8", "replace")

    def frame(self) -> dict[str, Any]:
        """Return what the frame around every page needs."""
        names = _names.Names(self.record)
        sides = [names.side(code) for code in self.record.sides]
        return {
            "pair": " – ".join(sides) or "No sides found yet",
            "file_name": Path(self.record.path).name,
            "record_state": self.record.status,
        }

    def answer(self, page: Page, form: str) -> Response:
        """Return a page, or one of its twins."""
        if form == "json":
            return Response(json_bytes(page.data()), media_type="application/json")
        if form == "csv":
            name = page.csv_address.partition("?")[0].strip("/").replace("/", "-").replace("%", "")
            return StreamingResponse(
                self._locked_lines(page.table()),
                media_type="text/csv; charset=utf-8",
                headers={"content-disposition": f'attachment; filename="{name}"'},
            )
        return Response(
            self.draw(page.template, {**self.frame(), **page.context, "page": page}),
            media_type="text/html; charset=utf-8",
        )

    def _locked_lines(self, table: Table) -> Iterator[bytes]:
        lines = csv_lines(table)
        while True:
            with self.lock:
                line = next(lines, None)
            if line is None:
                return
            yield line


def _error(site: Site, status: int, what: str, advice: str, form: str) -> Response:
    # An unforeseen error is answered outside the guards, so the headers are set here as well.
    headers = dict(_safety.SECURITY_HEADERS)
    if form == "json":
        body = json_bytes({"error": what, "advice": advice})
        return Response(body, status, headers, media_type="application/json")
    if form == "csv":
        line = f"{what} {advice}\n".encode("utf-8", "replace")
        return Response(line, status, headers, media_type="text/plain; charset=utf-8")
    body = site.draw("error.html", {"status": status, "what": what, "advice": advice})
    return Response(body, status, headers, media_type="text/html; charset=utf-8")


def _form_of(path: str) -> str:
    return "json" if path.endswith(".json") else "csv" if path.endswith(".csv") else "html"


def _answer_error(site: Site, request: Request, error: Exception) -> Response:
    form = _form_of(request.url.path)
    if isinstance(error, NotFoundError):
        return _error(site, 404, error.what, "Look for it in the lists, or search for its words.", form)
    if isinstance(error, QueryError):
        return _error(site, 400, error.what, error.advice, form)
    if isinstance(error, OnRecordError):
        return _error(site, 503, error.what, error.advice, form)
    if isinstance(error, HTTPException):
        if error.status_code == 404:
            return _error(site, 404, "There is no such page.", "Begin at the overview, or search.", form)
        if error.status_code == 405:
            return _error(site, 405, "This page can only be read.", "Open it with an ordinary link.", form)
        return _error(site, error.status_code, str(error.detail), "Go back, or begin at the overview.", form)
    return _error(
        site,
        500,
        "Something went wrong in On Record itself.",
        "The terminal in which `onrecord serve` runs shows what; please report it with that text.",
        form,
    )


def _list_endpoint(site: Site, view: ListView, form: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        with site.lock:
            page = view(site.record, request.query_params)
            return site.answer(page, form)

    return endpoint


def _record_endpoint(site: Site, view: RecordView, form: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        with site.lock:
            identity = request.path_params["identity"]
            try:
                page = view(site.record, request.query_params, identity)
            except NotFoundError:
                rejected = _decided.rejected_entry(site.record, identity)
                if rejected is None or not request.url.path.startswith(rejected.address):
                    raise
                page = rejected
            return site.answer(page, form)

    return endpoint


CHRONOLOGY_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Media types of the chronology's formats."""


def _chronology_endpoint(site: Site, form: ChronologyFormat) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        asked = {name: (request.query_params.get(name) or "").strip() or None for name in CHRONOLOGY_FILTERS}
        with site.lock:
            body = chronology(site.record, form, **asked)
        # A file to keep: its own style sheet would not be let in as a page of this site.
        headers = {"content-disposition": f'attachment; filename="chronology.{form}"'}
        return Response(body, media_type=CHRONOLOGY_TYPES[form], headers=headers)

    return endpoint


CITATIONS: dict[str, tuple[CitationFormat, str]] = {
    "bib": ("bibtex", "application/x-bibtex; charset=utf-8"),
    "ris": ("ris", "application/x-research-info-systems; charset=utf-8"),
    "json": ("csl", "application/vnd.citationstyles.csl+json"),
}
"""Endings of the addresses of citations, with their format and media type."""


def _citation_endpoint(site: Site, ending: str) -> Callable[[Request], Response]:
    form, media_type = CITATIONS[ending]

    def endpoint(request: Request) -> Response:
        identity = request.path_params["identity"]
        with site.lock:
            body = citation(site.record, identity, form)
        name = "".join(character for character in identity if character.isascii() and character.isalnum())[:60]
        headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
        return Response(body.encode("utf-8", "replace"), media_type=media_type, headers=headers)

    return endpoint


def _picture_endpoint(site: Site, name: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        with site.lock:
            record = site.record
            pair = " and ".join(_names.Names(record).side(code) for code in record.sides)
            note = _pictures.source_note(record)
            if name == "channels":
                shown = channels(record, request.query_params).context
                title = f"Lines of communication: {pair}" if pair else "Lines of communication"
                body = _pictures.lanes_picture(shown["lanes"], shown["axis"], _lanes.LANE_WIDTH, title, note)
            else:
                shown = overview(record, request.query_params).context
                by = "week" if shown["by_week"] else "month"
                body = _pictures.tracks_picture(shown["tracks"], f"{pair or 'Words and deeds'}, by {by}", note)
        headers = {"content-disposition": f'attachment; filename="{name}.svg"'}
        return Response(body, media_type="image/svg+xml", headers=headers)

    return endpoint


def _routes(site: Site) -> list[BaseRoute]:
    routes: list[BaseRoute] = [Route("/", _list_endpoint(site, overview, "html"))]
    for path, view in LIST_VIEWS.items():
        if path != "/overview":
            routes.append(Route(path, _list_endpoint(site, view, "html")))
        for form in ("json", "csv"):
            routes.append(Route(f"{path}.{form}", _list_endpoint(site, view, form)))
    for path, record_view in RECORD_VIEWS.items():
        # Ids come from the user's own files too, so they may hold anything, a slash included; the twins stand first.
        for form in ("json", "csv"):
            routes.append(Route(f"{path}/{{identity:path}}.{form}", _record_endpoint(site, record_view, form)))
        routes.append(Route(f"{path}/{{identity:path}}", _record_endpoint(site, record_view, "html")))
    routes += [Route(f"/chronology.{form}", _chronology_endpoint(site, form)) for form in CHRONOLOGY_FORMATS]
    routes += [Route(f"/cite/{{identity:path}}.{ending}", _citation_endpoint(site, ending)) for ending in CITATIONS]
    routes += [Route(f"/{name}.svg", _picture_endpoint(site, name)) for name in ("overview", "channels")]
    routes.append(Mount("/static", StaticFiles(directory=STATIC_FOLDER), name="static"))
    return routes


def build_app(record: str | Path | Record, *, host: str, port: int | None, token: str | None) -> Starlette:
    """Return the application; see `onrecord.web.create_app`."""
    opened_here = not isinstance(record, Record)
    site = Site(record if isinstance(record, Record) else Record(record))

    def error_page(scope: Scope, status: int, what: str, advice: str) -> Response:
        return _error(site, status, what, advice, _form_of(scope.get("path", "")))

    def on_error(request: Request, error: Exception) -> Response:
        return _answer_error(site, request, error)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            if opened_here:
                site.record.close()

    guards = [
        Middleware(_safety.SafeHeaders),
        Middleware(
            _safety.HostGuard,
            allowed=_safety.allowed_hosts(host, port),
            any_port=port is None,
            error_page=error_page,
        ),
    ]
    if token:
        guards.append(Middleware(_safety.TokenGuard, token=token, error_page=error_page))
    return Starlette(
        routes=_routes(site),
        middleware=guards,
        exception_handlers={HTTPException: on_error, OnRecordError: on_error, Exception: on_error},
        lifespan=lifespan,
    )
