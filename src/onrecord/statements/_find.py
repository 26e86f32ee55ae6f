"""From attributions and transcript turns to statement records."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.language import Analysis
from onrecord.language.quotations import Quotation
from onrecord.language.times import Days, TimeExpression, published_days, published_evidence, resolve
from onrecord.records import (
    READ_ROLES,
    TOLD_BY_SPEAKER,
    UNKNOWN_DATE,
    Actor,
    Cue,
    DatedBy,
    Document,
    Evidence,
    Mention,
    Mode,
    Span,
    Statement,
    Teller,
    make_id,
)
from onrecord.statements._chains import statements_among
from onrecord.statements._choice import is_label, is_quoted_enough, kind_of_thing, not_said_by, told_in_passing
from onrecord.statements._continued import continued
from onrecord.statements._days import GOES_ON, only_released, with_days
from onrecord.statements._grammar import Grammar
from onrecord.statements._items import read_paragraphs
from onrecord.statements._lead import named_after_lead
from onrecord.statements._links import outside_links
from onrecord.statements._people import MentionIndex
from onrecord.statements._posts import Post, Release, find_posts, find_release
from onrecord.statements._retold import retold
from onrecord.statements._rules import find_attributions
from onrecord.statements._speeches import find_speech
from onrecord.statements._tagged import as_statements, join_tagged
from onrecord.statements._told_by import told_in_turns, with_tellers
from onrecord.statements._transcripts import Turn, find_turns
from onrecord.statements._types import Attribution, Stretch
from onrecord.statements._when import (
    LISTENERS,
    is_told_as_new,
    occasion_of,
    report_day,
    said_on,
    unknown_day,
)

if TYPE_CHECKING:
    from onrecord.reference import Reference

VERSION = "13"
"""Raised whenever the results change."""

_OPENING = "\"'\u201c\u2018\u201e\u00ab\u201f\uff02`\u300c\u300e"
_CLOSING = "\"'\u201d\u2019\u201c\u00bb\uff02\u300d\u300f"
_ANSWERS = frozenset({"reply", "answer", "respond"})
_ATTRIBUTABLE = re.compile(
    r"\battributable to ((?:[A-Z][\w.\u2019'-]*|the|of|for)(?: (?:[A-Z][\w.\u2019'-]*|the|of|for)){0,8})"
)
"""A release names who tells it: "The following is attributable to Spokesperson …"."""
_ATTRIBUTABLE_WITHIN = 600  # code points from the beginning
_IN_A_TEXT = re.compile(
    r"(?i)\b(?:in|issued|released|sent|published|posted|wrote) (?:an?|the|his|her|its|their) (?:[a-z-]+ ){0,2}?"
    r"(statement|letter|memo|report|filing|email|tweet|post|complaint|lawsuit|release|communique|readout)\b"
)
"""A text in which somebody says something, and which is spoken of next."""
_BESIDE = 45  # code points between the verb and such a text
_OPENS_WITHIN = 20  # code points from the beginning of a sentence that such a text opens
_RELATIVES = frozenset("which that who whom what where".split())  # alone no words of what is said ("what he calls …")
_BREAKS = re.compile(r"\n+")
_BY = re.compile(r"\bby (?:the |an? )?$")
_PLURAL = re.compile(r"(?i)\b(?:officials|sources|diplomats|aides|advisers|people|lawyers|spokesmen|officers)\b")
_SINCE = 2000  # code points in which somebody may have been named last
_THING = re.compile(
    r"(?i)\b(?:report(?:s|ing)?|statement|interview|media|letter|story|study|poll|survey|memo|data|court|committee|agency"
    r"|company|campaign|ministry|government|council|party|group|report|text|article|newspaper|reporting|tally|ad"
    r"|filing|affidavit|complaint|lawsuit|suit|indictment|ruling|brief|memo|email|message|document|editorial|op-ed|analysis"
    r"|review|audit|readout|release|website|site|section|unit|panel|board|bureau|office|division|team|firm|bank|union"
    r"|army|military|station|channel|network|outlet|magazine)$"
)
"""Ends of descriptions of sources of which nobody says "he"."""
_BEHIND_NOUN = re.compile(r"(?<=\w) (?:of|for|from|in|at|with|to|by|on|about|who|that)\b")
_CONTINUED = 0.75
"""How sure a saying is that only goes on with the one before: by convention of the readouts of a country."""
_UNRESOLVED_PENALTY = 0.8
"""A statement whose speaker could not be resolved is this much less sure."""

_NAMES_WRITER = frozenset({"byline", "dateline", "claimed_date"})
"""Roles of lines besides those read that may name whose words a page holds."""
_SPEECH = 0.9
"""Confidence that a page is one person's words throughout."""


