"""The dependency trees of a text as the events walk them: longer prepositions, mended infinitives, lines."""

from __future__ import annotations

from onrecord.language import Analysis
from onrecord.language.trees import Trees, has_trees

__all__ = ["Tree", "has_trees"]

_CONTROL = frozenset(
    "lead force compel persuade cause ask urge press order tell allow enable help get prompt push encourage convince"
    " invite".split()
)
_LEMMAS = {"talks": "talk", "sanctions": "sanction", "'s": "be", "\u2019s": "be", "'ll": "will", "\u2019ll": "will"}


class Tree(Trees):
    """Words, lemmas, heads and children of all tokens of a text.

    Args:
        text: the text.
        analysis: an analysis with heads and relations (see :func:`has_trees`).
    """

    def __init__(self, text: str, analysis: Analysis) -> None:
        super().__init__(text, analysis)
        self.text = text
        self.lemmas = [_lemma(lemma, word) for lemma, word in zip(self.lemmas, self.words, strict=True)]
        if self._mend_infinitives():
            self._hang()
        self.sentence_of = [0] * len(analysis.tokens)
        for number, sentence in enumerate(analysis.sentences):
            for place in sentence.tokens:
                self.sentence_of[place] = number
        self.sentences = analysis.sentences
        self._cases: dict[int, str] = {}
        self._lines: list[int] = []

    def _mend_infinitives(self) -> bool:
        """Hang "to abandon" in "led him to abandon" on the verb whose object stands right before it; tell if any."""
        mended = False
        for mark in range(1, len(self.words) - 1):
            verb = self.heads[mark]
            if self.words[mark] != "to" or self.relations[mark] != "mark" or not mark < verb < len(self.words):
                continue
            if self.relations[verb] not in ("advcl", "acl") or self.tag(verb) != "VB":
                continue
            noun = mark - 1
            if self.relations[noun] == "flat" and 0 <= self.heads[noun] < mark:
                noun = self.heads[noun]
            above = self.heads[noun]
            controls = 0 <= above < noun and self.lemmas[above] in _CONTROL and self.relations[noun] in ("obj", "iobj")
            if controls and above != self.heads[verb]:
                self.heads[verb], self.relations[verb] = above, "xcomp"
                mended = True
        return mended

    def paragraph_of(self, sentence: int) -> int:
        """Return the number of the line in which a sentence stands."""
        if not self._lines:
            count, before = 0, 0
            for one in self.sentences:
                count += self.text.count("\n", before, one.start)
                before = one.start
                self._lines.append(count)
        return self._lines[sentence]

    def tag(self, place: int) -> str:
        """Return the part-of-speech tag of the Penn treebank; empty where not known."""
        return self.tags[place]

    def top(self, first: int, last: int) -> int:
        """Return the first of some words (both ends inclusive) that hangs on none of them."""
        for place in range(first, last + 1):
            if not first <= self.heads[place] <= last:
                return place
        return first

    def joined(self, place: int) -> list[int]:
        """Return the token and what is joined to it by "and" and commas."""
        found = [place]
        for kid in self.kids(place, "conj"):
            if not self.is_verb(kid) or self.is_verb(place):
                found.extend(self.joined(kid))
        return found

    def case(self, place: int) -> str:
        """Return the preposition of a phrase in lower case, remembered (see :meth:`_case`)."""
        found = self._cases.get(place)
        if found is None:
            found = self._cases[place] = self._case(place)
        return found

    def _case(self, place: int) -> str:
        """Return the preposition of a phrase in lower case, two words where it has two ("because of"); or ""."""
        marks = [kid for kid in self.kids(place, "case") if kid < place and self.words[kid] not in ("'s", "\u2019s")]
        if not marks:
            # "with Japanese Foreign Minister Mori": the parser may hang the preposition on a part of the name.
            first = self.under(place)[0]
            if first == place or not self.related(first, "case") or self.head(first) == place:
                return ""
            marks = [first]
        words = [self.words[marks[0]], *(self.words[kid] for kid in self.kids(marks[0], "fixed"))]
        before = marks[0] - 1
        if self.words[marks[0]] == "of" and before >= 0 and self.words[before] in ("ahead", "out", "outside"):
            words.insert(0, self.words[before])
        return " ".join(words)

    def stretch(self, tokens: range) -> tuple[int, int]:
        """Return the code points that a stretch of tokens covers."""
        return self.tokens[tokens[0]].start, self.tokens[tokens[-1]].end


def _lemma(lemma: str, word: str) -> str:
    return _LEMMAS.get(lemma, lemma[:-1] + "y" if lemma.endswith("i") and word.endswith(("ied", "ies")) else lemma)
