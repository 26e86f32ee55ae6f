"""Exact words of a source, cut so that a reader understands them alone: whole sentences, no lost “not”.

Every function gives offsets into the text of the document, so what is shown is always a stretch of the source.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from onrecord.records import Document, Evidence, Span, Statement

LONGEST_SENTENCE = 320
"""A sentence of at most so many code points is told whole where its clause alone would not be understood."""

FEWEST_WORDS = 4
"""Fewer words are no sentence."""

OPENING_LENGTH = 60
"""Code points of the first words of a document without a title."""

_WINDOW = 600
_BEFORE = 70
_BRACKETS = (("(", ")"), ("[", "]"))
_OPENING, _CLOSING = '“"', '”"'
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Adm|Sen|Rep|Gov|St|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|vs|Inc|Co|Corp)|\b[A-Za-z])\Z"
)
_END_OF_SENTENCE = re.compile(r"[.!?][”\"’')]{0,2}\s+(?=[“\"‘'(]?[A-Z0-9])")
_BREAK = re.compile(r"\n[ \t]*\n|(?<=[.!?”\":])[ \t]*\n")
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? ?)?(?:\([^()\n]{2,40}\) ?)?(?:[—–]|--?) (?=\S)"
)
_LABEL = re.compile(r"(?:[A-Z][\w.’'-]{0,20} ){0,3}[A-Z][\w.’'-]{0,20}: (?=[\w“\"‘'(])")
"""Who speaks, before the words of a turn."""
_LINK = re.compile(r"(?:(?:and|but|or)\s+)?that\s+(?!(?:is|was|would|will|has)\b)|(?:and|but|or)\s+", re.IGNORECASE)
_LOOSE_LINK = re.compile(r"(?:where|when|while|after|as|because|since|which is why)\s+", re.IGNORECASE)
_HALF = re.compile(
    r"[“\"‘'( ]*(?:(?:when|while|after|although|though|if|because|since|once|until|where|which)|"
    r"as(?!\s(?:recently|early|late|long|soon|well|part|many|much|of|for|a|an)\b))\s[^,—–]*\Z",
    re.IGNORECASE,
)
"""Words that only lead to a sentence: “When he came to Havana this week”. They hold no comma."""
_OPENER = re.compile(
    r"(?:However|Meanwhile|In the meantime|Still|Also|Indeed|Instead|Moreover|Furthermore|Nevertheless|Nonetheless"
    r"|Similarly|Likewise|To that end|In addition|Interestingly),\s+(?=[A-Z])|(?:But|And|So|Yet)\s+(?=[A-Z])"
)
"""What ties a sentence to the one before it, which a chronology does not tell."""
_SUBJECTS = frozenset(
    "the a an its his her their our my your both each neither either he she they it we i you this these those there no "
    "all some many several most two three four five six seven eight nine ten".split()
)
_PRONOUNS = frozenset("he she they it we i you this that these those both there his her their its".split())
_TIME_BEFORE = re.compile(
    r"\W*(?:\w+ )?(?:moments?|minutes?|hours?|days?|weeks?|months?|years?) (?:after|before|since)\b", re.IGNORECASE
)
_NEGATION = re.compile(
    r"(?:\b(?:not(?! only\b| just\b| merely\b)|never|neither|nor|no longer|without|refrain(?:s|ed|ing)? from"
    r"|abstain(?:s|ed|ing)? from|stop(?:s|ped|ping)?|avoid(?:s|ed|ing)?)|\b\w{2,7}n[’']t)\b[^.,;:!?“”\"]{0,40}\Z",
    re.IGNORECASE,
)


def with_negation(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the “not” (never, without, refrain from …) that governs its first words.

    “support independence” in “does not support independence” would say the opposite of its source.

    Args:
        text: the document's text.
        start: first code point of the words.
        end: code point after the last.
    """
    low = max(0, start - _BEFORE)
    newline = text.rfind("\n", low, start)
    while newline >= 0:
        if _is_hard_break(text, newline):
            low = newline + 1
            break
        newline = text.rfind("\n", low, newline)
    before = text[low:start]
    found = _NEGATION.search(before)
    return (start - len(before) + found.start(), end) if found else (start, end)


