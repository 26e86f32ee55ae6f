"""Where the participants of an event stand: around the verb that tells it, or around the noun."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.events._cast import Cast
from onrecord.events._tree import Tree
from onrecord.records import EventType, Participant, Statement

LIGHT = frozenset(
    "hold have conduct begin start open conclude wrap finish attend pay make launch stage carry issue announce reach"
    " give provide convene complete continue lead join host enter complete undertake impose take deliver file"
    " lodge voice express offer send"
    " show extend pursue maintain resume co-host mark do get follow keep order mount initiate"
    " kick cap prepare plan schedule expect seek discuss cancel postpone receive".split()
)
"""Verbs whose subject does what their object names."""
_OBJECT_CONTROL = frozenset(
    "lead force compel persuade cause ask urge press order tell allow enable help get prompt push encourage convince"
    " direct invite instruct permit want expect call appeal".split()
)
HOSTS = frozenset("host receive welcome greet entertain".split())
_TO_RECIPIENT = (
    "with", "against", "on", "upon", "to", "at", "toward", "towards", "over", "from", "of", "into", "in", "for",
    "about", "behind", "by",
)  # fmt: skip
_TOPIC_VERBS = frozenset(
    "discuss raise broach exchange hold chair attend convene co-chair host negotiate conclude".split()
)
"""Verbs of meeting whose object is what is talked about, or the meeting itself."""
_HOPES = frozenset({"hope", "expect", "look", "express"})
_MADE_BY_ONE = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
_RECIPROCAL: frozenset[EventType] = frozenset({"CONSULT", "AGREE"})

Parties = list[Participant]


def subject_heads(tree: Tree, verb: int, depth: int = 0) -> list[int]:
    """Return the heads of the phrases that do what a verb tells, found through the clauses that share a subject."""
    passive = is_passive(tree, verb)
    if passive:
        return [
            kid
            for kid in tree.kids(verb, "obl", "nmod")
            if tree.relations[kid] == "obl:agent" or tree.case(kid) == "by"
        ]
    own = [kid for kid in tree.kids(verb, "nsubj") if tree.relations[kid] != "nsubj:pass"]
    if own or depth > 5:
        return own
    above = tree.head(verb)
    if above is None:
        return []
    if tree.related(verb, "conj", "xcomp", "advcl", "ccomp", "parataxis"):
        if tree.related(verb, "xcomp", "ccomp", "advcl") and tree.lemmas[above] in _OBJECT_CONTROL:
            objects = tree.kids(above, "obj", "iobj", "nsubj:pass")
            if objects:
                return objects
        if tree.related(verb, "ccomp") and tree.tag(verb) not in ("VB", "VBG"):
            return []
        if tree.related(verb, "parataxis") and tree.tag(verb) not in ("VB", "VBG", tree.tag(above)):
            return []
        if is_passive(tree, above):
            return tree.kids(above, "nsubj:pass")
        return subject_heads(tree, above, depth + 1)
    if tree.related(verb, "acl"):
        if tree.tag(verb) == "VBN":
            return []
        if tree.is_verb(above):
            return subject_heads(tree, above, depth + 1)
        if tree.tag(verb) == "VB":
            carrier = carrier_of(tree, above)
            own = tree.kids(above, "nmod:poss")
            if own:
                return own
            return subject_heads(tree, carrier, depth + 1) if carrier is not None else []
        return [above]
    return []


def is_passive(tree: Tree, verb: int) -> bool:
    """Return whether a verb stands in the passive."""
    if tree.kids(verb, "nsubj:pass", "aux:pass"):
        return True
    if tree.tag(verb) == "VBN" and tree.related(verb, "advcl") and not tree.kids(verb, "nsubj", "aux", "obj"):
        return True
    return tree.tag(verb) == "VBN" and tree.related(verb, "acl") and not tree.kids(verb, "nsubj", "aux")


def object_heads(tree: Tree, verb: int) -> list[int]:
    """Return the heads of what a verb acts upon."""
    found = tree.kids(verb, "obj", "iobj", "nsubj:pass")
    if not found and tree.tag(verb) == "VBN" and tree.related(verb, "acl") and is_passive(tree, verb):
        above = tree.head(verb)
        found = [above] if above is not None else []
    if not found and tree.related(verb, "conj"):
        above = tree.head(verb)
        if above is not None and is_passive(tree, above) and is_passive(tree, verb):
            return object_heads(tree, above)
    return found


def carrier_of(tree: Tree, noun: int) -> int | None:
    """Return the verb on which a noun hangs, through "a round of" and "and"; None where it hangs on none."""
    place = noun
    for above in tree.climb(noun):
        if tree.is_verb(above):
            return above
        if not tree.related(place, "nmod", "conj", "compound", "appos"):
            return None
        place = above
    return None


def relation_to_carrier(tree: Tree, noun: int, carrier: int) -> tuple[int, str]:
    """Return the token under the carrier through which a noun hangs on it, and its relation."""
    place = noun
    for above in tree.climb(noun):
        if above == carrier:
            break
        place = above
    return place, tree.relations[place]


class Frames:
    """Finds actors and recipients."""

    def __init__(self, tree: Tree, cast: Cast) -> None:
        self._tree = tree
        self._cast = cast

    def _all(self, heads: Iterable[int], statement: Statement | None) -> Parties:
        found: Parties = []
        for head in heads:
            found.extend(self._cast.of(head, statement))
        return found

    def _with_case(self, place: int, cases: Iterable[str], statement: Statement | None) -> Parties:
        """Participants in phrases that hang on a word with one of some prepositions, in the order of these."""
        phrases = self._tree.kids(place, "obl", "nmod")
        for case in cases:
            found = self._all([kid for kid in phrases if self._tree.case(kid) == case], statement)
            if found:
                return found
        return []

    def of_verb(
        self, verb: int, event: EventType, mode: str | None, statement: Statement | None
    ) -> tuple[Parties, Parties]:
        """Return actors and recipients of the event that a verb tells."""
        tree = self._tree
        subject = self._all(subject_heads(tree, verb), statement)
        heads = object_heads(tree, verb)
        things = self._all(heads, statement)
        if event in _RECIPROCAL and len({party.country for party in subject}) == 1 and self._is_we(verb):
            subject = subject + self._cast.counterpart(subject)
        if mode == "visit":
            if tree.lemmas[verb] in HOSTS:
                return things, subject
            places = things or self._place(verb, ("to", "in", "at", "for"), statement)
            if not places:
                for head in heads:
                    places = places or self._place(head, ("to", "in"), statement)
            return subject, [party for party in places if all(party.country != one.country for one in subject)]
        if event == "CONSULT":
            more = [] if tree.lemmas[verb] in _TOPIC_VERBS else [party for party in things if party.actor is not None]
            more += self._with_case(verb, ("with", "alongside", "between"), statement)
            for kid in tree.kids(verb, "obl"):
                if more and tree.case(kid) == "with":
                    more += self._cast.persons_under(kid)
            for head in heads:
                more += self._with_case(head, ("with", "between"), statement)
            if not more:
                more = self._with_case(verb, ("to", "by"), statement)
            if len({party.country for party in subject + more}) == 1 and not more and tree.kids(verb, "obj"):
                subject += [] if tree.lemmas[verb] in ("attend", "host") else self._cast.counterpart(subject)
            return unique(subject + more), []
        own = {party.country for party in subject}
        recipient = [party for party in things if party.country not in own]
        if not recipient:
            recipient = self._with_case(verb, _TO_RECIPIENT, statement)
        if not recipient:
            for head in heads:
                recipient = recipient or self._with_case(head, _TO_RECIPIENT, statement)
        recipient = recipient or things
        if event == "SANCTION" and not subject:
            # "Contacts between the two remain frozen": nobody is said to have done it.
            for head in [*subject_heads(tree, verb), *heads]:
                subject = subject or unique(self._with_case(head, ("between", "with"), statement))
            recipient = [] if len({party.country for party in subject}) > 1 else recipient
        if event in ("AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"):
            recipient = recipient or self._of_complement(verb, event, statement)
        if event == "REQUEST" and tree.lemmas[verb] in _HOPES:
            clauses = tree.kids(verb, "ccomp")
            clauses += [kid for head in heads for kid in tree.kids(head, "ccomp", "acl")]
            return subject, self._all([kid for one in clauses for kid in tree.kids(one, "nsubj")], statement)
        if event == "REQUEST":
            asked = self._with_case(verb, ("on", "upon", "of", "from", "to"), statement) if not things else []
            recipient = asked or recipient
        if event in ("AGREE", "SUPPORT") and len(own) > 1:
            recipient = []
        recipient = [party for party in recipient if not _among(party, subject)]
        if any(party.country not in own for party in recipient):
            recipient = [party for party in recipient if party.country not in own]
        is_open = all(party.country in own or party.country is None for party in recipient)
        points_back = self._cast.home is not None or any(tree.tag(head) in ("PRP", "DT") for head in heads)
        if event in _MADE_BY_ONE and is_open and points_back:
            recipient = self._cast.counterpart(subject) or recipient
        return subject, recipient

    def _is_we(self, verb: int) -> bool:
        return any(self._tree.words[head] == "we" for head in subject_heads(self._tree, verb))

    def _of_complement(self, verb: int, event: EventType, statement: Statement | None) -> Parties:
        """Participants that stand in what is agreed, asked or refused."""
        tree = self._tree
        heads = [*tree.kids(verb, "xcomp", "ccomp", "advcl"), *tree.kids(verb, "obj", "obl")]
        for head in heads:
            if tree.is_verb(head):
                if event == "REQUEST" and (found := self._all(tree.kids(head, "nsubj", "nsubj:pass"), statement)):
                    return found
                found = self._all(tree.kids(head, "obj", "iobj"), statement)
                found = found or self._with_case(head, ("with", "to", "from", "against", "on"), statement)
                for thing in tree.kids(head, "obj"):
                    found = found or self._with_case(thing, ("with", "to", "from", "against", "on", "of"), statement)
            else:
                found = self._with_case(head, ("with", "between", "to", "from", "against", "on", "of"), statement)
            if found:
                return found
        return []

    def _place(self, place: int, cases: tuple[str, ...], statement: Statement | None) -> Parties:
        """The state that a visit goes to."""
        tree = self._tree
        for case in cases:
            for kid in tree.kids(place, "obl", "nmod"):
                if tree.case(kid) == case and (found := self._cast.of(kid, statement)):
                    return found
        return []

    def of_noun(
        self, noun: int, event: EventType, mode: str | None, carrier: int | None, statement: Statement | None
    ) -> tuple[Parties, Parties]:
        """Return actors and recipients of the event that a noun names."""
        tree = self._tree
        holders = self._all(tree.kids(noun, "nmod:poss"), statement)
        holders += self._with_case(noun, ("by",), statement)
        between = self._with_case(noun, ("between", "among"), statement)
        for kid in tree.kids(noun, "compound", "amod"):
            token = tree.tokens[kid]
            named = self._cast.of(kid, statement) if tree.text[token.start : token.end][:1].isupper() else []
            holders += [party for party in named if party.country is not None]
        by_carrier: Parties = []
        of_carrier: Parties = []
        if carrier is not None and (tree.lemmas[carrier] in LIGHT or tree.case(noun) == "under"):
            place, relation = relation_to_carrier(tree, noun, carrier)
            if tree.case(place) == "under":
                of_carrier = self._all(subject_heads(tree, carrier), statement)
            elif relation in ("obj", "nsubj:pass") or (tree.related(noun, "acl") and place == noun):
                by_carrier = self._all(subject_heads(tree, carrier), statement)
                of_carrier = self._with_case(carrier, ("with", "on", "against", "to"), statement)
        if event in _RECIPROCAL and mode != "visit":
            parties = holders + between + self._with_case(noun, ("with",), statement)
            parties += by_carrier + of_carrier
            if not between and len({party.country for party in parties}) < 2:
                parties += self._with_case(noun, ("of",), statement)
            pointed = {tree.words[kid] for kid in tree.kids(noun, "det")} & {"this", "these"}
            if event == "CONSULT" and not parties and pointed and self._cast.home is not None:
                parties = list(self._cast.pair)
            if len({party.country for party in parties}) == 1 and by_carrier:
                parties += self._cast.counterpart(parties)
            return unique(parties), []
        if mode == "visit":
            actor = holders or by_carrier or self._with_case(noun, ("by", "of"), statement)
            goal = self._place(noun, ("to", "in"), statement)
            if not goal and carrier is not None and by_carrier:
                goal = self._place(carrier, ("to", "in"), statement)
            return actor, [party for party in goal if all(party.country != one.country for one in actor)]
        if between:
            return unique(between), []
        actor = holders or by_carrier
        recipient = self._with_case(
            noun, ("against", "on", "to", "of", "with", "from", "toward", "towards", "into", "in"), statement
        )
        for kid in tree.kids(noun, "nmod"):
            if tree.case(kid) == "of" and all(party.country in {one.country for one in actor} for party in recipient):
                recipient = self._with_case(kid, ("on", "against"), statement) or recipient
        if not actor and recipient:
            actor = self._with_case(noun, ("from", "by"), statement)
        recipient = recipient or of_carrier
        return actor, [party for party in recipient if not _among(party, actor)]


def unique(parties: Parties) -> Parties:
    """Drop the repeated ones: the same actor, or a state beside one of its persons of the same words."""
    found: dict[tuple[str | None, str], Participant] = {}
    for party in parties:
        found.setdefault((party.actor or party.country, "" if party.actor else party.text.lower()), party)
    return list(found.values())


def _among(party: Participant, others: Parties) -> bool:
    return any(
        (party.actor is not None and party.actor == other.actor)
        or (party.evidence is not None and party.evidence == other.evidence)
        for other in others
    )
