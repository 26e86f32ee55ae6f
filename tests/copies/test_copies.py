"""What one page owes to another: candidates, alignment, relations."""

from __future__ import annotations

import random
import re
import time
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_pages import OTHER_REPORT, STORY, page

from onrecord.copies import (
    HOLDERS_PER_KEY,
    Fingerprint,
    choose_candidates,
    compare,
    families,
    find_marks,
    fingerprint,
    independent_reports,
    judge_direction,
    judge_family,
)
from onrecord.copies._words import read_words
from onrecord.records import ClaimedDate, Derivation, Document, from_json, to_json

LINES = STORY.split("\n")


def common_keys(a: Document, b: Document) -> set[int]:
    return set(fingerprint(a).keys) & set(fingerprint(b).keys)


def relation(a: Document, b: Document) -> str | None:
    found = compare(a, b)
    return found.relation if found else None


class TestFingerprint:
    def test_is_the_same_on_every_machine(self) -> None:
        # Stored keys must outlive Python and library versions: these numbers may change only with VERSION.
        words = page("one two three four five six seven eight nine ten")
        assert fingerprint(words).passages == EXPECTED_PASSAGES

    def test_words_of_a_long_text_have_the_keys_of_a_short_one(self) -> None:
        line = "Ships of both navies kept clear of each other in the strait on that grey morning in May"
        short, long = page(line), page(line + "\n" + "a" * 70_000, roles={1: "navigation"})
        assert fingerprint(short).keys == fingerprint(long).keys

    def test_reads_the_body_only(self) -> None:
        tail = "Forty unrelated headlines about the weather, the markets and a famous singer follow here as navigation"
        bare, framed = page(STORY), page(STORY + "\n" + tail, roles={len(LINES): "navigation"})
        assert fingerprint(bare).keys == fingerprint(framed).keys

    def test_survives_typography(self) -> None:
        curly = STORY.replace('"', "”").replace("'", "’")
        assert fingerprint(page(STORY)).keys == fingerprint(page(curly)).keys

    def test_shares_a_key_with_any_text_that_holds_twenty_three_of_its_words_in_a_row(self) -> None:
        words = STORY.split()
        for start in range(0, len(words) - 23, 7):
            piece = " ".join(f"filler{start}x{n}" for n in range(40)) + " " + " ".join(words[start : start + 23])
            assert common_keys(page(STORY), page(piece))

    def test_keys_fit_a_signed_64_bit_column_and_survive_json(self) -> None:
        found = fingerprint(page(STORY))
        assert all(0 <= key < 1 << 63 for key in found.keys)
        assert from_json(Fingerprint, to_json(found)) == found

    def test_a_page_without_body_has_no_keys(self) -> None:
        assert fingerprint(page("")).keys == ()
        assert fingerprint(page("Home", roles={0: "navigation"})).keys == ()


class TestCandidates:
    def test_a_rare_key_weighs_more_than_a_common_one(self) -> None:
        common = [(f"doc-{n:02}", 40, [21, 21]) for n in range(20)]
        assert choose_candidates(40, [*common, ("doc-99", 40, [2, 2])]) == ("doc-99",)

    def test_a_member_of_a_family_of_hundreds_still_finds_it(self) -> None:
        family = [(f"doc-{n:03}", 20, [HOLDERS_PER_KEY + 1] * 20) for n in range(HOLDERS_PER_KEY)]
        assert len(choose_candidates(20, family)) == HOLDERS_PER_KEY

    def test_one_common_key_is_chance(self) -> None:
        assert choose_candidates(1, [("doc-01", 1, [2])]) == ()

    def test_either_chooses_the_other_or_neither_does(self) -> None:
        for holders in ([2, 2], [2, 3], [3, 3], [9] * 4, [9] * 8):
            assert len(choose_candidates(40, [("doc-b", 90, holders)])) == len(
                choose_candidates(90, [("doc-a", 40, holders)])
            )

    def test_the_order_of_the_answers_does_not_matter(self) -> None:
        sharing = [(f"doc-{n:02}", 30 + n, [2 + (n * key) % 7 for key in range(n % 5)]) for n in range(40)]
        shuffled = sharing[:]
        random.Random(1).shuffle(shuffled)
        assert choose_candidates(40, sharing) == choose_candidates(40, shuffled) != ()


