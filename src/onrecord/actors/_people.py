"""Whom a name means: the full names first, then family names, single names and names in headlines."""

from __future__ import annotations

import re

from onrecord.actors._cast import Member, title_heads
from onrecord.actors._labels import labelled, own_side
from onrecord.actors._lawmakers import in_office_by_family
from onrecord.actors._lexicon import HEADS, ORGANIZATION_WORDS, PARTICLES, VERBS_OF_SAYING
from onrecord.actors._same_bodies import body_of_text, of_other_state
from onrecord.actors._scene import BODY_HEADS, Scene
from onrecord.actors._seats import read_people, read_seat, read_state
from onrecord.actors._speaking import possessor
from onrecord.actors._spots import Spot, full_name
from onrecord.actors._text import BREAK
from onrecord.records import Actor

# Titles that stand before a family name alone: "Senator Waters", but no "Executive Order".
_BEFORE_FAMILY_NAMES = frozenset(
    """president premier chancellor king queen prince princess sheikh ayatollah secretary minister ambassador envoy
    senator congressman congresswoman representative governor mayor speaker general admiral colonel captain lieutenant
    major sergeant commander judge justice sheriff director chairman chairwoman commissioner professor doctor pastor
    reverend bishop cardinal archbishop officer detective agent counselor councilor spokesperson""".split()
)


_RANKS = frozenset("ambassador general admiral colonel doctor professor director".split())
"""What somebody is called besides the post he holds: "Ambassador Greer", who is the trade representative."""
_AMERICAN_TIMES = "The New York Times"
_MANY = frozenset(
    "members leaders officials participants senators representatives ministers delegates allies partners parties sides"
    " lawmakers legislators governors mayors experts reporters".split()
)
"""Plural nouns in capitals that a model may take for a name."""
_SHORTEST_WORD = 4
_YEARS_KNOWN = 6  # years after an office in which its holder is still called by the family name alone
_SHORT_FAMILY = 3  # letters
_JUNIOR = re.compile(r"\bJn?r\b")
_MEETING = frozenset({"met", "spoke", "spoken", "talked", "call", "meeting", "talks"})
_MEETING_REACH = 35  # words between two who met
_TELLING = frozenset({"he", "his", "him", "she", "her"})


def introduce(scene: Scene) -> None:
    """Enter all persons that the text names in full, so that a headline's surname is understood too."""
    for number, spot in enumerate(scene.spots):
        if spot.kind == "person" and not spot.key and _is_headline_family(scene, spot):
            spot.kind, spot.key, spot.first = "family", spot.words[-1], spot.after - 1
            spot.begin, spot.words = spot.first, spot.words[-1:]
        if spot.kind == "person":
            whole = spot if spot.key else _longer_name(scene, spot) or _spelled_out(scene, spot) or spot
            known = whole.key or _slip(scene, whole)
            member = scene.cast.person(known) if known else scene.cast.person_of_text(whole, whole.first)
            if spot.title is not None:
                member.titles.append(spot.title)
            if spot.honorific and not member.pronoun:
                member.pronoun = spot.honorific
            scene.owner_member[number] = member
            scene.named_at.setdefault(member.actor.id, []).append(spot.first)
        elif spot.kind in ("run", "family") and not spot.key:
            spot.kind = "run"
    for number, spot in enumerate(scene.spots):
        if spot.kind == "state" and spot.after - spot.first == 1 and not spot.title:
            _named_like_state(scene, number, spot)
        if spot.kind != "family":
            continue
        member_found = _by_family(scene, spot)
        if member_found is not None:
            scene.owner_member[number] = member_found
            if spot.honorific and not member_found.pronoun:
                member_found.pronoun = spot.honorific
            if spot.title is not None and spot.title.head:
                member_found.titles.append(spot.title)


_SURE_REASONS = frozenset({"name in the analysis", "title before name", "given name", "form of address"})
"""What tells that a name begins with its first word."""


def _slip(scene: Scene, spot: Spot) -> str:
    """The holder of an office at the time whose name is written with one wrong letter; empty for none."""
    names = [name for name in scene.known.spelled_like(spot.words) if scene.cast.offices_of(name)]
    return names[0] if len(names) == 1 else ""


