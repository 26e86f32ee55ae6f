"""The command line: one file for each group of commands, thin over the library."""

from onrecord.cli._main import main

__all__ = ["main"]
