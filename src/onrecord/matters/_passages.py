"""A document as the matters read it: sentences of words, who is named where, and who asserts what stands where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.language import Analysis
from onrecord.language.times import Days, TimeExpression, published_days, published_evidence, resolve
from onrecord.matters._joint_pages import HEAD as JOINT_HEAD
from onrecord.matters._joint_pages import demonyms, is_titled_joint, issuers_of
from onrecord.matters._voices import NOT_A_PARTY, assertion_channel, speaks_for_state
from onrecord.matters._voices import government_of as government_of
from onrecord.matters._voices import side_of as side_of
from onrecord.records import (
    Actor,
    AssertedBy,
    AssertionChannel,
    DatedBy,
    Document,
    Event,
    Evidence,
    Mention,
    Statement,
    Teller,
)
from onrecord.reference import Reference, plain_text

_WHERE = frozenset({"capital", "city", "town", "resort", "island", "port", "border", "coast"})
_LOCATIVES = frozenset({"in", "at", "near", "outside", "from", "to"})
# Nouns that speak for the state that follows them: "leaders of both countries", "officials from China".
AUTHORITIES = frozenset(
    "leader leaders president presidents minister ministers official officials government governments side sides"
    " military militaries delegation delegations team teams diplomat diplomats negotiator negotiators ministry"
    " spokesman spokeswoman spokesperson authorities secretary envoy ambassador heads head representatives chief"
    " chiefs premier forces office ambassador ambassadors embassy administration department leadership parties".split()
)


_TURN = re.compile(r"(?m)^(Q|A|[A-Z][\w.’'&() -]{1,48}?):(?=\s)")
_ASKER = re.compile(
    r"(?i)(?:\b(?:TV|News|Times|Daily|Agency|Journalist|Reporter|Post|Radio|Press|Service|Network|Media|Herald|Journal|"
    r"Weekly|Monthly|Broadcasting|Novosti|Bloomberg|Globe)|^Q|^AFP|^Reuters)$"
)
_A_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")
_ANSWERS = frozenset({"A", "Answer", "Spokesperson", "Spokesman", "Spokeswoman"})
_MOST_ISSUERS = 8
_STANDS_OUT = 0.2
"""Share of a page's mentions of other states that its counterpart has; on the pages of the training sample below it
every second undertaking towards nobody named was towards somebody else, or none."""
_OPENING = 5
_PRONOUNS = frozenset({"they", "he", "she", "it"})
_PAPERS = frozenset("statement announcement communique communiqué declaration proclamation notice readout".split())
_FEW_WORDS = 2
_BOTH = 2
_OF_BOTH = frozenset({"they", "both", "two"})
_BOTH_SIDES = frozenset("the leaders ministers sides delegations".split())
"""Words by which a readout speaks of both who met."""
_PLACES = frozenset({"in", "to", "at", ",", "from", "on", "about", "against"})
_SHORTEST_READOUT = 30
"""Words that a government's readout has at least, before another government's can follow on the same page."""
_MEETS = frozenset("met spoke talked met. held convened call meeting hosted joined".split())
_NEAR_WORDS = 14
"""Words between a passage and the day that is taken to be its own."""
_NOT_THE_DAY = frozenset("since until by before for from".split())
_BEFORE_A_DAY = 3
"""Words before a day in which such a word is about it."""


_BODIES = frozenset({"IGO", "UNO"})
"""Codes of bodies of many states."""


@dataclass(frozen=True, slots=True)
class Party:
    """Words that name one or several states, or persons and bodies that speak for them."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    first: int
    """Index of the first word in the document."""
    after: int
    """Index past the last word."""
    countries: tuple[str, ...]
    """ISO 3166 alpha-3, sorted."""
    actors: tuple[str, ...]
    """Ids of the actors, sorted."""


@dataclass(frozen=True, slots=True)
class Saying:
    """The statement in which a passage stands, and what that means for who asserts it."""

    asserted_by: tuple[AssertedBy, ...]
    """Who says so, nearest to the fact first."""
    statement: Statement | None
    """The innermost statement; None for the page itself."""
    side: str | None
    """The state that the innermost speaker speaks for."""


