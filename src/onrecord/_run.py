"""One build in progress: the passes of the pipeline, driven over sources and the store."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from onrecord import copies, dating, decisions, language, matters, pipeline
from onrecord._build import LanguageEngine, Progress, ReferenceFiles, file_digest
from onrecord._guard import Guard
from onrecord._judging import judge_pending
from onrecord._version import __version__
from onrecord.errors import MissingExtraError, QueryError
from onrecord.reading import FieldMapping, SourceFile, read_file
from onrecord.records import (
    Decision,
    Derivation,
    Document,
    Event,
    Happening,
    Meeting,
    RawPage,
    Statement,
    Unreadable,
    Utterance,
    make_id,
    to_json,
)
from onrecord.reference import Reference
from onrecord.scaling import Outcome, WorkerPool, run_here
from onrecord.store import Comparing, SourceReader, StoredContent, StoredPage, Writer

Task = TypeVar("Task")
Result = TypeVar("Result")

_COMMIT_EVERY = 20
"""Documents in one transaction: 2.4 times cheaper than one by one, and little to do again after a crash."""

_OF_THE_MACHINE = ("crashed", "took too long")
"""Failures that may be due to a full memory or a busy machine, and no fault of the document."""

_POOL_FROM = 24
"""Fewer tasks than this are done before the worker processes have started."""


class Settings(Protocol):
    """A record that tells its settings."""

    def setting(self, key: str) -> str | None:
        """Return a setting of the record, None where it was never set."""


class Run:
    """One build in progress."""

    def __init__(
        self,
        writer: Writer,
        fields: FieldMapping,
        language_engine: LanguageEngine,
        workers: int,
        progress: Progress,
        user_files: ReferenceFiles,
    ) -> None:
        self._writer = writer
        self._fields = fields
        self._workers = max(1, workers)
        self._progress = progress
        self._user_files = user_files
        self._language_engine = language_engine
        self._reference = Reference.bundled().with_texts(user_files)
        self._page_versions = pipeline.page_versions(self._reference)
        self._content_versions = pipeline.content_versions(self._reference, _engine(language_engine))
        self._content_key = make_id("content", self._content_versions)
        self.read_key = make_id("read", self._page_versions, to_json(fields))
        self._guard = Guard(writer)
        self._build: int | None = None
        self.files_read = 0
        self.files_known = 0
        self.new_documents = 0
        self.unreadable = 0
        self.failed = 0

    @property
    def failed_groups(self) -> int:
        """How often a stage that looks at several documents together failed in this build."""
        return self._guard.failed

    @property
    def _versions(self) -> str:
        versions = {"onrecord": __version__, **self._page_versions, **self._content_versions}
        return json.dumps(versions, ensure_ascii=False)

    @property
    def _number(self) -> int:
        # A build that finds nothing to do leaves no trace.
        if self._build is None:
            self._build = self._writer.begin_build(__version__)
        return self._build

    def build(self, files: Sequence[SourceFile], between: tuple[str, str] | None) -> None:
        """Go through all passes."""
        if between is not None:
            self._set_sides(between)
        self._writer.try_groups_again()
        self._read_files(files)
        self._judge_families()
        self._writer.require_content(self._content_key)
        self._writer.try_again(_OF_THE_MACHINE)
        self._read_on()

    def reads_as_built(self) -> bool:
        """Tell whether the last build came to its end with this program, its reference data and its model."""
        return self.would_build_alike(self._writer)

    def would_build_alike(self, record: Settings) -> bool:
        """Tell whether a record was built by this program, its reference data and its model."""
        return record.setting("content_key") == self._content_key and record.setting("versions") == self._versions

    def apply_decisions(self) -> None:
        """Judge and read again the documents that new decisions speak of, and what rests on them; call it only where
        :meth:`reads_as_built`, and nothing else waits."""
        self._judge_families()
        self._read_on()

    def _read_on(self) -> None:
        self._read_contents()
        self._join_words()
        self._join_events()
        self._judge_matters()
        self._finish()

    # --- page pass -------------------------------------------------------------------------------------------------

    def _read_files(self, files: Sequence[SourceFile]) -> None:
        pending = []
        for file in files:
            digest = file_digest(file)
            if digest is not None and self._writer.knows_file(file.path, digest[0], self.read_key):
                self.files_known += 1
            else:
                pending.append((file, *(digest or ("", 0))))
        for done, (file, sha256, size) in enumerate(pending):
            self._progress("reading", done, len(pending))
            self._read_file(file, sha256, size)
        if pending:
            self._progress("reading", len(pending), len(pending))
        self.files_read = len(pending)

    def _read_file(self, file: SourceFile, sha256: str, size: int) -> None:
        known: list[tuple[str, str]] = []
        unreadable: list[Unreadable] = []
        pages = 0

        def fresh() -> Iterator[tuple[str, RawPage]]:
            nonlocal pages
            for entry in read_file(file, fields=self._fields):
                if isinstance(entry, Unreadable):
                    unreadable.append(entry)
                    continue
                pages += 1
                key = pipeline.page_key(entry, self.read_key)
                document = self._writer.knows_page(key)
                if document is None:
                    yield key, entry
                else:
                    known.append((entry.path, document))

        if not file.is_standard_input:  # what comes in that way is another text each time
            self._writer.begin_file(file.path)
        failed = 0
        for batch in _batches(self._run(fresh(), _prepare_page)):
            stored = []
            timings: list[tuple[str, float]] = []
            for outcome in batch:
                key, raw = outcome.task
                if outcome.result is None:
                    failed += 1
                    self._writer.page_failed(raw.path, file.path, outcome.reason, outcome.detail)
                    continue
                page = outcome.result
                timings += page.timings
                stored.append(
                    StoredPage(
                        path=raw.path,
                        page_key=key,
                        document=page.document,
                        keys=page.fingerprint.keys,
                        story_keys=page.story_keys,
                    )
                )
            self._writer.add_pages(file.path, sha256, self.read_key, stored, build=self._number)
            self._note(timings)
            self.new_documents += len(stored)
            self._progress("cleaning", self.new_documents, None)
        self._writer.add_pages(file.path, sha256, self.read_key, (), (), unreadable, build=0)
        self._writer.add_sightings(file.path, sha256, self.read_key, known)
        if not file.is_standard_input:
            self._writer.finish_file(
                file.path, sha256, self.read_key, size=size, pages=pages, unreadable=len(unreadable) + failed
            )
        self.unreadable += len(unreadable) + failed

    # --- families --------------------------------------------------------------------------------------------------

    def _judge_families(self) -> None:
        total, _, _ = self._writer.count_pending()
        done = 0
        # All comparing comes before all judging, so that it does not matter where a build was interrupted.
        while waiting := self._writer.compare_pending(_COMMIT_EVERY):
            began = time.process_time()
            with self._writer.together():
                for document in waiting:
                    self._compare(document)
            self._writer.add_timings(self._number, [("comparing", len(waiting), time.process_time() - began)])
            done += len(waiting)
            self._progress("comparing", done, total)
        decided: decisions.DecisionsByTarget | None = None
        while pending := self._writer.families_pending(_COMMIT_EVERY):
            if decided is None:
                decided = decisions.by_target(self._writer.decisions())
            began = time.process_time()
            judged: set[str] = set()
            with self._writer.together():
                for name in pending:
                    if name not in judged:
                        family, derivations = self._writer.family(name)
                        machine: tuple[Document, ...] = ()
                        if any(member.id in decided for member in family):
                            parts = self._judge_family(family, derivations, {})
                            machine = tuple(each for part in parts for each in part if each.id in decided)
                        for members in self._judge_family(family, derivations, decided):
                            self._writer.put_family(members, machine)
                        judged.update(member.id for member in family)
            self._writer.add_timings(self._number, [("families", len(pending), time.process_time() - began)])

    def _judge_family(
        self, family: Sequence[Document], derivations: Sequence[Derivation], decided: decisions.DecisionsByTarget
    ) -> Sequence[Sequence[Document]]:
        """Return the judged family; where that fails, each of its documents alone, as the page pass left it."""
        inside = [document.id for document in family]
        mates = self._writer.pages(sorted({mate for member in family for mate in self._mates(member)}))
        members = self._guard.run(
            "families",
            inside[0],
            [*inside, *(mate.id for mate in mates)],
            lambda: pipeline.judge_family(family, derivations, mates, decided),
            None,
        )
        if members is None and mates:
            # The trouble may lie in another report of the story, which must not part this family.
            members = self._guard.run(
                "families",
                inside[0],
                inside,
                lambda: pipeline.judge_family(family, derivations, decided=decided),
                None,
            )
        if members is not None:
            return [members]
        return [[document] for document in decisions.apply_to_documents(family, decided)]

    def _compare(self, document: Document) -> None:
        keys, sharing = self._writer.sharing(document.id, copies.FEWEST_COMMON)
        candidates = self._guard.run(
            "comparing", document.id, (document.id,), lambda: copies.choose_candidates(keys, sharing), ()
        )
        known = self._writer.related_to(document.id)
        others = self._writer.pages(other for other in candidates if other not in known)
        found = [self._compare_pair(document, other) for other in others]
        self._writer.add_derivations(
            document.id,
            [(derivation, pipeline.folds(derivation)) for derivation in found if derivation is not None],
            known.difference(candidates),
        )

    def _compare_pair(self, document: Document, other: Document) -> Derivation | None:
        pair = sorted((document.id, other.id))
        return self._guard.run("comparing", " ".join(pair), pair, lambda: pipeline.compare(document, other), None)

    def _mates(self, document: Document) -> tuple[str, ...]:
        """Return the documents that may tell the same story, at a cost that does not depend on the record's size."""
        holders = self._writer.story_holders(document.id)
        return self._guard.run(
            "families", document.id, (document.id,), lambda: dating.choose_mates(document.id, holders), ()
        )

    # --- content pass ----------------------------------------------------------------------------------------------

    def _read_contents(self) -> None:
        _, total, _ = self._writer.count_pending()
        done = 0
        for batch in _batches(self._run(self._pending_contents(), _prepare_content)):
            contents = []
            timings: list[tuple[str, float]] = []
            for outcome in batch:
                if outcome.result is None:
                    self.failed += 1
                    failure = (("content", outcome.reason, outcome.detail),)
                    contents.append(StoredContent(outcome.task.id, (), (), (), (), failures=failure))
                    continue
                content = outcome.result
                timings += content.timings
                contents.append(
                    StoredContent(
                        document=content.document,
                        actors=content.actors,
                        mentions=content.mentions,
                        statements=content.statements,
                        keys=content.keys,
                        events=content.events,
                        event_keys=content.event_keys,
                        reports=content.reports,
                        machine_readings=content.machine_readings,
                    )
                )
            self._writer.put_content(contents)
            self._note(timings)
            done += len(batch)
            self._progress("finding statements", done, total)

    def _pending_contents(self) -> Iterator[Document]:
        after = 0
        while pending := self._writer.content_pending(4 * _COMMIT_EVERY, after):
            for number, document in pending:
                after = number
                yield document

    # --- the same words --------------------------------------------------------------------------------------------

    def _join_words(self) -> None:
        # Statements are short: many fit into one transaction. All comparing comes before all judging, as above.
        words, reader = self._writer.words, self._writer.source_reader()
        comparing = words.comparing()
        while waiting := words.compare_pending(10 * _COMMIT_EVERY):
            began = time.process_time()
            words.add_likenesses([(statement, *self._compare_words(statement, comparing)) for statement in waiting])
            self._writer.add_timings(self._number, [("comparing words", len(waiting), time.process_time() - began)])
        while pending := words.judge_pending(10 * _COMMIT_EVERY):
            began = time.process_time()
            judged: set[str] = set()
            with self._writer.together():
                for statement in pending:
                    if statement not in judged:
                        group, likenesses = words.group(statement, matters.Likeness)
                        self._writer.put_utterances(group, self._judge_words(reader, group, likenesses))
                        judged.update(member.id for member in group)
            self._writer.add_timings(self._number, [("utterances", len(pending), time.process_time() - began)])

    def _judge_words(
        self, reader: SourceReader, group: Sequence[Statement], likenesses: Sequence[matters.Likeness]
    ) -> Sequence[Utterance]:
        """Return the utterances of a group; where that fails, each statement is one of its own."""
        documents = reader.documents(member.document for member in group)

        def judge(members: Sequence[Statement], tied: Sequence[matters.Likeness]) -> tuple[Utterance, ...] | None:
            where = {member.document for member in members}
            return self._guard.run(
                "utterances",
                members[0].id,
                where,
                lambda: pipeline.join_words(members, [each for each in documents if each.id in where], tied),
                None,
            )

        joined = judge(group, likenesses)
        if joined is None and len(group) > 1:
            joined = tuple(utterance for member in group for utterance in judge((member,), ()) or ())
        return joined or ()

    def _compare_words(
        self, statement_id: str, comparing: Comparing[Statement]
    ) -> tuple[list[tuple[str, str, matters.Likeness]], list[str]]:
        others, gone = comparing.to_compare(statement_id)
        if not others:
            return [], gone
        statement, *found = map(comparing.member, (statement_id, *others))

        def compare(other: Statement) -> matters.Likeness | None:
            where = (statement.document, other.document)
            return self._guard.run(
                "comparing words",
                " ".join(sorted((statement.id, other.id))),
                where,
                lambda: pipeline.compare_words(statement, other),
                None,
            )

        return [(like.a, like.b, like) for like in map(compare, found) if like is not None], gone

    # --- happenings, meetings, commitments, channels, positions ----------------------------------------------------

    def _join_events(self) -> None:
        reported, reader = self._writer.reported, self._writer.source_reader()
        comparing = reported.comparing()
        while waiting := reported.compare_pending(10 * _COMMIT_EVERY):
            began = time.process_time()
            reported.add_likenesses([(event, *self._compare_event(event, comparing)) for event in waiting])
            self._writer.add_timings(self._number, [("comparing events", len(waiting), time.process_time() - began)])
        while pending := reported.judge_pending(10 * _COMMIT_EVERY):
            began = time.process_time()
            judged: set[str] = set()
            with self._writer.together():
                for event in pending:
                    if event not in judged:
                        group, likenesses = reported.group(event, matters.EventLikeness)
                        self._writer.put_happenings(group, *self._judge_events(reader, group, likenesses))
                        judged.update(member.id for member in group)
            self._writer.add_timings(self._number, [("happenings", len(pending), time.process_time() - began)])
            self._progress("joining events", len(pending), None)

    def _judge_events(
        self, reader: SourceReader, group: Sequence[Event], likenesses: Sequence[matters.EventLikeness]
    ) -> tuple[list[Happening], dict[str, Meeting]]:
        """Return happenings and meetings of a group of events; where joining fails, each event happened by itself."""
        documents, families, actors = reader.sources(member.document for member in group)
        statements = reader.statements(document.id for document in documents)
        document_of = {event.id: event.document for event in group}

        def judge(members: Sequence[Event], tied: Sequence[matters.EventLikeness]) -> tuple[Happening, ...] | None:
            where = {member.document for member in members}
            own = [document for document in documents if document.id in where]
            return self._guard.run(
                "happenings",
                members[0].id,
                where,
                lambda: pipeline.judge_happenings(members, own, tied, actors, families),
                None,
            )

        def meeting_of(happening: Happening) -> Meeting | None:
            where = {document_of[event] for event in happening.events}
            return self._guard.run(
                "meetings",
                happening.events[0],
                where,
                lambda: pipeline.judge_meeting(happening, group, statements, documents, actors, families),
                None,
            )

        joined = judge(group, likenesses)
        if joined is None and len(group) > 1:
            joined = tuple(happening for member in group for happening in judge((member,), ()) or ())
        meetings = {happening.id: meeting_of(happening) for happening in joined or ()}
        held = {happening: meeting for happening, meeting in meetings.items() if meeting is not None}
        return [
            replace(happening, meeting=held[happening.id].id if happening.id in held else None)
            for happening in joined or ()
        ], held

    def _compare_event(
        self, event_id: str, comparing: Comparing[Event]
    ) -> tuple[list[tuple[str, str, matters.EventLikeness]], list[str]]:
        others, gone = comparing.to_compare(event_id)
        if not others:
            return [], gone
        event, *found = map(comparing.member, (event_id, *others))

        def compare(other: Event) -> matters.EventLikeness | None:
            where = (event.document, other.document)
            return self._guard.run(
                "comparing events",
                " ".join(sorted((event.id, other.id))),
                where,
                lambda: pipeline.compare_events(event, other),
                None,
            )

        return [(like.a, like.b, like) for like in map(compare, found) if like is not None], gone

    def _judge_matters(self) -> None:
        for judged, seconds in judge_pending(self._writer, _COMMIT_EVERY, self._guard):
            self._writer.add_timings(self._number, [("matters", judged, seconds)])
            self._progress("commitments, channels, positions", judged, None)

    # --- the end ---------------------------------------------------------------------------------------------------

    def _set_sides(self, between: tuple[str, str]) -> None:
        for side in between:
            if side not in self._reference.countries:
                raise QueryError(
                    f"{side!r} is not a country code.", "Use ISO 3166 alpha-3 codes, e.g. --between USA CHN."
                )
        self._writer.set_settings(between=json.dumps(between))

    def _finish(self) -> None:
        between = json.loads(self._writer.setting("between") or "[]")
        sides = between or self._two_who_speak_most()
        self._writer.set_changed_settings(sides=json.dumps(sides), versions=self._versions)
        if self._build is not None:
            self._writer.end_build(self._build)

    def _two_who_speak_most(self) -> list[str]:
        # Groups of states (IGO, EUR …) speak as well, but a side is a state.
        states = (side for side, _ in self._writer.country_counts() if side in self._reference.countries)
        return list(itertools.islice(states, 2))

    # --- running ---------------------------------------------------------------------------------------------------

    def _run(
        self, tasks: Iterable[Task], prepare: Callable[[Any], Callable[[Task], Result]]
    ) -> Iterator[Outcome[Task, Result]]:
        setting = (self._user_files, self._language_engine, tuple(self._writer.decisions()))
        source = iter(tasks)
        first = list(itertools.islice(source, _POOL_FROM))
        if self._workers == 1 or len(first) < _POOL_FROM:
            # The function is prepared only when there is something to do.
            if first:
                yield from run_here(prepare(setting), itertools.chain(first, source))
            return
        with WorkerPool(prepare, setting, workers=self._workers) as pool:
            yield from pool.map(itertools.chain(first, source))

    def _note(self, timings: Iterable[tuple[str, float]]) -> None:
        sums: dict[str, list[float]] = {}
        for stage, seconds in timings:
            sums.setdefault(stage, []).append(seconds)
        self._writer.add_timings(self._number, [(stage, len(each), sum(each)) for stage, each in sums.items()])


