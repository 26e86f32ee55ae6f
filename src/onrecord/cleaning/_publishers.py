"""Whose readout a page is that comes without address and outlet: a government's, by how it names both sides.

People paste readouts as plain text. Each government tells a meeting in its own form: it names its own officials bare
and the others with their country, puts itself first ("China-U.S." and "U.S.-China"), and has set words. Nothing is said
of a page that shows too little of this, or that bears marks of the press.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.cleaning._lines import Unit

USA, CHINA = "Government of the United States", "Government of China"
"""Names of outlets in ``reference/outlets.toml``."""
FEWEST_SIGNS = 3.0
"""Weight of the signs from which a page is taken for a readout of a side: measured in
``benchmarks/publishers.py``."""
LEAD = 2.0
"""By how much they must outweigh the other side's."""
LONGEST = 1_800
"""Words; a longer page is a speech, an article or a report."""
_OPENING = 1_200
"""Code points in which a readout says who met or spoke."""
_MET = re.compile(
    r"(?i)\b(?:me[et]t|meets|meeting|spoke|speaks|speaking|talks|talked|call(?:ed)?|phone|conversation|held|"
    r"visit(?:ed)?|"
    r"received|receives|exchanged? (?:of )?views|consultations)\b"
)
_PRESS = re.compile(
    r"(?i)\b(?:told reporters|told (?:the )?[A-Z]\w+ (?:News|Times|Post)|Reuters|Associated Press|"
    r"Agence France-Presse|AFP|"
    r"\(AP\)|CNN|BBC|Bloomberg|Xinhua|correspondent|interviews?|wall street journal|mr\. [a-z]+|"
    r"according to (?:a|the) (?:\w+ )?(?:readout|"
    r"statement)|"
    r"read more|click here|newsletter|subscribe|advertisement|analysts?|experts? (?:say|said)|anonymity|"
    r"a senior (?:\w+ ){0,2}official)\b"
)
"""Marks of the press."""
_DATELINE = re.compile(r"(?m)^[A-Z]{4,}[A-Za-z ,.()]{0,40}[\u2014\u2013-]")
"""A story's dateline."""
_PROVIDED = re.compile(
    r"\b(?:Pentagon|Department of (?:Defense|War))[\w .,\u2019'-]{0,80} (?:provided|released) the following readout"
)
"""The Pentagon's opening, behind a dateline of its own."""
_TITLED = (
    r"(?:President|Vice President|Secretary|Minister|Premier|Foreign Minister|Defense Minister|Ambassador|General)"
)
_SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (name, weight, re.compile(pattern, re.M))
    for name, weight, pattern in (
        (USA, 2.0, r"\A\W*(?:Readout of|READOUT OF)\b"),
        (USA, 1.0,
         r"\A\W*(?:Readout of|READOUT OF) (?:the |Senior |Deputy )*(?:President(?! Xi)|Vice President(?! Han)|"
         r"National Security Advis[oe]r|White House|Secretary|Administration)\b"),
        (USA, 2.0,
         r"\A\W*(?:Deputy |Acting |Under )?(?:Secretary|President|Vice President|National Security Advis[oe]r|"
         r"Assistant "
         r"Secretary|Ambassador)[\w ,.'\u2019]{2,60}\b(?:Call|Meeting|Meets|Travel|Phone Call) (?:with|to)\b"),
        (USA, 2.0,
         r"^(?:On [A-Z][\w ,]{3,24}, )?(?:Deputy )?(?:Secretary of [A-Z]\w+|President|"
         r"Vice President) [A-Z][\w., ]{2,40} (?:spoke|met) "
         r"(?:(?:by phone |separately )?(?:today|yesterday|this (?:morning|afternoon|evening))|"
         r"with [A-Z][\w\u2019]*(?:\u2019s|'s) )"),
        (USA, 3.0, _PROVIDED.pattern),
        (USA, 3.0,
         r"\A\W*(?:Statement|STATEMENT) (?:from|by|FROM|BY) (?:the )?(?:White House |Pentagon |NSC |State Department )*"
         r"(?:Press Secretary|Spokes\w+|National Security Council|President (?:Biden|Trump)|"
         r"Secretary of (?:State|Defense|War|the Treasury)|Vice President (?:Harris|Vance|Pence))\b"),
        (USA, 2.0,
         r"(?i)\battributable to (?:\w+ ){0,4}spokes|office of the spokesperson|for immediate release"),
        (USA, 1.0, r"\b(?:U\.?S\.?|United States)(?:[-\u2013\u2014/]| and )(?:China|PRC|P\.R\.C\.)\b"),
        (USA, 1.0, r"\b(?:the )?(?:PRC|People[\u2019']s Republic of China)\b"),
        (USA, 1.0, r"\b(?:The Secretary|The Deputy Secretary|The (?:Vice )?President|Secretary [A-Z][a-z]+|"
         r"(?:Vice )?President (?:Biden|Harris|Trump|Vance)) "
         r"(?:also )?(?:highlighted|conveyed|welcomed|underscored|emphasized|reaffirmed|raised|reiterated|made clear|"
         r"discussed|stressed|noted|"
         r"thanked|affirmed|spoke)\b"),
        (USA, 1.0, r"\b(?:our|its) (?:national security|allies and partners|values)\b"),
        (CHINA, 1.5, r"\b(?:China|Sino)[-\u2013\u2014](?:U\.?S\.?|American|United States)"),
        (CHINA, 1.5, r"\b[Tt]he (?:U\.?S\.?|American|Chinese) side\b"),
        (CHINA, 1.0,
         r"\b(?:common understandings?|important consensus|two heads of state|strategic guidance|win-win|"
         r"peaceful coexistence|mutual respect|core interests?|one-China principle|sound, stable|red line)\b"),
        (CHINA, 1.5,
         rf"\b(?:Xi Jinping|Wang Yi|Li Qiang|He Lifeng|Han Zheng|Dong Jun|{_TITLED} (?:Xi|Wang|Li|He|Dong|Qin|Han)) "
         r"(?:also )?(?:stressed|emphasized|pointed out|noted|stated|underscored|underlined|expounded|"
         r"elaborated|said)\b"),
        (CHINA, 1.0,
         r"\b(?:U\.?S\.?|American) (?:President|Vice President|Secretary of|National Security|Treasury|Trade|"
         r"Ambassador|"
         r"Defense|Special)"),
        (CHINA, 0.5, r"\bhad (?:a |an )?(?:[\w-]+,? (?:and )?){1,4}exchange of views\b"),
    )
)  # fmt: skip
_ORDER = (
    (USA, re.compile(r"\b(?:U\.?S\.?|US|United States)[-\u2013](?:China|PRC)")),
    (CHINA, re.compile(r"\b(?:China|Sino)[-\u2013](?:U\.?S\.?|US|American)")),
)
"""Who is put first; the other order somewhere in the text takes away from it."""