class Passages:
    """One document with all that its matters are read from."""

    def __init__(
        self,
        document: Document,
        analysis: Analysis,
        times: Sequence[TimeExpression],
        statements: Sequence[Statement],
        actors: Sequence[Actor],
        mentions: Sequence[Mention],
        reference: Reference,
    ) -> None:
        self.document = document
        self.text = document.text
        # the same places, with plain spaces, for patterns
        self.spaced = document.text.replace("\u00a0", " ").replace("\u2002", " ").replace("\u202f", " ")
        self.reference = reference
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in actors}
        self.statements = tuple(sorted(statements, key=lambda item: (item.content[0].start, item.id)))
        self.times = times
        plain = plain_text(document.text)
        self.starts = [token.start for token in analysis.tokens]
        self.ends = [token.end for token in analysis.tokens]
        self.words = [plain[token.start : token.end].lower() for token in analysis.tokens]
        self.sentences = [(item.first_token, item.last_token + 1) for item in analysis.sentences]
        self.tokens = analysis.tokens
        self.parties = self._find_parties(mentions)
        many = {actor.id for actor in actors if actor.country in _BODIES}
        self._bodies = [bisect_left(self.starts, mention.start) for mention in mentions if mention.actor in many]
        self._party_starts = [party.first for party in self.parties]
        self._counts = Counter(
            country for party in self.parties for country in party.countries if country not in NOT_A_PARTY
        )
        self._published = published_days(document)
        self.adjectives = self._find_adjectives()
        self._narrator = self._who_narrates()
        self.pair = self._find_pair()
        self._asked = self._find_questions()
        self.joint = self._find_joint()
        self.met = self._who_met()
        self.readouts = self._find_readouts()
        self._innermost: list[Statement | None] | None = None
        self._sayings: dict[str, Saying] = {}

    def _find_pair(self) -> tuple[str, ...]:
        """The two states that the page speaks of most; a government's own page is about its own state."""
        ranked = [country for country, _ in self._ranked()]
        own = self._narrator.side
        if own is not None:
            ranked = [own, *(country for country in ranked if country != own)]
        return tuple(sorted(ranked[:2]))

    def _find_joint(self) -> tuple[AssertedBy, ...]:
        """The governments that issue a joint statement together; empty for every other page."""
        own = self._narrator.side
        issuers = issuers_of(self, own) if own is not None and not self._asked else []
        return tuple(replace(self._narrator, side=state, channel="document") for state in sorted(issuers))

    def _find_questions(self) -> list[tuple[int, int, str]]:
        """Where reporters ask on a government's own page, with who asks: "Reuters: …?", "Q: …"."""
        if self._narrator.side is None:
            return []
        officials = {
            statement.content[0].start
            for statement in self.statements
            if statement.cue is None and side_of(self.actors.get(statement.speaker or ""), self.reference) is not None
        }
        turns = list(_TURN.finditer(self.text))
        outlets = self.reference.outlet_table.by_folded
        found = []
        for turn, after in zip(turns, [*turns[1:], None][: len(turns)], strict=True):
            end = after.start() if after is not None else len(self.text)
            who = turn[1].strip()
            official = who in _ANSWERS or any(turn.end() <= start <= turn.end() + 3 for start in officials)
            asks = bool(_ASKER.search(who)) or who.casefold() in outlets
            if asks or (not official and "?" in self.text[turn.end() : end] and not _A_NAME.fullmatch(who)):
                found.append((turn.end(), end, who))
        return found

    def _asker_at(self, start: int) -> str | None:
        return next((who for first, after, who in self._asked if first <= start < after), None)

    def _page_at(self, start: int) -> AssertedBy:
        """The page itself as the one who says so; for a reporter's question nobody's side."""
        asker = self._asker_at(start)
        if asker is not None:
            return AssertedBy(None, asker, None, "narrator")
        page = self._narrator
        for begin, side in self.readouts:
            if begin <= start and side != page.side:
                page = replace(page, side=side)
        return page

    def _find_readouts(self) -> tuple[tuple[int, str], ...]:
        """Where the other side's readout begins on a page that holds both: a further paragraph that opens with one of
        its persons who met, or called, one of ours."""
        own = self._narrator.side
        if own is None or self._asked or self.joint:
            return ()
        found: list[tuple[int, str]] = []
        for first, after in self.sentences[1:]:
            start = self.starts[first]
            if self.text[max(0, start - 2) : start].strip(" ") != "\n\n" or found:
                continue
            states = [country for party in self.parties_in(first, after) for country in party.countries]
            met = bool(set(self.words[first:after]) & _MEETS) and first > _SHORTEST_READOUT
            other = next((state for state in states if state not in NOT_A_PARTY), own)
            if (
                met
                and other != own
                and other in self.pair
                and (own in states or "@" in self.text[start : self.ends[after - 1]])
            ):
                found.append((start, other))
        return tuple(found)

    def _find_adjectives(self) -> list[tuple[int, str]]:
        """Words such as "Chinese" that tell to which state something belongs, by place."""
        known = demonyms(self.reference)
        return [(p, known[word]) for p, word in enumerate(self.words) if word in known and not self._says_where(p)]

    def _says_where(self, place: int) -> bool:
        """Tell whether an adjective of a country says where something was: "in the Peruvian capital"."""
        before, after = self.words[max(0, place - 2) : place], self.words[place + 1 : place + 2]
        return any(word in _WHERE for word in after) and any(word in _LOCATIVES for word in before)

    def states_in(self, first: int, after: int) -> list[str]:
        """Return the states that are named from one word to before another, as parties or by adjectives, in order."""
        found = [(party.first, country) for party in self.parties_in(first, after) for country in party.countries]
        low = bisect_left(self.adjectives, (first, ""))
        for place, country in self.adjectives[low:]:
            if place >= after:
                break
            found.append((place, country))
        return list(dict.fromkeys(country for _, country in sorted(found) if country not in NOT_A_PARTY))

    def _ranked(self) -> list[tuple[str, int]]:
        return sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))

    def _find_parties(self, mentions: Sequence[Mention]) -> list[Party]:
        grouped: dict[tuple[int, int], list[Actor]] = {}
        for mention in mentions:
            actor = self.actors.get(mention.actor)
            if actor is not None and speaks_for_state(actor) and 0 <= mention.start < mention.end <= len(self.text):
                grouped.setdefault((mention.start, mention.end), []).append(actor)
        found = []
        for (start, end), actors in sorted(grouped.items()):
            first = bisect_left(self.starts, start)
            after = bisect_right(self.starts, end - 1)
            countries = tuple(sorted({actor.country for actor in actors if actor.country is not None}))
            if first < after and countries:
                found.append(Party(start, end, first, after, countries, tuple(sorted({a.id for a in actors}))))
        return found

    # Where

    def evidence(self, first: int, after: int) -> Evidence:
        """Return the words from one to before another as evidence."""
        start, end = self.starts[first], self.ends[after - 1]
        return Evidence(self.document.id, start, end, self.text[start:end])

    def evidence_of(self, start: int, end: int) -> Evidence:
        """Return a stretch of the text as evidence."""
        return Evidence(self.document.id, start, end, self.text[start:end])

    def parties_in(self, first: int, after: int) -> list[Party]:
        """Return the parties named from one word to before another."""
        low = bisect_left(self._party_starts, first)
        high = bisect_left(self._party_starts, after)
        return [party for party in self.parties[low:high] if party.after <= after]

    # Who acts

    def others_than(self, countries: Sequence[str]) -> tuple[str, ...]:
        """Return the counterpart of a side in this document: the other of the two states it speaks of most."""
        if len(self.pair) == 2 and set(countries) & set(self.pair):
            return tuple(country for country in self.pair if country not in countries)
        return ()

    def stands_out(self, country: str, besides: Sequence[str]) -> bool:
        """Tell whether the page speaks of a state enough to be the other side of what it does not say towards whom.

        Args:
            country: the state.
            besides: states that do not count, as they undertake it.
        """
        others = sum(count for state, count in self._counts.items() if state not in besides)
        return others > 0 and self._counts[country] >= _STANDS_OUT * others

    def bodies_in(self, first: int, after: int) -> list[int]:
        """Return the first words of the names of bodies of many states from one token to before another: "NATO"."""
        return [place for place in self._bodies if first <= place < after]

    def pair_before(self, place: int) -> tuple[str, ...]:
        """Return the two states spoken of last before a word, those the document is about preferred."""
        if len(self.pair) == 2:
            weight = sum(self._counts[country] for country in self.pair)
            if 2 * weight >= sum(self._counts.values()):
                return self.pair
        found: list[str] = []
        for party in reversed(self.parties[: bisect_left(self._party_starts, place)]):
            for country in party.countries:
                if country not in found and country not in NOT_A_PARTY:
                    found.append(country)
            if len(found) >= 2:
                return tuple(sorted(found[:2]))
        return ()

    def opens_sentence(self, place: int) -> bool:
        """Tell whether a word is the first of its sentence."""
        number = bisect_right([first for first, _ in self.sentences], place) - 1
        return number >= 0 and self.sentences[number][0] == place

    def together(self, place: int) -> tuple[str, ...]:
        """Return the states that "they" and "the sides" are at a word: who issues the page, who met, or its two."""
        if self.joint:
            return tuple(item.side for item in self.joint if item.side is not None)
        return self.met or self.pair_before(place)

    def _who_met(self) -> tuple[str, ...]:
        """The states of those who met or spoke, as the first sentences of a government's own page tell it."""
        if self._narrator.side is None or self._asked:
            return ()
        for first, after in self.sentences[:_OPENING]:
            if set(self.words[first:after]) & _MEETS:
                named = [
                    (party.first, country) for party in self.parties_in(first, after) for country in party.countries
                ]
                named += [(place, country) for place, country in self.adjectives if first <= place < after]
                states = {self._narrator.side}
                states.update(c for at, c in named if self.words[at - 1] not in _PLACES and c not in NOT_A_PARTY)
                return tuple(sorted(states)) if 2 < len(states) <= _MOST_ISSUERS else ()
        return ()

    # Who says so

    def saying_of_token(self, place: int) -> Saying:
        """Return who asserts what stands at one token."""
        if self._innermost is None:
            self._innermost = [None] * len(self.starts)
            for told in sorted(self.statements, key=lambda item: (-_length(item), item.id)):
                for piece in told.content:
                    first, after = bisect_left(self.starts, piece.start), bisect_left(self.starts, piece.end)
                    self._innermost[first:after] = [told] * (after - first)
        statement = self._innermost[place]
        start = self.starts[place]
        turn = next((first for first, after, _ in self._asked if first <= start < after), 0)
        if statement is None or all(piece.start < turn or piece.start > start for piece in statement.content):
            page = self._page_at(start)
            return Saying(self.joint or (page,), None, page.side)
        found = self._sayings.get(statement.id)
        if found is None:
            found = self._sayings[statement.id] = self.saying_of(statement)
        return found

    def saying_of(self, statement: Statement) -> Saying:
        """Return who asserts what a statement says: its speaker, then those who tell it."""
        speaker = self.actors.get(statement.speaker) if statement.speaker is not None else None
        side = side_of(speaker, self.reference)
        page = self._page_at(statement.content[0].start)
        if speaker is not None and speaker.sector == "MED" and statement.cue is None:
            side = None  # a reporter who asks at a briefing speaks for nobody
            named: tuple[str, ...] = ()
        else:
            named = self._sides_of_words(statement, side)
            side = side if side is not None else named[0] if named else None
            if side is not None and page.side is not None and self._speaks_for_both(statement, page.side):
                side = page.side  # "both leaders reaffirmed": told by one of them
        reporter = statement.cue is None and bool(_ASKER.search(statement.speaker_text))
        if reporter and page.side is not None and self._asker_at(statement.content[0].start) is None:
            # an answer that the reading gave to who asked
            return Saying((page,), statement, page.side)
        asserted = [
            AssertedBy(
                actor=statement.speaker,
                text=statement.speaker_text or (speaker.name if speaker is not None else ""),
                side=side,
                channel=assertion_channel(statement, speaker),
                statement=statement.id,
            )
        ]
        if page.side is None:  # a government's own page speaks for its side alone
            asserted += [replace(asserted[0], actor=None, side=other) for other in named if other != side]
        for teller in statement.via:
            if teller.span is None:
                continue
            asserted.append(self._told_by(teller, statement))
        answers = asserted[0].text in _ANSWERS or (bool(self._asked) and statement.cue is None)
        if asserted[0].side is None and answers:
            asserted[0] = replace(asserted[0], side=page.side)
        unresolved = asserted[0].text.lower() in _PRONOUNS
        told_on = "continued" in statement.method  # a readout tells on in the words of its guest
        guest = statement.cue is None and not told_on and asserted[0].side not in (None, page.side)
        if page.side is not None and not guest and (unresolved or any(item.side is not None for item in asserted)):
            asserted.extend(self.joint or (page,))
        return Saying(tuple(asserted), statement, asserted[0].side)

    def _speaks_for_both(self, statement: Statement, own: str) -> bool:
        """Whether a government's own page lends words to its own side together with another: "they", "both leaders"."""
        span = statement.speaker_span
        if span is None:
            return False
        first, after = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        words = set(self.words[first:after])
        joined = bool(words & _OF_BOTH) or words <= _BOTH_SIDES
        return own in (self.together(first) if joined else self.states_in(first, after) if "and" in words else ())

    def _sides_of_words(self, statement: Statement, side: str | None) -> tuple[str, ...]:
        """The states that a speaker's own words name: "The UK's Ambassador to the U.S.", "U.S. and Japanese officials",
        "the two leaders"; of a paper that promises in the name of one state ("the statement said"), that state."""
        span = statement.speaker_span
        if span is None:
            return ()
        first, after = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        spoken = self.words[first:after]
        words = set(spoken)
        if words & _PAPERS:
            if side is not None:
                return ()
            said = [c for piece in statement.content for c in self._named_between(piece.start, piece.end)]
            return (said[0],) if said else ()
        if words & {"two", "both"} and words & AUTHORITIES:
            return self.together(first)
        named = tuple(self.states_in(first, after))
        if len(named) == _BOTH and "and" in words and words & AUTHORITIES:
            return named
        if side is not None or (not words & AUTHORITIES and after - first > _FEW_WORDS):
            return ()
        own = self._narrator.side
        if own is not None and not named:
            label = self.text[span.start : span.end]
            if label.isupper() and words & {"minister", "president", "chancellor"}:
                return self.others_than((own,))  # the guest at a press conference on a government's page
            if words & {"spokesperson", "spokesman", "spokeswoman"} and after - first <= _FEW_WORDS:
                return (own,)
        return named[:1]

    def _named_between(self, start: int, end: int) -> list[str]:
        return self.states_in(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def _told_by(self, teller: Teller, statement: Statement) -> AssertedBy:
        actor = self.actors.get(teller.actor) if teller.actor is not None else None
        side = side_of(actor, self.reference)
        if self._asker_at(statement.content[0].start) == teller.text:
            side = None  # who asks at a briefing speaks for nobody, whoever pays him
        channel: AssertionChannel = "readout" if "readout" in teller.text.lower() else "on_record"
        if actor is not None and actor.kind == "unnamed":
            channel = "anonymous"
        return AssertedBy(teller.actor, teller.text, side, channel, "asserts", statement.id)

    def narrator(self) -> AssertedBy:
        """Return the page itself as the one who says so: a government for its own releases, else the press."""
        return self._narrator

    def _who_narrates(self) -> AssertedBy:
        outlet = self.document.outlet or self.document.host or ""
        side = government_of(outlet, self.reference)
        if side is not None:
            return AssertedBy(None, outlet, side, "readout")
        [wire, *others] = self.document.wires or ("",)
        if not others and (state := government_of(wire, self.reference)) is not None:
            return AssertedBy(None, wire, state, "readout")  # a copy of what a state-run agency tells
        account = self.reference.account_at(self.document.url)
        if account is not None:
            return AssertedBy(None, account.name, account.country, "on_record")
        document = self.document
        if not outlet and not document.wires and not document.authors and is_titled_joint(document.title or ""):
            named = self.states_in(0, bisect_left(self.starts, JOINT_HEAD))
            own = next((state for state in named if len(issuers_of(self, state)) > 1), None)
            if own is not None:  # the text of a joint statement, without the address of who published it
                return AssertedBy(None, outlet, own, "document")
        return AssertedBy(None, outlet, None, "narrator")

    # When

    def date_at(
        self, first: int, after: int, saying: Saying, near: tuple[int, int], apart: tuple[int, int] | None = None
    ) -> DatedBy:
        """Return the day that the words around a passage name; else the day it was said, or before which it stands.

        Args:
            first: first word of the sentence.
            after: one past its last word.
            saying: who says it; relative days in quoted words count from the day it was said.
            near: first word of the passage and one past its last; a day far from it is another's.
            apart: first word and one past the last of what is yet to be done: a day named there says when that is
                to be, or tells of something else ("suspend the measures announced on October 9").
        """
        anchor = self.anchor_of(saying)
        start, end = self.starts[first], self.ends[after - 1]
        best: tuple[int, DatedBy] | None = None
        for expression in self.times:
            if not (start <= expression.start and expression.end <= end) or expression.kind not in ("date", "time"):
                continue
            if expression.granularity in {"unknown", "decade", "century"} or expression.context == "future":
                continue
            if expression.relative and anchor is None:
                continue
            place = bisect_left(self.starts, expression.start)
            if apart is not None and apart[0] <= place < apart[1]:
                continue
            distance = max(near[0] - place, place - near[1], 0)
            if distance > _NEAR_WORDS or self._bounds(first, place) or (best is not None and best[0] <= distance):
                continue
            resolved = resolve(expression, anchor)
            if resolved.days is not None and not self._later_than_page(resolved.days):
                best = distance, resolved.dated_by((self.evidence_of(expression.start, expression.end),))
        if best is not None:
            return best[1]
        if saying.statement is not None and saying.statement.said_on.date is not None:
            said = saying.statement.said_on
            return DatedBy(said.date, said.precision, said.basis, said.evidence, "the day it was said")
        if self._published is not None:
            days = self._published
            return DatedBy(
                days.iso(), days.precision, "published", published_evidence(self.document),
                "the text does not say when; the page was published then",
            )  # fmt: skip
        return DatedBy(reason="the text does not say when, and when the page was published is not known")

    def _bounds(self, first: int, place: int) -> bool:
        """Whether words before a day make it one from which, by which or for which something is: no day of a deed.

        "By the end of June", "since late August", but not "cut by Pyongyang in 2016".
        """
        for at in range(place - 1, max(first, place - _BEFORE_A_DAY) - 1, -1):
            if self.words[at] in _NOT_THE_DAY:
                return True
            if self.words[at] in _PLACES or self.words[at][:1].isalpha() is False:
                return False
        return False

    def lies_ahead(self, days: Days) -> bool:
        """Tell whether days end after the page was published: "this year", "in the last two months of 2025"."""
        return self._published is not None and days.last > self._published.last

    def _later_than_page(self, days: Days) -> bool:
        return self._published is not None and days.first > self._published.last

    def posts_of(self, actor: Actor) -> tuple[str, ...]:
        """Return the kinds of post that a person holds when the page was published: ``foreign minister`` …"""
        if actor.kind != "person" or self._published is None:
            return ()
        day = self._published.last.isoformat()
        return tuple(
            office.post
            for office in self.reference.offices_at(actor.name, day)
            if office.post and office.country == actor.country
        )

    def anchor_of(self, saying: Saying) -> Days | None:
        """Return the days from which relative days of a passage count; None where they are not known."""
        if (
            saying.statement is not None
            and saying.statement.said_on.date is not None
            and saying.statement.mode == "direct"
        ):
            try:
                return Days.parse(saying.statement.said_on.date)
            except ValueError:
                return self._published
        return self._published


def event_at(events: Sequence[Event], pieces: Sequence[Evidence]) -> str | None:
    """Return the id of the event whose trigger stands in the evidence of a report, the first of several."""
    found = [
        event
        for event in events
        if event.evidence
        and any(piece.start <= event.evidence[0].start and event.evidence[0].end <= piece.end for piece in pieces)
    ]
    return min(found, key=lambda event: (event.evidence[0].start, event.id)).id if found else None


def _length(statement: Statement) -> int:
    return sum(piece.end - piece.start for piece in statement.content)
