"""What tables and the document's own evidence add to the model's names.

Each change is told in the name's ``basis``: ``table`` (a country, capital, state, organization of the reference),
``split`` (two names that the model took for one) or ``vote`` (the same words are a name elsewhere in the document).
"""

from __future__ import annotations

import collections
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.reference import Reference

from ._decode import FloatArray
from ._tokens import TITLE_ABBREVIATIONS, normal_form, tokenise

NAME_OF_TAG = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "group",
    "MISC": "other",
    "DATE": "date",
    "MONEY": "money",
}
TABLE_PROBABILITY = 0.95  # of a name that only a table knows; unambiguous table names are hardly ever anything else
VOTE_PROBABILITY = 0.8
SURE_PERSON = 0.6  # a full name at least this sure decides about its surname
CLEAR_MAJORITY = 2.0  # one label must have this many times the weight of the next
# How much of a capitalised word's scores is the document's mean: over the same word, and over the same word between the
# same capitalised neighbours. Of 0 to 1 the best on training articles that the model had not seen (the variant without
# that corpus read them): names F1 +0.9 before the tables and +0.1 after; EWN dev +0.4 after them.
WORD_SHARE = 0.2
PHRASE_SHARE = 0.5

_STATES = (
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana"
    " Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana"
    " Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming"
).split()
_MORE_PLACES = (
    "New Hampshire;New Jersey;New Mexico;New York;North Carolina;North Dakota;Rhode Island;South Carolina;South Dakota;"
    "West Virginia;Hong Kong;Xinjiang;Tibet;Macau;Inner Mongolia;Taiwan Strait;South China Sea;East China Sea;"
    "Korean Peninsula;Korean peninsula;Middle East;Indo-Pacific;Asia-Pacific;Crimea;Gaza;West Bank;Shanghai;"
    "San Francisco"
).split(";")
_MORE_ORGANIZATIONS = "White House;European Union;Kremlin;Pentagon;Quad;QUAD;OPEC;G7;G20;Hamas;Hezbollah;Taliban".split(
    ";"
)
# Country and capital names that are as often persons' names or ordinary words: no table decides about these.
_AMBIGUOUS = frozenset("jordan chad georgia victoria santiago male nice us oman lima bern niger paris guinea".split())
_NOT_IN_LOWER_CASE = _AMBIGUOUS | frozenset("turkey china mali cuba peru iran iraq monaco havana rome".split())
_LEAST_LOWER_CASE = 4  # letters
_TITLES = frozenset(
    "king queen prince princess sir lord lady dame pope president chairman chairwoman general colonel sheikh emir"
    " sultan minister premier senator governor secretary ambassador judge justice professor pastor reverend".split()
)
_GENERATIONS = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class TokenName:
    """A name in tokens: the first, the one after the last."""

    first: int
    end: int
    label: str
    probability: float
    basis: str


@dataclass(slots=True)
class _Tables:
    """Phrases by their first word; each with its words and label, longest first."""

    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    places: set[tuple[str, ...]] = field(default_factory=set)
    lower_places: set[str] = field(default_factory=set)

    def add(self, phrase: str, label: str) -> None:
        words = tuple(normal_form(phrase[a:b]) for a, b in tokenise(phrase))
        if words and words[0] in ("the", "The"):
            words = words[1:]
        if not words or (len(words) == 1 and (len(words[0]) < 2 or words[0].lower() in _AMBIGUOUS - {"us"})):
            return
        held = self.phrases.setdefault(words[0], [])
        if all(known != words for known, _ in held):
            held.append((words, label))
            held.sort(key=lambda item: -len(item[0]))
        if label == "place":
            self.places.add(words)
            if len(words) == 1 and len(words[0]) >= _LEAST_LOWER_CASE and words[0].lower() not in _NOT_IN_LOWER_CASE:
                self.lower_places.add(words[0].lower())


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    reference = Reference.bundled()
    tables = _Tables()
    for name in _MORE_ORGANIZATIONS:
        tables.add(name, "organization")
    for country in reference.countries.values():
        for name in (country.name, *country.other_names, *(part for part in (country.capital,) if part)):
            tables.add(name, "place")
    for name in ("U.S.", "US", "U.S.A.", "USA", "U.K.", "UK", "DPRK", "PRC", *_STATES, *_MORE_PLACES):
        tables.add(name, "place")
    for organization in reference.organizations.values():
        for name in (organization.name, *organization.aliases):
            # Single words such as "Treasury" or "The Australian" are left to the model.
            if name.isupper() or " " in name.removeprefix("the ").removeprefix("The "):
                tables.add(name, "organization")
    return tables


