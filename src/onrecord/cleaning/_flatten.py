"""HTML becomes the one text: visible lines, with what the mark-up says about each of them as evidence.

The text is made once and is the ruler of all spans afterwards. lxml parses; where a page is nested more deeply than
libxml2 will go (it then drops text without a word), an own scanner takes over that is linear in the length of the page.
Nothing is fetched and nothing is run.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

_SKIPPED = frozenset(
    "script style noscript template svg math select option textarea iframe object embed audio canvas datalist".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure"
    " footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section "
    "summary table"
    " tbody tfoot thead tr ul video".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CELLS = frozenset(("td", "th"))

# What an element, or one of those around it, says a line is. Class names are hints of authors, not facts.
IN_NAVIGATION, IN_HEADER, IN_FOOTER, IN_ASIDE, IN_ARTICLE, IN_MAIN, IN_FIGURE, IN_CAPTION = (1 << n for n in range(8))
IN_FORM, IN_TIME, IN_LIST, IN_TABLE, IN_QUOTATION, IN_HIDDEN, IN_PARAGRAPH, IN_HEADING = (1 << n for n in range(8, 16))
HINT_RELATED, HINT_COMMENTS, HINT_SHARE, HINT_ADVERT, HINT_BYLINE, HINT_BODY, HINT_TAGS, HINT_NEWSLETTER = (
    1 << n for n in range(16, 24)
)
HINT_CAPTION, HINT_CREDIT, HINT_BIO, HINT_NAVIGATION, HINT_TITLE, HINT_DATE, HINT_DEK, HINT_MODAL = (
    1 << n for n in range(24, 32)
)
MARKUP_BITS = 32

_BY_TAG = {
    "nav": IN_NAVIGATION,
    "header": IN_HEADER,
    "footer": IN_FOOTER,
    "aside": IN_ASIDE,
    "article": IN_ARTICLE,
    "main": IN_MAIN,
    "figure": IN_FIGURE,
    "figcaption": IN_FIGURE | IN_CAPTION,
    "form": IN_FORM,
    "button": IN_FORM,
    "dialog": HINT_MODAL,
    "time": IN_TIME,
    "li": IN_LIST,
    "table": IN_TABLE,
    "blockquote": IN_QUOTATION,
    "p": IN_PARAGRAPH,
    "h1": IN_HEADING,
    "h2": IN_HEADING,
    "h3": IN_HEADING,
    "h4": IN_HEADING,
    "h5": IN_HEADING,
    "h6": IN_HEADING,
}
# The words within class names and ids, cut at every change of case, hyphen, underscore and digit.
_HINTS = (
    (
        HINT_RELATED,
        "related recommended recommendation recommendations recirc recirculation more popular trending outbrain",
    ),
    (HINT_RELATED, "taboola teaser teasers promo latest ranking mostread carousel also widget sidebar rail"),
    (HINT_COMMENTS, "comment comments disqus respond discussion replies"),
    (HINT_SHARE, "share sharing social follow sharedaddy toolbar"),
    (HINT_ADVERT, "ad ads advert advertisement advertising sponsor sponsored dfp banner"),
    (HINT_BYLINE, "byline author authors contributor contributors writer"),
    (HINT_BODY, "articlebody body content story entry post text paragraph richtext prose wysiwyg"),
    (HINT_TAGS, "tag tags topic topics keywords keyword categories category"),
    (HINT_NEWSLETTER, "newsletter subscribe subscription signup paywall register login piano"),
    (HINT_CAPTION, "caption captions figcaption"),
    (HINT_CREDIT, "credit credits copyright source photographer"),
    (HINT_BIO, "bio biography about"),
    (HINT_NAVIGATION, "nav navigation navbar menu breadcrumb breadcrumbs masthead topbar skip submenu"),
    (HINT_NAVIGATION, "footer header pagination"),
    (HINT_TITLE, "title headline heading hed"),
    (HINT_DATE, "date time timestamp published pubdate datetime updated dateline"),
    (HINT_DEK, "dek deck standfirst subtitle subheadline summary excerpt lead lede intro abstract description"),
    (HINT_MODAL, "modal popup overlay cookie consent gdpr dialog onetrust alert toast"),
)
_HINT_WORDS: Mapping[str, int] = {word: bit for bit, words in _HINTS for word in words.split()}
_CLASS_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MAX_CLASS = 300
_MAX_DEPTH = 2000
"""Depth of nesting near libxml2's own limit of 2,048, beyond which it drops text."""
_MAX_STRUCTURED = 400_000
"""Characters of structured data (JSON-LD) kept for the metadata."""
_SPACES = re.compile(r"[ \t\n\r\f\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One element that begins a line of its own, with what it inherits from those around it."""

    tag: str
    bits: int
    depth: int
    number: int


@dataclass(frozen=True, slots=True)
class LineMarkup:
    """What the mark-up says about one line."""

    tag: str
    """The innermost element that begins a line: ``p``, ``h1``, ``li`` …"""
    bits: int
    """The elements around the line and the hints of their class names, as flags of this module."""
    link_share: float
    """Share of its characters that stand in links."""
    strong_share: float
    """Share of its characters in bold or italic type."""
    parent: int
    """Number of the element around the innermost one: lines with the same one are siblings."""
    depth: int
    """How deeply it is nested."""


@dataclass(slots=True)
class FlatPage:
    """The lines of a page and the metadata that its head states."""

    lines: list[str] = field(default_factory=list)
    markup: list[LineMarkup] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    """Properties of ``<meta>`` elements in lower case, ``title``, ``canonical``, ``lang``; the first of each counts."""
    structured: list[str] = field(default_factory=list)
    """JSON-LD as it stands."""
    times: list[str] = field(default_factory=list)
    """The ``datetime`` attributes of ``<time>`` elements."""

    @property
    def text(self) -> str:
        """The one text."""
        return "\n".join(self.lines)


class _Builder:
    """Takes start tags, end tags and text, in the order of the page, and makes lines of them."""

    def __init__(self) -> None:
        self.page = FlatPage()
        self.deepest = 0
        self._stack: list[tuple[str, Block]] = []
        self._block = Block("body", 0, 0, 0)
        self._parents: list[int] = [0]
        self._blocks = 0
        self._skipping = 0
        self._links = 0
        self._strong = 0
        self._preformatted = 0
        self._parts: list[str] = []
        self._length = self._link_length = self._strong_length = 0
        self._line_block = self._block
        self._line_parent = 0
        self._capturing: list[str] | None = None
        self._hidden_at: list[int] = []

    # The three methods of lxml's parser target.
    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        depth = len(self._stack) + 1
        self.deepest = max(self.deepest, depth)
        before = self._block
        if tag in _SKIPPED:
            self._skipping += 1
            if tag == "script" and "ld+json" in (attributes.get("type") or "").lower():
                self._capturing = []
        elif not self._skipping:
            if tag == "br":
                self._end_line()
            elif tag in _CELLS:
                self._parts.append("\t")
            elif tag == "a":
                self._links += 1
            elif tag in ("b", "strong", "em", "i"):
                self._strong += 1
            elif tag == "pre":
                self._preformatted += 1
            elif tag == "meta":
                self._take_meta(attributes)
            elif tag == "title" and "title" not in self.page.meta:
                self._end_line()
                self._capturing = []
            elif tag == "time" and attributes.get("datetime"):
                self.page.times.append((attributes.get("datetime") or "")[:60])
            elif tag == "link" and (attributes.get("rel") or "").lower() == "canonical":
                self.page.meta.setdefault("canonical", (attributes.get("href") or "").strip())
            elif tag == "html" and attributes.get("lang"):
                self.page.meta.setdefault("lang", attributes.get("lang") or "")
        is_block = tag in _BLOCKS
        if is_block and not self._skipping:
            self._end_line()
        if is_block or attributes:
            bits = before.bits | _BY_TAG.get(tag, 0)
            if tag not in ("html", "body"):  # their classes speak of the whole page
                bits |= _hints(attributes)
            if is_block:
                self._blocks += 1
                self._block = Block(tag, bits, depth, self._blocks)
                self._parents.append(before.number)
            elif bits != before.bits:
                self._block = Block(before.tag, bits, before.depth, before.number)
        self._stack.append((tag, before))

    def end(self, tag: str) -> None:
        if not self._stack:
            return
        _, before = self._stack.pop()
        if tag in _SKIPPED:
            self._skipping -= 1
            if self._capturing is not None and tag == "script":
                text = "".join(self._capturing)
                self._capturing = None
                if sum(map(len, self.page.structured)) + len(text) <= _MAX_STRUCTURED:
                    self.page.structured.append(text)
        elif not self._skipping:
            if tag in _BLOCKS:
                self._end_line()
            elif tag == "a":
                self._links -= 1
            elif tag in ("b", "strong", "em", "i"):
                self._strong -= 1
            elif tag == "pre":
                self._preformatted -= 1
            elif tag == "title" and self._capturing is not None:
                self.page.meta["title"] = _SPACES.sub(" ", "".join(self._capturing)).strip()
                self._capturing = None
        if tag in _BLOCKS:
            self._parents.pop()
        self._block = before

    def data(self, text: str) -> None:
        if self._capturing is not None:
            self._capturing.append(text)
            return
        if self._skipping:
            return
        if self._preformatted and "\n" in text:
            first, *rest = text.split("\n")
            self._add(first)
            for line in rest:
                self._end_line()
                self._add(line)
        else:
            self._add(text)

    def comment(self, text: str) -> None:
        """Comments are no text."""

    def close(self) -> FlatPage:
        self._end_line()
        return self.page

    def _add(self, text: str) -> None:
        length = len(text) - text.count(" ")
        if length and not text.isspace():
            if not self._length:
                self._line_block, self._line_parent = self._block, self._parents[-1]
            self._length += length
            if self._links > 0:
                self._link_length += length
            if self._strong > 0:
                self._strong_length += length
        self._parts.append(text)

    def _end_line(self) -> None:
        if self._length:
            text = "".join(self._parts)
            if "\t" in text and self._line_block.bits & IN_TABLE:
                text = "\t".join(cell for part in text.split("\t") if (cell := _SPACES.sub(" ", part).strip()))
            else:
                text = _SPACES.sub(" ", text).strip()
            if text:
                block = self._line_block
                self.page.lines.append(text)
                self.page.markup.append(
                    LineMarkup(
                        block.tag,
                        block.bits,
                        round(self._link_length / self._length, 3),
                        round(self._strong_length / self._length, 3),
                        self._line_parent,
                        block.depth,
                    )
                )
        self._parts.clear()
        self._length = self._link_length = self._strong_length = 0

    def _take_meta(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content:
            self.page.meta.setdefault(name.strip().lower()[:80], _SPACES.sub(" ", content).strip()[:1000])


_hint_memory: dict[str, int] = {}


def _hints(attributes: Mapping[str, str]) -> int:
    if not attributes:
        return 0
    names = attributes.get("class") or ""
    identity = attributes.get("id")
    if identity:
        names = f"{names} {identity}"
    bits = 0
    if names:
        names = names[:_MAX_CLASS]
        known = _hint_memory.get(names)
        if known is None:
            known = 0
            for word in _CLASS_WORDS.findall(names):
                known |= _HINT_WORDS.get(word.lower(), 0)
            if len(_hint_memory) < 50_000:
                _hint_memory[names] = known
        bits = known
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        bits |= IN_HIDDEN
    style = attributes.get("style")
    if style and "display" in style and "none" in style[:500].replace(" ", "").split("display:", 1)[-1][:4]:
        bits |= IN_HIDDEN
    role = attributes.get("role")
    if role == "navigation":
        bits |= IN_NAVIGATION
    elif role == "main":
        bits |= IN_MAIN
    elif role in ("dialog", "alertdialog"):
        bits |= HINT_MODAL
    return bits


def flatten(markup: str) -> FlatPage:
    """Make the visible lines of an HTML page, in the order of the page.

    Each element that begins a line in a browser begins one here; ``<br>`` ends one; the cells of a table row are parted
    by tabs. Scripts, styles and form choices are left out. White space within a line is one space.

    Args:
        markup: a whole page or a fragment.
    """
    builder = _Builder()
    parser: Any = etree.HTMLParser(target=builder, encoding="utf-8", huge_tree=True)  # type: ignore[call-overload]
    try:
        parser.feed(markup.encode("utf-8", "replace"))
        page: FlatPage = parser.close()
    except (etree.LxmlError, ValueError):
        return _scan(markup)
    if builder.deepest >= _MAX_DEPTH or (not page.lines and markup.strip()):
        return _scan(markup)
    return page


_TAG_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,30})")
_RAW_TEXT = frozenset(("script", "style", "textarea", "title", "iframe", "noscript", "template", "svg"))


