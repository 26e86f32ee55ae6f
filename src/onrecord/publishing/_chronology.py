"""The chronology: one dated sentence for each happening, with numbered notes to its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.errors import NotFoundError, QueryError
from onrecord.publishing._excerpts import begins_with_pronoun, heading_of, is_clause, source_name, telling_span
from onrecord.publishing._matter_words import published_interval_words
from onrecord.publishing._wording import (
    INTERNATIONAL_NAMES,
    STATUS_BEFORE_SENTENCE,
    chronicle_date,
    chronicle_order,
    flat,
    kind_noun,
    the,
    year_of,
)
from onrecord.records import Document, EventDate, Evidence, Happening
from onrecord.reference import Reference

if TYPE_CHECKING:
    from onrecord.store import Record

ChronologyFormat = Literal["md", "html", "docx"]
CHRONOLOGY_FORMATS: tuple[ChronologyFormat, ...] = ("md", "html", "docx")
"""The formats of :func:`chronology`."""

_KIND_OF_SOURCE = {
    "copy": "copy",
    "altered_copy": "altered copy",
    "wire_copy": "agency copy",
    "official": "official text",
    "transcript": "transcript",
}


_CLOSING = "”\"’')"
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: where the words stand."""

    number: int
    """Number in the chronology, from 1."""
    source: str
    """Outlet, title, date and what the page really is."""
    words: str
    """The exact words."""
    evidence: Evidence
    """The span."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence of the chronology."""

    happening: Happening
    """The happening."""
    year: str | None
    """Year of the heading it stands under; None where it is not known."""
    date: str
    """``Nov. 14-15``."""
    before: str
    """Status and, where the words are no sentence of their own, kind, parties and place; a template's words."""
    words: str
    """The exact words of a source; empty where the template says it all."""
    according_to: str
    """Who says so, where all who are named as its source speak for one side and the words do not tell; else empty."""
    notes: tuple[int, ...]
    """Numbers of its notes."""

    @property
    def sentence(self) -> str:
        """The sentence without its date and notes."""
        words = self.words.removesuffix(".") if self.according_to else self.words
        quoted = f"“{words}”" if words else ""
        has_end = quoted.rstrip(_CLOSING).endswith(_ENDS) and not self.according_to
        end = "" if has_end else "."
        return f"{self.before}{quoted}{self.according_to}{end}"


class Namer:
    """Gives countries and issues their names.

    Args:
        record: the record, for the user's own entries.
    """

    def __init__(self, record: Record) -> None:
        files = record.reference_files
        self._reference = Reference.bundled().with_texts(files) if files else Reference.bundled()

    def country(self, code: str) -> str:
        """Return the name of a country; the code itself where it is not known."""
        found = self._reference.countries.get(code)
        return found.name if found else INTERNATIONAL_NAMES.get(code, code)

    def issue(self, identity: str) -> str:
        """Return the name of an issue; its id in words where it is not known."""
        found = self._reference.issues.get(identity)
        return found.label if found else identity.replace("-", " ").replace("_", " ")


def happenings_between(
    record: Record,
    *,
    since: str | None = None,
    until: str | None = None,
    issue: str | None = None,
    party: str | None = None,
) -> list[Happening]:
    """Return the happenings of a chronology, oldest first, the undated last.

    Args:
        record: an open record.
        since: first day, ISO 8601 (a year or a month stands for its first day).
        until: last day, ISO 8601 (a year or a month stands for its last day).
        issue: id of an issue.
        party: country that takes part, ISO 3166 alpha-3.
    """

    from onrecord.store import HappeningQuery

    query = HappeningQuery(since=since, until=until, issue=issue, party=party)
    return sorted(record.happenings(query), key=chronicle_order)


def entries(record: Record, happenings: Sequence[Happening]) -> tuple[list[Entry], list[Note]]:
    """Return the sentences of a chronology and their numbered notes.

    Args:
        record: where the documents stand.
        happenings: in the order of the chronology.
    """
    namer = Namer(record)
    documents: dict[str, Document | None] = {}
    notes: list[Note] = []
    numbers: dict[Evidence, int] = {}
    found = []
    told: set[tuple[EventDate, str]] = set()
    for happening in happenings:
        cited = []
        for evidence in happening.evidence:
            if evidence not in numbers:
                if evidence.document not in documents:
                    documents[evidence.document] = _document(record, evidence.document)
                numbers[evidence] = len(notes) + 1
                source = source_words(documents[evidence.document], evidence.document)
                notes.append(Note(len(notes) + 1, source, flat(evidence.quote), evidence))
            cited.append(numbers[evidence])
        told_in, start, end, words = _words_of(happening, documents)
        meant = _meant(record, told_in, start) if begins_with_pronoun(words) else ""
        # Two things told in one sentence are told apart by their kinds.
        is_first = (happening.date, words.rstrip(".")) not in told
        told.add((happening.date, words.rstrip(".")))
        source = "" if _name_who_says_so(record, happening, told_in, start, end) else according_to(happening, namer)
        found.append(
            _entry(happening, words, tuple(dict.fromkeys(cited)), namer, meant, source, with_kind=not is_first)
        )
    return found, notes


