"""Scoring of statements, roles, dates and spans against stand-off gold; works on the plain JSON of an export.

Everything here takes the dictionaries of the export contract (documents, actors, statements), so that it measures
what a user gets, whichever way it was made. Nothing in it depends on the library.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]

CONTENT_OVERLAP = 0.5
"""Jaccard overlap of content words from which a prediction is taken to tell the gold statement (usual in the field)."""

READ_ROLES = frozenset({"title", "dek", "body", "subhead", "caption"})
"""Roles whose words may yield records."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_NAME_NOISE = re.compile(r"[^\w\s]|\bthe\b")


def words_in(text: str, spans: Iterable[Record]) -> frozenset[int]:
    """Return the starts of the words of ``text`` that lie wholly in the spans."""
    return frozenset(
        span["start"] + match.start() for span in spans for match in _WORD.finditer(text[span["start"] : span["end"]])
    )


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the size of the intersection over that of the union; 0 for two empty sets."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def plain_name(name: str) -> str:
    """Return a name without case, punctuation and article, for comparison."""
    return " ".join(_NAME_NOISE.sub(" ", name.casefold().replace("’", "'").replace("'", "")).split())


def _head_noun(description: str) -> str:
    before = re.split(r"\b(?:for|of|from|in|at|with|who|to)\b", description.casefold())[0]
    words = _WORD.findall(before)
    return words[-1] if words else ""


def same_identity(gold: Record, actor: Record | None) -> bool:
    """Tell whether a predicted actor is the one the gold names.

    Named ones agree when a name or alias is equal; an unnamed source agrees when the prediction is unnamed too, has
    the same head noun ("official", "spokesperson") and no other side.
    """
    if actor is None:
        return False
    if gold["kind"] == "unnamed":
        if actor["kind"] not in {"unnamed", "group", "office"}:
            return False
        same_side = actor.get("country") in (None, gold["side"]) or gold["side"] is None
        heads = {_head_noun(name) for name in (actor["name"], *actor.get("aliases", ()))}
        return same_side and _head_noun(gold["name"]) in heads
    wanted = {plain_name(name) for name in (gold["name"], *gold.get("aliases", ()), *gold.get("also", ()))}
    return bool(wanted & {plain_name(name) for name in (actor["name"], *actor.get("aliases", ()))})


def day_interval(date: str | None) -> tuple[str, str] | None:
    """Return the first and last day of an ISO 8601 day, month, year or interval; None for none or an unreadable one."""
    if not date:
        return None
    first, _, last = date.partition("/")
    begin, end = _bounds(first), _bounds(last or first)
    return (begin[0], end[1]) if begin and end else None


def _bounds(date: str) -> tuple[str, str] | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
        return date, date
    if re.fullmatch(r"\d{4}-\d{2}", date):
        last = calendar.monthrange(int(date[:4]), int(date[5:]))[1] if 1 <= int(date[5:]) <= 12 else 0
        return (f"{date}-01", f"{date}-{last:02d}") if last else None
    if re.fullmatch(r"\d{4}", date):
        return f"{date}-01-01", f"{date}-12-31"
    return None


@dataclass(frozen=True, slots=True)
class Match:
    """One gold statement and the prediction that tells it, if any."""

    gold: Record
    predicted: Record | None
    overlap: float
    right_speaker: bool


