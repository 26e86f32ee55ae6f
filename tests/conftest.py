"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real news that the project is measured on; it never travels with the repository."""
    folder = Path(os.environ.get("ONRECORD_DATA") or REPOSITORY.parent / "shared" / "data")
    if not (folder / "founding").is_dir():
        pytest.skip("needs the development data (set ONRECORD_DATA to its folder)")
    return folder
