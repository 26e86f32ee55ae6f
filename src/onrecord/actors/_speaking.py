"""Speakers that no table and no title names: bodies in capitals ("the Congressional Budget Office said"), groups and
unnamed persons by their common noun ("farm groups warned", "a Chinese cybersecurity agency disclosed")."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.actors._lexicon import AUXILIARIES, HEADS, NOT_NAMES, ORGANIZATION_WORDS, PREPOSITIONS
from onrecord.actors._same_bodies import body_of_text
from onrecord.actors._scene import Found, Scene
from onrecord.actors._text import BREAK, Words

# Verbs that hardly anything but a speaker can be the subject of.
_SAYING = frozenset(
    """said says told tells added adds warned warns argued argues insisted announced claimed claims explained declared
    wrote writes tweeted stressed emphasized acknowledged admitted denied replied urged vowed pledged accused
    criticized demanded cautioned disclosed reported noted estimates estimated predicted concluded complained called
    praised condemned questioned confirmed suggested asked slammed blamed touted voiced expressed urge say warn argue
    believe allege alleged estimate expect insist contend claim fear repeated continued""".split()
)
TEXTS = frozenset(
    """report reports statement statements document documents poll polls survey surveys study studies article articles
    letter letters data figures numbers results findings transcript transcripts memo filing filings indictment court
    records book paper papers news story stories message messages note notes page site website tweet tweets post posts
    video rules law laws bill order talks meeting meetings sanctions tariffs moves measures steps actions efforts words
    comments remarks things many others some most few all both those these one ones two several years months weeks days
    times percent cases deal agreement plan plans budget economy decision move comment remark version reports account
    account timeline source sources readout read-out summary description release releases communique communiqué dispatch
    commentary editorial op-ed column essay press order resolution treaty text email emails readouts adviser
    spokesperson percent
    agreement lawsuit complaint suit affidavit warrant testimony tape audio footage ad ads banner sign""".split()
)
"""Nouns of texts and things: whoever made them speaks in them."""
_JOINS = frozenset({"of", "for", "and", "&", "the", "on"})
_MODIFIERS = frozenset("'s s -".split())
_STOPS = PREPOSITIONS | frozenset(
    """that which who whom whose when while as if because although though but or nor so yet not n't where what how why
    whether it he she they we i you there than then""".split()
)
_QUANTIFIERS = frozenset("many most some several other few dozens hundreds thousands".split())
_LONGEST = 7  # words of such a phrase
_ALSO_CONJUNCTIONS = frozenset({"after", "before", "as"})
"""Prepositions that open a clause as well: "after temple authorities announced a ban"."""


def speaking_bodies(scene: Scene, found: list[Found], persons: frozenset[int] | set[int] = frozenset()) -> list[Found]:
    """Find who is said to speak where nothing else is known of him.

    Args:
        scene: the reader's mind at the end of the document.
        found: the mentions found so far; what they cover is left alone.
        persons: where the analysis knows the name of a person to begin (code points); a single word there is no body.

    Returns:
        New mentions, in text order: organizations by their name, groups and unnamed persons by their words.
    """
    words = scene.words
    taken: set[int] = set()
    unknown: set[int] = set()  # parts of names of bodies that no table knows: a longer name may hold them
    for item in found:
        taken.update(range(item.first, item.after))
        actor = scene.cast.actors[item.actor]
        if actor.kind == "organization" and actor.name not in scene.known.reference.organizations and not actor.country:
            unknown.update(range(item.first, item.after))
    result: list[Found] = []
    for first, after in _phrases(words):
        if words.quote[first] or words.headline_at(first):
            continue
        headed = _headed(words, first, after)
        if headed is not None and _is_title(scene, found, first, after):
            continue
        if after - 1 in taken and after - 1 not in unknown and headed is None:
            continue
        named = _named(words, first, after)
        if headed is not None:
            named = None
        if named is not None and named[1] - named[0] == 1 and words.starts[named[0]] in persons:
            continue
        if named is not None:
            named = _with_state(scene, found, named)
        within = _prefix_country(scene, found, named) if named is not None else None
        if named is not None and within is not None:
            name = " ".join(words.text[words.starts[named[0]] : words.ends[named[1] - 1]].split())
            body = scene.cast.body(name, within or None, None).id
            result.append(Found(named[0], named[1], body, "name", "name of a speaker"))
        elif named is not None and all(place not in taken or place in unknown for place in range(*named)):
            name = " ".join(words.text[words.starts[named[0]] : words.ends[named[1] - 1]].split())
            owner = possessor(scene, named[0])
            body = _named_before(scene, named) or body_of_text(scene, name, owner).id
            result.append(Found(named[0], named[1], body, "name", "name of a speaker"))
        elif named is None:
            common = _common(words, first, after, taken)
            if common is not None:
                begin, plural = common
                whose = _possessor_first(scene, found, begin)
                if whose is not None and whose and words.forms[whose - 1] in PREPOSITIONS:
                    continue  # "an investigation into China's trade practices"
                country = _country(scene, begin, after)
                somebody = scene.cast.unnamed(begin if whose is None else whose, after, country, None, group=plural).id
                if whose is not None and words.forms[begin] in _MODIFIERS:
                    begin += 1
                if begin >= after:
                    continue
                result.append(Found(begin, after, somebody, "title", "words of a speaker"))
    return result


def _is_title(scene: Scene, found: list[Found], first: int, after: int) -> bool:
    """Whether a body's name stands as a title before a person's: "Citizens for Tax Reform President Ann Lee"."""
    words = scene.words
    persons = [one for one in found if scene.cast.actors[one.actor].kind == "person"]
    behind = [one for one in persons if after in (one.first, one.after)]
    place = behind[0].first if behind else first
    joined = [at for at in range(first, place) if words.forms[at] in _JOINS]
    if behind and place <= first:
        return True  # the title takes it in already
    capitals = all(words.is_capital(at) or words.forms[at] in _JOINS for at in range(first, place))
    return bool(joined) and joined[-1] + 1 < place and capitals


def _possessor_first(scene: Scene, found: list[Found], begin: int) -> int | None:
    """Where the mention begins whose possessive stands before a phrase: "Trump's critics"; None for none."""
    apostrophe = begin - 1 if scene.words.forms[begin] == "s" else begin - 2
    if begin < 1 or scene.words.forms[apostrophe : apostrophe + 1] != ["'"]:
        return None
    return next((one.first for one in found if one.after == apostrophe), None)


def possessor(scene: Scene, place: int) -> str | None:
    """The state in the possessive before a name: "China's National Health Commission"."""
    forms = scene.words.forms
    if forms[place - 1 : place] == ["s"] and forms[place - 2 : place - 1] == ["'"]:
        place -= 2
    elif forms[place - 1 : place] == ["'"]:
        place -= 1
    else:
        return None
    for spot in scene.spots:
        if spot.after == place and spot.kind in ("state", "people"):
            return spot.key if spot.key in scene.known.reference.countries else None
    return None


def _with_state(scene: Scene, found: list[Found], named: tuple[int, int]) -> tuple[int, int]:
    """Take in "U.S." right before a body's name, whose stops are no capitals."""
    if scene.words.forms[named[0] - 1 : named[0]] != ["."] or named[1] - named[0] < 2:
        return named
    for one in found:
        if one.after == named[0] and scene.cast.actors[one.actor].kind == "state":
            first = one.first + (scene.words.forms[one.first] == "the")
            return first, named[1]
    return named


