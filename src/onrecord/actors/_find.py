"""The public function of the actors stage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.actors._accounts import read_accounts
from onrecord.actors._again import named_again
from onrecord.actors._cast import Cast
from onrecord.actors._known import known_for
from onrecord.actors._labels import (
    know_title,
    post_authors,
    read_answerers,
    read_newsrooms,
    read_questioners,
    sole_answerer,
)
from onrecord.actors._lawmakers import is_in_congress, lawmakers_again
from onrecord.actors._names import find_spots
from onrecord.actors._people import introduce, learn_pronouns
from onrecord.actors._phrases import find_descriptions
from onrecord.actors._resolve import read
from onrecord.actors._same_bodies import joined_by_initials
from onrecord.actors._scene import Found, Scene
from onrecord.actors._speaking import speaking_bodies
from onrecord.actors._subjects import saying_subjects
from onrecord.actors._text import QuotedSpan, Words
from onrecord.actors._told import told_speakers
from onrecord.language import Analysis
from onrecord.records import Actor, Document, Mention, make_id
from onrecord.reference import Reference

VERSION = "12"
"""Version of this stage's results."""


@dataclass(frozen=True, slots=True)
class ActorsFound:
    """The actors of one document and where it speaks of them."""

    actors: tuple[Actor, ...]
    """Every actor that is mentioned, sorted by id."""
    mentions: tuple[Mention, ...]
    """Every mention, in text order; two mentions share a span where words mean two actors ("the two leaders")."""


def find_actors(
    document: Document, analysis: Analysis, quotations: Sequence[QuotedSpan], reference: Reference
) -> ActorsFound:
    """Find who a document speaks of.

    Names come from the reference or from the text itself (a title, a given name, a reporting verb); surnames, titles,
    descriptions and pronouns are resolved by what the text has said so far, then by who held an office when the
    document was published (``document.published``; where that is unknown, by the text alone). What stays open gives
    no mention. Only lines whose role is readable (``READ_ROLES``) are looked at. No language model is needed: names
    in ``analysis`` are used where there are any.

    A mention's span takes in title and form of address ("Secretary of State Antony Blinken", "Mr. Biden"); for a
    possessive it ends before the apostrophe. Mentions never cross and are never nested. ``I`` and ``we`` are left to
    the statements stage, which knows who speaks. ``reason`` names the rule: ``full name``, ``last name``, ``known by a
    single name``, ``given name used as last name``, ``title memory``, ``office at date``, ``counterpart at date``,
    ``apposition``, ``seat of government``, ``unnamed source``, ``same unnamed source``, ``the two last spoken of``,
    ``pronoun``, ``bracket gloss`` …

    Args:
        document: the page with its roles and, where judged, its date.
        analysis: sentences and names of the same text (an analysis without either is fine).
        quotations: its quotations (anything with ``start`` and ``end``).
        reference: the facts.

    Returns:
        Actors and mentions. Ids are stable across documents for everybody but unnamed sources and persons whose full
        name the text does not give: those belong to their document.
    """
    known = known_for(reference)
    words = Words(document, analysis, quotations)
    if not len(words):
        return ActorsFound((), ())
    spots = find_spots(words, known, analysis)
    cast = Cast(document, words, known)
    scene = Scene(words, known, cast, spots)
    know_title(scene, document)
    introduce(scene)
    learn_pronouns(scene)
    read_accounts(scene)
    read_questioners(scene)
    read_newsrooms(scene)
    read_answerers(scene)
    found = _without_nested(read(scene, find_descriptions(words, known, spots)))
    found = _without_nested([*found, *post_authors(scene, found, analysis)])
    found = _without_nested([*found, *lawmakers_again(scene, found)])
    persons = {name.start for name in analysis.names if name.label == "person"}
    found = _without_nested([*found, *speaking_bodies(scene, found, persons)])
    found = _without_nested([*found, *told_speakers(scene, found, analysis)])
    found = named_again(scene, found, analysis)
    found = joined_by_initials(cast, found)
    mentions: dict[str, Mention] = {}
    for item in found:
        start, end = words.starts[item.first], words.ends[item.after - 1]
        key = make_id("mention", document.id, start, end, item.actor)
        mentions[key] = Mention(key, document.id, start, end, words.text[start:end], item.actor, item.form, item.reason)
    used = {mention.actor for mention in mentions.values()}
    _describe(cast, mentions.values(), analysis, document.text)
    _add_other_words(cast, mentions.values())
    for member in cast.members.values():
        if member.actor.id in used:
            cast.actors[member.actor.id] = cast.finish(member)
            person = cast.actors[member.actor.id]
            if person.country is None and is_in_congress(scene, member):
                cast.actors[member.actor.id] = replace(person, country="USA", sector=person.sector or "LEG")
    answers = sole_answerer(scene, found)
    if answers is not None and cast.actors[answers].country is None:
        cast.actors[answers] = replace(cast.actors[answers], country=scene.home, sector="GOV")
    ordered = sorted(mentions.values(), key=lambda mention: (mention.start, mention.end, mention.actor))
    return ActorsFound(tuple(cast.actors[key] for key in sorted(used)), tuple(ordered))


