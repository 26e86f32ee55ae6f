"""Annotate events, commitments, channels, positions and account items: from an annotator's sheet to stand-off gold.

    python benchmarks/gold/events_sheet.py choose [--half train]    which documents, in which half, in which pairs
    python benchmarks/gold/events_sheet.py show tracker/042         the numbered lines of a document
    python benchmarks/gold/events_sheet.py add SHEET --annotator a  sheet to own_events_a.jsonl (offsets, labels)
    python benchmarks/gold/events_sheet.py check                    every offset lies in its text, every digest matches
    python benchmarks/gold/events_sheet.py count                    how many of each kind, half and status
    python benchmarks/gold/events_sheet.py agree a b                two annotators, row by row
    python benchmarks/gold/events_sheet.py score EXPORT --half held exported records against the gold

What counts and the form of a sheet stand in EVENTS.md. Sheets quote words of the texts and never enter the repository.
`gold_documents` and the functions of `_events_scoring` are there for the benchmarks.
"""

from __future__ import annotations

import argparse
import email.utils
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _events_scoring import KINDS, Scores, agreement, score_records
from check_gold import GOLD, data_folder, digest, founding_texts, read_jsonl
from onrecord.records import (
    ChannelLevel,
    ChannelState,
    CommitmentKind,
    CommitmentState,
    EventStatus,
    EventType,
    ItemRelation,
)

WORDS = (90, 520)
"""Length of a chosen document; readouts of a pair may be shorter."""

PAIRS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ministers-2025-01", "Rubio and Wang, call", ("tracker/042", "tracker/043")),
    ("economy-2025-02", "Bessent and He, call", ("tracker/144", "tracker/145")),
    ("economy-2025-03", "Greer and He, call: both accounts in one entry", ("tracker/242",)),
    ("leaders-2025-06", "Xi and Trump, call", ("tracker/487", "tracker/488")),
    ("ministers-2025-07", "Rubio and Wang, Kuala Lumpur", ("tracker/602", "tracker/606")),
    ("economy-2025-07", "Stockholm talks", ("tracker/650", "tracker/674")),
    ("ministers-2025-09", "Rubio and Wang, call", ("tracker/762", "tracker/763")),
    ("defence-2025-09", "Hegseth and Dong, video call", ("tracker/764", "tracker/765")),
    ("economy-2025-09", "Madrid talks", ("tracker/779", "tracker/782")),
    ("leaders-2025-09", "Xi and Trump, call", ("tracker/798", "tracker/801")),
    ("congress-2025-09", "Delegation of Congress and Li Qiang", ("tracker/806", "tracker/808")),
)
"""Meetings of which the tracker holds both sides' own words: all that were found, read by nobody's choice."""

TAKEN_ELSEWHERE = frozenset(
    "M4UzBXGhehloGjWP TqWmDaZeCRJOnCxd jNqJC9nPvdvJgkoT 9mg8VQm5c2osfAV7 IIhQgcQlBEmoaKnC OdKjbQErVqQHnjP8 "
    "3c0ibIASxVrqtFnw 5TXN7Muegqo8lYvf 9yB2VKOZuCQNIBCF K4aHilGQHUH6anWB T5MCyiXevZar4UN4 TP5Xt0WP9fVm1NhP "
    "Wbe9sRgr0q29F40s guBb9ggsJUFcgJr8 hs3AanLueh3Xtb37 imUmNNGZJBhz6Ocq lGq2J8X4DOreLzaA pTsGiQ3qQpJ1jSak "
    "20583 26615 47209 47508 52898 53490 53893 56291".split()
)
"""Articles and releases of the statement gold, which have been looked at."""

WANTED = {"tracker": 8, "state": 8, "articles": 10}
"""How many single documents are taken of each collection, in the order of their digests."""

