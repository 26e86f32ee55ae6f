"""What a reporting verb reports: the quotation, clause, question, infinitive or thing that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.statements._adverbials import (
    INTRODUCTIONS,
    QUESTION_WORDS,
    begins_short_adverbial,
    skip_adverbial,
)
from onrecord.statements._clause_parts import (
    according_at,
    answer,
    before_dash,
    has_complement,
    has_verb,
    leading_name,
    sentence_end,
    stretch_of,
)
from onrecord.statements._cue_search import Cue, find_cues
from onrecord.statements._cues import SOFT_LEMMAS
from onrecord.statements._items import Item, Sentence
from onrecord.statements._phrases import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_WORDS,
    DASHES,
    DAYS,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    TIME_WORDS,
    Range,
    addressee_after,
)
from onrecord.statements._types import Attribution

_SHORT_WORDS_WITH_QUOTE = 12  # words that may stand between a verb and the quotation it introduces
_MIN_CLAUSE = 2  # items of the shortest clause that is read as reported speech
# Confidence of each rule: its share of attributions with the right content and speaker on polnear_train, rounded.
CONFIDENCE = {
    "quotation": 0.87,
    "according to": 0.8,
    "that clause": 0.77,
    "fronted clause": 0.75,
    "clause": 0.7,
    "dash name": 0.8,
    "headline": 0.8,
    "question": 0.65,
    "object": 0.58,
    "naming": 0.53,
    "infinitive": 0.53,
    "colon": 0.5,
    "soft": 0.4,
    "bare quotation": 0.3,
}


# What stands between somebody and what he is called or charged with.
_NAMED_WITH = {
    "refer": "as", "portray": "as", "characterize": "as", "characterise": "as", "accuse": "of", "blame": "for",
    "compare": "to", "liken": "to", "regard": "as", "thank": "for", "congratulate": "on", "view": "as", "see": "as",
    "quote": "as",
}  # fmt: skip
_NAMED_WITHIN = 15  # items


_RAISED = frozenset(
    "issue issues concern concerns case cases question questions matter matters objection objections topic topics"
    " importance need situation plight subject alarm".split()
)
_NO_CLAUSE = frozenset("and but or , to by of with about on goodbye yes no nothing so".split())
_MIN_SURE_CLAUSE = 4  # items; shorter words after "said" are a clause only with a verb ("said the same thing")


class SentenceReader:
    """Finds the attributions of single sentences; remembers which quotations they have taken."""

    def __init__(self, text: str, names: Mapping[int, int]) -> None:
        self.text = text
        self.names = names
        self.found: list[Attribution] = []
        """The attributions found so far."""
        self._cues: list[Cue] = []
        """The reporting verbs of the sentence read last."""
        self.used: set[tuple[int, int]] = set()
        """Quotation items (start, end) that an attribution has taken."""

    def read(self, sentence: Sentence) -> None:
        """Find the attributions of one sentence."""
        cues = self._cues = find_cues(sentence)
        self._borders(sentence, cues)
        source_so_far: Cue | None = None
        for cue in cues:
            if cue.subject is None and cue.dropped:
                if source_so_far is None:
                    self._first_subject(sentence, cue)
                else:
                    cue.subject, cue.head = source_so_far.subject, source_so_far.head
            if cue.subject is not None and not cue.asked:
                source_so_far = cue
        # From the end: only a verb that does report something ends what the verb before it reports.
        reporting: list[Cue] = []
        made: list[Attribution] = []
        for position in range(len(cues) - 1, -1, -1):
            attribution = self._attribution(sentence, cues, position, reporting)
            if attribution is not None:
                made.append(attribution)
                reporting.append(cues[position])
        made.reverse()
        answer(made)
        self.found.extend(made)
        self._according(sentence, cues)

    def introduction(self, sentence: Sentence) -> Attribution | None:
        """The attribution whose content follows in the next paragraph: that of the last verb before the colon."""
        for cue in reversed(self._cues):
            if cue.subject is None or cue.asked or cue.supposed or cue.first >= len(sentence):
                continue
            span = (sentence[cue.first].start, sentence[cue.last - 1].end)
            for attribution in reversed(self.found):
                if attribution.cue == span:
                    if not attribution.quoted and attribution.rule in ("naming", "object"):
                        attribution.content, attribution.rule = (
                            [],
                            "quotation",
                        )  # "called them on it:" tells nothing yet
                    return attribution
            return self._new(sentence, cue, "quotation")
        return None

    def _first_subject(self, sentence: Sentence, cue: Cue) -> None:
        """The subject of a sentence whose main verb reports nothing: its first name or pronoun."""
        leading = leading_name(sentence, cue.first)
        if leading is not None:
            cue.subject = cue.head = leading

    def take(self, attribution: Attribution, item: Item) -> None:
        """Give a quotation to an attribution."""
        self.used.add((item.start, item.end))
        attribution.quoted.add(item.quotation)
        attribution.content.append((item.start, item.end))
        attribution.content.sort()

    def _borders(self, sentence: Sentence, cues: Sequence[Cue]) -> None:
        """Find for each verb where its own clause begins, so that an earlier verb's content ends there."""
        for cue in cues:
            if cue.asked:
                cue.border = -1
                continue
            first = cue.first if cue.subject is None or cue.inverted else cue.subject[0]
            if cue.inverted:
                cue.border = first
                continue
            border = first
            before = border - 1
            while before >= 0 and sentence[before].lower in ADVERBS:
                before -= 1
            cue.fronted = self._is_fronted(sentence, cue, first)
            if before >= 0 and sentence[before].lower in (
                "and",
                "but",
                "while",
                "although",
                "though",
                "as",
                "yet",
                "or",
            ):
                border = before
                if before >= 1 and sentence[before - 1].raw == ",":
                    border = before - 1
                cue.border = border
            elif before >= 1 and sentence[before].lower == "with" and sentence[before - 1].raw == ",":
                cue.border = before - 1
            elif before >= 1 and sentence[before].lower in ("which", "whom"):
                while before > 0 and sentence[before].raw != ",":
                    before -= 1
                cue.border = before or -1
                cue.relative = True
            elif cue.dropped and before >= 0 and sentence[before].is_quote:
                cue.border = before + 1
            elif cue.fronted or (cue.dropped and before >= 0 and sentence[before].raw in (",", ";")):
                cue.border = max(before, 0)
            elif before >= 0 and sentence[before].raw == ";":
                cue.border = before
            else:
                cue.border = -1  # nested: it lies inside what the earlier verb reports

    def _is_fronted(self, sentence: Sentence, cue: Cue, first: int) -> bool:
        """``…, he said.``: what is said stands before the subject and the verb."""
        if first == 0 or cue.subject is None:
            return False
        before = sentence[first - 1]
        if before.is_quote:
            return True
        after = self._after_adverbs(sentence, cue, len(sentence))
        closes = after >= len(sentence) or sentence[after].raw in ".,;!?)" or sentence[after].raw in DASHES
        if before.raw in (",", "\u2014", "--", "\u2013") and first >= 2:
            if sentence[first - 2].is_quote:
                return True
            return closes and cue.lemma not in ("call", "describe") and cue.first - first < 25
        return False

    def _attribution(
        self, sentence: Sentence, cues: Sequence[Cue], position: int, reporting: Sequence[Cue]
    ) -> Attribution | None:
        cue = cues[position]
        if cue.asked:
            return self._question(sentence, cue)
        if cue.subject is None:
            return None
        end = sentence_end(sentence)
        for later in cues[position + 1 :]:
            if later.relative and later.border >= cue.last:
                end = min(end, later.border)
        for later in reporting:
            if later.border >= cue.last and later.border > 0:
                end = min(end, later.border)
            if later.subject is not None and later.subject[0] < cue.first < later.subject[1] <= later.first:
                end = min(end, later.subject[1])  # within the clause that describes a later speaker
        according = according_at(sentence, cue.last)
        if according is not None:
            end = min(end, according - 1 if sentence[according - 1].raw == "," else according)
        floor = 0
        for earlier in cues[:position]:
            if earlier.fronted:
                floor = max(floor, earlier.last)
        if cue.fronted:
            return self._fronted(sentence, cue, end, floor)
        return self._following(sentence, cue, before_dash(sentence, cue.last, end))

    def _question(self, sentence: Sentence, cue: Cue) -> Attribution | None:
        """``Asked by Y whether …,``, ``he was asked if …``."""
        end = sentence_end(sentence)
        place = cue.last
        if place + 1 < end and sentence[place].lower == "by":
            stop = place + 1
            while (
                stop < end
                and not sentence[stop].is_quote
                and sentence[stop].raw != ","
                and (sentence[stop].lower not in QUESTION_WORDS | PREPOSITIONS)
            ):
                stop += 1
            if stop > place + 1:
                cue.subject = cue.head = (place + 1, stop)
            place = stop
        limit = min(end, place + 10)
        while place < limit and sentence[place].lower not in QUESTION_WORDS and sentence[place].raw != ",":
            place += 1
        if place >= limit or sentence[place].lower not in QUESTION_WORDS:
            return None
        stop = place
        while stop < end and sentence[stop].raw not in (",", ";", ":") and not sentence[stop].is_quote:
            stop += 1
        if stop - place < _MIN_CLAUSE:
            return None
        attribution = self._new(sentence, cue, "question")
        attribution.kind = "ask"
        if cue.asked_one is not None:
            attribution.addressee = stretch_of(sentence, cue.asked_one)
        self._add(attribution, sentence, place, stop)
        return attribution

    def _new(self, sentence: Sentence, cue: Cue, rule: str) -> Attribution:
        source = [stretch_of(sentence, cue.subject)] if cue.subject is not None else []
        head = stretch_of(sentence, cue.head) if cue.head is not None else None
        confidence = CONFIDENCE["soft"] if cue.lemma in SOFT_LEMMAS else CONFIDENCE[rule]
        return Attribution(
            [], source, (sentence[cue.first].start, sentence[cue.last - 1].end), cue.lemma, cue.kind, head, None, rule,
            confidence, dropped_source=cue.dropped, supposed=cue.supposed or cue.general,
            standing=cue.verb.form in ("s", "base"),
        )  # fmt: skip

    def _fronted(self, sentence: Sentence, cue: Cue, end: int, floor: int) -> Attribution | None:
        subject = cue.subject
        if subject is None:
            return None
        first = cue.first if cue.inverted else subject[0]
        stop = first
        while stop > floor and (sentence[stop - 1].raw == "," or sentence[stop - 1].raw in DASHES):
            stop -= 1
        if stop <= floor or self._only_introduces(sentence, floor, stop):
            begin = cue.last
            while begin < end and sentence[begin].raw in (",", ":"):
                begin += 1
            if begin >= end or (end - begin < _MIN_CLAUSE and not sentence[begin].is_quote):
                return None
            attribution = self._new(sentence, cue, "quotation" if sentence[begin].is_quote else "clause")
            self._add(attribution, sentence, begin, end)
            return attribution
        quoted_after = self._sentence_quoted_after(sentence, cue, end)
        if quoted_after is not None and not sentence[stop - 1].is_quote:
            # "Later, when they met, he said, "We agreed."": the words before only introduce it
            attribution = self._new(sentence, cue, "quotation")
            self._add(attribution, sentence, quoted_after, self._quote_end(sentence, quoted_after, end))
            return attribution
        begin = floor
        while (
            begin < stop
            and not sentence[begin].is_quote
            and (sentence[begin].raw in ",;" or sentence[begin].lower in ("and", "but", "however", "still", "so"))
            and begin + 1 < stop
        ):
            begin += 1
        quoting = sentence[stop - 1].is_quote
        if quoting and self._stands_apart(sentence, begin, stop - 1):
            begin = stop - 1
        told = quoting or has_verb(sentence, begin, stop)
        if not told and cue.frames == {"q"}:
            return None  # "Late on Monday, Lee fired back"
        attribution = self._new(sentence, cue, "quotation" if quoting else "fronted clause")
        attribution.supposed = attribution.supposed and not (cue.foretold and told)
        if stop - begin < _MIN_CLAUSE and not quoting and sentence[begin].lower in ADVERBS | DAYS:
            return None
        self._add(attribution, sentence, begin, stop)
        # what follows the verb
        after = self._after_adverbs(sentence, cue, end)
        behind = subject[1] if cue.inverted else after
        addressee = None if cue.inverted else self._addressee(sentence, cue, end)
        if addressee is not None:
            attribution.addressee = stretch_of(sentence, addressee)
            behind = max(behind, addressee[1])
        while behind < end and sentence[behind].raw in (",", ":", "\u2014", "--", "\u2013"):
            behind += 1
        if behind < end:
            quote = next((place for place in range(behind, end) if sentence[place].is_quote), None)
            if quoting and quote is not None:
                for place in range(quote, end):
                    if sentence[place].is_quote:
                        self.take(attribution, sentence[place])
            elif not quoting and sentence[behind].is_quote:
                self._add(attribution, sentence, behind, self._quote_end(sentence, behind, end))
            elif (
                not quoting
                and sentence[behind - 1].raw == ","
                and (
                    sentence[behind].lower
                    not in ("adding", "saying", "noting", "who", "which", "when", "as", "after", "in")
                    and end - behind >= _MIN_CLAUSE
                    and begin == 0
                )
            ):
                self._add(attribution, sentence, behind, end)
        return attribution

    def _stands_apart(self, sentence: Sentence, begin: int, place: int) -> bool:
        """Tell whether the narrator's words end before a quotation: ``Trump hit back: "It is over," he said``."""
        if all(item.is_quote or not item.raw[0].isalnum() for item in sentence[begin:place]):
            return False
        before = sentence[place - 1]
        if before.is_quote:
            return self.text[before.start : before.end].rstrip("\"'\u201d\u2019").endswith((".", "!", "?"))
        words = self.text[sentence[place].start : sentence[place].end].strip("\"'\u201c\u201d\u2018\u2019 ")
        sentences = (
            words[:1].isupper() and len(words.split()) >= _MIN_SURE_CLAUSE and not words.startswith(("I ", "I'"))
        )
        if before.raw == "," and sentences:
            return True
        return before.raw in (":", "(", ".", "!", "?", "-") or before.raw in DASHES

    def _sentence_quoted_after(self, sentence: Sentence, cue: Cue, end: int) -> int | None:
        """Where a quotation follows the verb that is a sentence of its own (it begins with a capital letter)."""
        place = self._after_adverbs(sentence, cue, end)
        while place < end and sentence[place].raw in (",", ":"):
            place += 1
        if place >= end or not sentence[place].is_quote:
            return None
        words = self.text[sentence[place].start : sentence[place].end].lstrip("\"'\u201c\u2018\u201e\u00ab[( ")
        return place if words[:1].isupper() and not words.startswith(("I ", "I'", "I\u2019")) else None

    def _only_introduces(self, sentence: Sentence, begin: int, stop: int) -> bool:
        """Tell whether the words before ", he said" are no saying: "However", "Asked whether …", "On Tuesday"."""
        words = [item for item in sentence[begin:stop] if item.is_quote or item.raw[0].isalnum()]
        if not words or words[0].is_quote:
            return not words
        first = words[0].lower
        if first in INTRODUCTIONS or (len(words) <= 2 and first in ADVERBS | DAYS | {"however", "but", "still"}):
            return True
        return first in PREPOSITIONS and len(words) <= 4 and any(item.lower in DAYS | MONTHS for item in words)

    def _add(self, attribution: Attribution, sentence: Sentence, begin: int, stop: int) -> None:
        attribution.content.append((sentence[begin].start, sentence[stop - 1].end))
        attribution.content.sort()
        for item in sentence[begin:stop]:
            if item.is_quote:
                self.used.add((item.start, item.end))
                attribution.quoted.add(item.quotation)

    def _addressee(self, sentence: Sentence, cue: Cue, end: int) -> Range | None:
        """The one who is spoken to, right after the verb or after "to"."""
        first = cue.last
        if first >= end:
            return None
        if sentence[first].lower == "to" and cue.lemma not in ("plan", "promise", "want"):
            found = addressee_after(sentence, first + 1, end, self.names)
            if (
                found is not None
                and sentence[first + 1].raw[0].islower()
                and not (sentence[first + 1].lower.endswith("s") or sentence[first + 1].lower in DETERMINERS)
            ):
                return None
            return found
        if cue.lemma in ("raise concern", "raise", "express", "express concern", "discuss", "speak of"):
            for place in range(first, min(end, first + 6)):
                if sentence[place].lower in ("with", "to"):
                    found = addressee_after(sentence, place + 1, end, self.names)
                    if found is not None:
                        return found
            return None
        if cue.verb.takes("a", "i") or cue.lemma in ("write", "call on", "call upon"):
            return addressee_after(sentence, first, end, self.names)
        return None

    def _after_adverbs(self, sentence: Sentence, cue: Cue, end: int) -> int:
        """Skip the addressee, dates and places behind a verb; returns where what is said can begin."""
        place = cue.last
        addressee = (
            self._addressee(sentence, cue, end)
            if cue.verb.takes("a") or (place < end and sentence[place].lower == "to")
            else None
        )
        if addressee is not None:
            place = addressee[1]
        if place + 2 < end and sentence[place].raw == ",":
            for stop in range(place + 2, min(end, place + 8)):
                if sentence[stop].raw == "," and stop + 1 < end and sentence[stop + 1].lower == "that":
                    return stop + 1
        for _ in range(4):
            moved = skip_adverbial(sentence, place, end)
            if moved == place:
                break
            place = moved
        return place

    def _following(self, sentence: Sentence, cue: Cue, end: int) -> Attribution | None:
        addressee = self._addressee(sentence, cue, end)
        place = self._after_adverbs(sentence, cue, end)
        if place >= end:
            return None
        here = sentence[place]
        made: Attribution | None = None
        if here.raw in (",", ":") or here.raw in DASHES:
            if place + 1 < end and (sentence[place + 1].is_quote or here.raw == ":"):
                made = self._new(sentence, cue, "quotation" if sentence[place + 1].is_quote else "clause")
                self._add(
                    made, sentence, place + 1, end if here.raw == ":" else self._quote_end(sentence, place + 1, end)
                )
            elif here.raw == "," and place + 1 < end and sentence[place + 1].lower == "that":
                made = self._new(sentence, cue, "that clause")
                self._add(made, sentence, place + 1, end)
        elif (
            here.is_quote
            and (place == cue.last or cue.frames != {"q"})
            and not (cue.verb.takes("c") and cue.lemma in ("thank", "see", "view"))
        ):
            made = self._new(sentence, cue, "quotation")
            self._add(made, sentence, place, self._quote_end(sentence, place, end))
        elif (
            here.lower == "that"
            and cue.verb.takes("s", "t")
            and place + 1 < end
            and not self._is_determiner(sentence, place, end)
        ):
            made = self._new(sentence, cue, "that clause")
            self._add(made, sentence, place + 1, end)
        elif here.lower in ("whether", "if", "why", "how", "what", "where", "who", "when") and cue.verb.takes("w", "s"):
            made = self._new(sentence, cue, "question")
            self._add(made, sentence, place, end)
        elif cue.verb.takes("i", "v") and self._infinitive(sentence, cue, addressee, end) is not None:
            begin = self._infinitive(sentence, cue, addressee, end)
            made = self._new(sentence, cue, "infinitive")
            self._add(made, sentence, begin or place, end)
        elif cue.verb.takes("c"):
            made = self._naming(sentence, cue, end)
        elif cue.verb.takes("s") and self._is_clause(sentence, cue, place, end):
            made = self._new(sentence, cue, "clause")
            self._add(made, sentence, place, end)
        elif cue.verb.takes("n") and self._is_object(sentence, cue, end):
            begin = cue.last
            if addressee is not None and sentence[begin].lower in ("with", "to"):
                begin = addressee[1]
            made = self._new(sentence, cue, "object")
            for stop in range(begin + 1, end):
                if begins_short_adverbial(sentence, stop, end):
                    end = stop
                    break
            if begin < end:
                self._add(made, sentence, begin, end)
            else:
                made = None
        else:
            quote = next(
                (i for i in range(place, min(end, place + _SHORT_WORDS_WITH_QUOTE)) if sentence[i].is_quote), None
            )
            if quote is not None and sentence[quote - 1].raw in (",", ":"):
                made = self._new(sentence, cue, "quotation")
                self._add(made, sentence, quote, self._quote_end(sentence, quote, end))
        if made is not None and addressee is not None and made.addressee is None:
            stretch = stretch_of(sentence, addressee)
            if not any(a < stretch[1] and stretch[0] < b for a, b in made.content):
                made.addressee = stretch
        return made

    def _quote_end(self, sentence: Sentence, place: int, end: int) -> int:
        """Where the content ends that begins with the quotation at ``place``."""
        item = sentence[place]
        words = self.text[item.start : item.end].rstrip("\"'\u201d\u2019\u201c")
        if words.endswith((".", ",", "!", "?", "\u2026", "\u2014")):
            stop = place + 1
            while stop < end and sentence[stop].is_quote:
                stop += 1
            return stop
        stop = place + 1
        while stop < end:
            if sentence[stop].raw == "," and not (stop + 1 < end and sentence[stop + 1].is_quote):
                break
            if sentence[stop].lower in ("while", "when", "after", "during", "before", "as", "because") and not any(
                item.is_quote for item in sentence[stop : stop + 4]
            ):
                break
            stop += 1
        return stop

    def _infinitive(self, sentence: Sentence, cue: Cue, addressee: Range | None, end: int) -> int | None:
        """Where "to do something" begins behind the verb and its addressee."""
        place = cue.last
        if addressee is not None and not cue.verb.takes("v"):
            place = addressee[1]
        elif cue.verb.takes("i") and addressee is None:
            return None
        while place < end and (sentence[place].lower in TIME_WORDS or sentence[place].lower in ("last", "this", "on")):
            place += 1
        if place + 2 < end and sentence[place].raw == "," and addressee is not None:
            closing = next((i for i in range(place + 1, min(end, place + 14)) if sentence[i].raw == ","), None)
            if closing is not None and closing + 1 < end and sentence[closing + 1].lower == "to":
                place = closing + 1  # "urged the minister, in his role as envoy, to go on"
        if cue.lemma in ("demand", "plead", "appeal") and place < end and sentence[place].lower == "for":
            return place
        if place + 1 < end and sentence[place].lower == "not" and sentence[place + 1].lower == "to":
            return place
        if place + 1 < end and sentence[place].lower == "to" and sentence[place + 1].raw[0].islower():
            return place
        return None

    def _naming(self, sentence: Sentence, cue: Cue, end: int) -> Attribution | None:
        """``called the remarks "wrong"``, ``described it as …``, ``accused China of …``."""
        begin = cue.last
        if cue.lemma == "refer":
            if sentence[begin].lower != "to":
                return None
            begin += 1
        if begin >= end or sentence[begin].lower in PREPOSITIONS or sentence[begin].lower in CLAUSE_WORDS:
            return None
        needs = _NAMED_WITH.get(cue.lemma)
        if needs is not None:
            if not any(sentence[i].lower == needs for i in range(begin, min(end, begin + _NAMED_WITHIN))):
                return None
        elif not any(item.is_quote for item in sentence[begin:end]) and end - begin < 2:
            return None
        rule = "quotation" if sentence[begin].is_quote else "naming"
        made = self._new(sentence, cue, rule)
        if cue.lemma in ("thank", "congratulate"):
            for place in range(begin + 1, min(end, begin + _NAMED_WITHIN)):
                if sentence[place].lower in ("for", "on"):
                    made.addressee = stretch_of(sentence, (begin, place))
                    begin = place
                    break
        if not has_complement(sentence, cue, begin, end):
            return None
        quoted = False
        for stop in range(begin, end):
            quoted = quoted or sentence[stop].is_quote
            ends = sentence[stop].lower in ("while", "when", "during") or begins_short_adverbial(sentence, stop, end)
            if quoted and sentence[stop].lower in {"and", "but", ",", "as", "because"} | DASHES:
                ends = ends or not any(item.is_quote for item in sentence[stop : min(end, stop + 3)])
            if ends and stop > begin:
                end = stop  # where and when it was said, or what else was done, is no part of it
                break
        self._add(made, sentence, begin, end)
        return made

    def _is_clause(self, sentence: Sentence, cue: Cue, place: int, end: int) -> bool:
        if end - place < _MIN_CLAUSE:
            return False
        here = sentence[place]
        if here.lower in _NO_CLAUSE or here.lower in AUXILIARIES:
            return False  # "the plan he said could win": what is said lacks its subject
        if cue.lemma in ("say", "tell") and cue.verb.form != "base" and end - place > _MIN_SURE_CLAUSE:
            return True
        return has_verb(sentence, place, end) or any(item.is_quote for item in sentence[place:end])

    def _is_determiner(self, sentence: Sentence, place: int, end: int) -> bool:
        """Tell whether "that" points at a thing ("confirmed that report") rather than opening a clause."""
        rest = sentence[place + 1 : end]
        return (
            len(rest) < _MIN_SURE_CLAUSE
            and not any(item.is_quote for item in rest)
            and not has_verb(sentence, place + 1, end)
        )

    def _is_object(self, sentence: Sentence, cue: Cue, end: int) -> bool:
        here = sentence[cue.last]
        if cue.lemma == "raise" and not any(item.lower in _RAISED for item in sentence[cue.last : cue.last + 6]):
            return False  # "raised money", "raised the flag"
        return end - cue.last >= _MIN_CLAUSE and (here.raw[0].isalpha() or here.is_quote) and here.lower not in (
            "by", "and", "or", "but", "in", "on", "at", "as", "from",
        )  # fmt: skip

    # --- according to -----------------------------------------------------------------------------------------

    def _according(self, sentence: Sentence, cues: Sequence[Cue]) -> None:
        at = according_at(sentence, 0)
        if at is None:
            return
        first = at + 2
        end = sentence_end(sentence)
        if first >= end:
            return
        stop = first
        while (
            stop < end
            and not sentence[stop].is_quote
            and sentence[stop].raw not in (",", ";", ":", ")")
            and (sentence[stop].raw not in DASHES)
        ):
            stop += 1
        if stop == first or stop - first > 40:
            return
        span = stretch_of(sentence, (first, stop))
        attribution = Attribution(
            [], [span], (sentence[at].start, sentence[at + 1].end), "according to", "say", span, None, "according to",
            CONFIDENCE["according to"],
        )  # fmt: skip
        if at <= 2 or (sentence[at - 1].lower in ("but", "and", "that", "while", "because", "so") and stop < end):
            begin = stop
            while begin < end and sentence[begin].raw in (",", ":"):
                begin += 1
            if end - begin >= _MIN_CLAUSE or (begin < end and sentence[begin].is_quote):
                self._add(attribution, sentence, begin, end)
        else:
            until = at
            while until > 0 and (sentence[until - 1].raw == "," or sentence[until - 1].raw in DASHES):
                until -= 1
            begin = 0
            for cue in cues:
                if cue.last <= at and cue.border > 0 and cue.border < until and not cue.fronted:
                    begin = cue.border
            while (
                begin < until
                and not sentence[begin].is_quote
                and (sentence[begin].raw in ",;" or sentence[begin].lower in ("and", "but", "while"))
            ):
                begin += 1
            if until - begin >= _MIN_CLAUSE or (until > begin and sentence[begin].is_quote):
                self._add(attribution, sentence, begin, until)
        if attribution.content:
            self.found.append(attribution)