def _prefix_country(scene: Scene, found: list[Found], named: tuple[int, int]) -> str | None:
    """The country of the state or body that a body's name begins with; "" where it has none, None for no such name."""
    words = scene.words
    if words.forms[named[1] - 1] not in ORGANIZATION_WORDS:
        return None
    if not all(words.is_capital(place) or words.forms[place] == "." for place in range(*named)):
        return None
    inside = [one for one in found if one.first < named[1] and named[0] < one.after]
    if len(inside) != 1 or not named[0] - 1 <= inside[0].first <= named[0] or inside[0].after >= named[1] - 1:
        return None
    actor = scene.cast.actors[inside[0].actor]
    if actor.kind not in ("state", "organization"):
        return None
    return actor.country if actor.country in scene.known.reference.countries and actor.country else ""


def _named_before(scene: Scene, named: tuple[int, int]) -> str | None:
    """The body last spoken of whose name ends with a single word ("the Journal" for The Wall Street Journal)."""
    if named[1] - named[0] != 1:
        return None
    word = scene.words.forms[named[0]]
    for place, actor in reversed(scene.bodies):
        body = scene.cast.actors[actor]
        if place < named[0] and body.kind == "organization" and body.name.lower().split()[-1] == word:
            return actor
    return None


def _phrases(words: Words) -> Iterator[tuple[int, int]]:
    """The words right before a verb of saying, and right after "according to"."""
    forms, written = words.forms, words.written
    for place, form in enumerate(forms):
        if form in _SAYING and written[place].islower():
            end = place
            while end > 0 and (
                forms[end - 1] in AUXILIARIES or (forms[end - 1].endswith("ly") and len(forms[end - 1]) > 4)
            ):
                end -= 1
            first = end
            while first > 0 and end - first < _LONGEST and _belongs(words, first - 1):
                first -= 1
            if first < end:
                yield first, end
        elif form == "to" and place and forms[place - 1] == "according":
            end = place + 1
            while (
                end < len(forms)
                and end - place <= _LONGEST
                and _belongs(words, end)
                and not (
                    forms[end] in _JOINS
                    and end + 1 < len(forms)
                    and not words.is_capital(end + 1)
                    and forms[end] != "the"
                )
            ):
                end += 1
            if end > place + 1:
                yield place + 1, end


