"""Scoring of events, commitments, channels, positions and accounts against stand-off gold (gold/EVENTS.md).

Everything here takes the dictionaries of the export contract or of single stages (`onrecord.records.to_json`), so that
it measures what a user gets. Nothing in it depends on the library.

    from gold.events_sheet import gold_documents, gold_records
    scores = score_records(gold_records("a", half="held"), {"documents": ..., "events": ...}, texts)
    scores.events.whole_f1, scores.events.status_macro_f1, scores.commitments.precision, ...
"""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from _scoring import jaccard, words_in

Record = Mapping[str, Any]

KINDS = ("event", "commitment", "channel", "position", "account_item", "meeting_item")
"""Kinds of gold rows."""

SAME_WORDS = 0.5
"""Two spans tell the same from this Jaccard overlap of words on (usual in the field)."""

MOSTLY_INSIDE = 0.8
"""... or when this share of the shorter one's words lies in the longer one, and that is not much longer."""

AT_MOST_LONGER = 3.0
"""How many times longer the longer one may be for that."""

NOT_DONE = frozenset({"agreed", "announced", "conditional", "denied", "did_not_happen", "requested"})
"""Statuses of what has not happened."""

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types whose doers and recipients are often the same people: only who takes part is compared."""


def overlap(text: str, one: Iterable[Record], other: Iterable[Record]) -> float:
    """Return how far two groups of spans share their words: Jaccard, or 0.5 where the shorter lies in the longer."""
    first, second = words_in(text, one), words_in(text, other)
    share = jaccard(first, second)
    small, large = sorted((len(first), len(second)))
    inside = small and len(first & second) >= MOSTLY_INSIDE * small and large <= AT_MOST_LONGER * small
    return max(share, SAME_WORDS) if inside else share


def days(date: str) -> tuple[str, str]:
    """Return the first and last day of a day, month, year or interval ``A/B`` in ISO 8601."""
    begin, _, end = date.partition("/")
    end = end or begin
    if len(end) == 4:
        end += "-12"
    if len(end) == 7:
        end += f"-{calendar.monthrange(int(end[:4]), int(end[5:]))[1]:02}"
    return (begin + "-01-01"[len(begin) - 4 :] if len(begin) < 10 else begin), end


def date_right(allowed: Sequence[str | None], date: str | None, enddate: str | None = None) -> bool:
    """Tell whether a predicted date lies within one of the gold's intervals; ``?`` in the gold is not judged."""
    if "?" in allowed:
        return True
    if not date:
        return None in allowed
    first, last = days(f"{date}/{enddate}" if enddate else date)
    return any(days(each)[0] <= first and last <= days(each)[1] for each in allowed if each)


def said_by(asserted: Iterable[Record]) -> frozenset[str]:
    """Return who asserts a record: sides, ``narrator`` for the page itself, ``other`` for who speaks for no state."""
    return frozenset(
        each.get("side") or ("narrator" if each.get("channel") == "narrator" else "other") for each in asserted
    )


def asserted_right(gold: Record, asserted: Iterable[Record]) -> bool:
    """Tell whether the sides that assert a record are those of the gold; further tellers of the chain may stand by."""
    found, wanted = said_by(asserted), set(gold["asserted_by"]) - {"narrator", "other"}
    further = found - wanted - set(gold["asserted_also"]) - {"narrator", "other"}
    return bool(found) and wanted <= found and not further


def _countries(participants: Iterable[Any]) -> frozenset[str]:
    return frozenset(each if isinstance(each, str) else each["country"] or "?" for each in participants)


def sides_right(gold: Record, event: Record) -> bool:
    """Tell whether the countries are right; for one-sided types also who acts. ``other`` in the gold is anybody."""
    actor, recipient = _countries(event["actor"]), _countries(event["recipient"])
    parts = [(set(gold["actor"]) | set(gold["recipient"]), actor | recipient)]
    if not MUTUAL & {gold["event"], *gold["event_also"]}:
        parts = [(set(gold["actor"]), actor), (set(gold["recipient"]), recipient)]
    return all(wanted - {"other"} <= found and ("other" in wanted or found <= wanted) for wanted, found in parts)


