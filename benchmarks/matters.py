"""Measure what the matters find: commitments, channels, positions, and the two accounts of a meeting.

Run ``python benchmarks/matters.py [--half held]``. It needs the development data. Five things are measured:

* the founding documents (``gold/founding_matters.jsonl``): every row must be there, with who says so;
* commitments and channel states on the project's own gold (``gold/own_events_*.jsonl``), against no peer, for there is
  none;
* account items matched on meetings of which both governments' own words are there (``gold/meeting_pairs.jsonl``,
  labelled by reading, half of them after the rules stood); the baseline matches items that share an issue;
* positions (words, issue, side, who lends it) of single documents against annotators a and b, who agree on them at F1
  .60 only; sentences that one of them left out as said already are counted as wrong;
* the time that one document takes.

The open half is among the documents that the models are trained on: the figures of the half ``held`` and the
cross-validated ones tell what an unseen document yields.

The guidelines call a bare meeting or call a use of a line that is optional, and list only some of them: a use that
meets no row of the gold is therefore not counted (``bare uses``), and told apart in the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent / "gold"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from events_sheet import gold_documents, gold_records

from _events_scoring import score_records
from check_gold import GOLD, data_folder, digest, founding_texts, read_jsonl
from onrecord import actors, language, pipeline, statements
from onrecord.language import quotations, times
from onrecord.matters import (
    find_channel_reports,
    find_commitment_reports,
    find_position_reports,
    judge_channels,
    judge_commitments,
    judge_positions,
)
from onrecord.matters._meetings import make_accounts, match_items
from onrecord.records import (
    Actor,
    ChannelReport,
    CommitmentReport,
    Document,
    PositionReport,
    RawPage,
    Statement,
    to_json,
)
from onrecord.reference import Reference

TRAINED = Path(__file__).resolve().parent.parent / "training" / "matters" / "readings.json"
RESULTS = Path(os.environ.get("ONRECORD_RESULTS") or Path(__file__).resolve().parent / "results") / "matters.json"
GOALS = {"precision": 0.90, "recall": 0.75, "account precision": 0.85, "account recall": 0.75, "ms per document": 10.0}


class Content:
    """What the stages before the matters make of one text."""

    def __init__(self, name: str, text: str, url: str | None, date: str | None, reference: Reference) -> None:
        page = RawPage(path=name, content=text, source_sha256=digest(text), url=url, date=date)
        self.document: Document = pipeline.read_page(page, reference).document
        where = pipeline.regions(self.document)
        [analysis] = language.analyse([(self.document.text, where)])
        quoted = quotations.find_quotations(self.document.text, where)
        found_times = times.find_times(self.document.text, where)
        found = actors.find_actors(self.document, analysis, quoted, reference)
        self.actors: dict[str, Actor] = {actor.id: actor for actor in found.actors}
        self.statements: tuple[Statement, ...] = statements.find_statements(
            self.document, analysis, quoted, found_times, found.actors, found.mentions, reference
        )
        began = time.process_time()
        given = (self.document, analysis, found_times, self.statements, (), found.actors, found.mentions, reference)
        self.commitments: tuple[CommitmentReport, ...] = find_commitment_reports(*given)
        self.channels: tuple[ChannelReport, ...] = find_channel_reports(*given)
        self.seconds = time.process_time() - began
        self.positions: tuple[PositionReport, ...] = find_position_reports(
            self.document, self.statements, found.actors, reference
        )


def overlaps(evidence: Sequence[Any], gold: Mapping[str, Any], document: str) -> bool:
    """Whether some of the evidence stands at a span of the gold."""
    return any(
        piece.document == document and piece.start < gold["end"] and gold["start"] < piece.end for piece in evidence
    )


# The founding documents


def founding(contents: Mapping[str, Content]) -> dict[str, Any]:
    """Count the rows of the founding gold that are there with all their labels."""
    documents = [content.document for content in contents.values()]
    ids = {file: content.document.id for file, content in contents.items()}
    stances = [report for content in contents.values() for report in content.positions]
    channel_reports = [report for content in contents.values() for report in content.channels]
    channels = judge_channels(channel_reports, documents)
    by_key: dict[str, list[CommitmentReport]] = defaultdict(list)
    for content in contents.values():
        for report in content.commitments:
            by_key[report.key].append(report)
    commitments = [one for key in sorted(by_key) for one in judge_commitments(by_key[key], documents)]
    evidence_of = {report.id: report.evidence for content in contents.values() for report in content.commitments}
    missed = []
    rows = read_jsonl(GOLD / "founding_matters.jsonl")
    for row in rows:
        spans = [(gold, ids[gold["file"]]) for gold in row["evidence"]]
        if row["kind"] == "channel":
            own = [report for report in channel_reports if report.channel == row["channel"]]
            told = all(
                any(overlaps(report.evidence, gold, where) and report.state == row["state"] for report in own)
                for gold, where in spans
            )
            names = {report.name for report in own}
            right = told and any(
                step.state == row["state"]
                and step.agreement == row["agreement"]
                and (row["date"] is None or (step.date.date or "").startswith(row["date"]))
                and list(step.by) == row["by"]
                for channel in channels
                if channel.name in names
                for step in channel.history
            )
        elif row["kind"] == "commitment":
            right = any(
                commitment.issue == row["issue"]
                and list(commitment.obligor) == row["obligor"]
                and commitment.agreement == row["agreement"]
                and any(step.state == row["state"] for step in commitment.history)
                and all(
                    any(overlaps(evidence_of[report], gold, where) for report in commitment.reports)
                    for gold, where in spans
                )
                and _clause(commitment.verification, row["verification"])
                and _clause(commitment.condition, row["condition"])
                for commitment in commitments
            )
        else:
            found = judge_positions([each for each in stances if each.key == f"{row['issue']}/{row['side']}"])
            right = any(
                position.told_by == row["told_by"] and overlaps(position.evidence, gold, where)
                for position in found
                for gold, where in spans
            )
        if not right:
            missed.append(f"{row['kind']} {row.get('channel') or row.get('issue')} {row.get('state', '')}")
    return {"rows": len(rows), "right": len(rows) - len(missed), "missed": missed}


def _clause(evidence: Any, gold: Mapping[str, Any] | None) -> bool:
    return gold is None or (evidence is not None and digest(evidence.quote) == gold["sha256"])


# The project's own gold


def own_gold(contents: Mapping[str, Content], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Score reports of commitments and channels against the gold rows of one half."""
    texts = {key: content.document.text for key, content in contents.items()}
    marked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row["kind"] == "channel":
            marked[row["file"]].append((row["text"]["start"], row["text"]["end"]))
    bare = 0
    channels = []
    for key, content in contents.items():
        for report in content.channels:
            piece = report.evidence[0]
            near = any(piece.start < end and start < piece.end for start, end in marked[key])
            if report.state == "operating" and not near:
                bare += 1
            else:
                channels.append(report)
    documents = [content.document for content in contents.values()]
    commitments = [report for content in contents.values() for report in content.commitments]
    records = {"documents": documents, "commitments": commitments, "channels": channels}
    scores = score_records(rows, {name: to_json(values) for name, values in records.items()}, texts)
    return {
        "commitments": _figures(scores.commitments),
        "channels": _figures(scores.channels) | {"bare uses not counted": bare},
        "both": _figures(scores.commitments, scores.channels),
    }


