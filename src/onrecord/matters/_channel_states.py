"""What the words around the name of a line of communication say of its state: who does not talk, who will again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.matters._passages import AUXILIARIES
from onrecord.records import ChannelState

_REACH = 14
"""Words between a verb and the channel it governs."""
_LIST_REACH = 30
"""The same, where the verb is one of agreeing: what is agreed comes in lists."""


def _forms(*lemmas: str) -> frozenset[str]:
    """All forms of regular verbs."""
    found: set[str] = set()
    for lemma in lemmas:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        if lemma.endswith("y"):
            found |= {lemma, stem[:-1] + "ies", stem[:-1] + "ied", lemma + "ing"}
        else:
            plural = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
            found |= {lemma, lemma + plural, stem + "ed", stem + "ing"}
    return frozenset(found)


RESUME = _forms("resume", "restore", "restart", "reopen", "reestablish", "revive", "renew", "reactivate")
_RESUMING = frozenset("resumption restoration revival reopening return re-establishment reestablishment".split())
SUSPEND = _forms("suspend", "sever", "halt", "freeze", "pause", "shelve") | {"froze", "cut", "cutting"}
SUSPENDED = frozenset(
    "suspended severed halted frozen paused cut canceled cancelled shelved stalled dormant blocked".split()
)
_BEGIN = _forms("establish", "create", "launch", "open", "form", "start", "begin", "initiate", "expand", "set") | {
    "began", "begun", "establishment", "creation", "setting", "strengthen", "strengthening", "continue", "continuing",
    "maintain", "maintaining", "keep", "keeping", "conduct", "deepen", "step", "enhance", "advance", "promote", "carry",
    "further", "hold", "holding", "increase", "have",
}  # fmt: skip
_FOUND = _forms("establish", "create", "launch", "inaugurate") | {
    "open",
    "opened",
    "opening",
    "set",
    "formed",
    "founded",
}
_HELD = frozenset("held hosted co-chaired cochaired chaired convened conducted concluded".split())
AGREE = frozenset("agree agrees agreed agreeing agreement consensus deal".split())
_WELCOME = frozenset("welcome welcomed welcomes welcoming hailed".split())
WANTS = frozenset(
    "want wants wanted seek seeks seeking sought urge urged urges urging call called calls calling press"
    " pressed pressing"
    " push pushed pushing hope hopes hoped hoping propose proposed proposes proposing offer offered offers offering"
    " request requested requests requesting ask asked asks asking try trying tried interested need needs needed"
    " should must aim aims aimed aiming ready willing importance important necessity imperative efforts effort bid"
    " suggest suggested suggests favor work working responsibility discuss discussed discussing consider considering"
    " unresolved prospects possibility whether".split()
)
REFUSE = _forms("refuse", "reject", "decline", "rebuff", "spurn") | {"refusal"}
_OPEN = frozenset("could may might if unless whether should must".split())
_FUTURE = frozenset("will would 'll shall".split())
_NEGATIONS = frozenset("not n't never no without neither nor nothing hardly yet".split())
_BREAKS = frozenset({";", ":", "but", "while", "although", "though", "whereas"})
_CLAUSE_WORDS = frozenset("that which who where when after before as because since".split())
_STAY = frozenset("remain remains remained stay stays stayed".split())
_STATES_OF_BEING = frozenset("was were is are has have had".split())
_CHAIRING = frozenset("lead attend chair host convene join co-open co-host co-chair co-lead".split())
_AWAY = frozenset({"for", "about", "against", "from"})
_CONTINUES = frozenset("which suspended frozen cut severed".split())
_STANDS = frozenset("is are remains remain stays was were 's 're".split())
_HAS = frozenset("has have had maintain maintains".split())
_ENDED = frozenset("abolished dissolved disbanded terminated scrapped".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """What is said of a channel."""

    state: ChannelState
    verb: int
    """Index of the word that says so."""
    first: int
    """First word of the evidence."""
    after: int
    """One past its last."""


def read_states(words: Sequence[str], a: int, b: int, first: int, after: int) -> list[Reading]:
    """Read what a sentence says of a channel that it names.

    Args:
        words: the words of the document in lower case.
        a: first word of the channel's name.
        b: one past its last word.
        first: first word of the sentence.
        after: one past its last word.

    Returns:
        None, one or two readings: what governs the name ("agreed to resume …") and what follows ("…, suspended since").
    """
    readings = []
    left = _left(words, a, b, first, after)
    if left is not None:
        state, verb = left
        begin = min(verb, a)
        if words[verb] in AGREE and words[verb + 1] == "that":
            begin = min(verb + 2, a)
        readings.append(Reading(state, verb, begin, b + 1 if words[b : b + 1] == ["again"] else b))
    right = _right(words, b, after)
    if right is not None and (left is None or _is_own_clause(words, b, right[1])):
        readings.append(Reading(right[0], right[1], a, max(right[1] + 1, b)))
    return readings


def _clause_start(words: Sequence[str], place: int, first: int) -> int:
    low = max(first, place - _LIST_REACH)
    for at in range(place - 1, low - 1, -1):
        if words[at] in _BREAKS:
            return at + 1
    return low


def _negated(words: Sequence[str], verb: int, low: int) -> bool:
    return any(word in _NEGATIONS for word in words[max(low, verb - 4) : verb])


def _left(words: Sequence[str], a: int, b: int, first: int, after: int) -> tuple[ChannelState, int] | None:
    """Read the verb before the channel that governs it."""
    low = _clause_start(words, a, first)
    for verb in range(a - 1, low - 1, -1):
        word = words[verb]
        near = verb >= a - _REACH
        between = set(words[verb + 1 : a])
        if word in AGREE:
            return _agreed(words, verb, low, a, b, after)
        if not near:
            continue
        if word == "open" and words[verb + 1] == "to" and set(words[max(low, verb - 2) : verb]) & _STANDS:
            return "proposed", verb
        if word == "meeting" and words[verb + 1] == "of" and "at" in words[max(low, verb - 4) : verb]:
            return "operating", verb
        if word in RESUME or word in _RESUMING:
            return _resumed(words, verb, low, a)
        if word in SUSPEND and not between & (_CLAUSE_WORDS | {","}) and _cuts_off(words, verb, a, b):
            asked = set(words[max(low, verb - 5) : verb]) & (WANTS | _FUTURE - {"would"})
            return None if asked or _negated(words, verb, low) or _is_open(words, verb, low) else ("suspended", verb)
        if word in REFUSE and not between & (_CLAUSE_WORDS - {"that"}) and not _negated(words, verb, low):
            return None if _is_open(words, verb, low) else ("refused", verb)
        if word == "in" and words[verb - 1] in _STATES_OF_BEING and a - verb <= 3:
            return None if _negated(words, verb, low) else ("operating", verb)
        if (word in _BEGIN and word != "have") or word in _FOUND or word in _HELD or word in _CHAIRING:
            return _founded(words, verb, low, a, b, after)
        if word in _ENDED and not between & _CLAUSE_WORDS:
            return None if _negated(words, verb, low) or _is_open(words, verb, low) else ("ended", verb)
        if word in {"play", "role"} and a - verb <= 9 and not between & _CLAUSE_WORDS:
            return "operating", verb
        if word in {"have", "has", "had"} and a - verb <= 4 and words[verb + 1] not in {"been", "to", "no", "not"}:
            if _negated(words, verb, low):
                return "none", verb
            wanted = _is_open(words, verb, low) or bool(set(words[max(low, verb - 4) : verb]) & WANTS)
            return None if wanted else ("operating", verb)
        if word in {"are", "were", "is"} and words[verb - 1] == "there" and a - verb <= 6:
            return None if _negated(words, verb + 3, verb) else ("operating", verb)
        if word in {"no", "not"} and a - verb <= 3 and set(words[max(low, verb - 2) : a]) & _HAS:
            return "none", verb
        if word in _STATES_OF_BEING or word in _STAY:
            return None
    return None


def _cuts_off(words: Sequence[str], verb: int, a: int, b: int) -> bool:
    if words[verb] in {"cut", "cutting"}:
        return "off" in words[verb + 1 : verb + 3] or "off" in words[b : b + 6]
    return True


def _is_open(words: Sequence[str], verb: int, low: int) -> bool:
    return any(word in _OPEN for word in words[max(low, verb - 5) : verb])


def _agreed(words: Sequence[str], verb: int, low: int, a: int, b: int, after: int) -> tuple[ChannelState, int] | None:
    """Read "agreed to resume …", "agreed that … would …", "agreed on the importance of maintaining …"."""
    between = words[verb + 1 : a]
    if (
        _negated(words, verb, low)
        or _is_open(words, verb, low)
        or set(words[max(low, verb - 2) : verb]) & {"to", "can"}
    ):
        return None
    if words[verb] in {"agreement", "consensus", "deal"} and not set(between[:6]) & {"to", "on"}:
        return None
    if set(between) & {"should", "must"}:
        return None
    if not set(between) & {"to", "on", "that", "like", "including"} or set(between) & {"which", "who"}:
        return None
    again = "again" in words[b : min(after, b + 6)]
    if again or set(between) & (RESUME | _RESUMING) - {"return", "open"}:
        # of several things agreed only those behind the verb itself are resumed
        return "agreed_to_resume", verb
    return "agreed", verb


def _resumed(words: Sequence[str], verb: int, low: int, a: int) -> tuple[ChannelState, int] | None:
    near = set(words[max(low, verb - 6) : verb])
    if _negated(words, verb, low) or set(words[verb + 1 : a]) & (_CLAUSE_WORDS - {"as"}):
        return None
    agreed = [place for place in range(low, verb) if words[place] in AGREE]
    if agreed:
        if _negated(words, agreed[-1], low) or _is_open(words, agreed[-1], low):
            return None
        return "agreed_to_resume", agreed[-1]
    if set(words[low:verb]) & REFUSE:
        return "refused", verb
    if words[verb] in _RESUMING:
        return ("resumed", verb) if near & _WELCOME else ("proposed", verb) if near & (WANTS - {"work"}) else None
    if near & WANTS:
        return "proposed", verb
    if near & (_FUTURE | {"to"}):
        return ("agreed_to_resume", verb) if near & {"are", "will", "'ll", "would"} else None
    if _is_open(words, verb, low):
        return None
    return ("resumed", verb) if words[verb].endswith("ed") or words[verb] == "resuming" else None


def _founded(words: Sequence[str], verb: int, low: int, a: int, b: int, after: int) -> tuple[ChannelState, int] | None:
    near = set(words[max(low, verb - 6) : verb])
    word = words[verb]
    if _negated(words, verb, low):
        return None
    agreed = [place for place in range(low, verb) if words[place] in AGREE]
    if agreed:
        return _agreed(words, agreed[-1], low, a, b, after)
    if set(words[max(low, verb - 5) : verb]) & REFUSE:
        return "refused", verb
    if set(words[verb + 1 : a]) & (_CLAUSE_WORDS | _AWAY) and word not in _CHAIRING:
        return None
    if word == "open" and words[verb - 1 : verb] and words[verb - 1] in {"more", "an", "a", "the", "and"}:
        return None
    if near & WANTS or _is_open(words, verb, low):
        return ("proposed", verb) if near & (WANTS - {"discuss", "discussed", "whether"}) else None
    opens = word in {"open", "hold", "holding"} or word in _CHAIRING
    if opens and {"will", "'ll"} & set(words[low:verb]):
        return "scheduled", verb
    if word in {"hold", "holding"} and near & {"will", "'ll", "would", "plan", "plans", "scheduled", "set", "to"}:
        return ("scheduled", verb) if a - verb <= 6 else None
    if near & (_FUTURE | {"to"}):
        return None
    if word in _HELD and a - verb <= 7:
        return "operating", verb
    if word in _FOUND and word.endswith(("ed", "set")) and a - verb <= 5:
        return "operating", verb
    if word in {"maintain", "maintained", "keep", "kept"} and a - verb <= 5:
        return "operating", verb
    return None


def _right(words: Sequence[str], b: int, after: int) -> tuple[ChannelState, int] | None:
    """Read the verb behind the channel of which it is the subject."""
    for place in range(b, min(after, b + _REACH)):
        word = words[place]
        between = set(words[b:place])
        if word == "," and words[place + 1 : place + 2] not in (
            ["which"],
            ["suspended"],
            ["frozen"],
            ["cut"],
            ["severed"],
        ):
            return None
        if word in _BREAKS or (word in {",", "and", "that", "which", "who"} and place > b + 6):
            return None
        if between & _OPEN:
            return None
        helped = bool(between & AUXILIARIES or between & _STAY)
        future = bool(between & _FUTURE)
        negated = bool(between & _NEGATIONS)
        if (word in SUSPENDED and helped) or (word == "off" and between & {"cut", "broken", "broke"}):
            return None if negated or future else ("suspended", place)
        if word in RESUME and word.endswith("ed") and (helped or word == "resumed"):
            return None if negated else ("agreed_to_resume" if future else "resumed", place)
        if word == "resume" and between & (_FUTURE | {"to"}):
            return None if negated else ("agreed_to_resume", place)
        if word in {"held", "place"} and (helped or between & {"took", "take"}):
            if negated:
                return ("suspended", place) if future else None
            return ("scheduled" if future or "to" in between else "operating"), place
        if word in {"refused", "rejected"} and helped and not negated:
            return "refused", place
    return None


def _is_own_clause(words: Sequence[str], b: int, verb: int) -> bool:
    """Whether what follows is a clause of its own about the channel: "…, which Beijing suspended"."""
    return bool(set(words[b:verb]) & {"which", "that", "was", "were", "had"})