@dataclass(slots=True)
class Tally:
    """What was found of one kind of gold rows."""

    gold: int = 0
    """Gold rows that must be found."""
    found: int = 0
    """Of these, those whose words were found, whatever their labels."""
    right: int = 0
    """Of these, those with all labels that are asked for."""
    predicted: int = 0
    """Predictions that count: all but those that meet an optional row and, of events, some more (see `EventTally`)."""
    labels: Counter[str] = field(default_factory=Counter)
    """How often each label was right among the found rows."""
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of right ones among the predictions."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found with all labels."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def line(self, name: str) -> str:
        """Say it in one line."""
        labels = ", ".join(f"{label} {count}/{self.found}" for label, count in sorted(self.labels.items()))
        return (
            f"{name}: gold {self.gold}, predicted {self.predicted}, words found {self.found}, right {self.right}:"
            f" P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}" + (f" ({labels})" if labels else "")
        )


@dataclass(slots=True)
class EventTally(Tally):
    """What was found of the events; ``right`` means type, both sides, status and date."""

    statuses: list[tuple[str, str, bool]] = field(default_factory=list)
    """Gold status, predicted status, and whether the deed had not been done, for every event found."""
    repeated: int = 0
    """Second tellings of an event of the same document: neither right nor wrong."""
    own_affairs: int = 0
    """Events of one country alone that meet no gold row: neither right nor wrong."""

    def status_f1(self) -> dict[str, float]:
        """Return F1 of each status, over the events whose words were found."""
        scores = {}
        for status in sorted({gold for gold, _, _ in self.statuses}):
            true = sum(gold == told == status for gold, told, _ in self.statuses)
            either = sum((gold == status) + (told == status) for gold, told, _ in self.statuses)
            scores[status] = 2 * true / either if either else 0.0
        return scores

    @property
    def status_macro_f1(self) -> float:
        """Mean of the statuses' F1."""
        scores = self.status_f1()
        return sum(scores.values()) / len(scores) if scores else 0.0

    @property
    def occurred_wrongly(self) -> float:
        """Share of "occurred" among the found events that have not happened."""
        not_done = [told for _, told, undone in self.statuses if undone]
        return sum(told == "occurred" for told in not_done) / len(not_done) if not_done else 0.0


@dataclass(slots=True)
class Scores:
    """All tallies of one half."""

    events: EventTally = field(default_factory=EventTally)
    commitments: Tally = field(default_factory=Tally)
    channels: Tally = field(default_factory=Tally)
    positions: Tally = field(default_factory=Tally)
    account_items: Tally = field(default_factory=Tally)
    meeting_items: Tally = field(default_factory=Tally)

    def lines(self, *, show: bool = False) -> Iterator[str]:
        """Say the figures in plain lines; ``show`` adds every error."""
        yield self.events.line("events, whole")
        statuses = ", ".join(f"{name} {value:.2f}" for name, value in self.events.status_f1().items())
        yield (
            f"status of events found: macro-F1 {self.events.status_macro_f1:.3f} ({statuses});"
            f" 'occurred' given to what did not occur {self.events.occurred_wrongly:.3f};"
            f" second tellings {self.events.repeated}, of one country alone {self.events.own_affairs}"
        )
        tallies = {
            "commitments": self.commitments,
            "channels": self.channels,
            "positions": self.positions,
            "account items": self.account_items,
            "meeting items": self.meeting_items,
        }
        for name, tally in tallies.items():
            yield tally.line(name)
        if show:
            for tally in (self.events, *tallies.values()):
                yield from tally.errors


def _pair(
    gold: Sequence[Record], told: Sequence[Record], likeness: Callable[[Record, Record], float]
) -> tuple[list[tuple[Record, Record]], list[Record]]:
    """Pair each gold row with the prediction most like it, the best pairs first; returns pairs and leftovers."""
    scored = [
        (likeness(row, record), not row["optional"], -i, -j, row, record)
        for i, row in enumerate(gold)
        for j, record in enumerate(told)
    ]
    pairs, rows, records = [], set(), set()
    for value, _, i, j, row, record in sorted(scored, key=lambda item: item[:4], reverse=True):
        if value > 0 and i not in rows and j not in records:
            rows.add(i)
            records.add(j)
            pairs.append((row, record))
    return pairs, [record for j, record in enumerate(told) if -j not in records]


def _quote(text: str, spans: Sequence[Record]) -> str:
    return text[spans[0]["start"] : spans[0]["end"]][:110].replace("\n", " ") if spans else ""


