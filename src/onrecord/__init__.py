"""On Record: a record of the relationship between states that can be checked."""

from onrecord._version import __version__

__all__ = ["__version__"]
