"""What is asked of a word in its sentence: does it tell something undertaken, or the state of a line?

Candidates are predicates and nouns of the tree; features are named ("c=resume", "above=agree"), so that a model over
them can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.language.trees import Trees
from onrecord.matters._classes import classes_of, line_class
from onrecord.matters._linear import LinearModel
from onrecord.matters._passages import Passages, Saying
from onrecord.matters._posts import post_group
from onrecord.matters._sides import Sides, Whose
from onrecord.records import Actor, AssertedBy, CommitmentKind, CommitmentState, Document, Mention, Statement
from onrecord.reference import ChannelFacts, Reference

UNDERTAKING = frozenset(
    "agree agreement commit commitment pledge promise vow undertake resolve accord deal consensus understanding"
    " announce propose offer reaffirm affirm sign reach support extend accept decide reject refuse assurance guarantee"
    " plan decision willing ready welcome establish approve adopt decline allow assure intend reiterate underscore"
    " offer proposal".split()
)
"""Words under which a noun alone can be what is undertaken ("agreed on a ceasefire")."""
OUTCOMES = frozenset(
    "deal agreement commitment accord assurance pledge promise consensus understanding truce ceasefire".split()
)
TOLD_BY_VERB = frozenset("say tell add note announce state declare confirm report write claim stress reveal".split())
"""Verbs of mere saying."""
_SPEECH_ACTS = frozenset("announce vow pledge threaten warn hint appeal suggest".split())
"""Verbs whose subject asserts what it promises or threatens, though the page tells it."""
LINES = frozenset(
    "communication dialogue dialog talk talks consultation mechanism channel hotline line group committee commission"
    " negotiation contact exchange meeting call summit conversation discussion relation tie embassy consulate forum"
    " meet speak negotiate communicate engage visit diplomacy engagement track link phone round interaction trip"
    " telephone cooperation conference session council framework liaison intermediary mediation diplomat ambassador"
    " consult discuss mission platform partnership".split()
)
"""Words that can name a line of communication, or its use."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell something undertaken, or the state of a line."""

    place: int
    above: int | None
    """The word that governs it, prepositions and conjunctions passed over."""
    whose: Whose
    """The states that do it."""
    features: tuple[str, ...]
    hints: tuple[str, ...] = ()
    """What can be told at a glance."""


@dataclass(frozen=True, slots=True)
class Undertaken:
    """What the words say is undertaken, before it becomes a report."""

    place: int
    """Token that heads it."""
    trigger: int
    """Token that tells it."""
    span: tuple[int, int]
    sides: tuple[str, ...]
    state: CommitmentState
    kind: CommitmentKind


