"""Merging records that were built apart, on many machines say, into one: the same as if it had been built at once."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from onrecord._build import BuildSummary, LanguageEngine, Progress, silent, summary_of
from onrecord._collecting import collecting_seldom
from onrecord._run import Run
from onrecord.errors import QueryError, RecordFileError
from onrecord.reading import DEFAULT_FIELDS
from onrecord.records import Document
from onrecord.store import Part, StoredContent, StoredPage, Writer, judged_text

_AT_ONCE = 100
"""Pages or documents taken over in one transaction."""

_SHARED = ("read_key", "fields", "language", "reference_files")
"""Settings in which all parts must agree: how sources were read, by what, and with which facts of the user's own."""


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What a merge did, and what the record holds now."""

    parts: int
    """Records that were merged."""
    taken_over: int
    """Documents whose statements and events were taken over as the parts had found them."""
    read_again: int
    """Documents read again, because a document of another part, or a person's decision, says something else of them."""
    record: BuildSummary
    """What the record holds now."""

    def in_words(self) -> str:
        """Return the summary as sentences for a reader."""
        again = f", {self.read_again:,} read again beside those of other parts" if self.read_again else ""
        return (
            f"Merged {self.parts:,} record{'' if self.parts == 1 else 's'}:"
            f" {self.taken_over:,} document{'' if self.taken_over == 1 else 's'} taken over{again}.\n"
            + self.record.in_words()
        )


def merge(
    parts: Sequence[str | os.PathLike[str]],
    path: str | os.PathLike[str],
    *,
    workers: int = 1,
    progress: Progress = silent,
) -> MergeSummary:
    """Merge records that were built apart into one, made when absent.

    The record is the same, byte for byte in every export, as if all sources had been built into it at once, whatever
    the order of the parts. Reading sentences, which is nearly all of the work, is not done again, but for documents on
    which a document of another part throws new light (its day or its kind changes). What persons decided in the parts
    goes along. Stopped at any moment, the same call goes on where it was.

    Args:
        parts: record files, each finished, of the program and the model that are installed here, and with the same
            facts of the user's own.
        path: the record file to merge into; it may hold documents already.
        workers: processes for what has to be read again.
        progress: told how far it is.

    Returns:
        What was done and what the record holds now.

    Raises:
        QueryError: there are no parts, or one of them is the record itself.
        RecordFileError: a part cannot be read, is not finished, was built by another version or in another way; or the
            record cannot be written.
        MissingExtraError: the parts were read by a model that is not installed.
    """
    began = time.monotonic()
    path = Path(path)
    if not parts:
        raise QueryError("No record was named.", "Name the records to merge: onrecord merge PARTS -o FILE.onrecord")
    if any(Path(part).resolve() == path.resolve() for part in parts):
        raise QueryError(f"{path} cannot be a part of itself.", "Merge into another file.")
    with ExitStack() as open_parts:
        opened = [open_parts.enter_context(Part(part)) for part in sorted({Path(part) for part in parts})]
        _check(opened)
        with Writer(path) as writer, collecting_seldom():
            _check_record(writer, opened[0])
            engine: LanguageEngine = "model" if opened[0].setting("language") == "model" else "rules"
            user_files = tuple((name, text) for name, text in json.loads(opened[0].setting("reference_files") or "[]"))
            run = _Merge(writer, DEFAULT_FIELDS, engine, max(1, workers), progress, user_files)
            for part in opened:
                if not run.would_build_alike(part):
                    raise RecordFileError(
                        f"{part.path} was built by another version of On Record, its model or its data.",
                        "Run `onrecord build` on its sources once with the version installed here.",
                    )
            run.merge(opened)
            record = summary_of(writer, engine, run, files_known=0, seconds=time.monotonic() - began)
            return MergeSummary(len(opened), run.taken_over, run.read_again, record)


def _check(parts: Sequence[Part]) -> None:
    for part in parts:
        if part.setting("versions") is None or not part.is_finished():
            raise _unfinished(part.path)
        for key in _SHARED:
            if part.setting(key) != parts[0].setting(key):
                raise _unlike(part.path, parts[0].path, key)


