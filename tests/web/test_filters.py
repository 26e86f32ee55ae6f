"""The filter of the statements page stands in the address and reads as a sentence."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import QueryError
from onrecord.store import StatementQuery
from onrecord.web._filters import active_filters, list_address, read_offset, read_query

WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1).map(str.strip).filter(bool)
QUERIES = st.builds(
    StatementQuery,
    speaker=st.none() | WORDS,
    side=st.none() | WORDS,
    addressee=st.none() | WORDS,
    since=st.none() | st.sampled_from(["2031", "2031-03", "2031-03-07"]),
    until=st.none() | st.sampled_from(["2031", "2031-03", "2031-03-07"]),
    mode=st.none() | st.sampled_from(["direct", "mixed", "indirect"]),
    document=st.none() | WORDS,
    words=st.none() | WORDS,
    issue=st.none() | WORDS,
)


@given(QUERIES)
def test_a_query_written_into_an_address_is_read_back_as_it_was(query: StatementQuery) -> None:
    address = list_address(query)

    assert read_query(dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))) == query


@given(QUERIES)
def test_each_part_of_the_filter_can_be_taken_away_alone(query: StatementQuery) -> None:
    for part in active_filters(query, lambda field, value: value):
        left = read_query(dict(parse_qsl(urlsplit(part.without).query)))

        assert getattr(left, part.field) is None
        for name in StatementQuery.__slots__:
            assert name == part.field or getattr(left, name) == getattr(query, name)


def test_the_filter_reads_as_a_sentence() -> None:
    query = StatementQuery(speaker="a", mode="direct", since="2031-03", until="2031-04-02", words="phone")
    names = {"a": "Ada Marlow"}

    parts = [part.words for part in active_filters(query, lambda field, value: names.get(value, value))]

    assert parts == [
        "by Ada Marlow",
        "quoted",
        "said on or after Mar 2031",
        "said on or before 2 Apr 2031",
        "with the words “phone”",
    ]


def test_an_empty_field_of_the_form_is_no_filter() -> None:
    assert read_query({"words": "  ", "since": "", "mode": ""}) == StatementQuery()


@pytest.mark.parametrize("parameters", [{"since": "last week"}, {"until": "2031-3-7"}, {"mode": "loud"}])
def test_a_filter_that_cannot_be_used_is_refused_with_advice(parameters: dict[str, str]) -> None:
    with pytest.raises(QueryError) as refused:
        read_query(parameters)
    assert refused.value.advice


@pytest.mark.parametrize("offset", ["-1", "x", "1e3", "٣", "9" * 30, "1 2"])
def test_a_place_in_the_list_is_a_plain_number(offset: str) -> None:
    with pytest.raises(QueryError):
        read_offset({"offset": offset})


def test_a_list_begins_at_its_top_unless_told_otherwise() -> None:
    assert read_offset({}) == read_offset({"offset": ""}) == 0
    assert read_offset({"offset": "50"}) == 50
