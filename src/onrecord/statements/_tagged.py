"""Attributions of the trained tagger in the same form as those of the rules, joined with what only rules find."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language import Analysis, TaggedSpan
from onrecord.language import Attribution as TaggedAttribution
from onrecord.language.quotations import Quotation
from onrecord.records import CueKind
from onrecord.statements._content import (
    end_of_introduced,
    end_of_quoted_sentence,
    is_whole,
    only_said,
    with_quoted_name,
)
from onrecord.statements._cues import SOFT_LEMMAS, verbs
from onrecord.statements._grammar import Grammar
from onrecord.statements._items import Paragraph
from onrecord.statements._owners import give_owners
from onrecord.statements._phrases import BE, MODALS, NEGATIONS
from onrecord.statements._types import Attribution, Stretch

_LEAST_PROBABILITY = 0.3
"""Tagged attributions below this are left out: 0.3 gives the best partial F1 on polnear_dev (0.4: 71.9 for 72.9)."""
_LEAST_QUOTED = 0.03
"""Tagged attributions of a whole quotation beside the cue count from here: measured on polnear_train."""
_SURE_OF_SOURCE = 0.5
"""Below it a source ends before its description: on the half of polnear_train that a network did not see, 11 of 13
sources so doubtful are then those of the annotators, 4 of 13 with it; between 0.5 and 0.6 it is 7 and 15 of 21."""
_DESCRIBED = re.compile(r",? (who|whose|whom) |, (?!and |or )")
_BESIDE_CUE = 60  # code points
_SURE_RULES = frozenset(
    {
        "quotation", "bare quotation", "dash name", "headline", "colon", "according to", "fronted clause",
        "that clause", "clause", "block",
    }
)  # fmt: skip
"""Rules that count where the tagger found nothing: on polnear_train and dev at least half of what they add is right."""


def join_tagged(
    text: str,
    analysis: Analysis,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    by_rules: Sequence[Attribution],
) -> list[Attribution]:
    """Join the tagger's attributions with those of the rules.

    Args:
        text: the whole text.
        analysis: its analysis, with attributions where a tagger made it.
        paragraphs: the paragraphs as items.
        quotations: its quotations.
        by_rules: what the rules found.

    Returns:
        The tagger's attributions, completed by the rules (addressee, follow-up quotations, formats); the rules' own
        where the analysis has no attributions.
    """
    if not analysis.attributions:
        return list(by_rules)
    found = joined(text, analysis, paragraphs, quotations, by_rules)
    give_owners(text, analysis, paragraphs, quotations, found)
    return found


def joined(
    text: str,
    analysis: Analysis,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    by_rules: Sequence[Attribution],
) -> list[Attribution]:
    """Join the tagger's attributions with those of the rules, before quotations that no cue claims find a speaker.

    Args:
        text, analysis, paragraphs, quotations, by_rules: as for ``join_tagged``.
    """
    tagged: list[Attribution] = []
    grammar = Grammar(text, analysis)
    inner = [paragraph for paragraph in paragraphs if paragraph.inside is not None]
    places = [(paragraph.start, paragraph.end) for paragraph in paragraphs if paragraph.inside is None]
    starts = [start for start, _ in places]
    sentence_ends = [sentence.end for sentence in analysis.sentences]
    for item in analysis.attributions:
        if item.probability < _LEAST_PROBABILITY and not _quotes(item, quotations):
            continue
        if not item.content:
            continue
        place = bisect_right(starts, item.cue.start) - 1
        if place < 0 or item.cue.start >= places[place][1]:
            continue  # a line that is read otherwise: a turn of a transcript, a post
        content = [
            _snapped(_one_sentence(text, piece.start, piece.end), quotations, item.cue.start) for piece in item.content
        ]
        content = [end_of_quoted_sentence(text, piece, quotations) for piece in content]
        content = [end_of_introduced(text, piece, item.cue.end, quotations) for piece in content]
        content = _told_within(item.cue.start, content, quotations, sentence_ends)
        read = _read_cue(text, item.cue.start, item.cue.end, grammar)
        quotes = any(is_whole(text, piece, quotations) for piece in content)
        source = [
            with_quoted_name(
                text, _named_briefly(text, piece, grammar) if quotes else (piece.start, piece.end), quotations
            )
            for piece in item.source
        ]
        if not source:
            source, content = _subject_apart(text, item.cue.start, item.cue.end, content, quotations)
        if read.asked:  # who asks stands behind "by"
            source = [piece for piece in source if text[max(0, piece[0] - 4) : piece[0]].lower().endswith("by ")]
        head = _head(text, source[0], grammar) if source else None
        made = Attribution(
            sorted(set(content)), source, (item.cue.start, item.cue.end), read.lemma, read.kind,
            head, None, "question" if read.asked else "tagger", item.probability,
            supposed=read.supposed, standing=read.standing, tagged=True,
            nominal=read.nominal and not any(_is_whole(text, piece, quotations) for piece in content),
        )  # fmt: skip
        made.thing = grammar.is_thing(content[0])
        if source and text[slice(*source[0])].lower() in _OBJECTS:
            made.supposed = True  # "allowed him to claim"
        grammar.mend_source(made)
        made.frame = _frame(made, paragraphs)
        made.quoted = {
            index for index, quotation in enumerate(quotations)
            if any(a <= quotation.start and quotation.end <= b for a, b in made.content)
        }  # fmt: skip
        made.inside = next((paragraph.inside for paragraph in inner if _holds(paragraph, made)), None)
        tagged.append(made)
    left: list[Attribution] = []
    for rule in by_rules:
        if rule.rule == "colon" and rule.source and grammar.lacks_noun(rule.source[0]):
            continue  # "More from the report: “…”": its first word is nobody
        if rule.head is not None and grammar.lacks_noun(rule.head):
            rule.head = rule.source[0] if rule.source and not grammar.lacks_noun(rule.source[0]) else None
        grammar.name_antecedent(rule)
        if rule.lemma != "release":  # who released it need not be whose words it holds
            grammar.mend_source(rule)
        twin = next((item for item in tagged if item.cue and rule.cue and _meet(item.cue, rule.cue)), None)
        if twin is not None:
            _complete(text, twin, rule, tagged)
        elif grammar.is_verb(rule):
            if rule.rule == "quotation":
                retold = next((item for item in tagged if _retells(rule, item)), None)
                if retold is not None:
                    # "…," Kerry said in Seoul, as Reuters reported: who said it stands nearer than who reports it
                    retold.cue, retold.source, retold.head = rule.cue, list(rule.source), rule.head
                    _complete(text, retold, rule, tagged)
                    continue
            left.append(rule)
    outer = list(tagged)
    for rule in list(left):
        if rule.rule == "bare quotation" and (before := _goes_on_with(rule, tagged)) is not None:
            before.content = sorted([*before.content, *rule.content])
            before.quoted |= rule.quoted
            left.remove(rule)
    for rule in left:
        if (rule.rule == "dash name" or _teller(rule, tagged) is None) and _counts_alone(text, rule, tagged):
            outer.append(rule)
    chosen = {id(item) for item in outer}
    for rule in left:
        if id(rule) in chosen:
            continue
        teller = _teller(rule, outer)
        if teller is not None:
            if not grammar.parts(rule, teller):
                _within(rule, teller)
            outer.append(rule)
    for made in tagged:
        if not made.source and any(is_whole(text, piece, quotations) for piece in made.content):
            grammar.find_source(made)
            _source_behind(text, made, tagged)
        only_said(text, made, quotations, grammar)
    return outer


def _named_briefly(text: str, source: TaggedSpan, grammar: Grammar) -> Stretch:
    """End a quotation's source before what describes the speaker, where the tagger doubts it: "Pike, who sold …"."""
    if source.probability >= _SURE_OF_SOURCE:
        return source.start, source.end
    for clause in _DESCRIBED.finditer(text, source.start + 1, source.end):
        relative = clause[1] is not None
        named = any(grammar.tokens[place].upos == "PROPN" for place in grammar.within(source.start, clause.start()))
        if (relative or named) and not grammar.lacks_noun((source.start, clause.start())):
            return source.start, clause.start()
    return source.start, source.end


