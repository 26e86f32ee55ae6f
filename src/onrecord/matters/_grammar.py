"""The trees of one document, with who says and does what they tell."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from onrecord.language import Analysis
from onrecord.language.trees import Trees
from onrecord.matters._passages import Passages, Saying
from onrecord.matters._posts import post_group
from onrecord.matters._sides import Sides
from onrecord.records import AssertedBy, Statement
from onrecord.reference import ChannelFacts

TOLD_BY_VERB = frozenset("say tell add note announce state declare confirm report write claim stress reveal".split())
"""Verbs of mere saying."""
_SPEECH_ACTS = frozenset("announce vow pledge threaten warn hint appeal suggest".split())
"""Verbs whose subject asserts what it promises or threatens, though the page tells it."""
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "longer"})
_MOODS = (("will", "will"), ("shall", "will"), ("would", "would"), ("should", "should"), ("must", "should"),
          ("may", "may"), ("might", "may"), ("could", "may"), ("can", "may"))  # fmt: skip
_MOST_SPEAK = 3
_JOINED = 5
_FAR = 14
"""Words after which a further clause says something else."""


class Grammar:
    """Asks the trees of one document.

    Args:
        passages: the document.
        analysis: its tokens, sentences and trees.
    """

    def __init__(self, passages: Passages, analysis: Analysis) -> None:
        self.passages = passages
        self.reading = analysis.reading
        self.trees = Trees(passages.text, analysis)
        self.sides = Sides(self.trees, passages)
        self._named: list[tuple[int, tuple[str, ...]]] | None = None
        self._sayings: dict[str, Saying] = {}
        self._clauses: dict[int, tuple[int, int]] = {}
        self._moods: dict[int, str] = {}
        self._states_of: dict[int, list[str]] = {}
        self._groups: dict[int, str | None] = {}
        self._page_group: tuple[str | None] | None = None
        self._sentence_of = [0] * len(analysis.tokens)
        for number, (first, after) in enumerate(passages.sentences):
            self._sentence_of[first:after] = [number] * (after - first)
        words = self.trees.words
        wells = [at for at, word in enumerate(words) if word == "well"]
        self._as_well_as = {at - 1 for at in wells if words[at - 1 : at + 2] == ["as", "well", "as"]}
        self._channels = self._find_channels()
        narrator = passages.narrator()
        self._page = "joint" if passages.joint else "own" if narrator.side is not None else "press"

    def _find_channels(self) -> dict[int, ChannelFacts]:
        """Which words name a channel of the table."""
        passages = self.passages
        found: dict[int, ChannelFacts] = {}
        written = [passages.text[start:end] for start, end in zip(passages.starts, passages.ends, strict=True)]
        for first, after in passages.sentences:
            for match in passages.reference.channels.find(passages.words[first:after], written[first:after]):
                for place in range(match.first + first, match.after + first):
                    found[place] = match.channel
        return found

    def channel_at(self, place: int) -> ChannelFacts | None:
        """Return the channel of the table that the words at a token name."""
        trees = self.trees
        kids = trees.kids(place, "compound", "amod", "nmod", "obl")
        # "high-level military-to-military communication": the parser hangs "military" on "level"
        deeper = [at for kid in kids if kid < place for at in trees.kids(kid, "compound", "amod")]
        return next((self._channels[at] for at in (place, *kids, *deeper) if at in self._channels), None)

    def named(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return the words that name states, with these, in text order."""
        if self._named is None:
            found: dict[int, tuple[str, ...]] = {place: (country,) for place, country in self.passages.adjectives}
            for party in self.passages.parties:
                found.update(dict.fromkeys(range(party.first, party.after), party.countries))
            self._named = sorted(found.items())
        return self._named

    def states_of(self, number: int) -> list[str]:
        """Return the states that a sentence names, in order."""
        found = self._states_of.get(number)
        if found is None:
            found = self._states_of[number] = self.passages.states_in(*self.passages.sentences[number])
        return found

    def group_of(self, number: int) -> str | None:
        """Return the group of posts that persons of two states named in a sentence share."""
        if number not in self._groups:
            self._groups[number] = post_group(self.passages, *self.passages.sentences[number])
        return self._groups[number]

    def page_group(self) -> str | None:
        """Return the group of posts that persons of two states named anywhere on the page share."""
        if self._page_group is None:
            self._page_group = (post_group(self.passages, 0, len(self.passages.words)),)
        return self._page_group[0]

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return the first token of a token's sentence and one past its last."""
        return self.passages.sentences[self._sentence_of[place]]

    def number_of(self, place: int) -> int:
        """Return the number of a token's sentence."""
        return self._sentence_of[place]

    def before_description(self, place: int, after: int) -> int:
        """Return where, between a word and one past the last of its sentence, a clause begins that only describes.

        "… agreed to reopen channels that Beijing closed last year": the year is not that of the agreement.
        """
        trees = self.trees
        for at in range(place + 1, after):
            if trees.relations[at] == "acl:relcl":
                begin = trees.under(at)[0]
                if begin > place:
                    return begin
        return after

    @property
    def any_besides(self) -> bool:
        """Whether "as well as" stands anywhere in the document."""
        return bool(self._as_well_as)

    def besides(self, place: int) -> bool:
        """Whether a thing is added to what a verb does: "set up talks, as well as a working group"."""
        if not self._as_well_as:
            return False
        return any(kid in self._as_well_as for kid in self.trees.kids(place, "cc", "case"))

    def saying_of(self, place: int) -> Saying:
        """Return who says what a word tells: by the statements; where none holds it, by a verb of saying above it."""
        passages, trees = self.passages, self.trees
        saying = self.said_at(place)
        if saying.statement is not None or saying.side is not None:
            return saying
        below: int | None = None
        for above in (place, *trees.climb(place)):
            lemma = trees.lemmas[above]
            told = below is not None and lemma in TOLD_BY_VERB and trees.related(below, "ccomp")
            vowed = lemma in _SPEECH_ACTS and (below is None or trees.related(below, "ccomp", "xcomp"))
            if trees.is_verb(above) and (told or vowed):
                for subject in trees.kids(above, "nsubj"):
                    sides, _ = self.sides.of_phrase(subject)
                    if len(sides) == 1:
                        words = passages.evidence(subject, subject + 1).quote
                        page = saying.asserted_by
                        return Saying((AssertedBy(None, words, sides[0], "on_record"), *page), None, sides[0])
                return saying
            below = above
        return saying

    def said_at(self, place: int) -> Saying:
        """Return who says, by the statements, what stands at a word; in the press, with all sides that the tree gives
        for the speaker: "Kerry and his Chinese counterpart said"."""
        saying = self.passages.saying_of_token(place)
        statement = saying.statement
        if statement is None or statement.speaker_span is None or self._page != "press":
            return saying
        found = self._sayings.get(statement.id)
        if found is None:
            found = self._sayings[statement.id] = self._of_several(saying, statement)
        return found

    def _of_several(self, saying: Saying, statement: Statement) -> Saying:
        passages, span = self.passages, statement.speaker_span
        assert span is not None
        first, after = bisect_left(passages.starts, span.start), bisect_left(passages.starts, span.end)
        within = range(first, after)
        heads = [at for at in within if self.trees.head(at) not in within]
        if len(heads) != 1 or not self.trees.is_noun(heads[0]):
            return saying
        sides, kind = self.sides.of_phrase(heads[0])
        named = {item.side for item in saying.asserted_by}
        if kind not in {"party", "phrase"} or len(sides) > _MOST_SPEAK or set(sides) <= named:
            return saying
        if saying.side is None and len(sides) == 1:
            told = replace(saying.asserted_by[0], side=sides[0])
            return Saying((told, *saying.asserted_by[1:]), statement, sides[0])
        if len(sides) > 1 and (saying.side is None or saying.side in sides):
            first_side = saying.side or sides[0]
            told = replace(saying.asserted_by[0], side=first_side)
            more = [replace(told, actor=None, side=side) for side in sides if side != first_side and side not in named]
            return Saying((told, *more, *saying.asserted_by[1:]), statement, first_side)
        return saying

    def first_of(self, place: int) -> int:
        """The first of the words that "and" joins a word to: what is said of it holds for all."""
        trees = self.trees
        for _ in range(_JOINED):
            above = trees.head(place)
            if above is None or not trees.related(place, "conj") or trees.is_verb(above) != trees.is_verb(place):
                break
            if trees.kids(place, "aux", "nsubj"):
                break
            place = above
        return place

    def _governor(self, place: int) -> int | None:
        """The word that governs a word, or all that is joined with it."""
        return self.trees.head(self.first_of(place))

    def mood(self, place: int) -> str:
        """In one word how a predicate is told: ``will``, ``would``, ``may``, ``should``, ``not``, ``if``, ``has`` …"""
        found = self._moods.get(place)
        if found is None:
            found = self._moods[place] = self._mood(place)
        return found

    def _mood(self, place: int) -> str:
        trees = self.trees
        auxiliaries = {trees.lemmas[kid] for kid in trees.kids(place, "aux")}
        marks = {trees.words[kid] for kid in trees.kids(place, "mark")}
        if any(trees.words[kid] in _NOT for kid in trees.kids(place, "advmod", "det", "cc")):
            return "not will" if "will" in auxiliaries else "not"
        if marks & {"if", "unless", "whether"}:
            return "if"
        for aux, mood in _MOODS:
            if aux in auxiliaries:
                return mood
        if "to" in marks:
            return "to"
        tag = trees.tags[place]
        if "have" in auxiliaries or tag in {"VBD", "VBN"}:
            return "past"
        if tag == "VBG":
            return "is doing" if "be" in auxiliaries else "doing"
        if tag in {"VBZ", "VBP"} or trees.kids(place, "cop"):
            return "present"
        return "bare"

    def told_as(self, place: int) -> str:
        """How the predicate that a word belongs to is told: its own mood, or that of what it hangs on."""
        mood = self.mood(place)
        for _ in range(3):
            above = self._governor(place)
            if mood not in {"to", "bare", "doing"} or above is None:
                break
            place, mood = above, self.mood(above)
        return mood

    def clause(self, place: int) -> tuple[int, int]:
        """Return what a word heads, from itself on: what is joined to it, and further clauses, left out."""
        found = self._clauses.get(place)
        if found is None:
            found = self._clauses[place] = self._find_clause(place)
        return found

    def _is_late_object(self, place: int, kid: int) -> bool:
        """Whether a noun beside a verb is its object behind a time: "pause for a year the rule"."""
        trees = self.trees
        if not trees.is_verb(place) or not trees.is_noun(kid) or trees.kids(place, "obj", "ccomp", "xcomp"):
            return False
        first = trees.under(kid)[0]
        return place < first and not trees.kids(kid, "nsubj", "cop") and self.passages.words[first - 1].isalnum()

    def _find_clause(self, place: int) -> tuple[int, int]:
        trees = self.trees
        _, after = self.sentence_at(place)
        without = ["conj", "parataxis", "advcl", "acl:relcl", "nsubj", "aux", "cop", "mark", "cc", "discourse", "punct"]
        begin = place
        if not trees.is_verb(place):
            begin = trees.under(place, *without, "nmod", "obl", "acl", "appos", "case")[0]
        end = place + 1
        stack = [place]
        while stack:
            now = stack.pop()
            end = max(end, now + 1)
            for kid in trees.children[now]:
                relation = trees.relations[kid]
                if relation in {"punct", "discourse"} or kid < begin:
                    continue
                if relation == "parataxis" and not (now == place and self._is_late_object(place, kid)):
                    continue
                if now == place and relation in {"nsubj", "aux", "cop", "mark", "cc", "nsubj:pass", "aux:pass"}:
                    continue
                if self.besides(kid):
                    after = min(after, trees.kids(kid, "cc", "case")[0])
                    continue
                if now == place and relation == "conj" and trees.is_verb(kid):
                    continue
                if relation in {"acl:relcl", "advcl"} and (trees.kids(kid, "nsubj") or kid - place > _FAR):
                    continue
                stack.append(kid)
        if self.besides(place):
            while end < after and self.passages.words[end][:1].isalpha():
                end += 1
        return begin, min(end, after)
