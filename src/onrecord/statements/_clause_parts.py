"""Small judgements about the words of a sentence that the reading of reporting verbs rests on."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements._cue_search import Cue
from onrecord.statements._cues import NOUN_FORMS, verbs
from onrecord.statements._items import Item, Sentence
from onrecord.statements._phrases import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_WORDS,
    DASHES,
    DAYS,
    DETERMINERS,
    IRREGULAR_PASTS,
    MONTHS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    Range,
)
from onrecord.statements._types import Attribution, Stretch

_MIN_BEFORE_DASH = 4  # items
_LONGEST_DESCRIPTION = 3  # small words between a description's first word and the name


def answer(made: Sequence[Attribution]) -> None:
    """ "Asked by Y whether …, X said": Y asks X, and X answers Y."""
    for place, question in enumerate(made[:-1]):
        if question.rule != "question" or question.kind != "ask":
            continue
        answer = made[place + 1]
        if answer.kind == "believe" and place + 2 < len(made):
            answer = made[place + 2]  # "asked if he believed …, he said"
        if answer.head is None or answer.rule == "question":
            continue
        answer.asked = question.addressee
        if question.head is not None and question.addressee is None:
            question.addressee = answer.head
        if answer.addressee is None:
            answer.addressee = question.head


def stretch_of(sentence: Sentence, words: Range | None) -> Stretch:
    if words is None:
        raise ValueError("no words")
    return sentence[words[0]].start, sentence[words[1] - 1].end


def sentence_end(sentence: Sentence) -> int:
    end = len(sentence)
    while (
        end > 0
        and not sentence[end - 1].is_quote
        and sentence[end - 1].raw in (".", "!", "?", "...", "\u2026", ";", ":")
    ):
        end -= 1
    return end


_OPENING_PARTICIPLES = frozenset(
    "asked pressed told questioned informed confronted faced quizzed challenged reminded given based".split()
)
"""Participles that open a sentence, before its subject: "Asked whether he would go, Lee shook his head"."""


_NOBODY = frozenset("there here more each every perhaps maybe wait".split())
"""Words in capitals that open a sentence and name nobody."""


def after_dateline(sentence: Sentence) -> int:
    """Skip "WASHINGTON (AP) \u2014"."""
    if sentence[0].raw.isupper() and len(sentence[0].raw) > 1:
        for place in range(1, min(len(sentence), 14)):
            if sentence[place].raw in DASHES:
                return place + 1
    return 0


def leading_name(sentence: Sentence, limit: int) -> Range | None:
    """The first pronoun, name or described person of a sentence: a guess at its subject."""
    place = first = after_dateline(sentence)
    last = min(limit, place + 12)
    while place < last:
        item = sentence[place]
        if item.is_quote:
            return None
        if item.lower in SUBJECT_PRONOUNS and item.lower not in ("you", "who"):
            return (place, place + 1)
        if (
            (item.raw[0].isupper() or item.lower in DETERMINERS)
            and item.lower not in PREPOSITIONS
            and item.lower not in CLAUSE_WORDS | ADVERBS | DAYS | MONTHS | {"and", "but", "or", "yet", "so", "however"}
            and item.lower not in _NOBODY
            and not item.lower.endswith("ing")
            and not (place == first and item.lower in _OPENING_PARTICIPLES)
            and not (place + 1 < limit and sentence[place + 1].lower in ("later", "earlier", "ago"))
        ):
            end = place + 1
            while (
                end < limit
                and not sentence[end].is_quote
                and (
                    sentence[end].raw[0].isupper()
                    or sentence[end].lower in ("of", "the", "'s", "for", "and", "\u2010")
                    or (item.lower in DETERMINERS and not ends_noun_phrase(sentence[end]))
                )
            ):
                end += 1
            while end > place + 1 and sentence[end - 1].lower in ("of", "the", "for", "and", "'s", "\u2010"):
                end -= 1
            return (place, _name_behind(sentence, end, limit))
        opens = place == first and (item.lower.endswith("ing") or item.lower in _OPENING_PARTICIPLES)
        if item.lower in PREPOSITIONS or item.lower in CLAUSE_WORDS or opens:
            while place < limit and sentence[place].raw != ",":
                place += 1
        place += 1
    return None


def _name_behind(sentence: Sentence, place: int, limit: int) -> int:
    """Where the name ends that a description leads to: "Republican presidential nominee **Mitt Romney**"."""
    end = place
    while end < limit and end - place < _LONGEST_DESCRIPTION and not sentence[end].is_quote:
        if not sentence[end].raw[0].islower() or ends_noun_phrase(sentence[end]):
            break
        end += 1
    if end == place or end >= limit or sentence[end].is_quote or not sentence[end].raw[0].isupper():
        return place
    while end < limit and not sentence[end].is_quote and sentence[end].raw[0].isupper():
        end += 1
    return end


def has_complement(sentence: Sentence, cue: Cue, begin: int, end: int) -> bool:
    """Tell whether "called" names two things, somebody and what he is called; not "a group called X"."""
    if cue.lemma not in ("call", "dub", "term", "brand", "label") or any(item.is_quote for item in sentence[begin:end]):
        return True
    words = sentence[begin:end]
    if all(item.raw[0].isupper() or item.lower in ("of", "the", "and", "\u2010") for item in words):
        return False
    return words[0].lower not in ("a", "an", "one") and len(words) > 2


def before_dash(sentence: Sentence, first: int, end: int) -> int:
    """End what is said before a lone dash: what follows it is the narrator's ("… was ready \u2014 a first for him")."""
    dashes = [
        place
        for place in range(first, end)
        if sentence[place].raw in DASHES and sentence[place].start > sentence[place - 1].end
    ]
    return dashes[-1] if len(dashes) % 2 == 1 and dashes[-1] - first > _MIN_BEFORE_DASH else end