def _spelled_out(scene: Scene, spot: Spot) -> Spot | None:
    """The full name of somebody called by the initials of his given names: "CQ Marsh" for Carl Q. Marsh."""
    short = spot.words[0].replace(".", "") if len(spot.words) == 2 else ""
    first = scene.words.written[spot.first]
    if not 2 <= len(short) <= 3 or not first.replace(".", "").isupper():
        return None
    longer = [
        other
        for other in scene.spots
        if other.kind == "person" and len(other.words) > 2 and other.words[-1] == spot.words[-1]
        and "".join(word[0] for word in other.words[:-1]) == short
    ]  # fmt: skip
    return longer[0] if longer and all(other.words == longer[0].words for other in longer) else None


def _longer_name(scene: Scene, spot: Spot) -> Spot | None:
    """The full name whose last words are a name of several: "Vega Marsh" for Carla Vega Marsh."""
    if len(spot.words) < 2 or spot.words[0] in scene.known.given_names or len(spot.words[0]) == 1:
        return None
    longer = [
        other
        for other in scene.spots
        if other.kind == "person" and not other.key and other.words[-len(spot.words) :] == spot.words != other.words
        and other.reason in _SURE_REASONS
    ]  # fmt: skip
    return longer[0] if longer and all(other.words == longer[0].words for other in longer) else None


def _is_headline_family(scene: Scene, spot: Spot) -> bool:
    """Whether a headline's words only end with the family name of somebody known: "Credible Sondland"."""
    if spot.title is not None or spot.honorific or len(spot.words) != 2:
        return False
    given, family = spot.words
    if not scene.words.headline_at(spot.first) and given not in scene.known.surnames:
        return False  # but "to convict Trump Graham on impeachment": the headline of another page
    if given in scene.known.given_names or len(given) < _SHORTEST_WORD:
        return False
    others = [other for other in scene.spots if other.kind == "person" and other is not spot and other.key]
    return any(family in scene.known.family_names(other.key) for other in others) or family in scene.known.surnames


def _named_like_state(scene: Scene, number: int, spot: Spot) -> None:
    """ "Israel said" in a text that names a congressman Steve Israel in full, and nobody and nothing of the state."""
    word = scene.words.forms[spot.first]
    members = [member for member in scene.cast.by_family.get(word, ()) if member.full and member.titles]
    if len(members) != 1 or any(
        other.key == spot.key and other.kind in ("people", "capital", "government") for other in scene.spots
    ):
        return
    spot.kind, spot.reason = "family", "last name"
    spot.key = word
    scene.owner_member[number] = members[0]


def learn_pronouns(scene: Scene) -> None:
    """Tell the pronoun of persons whose name does not: by the pronouns of the sentences that name them and the next."""
    forms, sentence = scene.words.forms, scene.words.sentence
    told: dict[int, list[int]] = {}
    for place, form in enumerate(forms):
        if form in _TELLING:
            told.setdefault(sentence[place], [0, 0])[form != "he" and form != "his" and form != "him"] += 1
    named_in: dict[str, set[int]] = {}
    known_in: dict[int, set[str]] = {}
    for number, owner in scene.owner_member.items():
        here = sentence[scene.spots[number].first]
        named_in.setdefault(owner.actor.id, set()).add(here)
        for reach in (here, here + 1) if owner.pronoun else ():
            known_in.setdefault(reach, set()).add(owner.pronoun)
    for member in scene.cast.members.values():
        if member.pronoun:
            continue
        he = she = 0
        places = named_in.get(member.actor.id, set())
        for here in sorted(places | {place + 1 for place in places}):
            counts, others = told.get(here, [0, 0]), known_in.get(here, set())
            he += 0 if "he" in others else counts[0]  # "Lee's spokesperson Kim said he would": it is Lee
            she += 0 if "she" in others else counts[1]
        if max(he, she) >= 2 and max(he, she) > 2 * min(he, she):
            member.pronoun = "he" if he > she else "she"