def mended_names(
    forms: Sequence[str], upos: Sequence[str], blocks: Sequence[tuple[int, int]], names: Sequence[TokenName]
) -> list[TokenName]:
    """Return the names of a document, corrected by tables and by the document's own vote.

    Args:
        forms: the tokens in their normal form.
        upos: their parts of speech.
        blocks: the document's blocks (first token, token after the last); no name crosses them.
        names: the model's names, in order.
    """
    tables = _tables()
    kept = [name for name in names if not any(_is_link(forms[i]) for i in range(name.first, name.end))]
    pieces = [piece for name in kept for piece in _split(forms, name, tables)]
    kept = [piece for i, piece in enumerate(pieces) if i == 0 or piece.first >= pieces[i - 1].end]
    kept = _with_tables(forms, upos, blocks, kept, tables)
    return _voted(forms, upos, kept, tables)


def shared_scores(forms: Sequence[str], blocks: Sequence[tuple[int, int]], scores: FloatArray) -> FloatArray:
    """Return the tag scores with each capitalised word's drawn towards their mean over the document.

    A name that one place leaves in doubt is mostly plain in another. Words between the same capitalised neighbours
    share more: there the place inside the name is the same too.

    Args:
        forms: the tokens in their normal form.
        blocks: the document's blocks (first token, token after the last).
        scores: token by tag, as the network gave them; left as they are.
    """
    capitalised = [form[:1].isupper() and len(form) > 1 for form in forms]
    begins = {first for first, _ in blocks}
    places = [i for i, is_capitalised in enumerate(capitalised) if is_capitalised]
    if not places:
        return scores
    count = len(forms)
    phrases = [
        (
            forms[i - 1] if i and i not in begins and capitalised[i - 1] else "",
            forms[i],
            forms[i + 1] if i + 1 < count and i + 1 not in begins and capitalised[i + 1] else "",
        )
        for i in places
    ]
    result = scores.copy()
    own = result[places]
    own += WORD_SHARE * (_group_means([forms[i] for i in places], own) - own)
    own += PHRASE_SHARE * (_group_means(phrases, own) - own)
    result[places] = own
    return result


def _group_means(keys: Sequence[Hashable], rows: FloatArray) -> FloatArray:
    """Return for each row the mean of the rows with its key."""
    numbers: dict[Hashable, int] = {}
    group: NDArray[np.int64] = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group)
    sums = np.add.reduceat(rows[order], np.cumsum(sizes) - sizes, axis=0)
    means: FloatArray = (sums / sizes[:, None])[group].astype(np.float32)
    return means


def _is_title(word: str) -> bool:
    return word.lower() in _TITLES or word.rstrip(".").lower() in TITLE_ABBREVIATIONS


def _is_link(form: str) -> bool:
    return "@" in form or "://" in form or ".com" in form


def _split(forms: Sequence[str], name: TokenName, tables: _Tables) -> list[TokenName]:
    """Part "Lausanne, Switzerland", the two countries of "U.S.-Japan Alliance", and a title from its bearer."""
    words = forms[name.first : name.end]
    if name.label == "person" and len(words) > 1 and _is_title(words[0]):
        return _split(forms, replace(name, first=name.first + 1, basis="split"), tables)
    last_comma = max((i for i, word in enumerate(words) if word == ","), default=0)
    if name.label == "place" and last_comma and tuple(words[last_comma + 1 :]) in tables.places:
        pieces = []
        first = name.first
        for i in [*range(name.first, name.end), name.end]:
            if i == name.end or forms[i] == ",":
                if i > first:
                    pieces.append(replace(name, first=first, end=i, basis="split"))
                first = i + 1
        return pieces
    if "-" in words[1:]:
        dash = words.index("-", 1)
        one, rest = tuple(words[:dash]), tuple(words[dash + 1 :])
        for size in range(len(rest), 0, -1):
            if one in tables.places and rest[:size] in tables.places:
                second = name.first + dash + 1
                return [
                    replace(name, end=name.first + dash, label="place", basis="split"),
                    replace(name, first=second, end=second + size, label="place", basis="split"),
                ]
    before = name.first - 1
    if before > 0 and forms[before] == "-" and (forms[before - 1],) in tables.places:
        for size in range(len(words), 0, -1):
            part = tuple(words[:size])
            if part in tables.places or (size == len(words) == 1 and words[0].lower() in _AMBIGUOUS):
                neighbour = TokenName(before - 1, before, "place", name.probability, "split")
                return [neighbour, replace(name, end=name.first + size, label="place", basis="split")]
    return [name]


def _phrase_at(forms: Sequence[str], i: int, end: int, tables: _Tables) -> tuple[int, str] | None:
    """Return where the phrase of a table ends that begins with a word, and its label; the word begins some."""
    for words, label in tables.phrases[forms[i]]:
        stop = i + len(words)
        if stop <= end and (len(words) == 1 or tuple(forms[i:stop]) == words):
            return stop, label
    return None


