"""Attributions by rules: paragraphs of sentences, quotations without a verb, labels and names behind dashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from onrecord.language.quotations import Quotation
from onrecord.statements._blocks import Introduction, introduced_by, is_block
from onrecord.statements._clause_parts import has_verb, is_signature, leading_name, stretch_of
from onrecord.statements._clauses import CONFIDENCE, SentenceReader
from onrecord.statements._cues import verbs
from onrecord.statements._items import Item, Paragraph, Sentence
from onrecord.statements._phrases import DASHES, PREPOSITIONS
from onrecord.statements._types import Attribution


def find_attributions(
    text: str,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    names: Mapping[int, int],
) -> list[Attribution]:
    """Find the attributions of a document by rules.

    Args:
        text: the whole text.
        paragraphs: its paragraphs as items.
        quotations: its quotations.
        names: known mentions of actors, start to end, which help to cut addressees.

    Returns:
        The attributions in the order of their sentences; nested ones stand each for itself.
    """
    reader = _RuleReader(text, quotations, names)
    for paragraph in paragraphs:
        reader.read(paragraph)
    return _joined_over_paragraphs(text, reader.sentences.found, quotations)


def _joined_over_paragraphs(
    text: str, found: Sequence[Attribution], quotations: Sequence[Quotation]
) -> list[Attribution]:
    """Give each quotation that runs over paragraphs to one attribution, with all its pieces."""
    owner: dict[int, Attribution] = {}
    for attribution in sorted(found, key=lambda item: item.cue is None):
        for index in sorted(attribution.quoted):
            if len(quotations[index].pieces) > 1:
                owner.setdefault(index, attribution)
    result = []
    for attribution in found:
        kept = []
        for start, end in attribution.content:
            piece_of = next(
                (
                    i
                    for i in sorted(attribution.quoted)
                    if i in owner and quotations[i].start <= start < quotations[i].end
                ),
                None,
            )
            if piece_of is None or owner[piece_of] is attribution:
                kept.append((start, end))
        attribution.content = kept
        result.append(attribution)
    for index, attribution in sorted(owner.items()):
        quotation = quotations[index]
        for number, (start, end) in enumerate(quotation.pieces):
            if not any(a < end and start < b for a, b in attribution.content):
                first = quotation.start if number == 0 else start
                attribution.content.append((first, quotation.end if number == len(quotation.pieces) - 1 else end))
        attribution.content.sort()
    return [attribution for attribution in result if attribution.content]


_LONGEST_NAMED = 30  # words and marks of a name with what it is, behind a quotation
_LONGEST_ALERTED = 8  # words and marks before the colon of a line in capitals
_FEWEST_TOLD = 3  # and behind it
_LONGEST_SIGNATURE = 12  # words and marks of a name with what it is, below a quotation


_BLOCK_KINDS = frozenset({"say", "announce", "acknowledge"})


class _RuleReader:
    def __init__(self, text: str, quotations: Sequence[Quotation], names: Mapping[int, int]) -> None:
        self.text = text
        self.quotations = quotations
        self.names = names
        self.sentences = SentenceReader(text, names)
        self.last: Attribution | None = None
        """The last attribution whose speaker a following quotation without cue may take over."""
        self.pending: list[Item] = []
        """Quotations of the paragraph before that nobody is said to speak: who goes on quoting next may speak them."""
        self.lead: Sentence | None = None
        """A sentence that ends its paragraph with a colon: the quotation of the next paragraph belongs to it."""

    # --- paragraphs -------------------------------------------------------------------------------------------

    def read(self, paragraph: Paragraph) -> None:
        in_paragraph: Attribution | None = None
        carried, self.last = self.last, None
        lead, self.lead = self.lead, None
        if lead is not None and self.text[lead[-1].end : paragraph.start].strip():
            lead = None  # what it led to stands between, and is read otherwise: a post
        if paragraph.inside is None and self._signature(paragraph):
            self.pending = []
            return
        if lead is not None and paragraph.inside is None:
            named = introduced_by(lead, self.names)
            told = named is not None and named.published and not all(map(_only_quotes, paragraph.sentences))
            if _only_quotes(paragraph.sentences[0]) and not told:
                carried = self._introduced(lead, named, paragraph.sentences[0]) or carried
            else:
                self._block(lead, named, paragraph)
        for number, sentence in enumerate(paragraph.sentences):
            before = len(self.sentences.found)
            if paragraph.inside is None and _before_dash(sentence) is not None:
                # a name with initials ("A. Lee") may have been taken for the end of a sentence
                self._dash_name(paragraph, number, [item for rest in paragraph.sentences[number:] for item in rest])
            if len(self.sentences.found) == before:
                self.sentences.read(sentence)
            if len(self.sentences.found) == before and paragraph.inside is None:
                self._name_behind(sentence)
            if paragraph.inside is None:
                self._alert(sentence, paragraph)
            if len(self.sentences.found) == before:
                self._label(sentence, paragraph)
            for attribution in self.sentences.found[before:]:
                attribution.frame = (sentence[0].start, sentence[-1].end)
                attribution.inside = paragraph.inside
            fresh = self.sentences.found[before:]
            if fresh:
                in_paragraph = fresh[0] if len(fresh) == 1 else self._main(fresh)
            elif paragraph.inside is None:
                self._bare_quotation(sentence, in_paragraph, carried if number == 0 else None, paragraph)
                if len(self.sentences.found) > before:
                    in_paragraph = self.sentences.found[-1]
                elif not _only_quotes(sentence):
                    in_paragraph = None
        if paragraph.inside is None:
            self._spoken_before(paragraph, in_paragraph)
            quoted = any(item.is_quote for sentence in paragraph.sentences for item in sentence)
            self.last = (in_paragraph or carried) if quoted else None
            final = paragraph.sentences[-1]
            self.lead = final if final[-1].raw == ":" and len(final) > 1 else None

    def _signature(self, paragraph: Paragraph) -> bool:
        """``- Name.`` or ``Name, Outlet`` in a paragraph of its own below a quotation; whether it was one."""
        items = [item for sentence in paragraph.sentences for item in sentence]
        quoted = list(takewhile(lambda item: item.is_quote, items))
        items = items[len(quoted) :]
        if not items or not (quoted or self.pending):
            return False
        if not quoted and (items[0].raw in DASHES or items[0].raw == "-"):
            rest = items[1:]
        elif is_signature(items):
            rest = items
        else:
            return False
        while rest and rest[-1].raw in (".", ","):
            rest.pop()
        if not rest or len(rest) > _LONGEST_SIGNATURE or not rest[0].raw[:1].isupper() or any(i.is_quote for i in rest):
            return False
        if any(
            item.raw in (".", "!", "?", ":") and len(rest[place - 1].raw) > 1
            for place, item in enumerate(rest)
            if place
        ):
            return False
        head_end = next((place for place, item in enumerate(rest) if item.raw in ",("), len(rest))
        cue = (items[0].start, items[0].end) if rest[0] is not items[0] else None
        attribution = Attribution(
            [], [(rest[0].start, rest[-1].end)], cue, "", "say",
            (rest[0].start, rest[max(1, head_end) - 1].end), None, "dash name", CONFIDENCE["dash name"],
        )  # fmt: skip
        attribution.frame = (paragraph.start, paragraph.end)
        if cue is None:
            self._where_written(attribution, rest, head_end)
        for item in [*self.pending, *quoted]:
            self.sentences.take(attribution, item)
        self.sentences.found.append(attribution)
        return True

    def _where_written(self, attribution: Attribution, signed: Sequence[Item], comma: int) -> None:
        """``Ann Lee, Washington Post``: the paper tells it; ``Editorial Board, Washington Post``: it is the paper's."""
        paper = (signed[comma + 1].start, signed[-1].end)
        if any(item.lower in ("editorial", "editors", "editor") for item in signed[:comma]):
            attribution.source, attribution.head = [paper], paper
            return
        attribution.source = [attribution.head] if attribution.head is not None else attribution.source
        teller = Attribution(list(attribution.source), [paper], None, "", "say", paper, rule="beside")
        attribution.via = [teller]

    def _name_behind(self, sentence: Sentence) -> None:
        """``"…," Ann Lee, head of trade at the bank.``: who speaks, without a verb."""
        found = _named_behind(sentence)
        quotes = [item for item in sentence if item.is_quote]
        if found is None or not self.text[quotes[-1].start : quotes[-1].end].rstrip("\"'\u201d\u2019").endswith(","):
            return
        span = stretch_of(sentence, found)
        attribution = Attribution(
            [], [span], None, "", "say", span, None, "dash name", CONFIDENCE["dash name"],
            frame=(sentence[0].start, sentence[-1].end),
        )  # fmt: skip
        for item in quotes:
            self.sentences.take(attribution, item)
        self.sentences.found.append(attribution)

    def _spoken_before(self, paragraph: Paragraph, speaking: Attribution | None) -> None:
        """Give quotations without a speaker to who is quoted from the beginning of the next paragraph."""
        first = paragraph.sentences[0][0]
        opens = first.is_quote and speaking is not None and first.quotation in speaking.quoted
        if speaking is not None and speaking.rule == "quotation" and (opens or _goes_on_speaking(speaking, first)):
            for item in self.pending:
                self.sentences.take(speaking, item)
        self.pending = []
        if speaking is None and all(_only_quotes(sentence) for sentence in paragraph.sentences):
            self.pending = [
                item
                for sentence in paragraph.sentences
                for item in sentence
                if item.is_quote and (item.start, item.end) not in self.sentences.used
            ]

    def _introduced(self, lead: Sentence, named: Introduction | None, sentence: Sentence) -> Attribution | None:
        """``Lee continued:`` and the quotation in the next paragraph."""
        attribution = self._of(lead, named) if named is not None else self.sentences.introduction(lead)
        if attribution is None:
            subject = leading_name(lead, len(lead) - 1)
            if subject is None:
                return None
            span = stretch_of(lead, subject)
            colon = (lead[-1].start, lead[-1].end)
            attribution = Attribution([], [span], colon, "", "say", span, None, "colon", CONFIDENCE["colon"])
        if attribution not in self.sentences.found:
            attribution.frame = (lead[0].start, lead[-1].end)
            self.sentences.found.append(attribution)
        for item in sentence:
            if item.is_quote:
                self.sentences.take(attribution, item)
        return attribution

    def _block(self, lead: Sentence, named: Introduction | None, paragraph: Paragraph) -> None:
        """``In his column, Lee wrote:`` and a paragraph set into the page without marks."""
        if not is_block(self.text[paragraph.start : paragraph.end]):
            return
        if _marked(paragraph) and not (named is not None and named.published):
            return
        attribution = self._of(lead, named) if named is not None else self._last_said(lead)
        if attribution is None or attribution.content:
            return
        attribution.rule, attribution.confidence = "block", CONFIDENCE["colon"]
        attribution.frame = (lead[0].start, lead[-1].end)
        attribution.content = [(paragraph.start, paragraph.end)]
        if attribution not in self.sentences.found:
            self.sentences.found.append(attribution)

    def _last_said(self, lead: Sentence) -> Attribution | None:
        """The attribution of a verb right before the colon."""
        attribution = self.sentences.introduction(lead)
        if attribution is None or attribution.cue is None or attribution.kind not in _BLOCK_KINDS:
            return None
        return attribution if self.text[attribution.cue[1] : lead[-1].end].strip() == ":" else None

    def _of(self, lead: Sentence, named: Introduction) -> Attribution | None:
        """The attribution of what a lead introduces; None where its verb quotes something already."""
        cue = stretch_of(lead, named.cue)
        attribution = next((item for item in reversed(self.sentences.found) if item.cue == cue), None)
        if attribution is not None and attribution.quoted:
            return None
        if attribution is None:
            rule = "colon" if named.published else "quotation"
            attribution = Attribution([], [], cue, rule=rule, confidence=CONFIDENCE[rule])
        attribution.content = []
        attribution.source = [stretch_of(lead, named.source)]
        attribution.head = stretch_of(lead, named.head)
        attribution.lemma, attribution.kind = named.lemma, named.kind
        if named.teller is not None:
            span = stretch_of(lead, named.teller)
            attribution.via = [Attribution([cue], [span], None, "", "say", span, rule="beside")]
        return attribution

    def _main(self, fresh: Sequence[Attribution]) -> Attribution:
        quoting = [attribution for attribution in fresh if attribution.quoted]
        return (quoting or list(fresh))[0]

    def _bare_quotation(
        self, sentence: Sentence, previous: Attribution | None, carried: Attribution | None, paragraph: Paragraph
    ) -> None:
        """A sentence that is nothing but quotation: it goes on with what was said before it."""
        if not _only_quotes(sentence):
            return
        quotes = [item for item in sentence if item.is_quote and (item.start, item.end) not in self.sentences.used]
        if not quotes:
            return
        speaker = previous or carried
        if speaker is not None and speaker.quoted and speaker.rule in ("quotation", "colon", "bare quotation"):
            for item in quotes:
                self.sentences.take(speaker, item)
            return
        if speaker is None or (previous is None and any(not _only_quotes(s) for s in paragraph.sentences)):
            return
        attribution = Attribution([], list(speaker.source), None, "", "say", speaker.head, None, "bare quotation")
        attribution.confidence = CONFIDENCE["bare quotation"]
        attribution.dropped_source = True
        attribution.frame = (sentence[0].start, sentence[-1].end)
        for item in quotes:
            self.sentences.take(attribution, item)
        self.sentences.found.append(attribution)

    # --- formats ----------------------------------------------------------------------------------------------

    def _dash_name(self, paragraph: Paragraph, number: int, sentence: Sentence) -> None:
        """``"…" — Name, what she is``: the line ends with a dash and who said it."""
        quotes = [item for item in sentence if item.is_quote]
        if not quotes or quotes[-1] is not _before_dash(sentence):
            return
        place = sentence.index(quotes[-1])
        rest = sentence[place + 2 :]
        if not rest or len(rest) > 25 or not rest[0].raw[:1].isupper() or any(item.is_quote for item in rest):
            return
        if sentence[:place] and any(item.raw and item.raw[0].isalpha() for item in sentence[:place]):
            return
        end = len(rest)
        while end > 1 and rest[end - 1].raw in (".", ","):
            end -= 1
        head_end = next((i for i, item in enumerate(rest) if item.raw in ",(" or item.raw in DASHES), end)
        dash = sentence[place + 1]
        attribution = Attribution(
            [], [(rest[0].start, rest[end - 1].end)], (dash.start, dash.end), "", "say",
            (rest[0].start, rest[max(1, head_end) - 1].end), None, "dash name", CONFIDENCE["dash name"],
        )  # fmt: skip
        for item in quotes:
            self.sentences.take(attribution, item)
        for earlier in paragraph.sentences[:number]:
            if _only_quotes(earlier):
                for item in earlier:
                    if item.is_quote:
                        self.sentences.take(attribution, item)
        self.sentences.found.append(attribution)

    def _alert(self, sentence: Sentence, paragraph: Paragraph) -> None:
        """``* XI: U.S. SHOULD WITHDRAW MEASURES``: a line in capitals, as agencies send it out first."""
        colon = next((place for place, item in enumerate(sentence) if item.raw == ":"), 0)
        first = next((place for place, item in enumerate(sentence[:colon]) if item.raw[0].isalpha()), colon)
        named, told = colon - first, len(sentence) - colon - 1
        if not (1 <= named <= _LONGEST_ALERTED and told >= _FEWEST_TOLD):
            return
        text = self.text[paragraph.start : paragraph.end]
        if not text.isupper() or any((item.start, item.end) in self.sentences.used for item in sentence[colon:]):
            return
        span, mark = stretch_of(sentence, (first, colon)), sentence[colon]
        attribution = Attribution(
            [], [span], (mark.start, mark.end), "", "say", span, None, "alert", CONFIDENCE["alert"],
            frame=(sentence[0].start, sentence[-1].end),
        )  # fmt: skip
        attribution.content = [(sentence[colon + 1].start, sentence[-1].end)]
        attribution.quoted = {item.quotation for item in sentence[colon + 1 :] if item.is_quote}
        self.sentences.found.append(attribution)

    def _label(self, sentence: Sentence, paragraph: Paragraph) -> None:
        """``Biden: 'We are not trying …'``, or any words that lead to a quotation with a colon."""
        for place in range(1, len(sentence) - 1):
            item = sentence[place + 1]
            if sentence[place].raw != ":" or not item.is_quote or (item.start, item.end) in self.sentences.used:
                continue
            if self.quotations[item.quotation].kind != "speech":
                continue
            before = sentence[:place]
            short = len(before) <= 8 and all(
                word.raw[:1].isupper() or word.lower in ("of", "and", "the", "'s", "for") or not word.raw[0].isalpha()
                for word in before
            )
            subject = (0, place) if short else _name_before(sentence, place) or leading_name(sentence, place)
            if subject is None:
                continue
            colon = sentence[place]
            rule = "headline" if short else "colon"
            span = stretch_of(sentence, subject)
            attribution = Attribution(
                [], [span], (colon.start, colon.end), "", "say", span, None, rule, CONFIDENCE[rule]
            )
            for quote in sentence[place + 1 :]:
                if quote.is_quote:
                    self.sentences.take(attribution, quote)
            self.sentences.found.append(attribution)
            return

    # --- sentences --------------------------------------------------------------------------------------------