def _source_behind(text: str, made: Attribution, tagged: Sequence[Attribution]) -> None:
    """Give a participle that opens a sentence the speaker whom its words lead to: "Citing “duties,” the envoy said"."""
    if made.source or made.cue is None or not text[slice(*made.cue)].lower().endswith("ing"):
        return
    if made.content[0][0] < made.cue[1] or made.cue[0] != made.frame[0]:
        return
    following = (item for item in tagged if item.source and item.cue and made.end <= item.source[0][0] < item.cue[0])
    nearest = min(following, key=lambda item: item.source[0][0], default=None)
    if nearest is not None and not text[made.end : nearest.source[0][0]].strip():
        made.source, made.head = list(nearest.source), nearest.head


def _goes_on_with(rule: Attribution, tagged: Sequence[Attribution]) -> Attribution | None:
    """The tagged saying of the same words of source that a bare quotation goes on with, as annotators join them."""
    if not rule.source or _any_meets(rule.content, tagged):
        return None
    before = [
        item
        for item in tagged
        if item.source and _meet(item.source[0], rule.source[0]) and item.content[-1][1] <= rule.start and item.cue
    ]
    return max(before, key=lambda item: item.content[-1][1]) if before else None


def as_statements(found: Sequence[Attribution], by_rules: Sequence[Attribution]) -> list[Attribution]:
    """Fit the tagger's attributions, made as PolNeAR's annotators make them, to what a statement is here.

    A bare quotation that follows a reported saying of the same speaker is a statement of its own, without cue; whom
    somebody thanks or presses is no part of what is said.
    """
    bare = {piece: rule for rule in by_rules if rule.rule == "bare quotation" for piece in rule.content}
    result = []
    for item in found:
        result.append(item)
        if not item.tagged:
            continue
        start, end = item.content[0]
        if item.addressee is not None and item.addressee[0] == start and item.addressee[1] < end:
            item.content[0] = (item.addressee[1], end)
        for piece in list(item.content[1:]):
            rule = bare.get(piece)
            if rule is not None and item.content[0][0] < piece[0] and len(item.content) > 1:
                item.content.remove(piece)
                item.quoted -= rule.quoted
                if rule not in result:
                    rule.source, rule.head = list(item.source), item.head
                    result.append(rule)
    return result


