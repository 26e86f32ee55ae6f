"""Wordings that only the caption of a picture or a video has, beside those that name its owner (``_owners.py``).

A caption is told by its label ("Archive picture: …"), by its owner before or behind it, by who stands where, and by how
agencies write: in the present tense, with the full date behind.
"""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.cleaning._lines import WORD, Unit

SCENE_VERBS = frozenset(
    """
    addresses appears applauds arrives attends awaits boards bows campaigns carries carry casts celebrate celebrates
    checks cheer cheers clean cleans climbs collect cries crosses dances delivers demonstrate departs descends
    displays drives eats embrace embraces enters examines exits fill fires flies flank flanked gather gathers gesture
    gestures gives greet greets guard hands hangs holds hold hug hugs inspects joins jumps kisses kneels lays lead
    leads leans leaves lies lie lift lights line lines listen listens load look looks marches march makes meet meets
    monitor mourn moves operates overlooks overlooking participate passes patrol patrols pays perform performs play
    plays poses pose pray prays prepare prepares presents protest pulls raises reacts reads rest rests ride rides
    rises run runs sail sails salutes scores search sells serves shake shakes shop shops shows shouts show signs
    sing sings sit sits sleeps smiles smile speak speaks spray spreads stands stand stare stares stops surrounded
    swims take takes talk talks testifies throws touches train trains tries unveils visits visit votes vote wait
    waits walk walks watch watches wave waves wear wearing wears welcomes works work
    """.split()
)
"""Verbs of what can be seen in a picture, as captions have them: in the present."""
_I = re.IGNORECASE
_MONTH = (
    r"(?:Jan(?:\.|uary)?|Feb(?:\.|ruary)?|Mar(?:\.|ch)?|Apr(?:\.|il)?|May|June?|July?|Aug(?:\.|ust)?"
    r"|Sept?(?:\.|ember)?|Oct(?:\.|ober)?|Nov(?:\.|ember)?|Dec(?:\.|ember)?)"
)
_WEEKDAY_AND_DATE = re.compile(rf"\b[A-Z][a-z]{{2,5}}day, {_MONTH} \d{{1,2}}, (?:19|20)\d\d\b")
_DATE_BEHIND = re.compile(rf"\b{_MONTH} \d{{1,2}}, (?:19|20)\d\d\.?$")
_POST = re.compile(r"@\w|#\w|https?://|pic\.twitter")
"""Posts that are quoted end with their date too."""
SPEECH = re.compile('["“”«»„]|\\b(?:said|says|told|added|[Aa]ccording)\\b')
_FIRST_WORDS = 12
_NOT_YET = frozenset("will would shall should could must may might can cannot not if when before until".split())
_ALSO_NOUNS = frozenset("talks visits works shows marches votes lines rides looks rests lights displays runs".split())
"""Of the verbs those that a heading has as nouns: "Remarks following the talks, Riyadh, February 18, 2025"."""
_NO_VERB_BEHIND = frozenset("to the a an of in on at for by with this that its their his her".split())
_AGENCY = r"(?:AP|AFP|Reuters|REUTERS|Getty(?: Images)?|EFE|Xinhua|TASS|UPI|Bloomberg|Shutterstock|dpa|DPA|IMAGO|Imago)"
"""Without those whose letters are also an authority's, which stand in brackets behind its name."""
_OWNER_FIRST = re.compile(
    rf"^(?:[A-Z][\w.’'-]{{0,20}} ){{0,3}}[A-Z][\w.’'-]{{0,20}} ?/ ?{_AGENCY} (?!Photo|Images|Pool|File)[A-Z]"
)
"""Some pages glue owner and caption together, the owner first: "Ann Smith/Reuters A crowd gathers …"."""
_OWNER_BEHIND = re.compile(
    r"(?:"
    r"(?:[\w’”\"] ?[.!?…]?|[.!?…]) {0,2}"
    rf"\((?:[A-Z][\w.’' -]{{1,40}} ?/ ?{_AGENCY}|(?:[A-Z][\w.’' -]{{1,30}}, )?{_AGENCY}(?:, file)?"
    r"|(?:dok|foto|photo|bild)\. ?[A-Z][\w.’' /-]{1,40})\)\.?(?: More)?"
    r"|[.!?…] {0,2}\([A-Z][\w.’' -]{1,40} ?/ ?[A-Z][\w.’'/& -]{1,40}\)\.?"
    r"|\([A-Z][\w.’' -]{1,40} ?/ ?[A-Z][\w.’'/& -]{1,40}\) More"
    r")$"
)
"""Owners in brackets: an agency behind anything, others behind a full stop or before a button."""
_OWNER_IN_SQUARES = re.compile(
    rf"\S {{0,2}}\[(?:[A-Z][\w.’' :-]{{1,50}} ?/ ?[A-Z][\w.’'/& -]{{1,40}}|(?:File: ?)?{_AGENCY})\]\.?$"
)
_OWNER_ALONE = re.compile(
    r"^\W{0,2}(?:photos?|foto|bild|image|picture|illustration|graphic|credit)s?(?: credit| by)?\s?:", _I
)
_DATELINE = re.compile(r"^[A-Z][A-Z.’' ]{2,30}[,(]")
_LABEL_BEHIND = re.compile(
    r"\S [–—|-]? ?(?:(?:Bildrechte|Bildquelle|Isithombe|Ljósmynd|Zdroj(?: fotografie)?|Crédits?|Fot\.)\s?:\s?\S.{0,60}"
    r"|(?<!\d\d )© ?[A-ZÀ-Ž](?:[^\W\d]|[.’'|/ -]){0,60}|/ LRT nuotr\.)$"
)
_LABEL = re.compile(
    r"^(?:\(?(?:symbol|archiv)(?:bild|foto)\)?\b|(?:bildunterschrift|bildbeschreibung|legende|im bild|auf dem foto)\s?:"
    r"|(?:an? |this )?(?:artist|illustrator)[’']?s?[’']? (?:concept|conception|impression|rendering|illustration)\b"
    r"|this (?:artist|photo ?illustration|illustration|screen ?grab|satellite|aerial|video frame)\b"
    r"|(?:a )?screen ?(?:shot|grab) (?:of|from|shows|taken)\b)",
    _I,
)
_LABEL_OPENINGS = (
    "symbol", "archiv", "(symbol", "(archiv", "bild", "legende", "im bild", "auf dem foto", "an artist", "artist",
    "an illustr", "illustr", "this ", "a screen", "screen",
)  # fmt: skip
"""Looking at a few letters costs a tenth of a match, and next to no line has one of these labels."""
_PLAYER = re.compile(r"^CLOSE (?=[A-Z“\"])|^VIDEO ?\d{1,2}:\d\d|^JUST WATCHED .{4,300}\bMUST WATCH\b")
"""What a player's own button or length leaves before the words on its video."""
_LENGTH_BEHIND = re.compile(r"\| ?\d{1,2}:\d\d(?: ?min\.?)?$")
_PLACES = re.compile(
    r"\((?:v\. ?l\.(?: ?n\. ?r\.)?|von li(?:nks)?\.?(?: nach re(?:chts)?)?\.?|li\.? nach re\.?|linker|rechter|links"
    r"|rechts)\)|\bvon links nach rechts\b|\bde (?:gauche à droite|izquierda a derecha)\b",
    _I,
)
_MOST_WORDS, _LEAST_SCENE, _LEAST_WORDS = 70, 9, 4


