"""JSON objects, JSON lines and feeds: which field of an entry is what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

_MARKUP = re.compile(
    r"</?(?:p|div|br|span|a|h[1-6]|ul|ol|li|table|tr|td|html|body|article|section|figure|figcaption|img|blockquote|em"
    r"|strong|b|i|script|style|iframe)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_CHARACTER_REFERENCE = re.compile(
    r"&(?:nbsp|amp|quot|rsquo|lsquo|rdquo|ldquo|mdash|ndash|lt|gt|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)
# A feed is called after its outlet and the section it serves.
_SECTION = re.compile(r" [>»|–—-] |: ")
_DEEPEST = 3
"""A text, a name or an address stands in so many objects at most; what is nested deeper is no field of an entry."""


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """Which field of a JSON object is what: for each, the names to try in order (``a.b`` reaches into an object)."""

    text: tuple[str, ...] = (
        "text",
        "body",
        "content",
        "article",
        "maintext",
        "full_text",
        "fulltext",
        "articleBody",
        "content_text",
        "body_text",
    )
    """Plain text; a list of paragraphs is put together. Where the text turns out to be HTML, it is read as HTML."""
    html: tuple[str, ...] = ("html", "content_html", "raw_html", "page", "body_html")
    """The whole page as HTML; goes before ``text``."""
    url: tuple[str, ...] = ("url", "link", "permalink", "href", "links", "source_url", "guid")
    """The address."""
    title: tuple[str, ...] = ("title", "headline", "name", "summary", "subject")
    """The title."""
    date: tuple[str, ...] = (
        "date",
        "published",
        "pubDate",
        "publish_date",
        "published_at",
        "publishedAt",
        "publication_date",
        "date_publish",
        "datePublished",
        "date_published",
        "pubdate",
        "created",
    )
    """The date the source states."""
    authors: tuple[str, ...] = ("authors", "author", "creator", "byline", "dc:creator")
    """The authors."""
    outlet: tuple[str, ...] = ("outlet", "source", "publisher", "site_name", "publication", "site", "newspaper")
    """The outlet."""


DEFAULT_FIELDS = FieldMapping()
"""The names that news collections commonly use."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a structured file, still undecided whether HTML or text."""

    content: str
    is_markup: bool
    url: str | None = None
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None


def looks_like_markup(text: str) -> bool:
    """Whether a text field holds HTML: a known tag, or a character reference that nobody writes in plain text."""
    return bool(_MARKUP.search(text) or _CHARACTER_REFERENCE.search(text))


def entry_from(record: Mapping[str, Any], fields: FieldMapping) -> Entry | None:
    """Read one JSON object; None where it has neither text nor HTML nor a title that could stand for them."""
    html = _text_of(_first(record, fields.html))
    text = _text_of(_first(record, fields.text))
    title = _text_of(_first(record, fields.title))
    summary = _text_of(record.get("summary"))
    content, is_markup = (html, True) if html else (text, looks_like_markup(text))
    if summary and title == summary and "title" not in record:
        # A hand-kept chronology: one sentence, and below it the words it rests on. Both are its text.
        content = f"{summary}\n\n{text}" if text else summary
    if not content:
        return None
    return Entry(
        content=content,
        is_markup=is_markup,
        url=_address_in(_first(record, fields.url)),
        title=_one_line(title) or None,
        date=_date_of(_first(record, fields.date)),
        authors=tuple(_names_in(_first(record, fields.authors))),
        outlet=_one_line(_text_of(_first(record, fields.outlet))) or None,
    )