def _scan(markup: str) -> FlatPage:
    """The linear way through a page that libxml2 refuses: tags are cut out, whatever their nesting."""
    builder = _Builder()
    open_tags: Counter[str] = Counter()
    stack: list[str] = []
    lowered = markup.lower() if len(markup.lower()) == len(markup) else markup
    at, end = 0, len(markup)
    while at < end:
        opening = markup.find("<", at)
        if opening < 0:
            opening = end
        if opening > at:
            builder.data(html.unescape(markup[at:opening]))
        if opening >= end:
            break
        if markup.startswith("<!--", opening):
            closing = markup.find("-->", opening + 4)
            at = end if closing < 0 else closing + 3
            continue
        name = _TAG_NAME.match(markup, opening + 1)
        if name is None and not markup.startswith(("<!", "<?", "</"), opening):
            builder.data("<")
            at = opening + 1
            continue
        closing = markup.find(">", opening)
        at = end if closing < 0 else closing + 1
        if name is None:
            continue
        tag = name.group(1).lower()
        if markup.startswith("/", opening + 1):
            # An end tag closes everything down to its own start tag; one that closes nothing is ignored.
            if open_tags[tag]:
                while stack:
                    last = stack.pop()
                    open_tags[last] -= 1
                    builder.end(last)
                    if last == tag:
                        break
            continue
        builder.start(tag, {})
        if tag in _VOID or markup.startswith("/", at - 2):
            builder.end(tag)
        elif tag in _RAW_TEXT:
            closing = lowered.find(f"</{tag}", at)
            if tag == "title":
                builder.data(html.unescape(markup[at : end if closing < 0 else closing]))
            builder.end(tag)
            at = end if closing < 0 else closing
        else:
            stack.append(tag)
            open_tags[tag] += 1
    return builder.close()
