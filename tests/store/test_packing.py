"""What is packed is unpacked as it was, whatever its length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.store._packing import pack_text, unpack_text


@given(st.text(), st.integers(1, 400))
def test_a_text_comes_back_whatever_its_length(text: str, times: int) -> None:
    assert unpack_text(pack_text(text * times)) == text * times


def test_a_short_text_takes_no_more_room_than_a_long_one_would() -> None:
    short = '{"actor":"person-00c0ffee","quote":"The two leaders spoke for four hours"}' * 20

    assert len(pack_text(short)) < len(short) / 8
