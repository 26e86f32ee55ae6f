"""Which attributions are statements: told as said by somebody; not wished, denied, agreed by all, or only named."""

from __future__ import annotations

import re

from onrecord.records import CueKind
from onrecord.statements._cues import verbs
from onrecord.statements._types import Attribution, Stretch

# Verbs of mind, of acts and of findings: no saying by themselves (they stay useful for measuring attributions).
_NOT_SAID = frozenset(
    "plan intend expect find show see view consider regard discuss determine decide demonstrate feel doubt fear accept"
    " recognize recognise endorse oppose attack rule commit swear cite".split()
) | {"call off"}
_OBJECT_SAID = frozenset(
    "reaffirm reiterate affirm call for condemn criticize criticise denounce decry rebuke praise laud hail commend"
    " applaud acknowledge admit deny announce confirm predict stress emphasize emphasise underscore underline highlight"
    " list outline express voice convey raise request demand propose recommend lament bemoan regret disclose reveal"
    " mention note urge welcome question dispute blast slam proclaim declare repeat advocate tout threaten dismiss"
    " reject warn caution rebut refute encourage reconfirm rip".split()
) | {
    "call for", "raise concern", "express concern", "express hope", "walk back", "lay out", "spell out", "speak of",
    "speak out", "express appreciation", "raise the issue", "raise questions", "raise objections", "talk about",
    "speak about", "rule out", "express support",
}  # fmt: skip
_TOLD_WITHIN = frozenset(
    "say tell announce state declare warn write claim report confirm argue deny tweet insist acknowledge reveal"
    " disclose allege explain note".split()
) | {"according to"}
"""Verbs by which somebody tells in his own text, without marks of quotation, what another has said."""
_TOLD_IN_QUOTATIONS = frozenset("say tell announce warn write report confirm".split()) | {"according to"}
"""Those of them by which somebody who is quoted does so.

On 300 articles of no gold they add nine statements, of which eight are right.
"""
_WITHOUT_CLAUSE = frozenset({"object", "naming", "infinitive"})  # rules that find no clause that somebody has said
_POINTING = frozenset(
    "this that these those who which someone somebody people us them everybody everyone nobody".split()
)
_OF_SOMEBODY = frozenset("my your his her its our their only".split())
_FIRST_AND_SECOND_PERSON = frozenset("i we you they it he she".split())

