"""Where each side stands on each issue: the shortest exact words, when they were said, how the wording changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from onrecord.matters._agreement import date_key
from onrecord.matters._passages import government_of, side_of
from onrecord.matters._stances import holds_stance_words, stance_share
from onrecord.matters._wordings import STOP_WORDS, Wording, differences, written_out
from onrecord.records import Actor, DatedBy, Document, Evidence, Position, Statement, make_id
from onrecord.reference import Reference

_CLAUSE_END = re.compile(r"(?<![A-Z]\.)(?<=[.!?;])[\s\"”’)]+|\n+|(?<=,) (?=(?:but|while|whereas) )")
_LEADING = re.compile(
    r"(?i)^(?:[\"“‘'(\[]|\s|(?:and|but|so|well|that|also|then|again|look|however|therefore|to|about|on|"
    r"whether)\b[,\s]*)+"
)
_NO_POSITION = re.compile(
    r"(?i)\b(?:discuss\w*|topics?|agenda|included|bring up|agreed (?:to|on|that)|have an agreement|reached an? )\b"
)
"""What was talked about, or agreed to: no stance of one side."""
_TAKES_A_STANCE = re.compile(
    r"(?i)(?:(?:also|again|repeatedly|strongly|further|once more) )?(?:press\w*|urg\w+|call\w* (?:on|for)|demand\w*|"
    r"condemn\w*|oppos\w+|reject\w*|critici[sz]\w+|rais\w+|denounc\w+|deplor\w+|welcom\w+|support\w*|reaffirm\w*|"
    r"reiterat\w+|stress\w*|insist\w*|warn\w*|accus\w+|object\w*|express\w*|underscor\w+|emphasi[sz]\w+|affirm\w*|"
    r"ask\w*|request\w*|back(?:s|ed)?|praise\w*)\b"
)
"""Words before what is said that take the stance: "raised concerns about …", "pressed Xi to …"."""
_POINTS_BACK = re.compile(
    r"(?i)^(?:it|this|that|these|those|such|they)\b|\b(?:this|that|these|such) (?:issues?|questions?|matters?|points?|"
    r"moves?|acts?|actions?|practices?|measures?)\b"
)
"""Words by which a clause goes on about what the clause before was about."""
_HEADINGS = frozenset({"title", "dek", "subhead", "caption"})
_FEW_CLAUSES = 3
"""Clauses up to which words are taken to be all on the one issue that they name."""
_NEARBY = 1
"""Clauses before and after one on the issue that go on about it in a longer speech."""
_CUE_REACH = 12
"""Words between the words that take a stance and what it is taken on."""
_TRAILING = frozenset("\"”’')]},;:.!?")
STANCE = 0.5
"""Least share by which a clause states a stance; cross-validated in ``training/matters/train_positions.py``."""
REPORTED = 0.3
"""The same where the page tells in its own words what was said: what it thought worth that is oftener a stance."""
FAINT = 0.1
"""The same where it tells only this of somebody, and with words that take a stance."""
_STANDS_ALONE = re.compile(
    r"(?i)\b(?:should|must|needs? to|oppos\w+|condemn\w*|will not|never|unacceptable|urg\w+|is|are|was|were)\b"
)
"""Words with which a clause states its stance without the cue before it."""
LONGEST = 60
"""Most words of a position; a longer passage is a speech, not the shortest words."""
_SAME_WORDS = 0.6
"""Share of the content words of the shorter wording that makes two wordings one line said again."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """One statement's words on an issue."""

    statement: Statement
    span: tuple[int, int]
    text: str
    told_by: str | None
    content: frozenset[str]


def judge_positions(
    issue: str,
    side: str,
    statements: Sequence[Statement],
    documents: Sequence[Document],
    actors: Mapping[str, Actor],
    families: Mapping[str, str] | None = None,
) -> tuple[Position, ...]:
    """Find where a side stands on an issue.

    Args:
        issue: id of the issue.
        side: ISO 3166 alpha-3.
        statements: all statements on the issue by the side, or told of it by others.
        documents: their documents.
        actors: actors by id.
        families: id of the family of each document; copies do not make a line said twice.

    Returns:
        One position for each wording, oldest first; what other sides say the position is stands apart (``told_by``).
    """
    reference = Reference.bundled()
    by_id = {document.id: document for document in documents}
    stated: list[_Stated] = []
    for statement in sorted(
        statements, key=lambda item: (date_key(item.said_on), item.document, item.content[0].start, item.id)
    ):
        speaker = actors.get(statement.speaker) if statement.speaker is not None else None
        if side_of(speaker, reference) != side or (issue not in statement.issues):
            continue
        document = by_id.get(statement.document)
        for start, end, text in stated_words(statement, issue, reference, document):
            told = _told_by(statement, document, side, actors, reference)
            stated.append(_Stated(statement, (start, end), text, told, _content(text)))
    return _positions(issue, side, _once(stated))