def _first_words(words: str) -> list[str]:
    return words.lstrip("“\"‘'( ").split(None, FEWEST_WORDS)[:FEWEST_WORDS]


def is_clause(words: str) -> bool:
    """Tell whether words can stand alone: they begin with a capital or a subject, are not too few, no half sentence."""
    first = _first_words(words)
    if len(first) < FEWEST_WORDS or (first[0][:1].islower() and _TIME_BEFORE.match(words)) or _HALF.match(words):
        return False
    return first[0][:1].isupper() or first[0][:1].isdigit() or first[0].lower() in _SUBJECTS


def begins_with_pronoun(words: str) -> bool:
    """Tell whether a reader has to be told who is meant: ``He called for restraint``."""
    first = _first_words(words)
    return bool(first) and re.split(r"[’']", first[0].lower().strip(",."))[0] in _PRONOUNS


def _is_hard_break(text: str, position: int) -> bool:
    """Tell whether a line ends a sentence there, or was only wrapped at a width."""
    begin = text.rfind("\n", 0, position) + 1
    following = text[position + 1 : position + 2]
    return position - begin < 45 or not (following.islower() or following in '(“"')


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence (or sentences) in which a span stands, at most a window around it; never less than it."""
    low, high = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    begin = low
    for found in _END_OF_SENTENCE.finditer(text, low, start + 1):
        if found.end() <= start and not _ABBREVIATION.search(text, max(low, found.start() - 6), found.start()):
            begin = found.end()
    for found in _BREAK.finditer(text, low, start + 1):
        if found.end() <= start:
            begin = max(begin, found.end())
    newline = text.rfind("\n", begin, start)
    while newline >= begin:
        if _is_hard_break(text, newline):
            begin = newline + 1
            break
        newline = text.rfind("\n", begin, newline)
    finish = high
    for found in _END_OF_SENTENCE.finditer(text, max(low, end - 2), high):
        if found.start() >= end - 2 and not _ABBREVIATION.search(text, max(low, found.start() - 6), found.start()):
            finish = found.end()
            break
    for found in _BREAK.finditer(text, end, finish):
        finish = found.start()
        break
    newline = text.find("\n", end, finish)
    while newline >= 0:
        if _is_hard_break(text, newline):
            finish = newline
            break
        newline = text.find("\n", newline + 1, finish)
    begin, finish = min(begin, start), max(finish, end)
    while begin < start and text[begin].isspace():
        begin += 1
    while finish > end and text[finish - 1].isspace():
        finish -= 1
    return begin, finish


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the quotation mark or bracket that was cut off its beginning or end."""
    for opening, closing in _BRACKETS:
        held = text[start:end]
        if held.count(opening) > held.count(closing) and text[end : end + 1] == closing:
            end += 1
        elif held.count(closing) > held.count(opening) and start and text[start - 1] == opening:
            start -= 1
    words = text[start:end]
    opened = words.count("“") - words.count("”") + (words.count('"') % 2)
    if not opened and words.count("”") == words.count("“"):
        return start, end
    if start and text[start - 1] in _OPENING:
        return start - 1, end
    after = re.compile(r"[.,!?]?[”\"]").match(text, end)
    return (start, after.end()) if opened > 0 and after else (start, end)


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.match(text, start, end)
    return found.end() if found and found.end() < end else start


def _after_label(text: str, start: int, end: int) -> int:
    """Return where the words of a turn begin behind the name of who speaks, which stands first in its line."""
    return start if start and text[start - 1] != "\n" else _after(_LABEL, text, start, end)


