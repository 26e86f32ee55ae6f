"""What a single page shows of where its text comes from: agency marks, a copying site's template, translation.

Every mark has its words as evidence. A mark alone never says which document was the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.copies._words import COMPARED_ROLES, _Held
from onrecord.records import Document, Evidence

MarkKind = Literal["wire", "agency_credit", "copying_site", "translated_back", "republished", "foreign_credit"]
"""``wire``: the text is an agency's. ``agency_credit``: agencies are credited, the text may be the outlet's own.
``copying_site``: the template of a site that copies pages. ``translated_back``: damage that translation leaves.
``republished``: the page says where it first appeared. ``foreign_credit``: another outlet's staff are credited."""

FEWEST_TEMPLATE_MARKS = 3
"""So many different lines of the copying sites' template must be there; one alone is an ordinary word."""
FEWEST_DAMAGES = 2
"""So many different kinds of translation damage must be there."""
_HEAD = 400  # an agency's dateline stands at the head of the body
_TAIL = 700  # credits stand at its tail

# One name for each agency; the forms are what pages write. Facts: the agencies' own style.
_AGENCIES = {
    "Associated Press": ("AP", "The Associated Press", "Associated Press", "AP News"),
    "Reuters": ("Reuters", "Thomson Reuters"),
    "Agence France-Presse": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
    "United Press International": ("UPI", "United Press International"),
    "Press Association": ("PA", "PA Media", "Press Association"),
    "TASS": ("TASS", "ITAR-TASS"),
    "Interfax": ("Interfax",),
    "EFE": ("EFE",),
    "ANSA": ("ANSA",),
    "ANI": ("ANI",),
    "PTI": ("PTI", "Press Trust of India"),
    "IANS": ("IANS",),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
}
_AGENCY_BY_FORM = {form.casefold(): name for name, forms in _AGENCIES.items() for form in forms}
_FORMS = "|".join(
    sorted((re.escape(form) for forms in _AGENCIES.values() for form in forms), key=lambda form: (-len(form), form))
)
_DATELINE = re.compile(rf"\((?P<agency>{_FORMS})\)\s{{0,3}}[—–:-]")
_BYLINE = re.compile(rf"^(?:By |From )?(?:the )?(?P<agency>{_FORMS})\.?$", re.MULTILINE | re.IGNORECASE)
_REPORTING = re.compile(r"\((?:Additional )?[Rr]eporting by [^()\n]{3,300}[Ee]diting by [^()\n]{3,200}\)")
# With a year: "Image copyright Reuters" is a photograph's.
_COPYRIGHT = re.compile(rf"(?:Copyright|©|\(c\))\s?\d{{4}}\s(?:The |by )?(?P<agency>{_FORMS})\b", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    rf"\b(?P<agency>{_FORMS})\b[^.\n]{{0,80}}\bcontributed to this (?:report|story|article)", re.IGNORECASE
)
# "Associated Press writer Ann Example contributed": so the agency credits its own, below its own reports.
_OWN_WRITERS = re.compile(
    rf"\b(?P<agency>{_FORMS}) (?:writers?|reporters?|journalists?|correspondents?) [^\n]{{2,300}}"
    r"contributed to this (?:report|story|article)"
)
_MATERIAL = re.compile(
    rf"\b(?:contains|includes|uses) (?:material|information|reporting) from [^.\n]{{0,80}}?(?=(?:{_FORMS})\b)"
)
_ANY_AGENCY = re.compile(rf"\b(?P<agency>{_FORMS})\b")
_CREDIT_LIST = re.compile(rf"\((?P<agency>{_FORMS})(?:(?:, |/)[\w-]{{2,30}}){{0,5}}\)$", re.MULTILINE)
_REPUBLISHED = re.compile(
    r"(?:originally|first) (?:published|appeared|posted|ran) (?:by|in|on|at) (?:the )?"
    r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)"
    r"(?P<outlet>[A-Z][\w&'’-]*(?:\.com\b)?(?: (?:of|the|and|&|[A-Z][\w&'’-]*)){0,4})"
)
_STAFF = re.compile(
    r"\b(?P<outlet>[A-Z][A-Za-z.&]{1,20}(?: [A-Z][A-Za-z.&]{1,20}){0,2})['’]s [A-Z][^\n]{2,200}"
    r"contributed to this (?:report|story)"
)
_ACCOUNT = re.compile(
    r"^For more [\w ,]{0,40} (?:on|from|at) (?P<outlet>[A-Z][\w.& ]{1,30}), (?:create|subscribe|sign up|visit)\b",
    re.MULTILINE,
)

# Lines of the template that copying sites share (described in the reference, not quoted from one page).
_TEMPLATE = (
    ("a breadcrumb glued to the title", re.compile(r"^Current:\s?Home\s?>[^\n]{0,300}", re.MULTILINE)),
    ("a lone 'View' line", re.compile(r"^View$", re.MULTILINE)),
    ("a date to the second", re.compile(r"^Date:\s?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", re.MULTILINE)),
    ("a counter of votes", re.compile(r"^(?:very)?[Gg]ood!? ?\(\d{1,7}\)$", re.MULTILINE)),
    ("a 'Ranking' block", re.compile(r"^Ranking$", re.MULTILINE)),
    ("a 'Recommendation' block", re.compile(r"^Recommendation$", re.MULTILINE)),
)

