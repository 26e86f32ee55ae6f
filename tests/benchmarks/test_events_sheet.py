"""The tool for the gold of events and matters, and its scorer: what is right, and every kind of mistake."""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent.parent / "benchmarks"


def _load(name: str, path: Path) -> ModuleType:
    for folder in (BENCHMARKS, BENCHMARKS / "gold"):
        if str(folder) not in sys.path:
            sys.path.append(str(folder))
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


scoring = _load("_events_scoring", BENCHMARKS / "_events_scoring.py")
sheet = _load("events_sheet", BENCHMARKS / "gold" / "events_sheet.py")
annotators = _load("annotators", BENCHMARKS / "annotators.py")

TEXT = (
    "Ministers of Arland and Borland met on Monday in Celle. Both sides agreed to resume the harbour talks, "
    "Arland said. Arland urged Borland to lift the salt tariff. Borland called off a visit planned for May."
)
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "sha256": ""}


def gold_event(number: int, trigger: str, clause: str, **labels: Any) -> dict[str, Any]:
    row = {
        "id": f"doc#{number:02}",
        "kind": "event",
        "document": DIGEST,
        "file": "doc",
        "half": "open",
        "optional": False,
    }
    row |= {"trigger": span(trigger), "clause": span(clause), "event": "CONSULT", "event_also": [], "mode": None}
    row |= {"actor": ["ARL", "BOR"], "recipient": [], "status": "occurred", "status_also": [], "date": ["2025-03-03"]}
    return row | {"asserted_by": ["narrator"], "asserted_also": []} | labels


def told_event(trigger: str, clause: str, **labels: Any) -> dict[str, Any]:
    record = {"event": "CONSULT", "status": "occurred", "date": {"date": "2025-03-03", "enddate": None}}
    record |= {"document": "doc-1", "actor": [{"country": "ARL"}, {"country": "BOR"}], "recipient": []}
    record |= {"asserted_by": [{"side": None, "channel": "narrator"}]}
    record["evidence"] = [{"document": "doc-1"} | span(words) for words in (trigger, clause)]
    return record | labels


MET = ("met", "Ministers of Arland and Borland met on Monday")
URGED = ("urged", "Arland urged Borland to lift the salt tariff")
CALLED_OFF = ("called off", "Borland called off a visit planned for May")
GOLD = [
    gold_event(1, *MET),
    gold_event(2, *URGED, event="REQUEST", actor=["ARL"], recipient=["BOR"], status="requested"),
    gold_event(3, *CALLED_OFF, event="REJECT", actor=["BOR"], recipient=["ARL"], status="did_not_happen", date=["?"]),
]
TOLD = [
    told_event(*MET),
    told_event(*URGED, event="REQUEST", actor=[{"country": "ARL"}], recipient=[{"country": "BOR"}], status="requested"),
    told_event(
        *CALLED_OFF,
        event="REJECT",
        actor=[{"country": "BOR"}],
        recipient=[{"country": "ARL"}],
        status="did_not_happen",
        date={"date": None, "enddate": None},
    ),
]
COMMITMENT = {
    "id": "doc#04", "kind": "commitment", "document": DIGEST, "file": "doc", "half": "open", "optional": False,
    "text": span("resume the harbour talks"), "obligor": ["ARL", "BOR"], "beneficiary": ["ARL", "BOR"], "issue": [None],
    "commitment": ["resume"], "state": ["agreed_in_principle", "announced"], "asserted_by": ["ARL"],
    "asserted_also": [],
}  # fmt: skip
TOLD_COMMITMENT = {
    "obligor": ["ARL", "BOR"], "beneficiary": ["ARL", "BOR"], "issue": None, "kind": "resume",
    "history": [
        {
            "state": "announced", "asserted_by": [{"side": "ARL", "channel": "on_record"}],
            "evidence": [{"document": "doc-1"} | span("agreed to resume the harbour talks")],
        }
    ],
}  # fmt: skip