def _score_events(tally: EventTally, gold: Sequence[Record], told: Sequence[Record], text: str) -> None:
    def likeness(row: Record, event: Record) -> float:
        trigger, *rest = event["evidence"]
        touch = trigger["start"] < row["trigger"]["end"] and row["trigger"]["start"] < trigger["end"]
        same_type = event["event"] in (row["event"], *row["event_also"])
        share = overlap(text, [row["clause"]], rest[:1] or [trigger])
        if touch:
            return 2 + same_type + share
        return share if same_type and share >= SAME_WORDS else 0

    pairs, left = _pair(gold, [event for event in told if event["evidence"]], likeness)
    for row, event in pairs:
        if row["optional"]:
            continue
        date = event["date"]
        checks = {
            "type": event["event"] in (row["event"], *row["event_also"]),
            "sides": sides_right(row, event),
            "status": event["status"] in (row["status"], *row["status_also"]),
            "date": date_right(row["date"], date.get("date"), date.get("enddate")),
        }
        tally.predicted += 1
        tally.found += 1
        tally.right += all(checks.values())
        tally.labels.update(name for name, good in checks.items() if good)
        tally.labels["asserted by"] += asserted_right(row, event["asserted_by"])
        told_status = event["status"]
        undone = not {row["status"], *row["status_also"]} - NOT_DONE
        tally.statuses.append((told_status if checks["status"] else row["status"], told_status, undone))
        if not all(checks.values()):
            wrong = ", ".join(name for name, good in checks.items() if not good)
            tally.errors.append(f"{row['id']} wrong {wrong}: {_quote(text, [row['clause']])}")
    found = {row["id"] for row, _ in pairs}
    for row in gold:
        if not row["optional"]:
            tally.gold += 1
            if row["id"] not in found:
                tally.errors.append(f"{row['id']} event not found: {_quote(text, [row['clause']])}")
    for event in left:
        countries = _countries(event["actor"]) | _countries(event["recipient"])
        if len(countries) == 1 and "?" not in countries:
            tally.own_affairs += 1  # the deeds of one state by itself are not annotated
            continue
        if any(
            event["event"] in (row["event"], *row["event_also"])
            and event["status"] in (row["status"], *row["status_also"])
            and sides_right(row, event)
            for row in gold
        ):
            tally.repeated += 1
            continue
        tally.predicted += 1
        tally.errors.append(
            f"{gold[0]['file'] if gold else ''} spurious {event['event']}: {_quote(text, event['evidence'][-1:])}"
        )


def _score_spans(
    tally: Tally,
    gold: Sequence[Record],
    told: Sequence[Record],
    text: str,
    checks: Mapping[str, Callable[[Record, Record], bool]],
    extra: Mapping[str, Callable[[Record, Record], bool]],
) -> None:
    """Score rows that are one span with labels: `checks` must all hold, `extra` are counted apart."""

    def likeness(row: Record, record: Record) -> float:
        share = max((overlap(text, [row["text"]], [each]) for each in record["evidence"]), default=0)
        good = sum(check(row, record) for check in checks.values())
        return share + good / 100 if share >= SAME_WORDS else 0

    pairs, left = _pair(gold, told, likeness)
    for row, record in pairs:
        if row["optional"]:
            continue
        results = {name: check(row, record) for name, check in checks.items()}
        tally.predicted += 1
        tally.found += 1
        tally.right += all(results.values())
        tally.labels.update(name for name, good in results.items() if good)
        tally.labels.update(name for name, check in extra.items() if check(row, record))
        if not all(results.values()):
            wrong = ", ".join(name for name, good in results.items() if not good)
            tally.errors.append(f"{row['id']} {row['kind']}, wrong {wrong}: {_quote(text, [row['text']])}")
    found = {row["id"] for row, _ in pairs}
    for row in gold:
        if not row["optional"]:
            tally.gold += 1
            if row["id"] not in found:
                tally.errors.append(f"{row['id']} {row['kind']} not found: {_quote(text, [row['text']])}")
    for record in left:
        # the same passage told twice, with the labels of a row that is there
        again = any(
            overlap(text, [row["text"]], record["evidence"]) > 0
            and all(check(row, record) for check in checks.values())
            for row in gold
        )
        if not again:
            tally.predicted += 1
            tally.errors.append(f"spurious: {_quote(text, record['evidence'])}")


