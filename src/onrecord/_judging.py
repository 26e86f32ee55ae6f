"""Judging again what new documents or a person's decision touched: commitments, channels, positions."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from onrecord import pipeline
from onrecord._guard import Guard
from onrecord.records import Channel, Commitment, Position
from onrecord.store import Matter, SourceReader, Writer


def judge_pending(writer: Writer, at_once: int, guard: Guard | None = None) -> Iterator[tuple[int, float]]:
    """Judge what waits, and yield (how many, seconds of processor time) for every ``at_once`` of it.

    Args:
        writer: the record.
        at_once: how many are judged before the next figures are given.
        guard: notes what failed; nothing is known then of the commitment, channel or position.
    """
    guard = guard or Guard(writer)
    reader = writer.source_reader()
    writer.forget_failed_matters()
    while pending := writer.matters_pending(at_once):
        began = time.process_time()
        with writer.together():
            for matter, key in pending:
                judged, rejected = _judge(writer, reader, guard, matter, key)
                writer.put_matters(matter, key, judged, rejected)
        yield len(pending), time.process_time() - began


def _judge(
    writer: Writer, reader: SourceReader, guard: Guard, matter: Matter, key: str
) -> tuple[Sequence[Commitment] | Sequence[Channel] | Sequence[Position], Sequence[Commitment] | Sequence[Channel]]:
    if matter == "commitment":
        undertaken = writer.commitment_reports(key)
        where = {report.document for report in undertaken}
        documents, families = reader.documents(where), reader.families(where)
        meetings = writer.meetings_in(document.id for document in documents)
        decided = writer.decisions()
        return guard.run(
            "commitments",
            key,
            families,
            lambda: pipeline.judge_commitments(undertaken, documents, meetings, families, decided),
            ((), ()),
        )
    if matter == "channel":
        lines = writer.channel_reports(key)
        where = {report.document for report in lines}
        documents, families = reader.documents(where), reader.families(where)
        decided = writer.decisions()
        return guard.run(
            "channels",
            key,
            families,
            lambda: pipeline.judge_channels(lines, documents, families, decided),
            ((), ()),
        )
    told = writer.position_reports(key)
    where = {report.document for report in told}
    return guard.run("positions", key, where, lambda: pipeline.judge_positions(told), ()), ()
