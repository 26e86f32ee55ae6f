"""The rooms of the house keep to themselves: who may import whom is read from the imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "onrecord"
STAGES = {"reading", "cleaning", "dating", "copies", "actors", "statements", "events", "matters", "decisions"}
EVERYBODY_MAY = {"records", "errors", "_version"}
STAGES_MAY = EVERYBODY_MAY | {"reference", "language", "_boosted_trees"}


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [
                f"{node.module}.{alias.name}" if node.module == "onrecord" else node.module for alias in node.names
            ]
        for name in names:
            if name.startswith("onrecord."):
                yield name.split(".")[1]


def files_of(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_knows_no_other_stage_nor_the_store_nor_the_page(stage: str) -> None:
    for path in files_of(stage):
        foreign = set(imports_of(path)) - STAGES_MAY - {stage}

        assert not foreign, f"{path.relative_to(PACKAGE)} imports {sorted(foreign)}"


def test_records_know_nothing() -> None:
    for path in files_of("records"):
        assert set(imports_of(path)) <= {"records"}


@pytest.mark.parametrize("room", ["reference", "language"])
def test_facts_and_language_know_no_stage(room: str) -> None:
    for path in files_of(room):
        assert set(imports_of(path)) <= STAGES_MAY, path


def test_only_the_store_speaks_sql() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] != "store":
            assert "import sqlite3" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("room", ["web", "publishing"])
def test_pages_and_exports_read_through_the_store_alone(room: str) -> None:
    for path in files_of(room):
        assert not set(imports_of(path)) & (STAGES | {"pipeline", "_build"}), path


def test_importing_the_library_loads_nothing_heavy() -> None:
    code = (
        "import sys, onrecord, onrecord.cli\n"
        "heavy = set('numpy lxml starlette uvicorn jinja2 onnxruntime rich sqlite3'.split()) & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_is_there_and_documented() -> None:
    import onrecord

    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
        assert name == "__version__" or getattr(onrecord, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing
