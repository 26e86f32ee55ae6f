"""Whose own telling of a meeting or call a page is that comes as plain text, by the page's words alone.

People paste readouts of any government. A government heads its page with its name, names its own officials bare and the
others with their country ("President Xi met with Indian Prime Minister Modi" is China's telling), puts itself first
("China-U.S." and "U.S.-China") and has set words. Each such sign weighs for a party; a page that bears marks of the
press is nobody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from onrecord.reference._reference import Reference

UNION = "EUR"
"""The European Union deals as a party of its own."""
CLEARLY, LIKELY = 3.0, 2.0
"""Weight of the signs from which a page is a party's: where nothing else is known of it, and where it is known to
tell a meeting of that party."""
_LEAD = 0.5
"""By which share of that weight they must outweigh every other party's."""
_LETTERHEAD, _SAYS_SO, _COUNTRY_NAMED, _FIRST, _OWN_WORDS = 5.0, 3.0, 2.0, 1.0, 1.0
"""Weights of the signs; with the two limits chosen on what ``benchmarks/publishers.py`` counts."""
_LONGEST = 1_800
"""Words; a longer page is a speech, an article or a report."""
_HEAD = 600
"""Code points in which a letterhead stands."""
_OPENING = 1_200
"""Code points in which a readout says who met or spoke."""
_FIRST_SENTENCE = re.compile(r".{0,420}?[a-z)]{3}\.(?=\s)|.{0,420}", re.S)
"""The sentence that says who met; behind it a government may name its own head with the country."""
_READOUT_WORDS = 3
"""How many words of readouts lend weight to the order of the names."""

_PRESS = re.compile(
    r"(?i)\btold (?:reporters|(?:the )?\w+ (?:news|times|post))\b|\breuters\b|\bassociated press\b|\bAFP\b|\(AP\)|"
    r"\bagence france|\bCNN\b|\bBBC\b|\bbloomberg\b|\bcorrespondent\b|\bUSA TODAY\b|\bin an (?:\w+ )?interview\b|"
    r"\bcritics?\b|\bmedia caption\b|\bwall street journal\b|\baccording to (?:a|the) (?:\w+ )?(?:readout|statement)\b|"
    r"\banalysts?\b|\banonymity\b|\bnewsletter\b|\bsubscribe\b|\bread more\b|\bclick here\b|\badvertisement\b|"
    r"\bexperts? (?:say|said)\b|\ba senior (?:\w+ ){0,2}official\b"
)
_NEWS = re.compile(
    r"\b(?:said|says|told|announced|reported)\b[^.\n]{0,30}\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"\b[Rr]eportedly\b|\b[Aa]ccording to\b|(?m:^[A-Z]{4,}[A-Za-z ,.()]{0,40}(?:[\u2014\u2013]|-(?=\s)))"
)
"""How news tells: by the day of the week, under a dateline."""
_MET = re.compile(
    r"(?i)\b(?:me[et]ts?|meetings?|spoke|speaks?|speaking|talk(?:s|ed)?|call(?:ed)?|phone|conversations?|held|"
    r"visit(?:ed)?|receive[ds]?|exchanged? (?:of )?views|consultations|summit|dialogue|remarks|statement)\b"
)
_OFFICIAL_TITLE = re.compile(r"(?i)^\W*(?:joint |press )*(?:statements?|remarks|readout|release|fact sheet)\b")
_OF_READOUTS = re.compile(
    r"(?i)\b(?:the two (?:sides|leaders|ministers|countries)|both (?:sides|leaders|ministers)|the leaders|"
    r"they (?:also )?(?:discussed|agreed|exchanged|affirmed|reaffirmed|concurred|emphasi[sz]ed|underlined)|"
    r"underscored|reaffirmed|reiterated|stressed|emphasi[sz]ed|exchanged views|looks? forward to|concurred|candid|"
    r"in-depth|constructive|mutual(?:ly)?|positively (?:affirmed|assessed)|the importance of|stated)\b"
)
_LETTERHEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (country, re.compile(pattern))
    for country, pattern in (
        (
            "USA",
            r"(?m:^)\W{0,4}(?:Readout|READOUT)(?i: of\b|:)|\b(?i:attributable to (?:\w+ ){0,4}spokes)|"
            r"\bThe (?:below|following) is attributable to\b|\bCAMP H\.M\. SMITH, Hawaii\b|"
            r"(?i:\boffice of the spokesperson\b|\bfor immediate release\b)|"
            r"(?m:^)\W{0,4}(?i:statement (?:from|by) (?:the )?(?:white house |pentagon |nsc |state department )*"
            r"(?:press secretary|spokes\w+|national security council|president (?:biden|trump)|"
            r"secretary of (?:state|defense|war|the treasury)|vice president (?:harris|vance|pence)))\b|"
            r"(?m:^)\W{0,4}(?i:fact sheet): (?:President|The White House|Biden|Trump)|"
            r"\b(?:Pentagon|Department of (?:Defense|War))[\w .,\u2019'-]{0,80} (?:provided|released) the following "
            r"readout",
        ),
        ("IND", r"\bPIB Delhi\b|\bPress Information Bureau\b|\bShri [A-Z][a-z]+\b"),
        ("RUS", r"(?i)\bkremlin\.ru\b|\bpresident of russia\W*$"),
        (UNION, r"\bEEAS Press Team\b|\bEuropean External Action Service\b|\bHigh Representative/Vice-President\b"),
        ("JPN", r"\b(?:Mr|Ms|Mrs)\. [A-Z]{3,} [A-Z][a-z]+, (?:Prime )?Minister\b|\bMOFA, Japan\b"),
        ("KOR", r"\bCheong Wa Dae\b|\bYongsan Presidential Office\b|\bMOFA, ROK\b"),
        (
            "GBR",
            r"\bGOV\.UK\b|\bDowning Street (?:spokesperson|spokesman)\b|\bForeign, Commonwealth & Development Office\b",
        ),
        ("FRA", r"(?i)\b[ée]lys[ée]e palace communiqu|\bquai d['’]orsay\b"),
        ("CHN", r"(?m)^[A-Z]{4,}[A-Z ]{0,30}, [A-Z][a-z]{2,8}\.? \d{1,2} --|\(Xinhua\)|\bXinhua\b.{0,12}$"),
        ("CHN", r"\bfmprc\.gov\.cn\b|(?m:^)\W*(?:[Ss]ource: )?MOFCOM\b|\bChina Military Online\b"),
    )
)
"""Marks by which a government's own page is known wherever it stands."""
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (country, re.compile(pattern, re.M))
    for country, pattern in (
        (
            "USA",
            r"\A\W*(?:Deputy |Acting |Under )?(?:Secretary|President|Vice President|National Security Advis[oe]r|"
            r"Assistant Secretary|Ambassador)[\w ,.'\u2019]{2,60}\b(?:Call|Meeting|Meets|Travel) (?:with|to)\b",
        ),
        (
            "USA",
            r"^(?:On [A-Z][\w ,]{3,24}, )?(?:Deputy )?(?:Secretary of [A-Z]\w+|President|Vice President) "
            r"[A-Z][\w., ]{2,40} (?:spoke|met) (?:(?:by phone |separately )?(?:today|yesterday|"
            r"this (?:morning|afternoon|evening))|with [A-Z][\w\u2019]*(?:\u2019s|'s) )",
        ),
        ("USA", r"\b(?:the )?(?:PRC|People[\u2019']s Republic of China)\b"),
        (
            "USA",
            r"\b(?:The Secretary|The Deputy Secretary|The (?:Vice )?President|Secretary [A-Z][a-z]+|"
            r"(?:Vice )?President (?:Biden|Harris|Trump|Vance)) (?:also )?(?:highlighted|conveyed|welcomed|"
            r"underscored|emphasized|reaffirmed|raised|reiterated|made clear|discussed|stressed|noted|thanked|"
            r"affirmed|spoke)\b",
        ),
        ("USA", r"\b(?:our|its) (?:national security|allies and partners|values)\b"),
        ("CHN", r"\b[Tt]he (?:U\.?S\.?|American|Chinese) side\b"),
        (
            "CHN",
            r"\b(?:common understandings?|important consensus|two heads of state|strategic guidance|win-win|"
            r"peaceful coexistence|mutual respect|core interests?|one-China principle|sound, stable|red line)\b",
        ),
        (
            "CHN",
            r"\b(?:Xi(?: Jinping)?|Wang(?: Yi)?|Li Qiang|He Lifeng|Han Zheng|Dong Jun) (?:also )?(?:stressed|"
            r"emphasized|pointed out|noted|stated|underscored|underlined|expounded|elaborated|said)\b",
        ),
    )
)
"""Words that one government's pages use of a meeting and the others' hardly."""
_OFFICE_LINE = (
    r"(?im)(?<!the\n)(?<!of\n)(?<!with\n)^[^\S\n]*(?![^\n]{{0,80}}\b(?:me[et]ts?|holds?|held|visits?|speaks?|spoke|talks|"
    r"call|calls|receives?|attends?|with|to)\b)(?:the )?(?:ministry|department|office|embassy|government|president|"
    r"presidency|prime minister|prime minister[’']s office|cabinet|chancellery|(?:\w+ )?republic|kingdom)\b"
    r"[\w ,&’'-]{{0,60}}?(?:\bof\b|,|\|) (?:the )?(?:{names})[^\S\n]*$"
)
"""A line that holds nothing but the name of an office of a country."""
_COUNTRYS_OFFICE_LINE = (
    r"(?im)^[^\S\n]*(?![^\n]{{0,80}}\b(?:me[et]ts?|holds?|held|visits?|speaks?|spoke|talks|calls?|says|with|to)\b)"
    r"(?:{names})(?:['’]s)? (?:[\w-]+ ){{0,2}}(?:ministry|department|presidency|cabinet|chancellery|command)"
    r"(?: (?:of|for) [\w ,&-]{{2,60}})?[^\S\n]*$"
)
"""The same with the country first: "Japan Ministry of Defense"."""
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
_BETWEEN = r"(?:[-‐-–/]|,? and (?:the )?|, )"
_TWO = 2
_LONG_NAMES = {
    "USA": ("US", "U.S."),
    "KOR": ("Republic of Korea", "ROK", "South Korean", "Korean"),
    "CHN": ("People's Republic of China", "People’s Republic of China", "PRC", "Sino"),
    "RUS": ("Russian Federation",),
    UNION: ("European Commission", "European Council", "European Union", "European", "EU"),
}


