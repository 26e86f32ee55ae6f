"""What tells whether a word names a deed, which one, whether it was done, and who stands on which side: named signs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.events._frames import object_heads, subject_heads
from onrecord.events._lexicon import Part, lexicon
from onrecord.events._slots import OUTER, Candidate, Slots
from onrecord.events._status import of_noun, reality_of
from onrecord.events._tree import Tree
from onrecord.records import Document, Statement

_FEW = 3
_UP = 3
_TIMELY = frozenset("not never n't yet already no longer still previously earlier recently soon ago".split())
GROUPS = {
    **dict.fromkeys(("CONSULT", "AGREE", "COOPERATE"), "together"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"), "word"),
    **dict.fromkeys(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "AID", "CONCEDE", "RETREAT"), "deed"),
}
"""Types whose sides stand alike."""


@cache
def types_of(lemma: str, part: Part) -> tuple[str, ...]:
    """Return the types that the lexicon gives a word, whatever its company; common words with a mark."""
    entries = lexicon().get((lemma, part)) or lexicon().get((f"{lemma}e", part), ())
    found = dict.fromkeys(f"{entry.event}{'?' if entry.weak else ''}" for entry in entries)
    return tuple(found)


def count(number: int) -> str:
    """Return a small number as a word, larger ones together."""
    return str(number) if number < _FEW else "more"


def _times_before(lemmas: Sequence[str]) -> list[int]:
    """Return how often the word of each place stands before it."""
    seen = Counter[str]()
    found = []
    for lemma in lemmas:
        found.append(seen[lemma])
        seen[lemma] += 1
    return found


_ENTRY = re.compile(
    r"[\s*\u2022]*(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}"
    r"(?:\s?[-\u2013]\s?\d{1,2})?(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?|\d{4}-\d\d-\d\d)"
    r"\s?(?:\u2014|\u2013|--|:|-)\s"
)
"""How a line of a chronology opens: "Nov. 15 \u2014 The two presidents agree …"."""
_FEWEST_ENTRIES = 3


class Signs:
    """Reads the signs of the candidates of one document.

    Args:
        tree: its tree.
        document: the document.
        slots: who stands where.
        statements: who says what in it.
        home: the state whose own page it is.
    """

    def __init__(
        self, tree: Tree, document: Document, slots: Slots, statements: Sequence[Statement], home: str | None
    ) -> None:
        self._tree, self._document, self._slots, self._home = tree, document, slots, home
        self._cues = {statement.cue.start: statement for statement in statements if statement.cue is not None}
        self._titles = [(part.start, part.end) for part in document.roles if part.role in ("title", "dek", "subhead")]
        entries = [
            (part.start, part.end) for part in document.roles if _ENTRY.match(document.text, part.start, part.end)
        ]
        self._entries = entries if len(entries) >= _FEWEST_ENTRIES else []
        self._starts = [part.start for part in document.roles]
        self._ends = [part.end for part in document.roles]
        self._kind = "official" if home is not None else document.kind
        self._before = _times_before(tree.lemmas)
        self._realities: dict[int, tuple[str, str]] = {}

    def in_title(self, place: int) -> bool:
        """Return whether a word stands in a headline."""
        start = self._tree.tokens[place].start
        return any(first <= start < end for first, end in self._titles)

    def tells_it_as_done(self, candidate: Candidate) -> bool:
        """Return whether an entry of a chronology tells a deed in the present tense, as one that took place."""
        return self._in_entry(candidate.place) and self.reality(candidate)[0] == "occurred"

    def _in_entry(self, place: int) -> bool:
        """Return whether a word stands in an entry of a chronology, which tells what happened in the present tense."""
        start = self._tree.tokens[place].start
        return any(first <= start < end for first, end in self._entries)

    def is_bare(self, place: int) -> bool:
        """Return whether a word stands in a line that ends without a mark, and is no headline of the page."""
        own = self._tree.sentences[self._tree.sentence_of[place]]
        text = self._tree.text
        region = bisect_right(self._starts, own.start) - 1
        line = text[own.start : self._ends[region] if region >= 0 else len(text)].rstrip()
        return line[-1:].isalnum() and not self.in_title(place)

    def again(self, place: int) -> int:
        """Return how often the word stands before it in the page."""
        return self._before[place]

    def is_question(self, place: int) -> bool:
        """Return whether a word stands in a question."""
        own = self._tree.sentences[self._tree.sentence_of[place]]
        return self._tree.text[own.start : own.end].rstrip("\"'\u201d\u2019 ").endswith("?")

    def lexical(self, place: int) -> tuple[str, ...]:
        """Return the types that the lexicon gives the word at a place."""
        tree = self._tree
        if tree.is_noun(place):
            return types_of(tree.lemmas[place], "noun")
        return types_of(tree.lemmas[place], "verb")

    def reality(self, candidate: Candidate) -> tuple[str, str]:
        """Return what the rules of grammar say of the deed: status and reason."""
        tree, place = self._tree, candidate.place
        known = self._realities.get(place)
        if known is not None:
            return known
        title = self.in_title(place) or self._in_entry(place)
        found = (
            reality_of(tree, place, in_title=title, question=self.is_question(place))
            if candidate.is_verb
            else of_noun(tree, place, candidate.carrier, in_title=title)
        )
        known = self._realities[place] = (f"{found.status}{'?' if found.unreal else ''}", found.reason)
        return known

    def of_word(self, candidate: Candidate) -> list[str]:
        """Return what the word itself, its company and its place in the page tell."""
        tree, place = self._tree, candidate.place
        lemma, tag = tree.lemmas[place], tree.tag(place)
        relation = tree.relations[place]
        part = "v" if candidate.is_verb else "n"
        own = self.lexical(place)
        status, reason = self.reality(candidate)
        signs = [
            f"lemma={lemma}", f"{part}={lemma}", f"tag={tag}", f"rel={relation}", f"end={lemma[-4:]}",
            f"tagrel={tag}{relation}", f"lex={len(own)}", f"real={status}", f"why={reason}", f"{part}real={status}",
        ]  # fmt: skip
        signs.extend(f"lex={name}" for name in own)
        if own:
            signs += [f"{part}lex={own[0]}", f"lexreal={own[0]}{status}"]
        signs.extend(self._company(candidate, lemma))
        signs.extend(self._governors(candidate, lemma))
        signs.extend(self._setting(candidate, lemma))
        return signs

    def _company(self, candidate: Candidate, lemma: str) -> Iterator[str]:
        """The words that hang on the candidate."""
        tree, place = self._tree, candidate.place
        for kid in tree.children[place]:
            relation = tree.relations[kid].partition(":")[0]
            word = tree.lemmas[kid]
            match relation:
                case "obj" | "iobj":
                    yield f"obj={word}"
                    yield f"{lemma}>{word}"
                    for name in self.lexical(kid)[:2]:
                        yield f"objlex={name}"
                        yield f"{lemma}>lex={name}"
                    for inner in tree.kids(kid, "amod", "compound", "nmod"):
                        yield f"obj>{tree.lemmas[inner]}"
                        if tree.related(inner, "nmod"):
                            yield from (f"obj>lex={name}" for name in self.lexical(inner)[:1])
                case "obl" | "nmod":
                    case = tree.case(kid)
                    yield f"prep={case}"
                    yield f"{lemma}+{case}"
                    yield f"{case}>{word}"
                    if tree.lemmas[kid] == tree.words[kid]:
                        yield f"obl>{word}"
                    for name in self.lexical(kid)[:1]:
                        yield f"prep={case}lex={name}"
                case "xcomp" | "ccomp" | "advcl" | "acl" | "parataxis":
                    yield f"{relation}"
                    yield f"{lemma}>{relation}"
                    yield f"{relation}>{word}"
                    for name in self.lexical(kid)[:2]:
                        yield f"{relation}lex={name}"
                    for inner in tree.kids(kid, "obj"):
                        yield f"{relation}>obj={tree.lemmas[inner]}"
                        yield from (f"{relation}>objlex={name}" for name in self.lexical(inner)[:1])
                case "compound" | "amod" | "advmod" | "det" | "aux" | "mark" | "case" | "nummod":
                    yield f"{relation}={word}"
                    if relation in ("compound", "advmod"):
                        yield f"{lemma}+{word}"
                case "nsubj":
                    yield f"subj={word}"
                    yield f"subjtag={tree.tag(kid)}"
                    yield from (f"subjlex={name}" for name in self.lexical(kid)[:1])
                case "conj":
                    yield from (f"conjlex={name}" for name in self.lexical(kid)[:1])
                case "cop":
                    yield "cop"
                case _:
                    pass

    def _governors(self, candidate: Candidate, lemma: str) -> Iterator[str]:
        """The words on which it hangs."""
        tree = self._tree
        below = candidate.place
        for step, above in enumerate(tree.climb(candidate.place)):
            if step == _UP:
                return
            relation = tree.relations[below].partition(":")[0]
            word = tree.lemmas[above]
            names = self.lexical(above)[:2]
            if step == 0:
                yield f"head={word}"
                yield f"head={word}:{relation}"
                yield f"{lemma}<{word}"
                case = tree.case(below)
                if case:
                    yield f"under={case}"
                    yield f"under={case}<{word}"
                    yield f"{lemma}/{case}"
                yield from (f"headlex={name}:{relation}:{case}" for name in names)
            yield from (f"up{step}lex={name}:{relation}" for name in names)
            yield f"up{step}={word}"
            if step and tree.is_verb(above):
                yield f"upverb={word}"
            below = above

    def of_company(self, candidate: Candidate) -> Iterator[str]:
        """Yield how many countries stand where around a word."""
        own = self.lexical(candidate.place)
        near: set[str] = set()
        subjects: set[str] = set()
        others: set[str] = set()
        wide: set[str] = set()
        for slot, party in candidate.slots:
            country = party.country
            if country is None:
                continue
            base = slot.partition("@")[0]
            if base.startswith(OUTER):
                if base.startswith(("sentence:before", "sentence:after")):
                    wide.add(country)
                continue
            near.add(country)
            yield f"slot={base}"
            if base.startswith(("subject", "possessor", "compound")) or base.endswith("<subject"):
                subjects.add(country)
            else:
                others.add(country)
        yield f"near={count(len(near))}"
        yield f"wide={count(len(wide))}"
        pattern = f"{count(len(subjects))}{count(len(others - subjects))}"
        yield f"sides={pattern}"
        for name in own[:1]:
            yield f"sides={pattern}{name}"
            yield f"near={count(len(near))}{name}"
        if candidate.statement is not None:
            speaker = {p.country for s, p in candidate.slots if s == "speaker"}
            yield f"speakerisside={bool(speaker & near)}"
            yield f"speakerandother={bool(speaker) and bool(near - speaker)}"
        if self._home is not None:
            yield f"home={self._home in near}{bool(near - {self._home})}"

    def _setting(self, candidate: Candidate, lemma: str) -> Iterator[str]:
        """Where it stands in the page, and in whose words."""
        tree, place = self._tree, candidate.place
        statement = candidate.statement
        yield f"page={self._kind}"
        yield f"said={'no' if statement is None else statement.mode}"
        if statement is not None and statement.cue is not None:
            yield f"saidby={statement.cue.kind}"
        cue = self._cues.get(tree.tokens[place].start)
        if cue is not None and cue.cue is not None:
            yield f"cue={cue.cue.kind}"
            yield "cue"
        sentence = tree.sentence_of[place]
        yield f"sentence={min(sentence, 4)}"
        if self.in_title(place):
            yield "title"
        yield f"again={count(self._before[place])}"
        if self.is_question(place):
            yield "question"
        subjects = subject_heads(tree, candidate.carrier) if candidate.carrier is not None else []
        for head in subjects[:1]:
            yield f"doer={tree.lemmas[head]}"
            yield f"doertag={tree.tag(head)}"
        if candidate.carrier is not None and not candidate.is_verb:
            yield f"carrier={tree.lemmas[candidate.carrier]}"
            yield f"carried={lemma}<{tree.lemmas[candidate.carrier]}"
            yield f"isobject={place in object_heads(tree, candidate.carrier)}"

    # Status and sides

    def of_status(self, candidate: Candidate, event: str, when: str) -> list[str]:
        """Return the signs of whether a deed was done, beside those of the deed itself.

        Args:
            candidate: the word that names it.
            event: its type.
            when: what its clause says of the time.
        """
        status, reason = self.reality(candidate)
        found = [f"type={event}", f"when={when}", f"type={event}when={when}", f"type={event}real={status}"]
        found += [f"type={event}why={reason}", f"real={status}when={when}", f"page={self._kind}real={status}"]
        found += [f"page={self._kind}type={event}", f"page={self._kind}when={when}"]
        found.extend(self._chain(candidate))
        return found

    def setting(self, candidate: Candidate, event: str, status: str) -> list[str]:
        """Return what is known of a deed when its day is asked for."""
        place = candidate.carrier if candidate.carrier is not None else candidate.place
        kind = self._kind
        return [
            f"status={status}", f"type={event}", f"page={kind}", f"page={kind}status={status}",
            f"shape={self._shape(place)}", f"said={candidate.statement is not None}", f"verb={candidate.is_verb}",
        ]  # fmt: skip

    def _chain(self, candidate: Candidate) -> Iterator[str]:
        """The auxiliaries and tenses from the word up to the main clause."""
        tree = self._tree
        place = candidate.carrier if candidate.carrier is not None else candidate.place
        shape = self._shape(place)
        yield f"shape={shape}"
        for step, above in enumerate(tree.climb(place)):
            if step == _UP:
                return
            if tree.is_verb(above):
                yield f"upshape={self._shape(above)}"
                yield f"shapes={shape}|{self._shape(above)}"
                yield f"shape={shape}|{tree.lemmas[above]}"
                return

    def _shape(self, place: int) -> str:
        tree = self._tree
        words = [tree.words[kid] for kid in tree.kids(place, "aux", "cop", "mark")]
        words += [tree.words[kid] for kid in tree.kids(place, "advmod") if tree.words[kid] in _TIMELY]
        return f"{' '.join(words)} {tree.tag(place)}"

    def of_side(self, candidate: Candidate, event: str, country: str, slots: Sequence[str]) -> list[str]:
        """Return the signs of where a country stands in a deed: who does it, to whom, or outside.

        Args:
            candidate: the word that names the deed.
            event: its type.
            country: the country.
            slots: the places around the word in which it stands.
        """
        lemma = self._tree.lemmas[candidate.place]
        part = "v" if candidate.is_verb else "n"
        found = [f"type={event}", f"{part}type={event}"]
        group = GROUPS.get(event, event)
        for slot in slots:
            base = slot.partition("@")[0]
            found += [slot, base, f"{part}{base}", f"{event}|{base}", f"{group}|{base}", f"{lemma}|{base}"]
        first = slots[0].partition("@")[0]
        found += [f"first={first}", f"{event}first={first}"]
        inner = [slot for slot in slots if not slot.startswith(OUTER)]
        outer = [slot for slot in slots if slot.startswith(OUTER)]
        found += [f"inner={len(inner) > 0}", f"{event}inner={len(inner) > 0}", "outer=" + "+".join(sorted(set(outer)))]
        countries = list(candidate.countries())
        others = [c for c in countries if c != country]
        found += [f"others={count(len(others))}", f"alone={not others}", f"{group}others={count(len(others))}"]
        taken = {
            slot.partition("@")[0]
            for slot, party in candidate.slots
            if party.country not in (None, country) and not slot.startswith(OUTER)
        }
        found += [f"{'+' if inner else '-'}other:{slot}" for slot in sorted(taken)]
        found += [f"{event}{'+' if inner else '-'}other:{slot}" for slot in sorted(taken)]
        home = self._home == country
        found += [f"home={home}", f"{event}home={home}{len(inner) > 0}"]
        rank = countries.index(country) if country in countries else 0
        found += [f"rank={count(rank)}", f"{group}rank={count(rank)}"]
        body = country in ("EUR", "UNO", "IGO", "NGO")
        found += [f"body={body}"]
        return found