_Telling = tuple[Document | None, int, int, str]
"""The document that words stand in (None where it is not at hand), where they begin and end in it, and the words."""


def _words_of(happening: Happening, documents: Mapping[str, Document | None]) -> _Telling:
    """Return the words that tell a happening: the first report that can stand alone, else the first there is."""
    own_first = sorted(happening.evidence, key=lambda one: one.quote != happening.text)
    tellings = [_telling(documents[one.document], one) for one in own_first] or [(None, 0, 0, flat(happening.text))]
    alone = [told for told in tellings if is_clause(told[-1])]
    named = [told for told in alone if not begins_with_pronoun(told[-1])]
    return (named or alone or tellings)[0]


def _telling(document: Document | None, evidence: Evidence) -> _Telling:
    if document is None or document.text[evidence.start : evidence.end] != evidence.quote:
        return None, 0, 0, flat(evidence.quote)
    start, end = telling_span(document.text, evidence.start, evidence.end)
    return document, start, end, flat(document.text[start:end])


def _name_who_says_so(record: Record, happening: Happening, document: Document | None, start: int, end: int) -> bool:
    """Whether the words themselves say whose word it is: a source is named in them with the word of saying."""
    for source in happening.asserted_by:
        if document is None or source.statement is None or source.text.casefold() in _PERSONAL:
            continue
        try:
            statement = record.statement(source.statement)
        except NotFoundError:
            continue
        cue, speaker = statement.cue, statement.speaker_span
        if statement.document == document.id and cue is not None and speaker is not None:
            first, last = min(cue.start, speaker.start), max(cue.end, speaker.end)
            if start <= first and last <= end:
                return True
    return False


_BEFORE_WORDS = "“\"‘'( "
_OF_ONE_PERSON = frozenset({"he", "she", "his", "her"})
_PERSONAL = frozenset({"he", "she", "it", "they", "i", "we", "you"})


def _meant(record: Record, document: Document | None, start: int) -> str:
    """Return the name of whom the pronoun at the beginning of a sentence means; empty where that is not known."""
    if document is None:
        return ""
    while document.text[start : start + 1] in _BEFORE_WORDS and start < len(document.text):
        start += 1
    for mention in record.mentions(document.id):
        if mention.start == start and mention.quote.casefold() in _OF_ONE_PERSON:
            try:
                return flat(record.actor(mention.actor).name)
            except NotFoundError:
                return ""
    return ""


def _document(record: Record, identity: str) -> Document | None:
    try:
        return record.document(identity)
    except NotFoundError:
        return None


def _entry(
    happening: Happening,
    words: str,
    notes: tuple[int, ...],
    namer: Namer,
    meant: str,
    source: str,
    *,
    with_kind: bool,
) -> Entry:
    status = STATUS_BEFORE_SENTENCE.get(happening.status, f"{happening.status.replace('_', ' ').capitalize()}: ")
    if happening.status in ("denied", "did_not_happen"):
        # Behind “Denied:” a sentence that itself denies would read as its contrary.
        before = f"{_named(happening, namer, '', with_kind=True)}, {status.removesuffix(': ').lower()}"
        before += ": " if words else ""
    elif not words or with_kind or not is_clause(words):
        before = _named(happening, namer, status, with_kind=True) + (": " if words else "")
    elif meant:
        before = f"{status}{meant}: "
    elif begins_with_pronoun(words):
        before = _named(happening, namer, status, with_kind=False) + ": "
    else:
        before = status
    return Entry(
        happening,
        year_of(happening.date),
        _upper(chronicle_date(happening.date, with_year=False)),
        before,
        words,
        source,
        notes,
    )