def teller_of(
    title: str, text: str, parties: Sequence[str], reference: Reference, least: float = CLEARLY, *, body: int = 0
) -> str | None:
    """Return the party whose own telling of a meeting or call a page is; None where its words do not tell.

    Args:
        title: the headline.
        text: the whole page.
        parties: countries (ISO 3166 alpha-3, ``EUR``) one of which it may be; see :func:`most_named`.
        reference: facts about countries and persons.
        least: weight of the signs from which it is a party's.
        body: where in the text the sentences begin.
    """
    if len(text) > 12 * _LONGEST or len(text.split()) > _LONGEST or _PRESS.search(text):
        return None
    if not parties:
        return None
    headed = {party for party in parties if _is_letterhead(party, text[:_HEAD], reference)}
    official = headed or _OFFICIAL_TITLE.search(title)
    if not official and (_NEWS.search(text) or not _MET.search(f"{title}\n{text[:_OPENING]}")):
        return None
    weights = {
        party: _LETTERHEAD * (party in headed)
        + _OWN_WORDS * sum(bool(words.search(text)) for country, words in _WORDS if country == party)
        for party in parties
    }
    for party in _owners(title, parties, reference):
        weights[party] += _SAYS_SO
    # One of two met; of more, those that the page names or has words of.
    possible = [
        party
        for party in parties
        if len(parties) == _TWO or weights[party] or re.search(rf"\b(?:{_either(party, reference)})(?!\w)", text)
    ]
    sentence = _FIRST_SENTENCE.match(text, body)
    first_sentence = sentence[0].strip() if sentence is not None else ""
    met = _I_MET.search(f"{title}\n{first_sentence}")
    told_apart = False
    # A title names less than the sentence after it, where a government may name its own head with the country too.
    for words_of_it, whole in ((title, ""), (f"{title}\n{first_sentence}", text)):
        foreign = {one for one in parties if _is_foreign(words_of_it, whole, _either(one, reference))}
        if met is not None and whole:
            foreign |= _countries_of(met["whom"], parties, reference)
        bare = [party for party in possible if party not in foreign]
        if foreign and bare:
            told_apart = len(bare) == 1
            if told_apart and not _is_only_a_place(text, _either(bare[0], reference)):
                weights[bare[0]] += _COUNTRY_NAMED if met is None else _SAYS_SO
            break
    first = _named_first(text, parties, reference)
    if first is not None:
        alone = not told_apart and len(_OF_READOUTS.findall(text)) >= _READOUT_WORDS
        weights[first] += _FIRST * (2 if alone else 1)
    ranked = sorted(((weight, party) for party, weight in weights.items()), reverse=True)
    (most, best), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
    return best if most >= least and most - second >= _LEAD * least else None