_PEOPLES = (
    "American|Chinese|Russian|Ukrainian|British|French|German|Japanese|Korean|Taiwanese|European|Israeli|Iranian|Indian"
)
_DAMAGE = (
    (
        "the name of a place in lower case",
        re.compile(
            r"(?<![\w@#./'’-])(?:kyiv|kiev|moscow|beijing|ukraine|russia|taiwan|tehran|brussels|europe)(?![\w@./-])"
        ),
    ),
    (
        "an adjective after its noun",
        re.compile(
            r"\b(?:the|a|an) (?:envoy|ambassador|president|minister|secretary|official|army|government|delegation"
            rf"|leader|diplomat|spokesman|spokesperson|military|economy) (?:{_PEOPLES})"
            r" (?:for|of|to|in|on|at|and|said|has|was)\b"
        ),
    ),
    (
        "another word in the name of an office",
        re.compile(
            r"\b(?:White Home|Overseas (?:Minister|Ministry|Secretary)|Home of Representatives"
            r"|(?:State|Treasury|Commerce|Justice|Protection) Division|(?<!Social )(?<!Environmental )(?<!Consumer )"
            r"Protection (?:Minister|Ministry|Secretary)|Communist Occasion)\b"
        ),
    ),
    (
        "a people called a language",
        re.compile(
            rf"\b(?:{_PEOPLES}) language (?:(?=[A-Z])|(?:officials?|officers?|authorities|diplomats?|navy"
            r"|army|military|companies|firms|chief|leaders?|presidents?|premier|imports?|exports?|goods)\b)"
        ),
    ),
    (
        "a numeral for a word",
        re.compile(r"\b[Tt]he 2 (?:sides|leaders|nations|presidents|militaries|capitals|held|met)\b"),
    ),
)
_SURNAMES = "Li|Wang|Zhang|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Hu|Zhu|Gao|Lin|Guo|Qin|Xi|Wei|Dong|Jiang|Xie"
_CHINESE_NAME = re.compile(rf"\b(?:{_SURNAMES}) (?P<given>[A-Z][a-z]{{3,11}})\b")


_CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,11}\b")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on the page itself of where its text comes from."""

    kind: MarkKind
    """What it is a sign of."""
    name: str
    """The agency or outlet it names; empty for damage and templates."""
    reason: str
    """What was seen, in plain words."""
    evidence: tuple[Evidence, ...]
    """Where."""


def agency_name(name: str) -> str | None:
    """Return the usual name of an agency, or None where ``name`` is none."""
    return _AGENCY_BY_FORM.get(name.strip().casefold())


def _evidence(document: Document, match: re.Match[str]) -> Evidence:
    return Evidence(document.id, match.start(), match.end(), match.group())


_IN_BRACKETS = re.compile(r"\(([^()\n]{2,40})\)")
_DATELINE_LENGTH = 80  # code points; no dateline is longer


def _own(document: Document, name: str) -> bool:
    """Tell whether ``name`` is the document's own outlet."""
    own = (document.outlet or "").casefold()
    if not own:
        return False
    # A dateline that names the outlet itself is an agency's own, even one that no table knows: "GENEVA (Agency) -".
    head = next((part for part in document.roles if part.role in ("dateline", "body")), None)
    dateline = document.text[head.start : head.start + _DATELINE_LENGTH].casefold() if head else ""
    named = _IN_BRACKETS.search(dateline)
    return bool(named and own.startswith(named[1])) or own.startswith(name.casefold()) or agency_name(own) == name


def _wire_marks(document: Document, start: int, end: int) -> Iterator[Mark]:
    text = document.text
    signed = [agency_name(author) for author in document.authors]
    if signed and all(signed):
        for name in sorted({name for name in signed if name}):
            yield Mark("wire", name, f"Signed by {name} alone.", ())
    writers = _OWN_WRITERS.search(text, max(start, end - _TAIL)) if any(signed) else None
    if writers is not None and not all(signed):
        name = _AGENCY_BY_FORM[writers["agency"].casefold()]
        if name in signed:
            yield Mark(
                "wire", name, f"Signed by {name}, which credits its own writers.", (_evidence(document, writers),)
            )
    strong = [
        (_DATELINE.finditer(text, start, min(end, start + _HEAD)), "The dateline names {}."),
        (_COPYRIGHT.finditer(text, max(start, end - _TAIL), len(text)), "{} holds the copyright."),
    ]
    for role in document.roles:
        if role.role in ("byline", "dateline"):
            strong.append((_BYLINE.finditer(text, role.start, role.end), "The byline is {} alone."))
            strong.append((_DATELINE.finditer(text, role.start, role.end), "The dateline names {}."))
    for matches, reason in strong:
        for match in matches:
            name = _AGENCY_BY_FORM[match["agency"].casefold()]
            yield Mark("wire", name, reason.format(name), (_evidence(document, match),))
    for match in _REPORTING.finditer(text, max(start, end - _TAIL)):
        reason = "Reporters and editors are credited in the form that Reuters uses."
        yield Mark("wire", "Reuters", reason, (_evidence(document, match),))
    for pattern in (_CONTRIBUTED, _CREDIT_LIST):
        for match in pattern.finditer(text, max(start, end - _TAIL)):
            name = _AGENCY_BY_FORM[match["agency"].casefold()]
            yield Mark("agency_credit", name, f"{name} is credited.", (_evidence(document, match),))
    material = _MATERIAL.search(text, max(start, end - _TAIL))
    if material is not None:
        stop = text.find("\n", material.end())
        for match in _ANY_AGENCY.finditer(text, material.end(), stop if stop >= 0 else len(text)):
            name = _AGENCY_BY_FORM[match["agency"].casefold()]
            yield Mark("agency_credit", name, f"{name} is credited.", (_evidence(document, match),))


