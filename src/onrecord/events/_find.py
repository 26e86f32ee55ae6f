"""From clauses to event records."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.events._cast import Cast
from onrecord.events._classifier import OF_CLASS, type_model
from onrecord.events._days import with_days
from onrecord.events._features import Clause
from onrecord.events._found import Found
from onrecord.events._frames import Frames, carrier_of, object_heads, relation_to_carrier, subject_heads, unique
from onrecord.events._lexicon import Entry
from onrecord.events._merge import merged
from onrecord.events._patterns import find_by_patterns
from onrecord.events._plover import cameo_of, contexts_of, facts_of, known_mode, score_of
from onrecord.events._status import Reality, of_noun, reality_of
from onrecord.events._told_by import Tellers
from onrecord.events._tree import Tree, has_trees
from onrecord.events._triggers import entry_at, find_triggers
from onrecord.events._when import Calendar
from onrecord.language import Analysis
from onrecord.language.quotations import Quotation
from onrecord.language.times import TimeExpression
from onrecord.records import (
    Actor,
    Document,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Evidence,
    Mention,
    Participant,
    Place,
    Statement,
    make_id,
)
from onrecord.reference import Reference

VERSION = "1"
"""Raised whenever the results change."""

_ABSORBING: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
"""Types that make one event with the deed that is agreed, asked, refused or threatened."""
_FUTURE_IS_AGREEING: frozenset[EventType] = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_ALONE: frozenset[EventType] = frozenset({"MOBILIZE", "RETREAT", "SANCTION", "CONCEDE"})
"""Types that one state's deed can be of without another being named."""
_LASTING: frozenset[EventType] = frozenset({"SANCTION", "COOPERATE", "AID", "MOBILIZE", "COERCE", "ASSAULT"})
_CALLED_OFF = frozenset({"cancel", "call", "postpone", "scrap", "abandon", "skip", "scrub"})
_ABOUT = frozenset("to for of on from into with that about against like such including by in".split())
_TOWARDS: frozenset[EventType] = frozenset({"SANCTION", "CONCEDE", "RETREAT", "AID", "COERCE"})
"""Deeds that are done to another state, even where the clause does not name it."""
_PERFORMED = frozenset(
    "designate impose lift announce resume sanction withdraw close expel suspend remove sign recall join reopen".split()
)
"""Deeds that a government does by saying so: "we are today designating"."""
_ALONE_TOLD: frozenset[EventType] = frozenset({"ASSAULT", "SANCTION", "COERCE", "MOBILIZE"})
"""Deeds that are told also where they are what a talk or a rebuke is about."""
_STANDING = frozenset({"invasion", "aggression", "war", "occupation", "blockade", "siege"})
"""Nouns of deeds that last."""
_SET_IN = frozenset({"in", "at", "during", "after", "following", "since"})
"""Prepositions by which a talk is the setting of a deed, not what the deed is about."""
_WRITINGS = frozenset("statement text report video plan document figure datum transcript readout photo footage".split())
_DEMANDS = frozenset({"should", "must", "ought"})
_DEMAND = Entry("should", "verb", "REQUEST", None, "", frozenset())
_ANNOUNCING = frozenset(
    "plan intend prepare pledge promise vow offer schedule slate invite volunteer guarantee".split()
)
_TWO_SIDES = 2
_NEAR = 12  # tokens after the word that asks, in which it is said what for
SURE_TYPE = 0.5
"""Share (0 to 1) of the type model from which a common word names a deed."""
_CLAUSE_LIMIT = 60  # tokens of the longest clause that is cited as evidence


