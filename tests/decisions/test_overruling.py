"""A person overrules what the machine read: once, with a reason, for every rebuild, and back again without a trace."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import NotFoundError, QueryError
from onrecord.records import Document, Event, Statement
from onrecord.store import EventQuery, StatementQuery, Writer

FIRST = """Ministers meet in Oslo

By Ann Example

OSLO, March 4, 2024 - Secretary of State Antony Blinken met Foreign Minister Wang Yi in Oslo on Monday.

"We will keep the military lines open," Blinken told reporters. He said the United States opposes Taiwan independence.

"China will never give up Taiwan," Wang Yi said.
"""
SECOND = """Talks on trade

By Bob Example

BEIJING, March 9, 2024 - "The tariffs must go," Commerce Minister Wang Wentao said on Saturday.

President Joe Biden will visit Beijing in May, the White House said.
"""

WHY = {"reason": "the transcript says so", "who": "A. Analyst"}
KEPT_APART = ("decisions.jsonl", "manifest.json")
"""What a decision adds that taking it back does not take away: that it was taken."""


def build(folder: Path, path: Path) -> None:
    onrecord.build([folder], path, language="rules", between=("USA", "CHN"))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, "utf-8")
    (folder / "b.txt").write_text(SECOND, "utf-8")
    return folder


@pytest.fixture
def path(news: Path, tmp_path: Path) -> Path:
    path = tmp_path / "x.onrecord"
    build(news, path)
    return path


def exported(path: Path, folder: Path) -> dict[str, bytes]:
    with onrecord.open(path) as record:
        onrecord.export(record, folder)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.name not in KEPT_APART}


def the_statement(path: Path, words: str) -> Statement:
    with onrecord.open(path) as record:
        (found,) = [one for one in record.statements() if any(words in span.quote for span in one.content)]
    return found


def some_event(path: Path) -> Event:
    with onrecord.open(path) as record:
        return record.events()[0]


def speaker_of(path: Path, statement: str) -> str | None:
    with onrecord.open(path) as record:
        speaker = record.statement(statement).speaker
        return None if speaker is None else record.actor(speaker).name


def test_what_rests_on_a_speaker_follows_the_person(path: Path) -> None:
    lines = the_statement(path, "military lines")

    decision = onrecord.decide(path, lines.id, "Wang Yi", what="speaker", **WHY)

    assert (decision.verdict, decision.machine_read) == ("Wang Yi", "Antony Blinken")
    with onrecord.open(path) as record:
        decided = record.statement(lines.id)
        assert decided.speaker != lines.speaker
        assert decided.speaker_span == lines.speaker_span
        assert decided.method.startswith("decision on speaker; ")
        assert decided.id in [one.id for one in record.statements(StatementQuery(side="CHN"))]
        assert record.utterance(decided.utterance or "").speaker == decided.speaker
        assert record.machine_reading(lines.id) == replace(lines, utterance=None)


@pytest.mark.parametrize("order", ["decided after both were read", "decided after the first, then built on"])
def test_the_same_decisions_give_the_same_record_whenever_they_are_taken(
    news: Path, path: Path, tmp_path: Path, order: str
) -> None:
    event = next(one for one in events_of(path, "a.txt"))
    target = the_statement(path, "military lines").id
    other = the_statement(path, "never give up").id
    if order.startswith("decided after the first"):
        path = tmp_path / "y.onrecord"
        second = (news / "b.txt").read_text("utf-8")
        (news / "b.txt").unlink()
        build(news, path)
    for entry, what, verdict in (
        (target, "speaker", "Wang Yi"),
        (target, "day", "2024-03-02"),
        (other, None, "reject"),
        (event.id, "status", "denied"),
    ):
        onrecord.decide(path, entry, verdict, what=what, **WHY)
    if order.startswith("decided after the first"):
        (news / "b.txt").write_text(second, "utf-8")
        build(news, path)

    found = exported(path, tmp_path / "out")

    with Writer(path) as writer:
        writer.set_settings(content_key="read by another version", read_key="read by another version")
    build(news, path)
    assert exported(path, tmp_path / "again") == found
    assert speaker_of(path, target) == "Wang Yi"
    with onrecord.open(path) as record:
        assert record.statement(target).said_on.date == "2024-03-02"
        assert record.event(event.id).status == "denied"
        with pytest.raises(NotFoundError):
            record.statement(other)


def events_of(path: Path, name: str) -> list[Event]:
    with onrecord.open(path) as record:
        (document,) = [one for one in record.documents() if one.path.endswith(name)]
        return record.events(EventQuery(document=document.id))


@pytest.mark.parametrize(
    ("what", "verdict"),
    [
        ("speaker", "Wang Yi"),
        ("speaker", "nobody"),
        ("addressee", "Wang Yi"),
        ("day", "2024-03"),
        ("day", "unknown"),
        ("entry", "reject"),
    ],
)
def test_what_is_taken_back_leaves_the_record_as_it_was(path: Path, tmp_path: Path, what: str, verdict: str) -> None:
    before = exported(path, tmp_path / "before")
    target = the_statement(path, "military lines").id

    onrecord.decide(path, target, verdict, what=what, **WHY)
    assert exported(path, tmp_path / "decided") != before

    onrecord.decide(path, target, "withdrawn", **WHY)
    assert exported(path, tmp_path / "after") == before


@pytest.mark.parametrize(
    ("what", "verdict"),
    [
        ("day", "2024-03-02"),
        ("status", "announced"),
        ("type", "AGREE"),
        ("actors", "Wang Yi; United States"),
        ("recipients", "Russia"),
        ("entry", "reject"),
    ],
)
def test_an_event_is_decided_and_taken_back(path: Path, tmp_path: Path, what: str, verdict: str) -> None:
    before = exported(path, tmp_path / "before")
    event = some_event(path)

    decision = onrecord.decide(path, event.id, verdict, what=what, **WHY)

    assert decision.machine_read
    with onrecord.open(path) as record:
        if verdict == "reject":
            assert event.id not in [one.id for one in record.events()]
        else:
            decided = record.event(event.id)
            assert decided != replace(event, method=decided.method)
            assert decided.method.startswith(f"decision on {what}; ")
            assert record.happening(decided.happening or "").events
    onrecord.decide(path, event.id, "withdrawn", what=what, **WHY)
    assert exported(path, tmp_path / "after") == before


def test_whom_a_statement_was_said_to_follows_the_person(path: Path) -> None:
    lines = the_statement(path, "military lines")

    decision = onrecord.decide(path, lines.id, "Wang Yi", what="addressee", **WHY)

    with onrecord.open(path) as record:
        decided = record.statement(lines.id)
        assert decided.addressee is not None
        assert record.actor(decided.addressee).name == decision.verdict == "Wang Yi"
        assert (decided.speaker, decided.addressee_span) == (lines.speaker, lines.addressee_span)
        assert [one.id for one in record.statements(StatementQuery(addressee=decided.addressee))] == [lines.id]


def test_an_event_of_another_type_has_the_class_score_and_code_of_that_type(path: Path) -> None:
    event = some_event(path)

    decision = onrecord.decide(path, event.id, "sanction/Expel", what="type", **WHY)

    assert decision.verdict == "SANCTION/expel"
    with onrecord.open(path) as record:
        decided = record.event(event.id)
        assert (decided.event, decided.mode, decided.event_scale) == ("SANCTION", "expel", -5.5)
        assert (decided.quad_code, decided.cameo_code) == ("material conflict", "166")
        assert record.happening(decided.happening or "").kind == "sanction/expel"
        assert record.machine_reading(event.id) == replace(event, happening=None)


def test_whom_a_person_names_as_party_has_his_words_where_the_event_tells_of_him(path: Path) -> None:
    event = next(one for one in events_of(path, "a.txt") if one.event == "CONSULT")

    onrecord.decide(path, event.id, "Wang Yi; Russia", what="actors", **WHY)
    onrecord.decide(path, event.id, "Antony Blinken", what="recipients", **WHY)

    with onrecord.open(path) as record:
        decided = record.event(event.id)
        text = record.document(event.document).text
        assert [(one.country, "Wang Yi" in one.text) for one in decided.actor] == [("CHN", True), ("RUS", False)]
        assert [one.evidence is not None for one in decided.actor] == [True, False]
        assert record.actor(decided.actor[1].actor or "").kind == "state"
        assert event.id in [one.id for one in record.events(EventQuery(country="RUS"))]
        for one in (*decided.actor, *decided.recipient):
            assert one.evidence is None or text[one.evidence.start : one.evidence.end] == one.text


def test_of_those_named_as_parties_the_unknown_can_be_new(path: Path) -> None:
    event = some_event(path)

    onrecord.decide(path, event.id, "Wang Yi; Jane Q. Example", what="recipients", new="person", country="NOR", **WHY)

    with onrecord.open(path) as record:
        assert [one.country for one in record.event(event.id).recipient] == ["CHN", "NOR"]


FOURTH = """Envoys meet again