_RELATIVES = (["who"], ["that"], ["which"])
_OBJECTS = frozenset("him them me us".split())
_ASKING = frozenset({"ask", "press", "question", "quiz"})


@dataclass(frozen=True, slots=True)
class _CueRead:
    """What the words of a tagged cue say besides."""

    lemma: str = ""
    kind: CueKind = "say"
    supposed: bool = False
    standing: bool = False
    nominal: bool = False
    asked: bool = False
    """Passive: the source is asked ("Asked about the balloon, he said")."""


def _read_cue(text: str, start: int, end: int, grammar: Grammar) -> _CueRead:
    places = grammar.within(start, end)
    known = [(place, verb) for place in places if (verb := verbs().get(grammar.word(place))) is not None]
    words = {grammar.word(place) for place in places}
    if not known:
        return _CueRead("according to" if "according" in words else "")
    place, verb = known[0]
    if verb.lemma == "call" and "off" in words:
        return _CueRead("call off", "other")
    before = set(grammar.before_verb(place)) | {grammar.word(other) for other in places if other < place}
    nominal = grammar.tokens[place].upos == "NOUN"
    opens = place in grammar.sentence_starts or (place > 0 and grammar.word(place - 1) in ("when", "if"))
    asked = (
        verb.lemma in _ASKING and verb.form in ("past", "participle") and (opens or bool(before & BE) or "by" in words)
    )
    # "a failure to express": nobody is told to have said it
    wished = verb.form == "base" and "to" in words and grammar.tokens[place].deprel == "acl"
    return _CueRead(
        verb.lemma, verb.kind, wished or bool(before & (MODALS | NEGATIONS)), verb.form in ("s", "base"), nominal, asked
    )


