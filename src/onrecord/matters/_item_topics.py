"""What items of readouts speak of: issues, and finer topics by which two of them are told to be the same."""

from __future__ import annotations

import re

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
        ("competition", r"compet\w+|rival\w*|guardrails?|veer\w*|miscalculation|misperception|misunderstanding"),
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
            r"regional (?:and \w+ )?(?:issues|situation|security|challenges)|hot-?spots?|global issues",
        ),
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
            r"(?:common understandings?|consensus|commitments?|agreements?) (?:[\w'’,-]+ ){0,6}"
            r"(?:presidents|heads of state|leaders|woodside|bali|san francisco|busan)",
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


def topics_of(text: str, reference: Reference) -> frozenset[str]:
    """Return the issues and finer topics that an item speaks of."""
    return frozenset(
        {*reference.tag_issues(text), *(name for name, pattern in (*_TOPICS, *_ASIDE) if pattern.search(text))}
    )
