"""Accounts on social media: whose they are, by their handle."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Finder = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("@SecScottBessent", "Scott Bessent"),
        ("@realDonaldTrump", "Donald Trump"),
        ("@narendramodi", "Narendra Modi"),
        ("@RapidResponse47", "Government of the United States"),
        ("@POTUS", "Donald Trump"),
    ],
)
def test_an_account_speaks_for_its_owner(handle: str, name: str, found: Finder) -> None:
    assert (handle, name) in found(f"{handle} posted on X that the talks go on.", "2025-06-11")


def test_the_owner_is_known_from_the_text_where_the_name_is_written_as_one_word(found: Finder) -> None:
    text = "Carla Marshfield of the institute disagreed. @CarlaMarshfield wrote that the talks had failed."
    assert ("@CarlaMarshfield", "Carla Marshfield") in found(text)


def test_a_title_before_the_handle_belongs_to_its_owner(found: Finder) -> None:
    text = "Secretary of Commerce @howardlutnick said on X that the talks go on."
    assert found(text, "2025-06-11")[0] == ("Secretary of Commerce @howardlutnick", "Howard Lutnick")


def test_an_unknown_handle_and_an_address_of_mail_are_nobodys(found: Finder) -> None:
    assert found("Write to press@narendramodi.example or ask @nobodyhere77.") == []
