"""Who published a page, who signed it, which agencies it draws on, what it corrects, and when it claims to be from."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from onrecord.cleaning._dates import date_in_address, find_dates, find_relative_age
from onrecord.cleaning._flatten import FlatPage
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._settle import Judged
from onrecord.cleaning._sign import OFFICE_REASON, OUTLET_REASON
from onrecord.cleaning._speech import is_speaker_turn, turns_by_name
from onrecord.records import ClaimedDate, Correction, DocumentKind, Evidence
from onrecord.reference._outlets import Outlet, OutletTable

_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]{0,3}(?=\s|$)")
_ABBREVIATIONS = frozenset(
    (
        "Mr Mrs Ms Dr Gen Lt Col Maj Capt Sgt Adm Sen Rep Gov Pres Prof Rev Hon St Jr Sr No vs Jan Feb Mar Apr "
        "Aug Sept Sep Oct Nov Dec U.S"
    ).split()
)
_BY_PREFIX = re.compile(
    r"^(?:by|written by|posted by|authors?|reported by|story by|text by|words by|published by|von|par|por|di"
    r"|from)\b\s?[:|]?\s*",
    re.IGNORECASE,
)
_NAME_BREAK = re.compile(r"\s*(?:,|;|\||/|•|·|\band\b|\bund\b|\bet\b|\by\b|&)\s*")
_NAME_WORD = r"(?:[A-ZÀ-ÝŁŚŽĐ][\w’'.-]*|de|van|von|der|den|da|di|bin|al|el|la|le|du|ter|y)"
_NAME = re.compile(rf"^{_NAME_WORD}(?:\s{_NAME_WORD}){{1,4}}$")
_NOT_NAMES = frozenset(
    """
    staff desk team news editor editors reporter reporters correspondent writer bureau press associated reuters agency
    service contributor updated published posted times post today digital online columnist secretary office spokesperson
    department house admin guest user redaktion jan feb mar apr jun jul aug sep oct nov dec monday tuesday wednesday
    thursday friday saturday sunday read min am pm view follow email share
    hotel airport room center centre hospital school building avenue headquarters embassy presidency cathedral
    capitol library residence station university hub podcasts teleconference delivered
    """.split()
)
_TOLD = re.compile(
    r"\b(?:told|tells|interview with|speaking to|speaking with|statement to|obtained by|according to)\s(?:the\s)?$"
)
_TOLD_WORD = re.compile(r"\b(?:told|tells|interview|speaking|statement|obtained|according)\b")
_DATELINE = re.compile(r"^[A-Z][^()]{1,70}\(([A-Z][A-Za-z/ ]{1,20})\)\s{0,2}[-–—]")
_SLASHED_DATELINE = re.compile(r"^[A-Z][^()/]{1,70}/([A-Z][A-Za-z]{2,14})/[.,]?\s")
"""The dateline of agencies that stand between strokes: "BEIJING, February 7. /TASS/."."""
_TURNS_SHARE = 0.3
"""Share of the body's lines that open a turn above which a page is a transcript."""
_MANY_TURNS = 6
_ENOUGH = 3
"""Votes from which the text names the outlet: one outright sign, or two people who "told" it something."""
_ROLE_WEIGHTS = {"credit": 4, "bio": 3, "byline": 4, "promo": 1, "navigation": 2, "related": 1, "correction": 1}
_OWN_NAME = re.compile(
    r"^skip to more (?:from )?([A-Z][\w .’'&-]{1,40}?)(?: sites?)?$"
    r"|^(?:subscribe to|sign up (?:for|to)) (?:the )?([A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){1,4}) (?:newsletter"
    r"|e-?mails?)\b",
    re.IGNORECASE,
)
_GLUED_BRAND = re.compile(r"^current\s?:\s?home\b.*[^-]\s?-\s?([A-Z][A-Za-z0-9]{2,30})$", re.IGNORECASE)
_DATED_DATELINE = re.compile(r"^[A-Z][A-Z.’'/ -]{2,40}(?:,|\s[-–—])\s")
_LEAST_SHARED = 3
"""Content words that a correction and the sentence it corrects have in common at least."""
_DATELINE_PARAGRAPHS = 2
_DATE_BESIDE_PLACE = 25
_LETTERHEAD = 3
"""A release names the office that issued it in its first lines; further down the name is a topic."""
_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")
_QUOTED = re.compile(r"[“\"]([^“”\"]{4,120})[”\"]")


