"""Speakers that the tagger or the grammar tells of and no rule has named: they get an actor of their own words.

A source stays unnamed with its description and side ("the court", "press reports", "his lawyers"); the same words mean
the same actor throughout a document, and what points back ("the panel", "that source") means the one spoken of before.
"""

from __future__ import annotations

from bisect import bisect_left

from onrecord.actors._bodies import state_before
from onrecord.actors._body_kinds import NAME_ENDS, POINTING_BODIES, may_be
from onrecord.actors._lexicon import (
    AUXILIARIES,
    GROUP_HEADS,
    HEADS,
    HONORIFICS,
    NOT_NAMES,
    ORGANIZATION_WORDS,
    POINTING_HEADS,
    SOURCE_HEADS,
)
from onrecord.actors._newsrooms import newsroom_before, newsroom_name
from onrecord.actors._same_bodies import body_of_text
from onrecord.actors._scene import Found, Scene
from onrecord.actors._seats import is_dateline
from onrecord.actors._sources import read_share
from onrecord.actors._speaking import COMPANY_FORMS, TEXTS, is_plural, possessor
from onrecord.actors._spots import Spot
from onrecord.actors._subjects import listeners, sources_of
from onrecord.actors._text import BREAK
from onrecord.actors._told_words import (
    ANY_BODY,
    BEFORE,
    BESIDE_NOUNS,
    CLOSES_APPOSITION,
    COMPANY_SENTENCES,
    DETERMINERS,
    DOMAINS,
    ENDS_BASE,
    ENDS_HEAD,
    GOT,
    IN_NAMES,
    INITIALS,
    JOINT,
    LONGEST,
    NEWSROOMS,
    NO_PERSONS,
    NOBODY,
    ONE_OF_MANY,
    ONE_PERSON,
    ORDINAL,
    OTHER_MAKERS,
    PERSONS,
    PLACED,
    POINTING,
    POINTING_SENTENCES,
    PROFESSIONS,
    SHORTEST_END,
    SOME,
    SOME_AMONG,
    SOMEBODY,
    STATES,
    TELLING_WORDS,
    WRITTEN,
)
from onrecord.actors._variation import meant_by_variation, titled_before
from onrecord.language import Analysis
from onrecord.reference import plain_text


def told_speakers(scene: Scene, found: list[Found], analysis: Analysis) -> list[Found]:
    """Find who the tagged sources are that no mention resolves, and who is told something.

    Args:
        scene: the reader's mind at the end of the document.
        found: the mentions found so far; what they cover is left alone.
        analysis: the analysis; without attributions nothing is found.

    Returns:
        New mentions, which overlap none of the others.
    """
    reader = _Reader(scene, found, analysis)
    for start, end, noun in sources_of(scene.words.text, analysis):
        reader.read(start, end, noun)
    for start, end, noun in listeners(analysis):
        reader.read(start, end, noun)
    return reader.result