class TestRelations:
    def test_the_same_text_elsewhere_is_a_copy(self) -> None:
        found = compare(page(STORY, outlet="Aster Post"), page(STORY, outlet="Velden Times", name="b"))
        assert found is not None
        assert found.relation == "copy"
        assert found.prose_of_a == found.prose_of_b == 1.0

    def test_part_of_a_text_is_an_excerpt(self) -> None:
        part = "\n".join(LINES[:4]) + "\nThe mayor of Lindvik did not answer questions about her own plans."
        assert relation(page(STORY, outlet="Aster Post"), page(part, outlet="Velden Times")) == "excerpt"

    def test_two_reports_that_quote_the_same_words_share_a_quotation_only(self) -> None:
        assert relation(page(STORY, outlet="A"), page(OTHER_REPORT, outlet="B")) == "shared_quotation"

    def test_strangers_have_nothing_in_common(self) -> None:
        assert compare(page(STORY), page("The orchestra opened its season with a symphony.")) is None

    def test_a_later_state_of_one_outlets_story_is_a_version(self) -> None:
        later = STORY + "\nUpdate: the ministry said on Friday that the map would be published in November instead."
        assert relation(page(STORY, outlet="Aster Post"), page(later, outlet="Aster Post")) == "version"

    def test_agency_text_in_two_outlets_is_wire(self) -> None:
        wire = "PORT ASTER (AP) — " + STORY
        assert relation(page(wire, outlet="Aster Post"), page(STORY, outlet="Velden Times")) == "wire"

    def test_replaced_words_make_an_altered_copy(self) -> None:
        swaps = {
            "arrived": "landed", "talks": "discussions", "met": "saw", "old": "ancient", "spoke": "conversed",
            "almost": "nearly", "spent": "passed", "arguing": "quarrelling", "withdrawn": "revoked",
            "collision": "crash",
            "expected": "due", "leave": "quit", "described": "called", "long": "lengthy", "experts": "specialists",
            "draw": "sketch", "disputed": "contested", "end": "close", "idle": "inactive", "heard": "listened",
            "words": "phrases", "signed": "concluded", "treaty": "accord", "third": "portion", "catch": "haul",
            "markets": "traders", "prices": "costs", "doubled": "soared", "planned": "foreseen",
            "announced": "declared",
        }  # fmt: skip
        swapped = re.sub(r"\w+", lambda m: swaps.get(m.group(), m.group()), STORY)
        found = compare(page(STORY, outlet="Aster Post"), page(swapped, outlet="Velden Times"))
        assert found is not None
        assert found.relation == "altered_copy"
        assert found.changed > 0.05

    def test_other_words_in_another_order_are_an_altered_copy_still(self) -> None:
        altered = "\n".join(SPUN)
        found = compare(page(STORY, outlet="Aster Post"), page(altered, outlet="Velden Times"))
        assert found is not None
        assert found.relation == "altered_copy"
        assert any(passage.altered for passage in found.passages)
        assert any("other words" in line for line in found.proof)

    def test_prose_set_in_quotation_marks_with_its_outlets_name_is_an_excerpt(self) -> None:
        source = page(STORY, outlet="Aster Post")
        digest = page("MORNING DIGEST\nAster Post: “" + " ".join(LINES[4:]) + "”\nIt will rain.", outlet="Velden Times")
        nameless = page("MORNING DIGEST\nA paper: “" + " ".join(LINES[4:]) + "”\nIt will rain.", outlet="Velden Times")
        assert relation(source, digest) == "excerpt"
        assert relation(source, nameless) == "shared_quotation"

    def test_agency_text_that_two_outlets_credit_is_wire(self) -> None:
        credit = "\nThe Associated Press contributed to this report."
        assert relation(page(STORY + credit, outlet="A"), page(STORY + credit, outlet="B")) == "wire"

    def test_an_agency_that_cleaning_found_credited_makes_common_prose_wire(self) -> None:
        assert relation(page(STORY, outlet="A", wires=("Reuters",)), page(STORY, outlet="B")) == "wire"

    def test_pages_of_one_outlet_that_share_background_only_are_no_versions(self) -> None:
        other = "\n".join([*OTHER_REPORT.split("\n")[2:], *LINES[7:9]])
        assert relation(page(STORY, outlet="Aster Post"), page(other, outlet="Aster Post")) is None

    @pytest.mark.parametrize(
        ("second_day", "kind", "expected"),
        [
            ("2021-05-05", "original", "version"),
            ("2021-06-05", "original", None),
            (None, "original", None),
            ("2021-05-05", "official", None),
        ],
    )
    def test_the_next_story_of_one_outlet_is_a_version_if_it_takes_over_enough(
        self, second_day: str | None, kind: str, expected: str | None
    ) -> None:
        following = "\n".join([*OTHER_REPORT.split("\n")[2:], *LINES[5:8]])
        first = page(STORY, outlet="Aster Post", date="2021-05-04", kind=kind)
        assert relation(first, page(following, outlet="Aster Post", date=second_day, kind=kind)) == expected

    def test_a_gallery_of_captions_makes_no_two_stories_alike(self) -> None:
        gallery = " ".join(f"Photos: Port Aster – {line} Hide Caption {n} of 9" for n, line in enumerate(LINES))
        one = page(LINES[0] + "\n" + gallery, outlet="Aster Post")
        assert compare(one, page(OTHER_REPORT + "\n" + gallery, outlet="Velden Times")) is None

    @pytest.mark.parametrize("set_off", ["The official transcript of her remarks:\n{}", "MINISTER HOLM: {}"])
    def test_spoken_words_that_are_set_off_without_marks_are_a_quotation(self, set_off: str) -> None:
        spoken = set_off.format(" ".join(LINES[index] for index in (1, 2, 5)))
        one = "\n".join([LINES[0], spoken, *OTHER_REPORT.split("\n")[2:]])
        other = "\n".join(["Nothing was signed, the agency said.", spoken, *(line.upper() for line in LINES[6:])])
        assert relation(page(one, outlet="A"), page(other, outlet="B")) == "shared_quotation"

    def test_the_turns_of_a_transcript_are_its_own_text(self) -> None:
        turns = "\n".join(f"MINISTER HOLM: {line}" for line in LINES)
        assert relation(page(turns, outlet="Aster Post"), page(turns, outlet="Velden Times", name="b")) == "copy"

    def test_a_page_of_one_line_is_compared_whatever_that_line_was_taken_for(self) -> None:
        one_line = STORY.replace("\n", " ")
        taken = page(one_line, outlet="Aster Post", roles={0: "furniture"})
        assert relation(taken, page(STORY, outlet="Velden Times")) == "copy"

    def test_the_answer_does_not_depend_on_which_comes_first(self) -> None:
        a, b = page(STORY, outlet="A"), page("\n".join(LINES[3:8]), outlet="B")
        assert compare(a, b) == compare(b, a)

    def test_a_document_is_no_copy_of_itself(self) -> None:
        assert compare(page(STORY), page(STORY)) is None

    def test_the_proof_stands_in_words(self) -> None:
        found = compare(page(STORY, outlet="A"), page(STORY, outlet="B"))
        assert found is not None
        assert "outside quotation marks" in found.proof[0]
        assert any("inside quotation marks" in line for line in found.proof)

    def test_survives_json(self) -> None:
        found = compare(page(STORY, outlet="A"), page(STORY, outlet="B"))
        assert found is not None
        assert from_json(Derivation, to_json(found)) == found