def _take_quotation(text: str, rule: Attribution, tagged: Sequence[Attribution]) -> None:
    """Take a quotation with a verb of its own from the attribution before, which ran on into it.

    ("asked if …, he replied: “…”"; "All agreed that … . “It is new,” said Lee.")
    """
    if rule.cue is None or (len(rule.content) != 1 and rule.content[0][1] > rule.cue[0]):
        return
    piece = rule.content[0]
    for item in tagged:
        if not item.cue or item.cue[1] > rule.cue[0]:
            continue
        if item.cue[1] <= rule.cue[0] < piece[0] and piece in item.content[1:]:
            item.content.remove(piece)
            item.quoted -= rule.quoted
        start, end = item.content[-1]
        before = text[max(0, piece[0] - 3) : piece[0]].rstrip()
        apart = (".", "!", "?", ":", "(", "\u2014", "\u2013", " -", "\u201d", '"')
        if start < piece[0] < end <= rule.cue[0] and before.endswith(apart):
            item.content[-1] = (start, piece[0])
            item.quoted -= rule.quoted


def _counts_alone(text: str, rule: Attribution, tagged: Sequence[Attribution]) -> bool:
    """Tell whether what a rule found counts where the tagger found nothing with the same cue."""
    if rule.rule in ("block", "whose words", "alert"):
        return True
    if any(_tells(rule, item) for item in tagged):
        # what somebody tells within his quoted words is told by whoever is quoted
        return rule.lemma in _LINKING or (bool(rule.quoted) and rule.rule in _QUOTING)
    if rule.rule == "dash name":
        for item in tagged:  # what the quotation's words themselves tell ends before the dash
            item.content[:] = [
                (start, rule.cue[0] if rule.cue and start < rule.cue[0] < end else end) for start, end in item.content
            ]
        return True
    if rule.rule == "quotation":
        _take_quotation(text, rule, tagged)
        # a quotation with several pieces of which others have some keeps the rest
        own = [piece for piece in rule.content if not _any_meets([piece], tagged)]
        if own and len(own) < len(rule.content) and own[0] == rule.content[0]:
            rule.content = own
    if rule.rule == "object" and rule.lemma == "welcome":
        return _WELCOMED.match(text, rule.start) is not None and not _any_meets(rule.content, tagged)
    if rule.rule == "infinitive" and rule.kind == "promise" and rule.quoted:
        return not _any_meets(rule.content, tagged)  # "vowed to “give the army all it needs”"
    if rule.rule == "infinitive":
        return rule.kind in ("demand", "ask") and rule.addressee is not None and text[rule.addressee[0]].isupper()
    return rule.rule in _SURE_RULES and rule.lemma not in SOFT_LEMMAS and not _any_meets(rule.content, tagged)


_WELCOMED = re.compile(r"(?i)(?:(?:the|this|his|her|its|their|our) |(?:[\w.]+ ){0,3}[\w.]+[\u2019']s |efforts )")
"""A thing that is welcomed in words, not a guest; read on the pages it was written for, the seven it adds are right."""
_QUOTED_BY = re.compile(r"(?i)\b(?:quoted|cited|reported) as (?:saying|telling [^,.]{1,40}) by$")
_IN_NAME = re.compile(r"\s+(?!(?:of|for|at|from|in|who|which|that|with|on|and|or|to|as|when|while)\b)\w")
"""A description goes on ("White House" of "White House spokesman Lee")."""
_RETOLD_WITHIN = 80  # code points between who said it and who reports that
_MARKS = "\"'\u201c\u2018"
_WHOLE_WORDS = 4  # of a quotation that is no term
_QUOTING = frozenset({"quotation", "colon", "headline", "dash name"})
_LINKING = frozenset({"say", "tell", "according to", "quote", "ask", "urge", "press", "raise concern", "reaffirm"})
"""Verbs that tell somebody's saying within another's; more of them cost more on polnear_dev than they link."""


def _teller(rule: Attribution, tagged: Sequence[Attribution]) -> Attribution | None:
    """Find the tagged attribution within whose content a rule's cue stands: taggers give no saying within a saying."""
    if rule.cue is None:
        return None
    for item in tagged:
        if any(start <= rule.cue[0] and rule.cue[1] <= end for start, end in item.content):
            return item
    return None