_TAKEN_FROM = re.compile(
    r"(?:^Source|\u6765\u6e90|\u4f86\u6e90)\s?[:\uff1a]\s*([^|\u3000\n]{2,60}?)\s*(?:[|\u3000\d]|$)"
)
"""A line of its own that says whose report a page gives: "Source: China Daily", the same in Chinese."""
_OUTLET_WORDS = re.compile(
    r"^[A-Z][\w’'& .-]{0,40} (?:News Agency|News|Agency|Press|Times|Post|Courier|Journal|Herald|Tribune|Gazette)$"
)


def host_of(url: str | None) -> str | None:
    """The site of a web address, without ``www.``."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.")[:253] if host else None


def find_outlet(
    units: Sequence[Unit],
    judged: Sequence[Judged],
    *,
    host: str | None,
    stated: str | None,
    site_name: str | None,
    table: OutletTable,
) -> str | None:
    """Name the outlet whose report a page is.

    A known outlet's own host settles it. On any other host the text decides: an outlet named in the contributors'
    credit or the author's note, or one to which people "told" things more than once; then what the source states, then
    the site's own name. The brand of a copying site is never taken from its text.
    """
    known = table.at_host(host) if host else None
    if known is not None:
        return known.name
    if host and table.is_government_host(host):
        return stated or site_name or host
    named = table.by_alias.get(stated.strip()) if stated else None
    if named is not None:
        return named.name
    votes: Counter[str] = Counter()
    paragraphs = 0
    for unit, role in zip(units, judged, strict=True):
        if role.reason == OFFICE_REASON and unit.number < _LETTERHEAD:
            office = table.by_folded.get(unit.plain.casefold())
            if office is not None:
                return office.name
        paragraphs += role.role == "body"
        _vote(votes, unit, role, table, is_first_paragraph=role.role == "body" and paragraphs == 1)
    best = max(votes, key=lambda name: votes[name], default="")  # of two the one that stands first
    if votes[best] < _ENOUGH:
        return stated or site_name
    # A dateline's "(Meridian)" and a byline's "Meridian News Agency" are one outlet: the longer name.
    longer = [name for name in (*sorted(votes), stated or "") if name.startswith(f"{best} ")]
    return max(longer, key=len, default=best)


_SITE_NAMES = ("og:site_name", "application-name", "contentsrc")
"""Where the head of a page names its site, best first; the last is that of Chinese ministries."""
_TITLE_PARTS = re.compile(r"\s[|\u2013\u2014\u00bb-]\s|_|\s::\s")


def site_name_of(flat: FlatPage, table: OutletTable) -> str | None:
    """The name of its site in the head of a page: stated there, or a known name before or behind the title."""
    for name in _SITE_NAMES:
        if flat.meta.get(name):
            known = table.by_folded.get(flat.meta[name].strip().casefold())
            return known.name if known is not None else flat.meta[name]
    parts = [part.strip().casefold() for part in _TITLE_PARTS.split(flat.meta.get("title", ""))]
    for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
        if part in table.by_folded:
            return table.by_folded[part].name
    return None


def _vote(votes: Counter[str], unit: Unit, role: Judged, table: OutletTable, *, is_first_paragraph: bool) -> None:
    """Count what one line says for an outlet."""
    if role.reason == OUTLET_REASON:
        found = table.by_folded.get(unit.plain.casefold())
        votes[found.name if found is not None else unit.plain] += _ENOUGH
    if role.role == "byline":
        for part in _NAME_BREAK.split(unit.plain[:200]):
            if _OUTLET_WORDS.search(part) and not _BY_PREFIX.match(part) and part not in table.by_alias:
                votes[part] += _ENOUGH
    if role.role in ("navigation", "promo") and (own := _OWN_NAME.match(unit.plain[:120])):
        name = (own.group(1) or own.group(2)).strip()
        if name not in table.by_alias:
            votes[name] += _ENOUGH
    if role.role not in ("body", "dek", "caption") and (source := _TAKEN_FROM.search(unit.plain[:120])):
        from_outlet = table.by_folded.get(source[1].strip().casefold())
        if from_outlet is not None and from_outlet.kind == "news":
            votes[from_outlet.name] += _ENOUGH
    if role.role in ("body", "dek"):
        for outlet, at in _outlets_in(unit.text, table) if _TOLD_WORD.search(unit.text) else ():
            if outlet.kind == "news" and _TOLD.search(unit.text[max(0, at - 30) : at]):
                votes[outlet.name] += 2
        dateline = _DATELINE.match(unit.text[:140]) if is_first_paragraph else None
        if dateline and not _agencies_in(dateline.group(1), table) and dateline.group(1) not in table.by_alias:
            votes[dateline.group(1).strip()] += _ENOUGH
        return
    weight = _ROLE_WEIGHTS.get(role.role, 0)
    text = unit.text[:500]
    for outlet, at in _outlets_in(text, table) if weight else ():
        if outlet.kind == "news" or (outlet.kind == "agency" and role.role == "byline"):
            # "CNN's Ann Smith contributed" speaks of the outlet itself; "Ann Smith of CNN" may be anybody's guest.
            is_owner = "’s " in text[at : at + 60] or "'s " in text[at : at + 60]
            votes[outlet.name] += weight - (2 if role.role == "credit" and not is_owner else 0)


def _agencies_in(code: str, table: OutletTable) -> list[str]:
    """The known agencies in the brackets of a dateline: ``AP``, ``Xinhua/AFP``."""
    found = []
    for part in re.split(r"[/,&]| and ", code):
        agency = table.by_code.get(part.strip().upper()) or table.by_alias.get(part.strip())
        if agency is not None and agency.kind == "agency":
            found.append(agency.name)
    return found


def site_brand(units: Sequence[Unit]) -> str | None:
    """The name of a copying site, glued with a dash to the end of its trail of sections and title."""
    for unit in units[:_LETTERHEAD]:
        match = _GLUED_BRAND.match(unit.text[:600])
        if match and any(
            other.number != unit.number and len(other.text) >= 20 and other.text in unit.text for other in units[:8]
        ):
            return match.group(1)
    return None


_ORDINARY_WORDS = frozenset({"Time", "Fortune", "Reason", "Slate", "Dawn"})
"""Names of outlets that are words too: they count where nothing else in capitals stands beside them."""
_CAPITALISED = re.compile(r"\b(?:The\s)?[A-ZÉ][\w’'.&-]*(?:\s(?:of|and|&|de|da)?\s?[A-Z][\w’'.&-]*){0,4}")


def _outlets_in(text: str, table: OutletTable) -> Iterator[tuple[Outlet, int]]:
    """Outlets named in a text, with the place of the name."""
    for match in _CAPITALISED.finditer(text[:5000]):
        words = match.group(0).split(" ")
        found = False
        for begin in range(len(words)):
            for end in range(len(words), begin, -1):
                name = " ".join(words[begin:end])
                if name in _ORDINARY_WORDS and len(words) > 1:
                    continue  # "Reading Time", "Best Fortune Cookies"
                for form in (name, re.sub(r"[’']s?$", "", name.rstrip(".,;:"))):
                    outlet = table.by_alias.get(form)
                    if outlet is not None:
                        yield outlet, match.start() + len(" ".join(words[:begin])) + (1 if begin else 0)
                        found = True
                        break
                if found:
                    break
            if found:
                break


def find_wires(units: Sequence[Unit], judged: Sequence[Judged], table: OutletTable) -> tuple[str, ...]:
    """The agencies that a page credits: in a credit line, a byline, or the dateline of its first paragraphs."""
    wires: dict[str, None] = {}
    paragraphs = 0
    for unit, role in zip(units, judged, strict=True):
        if role.role in ("credit", "byline"):
            text = unit.text[:500]
            if "image" in role.reason or "picture" in role.reason:
                continue
            for match in re.finditer(r"[A-Za-z]{2,10}", text):
                agency = table.by_code.get(match.group(0)) or (
                    table.by_code.get(match.group(0).upper()) if match.group(0) in ("dpa", "afp", "epd") else None
                )
                if agency is not None:
                    wires[agency.name] = None
            for outlet, _ in _outlets_in(text, table):
                if outlet.kind == "agency":
                    wires[outlet.name] = None
        elif role.role == "body" and paragraphs < 3:
            paragraphs += 1
            dateline = _DATELINE.match(unit.text[:140]) or _SLASHED_DATELINE.match(unit.text[:140])
            if dateline:
                wires.update(dict.fromkeys(_agencies_in(dateline.group(1), table)))
    return tuple(sorted(wires))


def find_authors(units: Sequence[Unit], judged: Sequence[Judged], stated: Sequence[str]) -> tuple[str, ...]:
    """Who signed a page: its bylines, then what the source states, then the subject of the author's note."""
    found: dict[str, None] = {}
    for unit, role in zip(units, judged, strict=True):
        if role.role == "byline" and role.reason != OFFICE_REASON:
            for name in names_in_byline(unit.plain[:300]):
                found[name] = None
    if not found:
        for author in stated:
            for name in names_in_byline(author[:300]) or [author.strip()[:120]]:
                found[name] = None
    if not found:
        for unit, role in zip(units, judged, strict=True):
            if role.role == "bio":
                match = re.match(
                    r"((?:[A-Z][\w.’'-]{0,24}\s){2,4})(?:is|was|covers|writes|reports|has|joined)\b", unit.plain[:160]
                )
                if match and not match.group(1).startswith(("The ", "About ")):
                    found[match.group(1).strip()] = None
    return tuple(found)