# Words that name several who speak as one, and verbs by which they do say something together.
_JOINT = re.compile(
    r"(?i)^(?:they|both|all|the two|the three|two|neither|(?:the|their|our) (?:\w+ )?(?:leaders|presidents|sides"
    r"|governments|countries|nations|ministers|delegations|parties|powers|pair|duo)\b)|\w \band\b \w"
)
_SAID_TOGETHER = frozenset(
    "say tell announce state declare add note warn write stress emphasize reiterate call urge ask demand".split()
) | {"call for", "call on"}
_SHOWN = frozenset("signal underscore indicate suggest highlight reveal call emphasize declare object".split())
_SOMEONE = frozenset({"he", "she", "who"})
_ANYBODY = frozenset(
    {"some", "many", "others", "most", "few", "people", "nobody", "no one", "everyone", "one", "those", "legend"}
)
_SOMEBODY = frozenset({"anyone", "anybody", "someone", "somebody", "everybody"})
"""Nobody in particular: only his quoted words are somebody's."""
_ABOUT = frozenset({"respond", "refer", "reply", "comment", "brief", "compare"})
_OF = re.compile(r"(?:of|about|against|on|over)\b")
_RELATIVE = frozenset({"which", "that", "who"})
_LEAST_WORDS = 2  # of what is said without quotation marks
_CALLED_UP = re.compile(
    r"(?:[A-Z][\w.\u2019'-]*|him|her|them|me|us)(?: (?:[A-Z][\w.\u2019'-]*|and|of|the)){0,6}"
    r"(?: (?:to [a-z]+\b.*|(?:on |late |early |last |this |yesterday|today)?.{0,40}))?$"
)
"""Whom somebody called, and when or why: on the telephone, not a name."""
_TO_HAVE = re.compile(r"to (?:have|be)\b")
_NOTHING = re.compile(
    r"(?i)nothing(?: (?:to|about|on|of|more|else)\b|[.,]?$)|(?:a lot|much|little|volumes|something) about\b"
)
"""What is not told ("said nothing to reporters"), or is no saying ("the choice says a lot about him")."""
_POSTED = re.compile(r"(?i)(?:an? |the |his |her |their )?(?:photo(?:graph)?|picture|image|video|clip|link)s?\b")
"""Things that are posted, not said."""
_POSTING = frozenset({"post", "tweet", "share", "retweet", "send"})
_MERE_PRONOUN = re.compile(r"(?i)(?:it|this|that|them|him|her)(?: (?:now|again|all|too|today))?[.,]?$")
_WHEN = re.compile(r"(?:During|In|At|On|After|Before|Following|Amid|Despite|Speaking|While|Throughout)\b")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|\w+ed|\w+s)\b"
)
_FIRST_REPORTED = re.compile(
    r"(?i)(?:(?:was|were|is|been|had been|has been) )?(?:first|originally|previously) reported(?: by)?$"
)
_PASSIVE_CUE = re.compile(r"(?i)^(\w+ed|hit)( for| over)?$")
_WHAT_FOR = re.compile(r"(?i)(?:for|over)\b")
_CONVENED = re.compile(
    r"(?i)(?:an?|the|his|her|its|their|another|new)\b[^,.;]{0,40}?\b(?:elections?|meeting|vote|session|summit|referendum|strike"
    r"|hearing|(?:press |news )?conference)\b"
)
"""What somebody calls without saying what it is: "called an early election"."""
_SOURCING = re.compile(
    r"(?i)(?:that (?:he|she|they|it) )?(?:not (?:to )?be (?:named|identified|quoted)|anonymity\b"
    r"|(?:to )?(?:remain|stay|be kept|speak) anonymous|(?:that )?(?:his|her|their|its) names? not be)"
)
_ASKED = re.compile(
    r"(?:(?:And|But|So|Now|Also),? )?(?:Did|Do|Does|Has|Have|Had|Is|Are|Was|Were|Will|Would|Can|Could)\b[^\u201c\"]*\?$"
)
_TOPICAL = frozenset({"talk about", "speak about", "speak of"})
_TOPIC_WORDS = 4  # a longer thing tells something of it
_CALLED = re.compile(r"(?i)\bcall(?:s|ed|ing)?$")
_SUPPOSED = re.compile(r"(?i)\b(?:if|unless|whether)(?: the| an?| his| her| its| their)?\s+$")
"""Right before a speaker: nobody is told to have said it ("if Lee insists on it", "whether he asked them to")."""
_UNTIL = re.compile(r"(?i)\buntil(?: the| an?)?\s+$")  # before the present: what is still to be said
_TO_BE_SAID = re.compile(r"(?i)^(?:needs?|ought|were|is|are) to \w+|\bshort of \w+ing\b")
_SUPPOSED_WITHIN = 16  # code points
_RELATIVES_ALONE = frozenset("what which who whom that where when how".split())
_NUMBER = re.compile(r"(?:(?:more than|nearly|about|some|only|almost|over) )?[$\u20ac\u00a3]?\d[\d,.]*\b")
_AGREED_TO = re.compile(r"(?i)\bagree(?:s|d|ing)? (?:\w+ly )?to\b")
_PLEADED = re.compile(r"(?i)\bpl(?:ead(?:s|ed|ing)?|ed) (?:not )?guilty\b")
_WITHOUT_WITHIN = 24  # code points, for "without", an adverb, and the spaces behind them
_LAST_ING = re.compile(r"\b[a-z]+ing(?=\W*$)")
_WITHOUT = re.compile(r"(?i)\bwithout (?:\w+ly )?$")
_ACT = re.compile(
    r"(?i)^(?:[\w\u2019']+ ){0,4}?(?:sign(?:s|ed|ing)?|shall \w+|named|demonized|rally|rallied|distanced|published"
    r"|released|declined)\b|^has$"
)
"""Words that the tagger takes for a saying and that tell an act."""