def _with_particle(scene: Scene, spot: Spot) -> None:
    """Take in the particle of a family name that the text gave in full: "de Blasio" for Bill de Blasio."""
    words = scene.words
    if spot.key in scene.cast.by_family:
        return
    if len(spot.words) > 1:  # "De Blasio said": the particle is capitalised and within
        joined = " ".join(spot.words[-2:])
        spot.key = joined if spot.words[-2] in PARTICLES and joined in scene.cast.by_family else spot.key
        return
    before = words.forms[spot.first - 1] if spot.first else BREAK
    if before in PARTICLES and f"{before} {spot.key}" in scene.cast.by_family and not words.glued(spot.first):
        spot.key = f"{before} {spot.key}"
        moved = spot.begin == spot.first
        spot.first -= 1
        if spot.first and words.forms[spot.first - 1] in PARTICLES:
            spot.first -= 1  # "von der Leyen"
        spot.begin = spot.first if moved else spot.begin


def _by_family(scene: Scene, spot: Spot) -> Member | None:
    """Who a single name means: a person of the text by that family name, else one known by it to everybody."""
    _with_particle(scene, spot)
    options = scene.cast.by_family.get(spot.key, [])
    if _is_junior(scene, spot) and (junior := _junior(scene, spot.key)) is not None:
        spot.reason = "last name"
        return junior
    if not options:
        for name in scene.known.surnames.get(spot.key, ()):
            if len(spot.key) <= _SHORT_FAMILY and scene.cast.days and not scene.cast.offices_of(name):
                continue  # a Hu or an Abe out of office is not the only one of the name
            member = scene.cast.person(name)
            spot.reason = "known by a single name"
            return member
        if spot.honorific and (named := _known_by_address(scene, spot)) is not None:
            spot.reason = "form of address"
            return named
        by_label = labelled(scene, spot)
        if by_label is not None:
            spot.reason = "label of a transcript"
            return by_label
    if options:
        spot.reason = "last name"
        fitting = [member for member in options if not spot.honorific or member.pronoun in ("", spot.honorific)]
        if _is_junior(scene, spot):  # "Trump Jr." is not his father
            fitting = [member for member in fitting if _JUNIOR.search(member.actor.name)]
        if spot.title is not None and spot.title.head:
            by_title = [member for member in fitting if spot.title.head in title_heads(member)]
            if not by_title and (known := _known_with_title(scene, spot)) is not None:
                return known  # "President Trump" in a text that gives the first lady's full name only
            fitting = by_title or fitting
        if not fitting:
            return _known_alone(scene, spot, options)
        if len(fitting) > 1:
            here = scene.words.sentence[spot.first]
            near = [
                member
                for member in fitting
                for place in scene.named_at.get(member.actor.id, ())
                if place < spot.first
                and 0 <= here - scene.words.sentence[place] <= 1
                and not _after_namesake(scene, place, fitting)
            ]
            if near and all(member is near[0] for member in near):
                return near[0]
            famous = [member for member in fitting if spot.key in _famous(scene, member)]
            if len(famous) == 1:
                return famous[0]
            holding = [member for member in fitting if member.offices]
            if len(holding) == 1 and holding[0].first_named <= spot.first:
                return holding[0]  # "Kim" is the leader, and the scholar of that name is called by her full name
            earlier = [member for member in fitting if member.first_named <= spot.first]
            return max(earlier or fitting[:1], key=lambda member: member.first_named)
        return fitting[0] if fitting else None
    # A given name where the text has taken it for a family name: "Shangfu" for Li Shangfu.
    for member in scene.cast.by_given.get(spot.key, ()):
        if member.actor.name.lower().endswith(spot.key) and member.full:
            spot.reason = "given name used as last name"
            return member
    # "Secretary General Akiba" for Akiba Takeo: in some countries the family name stands first.
    if spot.honorific or (spot.title is not None and spot.title.head):
        first = [member for member in scene.cast.by_given.get(spot.key, ()) if member.full and not member.offices]
        if len(first) == 1 and first[0].actor.name.lower().startswith(spot.key + " "):
            spot.reason = "given name used as last name"
            return first[0]
    # One of a family, told apart by the given name: "Hunter" beside his father.
    for member in scene.cast.by_given.get(spot.key, ()):
        if member.full and len(scene.cast.by_family[member.families[0]]) > 1:
            spot.reason = "given name in a family"
            return member
    if not spot.honorific and spot.key in _MANY:
        return None  # "Senators and House Members", "the President and G7 Leaders"
    if spot.key.replace(" ", "") in ("h.e.", "h.e"):
        return None  # "H.E. Wang Yi": His Excellency
    if spot.key in ORGANIZATION_WORDS or spot.key in VERBS_OF_SAYING:
        return None  # "the National Security Secretariat", "Defense Secretary Says"
    goes_on = spot.after < len(scene.words) and scene.words.is_capital(spot.after)
    if goes_on and scene.words.forms[spot.after] in ORGANIZATION_WORDS | {"services"}:
        return None  # "a spokesman for House Armed Services Chairman Lee"
    if spot.title is not None and spot.title.head and not spot.title.after < spot.first:
        holder = _by_title_and_family(scene, spot) or _once_of_title(scene, spot)
        if holder is not None:
            spot.reason = "title and last name"
            return holder
        if spot.title.head in _BEFORE_FAMILY_NAMES and scene.words.is_capital(spot.title.after - 1):
            spot.reason = "title before name"
            side = own_side(scene, spot)
            return scene.cast.person_by_family(spot.key, full_name(scene.words, spot), spot, side)
    by_given = [member for member in scene.cast.by_given.get(spot.key, ()) if member.full]
    if spot.named_by_model and not spot.honorific and spot.title is None and len(by_given) == 1:
        spot.reason = "given name"  # of a colleague, or a friend: "NPR's Jackie Northam reports …, Jackie says"
        return by_given[0]
    alike = scene.cast.spelled_alike(spot.key)
    if (
        alike is not None
        and (spot.named_by_model or spot.honorific)
        and alike.pronoun in ("", spot.honorific or alike.pronoun)
    ):
        spot.reason = "last name"
        return alike
    if spot.honorific or spot.named_by_model:
        spot.reason = "form of address" if spot.honorific else "name in the analysis"
        return scene.cast.person_by_family(spot.key, full_name(scene.words, spot), spot, own_side(scene, spot))
    spot.reason = "last name"
    return in_office_by_family(scene, spot)