def _template_marks(document: Document) -> Iterator[Mark]:
    seen = [(reason, match) for reason, pattern in _TEMPLATE if (match := pattern.search(document.text))]
    if len(seen) >= FEWEST_TEMPLATE_MARKS:
        yield Mark(
            "copying_site",
            "",
            "The page has the template of sites that copy news: " + ", ".join(reason for reason, _ in seen) + ".",
            tuple(_evidence(document, match) for _, match in seen),
        )


def _lone_given_name(text: str, body: list[tuple[int, int]]) -> re.Match[str] | None:
    """Find a Chinese given name that stands without its surname, where the full name stands elsewhere."""
    given = {name["given"] for start, end in body for name in _CHINESE_NAME.finditer(text, start, end)}
    if not given:
        return None
    for start, end in body:
        for word in _CAPITALISED.finditer(text, start, end):
            before = text[max(start, word.start() - 20) : word.start()].split()
            if word.group() in given and not (before and before[-1][:1].isupper()):
                return word
    return None


def _translation_marks(document: Document, body: list[tuple[int, int]]) -> Iterator[Mark]:
    text = document.text
    damages: list[tuple[str, Evidence]] = []
    for reason, pattern in _DAMAGE:
        for start, end in body:
            if match := pattern.search(text, start, end):
                damages.append((reason, _evidence(document, match)))
                break
    if lone := _lone_given_name(text, body):
        damages.append(("a given name used as the surname", _evidence(document, lone)))
    if len(damages) >= FEWEST_DAMAGES:
        yield Mark(
            "translated_back",
            "",
            "The wording shows translation there and back: " + ", ".join(reason for reason, _ in damages) + ".",
            tuple(evidence for _, evidence in damages),
        )


def _outlet_marks(document: Document, end: int) -> Iterator[Mark]:
    text = document.text
    for kind, pattern, reason in (
        ("republished", _REPUBLISHED, "The page says that it first appeared with {}."),
        ("foreign_credit", _STAFF, "Staff of {} are credited."),
        ("foreign_credit", _ACCOUNT, "The page advertises {}."),
    ):
        for match in pattern.finditer(text, max(0, end - _TAIL)):
            name = match["outlet"].strip()
            if not _own(document, name):
                yield Mark(kind, name, reason.format(name), (_evidence(document, match),))  # type: ignore[arg-type]


def _marks(document: Document) -> tuple[Mark, ...]:
    body = [(role.start, role.end) for role in document.roles if role.role in COMPARED_ROLES]
    if not body:
        return tuple(_template_marks(document))
    start, end = body[0][0], body[-1][1]
    return (
        *_wire_marks(document, start, end),
        *_template_marks(document),
        *_translation_marks(document, body),
        *_outlet_marks(document, end),
    )


@lru_cache(maxsize=256)
def _marks_of(held: _Held) -> tuple[Mark, ...]:
    return _marks(held.document)


def find_marks(document: Document) -> tuple[Mark, ...]:
    """Find the signs on a page itself of where its text comes from.

    Args:
        document: a document whose lines have roles.

    Returns:
        The marks in a fixed order: agencies, the template of copying sites, translation damage, other outlets.
    """
    return _marks_of(_Held(document))


def wire_of(document: Document) -> str | None:
    """Return the agency whose text the document is by its own marks; None without marks or on its own page."""
    for mark in find_marks(document):
        if mark.kind == "wire" and not _own(document, mark.name):
            return mark.name
    return None


def own_agency(document: Document) -> str | None:
    """Return the agency whose own page the document is, or None."""
    return agency_name(document.outlet or "")


def credited_agency(document: Document) -> str | None:
    """Return the first agency the document credits, without being its text as a whole; None where it credits none."""
    for mark in find_marks(document):
        if mark.kind == "agency_credit" and not _own(document, mark.name):
            return mark.name
    for wire in document.wires:
        name = agency_name(wire) or wire
        if not _own(document, name):
            return name
    return None


def names(document: Document, outlet: str | None) -> bool:
    """Tell whether a document's body names an outlet."""
    if not outlet:
        return False
    return any(outlet in document.text[role.start : role.end] for role in document.roles if role.role in COMPARED_ROLES)
