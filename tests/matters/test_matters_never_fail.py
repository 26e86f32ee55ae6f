"""No text, however broken, makes the matters fail, and what they find stands in the text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors import find_actors
from onrecord.language import RulesEngine, analyse
from onrecord.language.quotations import find_quotations
from onrecord.language.times import find_times
from onrecord.matters import (
    find_channel_reports,
    find_commitment_reports,
    find_position_reports,
    judge_channels,
    judge_commitments,
    judge_positions,
)
from onrecord.records import ChannelReport, CommitmentReport, Document, Published, Statement
from onrecord.reference import Reference
from onrecord.statements import find_statements

REFERENCE = Reference.bundled()
PIECES = st.sampled_from(
    [
        "China ", "the United States ", "Xi ", "Biden ", "and ", "we ", "agreed ", "to ", "resume ", "military talks ",
        "will ", "not ", "suspended ", "refused ", "that ", "“", "”", '"', ", ", ". ", "\n", "said ", "already ",
        "taken steps ", "by Friday ", "if ", "trust but verify", "theater commanders ", "[", "] ", "(", "’s ",
        "the two sides ", "held ", "pledged ", "would ", "\u200b", "\ufeff", "🙂", "working group on climate ",
        "reached an agreement with ",
        "announced ", "on ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


def reports_of(
    text: str,
) -> tuple[tuple[CommitmentReport, ...], tuple[ChannelReport, ...], tuple[Statement, ...], Document]:
    document = Document(
        id="doc-0", path="", text=text, text_sha256="", source_sha256="",
        published=Published("2023-11-16", "day", "2023-11-16", "2023-11-16", "stated"),
    )  # fmt: skip
    where = [(0, len(text))] if text else []
    [analysis] = analyse([(text, where)], engine=RulesEngine())
    quotations = find_quotations(text, where)
    times = find_times(text, where)
    found = find_actors(document, analysis, quotations, REFERENCE)
    said = find_statements(document, analysis, quotations, times, found.actors, found.mentions, REFERENCE)
    of = (document, analysis, times, said, (), found.actors, found.mentions, REFERENCE)
    return find_commitment_reports(*of), find_channel_reports(*of), said, document


@given(TEXTS)
@settings(max_examples=120)
def test_reports_stand_in_the_text_and_repeat_themselves(text: str) -> None:
    commitments, channels, _, _ = reports_of(text)

    for report in (*commitments, *channels):
        for piece in report.evidence:
            assert text[piece.start : piece.end] == piece.quote
    assert (commitments, channels) == reports_of(text)[:2]


@given(TEXTS, st.randoms())
@settings(max_examples=60)
def test_what_reports_add_up_to_does_not_depend_on_their_order(text: str, dice: object) -> None:
    commitments, channels, said, document = reports_of(text)
    more = [replace(report, id=f"{report.id}b", document="doc-1") for report in commitments]
    several = [*commitments, *more]
    shuffled = list(several)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]

    assert judge_commitments(several, [document]) == judge_commitments(shuffled, [document])
    assert judge_channels(channels, [document]) == judge_channels(list(reversed(channels)), [document])
    assert judge_positions(find_position_reports(document, said, (), Reference.bundled())) == ()
