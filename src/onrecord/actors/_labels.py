"""What stands around a text rather than in it: the page's own title, and the labels of a transcript's turns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.actors._cast import Member
from onrecord.actors._names import family_name, find_spots
from onrecord.actors._scene import Found, Scene
from onrecord.actors._spots import Spot, Title
from onrecord.actors._text import BREAK, Words
from onrecord.language import Analysis
from onrecord.records import Document, RoleSpan
from onrecord.reference import plain_text

QUESTIONERS = frozenset(
    "question q questioner reporter reporters journalist press media interviewer correspondent".split()
)
"""Labels of turns in which the press asks, and their ends."""
_ONE_WHO_ASKS = frozenset({"reporter", "journalist", "interviewer", "correspondent"})
"""Ends of labels of one who asks: "CNBC Reporter:", "Interviewer:"."""
_WIDEST_GAP = 8  # spaces between "Q" and what is asked
_LONGEST_LABEL = 6  # words of the label of a newsroom or of who asks for it
_OWN_TITLES = frozenset({"deputy", "assistant", "under", "undersecretary", "spokesperson", "senior"})
"""Titles of a government's own people, on its own page."""
_LONGEST_TITLE = 400  # code points
_UNREAD = Analysis((), (), (), (), (), "")


def know_title(scene: Scene, document: Document) -> None:
    """Enter the persons whom only the page's title names in full: "Remarks with Prime Minister Edi Rama".

    They give no mention there, for the title is no part of the text.
    """
    title = (document.title or "")[:_LONGEST_TITLE]
    if not title.strip() or title in document.text:
        return
    page = replace(document, text=title, roles=(RoleSpan(0, len(title), "body"),))
    words = Words(page, _UNREAD, ())
    for spot in find_spots(words, scene.known, _UNREAD):
        if spot.kind != "person":
            continue
        if spot.key:
            member = scene.cast.person(spot.key)
        else:
            family = family_name(spot)
            given = spot.words[-1] if spot.words[0] == family else spot.words[0]
            written = " ".join(title[words.starts[spot.first] : words.ends[spot.after - 1]].split())
            member = scene.cast.person_named(written, family, given, spot.honorific)
        if spot.title is not None and spot.title.head:
            told = spot.title
            # the words of the title are not words of the text: what they tell is kept, their place is not
            member.titles.append(Title(0, 0, told.head, told.words, told.country, told.former, told.organization))
        scene.recent.append((0, member))


def is_label(words: Words, first: int, after: int) -> bool:
    """Whether words open a line and a colon follows, in capitals: the label of a turn."""
    if after >= len(words) or words.forms[after] != ":" or (first and words.forms[first - 1] != BREAK):
        return False
    letters = [words.written[place] for place in range(first, after) if words.forms[place][0].isalpha()]
    return bool(letters) and all(word.isupper() for word in letters)


def page_of_government(scene: Scene) -> bool:
    """Whether the document is a government's own page."""
    return scene.outlet is not None and scene.outlet.kind == "government" and scene.home is not None


def labelled(scene: Scene, spot: Spot) -> Member | None:
    """Whom a label with a family name alone means ("MR PRICE"): who of that name holds an office of the page's side."""
    if not is_label(scene.words, spot.begin, spot.after):
        return None
    title = spot.title
    if title is not None and title.head in ("minister", "president", "chancellor", "king", "ambassador"):
        return None
    home = scene.home if page_of_government(scene) else None
    names = [
        name
        for name, facts in scene.known.reference.people.items()
        if facts.family.lower() == spot.key and home in (None, facts.country) and scene.cast.offices_of(name)
        and (not spot.honorific or facts.pronoun in ("", spot.honorific))
    ]  # fmt: skip
    return scene.cast.person(names[0]) if len(names) == 1 and scene.cast.days else None


def own_side(scene: Scene, spot: Spot) -> str | None:
    """The side of a label's person whom nobody knows: on a government's own page its own people have no country."""
    if not page_of_government(scene) or not is_label(scene.words, spot.begin, spot.after):
        return None
    own = bool(spot.honorific) or (spot.title is not None and bool(_OWN_TITLES & spot.title.words))
    own = own or (spot.title is not None and spot.title.words <= {"secretary"})
    return scene.home if own else None


def read_questioners(scene: Scene) -> None:
    """Enter who asks in a transcript: "QUESTION:" is the press, not somebody."""
    words = scene.words
    for place, form in enumerate(words.forms):
        if form not in QUESTIONERS and form != "speaker":
            continue
        gap = words.starts[place + 1] - words.ends[place] if place + 1 < len(words) else 0
        bare = form == "q" and words.is_capital(place) and 1 <= gap <= _WIDEST_GAP
        numbered = words.forms[place + 1 : place + 2] != [":"] and words.forms[place + 2 : place + 3] == [":"]
        numbered = numbered and words.forms[place + 1].isdigit()  # "Reporter 2:"
        colon = numbered or (form != "speaker" and words.forms[place + 1 : place + 2] == [":"])
        if not (colon or bare):
            continue
        if bare and (not words.is_capital(place + 1) or not words.forms[place + 1][0].isalpha()):
            continue
        first = place - 1 if place and words.forms[place - 1] == "the" else place  # "The Press:"
        one = form in _ONE_WHO_ASKS and not bare
        while one and first and words.is_capital(first - 1) and place - first < _LONGEST_LABEL:
            first -= 1  # "Phoenix TV reporter:"
        if (first and words.forms[first - 1] != BREAK) or not words.is_capital(first):
            continue
        alone = first == place and form != "interviewer"
        after = place + 2 if numbered else place + 1
        actor = scene.cast.unnamed(first, after, None, "MED", group=alone or not one)
        if form == "q":
            scene.cast.actors[actor.id] = replace(actor, aliases=("Question",))
        scene.add(first, after, actor.id, "title", "who asks in a transcript")


