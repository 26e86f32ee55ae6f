"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from onrecord.language import ModelEngine, ModelNotInstalled

# No deadlines: how long an example takes says more of the machine than of the code. In CI the examples are the same
# ones every time, so that a red run can be repeated.
settings.register_profile(
    "onrecord", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("onrecord")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real news that the project is measured on; it never travels with the repository."""
    folder = Path(os.environ.get("ONRECORD_DATA") or REPOSITORY.parent / "shared" / "data")
    if not (folder / "founding").is_dir():
        pytest.skip("needs the development data (set ONRECORD_DATA to its folder)")
    return folder


@pytest.fixture(scope="session")
def engine() -> ModelEngine:
    """The trained engine; tests that need it are skipped where its weights are not installed."""
    try:
        return ModelEngine()
    except ModelNotInstalled:
        pytest.skip("the trained model is not installed")
