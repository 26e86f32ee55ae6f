"""Whose words a quotation is that no cue claims: a learned choice among the speakers near it.

Candidates are the attributions of the paragraphs around the quotation, and the persons named right beside it; "nobody"
is a candidate too. The weights are those of a multinomial logistic regression (``training/statements/owners.py``).
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.language import Analysis
from onrecord.language.quotations import Quotation
from onrecord.statements._items import Paragraph
from onrecord.statements._types import Attribution, Stretch

LEAST_WORDS = 4
"""Shorter quotations without a cue are as often names and terms as words of somebody."""
PARAGRAPHS_BACK = 2
"""How many paragraphs before the quotation candidates are looked for."""
_BESIDE = 40
"""Code points between a quotation and a person named beside it."""
_PRONOUNS = frozenset("he she they it we i".split())
_PASTS = frozenset({"VBD", "VBZ"})
_LONG = 400.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose words a quotation may be."""

    features: Mapping[str, float]
    """What speaks for and against him, by name."""
    attribution: Attribution | None = None
    """The attribution whose speaker he is."""
    source: Stretch | None = None
    """The name beside the quotation, where no attribution has him."""
    cue: Stretch | None = None
    """The verb behind that name."""


def is_claimed(quotation: Quotation, found: Sequence[Attribution]) -> bool:
    """Tell whether an attribution has most of a quotation."""
    half = (quotation.end - quotation.start) / 2
    return any(
        min(end, quotation.end) - max(start, quotation.start) > half
        for item in found
        if item.cue is None or not quotation.start <= item.cue[0] < quotation.end  # told within it, not of it
        for start, end in item.content
    )


def places_of(paragraphs: Sequence[Paragraph]) -> list[Stretch]:
    """Return the places of the narrator's own paragraphs, in text order."""
    return sorted((paragraph.start, paragraph.end) for paragraph in paragraphs if paragraph.inside is None)


def candidates(
    text: str,
    index: int,
    quotations: Sequence[Quotation],
    places: Sequence[Stretch],
    found: Sequence[Attribution],
    analysis: Analysis,
) -> list[Candidate]:
    """Return who may have said a quotation, each with the features that the weights are for.

    Args:
        text: the whole text.
        index: the place of the quotation among ``quotations``.
        quotations: the quotations of the text.
        places: the paragraphs (``places_of``).
        found: the attributions found so far.
        analysis: the analysis, with names and tags.
    """
    quotation = quotations[index]
    starts = [start for start, _ in places]
    own = bisect_right(starts, quotation.start) - 1
    if own < 0:
        return []
    first, last = places[max(0, own - PARAGRAPHS_BACK)][0], places[min(len(places) - 1, own + 1)][1]
    paragraph = places[own]
    rest = text[paragraph[0] : quotation.start] + text[quotation.end : paragraph[1]]
    alone = not any(character.isalnum() for character in rest)
    words = sum(len(text[a:b].split()) for a, b in quotation.pieces)
    letters = text[quotation.start : quotation.end].lstrip("\"'\u201c\u2018\u201e\u00ab` ")
    shared = {
        "alone": float(alone),
        "long": min(words, 40) / 40,
        "lower case": float(letters[:1].islower()),
        "opens paragraph": float(not text[paragraph[0] : quotation.start].strip()),
        "opens sentence": float(
            text[max(0, quotation.start - 3) : quotation.start].rstrip()[-1:] in ("", ".", "!", "?", ":")
        ),
    }
    near = [
        item
        for item in found
        if item.cue is not None
        and item.source
        and first <= item.cue[0] < last
        and not quotation.start <= item.cue[0] < quotation.end
    ]
    before = sorted((item for item in near if item.cue and item.cue[0] < quotation.start), key=_cue_start)
    after = sorted((item for item in near if item.cue and item.cue[0] >= quotation.end), key=_cue_start)
    result = []
    for item in near:
        assert item.cue is not None
        back = own - (bisect_right(starts, item.cue[0]) - 1)
        is_before = item.cue[0] < quotation.start
        edge = max([item.cue[1], *(end for _, end in item.content if end <= quotation.start)])
        gap = quotation.start - edge if is_before else item.cue[0] - quotation.end
        words_between = text[edge : quotation.start] if is_before else text[quotation.end : item.cue[0]]
        own_paragraph = places[own - back] if 0 <= own - back < len(places) else paragraph
        features = {
            "attribution": 1.0,
            "same paragraph before": float(back == 0 and is_before),
            "same paragraph after": float(back == 0 and not is_before),
            "one paragraph back": float(back == 1),
            "two paragraphs back": float(back == 2),
            "next paragraph": float(back < 0),
            "last before": float(bool(before) and item is before[-1]),
            "first after": float(bool(after) and item is after[0]),
            "distance": min(max(gap, 0), _LONG) / _LONG,
            "touches": float(not any(character.isalnum() for character in words_between)),
            "same sentence": float(item.frame[0] <= quotation.start < item.frame[1]),
            "direct": float(bool(item.quoted - {index})),
            "colon before": float(text[edge : quotation.start].rstrip("\"'\u201c ").endswith(":")),
            "ends its paragraph": float(not any(c.isalnum() for c in text[edge : own_paragraph[1]]))
            if is_before
            else 0.0,
            "pronoun": float(text[slice(*item.source[0])].lower() in _PRONOUNS),
            "says": float(item.kind == "say"),
            "believes": float(item.kind == "believe"),
            "tag": item.confidence,
            "supposed": float(item.supposed),
            "inside": float(item.inside is not None),
        }
        features |= {f"attribution, {name}": value for name, value in shared.items()}
        if back >= 1:
            features |= {
                "back, alone": float(alone),
                "back, alone, last": float(alone and features["last before"]),
                "back, direct, last": float(bool(item.quoted - {index}) and bool(features["last before"])),
            }
        result.append(Candidate(features, attribution=item))
    result += _beside(text, quotation, paragraph, near, analysis, shared)
    return result


