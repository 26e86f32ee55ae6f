"""Annotate statements on spans: turn an annotator's sheet into stand-off gold, check it, and measure agreement.

    python benchmarks/gold/sheet.py choose [--half later]      which documents, in which order, in which half
    python benchmarks/gold/sheet.py show articles/ID           the numbered lines of a document
    python benchmarks/gold/sheet.py add SHEET --annotator a    sheet to own_statements_a.jsonl (offsets, labels, hashes)
    python benchmarks/gold/sheet.py check                      every offset lies in its text, every digest matches
    python benchmarks/gold/sheet.py agree a b                  two annotators, statement by statement
    python benchmarks/gold/sheet.py score --half open          the library against the gold

The form of a sheet stands in TOOL.md. Sheets quote words of the texts and never enter the repository.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import events_sheet
from events_sheet import gold_documents

from _scoring import StatementScore, jaccard, score_statements, words_in
from check_gold import GOLD, data_folder, digest, read_jsonl
from onrecord.actors import find_actors
from onrecord.language import analyse, default_engine
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.records import Document, Published, RoleSpan, make_id, to_json
from onrecord.reference import Reference
from onrecord.statements import find_statements

FEWEST_MENTIONS = 6
"""An article is chosen when it names China this often, and the United States."""
WORDS = (250, 700)
"""Length of a chosen article."""
OTHER_SIDE = re.compile(r"\b(?:China|Chinese|Beijing)\b")
OWN_SIDE = re.compile(r"\b(?:U\.S\.|United States|Washington|Trump|Obama|Biden)\b")
FIRST_READ = frozenset(
    """
    3c0ibIASxVrqtFnw 5TXN7Muegqo8lYvf 9yB2VKOZuCQNIBCF K4aHilGQHUH6anWB T5MCyiXevZar4UN4 TP5Xt0WP9fVm1NhP
    Wbe9sRgr0q29F40s guBb9ggsJUFcgJr8 hs3AanLueh3Xtb37 imUmNNGZJBhz6Ocq jNqJC9nPvdvJgkoT lGq2J8X4DOreLzaA
    pTsGiQ3qQpJ1jSak
    """.split()
)
"""The documents of the first list that were read; the second list begins without them."""
SHORT_WORDS = (90, 360)
"""Length of a document of the second list."""
FEWEST_SHORT = 2
"""A short document names its states this often, and holds as many reporting verbs."""
TALKS = re.compile(r"^(?!Remarks|Notice|Background).*\b(?:call|meeting|readout)s?\b", re.I)
"""Releases that tell of talks say so in their title; transcripts are another form."""
SAYING = re.compile(r"\b(?:said|says|told|announced|warned|accused|denied|urged|called|added|stressed|asked)\b")
OF_CHINA = re.compile(r"\b(?:China['’]s|Chinese|Ministry|Wang Yi|Mao Ning|Lin Jian|Guo Jiakun|MOFCOM|MFA)\b")
"""Entries of the tracker that quote the Chinese side say so in their heading."""
THIRD_SIDE = re.compile(
    r"\b(?:Canad|Cuba|German|India|Iran|Israel|Japan|Korea|Mexic|Pakistan|Russia|Saudi|Syria|Turk|Ukrain)"
)
PRONOUN_SAYING = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey) (?:also )?(?:said|says|told|added|warned|wrote|urged|asked)\b")
SURNAME_SAYING = re.compile(r"\b([A-Z][a-z]+) (?:also )?(?:said|says|told|added|warned|wrote|urged|asked)\b")
UNNAMED = re.compile(r"\b(?:officials?|spokes(?:man|woman|person)|sources?|diplomats?|analysts?|people familiar)\b")
TURN = re.compile(r"^(?:[A-Z][A-Z .\u2019'-]{2,40}|Q|Mr\. \w+|[A-Z][\w .]{2,40}):", re.M)
PASSAGE = 14
"""Documents that share this many words in a row may be copies."""
WASHINGTON = ZoneInfo("America/New_York")
PRONOUNS = frozenset("he she they it we i his her its their our".split())
SAME_WORDS = 0.5
"""Two annotators mean the same statement from this Jaccard overlap of content words on."""


def half_of(key: str) -> str:
    """Tell which half a document belongs to: ``held`` documents are scored only, never looked at while tuning."""
    return "open" if int(hashlib.sha256(f"half {key}".encode()).hexdigest(), 16) % 2 == 0 else "held"


def rows(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read the documents of a collection with their keys, text, title and day of publication."""
    path = data_folder() / name
    with gzip.open(path.with_name(path.name + ".jsonl.gz"), "rt", encoding="utf-8", newline="") as lines:
        for line in lines:
            row = json.loads(line)
            if "summary" in row:
                # an entry of the tracker has neither a key nor one text: its heading and the words it quotes
                row["title"], row["text"] = row["summary"], "\n".join([row["summary"], *row["body"]])
                yield f"{row['date']}-{digest(row['text'])[:8]}", row
                continue
            if "guid" in row:
                # the feeds count in universal time; "today" in a release is the day in Washington
                row["date"] = parsedate_to_datetime(row["date"]).astimezone(WASHINGTON).date().isoformat()
            yield str(row.get("id") or row["guid"]), row