def _belongs(words: Words, place: int) -> bool:
    form = words.forms[place]
    if form == BREAK or form in AUXILIARIES:
        return False
    if form in _JOINS or form in _MODIFIERS:
        return True
    return form[0].isalnum() and form not in _STOPS


def _named(words: Words, first: int, after: int) -> tuple[int, int] | None:
    """The capitalised words at the end of a phrase, where they look like a body's name."""
    begin = after
    while begin > first and (
        words.is_capital(begin - 1)
        or (begin < after and (words.forms[begin - 1] in _JOINS or _is_hyphen(words, begin - 1)))
    ):
        begin -= 1
    while begin < after and not words.is_capital(begin):
        begin += 1
    if begin < after and words.forms[begin] in NOT_NAMES:
        begin += 1
    if begin >= after or not words.is_capital(after - 1):
        return None
    last = words.forms[after - 1]
    if last in COMPANY_FORMS and after - begin == 1:
        return None  # "Apple Inc": the name stands before it
    if last in NOT_NAMES or last in HEADS or words.forms[after - 2 : after] == ["white", "house"]:
        return None
    letters = [words.forms[place] for place in range(begin, after) if words.is_capital(place)]
    if after - begin == 1 and begin == first and _is_name_again(words, begin):
        return begin, after
    short = words.written[after - 1].isupper() and len(words.written[after - 1]) > 1
    if not words.sentence_initial(begin) and begin == first and not short:
        short = words.forms[begin - 2 : begin] == ["according", "to"] or words.forms[begin - 1] == ","
    by_article = begin > 0 and words.forms[begin - 1] == "the" and len(letters) > 1
    if short or by_article or any(word in ORGANIZATION_WORDS for word in letters):
        return begin, after
    return None


def _is_hyphen(words: Words, place: int) -> bool:
    """Whether a hyphen joins two words in capitals: "Self-Defence Force"."""
    return words.forms[place] == "-" and place > 0 and words.glued(place) and words.is_capital(place - 1)


