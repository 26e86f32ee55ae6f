"""Who speaks and who is spoken to: the words before and after a reporting verb."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.statements._cues import verbs
from onrecord.statements._items import Item, Sentence

DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow mon tue tues wed thu"
    " thurs fri sat sun".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan. feb. aug. sept."
    " oct. nov. dec.".split()
)
TIME_WORDS = DAYS | frozenset(
    "morning afternoon evening night week weekend month year earlier later ago recently".split()
)
BE = frozenset("is are was were be been being am 's 're 'm".split())
AUXILIARIES = BE | frozenset(
    "has have had having do does did will would could can may might must should shall 'd 've 'll wo ca n't not"
    " never cannot".split()
)
MODALS = frozenset("will would could can may might must should shall 'd 'll wo ca".split())
NEGATIONS = frozenset("not n't never neither nor".split())
ADVERBS = frozenset(
    "also later previously earlier repeatedly then once now already recently still reportedly publicly privately"
    " simply just even often always further instead again twice finally first subsequently both all themselves himself"
    " herself itself meanwhile today yesterday ever soon long thus separately quickly only allegedly once "
    " actually famously explicitly specifically openly since first rather certainly".split()
)
# Words after which a new clause begins; a subject never reaches back over them.
CLAUSE_WORDS = frozenset(
    "that because when while if although though whether which where whereas unless until since as but so than who whom"
    " what why how before after once whose".split()
)
PREPOSITIONS = frozenset(
    "on in at during after before to via through from by with over about at amid following ahead outside inside"
    " upon under of for near between against without despite since throughout alongside besides".split()
)
SUBJECT_PRONOUNS = frozenset("he she they it we i you who".split())
OBJECT_PRONOUNS = frozenset("him her them me us himself herself themselves".split())
DETERMINERS = frozenset("the a an this that these those his her its their our my your some any no every each".split())
NOUN_MARKERS = DETERMINERS | frozenset(
    "two three four five six seven eight nine ten eleven twelve few several many dozen hundred phone such more new"
    " former recent other own same his previous latest first second last next 's '".split()
)
IRREGULAR_PASTS = frozenset(
    "won went came took made gave got had met left held ran began saw knew became rose fell lost kept brought sent"
    " spoke stood put led paid sold built grew did was were is are has have drew broke chose hit".split()
)
_LEADING = frozenset(
    "speaking"
    " however meanwhile still yet then later earlier also and but so now today yesterday instead nor or in-depth"
    " for indeed moreover nevertheless nonetheless furthermore additionally separately besides again plus rather thus"
    " therefore otherwise if when while as because although though since recently with finally nor asked".split()
)
DASHES = frozenset({"-", "--", "\u2013", "\u2014", "\u2015"})
_MOST_COMMAS = 4  # within the clause that describes a speaker
_MAX_RELATIVE = 15  # items of a relative clause without commas
_MAX_SUBJECT = 40  # items; no subject of a reporting verb in the news is longer
_LONGEST_LEADING = 20  # items that may introduce the sentence before its subject

Range = tuple[int, int]
"""First and one past the last item."""


_TELLING = frozenset("say tell add note warn claim argue suggest insist stress".split())


def is_finite(item: Item) -> bool:
    """Tell whether a word is evidently a finite verb: an auxiliary, or a past or third-person reporting verb."""
    if item.lower in AUXILIARIES:
        return True
    verb = verbs().get(item.lower)
    if verb is None or verb.lemma in ("find", "see", "read"):
        return False
    return verb.form in ("past", "participle") or (verb.form == "ing" and verb.lemma in _TELLING)


def back_over_adverbs(sentence: Sentence, cue: int) -> tuple[int, list[str]]:
    """Walk left from a verb over its auxiliaries, adverbs and dates.

    Returns:
        The index of the last item before them (-1 if none), and the auxiliaries passed, in lower case.
    """
    index = cue - 1
    passed = []
    while index >= 0:
        word = sentence[index].lower
        if sentence[index].is_quote:
            break
        if word in AUXILIARIES:
            passed.append(word)
        elif index >= 1 and _is_dated(sentence[index - 1].lower, word):
            index -= 1
        elif word == "time" and index >= 2 and sentence[index - 2].lower in ("at", "for", "second", "third"):
            while index > 0 and sentence[index].lower not in ("at", "for"):
                index -= 1
        elif (
            word in ADVERBS
            or word in DAYS
            or (len(word) > 4 and word.endswith("ly") and sentence[index].raw[0].islower())
        ):
            pass
        else:
            break
        index -= 1
    return index, passed


def _is_dated(before: str, word: str) -> bool:
    """Tell whether two words are a date of the saying: "on Wednesday", "last week"."""
    return (before == "on" and word in DAYS) or (before in ("last", "this", "earlier", "late") and word in TIME_WORDS)


def subject_before(sentence: Sentence, cue: int) -> tuple[Range, Range] | None:
    """Find the subject that ends right before a verb.

    Returns:
        The whole subject with the clause that describes it, and the part that names it; None where there is none.
    """
    last, _ = back_over_adverbs(sentence, cue)
    if last < 0:
        return None
    described_to = None
    if sentence[last].raw == "," or sentence[last].raw in DASHES:
        # "Wang Wenbin, a spokesman for the ministry, said": the describing clause lies between two commas
        opening = last - 1
        mark = sentence[last].raw
        while opening >= 0 and sentence[opening].raw != mark and last - opening < _MAX_SUBJECT:
            if sentence[opening].is_quote:
                break
            opening -= 1
        if opening < 0 or sentence[opening].raw != mark:
            return None
        if mark == ",":
            opening = _opening_comma(sentence, opening)
            if sentence[opening + 1].lower in ("and", "but", "or"):
                return None
        described_to = last
        last = opening - 1
    elif sentence[last].raw == ")":
        opening = last - 1
        while opening >= 0 and sentence[opening].raw != "(":
            opening -= 1
        if opening <= 0:
            return None
        last = opening - 1
    if described_to is not None and last >= 2 and sentence[last].raw.isdigit() and sentence[last - 1].raw == ",":
        last -= 2  # "Lee, 35, a baker, said": the age is part of the description
    if last < 0:
        return None
    first = _first_of_subject(sentence, last)
    first = _without_leading(sentence, first, last)
    if first > last or last - first > _MAX_SUBJECT or not _can_speak(sentence, first, last):
        return None
    head = (first, last + 1)
    if described_to is None or not _describes(sentence[last + 2]):
        return head, head
    return (first, described_to), head


def _opening_comma(sentence: Sentence, comma: int) -> int:
    """Where the clause that describes a speaker opens; it may hold commas itself ("Lee, head of trade, energy and …").

    Args:
        sentence: the items.
        comma: the last comma before the one that closes the clause.

    Returns:
        The comma right behind a name, where the words after it describe; else the comma given.
    """
    place = comma
    for _ in range(_MOST_COMMAS):
        if place <= 0 or sentence[place - 1].raw[0].isupper() or not sentence[place + 1].raw[0].islower():
            return place if place > 0 and sentence[place - 1].raw[0].isupper() else comma
        earlier = place - 1
        while earlier >= 0 and sentence[earlier].raw != ",":
            if sentence[earlier].is_quote or sentence[earlier].raw in ";:." or is_finite(sentence[earlier]):
                return comma
            earlier -= 1
        if earlier < 0:
            return comma
        place = earlier
    return comma


_DESCRIBING = frozenset("managing acting founding leading commanding presiding serving".split())


def _describes(item: Item) -> bool:
    """Tell whether a clause between commas tells who somebody is, rather than when or how something was said."""
    word = item.lower
    if word in ("who", "whose"):
        return True
    if item.is_quote or word in PREPOSITIONS or word in CLAUSE_WORDS or word in ADVERBS:
        return False
    return not (item.raw[0].islower() and word.endswith("ing")) or word in _DESCRIBING


def _first_of_subject(sentence: Sentence, last: int) -> int:
    if sentence[last].lower in SUBJECT_PRONOUNS - {"you", "who"}:
        before = sentence[last - 1].lower if last else ""
        if before not in ("and", "or"):
            return last  # "the candidate they said …": a pronoun stands alone
    index = last
    while index >= 0 and last - index <= _MAX_SUBJECT + _LONGEST_LEADING:
        item = sentence[index]
        if item.is_quote or item.raw in ":;,()\u2026." or item.raw in DASHES:
            break
        if item.raw[0].islower() or index == 0:
            ends = item.lower in CLAUSE_WORDS and not (item.lower == "that" and index == last)
            ends = ends or (index < last and is_finite(item) and item.lower != "'s")
            if ends:
                noun = _noun_before_relative(sentence, index)
                if noun is None:
                    break
                index = noun
                continue
            if item.lower in ("and", "or") and _verb_before(sentence, index):
                break
        index -= 1
    return index + 1


def _noun_before_relative(sentence: Sentence, index: int) -> int | None:
    """Find the noun whose relative clause holds the word at ``index`` ("an official who was briefed said")."""
    for place in range(index, max(0, index - _MAX_RELATIVE), -1):
        item = sentence[place]
        if item.is_quote or item.raw in ",;:()" or item.raw in DASHES:
            return None
        if item.lower == "who":
            before = sentence[place - 1]
            if before.is_quote or not before.raw[0].isalpha() or before.lower in AUXILIARIES | PREPOSITIONS | {"and"}:
                return None
            return None if is_finite(before) else place - 1
    return None


def _verb_before(sentence: Sentence, index: int) -> bool:
    for item in reversed(sentence[max(0, index - 25) : index]):
        if item.is_quote or item.raw in ";:":
            return True
        if item.raw == ",":
            return sentence[index - 1].raw == ","
        if item.lower in CLAUSE_WORDS:
            return False
        if item.lower in IRREGULAR_PASTS:
            return True
        if is_finite(item) and item.lower != "'s":
            return True
        if item.raw[0].islower() and item.lower.endswith("ed"):
            return True
    return False


def _without_leading(sentence: Sentence, first: int, last: int) -> int:
    """Leave out what only introduces the sentence: "However", "In June", "On Tuesday"."""
    while first <= last and (
        sentence[first].lower in _LEADING
        or sentence[first].lower in TIME_WORDS
        or (
            first < last
            and len(sentence[first].raw) > 4
            and sentence[first].lower.endswith("ly")
            and sentence[first + 1].raw[0].isupper()
        )
    ):
        first += 1
    if first <= last and sentence[first].lower in PREPOSITIONS:
        # "In June Biden": the name at the end is the subject
        index = last
        if sentence[index].lower in SUBJECT_PRONOUNS:
            return index
        while index > first and sentence[index].raw[0].isupper() and sentence[index].lower not in MONTHS | DAYS:
            index -= 1
        if index > first and sentence[index].lower in DETERMINERS:
            return index
        if index == last:
            while index > first and sentence[index].lower not in DETERMINERS:
                index -= 1
            return index if index > first + 1 else last + 1
        return index + 1
    return first


def _can_speak(sentence: Sentence, first: int, last: int) -> bool:
    word = sentence[last]
    if not any(character.isalpha() for character in word.raw) and word.raw not in (".",):
        return word.raw.isdigit()
    if word.lower in OBJECT_PRONOUNS or word.lower in ("there", "what", "to", "and", "or", "of", "the", "a"):
        return False
    if word.lower in SUBJECT_PRONOUNS:
        return True
    if word.lower in PREPOSITIONS or word.lower in AUXILIARIES:
        return False
    return not (first == last and not word.raw[0].isupper() and not word.lower.endswith("s") and len(word.raw) < 4)


def subject_after(sentence: Sentence, cue: int) -> tuple[Range, Range] | None:
    """Find the subject behind an inverted verb ("said Wang Wenbin, a spokesman for the ministry").

    Returns:
        The whole subject with what describes it, and the part that names it; None where there is none.
    """
    first = cue + 1
    if first >= len(sentence):
        return None
    item = sentence[first]
    if item.is_quote or not item.raw[0].isalpha():
        return None
    if item.lower in SUBJECT_PRONOUNS:
        return (first, first + 1), (first, first + 1)
    if item.lower in PREPOSITIONS or item.lower in CLAUSE_WORDS or item.lower in OBJECT_PRONOUNS or item.lower in DAYS:
        return None
    end = first
    while end < len(sentence) and end - first < _MAX_SUBJECT:
        here = sentence[end]
        if (
            here.is_quote
            or here.raw in ",;:!?()"
            or here.raw in DASHES
            or (here.raw == "." and end == len(sentence) - 1)
        ):
            break
        if end > first and (here.lower in CLAUSE_WORDS or here.lower in DAYS):
            break
        if end > first and here.lower in PREPOSITIONS and here.lower not in ("of", "for", "from", "with", "at"):
            break
        if (
            end > first
            and here.lower in ("for", "from", "with", "at")
            and sentence[end - 1].raw[0].isupper()
            and end - first <= 3
        ):
            # "said Biden at a news conference" against "said an analyst at the bank"
            break
        if end > first and (here.lower in AUXILIARIES and here.lower != "'s"):
            break
        end += 1
    if end == first:
        return None
    head = (first, end)
    if not (
        item.raw[0].isupper()
        or item.lower in DETERMINERS
        or any(w.raw[0].isupper() for w in sentence[first:end])
        or end - first >= 2
        or item.lower.endswith("s")
    ):
        return None
    return (first, _described_until(sentence, end)), head


def _described_until(sentence: Sentence, end: int) -> int:
    """Where the clause ends that describes an inverted subject ("said Lee, a minister, who …")."""
    last = len(sentence)
    while last > end and not sentence[last - 1].is_quote and sentence[last - 1].raw in ".!?":
        last -= 1
    if end + 1 >= last or sentence[end].raw != "," or not _describes(sentence[end + 1]):
        return end
    if sentence[end + 1].lower in SUBJECT_PRONOUNS - {"who"} or sentence[end + 1].lower in DAYS | {"and", "but", "or"}:
        return end
    stop = end + 1
    while (
        stop < last
        and not sentence[stop].is_quote
        and sentence[stop].raw not in ";:()"
        and (sentence[stop].raw not in DASHES)
    ):
        if sentence[stop].raw == "," and stop + 1 < last:
            following = sentence[stop + 1]
            if following.is_quote or following.lower in ("and", "adding", "but", "in", "during", "when", "as", "while"):
                break
            if following.lower.endswith("ing") or following.lower in SUBJECT_PRONOUNS - {"who"}:
                break
        stop += 1
    return stop if stop - end < _MAX_SUBJECT else end


_NOBODY = frozenset("guilty innocent again nothing something anything little".split())
_TIMES = frozenset(
    "week month year morning afternoon evening night weekend summer spring fall autumn winter time".split()
)


def addressee_after(sentence: Sentence, first: int, limit: int, names: Mapping[int, int]) -> Range | None:
    """Find the addressee that begins at item ``first`` ("told **reporters** on Monday", "told **Xi** Taiwan is").

    Args:
        sentence: the items.
        first: where it can begin.
        limit: where it must have ended.
        names: known mentions of actors, start to end in code points.
    """
    if first >= limit:
        return None
    item = sentence[first]
    if item.is_quote:
        return None
    following = sentence[first + 1].lower if first + 1 < limit else ""
    if item.lower in _NOBODY or (item.lower in TIME_WORDS | {"this", "last", "next"} and following in _TIMES | DAYS):
        return None  # "warned this week that …", "pleaded guilty to …"
    if item.lower == "it" and first + 1 < limit and is_finite(sentence[first + 1]):
        return None  # "warned it planned to …": it is who plans
    if item.lower in OBJECT_PRONOUNS or (item.lower in ("it", "you") and first + 1 < limit):
        return (first, first + 1)
    if not item.raw[0].isalpha() or item.lower in CLAUSE_WORDS or item.lower in PREPOSITIONS or item.lower in DAYS:
        return None
    if item.lower in SUBJECT_PRONOUNS or item.lower in AUXILIARIES:
        return None
    end = first
    capital_run_end = None
    named_until = None
    while end < limit:
        here = sentence[end]
        if here.is_quote or here.raw in ",.;:!?()" or here.raw in DASHES:
            break
        if here.start in names and named_until is None:
            named_until = names[here.start]
        if end > first:
            if here.lower in CLAUSE_WORDS or here.lower in DAYS or here.lower in SUBJECT_PRONOUNS or here.lower == "to":
                break
            if here.lower == "not" and end + 1 < limit and sentence[end + 1].lower == "to":
                break  # "urged Washington not to"
            if here.lower in ("there", "earlier", "later", "last", "this") or here.lower in ADVERBS:
                break
            if here.lower in PREPOSITIONS and here.lower not in ("of", "for", "with", "from"):
                break
            if here.lower in DETERMINERS and sentence[end - 1].lower not in ("of", "for", "with", "from", "and"):
                break
            if (here.lower in AUXILIARIES or is_finite(here)) and here.lower not in ("'s", "may"):
                # the clause's own subject was read with it: the addressee is its first name only
                split = _split_names(sentence, first, end, named_until)
                if split is None or sentence[split - 1].lower in DETERMINERS:
                    return None  # "warned the case might lead": the case is no one who is told
                return (first, split)
            if sentence[end - 1].raw[0].isupper() and not here.raw[0].isupper() and capital_run_end is None:
                capital_run_end = end
        end += 1
    return (first, end) if end > first else None


def _split_names(sentence: Sentence, first: int, end: int, named_until: int | None) -> int | None:
    if named_until is not None:
        for index in range(first, end):
            if sentence[index].end == named_until and index + 1 < end:
                return index + 1
    # "told Biden Taiwan is", "told reporters China has"
    if end - first < 2:
        return None
    if sentence[first].raw[0].islower():
        for index in range(first + 1, end):
            if sentence[index].raw[0].isupper() or sentence[index].lower in DETERMINERS:
                return index
        return first + 1
    if sentence[first].raw.rstrip(".").lower() in ("mr", "mrs", "ms", "president", "secretary", "minister", "premier"):
        return min(first + 2, end)
    return first + 1
