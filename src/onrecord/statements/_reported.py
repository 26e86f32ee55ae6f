"""Where what a reporting verb reports begins and ends, and what form it has: quotation, clause, infinitive, thing."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.statements._adverbials import INTRODUCTIONS, skip_adverbial
from onrecord.statements._clause_parts import has_verb
from onrecord.statements._cue_search import Cue
from onrecord.statements._items import Sentence
from onrecord.statements._phrases import (
    ADVERBS,
    AUXILIARIES,
    DASHES,
    DAYS,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    TIME_WORDS,
    Range,
    addressee_after,
)

MIN_CLAUSE = 2  # items of the shortest clause that is read as reported speech
_MIN_SURE_CLAUSE = 4  # items; shorter words after "said" are a clause only with a verb ("said the same thing")
_RAISED = frozenset(
    "issue issues concern concerns case cases question questions matter matters objection objections topic topics"
    " importance need situation plight subject alarm".split()
)
_NO_CLAUSE = frozenset("and but or , to by of with about on goodbye yes no nothing so".split())


def addressee_of(names: Mapping[int, int], sentence: Sentence, cue: Cue, end: int) -> Range | None:
    """The one who is spoken to, right after the verb or after "to"."""
    first = cue.last
    if first >= end:
        return None
    if sentence[first].lower == "to" and cue.lemma not in ("plan", "promise", "want"):
        found = addressee_after(sentence, first + 1, end, names)
        if (
            found is not None
            and sentence[first + 1].raw[0].islower()
            and not (sentence[first + 1].lower.endswith("s") or sentence[first + 1].lower in DETERMINERS)
        ):
            return None
        return found
    if cue.lemma in ("raise concern", "raise", "express", "express concern", "discuss", "speak of"):
        for place in range(first, min(end, first + 6)):
            if sentence[place].lower in ("with", "to"):
                found = addressee_after(sentence, place + 1, end, names)
                if found is not None:
                    return found
        return None
    if cue.verb.takes("a", "i") or cue.lemma in ("write", "call on", "call upon"):
        return addressee_after(sentence, first, end, names)
    return None


def after_adverbs(names: Mapping[int, int], sentence: Sentence, cue: Cue, end: int) -> int:
    """Skip the addressee, dates and places behind a verb; returns where what is said can begin."""
    place = cue.last
    addressee = (
        addressee_of(names, sentence, cue, end)
        if cue.verb.takes("a") or (place < end and sentence[place].lower == "to")
        else None
    )
    if addressee is not None:
        place = addressee[1]
    if place + 2 < end and sentence[place].raw == ",":
        for stop in range(place + 2, min(end, place + 8)):
            if sentence[stop].raw == "," and stop + 1 < end and sentence[stop + 1].lower == "that":
                return stop + 1
    for _ in range(4):
        moved = skip_adverbial(sentence, place, end)
        if moved == place:
            break
        place = moved
    return place


def quote_end(text: str, sentence: Sentence, place: int, end: int) -> int:
    """Where the content ends that begins with the quotation at ``place``."""
    item = sentence[place]
    words = text[item.start : item.end].rstrip("\"'\u201d\u2019\u201c")
    if words.endswith((".", ",", "!", "?", "\u2026", "\u2014")):
        stop = place + 1
        while stop < end and sentence[stop].is_quote:
            stop += 1
        return stop
    stop = place + 1
    while stop < end:
        if sentence[stop].raw == "," and not (stop + 1 < end and sentence[stop + 1].is_quote):
            break
        if sentence[stop].lower in ("while", "when", "after", "during", "before", "as", "because") and not any(
            item.is_quote for item in sentence[stop : stop + 4]
        ):
            break
        stop += 1
    return stop


def infinitive_at(sentence: Sentence, cue: Cue, addressee: Range | None, end: int) -> int | None:
    """Where "to do something" begins behind the verb and its addressee."""
    place = cue.last
    if addressee is not None and not cue.verb.takes("v"):
        place = addressee[1]
    elif cue.verb.takes("i") and addressee is None:
        return None
    while place < end and (sentence[place].lower in TIME_WORDS or sentence[place].lower in ("last", "this", "on")):
        place += 1
    if place + 2 < end and sentence[place].raw == "," and addressee is not None:
        closing = next((i for i in range(place + 1, min(end, place + 14)) if sentence[i].raw == ","), None)
        if closing is not None and closing + 1 < end and sentence[closing + 1].lower == "to":
            place = closing + 1  # "urged the minister, in his role as envoy, to go on"
    if cue.lemma in ("demand", "plead", "appeal") and place < end and sentence[place].lower == "for":
        return place
    if place + 1 < end and sentence[place].lower == "not" and sentence[place + 1].lower == "to":
        return place
    if place + 1 < end and sentence[place].lower == "to":
        verb = sentence[place + 1]  # or a quotation that begins with it: "vowed to “give all it needs”"
        if verb.is_quote or verb.raw[0].islower():
            return place
    return None


def is_clause(sentence: Sentence, cue: Cue, place: int, end: int) -> bool:
    if end - place < MIN_CLAUSE:
        return False
    here = sentence[place]
    if here.lower in _NO_CLAUSE or here.lower in AUXILIARIES:
        return False  # "the plan he said could win": what is said lacks its subject
    if cue.lemma in ("say", "tell") and cue.verb.form != "base" and end - place > _MIN_SURE_CLAUSE:
        return True
    return has_verb(sentence, place, end) or any(item.is_quote for item in sentence[place:end])


def is_determiner(sentence: Sentence, place: int, end: int) -> bool:
    """Tell whether "that" points at a thing ("confirmed that report") rather than opening a clause."""
    rest = sentence[place + 1 : end]
    return (
        len(rest) < _MIN_SURE_CLAUSE
        and not any(item.is_quote for item in rest)
        and not has_verb(sentence, place + 1, end)
    )


def is_object(sentence: Sentence, cue: Cue, end: int) -> bool:
    here = sentence[cue.last]
    if cue.lemma == "raise" and not any(item.lower in _RAISED for item in sentence[cue.last : cue.last + 6]):
        return False  # "raised money", "raised the flag"
    return end - cue.last >= MIN_CLAUSE and (here.raw[0].isalpha() or here.is_quote) and here.lower not in (
        "by", "and", "or", "but", "in", "on", "at", "as", "from",
    )  # fmt: skip


def sentence_quoted_after(text: str, names: Mapping[int, int], sentence: Sentence, cue: Cue, end: int) -> int | None:
    """Where a quotation follows the verb that is a sentence of its own (it begins with a capital letter)."""
    place = after_adverbs(names, sentence, cue, end)
    while place < end and sentence[place].raw in (",", ":"):
        place += 1
    if place >= end or not sentence[place].is_quote:
        return None
    words = text[sentence[place].start : sentence[place].end].lstrip("\"'\u201c\u2018\u201e\u00ab[( ")
    return place if words[:1].isupper() and not words.startswith(("I ", "I'", "I\u2019")) else None


def stands_apart(text: str, sentence: Sentence, begin: int, place: int) -> bool:
    """Tell whether the narrator's words end before a quotation: ``Trump hit back: "It is over," he said``."""
    if all(item.is_quote or not item.raw[0].isalnum() for item in sentence[begin:place]):
        return False
    before = sentence[place - 1]
    if before.is_quote:
        return text[before.start : before.end].rstrip("\"'\u201d\u2019").endswith((".", "!", "?"))
    words = text[sentence[place].start : sentence[place].end].strip("\"'\u201c\u201d\u2018\u2019 ")
    sentences = words[:1].isupper() and len(words.split()) >= _MIN_SURE_CLAUSE and not words.startswith(("I ", "I'"))
    if before.raw == "," and sentences:
        return True
    return before.raw in (":", "(", ".", "!", "?", "-") or before.raw in DASHES


def only_introduces(sentence: Sentence, begin: int, stop: int) -> bool:
    """Tell whether the words before ", he said" are no saying: "However", "Asked whether …", "On Tuesday"."""
    words = [item for item in sentence[begin:stop] if item.is_quote or item.raw[0].isalnum()]
    if not words or words[0].is_quote:
        return not words
    first = words[0].lower
    if first in INTRODUCTIONS or (len(words) <= 2 and first in ADVERBS | DAYS | {"however", "but", "still"}):
        return True
    if first in PREPOSITIONS and words[-1].is_quote and len(words) > 1 and words[-2].lower in _TITLES:
        return True  # "Under the headline “War”, the paper said"
    return first in PREPOSITIONS and len(words) <= 4 and any(item.lower in DAYS | MONTHS for item in words)


_TITLES = frozenset("headline title titled headlined heading entitled banner slogan motto hashtag".split())
