"""What leads to a paragraph set into a page: "Kerry said on Twitter:", "issued a statement:", "From NBC News:".

The paragraph that follows holds the words of whoever the lead names, with or without quotation marks. A lead that
announces a list, or that tells something itself, names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.records import CueKind
from onrecord.statements._clause_parts import has_verb
from onrecord.statements._cue_search import Cue, find_cues
from onrecord.statements._items import Item, Sentence
from onrecord.statements._phrases import DAYS, DETERMINERS, MONTHS, PREPOSITIONS, TIME_WORDS, Range, subject_before
from onrecord.statements._reported import addressee_of
from onrecord.statements._transcripts import opens_with_question

_SPEAKS = frozenset(
    "say tell write tweet post explain report add continue note state respond reply answer declare announce argue"
    " observe complain warn conclude testify recall remark comment quip insist claim recount describe reveal"
    " caution read assert contend elaborate clarify emphasize stress opine vent muse joke begin".split()
) | {"point out", "put it", "go on to say", "fire back", "shoot back"}
"""Verbs whose words may stand in the next paragraph."""
_RETELLS = frozenset({"explain", "describe", "recount", "clarify", "report"})
"""Verbs that may name first what the words are about: "explained this change in the program:"."""
_MANNER = frozenset(
    "the following this thus so as when while asked with in of part bitterly angrily bluntly simply similarly again"
    " later earlier last first only aloud online".split()
)
"""Words with which the circumstances of a saying begin, besides prepositions and times."""
_LISTED = frozenset(
    "things thing reasons reason points questions ways lessons facts options examples steps factors issues areas topics"
    " cases highlights findings proposals demands conditions categories changes".split()
)
"""What follows a lead with one of these words is the page's own list."""
_RELEASES = frozenset(
    "release releases released releasing issue issues issued issuing post posts posted publish publishes"
    " published share shares shared send sends sent put puts makes made offer offers offered give gives gave"
    " deliver delivers delivered write writes wrote tweet tweets tweeted provide provides provided".split()
)
_HAS = frozenset({"had", "has", "have"})
"""So do these before "this" or "the following": "had this response:"."""
_TEXTS = frozenset(
    "statement message letter memo email note response reply tweet thread remarks comment comments".split()
)
"""Texts that somebody releases, and whose words follow."""
_NARRATES = frozenset("readout readouts read-out summary recap transcript article excerpt list reason point".split())
"""Texts that tell what others said and did: a paragraph of theirs is nobody's saying ("the readout stated the
following:"), what it tells of others is read from it."""
_OWN = _TEXTS | frozenset("post words answer explanation account report".split())
"""Texts that are shown as somebody's: "Here's Rosen's report:"."""
_SHOWS = frozenset(
    "here 's \u2019s is are first , read this below let us examine look at and now update : see full the in"
    " part".split()
)
"""Words that lead to somebody's text and tell nothing besides."""
_POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
_FROM = frozenset({"from", "via", "per"})
_PAPERS = frozenset("story report article piece analysis column editorial account dispatch study release".split())
_STORIES = frozenset({"story", "scoop", "details", "more", "latest"})
_OF_PAPERS = frozenset({"in", "from", "by", "on", "at"})
_MOST_OPENING = 4  # items before "from", "via" and the like: "More from", "UPDATE: Via"
_MOST_BETWEEN = 9  # items between a verb and the text that is released
_MOST_NAMED = 8  # items of a name
_MORE = frozenset("more update updated : read here 's \u2019s is and , this but again also".split())


_FEWEST_WORDS = 15  # of a paragraph that is set into a page
_OPENS = re.compile(r"[\[(\u2026. \"\u201c\u2018']{0,6}[^\W\d_]")
_ENDS = re.compile(r"(?:[.!?\u2026][\"\u201d\u2019')\]]*|\])\s*$")
_FURNITURE = re.compile(
    r"(?:Advertisement|ADVERTISEMENT|Story Continued|JUST WATCHED|Enlarge this image|Image caption|Media caption"
    r"|https?:|Read more|READ MORE|Update\b|UPDATE\b)"
)