class TestSpans:
    @pytest.mark.parametrize(("first", "last"), [(0, 3), (2, 6), (5, 9), (6, 10)])
    def test_a_planted_passage_is_found_to_the_character(self, first: int, last: int) -> None:
        planted = "\n".join(LINES[first:last])
        before = "Nobody in the capital expected snow that early, and the trams stood still all day.\n"
        after = "\nElsewhere the harvest festival went on, with drums, lanterns and a short parade of goats."
        a, b = page(STORY, outlet="A"), page(before + planted + after, outlet="B")
        found = compare(a, b)
        assert found is not None
        [passage] = found.passages
        mine = passage.a if found.a == a.id else passage.b
        start = STORY.index(planted)
        assert (mine.start, mine.end) == (start, start + len(planted.rstrip('."')))

    def test_every_span_cuts_its_own_words(self) -> None:
        a, b = page(STORY, outlet="A"), page("\n".join(reversed(LINES)), outlet="B")
        found = compare(a, b)
        assert found is not None
        texts = {a.id: a.text, b.id: b.text}
        for passage in found.passages:
            assert texts[found.a][passage.a.start : passage.a.end] == passage.a.quote
            assert texts[found.b][passage.b.start : passage.b.end] == passage.b.quote

    def test_no_passage_runs_over_a_line_that_is_not_body(self) -> None:
        broken = "\n".join([*LINES[:5], "A trawler in Lindvik. Photo: Agency", *LINES[5:]])
        found = compare(page(STORY, outlet="A"), page(broken, outlet="B", roles={5: "caption"}))
        assert found is not None
        assert all("Photo" not in passage.a.quote + passage.b.quote for passage in found.passages)
        assert len(found.passages) == 2


