"""What is talked about is no party to the talks: "Biden and Xi discussed Ukraine", "talks on North Korea"."""

from __future__ import annotations

import re

from onrecord.events._slots import Candidate
from onrecord.events._tree import Tree
from onrecord.records import EventType

_TALKING = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose parties stand side by side."""
_TOPIC = re.compile(r"(?:^|[<>])(?:of|oblique|obl):(?:about|over|regarding|concerning|on)$")
_TOPIC_VERBS = frozenset({"discuss", "raise", "address", "review", "debate", "broach"})
_OBJECT = re.compile(r"(?:^|<)object$")


def without_topics(
    tree: Tree, candidate: Candidate, event: EventType, actor: tuple[str, ...], recipient: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who takes part without the countries that are only talked about.

    Args:
        tree: the trees of the document.
        candidate: the deed, with who stands where around it.
        event: its type; of an accusation, what it is about goes where somebody else hears it ("raised concerns about
            Taiwan with Xi").
        actor: countries of the actors.
        recipient: countries of the recipients.
    """
    if event in _TALKING:
        topics = {country for country in (*actor, *recipient) if _is_topic(tree, candidate, country)}
        return _without(actor, topics), _without(recipient, topics)
    if event == "ACCUSE" and len(recipient) > 1:
        heard = {country for country in recipient if _slot(candidate, country).endswith(":with")}
        topics = {country for country in recipient if heard and _TOPIC.search(_slot(candidate, country))}
        return actor, _without(recipient, topics)
    return actor, recipient


def _slot(candidate: Candidate, country: str) -> str:
    return next(iter(candidate.countries().get(country, ())), "")


def _is_topic(tree: Tree, candidate: Candidate, country: str) -> bool:
    head = candidate.heads.get(country)
    if head is None or not tree.tag(head).startswith("NNP"):
        return False  # "consultations on U.S.-Russia relations", "our efforts": whose they are may well take part
    slot = _slot(candidate, country)
    if _TOPIC.search(slot):
        return True
    if not _OBJECT.search(slot):
        return False
    verbs = (candidate.place, *tree.climb(candidate.place))
    verb = next((place for place in verbs if tree.is_verb(place)), None)
    return verb is not None and tree.lemmas[verb] in _TOPIC_VERBS


def _without(countries: tuple[str, ...], topics: set[str]) -> tuple[str, ...]:
    return tuple(country for country in countries if country not in topics)