def telling_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the words in which a chronology tells what stands at a span: a clause of its own, or its whole sentence.

    Args:
        text: the document's text.
        start: first code point of the evidence.
        end: code point after the last.
    """
    if not 0 <= start < end <= len(text):
        return start, end
    start = _after_label(text, _after(_DATELINE, text, start, end), end)
    linked = _after(_LINK, text, start, end)
    is_alone = is_clause(text[linked:end])
    if is_alone and not (text[linked].islower() and begins_with_pronoun(text[linked:end])):
        return _with_marks(text, linked, end)
    begin, finish = sentence_around(text, start, end)
    begin = _after_label(text, _after(_DATELINE, text, begin, finish), finish)
    if finish - begin <= LONGEST_SENTENCE and is_clause(text[begin:finish]):
        opened = _after(_OPENER, text, begin, finish)
        return (opened if is_clause(text[opened:finish]) else begin), finish
    # The sentence is too long (or none): the clause alone, without the word that tied it to the rest.
    loose = _after(_LOOSE_LINK, text, linked, end)
    return _with_marks(text, loose if is_clause(text[loose:end]) else linked, end)


def telling(document: Document | None, evidence: Evidence) -> str:
    """Return the words in which a chronology tells a piece of evidence; its own where the document is not at hand."""
    if document is None or document.text[evidence.start : evidence.end] != evidence.quote:
        return evidence.quote
    start, end = telling_span(document.text, evidence.start, evidence.end)
    return document.text[start:end]


_HANGS = frozenset("to about for on of against over with at in into from as".split())
"""Words with which the content of a saying begins that hang on the words before them."""

LONGEST_LEAD = 60
"""Code points from the word of saying to the content that are shown with it."""


def lead_in(document: Document | None, statement: Statement) -> str:
    """Return the words on which a reported content hangs, from the word of saying on; empty where it stands alone.

    “raised concerns” before “about the misuse of artificial intelligence”.

    Args:
        document: the document of the statement; None where it is not at hand.
        statement: the statement.
    """
    if document is None or statement.cue is None or not statement.content or statement.mode == "direct":
        return ""
    first = statement.content[0]
    begin, end = statement.cue.start, first.start
    first_word = first.quote.split(None, 1)[:1]
    if not first_word or first_word[0] not in _HANGS or not 0 < end - begin <= LONGEST_LEAD:
        return ""
    lead = document.text[begin:end]
    # Across a mark or a new line the words before belong to something else.
    return "" if re.search(r"[\n.:;!?“”\"]", lead) else " ".join(lead.split())


def goes_straight_on(document: Document | None, before: Span, after: Span) -> bool:
    """Tell whether nothing stands between two parts of what was said: paragraphs of a speech, parted by no cut.

    Args:
        document: the document of the statement; None where it is not at hand.
        before: a part of the content.
        after: the next part.
    """
    return document is not None and not document.text[before.end : after.start].strip()


def whole_words(document: Document | None, statement: Statement) -> str:
    """Return all that was said, in one line; "…" stands where the words of the source are left out.

    Args:
        document: the document of the statement; None where it is not at hand.
        statement: the statement.
    """
    words = ""
    before: Span | None = None
    for span in statement.content:
        if before is not None:
            words += " " if goes_straight_on(document, before, span) else " … "
        words += span.quote
        before = span
    return words


def heading_of(document: Document) -> str:
    """Return what to call a document: its title; where it has none, its first words and the name of its file.

    Args:
        document: the document.
    """
    if document.title:
        return " ".join(document.title.split())
    name = PurePath(document.path).name
    for role in document.roles:
        words = " ".join(document.text[role.start : role.end].split()) if role.role == "body" else ""
        if words:
            short = words if len(words) <= OPENING_LENGTH else f"{words[:OPENING_LENGTH].rsplit(' ', 1)[0]} …"
            return f"“{short}” ({name})"
    return name


def source_name(document: Document) -> str:
    """Return whose text a document is: its outlet, the site it stands on, or the agencies whose copy it is.

    Args:
        document: the document.

    Returns:
        The name; empty where the page tells none.
    """
    agencies = ", ".join(document.wires) if document.kind == "wire_copy" else ""
    return document.outlet or document.host or agencies


def undertaking(document: Document | None, evidence: Evidence | None, words: str) -> str:
    """Return the words of a commitment with the “not” that stands before them in their source.

    Args:
        document: the document of the evidence; None where it is not at hand.
        evidence: where the words stand.
        words: the words of the commitment.
    """
    if document is None or evidence is None or not words:
        return words
    start = document.text.find(words, evidence.start, evidence.end)
    if start < 0:
        return words
    begin, end = with_negation(document.text, start, start + len(words))
    return " ".join(document.text[begin:end].split())
