"""Writing together: one transaction, all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store import Writer


def test_what_is_written_together_is_there_behind_it(tmp_path: Path) -> None:
    with Writer(tmp_path / "r.onrecord") as writer:
        with writer.together():
            writer.set_settings(one="1")
            writer.set_settings(two="2")

        assert (writer.setting("one"), writer.setting("two")) == ("1", "2")


def _write_half(writer: Writer) -> None:
    with writer.together():
        writer.set_settings(one="1")
        raise ValueError("halfway")


def test_an_error_takes_back_everything_that_was_written_together(tmp_path: Path) -> None:
    with Writer(tmp_path / "r.onrecord") as writer:
        with pytest.raises(ValueError, match="halfway"):
            _write_half(writer)

        assert writer.setting("one") is None
        writer.set_settings(two="2")
        assert writer.setting("two") == "2"