def entries_in(value: Any) -> Sequence[Any] | None:
    """The entries of a JSON document: a list itself, or the one list of objects inside an object; None for neither."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        lists = [item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], Mapping)]
        if len(lists) == 1:
            return lists[0]
    return None


def _first(record: Mapping[str, Any], names: Sequence[str]) -> Any:
    for name in names:
        value: Any = record.get(name)
        if value is None and "." in name:
            value = record
            for part in name.split("."):
                value = value.get(part) if isinstance(value, Mapping) else None
        if value not in (None, "", [], {}):
            return value
    return None


def _text_of(value: Any) -> str:
    for _ in range(_DEEPEST):
        if not isinstance(value, Mapping):
            break
        value = value.get("name") or value.get("title") or value.get("value") or value.get("rendered")
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n\n".join(part for part in value if isinstance(part, str) and part.strip())
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _date_of(value: Any) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return _one_line(_text_of(value)) or None


def _address_in(value: Any, depth: int = 0) -> str | None:
    if isinstance(value, str):
        return value.strip() if value.strip().lower().startswith(("http://", "https://")) else None
    if isinstance(value, Mapping):
        value = [value.get("href") or value.get("url")]
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            address = _address_in(item, depth + 1)
            if address:
                return address
    return None


def _names_in(value: Any, depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        listed = _list_in(value)
        if listed is not None:
            yield from _names_in(listed, depth + 1)
        else:
            yield from (name for part in re.split(r"[;\n]", value) if (name := _one_line(part)))
    elif isinstance(value, Mapping):
        yield from _names_in(value.get("name"), depth + 1)
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, list):
                yield from _names_in(item, depth + 1)


def _list_in(text: str) -> list[Any] | None:
    """Read a list that was written into a text field; None where there is none."""
    if not (text.startswith("[") and text.endswith("]")):
        return None
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):  # words in brackets, or brackets without end
        return None
    return parsed if isinstance(parsed, list) else None


def read_feed(data: bytes) -> tuple[list[Entry], str | None, bool]:
    """Read an RSS 0.9-2.0 or Atom feed. No entity is resolved and nothing is fetched.

    Returns:
        The entries, what was wrong with the XML (None when nothing), and whether it is a feed at all.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return [], str(error), False
    if root is None:
        return [], "there is no element in it", False
    trouble = str(parser.error_log[0].message) if len(parser.error_log) else None
    items = [node for node in root.iter() if _local(node) in ("item", "entry")]
    is_feed = bool(items) or _local(root) in ("rss", "feed", "rdf", "channel")
    outlet = next((_inner(node) for node in root.iter() if _local(node) == "title"), "") if is_feed else ""
    name = _SECTION.split(_one_line(outlet), maxsplit=1)[0]
    entries = [entry for node in items if (entry := _feed_entry(node, name or None)) is not None]
    return entries, trouble, is_feed


def _local(node: Any) -> str:
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""


def _inner(node: Any) -> str:
    """The content of a feed element: its text, or the mark-up of its children (Atom's xhtml)."""
    if len(node) == 0:
        return (node.text or "").strip()
    parts = [node.text or ""]
    parts.extend(etree.tostring(child, encoding="unicode") for child in node if isinstance(child.tag, str))
    return "".join(parts).strip()


def _feed_entry(node: Any, outlet: str | None) -> Entry | None:
    values: dict[str, list[Any]] = {}
    for child in node:
        values.setdefault(_local(child), []).append(child)

    def text(*names: str) -> str:
        return next((_inner(child) for name in names for child in values.get(name, ()) if _inner(child)), "")

    # content:encoded and Atom's content are the full text; a description may be all there is.
    content = max(
        (_inner(child) for child in values.get("encoded", []) + values.get("content", [])), key=len, default=""
    )
    content = content or text("description", "summary")
    if not content:
        return None
    links = values.get("link", [])
    address = next(
        (link.get("href") for link in links if link.get("rel", "alternate") == "alternate" and link.get("href")), None
    )
    authors = [_one_line(_inner(child)) for child in values.get("creator", [])]
    for child in values.get("author", []):
        name = next((_inner(part) for part in child if _local(part) == "name"), "") or (
            "" if len(child) else _inner(child)
        )
        authors.append(_one_line(name))
    return Entry(
        content=content,
        is_markup=looks_like_markup(content),
        url=_address_in(address or text("link", "guid", "id")),
        title=_one_line(text("title")) or None,
        date=_one_line(text("pubdate", "published", "date", "issued", "updated")) or None,
        authors=tuple(name for name in authors if name),
        outlet=outlet,
    )
