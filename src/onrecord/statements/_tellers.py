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
from onrecord.statements._transcripts import Turn
from onrecord.statements._types import Attribution, Stretch

_QUOTE = frozenset({"quote", "cite"})
_REPORT = frozenset({"report", "write", "tell", "note", "reveal", "publish"})
"""Not "say": "As aides said …, he said …" are two sayings at one time."""
_REPORTED = frozenset({"report", "quote", "cite", "publish", "carry", "air", "broadcast"})
_SUBJECTS = ("nsubj", "nsubj:pass")
_PAPERS = frozenset("report story article dispatch piece account item column post segment interview".split())
"""What somebody publishes: who does, is told beside it ("a report in the Post citing officials")."""
_OF_PAPERS = frozenset({"from", "by", "in", "on", "at"})
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

    def tellers(self, item: Attribution) -> Iterator[Stretch]:
        """Find the words that name who tells a saying, beside its source and its cue."""
        for place in self._heads(item):
            if place is not None:
                yield self._named(place)

    def _named(self, head: int) -> Stretch:
        """The words of a noun, without the preposition that they hang on."""
        start, end = self._grammar.noun_phrase(head)
        places = self._grammar.within(start, end)
        first = next((place for place in places if self._tokens[place].deprel != "case"), head)
        return self._tokens[first].start, end

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
        if over is not None and over >= 0 and self._lemma_in(over, _QUOTE) and self._tokens[over].xpos == "VBN":
            yield self._agent(over)
        for child in self._children[verb]:
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

    def _subject(self, verb: int) -> int | None:
        """Who does what a verb tells, or the verb that it is joined to; None for a pronoun."""
        token = self._tokens[verb]
        verbs = (verb, token.head) if token.deprel == "conj" and token.head is not None else (verb,)
        for one in verbs:
            for place in self._children.get(one, ()):
                if self._tokens[place].deprel in _SUBJECTS:
                    return None if self._grammar.word(place) in _NOBODY else place
        return None

    def _is(self, place: int, relation: str, lemmas: frozenset[str], *tags: str) -> bool:
        token = self._tokens[place]
        return (
            (token.deprel or "").partition(":")[0] == relation and token.xpos in tags and self._lemma_in(place, lemmas)
        )

    def _lemma_in(self, place: int, lemmas: frozenset[str]) -> bool:
        return (self._tokens[place].lemma or "").lower() in lemmas