def find_statements(
    document: Document,
    analysis: Analysis,
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    reference: Reference,
) -> tuple[Statement, ...]:
    """Find who said what in a document, to whom, when, and told by whom.

    Args:
        document: the document, with roles and its published date; only lines of a read role are looked at.
        analysis: its tokens and sentences, and attributions where a trained tagger made it.
        quotations: its quotations.
        times: its time expressions.
        actors: the actors it speaks of.
        mentions: where it speaks of them.
        reference: the issues that statements are tagged with.

    Returns:
        The statements in text order. A statement whose speaker cannot be resolved has ``speaker`` None; a nested
        telling ("the official said that Xi told Biden …") is one statement by the innermost speaker with its chain.
    """
    text = document.text
    lines = [(part.start, part.end, str(part.role)) for part in document.roles if part.role in READ_ROLES]
    persons = {actor.id for actor in actors if actor.kind == "person"}
    bodies = {actor.id for actor in actors if actor.kind == "organization"}
    unnamed = {actor.id for actor in actors if actor.kind == "unnamed" and not _THING.search(_noun(actor.name))}
    things = {actor.id for actor in actors if actor.kind == "unnamed" and actor.id not in unnamed}
    several = {actor.id for actor in actors if actor.kind in ("group", "government", "state")}
    several |= {actor.id for actor in actors if actor.kind == "unnamed" and _PLURAL.search(_noun(actor.name))}
    bodies |= {actor.id for actor in actors if actor.kind in ("government", "state")}
    pronouns = {
        actor.id: pronoun
        for actor in actors
        if actor.kind == "person" and (pronoun := reference.given_names.get(actor.name.split()[0].lower()))
    }
    index = MentionIndex(text, mentions, persons, bodies, unnamed, several, pronouns, things)
    index.know_names({actor.id: actor.name for actor in actors if actor.kind == "organization"})
    grammar = Grammar(text, analysis)
    maker = _Maker(document, times, actors, index, quotations, reference, grammar)
    turns = find_turns(text, lines, [(item.start, item.end) for item in mentions if item.actor in persons])
    speech = None
    if not turns:
        named = [(part.start, part.end, str(part.role)) for part in document.roles if part.role in _NAMES_WRITER]
        people = [(item.start, item.end) for item in mentions if item.actor in persons and item.form != "pronoun"]
        speech = find_speech(text, sorted((*lines, *named)), people, quotations)
        turns = [speech.turn] if speech is not None else []
    if turns:
        first = turns[0].content[0][0] if speech is not None else turns[0].label[0]
        lines = [line for line in lines if line[1] <= first]
        lines += [(start, end, "body") for turn in turns for start, end in turn.content]
    occasion = speech.occasion if speech is not None else None
    result = [maker.turn(turn, turns[0].label[0], occasion) for turn in turns if not turn.conducts]
    posts = find_posts(text, lines)
    result.extend(maker.post(post) for post in posts)
    of_posts = {number for post in posts for number in post.lines}
    release = find_release(text, lines) if not turns and not posts else None
    released = maker.release(release, lines) if release is not None else None
    if release is not None and released is not None:
        result.append(released)
        of_posts.update(release.lines)
    lines = [line for number, line in enumerate(lines) if number not in of_posts]
    paragraphs = read_paragraphs(text, analysis, quotations, lines)
    by_rules = find_attributions(text, paragraphs, quotations, index.ends())
    attributions = join_tagged(text, analysis, paragraphs, quotations, by_rules)
    among = statements_among(text, as_statements(outside_links(text, attributions), by_rules))
    sayings = with_tellers(text, analysis, among)
    if turns:
        sayings = told_in_turns(text, sayings, turns)
    releaser = _ATTRIBUTABLE.search(text, 0, _ATTRIBUTABLE_WITHIN)
    if releaser is not None:
        told_by = Attribution([releaser.span()], [releaser.span(1)], None, "", "say", releaser.span(1), rule="release")
        for item in sayings:
            if item.start > releaser.end() and item.inside is None:
                item.via = [*item.via, told_by]
    set_in = [([post.content], post.name) for post in posts]
    if release is not None and released is not None and released.speaker_span is not None:
        span = released.speaker_span
        set_in.append((list(release.content), (span.start, span.end)))
    sayings += retold(text, analysis, quotations, index.ends(), set_in)
    for item in sayings:
        if item.cue is not None and item.source and text[slice(*item.source[0])].lower() == "who":
            item.head = index.named_before_who(item.source[0]) or grammar.antecedent(item.cue) or item.head
    maker.know(sayings)
    told = [(item, statement) for item in sayings for statement in maker.statements(item)]
    # What nobody in particular is told to believe or hope is the narrator's guess at minds.
    headings = {start for start, _, role in lines if role == "title"}  # "Lee: a man with a plan"
    by_words = {mention.actor for mention in mentions if mention.reason == "words of a speaker"}
    told = [
        (item, statement)
        for item, statement in told
        if (statement.speaker is not None and statement.speaker not in by_words)
        or not (
            (item.kind == "believe" and not is_quoted_enough(text, item))
            or not_said_by(item, text[slice(*item.source[0])] if item.source else "")
        )
        if not (statement.speaker is None and told_in_passing(item))
        if item.rule != "alert" or statement.speaker not in {None, *by_words}
        if not is_label(text, item)
        or item.rule == "alert"
        or (statement.speaker in persons and item.frame[0] not in headings)
    ]
    sentences = [(sentence[0].start, sentence[-1].end) for part in paragraphs for sentence in part.sentences]
    dated = with_days(told, document, times, sentences, index)
    result.extend(dated)
    if not turns:
        bounds = [(start, end) for start, end, role in lines if role == "body"]
        goes_on = continued(document, analysis, bounds, dated, mentions, persons, reference)
        result.extend(maker.goes_on(before, piece) for before, piece in goes_on)
    undated = unknown_day(document)
    result = [
        replace(statement, said_on=undated) if statement.said_on == UNKNOWN_DATE else statement for statement in result
    ]
    unique = {statement.id: statement for statement in result}
    # those who speak together stay in the order in which they are named
    ordered = sorted(unique.values(), key=lambda item: (item.content[0].start, item.content[-1].end))
    return tuple(ordered) if turns else tuple(named_after_lead(ordered, mentions, persons, unnamed))


