"""Join the model files of both modes and of the roles into the one that the package ships."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np


def main() -> None:
    """Join and write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("parts", nargs="+", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    chosen = arguments.parse_args()
    arrays: dict[str, Any] = {}
    for part in chosen.parts:
        arrays.update(np.load(part, allow_pickle=False))
    for name in list(arrays):
        if name.endswith(("_threshold", "_value")):
            continue
        if name.endswith(("_left", "_right")) and arrays[name].max() < 256:
            arrays[name] = arrays[name].astype(np.uint8)
    np.savez_compressed(chosen.out, **arrays)
    print(chosen.out, chosen.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