_OFFICIAL_TRACKER = re.compile(
    r"(?i)ministry of (?:commerce|foreign affairs|defen[sc]e|national defen[sc]e)|foreign ministry|\bMFA\b|\bMOFCOM\b|"
    r"state department|department of state|department of (?:defense|war)|treasury department|joint statement|USTR\b"
)
_GOVERNMENT = re.compile(r"https?://[^/]*(?:\.gov\b|\.gov\.cn|fmprc|usembassy|news\.cn|ChineseEmb)")
_ADDRESSES = {
    "tracker/042": "https://www.state.gov/",
    "tracker/043": "https://www.fmprc.gov.cn/eng/",
    "tracker/198": "https://www.fmprc.gov.cn/eng/",
    "tracker/474": "https://www.fmprc.gov.cn/eng/",
}
"""Whose words an entry holds where it gives no address of that government, from the entry's summary."""
RARE = 16
"""How many further documents are taken that speak of refusals, denials, ends and new beginnings, of any collection."""
RARE_WORDS = 420
"""Length of the longest of them."""
_RARE = re.compile(
    r"(?i)\b(?:den(?:y|ied|ies)|called off|cancel\w*|postpone\w*|lift(?:ed|ing)|suspend\w*|ha(?:s|ve) yet to|refus\w+|"
    r"halt\w*|broke off|cut off|severed|expire[sd]|withdrew|pulled out|hot ?line|back ?channel|resum\w+|no longer|"
    r"reopen\w*)\b"
)
LINES = 16
"""How many further documents are taken that speak of lines of communication, of any collection."""
LINES_WORDS = 480
"""Length of the longest of them."""
_LINES = re.compile(
    r"(?i)\b(?:hot ?lines?|back ?channels?|channels? of communication|lines? of communication|communication channels?|"
    r"military-to-military|mil-to-mil|working groups?|joint (?:commission|committee)|consultation mechanism|"
    r"(?:strategic|security|economic|military|defense|human rights|policy|bilateral|high-level) dialogues?|"
    r"resum\w+ (?:of )?(?:talks|dialogue|negotiations|contacts?|diplomatic)|direct talks|rounds? of talks|peace talks|"
    r"suspend\w* (?:talks|dialogue|cooperation|contacts?|negotiations|military)|talks (?:broke|collapsed|stalled)|"
    r"cut(?:ting)? off (?:contact|communication|talks)|diplomatic (?:relations|ties)|sever\w* (?:ties|relations))\b"
)
_DEALINGS = re.compile(
    r"(?i)\b(?:talks|meeting|met with|summit|agreed|agreement|sanction(?:s|ed)?|tariffs?|visit(?:ed|s)?|treaty|"
    r"ambassador|foreign minister|dialogue|negotiat\w+|channel|hotline|commit(?:ted|ment)\w*|suspend\w*|resum\w+)\b"
)
_STATES = re.compile(
    r"\b(?:China|Chinese|Beijing|Russia|Russian|Moscow|Iran|Iranian|Tehran|North Korea|Pyongyang|Ukraine|Israel|Turkey|"
    r"India|Pakistan|Syria|Japan|South Korea|Saudi Arabia|Cuba|Venezuela|Vietnam|Mexico|Britain|France|Germany)\b"
)
_RELEASE_TITLE = re.compile(
    r"(?i)\b(?:call|meeting|travel|joint statement|dialogue|sanction|designat|visit|talks|assistance|agreement|"
    r"restrictions|trilateral|quad)"
)
_NOT_NEWS = re.compile(r"(?i)opinion|op-ed|editorial")
TRAINING = {"tracker": 140, "state": 190, "articles": 400}
"""How many documents of each collection are annotated to train on, after those of the gold."""
TRAINING_WORDS = 800
"""Length of the longest article among them."""
FURTHER = (
    ({"tracker": 400, "state": 600, "articles": 800}, {"tracker": 2, "state": 2, "articles": 4}),
    (
        {"tracker": 400, "state": 400, "articles": 800, "house": 400},
        {"tracker": 1, "state": 1, "articles": 3, "house": 2},
    ),
)
"""How many more are taken by wider filters, one after another, and how many words of dealings and names of states
they hold at least."""
FURTHER_WORDS = 60, 1100
"""Length of the shortest and the longest of them."""
LONGER = (
    {"tracker": 60, "state": 100, "articles": 400, "house": 60},
    {"tracker": 2, "state": 2, "articles": 4, "house": 3},
)
"""How many are taken last, and what they hold at least: also of these lengths."""
LONGER_WORDS = 1600
"""Length of the longest of all."""