def _with_tables(
    forms: Sequence[str],
    upos: Sequence[str],
    blocks: Sequence[tuple[int, int]],
    names: Sequence[TokenName],
    tables: _Tables,
) -> list[TokenName]:
    taken: dict[int, TokenName] = {i: name for name in names for i in range(name.first, name.end)}
    for first, end in blocks:
        i = first
        while i < end:
            found = _phrase_at(forms, i, end, tables) if forms[i] in tables.phrases else None
            if found is None:
                if forms[i] in tables.lower_places and i not in taken and upos[i] in ("PROPN", "NOUN"):
                    taken[i] = TokenName(i, i + 1, "place", VOTE_PROBABILITY, "table")
                i += 1
                continue
            stop, label = found
            inside = {taken[k] for k in range(i, stop) if k in taken}
            if _decides(forms, upos, (i, stop, end), label, inside):
                for old in inside:
                    for k in range(old.first, old.end):
                        del taken[k]
                name = TokenName(i, stop, label, TABLE_PROBABILITY, "table")
                taken.update(dict.fromkeys(range(i, stop), name))
            i = stop
    return _in_order(taken.values())


def _decides(
    forms: Sequence[str], upos: Sequence[str], where: tuple[int, int, int], label: str, inside: set[TokenName]
) -> bool:
    """Tell whether a phrase of the tables overrides what the model found there (or did not)."""
    first, stop, end = where
    if not inside:
        if not any(upos[k] == "PROPN" for k in range(first, stop)):
            return False
        # "Korea Times", "Bank of China": part of a longer proper name that the model left out is better left out.
        after = stop < end and upos[stop] == "PROPN" and forms[stop][:1].isupper()
        return not (after and label == "place" and forms[first].isalpha())
    if any(old.first < first or old.end > stop for old in inside):
        return False
    return any((old.first, old.end) != (first, stop) or old.label != label for old in inside)


def _in_order(names: Iterable[TokenName]) -> list[TokenName]:
    return sorted(set(names), key=lambda name: (name.first, name.end))


def _voted(forms: Sequence[str], upos: Sequence[str], names: list[TokenName], tables: _Tables) -> list[TokenName]:
    person_parts: set[str] = set()
    weight: dict[tuple[str, ...], dict[str, float]] = collections.defaultdict(dict)
    count: collections.Counter[tuple[str, ...]] = collections.Counter()
    for name in names:
        words = tuple(forms[name.first : name.end])
        weight[words][name.label] = weight[words].get(name.label, 0.0) + name.probability
        count[words] += 1
        if name.label == "person" and len(words) > 1 and name.probability >= SURE_PERSON:
            last = [word for word in words if word not in _GENERATIONS and not _is_title(word)]
            if not last:
                continue
            person_parts.update(word for word in (last[0], last[-1]) if word[:1].isupper() and word.isalpha())
    person_parts = {part for part in person_parts if (part,) not in tables.places and len(part) > 1}

    result: list[TokenName] = []
    for name in names:
        words = tuple(forms[name.first : name.end])
        if len(words) == 1 and words[0] in person_parts and name.label in ("organization", "place", "other", "group"):
            result.append(replace(name, label="person", basis="vote"))
            continue
        if len(words) == 2 and name.label == "place" and words[0] in person_parts and words[1:] in tables.places:
            result.append(replace(name, end=name.first + 1, label="person", basis="split"))
            result.append(replace(name, first=name.first + 1, basis="split"))
            continue
        ranked = sorted(weight[words].items(), key=lambda item: (-item[1], item[0]))
        if (
            name.basis == "model"
            and len(ranked) > 1
            and ranked[0][0] != name.label
            and ranked[0][1] >= CLEAR_MAJORITY * ranked[1][1]
        ):
            name = replace(name, label=ranked[0][0], basis="vote")
        result.append(name)

    taken = {i for name in result for i in range(name.first, name.end)}
    repeated = {
        words[0]: max(labels, key=lambda label: (labels[label], label))
        for words, labels in weight.items()
        if len(words) == 1 and count[words] >= 2 and len(labels) == 1 and words[0][:1].isupper() and len(words[0]) > 1
    }
    for i, form in enumerate(forms):
        if i in taken or upos[i] != "PROPN":
            continue
        if form in person_parts:
            result.append(TokenName(i, i + 1, "person", VOTE_PROBABILITY, "vote"))
        elif repeated.get(form) in ("person", "organization", "place"):
            result.append(TokenName(i, i + 1, repeated[form], VOTE_PROBABILITY, "vote"))
    return _in_order(result)