def _cue_start(item: Attribution) -> int:
    return item.cue[0] if item.cue is not None else item.start


def _beside(
    text: str,
    quotation: Quotation,
    paragraph: Stretch,
    near: Sequence[Attribution],
    analysis: Analysis,
    shared: Mapping[str, float],
) -> list[Candidate]:
    """The persons named right behind or before a quotation who are no attribution's source."""
    taken = [piece for item in near for piece in item.source]
    result = []
    for name in analysis.names:
        if name.label != "person" or name.end <= paragraph[0] or name.start >= paragraph[1]:
            continue
        behind = 0 <= name.start - quotation.end <= _BESIDE
        ahead = 0 <= quotation.start - name.end <= _BESIDE
        if not (behind or ahead) or any(a < name.end and name.start < b for a, b in taken):
            continue
        between = text[quotation.end : name.start] if behind else text[name.end : quotation.start]
        following = text[name.end : name.end + 2]
        verb = _verb_behind(analysis, name.end)
        features = {
            "name": 1.0,
            "name behind": float(behind),
            "name touches": float(not any(character.isalnum() for character in between)),
            "name behind, touches": float(behind and not any(character.isalnum() for character in between)),
            "name, comma follows": float(following.startswith(",")),
            "name, verb follows": float(verb is not None),
            "name, sentence ends between": float(any(mark in between for mark in ".!?")),
            "name, colon": float(":" in between),
        }
        features |= {f"name, {key}": value for key, value in shared.items()}
        result.append(Candidate(features, source=(name.start, name.end), cue=verb))
    return result


def _verb_behind(analysis: Analysis, place: int) -> Stretch | None:
    """The finite verb that stands right behind a name."""
    index = bisect_right([token.start for token in analysis.tokens], place - 1)
    if index < len(analysis.tokens) and analysis.tokens[index].xpos in _PASTS:
        return analysis.tokens[index].start, analysis.tokens[index].end
    return None


@cache
def weights() -> Mapping[str, float]:
    """Return the learned weights by feature."""
    table: dict[str, float] = json.loads(files(__package__).joinpath("owners.json").read_text(encoding="utf-8"))[
        "weights"
    ]
    return table


def chosen(options: Sequence[Candidate], learned: Mapping[str, float]) -> tuple[Candidate | None, float]:
    """Return the likeliest candidate with its probability; None where nobody is likelier."""
    scores = [sum(learned.get(name, 0.0) * value for name, value in option.features.items()) for option in options]
    if not scores:
        return None, 1.0
    top = max(0.0, *scores)
    total = math.exp(-top) + sum(math.exp(score - top) for score in scores)
    best = max(range(len(scores)), key=lambda place: (scores[place], -place))
    if scores[best] <= 0.0:
        return None, math.exp(-top) / total
    return options[best], math.exp(scores[best] - top) / total


LEAST_PROBABILITY = 0.5
"""Below it a quotation stays without a speaker."""


def give_owners(
    text: str,
    analysis: Analysis,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    found: list[Attribution],
) -> None:
    """Give each quotation that no attribution claims to its likeliest speaker; in place.

    Args:
        text: the whole text.
        analysis: its analysis.
        paragraphs: its paragraphs as items.
        quotations: its quotations.
        found: the attributions; one that goes on in the quotation gets it, for a name beside it one is added.
    """
    places = places_of(paragraphs)
    starts = [start for start, _ in places]
    for index, quotation in enumerate(quotations):
        words = sum(len(text[a:b].split()) for a, b in quotation.pieces)
        if quotation.parent is not None or quotation.kind != "speech" or words < LEAST_WORDS:
            continue
        if is_claimed(quotation, found):
            continue
        before = _goes_on_from(text, index, quotations, found)
        if before is not None:
            _give(text, index, quotation, Candidate({}, before), 1.0, found, (quotation.start, quotation.end))
            continue
        best, probability = chosen(candidates(text, index, quotations, places, found, analysis), weights())
        if best is None or probability < LEAST_PROBABILITY:
            continue
        _give(text, index, quotation, best, probability, found, places[bisect_right(starts, quotation.start) - 1])


def _goes_on_from(
    text: str, index: int, quotations: Sequence[Quotation], found: Sequence[Attribution]
) -> Attribution | None:
    """Return who says the quotation right before, where that was never closed: its paragraphs were run together."""
    quotation = quotations[index]
    earlier = next((place for place in range(index - 1, -1, -1) if quotations[place].parent is None), None)
    if earlier is None or quotations[earlier].closed or text[quotations[earlier].end : quotation.start].strip():
        return None
    return next((item for item in found if earlier in item.quoted), None)


def _give(
    text: str,
    index: int,
    quotation: Quotation,
    best: Candidate,
    probability: float,
    found: list[Attribution],
    paragraph: Stretch,
) -> None:
    pieces = list(quotation.pieces)
    pieces[0] = (quotation.start, pieces[0][1])
    pieces[-1] = (pieces[-1][0], quotation.end)
    item = best.attribution
    if item is None:
        assert best.source is not None
        item = Attribution(
            [], [best.source], best.cue, "", "say", best.source, None, "bare quotation", round(probability, 3)
        )
        item.frame = paragraph
        found.append(item)
    item.content = sorted(
        {*(piece for piece in item.content if not any(a < piece[1] and piece[0] < b for a, b in pieces)), *pieces}
    )
    item.quoted.add(index)