COLLECTIONS = {
    "articles": "articles/articles",
    "state": "government/state_department",
    "tracker": "government/us_china_tracker_part1",
    "whitehouse": "government/white_house",
}


def chosen() -> list[tuple[str, dict[str, Any]]]:
    """Choose the documents: by digest of their key, so that nobody picks them."""
    found = []
    for collection in ("articles", "state", "whitehouse"):
        for key, row in rows(COLLECTIONS[collection]):
            text = str(row["text"])
            if not WORDS[0] <= len(text.split()) <= WORDS[1]:
                continue
            if len(OTHER_SIDE.findall(text)) >= FEWEST_MENTIONS and OWN_SIDE.search(text):
                full = f"{collection}/{key}"
                found.append((hashlib.sha256(full.encode()).hexdigest(), full, row))
    found.sort(key=lambda item: item[0])
    return [(full, row) for _, full, row in found]


def _names_china(row: Mapping[str, Any]) -> bool:
    return bool(OTHER_SIDE.search(str(row["text"])))


def _tells_of_talks(row: Mapping[str, Any]) -> bool:
    return bool(TALKS.search(str(row["title"])))


def _reports(row: Mapping[str, Any], other: re.Pattern[str]) -> bool:
    text = str(row["text"])
    often = all(len(pattern.findall(text)) >= FEWEST_SHORT for pattern in (other, SAYING))
    return often and bool(OWN_SIDE.search(text))


SHORT_DOCUMENTS: tuple[tuple[str, int, Callable[[Mapping[str, Any]], bool]], ...] = (
    ("tracker", 8, lambda row: bool(row["body"]) and bool(OF_CHINA.search(row["title"]))),
    ("tracker", 4, lambda row: bool(row["body"]) and _names_china(row) and not OF_CHINA.search(row["title"])),
    ("state", 6, lambda row: _tells_of_talks(row) and _names_china(row)),
    ("state", 4, lambda row: _tells_of_talks(row) and not _names_china(row)),
    ("whitehouse", 5, lambda row: _tells_of_talks(row) and _names_china(row)),
    ("whitehouse", 3, lambda row: _tells_of_talks(row) and not _names_china(row)),
    ("articles", 15, lambda row: _reports(row, OTHER_SIDE)),
    ("articles", 7, lambda row: _reports(row, THIRD_SIDE) and not _names_china(row)),
)
"""The second list: how many short documents of each collection, and which."""


