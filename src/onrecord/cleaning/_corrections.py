"""Whether a line is the outlet's own correction or clarification: the forms such notes have, whatever they correct."""

from __future__ import annotations

import re

from onrecord.cleaning._lines import Unit

_I = re.IGNORECASE
_LONGEST = 160
"""Words beyond which no line is a note."""
_LEAST = 8
"""Words below which what opens with a verb says too little."""
_WORK = (
    r"(?:story|article|report|post|piece|version|column|headline|caption|graphic|interactive|video|page|item|editorial"
    r"|paragraph|essay|interview|transcript|review|dispatch|blog|entry|photo)"
)
_OF_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2} )"
_EARLIER = r"(?:earlier|previous|prior|initial|original) (?:online )?versions?"
_OPENING = re.compile(
    r"^[\[(*_{†‡ ]{0,4}(?:corrections?|clarifications?|corrected|corrects|correcting|editor[’']?s?[’']? note"
    rf"|editors[’'] note|updates?|updated|note to readers|notes? to|note: |this {_WORK}|this {_OF_DAY}{_WORK}"
    rf"|(?:the )?headline|the {_WORK}|(?:in )?(?:an?|the|some|two) {_EARLIER} of (?:this|the)"
    r"|amendment|amended|erratum|errata|for the record|we (?:have|regret)|we[’']ve"
    r"|(?:because of|due to|owing to) an? (?:[a-z]{1,12} )?(?:error|mistake)"
    r"|an? (?:correction|error|editing error|incorrect))\b",
    _I,
)
_WORDS = re.compile(
    r"\b(?:corrected|correct(?:s|ions?)|clarif(?:y|ying|ies|ied|ications?)"
    r"|updated (?:[a-z]{1,12} ){0,2}to (?:correct|clarify|remove|fix|delete|specify|indicate|identify|state"
    r"|reflect(?! (?:the )?(?:new|latest|recent|most recent|additional|breaking|further|developments|comments?)\b)"
    r"|accurately|more accurately|show that|note that|say that|make clear)"
    rf"|amended|{_EARLIER}|misstated|misidentified|misspelled|misattributed|misquoted|mischaracterized|miscalculated"
    r"|misreported|incorrectly|wrongly|inaccurately|was changed|has been (?:edited|revised|changed|modified)"
    r"|mistakenly|erroneous(?:ly)?|in error|editing error|retract(?:s|ed|ion)?|regrets? (?:the|this) error"
    r"|(?:edited|changed|revised|updated|modified) .{0,40}\bto (?:correct|fix|remove))\b",
    _I,
)
_OPENS_WITH_WORK = re.compile(
    rf"^this (?:[a-z]{{3,9}}\.? \d{{1,2}} )?{_WORK} (?:has been|was|is|have been|includes?|contains?|contained"
    r"|corrects|clarifies|fixes|originally|previously|initially|incorrectly|mistakenly|erroneously|wrongly"
    r"|misstated|misidentified|misspelled)\b"
)
_THE_WORK = re.compile(
    rf"^the {_WORK} (?:has been|was|have been) (?:corrected"
    r"|(?:updated|amended|edited|revised|changed) (?:[a-z]{1,12} ){0,2}"
    r"to (?:reflect|correct|clarify|remove|fix|show))\b"
)
_OPEN_TO_PROSE = (
    *("we ", "we’", "we'", "an ", "a ", "some ", "two ", "in ", "because", "due", "owing", "the ", "headline"),
)
"""How notes of correction open, and many other sentences too."""
_ON_THE_TEXT = re.compile(
    r"\b(?:versions?|story|article|post|piece|report|headline|initially|originally|previously|incorrectly|misstated"
    r"|regrets?|corrects|corrected|mistakenly|erroneous(?:ly)?)\b",
    _I,
)
"""What an update says where it corrects the text; others only bring news."""
_ABOUT_ITSELF = re.compile(rf"\b{_EARLIER} of this {_WORK}\b|\bthis {_WORK} has been corrected\b", _I)
"""What a text says of itself alone, wherever it stands in a line, unless it is quoted."""
_AFTER_DATELINE = re.compile(
    r"^[A-Z][^()]{0,60}\((?:Reuters|AP|AFP)\) ?[-–—] ?"
    rf"\((?:corrects|this {_OF_DAY}?{_WORK} (?:corrects|clarifies))\b",
    _I,
)


def is_correction(unit: Unit, head: str) -> bool:
    """Whether a line is a note of correction.

    Args:
        unit: the line.
        head: its first few hundred characters.
    """
    if unit.words > _LONGEST:
        return False
    return _opens_as_correction(unit, head) or _tells_of_earlier_version(head) or _tells_of_earlier_version(unit.tail)


def _opens_as_correction(unit: Unit, head: str) -> bool:
    if not _OPENING.match(head) or not (_WORDS.search(head) or _WORDS.search(unit.tail)):
        return _AFTER_DATELINE.match(head) is not None
    opening = head.lstrip("[(*_{†‡ ").lower()
    if opening.startswith("this "):
        return _OPENS_WITH_WORK.match(opening) is not None
    if opening.startswith("the ") and not opening.startswith("the headline"):
        return _THE_WORK.match(opening) is not None or _ABOUT_ITSELF.search(head) is not None
    if opening.startswith(_OPEN_TO_PROSE) and not opening.startswith("the headline"):
        return _ABOUT_ITSELF.search(head) is not None or "error" in opening[:60] or opening.startswith("we regret")
    if opening.startswith("update") and not _ON_THE_TEXT.search(head):
        return False
    return unit.words >= _LEAST or not opening.startswith(("update", "amended", "corrected", "corrects", "correcting"))


def _tells_of_earlier_version(part: str) -> bool:
    # Looking for two words costs a hundredth of the search, and few lines have them.
    found = _ABOUT_ITSELF.search(part) if "ersion" in part or "orrected" in part else None
    if found is None:
        return False
    before = part[: found.start()]
    return before.count("“") <= before.count("”") and before.count('"') % 2 == 0