def score(gold: list[dict[str, Any]], **records: Any) -> Any:
    documents = [{"id": "doc-1", "text_sha256": DIGEST}]
    return sheet.score_records(gold, {"documents": documents, **records}, {"doc": TEXT})


def test_perfect_events_score_one() -> None:
    events = score(GOLD, events=TOLD).events
    assert (events.precision, events.recall, events.status_macro_f1, events.occurred_wrongly) == (1, 1, 1, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": "ACCUSE"},
        {"status": "occurred"},
        {"date": {"date": "2025-03-04", "enddate": None}},
        {"date": {"date": None, "enddate": None}},
        {"actor": [{"country": "BOR"}], "recipient": [{"country": "ARL"}]},
        {"recipient": []},
        {"recipient": [{"country": None}]},
    ],
)
def test_one_wrong_label_makes_an_event_wrong(wrong: dict[str, Any]) -> None:
    events = score(GOLD, events=[TOLD[0], TOLD[1] | wrong, TOLD[2]]).events
    assert (events.found, events.right, events.predicted, events.gold) == (3, 2, 3, 3)


def test_occurred_for_what_did_not_occur_is_counted_apart() -> None:
    events = score(GOLD, events=[TOLD[0], TOLD[1] | {"status": "occurred"}, TOLD[2]]).events
    assert events.occurred_wrongly == 0.5
    assert events.status_macro_f1 < 1


def test_a_missed_event_costs_recall_and_an_invented_one_precision() -> None:
    invented = told_event("planned", "visit planned for May", event="AID", status="announced")
    events = score(GOLD, events=[*TOLD[:2], invented]).events
    assert (events.recall, events.precision) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_a_second_telling_of_the_same_event_is_no_error() -> None:
    events = score(GOLD, events=[*TOLD, told_event("talks", "the harbour talks")]).events
    assert (events.precision, events.repeated) == (1, 1)


def test_deeds_of_one_country_alone_are_not_counted_but_strangers_are() -> None:
    alone = told_event("planned", "visit planned for May", event="COERCE", actor=[{"country": "BOR"}])
    stranger = alone | {"recipient": [{"country": None}]}
    assert score(GOLD, events=[*TOLD, alone]).events.precision == 1
    assert score(GOLD, events=[*TOLD, stranger]).events.precision == 0.75


def test_optional_rows_neither_gain_nor_lose() -> None:
    optional = [GOLD[0], GOLD[1] | {"optional": True}, GOLD[2] | {"optional": True}]
    assert score(optional, events=[TOLD[0], TOLD[1] | {"status": "ended"}]).events.f1 == 1


def test_alternatives_serve_as_well() -> None:
    gold = [GOLD[0] | {"event_also": ["AGREE"], "status_also": ["ongoing"], "date": [None, "2025-03"]}]
    told = TOLD[0] | {"event": "AGREE", "status": "ongoing", "date": {"date": "2025-03", "enddate": None}}
    events = score(gold, events=[told]).events
    assert events.f1 == events.status_macro_f1 == 1


@pytest.mark.parametrize(
    ("allowed", "date", "enddate", "right"),
    [
        (["2025-03"], "2025-03-31", None, True),
        (["2025-03"], "2025-04-01", None, False),
        (["2025"], "2025-02", None, True),
        (["2025-02-01/2025-03"], "2025-02-27", "2025-03-02", True),
        (["2025-03-03"], "2025-03", None, False),
        (["2025-03-03"], None, None, False),
        ([None], None, None, True),
        ([None], "2025-03-03", None, False),
        (["?"], "1999", None, True),
    ],
)
def test_a_date_is_right_within_the_gold_interval(
    allowed: list[str | None], date: str | None, enddate: str | None, right: bool
) -> None:
    assert scoring.date_right(allowed, date, enddate) is right


def test_commitments_are_scored_from_histories_and_from_reports() -> None:
    whole = score([COMMITMENT], commitments=[TOLD_COMMITMENT]).commitments
    report = {key: value for key, value in TOLD_COMMITMENT.items() if key != "history"} | TOLD_COMMITMENT["history"][0]
    assert whole.f1 == score([COMMITMENT], commitments=[report]).commitments.f1 == 1