def judged_publisher(units: Sequence[Unit], roles: Sequence[str]) -> str | None:
    """Return the government whose readout a page is by its own words; None where they do not tell.

    Args:
        units: the lines of a page of plain text that states neither address nor outlet.
        roles: the role of each.
    """
    text = "\n".join(
        unit.plain
        for unit, role in zip(units, roles, strict=True)
        if role in ("title", "dek", "byline", "body", "subhead")
    )
    if len(text) > 12 * LONGEST or len(text.split()) > LONGEST:
        return None
    opening = text[:_OPENING]
    if not _MET.search(opening) or _PRESS.search(text):
        return None
    if _DATELINE.search(opening) and not _PROVIDED.search(opening):
        return None
    weights: dict[str, float] = {}
    for name, weight, pattern in _SIGNS:
        if pattern.search(text):
            weights[name] = weights.get(name, 0.0) + weight
    for name, pattern in _ORDER:
        other = next(each for each, _ in _ORDER if each != name)
        if pattern.search(text) and other in weights:
            weights[other] -= 1.0
    ranked = sorted(((weight, name) for name, weight in weights.items()), reverse=True)
    if not ranked or ranked[0][0] < FEWEST_SIGNS:
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return ranked[0][1] if ranked[0][0] - second >= LEAD else None
