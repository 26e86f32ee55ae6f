"""Measure utterances: quotations of two outlets that are, or are not, tellings of the same words said once.

Run ``python benchmarks/utterances.py``. It needs the development data. The pairs stand in ``gold/utterances.jsonl``
(article ids, offsets and the label, no words): quotations of five words and more that share a candidate key, drawn by
stratum (identical, one in the other, alike, near, far) and labelled by reading them, blind to what the program says.
They were looked at while the rules were made, so this is a check and no unseen measure. Speakers are given in two ways:
none known, and all right (one actor where the words are one person's, two where not). The peer is the same words letter
by letter but for case and marks.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from check_gold import data_folder
from onrecord.matters import candidate_keys, join_utterances
from onrecord.records import UNJUDGED, Document, Published, Span, Statement, make_id

HERE = Path(__file__).resolve().parent
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or HERE / "results") / "utterances.json"


def document_of(article: dict[str, str]) -> Document:
    """Make a document of an article, dated as its collection dates it."""
    date = article["date"]
    known = len(date) == 10 and date[4] == "-"
    published = Published(date=date, precision="day", earliest=date, latest=date) if known else UNJUDGED
    return Document(article["id"], article["id"], article["text"], "", "", published=published)


def statement_of(part: dict[str, Any], article: dict[str, str], speaker: str | None) -> Statement:
    """Make the statement that a part of a gold pair points at."""
    content = tuple(Span.of(article["text"], start, end) for start, end in part["spans"])
    identifier = make_id("stmt", part["article"], part["spans"])
    return Statement(identifier, part["article"], speaker, "", None, None, "direct", content)


def plain(statement: Statement) -> str:
    """Spell the words without case and marks at their ends."""
    words = " ".join(span.quote for span in statement.content).lower().replace("’", "'").split()
    return " ".join(words).strip(".,!?; ")


def figures(counts: Counter[tuple[bool, bool]]) -> dict[str, float | int]:
    """Turn counts of (joined, is one) into figures."""
    right, false, missed = counts[True, True], counts[True, False], counts[False, True]
    return {
        "recall": round(right / max(1, right + missed), 4),
        "precision": round(right / max(1, right + false), 4),
        "right": right,
        "false": false,
        "missed": missed,
    }


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the same: it is short")
    parser.parse_args()
    gold = [json.loads(line) for line in (HERE / "gold" / "utterances.jsonl").read_text("utf-8").splitlines()]
    wanted = {pair[side]["article"] for pair in gold for side in "ab"}
    with gzip.open(data_folder() / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as stream:
        articles = {item["id"]: item for item in map(json.loads, stream) if item["id"] in wanted}
    documents = {key: document_of(article) for key, article in articles.items()}
    counts: dict[str, Counter[tuple[bool, bool]]] = {
        "ours, no speaker known": Counter(),
        "ours, speakers right": Counter(),
        "peer, exact match": Counter(),
    }
    keys = 0
    for pair in gold:
        a, b = pair["a"], pair["b"]
        one = bool(pair["one_utterance"])
        for name, speakers in (
            ("ours, no speaker known", (None, None)),
            ("ours, speakers right", ("actor-1", "actor-1" if one else "actor-2")),
        ):
            first = statement_of(a, articles[a["article"]], speakers[0])
            second = statement_of(b, articles[b["article"]], speakers[1])
            found = join_utterances([first, second], [documents[a["article"]], documents[b["article"]]])
            counts[name][len(found) == 1, one] += 1
        counts["peer, exact match"][plain(first) == plain(second), one] += 1
        keys += len(candidate_keys(first)) + len(candidate_keys(second))
    result = {
        "command": "python benchmarks/utterances.py",
        "pairs": len(gold),
        "of one utterance": sum(bool(pair["one_utterance"]) for pair in gold),
        "candidate keys per statement": round(keys / (2 * len(gold)), 1),
        **{name: figures(found) for name, found in counts.items()},
    }
    print(json.dumps(result, indent=1, ensure_ascii=False))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
