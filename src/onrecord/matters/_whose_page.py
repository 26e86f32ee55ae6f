"""Which party's own telling of a meeting a page is that names no outlet: by its letterhead, or by how it names both.

People paste readouts of any government as plain text. A government names its own officials bare and the others with
their country: "President Xi met with Indian Prime Minister Modi" is China's telling, "the Prime Minister met with Mr.
Xi, President of China" is India's. Where a page bears marks of the press, or names both or neither so, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.matters._voices import government_of
from onrecord.records import READ_ROLES, Document
from onrecord.reference import Reference

UNION = "EUR"
"""The European Union deals as a party of its own."""
_OF_THE_UNION = re.compile(
    r"(?i)^(?:european (?:commission|council|external action service|union)|council of the european union|eeas|"
    r"delegation of the european union)\b"
)
_OF_MANY = re.compile(
    r"(?i)^(?:united nations|nato|north atlantic treaty|asean|world (?:health|trade) organi[sz]ation)\b"
)
"""Bodies of several states: what they publish is no party's own telling."""
_LETTERHEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (country, re.compile(pattern))
    for country, pattern in (
        (
            "USA",
            r"\A\W*(?:Readout|READOUT)(?: of\b|:)|\bThe (?:below|following) is attributable to\b|"
            r"\bCAMP H\.M\. SMITH, Hawaii\b",
        ),
        ("IND", r"\bPIB Delhi\b|\bPress Information Bureau\b|\b(?:Prime Minister|Raksha Mantri) Shri\b"),
        ("RUS", r"(?i)\bkremlin\.ru\b|^the kremlin\b|\bpresident of russia\W*$"),
        (UNION, r"\bEEAS Press Team\b|\bEuropean External Action Service\b|\bHigh Representative/Vice-President\b"),
        ("JPN", r"\b(?:Mr|Ms|Mrs)\. [A-Z]{3,} [A-Z][a-z]+, (?:Prime )?Minister\b|\bMOFA, Japan\b"),
        ("KOR", r"\bCheong Wa Dae\b|\bYongsan Presidential Office\b|\bMOFA, ROK\b"),
        (
            "GBR",
            r"\bGOV\.UK\b|\bDowning Street (?:spokesperson|spokesman)\b|\bForeign, Commonwealth & Development Office\b",
        ),
        ("FRA", r"(?i)\b[ée]lys[ée]e palace communiqu|\bquai d['’]orsay\b"),
        ("CHN", r"(?m)^[A-Z]{4,}[A-Z ]{0,30}, [A-Z][a-z]{2,8}\.? \d{1,2} --"),
        ("CHN", r"\(Xinhua\)|\bXinhua\b.{0,12}$|\bfmprc\.gov\.cn\b"),
    )
)
"""Marks by which a government's own page is known wherever it stands."""
_HEAD = 600
"""Code points in which a page says whose it is and who met."""
_FIRST_SENTENCE = 160
"""Code points of the sentence that says who met; behind it a government may name its own head with the country."""
_LONGEST = 1_800
"""Words; a longer page is an article or a speech."""
_OFFICE_LINE = (
    r"(?im)^[^\S\n]*(?![^\n]{{0,80}}\b(?:me[et]ts?|holds?|held|visits?|speaks?|spoke|talks|call|calls|receives?|attends?|"
    r"with|to)\b)(?:the )?(?:ministry|department|office|embassy|government|president|presidency|prime minister|"
    r"prime minister[’']s office|cabinet|chancellery)\b[\w ,&’'-]{{0,60}}?(?:\bof\b|,|\|) (?:the )?(?:{names})[^\S\n]*$"
)
"""A line that holds nothing but the name of an office of a country: a letterhead."""
_TITLE = (
    r"(?:vice |deputy |prime |acting |executive |assistant |foreign |defen[cs]e |external affairs |trade |commerce |"
    r"finance |national security |state |special |treasury )*(?:president|premier|minister|secretary|chancellor|"
    r"advis[eo]r|envoy|ambassador|representative|counterpart|leader|general|admiral|delegation)"
)
_PRESS = re.compile(
    r"(?i)\btold reporters\b|\bReuters\b|\bAssociated Press\b|\bAFP\b|\(AP\)|\bCNN\b|\bBBC\b|\bBloomberg\b|"
    r"\bcorrespondent\b|\baccording to (?:a|the) (?:\w+ )?(?:readout|statement)\b|\banalysts?\b|\banonymity\b|"
    r"\bnewsletter\b|\bsubscribe\b|\bsenior (?:\w+ ){0,2}official\b"
)


