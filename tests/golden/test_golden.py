"""The outputs are those that were read by eye; see ``golden.py`` for how to renew them."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
ADVICE = "renew with `python tests/golden/golden.py`, then read the difference before committing"


def _load() -> Any:
    spec = importlib.util.spec_from_file_location("golden_outputs", HERE / "golden.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["golden_outputs"] = module
    spec.loader.exec_module(module)
    return module


golden = _load()
FILES = sorted(path.stem for path in (HERE / "us-china").glob("*.jsonl"))


@pytest.fixture(scope="module")
def export() -> Any:
    return golden.example_export()


def differences(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> str:
    """The first records that differ, in a form that can be read."""
    by_id = {record.get("id"): record for record in wanted}
    ids = {record.get("id") for record in found}
    lines = [f"new: {json.dumps(record, ensure_ascii=False)}" for record in found if record.get("id") not in by_id]
    lines += [f"gone: {json.dumps(record, ensure_ascii=False)}" for record in wanted if record.get("id") not in ids]
    for record in found:
        before = by_id.get(record.get("id"))
        if before is not None and before != record:
            lines += [
                f"{record['id']}.{key}: {before.get(key)!r} -> {record.get(key)!r}"
                for key in record
                if before.get(key) != record.get(key)
            ]
    return f"{len(lines)} differences ({ADVICE}):\n" + "\n".join(line[:400] for line in lines[:8])


def test_there_is_something_to_compare() -> None:
    assert {"documents", "actors", "mentions", "statements"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_bundled_example_gives_the_records_that_were_read(name: str, export: Any) -> None:
    wanted = [json.loads(line) for line in (HERE / "us-china" / f"{name}.jsonl").read_text("utf-8").splitlines()]

    assert export.get(name, []) == wanted, differences(export.get(name, []), wanted)


def test_no_file_of_the_export_is_left_unread(export: Any) -> None:
    assert sorted(export) == FILES


def test_the_founding_documents_give_the_records_that_were_read(shared_data: Path) -> None:
    found = json.loads(json.dumps(golden.founding_records(golden.exported(shared_data / "founding"))))
    wanted = [json.loads(line) for line in golden.FOUNDING.read_text("utf-8").splitlines()]

    changed = [f"{before} -> {after}" for before, after in zip(wanted, found, strict=False) if before != after]
    assert found == wanted, f"{len(found)} records, {len(wanted)} before; {ADVICE}:\n" + "\n".join(changed[:3])[:2000]