def _once(stated: Sequence[_Stated]) -> list[_Stated]:
    """Words that stand inside other words on the issue are told once: the shorter ones, if they say most of it."""
    left: dict[int, bool] = {}
    of_document: dict[str, list[int]] = {}
    for number, one in enumerate(stated):
        of_document.setdefault(one.statement.document, []).append(number)
    for numbers in of_document.values():
        for number, place in combinations(numbers, 2):
            if left.get(number) or left.get(place):
                continue
            one, other = stated[number], stated[place]
            shared = min(one.span[1], other.span[1]) - max(one.span[0], other.span[0])
            sizes = one.span[1] - one.span[0], other.span[1] - other.span[0]
            if shared * 2 <= min(sizes):
                continue
            whole = place if sizes[1] > sizes[0] else number
            part = number if whole == place else place
            left[whole if 2 * min(sizes) >= max(sizes) else part] = True
    return [one for number, one in enumerate(stated) if not left.get(number)]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a statement that can state a position on an issue."""

    start: int
    """Offset of its words in the text, without the words that take a stance before it."""
    end: int
    text: str
    taken: int | None
    """Where the cue begins that takes a stance on it ("raised concerns about …"); None where none does."""
    before: str
    """The words from there on to the clause."""
    on_issue: bool
    """Whether it speaks of the issue itself, and not only its statement."""

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
        pieces = _clauses(span.quote)
        speaks = _on_issue([span.quote[start:end] for start, end in pieces], issue, reference)
        for number, ((start, end), on_issue) in enumerate(zip(pieces, speaks, strict=True)):
            text = span.quote[start:end]
            if not 2 <= len(text.split()) <= LONGEST or span.quote[end : end + 1] == "?":
                continue
            near = len(pieces) <= _FEW_CLAUSES or any(speaks[max(0, number - _NEARBY) : number + _NEARBY + 1])
            if on_issue or (near and len(statement.issues) == 1):
                begin = span.start + start
                taken = _stance_before(statement, begin, document)
                before = document.text[taken:begin] if taken is not None and document is not None else ""
                found.append(Clause(begin, span.start + end, text, taken, before, on_issue))
    return found


def _on_issue(texts: Sequence[str], issue: str, reference: Reference) -> list[bool]:
    """Which clauses speak of an issue themselves, or point back to one that does."""
    found: list[bool] = []
    for text in texts:
        back = bool(found) and found[-1] and bool(_POINTS_BACK.search(text))
        found.append(issue in reference.tag_issues(text) or back)
    return found


def stated_words(
    statement: Statement, issue: str, reference: Reference, document: Document | None = None
) -> list[tuple[int, int, str]]:
    """Return the clauses of a statement that state a stance on an issue, with their offsets.

    The stance stands in the words: where it is the cue that takes it ("raised concerns about …"), they begin there. A
    bare mention of an issue, and a headline, are no position. Arguments as in `clauses_on`.
    """
    found: list[tuple[int, int, str]] = []
    faint: list[tuple[bool, float, tuple[int, int, str]]] = []
    least = STANCE if statement.mode == "direct" else REPORTED
    for clause in clauses_on(statement, issue, reference, document):
        if _NO_POSITION.search(clause.text):
            continue
        share = stance_share(*clause.seen(statement), on_issue=clause.on_issue)
        begin = clause.start
        if clause.taken is not None and not _STANDS_ALONE.search(clause.text):
            begin = clause.taken
        text = document.text[begin : clause.end] if document is not None else clause.text
        words = (begin, clause.end, text)
        if share >= least:
            found.append(words)
        elif share >= FAINT and (clause.taken is not None or holds_stance_words(clause.text)):
            faint.append((not clause.on_issue, -share, words))
    if not found and faint and statement.mode != "direct":
        found.append(min(faint)[2])
    return found


def _stance_before(statement: Statement, begin: int, document: Document | None) -> int | None:
    """Where the cue begins that takes a stance on the words right behind it; None where none does."""
    cue = statement.cue
    if cue is None or document is None or cue.end > begin:
        return None
    between = document.text[cue.start : begin]
    if "\n" in between or len(between.split()) > _CUE_REACH or re.search(r"[.;!?]\s", between):
        return None
    return cue.start if _TAKES_A_STANCE.match(between) else None


def _clauses(text: str) -> list[tuple[int, int]]:
    """Cut words into sentences, without the marks and small words at their ends."""
    found = []
    position = 0
    for border in [*_CLAUSE_END.finditer(text), None]:
        stop = border.start() if border is not None else len(text)
        piece = text[position:stop]
        leading = _LEADING.match(piece)
        start = position + (leading.end() if leading else 0)
        end = stop
        while end > start and (text[end - 1].isspace() or text[end - 1] in _TRAILING):
            end -= 1
        if end > start:
            found.append((start, end))
        position = border.end() if border is not None else len(text)
    return found


def _told_by(
    statement: Statement, document: Document | None, side: str, actors: Mapping[str, Actor], reference: Reference
) -> str | None:
    """The other side that tells it; None where the side itself, or the press, does."""
    named = False
    for teller in reversed(statement.via):
        actor = actors.get(teller.actor) if teller.actor is not None and teller.span is not None else None
        teller_side = side_of(actor, reference)
        if teller_side is not None:
            return teller_side if teller_side != side else None
        named = named or teller.span is not None
    if named:
        return None  # a journalist's question in a transcript: the government that publishes it does not say so
    publisher = government_of(document.outlet or document.host, reference) if document is not None else None
    return publisher if publisher not in (None, side) else None


def _content(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())
    return frozenset(word[:7] for form in words for word in written_out(form) if word not in STOP_WORDS)


def _alike(a: _Stated, b: _Stated) -> bool:
    shorter = min(len(a.content), len(b.content))
    return shorter > 0 and len(a.content & b.content) / shorter >= _SAME_WORDS and a.told_by == b.told_by


def _wording(text: str) -> Wording:
    surfaces = tuple(text.split())
    forms = tuple(surface.strip("\"'“”‘’.,;:!?()[]").casefold() for surface in surfaces)
    return Wording(surfaces, forms, tuple(word for form in forms for word in written_out(form)))


def _positions(issue: str, side: str, stated: Sequence[_Stated]) -> tuple[Position, ...]:
    lines: list[list[_Stated]] = []
    for item in stated:
        line = next((line for line in reversed(lines) if _alike(line[-1], item)), None)
        if line is not None:
            line.append(item)
        else:
            lines.append([item])
    found: list[Position] = []
    for line in lines:
        wordings: dict[str, list[_Stated]] = {}
        for item in line:
            wordings.setdefault(" ".join(_wording(item.text).forms), []).append(item)
        days = sorted({date for item in line if (date := _day(item.statement.said_on)) is not None})
        previous: tuple[Position, str] | None = None
        for told in wordings.values():
            first = told[0]
            own_days = {date for item in told if (date := _day(item.statement.said_on)) is not None}
            position = Position(
                id=make_id("pos", issue, side, first.statement.id, *first.span),
                issue=issue,
                side=side,
                holder=first.statement.speaker,
                text=first.text,
                statement=first.statement.id,
                date=first.statement.said_on,
                first_seen=days[0] if days else None,
                last_seen=days[-1] if days else None,
                repeated=max(1, len(own_days)),
                told_by=first.told_by,
                mode=first.statement.mode,
                evidence=tuple(
                    dict.fromkeys(Evidence(item.statement.document, *item.span, item.text) for item in told)
                ),
            )
            if previous is not None:
                changes = differences(_wording(previous[1]), _wording(first.text))
                position = replace(
                    position, previous=previous[0].id, differences=tuple(c for c in changes if c.kind != "typography")
                )
            previous = (position, first.text)
            found.append(position)
    return tuple(sorted(found, key=lambda item: (item.told_by is not None, date_key(item.date), item.id)))


def _day(said: DatedBy) -> str | None:
    return said.date if said.date is not None and said.precision == "day" else None