def _steps(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """Flatten histories: every step with the labels of what it is a step of; reports pass as they are."""
    for record in records:
        if "history" not in record:
            yield dict(record)
        for step in record.get("history", ()):
            yield (
                dict(record)
                | {key: step[key] for key in ("state", "asserted_by", "evidence")}
                | {"by": step.get("by", [])}
            )


def _by_document(records: Iterable[Record], digests: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Sort records by the digest of the document that their evidence lies in."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        places: dict[str, list[Record]] = defaultdict(list)
        for evidence in record["evidence"]:
            places[evidence.get("document") or record["document"]].append(evidence)
        for document, evidence_here in places.items():
            if document in digests:
                found[digests[document]].append(dict(record) | {"evidence": evidence_here})
    return found


def _items(meetings: Iterable[Record]) -> Iterator[dict[str, Any]]:
    for meeting in meetings:
        for account in meeting["accounts"]:
            for item in account["items"]:
                yield dict(item) | {"side": account["side"], "source": account["source"]}


def _score_meetings(
    tally: Tally,
    gold: Sequence[Record],
    meetings: Sequence[Record],
    digests: Mapping[str, str],
    pairs: Mapping[str, str],
) -> None:
    """Score what the accounts of a meeting have in common, by issue; ``pairs``: digest of a document to its pair."""
    told: dict[tuple[str, str | None], str] = {}
    for meeting in meetings:
        documents = {digests.get(each, "") for account in meeting["accounts"] for each in account["documents"]}
        names = {pairs[each] for each in documents if each in pairs}
        for name in sorted(names):
            for item in meeting["items"]:
                told.setdefault((name, item["issue"]), item["relation"])
    used = set()
    for row in gold:
        tally.gold += not row["optional"]
        key = next(((row["pair"], issue) for issue in row["issue"] if (row["pair"], issue) in told), None)
        if key is None:
            tally.errors.append(f"{row['id']} meeting item not found: {row['pair']} {row['issue'][0]}")
            continue
        used.add(key)
        if not row["optional"]:
            tally.found += 1
            tally.predicted += 1
            tally.right += told[key] in row["relation"]
    known = {row["pair"] for row in gold}
    tally.predicted += sum(key[0] in known for key in told if key not in used)


def score_records(gold: Sequence[Record], records: Mapping[str, Sequence[Record]], texts: Mapping[str, str]) -> Scores:
    """Score the records of an export, or of single stages, against gold rows.

    Args:
        gold: Rows of the gold, of one half.
        records: ``documents`` (needed: id and text_sha256), ``events``, ``commitments``, ``channels`` (with their
            histories, or the reports of single documents), ``positions``, ``meetings``; what is missing is empty.
        texts: Texts by key of the document (``file`` of a gold row).

    Returns:
        The tallies. Predictions in documents that the gold does not speak of are left out.
    """
    by_digest = {row["document"]: row["file"] for row in gold}
    digests = {each["id"]: each["text_sha256"] for each in records["documents"] if each["text_sha256"] in by_digest}
    scores = Scores()
    told = {
        "event": _by_document(records.get("events", ()), digests),
        "commitment": _by_document(_steps(records.get("commitments", ())), digests),
        "channel": _by_document(_steps(records.get("channels", ())), digests),
        "position": _by_document(records.get("positions", ()), digests),
        "account_item": _by_document(_items(records.get("meetings", ())), digests),
    }
    by: dict[str, Callable[[Record, Record], bool]] = {
        "issue": lambda row, r: r["issue"] in row["issue"],
        "state": lambda row, r: r["state"] in row["state"],
        "asserted by": lambda row, r: asserted_right(row, r["asserted_by"]),
        "obligor": lambda row, r: "other" in row["obligor"] or set(r["obligor"]) == set(row["obligor"]),
        "beneficiary": lambda row, r: "other" in row["beneficiary"] or set(r["beneficiary"]) == set(row["beneficiary"]),
        "kind": lambda row, r: r["kind"] in row["commitment"],
        "parties": lambda row, r: set(r["parties"]) == set(row["parties"]),
        "level": lambda row, r: r["level"] in row["level"],
        "by": lambda row, r: set(r.get("by", ())) == set(row["by"]),
        "name": lambda row, r: any(word.casefold() in r["name"].casefold() for word in row["name"]),
        "side": lambda row, r: r["side"] == row["side"],
        "told by": lambda row, r: r.get("told_by") == row["told_by"],
        "source": lambda row, r: r["source"] == row["source"],
    }
    asked = {
        "commitment": (scores.commitments, ("obligor", "issue", "state", "asserted by"), ("beneficiary", "kind")),
        "channel": (scores.channels, ("parties", "level", "state", "asserted by"), ("by", "name")),
        "position": (scores.positions, ("issue", "side", "told by"), ()),
        "account_item": (scores.account_items, ("issue", "side"), ("source",)),
    }
    for document, key in sorted(by_digest.items(), key=lambda item: item[1]):
        rows = [row for row in gold if row["document"] == document]
        _score_events(
            scores.events, [row for row in rows if row["kind"] == "event"], told["event"].get(document, []), texts[key]
        )
        for kind, (tally, checks, extra) in asked.items():
            mine = [row for row in rows if row["kind"] == kind]
            if kind == "position":  # an item of an account may be called a position, too
                items = (row for row in rows if row["kind"] == "account_item")
                mine += [row | {"optional": True, "told_by": None} for row in items]
            if kind == "account_item" and not mine:
                continue  # accounts are annotated in readouts and in the founding documents
            _score_spans(
                tally,
                mine,
                told[kind].get(document, []),
                texts[key],
                {name: by[name] for name in checks},
                {name: by[name] for name in extra},
            )
    pairs = {row["document"]: row["pair"] for row in gold if row.get("pair")}
    meeting_rows = [row for row in gold if row["kind"] == "meeting_item"]
    _score_meetings(scores.meeting_items, meeting_rows, records.get("meetings", ()), digests, pairs)
    return scores


def _alike(kind: str, text: str, one: Record, other: Record) -> float:
    """How likely two annotators' rows are about the same words and mean the same; 0 where they are not."""
    if kind == "event":
        touch = overlap(text, [one["trigger"]], [other["trigger"]]) > 0
        share = overlap(text, [one["clause"]], [other["clause"]])
        same = one["event"] == other["event"]
        return share + touch + same / 100 if touch or (same and share >= SAME_WORDS) else 0
    share = overlap(text, [one["text"]], [other["text"]])
    return share + (one.get("issue") == other.get("issue")) / 100 if share >= SAME_WORDS else 0


def agreement(one: Sequence[Record], other: Sequence[Record], texts: Mapping[str, str]) -> Iterator[str]:
    """Say how far two annotators agree on the documents that both have read, kind by kind."""
    both = {row["file"] for row in one} & {row["file"] for row in other}
    yield f"documents: {len(both)}"
    for kind in KINDS[:-1]:
        pairs: list[tuple[Record, Record]] = []
        total = 0
        for key in sorted(both):
            first, second = ([r for r in rows if r["file"] == key and r["kind"] == kind] for rows in (one, other))
            sure = [r for r in first if not r["optional"]], [r for r in second if not r["optional"]]
            total += len(sure[0]) + len(sure[1])

            pairs += _pair(sure[0], sure[1], partial(_alike, kind, texts[key]))[0]
        labels = {
            "event": ("event", "status", "actor", "recipient", "date", "asserted_by"),
            "commitment": ("obligor", "beneficiary", "issue", "commitment", "state", "asserted_by"),
            "channel": ("level", "parties", "state", "by", "asserted_by"),
            "position": ("issue", "side", "told_by"),
            "account_item": ("issue", "side", "source"),
        }[kind]
        same = ", ".join(
            f"{label} {sum(_agree(a[label], b[label]) for a, b in pairs) / max(1, len(pairs)):.2f}" for label in labels
        )
        yield f"{kind}: F1 {2 * len(pairs) / max(1, total):.3f} of {total} rows; labels of {len(pairs)} pairs: {same}"


def _agree(one: Any, other: Any) -> bool:
    """Lists of alternatives agree when the first choices do; lists of countries when they are the same."""
    if isinstance(one, list) and one and isinstance(other, list) and other:
        return bool(one == other or (one[0] == other[0] and not str(one[0]).isupper()))
    return bool(one == other)
