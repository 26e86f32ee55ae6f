"""The founding documents yield the commitments, channels and positions that they must yield."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord import language

from .reading import trained

BENCHMARKS = Path(__file__).resolve().parent.parent.parent / "benchmarks"


def benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("matters_benchmark", BENCHMARKS / "matters.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = before
    return module


@pytest.fixture
def with_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """The default engine is the trained model of this repository, installed or not."""
    monkeypatch.setattr(language, "_default_engine", trained)


@pytest.mark.usefixtures("with_weights")
def test_every_row_of_the_founding_gold_is_there(shared_data: Path) -> None:
    measure = benchmark()
    reference = measure.Reference.bundled()
    texts = measure.founding_texts(shared_data / "founding")

    found = measure.founding({name: measure.Content(name, text, None, None, reference) for name, text in texts.items()})

    assert found["missed"] == []
