"""Words and patterns by which the words of a source are read (``_people``)."""

from __future__ import annotations

import re

BETWEEN_NOUN_AND_NAME = re.compile(
    r"(?i)\b(?:of|for|from|to|with|by|at|in|on|like|such as|including|about|against|over|into|regarding)\s+"
    r"(?:the\s+|an?\s+)?$"
)
SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?][\"\u201d\u2019')]*\s")
PREPOSITION = re.compile(r"(?i)\b(?:of|for|from|to|with|by|at|in|on)\s")
"""Behind it a body is not the head: "leaders in France and the Netherlands", "Lee of the Miller Center"."""
TAIL = re.compile(
    r"(?i)(?:,| \(|\s(?:of|for|from|to|with|by|at|in|on|about|as|across|around|throughout|inside|outside|within|near"
    r"|under|among|between|behind|against|over|after|before|during|including|like|familiar|close|briefed|who|whose|which|that"
    r"|whom|where|when|here|there|an?|wearing|speaking|living)\b)"
)
"""What follows the noun of a description: where he is, what he does."""
DAY_BEHIND = re.compile(r" (?:(?:on |late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)$")
LINKS_WITHIN = 500  # code points of a row of links
GLUED = re.compile(r" [A-Z]")
NAMES_BETWEEN = re.compile(r",?(?: (?:[A-Z][\w.&\u2019'-]*|of|on|the|for|and))*(?: |, )")
TITLE_TAIL = re.compile(r"\s(?:of|for|to)\b")
ARTICLE = re.compile(r"(?i)(?:the|an?)\s+")
POSSESSIVE = ("'s", "\u2019s", "'", "\u2019")
RUNS_FOR = re.compile(r"(?i)\b(?:nominee|candidate|hopeful|contender|frontrunner|front-runner) for (?=president )")
HAS_IT = re.compile(
    r"\b(?:obtained|seen|reviewed|viewed) by |\b(?:filed|shared) with |\b(?:provided|sent|submitted|addressed) to "
)
"""Between a text and somebody who has it and did not write it: "emails obtained by Reuters"."""
WRITTEN_TO = re.compile(r"(?i)\b(?:letter|memo|email|e-mail|message|note|statement) to (?:the )?$")
"""Before somebody to whom a text is addressed: he did not write it."""
ABOUT = re.compile(
    r"(?i)\b(?:on|about|concerning|regarding|into|against|in response|following|over|accusing|describing|detailing"
    r"|saying|alleging)\b"
)
MADE_BY = re.compile(r"(?i)\b(?:by|from)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+)?$")
RELATIVE_OF = re.compile(
    r"['\u2019]s? (?:[a-z-]+ )?(?:niece|nephew|wife|husband|son|daughter|father|mother|brother|sister|widow|cousin"
    r"|uncle|aunt|lawyers?|attorneys?|aides?|friends?|critics|allies|supporters|advisers?|neighbors|family)\b"
)
"""Behind somebody of whom another is spoken: "the president's niece"."""
# A text speaks for whoever made it: "a readout from China's Foreign Ministry", "Beijing's description of the meeting".
TEXTS = re.compile(
    r"(?i)\b(?:statement|readout|read-out|description|account|report|transcript|summary|release|communique|letter"
    r"|tweet|post|remarks?|speech|document|memo|article|interview|filing|affidavit|complaint|lawsuit|editorial|op-ed"
    r"|study|survey|poll|audit|assessment|commentary|spokes\w+|officials?)\b"
)
DESCRIBES = re.compile(r"(?:the|an?|his|her|one of) (?!other\b)|[A-Z][\w. ]{1,40}['\u2019]s [a-z]", re.I)
"""A description that may stand in apposition to a name."""
GOVERNED = re.compile(r"\b(?:of|for|from|to|with|by|at|in|on|about|and|or)\s+$", re.I)
RELEASED_BY = re.compile(
    r"\b(?:statement|release|tweet|post|message|thread) (?:to (?:the )?(?:[\w.]+ ){1,8}?)?"
    r"(?:from|by) (?:the )?(?=[A-Z@])"
)
"""Between a text that is passed on and who made it: "posted a press release from the Secretary"."""