def _is_act(item: Attribution, content: str, cue: str, source: str) -> bool:
    """Tell whether what looks like a saying is told as an act, or as nothing said."""
    if item.lemma == "call" and not item.quoted and "call for" not in cue and "call on" not in cue:
        acts = _CALLED_UP.match(content) and " a " not in content and " an " not in content
        if item.rule in ("naming", "tagger") and acts and not re.search(r"call(?:s|ed|ing)? (?:out|for|on)\b", cue):
            return True
    if item.lemma in _TOPICAL and not item.quoted and len(content.split()) <= _TOPIC_WORDS:
        return True  # "talked about the trip": what it was about
    if item.lemma == "call" and not item.quoted and _CALLED.search(cue) and _CONVENED.match(content):
        return True
    if not item.quoted and _SOURCING.match(content):
        return True  # "asked not to be named": how the page may tell of him
    if cue.lower() in ("said", "reported", "believed", "alleged") and _TO_HAVE.match(content):
        return True  # "the agency said to have run the spy"
    if not item.quoted and (_NOTHING.match(content) or (item.lemma in _POSTING and _POSTED.match(content))):
        return True
    if item.rule in ("object", "tagger") and not item.quoted and _MERE_PRONOUN.match(content):
        return True
    if item.lemma == "charge" and not item.quoted and re.match(r"\S+ with\b", content):
        return True  # "charged him with fraud": a court does
    if item.rule == "fronted clause" and _WHEN.match(content) and not _FINITE.search(content):
        return True  # "During the briefing, Lee responded to questions"
    if item.lemma == "add" and _NUMBER.match(content):
        return True  # "the economy added 200,000 jobs"
    if item.rule == "tagger" and not item.quoted and cue.lower() in ("continue", "continues", "continued"):
        return True
    passive = _PASSIVE_CUE.search(cue)
    if (
        item.addressee is None
        and passive
        and (passive[2] or _WHAT_FOR.match(content))
        and item.kind in ("accuse", "praise")
    ):
        return True  # a headline's passive: "PAPER BLASTED FOR …"
    if item.rule == "tagger" and cue.strip().endswith(":") and source.lower() in ("media", "image"):
        return True  # "Media caption": the page's own words
    by_whom = bool(item.source) and item.cue is not None and item.source[0][0] > item.cue[0]
    if item.lemma == "agree" and not item.quoted and _AGREED_TO.search(f"{cue} {content}"):
        return True  # "the court agreed to hear the case": what it will do
    if not item.quoted and _PLEADED.search(cue):
        return True  # "pleaded guilty to fraud": a step of a case
    if item.rule == "tagger" and not item.quoted and by_whom and _FIRST_REPORTED.match(cue):
        return True  # "the letter was first reported by Politico": who was first, not what was said
    if item.lemma == "quote" and item.rule == "tagger" and item.thing and not item.quoted:
        return True  # "…, the network said, quoting two officials": whom, not what they said
    if re.search(r"(?i)\bno (?:evidence|proof|details?|sign|comment)\b", cue):
        return True
    return item.rule == "tagger" and not item.lemma and bool(_ACT.match(cue))


def _takes_things(lemma: str) -> bool:
    """Tell whether a verb can say a thing ("denied the report", "warned of a war", "called it wrong")."""
    verb = verbs().get(lemma)
    return (
        lemma in _OBJECT_SAID or verb is None or verb.takes("c", "n", "s") or (verb.kind != "say" and lemma != "offer")
    )


_THINGS: tuple[tuple[re.Pattern[str], CueKind], ...] = (
    (re.compile(r"^(?:[\w\u2019'.-]+ ){0,6}?commitments?\b"), "promise"),
    (re.compile(r"^(?:about|over)\b|^(?:[\w\u2019'.-]+ ){0,5}?(?:concerns?|alarm|objections?)\b"), "accuse"),
    (re.compile(r"^(?:for )?(?:[\w\u2019'.-]+ ){0,4}?(?:appreciation|gratitude|thanks)\b"), "praise"),
)
_REFINED = frozenset({"say", "acknowledge"})


def kind_of_thing(content: str, kind: CueKind) -> CueKind:
    """Tell by the thing expressed what a saying does: "reiterated its commitment" promises, "… concerns" accuses.

    Args:
        content: what was said.
        kind: what the verb alone tells.
    """
    if kind not in _REFINED:
        return kind
    return next((found for pattern, found in _THINGS if pattern.search(content)), kind)


def is_joint(source: str) -> bool:
    """Tell whether the words of a source name several who speak as one."""
    return _JOINT.search(source) is not None