def _within(rule: Attribution, teller: Attribution) -> None:
    """End what a saying within another reports where the other's content ends."""
    ends = [end for start, end in teller.content if rule.cue is not None and start <= rule.cue[0] < end]
    if ends:
        cut = [(start, min(end, ends[0])) for start, end in rule.content if start < ends[0]]
        rule.content = cut or rule.content


def _tells(rule: Attribution, item: Attribution) -> bool:
    """Tell whether a rule's attribution tells a tagged one."""
    return item.cue is not None and any(start <= item.cue[0] and item.cue[1] <= end for start, end in rule.content)


def _complete(text: str, twin: Attribution, rule: Attribution, tagged: Sequence[Attribution]) -> None:
    """Give a tagged attribution what the rules know of the same cue besides."""
    if rule.rule in ("whose words", "alert"):
        twin.content, twin.quoted = list(rule.content), set(rule.quoted)
    if rule.rule == "block":
        twin.content, twin.source, twin.head = list(rule.content), list(rule.source), rule.head
    twin.via = twin.via or rule.via
    twin.addressee = twin.addressee or rule.addressee
    twin.asked = rule.asked
    if rule.head and twin.source and twin.source[0][0] == rule.head[0] and rule.head[1] <= twin.source[0][1]:
        twin.head = twin.head if _IN_NAME.match(text, rule.head[1], twin.source[0][1]) else rule.head
    if rule.rule == "question" and rule.kind == "ask" and (not rule.source or rule.source != twin.source):
        twin.source, twin.head = list(rule.source), rule.head
    twin.lemma, twin.kind = rule.lemma or twin.lemma, rule.kind
    twin.supposed, twin.standing, twin.rule = rule.supposed, rule.standing, rule.rule
    if rule.source and twin.source and _breaks_off(text, twin.source[-1], rule.source[0]):
        twin.source, twin.head = rule.source, rule.head
    if not twin.source and rule.source:
        twin.source, twin.head, twin.dropped_source = rule.source, rule.head, rule.dropped_source
        own = [piece for piece in twin.content if not (rule.source[0][0] <= piece[0] and piece[1] <= rule.source[0][1])]
        twin.content = own or twin.content
    if rule.rule == "naming" and rule.quoted and len(twin.content) == len(rule.content) == 1:
        start, end = twin.content[0]
        if start == rule.start and rule.end < end and text[rule.end - 1] in '"\u201d':
            twin.content[0] = (start, rule.end)  # where and when he called it so is no part of it
        elif start == rule.start and end < rule.end and rule.quoted > twin.quoted and not _is_taken(rule, twin, tagged):
            twin.content[0], twin.quoted = (start, rule.end), set(rule.quoted)  # "… and, absurdly, “…”"
    if rule.rule in ("quotation", "dash name"):
        _quote_wholly(text, twin, rule, tagged)
        _told_by_behind(text, twin, rule)


def _told_by_behind(text: str, twin: Attribution, rule: Attribution) -> None:
    """Part who is quoted from who quotes him: "Lee was quoted as saying by state media"."""
    if not (twin.cue and twin.source and rule.source and _QUOTED_BY.search(text[slice(*twin.cue)])):
        return
    teller, quoted = twin.source[0], rule.source[0]
    if quoted[1] > twin.cue[0] or teller[0] < twin.cue[1]:
        return
    twin.via = [*twin.via, Attribution(list(twin.content), [teller], twin.cue, "", "say", twin.head, rule=twin.rule)]
    twin.source, twin.head = list(rule.source), rule.head
    kept = [piece for piece in twin.content if not (quoted[0] <= piece[0] and piece[1] <= quoted[1])]
    twin.content = kept or twin.content


def _is_taken(rule: Attribution, twin: Attribution, tagged: Sequence[Attribution]) -> bool:
    """Tell whether another saying has some of what a rule gives to its twin."""
    return any(item is not twin and item.cue and item.cue[0] > rule.start and item.cue[0] < rule.end for item in tagged)