"We will come back," Foreign Minister Wang Yi said on Monday.
"""


def page_of(path: Path, name: str) -> Document:
    with onrecord.open(path) as record:
        (found,) = [one for one in record.documents() if one.path.endswith(name)]
    return found


def test_the_day_of_a_page_carries_the_days_in_its_text(news: Path, path: Path, tmp_path: Path) -> None:
    (news / "d.txt").write_text(FOURTH, "utf-8")
    build(news, path)
    page, before = page_of(path, "d.txt"), exported(path, tmp_path / "before")
    assert page.published.date is None
    assert the_statement(path, "come back").said_on.date is None

    decision = onrecord.decide(path, page.id, "2024-03-06", what="day", **WHY)

    decided = page_of(path, "d.txt").published
    assert (decided.date, decided.basis, decided.earliest, decided.latest) == (
        "2024-03-06",
        "decision",
        "2024-03-06",
        "2024-03-06",
    )
    assert decided.reasons[0].startswith("Decided by A. Analyst on ")
    assert the_statement(path, "come back").said_on.date == "2024-03-04"
    with onrecord.open(path) as record:
        assert record.decision_states() == {decision.id: "in force"}
        assert record.machine_reading(page.id) == page
        assert record.decided(page.id) is not None
    onrecord.decide(path, page.id, "withdrawn", **WHY)
    assert exported(path, tmp_path / "after") == before


def test_a_claim_of_a_page_falls_by_the_day_that_a_person_decided(path: Path) -> None:
    page = page_of(path, "a.txt")
    assert [claim.accepted for claim in page.claimed_dates] == [True]

    onrecord.decide(path, page.id, "2023-03-04", what="day", **WHY)

    (claim,) = page_of(path, "a.txt").claimed_dates
    assert claim.accepted is False
    assert claim.reason.endswith("the transcript says so")


def test_copies_are_dated_by_the_page_whose_day_a_person_decided(news: Path, path: Path, tmp_path: Path) -> None:
    body = " ".join(f"Officials of both sides spoke of matter number {number} at length." for number in range(40))
    (news / "e.txt").write_text(f"Long talks\n\n{body}\n", "utf-8")
    (news / "f.txt").write_text(f"Long talks, told again\n\n{body}\n", "utf-8")
    build(news, path)
    before = exported(path, tmp_path / "before")
    assert page_of(path, "f.txt").published.date is None

    onrecord.decide(path, page_of(path, "e.txt").id, "2024-03-07", what="day", **WHY)

    copy = page_of(path, "f.txt").published
    assert (copy.date, copy.basis) == ("2024-03-07", "copy")
    onrecord.decide(path, page_of(path, "f.txt").id, "unknown", what="day", **WHY)
    assert page_of(path, "f.txt").published.date is None
    for name in ("e.txt", "f.txt"):
        onrecord.decide(path, page_of(path, name).id, "withdrawn", **WHY)
    assert exported(path, tmp_path / "after") == before


@pytest.mark.parametrize(("verdict", "listed"), [("2024-03", "2024-03"), ("2024", None), ("unknown", None)])
def test_the_day_of_a_page_can_be_a_month_a_year_or_unknown(path: Path, verdict: str, listed: str | None) -> None:
    onrecord.decide(path, page_of(path, "a.txt").id, verdict, what="day", **WHY)

    published = page_of(path, "a.txt").published
    assert published.date == listed
    assert (published.earliest, published.latest) == {
        "2024-03": ("2024-03-01", "2024-03-31"),
        "2024": ("2024-01-01", "2024-12-31"),
        "unknown": (None, None),
    }[verdict]


def at_random(path: Path, choosing: random.Random) -> list[tuple[str, str, str]]:
    """Return decisions on entries of all kinds: (target, what, verdict)."""
    with onrecord.open(path) as record:
        statements, events, documents = record.statements(), record.events(), record.documents()
        names = sorted(actor.name for actor in record.actors() if actor.kind in ("person", "state"))
    several = "; ".join(choosing.sample(names, 2))
    a_day = f"2024-0{choosing.randint(1, 9)}-1{choosing.randint(0, 9)}"
    of_statements = [
        ("speaker", choosing.choice([*names, "nobody"])),
        ("addressee", choosing.choice([*names, "nobody"])),
        ("day", choosing.choice([a_day, a_day[:7], "unknown"])),
        ("entry", "reject"),
    ]
    of_events = [
        ("type", choosing.choice(["AGREE", "CONSULT/phone", "SANCTION/expel", "RETREAT"])),
        ("actors", choosing.choice([several, names[0], "nobody"])),
        ("recipients", choosing.choice([several, names[-1], "nobody"])),
        ("day", choosing.choice([a_day, "unknown"])),
        ("status", choosing.choice(["denied", "ended", "announced"])),
        ("entry", "reject"),
    ]
    of_pages = [("day", choosing.choice([a_day, a_day[:4], "unknown"]))]
    found = [(choosing.choice(statements).id, *choosing.choice(of_statements)) for _ in range(3)]
    found += [(choosing.choice(events).id, *choosing.choice(of_events)) for _ in range(3)]
    found += [(choosing.choice(documents).id, *each) for each in of_pages]
    return list({(target, what): (target, what, verdict) for target, what, verdict in found}.values())


def taken(path: Path, chosen: Sequence[tuple[str, str, str]]) -> None:
    for target, what, verdict in chosen:
        onrecord.decide(path, target, verdict, what=what, **WHY)


@pytest.mark.parametrize("seed", range(6))
def test_random_decisions_survive_rebuilds_merging_and_handing_on_and_leave_no_trace(
    news: Path, path: Path, tmp_path: Path, seed: int
) -> None:
    (news / "c.txt").write_text(THIRD, "utf-8")
    (news / "d.txt").write_text(FOURTH, "utf-8")
    build(news, path)
    choosing = random.Random(seed)
    before = exported(path, tmp_path / "before")
    chosen = at_random(path, choosing)

    taken(path, chosen)

    found = exported(path, tmp_path / "decided")
    assert found != before
    build(news, tmp_path / "fresh.onrecord")
    assert not onrecord.take_decisions(tmp_path / "fresh.onrecord", path).waiting
    parts = []
    for number, name in enumerate(choosing.sample(sorted(file.name for file in news.iterdir()), 4)):
        parts.append(tmp_path / f"part{number}.onrecord")
        build(news / name, parts[-1])
    onrecord.take_decisions(parts[0], path)
    onrecord.merge(parts, tmp_path / "merged.onrecord")
    with Writer(path) as writer:
        writer.set_settings(content_key="read by another version", read_key="read by another version")
    build(news, path)
    for other in (path, tmp_path / "fresh.onrecord", tmp_path / "merged.onrecord"):
        assert exported(other, tmp_path / f"out {other.stem}") == found, other.name
    for target, what, _ in choosing.sample(chosen, len(chosen)):
        onrecord.decide(path, target, "withdrawn", what=what, **WHY)
    assert exported(path, tmp_path / "after") == before


def test_a_decided_day_says_that_a_person_decided_it_and_why(path: Path) -> None:
    target = the_statement(path, "tariffs").id

    onrecord.decide(path, target, "2024-03", what="day", **WHY)

    with onrecord.open(path) as record:
        said = record.statement(target).said_on
    assert (said.date, said.precision, said.basis, said.evidence) == ("2024-03", "month", "decision", ())
    assert said.reason.startswith("decided by A. Analyst on ")
    assert said.reason.endswith("the transcript says so")


def test_somebody_new_speaks_for_his_side_in_every_list(path: Path) -> None:
    target = the_statement(path, "tariffs").id

    onrecord.decide(path, target, "Jane Q. Example", what="speaker", new="person", country="USA", **WHY)

    with onrecord.open(path) as record:
        (actor,) = [one for one in record.actors() if one.name == "Jane Q. Example"]
        assert actor.country == "USA"
        assert [one.id for one in record.statements(StatementQuery(speaker=actor.id, side="USA"))] == [target]
    with pytest.raises(QueryError, match="known already"):
        onrecord.decide(path, target, "Jane Q. Example", what="speaker", new="person", **WHY)


def test_somebody_the_reference_knows_need_not_be_new(path: Path) -> None:
    target = the_statement(path, "tariffs").id

    onrecord.decide(path, target, "Janet Yellen", what="speaker", **WHY)

    with onrecord.open(path) as record:
        assert record.statements(StatementQuery(side="USA", words="tariffs"))


def test_an_unknown_name_is_answered_with_the_nearest(path: Path) -> None:
    target = the_statement(path, "tariffs").id

    with pytest.raises(NotFoundError, match=r"Did you mean Antony Blinken \(actor-") as error:
        onrecord.decide(path, target, "Anthony Blinkin", what="speaker", **WHY)
    assert "--new person" in error.value.advice
    with onrecord.open(path) as record:
        assert record.decisions() == []


@pytest.mark.parametrize(
    ("what", "verdict"),
    [
        ("day", "yesterday"),
        ("day", "2024-02-30"),
        ("status", "denied"),
        (None, "kept"),
        (None, "wrong"),
        ("entry", "no"),
    ],
)
def test_what_cannot_be_decided_of_a_statement_is_refused(path: Path, what: str | None, verdict: str) -> None:
    with pytest.raises(QueryError) as error:
        onrecord.decide(path, the_statement(path, "tariffs").id, verdict, what=what, **WHY)
    assert error.value.advice


def test_a_decision_whose_words_are_gone_waits_and_moves_to_no_other(news: Path, path: Path) -> None:
    target = the_statement(path, "military lines")
    onrecord.decide(path, target.id, "Wang Yi", what="speaker", **WHY)
    with Writer(path) as writer:
        (stored,) = writer.decisions()
        writer.add_decision(replace(stored, text_sha256="0" * 64))
    build(news, path)

    with onrecord.open(path) as record:
        assert [one.target for one in record.decisions_waiting()] == [target.id]
        assert record.decided(target.id) is None
        assert record.statement(target.id).speaker == target.speaker
        assert record.entries_at(record.decisions_waiting()[0]) == [target.id]
    onrecord.decide(path, target.id, "withdrawn", **WHY)
    with onrecord.open(path) as record:
        assert record.decisions_waiting() == []


def test_a_record_built_by_another_program_takes_the_decision_with_its_next_build(news: Path, path: Path) -> None:
    target = the_statement(path, "tariffs").id
    with Writer(path) as writer:
        writer.set_settings(content_key="another program")

    decision = onrecord.decide(path, target, "nobody", what="speaker", **WHY)

    with onrecord.open(path) as record:
        assert record.decision_states()[decision.id] == "next build"
        assert record.statement(target).speaker is not None
    build(news, path)
    with onrecord.open(path) as record:
        assert record.decision_states()[decision.id] == "in force"
        assert record.statement(target).speaker is None


def test_the_export_tells_who_decided_what_and_what_the_machine_had_read(path: Path, tmp_path: Path) -> None:
    target = the_statement(path, "military lines")
    onrecord.decide(path, target.id, "Wang Yi", what="speaker", **WHY)

    with onrecord.open(path) as record:
        onrecord.export(record, tmp_path / "out")
    (line,) = (tmp_path / "out" / "decisions.jsonl").read_text("utf-8").splitlines()
    told = json.loads(line)

    assert {name: told[name] for name in ("who", "what", "target", "verdict", "reason", "machine_read")} == {
        "who": "A. Analyst",
        "what": "speaker",
        "target": target.id,
        "verdict": "Wang Yi",
        "reason": "the transcript says so",
        "machine_read": "Antony Blinken",
    }
    assert told["actor"]["country"] == "CHN"
    assert [item["quote"] for item in told["evidence"]] == [span.quote for span in target.content]


THIRD = """Oslo talks end

