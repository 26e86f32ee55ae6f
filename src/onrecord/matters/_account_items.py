"""The items of a readout: its sentences, and what is told besides in one of them, in the order told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.matters._undertakings import main_issue
from onrecord.records import READ_ROLES, AccountItem, Document, Evidence, Statement
from onrecord.reference import Reference

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“A-Z(])|\n+|;\s+|\s·\s")
_ABBREVIATION = re.compile(
    r"(?:\b(?<!\bD\.)[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Adm|Lt|Col|Sen|Rep|Gov|Amb|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|"
    r"No|Wash|Calif|Penn))\.$"
)
_FURTHER = re.compile(
    r",? and (?:also )?(?=(?:agreed|reaffirmed|reiterated|stressed|underscored|emphasi[sz]ed|discussed|expressed|"
    r"welcomed|called|urged|raised|highlighted|noted|pledged|committed|acknowledged|recogni[sz]ed|affirmed|voiced|"
    r"condemned|warned|thanked|exchanged|confirmed|concurred|decided|encouraged|tasked|pressed|invited|accepted|"
    r"promised|stated|said|pointed out|asked|set out|spoke|touched|will)\b)|, (?=(?:we|I) (?:will|agreed|also)\b)|"
    r", (?:and )?that (?=(?:I|we|the|President|China|both|they)\b)"
)
"""Where another item begins in the same sentence."""
_LEADING = re.compile(r"(?i)^(?:[\"“(\[]|\s)+")
_TRAILING = frozenset('"”)],;:.!?')
_LEAST_WORDS = 4
_GREETING = re.compile(
    r"(?i)^(?:the (?:following|below) (?:is|was|are|statement|readout)\b|(?:spokesperson|q:|a:)|end text|"
    r"for immediate release|office of the spokesperson)|"
    r"\b(?:(?:provided|issued|released) the following (?:readout|statement)|is attributable to|"
    r"(?:held|gave|briefed) (?:a |the )?(?:regular )?press (?:conference|briefing)?on (?:it|the)|"
    r"the overview (?:of \w+ \w+ )?is as follows|"
    r"(?:told|briefed) (?:the )?(?:journalists|reporters|press|media) (?:about|on) (?:it|the)|"
    r"(?:were|was) (?:also )?(?:present|in attendance)|also attended|meeting was attended by)\b"
)
"""Formulas, headings of offices, who was present: no items."""
THE_MEETING_ITSELF = re.compile(
    r"(?i)\b(?:met (?:with|today|in|at|on|here|virtually)|spoke (?:with|today|tonight|by)|spoke on the phone|"
    r"held (?:a |an |the )?(?:\w+ ){0,4}"
    r"(?:talks?|meeting|call|consultations|dialogue|communication|conversation|summit)|"
    r"had (?:a |an )?(?:[\w-]+ ){0,4}(?:call|meeting|conversation|talks)|"
    r"completed a (?:\w+ ){0,3}call|(?:received|took) a (?:\w+ ){0,2}call|"
    r"attended (?:a |the )?(?:\w+ ){0,2}(?:dinner|lunch|banquet|meeting|summit)|co-?chaired|took place|"
    r"(?:met|hosted|received) (?:with )?(?:mr\b|president|prime minister|premier|foreign minister|"
    r"defen[cs]e minister|secretary|vice|minister|state councilor|chairman|his counterpart|her counterpart)|"
    r"arrived in|is leading a|has gone|visit(?:ed)? to)\b"
)
_HOSTED = re.compile(
    r"(?i)\b(?:hosted|received|welcomed) (?:the )?(?:[\w’'().-]+ ){0,7}?"
    r"(?:president|minister|premier|secretary|representative|advis[eo]r|director|ambassador|general) "
)
"""The same of who came, with all his titles: "hosted PRC Executive Vice Foreign Minister"."""
_HEADING = re.compile(
    r"(?i)\A(?:readout\b|(?:[\w.,-]+ ){1,9}[\w.-]+['’]s (?:[\w-]+ ){0,3}(?:meeting|call|visit|travel) (?:with|to) "
    r"(?:(?!said|stressed|discussed|was|were|is|are|agreed)[^\s.!?]+ ?){1,16}\Z)"
)
"""A heading that names the meeting, where it stands among the sentences."""
_ASIDE = re.compile(r"\s*(?:\([^()\n]*\)|\[[^\[\]\n]*\])[.;]?\s*\Z")
"""A whole line in brackets: a remark on the text ("(Unofficial translation)"), no item of it."""
_WHAT_FOR = re.compile(
    r"(?i)\b(?:to (?=(?:discuss|exchange|continue|launch|review|address|follow up)\b)|"
    r"(?:regarding|concerning|about) (?!\d)|as part of (?=[^.]{0,60}\b(?:efforts?|diplomacy)\b)|"
    r"in (?:follow-up|follow up) to |to follow up on |"
    r"on (?!(?:the )?(?:tele)?phone\b|(?:the )?(?:sidelines?|margins?|morning|afternoon|evening|night|occasion|line|"
    r"basis|request|same day|early)\b|\w+day\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|"
    r"\d|(?:a|an|his|her|their|its|behalf|site|board)\b))"
)
"""In the sentence that tells the meeting: what it was about, which is an item."""
_BOTH_TALKED = re.compile(
    r"(?i)^(?:in [^,.]{5,80}, )?(?:they|we|both|the (?:two|sides|leaders|ministers|presidents|secretaries))\b"
)
"""A sentence in which both talk tells what both did: it is an item whole."""


def readout_items(document: Document, statements: Sequence[Statement], reference: Reference) -> list[AccountItem]:
    """Cut a readout into items: its sentences in the order told, without headings and formulas."""
    items: list[AccountItem] = []
    plain = document.text.replace("\n", " ")  # a break within a stretch is where a line was full
    for role in document.roles:
        if role.role not in READ_ROLES or role.role in {"title", "dek", "subhead", "caption"}:
            continue
        for start, end in sentences_of(plain, role.start, role.end):
            text = document.text[start:end]
            if len(text.split()) < _LEAST_WORDS or _GREETING.search(text) or _is_aside(document.text, start, end):
                continue
            if not items and _HEADING.search(text):
                continue
            met = THE_MEETING_ITSELF.search(text) or _HOSTED.search(text) if not items else None
            if met is not None:
                what = _WHAT_FOR.search(text, met.start())
                if what is None or len(text[what.end() :].split()) < _LEAST_WORDS:
                    continue
                if not _BOTH_TALKED.search(text):
                    start, text = start + what.end(), text[what.end() :]
            statement = next(
                (item.id for item in statements if any(start <= span.start < end for span in item.content)),
                None,
            )
            for first, last in matters_listed(text, reference):
                piece = text[first:last]
                evidence = Evidence(document.id, start + first, start + last, piece)
                items.append(AccountItem(main_issue(issues_of(piece, reference)), 0, piece, (evidence,), statement))
    return items


_LONG_TURN = 300
"""Code points from which words that somebody speaks tell several items."""
_GOES_ON = 700
"""Code points behind the words that tell a meeting within which a speaker goes on to tell of it."""


_TOLD_OF_IT = re.compile(
    r"(?i)\b(?:we|I|they|he|she|both|sides|leaders|ministers|presidents)(?:[’']ve| have| had)? "
    r"(?:also |both |all |just |today |then |again ){0,2}(?:discussed|talked|spoke|agreed|raised|conveyed|expressed|"
    r"told (?:him|her|them|the)|made (?:it )?clear|underscored|reaffirmed|reviewed|exchanged|committed|decided|"
    r"focused on|concluded|stressed|emphasi[sz]ed|pressed|urged|had (?:an? |some |very )?(?:[\w-]+,? ){0,4}"
    r"(?:discussions?|conversations?|talks|exchange))\b"
)
"""What a speaker says of a meeting that he took part in: "We agreed on a pause"."""


def spoken_items(
    document: Document, statement: Statement, places: Sequence[int], reference: Reference
) -> list[AccountItem]:
    """Return what a speaker tells of a meeting: of the sentences behind the one that says it took place those that say
    what was talked of or agreed.

    Args:
        document: the page.
        statement: his words on it.
        places: where in them the meeting is told.
        reference: facts about issues.

    Returns:
        The items; none where his words are short, and one item.
    """
    if not places or sum(span.end - span.start for span in statement.content) < _LONG_TURN:
        return []
    items = []
    for span in statement.content:
        for start, end in sentences_of(document.text, span.start, span.end):
            text = document.text[start:end]
            meets = any(start <= place < end for place in places) and THE_MEETING_ITSELF.search(text)
            near = any(start <= place + _GOES_ON and end > place for place in places)
            if not near or meets or len(text.split()) < _LEAST_WORDS or not _TOLD_OF_IT.search(text):
                continue
            evidence = Evidence(document.id, start, end, text)
            items.append(AccountItem(main_issue(issues_of(text, reference)), 0, text, (evidence,), statement.id))
    return items


_MILITARY = re.compile(r"(?i)\b(?:militar\w*|mil-mil|defen[cs]e|theat(?:er|re)|armed forces|army|navy|hotline)\b")
_MILITARIES_TALK = re.compile(
    r"(?i)\b(?:communicat\w+|dialogues?|exchanges|consultations?|contacts?|talks) between the (?:two )?militaries|"
    r"\b(?:two|both) militaries\b"
)
_LINES = "military-communication"


def issues_of(text: str, reference: Reference) -> tuple[str, ...]:
    """Return the issues of an item: lines of communication between governments are no military ones by themselves."""
    issues = set(reference.tag_issues(text))
    if _MILITARIES_TALK.search(text):
        issues.add(_LINES)
    elif not _MILITARY.search(text):
        issues.discard(_LINES)
    return tuple(sorted(issues))


_LISTED = re.compile(
    r"(?i)(?:,? (?:and|as well as) (?:also )?(?P<again>(?:about|over|on) )?(?:(?:of|for|in|to|with) )?(?:the )?|"
    r", (?:including |such as |with )?(?:the )?(?!(?:in|at|by|to|from|with|on) ))(?!others?\b|related\b)"
)
"""What stands between the matters of a list; the words that belong to none of them are left out."""
_BETWEEN = re.compile(r"(?i)\b(?:between|both|from) (?:[\w’'.-]+ ){0,3}[\w’'.-]+\Z")
"""Before the "and" of two that belong together: "the war between Russia and Ukraine"."""
_HALF = re.compile(r"(?i)(?:nuclear|\d|\b\w+(?:al|ic|ive|ous|ary|ian))\Z")
"""Ends of words that want the noun behind the "and": "the humanitarian and refugee crisis"."""
_AT_END = re.compile(r"(?:\S+\s+){0,2}\S+\Z")
"""The last words before a border, in which a matter names its issue if it ends there."""
_LONGEST_END = 80
"""Code points of these words, at most."""
_PAIR = 80
"""Code points within which the first of these two stands."""
_TALKED_OF = re.compile(
    r"(?i)\b(?:discuss\w*|exchang\w*|talk\w*|spoke|touch\w*|address\w*|rais\w*|review\w*|views|issues|topics|matters|"
    r"including|such as|position|concerns?|cooperation|progress|commitments?|dialogue|developments|situation|"
    r"about|on|efforts)\b"
)
"""Words before a list of matters."""
_WITHIN = frozenset({"trade", "visits", "defense", "elections", "sanctions", "humanitarian", "hong-kong"})
"""Issues that are as often part of another matter as one of their own."""
_EVENTS_OF = re.compile(
    r"(?i)(?:the )?(?:(?:current|latest|recent) )?(?:situation|developments?|crisis|conflict|war) (?:in|on) |"
    r"(?:the )?(?:[\w’'-]+ ){1,4}(?:issue|crisis|conflict|situation|question)\Z"
)
"""A matter of a list that no issue of the reference covers: "the situation in Haiti"."""


def matters_listed(text: str, reference: Reference) -> list[tuple[int, int]]:
    """Cut an item that lists several matters where one of another issue begins: "on the DPRK and on Ukraine".

    Args:
        text: the words of the item.
        reference: facts about issues.

    Returns:
        Where each part begins and ends; one part, the whole, where no list is found.
    """
    if _TALKED_OF.search(text) is None:
        return [(0, len(text))]
    parts: list[tuple[int, int, frozenset[str]]] = []
    begin, before, again = 0, frozenset[str](), False
    for match in [*filter(lambda match: _may_end(text, match.start()), _LISTED.finditer(text)), None]:
        end = match.start() if match is not None else len(text)
        issues = _named_in(text, begin, end, reference)
        another = not parts or (issues and not issues & parts[-1][2] and (before or again))
        if another:
            parts.append((begin, end, issues))
        else:
            parts[-1] = (parts[-1][0], end, parts[-1][2] | issues)
        last = _AT_END.search(text, max(begin, end - _LONGEST_END), end)
        before = issues if last is not None and _named_in(text, last.start(), end, reference) else frozenset()
        begin = match.end() if match is not None else end
        again = match is not None and match["again"] is not None
    return [(first, last) for first, last, _ in parts]


def _may_end(text: str, place: int) -> bool:
    """Tell whether a matter may end at a place: "nuclear" and "food" in "nuclear and missile programs" are none."""
    return not _BETWEEN.search(text, max(0, place - _PAIR), place) and not _HALF.search(text, max(0, place - 20), place)


def _named_in(text: str, start: int, end: int, reference: Reference) -> frozenset[str]:
    """Return the issues that a stretch of a list names, and the stretch itself where it is a matter by its form."""
    issues = frozenset(issues_of(text[start:end], reference)) - _WITHIN
    return issues | {text[start:end]} if _EVENTS_OF.match(text, start, end) else issues


def _is_aside(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch stands in a line that is wholly in brackets."""
    last = text.find("\n", end)
    return bool(_ASIDE.match(text[text.rfind("\n", 0, start) + 1 : last if last >= 0 else len(text)]))


def sentences_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch of a readout into items: sentences, and what is told besides in one of them."""
    borders = [
        (match.start(), match.end())
        for match in _SENTENCE_END.finditer(text, start, end)
        if not _ABBREVIATION.search(text, max(start, match.start() - 6), match.start())
    ]
    borders += [(match.start(), match.end()) for match in _FURTHER.finditer(text, start, end)]
    found = []
    position = start
    for stop, following in [*sorted(borders), (end, end)]:
        if stop < position:
            continue
        piece = text[position:stop]
        leading = _LEADING.match(piece)
        begin = position + (leading.end() if leading else 0)
        finish = stop
        while finish > begin and (text[finish - 1].isspace() or text[finish - 1] in _TRAILING):
            if text[finish - 1] == ")" and text.count("(", begin, finish) >= text.count(")", begin, finish):
                break  # it closes a bracket that was opened here
            finish -= 1
        if finish > begin:
            found.append((begin, finish))
        position = following
    return found