def is_block(words: str) -> bool:
    """Tell whether a paragraph may be set into a page: whole sentences, no item of a list, no question of the press."""
    if len(words.split()) < _FEWEST_WORDS or _FURNITURE.match(words) or opens_with_question(words):
        return False
    return _OPENS.match(words) is not None and _ENDS.search(words) is not None


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who speaks in the paragraph that follows a lead."""

    source: Range
    """The words that name him with what describes him."""
    head: Range
    """The words that name him."""
    cue: Range
    """The words that mark the saying."""
    lemma: str
    kind: CueKind
    teller: Range | None = None
    """Who passes it on: "he said, according to **the Examiner**:"."""
    published: bool = False
    """It is named by where it was published: the paragraph may quote others, and tells what they say."""


def introduced_by(sentence: Sentence, names: Mapping[int, int]) -> Introduction | None:
    """Read a sentence that ends with a colon.

    Args:
        sentence: its items, the colon last.
        names: known mentions of actors, start to end in code points.

    Returns:
        Whose words the next paragraph holds, in the items of the sentence; None where the sentence does not say.
    """
    end = len(sentence) - 1
    while end > 0 and sentence[end - 1].raw == ":":
        end -= 1
    if end < 2 or any(item.lower in _LISTED for item in sentence[max(0, end - 4) : end]):
        return None
    return (
        _named(sentence, end, names)
        or _said(sentence, end, names)
        or _released(sentence, end, names)
        or _shown(sentence, end)
    )


def _said(sentence: Sentence, end: int, names: Mapping[int, int]) -> Introduction | None:
    """A verb of saying with nothing behind it but whom, when, where and how."""
    for cue in reversed(find_cues(sentence)):
        if cue.asked or cue.supposed or cue.general or cue.first >= end:
            continue
        if cue.subject is None or cue.head is None or cue.lemma not in _SPEAKS:
            return None
        if any(item.lower in _NARRATES for item in sentence[slice(*cue.subject)]):
            return None
        teller = None
        stop = end
        for place in range(cue.last, end - 2):
            if sentence[place].lower == "according" and sentence[place + 1].lower == "to":
                teller = _trimmed(sentence, place + 2, end)
                stop = place - (sentence[place - 1].raw == ",")
        if not _only_circumstances(sentence, cue, stop, names):
            return None
        return Introduction(cue.subject, cue.head, (cue.first, cue.last), cue.lemma, cue.kind, teller)
    return None


def _only_circumstances(sentence: Sentence, cue: Cue, end: int, names: Mapping[int, int]) -> bool:
    """Tell whether the words between a verb and the colon say only to whom, when, where, how or of what."""
    place = cue.last
    addressee = addressee_of(names, sentence, cue, end)
    if addressee is not None:
        place = max(place, addressee[1])
    if place >= end:
        return True
    if any(item.is_quote for item in sentence[place:end]):
        return False
    first = sentence[place]
    if cue.lemma in ("respond", "reply", "answer") and cue.verb.form == "s":
        return False  # a heading: "Attorney general responds to protesters:"
    if first.lower == "that":
        return place + 1 == end
    if cue.lemma in ("continue", "begin") or sum(item.raw == "," for item in sentence[place + 1 : end]) > 0:
        return False  # "continues to fall:", "As Lee noted Sunday, the plan has flaws:"
    if first.lower == "to" and place + 1 < end and not _may_listen(sentence[place + 1]):
        return False
    if cue.lemma in _RETELLS and not has_verb(sentence, place, end):
        return True
    if first.raw in (",", "("):
        return place + 1 < end and sentence[place + 1].lower in PREPOSITIONS | TIME_WORDS | _MANNER | {"according"}
    circumstance = first.lower in PREPOSITIONS | DAYS | MONTHS | TIME_WORDS | _MANNER
    asked = any(item.lower in ("when", "after", "asked", "if") for item in sentence[place:end])
    return circumstance and first.lower != "by" and (asked or not has_verb(sentence, place, end))


def _may_listen(item: Item) -> bool:
    """Tell whether behind "to" one is named who is spoken to, not a verb."""
    return item.raw[:1].isupper() or item.lower in DETERMINERS or item.lower.endswith("s")


def _released(sentence: Sentence, end: int, names: Mapping[int, int]) -> Introduction | None:
    """``The president released a statement on Wednesday morning:``, ``sends out this statement from Lee:``."""
    for place in range(end - 1, 0, -1):
        shown = sentence[place].lower in _HAS and sentence[place + 1].lower in ("this", "the")
        if not (shown or sentence[place].lower in _RELEASES) or sentence[place].is_quote:
            continue
        noun = next(
            (at for at in range(place + 1, min(end, place + _MOST_BETWEEN)) if sentence[at].lower in _TEXTS), None
        )
        if noun is None or any(item.is_quote for item in sentence[place:noun]):
            continue
        if not any(item.lower in DETERMINERS or item.lower == "following" for item in sentence[place + 1 : noun]):
            continue
        behind = sentence[noun + 1 : end]
        if any(item.lower in ("that", "saying", "calling", "to", "asking", "urging") for item in behind):
            return None
        cue = (place, place + 1)
        for at in range(noun + 1, end - 1):
            if sentence[at].lower in ("from", "by"):
                named = _name_at(sentence, at + 1, end, names)
                if named is not None:
                    return Introduction(named, named, cue, "release", "say")
        subject = subject_before(sentence, place)
        return Introduction(*subject, cue, "release", "say") if subject is not None else None
    return None


def _named(sentence: Sentence, end: int, names: Mapping[int, int]) -> Introduction | None:
    """``From NBC News:``, ``According to a story in the Post:``, ``NBC has the story:``, ``(via The Hill):``."""
    if end >= 4 and sentence[end - 1].lower in _STORIES and sentence[end - 2].lower in ("the", "has"):
        has = end - 2 if sentence[end - 2].lower == "has" else end - 3
        named = _name_at(sentence, 0, has, names) if sentence[has].lower == "has" else None
        return Introduction(named, named, (has, has + 1), "", "say", published=True) if named is not None else None
    first, lemma = None, ""
    for place in range(min(end - 1, _MOST_OPENING)):
        word = sentence[place].lower
        if word == "according" and sentence[place + 1].lower == "to":
            first, lemma = place, "according to"
            begin = place + 2
            break
        if word in _FROM:
            first, begin = place, place + 1
            break
        if word not in _MORE:
            break
    if first is None:
        opening = next((at for at in range(end - 1, max(0, end - _MOST_NAMED), -1) if sentence[at].raw == "("), None)
        if opening is None or sentence[end - 1].raw != ")" or sentence[opening + 1].lower != "via":
            return None
        first, begin, end = opening + 1, opening + 2, end - 1
    if begin >= end:
        return None
    if any(item.raw == "," for item in sentence[begin:end]) and lemma:
        return None  # "According to Lee, the plan has three parts:"
    if has_verb(sentence, begin, end):
        return None
    paper = next((at for at in range(begin, min(end, begin + 4)) if sentence[at].lower in _PAPERS), None)
    if paper is not None:
        inside = next(
            (at for at in range(paper + 1, end) if sentence[at].lower in ("in", "from", "by", "on", "at")), None
        )
        named = _name_at(sentence, inside + 1, end, names) if inside is not None else None
        if named is None and sentence[begin].lower in DETERMINERS:
            named = (begin, paper + 1)
    else:
        named = _name_at(sentence, begin, end, names)
    if named is None:
        return None
    return Introduction(named, named, (first, begin), lemma, "say", published=True)


def _shown(sentence: Sentence, end: int) -> Introduction | None:
    """``Here's Rosen's report:``, ``First, let's examine the company's public statement on the matter:``."""
    mark = next(
        (at for at in range(1, end) if sentence[at].lower in _POSSESSIVES and sentence[at - 1].raw[:1].isupper()), None
    )
    while mark is not None and sentence[mark - 1].lower in ("here", "let", "it", "that", "what"):
        mark = next(
            (
                at
                for at in range(mark + 1, end)
                if sentence[at].lower in _POSSESSIVES and sentence[at - 1].raw[:1].isupper()
            ),
            None,
        )
    if mark is None:
        return None
    first = mark
    while first > 0 and sentence[first - 1].raw[:1].isupper() and sentence[first - 1].lower not in _SHOWS:
        first -= 1
    if first == mark or any(item.lower not in _SHOWS for item in sentence[:first]):
        return None
    noun = next((at for at in range(mark + 1, min(end, mark + 4)) if sentence[at].lower in _OWN), None)
    if noun is None or has_verb(sentence, noun + 1, end):
        return None
    return Introduction((first, mark), (first, mark), (noun, noun + 1), "", "say")


def _name_at(sentence: Sentence, first: int, end: int, names: Mapping[int, int]) -> Range | None:
    """The known actor that is named at an item, with what he is before the name; or several words with capitals."""
    begin = first
    while begin < end and sentence[begin].lower in ("the", "former", "a", "an"):
        begin += 1
    last = known = begin
    while last < end and last - begin < _MOST_NAMED and not sentence[last].is_quote:
        here = sentence[last]
        if here.start in names:
            known = next((at + 1 for at in range(last, end) if sentence[at].end >= names[here.start]), known)
        if not (here.raw[:1].isupper() or last < known or (last > begin and here.lower in ("of", "'s", "\u2019s"))):
            break
        last += 1
    if known > begin:
        return begin, known
    return (begin, last) if last - begin > 1 and sentence[last - 1].raw[:1].isupper() else None


def _trimmed(sentence: Sentence, first: int, end: int) -> Range | None:
    while end > first and not (sentence[end - 1].is_quote or sentence[end - 1].raw[0].isalnum()):
        end -= 1
    return (first, end) if end > first else None
