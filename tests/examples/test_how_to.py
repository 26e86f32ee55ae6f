"""What the how-to page shows works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.reference import Reference

PAGE = (Path(__file__).resolve().parent.parent.parent / "docs" / "how-to.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_users_own_file_is_accepted(tmp_path: Path) -> None:
    (mine,) = blocks("toml")
    path = tmp_path / "mine.toml"
    path.write_text(mine, encoding="utf-8")

    reference = Reference.bundled().with_files([path])

    assert reference is not Reference.bundled()


def test_the_python_compiles() -> None:
    code = blocks("python")

    assert len(code) >= 3
    for block in code:
        compile(block, "how-to.md", "exec")
