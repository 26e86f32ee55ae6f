"""Who is meant: the words of a source or an addressee become an actor, through the mentions of the document."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Mapping, Sequence

from onrecord.records import Mention
from onrecord.statements._source_words import (
    ABOUT,
    ADJECTIVES,
    AFTER_A_NAME,
    AND,
    ARTICLE,
    BETWEEN_NOUN_AND_NAME,
    BODY_AGAIN,
    BODY_WITHIN,
    CLAUSE_WITHIN,
    DAY_BEHIND,
    DESCRIBED_BEFORE_WHO,
    DESCRIBED_WITHIN,
    DESCRIBES,
    FORM_OF_ADDRESS,
    GLUED,
    GOES_ON_WITHIN,
    GOVERNED,
    HAS_IT,
    HERS,
    HIS,
    JOINS,
    LINKS_WITHIN,
    MADE_BY,
    NAMES_BETWEEN,
    PERSON_AGAIN,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE_OF,
    RELEASED_BY,
    RUNS_FOR,
    SENTENCE_END,
    SOMEBODY,
    TAIL,
    TEXT_AGAIN,
    TEXTS,
    THEY,
    TITLE_TAIL,
    UP_TO_WHO,
    WHO_WITHIN,
    WRITTEN_TO,
)
from onrecord.statements._types import Stretch


class MentionIndex:
    """The mentions of one document, by place."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        persons: Collection[str] = (),
        bodies: Collection[str] = (),
        unnamed: Collection[str] = (),
        several: Collection[str] = (),
        pronouns: Mapping[str, str] | None = None,
        things: Collection[str] = (),
    ) -> None:
        self._text = text
        self._persons = frozenset(persons)
        self._somebody = self._persons | frozenset(unnamed)
        self._several = frozenset(several)
        told = ((mention.actor, FORM_OF_ADDRESS.match(mention.quote)) for mention in mentions)
        addressed = {actor: "he" if found[1] == "Mr" else "she" for actor, found in told if found is not None}
        self._pronouns = {**(pronouns or {}), **addressed}
        """"he" or "she" of persons whose given name or form of address tells it."""
        self._bodies = frozenset(bodies)
        self._things = frozenset(things)
        """Texts and bodies without a name: "it" goes on with what they say."""
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self._mentions]
        self._names: Mapping[str, str] = {}
        self._author: str | None = None
        """Who made the text (statement, readout) that was named last."""
        self._authors: dict[str, str] = {}
        """Who said something in a statement or letter last, by that noun."""

    def ends(self) -> dict[int, int]:
        """Return the end of the longest mention for each start."""
        result: dict[int, int] = {}
        for mention in self._mentions:
            result.setdefault(mention.start, mention.end)
        return result

    def actors_in(self, stretch: Stretch) -> frozenset[str]:
        """Return the actors that a stretch of text mentions."""
        return frozenset(mention.actor for mention in self._touching(stretch))

    def _touching_before(self, place: int, within: int) -> list[Mention]:
        """The mentions that end before a place, no further away than so many code points."""
        return [m for m in self._touching((max(0, place - within), place)) if m.end <= place]

    def _touching(self, stretch: Stretch) -> list[Mention]:
        first = bisect.bisect_left(self._starts, stretch[0] - 200)
        found = []
        for mention in self._mentions[first:]:
            if mention.start >= stretch[1]:
                break
            if mention.end > stretch[0]:
                found.append(mention)
        return found

    def actor(self, head: Stretch | None, whole: Stretch | None = None, *, teller: bool = False) -> str | None:
        """Return the actor that a noun phrase names; to be asked in text order, for "the readout" means the last one.

        Args:
            head: the part that names somebody.
            whole: the phrase with the clause that describes it ("a ministry spokesman, Wang Wenbin").
            teller: whether any actor named in the phrase will do ("a statement released by Xinhua").

        Returns:
            The id of an actor, None where no mention is the phrase's head: never a guess.
        """
        if head is None:
            return None
        if TEXT_AGAIN.match(self._text[slice(*head)]):
            made = self._authors.get(self._text[slice(*head)].lower().split()[-1], self._author)
            if made is not None:
                return made
        found = self._head_mention(head)
        if found is None and self._text[slice(*head)].lower() == "who":
            found = self._before_who(head[0])
        if found is None and whole is not None and whole != head:
            found = self._head_mention((head[1], whole[1]), within=True)
        words = self._text[slice(*head)]
        if found is None and ((teller and not SOMEBODY.match(words)) or TEXTS.search(words)):
            clause = CLAUSE_WITHIN.search(self._text, *head)
            until = clause.start() if clause is not None else head[1]  # "a meeting at which he spoke" is not his text
            inside = [m for m in self._touching(head) if m.start >= head[0] and m.end <= until]
            inside = [m for m in inside if not HAS_IT.search(self._text, head[0], m.start)]
            inside = [m for m in inside if not WRITTEN_TO.search(self._text, head[0], m.start)]
            inside = [m for m in inside if not self._only_told_of(head, m)]
            found = inside[0] if inside else None
            if len(inside) > 1 and self._text[inside[0].end : inside[1].start] in ("'s ", "\u2019s "):
                found = inside[1]  # "a commentary by North Korea's KCNA"
            if found is not None and RELATIVE_OF.match(self._text, found.end, head[1]):
                found = None
            if found is not None:
                self._author = found.actor
        if found is None or found.actor not in self._persons:
            found = self._apposed_to(head, whole, teller) or found
        if found is None or self._is_joint(found):
            return None
        return found.actor

    def _apposed_to(self, head: Stretch, whole: Stretch | None, teller: bool) -> Mention | None:
        """The person whom a description between commas follows: "Ann Lee, the mother of the boy, wrote"."""
        text, end = self._text, whole[1] if whole is not None else head[1]
        if text[head[0] - 2 : head[0]] != ", " or text[end : end + 1] != "," or not DESCRIBES.match(text, head[0]):
            return None
        before = [m for m in self._touching((head[0] - 3, head[0] - 2)) if m.end == head[0] - 2]
        named = next((m for m in before if m.actor in self._persons and m.form == "name"), None)
        if named is None or (not teller and GOVERNED.search(text, max(0, named.start - 12), named.start)):
            return None
        return named

    def _only_told_of(self, head: Stretch, mention: Mention) -> bool:
        """Tell whether a description of a text only says what it is about: "a report on the mayor's taxes"."""
        noun = TEXTS.search(self._text, *head)
        if noun is None or mention.start < noun.end():
            return False
        between = self._text[noun.end() : mention.start]
        return ABOUT.search(between) is not None and MADE_BY.search(between) is None

    def know_names(self, names: Mapping[str, str]) -> None:
        """Take note of the names of bodies, by the id of their actor."""
        self._names = names

    def made_text(self, noun: str, author: str) -> None:
        """Take note of who speaks in a text ("In a statement, the army said"): "the statement said" means the same."""
        self._authors[noun] = author

    def listener(self, stretch: Stretch) -> str | None:
        """Return who is spoken to: an actor mentioned there, or the body last named whose name ends so ("the Post")."""
        found = self.actor(stretch)
        words = self._text[slice(*stretch)].removeprefix("the ").removeprefix("The ")
        if found is not None or not words[:1].isupper():
            return found
        before = [m.actor for m in self._mentions if m.end <= stretch[0] and m.actor in self._names]
        return next((one for one in reversed(before) if self._names[one].endswith(" " + words)), None)

    def speakers(self, head: Stretch | None, whole: Stretch | None = None, *, teller: bool = False) -> tuple[str, ...]:
        """Return the actors that a noun phrase names: several for "Biden and Xi" and "the two leaders".

        Args:
            head, whole, teller: as for ``actor``.

        Returns:
            The ids in the order of their mentions; empty where no mention is the phrase's head.
        """
        if head is None:
            return ()
        head = self._with_title(head)
        found = self._head_mention(head)
        named = self._named_behind(found, head, whole)
        if named is not None:
            return (named,)
        if found is not None:
            same = [m.actor for m in self._touching(head) if (m.start, m.end) == (found.start, found.end)]
            if len(set(same)) > 1:  # two persons; sides and governments have more than two mouths
                return self._as_named(same) if self._persons.issuperset(same) else ()
            if found.start == head[0]:
                joined = [found.actor]
                position = found.end
                several = AND.search(self._text, found.end, head[1]) is not None
                for mention in self._touching((found.end, head[1])) if found.end < head[1] else ():
                    if mention.start >= position and JOINS.fullmatch(self._text, position, mention.start):
                        joined.append(mention.actor)
                        position = mention.end
                adjective = found.quote.removeprefix("the ").removeprefix("The ") in ADJECTIVES
                if adjective and joined[-1] not in self._persons and joined[-1] not in self._bodies:
                    joined = joined[-1:]  # "U.S. and Japanese officials" are officials
                    return tuple(joined)
                if several and len(joined) > 1 and position >= head[1]:
                    return self._named_first(joined)
        one = self.actor(head, whole, teller=teller)
        return (one,) if one is not None else ()

    def _as_named(self, actors: Sequence[str]) -> tuple[str, ...]:
        """Put several who speak together in the order in which the text names them first."""
        places: dict[str, int] = {}
        for mention in self._mentions:
            if mention.form == "name":
                places.setdefault(mention.actor, mention.start)
        return tuple(sorted(dict.fromkeys(actors), key=lambda actor: (places.get(actor, len(self._text)), actor)))

    def _named_first(self, actors: Sequence[str]) -> tuple[str, ...]:
        """Of several who speak together those with a name; where nobody has one, their words are one description."""
        named = [actor for actor in actors if actor in self._persons or actor in self._bodies]
        return tuple(dict.fromkeys(named or actors[:1]))

    def _with_title(self, head: Stretch) -> Stretch:
        """Take in the words of a title that a source lacks where several speak: "(Under) Secretary Lee and Mr. Kim"."""
        if AND.search(self._text, *head) is None:
            return head
        cut = [m for m in self._touching(head) if m.start < head[0] < m.end < head[1] and m.actor in self._persons]
        return (cut[0].start, head[1]) if cut else head

    def _named_behind(self, found: Mention | None, head: Stretch, whole: Stretch | None) -> str | None:
        """The person in whose name a source ends that begins with a place or his body: "Doha, The Post's Ann Lee"."""
        if whole is None or (found is not None and found.actor not in self._bodies):
            return None
        for mention in self._touching(whole):
            named = mention.actor in self._persons and mention.form == "name" and mention.end == whole[1]
            if named and mention.start >= head[1] and NAMES_BETWEEN.fullmatch(self._text, head[1], mention.start):
                return mention.actor
        return None

    def person_before(self, place: int, start: int) -> Mention | None:
        """Return who released a text: whom it is from, else who is named first in the sentence, before the verb.

        Args:
            place: where the verb stands.
            start: where its line begins.

        Returns:
            A person where one is named; else the body that is named first, unless it stands within another's name.
        """
        line_end = self._text.find("\n", place)
        by = RELEASED_BY.search(self._text, place, line_end if line_end >= 0 else len(self._text))
        if by is not None:
            own = [m for m in self._touching((by.end(), by.end() + 1)) if m.start <= by.end()]
            known = own and (own[0].actor in self._persons or own[0].actor in self._bodies)
            return own[0] if known else None  # of somebody else, whom nobody knows
        sentence = max(start, self._text.rfind(". ", start, place) + 1)
        inside = [m for m in self._touching((sentence, place)) if m.start >= start]  # ". " may stand in "U.S. …"
        found = [m for m in inside if m.actor in self._persons]
        if found:
            return next((m for m in found if m.form != "pronoun"), found[0])
        found = [m for m in inside if m.actor in self._bodies]
        opens = bool(found) and self._text[sentence : found[0].start].strip() in ("", "The")
        return found[0] if opens else None

    def introduced(self, label: Stretch, first: int) -> str | None:
        """Return whom a transcript's label without a name means: "A", "THE PRESIDENT".

        Args:
            label: the label.
            first: where the first turn begins; who answers is introduced before it.

        Returns:
            The one person named there, or the one named with that title; for an answer, where nobody is named, the
            unnamed source or body that is introduced; None where there are several or none.
        """
        words = self._text[slice(*label)]
        if words in ("Q", "QUESTION", "Question"):
            return None
        before = [m for m in self._mentions if m.end <= first and m.actor in self._persons and m.form != "pronoun"]
        title = words.lower().removeprefix("the ").removeprefix("mr. ").removeprefix("madam ")
        if words not in ("A", "ANSWER", "Answer"):
            before = [m for m in before if title and m.quote.lower().startswith((title, "u.s. " + title))]
        actors = list(dict.fromkeys(m.actor for m in before))
        if not actors and words in ("A", "ANSWER", "Answer"):
            said = [m.actor for m in self._mentions if m.end <= first and m.form != "pronoun"]
            sources = [actor for actor in said if actor in self._somebody]
            actors = list(dict.fromkeys(sources)) or list(dict.fromkeys(said))[:1]
        return actors[0] if len(actors) == 1 else None

    def from_here(self, place: int, end: int) -> Stretch | None:
        """Return the mention of somebody who can listen (a person, body or group) that begins right at a place."""
        for mention in self._touching((place, min(end, place + 1))):
            if place - 4 <= mention.start <= place and mention.form != "pronoun" and mention.end <= end:
                return (mention.start, mention.end)
        return None

    def goes_on(self, head: Stretch, spoke: tuple[str, int] | None, own: Sequence[Stretch] = ()) -> str | None:
        """Return who spoke last, for a "he" or "the senator" right after his words that no mention resolves.

        Args:
            head: the pronoun or description.
            spoke: who spoke last, and where his words ended.
            own: the words said now; whom they name did not speak between.
        """
        word = self._text[slice(*head)].lower()
        if BODY_AGAIN.fullmatch(word) is not None:
            near = [m.actor for m in self._touching_before(head[0], BODY_WITHIN) if m.actor in self._bodies]
            return near[-1] if len(set(near)) == 1 or (near and spoke is not None and spoke[0] == near[-1]) else None
        if word in ("they", "it"):
            return self._body_goes_on(word, head, spoke, own)
        described = PERSON_AGAIN.fullmatch(word) is not None
        somebody = self._persons if described else self._somebody - self._several
        if not described and spoke is not None and self._pronouns.get(spoke[0], word) != word:
            return None
        if not (described or word in ("he", "she")) or spoke is None or spoke[0] not in somebody:
            return None
        if not 0 <= head[0] - spoke[1] < GOES_ON_WITHIN:
            return None
        other = HERS if word == "he" else HIS
        if not described and any(
            m.actor == spoke[0] and m.form == "pronoun" and m.quote.lower() in other for m in self._mentions
        ):
            return None
        between = self._touching((spoke[1], head[0])) if spoke[1] < head[0] else []
        between = [m for m in between if m.start >= spoke[1] and m.quote.lower() not in THEY]
        return None if any(m.actor in self._somebody and m.actor != spoke[0] for m in between) else spoke[0]

    def _body_goes_on(
        self, word: str, head: Stretch, spoke: tuple[str, int] | None, own: Sequence[Stretch]
    ) -> str | None:
        """Return the group or body that spoke last, for a "they" or "it" with no other such between."""
        somebody = self._several | self._bodies if word == "they" else self._bodies | self._things
        if spoke is None or spoke[0] not in somebody or not 0 <= head[0] - spoke[1] < BODY_WITHIN:
            return None
        between = self._touching((spoke[1], head[0])) if spoke[1] < head[0] else []
        others = self._several | self._bodies
        between = [m for m in between if not any(start <= m.start < end for start, end in own)]
        if any(m.actor in others and m.actor != spoke[0] for m in between if m.start >= spoke[1]):
            return None
        return spoke[0]

    def is_named_in(self, actor: str, pieces: Sequence[Stretch], *, titled: bool) -> bool:
        """Tell whether somebody is named in words, or called by his title: then the words are hardly his own."""
        forms = ("name", "title") if titled else ("name",)
        return any(
            m.actor == actor and m.form in forms and piece[0] <= m.start and m.end <= piece[1]
            for piece in pieces
            for m in self._touching(piece)
        )

    def last_named(self, actor: str, place: int, within: int) -> int:
        """Return where somebody was named last before a place, no further away than so many code points; else -1."""
        named = [m.start for m in self._touching_before(place, within) if m.actor == actor and m.form != "pronoun"]
        return max(named, default=-1)

    def spoke_again(
        self, head: Stretch, spoke: tuple[str, int] | None, instead_of: str | None, own: Sequence[Stretch] = ()
    ) -> str | None:
        """Return who spoke last, for a "he" that means nobody else, or was taken for somebody whom he only speaks of.

        Args:
            head: the pronoun.
            spoke: who spoke last, and where his words ended.
            instead_of: for whom the pronoun was taken.
            own: the words said now, and other words in quotation marks; whom they name did not speak between.

        Returns:
            Who spoke last; the only other person named since then, where the pronoun means nobody yet; None where
            several were.
        """
        word = self._text[slice(*head)].lower()
        if word in ("they", "it") and instead_of is not None and spoke is not None:
            fits = spoke[0] in (self._several if word == "they" else self._bodies) and spoke[0] != instead_of
            return spoke[0] if fits and 0 <= head[0] - spoke[1] < BODY_WITHIN else None
        somebody = self._somebody - self._several if instead_of is None else self._persons
        if spoke is not None and self._pronouns.get(spoke[0], word) != word:
            return None
        if word not in ("he", "she") or spoke is None or spoke[0] not in somebody or spoke[0] == instead_of:
            return None
        if not 0 <= head[0] - spoke[1] < GOES_ON_WITHIN:
            return None
        other = HERS if word == "he" else HIS
        if any(m.actor == spoke[0] and m.form == "pronoun" and m.quote.lower() in other for m in self._mentions):
            return None
        if instead_of is not None:
            return spoke[0]
        named = self._named_since(spoke[1], head, own)
        if not named or spoke[0] in named:
            return spoke[0]
        return next(iter(named)) if len(named) == 1 else None

    def _named_since(self, place: int, head: Stretch, own: Sequence[Stretch]) -> set[str]:
        """The persons whom the narrator names between a saying's end and a "he", and whom it can mean.

        Whom the sentence of that saying still names is spoken of there: "…, Mr. Lee said, in reference to Mr. Kim."
        """
        word = self._text[slice(*head)].lower()
        said = SENTENCE_END.search(self._text, place, head[0])
        place = said.end() if said is not None else place
        return {
            m.actor
            for m in self._touching((place, head[0]))
            if place <= m.start and m.end <= head[0] and m.actor in self._persons and m.form != "pronoun"
            and not any(a <= m.start < b for a, b in own) and self._pronouns.get(m.actor, word) == word
        }  # fmt: skip

    def other_than(
        self, spoken_of: str, head: Stretch, spoke: tuple[str, int] | None, own: Sequence[Stretch]
    ) -> str | None:
        """Return the one other person named since somebody spoke, for a "he" whose own words speak of that somebody.

        Args:
            spoken_of: for whom the pronoun was taken, who spoke last and whom the words name.
            head: the pronoun.
            spoke: who spoke last, and where his words ended.
            own: the words said now, and other words in quotation marks.
        """
        if spoke is None or spoke[0] != spoken_of or not 0 <= head[0] - spoke[1] < BODY_WITHIN:
            return None
        if self._text[slice(*head)].lower() not in ("he", "she"):
            return None
        named = self._named_since(spoke[1], head, own) - {spoken_of}
        return next(iter(named)) if len(named) == 1 else None

    def unnamed_before(self, head: Stretch, resolved: str, spoke: tuple[str, int] | None) -> str | None:
        """Return the unnamed source that spoke right before a "he" which was taken for somebody named earlier.

        Args:
            head: the pronoun.
            resolved: for whom it was taken.
            spoke: who spoke last, and where his words ended.
        """
        if spoke is None or spoke[0] == resolved or spoke[0] not in self._somebody - self._persons - self._several:
            return None
        if self._text[slice(*head)].lower() not in ("he", "she") or not 0 <= head[0] - spoke[1] < BODY_WITHIN:
            return None
        last = {m.actor: m.end for m in self._touching_before(head[0], 2 * BODY_WITHIN) if m.form != "pronoun"}
        return spoke[0] if last.get(spoke[0], -1) > last.get(resolved, -1) and spoke[0] in last else None

    def named_before_who(self, who: Stretch) -> Stretch | None:
        """The words that name a person right before ", who said"; None where no such stand there."""
        mention = self._before_who(who[0])
        if mention is None:
            before = [
                m for m in self._touching((max(0, who[0] - DESCRIBED_WITHIN), who[0])) if m.actor in self._persons
            ]
            named = max(before, key=lambda m: m.end, default=None)
            described = named is not None and DESCRIBED_BEFORE_WHO.fullmatch(self._text, named.end, who[0])
            mention = named if described else None
        if mention is None or mention.actor not in self._persons:
            return None
        return mention.start, mention.end

    def _before_who(self, place: int) -> Mention | None:
        """The one named right before ", who said", "(D-Calif.), who said", " -- who said"."""
        between = UP_TO_WHO.search(self._text, max(0, place - WHO_WITHIN), place)
        end = between.start() if between is not None else place
        before = next((m for m in self._touching((max(0, end - 1), end)) if m.end == end), None)
        return before if before is None or before.actor not in self._bodies else None  # "many in Russia who …"

    def _is_joint(self, mention: Mention) -> bool:
        """Tell whether the same words name several actors ("the two leaders"): no one of them is the speaker."""
        return any(
            other.actor != mention.actor and (other.start, other.end) == (mention.start, mention.end)
            for other in self._touching((mention.start, mention.end))
        )

    def _whose(self, first: Mention, inside: Sequence[Mention]) -> Mention | None:
        """The mention that a possessive leads to: the supporters of "Romney's supporters in Israel"."""
        text = self._text
        while (mark := next((one for one in POSSESSIVE if text.startswith(one, first.end)), None)) is not None:
            place = first.end + len(mark)
            following = next((m for m in inside if m.start >= place), None)
            if following is None or PREPOSITION.search(text, place, following.start):
                return first
            first = following
        return first

    def _before_links(self, end: int) -> Mention | None:
        """The one named before a row of links that a page glues to names: "Lee Adam LeeSenate to vote … MORE said"."""
        start = max(self._text.rfind("\n", 0, end) + 1, end - LINKS_WITHIN)
        for mention in self._touching((start, end)):
            family = mention.quote.split()[-1]
            if mention.actor in self._persons and GLUED.match(self._text, mention.end, end) is not None:
                glued = re.compile(rf"{re.escape(family)}(?=[A-Z])")
                if glued.search(self._text, mention.end, end) is not None:
                    return mention
        return None

    def _noun_mention(self, head: Stretch, inside: Sequence[Mention]) -> Mention | None:
        """The mention at the end of a description's noun: the residents of "residents in Ohio"."""
        text = self._text
        for tail in TAIL.finditer(text, *head):
            place = tail.start()
            if any(m.start < place < m.end for m in inside):
                continue  # "the Ministry of Finance"
            return next((m for m in inside if m.end == place and text[m.end] != "-"), None)
        return None

    def _head_mention(self, head: Stretch, within: bool = False) -> Mention | None:
        text = self._text
        day = DAY_BEHIND.search(text, *head)
        if day is not None and day.start() > head[0]:
            head = (head[0], day.start())  # "Asked by Lee Monday"
        if text.endswith("MORE", *head) and text[head[1] - 5 : head[1] - 4] in (" ", "\n"):
            return self._before_links(head[1])
        for mark in POSSESSIVE:
            if text.endswith(mark, *head):  # "Mr. Cummings’ said": a slip of the pen
                head = (head[0], head[1] - len(mark))
                break
        touching = self._touching(head)
        if not touching:
            return None
        start, end = head
        if text[end - 1] == "." and any(m.end == end - 1 for m in touching):
            end -= 1  # "the Canadian Broadcasting Corp."
        exact = [m for m in touching if m.start <= start and m.end >= end]
        if exact and not within:
            return min(exact, key=lambda m: (m.end - m.start, m.start))
        inside = [m for m in touching if m.start >= start and m.end <= end]
        # "noted Director Lee": the verb was taken for a part of the title
        late = [m for m in touching if m.start < start < m.end <= end and m.actor in self._persons]
        if late and not within and text[late[0].start : start].strip().islower():
            return late[0]
        first = next((m for m in inside if m.start == start or ARTICLE.fullmatch(text, start, m.start)), None)
        first = self._whose(first, inside) if first is not None and not within else first
        joint = first is not None and text[first.end : end].lstrip().startswith("and ")
        if joint and first is not None:
            return first
        named = next((m for m in inside if m.end == end and m.actor in self._persons), None)
        titled = named is not None and TITLE_TAIL.search(text, start, named.start) is not None
        between = text[start : named.start] if named is not None else ""
        runs = named is not None and RUNS_FOR.search(between + named.quote) is not None
        if named is not None and titled and (runs or not BETWEEN_NOUN_AND_NAME.search(between)):
            return named  # "the head of the Ministry of Finance Lee", "the nominee for president Joe Lee"
        noun = self._noun_mention(head, inside) if not within else None
        if noun is not None:
            return noun
        for mention in inside:
            if (
                mention.end == end
                and not BETWEEN_NOUN_AND_NAME.search(text, start, mention.start)
                and (not BETWEEN_NOUN_AND_NAME.search(text[start : mention.start]))
                and (mention.actor not in self._bodies or not PREPOSITION.search(text, start, mention.start))
            ):
                return mention
        if first is not None and text[first.end : first.end + 1] == "-" and first.end < end:
            return None  # the first word of another name: "China-Arab TV"
        if first is not None and not text[first.end : first.end + 2].startswith(POSSESSIVE) and not within:
            following = text[first.end : end].split()
            if not following or not following[0][:1].isalpha() or following[0].lower() in AFTER_A_NAME:
                return first
        return None