_PLAYER_REASON = "the words on a video, with what its player says before"
_LENGTH_REASON = "the words on a video, with its length behind"
_LABEL_REASON = "its own label says that it describes a picture"
_OWNER_FIRST_REASON = "a picture's caption with its owner before it"
_OWNER_BEHIND_REASON = "a picture's caption with its owner in brackets behind it"
_OWNER_LABEL_REASON = "a picture's caption with its owner behind it"
_PLACES_REASON = "it says who stands where in a picture"
_SCENE_REASON = "it tells in the present what happened on a full date"
SURE_REASONS = frozenset(
    {
        _PLAYER_REASON,
        _LENGTH_REASON,
        _LABEL_REASON,
        _OWNER_FIRST_REASON,
        _OWNER_BEHIND_REASON,
        _OWNER_LABEL_REASON,
        _PLACES_REASON,
        _SCENE_REASON,
    }
)
"""Reasons that no model overrules: of 146 such lines of plain articles that were read, all are captions."""


def caption_reason(unit: Unit) -> str | None:
    """Why a line is a caption, if its words alone say so; None otherwise.

    Args:
        unit: the line.
    """
    text = unit.plain
    if _PLAYER.match(text) and unit.words <= 2 * _MOST_WORDS:
        return _PLAYER_REASON
    if not _LEAST_WORDS <= unit.words <= _MOST_WORDS:
        return None
    if text[:14].lower().startswith(_LABEL_OPENINGS) and _LABEL.match(text) and not SPEECH.search(text):
        return _LABEL_REASON
    if unit.words >= _LEAST_SCENE and "/" in text[:70] and _OWNER_FIRST.match(text):
        return _OWNER_FIRST_REASON
    tail = text[-110:]
    if (":" in text[:40] or "(" in tail or "[" in tail) and _OWNER_ALONE.match(text):
        return None
    if text.endswith((")", ").", ") More")) and _OWNER_BEHIND.search(tail):
        return None if SPEECH.search(text) or _DATELINE.match(text) else _OWNER_BEHIND_REASON
    if text.endswith(("]", "].")) and _OWNER_IN_SQUARES.search(tail):
        return _OWNER_BEHIND_REASON
    if (":" in tail or "©" in tail or "nuotr" in tail) and _LABEL_BEHIND.search(tail):
        return _OWNER_LABEL_REASON
    if "|" in tail and _LENGTH_BEHIND.search(tail):
        return _LENGTH_REASON
    if "(" in text and not SPEECH.search(text) and _PLACES.search(text):
        return _PLACES_REASON
    return _SCENE_REASON if _tells_scene(unit) else None


def _tells_scene(unit: Unit) -> bool:
    """Whether a line tells in the present tense what can be seen, and gives the full date, as agencies caption."""
    text = unit.plain
    if unit.stops > 2 or not ("19" in text or "20" in text):
        return False
    if not (_DATE_BEHIND.search(text[-30:]) or _WEEKDAY_AND_DATE.search(text[:400])):
        return False
    if SPEECH.search(text) or _POST.search(text):
        return False
    # A month or a name with a capital is no verb, and what shall be seen is not seen.
    words = WORD.findall(text[:160])[:_FIRST_WORDS]
    verbs = SCENE_VERBS if text.endswith(".") else SCENE_VERBS - _ALSO_NOUNS
    return _NOT_YET.isdisjoint(words) and any(
        word in verbs and before not in _NO_VERB_BEHIND for before, word in pairwise(words)
    )