def _noun(description: str) -> str:
    """A description up to its noun: "a spokesman" of "a spokesman for the officials"."""
    return _BEHIND_NOUN.split(description, maxsplit=1)[0].strip()


class _Maker:
    """Turns attributions into records."""

    def __init__(
        self,
        document: Document,
        times: Sequence[TimeExpression],
        actors: Sequence[Actor],
        index: MentionIndex,
        quotations: Sequence[Quotation],
        reference: Reference,
        grammar: Grammar,
    ) -> None:
        self._document = document
        self._grammar = grammar
        self._text = document.text
        self._times = times
        self._index = index
        self._quotations = quotations
        self._quoted = sorted((q.start, q.end) for q in quotations if q.kind == "speech" and q.parent is None)
        self._reference = reference
        self._outlet = document.outlet or document.host
        self._spoke: tuple[str, int] | None = None
        """Who spoke last, and where his words ended."""
        self._asked_back: tuple[str, int] | None = None  # who spoke before that one, and where his words ended
        self._spoke_words: tuple[Stretch, ...] = ()  # his words
        self._spoke_from = 0  # where the words stand that name who spoke last
        self._by_frame: dict[Stretch, list[Attribution]] = {}
        names = {name.casefold(): actor.id for actor in actors for name in (*actor.aliases, actor.name)}
        self._outlet_actor = names.get(self._outlet.casefold()) if self._outlet else None

    def know(self, sayings: Sequence[Attribution]) -> None:
        """Take note of all sayings, for what is told beside a saying says nothing of its occasion."""
        for item in sayings:
            self._by_frame.setdefault(item.frame, []).append(item)

    def _told_beside(self, item: Attribution) -> list[Stretch]:
        """What other sayings of the same sentence tell, but for those that tell this one."""
        tellers = {id(teller) for teller in item.via}
        others = [other for other in self._by_frame.get(item.frame, ()) if id(other) not in tellers]
        return [piece for other in others for piece in other.content]

    def turn(self, turn: Turn, first: int, speech: str | None) -> Statement:
        """Make the statement of one turn of a transcript.

        Args:
            turn: the turn.
            first: where the first turn begins.
            speech: what the page is, where the turn is all of it: ``speech``, ``statement``, ``letter`` …
        """
        speaker = self._index.actor(turn.label) or self._index.introduced(turn.label, first)
        speaker_is_press = self._text[slice(*turn.label)] != "A"  # "A:" answers
        content = tuple(self._span(piece) for piece in turn.content)
        published = self._document.published
        of = "page" if speech is not None else "transcript"
        said = DatedBy(
            published.date, published.precision, "published" if published.date else "unknown",
            published_evidence(self._document),
            f"the day of the {of}" if published.date else f"the day of the {of} is not known",
        )  # fmt: skip
        if speech is not None:
            return self._record(
                speaker, turn.label, None, "direct", content, None, (), said, speech, _SPEECH,
                "rules: transcript, one speaker",
            )  # fmt: skip
        return self._record(
            speaker, turn.label, None, "direct", content, None, (), said, "news conference" if turn.asks else None,
            0.95, "rules: transcript, question" if turn.asks and speaker_is_press else "rules: transcript",
        )  # fmt: skip

    def goes_on(self, before: Statement, piece: Stretch) -> Statement:
        """Make the statement of a sentence that goes on in the words of the statement before."""
        head = (before.speaker_span.start, before.speaker_span.end) if before.speaker_span is not None else None
        return self._record(
            before.speaker, head, None, "indirect", (self._span(piece),), None, (), before.said_on, before.occasion,
            _CONTINUED, "rules: readout, continued",
        )  # fmt: skip

    def post(self, post: Post) -> Statement:
        """Make the statement of a post set into the page."""
        said = UNKNOWN_DATE
        for expression in self._times:
            if post.tail[0] <= expression.start and expression.end <= post.tail[1]:
                evidence = (Evidence(self._document.id, expression.start, expression.end, expression.quote),)
                said = resolve(expression, published_days(self._document)).dated_by(evidence)
                break
        return self._record(
            self._index.actor(post.name), post.name, None, "direct", (self._span(post.content),), None, (), said,
            "post", 0.95, "rules: post",
        )  # fmt: skip

    def release(self, release: Release, lines: Sequence[tuple[int, int, str]]) -> Statement | None:
        """Make the statement of a text that takes the rest of the page; None where nobody is said to have made it."""
        line = lines[release.lines[0] - 1]
        who = self._index.person_before(release.cue[0], line[0])
        if who is None:
            return None
        cue = Cue(*release.cue, self._text[slice(*release.cue)], "release", "say")
        frame = Attribution(list(release.content), [(who.start, who.end)], release.cue, frame=(line[0], line[1]))
        said = said_on(frame, self._document, self._times)
        if said.date is None and not said.reason and is_told_as_new(frame, self._document, self._times):
            said = report_day(self._document, self._times) or said
        noun = "post" if release.noun in ("tweet", "thread", "excerpt") else release.noun
        occasion = occasion_of(frame, self._text) or {"remarks": "speech", "message": "post"}.get(noun, noun)
        content = tuple(self._span(piece) for piece in release.content)
        return self._record(
            who.actor, (who.start, who.end), cue, "direct", content, None, (), said, occasion, 0.85, "rules: release"
        )

    def statements(self, item: Attribution) -> list[Statement]:
        """Make the statement of one attribution; one for each of several who speak jointly ("the two leaders")."""
        head, whole = _named(item)
        speakers = self._index.speakers(head, whole, teller=item.lemma == "according to")
        if speakers and head is not None and self._says_of_himself(item, speakers[0], head):
            speakers = ()  # "he" in somebody's own words is somebody else
        if len(speakers) == 1 and head is not None and item.inside is None:
            before = self._index.unnamed_before(head, speakers[0], self._spoke)
            speakers = (before,) if before is not None else speakers
        if not speakers and head is not None:
            spoke = self._asked_back if item.lemma in _ANSWERS and self._asked_back is not None else self._spoke
            again = self._index.goes_on(head, spoke, item.content)
            if item.asked is not None and self._text[slice(*head)].lower() in ("he", "she"):
                again = self._index.actor(item.asked) or again
            speakers = (again,) if again is not None else ()
        if head is not None and item.inside is None and len(speakers) < 2:
            taken = speakers[0] if speakers else None
            named = taken is not None and self._index.last_named(taken, head[0], head[0] - item.frame[0]) >= 0
            goes_on = item.lemma in GOES_ON and not named
            if taken is None or goes_on or self._is_spoken_of(taken, item, head):
                quoted = self._quoted[bisect_left(self._quoted, (head[0] - _SINCE, 0)) :]
                quoted = quoted[: bisect_left(quoted, head)]
                again = self._index.spoke_again(head, self._spoke, taken, [*item.content, *quoted])
                if again is None and taken is not None and self._index.is_named_in(taken, item.content, titled=False):
                    again = self._index.other_than(taken, head, self._spoke, [*item.content, *quoted])
                speakers = (again,) if again is not None else speakers
        if len(speakers) == 1 and item.inside is None and (text := self._text_made(item)) is not None:
            self._index.made_text(text, speakers[0])
        asked_by = head is not None and _BY.search(self._text[max(0, head[0] - 8) : head[0]]) is not None
        asks = item.kind == "ask" and (item.addressee is not None or asked_by)  # who is asked speaks next
        headline = head is not None and self._text[slice(*item.frame)].isupper()
        if len(speakers) == 1 and item.inside is None and head is not None and not asks and not headline:
            if self._spoke is not None and self._spoke[0] != speakers[0]:
                self._asked_back = (self._spoke[0], item.end)
            self._spoke = (speakers[0], max(item.end, head[1]))
            self._spoke_from, self._spoke_words = head[0], tuple(item.content)
        if len(speakers) < 2:
            return [self._statement(item, speakers[0] if speakers else None)]
        return [self._statement(item, speaker, joint=True) for speaker in speakers]

    def _text_made(self, item: Attribution) -> str | None:
        """The text in which something is said: "said in a statement", "In a letter to the court, Lee wrote"."""
        if item.cue is None or not item.source:
            return None
        start, end = min(item.cue[0], item.source[0][0]), item.cue[1]
        for found in _IN_A_TEXT.finditer(self._text, *item.frame):
            told = any(a <= found.start() < b for a, b in item.content)
            opens = found.end() <= start and found.start() - item.frame[0] <= _OPENS_WITHIN
            if not told and (0 <= found.start() - end <= _BESIDE or start <= found.start() < end or opens):
                return found[1].lower()
        return None

    def _is_spoken_of(self, taken: str, item: Attribution, head: Stretch) -> bool:
        """Tell whether a "he" was taken for somebody of whom the words, or those of who spoke last, only speak.

        So where the words themselves name him, where he was named last within the last speaker's words, and where the
        paragraph names him no more since another spoke in it.
        """
        several = self._text[slice(*head)].lower() == "they"
        if self._index.is_named_in(taken, item.content, titled=bool(item.quoted) or several):
            return True
        if self._spoke is None:
            return False
        named = self._index.last_named(taken, head[0], _SINCE)
        if any(start <= named < end for start, end in self._spoke_words):
            return True
        between = self._text[self._spoke_from : head[0]]
        # In the paragraph that follows, only a quotation that opens it goes on with who spoke last.
        line = self._text.rfind("\n", 0, head[0]) + 1
        opens = line <= item.start <= line + 1 < head[0] and bool(item.quoted)
        return named < self._spoke_from and ("\n" not in between or (opens and len(_BREAKS.findall(between)) == 1))

    def _says_of_himself(self, item: Attribution, speaker: str, head: Stretch) -> bool:
        """Tell whether a pronoun in a turn of a transcript was taken for the turn's own speaker."""
        if not item.via or item.via[-1].rule != "transcript" or self._text[slice(*head)].lower() not in ("he", "she"):
            return False
        return self._index.actor(item.via[-1].head) == speaker

    def _statement(self, item: Attribution, speaker: str | None, *, joint: bool = False) -> Statement:
        pieces = [piece for piece in item.content if self._text[slice(*piece)].lower() not in _RELATIVES]
        content = self._apart([span for stretch in pieces if (span := self._words(stretch)) is not None])
        if not content:
            content = (self._span((item.start, item.end)),)
        head = item.head or (item.source[0] if item.source else None)
        cue = None
        if item.cue is not None:
            kind = kind_of_thing(self._text[content[0].start : content[0].end], item.kind)
            cue = Cue(item.cue[0], item.cue[1], self._text[slice(*item.cue)], item.lemma, kind)
        told_on = self._anchor(item)
        said = said_on(item, self._document, self._times, told_on, self._grammar)
        if said.date is None and item.inside is None and not only_released(item):
            # "Kirby said on Wednesday that Biden had told …": the teller's day is not the saying's
            said = said if said.reason else DatedBy(reason="the sentence does not say when")
        confidence = item.confidence if speaker is not None else item.confidence * _UNRESOLVED_PENALTY
        himself = f", {TOLD_BY_SPEAKER}" if self._tells_himself(item, speaker) else ""
        return self._record(
            speaker, head, cue, self._mode(item, content), content, item.addressee or self._listener(item),
            self._tellers(item, speaker), said,
            occasion_of(item, self._text, self._told_beside(item)), confidence,
            ("tagger: " if item.tagged else "rules: ") + item.rule + (", joint" if joint else "") + himself,
        )  # fmt: skip

    def _record(
        self,
        speaker: str | None,
        head: Stretch | None,
        cue: Cue | None,
        mode: Mode,
        content: tuple[Span, ...],
        addressee: Stretch | None,
        via: tuple[Teller, ...],
        said: DatedBy,
        occasion: str | None,
        confidence: float,
        method: str,
    ) -> Statement:
        document = self._document.id
        span = self._span(head) if head is not None else None
        places = [(piece.start, piece.end) for piece in content]
        tellers = [*via]
        listener = self._index.listener(addressee) if addressee is not None else None
        if listener == speaker:
            listener = None  # "told him": whoever it is, it is not he who speaks
        if self._outlet:
            tellers.append(Teller(self._outlet_actor, self._outlet))
        return Statement(
            id=make_id(
                "stmt",
                document,
                places,
                (head or (0, 0)),
                cue.start if cue else -1,
                *([speaker] if ", joint" in method else []),
            ),
            document=document,
            speaker=speaker,
            speaker_text=span.quote if span is not None else "",
            speaker_span=span,
            cue=cue,
            mode=mode,
            content=content,
            addressee=listener,
            addressee_span=self._span(addressee) if addressee is not None else None,
            via=tuple(tellers),
            said_on=said,
            occasion=occasion,
            issues=self._issues(content),
            confidence=round(confidence, 3),
            method=f"{method}/{VERSION}",
        )

    def _issues(self, content: Sequence[Span]) -> tuple[str, ...]:
        tag = getattr(self._reference, "tag_issues", None)
        return tuple(sorted(tag(" ".join(span.quote for span in content)))) if tag is not None else ()

    def _span(self, stretch: Stretch) -> Span:
        return Span.of(self._text, *stretch)

    def _words(self, stretch: Stretch) -> Span | None:
        """Cut content to its words: the marks of a quotation that is all of it, and the spaces, are left out."""
        start, end = stretch
        text = self._text
        if text[start] in _OPENING:
            for quotation in self._quotations:
                if (
                    quotation.start <= start
                    and end <= quotation.end
                    and (quotation.start == start or any(a - 1 <= start <= a for a, _ in quotation.pieces))
                ):
                    start, end = self._inner(quotation, start, end)
                    break
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span.of(text, start, end) if start < end else None

    def _apart(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Join pieces that overlap (odd marks can make them so)."""
        result: list[Span] = []
        for span in sorted(spans, key=lambda piece: (piece.start, piece.end)):
            if result and span.start < result[-1].end:
                result[-1] = Span.of(self._text, result[-1].start, max(result[-1].end, span.end))
            else:
                result.append(span)
        return tuple(result)

    def _inner(self, quotation: Quotation, start: int, end: int) -> Stretch:
        pieces = [(a, b) for a, b in quotation.pieces if a < end and b > start]
        return (pieces[0][0], pieces[-1][1]) if pieces else (start, end)

    def _mode(self, item: Attribution, content: Sequence[Span]) -> Mode:
        """Direct where all words stand in quotation marks, mixed where some do."""
        if item.inside is not None or item.rule == "block":
            return "direct"
        quoted = words = 0
        places = [(q.start, q.end) for q in self._quotations if q.kind == "speech" and q.parent is None]
        for span in content:
            position = span.start
            for start, end in places:
                if end <= position or start >= span.end:
                    continue
                words += _count(self._text[position : max(position, start)])
                inner = _count(self._text[max(position, start) : min(end, span.end)])
                quoted += inner
                words += inner
                position = max(position, min(end, span.end))
            words += _count(self._text[position : span.end])
        if quoted == 0:
            return "indirect"
        return "direct" if quoted >= words else "mixed"

    def _listener(self, item: Attribution) -> Stretch | None:
        """Whom the occasion names: "in a statement to Reuters", "before the committee"."""
        if item.inside is not None:
            return None
        for found in LISTENERS.finditer(self._text, *item.frame):
            told = any(start <= found.start() < end for start, end in item.content)
            listener = None if told else self._index.from_here(found.end(), item.frame[1])
            if listener is not None:
                return listener
        return None

    def _tellers(self, item: Attribution, speaker: str | None) -> tuple[Teller, ...]:
        result: list[Teller] = []
        own = item.head or (item.source[0] if item.source else None)
        for teller in item.via:
            if not teller.source:
                continue
            head, whole = _named(teller)
            if head is None:
                continue
            span = self._span(head)
            actor = self._index.actor(head, whole, teller=True)
            if any(known.span == span for known in result):
                continue
            if head == own or (actor is not None and (actor == speaker or (result and actor == result[-1].actor))):
                continue  # "Lee said the plan would fail, he said": nobody is told of, he goes on himself
            result.append(Teller(actor, span.quote, span))
        return tuple(result)

    def _tells_himself(self, item: Attribution, speaker: str | None) -> bool:
        """Tell whether the speaker himself tells the saying: "She said that she **raised concerns**"."""
        own = item.head or (item.source[0] if item.source else None)
        tellers = [_named(teller) for teller in item.via if teller.source]
        return speaker is not None and any(
            head != own and self._index.actor(head, whole, teller=True) == speaker for head, whole in tellers
        )

    def _anchor(self, item: Attribution) -> Days | None:
        """Within a quotation "yesterday" counts from the day of the saying that quotes it."""
        if item.inside is None:
            return None
        for outer in item.via:
            told = said_on(outer, self._document, self._times, grammar=self._grammar)
            if told.date is not None:
                try:
                    return Days.parse(told.date)
                except ValueError:
                    return None
        return published_days(self._document)


def _named(item: Attribution) -> tuple[Stretch | None, Stretch | None]:
    """The words that name who says something, and these with what describes him."""
    whole = item.source[0] if item.source else None
    if item.head is not None and whole is not None and item.head[1] <= whole[0]:
        whole = item.head  # what its "who" stands for
    return item.head or whole, whole


def _count(words: str) -> int:
    return sum(1 for word in words.split() if any(character.isalnum() for character in word))