def _name_before(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """The name right before a colon: "it does not surprise pollster Daron Shaw: …", "… poll - HuffPollster: …"."""
    first = place
    while first > 0 and sentence[first - 1].raw[:1].isupper():
        first -= 1
    if first == 0 or first == place:
        return None
    before = sentence[first - 1]
    if before.lower in PREPOSITIONS or before.lower in ("to", "told", "asked", "and", "'s", "\u2019s"):
        return None
    return (first, place) if place - first > 1 or before.raw in DASHES or before.raw == "-" else None


def _marked(paragraph: Paragraph) -> bool:
    """Tell whether a sentence of a paragraph begins with a quotation: then the marks tell what is whose."""
    return any(sentence[0].is_quote for sentence in paragraph.sentences)


def _only_quotes(sentence: Sentence) -> bool:
    return any(item.is_quote for item in sentence) and not any(
        not item.is_quote and any(character.isalnum() for character in item.raw) for item in sentence
    )


def _goes_on_speaking(speaking: Attribution, first: Item) -> bool:
    """Tell whether a paragraph opens with who goes on speaking: "He added, “…”"."""
    return (
        first.lower in ("he", "she")
        and speaking.lemma in ("add", "continue")
        and bool(speaking.source)
        and (speaking.source[0][0] == first.start)
    )


def _named_behind(sentence: Sentence) -> tuple[int, int] | None:
    """Where a name with a description stands behind a quotation that ends with a comma, its verb left out.

    Returns:
        The first item of the name, and the one behind it; None where something else follows.
    """
    first = next((place for place, item in enumerate(sentence) if not item.is_quote), 0)
    comma = next((place for place in range(first, len(sentence)) if sentence[place].raw == ","), 0)
    rest = sentence[first:]
    if not first or not 2 <= comma - first <= 5 or len(rest) > _LONGEST_NAMED or rest[-1].raw not in (".", "\u2026"):
        return None
    named = all(item.raw[0].isupper() for item in sentence[first:comma])
    described = comma + 1 < len(sentence) and sentence[comma + 1].raw[0].islower()
    verb = has_verb(sentence, first, len(sentence)) or any(item.lower in verbs() for item in rest)
    return (first, comma) if named and described and not verb else None


def _before_dash(sentence: Sentence) -> Item | None:
    for place in range(len(sentence) - 1, 0, -1):
        if sentence[place].raw in DASHES and sentence[place - 1].is_quote:
            return sentence[place - 1]
    return None
