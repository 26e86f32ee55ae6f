"""Attributions of the trained tagger in the same form as those of the rules, joined with what only rules find."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.language import Analysis
from onrecord.language.quotations import Quotation
from onrecord.statements._cues import verbs
from onrecord.statements._items import Paragraph
from onrecord.statements._types import Attribution, Stretch

_LEAST_PROBABILITY = 0.3
"""Tagged attributions below this are left out: 0.3 gives the best partial F1 on polnear_dev (0.4: 71.9 for 72.9)."""
_ALWAYS_RULES = frozenset(
    {"quotation", "bare quotation", "dash name", "headline", "colon", "according to", "fronted clause"}
)
"""Rules for quotations and formats that taggers miss, chosen on polnear_dev; they count where it found nothing."""


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
    tagged: list[Attribution] = []
    inner = [paragraph for paragraph in paragraphs if paragraph.inside is not None]
    for item in analysis.attributions:
        if item.probability < _LEAST_PROBABILITY or not item.content:
            continue
        content = [_snapped((piece.start, piece.end), quotations) for piece in item.content]
        lemma, kind = "", "say"
        for word in text[item.cue.start : item.cue.end].lower().split():
            verb = verbs().get(word.strip(".,:;"))
            if verb is not None:
                lemma, kind = verb.lemma, verb.kind
                break
        source = [(piece.start, piece.end) for piece in item.source]
        made = Attribution(
            sorted(set(content)), source, (item.cue.start, item.cue.end), lemma, kind,  # type: ignore[arg-type]
            _head(text, source[0]) if source else None, None, "tagger", item.probability, tagged=True,
        )  # fmt: skip
        made.frame = _frame(made, paragraphs)
        made.quoted = {
            index for index, quotation in enumerate(quotations)
            if any(a <= quotation.start and quotation.end <= b for a, b in made.content)
        }  # fmt: skip
        made.inside = next((paragraph.inside for paragraph in inner if _holds(paragraph, made)), None)
        tagged.append(made)
    for rule in by_rules:
        twin = next((item for item in tagged if item.cue and rule.cue and _meet(item.cue, rule.cue)), None)
        if twin is not None:
            _complete(twin, rule, tagged)
            continue
        missed = rule.rule in _ALWAYS_RULES and not _any_meets(rule.content, tagged)
        if missed or any(_is_link(rule, item) for item in tagged):
            tagged.append(rule)
    return tagged


_LINKING = frozenset({"say", "tell", "according to", "quote", "ask", "urge", "press", "raise concern", "reaffirm"})
"""Verbs that tell somebody's saying within another's; more of them cost more on polnear_dev than they link."""


def _is_link(rule: Attribution, item: Attribution) -> bool:
    """Tell whether a rule's attribution tells a tagged one or is told by it: taggers give no saying within a saying."""
    if rule.cue is None or item.cue is None or rule.lemma not in _LINKING:
        return False
    told_by = any(start <= rule.cue[0] and rule.cue[1] <= end for start, end in item.content)
    tells = any(start <= item.cue[0] and item.cue[1] <= end for start, end in rule.content)
    return told_by or tells


def _complete(twin: Attribution, rule: Attribution, tagged: Sequence[Attribution]) -> None:
    """Give a tagged attribution what the rules know of the same cue besides."""
    twin.addressee = twin.addressee or rule.addressee
    if rule.head and twin.source and _meet(rule.head, twin.source[0]):
        twin.head = rule.head
    twin.lemma, twin.kind = rule.lemma or twin.lemma, rule.kind
    twin.supposed, twin.standing, twin.rule = rule.supposed, rule.standing, rule.rule
    if not twin.source and rule.source:
        twin.source, twin.head, twin.dropped_source = rule.source, rule.head, rule.dropped_source
    if rule.rule == "quotation":
        # the quotation goes on in a following sentence or paragraph
        twin.content.extend(piece for piece in rule.content if not _any_meets([piece], tagged))
        twin.content.sort()
        twin.quoted |= rule.quoted


def _any_meets(pieces: Sequence[Stretch], tagged: Sequence[Attribution]) -> bool:
    return any(_meet(piece, content) for item in tagged for content in item.content for piece in pieces)


def _holds(paragraph: Paragraph, item: Attribution) -> bool:
    return item.cue is not None and paragraph.start <= item.cue[0] and item.cue[1] <= paragraph.end


def _head(text: str, source: Stretch) -> Stretch:
    """The part of a source that names the speaker: up to the comma before what describes it."""
    comma = text.find(",", *source)
    describes = comma > 0 and not text[comma + 1 : source[1]].lstrip().startswith(("and ", "or "))
    return (source[0], comma) if describes and comma > source[0] else source


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _snapped(stretch: Stretch, quotations: Sequence[Quotation]) -> Stretch:
    """Give a content that lies mostly on one quotation the quotation's own borders."""
    start, end = stretch
    for quotation in quotations:
        if quotation.parent is not None or len(quotation.pieces) != 1:
            continue
        shared = min(end, quotation.end) - max(start, quotation.start)
        if shared * 2 > quotation.end - quotation.start:
            if quotation.start < start < quotation.end:
                start = quotation.start
            if quotation.start < end < quotation.end:
                end = quotation.end
    return start, end


def _frame(item: Attribution, paragraphs: Sequence[Paragraph]) -> Stretch:
    anchor = item.cue[0] if item.cue else item.start
    for paragraph in paragraphs:
        if paragraph.inside is None and paragraph.start <= anchor < paragraph.end:
            for sentence in paragraph.sentences:
                if sentence[0].start <= anchor < sentence[-1].end:
                    return sentence[0].start, sentence[-1].end
            return paragraph.start, paragraph.end
    return item.start, item.end