class SheetError(ValueError):
    """A line of a sheet cannot be read."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document of the gold: its text as the annotators and the programs read it."""

    key: str
    text: str
    published: str | None
    """Day of publication that travels with the collection, ISO 8601; None where it has none."""
    title: str | None
    """Title that travels with the collection; none for the tracker, whose summaries are its keeper's words."""
    url: str | None
    """Address of the page; for the tracker that of the government's page whose words the entry holds, where given."""
    half: str
    pair: str | None
    """Name of the meeting whose two accounts belong together."""


def _rows(path: str) -> Iterator[dict[str, Any]]:
    with gzip.open(data_folder() / f"{path}.jsonl.gz", "rt", encoding="utf-8", newline="") as lines:
        for line in lines:
            yield json.loads(line)


def _collections(*, to_train: bool = False) -> Iterator[tuple[str, str, str | None, str | None, str]]:
    """Read all documents there are: key, text, day, address, words that say what it is.

    Releases of the White House came later and are only trained on: the choice of the gold stays as it was.
    """
    for name, text in founding_texts(data_folder() / "founding").items():
        yield f"founding/{name}", text, None, None, ""
    for number, row in enumerate(_rows("government/us_china_tracker_part1")):
        key, links = f"tracker/{number:03}", [address for _, address in row["links"]]
        link = next(filter(_GOVERNMENT.match, links), links[0] if links else None)
        yield key, "\n\n".join(row["body"]), row["date"], _ADDRESSES.get(key, link), row["summary"]
    for row in _rows("government/state_department"):
        day = email.utils.parsedate_to_datetime(row["date"]).date().isoformat()
        yield f"state/{row['guid'].rpartition('=')[2]}", row["text"], day, row["link"], row["title"]
    for row in _rows("articles/articles"):
        yield f"articles/{row['id']}", row["text"], row["date"] or None, row["url"], f"{row['outlet']}: {row['title']}"
    if to_train:
        for row in _rows("government/white_house"):
            day = email.utils.parsedate_to_datetime(row["date"]).date().isoformat()
            yield f"house/{row['guid'].rpartition('=')[2]}", row["text"], day, row["link"], row["title"]


def _fits(key: str, text: str, about: str) -> bool:
    if len(text) > 10 * WORDS[1] or not WORDS[0] <= len(text.split()) <= WORDS[1]:
        return False
    collection, _, name = key.partition("/")
    if collection == "tracker":
        return bool(_OFFICIAL_TRACKER.search(about)) and len(_DEALINGS.findall(text)) >= 3
    if collection == "state":
        return bool(_RELEASE_TITLE.search(about)) and len(_DEALINGS.findall(text)) >= 4
    others = len(_STATES.findall(text))
    return (
        name not in TAKEN_ELSEWHERE
        and not _NOT_NEWS.search(about)
        and len(_DEALINGS.findall(text)) >= 7
        and others >= 6
    )


def _title(key: str, about: str) -> str | None:
    collection = key.partition("/")[0]
    return {"state": about, "house": about, "articles": about.partition(": ")[2]}.get(collection)


def _order(words: str) -> str:
    return hashlib.sha256(f"events {words}".encode()).hexdigest()


def gold_documents(half: str | None = None) -> list[GoldDocument]:
    """Choose the documents: both accounts of each meeting, the founding documents, and others by digest.

    Args:
        half: ``open``, ``held``, or None for both. The founding documents are open: everybody knows them.

    Returns:
        The documents, in the order in which they are annotated. Documents of the ``held`` half are scored only.
    """
    return [document for document in _gold() if half in (None, document.half)]


