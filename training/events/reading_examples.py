"""What the reader is trained on: the labels of the words of each annotated document, as arrays (no PyTorch here)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import numpy as np
from events_sheet import gold_records
from train import ANNOTATORS, Example, Read, Row, labelled

from _events_scoring import date_right
from onrecord.events._deeds import Deeds
from onrecord.records import ChannelLevel, ChannelState, CommitmentKind, CommitmentState, EventStatus, EventType

TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(EventStatus)
DATES = ("own", "sentence", "before", "lead", "saying", "page", "none")
TELLERS = ("narrator", "side", "other")
COMMITMENTS: tuple[str, ...] = get_args(CommitmentKind)
COMMITMENT_STATES: tuple[str, ...] = get_args(CommitmentState)
LEVELS: tuple[str, ...] = get_args(ChannelLevel)
LINE_STATES: tuple[str, ...] = get_args(ChannelState)
APART = ("speaker", "home", "main:0", "main:1", "title")
"""Places of countries that no word beside the deed names."""
ROLES = ("none", "actor", "recipient")
PARTIES = ("none", "obligor", "beneficiary", "both")
LABELS: dict[str, tuple[str, ...]] = {
    "deed": ("yes",),
    "type": TYPES,
    "status": STATUSES,
    "date": DATES,
    "teller": TELLERS,
    "apart": tuple(f"{place} {role}" for place in APART for role in ROLES),
    "commitment": ("yes",),
    "commitment inside": ("yes",),
    "commitment kind": COMMITMENTS,
    "commitment state": COMMITMENT_STATES,
    "channel": ("yes",),
    "channel inside": ("yes",),
    "channel level": LEVELS,
    "channel state": LINE_STATES,
}
PAIR_LABELS: dict[str, tuple[str, ...]] = {
    "role": ROLES[1:],
    "commitment party": PARTIES[1:],
    "channel party": ("party",),
}
REST = 0.3
"""Weight of the words of a commitment or line beside the word that heads it, where kind and state are learned."""

Array = np.ndarray[Any, Any]


@dataclass(slots=True)
class DeedLabels:
    """What one annotator said of one deed."""

    place: int
    weight: float
    types: Array
    """Whether each type is right; so the other tables."""
    statuses: Array
    dates: Array
    tellers: Array
    words: list[tuple[int, int]] = field(default_factory=list)
    """Words that name countries around it, each with the place of its role in `ROLES`."""
    apart: list[tuple[int, int]] = field(default_factory=list)
    """The same of countries in the places `APART`."""


@dataclass(slots=True)
class SpanLabels:
    """What one annotator said of one commitment or line: words with weights, and tables of what is right."""

    head: int
    words: list[int]
    weight: float
    kinds: Array
    """Kind of commitment, or level of line."""
    states: Array
    countries: list[tuple[int, int]] = field(default_factory=list)
    """Words of its sentence that name countries, each with the place of its part in `PARTIES`."""


@dataclass(slots=True)
class Labels:
    """The labels of one document."""

    key: str
    group: str
    half: str
    sentences: list[tuple[int, int]]
    """First token, token after the last."""
    candidates: Array
    """Words that may name a deed."""
    likely: Array
    """How likely each candidate names a deed: the annotators' mean."""
    weights: Array
    deeds: list[DeedLabels]
    spans: dict[str, list[SpanLabels]]
    """Commitments and lines."""
    inside: dict[str, tuple[Array, Array]]
    """Share and weight of each token's being inside of one."""
    heads: dict[str, tuple[Array, Array]]
    """Share and weight of each token's heading one."""
    countries: list[list[tuple[int, str]]]
    """Of each sentence the words that name countries."""


def table(names: Sequence[str], right: Iterable[str]) -> Array:
    """Return which of some names are right."""
    wanted = set(right)
    return np.array([name in wanted for name in names], np.float32)


def labels_of(read: Read) -> Labels:
    """Return the labels of a document."""
    deeds, rows = read.deeds, read.rows
    tree = deeds.tree
    examples = labelled(deeds, rows)
    for example in examples:
        deeds.of_deed(example.candidate, ())
    weights = np.array([sum(weight for weight, _ in example.labels) for example in examples], np.float32)
    named = np.array([sum(weight for weight, row in e.labels if row is not None) for e in examples], np.float32)
    countries = countries_of(deeds)
    found = Labels(
        key=read.document.key,
        group=read.group,
        half=read.document.half,
        sentences=[(sentence.first_token, sentence.last_token + 1) for sentence in tree.sentences],
        candidates=np.array([example.candidate.place for example in examples], np.int64),
        likely=named / np.maximum(weights, 1e-6),
        weights=weights,
        deeds=[],
        spans={},
        inside={},
        heads={},
        countries=countries,
    )
    for example in examples:
        for (_, row), annotator in zip(example.labels, rows, strict=True):
            if row is not None:
                found.deeds.append(deed_labels(deeds, example, row, ANNOTATORS[annotator][1], countries))
    for kind in ("commitment", "channel"):
        add_spans(found, deeds, read.document.key, kind, rows, countries)
    return found