class TestFamilies:
    def test_a_shared_quotation_never_folds_two_reports(self) -> None:
        a, b = page(STORY, outlet="A"), page(OTHER_REPORT, outlet="B")
        found = compare(a, b)
        assert found is not None
        assert families([found]) == ()
        assert independent_reports([a, b], [found]) == 2

    def test_copies_count_once_even_through_a_third(self) -> None:
        a, b, c = page(STORY, outlet="A"), page(STORY, outlet="B"), page(STORY, outlet="C")
        derivations = [d for pair in ((a, b), (b, c)) if (d := compare(*pair))]
        assert independent_reports([a, b, c], derivations) == 1
        assert independent_reports([a, c], derivations) == 1
        assert len(families(derivations)) == 1

    def test_the_earlier_page_is_the_original(self) -> None:
        early, late = page(STORY, outlet="A", date="2021-05-03"), page(STORY, outlet="B", date="2021-05-09")
        judged = judge(early, late)
        assert judged[late.id].derived_from == early.id
        assert judged[late.id].kind == "copy"
        assert judged[late.id].similarity == 1.0
        assert judged[early.id].kind == "original"

    def test_it_abstains_where_nothing_tells_who_was_first(self) -> None:
        a, b = page(STORY, outlet="A"), page(STORY, outlet="B")
        judged = judge(a, b)
        assert {document.kind for document in judged.values()} == {"original"}
        assert {document.derived_from for document in judged.values()} == {None}

    def test_an_outlets_next_story_is_one_report_with_the_one_before_but_no_copy_of_it(self) -> None:
        following = "\n".join([*OTHER_REPORT.split("\n")[2:], *LINES[5:8]])
        first = page(STORY, outlet="Aster Post", date="2021-05-04")
        second = page(following, outlet="Aster Post", date="2021-05-05")
        derivation = compare(first, second)
        assert derivation is not None
        judged = judge_family([first, second], [derivation])
        assert {(document.kind, document.derived_from) for document in judged} == {("original", None)}
        assert independent_reports([first, second], [derivation]) == 1

    def test_the_template_of_a_copying_site_goes_before_dates(self) -> None:
        head = "Current:Home > NewsHolm and Reyes speak -Brand\nHolm and Reyes speak\nView\nDate:2019-01-01 10:00:00\n"
        farm = page(
            head + STORY + "\nRanking",
            outlet="A",
            host="brand.example",
            roles={0: "navigation", 1: "title", 2: "furniture", 3: "claimed_date", 14: "navigation"},
        )
        source = page(STORY, outlet="A", host="a.example", date="2021-05-03")
        judged = judge(farm, source)
        assert (judged[farm.id].kind, judged[farm.id].derived_from) == ("copy", source.id)
        assert "template" in find_marks(farm)[0].reason
        assert judge_family([farm], [])[0].kind == "copy"

    def test_words_put_for_others_in_fixed_names_show_a_rewritten_text(self) -> None:
        spun = "The Chinese language Overseas Minister advised reporters that the 2 sides would meet. " + STORY
        assert [mark.kind for mark in find_marks(page(spun))] == ["translated_back"]
        for plain in (
            "The Social Protection Minister met the 2 sides' envoys.",
            "Chinese language media met the 2 men.",
        ):
            assert find_marks(page(plain + " " + STORY)) == ()

    def test_agency_text_is_a_wire_copy_and_the_agencys_page_its_source(self) -> None:
        agency = page("PORT ASTER (AP) — " + STORY, outlet="Associated Press", date="2021-05-09")
        paper = page("PORT ASTER (AP) — " + STORY, outlet="Velden Times", date="2021-05-03")
        uncredited = page(STORY, outlet="Aster Post")
        judged = judge(agency, paper, uncredited)
        assert (judged[paper.id].kind, judged[paper.id].derived_from) == ("wire_copy", agency.id)
        assert judged[uncredited.id].kind == "wire_copy"
        assert judged[agency.id].kind == "original"

    def test_a_credit_to_agencies_alone_leaves_a_page_original(self) -> None:
        credited = page(STORY + "\nrm, ab/cd (AP, Reuters, AFP)", outlet="D", roles={10: "credit"})
        assert judge_family([credited], [])[0].kind == "original"
        assert {mark.kind for mark in find_marks(credited)} == {"agency_credit"}

    def test_a_photographs_credit_is_no_mark_of_agency_text(self) -> None:
        credited = page("Image copyright Reuters Image caption A trawler (AP)\n" + STORY, outlet="D")
        assert [mark for mark in find_marks(credited) if mark.kind == "wire"] == []

    def test_a_page_that_says_where_it_first_appeared_was_made_from_it(self) -> None:
        source = page(STORY, outlet="Aster Post")
        reprint = page(STORY + "\nThis story first appeared in the Aster Post on May 4.", outlet="Velden Times")
        dated = page(STORY + "\nThis story was first published on May 4.", outlet="Lindvik News")
        judged = judge(source, reprint)
        assert judged[reprint.id].derived_from == source.id
        assert find_marks(dated) == ()

    def test_official_texts_stay_official_and_are_the_source(self) -> None:
        official = page(STORY, outlet="Ministry", kind="official")
        paper = page(STORY, outlet="Velden Times")
        judged = judge(official, paper)
        assert judged[official.id] == official
        assert judged[paper.id].derived_from == official.id

    def test_the_order_of_documents_and_derivations_does_not_matter(self) -> None:
        pages = [
            page(STORY, outlet="A", date="2021-05-03"),
            page(STORY, outlet="B", date="2021-05-04"),
            page("\n".join(LINES[:6]), outlet="C", date="2021-05-05"),
        ]
        derivations = [d for a, b in ((0, 1), (0, 2), (1, 2)) if (d := compare(pages[a], pages[b]))]
        results = {judge_family(order, derivations[::step]) for order in permutations(pages) for step in (1, -1)}
        assert len(results) == 1

    def test_no_document_descends_from_itself(self) -> None:
        pages = [page(STORY, outlet=name, date=date) for name, date in (("A", "2021-05-03"), ("B", "2021-05-05"))]
        pages.append(page(STORY + "\nThis story first appeared in B.", outlet="C", date="2021-05-01"))
        judged = judge(*pages)
        for start in judged:
            seen, place = set(), start
            while place is not None:
                assert place not in seen
                seen.add(place)
                place = judged[place].derived_from

    def test_direction_comes_with_its_reasons(self) -> None:
        early, late = page(STORY, outlet="A", date="2021-05-03"), page(STORY, outlet="B", date="2021-05-09")
        found = compare(early, late)
        assert found is not None
        direction = judge_direction(late, early, found)
        assert direction is not None
        assert direction.source == early.id
        assert "2021-05-09" in direction.reasons[0]

    @pytest.mark.parametrize(("claimed", "derived"), [("2021-05-16", True), ("2021-04-16", False)])
    def test_an_unsigned_page_that_claims_a_later_day_than_it_can_have_is_the_copy(
        self, claimed: str, derived: bool
    ) -> None:
        believed, disbelieved = ClaimedDate("2021-05-03", accepted=True), ClaimedDate(claimed, accepted=False)
        source = replace(page(STORY, outlet="A", date="2021-05-03"), authors=("Ada Moor",), claimed_dates=(believed,))
        farm = replace(page(STORY, name="farm", date="2021-05-03"), claimed_dates=(disbelieved,))
        found = compare(source, farm)
        assert found is not None
        direction = judge_direction(farm, source, found)
        assert (direction is not None) == derived
        if direction is not None:
            assert direction.derived == farm.id
            assert direction.reasons[0].endswith("claims 2021-05-16.")


