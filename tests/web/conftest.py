"""Fixtures of the page's tests: a small record, and a client that asks as a browser on this machine would."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from small_record import write_small_record
from starlette.testclient import TestClient

from onrecord.store import Record
from onrecord.web import create_app

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def small_record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_record(tmp_path_factory.mktemp("web") / "small.onrecord")


@pytest.fixture(scope="session")
def record(small_record_path: Path) -> Iterator[Record]:
    with Record(small_record_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(record: Record) -> Iterator[TestClient]:
    with TestClient(create_app(record, port=8000), base_url=ADDRESS, follow_redirects=False) as asking:
        yield asking
