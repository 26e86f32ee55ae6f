"""Citations of a statement, a document or a whole record: a note to paste, BibTeX, RIS, CSL JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from onrecord._version import __version__
from onrecord.errors import NotFoundError
from onrecord.publishing._excerpts import heading_of, source_name, whole_words
from onrecord.publishing._matter_words import published_interval_words
from onrecord.publishing._wording import flat
from onrecord.records import DECIDED_METHOD, Document, Published, Statement
from onrecord.store import Record

CitationFormat = Literal["text", "bibtex", "ris", "csl"]
CITATION_FORMATS: tuple[CitationFormat, ...] = get_args(CitationFormat)
"""A note to paste, BibTeX (LaTeX, Zotero), RIS (EndNote, Zotero, Mendeley), CSL JSON (Zotero, pandoc)."""

_LONGEST_QUOTE = 600
"""Code points of a quotation in a note."""

_MARKS = '“”"'
_LAST_COMMA = re.compile(r",\s*([”\"]*)\s*\Z")
"""The comma before “he said”, which ends no quotation."""
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        **{mark: f"\\{mark}" for mark in "&%$#_{}"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_TEX_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", "%": r"\%"})


@dataclass(frozen=True, slots=True)
class _Source:
    """What all formats say, in plain words on one line each."""

    id: str
    title: str
    authors: tuple[str, ...]
    outlet: str
    date: str
    """ISO 8601 day, month or year; empty where only a range is known, or nothing."""
    date_words: str
    url: str
    note: str
    is_data_set: bool = False


def citation(record: Record, identity: str | None = None, form: CitationFormat = "text") -> str:
    """Return how to cite a statement, a document, or the record itself.

    Args:
        record: the record.
        identity: id of a statement or a document; None cites the record, with its version.
        form: ``text``, ``bibtex``, ``ris`` or ``csl``.

    Returns:
        the citation, ending in a line break. A date stands in it only as far as it is known; a copy says that it is
        one.

    Raises:
        NotFoundError: there is no such statement or document.
    """
    if identity is None:
        source = _of_record(record)
    elif identity.startswith("stmt-"):
        told = record.statement(identity)
        source = _of_statement(record, told, record.document(told.document))
    elif identity.startswith("doc-"):
        source = _of_document(record.document(identity))
    else:
        raise NotFoundError(
            f"{identity!r} is neither a statement nor a document.",
            "What can be cited has an id that begins with stmt- or doc-; the lists print them.",
        )
    return _WRITERS[form](source)


def record_version(record: Record) -> str:
    """Return sixteen digits that change when the sources, the program, a stage of it or what persons decided change.

    Args:
        record: the record.
    """
    state = record.status()
    digest = hashlib.sha256()
    for name, version in (*state.versions, ("onrecord", __version__)):
        digest.update(f"{name}={version}\n".encode())
    for checksum in sorted(document.source_sha256 for document in record.iterate_documents()):
        digest.update(f"{checksum}\n".encode())
    for _, decisions in sorted(record.decisions_in_force().items()):
        for decision in decisions:
            digest.update(f"{decision.id}\n".encode())
    return digest.hexdigest()[:16]


def _of_record(record: Record) -> _Source:
    state = record.status()
    sides = " and ".join(state.sides) or "sides not found"
    return _Source(
        id=f"onrecord-{record_version(record)}",
        title=f"Record of {sides}: {state.documents:,} documents",
        authors=(),
        outlet=f"On Record {__version__}",
        date="",
        date_words="",
        url="",
        note=f"{flat(Path(record.path).name)}, version {record_version(record)}"
        " (of its sources, of the program and of what persons decided).",
        is_data_set=True,
    )


def _of_document(document: Document, *, note: str = "") -> _Source:
    published = document.published
    kind = "" if document.kind == "original" else f"{document.kind.replace('_', ' ').capitalize()}. "
    host = f"Found on {flat(document.host)}. " if document.host and document.host != document.outlet else ""
    # Whoever cites the page must not take a person's day for one that the page tells.
    by_person = f"Day of publication: {_flat_reason(published)} " if published.basis == "decision" else ""
    known = published_interval_words(published, day=str, days=lambda first, last: f"between {first} and {last}")
    return _Source(
        id=document.id,
        title=flat(heading_of(document)),
        authors=tuple(flat(author) for author in document.authors),
        outlet=flat(source_name(document)),
        date=published.date if published.date and published.precision in ("day", "month", "year") else "",
        date_words=known,
        url=flat(document.url or ""),
        note=f"{note}{kind}{host}{by_person}SHA-256 of the text read: {document.text_sha256}.",
    )


def _flat_reason(published: Published) -> str:
    told = flat("; ".join(published.reasons))
    told = f"{told[:1].lower()}{told[1:]}"
    return told if told.endswith((".", "!", "?", "…")) else f"{told}."


def _of_statement(record: Record, told: Statement, document: Document) -> _Source:
    name = record.actor(told.speaker).name if told.speaker else told.speaker_text or "speaker not found"
    words = flat(whole_words(document, told))
    if len(words) > _LONGEST_QUOTE:
        words = f"{words[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    how = {"direct": "quoted", "mixed": "partly quoted", "indirect": "in the words of the source"}[told.mode]
    day = f"said on {told.said_on.date}" if told.said_on.date else "day of saying not known"
    places = ", ".join(f"{span.start}–{span.end}" for span in told.content)
    words = _LAST_COMMA.sub(r"\1", words)
    said = f"“{words.strip(_MARKS)}”" if told.mode == "direct" else words
    end = "" if words.rstrip(_MARKS).endswith((".", "!", "?", "…")) else "."
    by_persons = _decided_words(record, told)
    source = _of_document(document, note=f"{flat(name)} ({how}; {day}): {said}{end} {by_persons}Characters {places}. ")
    return _Source(told.id, *(getattr(source, field) for field in _Source.__slots__[1:-1]))


def _decided_words(record: Record, told: Statement) -> str:
    """Return in sentences what of a statement is a person's decision: whoever cites it must not take it for a reading.

    Empty where nobody decided anything of it.
    """
    if not told.method.startswith(DECIDED_METHOD):
        return ""
    decided = record.decided(told.id)
    sentences = []
    for decision in decided.decisions if decided is not None else ():
        read = f"; the machine had read: {flat(decision.machine_read)}" if decision.machine_read else ""
        what = decision.what.capitalize()
        sentences.append(f"{what} decided by {flat(decision.who)} on {decision.when[:10]}{read}. ")
    return "".join(sentences)


def _note_with_date(source: _Source) -> str:
    """Return the note, led by the date where that is none a reference manager has a field for."""
    return source.note if source.date or not source.date_words else f"Published {source.date_words}. {source.note}"


def _as_text(source: _Source) -> str:
    if source.is_data_set:
        return f"{source.title}. {source.outlet}. {source.note}\n"
    authors = f"{', '.join(source.authors)}: " if source.authors else ""
    outlet = f"{source.outlet}, " if source.outlet else ""
    url = f"{source.url}. " if source.url else ""
    return f"{authors}“{source.title}”, {outlet}{source.date_words}. {url}{source.note}\n"


def _as_bibtex(source: _Source) -> str:
    fields: dict[str, str] = {
        "title": f"{{{source.title.translate(_TEX)}}}",
        # Braces around each name: who is a person and who is an office is not known here.
        "author": " and ".join(f"{{{author.translate(_TEX)}}}" for author in source.authors),
        "organization": source.outlet.translate(_TEX),
        "year": source.date[:4],
        "month": source.date[5:7].lstrip("0"),
        "day": source.date[8:10].lstrip("0"),
        "url": source.url.translate(_TEX_ADDRESS),
        "note": _note_with_date(source).translate(_TEX),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{re.sub(r'[^A-Za-z0-9_.:-]', '-', source.id)},\n{lines}}}\n"


def _as_ris(source: _Source) -> str:
    day = source.date.replace("-", "/")
    lines = [
        ("TY", "DATA" if source.is_data_set else "NEWS"),
        ("ID", source.id),
        ("TI", source.title),
        *(("AU", author) for author in source.authors),
        ("T2", source.outlet),
        ("PY", source.date[:4]),
        ("DA", day),
        ("UR", source.url),
        ("N1", _note_with_date(source)),
        ("DB", "On Record"),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def _as_csl(source: _Source) -> str:
    parts = [int(part) for part in source.date.split("-")] if source.date else []
    item: Mapping[str, object] = {
        "id": source.id,
        "type": "dataset" if source.is_data_set else "article-newspaper",
        "title": source.title,
        "author": [{"literal": author} for author in source.authors],
        "container-title": source.outlet,
        "issued": {"date-parts": [parts]} if parts else {"literal": source.date_words} if source.date_words else None,
        "URL": source.url,
        "note": source.note,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


_WRITERS = {"text": _as_text, "bibtex": _as_bibtex, "ris": _as_ris, "csl": _as_csl}
