"""What the grammar of a document's sentences tells of its reporting verbs: subjects, auxiliaries, joined verbs."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.language import Analysis
from onrecord.statements._types import Attribution, Stretch

_RELATIVES = (["who"], ["that"], ["which"])
_RELATIVE_WORDS = frozenset({"who", "that", "which"})
_BEFORE_NOUN = frozenset("det amod compound nummod nmod:poss flat case nmod:unmarked punct".split())
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_BEFORE_VERB = 6  # tokens in which the auxiliaries of a verb stand
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_NO_NOUN_PHRASE = frozenset({"VB", "VBD", "VBZ", "VBP", "VBG"})
_MEASURES = frozenset("at more less about over nearly around up as under like".split())
"""Prepositions that open a number: "at least nine governments said"."""
_CUT_OFF = frozenset({"and", "or", "of", "the", "a", "an", "for"})
"""Words at which no noun phrase ends."""
_LONGEST_JOINT = 14  # tokens between two who speak together
_LONGEST_CLAUSE = 40  # tokens between a verb and its subject
_OF_A_NAME = frozenset("det amod compound nummod nmod:poss flat case nmod:unmarked".split())


_OF_THE_SAYING = frozenset(
    "said saying told telling speaking talking asked questioned pressed testifying testified appearing addressing"
    " briefing writing wrote tweeted tweeting posting answering responding replying commenting aired airing broadcast"
    " published released posted issued held recorded taped dated delivered given made meeting visiting arriving"
    " attending hosting touring campaigning traveling".split()
)
"""Verbs under a reporting verb whose day is that of the saying: "speaking on Tuesday", "that aired Sunday"."""
_BESIDE_CUE = 2
"""Tokens beside a reporting verb at which a day is that of the saying: "on Sunday said", "said on Friday that"."""
_LONGEST_CLIMB = 30  # tokens from a day up to the verb it belongs to


class Grammar:
    """The tokens of an analysis by place."""

    def __init__(self, text: str, analysis: Analysis) -> None:
        self.text = text
        self.tokens = analysis.tokens
        self.starts = [token.start for token in analysis.tokens]
        self.sentence_starts = {sentence.first_token for sentence in analysis.sentences}

    def within(self, start: int, end: int) -> range:
        """The indexes of the tokens in a stretch."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def word(self, index: int) -> str:
        """A token in lower case."""
        token = self.tokens[index]
        return self.text[token.start : token.end].lower().replace("\u2019", "'")

    def is_day_of_another(self, cue: Stretch, day: Stretch) -> bool:
        """Tell whether a day hangs on a deed told under a reporting verb, so that it is not the day of the saying.

        "Said Lee, recalling the deal of January 2020", "asked why he had played it down in January", "called it
        important and left on Tuesday"; not "speaking on Tuesday" and not "said after they met on Tuesday".
        """
        cues = [place for place in self.within(*cue) if self.tokens[place].upos in ("VERB", "AUX")]
        places = self.within(*day)
        tops = [place for place in places if self.tokens[place].head not in places]
        if not cues or not tops or min(abs(cues[0] - places[-1]), abs(places[0] - cues[-1])) <= _BESIDE_CUE:
            return False
        place = tops[0]
        deed = None
        for _ in range(_LONGEST_CLIMB):
            head = self.tokens[place].head
            if head is None or head < 0:
                return False
            if head in cues:
                across = deed is not None and tops[0] < head < deed  # "In May she announced a plan to cut …"
                return deed is not None and not across and self._is_deed_apart(deed)
            if deed is None and (self.tokens[head].xpos or "").startswith("VB"):
                deed = head
            place = head
        return False

    def _is_deed_apart(self, deed: int) -> bool:
        relation = self.tokens[deed].deprel or ""
        if self.word(deed) in _OF_THE_SAYING:
            return False
        if relation.startswith("advcl"):
            hung = [token for token in self.within_sentence(deed) if self.tokens[token].head == deed]
            return self.tokens[deed].xpos == "VBG" and not any(
                self.tokens[token].deprel in ("mark", "case") or self.tokens[token].xpos == "WRB" for token in hung
            )
        return relation.startswith(("acl", "ccomp", "conj", "csubj"))

    def within_sentence(self, place: int) -> range:
        """The indexes of the tokens around one, at most so many as a clause is long."""
        return range(max(0, place - _LONGEST_CLAUSE), min(len(self.tokens), place + _LONGEST_CLAUSE))

    def name_antecedent(self, rule: Attribution) -> None:
        """Give a saying told in a relative clause ("an official who said") the words that its pronoun stands for."""
        if rule.cue is None or not rule.source or self.text[slice(*rule.source[0])].split()[-1:] not in _RELATIVES:
            return
        for place in self.within(*rule.cue):
            head = self.tokens[place].head
            if head is None or head < 0 or not (self.tokens[place].deprel or "").startswith("acl"):
                continue
            first = head
            while first > 0 and self.tokens[first - 1].head == head and self.tokens[first - 1].deprel in _BEFORE_NOUN:
                first -= 1
            rule.head = (self.tokens[first].start, self.tokens[head].end)
            rule.source = [rule.head]
            return

    def antecedent(self, cue: Stretch) -> Stretch | None:
        """Return the words that "who" stands for, where a cue's verb is that of its clause; None for none.

        A description between commas is passed over: "Lee, a former envoy, who said", "Lee, D-Calif., who said".
        """
        for place in self.within(*cue):
            token = self.tokens[place]
            if token.deprel == "conj" and token.head is not None and 0 <= token.head < place:
                token = self.tokens[token.head]  # "Lee, who helped, and who once said"
            head = token.head
            if head is None or head < 0 or not (token.deprel or "").startswith("acl"):
                continue
            if not (token.xpos or "").startswith(("VB", "MD")) or head >= place:
                return None
            for _ in range(_BEFORE_VERB):
                above = self.tokens[head].head
                if above is None or not 0 <= above < head or self.tokens[head].deprel not in ("appos", "list"):
                    break
                head = above
            head = self._told_of_as(head)
            start, end = self.noun_phrase(head)
            words = self.within(start, end)
            first = next((word for word in words if self.tokens[word].deprel != "case"), words[0])
            return self.tokens[first].start, end
        return None

    def _told_of_as(self, noun: int) -> int:
        """The subject of whom a noun is told ("Lee is a senator who said"), else the noun."""
        hung = [place for place in self.within_sentence(noun) if self.tokens[place].head == noun]
        if not any(self.tokens[place].deprel == "cop" for place in hung):
            return noun
        return next((place for place in hung if place < noun and self.tokens[place].deprel == "nsubj"), noun)

    def is_verb(self, rule: Attribution) -> bool:
        """Tell whether the cue of a rule's attribution is a verb of a clause ("concluded in April" may be none)."""
        if rule.cue is None or not rule.lemma or rule.lemma == "according to":
            return True
        places = self.within(*rule.cue)
        if any(self.tokens[place].upos is None for place in places):
            return True
        verb = [place for place in places if self.tokens[place].upos in ("VERB", "AUX")]
        if not verb:
            return False
        token = self.tokens[verb[0]]
        return not (token.xpos in ("VBN", "JJ") and token.deprel in ("acl", "amod", "compound"))

    def is_thing(self, stretch: Stretch) -> bool:
        """Tell whether the words of a stretch name a thing: a noun, and no finite verb."""
        places = self.within(*stretch)
        if any(self.tokens[place].xpos in _FINITE for place in places):
            return False
        heads = (place for place in places if self.tokens[place].head not in places)
        return any(self.tokens[place].upos in ("NOUN", "PROPN", "PRON") for place in heads)

    def parts(self, rule: Attribution, item: Attribution) -> bool:
        """Part two sayings of one subject that the tagger took for one ("said A and called for B").

        The tree tells: the second verb is joined to the first. The rule's saying gets the first one's source, and what
        the first reports ends before it.

        Returns:
            Whether they were such.
        """
        if rule.cue is None or item.cue is None or rule.cue[0] < item.cue[0]:
            return False
        cue = self.within(*item.cue)
        for place in self.within(*rule.cue):
            if self.tokens[place].deprel == "conj" and self._joined_to(place, cue):
                border = self.tokens[place].start
                while place > 0 and self.word(place - 1) in ("and", "but", ",", "also", "then"):
                    place -= 1
                    border = self.tokens[place].start
                kept = [(start, min(end, border)) for start, end in item.content if start < border]
                if not kept or kept[0][0] >= border:
                    return False
                item.content[:] = [(start, end) for start, end in kept if start < end]
                if not rule.source or rule.dropped_source or rule.source[0][0] >= item.content[0][0]:
                    rule.source, rule.head = list(item.source), item.head
                return True
        return False

    def _joined_to(self, place: int, cue: range) -> bool:
        """Tell whether a second verb is joined to the cue, or by its tense rather to it than to the clause between."""
        head = self.tokens[place].head
        if head is None or head in cue:
            return head is not None
        tense = self.tokens[place].xpos
        tenses = {self.tokens[other].xpos for other in cue}
        return tense == "VBD" and tense in tenses and self.tokens[head].xpos in ("VBZ", "VBP", "MD")

    def before_verb(self, index: int) -> list[str]:
        """The auxiliaries and negations that hang on a verb, or on the verb it is joined to."""
        first = max(0, index - _BEFORE_VERB)
        return [self.word(place) for place in range(first, index) if self.tokens[place].head == index]

    def mend_source(self, item: Attribution) -> None:
        """Give a saying whose source is no noun phrase ("laid out a plan and then Lee") its verb's own subject.

        So too where the source stands behind the active verb's object and "by": "China dismissed warnings by Lee".
        """
        if item.cue is None or not item.source:
            return
        places = self.within(*item.source[0])
        if not len(places) or any(self.tokens[place].upos is None for place in places):
            return
        cut = len(places) > 1 and (self.word(places[-1]) in _CUT_OFF or self._is_cut_off(places))
        is_clause = self._is_clause(places)
        if not (cut or is_clause or self._is_no_noun_phrase(places) or self._is_agent_of_another(places, item.cue)):
            return
        subject = self.subject(item.cue)
        if cut and (subject is None or not subject[0] <= item.source[0][1] <= subject[1]):
            return
        if is_clause and (subject is None or self.text[slice(*subject)].lower() in _RELATIVE_WORDS):
            # "reaffirmed that it remains bound by a treaty which is guided by law, and reaffirmed": the first verb's
            subject = self._subject_of_root(item.cue)
        if subject is not None and self.text[slice(*subject)].lower() in _RELATIVE_WORDS:
            first = next((place for place in places if self.tokens[place].upos not in ("ADP", "VERB")), None)
            subject = (self.tokens[first].start, item.source[0][1]) if first is not None else None
        inside = [piece for piece in item.content if subject is not None and piece[0] <= subject[0] < piece[1]]
        if inside and (len(item.content) == 1 or subject is None or inside[0][1] > subject[1] + 1):
            return
        if subject is None and self._is_agent_of_another(places, item.cue):
            return
        if self.word(places[0]) == "by" and len(places) > 1:
            by = (self.tokens[places[1]].start, item.source[0][1])
            item.via.append(Attribution(list(item.content), [by], item.cue, "", "say", by, rule=item.rule))
        item.source = [subject] if subject is not None else []
        item.head = subject
        item.dropped_source = False
        if subject is not None and len(item.content) > 1:
            kept = [piece for piece in item.content if not (subject[0] <= piece[0] and piece[1] <= subject[1])]
            item.content = kept or item.content

    def lacks_noun(self, stretch: Stretch) -> bool:
        """Tell whether words name nobody yet, as far as parts of speech are known: "the prominent"."""
        tags = {self.tokens[place].upos for place in self.within(*stretch)}
        return None not in tags and bool(tags) and not tags & {"NOUN", "PROPN", "PRON", "X"}

    def find_source(self, item: Attribution) -> None:
        """Give a quotation without a source the subject of its verb, where that stands outside what is said."""
        subject = self.subject(item.cue) if item.cue is not None else None
        if subject is None or self.text[slice(*subject)].lower() in _RELATIVE_WORDS:
            return
        if not any(start < subject[1] and subject[0] < end for start, end in item.content):
            item.source, item.head = [subject], subject

    def _is_cut_off(self, places: range) -> bool:
        """Whether words end with an adjective or article of a noun that stands behind them ("with the relevant")."""
        last = self.tokens[places[-1]]
        head = last.head if last.head is not None else -1
        return last.deprel in ("amod", "det") and head > places[-1]

    def _is_clause(self, places: range) -> bool:
        """Whether words end with a verb whose subject they hold: "the United States remains"."""
        verb = self.tokens[places[-1]]
        return (
            verb.xpos in ("VBZ", "VBD", "VBP")
            and verb.deprel in ("ccomp", "conj", "parataxis", "root")
            and any(self.tokens[place].head == places[-1] and self.tokens[place].deprel == "nsubj" for place in places)
        )

    def _is_no_noun_phrase(self, places: range) -> bool:
        """Whether words begin with a verb or a preposition: they were cut from something longer."""
        first = self.tokens[places[0]]
        if first.xpos in _NO_NOUN_PHRASE:
            return first.deprel not in ("amod", "compound", "nsubj", "flat", "root") and len(places) > 1
        return first.upos == "ADP" and self.word(places[0]) not in _MEASURES and len(places) > 1

    def _is_agent_of_another(self, places: range, cue: Stretch) -> bool:
        """Whether words stand behind "by" as another noun's maker, or are whom the active verb is done to."""
        heads = [place for place in places if self.tokens[place].head not in places]
        verb = self._verb(cue)
        if not heads or verb is None or self.tokens[verb].xpos not in ("VBD", "VBZ", "VBP"):
            return False
        head = heads[0]
        by = any(
            self.tokens[place].head == head and self.tokens[place].deprel == "case" and self.word(place) == "by"
            for place in range(max(0, head - _BEFORE_VERB * 2), head)
        )
        governor = self.tokens[head].head
        elsewhere = by and governor is not None and governor != verb and self.tokens[governor].upos == "NOUN"
        done_to = (
            places[0] > verb
            and governor == verb
            and (self.tokens[head].deprel in ("obj", "iobj") or self._subject_before(verb) is not None)
        )
        return elsewhere or done_to

    def _subject_before(self, verb: int) -> int | None:
        """The subject that stands before its verb."""
        return next(
            (
                place
                for place in range(max(0, verb - _LONGEST_CLAUSE), verb)
                if self.tokens[place].head == verb and self.tokens[place].deprel in _SUBJECTS
            ),
            None,
        )

    def _verb(self, cue: Stretch) -> int | None:
        return next((place for place in self.within(*cue) if self.tokens[place].upos == "VERB"), None)

    def _subject_of_root(self, cue: Stretch) -> Stretch | None:
        """The subject of the verb on which the whole sentence hangs, where it stands before the cue's in its form."""
        verb = self._verb(cue)
        root = verb
        while root is not None and self.tokens[root].deprel != "root":
            root = self.tokens[root].head
        if verb is None or root is None or not 0 <= root < verb or self.tokens[root].xpos != self.tokens[verb].xpos:
            return None
        place = self._subject_before(root)
        return self.noun_phrase(place) if place is not None else None

    def subject(self, cue: Stretch) -> Stretch | None:
        """Return the words of the subject of a cue's verb, or of the verb that it is joined to; None for none."""
        verb = self._verb(cue)
        for _ in range(_BEFORE_VERB):
            if verb is None:
                return None
            first = max(0, verb - _LONGEST_CLAUSE)
            for place in range(first, min(len(self.tokens), verb + _LONGEST_CLAUSE)):
                token = self.tokens[place]
                if token.head == verb and token.deprel in _SUBJECTS:
                    return self.noun_phrase(place)
            quoted = verb > 0 and self.word(verb - 1) == "as"  # "was quoted by Reuters as saying"
            beside = self.tokens[verb].deprel == "advcl" and self.tokens[verb].xpos == "VBG"  # "…, comparing them to"
            verb = self.tokens[verb].head if quoted or beside or self.tokens[verb].deprel == "conj" else None
        return None

    def noun_phrase(self, head: int) -> Stretch:
        """The words of a noun with what stands before it, of a name to its end, and of who is joined to it by "and"."""
        first = head
        while first > 0 and self._hangs_on(first - 1, head):
            first -= 1
        last = head
        for place in range(head + 1, min(len(self.tokens), head + _LONGEST_JOINT)):
            token = self.tokens[place]
            joined = token.head == head and token.deprel == "conj" and token.upos in ("NOUN", "PROPN")
            follows = place == last + 1 and token.deprel in ("flat", "compound")
            if joined or (follows and (self._hangs_on(place, head) or token.head == last)):
                last = place
        return self.tokens[first].start, self.tokens[last].end

    def _hangs_on(self, place: int, head: int) -> bool:
        """Whether a word belongs to a noun, directly or through others of its phrase."""
        for _ in range(_BEFORE_VERB):
            token = self.tokens[place]
            if token.deprel not in _OF_A_NAME or token.head is None or token.head < 0:
                return False
            if token.head == head:
                return True
            place = token.head
        return False
