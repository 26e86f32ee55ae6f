"""What a reporting verb reports: the quotation, clause, question, infinitive or thing that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.statements._adverbials import (
    QUESTION_WORDS,
    begins_short_adverbial,
)
from onrecord.statements._clause_parts import (
    according_at,
    answer,
    before_dash,
    has_complement,
    has_verb,
    in_words_of,
    leading_name,
    sentence_end,
    stretch_of,
)
from onrecord.statements._cue_search import Cue, find_cues
from onrecord.statements._cues import SOFT_LEMMAS
from onrecord.statements._items import Item, Sentence
from onrecord.statements._phrases import (
    ADVERBS,
    CLAUSE_WORDS,
    DASHES,
    DAYS,
    PREPOSITIONS,
    Range,
)
from onrecord.statements._reported import (
    MIN_CLAUSE,
    addressee_of,
    after_adverbs,
    infinitive_at,
    is_clause,
    is_determiner,
    is_object,
    only_introduces,
    quote_end,
    sentence_quoted_after,
    stands_apart,
)
from onrecord.statements._types import Attribution

_SHORT_WORDS_WITH_QUOTE = 12  # words that may stand between a verb and the quotation it introduces
# Confidence of each rule: its share of attributions with the right content and speaker on polnear_train, rounded.
CONFIDENCE = {
    "quotation": 0.87,
    "according to": 0.8,
    "whose words": 0.8,
    "alert": 0.75,
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
_QUOTED_NEXT = 6  # items


_ASKING_WORDS = frozenset({"whether", "if", "why", "how", "what", "where", "who", "when"})
_BEFORE_SPEECH = frozenset(",.:;!?")
_JOINING = frozenset({"and", "but", "that", "or"})
_LENT_VERBS = frozenset(
    "is are was were be been will would can could may might must shall should has have had not never".split()
)
_NAMED = ("naming", 0, 0)
"""What somebody is called or charged with: it has borders of its own."""


def _quoted_next(sentence: Sentence, place: int, end: int) -> bool:
    """Tell whether a further quotation follows: ``and "…"``, ``and, absurdly, "…"``."""
    for item in sentence[place : min(end, place + _QUOTED_NEXT)]:
        if item.is_quote:
            return True
        if (
            item.raw != ","
            and item.lower not in ("and", "but", "or", "as", "also", "a", "an", "the")
            and not (item.lower.endswith("ly") and item.raw[0].islower())
        ):
            break
    return any(item.is_quote for item in sentence[place : min(end, place + 3)])


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
        main: Cue | None = None  # of the clause that no earlier verb reports
        joined = False  # a participle beside it has come: "…, saying that …, and warning"
        for cue in cues:
            if cue.subject is None and cue.dropped:
                beside = cue.verb.form == "ing" and (sentence[cue.first - 1].raw == "," or joined)
                before = (main or source_so_far) if beside else source_so_far
                joined = beside
                if before is None:
                    self._first_subject(sentence, cue)
                else:
                    cue.subject, cue.head = before.subject, before.head
            if cue.subject is not None and not cue.asked:
                source_so_far = cue
                if cue.border != -1 or main is None:
                    main = cue
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
        self._resume(sentence, made)
        self._according(sentence, cues)
        self._in_words_of(sentence)

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
        after = after_adverbs(self.names, sentence, cue, len(sentence))
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
        if stop - place < MIN_CLAUSE:
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
        if stop <= floor or only_introduces(sentence, floor, stop):
            following = self._following(sentence, cue, end) if stop > floor else None
            if following is not None and following.rule == "that clause":
                return following  # "Under the headline “War”, the paper said in an editorial that …"
            begin = cue.last
            while begin < end and sentence[begin].raw in (",", ":"):
                begin += 1
            if begin >= end or (end - begin < MIN_CLAUSE and not sentence[begin].is_quote):
                return None
            if sentence[begin].lower in ("is", "was", "are", "were"):
                return None  # "In short, one thing Lee offered was a …"
            attribution = self._new(sentence, cue, "quotation" if sentence[begin].is_quote else "clause")
            self._add(attribution, sentence, begin, end)
            return attribution
        quoted_after = sentence_quoted_after(self.text, self.names, sentence, cue, end)
        if quoted_after is not None and not sentence[stop - 1].is_quote:
            # "Later, when they met, he said, "We agreed."": the words before only introduce it
            attribution = self._new(sentence, cue, "quotation")
            self._add(attribution, sentence, quoted_after, quote_end(self.text, sentence, quoted_after, end))
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
        if quoting and stands_apart(self.text, sentence, begin, stop - 1):
            begin = stop - 1
        told = quoting or has_verb(sentence, begin, stop)
        if not told and cue.frames == {"q"}:
            return None  # "Late on Monday, Lee fired back"
        attribution = self._new(sentence, cue, "quotation" if quoting else "fronted clause")
        attribution.supposed = attribution.supposed and not (cue.foretold and told)
        if stop - begin < MIN_CLAUSE and not quoting and sentence[begin].lower in ADVERBS | DAYS:
            return None
        self._add(attribution, sentence, begin, stop)
        # what follows the verb
        after = after_adverbs(self.names, sentence, cue, end)
        behind = subject[1] if cue.inverted else after
        addressee = None if cue.inverted else addressee_of(self.names, sentence, cue, end)
        if addressee is not None:
            attribution.addressee = stretch_of(sentence, addressee)
            behind = max(behind, addressee[1])
        while behind < end and sentence[behind].raw in (",", ":", "\u2014", "--", "\u2013"):
            behind += 1
        if behind < end:
            quote = next((place for place in range(behind, end) if sentence[place].is_quote), None)
            if quoting and quote is not None:
                for place in range(quote, end):
                    if sentence[place].is_quote and self._goes_on(sentence, behind, place):
                        self.take(attribution, sentence[place])
            elif not quoting and sentence[behind].is_quote:
                self._add(attribution, sentence, behind, quote_end(self.text, sentence, behind, end))
            elif (
                not quoting
                and sentence[behind - 1].raw == ","
                and (
                    sentence[behind].lower
                    not in ("adding", "saying", "noting", "who", "which", "when", "as", "after", "in")
                    and end - behind >= MIN_CLAUSE
                    and begin == 0
                )
            ):
                self._add(attribution, sentence, behind, end)
        return attribution

    def _goes_on(self, sentence: Sentence, behind: int, place: int) -> bool:
        """Tell whether a quotation behind ``"…," he said`` goes on with it: no term among the narrator's words.

        It does where the narrator lends the quoted subject no more than the verb: ``"A war," he said, would be "…"``.
        """
        item, before = sentence[place], sentence[place - 1]
        if behind < place and all(word.lower in _LENT_VERBS for word in sentence[behind:place]):
            return True
        if before.is_quote or before.raw in _BEFORE_SPEECH or before.raw in DASHES or before.lower in _JOINING:
            return True
        first = next((character for character in self.text[item.start : item.end] if character.isalnum()), "")
        return first.isupper()

    def _add(self, attribution: Attribution, sentence: Sentence, begin: int, stop: int) -> None:
        attribution.content.append((sentence[begin].start, sentence[stop - 1].end))
        attribution.content.sort()
        for item in sentence[begin:stop]:
            if item.is_quote:
                self.used.add((item.start, item.end))
                attribution.quoted.add(item.quotation)

    def _following(self, sentence: Sentence, cue: Cue, end: int) -> Attribution | None:
        """What a verb reports that stands behind it."""
        addressee = addressee_of(self.names, sentence, cue, end)
        place = after_adverbs(self.names, sentence, cue, end)
        if place >= end:
            return None
        form = self._form_behind(sentence, cue, place, addressee, end)
        if form is _NAMED:
            made = self._naming(sentence, cue, end)
        elif form is not None and form[1] < form[2]:
            made = self._new(sentence, cue, form[0])
            self._add(made, sentence, form[1], form[2])
        else:
            return None
        if made is not None and addressee is not None and made.addressee is None:
            stretch = stretch_of(sentence, addressee)
            if not any(a < stretch[1] and stretch[0] < b for a, b in made.content):
                made.addressee = stretch
        return made

    def _form_behind(
        self, sentence: Sentence, cue: Cue, place: int, addressee: Range | None, end: int
    ) -> tuple[str, int, int] | None:
        """The rule by which the words behind a verb are read, and where what it reports begins and ends.

        Args:
            sentence: the sentence.
            cue: the verb.
            place: where the words behind the verb, its addressee and its adverbs begin.
            addressee: who is spoken to, where the sentence says so.
            end: where the words that the verb can report end.
        """
        here, verb = sentence[place], cue.verb
        if here.raw in (",", ":") or here.raw in DASHES:
            return self._form_behind_mark(sentence, place, end)
        thanks = verb.takes("c") and cue.lemma in ("thank", "see", "view")
        if here.is_quote and not thanks and (place == cue.last or cue.frames != {"q"}):
            return "quotation", place, quote_end(self.text, sentence, place, end)
        clause = here.lower == "that" and verb.takes("s", "t") and place + 1 < end
        if clause and not is_determiner(sentence, place, end):
            return "that clause", place + 1, end
        if here.lower in _ASKING_WORDS and verb.takes("w", "s"):
            return "question", place, end
        infinitive = infinitive_at(sentence, cue, addressee, end) if verb.takes("i", "v") else None
        if infinitive is not None:
            return "infinitive", infinitive or place, end
        if verb.takes("c"):
            return _NAMED
        if verb.takes("s") and is_clause(sentence, cue, place, end):
            return "clause", place, end
        if verb.takes("n") and is_object(sentence, cue, end):
            begin = cue.last
            if addressee is not None and sentence[begin].lower in ("with", "to"):
                begin = addressee[1]
            stops = (stop for stop in range(begin + 1, end) if begins_short_adverbial(sentence, stop, end))
            return "object", begin, next(stops, end)
        reach = range(place, min(end, place + _SHORT_WORDS_WITH_QUOTE))
        quote = next((at for at in reach if sentence[at].is_quote), None)
        if quote is not None and sentence[quote - 1].raw in (",", ":"):
            return "quotation", quote, quote_end(self.text, sentence, quote, end)
        return None

    def _form_behind_mark(self, sentence: Sentence, place: int, end: int) -> tuple[str, int, int] | None:
        """The form of what a comma, colon or dash right behind a verb introduces."""
        mark, first = sentence[place].raw, place + 1
        if first >= end:
            return None
        if sentence[first].is_quote:
            several = mark == ":" and any(item.is_quote for item in sentence[first + 1 : end])
            return "quotation", first, end if several else quote_end(self.text, sentence, first, end)
        if mark == ":":
            return "clause", first, end
        return ("that clause", first, end) if mark == "," and sentence[first].lower == "that" else None

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
                ends = ends or not _quoted_next(sentence, stop, end)
            if ends and stop > begin:
                end = stop  # where and when it was said, or what else was done, is no part of it
                break
        self._add(made, sentence, begin, end)
        return made

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
            if end - begin >= MIN_CLAUSE or (begin < end and sentence[begin].is_quote):
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
            if until - begin >= MIN_CLAUSE or (until > begin and sentence[begin].is_quote):
                self._add(attribution, sentence, begin, until)
        if attribution.content:
            self.found.append(attribution)

    def _resume(self, sentence: Sentence, made: Sequence[Attribution]) -> None:
        """``"What we need," Lee wrote, echoing the president, "is time."``: a cut quotation goes on at the end."""
        for item in sentence:
            if not item.is_quote or item is sentence[0] or sentence[sentence.index(item) - 1].raw != ",":
                continue
            first = next((character for character in self.text[item.start : item.end] if character.isalpha()), "")
            if not first.islower():
                continue
            for saying in made:
                cut = saying.rule == "quotation" and saying.cue is not None and saying.content[0][1] <= saying.cue[0]
                open_end = self.text[saying.start : saying.content[0][1]].rstrip("\"'\u201d\u2019").endswith(",")
                if not (cut and open_end and saying.content[-1][1] < item.start):
                    continue
                for other in made:
                    if other is saying or other.rule != "object" or not (other.start < item.start < other.end):
                        continue
                    other.content = [(start, min(end, item.start - 2)) for start, end in other.content]
                    other.quoted.discard(item.quotation)
                    self.used.discard((item.start, item.end))
                if (item.start, item.end) not in self.used:
                    self.take(saying, item)
                break

    def _in_words_of(self, sentence: Sentence) -> None:
        """``"…", in Lee's words``: the quotation right before, or right behind where the words open the sentence."""
        found = in_words_of(sentence)
        if found is None:
            return
        (first, last), named = found
        edge = min(first, named[0] - 1)
        before = next((place for place in range(edge - 1, -1, -1) if sentence[place].is_quote), None)
        behind = next((place for place in range(last, len(sentence)) if sentence[place].is_quote), None)
        beside = before is not None and all(
            item.raw in (",", "-") or item.raw in DASHES for item in sentence[before + 1 : edge]
        )
        opens = behind is not None and all(
            item.raw in (",", ":") for item in sentence[named[1] if named[1] > last else last : behind]
        )
        place = before if beside else behind if opens else None
        if place is None or (sentence[place].start, sentence[place].end) in self.used:
            return
        span = stretch_of(sentence, named)
        cue = stretch_of(sentence, (first, last))
        rule = "whose words"
        attribution = Attribution([], [span], cue, "according to", "say", span, None, rule, CONFIDENCE[rule])
        self.take(attribution, sentence[place])
        self.found.append(attribution)
