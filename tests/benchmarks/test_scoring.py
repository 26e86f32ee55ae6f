"""The scorer finds what is right, and every kind of mistake; checked on a text of our own and on the gold itself."""

from __future__ import annotations

import copy
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent.parent / "benchmarks"


def _load(name: str) -> ModuleType:
    if str(BENCHMARKS) not in sys.path:
        sys.path.append(str(BENCHMARKS))
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


scoring = _load("_scoring")
check_gold = _load("check_gold")

TEXT = "The mayor said the bridge is safe. An engineer said it needs paint. Dana Fox asked for money."
MAYOR = {"name": "Ada Lind", "kind": "person", "side": "SWE", "aliases": []}
ENGINEER = {"name": "city engineer", "kind": "unnamed", "side": "SWE", "aliases": []}
ACTORS = {
    "actor-lind": {"id": "actor-lind", "kind": "person", "name": "Ada Lind", "aliases": ["Lind"], "country": "SWE"},
    "actor-engineer": {
        "id": "actor-engineer",
        "kind": "unnamed",
        "name": "An engineer",
        "aliases": [],
        "country": None,
    },
    "actor-fox": {"id": "actor-fox", "kind": "person", "name": "Dana Fox", "aliases": [], "country": None},
}


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def gold(name: str, words: str, speaker: dict[str, Any] | None, **changes: Any) -> dict[str, Any]:
    record = {
        "id": name,
        "content": [at(words)],
        "cue": None,
        "speaker": speaker,
        "addressee": None,
        "mode": "indirect",
        "via": [],
        "said_on": None,
        "optional": False,
        "group": None,
    }
    return record | changes


def told(name: str, words: str, speaker: str | None, date: str | None = None) -> dict[str, Any]:
    return {
        "id": name,
        "content": [at(words)],
        "cue": None,
        "speaker": speaker,
        "addressee": None,
        "mode": "indirect",
        "via": [],
        "said_on": {"date": date},
    }


GOLD = [gold("g1", "the bridge is safe", MAYOR), gold("g2", "it needs paint", ENGINEER)]


def test_everything_right_scores_one() -> None:
    score = scoring.score_statements(
        GOLD,
        [told("p1", "the bridge is safe", "actor-lind"), told("p2", "it needs paint", "actor-engineer")],
        TEXT,
        ACTORS,
    )

    assert (score.recall, score.precision, score.spurious, score.missed) == (1, 1, [], [])


def test_a_wrong_speaker_is_neither_found_nor_precise() -> None:
    score = scoring.score_statements(GOLD, [told("p1", "the bridge is safe", "actor-fox")], TEXT, ACTORS)

    assert (score.content_found, score.right, score.predicted_right) == (1, 0, 0)
    assert score.wrong_speaker == ["g1"]
    assert score.spurious == ["p1"]
    assert score.missed == ["g2"]


def test_an_unresolved_speaker_is_counted_apart_and_not_as_right() -> None:
    score = scoring.score_statements(GOLD, [told("p1", "the bridge is safe", None)], TEXT, ACTORS)

    assert (score.unresolved, score.right) == (1, 0)


def test_content_must_overlap_by_half() -> None:
    too_little = scoring.score_statements(GOLD, [told("p1", "the", "actor-lind")], TEXT, ACTORS)
    enough = scoring.score_statements(GOLD, [told("p1", "bridge is safe", "actor-lind")], TEXT, ACTORS)

    assert too_little.right == 0
    assert enough.right == 1


def test_one_prediction_serves_one_gold_statement_only() -> None:
    twice = [gold("g1", "the bridge is safe", MAYOR), gold("g2", "the bridge is safe", MAYOR)]

    score = scoring.score_statements(twice, [told("p1", "the bridge is safe", "actor-lind")], TEXT, ACTORS)

    assert (score.right, len(score.missed)) == (1, 1)


def test_a_second_prediction_for_one_statement_is_spurious() -> None:
    score = scoring.score_statements(
        GOLD[:1],
        [told("p1", "the bridge is safe", "actor-lind"), told("p2", "bridge is safe", "actor-lind")],
        TEXT,
        ACTORS,
    )

    assert (score.right, score.precision, score.spurious) == (1, 0.5, ["p2"])


def test_doubtful_gold_neither_helps_nor_harms() -> None:
    doubtful = [gold("g1", "money", {**MAYOR, "name": "Dana Fox"}, optional=True)]

    found = scoring.score_statements(doubtful, [told("p1", "money", "actor-fox")], TEXT, ACTORS)
    missed = scoring.score_statements(doubtful, [], TEXT, ACTORS)
    wrong = scoring.score_statements(doubtful, [told("p1", "money", "actor-lind")], TEXT, ACTORS)

    assert (found.gold, found.predicted, found.optional_found) == (0, 0, 1)
    assert (missed.gold, missed.missed) == (0, [])
    assert (wrong.predicted, wrong.predicted_right) == (1, 0)


def test_of_a_group_one_telling_is_enough_and_two_are_not_punished() -> None:
    group = [
        gold("outer", "An engineer said it needs paint", MAYOR, group="g"),
        gold("inner", "it needs paint", ENGINEER, group="g"),
    ]
    inner = told("p1", "it needs paint", "actor-engineer")
    outer = told("p2", "An engineer said it needs paint", "actor-lind")

    for predicted in ([inner], [outer], [inner, outer]):
        score = scoring.score_statements(group, predicted, TEXT, ACTORS)

        assert (score.gold, score.right, score.precision, score.spurious) == (1, 1, 1, [])
    assert scoring.score_statements(group, [], TEXT, ACTORS).missed