def kept_apart() -> frozenset[str]:
    """Return the keys of documents of the first list, and of those that other gold keeps unseen."""
    keys = FIRST_READ | {record["file"] for record in read_jsonl(GOLD / "unseen_statements.jsonl")}
    for name in ("actors", "issues"):
        records = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
        keys |= {record["id"] for record in records if record["half"] != "seen"}
    return keys


def chosen_short() -> list[tuple[str, dict[str, Any]]]:
    """Choose the short documents of the second list, of each kind the first ones by digest of their key."""
    apart = kept_apart()
    pools = {
        collection: sorted(
            (
                (hashlib.sha256(f"{collection}/{key}".encode()).hexdigest(), f"{collection}/{key}", row)
                for key, row in rows(COLLECTIONS[collection])
                if key not in apart and SHORT_WORDS[0] <= len(str(row["text"]).split()) <= SHORT_WORDS[1]
            ),
            key=lambda item: item[0],
        )
        for collection in COLLECTIONS
    }
    return [
        (full, row)
        for collection, count, wanted in SHORT_DOCUMENTS
        for _, full, row in islice((item for item in pools[collection] if wanted(item[2])), count)
    ]


def _many_sources(row: Mapping[str, Any]) -> bool:
    text = str(row["text"])
    sayings, states = len(SAYING.findall(text)), len(THIRD_SIDE.findall(text)) + len(OTHER_SIDE.findall(text))
    return (
        sayings >= 8
        and states >= 4
        and PRONOUN_SAYING.search(text) is not None
        and len(set(SURNAME_SAYING.findall(text))) >= 2
        and UNNAMED.search(text) is not None
    )


def _is_transcript(row: Mapping[str, Any]) -> bool:
    return len(TURN.findall(str(row["text"]))) >= 4


TRAINING_DOCUMENTS: tuple[tuple[str, int, tuple[int, int], Callable[[Mapping[str, Any]], bool]], ...] = (
    ("articles", 20, (280, 640), _many_sources),
    ("state", 2, (150, 700), _is_transcript),
    ("state", 5, SHORT_WORDS, _tells_of_talks),
    ("whitehouse", 2, (200, 750), _is_transcript),
    ("whitehouse", 4, SHORT_WORDS, _tells_of_talks),
    ("tracker", 4, (150, 600), lambda row: bool(row["body"]) and bool(OF_CHINA.search(row["title"]))),
    ("tracker", 3, (150, 600), lambda row: bool(row["body"]) and not OF_CHINA.search(row["title"])),
)
"""Documents to train on: how many of each collection, how long, and which."""


def training_documents() -> list[tuple[str, dict[str, Any]]]:
    """Choose documents to learn speakers from: none of the gold, none that shares a passage with it.

    Nothing is scored on them.
    """
    gold = [dict(row) for _, row in [*chosen()[: 4 * len(FIRST_READ)], *chosen_short()]]
    texts = [str(row["text"]) for row in gold] + [document.text for document in gold_documents()]
    seen = {passage for text in texts for passage in _passages(text)}
    apart, taken, found = kept_apart(), set[str](), []
    for collection, count, (fewest, most), wanted in TRAINING_DOCUMENTS:
        fitting = sorted(
            (hashlib.sha256(f"speakers {collection}/{key}".encode()).hexdigest(), f"{collection}/{key}", row)
            for key, row in rows(COLLECTIONS[collection])
            if key not in apart
            and fewest <= len(str(row["text"]).split()) <= most
            and wanted(row)
            and not seen & _passages(str(row["text"]))
        )
        for _, key, row in islice((item for item in fitting if item[1] not in taken), count):
            taken.add(key)
            seen |= _passages(str(row["text"]))
            found.append((key, row))
    return found


LATER_LONG = 26
"""The third list: how many documents that fit the conditions of the first; all that are in no other gold."""
LATER_SHORT = (7, 4, 0, 7, 5, 3, 3, 10)
"""How many of each kind of ``SHORT_DOCUMENTS``, nearly in the shares of the second list.

None are left of the releases of the Department of State that tell of talks and name China, and three of the short
articles that do: other releases and articles, and documents of the first list's length, stand for them.
"""
LATER = "later"
"""The annotator of the third list; all its documents are held."""