def judge(*documents: Document) -> dict[str, Document]:
    derivations = [
        found
        for index, first in enumerate(documents)
        for second in documents[index + 1 :]
        if (found := compare(first, second))
    ]
    return {document.id: document for document in judge_family(documents, derivations)}


class TestHostileText:
    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=400), st.text(max_size=400))
    def test_nothing_raises_and_spans_hold(self, first: str, second: str) -> None:
        a, b = page(first + "\n" + second, name="a"), page(second + "\n" + first, name="b")
        fingerprint(a)
        find_marks(a)
        found = compare(a, b)
        if found:
            texts = {a.id: a.text, b.id: b.text}
            for passage in found.passages:
                assert texts[found.a][passage.a.start : passage.a.end] == passage.a.quote
            judge_family([a, b], [found])

    @pytest.mark.parametrize(
        "unit", ["a ", '"', "A. ", ".", ".)", "(Reporting by ", "Li Wang ", "By ", "said: ", "— a (@", "U.S. "]
    )
    def test_monotonous_text_stays_cheap(self, unit: str) -> None:
        text = unit * (60_000 // len(unit))
        a, b = page(text, name="a"), page(text + "b", name="b")
        began = time.process_time()
        fingerprint(a)
        find_marks(a)
        compare(a, b)

        assert time.process_time() - began < 10  # looked at once from each of its places, a row of dots took a minute


class TestWords:
    @settings(max_examples=200, deadline=None)
    @given(st.text(alphabet="ab'’ A9_é\ud800𝒜😀İ.\n", max_size=40))
    def test_words_are_letters_digits_and_inner_apostrophes(self, text: str) -> None:
        document = page(text)
        words = read_words(document)
        expected = [
            (match.start(), match.end())
            for role in document.roles
            for match in re.finditer(r"\w+(?:['’]\w+)*", text[: role.end])
            if match.start() >= role.start
        ]
        assert list(zip(words.starts, words.ends, strict=True)) == expected
        assert [text[start:end].lower().replace("’", "'") for start, end in expected] == words.forms

    def test_an_embedded_post_is_a_quotation(self) -> None:
        post = "Our fleet will sail tomorrow, whatever they print. — Petra Holm (@holm) May 4, 2021"
        words = read_words(page("The minister answered in public.\n" + post))
        assert words.quoted[:5] == [False] * 5
        assert all(words.quoted[5:])

    def test_a_post_may_stand_on_the_line_before_its_signature(self) -> None:
        words = read_words(page("He wrote.\nOur fleet will sail.\n— Petra Holm (@holm) May 4, 2021"))
        assert words.quoted[:2] == [False, False]
        assert all(words.quoted[2:])


class TestFoundingDocuments:
    def test_farm_copy_translated_copy_and_publishers_page(self, shared_data) -> None:  # type: ignore[no-untyped-def]
        texts = [path.read_text("utf-8") for path in sorted((shared_data / "founding").glob("*.txt"))]
        pages = [page(text, name=str(number)) for number, text in enumerate(texts)]
        derivations = [d for a, b in ((0, 1), (0, 2), (1, 2)) if (d := compare(pages[a], pages[b]))]
        judged = {document.id: document.kind for document in judge_family(pages, derivations)}
        assert [judged[document.id] for document in pages] == ["copy", "altered_copy", "original"]
        assert independent_reports(pages, derivations) == 3
        assert {derivation.relation for derivation in derivations} == {"shared_quotation"}


SPUN = (
    "In Port Aster the coming winter shall see discussions on one shared coast guard, said a Wednesday night notice.",
    "A third of what Norland nets is sold in Velden, where customers pay twice as much as they did in January.",
    "Their previous treaty dates from 1987, and courts have not been asked about it by either of the governments.",
    "In Lindvik, with sixty trawlers moored since April, the harbour's fishermen know such promises.",
    "Eleven experts in a working group are to chart the contested banks until the close of October.",
    "Reyes, whose office ends this autumn as most expect, called it a useful if long afternoon.",
    "For much of spring officials quarrelled about 140 licences, revoked when boats collided in March.",
    "Five hours nearly was what Minister Petra Holm and Anton Reyes, her counterpart, needed in the old customs house.",
    "On Tuesday Norland's delegation reached Port Aster, where fishing grounds are to be discussed for three days.",
)
"""The story told again in other words, from its end to its beginning."""

EXPECTED_PASSAGES = (2112520291963713563,)
