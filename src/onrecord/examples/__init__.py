"""The bundled example: a small pile of news, written for this package, about US-China diplomacy from 2022 to 2024.

See ``README.md`` in this folder for what the texts are and are not.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from onrecord.errors import SourceError

__all__ = ["example_folder"]


def example_folder(name: str = "us-china") -> Path:
    """Return the folder of a bundled example.

    Args:
        name: name of the example; there is one, ``us-china``.

    Raises:
        SourceError: there is no example of that name, or the package was not unpacked into files.
    """
    root = Path(str(resources.files(__package__)))
    names = sorted(child.name for child in root.iterdir() if child.is_dir() and not child.name.startswith("_"))
    if name not in names:
        raise SourceError(f"There is no bundled example named {name!r}.", f"There is: {', '.join(names)}.")
    return root / name