# "the head of the Institute" is somebody with a name, not the institute
SOMEBODY = re.compile(
    r"(?i)^(?:(?:the|an?|its|his|her|their|one|former) )?(?:[\w.\u2019'-]+ ){0,3}(?:ceo|head|chief|president|chairman"
    r"|chairwoman|chair|director|leader|founder|owner|editor|author|minister|secretary|ambassador|member|lawyer|attorney|professor"
    r"|analyst|economist|expert|manager|executive) (?:of|at|for|from|with|to|in)\b"
)

# "the readout said": the text spoken of before, whoever made that
TEXT_AGAIN = re.compile(
    r"^(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir) (?:[a-z]+ )?(?:statement|readout|read-out|description|account|release"
    r"|communique|letter|tweet|post|document|memo|report)$"
)

JOINS = re.compile(
    r"(?:\s*[,(]\s*[RDI]-[A-Z][\w.]{0,5}\)?)?"  # "Graham, R-S.C.,"
    r"\s*(?:,\s*(?:and\s+|&\s*)?|and\s+|&\s*)(?:(?!(?:of|for|from|in|at|with|to|on|by)\s)[a-z]+\s+){0,3}",
    re.ASCII,
)
ADJECTIVES = frozenset({"U.S.", "US", "U.K.", "UK", "EU", "U.N.", "UN"})
"""Names of states that describe officials as well."""
AND = re.compile(r"\band\b|&")
"""What stands between two names of joint speakers."""

GOES_ON_WITHIN = 1500
"""Code points between a speaker's words and "he said": a long quotation may lie between."""
PERSON_AGAIN = re.compile(
    r"the (?:[\w.\u2019'-]+ ){0,4}(?:republican|democrat|lawmaker|senator|congressman|congresswoman"
    r"|representative|mayor|governor|candidate|nominee|front-runner|billionaire|businessman|businesswoman|attorney|lawyer|author|writer"
    r"|professor|economist|analyst|historian|scientist|researcher|doctor|executive|ceo|chairman|chairwoman|director"
    r"|commentator|host|anchor|journalist|columnist|activist|general|admiral|colonel|veteran|judge|prosecutor|sheriff"
    r"|ambassador|envoy|diplomat|leader|lobbyist|strategist|pastor|actor|actress|singer|star|coach|man|woman|conservative"
    r"|liberal|progressive|independent|official|politician|congressional leader|majority leader|minority leader)"
)
"""A person spoken of again by a description: "the Texas Republican", "the former mayor"."""
BODY_AGAIN = re.compile(
    r"(?:the|its) (?:\w+ )?(?:company|group|network|paper|newspaper|magazine|agency|organization|organisation|firm"
    r"|outlet|union|bank|hospital|university|think tank|association|campaign|commission|body|nonprofit|charity|carmaker"
    r"|brand|retailer|maker|department|institute|watchdog|regulator)"
)
"""A body spoken of again: "the company"."""
BODY_WITHIN = 800
"""Code points before it in which one body only is named."""
FORM_OF_ADDRESS = re.compile(r"(Mr|Ms|Mrs|Miss|Madam)\b\.? ")
"""What tells who is a "he" and who a "she"."""
THEY = frozenset({"they", "them", "their"})
HIS, HERS = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})


CLAUSE_WITHIN = re.compile(r"\b(?:which|who|whom|whose|where|when)\b")

AFTER_A_NAME = frozenset(
    """inc corp ltd llc plc co junior jr
    of for from at in on with who which and or after before during over about as by to like such close
    familiar""".split()
)

UP_TO_WHO = re.compile(
    r"(?: ?\([^()\n]{1,24}\)|, [DRI]-[A-Z][\w. ]{1,16}|, \d\d)?(?: of (?:[A-Z][\w.]* ?){1,2})?[ ,\u2013\u2014-]*$"
)
"""What stands between a name and the "who" of its clause: "Lee (D) of Ohio, who", "Lee -- who"."""
WHO_WITHIN = 60  # code points
DESCRIBED_BEFORE_WHO = re.compile(
    r"(?: ?\([^()\n]{1,24}\))?, (?:an?|the|his|her|its|their|one|now|then|once|former)\b"
    '[^.;:!?()\n"\u201c\u201d]{2,110},? (?:-- |[\u2013\u2014] )?'
)
"""A description between a name and the "who" of its clause: "Lee, a former banker, who"."""
DESCRIBED_WITHIN = 160  # code points
