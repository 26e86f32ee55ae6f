"""Which states a phrase speaks for, and who does what a verb or a noun tells, read off the tree."""

from __future__ import annotations

from dataclasses import replace

from onrecord.language.trees import Trees
from onrecord.matters._passages import Party, Passages
from onrecord.matters._voices import NOT_A_PARTY

_OWN = frozenset({"i", "we", "us", "our", "my", "me", "ourselves", "ours"})
_THEY = frozenset({"they", "them", "their", "both", "each", "themselves", "theirs"})
_OF_A_STATE = frozenset(
    "side leader president country nation government military force team delegation participant minister counterpart"
    " official head party state power capital ministry authority administration diplomat negotiator envoy people army"
    " parliament congress department secretary premier chancellor ambassador spokesperson spokesman troops".split()
)
"""Nouns that stand for the state that is named with them."""
_CONTROL = frozenset(
    "urge ask press call order tell want allow enable invite encourage push require request demand lead expect remind"
    " warn help let persuade convince force implore appeal get make have".split()
)
"""Verbs whose object, not their subject, is to do what follows."""
_RECIPROCAL = frozenset("meet speak talk discuss negotiate consult communicate agree work cooperate continue".split())
_UNDERTAKE = frozenset(
    "commit commitment agree agreement pledge promise resolve consensus accord deal vow understanding".split()
)
_LETS = frozenset("allow permit exclude exempt".split())
"""Verbs that say in the passive what is let or kept from somebody: who says that Iran will not be allowed to have it
undertakes it, not Iran."""
_IT = frozenset({"he", "she", "it", "him", "her", "his", "its", "himself", "herself", "itself"})
_RULERS = frozenset("administration government ministry presidency regime".split())
_MUTUAL = frozenset(
    "agree commit reach sign resolve agreement deal accord treaty pact consensus understanding truce".split()
)
"""Words whose "with" names one who undertakes it as well."""
_SHARED = frozenset({"shared", "mutual", "joint"})
_WITH = 4
"""Words up the tree from what is undertaken to the agreement with somebody."""
_BACK = 60
"""Tokens back to whom "they" can be."""
_DEEPEST = 6

Whose = tuple[tuple[str, ...], str]
"""States, sorted, and how they are named: ``party``, ``we``, ``they``, ``pair``, ``phrase`` or ``none``."""
NOBODY: Whose = ((), "none")