class Readings:
    """The trees, sides and features of one document."""

    def __init__(self, passages: Passages, analysis: Analysis) -> None:
        self.passages = passages
        self.trees = Trees(passages.text, analysis)
        self.sides = Sides(self.trees, passages)
        self._post: tuple[str | None] | None = None
        self._undertakings: list[Candidate] | None = None
        self._lines: list[Candidate] | None = None
        self._moods: dict[int, str] = {}
        self._posts: dict[int, str | None] = {}
        self._sentence_of = [0] * len(analysis.tokens)
        for number, (first, after) in enumerate(passages.sentences):
            self._sentence_of[first:after] = [number] * (after - first)
        titles = [
            (role.start, role.end) for role in passages.document.roles if role.role in {"title", "dek", "subhead"}
        ]
        self._headings = {
            number
            for number, (first, _) in enumerate(passages.sentences)
            if any(start <= passages.starts[first] < end for start, end in titles)
        }
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
        for at in (place, *self.trees.kids(place, "compound", "amod", "nmod", "obl")):
            if at in self._channels:
                return self._channels[at]
        return None

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return the first token of a token's sentence and one past its last."""
        return self.passages.sentences[self._sentence_of[place]]

    def number_of(self, place: int) -> int:
        """Return the number of a token's sentence."""
        return self._sentence_of[place]

    # Candidates

    def undertakings(self, hint: LinearModel | None = None) -> list[Candidate]:
        """Find the words that may head what somebody undertakes.

        Args:
            hint: which of them are worth a closer look; all where there is none.
        """
        if self._undertakings is None:
            self._undertakings = list(self._find_undertakings(hint))
        return self._undertakings

    def _find_undertakings(self, hint: LinearModel | None) -> Iterator[Candidate]:
        trees = self.trees
        for place, tag in enumerate(trees.tags):
            verb = tag.startswith("VB")
            if not verb and not tag.startswith("NN"):
                continue
            above = self._governor(place)
            if not verb:
                under = above is not None and trees.lemmas[above] in UNDERTAKING
                named = trees.relations[place].partition(":")[0] in {"obj", "obl", "nmod", "conj"}
                if not (under and named) and trees.lemmas[place] not in OUTCOMES and not self.besides(place):
                    continue
            hints = tuple(self._at_a_glance(place, above))
            if hint is not None and hint.yes(hints) < FAINT:
                continue
            whose = self.sides.undertaker(place)
            if whose[0]:
                yield Candidate(place, above, whose, tuple(self._of_undertaking(place, above, whose)), hints)

    def _at_a_glance(self, place: int, above: int | None) -> Iterator[str]:
        """What a word itself and the one above it say, without a look at who does it."""
        trees = self.trees
        lemma, relation = trees.lemmas[place], trees.relations[place]
        yield f"c={lemma}"
        yield f"tag={trees.tags[place]}"
        yield f"rel={relation}"
        auxiliaries = [trees.lemmas[kid] for kid in trees.children[place] if trees.relations[kid][:3] in {"aux", "mar"}]
        yield f"aux={','.join(auxiliaries)}"
        for name in classes_of(lemma):
            yield f"act={name}"
        if above is None:
            yield "above="
            return
        governor = trees.lemmas[above]
        yield f"above={governor}"
        yield f"above={governor},{relation}"
        for name in classes_of(governor):
            yield f"by={name}"
            yield f"by={name},{relation}"
            yield f"by={name},{trees.tags[above]}"

    def besides(self, place: int) -> bool:
        """Whether a thing is added to what a verb does: "set up talks, as well as a working group"."""
        trees = self.trees
        return any(trees.words[kid : kid + 3] == ["as", "well", "as"] for kid in trees.kids(place, "cc", "case"))

    def lines(self) -> list[Candidate]:
        """Find the words that may name a line of communication or its use."""
        if self._lines is None:
            self._lines = list(self._find_lines())
        return self._lines

    def _find_lines(self) -> Iterator[Candidate]:
        trees = self.trees
        for place, lemma in enumerate(trees.lemmas):
            if lemma not in LINES or not trees.tags[place].startswith(("NN", "VB")):
                continue
            if trees.related(place, "compound") and trees.is_noun(place):
                continue
            above = self._governor(place)
            whose = self.sides.doer(place)
            yield Candidate(place, above, whose, tuple(self._of_line(place, above, whose)))

    def saying_of(self, place: int) -> Saying:
        """Return who says what a word tells: by the statements; where none holds it, by a verb of saying above it."""
        passages, trees = self.passages, self.trees
        saying = passages.saying_of_token(place)
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

    # Features

    def _predicate(self, name: str, place: int) -> Iterator[str]:
        """Auxiliaries, negation, marks and tense of a predicate."""
        trees = self.trees
        yield f"{name}tag={trees.tags[place]}"
        helped = False
        for kid in trees.children[place]:
            relation = trees.relations[kid]
            if relation in {"aux", "aux:pass", "cop"}:
                helped = True
                yield f"{name}aux={trees.lemmas[kid]}"
            elif relation == "mark" or (relation == "case" and kid < place):
                yield f"{name}mark={trees.words[kid]}"
            elif relation == "advmod":
                yield f"{name}adv={trees.words[kid]}"
                if trees.words[kid] in {"not", "n't", "n’t", "never", "longer"}:
                    yield f"{name}negated"
            elif relation in {"det", "cc"} and trees.words[kid] in {"no", "neither"}:
                yield f"{name}negated"
            elif relation == "advcl" and any(trees.words[mark] in {"if", "unless"} for mark in trees.kids(kid, "mark")):
                yield f"{name}if"
        if not helped:
            yield f"{name}bare"

    def _setting(self, place: int, whose: Whose) -> Iterator[str]:
        """Who says it, on what page, and where on the page."""
        passages = self.passages
        saying = self.saying_of(place)
        countries, kind = whose
        yield f"page={self._page}"
        yield f"who={kind}"
        yield f"sides={min(3, len(countries))}"
        yield f"who={kind},page={self._page}"
        statement = saying.statement
        if statement is None:
            yield "said=page"
        else:
            yield f"said={statement.mode}"
            if statement.cue is not None:
                yield f"cue={statement.cue.kind}"
                yield f"cue={statement.cue.lemma}"
        relation = "nobody" if saying.side is None else "own" if saying.side in countries else "other"
        yield f"said of={relation}"
        yield f"said of={relation},{len(countries) > 1}"
        number = self._sentence_of[place]
        _, after = passages.sentences[number]
        if passages.words[after - 1] == "?":
            yield "question"
        if number in self._headings:
            yield "heading"
        yield f"early={number < 3}"

    def _of_undertaking(self, place: int, above: int | None, whose: Whose) -> Iterator[str]:
        trees = self.trees
        lemma, relation = trees.lemmas[place], trees.relations[place].partition(":")[0]
        yield f"c={lemma}"
        yield f"rel={relation}"
        yield from self._predicate("c", place)
        for kid in trees.kids(place, "obj", "obl", "xcomp", "ccomp", "nmod")[:4]:
            yield f"below={trees.lemmas[kid]}"
        for kid in trees.kids(place, "xcomp"):
            yield f"c={lemma},{trees.lemmas[kid]}"
        if above is not None:
            governor = trees.lemmas[above]
            yield f"above={governor}"
            yield f"above={governor},{relation}"
            yield f"above={governor},{trees.case(place)}"
            yield from self._predicate("above ", above)
            further = self._governor(above)
            if further is not None:
                yield f"further={trees.lemmas[further]}"
                yield from (f for f in self._predicate("further ", further) if "aux" in f or "negated" in f)
        else:
            yield "above="
        yield from self._setting(place, whose)
        yield from self._classes_of_undertaking(place, above, whose)
        reach = trees.under(place, "conj", "parataxis")
        named = self.passages.states_in(place, reach[-1] + 1)
        others = set(named) - set(whose[0])
        yield f"towards={min(2, len(others))}"
        yield f"length={min(6, len(reach) // 4)}"
        yield f"number={any(trees.tags[at] == 'CD' for at in reach)}"
        yield f"joined={trees.relations[place] == 'conj'}"
        subject = self.sides.subject(place)
        if subject is not None:
            yield f"subject={trees.lemmas[subject]}"
            yield f"own subject={subject in trees.children[place]}"

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

    def _classes_of_undertaking(self, place: int, above: int | None, whose: Whose) -> Iterator[str]:
        trees = self.trees
        top = self.first_of(place)
        relation = trees.relations[top].partition(":")[0]
        saying = self.passages.saying_of_token(place)
        several = len(whose[0]) > 1
        own = saying.side in whose[0]
        first, after = self.sentence_at(place)
        other = bool(set(self.passages.states_in(first, after)) - set(whose[0]))
        mood = self.mood(top)
        if relation in {"obl", "nmod", "obj"} or mood == "doing":
            mood = trees.case(top) or mood
        yield f"!mood={mood}"
        yield f"!mood={mood},{several}"
        yield f"!mood={mood},{own},{other}"
        yield f"!mood={mood},{self._page},{several}"
        for act in classes_of(trees.lemmas[place]):
            yield f"!act={act}"
            yield f"!act={act},{mood}"
            yield f"!act={act},{mood},{several},{own}"
        if above is None:
            return
        told = self.told_as(above)
        for governor in classes_of(trees.lemmas[above]):
            yield f"!by={governor}"
            yield f"!by={governor},{relation}"
            yield f"!by={governor},{relation},{told}"
            yield f"!by={governor},{several}"
            yield f"!by={governor},{told},{mood}"
            for act in classes_of(trees.lemmas[place]):
                yield f"!by={governor},act={act}"
            further = self._governor(above)
            if further is not None:
                for beyond in classes_of(trees.lemmas[further]):
                    yield f"!by={governor},of={beyond}"

    def _classes_of_line(self, place: int, above: int | None, whose: Whose) -> Iterator[str]:
        trees = self.trees
        line = line_class(trees.lemmas[place])
        verb = trees.is_verb(place)
        relation = trees.relations[place].partition(":")[0]
        yield f"!line={line}"
        yield f"!line={line},{verb}"
        yield f"!line={line},several={len(whose[0]) > 1}"
        if verb:
            told = self.told_as(place)
            yield f"!line={line},told={told}"
            yield f"!told={told}"
        chain: list[int] = []
        upper = above
        while upper is not None and len(chain) < 3:
            chain.append(upper)
            upper = self._governor(upper)
        for step, at in enumerate(chain):
            told = self.told_as(at)
            for name in classes_of(trees.lemmas[at]):
                if name == "other":
                    continue
                yield f"!over={name}"
                yield f"!over={name},{line}"
                yield f"!over={name},{told}"
                yield f"!over{step}={name},{relation},{told}"
                if step:
                    for before in classes_of(trees.lemmas[chain[step - 1]]):
                        yield f"!over={name},{before}"
                        yield f"!over={name},{before},{line}"
        if above is not None and not verb:
            yield f"!told={self.told_as(above)}"
            yield f"!told={self.told_as(above)},{line}"
        for kid in trees.kids(place, "det", "amod"):
            if trees.words[kid] in {
                "no",
                "any",
                "more",
                "new",
                "next",
                "further",
                "direct",
                "open",
                "regular",
                "renewed",
            }:
                yield f"!line={line},{trees.words[kid]}"
        yield f"!line={line},own={self._page}"
        text = {trees.lemmas[at] for at in trees.under(place)}
        for level, words in _LEVEL_WORDS:
            if text & words:
                yield f"!level={level}"
        first, after = self.sentence_at(place)
        for level, words in _LEVEL_WORDS:
            if words & set(trees.lemmas[first:after]):
                yield f"!near level={level}"

    def _of_line(self, place: int, above: int | None, whose: Whose) -> Iterator[str]:
        trees = self.trees
        lemma, relation = trees.lemmas[place], trees.relations[place].partition(":")[0]
        yield f"c={lemma}"
        yield f"rel={relation}"
        yield from self._predicate("c", place)
        for kid in trees.kids(place, "amod", "compound", "nmod", "nmod:poss", "acl", "obl", "nummod", "flat", "obj"):
            yield f"below={trees.lemmas[kid]}"
            if trees.relations[kid] in {"amod", "compound"}:
                yield f"c={lemma},{trees.lemmas[kid]}"
            else:
                yield f"below case={trees.case(kid)}"
            for lower in trees.kids(kid, "amod", "compound")[:3]:
                yield f"below2={trees.lemmas[lower]}"
        yield from self._classes_of_line(place, above, whose)
        for one in (place, above):
            if one is not None and any(trees.words[kid] == "again" for kid in trees.kids(one, "advmod")):
                yield "!again"
        subject = self.sides.subject(place)
        if subject is not None:
            yield f"subject={trees.lemmas[subject]}"
            own = {trees.lemmas[at] for at in trees.under(subject, "acl", "nmod")}
            for level, words in _LEVEL_WORDS:
                if own & words:
                    yield f"!subject level={level}"
        channel = self.channel_at(place)
        yield f"line={channel.id if channel is not None else ''}"
        if channel is not None:
            yield f"line level={channel.level}"
        yield f"capital={self.passages.text[self.passages.starts[place]].isupper()}"
        if above is not None:
            governor = trees.lemmas[above]
            yield f"above={governor}"
            yield f"above={governor},{relation}"
            yield f"c={lemma},above={governor}"
            yield from self._predicate("above ", above)
            further = self._governor(above)
            if further is not None:
                yield f"further={trees.lemmas[further]}"
                yield f"further={trees.lemmas[further]},above={governor}"
                yield from self._predicate("further ", further)
                beyond = self._governor(further)
                if beyond is not None:
                    yield f"beyond={trees.lemmas[beyond]}"
        else:
            yield "above="
        yield from self._setting(place, whose)
        first, after = self.sentence_at(place)
        if first not in self._posts:
            self._posts[first] = post_group(self.passages, first, after)
        yield f"post={self._posts[first]}"
        yield f"page post={self._page_post()}"
        near = self.passages.states_in(max(first, place - 20), min(after, place + 12))
        yield f"near={min(3, len(near))}"
        for at in range(max(first, place - 5), min(after, place + 6)):
            if at != place and trees.tags[at][:2] in {"NN", "JJ", "VB", "RB"}:
                yield f"by={trees.lemmas[at]}"

    def _page_post(self) -> str | None:
        if self._post is None:
            self._post = (post_group(self.passages, 0, len(self.passages.words)),)
        return self._post[0]

    # Words

    def clause(self, place: int) -> tuple[int, int]:
        """Return what a word heads, from itself on: what is joined to it, and further clauses, left out."""
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
                if relation in {"punct", "parataxis", "discourse"} or kid < begin:
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


