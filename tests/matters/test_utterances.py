"""The same words told by several documents, and the same line on another day."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.matters import candidate_keys, compare_words, join_utterances, with_utterances
from onrecord.matters._wordings import most_cover, overlap, wording_of
from onrecord.records import (
    UNJUDGED,
    UNKNOWN_DATE,
    DatedBy,
    Document,
    DocumentKind,
    Mode,
    Published,
    Span,
    Statement,
    Utterance,
    Variant,
    make_id,
    text_digest,
)

HOLM, REYES = "actor-petra-holm", "actor-anton-reyes"


def told(
    words: str,
    *,
    speaker: str | None = HOLM,
    on: str | None = None,
    published: str | None = None,
    kind: DocumentKind = "original",
    derived_from: str | None = None,
    mode: Mode = "direct",
    name: str = "",
    speaker_text: str = "Holm",
) -> tuple[Statement, Document]:
    """Make one statement and the document that tells it."""
    document = Document(
        id=make_id("doc", words, name, on, published),
        path=name,
        text=words,
        text_sha256=text_digest(words),
        source_sha256=text_digest(words),
        kind=kind,
        derived_from=derived_from,
        published=Published(date=published, precision="day", earliest=published, latest=published)
        if published
        else UNJUDGED,
    )
    statement = Statement(
        id=make_id("stmt", document.id, speaker),
        document=document.id,
        speaker=speaker,
        speaker_text=speaker_text,
        speaker_span=None,
        cue=None,
        mode=mode,
        content=(Span.of(words, 0, len(words)),),
        said_on=DatedBy(on, "day", "stated") if on else UNKNOWN_DATE,
    )
    return statement, document


def join(*tellings: tuple[Statement, Document]) -> tuple[Utterance, ...]:
    return join_utterances([statement for statement, _ in tellings], [document for _, document in tellings])


def variant_of(utterance: Utterance, statement: Statement) -> Variant:
    return next(variant for variant in utterance.variants if variant.statement == statement.id)


class TestSameWords:
    def test_one_answer_cut_differently_by_two_documents_is_one_utterance(self) -> None:
        full = told(
            "Well listen he is, I mean he's a gambler in the sense that he's a man who's running a harbour,"
            " a private harbour, that's built on rules totally different from ours.",
            on="2021-05-04",
        )
        opening = told("Well listen, he is,", on="2021-05-04", name="b")
        rest = told(
            "I mean, he's a gambler in the sense that he is a man who runs a harbour that is a private harbour.",
            on="2021-05-04",
            name="b",
        )
        [utterance] = join(full, opening, rest)
        assert set(utterance.statements) == {full[0].id, opening[0].id, rest[0].id}
        assert utterance.variants[0].statement == full[0].id
        kinds = {difference.kind for difference in variant_of(utterance, rest[0]).differences}
        assert {"cut", "contraction"} <= kinds
        assert utterance.said_on.date == "2021-05-04"

    def test_the_same_line_months_later_is_a_repeat_and_never_merged(self) -> None:
        july = told(
            "We will continue to say and print things that the fleet will not like,"
            " just as they will continue to say and print things that we will not like.",
            on="2021-07-20",
        )
        autumn = told(
            "It's clear that we will continue to print things and continue to say things that the fleet doesn't like,"
            " just as I expect that they will continue to say and print things that we don't like.",
            on="2021-11-16",
        )
        first, second = join(july, autumn)
        assert first.repeats == (second.id,)
        assert second.repeats == (first.id,)

    def test_an_undated_telling_long_before_the_other_is_a_repeat(self) -> None:
        line = "We will keep the harbour open to every ship that pays its way."
        undated = told(line, published="2021-07-23")
        dated = told(line, on="2021-11-16", published="2021-11-17")
        first, second = join(undated, dated)
        assert first.repeats == (second.id,)

    def test_an_undated_telling_is_no_bridge_between_two_days(self) -> None:
        line = "We will keep the harbour open to every ship that pays its way."
        utterances = join(told(line, on="2021-07-20"), told(line, on="2021-11-16"), told(line, name="undated"))
        assert len(utterances) == 2

    def test_different_words_of_one_speaker_stay_apart(self) -> None:
        utterances = join(
            told("We came here to agree on how boats are counted.", on="2021-05-04"),
            told("Prices in Velden have doubled and nobody should be surprised.", on="2021-05-04"),
        )
        assert len(utterances) == 2
        assert all(not utterance.repeats for utterance in utterances)

    def test_the_same_short_words_of_two_speakers_stay_apart(self) -> None:
        words = "We had a good and open talk."
        assert len(join(told(words, on="2021-05-04"), told(words, speaker=REYES, on="2021-05-04"))) == 2

    def test_long_equal_words_under_two_names_are_one_utterance_with_the_attribution_marked(self) -> None:
        words = "The ministry will publish the map of the disputed banks before the end of October this year."
        a = told(words, on="2021-05-04", speaker_text="Holm")
        b = told(words, on="2021-05-04", speaker="actor-ministry", speaker_text="the ministry")
        [utterance] = join(a, b)
        [difference] = utterance.variants[1].differences
        assert difference.kind == "attribution"
        assert {difference.from_, difference.to} == {"Holm", "the ministry"}

    def test_an_unresolved_speaker_can_be_the_same(self) -> None:
        words = "We came here to agree on how boats are counted."
        [utterance] = join(told(words, on="2021-05-04"), told(words, speaker=None, on="2021-05-04"))
        assert utterance.speaker == HOLM

    def test_a_short_quotation_joins_only_a_telling_of_the_same_known_day(self) -> None:
        full = told("Today we made real headway on the licences.", on="2021-05-04")
        same_day = told("real headway", on="2021-05-04", mode="mixed")
        unknown = told("real headway", mode="mixed", name="undated")
        assert len(join(full, same_day)) == 1
        assert len(join(full, unknown)) == 2

    def test_an_everyday_phrase_is_anybodys(self) -> None:
        words = "the right thing to do"
        assert len(join(told(words, speaker=None, name="a"), told(words, speaker=None, name="b"))) == 2
        assert len(join(told(words, published="2021-05-04"), told(words, published="2023-05-04"))) == 2

    def test_a_long_line_retold_years_later_without_a_day_is_the_same_utterance(self) -> None:
        words = "We will keep the harbour open to every ship that pays its way and every crew that asks for shelter."
        [utterance] = join(told(words, on="2021-07-20"), told(words, published="2024-01-05"))
        assert utterance.said_on.date == "2021-07-20"

    def test_a_short_line_of_one_speaker_told_in_the_same_month_is_one_utterance(self) -> None:
        words = "I have no deputy. It's very sad."
        assert len(join(told(words, published="2021-05-04"), told(words, published="2021-05-06"))) == 1
        assert len(join(told(words, published="2021-05-04"), told(words, published="2021-09-06"))) == 2

    def test_a_copy_tells_the_same_utterance_whatever_date_it_claims(self) -> None:
        words = "We came here to agree on how boats are counted."
        source = told(words, on="2021-05-04")
        copy = told(words, on="2025-04-20", kind="copy", derived_from=source[1].id)
        assert len(join(source, copy)) == 1

    def test_a_heading_and_the_full_quotation_of_one_page_are_one_utterance(self) -> None:
        full, document = told("We're not here to count boats. What we want is to agree on the map.", on="2021-05-03")
        heading = replace(
            full,
            id=make_id("stmt", "heading"),
            content=(Span.of(document.text, 0, 30),),
            said_on=DatedBy("2021-05-04", "day", "relative"),
        )
        [utterance] = join_utterances([full, heading], [document])
        assert utterance.said_on.date == "2021-05-03"
        assert utterance.repeats == ()

    def test_reported_words_are_not_joined(self) -> None:
        assert join(told("that the talks were useful to all", mode="indirect")) == ()

    def test_only_the_quoted_part_of_a_mixed_statement_counts(self) -> None:
        mixed = told(
            'that it was "a long and useful afternoon for both of us" in the end', on="2021-05-04", mode="mixed"
        )
        direct = told("a long and useful afternoon for both of us", on="2021-05-04")
        [utterance] = join(mixed, direct)
        assert utterance.variants[1].differences == ()


class TestDifferences:
    BASE = "We will not count the boats twice, and the experts know it."

    def differences(self, other: str, kind: DocumentKind = "original") -> list[tuple[str, str, str]]:
        a = told(self.BASE, on="2021-05-04", published="2021-05-04")
        b = told(other, on="2021-05-04", published="2021-05-05", kind=kind)
        [utterance] = join(a, b)
        assert utterance.variants[0].statement == a[0].id
        return [(found.kind, found.from_, found.to) for found in utterance.variants[1].differences]

    def test_typography(self) -> None:
        assert self.differences(self.BASE.replace("twice,", "twice")) == [("typography", "twice,", "twice")]

    def test_the_stop_at_the_end_is_the_reporters(self) -> None:
        assert self.differences(self.BASE.replace("it.", "it,")) == []

    def test_contraction(self) -> None:
        found = self.differences(self.BASE.replace("will not", "won’t"))
        assert found == [("contraction", "will not", "won’t")]

    def test_wording(self) -> None:
        assert self.differences(self.BASE.replace("boats", "ships")) == [("wording", "boats", "ships")]

    def test_cut(self) -> None:
        assert self.differences("We will not count the boats twice") == [("cut", "and the experts know it.", "")]

    def test_translated_back(self) -> None:
        found = self.differences(self.BASE.replace("count", "number"), kind="altered_copy")
        assert found == [("translated_back", "count", "number")]


class TestCandidates:
    def test_reworded_tellings_of_one_speaker_share_a_key(self) -> None:
        a, _ = told("We will continue to say and print things that the fleet will not like.")
        b, _ = told("We continue to print things, and to say things the fleet doesn't like.")
        assert set(candidate_keys(a)) & set(candidate_keys(b))

    def test_four_equal_words_are_enough_whoever_said_them(self) -> None:
        a, _ = told("There is no map that everybody could sign.")
        b, _ = told("He said there is no map we know of.", speaker=None)
        assert set(candidate_keys(a)) & set(candidate_keys(b))

    def test_keys_fit_a_signed_column(self) -> None:
        statement, _ = told("There is no map that everybody could sign.")
        assert all(0 <= key < 1 << 63 for key in candidate_keys(statement))

    def test_what_counting_leaves_out_aligning_would_not_have_found(self) -> None:
        chance = random.Random(2)
        words = "we will keep the lines open and say the right thing about trade to both sides every week".split()
        for _ in range(500):
            a, b = (wording_of(told(" ".join(chance.choices(words, k=chance.randrange(1, 20))))[0]) for _ in "ab")
            assert overlap(a, b).cover <= most_cover(a, b)

    def test_comparing_is_symmetric(self) -> None:
        a, _ = told("We came here to agree on how boats are counted.")
        b, _ = told("We came here to agree on how the boats get counted.", speaker=REYES)
        assert compare_words(a, b) == compare_words(b, a)


class TestOrder:
    def test_the_order_of_what_comes_in_does_not_matter(self) -> None:
        line = "We will keep the harbour open to every ship that pays its way."
        tellings = [told(line, on="2021-07-20"), told(line[:40], on="2021-07-20"), told(line, on="2021-11-16")]
        tellings.append(told(line, name="undated"))
        assert len({join(*order) for order in permutations(tellings)}) == 1

    def test_statements_learn_their_utterance(self) -> None:
        a, document = told("We came here to agree on how boats are counted.", on="2021-05-04")
        [utterance] = join((a, document))
        [with_it] = with_utterances([a], [utterance])
        assert with_it.utterance == utterance.id


class TestHostileText:
    @settings(max_examples=80, deadline=None)
    @given(
        st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=4), st.sampled_from(["2021-05-04", "x", None])
    )
    def test_nothing_raises(self, texts: list[str], day: str | None) -> None:
        utterances = join(*(told(text, on=day, name=str(number)) for number, text in enumerate(texts)))
        joined = [statement for utterance in utterances for statement in utterance.statements]
        assert len(joined) == len(set(joined))

    def test_monotonous_speech_stays_cheap(self) -> None:
        join(told("no " * 20000), told("no " * 19000 + "yes", name="b"), told('"' * 9000, name="c"))