class Sides:
    """Reads subjects and owners in one document.

    Args:
        trees: its trees.
        passages: who is named where, and who says what.
    """

    def __init__(self, trees: Trees, passages: Passages) -> None:
        self._trees = trees
        self._passages = passages
        self._looking = False
        self._party_at = {
            place: party
            for party in map(self._whole, reversed(passages.parties))
            for place in range(party.first, party.after)
        }

    def _whole(self, party: Party) -> Party:
        """A party with the first half of its name: "North and South Korea" are two."""
        before = self._passages.words[max(0, party.first - 2) : party.first]
        if before == ["north", "and"] and party.countries == ("KOR",):
            return replace(party, countries=("KOR", "PRK"))
        return party

    # Whom a phrase stands for

    def of_phrase(self, place: int) -> Whose:
        """Return the states that a phrase speaks for, with all that "and" joins to it."""
        found: set[str] = set()
        kind = "none"
        unknown = False
        for each in self._trees.joined(place):
            countries, how = self._of_one(each)
            found.update(country for country in countries if country not in NOT_A_PARTY)
            unknown |= not countries and (
                self._trees.tags[each].startswith("NNP")
                or self._trees.lemmas[each] in {"minister", "counterpart", "leader"}
            )
            met = self._passages.met
            if how == "pair" and self._trees.words[each] not in {"sides", "parties"} and len(met) > len(countries):
                found.update(met)
            kind = how if kind == "none" else kind
        beside = self._named_before_comma(place) if kind == "party" and len(found) == 1 else ()
        if beside:
            return tuple(sorted({*found, *beside})), kind
        if unknown and len(found) == 1 and kind == "party":
            # "Ambassador Greer and Vice Premier He": one of two persons is known
            met = self._passages.met
            found.update(met if found <= set(met) else self._passages.others_than(sorted(found)))
        return tuple(sorted(found)), kind

    def _named_before_comma(self, place: int) -> tuple[str, ...]:
        """The first of two who are joined in the manner of headlines: "Biden, Xi agree to …"."""
        words = self._passages.words
        own = self._party_at.get(place)
        if own is None or own.first < 2 or words[own.first - 1] != "," or words[own.after : own.after + 1] == [","]:
            return ()
        first = self._party_at.get(own.first - 2)
        if first is None or first.after != own.first - 1 or not self._passages.opens_sentence(first.first):
            return ()
        return first.countries if not set(first.countries) & set(own.countries) else ()

    def _of_one(self, place: int) -> Whose:
        trees, passages = self._trees, self._passages
        word, lemma = trees.words[place], trees.lemmas[place]
        joint = tuple(item.side for item in passages.joint if item.side is not None)
        if word in _OWN:
            saying = passages.saying_of_token(place)
            if joint and saying.statement is None:
                return joint, "we"
            return ((saying.side,), "we") if saying.side is not None else ((), "we")
        party = self._party_at.get(place)
        if self._several(place) and party is not None and len(party.countries) == 1:
            return passages.together(place) or party.countries, "pair"  # "the two leaders" are not one of them
        if word in _IT and party is None:
            return self._single_before(place)
        if word in _THEY:
            if joint:
                return joint, "they"
            before = self._plural_before(place) if not passages.met else ()
            if not before and party is not None and len(party.countries) > 1:
                return party.countries, "they"
            return before or passages.together(place), "they"
        if word == "koreas" or (lemma in _OF_A_STATE and self._of_both_koreas(place)):
            return ("KOR", "PRK"), "party"
        if party is not None:
            return party.countries, "party"
        if joint and word in {"parties", "signatories"}:
            return joint, "pair"
        named = tuple(passages.states_in(place, place + 1)) or self._named_with(place)
        if lemma not in _OF_A_STATE:
            return (named, "thing") if named else NOBODY
        if named:
            return named, "phrase"
        counted = {trees.words[kid] for kid in trees.kids(place, "det", "nummod", "cc", "amod")}
        if counted & {"both", "two", "each", "respective"} or lemma == "counterpart":
            return passages.together(place), "pair"
        if joint and lemma in {"participant", "delegation", "side", "country", "leader", "minister"}:
            return joint, "pair"
        if lemma in _RULERS and "the" in {trees.words[kid] for kid in trees.kids(place, "det")}:
            return self._single_before(place)
        return NOBODY

    def _several(self, place: int) -> bool:
        """Whether a noun stands for persons or states that are counted: "the two leaders", "both sides"."""
        trees = self._trees
        if trees.lemmas[place] not in _OF_A_STATE or not trees.tags[place].endswith("S"):
            return False
        return bool({trees.words[kid] for kid in trees.kids(place, "det", "nummod")} & {"both", "two"})

    def _single_before(self, place: int) -> Whose:
        """The state of whoever a single "it" or "he" is: the subject above it in its sentence, else who speaks, else
        the last subject before."""
        trees, passages = self._trees, self._passages
        if self._looking:
            return NOBODY
        self._looking = True
        found: Whose = NOBODY
        for above in trees.climb(place):
            subjects = [kid for kid in trees.kids(above, "nsubj") if kid < place]
            if subjects and place not in trees.under(subjects[-1]):
                countries, _ = self.of_phrase(subjects[-1])
                if len(countries) == 1:
                    found = countries, "it"
                    break
        if found is NOBODY:
            saying = passages.saying_of_token(place)
            statement = saying.statement
            if statement is not None and statement.mode == "indirect" and saying.side is not None:
                found = (saying.side,), "it"
        if found is NOBODY:
            for at in range(place - 1, max(-1, place - _BACK), -1):
                if not trees.related(at, "nsubj") or trees.words[at] in _THEY | _OWN | _IT:
                    continue
                countries, _ = self.of_phrase(at)
                if len(countries) == 1:
                    found = countries, "it"
                    break
        self._looking = False
        return found

    def _of_both_koreas(self, place: int) -> bool:
        """Whether "the Korean leaders", "leaders of North and South Korea" are those of both states."""
        trees = self._trees
        if trees.tags[place] not in {"NNS", "NNPS"}:
            return False
        kids = {trees.words[kid] for kid in trees.kids(place, "amod", "nmod", "compound")}
        return "koreas" in kids or (
            "korean" in kids and trees.words[place - 1] == "korean" and trees.words[place - 2] not in {"north", "south"}
        )

    def _plural_before(self, place: int) -> tuple[str, ...]:
        """The states of the last subject before a word that is more than one person."""
        trees = self._trees
        if self._looking:
            return ()  # "their officials" may itself be the subject that is looked for
        for at in range(place - 1, max(-1, place - _BACK), -1):
            if not trees.related(at, "nsubj") or trees.words[at] in _THEY | _OWN:
                continue
            if trees.tags[at] in {"NNS", "NNPS"} or len(trees.joined(at)) > 1:
                self._looking = True
                countries = self.of_phrase(at)[0]
                self._looking = False
                if countries:
                    return countries
        return ()

    def acting_in(self, first: int, after: int) -> list[str]:
        """Return the states named from one token to before another, those left out that are only places there."""
        found: dict[str, None] = {}
        for place in range(first, after):
            party = self._party_at.get(place)
            named = party.countries if party is not None and party.first == place else ()
            if party is None:
                named = tuple(self._passages.states_in(place, place + 1))
            for country in named:
                if country not in NOT_A_PARTY and not self._is_place(party.after - 1 if party else place):
                    found.setdefault(country)
        return list(found)

    def _is_place(self, place: int) -> bool:
        trees = self._trees
        for _ in range(3):
            if trees.case(place) in {"in", "at", "near", "outside"}:
                return True
            above = trees.head(place)
            if above is None or trees.relations[place] not in {
                "appos",
                "flat",
                "compound",
                "nmod:unmarked",
                "dep",
                "nmod",
                "list",
            }:
                return False
            if trees.case(place) not in {"", "of"}:
                return False
            inside = trees.case(above) in {"in", "at"}  # "in the sultanate of Oman"
            if trees.case(place) == "of" and not trees.tags[above].startswith("NNP") and not inside:
                return False
            place = above
        return False

    def _named_with(self, place: int) -> tuple[str, ...]:
        """The states that a noun's own words name: "the Chinese side", "leaders of both countries"."""
        trees = self._trees
        found: list[str] = []
        for kid in trees.kids(place, "nmod:poss", "compound", "amod", "nmod", "appos", "flat"):
            if trees.related(kid, "nmod") and kid > place and trees.case(kid) not in {"of", "from", "between", "in"}:
                continue
            if trees.words[kid] in _OWN | _THEY:
                found.extend(self._of_one(kid)[0])
                continue
            for each in trees.joined(kid):
                party = self._party_at.get(each)
                found.extend(party.countries if party is not None else self._passages.states_in(each, each + 1))
        return tuple(sorted({country for country in found if country not in NOT_A_PARTY}))

    # Who does it

    def subject(self, place: int, depth: int = 0) -> int | None:
        """Return the token of who does what a verb or noun tells; None where the tree does not say."""
        trees = self._trees
        if depth > _DEEPEST:
            return None
        own = [
            kid
            for kid in trees.kids(place, "nsubj")
            # "…, according to China's foreign ministry" now and then hangs on the verb as if it did it
            if all(trees.words[case] != "according" for case in trees.kids(kid, "case"))
        ]
        if own:
            agents = [kid for kid in trees.kids(place, "obl") if trees.case(kid) == "by"]
            if trees.relations[own[-1]] == "nsubj:pass" and agents:
                return agents[0]
            subject = own[-1]
            if trees.words[subject] in {"who", "which", "that"} and trees.related(place, "acl"):
                return trees.head(place)
            return subject
        above = trees.head(place)
        if above is None:
            return None
        relation = trees.relations[place].partition(":")[0]
        if relation in {"xcomp", "advcl", "ccomp"} and trees.lemmas[above] in _CONTROL:
            objects = trees.kids(above, "obj", "iobj") or [
                kid for kid in trees.kids(above, "obl") if trees.case(kid) in {"on", "upon"} and kid < place
            ]
            # the parser hangs the one who is asked now and then below what he is asked to do
            objects = objects or [kid for kid in trees.kids(place, "obj", "iobj") if above < kid < place]
            if objects and objects[0] != place:
                return objects[0]
        undertaken = trees.lemmas[above] in _UNDERTAKE and relation in {"obl", "nmod"}
        if not trees.is_verb(place) and relation in {"obj", "obl", "nsubj", "nmod", "appos"} and not undertaken:
            owner = self._owner(place)
            if owner is not None:
                return owner
        if relation in {"acl", "nmod", "appos"} or (relation == "conj" and trees.is_noun(above)):
            owner = self._owner(above)
            return owner if owner is not None else self.subject(above, depth + 1)
        if relation in {"xcomp", "advcl", "ccomp", "conj", "obj", "obl", "parataxis", "nsubj", "dep", "dislocated"}:
            return self.subject(above, depth + 1)
        return None

    def _owner(self, noun: int) -> int | None:
        trees = self._trees
        for kid in trees.kids(noun, "nmod:poss"):
            return kid
        for kid in trees.kids(noun, "nmod"):
            if trees.case(kid) in {"by", "between", "from"} or (trees.case(kid) == "of" and kid in self._party_at):
                return kid
        for kid in trees.kids(noun, "compound", "amod"):
            if kid in self._party_at or self._passages.states_in(kid, kid + 1):
                return kid
        return None

    def undertaker(self, place: int) -> Whose:
        """Return the states that undertake what a verb or noun tells: its doer, else whoever stands above it in the
        sentence ("Washington said tariffs would be cut"), else who says so."""
        trees = self._trees
        found = self.doer(place)
        let = trees.lemmas[place] in _LETS and "nsubj:pass" in {trees.relations[kid] for kid in trees.children[place]}
        if found[0] and not let:
            return found
        for above in trees.climb(place):
            countries, kind = self.doer(above) if trees.is_verb(above) or trees.is_noun(above) else NOBODY
            if countries:
                return countries, f"above {kind}"
        side = self._passages.saying_of_token(place).side
        return ((side,), "speaker") if side is not None and side not in NOT_A_PARTY else NOBODY

    def doer(self, place: int) -> Whose:
        """Return the states that do, or undertake, what a verb or noun tells."""
        trees = self._trees
        subject = self.subject(place)
        if subject is None:
            return NOBODY
        countries, kind = self.of_phrase(subject)
        over = trees.head(place)
        while over is not None and trees.related(place, "xcomp") and trees.lemmas[over] != "agree":
            place, over = over, trees.head(over)
        if over is not None and trees.lemmas[over] == "agree" and len(countries) == 1 and over != subject:
            own = {trees.words[at] for at in trees.under(subject)}
            if own & {"our", "us"}:
                return self.doer(over)
        if kind == "none" and trees.is_noun(subject) and subject in trees.kids(place, "nsubj"):
            return NOBODY
        above = trees.head(place)
        found = set(countries)
        chain = [place]
        while (
            len(chain) < _WITH
            and trees.head(chain[-1]) is not None
            and trees.related(chain[-1], "xcomp", "acl", "obj", "obl", "nmod", "conj")
        ):
            chain.append(trees.heads[chain[-1]])
        for verb in chain if len(found) == 1 else ():
            if trees.lemmas[verb] not in _MUTUAL:
                continue
            for kid in trees.kids(verb, "obl", "nmod"):
                if trees.case(kid) in {"with", "between"}:
                    found.update(self.of_phrase(kid)[0])
        noun = place if trees.is_noun(place) else above
        if len(found) == 1 and noun is not None and _SHARED & {trees.words[kid] for kid in trees.kids(noun, "amod")}:
            found.update(self._passages.others_than(sorted(found)))
        if kind == "we" and trees.words[subject] == "we" and len(found) == 1 and self._together(place, above):
            found.update(self._passages.others_than(sorted(found)))
        return tuple(sorted(found - NOT_A_PARTY)), kind

    def _together(self, place: int, above: int | None) -> bool:
        """Whether "we" are both sides: "we agreed to …", "we will be speaking again"."""
        trees = self._trees
        agreed = any(verb is not None and trees.lemmas[verb] == "agree" for verb in (place, above))
        meets = trees.lemmas[place] in _RECIPROCAL and not self._passages.states_in(place, trees.under(place)[-1] + 1)
        return agreed or (meets and trees.lemmas[place] in {"meet", "speak", "talk"})