_OF_A_PHRASE = frozenset({"of", "in", "with", "on", "at", "to", "for", "and"})
"""Words at which a line goes on from the one above; no name begins with them."""


def names_in_byline(text: str) -> list[str]:
    """The personal names in a byline, fewer rather than junk."""
    names = []
    text = _BY_PREFIX.sub("", text.strip())
    if text.isupper():
        text = text.title()
    for part in _NAME_BREAK.split(text):
        part = part.strip(" .:-–—")
        words = {word.lower() for word in WORD.findall(part[:80])}
        opens = part.partition(" ")[0].lower()
        if len(part) <= 60 and _NAME.match(part) and words.isdisjoint(_NOT_NAMES) and opens not in _OF_A_PHRASE:
            names.append(part)
    return names


def find_corrections(
    text: str, document: str, units: Sequence[Unit], judged: Sequence[Judged]
) -> tuple[Correction, ...]:
    """The correction notices of a page, each tied to the sentence it speaks of where one stands out."""
    corrections = []
    for unit, role in zip(units, judged, strict=True):
        if role.role == "correction":
            start, end = _bare(text, unit.start, unit.end)
            notice = text[start:end]
            corrects = _corrected_sentence(text, document, notice, units, judged)
            corrections.append(Correction(start, end, notice, corrects))
    return tuple(corrections)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _corrected_sentence(
    text: str, document: str, notice: str, units: Sequence[Unit], judged: Sequence[Judged]
) -> tuple[Evidence, ...]:
    quoted = [words.lower() for words in _QUOTED.findall(notice)]
    wanted = _content_words(notice)
    sentences = [
        (start, end, text[start:end].lower())
        for unit, role in zip(units, judged, strict=True)
        if role.role in ("body", "dek", "title", "caption")
        for start, end in _sentences(text, unit.start, unit.end)
    ]
    shared = [wanted & _content_words(sentence) for _, _, sentence in sentences]
    # A word that few sentences have says more about which one is meant.
    frequency = Counter(word for words in shared for word in words)
    best: tuple[float, int, int] | None = None
    for (start, end, sentence), words in zip(sentences, shared, strict=True):
        weight = sum(1.0 / frequency[word] for word in sorted(words))
        quotes = sum(part in sentence for part in quoted)
        score = weight + 4.0 * quotes
        if (len(words) >= _LEAST_SHARED or quotes) and (best is None or score > best[0]):
            best = (score, start, end)
    if best is None:
        return ()
    return (Evidence(document, best[1], best[2], text[best[1] : best[2]]),)