COMPANY_FORMS = frozenset("inc corp ltd llc plc co company junior jr senior sr".split())
"""Words behind a name that are no name of their own."""


def _is_name_again(words: Words, place: int) -> bool:
    """Whether a capitalised word stands so within a sentence too, and is no common word: a name."""
    word, form = words.written[place], words.forms[place]
    if form in NOT_NAMES or form in HEADS or form in TEXTS or form.endswith("s") or len(form) < 3:
        return False
    if not words.sentence_initial(place):
        return words.forms[place - 1] in (",", "but", "while", "that", "as", "and")
    return any(
        other == word and not words.sentence_initial(at) and not words.headline_at(at)
        for at, other in enumerate(words.written)
        if at != place
    )


_ALWAYS_GROUPS = frozenset({"authorities", "police", "prosecutors", "organizers", "organisers"})
"""Groups that the article does not point back to."""
_PLURALS = frozenset({"police", "people", "staff"})


def is_plural(form: str) -> bool:
    """Tell by its form whether a noun is plural."""
    return form in _PLURALS or (form.endswith("s") and not form.endswith(("ss", "us", "is")))


def _common(words: Words, first: int, after: int, taken: set[int]) -> tuple[int, bool] | None:
    """Where a phrase with a common noun begins that can speak, and whether it is plural."""
    forms = words.forms
    headed = _headed(words, first, after)
    if headed is not None:
        return headed, True
    last = forms[after - 1]
    if last in TEXTS or not last.isalpha() or not words.written[after - 1].islower() or last.endswith("ing"):
        return None
    begin = after - 1
    while begin > first and forms[begin - 1] not in _JOINS and forms[begin - 1][0].isalnum():
        begin -= 1
    # what stands before the phrase must end something: a line, a comma, "that", a preposition's object is none
    before = forms[begin - 1] if begin else BREAK
    if forms[begin - 2 : begin] == ["according", "to"]:
        before = BREAK
    if (before in PREPOSITIONS and before not in _ALSO_CONJUNCTIONS) or before == "and":
        return None
    if before[0].isalnum() and before not in _STOPS:
        return None
    plural = is_plural(last)
    opener = forms[begin]
    if not plural and opener not in ("a", "an", "one", "another"):
        return None
    known = last in _ALWAYS_GROUPS and opener == "the"
    if plural and not known and opener in ("the", "these", "those", "his", "her", "its", "their", "our"):
        return None
    if not plural and (after - begin < 2):
        return None
    if any(form.endswith("ed") or form in _SAYING or form in TEXTS for form in forms[begin : after - 1]):
        return None
    return begin, plural


def _headed(words: Words, first: int, after: int) -> int | None:
    """Where a phrase begins whose plural head a preposition follows ("Democrats on the Hill", "lawyers for Ford")."""
    forms = words.forms
    if not words.sentence_initial(first) and forms[first - 1] not in (",", "but", "that", "while", "and"):
        return None
    head = first
    while head < after - 2 and forms[head] in _QUANTIFIERS:
        head += 1
    while head < after - 2 and forms[head + 1] not in _JOINS and forms[head].isalpha():
        head += 1
    plural = is_plural(forms[head])
    if head >= after - 2 or forms[head + 1] not in ("of", "for", "on") or not plural or forms[head] in TEXTS:
        return None
    if forms[first] in ("the", "these", "those", "his", "her", "its", "their", "our") or forms[head] in _QUANTIFIERS:
        return None
    return first


def _country(scene: Scene, first: int, after: int) -> str | None:
    for place in range(first, after):
        if scene.words.forms[place] == "european":
            return "EUR"  # as the European Union's bodies have it
        code = scene.known.adjectives.get(scene.words.forms[place])
        if scene.words.forms[max(0, place - 2) : place] in (["pro", "-"], ["anti", "-"]):
            continue  # "pro-Russian" is not of Russia
        if code is not None and code in scene.known.reference.countries:
            return code
    return None