def _known_with_title(scene: Scene, spot: Spot) -> Member | None:
    """Somebody known by this single name who has the title that stands before it."""
    head = spot.title.head if spot.title is not None else ""
    for name in scene.known.surnames.get(spot.key, ()):
        facts = scene.known.reference.people[name]
        if spot.honorific and facts.pronoun not in ("", spot.honorific):
            continue
        held = {office.post for office in scene.cast.offices_of(name)} | {
            scene.known.reference.offices[tenure.office].post for tenure in scene.known.reference.tenures_of(name)
        }
        if any(head in post.split() for post in held):
            return scene.cast.person(name)
    return None


def _known_by_address(scene: Scene, spot: Spot) -> Member | None:
    """ "Mr. Bolton" in a text that gives no full name: the one holder of an office then, of a state it speaks of."""
    states = {other.key for other in scene.spots if other.kind in ("state", "people", "capital", "government")}
    named = [
        (name, facts)
        for name, facts in scene.known.reference.people.items()
        if facts.family.lower() == spot.key and facts.pronoun in ("", spot.honorific)
    ]
    if len(named) != 1 or named[0][1].country not in (states | {"USA"}):
        return None
    name = named[0][0]
    tenures = scene.known.reference.tenures_of(name)
    if scene.cast.days and not scene.cast.offices_of(name):
        day = scene.cast.days[0]
        lately = f"{int(day[:4]) - _YEARS_KNOWN:04d}{day[4:]}"
        tenures = tuple(tenure for tenure in tenures if tenure.until and lately <= tenure.until <= day)
    return scene.cast.person(name) if tenures else None


