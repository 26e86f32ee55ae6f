"""Which files there are to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import SourceError

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to be read, or standard input."""

    location: str
    """The path as the operating system knows it; ``-`` for standard input."""

    @property
    def path(self) -> str:
        """The path as it is shown and stored: valid Unicode, whatever bytes the file's name is made of."""
        return os.fsencode(self.location).decode("utf-8", "backslashreplace")

    @property
    def is_standard_input(self) -> bool:
        """Whether this is standard input."""
        return self.location == STANDARD_INPUT

    def __fspath__(self) -> str:
        return self.location


def find_files(sources: Sequence[str | os.PathLike[str]]) -> list[SourceFile]:
    """List the files below the given files and folders, sorted, each once.

    Hidden files and folders inside a folder (names that begin with a dot) are left out; a hidden file named outright
    is not. Links to folders are not followed, so a ring of links ends. Files of every kind are listed: ``read_file``
    says which ones it cannot read.

    Args:
        sources: paths of files and folders; ``-`` is standard input.

    Returns:
        The files, sorted by path, standard input first.

    Raises:
        SourceError: a source does not exist.
    """
    found: set[str] = set()
    for source in sources:
        location = os.fspath(source)
        if location == STANDARD_INPUT:
            found.add(location)
        elif Path(location).is_dir():
            found.update(_files_below(location))
        elif os.path.lexists(location):
            found.add(_plain(location))
        else:
            raise SourceError(f"There is no file or folder {location!r}.", "Check the spelling of the path.")
    return [SourceFile(location) for location in sorted(found, key=lambda name: (name != STANDARD_INPUT, name))]


def _plain(location: str) -> str:
    """Leave out of a path what says nothing ("./", "//"); ".." stays, for behind a link it leads elsewhere."""
    plain = str(Path(location))
    return os.path.join(os.curdir, plain) if plain == STANDARD_INPUT else plain  # noqa: PTH118 (Path would drop "./")


def _files_below(folder: str) -> Iterator[str]:
    closed: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield _plain(os.path.join(parent, name))  # noqa: PTH118 (names need not be valid Unicode)
    # A folder that may not be opened is handed on as it is, so that reading it names the trouble.
    yield from closed
