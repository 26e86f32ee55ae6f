"""From a raw page to a document."""

from __future__ import annotations

import html

from onrecord.cleaning._flatten import FlatPage, flatten
from onrecord.cleaning._language import guess_language
from onrecord.cleaning._lines import split_units
from onrecord.cleaning._mail import without_quote_marks
from onrecord.cleaning._metadata import (
    find_authors,
    find_claimed_dates,
    find_corrections,
    find_outlet,
    find_wires,
    host_of,
    judge_kind,
    site_brand,
    site_name_of,
    stated_authors,
    stated_titles,
)
from onrecord.cleaning._publishers import briefing_publisher, judged_publisher
from onrecord.cleaning._roles import judge
from onrecord.cleaning._title import SUBJECT
from onrecord.records import Document, RawPage, RoleSpan, make_id, text_digest
from onrecord.reference import Reference

VERSION = "14"
"""Raised when the same page would give another document."""


def clean(page: RawPage, reference: Reference) -> Document:
    """Give every line of a page its role, and read what the page says about itself.

    The text of the document is the page's content as it is (plain text, without the marks before each line of a mail
    that was passed on) or its visible lines (HTML); it is chosen once.
    Dates are collected, not judged; ``published`` stays unjudged.

    Args:
        page: from ``onrecord.reading``.
        reference: facts about outlets, countries and persons.

    Returns:
        The document. Its role spans cover every non-blank line exactly, in order.
    """
    flat: FlatPage | None = None
    if page.markup == "html":
        flat = flatten(page.content)
        text = flat.text
    else:
        text = without_quote_marks(page.content)
    table = reference.outlet_table
    units = split_units(text, flat.markup if flat is not None else None)
    titles = stated_titles(page.title, flat)
    authors = stated_authors(page.authors, flat)
    url = page.url or (_canonical(flat) if flat is not None else None)
    host = host_of(url)
    is_release = flat is None and host is not None and table.is_government_host(host)
    roles = judge(units, titles, authors, outlet_names=table.by_folded, is_release=is_release)
    digest = text_digest(text)
    document = make_id("doc", page.source_sha256, digest)
    title = SUBJECT.sub("", units[roles.title].plain) if roles.title is not None else ""
    if not title and titles:
        title = " ".join(html.unescape(titles[0]).split())
    body = "\n".join(
        unit.text for unit, role in zip(units, roles.judged, strict=True) if role.role in ("body", "dek", "title")
    )
    outlet = find_outlet(
        units,
        roles.judged,
        host=host,
        stated=page.outlet,
        site_name=site_name_of(flat, table) if flat is not None else None,
        table=table,
    )
    wires = find_wires(units, roles.judged, table)
    kind = judge_kind(units, roles.judged, host, table)
    if host is None and flat is not None and kind == "original" and outlet in table.by_alias:
        kind = "official" if table.by_alias[outlet].kind == "government" else kind
    if outlet is None and host is None and flat is None:
        outlet = briefing_publisher(units, roles.title, reference)
        kind = "official" if outlet is not None and kind == "original" else kind
    if outlet is None and host is None and flat is None and kind != "transcript" and not wires:
        outlet = judged_publisher(units, [role.role for role in roles.judged], reference)
        kind = "official" if outlet is not None else kind
    return Document(
        id=document,
        path=page.path,
        text=text,
        text_sha256=digest,
        source_sha256=page.source_sha256,
        url=url,
        title=title,
        outlet=outlet,
        host=host or site_brand(units),
        authors=find_authors(units, roles.judged, authors),
        wires=wires,
        language=guess_language(body or text),
        kind=kind,
        claimed_dates=find_claimed_dates(text, document, units, roles.judged, stated=page.date, url=url, flat=flat),
        corrections=find_corrections(text, document, units, roles.judged),
        roles=tuple(
            RoleSpan(start, end, role.role, role.reason)
            for unit, role in zip(units, roles.judged, strict=True)
            for start, end in unit.lines
        ),
    )


def _canonical(flat: FlatPage) -> str | None:
    for name in ("canonical", "og:url"):
        address = flat.meta.get(name, "")
        if address.startswith(("http://", "https://")):
            return address
    return None
