"""What others wrote is exactly what they published, with its licence beside it."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

import onrecord.web

IN_THE_PAGE = Path(onrecord.web.__file__).parent / "static" / "vendor"
FOR_TESTS = Path(__file__).parent / "vendor"


@pytest.mark.parametrize("folder", [IN_THE_PAGE, FOR_TESTS], ids=["in the page", "for tests"])
def test_every_vendored_file_is_listed_hashed_and_licensed(folder: Path) -> None:
    listed = tomllib.loads((folder / "vendor.toml").read_text("utf-8"))["asset"]
    expected = {"vendor.toml"}
    for asset in listed:
        assert hashlib.sha512((folder / asset["file"]).read_bytes()).hexdigest() == asset["sha512"]
        assert asset["version"] in asset["file"]
        assert asset["registry_integrity"].startswith("sha512-")
        assert len((folder / asset["licence_file"]).read_text("utf-8")) > 200
        expected |= {asset["file"], asset["licence_file"]}

    assert {path.name for path in folder.iterdir()} == expected