def _content_words(text: str) -> set[str]:
    # The first six letters stand in for a stem: "prediction" and "predicted" speak of the same thing.
    common = {
        "this",
        "that",
        "story",
        "been",
        "update",
        "reflec",
        "correc",
        "articl",
        "versio",
        "earlie",
        "with",
        "from",
        "have",
        "were",
        "which",
    }
    return {word.lower()[:6] for word in _CONTENT_WORD.findall(text)} - common


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        before = text[max(start, match.start() - 8) : match.start()].rpartition(" ")[2].lstrip('(“"‘')
        if text[match.start()] == "." and (
            len(before) == 1 or before in _ABBREVIATIONS or before.endswith((".S", ".K"))
        ):
            continue
        bare = _bare(text, at, match.end())
        if bare[0] < bare[1]:
            yield bare
        at = match.end()
    bare = _bare(text, at, end)
    if bare[0] < bare[1]:
        yield bare


def find_claimed_dates(
    text: str,
    document: str,
    units: Sequence[Unit],
    judged: Sequence[Judged],
    *,
    stated: str | None,
    url: str | None,
    flat: FlatPage | None,
) -> tuple[ClaimedDate, ...]:
    """Every date that the page, its head, its address or its source claims as its own; none is judged here."""
    claims: list[ClaimedDate] = []
    paragraphs = 0
    for unit, role in zip(units, judged, strict=True):
        if role.role == "body":
            paragraphs += 1
            if paragraphs <= _DATELINE_PARAGRAPHS:
                claims.extend(_in_dateline(text, document, unit))
            continue
        if role.role not in ("claimed_date", "byline"):
            continue
        for start, end in unit.lines:
            line = text[start:end][:400]
            dates = find_dates(line)
            for found in dates:
                quote = text[start + found.start : start + found.end]
                evidence = (Evidence(document, start + found.start, start + found.end, quote),)
                claims.append(ClaimedDate(found.date, None, "" if found.date else found.reason, evidence, "text"))
            age = find_relative_age(line) if not dates else None
            if age is not None and role.role == "claimed_date":
                quote = text[start + age[0] : start + age[1]]
                evidence = (Evidence(document, start + age[0], start + age[1], quote),)
                claims.append(ClaimedDate(None, None, "an age that names no day", evidence, "text"))
    if stated:
        claims.append(_outside(stated, "source"))
    for value in _markup_dates(flat):
        claims.append(_outside(value, "markup"))
    if url and (day := date_in_address(url)):
        claims.append(ClaimedDate(day, None, "", (), "address"))
    return tuple(dict.fromkeys(claims))


