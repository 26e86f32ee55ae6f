"""The dependency trees of a text, ready to be walked (Universal Dependencies)."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.analysis import ROOT, Analysis

_LEMMAS = {"'s": "be", "’s": "be", "'re": "be", "’re": "be", "'ll": "will", "’ll": "will", "n't": "not", "n’t": "not"}


class Trees:
    """Words, lemmas, heads and children of all tokens of a text.

    Args:
        text: the text.
        analysis: an analysis with heads and relations (see :func:`has_trees`).
    """

    def __init__(self, text: str, analysis: Analysis) -> None:
        self.tokens = analysis.tokens
        self.words = [text[token.start : token.end].lower() for token in analysis.tokens]
        self.lemmas = [
            _LEMMAS.get(word, (token.lemma or word).lower())
            for token, word in zip(analysis.tokens, self.words, strict=True)
        ]
        self.heads = [token.head if token.head is not None else ROOT for token in analysis.tokens]
        self.relations = [token.deprel or "dep" for token in analysis.tokens]
        self.tags = [token.xpos or "" for token in analysis.tokens]
        self._hang()

    def _hang(self) -> None:
        """Gather what hangs on each token, by heads and relations."""
        self._plain = [relation.partition(":")[0] for relation in self.relations]
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for place, head in enumerate(self.heads):
            if 0 <= head < len(self.children) and head != place:
                self.children[head].append(place)

    def is_verb(self, place: int) -> bool:
        """Tell whether the token is a verb form."""
        return self.tags[place].startswith("VB")

    def is_noun(self, place: int) -> bool:
        """Tell whether the token is a noun or name."""
        return self.tags[place].startswith("NN")

    def kids(self, place: int, *relations: str) -> list[int]:
        """Return the children of these relations (a relation includes its subtypes), in text order."""
        children = self.children[place]
        if not children:
            return []
        full, plain = self.relations, self._plain
        found = []
        for kid in children:  # asked some thousand times a text: a loop, which calls nothing, is the quicker way
            if plain[kid] in relations or full[kid] in relations:
                found.append(kid)
        return found

    def related(self, place: int, *relations: str) -> bool:
        """Tell whether the token stands in one of these relations to its head."""
        return self._plain[place] in relations or self.relations[place] in relations

    def head(self, place: int) -> int | None:
        """Return the governor; None for a root."""
        head = self.heads[place]
        return head if 0 <= head < len(self.heads) and head != place else None

    def joined(self, place: int) -> list[int]:
        """Return the token and what is joined to it by "and" and commas."""
        found = [place]
        for kid in self.kids(place, "conj"):
            if self.is_verb(kid) == self.is_verb(place):
                found.extend(self.joined(kid))
        return found

    def alternative_to(self, place: int) -> int | None:
        """Return the verb to which another is joined by "or", "nor": what denies the one denies both; else None.

        "It does not seek a new Cold War or support independence": neither is done. A verb with a subject or an
        auxiliary of its own stands for itself.
        """
        head = self.head(place)
        if head is None or not self.related(place, "conj") or self.is_verb(head) != self.is_verb(place):
            return None
        if self.kids(place, "nsubj", "aux") or not any(
            self.words[kid] in ("or", "nor") for kid in self.kids(place, "cc")
        ):
            return None
        return head

    def case(self, place: int) -> str:
        """Return the first preposition of a phrase; empty where there is none."""
        for kid in self.children[place]:
            if kid < place and self.relations[kid] == "case":
                return self.words[kid]
        return ""

    def under(self, place: int, *without: str) -> range:
        """Return the stretch from the first to the last token below a token, children of some relations left out."""
        first = last = place
        stack = [place]
        for _ in range(len(self.heads)):
            if not stack:
                break
            now = stack.pop()
            if now < first:
                first = now
            elif now > last:
                last = now
            below = self.children[now]
            stack += [kid for kid in below if not self.related(kid, *without)] if without else below
        return range(first, last + 1)

    def climb(self, place: int) -> Iterator[int]:
        """Walk from a token to its root, the token itself left out."""
        for _ in range(len(self.heads)):
            head = self.head(place)
            if head is None:
                return
            yield head
            place = head


def has_trees(analysis: Analysis) -> bool:
    """Tell whether the engine gave heads and parts of speech."""
    return bool(analysis.tokens) and analysis.tokens[0].head is not None and analysis.tokens[0].xpos is not None