def test_an_unnamed_source_agrees_by_its_noun_and_never_with_another_side() -> None:
    official = {"name": "senior US official", "kind": "unnamed", "side": "USA", "aliases": []}
    found = {"kind": "unnamed", "name": "A senior administration official", "aliases": [], "country": "USA"}

    assert scoring.same_identity(official, found)
    assert scoring.same_identity(official, found | {"country": None})
    assert not scoring.same_identity(official, found | {"country": "CHN"})
    assert not scoring.same_identity(official, found | {"name": "A spokesperson for the ministry"})
    assert not scoring.same_identity(official, found | {"kind": "person"})
    assert not scoring.same_identity(official, None)


def test_a_date_is_right_inside_the_gold_interval_and_missing_is_not_wrong() -> None:
    dated = [gold("g1", "the bridge is safe", MAYOR, said_on="2023-07")]

    def score(date: str | None) -> tuple[int, int]:
        result = scoring.score_statements(dated, [told("p", "the bridge is safe", "actor-lind", date)], TEXT, ACTORS)
        return result.dates_right, result.dates_missing

    assert score("2023-07-23") == (1, 0)
    assert score("2023-07") == (1, 0)
    assert score("2023-07-31/2023-08-01") == (0, 0)
    assert score(None) == (0, 1)


@pytest.mark.parametrize("date", ["2023-13", "soon", "2023-7-1", "/", ""])
def test_an_unreadable_date_is_no_interval(date: str) -> None:
    assert scoring.day_interval(date) is None


def test_roles_count_junk_taken_for_prose_and_body_lost() -> None:
    lines = [
        {"file": "f", "start": 0, "end": 5, "role": "related", "also": []},
        {"file": "f", "start": 6, "end": 9, "role": "body", "also": []},
        {"file": "f", "start": 10, "end": 14, "role": "caption", "also": ["promo"]},
    ]
    roles = [
        {"start": 0, "end": 5, "role": "body"},
        {"start": 6, "end": 9, "role": "promo"},
        {"start": 10, "end": 14, "role": "promo"},
    ]

    score = scoring.score_roles(lines, roles)

    assert (score.lines, score.right) == (3, 1)
    assert score.junk_as_prose == ["f@0"]
    assert score.body_lost == ["f@6"]


def test_a_publication_range_must_hold_the_true_day_and_stay_within_reason() -> None:
    month = {"truth": "2023-07-23", "earliest": "2023-07-01", "latest": "2023-07-31"}

    assert scoring.published_right(month, {"date": None, "earliest": "2023-07-01", "latest": "2023-07-31"})
    assert scoring.published_right(month, {"date": "2023-07-24", "earliest": None, "latest": None})
    assert not scoring.published_right(month, {"date": "2023-07-02", "earliest": None, "latest": None})
    assert not scoring.published_right(month, {"date": None, "earliest": "2023-07-01", "latest": "2023-08-31"})
    assert not scoring.published_right(month, {"date": None, "earliest": None, "latest": None})


def test_a_span_that_says_other_words_is_named() -> None:
    record = {"id": "stmt-1", "document": "doc-1", "content": [at("the bridge is safe")], "cue": {**at("said")}}
    false = copy.deepcopy(record)
    false["cue"]["quote"] = "shouted"

    assert scoring.false_spans([record], {"doc-1": TEXT}) == (2, [])
    assert len(scoring.false_spans([false], {"doc-1": TEXT})[1]) == 1
    assert len(scoring.false_spans([record], {})[1]) == 2


def test_the_founding_gold_points_at_the_words_that_were_read(shared_data: Path) -> None:
    assert check_gold.faults(check_gold.founding_texts(shared_data / "founding")) == []


def test_a_changed_text_is_noticed(shared_data: Path) -> None:
    texts = check_gold.founding_texts(shared_data / "founding")
    name = sorted(texts)[0]
    texts[name] = "x" + texts[name]

    assert any("other words" in fault for fault in check_gold.faults(texts))


def test_gold_against_itself_is_perfect(shared_data: Path) -> None:
    texts = check_gold.founding_texts(shared_data / "founding")
    statements = check_gold.read_jsonl(check_gold.GOLD / "founding_statements.jsonl")
    for file, text in texts.items():
        own = [statement for statement in statements if statement["file"] == file]
        actors: dict[str, Any] = {}
        predicted = []
        for statement in own:
            speaker = statement["speaker"]
            if speaker:
                actors[speaker["name"]] = speaker | {"country": speaker["side"]}
            predicted.append(
                {
                    "id": statement["id"],
                    "content": statement["content"],
                    "cue": statement["cue"],
                    "speaker": speaker and speaker["name"],
                    "addressee": None,
                    "mode": statement["mode"],
                    "via": [],
                    "said_on": {"date": statement["said_on"]},
                }
            )

        score = scoring.score_statements(own, predicted, text, actors)

        assert (score.recall, score.precision) == (1, 1)
        assert score.dates_right == score.dates
        assert score.gold >= 15
