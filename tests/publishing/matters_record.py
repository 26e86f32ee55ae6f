"""The invented matters of the page's tests serve here too."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "web"))

from small_matters import write_matters_record

from onrecord.store import Record


@pytest.fixture(scope="module", name="matters")
def matters_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(write_matters_record(tmp_path_factory.mktemp("publishing") / "matters.onrecord")) as record:
        yield record