def later_documents() -> list[tuple[str, dict[str, Any]]]:
    """Choose the documents of the third list: the next ones by digest that no gold holds and that share no passage.

    Left out is every document that any gold of this folder speaks of, and what shares a passage with one.
    """
    known = {
        record[name]
        for path in sorted(GOLD.glob("*.jsonl"))
        if path.name != f"own_statements_{LATER}.jsonl"
        for record in read_jsonl(path)
        for name in ("document", "text_sha256")
        if name in record
    }
    for name in ("actors", "issues"):
        known |= {record["text_sha256"] for record in json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))}
    apart, seen = kept_apart(), set[int]()
    pools = {
        collection: sorted(
            (hashlib.sha256(f"{collection}/{key}".encode()).hexdigest(), f"{collection}/{key}", row)
            for key, row in rows(name)
            if key not in apart
        )
        for collection, name in COLLECTIONS.items()
    }
    texts = [str(row["text"]) for pool in pools.values() for _, _, row in pool]
    texts += [text for _, text, *_ in events_sheet._collections(to_train=True)]
    for text in texts:
        if digest(text) in known:
            seen |= {hash(passage) for passage in _passages(text)}

    found: list[tuple[str, dict[str, Any]]] = []
    first = [(full, row) for full, row in chosen() if full.partition("/")[2] not in apart]
    short = [
        [
            (full, row)
            for _, full, row in pools[collection]
            if SHORT_WORDS[0] <= len(str(row["text"]).split()) <= SHORT_WORDS[1] and wanted(row)
        ]
        for collection, _, wanted in SHORT_DOCUMENTS
    ]
    for count, fitting in zip((LATER_LONG, *LATER_SHORT), (first, *short), strict=True):
        taken = 0
        for full, row in fitting:
            passages = {hash(passage) for passage in _passages(str(row["text"]))}
            if taken < count and digest(str(row["text"])) not in known and not passages & seen:
                seen |= passages
                found.append((full, row))
                taken += 1
    return found


def _passages(text: str) -> set[str]:
    """Return all stretches of some words, so that copies of a document are not annotated twice."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + PASSAGE]) for at in range(len(words) - PASSAGE + 1)}


def lines_of(text: str) -> list[tuple[int, int]]:
    """Return the lines that are not blank."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


class SheetError(ValueError):
    """A line of a sheet cannot be read."""


