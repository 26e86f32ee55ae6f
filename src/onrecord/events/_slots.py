"""Which countries stand where around a word that may name a deed: the places from which its sides are chosen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.events._cast import Cast
from onrecord.events._frames import is_passive, object_heads, relation_to_carrier, subject_heads
from onrecord.events._tree import Tree
from onrecord.records import Document, Participant, Statement

_MOST_SLOTS_OF_CLAUSES = 3  # complements that are looked into
OUTER = ("sentence:", "main:", "home", "title", "speaker", "page:")
"""Slots of countries that stand apart from the word."""
_UP = 3  # governing verbs that are looked at


@dataclass(slots=True)
class Candidate:
    """A word that may name a deed, with who stands around it."""

    place: int
    is_verb: bool
    """Whether it tells the deed itself; a noun is told by its carrier."""
    carrier: int | None
    """The verb that tells it: itself, or the verb on which a noun hangs."""
    statement: Statement | None
    """The saying in whose content it stands."""
    slots: list[tuple[str, Participant]] = field(default_factory=list)
    """Participants with the place where each stands, the nearest first."""
    heads: dict[str, int] = field(default_factory=dict)
    """The word by which each country is nearest to it."""
    _countries: tuple[int, dict[str, list[str]]] = field(default_factory=lambda: (0, {}))
    """The slots of each country, and of how many slots they were gathered."""

    def countries(self) -> dict[str, list[str]]:
        """Return the slots of each country, in the order in which the countries stand; remembered."""
        if self._countries[0] == len(self.slots):
            return self._countries[1]
        found: dict[str, list[str]] = {}
        for slot, party in self.slots:
            if party.country is not None:
                names = found.setdefault(party.country, [])
                if slot not in names:
                    names.append(slot)
        self._countries = len(self.slots), found
        return found


class Slots:
    """Finds who stands where.

    Args:
        tree: the tree of the document.
        cast: its participants.
        document: the document.
    """

    def __init__(self, tree: Tree, cast: Cast, document: Document) -> None:
        self._tree, self._cast = tree, cast
        self._known: dict[tuple[int, str | None], list[tuple[str, Participant]]] = {}
        self._parties: dict[int, list[tuple[int, Participant]]] = {}
        named = self._by_sentence()
        self._in_sentence = [sorted((first, country) for first, _, country in row) for row in named]
        self.words_of_countries = [sorted({(tree.top(a, b), country) for a, b, country in row}) for row in named]
        """The words of each sentence that name countries, of each name the one by which it hangs on the rest."""
        titles = [(part.start, part.end) for part in document.roles if part.role == "title"]
        self._of_title = sorted(
            {
                country
                for place, country in (item for row in self._in_sentence for item in row)
                for start, end in titles
                if start <= tree.tokens[place].start < end
            }
        )

    def _by_sentence(self) -> list[list[tuple[int, int, str]]]:
        """The countries that each sentence speaks of, with the first and the last token of the words."""
        tree = self._tree
        starts = [token.start for token in tree.tokens]
        rows: list[list[tuple[int, int, str]]] = [[] for _ in tree.sentences]
        for mention, country in self._cast.countries_of_mentions():
            place = bisect_left(starts, mention.start)
            if place < len(starts) and starts[place] < mention.end:
                rows[tree.sentence_of[place]].append((place, bisect_left(starts, mention.end) - 1, country))
        for number, sentence in enumerate(tree.sentences):
            known = {country for _, _, country in rows[number]}
            for country, first, last in self._cast.countries_named(sentence.tokens):
                if country not in known:
                    rows[number].append((first, last, country))
        return [[row for row in each if not self._is_only_where(row[1])] for each in rows]

    def _is_only_where(self, last: int) -> bool:
        noun = self._tree.head(last) if self._tree.related(last, "amod", "compound", "nmod") else None
        return noun is not None and self._cast.is_only_where(noun)

    def _at(self, head: int, statement: Statement | None) -> list[tuple[str, Participant]]:
        """Participants that a head names, with a mark where they are only meant: "both", "he"."""
        key = (head, None if statement is None else statement.id)
        found = self._known.get(key)
        if found is None:
            found = []
            for one in self._tree.joined(head):
                is_pronoun = self._tree.tag(one).startswith("PRP")
                mark = "@pronoun" if is_pronoun else ""
                parties = [party for party in self._cast.of(one, statement, joined=False) if party.country is not None]
                if not self._cast.means_both(one):
                    found.extend((mark, party) for party in parties)
                elif is_pronoun:
                    # "we", "they": whoever the room of actors knows, else the two spoken of last
                    found.extend((mark, party) for party in parties if party.actor is not None)
                    found.extend(("@they", party) for party in self._pair_at(one))
                else:
                    found.extend(("@both", party) for party in self._pair_at(one) or parties)
            self._known[key] = found
        return found

    def _pair_at(self, place: int) -> list[Participant]:
        """The two countries that were spoken of last before a place, under its words."""
        number = self._tree.sentence_of[place]
        for back in range(number, max(-1, number - 6), -1):
            named = list(dict.fromkeys(c for at, c in self._in_sentence[back] if at < place))
            if len(named) >= 2:
                return [self._cast.under_words(place, country) for country in named[:2]]
        return []

    def fill(self, candidate: Candidate) -> None:
        """Find the slots of a candidate."""
        found = candidate.slots
        seen: set[tuple[str, str | None, str | None]] = set()
        for slot, head in self._heads(candidate):
            for mark, party in self._at(head, candidate.statement):
                key = (slot + mark, party.actor, party.country)
                if key not in seen:
                    seen.add(key)
                    found.append((slot + mark, party))
                    if party.country is not None:
                        candidate.heads.setdefault(party.country, head)
        found.extend(self._around(candidate))

    def _around(self, candidate: Candidate) -> Iterator[tuple[str, Participant]]:
        """Participants that the page or the sentence knows, wherever they stand."""
        cast = self._cast
        if candidate.statement is not None:
            yield from (("speaker", party) for party in cast.speaker_of(candidate.statement))
        if cast.home is not None:
            yield "home", Participant(None, "", cast.home, "GOV")
        sentence = self._tree.sentence_of[candidate.place]
        for place, party in self._named_in(sentence):
            yield ("sentence:before" if place < candidate.place else "sentence:after"), party
        if sentence:
            yield from (("sentence:previous", party) for _, party in self._named_in(sentence - 1))
        for rank, party in enumerate(cast.main):
            yield f"main:{rank}", party
        for country in self._of_title:
            yield "title", Participant(None, "", country, "GOV")
        for rank, country in enumerate(cast.most_mentioned):
            yield f"page:{rank}", Participant(None, "", country, "GOV")

    def _named_in(self, sentence: int) -> list[tuple[int, Participant]]:
        """The countries that a sentence speaks of, each once before and after, with the first token of the words."""
        found = self._parties.get(sentence)
        if found is None:
            rows = self._in_sentence[sentence]
            found = self._parties[sentence] = [(place, self._cast.under_words(place, code)) for place, code in rows]
        return found

    def _heads(self, candidate: Candidate) -> Iterator[tuple[str, int]]:
        place = candidate.place
        if candidate.is_verb:
            yield from self._of_verb(place, "")
            yield from self._of_complements(place)
            yield from self._of_governors(place)
        else:
            yield from self._of_noun(place, "")
            if candidate.carrier is not None:
                top, relation = relation_to_carrier(self._tree, place, candidate.carrier)
                case = self._tree.case(top)
                where = relation.partition(":")[0] + (f":{case}" if case else "")
                yield from self._of_verb(candidate.carrier, f"{where}<")
                yield from self._of_governors(candidate.carrier)

    def _of_verb(self, verb: int, before: str) -> Iterator[tuple[str, int]]:
        tree = self._tree
        subjects = subject_heads(tree, verb)
        own = "subject" if any(tree.head(head) == verb for head in subjects) else "subject^"
        for head in subjects:
            yield before + own, head
        passive = is_passive(tree, verb)
        for head in object_heads(tree, verb):
            yield before + ("object:passive" if passive else "object"), head
            yield from self._of_noun(head, f"{before}object>")
        if tree.kids(verb, "cop") or not tree.is_verb(verb):
            yield from self._of_noun(verb, before)
        for head in tree.kids(verb, "obl", "nmod"):
            case = tree.case(head)
            yield f"{before}oblique:{case}", head
            for inner in tree.kids(head, "nmod"):
                yield f"{before}oblique>{tree.case(inner)}", inner
            for inner in tree.kids(head, "nmod:poss", "compound", "amod"):
                yield f"{before}oblique:{case}>of", inner

    def _of_noun(self, noun: int, before: str) -> Iterator[tuple[str, int]]:
        tree = self._tree
        for head in tree.kids(noun, "nmod:poss"):
            yield f"{before}possessor", head
        for head in tree.kids(noun, "compound", "amod"):
            token = tree.tokens[head]
            if tree.text[token.start : token.end][:1].isupper():
                yield f"{before}compound", head
        for head in tree.kids(noun, "nmod"):
            if not tree.related(head, "nmod:poss"):
                case = tree.case(head)
                yield f"{before}of:{case}", head
                for inner in tree.kids(head, "nmod"):
                    yield f"{before}of>{tree.case(inner)}", inner
        for head in tree.kids(noun, "acl"):
            if tree.is_verb(head):
                for inner in [*tree.kids(head, "nsubj", "obj"), *tree.kids(head, "obl")]:
                    yield f"{before}clause:{tree.relations[inner].partition(':')[0]}:{tree.case(inner)}", inner

    def _of_complements(self, verb: int) -> Iterator[tuple[str, int]]:
        tree = self._tree
        for clause in tree.kids(verb, "xcomp", "ccomp", "advcl")[:_MOST_SLOTS_OF_CLAUSES]:
            before = f"{tree.relations[clause].partition(':')[0]}>"
            for head in tree.kids(clause, "nsubj"):
                yield f"{before}subject", head
            for head in tree.kids(clause, "obj", "iobj"):
                yield f"{before}object", head
                for inner in tree.kids(head, "nmod", "nmod:poss", "compound", "amod"):
                    yield f"{before}object>{tree.case(inner) or 'of'}", inner
            for head in tree.kids(clause, "obl"):
                yield f"{before}oblique:{tree.case(head)}", head

    def _of_governors(self, verb: int) -> Iterator[tuple[str, int]]:
        tree = self._tree
        below = verb
        steps = 0
        for above in tree.climb(verb):
            if steps == _UP:
                return
            relation = tree.relations[below].partition(":")[0]
            if tree.is_verb(above):
                steps += 1
                before = f"up{steps}:{relation}<"
                for head in subject_heads(tree, above):
                    yield f"{before}subject", head
                for head in object_heads(tree, above):
                    yield f"{before}object", head
                for head in tree.kids(above, "obl"):
                    if head != below:
                        yield f"{before}oblique:{tree.case(head)}", head
            elif relation == "acl":
                yield "described", above
                yield from self._of_noun(above, "described>")
            below = above


def sides_named(parties: Iterable[Participant]) -> frozenset[str]:
    """Return the countries of some participants."""
    return frozenset(party.country for party in parties if party.country is not None)