def find_events(
    document: Document,
    analysis: Analysis,
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    reference: Reference,
) -> tuple[Event, ...]:
    """Find the events between states that a document tells.

    Args:
        document: the document, with roles and its published date; only what was analysed is looked at.
        analysis: its tokens and sentences; with the tree where a trained engine made it, else patterns of words serve.
        quotations: its quotations.
        times: its time expressions.
        actors: the actors it speaks of.
        mentions: where it speaks of them.
        statements: who says what in it.
        reference: names of countries, and the issues that events are tagged with.

    Returns:
        The events in text order; tellings of one event in one document are one record. ``happening`` is None.
    """
    if not analysis.tokens:
        return ()
    if not has_trees(analysis):
        return find_by_patterns(document, analysis, times, actors, mentions, statements, reference)
    return _Finder(document, analysis, times, actors, mentions, statements, reference).events()


def _known(parties: Sequence[Participant]) -> list[Participant]:
    """Leave out whom nothing ties to a state, where another of the same side is known."""
    known = [party for party in parties if party.country is not None]
    return known or list(parties)


class _Finder:
    """Finds the events of one document by its tree."""

    def __init__(
        self,
        document: Document,
        analysis: Analysis,
        times: Sequence[TimeExpression],
        actors: Sequence[Actor],
        mentions: Sequence[Mention],
        statements: Sequence[Statement],
        reference: Reference,
    ) -> None:
        self._document = document
        self._reference = reference
        self._engine = analysis.engine
        self._tree = Tree(document.text, analysis)
        self._cast = Cast(self._tree, document, actors, mentions, reference)
        self._frames = Frames(self._tree, self._cast)
        self._calendar = Calendar(self._tree, document, times)
        self._tellers = Tellers(document, statements, self._cast.actors, self._cast.home)
        self._titles = [(part.start, part.end) for part in document.roles if part.role in ("title", "dek", "subhead")]
        self._triggers: dict[int, Entry] = {}

    def events(self) -> tuple[Event, ...]:
        self._triggers = find_triggers(self._tree, self._is_party)
        demands = self._demands()
        self._triggers.update((place, _DEMAND) for place in demands)
        found: list[Found] = []
        common = self._common_words()
        for place in sorted({*self._triggers, *common}):
            entry = self._triggers.get(place) or common[place]
            if self._is_absorbed(place, entry):
                continue
            item = demands[place] if place in demands else self._read(place, entry)
            if item is None:
                continue
            found.append(item)
            parties = unique([*item.actor, *item.recipient])
            if len({party.country for party in parties if party.country is not None}) >= _TWO_SIDES:
                self._cast.pair = tuple(party for party in parties if party.country is not None)
        found = with_days(found, self._calendar, self._later_talks)
        return merged(self._record(item) for item in found)

    def _is_party(self, place: int) -> bool:
        return bool(self._cast.of(place, None, joined=False))

    # What belongs to what

    def _is_absorbed(self, place: int, entry: Entry) -> bool:
        """Whether a trigger is only what another one is about."""
        tree = self._tree
        below = place
        for above in tree.climb(place):
            other = self._triggers.get(above)
            relation = tree.relations[below]
            if other is not None and (tree.is_verb(above) or tree.is_verb(place)):
                if relation.startswith(("xcomp", "ccomp")) and other.event in _ABSORBING:
                    return True
                apart = entry.event in _ALONE_TOLD and other.event in ("CONSULT", "ACCUSE", "SUPPORT")
                if entry.part == "noun" and relation in ("obj", "nsubj:pass", "iobj") and not apart:
                    return True
                if entry.event == "CONSULT" and entry.part == "noun" and tree.case(below) in _SET_IN:
                    return False
                if relation.startswith(("obl", "advcl", "acl")) and other.event in _ABSORBING:
                    case = tree.case(below) or " ".join(tree.words[kid] for kid in tree.kids(below, "mark"))
                    if case in _ABOUT:
                        return True
                if relation == "advcl" and tree.tag(below) == "VBG" and other.event in _ABSORBING:
                    return True
                if other.event == "ACCUSE" and relation.startswith("advcl") and tree.tag(below) == "VBG":
                    return True
            if (
                other is not None
                and not tree.is_verb(above)
                and other.event in _ABSORBING
                and relation.startswith("acl")
            ):
                return True
            ends = relation.startswith(("ccomp", "parataxis", "advcl", "acl:relcl")) and tree.is_verb(above)
            if ends and (other is None or other.event not in _ABSORBING):
                return False
            below = above
        return False

    def _content_types(self, place: int) -> list[Entry]:
        """The triggers in what is agreed, asked or refused."""
        tree = self._tree
        found = []
        for kid in tree.kids(place, "xcomp", "ccomp", "obj", "obl", "advcl", "acl"):
            for inner in tree.under(kid):
                if inner in self._triggers:
                    found.append((inner, self._triggers[inner]))
        return [entry for _, entry in sorted(found, key=lambda item: item[0])]

    def _mode_by_content(self, place: int, event: EventType) -> str | None:
        inner = self._content_types(place)
        words = {self._tree.words[place + step] for step in range(_NEAR) if place + step < len(self._tree.words)}
        if not inner:
            return "yield" if words & {"stop", "cease", "refrain", "end", "halt", "release", "lift"} else "change"
        first = inner[0].event
        stops = bool(words & {"stop", "cease", "refrain", "halt", "end", "lift", "avoid"})
        if event == "THREATEN":
            if any(entry.event in ("ASSAULT", "MOBILIZE") for entry in inner):
                return "violence"
            return "restrict" if any(entry.event in ("SANCTION", "COERCE") for entry in inner) else "relations"
        if first in ("RETREAT", "CONCEDE") or stops:
            return "yield"
        if first == "CONSULT":
            return "meet"
        return "assist" if first in ("AID", "COOPERATE", "SUPPORT") else "change"

    # One trigger

    def _read(self, place: int, entry: Entry) -> Found | None:
        tree = self._tree
        token = tree.tokens[place]
        statement = self._tellers.statement_at(token.start, token.end)
        sentence = tree.sentences[tree.sentence_of[place]]
        in_title = any(start <= token.start < end for start, end in self._titles)
        question = tree.text[sentence.start : sentence.end].rstrip("\"'\u201d\u2019 ").endswith("?")
        event, mode = entry.event, entry.mode
        carrier = place if entry.part == "verb" else carrier_of(tree, place)
        if entry.part == "verb":
            reality = reality_of(tree, place, in_title=in_title, question=question)
            if reality.reason == "had" and statement is not None and statement.mode != "direct":
                reality = Reality("occurred", "had, as told")
            actor, recipient = self._frames.of_verb(place, event, mode, statement)
        else:
            direct = carrier
            if carrier is not None:
                top, relation = relation_to_carrier(tree, place, carrier)
                if relation.startswith("obl") and tree.case(top) not in _SET_IN:
                    direct = None
            if carrier in self._triggers and event in _ALONE_TOLD:
                direct = None  # what a talk is about has its own reality
            reality = of_noun(tree, place, direct, in_title=in_title)
            if direct is None and carrier is not None and reality.status == "occurred":
                governing = reality_of(tree, carrier, in_title=in_title)
                reality = governing if governing.status == "announced" and event == "CONSULT" else reality
            if tree.lemmas[place] in _STANDING and reality.status == "occurred":
                reality = Reality("ongoing", "a lasting thing")
            if question:
                reality = Reality("conditional", "question", unreal=True)
            actor, recipient = self._frames.of_noun(place, event, mode, carrier, statement)
        if reality.unreal or (mode == "release" and self._is_of_writing(place)):
            return None
        actor, recipient = _known(actor), _known(recipient)
        specific = entry.need in ("obj", "with") and event in _TOWARDS
        if not recipient and (specific or event in ("THREATEN", "ACCUSE", "REJECT")):
            recipient = self._other_side(actor, place)
        if not self._is_between_states(event, entry, actor, recipient):
            return None
        if entry.weak and not self._model_agrees(event, actor, recipient):
            return None
        if event == "PROTEST" and all(party.sector in ("GOV", None) for party in actor):
            event, mode = "ACCUSE", "disapprove"
        told = reality.status in ("occurred", "ongoing", "background")
        if event == "THREATEN" and self._tree.lemmas[place] == "take" and told:
            return None
        if event == "CONSULT" and reality.status == "did_not_happen" and tree.lemmas[place] in ("talk", "speak"):
            return None
        if event == "AGREE" and entry.part == "verb" and not self._says_on_what(place):
            return None
        if event == "AGREE" and any(tree.words[kid] == "always" for kid in tree.kids(place, "advmod")):
            return None
        if event == "CONSULT" and reality.status == "ended" and entry.part == "verb":
            # "will no longer travel to": a visit called off.
            event, mode, reality = "REJECT", "meet", Reality("did_not_happen", "no longer")
        status, event, mode = self._judged(place, entry, event, mode, reality)
        carriers = self._same_clause(place, carrier)
        when, case = self._calendar.date(place, carriers, statement)
        if status == "occurred" and (self._calendar.is_long_past(when) or self._is_aside(place, when)):
            status = "background"
        if case == "since" and status in ("occurred", "ongoing", "background") and event in _LASTING:
            status = "ongoing"
        if (
            statement is not None
            and statement.cue is not None
            and statement.cue.kind == "deny"
            and status == "occurred"
        ):
            status = "denied"
        return Found(
            place, event, known_mode(event, mode), status, tuple(actor), tuple(recipient), when, statement,
            self._clause(place, carrier), 0.8 if entry.part == "verb" else 0.7, reality.reason,
            entry.part == "verb" or (carrier is not None and tree.related(place, "obj", "nsubj")),
            any(tree.words[kid] == "this" for kid in tree.kids(place, "det")),
        )  # fmt: skip

    def _judged(
        self, place: int, entry: Entry, event: EventType, mode: str | None, reality: Reality
    ) -> tuple[EventStatus, EventType, str | None]:
        """Type, mode and status by the rules of the manual for plans, agreements, requests and refusals."""
        status = reality.status
        told = status in ("occurred", "ongoing", "background")
        if event == "REQUEST":
            mode = self._mode_by_content(place, event)
            return ("requested" if told else status), event, mode
        if event in ("REJECT", "THREATEN") and mode is None and entry.part == "verb":
            mode = self._mode_by_content(place, event)
        if event == "REJECT":
            if mode == "meet" and self._tree.lemmas[place] in _CALLED_OFF and told:
                return "did_not_happen", event, mode
            return ("occurred" if status == "ongoing" else status), event, mode
        if event == "THREATEN":
            return ("conditional" if told else status), event, mode
        if event == "AGREE":
            if told and self._tree.lemmas[place] in (
                "plan",
                "intend",
                "prepare",
                "pledge",
                "promise",
                "vow",
                "offer",
                "schedule",
                "slate",
            ):
                return "announced", event, None
            return ("agreed" if told and status != "background" else status), event, None
        if event in _FUTURE_IS_AGREEING and status == "announced":
            return "announced", "AGREE", None
        if status == "ongoing" and self._cast.home is not None and self._tree.lemmas[place] in _PERFORMED:
            return "occurred", event, mode
        if event in ("ACCUSE", "SUPPORT") and status == "ongoing":
            return "occurred", event, mode
        return status, event, mode

    def _is_aside(self, place: int, when: EventDate) -> bool:
        """Whether a deed without a day is told in a clause that only describes somebody: history beside the news."""
        tree = self._tree
        describes = tree.relations[place] == "acl:relcl" and tree.tag(place) in ("VBD", "VBN")
        return describes and when.date is None and self._cast.home is None

    def _is_of_writing(self, place: int) -> bool:
        """Whether what is released is a paper, nobody's captive."""
        return any(self._tree.lemmas[head] in _WRITINGS for head in object_heads(self._tree, place))

    def _is_between_states(
        self, event: EventType, entry: Entry, actor: Sequence[Participant], recipient: Sequence[Participant]
    ) -> bool:
        parties = [*actor, *recipient]
        countries = {party.country for party in parties if party.country is not None}
        if len(countries) >= 2:
            return bool(actor) or entry.part == "noun"
        # One state's measures are its own affair unless they are of a kind that meets others.
        return bool(actor) and len(countries) == 1 and event in _ALONE and entry.need != ""

    def _common_words(self) -> dict[int, Entry]:
        """Words too common to name a deed by themselves, where they are verbs that the type model may judge."""
        found = {}
        for place in range(len(self._tree.tokens)):
            if place not in self._triggers and self._tree.is_verb(place):
                entry = entry_at(self._tree, place, self._is_party, weak=True)
                if entry is not None and entry.weak:
                    found[place] = entry
        return found

    def _model_agrees(self, event: EventType, actor: Sequence[Participant], recipient: Sequence[Participant]) -> bool:
        """Whether the type model, which reads the whole clause between the two sides, tells the same type."""
        if not actor or not recipient:
            return False
        source, target = self._tokens_of(actor[0]), self._tokens_of(recipient[0])
        if source is None or target is None or set(source) & set(target):
            return False
        clause = Clause(self._tree, source, target)
        shares = type_model().probabilities(clause.features(), clause.zones())
        share = max(value for name, value in shares.items() if event in OF_CLASS.get(name, (name,)))
        return share >= SURE_TYPE

    def _tokens_of(self, party: Participant) -> range | None:
        """The tokens of the words that name a participant."""
        if party.evidence is None:
            return None
        start, end = party.evidence.start, party.evidence.end
        found = [place for place, token in enumerate(self._tree.tokens) if token.start < end and start < token.end]
        return range(found[0], found[-1] + 1) if found else None

    def _other_side(self, actor: Sequence[Participant], place: int) -> list[Participant]:
        """The other of the two states that the page is about, where its sentence speaks of no third."""
        tree = self._tree
        other = self._cast.other_of_main(actor)
        named = {code for code, _, _ in self._cast.countries_named(tree.sentences[tree.sentence_of[place]].tokens)}
        allowed = {party.country for party in (*actor, *other)}
        return other if other and named <= allowed else []

    def _same_clause(self, place: int, carrier: int | None) -> list[int]:
        """The verbs that tell one deed together with the trigger: those it hangs on, without a clause between."""
        tree = self._tree
        found = [] if carrier is None else [carrier]
        below = place if carrier is None else carrier
        for above in tree.climb(below):
            if not tree.related(below, "xcomp", "conj", "advcl") or not tree.is_verb(above):
                break
            found.append(above)
            below = above
        for kid in tree.kids(place, "xcomp", "obj", "obl"):
            if not tree.is_verb(kid):
                found.append(kid)
        return found

    def _clause(self, place: int, carrier: int | None) -> tuple[int, int]:
        tree = self._tree
        sentence = tree.sentences[tree.sentence_of[place]]
        under = tree.under(carrier if carrier is not None else place)
        first, last = max(under[0], sentence.first_token), min(under[-1], sentence.last_token)
        if last - first > _CLAUSE_LIMIT:
            first, last = max(first, place - _CLAUSE_LIMIT // 2), min(last, place + _CLAUSE_LIMIT // 2)
        while last > place and tree.relations[last] == "punct":
            last -= 1
        while first < place and tree.relations[first] == "punct":
            first += 1
        return tree.tokens[first].start, tree.tokens[last].end

    # What one side says that the other should do

    def _demands(self) -> dict[int, Found]:
        """Clauses in which somebody says what another state should or must do."""
        tree = self._tree
        found: dict[int, Found] = {}
        for place, word in enumerate(tree.words):
            if word not in _DEMANDS or not tree.related(place, "aux"):
                continue
            verb = tree.head(place)
            if verb is None or verb in found or tree.related(verb, "advcl"):
                continue
            if any(tree.words[kid] in ("if", "whether") for kid in tree.kids(verb, "mark")):
                continue
            token = tree.tokens[verb]
            statement = self._tellers.statement_at(token.start, token.end)
            asked = [
                party
                for head in [*tree.kids(verb, "nsubj", "nsubj:pass"), *subject_heads(tree, verb)][:1]
                for party in self._cast.of(head, statement)
            ]
            asking = self._cast.speaker_of(statement)
            theirs = {party.country for party in asked if party.country is not None}
            ours = {party.country for party in asking if party.country is not None}
            if len(theirs) != 1 or len(ours) != 1 or theirs == ours:
                continue
            sentence = tree.sentences[tree.sentence_of[verb]]
            if tree.text[sentence.start : sentence.end].rstrip("\"'\u201d\u2019 ").endswith("?"):
                continue
            found[verb] = Found(
                verb, "REQUEST", self._mode_by_content(verb, "REQUEST"), "requested", tuple(asking), tuple(asked),
                EventDate(reason="the text does not say when"), statement, self._clause(verb, verb), 0.7, word,
            )  # fmt: skip
        return found

    def _says_on_what(self, place: int) -> bool:
        """Whether the text says what was agreed or promised."""
        return bool(self._tree.kids(place, "xcomp", "ccomp", "obj", "obl", "advcl", "nsubj:pass"))

    def _later_talks(self, trigger: int) -> list[int]:
        """The nouns for talks that stand after a word."""
        return [
            place
            for place, entry in sorted(self._triggers.items())
            if entry.event == "CONSULT" and entry.part == "noun" and place > trigger
        ]

    # Records

    def _record(self, item: Found) -> Event:
        tree, document = self._tree, self._document
        start, end = item.clause
        clause = document.text[start:end]
        token = tree.tokens[item.trigger]
        last = max([item.trigger, *tree.kids(item.trigger, "compound:prt")])
        trigger = Evidence(
            document.id, token.start, tree.tokens[last].end, document.text[token.start : tree.tokens[last].end]
        )
        issues = self._reference.tag_issues(clause)
        contexts = contexts_of(clause, issues)
        code, fit = cameo_of(item.event, item.mode, contexts)
        return Event(
            id=make_id("evt", document.id, item.event, token.start, tree.tokens[last].end),
            document=document.id,
            event=item.event,
            mode=item.mode,
            context=contexts,
            issues=issues,
            quad_code=facts_of(item.event).quad,
            event_scale=score_of(item.event, item.mode),
            cameo_code=code,
            cameo_mapping=fit,
            actor=item.actor,
            recipient=item.recipient,
            date=item.date,
            location=self._location(item),
            status=item.status,
            asserted_by=self._tellers.chain(item.statement),
            evidence=(trigger, Evidence(document.id, start, end, clause)),
            confidence=item.confidence,
            method=f"rules: {item.reason}, {self._engine}",
        )

    def _location(self, item: Found) -> Place | None:
        """Where a meeting or deed was, from the phrases of place that hang on its words."""
        tree = self._tree
        places = [item.trigger, *self._same_clause(item.trigger, carrier_of(tree, item.trigger))]
        for place in places:
            for kid in tree.kids(place, "obl", "nmod"):
                if tree.case(kid) not in ("in", "at", "near", "outside", "outside of") or not tree.tag(kid).startswith(
                    "NNP"
                ):
                    continue
                first = min([kid, *(other for other in tree.kids(kid, "compound", "amod", "det") if other < kid)])
                last = max([kid, *(inner for inner in tree.kids(kid, "flat"))])
                start, end = tree.tokens[first].start, tree.tokens[last].end
                quote = self._document.text[start:end]
                country = self._cast.country_named(tree.under(kid))
                return Place(quote, country, Evidence(self._document.id, start, end, quote))
        return None