@dataclass(slots=True)
class StatementScore:
    """How the statements of one or more documents compare with the gold."""

    gold: int = 0
    """Statements to be found; a group counts once."""
    content_found: int = 0
    """Gold statements whose content was found."""
    right: int = 0
    """Gold statements found with the right speaker."""
    predicted: int = 0
    """Predictions that count; those that meet optional gold, or a group's second telling, do not."""
    predicted_right: int = 0
    """Of these, the ones that tell a gold statement with the right speaker."""
    unresolved: int = 0
    """Content found, speaker left unresolved by the program."""
    optional_found: int = 0
    dates: int = 0
    """Right statements with a gold date."""
    dates_right: int = 0
    dates_missing: int = 0
    cues: int = 0
    cues_right: int = 0
    modes_right: int = 0
    addressees: int = 0
    addressees_right: int = 0
    chains: int = 0
    """Right statements with a chain of tellers in the gold."""
    chains_right: int = 0
    missed: list[str] = field(default_factory=list)
    """Ids of gold statements not found at all."""
    wrong_speaker: list[str] = field(default_factory=list)
    """Ids of gold statements found with another speaker or none."""
    spurious: list[str] = field(default_factory=list)
    """Ids of predictions that tell no gold statement, or tell it with a wrong speaker."""

    @property
    def recall(self) -> float:
        """Share of gold statements found with the right speaker."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Share of predictions that are right, speaker included."""
        return self.predicted_right / self.predicted if self.predicted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: StatementScore) -> None:
        """Add the counts of another score to this one."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def match_statements(
    gold: Sequence[Record], predicted: Sequence[Record], text: str, actors: Mapping[str, Record]
) -> list[Match]:
    """Pair gold and predicted statements of one document, each used once; right speakers first, then larger overlap."""
    gold_words = [words_in(text, statement["content"]) for statement in gold]
    predicted_words = [words_in(text, statement["content"]) for statement in predicted]
    candidates = []
    for g, statement in enumerate(gold):
        for p, guess in enumerate(predicted):
            overlap = jaccard(gold_words[g], predicted_words[p])
            if overlap >= CONTENT_OVERLAP:
                right = _right_speaker(statement, guess, actors)
                candidates.append((not right, statement["optional"], -overlap, g, p))
    taken: dict[int, tuple[int, float, bool]] = {}
    used: set[int] = set()
    for wrong, _, negative_overlap, g, p in sorted(candidates):
        if g not in taken and p not in used:
            taken[g] = (p, -negative_overlap, not wrong)
            used.add(p)
    return [
        Match(
            statement, predicted[taken[g][0]] if g in taken else None, *(taken[g][1:] if g in taken else (0.0, False))
        )
        for g, statement in enumerate(gold)
    ]


def _right_speaker(gold: Record, guess: Record, actors: Mapping[str, Record]) -> bool:
    actor = actors.get(guess["speaker"]) if guess["speaker"] else None
    if gold["speaker"] is None:
        return actor is None or actor["kind"] in {"unnamed", "group"}
    return same_identity(gold["speaker"], actor)


def score_statements(
    gold: Sequence[Record], predicted: Sequence[Record], text: str, actors: Mapping[str, Record]
) -> StatementScore:
    """Score the statements of one document.

    Args:
        gold: gold statements of the document.
        predicted: exported statements of the document.
        text: the document's text.
        actors: exported actors by id.
    """
    score = StatementScore()
    matches = match_statements(gold, predicted, text, actors)
    # A prediction that meets doubtful gold, or the second telling of a group, is neither a gain nor a fault.
    neutral: set[str] = set()
    groups: dict[str, list[Match]] = {}
    for match in matches:
        if match.gold["group"]:
            groups.setdefault(match.gold["group"], []).append(match)
        elif match.gold["optional"]:
            if match.predicted is not None and match.right_speaker:
                neutral.add(match.predicted["id"])
                score.optional_found += 1
        else:
            _count(score, match, actors)
    for tellings in groups.values():
        best = max(tellings, key=lambda match: (match.right_speaker, match.overlap))
        _count(score, best, actors)
        neutral |= {
            other.predicted["id"]
            for other in tellings
            if other is not best and other.predicted is not None and other.right_speaker
        }
    right = {match.predicted["id"] for match in matches if match.predicted is not None and match.right_speaker}
    score.predicted = sum(statement["id"] not in neutral for statement in predicted)
    score.predicted_right = sum(statement["id"] in right and statement["id"] not in neutral for statement in predicted)
    score.spurious = [statement["id"] for statement in predicted if statement["id"] not in right]
    return score


def _count(score: StatementScore, match: Match, actors: Mapping[str, Record]) -> None:
    score.gold += 1
    gold, guess = match.gold, match.predicted
    if guess is None:
        score.missed.append(gold["id"])
        return
    score.content_found += 1
    if not match.right_speaker:
        score.unresolved += guess["speaker"] is None
        score.wrong_speaker.append(gold["id"])
        return
    score.right += 1
    score.modes_right += guess["mode"] == gold["mode"]
    wanted = day_interval(gold["said_on"])
    if wanted:
        found = day_interval(guess["said_on"]["date"])
        score.dates += 1
        score.dates_missing += found is None
        score.dates_right += found is not None and wanted[0] <= found[0] and found[1] <= wanted[1]
    if gold["cue"]:
        score.cues += 1
        cue = guess["cue"]
        score.cues_right += bool(cue) and cue["start"] < gold["cue"]["end"] and gold["cue"]["start"] < cue["end"]
    if gold["addressee"]:
        score.addressees += 1
        score.addressees_right += same_identity(gold["addressee"], actors.get(guess["addressee"] or ""))
    if gold["via"]:
        score.chains += 1
        tellers = [actors.get(teller["actor"] or "") for teller in guess["via"]]
        score.chains_right += len(tellers) >= len(gold["via"]) and all(
            same_identity(wanted_teller, teller) for wanted_teller, teller in zip(gold["via"], tellers, strict=False)
        )


@dataclass(slots=True)
class RoleScore:
    """How the roles of the lines compare with the gold."""

    lines: int = 0
    right: int = 0
    read_or_cut_right: int = 0
    """Lines rightly read or rightly cut, whatever the exact role."""
    junk_as_prose: list[str] = field(default_factory=list)
    """Lines to be cut, captions and titles of videos that were taken for title, dek, body or subhead."""
    body_lost: list[str] = field(default_factory=list)
    """Body lines that were cut."""
    confusions: list[str] = field(default_factory=list)
    """``file@start gold>predicted`` for every line with another role."""

    def add(self, other: RoleScore) -> None:
        """Add the counts of another score to this one."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


