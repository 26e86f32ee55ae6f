"""Building a record: sources in, record out; incremental, resumable, and the same whatever the number of workers."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from onrecord._collecting import collecting_seldom
from onrecord.errors import ReferenceFileError
from onrecord.reading import DEFAULT_FIELDS, FieldMapping, SourceFile, find_files
from onrecord.store import Writer

if TYPE_CHECKING:
    from onrecord._run import Run

LanguageEngine = Literal["rules", "model"]
"""What reads the sentences."""

_MODEL_PACKAGES = ("onrecord_model_en", "onrecord_model_en_clean")
"""Known here as well as in :mod:`onrecord.language`, which would cost its loading (a test compares them)."""

ReferenceFiles = tuple[tuple[str, str], ...]
"""The user's own actors and issues as (name, TOML text)."""


class Progress(Protocol):
    """Told how far a build is."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Take notice: ``done`` of ``total`` (None where it is not known yet) are through ``stage``."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did, and what the record holds now."""

    path: str
    """The record file."""
    files_read: int
    """Files read in this build."""
    files_known: int
    """Files left alone, because they were read before and have not changed."""
    new_documents: int
    """Documents this build brought."""
    unreadable: int
    """Files and entries that could not be read in this build."""
    failed: int
    """Documents for which a stage failed in this build."""
    failed_groups: int
    """How often a stage that looks at several documents together failed in this build."""
    documents: int
    """Documents in the record."""
    independent_reports: int
    """Families of documents in the record: copies folded."""
    statements: int
    """Statements in the record."""
    happenings: int
    """Happenings in the record."""
    commitments: int
    """Commitments in the record."""
    channels: int
    """Lines of communication in the record."""
    language: LanguageEngine
    """What read the sentences."""
    sides: tuple[str, ...]
    """The two sides of the relationship, ISO 3166 alpha-3."""
    seconds: float
    """How long it took."""

    def in_words(self) -> str:
        """Return the summary as sentences for a reader."""
        lines = []
        if self.files_read or not (self.files_known or self.documents):
            lines.append(f"Read {_count(self.files_read, 'file')}: {_count(self.new_documents, 'new document')}.")
        if self.files_known:
            lines.append(f"{_count(self.files_known, 'file')} had not changed and cost nothing.")
        lines.append(
            f"The record holds {_count(self.documents, 'document')}"
            f" ({_count(self.independent_reports, 'independent report')})"
            f" with {_count(self.statements, 'statement')}, {_count(self.happenings, 'happening')},"
            f" {_count(self.commitments, 'commitment')} and"
            f" {_count(self.channels, 'line of communication', 'lines of communication')}"
            + (f"; the sides are {' and '.join(self.sides)}." if self.sides else ".")
        )
        if self.language == "rules":
            lines.append(
                "Sentences were read by rules; the trained model of the package onrecord-model-en finds more,"
                " and only it finds lines of communication."
            )
        if self.unreadable:
            lines.append(f"{_count(self.unreadable, 'file or entry', 'files or entries')} could not be read.")
        if self.failed:
            lines.append(f"A stage failed on {_count(self.failed, 'document')}.")
        if self.failed_groups:
            lines.append(f"A stage failed on {_count(self.failed_groups, 'group')} of documents; the rest went on.")
        if self.unreadable or self.failed or self.failed_groups:
            lines.append(f"Each one stands with its reason in: onrecord status {self.path}")
        return "\n".join(lines)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def build(
    sources: Sequence[str | os.PathLike[str]],
    path: str | os.PathLike[str],
    *,
    between: tuple[str, str] | None = None,
    reference_files: Sequence[str | os.PathLike[str]] = (),
    fields: FieldMapping = DEFAULT_FIELDS,
    language: LanguageEngine | None = None,
    workers: int = 1,
    progress: Progress = silent,
) -> BuildSummary:
    """Read sources into a record, making the record file when it is absent.

    Run again with more sources, it reads only what is new; stopped at any moment, it goes on where it was. The record
    does not depend on the number of workers or on the order in which sources came.

    Args:
        sources: files and folders (see :func:`onrecord.reading.find_files`); ``-`` is standard input.
        path: the record file.
        between: the two sides of the relationship as ISO 3166 alpha-3 codes; by default found in the documents.
        reference_files: the user's own actors, issues, channels and dated events (TOML). They stay in the record until
            others are given.
        fields: which field of a JSON object is what.
        language: what reads the sentences: ``rules``, or ``model``, the trained weights of the package
            ``onrecord-model-en``. The choice stays in the record; a new one takes the model where it is installed.
        workers: processes to use. With more than one, a script must guard its entry by ``if __name__ == "__main__"``.
        progress: told how far it is.

    Returns:
        What was done and what the record holds now.

    Raises:
        SourceError: a source does not exist.
        ReferenceFileError: a file of the user's own facts is malformed.
        RecordFileError: the record file cannot be written, is something else, or is being written by another process.
        QueryError: a side is not a country code.
        MissingExtraError: the model is asked for and not installed.
    """
    began = time.monotonic()
    path = Path(path)
    files = find_files(sources)
    with Writer(path) as writer, collecting_seldom():
        run: Run | None = None
        engine = language_of(writer, language)
        if (
            between
            or reference_files
            or engine != writer.setting("language")
            or not _nothing_to_do(writer, files, fields)
        ):
            from onrecord._run import Run

            user_files = user_files_of(writer, reference_files)
            run = Run(writer, fields, engine, workers, progress, user_files)
            if reference_files:
                # Kept only now that they were found good: a malformed file must not stop every later build.
                writer.set_changed_settings(reference_files=json.dumps(user_files, ensure_ascii=False))
            run.build(files, between)
            writer.set_changed_settings(
                language=engine, read_key=run.read_key, fields=repr(fields), program=_program_digest()
            )
        return summary_of(writer, engine, run, files_known=len(files), seconds=time.monotonic() - began)