def positions(contents: Mapping[str, Content], half: str) -> dict[str, Any]:
    """Score the positions of single documents against both annotators."""
    found = []
    for content in contents.values():
        for key in sorted({report.key for report in content.positions}):
            found += judge_positions([report for report in content.positions if report.key == key])
    texts = {key: content.document.text for key, content in contents.items()}
    records = {"documents": to_json([content.document for content in contents.values()]), "positions": to_json(found)}
    return {
        f"annotator {name}": _figures(
            score_records(
                [row for row in gold_records(name, half) if row["file"] in contents], records, texts
            ).positions
        )
        for name in ("a", "b")
    }


def _figures(*tallies: Any) -> dict[str, Any]:
    right, predicted, gold = (sum(getattr(tally, name) for tally in tallies) for name in ("right", "predicted", "gold"))
    return {
        "precision": round(right / max(1, predicted), 3),
        "recall": round(right / max(1, gold), 3),
        "right": right,
        "predicted": predicted,
        "gold": gold,
    }


# Two accounts of one meeting


def meetings(contents: Mapping[str, Content], half: str, reference: Reference) -> dict[str, Any]:
    """Score the matching of account items: an item is right when it stands beside one of its labelled partners."""
    totals = {"matched": 0, "right": 0, "labelled": 0, "found": 0, "meetings": 0}
    plain = dict(totals)
    for row in read_jsonl(GOLD / "meeting_pairs.jsonl"):
        if half not in ("all", row["half"]):
            continue
        pages = []
        for side, page in row["pages"].items():
            content = contents[page["file"]]
            whole = content.document
            roles = tuple(role for role in whole.roles if page["start"] <= role.start and role.end <= page["end"])
            outlet = {"CHN": "Ministry of Foreign Affairs of China", "USA": "US Department of State"}[side]
            pages.append(replace(whole, id=f"{whole.id}-{side}", roles=roles, outlet=outlet, url=None))
        said = [
            replace(statement, document=f"{statement.document}-{side}")
            for side, page in row["pages"].items()
            for statement in contents[page["file"]].statements
        ]
        known = {key: one for page in row["pages"].values() for key, one in contents[page["file"]].actors.items()}
        count_items(totals, plain, ("CHN", "USA"), pages, said, known, row["pairs"], reference)
    return {"meetings": totals["meetings"], **_shares(totals), "baseline, same issue": _shares(plain)}