def _is_letterhead(party: str, head: str, reference: Reference) -> bool:
    names = _either(party, reference)
    lines = (_OFFICE_LINE, _COUNTRYS_OFFICE_LINE)
    if names and any(re.search(line.format(names=names), head) for line in lines):
        return True
    country = reference.countries.get(party)
    seats = () if country is None else (seat for seat in country.government_metonyms if seat != country.capital)
    seat_line = "|".join(re.escape(seat.removeprefix("the ")) for seat in seats)
    return bool(seat_line and re.search(rf"(?im)^\W*(?:the )?(?:{seat_line})\W*$", head)) or any(
        country_of == party and mark.search(head) for country_of, mark in _LETTERHEADS
    )


def most_named(text: str, reference: Reference, count: int = 2) -> tuple[str, ...]:
    """Return the countries that a text names most often, sorted by code."""
    found = Counter(code for name in _any_name(reference).findall(text) for code in _codes(reference)[name])
    return tuple(sorted(sorted(found, key=lambda code: (-found[code], code))[:count]))


@lru_cache(maxsize=4)
def _codes(reference: Reference) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for party in sorted({*reference.countries, UNION}):
        for name in names_of(party, reference):
            codes.setdefault(name, []).append(party)
    return codes


@lru_cache(maxsize=4)
def _any_name(reference: Reference) -> re.Pattern[str]:
    names = sorted(_codes(reference), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@lru_cache(maxsize=512)
def names_of(party: str, reference: Reference) -> tuple[str, ...]:
    """Return the names and adjectives of a party, longest first."""
    country = reference.countries.get(party)
    own = () if country is None else (country.name, *country.other_names, *country.demonyms)
    found = {name.removeprefix("the ") for name in (*own, *_LONG_NAMES.get(party, ()))}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=512)
def _either(party: str, reference: Reference) -> str:
    found = "|".join(map(re.escape, names_of(party, reference)))
    return rf"{found}|(?<!North )Korea" if party == "KOR" and found else found


def _owners(title: str, parties: Sequence[str], reference: Reference) -> set[str]:
    """Return the parties whose official's words a page holds by its title: "Secretary Rubio's remarks to the press"."""
    found = _WORDS_BY.match(title) or _WORDS_OF.match(title)
    return set() if found is None else _countries_of(found["who"], parties, reference)


def _is_foreign(words: str, whole: str, names: str) -> bool:
    """Tell whether a page speaks of a party as another one: "Indian Prime Minister", "our Chinese partners"."""
    if not names:
        return False
    # "U.S. Trade Representative" is the title itself; "The President of Russia" may speak of its own
    before = rf"\b(?:{names})(?:['’]s)? (?!Trade Representative)(?i:{_TITLE})\b"
    named = r"(?:[A-Z][\w.’'-]* ){0,3}"
    country = rf"(?:the )?(?:(?:[A-Z]\w+ )?Republic of (?:the )?)?(?:{names})(?!\w)(?! and)"
    after = rf"(?<!The )(?<!the )\b(?i:{_TITLE})s?,? {named}(?:of|for|from) {country}"
    ours = rf"(?i:\b(?:my|our)) (?i:[a-z]+ )?(?:{names})(?i: {_COUNTERPARTS})"
    theirs = rf"(?i:\b(?:my|our) {_COUNTERPARTS}), (?:{names})(?:'s|’s)? (?i:{_TITLE})\b"
    return any(re.search(one, words) for one in (before, after)) or any(re.search(one, whole) for one in (ours, theirs))


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


def _is_only_a_place(text: str, names: str) -> bool:
    """Tell whether a party is named only as a place, "at the G20 in Argentina", and not as one that invites."""
    if not names or re.search(rf"\b(?:{names})['’]s", text):
        return False
    found = list(re.finditer(rf"\b(?:{names})(?!\w)", text))
    before = [text[max(0, one.start() - 30) : one.start()] for one in found]
    return bool(found) and all(_PLACE_BEFORE.search(words) and "isit " not in words for words in before)


def _named_first(text: str, parties: Sequence[str], reference: Reference) -> str | None:
    """Return the party that always stands first where it is named together with another one: "EU-China summit"."""
    ahead, behind = Counter[str](), Counter[str]()
    for one in parties:
        for other in parties:
            mine, yours = _either(one, reference), _either(other, reference)
            if one != other and mine and yours:
                times = len(re.findall(rf"\b(?:{mine}){_BETWEEN}(?:{yours})(?!\w)", text))
                ahead[one] += times
                behind[other] += times
    found = [party for party in parties if ahead[party] and not behind[party]]
    return found[0] if len(found) == 1 else None
