"""Which party's own telling of a meeting a page is that names no outlet: by its letterhead, or by how it names both.

People paste readouts of any government as plain text. A government names its own officials bare and the others with
their country: "President Xi met with Indian Prime Minister Modi" is China's telling, "the Prime Minister met with Mr.
Xi, President of China" is India's. Where a page bears marks of the press, or names both or neither so, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.matters._voices import government_of
from onrecord.records import Document
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
            r"\bCAMP H\.M\. SMITH, Hawaii\b|(?m:^(?i:office of the spokesperson)\W*$)|"
            r"\A\W*(?i:statement) (?i:from|by) (?i:the )?(?i:white house |pentagon )?(?i:press secretary)\b|"
            r"\A\W*(?i:fact sheet): (?:President|The White House|Biden|Trump)",
        ),
        ("IND", r"\bPIB Delhi\b|\bPress Information Bureau\b|\bShri [A-Z][a-z]+\b"),
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
    r"finance |national security |state |special |presidential |treasury )*(?:president|premier|minister|secretary|"
    r"chancellor|advis[eo]r|envoy|ambassador|representative|counterpart|leader|general|admiral|delegation)"
)
_WORDS_BY = re.compile(
    r"(?i)^\W*(?:opening |closing |joint |press |prepared |introductory )*(?:remarks|statements?|address|answers?|"
    r"press (?:conference|statement|availability|briefing)|readout|comments)\b[^\n]{0,40}?\b(?:by|from|of) "
    r"(?P<who>[^\n]{3,70}?)(?=,| (?:on|at|in|to|after|before|following|regarding|with)\b|['’]s\b|$)"
)
"""Titles that say whose words a page holds, and the same with the name in front."""
_WORDS_OF = re.compile(
    rf"^\W*(?P<who>(?i:{_TITLE}|m(?:r|s|rs)\.?)[^\n:]{{3,70}}?)(?:['’]s? (?i:[\w-]+ ){{0,2}}(?i:remarks|statements?|"
    r"speech|answers|comments|press (?:conference|statement|availability)|opening remarks|video message|"
    r"(?:state |official |working )?visit(?= to\b))\b| on (?i:his|her) (?i:meeting|call|talks|conversation|visit)\b)"
)
_I_MET = re.compile(
    r"\b(?:I|We|we) (?:have |just |also |today ){0,2}(?:met|spoke|talked|(?:had|held) [^.\n]{3,60}? with)"
    r" (?:today |by phone |at length ){0,2}(?:with |to )?(?P<whom>[^.,;\n]{3,90})"
)
"""Whom the writer of a page in the first person met."""
_PLACE_BEFORE = re.compile(r"(?i)(?:\b(?:in|at|near|from|visit(?:ed|ing)?|[A-Z][a-z]+,)) (?:the )?$")
_COUNTERPARTS = r"(?:counterparts?|partners?|friends|colleagues?|side|hosts|neighbou?rs?)\b"
_OFFICIALESE = re.compile(
    r"(?i)\b(?:the two (?:sides|leaders|ministers|countries)|both (?:sides|leaders|ministers)|the leaders|"
    r"they (?:also )?(?:discussed|agreed|exchanged|affirmed|reaffirmed|concurred|emphasi[sz]ed|underlined)|"
    r"underscored|reaffirmed|reiterated|stressed|emphasi[sz]ed|exchanged views|looks? forward to|concurred|candid|"
    r"in-depth|constructive|mutual(?:ly)?|positively (?:affirmed|assessed)|the importance of|stated)\b"
)
"""Words of readouts; news tells in others."""
_OFFICIAL_WORDS = 3
"""How many of them a page must have at least before the order of the names decides whose it is: in
``benchmarks/publishers.py`` no article is then taken for a readout."""
_TOLD_AS_NEWS = re.compile(
    r"(?i)\b(?:said|says|told|announced|reported)\b[^.\n]{0,30}\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\breportedly\b|\baccording to\b"
)
_TWO = 2
_PRESS = re.compile(
    r"(?i)\btold reporters\b|\bReuters\b|\bAssociated Press\b|\bAFP\b|\(AP\)|\bCNN\b|\bBBC\b|\bBloomberg\b|"
    r"\bcorrespondent\b|\bUSA TODAY\b|\bin an (?:\w+ )?interview\b|\bcritics?\b|\bmedia caption\b|"
    r"\baccording to (?:a|the) (?:\w+ )?(?:readout|statement)\b|\banalysts?\b|\banonymity\b|"
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
    if _TOLD_AS_NEWS.search(text):
        return None
    title = document.title or ""
    owners = _owners(title, parties, reference)
    if owners:
        return owners.pop() if len(owners) == 1 else None
    begin = min((role.start for role in document.roles if role.role == "body"), default=0)
    opening = f"{title}\n{text[begin : begin + _FIRST_SENTENCE]}"
    first, times = _named_first(text, names)
    # A title names less than the sentence after it, where a government may name its own with the country too.
    for words, whole in ((title, ""), (opening, text)):
        marked = {party for party in parties if names[party] and _is_marked(words, names[party])}
        marked |= {party for party in parties if names[party] and _is_our_counterpart(whole, names[party])}
        marked |= _spoken_with(words, parties, reference)
        bare = [party for party in parties if party not in marked]
        if marked and bare:
            contradicted = times > 1 and first != bare[0]
            is_one = len(bare) == 1 and not contradicted and not _is_only_a_place(text, names[bare[0]])
            return bare[0] if is_one else None
    return first if len(_OFFICIALESE.findall(text)) >= _OFFICIAL_WORDS else None


def _owners(title: str, parties: Sequence[str], reference: Reference) -> set[str]:
    """Return the parties whose official's words a page holds by its title: "Secretary Rubio's remarks to the press"."""
    found = _WORDS_BY.match(title) or _WORDS_OF.match(title)
    if found is None:
        return set()
    return _countries_of(found["who"], parties, reference)