def _quote_wholly(text: str, twin: Attribution, rule: Attribution, tagged: Sequence[Attribution]) -> None:
    """Give a tagged attribution the whole of each quotation that the rules know to be its own.

    What goes on in a following sentence or paragraph is added where no other attribution has it; a quotation of which
    it has a part becomes its own wholly; what another attribution took before running into the quotation ends there.
    """
    for start, end in rule.content:
        others = [item for item in tagged if item is not twin and _any_meets([(start, end)], [item])]
        for item in others:
            runs_into = item.content[-1][0] < start < item.content[-1][1] <= end and item.cue and item.cue[1] <= start
            if runs_into and text[max(0, start - 3) : start].rstrip().endswith((",", ".", "!", "?", ":")):
                item.content[-1] = (item.content[-1][0], start)
                item.quoted -= rule.quoted
            if (start, end) in item.content[1:] and _is_cut(text, rule.content[0], (start, end)):
                item.content.remove((start, end))
                item.quoted -= rule.quoted
        others = [item for item in others if _any_meets([(start, end)], [item])]
        if any(item.cue is None or not (start <= item.cue[0] and item.cue[1] <= end) for item in others):
            continue
        own = [piece for piece in twin.content if _meet(piece, (start, end))]
        if (
            rule.rule == "quotation"
            and not own
            and any(text[start] not in _MARKS or not _told_in(item, (start, end)) for item in others)
        ):
            continue
        for piece in own:
            twin.content.remove(piece)
        if own and twin.cue and end <= twin.cue[0] and _ends_sentence(text, start):
            own = [(max(a, start), b) for a, b in own]  # the sentence before the quotation is the narrator's
        twin.content.append((min([start, *(a for a, _ in own)]), max([end, *(b for _, b in own)])))
    twin.content.sort()
    twin.quoted |= rule.quoted


def _is_cut(text: str, first: Stretch, second: Stretch) -> bool:
    """Tell whether a quotation goes on in another, its sentence cut by the narrator: "What we need," … "is time."."""
    letter = next((character for character in text[slice(*second)] if character.isalpha()), "")
    return first[1] < second[0] and letter.islower() and text[slice(*first)].rstrip("\"'\u201d\u2019").endswith(",")


def _retells(rule: Attribution, item: Attribution) -> bool:
    """Tell whether a tagged cue behind a rule's own gives the same quotation to who passes it on."""
    if rule.cue is None or item.cue is None or not rule.source or item.kind != "say":
        return False
    behind = 0 < item.cue[0] - rule.cue[1] < _RETOLD_WITHIN and item.frame[0] <= rule.cue[0] < item.frame[1]
    return behind and rule.content[-1][1] <= rule.cue[0] and item.content == rule.content


def _told_in(item: Attribution, quotation: Stretch) -> bool:
    """Tell whether a saying is told within a quotation."""
    return item.cue is not None and quotation[0] <= item.cue[0] and item.cue[1] <= quotation[1]


def _breaks_off(text: str, tagged: Stretch, by_rule: Stretch) -> bool:
    """Tell whether a tagged source ends where the clause that describes it has only begun ("Mr. Trump, who")."""
    words = text[slice(*tagged)].rstrip(" ,").lower().split()
    return by_rule[0] == tagged[0] and by_rule[1] > tagged[1] and words[-1:] in _RELATIVES


