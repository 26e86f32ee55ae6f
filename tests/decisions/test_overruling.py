"""A person overrules what the machine read: once, with a reason, for every rebuild, and back again without a trace."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import NotFoundError, QueryError
from onrecord.records import Event, Statement
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
    [("speaker", "Wang Yi"), ("speaker", "nobody"), ("day", "2024-03"), ("day", "unknown"), ("entry", "reject")],
)
def test_what_is_taken_back_leaves_the_record_as_it_was(path: Path, tmp_path: Path, what: str, verdict: str) -> None:
    before = exported(path, tmp_path / "before")
    target = the_statement(path, "military lines").id

    onrecord.decide(path, target, verdict, what=what, **WHY)
    assert exported(path, tmp_path / "decided") != before

    onrecord.decide(path, target, "withdrawn", **WHY)
    assert exported(path, tmp_path / "after") == before


@pytest.mark.parametrize(("what", "verdict"), [("day", "2024-03-02"), ("status", "announced"), ("entry", "reject")])
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
            assert verdict in (decided.date.date, decided.status)
            assert record.happening(decided.happening or "").events
    onrecord.decide(path, event.id, "withdrawn", what=what, **WHY)
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
