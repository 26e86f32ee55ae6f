"""Several states that met: who "they", "the ministers" and "her counterparts" are in a page that names them once.

A readout of a meeting of three or more states names them in its opening, "spoke with her French, German and Italian
counterparts", and then tells what "they" or "the participants" condemned, agreed and asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.events._deeds import Deeds
from onrecord.events._frames import subject_heads
from onrecord.events._judged import DEED_SIGNS
from onrecord.events._reading import Reading
from onrecord.events._tree import Tree
from onrecord.records import EventType

_OPENING = 4
"""Sentences of a page that say who met."""
_LEAST = 3
"""States that make a company; of two the page speaks in pairs anyway."""
_NEAR = 14
"""Words from a verb of meeting to the "with" that names the others."""
_MEETING = frozenset("speak talk meet hold convene host join participate gather attend consult discuss co-host".split())
_ENDS = frozenset({"to", "about", "regarding", "concerning", "following", "during", "who", "which", "where", "that"})
"""Words behind those who met."""
_TOPIC = frozenset({"for", "about", "on", "against", "over", "regarding", "in", "at", "to"})
"""Prepositions of countries that did not meet: "Special Representative for the DPRK"."""
_CLUB = "IGO"
"""Bodies such as the Group of Seven, whose members met where these are named beside it."""
_THEY = frozenset({"they", "all"})
_GROUP = frozenset(
    "participant minister leader official counterpart country representative envoy secretary director deputy nation"
    " government partner".split()
)
_SURE = 0.9
"""Share of deeds of a company whose sides are right so (23 of 25 whose sides were wrong, none spoilt)."""
_CASTING = DEED_SIGNS.index("casting")
_TOGETHER: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Company:
    """The states that met."""

    countries: tuple[str, ...]
    verb: int
    """The word that says that they met."""
    sentence: int
    """Its sentence, which names them."""
    speaks: bool
    """Whether they are the subject of that sentence, as in a statement of them all."""


def company_of(deeds: Deeds) -> Company | None:
    """Return the states that a government's own page names in its opening as having met; None where there are none.

    Args:
        deeds: the page, read.
    """
    tree, home = deeds.tree, deeds.cast.home
    if home is None:
        return None
    for number in range(min(_OPENING, len(tree.sentences))):
        for verb, span, speaks in _lists(tree, number):
            named = _named(deeds, number, span)
            countries = tuple(dict.fromkeys(named if speaks else (home, *named)))
            if len(countries) >= _LEAST and home in countries and (speaks or tree.lemmas[verb] in _MEETING):
                return Company(countries, verb, number, speaks)
    return None


def _lists(tree: Tree, sentence: int) -> Iterator[tuple[int, Sequence[int], bool]]:
    """Yield the verbs of a sentence with the words that may name who met, and whether these are its subject."""
    places = tree.sentences[sentence].tokens
    for verb in places:
        if not tree.is_verb(verb):
            continue
        heads = [head for head in subject_heads(tree, verb) if head < verb]
        below = sorted({one for head in heads for one in tree.under(head) if one < verb})
        if below:
            yield verb, below, True
        mark = next((one for one in places if verb < one <= verb + _NEAR and tree.words[one] == "with"), None)
        if mark is not None and tree.lemmas[verb] in _MEETING:
            end = mark + 1
            while end in places and tree.words[end] not in _ENDS and tree.tag(end) not in ("VBD", "VBZ", "VBP"):
                end += 1
            yield verb, range(mark + 1, end), False


def _named(deeds: Deeds, sentence: int, span: Sequence[int]) -> list[str]:
    """Return the countries that some words name as taking part; of bodies those for which a person takes part."""
    tree, inside = deeds.tree, frozenset(span)
    found: list[str] = []
    for place, country in deeds.countries_in_sentences()[sentence]:
        if place not in inside or (country == _CLUB and not _is_person(deeds, place)):
            continue
        above = [place, *(one for one in tree.climb(place) if one in inside)]
        if any(tree.words[one] == "for" for one in range(max(span[0], place - 4), place)):
            continue
        if not any(
            tree.related(one, "acl", "advcl") or (tree.related(one, "nmod", "obl") and tree.case(one) in _TOPIC)
            for one in above
        ):
            found.append(country)
    return found


def _is_person(deeds: Deeds, place: int) -> bool:
    token = deeds.tree.tokens[place]
    named = deeds.cast.mentions_at(token.start, token.end)
    return any(deeds.cast.actors[one.actor].kind == "person" for one in named if one.actor in deeds.cast.actors)


def with_company(deeds: Deeds, readings: Sequence[Reading]) -> list[Reading]:
    """Return the deeds of a page with all who met as doers where it says that "they" or "the ministers" did it.

    Args:
        deeds: the page, read.
        readings: its deeds in text order.
    """
    company = company_of(deeds) if any(not _is_quoted(reading) for reading in readings) else None
    if company is None:
        return list(readings)
    return [_with(deeds, company, reading) for reading in readings]


def _with(deeds: Deeds, company: Company, reading: Reading) -> Reading:
    tree, candidate = deeds.tree, reading.candidate
    if _is_quoted(reading) or tree.sentence_of[candidate.place] < company.sentence:
        return reading
    together = reading.event in _TOGETHER
    if not {*reading.actor, *(reading.recipient if together else ())} & set(company.countries):
        return reading  # what somebody else did: "they discussed Russia's attack"
    head = _group_that_acts(deeds, company, reading)
    others = tuple(one for one in reading.recipient if one not in company.countries)
    if head is None or not (together or others):
        return reading
    for country in company.countries:
        candidate.slots.append(("company", deeds.cast.under_words(head, country)))
    reading = _surely(reading)
    if reading.event == "CONSULT" and tree.lemmas[candidate.place] == "join":
        here = {country for _, country in deeds.countries_in_sentences()[tree.sentence_of[candidate.place]]}
        joining = (one for one in reading.actor if one in here)  # "they were joined by the minister of Ukraine"
        return replace(reading, actor=tuple(dict.fromkeys((*company.countries, *joining))), recipient=others)
    return replace(reading, actor=company.countries, recipient=others)


def _surely(reading: Reading) -> Reading:
    """Return a deed whose sides the page names: how likely its casting was says nothing any more."""
    signs = list(reading.signs)
    if signs:
        signs[_CASTING] = max(_SURE, signs[_CASTING])
    return replace(reading, sure=max(_SURE, reading.sure), signs=tuple(signs))


def _is_quoted(reading: Reading) -> bool:
    statement = reading.candidate.statement
    return statement is not None and statement.mode == "direct"


def _group_that_acts(deeds: Deeds, company: Company, reading: Reading) -> int | None:
    """Return the word for all who met that does a deed; None where somebody else does it."""
    tree, candidate = deeds.tree, reading.candidate
    verb = candidate.carrier if candidate.carrier is not None else candidate.place
    if verb == company.verb and reading.event == "CONSULT":
        return verb
    heads = subject_heads(tree, verb)
    if not heads and company.speaks and _begins_a_point(tree, verb):
        return verb
    for head in heads:
        for one in tree.joined(head):
            if tree.words[one] in _THEY or _is_group(deeds, one):
                return one
    return None


def _begins_a_point(tree: Tree, verb: int) -> bool:
    """Whether a verb without a subject begins a sentence: a point of the list of what those who met did."""
    return tree.sentences[tree.sentence_of[verb]].tokens[0] == verb and tree.tag(verb) in ("VBD", "VBP", "VBN")


def _is_group(deeds: Deeds, place: int) -> bool:
    """Whether a noun stands for all: "the ministers", "her counterparts", and names nobody of its own."""
    tree = deeds.tree
    if tree.tag(place) != "NNS" or tree.lemmas[place] not in _GROUP:
        return False
    if "two" in {tree.words[kid] for kid in tree.kids(place, "nummod")}:
        return False
    under = frozenset(one for one in tree.under(place) if not tree.tag(one).startswith("PRP"))  # "her counterparts"
    return not any(at in under for at, _ in deeds.countries_in_sentences()[tree.sentence_of[place]])