def _in_dateline(text: str, document: str, unit: Unit) -> Iterator[ClaimedDate]:
    """A full date in the dateline of a first paragraph: ``SINGAPORE, June 4, 2023 (Agency) - …``."""
    start = unit.start + len(text[unit.start : unit.end]) - len(text[unit.start : unit.end].lstrip())
    line = text[start : unit.end][:140]
    place = _DATED_DATELINE.match(line)
    if place is None:
        return
    for found in find_dates(line[:90]):
        behind = line[found.end :].lstrip()
        if found.start - place.end() <= _DATE_BESIDE_PLACE and behind.startswith(("(", "-", "–", "—", ":")):
            quote = line[found.start : found.end]
            evidence = (Evidence(document, start + found.start, start + found.end, quote),)
            yield ClaimedDate(found.date, None, "" if found.date else found.reason, evidence, "text")
        return


def _outside(value: str, source: Any) -> ClaimedDate:
    found = next(iter(find_dates(value[:200])), None)
    if found is None:
        return ClaimedDate(None, None, f"the {source} says {value[:60]!r}, which names no day", (), source)
    return ClaimedDate(found.date, None, "" if found.date else found.reason, (), source)


_DATE_PROPERTIES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "cxenseparse:recs:publishtime",
    "article.published",
)