def countries_of(deeds: Deeds) -> list[list[tuple[int, str]]]:
    """Return the words of each sentence that name countries, the word that the tree hangs them on."""
    tree = deeds.tree
    found: list[list[tuple[int, str]]] = []
    for row in deeds.countries_in_sentences():
        mine: dict[tuple[int, str], None] = {}
        for place, country in row:
            mine[place, country] = None
        found.append(sorted(mine))
    assert len(found) == len(tree.sentences)
    return found


def deed_labels(
    deeds: Deeds, example: Example, row: Row, weight: float, countries: Sequence[Sequence[tuple[int, str]]]
) -> DeedLabels:
    """Return what a row says of a deed."""
    candidate = example.candidate
    event, status = row["event"], row["status"]
    days = set()
    if "?" not in row["date"]:
        for option, _ in deeds.of_dates(candidate, event, status):
            if date_right(row["date"], option.when.date, option.when.enddate):
                days.add(option.kind)
    asserted = {*row["asserted_by"], *row["asserted_also"]}
    told = {"narrator", "other"} & asserted
    if asserted - told:
        told.add("side")
    found = DeedLabels(
        candidate.place,
        weight,
        table(TYPES, (event, *row["event_also"])),
        table(STATUSES, (status, *row["status_also"])),
        table(DATES, days),
        table(TELLERS, told),
    )
    loose = "other" in row["actor"] or "other" in row["recipient"]

    def role(country: str) -> int | None:
        if country in row["actor"]:
            return 1
        if country in row["recipient"]:
            return 2
        return None if loose else 0

    words = deeds.words_of_countries(candidate)
    for place, country in sorted(words):
        part = role(country)
        if part is not None:
            found.words.append((place, part))
    seen = set()
    for slot, party in candidate.slots:
        if slot in APART and party.country is not None:
            part = role(party.country)
            if part is not None and (slot, part) not in seen:
                seen.add((slot, part))
                found.apart.append((APART.index(slot), part))
    return found


def add_spans(
    found: Labels,
    deeds: Deeds,
    key: str,
    kind: str,
    annotators: Iterable[str],
    countries: Sequence[Sequence[tuple[int, str]]],
) -> None:
    """Add what all annotators of a document said of commitments or lines."""
    tree = deeds.tree
    count = len(tree.tokens)
    total = {name: [np.zeros(count, np.float32), np.zeros(count, np.float32)] for name in ("inside", "heads")}
    found.spans[kind] = []
    for annotator in annotators:
        half, share = ANNOTATORS[annotator]
        rows = [row for row in gold_records(annotator, half) if row["kind"] == kind and row["file"] == key]
        inside, heads = np.zeros(count, np.float32), np.zeros(count, np.float32)
        weight = {name: np.full(count, share, np.float32) for name in total}
        for row in sorted(rows, key=lambda row: not row["optional"]):
            words = [
                place
                for place, token in enumerate(tree.tokens)
                if token.start < row["text"]["end"] and row["text"]["start"] < token.end
            ]
            if not words:
                continue
            head = min(words, key=lambda place: (sum(1 for _ in tree.climb(place)), place))
            if row["optional"]:
                weight["inside"][words] = weight["heads"][words] = 0
            else:
                inside[words], heads[head] = 1, 1
                weight["inside"][words] = share
                weight["heads"][words] = share * REST
                weight["heads"][head] = share
            if kind == "commitment":
                kinds, states = table(COMMITMENTS, row["commitment"]), table(COMMITMENT_STATES, row["state"])
                sides = [set(row["obligor"]), set(row["beneficiary"])]
            else:
                kinds, states = table(LEVELS, row["level"]), table(LINE_STATES, row["state"])
                sides = [set(row["parties"]), set(row["parties"])]
            one = SpanLabels(head, words, share, kinds, states)
            loose = any("other" in side for side in sides)
            for place, country in countries[tree.sentence_of[head]]:
                part = (country in sides[0]) + 2 * (country in sides[1])
                if part or not loose:
                    one.countries.append((place, part))
            found.spans[kind].append(one)
        for name, values in (("inside", inside), ("heads", heads)):
            total[name][0] += weight[name] * values
            total[name][1] += weight[name]
    for name, (good, weights) in total.items():
        getattr(found, name)[kind] = (good / np.maximum(weights, 1e-6), weights)