def not_said_by(item: Attribution, source: str) -> bool:
    """Tell whether a thing shows it, or several whom nobody can name have done it: no saying, if nobody is known."""
    relative = source.lower().split()[-1:]
    if relative in (["that"], ["which"]) or (relative == ["who"] and not item.quoted):
        return True  # "a process that began": whoever or whatever does so
    if item.lemma in _SHOWN and source.lower() not in _SOMEONE:
        # "these findings underscore", "the deal signals": a thing shows it
        said = item.rule == "naming" or (item.rule == "quotation" and item.lemma != "call")
        return not (said and item.quoted)
    return is_joint(source) and bool(item.lemma) and item.lemma not in _SAID_TOGETHER and not item.quoted


def told_in_passing(item: Attribution) -> bool:
    """Tell whether only a rule found that a thing was said, in none of the speaker's words: "a plan that calls for …".

    Of seventeen such without a known speaker in 475 articles of no gold three were sayings.
    """
    return not item.tagged and item.rule == "object" and not item.quoted


def only_helps(item: Attribution) -> bool:
    """Tell whether it was needed for chains alone: "quoted Xi as saying", a question nobody is said to ask."""
    return (item.lemma == "quote" and item.rule == "naming") or (not item.source and item.rule == "question")


_QUOTED = re.compile('[\u201c"]([^\u201c\u201d"]{0,2000})[\u201d"]')
_LEAST_ALONE = 0.35
"""What no rule knows either must be surer than this: the tagger's own least is 0.3."""
_LEAST_LABEL = 0.5
"""How sure the tagger must be that words behind a name and a colon are his."""
_QUOTED_WORDS = 4
_QUOTED_SHARE = 0.34
_SOON = 30  # code points between a noun of saying and the quotation it leads to


def is_quoted_enough(text: str, item: Attribution, *, several: bool = True) -> bool:
    """Tell whether several words of the content stand in quotation marks, or a good part of them, not one term.

    Args:
        text: the whole text.
        item: what may be a saying.
        several: whether several words are enough; else only a good part of all.
    """
    if not item.quoted:
        return False
    words = quoted = 0
    for start, end in item.content:
        piece = text[start:end]
        words += len(piece.split())
        quoted += sum(len(match[1].split()) for match in _QUOTED.finditer(piece))
    return quoted == 0 or (several and quoted >= _QUOTED_WORDS) or quoted >= _QUOTED_SHARE * words


def _is_quoted_soon(text: str, item: Attribution) -> bool:
    """Tell whether a noun leads to somebody's quoted words: "Lee's warning that “all will pay”"."""
    if not (item.tagged and item.source and item.cue and item.cue[1] <= item.start):
        return False
    mark = _QUOTED.search(text, item.cue[1], item.end)
    return mark is not None and mark.start() - item.cue[1] <= _SOON and is_quoted_enough(text, item, several=False)


def in_his_words(text: str, item: Attribution) -> bool:
    """Tell whether quotation marks show that it was said: of a thing several words must stand in them."""
    return is_quoted_enough(text, item) if item.thing else bool(item.quoted)


def _is_supposed(text: str, item: Attribution, cue: str) -> bool:
    """Tell whether words before the speaker, or of the cue, show that nothing is told to have been said."""
    if item.cue is None or item.inside is not None:
        return False
    first = min(item.cue[0], item.source[0][0]) if item.source else item.cue[0]
    if item.dropped_source or first < item.frame[0]:
        first = item.cue[0]
    before = text[max(0, first - _SUPPOSED_WITHIN) : first]
    return (
        _SUPPOSED.search(before) is not None
        or (item.standing and _UNTIL.search(before) is not None)
        or _TO_BE_SAID.search(cue) is not None
        or _is_left_unsaid(text, item.cue, item.lemma)
    )


def _is_left_unsaid(text: str, cue: Stretch, lemma: str) -> bool:
    """Tell whether the verb of saying stands behind "without": "answered without naming them"."""
    verb = _LAST_ING.search(text[slice(*cue)])
    start = cue[0] + verb.start() if verb is not None else cue[0]
    known = verbs().get(verb[0]) if verb is not None else None
    if known is not None and lemma and known.lemma != lemma:
        return False  # "wrote without citing details"
    return verb is not None and _WITHOUT.search(text[max(0, start - _WITHOUT_WITHIN) : start]) is not None