@cache
def _gold() -> tuple[GoldDocument, ...]:
    found = {key: (text, day, link, about) for key, text, day, link, about in _collections()}
    paired = {key: name for name, _, keys in PAIRS for key in keys}
    chosen: list[tuple[str, str, str | None]] = [(key, "open", None) for key in sorted(found) if key.startswith("fou")]
    # by turns in the order of their digests, so that both halves get as many
    for number, name in enumerate(sorted((name for name, _, _ in PAIRS), key=_order)):
        chosen += [
            (key, ("open", "held")[number % 2], name) for key in sorted(k for k, n in paired.items() if n == name)
        ]
    for collection, wanted in WANTED.items():
        texts: set[str] = set()
        taken = 0
        for key in sorted((k for k in found if k.startswith(f"{collection}/") and k not in paired), key=_order):
            text, _, _, about = found[key]
            if taken < wanted and text not in texts and _fits(key, text, about):
                texts.add(text)
                chosen.append((key, ("open", "held")[taken % 2], None))
                taken += 1
    for wanted, words, number_of, longest, states in (
        (RARE, _RARE, 2, RARE_WORDS, 4),
        (LINES, _LINES, 2, LINES_WORDS, 3),
    ):
        taken_before = {key for key, _, _ in chosen}
        fitting = [
            key
            for key, (text, _, _, about) in found.items()
            if len(text) <= 10 * longest  # before anything that takes time
            and WORDS[0] <= len(text.split()) <= longest
            and len(words.findall(text)) >= number_of
            and len(_STATES.findall(text)) >= states
            and not (_NOT_NEWS.search(about) or key.rpartition("/")[2] in TAKEN_ELSEWHERE or key in taken_before)
        ]
        for number, key in enumerate(sorted(fitting, key=_order)[:wanted]):
            chosen.append((key, ("open", "held")[number % 2], None))
    return tuple(
        GoldDocument(key, found[key][0], found[key][1], _title(key, found[key][3]), found[key][2], where, pair)
        for key, where, pair in chosen
    )


def training_documents() -> list[GoldDocument]:
    """Choose documents to train on, all of the half ``train``: none of the gold, none of a day of its held meetings.

    They fit the gold's own filters or speak of lines of communication, refusals or ends, and come in the order of
    their digests; after them come others that speak of dealings between states at all. No figure is taken on them.
    """
    gold = gold_documents()
    texts, keys = {document.text for document in gold}, {document.key for document in gold}
    days = {d.published for d in gold if d.half == "held" and d.key.startswith("tracker/")}
    rows = sorted(_collections(to_train=True), key=lambda row: _order(f"training {row[0]}"))
    chosen: list[GoldDocument] = []
    taken: Counter[str] = Counter()
    left: list[tuple[GoldDocument, int]] = []
    for key, text, day, link, about in rows:
        collection, _, name = key.partition("/")
        if key in keys or text in texts:
            continue
        if (collection == "tracker" and day in days) or name in TAKEN_ELSEWHERE or _NOT_NEWS.search(about):
            continue
        dealings = len(_DEALINGS.findall(text)) if len(text) <= 10 * TRAINING_WORDS else 0
        words, states = len(text.split()), len(_STATES.findall(text))
        news = WORDS[0] <= words <= TRAINING_WORDS and collection == "articles" and dealings >= 5 and states >= 5
        speaks = WORDS[0] <= words <= RARE_WORDS and states >= 3 and dealings >= 4 and len(_LINES.findall(text)) >= 2
        document = GoldDocument(key, text, day, _title(key, about), link, "train", None)
        if taken[collection] < TRAINING.get(collection, 0) and (news or speaks or _fits(key, text, about)):
            texts.add(text)
            taken[collection] += 1
            chosen.append(document)
        elif FURTHER_WORDS[0] <= words <= LONGER_WORDS:
            left.append((document, min(dealings or len(_DEALINGS.findall(text)), states)))
    shorter = [item for item in left if len(item[0].text.split()) <= FURTHER_WORDS[1]]
    for (wanted, marks), candidates in [*((step, shorter) for step in FURTHER), (LONGER, left)]:
        taken.clear()
        for document, found in candidates:
            collection, text = document.key.partition("/")[0], document.text
            if taken[collection] >= wanted.get(collection, 0) or text in texts:
                continue
            if found >= marks.get(collection, 0):
                texts.add(text)
                taken[collection] += 1
                chosen.append(document)
    return chosen


