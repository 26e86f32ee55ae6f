"""Who acts and who is acted upon: from tokens of the tree, by the mentions, to participants with country and sector."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from onrecord.events._tree import Tree
from onrecord.records import Actor, Document, Evidence, Mention, Participant, Statement
from onrecord.reference import Reference

_I = frozenset({"i", "me", "my", "myself", "mine"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_BOTH = frozenset({"they", "both", "them", "themselves", "their", "we", "us", "our", "each"})
_SIDES = frozenset(
    "side leader country president nation minister official team power counterpart head government party".split()
)
_WHERE = frozenset("capital city town resort island port border coast airport village".split())
_LOCATIVES = frozenset("in at near outside around to from off".split())
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_LONGEST_NAME = 7  # tokens of a country's name: "Democratic People's Republic of Korea" has six
_CODE = 3  # letters of a country's code
_TWO = 2
_OFFICIAL = frozenset({"GOV", "MIL", "LEG"})
_MOST_MENTIONED = 3
_LOOK_BACK = 60  # tokens between a thing and its second naming

_EUROPE = ("Europe", "European", "Europeans", "European Union", "European Commission", "EU", "E.U.")
"""Names of the body that its member states act through, by PLOVER's code."""

_NO_COUNTRIES = (
    "New Mexico", "Gulf of Mexico", "South China Sea", "East China Sea", "Sea of Japan", "Indian Ocean", "Persian Gulf",
    "New England", "Washington Post", "New York Times", "American Indian", "Washington State",
)  # fmt: skip
"""Names that hold the name of a country and mean none."""

_SECTORS = {
    "MIL": "military troop troops soldier force forces army navy jet aircraft plane bomber warship ship destroyer"
    " general admiral militaries balloon drone missile fighter",
    "GOV": "government administration official officials officer minister ministry president leader envoy diplomat"
    " ambassador cabinet regime authority authorities side embassy delegation counterpart negotiator spokesman"
    " spokeswoman spokesperson",
    "LEG": "parliament lawmaker lawmakers congress senate senator congressman legislator legislature",
    "COP": "police officer policeman",
    "JUD": "court judge prosecutor prosecutors",
    "BUS": "company companies firm firms business businesses bank exporter importer manufacturer entity entities",
    "JRN": "journalist journalists reporter newspaper outlet media",
    "CVL": "people citizen citizens civilian civilians national nationals resident protester protesters activist",
    "EDU": "student students university universities scholar",
    "SPY": "spy spies",
    "CRM": "hacker hackers trafficker traffickers",
}  # fmt: skip
_SECTOR_OF = {word: sector for sector, words in _SECTORS.items() for word in words.split()}


@lru_cache(maxsize=4)
def _country_words(reference: Reference) -> dict[str, str]:
    """Names, demonyms and government metonyms of countries as written, with their codes."""
    found: dict[str, str] = {}
    for country in reference.countries.values():
        for name in (country.name, *country.other_names, *country.demonyms, *country.government_metonyms):
            if name and name[0].isupper():
                found.setdefault(name, country.code)
    for country in reference.countries.values():
        if country.capital:
            found.setdefault(country.capital, country.code)
    found.update({"US": "USA", "U.S.": "USA", "America": "USA", "American": "USA", "Americans": "USA", "UK": "GBR"})
    found.pop("us", None)
    found.update(dict.fromkeys(_EUROPE, "EUR"))
    found.update(dict.fromkeys(_NO_COUNTRIES, ""))
    return found


