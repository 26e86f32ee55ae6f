"""Which words of a statement state where its speaker stands on an issue, and where exactly they begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.matters._stances import holds_stance_words, stance_share
from onrecord.records import Document, Statement
from onrecord.reference import Reference

_ABBREVIATED = "".join(
    rf"(?<!\b{short}\.)" for short in "Mr Mrs Ms Dr Sen Rep Gov Gen Lt Col Capt Adm St No vs Jr Corp Inc Ltd Co".split()
)
_NEW_SUBJECT = (
    r"(?:the|a|an|this|that|these|those|we|it|he|she|they|there|i|you|our|its|their|his|her|no|any|all|both|some|if|"
    r"when|what|[A-Z]\S*) "
)
_BEGINS = (
    r"(?:The|It|In|This|That|These|Those|We|They|He|She|As|If|And|But|Some|Any|There|All|Our|Such|For|Let|No|On|Every|"
    r"However|When|While|China (?:has|is|will|firmly|urges|calls|opposes|never|would|stands|does|hopes|always|supports|"
    r"and))\b"
)
_CLAUSE_END = re.compile(
    rf"(?<![A-Z]\.){_ABBREVIATED}(?<=[.!?;])[\s\"”’)]+|(?<=U\.S\.) (?={_BEGINS})|(?<=…) (?=[A-Z])|\n+|"
    rf"(?<=,) (?=(?:but|while|whereas) {_NEW_SUBJECT})"
)
"""Ends of sentences and half-sentences; "not only …, but will also …" has one subject and stays whole."""
_NOT_ONLY = re.compile(r"(?i)\bnot (?:only|just|merely)\b")
_LEADING = re.compile(
    r"(?:[\"“‘'(\[,;:…]|\s|(?i:(?:and|but|so|well|also|then|again|look|however|therefore|first of all|"
    r"at the same time|that said|(?:as i(?:['’]ve| have)? (?:just )?said|i repeat|once again))\b[,\s]*)|"
    r"(?:that|to|about|whether|on|how)\b\s*)+"
)
"""What stands before the words themselves; a capital "On the Taiwan question, …" is part of them."""
_PREAMBLE = re.compile(
    r"(?i)(?:(?:again|here|now|first|also)[, ]+)?(?:let me|i(?:['’]d| would)? (?:want|wish|would like|like|have|need)"
    r"(?: to)?|i must|what i (?:can|want to|will) (?:say|tell you)|we(?:['’]ve| have)?|china(?: has)?|"
    r"i(?:['’]ve| have)?)"
    r"(?: (?:once|also|just|again|more|than))*,? (?:stress(?:ed)?|reiterate[ds]?|re-?emphasi[sz]e[ds]?|"
    r"emphasi[sz]e[ds]?|underscored?|underlined?|repeat(?:ed)?|say|said|point(?:ed)? out|be clear|made (?:it )?clear|"
    r"make (?:it )?clear|makes (?:it )?clear|tell you)(?: (?:once|again|more|than|many times|repeatedly))*"
    r"(?:(?: is)? that|,|:) |(?:on|as for|regarding|to) your (?:\w+ )?questions?"
    r"(?: (?:about|regarding|on) [^,]{1,40})?, "
)
"""Words that announce what is to be said: "Let me stress that …"."""
NO_POSITION = re.compile(
    r"(?i)\b(?:discuss\w*|topics?|agenda|included|bring up|agreed (?:to|on|that)|have an agreement|reached an? )\b"
)
"""What was talked about, or agreed to: no stance of one side."""
_SERIES = re.compile(r"(?:[^,;:]{2,60}, ){2,}(?:and|or|as well as) [^,;:]{2,60}$")
_SAYS_SOMETHING = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|has|have|had|will|would|should|shall|must|can|cannot|could|may|might|do|does|did|"
    r"not|never|no|that|importance|oppos\w+|support\w*|remain\w*|condemn\w*|urg\w+|calls?|stands?|welcom\w+|needs?|"
    r"wants?|concerns?|commitment|\w{2,}ed|\w{2,}ing)\b"
)
"""A bare series of nouns is a list of topics; any of these words makes it say something of them."""
_BEFORE_A_VERB = (
    r"(?i)(?:(?:has|have|had|is|are|was|were|been|will|would|also|again|further|often|always|once more|continued to|"
    r"not|\w+ly) )*"
)
_TAKES_A_STANCE = re.compile(
    rf"{_BEFORE_A_VERB}(?:press\w*|urg\w+|call\w* (?:on|for)|demand\w*|"
    r"condemn\w*|oppos\w+|reject\w*|critici[sz]\w+|rais\w+|denounc\w+|deplor\w+|welcom\w+|support\w*|reaffirm\w*|"
    r"reiterat\w+|stress\w*|insist\w*|warn\w*|accus\w+|object\w*|express\w*|underscor\w+|emphasi[sz]\w+|affirm\w*|"
    r"ask\w*|request\w*|back(?:s|ed)?|praise\w*|protest\w*)\b"
)
"""Words before what is said that take the stance: "raised concerns about …", "pressed Xi to …"."""
_UNDERTAKES = re.compile(
    rf"{_BEFORE_A_VERB}(?:voic\w+|vow\w*|pledg\w+|promis\w+|threaten\w*|instruct\w*|order(?:s|ed)?|offer\w*|"
    r"refus\w+|want(?:s|ed)?|seek\w*|sought)\b"
)
"""Words without which the deed that follows says nothing; they take no stance themselves."""
_HOPES = re.compile(rf"{_BEFORE_A_VERB}(?:hop(?:e[sd]?|ing)|wish(?:es|ed)?|trust(?:s|ed)?|expects?|expected)\b")
"""Words without which a hope would read as a fact: "hopes that the other side will …"."""
_TURNS_ROUND = re.compile(
    rf"{_BEFORE_A_VERB}(?:den(?:y|ies|ied|ying)|"
    r"dismiss\w*|reject\w*|refus\w*|rul(?:e[sd]?|ing) out|doubt\w*|disput\w*|oppos\w*|condemn\w*|accus\w*|"
    r"denounc\w*|protest\w*|object\w*)\b"
)
"""Words without which what follows would say the opposite: "denied that it had sold oil"."""
_POINTS_BACK = re.compile(
    r"(?i)^(?:it|this|that|these|those|such|they)\b|\b(?:this|that|these|such) (?:issues?|questions?|matters?|points?|"
    r"moves?|acts?|actions?|practices?|measures?)\b"
)
"""Words by which a clause goes on about what the clause before was about."""
_BARE_POINTER = re.compile(
    r"(?i)(?:it|this|that|these|those|they|such (?:\w+ )?(?:moves?|acts?|actions?|practices?|measures?|attempts?|"
    r"steps?|behaviou?rs?))\b"
)
"""How a clause begins that nobody understands without the one before."""
_HEADINGS = frozenset({"title", "dek", "subhead", "caption"})
_FEW_CLAUSES = 3
"""Clauses up to which words are taken to be all on the one issue that they name."""
_NEARBY = 1
"""Clauses before and after one on the issue that go on about it in a longer speech."""
_CUE_REACH = 12
"""Words between the words that take a stance and what it is taken on."""
_AT_HAND = 256
"""Words that stay at hand: those of a long speech are asked about for each of its issues."""
_TRAILING = frozenset("\"”’')]},;:.!?… ")
_INITIALS = re.compile(r"\b[A-Z]\.[A-Z]\.$")
"""Points that belong to a name: "the U.S."."""
_PAIRS = {"“": "”", "‘": "’", "(": ")", "[": "]"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
STANCE = 0.45
"""Least share by which a clause states a stance; cross-validated in ``training/matters/train_positions.py``."""
REPORTED = 0.3
"""The same where the page tells in its own words what was said: what it thought worth that is oftener a stance."""
FAINT = 0.25
"""The same where it tells only this of somebody, and with words that take a stance. Of what falls between 0.1 and here
one of six is marked, on the open half of the gold and 30 documents of ``positions_read.jsonl``."""
_STANDS_ALONE = re.compile(
    r"(?i)\b(?:should|must|needs? to|oppos\w+|condemn\w*|will not|never|unacceptable|urg\w+|is|are|was|were)\b"
)
"""Words with which a clause states its stance without the cue before it."""
_SUBJECT = re.compile(
    r"(?:the|a|an|this|that|these|those|we|it|he|she|they|there|i|you|our|its|their|his|her|any|no|all|both|some|if|when|"
    r"what|while|whoever|nobody|everybody|such|each|more|most|many|\d\S*) "
)
LONGEST = 60
"""Most words of a position; a longer passage is a speech, not the shortest words."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a statement that can state a position on an issue."""

    start: int
    """Offset of its words in the text, without the words that take a stance before it."""
    end: int
    text: str
    cue: int | None
    """Where the words begin right before it that say what is meant: "vowed to …", "urged the other side to …"."""
    taken: int | None
    """The same where they take a stance on it ("raised concerns about …"); None where they do not."""
    before: str
    """The words from there on to the clause."""
    on_issue: bool
    """Whether it speaks of the issue itself, and not only its statement."""
    after: int | None = None
    """Where the clause right before it in the same words begins; None where none does."""
    hoped: bool = False
    """Whether the words right before it say that it is hoped for."""

    def seen(self, statement: Statement) -> tuple[str, str | None, str, str]:
        """Return what `_stances` looks at."""
        return self.text, statement.cue.kind if statement.cue is not None else None, statement.mode, self.before