def _behind_verb(text: str, item: Attribution, cue: str) -> str:
    """The first word behind the verb, which belongs to the cue or to the content: "warned | of" and "warned of |"."""
    return cue.split()[-1] if " " in cue and _OF.fullmatch(cue.split()[-1]) else text[item.start : item.end]


def is_saying(text: str, item: Attribution) -> bool:
    told_of = item.nominal and not _is_quoted_soon(text, item)
    if item.supposed or told_of or item.lemma in _NOT_SAID:
        return False
    source = text[slice(*item.source[0])] if item.source else ""
    cue = text[slice(*item.cue)] if item.cue else ""
    if _is_act(item, text[item.start : item.end], cue, source):
        return False
    if not item.quoted and item.inside is None and _ASKED.match(text[slice(*item.frame)].strip()):
        return False  # "Did they tell you why?": nobody is told to have said it
    if _is_supposed(text, item, cue) or all(text[slice(*piece)].lower() in _RELATIVES_ALONE for piece in item.content):
        return False
    if item.kind == "agree" and is_joint(source) and not item.quoted:
        return False  # "the leaders agreed to …": an act that the narrator tells
    quoted = in_his_words(text, item)
    if item.rule == "tagger" and item.confidence < _LEAST_ALONE and not is_quoted_enough(text, item):
        return False  # no rule knows it, and the tagger is not sure
    if item.rule == "tagger" and item.thing and not quoted and not _takes_things(item.lemma):
        return False  # "responded to questions", "made remarks on trade": what it was about, not what was said
    if source.lower() in _RELATIVE and (item.standing or item.rule == "tagger" or source.lower() == "that"):
        # "an island which Beijing … claims": a standing position, told in passing, but for quoted words
        in_words = source.lower() == "who" and item.lemma and is_quoted_enough(text, item)
        if not in_words:
            return False
    if source.lower() in _ANYBODY or (source.lower() in _SOMEBODY and not item.quoted):
        return False
    if item.rule == "tagger" and not item.quoted and item.lemma in _ABOUT:
        return False  # "responded to the accusation", "referring to his trip"
    if item.rule == "tagger" and not item.quoted and len(text[item.start : item.end].split()) < _LEAST_WORDS:
        return False
    if not item.source and item.rule not in ("bare quotation", "question"):
        return False
    if item.rule == "tagger" and not quoted and (not item.lemma or item.kind == "believe") and not is_label(text, item):
        return False  # the tagger marks attitudes too, which nobody uttered
    if item.rule == "object" and (item.lemma not in _OBJECT_SAID or item.standing):
        return False
    if item.rule == "object" and item.lemma in ("warn", "caution") and not _OF.match(_behind_verb(text, item, cue)):
        return False  # "warned its companies": whom, not of what
    if item.source and text[slice(*item.source[0])].lower() in ("i", "we", "you") and item.inside is None:
        return False  # the author's own words
    if item.inside is None or item.quoted:
        return item.inside is None or is_plainly_told(item, source)
    told = item.lemma in _TOLD_IN_QUOTATIONS and not cue.endswith("ing") and not is_joint(source)
    return told and not item.standing and is_plainly_told(item, source)


def is_label(text: str, item: Attribution) -> bool:
    """Tell whether a colon alone leads from a name to what he said: "XI: U.S. SHOULD WITHDRAW MEASURES"."""
    if not (item.tagged and item.cue and item.source) or item.quoted or item.confidence < _LEAST_LABEL:
        return False
    behind = item.source[0][1] <= item.cue[0] and item.cue[1] <= item.start
    return behind and text[slice(*item.cue)].strip() == ":"


def is_plainly_told(item: Attribution, source: str) -> bool:
    """Tell whether somebody tells in his own text what another has said: quotes him, or says so plainly.

    Args:
        item: what is told within the quotation, or the text set into the page.
        source: the words that name the other.
    """
    if not source or source.lower() in _FIRST_AND_SECOND_PERSON:
        return False
    if item.quoted:
        return True
    named = source[0].isalpha() and source.lower() not in _POINTING and source.lower().split()[0] not in _OF_SOMEBODY
    plainly = item.lemma in _TOLD_WITHIN and (not item.standing or item.lemma in ("say", "tell"))
    return named and plainly and item.rule not in _WITHOUT_CLAUSE