def count_items(
    totals: dict[str, int],
    plain: dict[str, int],
    sides: tuple[str, str],
    pages: Sequence[Document],
    said: Sequence[Statement],
    known: Mapping[str, Actor],
    pairs: Sequence[Mapping[str, Any]],
    reference: Reference,
) -> None:
    """Match the items of both accounts of one meeting and count what is right; ids of pages end in their side."""
    accounts = make_accounts(sides, said, pages, known, set(), reference)
    groups = [
        [(piece.document[-3:], piece.start, piece.end) for piece in item.evidence]
        for item in match_items(accounts, sides, reference, known)
    ]
    _count(totals, groups, pairs, sides)
    by_issue: dict[str | None, list[tuple[str, int, int]]] = defaultdict(list)
    for account in accounts:
        for item in account.items:
            piece = item.evidence[0]
            by_issue[item.issue].append((piece.document[-3:], piece.start, piece.end))
    _count(plain, [group for issue, group in by_issue.items() if issue is not None], pairs, sides)


def _count(
    totals: dict[str, int],
    groups: Sequence[Sequence[tuple[str, int, int]]],
    pairs: Sequence[Mapping[str, Any]],
    sides: tuple[str, str],
) -> None:
    def touches(item: tuple[str, int, int], side: str, gold: Mapping[str, Any]) -> bool:
        return item[0] == side and item[1] < gold["end"] and gold["start"] < item[2]

    totals["meetings"] += 1
    free = [pair for pair in pairs if pair.get("relation") == "optional"]
    for group in groups:
        if len({side for side, _, _ in group}) < 2:
            continue
        for item in group:
            side = item[0]
            other = sides[side == sides[0]]
            met = [
                pair
                for pair in pairs
                if touches(item, side, pair[side]) and any(touches(each, other, pair[other]) for each in group)
            ]
            if met and all(pair in free for pair in met):
                continue
            totals["matched"] += 1
            totals["right"] += bool(met)
    for side, other in (sides, sides[::-1]):
        asked = [pair for pair in pairs if pair not in free]
        for gold in {pair[side]["start"]: pair[side] for pair in asked}.values():
            totals["labelled"] += 1
            partners = [pair[other] for pair in asked if pair[side]["start"] == gold["start"]]
            totals["found"] += any(
                any(touches(item, side, gold) for item in group)
                and any(touches(item, other, partner) for item in group for partner in partners)
                for group in groups
            )


