"""What the type of an event is told from, given its two sides: the path between them and the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from onrecord.events._status import reality_of
from onrecord.events._tree import Tree
from onrecord.events._triggers import entry_at

Tokens = range
_CONTENT = ("VB", "NN", "JJ", "RB")
_AFTER = 12  # tokens after the two sides whose words count apart
_MODALS = frozenset({"will", "would", "may", "might", "could", "can", "should", "must", "shall", "wo"})


def head_of(tree: Tree, tokens: Tokens) -> int:
    """Return the token of a stretch that the rest of the stretch hangs on."""
    for place in tokens:
        head = tree.head(place)
        if head is None or head not in tokens:
            return place
    return tokens[0]


def path_between(tree: Tree, source: int, target: int) -> tuple[list[int], list[int]]:
    """Return the way up from one token to the common governor, and the way down to the other."""
    up = [source, *tree.climb(source)]
    down = [target, *tree.climb(target)]
    place_in = {place: step for step, place in enumerate(down)}
    for step, place in enumerate(up):
        if place in place_in:
            return up[: step + 1], down[: place_in[place] + 1][::-1]
    return up, down[::-1]


class Clause:
    """The features of one clause between two sides.

    Args:
        tree: the tree of its text.
        source: tokens of who acts.
        target: tokens of who is acted upon.
    """

    def __init__(self, tree: Tree, source: Tokens, target: Tokens) -> None:
        self._tree = tree
        self._source, self._target = source, target
        self._up, self._down = path_between(tree, head_of(tree, source), head_of(tree, target))
        self._sentence = tree.sentences[tree.sentence_of[source[0]]].tokens

    def verbs(self) -> list[int]:
        """The words that can name the deed, the likeliest first: on the path, then what hangs on it."""
        tree = self._tree
        path = [*self._up[1:], *self._down[:-1]]
        on_path = [place for place in dict.fromkeys(path) if place not in self._source and place not in self._target]
        hanging = [
            kid
            for place in on_path
            for kid in tree.kids(place, "xcomp", "ccomp", "obj", "obl", "nmod", "advcl", "acl", "conj", "compound:prt")
            if kid not in on_path and kid not in self._source and kid not in self._target
        ]
        return list(dict.fromkeys(on_path + hanging))

    def lemmas(self, places: Iterable[int]) -> Iterator[str]:
        """The lemmas of some places that carry meaning."""
        for place in places:
            if self._tree.tag(place).startswith(_CONTENT):
                yield self._tree.lemmas[place]

    def zones(self) -> dict[str, list[str]]:
        """Lemmas by where they stand: on the path, hanging on it, between the two sides, in the sentence."""
        sides = {*self._source, *self._target}
        path = [p for p in dict.fromkeys([*self._up, *self._down]) if p not in sides]
        hanging = [place for place in self.verbs() if place not in path]
        first, last = min(self._source[0], self._target[0]), max(self._source[-1], self._target[-1])
        between = [place for place in range(first, last + 1) if place not in sides]
        after = list(range(last + 1, self._sentence[-1] + 1))[:_AFTER]
        rest = [p for p in self._sentence if p not in sides]
        governor = [self._up[-1]] if self._up[-1] not in sides else path[:1]
        return {
            "governor": list(self.lemmas(governor)),
            "path": list(self.lemmas(path)),
            "hanging": list(self.lemmas(hanging)),
            "between": list(self.lemmas(between)),
            "after": list(self.lemmas(after)),
            "sentence": list(self.lemmas(rest)),
        }

    def features(self) -> dict[str, float]:
        """Named features with their weights."""
        tree = self._tree
        found: dict[str, float] = {}

        def add(name: str, weight: float = 1.0) -> None:
            found[name] = max(weight, found.get(name, 0.0))

        zones = self.zones()
        for zone, lemmas in zones.items():
            for lemma in lemmas:
                add(f"{zone}={lemma}", 1.0 if zone != "sentence" else 0.5)
        sides = {*self._source, *self._target}
        path = [p for p in dict.fromkeys([*self._up, *self._down]) if p not in sides]
        for place in path:
            add(f"pathrel={tree.relations[place]}", 0.3)
        relations = [
            tree.relations[self._up[max(0, len(self._up) - 2)]],
            tree.relations[self._down[min(1, len(self._down) - 1)]],
        ]
        add(f"arms={relations[0]}>{relations[1]}", 0.5)
        case = tree.case(head_of(tree, self._target))
        add(f"case={case}", 0.7)
        for place in path:
            add(f"lemmacase={tree.lemmas[place]}:{case}", 0.7)
            for kid in tree.kids(place, "obj", "xcomp", "compound:prt", "advmod", "ccomp", "obl", "nmod"):
                if kid not in sides:
                    add(f"pair={tree.lemmas[place]}+{tree.lemmas[kid]}", 1.0)
        add("order=" + ("st" if self._source[0] < self._target[0] else "ts"), 0.5)
        for name, weight in self.by_lexicon().items():
            add(name, weight)
        for place in path[:4]:
            if tree.is_verb(place):
                reality = reality_of(tree, place)
                add(f"reality={reality.status}", 0.5)
                break
        words = [tree.words[p] for p in self._sentence]
        for modal in _MODALS & set(words):
            add(f"modal={modal}", 0.3)
        for near in (self._source, self._target):
            name = "S" if near is self._source else "T"
            for place in range(max(self._sentence[0], near[0] - 3), near[0]):
                add(f"before{name}={tree.lemmas[place]}", 0.4)
            for place in range(near[-1] + 1, min(self._sentence[-1] + 1, near[-1] + 5)):
                add(f"after{name}={tree.lemmas[place]}", 0.4)
        lemmas = [tree.lemmas[p] if p not in sides else ("<s>" if p in self._source else "<t>") for p in self._sentence]
        squeezed = [lemma for step, lemma in enumerate(lemmas) if step == 0 or lemma != lemmas[step - 1]]
        for one, other in pairwise(squeezed):
            add(f"two={one}_{other}", 0.4)
        return found

    def by_lexicon(self) -> dict[str, float]:
        """What the lexicon says of the words on and near the path, by the order in which they stand."""
        tree = self._tree
        found: dict[str, float] = {}
        party = lambda place: tree.tag(place).startswith(("NNP", "PRP"))  # noqa: E731
        sides = {*self._source, *self._target}
        path = [p for p in dict.fromkeys([*self._up, *self._down]) if p not in sides]
        rank = 0
        types: list[str] = []
        for place in self.verbs():
            entry = entry_at(tree, place, party, weak=True)
            if entry is None:
                continue
            zone = "path" if place in path else "hang"
            name = f"lex:{zone}:{entry.event}"
            found[name] = max(found.get(name, 0.0), 1.0 / (1 + 0.3 * rank))
            if rank == 0:
                found[f"lexfirst={entry.event}"] = 1.5
                found[f"lexmode={entry.event}/{entry.mode}"] = 0.5
            types.append(entry.event)
            rank += 1
        for one, other in pairwise(types[:3]):
            found[f"lexpair={one}+{other}"] = 1.0
        for place in self._sentence:
            if place in sides:
                continue
            entry = entry_at(tree, place, party, weak=True)
            if entry is not None:
                name = f"lex:any:{entry.event}"
                found[name] = min(1.0, found.get(name, 0.0) + 0.4)
        if not types:
            found["lexfirst=none"] = 1.0
        return found