def all_documents() -> dict[str, GoldDocument]:
    """Return the documents of the gold and those to train on, by key."""
    return {document.key: document for document in [*gold_documents(), *training_documents()]}


def lines_of(text: str) -> list[tuple[int, int]]:
    """Return the lines that are not blank."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def _place(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    numbered = re.fullmatch(r"(.*)#(\d)", words)
    words, times = (numbered[1], int(numbered[2])) if numbered else (words, 1)
    text = re.sub(r"[^\S\n]", " ", text)  # a hard space looks like any other; the length stays
    begin = start - 1
    for _ in range(times):
        begin = text.find(words, begin + 1, end)
        if begin < 0:
            raise SheetError(f"{words!r} is not there")
    return begin, begin + len(words)


def find(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """Find words, or "first … last" words, in a stretch of the text; ``words#2`` is their second occurrence."""
    first, ellipsis, last = (part.strip() for part in words.partition("\u2026"))
    begin, stop = _place(text, first, start, end)
    return begin, _place(text, last, stop, end)[1] if ellipsis else stop


def span(text: str, start: int, end: int) -> dict[str, Any]:
    """Return a stand-off span."""
    return {"start": start, "end": end, "sha256": digest(text[start:end])}


def _one_of(value: str, allowed: object, what: str) -> list[str]:
    """Read ``first/other``: the first is the annotator's choice, others would serve as well."""
    values = value.split("/")
    for each in values:
        if each not in get_args(allowed):
            raise SheetError(f"no {what} is called {each!r}")
    return values


def _codes(value: str) -> list[str]:
    values = sorted(set(value.replace("-", " ").split()))
    for each in values:
        if not re.fullmatch(r"[A-Z]{3}|narrator|other", each):
            raise SheetError(f"no country code: {each!r}")
    return values


def _asserted(value: str) -> dict[str, list[str]]:
    """Read ``CHN +USA``: who asserts it, and after the plus who stands in the chain besides."""
    said, _, chain = value.partition("+")
    return {"asserted_by": _codes(said), "asserted_also": _codes(chain)}


def _issue(value: str) -> list[str | None]:
    return [None if each == "-" else each for each in value.split("/")]


def _dates(value: str) -> list[str | None]:
    for each in value.split(" or "):
        if each not in ("-", "?") and not re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", each):
            raise SheetError(f"no date: {each!r}")
    return [None if each == "-" else each for each in value.split(" or ")]


def _row(text: str, kind: str, fields: Sequence[str], start: int, end: int, document: dict[str, str]) -> dict[str, Any]:
    said = document.get("by", "narrator")
    if kind == "event":
        trigger, clause, types, sides, status, date, *rest = fields
        a, b = find(text, clause, start, end) if clause != "=" else (start, end)
        c, d = find(text, trigger, a, b)
        kinds = [each.partition(".") for each in types.split("/")]
        for name, _, _ in kinds:
            _one_of(name, EventType, "type")
        actor, _, recipient = sides.partition(">")
        states = _one_of(status, EventStatus, "status")
        return {
            "trigger": span(text, c, d),
            "clause": span(text, a, b),
            "event": kinds[0][0],
            "mode": kinds[0][2] or None,
            "event_also": [name for name, _, _ in kinds[1:]],
            "actor": _codes(actor),
            "recipient": _codes(recipient),
            "status": states[0],
            "status_also": states[1:],
            "date": _dates(date),
        } | _asserted(rest[0] if rest else said)
    words, *labels = fields
    a, b = find(text, words, start, end) if words != "=" else (start, end)
    row: dict[str, Any] = {"text": span(text, a, b)}
    if kind == "commitment":
        sides, issue, undertaken, state, *rest = labels
        obligor, _, beneficiary = sides.partition(">")
        kinds_, states_ = _one_of(undertaken, CommitmentKind, "kind"), _one_of(state, CommitmentState, "state")
        row |= {"obligor": _codes(obligor), "beneficiary": _codes(beneficiary), "issue": _issue(issue)}
        row |= {"commitment": kinds_, "state": states_} | _asserted(rest[0] if rest else said)
    elif kind == "channel":
        level, name, parties, state, by, *rest = labels
        row |= {"level": _one_of(level, ChannelLevel, "level"), "name": name.split(), "parties": _codes(parties)}
        row |= {"state": _one_of(state, ChannelState, "state"), "by": _codes(by)}
        row |= _asserted(rest[0] if rest else said)
    elif kind == "position":
        issue, side, *rest = labels
        row |= {"issue": _issue(issue), "side": side, "told_by": rest[0] if rest and rest[0] != "-" else None}
    else:
        issue, *rest = labels
        side, source = rest[:2] if len(rest) > 1 else (document["by"], "own_readout")
        if source not in get_args(AccountSource):
            raise SheetError(f"no account is {source!r}")
        row |= {"issue": _issue(issue), "side": side, "source": source, "pair": document.get("pair")}
    return row


