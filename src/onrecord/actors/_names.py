"""Names in a text: those of the reference, and persons and organizations that only the text itself introduces."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

from onrecord.actors._body_names import whole_names
from onrecord.actors._known import DOUBTFUL_STATES, Entry, Known, family_of
from onrecord.actors._lexicon import (
    ENTRUSTED_HEADS,
    FORMER_WORDS,
    HEADS,
    HONORIFICS,
    NOT_NAMES,
    ORGANIZATION_WORDS,
    PARTICLES,
    PLACE_WORDS,
    SOURCE_HEADS,
    SUFFIXES,
    TITLE_MODIFIERS,
    VERBS_OF_SAYING,
)
from onrecord.actors._name_words import (
    families_like_titles,
    is_addressed,
    is_family_alone,
    is_irish,
    is_next_initial,
)
from onrecord.actors._spots import Spot, Title, full_name
from onrecord.actors._text import BREAK, Words
from onrecord.language import Analysis
from onrecord.reference import PhraseMatch, plain_text

_JOINING = frozenset({"of", "for", "to", "on", "in", "and", "&", "the"})
_BODIES = frozenset({"ministry", "department", "office"})  # "Ministry of Defense spokesperson"
_ENTRUSTING = frozenset({"for", "to", "on"})
_TITLE_REACH = 14  # words a title before a name may have; the longest in government/ has 12
_SHORTEST_GLUED = 3  # letters of a family name that opens a word glued to it
_RUN_REACH = 6  # words a person's name may have, initials and particles included
_LATER_HEADS = frozenset(
    {"king", "pope", "bishop", "marshal", "judge", "justice", "cardinal", "prince", "chancellor", "major"}
)
_LATER_MODIFIERS = frozenset({"white", "young", "law", "west", "north", "house", "banks", "french", "england"})
_LATER_NAMES = frozenset({"west", "north", "white", "black", "may", "march", "christian", "summer", "winter", "spring"})
"""Common words that are family names behind a given name: "Mary Jo White", "Allen West"."""
# Family names by which Chinese and Korean names in Latin letters are told: there the family name stands first.
FAMILY_FIRST = frozenset(
    """wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang deng
    feng han cao zeng peng xiao cai pan tian dong yuan yu jiang du ye cheng wei su lu ding ren shen yao lan zhong cui
    tan wen geng hua meng qin bai hou shi dai fu qian gu mao hong tao niu xi ji fang xiong kim park choi jung kang cho
    yoon jang lim shin hwang ahn tsai hsiao hsu chiang chang kuo chou lai tseng ri pak jong""".split()
)


_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in"
    r"|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)){1,2}"
)
"""One or two syllables of Chinese in Latin letters."""


def find_spots(words: Words, known: Known, analysis: Analysis) -> list[Spot]:
    """Find all names, in text order; they do not overlap."""
    model_people = {name.start: name.end for name in analysis.names if name.label == "person"}
    spots = _known_spots(words, known, model_people)
    owner = [-1] * len(words)
    for number, spot in enumerate(spots):
        for place in range(spot.first, spot.after):
            owner[place] = number
        doubtful = DOUBTFUL_STATES.get(spot.key) if spot.kind == "state" else None
        if doubtful is not None and not any(form in doubtful for form in words.forms):
            spot.kind = "none"  # "Georgia Rep. John Lewis" is no congressman of Georgia's parliament
    for spot in list(_runs(words, known, owner)):
        spots.append(spot)
        for place in range(spot.first, spot.after):
            owner[place] = len(spots) - 1
    for spot in spots:
        if spot.kind == "run":
            _begin_at_name(words, known, spot, model_people)
        spot.begin = spot.first
        if spot.kind in ("person", "run"):
            _add_title(words, known, spots, owner, spot)
    for spot in spots:
        if spot.kind == "run":
            _judge_run(words, known, spot, model_people)
    found = sorted((spot for spot in spots if spot.kind != "none"), key=lambda spot: spot.first)
    _set_twice(words, found)
    return whole_names(words, known, found, owner, analysis)


def _set_twice(words: Words, found: list[Spot]) -> None:
    """Let a name that is set once more right behind itself mean the same: "Steny Hoyer Steny Hamilton Hoyer"."""
    for spot, again in itertools.pairwise(found):
        if spot.after != again.first or spot.kind != "person" or spot.after - spot.first <= 1:
            continue
        given = words.forms[spot.first]
        same = words.written[again.first] == words.written[spot.first] and again.after - again.first > 1
        short = words.forms[again.after : again.after + 3] == ["(", given, ")"]  # "Steve Cohen Stephen (Steve) Cohen"
        if same or short:
            again.kind, again.key, again.reason, again.title = "person", spot.key, spot.reason, None
            again.words, again.begin = list(spot.words), again.first


def _known_spots(words: Words, known: Known, model_people: Mapping[int, int]) -> list[Spot]:
    forms, written, tree = words.forms, words.written, known.tree
    firsts = tree.first_words
    spots: list[Spot] = []
    border = 0
    for place in [place for place, form in enumerate(forms) if form in firsts]:
        if place < border:
            continue
        match = tree.longest(forms, place)
        while match is not None and not known.fits(match.value, written[place : match.after]):
            match = tree.longest(forms, place, match.after - 1) if match.after - 1 > place else None
        if match is not None and forms[place] == "the":
            # "the United Nations" must not hide "United Nations General Assembly".
            longer = tree.longest(forms, place + 1)
            reaches = longer is not None and longer.after > match.after
            if longer is not None and reaches and known.fits(longer.value, written[place + 1 : longer.after]):
                match = PhraseMatch(place, longer.after, longer.value)
        if match is None or _inside_word(words, match.after):
            continue
        entry: Entry = match.value
        if (
            entry.key == "Foreign Affairs"
            and words.forms[match.after : match.after + 1]
            and (words.forms[match.after] in HEADS or words.forms[match.after] in ORGANIZATION_WORDS)
        ):
            continue  # "the Foreign Affairs Secretary": no magazine
        if entry.kind in ("state", "people", "capital"):
            by_model = model_people.get(words.starts[place], 0) > words.ends[match.after - 1]
            if (by_model and match.after - place == 1 and words.is_capital(match.after)) or _part_of_name(
                words, known, place, match.after
            ):
                continue
        spots.append(Spot(place, match.after, entry.kind, entry.key))
        border = match.after
    return spots


def _inside_word(words: Words, after: int) -> bool:
    """Whether a match is only a part of a longer word: "US" in "US$"."""
    following = words.forms[after] if after < len(words) else BREAK
    return following == "$" and words.glued(after)


def _part_of_name(words: Words, known: Known, first: int, after: int) -> bool:
    """Whether a country's name is part of a person's ("Jim Jordan", "Chad Wolf", "Paris Hilton", "London Breed")."""
    if after - first != 1:
        return False
    before = words.forms[first - 1] if first else BREAK
    if before in known.given_names and words.is_capital(first - 1) and before not in NOT_NAMES:
        return not words.glued(first)
    if words.forms[first] in ("jordan", "chad", "israel", "paris", "london", "sydney", "austin", "georgia"):
        following = words.written[after] if after < len(words) else BREAK
        lower = following.lower()
        return (
            following[0].isupper() and len(following) > 1 and not following.isupper()
            and lower not in NOT_NAMES and lower not in HEADS and lower not in TITLE_MODIFIERS
            and lower not in ORGANIZATION_WORDS and not words.glued(after)
            and words.forms[first] in known.given_names
        )  # fmt: skip
    return False


def _runs(words: Words, known: Known, owner: list[int]) -> Iterator[Spot]:
    """Runs of capitalised words that no table knows."""
    written, forms = words.written, words.forms
    border = 0
    titled = families_like_titles(words, known.given_names)
    for place in [place for place, word in enumerate(written) if word != forms[place] and owner[place] < 0]:
        if place < border or not written[place][0].isupper():
            continue
        alone = forms[place] in titled and is_family_alone(words, place)
        if not alone and not _may_begin(words, place, known.given_names):
            continue
        border = _run_end(words, owner, place, known.given_names)
        if _glued_caption(written, place, border):
            yield Spot(place, place + 1, "run")
            continue
        yield Spot(place, border, "run")


def _glued_caption(written: list[str], first: int, after: int) -> bool:
    """Whether a family name stands before the full name and the words of a link ("Trump Donald John TrumpNext …")."""
    name = written[first]
    return len(name) > _SHORTEST_GLUED and any(written[place].startswith(name) for place in range(first + 2, after))


def _may_begin(words: Words, place: int, given_names: Mapping[str, str]) -> bool:
    form, word = words.forms[place], words.written[place]
    if form in HEADS or form in SOURCE_HEADS or form in TITLE_MODIFIERS or not word[0].isalpha():
        return False
    if form in _LATER_NAMES and is_addressed(words, place):
        return True
    if form in NOT_NAMES:  # "Bill Evanina" and "Christian Whiton" are names, "Bill" and "Christian" are not
        following = words.written[place + 1] if place + 1 < len(words) else BREAK
        plain = following.lower() not in NOT_NAMES and following.lower() not in HEADS and len(following) > 2
        opens_family = following in PARTICLES and place + 2 < len(words) and words.is_capital(place + 2)
        named = opens_family or (following[0].isupper() and plain)  # "Bill de Blasio"
        if form not in given_names or not named or words.headline_at(place):
            return False
    if words.glued(place) and words.forms[place - 1] in ("'", "-", "@", "#", "/", "_"):
        return False
    if words.forms[place - 2 : place] == ["st", "."]:
        return False  # "the St. Louis Post-Dispatch"
    if len(word) == 1:  # an initial begins a name only with its stop, or in "O'Donnell"
        if place + 2 >= len(words) or not words.glued(place + 1):
            return False
        following = words.forms[place + 1]
        return following == "." or (following == "'" and words.is_capital(place + 2) and words.glued(place + 2))
    return True


def _is_later_name(words: Words, place: int, first: int, given_names: Mapping[str, str]) -> bool:
    """Whether a common word ends a name that a given name opens: "Mary Jo White", but no "Obama White House"."""
    if words.forms[place] not in _LATER_NAMES or words.forms[first] not in given_names:
        return False
    return place + 1 == len(words) or not words.is_capital(place + 1)


def _run_end(words: Words, owner: list[int], first: int, given_names: Mapping[str, str]) -> int:
    """One past the last word of the name that begins at ``first``."""
    place, count, names = first + 1, len(words), 1
    forms, written = words.forms, words.written
    if len(written[first]) == 1 and place < count and forms[place] == ".":
        place += 1
    while place < count and names < _RUN_REACH and (owner[place] < 0 or forms[place] in ("-", "'")):
        form, word = forms[place], written[place]
        if form in ("-", "'") and words.glued(place) and place + 1 < count and words.glued(place + 1):
            following = written[place + 1]
            if following[0].isupper() or (form == "-" and following[0].isalpha() and len(following) < 7):
                if form == "'" and len(written[place - 1]) > 2:
                    break  # not O'Donnell or D'Souza: an apostrophe that quotes
                place += 2
                continue
            break
        if words.glued(place):
            if not is_next_initial(words, place):
                break
            place += 2
            continue
        if form in PARTICLES and place + 1 < count and written[place + 1][0].isupper() and owner[place + 1] < 0:
            if words.glued(place + 1) and forms[place + 1] != "-":
                break
            place += 2
            names += 1
            continue
        if not word[0].isupper() and len(word) > 3 and word != form and word[1:].lower() != word[1:]:
            place += 1  # "Joseph diGenova"
            names += 1
            continue
        if not word[0].isupper():
            if form in PARTICLES and place + 2 < count and forms[place + 1] == "-" and written[place + 2][0].isupper():
                place += 3
                names += 1
                continue
            break
        if form == forms[first] and names > 1 and word == written[first]:
            break  # "Steny Hoyer Steny Hamilton Hoyer": set twice
        if names > 1 and forms[place + 1 : place + 4] == ["(", forms[first], ")"]:
            break  # "Steve Cohen Stephen (Steve) Cohen": so too
        if form in SUFFIXES:
            place += 1
            if place < count and forms[place] == "." and words.glued(place):
                place += 1
            break
        if len(word) == 1:
            if place + 1 < count and forms[place + 1] == "." and words.glued(place + 1):
                place += 2
                continue
            if is_irish(words, place):  # "Martin O'Malley"
                place += 3
                names += 1
                continue
            break
        if form == "jun" and forms[place - 1] in FAMILY_FIRST:
            place += 1  # a given name here, no month
            names += 1
            continue
        if _is_later_name(words, place, first, given_names):
            place += 1
            break
        if form in NOT_NAMES or (form in HEADS and form not in _LATER_HEADS):
            break
        if form in TITLE_MODIFIERS and form not in _LATER_MODIFIERS | _LATER_HEADS:
            break
        place += 1
        names += 1
    return place


def title_before(words: Words, known: Known, spots: list[Spot], owner: list[int], place: int) -> Title | None:
    """The title that ends directly before a word, None where there is none."""
    forms = words.forms
    first = place
    head = ""
    country: str | None = None
    organization: str | None = None
    seen: list[str] = []
    entrusted: str | None = None  # "envoy for Iran": the country after the preposition is what the post is about
    right = place  # where the words to the right of the one being read begin
    step = place - 1
    while step >= 0 and place - step <= _TITLE_REACH:
        form = forms[step]
        if form == BREAK or words.quote[step] != words.quote[place]:
            break
        if form in _ENTRUSTING and country is not None and owner[right if forms[right] != "the" else right + 1] >= 0:
            entrusted, country = country, None
        right = step
        if form == "." and words.glued(step) and step and (forms[step - 1] in HEADS or len(forms[step - 1]) == 1):
            step -= 1
            continue
        number = owner[step]
        if number >= 0:
            spot = spots[number]
            if spot.kind not in ("state", "people", "organization", "government", "capital"):
                break
            if spot.kind in ("state", "people") or spot.kind in ("government", "capital"):
                country = country or spot.key
            else:
                organization = organization or spot.key
            seen += forms[spot.first : spot.after]
            step = first = spot.first
            step -= 1
            continue
        if form in _JOINING:
            listed = form == "and" and words.written[step - 1].islower() and forms[step - 1] in HEADS
            body = form == "of" and step and forms[step - 1] in _BODIES and words.is_capital(step - 1)
            if head and not listed and not body:
                break
            step -= 1
            continue
        if form == "s" and step and forms[step - 1] == "'" and words.glued(step):
            step -= 2
            continue
        if form == "-" and words.glued(step):
            step -= 1
            continue
        if form in HEADS or form == "official":
            if head and words.written[step][0].isupper() and not words.written[first][0].isupper():
                break
            if form == "official" and not words.is_capital(step):
                break
            if HEADS.get(form) not in ENTRUSTED_HEADS and entrusted is not None:
                country, entrusted = country or entrusted, None
            if not head:
                head = HEADS.get(form, form)
            seen.append(form)
            first = step
        elif form in TITLE_MODIFIERS:
            seen.append(form)
            first = step
        else:
            break
        step -= 1
    if not head or first == place:
        return None
    last = place - 1
    while last > first and forms[last] == ".":
        last -= 1
    if forms[last] in _JOINING:
        return None
    return Title(first, place, head, frozenset(seen), country, any(word in FORMER_WORDS for word in seen), organization)


def _add_title(words: Words, known: Known, spots: list[Spot], owner: list[int], spot: Spot) -> None:
    forms = words.forms
    step = spot.first - 1
    if step >= 0 and forms[step] == "." and words.glued(step):
        step -= 1
    if step >= 0 and forms[step] in PARTICLES and is_addressed(words, step):  # "Mr. van Dyke"
        spot.first = step
        step -= 1 + (forms[step - 1] == ".")
    if step >= 0 and forms[step] in HONORIFICS and words.is_capital(step) and owner[step] < 0:
        spot.honorific = HONORIFICS[forms[step]]
        spot.begin = step
        return
    title = title_before(words, known, spots, owner, spot.first)
    if title is not None:
        spot.title = title
        spot.begin = title.first
        return
    # "CNN's Fareed Zakaria": an organization that the person belongs to.
    if step >= 1 and forms[step] == "s" and forms[step - 1] == "'" and step >= 2 and owner[step - 2] >= 0:
        holder = spots[owner[step - 2]]
        if holder.kind == "organization":
            spot.title = Title(spot.first, spot.first, "", frozenset(), None, False, holder.key)


def _begin_at_name(words: Words, known: Known, spot: Spot, model_people: dict[int, int]) -> None:
    """Leave out what stands before the person that the analysis names within a run ("… and Resources Brian McKeon")."""
    if words.starts[spot.first] in model_people or words.forms[spot.first] in known.given_names:
        return
    for place in range(spot.first + 1, spot.after - 1):  # a name of two words at least
        end = model_people.get(words.starts[place])
        if end == words.ends[spot.after - 1]:
            initials = all(len(written) == 1 for written in words.written[spot.first : place])
            spot.first = spot.first if initials else place  # "Rep. C.A. Dutch Ruppersberger" is one name
            return


_HEADLINE_VERBS = frozenset(
    """says warns tells calls urges vows slams denies accuses announces outlines names signs hosts meets holds releases
    issues launches delivers visits travels speaks welcomes condemns praises thanks orders nominates convenes
    celebrates encouraging announcing marking honoring commemorating celebrating welcoming congratulating urging
    highlighting recognizing""".split()
)


def _judge_run(words: Words, known: Known, spot: Spot, model_people: dict[int, int]) -> None:
    """Decide whether a run of capitalised words names a person or an organization; else it becomes ``none``."""
    forms = words.forms
    while spot.after - spot.first > 1 and forms[spot.after - 1] in _HEADLINE_VERBS:
        spot.after -= 1  # "TRUMP SAYS HE WILL": a headline
    spot.words = [unit.rstrip(".") for unit in plain_text(full_name(words, spot)).lower().split()]
    last = len(spot.words) - 1  # "Jiang Bin": a particle stands before a name
    names = [
        word
        for at, word in enumerate(spot.words)
        if word and word not in SUFFIXES and (word not in PARTICLES or (at == last and at))
    ]
    following = forms[spot.after] if spot.after < len(words) else BREAK
    if not names:
        spot.kind = "none"
        return
    if len(names) == 1:
        spot.kind = "family"
        spot.key = names[0]
        spot.named_by_model = words.starts[spot.first] in model_people
        return
    if names[-1] == "administration":
        spot.kind = "none"  # "the Trump Administration" is read as a government
        return
    organized = any(word in ORGANIZATION_WORDS for word in names)
    placed = names[-1] in PLACE_WORDS
    given = names[0] in known.given_names or (len(names[0]) == 1)
    by_title = spot.title is not None and bool(spot.title.head)
    by_model = words.starts[spot.first] in model_people
    if (
        organized
        and not (by_title and names[-1] not in ORGANIZATION_WORDS)
        and not (given and len(names) == 2 and by_model)
    ):
        spot.kind = "organization" if names[-1] in ORGANIZATION_WORDS and names[0] not in ORGANIZATION_WORDS else "none"
        spot.reason = "organization word"
        while spot.kind == "organization" and _begins_name(words, spot.first - 1) and spot.begin == spot.first:
            spot.first = spot.begin = spot.first - 1
        spot.key = full_name(words, spot)
        return
    if placed and not by_title and not by_model:
        spot.kind = "none"
        return
    in_headline = words.headline_at(spot.first)
    short = len([word for word in names if len(word) > 1]) <= 2
    if in_headline and not (by_title or given or by_model):
        spot.kind = "run"
        return
    reason = ""
    if _is_label(words, spot, len(names)):
        reason = "label of a transcript"
    elif by_title:
        reason = "title before name"
    elif spot.honorific:
        reason = "form of address"
    elif by_model:
        reason = "name in the analysis"
    elif given and (short or not in_headline):
        reason = "given name"
    elif spot.title is not None:
        reason = "organization before name"
    elif names[0] in FAMILY_FIRST and len(names) <= 3:
        reason = "family name first"
    elif (
        following in VERBS_OF_SAYING
        or (following == "," and _age_or_apposition(words, spot.after + 1))
        or (spot.begin and forms[spot.begin - 1] in VERBS_OF_SAYING and following in {",", ".", BREAK})
    ):
        reason = "reporting verb or apposition"
    if not reason or len(names) > 4:
        spot.kind = "run"
        return
    spot.kind = "person"
    spot.key = ""
    spot.reason = reason


_IN_NAMES_OF_BODIES = frozenset(
    """nuclear economic public global world political international strategic policy trade energy security health
    research science technology""".split()
)
"""Words of titles that begin names of bodies as well: "the Nuclear Posture Review"."""


def _begins_name(words: Words, place: int) -> bool:
    """Whether a word before a body's name belongs to it: a capitalised one that no sentence begins with."""
    return (
        place > 0
        and words.forms[place] in _IN_NAMES_OF_BODIES
        and words.is_capital(place)
        and not words.sentence_initial(place)
        and not words.headline_at(place)
    )