By Carl Example

OSLO, March 5, 2024 - "We will keep the military lines open," Secretary of State Antony Blinken said on Monday.
"""


def test_the_same_is_decided_of_all_tellings_at_once_and_taken_back(news: Path, path: Path, tmp_path: Path) -> None:
    (news / "c.txt").write_text(THIRD, "utf-8")
    build(news, path)
    before = exported(path, tmp_path / "before")
    with onrecord.open(path) as record:
        (utterance,) = [one for one in record.iterate_utterances() if len(one.statements) == 2]

    onrecord.decide(path, utterance.statements[0], "2024-03-01", what="day", all_tellings=True, **WHY)

    with onrecord.open(path) as record:
        told = record.utterance(record.statement(utterance.statements[0]).utterance or "")
        assert told.statements == utterance.statements
        assert (told.said_on.date, told.said_on.basis) == ("2024-03-01", "decision")
        assert sorted(one.target for one in record.decisions()) == list(utterance.statements)
    onrecord.decide(path, utterance.statements[1], "withdrawn", all_tellings=True, **WHY)
    assert exported(path, tmp_path / "after") == before


def test_of_several_decisions_the_one_taken_back_must_be_named(path: Path) -> None:
    target = the_statement(path, "military lines").id
    onrecord.decide(path, target, "Wang Yi", what="speaker", **WHY)
    onrecord.decide(path, target, "2024-03-02", what="day", **WHY)

    with pytest.raises(QueryError, match="day, speaker"):
        onrecord.decide(path, target, "withdrawn", **WHY)
    onrecord.decide(path, target, "withdrawn", what="day", **WHY)
    with pytest.raises(QueryError, match="Nobody has decided the day"):
        onrecord.decide(path, target, "withdrawn", what="day", **WHY)
    assert speaker_of(path, target) == "Wang Yi"
