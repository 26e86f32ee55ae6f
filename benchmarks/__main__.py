"""Print every figure of the project: ``python -m benchmarks`` (``--quick`` for the short form, ``--gate`` for CI).

Each benchmark is a script of its own in this folder and can be run alone; each writes its figures to
``results/NAME.json`` together with the command. ``--gate`` compares them with the floors pinned in ``floors.json`` and
ends with status 1 where one is not reached. Floors go up, never silently down.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent / "models" / "onrecord-model-en" / "src"
FLOORS = json.loads((HERE / "floors.json").read_text("utf-8"))


def run(name: str, *, quick: bool, results: Path) -> bool:
    """Run one benchmark; its results go to ``results``. Returns whether it came to its end."""
    command = [sys.executable, str(HERE / f"{name}.py"), *(["--quick"] if quick else [])]
    print(f"\n== {name}", flush=True)
    # The trained model is measured as it stands in this repository, whether installed or not.
    path = os.pathsep.join(filter(None, (str(MODEL), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "ONRECORD_RESULTS": str(results), "PYTHONPATH": path}
    return subprocess.run(command, env=environment, check=False).returncode == 0


def figure(data: Any, path: str) -> float:
    """Return the figure at a dotted path."""
    for key in path.split("."):
        data = data[key]
    return float(data)


def shortfalls(name: str, floors: dict[str, float], results: Path) -> list[str]:
    """Return in words which floors one benchmark does not reach."""
    path = results / f"{name}.json"
    if not path.exists():
        return []
    data = json.loads(path.read_text("utf-8"))
    found = []
    for measure, floor in floors.items():
        # A floor written as "at most" guards a cost or an error.
        name_of_figure = measure.removeprefix("at most ")
        at_most = name_of_figure != measure
        value = figure(data, name_of_figure)
        if (value > floor) if at_most else (value < floor):
            found.append(f"{name}: {name_of_figure} is {value:g}, {'ceiling' if at_most else 'floor'} {floor:g}")
    return found


def main() -> int:
    """Run the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only these", metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="the short form of each")
    parser.add_argument("--gate", action="store_true", help="end with status 1 where a pinned floor is not reached")
    options = parser.parse_args()
    names = options.names or list(FLOORS["quick" if options.quick else "full"])
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) if options.quick else HERE / "results"
        failed = [name for name in names if not run(name, quick=options.quick, results=results)]
        if not options.gate:
            return 1 if failed else 0
        floors = FLOORS["quick" if options.quick else "full"]
        short = [line for name in names for line in shortfalls(name, floors.get(name, {}), results)]
    print("\n== gate")
    for line in [*(f"{name} did not come to its end" for name in failed), *short]:
        print(line)
    if failed or short:
        return 1
    print("every pinned floor is reached")
    return 0


if __name__ == "__main__":
    sys.exit(main())