def summary_of(
    writer: Writer, engine: LanguageEngine, run: Run | None, *, files_known: int, seconds: float
) -> BuildSummary:
    """Return what a build did and what the record holds now.

    Args:
        writer: the record.
        engine: what read the sentences.
        run: the build; None where there was nothing to do.
        files_known: files that had not changed, where there was nothing to do.
        seconds: how long it took.
    """
    holds = writer.counts()
    return BuildSummary(
        path=str(writer.path),
        files_read=run.files_read if run else 0,
        files_known=run.files_known if run else files_known,
        new_documents=run.new_documents if run else 0,
        unreadable=run.unreadable if run else 0,
        failed=run.failed if run else 0,
        failed_groups=run.failed_groups if run else 0,
        documents=holds.documents,
        independent_reports=holds.independent_reports,
        statements=holds.statements,
        happenings=holds.happenings,
        commitments=holds.commitments,
        channels=holds.channels,
        language=engine,
        sides=tuple(json.loads(writer.setting("sides") or "[]")),
        seconds=seconds,
    )


def language_of(writer: Writer, asked: LanguageEngine | None) -> LanguageEngine:
    """Return what reads the sentences of a record: what is asked for, what it was built with, or what is installed."""
    if asked is not None:
        return asked
    stored = writer.setting("language")
    if stored is not None:
        return "model" if stored == "model" else "rules"
    return "model" if model_is_installed() else "rules"


def model_is_installed() -> bool:
    """Tell whether the trained language model and what runs it are there, without loading them."""
    from importlib.util import find_spec

    runs = all(find_spec(package) is not None for package in ("onnxruntime", "tokenizers"))
    return runs and any(find_spec(package) is not None for package in _MODEL_PACKAGES)


def user_files_of(writer: Writer, paths: Sequence[str | os.PathLike[str]] = ()) -> ReferenceFiles:
    """Return the user's own facts: those of some files, or those that stand in the record."""
    if not paths:
        stored = json.loads(writer.setting("reference_files") or "[]")
        return tuple((str(name), str(text)) for name, text in stored)
    files = []
    for path in map(Path, paths):
        try:
            files.append((path.name, path.read_text("utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise ReferenceFileError(f"Cannot read {path}: {error}.", "Name a TOML file in UTF-8.") from error
    return tuple(files)


def file_digest(file: SourceFile) -> tuple[str, int] | None:
    """Return digest and size of a file's bytes; None for standard input and what is no file that can be opened."""
    if file.is_standard_input:
        return None
    try:
        if not Path(file).is_file():  # a pipe would be waited for, and a device never ends
            return None
        with Path(file).open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return digest, stream.tell()
    except OSError:
        # Reading it names the trouble in the record's status.
        return None


def _program_digest() -> str:
    """Return a digest of the installed program itself, without loading it: names, sizes and times of its files."""
    from importlib.util import find_spec

    digest = hashlib.sha256()
    folders = [Path(__file__).parent]
    for package in _MODEL_PACKAGES:
        model = find_spec(package)
        if model is not None and model.origin is not None:
            folders.append(Path(model.origin).parent)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".toml", ".csv", ".json", ".npz", ".onnx"}:
                seen = path.stat()
                digest.update(f"{path.name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _nothing_to_do(writer: Writer, files: Sequence[SourceFile], fields: FieldMapping) -> bool:
    """Tell whether the same program has read all these files to their end, and nothing waits.

    Answered without loading any stage, so that building again costs next to nothing.
    """
    read_key = writer.setting("read_key")
    if read_key is None or writer.setting("fields") != repr(fields) or any(writer.count_pending()):
        return False
    if writer.count_failed_groups():
        return False
    if writer.setting("program") != _program_digest():
        return False
    for file in files:
        digest = file_digest(file)
        if digest is None or not writer.knows_file(file.path, digest[0], read_key):
            return False
    return True