def _named(happening: Happening, namer: Namer, status: str, *, with_kind: bool) -> str:
    """Return status, kind, parties and place in a strict template: ``Announced: visit (Chile, New Zealand)``."""
    # No "of" or "with": the parties are sorted, so the template must not say who did it to whom.
    named = ", ".join(namer.country(code) for code in happening.parties)
    place = flat(happening.location.text) if happening.location else ""
    inside = "; ".join(part for part in (named, "" if place in named.split(", ") else place) if part)
    if with_kind or not inside:
        inside = kind_noun(happening.kind) + (f" ({inside})" if inside else "")
    return status + inside if status else _upper(inside)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def according_to(happening: Happening, namer: Namer) -> str:
    """Return ``, according to China`` where all who are named as its source speak for one side; empty otherwise."""
    # The page itself stands last in every chain: behind others it only passes their word on.
    told = [item for item in happening.asserted_by if item.stance == "asserts" and item.channel != "narrator"]
    if not told or len({item.side for item in told}) > 1:
        return ""
    side = told[0].side
    if side is None:
        return f", according to {flat(told[0].text)}" if told[0].text else ""
    unnamed = "an unnamed source of " if all(item.channel == "anonymous" for item in told) else ""
    return f", according to {unnamed}{the(namer.country(side))}"


def source_words(document: Document | None, otherwise: str = "") -> str:
    """Return a document for a note: outlet, title, date, and what the page really is."""
    if document is None:
        return otherwise
    kind = _KIND_OF_SOURCE.get(document.kind)
    named = flat(source_name(document) or "Outlet not named") + (f" ({kind})" if kind else "")
    title = f"“{flat(document.title)}”" if document.title else heading_of(document)
    return ", ".join(part for part in (named, title, _published(document)) if part)


def _published(document: Document) -> str:
    return published_interval_words(
        document.published,
        day=lambda date: chronicle_date(EventDate(date.partition("/")[0], date.partition("/")[2] or None)),
        days=lambda first, last: chronicle_date(EventDate(first, last, "range")),
    )


@dataclass(frozen=True, slots=True)
class Chronicle:
    """A chronology before it is written in one of the formats."""

    title: str
    """``China – United States``."""
    about: str
    """What it holds, in words, and how to read it."""
    years: tuple[tuple[str, tuple[Entry, ...]], ...]
    """Entries under the headings of their years."""
    notes: tuple[Note, ...]
    """Numbered notes."""


def make_chronicle(
    record: Record,
    *,
    since: str | None = None,
    until: str | None = None,
    issue: str | None = None,
    party: str | None = None,
) -> Chronicle:
    """Return the chronology of a record; arguments as in :func:`chronology`."""
    namer = Namer(record)
    chosen = happenings_between(record, since=since, until=until, issue=issue, party=party)
    found, notes = entries(record, chosen)
    headings: dict[str, list[Entry]] = {}
    for entry in found:
        headings.setdefault(entry.year or "Day not known", []).append(entry)
    parts = [f"{len(found):,} {'happening' if len(found) == 1 else 'happenings'}"]
    if party:
        parts.append(f"with {the(namer.country(party))}")
    if issue:
        parts.append(f"about {namer.issue(issue)}")
    if since:
        parts.append(f"from {since}")
    if until:
        parts.append(f"until {until}")
    about = (
        f"{' '.join(parts)}. Words in quotation marks are those of the source named in the note; the others say what "
        "kind of happening it is, between whom, and where. What is marked as announced, agreed, asked for, on a "
        "condition or denied is not reported as done. That something is not listed says only that it was not found in "
        "the documents read."
    )
    title = " – ".join(namer.country(code) for code in record.sides) or "Chronology"
    return Chronicle(title, about, tuple((year, tuple(listed)) for year, listed in headings.items()), tuple(notes))


def chronology(
    record: Record,
    format: ChronologyFormat = "md",  # noqa: A002
    *,
    since: str | None = None,
    until: str | None = None,
    issue: str | None = None,
    party: str | None = None,
) -> bytes:
    """Return a chronology: one dated sentence for each happening, with numbered notes to its sources.

    A sentence holds the exact words of a source, or a strict template of kind, parties, place and date; what was only
    announced, agreed, asked for or denied is marked so. The same record gives the same bytes.

    Args:
        record: an open record.
        format: ``md`` (Markdown), ``html`` (one page without scripts) or ``docx`` (Word, with footnotes).
        since: first day, ISO 8601 (a year or a month stands for its first day).
        until: last day, ISO 8601 (a year or a month stands for its last day).
        issue: id of an issue.
        party: country that takes part, ISO 3166 alpha-3.

    Raises:
        QueryError: the format is unknown, or a date is not ISO 8601.
    """
    from onrecord.publishing import _chronology_files as files

    writers = {"md": files.markdown, "html": files.html_page, "docx": files.word_document}
    if format not in writers:
        raise QueryError(f"There is no chronology as {format!r}.", f"Use one of: {', '.join(CHRONOLOGY_FORMATS)}.")
    return writers[format](make_chronicle(record, since=since, until=until, issue=issue, party=party))
