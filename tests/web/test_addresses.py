"""Addresses inside the page, and which addresses from sources may become links."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web._addresses import (
    actor_address,
    document_address,
    safe_link,
    span_address,
    statement_address,
    with_parameters,
)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//evil.example/",
        "http:evil.example",
        "http:///nohost",
        "https://",
        "https://evil.example\\@good.example",
        "http://[::1",
        "ftp://files.example/",
        "/relative",
        "mailto:a@b.example",
        "",
        None,
    ],
)
def test_only_whole_web_addresses_become_links(address: str | None) -> None:
    assert safe_link(address) is None


@pytest.mark.parametrize("address", ["http://a.example/b?c=d#e", "https://a.example", "https://ä.example/ü"])
def test_web_addresses_are_kept_as_they_are(address: str) -> None:
    assert safe_link(address) == address


@given(st.text())
def test_whatever_becomes_a_link_begins_with_http(text: str) -> None:
    link = safe_link(text)

    assert link is None or (link == text and link.lower().startswith(("http://", "https://")))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1))
def test_any_id_survives_the_way_through_an_address(identity: str) -> None:
    for make in (document_address, statement_address, actor_address):
        path = make(identity)

        assert path.count("/") == 2
        assert unquote(path.split("/")[2]) == identity
        assert urlsplit(path).path == path


def test_evidence_opens_at_its_very_words() -> None:
    assert span_address("doc-1", 12, 40) == "/documents/doc-1?at=12-40#s-12-40"


def test_parameters_without_a_value_are_left_out_of_an_address() -> None:
    assert with_parameters("/a", {"b": None, "c": "", "d": "e f&g", "h": 0}) == "/a?d=e+f%26g&h=0"
    assert with_parameters("/a", {}) == "/a"