_LEAST_PROBABILITY = 0.3
"""Tagged attributions below this are no statements either (statements stage)."""
_ENDS_DESCRIPTION = re.compile(
    r"[,;:()\n\"\u201c\u201d]|\s[\u2013\u2014-]\s"
    r"|\b(?:who|(?<!of )(?<!in )(?<!to )(?<!for )that|which|whose|quoted|cited|interviewed|speaking)\b"
)
_NOT_MODIFIERS = re.compile(r"(?i)[,;:()\n\"\u201c\u201d]|\b(?:of|for|from|in|at|with|to|by|on|and|or|said|says)\b")
_LONGEST_DESCRIPTION = 12  # words


def _describe(cast: Cast, mentions: Iterable[Mention], analysis: Analysis, text: str) -> None:
    """Name sources without a name by their whole description: "Republicans on Capitol Hill", not "Republicans"."""
    tagged = sorted(
        (piece.start, piece.end)
        for item in analysis.attributions
        if item.probability >= _LEAST_PROBABILITY
        for piece in item.source[:1]
    )
    tagged = sorted([*tagged, *((start, end) for start, end, _ in saying_subjects(analysis))])
    described: set[str] = set()
    for mention in sorted(mentions, key=lambda one: (one.start, one.end)):
        actor = cast.actors[mention.actor]
        if mention.form == "pronoun" or actor.kind not in ("unnamed", "group"):
            continue
        at = bisect_right(tagged, (mention.start, len(text))) - 1
        first = mention.actor not in described
        described.add(mention.actor)
        if at < 0 or tagged[at][1] < mention.end or _NOT_MODIFIERS.search(text, tagged[at][0], mention.start):
            continue
        start, end = tagged[at]
        closing = _ENDS_DESCRIPTION.search(text, mention.end, end)
        words = text[start : closing.start() if closing is not None else end].split()
        whole = " ".join(words)
        if len(words) > _LONGEST_DESCRIPTION or whole == actor.name or len(whole) <= len(mention.quote):
            continue
        if first:
            cast.actors[mention.actor] = replace(actor, name=whole, aliases=tuple(sorted({*actor.aliases, actor.name})))
        else:
            cast.actors[mention.actor] = replace(actor, aliases=tuple(sorted({*actor.aliases, whole})))


def _add_other_words(cast: Cast, mentions: Iterable[Mention]) -> None:
    """Give sources without a name the other words by which the document speaks of them: "the report" for "a report"."""
    words: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.form != "pronoun" and cast.actors[mention.actor].kind in ("unnamed", "group"):
            words.setdefault(mention.actor, set()).add(" ".join(mention.quote.split()))
    for key in sorted(words):
        actor = cast.actors[key]
        others = words[key] - {actor.name}
        if others:
            cast.actors[key] = replace(actor, aliases=tuple(sorted({*actor.aliases, *others})))


def _without_nested(found: list[Found]) -> list[Found]:
    """Keep the longest of overlapping mentions; mentions of exactly the same words stay together."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda one: (one.first, -one.after)):
        if kept and item.first < kept[-1].after and (item.first, item.after) != (kept[-1].first, kept[-1].after):
            longer = item.after > kept[-1].after and item.first == kept[-1].first + 1
            if longer:  # "the U.K.'s Foreign Secretary …": the article is the title's, not the state's
                kept[-1] = item
            continue
        kept.append(item)
    return kept
