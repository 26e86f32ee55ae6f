"""Titles without a name: "the secretary", "the Chinese leader", "his Chinese counterpart"."""

from __future__ import annotations

from collections import Counter

from onrecord.actors._cast import Member, title_heads
from onrecord.actors._labels import is_label, page_of_government
from onrecord.actors._lexicon import FORMER_WORDS, HEADS, INDEFINITE, SOURCE_HEADS, VERBS_OF_SAYING
from onrecord.actors._phrases import Description, is_definite, is_former
from onrecord.actors._scene import Scene, speaks
from onrecord.actors._spots import Title
from onrecord.actors._text import BREAK
from onrecord.reference import OfficeFacts

LEADER_HEADS = frozenset({"president", "premier", "chancellor", "king", "queen", "leader", "minister", "pope", "emir"})
"""Heads of the titles of those who lead states."""

# Which post stands across from which.
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


def enter_appositions(scene: Scene, descriptions: list[Description]) -> None:
    """ "China's top diplomat, Wang Yi, said"; "Kurt Campbell, the coordinator for …,": titles by apposition."""
    by_after = {spot.after: number for number, spot in enumerate(scene.spots)}
    forms = scene.words.forms
    for description in descriptions:
        if description.kind not in ("post", "source"):
            continue
        alone = not (description.determiner or description.words or description.tail)
        if alone and scene.words.is_capital(description.first):
            continue  # "Asked about Lewis, King said": a name
        title = Title(
            description.first,
            description.after,
            HEADS.get(description.head, description.head),
            frozenset((*description.words, description.head, *description.tail)),
            description.country,
            is_former(description),
        )
        member = None
        plural = SOURCE_HEADS.get(description.head, False)
        number = scene.by_begin.get(description.after + 1)
        if forms[description.after] == "," and number is not None and not plural:
            closing = forms[scene.spots[number].after]
            if closing in (",", ".", ";", ")", BREAK) or closing in VERBS_OF_SAYING:
                member = scene.owner_member.get(number)
        if member is None and description.first and forms[description.first - 1] == "," and not plural:
            number = by_after.get(description.first - 1)
            following = forms[description.after]
            closes = following in (",", ".", "(", BREAK, "who", "and", "for", "at") or following in VERBS_OF_SAYING
            if following in VERBS_OF_SAYING and number is not None:
                # "… the future of Lee, a spokeswoman said", "When Mr. Lee nominated Mr. Kim, the president said"
                closes = _opens_clause(scene, scene.spots[number].begin)
            member = scene.owner_member.get(number) if number is not None and closes else None
        if member is not None:
            member.titles.append(title)
            scene.apposed[description.first] = member


def _opens_clause(scene: Scene, place: int) -> bool:
    """Whether a name opens its clause, so that what follows it can be its apposition."""
    words = scene.words
    return words.sentence_initial(place) or words.forms[place - 1] in (
        ",",
        "but",
        "that",
        "while",
        "said",
        "says",
        "as",
    )


_HIS = frozenset({"his", "her", "their", "its"})
_JUDGING = frozenset(
    """right-wing left-wing hard-line hawkish reformist moderate powerful influential embattled young old popular famed
    noted veteran longtime long-time conservative liberal current new outgoing incoming billionaire two-term top senior
    right left wing hard line term two long time""".split()
)
"""Words before a title that say what the narrator thinks of its holder, not which post it is."""
_BY_FAR = 4  # times as often as the president named last is another spoken of whom the text is about
_PRESIDENT_SENTENCES = 2  # how many sentences back a foreign president may stand who is "the president"
_ALSO_ADJECTIVES = frozenset({"general", "chief", "major", "representative", "premier", "senior", "director"})


_OF_CONGRESS = frozenset({"representative", "congressman", "congresswoman"})
_SAME_TITLES = {
    "congressman": _OF_CONGRESS, "congresswoman": _OF_CONGRESS, "lawmaker": _OF_CONGRESS | {"senator"},
}  # fmt: skip
"""Titles by which somebody is called again who was named with another: "Rep. Lee … . The congressman"."""


_OF_COUNSEL = frozenset("report investigation probe inquiry team statute appointment regulations office".split())
"""Behind "the special counsel": what is his, where the words only describe it."""