def clauses_on(
    statement: Statement, issue: str, reference: Reference, document: Document | None = None
) -> list[Clause]:
    """Return the clauses of a statement that can state a position on an issue.

    Args:
        statement: the statement.
        issue: id of the issue.
        reference: the words of the issues.
        document: where it stands; without it only the words said are looked at.
    """
    found = []
    for span in statement.content:
        if document is not None and any(
            role.role in _HEADINGS and role.start <= span.start < role.end for role in document.roles
        ):
            continue
        pieces = clauses_of(span.quote)
        speaks = _on_issue([span.quote[start:end] for start, end in pieces], issue, reference)
        for number, ((start, end), on_issue) in enumerate(zip(pieces, speaks, strict=True)):
            text = span.quote[start:end]
            if not 2 <= len(text.split()) <= LONGEST or span.quote[end : end + 1] == "?":
                continue
            near = len(pieces) <= _FEW_CLAUSES or any(speaks[max(0, number - _NEARBY) : number + _NEARBY + 1])
            if on_issue or (near and len(statement.issues) == 1):
                begin = span.start + start
                cue = _cue_before(statement, begin, document)
                before = document.text[cue:begin] if cue is not None and document is not None else ""
                taken = cue if _TAKES_A_STANCE.match(before) or _TURNS_ROUND.match(before) else None
                after = span.start + pieces[number - 1][0] if number else None
                hoped = _HOPES.match(before) is not None
                taken_by = before if taken is not None else ""
                found.append(Clause(begin, span.start + end, text, cue, taken, taken_by, on_issue, after, hoped))
    return found