class _Reader:
    def __init__(self, scene: Scene, found: list[Found], analysis: Analysis) -> None:
        self.scene = scene
        self.words = scene.words
        self.result: list[Found] = []
        self.owner: dict[int, str] = {place: one.actor for one in found for place in range(one.first, one.after)}
        self.names = {name.start: name for name in analysis.names}
        self.name_starts = sorted(self.names)
        self.spoken: list[tuple[int, str, str]] = []
        """Word, head noun and actor of the speakers made here, and of the unnamed sources found before."""
        self.spoken += scene.sources
        self.spoken += [
            (one.first, self.words.forms[one.after - 1], one.actor)
            for one in found
            if one.reason == "words of a speaker"
        ]
        self.spoken.sort()
        self.bodies = [*scene.bodies, *((one.first, one.actor) for one in found if one.reason == "name of a speaker")]
        cast, quote = scene.cast.actors, self.words.quote
        self.persons = {at: who for at, who in self.owner.items() if cast[who].kind == "person" and not quote[at]}
        self.said: dict[str, int] = {}
        """The sentence in which each body was last the source of a saying."""

    def read(self, start: int, end: int, noun: int = 0) -> None:
        """Read one source: a tagged one, or a subject of which the grammar tells where its ``noun`` ends."""
        words, forms = self.words, self.words.forms
        first, after = bisect_left(words.starts, start), bisect_left(words.starts, end)
        while first < after and forms[first] in BEFORE and not (forms[first] == "that" and after - first > 1):
            first += 1
        share = read_share(self.scene, self.owner, first, after)
        if share is not None:
            self.result.append(share)
            self.owner |= dict.fromkeys(range(share.first, share.after), share.actor)
            return
        head_end = first
        while head_end < after and forms[head_end] != BREAK and (head_end == first or forms[head_end] not in ENDS_HEAD):
            head_end += 1
        base_end = first + 1
        while base_end < head_end and not self._is_auxiliary(base_end):
            if forms[base_end] in ENDS_BASE and not (forms[base_end - 1] == "-" and words.glued(base_end)):
                break  # but "editor-in-chief"
            if forms[base_end] in GOT and forms[base_end + 1 : base_end + 2] == ["by"]:
                break  # "a report obtained by Reuters"
            base_end += 1
        while base_end > first and not forms[base_end - 1][0].isalnum():
            base_end -= 1
        if base_end <= first:
            return
        if noun and forms[base_end - 1] not in SOME:
            base_end = bisect_left(words.starts, noun)
            if not first < base_end <= head_end or words.ends[base_end - 1] != noun or BREAK in forms[first:base_end]:
                return
        if forms[base_end - 1] in SOME and forms[base_end : base_end + 1] == ["of"] and base_end + 1 < head_end:
            base_end += 1  # "one of his lawyers" is one of the lawyers
            while base_end < head_end and forms[base_end] not in ENDS_BASE and not self._is_auxiliary(base_end):
                base_end += 1
            while not forms[base_end - 1][0].isalnum():
                base_end -= 1
        if self._initials(first, after):
            return
        while base_end - first > 1 and forms[base_end - 1] in PLACED:
            base_end -= 1
        last = base_end - 1
        head = forms[last]
        if head in DOMAINS and words.glued(last) and last - 2 in self.owner:
            return  # "Politico.com"
        if self._body_of_state_name(first, base_end) or is_dateline(self.scene, first, base_end):
            return
        if last in self.owner:
            self.said[self.owner[last]] = words.sentence[last]
        if last in self.owner or not head[0].isalpha() or (words.quote[last] and head in HEADS):
            return
        newsroom = head == "news" and last > first and words.is_capital(last - 1)  # "NBC news", "State-run Xinhua News"
        if newsroom and last - 1 in self.owner and last not in self.owner:
            self._newsroom_by_end(last)
            return
        percent = head == "percent" and last > first and forms[last - 1][0].isdigit()  # "46 percent of voters"
        who = forms[head_end : head_end + 1] == ["who"] and head_end < after  # "people who have worked with him"
        told_of = (head in ("people", "person") and (base_end < head_end or who)) or percent
        told_of |= head == "reporter" and (forms[first] in ONE_OF_MANY or self._apposed(head_end) is not None)
        told_of |= head in SOME_AMONG and base_end - first == 1 and forms[base_end : base_end + 1] in (["in"], ["at"])
        if head in NOBODY and not newsroom and not told_of:
            return  # people are somebody where the text says which ("people close to the White House")
        if len(words.text[words.starts[first] : words.ends[last]]) == 1 or (head == "s" and forms[last - 1] == "'"):
            return  # what is left of "he's"
        if head in COMPANY_FORMS and last - 1 in self.owner:
            return  # "Apple Inc", "Donald Trump Junior"
        inside = [self.owner[place] for place in range(first, after) if place in self.owner]
        texts = TEXTS if head in TEXTS and head != "court" else TEXTS - BESIDE_NOUNS - {"court"}
        if percent or head in SOURCE_HEADS:
            texts = frozenset()  # "sources close to Lee" and "a Lee adviser" are no text of his
        if not inside and self._known_by_end(first, head_end):
            return
        if inside and (room := newsroom_name(self.scene, self.owner, first, base_end)) is not None:
            self.result.append(Found(last, base_end, room, "title", "name of a speaker"))
            self.owner |= dict.fromkeys(range(last, base_end), room)
            return
        got = not GOT.isdisjoint(forms[base_end:head_end]) or (
            head in WRITTEN and forms[base_end : base_end + 1] == ["to"]
        )
        if inside and not got and any(form in texts for form in forms[first:base_end]):
            of_others = OTHER_MAKERS & set(forms[first:last])  # "US media reports" are not of the state
            if not of_others or any(self.scene.cast.actors[actor].kind != "state" for actor in inside):
                return  # whoever made the text speaks in it ("the account published by Beijing")
        if head in STATES and forms[first:base_end] == ["the", head]:
            state = state_before(self.scene, first)
            if state is not None:
                self.result.append(Found(first, base_end, state, "title", "state last spoken of"))
                self.owner |= dict.fromkeys(range(first, base_end), state)
            return
        joint = head in JOINT and (base_end - first == 1 or forms[first] in ("the", "both", "these", "two"))
        joint = joint and not any(  # "leaders in Ohio"
            place in self.owner or words.is_capital(place) for place in range(base_end, head_end)
        )
        again = self._same_noun(first, base_end, head)
        if again is not None:
            self.result.append(Found(last if inside else first, base_end, again, "title", "same unnamed source"))
            self.owner |= dict.fromkeys(range(first, base_end), again)
            return
        varied = meant_by_variation(self.scene, self.owner, self.persons, first, base_end, self._goes_on(base_end))
        if varied is not None and self._apposed(head_end) is None:
            self.result.append(Found(first, base_end, varied, "title", "other words for who was named"))
            self.owner |= dict.fromkeys(range(first, base_end), varied)
            return
        if joint or (head == "lawmaker" and forms[first] == "the"):
            return  # "the two leaders", "the lawmaker": somebody with a name
        if head in HEADS and head not in SOURCE_HEADS and forms[first] == "the" and not inside:
            # "the president", "the billionaire executive": somebody with a name, if one can tell whose
            called = titled_before(self.scene, self.owner, first, base_end, head) if head in PROFESSIONS else None
            if called is not None:
                self.result.append(Found(first, base_end, called, "title", "title memory"))
                self.owner |= dict.fromkeys(range(first, base_end), called)
            if called is not None or (head not in PROFESSIONS and "'" not in forms[first:base_end]):
                return  # but "the site's editor" is told of by whose he is, "the activist" by what he does
        if "and" in forms[first:base_end] and any(form in POINTING_HEADS for form in forms[first:base_end]):
            return
        apposed = self._apposed(head_end)
        somebody = head in PROFESSIONS or (SOMEBODY.search(head) is not None and head not in NO_PERSONS)
        singular = head in PERSONS or somebody or forms[first] in ONE_PERSON
        if apposed is not None and singular and not is_plural(head) and head not in TEXTS:
            self.result.append(Found(first, base_end, apposed, "title", "apposition"))
            return
        body = self._apposed_body(head_end, head)
        if body is not None:
            self.result.append(Found(first, base_end, body, "title", "apposition"))
            self.said[body] = words.sentence[last]
            return
        titled = (
            titled_before(self.scene, self.owner, first, base_end, head) if forms[first] == "the" and somebody else None
        )
        if titled is not None:
            self.result.append(Found(last if inside else first, base_end, titled, "title", "title memory"))
            return
        name_end = self._name_end(first, base_end, head_end)
        if name_end > base_end and name_end in self.persons:
            return  # "Citizens for Tax Reform President Ann Lee": she speaks
        base_end = name_end
        begin = last = base_end - 1
        while begin > first and begin - 1 not in self.owner and last - begin < LONGEST:
            begin -= 1
        while begin < last and (forms[begin] in ("'", "s", "\u2019") or not forms[begin][0].isalnum()):
            begin += 1
        prefix = self._prefix(begin, base_end)
        actor: str | None
        if prefix is not None:
            begin, country = prefix
            written = " ".join(words.text[words.starts[begin] : words.ends[base_end - 1]].split())
            actor, reason = self.scene.cast.body(written, country, None).id, "name of a speaker"
        else:
            actor, reason = self._actor(first, begin, base_end, head_end, head)
        if actor is None:
            return
        while reason == "name of a speaker" and begin < base_end - 1 and forms[begin] in DETERMINERS:
            begin += 1
        self.result.append(Found(begin, base_end, actor, "name" if reason == "name of a speaker" else "title", reason))
        self.spoken.append((first, head, actor))
        for place in range(begin, base_end):
            self.owner[place] = actor

    def _goes_on(self, after: int) -> bool:
        """Whether words behind a noun tell which one is meant: "the former head of the bank"."""
        following = self.words.forms[after : after + 1]
        return following != [] and following[0] in ENDS_BASE | {"and", "or"}

    def _body_of_state_name(self, first: int, after: int) -> bool:
        """Name a body whose name ends with a state's, as far as the analysis knows it: "PEN America"."""
        words = self.words
        name = self.names.get(words.starts[first])
        known = self.owner.get(after - 1)
        ends = name is not None and name.label == "organization" and name.end == words.ends[after - 1]
        if not ends or after - first < 2 or first in self.owner or known is None:
            return False
        if self.scene.cast.actors[known].kind != "state" or words.forms[first] in POINTING:
            return False
        written = " ".join(words.text[words.starts[first] : words.ends[after - 1]].split())
        actor = self.scene.cast.organization(written).id
        self.result.append(Found(first, after, actor, "name", "name of a speaker"))
        self.owner |= dict.fromkeys(range(first, after), actor)
        return True

    def _newsroom_by_end(self, last: int) -> None:
        """Let the "News" behind a newsroom's name mean the newsroom."""
        actor = self.owner[last - 1]
        if self.scene.cast.actors[actor].kind == "organization":
            self.result.append(Found(last, last + 1, actor, "name", "name of a speaker"))
            self.owner[last] = actor

    def _same_noun(self, first: int, after: int, head: str) -> str | None:
        """The unnamed person whom "the operative" means: "one national operative", if he was spoken of last so."""
        forms = self.words.forms
        if forms[first] != "the" or head not in HEADS or head in SOURCE_HEADS:
            return None
        modifiers = {form for form in forms[first + 1 : after - 1] if form[0].isalnum()}
        for place, earlier, actor in reversed(self.spoken):
            if place < first and earlier == head:
                known = self.scene.cast.actors[actor]
                fits = known.kind == "unnamed" and all(form in known.name.lower() for form in modifiers)
                return actor if fits else None
        return None

    def _initials(self, first: int, after: int) -> bool:
        """Name a body that is written with stops ("the F.D.A."), as far as the words are nothing else."""
        words = self.words
        if words.forms[first] in POINTING:
            first += 1
        written = words.text[words.starts[first] : words.ends[min(after, len(words)) - 1]] if first < after else ""
        if not INITIALS.fullmatch(written) or any(place in self.owner for place in range(first, after)):
            return False
        match = self.scene.known.tree.longest([written.replace(".", "").lower()], 0, 1)
        known = match.value.key if match is not None and match.value.kind == "organization" else None
        actor = self.scene.cast.organization(known or written.replace(".", "")).id
        self.result.append(Found(first, after, actor, "name", "name of a speaker"))
        self.owner |= dict.fromkeys(range(first, after), actor)
        return True

    def _prefix(self, begin: int, after: int) -> tuple[int, str | None] | None:
        """Where a body's name begins with a state or body: "Senate Intelligence Committee"; and that one's country."""
        words = self.words
        if begin - 1 not in self.owner or not all(words.is_capital(place) for place in range(begin, after)):
            return None
        actor = self.owner[begin - 1]
        first = begin - 1
        while first > 0 and self.owner.get(first - 1) == actor:
            first -= 1
        if words.forms[first] in POINTING:
            first += 1
        body = self.scene.cast.actors[actor]
        label = self.names.get(words.starts[first])
        named = label is not None and label.label == "organization" and label.end == words.ends[after - 1]
        known = words.forms[after - 1] in ORGANIZATION_WORDS and after - begin > 1
        if first >= begin or body.kind not in ("state", "organization", "government") or not (named or known):
            return None
        return first, body.country if body.country in self.scene.known.reference.countries else None

    def _apposed(self, place: int) -> str | None:
        """The person named right behind a description: "his lawyer, Thomas Green, said"."""
        after = place + 1 + (self.words.forms[place + 1 : place + 2] == ["the"])  # "his son, the Rev. Thomas Green"
        if self.words.forms[place : place + 1] != [","] or after not in self.owner:
            return None
        actor = self.owner[after]
        while after < len(self.words) and self.owner.get(after) == actor:
            after += 1
        closes = self.words.forms[after : after + 1]
        person = self.scene.cast.actors[actor].kind == "person"
        return actor if person and closes and closes[0] in CLOSES_APPOSITION else None

    def _apposed_body(self, place: int, head: str) -> str | None:
        """The body named right behind what it is: "the paper, Die Welt, called for"."""
        words = self.words
        if words.forms[place : place + 1] != [","] or head not in NEWSROOMS | POINTING_BODIES.keys():
            return None
        begin = after = place + 1 + (words.forms[place + 1 : place + 2] == ["the"])
        while after < len(words) and words.is_capital(after):
            after += 1
        if after == begin or words.forms[after : after + 1] != [","]:
            return None
        known = self.owner.get(begin)
        if known is not None:
            return known if self.scene.cast.actors[known].kind == "organization" else None
        return self.scene.cast.organization(words.text[words.starts[begin] : words.ends[after - 1]]).id

    def _known_by_end(self, first: int, after: int) -> bool:
        """Name somebody by the end of a full name that no family name is: "al-Adnani" for Abu Mohammed al-Adnani."""
        words = self.words
        while first < after - 1 and words.forms[first] in (*HONORIFICS, "."):
            first += 1
        written = words.text[words.starts[first] : words.ends[after - 1]].casefold()
        if "-" not in written or len(written) <= SHORTEST_END:
            return False
        members = [one for one in self.scene.cast.members.values() if one.actor.name.casefold().endswith(" " + written)]
        if len(members) != 1:
            return False
        self.result.append(Found(first, after, members[0].actor.id, "name", "last name"))
        self.owner |= dict.fromkeys(range(first, after), members[0].actor.id)
        return True

    def _opens_clause(self, place: int) -> bool:
        """Whether a participle behind a plural tells what they do: "members defending the inquiry"."""
        words, forms = self.words, self.words.forms
        participle = forms[place].endswith("ing") and words.written[place].islower()
        return participle and place > 0 and forms[place - 1] in GROUP_HEADS | SOURCE_HEADS.keys()

    def _is_auxiliary(self, place: int) -> bool:
        return self.words.forms[place] in AUXILIARIES and not self.words.is_capital(place)

    def _name_end(self, first: int, base_end: int, head_end: int) -> int:
        """Where a name goes on that holds "of" or "for": "the Office of Special Counsel"."""
        words = self.words
        if not words.is_capital(base_end - 1) or (base_end - first == 1 and words.sentence_initial(first)):
            return base_end
        end = base_end
        while end + 1 < head_end and words.forms[end] in ("of", "for", "on", "and", "the"):
            following = end + 1
            while following < head_end and words.forms[following] in ("the", "of", "and"):
                following += 1
            if following >= head_end or not words.is_capital(following) or following in self.owner:
                break
            while (
                following < head_end
                and following not in self.owner
                and (words.is_capital(following) or self._is_hyphen(following))
            ):
                following += 1
            end = following
        return end

    def _is_hyphen(self, place: int) -> bool:
        """Whether a hyphen joins two words of a name: "Tobacco-Free"."""
        words = self.words
        joins = words.forms[place] == "-" and words.glued(place) and place + 1 < len(words) and words.glued(place + 1)
        return joins and words.is_capital(place + 1)

    def _actor(self, first: int, begin: int, after: int, head_end: int, head: str) -> tuple[str | None, str]:
        """The actor of a source and the rule by which it was found."""
        words, scene = self.words, self.scene
        plain = begin
        while plain < after - 1 and words.forms[plain] in DETERMINERS:
            plain += 1
        state = scene.known.adjectives.get(words.forms[plain]) if after - plain == 1 else None
        some = not SOME.isdisjoint(words.forms[first:plain])  # "many Americans" are some of them
        if state in scene.known.reference.countries and state is not None and words.is_capital(plain) and not some:
            return scene.cast.state(state).id, "people for state"
        known = self._known_body(plain, after)
        if known is not None:
            return known, "name of a speaker"
        named_room = newsroom_name(self.scene, self.owner, first, after)
        if named_room is not None:
            return named_room, "name of a speaker"
        lower = [
            place
            for place in range(plain, after)
            if not (words.is_capital(place) or ORDINAL.fullmatch(words.forms[place]))
        ]
        if all(words.forms[place] in IN_NAMES for place in lower):
            if words.forms[after - 1] in ("democrat", "republican") and words.forms[first] not in ONE_OF_MANY:
                return None, ""  # "the Maryland Democrat": somebody with a name
            named = self._named(plain, after, head)
            if named is not None:
                return named, "name of a speaker"
            common = words.forms[plain] in NOT_NAMES and words.forms[first] not in ONE_OF_MANY  # "one Republican"
            if common and not is_plural(words.forms[after - 1]) and after - plain == 1:
                return None, ""
        elif words.is_capital(after - 1) and words.forms[after - 1] not in NOT_NAMES:
            # a common noun before a name: "the disinformation watchdog NewsGuard"
            behind = self._name_behind(plain, after)
            return (behind, "name of a speaker") if behind is not None else (None, "")
        plural = is_plural(head)
        if words.forms[begin] in POINTING or words.forms[first] in POINTING:
            before = self._pointed_at(first, after, head)
            if before is not None:
                return before, "same unnamed source"
        country = self._side(first, after)
        name_end = head_end if not any(place in self.owner for place in range(after, head_end)) else after
        made = scene.cast.unnamed(first, max(after, name_end), country, None, group=plural)
        name = made.name.lower()
        same = next((one for _, _, one in self.spoken if scene.cast.actors[one].name.lower() == name), None)
        return same or made.id, "words of a speaker"

    def _known_body(self, first: int, after: int) -> str | None:
        """A body of the reference that the text writes in small letters ("the US state department")."""
        match = self.scene.known.tree.longest(self.words.forms, first, after)
        if match is None or match.after != after or after - first < 2:
            return None
        if match.value.kind == "government":
            return self.scene.cast.government(
                match.value.key
            ).id  # "at the White House" may be the place, a speaker not
        if match.value.kind != "organization":
            return None
        return self.scene.cast.organization(match.value.key).id

    def _named(self, first: int, after: int, head: str) -> str | None:
        """The person or body that capitalised words name, as far as the analysis or the text tells."""
        words, cast = self.words, self.scene.cast
        label = next((self.names[s].label for s in words.starts[first:after] if s in self.names), "")
        forms = [form for form in words.forms[first:after] if form[0].isalpha()]
        written = " ".join(words.text[words.starts[first] : words.ends[after - 1]].split())
        if len(forms) == 1:
            members = [member for member in cast.by_family.get(forms[0], ()) if member.full]
            if len(members) == 1:
                return members[0].actor.id
        if first and words.forms[first - 1] in (*HONORIFICS, "."):
            return None
        if label == "person" and not any(form in HEADS or form in ORGANIZATION_WORDS for form in forms):
            units = [unit.rstrip(".") for unit in plain_text(written).lower().split()]
            spot = Spot(first, after, "person", words=units, begin=first)
            if len(units) == 1:
                return (cast.spelled_alike(units[0]) or cast.person_by_family(units[0], written, spot)).actor.id
            return cast.person_of_text(spot, first).actor.id
        common = head in HEADS or head in SOURCE_HEADS or head in TEXTS or head in GROUP_HEADS
        if label in ("organization", "facility", "other") and not common:
            return body_of_text(self.scene, written, possessor(self.scene, first)).id
        sure = not words.sentence_initial(first) or after - first > 1
        if sure and not common and not is_plural(head) and not all(form in NOT_NAMES for form in forms):
            return body_of_text(self.scene, written, possessor(self.scene, first)).id
        return None

    def _pointed_at(self, first: int, after: int, head: str) -> str | None:
        """The speaker or body spoken of before that "the court" or "that source" means."""
        words, cast = self.words, self.scene.cast
        modifiers = {form for form in words.forms[first : after - 1] if form not in DETERMINERS}
        if "'" in modifiers:
            return None  # "the special counsel's office" says whose it is
        for place, earlier, actor in reversed(self.spoken):
            name = cast.actors[actor].name.lower()
            if place < first and earlier == head and all(word in name for word in modifiers):
                return actor
        if head in NEWSROOMS and not modifiers & TELLING_WORDS:
            bodies = [*self.bodies, *((place, actor) for place, _, actor in self.spoken)]
            return newsroom_before(self.scene, bodies, first)
        if head in POINTING_BODIES and not modifiers & TELLING_WORDS:
            return self._body_before(first, head)
        if head in ANY_BODY:
            return None
        for place, actor in reversed(self.scene.bodies):
            body = cast.actors[actor]
            if words.sentence[first] - words.sentence[place] > POINTING_SENTENCES:
                return None
            if place >= first or body.kind != "organization":
                continue
            names = [name.lower().split() for name in (body.name, *body.aliases) if name]
            if any(head == name[-1] and all(word in name for word in modifiers) for name in names):
                return actor
        return None

    def _body_before(self, first: int, head: str) -> str | None:
        """The body without a public office that was spoken of last, where it is the only one nearby."""
        cast, words = self.scene.cast, self.words
        sectors = POINTING_BODIES[head]
        near: dict[str, int] = {}
        for place, actor in sorted([*self.bodies, *self._unread_bodies(first)]):
            body = cast.actors[actor]
            fits = body.sector in sectors or (body.sector is None and may_be(body.name, head))
            distance = words.sentence[first] - words.sentence[place]
            if words.quote[place] and not words.quote[first]:
                continue  # of whom somebody else has spoken
            if place < first and body.kind == "organization" and fits and distance <= COMPANY_SENTENCES:
                near[actor] = place
        own = [
            actor for actor in near if NAME_ENDS.get(head, frozenset()) & set(cast.actors[actor].name.lower().split())
        ]
        if len(own) == 1:
            return own[0]
        names = {actor: cast.actors[actor].name for actor in near}
        near = {a: at for a, at in near.items() if not any(names[b].startswith(names[a] + " ") for b in near)}
        spoke = [actor for actor in near if self.said.get(actor, -1) >= words.sentence[first] - 1]
        return next(iter(near)) if len(near) == 1 else spoke[0] if len(spoke) == 1 else None

    def _unread_bodies(self, first: int) -> list[tuple[int, str]]:
        """The names of bodies right before that only the analysis knows ("Starbucks shares fell")."""
        found = []
        for start in reversed(self.name_starts[: bisect_left(self.name_starts, self.words.starts[first])]):
            place = bisect_left(self.words.starts, start)
            if place >= len(self.words) or self.words.sentence[first] - self.words.sentence[place] > COMPANY_SENTENCES:
                break
            name = self.names[start]
            if name.label == "organization" and place not in self.owner:
                found.append((place, self.scene.cast.organization(self.words.text[name.start : name.end]).id))
        return found

    def _name_behind(self, first: int, after: int) -> str | None:
        """The name at the end of a description, as far as the analysis tells what it names."""
        words, cast = self.words, self.scene.cast
        begin = after
        while begin > first and words.is_capital(begin - 1) and begin - 1 not in self.owner:
            begin -= 1
        label = next((self.names[s].label for s in words.starts[begin:after] if s in self.names), "")
        if begin >= after or begin == first or words.sentence_initial(begin):
            return None
        written = " ".join(words.text[words.starts[begin] : words.ends[after - 1]].split())
        before = words.forms[begin - 1]
        titled = before in PROFESSIONS or before in HEADS or SOURCE_HEADS.get(before) is False
        if label == "person" or (titled and label and after - begin > 1 and words.forms[after - 1].isalpha()):
            units = [unit.rstrip(".") for unit in plain_text(written).lower().split()]
            if len(units) < 2:
                return None
            return cast.person_of_text(Spot(begin, after, "person", words=units, begin=begin), begin).actor.id
        return cast.organization(written).id if label in ("organization", "other") else None

    def _side(self, first: int, after: int) -> str | None:
        """The country that a description names, or that of the one whose it is."""
        scene = self.scene
        for place in range(first, after):
            if self._opens_clause(place):
                return None  # "lawmakers defending the Russia inquiry" are not of Russia
            if self.words.forms[place] == "european":
                return "EUR"
            code = scene.known.adjectives.get(self.words.forms[place])
            if self.words.forms[max(0, place - 2) : place] in (["pro", "-"], ["anti", "-"]):
                continue  # "pro-Russian" is not of Russia
            if code is not None and code in scene.known.reference.countries:
                return code
            if place in self.owner:
                country = scene.cast.actors[self.owner[place]].country
                if country is not None:
                    return country
        return None
