"""From words to actors: who each name, title, description and pronoun means. What stays open gives nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.actors._cast import Cast, Member, title_heads
from onrecord.actors._known import DOUBTFUL_STATES, Known
from onrecord.actors._lexicon import (
    AUXILIARIES,
    CITY_AFTER,
    CITY_BEFORE,
    HEADS,
    INDEFINITE,
    MINISTRIES,
    PREPOSITIONS,
    PRONOUNS_HE,
    PRONOUNS_SHE,
    PRONOUNS_THEY,
    SOURCE_HEADS,
    TRAVEL_WORDS,
    VERBS_OF_SAYING,
)
from onrecord.actors._names import Spot, Title, full_name
from onrecord.actors._phrases import Description, is_definite, is_former
from onrecord.actors._text import BREAK, Words
from onrecord.records import MentionForm
from onrecord.reference import OfficeFacts

_LEADER_HEADS = frozenset({"president", "premier", "chancellor", "king", "queen", "leader", "minister", "pope", "emir"})
_COUNTERPARTS = {
    "president": ("president", "head of government"), "head of government": ("head of government", "president"),
    "vice president": ("vice president",),
    "foreign minister": ("foreign minister",), "defense minister": ("defense minister",),
    "security adviser": ("security adviser",), "finance minister": ("finance minister",),
    "commerce minister": ("commerce minister",), "trade minister": ("trade minister",),
    "climate envoy": ("climate envoy",), "military chief": ("military chief",),
    "deputy foreign minister": ("deputy foreign minister",), "agriculture minister": ("agriculture minister",),
    "interior minister": ("interior minister",), "first lady": ("first lady",),
    "central bank governor": ("central bank governor",), "un ambassador": ("un ambassador",),
}  # fmt: skip
_PRONOUN_SENTENCES = 3  # how many sentences back a pronoun's antecedent may stand
_PRONOUNS = PRONOUNS_HE | PRONOUNS_SHE | PRONOUNS_THEY
_MARGIN = 0.15  # how far the best antecedent must stand before the next
_OPENING = 8  # words of an opening phrase before a pronoun that points ahead
_OPENERS = frozenset(
    "in during after before for with at on by following since when while as despite throughout asked speaking".split()
)
_PLURAL_SENTENCES = 2
_STATE_SENTENCES = 12
_SPEAKER_REACH = 25  # words between a quotation and the name of its speaker


@dataclass(frozen=True, slots=True)
class Found:
    """One mention: words ``first`` to ``after`` speak of an actor."""

    first: int
    after: int
    actor: str
    form: MentionForm
    reason: str


class Resolver:
    """Reads the names, descriptions and pronouns of one document in text order."""

    def __init__(self, words: Words, known: Known, cast: Cast, spots: list[Spot]) -> None:
        self.words, self.known, self.cast, self.spots = words, known, cast, spots
        self.found: list[Found] = []
        self.recent: list[tuple[int, Member]] = []
        """Persons in the order of their mentions, with the word where each stands."""
        self.states: list[tuple[int, str]] = []
        """Codes of states in the order of their mentions."""
        self.plurals: list[tuple[int, tuple[str, ...]]] = []
        """Groups of actors in the order of their mentions: what "they" can mean."""
        self.sources: list[tuple[int, str, str]] = []
        """Unnamed sources: word, head noun, actor."""
        self.owner_member: dict[int, Member] = {}
        self.governments: list[tuple[int, str]] = []
        self.ministries: list[tuple[int, str, str]] = []
        self.apposed: dict[int, Member] = {}
        """Persons by the first word of a description that stands in apposition to their name."""
        self.by_begin = {spot.begin: number for number, spot in enumerate(spots)}
        self.home = self._home_country()
        self.speakers: dict[int, Member | None] = {}

    # -- first pass: the full names, wherever they stand

    def introduce(self) -> None:
        """Enter all persons that the text names in full, so that a headline's surname is understood too."""
        for number, spot in enumerate(self.spots):
            if spot.kind == "person":
                if spot.key:
                    member = self.cast.person(spot.key)
                else:
                    member = self.cast.person_of_text(spot, spot.first)
                if spot.title is not None:
                    member.titles.append(spot.title)
                if spot.honorific and not member.pronoun:
                    member.pronoun = spot.honorific
                self.owner_member[number] = member
            elif spot.kind in ("run", "family") and not spot.key:
                spot.kind = "run"
        for number, spot in enumerate(self.spots):
            if spot.kind != "family":
                continue
            member_found = self._by_family(spot)
            if member_found is not None:
                self.owner_member[number] = member_found
                if spot.title is not None and spot.title.head:
                    member_found.titles.append(spot.title)

    def _by_family(self, spot: Spot) -> Member | None:
        """Who a single name means: a person of the text by that family name, else one known by it to everybody."""
        options = self.cast.by_family.get(spot.key, [])
        if not options:
            for name in self.known.surnames.get(spot.key, ()):
                member = self.cast.person(name)
                spot.reason = "known by a single name"
                return member
        if options:
            spot.reason = "last name"
            fitting = [member for member in options if not spot.honorific or member.pronoun in ("", spot.honorific)]
            if spot.title is not None and spot.title.head:
                by_title = [member for member in fitting if spot.title.head in title_heads(member)]
                fitting = by_title or fitting
            if len(fitting) > 1:
                famous = [member for member in fitting if spot.key in self._famous(member)]
                if len(famous) == 1:
                    return famous[0]
                earlier = [member for member in fitting if member.first_named <= spot.first]
                return max(earlier or fitting[:1], key=lambda member: member.first_named)
            return fitting[0] if fitting else None
        # A given name where the text has taken it for a family name: "Shangfu" for Li Shangfu.
        for member in self.cast.members.values():
            if member.given == spot.key and member.actor.name.lower().endswith(spot.key) and member.full:
                spot.reason = "given name used as last name"
                return member
        if spot.title is not None and spot.title.head and not spot.title.after < spot.first:
            holder = self._by_title_and_family(spot)
            if holder is not None:
                spot.reason = "title and last name"
                return holder
            if spot.title.head in HEADS.values() and self.words.is_capital(spot.title.after - 1):
                spot.reason = "title before name"
                return self.cast.person_by_family(spot.key, full_name(self.words, spot), spot)
        if spot.honorific:
            spot.reason = "form of address"
            return self.cast.person_by_family(spot.key, full_name(self.words, spot), spot)
        return None

    def _famous(self, member: Member) -> set[str]:
        facts = self.known.reference.people.get(member.actor.name)
        return {name.lower() for name in facts.known_as} if facts else set()

    def _by_title_and_family(self, spot: Spot) -> Member | None:
        """ "Secretary Austin" in a text that nowhere gives the full name: the one holder of such an office then."""
        title = spot.title
        if title is None or not self.cast.days:
            return None
        fitting: set[str] = set()
        for name, facts in self.known.reference.people.items():
            if facts.family.lower() != spot.key:
                continue
            for office in self.cast.offices_of(name):
                heads = {HEADS[word] for phrase in office.phrases for word in phrase.split() if word in HEADS}
                if title.head in heads and title.country in (None, office.country):
                    fitting.add(name)
        return self.cast.person(fitting.pop()) if len(fitting) == 1 else None

    # -- second pass: everything in text order

    def read(self, descriptions: list[Description]) -> list[Found]:
        """Resolve all mentions, in text order."""
        self._appositions(descriptions)
        items: list[tuple[int, int, object]] = [(spot.first, 0, number) for number, spot in enumerate(self.spots)]
        items += [(description.after - 1, 1, description) for description in descriptions]
        items += [(place, 2, form) for place, form in enumerate(self.words.forms) if form in _PRONOUNS]
        for place, kind, item in sorted(items, key=lambda entry: (entry[0], entry[1])):
            if kind == 0:
                assert isinstance(item, int)
                self._name(item)
            elif kind == 1:
                assert isinstance(item, Description)
                self._description(item)
            else:
                assert isinstance(item, str)
                self._pronoun(place, item)
        return self.found

    def _add(self, first: int, after: int, actor: str, form: MentionForm, reason: str) -> None:
        self.found.append(Found(first, after, actor, form, reason))

    def _mention(self, first: int, after: int, member: Member, form: MentionForm, reason: str) -> None:
        self._add(first, after, member.actor.id, form, reason)
        self.recent.append((first, member))

    # -- names

    def _name(self, number: int) -> None:
        spot = self.spots[number]
        if spot.kind in ("person", "family", "run"):
            member = self.owner_member.get(number)
            if member is not None:
                reason = spot.reason or "full name"
                self._mention(spot.begin, spot.after, member, "name", reason)
                self._coordinated(spot, member)
            elif spot.kind == "run":
                self._names_within(spot)
        elif spot.kind == "organization":
            self._add(spot.first, spot.after, self.cast.organization(spot.key).id, "name", spot.reason or "name")
        elif spot.kind == "state":
            self._state_name(spot)
        elif spot.kind == "people":
            self._people(spot)
        elif spot.kind in ("government", "capital"):
            self._seat(spot)

    def _coordinated(self, spot: Spot, member: Member) -> None:
        """ "Biden and Xi": what "they" and "the two leaders" can mean next."""
        if len(self.recent) < 2:
            return
        place, other = self.recent[-2]
        between = self.words.forms[place : spot.begin]
        if other is not member and len(between) < 12 and between and between[-1] in ("and", ",", "&"):
            self.plurals.append((spot.first, (other.actor.id, member.actor.id)))

    def _names_within(self, spot: Spot) -> None:
        """In a run that is no name itself (a headline, "Earlier Blinken"), the family names of the cast."""
        for place in range(spot.first, spot.after):
            key = self.words.forms[place]
            for member in self.cast.by_family.get(key, ()):
                if self.words.is_capital(place) and member.full:
                    self._mention(place, place + 1, member, "name", "last name")
                    break
            else:
                for name in self.known.surnames.get(key, ()):
                    if (self.words.is_capital(place) and len(key) > 2) or key == "xi":
                        self._mention(place, place + 1, self.cast.person(name), "name", "known by a single name")
                        break

    # -- states, peoples, seats of government

    def _state_name(self, spot: Spot) -> None:
        doubtful = DOUBTFUL_STATES.get(spot.key)
        if doubtful is not None and not any(form in doubtful for form in self.words.forms):
            return
        first = spot.first
        if first and self.words.forms[first - 1] == "the" and self.words.forms[first] in ("united", "u", "us", "uk"):
            first -= 1
        self.states.append((spot.first, spot.key))
        self._add(first, spot.after, self.cast.state(spot.key).id, "name", "name")

    def _people(self, spot: Spot) -> None:
        """ "the Chinese have already acted": the people's name as a noun means the state; as an adjective, nothing."""
        forms = self.words.forms
        self.states.append((spot.first, spot.key))
        following = forms[spot.after] if spot.after < len(forms) else BREAK
        before = forms[spot.first - 1] if spot.first else BREAK
        plural = forms[spot.after - 1].endswith("s") and forms[spot.after - 1] not in ("swiss", "us")
        ends = (
            following in AUXILIARIES or following in VERBS_OF_SAYING or following in PREPOSITIONS
            or not following[0].isalnum() or following in ("and", "who", "that", "but", "or", "want", "wanted", "agreed")
        )  # fmt: skip
        if (before == "the" and ends and following not in ("-",)) or (plural and before not in ("-",) and ends):
            first = spot.first - 1 if before == "the" else spot.first
            actor = self.cast.state(spot.key).id
            self._add(first, spot.after, actor, "name", "people for state")
            self.plurals.append((spot.first, (actor,)))

    def _seat(self, spot: Spot) -> None:
        words = self.words
        forms = words.forms
        first = spot.first
        before = forms[first - 1] if first else BREAK
        following = forms[spot.after] if spot.after < len(forms) else BREAK
        if before == "the":
            first -= 1
            before = forms[first - 1] if first else BREAK
        if before in CITY_BEFORE or (
            before == "of" and forms[first - 2 : first - 1] in (["city"], ["capital"], ["mayor"])
        ):
            return
        if before in ("to", "from", "for", "into", "toward", "towards", "via", "and", "or", ","):
            reach = forms[max(0, first - 8) : first]
            if before in ("to", "from", "for", "into", "via") and any(form in TRAVEL_WORDS for form in reach[-6:]):
                return
            if before in ("and", "or", ",") and len(reach) > 3 and self._city_list(first):
                return
        if before in ("visit", "visited", "visiting", "visits", "leave", "left", "leaving", "toured", "reached"):
            return
        if spot.kind == "capital":
            if following in CITY_AFTER or (following == "-" and forms[spot.after + 1 : spot.after + 2] == ["based"]):
                return
            if following in ("(", "\u2014", "\u2013", "-") and before == BREAK:
                return  # a dateline
            if following == "," and self._dateline_or_region(spot):
                return
        elif before in ("at", "outside", "inside", "on", "around", "near", "off"):
            return
        self.governments.append((spot.first, spot.key))
        self.states.append((spot.first, spot.key))
        self._add(first, spot.after, self.cast.government(spot.key).id, "metonym", "seat of government")

    def _city_list(self, first: int) -> bool:
        """Whether a capital stands in a list after "in" or a verb of travel: "in Brussels, Paris and Berlin"."""
        step = first - 1
        while step > 0 and first - step < 10:
            form = self.words.forms[step]
            if form in ("in", "visit", "visited", "through"):
                return True
            if form not in (",", "and", "or") and not self.words.is_capital(step):
                return False
            step -= 1
        return False

    def _dateline_or_region(self, spot: Spot) -> bool:
        after = self.words.written[spot.after + 1] if spot.after + 1 < len(self.words) else ""
        country = self.known.reference.countries[spot.key]
        names = {country.name.split()[0].lower(), "d", "dc"}
        return after.lower() in names or (
            bool(self.words.written[spot.first].isupper()) and self.words.forms[spot.first - 1] == BREAK
        )

    # -- descriptions

    def _appositions(self, descriptions: list[Description]) -> None:
        """ "China's top diplomat, Wang Yi, said"; "Kurt Campbell, the coordinator for …,": titles by apposition."""
        by_after = {spot.after: number for number, spot in enumerate(self.spots)}
        forms = self.words.forms
        for description in descriptions:
            if description.kind not in ("post", "source"):
                continue
            title = Title(
                description.first, description.after, HEADS.get(description.head, description.head),
                frozenset((*description.words, description.head)), description.country, is_former(description),
            )  # fmt: skip
            member = None
            plural = SOURCE_HEADS.get(description.head, False)
            number = self.by_begin.get(description.after + 1)
            if forms[description.after] == "," and number is not None and not plural:
                closing = forms[self.spots[number].after]
                if closing in (",", ".", ";", ")", BREAK):
                    member = self.owner_member.get(number)
            if member is None and description.first and forms[description.first - 1] == "," and not plural:
                number = by_after.get(description.first - 1)
                closes = forms[description.after] in (",", ".", BREAK, "who", "and")
                member = self.owner_member.get(number) if number is not None and closes else None
            if member is not None:
                member.titles.append(title)
                self.apposed[description.first] = member

    def _description(self, description: Description) -> None:
        apposed = self.apposed.get(description.first)
        if apposed is not None:
            self._mention(description.first, description.after, apposed, "title", "apposition")
            return
        kind = description.kind
        if kind == "counterpart":
            self._counterpart(description)
        elif kind == "post":
            self._post(description)
        elif kind == "source":
            if not self._source(description) and description.head in HEADS:
                self._post(description)
        elif kind == "group":
            self._group(description)
        elif kind == "leaders":
            self._leaders(description)
        elif kind == "sides":
            self._sides(description)
        elif kind == "side":
            self._one_side(description)
        elif kind == "government":
            self._government(description)
        elif kind == "ministry":
            self._ministry(description)

    def _post(self, description: Description) -> None:
        if not is_definite(description) and not (description.country and description.determiner not in INDEFINITE):
            return
        if description.owner >= 0:
            return
        head = HEADS.get(description.head, description.head)
        member = self._by_title_memory(description, head)
        if member is not None:
            self._mention(description.first, description.after, member, "title", "title memory")
            return
        if is_former(description):
            return
        name = self._by_office(description, head)
        if name is not None:
            self._mention(description.first, description.after, self.cast.person(name), "title", "office at date")

    def _by_title_memory(self, description: Description, head: str) -> Member | None:
        """The person last spoken of whose title fits the description."""
        wanted = {word for word in description.words if word not in ("of", "the", "to", "for", "'", "s", "u", ".")}
        wanted -= set(self._country_words(description.country))
        fitting: list[Member] = []
        for place, member in reversed(self.recent):
            if place >= description.first or member in fitting:
                continue
            if self._title_fits(member, description, head, wanted):
                fitting.append(member)
        if len(fitting) < 2 or description.country is not None:
            return fitting[0] if fitting else None
        # Several fit ("the president"): the speaker's own within a quotation, else that of the outlet's country.
        speaker = self._speaker(self.words.quote[description.first])
        homes = [speaker.actor.country if speaker is not None else None, self.home]
        for country in homes:
            if country is None:
                continue
            for member in fitting:
                if member.actor.country == country:
                    return member
        return fitting[0]

    def _home_country(self) -> str | None:
        document = self.cast.document
        table = self.known.reference.outlet_table
        outlet = table.by_alias.get(document.outlet) if document.outlet else None
        if outlet is None and document.host and document.outlet is None:
            outlet = table.at_host(document.host)
        return outlet.country if outlet is not None else None

    def _speaker(self, quote: int) -> Member | None:
        """Who a quotation's words are ascribed to, where a name stands by a verb of saying beside it."""
        if quote == 0:
            return None
        if quote not in self.speakers:
            self.speakers[quote] = self._read_speaker(quote)
        return self.speakers[quote]

    def _read_speaker(self, quote: int) -> Member | None:
        words = self.words
        first = words.quote.index(quote)
        after = first
        while after < len(words) and words.quote[after] == quote:
            after += 1
        best: tuple[int, Member] | None = None
        for number, spot in enumerate(self.spots):
            member = self.owner_member.get(number)
            if member is None or words.quote[spot.first]:
                continue
            if spot.after < first - _SPEAKER_REACH:
                continue
            if spot.first > after + _SPEAKER_REACH:
                break
            near = words.forms[max(0, spot.begin - 1) : spot.begin] + words.forms[spot.after : spot.after + 3]
            if not any(form in VERBS_OF_SAYING for form in near):
                continue
            gap = first - spot.after if spot.after <= first else spot.first - after
            line_away = words.line[spot.first] != words.line[first]
            distance = gap + (_SPEAKER_REACH if line_away else 0)
            if words.forms[spot.begin - 1 : spot.begin] in (["told"], ["by"], ["asked"]):
                distance += _SPEAKER_REACH
            if best is None or distance < best[0]:
                best = (distance, member)
        return best[1] if best is not None else None

    def _country_words(self, code: str | None) -> Iterable[str]:
        if code is None or code not in self.known.reference.countries:
            return ()
        country = self.known.reference.countries[code]
        names = (country.name, *country.other_names, *country.demonyms, *country.government_metonyms)
        return [word for name in names for word in name.lower().replace(".", " ").split()]

    def _title_fits(self, member: Member, description: Description, head: str, wanted: set[str]) -> bool:
        former = is_former(description)
        for title in member.titles:
            if title.head != head and not (head == "leader" and title.head in _LEADER_HEADS):
                continue
            if title.former and not former and description.words:
                continue
            country = title.country or member.actor.country
            if description.country is not None and country not in (None, description.country):
                continue
            if head == "leader" and description.country is None:
                continue
            if wanted - title.words - {"leader", "top", "senior"}:
                continue
            if title.former and not former and self._holds_other(member, head):
                continue
            return True
        if former:
            return False
        for office in member.offices:
            if self._office_fits(office, description, head, wanted):
                return True
        return False

    def _holds_other(self, member: Member, head: str) -> bool:
        return any(title.head != head for title in member.titles)

    def _office_fits(self, office: OfficeFacts, description: Description, head: str, wanted: set[str]) -> bool:
        if description.country is not None and office.country != description.country:
            return False
        if head == "leader":
            return description.country is not None and office.post in ("president", "head of government")
        for phrase in office.phrases:
            parts = phrase.split()
            if not any(HEADS.get(part) == head for part in parts):
                continue
            main = [HEADS[part] for part in parts if part in HEADS]
            if main[0 if "of" in parts else -1] != head and not (wanted and wanted <= set(parts)):
                continue
            if wanted <= set(parts):
                if not wanted and "vice" in parts and head == "president":
                    continue
                return True
        return False

    def _by_office(self, description: Description, head: str) -> str | None:
        """The holder of the office at the document's date: needs a country, or an office that only one country has."""
        if not self.cast.days:
            return None
        country = description.country
        if head == "leader":
            return self._leader_of(country) if country else None
        skip = set(self._country_words(country)) | {"the", "of", "'", "s", "u", "."}
        core = [word for word in description.words if word not in skip]
        if description.head in description.words:
            phrases = {" ".join(core)}
        else:
            cut = [word for word in core if word in description.words]
            phrases = {" ".join([*cut, description.head]), f"{description.head} of {' '.join(cut)}"}
        options: set[str] = set()
        for phrase in sorted(phrases):
            for office in self.known.offices_by_phrase.get(phrase, ()):
                if country is None and phrase == description.head:
                    continue  # "the president" alone: only the text can tell whose
                if country is None or office.country == country:
                    options.add(office.key)
        if not options:
            return None
        names = {self.cast.holder(key) for key in sorted(options)}
        return names.pop() if len(names) == 1 else None

    def _leader_of(self, country: str | None) -> str | None:
        for post in ("president", "head of government"):
            for office in self.known.reference.offices.values():
                if office.country == country and office.post == post:
                    return self.cast.holder(office.key)
        return None

    def _counterpart(self, description: Description) -> None:
        """ "his Chinese counterpart": the holder of the same kind of post on the other side."""
        if description.country is None or description.head == "counterparts":
            return
        here = self.words.sentence[description.first]
        owner: Member | None = None
        if description.owner >= 0:
            owner = self.owner_member.get(description.owner)
        else:
            for place, member in reversed(self.recent):
                if here - self.words.sentence[place] > 1:
                    break
                if place < description.first and member.actor.country != description.country:
                    owner = member
                    if self.words.sentence[place] == here and self._is_subject(place):
                        break
        # "his Chinese counterpart, Wang Yi" and "his Chinese counterpart Xi Jinping" are names, not riddles.
        comma = int(self.words.forms[description.after] == ",")
        number = self.by_begin.get(description.after + comma)
        if number is not None and number in self.owner_member:
            self._mention(description.first, description.after, self.owner_member[number], "title", "apposition")
            return
        if owner is None:
            return
        for office in owner.offices:
            for post in _COUNTERPARTS.get(office.post, ()):
                for other in self.known.reference.offices.values():
                    if other.country == description.country and other.post == post:
                        name = self.cast.holder(other.key)
                        if name is not None:
                            member = self.cast.person(name)
                            reason = "counterpart at date"
                            self._mention(description.first, description.after, member, "title", reason)
                            return

    # -- unnamed sources and groups

    def _source(self, description: Description) -> bool:
        words = self.words
        head = description.head
        forms = words.forms
        plural = SOURCE_HEADS[head]
        following = forms[description.after] if description.after < len(forms) else BREAK
        post_like = head in ("spokesperson", "spokesman", "spokeswoman", "minister", "representative", "lawmaker")
        if description.determiner in ("the", "this", "that") or (post_like and description.determiner == "of"):
            # Pointing back: the same unnamed source, or a person whose title it is.
            if post_like or head in ("diplomat", "adviser", "advisor", "aide", "officer"):
                member = self._by_title_memory(description, HEADS.get(head, head))
                if member is not None:
                    self._mention(description.first, description.after, member, "title", "title memory")
                    return True
            for place, earlier, actor in reversed(self.sources):
                same = earlier == head or (post_like and earlier in ("spokesperson", "spokesman", "spokeswoman"))
                if place < description.first and same and self._agrees(actor, description):
                    self._add(description.first, description.after, actor, "title", "same unnamed source")
                    self.sources.append((description.first, head, actor))
                    return True
            if description.determiner != "of" and not description.words:
                return False
        if head in ("minister", "representative", "lawmaker", "counterparts", "ambassadors", "envoys", "negotiators"):
            if description.determiner not in ("a", "an", "one", "another") and not plural:
                return False
        if not description.words and not description.country and description.determiner not in ("a", "an", "one"):
            if head not in ("officials", "sources", "diplomats", "aides", "official", "source"):
                return False
            if head in ("officials", "sources", "aides", "diplomats") and not self._speaks(following):
                return False
        if head in ("officer", "officers", "adviser", "aide") and not (description.country or description.determiner):
            return False
        if plural:
            actor = self._plural_source(description)
        else:
            actor = self.cast.unnamed(
                description.first, description.after, self._side(description), self._sector(description)
            ).id
        self._add(description.first, description.after, actor, "title", "unnamed source")
        self.sources.append((description.first, head, actor))
        if plural:
            self.plurals.append((description.first, (actor,)))
        return True

    def _plural_source(self, description: Description) -> str:
        """The same words for the same bare plural of a document ("Chinese officials") mean the same group."""
        here = " ".join(self.words.forms[description.first : description.after])
        for _, _, actor in self.sources:
            if self.cast.actors[actor].name.lower() == here:
                return actor
        side, sector = self._side(description), self._sector(description)
        return self.cast.unnamed(description.first, description.after, side, sector).id

    def _speaks(self, following: str) -> bool:
        return following in VERBS_OF_SAYING or following in AUXILIARIES or following in ("who", "familiar", "briefed")

    def _agrees(self, actor: str, description: Description) -> bool:
        known = self.cast.actors[actor].country
        return description.country is None or known is None or known == description.country

    def _side(self, description: Description) -> str | None:
        if description.country is not None:
            return description.country if description.country in self.known.reference.countries else None
        owner = self.owner_member.get(description.owner)
        if owner is not None:
            return owner.actor.country
        if any(word in ("administration", "congressional", "pentagon") for word in description.words):
            latest = [code for _, code in self.governments[-1:]]
            return latest[0] if latest else "USA"
        return None

    def _sector(self, description: Description) -> str | None:
        if any(word in ("military", "defense", "defence", "pentagon", "navy", "army") for word in description.words):
            return "MIL"
        if "intelligence" in description.words:
            return "SPY"
        if (
            description.head in ("source", "sources", "insider", "insiders", "representative")
            and not description.country
        ):
            return None
        return "GOV" if description.country or description.head.startswith(("official", "diplomat")) else None

    def _group(self, description: Description) -> None:
        first, head = description.first, description.head
        if head in ("ministers", "commanders", "executives") and not description.country:
            return
        if description.determiner in ("his", "her", "their", "its", "our", "my", "your"):
            return
        following = self.words.forms[description.after]
        before = self.words.forms[first - 1] if first else BREAK
        spoken_to = before in ("told", "to", "tells", "by", "with", "asked", "from", "among", "briefed")
        if not spoken_to and not self._speaks(following):
            return
        country = description.country if description.country in self.known.reference.countries else None
        actor = self.cast.unnamed(first, description.after, country, None, group=True)
        self._add(first, description.after, actor.id, "title", "unnamed group")
        self.plurals.append((first, (actor.id,)))

    # -- leaders, sides, governments, ministries

    def _leaders(self, description: Description) -> None:
        if description.country is not None or not is_definite(description) or description.owner >= 0:
            return
        if any(word not in ("two", "both") for word in description.words):
            return
        if not description.count and description.head not in ("leaders", "pair", "presidents"):
            return
        pair: dict[str, Member] = {}
        here = self.words.sentence[description.first]
        for place, member in reversed(self.recent):
            if place >= description.first or here - self.words.sentence[place] > _STATE_SENTENCES:
                continue
            fits = self._leads(member, ministers=description.head == "ministers")
            if fits and member.actor.country and member.actor.country not in pair:
                pair[member.actor.country] = member
            if len(pair) == 2:
                break
        if len(pair) < 2:
            return
        members = sorted(pair.values(), key=lambda member: member.actor.id)
        for member in members:
            self._add(description.first, description.after, member.actor.id, "title", "the two last spoken of")
        self.plurals.append((description.first, tuple(member.actor.id for member in members)))

    def _leads(self, member: Member, *, ministers: bool) -> bool:
        """Whether a person leads a state (or, where the text says so, a ministry)."""
        posts = ("foreign minister", "defense minister") if ministers else ("president", "head of government")
        if member.offices:
            return any(office.post in posts for office in member.offices)
        if ministers:
            return any(title.head == "minister" for title in member.titles)
        return any(
            title.head in _LEADER_HEADS - {"minister"} or {"prime", "minister"} <= title.words
            for title in member.titles
        )

    def _sides(self, description: Description) -> None:
        if description.country is not None or not is_definite(description) or description.owner >= 0:
            return
        if not description.count or any(word not in ("two", "both", "world", "super") for word in description.words):
            return
        codes = self._two_states(description.first)
        if codes is None:
            return
        actors = [self.cast.state(code).id for code in codes]
        for actor in actors:
            self._add(description.first, description.after, actor, "title", "the two last spoken of")
        self.plurals.append((description.first, tuple(actors)))

    def _two_states(self, place: int) -> tuple[str, ...] | None:
        """The two states last spoken of, where the text so far speaks most of the same two."""
        before = [code for spot, code in self.states if spot < place]
        for spot, member in self.recent:
            if spot < place and member.actor.country:
                before.append(member.actor.country)
        counts: dict[str, int] = {}
        for code in before:
            counts[code] = counts.get(code, 0) + 1
        if len(counts) < 2:
            return None
        ranked = sorted(counts, key=lambda code: (-counts[code], code))
        if len(ranked) > 2 and counts[ranked[1]] == counts[ranked[2]]:
            return None
        return tuple(sorted(ranked[:2]))

    def _one_side(self, description: Description) -> None:
        if description.country is None or description.country not in self.known.reference.countries:
            return
        actor = self.cast.state(description.country).id
        self._add(description.first, description.after, actor, "title", "side")
        self.plurals.append((description.first, (actor,)))

    def _government(self, description: Description) -> None:
        code = description.country if description.country in self.known.reference.countries else None
        if description.owner >= 0:
            member = self.owner_member.get(description.owner)
            code = member.actor.country if member is not None else code
        reason = "government of a country"
        if code is None:
            if description.determiner != "the" or any(word not in ("current", "central") for word in description.words):
                return
            if description.head == "authorities" or not self.governments:
                return
            code, reason = self.governments[-1][1], "government last spoken of"
        if description.determiner in INDEFINITE or any(w in ("state", "city", "local") for w in description.words):
            return
        actor = self.cast.government(code).id
        self.governments.append((description.first, code))
        self._add(description.first, description.after, actor, "name" if code else "title", reason)
        self.plurals.append((description.first, (actor,)))

    def _ministry(self, description: Description) -> None:
        code = description.country if description.country in self.known.reference.countries else None
        if description.head in ("military", "embassy", "department", "ministry") and code is None:
            if description.determiner == "the" and not description.words:
                for place, head, actor in reversed(self.ministries):
                    if place < description.first and head == description.head:
                        self._add(description.first, description.after, actor, "title", "title memory")
                        return
            return
        if code is None or description.determiner in INDEFINITE:
            return
        if description.head == "military":
            actor = self.cast.ministry("Armed forces", code, "MIL").id
        elif description.head == "ministry":
            kinds = [MINISTRIES[word] for word in description.words if word in MINISTRIES]
            if not kinds:
                return
            actor = self.cast.ministry(kinds[0], code, "MIL" if "Defense" in kinds[0] else "GOV").id
        elif description.head == "embassy":
            actor = self.cast.ministry("Embassy", code).id
        else:
            return
        self.ministries.append((description.first, description.head, actor))
        self._add(description.first, description.after, actor, "name", "body of a state")

    # -- pronouns

    def _is_subject(self, place: int) -> bool:
        """Whether a mention seems to be the subject of a clause: no preposition or verb stands before it."""
        if place == 0:
            return True
        before = self.words.forms[place - 1]
        return before not in PREPOSITIONS and before not in VERBS_OF_SAYING

    def _pronoun(self, place: int, form: str) -> None:
        words = self.words
        glossed = self._gloss(place)
        if glossed is not None:
            self._mention(place, place + 1, glossed, "pronoun", "bracket gloss")
            return
        if form in PRONOUNS_THEY:
            self._they(place)
            return
        wanted = "he" if form in PRONOUNS_HE else "she"
        here, quote = words.sentence[place], words.quote[place]
        ahead = self._named_ahead(place, wanted) if not quote else None
        if ahead is not None:
            self._mention(place, place + 1, ahead, "pronoun", "name that follows")
            return
        speaker = self._speaker(quote)
        first_of: dict[int, str] = {}
        for spot, member in self.recent:
            first_of.setdefault(words.sentence[spot], member.actor.id)
        scores: dict[str, float] = {}
        members: dict[str, Member] = {}
        for spot, member in reversed(self.recent):
            distance = here - words.sentence[spot]
            if distance > _PRONOUN_SENTENCES:
                break
            if spot >= place or member.pronoun not in ("", wanted):
                continue
            score = 10.0 - 3.0 * distance - 0.0002 * (place - spot)
            if self._is_subject(spot):
                score += 2.0
            if first_of.get(words.sentence[spot]) == member.actor.id:
                score += 1.0
            if member.pronoun == "":
                score -= 1.0
            if words.quote[spot] != quote:
                score -= 2.5 if words.quote[spot] and not quote else 1.5
            if member is speaker:
                score -= 8.0  # who speaks says "I"
            if form == "him" and distance == 0 and self._clause_subject(spot, place):
                score -= 6.0
            if score > scores.get(member.actor.id, -99.0):
                scores[member.actor.id] = score
                members[member.actor.id] = member
        if not scores:
            return
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        if scores[ranked[0]] < 1.0 or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN):
            return
        self._mention(place, place + 1, members[ranked[0]], "pronoun", "pronoun")

    def _named_ahead(self, place: int, wanted: str) -> Member | None:
        """ "In his news conference, Mr. Biden said": the pronoun of an opening phrase means the subject that follows."""
        words = self.words
        opening = place
        while opening > 0 and words.sentence[opening - 1] == words.sentence[place] and place - opening < _OPENING:
            opening -= 1
        if not words.sentence_initial(opening) or words.forms[opening] not in _OPENERS:
            return None
        for number, spot in enumerate(self.spots):
            if spot.begin <= place or number not in self.owner_member:
                continue
            if words.sentence[spot.begin] != words.sentence[place] or spot.begin - place > _SPEAKER_REACH:
                return None
            member = self.owner_member[number]
            if words.forms[spot.begin - 1] == "," and member.pronoun in ("", wanted):
                return member
        return None

    def _gloss(self, place: int) -> Member | None:
        """ "He [Xi] and I": the bracket says who is meant."""
        if self.words.forms[place + 1] not in ("[", "("):
            return None
        number = self.by_begin.get(place + 2)
        return self.owner_member.get(number) if number is not None else None

    def _clause_subject(self, spot: int, place: int) -> bool:
        """Whether nothing but a verb group stands between a name and the pronoun: "Biden told him"."""
        return place - spot < 6 and not any(form in (",", "that", "and", ";") for form in self.words.forms[spot:place])

    def _they(self, place: int) -> None:
        here, quote = self.words.sentence[place], self.words.quote[place]
        for spot, actors in reversed(self.plurals):
            if spot >= place:
                continue
            if here - self.words.sentence[spot] > _PLURAL_SENTENCES:
                return
            if bool(self.words.quote[spot]) != bool(quote) and here != self.words.sentence[spot]:
                continue
            if self._told_subject(spot):
                continue
            for actor in actors:
                self._add(place, place + 1, actor, "pronoun", "plural last spoken of")
            return

    def _told_subject(self, spot: int) -> bool:
        """Whether a plural is only the one spoken to while another plural speaks: "officials told reporters they"."""
        if self.words.forms[spot - 1 : spot] not in (["told"], ["asked"], ["tells"]):
            return False
        return any(
            other < spot and self.words.sentence[other] == self.words.sentence[spot] for other, _ in self.plurals
        )
