"""Who tells a saying without one of his own: "a source quoted by Reuters", "as Reuters reported", a turn's speaker.

The chains of :mod:`onrecord.statements._chains` come from sayings within sayings. Here the teller reports nothing else;
the tree tells where he stands (Universal Dependencies), or the label of the turn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.language import Analysis
from onrecord.language.trees import has_trees
from onrecord.statements._grammar import Grammar
from onrecord.statements._phrases import DAYS, MONTHS
from onrecord.statements._transcripts import Turn
from onrecord.statements._types import Attribution, Stretch

_QUOTE = frozenset({"quote", "cite"})
_SAY = frozenset({"say", "tell"})
_QUOTED_WITHIN = 30  # tokens between "quoted" and "as saying"
_QUOTED_AGAIN_WITHIN = 500  # code points
_STEPS = 3  # up the tree from the one to the other
_REPORT = frozenset({"report", "write", "tell", "note", "reveal", "publish"})
"""Not "say": "As aides said …, he said …" are two sayings at one time."""
_REPORTED = frozenset({"report", "quote", "cite", "publish", "carry", "air", "broadcast"})
_CARRIED = frozenset({"carry", "broadcast", "air", "report", "quote"})
_WORDS = frozenset({"remark", "speech", "statement", "comment", "address", "message"})
"""Words that somebody says and that others carry: "said in remarks carried by Interfax"."""
_HYPHENS = "-\u2010\u2011"
_SUBJECTS = ("nsubj", "nsubj:pass")
_OBJECTS = ("obj", "iobj")
_PAPERS = frozenset("report story article dispatch piece account item column post segment interview".split())
"""What somebody publishes: who does, is told beside it ("a report in the Post citing officials")."""
_OF_PAPERS = frozenset({"from", "by", "in", "on", "at"})
_RELATIVES = frozenset({"which", "who", "that"})
_NOBODY = frozenset("he she it they i we you who which that this these those".split())
"""Alone these words name no teller."""
_IN_TURN = 0.9
"""A saying told within a turn of a transcript is this much less sure than one that a report tells."""


def with_tellers(text: str, analysis: Analysis, sayings: Sequence[Attribution]) -> list[Attribution]:
    """Give sayings the tellers that stand beside them, behind what tells them already.

    Args:
        text: the whole text.
        analysis: its tokens; without trees nothing is added.
        sayings: the sayings of the text.

    Returns:
        The same sayings in the same order.
    """
    if not has_trees(analysis):
        return list(sayings)
    beside = _Beside(text, analysis)
    sayings = [item for item in sayings if beside.turned_over(item)]
    for item in sayings:
        chain: list[Attribution] = []
        for told in (item, *item.via):
            if told is not item:
                chain.append(told)
            if told.inside is not None or not told.source:
                continue
            by = beside.quoted_by(told)
            known = [each.head or each.source[0] for each in (item, *item.via, *chain) if each.source]
            for teller in (*([by] if by is not None else ()), *beside.tellers(told)):
                if not any(_meet(teller, stretch) for stretch in known):
                    known.append(teller)
                    chain.append(Attribution(list(item.content), [teller], None, "", "say", teller, rule="beside"))
        item.via = chain
    beside.quoted_again(sayings)
    return list(sayings)


def told_in_turns(text: str, sayings: Sequence[Attribution], turns: Sequence[Turn]) -> list[Attribution]:
    """Give sayings told within a turn the turn's speaker as their last teller; leave out what he says of himself."""
    starts = [turn.label[0] for turn in turns]
    result = []
    for item in sayings:
        place = bisect_right(starts, item.start) - 1
        if place < 0:
            result.append(item)
            continue
        source = text[slice(*item.source[0])].lower() if item.source else ""
        if source in ("", "i", "we", "you") or item.rule == "bare quotation":
            continue
        label = turns[place].label
        if item.cue is not None and item.cue[0] < turns[place].content[0][0]:
            continue  # the label itself
        teller = Attribution([(item.start, item.end)], [label], None, "", "say", label, rule="transcript")
        item.via = [*item.via, teller]
        item.confidence *= _IN_TURN
        result.append(item)
    return result


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class _Beside:
    def __init__(self, text: str, analysis: Analysis) -> None:
        self._text = text
        self._grammar = Grammar(text, analysis)
        self._tokens = analysis.tokens
        self._children: dict[int, list[int]] = defaultdict(list)
        for place, token in enumerate(analysis.tokens):
            if token.head is not None and token.head >= 0:
                self._children[token.head].append(place)

    def quoted_by(self, item: Attribution) -> Stretch | None:
        """Find who quotes a source ("an official quoted by Reuters"), and part these words from those that name it."""
        start, end = item.head or item.source[0]
        for place in self._grammar.within(start, end):
            token = self._tokens[place]
            if token.start > start and token.xpos == "VBN" and self._lemma_in(place, _QUOTE):
                item.head = (start, self._tokens[place - 1].end)
                by = self._agent(place)
                return self._named(by) if by is not None else None
        return None

    def turned_over(self, item: Attribution) -> bool:
        """Give what somebody quotes another "as saying" to the other, and make who quotes him his teller.

        Returns:
            Whether any words are left that were said.
        """
        if item.cue is None or not item.source:
            return True
        found = next((pair for verb in self._grammar.within(*item.cue) if (pair := self._quoting(verb))), None)
        if found is None:
            return True
        quoting, saying = found
        if self._tokens[quoting].xpos == "VBN":
            return self._turned_over_passive(item, quoting)
        other = next((place for place in self._children[quoting] if self._tokens[place].deprel in _OBJECTS), None)
        subject = self._subject(quoting)
        if other is None or subject is None:
            return True
        start, end = self._tokens[quoting].start, self._tokens[saying].end
        left = [(a, b) for a, b in item.content if not (start <= a and b <= end)]
        left = [(max(a, end), b) if start <= a < end else (a, b) for a, b in left]
        if not left:
            return False
        teller, whom = self._named(subject), self._named(other)
        until = self._tokens[saying - 1].start
        if not _meet(item.head or item.source[0], whom):
            item.source = [(whom[0], len(self._text[:until].rstrip(" ,")))]
            item.head = (whom[0], self._end_of_name(other, whom[1]))
        item.content, item.dropped_source = left, False
        item.via = [one for one in item.via if not (one.source and _meet(one.head or one.source[0], teller))]
        item.via.insert(0, Attribution(list(left), [teller], None, "", "say", teller, rule="beside"))
        return True

    def _end_of_name(self, head: int, end: int) -> int:
        """Where the name ends that stands right behind a description: "building owner **Dewey Lineberry**"."""
        for place in self._children[head]:
            start, last = self._grammar.noun_phrase(place)
            if self._tokens[place].deprel == "appos" and not self._text[end:start].strip():
                return last
        return end

    def _turned_over_passive(self, item: Attribution, quoting: int) -> bool:
        """The same where "he was quoted by the Globe as saying" was taken for words of the Globe."""
        agent = self._agent(quoting)
        before = [place for place in self._children[quoting] if self._tokens[place].deprel in _SUBJECTS]
        subject = max((place for place in before if place < quoting), default=None)
        if agent is None or subject is None or not _meet(item.head or item.source[0], self._named(agent)):
            return True
        whom = self._named(subject)
        left = [
            (a, len(self._text[: min(b, whom[0])].rstrip())) if _meet((a, b), whom) else (a, b) for a, b in item.content
        ]
        left = [(a, b) for a, b in left if a < b]
        item.source, item.head, item.content = [whom], whom, left or item.content
        return True

    def quoted_again(self, sayings: Sequence[Attribution]) -> None:
        """Give "was quoted as saying" with nobody who quotes the tellers of the saying right before."""
        before: Attribution | None = None
        for item in sorted(sayings, key=lambda one: one.cue or one.content[0]):
            if item.cue is None:
                continue
            quoted = any(
                self._lemma_in(place, _QUOTE) and self._tokens[place].xpos == "VBN"
                for place in self._grammar.within(*item.cue)
            )
            near = before is not None and before.cue is not None and item.cue[0] - before.cue[1] < _QUOTED_AGAIN_WITHIN
            if quoted and not item.via and before is not None and near:
                item.via = list(before.via)
            before = item

    def _quoting(self, verb: int) -> tuple[int, int] | None:
        """The verbs of "quoted the minister as saying", from either of them."""
        if self._lemma_in(verb, _QUOTE):
            for place in range(verb + 1, min(len(self._tokens), verb + _QUOTED_WITHIN)):
                if self._is_said(place) and self._hangs_on(place, verb):
                    return verb, place
        elif self._is_said(verb):
            over = self._tokens[verb].head
            for _ in range(_STEPS):
                if over is None or over < 0:
                    return None
                if self._lemma_in(over, _QUOTE):
                    return over, verb
                over = self._tokens[over].head
        return None

    def _is_said(self, place: int) -> bool:
        """Tell whether a word is the verb of "as saying"."""
        return (
            self._tokens[place].xpos == "VBG" and self._lemma_in(place, _SAY) and self._grammar.word(place - 1) == "as"
        )

    def _hangs_on(self, place: int, verb: int) -> bool:
        over = self._tokens[place].head
        for _ in range(_STEPS):
            if over is None or over < 0 or over == verb:
                return over == verb
            over = self._tokens[over].head
        return False

    def tellers(self, item: Attribution) -> Iterator[Stretch]:
        """Find the words that name who tells a saying, beside its source and its cue."""
        for place in self._heads(item):
            if place is not None:
                yield self._named(place)

    def _named(self, head: int) -> Stretch:
        """The words of a noun, without the preposition that they hang on: "the Times of Israel"."""
        start, end = self._grammar.noun_phrase(head)
        if self._tokens[head].upos == "PROPN":
            for place in self._children[head]:
                of = any(self._grammar.word(child) == "of" for child in self._children[place])
                if of and place > head and self._tokens[place].upos == "PROPN":
                    end = max(end, self._grammar.noun_phrase(place)[1])
        places = self._grammar.within(start, end)
        first = next((place for place in places if self._tokens[place].deprel != "case"), head)
        start = self._tokens[first].start
        while start > 0 and self._text[start - 1] in _HYPHENS:  # "state-run Xinhua"
            start = max((self._text.rfind(mark, 0, start - 1) + 1 for mark in (" ", "\n", *_HYPHENS)), default=0)
        return start, end

    def _heads(self, item: Attribution) -> Iterator[int | None]:
        source = self._grammar.within(*(item.head or item.source[0]))
        heads = [place for place in source if self._tokens[place].head not in source]
        for head in heads[:1]:
            yield from self._of_source(head)
        if item.cue is not None:
            for verb in self._grammar.within(*item.cue):
                if self._tokens[verb].upos == "VERB":
                    yield from self._of_cue(verb)

    def _of_source(self, head: int) -> Iterator[int | None]:
        """Tellers of one who is quoted: "an official quoted by Reuters", "Reuters cited an official who said"."""
        for verb in self._children[head]:
            if self._is(verb, "acl", _QUOTE, "VBN"):
                yield self._agent(verb)
        citing = self._tokens[head].head
        if citing is None or citing < 0 or self._tokens[head].deprel != "obj" or not self._lemma_in(citing, _QUOTE):
            return
        subject = self._subject(citing)
        if subject is None and self._tokens[citing].xpos == "VBG":
            over = self._tokens[citing].head
            if over is not None and over >= 0:
                subject = self._publisher(over) if self._tokens[over].upos != "VERB" else self._subject(over)
        yield subject

    def _of_cue(self, verb: int) -> Iterator[int | None]:
        """Tellers of a whole saying: "was quoted by Reuters as saying", "said in Seoul, as Reuters reported"."""
        over = self._tokens[verb].head
        for quoted in (verb, over):
            if quoted is not None and quoted >= 0 and self._lemma_in(quoted, _QUOTE):
                if self._tokens[quoted].xpos == "VBN":
                    yield self._agent(quoted) or self._paper(quoted) or (self._paper(verb) if verb != quoted else None)
                break
        for child in self._children[verb]:
            if self._tokens[child].deprel == "obl" and (self._tokens[child].lemma or "").lower() in _WORDS:
                carried = child + 1
                told = carried < len(self._tokens) and self._tokens[carried].xpos == "VBN"
                if told and self._lemma_in(carried, _CARRIED):
                    yield self._agent(carried) or self._paper(carried)
            if child < verb or not self._is(child, "advcl", _REPORT | _REPORTED, "VBD", "VBZ", "VBP", "VBN"):
                continue
            if not any(self._grammar.word(place) == "as" for place in self._children[child]):
                continue
            if self._tokens[child].xpos == "VBN" and self._subject(child) is None:
                yield self._agent(child)
            elif self._lemma_in(child, _REPORT):
                yield self._subject(child)

    def _publisher(self, noun: int) -> int | None:
        """Who publishes a report; the noun itself where it is no report."""
        if (self._tokens[noun].lemma or "").lower() not in _PAPERS:
            return noun if self._tokens[noun].upos in ("NOUN", "PROPN") else None
        children = self._children[noun]
        for place in children:
            cases = {self._grammar.word(child) for child in self._children[place]}
            if self._tokens[place].deprel == "nmod" and cases & _OF_PAPERS:
                return place
        return next(
            (
                place
                for place in children
                if self._tokens[place].deprel in ("nmod:poss", "compound") and self._tokens[place].upos == "PROPN"
            ),
            None,
        )

    def _agent(self, verb: int) -> int | None:
        """Who does what a passive verb tells."""
        for place in self._children[verb]:
            if self._tokens[place].deprel in ("obl", "obl:agent") and any(
                self._grammar.word(child) == "by" for child in self._children[place]
            ):
                return place
        return None

    def _paper(self, verb: int) -> int | None:
        """The paper in which somebody is quoted: "was quoted in the Bulletin", "In the Post's report, a man was …"."""
        for place in self._children[verb]:
            within = any(self._grammar.word(child) in ("in", "on") for child in self._children[place])
            if self._tokens[place].deprel == "obl" and within:
                if (self._tokens[place].lemma or "").lower() in _PAPERS:
                    return self._publisher(place)
                if self._tokens[place].upos == "PROPN" and self._grammar.word(place) not in DAYS | MONTHS:
                    return place
        return None

    def _subject(self, verb: int) -> int | None:
        """Who does what a verb tells, or the verb that it is joined to; None for a pronoun."""
        token = self._tokens[verb]
        verbs = (verb, token.head) if token.deprel == "conj" and token.head is not None else (verb,)
        for one in verbs:
            subjects = [place for place in self._children.get(one, ()) if self._tokens[place].deprel in _SUBJECTS]
            if subjects:
                nearest = max((place for place in subjects if place < one), default=subjects[0])
                return self._antecedent(nearest) if self._grammar.word(nearest) in _NOBODY else nearest
        return None

    def _antecedent(self, pronoun: int) -> int | None:
        """The noun right before a relative pronoun: "for CNN, which had cited an official"."""
        if self._grammar.word(pronoun) not in _RELATIVES:
            return None
        before = pronoun - 1
        if before > 0 and self._grammar.word(before) == ",":
            before -= 1
        return before if before >= 0 and self._tokens[before].upos in ("PROPN", "NOUN") else None

    def _is(self, place: int, relation: str, lemmas: frozenset[str], *tags: str) -> bool:
        token = self._tokens[place]
        return (
            (token.deprel or "").partition(":")[0] == relation and token.xpos in tags and self._lemma_in(place, lemmas)
        )

    def _lemma_in(self, place: int, lemmas: frozenset[str]) -> bool:
        return (self._tokens[place].lemma or "").lower() in lemmas