def _is_our_counterpart(text: str, names: Sequence[str]) -> bool:
    """Tell whether a page in the first person calls them its counterparts: "our Chinese partners"."""
    either = "|".join(map(re.escape, names))
    return bool(re.search(rf"(?i:\b(?:my|our)) (?i:[a-z]+ )?(?:{either})(?i: {_COUNTERPARTS})", text)) or bool(
        re.search(rf"(?i:\b(?:my|our) {_COUNTERPARTS}), (?:{either})(?:'s|’s)? (?i:{_TITLE})\b", text)
    )


def _spoken_with(opening: str, parties: Sequence[str], reference: Reference) -> set[str]:
    """Return the parties whose official a page in the first person met: "Today I met with President Xi Jinping"."""
    met = _I_MET.search(opening)
    if met is None:
        return set()
    return _countries_of(met["whom"], parties, reference)


def _countries_of(words: str, parties: Sequence[str], reference: Reference) -> set[str]:
    """Return the parties of which an official is named in some words."""
    named = words.replace("’", "'")
    return {
        person.country
        for person in reference.people.values()
        if person.country is not None
        and person.country in parties
        and any(re.search(rf"\b{re.escape(name)}\b", named) for name in (person.family, person.name) if name)
    }


def _is_only_a_place(text: str, names: Sequence[str]) -> bool:
    """Tell whether a party is named in a page only as a place: "at the G20 in Argentina"."""
    found = list(re.finditer(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?!['’]s)", text))
    owned = re.search(rf"\b(?:{'|'.join(map(re.escape, names))})['’]s", text) if names else None
    return (
        bool(found)
        and owned is None
        and all(_PLACE_BEFORE.search(text[max(0, one.start() - 30) : one.start()]) for one in found)
    )


def _named_first(text: str, names: Mapping[str, Sequence[str]]) -> tuple[str | None, int]:
    """Return the party that always stands first where the two are named together, and how often: "EU-China summit"."""
    if len(names) != _TWO:
        return None, 0
    (one, mine), (other, yours) = ((party, _either(party, found)) for party, found in names.items())
    if not mine or not yours:
        return None, 0
    between = r"(?:[-‐-–/]|,? and (?:the )?|, )"
    before = len(re.findall(rf"\b(?:{mine}){between}(?:{yours})\b", text))
    behind = len(re.findall(rf"\b(?:{yours}){between}(?:{mine})\b", text))
    if bool(before) == bool(behind):
        return None, 0
    return (one, before) if before else (other, behind)


def _either(party: str, names: Sequence[str]) -> str:
    found = "|".join(map(re.escape, names))
    return rf"{found}|(?<!North )Korea" if party == "KOR" and found else found


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
    before = rf"\b(?:{either})(?:['’]s)? (?!Trade Representative)(?i:{_TITLE})\b"
    named = r"(?:[A-Z][\w.’'-]* ){0,3}"
    after = rf"(?<!The )(?<!the )\b(?i:{_TITLE})s?,? {named}(?:of|for|from) (?:the )?(?:{either})\b(?! and)"
    return bool(re.search(before, opening) or re.search(after, opening))