def _on_issue(texts: Sequence[str], issue: str, reference: Reference) -> list[bool]:
    """Which clauses speak of an issue themselves, or point back to one that does."""
    found: list[bool] = []
    for text in texts:
        back = bool(found) and found[-1] and points_back(text)
        found.append(issue in _issues_named(text, reference) or back)
    return found


@lru_cache(_AT_HAND)
def _issues_named(text: str, reference: Reference) -> tuple[str, ...]:
    return reference.tag_issues(text)


def stated_words(
    statement: Statement, issue: str, reference: Reference, document: Document | None = None
) -> list[tuple[int, int, str]]:
    """Return the clauses of a statement that state a stance on an issue, with their offsets.

    The stance stands in the words: where it is the cue that takes it ("raised concerns about …"), they begin there. A
    bare mention of an issue, and a headline, are no position. Arguments as in `clauses_on`.
    """
    found: list[tuple[int, int]] = []
    faint: list[tuple[bool, float, tuple[int, int]]] = []
    quoted_whole = statement.mode == "direct"
    least = STANCE if quoted_whole else REPORTED
    for clause in clauses_on(statement, issue, reference, document):
        if NO_POSITION.search(clause.text) or (clause.taken is None and _only_lists(clause.text)):
            continue
        share = stance_share(*clause.seen(statement), on_issue=clause.on_issue)
        begin = clause.start
        if not quoted_whole and clause.cue is not None and _needs_its_cue(clause):
            begin = clause.cue
        elif clause.after is not None and says_only_it(clause.text):
            # Where the clause it points to states a stance itself, its words say enough.
            if any(start == clause.after for start, _ in found):
                continue
            begin = clause.after
        words = (begin, clause.end)
        if share >= least:
            found.append(words)
        elif share >= FAINT and (clause.taken is not None or holds_stance_words(clause.text)):
            faint.append((not clause.on_issue, -share, words))
    if not found and faint and not quoted_whole:
        found.append(min(faint)[2])
    base = statement.content[0]
    text = document.text if document is not None else None
    return [
        (begin, end, text[begin:end] if text is not None else base.quote[begin - base.start : end - base.start])
        for begin, end in found
    ]