def read_post(scene: Scene, description: Description) -> None:
    """ "the secretary": by title memory, else by who held the office when the document was published."""
    his = description.determiner in _HIS and bool(description.words or description.tail)
    if not (is_definite(description) or his) and not (description.country and description.determiner not in INDEFINITE):
        return
    if description.owner >= 0:
        return
    if not description.determiner and not set(scene.country_words(description.country)) & set(description.words):
        return  # "run for president of the Islamic Republic"
    following = scene.words.forms[description.after]
    if description.head in _ALSO_ADJECTIVES and following.isalpha() and not speaks(following):
        return  # "the general expectations", "the chief reason"
    if description.head == "counsel" and following in _OF_COUNSEL:
        return  # "the special counsel investigation"
    capitals = scene.words.is_capital(description.after - 1) and scene.words.is_capital(description.after)
    if following.isalpha() and capitals:
        return  # "the President Rank Awards"
    head = HEADS.get(description.head, description.head)
    own = _of_own_department(scene, description)
    if own is not None:
        scene.mention(description.first, description.after, own, "title", "whose department's page it is")
        return
    member = by_title_memory(scene, description, head)
    if member is not None and _of_no_country(member, description):
        # "the president of Cuba" is its president before he is some president of whom no country is told
        held = _in_office(scene, description, head)
        if held is not None:
            scene.mention(description.first, description.after, held, "title", "office at date")
            return
    if member is not None:
        scene.mention(description.first, description.after, member, "title", "title memory")
        return
    if is_former(description) or his:
        return
    later = _named_later(scene, description, head)
    if later is not None:
        scene.mention(description.first, description.after, later, "title", "title of a person named later")
        return
    ever = _ever_held(scene, description, head)
    if ever is not None:
        scene.mention(description.first, description.after, ever, "title", "office of a person named before")
        return
    held = _in_office(scene, description, head)
    if held is not None:
        scene.mention(description.first, description.after, held, "title", "office at date")
        return
    offices = _offices_meant(scene, description, head)
    named = [member for key in offices if (member := scene.cast.named_holder(key)) is not None]
    if named and all(member is named[0] for member in named):
        scene.mention(description.first, description.after, named[0], "title", "office of a person named later")


def _of_no_country(member: Member, description: Description) -> bool:
    """Whether a description names a country, and nothing tells that somebody comes from it or from another."""
    told = [member.actor.country, *(title.country for title in member.titles)]
    return description.country is not None and not any(told) and not is_former(description)


def _in_office(scene: Scene, description: Description, head: str) -> Member | None:
    """The one who held the office that a description means when the document was published."""
    names = {scene.cast.holder(key) for key in _offices_meant(scene, description, head)}
    name = names.pop() if len(names) == 1 else None
    return scene.cast.person(name) if name is not None else None


_OWN_SECRETARIES = {
    "US Department of State": "usa-secretary-of-state",
    "US Department of Defense": "usa-secretary-of-defense",
    "US Department of the Treasury": "usa-secretary-of-the-treasury",
    "US Department of Commerce": "usa-secretary-of-commerce",
}
"""Whom a department's own pages call "the Secretary" and nothing else."""


def _of_own_department(scene: Scene, description: Description) -> Member | None:
    """The secretary whose department's page it is, where that says no more than "the Secretary"."""
    if scene.outlet is None or description.head != "secretary" or description.words or description.tail:
        return None
    office = _OWN_SECRETARIES.get(scene.outlet.name)
    if office is None or description.country not in (None, "USA"):
        return None
    name = scene.cast.holder(office)
    return scene.cast.person(name) if name is not None else None