_NOT = frozenset({"not", "n't", "n’t", "never", "no", "longer"})
_MOODS = (("will", "will"), ("shall", "will"), ("would", "would"), ("should", "should"), ("must", "should"),
          ("may", "may"), ("might", "may"), ("could", "may"), ("can", "may"))  # fmt: skip
_LEVEL_WORDS = (
    ("military", frozenset("military militaries defense defence army navy pentagon general commander force".split())),
    ("operational", frozenset("operational theater theatre maritime hotline deconfliction coast".split())),
    ("leaders", frozenset("president leader premier prime king chancellor summit xi biden trump putin".split())),
    ("ministers", frozenset("minister secretary foreign ministerial envoy adviser treasury commerce vice".split())),
    ("working", frozenset("group working committee commission team trade economic consultation expert".split())),
)
"""Words that tell who talks over a line."""
FAINT = 0.01
"""Share at a glance below which a word is not looked at more closely: cross-validated, 7 in 10 words, and 1 in 10 of
those that head something undertaken, few of which would be found."""
_JOINED = 5
_FAR = 14
"""Words after which a further clause says something else."""


def overlapping(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two stretches share half of the shorter one's words."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


_latest: tuple[tuple[object, ...], Readings] | None = None


def readings_of(
    document: Document,
    analysis: Analysis,
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    reference: Reference,
) -> Readings:
    """Return the readings of a document; commitments and channels ask for the same ones, one after the other."""
    global _latest
    given: tuple[object, ...] = (document, analysis, times, statements, actors, mentions, reference)
    latest = _latest
    if latest is not None and all(one is other for one, other in zip(latest[0], given, strict=True)):
        return latest[1]
    made = Readings(Passages(document, analysis, times, statements, actors, mentions, reference), analysis)
    _latest = given, made
    return made