def _known_alone(scene: Scene, spot: Spot, options: list[Member]) -> Member | None:
    """Somebody known by this single name, where the form of address fits nobody whom the text names in full."""
    for name in scene.known.surnames.get(spot.key, ()):
        facts = scene.known.reference.people[name]
        if facts.pronoun in ("", spot.honorific) and all(member.actor.name != name for member in options):
            return scene.cast.person(name)
    others = [
        name
        for name in scene.known.people_by_family.get(spot.key, ())
        if scene.known.reference.people[name].pronoun == spot.honorific
    ]
    led = [
        name
        for name in others
        if any(
            scene.known.reference.offices[t.office].post == "president" for t in scene.known.reference.tenures_of(name)
        )
    ]
    return scene.cast.person(led[0]) if len(led) == 1 else None  # "Mr. Clinton" beside his wife


def _after_namesake(scene: Scene, place: int, members: list[Member]) -> bool:
    """Whether another of the family stands right before a name by the given name only: "Donald and Melania Trump"."""
    before = scene.words.forms[place - 2 : place]
    return before[1:] == ["and"] and any(before[0] == member.given for member in members)


def _junior(scene: Scene, family: str) -> Member | None:
    """The one "Jr." of a family: of the text, else of the reference ("Trump Jr." is not his father)."""
    ends = tuple(f" {family} {suffix}" for suffix in ("jr.", "jr", "junior"))
    members = [member for member in scene.cast.members.values() if member.actor.name.lower().endswith(ends)]
    if members:
        return members[0] if len(members) == 1 else None
    names = [name for name in scene.known.reference.people if name.lower().endswith(ends)]
    return scene.cast.person(names[0]) if len(names) == 1 else None


def _is_junior(scene: Scene, spot: Spot) -> bool:
    forms = scene.words.forms
    if forms[spot.after : spot.after + 1] == [","] and forms[spot.after + 1 : spot.after + 2] in (["jr"], ["jnr"]):
        return True
    return any(form in ("jr", "jnr", "junior") for form in forms[spot.first : spot.after + 1])


def _famous(scene: Scene, member: Member) -> set[str]:
    facts = scene.known.reference.people.get(member.actor.name)
    return {name.lower() for name in facts.known_as} if facts else set()


def _by_title_and_family(scene: Scene, spot: Spot) -> Member | None:
    """ "Secretary Austin" in a text that nowhere gives the full name: the one holder of such an office then."""
    title = spot.title
    if title is None or not scene.cast.days:
        return None
    fitting: set[str] = set()
    for name, facts in scene.known.reference.people.items():
        if facts.family.lower() != spot.key:
            continue
        for office in scene.cast.offices_of(name):
            heads = {HEADS[word] for phrase in office.phrases for word in phrase.split() if word in HEADS}
            if (title.head in heads or title.head in _RANKS) and title.country in (None, office.country):
                fitting.add(name)
    return scene.cast.person(fitting.pop()) if len(fitting) == 1 else None


_YEAR = re.compile(r"(?:19|20)\d\d")


def _once_of_title(scene: Scene, spot: Spot) -> Member | None:
    """ "President Bush" in later years: the one who held that very office, if no year beside it is another's."""
    title = spot.title
    if title is None or title.head not in LEADERS or title.words - {title.head, "former", "prime", "u", "s", "."}:
        return None
    here = scene.words.sentence[spot.first]
    years = [
        form
        for place, form in enumerate(scene.words.forms)
        if scene.words.sentence[place] == here and _YEAR.fullmatch(form)
    ]
    day = scene.cast.days[0] if scene.cast.days else ""
    fitting: set[str] = set()
    for name, facts in scene.known.reference.people.items():
        if facts.family.lower() != spot.key or title.country not in (None, facts.country):
            continue
        for tenure in scene.known.reference.tenures_of(name):
            post = scene.known.reference.offices[tenure.office].post
            ended = not day or (tenure.since or "") <= day
            told = all((tenure.since or "")[:4] <= year <= (tenure.until or "9999")[:4] for year in years)
            if post in LEADERS[title.head] and ended and told:
                fitting.add(name)
    return scene.cast.person(fitting.pop()) if len(fitting) == 1 else None


LEADERS = {"president": ("president",), "minister": ("head of government",), "chancellor": ("head of government",)}
"""Titles of those who lead states, with the posts of the reference."""