_SIGNED = re.compile(
    r"(?:\u2014|\u2013|--| -) ?(?P<name>[^\W\d_][^()\n\u2014\u2013@]{1,50}?) \(@(?P<handle>\w{1,30})\)"
)
"""Who wrote a post that is set into a page: a dash, the name, the handle in brackets."""
_WRITTEN_AS_ONE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PERSON_WORDS = (2, 4)
"""How many words the name of a person has, at least and at most."""


def post_authors(scene: Scene, found: Sequence[Found], analysis: Analysis) -> list[Found]:
    """Find who wrote the posts set into a page where no mention tells it: a person, or a body of that name.

    Args:
        scene: the reader's mind at the end of the document.
        found: the mentions found so far; a name that one of them covers is left alone.
        analysis: tells which names are persons'.

    Returns:
        New mentions.
    """
    words = scene.words
    taken = {place for one in found for place in range(one.first, one.after)}
    persons = {name.start for name in analysis.names if name.label == "person"}
    result = []
    for signed in _SIGNED.finditer(words.text):
        first = bisect_left(words.starts, signed.start("name"))
        after = bisect_left(words.starts, signed.end("name"))
        if first >= after or any(place in taken for place in range(first, after)):
            continue
        name = _WRITTEN_AS_ONE.sub(" ", " ".join(signed["name"].split()))
        units = [unit.rstrip(".,") for unit in plain_text(name).lower().split()]
        fits = _PERSON_WORDS[0] <= len(units) <= _PERSON_WORDS[1] and name.replace(" ", "").isalpha()
        if fits and (words.starts[first] in persons or units[0] in scene.known.given_names):
            spot = Spot(first, after, "person", words=units, begin=first)
            actor = scene.cast.person_of_text(spot, first).actor.id
        else:
            actor = scene.cast.organization(name).id
        result.append(Found(first, after, actor, "name", "signature of a post"))
    return result


_SPOKESPERSON = re.compile(r"(?i)\bspokes(?:person|man|woman)(?:['\u2019]s)? [A-Z]")
"""Somebody named who answers for a government."""


def read_answerers(scene: Scene) -> None:
    """Enter who answers on a government's own page: under "A:", where no spokesperson is named, its body speaks."""
    outlet, words = scene.outlet, scene.words
    if outlet is None or not page_of_government(scene) or _SPOKESPERSON.search(words.text):
        return
    for place, form in enumerate(words.forms):
        if form != "a" or words.forms[place + 1 : place + 2] != [":"] or not words.is_capital(place):
            continue
        if not place or words.forms[place - 1] == BREAK:
            known = outlet.name in scene.known.reference.organizations
            body = scene.cast.organization(outlet.name) if known else scene.cast.body(outlet.name, scene.home, None)
            scene.add(place, place + 1, body.id, "title", "who answers on its own page")


def sole_answerer(scene: Scene, found: Sequence[Found]) -> str | None:
    """Who alone answers under his own name on a government's own page: its spokesperson, of its side.

    Returns:
        The id of the person; None where several take turns, or nobody does.
    """
    if not page_of_government(scene):
        return None
    forms = scene.words.forms
    answer = {
        item.actor
        for item in found
        if forms[item.after : item.after + 1] == [":"]
        and (not item.first or forms[item.first - 1] == BREAK)
        and scene.cast.actors[item.actor].kind == "person"
    }
    return min(answer) if len(answer) == 1 else None


_NEWSROOM_WORDS = frozenset(
    "tv television radio agency service daily times post journal broadcasting network media news".split()
)


def read_newsrooms(scene: Scene) -> None:
    """Enter the newsrooms that ask in a briefing, known or not: "Shenzhen TV:" is no words about Shenzhen."""
    words = scene.words
    for place, form in enumerate(words.forms):
        if form != ":" or place == 0 or words.forms[place - 1] not in _NEWSROOM_WORDS:
            continue
        first = place
        while first > 0 and words.forms[first - 1] != BREAK and place - first <= _LONGEST_LABEL:
            first -= 1
        named = [at for at in range(first, place) if words.forms[at][0].isalpha()]
        opens = first == 0 or words.forms[first - 1] == BREAK
        if not opens or len(named) < 2 or not all(words.is_capital(at) for at in named):
            continue
        number = scene.by_begin.get(first)
        if number is not None and scene.spots[number].kind == "organization" and scene.spots[number].after >= place:
            continue
        written = words.text[words.starts[first] : words.ends[place - 1]]
        scene.add(first, place, scene.cast.organization(" ".join(written.split())).id, "name", "label of a transcript")