def find(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """Find words, or "first … last" words, in a stretch of the text; ``words#2`` finds them where they stand again."""
    first, ellipsis, last = (part.strip() for part in words.partition("\u2026"))
    begin, stop = _whole(text, first, start, end)
    if ellipsis:
        _, stop = _whole(text, last, stop, end)
    return begin, stop


def _whole(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """Find whole words: "he" is not found in "the"."""
    again = re.search(r"#(\d+)$", words)
    if again:
        words = words[: again.start()]
    pattern = re.compile(r"(?<!\w)" * words[:1].isalnum() + re.escape(words) + r"(?!\w)" * words[-1:].isalnum())
    found = list(islice(pattern.finditer(text, start, end), int(again[1]) if again else 1))
    if len(found) < (int(again[1]) if again else 1):
        raise SheetError(f"{words!r} is not in the line, or not so often, or not behind the words before it")
    return found[-1].span()


def span(text: str, start: int, end: int) -> dict[str, Any]:
    """Return a stand-off span."""
    return {"start": start, "end": end, "sha256": digest(text[start:end])}


def somebody(text: str, given: str, start: int, end: int, lines: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Read ``words > name : SIDE kind``; the words may stand in another line (``L3:words``).

    ``name / other name`` where either is right; ``name & name : SIDE SIDE`` for two who spoke together.
    """
    words, _, who = given.partition(">")
    name, _, label = (who or words).partition(":") if who else (words, "", "")
    parts = label.split()
    side = next((part for part in parts if part.isupper() and len(part) == 3), None)
    kind = next((part for part in parts if part.islower()), "person")
    other = re.match(r"\s*L(\d+):", words)
    if other:
        start, end = lines[int(other[1]) - 1]
        words = words[other.end() :]
    a, b = find(text, words.strip(), start, end)
    # the name as the page has it counts too ("the Free Beacon"), a pronoun or a bare title does not
    named = re.sub(r"^[Tt]he ", "", text[a:b])
    proper = named[:1].isupper() and named.lower() not in PRONOUNS
    aliases = [named] if proper and kind in ("organization", "government", "state") else []
    name, *also = (part.strip() for part in re.split(r" [/&] ", name))
    return {"name": name, "kind": kind, "side": side, "aliases": aliases, "also": also, "span": span(text, a, b)}


def mode_of(text: str, content: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int]]) -> str:
    """Direct where all words stand in quotation marks, mixed where some do."""
    marks = [(q.start, q.end) for q in find_quotations(text, lines) if q.kind == "speech"]
    words = quoted = 0
    for start, end in content:
        for match in re.finditer(r"\w+", text[start:end]):
            words += 1
            quoted += any(a <= start + match.start() < b for a, b in marks)
    return "indirect" if not quoted else "direct" if quoted == words else "mixed"


def read_sheet(path: Path) -> list[dict[str, Any]]:
    """Read a sheet; see TOOL.md.

    Raises:
        SheetError: a line does not fit its document; the message says which.
    """
    texts: dict[str, str] = {}
    wanted = {m[1] for m in re.finditer(r"^@ (\S+)", path.read_text(encoding="utf-8"), re.M)}
    for collection, name in COLLECTIONS.items():
        if any(key.startswith(collection + "/") for key in wanted):
            texts |= {
                f"{collection}/{key}": str(row["text"]) for key, row in rows(name) if f"{collection}/{key}" in wanted
            }
    records: list[dict[str, Any]] = []
    key, number = "", 0
    for count, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@ "):
            key, number = line[2:].strip(), 0
            continue
        if not line.strip() or line.startswith("#"):
            continue
        number += 1
        try:
            if line.startswith("= "):
                records.append(_settled(texts[key], key, number, line))
                continue
            records.append(_record(texts[key], key, number, line))
            if joint := re.search(r"\bspeaker=([^|>]*>)([^|&:]*)&([^|:]*):\s*[A-Z]{3} ([A-Z]{3}\b[^|]*)", line):
                # with two joint speakers either is right, and a second record is doubtful
                alone = f"speaker={joint[1]}{joint[3]}: {joint[4]}"
                twin = _record(texts[key], key, number, f"{line[: joint.start()]}{alone}{line[joint.end() :]}")
                records.append({**twin, "id": twin["id"] + "-2", "optional": True})
        except (SheetError, ValueError, KeyError, IndexError) as error:
            raise SheetError(f"{path.name}, line {count}: {error}") from error
    return records


def _record(text: str, key: str, number: int, line: str) -> dict[str, Any]:
    lines = lines_of(text)
    place, *fields = (part.strip() for part in line.split(" | "))
    start, end = lines[int(place) - 1]
    values = dict(field.split("=", 1) for field in fields if "=" in field)
    content, position = [], start
    for piece in values["content"].split(" // "):
        other = re.match(r"L(\d+):", piece)
        if other:
            position, end_here = lines[int(other[1]) - 1]
            a, b = find(text, piece[other.end() :], position, end_here)
        else:
            a, b = find(text, piece, position, end)
        content.append((a, b))
        position = b
    cue = None
    if values.get("cue"):
        a, b = find(text, values["cue"], start, end)
        cue = {**span(text, a, b), "kind": values.get("kind", "say")}
    speaker = somebody(text, values["speaker"], start, end, lines) if values.get("speaker") else None
    return {
        "id": f"{key}#{number:02}",
        "document": digest(text),
        "file": key,
        "half": half_of(key),
        "content": [span(text, a, b) for a, b in content],
        "cue": cue,
        "speaker": speaker,
        "addressee": somebody(text, values["to"], start, end, lines) if values.get("to") else None,
        # turns, and statements and posts set into the page, are quoted as a whole, with or without marks
        "mode": values.get("mode")
        or ("direct" if not cue and values.get("occasion") == "post" else mode_of(text, content, lines)),
        "via": [somebody(text, given, start, end, lines) for given in values.get("via", "").split(" // ") if given],
        "said_on": values.get("on") or None,
        "occasion": values.get("occasion") or None,
        "issues": sorted(values.get("issues", "").split()),
        "optional": "optional" in fields,
        "group": values.get("group") or None,
    }


@cache
def _rows_of(annotator: str) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in read_jsonl(GOLD / f"own_statements_{annotator}.jsonl")}


def _settled(text: str, key: str, number: int, line: str) -> dict[str, Any]:
    """Read a row that settles two readings: ``= a03 | kind=b04 | speaker=a03+b04 | issues=trade | optional``.

    The row is that of ``a``, with the kind of ``b``, either's wording of the speaker's name, and the issue and the
    doubt as the settler decides; ``firm`` takes a doubt away, ``to=`` empties a field.
    """
    base, *changes = (part.strip() for part in line.removeprefix("= ").split(" | "))

    def taken(name: str) -> dict[str, Any]:
        return _rows_of(name[0])[f"{key}#{name[1:]}"]

    record = {**taken(base), "id": f"{key}#{number:02}"}
    lines = lines_of(text)
    begin = (record["cue"] or record["content"][0])["start"]
    place = next(n for n, (start, end) in enumerate(lines, 1) if start <= begin <= end)
    for change in changes:
        if change in ("optional", "firm"):
            record["optional"] = change == "optional"
            continue
        field, value = change.split("=", 1)
        named = {"to": "addressee", "on": "said_on"}.get(field, field)
        if re.fullmatch(r"[a-z]\d\d(-2)?", value):
            other = taken(value)
            if field == "kind":
                record["cue"] = {**record["cue"], "kind": other["cue"]["kind"]}
            else:
                record[named] = other[named]
        elif both := re.fullmatch(r"([a-z]\d\d)\+([a-z]\d\d)", value):
            one, other = (taken(name)[named] for name in both.groups())
            more = [name for name in (other["name"], *other["also"]) if name not in (one["name"], *one["also"])]
            record[named] = {**one, "also": [*one["also"], *more]}
        elif field == "kind":
            record["cue"] = {**record["cue"], "kind": value}
        else:
            somewhere = text[slice(*lines[place - 1])].split()[0]
            words = change if field == "content" else f"content={somewhere} | {change}"
            given = _record(text, key, number, f"{place} | {words}")
            record[named] = given[named]
    return record


def gold_texts(records: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Read the documents that gold records speak of."""
    wanted = {record["file"] for record in records}
    found: dict[str, dict[str, Any]] = {}
    for collection, name in COLLECTIONS.items():
        if any(key.startswith(collection + "/") for key in wanted):
            found |= {f"{collection}/{key}": row for key, row in rows(name) if f"{collection}/{key}" in wanted}
    return found


def check() -> int:
    """Print every span that no longer fits its text; returns how many."""
    faults = 0
    for path in sorted(GOLD.glob("own_statements_*.jsonl")):
        records = read_jsonl(path)
        texts = gold_texts(records)
        for record in records:
            text = str(texts[record["file"]]["text"])
            parts = [*record["content"], record["cue"]]
            parts += [who["span"] for who in (record["speaker"], record["addressee"], *record["via"]) if who]
            for part in parts:
                if part and digest(text[part["start"] : part["end"]]) != part["sha256"]:
                    faults += 1
                    sys.stdout.write(f"{path.name} {record['id']}: the words at {part['start']} have changed\n")
    sys.stdout.write(f"faults: {faults}\n")
    return faults


def agree(one: str, other: str) -> None:
    """Print how far two annotators agree on the documents that both have read."""
    first, second = (read_jsonl(GOLD / f"own_statements_{name}.jsonl") for name in (one, other))
    both = {record["file"] for record in first} & {record["file"] for record in second}
    texts = gold_texts([record for record in first if record["file"] in both])
    pairs = matched = 0
    same = {
        "speaker": 0,
        "speaker, in either wording": 0,
        "addressee": 0,
        "mode": 0,
        "kind": 0,
        "said_on": 0,
        "chain": 0,
        "issues": 0,
    }
    for key in sorted(both):
        text = str(texts[key]["text"])
        a, b = ([r for r in records if r["file"] == key and not r["optional"]] for records in (first, second))
        pairs += len(a) + len(b)
        left = list(b)
        for record in a:
            words = words_in(text, record["content"])
            best = max(left, key=lambda item: jaccard(words, words_in(text, item["content"])), default=None)
            if best is None or jaccard(words, words_in(text, best["content"])) < SAME_WORDS:
                continue
            left.remove(best)
            matched += 1
            same["speaker"] += (record["speaker"] or {}).get("name") == (best["speaker"] or {}).get("name")
            ours, theirs = (
                {who["name"], *who["also"]} if who else {""} for who in (record["speaker"], best["speaker"])
            )
            same["speaker, in either wording"] += bool(ours & theirs)
            same["addressee"] += (record["addressee"] or {}).get("name") == (best["addressee"] or {}).get("name")
            same["chain"] += [w["name"] for w in record["via"]] == [w["name"] for w in best["via"]]
            same["kind"] += (record["cue"] or {}).get("kind") == (best["cue"] or {}).get("kind")
            for field in ("mode", "said_on", "issues"):
                same[field] += record[field] == best[field]
    sys.stdout.write(f"documents: {len(both)}  statements F1: {2 * matched / max(1, pairs):.3f}\n")
    for field, count in same.items():
        sys.stdout.write(f"{field}: {count / max(1, matched):.3f}\n")


def measure(annotator: str, half: str, show: bool = False) -> StatementScore:
    """Score the library on one half of the gold; ``show`` lists the errors of a half that is not held."""
    records = [r for r in read_jsonl(GOLD / f"own_statements_{annotator}.jsonl") if r["half"] == half]
    texts, reference, engine = gold_texts(records), Reference.bundled(), default_engine()
    total = StatementScore()
    for key in sorted({record["file"] for record in records}):
        row = texts[key]
        text = str(row["text"])
        roles = tuple(RoleSpan(a, b, "body") for a, b in lines_of(text))
        day = str(row.get("date") or "")[:10] or None
        known = (
            Published(day, "day", day, day, "stated") if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else Published()
        )
        document = Document(make_id("doc", key), key, text, digest(text), "", published=known, roles=roles)
        regions = [(role.start, role.end) for role in roles]
        [analysis] = analyse([(text, regions)], engine=engine)
        quotations, times = find_quotations(text, regions), find_times(text, regions)
        who = find_actors(document, analysis, quotations, reference)
        told = find_statements(document, analysis, quotations, times, who.actors, who.mentions, reference)
        gold = [r for r in records if r["file"] == key]
        own = score_statements(gold, [to_json(s) for s in told], text, {a.id: to_json(a) for a in who.actors})
        total.add(own)
        if show and half != "held":
            sys.stdout.write(f"{key}: recall {own.recall:.2f} precision {own.precision:.2f}\n")
            by_id = {r["id"]: r for r in gold}
            for name in own.missed + own.wrong_speaker:
                record, label = by_id[name], "missed" if name in own.missed else "wrong speaker"
                sys.stdout.write(
                    f"  {label}: {text[record['content'][0]['start'] : record['content'][-1]['end']][:110]}\n"
                )
            for statement in told:
                if statement.id in own.spurious:
                    sys.stdout.write(
                        f"  spurious: {statement.speaker_text} | {statement.cue.quote if statement.cue else ''} | "
                        f"{statement.content[0].quote[:90]}\n"
                    )
    return total


def score(annotator: str, half: str, show: bool) -> None:
    """Print the library's figures on one half of the gold."""
    total = measure(annotator, half, show)
    sys.stdout.write(
        f"{half}: {total.gold} statements, found with the right speaker {total.recall:.3f},"
        f" precision {total.precision:.3f}; content found {total.content_found}, unresolved {total.unresolved};"
        f" modes {total.modes_right}/{total.right},"
        f" dates {total.dates_right} right and {total.dates_missing} missing of {total.dates},"
        f" addressees {total.addressees_right}/{total.addressees}, chains {total.chains_right}/{total.chains}\n"
    )


def main() -> int:
    """Run one of the commands of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("choose").add_argument("--half", choices=("train", LATER))
    commands.add_parser("show").add_argument("key")
    adding = commands.add_parser("add")
    adding.add_argument("sheet", type=Path)
    adding.add_argument("--annotator", required=True)
    commands.add_parser("check")
    agreeing = commands.add_parser("agree")
    agreeing.add_argument("one")
    agreeing.add_argument("other")
    scoring = commands.add_parser("score")
    scoring.add_argument("--annotator", default="a")
    scoring.add_argument("--half", choices=("open", "held", "train"), default="open")
    scoring.add_argument("--show", action="store_true", help="list the errors of a half that is not held")
    options = parser.parse_args()
    if options.command == "choose" and options.half == LATER:
        for key, row in later_documents():
            sys.stdout.write(f"held\t{key}\t{len(str(row['text']).split())}\t{row['title'][:90]}\n")
    elif options.command == "choose" and options.half:
        for key, row in training_documents():
            sys.stdout.write(f"{options.half}\t{key}\t{len(str(row['text']).split())}\t{row['title'][:90]}\n")
    elif options.command == "choose":
        for key, row in chosen():
            sys.stdout.write(f"{half_of(key)}\t{key}\t{len(str(row['text']).split())}\t{row['title'][:90]}\n")
        sys.stdout.write("\n")
        for key, row in chosen_short():
            sys.stdout.write(f"{half_of(key)}\t{key}\t{len(str(row['text']).split())}\t{row['title'][:90]}\n")
    elif options.command == "show":
        text = str(gold_texts([{"file": options.key}])[options.key]["text"])
        for number, (start, end) in enumerate(lines_of(text), 1):
            sys.stdout.write(f"{number:3} {text[start:end]}\n")
    elif options.command == "add":
        records = read_sheet(options.sheet)
        if options.annotator.startswith("train"):
            records = [{**record, "half": "train"} for record in records]
        if options.annotator == LATER:
            records = [{**record, "half": "held"} for record in records]
        path = GOLD / f"own_statements_{options.annotator}.jsonl"
        new = {record["file"] for record in records}
        kept = [r for r in (read_jsonl(path) if path.exists() else []) if r["file"] not in new]
        body = "".join(
            json.dumps(r, ensure_ascii=False) + "\n" for r in sorted([*kept, *records], key=lambda r: r["id"])
        )
        path.write_text(body, encoding="utf-8")
        sys.stdout.write(f"{len(records)} statements of {len(new)} documents\n")
    elif options.command == "check":
        return int(check() > 0)
    elif options.command == "agree":
        agree(options.one, options.other)
    else:
        score(options.annotator, options.half, options.show)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