def _is_label(words: Words, spot: Spot, names: int) -> bool:
    """Whether a name in capitals with a colon opens a line, as in a transcript, and opens others too."""
    forms = words.forms
    if not 2 <= names <= 3 or forms[spot.after : spot.after + 1] != [":"]:
        return False
    if spot.first and forms[spot.first - 1] != BREAK:
        return False
    if not all(words.written[place].isupper() for place in range(spot.first, spot.after) if forms[place].isalpha()):
        return False
    first, length = forms[spot.first], spot.after - spot.first
    others = (place for place, form in enumerate(forms) if form == first and place != spot.first)
    return any(forms[place : place + length + 1] == [*forms[spot.first : spot.after], ":"] for place in others)


def _age_or_apposition(words: Words, place: int) -> bool:
    if place + 2 >= len(words):
        return False
    form = words.forms[place]
    if form.isdigit() and len(form) == 2 and words.forms[place + 1] == ",":
        return True
    if form == "who":
        return True
    reach = range(place, min(place + 6, len(words)))
    heads = [step for step in reach if words.forms[step] in HEADS]
    if form in ("a", "an", "the"):
        return bool(heads)
    # "Cailin Birch, global economist at …"
    return (
        bool(heads)
        and words.forms[heads[0] + 1] in ("at", "of", "for", "with", "in")
        and words.written[place].islower()
    )


def family_name(spot: Spot) -> str:
    """The family name of a person that only the text knows, in lower case."""
    first = spot.words[0]
    hyphened = len(spot.words) == 2 and "-" in spot.words[1]  # "Kim Kye-gwan", "Tsai Ing-wen"
    if first in FAMILY_FIRST and (spot.reason == "family name first" or hyphened or _seems_chinese(spot)):
        return first
    return family_of(spot.words)


def _seems_chinese(spot: Spot) -> bool:
    """Whether a name of two words is written family name first: its other word is made of such syllables."""
    return len(spot.words) == 2 and _SYLLABLES.fullmatch(spot.words[1]) is not None
