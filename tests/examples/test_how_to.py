"""What the how-to page shows works as it stands there, and the limits page tells the figures last measured."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from onrecord.reference import Reference

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PAGE = (REPOSITORY / "docs" / "how-to.md").read_text("utf-8")


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


def test_the_measured_figures_are_those_of_the_last_run() -> None:
    done = subprocess.run([sys.executable, "benchmarks/write_figures.py", "--check"], cwd=REPOSITORY, check=False)

    assert done.returncode == 0, "run: python benchmarks/write_figures.py"