def by_title_memory(scene: Scene, description: Description, head: str) -> Member | None:
    """The person last spoken of whose title fits the description."""
    of_office = description.tail if description.tail[:1] in (("of",), ("for",), ("to",)) else ()
    words = (*description.words, *of_office)
    wanted = {word for word in words if word not in ("of", "the", "to", "for", "'", "s", "u", ".", "-")}
    wanted -= set(scene.country_words(description.country)) | _JUDGING
    fitting: list[Member] = []
    for place, member in reversed(scene.remembered()):
        if place >= description.first or member in fitting:
            continue
        if _title_fits(scene, member, description, head, wanted):
            fitting.append(member)
    if not fitting or description.country is not None:
        return fitting[0] if fitting else None
    # Who "the president" is: the speaker's own within a quotation, else that of the outlet's country.
    speaker = scene.speaker(scene.words.quote[description.first])
    homes = [speaker.actor.country if speaker is not None else None, scene.home or "USA"]
    label = is_label(scene.words, description.first, description.after)
    for country in homes:
        if country is None:
            continue
        own = [member for member in fitting if member.actor.country == country]
        # Who holds the office now goes before who is only called so ("President Obama" in a text of 2018).
        now = [
            member for member in own if any(_office_fits(scene, o, description, head, wanted) for o in member.offices)
        ]
        if own:
            return (now or own)[0]
    if label or (head == "president" and not wanted and page_of_government(scene)):
        return None  # "THE PRESIDENT:" is the one whose transcript it is, "the President" the one whose page it is
    if head != "president" or wanted:
        return fitting[0]
    # A foreign president is "the president" only while the text speaks of him.
    here = scene.words.sentence[description.first]
    near = [
        member for place, member in scene.remembered() if here - scene.words.sentence[place] <= _PRESIDENT_SENTENCES
    ]
    if fitting[0] not in near:
        return None
    # "Mr. Lee was charged with pressing the Ukrainian president. The president denied it": whom the text is about.
    told = Counter(member.actor.id for place, member in scene.remembered() if place < description.first)
    main = max(fitting, key=lambda member: told[member.actor.id])
    by_far = told[main.actor.id] >= _BY_FAR * told[fitting[0].actor.id]
    return main if by_far and main in near else fitting[0]


def _title_fits(scene: Scene, member: Member, description: Description, head: str, wanted: set[str]) -> bool:
    former = is_former(description)
    for title in member.titles:
        alike = title.head in _SAME_TITLES.get(head, ()) and "trade" not in title.words
        if title.head != head and not alike and not (head == "leader" and title.head in LEADER_HEADS):
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
        if title.former and not former and _holds_other(scene, member, head):
            continue
        return True
    if former:
        return _held_before(scene, member, description, head, wanted - FORMER_WORDS)
    return any(_office_fits(scene, office, description, head, wanted) for office in member.offices)


def _named_later(scene: Scene, description: Description, head: str) -> Member | None:
    """The one person of the text, perhaps named only below, whose written title holds all words of a description."""
    words = (*description.words, *description.tail)
    wanted = {word for word in words if word not in ("of", "the", "to", "for", "'", "s", "u", ".", "-")}
    wanted -= set(scene.country_words(description.country)) | _JUDGING
    if not wanted:
        return None
    fitting = [
        member
        for member in scene.cast.members.values()
        if any(
            title.head == head
            and wanted <= title.words
            and (title.country is None or description.country in (None, title.country))
            for title in member.titles
        )
    ]
    return fitting[0] if len(fitting) == 1 else None


def _ever_held(scene: Scene, description: Description, head: str) -> Member | None:
    """In a text of unknown date, the one person named (so far, or of a state at all) that ever held such an office."""
    if scene.cast.days or scene.cast.near:
        return None
    words = (*description.words, *description.tail)
    wanted = set(words) - set(scene.country_words(description.country)) - {"of", "the", "to", "for", "'", "s", "u", "."}
    before = [member for place, member in scene.remembered() if place < description.first]
    everybody = scene.cast.members.values() if description.country is not None else []
    for members in (before, everybody):
        found = {
            member.actor.id: member
            for member in members
            for tenure in scene.known.reference.tenures_of(member.actor.name)
            if _office_fits(scene, scene.known.reference.offices[tenure.office], description, head, wanted)
        }
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _held_before(scene: Scene, member: Member, description: Description, head: str, wanted: set[str]) -> bool:
    """ "the former secretary of state": somebody whose time in such an office was over."""
    if not scene.cast.days:
        return False
    for tenure in scene.known.reference.tenures_of(member.actor.name):
        office = scene.known.reference.offices[tenure.office]
        over = tenure.until is not None and tenure.until <= scene.cast.days[0][: len(tenure.until)]
        if over and _office_fits(scene, office, description, head, wanted):
            return True
    return False


def _holds_other(scene: Scene, member: Member, head: str) -> bool:
    return any(title.head != head for title in member.titles)


def _office_fits(scene: Scene, office: OfficeFacts, description: Description, head: str, wanted: set[str]) -> bool:
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