def _check_record(writer: Writer, part: Part) -> None:
    if not writer.counts().documents:
        return
    if writer.setting("read_key") is None:
        raise _unfinished(writer.path)
    for key in _SHARED:
        if writer.setting(key) != part.setting(key):
            raise _unlike(part.path, writer.path, key)


def _unfinished(path: Path) -> RecordFileError:
    return RecordFileError(f"{path} is not finished.", "Run the same `onrecord build` again; it goes on where it was.")


def _unlike(one: Path, other: Path, key: str) -> RecordFileError:
    what = {
        "read_key": "versions or ways to read sources",
        "fields": "mappings of fields",
        "language": "engines of language",
        "reference_files": "files of reference",
    }[key]
    return RecordFileError(
        f"{one} and {other} were built with different {what}.", "Build them alike: the same version and options."
    )


class _Merge(Run):
    """A build whose pages and contents come from other records."""

    taken_over = 0
    read_again = 0

    def merge(self, parts: Sequence[Part]) -> None:
        """Go through all passes."""
        self._keep_settings(parts)
        self._writer.try_groups_again()
        for part in parts:
            self._take_pages(part)
        self._judge_families()
        self._writer.require_content(self._content_key)
        self._take_contents(parts)
        _, self.read_again, _ = self._writer.count_pending()
        self._read_on()

    def _keep_settings(self, parts: Sequence[Part]) -> None:
        for part in parts:
            known = {decision.id for decision in self._writer.decisions()}
            for decision in part.decisions():
                if decision.id not in known:
                    self._writer.add_decision(decision)
        shared = {key: parts[0].setting(key) for key in _SHARED}
        named = {part.setting("between") for part in parts}
        if len(named) == 1 and self._writer.setting("between") is None:
            shared["between"] = named.pop()
        # Before the first page, so that a merge that was stopped can go on.
        self._writer.set_changed_settings(**{key: value for key, value in shared.items() if value is not None})

    def _take_pages(self, part: Part) -> None:
        total = part.count_documents()
        read_key = part.setting("read_key") or ""
        waiting: list[tuple[str, str, StoredPage]] = []
        done = 0
        for sighting in part.pages():
            waiting.append(sighting)
            if len(waiting) == _AT_ONCE:
                self._put_pages(waiting, read_key)
                done += len(waiting)
                waiting = []
                self._progress("taking over pages", min(done, total), total)
        self._put_pages(waiting, read_key)
        for path, entry in part.unreadable():
            self._writer.add_pages(path, "", read_key, (), (), [entry], build=0)
            self.unreadable += 1
        for file in part.files():
            self._writer.finish_file(
                file.path, file.sha256, read_key, size=file.size, pages=file.pages, unreadable=file.unreadable
            )
            self.files_read += 1

    def _put_pages(self, sightings: Sequence[tuple[str, str, StoredPage]], read_key: str) -> None:
        with self._writer.together():
            for file, sha256, page in sightings:
                known = self._writer.knows_page(page.page_key)
                if known is None:
                    self._writer.add_pages(file, sha256, read_key, [page], build=self._number)
                    self.new_documents += 1
                else:
                    self._writer.add_sightings(file, sha256, read_key, [(page.path, known)])

    def _take_contents(self, parts: Sequence[Part]) -> None:
        decided = {decision.target for decision in self._writer.decisions()}
        _, total, _ = self._writer.count_pending()
        found: list[StoredContent] = []
        for done, document in enumerate(self._pending_contents()):
            content = self._content_in(parts, document, decided)
            if content is not None:
                found.append(content)
                self.taken_over += 1
            if len(found) == _AT_ONCE:
                self._writer.put_content(found)
                found = []
                self._progress("taking over statements", done, total)
        self._writer.put_content(found)

    def _content_in(self, parts: Sequence[Part], document: Document, decided: set[str]) -> StoredContent | None:
        judged = judged_text(document)
        found = (part.content_of(document.id, judged, decided) for part in parts)
        return next((content for content in found if content is not None), None)