def _ends_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence ends right before a place."""
    return text[max(0, place - 3) : place].rstrip().endswith((".", "!", "?"))


def _any_meets(pieces: Sequence[Stretch], tagged: Sequence[Attribution]) -> bool:
    return any(_meet(piece, content) for item in tagged for content in item.content for piece in pieces)


def _holds(paragraph: Paragraph, item: Attribution) -> bool:
    return item.cue is not None and paragraph.start <= item.cue[0] and item.cue[1] <= paragraph.end


def _head(text: str, source: Stretch, grammar: Grammar) -> Stretch:
    """The part of a source that names the speaker: up to the comma before what describes it, not before his noun."""
    comma = text.find(",", *source)
    describes = comma > 0 and not text[comma + 1 : source[1]].lstrip().startswith(("and ", "or "))
    if not describes or comma <= source[0] or grammar.lacks_noun((source[0], comma)):
        return source
    return source[0], comma


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


_SENTENCE_AFTER_QUOTATION = re.compile('[.!?]["\u201d\u2019]+\\s+(?=[A-Z])')


def _one_sentence(text: str, start: int, end: int) -> Stretch:
    """End words that begin outside quotation marks where a quotation ends their sentence."""
    if text[start] in "\"\u201c\u2018'":
        return start, end
    found = _SENTENCE_AFTER_QUOTATION.search(text, start, end)
    return (start, found.end()) if found is not None else (start, end)


def _quotes(item: TaggedAttribution, quotations: Sequence[Quotation]) -> bool:
    """Tell whether a weakly tagged attribution gives somebody a whole quotation right beside the cue."""
    if item.probability < _LEAST_QUOTED or not item.source or not item.content:
        return False
    start, end = item.content[0].start, item.content[0].end
    beside = min(abs(item.cue.start - end), abs(start - item.cue.end)) <= _BESIDE_CUE
    whole = any(
        quotation.parent is None and abs(quotation.start - start) <= 1 and abs(quotation.end - end) <= 1
        for quotation in quotations
    )
    inside = any(quotation.start < item.cue.start < quotation.end for quotation in quotations)
    return beside and whole and not inside


def _snapped(stretch: Stretch, quotations: Sequence[Quotation], cue: int) -> Stretch:
    """Give a content that lies mostly on one quotation the quotation's own borders, but for what is told within it."""
    start, end = stretch
    for quotation in quotations:
        if quotation.parent is not None or len(quotation.pieces) != 1 or quotation.start <= cue < quotation.end:
            continue
        shared = min(end, quotation.end) - max(start, quotation.start)
        if shared * 2 > quotation.end - quotation.start:
            if quotation.start < start < quotation.end:
                start = quotation.start
            if quotation.start < end < quotation.end:
                end = quotation.end
    return start, end


def _is_whole(text: str, piece: Stretch, quotations: Sequence[Quotation]) -> bool:
    """Tell whether words are one whole quotation, of several words."""
    return len(text[slice(*piece)].split()) >= _WHOLE_WORDS and any(
        quotation.parent is None and abs(quotation.start - piece[0]) <= 1 and abs(quotation.end - piece[1]) <= 1
        for quotation in quotations
    )


def _subject_apart(
    text: str, start: int, end: int, content: list[Stretch], quotations: Sequence[Quotation]
) -> tuple[list[Stretch], list[Stretch]]:
    """Part the subject of a passive cue from the quotation behind it: "Lee is shown lecturing: “…”".

    Returns:
        The source, empty where there is no such, and the content.
    """
    before = [piece for piece in content if piece[1] <= start]
    behind = [piece for piece in content if piece[0] >= end]
    if len(before) != 1 or len(before) + len(behind) != len(content) or not behind:
        return [], content
    beside = not any(character.isalnum() for character in text[before[0][1] : start])
    if beside and all(_is_whole(text, piece, quotations) for piece in behind) and text[before[0][0]] not in _MARKS:
        return before, behind
    return [], content


def _told_within(
    cue: int, content: list[Stretch], quotations: Sequence[Quotation], sentence_ends: Sequence[int]
) -> list[Stretch]:
    """End what somebody tells within his quoted words with its sentence: the rest of the quotation is his own again."""
    if not any(quotation.start < cue < quotation.end for quotation in quotations if quotation.parent is None):
        return content
    place = bisect_right(sentence_ends, cue)
    border = sentence_ends[place] if place < len(sentence_ends) else cue
    kept = [(start, min(end, border)) for start, end in content if start < border]
    return kept or content


def _frame(item: Attribution, paragraphs: Sequence[Paragraph]) -> Stretch:
    anchor = item.cue[0] if item.cue else item.start
    for paragraph in paragraphs:
        if paragraph.inside is None and paragraph.start <= anchor < paragraph.end:
            for sentence in paragraph.sentences:
                if sentence[0].start <= anchor < sentence[-1].end:
                    return sentence[0].start, sentence[-1].end
            return paragraph.start, paragraph.end
    return item.start, item.end
