"""What items of readouts speak of: issues, and finer topics by which two of them are told to be the same."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.reference import Reference

_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?i)\b(?:{pattern})\b"))
    for name, pattern in (
        (
            "communication",
            r"communicat\w+|(?<!productive )dialogues?|(?:further|more|future) (?:discussions|talks)|in touch|"
            r"channels?|by phone",
        ),
        ("exchange of views", r"exchang\w+ (?:of )?views|candid|constructive|productive|very good one|pragmatic"),
        ("differences", r"differences|disagree\w*|areas of"),
        ("fentanyl", r"fentanyl|drugs?|narcotics?|precursors?"),
        ("tiktok", r"tiktok|bytedance"),
        ("tariffs", r"tariffs?"),
        ("export controls", r"export controls?|rare earths?|semiconductors?|chips?"),
        ("conflict", r"conflict|confrontation|containment|strangulation|cold war"),
        ("strategic guidance", r"strategic guidance|heads? of state|head-of-state"),
        ("students", r"students?"),
        (
            "technology restrictions",
            r"advanced (?:\w+\.? ){0,2}technolog\w+|suppress\w*|de-?risking|decoupl\w*|technolog\w+ (?:blockade|"
            r"development|progress|war)|small yard",
        ),
        ("next meetings", r"apec|g-?20|meet again|next (?:round|meeting)|visits? (?:by|to)|upcoming visits?"),
        ("support for the war", r"defen[cs]e industrial base|dual-use|material support|military support"),
    )
)
"""Topics that are finer than the issues, or that no issue covers."""
_ASIDE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?i)\b(?:{pattern})\b"))
    for name, pattern in (
        (
            "contact",
            r"communicat\w+|(?<!productive )dialogues?|(?:further|more|future) (?:discussions|talks)|in touch|"
            r"channels?|by phone|contacts?|continue discussions|remain engaged|follow(?:ing)? up",
        ),
        (
            "manner of talking",
            r"exchang\w+ (?:of )?(?:views|perspectives)|candid\w*|constructive|productive|very good one|pragmatic|"
            r"in-depth|frank|businesslike|fruitful|substantive",
        ),
        ("narcotics", r"fentanyl|drugs?|narcotics?|precursors?|counter-?narcotics|opioids?"),
        ("duties", r"tariffs?|duties"),
        ("magnets and chips", r"export controls?|rare earths?|semiconductors?|chips?|magnets"),
        (
            "competition",
            r"compet\w+|rival\w*|guardrails?|veer\w*|miscalculation|misperceptions?|misunderstandings?|"
            r"(?:manag\w+|handl\w+) (?:[\w-]+ ){0,6}(?:differences|competition|relation\w*|ties|disagreements)",
        ),
        ("young people", r"students?|youth|young people|educational"),
        (
            "visits to come",
            r"apec|g-?20|meet again|next (?:round|meeting)|visits? (?:by|to|china|beijing|japan|india|the)|"
            r"upcoming (?:\w+ )?visits?|invit\w+|will visit|summit (?:later|next)|be my guest",
        ),
        ("one-china policy", r"one[- ]china|taiwan relations act|not support [\"“‘']?taiwan independence"),
        ("taiwan strait", r"taiwan strait|cross-strait|across the strait|status quo"),
        (
            "military lines",
            r"theat(?:er|re) command\w*|military-to-military|two militaries|between the militaries|"
            r"maritime consultative|policy coordination|hotline|crisis[- ]communications?|deconflict\w*",
        ),
        (
            "working group",
            r"working groups?|consultation mechanisms?|mechanisms?|task force|consultative (?:body|mechanism)",
        ),
        (
            "regional issues",
            r"regional (?:and \w+ )?(?:issues|situations?|security|challenges|topics|matters|developments)|hot-?spots?|"
            r"(?:global|international) (?:and regional )?(?:issues|situations?|topics|matters|developments)",
        ),
        (
            "range of issues",
            r"(?:issues|matters|topics|questions) of (?:\w+ ){0,2}(?:concern|interest|importance)|"
            r"(?:range|number|series|variety) of (?:[\w-]+,? ){0,4}(?:issues|topics|matters)|"
            r"(?:bilateral|global|regional),? (?:and )?(?:[\w-]+,? ){0,3}issues|areas of (?:\w+ ){0,2}"
            r"(?:cooperation|difference|disagreement)|overall relationship|bilateral (?:relations|relationship|ties)",
        ),
        (
            "following up",
            r"follow(?:ed|ing|s)?[- ](?:up|through)|(?:task|instruct|direct)ed (?:[\w']+ ){0,3}(?:teams?|officials)|"
            r"(?:their|two|both|respective|our) teams?|next steps|working[- ]level",
        ),
        (
            "capacity",
            r"(?:over|excess |production |industrial )capacity|non-?market|industrial polic\w+|"
            r"level playing field|unfair (?:trade|economic|polic\w+|practices)|imbalances?",
        ),
        (
            "no ill will",
            r"(?:not|never|nor|no intention) (?:\w+ ){0,4}(?:cold war|conflict|confrontation|contain\w*|decoupl\w*|"
            r"change (?:[\w'’]+ ){1,3}system|hegemony|regime)|opposes? (?:a |any )?(?:new )?(?:cold war|decoupling)",
        ),
        (
            "weight of the relation",
            r"(?:most )?(?:important|consequential) (?:bilateral )?relation\w*|importance of (?:the |our |their )?"
            r"(?:[\w-]+ ){0,4}relation\w*|(?:great|major|largest|two) (?:countries|powers|nations|economies)",
        ),
        ("national security", r"national security|security (?:concept|reasons|grounds|concerns?)"),
        ("high level", r"high-level|leader-level|senior[- ](?:level|officials)|at (?:all|various|different) levels"),
        ("sovereignty", r"sovereignty|territorial integrity"),
        ("freedom of navigation", r"freedom of navigation|overflight|maritime|high seas|shoal"),
        ("economy at large", r"macro-?economic\w*|debt|world economy|global economy|financial stability"),
        ("flights", r"flights?|airlines?|air routes?"),
        ("purchases", r"purchas\w*|soybeans?|agricultur\w*|farm\w*|imports?|marketable"),
        ("supply chains", r"supply chains?|raw materials?|industrial chains?"),
        ("discharge", r"treated water|contaminated water|discharge|seafood|food products"),
        ("border", r"borders?|boundary|disengagement|patroll?ing"),
        ("ceasefire", r"cease-?fire|truce|peace talks?|peaceful (?:resolution|settlement)|diplomatic resolution"),
        ("investment", r"invest\w*"),
        ("law enforcement", r"law enforcement|repatriat\w*|fugitives?"),
        ("subsidies", r"(?:anti-)?subsid\w+|electric (?:cars|vehicles)|overcapacity"),
        (
            "normal relations",
            r"normali[sz]\w*|(?:stable|sound|healthy|steady|amicable|improved) (?:[\w-]+,? ){0,4}"
            r"(?:relation\w*|ties|development)",
        ),
        (
            "what leaders agreed",
            r"(?:understandings?|consensus|commitments?|agreements?|progress|results?|outcomes?|guidance) "
            r"(?:[\w'’,-]+ ){0,8}(?:presidents|heads of state|leaders|woodside|bali|san francisco|busan|summit)|"
            r"(?:presidents|heads of state|leaders|woodside|bali|san francisco|busan)['’]? (?:[\w'’,-]+ ){0,3}"
            r"(?:summit|vision|agenda|meeting|consensus|commitments|understandings?)|strategic guidance",
        ),
        ("working together", r"work(?:ing)? together|cooperat\w+|join hands|win-win"),
        ("peace in the world", r"world peace|peaceful|lasting peace|peace in the world|more peaceful"),
    )
)
"""Topics that say too little, or the same as others in more words, to make two items one matter by themselves."""
BROAD = frozenset(
    {
        "trade",
        "visits",
        "defense",
        "military-communication",
        "exchange of views",
        "differences",
        "strategic guidance",
        "elections",
    }
)
"""Topics that many items share without being the same."""
ASIDE = frozenset(name for name, _ in _ASIDE)
"""Names of these."""
COMMON = BROAD | {
    "working together",
    "normal relations",
    "competition",
    "conflict",
    "taiwan",
    "military-communication",
    "manner of talking",
}
"""Topics that are told apart by what is said of them."""
VAGUE = frozenset(
    {
        "communication", "exchange of views", "differences", "conflict", "strategic guidance", "next meetings",
        "contact", "manner of talking", "competition", "visits to come", "working group", "regional issues",
        "range of issues", "following up", "weight of the relation", "high level", "normal relations",
        "what leaders agreed", "working together", "peace in the world", "no ill will", "national security",
        "sovereignty", "visits", "trade", "defense", "elections",
    }
)  # fmt: skip
"""Topics that do not say which matter is spoken of."""
CONTESTED = frozenset(
    {
        "taiwan", "taiwan strait", "one-china policy", "south-china-sea", "human-rights", "hong-kong", "sanctions",
        "technology", "technology restrictions", "export-controls", "export controls", "magnets and chips", "ukraine",
        "in UKR", "in RUS", "discharge",
    }
)  # fmt: skip
"""Topics on which each side tells its own stand: that both name them makes no one matter."""


PLACE = "in "
"""What the names of topics begin with that are countries."""


def topics_of(text: str, reference: Reference) -> frozenset[str]:
    """Return the issues, the finer topics and the countries that an item speaks of."""
    names, country_of = _country_names(reference)
    return frozenset(
        {
            *reference.tag_issues(text),
            *(name for name, pattern in (*_TOPICS, *_ASIDE) if pattern.search(text)),
            *(PLACE + country_of[match.group()] for match in names.finditer(text)),
        }
    )


@lru_cache(maxsize=4)
def _country_names(reference: Reference) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the names of countries and of their people, and whose they are; shared ones are nobody's."""
    found: dict[str, str | None] = {}
    for code, country in sorted(reference.countries.items()):
        for name in (country.name, *country.other_names, *country.demonyms):
            plain = name.removeprefix("the ")
            found[plain] = code if found.get(plain, code) == code else None
    known = {name: code for name, code in found.items() if code is not None}
    longest = sorted(known, key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"), known