@pytest.mark.parametrize(
    ("label", "value"), [("obligor", ["ARL"]), ("issue", "trade"), ("state", "refused"), ("asserted_by", [])]
)
def test_a_commitment_needs_who_what_state_and_who_says_so(label: str, value: Any) -> None:
    told = copy.deepcopy(TOLD_COMMITMENT)
    (told["history"][0] if label in ("state", "asserted_by") else told)[label] = value
    assert score([COMMITMENT], commitments=[told]).commitments.right == 0


def test_the_other_side_may_not_be_made_a_witness() -> None:
    told = copy.deepcopy(TOLD_COMMITMENT)
    told["history"][0]["asserted_by"].append({"side": "BOR", "channel": "on_record"})
    assert score([COMMITMENT], commitments=[told]).commitments.right == 0
    assert score([COMMITMENT | {"asserted_also": ["BOR"]}], commitments=[told]).commitments.right == 1


def test_predictions_in_other_documents_do_not_count() -> None:
    elsewhere = TOLD[0] | {
        "document": "doc-2",
        "evidence": [each | {"document": "doc-2"} for each in TOLD[0]["evidence"]],
    }
    assert score(GOLD, events=[*TOLD, elsewhere]).events.precision == 1


def test_annotators_who_agree_agree_wholly() -> None:
    lines = list(scoring.agreement([*GOLD, COMMITMENT], [*GOLD, COMMITMENT], {"doc": TEXT}))
    assert lines[1].startswith("event: F1 1.000 of 6 rows")
    assert "status 1.00" in lines[1]


def test_words_are_found_from_first_to_last_and_by_number() -> None:
    start, end = sheet.find(TEXT, "Arland#2 … tariff", 0, len(TEXT))
    assert TEXT[start:end] == "Arland said. Arland urged Borland to lift the salt tariff"
    with pytest.raises(sheet.SheetError, match="is not there"):
        sheet.find(TEXT, "pepper", 0, len(TEXT))


def test_the_gold_fits_its_documents(shared_data: Path) -> None:
    assert sheet.check() == 0


def test_pairs_stay_together_and_the_halves_hold_different_documents(shared_data: Path) -> None:
    documents = sheet.gold_documents()
    halves = {(document.pair, document.half) for document in documents if document.pair}
    assert len({pair for pair, _ in halves}) == len(halves) == len(sheet.PAIRS)
    assert {document.half for document in documents} == {"open", "held"}
    assert len({document.text for document in documents}) == len(documents) >= 40


def test_every_gold_row_scored_against_itself_is_right(shared_data: Path) -> None:
    rows = sheet.gold_records("a")
    texts = {document.key: document.text for document in sheet.gold_documents()}
    records: dict[str, list[dict[str, Any]]] = {"documents": [], "events": [], "commitments": [], "channels": []}
    for digest in sorted({row["document"] for row in rows}):
        records["documents"].append({"id": digest, "text_sha256": digest})
    for row in rows:
        if row["kind"] in ("event", "commitment", "channel"):
            records[annotators.FILES[row["kind"]]].append(annotators.as_record(row))
    scores = sheet.score_records(rows, records, texts)
    assert scores.events.f1 == scores.commitments.f1 == scores.channels.f1 == 1


def test_an_annotator_is_scored_as_a_program_would_be() -> None:
    told = annotators.as_record(GOLD[1])
    assert (told["status"], told["date"]) == ("requested", {"date": "2025-03-03", "enddate": None})
    assert score(GOLD, events=[told | {"document": "doc-1"}]).events.recall == pytest.approx(1 / 3)
    promised = annotators.as_record(COMMITMENT)
    assert (promised["state"], promised["kind"]) == ("agreed_in_principle", "resume")
    assert score([COMMITMENT], commitments=[promised | {"document": "doc-1"}]).commitments.f1 == 1
    assert score([COMMITMENT], commitments=[promised | {"document": "doc-1", "state": "ended"}]).commitments.f1 == 0