def _shares(totals: Mapping[str, int]) -> dict[str, Any]:
    return {
        "precision": round(totals["right"] / max(1, totals["matched"]), 3),
        "recall": round(totals["found"] / max(1, totals["labelled"]), 3),
        "matched items": totals["matched"],
        "labelled items": totals["labelled"],
    }


def cross_validated() -> dict[str, Any]:
    """Return the figures of ``training/matters/train.py``: documents of the training set read by models without them.

    The open half is part of what the models learn from; these figures, and those of the half ``held``, are not.
    """
    told = json.loads(TRAINED.read_text(encoding="utf-8"))
    found: dict[str, Any] = {"documents": told["documents"]}
    for name, question in (("commitments", "undertakes"), ("channels", "reported")):
        one = told["cross-validated"][str(told["thresholds"][question])][name]
        words = {
            "words found, precision": round(one["found"] / max(1, one["predicted"]), 3),
            "words found, recall": round(one["found"] / max(1, one["gold"]), 3),
        }
        shares = {label: round(count / max(1, one["found"]), 3) for label, count in one["labels"].items()}
        found[name] = {key: one[key] for key in ("precision", "recall", "right", "predicted", "gold")} | words
        found[name]["labels right where the words are found"] = shares
    return found


def main() -> int:
    """Measure, print a table, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("open", "held", "all"), default="all")
    parser.add_argument("--quick", action="store_true", help="the open half only")
    options = parser.parse_args()
    if not (data_folder() / "founding").is_dir():
        print("matters: skipped, needs the development data")
        return 0
    reference = Reference.bundled()
    halves = (
        ["open"]
        if options.quick or options.half == "open"
        else ["held"]
        if options.half == "held"
        else ["open", "held"]
    )
    figures: dict[str, Any] = {"command": "python benchmarks/matters.py", "goals": GOALS}
    texts = founding_texts(data_folder() / "founding")
    own = {name: Content(name, text, None, None, reference) for name, text in texts.items()}
    figures["founding"] = founding(own)
    print(f"founding documents: {figures['founding']['right']} of {figures['founding']['rows']} rows")
    for missed in figures["founding"]["missed"]:
        print(f"  missed: {missed}")
    rows = [row for path in sorted(GOLD.glob("own_events_a*.jsonl")) for row in read_jsonl(path)]
    seconds, count = sum(content.seconds for content in own.values()), len(own)
    for half in halves:
        read = {
            gold.key: Content(gold.key, gold.text, gold.url, gold.published, reference) for gold in gold_documents(half)
        }
        seconds += sum(content.seconds for content in read.values())
        count += len(read)
        mine = [row for row in rows if row["half"] == half and row["file"] in read]
        settled = [row for row in gold_records("settled", half) if row["file"] in read]
        figures[half] = own_gold(read, mine) | {
            "account items": meetings(read, half, reference),
            "positions": positions(read, half),
            "against the settled rows": own_gold(read, settled),
        }
        for name, values in figures[half].items():
            print(f"{half:5} {name}: {json.dumps(values)}")
    figures["cross-validated"] = cross_validated()
    print(f"cross-validated on what is trained on: {json.dumps(figures['cross-validated'])}")
    figures["ms per document"] = round(1000 * seconds / max(1, count), 2)
    print(f"commitments and channels: {figures['ms per document']} ms per document of {count}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