def _markup_dates(flat: FlatPage | None) -> list[str]:
    if flat is None:
        return []
    values = [flat.meta[name] for name in _DATE_PROPERTIES if name in flat.meta]
    values.extend(
        str(item["datePublished"]) for item in structured_items(flat) if isinstance(item.get("datePublished"), str)
    )
    # Times within the page are many; the first one belongs to the article as a rule, so only it counts.
    if not values:
        values.extend(flat.times[:1])
    return list(dict.fromkeys(value for value in values if find_dates(value[:200])))


def structured_items(flat: FlatPage) -> list[dict[str, Any]]:
    """The articles among the JSON-LD objects of a page."""
    items: list[dict[str, Any]] = []
    for text in flat.structured:
        try:
            queue: list[Any] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue  # broken structured data is common and says nothing about the page
        steps = 0
        while queue and steps < 200:
            steps += 1
            value = queue.pop(0)
            if isinstance(value, list):
                queue.extend(value[:50])
            elif isinstance(value, dict):
                kinds = value.get("@type")
                names = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
                if any(
                    isinstance(name, str) and name.endswith(("Article", "Posting", "Report", "WebPage"))
                    for name in names
                ):
                    items.append(value)
                queue.extend(
                    value[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(value.get(key), (list, dict))
                )
    return sorted(items, key=lambda item: str(item.get("@type")).endswith("WebPage"))


def stated_titles(title: str | None, flat: FlatPage | None) -> list[str]:
    """Titles that the source or the page's head states, best first."""
    titles = [title] if title else []
    if flat is not None:
        titles.extend(str(item["headline"]) for item in structured_items(flat) if isinstance(item.get("headline"), str))
        titles.extend(flat.meta[name] for name in ("og:title", "twitter:title", "title") if flat.meta.get(name))
    return titles


def stated_authors(authors: Sequence[str], flat: FlatPage | None) -> list[str]:
    """Authors that the source or the page's head states."""
    found = list(authors)
    if flat is not None and not found:
        for item in structured_items(flat):
            found.extend(_person_names(item.get("author")))
        for name in ("author", "article:author", "parsely-author", "byl", "dc.creator", "sailthru.author"):
            value = flat.meta.get(name, "")
            if value and not value.startswith(("http", "www", "@")) and not found:
                found.append(_BY_PREFIX.sub("", value))
    return [name for name in dict.fromkeys(found) if name.strip()]


def _person_names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if isinstance(value.get("name"), str) and value.get("@type") != "Organization":
            yield value["name"]
    elif isinstance(value, list):
        for item in value[:20]:
            if not isinstance(item, list):
                yield from _person_names(item)


def judge_kind(units: Sequence[Unit], judged: Sequence[Judged], host: str | None, table: OutletTable) -> DocumentKind:
    """``transcript`` or ``official`` where that is evident; ``original`` otherwise (copies are judged later)."""
    body = [unit for unit, role in zip(units, judged, strict=True) if role.role == "body"]
    turns = max(sum(is_speaker_turn(unit.text) for unit in body), turns_by_name([unit.text for unit in body]))
    if turns >= _MANY_TURNS and turns >= _TURNS_SHARE * len(body):
        return "transcript"
    if host and table.is_government_host(host):
        return "official"
    if any(role.reason == OFFICE_REASON for role in judged[:_LETTERHEAD]):
        return "official"
    return "original"