_Setting = tuple[ReferenceFiles, LanguageEngine, tuple[Decision, ...]]


@lru_cache(maxsize=1)
def _engine(name: LanguageEngine) -> language.Engine:
    if name == "rules":
        return language.RulesEngine()
    try:
        return language.ModelEngine()
    except language.ModelNotInstalled as missing:
        raise MissingExtraError(
            "The trained language model is not installed.", "Install the package onrecord-model-en, or use the rules."
        ) from missing
    except language.ModelDamaged as damaged:
        raise MissingExtraError(
            f"The trained language model cannot be used: {damaged}.",
            "Install the package onrecord-model-en again, of the version that goes with this one, or use the rules.",
        ) from damaged


def _prepare_page(setting: _Setting) -> Callable[[tuple[str, RawPage]], pipeline.Page]:
    reference = Reference.bundled().with_texts(setting[0])
    return lambda task: pipeline.read_page(task[1], reference)


def _prepare_content(setting: _Setting) -> Callable[[Document], pipeline.Content]:
    reference = Reference.bundled().with_texts(setting[0])
    engine = _engine(setting[1])
    decided = decisions.by_target(setting[2])
    return lambda document: pipeline.read_content([document], reference, engine, decided)[0]


def _batches(outcomes: Iterable[Outcome[Task, Result]]) -> Iterator[list[Outcome[Task, Result]]]:
    source = iter(outcomes)
    while batch := list(itertools.islice(source, _COMMIT_EVERY)):
        yield batch