def read_name(scene: Scene, number: int) -> None:
    """Resolve one name spot, whatever it names."""
    spot = scene.spots[number]
    if spot.kind in ("person", "family", "run"):
        member = scene.owner_member.get(number)
        if member is not None:
            reason = spot.reason or "full name"
            scene.mention(spot.begin, spot.after, member, "name", reason)
            _coordinated(scene, spot, member)
        elif spot.kind == "run":
            _names_within(scene, spot)
    elif spot.kind == "organization":
        key = spot.key
        if key == "The Times" and scene.home != "GBR" and any(other.key == _AMERICAN_TIMES for other in scene.spots):
            key = _AMERICAN_TIMES
        actor = _body(scene, spot, key).id
        for word in scene.words.forms[spot.first : spot.after]:
            if word in BODY_HEADS:
                scene.ministries.append((spot.first, word, actor))
        scene.add(spot.first, spot.after, actor, "name", spot.reason or "name")
    elif spot.kind == "state":
        read_state(scene, spot)
    elif spot.kind == "people":
        read_people(scene, spot)
    elif spot.kind in ("government", "capital"):
        read_seat(scene, spot)


def _body(scene: Scene, spot: Spot, key: str) -> Actor:
    """The actor of a body's name, with the country of which the text says it is."""
    facts = scene.known.reference.organizations.get(key)
    owner = possessor(scene, spot.first)
    if key == "Foreign Office" and owner not in (None, "GBR"):
        return scene.cast.ministry("Ministry of Foreign Affairs", owner or "")
    if facts is not None:
        whose = of_other_state(scene, spot, facts.country, owner)
        if whose is not None:
            written = " ".join(
                scene.words.text[scene.words.starts[spot.first] : scene.words.ends[spot.after - 1]].split()
            )
            return scene.cast.body(written.removeprefix("the ").removeprefix("The "), None, whose)
        return scene.cast.organization(key)
    return body_of_text(scene, key, owner) if spot.country is None else scene.cast.body(key, spot.country, owner)


def _coordinated(scene: Scene, spot: Spot, member: Member) -> None:
    """ "Biden and Xi": what "they" and "the two leaders" can mean next."""
    if len(scene.recent) < 2:
        return
    place, other = scene.recent[-2]
    between = scene.words.forms[place : spot.begin]
    if other is member or not between:
        return
    listed = all(scene.words.is_capital(at) or scene.words.forms[at] in ",." for at in range(place, spot.begin))
    if scene.words.forms[place - 1 : place] == ["between"] and _just_spoken_of(scene, spot.first):
        return  # "They noted that a meeting between Mr. Lee and Mr. Kim … . They also": not those who are to meet
    if len(between) < 12 and (between[-1] in ("and", "&") or (between[-1] == "," and listed)):
        scene.plurals.append((spot.first, (other.actor.id, member.actor.id)))
    same = scene.words.sentence[place] == scene.words.sentence[spot.begin]
    known = any(scene.words.sentence[first] == scene.words.sentence[place] for first, _ in scene.plurals[-2:])
    if same and not known and len(between) < _MEETING_REACH and _MEETING & set(between) and "with" in between:
        # "Sullivan met today with the Secretary General of …, Takeo Akiba": whom "they" means next
        scene.plurals.append((spot.first, (other.actor.id, member.actor.id)))


def _just_spoken_of(scene: Scene, place: int) -> bool:
    """Whether two persons were spoken of together in this sentence or the one before."""
    here = scene.words.sentence[place]
    earlier = [here - scene.words.sentence[first] for first, actors in scene.plurals[-2:] if len(actors) == 2]
    return any(distance <= 1 for distance in earlier)


def _names_within(scene: Scene, spot: Spot) -> None:
    """In a run that is no name itself (a headline, "Earlier Blinken"), the family names of the cast."""
    for place in range(spot.first, spot.after):
        key = scene.words.forms[place]
        for member in scene.cast.by_family.get(key, ()):
            if scene.words.is_capital(place) and member.full:
                scene.mention(place, place + 1, member, "name", "last name")
                break
        else:
            for name in scene.known.surnames.get(key, ()):
                if (scene.words.is_capital(place) and len(key) > 2) or key == "xi":
                    scene.mention(place, place + 1, scene.cast.person(name), "name", "known by a single name")
                    break
