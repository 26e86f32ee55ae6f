"""Whether a line is the outlet's own correction or clarification: the forms such notes have, whatever they correct.

A note is known by its label ("Correction, May 4: …"), by an agency's brackets ("(Corrects day in lead)"), or by what it
says of the text that it belongs to ("This story originally said …", "An earlier version of this article …"). Behind a
weaker label ("Editor's note", "Update") words of correction must follow.
"""

from __future__ import annotations

import re

from onrecord.cleaning._lines import Unit

_I = re.IGNORECASE
_LONGEST = 160
"""Words beyond which no line is a note."""
_LONGEST_IN_BRACKETS = 60
_LEAST = 8
"""Words below which what opens with "Updated" or "Amended" says too little."""
_MARKS = "[(*_{†‡•–-— "
_WORK = (
    r"(?:story|article|report|post|posting|piece|version|column|headline|caption|graphic|interactive|video|page|item"
    r"|editorial|paragraph|essay|interview|transcript|review|dispatch|blog|entry|photo|chart|analysis|obituary)"
)
_OF_DAY = r"(?:[a-z]{3,9}\.? \d{1,2},? )?"
_EARLIER = r"(?:earlier|previous|prior|initial|original) (?:online )?(?:versions?|headlines?)"
_STATED = (
    r"(?:said|stated|claimed|reported|suggested|noted|listed|gave|had|put|referred|identified|described|named|called"
    r"|quoted|attributed|included|indicated|implied|cited|omitted|characterized|wrote)"
)
_FIRST = r"(?:originally|previously|initially|first)"
_WRONG = r"(?:incorrectly|mistakenly|erroneously|wrongly|inaccurately)"
_FAULT = (
    r"(?:mis(?:stated|identified|spelled|attributed|quoted|characterized|calculated|reported|named|represented)"
    rf"|{_WRONG} (?:[a-z]{{1,12}} )?{_STATED}|{_STATED} (?:{_WRONG}|in error))"
)
_WORDS = re.compile(
    r"\b(?:corrected|correct(?:s|ions?)|clarif(?:y|ying|ies|ied|ications?)"
    r"|updated (?:[a-z0-9.:,]{1,12} ){0,6}to (?:correct|clarify|remove|fix|delete|specify|indicate|identify|state"
    r"|reflect(?! (?:the )?(?:new|latest|recent|most recent|additional|breaking|further|developments|comments?|news)\b)"
    r"|accurately|(?:more|better) [a-z]{1,12}|show that|note that|say that|make clear"
    r"|(?:include|show|use|give|provide|add) the (?:correct|right|proper))"
    rf"|with the (?:correct|right|proper)|{_FIRST} (?:[a-z]{{1,12}} )?{_STATED}|original {_WORK} {_STATED}|amended"
    rf"|refiled|{_EARLIER}|{_FAULT}"
    rf"|{_WRONG}|erroneous|was changed|has been (?:edited|revised|changed|modified)|(?:was|been|were) removed because"
    r"|incorrect|inaccurate|the wrong|misspelling|(?:fix|fixes|fixed) a typo|contain(?:s|ed) an error|in error"
    r"|editing error|retract(?:s|ed|ion)?|(?:regrets?|apologi[sz]es?) (?:for )?(?:the|this) (?:error|mistake)"
    r"|(?:edited|changed|revised|updated|modified) .{0,40}\bto (?:correct|fix|remove))\b",
    _I,
)
_WHEN = (
    r"(?:[ ,.:/()–—-]|\d|(?:at|on|for|[ap]\.?m|[ecmp][sd]?t|gmt|bst|st|nd|rd|th|added|appended|notice|to this article"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|[a-z]{3,6}day|[’']s)\b){0,40}"
)
_LABELLED = re.compile(
    r"(?:corrections?|clarifications?|amplifications?|erratum|errata|errata corrige|retraction|korrektur|berichtigung"
    r"|richtigstellung"
    r"|rectificatif|rectificatie|correctie|correctif|corrección|correção|fe de err(?:ores|atas)|rettifica|rettelse"
    r"|rättelse|sprostowanie|oprava|oikaisu|korjaus)(?: ?(?:and|&|/) ?(?:clarifications?|amplifications?))?\b"
    rf"(?:{_WHEN}(?:[:\])]|$)| (?:for|to|on|at) [^:]{{1,40}}:| ?[—–] )"
)
_AGENCY = re.compile(
    rf"(?:.{{0,60}}\((?:reuters|ap|afp)\) ?[-–—] ?)?[(*•] ?(?:this {_OF_DAY}{_WORK} (?:has been |was |is )?"
    r"|[a-z]{2,9} |in [^(),]{3,30}, )?"
    r"(?:corrects|corrected|clarifies|refiles|refiled|fixes|amends"
    r"|(?:adds|removes|deletes|drops) (?:dropped|missing|extraneous|extra|garbled|redundant|repeated|reference)"
    r"|recasts to (?:correct|clarify|fix)|(?:paragraphs?|headline|lead|figures?) [\da-z, ]{0,12}corrected)\b"
)
_WEAK_LABEL = re.compile(
    r"(?:corrections?|clarifications?|corrected|corrects|correcting|editor[’']?s?[’']? note|editors[’'] note|eds: "
    r"|updates?|updated|note to readers|notes? to|(?:please )?note:? |amendment|amended|for the record"
    r"|(?:story|article|post) (?:corrected|updated|amended)"
    r"|(?:because of|due to|owing to) an? (?:[a-z]{1,12} )?(?:error|mistake)|the following correction"
    r"|an? (?:correction|error|editing error|incorrect version)|\d{1,2}[:.]\d\d)\b"
)
_EDITORS_CHANGE = re.compile(
    rf"editor(?:[’']?s?|s[’'])[’']? note[^.]{{0,40}}\b{_WORK} (?:was|has been|is) "
    r"(?:updated|edited|revised|changed|modified)\b.{0,40} to \w"
)
"""A note of the editors that tells what they changed."""
_NAMES = ("correction", "clarification")
"""Labels that are also words of the news ("Corrections officers …"): they are no evidence themselves."""
_UPDATE = ("update", "amended", "corrected", "corrects", "correcting")
_REACH = r"(?:[^.]|\.(?=,|'s|’s| \d)|(?<=[ (][mds][rst])\.|(?<= mrs)\.){0,240}"
"""The rest of a sentence, be there abbreviations in it."""
_ABOUT_THE_TEXT = re.compile(
    rf"this {_OF_DAY}{_WORK} (?:has been|was|is|have been|includes?|contains?|contained|(?:of the {_WORK} )?corrects"
    rf"|clarifies|fixes|{_FIRST} (?:{_STATED}|{_FAULT})|{_FAULT})\b"
    rf"|(?:the )?headline (?:has|was|on|of|in|to)\b|the {_WORK} {_FIRST} {_FAULT}\b"
    rf"|the {_WORK} (?:in this {_WORK} )?(?:has been|was|have been) (?:corrected"
    r"|(?:updated|amended|edited|revised|changed) (?:[a-z]{1,12} ){0,2}to (?:reflect|correct|clarify|remove|fix|show)"
    rf")\b|we(?: have|[’']ve) (?:corrected|updated|amended|edited|changed|revised|clarified) (?:this|our) {_WORK}\b"
    r"|we (?:regret|apologi[sz]e for) (?:the|this|any) (?:error|mistake)"
    rf"|(?:an?|the) (?:earlier|previous|prior|original) (?:photo )?{_WORK} (?:{_FAULT}|had the wrong|gave the wrong)"
    rf"|(?:in )?(?:an? |some versions of this ){_WORK}(?: caption)?,? (?:on|in|about|published|with|{_OF_DAY})"
    rf"{_REACH}\b{_FAULT}\b"
    rf"|(?:the )?(?:associated press|ap|reuters) (?:has )?(?:corrects?|corrected|withdrawn|{_WRONG} {_STATED})\b"
)
"""How a sentence opens that tells of the text it stands in."""
_ON_THE_TEXT = re.compile(
    rf"\b(?:{_WORK}|versions?|initially|originally|previously|incorrectly|misstated|regrets?|corrects?|corrected"
    r"|mistakenly|erroneous(?:ly)?)\b",
    _I,
)
"""What an update says where it corrects the text; others only bring news."""
_PUT_OTHERWISE = (
    r"(?:changed|updated|corrected|fixed|edited|revised|removed|misattributed|misstated|misspelled|mislabell?ed)"
)
_PART_CORRECTED = re.compile(
    r"(?:the|an?) (?:spelling|date|name|title|age|quote|quotation|sentence|caption|graphic|chart|map|photo|figure"
    r"|number|reference|link|text|post|paragraph)\b[^.;]{0,80}\b(?:"
    r"(?:has|have) been (?:corrected[ .]*$|(?:changed|updated) to (?:correct|clarify|fix)\b)"
    rf"|(?:has been|have been|was|were) {_PUT_OTHERWISE}\b[^.;]{{0,20}}\b(?:from|in) this {_WORK}\b)"
    r"|(?:the|an?) (?:quote|quotation|sentence|caption|graphic|chart|map|photo|figure|number|reference|link|paragraph)"
    rf" (?:in|with|on|accompanying) this {_WORK} (?:has been|was) {_PUT_OTHERWISE}\b"
)
"""A sentence that opens with the part of the text that was put right."""
_PUT_RIGHT = re.compile(
    rf"(?:this is )?an? (?:corrected|clarified) version of (?:an?|the|this) {_WORK}\b"
    rf"|corrected version of (?:an? |the )?{_WORK}"
    rf"|(?:the )?[a-z .]{{2,30}}\bregrets? (?:the|this|any) (?:error|mistake)|last updated to correct\b"
    rf"|(?:the )?[a-z .]{{2,30}}\bhas (?:corrected|withdrawn|retracted) this {_WORK}\b"
    rf"|(?:the article|the original (?:article|story|post)) {_FIRST} {_STATED}\b"
    rf"|earlier,? this {_WORK} (?:{_FAULT}|gave the wrong|had the wrong)"
    rf"|one version of this {_WORK} (?:{_FAULT}|gave the wrong|had the wrong)"
    rf"|in an? {_EARLIER},? (?:we|the [a-z]{{2,12}}) (?:{_FIRST} |{_WRONG} )?{_STATED}\b"
    rf"|(?:in )?an? (?:[a-z]{{3,9}}\.? \d{{1,2}},? )(?:[a-z]{{1,12}} )?{_WORK} (?:on|in|about|published|with|of)\b"
    rf"[^.]{{0,160}}\b{_FAULT}\b"
    rf"|in (?:an?|our|the) .{{0,100}}\bwe (?:{_FAULT})\b"
    r"|we(?: have|[’']ve) (?:corrected|fixed) (?:the|an?|his|her|their|its) (?:spelling|date|name|title|age|quote"
    r"|figure|number|sentence|reference|link|headline|caption|error|mistake|typo)\b"
    rf"|setting the record straight\b|revisions?: |clarified \d|clarified:"
)
"""Openings that nothing but a note of correction has."""
_ABOUT_ITSELF = re.compile(
    rf"\b(?:(?:{_EARLIER}|some versions) (?:of|on|for) this {_WORK}\b"
    rf"|{_EARLIER} of the (?:story|article|post|column|headline|piece) (?:{_FAULT}|gave|contained|had)\b"
    rf"|this {_WORK} has been corrected\b"
    r"|früheren? (?:version|fassung) d(?:ies)?es|ursprünglichen (?:version|fassung) d(?:ies)?es"
    r"|(?:artikel|text|beitrag|bericht|meldung) (?:wurde|haben wir) (?:nachträglich )?(?:korrigiert|berichtigt)"
    r"|version précédente de cet|versión anterior de est[ea]|versão anterior dest[ea]|versione precedente di quest"
    r"|eerdere versie van dit|tidligere versjon av denne|tidligere (?:version|udgave) af denne"
    r"|tidigare version av (?:denna|artikeln|texten)|poprzedniej wersji (?:tekstu|artykułu))",
    _I,
)
"""What a text says of itself alone, wherever it stands in a line, unless it is quoted; in the languages of the training
pages."""
_STEMS = ("versi", "Versi", "orrected", "eadline", "assung", "orrigiert", "ichtigt", "versã", "versj", "wersj", "dgave")
"""Looking for a part of a word costs a hundredth of the search, and few lines have one of these."""
_EARLIER_OF_THE = re.compile(rf"(?:in )?(?:an?|the|some|two) {_EARLIER} (?:of|on) the (?!bill|law|plan|deal){_WORK}\b")


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
    lowered = head.lower()
    is_marked = "(" in lowered[:70] or lowered[:1] in "*•"
    if is_marked and unit.words <= _LONGEST_IN_BRACKETS and _AGENCY.match(lowered):
        return True
    opening = lowered.lstrip(_MARKS)
    if _LABELLED.match(opening):
        return True
    if _ABOUT_THE_TEXT.match(opening) or _EARLIER_OF_THE.match(opening):
        return _says_what(unit, head)
    if _EDITORS_CHANGE.match(opening) or _PUT_RIGHT.match(opening) or _PART_CORRECTED.match(opening):
        return True
    label = _WEAK_LABEL.match(opening)
    if label is None or not _says_what(unit, head):
        return False
    if opening.startswith(_NAMES) and not _WORDS.search(opening[label.end() :]):
        return False
    if opening.startswith("update") and not _ON_THE_TEXT.search(head):
        return False
    return unit.words >= _LEAST or not opening.startswith(_UPDATE)


def _says_what(unit: Unit, head: str) -> bool:
    return _WORDS.search(head) is not None or _WORDS.search(unit.tail) is not None


def _tells_of_earlier_version(part: str) -> bool:
    found = _ABOUT_ITSELF.search(part) if any(map(part.__contains__, _STEMS)) else None
    if found is None:
        return False
    before = part[: found.start()]
    return before.count("“") <= before.count("”") and before.count('"') % 2 == 0