AccountSource = Literal["own_readout", "own_officials", "told_by_other_side", "press"]
"""Whose telling an account is, as in `onrecord.records.Account`."""

LETTERS = {"E": "event", "C": "commitment", "L": "channel", "P": "position", "A": "account_item", "X": "meeting_item"}


def read_sheet(path: Path) -> list[dict[str, Any]]:
    """Read a sheet; see EVENTS.md.

    Raises:
        SheetError: lines do not fit their document; the message says which.
    """
    documents = all_documents()
    records: list[dict[str, Any]] = []
    faults: list[str] = []
    given: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for count, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            head, *fields = (part.strip() for part in line.split(" | "))
            if line.startswith("@ "):
                given = {"key": head[2:].strip()} | dict(field.split("=", 1) for field in fields)
                given["pair"] = documents[given["key"]].pair or ""
                continue
            document = documents[given["key"]]
            optional = fields[-1:] == ["optional"]
            fields = fields[: len(fields) - optional]
            letters, _, place = head.partition(" ")
            for letter in letters:
                kind, text = LETTERS[letter], document.text
                numbers[document.key] += 1
                record: dict[str, Any] = {"id": f"{document.key}#{numbers[document.key]:02}", "kind": kind}
                record |= {"document": digest(text), "file": document.key, "half": document.half, "optional": optional}
                if kind == "meeting_item":
                    relation = _one_of(fields[1], ItemRelation, "relation")
                    record |= {"pair": document.pair, "issue": _issue(fields[0]), "relation": relation}
                else:
                    start, end = lines_of(text)[int(place) - 1]
                    # "AP": one passage is an item of the account and a position; the item has no teller
                    used = (
                        fields[:2] + (fields[4:6] if len(fields) > 4 else [])
                        if letters == "AP" and letter == "A"
                        else fields
                    )
                    record |= _row(text, kind, used, start, end, given)
                records.append(record)
        except (SheetError, ValueError, KeyError, IndexError) as error:
            faults.append(f"{path.name}, line {count}: {error}")
    if faults:
        raise SheetError("\n".join(faults))
    return records


def check() -> int:
    """Print every span that no longer fits its text; returns how many."""
    faults = 0
    documents = all_documents()
    for path in sorted(GOLD.glob("own_events_*.jsonl")):
        records = read_jsonl(path)
        for record in records:
            document = documents.get(record["file"])
            if document is None or digest(document.text) != record["document"] or document.half != record["half"]:
                faults += 1
                sys.stdout.write(f"{path.name} {record['id']}: not the document that was read\n")
                continue
            for part in ("trigger", "clause", "text"):
                place = record.get(part)
                if place and digest(document.text[place["start"] : place["end"]]) != place["sha256"]:
                    faults += 1
                    sys.stdout.write(f"{path.name} {record['id']}: the words at {place['start']} have changed\n")
        for name, times in Counter(record["id"] for record in records).items():
            if times > 1:
                faults += 1
                sys.stdout.write(f"{path.name} {name}: used {times} times\n")
    sys.stdout.write(f"faults: {faults}\n")
    return faults


