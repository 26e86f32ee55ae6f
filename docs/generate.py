"""Write the parts of the documentation that the code knows best: the command line and the export contract.

Run ``python docs/generate.py``; ``python docs/generate.py --check`` ends with status 1 where a file is out of date.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord import records
from onrecord.cli import main
from onrecord.publishing import RECORD_TYPES
from onrecord.records import SCHEMA_VERSION

DOCS = Path(__file__).resolve().parent


def command_line() -> str:
    """Return the reference of the command line: the help of every command."""
    parts = ["# Command line\n\nWritten by `docs/generate.py` from the commands' own help.\n"]
    for name, command in (("", main), *sorted(main.commands.items())):
        path = f"onrecord {name}".strip()
        context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
        parts.append(f"## `{path}`\n\n```\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def field_docstrings(record_type: type) -> dict[str, str]:
    """Return what each field of a record type says of itself."""
    tree = ast.parse(inspect.getsource(record_type)).body[0]
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for field, doc in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr) and isinstance(field.target, ast.Name):
            found[field.target.id] = " ".join(ast.literal_eval(doc.value).split())
    return found


def _type_words(kind: object) -> str:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return f"list of {_type_words(arguments[0])}"
    if origin in (typing.Union, type(int | None)):
        return " or ".join(_type_words(each) if each is not type(None) else "null" for each in arguments)
    if isinstance(kind, type):
        return {"str": "string", "int": "integer", "float": "number", "bool": "true or false"}.get(
            kind.__name__, f"[{kind.__name__}](#{kind.__name__.lower()})"
        )
    return str(kind)


def _parts_of(record_type: type) -> Iterator[type]:
    def inside(kind: object) -> Iterator[type]:
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            yield kind
        for argument in typing.get_args(kind):
            yield from inside(argument)

    for kind in typing.get_type_hints(record_type).values():
        yield from inside(kind)


def _table(record_type: type) -> str:
    docs = field_docstrings(record_type)
    hints = typing.get_type_hints(record_type)
    rows = ["| field | type | what it is |", "|---|---|---|"]
    for name, kind in hints.items():
        what = docs[name].replace("``", "`").replace("|", "\\|")
        rows.append(f"| `{name.rstrip('_')}` | {_type_words(kind)} | {what} |")
    return "\n".join(rows)


def export_contract() -> str:
    """Return the export contract: every file and every field."""
    parts = [
        f"""# Export contract

Schema version {SCHEMA_VERSION}. Written by `docs/generate.py` from the record types.

`onrecord export RECORD --to FOLDER` writes one file for each kind of record, as JSON lines (or CSV with the same
columns, where fields with more than one value are JSON in their cell), ordered by id, and a `manifest.json` with the
schema version and the number of records in each file. The same record gives the same bytes. A field is never renamed
and never changes its meaning without a new schema version; new fields may be added.

- All offsets count Unicode code points of the document's `text`, end exclusive: `text[start:end] == quote`, always.
  (JavaScript strings count UTF-16 units; convert before slicing there.)
- Dates are ISO 8601: a day, a month (`2023-07`), a year, or an interval (`2023-07-18/2023-07-21`). What is not known is
  null with precision `unknown`, never a guess.
- Countries and sides are ISO 3166 alpha-3.
- In CSV, a cell that a spreadsheet would take for a formula gets a leading apostrophe (`--raw` leaves it out).
"""
    ]
    described: list[type] = []
    queue: list[type] = []
    for name, record_type in RECORD_TYPES.items():
        parts.append(f"## `{name}`\n\n{inspect.getdoc(record_type)}\n\n{_table(record_type)}\n")
        described.append(record_type)
        queue += _parts_of(record_type)
    parts.append("# Parts of records\n")
    while queue:
        part = queue.pop(0)
        if part in described:
            continue
        described.append(part)
        queue += _parts_of(part)
        parts.append(f"## {part.__name__}\n\n{inspect.getdoc(part)}\n\n{_table(part)}\n")
    assert all(getattr(records, part.__name__, None) for part in described)
    return "\n".join(parts)


FILES = {"cli.md": command_line, "export-contract.md": export_contract}


def run(check: bool) -> int:
    """Write the files, or compare them with what the code says."""
    stale = []
    for name, make in FILES.items():
        path = DOCS / name
        text = make()
        if check and (not path.exists() or path.read_text("utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, "utf-8")
    if stale:
        print(f"out of date: {', '.join(stale)}. Run: python docs/generate.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv))