def ends_noun_phrase(item: Item) -> bool:
    word = item.lower
    if item.raw.isdigit():
        return False  # "the 2016 candidates"
    if not item.raw[0].isalpha() or word in AUXILIARIES or word in CLAUSE_WORDS or word in PREPOSITIONS:
        return True
    return word in verbs() or word in IRREGULAR_PASTS or (len(word) > 4 and word.endswith("ed"))


def is_verb(item: Item) -> bool:
    return item.raw[0].islower() and item.lower in verbs() and item.lower not in NOUN_FORMS


_PRONOUNS_WITH_IS = frozenset("it he she that there what who".split())


def has_verb(sentence: Sentence, first: int, end: int) -> bool:
    before = ""
    for item in sentence[first:end]:
        before, previous = item.lower, before
        if item.is_quote:
            continue
        if item.lower in ("but", "and", "which", "who"):
            return False  # that verb is no longer the clause's own
        if (item.lower in AUXILIARIES and item.lower != "'s") or is_verb(item):
            return True
        if item.lower in IRREGULAR_PASTS or (item.lower == "'s" and previous in _PRONOUNS_WITH_IS):
            return True
        if item.raw[0].islower() and len(item.raw) > 4 and item.lower.endswith("ed"):
            return True
    return False


def according_at(sentence: Sentence, first: int) -> int | None:
    for place in range(first, len(sentence) - 1):
        if sentence[place].lower == "according" and sentence[place + 1].lower == "to":
            return place
    return None


_WORDS = frozenset({"words", "phrase", "telling", "view"})
_LONGEST_NAMED = 12  # items of whom words are said to be


def in_words_of(sentence: Sentence) -> tuple[Range, Range] | None:
    """Find whose words a quotation is said to be: ``"…", in Lee's words``, ``"…", as Lee put it``.

    Returns:
        The words that say so, and those that name whose words they are; None where nobody is.
    """
    for place in range(len(sentence) - 2):
        if sentence[place].lower == "as" and place and (put := _put_it(sentence, place)) is not None:
            return (put, put + 2), (place + 1, put)
        if sentence[place].lower != "in":
            continue
        if [item.lower for item in sentence[place + 1 : place + 4]] == ["the", "words", "of"]:
            first = stop = place + 4
            while (
                stop < len(sentence) and not sentence[stop].is_quote and sentence[stop].raw not in (",", ";", ":", ".")
            ):
                stop += 1
            if 0 < stop - first <= _LONGEST_NAMED:
                return (place, first), (first, stop)
        for last in range(place + 2, min(len(sentence), place + _LONGEST_NAMED)):
            if sentence[last].is_quote or sentence[last].raw in (",", ";", ":"):
                break
            if sentence[last].lower in _WORDS and sentence[last - 1].lower in (
                "'s",
                "\u2019s",
                "'",
                "\u2019",
                "his",
                "her",
            ):
                named = (place + 1, last if sentence[last - 1].lower in ("his", "her") else last - 1)
                return ((place, last + 1), named) if named[0] < named[1] else None
    return None


def _put_it(sentence: Sentence, place: int) -> int | None:
    """Where "put it" stands behind an "as" and who did: ``as Lee put it``."""
    for put in range(place + 1, min(len(sentence) - 1, place + _LONGEST_NAMED)):
        if sentence[put].is_quote or sentence[put].raw in (";", ":"):
            return None
        if (
            put > place + 1
            and sentence[put].lower in ("put", "puts", "phrased", "phrases")
            and sentence[put + 1].lower == "it"
        ):
            return put
    return None


_LONGEST_SIGNED = 14  # items of a name and where he writes
_SMALL_WORDS = frozenset({"and", "of", "the", "for", "at", "in", "&", ".", "\u2019s", "'s", "-", "\u2010"})


def is_signature(items: Sentence) -> bool:
    """Tell whether words are who wrote what stands above and where: ``Ann Lee, Washington Post``, as digests print."""
    if not 4 <= len(items) <= _LONGEST_SIGNED or any(item.is_quote for item in items) or items[-1].raw in ".:;?!":
        return False
    commas = [place for place, item in enumerate(items) if item.raw == ","]
    words = [item for item in items if item.raw != ","]
    return (
        len(commas) == 1
        and commas[0] >= 2
        and all(item.raw[:1].isupper() or item.lower in _SMALL_WORDS for item in words)
        and not has_verb(items, commas[0], len(items))
    )