def points_back(text: str) -> bool:
    """Tell whether a clause goes on about what the clause before was about."""
    return _POINTS_BACK.search(text) is not None


def says_only_it(text: str) -> bool:
    """Tell whether nobody understands a clause without the one before: "This violates …"."""
    return _BARE_POINTER.match(text) is not None


def _only_lists(text: str) -> bool:
    """Tell whether a clause only names topics one after the other: "Taiwan, human rights, and its path"."""
    return _SERIES.match(text) is not None and _SAYS_SOMETHING.search(text) is None


def _needs_its_cue(clause: Clause) -> bool:
    """Whether a clause says too little, or the opposite, without the words right before it."""
    if clause.hoped:
        return True
    if clause.text[0].islower() and _SUBJECT.match(clause.text) is None:
        return True  # a deed alone: "stop arming Taiwan" after "urged the U.S. to"
    turned = _TURNS_ROUND.match(clause.before) is not None
    return clause.taken is not None and (turned or _STANDS_ALONE.search(clause.text) is None)


def _cue_before(statement: Statement, begin: int, document: Document | None) -> int | None:
    """Where the cue begins right before some words that cannot do without it; None where none does."""
    cue = statement.cue
    if cue is None or document is None or cue.end > begin:
        return None
    between = document.text[cue.start : begin]
    if "\n" in between or len(between.split()) > _CUE_REACH or re.search(r"(?<![A-Z])[.;!?]\s", between):
        return None
    needed = any(pattern.match(between) for pattern in (_TAKES_A_STANCE, _TURNS_ROUND, _UNDERTAKES, _HOPES))
    return cue.start if needed else None


@lru_cache(_AT_HAND)
def clauses_of(text: str) -> tuple[tuple[int, int], ...]:
    """Cut words into sentences, without the marks and small words at their ends.

    Args:
        text: the words.

    Returns:
        Offsets of first letter and end of each; a mark stays where its other half stands inside.
    """
    found = []
    position = 0
    for border in [*_CLAUSE_END.finditer(text), None]:
        stop = border.start() if border is not None else len(text)
        piece = text[position:stop]
        if border is not None and _NOT_ONLY.search(piece) and text[stop - 1] == ",":
            continue
        start = position + _led(piece)
        end = stop
        while end > start and text[end - 1] in _TRAILING and not _INITIALS.search(text, start, end):
            end -= 1
        if end > start:
            found.append(_balanced(text, start, end, position))
        position = border.end() if border is not None else len(text)
    return tuple(found)


def _led(piece: str) -> int:
    """How many letters at the beginning only lead to what is said."""
    start = 0
    while True:
        leading = _LEADING.match(piece, start)
        begin = leading.end() if leading else start
        announced = _PREAMBLE.match(piece, begin)
        if announced is not None and len(piece) - announced.end() > 1:
            begin = announced.end()
        if begin == start:
            return start
        start = begin


def _balanced(text: str, start: int, end: int, first: int) -> tuple[int, int]:
    """Take a mark in whose other half stands inside the words."""
    open_marks: list[str] = []
    lone: str | None = None
    straight = 0
    for sign in text[start:end]:
        if sign in _PAIRS and sign != "‘":
            open_marks.append(_PAIRS[sign])
        elif sign in _OPENERS and sign != "’":
            if open_marks and open_marks[-1] == sign:
                open_marks.pop()
            elif lone is None:
                lone = _OPENERS[sign]
        straight += sign == '"'
    if lone is not None or (straight % 2 and text[end : end + 3].find('"') < 0):
        begin = text.rfind(lone or '"', first, start)
        if begin >= 0 and start - begin <= 2:
            start = begin
    elif open_marks or straight % 2:
        closer = open_marks[-1] if open_marks else '"'
        place = text.find(closer, end, end + 3)
        if place >= 0:
            end = place + 1
    return start, end
