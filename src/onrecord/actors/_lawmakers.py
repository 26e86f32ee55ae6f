"""Lawmakers called by where they come from or whose party they are of: "the Ohio Republican", "the Maine senator"."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.actors._cast import Member, title_heads
from onrecord.actors._lexicon import PREPOSITIONS
from onrecord.actors._scene import Found, Scene, speaks
from onrecord.actors._spots import Spot
from onrecord.actors._text import BREAK

_STATES = {
    "alabama": "Ala AL", "alaska": "Alaska AK", "arizona": "Ariz AZ", "arkansas": "Ark AR", "california": "Calif CA",
    "colorado": "Colo CO", "connecticut": "Conn CT", "delaware": "Del DE", "florida": "Fla FL", "georgia": "Ga GA",
    "hawaii": "Hawaii HI", "idaho": "Idaho ID", "illinois": "Ill IL", "indiana": "Ind IN", "iowa": "Iowa IA",
    "kansas": "Kan KS", "kentucky": "Ky KY", "louisiana": "La LA", "maine": "Maine ME", "maryland": "Md MD",
    "massachusetts": "Mass MA", "michigan": "Mich MI", "minnesota": "Minn MN", "mississippi": "Miss MS",
    "missouri": "Mo MO", "montana": "Mont MT", "nebraska": "Neb NE", "nevada": "Nev NV", "new hampshire": "N.H NH",
    "new jersey": "N.J NJ", "new mexico": "N.M NM", "new york": "N.Y NY", "north carolina": "N.C NC",
    "north dakota": "N.D ND", "ohio": "Ohio OH", "oklahoma": "Okla OK", "oregon": "Ore OR", "pennsylvania": "Pa PA",
    "rhode island": "R.I RI", "south carolina": "S.C SC", "south dakota": "S.D SD", "tennessee": "Tenn TN",
    "texas": "Texas TX", "utah": "Utah UT", "vermont": "Vt VT", "virginia": "Va VA", "washington": "Wash WA",
    "west virginia": "W.Va WV", "wisconsin": "Wis WI", "wyoming": "Wyo WY",
}  # fmt: skip
"""States of the United States with how newsrooms and the mail shorten them."""
_PARTIES = {"republican": "R", "democrat": "D", "democratic": "D", "independent": "I", "gop": "R"}
_LAWMAKERS = frozenset(
    "senator congressman congresswoman representative governor lawmaker legislator mayor speaker whip".split()
)
_HEADS = _LAWMAKERS | frozenset({"republican", "democrat", "independent"})
_BESIDE = 45  # code points around a full name in which the text says where somebody comes from
_BRACKET = re.compile(r"\b([RDI])-([A-Z][A-Za-z.]{0,6})")
_SENTENCES = 2  # how many sentences back somebody may stand of whom the text does not tell his state
_LONGEST = 5  # words of such a description


_SHORTEST_FAMILY = 5  # letters of a family name that tells by itself who is meant


def in_office_by_family(scene: Scene, spot: Spot) -> Member | None:
    """Find somebody in office whom a text calls by the family name alone, as if all its readers knew him.

    Args:
        scene: the reader's mind, with everybody named in full.
        spot: a single capitalised word that nobody of the text is called by.

    Returns:
        The one person of the reference with that family name who sits in parliament or holds an office at the time, if
        a fitting "he" or "she" follows in a sentence of the name; else None.
    """
    names = scene.known.people_by_family.get(spot.key, [])
    if len(names) != 1 or len(spot.key) < _SHORTEST_FAMILY or scene.words.headline_at(spot.first):
        return None
    facts = scene.known.reference.people[names[0]]
    if facts.sector != "LEG" and not scene.cast.offices_of(names[0]):
        return None
    pronoun = "she" if facts.pronoun == "she" else "he"
    words = scene.words
    named: set[int] = set()
    for place, form in enumerate(words.forms):
        if form == spot.key and words.is_capital(place):
            named.add(words.sentence[place])
        elif form == pronoun and words.sentence[place] in named and not words.quote[place]:
            return scene.cast.person(names[0])
    return None


_IN_CONGRESS = frozenset({"senator", "representative", "congressman", "congresswoman"})
_SHORT = frozenset({"sen", "rep", "sens", "reps"})
"""How American newsrooms shorten the titles of members of Congress."""


def is_in_congress(scene: Scene, member: Member) -> bool:
    """Tell whether somebody whom no table knows sits in the American Congress.

    Args:
        scene: the reader's mind at the end of the document.
        member: somebody of the text.

    Returns:
        Whether the text calls him a senator or representative, of no other country, and tells his state of the union
        ("Sen. Ann Lee, D-Ohio") or is an American newsroom's that shortens his title.
    """
    titles = [title for title in member.titles if title.head in _IN_CONGRESS and "trade" not in title.words]
    if not titles or any(title.country not in (None, "USA") for title in titles):
        return False
    if scene.home == "USA" and any(not _SHORT.isdisjoint(title.words) for title in titles):
        states = Counter(spot.key for spot in scene.spots if spot.kind in ("state", "people", "capital", "government"))
        if not states or states["USA"] == max(states.values()):
            return True  # but a senator in a report on the Philippines may be theirs
    return any(state and party for state, party in _evidence(scene, member))


def lawmakers_again(scene: Scene, found: list[Found]) -> list[Found]:
    """Find the lawmakers whom the text calls by their state or party.

    Args:
        scene: the reader's mind at the end of the document.
        found: the mentions found so far; what they cover is left alone, but for what is only called by its words.

    Returns:
        New mentions; a description that fits nobody spoken of before, or several alike, gives none.
    """
    forms = scene.words.forms
    taken = {place for one in found for place in range(one.first, one.after)}
    evidence: dict[str, list[tuple[str, str]]] = {}
    result = []
    for place, form in enumerate(forms):
        if form not in _HEADS or place in taken:
            continue
        first = place
        while first > 0 and place - first < _LONGEST and forms[first] != "the":
            first -= 1
        if forms[first] != "the" or _is_title(scene, place):
            continue
        between = forms[first + 1 : place]
        party = next((_PARTIES[word] for word in (*between, form) if word in _PARTIES), "")
        rest = " ".join(word for word in between if word not in _PARTIES)
        if rest and rest not in _STATES:
            continue
        if not rest and not party:
            continue
        member = _meant(scene, first, rest, party, form, evidence)
        if member is not None:
            result.append(Found(first, place + 1, member.actor.id, "title", "lawmaker of a state or party"))
    return result


def _is_title(scene: Scene, place: int) -> bool:
    """Whether a noun stands before a name or another noun that it describes: "the Republican senator"."""
    following = scene.words.forms[place + 1] if place + 1 < len(scene.words) else BREAK
    plain = not following[0].isalpha() or speaks(following) or following in PREPOSITIONS
    return following == "-" or not (plain or following in ("and", "who", "whose", "also", "but"))


def _meant(
    scene: Scene, first: int, state: str, party: str, head: str, evidence: dict[str, list[tuple[str, str]]]
) -> Member | None:
    """The person last spoken of who comes from a state and is of a party, as far as the text tells."""
    seen: set[str] = set()
    open_to_all: list[Member] = []
    for place, member in reversed([one for one in scene.remembered() if one[0] < first]):
        if member.actor.id in seen:
            continue
        seen.add(member.actor.id)
        told = evidence.setdefault(member.actor.id, _evidence(scene, member))
        states, parties = {one for one, _ in told if one}, {one for _, one in told if one}
        if head in _LAWMAKERS - {"lawmaker"} and title_heads(member) and head not in title_heads(member):
            continue
        distance = scene.words.sentence[first] - scene.words.sentence[place]
        fits = (not state or state in states) and (not party or party in parties)
        if fits and (state or distance <= _SENTENCES):
            return member
        contradicted = (state and states) or (party and parties - {party})
        other = member.offices or title_heads(member) - _LAWMAKERS or member.actor.country not in (None, "USA")
        if state and not contradicted and not other and distance <= _SENTENCES:
            open_to_all.append(member)
    return open_to_all[0] if len(open_to_all) == 1 else None


def _evidence(scene: Scene, member: Member) -> list[tuple[str, str]]:
    """State and party that the text tells of somebody beside a mention of his: "Lee, R-Utah", "Ohio Sen. Brown"."""
    words = scene.words
    told: list[tuple[str, str]] = []
    for item in scene.found:
        if item.actor != member.actor.id or item.form != "name":
            continue
        start, end = words.starts[item.first], words.ends[item.after - 1]
        behind = words.text[end : end + _BESIDE].partition("\n")[0]
        bracket = _BRACKET.search(behind[:14])
        if bracket is not None:
            short = bracket[2].rstrip(".")
            state = next((name for name, forms in _STATES.items() if short in forms.split()), "")
            told.append((state or next((n for n in _STATES if n == bracket[2].lower()), ""), bracket[1]))
        close = re.split(r"[.;:!?\"\u201c\u201d]|\bsaid\b|\bsays\b", behind.replace("Sen.", "Sen"))[0].lower()
        before = words.text[max(0, start - 24) : end].rpartition("\n")[2].lower()
        for text in (close if close.startswith((",", " of ", " (")) else "", before):
            state = max((n for n in _STATES if re.search(rf"\b{n}\b", text)), key=len, default="")
            party = next((code for word, code in _PARTIES.items() if re.search(rf"\b{word}\b", text)), "")
            if state or party:
                told.append((state, party))
    return told