_PROSE_ROLES = frozenset({"title", "dek", "body", "subhead"})


def score_roles(gold: Sequence[Record], roles: Sequence[Record]) -> RoleScore:
    """Score the role of every gold line of one document against the exported role spans."""
    score = RoleScore()
    for line in gold:
        found = sorted({role["role"] for role in roles if role["start"] < line["end"] and line["start"] < role["end"]})
        allowed = {line["role"], *line["also"]}
        where = f"{line['file']}@{line['start']}"
        score.lines += 1
        score.right += bool(found) and set(found) <= allowed
        if not found or not set(found) <= allowed:
            score.confusions.append(f"{where} {line['role']}>{'+'.join(found) or 'none'}")
        read = any(role in READ_ROLES for role in found)
        score.read_or_cut_right += read == (line["role"] in READ_ROLES) or read == bool(allowed & READ_ROLES)
        if not allowed & _PROSE_ROLES and any(role in _PROSE_ROLES for role in found):
            score.junk_as_prose.append(where)
        if line["role"] == "body" and not read:
            score.body_lost.append(where)
    return score


def published_right(gold: Record, published: Record) -> bool:
    """Tell whether a publication date is right: within what the page allows, and containing the true day.

    A single day must be the true one; where the page itself leaves more than one day open, one day off is allowed.
    """
    # A date that is given is the answer; earliest and latest then say how far it might be off.
    earliest, latest = day_interval(published.get("date")) or (published.get("earliest"), published.get("latest"))
    if not earliest or not latest:
        return False
    truth = gold["truth"]
    within = gold["earliest"] <= earliest and latest <= gold["latest"]
    if earliest == latest and gold["earliest"] != gold["latest"]:
        return within and earliest[:7] == truth[:7] and abs(int(earliest[8:]) - int(truth[8:])) <= 1
    return within and earliest <= truth <= latest


def spans_of(record: Any, document: str | None = None) -> Iterator[tuple[str | None, int, int, str]]:
    """Walk through an exported record and yield every span in it: document id, start, end and quoted words."""
    if isinstance(record, Mapping) and "passages" in record:
        # A derivation lays two documents side by side.
        for passage in record["passages"]:
            yield from spans_of(passage["a"], record["a"])
            yield from spans_of(passage["b"], record["b"])
    elif isinstance(record, Mapping):
        inside = record.get("document", document)
        inside = inside if isinstance(inside, str) else document
        if {"start", "end", "quote"} <= record.keys():
            yield inside, record["start"], record["end"], record["quote"]
        for value in record.values():
            yield from spans_of(value, inside)
    elif isinstance(record, (list, tuple)):
        for value in record:
            yield from spans_of(value, document)


def false_spans(records: Iterable[Record], texts: Mapping[str, str]) -> tuple[int, list[str]]:
    """Count all spans of exported records and name those whose words are not ``text[start:end]``."""
    count, wrong = 0, []
    for record in records:
        own = record["id"] if str(record.get("id", "")).startswith("doc-") else None
        for document, start, end, quote in spans_of(record, own):
            count += 1
            if document is None or texts.get(document, "")[start:end] != quote or not quote:
                wrong.append(f"{record.get('id')} {document} {start}:{end}")
    return count, wrong