def publisher_of(document: Document, parties: Sequence[str], reference: Reference) -> str | None:
    """Return the state whose government publishes a page, or whose official posts it; None for the press.

    Args:
        document: the page.
        parties: who met; of a page without an outlet only one of them is thought of.
        reference: facts about outlets, accounts and countries.
    """
    outlet = document.outlet or document.host
    if outlet and _OF_MANY.match(outlet):
        return None
    if outlet and _OF_THE_UNION.match(outlet):
        return UNION
    own = government_of(outlet, reference)
    if own is None:
        account = reference.account_at(document.url)
        own = account.country if account is not None else None
    if own is not None or outlet or document.url or document.kind == "transcript":
        return own
    voices = sorted(
        {voice for wire in document.wires if (voice := government_of(wire, reference)) in parties and voice}
    )
    if voices:
        return voices[0]
    return _by_its_words(document, parties, reference)


def _by_its_words(document: Document, parties: Sequence[str], reference: Reference) -> str | None:
    text = document.text
    if len(text.split()) > _LONGEST or document.authors or _PRESS.search(text):
        return None
    names = {party: names_of(party, reference) for party in parties}
    head = text[:_HEAD]
    heads = {
        party
        for party in parties
        if (names[party] and re.search(_OFFICE_LINE.format(names="|".join(map(re.escape, names[party]))), head))
        or any(country == party and mark.search(head) for country, mark in _LETTERHEADS)
    }
    if heads:
        return heads.pop() if len(heads) == 1 else None
    begin = min((role.start for role in document.roles if role.role in READ_ROLES), default=0)
    opening = f"{document.title or ''}\n{text[begin : begin + _FIRST_SENTENCE]}"
    marked = {party for party in parties if names[party] and _is_marked(opening, names[party])}
    bare = [party for party in parties if party not in marked]
    return bare[0] if marked and len(bare) == 1 else None


def names_of(party: str, reference: Reference) -> tuple[str, ...]:
    """Return the names and adjectives of a party, longest first."""
    if party == UNION:
        return ("European Commission", "European Council", "European Union", "European", "EU")
    country = reference.countries.get(party)
    if country is None:
        return ()
    found = {country.name, *country.other_names, *country.demonyms, *_LONG_NAMES.get(party, ())}
    return tuple(sorted((name.removeprefix("the ") for name in found), key=lambda name: (-len(name), name)))


_LONG_NAMES = {
    "KOR": ("Republic of Korea", "ROK", "South Korean", "Korean"),
    "CHN": ("People's Republic of China", "People’s Republic of China", "PRC"),
    "RUS": ("Russian Federation",),
}


def _is_marked(opening: str, names: Sequence[str]) -> bool:
    """Tell whether somebody is named with the country: "Indian Prime Minister", "President of China", "Xi of China"."""
    either = "|".join(map(re.escape, names))
    # "U.S. Trade Representative" is the title itself; "The President of Russia" may speak of its own
    before = rf"\b(?:{either}) (?!Trade Representative)(?i:{_TITLE})\b"
    named = r"(?:[A-Z][\w.’'-]* ){0,3}"
    after = rf"(?<!The )(?<!the )\b(?i:{_TITLE})s?,? {named}(?:of|for|from) (?:the )?(?:{either})\b(?! and)"
    return bool(re.search(before, opening) or re.search(after, opening))