def _offices_meant(scene: Scene, description: Description, head: str) -> list[str]:
    """The offices that a description can mean: needs a country, or an office that only one country has."""
    country = description.country
    if head == "leader":
        other = set(description.words) - set(scene.country_words(country)) - {"current", "top", "'", "s", ".", "u"}
        return _leader_of(scene, country) if country and not other else []  # not of a party, not of the opposition
    skip = set(scene.country_words(country)) | {"the", "of", "'", "s", "u", "."}
    core = [word for word in description.words if word not in skip]
    tail = [word for word in description.tail if word not in skip - {"of", "the"}]
    phrases = {
        " ".join([*core, description.head]),
        " ".join([*core, description.head, *tail]),
        " ".join([*core, description.head, *(word for word in tail if word != "the")]),
    }
    options: set[str] = set()
    for phrase in sorted(phrases):
        for office in scene.known.offices_by_phrase.get(phrase, ()):
            whose = country
            vice = phrase == "vice president"
            if country is None and (phrase == description.head or vice):
                # "the president" alone: only the text can tell whose, but for a government's own page and for the
                # label of a turn, which only the White House writes so.
                label = is_label(scene.words, description.first, description.after)
                if page_of_government(scene):
                    whose = scene.home
                elif label or _at_white_house(scene, description) or _american(scene, description):
                    whose = "USA"
                elif not vice:
                    continue
            if whose is None or office.country == whose:
                options.add(office.key)
    return sorted(options)


def _at_white_house(scene: Scene, description: Description) -> bool:
    """Whether a text that names no president so far speaks of the government of the United States first."""
    if description.head not in ("president", "lady") or scene.home not in (None, "USA"):
        return False
    before = [code for place, code in scene.governments if place < description.first]
    leads = any(
        any("president" in office.post.split() for office in member.offices) or "president" in title_heads(member)
        for place, member in scene.remembered()
        if place < description.first
    )
    return before[:1] == ["USA"] and not leads


def _american(scene: Scene, description: Description) -> bool:
    """Whether "the President", so written, stands in a text that names no president and no other state."""
    words = scene.words
    written = words.is_capital(description.after - 1)
    if description.head not in ("president", "lady") or not written or words.headline_at(description.first):
        return False
    named = any("president" in title_heads(member) for member in scene.cast.members.values())
    states = {spot.key for spot in scene.spots if spot.kind in ("state", "people", "capital", "government")}
    return not named and states <= {"USA"} and scene.home in (None, "USA")


def _leader_of(scene: Scene, country: str) -> list[str]:
    for post in ("president", "head of government"):
        for office in scene.known.reference.offices.values():
            if office.country == country and office.post == post:
                return [office.key]
    return []


def read_counterpart(scene: Scene, description: Description) -> None:
    """ "his Chinese counterpart": the holder of the same kind of post on the other side."""
    if description.country is None or description.head == "counterparts":
        return
    scene.foreign[description.first] = description.country
    here = scene.words.sentence[description.first]
    owner: Member | None = None
    if description.owner >= 0:
        owner = scene.owner_member.get(description.owner)
    else:
        for place, member in reversed(scene.remembered()):
            if here - scene.words.sentence[place] > 1:
                break
            if place < description.first and member.actor.country != description.country:
                owner = member
                if scene.words.sentence[place] == here and scene.is_subject(place):
                    break
    # "his Chinese counterpart, Wang Yi" and "his Chinese counterpart Xi Jinping" are names, not riddles.
    comma = int(scene.words.forms[description.after] == ",")
    number = scene.by_begin.get(description.after + comma)
    if number is not None and number in scene.owner_member:
        scene.mention(description.first, description.after, scene.owner_member[number], "title", "apposition")
        return
    if owner is None:
        return
    for office in owner.offices:
        for post in _COUNTERPARTS.get(office.post, ()):
            for other in scene.known.reference.offices.values():
                if other.country == description.country and other.post == post:
                    name = scene.cast.holder(other.key)
                    held = scene.cast.person(name) if name is not None else scene.cast.named_holder(other.key)
                    if held is not None:
                        reason = "counterpart at date"
                        scene.mention(description.first, description.after, held, "title", reason)
                        return
    # The office at the date is not known: somebody of that country whom the text gives the same kind of title.
    heads = title_heads(owner)
    for place, member in reversed(scene.remembered()):
        if place < description.first and member.actor.country == description.country and heads & title_heads(member):
            scene.mention(description.first, description.after, member, "title", "counterpart of the same title")
            return