class Cast:
    """The participants of one document's events.

    Args:
        tree: the document's tree.
        document: the document.
        actors: the actors it speaks of.
        mentions: where it speaks of them.
        reference: names of countries.
    """

    def __init__(
        self,
        tree: Tree,
        document: Document,
        actors: Sequence[Actor],
        mentions: Sequence[Mention],
        reference: Reference,
    ) -> None:
        self._tree = tree
        self._document = document
        self.actors = {actor.id: actor for actor in actors}
        self._countries = _country_words(reference)
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.id))
        self._starts = [mention.start for mention in self._mentions]
        self._reach = max((mention.end - mention.start for mention in mentions), default=0)
        self._learnt: dict[str, str] = {}
        """Countries of actors whom the tables do not know, as the text names them."""
        self.home = self._home(reference)
        """Country of the government whose own page it is, or whose official posted it."""
        self._counts = self._mentioned()
        self._main = self._main_pair()
        self.pair: tuple[Participant, ...] = self._main
        """The two sides that were spoken of last: "they", "the two sides"."""
        self._by_family = {actor.name.split()[0]: actor for actor in actors if actor.kind == "person" and actor.name}

    def _home(self, reference: Reference) -> str | None:
        document = self._document
        account = reference.account_at(document.url) if document.kind == "original" else None
        if account is not None:
            return account.country
        if document.kind not in ("official", "transcript") or not document.outlet:
            return None
        for actor in self.actors.values():
            if document.outlet in (actor.name, *actor.aliases) and actor.country:
                return actor.country
        words = document.outlet.replace("U.S.", "US").split()
        for size in range(_LONGEST_NAME, 0, -1):
            for first in range(len(words) - size + 1):
                if code := self._countries.get(" ".join(words[first : first + size])):
                    return code
        return None

    def _mentioned(self) -> list[tuple[str, int]]:
        """How often the page speaks of each country, the most first; the state whose page it is before all."""
        counts: dict[str, int] = {}
        for _, country in self.countries_of_mentions():
            if len(country) == _CODE:
                counts[country] = counts.get(country, 0) + 1
        if self.home is not None:
            counts[self.home] = counts.get(self.home, 0) + len(self._mentions)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    @property
    def most_mentioned(self) -> tuple[str, ...]:
        """The countries that the page speaks of most."""
        return tuple(country for country, _ in self._counts[:_MOST_MENTIONED])

    def _main_pair(self) -> tuple[Participant, ...]:
        """The two states that the page speaks of most, where two stand out."""
        ranked = self._counts
        if len(ranked) < _TWO or ranked[1][1] < _TWO or (len(ranked) > _TWO and ranked[2][1] * _TWO > ranked[1][1]):
            return ()
        return tuple(Participant(None, "", code, "GOV") for code, _ in ranked[:_TWO])

    @property
    def main(self) -> tuple[Participant, ...]:
        """The two states that the page speaks of most; empty where no two stand out."""
        return self._main

    def countries_of_mentions(self) -> Iterator[tuple[Mention, str]]:
        """Yield the mentions of actors that belong to a country, in text order."""
        for mention in self._mentions:
            actor = self.actors.get(mention.actor)
            if actor is not None and actor.country is not None:
                yield mention, actor.country

    def under_words(self, place: int, country: str) -> Participant:
        """Return a country as participant under the words of a place."""
        token = self._tree.tokens[place]
        quote = self._document.text[token.start : token.end]
        return Participant(None, quote, country, "GOV", Evidence(self._document.id, token.start, token.end, quote))

    def means_both(self, place: int) -> bool:
        """Return whether a word stands for two sides spoken of: "they", "the two leaders"."""
        return self._means_both(place)

    def counterpart(self, parties: Sequence[Participant]) -> list[Participant]:
        """Return the other side of the pair spoken of last; empty where one of these is not the one side of it."""
        own = {party.country for party in parties if party.country is not None}
        both = {party.country for party in self.pair}
        if len(own) != 1 or not own < both or len(both) != _TWO:
            return []
        return [party for party in self.pair if party.country not in own][:1]

    def mentions_at(self, start: int, end: int) -> list[Mention]:
        """Return the longest mentions that cover a stretch of text; two where one phrase means two actors."""
        found: list[Mention] = []
        place = bisect_right(self._starts, start) - 1
        while place >= 0 and self._starts[place] >= start - self._reach:
            mention = self._mentions[place]
            if mention.end >= end:
                found.append(mention)
            place -= 1
        if not found:
            return []
        longest = max(mention.end - mention.start for mention in found)
        return sorted(
            (mention for mention in found if mention.end - mention.start == longest),
            key=lambda mention: (mention.start, mention.actor),
        )

    def country_named(self, tokens: Iterable[int]) -> str | None:
        """Return the first country that the words of some tokens name."""
        found = self.countries_named(tokens)
        return found[0][0] if found else None

    def countries_named(self, tokens: Iterable[int]) -> list[tuple[str, int, int]]:
        """Return the countries that the words of some tokens name, each with its first and last token."""
        places = list(tokens)
        text, marks = self._tree.text, self._tree.tokens
        found: list[tuple[str, int, int]] = []
        skip = -1
        for number, place in enumerate(places):
            if place <= skip or not text[marks[place].start].isupper():
                continue
            for last in places[number : number + _LONGEST_NAME][::-1]:
                name = " ".join(text[marks[place].start : marks[last].end].split()).replace("\u2019", "'")
                code = self._countries.get(name)
                if code is not None:
                    if code:
                        found.append((code, place, last))
                    skip = last
                    break
        return found

    def is_only_where(self, place: int) -> bool:
        """Tell whether a noun says where something was: "in the Peruvian capital"; its country is then no side."""
        tree = self._tree
        return tree.words[place] in _WHERE and any(tree.words[kid] in _LOCATIVES for kid in tree.kids(place, "case"))

    def of(self, place: int, statement: Statement | None = None, *, joined: bool = True) -> list[Participant]:
        """Return the participants that a noun phrase names, given its head word.

        Args:
            place: the head word.
            statement: the statement in whose content it stands; its speaker is "I" and "we".
            joined: whether what is joined to it by "and" counts too.
        """
        heads = self._tree.joined(place) if joined else [place]
        found: dict[tuple[str | None, str | None, str], Participant] = {}
        for head in heads:
            for participant in self._of_one(head, statement):
                found.setdefault((participant.actor, participant.country, participant.text.lower()), participant)
        return list(found.values())

    def _of_one(self, place: int, statement: Statement | None) -> list[Participant]:
        tree = self._tree
        word = tree.words[place]
        if self.is_only_where(place):
            return []
        if word in _RELATIVE and tree.tag(place) in ("WP", "WDT", "IN", "WP$"):
            for above in tree.climb(place):
                if tree.related(above, "acl"):
                    noun = tree.head(above)
                    return self.of(noun, statement) if noun is not None and noun != place else []
            return []
        if tree.tag(place).startswith("PRP") and (word in _I or word in _WE):
            return self._speaker(place, statement)
        token = tree.tokens[place]
        named_he = self._by_family.get("He") if word == "he" and place and tree.tag(place - 1) == "NNP" else None
        if named_he is not None:
            quote = self._document.text[token.start : token.end]
            evidence = Evidence(self._document.id, token.start, token.end, quote)
            return [Participant(named_he.id, quote, named_he.country, named_he.sector, evidence)]
        mentions = self.mentions_at(token.start, token.end)
        if mentions:
            found = [self._from_mention(mention) for mention in mentions]
            if all(party.country is None for party in found):
                found = [self._with_country(party, place) for party in found]
                if all(party.country is None for party in found) and self._is_of_both(place):
                    return self._both(place)
            if any(party.country is not None for party in found) or not self._means_both(place):
                return found
        if self._means_both(place):
            return self._both(place)
        if tree.tag(place) in ("PRP", "PRP$", "DT", "EX", "CD"):
            return []
        if self._is_of_both(place):
            return self._both(place)
        country, actor = self._country_of_phrase(place, statement)
        if country is None:
            return []
        first, last = self._phrase(place)
        start, end = tree.tokens[first].start, tree.tokens[last].end
        quote = self._document.text[start:end]
        sector = _SECTOR_OF.get(tree.lemmas[place]) or _SECTOR_OF.get(tree.words[place])
        evidence = Evidence(self._document.id, start, end, quote)
        found = [Participant(actor, quote, country, sector, evidence)]
        found.extend(Participant(None, quote, other, sector, evidence) for other in self._beside(place, country))
        return found

    def _beside(self, place: int, country: str) -> list[str]:
        """The countries joined to the one that a phrase names: "the defence of South Korea and Japan"."""
        tree = self._tree
        for kid in tree.kids(place, "compound", "amod", "nmod:poss", "nmod"):
            if tree.case(kid) not in ("", "of", "from", "between"):
                continue
            named = [self._named_at(one) for one in tree.joined(kid)]
            if country in named:
                return [other for other in dict.fromkeys(named) if other is not None and other != country]
        return []

    def _named_at(self, place: int) -> str | None:
        """The country that a word names, or is of."""
        token = self._tree.tokens[place]
        for mention in self.mentions_at(token.start, token.end):
            actor = self.actors.get(mention.actor)
            if actor is not None and actor.country is not None:
                return actor.country
        return self.country_named([place, *self._tree.kids(place, "flat", "compound")])

    def _is_of_both(self, place: int) -> bool:
        """Whether a phrase belongs to both: "the countries' officials"."""
        return any(self._tree.is_noun(kid) and self._means_both(kid) for kid in self._tree.kids(place, "nmod:poss"))

    def _means_both(self, place: int) -> bool:
        tree = self._tree
        if tree.words[place] in _BOTH and not tree.tag(place).startswith("NN"):
            return True
        if tree.lemmas[place] in _SIDES or tree.words[place] == "two":
            words = {tree.words[kid] for kid in tree.kids(place, "det", "nummod", "amod", "det:predet")}
            if tree.lemmas[place] in ("country", "side", "nation") and tree.tag(place) == "NNS" and "the" in words:
                return True
            return bool(words & {"two", "both"}) or (tree.words[place] == "two" and "the" in words)
        return False

    def _both(self, place: int) -> list[Participant]:
        """The two sides spoken of last, under the words of this place."""
        first, last = self._phrase(place)
        start, end = self._tree.tokens[first].start, self._tree.tokens[last].end
        quote = self._document.text[start:end]
        evidence = Evidence(self._document.id, start, end, quote)
        return [Participant(party.actor, quote, party.country, party.sector, evidence) for party in self.pair]

    def countries_learnt(self) -> dict[str, str]:
        """Return the countries of officials whom the tables do not know, by actor: "Moldovan Minister Popescu"."""
        tree = self._tree
        starts = [token.start for token in tree.tokens]
        found: dict[str, str] = {}
        for mention in self._mentions:
            actor = self.actors.get(mention.actor)
            if actor is None or actor.country is not None or actor.sector not in _OFFICIAL or actor.id in found:
                continue
            first, last = bisect_right(starts, mention.start) - 1, bisect_right(starts, mention.end - 1) - 1
            if first < 0 or tree.sentence_of[first] != tree.sentence_of[last]:
                continue
            head = tree.top(first, last)
            words = [*tree.kids(head, "compound", "amod", "nmod:poss"), *range(first, last + 1)]
            country = self.country_named(sorted({word for word in words if word <= last}))
            if country is not None:
                found[actor.id] = country
        return found

    def _with_country(self, party: Participant, place: int) -> Participant:
        """Give an actor whom the tables do not know the country that the text names beside it."""
        key = party.actor or ""
        country = self._learnt.get(key)
        if country is None:
            tree = self._tree
            words = [*tree.kids(place, "compound", "amod", "nmod:poss"), *tree.kids(place, "appos", "nmod")]
            near = [inner for kid in words if kid < place for inner in tree.under(kid)]
            country = self.country_named(near) or self._country_of_phrase(place, None)[0]
            if country is None and self.home is not None:
                # "She will meet with President Tebboune": of the country that the release named last.
                before = self.countries_named(range(max(0, place - _LOOK_BACK), place))
                country = next((code for code, _, _ in reversed(before) if code != self.home), None)
            if country is not None and party.actor is not None:
                self._learnt[key] = country
        return party if country is None else Participant(party.actor, party.text, country, party.sector, party.evidence)

    def _speaker(self, place: int, statement: Statement | None) -> list[Participant]:
        token = self._tree.tokens[place]
        quote = self._document.text[token.start : token.end]
        evidence = Evidence(self._document.id, token.start, token.end, quote)
        if statement is None or statement.speaker is None or statement.speaker not in self.actors:
            return [] if self.home is None else [Participant(None, quote, self.home, "GOV", evidence)]
        actor = self.actors[statement.speaker]
        return [Participant(actor.id, quote, actor.country or self.home, actor.sector, evidence)]

    def speaker_of(self, statement: Statement | None) -> list[Participant]:
        """Return who says a statement, as a participant; for the page of a government that government."""
        if statement is None or statement.speaker is None:
            return [] if self.home is None else [Participant(None, self._document.outlet or "", self.home, "GOV")]
        actor = self.actors.get(statement.speaker)
        if actor is None:
            return []
        span = statement.speaker_span
        evidence = None if span is None else Evidence(self._document.id, span.start, span.end, span.quote)
        return [Participant(actor.id, statement.speaker_text, actor.country or self.home, actor.sector, evidence)]

    def _from_mention(self, mention: Mention) -> Participant:
        actor = self.actors.get(mention.actor)
        evidence = Evidence(self._document.id, mention.start, mention.end, mention.quote)
        country = actor.country if actor else None
        return Participant(mention.actor, mention.quote, country, actor.sector if actor else None, evidence)

    def _country_of_phrase(
        self, place: int, statement: Statement | None, depth: int = 0
    ) -> tuple[str | None, str | None]:
        """The country that a phrase's own words name, and the actor where the phrase is the state itself."""
        tree = self._tree
        if code := self.country_named([*tree.kids(place, "flat"), place]):
            return code, None
        kids = tree.kids(place, "compound", "amod", "nmod:poss", "nmod")
        # "his US counterparts": the other side's, whoever he is.
        own = [kid for kid in kids if tree.tag(kid) == "PRP$"]
        kids = [kid for kid in kids if kid not in own] + ([] if tree.lemmas[place] == "counterpart" else own)
        # "20 U.S. defense-related companies": the state may hang on the adjective.
        kids += [under for kid in kids if tree.related(kid, "amod") for under in tree.kids(kid, "obl:unmarked")]
        for kid in kids:
            if tree.case(kid) not in ("", "of", "from"):
                continue
            if tree.words[kid] in _WE:
                for speaker in self._speaker(kid, statement):
                    return speaker.country, None
            token = tree.tokens[kid]
            for mention in self.mentions_at(token.start, token.end):
                actor = self.actors.get(mention.actor)
                if actor is not None and actor.country is not None:
                    return actor.country, actor.id if tree.lemmas[place] in ("government", "side") else None
            if code := self.country_named([kid, *tree.kids(kid, "flat", "compound")]):
                return code, None
        for kid in tree.kids(place, "nmod"):
            if tree.case(kid) in ("of", "from", "by") and depth < _TWO:
                found = self._country_of_phrase(kid, statement, depth + 1)
                if found[0] is not None:
                    return found[0], None
        return self._named_before(place), None

    def persons_under(self, place: int) -> list[Participant]:
        """Return the persons and offices named in a list, clauses that describe them left out."""
        tree = self._tree
        found = []
        stack = [place]
        while stack:
            now = stack.pop()
            stack.extend(kid for kid in tree.children[now] if not tree.related(kid, "acl", "advcl", "obl", "nmod:poss"))
            token = tree.tokens[now]
            for mention in self.mentions_at(token.start, token.end):
                actor = self.actors.get(mention.actor)
                if actor is not None and actor.kind in ("person", "office"):
                    party = self._from_mention(mention)
                    found.append((mention.start, self._with_country(party, now) if party.country is None else party))
        return [party for _, party in sorted(found, key=lambda item: item[0])]

    def _named_before(self, place: int) -> str | None:
        """The country of the same thing named shortly before: "Biden's remarks … called the remarks wrong"."""
        tree = self._tree
        if not any(tree.words[kid] in ("the", "this", "these", "that", "those") for kid in tree.kids(place, "det")):
            return None
        lemma = tree.lemmas[place]
        for before in range(place - 1, max(-1, place - _LOOK_BACK), -1):
            if tree.lemmas[before] == lemma and tree.is_noun(before):
                for kid in tree.kids(before, "nmod:poss", "compound", "amod"):
                    token = tree.tokens[kid]
                    for mention in self.mentions_at(token.start, token.end):
                        actor = self.actors.get(mention.actor)
                        if actor is not None and actor.country is not None:
                            return actor.country
                    if code := self.country_named([kid]):
                        return code
        return None

    def _phrase(self, place: int) -> tuple[int, int]:
        """The words of a noun phrase, without what follows its head."""
        tree = self._tree
        first = place
        for kid in tree.kids(place, "det", "amod", "compound", "nmod:poss", "nummod", "nmod"):
            if kid < place:
                first = min(first, tree.under(kid)[0])
        return first, max([place, *tree.kids(place, "flat")])