def gold_records(annotator: str = "a", half: str | None = None) -> list[dict[str, Any]]:
    """Read the gold rows of an annotator, of one half or of both."""
    path = GOLD / f"own_events_{annotator}.jsonl"
    return [row for row in (read_jsonl(path) if path.exists() else []) if half in (None, row["half"])]


def count(annotator: str) -> None:
    """Print how many rows of each kind, half and status there are; optional ones in brackets."""
    rows = gold_records(annotator)
    for half in ("open", "held", "train"):
        mine = [row for row in rows if row["half"] == half]
        sys.stdout.write(f"{half}: {len({row['file'] for row in mine})} documents, {len(mine)} rows\n")
        for kind in KINDS:
            all_of, sure = ([r for r in mine if r["kind"] == kind and not (o and r["optional"])] for o in (False, True))
            sys.stdout.write(f"  {kind}: {len(sure)} (+{len(all_of) - len(sure)})")
            field = {"event": "status", "commitment": "state", "channel": "state"}.get(kind)
            if field:
                values = Counter(r[field] if isinstance(r[field], str) else r[field][0] for r in sure)
                sys.stdout.write("  " + ", ".join(f"{name} {n}" for name, n in sorted(values.items())))
            sys.stdout.write("\n")


def read_export(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Read the files of an export that the gold speaks of; a file that is not there holds nothing."""
    names = ("documents", "events", "commitments", "channels", "positions", "meetings", "statements")
    return {name: read_jsonl(folder / f"{name}.jsonl") if (folder / f"{name}.jsonl").exists() else [] for name in names}


def main() -> int:
    """Run one of the commands of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("choose").add_argument("--half", choices=("open", "held", "train"))
    commands.add_parser("show").add_argument("keys", nargs="+")
    adding = commands.add_parser("add")
    adding.add_argument("sheet", type=Path)
    adding.add_argument("--annotator", required=True)
    commands.add_parser("check")
    commands.add_parser("count").add_argument("--annotator", default="a")
    agreeing = commands.add_parser("agree")
    agreeing.add_argument("one")
    agreeing.add_argument("other")
    scoring = commands.add_parser("score")
    scoring.add_argument("export", type=Path)
    scoring.add_argument("--annotator", default="a")
    scoring.add_argument("--half", choices=("open", "held"), default="open")
    scoring.add_argument("--show", action="store_true", help="list the errors of the open half")
    options = parser.parse_args()
    if options.command == "choose":
        for document in training_documents() if options.half == "train" else gold_documents(options.half):
            words = len(document.text.split())
            sys.stdout.write(f"{document.half}\t{document.key}\t{words}\t{document.published}\t{document.pair or ''}\n")
    elif options.command == "show":
        documents = all_documents()
        for key in options.keys:
            document = documents[key]
            sys.stdout.write(f"@ {key} {document.half} {document.published} {document.pair or ''}\n")
            for number, (start, end) in enumerate(lines_of(document.text), 1):
                sys.stdout.write(f"{number:3} {document.text[start:end]}\n")
    elif options.command == "add":
        records = read_sheet(options.sheet)
        path = GOLD / f"own_events_{options.annotator}.jsonl"
        new = {record["file"] for record in records}
        kept = [r for r in gold_records(options.annotator) if r["file"] not in new]
        ordered = sorted([*kept, *records], key=lambda r: r["id"])
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in ordered), encoding="utf-8")
        sys.stdout.write(f"{len(records)} rows of {len(new)} documents\n")
    elif options.command == "check":
        return int(check() > 0)
    elif options.command == "count":
        count(options.annotator)
    elif options.command == "agree":
        texts = {document.key: document.text for document in gold_documents()}
        for line in agreement(gold_records(options.one), gold_records(options.other), texts):
            sys.stdout.write(line + "\n")
    else:
        chosen = gold_documents(options.half)
        scores: Scores = score_records(
            gold_records(options.annotator, options.half),
            read_export(options.export),
            {document.key: document.text for document in chosen},
        )
        for line in scores.lines(show=options.show and options.half == "open"):
            sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
